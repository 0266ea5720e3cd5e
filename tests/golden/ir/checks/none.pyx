cdef class Node:
    cdef public Node next
    cdef public int value


def total(Node node):
    result = 0
    while node is not None:
        result += node.value
        node = node.next
    return result


def both(Node node):
    return node.value + node.value
