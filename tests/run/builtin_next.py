"""next() without a look-up of the name: iterators of all kinds, the end, errors, references."""

import sys


class Counter:
    def __init__(self, stop, error=None):
        self.value, self.stop, self.error = 0, stop, error

    def __iter__(self):
        return self

    def __next__(self):
        if self.value >= self.stop:
            if self.error is not None:
                raise self.error
            raise StopIteration(self.value)
        self.value += 1
        return self.value


def take(iterator):
    """
    >>> take(iter([1, 2]))
    1
    >>> take(Counter(3)), take({"a": 1}.items().__iter__()), take(iter("x"))
    (1, ('a', 1), 'x')
    >>> take(iter(()))
    Traceback (most recent call last):
    StopIteration
    >>> try:
    ...     take(Counter(0))
    ... except StopIteration as stop:
    ...     stop.value
    0
    >>> take(Counter(0, KeyError("k")))
    Traceback (most recent call last):
    KeyError: 'k'
    >>> take([])
    Traceback (most recent call last):
    TypeError: 'list' object is not an iterator
    >>> take(None)
    Traceback (most recent call last):
    TypeError: 'NoneType' object is not an iterator
    """
    return next(iterator)


def take_or(iterator, end):
    """
    >>> take_or(iter([1]), 2), take_or(iter([]), 2), take_or(Counter(0), None), take_or(Counter(1), None)
    (1, 2, None, 1)
    >>> take_or(Counter(0, StopIteration(5)), "end")
    'end'
    >>> take_or(Counter(0, IndexError("i")), "end")
    Traceback (most recent call last):
    IndexError: i
    >>> take_or(5, "end")
    Traceback (most recent call last):
    TypeError: 'int' object is not an iterator
    """
    return next(iterator, end)


def generate():
    yield 1
    yield 2
    return 3


def stepped():
    """
    >>> stepped()
    (1, 2, 'end', 'end')
    """
    generator = generate()
    return next(generator), next(generator), next(generator, "end"), next(generator, "end")


def in_generator(iterator):
    """
    >>> list(in_generator(iter("abc")))
    [('a', 'b'), ('c', None)]
    >>> broken = in_broken_generator(iter("a"))
    >>> next(broken)
    'a'
    >>> next(broken)
    Traceback (most recent call last):
    RuntimeError: generator raised StopIteration
    """
    for item in iterator:
        yield item, next(iterator, None)


def in_broken_generator(iterator):
    while True:
        yield next(iterator)


def replaced(iterator):
    """
    >>> replaced(iter([1]))
    ('mine', 'mine')
    """
    next = lambda *arguments: "mine"
    return next(iterator), next(iterator, 2)


def wrong_calls(iterator, *rest):
    """
    >>> wrong_calls(iter([1, 2]))
    [1, 'TypeError', 'TypeError', 'TypeError']
    """
    outcomes = []
    for call in (
        lambda: next(*[iterator]),
        lambda: next(),
        lambda: next(iterator, 1, 2),
        lambda: next(iterator, default=1),
    ):
        try:
            outcomes.append(call())
        except TypeError as error:
            outcomes.append(type(error).__name__)
    return outcomes


def references():
    """
    >>> references()
    [0, 0]
    """
    item, end = object(), object()
    before = sys.getrefcount(item), sys.getrefcount(end)
    for _ in range(50):
        iterator = iter([item])
        next(iterator)
        next(iterator, end)
        kept = next(iterator, end)
        del kept, iterator
    after = sys.getrefcount(item), sys.getrefcount(end)
    return [b - a for a, b in zip(before, after)]
