# cython: embedsignature=True, embedsignature.format=python, annotation_typing=False, c_string_type=str
# cython: c_string_encoding=utf8
"""Signatures of docstrings in the words of Python and of Argument Clinic, and those of attributes.

>>> show(plain, annotated, of_c, Python.method)
plain(a, b=1, *args, c, **kwargs)
|
|Own.
annotated(x: float = 2.0, *rest: tuple, y: 'any' = None) -> str
of_c(i: int, size: int, d: float, z: complex, flag: bool, text: str, items: list, parts: double[:], pair: Pair) -> int
method(self, n: int, /)
>>> show(Plain.__init__, Plain.__call__, Plain.of_class, Plain.static, Plain)
__init__(self, first: int, second=None)
|
|Made.
__call__(self, x: int) -> float
of_class(cls, a: float = 1.5)
static(a: int)
What a class is.
>>> show(Plain.number, Plain.anything, Plain.other, Plain.view, Plain.value, Plain.bare, Plain.old, Plain.only)
number: int
|
|How many.
None
other: Plain
view: double[:]
value: int
|
|A value.
Unannotated.
old: 'str'
|
|The old form.
None
>>> Plain(3).value, Plain(4).number, Plain(5)(2)
(3, 4, 2)

>>> show(AsInC.number, AsInC.items, AsInC.other, AsInC.anything, AsInC.value, AsInC)
number: 'long long'
items: list
other: embed_signature_formats.Plain
anything: object
|
|Any.
AsInC.value: int
AsInC(int x=0)

>>> signatures(clinic, clinic_bare, Clinic.method, Clinic.of_class, Clinic.__init__, Clinic.__call__)
('Own.\\n\\nMore.', '(a, b=42, *, c=1)')
(None, '()')
('Own.', '($self, a, *args, **kwargs)')
(None, '($type, a)')
('Made.', '($self, first, /, second=None)')
('Called.', '($self, x)')
>>> show(Clinic, Clinic.number)
None
The number.
>>> clinic.__doc__ = "Another."
>>> show(clinic)
Another.
>>> signatures(bound, plain)
('Bound.', None)
('plain(a, b=1, *args, c, **kwargs)\\n\\nOwn.', None)
>>> "__text_signature__" in vars(plain), hasattr(plain, "__text_signature__")
(False, False)
>>> not_one.__doc__
'not_one(a)\\n--\\n\\nThat is how it is written.'
"""
cimport cython


def show(*objects):
    for item in objects:
        print("\n".join(line if i == 0 else "|" + line
                        for i, line in enumerate(str(item.__doc__).split("\n"))))


def signatures(*functions):
    for function in functions:
        print((function.__doc__, getattr(function, "__text_signature__", None)))


cdef struct Pair:
    int first, second


def plain(a, object b=1, *args, c, **kwargs):
    "Own."

def annotated(x: float = 2.0, *rest: tuple, y: 'any' = None) -> str:
    pass

cpdef int of_c(int i, size_t size, double d, double complex z, bint flag, char *text, list items, double[:] parts,
               Pair pair):
    return i


class Python:
    def method(self, int n, /):
        pass


cdef class Plain:
    "What a class is."
    cdef public int number
    """How many."""
    cdef readonly anything

    """No docstring: it does not follow at once."""
    cdef public Plain other
    cdef public double[:] view
    cdef int hidden
    """Nor this one."""

    def __init__(self, int first, second=None):
        "Made."
        self.number = first

    def __call__(self, x: int) -> float:
        return x

    @classmethod
    def of_class(cls, double a=1.5):
        pass

    @staticmethod
    def static(int a):
        pass

    @property
    def value(self) -> int:
        "A value."
        return self.number

    @property
    def bare(self):
        "Unannotated."

    property old:
        "The old form."
        def __get__(self) -> 'str':
            return 'x'
        def __set__(self, value):
            pass

    property only:
        def __set__(self, value) -> int:
            pass


@cython.embedsignature.format("c")
cdef class AsInC:
    cdef public long long number
    cdef public list items
    cdef public Plain other
    cdef public anything
    "Any."

    def __init__(self, int x=0):
        pass

    @property
    def value(self) -> int:
        return 1


@cython.binding(False)
@cython.embedsignature.format("clinic")
def clinic(int a: int, b=42, *, c: float = 1) -> int:
    """
    Own.

    More.
    """

@cython.binding(False)
@cython.embedsignature.format("clinic")
def clinic_bare():
    pass

@cython.embedsignature.format("clinic")
def bound(a):
    "Bound."

@cython.embedsignature(False)
def not_one(a):
    """not_one(a)
--

That is how it is written."""


@cython.binding(False)
@cython.embedsignature.format("clinic")
cdef class Clinic:
    cdef public int number
    "The number."

    def __init__(self, int first, /, second=None):
        "Made."

    def __call__(self, x):
        "Called."

    def method(self, a, *args, **kwargs):
        "Own."

    @classmethod
    def of_class(cls, a):
        pass
