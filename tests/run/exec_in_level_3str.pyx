# cython: language_level=3str
"""exec, eval, locals, dir and vars at language level 3str, as at level 3.

>>> bound_in_module()
(1, ['x'], True)
>>> namespaces()
['first', 'second']
>>> evaluated()
(11, 4, 1, 9, 1)
>>> c_variables()
([('n', 4), ('real', 1.5)], ['n', 'real'], True)
>>> Class.total, Class.sees
(3, True)
>>> Typed().plain(2), Typed().typed(3)
((['a', 'self'], 2), (['a', 'self'], 3))
>>> arguments(1, 2, k=3)
(['a', 'b', 'c'], ['a', 'b', 'c'])
>>> list(generator(2))
[['i', 'n'], ['i', 'n']]
>>> in_comprehensions()
(0, [0, 1])
>>> defined(), executed_code()
(8, 4)
"""

VALUE = 10


def bound_in_module():
    x = 1
    exec("x = 2; bound_there = 3")
    return x, sorted(locals()), "bound_there" in globals()


def namespaces():
    names = {}
    exec("first = 1", names)
    exec("second = 2", globals(), names)
    return sorted(name for name in names if name[0] != "_")


def evaluated():
    x = 1
    cdef int n = 4

    def inner():
        return eval("x") if x else 0

    return eval("x + VALUE"), eval("n"), eval("n", {"n": 1}), eval("x", {}, {"x": 9}), inner()


def c_variables():
    cdef int n = 4
    cdef double real = 1.5
    return sorted(locals().items()), sorted(dir()), vars() == locals()


class Class:
    a, b = 1, 2
    total = eval("a + b")
    sees = "a" in locals() and "a" in dir() and "a" in vars()


cdef class Typed:
    cdef int value

    def plain(self, a):
        return sorted(locals()), eval("a")

    cpdef typed(self, int a):
        return sorted(locals()), eval("a")


def arguments(a, *b, **c):
    return dir(), sorted(locals())


def generator(n):
    for i in range(n):
        yield sorted(locals())


def in_comprehensions():
    return [locals() for i in range(1)][0].get("i"), [eval("j") for j in range(2)]


def defined():
    exec("def double_(n): return n * 2\ndoubled = double_(4)")
    return globals()["doubled"]


def executed_code():
    exec(compile("compiled_there = 4", "<code>", "exec"))
    return globals()["compiled_there"]
