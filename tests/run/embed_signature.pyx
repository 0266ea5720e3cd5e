# cython: embedsignature=True, annotation_typing=False
"""Signatures that docstrings begin with.

>>> show(Plain.__doc__, Plain.method.__doc__, Plain.cmethod.__doc__)
Plain(int first, second=None, *, third: object = 'x')
|
|What a plain class is.
|
|    Indented.
Plain.method(self, a, b=1, /, c=5, *args, d=6, **kwargs)
Plain.cmethod(self, double x, list items=None) -> double
|
|Existing.
>>> show(Plain.of_class.__doc__, Plain.static.__doc__, Undocumented.__doc__)
Plain.of_class(cls, a)
Plain.static(int a)
Undocumented(size_t n)
>>> show(Python.method.__doc__, Python().method().__doc__, Python.__doc__)
Python.method(self, *, key)
Python.inner(x: int = 2 + 2) -> str
|
|Inner.
None
>>> show(free.__doc__, pointer.__doc__, nothing.__doc__, result.__doc__, generator.__doc__)
free(a: int, b: float = 1.0, *args: tuple, **kwargs: dict) -> (None, True)
pointer(unsigned char c, char *text=NULL, bool flag=True)
nothing()
result(str s=b'spam'.decode()) -> str
generator(a=[1, 2], *rest)
|
|Line.
|  More.
|
|Last.
>>> show((lambda x: x).__doc__, plain_doc.__doc__, Plain.value.__doc__)
None
As it is.
The value.
"""
cimport cython


def show(*docs):
    for doc in docs:
        print("\n".join(line if i == 0 else "|" + line
                        for i, line in enumerate(str(doc).split("\n"))))


cdef class Plain:
    """
    What a plain class is.

        Indented.
    """

    def __init__(self, int first, second=None, *, third: object = 'x'):
        "Not shown."

    def method(self, a, b=1, /, c=5, *args, d=6, **kwargs):
        pass

    cpdef double cmethod(self, double x, list items=None):
        "Existing."
        return x

    @classmethod
    def of_class(cls, a):
        pass

    @staticmethod
    def static(int a):
        pass

    @property
    def value(self):
        "The value."


cdef class Undocumented:
    def __init__(self, size_t n):
        pass


class Python:
    def method(self, *, key=None):
        def inner(x: int = 2 + 2) -> str:
            "Inner."
        return inner

    method.__doc__ = method.__doc__.replace("=None", "")


def free(a: int, b: float = 1.0, *args: tuple, **kwargs: dict) -> (None, True):
    pass


def pointer(unsigned char c, char *text=NULL, bint flag=True):
    pass


def nothing():
    pass


cpdef str result(str s=b'spam'.decode()):
    return s


def generator(a=[1, 2], *rest):
    """

    Line.
      More.

    Last.

    """
    yield a


@cython.embedsignature(False)
def plain_doc(a):
    "As it is."


def takes_function(a=lambda x: x + 1, b=3):
    """
    >>> print(takes_function.__doc__.splitlines()[0])
    takes_function(a=..., b=3)
    """
