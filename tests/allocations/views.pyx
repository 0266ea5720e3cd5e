"""Memoryviews, C arrays, structs as dicts, C tuples, fused functions over all of these."""

cimport cython
from cython.view cimport array
from array import array as numbers_of

ctypedef struct Point:
    double x
    double y
    int[3] marks


ctypedef fused number:
    int
    double


def total(number[:] view):
    cdef number found = 0
    for i in range(view.shape[0]):
        found += view[i]
    return found


cdef double[:, ::1] transposed(double[:, :] view):
    return view.T.copy()


cdef (int, double) pair_of(int number):
    return number, number / 2.0


cdef Point moved(Point point, double by):
    point.x += by
    return point


def buffer_sum(object[double] buffer not None):
    cdef double found = 0
    for i in range(len(buffer)):
        found += buffer[i]
    return found


def hold(double[:] view):
    def inner(i):
        return view[i]

    return inner


def run(scale):
    cdef double[:, :] matrix
    cdef double[4] fixed
    cdef int[:] row
    found = []
    for k in range(3):
        made = array(shape=(3, 4), itemsize=sizeof(double), format="d")
        matrix = made
        for i in range(3):
            for j in range(4):
                matrix[i, j] = i * 4 + j + k
        found.append([list(line) for line in transposed(matrix)])
        matrix[1:, ::2] = 7.0
        found.append(total(matrix[1]))
        found.append((matrix[1:, 1].copy().shape[0], matrix.size, matrix.base is made))
        row = numbers_of("i", [0, 1, 2, 3, 4])
        found.append((total(row), total(row[::-2]), sum(row)))
        fixed = [1, 2, 3, k]
        found.append((fixed, total(<double[:4]>fixed)))
        found.append((pair_of(k), moved(Point(1, 2, [1, 2, k]), 0.5)))
        found.append(buffer_sum(numbers_of("d", [1, 2, k])))
        found.append([hold(numbers_of("d", [k]))(0), memoryview(row).tolist()])
        for bad in (numbers_of("b", [1]), 3, None):
            try:
                found.append(buffer_sum(bad))
            except (TypeError, ValueError) as error:
                found.append(type(error).__name__)
        try:
            found.append(matrix[k, k + 2])
        except IndexError as error:
            found.append(str(error))
    return found
