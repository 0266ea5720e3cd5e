"""C variables of a module that a star import fills, and names that definitions take over.

>>> values()
(True, True, True, 0)
>>> modules_are_there()
True
>>> new(3), hidden(2)
(3, 4)
>>> all_of_it(), private_stays()
(('given', 5, 2.5), None)
"""

import sys
import types

cdef object executable, version_info, _private = None
cdef long hexversion
cdef int not_there
cdef double real
cdef str text
cdef int number

from sys import *


def values():
    return executable is not None, version_info >= (3,), hexversion > 0x03000000, not_there


def modules_are_there():
    return modules is sys.modules


cdef extern from *:
    int new(int new)


def new(x):
    cdef int new = x
    return new


cdef extern from *:
    """
    static int hidden(int x) { return -x; }
    """
    int hidden(int x)


def hidden(x):
    return x * 2


given = types.ModuleType("zi_given_to_star")
given.__all__ = ["text", "number", "real"]
given.text = "given"
given.number = 5
given.real = 2.5
given.executable = "not in __all__"
sys.modules["zi_given_to_star"] = given

from zi_given_to_star import *


def all_of_it():
    assert executable != "not in __all__"
    return text, number, real


def private_stays():
    return _private
