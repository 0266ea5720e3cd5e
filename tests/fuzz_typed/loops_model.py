"""What loops over memoryviews (loops.py) give, interpreted: the same text without its declarations
on arrays of numpy, whose scalars have the arithmetic of C's types.

Subscripts are tested as the language says: of one element the last axis that is left is told.
"""

import re
import warnings

import numpy
import values
from known import UNKNOWN
from model import python_text

CAST = re.compile(r"<(\w[\w ]*)>\(")
DECLARED = re.compile(r"(const )?([\w ]+?)\[([:, 1]+)\] (\w+)$")
CASTS = {
    "signed char": numpy.int8,
    "unsigned char": numpy.uint8,
    "short": numpy.int16,
    "unsigned short": numpy.uint16,
    "int": numpy.int32,
    "unsigned int": numpy.uint32,
    "long": numpy.int64,
    "unsigned long": numpy.uint64,
    "long long": numpy.int64,
    "Py_ssize_t": numpy.int64,
    "float": numpy.float32,
    "double": numpy.float64,
    "float complex": numpy.complex64,
    "double complex": numpy.complex128,
    # (what a fused type is, the items decide that the number is computed with)
    "real": lambda value: value,
    "whole": lambda value: value,
}
# The types as numpy has them; the names of its letters in messages.
BUILTIN = {name: numpy.dtype(cast) for name, cast in CASTS.items() if isinstance(cast, type)}
NAMES = {dtype.char: name for name, dtype in reversed(BUILTIN.items())}
BUILTIN["Point"] = values.type_of("P")
NAMES["D"] = "complex double"


class Items:
    """A memoryview of an array; of None if that is None."""

    def __init__(self, array, is_subscript=False):
        self.array, self.is_subscript = array, is_subscript

    @property
    def shape(self):
        return self.array.shape

    @property
    def T(self):  # noqa: N802 -- numpy's name
        return Items(self.array.T)

    def place(self, index):
        index = index if isinstance(index, tuple) else (index,)
        shape = (0,) * len(index) if self.array is None else self.array.shape
        outside = [
            axis for axis, (i, size) in enumerate(zip(index, shape)) if not -size <= i < size
        ]
        if outside:
            raise IndexError(f"Out of bounds on buffer access (axis {outside[-1]})")
        return index

    def part(self, index):
        index = index if isinstance(index, tuple) else (index,)
        axes = iter(enumerate(self.array.shape))
        for entry in index:
            if entry is not None:
                axis, size = next(axes)
                if not isinstance(entry, slice) and not -size <= entry < size:
                    raise IndexError(f"Index out of bounds (axis {axis})")
        return Items(self.array[index])

    def __getitem__(self, index):
        entries = index if isinstance(index, tuple) else (index,)
        if any(entry is None or isinstance(entry, slice) for entry in entries):
            return self.part(index)
        item = self.array[self.place(index)] if self.array is not None else self.place(index)
        return int(item) if self.is_subscript else item

    def __setitem__(self, index, value):
        place = self.place(index)
        if isinstance(value, numpy.void):
            value = value.copy()
        self.array[place] = value


def order_refusal(axes, array):
    """Does the array lie otherwise than the axes ask?"""
    if (axes == "::1" or ", ::1" in axes) and not array.flags.c_contiguous:
        return "ValueError: ndarray is not C-contiguous"
    if "::1, " in axes and not array.flags.f_contiguous:
        return "ValueError: ndarray is not Fortran contiguous"
    return None


def refusal(declared, array):
    """The exception that an argument ends in, if it does."""
    is_const, item, axes, _ = declared
    if array is None:
        return None
    if isinstance(array, int):
        return "TypeError: a bytes-like object is required, not 'int'"
    if not is_const and not array.flags.writeable:
        return "ValueError: buffer source array is read-only"
    told = order_refusal(axes, array)
    wanted = axes.count(",") + 1
    if not told and array.ndim != wanted:
        found = f"(expected {wanted}, got {array.ndim})"
        told = f"ValueError: Buffer has wrong number of dimensions {found}"
    if not told and item in BUILTIN and array.dtype != BUILTIN[item]:
        names = f"expected '{is_const or ''}{item}' but got '{NAMES[array.dtype.char]}'"
        told = f"ValueError: Buffer dtype mismatch, {names}"
    return told


def declarations(text):
    """(is constant, type of items, axes) of each parameter that is a view."""
    parameters = re.fullmatch(r"def \w+\((.*)\):", text.splitlines()[0]).group(1)
    matches = map(DECLARED.match, re.split(r", (?![^\[]*\])", parameters))
    return [match.groups() for match in matches if match]


def item_of(arguments):
    """What a number of the items' type is made with."""
    arrays = [value for value in arguments if isinstance(value, numpy.ndarray)]
    return arrays[0].dtype.type if arrays and not arrays[0].dtype.names else lambda value: value


def plain(result, text, make):
    """The result in Python's numbers, those of the items' type made with `make`."""
    if not isinstance(result, tuple):
        return result.item() if isinstance(result, numpy.generic) else result
    names = text.rstrip().rpartition("return ")[2].split(", ")
    made = [make(value) if name in {"r", "s"} else value for name, value in zip(names, result)]
    return tuple(value.item() if isinstance(value, numpy.generic) else value for value in made)


def interpret(function, text, call):
    """What a call gives, as `observe.py` writes it; UNKNOWN where that is not defined."""
    arguments = eval(f"[{call}]", vars(values))
    declared = declarations(text)
    refusals = map(refusal, declared, arguments)
    told = next((message for message in refusals if message), None)
    if told is not None:
        return [told, values.shown_all(arguments), []]
    contents = [item != "Point" and name in {"starts", "columns"} for _, item, _, name in declared]
    given = list(arguments)
    for place, (array, is_subscript) in enumerate(zip(arguments, contents)):
        is_record = array is not None and array.dtype.names
        given[place] = Items(array.view(numpy.recarray) if is_record else array, is_subscript)
    try:
        result = function(*given)
        told = repr(plain(result, text, item_of(arguments)))
    except (IndexError, AttributeError) as error:
        if "prange" in text:  # what the other thread has done is not known
            return [UNKNOWN, "", []]
        told = f"{type(error).__name__}: {error}"
    except TypeError:  # what a reducer has made of operands
        return [UNKNOWN, "", []]
    return [told, values.shown_all(arguments), []]


SCOPE = {
    "prange": lambda *ends, **_: range(*ends),
    "sqrt": lambda number: numpy.sqrt(numpy.float64(number)),
    "fabs": lambda number: numpy.fabs(numpy.float64(number)),
    "casts": CASTS,
}


def answers(name, text, calls):
    """What each call gives."""
    scope = dict(SCOPE)
    with warnings.catch_warnings(action="ignore"), numpy.errstate(all="ignore"):
        exec(CAST.sub(r'casts["\1"](', python_text(text)), scope)
        return [interpret(scope[name], text, call) for call in calls]
