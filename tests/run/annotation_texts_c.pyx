"""
>>> parameters(1, 2)
(1, 2)
>>> Class().method(3)
3

functools.wraps hands them on, as `__annotations__` or, from Python 3.14 on, as `__annotate__`.

>>> wrapper.__annotations__ == wrapped.__annotations__ == {'a': 'int', 'k': "'str'", 'return': 'list'}
True
"""


def parameters(a: (len(x) for x in [1]), b: (lambda y: [int(z) for z in y])) -> (len(x) for x in 2):
    return a, b


cdef class Class:
    def method(self, a: (str(i) for i in range(3) if bool(i))):
        return a


import functools


def wrapped(a: int, *, k: 'str' = None) -> list:
    return [a, k]


@functools.wraps(wrapped)
def wrapper(*args, **kw):
    return wrapped(*args, **kw)
