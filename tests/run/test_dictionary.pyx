"""`__test__`: the docstrings with examples, for doctest (`autotestdict`).

>>> for name in sorted(__test__):
...     print(name, repr(__test__[name]))
Plain.method (line 21) '>>> pass'
Typed.shared (line 36) '>>> pass'
Typed.value.__get__ (line 29) '>>> pass'
Typed.write (line 33) '>>> pass'
plain (line 12) '>>> pass'
"""

def plain():
    ">>> pass"
    def inner():
        ">>> nowhere"
    return inner


class Plain:
    ">>> pass"
    def method(self):
        ">>> pass"


cdef class Typed:
    ">>> pass"
    property value:
        "A value."
        def __get__(self):
            ">>> pass"
            return 1

    def write(self):
        ">>> pass"

    cpdef shared(self):
        ">>> pass"

    def __len__(self):
        "Not a test."
        return 0

    cdef hidden(self):
        ">>> nowhere"


def undocumented():
    "No examples."
