"""The texts of wrong calls."""


def none():
    """
    >>> none(1)
    Traceback (most recent call last):
    TypeError: none() takes 0 positional arguments but 1 was given
    >>> none(x=1)
    Traceback (most recent call last):
    TypeError: none() got an unexpected keyword argument 'x'
    """


def one(a):
    """
    >>> one()
    Traceback (most recent call last):
    TypeError: one() missing 1 required positional argument: 'a'
    >>> one(1, 2)
    Traceback (most recent call last):
    TypeError: one() takes 1 positional argument but 2 were given
    >>> one(1, a=2)
    Traceback (most recent call last):
    TypeError: one() got multiple values for argument 'a'
    >>> one(b=2)
    Traceback (most recent call last):
    TypeError: one() got an unexpected keyword argument 'b'
    >>> one(1, b=2)
    Traceback (most recent call last):
    TypeError: one() got an unexpected keyword argument 'b'
    """


def two(a, b):
    """
    >>> two()
    Traceback (most recent call last):
    TypeError: two() missing 2 required positional arguments: 'a' and 'b'
    >>> two(b=1)
    Traceback (most recent call last):
    TypeError: two() missing 1 required positional argument: 'a'
    """


def three(a, b, c):
    """
    >>> three()
    Traceback (most recent call last):
    TypeError: three() missing 3 required positional arguments: 'a', 'b', and 'c'
    >>> three(1, 2, 3, 4, 5)
    Traceback (most recent call last):
    TypeError: three() takes 3 positional arguments but 5 were given
    """


def defaults(a, b=2):
    """
    >>> defaults()
    Traceback (most recent call last):
    TypeError: defaults() missing 1 required positional argument: 'a'
    >>> defaults(1, 2, 3)
    Traceback (most recent call last):
    TypeError: defaults() takes from 1 to 2 positional arguments but 3 were given
    >>> defaults(1, 2, b=3)
    Traceback (most recent call last):
    TypeError: defaults() got multiple values for argument 'b'
    """


def keyword_only(*, a, b=2, c):
    """
    >>> keyword_only()
    Traceback (most recent call last):
    TypeError: keyword_only() missing 2 required keyword-only arguments: 'a' and 'c'
    >>> keyword_only(a=1)
    Traceback (most recent call last):
    TypeError: keyword_only() missing 1 required keyword-only argument: 'c'
    >>> keyword_only(1, a=1, c=3)  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    TypeError: keyword_only() takes 0 positional arguments but 1 positional argument (and 2 keyword-only arguments) were given
    >>> keyword_only(a=1, c=2, d=3)
    Traceback (most recent call last):
    TypeError: keyword_only() got an unexpected keyword argument 'd'
    """


def positional_only(a, b, /, c):
    """
    >>> positional_only(1)
    Traceback (most recent call last):
    TypeError: positional_only() missing 2 required positional arguments: 'b' and 'c'
    >>> positional_only(1, b=2, c=3)
    Traceback (most recent call last):
    TypeError: positional_only() got some positional-only arguments passed as keyword arguments: 'b'
    >>> positional_only(a=1, b=2, c=3)
    Traceback (most recent call last):
    TypeError: positional_only() got some positional-only arguments passed as keyword arguments: 'a, b'
    """


def with_star(a, *rest, k):
    """
    >>> with_star()
    Traceback (most recent call last):
    TypeError: with_star() missing 1 required positional argument: 'a'
    >>> with_star(1, 2, 3)
    Traceback (most recent call last):
    TypeError: with_star() missing 1 required keyword-only argument: 'k'
    """


def with_keywords(a, **more):
    """
    >>> with_keywords(1, 2)
    Traceback (most recent call last):
    TypeError: with_keywords() takes 1 positional argument but 2 were given
    >>> with_keywords(1, **{'a': 2})
    Traceback (most recent call last):
    TypeError: with_keywords() got multiple values for argument 'a'
    >>> with_keywords(1, **{1: 2})
    Traceback (most recent call last):
    TypeError: keywords must be strings
    """


class Class:
    """
    >>> Class()  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    TypeError: ...__init__() missing 1 required positional argument: 'a'
    >>> Class(1).method()  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    TypeError: ...method() missing 1 required positional argument: 'x'
    >>> Class(1).method(1, 2)  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    TypeError: ...method() takes 2 positional arguments but 3 were given
    >>> Class.method()  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    TypeError: ...method() missing 2 required positional arguments: 'self' and 'x'
    >>> Class.static(1)  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    TypeError: ...static() takes 0 positional arguments but 1 was given
    """

    def __init__(self, a):
        self.a = a

    def method(self, x):
        """Return x."""
        return x

    @staticmethod
    def static():
        """Do nothing."""


def inner_name():
    """
    >>> inner_name()  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    TypeError: ...inner() missing 1 required positional argument: 'a'
    """
    def inner(a):
        return a
    inner()


def called_with_duplicates(function):
    """
    >>> called_with_duplicates(two)
    "two() got multiple values for keyword argument 'a'"
    """
    try:
        function(**{'a': 1}, **{'a': 2})
    except TypeError as error:
        return str(error).split('.')[-1]


def call_no_function(value):
    """
    >>> call_no_function(3)
    Traceback (most recent call last):
    TypeError: 'int' object is not callable
    """
    value()


def star_of_no_iterable(value):
    """
    >>> star_of_no_iterable(3)
    'after * must be an iterable, not int'  # until 3.14
    'Value after * must be an iterable, not int'  # from 3.15
    """
    try:
        two(*value)
    except TypeError as error:
        return str(error).rpartition(' argument ')[2]


def stars_of_no_mapping(value):
    """
    >>> stars_of_no_mapping([])
    'after ** must be a mapping, not list'  # until 3.14
    'Value after ** must be a mapping, not list'  # from 3.15
    """
    try:
        two(**value)
    except TypeError as error:
        return str(error).rpartition(' argument ')[2]


def wrong_calls_inside(case):
    """The same errors when the caller is compiled together with the callee.

    >>> wrong_calls_inside(0)
    Traceback (most recent call last):
    TypeError: two() missing 2 required positional arguments: 'a' and 'b'
    >>> wrong_calls_inside(1)
    Traceback (most recent call last):
    TypeError: two() takes 2 positional arguments but 3 were given
    >>> wrong_calls_inside(2)
    Traceback (most recent call last):
    TypeError: two() got an unexpected keyword argument 'c'
    """
    if case == 0:
        two()
    elif case == 1:
        two(1, 2, 3)
    two(1, b=2, c=3)
