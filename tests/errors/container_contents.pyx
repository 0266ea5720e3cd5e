# What is in a container has to be objects, and fit where the container goes.
from typing import Dict


def wrong(list[int*] pointers):  # error: E0401 cannot convert 'int *' to 'object'
    cdef list[int, str] two = []  # warning: W0124 what is in the brackets of 'list' is ignored
    cdef Dict[str] one = {}  # warning: W0124 what is in the brackets of 'dict' is ignored
    cdef list[str, ...] uniform = []  # warning: W0124
    cdef set[missing] unknown = set()  # error: E0501 unknown type 'missing'
    cdef list[int] numbers = []
    cdef list[str] texts = numbers  # error: E0401 cannot convert 'list[int]' to 'list[str]'
    cdef set[int] others = numbers  # error: E0401 cannot convert 'list[int]' to 'set[int]'
    cdef dict[str, list[int]] table = {}
    cdef list[list[str]] lists = [table["a"]]
    cdef str text = numbers[0]  # error: E0401 cannot convert 'int' to 'str'
    cdef tuple[str, ...] names = table.popitem()  # error: E0401
    &numbers[0]  # error: E0414
    return texts, two, one, uniform, others, lists, text, names, unknown


def loops(list[double] reals, dict[double, str] table, set[int] numbers, list[str] texts):
    cdef int i
    cdef double d
    for i in reals:  # error: E0401 cannot convert 'double' to 'int'
        pass
    for i in table:  # error: E0401 cannot convert 'double' to 'int'
        pass
    for d in numbers:
        pass
    for text in texts:
        pass
    return d, text


def swapped():
    cdef tuple[str, int] pair = ("a", 1)
    cdef tuple[int, str] other = pair  # error: E0401
    return other
