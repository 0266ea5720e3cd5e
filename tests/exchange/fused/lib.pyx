import cython

printed = []


cdef number twice(number x):
    if x < 0:
        raise ValueError(cython.typeof(x))
    return x * 2


cdef typedefs before(typedefs x, typedefs *y) noexcept nogil:
    y[0] = x
    return x - 1


cdef double first(pointers x, const pointers y) noexcept nogil:
    return x[0] + y[1]


cdef void in_place(number *x) noexcept nogil:
    x[0] += 1


cdef number *place_of(number *x) except NULL:
    return x


cdef bint greater(other x, number y) except -1:
    return x > y


cdef number scaled(number x, number factor=3):
    return x * factor


cdef void calls(void (*f)(number) noexcept, number x):
    f(x)


cdef int moved(places *p) except -1 nogil:
    p[0] += 1
    return 0


cdef number applied(number (*f)(number), number x):
    return f(f(x))


cdef double counted(double (*f)(number, bint, int[3]), object g(real, list), number (*h)(number) noexcept nogil,
                    number x):
    cdef int[3] places = [1, 2, 3]
    return f(x, True, places)


cdef int told(number e(number), int f(number *) except -2, char *(*g)(number) except NULL):
    return 0


cdef void prints(const number x) noexcept:
    printed.append(x)


cpdef number added(number x, number y):
    return x + y


cdef class Registers:
    cdef int plain_first(self, int x):
        return x + 1

    cdef integral fused(self, short index, integral x):
        self.last = x
        return x + index

    cdef int plain_last(self, int x):
        return x + 2


cdef class MoreRegisters(Registers):
    cdef integral more(self, integral x):
        return x * 10

    cdef int plain_more(self, int x):
        return x + 3
