# options: --python-version 3.14 --interpret plain --interpret generic --interpret Generic --interpret Holder.method --interpret old_print --interpret old_quotes --interpret counted --interpret Deep.Inner --interpret Typed --interpret counter --interpret Typed.method
# cython: language_level=2
# What the user names runs interpreted, unless the interpreter could not read it.


def plain(x):  # warning: W0001 function 'plain' runs interpreted: --interpret names it
    return x


def generic[T](x):  # warning: W0001 function 'generic' runs interpreted
    return x


@print
class Generic[T]:  # warning: W0001 class 'Generic' runs interpreted
    text = 1


def compiled[T](x):
    return x


def old_print(x):  # error: E0731 'old_print' cannot run interpreted, which --interpret asks for
    print x


async def old_quotes[T](x):  # error: E0731 'old_quotes' cannot run interpreted
    return `x`


def counted(n):  # error: E0731 'counted' cannot run interpreted
    return [i for i from 0 <= i < n]


cdef class Typed:  # error: E0731 'cdef class Typed' cannot run interpreted
    def method(self):
        pass


cdef int counter(x):  # error: E0731 'cdef int counter(x)' cannot run interpreted
    return x


class Holder:
    async def method(self):  # warning: W0001 method 'method' runs interpreted
        def inner():
            return [y for y in ()]
        return inner

    def other(self):
        return 1


# A class in a class is no unit of its own.
class Deep:
    class Inner:  # warning: W0001 class 'Deep' runs interpreted
        pass
