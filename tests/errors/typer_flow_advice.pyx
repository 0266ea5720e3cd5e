# cython: warn.unused=True, warn.unused_arg=True, warn.unused_result=True
# cython: warn.maybe_uninitialized=True
import cython


def maybe(flag):
    if flag:
        value = 1
    return value  # warning: W0302 local variable 'value' may have no value here


def after_loop(items):
    for item in items:
        pass
    return item  # warning: W0302


def in_handler(call):
    try:
        value = call()
    except ValueError:
        return value  # warning: W0302
    return value


def in_closure(flag):
    def inner():
        return value
    if flag:
        value = 1
    return inner, value  # warning: W0302


def unused_things(a, b, _, unused_c):  # warning: W0305 argument 'b' is never used
    x = a  # warning: W0304 'x' is never used
    first, second = a  # warning: W0304 'second' is never used
    def inner():  # warning: W0304 'inner' is never used
        pass
    class Local:  # warning: W0304
        pass
    import sys  # warning: W0304
    cdef int i  # warning: W0304
    return first


def used_elsewhere(a, b, c):
    class Local:
        kept = a
    [b for _ in ()]
    return Local, (c for _ in ()), lambda x: x


def replaced(call):
    result = 1 + 1  # warning: W0306 this value of 'result' is never used
    result = 2
    for i in call:
        last = i
        print(last)
        last = 2  # warning: W0306
    return result


@cython.locals(x=int)
def parameter_replaced(x):  # warning: W0306
    x = 1
    return x


@cython.warn.unused_arg(False)
def of_this_one(x):
    pass


def walrus(items):
    return any((hit := item) for item in items) and hit


@cython.warn.unused(False)
def several():
    cdef int *place, number, numbers[2]  # warning: W0308 # warning: W0308
    cdef double *alone
