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


# Structs of headers, of which the declarations need not name all that is in them.
cdef extern from *:
    """
    typedef struct { float x; } HeaderOne;
    typedef struct { float x, y, z; } HeaderThree;
    typedef struct { double x, y; } HeaderPair;
    typedef struct { int n; float x; double y; } HeaderMixed;
    typedef struct { const char *text; float x; } HeaderText;
    typedef struct { char n[5]; } HeaderBytes;
    typedef struct { double x, y, z; } HeaderLarge;
    typedef HeaderOne (*one_f)(HeaderOne, int);
    typedef HeaderThree (*three_f)(HeaderThree, HeaderThree);
    typedef HeaderPair (*pair_f)(HeaderPair, HeaderOne);
    typedef HeaderMixed (*header_mixed_f)(HeaderMixed);
    typedef HeaderText (*text_f)(int, HeaderText);
    typedef HeaderBytes (*bytes_f)(HeaderBytes);
    typedef HeaderLarge (*large_f)(HeaderLarge, HeaderPair, int);
    static float call_one(one_f f) { HeaderOne a = {2.5f}; return f(a, 3).x; }
    static float call_three(three_f f) {
        HeaderThree a = {1, 2, 3}, b = {10, 20, 30};
        a = f(a, b);
        return a.x * 10000 + a.y * 100 + a.z;
    }
    static double call_pair(pair_f f) {
        HeaderPair a = {1, 2};
        HeaderOne b = {3};
        a = f(a, b);
        return a.x * 10 + a.y;
    }
    static double call_header_mixed(header_mixed_f f) {
        HeaderMixed a = {1, 2, 3};
        a = f(a);
        return a.n * 100 + a.x * 10 + a.y;
    }
    static double call_text(text_f f) {
        HeaderText a = {"text", 7};
        a = f(2, a);
        return a.text[0] * 100 + a.x;
    }
    static int call_bytes(bytes_f f) {
        HeaderBytes a = {{1, 2, 3, 4, 5}};
        a = f(a);
        return a.n[0] * 10 + a.n[4];
    }
    static double call_large(large_f f) {
        HeaderLarge a = {1, 2, 3};
        HeaderPair b = {4, 5};
        a = f(a, b, 6);
        return a.x * 100 + a.y * 10 + a.z;
    }
    """
    ctypedef struct HeaderOne:
        float x
    ctypedef struct HeaderThree:
        float x
        float z
    ctypedef struct HeaderPair:
        double y
    ctypedef struct HeaderMixed:
        int n
    ctypedef struct HeaderText:
        const char *text
    ctypedef struct HeaderBytes:
        char n[5]
    ctypedef struct HeaderLarge:
        double z
    float call_one(HeaderOne (*)(HeaderOne, int) noexcept)
    float call_three(HeaderThree (*)(HeaderThree, HeaderThree) noexcept)
    double call_pair(HeaderPair (*)(HeaderPair, HeaderOne) noexcept)
    double call_header_mixed(HeaderMixed (*)(HeaderMixed) noexcept)
    double call_text(HeaderText (*)(int, HeaderText) noexcept)
    int call_bytes(HeaderBytes (*)(HeaderBytes) noexcept)
    double call_large(HeaderLarge (*)(HeaderLarge, HeaderPair, int) noexcept)

cdef HeaderOne header_one(HeaderOne a, int b) noexcept:
    a.x *= b
    return a

cdef HeaderThree header_three(HeaderThree a, HeaderThree b) noexcept:
    a.x += b.x
    a.z += b.z
    return a

cdef HeaderPair header_pair(HeaderPair a, HeaderOne b) noexcept:
    a.y += b.x
    return a

cdef HeaderMixed header_mixed(HeaderMixed a) noexcept:
    a.n += 1
    return a

cdef HeaderText header_text(int n, HeaderText a) noexcept:
    a.text += n
    return a

cdef HeaderBytes header_bytes(HeaderBytes a) noexcept:
    a.n[4] += 1
    return a

cdef HeaderLarge header_large(HeaderLarge a, HeaderPair b, int c) noexcept:
    a.z += b.y + c
    return a


def structs_of_headers():
    """
    >>> structs_of_headers()
    (7.5, 110233.0, 15.0, 223.0, 12007.0, 16, 134.0)
    """
    return (call_one(header_one), call_three(header_three), call_pair(header_pair),
            call_header_mixed(header_mixed), call_text(header_text), call_bytes(header_bytes),
            call_large(header_large))


def through_pointers(float x, n):
    """
    >>> through_pointers(2.0, 4)
    (8.0, 5)
    """
    cdef HeaderOne (*one)(HeaderOne, int) noexcept = header_one
    cdef HeaderMixed (*mixed)(HeaderMixed) noexcept = header_mixed
    cdef HeaderOne a
    cdef HeaderMixed b
    a.x = x
    b.n = n
    return one(a, n).x, mixed(b).n
