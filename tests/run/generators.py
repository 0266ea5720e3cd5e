"""Generator functions: state across yields in all control structures."""


def count(n):
    """
    >>> list(count(3)), list(count(0))
    ([0, 1, 2], [])
    >>> type(count(1)).__name__
    'generator'
    """
    i = 0
    while i < n:
        yield i
        i += 1


def empty():
    """
    >>> list(empty())
    []
    """
    return
    yield


def arguments_are_kept(a, b=2, *rest, c=3, **more):
    """
    >>> list(arguments_are_kept(1)), list(arguments_are_kept(1, 'b', 'r', c='c', d='d'))
    ([1, 2, (), 3, {}], [1, 'b', ('r',), 'c', {'d': 'd'}])
    """
    yield a
    yield b
    yield rest
    yield c
    yield more


def body_starts_late(log):
    """
    >>> log = []
    >>> generator = body_starts_late(log); log
    []
    >>> next(generator), log
    (1, ['started'])
    """
    log.append('started')
    yield 1


def wrong_call_fails_at_once(a):
    """
    >>> wrong_call_fails_at_once()
    Traceback (most recent call last):
    TypeError: wrong_call_fails_at_once() missing 1 required positional argument: 'a'
    """
    yield a


def return_value(n):
    """
    >>> generator = return_value(1)
    >>> next(generator)
    0
    >>> next(generator)
    Traceback (most recent call last):
    StopIteration: ('result', 1)
    >>> next(generator)
    Traceback (most recent call last):
    StopIteration
    """
    for i in range(n):
        yield i
    return 'result', n


def loops(n):
    """
    >>> list(loops(3))
    [(0, 0), (1, 0), (1, 1), (2, 0), (2, 1), (2, 2)]
    """
    for i in range(n):
        for j in range(i + 1):
            yield i, j


def over_iterable(values):
    """
    >>> list(over_iterable('ab')), list(over_iterable({1: 2})), list(over_iterable(count(2)))
    (['a', 'b', 'end'], [1, 'end'], [0, 1, 'end'])
    """
    for value in values:
        yield value
    else:
        yield 'end'


def range_with_step(start, stop, step):
    """
    >>> list(range_with_step(0, 7, 3)), list(range_with_step(3, 0, -1)), list(range_with_step(2**64, 2**64 + 1, 1))
    ([0, 3, 6], [3, 2, 1], [18446744073709551616])
    """
    for i in range(start, stop, step):
        yield i


def fibonacci():
    """
    >>> generator = fibonacci()
    >>> [next(generator) for _ in range(10)]
    [0, 1, 1, 2, 3, 5, 8, 13, 21, 34]
    >>> for _ in range(85): last = next(generator)
    >>> last
    19740274219868223167
    """
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b


def yield_in_expressions(n):
    """
    >>> generator = yield_in_expressions(10)
    >>> next(generator), generator.send(2), generator.send(3)
    (1, 2, 16)
    """
    total = n + (yield 1) * (yield 2) if n else 0
    yield total


def yield_in_call():
    """
    >>> generator = yield_in_call()
    >>> next(generator), generator.send(5), generator.send(3), generator.send(4)
    ('first', 'second', 'third', [5, 3, 4])
    """
    yield [(yield 'first'), (yield 'second'), *[(yield 'third')]]


def yield_in_condition():
    """
    >>> generator = yield_in_condition()
    >>> next(generator), generator.send(True), next(generator)
    ('question', 'yes', 'done')
    """
    if (yield 'question'):
        yield 'yes'
    else:
        yield 'no'
    yield 'done'


def try_except(values):
    """
    >>> list(try_except([1, 0, 2]))
    [1.0, 'error', 0.5]
    """
    for value in values:
        try:
            yield 1 / value
        except ZeroDivisionError:
            yield 'error'


