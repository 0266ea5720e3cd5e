"""What is seen of exceptions that are raised, handled and let go again and again: of those that
somebody keeps, and of the next ones of the same functions.

>>> warm_up()
>>> [lines(error) for error in stored(3)]
[[('store', 2), ('deep', 3), ('fail', 3)], [('store', 2), ('deep', 3), ('fail', 3)], [('store', 2), ('deep', 3), ('fail', 3)]]
>>> len({id(frame) for error in stored(5) for frame in frames(error)})
15
>>> changing_lines()
[('changing', 4), ('changing', 6), ('changing', 4), ('changing', 6)]

The frame of one that is kept stays as it is, and what was done to it the next ones do not have.

>>> error = stored(1)[0]
>>> warm_up()
>>> lines(error), [frame.f_code.co_name for frame in frames(error)]
([('store', 2), ('deep', 3), ('fail', 3)], ['store', 'deep', 'fail'])
>>> marked(), marked(), marked()
((True, False), (True, False), (True, False))
>>> cleared(), cleared()
('fail', 'fail')
>>> traced_frames()
[True, True, True]
>>> kept_tracebacks()
[['take', 'deep', 'fail'], ['take', 'deep', 'fail'], ['take', 'deep', 'fail']]
>>> kept_inner_entry()
[['fail'], ['fail'], ['fail']]

Handlers, and what they call, see the exception and its traceback.

>>> [watched(key) for key in (1, 2, 1)]
[(KeyError(1), [('watched', 3)], True), (KeyError(2), [('watched', 3)], True), (KeyError(1), [('watched', 3)], True)]
>>> nested(4)
[4, 3, 2, 1, 0]
>>> nested(4)
[4, 3, 2, 1, 0]
>>> [chain(raised_in_handler(key)) for key in 'ab']
[[ValueError('a'), KeyError('a')], [ValueError('b'), KeyError('b')]]
>>> [chain(raised_again()) for _ in range(3)]
[[KeyError('x')], [KeyError('x')], [KeyError('x')]]
>>> [lines(raised_again()) for _ in range(2)]
[[('raised_again', 8), ('raised_again', 4)], [('raised_again', 8), ('raised_again', 4)]]
>>> bare()
[[('bare', 5), ('again', 3)], [('bare', 5), ('again', 3)]]
>>> cause()
[(ValueError('out'), KeyError('in'), True), (ValueError('out'), KeyError('in'), True)]
>>> through_finally()
['finally', KeyError(1), 'finally', KeyError(1)]
>>> list(generator())
[(KeyError('g'), ['generator']), (KeyError('g'), ['generator']), None]

New exceptions have nothing of those before them.

>>> stateless()
[(None, None, None, False, {}), (None, None, None, False, {}), (None, None, None, False, {})]
>>> [missing({}, key) for key in (1, 'text', (), (1, 2), None)]
[(1,), ('text',), ((),), ((1, 2),), (None,)]
>>> missing({}, [])
'TypeError'
>>> missing({1: 2}, Equal()), missing(Missing(), 3)
('ZeroDivisionError', 'missing 3')
>>> of_class(), of_class()
(['freed', 'own'], ['freed', 'own'])
>>> resurrected()
[['fail_own'], ['fail_own']]
>>> arguments_die_while_handled()
[<class 'KeyError'>]
>>> by_function(), by_function()
((1, 'fail'), (1, 'fail'))
"""

import sys
import traceback


def fail(error):
    if error:
        raise error
    return {}[0]


def deep(error):
    if error:
        return fail(error)
    return fail(error)


def store(errors):
    try:
        deep(None)
    except KeyError as error:
        errors.append(error)


def stored(count):
    errors = []
    for _ in range(count):
        store(errors)
    return errors


def warm_up():
    for _ in range(10):
        try:
            deep(None)
        except KeyError:
            pass
        store([])


def entries(trace):
    while trace:
        yield trace
        trace = trace.tb_next


def frames(error):
    return [entry.tb_frame for entry in entries(error.__traceback__)]


def lines(error):
    return [
        (entry.tb_frame.f_code.co_name, entry.tb_lineno - entry.tb_frame.f_code.co_firstlineno)
        for entry in entries(error.__traceback__)
    ]


def changing(first):
    # a line
    # another
    if first:
        raise KeyError(1)
    else:
        raise KeyError(2)


def changing_lines():
    found = []
    for first in (True, False, True, False):
        try:
            changing(first)
        except KeyError as error:
            found.append(lines(error)[1])
    return found


def marked():
    try:
        deep(None)
    except KeyError as error:
        frame = frames(error)[2]
        before = frame.f_trace_lines
        frame.f_trace_lines = False
        return before, frame.f_trace_lines


