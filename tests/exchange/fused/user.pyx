cimport lib
from lib cimport MoreRegisters, Registers, twice

def numbers():
    cdef int i = 3
    cdef double d = 1.5
    lib.in_place(&i)
    lib.in_place(&d)
    return twice(i), twice(d), twice[int](5), lib.place_of(&i)[0], lib.place_of(&d)[0]

def typedefs():
    cdef lib.real r = 3, was
    cdef int i = 4, i_was
    cdef double[2] d = [1, 2]
    cdef float[2] f = [1.5, 2.5]
    return (lib.before(r, &was), was, lib.before(i, &i_was), i_was,
            lib.first(<lib.reals>d, <lib.reals>d), lib.first(<lib.floats>f, <lib.floats>f))

def errors(x):
    return twice(<double>x)

def optional():
    cdef int i = 2
    cdef double d = 1.5
    return lib.scaled(i), lib.scaled(d), lib.scaled(d, 2), lib.scaled[double](3)

def comparisons(x):
    cdef int i = 2
    cdef double d = 2
    return lib.greater(i, d), lib.greater(x, i), lib.greater(x, d)

def callbacks():
    lib.calls[int](lib.prints[int], 4)
    lib.calls[double](lib.prints[double], 0.5)

cdef int doubled(int x):
    return 2 * x

cdef double weighted(int x, bint is_last, int[3] places) except 0:
    if x == 0:
        raise ValueError("no weight")
    return x * places[2] + is_last

cdef object kept(lib.real x, list items):
    return items

def pointers():
    cdef lib.real[2] numbers = [1, 2]
    cdef lib.real *place = numbers
    cdef int i = 3
    cdef int *address = &i
    cdef int **where = &address
    lib.moved(&place)
    lib.moved(&where)
    return place[0], where - &address


def functions(int x):
    return (lib.applied[int](doubled, x), lib.counted[int](weighted, kept, NULL, x))

def shared():
    cdef int i = 2
    cdef double d = 0.5
    return lib.added(i, i), lib.added(d, d), lib.inlined(i), lib.inlined(d)

def methods(Registers registers, MoreRegisters more):
    cdef short s = 5
    cdef long l = 7
    return (registers.plain_first(1), registers.fused(1, s), registers.fused(1, l), registers.plain_last(1),
            more.more(s), more.more(l), more.plain_more(1), registers.last)
