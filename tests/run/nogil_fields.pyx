"""Fields of objects that are fields of other objects, read and set without the GIL."""


cdef class Inner:
    cdef int n
    cdef double[3] values

    def __init__(self, n):
        self.n = n


cdef class Outer:
    cdef Inner inner
    cdef Outer next

    def __init__(self, inner, next=None):
        self.inner = inner
        self.next = next

    cdef int read(self) except -1 nogil:
        return self.inner.n

    def sums(self):
        """
        >>> Outer(Inner(3), Outer(Inner(4))).sums()
        (7, 5)
        >>> Outer(Inner(3)).sums()
        Traceback (most recent call last):
        AttributeError: 'NoneType' object has no attribute 'inner'
        """
        cdef int total
        with nogil:
            total = self.inner.n + self.next.inner.n
            self.next.inner.n += 1
            self.inner.values[1] = 2.5
        return total, self.next.inner.n


def read(Outer outer):
    """
    >>> import sys
    >>> inner = Inner(7)
    >>> before = sys.getrefcount(inner)
    >>> outer = Outer(inner)
    >>> [read(outer) for _ in range(3)]
    [7, 7, 7]
    >>> sys.getrefcount(inner) - before
    1
    >>> read(Outer(None))
    Traceback (most recent call last):
    AttributeError: 'NoneType' object has no attribute 'n'
    """
    cdef int result
    with nogil:
        result = outer.read()
    return result


cdef class Lock:
    cdef int count


cdef class Locked:
    cdef Lock lock
    cdef object other
    cdef Locked next

    def __init__(self):
        self.lock = Lock()

    cdef int counted(self, Lock lock) noexcept nogil:
        count_up(self.lock)
        return lock.count


cdef void count_up(Lock lock) noexcept nogil:
    lock.count += 1


cdef int is_same(object left, Lock right) noexcept nogil:
    return <void *>left == <void *>right


cdef void count_all(Locked locked) noexcept nogil:
    count_up(locked.lock)
    count_up(locked.next.lock)


def handed_on():
    """Fields that are objects are arguments of functions that need no GIL.

    >>> handed_on()
    (2, 1, 2)
    """
    first = Locked()
    first.next = Locked()
    cdef int found
    with nogil:
        count_all(first)
        found = is_same(first.other, first.lock)
        found += first.counted(first.next.lock)
        found += first.lock is first.next.lock
        found += first.other is None
    return first.lock.count, first.next.lock.count, found
