# distutils: extra_compile_args = -fopenmp
# Loops whose rounds threads share: a Julia set, whose rows take unlike times, and two over views.

from cython.parallel import prange


cdef int escape(double x, double y, int limit) noexcept nogil:
    cdef int count = 0
    cdef double next_x
    while x * x + y * y < 4 and count < limit:
        next_x = x * x - y * y - 0.8
        y = 2 * x * y + 0.156
        x = next_x
        count += 1
    return count


def julia(int[:, :] counts, int threads):
    cdef Py_ssize_t i, j, rows = counts.shape[0], columns = counts.shape[1]
    for i in prange(rows, nogil=True, schedule="dynamic", num_threads=threads):
        for j in range(columns):
            counts[i, j] = escape(3.0 * j / columns - 1.5, 2.0 * i / rows - 1, 200)
    return 0


def dot(double[:] left, double[:] right, int threads):
    cdef Py_ssize_t i
    cdef double total = 0
    for i in prange(left.shape[0], nogil=True, num_threads=threads):
        total += left[i] * right[i]
    return total


def shift(double[:] source, double[:] target, int threads):
    cdef int i
    for i in prange(1, source.shape[0] - 1, nogil=True, num_threads=threads):
        target[i] = source[i - 1] + source[i + 1]
    return target[1]
