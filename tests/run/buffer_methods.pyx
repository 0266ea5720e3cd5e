# cython: language_level=3
"""Classes that give others their memory: __getbuffer__ and __releasebuffer__."""
import sys

from cpython.buffer cimport (
    PyBUF_FORMAT, PyBUF_ND, PyBUF_SIMPLE, PyBUF_STRIDES, PyBUF_WRITABLE, PyBuffer_FillInfo, PyBuffer_Release,
    PyObject_CheckBuffer, PyObject_GetBuffer,
)

log = []


def take_log():
    result = list(log)
    log.clear()
    return result


cdef class Bytes:
    """One block, through PyBuffer_FillInfo."""
    cdef char data[4]
    cdef bint readonly

    def __cinit__(self, readonly=False):
        self.data = [1, 2, 3, 4]
        self.readonly = readonly

    def __getbuffer__(self, Py_buffer *view, int flags):
        "Neither a method nor a docstring that Python sees."
        PyBuffer_FillInfo(view, self, self.data, 4, self.readonly, flags)

    def __releasebuffer__(self, Py_buffer *view):
        log.append(f"released {view.len}")


def block():
    """
    >>> block()
    ([1, 2, 3, 4], True)
    >>> take_log()
    ['released 4']
    >>> bytes(Bytes()), bytearray(Bytes(True))
    (b'\\x01\\x02\\x03\\x04', bytearray(b'\\x01\\x02\\x03\\x04'))
    >>> _ = take_log()
    >>> b = Bytes()
    >>> memoryview(b)[1] = 9
    >>> bytes(b)
    b'\\x01\\t\\x03\\x04'
    >>> memoryview(Bytes(True))[0] = 1
    Traceback (most recent call last):
    TypeError: cannot modify read-only memory
    >>> hasattr(Bytes, "__getbuffer__"), hasattr(b, "__releasebuffer__")
    (False, False)
    >>> hasattr(Bytes, "__buffer__") == (sys.version_info >= (3, 12))
    True
    >>> _ = take_log()
    """
    owner = Bytes()
    view = memoryview(owner)
    return view.tolist(), view.obj is owner


cdef class Matrix:
    """All of the struct, filled by hand."""
    cdef double items[6]
    cdef Py_ssize_t shape[2]
    cdef Py_ssize_t strides[2]
    cdef int views
    cdef object fail

    def __cinit__(self):
        cdef int i
        for i in range(6):
            self.items[i] = i
        self.shape = [2, 3]
        self.strides = [3 * sizeof(double), sizeof(double)]

    def __init__(self, fail=None):
        self.fail = fail

    def __getbuffer__(self, Py_buffer *buffer, int flags):
        assert buffer.obj is None
        buffer.obj = self
        if self.fail is not None:
            raise self.fail
        if not flags & PyBUF_STRIDES:
            raise BufferError("strides are needed")
        buffer.buf = self.items
        buffer.len = sizeof(self.items)
        buffer.readonly = 0
        buffer.format = NULL
        if flags & PyBUF_FORMAT:
            buffer.format = "d"
        buffer.ndim = 2
        buffer.shape = self.shape
        buffer.strides = self.strides
        buffer.suboffsets = NULL
        buffer.itemsize = sizeof(double)
        buffer.internal = NULL
        self.views += 1

    def __releasebuffer__(self, Py_buffer *buffer):
        self.views -= 1

    def count(self):
        return self.views


def matrix():
    """
    >>> m = Matrix()
    >>> view = memoryview(m)
    >>> view.tolist(), view.format, view.shape, m.count()
    ([[0.0, 1.0, 2.0], [3.0, 4.0, 5.0]], 'd', (2, 3), 1)
    >>> view.release()
    >>> m.count()
    0
    >>> total(m), m.count()
    (15.0, 0)
    >>> doubled(m), m.count()
    (30.0, 0)
    """


def total(double[:, :] view):
    cdef double result = 0
    for i in range(view.shape[0]):
        for j in range(view.shape[1]):
            result += view[i, j]
    return result


def doubled(Matrix matrix):
    cdef double[:, ::1] view = matrix
    for i in range(2):
        for j in range(3):
            view[i, j] *= 2
    assert matrix.count() == 1
    return total(view)


def failures():
    """
    >>> m = Matrix(KeyError("no"))
    >>> before = sys.getrefcount(m)
    >>> memoryview(m)
    Traceback (most recent call last):
    KeyError: 'no'
    >>> total(m)
    Traceback (most recent call last):
    KeyError: 'no'
    >>> sys.getrefcount(m) == before, m.count()
    (True, 0)
    >>> bytes_of(Matrix())
    Traceback (most recent call last):
    BufferError: strides are needed
    >>> total(Bytes())
    Traceback (most recent call last):
    ValueError: Buffer has wrong number of dimensions (expected 2, got 1)
    >>> _ = take_log()
    """


def bytes_of(o):
    """
    >>> bytes_of(b"xyz")
    [120, 121, 122]
    >>> bytes_of(Bytes())
    [1, 2, 3, 4]
    >>> bytes_of(None)
    Traceback (most recent call last):
    TypeError: a bytes-like object is required, not 'NoneType'
    >>> take_log()
    ['released 4']
    """
    cdef Py_buffer buffer
    PyObject_GetBuffer(o, &buffer, PyBUF_SIMPLE)
    try:
        assert buffer.obj is o
        return [(<unsigned char *>buffer.buf)[i] for i in range(buffer.len)]
    finally:
        PyBuffer_Release(&buffer)


