# cython: language_level=3
"""Pointers to C functions, and pointers to those."""

ctypedef int (*Function)(int) noexcept
ctypedef int Plain(int) noexcept


cdef int twice(int x) noexcept:
    return 2 * x


cdef int thrice(int x) noexcept:
    return 3 * x


cdef Function functions[2]
functions[0] = twice
functions[1] = thrice
cdef Plain *plain[2]
plain[0] = twice
plain[1] = thrice

cdef struct Table:
    Function first
    Function others[2]


cdef void choose(Function *place, int i):
    place[0] = functions[i]


cdef int apply(Plain *f, Plain g, int x):
    return f(x) + g(x)


def by_address():
    """
    >>> by_address()
    (14, 21, 9, 8, True, 15)
    """
    cdef Function f
    choose(&f, 0)
    a = f(7)
    choose(&f, 1)
    cdef Function *place = &f
    cdef const Function *constant = functions
    return a, f(7), place[0](3), sizeof(Function), place[0] == thrice, constant[1](5)


def in_struct():
    """
    >>> in_struct()
    (15, 4, 6, 8, 24)
    """
    cdef Table table
    cdef Table *p = &table
    table.first = thrice
    table.others[1] = twice
    cdef Function *q = &table.others[1]
    cdef Function **r = &q
    return p.first(5), p.others[1](2), q[0](3), r[0][0](4), (&table.first)[0](8)


def of_plain_functions():
    """
    >>> of_plain_functions()
    (4, 6, 15, 50, True, 9)
    """
    cdef Plain *f = &twice
    cdef Plain **p = &f
    cdef int (**q)(int) noexcept
    q = &functions[1]
    return f(2), p[0](3), plain[1](5), apply(f, thrice, 10), f == twice, q[0](3)


ctypedef int (*Method)(Base, int) except? -1


cdef class Base:
    cdef int method(self, int x) except? -1:
        return x

    cdef int with_default(self, int x=1) except? -1:
        return x
cdef class Derived(Base):
    cdef int method(self, int x) except? -1:
        if x < 0:
            raise ValueError(x)
        return x + 1


def of_methods():
    """All pointers to a method are equal, however it was found.

    >>> of_methods()
    (True, True, False, 4, 3)
    >>> of_methods_raises()
    ValueError -5
    """
    cdef Base base = Base(), derived = Derived()
    cdef Method method = base.method
    cdef Method overridden = <Method>derived.method
    return (method == <Method>Base.method, overridden == <Method>Derived.method,
            method == overridden, overridden(derived, 3), method(base, 3))


def of_methods_raises():
    cdef Method method = <Method>Derived.method
    try:
        method(Derived(), -5)
    except ValueError as error:
        print("ValueError", error)


ctypedef int (*Combine)(int first, int second) except? -1
ctypedef Combine Other

cdef struct Combiners:
    Combine combine
    double (*scale)(double value, double by) noexcept


cdef int difference(int a, int b) except? -1:
    return a - b


cdef double scaled(double a, double b) noexcept:
    return a * b


cdef int call_given(Combine given, log) except? -1:
    return given(second=log.pop(), first=log.pop())


cdef class Holder:
    cdef Other kept


cdef Combine of_module = difference


def by_keywords(log):
    """Arguments have the names that the declaration of the pointer gives them.

    >>> by_keywords([10, 3])
    (4, 4, 4, 7, 2.5, 4, 4)
    """
    cdef Combine combine = difference
    cdef Combiners table = Combiners(difference, scaled)
    cdef int (*swapped)(int second, int first) except? -1 = difference
    holder = Holder()
    holder.kept = difference
    return (combine(7, second=3), combine(second=3, first=7), table.combine(second=1, first=5),
            call_given(combine, log), table.scale(by=0.5, value=5), holder.kept(first=5, second=1),
            of_module(second=5, first=9) if swapped(second=1, first=1) == 0 else None)
