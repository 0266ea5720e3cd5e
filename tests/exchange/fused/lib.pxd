from cython cimport integral

ctypedef fused number:
    int
    double

cdef fused other:
    int
    object

ctypedef double real
ctypedef double *reals
ctypedef float *floats

cdef fused typedefs:
    real
    int

cdef fused pointers:
    reals
    floats

cdef typedefs before(typedefs x, typedefs *y) noexcept nogil
cdef double first(pointers x, const pointers y) noexcept nogil
cdef number twice(number x)
cdef void in_place(number *x) noexcept nogil
cdef number *place_of(number *x) except NULL
cdef bint greater(other x, number y) except -1
cdef number scaled(number x, number factor=*)
cdef void calls(void (*f)(number) noexcept, number x)
ctypedef fused places:
    (real *)
    (int **)
cdef int moved(places *p) except -1 nogil
cdef number applied(number (*f)(number), number x)
cdef double counted(double (*f)(number, bint, int[3]), object g(real, list), number (*h)(number) noexcept nogil,
                    number x)
cdef int told(number e(number), int f(number *) except -2, char *(*g)(number) except NULL)
cdef void prints(const number x) noexcept
cpdef number added(number x, number y)

cdef inline number inlined(number x):
    if number is int:
        return x + 1
    return x + 0.5

cdef class Registers:
    cdef unsigned long long last
    cdef int plain_first(self, int x)
    cdef integral fused(self, short index, integral x)
    cdef int plain_last(self, int x)

cdef class MoreRegisters(Registers):
    cdef integral more(self, integral x)
    cdef int plain_more(self, int x)
