"""Context managers whose __enter__ is a C function, which Python does not see.

>>> entered(1, None)
enter 1
derived
1 7 int
exit None
exit None
8
>>> entered(1, KeyError)
enter 1
derived
1 7 int
exit KeyError
exit None
8
>>> entered(1, IndexError)
Traceback (most recent call last):
IndexError
>>> entered(-1, None)
Traceback (most recent call last):
ValueError: -1
>>> of_none(None)
Traceback (most recent call last):
AttributeError: __exit__
>>> of_none(Derived(1)), list(yielded(Manager(2)))
derived
exit None
enter 2
exit None
enter 2
exit None
(7, [2, 2])
>>> final()
(1.5, 2.5)
>>> untyped(Final())
Traceback (most recent call last):
AttributeError: __enter__
"""
cimport cython


cdef class Manager:
    cdef int value

    def __init__(self, value):
        self.value = value

    cdef int __enter__(self) except -1:
        if self.value < 0:
            raise ValueError(self.value)
        print("enter", self.value)
        return self.value

    def __exit__(self, kind, error, traceback):
        print("exit", kind and kind.__name__)
        return kind is KeyError


cdef class Derived(Manager):
    cdef int __enter__(self) except -1:
        print("derived")
        return 7


@cython.final
cdef class Final:
    cdef double held

    cdef double __enter__(self) noexcept:
        self.held += 1
        return self.held + 0.5

    def __exit__(self, *details):
        return False


cdef class Empty:
    cdef void __enter__(self) noexcept:
        pass

    def __exit__(self, *details):
        return True


def entered(value, error):
    cdef int x, y
    with Manager(value) as x, Derived(value) as y:
        print(x, y, cython.typeof(x))
        if error:
            raise error
    return x + y


def of_none(Manager manager):
    with manager as x:
        return x


def yielded(Manager manager):
    for i in range(2):
        with manager as number:
            yield number


def final():
    manager = Final()
    with Empty(), manager as first, manager as second:
        return first - 0, second


def untyped(manager):
    with manager as x:
        return x
