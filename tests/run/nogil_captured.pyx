"""Objects that an inner function shares with the one around it, looked at without the GIL.

>>> field(3), from_comprehension(2), method(4)
(3, [2, 2], 8)
>>> unassigned()
Traceback (most recent call last):
    ...
NameError: free variable 'owner' referenced before assignment in enclosing scope
>>> in_threads(Owner(7), 4)
[700, 700, 700, 700]
"""
import threading


cdef class Owner:
    cdef long value

    def __init__(self, value):
        self.value = value

    cdef long twice(self) noexcept nogil:
        return self.value * 2


def field(x):
    cdef Owner owner = Owner(x)
    cdef long result

    def read():
        nonlocal result
        with nogil:
            result = owner.value
    read()
    return result


def method(x):
    cdef Owner owner = Owner(x)

    def read():
        cdef long result
        with nogil:
            result = owner.twice()
        return result
    return read()


def from_comprehension(x):
    cdef Owner owner = Owner(x)

    def read():
        cdef long result = 0
        with nogil:
            result = owner.value
        return result
    return [read() for _ in range(2)]


def unassigned():
    cdef Owner owner = Owner(1)

    def read():
        cdef long result
        with nogil:
            result = owner.value
        return result
    del owner
    return read()


def in_threads(Owner owner, int count):
    results = []

    def work():
        cdef long total = 0
        cdef int i
        with nogil:
            for i in range(100):
                total += owner.value
        results.append(total)
    threads = [threading.Thread(target=work) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
