# cython: language_level=3
"""@cython.freelist: the memory of released objects is used for the next ones."""
cimport cython
import gc
import sys
import weakref


@cython.freelist(2)
cdef class Number:
    """
    >>> a, b, c = Number(), Number(), Number()
    >>> places = {id(a), id(b)}
    >>> a.value = 5
    >>> del a, b, c
    >>> a, b = Number(), Number()
    >>> {id(a), id(b)} == places
    True
    >>> a.value, b.value
    (0, 0)
    """
    cdef public int value


@cython.freelist(4)
cdef class Node:
    """Collected by the garbage collector, with a virtual method."""
    cdef public object first, second
    cdef public list items
    cdef int count

    def __cinit__(self):
        self.count += 1

    cdef int counted(self):
        return self.count


@cython.freelist(4)
cdef class Derived(Node):
    cdef public double weight

    cdef int counted(self):
        return 100 + self.count


def fresh(class_):
    """
    >>> fresh(Node)
    (None, None, None, True, 1)
    >>> fresh(Derived)
    (None, None, None, True, 101)
    """
    cdef Node node
    for i in range(10):
        node = class_()
        node.first = [i]
        node.second = node.first
        node.items = [node.first]
        del node
        node = class_()
    return node.first, node.second, node.items, gc.is_tracked(node), node.counted()


def direct():
    """
    >>> direct()
    499500
    """
    cdef Number number
    cdef long total = 0
    for i in range(1000):
        number = Number()
        number.value += i
        total += number.value
    return total


def cycles():
    """
    >>> cycles()
    0
    """
    gc.collect()
    for i in range(20):
        node = Node()
        node.first = node
    del node
    assert gc.collect() >= 1
    return gc.collect()


def references(class_):
    """
    >>> references(Number), references(Node), references(Derived)
    (0, 0, 0)
    """
    class_()
    before = sys.getrefcount(class_)
    for i in range(10):
        objects = [class_() for _ in range(8)]
        del objects
    return sys.getrefcount(class_) - before


class Python(Node):
    """Objects of a class of Python have memory of their own.

    >>> node = Python()
    >>> node.name, node.first = "n", node
    >>> del node
    >>> hasattr(Python(), "name"), hasattr(Python(), "__dict__"), type(Node()) is Node
    (False, True, True)
    """


class Slotted(Number):
    """
    >>> type(Slotted()), type(Number()), type(Slotted())
    (<class 'freelist.Slotted'>, <class 'freelist.Number'>, <class 'freelist.Slotted'>)
    """
    __slots__ = ()


cdef class SameSize(Number):
    """
    >>> [type(thing).__name__ for thing in (SameSize(), Number(), SameSize())]
    ['SameSize', 'Number', 'SameSize']
    """


log = []


@cython.freelist(3)
cdef class Finalized:
    """A finalizer runs once for each object.

    >>> for i in range(3): _ = Finalized(i)
    >>> del _
    >>> log
    [0, 1, 2]
    >>> log.clear()
    """
    cdef object number, me

    def __init__(self, number):
        self.number = number

    def __del__(self):
        log.append(self.number)


@cython.freelist(3)
cdef class Reborn:
    """An object that saves itself keeps its memory.

    >>> _ = Reborn()
    >>> del _
    >>> first = saved.pop()
    >>> second = Reborn()
    >>> first is second
    False
    >>> del first, second
    >>> len(saved)
    1
    >>> saved.clear()
    """
    cdef bint done

    def __del__(self):
        if not self.done:
            self.done = True
            saved.append(self)


saved = []


@cython.freelist(3)
cdef class Referred:
    """Weak references and attributes of the old object are not the new one's.

    >>> a = Referred()
    >>> a.name = 1
    >>> r = weakref.ref(a)
    >>> del a
    >>> b = Referred()
    >>> r() is None, b.__dict__, weakref.getweakrefcount(b)
    (True, {}, 0)
    """
    cdef dict __dict__
    cdef object __weakref__


@cython.freelist(3)
cdef class Fails:
    """
    >>> Fails(0)
    Traceback (most recent call last):
    ZeroDivisionError: integer division or modulo by zero
    >>> Fails(2).value
    5
    """
    cdef readonly int value

    def __cinit__(self, int divisor):
        self.value = 10 // divisor


@cython.freelist(10)
@cython.trashcan(True)
cdef class Chain:
    """
    >>> chain = None
    >>> for i in range(100000):
    ...     chain = Chain(chain)
    >>> del chain
    >>> Chain(None).next
    """
    cdef readonly object next

    def __init__(self, next):
        self.next = next


@cython.freelist(0)
cdef class Nothing:
    """
    >>> _ = Nothing()
    """


@cython.freelist(8)
@cython.no_gc
cdef class Untracked:
    """
    >>> _ = Untracked()
    >>> del _
    >>> gc.is_tracked(Untracked())
    False
    """
    cdef object value


def generator():
    """
    >>> list(generator())
    [0, 1, 2, 3]
    """
    for i in range(4):
        number = Number()
        number.value = i
        yield number.value
