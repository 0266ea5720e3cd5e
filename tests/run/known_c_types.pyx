"""Types that need no cimport."""

cimport cpython
cimport cython
from cpython.buffer cimport (
    PyBUF_FORMAT, PyBUF_ND, PyBUF_SIMPLE, PyBUF_STRIDES, PyBUF_WRITABLE, PyBuffer_FillInfo, PyBuffer_IsContiguous,
    PyBuffer_Release, PyBuffer_SizeFromFormat, PyObject_CheckBuffer, PyObject_CopyData, PyObject_GetBuffer,
)
from cpython.memoryview cimport PyMemoryView_FromBuffer, PyMemoryView_GET_BASE, PyMemoryView_GET_BUFFER

import sys


def sizes():
    """
    >>> sizes()
    (True, True, True, True, True)
    """
    return (sizeof(ssize_t) == sizeof(size_t), sizeof(ptrdiff_t) == sizeof(void *), sizeof(Py_hash_t) == sizeof(size_t),
            sizeof(Py_UCS4) == 4, sizeof(Py_buffer) > 10 * sizeof(void *) - 1)


def signs():
    """
    >>> signs()
    (-1, -2, -3)
    """
    cdef ssize_t a = -1
    cdef ptrdiff_t b = -2
    cdef Py_hash_t c = -3
    return a, b, c


def sized(ssize_t size):
    """
    >>> sized(-1), sized(True)
    (-1, 1)
    >>> sized(2.0)
    Traceback (most recent call last):
    TypeError: 'float' object cannot be interpreted as an integer
    >>> sized(2 ** 63)
    Traceback (most recent call last):
    OverflowError: Python int too large to convert to C ssize_t
    """
    return size


def complex_struct():
    """
    >>> complex_struct()
    (1.0, 2.0)
    """
    cdef Py_complex z
    z.real, z.imag = 1, 2
    return z.real, z.imag


def lent(o):
    """What a buffer holds is counted, and given back once.

    >>> data = bytearray(b"abcd")
    >>> before = sys.getrefcount(data)
    >>> lent(data)
    (4, 1, b'b', True)
    >>> sys.getrefcount(data) - before
    0
    >>> data.append(1)
    >>> lent(3)
    Traceback (most recent call last):
    TypeError: a bytes-like object is required, not 'int'
    """
    cdef Py_buffer view
    PyObject_GetBuffer(o, &view, PyBUF_SIMPLE)
    try:
        if view.buf == NULL:
            raise ValueError
        return view.len, view.itemsize, (<char *>view.buf)[1:2], view.obj is o
    finally:
        PyBuffer_Release(&view)


def shape_of(o):
    """
    >>> shape_of(memoryview(bytearray(12)).cast("i", (3,)))
    (1, 3, 4, b'i', False, True)
    >>> shape_of(memoryview(b"abcdef")[::2])
    (1, 3, 2, b'B', True, False)
    """
    cdef Py_buffer view
    cdef Py_buffer *pointer = &view
    PyObject_GetBuffer(o, pointer, PyBUF_FORMAT | PyBUF_STRIDES)
    result = (view.ndim, view.shape[0], pointer.strides[0], <bytes>view.format, bool(view.readonly),
              bool(PyBuffer_IsContiguous(&view, b"C")))
    PyBuffer_Release(pointer)
    return result


def refused(bytes o):
    """
    >>> refused(b"abc")
    Traceback (most recent call last):
    BufferError: Object is not writable.
    """
    cdef Py_buffer view
    PyObject_GetBuffer(o, &view, PyBUF_WRITABLE)
    PyBuffer_Release(&view)


def filled(bytes content):
    """
    >>> content = b"content"
    >>> before = sys.getrefcount(content)
    >>> filled(content)
    (7, True, True)
    >>> sys.getrefcount(content) - before
    0
    """
    cdef Py_buffer view
    PyBuffer_FillInfo(&view, content, <char *>content, len(content), True, PyBUF_ND)
    result = view.len, view.obj is content, bool(view.readonly)
    PyBuffer_Release(&view)
    return result


def copied(target, source):
    """
    >>> target = bytearray(3)
    >>> copied(target, b"abc")
    bytearray(b'abc')
    >>> copied(target, 3)
    Traceback (most recent call last):
    TypeError: both destination and source must be bytes-like objects
    """
    PyObject_CopyData(target, source)
    return target


def inside(o):
    """
    >>> content = bytearray(b"abc")
    >>> before = sys.getrefcount(content)
    >>> inside(content)
    (3, True, 4)
    >>> sys.getrefcount(content) - before
    0
    >>> inside(3)
    False
    """
    if not PyObject_CheckBuffer(o):
        return False
    view = memoryview(o)
    cdef Py_buffer *buffer = PyMemoryView_GET_BUFFER(view)
    return buffer.len, <object>PyMemoryView_GET_BASE(view) is o, PyBuffer_SizeFromFormat(b"i")


def through_package(o):
    """A package that is cimported knows the types that need no cimport.

    >>> through_package(b"abcd")
    4
    """
    view = memoryview(o)
    cdef cpython.Py_buffer *buffer = PyMemoryView_GET_BUFFER(view)
    return buffer.len


def frozen(mapping):
    """Before Python has it, a dict stands for a frozendict.

    >>> frozen({1: 2})
    (2, True)
    """
    made = frozendict(mapping)
    return made[1], isinstance(made, frozendict)
