"""Calls: native ones, guarded ones of a def function, methods, keywords and spread arguments."""


cdef double scale(double x, double factor=2.0) except? -1:
    return x * factor


def double_it(x):
    return x + x


def native(x):
    return scale(x) + scale(x, 3)


def guarded(x):
    return double_it(x)


def method(x):
    return x.split(',', maxsplit=1)


def spread(f, arguments, keywords):
    return f(1, *arguments, key=2, **keywords)