# --- Inheritance ---------------------------------------------------------------------------------
cdef class Inherits(Bytes):
    """
    >>> memoryview(Inherits()).tolist()
    [1, 2, 3, 4]
    >>> take_log()
    ['released 4']
    """


cdef class OtherRelease(Bytes):
    """
    >>> memoryview(OtherRelease()).tolist()
    [1, 2, 3, 4]
    >>> take_log()
    ['other']
    """
    def __releasebuffer__(self, Py_buffer *view):
        log.append("other")


cdef class OtherGet(Bytes):
    """
    >>> memoryview(OtherGet()).tolist()
    [3, 4]
    >>> take_log()
    ['released 2']
    """
    def __getbuffer__(self, Py_buffer *view, flags):
        PyBuffer_FillInfo(view, self, self.data + 2, 2, 1, flags)


class Python(Inherits):
    """
    >>> memoryview(Python()).tolist()
    [1, 2, 3, 4]
    >>> take_log()
    ['released 4']
    """


class Mixed:
    __slots__ = ()


cdef class WithOthers(Bytes, Mixed):
    """
    >>> memoryview(WithOthers()).tolist()
    [1, 2, 3, 4]
    >>> take_log()
    ['released 4']
    """


cdef class OfBuiltin(bytearray):
    """
    >>> memoryview(OfBuiltin(b"ab")).tolist()
    [97, 98]
    """


# --- The owner of a view -------------------------------------------------------------------------
cdef class Nobody:
    """Without an owner; nothing has to be released.

    >>> bytes(memoryview(Nobody()))
    b'shared'
    >>> memoryview(Nobody()).obj is None
    True
    """
    def __getbuffer__(self, Py_buffer *view, int flags):
        PyBuffer_FillInfo(view, None, <char *>b"shared", 6, 1, flags)


cdef class Unset:
    """`obj` stays what it was, which is given back."""
    def __getbuffer__(self, Py_buffer *view, int flags):
        view.buf = <char *>b"x"
        view.len = view.itemsize = 1
        view.readonly = 1
        view.ndim = 0
        view.format = NULL
        view.shape = view.strides = view.suboffsets = NULL
        view.internal = NULL


cdef void hand_on(Py_buffer *view, object owner):
    assert view.obj is None
    view.obj = owner


cdef class Helped:
    """A function sets the owner, which sees None before.

    >>> memoryview(Helped()).tobytes()
    b'x'
    """
    def __getbuffer__(self, Py_buffer *view, int flags):
        view.buf = <char *>b"x"
        view.len = view.itemsize = 1
        view.readonly = 1
        view.ndim = 0
        view.format = NULL
        view.shape = view.strides = view.suboffsets = NULL
        view.internal = NULL
        hand_on(view, self)


def unset():
    """
    >>> unset()
    (True, 1)
    """
    cdef Py_buffer buffer
    PyObject_GetBuffer(Unset(), &buffer, PyBUF_SIMPLE)
    return <void *>buffer.obj == NULL, buffer.len


cdef class Wraps:
    """Hands on what it was given."""
    cdef Py_buffer view
    cdef bint is_filled

    def __cinit__(self, source):
        PyObject_GetBuffer(source, &self.view, PyBUF_SIMPLE)
        self.is_filled = True

    def __dealloc__(self):
        if self.is_filled:
            PyBuffer_Release(&self.view)

    def __getbuffer__(self, Py_buffer *view, int flags):
        PyBuffer_FillInfo(view, self, self.view.buf, self.view.len, self.view.readonly, flags)


def wraps():
    """
    >>> source = bytearray([5, 6])
    >>> w = Wraps(source)
    >>> memoryview(w)[0] = 7
    >>> source.append(1)
    Traceback (most recent call last):
    BufferError: Existing exports of data: object cannot be re-sized
    >>> del w
    >>> source.append(1)
    >>> list(source)
    [7, 6, 1]
    >>> Wraps(1)
    Traceback (most recent call last):
    TypeError: a bytes-like object is required, not 'int'
    """


# --- Errors where nobody can catch them ----------------------------------------------------------
cdef class RaisesOnRelease:
    cdef char data

    def __getbuffer__(self, Py_buffer *view, int flags):
        PyBuffer_FillInfo(view, self, &self.data, 1, 1, flags)

    def __releasebuffer__(self, Py_buffer *view):
        raise ValueError("release")


def raises_on_release():
    """
    >>> seen = []
    >>> sys.unraisablehook = lambda event: seen.append(event.exc_value.args)
    >>> memoryview(RaisesOnRelease()).release()
    >>> sys.unraisablehook = sys.__unraisablehook__
    >>> seen
    [('release',)]
    """


def checks():
    """
    >>> checks()
    (True, True, False, True)
    """
    return (PyObject_CheckBuffer(Bytes()), PyObject_CheckBuffer(Inherits()), PyObject_CheckBuffer(object()),
            PyObject_CheckBuffer(Python()))


def from_a_generator():
    """
    >>> list(from_a_generator())
    [1, 2, 3, 4]
    >>> take_log()
    ['released 4']
    """
    cdef const unsigned char[:] view = Bytes(True)
    for i in range(view.shape[0]):
        yield view[i]


def without_gil():
    """
    >>> without_gil()
    15.0
    """
    cdef double[:, :] view = Matrix()
    cdef double result = 0
    cdef Py_ssize_t i, j
    with nogil:
        for i in range(2):
            for j in range(3):
                result += view[i, j]
    return result


cdef class OtherFlags:
    """
    >>> memoryview(OtherFlags())
    Traceback (most recent call last):
    RuntimeError: 284.0
    """
    def __getbuffer__(self, Py_buffer *view, double flags):
        raise RuntimeError(str(flags))
