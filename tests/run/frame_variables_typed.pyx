"""locals(), eval and exec in functions with C variables.

>>> ITERATED
(['Node'], {'Node'}, {'Node'})
>>> iterated(1, 0.5)
(['left', 'right'], ['left', 'right'])
"""

cimport cython

cdef struct Point:
    int x
    int y

cdef class Node:
    cdef int value

ITERATED = (
    [name for name in vars() if name == 'Node'],
    {name for name in dir() if name == 'Node'},
    {name for name, value in locals().items() if name == 'Node'},
)


def iterated(int left, double right):
    return [name for name in dir()], sorted({name for name in vars()})


def typed(int number, double real, Node node, bytes data, *rest):
    """Those that can be objects are there.

    >>> names = typed(1, 2.5, None, b'x', 3)
    >>> [(name, names[name]) for name in sorted(names)]
    [('character', 65), ('data', b'x'), ('node', None), ('number', 1), ('point', {'x': 1, 'y': 2}), \
('real', 2.5), ('rest', (3,)), ('truth', True)]
    """
    cdef int *pointer = &number
    cdef void *nothing = NULL
    cdef Point point = Point(1, 2)
    cdef char character = b'A'
    cdef bint truth = True
    return locals()


def fresh(int count):
    """Each call gives a dict of its own.

    >>> fresh(1)
    ({'count': 1}, {'count': 2, 'first': {'count': 1}})
    """
    first = locals()
    count += 1
    return first, locals()


def shared(int count):
    """A C variable that an inner function shares.

    >>> shared(1)
    ([('count', 2)], ['count', 'inner'])
    """
    def inner():
        nonlocal count
        count += 1
        return sorted(locals().items())
    return inner(), dir()


def evaluated(int left, double right):
    """
    >>> evaluated(2, 0.5)
    1.0
    """
    return eval("left * right")


def executed(name):
    """As Cython has it, what is bound is bound in the module.

    >>> executed("bound_by_exec")
    7
    """
    exec(name + " = 7")
    return globals()[name]


cdef object names_of(int a, b):
    return dir()


cpdef names(int a, b):
    """
    >>> names(1, 2)
    (['a', 'b'], ['a', 'b'])
    """
    return dir(), names_of(a, b)


def view(double[:] rows):
    """
    >>> import array
    >>> sorted(view(array.array('d', [1, 2])))
    ['rows']
    """
    return locals()
