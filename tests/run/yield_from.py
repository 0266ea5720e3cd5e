"""yield from: delegation to generators and other iterables, with values, exceptions and closing."""

import sys


def chain(*iterables):
    """
    >>> list(chain([1, 2], 'ab', (), range(2)))
    [1, 2, 'a', 'b', 0, 1]
    >>> list(chain(5))
    Traceback (most recent call last):
    TypeError: 'int' object is not iterable
    """
    for iterable in iterables:
        yield from iterable


def inner(log):
    """Used by the functions below."""
    try:
        received = yield 'first'
        log.append(received)
        received = yield 'second'
        log.append(received)
    except ValueError as error:
        log.append(f'caught {error}')
        yield 'after error'
    finally:
        log.append('inner done')
    return 'inner result'


def outer(log):
    """
    >>> log = []
    >>> generator = outer(log)
    >>> next(generator), generator.send(1), generator.send(2)
    ('first', 'second', 'outer got inner result')
    >>> log
    [1, 2, 'inner done']
    """
    result = yield from inner(log)
    yield f'outer got {result}'


def throwing():
    """
    >>> throwing()
    ['first', 'after error', 'outer got inner result', 'caught x', 'inner done']
    """
    log = []
    generator = outer(log)
    seen = [next(generator), generator.throw(ValueError('x')), next(generator)]
    return seen + log


def throwing_uncaught():
    """
    >>> throwing_uncaught()
    ('KeyError', ['inner done'])
    """
    log = []
    generator = outer(log)
    next(generator)
    try:
        generator.throw(KeyError)
    except KeyError as error:
        return type(error).__name__, log


def closing():
    """
    >>> closing()
    ['inner done']
    """
    log = []
    generator = outer(log)
    next(generator)
    generator.close()
    return log


def result_of_plain_iterable():
    """
    >>> list(result_of_plain_iterable())
    [1, 2, None]
    """
    result = yield from [1, 2]
    yield result


def send_to_plain_iterator():
    """
    >>> generator = send_to_plain_iterator()
    >>> next(generator)
    1
    >>> generator.send('x')
    Traceback (most recent call last):
    AttributeError: 'list_iterator' object has no attribute 'send'
    """
    yield from iter([1, 2])


class Custom:
    """An iterator with its own send, throw and close."""

    def __init__(self, log):
        self.log = log

    def __iter__(self):
        return self

    def __next__(self):
        return 'next'

    def send(self, value):
        """Remember what was sent."""
        self.log.append(('send', value))
        if value == 'stop':
            raise StopIteration('custom result')
        return 'sent'

    def throw(self, kind, value=None, traceback=None):
        """Remember what was thrown."""
        self.log.append(('throw', getattr(kind, '__name__', None) or type(kind).__name__))
        return 'thrown'

    def close(self):
        """Remember the closing."""
        self.log.append('close')


def delegate(log):
    """
    >>> log = []
    >>> generator = delegate(log)
    >>> next(generator), generator.send(1), generator.throw(ValueError), generator.send('stop')
    ('next', 'sent', 'thrown', 'custom result')
    >>> log
    [('send', 1), ('throw', 'ValueError'), ('send', 'stop')]
    >>> log = []
    >>> generator = delegate(log)
    >>> next(generator)
    'next'
    >>> generator.close(); log
    ['close']
    """
    result = yield from Custom(log)
    yield result


def deep(n):
    """
    >>> list(deep(50))[:3], len(list(deep(50)))
    ([50, 49, 48], 51)
    """
    yield n
    if n:
        yield from deep(n - 1)


def walk(tree):
    """
    >>> list(walk(((1, 2), (3, (4,)))))
    [1, 2, 3, 4]
    """
    for item in tree:
        if isinstance(item, tuple):
            yield from walk(item)
        else:
            yield item


def return_value_of_nested():
    """
    >>> return_value_of_nested()
    6
    """
    def leaf(n):
        yield
        return n

    def add():
        a = yield from leaf(1)
        b = yield from leaf(2)
        return a + b + (yield from leaf(3))

    generator = add()
    try:
        while True:
            next(generator)
    except StopIteration as stop:
        return stop.value


def error_in_inner():
    """
    >>> error_in_inner()
    [1, 'caught division by zero', 'end']
    """
    def failing():
        yield 1
        1 / 0

    def handler():
        try:
            yield from failing()
        except ZeroDivisionError as error:
            yield f'caught {error}'
        yield 'end'

    return list(handler())


def delegating_attribute():
    """
    >>> delegating_attribute()
    True
    """
    log = []
    target = inner(log)

    def delegating():
        yield from target

    generator = delegating()
    next(generator)
    return generator.gi_yieldfrom is target


def yield_from_in_expression():
    """
    >>> list(yield_from_in_expression())
    [1, 2, 3, ('a', 'b')]
    """
    def part(values, result):
        yield from values
        return result

    yield (yield from part([1, 2], 'a')), (yield from part([3], 'b'))


def close_that_cannot_be_found():
    """Closing goes on; the error is told to `sys.unraisablehook`.

    >>> close_that_cannot_be_found()
    ['division by zero', 'closed']
    """
    log = []

    class Broken:
        def __iter__(self):
            return self

        def __next__(self):
            return 1

        def __getattr__(self, name):
            return 1 / 0

    def delegating():
        try:
            yield from Broken()
        finally:
            log.append('closed')

    generator = delegating()
    next(generator)
    outer = sys.unraisablehook
    sys.unraisablehook = lambda told: log.append(str(told.exc_value))
    try:
        generator.close()
    finally:
        sys.unraisablehook = outer
    return log


class Stop(StopIteration):
    @property
    def value(self):
        return "what the subclass says"


class Stopping:
    """Ends with the exception of its own when one is thrown into it."""

    def __iter__(self):
        return self

    def __next__(self):
        return "item"

    def throw(self, *_):
        raise Stop("what it was raised with")


def delegate_to_stopping():
    """
    >>> items = delegate_to_stopping()
    >>> next(items), items.throw(KeyError())
    ('item', 'what it was raised with')
    """
    yield (yield from Stopping())
