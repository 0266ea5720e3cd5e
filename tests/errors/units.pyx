# options: --python-version 3.14
# cython: language_level=2
# What cannot be compiled yet runs interpreted, unless the interpreter could not read it.


def plain(x):
    return t"{x}"  # warning: W0001 function 'plain' runs interpreted


def generic[T](x):
    return t"{x}"  # warning: W0001 function 'generic' runs interpreted


@print
class Generic[T]:
    text = t""  # warning: W0001 class 'Generic' runs interpreted


def compiled[T](x):
    return x


def old_print(x):
    print t"{x}"  # error: E0710 a template string is not compiled yet


async def old_quotes[T](x):
    return `t"{x}"`  # error: E0710 a template string is not compiled yet


def counted(n):
    return [t"{i}" for i from 0 <= i < n]  # error: E0710 a template string is not compiled yet


class Holder:
    async def method(self):
        def inner():
            return [t"{y}" for y in ()]  # warning: W0001 method 'method' runs interpreted
        return inner

    def other(self):
        return 1
