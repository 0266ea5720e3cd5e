cdef class Thing:
    pass

cdef void v01(char a, signed char b, unsigned char c, short d, unsigned short e):
    pass

cdef void v02(int a, unsigned int b, long c, unsigned long d, long long e, unsigned long long f):
    pass

cdef void v03(float a, double b, long double c, bint d, Py_ssize_t e, size_t f, ssize_t g, ssize_t *h):
    pass

cdef void v04(Py_UCS4 a):
    pass

cdef void v05(int8_t a, uint32_t b, uint64_t c, uintptr_t d, FILE *e, wchar_t f):
    pass

cdef void v06(float complex a, double complex b, long double complex c):
    pass

cdef void v07(object a, list b, dict c, tuple d, set e, frozenset f, str g, bytes h, bytearray i):
    pass

cdef void v08(type a, Thing b):
    pass

cdef void v09(const char *a, const int *b, char **c, const char **d, void *e, void **f, const void *g):
    pass

cdef void v10(Typed a, Typed *b, Tagged c, Tagged *d, Either e, Either *f, EitherTyped g):
    pass

cdef void v11(Color a, Color *b, Shade c, Level d, Packed e):
    pass

cdef void v12(word a, halfword b, const word *c, typed_pointer d):
    pass

cdef void v13(callback a, maker b, callback *c):
    pass

cdef void v14(int (*f)(double), void (*g)() noexcept, double *(*h)(int *, int)):
    pass

cdef void v15(int a[3], int[4] b, double[2][3] c, char *d[5]):
    pass

cdef void v16((int, double) a, (long, (int, char)) b, (Typed, char) c):
    pass

cdef void v17(const int a, const double b):
    pass

cdef int v18(int f(int), int x):
    return f(x) + 1

cdef void v19(double f(), void g(char *) noexcept, plain h, plain *i):
    pass

cdef int v20(int f(int g(int), int), int g(int)) except -1:
    return f(g, 20)

cdef object v21(object f(object, Thing), int h(int i(int)), int *(*g)(int[3]), object x):
    return f(x, None)

cdef int v22(taker f, void (*g(int x))(int) noexcept, int (*h[2])(int) except? -1):
    return 0

cdef int v23(words a, more_words b, weights c, triple d):
    return <int>(a[1] + b[2] + c[3] + d[0])

cdef unsigned int u01():
    return 0

cdef const char *u02():
    return NULL

cdef int *u03(int a):
    return NULL

cdef Typed u04(Typed a):
    return a

cdef Tagged *u05():
    return NULL

cdef callback u06():
    return NULL

cdef (int, int) u07():
    return (1, 2)

cdef Thing u08(Thing a):
    return a

cdef list u09():
    return None

cdef void *u10():
    return NULL

cdef long long u11() except? -1:
    return 0

cdef object u12(a, b=0):
    return None

cpdef int u13(int a, b=0, double c=0) except -1:
    return 0

cpdef u14():
    return None

cdef int u15(int a=0) nogil:
    return 0

cdef Level u16(Level a):
    return a

cdef void u17(char * a) noexcept:
    pass

cdef unsigned u18(unsigned a, unsigned short int b, long int c):
    return 0

cdef void u19() except *:
    pass

cdef float complex u20(float complex a):
    return a

cdef unary u21(Cell *a) noexcept nogil:
    return NULL

cdef complex u23(complex a, complex *b):
    return a + b[0]

cdef turning u24(turning a, turning *b):
    return a + b[0]

cdef api int w01(int x, object y) noexcept:
    return x

cdef api long long w02

cdef api int *w03(const char *x) noexcept nogil:
    return NULL
