"""What C functions are declared to give, and what they give: it matters where somebody looks at it."""

cdef extern from *:
    """
    static int calls;
    static void gives_nothing(int n) { calls += n; }
    typedef struct { int a, b; } given_pair;
    static given_pair gives_struct(int n) { given_pair p = {n, n}; calls += n; return p; }
    static long gives_long(int n) { calls += n; return n; }
    static int several(int n, ...) { calls += n; return n; }
    static void nothing_several(int n, ...) { calls += n; }
    static long fails(int n) { if (n) PyErr_SetString(PyExc_ValueError, "fails"); return -n; }
    #define nothing_of_macro(n) ((void)(calls += (n)))
    """
    int calls
    int gives_nothing(int n)
    double gives_struct(int n) nogil
    void gives_long(int n)
    int several(int n, ...)
    int nothing_several(int n, ...)
    char *nothing_of_macro(int n)
    long fails(int n) except -1


def discarded():
    """
    >>> discarded()
    (119, 16)
    """
    before = calls
    gives_nothing(1)
    gives_struct(2)
    gives_long(4)
    several(8, 1.0)
    looked_at = several(16, 1)
    nothing_several(32, b"x")
    with nogil:
        gives_struct(8)
    nothing_of_macro(48)
    return calls - before, looked_at


def in_other_places(numbers):
    """
    >>> in_other_places([1, 2])
    (6, 0)
    """
    before = calls
    for number in numbers:
        gives_nothing(number)
    try:
        gives_nothing(1)
    finally:
        gives_nothing(2)
    after = calls - before
    if not numbers:
        gives_nothing(n=3)
    return after, calls - before - after


def errors():
    """An exception clause looks at the result.

    >>> errors()
    Traceback (most recent call last):
    ValueError: fails
    """
    fails(0)
    fails(1)
