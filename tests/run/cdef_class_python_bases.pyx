"""cdef classes that extend classes of Python's behind their first base; and copies of
those that extend builtin types, with the value that these hold.

>>> both = Both(); both.n = 4; both.attribute = 5
>>> both.mixed(), both.own(), both.n, both.attribute, both.value
('mixed Both', 'own', 4, 5, 'class')
>>> [base.__name__ for base in Both.__mro__]
['Both', 'Base', 'Mixin', 'object']
>>> isinstance(both, Mixin), len(both), both == 3, both != 3, hash(both)
(True, 7, True, False, 11)
>>> initialised().started, Both().started
('by Mixin', 'by Mixin')
>>> derived = Derived(); derived.mixed(), derived.slotted(), len(derived), derived.n
('mixed Derived', 'slotted', 7, 0)
>>> class Python(Derived):
...     pass
>>> Python().mixed(), Python.__mro__[1:3] == (Derived, Both)
('mixed Python', True)
>>> mapping = Mapping({1: 2}); mapping.k = 3
>>> mapping, mapping.slotted(), mapping.k, Mapping.__mro__[1:3] == (dict, Slotted)
({1: 2}, 'slotted', 3, True)
>>> collected()
0
>>> copied = copy.copy(mapping); copied, copied.k, type(copied) is Mapping
({1: 2}, 3, True)
>>> numbers = Numbers([1, 2]); numbers.label = "x"; copied = pickle.loads(pickle.dumps(numbers))
>>> list(copied), copied.label, type(copied) is Numbers
([1, 2], 'x', True)
>>> measure = Measure(2.5); measure.unit = "m"; copied = copy.deepcopy(measure)
>>> float(copied), copied.unit, type(copied) is Measure
(2.5, 'm', True)
"""
import copy
import gc
import pickle
import weakref


class Mixin:
    value = "class"

    def __init__(self, *args):
        self.started = "by Mixin"

    def mixed(self):
        return "mixed " + type(self).__name__

    def __len__(self):
        return 7

    def __eq__(self, other):
        return other == 3

    def __hash__(self):
        return 11


class Slotted:
    __slots__ = ()

    def slotted(self):
        return "slotted"


cdef class Base:
    cdef public int n
    cdef object held
    cdef object __weakref__

    def own(self):
        self.held = self
        return "own"


cdef class Both(Base, Mixin):
    cdef dict __dict__


cdef class Derived(Both, Slotted):
    pass


cdef class Mapping(dict, Slotted):
    cdef public int k


cdef class Numbers(list):
    cdef public str label


cdef class Measure(float):
    cdef public str unit


def initialised():
    return Both()


def collected():
    alive = weakref.WeakSet()
    for i in range(3):
        both = Both()
        both.own()
        both.cycle = [both]
        alive.add(both)
    both = None
    gc.collect()
    return len(alive)
