"""Errors that files of Cython's language report in Cython's words (those of plain Python: unpacking.py,
unbound_variables.py).

>>> pair([1])
Traceback (most recent call last):
...
ValueError: need more than 1 value to unpack
>>> pair(())
Traceback (most recent call last):
...
ValueError: need more than 0 values to unpack
>>> pair(iter("abc"))
Traceback (most recent call last):
...
ValueError: too many values to unpack (expected 2)
>>> pair((1, 2, 3))
Traceback (most recent call last):
...
ValueError: too many values to unpack (expected 2)
>>> pair(None)
Traceback (most recent call last):
...
TypeError: 'NoneType' object is not iterable
>>> pair(5)
Traceback (most recent call last):
...
TypeError: 'int' object is not iterable
>>> ends([1])
Traceback (most recent call last):
...
ValueError: need more than 1 value to unpack
>>> ends(Two("a"))
Traceback (most recent call last):
...
ValueError: need more than 1 value to unpack
>>> ends([1, 2, 3])
(1, [2], 3)

All values are converted before the first variable changes; other targets follow one another.

>>> typed([1, 2, "abc"]), typed((1, 2, 3)), typed(Two("ab"))
((0, 0, 0), (1, 2, 3), (0, 0, 0))
>>> in_turn()
[7, 0, 5, 0]

>>> unassigned(False)
Traceback (most recent call last):
...
UnboundLocalError: local variable 'x' referenced before assignment
>>> unassigned_cell(False)
Traceback (most recent call last):
...
UnboundLocalError: local variable 'x' referenced before assignment
>>> unassigned_free()
Traceback (most recent call last):
...
NameError: free variable 'x' referenced before assignment in enclosing scope
>>> unassigned_in_comprehension(False)
Traceback (most recent call last):
...
UnboundLocalError: local variable 'x' referenced before assignment
>>> list(unassigned_generator())
Traceback (most recent call last):
...
UnboundLocalError: local variable 'x' referenced before assignment

What is no context manager lacks an attribute:

>>> manage(None)
Traceback (most recent call last):
...
AttributeError: __exit__
>>> class Entered:
...     def __enter__(self):
...         raise ValueError("not reached")
>>> manage(Entered())
Traceback (most recent call last):
...
AttributeError: __exit__
>>> class Left:
...     def __exit__(self, *exception):
...         return False
>>> manage(Left())
Traceback (most recent call last):
...
AttributeError: __enter__
>>> list(manage_in_generator(5))
Traceback (most recent call last):
...
AttributeError: __exit__
"""


class Two:
    def __init__(self, items):
        self.items = items

    def __iter__(self):
        return iter(self.items)


def pair(value):
    a, b = value
    return a, b


def ends(value):
    a, *b, c = value
    return a, b, c


def typed(value):
    cdef int a = 0, b = 0, c = 0
    try:
        a, b, c = value
    except (TypeError, ValueError):
        pass
    return a, b, c


def in_turn():
    cdef int i
    items = [0, 0, 0, 0]
    i, items[i], items[0] = 2, 5, 7
    return items


def unassigned(set):
    if set:
        x = "one"
    return x


def unassigned_cell(set):
    if set:
        x = "one"
    y = x
    return lambda: x, y


def unassigned_free():
    def inner():
        return x
    inner()
    x = "one"


def unassigned_in_comprehension(set):
    if set:
        x = "one"
    return [x for _ in range(1)]


def unassigned_generator():
    for x in ():
        pass
    yield x


def manage(manager):
    with manager:
        pass


def manage_in_generator(manager):
    with manager as entered:
        yield entered


def next_of(iterator, int end=5):
    """
    >>> next_of(iter([1])), next_of(iter([]))
    (1, 5)
    >>> next_of(5)
    Traceback (most recent call last):
    TypeError: int object is not an iterator
    """
    return next(iterator, end)
