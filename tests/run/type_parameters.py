# python: 3.12
"""Type parameters of functions and classes, and type aliases (PEP 695): scopes of their own, evaluated when asked for.

>>> plain.__type_params__, plain.__type_params__ is plain.__type_params__, (lambda: 1).__type_params__
((), True, ())
>>> set_to((1, 2)), set_to(()), set_to([1]), set_to(None), set_to(...)
((1, 2), (), '__type_params__ must be set to a tuple', '__type_params__ must be set to a tuple', '__type_params__ must be set to a tuple')
>>> wrapped.__type_params__, wrapped.__name__, wrapped(3), wrapped.__wrapped__(4)
((T,), 'generic', [3], 4)
>>> [alias.__value__ for alias in aliases(int)]
[list[int], [<class 'int'>]]
>>> function, = Function.__value__; function(2), Listed.__value__, Bounded.__type_params__[0].__bound__
((2, 'module'), [0, 1], ['module'])
>>> Box.__type_params__, Box.kind.__type_params__, Box[int].__args__
((T,), (), (<class 'int'>,))

>>> bounded(1), bounded.__type_params__[1].__constraints__, bounded.__type_params__[0].__bound__
(((T, U, Ts, P), (1,)), (<class 'int'>, <class 'str'>), <class 'int'>)
>>> bounded.__annotations__, [type(each).__name__ for each in bounded.__type_params__]
({'x': T, 'args': typing.Unpack[Ts], 'return': U}, ['TypeVar', 'TypeVar', 'TypeVarTuple', 'ParamSpec'])
>>> generic.__annotations__, generic.__qualname__, generic.__type_params__[0].__infer_variance__
({'value': T, 'return': T}, 'generic', True)
>>> inspect.isfunction(generic), inspect.signature(generic), generic.__defaults__
(True, <Signature (value: T, other=None) -> T>, (None,))
>>> asked_for(lambda: late.__type_params__[0].__bound__)
"name 'defined_later' is not defined"
>>> defined_later = globals()['defined_later'] = late.__globals__['defined_later'] = 7; late.__type_params__[0].__bound__
7
>>> keywords(), keywords.__kwdefaults__
(('module', [1]), {'a': 'module', 'b': [1]})
>>> default_of_outer_scope(5)
(5, T)
>>> [each.__bound__ for each in in_a_loop()], len(set(in_a_loop()))
([2, 2, 2], 3)
>>> outside(), list(generator(2)), run(coroutine()), comprehended()
(3, [(0, T), (1, T)], T, ([T, T], T))
>>> decorated.kind, Decorated.kind, decorated(1), Decorated.__name__
('decorated', 'decorated', 1, 'Decorated')
>>> recursive(3), own_locals(1)
(0, ['x'])

>>> box = Box(3); box.item, box.kind() is Box.__type_params__[0], box.method(4), Box.method.__qualname__
(3, True, (3, 4, 'module'), 'Box.method')
>>> Box.method.__annotations__, Box.__annotations__, Box.__doc__, Box.__orig_bases__, Box.__bases__
({'other': U, 'return': tuple[T, U]}, {'item': T}, 'A box.', (typing.Generic[T],), (<class 'typing.Generic'>,))
>>> Box.of_class(5).item, Box.static(6), [name for name in vars(Box) if 'classdict' in name]
(5, (6, V), [])
>>> Sub(3).get(), Sub(4).get_of_super(), Sub.__orig_bases__[1], Sub.__parameters__
((3, 'Sub'), (4, 'Sub', W), typing.Generic[T, typing.Unpack[Ts]], (T, Ts))
>>> pickle.loads(pickle.dumps(Box(7))).item, pickle.loads(pickle.dumps(Alias)) is Alias
(7, True)
>>> typing.get_type_hints(Box.method), typing.get_type_hints(Box)
({'other': U, 'return': tuple[T, U]}, {'item': T})
>>> Callable.__call__(Callable(), 4), Callable() == 3, Callable().asked
(4, True, U)
>>> Kept.keywords, Kept[int].__args__, Made.y, Made().inner()
({'flag': 1}, (<class 'int'>,), 1, (T, V, W))
>>> Record(3), Data(4, [1]), Tuple(5), Typed(x=6), Tuple.__type_params__
(Record(x=3), Data(x=4, y=[1]), Tuple(x=5, y=3), {'x': 6}, (T,))

>>> Alias, Alias.__value__, Alias.__module__ == __name__, type(Alias).__name__
(Alias, list[int], True, 'TypeAliasType')
>>> Generic.__type_params__, Generic.__value__, Generic[int, str, [int]].__args__
((T, Ts, P), dict[T, tuple[typing.Unpack[Ts]]], (<class 'int'>, <class 'str'>, [<class 'int'>]))
>>> Recursive.__value__.__args__[0].__args__[0] is Recursive
True
>>> evaluators_.__value__, evaluators_.__type_params__
(list[evaluators], (evaluators,))
>>> asked_for(lambda: Wrong.__value__), asked_for(lambda: raises.__type_params__[0].__bound__)
("name 'nothing' is not defined", 'division by zero')

>>> entries_of(lambda: Raising.__value__), entries_of(lambda: Raising.__type_params__[0].__bound__)
([('Raising', 4), ('fail', 1)], [('T', 4), ('fail', 1)])
>>> entries_of(lambda: raising.__type_params__[1].__bound__)
[('T', 9), ('fail', 1)]
>>> entries_of(lambda: raising.__type_params__[2].__constraints__)
[('U', 10), ('fail', 1)]
>>> entries_of(lambda: raising_inside(Raising).__value__)
[('Inside', 16), ('fail', 1)]

>>> InClass.A.__value__, InClass.B.__value__, InClass.B.__type_params__[0].__bound__
(<class 'int'>, list[T] | int, <class 'int'>)
>>> InClass().method(), InClass.method.__annotations__, InClass.method.__type_params__[0].__bound__
((<class 'int'>, T), {'x': <class 'int'>, 'return': <class 'int'>}, <class 'int'>)
>>> InClass.Inner.__orig_bases__, InClass.Inner().kind(), InClass.Inner.__qualname__
((list[int], typing.Generic[T]), T, 'InClass.Inner')
>>> InClass().private(), InClass.Private.__value__
((5, 5, '__T'), 5)
>>> Changed.X = str; Changed.method.__type_params__[0].__bound__, Changed.A.__value__
(<class 'str'>, <class 'str'>)
>>> inner, Inner, Local = in_function(int); inner(), Inner().get(), Local.__value__, inner.__annotations__
((<class 'int'>, <class 'int'>, T), (<class 'int'>, T), list[int], {'return': T})
>>> inner.__qualname__, Inner.__qualname__, inner.__type_params__[0].__bound__
('in_function.<locals>.inner', 'in_function.<locals>.Inner', <class 'int'>)
"""