def cleared():
    try:
        deep(None)
    except KeyError as error:
        frame = frames(error)[2]
        frame.clear()
        return traceback.extract_tb(error.__traceback__)[2].name


def traced_frames():
    found = []
    for _ in range(3):
        try:
            deep(None)
        except KeyError as error:
            frame = frames(error)[1]
            found.append(frame.f_trace is None)
            frame.f_trace = found.append
    return found


def take():
    try:
        deep(None)
    except KeyError:
        return sys.exc_info()[2]


def kept_tracebacks():
    taken = [take() for _ in range(3)]
    warm_up()
    return [[entry.tb_frame.f_code.co_name for entry in entries(trace)] for trace in taken]


def take_inner():
    try:
        deep(None)
    except KeyError:
        return sys.exc_info()[2].tb_next.tb_next


def kept_inner_entry():
    taken = [take_inner() for _ in range(3)]
    warm_up()
    return [[entry.tb_frame.f_code.co_name for entry in entries(trace)] for trace in taken]


def look():
    kind, error, trace = sys.exc_info()
    return error, lines(error), kind is KeyError and trace is error.__traceback__


def watched(key):
    try:
        # a line
        return {}[key]
    except KeyError:
        return look()


def nested(depth):
    try:
        {}[depth]
    except KeyError:
        if depth:
            return nested(depth - 1)
        return [error.args[0] for error in reversed(chain(sys.exc_info()[1]))]


def chain(error):
    found = []
    while error is not None:
        found.append(error)
        error = error.__context__
    return found


def raised_in_handler(key):
    try:
        try:
            return {}[key]
        except KeyError:
            raise ValueError(key)
    except ValueError as error:
        return error


def raised_again():
    try:
        try:
            # a line
            return {}["x"]
        except KeyError as error:
            again = error
        # a line
        raise again
    except KeyError as error:
        return error


def again():
    try:
        # a line
        return {}["y"]
    except KeyError:
        raise


def bare():
    found = []
    for _ in range(2):
        try:
            # a line
            again()
        except KeyError:
            found.append(lines(sys.exc_info()[1]))
    return found


def cause():
    found = []
    for _ in range(2):
        try:
            try:
                raise KeyError("in")
            except KeyError as inner:
                raise ValueError("out") from inner
        except ValueError as error:
            found.append((error, error.__cause__, error.__suppress_context__))
    return found


def finally_of(found):
    try:
        return {}[1]
    finally:
        found.append("finally")


def through_finally():
    found = []
    for _ in range(2):
        try:
            finally_of(found)
        except KeyError as error:
            found.append(error)
    return found


def generator():
    for _ in range(2):
        try:
            {}["g"]
        except KeyError:
            yield sys.exc_info()[1], [name for name, line in lines(sys.exc_info()[1])]
    yield sys.exc_info()[1]


def stateless():
    found = []
    for _ in range(3):
        try:
            {}[0]
        except KeyError as error:
            found.append(
                (
                    error.__context__,
                    error.__cause__,
                    getattr(error, "__notes__", None),
                    error.__suppress_context__,
                    dict(error.__dict__),
                )
            )
            error.note = 1
            error.__cause__ = error.__context__ = ValueError()
            error.__notes__ = ["note"]
            error.__suppress_context__ = True
    return found


def missing(container, key):
    try:
        return container[key]
    except KeyError as error:
        return error.args
    except (TypeError, ZeroDivisionError) as error:
        return type(error).__name__


class Equal:
    def __eq__(self, other):
        return 1 / 0

    def __hash__(self):
        return hash(1)


class Missing(dict):
    def __missing__(self, key):
        return f"missing {key}"


class Freed:
    def __init__(self, log):
        self.log = log

    def __del__(self):
        self.log.append("freed")


class Own(KeyError):
    pass


def fail_own(make):
    raise make()


def of_class():
    log = []
    try:
        fail_own(lambda: Own(Freed(log)))
    except Own:
        pass
    log.append("own")
    return log


class Back(Exception):
    found = []

    def __del__(self):
        self.found.append([name for name, line in lines(self) if name == "fail_own"])


def resurrected():
    Back.found.clear()
    for _ in range(2):
        try:
            fail_own(Back)
        except Back:
            pass
    return Back.found


class Looks:
    def __init__(self, found):
        self.found = found

    def __del__(self):
        self.found.append(sys.exc_info()[0])


def arguments_die_while_handled():
    found = []
    try:
        {}[0]
    except KeyError:
        try:
            raise ValueError(Looks(found))
        except ValueError:
            pass
    return found


def by_function():
    try:
        fail(KeyError(1))
    except LookupError as error:
        return error.args[0], lines(error)[1][0]
