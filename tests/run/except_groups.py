# python: 3.11
"""except*: what each clause takes, what is raised after the last, and what is handled meanwhile.

>>> taken(ExceptionGroup("all", [ValueError(1), TypeError(2), ExceptionGroup("in", [ValueError(3), KeyError(4)])]))
[('value', [1, 3]), ('type', [2]), ('left', [4])]
>>> taken(ValueError(1)), taken(OSError(5)), taken(None)
([('value', [1])], [('naked', OSError(5))], ['else'])
>>> taken(ExceptionGroup("one", [TypeError(2), LookupError(3)]))
[('type', [2]), ('left', [3])]
>>> shape(ExceptionGroup("all", [ValueError(1), ExceptionGroup("in", [ValueError(2), TypeError(3)])]), False)
('all', [('in', [TypeError(3)])])
>>> shape(ExceptionGroup("all", [ValueError(1), TypeError(3)]), True)
('', [KeyError('raised'), ('all', [TypeError(3)])])
>>> shape(ValueError(1), True), shape(ValueError(1), False), shape(TypeError(1), True)
(KeyError('raised'), None, TypeError(1))
>>> reraised(ExceptionGroup("all", [ValueError(1), TypeError(2), OSError(3)]))
('', [('all', [TypeError(2)]), ('all', [ValueError(1), OSError(3)])])
>>> contexts(ExceptionGroup("all", [ValueError(1)]))
('all', [ValueError(1)])
>>> handled(ExceptionGroup("all", [ValueError(1), TypeError(2)]))
[[1], [2], None, None]
>>> unbound(ExceptionGroup("all", [ValueError(1)])), unbound(None)
('gone', 'gone')
>>> [wrong(types) for types in (int, ExceptionGroup, (ValueError, BaseExceptionGroup), (ValueError, 3))]
['TypeError: catching classes that do not inherit from BaseException is not allowed', 'TypeError: catching ExceptionGroup with except* is not allowed. Use except instead.', 'TypeError: catching ExceptionGroup with except* is not allowed. Use except instead.', 'TypeError: catching classes that do not inherit from BaseException is not allowed']
>>> list(generator()), run(coroutine())
([1, [1], 'after', 'finally'], ([1], 'else'))
>>> nested(), finally_runs(), loops(), closure()
([[1], [2]], ['clause', 'finally', 'KeyError'], [0, 1, 2], [1])
>>> Custom.log.clear(); custom(); Custom.log
['split', 'derive']
>>> module_found, Body.found
([1], [2])
>>> broken_name()
'KeyError: KeyError()'
>>> base()
['GeneratorExit', 'BaseExceptionGroup']

A group that a clause puts around an exception begins, in its traceback, with the clause.

>>> lines_of(wrapped) == [("wrapped", 3)] * SHOWS_CLAUSE
True
>>> lines_of(wrapped_in_turn) == [("wrapped_in_turn", 6)] + [("wrapped_in_turn", 5)] * SHOWS_CLAUSE
True
>>> lines_of(not_wrapped)
[('not_wrapped', 2)]
"""

import sys


def numbers(group):
    found = []
    for error in group.exceptions:
        found += numbers(error) if isinstance(error, BaseExceptionGroup) else [error.args[0]]
    return found


def describe(error):
    if isinstance(error, BaseExceptionGroup):
        return error.message, [describe(each) for each in error.exceptions]
    return error


def taken(error):
    log = []
    try:
        try:
            if error is not None:
                raise error
        except* ValueError as group:
            log.append(("value", numbers(group)))
        except* (TypeError, ZeroDivisionError) as group:
            log.append(("type", numbers(group)))
        else:
            log.append("else")
    except ExceptionGroup as group:
        log.append(("left", numbers(group)))
    except OSError as naked:
        log.append(("naked", naked))
    return log


def shape(error, raises):
    try:
        try:
            raise error
        except* ValueError:
            if raises:
                raise KeyError("raised")
    except Exception as left:
        return describe(left)


def reraised(error):
    try:
        try:
            raise error
        except* ValueError:
            raise
        except* TypeError as group:
            raise group
    except ExceptionGroup as left:
        return describe(left)


def contexts(error):
    try:
        try:
            raise error
        except* ValueError:
            raise KeyError("raised")
    except* KeyError as group:
        found = describe(group.exceptions[0].__context__)
    return found


def current():
    error = sys.exc_info()[1]
    return error if error is None else numbers(error)


