"""numpy's C API: iterators, making and converting arrays, dates, random numbers, npy_math.h.

>>> table = np.arange(6.0).reshape(2, 3)
>>> products(table, np.array([1.0, 2.0, 3.0]))
(2, 6, [0.0, 2.0, 6.0, 3.0, 8.0, 15.0])
>>> products(table, np.ones(5))  # doctest: +ELLIPSIS
Traceback (most recent call last):
ValueError: shape mismatch: objects cannot be broadcast to a single shape...
>>> flat_sum(table.T), rows(table)
(15.0, 3)
>>> made(2)
(array([0, 0]), array([0., 0.], dtype=float32), dtype('complex128'))
>>> converted([1.5, 2])
(array([1.5, 2. ]), array([1, 2], dtype=int32), False, True)
>>> date(np.datetime64('2020-01-01')), date(np.timedelta64(3, 'h')), date(3)
((True, False, 18262, True), (False, True, 3, False), (False, False, 0, False))
>>> type_of(np.dtype([('a', 'i4'), ('b', 'f8')]))
(('a', 'b'), 1, 'V', 12)
>>> random_numbers(3) == (np.random.Generator(np.random.PCG64(1)).random(3).tolist())
True
>>> rounded(0.5), is_nan(float('nan')), is_nan(1.0)
(1.0, True, False)
"""

cimport numpy as np
from cpython.pycapsule cimport PyCapsule_GetPointer
from numpy.math cimport isnan, signbit, nextafter
from numpy.random cimport bitgen_t

import numpy as np
from numpy.random import PCG64

np.import_array()
np.import_umath()


def products(a, b):
    cdef np.broadcast pairs = np.PyArray_MultiIterNew2(a, b)
    found = []
    while np.PyArray_MultiIter_NOTDONE(pairs):
        found.append((<double *>np.PyArray_MultiIter_DATA(pairs, 0))[0]
                     * (<double *>np.PyArray_MultiIter_DATA(pairs, 1))[0])
        np.PyArray_MultiIter_NEXT(pairs)
    return pairs.nd, pairs.size, found


def flat_sum(np.ndarray a):
    cdef np.flatiter items = np.PyArray_IterNew(a)
    cdef double total = 0
    while np.PyArray_ITER_NOTDONE(items):
        total += (<double *>np.PyArray_ITER_DATA(items))[0]
        np.PyArray_ITER_NEXT(items)
    return total


def rows(np.ndarray a):
    cdef int axis = 0
    cdef np.flatiter items = np.PyArray_IterAllButAxis(a, &axis)
    count = 0
    while np.PyArray_ITER_NOTDONE(items):
        count += 1
        np.PyArray_ITER_NEXT(items)
    return count


def made(int count):
    cdef np.npy_intp dimensions[1]
    dimensions[0] = count
    cdef np.ndarray integers = np.PyArray_ZEROS(1, dimensions, np.NPY_INT64, 0)
    cdef np.ndarray floats = np.PyArray_SimpleNew(1, dimensions, np.NPY_FLOAT32)
    cdef np.ndarray others = np.PyArray_EMPTY(1, dimensions, np.NPY_COMPLEX128, 0)
    np.PyArray_FILLWBYTE(floats, 0)
    return integers, floats, others.dtype


def converted(x):
    cdef np.ndarray floats = np.PyArray_FROM_OTF(x, np.NPY_DOUBLE, np.NPY_ARRAY_IN_ARRAY)
    cdef np.ndarray integers = np.PyArray_ContiguousFromAny(x, np.NPY_INT, 0, 0)
    return floats, integers, np.PyArray_Check(x), np.PyArray_ISCARRAY(floats)


def date(x):
    cdef bint is_date = np.is_datetime64_object(x), is_time = np.is_timedelta64_object(x)
    cdef np.npy_int64 value = 0
    if is_date:
        value = np.get_datetime64_value(x)
    elif is_time:
        value = np.get_timedelta64_value(x)
    return (is_date, is_time, value,
            is_date and np.get_datetime64_unit(x) == np.NPY_DATETIMEUNIT.NPY_FR_D)


def type_of(np.dtype x):
    return x.names, x.alignment, chr(x.kind), x.itemsize


def random_numbers(int count):
    generator = PCG64(1)
    cdef bitgen_t *state = <bitgen_t *>PyCapsule_GetPointer(generator.capsule, "BitGenerator")
    cdef np.ndarray[double] numbers = np.empty(count)
    cdef int i
    with generator.lock, nogil:
        for i in range(count):
            numbers[i] = state.next_double(state.state)
    return numbers.tolist()


def rounded(double x):
    return x + x if not signbit(x) and nextafter(x, 1) > x else x


def is_nan(double x):
    return bool(isnan(x))
