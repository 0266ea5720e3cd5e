# Values that cannot become what is needed, and operators that do not work.
from libc.stdio cimport printf


cdef struct Point:
    double x


cdef class Shape:
    cdef double side


cdef class Other:
    pass


cdef double as_double(double x):
    return x


cdef void nothing():
    return 1  # error: E0413 a void function cannot return a value


cdef int something():
    return  # error: E0412 a function that gives 'int' must return a value


def conversions(list items, Shape shape, double number):
    cdef double total = items  # error: E0401 cannot convert 'list' to 'double'
    cdef dict table = items  # error: E0401 cannot convert 'list' to 'dict'
    cdef int count = None  # error: E0401 cannot convert 'None' to 'int'
    cdef Other other = shape  # checked when it runs: None fits
    cdef int *pointer = &number  # error: E0401 cannot convert 'double *' to 'int *'
    cdef str text = b"bytes"  # error: E0401 cannot convert 'bytes' to 'str'
    cdef char letter = "ab"  # error: E0401 cannot convert 'str' to 'char'
    cdef Point point
    point.y = 1  # error: E0403 'Point' has no attribute 'y'
    total = as_double("x")  # error: E0401 cannot convert 'str' to 'double'
    return pointer  # error: E0401 cannot convert 'int *' to 'object'


def fine(list items, Shape shape, object anything):
    cdef double total = len(items)
    cdef Shape maybe = anything
    cdef object any_object = shape
    cdef char letter = "a"
    cdef char *text = "abc"
    cdef const char *bytes_text = b"abc"
    cdef unsigned long long big = 18446744073709551615
    cdef long long small = -9223372036854775808
    cdef bint flag = anything
    cdef Point point = anything
    cdef (int, double) pair = (1, 2)
    cdef int numbers[3]
    numbers[:] = [1, 2, 3]
    maybe = None
    return total, maybe, any_object, letter, text, bytes_text, big, small, flag, point, pair


def calls(printer):
    as_double()  # error: E0402 'as_double' takes 1 argument, 0 given
    as_double(1, 2)  # error: E0402 'as_double' takes 1 argument, 2 given
    as_double(y=1)  # error: E0410 'as_double' has no argument 'y'
    as_double(1, x=2)  # error: E0417 argument 'x' is given twice
    as_double(*[1])  # error: E0420 '*' cannot be passed to the C function 'as_double'
    printf("%d", printer)  # error: E0420 a Python object cannot be passed to the C function 'printf'
    as_double(x=1)


cdef operators(double x, int n, Point p, int *q):
    x << 1  # error: E0404 operator '<<' does not work on 'double' and 'long'
    ~x  # error: E0405 operator '~' does not work on 'double'
    q * 2  # error: E0404 operator '*' does not work on 'int *' and 'long'
    q + 1
    p < p  # error: E0404 operator '<' does not work on 'Point' and 'Point'
    n()  # error: E0408 'int' cannot be called
    n[0]  # error: E0407 'int' has no elements to index
    for i in n:  # error: E0409 cannot iterate over 'int'
        pass
    del n  # error: E0411 cannot delete 'n': it is a C variable
    a, b = 1, 2, 3  # error: E0416 cannot unpack 3 values into 2 targets
    d, e, f = divmod(7, 2)  # error: E0416 cannot unpack 2 values into 3 targets
    return a, b, d, e, f


def views(double[:, :] table, const double[:] fixed):
    table[0, 0, 0]  # error: E0415 'double[:, :]' has 2 dimensions, 3 indices given
    fixed[0] = 1  # error: E0406 cannot assign to a const value of type 'const double'
    cdef double[:] row = table[0]
    cdef double[:] whole = table  # error: E0401 cannot convert 'double[:, :]' to 'double[:]'
    cdef int[:] other = row  # error: E0401 cannot convert 'double[:]' to 'int[:]'
    return row[0], whole, other


def casts(double x, object o, Point p):
    <char *>x  # error: E0418 cannot cast 'double' to 'char *'
    <int>p  # error: E0418 cannot cast 'Point' to 'int'
    &o  # error: E0414 cannot take the address of this
    sizeof(void)  # error: E0419 'void' has no size
    return <long>x + <long>&x + <long><void *>o


cdef void const_is_lost(const char *p, const int *q):
    cdef char *mutable = p  # warning: W0110 a pointer of type 'const char *' becomes 'char *'
    cdef int *other = q  # warning: W0110
    cdef const int *same = other
    cdef double *unrelated = q  # error: E0401


cdef const int fixed_number = 2
cdef const int later_number
later_number = 3
fixed_number = 3  # error: E0406 cannot assign to a const value of type 'const int'


def change_later():
    global later_number
    later_number = 4  # error: E0406 cannot assign to a const value of type 'const int'
