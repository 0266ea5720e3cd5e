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
>>> parse("12")
12
>>> parse("x")
Traceback (most recent call last):
...
cdef_class_exceptions.SyntaxProblem: ('x', 1)
>>> issubclass(SyntaxProblem, ValueError), SyntaxProblem.__mro__[1:3]
(True, (<class 'ValueError'>, <class 'Exception'>))
>>> try:
...     parse("yy")
... except ValueError as problem:
...     problem.position
2
>>> Missing("key")["no"]
Traceback (most recent call last):
...
cdef_class_exceptions.Missing: 'no'
>>> name_of(KeyError(1)), name_of(Missing("m")), name_of(None)
('KeyError', 'Missing', 'NoneType')
>>> name_of(ValueError())
Traceback (most recent call last):
...
TypeError: Argument 'error' has incorrect type (expected LookupError, got ValueError)
>>> checked(UnicodeError("a"))
UnicodeError('a')
>>> checked(KeyError())
Traceback (most recent call last):
...
TypeError: Expected ValueError, got KeyError
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


cdef class SyntaxProblem(ValueError):
    cdef readonly int position

    def __init__(self, text, int position):
        super().__init__(text, position)
        self.position = position


cdef class Missing(KeyError):
    def __getitem__(self, name):
        raise Missing(name)


def parse(str text):
    try:
        return int(text)
    except ValueError:
        raise SyntaxProblem(text, len(text)) from None


def name_of(LookupError error):
    return type(error).__name__


def checked(value):
    cdef ValueError error = value
    return error


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
