"""What Python sees of special methods of cdef classes: CPython's wrappers of the slots, but the
two methods of a binary operator as they are.

>>> left, right = Money(3), Money(4)
>>> left.__add__(right), left.__radd__(right), left.__sub__(1), left.__rsub__(1)
(('add', 3, 4), ('add', 4, 3), ('sub', 3), ('rsub', 3))
>>> type(Money.__neg__).__name__, Money.__add__.__doc__, Money.__neg__.__doc__
('wrapper_descriptor', 'Adds amounts: ä.', '-self')
>>> type(Money.__add__).__name__ == 'wrapper_descriptor', Money.__add__.__name__
(False, '__add__')
>>> type(Money.__rsub__).__name__ == 'wrapper_descriptor', Money.__rsub__.__name__
(False, '__rsub__')
>>> left.__len__(), left.__contains__(1), left.__bool__(), hash(left)
(0, False, False, 0)
>>> len(left), 1 in left, bool(left)
(0, False, False)
>>> Money.__add__(1, 2)
Traceback (most recent call last):
...
TypeError: Argument 'self' has incorrect type (expected cdef_class_slot_wrappers.Money, got int)
>>> Money.__bool__.__doc__
'True if self else False'
>>> Later(5) + 1
('later', 5)
>>> 1 + Later(5)
Traceback (most recent call last):
TypeError: unsupported operand type(s) for +: 'int' and 'cdef_class_slot_wrappers.Later'

One of the two methods may call the other.

>>> Offset() + 1, 1 + Offset(), Shifted() + 1, 1 + Shifted()
('offset', 'offset', 'offset', 'offset')
>>> Offset() + Offset()
Traceback (most recent call last):
TypeError: unsupported operand type(s) for +: 'cdef_class_slot_wrappers.Offset' and 'cdef_class_slot_wrappers.Offset'
>>> Offset() + Shifted()
Traceback (most recent call last):
TypeError: unsupported operand type(s) for +: 'cdef_class_slot_wrappers.Offset' and 'cdef_class_slot_wrappers.Shifted'

Powers.

>>> Power() ** 2, 2 ** Power(), pow(Power(), 2, 3), pow(2, Power(), 3)
(('pow', 2, None), ('rpow', 2, None), ('pow', 2, 3), ('rpow', 2, 3))
>>> power = Power(); power **= 5; power
('ipow', 5, None)
>>> Square() ** 2, Square().__pow__(2)
('square', 'square')
>>> pow(Square(), 2, 7)
Traceback (most recent call last):
...
TypeError: cdef_class_slot_wrappers.Square.__pow__() takes 3 arguments but 2 were given

What a class does not define of an operator, its base does.

>>> Money(1) + More(2), More(2) + Money(1), More(2) + 5, 5 + More(2)
(('add', 1, 2), ('more', 2), ('more', 2), 'more radd')
>>> More(1) - 2, 2 - More(1), More(3).__sub__(1)
(('sub', 1), ('more rsub', 1), ('sub', 3))
>>> Counts(a=1) | {"b": 2} == {"a": 1, "b": 2}, [1] | Counts(a=1)
(True, ('ror', [1]))
>>> Counts(a=1) | 3
Traceback (most recent call last):
...
TypeError: unsupported operand type(s) for |: 'cdef_class_slot_wrappers.Counts' and 'int'
>>> Decorated() + 1, 1 + Halved(), Halved() + 1
('decorated', 'halved', 'decorated')

A descriptor that sets, deletes or does both: what a class lacks of the two, its base does.

>>> Setting().__set__("instance", 1)
set instance 1
>>> Setting().__delete__("instance")
Traceback (most recent call last):
...
NotImplementedError: __delete__
>>> Deleting().__set__("instance", 1)
Traceback (most recent call last):
...
NotImplementedError: __set__
>>> Deleting().__delete__("instance")
delete instance
>>> Both().__set__("instance", 1); Both().__delete__("instance")
set instance 1
delete both instance
>>> home = Home(); home.set = 5; home.both = 6; del home.both
set home 5
set home 6
delete both home
>>> del home.set
Traceback (most recent call last):
...
NotImplementedError: __delete__

Items: a sequence that takes C's numbers is no mapping.

>>> row = Row()
>>> row[1], row[-1], row.__getitem__(2)
(1, 2, 2)
>>> row["a"]
Traceback (most recent call last):
...
TypeError: sequence index must be integer, not 'str'
>>> row[1] = 5
Traceback (most recent call last):
...
NotImplementedError: Subscript assignment not supported by cdef_class_slot_wrappers.Row
>>> del row[-2]
delete 1
>>> list(reversed(row)), item_by_number(Table(), 7), Table()["a"]
([2, 1, 0], ('item', 7), ('item', 'a'))
>>> set_by_number(Table(), 7, "x"); set_by_number(Table(), 8, None)
set 7 x
set 8 None
>>> item_by_number(Raises(), 1)
Traceback (most recent call last):
...
KeyError: 1

Classes of Python use the slots, until they define something themselves.

>>> class Coin(Money):
...     pass
>>> class Note(Money):
...     def __add__(self, other): return "note"
...     def __len__(self): return 9
>>> Coin(1) + 2, Note(1) + 2, 2 + Note(1), Note(1) - 1, len(Coin(1)), len(Note(1))
(('add', 1, 2), 'note', ('add', 2, 1), ('sub', 1), 0, 9)
>>> class Both(Money):
...     def __radd__(self, other): return "both"
...     def __add__(self, other): return super().__add__(other)
>>> 1 + Both(1), Both(1) + 1
('both', ('add', 1, 1))

Descriptors are told their names.

>>> Named.field
'Named.field'
"""

