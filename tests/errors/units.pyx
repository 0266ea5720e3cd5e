# options: --python-version 3.12
# cython: language_level=2
# What cannot be compiled yet runs interpreted, unless the interpreter could not read it.


def plain[T](x):  # warning: W0001 function 'plain' runs interpreted
    return x


def old_print[T](x):  # error: E0710 a function with type parameters is not compiled yet
    print x


async def old_quotes[T](x):  # error: E0710 a function with type parameters is not compiled yet
    return `x`


def counted[T](n):  # error: E0710 a function with type parameters is not compiled yet
    return [i for i from 0 <= i < n]


class Holder:
    async def method[T](self):  # warning: W0001 method 'method' runs interpreted
        def inner():
            return [y for y in ()]
        return inner

    def other(self):
        return 1
