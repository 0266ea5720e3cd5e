# What Cython refuses, each once.
cimport cython
from libc.string cimport strlen
from ..outside cimport name  # error: E0313 the relative cimport leads out of the package
from . cimport beside  # error: E0313
import cython.paralel  # error: E0312 'cython.paralel' is no module of cython # help: cython.parallel
import cython.cfunc  # error: E0312 # help: write `import cython`, then `cython.cfunc`
from cython.imports import libc  # error: E0312 # help: cython.cimports
cimport cython.cimports  # error: E0312 # help: `from cython.cimports.module import name`
import cython.cimports.libc  # error: E0312 # help: `import cython.cimports.libc as name`
import cython.cimports.libc as c_library
from cython.cimports cimport libc as c_library_too
from typing import Optional

cdef extern object of_c  # error: E0538 a variable of C code cannot hold Python objects
cdef int  # error: E0536 a declaration needs a name
cdef const const int twice = 1  # error: E0525 const has no meaning a second time
cdef const object constant = []  # error: E0537 a Python object cannot be const: 'object'
cdef volatile list changing  # error: E0537 a Python object cannot be volatile: 'list'


cdef union Mixed:
    char *text
    int number


cdef union Texts:
    char *first
    char *second


def give_mixed():
    cdef Mixed mixed
    return mixed  # error: E0401 cannot convert 'Mixed' to 'object'


def give_texts():
    cdef Texts texts
    return texts


def casts(object o, bytes b, char *p):
    cdef double *disallowed = <double *>o  # error: E0418 cannot cast 'object' to 'double *'
    cdef void *address = <void *>o
    cdef char *text = <char *>b
    cdef str part = <str>p[1:2]  # error: E0418
    unknown = <foao>True  # error: E0501 unknown type 'foao'
    return <size_t>address, text


def texts_of_c():
    cdef char *plain = "plain"
    cdef char *wide = "sch\u00f6n"  # error: E0401 cannot convert 'str' to 'char *'
    cdef char *encoded = "sch\u00f6n".encode()  # error: E0421
    return plain


def annotated(a: Optional[cython.int],  # error: E0535 None is no value of the C type 'int'
              b: cython.double | None,  # error: E0535
              c: Optional[float], d: Optional[int], e: Optional[cython.double[:]],
              f: cython.bar):  # error: E0501 unknown type 'cython.bar'
    return a, b, c, d, e, f


cdef endless(int *numbers, char *text):
    for number in numbers[2:]:  # error: E0422 a slice of 'int *' has no end to iterate up to
        print(number)
    for number in numbers[2:4]:
        print(number)
    for character in text[2:]:
        print(character)


def unpacking():
    cdef int a, b
    a, *b = (1, 2, 3)  # error: E0401 cannot convert 'list' to 'int'
    first, *rest, last = [1]  # error: E0416 cannot unpack 1 values into 2 targets
    first, *rest = [1]
    return a, rest


@cython.wraparound(False)
cdef negative(list items, double[:] view, dict mapping, int *p, int i):
    items[-1] = 1  # warning: W0309 with wraparound=False a negative index is out of bounds
    print(view[-1], view[-2:], view[:-1])  # warning: W0309 # warning: W0309 # warning: W0309
    cdef int[3] numbers
    numbers[-1] = 1  # warning: W0309
    return items[i - 1], mapping[-1], p[-1]


cdef object of_module


def deleting():
    global of_module
    del of_module  # error: E0411 cannot delete 'of_module': it is a C variable


cdef stepping(int *numbers, int step):
    for number in numbers[2:4:step]:  # error: E0513 the value of 'step' is not known
        print(number)
    for number in numbers[4:2:-1]:
        print(number)


def starred():
    *(a, b), c = (1, 2)  # error: E0416 cannot unpack 1 values into 2 targets
    *(a, b), c = (1, 2, 3)
