# C functions that call themselves: LLVM gets such a function twice, and inlines the one into the
# other. How deep a call is may show in results, exceptions and tracebacks alone.

cdef long fibonacci(long n):
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)


cdef int ackermann(int m, int n) noexcept nogil:
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))


cdef unsigned long gcd(unsigned long a, unsigned long b) noexcept:
    return a if b == 0 else gcd(b, a % b)


cdef long count_down(long n) noexcept:
    return 0 if n == 0 else count_down(n - 1)


def numbers():
    """
    >>> numbers()
    ([0, 1, 1, 2, 3, 5, 8, 13, 21, 34], 75025, 125, 21, 0)
    """
    cdef int reached
    with nogil:
        reached = ackermann(3, 4)
    return [fibonacci(n) for n in range(10)], fibonacci(25), reached, gcd(1071, 462), count_down(20000)


cdef int is_even(int n) noexcept:
    return 1 if n == 0 else is_odd(n - 1)


cdef int is_odd(int n) noexcept:
    return 0 if n == 0 else is_even(n - 1)


def mutual(int n):
    """
    >>> [mutual(n) for n in range(5)]
    [1, 0, 1, 0, 1]
    """
    return is_even(n)


cdef int descend(int n, int bottom) except -1:
    if n == bottom:
        raise ValueError(n)
    return descend(n + 1, bottom) + 1


def raise_deep(int bottom):
    """
    Each level of the recursion is in the traceback, with its line.

    >>> for bottom in range(6):
    ...     print(*raise_deep(bottom))
    0 1 1
    1 2 2
    2 3 2
    3 4 2
    4 5 2
    5 6 2
    """
    try:
        descend(0, bottom)
    except ValueError as error:
        traceback = error.__traceback__.tb_next
        lines = []
        while traceback is not None:
            lines.append(traceback.tb_lineno)
            traceback = traceback.tb_next
        return error.args[0], len(lines), len(set(lines))


cdef long endless(long n) except? -1:
    if n < 0:
        raise ValueError
    return endless(n + 1) + 1


cdef object endless_object(object value, int n):
    if n < 0:
        return value
    return [endless_object(value, n + 1)]


cdef long caught(long n) except? -1:
    if n < 0:
        return 0
    try:
        return caught(n + 1)
    except RecursionError:
        return n


def without_end(which):
    """
    >>> without_end(0)
    Traceback (most recent call last):
    ...
    RecursionError: maximum recursion depth exceeded
    >>> without_end(1)
    Traceback (most recent call last):
    ...
    RecursionError: maximum recursion depth exceeded
    >>> without_end(2) > 1000
    True
    """
    if which == 0:
        return endless(0)
    if which == 1:
        return endless_object(None, 0)
    return caught(0)


cdef class Node:
    cdef Node left, right
    cdef long value

    def __init__(self, long value):
        self.value = value

    cdef long sum_up(self):
        cdef long total = self.value
        if self.left is not None:
            total += self.left.sum_up()
        if self.right is not None:
            total += self.right.sum_up()
        return total


cdef Node grow(int depth, long value):
    cdef Node node = Node(value)
    if depth > 0:
        node.left = grow(depth - 1, 2 * value)
        node.right = grow(depth - 1, 2 * value + 1)
    return node


cdef long total_of(Node node):
    if node is None:
        return 0
    return node.value + total_of(node.left) + total_of(node.right)


cdef long depth_of(Node node) except -1:
    if node.left is None:
        return 1
    return depth_of(node.left) + 1


def trees(int depth):
    """
    >>> [trees(depth) for depth in range(5)]
    [(1, 1, 1), (6, 6, 2), (28, 28, 3), (120, 120, 4), (496, 496, 5)]
    """
    cdef Node tree = grow(depth, 1)
    return total_of(tree), tree.sum_up(), depth_of(tree)


cdef list flatten(object value, list found):
    if isinstance(value, list):
        for item in value:
            flatten(item, found)
    else:
        found.append(value)
    return found


cdef (int, double) halve(int steps, double value):
    if value < 1:
        return steps, value
    return halve(steps + 1, value / 2)


def several_kinds():
    """
    >>> several_kinds()
    ([1, 2, 3, 4], (7, 0.78125))
    """
    return flatten([1, [2, [3, []]], 4], []), halve(0, 100)
