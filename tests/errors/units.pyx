# cython: language_level=2
# What cannot be compiled yet runs interpreted, unless the interpreter could not read it.


def plain():
    return locals()  # warning: W0001 function 'plain' runs interpreted


def old_print():
    print locals()  # error: E0710 reading the variables of a frame is not compiled yet


async def old_quotes(x):
    return `locals()`  # error: E0710 reading the variables of a frame is not compiled yet


def counted(n):
    names = locals()  # error: E0710 reading the variables of a frame is not compiled yet
    return [i for i from 0 <= i < n]


class Holder:
    async def method(self):
        def inner():
            return [y for y in ()]
        return inner, locals()  # warning: W0001 method 'method' runs interpreted

    def other(self):
        return 1
