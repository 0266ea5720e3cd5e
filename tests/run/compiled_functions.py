"""What works with a function of plain Python works with a compiled one: it answers as those of the interpreter.

>>> for function in functions(): print(function.__name__, kinds(function))
plain ['isfunction', 'isroutine']
coroutine ['isfunction', 'isroutine', 'iscoroutinefunction']
generator ['isfunction', 'isroutine', 'isgeneratorfunction']
asynchronous ['isfunction', 'isroutine', 'isasyncgenfunction']
method ['isfunction', 'isroutine']
of_class ['ismethod', 'isroutine']
static ['isfunction', 'isroutine']
inner ['isfunction', 'isroutine']
<lambda> ['isfunction', 'isroutine']
>>> plain.__class__, isinstance(plain, types.FunctionType), isinstance(plain, types.LambdaType)
(<class 'function'>, True, True)
>>> shown_types()
[True, True, True, True, True, True, True, True]
>>> shown_types_of_none()
[False, False, False, False, False, False, False, False]
>>> set_class(plain), set_class(generator(1)), plain(1)
('TypeError', 'TypeError', (1, 2, (), 5, {}))
>>> with_generator(inspect.isgenerator), with_generator(inspect.getgeneratorstate)
(True, 'GEN_CREATED')
>>> with_coroutine(inspect.iscoroutine), with_coroutine(inspect.getcoroutinestate)
(True, 'CORO_CREATED')
>>> inspect.isasyncgen(asynchronous(1)), inspect.isawaitable(generator(1)), hasattr(generator(1), '__await__')
(True, False, False)

>>> inspect.signature(plain)
<Signature (a, b=2, *rest, key: int = 5, **more) -> str>
>>> inspect.signature(wrapper), wrapper.__wrapped__ is plain, inspect.unwrap(wrapper) is plain
(<Signature (a, b=2, *rest, key: int = 5, **more) -> str>, True, True)
>>> wrapper.__name__, wrapper.__doc__ == plain.__doc__, wrapper.__annotations__ == plain.__annotations__
('plain', True, True)
>>> inspect.signature(functools.partial(plain, 1, key=3)), inspect.signature(Class), inspect.signature(Class().method)
(<Signature (b=2, *rest, key: int = 3, **more) -> str>, <Signature (value: int = 3)>, <Signature (a)>)
>>> inspect.getfullargspec(Class.method).args, inspect.getcallargs(plain, 1, 2, 3)
(['self', 'a'], {'a': 1, 'b': 2, 'rest': (3,), 'more': {}, 'key': 5})
>>> inspect.getdoc(Class.__eq__), inspect.getmodule(plain).__name__ == __name__
('Return self==value.', True)
>>> inspect.getclosurevars(outer(1)).nonlocals
{'x': 1}
>>> [name for name, _ in inspect.getmembers(Class, inspect.isfunction)]
['__eq__', '__init__', 'method', 'static']
>>> [name for name, _ in inspect.getmembers(Class(), inspect.ismethod)]
['__eq__', '__init__', 'method', 'of_class']
>>> [each.kind for each in inspect.classify_class_attrs(Class) if each.name in ('method', 'of_class', 'static', 'doubled')]
['property', 'method', 'class method', 'static method']
>>> typing.get_type_hints(plain), typing.get_type_hints(Class.__init__)
({'key': <class 'int'>, 'return': <class 'str'>}, {'value': <class 'int'>})

>>> pickle.loads(pickle.dumps(plain)) is plain, copy.copy(plain) is plain, copy.deepcopy([plain])[0] is plain
(True, True, True)
>>> pickle.loads(pickle.dumps(Class(4).method))(1), pickle.loads(pickle.dumps(Class.of_class))(1)[1]
((4, 1), 1)
>>> pickle_error(outer(1)), pickle_error(generator(1))
('local object', 'generator')

>>> pydoc.plain(pydoc.render_doc(plain)).splitlines()[0].split(' in ')[0]
'Python Library Documentation: function plain'
>>> 'plain(a, b=2, *rest, key: int = 5, **more) -> str' in pydoc.plain(pydoc.render_doc(plain))
True
>>> print(pydoc.plain(pydoc.render_doc(Class.method)).splitlines()[2])
method(self, a)
>>> sorted(test.name.split('.', 1)[1] for test in doctest.DocTestFinder(exclude_empty=True).find(Class, 'm.Class') if test.examples)
['Class.method']

>>> patched('plain', return_value='patched'), plain(1)
('patched', (1, 2, (), 5, {}))
>>> patched('plain', autospec=True, return_value='patched'), patched('number', 9)
('patched', (1, 2, (), 5, {}))
>>> patched_number()
9
>>> patched_method(return_value='patched'), patched_method(autospec=True, return_value='patched')
('patched', 'patched')
>>> wrong_calls()
["missing a required argument: 'a'", "missing a required argument: 'a'", 'too many positional arguments']
>>> [type(each).__name__ for each in (mock.create_autospec(plain), mock.create_autospec(Class)().method)]
['function', 'MagicMock']
>>> asyncio.iscoroutinefunction(mock.create_autospec(coroutine)), inspect.signature(mock.create_autospec(plain))
(True, <Signature (a, b=2, *rest, key: int = 5, **more) -> str>)
>>> patched_builtin()
['shown']

>>> outer(1).__code__.co_flags & inspect.CO_NESTED != 0, plain.__code__.co_flags & inspect.CO_NESTED
(True, 0)
"""

