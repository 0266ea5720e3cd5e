"""Python objects that arguments are made of: numbers that are none of the builtin ones."""

import math
import random
import zlib
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


# --- Arguments of loops (loops.py) ---------------------------------------------------------------

POINT = [("x", "<i4"), ("y", "<f8"), ("z", "<i2")]
ROOM = 6000  # items, of which views take parts
WRONG = ("None", "type", "axes", "read-only", "order", "object")


def type_of(letter):
    import numpy  # noqa: PLC0415 -- only the memoryviews need it

    return numpy.dtype(POINT, align=True) if letter == "P" else numpy.dtype(letter)


def fill(letter, count, seed):
    """An array of random items, of one axis."""
    import numpy  # noqa: PLC0415

    made = numpy.random.default_rng(seed)
    kind = type_of(letter)
    if letter == "P":
        array = numpy.zeros(count, kind)
        for name, code in POINT:
            array[name] = fill(code[1:], count, seed)
        return array
    if kind.kind == "f":
        array = made.normal(size=count) * 10.0 ** made.integers(-3, 4)
        if seed % 8 == 0 and count:
            array[made.integers(0, count, 4)] = [numpy.nan, numpy.inf, -numpy.inf, -0.0]
        return array.astype(kind)
    if kind.kind == "c":
        return (made.integers(-9, 9, count) + 1j * made.integers(-9, 9, count)).astype(kind)
    if seed % 3 == 0:
        return numpy.frombuffer(made.bytes(count * kind.itemsize), kind).copy()
    return made.integers(0, 100, count).astype(kind)


def lay(room, start, shape, layout):
    """A part of a room of one axis, as an array that lies as its layout says."""
    import numpy  # noqa: PLC0415

    size = int(numpy.prod(shape))
    if layout == "twofold":
        wider = (*shape[:-1], 2 * shape[-1])
        return room[start : start + 2 * size].reshape(wider)[..., ::2]
    part = room[start : start + size]
    if layout == "F":
        return part.reshape(shape[::-1]).T
    part = part.reshape(shape)
    return {"reversed": part[::-1], "backwards": part[..., ::-1]}.get(layout, part)


def subscripts(letter, code, size, choose):
    """Places, most of them in views of `size`; or sums that grow."""
    import numpy  # noqa: PLC0415

    numbers = [choose.randrange(size + 1) for _ in range(size + choose.randrange(3))]
    if letter == "s":
        numbers.sort()
    elif choose.random() < 0.7:
        numbers = [number % max(size - 2, 1) for number in numbers]
    return numpy.array(numbers, dtype=code)


def spoil(fitting, choose):
    """What does not fit where the array did, most of the time."""
    import numpy  # noqa: PLC0415

    wrong = choose.choice(WRONG)
    if wrong == "type" and not fitting.dtype.names:
        return numpy.zeros(fitting.shape, choose.choice("bdfhilBD"))
    if wrong == "axes":
        return fitting[None] if choose.random() < 0.5 or fitting.ndim == 1 else fitting.ravel()
    if wrong == "read-only":
        fitting.flags.writeable = False
    elif wrong == "order":
        return lay(numpy.concatenate([fitting.ravel()] * 2), 0, fitting.shape, "twofold")
    return {"None": None, "object": 5}.get(wrong, fitting)


def buffers(seed, specs, largest, is_shared=False, is_wrong=False, is_flat=False):
    """Arrays, and four numbers: two about as large as their axes, one small, and the width of rows.
    A spec is a letter of numpy's (`p` and `s`: places and sums, with the letter of their type at
    the end), the number of axes, and the layout: C, F, or s for any. Those of one type may lie in
    the same room."""
    choose = random.Random(seed)
    rooms, made = {}, []
    extent = max(choose.randrange(largest + 1), choose.randrange(largest + 1))
    for number, spec in enumerate(specs.split()):
        letter, axes, layout = spec[0], int(spec[1]), spec[2]
        if len(spec) > 3:
            made.append(subscripts(letter, spec[3], extent, choose))
            continue
        most = {1: largest, 2: 24, 3: 9, 4: 5}[axes]
        near = [*[extent] * 6, extent + 1, extent + 4, choose.randrange(most + 1)]
        shape = tuple(min(choose.choice(near), most) for _ in range(axes))
        if layout == "s":
            layout = choose.choice(["C", "F", "twofold", "twofold", "reversed", "backwards"])
        if is_shared:
            rooms[letter] = rooms[letter] if letter in rooms else fill(letter, ROOM, seed)
            room, start = rooms[letter], choose.randrange(12)
        else:  # not an item more than it needs, so that a sanitizer sees what lies outside
            room, start = (
                fill(letter, math.prod(shape) * (1 + (layout == "twofold")), seed + number),
                0,
            )
        made.append(lay(room, start, shape, layout))
    if is_wrong:
        place = choose.randrange(len(made))
        made[place] = spoil(made[place], choose)
    width = math.isqrt(extent) if is_flat else extent
    ends = [max(width - choose.choice([0, 0, 0, 0, 1, 2]), 0) for _ in range(2)]
    return [*made, *ends, choose.choice([0, 0, 1, 1, 2, 3]), width]


def shown(value):
    """An argument or a result as text: of a large array a digest."""
    if type(value).__module__ != "numpy":
        return repr(value)
    import numpy  # noqa: PLC0415

    if value.dtype.kind in "fc":
        value = numpy.where(numpy.isnan(value), numpy.nan, value)
    if value.size <= 24 or value.dtype == object:
        return repr(value.tolist())
    parts = [value[name] for name in value.dtype.names or ()] or [value]  # without what fills gaps
    digest = zlib.crc32(b"".join(part.tobytes() for part in parts))
    return f"{value.dtype.char}{value.shape} {digest:x} {value.ravel()[:6].tolist()}"


def shown_all(arguments):
    return f"[{', '.join(map(shown, arguments))}]"
