"""Decorators of functions, methods and classes: order, arguments, replaced objects."""

import functools

LOG = []
ORDER = []


def note(name):
    """Return a decorator that logs its application."""
    ORDER.append(f'make {name}')

    def decorate(function):
        ORDER.append(f'apply {name}')
        return function
    return decorate


@note('outer')
@note('inner')
def decorated():
    """
    >>> ORDER
    ['make outer', 'make inner', 'apply inner', 'apply outer']
    >>> decorated()
    'result'
    """
    return 'result'


def twice(function):
    """Return a function that calls another twice."""
    def wrapper(*arguments, **named):
        return function(*arguments, **named), function(*arguments, **named)
    return wrapper


@twice
def doubled(a, b=2):
    return a + b


def call_doubled():
    """
    >>> call_doubled()
    ((3, 3), (5, 5), 'wrapper')
    """
    return doubled(1), doubled(1, b=4), doubled.__name__


def wrapped(function):
    """Return a wrapper that looks like the function."""
    @functools.wraps(function)
    def wrapper(*arguments):
        return [function(*arguments)]
    return wrapper


@wrapped
def documented(x):
    """
    >>> documented(1), documented.__name__, documented.__wrapped__(1)
    ([1], 'documented', 1)
    """
    return x


def replace(_):
    """Replace the function by a string."""
    return 'replaced'


@replace
def gone():
    pass


def replaced():
    """
    >>> replaced()
    'replaced'
    """
    return gone


def inner_decorator(factor):
    """
    >>> inner_decorator(3)
    (15, 'multiply')
    """
    def scale(function):
        @functools.wraps(function)
        def wrapper(value):
            return function(value) * factor
        return wrapper

    @scale
    def multiply(value):
        return value + 1
    return multiply(4), multiply.__name__


def add_name(cls):
    """Decorate a class."""
    cls.label = cls.__name__.lower()
    return cls


@add_name
class Widget:
    """
    >>> Widget.label, Widget().size
    ('widget', 5)
    """

    @property
    def size(self):
        return 5

    @staticmethod
    @twice
    def static(value):
        return value

    @classmethod
    def create(cls):
        return cls.__name__

    @wrapped
    def method(self):
        return self.label

    @functools.lru_cache(None)
    def cached(self):
        LOG.append('computed')
        return 'value'


def widget_methods():
    """
    >>> widget_methods()
    ((1, 1), 'Widget', ['widget'])
    """
    widget = Widget()
    return widget.static(1), Widget.create(), widget.method()


def cache_is_used():
    """
    >>> cache_is_used()
    ('value', 'value', 1)
    """
    widget = Widget()
    LOG.clear()
    return widget.cached(), widget.cached(), LOG.count('computed')


@functools.lru_cache(maxsize=None)
def fibonacci(n):
    """
    >>> fibonacci(80)
    23416728348467685
    """
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)


def failing_decorator():
    """
    >>> failing_decorator()
    Traceback (most recent call last):
    TypeError: 'int' object is not callable
    """
    @5
    def function():
        pass


def decorator_sees_old_name():
    """The name is bound after the decorators have run.

    >>> decorator_sees_old_name()
    'old'
    """
    function = 'old'
    seen = []

    def look(decorated_function):
        seen.append(function)
        return decorated_function

    @look
    def function():
        pass
    return seen[0]


def lambda_and_subscript():
    """
    >>> lambda_and_subscript()
    ([1], [1, 1])
    """
    table = {'one': wrapped, 'two': twice}

    @table['one']
    def first():
        return 1

    @lambda function: list(table['two'](function)())
    def second():
        return 1
    return first(), second
