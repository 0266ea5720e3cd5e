"""Variables that are declared as buffers: an object, whose items are read and written in its memory.

>>> numbers, others = array('i', [1, 2, 3]), array('i', [7, 8])
>>> item(numbers, 1), item(others, -1), item(memoryview(numbers)[::2], 1)
(2, 8, 3)
>>> item(numbers, 3)
Traceback (most recent call last):
IndexError: Out of bounds on buffer access (axis 0)
>>> item(None, 0)
Traceback (most recent call last):
IndexError: Out of bounds on buffer access (axis 0)
>>> item(array('d', [1]), 0)
Traceback (most recent call last):
ValueError: Buffer dtype mismatch, expected 'int' but got 'double'
>>> item(3, 0)
Traceback (most recent call last):
TypeError: a bytes-like object is required, not 'int'

All other uses are the object's.

>>> as_object(numbers)
(3, array('i', [2, 3]), <class 'array.array'>, 12, True, 3)
>>> by_object(numbers, 1), by_object(numbers, slice(1, None))
(2, array('i', [2, 3]))
>>> deleted_item(array('i', [5, 6]))
Traceback (most recent call last):
BufferError: cannot resize an array that is exporting buffers
"""

cimport cython
from array import array


def item(object[int] a, int i):
    return a[i]


def as_object(object[int] a):
    return len(a), a[1:], type(a), memoryview(a).nbytes, a is a, a.__len__()


def by_object(object[int] a, i):
    return a[i]


def deleted_item(object[int, mode="c"] a):
    del a[1:]


# A bytearray refuses to grow while somebody has its buffer: so one sees until when that is.
def is_taken(data):
    try:
        data.append(0)
    except BufferError:
        return True
    data.pop()
    return False


def lifetime(data, other):
    """
    >>> lifetime(bytearray(b'abc'), bytearray(b'xyz'))
    [False, True, False, True, False, False]
    """
    cdef object[unsigned char] a
    seen = [is_taken(data)]
    a = data
    seen.append(is_taken(data))
    a = other
    seen += [is_taken(data), is_taken(other)]
    a = None
    seen.append(is_taken(other))
    a = data
    del a
    seen.append(is_taken(data))
    return seen


def raises(object[unsigned char] a, int i):
    """
    >>> data = bytearray(b'abc')
    >>> raises(data, 7)
    Traceback (most recent call last):
    IndexError: Out of bounds on buffer access (axis 0)
    >>> is_taken(data), raises(data, 1), is_taken(data)
    (False, 98, False)
    """
    assert is_taken(a)
    return a[i]


def failed(first, second):
    """What has no such buffer is not assigned: the variable keeps the object and its buffer.

    >>> data = bytearray(b'abc')
    >>> failed(data, 3)
    (97, True, True, "a bytes-like object is required, not 'int'")
    >>> failed(data, array('d', [1]))
    (97, True, True, "Buffer dtype mismatch, expected 'unsigned char' but got 'double'")
    >>> is_taken(data)
    False
    """
    cdef object[unsigned char] a = first
    try:
        a = second
    except (TypeError, ValueError) as error:
        text = str(error)
    return a[0], a is first, is_taken(first), text


def failed_at_first(first):
    """
    >>> failed_at_first(3)
    Traceback (most recent call last):
    UnboundLocalError: local variable 'a' referenced before assignment
    """
    cdef object[unsigned char] a
    try:
        a = first
    except TypeError:
        pass
    return a[0]


def unbound(int given):
    """
    >>> unbound(False)
    Traceback (most recent call last):
    UnboundLocalError: local variable 'a' referenced before assignment
    >>> unbound(True)
    98
    """
    cdef object[unsigned char] a
    if given:
        a = b'abc'
    return a[1]


def deleted(object[int] a, int gone):
    """
    >>> deleted(array('i', [4]), False)
    4
    >>> deleted(array('i', [4]), True)
    Traceback (most recent call last):
    UnboundLocalError: local variable 'a' referenced before assignment
    """
    if gone:
        del a
    return a[0]


def reassigned(object[int] a not None, others):
    """
    >>> reassigned(array('i', [1]), [array('i', [2]), 'text', None, array('i', [3])])
    [1, 2, 2, 'None', 3]
    >>> reassigned(None, [])
    Traceback (most recent call last):
    TypeError: Argument 'a' must not be None
    """
    found = [a[0]]
    for other in others:
        try:
            a = other
        except TypeError:
            pass
        found.append('None' if a is None else a[0])
    return found


def targets(pairs):
    """
    >>> targets([(array('i', [1]), array('d', [0.5])), (array('i', [2]), array('d', [1.5]))])
    [(1, 0.5), (2, 1.5)]
    >>> targets([(array('i', [1]), array('i', [0]))])
    Traceback (most recent call last):
    ValueError: Buffer dtype mismatch, expected 'double' but got 'int'
    """
    cdef object[int] a
    cdef object[double] b
    found = []
    for a, b in pairs:
        found.append((a[0], b[0]))
    return found


def other_bindings(data):
    """
    >>> other_bindings(array('i', [3, 4]))
    (3, 4, 4)
    """
    cdef object[int] a, b
    with memoryview(data) as a:
        first = a[0]
        a = b = data
    if (a := b) is data:
        second = a[1]
    return first, second, b[1]


def written(object[int] a, int i, int value):
    """Only what is written to has to be writable.

    >>> numbers = array('i', [1, 2, 3])
    >>> written(numbers, 1, 5), written(numbers, -1, 7), numbers
    (15, 21, array('i', [1, 15, 21]))
    >>> written(bytes(8), 0, 1)
    Traceback (most recent call last):
    BufferError: Object is not writable.
    >>> item(memoryview(bytes(8)).cast('i'), 1)
    0
    """
    a[i] = value
    a[i] += 2 * value
    return a[i]


