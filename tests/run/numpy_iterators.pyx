"""numpy's iterators in C: of one array, of all axes but one, of several that are broadcast, and NpyIter.

>>> table = np.arange(12.0).reshape(3, 4)
>>> total(table[::2, ::-1]), all_but(table, 0), all_but(table.T, 0)
(44.0, [12.0, 15.0, 18.0, 21.0], [6.0, 22.0, 38.0])
>>> products(np.arange(2.0), 2.0, np.ones((2, 1)))
([1.0, 3.0, 1.0, 3.0], 2, 4, 3)
>>> products(np.arange(2.0), np.arange(3.0), 1.0)
Traceback (most recent call last):
ValueError: shape mismatch: objects cannot be broadcast to a single shape.  Mismatch is between arg 0 with shape (2,) and arg 1 with shape (3,).
>>> new_total(table), new_total(table[:, 1:]), new_total(table.T)
((66.0, 12, 1), (54.0, 9, 2), (66.0, 12, 1))
>>> places(table[:2, :2].T)
[(0, 0, 0.0), (1, 0, 1.0), (0, 1, 4.0), (1, 1, 5.0)]
"""

import numpy as np

cimport numpy as np
from numpy cimport (
    NPY_ITER_EXTERNAL_LOOP, NPY_ITER_MULTI_INDEX, NPY_ITER_READONLY, NPY_KEEPORDER, NPY_NO_CASTING, NpyIter,
    NpyIter_Deallocate, NpyIter_GetDataPtrArray, NpyIter_GetGetMultiIndex, NpyIter_GetInnerLoopSizePtr,
    NpyIter_GetInnerStrideArray, NpyIter_GetIterNext, NpyIter_GetIterSize, NpyIter_GetMultiIndexFunc, NpyIter_GetNDim,
    NpyIter_IterNextFunc, NpyIter_New,
)

np.import_array()


def total(np.ndarray a):
    cdef np.flatiter items = np.PyArray_IterNew(a)
    cdef double result = 0
    while np.PyArray_ITER_NOTDONE(items):
        result += (<double *>np.PyArray_ITER_DATA(items))[0]
        np.PyArray_ITER_NEXT(items)
    return result


def all_but(np.ndarray a, int axis):
    cdef np.flatiter lines = np.PyArray_IterAllButAxis(a, &axis)
    cdef np.npy_intp stride = a.strides[axis], n = a.shape[axis], i
    result = []
    while np.PyArray_ITER_NOTDONE(lines):
        result.append(sum([(<double *>(<char *>np.PyArray_ITER_DATA(lines) + i * stride))[0] for i in range(n)]))
        np.PyArray_ITER_NEXT(lines)
    return result


def products(a, b, c):
    cdef np.broadcast items = np.PyArray_MultiIterNew3(np.asarray(a), np.asarray(b), np.asarray(c))
    result = []
    while np.PyArray_MultiIter_NOTDONE(items):
        result.append((<double *>np.PyArray_MultiIter_DATA(items, 0))[0] * (<double *>np.PyArray_MultiIter_DATA(items, 1))[0]
                      + (<double *>np.PyArray_MultiIter_DATA(items, 2))[0])
        np.PyArray_MultiIter_NEXT(items)
    return result, items.nd, items.size, items.numiter


def new_total(np.ndarray a):
    cdef NpyIter *items = NpyIter_New(a, NPY_ITER_READONLY | NPY_ITER_EXTERNAL_LOOP, NPY_KEEPORDER, NPY_NO_CASTING,
                                      <np.dtype>NULL)
    cdef NpyIter_IterNextFunc go_on = <NpyIter_IterNextFunc>NpyIter_GetIterNext(items, NULL)
    cdef char **data = NpyIter_GetDataPtrArray(items)
    cdef np.npy_intp *stride = NpyIter_GetInnerStrideArray(items)
    cdef np.npy_intp *count = NpyIter_GetInnerLoopSizePtr(items)
    cdef double result = 0
    cdef np.npy_intp i
    with nogil:
        while True:
            for i in range(count[0]):
                result += (<double *>(data[0] + i * stride[0]))[0]
            if not go_on(items):
                break
    about = result, NpyIter_GetIterSize(items), NpyIter_GetNDim(items)
    NpyIter_Deallocate(items)
    return about


def places(np.ndarray a):
    cdef NpyIter *items = NpyIter_New(a, NPY_ITER_READONLY | NPY_ITER_MULTI_INDEX, NPY_KEEPORDER, NPY_NO_CASTING,
                                      <np.dtype>NULL)
    cdef NpyIter_IterNextFunc go_on = <NpyIter_IterNextFunc>NpyIter_GetIterNext(items, NULL)
    cdef NpyIter_GetMultiIndexFunc get = <NpyIter_GetMultiIndexFunc>NpyIter_GetGetMultiIndex(items, NULL)
    cdef np.npy_intp place[2]
    result = []
    while True:
        get(items, place)
        result.append((place[0], place[1], (<double *>NpyIter_GetDataPtrArray(items)[0])[0]))
        if not go_on(items):
            break
    NpyIter_Deallocate(items)
    return result
