# Kernels over memoryviews whose indices are more than the counter itself.


def add(double[:] left, double[:] right, double[:] target):
    cdef Py_ssize_t i
    for i in range(left.shape[0]):
        target[i] = left[i] + right[i]


def reverse(double[:] source, double[:] target):
    cdef Py_ssize_t i, count = source.shape[0]
    for i in range(count):
        target[i] = source[count - 1 - i]


def running_sum(double[:] source, double[:] target):
    cdef int i
    target[0] = source[0]
    for i in range(1, source.shape[0]):
        target[i] = target[i - 1] + source[i]


def multiply(double[:, :] left, double[:, :] right, double[:, :] target):
    cdef Py_ssize_t i, j, k
    cdef double total
    for i in range(left.shape[0]):
        for j in range(right.shape[1]):
            total = 0
            for k in range(left.shape[1]):
                total += left[i, k] * right[k, j]
            target[i, j] = total


def gather(double[:] values, long[:] places, double[:] target):
    cdef Py_ssize_t i
    for i in range(places.shape[0]):
        target[i] = values[places[i]]
