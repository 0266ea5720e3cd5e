# cython: linetrace=True
"""What a tracer is told of compiled functions is what it is told of interpreted ones.

Lines are counted from that of the def. Of an exception compiled code says nothing before it leaves
the function.
"""

import sys


def trace(function, *arguments, shown=()):
    """Call it and give the events of this module's functions, and what came of the call."""
    events = []

    def tell(frame, event, argument):
        name = frame.f_code.co_name
        if frame.f_globals is not globals() or event == "exception" or name == "trace":
            return tell
        entry = [event, name, frame.f_lineno - frame.f_code.co_firstlineno]
        if event == "return" and argument is not None:
            entry.append(argument)
        entry += [f"{key}={frame.f_locals[key]}" for key in shown if key in frame.f_locals]
        events.append(" ".join(map(str, entry)))
        return tell

    sys.settrace(tell)
    try:
        result = function(*arguments)
    except Exception as error:
        result = error
    finally:
        sys.settrace(None)
    print("\n".join(events))
    return result


# --- Statements ----------------------------------------------------------------------------------
def add(a, b):
    total = a + b
    return total


def loops(count):
    total = 0
    for number in range(count):
        total += number
    while total < 5:
        total += 2
        if total > 3:
            break
    else:
        total = 100
    for letter in "":
        total += 1
    else:
        total += 1
    return total


def branches(value):
    if value == 1: result = "one"
    elif value == 2:
        result = "two"
    else:
        result = value
    return result


def trying(action):
    value = None
    try:
        return action()
    except KeyError as error:
        return str(error)
    except ZeroDivisionError:
        raise ValueError("division")
    finally:
        value = 1


def fails(number):
    del number
    assert True
    raise LookupError


def statements():
    """
    >>> trace(add, 1, 2, shown=["a", "b", "total"])
    call add 0 a=1 b=2
    line add 1 a=1 b=2
    line add 2 a=1 b=2 total=3
    return add 2 3 a=1 b=2 total=3
    3
    >>> trace(loops, 2)
    call loops 0
    line loops 1
    line loops 2
    line loops 3
    line loops 2
    line loops 3
    line loops 2
    line loops 4
    line loops 5
    line loops 6
    line loops 4
    line loops 5
    line loops 6
    line loops 7
    line loops 10
    line loops 13
    line loops 14
    return loops 14 6
    6
    >>> trace(branches, 1), trace(branches, 2), trace(branches, 3)
    call branches 0
    line branches 1
    line branches 6
    return branches 6 one
    call branches 0
    line branches 1
    line branches 2
    line branches 3
    line branches 6
    return branches 6 two
    call branches 0
    line branches 1
    line branches 2
    line branches 5
    line branches 6
    return branches 6 3
    ('one', 'two', 3)
    >>> trace(trying, int)
    call trying 0
    line trying 1
    line trying 2
    line trying 3
    line trying 9
    return trying 9 0
    0
    >>> trace(trying, lambda: {}["key"])
    call trying 0
    line trying 1
    line trying 2
    line trying 3
    line trying 4
    line trying 5
    line trying 9
    return trying 9 'key'
    "'key'"
    >>> trace(trying, lambda: 1 / 0)
    call trying 0
    line trying 1
    line trying 2
    line trying 3
    line trying 4
    line trying 6
    line trying 7
    line trying 9
    return trying 9
    ValueError('division')
    >>> trace(fails, 1, shown=["number"])
    call fails 0 number=1
    line fails 1 number=1
    line fails 2
    line fails 3
    return fails 3
    LookupError()
    """


# --- Functions -----------------------------------------------------------------------------------
def outer(first, *rest, key=None, **others):
    second = 2

    def inner(third):
        third += 1
        return first + second + third

    return inner(2)


def recursive(count):
    return count and 1 + recursive(count - 1)


def makes_class():
    class Made:
        number = 1

        def method(self):
            return self.number

    return Made().method()


def counting(count):
    for number in range(count):
        yield number
    return "done"


def delegating():
    result = yield from counting(1)
    yield result


def consume():
    return list(delegating())


def expression():
    return sum(number for number in (1, 2))


def throw_in():
    generator = counting(2)
    next(generator)
    try:
        generator.throw(KeyError("thrown"))
    except KeyError:
        return "caught"


def close():
    generator = counting(2)
    next(generator)
    generator.close()


async def answer(value):
    return value


async def ask(value):
    return 1 + await answer(value)


def run(coroutine):
    try:
        coroutine.send(None)
    except StopIteration as stop:
        return stop.value


