"""numpy's own .pxd files, as they are installed: types, constants, the C API and objects.

>>> total(numpy.arange(4.0)), total(numpy.ones(3))
(6.0, 3.0)
"""

import numpy
cimport numpy
cimport numpy as cnp
import numpy as np
from numpy cimport PyArray_DATA, import_array, ndarray
from numpy import ndarray  # the same class

import_array()

cdef cnp.npy_intp three = np.intp(3)


def total(ndarray array):
    cdef cnp.float64_t *data = <cnp.float64_t *>PyArray_DATA(array)
    cdef cnp.float64_t result = 0
    cdef cnp.npy_intp i
    with nogil:
        for i in range(cnp.PyArray_DIM(array, 0)):
            result += data[i]
    return result


def properties(numpy.ndarray array):
    """
    >>> properties(numpy.zeros((2, 3), dtype='i2'))
    (2, 2, 3, 6, 2, 6, True)
    """
    cdef short *data = <short *>array.data
    return (array.ndim, array.shape[0], array.shape[1], array.strides[0], array.strides[1],
            array.size, data[5] == 0)


def of_dtype(cnp.ndarray array):
    """
    >>> of_dtype(numpy.zeros(2, dtype=[('a', '<f4')]))
    ('V', 'V', 4, 1, ('a',), 20)
    >>> of_dtype(numpy.zeros(2, dtype=[('a', 'i4'), ('b', 'f8')]))
    ('V', 'V', 12, 1, ('a', 'b'), 20)
    """
    cdef cnp.dtype kind = array.descr
    assert isinstance(kind, cnp.dtype) and kind is array.dtype
    return (chr(kind.kind), chr(kind.type), kind.itemsize, kind.alignment, kind.names,
            kind.type_num)


def make():
    """
    >>> make()
    (array([0., 0., 0.]), array([1, 2, 3], dtype=int32), array([1, 2, 3], dtype=int32))
    """
    cdef cnp.npy_intp shape[1]
    shape[0] = three
    zeros = cnp.PyArray_ZEROS(1, shape, cnp.NPY_FLOAT64, 0)
    cdef int values[3]
    for i in range(3):
        values[i] = i + 1
    view = cnp.PyArray_SimpleNewFromData(1, shape, cnp.NPY_INT, values)
    assert (<cnp.ndarray>view).data == <char *>values
    return zeros, np.array(view), view.copy()


def base(cnp.ndarray array):
    """
    >>> base(numpy.arange(3)[1:])
    array([0, 1, 2])
    """
    assert array.base is not NULL
    return cnp.get_array_base(array)


def one_name():
    """What the .pxd does not declare is asked of the module.

    >>> one_name()
    ('numpy', 'numpy', 3.141592653589793, 2.0, True)
    """
    modules = np, [numpy]
    return (np.__name__, modules[1][0].__name__, np.pi, float(numpy.linalg.norm(np.ones(4))),
            ndarray is np.ndarray)


cdef cnp.int64_t plus(cnp.int64_t left, cnp.intp_t right) noexcept nogil:
    return left + right


def numbers():
    """
    >>> numbers()
    (7, 8, 4, 16)
    """
    return plus(3, 4), sizeof(cnp.npy_intp), sizeof(cnp.float32_t), sizeof(cnp.complex128_t)
