from libc.stdint cimport int8_t, uint32_t, uint64_t, uintptr_t
from libc.stdio cimport FILE
from libc.stddef cimport wchar_t

ctypedef unsigned long long word
ctypedef word halfword
ctypedef struct Typed:
    int x
cdef struct Tagged:
    int x
cdef struct Cell:
    Cell *next
cdef union Either:
    int i
ctypedef union EitherTyped:
    int i
cdef enum Color:
    RED
ctypedef enum Shade:
    DARK
cpdef enum Level:
    LOW
cdef packed struct Packed:
    char c
    int i
ctypedef int (*callback)(void *, const char *) except -1
ctypedef callback (*maker)(int) noexcept
ctypedef double (*unary)(double) noexcept nogil
ctypedef Typed *typed_pointer
ctypedef double[3] triple
ctypedef int plain(int)
ctypedef int taker(int f(int)) except? -1

cdef class Thing:
    cdef int x

cdef void v01(char a, signed char b, unsigned char c, short d, unsigned short e)
cdef void v02(int a, unsigned int b, long c, unsigned long d, long long e, unsigned long long f)
cdef void v03(float a, double b, long double c, bint d, Py_ssize_t e, size_t f, ssize_t g, ssize_t *h)
cdef void v04(Py_UCS4 a)
cdef void v05(int8_t a, uint32_t b, uint64_t c, uintptr_t d, FILE *e, wchar_t f)
cdef void v06(float complex a, double complex b, long double complex c)
cdef void v07(object a, list b, dict c, tuple d, set e, frozenset f, str g, bytes h, bytearray i)
cdef void v08(type a, Thing b)
cdef void v09(const char *a, const int *b, char **c, const char **d, void *e, void **f, const void *g)
cdef void v10(Typed a, Typed *b, Tagged c, Tagged *d, Either e, Either *f, EitherTyped g)
cdef void v11(Color a, Color *b, Shade c, Level d, Packed e)
cdef void v12(word a, halfword b, const word *c, typed_pointer d)
cdef void v13(callback a, maker b, callback *c)
cdef void v14(int (*f)(double), void (*g)() noexcept, double *(*h)(int *, int))
cdef void v15(int a[3], int[4] b, double[2][3] c, char *d[5])
cdef void v16((int, double) a, (long, (int, char)) b, (Typed, char) c)
cdef void v17(const int a, const double b)
# declared as functions, passed as pointers
cdef int v18(int f(int), int x)
cdef void v19(double f(), void g(char *) noexcept, plain h, plain *i)
cdef int v20(int f(int g(int), int), int g(int)) except -1
cdef object v21(object f(object, Thing), int h(int i(int)), int *(*g)(int[3]), object x)
cdef int v22(taker f, void (*g(int x))(int) noexcept, int (*h[2])(int) except? -1)
# typedefs of arrays, passed as pointers
ctypedef word[8] words
ctypedef words more_words
ctypedef double weights[4]
cdef int v23(words a, more_words b, weights c, triple d)
cdef unsigned int u01()
cdef const char *u02()
cdef int *u03(int)
cdef Typed u04(Typed)
cdef Tagged *u05()
cdef callback u06()
cdef (int, int) u07()
cdef Thing u08(Thing)
cdef list u09()
cdef void *u10()
cdef long long u11() except? -1
cdef object u12(a, b=*)
cpdef int u13(int a, b=*, double c=*) except -1
cpdef u14()
cdef int u15(int a=*) nogil
cdef Level u16(Level)
cdef void u17(char *) noexcept
cdef unsigned u18(unsigned, unsigned short int, long int)
cdef void u19() except *
cdef float complex u20(float complex)
cdef unary u21(Cell *) noexcept nogil
cdef complex u23(complex, complex *)
ctypedef float complex turning
cdef turning u24(turning, turning *)
# every module has its own
cdef inline int u22(int x):
    return x

cdef int (*k4)(int f(int))
cdef int i1
cdef unsigned char i2
cdef const char *i3
cdef int *i4
cdef int[5] i5
cdef int i6[2][3]
cdef callback i7
cdef int (*i8)(int, double)
cdef Typed i9
cdef Tagged *j1
cdef Thing j2
cdef dict j3
cdef object j4
cdef double complex j5
cdef word j6
cdef Color j7
cdef char *j8[4]
cdef bint j9
cdef triple k1
cdef (int, double) k2
cdef long double k3