import asyncio
import dataclasses
import functools
import inspect
import pickle
import traceback
import typing

here = "module"

type Function = [lambda x: (x, here)]
type Listed = [each for each in range(2)]
type Bounded[T: [each for each in (here,)]] = T


def plain():
    return 1


def set_to(value):
    def function():
        return value

    try:
        if value is ...:
            del function.__type_params__
        else:
            function.__type_params__ = value
    except TypeError as error:
        return str(error)
    return function.__type_params__


def generic[T](value: T, other=None) -> T:
    return value


def listing(function):
    @functools.wraps(function)
    def wrapper(value):
        return [function(value)]

    return wrapper


wrapped = listing(generic)


def aliases(kind):
    type One = list[kind]
    type Two = [(lambda: kind)()]
    return One, Two


# --- Functions ------------------------------------------------------------------------------------
def bounded[T: int, U: (int, str), *Ts, **P](x: T, *args: *Ts) -> U:
    return (T, U, Ts, P), (x, *args)


def late[T: defined_later](x: T):
    return x


def raises[T: 1 / 0]():
    pass


def asked_for(ask):
    try:
        return ask()
    except (NameError, ZeroDivisionError) as error:
        return str(error)


def keywords[T](*, a=here, b: T = [1]):
    return a, b


def default_of_outer_scope(T):
    def inner[T](x=T):
        return x, T

    return inner()


