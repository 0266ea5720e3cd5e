"""Python's C API for lists, tuples, dictionaries, sets and sequences: what is lent, stolen and new, and how each fails."""

from cpython cimport Py_INCREF, Py_REFCNT, Py_XDECREF
from cpython.dict cimport (
    PyDict_Check, PyDict_Contains, PyDict_Copy, PyDict_DelItemString, PyDict_GetItem, PyDict_GetItemRef,
    PyDict_GetItemString, PyDict_GetItemStringRef, PyDict_GetItemWithError, PyDict_Items, PyDict_Merge,
    PyDict_MergeFromSeq2, PyDict_New, PyDict_Next, PyDict_SetDefault, PyDict_SetDefaultRef, PyDict_SetItem,
    PyDict_SetItemString, PyDict_Size, PyDictProxy_New,
)
from cpython.frozendict cimport PyAnyDict_Check, PyFrozenDict_Check, PyFrozenDict_New, PyFrozenDict_NewEmpty
from cpython.iterator cimport PyIter_Check, PyIter_Next
from cpython.iterobject cimport PyCallIter_New, PySeqIter_New
from cpython.list cimport (
    PyList_Append, PyList_AsTuple, PyList_Clear, PyList_Extend, PyList_GET_ITEM, PyList_GET_SIZE, PyList_GetItem,
    PyList_GetItemRef, PyList_GetSlice, PyList_Insert, PyList_New, PyList_Reverse, PyList_SET_ITEM, PyList_SetItem,
    PyList_SetSlice, PyList_Sort,
)
from cpython.mapping cimport PyMapping_GetItemString, PyMapping_HasKey, PyMapping_Keys, PyMapping_SetItemString
from cpython.object cimport PyObject
from cpython.sequence cimport (
    PySequence_Concat, PySequence_Contains, PySequence_Count, PySequence_Fast, PySequence_Fast_GET_ITEM,
    PySequence_Fast_GET_SIZE, PySequence_Fast_ITEMS, PySequence_GetItem, PySequence_GetSlice, PySequence_Index,
    PySequence_ITEM, PySequence_List, PySequence_Repeat, PySequence_SetItem, PySequence_Tuple,
)
from cpython.set cimport (
    PyAnySet_Check, PyFrozenSet_New, PySet_Add, PySet_Contains, PySet_Discard, PySet_GET_SIZE, PySet_New, PySet_Pop,
)
from cpython.slice cimport PySlice_AdjustIndices, PySlice_GetIndicesEx, PySlice_New, PySlice_Unpack
from cpython.tuple cimport (
    PyTuple_GET_ITEM, PyTuple_GET_SIZE, PyTuple_GetItem, PyTuple_GetSlice, PyTuple_New, PyTuple_Pack, PyTuple_SET_ITEM,
    PyTuple_SetItem,
)

import sys


class Thing:
    """Something whose count nothing else changes."""

    def __eq__(self, other):
        raise ArithmeticError("compared")

    def __hash__(self):
        return 1


def kept(function, *arguments):
    """How many references to a new thing stay, after its first argument has been called with it."""
    thing = Thing()
    before = sys.getrefcount(thing)
    result = function(thing, *arguments)
    del result
    return sys.getrefcount(thing) - before


# --- Lists ---------------------------------------------------------------------------------------------------------

def filled_list(o):
    """
    >>> filled_list("x")
    ['x', 'x', 'x', 'x']
    >>> kept(filled_list)
    0
    """
    result = PyList_New(3)
    Py_INCREF(o)
    PyList_SET_ITEM(result, 0, o)
    Py_INCREF(o)
    PyList_SET_ITEM(result, 1, o)
    Py_INCREF(o)
    PyList_SetItem(result, 2, o)
    PyList_Append(result, o)
    return result


def lent_items(list items, Py_ssize_t index):
    """
    >>> lent_items([1, "b"], 1)
    ('b', 'b', 'b')
    >>> lent_items([1], 1)
    Traceback (most recent call last):
    IndexError: list index out of range
    >>> kept(lambda thing: lent_items([thing], 0))
    0
    """
    first = <object>PyList_GetItem(items, index)
    return first, <object>PyList_GET_ITEM(items, index), PyList_GetItemRef(items, index)


def changed_list(list items):
    """
    >>> changed_list([3, 1])
    ([9, 8, 0, 3, 2, 1], (9, 8, 0, 3, 2, 1), [8, 0], 6)
    >>> changed_list([1, "a"])
    Traceback (most recent call last):
    TypeError: '<' not supported between instances of 'str' and 'int'
    """
    PyList_Insert(items, 0, 2)
    PyList_Sort(items)
    PyList_Reverse(items)
    PyList_SetSlice(items, 0, 0, (9, 8, 0))
    return items, PyList_AsTuple(items), PyList_GetSlice(items, 1, 3), PyList_GET_SIZE(items)


def emptied(list items, more):
    """
    >>> emptied([1], "ab")
    ([1, 'a', 'b'], [])
    >>> emptied([1], 3)
    Traceback (most recent call last):
    TypeError: can only assign an iterable # until 3.12
    TypeError: 'int' object is not iterable # from 3.13
    """
    PyList_Extend(items, more)
    copy = list(items)
    PyList_Clear(items)
    return copy, items


