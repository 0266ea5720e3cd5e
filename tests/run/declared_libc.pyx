"""What is declared of the C library: libc.* and numbers that need its headers."""

from libc cimport errno, limits
from cpython.list cimport PyList_GetSlice, PyList_SetSlice
from libc.complex cimport cabs, cexp, cimag, conj, creal
from libc.errno cimport ENOENT, ERANGE
from libc.float cimport DBL_DIG, FLT_MAX_10_EXP
from libc.limits cimport MB_LEN_MAX
from libc.locale cimport LC_NUMERIC, lconv, localeconv, setlocale
from libc.math cimport abs, e, log2l, pi, remquof
from libc.setjmp cimport jmp_buf, longjmp, setjmp
from libc.signal cimport SIG_DFL, SIG_IGN, SIGUSR1, raise_, sig_atomic_t, sighandler_t, signal
from libc.stdint cimport INT_LEAST8_MAX, SIG_ATOMIC_MAX, UINT_FAST16_MAX
from libc.stdio cimport FILE, SEEK_SET, fclose, fgetpos, fpos_t, fread, fseek, fsetpos, fwrite, tmpfile
from libc.stdlib cimport strtold
from libc.string cimport const_char, memcpy, memrchr, strcasestr, strlen
from libc.time cimport gmtime_r, mktime, strftime, strptime, time_t, tm


def numbers():
    """
    >>> numbers()
    (True, True, 6, 15, 38, 127, 2147483647, True)
    """
    return (ENOENT == 2, ERANGE == 34, limits.CHAR_BIT - 2, DBL_DIG, FLT_MAX_10_EXP, INT_LEAST8_MAX, SIG_ATOMIC_MAX,
            MB_LEN_MAX > 0 and UINT_FAST16_MAX >= 65535)


def mathematics(double x):
    """`abs` is Python's, which every module has among its names.

    >>> mathematics(-2.5)
    (2.5, 2.718281828459045, 3.141592653589793, 3.0, -1.0, 0)
    """
    cdef int quotient = 0
    cdef float rest = remquof(5, 3, &quotient)
    return abs(x), e, pi, <double>log2l(8), rest, quotient & 1


def complex_numbers(double complex z):
    """
    >>> complex_numbers(3 - 4j)
    (5.0, 3.0, -4.0, (3+4j), True)
    """
    return cabs(z), creal(z), cimag(z), conj(z), abs(cexp(0) - 1) < 1e-15


def error_number():
    """
    >>> error_number()
    (True, 0)
    """
    errno.errno = 0
    value = strtold(b"1e99999", NULL)
    result = errno.errno == ERANGE
    errno.errno = 0
    return result and value > 1, errno.errno


def decimal_point():
    """
    >>> decimal_point()
    ('C', '.')
    """
    cdef lconv *conventions
    name = setlocale(LC_NUMERIC, b"C").decode()
    conventions = localeconv()
    return name, conventions.decimal_point.decode()


cdef sig_atomic_t seen = 0


cdef void note(int number) noexcept nogil:
    global seen
    seen = number


def signals():
    """
    >>> signals()
    (True, True, True)
    """
    global seen
    seen = 0
    cdef sighandler_t before = signal(SIGUSR1, note)
    raise_(SIGUSR1)
    noted = seen == SIGUSR1
    is_own = signal(SIGUSR1, SIG_IGN) == note
    raise_(SIGUSR1)
    return noted, is_own, signal(SIGUSR1, before if before != SIG_IGN else SIG_DFL) == SIG_IGN


cdef jmp_buf place


cdef int leave(int value) except? -1 nogil:
    if value > 0:
        longjmp(place, value)
    return 0


def jumps(int value):
    """
    >>> jumps(0)
    'returned'
    >>> jumps(3)
    'jumped'
    """
    if setjmp(place) != 0:
        return "jumped"
    leave(value)
    return "returned"


def jumps_far(int value):
    """Through the frames of C functions, and with a place that a function gets.

    >>> jumps_far(1)
    [1, 0]
    """
    cdef jmp_buf here
    result = []
    result.append(1)
    if setjmp(here) == 0:
        far(here, value, 10)
    result.append(0)
    return result


cdef void far(jmp_buf target, int value, int depth) noexcept nogil:
    if depth > 0:
        far(target, value, depth - 1)
    elif value > 0:
        longjmp(target, value)


def texts(bytes text):
    r"""
    >>> texts(b'one TWO one')
    (8, 4)
    """
    cdef const_char *start = text
    cdef const_char *found = <const char *>memrchr(start, 111, strlen(start))
    return found - start, strcasestr(start, b"two") - start


def positions():
    """
    >>> positions()
    b'cd'
    """
    cdef FILE *stream = tmpfile()
    cdef fpos_t position
    cdef char buffer[8]
    fwrite(b"abcd", 1, 4, stream)
    fseek(stream, 2, SEEK_SET)
    fgetpos(stream, &position)
    fread(buffer, 1, 2, stream)
    fsetpos(stream, &position)
    size = fread(buffer, 1, 8, stream)
    fclose(stream)
    return buffer[:size]


def dates():
    """
    >>> dates()
    (101, 8, '2001-09-09')
    """
    cdef time_t moment = 1000000000
    cdef tm fields, parsed
    cdef char buffer[16]
    gmtime_r(&moment, &fields)
    strptime(b"2001-09-09", b"%Y-%m-%d", &parsed)
    size = strftime(buffer, 16, b"%Y-%m-%d", &parsed)
    return fields.tm_year, fields.tm_mon, buffer[:size].decode()


def named_arguments(list items):
    """The names of parameters are those that Cython's declarations have.

    >>> named_arguments([3, 1])
    (b'needle', True, 3, b'12a', [3, 7])
    """
    cdef char *rest
    cdef char *found = strcasestr(needle=b"NEED", haystack=b"a needle")
    memory = strlen(s=b"abc")
    strtold(b"12a", tailptr=&rest)
    cdef char buffer[4]
    memcpy(size=4, pto=buffer, pfrom=b"12a")
    PyList_SetSlice(items, high=2, low=1, itemlist=[7])
    return found, rest[0] == b"a", memory, buffer, PyList_GetSlice(list=items, low=0, high=2)
