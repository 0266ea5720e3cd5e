cdef class Node:
    cdef object value
    cdef Node next


def last(Node node):
    while node.next is not None:
        node = node.next
    return node.value


def pairs(items, f):
    for a, b in items:
        f(a, b)
