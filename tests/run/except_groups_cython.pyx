"""except* in Cython's language: C variables, cdef functions, cdef classes of groups, nogil around it.

>>> counts(), from_c(3), from_c(-1)
((2, 1), 3, -3)
>>> split_wrongly(3), split_wrongly((1,))
('TypeError: Bad.split must return a tuple, not int', 'TypeError: Bad.split must return a 2-tuple, got tuple of size 1')
>>> in_nogil(), in_cdef_class()
(4, [1])
"""


def numbers(group):
    return [error.args[0] for error in group.exceptions]


def counts():
    cdef int values = 0, types = 0
    try:
        raise ExceptionGroup("all", [ValueError(), TypeError(), ValueError()])
    except* ValueError as group:
        values = len(group.exceptions)
    except* TypeError as group:
        types += len(group.exceptions)
    return values, types


cdef int check(int number) except? -1:
    try:
        if number < 0:
            raise ExceptionGroup("all", [ValueError(number - 2)])
    except* ValueError as group:
        number = numbers(group)[0]
    return number


def from_c(int number):
    return check(number)


class Bad(ExceptionGroup):
    def split(self, condition):
        return self.result


def split_wrongly(result):
    error = Bad("all", [ValueError(1), TypeError(2)])
    error.result = result
    try:
        try:
            raise error
        except* ValueError:
            pass
    except TypeError as found:
        return f"TypeError: {found}"


def in_nogil():
    cdef int number = 0
    with nogil:
        number += 1
        with gil:
            try:
                raise ValueError(3)
            except* ValueError as group:
                number += numbers(group)[0]
    return number


cdef class Holder:
    cdef list found

    cdef void fill(self):
        try:
            raise ValueError(1)
        except* (ValueError, OSError) as group:
            self.found = numbers(group)


def in_cdef_class():
    holder = Holder()
    holder.fill()
    return holder.found
