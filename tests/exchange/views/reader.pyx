from grids cimport Grid, total, doubled
from array import array

cdef class Shifted(Grid):
    cdef double at(self, const Py_ssize_t[:] place) except? -1:
        return 100 + Grid.at(self, place)

def functions():
    grid = Grid()
    return (total(array("d", [1, 2, 3])), doubled(memoryview(array("d", range(4))).cast("b").cast("d", (2, 2)))[1, 1])

def rows():
    cdef Grid grid = Shifted()
    grid.steps = 3
    return total(grid.row(1)), grid.cells[1, 2], grid.cells.shape[1], grid.at(array("q", [0, 2]))

def shifted():
    return Shifted()
