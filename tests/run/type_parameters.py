# python: 3.12
# fallback: yes
"""What native functions know of type parameters; generic functions and `type` statements, which run interpreted.

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
"""

import functools

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


def generic[T](value: T) -> T:
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


class Box[T]:
    def kind(self) -> T:
        return T
