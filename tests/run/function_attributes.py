"""What function objects show: names, docstrings, defaults, annotations, signatures; setting and pickling."""

import inspect
import pickle
import types


def plain(a, b=2, *rest, c, d='d', **more):
    """Docstring of plain."""
    return a, b, rest, c, d, more


def undocumented():
    return None


def names():
    """
    >>> names()
    ('plain', 'plain', True, 'names.<locals>.inner')
    """
    def inner():
        pass
    return plain.__name__, plain.__qualname__, plain.__module__ == __name__, inner.__qualname__


def docstrings():
    """
    >>> docstrings()
    ('Docstring of plain.', None)
    """
    return plain.__doc__, undocumented.__doc__


def defaults():
    """
    >>> defaults()
    ((2,), {'d': 'd'}, None, None)
    """
    return plain.__defaults__, plain.__kwdefaults__, undocumented.__defaults__, undocumented.__kwdefaults__


def signature():
    """
    >>> signature()
    "(a, b=2, *rest, c, d='d', **more)"
    >>> str(inspect.signature(undocumented))
    '()'
    """
    return str(inspect.signature(plain))


def positional_only(a, b=1, /, c=2):
    """
    >>> str(inspect.signature(positional_only))
    '(a, b=1, /, c=2)'
    """
    return a, b, c


def annotated(a: 'first', b: 3 + 4 = 5, *c: tuple) -> list:
    """
    >>> annotated.__annotations__
    {'a': 'first', 'b': 7, 'c': <class 'tuple'>, 'return': <class 'list'>}
    >>> str(inspect.signature(annotated))
    "(a: 'first', b: 7 = 5, *c: tuple) -> list"
    >>> undocumented.__annotations__
    {}
    """
    return [a, b, c]


def code_attributes():
    """
    >>> code_attributes()
    ('plain', 2, 2, True, ('a', 'b', 'c', 'd', 'rest', 'more'))
    """
    code = plain.__code__
    varargs = bool(code.co_flags & inspect.CO_VARARGS)
    return code.co_name, code.co_argcount, code.co_kwonlyargcount, varargs, code.co_varnames[:6]


def own_attributes():
    """
    >>> own_attributes()
    (5, {'mark': 5}, 'no mark')
    """
    def inner():
        pass
    inner.mark = 5
    dictionary = dict(inner.__dict__)
    mark = inner.mark
    del inner.mark
    return mark, dictionary, getattr(inner, 'mark', 'no mark')


def renamed():
    """
    >>> renamed()
    ('other', 'some.other', 'new text')
    """
    def inner():
        """Old text."""
    inner.__name__ = 'other'
    inner.__qualname__ = 'some.other'
    inner.__doc__ = 'new text'
    return inner.__name__, inner.__qualname__, inner.__doc__


def name_must_be_text():
    """
    >>> name_must_be_text()
    Traceback (most recent call last):
    TypeError: __name__ must be set to a string object
    """
    undocumented.__name__ = 3


def changed_defaults():
    """
    >>> changed_defaults()
    ((1, 2), (1, 'new'), (1, 2, 'only'))
    """
    def inner(a, b=2, *, c=None):
        return (a, b) if c is None else (a, b, c)
    before = inner(1)
    inner.__defaults__ = ('new',)
    after = inner(1)
    inner.__defaults__ = (2,)
    inner.__kwdefaults__ = {'c': 'only'}
    return before, after, inner(1)


def removed_defaults():
    """
    >>> removed_defaults()
    True
    """
    def inner(b=2):
        return b
    inner.__defaults__ = None
    try:
        inner()
    except TypeError as error:
        return str(error).endswith("inner() missing 1 required positional argument: 'b'")


def globals_of_function():
    """
    >>> globals_of_function()
    True
    """
    return plain.__globals__['undocumented'] is undocumented


def pickled():
    """
    >>> pickled()
    True
    """
    return pickle.loads(pickle.dumps(plain)) is plain


def hashable():
    """
    >>> hashable()
    (1, True, False)
    """
    return len({plain, plain}), plain == plain, plain == undocumented


def representation():
    """
    >>> representation()
    True
    """
    return repr(plain).startswith('<') and 'function plain at 0x' in repr(plain)


def callable_types():
    """
    >>> callable_types()
    (True, True)
    """
    return callable(plain), inspect.isroutine(plain)


class Class:
    """Methods are bound."""

    def method(self, x=1):
        """Docstring of method."""
        return self, x

    def other(self):
        return 'other'


def bound_method():
    """
    >>> bound_method()
    ('method', 'Class.method', True, (1,), 'Docstring of method.')
    """
    instance = Class()
    method = instance.method
    return method.__name__, method.__qualname__, method.__self__ is instance, method.__defaults__, method.__doc__


def method_through_class():
    """
    >>> method_through_class()
    (('self', 5), '(self, x=1)', '(x=1)')
    """
    return Class.method('self', 5), str(inspect.signature(Class.method)), str(inspect.signature(Class().method))


def as_method():
    """A function put into a class becomes a method.

    >>> as_method()
    True
    """
    Class.added = lambda self: self
    instance = Class()
    return instance.added() is instance


def bound_by_hand():
    """
    >>> bound_by_hand()
    ('self', 2, (), 3, 'd', {})
    """
    return types.MethodType(plain, 'self')(c=3)


def descriptor_protocol():
    """
    >>> descriptor_protocol()
    ('x', True)
    """
    bound = (lambda self: self).__get__('x')
    return bound(), plain.__get__(None, Class) is plain


def no_defaults_shared():
    """A mutable default is one object for all calls.

    >>> no_defaults_shared()
    [[1], [1, 1]]
    """
    def inner(values=[]):
        values.append(1)
        return values[:]
    return [inner(), inner()]


def generator_and_lambda_names():
    """
    >>> generator_and_lambda_names()
    (True, False)
    """
    def inner():
        yield
    return inspect.isgeneratorfunction(inner), inspect.isgeneratorfunction(plain)
