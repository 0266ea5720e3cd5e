"""Methods called through a vtable and functions through pointers: every kind of value by C's ABI, exceptions
by value, optional arguments in a struct, and overrides in Python.

>>> import array
>>> v = array.array('d', range(6))
>>> for part in run(Base(), v): print(part)
{'x': 1.5, 'y': 2.5, 'n': 7}
{'a': 1.5, 'b': 2.0, 'c': 3}
{'c': 1, 's': 301}
{'r': 1, 'g': 3, 'b': 3}
(2+4j)
15.0
14.0
[2.0, 3.0, 4.0, 5.0]
False
[5]
123
193
(2, 2.5)
0

What the caller leaves out is what the method that is called says:

>>> run(Derived(), v)[5:7]
(10.0, 9.0)
>>> run(Derived(), v)[10:12]
(-1567, -1967)

A Python override gets all arguments, as Cython gives them:

>>> run(PySub(), v)[10:12]
((1, 5, 6, 7), (1, 9, 6, 7))

>>> fails(Base(), 5), fails(Base(), 0), vfails(Base(), 0), nog(Base(), 0)
(4, -1, None, -1)
>>> fails(Base(), -1)
Traceback (most recent call last):
ValueError: -1
>>> vfails(Base(), -1)
Traceback (most recent call last):
KeyError: -1
>>> nog(Base(), -1)
Traceback (most recent call last):
IndexError: -1
>>> ptrs(0)
(-1, {'x': 2.0, 'y': 1.0, 'n': 3}, {'a': 1.0, 'b': 7.0, 'c': 3})
>>> ptrs(-1)
Traceback (most recent call last):
ValueError: -1
"""
cdef struct Small:
    float x
    float y
    int n

cdef struct Big:
    double a
    double b
    char c

cdef packed struct Odd:
    char c
    short s

cdef struct Tiny:
    unsigned char r, g, b

cdef class Base:
    cdef Small small(self, Small s, int k): 
        s.n += k
        return s
    cdef Big big(self, Big b, double d):
        b.a += d
        return b
    cdef Odd odd(self, Odd o): 
        o.s += 1
        return o
    cdef Tiny tiny(self, Tiny t):
        t.g += 1
        return t
    cdef double complex cplx(self, double complex z): return z * 2
    cdef double total(self, double[:] v, int first=0): 
        cdef double s = 0
        cdef int i
        for i in range(first, v.shape[0]): s += v[i]
        return s
    cdef double[:] part(self, double[:] v, int n): return v[n:]
    cdef bint flag(self, bint b): return not b
    cdef int fails(self, int n) except? -1:
        if n < 0: raise ValueError(n)
        return n - 1
    cdef void vfails(self, int n) except *:
        if n < 0: raise KeyError(n)
    cdef object obj(self, o): return [o]
    cpdef opt(self, int a, int b=2, int c=3): return a*100+b*10+c
    cdef (int, double) pair(self, (int, double) p): return (p[0]+1, p[1])
    cdef unsigned char uc(self, unsigned char c): return c + 1
    cdef int f_nogil(self, int n) except? -1 nogil:
        if n < 0:
            with gil: raise IndexError(n)
        return n - 1

cdef class Derived(Base):
    cdef double total(self, double[:] v, int first=1, int last=-1):
        cdef double s = 0
        cdef int i
        for i in range(first, v.shape[0] + last): s += v[i]
        return s
    cpdef opt(self, int a, int b=5, int c=6, int d=7): return -(a*1000+b*100+c*10+d)

class PySub(Derived):
    def opt(self, *arguments): return arguments

def run(Base x, v):
    cdef Small s
    s.x = 1.5; s.y = 2.5; s.n = 3
    s = x.small(s, 4)
    cdef Big b
    b.a = 1; b.b = 2; b.c = 3
    b = x.big(b, 0.5)
    cdef Odd o
    o.c = 1; o.s = 300
    o = x.odd(o)
    cdef Tiny t
    t.r = 1; t.g = 2; t.b = 3
    t = x.tiny(t)
    cdef (int, double) p = (1, 2.5)
    return (s, b, o, t, x.cplx(1+2j), x.total(v), x.total(v, 2), list(x.part(v, 2)), x.flag(True), x.obj(5),
            x.opt(1), x.opt(1, 9), x.pair(p), x.uc(255))

def fails(Base x, n):
    return x.fails(n)

def vfails(Base x, n):
    x.vfails(n)

def nog(Base x, int n):
    cdef int r
    with nogil:
        r = x.f_nogil(n)
    return r

cdef int apply(int (*f)(int) except? -1, int n) except? -1: return f(n)

cdef int dec(int n) except? -1:
    if n < 0: raise ValueError(n)
    return n - 1

cdef Small twist(Small s): 
    s.x, s.y = s.y, s.x
    return s

cdef Big grow(Big b, int n):
    b.b += n
    return b

def ptrs(n):
    cdef Small (*f)(Small) except *
    cdef Big (*g)(Big, int) except *
    f = twist
    g = grow
    cdef Small s
    s.x = 1; s.y = 2; s.n = 3
    cdef Big b
    b.a = 1; b.b = 2; b.c = 3
    return apply(dec, n), f(s), g(b, 5)
