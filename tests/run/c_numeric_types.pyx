# cython: language_level=3
# Types of C arithmetic as Cython finds them, and the values that C computes.
cimport cython


def result_types():
    """
    >>> result_types()
    ['Py_ssize_t', 'Py_ssize_t', 'size_t', 'Py_ssize_t', 'long', 'unsigned long long', 'long long', 'long long', 'int', 'int', 'bint', 'bint', 'int', 'float', 'double', 'size_t', 'unsigned long', 'long', 'long', 'int', 'int', 'unsigned int', 'Py_ssize_t', 'size_t']
    """
    cdef Py_ssize_t s
    cdef unsigned long u
    cdef size_t z
    cdef int i
    cdef unsigned int ui
    cdef long l
    cdef long long ll
    cdef unsigned long long ull
    cdef short h
    cdef unsigned short uh
    cdef char c
    cdef bint b
    cdef float f
    cdef double d
    return [cython.typeof(s | u), cython.typeof(u | s), cython.typeof(z + i), cython.typeof(s + i),
            cython.typeof(l + ui), cython.typeof(l + ull), cython.typeof(ll + l), cython.typeof(ll + u),
            cython.typeof(h + uh), cython.typeof(b + b), cython.typeof(b | b), cython.typeof(b & b),
            cython.typeof(b ^ i), cython.typeof(f + i), cython.typeof(f + d), cython.typeof(s + z),
            cython.typeof(u + l), cython.typeof(i + 1), cython.typeof(ui + 1), cython.typeof(-c),
            cython.typeof(~uh), cython.typeof(-ui), cython.typeof(s // 2), cython.typeof(i << z)]


def mixed_signs():
    """
    >>> mixed_signs()
    (-1, -1, 0, 0, 4294967295, 0, 1, 18446744073709551615, 256, -255, 2, 4294967295, 18446744073709551615, 4294967294, False, False, False, False, False, False)
    """
    cdef Py_ssize_t s = -1
    cdef unsigned long u = 1
    cdef int i = -1
    cdef unsigned int ui = 1
    cdef long long ll = -1
    cdef size_t z = 2
    cdef unsigned char uc = 255
    return (s | u, u | s, s + u, i + ui, i | ui, ll + u, i + z, z - 3, uc + 1, -uc, s & z, ui - 2, u - 2,
            ~ui, s < u, i < ui, i == ui, u > -1, i < u, i < s)


def rounded():
    """
    >>> rounded()
    (0.10000000149011612, 0.10000000149011612, False, 0.3333333432674408, 16777216.0, False, True)
    """
    cdef float f = 0.1
    cdef double d = 0.1
    return <float>0.1, f, <float>0.1 == 0.1, <float>(1.0 / 3), <float>16777217, f == d, f == <float>d


@cython.cdivision(True)
def divided_as_c():
    """
    >>> divided_as_c()
    (-3, -3, -1, 3, -1.0, -3.5, -3, -3.5, 3)
    """
    cdef int a = -7, b = 2
    cdef unsigned int u = 7
    cdef double d = -7, e = 2
    return a / b, a // b, a % b, u / 2, d % e, d / e, -7 / 2, a / 2.0, 7 / 2


def powers_of_floats(double x, double y):
    """
    >>> powers_of_floats(4, 2)
    (16.0, 16.0)
    >>> powers_of_floats(4, -1)
    (0.25, 0.25)
    """
    cdef double direct = x ** y
    return direct, round(x ** y, 9)


def power_is_nan(double x, double y):
    """
    >>> power_is_nan(-4, 0.5)
    (True, True)
    """
    cdef double direct = x ** y
    cdef double in_place = x
    in_place **= y
    return direct != direct, in_place != in_place


def power_is_complex(double x, double y):
    """
    >>> power_is_complex(-8, 0.25)
    ('complex', 'complex', True)
    """
    kept = x ** y
    return type(kept).__name__, type(x ** y).__name__, abs(kept.real - 1.189207115002721) < 1e-12


def complex_numbers():
    """
    >>> complex_numbers()
    ((3+4j), (2.04-0.72j), (-1-2j), 5.0, (3-4j), False, [(1+0j), 2j], (7.5+10j), (0.24-0.32j))
    """
    cdef double complex z = 1 + 2j, w = 2 - 1j
    cdef double complex negative = -z
    cdef double complex[2] several = [1, 2j]
    z.real = 3
    z.imag = z.imag * 2
    w += z
    w *= 2
    w -= 1
    w /= z
    return z, w, negative, abs(z), z.conjugate(), z == w, several, z * 2.5, 2 / z


def suffixes():
    """
    >>> suffixes()
    (['unsigned long', 'unsigned long', 'unsigned long long', 'long long'], 4294967295)
    """
    cdef unsigned long computed = 0U - 1U
    return ([cython.typeof(1U), cython.typeof(1UL), cython.typeof(1ULL), cython.typeof(1LL)],
            computed)
