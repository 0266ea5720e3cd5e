"""Functions, constants and types of the C library, declared here or cimported."""

from libc cimport math
from libc.limits cimport INT_MAX, UCHAR_MAX
from libc.math cimport M_PI, cos, exp, hypot, log, sin
from libc.stdint cimport int32_t
from libc.stdio cimport snprintf
from libc.stdlib cimport abs as c_abs, atoi, qsort
from libc.string cimport memcmp, strchr

cdef extern from "ctype.h":
    int toupper(int character)
    int isdigit(int character) nogil

cdef extern from "stdlib.h" nogil:
    long strtol(const char *text, char **end, int base)

    ctypedef struct div_t:
        int quot
        int rem

    div_t div(int numerator, int denominator)

cdef extern from "math.h":
    double c_floor "floor"(double x) nogil
    double HUGE_VAL

cdef extern from *:
    """
    #define ANSWER 42
    static int twice(int x) { return 2 * x; }
    static int calls = 0;
    static int count(void) { return ++calls; }
    """
    const int ANSWER
    int twice(int x)
    int count()

# a file comes before all C code that is given with it
cdef extern from "fnmatch.h":
    """
    static int matches(const char *pattern, const char *name) {
        return fnmatch(pattern, name, 0) != FNM_NOMATCH;
    }
    """
    bint matches(const char *pattern, const char *name)

cdef extern from "fnmatch.h":
    """
    #undef FNM_PERIOD
    #define FNM_PERIOD (twice(70))
    """
    const int FNM_PERIOD


def functions(double x):
    """
    >>> functions(0.0)
    (0.0, 1.0, 1.0, 5.0)
    """
    return sin(x), cos(x), exp(x), hypot(3, 4)


def qualified(double x):
    """
    >>> qualified(2.25)
    (1.5, True)
    """
    return math.sqrt(x), math.isinf(math.INFINITY) != 0


def constants():
    """
    >>> constants()
    (2147483647, 255, 3.141592653589793)
    """
    return INT_MAX, UCHAR_MAX, M_PI


def renamed(int a):
    """
    >>> renamed(-5)
    5
    """
    return c_abs(a)


def declared_here(int character):
    """
    >>> declared_here(ord('a')), declared_here(ord('5'))
    (('A', False), ('5', True))
    """
    return chr(toupper(character)), isdigit(character) != 0


def c_name(double x):
    """
    >>> c_name(-2.5), HUGE()
    (-3.0, inf)
    """
    return c_floor(x)


def HUGE():
    """Return the macro's value."""
    return HUGE_VAL


def struct_result(int a, int b):
    """
    >>> struct_result(17, 5)
    (3, 2)
    """
    cdef div_t result = div(a, b)
    return result.quot, result.rem


def pointer_arguments(bytes text):
    """
    >>> pointer_arguments(b'123abc')
    (123, b'abc')
    """
    cdef char *start = text
    cdef char *end
    cdef long value = strtol(start, &end, 10)
    return value, <bytes>end


def string_functions(bytes text):
    """
    >>> string_functions(b'42x')
    (42, b'2x', True)
    """
    cdef const char *start = text
    return atoi(start), <bytes>strchr(start, c'2'), memcmp(start, b'42', 2) == 0


def formatted(int a, double b):
    """
    >>> formatted(5, 2.5)
    b'5 and 2.50'
    """
    cdef char buffer[50]
    snprintf(buffer, 50, b"%d and %.2f", a, b)
    return <bytes>buffer


cdef int compare(const void *a, const void *b) noexcept nogil:
    return (<int *>a)[0] - (<int *>b)[0]


def callback():
    """
    >>> callback()
    [1, 2, 5, 9]
    """
    cdef int values[4]
    values[0], values[1], values[2], values[3] = 5, 2, 9, 1
    qsort(values, 4, sizeof(int), &compare)
    return [values[i] for i in range(4)]


def verbatim(int x):
    """
    >>> verbatim(4)
    (42, 8)
    """
    return ANSWER, twice(x)


def verbatim_state():
    """
    >>> verbatim_state()
    1
    """
    first = count()
    return count() - first


def verbatim_of_header(bytes pattern, bytes name):
    """
    >>> verbatim_of_header(b"*.c", b"main.c"), verbatim_of_header(b"*.c", b"main.h")
    ((True, 140), (False, 140))
    """
    return matches(pattern, name), FNM_PERIOD


def sized(int32_t x):
    """
    >>> sized(2**31 - 1)
    2147483647
    >>> sized(2**31)
    Traceback (most recent call last):
    OverflowError: value too large to convert to int32_t
    """
    return x


def logarithm(values):
    """
    >>> logarithm([1, 1])
    0.0
    """
    cdef double total = 0, value
    for value in values:
        total += log(value)
    return total


def without_gil(double x):
    """
    >>> without_gil(2.7)
    2.0
    """
    cdef double result
    with nogil:
        result = c_floor(x)
    return result


def passed_as_python(function):
    """A C function that takes and gives numbers becomes a Python object where one is needed.

    >>> passed_as_python(4)
    [1.0, 2.0]
    """
    return [math.sqrt(value) for value in (1, function)]