from cpython.sequence cimport PySequence_GetItem, PySequence_SetItem
cimport cython


cdef amount(value):
    return (<Money>value).value if isinstance(value, Money) else value


cdef class Money:
    cdef object value

    def __init__(self, value):
        self.value = value

    def __add__(self, other):
        """Adds amounts: ä."""
        return "add", self.value, amount(other)

    def __radd__(self, other):
        return "add", amount(other), self.value

    def __sub__(self, other):
        return "sub", self.value

    def __rsub__(self, other):
        return "rsub", self.value

    def __neg__(self):
        return -self.value

    def __len__(self):
        pass

    def __hash__(self):
        if self.value is None:
            return 1

    def __contains__(self, item):
        if item is None:
            return True

    def __bool__(self):
        """Not shown."""


cdef class More(Money):
    def __add__(self, other):
        return "more", self.value

    def __radd__(self, other):
        return NotImplemented if isinstance(other, Money) else "more radd"

    def __rsub__(self, other):
        return "more rsub", self.value


cdef class Later:
    cdef object value

    def __init__(self, value):
        self.value = value

    def __add__(self, other):
        return "later", self.value

    __radd__ = __add__


cdef class Offset:
    def __add__(self, other):
        return "offset" if type(other) is int else NotImplemented

    def __radd__(self, other):
        return self.__add__(other)


cdef class Shifted(Offset):
    pass


cdef class Power:
    def __pow__(self, exponent, modulus=None):
        return "pow", exponent, modulus

    def __rpow__(self, base, modulus):
        return "rpow", base, modulus

    def __ipow__(self, exponent, modulus):
        return "ipow", exponent, modulus


cdef class Square:
    def __pow__(self, exponent):
        return "square"


cdef class Counts(dict):
    def __ror__(self, other):
        return "ror", other


def same(function):
    return function


cdef class Decorated:
    @same
    def __add__(self, other):
        return "decorated"


cdef class Halved(Decorated):
    def __radd__(self, other):
        return "halved"


@cython.collection_type("sequence")
cdef class Row:
    def __len__(self):
        return 3

    def __getitem__(self, Py_ssize_t index):
        return index

    def __delitem__(self, Py_ssize_t index):
        print("delete", index)


cdef class Table:
    def __getitem__(self, key):
        return "item", key

    def __setitem__(self, key, value):
        print("set", key, value)


cdef class Setting:
    def __set__(self, instance, value):
        print("set", instance, value)


cdef class Deleting:
    def __delete__(self, instance):
        print("delete", instance)


cdef class Both(Setting):
    def __delete__(self, instance):
        print("delete both", instance)


class Home:
    set = Setting()
    both = Both()

    def __str__(self):
        return "home"


cdef class Raises:
    def __getitem__(self, key):
        raise KeyError(key)


def item_by_number(sequence, Py_ssize_t index):
    return PySequence_GetItem(sequence, index)


def set_by_number(sequence, Py_ssize_t index, value):
    PySequence_SetItem(sequence, index, value)


class Name:
    def __set_name__(self, owner, name):
        self.name = f"{owner.__name__}.{name}"

    def __get__(self, instance, owner):
        return self.name


cdef class Named:
    field = Name()
