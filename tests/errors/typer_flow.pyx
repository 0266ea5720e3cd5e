# Variables without a value, code that is never reached, declarations that come too late.
cimport cython

cdef extern from "math.h":
    double fabs(double x) nogil


def unset():
    print(value)  # error: E0310 local variable 'value' has no value here
    value = 1


def of_c():
    cdef int count
    cdef double *place
    cdef double[3] numbers
    cdef int by_address
    fill(&by_address)
    numbers[0] = 1
    return count + by_address + sizeof(place)  # warning: W0301 local variable 'count' has


cdef int fill(int *place) except -1:
    place[0] = 1
    return 0


def deleted(value):
    del value
    return value  # error: E0310


def handler():
    try:
        unset()
    except ValueError as error:
        pass
    return error  # error: E0310


def handler_bound():
    try:
        unset()
    except ValueError as error:
        raise KeyError(error)
    else:
        print(error)  # error: E0310


def closure():
    def inner():
        return outer
    outer = 1
    return inner


def set_inside():
    def inner():
        nonlocal value
        value = 1
    inner()
    return value
    value = None  # warning: W0303 this code is never reached


def generator():
    yield item  # error: E0310
    item = 1


def empty():
    return
    yield


def endless(flag):
    while True:
        if flag:
            result = 1
            break
    else:
        print("never")
    return result


def left_by_loop():
    while 1:
        pass
    print("never")  # warning: W0303


def left_by_all(flag):
    if flag:
        return 1
    elif not flag:
        raise ValueError
    else:
        return 2
    flag = 3  # warning: W0303
    print(flag)


def suppressed(manager):
    with manager:
        raise ValueError
    print("if the manager says so")


def through_finally(items):
    for item in items:
        try:
            continue
        finally:
            print(item)
    else:
        return 1
    print("never")  # warning: W0303


def finally_returns():
    try:
        unset()
    finally:
        return 1
    print("never")  # warning: W0303


def matched(value):
    match value:
        case [first, *rest]:
            return first, rest
        case {"key": first, **rest}:
            return first, rest
        case _:
            return rest  # error: E0310
    return first  # warning: W0303


cdef double without_gil(double x) noexcept nogil:
    cdef double y
    return fabs(x) + y  # warning: W0301
    y = x  # warning: W0303


def compiled_only():
    if cython.compiled:
        result = 1
    else:
        print(missing_there)
    return result
    missing_there = 1  # warning: W0303


def late():
    number = 10
    cdef int number  # error: E0311 'number' is declared after it is used
    return number


text.upper()
cdef str text = "Test"  # error: E0311


cdef class Late:
    def method(self):
        self.other()
        total = self.count
        cdef int total  # error: E0311
        return total

    cdef int count


def walrus_in_guard(value, call):
    try:
        match value:
            case _ if (result := call(value)):
                raise RuntimeError
        return result
    except RuntimeError:
        return result


def walrus_in_handler(call):
    try:
        call()
    except (kind := call(1)):
        return kind
    except ValueError:
        return kind


class WithCell:
    def method(self):
        return __class__, super().method()


cdef extern char *names_of_c[]
