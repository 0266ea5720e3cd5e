"""Functions of the module as C calls them: a C compiler's view of how structs are passed by value.

>>> run()
(227.0, 128.0, 133, 754.0)
"""

cdef extern from *:
    """
    typedef struct { float x, y; int n; } Small;
    typedef struct { double a, b; char c; } Big;
    typedef struct { unsigned char r, g, b; } Tiny;
    typedef struct { double re; long n; } Mixed;
    typedef Small (*small_f)(Small, int);
    typedef Big (*big_f)(Big, double);
    typedef Tiny (*tiny_f)(Tiny);
    typedef Mixed (*mixed_f)(int, int, int, int, int, Mixed, Mixed);
    __attribute__((noinline)) static float call_small(void *f) { Small s = {1, 2, 3}; s = ((small_f)f)(s, 4); return s.x * 100 + s.y * 10 + s.n; }
    __attribute__((noinline)) static double call_big(void *f) { Big b = {1, 2, 3}; b = ((big_f)f)(b, 0.5); return b.a * 100 + b.b * 10 + b.c; }
    __attribute__((noinline)) static int call_tiny(void *f) { Tiny t = {1, 2, 3}; t = ((tiny_f)f)(t); return t.r * 100 + t.g * 10 + t.b; }
    __attribute__((noinline)) static double call_mixed(void *f) { Mixed m = {1, 2}, k = {3, 4}; m = ((mixed_f)f)(1, 2, 3, 4, 5, m, k); return m.re * 100 + m.n; }
    """
    float call_small(void *f)
    double call_big(void *f)
    int call_tiny(void *f)
    double call_mixed(void *f)
cdef struct MySmall:
    float x, y
    int n
cdef struct MyBig:
    double a, b
    char c
cdef struct MyTiny:
    unsigned char r, g, b
cdef struct MyMixed:
    double re
    long n
cdef MySmall small(MySmall s, int k) noexcept:
    s.x += 1
    s.n += k
    return s
cdef MyBig big(MyBig b, double d) noexcept:
    b.b += d
    return b
cdef MyTiny tiny(MyTiny t) noexcept:
    t.g += 1
    return t
cdef MyMixed mixed(int a, int b, int c, int d, int e, MyMixed m, MyMixed k) noexcept:
    m.re += k.re + a + b
    m.n += k.n * 10 + c + d + e
    return m
def run():
    return call_small(<void*>small), call_big(<void*>big), call_tiny(<void*>tiny), call_mixed(<void*>mixed)