def handled(error):
    log = []
    try:
        raise error
    except* ValueError:
        log.append(current())
    except* TypeError:
        log.append(current())
    except* KeyError:
        log.append("never")
    log.append(current())
    try:
        pass
    finally:
        log.append(current())
    return log


def unbound(error):
    name = "before"
    try:
        if error is None:
            del name
        else:
            raise error
    except* ValueError as name:
        pass
    try:
        return name
    except UnboundLocalError:
        return "gone"


def attempt(function, *arguments):
    try:
        return function(*arguments)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def wrong(types):
    def take():
        try:
            raise ValueError
        except* types:
            pass

    return attempt(take)


def generator():
    try:
        try:
            yield 1
            raise ValueError(1)
        except* ValueError as group:
            yield numbers(group)
            assert current() == [1]
        yield "after"
    finally:
        yield "finally"


async def wait(value):
    return value


async def coroutine():
    found = None
    try:
        raise ExceptionGroup("all", [ValueError(await wait(1))])
    except* ValueError as group:
        found = await wait(numbers(group))
    try:
        await wait(1)
    except* ValueError:
        pass
    else:
        return found, "else"


def run(coroutine):
    try:
        coroutine.send(None)
    except StopIteration as stop:
        return stop.value


def nested():
    log = []
    try:
        raise ExceptionGroup("all", [ValueError(1), TypeError(2)])
    except* ValueError as group:
        log.append(numbers(group))
        try:
            raise ExceptionGroup("in", [KeyError(2)])
        except* KeyError as inner:
            log.append(numbers(inner))
    except* TypeError:
        pass
    return log


def finally_runs():
    log = []
    try:
        try:
            raise ValueError
        except* ValueError:
            log.append("clause")
            raise KeyError
        finally:
            log.append("finally")
    except KeyError:
        log.append("KeyError")
    return log


def loops():
    log = []
    for number in range(3):
        try:
            raise ExceptionGroup("all", [ValueError(number)])
        except* ValueError as group:
            for each in numbers(group):
                if each < 0:
                    break
                log.append(each)
    return log


def closure():
    kept = []
    try:
        raise ValueError(1)
    except* ValueError as group:
        kept = [(lambda: error.args[0])() for error in group.exceptions]
    return kept


class Custom(ExceptionGroup):
    log = []

    def split(self, condition):
        self.log.append("split")
        return super().split(condition)

    def derive(self, errors):
        self.log.append("derive")
        return Custom(self.message, errors)


def custom():
    try:
        raise Custom("all", [ValueError(1), TypeError(2)])
    except* OSError:
        pass
    except* Exception as group:
        assert type(group) is Custom


try:
    raise ValueError(1)
except* ValueError as group:
    module_found = numbers(group)


class Body:
    try:
        raise ExceptionGroup("all", [ValueError(2)])
    except* ValueError as group:
        found = numbers(group)


def broken_name():
    def take():
        try:
            raise ValueError
        except* ValueError as name:
            del name
            raise KeyError

    try:
        take()
    except KeyError as error:
        return f"KeyError: {error!r}"


def base():
    log = []
    try:
        raise BaseExceptionGroup("all", [GeneratorExit(), ValueError(1)])
    except* GeneratorExit as group:
        log.append(type(group.exceptions[0]).__name__)
        log.append(type(group).__name__)
    except* ValueError:
        pass
    return log


# from Python 3.14, 3.13.2 and 3.12.9 on
SHOWS_CLAUSE = sys.version_info >= (3, 14) or sys.version_info[2] >= {12: 9, 13: 2}.get(
    sys.version_info[1], 99
)


def lines_of(function):
    """Of the exception that it raises: (function, lines behind its first), but for the caller."""
    try:
        function()
    except BaseExceptionGroup as error:
        traceback = error.__traceback__.tb_next
    found = []
    while traceback:
        code = traceback.tb_frame.f_code
        found.append((code.co_name, traceback.tb_lineno - code.co_firstlineno))
        traceback = traceback.tb_next
    return found


def wrapped():
    try:
        raise ValueError(1)
    except* ValueError:
        raise


def wrapped_in_turn():
    try:
        raise TypeError(1)
    except* ValueError:
        pass
    except* (KeyError, TypeError) as group:
        raise group from None


def not_wrapped():
    try:
        raise ExceptionGroup("given", [ValueError(1)])
    except* ValueError:
        raise