import asyncio
import copy
import doctest
import functools
import inspect
import pickle
import pydoc
import sys
import types
import typing
from unittest import mock

number = 3


def plain(a, b=2, *rest, key: int = 5, **more) -> str:
    """Gives its arguments."""
    return a, b, rest, key, more


async def coroutine(a):
    return a


def generator(a):
    yield a


async def asynchronous(a):
    yield a


class Class:
    doubled = property(lambda self: self.value * 2)

    def __init__(self, value: int = 3):
        self.value = value

    def method(self, a):
        """
        >>> Class(1).method(2)
        (1, 2)
        """
        return self.value, a

    @classmethod
    def of_class(cls, a):
        return cls, a

    @staticmethod
    def static(a):
        return a

    def __eq__(self, other):
        return self.value == other.value


@functools.wraps(plain)
def wrapper(*arguments, **keywords):
    return plain(*arguments, **keywords)


def outer(x):
    def inner(y):
        return x + y + number

    return inner


def functions():
    named = [plain, coroutine, generator, asynchronous, Class.method, Class.of_class, Class.static]
    return [*named, outer(1), lambda: 1]


def kinds(function):
    predicates = (inspect.isfunction, inspect.ismethod, inspect.isbuiltin, inspect.isroutine,
                  inspect.ismethoddescriptor, inspect.isgeneratorfunction,
                  inspect.iscoroutinefunction, inspect.isasyncgenfunction)
    return [each.__name__ for each in predicates if each(function)]


def set_class(value):
    try:
        value.__class__ = Class
    except Exception as error:
        return type(error).__name__


def with_generator(ask):
    return ask(generator(1))


def with_coroutine(ask):
    made = coroutine(1)
    answer = ask(made)
    made.close()
    return answer


def pickle_error(value):
    try:
        pickle.dumps(value)
    except Exception as error:
        return next(each for each in ("local object", "generator") if each in str(error))


def call_plain():
    return plain(1)


def patched(name, *arguments, **keywords):
    with mock.patch(f"{__name__}.{name}", *arguments, **keywords):
        return call_plain()


def patched_number():
    with mock.patch.object(sys.modules[__name__], "number", 9):
        return outer(0)(0)


def patched_method(**keywords):
    with mock.patch.object(Class, "method", **keywords) as patch:
        result = Class(1).method(2)
        assert len(patch.mock_calls) == 1
    assert Class(1).method(2) == (1, 2)
    return result


def text_of_error(function, *arguments):
    try:
        function(*arguments)
    except TypeError as error:
        return str(error)


def wrong_calls():
    with mock.patch(f"{__name__}.plain", autospec=True):
        texts = [text_of_error(plain)]
    with mock.patch.object(Class, "method", autospec=True):
        texts.append(text_of_error(Class(1).method))
    with mock.patch(f"{__name__}.Class", autospec=True):
        return [*texts, text_of_error(Class, 1, 2)]


def patched_builtin():
    with mock.patch("builtins.print") as patch:
        print("shown")
    return list(patch.mock_calls[0].args)


def as_seen(objects):
    """What compiled code finds out about objects by the types of compiled ones."""
    of_function, of_generator = type(lambda: 0), type((each for each in ()))
    of_method_function = type(Class.method)
    with_coroutine_type = with_coroutine(type)
    of_asynchronous = type(asynchronous(1))
    function, made, awaited, streamed = objects
    return [isinstance(function, of_function), isinstance(made, of_generator), isinstance(made, (int, of_generator)),
            isinstance(made, ((str, of_generator), int)), isinstance(function, of_method_function),
            isinstance(awaited, with_coroutine_type), isinstance(streamed, of_asynchronous),
            not isinstance(1, (of_function, of_generator)) and function is not None]


def shown_types():
    names = {}
    exec("""
def function(): yield 1
async def waiting(): pass
async def streaming(): yield 1
""", names)
    awaited = names["waiting"]()
    try:
        return as_seen((names["function"], names["function"](), awaited, names["streaming"]()))
    finally:
        awaited.close()


def shown_types_of_none():
    return as_seen((None, None, None, None))
