# Methods that Python calls by a slot, and the parts of properties, with other parameters than they get.
import cython


cdef class TooMany:
    def __len__(self, axis):  # error: E0544 '__len__' of a cdef class is called with 1 argument, not with 2 arguments
        return 0

    def __getitem__(self, first, second):  # error: E0544 '__getitem__' of a cdef class is called with 2 arguments, not with 3 arguments
        return 0

    def __add__(self, first, second):  # error: E0544
        return 0

    def __eq__(self, *, other):  # error: E0544 '__eq__' of a cdef class is called with 2 arguments, not with a keyword 'other'
        return True

    def __pow__(self, other, modulus, more):  # error: E0544 '__pow__' of a cdef class is called with 3 arguments, not with 4 arguments
        return 0


cdef class TooFew:
    def __getitem__(self):  # error: E0544
        return 0

    def __setitem__(self, key):  # error: E0544 '__setitem__' of a cdef class is called with 3 arguments, not with 2 arguments
        pass

    def __radd__(self):  # error: E0544
        return 0

    def __ipow__(self):  # error: E0544
        return self

    def __next__():  # error: E0519
        return 0


cdef class Properties:
    @property
    def getter(self, more):  # error: E0544 the getter of 'getter' is called with 1 argument, not with 2 arguments
        return 0

    @getter.setter
    def getter(self):  # error: E0544 the setter of 'getter' is called with 2 arguments, not with 1 argument
        pass

    @getter.deleter
    def getter(self, value):  # error: E0544
        pass

    property old:
        "What it holds."

        def __get__(self, owner):  # error: E0544
            return 0

        def __set__(self):  # error: E0544
            pass

        def __delete__(self):  # error: E0525 '__delete__' has no meaning in a property, whose parts are __get__, __set__ and __del__
            pass

        x = 1  # error: E0525 a statement has no meaning in a property

    property empty:
        pass


@cython.cclass
class Pure:
    def __contains__(self):  # error: E0544
        return True


# What fits is taken as Python takes it.
cdef class Fits:
    def __len__(*arguments):
        return len(arguments)

    def __getitem__(self, *key):
        return key

    def __setitem__(self, key, /, value, **rest):
        pass

    def __pow__(self, other):
        return 0

    def __rpow__(self, other, modulus):
        return 0

    @staticmethod
    def __contains__():
        return True

    def __call__(self, a, b, c):
        return a

    def __init__(self, a, b):
        pass


class Python:
    def __len__(self, axis):
        return axis
