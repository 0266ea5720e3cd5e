"""C variables of the module that hold objects: what else may bind them."""

cdef object chosen
try:
    from types import there_is_no_such_thing as chosen
except ImportError:
    def chosen(left, right):
        return left, right

cdef object Class
class Class:
    number = 1


def values():
    """
    >>> values()
    ((1, 2), 1, 'Class')
    """
    return chosen(1, 2), Class.number, Class.__name__


def rebound():
    """
    >>> rebound()
    (3, (1, 2))
    """
    global chosen
    before = chosen
    chosen = lambda: 3
    try:
        return chosen(), before(1, 2)
    finally:
        chosen = before


cdef const int set_later
cdef const double computed
set_later = 5
computed = set_later / 2.0


def constants_of_the_module():
    """
    >>> constants_of_the_module()
    (5, 2.5)
    """
    cdef const int *pointer = &set_later
    return pointer[0], computed