def addressed(object[int] a, int i):
    """
    >>> addressed(array('i', [1, 2, 3]), 1)
    (2, 3)
    """
    cdef int *place = &a[i]
    return place[0], place[1]


def cast(object[unsigned int, cast=True] a, i):
    """
    >>> cast(array('i', [-1]), 0), cast(array('f', [1.0]), 0)
    (-1, 1.0)
    >>> cast(array('d', [1.0]), 0)
    Traceback (most recent call last):
    ValueError: Item size of buffer (8 bytes) does not match size of 'unsigned int' (4 bytes)
    >>> cast_item(array('i', [-1])), cast_item(array('f', [1.0]))
    (4294967295, 1065353216)
    """
    return a[i]


def cast_item(object[unsigned int, cast=True] a):
    return a[0]


def not_negative(object[int, negative_indices=False] a, object[int] b, int i):
    """
    >>> numbers = array('i', [1, 2])
    >>> not_negative(numbers, numbers, 1)
    (2, 2)
    >>> not_negative(numbers, numbers, -1)
    Traceback (most recent call last):
    IndexError: Out of bounds on buffer access (axis 0)
    """
    return b[i], a[i]


def in_two_dimensions(object[int, ndim=2] a, int i, int j):
    """
    >>> table = memoryview(bytearray(24)).cast('i', (2, 3))
    >>> fill(table)
    >>> in_two_dimensions(table, 1, -1), in_two_dimensions(table, -2, 2)
    (5, 2)
    >>> in_two_dimensions(table, 2, 0)
    Traceback (most recent call last):
    IndexError: Out of bounds on buffer access (axis 0)
    >>> in_two_dimensions(table, 2, -4)
    Traceback (most recent call last):
    IndexError: Out of bounds on buffer access (axis 1)
    >>> in_two_dimensions(array('i', [1]), 0, 0)
    Traceback (most recent call last):
    ValueError: Buffer has wrong number of dimensions (expected 2, got 1)
    """
    return a[i, j]


def fill(object[int, ndim=2, mode="c"] a):
    cdef Py_ssize_t i, j
    for i in range(2):
        for j in range(3):
            a[i, j] = <int>(3 * i + j)


def contiguous(object[int, mode="c"] a):
    """
    >>> contiguous(array('i', [1, 2]))
    2
    >>> contiguous(memoryview(array('i', [1, 2, 3, 4]))[::2])
    Traceback (most recent call last):
    BufferError: memoryview: underlying buffer is not C-contiguous
    """
    return a[1]


@cython.boundscheck(False)
@cython.wraparound(False)
def unchecked(object[double, mode="c"] a, Py_ssize_t count):
    """
    >>> unchecked(array('d', [0.5, 1.5, 2.5]), 3)
    4.5
    """
    cdef double total = 0
    cdef Py_ssize_t i
    with nogil:
        for i in range(count):
            total += a[i]
    return total


def without_gil(object[double] a, Py_ssize_t i, double value):
    """
    >>> numbers = array('d', [0.5, 1.5])
    >>> without_gil(numbers, 1, 4.0), numbers
    (1.5, array('d', [0.5, 4.0]))
    >>> without_gil(numbers, 2, 4.0)
    Traceback (most recent call last):
    IndexError: Out of bounds on buffer access (axis 0)
    """
    cdef double old
    with nogil:
        old = a[i]
        a[i] = value
    return old


cdef int c_item(object[int] a, int i) except? -1:
    return a[i]


cpdef int cpdef_item(object[int] a, int i=0) except? -1:
    return a[i]


def calls(a):
    """
    >>> calls(array('i', [1, 2, 3]))
    (2, 1, 3)
    >>> calls(array('d', [1]))
    Traceback (most recent call last):
    ValueError: Buffer dtype mismatch, expected 'int' but got 'double'
    >>> cpdef_item(array('i', [6]))
    6
    """
    return c_item(a, 1), cpdef_item(a), cpdef_item(a, -1)


cdef class Holder:
    """
    >>> Holder(array('i', [1, 2])).last(array('i', [5, 6]))
    (1, 6)
    """
    cdef object first

    def __init__(self, object[int] a):
        self.first = a[0]

    def last(self, object[int] a, *rest, object[int] b=None, **names):
        return self.first, a[-1] if b is None else b[-1]


def of_objects(object[object] a, int i, value):
    """
    >>> things = numpy_of_objects([1, 'two', None])
    >>> of_objects(things, 1, [3]) if things is not None else 'two'
    'two'
    """
    old = a[i]
    a[i] = value
    return old


def numpy_of_objects(items):
    try:
        import numpy
    except ImportError:
        return None
    return numpy.array(items, dtype=object)


def in_comprehension(object[int] a):
    """
    >>> in_comprehension(array('i', [1, 2, 3]))
    [3, 2, 1]
    """
    cdef int i
    return [a[2 - i] for i in range(3)]


def every(object[cython.floating] a):
    """
    >>> every(array('d', [1.5])), every(array('f', [1.5]))
    ((1.5, 'double'), (1.5, 'float'))
    >>> every(array('i', [1]))
    Traceback (most recent call last):
    TypeError: No matching signature found
    >>> every['double'](array('d', [2.5])), sorted(every.__signatures__)
    ((2.5, 'double'), ['double', 'float'])
    """
    return a[0], cython.typeof(a[0])


def chosen_in_c(a, b):
    """
    >>> chosen_in_c(array('d', [1.5]), array('f', [2.5]))
    ('double', 'float')
    """
    cdef object[double] doubles = a
    cdef object[float] floats = b
    return name_of(doubles), name_of(floats)


cdef name_of(object[cython.floating] a):
    return cython.typeof(a[0])
