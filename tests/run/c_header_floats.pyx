"""Floating-point types of C headers that are of another width than their declaration says."""

cimport cython
import array

cdef extern from *:
    """
    typedef float zi_real;
    typedef long double zi_wide;
    typedef struct { float x, y; long double w; } zi_vector;
    static zi_real zi_sum(zi_real *p, int n) { zi_real s = 0; for (int i = 0; i < n; i++) s += p[i]; return s; }
    static zi_wide zi_twice(zi_wide x) { return x * 2; }
    static zi_vector zi_make(float x) { zi_vector v = {x, x + 1, x + 2}; return v; }
    static double zi_total(zi_vector *v, int n)
    { double s = 0; for (int i = 0; i < n; i++) s += v[i].x + v[i].y + v[i].w; return s; }
    """
    ctypedef double zi_real
    ctypedef double zi_wide
    ctypedef struct zi_vector:
        double x, y, w
    zi_real zi_sum(zi_real *p, int n)
    zi_wide zi_twice(zi_wide x)
    zi_vector zi_make(double x)
    double zi_total(zi_vector *v, int n)

ctypedef fused number:
    zi_real
    double


def values():
    """
    >>> values()
    (4, 16, 6.5, 7.0, 2.0)
    """
    cdef zi_real[3] x = [1, 2, 3.5]
    cdef zi_real *second = &x[1]
    return sizeof(zi_real), sizeof(zi_wide), zi_sum(x, 3), zi_twice(x[2]), second[0]


def fields():
    """Fields are as wide as in the header, whatever their declaration says.

    >>> fields()
    (1.5, 2.5, 7.0, 3.5, {'x': 1.0, 'y': 0.25, 'w': 2.25}, 32)
    """
    cdef zi_vector one = zi_make(1.5)
    cdef zi_vector[2] several
    several[0] = zi_vector(0, 0, 0)
    several[1] = zi_vector(0, 0.25, 2.25)
    several[1].x += 1
    one.w *= 2
    return one.x, one.y, one.w, zi_total(several, 2), several[1], sizeof(zi_vector)


cdef class Holder:
    """
    >>> holder = Holder()
    >>> holder.real, holder.sum()
    (0.5, 8.0)
    >>> holder.real = 0.1
    >>> holder.real == 0.1, round(holder.real, 6)
    (False, 0.1)
    """
    cdef public zi_real real
    cdef zi_real[4] several

    def __init__(self):
        self.real = 0.5
        for i in range(4):
            self.several[i] = i + 0.5

    def sum(self):
        return zi_sum(self.several, 4)


def view(number[:] items, number first):
    """
    >>> a = array.array('f', [1, 2])
    >>> view(a, 0.5), a[0], view(array.array('d', [1]), 2)
    (('zi_real', 4, 0.5), 0.5, ('double', 8, 2.0))
    """
    items[0] = first
    return cython.typeof(first), sizeof(number), items[0]


def annotated(x: zi_real):
    """
    >>> annotated(0.1) == 0.1
    False
    """
    return x