def exception_between_yields():
    """The exception in flight is kept across a yield in its handler.

    >>> list(exception_between_yields())
    ['ValueError', 'ValueError', None]
    """
    import sys
    try:
        raise ValueError
    except ValueError:
        yield sys.exc_info()[0].__name__
        yield sys.exc_info()[0].__name__
    yield sys.exc_info()[0]


def callers_exception_is_untouched():
    """
    >>> callers_exception_is_untouched()
    ['ValueError', 'KeyError', 'ValueError']
    """
    import sys

    def inner():
        try:
            raise ValueError
        except ValueError:
            yield sys.exc_info()[0].__name__
            yield sys.exc_info()[0].__name__

    generator = inner()
    result = [next(generator)]
    try:
        raise KeyError
    except KeyError:
        result.append(sys.exc_info()[0].__name__)
        result.append(next(generator))
    return result


def in_finally(log):
    """
    >>> log = []
    >>> list(in_finally(log)), log
    ([1, 2, 3], ['finally', 'end'])
    """
    try:
        yield 1
    finally:
        log.append('finally')
        yield 2
    yield 3
    log.append('end')


class Manager:
    """Logs entering and leaving."""

    def __init__(self, log):
        self.log = log

    def __enter__(self):
        self.log.append('enter')
        return 'entered'

    def __exit__(self, kind, value, traceback):
        self.log.append(kind and kind.__name__)


def in_with(log):
    """
    >>> log = []
    >>> list(in_with(log)), log
    (['entered'], ['enter', None])
    >>> log = []
    >>> generator = in_with(log)
    >>> next(generator), log
    ('entered', ['enter'])
    >>> generator.close(); log
    ['enter', 'GeneratorExit']
    """
    with Manager(log) as value:
        yield value


def locals_across(n):
    """Values of all kinds live across a yield.

    >>> list(locals_across(3))
    [(3, 1.5, 'text', [3], None), (4, 3.0, 'texttext', [3, 4], True)]
    """
    number, real, text, values, nothing = n, 1.5, 'text', [n], None
    yield number, real, text, values[:], nothing
    number += 1
    real *= 2
    text *= 2
    values.append(number)
    nothing = nothing is None
    yield number, real, text, values, nothing


def deleted_across():
    """
    >>> generator = deleted_across()
    >>> next(generator)
    5
    >>> next(generator)
    'unbound'
    """
    value = 5
    yield value
    del value
    try:
        yield value
    except UnboundLocalError:
        yield 'unbound'


def recursion(tree):
    """
    >>> list(recursion([1, [2, [3, []]], 4]))
    [1, 2, 3, 4]
    """
    for item in tree:
        if isinstance(item, list):
            for inner in recursion(item):
                yield inner
        else:
            yield item


def permutations(values):
    """
    >>> [''.join(permutation) for permutation in permutations('abc')]
    ['abc', 'bac', 'bca', 'acb', 'cab', 'cba']
    """
    if len(values) <= 1:
        yield values
        return
    for permutation in permutations(values[1:]):
        for i in range(len(values)):
            yield permutation[:i] + values[0:1] + permutation[i:]


def two_at_once():
    """Two generators of one function are independent.

    >>> two_at_once()
    [0, 1, 0, 2]
    """
    first, second = count(5), count(5)
    return [next(first), next(first), next(second), next(first)]


def running_already():
    """
    >>> running_already()
    'generator already executing'
    """
    def inner():
        try:
            next(generator)
        except ValueError as error:
            yield str(error)

    generator = inner()
    return next(generator)


class Tree:
    """A class with a generator as __iter__."""

    def __init__(self, value, *children):
        self.value = value
        self.children = children

    def __iter__(self):
        yield self.value
        for child in self.children:
            yield from child


def iterate_tree():
    """
    >>> iterate_tree()
    [1, 2, 3, 4]
    """
    return list(Tree(1, Tree(2, Tree(3)), Tree(4)))


def lambda_generator():
    """
    >>> lambda_generator()
    [1, 'sent']
    """
    generator = (lambda: (yield (yield 1)))()
    return [next(generator), generator.send('sent')]
