# A pointer to a C function names its parameters where it is declared.
ctypedef int (*Named)(int first, int second) noexcept
ctypedef int (*Nameless)(int, int) noexcept


cdef int add(int a, int b) noexcept:
    return a + b


def call():
    cdef Named named = add
    cdef Nameless nameless = add
    cdef Named[2] several = [add, add]
    named(1, third=2)  # error: E0410 'named' has no argument 'third'
    named(1, a=2)  # error: E0410
    named(1, first=2)  # error: E0417
    named(second=2)  # error: E0402
    nameless(1, second=2)  # error: E0410
    several[0](1, second=2)  # error: E0410
    return named(second=1, first=2)
