# cython: language_level=2
# What cannot be compiled yet runs interpreted, unless the interpreter could not read it.


async def plain():  # warning: W0001 function 'plain' runs interpreted
    pass


async def old_print():  # error: E0710 an asynchronous function is not compiled yet
    print "Python 3 does not read this"


async def old_quotes(x):  # error: E0710 an asynchronous function is not compiled yet
    return `x`


async def counted(n):  # error: E0710 an asynchronous function is not compiled yet
    return [i for i from 0 <= i < n]


class Holder:
    async def method(self):  # warning: W0001 method 'method' runs interpreted
        def inner():
            return [y for y in ()]
        return inner

    def other(self):
        return 1
