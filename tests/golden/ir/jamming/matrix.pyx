# Rounds of the loop over columns run at once: their elements stand side by side in `right` and `target`. The sum over
# `k` of rows whose elements do not (of `columns`) stays as it is.


def multiply(const double[:, ::1] left, const double[:, ::1] right, double[:, ::1] target):
    cdef Py_ssize_t i, j, k
    cdef double total
    for i in range(left.shape[0]):
        for j in range(right.shape[1]):
            total = 0
            for k in range(left.shape[1]):
                total += left[i, k] * right[k, j]
            target[i, j] = total


def multiply_columns(const double[:, ::1] left, const double[:, ::1] columns, double[:, ::1] target):
    cdef Py_ssize_t i, j, k
    cdef double total
    for i in range(left.shape[0]):
        for j in range(columns.shape[0]):
            total = 0
            for k in range(left.shape[1]):
                total += left[i, k] * columns[j, k]
            target[i, j] = total
