# cython: language_level=3
"""Properties of cdef classes are attributes as those of Python's own types: getset descriptors."""
import functools
import gc
import inspect
import sys
import types


cdef class Both:
    """
    >>> type(Both.value) is types.GetSetDescriptorType, inspect.isgetsetdescriptor(Both.value)
    (True, True)
    >>> Both.value
    <attribute 'value' of 'property_descriptors.Both' objects>
    >>> Both.value.__doc__, Both.value.__name__, Both.value.__objclass__ is Both
    ('What it is worth.', 'value', True)
    >>> Both.old.__doc__, Both.silent.__doc__
    ('The old form.', None)
    """
    cdef int number

    @property
    def value(self):
        "What it is worth."
        return self.number

    @value.setter
    def value(self, int number):
        "Not this one."
        if number < 0:
            raise ValueError("negative")
        self.number = number

    @value.deleter
    def value(self):
        self.number = -1

    property old:
        "The old form."
        def __get__(self):
            "Nobody's."
            return self.number

        def __set__(self, value):
            self.number = value

        def __del__(self):
            self.number = -2

    property silent:
        def __get__(self):
            "Nobody's."
            return 1


def reads_and_writes(thing):
    """
    >>> reads_and_writes(Both())
    [0, 5, 7, -1, -2]
    >>> b = Both()
    >>> b.value = -3
    Traceback (most recent call last):
    ValueError: negative
    >>> b.value = "x"
    Traceback (most recent call last):
    TypeError: an integer is required
    >>> Both.value.__get__(b, Both), Both.value.__get__(None, Both) is Both.value
    (0, True)
    >>> Both.value.__set__(b, 8)
    >>> b.value
    8
    >>> Both.value.__get__(1)
    Traceback (most recent call last):
    TypeError: descriptor 'value' for 'property_descriptors.Both' objects doesn't apply to a 'int' object
    """
    result = [thing.value]
    thing.value = 5
    result.append(thing.value)
    thing.old = 7
    result.append(thing.old)
    del thing.value
    result.append(thing.value)
    del thing.old
    result.append(thing.old)
    return result


def typed(Both thing):
    """
    >>> typed(Both())
    (3, 3)
    """
    thing.value = 3
    return thing.value, thing.old


cdef class Parts:
    """What is missing says so.

    >>> p = Parts()
    >>> p.only_get
    'got'
    >>> p.only_get = 1
    Traceback (most recent call last):
    AttributeError: attribute 'only_get' of 'property_descriptors.Parts' objects is not writable
    >>> del p.only_get
    Traceback (most recent call last):
    AttributeError: attribute 'only_get' of 'property_descriptors.Parts' objects is not writable
    >>> p.sink = 1
    >>> p.sink
    Traceback (most recent call last):
    AttributeError: attribute 'sink' of 'property_descriptors.Parts' objects is not readable
    >>> del p.sink
    Traceback (most recent call last):
    NotImplementedError: __del__
    >>> del p.eraser
    >>> p.eraser = 1
    Traceback (most recent call last):
    NotImplementedError: __set__
    >>> p.taken
    ['set', 'deleted']
    """
    cdef list log

    def __init__(self):
        self.log = []

    @property
    def only_get(self):
        return "got"

    @property
    def taken(self):
        return self.log

    property sink:
        def __set__(self, value):
            self.log.append("set")

    property eraser:
        def __del__(self):
            self.log.append("deleted")


cdef class Derived(Both):
    """
    >>> d = Derived()
    >>> d.value = 4
    >>> d.value, d.old
    (104, 4)
    >>> Both.value.__get__(d)
    4
    >>> list(d.items), [f() for f in d.functions]
    ([0, 1], [4, 5])
    """
    @property
    def value(self):
        return super().value + 100

    @value.setter
    def value(self, number):
        Both.value.__set__(self, number)

    @property
    def items(self):
        yield 0
        yield 1

    @property
    def functions(self):
        return [lambda: self.number, lambda: self.number + 1]


class Python(Both):
    """
    >>> p = Python()
    >>> p.value = 2
    >>> read(p), read(Both())
    (2, 0)
    >>> Python.value = property(lambda self: "patched")
    >>> read(p), read(Both())
    ('patched', 0)
    >>> del Python.value
    >>> read(p)
    2
    >>> p.__dict__["value"] = "hidden"
    >>> read(p)
    2
    """


def read(thing):
    return thing.value


def read_all(things):
    """One place in the source sees all kinds.

    >>> both, only = Both(), types.SimpleNamespace(value="n")
    >>> read_all([both, only, both, Derived(), Python(), only, both])
    [0, 'n', 0, 100, 0, 'n', 0]
    """
    return [thing.value for thing in things]


def called(thing):
    """
    >>> called(Calls()), called(Calls()), called(types.SimpleNamespace(function=lambda x: -x))
    (2, 2, -1)
    """
    result = None
    for _ in range(3):
        result = thing.function(1)
    return result


cdef class Calls:
    @property
    def function(self):
        return lambda x: x + 1


def references():
    """
    >>> references()
    0
    """
    thing = Holder([1])
    before = sys.getrefcount(thing.held)
    for _ in range(10):
        thing.held
        thing.held = thing.held
        try:
            thing.typed = 1
        except TypeError:
            pass
    return sys.getrefcount(thing.held) - before


cdef class Holder:
    """
    >>> h = Holder(None)
    >>> h.typed = None
    Traceback (most recent call last):
    TypeError: Argument 'value' has incorrect type (expected list, got NoneType)
    """
    cdef object content

    def __init__(self, content):
        self.content = content

    @property
    def held(self):
        return self.content

    @held.setter
    def held(self, value):
        self.content = value

    property typed:
        def __set__(self, list value not None):
            self.content = value


def builtin_attributes(number, function):
    """Attributes of Python's own types, more than once at one place.

    >>> builtin_attributes(3 + 4j, read)
    (3.0, 'read', True)
    """
    for _ in range(5):
        result = number.real, function.__name__, number.__class__ is complex
    return result
