"""What kernels over memoryviews (views.py) give on arrays of numpy, in plain Python.

The text of a function without its declarations is Python. A view is a `Model` of an array: its
items are Python's numbers, its parts models of parts of the array. Nothing is told where the
function raises: numpy has other rules and texts for what is wrong.
"""

import re

import numpy
import values
from observe import LONGEST

DECLARATION = re.compile(r"cdef (?:const )?[\w ]+?(?:\[[:, 1generic]*\])? (\w+) = ")
BARE_DECLARATION = re.compile(r"cdef .*")
PARAMETER = re.compile(r"(?:const )?[\w ]+?(?:\[[:, 1generic]*\])? (\w+)$")


class Model:
    """A memoryview of an array."""

    def __init__(self, array):
        self.array = array
        self.shape, self.strides, self.ndim = array.shape, array.strides, array.ndim
        self.size, self.nbytes, self.itemsize = array.size, array.nbytes, array.itemsize

    def wrap(self, part):
        if isinstance(part, numpy.ndarray):
            return Model(part)
        return part.item() if isinstance(part, numpy.generic) else part

    def __getitem__(self, index):
        return self.wrap(self.array[index])

    def __setitem__(self, index, value):
        if isinstance(value, Model):
            part, value = self.array[index], value.array
            while part.ndim < value.ndim and value.shape[0] == 1:  # as Cython allows
                value = value[0]
            self.array[index] = value.copy()
        elif isinstance(value, tuple):  # one object
            part = self.array[index]
            for place in numpy.ndindex(part.shape):
                part[place] = value
        else:
            self.array[index] = value

    def __iter__(self):
        return map(self.wrap, self.array)

    @property
    def T(self):  # noqa: N802 -- numpy's name
        return Model(self.array.T)

    def copy(self):
        return Model(self.array.copy(order="C"))

    def copy_fortran(self):
        return Model(self.array.copy(order="F"))

    def has_order(self, axes):
        """Has each axis the stride of that order, as Cython asks it?"""
        stride = self.itemsize
        for axis in axes:
            if self.strides[axis] != stride:
                return False
            stride *= self.shape[axis]
        return True

    def is_c_contig(self):
        return self.has_order(reversed(range(self.ndim)))

    def is_f_contig(self):
        return self.has_order(range(self.ndim))


def show(view):
    return tuple(view.shape), view.array.tolist()


def total(view):
    array = view.array
    result = 0.0
    if array.ndim == 1:
        for item in array.tolist():
            result = (result * 3 + item) % 1009
    elif array.ndim == 2:
        for row in array:
            result = (result * 5 + total(Model(row))) % 1009
    else:
        for i in range(array.shape[1]):
            result = (result * 7 + total(Model(array[:, i]))) % 1009
    return result


def part2(view, i):
    return view[::-1, i:]


def part3(view, i):
    return view[i:, :, ::2].T


def fill1(view, number):
    view[1:] = number


def fill2(view, number):
    view[:, ::2] = view[:, :1]
    view[0] = number


def fill3(view, number):
    view[..., -1] = number


def exported(array):
    """The array with the strides that its buffer tells: of an axis of one item another one."""
    return numpy.lib.stride_tricks.as_strided(array, strides=memoryview(array).strides)


NAMES = {
    "show": show,
    "total1": total,
    "total2": total,
    "total3": total,
    "part1": lambda view, i: view[i:],
    "part2": part2,
    "part3": part3,
    "fill1": fill1,
    "fill2": fill2,
    "fill3": fill3,
}


def python_text(text):
    """The function as Python has it."""
    lines = [line for line in text.splitlines() if not line.startswith("@")]
    name, parameters = re.fullmatch(r"def (\w+)\((.*)\):", lines[0]).groups()
    parts = re.split(r", (?![^\[]*\])", parameters)
    names = [PARAMETER.match(part).group(1) for part in parts]
    lines[0] = f"def {name}({', '.join(names)}):"
    for number, line in enumerate(lines):
        changed = DECLARATION.sub(r"\1 = ", line)
        changed = BARE_DECLARATION.sub("pass", changed)
        lines[number] = changed.replace("with nogil:", "if True:")
    return "\n".join(lines)


def answers(name, text, calls):
    """What each call gives, as `observe.py` writes it; None where it raises, or logs that something
    has been raised."""
    found = []
    for call in calls:
        scope = dict(NAMES)
        exec(python_text(text), scope)
        arguments = eval(f"[{call}]", vars(values))
        models = [Model(exported(a)) if isinstance(a, numpy.ndarray) else a for a in arguments]
        try:
            value = scope[name](*models)
            value = list(value) if hasattr(value, "send") else value
        except (IndexError, ValueError, TypeError, OverflowError):
            found.append(None)
            continue
        told = repr(value)[:LONGEST]
        found.append(None if "Error" in told else [told, values.shown_all(arguments), []])
    return found
