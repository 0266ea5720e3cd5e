# An inner loop whose ends depend on the outer counter is versioned by itself, in the outer loop's copy.


def solve(double[:, ::1] lower, double[::1] right):
    cdef Py_ssize_t i, j
    for i in range(right.shape[0]):
        for j in range(i):
            right[i] -= lower[i, j] * right[j]
