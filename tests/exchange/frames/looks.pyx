# What looks at the frame of its caller, from functions of all kinds.
import enum
import inspect
import logging
import sys
import traceback
import typing
import warnings
from collections import namedtuple


def frame(depth=0):
    return sys._getframe(depth)


cdef frame_of_c(depth):
    return sys._getframe(depth)


def through_c(depth=0):
    return frame_of_c(depth)


cpdef frame_of_cp(depth=0):
    return sys._getframe(depth)


def by_another_name(depth=0):
    look = sys._getframe
    return look(depth)


def current():
    return inspect.currentframe()


def closure(depth=0):
    def inner():
        return sys._getframe(depth)
    return inner()


def generated(depth=0):
    yield sys._getframe(depth)


async def awaited(depth=0):
    return sys._getframe(depth)


def names():
    return [each.function for each in inspect.stack(0)][:2]


def extracted():
    return [each.name for each in traceback.extract_stack()][-2:]


def called(function):
    return function()


def warned(stacklevel=1):
    warnings.warn('old', DeprecationWarning, stacklevel=stacklevel)


class Plain:
    def __init__(self, stacklevel=1):
        warned(stacklevel)


cdef class Typed:
    def __init__(self, stacklevel=1):
        warnings.warn('old', DeprecationWarning, stacklevel=stacklevel)

    @property
    def old(self):
        warned(1)
        return sys._getframe()


def logged(logger):
    logger.warning('said')


def made():
    kinds = namedtuple('Pair', 'a b'), enum.Enum('Color', 'RED'), typing.TypeVar('T')
    return [kind.__module__ for kind in kinds]


def evaluated():
    return eval('frame(1)', {'frame': sys._getframe}).f_code.co_name
