"""Handlers that do not look at the exception: whoever else can see it sees what is to be seen.

>>> [quiet(raiser) for raiser in (key, index, number, empty, own, derived)]
['end', 'end', 'end', 'end', 'end', 'end']
>>> outcome(quiet, other), outcome(quiet, stop)
(('ZeroDivisionError', ['quiet', 'other']), ('KeyboardInterrupt', ['quiet', 'stop']))
>>> [in_loop([0, 1, 2, 3]), breaking([1, 0, 2]), returning({}), returning({1: 2})]
[[1, 2, 3], [1], 'nothing', 2]
>>> second({}), second([]), second(None)
('key', ('IndexError', ['second']), ('TypeError', ['second']))

What somebody else has gets its traceback entry.

>>> held()
[['held'], ['held', 'held']]
>>> chained()
[KeyError(1), ValueError(2)]
>>> seen_by_finalizer()
[['seen_by_finalizer', 'raise_it']]
>>> arguments_see()
[None, <class 'LookupError'>]

What is handled around it stays so.

>>> around()
[<class 'ValueError'>, <class 'ValueError'>, None]
>>> finally_around()
[None, 'finally', None]
>>> list(generated())
[<class 'KeyError'>, <class 'KeyError'>, None]
>>> context_of_next() is None
True

Names of classes are looked up when an exception is there.

>>> by_name(), by_name(ValueError), by_name((KeyError, ValueError))
('caught', 'caught', 'caught')
>>> by_name(IndexError), by_name(3)
(('ValueError', None), ('TypeError', 'ValueError'))
>>> without_name()
('NameError', 'ValueError')
>>> by_name()
'caught'
>>> class_body(), made_by_init()
('end', ['init'])
"""

import sys

Caught = ValueError


class Own(LookupError):
    pass


class Derived(Own):
    pass


def key():
    return {}[0]


def index():
    return [][0]


def number():
    return int("x")


def empty():
    return next(iter(()))


def own():
    raise Own(1)


def derived():
    raise Derived


def other():
    return 1 // 0


def stop():
    raise KeyboardInterrupt


def quiet(raiser):
    try:
        raiser()
    except LookupError:
        pass
    except ValueError:
        pass
    except StopIteration:
        pass
    return "end"


def names(error):
    found, entry = [], error.__traceback__
    while entry:
        found.append(entry.tb_frame.f_code.co_name)
        entry = entry.tb_next
    return found


def outcome(function, *arguments):
    try:
        return function(*arguments)
    except BaseException as error:
        return type(error).__name__, names(error)[1:]


def in_loop(items):
    found = []
    for item in items:
        try:
            found.append(item * (item // item))
        except ZeroDivisionError:
            continue
    return found


def breaking(items):
    found = []
    for item in items:
        try:
            found.append(item // item)
        except ZeroDivisionError:
            break
    return found


def returning(items):
    try:
        return items[1]
    except KeyError:
        return "nothing"


def second_of(items):
    try:
        return items[0]
    except AttributeError:
        pass
    except KeyError:
        return "key"


def second(items):
    try:
        return second_of(items)
    except Exception as error:
        return type(error).__name__, [name.replace("_of", "") for name in names(error)[1:]]


def held():
    error, found = KeyError(1), []
    for _ in range(2):
        try:
            raise error
        except KeyError:
            pass
        found.append(names(error))
    return found


def chained():
    inner = KeyError(1)
    try:
        raise ValueError(2) from inner
    except ValueError:
        pass
    found = [inner]
    try:
        try:
            raise inner
        except KeyError:
            raise ValueError(2)
    except ValueError as error:
        found.append(error)
    return found


class Finalized(Exception):
    seen = []

    def __del__(self):
        self.seen.append(names(self))


def raise_it():
    raise Finalized


def seen_by_finalizer():
    Finalized.seen.clear()
    try:
        raise_it()
    except Finalized:
        pass
    return Finalized.seen


class Sees:
    def __init__(self, found):
        self.found = found

    def __del__(self):
        self.found.append(sys.exc_info()[0])


def raise_with(found):
    raise ValueError(Sees(found))


def arguments_see():
    found = []
    try:
        raise_with(found)
    except ValueError:
        pass
    try:
        raise LookupError
    except LookupError:
        try:
            raise_with(found)
        except ValueError:
            pass
    return found


def around():
    found = []
    try:
        raise ValueError
    except ValueError:
        found.append(sys.exc_info()[0])
        try:
            key()
        except KeyError:
            pass
        found.append(sys.exc_info()[0])
    found.append(sys.exc_info()[0])
    return found


def finally_of(found):
    try:
        try:
            key()
        except KeyError:
            return 1
        finally:
            found.append(sys.exc_info()[0])
    finally:
        found.append("finally")


def finally_around():
    found = []
    finally_of(found)
    found.append(sys.exc_info()[0])
    return found


def generated():
    try:
        key()
    except KeyError:
        yield sys.exc_info()[0]
        try:
            yield sys.exc_info()[0]
            index()
        except IndexError:
            pass
    yield sys.exc_info()[0]


def context_of_next():
    try:
        key()
    except KeyError:
        pass
    try:
        raise ValueError
    except ValueError as error:
        return error.__context__


def catch_named():
    try:
        number()
    except Caught:
        return "caught"


def report(function):
    try:
        return function()
    except Exception as error:
        context = error.__context__
        return type(error).__name__, context and type(context).__name__


def by_name(new=ValueError):
    global Caught
    catch_named()
    Caught = new
    try:
        return report(catch_named)
    finally:
        Caught = ValueError


def without_name():
    global Caught
    catch_named()
    del Caught
    try:
        return report(catch_named)
    finally:
        Caught = ValueError


def class_body():
    class Local:
        KeyError = ValueError
        try:
            number()
        except KeyError:
            pass

    return "end"


class Made(Exception):
    made = []

    def __init__(self):
        self.made.append("init")


def made_by_init():
    Made.made.clear()
    try:
        raise Made
    except Made:
        pass
    return Made.made