def in_a_loop():
    parameters = []
    for number in range(3):

        def function[T: number](x=number):
            return x

        parameters.append(function.__type_params__[0])
    return parameters


def outside():
    count = 1

    def add[T]():
        nonlocal count
        count += 1

    add()
    add()
    return count


def generator[T](count):
    for number in range(count):
        yield number, T


async def coroutine[T]():
    return T


def run(awaitable):
    return asyncio.run(awaitable)


def comprehended[T]():
    return [T for _ in range(2)], (lambda: T)()


def mark(definition):
    definition.kind = "decorated"
    return definition


@mark
def decorated[T](x: T):
    return x


@mark
class Decorated[T]:
    pass


def recursive[T](n):
    return n if n == 0 else recursive(n - 1)


def own_locals[T](x):
    return sorted(locals())


# --- Classes --------------------------------------------------------------------------------------
class Box[T]:
    "A box."

    item: T

    def __init__(self, item: T):
        self.item = item

    def kind(self) -> T:
        return T

    def get(self):
        return self.item

    def method[U](self, other: U, default=here) -> tuple[T, U]:
        return self.item, other, default

    @classmethod
    def of_class[V](cls, value: V):
        return cls(value)

    @staticmethod
    def static[V](value: V):
        return value, V


class Sub[T, *Ts](Box[T], metaclass=type):
    def get(self):
        return super().get(), __class__.__name__

    def get_of_super[W](self):
        return super().get(), __class__.__name__, W


class Callable[T]:
    def __new__[U](cls, *arguments):
        return super().__new__(cls)

    def __call__[U](self, x: U):
        return x

    def __eq__(self, other):
        return True

    @property
    def asked[U](self):
        return U


class Keeps[T]:
    def __init_subclass__(cls, **keywords):
        cls.keywords = keywords


class Kept[T](Keeps[T], flag=1):
    pass


class Meta(type):
    @classmethod
    def __prepare__(metacls, name, bases):
        return {"prepared": 1}

    def __new__(metacls, name, bases, namespace):
        return super().__new__(metacls, name, bases, dict(namespace))


class Made[T](metaclass=Meta):
    y = prepared

    def inner(self):
        class Deep[V]:
            def method[W](self):
                return T, V, W

        return Deep().method()


@dataclasses.dataclass(slots=True)
class Record[T]:
    x: T


@dataclasses.dataclass
class Data[T]:
    x: T
    y: list[T] = dataclasses.field(default_factory=list)


class Tuple[T](typing.NamedTuple):
    x: T
    y: int = 3


class Typed[T](typing.TypedDict):
    x: T


# --- Aliases --------------------------------------------------------------------------------------
evaluators = 3
type Alias = list[int]
type Generic[T, *Ts, **P] = dict[T, tuple[*Ts]]
type Recursive = list[Recursive] | int
type Wrong = nothing
type evaluators_[evaluators] = list[evaluators]


def fail():
    raise ValueError("asked for")


type Raising[T: fail()] = list[fail()]


def raising[
    A,
    T: fail(),
    U: (int, fail()),
](x: T):
    return x


def raising_inside(value):
    type Inside = value if value is None else fail()
    return Inside


def entries_of(ask):
    """The functions that an exception went through, with lines counted from that of fail()."""
    try:
        ask()
    except ValueError as error:
        entries = traceback.extract_tb(error.__traceback__)[2:]
        return [(each.name, each.lineno - fail.__code__.co_firstlineno) for each in entries]


class InClass:
    X = int
    __private = 5
    type A = X
    type B[T: X] = list[T] | X
    type Private = __private

    def method[T: X](self, x: X = X) -> X:
        return x, T

    def private[__T](self, default=__private):
        return default, self.__private, __T.__name__

    class Inner[T](list[X]):
        def kind(self):
            return T


class Changed:
    X = int
    type A = X

    def method[T: X](self):
        return X


def in_function(a):
    def inner[T: a](x=a) -> T:
        return a, x, T

    class Inner[T]:
        def get(self):
            return a, T

    type Local = list[a]
    return inner, Inner, Local
