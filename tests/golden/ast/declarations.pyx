cdef int a, *b = NULL, c[3][4]
cdef unsigned long long d "c_d"
cdef double[:, ::1] view
cdef void (*callback)(int, void *) noexcept nogil
cdef const char *const text
cdef (int, double) pair
cdef vector[map[int, string]].iterator it
cdef object[double, ndim=2] buffer
cdef inline int f(int x, y, list o not None, double z=*) except? -1 nogil:
    return 1
cpdef g(self)
cdef extern from "header.h" namespace "ns" nogil:
    """
    verbatim
    """
    int h(const char *format, ...) except +
    struct point "c_point":
        double x, y
    enum colour: RED, GREEN = 2
    ctypedef unsigned int size
    cppclass Vector[T, A=*](Base):
        Vector() except +
        T& operator[](size_t)
        bint operator bool()
cdef extern from *:
    int macro
cdef extern from "<stdio.h>":
    pass
cdef class A(B) [object AObject, type AType]:
    cdef public int x
    cdef readonly list y
    property z:
        "doc"
        def __get__(self): return 1
cdef:
    int p
    float q
cdef packed union u:
    int x
cpdef enum class Colour(int):
    "doc"
    A
    B = 2
ctypedef fused number:
    int
    double
ctypedef struct forward
cdef class Later