def functions():
    """
    >>> trace(outer, 1, shown=["first", "second", "third", "rest", "key", "others"])
    call outer 0 first=1 rest=() key=None others={}
    line outer 1 first=1 rest=() key=None others={}
    line outer 3 first=1 second=2 rest=() key=None others={}
    line outer 7 first=1 second=2 rest=() key=None others={}
    call inner 0 first=1 second=2 third=2
    line inner 1 first=1 second=2 third=2
    line inner 2 first=1 second=2 third=3
    return inner 2 6 first=1 second=2 third=3
    return outer 7 6 first=1 second=2 rest=() key=None others={}
    6
    >>> trace(recursive, 1)
    call recursive 0
    line recursive 1
    call recursive 0
    line recursive 1
    return recursive 1 0
    return recursive 1 1
    1
    >>> trace(consume)
    call consume 0
    line consume 1
    call delegating 0
    line delegating 1
    call counting 0
    line counting 1
    line counting 2
    return counting 2 0
    return delegating 1 0
    call delegating 1
    call counting 2
    line counting 1
    line counting 3
    return counting 3 done
    line delegating 2
    return delegating 2 done
    call delegating 2
    return delegating 2
    return consume 1 [0, 'done']
    [0, 'done']
    >>> trace(expression)
    call expression 0
    line expression 1
    call <genexpr> 0
    line <genexpr> 0
    return <genexpr> 0 1
    call <genexpr> 0
    line <genexpr> 0
    return <genexpr> 0 2
    call <genexpr> 0
    line <genexpr> 0
    return <genexpr> 0
    return expression 1 3
    3
    >>> trace(throw_in)
    call throw_in 0
    line throw_in 1
    line throw_in 2
    call counting 0
    line counting 1
    line counting 2
    return counting 2 0
    line throw_in 3
    line throw_in 4
    call counting 2
    return counting 2
    line throw_in 5
    line throw_in 6
    return throw_in 6 caught
    'caught'
    >>> trace(close)
    call close 0
    line close 1
    line close 2
    call counting 0
    line counting 1
    line counting 2
    return counting 2 0
    line close 3
    call counting 2
    return counting 2
    return close 3
    >>> trace(run, ask(2))
    call run 0
    line run 1
    line run 2
    call ask 0
    line ask 1
    call answer 0
    line answer 1
    return answer 1 2
    return ask 1 3
    line run 3
    line run 4
    return run 4 3
    3
    """


# --- Tracers that do not go on -------------------------------------------------------------------
def trace_until(event, name, action):
    """Trace call_add(1, 2) until the event of the function, at which the action is run."""
    seen = []

    def tell(frame, what, argument):
        if frame.f_globals is globals() and frame.f_code.co_name == name:
            seen.append(what)
            if what == event:
                return action()
        return tell

    sys.settrace(tell)
    try:
        result = call_add(1, 2)
    except Exception as error:
        result = error
    finally:
        is_on = sys.gettrace() is not None
        sys.settrace(None)
    return result, seen, is_on


def call_add(a, b):
    return add(a, b)


def fail():
    raise LookupError("in the tracer")


def leave():
    sys.settrace(None)


def ignore():
    pass


def tracers():
    """
    >>> trace_until("call", "add", fail)
    (LookupError('in the tracer'), ['call'], False)
    >>> trace_until("line", "add", fail)
    (LookupError('in the tracer'), ['call', 'line'], False)
    >>> trace_until("return", "add", fail)
    (LookupError('in the tracer'), ['call', 'line', 'line', 'return'], False)
    >>> trace_until("call", "counting", fail)
    (3, [], True)
    >>> trace_until("call", "add", leave)
    (3, ['call'], False)
    >>> trace_until("line", "add", leave)
    (3, ['call', 'line'], False)
    >>> trace_until("return", "add", leave)
    (3, ['call', 'line', 'line', 'return'], False)
    >>> trace_until("call", "add", ignore)
    (3, ['call'], True)
    """


def profile(function, *arguments):
    """The same for profilers, to whom functions with `linetrace` are visible too."""
    events = []

    def tell(frame, event, argument):
        is_own = frame.f_globals is globals() and frame.f_code.co_name != "profile"
        if is_own and not event.startswith("c_"):
            events.append((event, frame.f_code.co_name, argument))

    sys.setprofile(tell)
    try:
        function(*arguments)
    finally:
        sys.setprofile(None)
    for event in events:
        print(*event)


def profilers():
    """
    >>> profile(call_add, 1, 2)
    call call_add None
    call add None
    return add 3
    return call_add 3
    >>> profile(consume)
    call consume None
    call delegating None
    call counting None
    return counting 0
    return delegating 0
    call delegating None
    call counting None
    return counting done
    return delegating done
    call delegating None
    return delegating None
    return consume [0, 'done']
    """


# --- Frames --------------------------------------------------------------------------------------
def find_callers():
    kept = []

    def tell(frame, event, argument):
        while frame and frame.f_code.co_name in ("add", "call_add"):
            kept.append(frame)
            frame = frame.f_back

    sys.settrace(tell)
    try:
        call_add(1, 2)
    finally:
        sys.settrace(None)
    return kept


def frames():
    """Frames are linked while their functions run, and who holds one keeps it.

    >>> kept = find_callers()
    >>> [frame.f_code.co_name for frame in kept]
    ['call_add', 'add', 'call_add']
    >>> kept[1].f_back is kept[2], kept[0] is kept[2], kept[1].f_globals is call_add.__globals__
    (True, True, True)
    >>> kept[1].f_locals["a"]
    1
    """
