"""Bit-fields of C structs: they are read and written as C does it."""

cdef extern from *:
    """
    #include <stdint.h>
    typedef struct {
        int before;
        uint32_t a:1, b:3, :4, c:24;
        signed int d:4;
        _Bool flag:1;
        struct { unsigned x:5; int y:6; } inner;
        union { uint64_t whole; struct { uint64_t low:40, high:24; }; };
    } bits;
    enum { bits_on = 1 };
    static int sum_of(bits *p) { return p->a + p->b + p->d + p->flag; }
    """
    ctypedef struct unnamed:
        unsigned int x
        int y

    ctypedef struct bits:
        int before
        unsigned char a, b
        unsigned int c
        int d
        bint flag
        unnamed inner
        unsigned long long whole, low
        unsigned int high

    ctypedef struct few "bits":
        unsigned char a, b
        int d

    int sum_of(bits *) nogil


def fields():
    """
    >>> fields()
    (7, 1, 6, 5741534, -5, True, 17, -5, 549755813891, 16777215, '0xffffff8000000003')
    """
    cdef bits s
    cdef bits *p = &s
    s.whole = 0
    s.before = 7
    s.a = 1
    s.b = 5
    p.c = 0xABCDEF
    s.d = -3
    s.flag = 8
    s.inner.x = 17
    p.inner.y = -5
    s.low = (<unsigned long long>1 << 39) + 3
    s.high = 0xFFFFFF
    s.b += 1
    s.d -= 2
    s.c *= 2
    return s.before, s.a, s.b, s.c, s.d, s.flag, s.inner.x, s.inner.y, s.low, s.high, hex(s.whole)


def wrapped(int n):
    """What a bit-field has no room for is cut off.

    >>> [wrapped(n) for n in (0, 1, 7, 8, 9, -1)]
    [(0, 0, False), (1, 1, True), (7, 7, True), (-8, 0, True), (-7, 1, True), (-1, 7, True)]
    """
    cdef bits s
    s.d = n
    s.b = n
    s.flag = n
    return s.d, s.b, s.flag


def from_objects(a, d):
    """
    >>> from_objects(1, -8)
    (1, -8, 1)
    >>> from_objects(1, "x")
    Traceback (most recent call last):
    TypeError: an integer is required
    >>> from_objects(300, 1)
    Traceback (most recent call last):
    OverflowError: value too large to convert to unsigned char
    """
    cdef bits s
    s.a = a
    s.d = d
    return s.a, s.d, 1 if s.a and not s.a == 0 else 0


def as_dicts():
    """
    >>> as_dicts()
    ({'a': 1, 'b': 5, 'd': -2}, 1, 3, -1)
    """
    cdef few s
    s.a, s.b, s.d = 1, 5, -2
    given = s
    cdef few other = {"a": 1, "b": 3, "d": -1}
    return given, other.a, other.b, other.d


def without_gil(int count):
    """
    >>> without_gil(20)
    (4, -4, 1)
    """
    cdef bits s
    cdef int i, sum
    s.a = s.b = s.d = s.flag = 0
    with nogil:
        for i in range(count):
            s.b = s.b + 1
            s.d = s.d - 1
        s.flag = s.b > 0
        sum = sum_of(&s)
    return s.b, s.d, sum


cdef class Holder:
    """
    >>> holder = Holder()
    >>> holder.set(5), holder.set(8)
    (5, 0)
    """
    cdef bits s
    cdef bits[2] both

    def set(self, n):
        self.both[1].b = n
        self.s.b = self.both[1].b
        return self.s.b


def generate(int count):
    """
    >>> list(generate(10))
    [0, 1, 2, 3, 4, 5, 6, 7, 0, 1]
    """
    cdef bits s
    for i in range(count):
        s.b = i
        yield s.b
