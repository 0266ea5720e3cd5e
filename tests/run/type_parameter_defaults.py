# python: 3.13
"""Defaults of type parameters (PEP 696), and comprehensions in the scopes of a class's type parameters.

>>> Plain.__type_params__[0].__default__, Plain.__type_params__[1].__default__, Plain[str].__args__
(<class 'int'>, [<class 'int'>, <class 'str'>], (<class 'str'>, (<class 'int'>, <class 'str'>)))
>>> Starred.__type_params__[0].__default__, Starred[int].__args__
(*tuple[int, str], (<class 'int'>,))
>>> asked_for(lambda: function.__type_params__[0].__default__)
"name 'defined_later' is not defined"
>>> function.__globals__['defined_later'] = 3; function.__type_params__[0].__default__, function(1)
(3, 1)
>>> Alias.__type_params__[0].__default__, Alias.__value__, Alias.__type_params__[0].has_default()
(list[int], dict[T, int], True)
>>> InClass.Alias.__type_params__[0].__default__, InClass().method(), InClass.method.__type_params__[0].__default__
(<class 'str'>, T, <class 'str'>)
>>> InClass.Listed.__value__, InClass.listed.__annotations__, InClass.summed.__type_params__[0].__bound__
([1, 2], {'l': [1, 2]}, [2, 4])
"""


class Plain[T = int, **P = [int, str]]:
    pass


class Starred[*Ts = *tuple[int, str]]:
    pass


def function[T: object = defined_later](x: T) -> T:
    return x


def asked_for(ask):
    try:
        return ask()
    except NameError as error:
        return str(error)


type Alias[T = list[int]] = dict[T, int]


class InClass:
    N = str
    Y = [1, 2]
    type Alias[T = N] = T
    type Listed = [y for y in Y]

    def method[T: N = N](self):
        return T

    def listed[T](self, l: [y for y in (1, 2)]):
        pass

    def summed[T: [y * 2 for y in Y]](self):
        pass
