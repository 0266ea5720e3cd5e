"""What cannot be made for want of memory is a MemoryError: memoryviews, and imports (of
which CPython makes a TypeError).

Each allocation fails in turn, alone.

>>> outcomes(owner_of_memory)
['MemoryError', 'made']
>>> outcomes(text_of_view)
['MemoryError', 'made']
>>> outcomes(missing_name)
['ImportError', 'MemoryError']
"""

from _testcapi import remove_mem_hooks, set_nomemory

cdef char[:] view = bytearray(16)
view_object = <object>view


def owner_of_memory():
    return view_object.base


def text_of_view():
    return str(view_object)


def missing_name():
    from os.path import nothing_of_that_name
    return nothing_of_that_name


def outcomes(call):
    return sorted({outcome_without(call, number) for number in range(1, 100)})


def outcome_without(call, number):
    set_nomemory(number, number + 1)
    try:
        call()
    except Exception as error:
        remove_mem_hooks()
        return type(error).__name__
    remove_mem_hooks()
    return "made"
