import cython


@cython.cclass
class Counter:
    count: cython.int

    @cython.ccall
    def add(self, by: cython.int = 1) -> cython.int:
        self.count += by
        return self.count


def cast(x, items: list, n: int, ratio: float):
    y = cython.declare(cython.double, x)
    p = cython.address(y)
    with cython.cdivision(True), cython.nogil:
        y = y / 2
    return cython.cast(cython.long, p[0]), cython.sizeof(cython.int), cython.typeof(y), cython.compiled
