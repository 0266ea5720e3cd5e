"""`__class__` where a class's body is not complete yet, and where a class stands in a method.

>>> [failing(each) == OWN for each in (in_list, in_nested, beside_method, in_inner_class)]
[True, True, True, True]
>>> failing(in_expression) == FREE, in_late_expression()
(True, ['X', 'X'])
>>> body_of_inner_class(), both_classes()
('X', ['X', 'Y'])
>>> undefined(), after_undefined()
("name '__class__' is not defined", 'Z')
"""

import sys

FREE = (
    "free variable '__class__' referenced before assignment in enclosing scope"
    if sys.version_info < (3, 11)
    else "cannot access free variable '__class__' where it is not associated with a value in"
    " enclosing scope"
)
OWN = FREE if sys.version_info < (3, 12) else "name '__class__' is not defined"


def failing(function):
    try:
        function()
    except NameError as error:
        return str(error)


def in_list():
    class X:
        y = [__class__ for i in range(2)]


def in_nested():
    class X:
        y = [[__class__ for j in range(1)] for i in range(2)]
        z = lambda self: __class__


def beside_method():
    class X:
        def z(self):
            return __class__

        y = {i: __class__ for i in range(2)}


def in_inner_class():
    class X:
        def z(self):
            class Y:
                q = {__class__ for i in range(2)}

    X().z()


def in_expression():
    class X:
        y = list(__class__ for i in range(2))


def in_late_expression():
    class X:
        y = (__class__ for i in range(2))

    return [each.__name__ for each in X.y]


def body_of_inner_class():
    class X:
        def z(self):
            class Y:
                q = __class__

            return Y.q

    return X().z().__name__


def both_classes():
    class X:
        def z(self):
            class Y:
                q = __class__

                def w(self):
                    return __class__

            return Y.q, Y().w()

    return [each.__name__ for each in X().z()]


def undefined():
    try:
        return __class__
    except NameError as error:
        return str(error)


def after_undefined():
    class Z:
        z = lambda self: __class__

    return Z().z().__name__


said = set()
try:

    class Lists:
        value = [super() for _ in range(2)]
except RuntimeError as caught:
    said.add(str(caught))
try:

    class Sets:
        value = {super() for _ in range(2)}
except RuntimeError as caught:
    said.add(str(caught))
try:

    class Dicts:
        value = {super(): 1 for _ in range(2)}
except RuntimeError as caught:
    said.add(str(caught))


def super_in_class_bodies():
    """
    >>> super_in_class_bodies()
    {'super(): empty __class__ cell'}  # until 3.11
    {'super(): no arguments'}  # from 3.12
    """
    return said
