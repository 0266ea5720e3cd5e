"""Python objects that arguments are made of: numbers that are none of the builtin ones."""

from array import array  # noqa: F401 -- in the texts of arguments


class Index:
    def __init__(self, value):
        self.value = value

    def __index__(self):
        return self.value

    def __repr__(self):
        return f"Index({self.value!r})"


class Int:
    """Has __int__ alone, which is no index."""

    def __init__(self, value):
        self.value = value

    def __int__(self):
        return self.value

    def __repr__(self):
        return f"Int({self.value!r})"


class Truth:
    def __init__(self, value):
        self.value = value

    def __bool__(self):
        return self.value

    def __repr__(self):
        return f"Truth({self.value!r})"


class Number:
    """Has __float__ alone."""

    def __init__(self, value):
        self.value = value

    def __float__(self):
        return self.value

    def __repr__(self):
        return f"Number({self.value!r})"


def grid(code, shape, layout):
    """An array of numpy with small numbers in it, which lies in memory as `layout` says."""
    import numpy  # noqa: PLC0415 -- only the memoryviews need it

    count = int(numpy.prod(shape))
    numbers = numpy.array([(i * 7 + 3) % 11 for i in range(count)]).reshape(shape)
    made = numpy.asarray(numbers.tolist() if code == "O" else numbers, dtype=code).reshape(shape)
    if layout == "F":
        return numpy.asfortranarray(made)
    if layout == "strided":
        room = numpy.zeros([2 * size + 1 for size in shape], dtype=code)
        part = room[tuple(slice(1, None, 2) for _ in shape)]
        part[...] = made
        return part
    if layout == "reversed":
        return made[::-1].copy()[::-1]
    if layout == "swapped":
        return made.swapaxes(0, len(shape) - 1).copy().swapaxes(0, len(shape) - 1)
    return made
