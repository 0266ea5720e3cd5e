"""Generator expressions whose items any(), all(), tuple(), join() and their like take at once.

>>> given()
([1, 4], (1, 4), [1, 4], {1}, '1,2', True, False, True)
>>> empty([])
([], (), set(), False, True, '')

Only as many items are asked for as are needed:

>>> counted = Counted(); any(n == 2 for n in counted), any_is(counted, 5), all_below(counted, 8)
(True, True, False)
>>> counted.count
9

A generator has its own code: in tracebacks, and for what StopIteration means.

>>> entries(lambda: ratios([1, 0]))
['entries', '<lambda>', 'ratios', '<genexpr>']
>>> entries(lambda: ratios(None))
['entries', '<lambda>', 'ratios']
>>> entries(lambda: hashes([[]]))
['entries', '<lambda>', 'hashes']
>>> entries(lambda: truths([NoTruth()]))
['entries', '<lambda>', 'truths', '__bool__']
>>> entries(lambda: joined([1]))
['entries', '<lambda>', 'joined']
>>> entries(lambda: nested([[1], [0]]))
['entries', '<lambda>', 'nested', '<genexpr>', '<genexpr>']
>>> entries(unbound)
['entries', 'unbound', '<genexpr>']
>>> stops([1, 2, 0])
('generator raised StopIteration', 'StopIteration')
>>> stops_in_any([1, 2, 0])
('generator raised StopIteration', 'StopIteration')
>>> sums_of_stops()
'StopIteration'
>>> unbound_text()
True

Variables:

>>> captured(3)
[(3, 0), (3, 1), (3, 2)]
>>> shadowed([1, 2])
((2, 4), 7)
>>> walrus([3, 4])
(4, True)
>>> [function() for function in lambdas(3)]
[2, 2, 2]
>>> in_lambda()([1, 0])
True
>>> list(in_generator([[1, 2], [], [0]]))
[True, False, False]
>>> in_class().total
(2, 4)
>>> deep(3)
(((((),),),),)
>>> released()
['made', 'gone', 'after']
>>> left_early()
['left', 'item gone']
>>> caught([0])
'caught'
>>> finally_any([1])
(True, ['closed'])

What a module or a function names anew is called with a generator:

>>> hidden([1, 2])
'generator'
>>> hidden_here()
'generator'
>>> other_arguments([2, 1])
([2, 1], ['b', 'A'])
>>> sees_frame()
True
"""

import sys
import traceback


class Counted:
    def __init__(self):
        self.count = 0

    def __iter__(self):
        return self

    def __next__(self):
        self.count += 1
        return self.count


class NoTruth:
    __hash__ = None

    def __eq__(self, other):
        return self

    def __bool__(self):
        raise ValueError("no truth")


def given():
    numbers = [1, 2]
    return (
        list(n * n for n in numbers),  # noqa: C400
        tuple(n * n for n in numbers),
        sorted(n * n for n in reversed(numbers)),
        set(n * 0 + 1 for n in numbers),  # noqa: C401
        ",".join(str(n) for n in numbers),
        any(n == 2 for n in numbers),
        all(n == 2 for n in numbers),
        all(n and n > 0 for n in numbers),
    )


def empty(numbers):
    return (
        list(n for n in numbers),  # noqa: C400
        tuple(n for n in numbers),
        set(n for n in numbers),  # noqa: C401
        any(n for n in numbers),
        all(n for n in numbers),
        "".join(n for n in numbers),
    )


def any_is(numbers, wanted):
    return any(n == wanted for n in numbers)


def all_below(numbers, limit):
    return all(n <= limit for n in numbers)


def ratios(numbers):
    return tuple(1 // n for n in numbers)


def hashes(items):
    return set(item for item in items)  # noqa: C401


def truths(items):
    return all(item == 1 for item in items)


def joined(items):
    return "".join(item for item in items)


def nested(rows):
    return all(any(1 // n for n in row) for row in rows)


def unbound():
    if sys is None:
        missing = 1
    return tuple(missing for _ in range(2))


def unbound_text():
    try:
        unbound()
    except NameError as error:
        return "free variable 'missing'" in str(error)


def entries(function):
    """Return the names of the traceback's entries."""
    try:
        function()
    except Exception as error:
        return [entry.name for entry in traceback.extract_tb(error.__traceback__)]


def stops(numbers):
    end = iter(())
    try:
        tuple(n or next(end) for n in numbers)
    except RuntimeError as error:
        return str(error), type(error.__cause__).__name__


def stops_in_any(numbers):
    end = iter(())
    try:
        any(not n and next(end) for n in numbers)
    except RuntimeError as error:
        return str(error), type(error.__cause__).__name__


class Stops:
    def __hash__(self):
        raise StopIteration


def sums_of_stops():
    stop = Stops()
    try:
        set(stop for _ in range(1))  # noqa: C401
    except StopIteration as error:
        return type(error).__name__


def captured(size):
    return list((size, n) for n in range(size))  # noqa: C400


def shadowed(numbers):
    n = 7
    return tuple(n * 2 for n in numbers), n


def walrus(numbers):
    found = all((last := n) for n in numbers)
    return last, found


def lambdas(count):
    return tuple((lambda: n) for n in range(count))  # noqa: B023


def in_lambda():
    return lambda numbers: any(n == 0 for n in numbers)


def in_generator(rows):
    for row in rows:
        yield any(n > 0 for n in row)


def in_class():
    numbers = (1, 2)

    class Made:
        total = tuple(n * 2 for n in numbers)

    return Made


def deep(depth):
    return tuple(deep(depth - 1) for _ in range(1)) if depth >= 0 else ()


class Noted:
    def __init__(self, notes, text):
        self.notes = notes
        self.text = text

    def __del__(self):
        self.notes.append(self.text)


def released():
    notes = []
    notes.append("made" if any(Noted(notes, "gone") for _ in range(1)) else "none")
    notes.sort(key=["made", "gone"].index)
    notes.append("after")
    return notes


def left_early():
    notes = []

    def items():
        yield Noted(notes, "item gone")
        yield None

    if any(item for item in items()):
        notes.insert(0, "left")
    return notes


def caught(numbers):
    try:
        return any(1 // n for n in numbers)
    except ZeroDivisionError:
        return "caught"


def finally_any(numbers):
    notes = []

    def items():
        try:
            yield from numbers
        finally:
            notes.append("closed")

    return any(n for n in items()), notes


def kind_of(items):
    return type(items).__name__.rpartition(".")[2]


def hidden(numbers):
    tuple = kind_of
    return tuple(n for n in numbers)


def hidden_here():
    def any(items):
        return kind_of(items)

    return any(n for n in [])


def other_arguments(numbers):
    texts = ["A", "b"]
    return (
        sorted((n for n in numbers), key=lambda n: -n),
        sorted((text for text in texts), reverse=True),
    )


def sees_frame():
    return all(sys._getframe().f_code.co_name == "<genexpr>" for _ in range(2))
