cdef public struct Point:
    int x
    double y

ctypedef public int Number

cdef public api class Counter [object CounterObject, type CounterType]:
    cdef public int count
    cdef int add(self, int by)

ctypedef api class Named [object NamedObject, type NamedType]:
    cdef object name

cdef public api Point make(Number x, double y) noexcept
cdef public api int checked(int value) except -1
cdef api object name_of(Named named)
cdef public double half(double value) noexcept nogil
cdef public api Number total
cdef api Counter shared
cdef public Point origin
