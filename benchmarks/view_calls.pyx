# What a view costs beside its items: taken from an object, sliced, passed on, copied, transposed.
ctypedef long (*Function)(long[:]) noexcept nogil


def one(double[:] a):
    return a[0]


def three(double[:] a, double[:] b, double[:] c):
    return a[0] + b[0] + c[0]


cdef long first(long[:] v) noexcept nogil:
    return v[0]


cdef long last(long[:] v) noexcept nogil:
    return v[-1]


# The compiler does not know which one it is.
cdef Function function = first


def choose(bint is_last):
    global function
    function = last if is_last else first


cdef long deeper(long[:] v, int depth) noexcept nogil:
    return deeper(v[1:], depth - 1) + 1 if depth else v[0]


cdef class Base:
    cdef long item(self, long[:] v):
        return v[0]


def passed(long[:, :] v, int turns):
    """Rows, to a function of C that calls itself."""
    cdef long s = 0
    for turn in range(turns):
        for i in range(v.shape[0]):
            s += deeper(v[i], 5)
    return s


def through_pointer(long[:, :] v, int turns):
    cdef long s = 0
    for turn in range(turns):
        for i in range(v.shape[0]):
            s += function(v[i])
    return s


def to_method(long[:, :] v, int turns):
    cdef Base base = Base()
    cdef long s = 0
    for turn in range(turns):
        for i in range(v.shape[0]):
            s += base.item(v[i])
    return s


def sliced(long[:, :] v, int turns, int length=3, int step=1):
    """Parts that a variable holds."""
    cdef long s = 0
    cdef long[:, :] part
    for turn in range(turns):
        for i in range(v.shape[0]):
            part = v[i:i + length:step, ::-1]
            s += part[0, 1] + part.shape[0]
    return s


def taken(object array, int turns):
    cdef long[:, :] v
    for turn in range(turns):
        v = array
    return v[0, 0]


def copied(long[:, :] v, int turns):
    cdef long[:, ::1] copy
    for turn in range(turns):
        copy = v.copy()
    return copy[0, 0]


def transposed(long[:, :] v, int turns):
    cdef long s = 0
    cdef long[:, :] other
    for turn in range(turns):
        other = v.T
        s += other[0, 1] + other.shape[1]
    return s
