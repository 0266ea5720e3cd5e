from array import array

cdef double total(double[:] v) except? -1:
    cdef double sum = 0
    for i in range(v.shape[0]):
        sum += v[i]
    return sum

cdef double[:, ::1] doubled(double[:, ::1] m):
    made = m.copy()
    for i in range(m.shape[0]):
        for j in range(m.shape[1]):
            made[i, j] = 2 * m[i, j]
    return made

cdef class Grid:
    def __cinit__(self, *rest):
        self.cells = memoryview(bytearray(array("d", range(6)))).cast("d", (2, 3))

    cdef double at(self, const Py_ssize_t[:] place) except? -1:
        return self.cells[place[0], place[1]]

    cdef double[:] row(self, int i):
        return self.cells[i]

current = array("d", [1, 2])

def place(Grid grid, i, j):
    return grid.at(array("q", [i, j]))
