# What shapes.pyx gives other modules.
cdef enum Color:
    RED, GREEN = 5, BLUE

cpdef enum Level:
    LOW, HIGH

ctypedef double real
ctypedef int (*callback)(int, void *) except -1
ctypedef real (*unary)(real) noexcept nogil

ctypedef struct Point:
    real x
    real y

cdef struct Cell:
    int value
    Cell *next

cdef union Either:
    int i
    double d

cdef class Shape

# variables of many types
cdef int counter
cdef real scale
cdef object registry
cdef list names
cdef Shape origin
cdef Point corner
cdef int[4] table
cdef const char *title
cdef callback hook
cdef double complex rotation
cdef bint verbose

# functions
cdef int add(int a, int b=*, int c=*) except? -1
cdef real area(Shape shape) except -1
cdef real twice(real x) noexcept nogil
cdef real checked(real x) except? -2 nogil
cdef void touch() except *
cdef object join(object first, str second=*, int count=*)
cpdef object describe(Shape shape, int depth=*)
cdef Point move(Point p, real dx, real dy) noexcept
cdef int walk(Cell *first) noexcept nogil
cdef int apply(callback f, int x, void *data) except -1
cdef unary chosen(Color color)
cdef Shape clone(Shape shape)
cdef bint is_big(long long n, unsigned char c, const char *s, size_t k)
cdef (int, double) pair(int x)
cdef float complex turn(float complex z)
cdef const char *name_of(Color color) noexcept

cdef inline int tripled(int x):
    return 3 * x + counter

cdef class Shape:
    cdef public real width
    cdef readonly real height
    cdef object tag
    cdef Shape parent
    cdef real measure(self, real factor=*) except -1
    cpdef str label(self, str prefix=*)
    cdef void grow(self, real by) noexcept nogil
    cdef real risky(self, int how) except? -1 nogil
    @staticmethod
    cdef Shape make(real width)
    cdef inline real half(self):
        return self.width / 2

cdef class Circle(Shape):
    cdef int segments
    cdef real measure(self, real factor=*, int rounds=*) except -1
    cdef Circle me(self)

cdef class Stack(list):
    cdef int limit
    cpdef bint full(self)
