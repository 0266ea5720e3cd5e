# Dataclasses that cannot be made.
from cython.dataclasses cimport dataclass, field
from dataclasses import InitVar
from typing import ClassVar


@dataclass(1, init=5, slots=True, unsafe_hash=True)  # error: E0550 # error: E0550 # error: E0410 # error: E0554
cdef class Arguments:
    a: int

    def __hash__(self):
        return 1


@dataclass
cdef class Defaults:
    a: list = []  # error: E0552 the default of field 'a' is a list that all objects would share
    b: dict = {1: 2}  # error: E0552
    c: set = {each for each in "ab"}  # error: E0552
    d: object = field(default=5, default_factory=int)  # error: E0551 field 'd' has both a default and a default_factory
    e: int  # error: E0553 field 'e' without a default follows one that has a default


@dataclass
cdef class Fields:
    a: object = field(unexpected=True)  # error: E0410 'field' has no argument 'unexpected'
    b: object = field(3)  # error: E0550
    c: object = field(repr=len("a"))  # error: E0550 the arguments of 'field' have to be literals


@dataclass
cdef class Twice:
    a: object = 1
    a = 2  # error: W0121 field 'a' has two defaults: the last one counts


@dataclass
cdef class Inheriting(Twice):
    a: str = "b"  # error: E0555 field 'a' of the base class is declared again


cdef class Between(Twice):
    pass


@dataclass
cdef class Later(Between):
    a: str = "b"  # error: E0555


cdef class Ordinary:
    a: InitVar[int]  # error: E0525 InitVar has no meaning outside of a dataclass
    cdef InitVar[int] b  # error: E0525
    c: double = 5  # warning: W0126
    d: unsigned_thing
    e: int[:] = None  # error: W0120 the annotation of 'e' has no effect: what the class itself has are Python objects
    f: ClassVar[int]


cdef ClassVar[int] at_module  # error: E0525 ClassVar has no meaning outside of a class