def set_outside(list items, o):
    """It is stolen also when it fails.

    >>> kept(set_outside_of_none)
    0
    """
    Py_INCREF(o)
    PyList_SetItem(items, 5, o)


def set_outside_of_none(o):
    try:
        set_outside([], o)
    except IndexError:
        pass


# --- Tuples --------------------------------------------------------------------------------------------------------

def filled_tuple(o):
    """
    >>> filled_tuple("x")
    (('x', 'x'), ('x', 'x', 1), 'x', 'x', ('x',), 2)
    >>> kept(filled_tuple)
    0
    """
    result = PyTuple_New(2)
    Py_INCREF(o)
    PyTuple_SET_ITEM(result, 0, o)
    Py_INCREF(o)
    PyTuple_SetItem(result, 1, o)
    cdef object one = 1
    packed = PyTuple_Pack(3, <PyObject *>o, <PyObject *>o, <PyObject *>one)
    return (result, packed, <object>PyTuple_GetItem(result, 0), <object>PyTuple_GET_ITEM(result, 1),
            PyTuple_GetSlice(result, 1, 5), PyTuple_GET_SIZE(result))


def outside_tuple(tuple items):
    """
    >>> outside_tuple(())
    Traceback (most recent call last):
    IndexError: tuple index out of range
    """
    return <object>PyTuple_GetItem(items, 0)


# --- Dictionaries --------------------------------------------------------------------------------------------------

def filled_dict(o):
    """
    >>> filled_dict("x")
    ({1: 'x', 'two': 'x', 'three': 'x'}, 'x', 'x', 'x', 1, 3)
    >>> kept(filled_dict)
    0
    """
    result = PyDict_New()
    PyDict_SetItem(result, 1, o)
    PyDict_SetItemString(result, b"two", o)
    third = <object>PyDict_SetDefault(result, "three", o)
    return (result, <object>PyDict_GetItem(result, 1), <object>PyDict_GetItemString(result, b"two"), third,
            PyDict_Contains(result, 1), PyDict_Size(result))


def missing(dict items, key):
    """
    >>> missing({1: 2}, 3)
    (True, True)
    >>> missing({Thing(): 2}, Thing())
    Traceback (most recent call last):
    ArithmeticError: compared
    >>> missing({}, [])
    Traceback (most recent call last):
    TypeError: unhashable type: 'list' # until 3.13
    TypeError: cannot use 'list' as a dict key (unhashable type: 'list') # from 3.14
    """
    return PyDict_GetItemWithError(items, key) == NULL, PyDict_GetItemString(items, b"none") == NULL


def references(dict items, key, default):
    """
    >>> references({}, 1, "x")
    (0, None, 0, 'x', 1, 'x')
    >>> references({1: "y"}, 1, "x")
    (1, 'y', 1, 'y', 1, 'y')
    >>> kept(lambda thing: references({}, 1, thing))
    0
    >>> kept(lambda thing: references({1: thing}, 1, 5))
    0
    >>> references({Thing(): 2}, Thing(), 1)
    Traceback (most recent call last):
    ArithmeticError: compared
    """
    cdef PyObject *found = NULL
    cdef PyObject *set_default = NULL
    cdef PyObject *again = NULL
    first = PyDict_GetItemRef(items, key, &found)
    before = <object>found if found != NULL else None
    Py_XDECREF(found)
    second = PyDict_SetDefaultRef(items, key, default, &set_default)
    value = <object>set_default
    Py_XDECREF(set_default)
    PyDict_SetItemString(items, b"text", value)
    third = PyDict_GetItemStringRef(items, b"text", &again)
    last = <object>again
    Py_XDECREF(again)
    return first, before, second, value, third, last


def walked(dict items):
    """
    >>> walked({1: "a", 2: "b"})
    [(1, 'a'), (2, 'b')]
    >>> kept(lambda thing: walked({thing: thing}))
    0
    """
    cdef Py_ssize_t position = 0
    cdef PyObject *key
    cdef PyObject *value
    result = []
    while PyDict_Next(items, &position, &key, &value):
        result.append((<object>key, <object>value))
    return result


def merged(dict items, other, pairs):
    """
    >>> merged({1: 1}, {1: 2, 3: 4}, [(5, 6)])
    ({1: 1, 3: 4, 5: 6}, [(1, 1), (3, 4), (5, 6)], True)
    >>> merged({}, {}, [1])
    Traceback (most recent call last):
    TypeError: cannot convert dictionary update sequence element #0 to a sequence # until 3.13
    TypeError: object is not iterable # from 3.14
    Cannot convert dictionary update sequence element #0 to a sequence # from 3.14
    """
    PyDict_Merge(items, other, False)
    PyDict_MergeFromSeq2(items, pairs, True)
    return PyDict_Copy(items), PyDict_Items(items), PyDictProxy_New(items) == items


