"""Generators: values that live across a yield, try/finally, closing early, sending and throwing."""


def count_down(start, log):
    """Yield start, start - 1, ... 1 and log the end, whatever ends it.

    >>> log = []
    >>> list(count_down(3, log)), log
    ([3, 2, 1], ['done at 0'])
    >>> log = []
    >>> numbers = count_down(3, log)
    >>> next(numbers), next(numbers)
    (3, 2)
    >>> numbers.close()
    >>> log
    ['done at 2']
    >>> list(numbers)
    []
    >>> log = []
    >>> numbers = count_down(3, log); _ = next(numbers); del numbers
    >>> log
    ['done at 3']
    >>> numbers = count_down(3, []); _ = next(numbers)
    >>> numbers.throw(ValueError('stop'))
    Traceback (most recent call last):
    ValueError: stop
    """
    current = start
    try:
        while current > 0:
            yield current
            current -= 1
    finally:
        log.append(f"done at {current}")


def running_mean():
    """Yield the mean of all numbers sent so far.

    >>> means = running_mean()
    >>> next(means)
    >>> means.send(10), means.send(20), means.send(30)
    (10.0, 15.0, 20.0)
    >>> means.close()
    """
    cdef double total = 0.0
    cdef long count = 0
    mean = None
    while True:
        value = yield mean
        total += value
        count += 1
        mean = total / count


def chain(*iterables):
    """Yield from each in turn; give their number back.

    >>> list(chain([1, 2], 'ab', count_down(2, [])))
    [1, 2, 'a', 'b', 2, 1]
    """
    for iterable in iterables:
        yield from iterable
    return len(iterables)
