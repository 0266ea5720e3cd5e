"""cdef classes that are exceptions.

>>> error = Failure(5, "why")
>>> error.code, error.args, str(error), isinstance(error, BaseException)
(5, (5, 'why'), "(5, 'why')", True)
>>> caught(4)
(4, (4, 'why'), 8)
>>> raise_it(3)
Traceback (most recent call last):
...
cdef_class_exceptions.Failure: 3
>>> class Worse(Failure):
...     pass
>>> try:
...     raise Worse(7) from KeyError("cause")
... except Failure as worse:
...     worse.twice(), type(worse).__name__, worse.__cause__, worse.__traceback__ is not None
(14, 'Worse', KeyError('cause'), True)
>>> Failure.__basicsize__ > BaseException.__basicsize__
True
>>> kept_alive()
0
"""
import gc
import weakref


cdef class Failure(BaseException):
    cdef public int code
    cdef object __weakref__
    cdef object details

    def __init__(self, code, *args):
        super().__init__(code, *args)
        self.code = code
        self.details = [code]

    cpdef int twice(self):
        return 2 * self.code


def caught(n):
    try:
        raise Failure(n, "why")
    except Failure as error:
        return error.code, error.args, error.twice()


def raise_it(n):
    raise Failure(n)


def kept_alive():
    """Exceptions that refer to themselves are collected."""
    alive = weakref.WeakSet()
    for i in range(5):
        try:
            raise_it(i)
        except Failure as error:
            error.again = error
            alive.add(error)
            error = None
    gc.collect()
    return len(alive)
