"""Which cdef classes the garbage collector looks at: those through which a cycle can lead."""

import gc


def is_collected(kind):
    return bool(kind.__flags__ & (1 << 14))


cdef class Leaf:
    """Text and bytes refer to nothing: no collector, and no head for it in front of the object.

    >>> is_collected(Leaf), gc.is_tracked(Leaf())
    (False, False)
    >>> leaf = Leaf()
    >>> leaf.text, leaf.data, leaf.buffer = "text", b"data", bytearray(b"buffer")
    >>> leaf.text, leaf.data, leaf.buffer, leaf.number
    ('text', b'data', bytearray(b'buffer'), 0.0)
    >>> leaf.text = None
    >>> leaf.text

    An object of a derived class could have attributes, and lead back.

    >>> class Text(str):
    ...     pass
    >>> leaf.text = Text("text")
    Traceback (most recent call last):
    TypeError: Expected str, got Text
    """
    cdef public str text
    cdef public bytes data
    cdef public bytearray buffer
    cdef public double number


cdef class AlsoLeaf(Leaf):
    """
    >>> is_collected(AlsoLeaf), gc.is_tracked(AlsoLeaf())
    (False, False)
    """
    cdef public str more


cdef class Node(Leaf):
    """What a derived class adds may lead back; then all of it is looked at.

    >>> is_collected(Node), gc.is_tracked(Node())
    (True, True)
    >>> log.clear()
    >>> node = Node()
    >>> node.text = "a" * 3
    >>> node.link = [node]
    >>> del node
    >>> gc.collect() > 0, log
    (True, ['aaa'])
    >>> log.clear()
    """
    cdef public object link

    def __dealloc__(self):
        log.append(self.text)


log = []


cdef class Holder:
    """
    >>> is_collected(Holder)
    True
    """
    cdef Leaf leaf


cdef class Whole:
    """A tuple may contain anything.

    >>> is_collected(Whole)
    True
    """
    cdef tuple items


cdef class Own:
    """
    >>> is_collected(Own)
    True
    >>> own = Own()
    >>> own.itself = own
    >>> del own
    >>> gc.collect() > 0
    True
    """
    cdef str text
    cdef dict __dict__


class PythonLeaf(Leaf):
    """
    >>> is_collected(PythonLeaf)
    True
    >>> log.clear()
    >>> leaf = PythonLeaf()
    >>> leaf.itself = leaf
    >>> del leaf
    >>> gc.collect() > 0, log
    (True, ['deleted'])
    >>> log.clear()
    """

    def __del__(self):
        log.append("deleted")


def make_many(int count):
    """
    >>> make_many(1000)
    ['0', '999']
    """
    leaves = []
    for i in range(count):
        leaf = Leaf()
        leaf.text = str(i)
        leaves.append(leaf)
    return [leaves[0].text, leaves[-1].text]
