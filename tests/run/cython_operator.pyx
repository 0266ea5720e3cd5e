"""The functions of cython.operator on C values.

>>> read()
(1.5, 7, 3)
>>> write_through()
[5, 9]
>>> chained()
4
>>> texts()
(104, b'ello')
>>> steps()
(6, 6, 5, 5, 5, 4, 4)
>>> order()
(16, 9, 6)
>>> widths()
(0, 255, -128, 2.5, 1.5)
>>> walk(b"one")
('one', 3)
>>> places()
[1, 0, 7, 2.5, 1, 41]
>>> in_closure()
[1, 2, 3]
>>> without_gil(10)
55
>>> list(in_generator())
[0, 1, 2, 3]
>>> checked(2147483646)
2147483647
>>> checked(2147483647)
Traceback (most recent call last):
...
OverflowError: value too large
"""
cimport cython
from cython.operator cimport address, dereference
from cython.operator cimport dereference as deref
from cython.operator cimport preincrement, predecrement, postincrement, postdecrement

cdef struct Pair:
    double left
    int *right


cdef int *no_pointer(int *pointer) noexcept nogil:
    return pointer


def read():
    cdef int number = 7
    cdef double real = 1.5
    cdef Pair pair = Pair(real, &number)
    cdef Pair *place = &pair
    number = deref(place.right)
    return dereference(place).left, number, cython.operator.dereference(&number) - 4


def write_through():
    cdef int items[2]
    items[0] = 5
    items[1] = 6
    cdef int *second = address(items[1])
    second[0] += 3
    return [deref(no_pointer(items)), deref(second)]


def chained():
    cdef int number = 4
    cdef int *pointer = &number
    cdef int **twice = &pointer
    with nogil:
        number = deref(deref(twice))
    return number


def texts():
    cdef bytes data = b"hello"
    cdef char *text = data
    return deref(text), <bytes>&text[1]


def steps():
    cdef int n = 5
    return (preincrement(n), postdecrement(n), n, postincrement(n), predecrement(n),
            predecrement(n), n)


def order():
    cdef int n = 4
    cdef int total = n + preincrement(n) * 2 + postincrement(n) - 3
    cdef int first = n
    return total, n + first - 3, first


def widths():
    cdef unsigned char small = 255
    cdef unsigned char under = 0
    cdef signed char narrow = 127
    cdef double real = 1.5
    cdef double before = preincrement(real)
    return (preincrement(small), predecrement(under), preincrement(narrow), before,
            predecrement(real))


def walk(bytes data):
    cdef const char *text = data
    cdef int length = 0
    letters = []
    while deref(text) != 0:
        letters.append(chr(deref(postincrement(text))))
        preincrement(length)
    return "".join(letters), length


cdef int counter = 0

cdef class Counter:
    cdef int count
    cdef double[2] values

    cpdef int up(self):
        return preincrement(self.count)


def places():
    cdef int items[2]
    cdef Counter owner = Counter()
    cdef int *pointer = items
    items[0], items[1] = 1, 6
    owner.values[1] = 1.5
    preincrement(counter)
    preincrement(deref(postincrement(pointer)))
    preincrement(owner.values[1])
    owner.up()
    return [counter, items[0] - 2, preincrement(pointer[0]), owner.values[1], owner.count,
            view_item()]


def view_item():
    cdef int[:] view = memoryview(bytearray(b"\x28\x00\x00\x00")).cast("i")
    return preincrement(view[0])


def in_closure():
    cdef int n = 0

    def tick():
        return preincrement(n)

    return [tick(), tick(), tick()]


cdef int sum_to(int n) noexcept nogil:
    cdef int total = 0
    while n > 0:
        total += postdecrement(n)
    return total


def without_gil(int n):
    cdef int total
    with nogil:
        total = sum_to(n)
    return total


def in_generator():
    cdef int n = 0
    while n < 4:
        yield postincrement(n)


@cython.overflowcheck(True)
def checked(int n):
    return preincrement(n)