def deleted(dict items):
    """
    >>> deleted({"key": 1})
    {}
    >>> deleted({})
    Traceback (most recent call last):
    KeyError: 'key'
    """
    PyDict_DelItemString(items, b"key")
    return items


def kinds(o):
    """
    >>> kinds({}), kinds(1)
    ((True, True), (False, False))
    """
    return PyDict_Check(o), PyAnyDict_Check(o)


def frozen(items):
    """
    >>> frozen([(1, 2)])
    (True, 2, 0)
    >>> frozen(3)
    Traceback (most recent call last):
    TypeError: 'int' object is not iterable
    """
    made = PyFrozenDict_New(items)
    return PyFrozenDict_Check(made), made[1], len(PyFrozenDict_NewEmpty())


def mapped(o):
    """
    >>> mapped({})
    (1, ['key'], True)
    >>> mapped([])
    Traceback (most recent call last):
    TypeError: list indices must be integers or slices, not str
    """
    PyMapping_SetItemString(o, b"key", 1)
    return PyMapping_GetItemString(o, b"key"), PyMapping_Keys(o), PyMapping_HasKey(o, "key")


# --- Sets ----------------------------------------------------------------------------------------------------------

def sets(items, o):
    """
    >>> sets([1, 2], 3)
    (3, True, True, False, frozenset({1}), True)
    >>> sets(1, 2)
    Traceback (most recent call last):
    TypeError: 'int' object is not iterable
    >>> kept(lambda thing: sets([], thing))
    0
    """
    made = PySet_New(items)
    PySet_Add(made, o)
    size = PySet_GET_SIZE(made)
    return (size, PySet_Contains(made, o), PySet_Discard(made, o), PySet_Discard(made, o), PyFrozenSet_New([1]),
            PyAnySet_Check(made))


def popped(set items):
    """
    >>> popped({1})
    1
    >>> popped(set())
    Traceback (most recent call last):
    KeyError: 'pop from an empty set'
    """
    return PySet_Pop(items)


# --- Sequences, iterators, slices ----------------------------------------------------------------------------------

def sequence(o, item):
    """
    >>> sequence([1, 2, 1], 1)
    (2, 1, 0, [1, 2, 1, 1, 2, 1], (1, 2, 1), [2, 1], 1, 1)
    >>> sequence([], 1)
    Traceback (most recent call last):
    ValueError: sequence.index(x): x not in sequence
    >>> sequence(3, 1)
    Traceback (most recent call last):
    TypeError: argument of type 'int' is not iterable
    """
    return (PySequence_Count(o, item), PySequence_Contains(o, item), PySequence_Index(o, item),
            PySequence_Concat(o, PySequence_Repeat(o, 1)), PySequence_Tuple(o), PySequence_GetSlice(o, 1, 3),
            PySequence_GetItem(o, 0), PySequence_ITEM(o, 0))


def fast(o):
    """
    >>> fast("abc"), fast([4]), fast((5,))
    (['a', 'b', 'c'], [4], [5])
    >>> fast(3)
    Traceback (most recent call last):
    TypeError: not good
    >>> kept(lambda thing: fast(x for x in [thing]))
    0
    """
    items = PySequence_Fast(o, b"not good")
    cdef PyObject **pointer = PySequence_Fast_ITEMS(items)
    result = []
    for i in range(PySequence_Fast_GET_SIZE(items)):
        assert pointer[i] == PySequence_Fast_GET_ITEM(items, i)
        result.append(<object>pointer[i])
    return result


def set_item(o, Py_ssize_t index, value):
    """
    >>> set_item([1, 2], 1, 5)
    [1, 5]
    >>> set_item((1, 2), 1, 5)
    Traceback (most recent call last):
    TypeError: 'tuple' object does not support item assignment
    """
    PySequence_SetItem(o, index, value)
    return PySequence_List(o)


def iterated(o):
    """
    >>> iterated(iter([7]))
    7
    >>> kept(lambda thing: iterated(iter([thing])))
    0
    >>> iterated(1 / x for x in [0])
    Traceback (most recent call last):
    ZeroDivisionError: division by zero
    """
    assert PyIter_Check(o)
    return PyIter_Next(o)


def iterators():
    """
    >>> iterators()
    ([1, 2], [0, 0])
    """
    items = [0, 0, 1]
    return list(PySeqIter_New([1, 2])), list(PyCallIter_New(lambda: items.pop(0), 1))


def slices(s, Py_ssize_t length):
    """
    >>> slices(slice(1, -1, 2), 10)
    (1, 9, 2, 4, (1, -1, 2), 4, slice(1, None, 2))
    >>> slices(slice(None, None, 0), 10)
    Traceback (most recent call last):
    ValueError: slice step cannot be zero
    """
    cdef Py_ssize_t start, stop, step, count, first, last, by
    PySlice_GetIndicesEx(s, length, &start, &stop, &step, &count)
    PySlice_Unpack(s, &first, &last, &by)
    unpacked = first, last, by
    size = PySlice_AdjustIndices(length, &first, &last, by)
    return start, stop, step, count, unpacked, size, PySlice_New(1, None, 2)
