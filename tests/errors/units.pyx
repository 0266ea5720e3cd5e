# cython: language_level=2
# What cannot be compiled yet runs interpreted, unless the interpreter could not read it.


def plain(x):
    match x:  # warning: W0001 function 'plain' runs interpreted
        case 1:
            return x


def old_print(x):
    match x:  # error: E0710 the match statement is not compiled yet
        case 1:
            print x


async def old_quotes(x):
    match x:  # error: E0710 the match statement is not compiled yet
        case 1:
            return `x`


def counted(n):
    match n:  # error: E0710 the match statement is not compiled yet
        case 1:
            return [i for i from 0 <= i < n]


class Holder:
    async def method(self):
        def inner():
            return [y for y in ()]
        match inner():  # warning: W0001 method 'method' runs interpreted
            case []:
                return inner

    def other(self):
        return 1
