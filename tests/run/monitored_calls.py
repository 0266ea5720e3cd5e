# python: 3.13
# cython: linetrace=True
"""What tools of sys.monitoring are told of compiled functions, as of interpreted ones."""

import sys

TOOL = 3
NAMES = ["PY_START", "PY_RESUME", "PY_THROW", "PY_RETURN", "PY_YIELD", "PY_UNWIND", "LINE"]


def monitor(function, *arguments, names=NAMES):
    """Call it and print the events of this module's functions."""
    monitoring = sys.monitoring
    events = []

    def callback_of(name):
        def tell(code, *details):
            if code.co_name in ("monitor", "callback_of", "tell"):
                return
            if name == "LINE":
                details = (details[0] - code.co_firstlineno,)
            else:
                details = tuple(type(item).__name__ for item in details[1:])
            if code.co_filename == monitor.__code__.co_filename:
                events.append((name, code.co_name, *details))

        return tell

    monitoring.use_tool_id(TOOL, "test")
    wanted = 0
    for name in names:
        event = getattr(monitoring.events, name)
        monitoring.register_callback(TOOL, event, callback_of(name))
        wanted |= event
    try:
        monitoring.set_events(TOOL, wanted)
        function(*arguments)
    except LookupError as error:
        events.append(repr(error))
    finally:
        monitoring.set_events(TOOL, 0)
        for name in names:
            monitoring.register_callback(TOOL, getattr(monitoring.events, name), None)
        monitoring.free_tool_id(TOOL)
    for event in events:
        print(*event) if isinstance(event, tuple) else print(event)


def add(a, b):
    total = a + b
    return total


def fails(number):
    raise LookupError(number)


def counting(count):
    for number in range(count):
        yield number
    return "done"


def delegating():
    result = yield from counting(1)
    yield result


def consume():
    return list(delegating())


def throw_in():
    generator = counting(2)
    next(generator)
    try:
        generator.throw(KeyError("thrown"))
    except KeyError:
        return "caught"


def outer(first):
    def inner(second):
        return first + second

    return inner(2)


def functions():
    """
    >>> monitor(add, 1, 2)
    PY_START add
    LINE add 1
    LINE add 2
    PY_RETURN add int
    >>> monitor(outer, 1)
    PY_START outer
    LINE outer 1
    LINE outer 4
    PY_START inner
    LINE inner 1
    PY_RETURN inner int
    PY_RETURN outer int
    >>> monitor(fails, 1)
    PY_START fails
    LINE fails 1
    PY_UNWIND fails LookupError
    LookupError(1)
    >>> monitor(consume)
    PY_START consume
    LINE consume 1
    PY_START delegating
    LINE delegating 1
    PY_START counting
    LINE counting 1
    LINE counting 2
    PY_YIELD counting int
    PY_YIELD delegating int
    PY_RESUME delegating
    PY_RESUME counting
    LINE counting 1
    LINE counting 3
    PY_RETURN counting str
    LINE delegating 2
    PY_YIELD delegating str
    PY_RESUME delegating
    PY_RETURN delegating NoneType
    PY_RETURN consume list
    >>> monitor(throw_in)
    PY_START throw_in
    LINE throw_in 1
    LINE throw_in 2
    PY_START counting
    LINE counting 1
    LINE counting 2
    PY_YIELD counting int
    LINE throw_in 3
    LINE throw_in 4
    PY_THROW counting KeyError
    PY_UNWIND counting KeyError
    LINE throw_in 5
    LINE throw_in 6
    PY_RETURN throw_in str
    >>> monitor(consume, names=["LINE"])
    LINE consume 1
    LINE delegating 1
    LINE counting 1
    LINE counting 2
    LINE counting 1
    LINE counting 3
    LINE delegating 2
    >>> monitor(consume, names=["PY_YIELD"])
    PY_YIELD counting int
    PY_YIELD delegating int
    PY_YIELD delegating str
    """


def raise_at(name, function, *arguments):
    """What a callback raises is raised in the function.

    >>> raise_at("PY_START", add, 1, 2)
    LookupError('PY_START of add')
    >>> raise_at("LINE", add, 1, 2)
    LookupError('LINE of add')
    >>> raise_at("PY_RETURN", add, 1, 2)
    LookupError('PY_RETURN of add')
    >>> raise_at("PY_YIELD", list, counting(1))
    LookupError('PY_YIELD of counting')
    """
    monitoring = sys.monitoring
    event = getattr(monitoring.events, name)

    def fail(code, *details):
        if code.co_name in ("add", "counting"):
            raise LookupError(f"{name} of {code.co_name}")

    monitoring.use_tool_id(TOOL, "test")
    monitoring.register_callback(TOOL, event, fail)
    monitoring.set_events(TOOL, event)
    try:
        return function(*arguments)
    except LookupError as error:
        return error
    finally:
        monitoring.set_events(TOOL, 0)
        monitoring.register_callback(TOOL, event, None)
        monitoring.free_tool_id(TOOL)
