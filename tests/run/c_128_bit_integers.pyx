"""Integers of 128 bits, which only C headers know: from and to Python's ints, and arithmetic."""

cimport cython

cdef extern from *:
    ctypedef long long wide "__int128_t"
    ctypedef unsigned long long unsigned_wide "__uint128_t"


cdef struct Held:
    char before
    wide value

cdef wide variable = 5
ctypedef wide (*Function)(wide, unsigned_wide) except? -1


def through(wide x):
    """
    >>> [through(x) == x for x in (0, 1, -1, 2**63, -2**63, -2**63 - 1, 2**64, 2**64 - 1, -2**64)]
    [True, True, True, True, True, True, True, True, True]
    >>> through(2**127 - 1), through(-2**127)
    (170141183460469231731687303715884105727, -170141183460469231731687303715884105728)
    >>> through(True), through(1e30), type(through(True)) is int
    (1, 1000000000000000019884624838656, True)
    >>> through(2**127)
    Traceback (most recent call last):
    OverflowError: value too large to convert to wide
    >>> through(-2**127 - 1)
    Traceback (most recent call last):
    OverflowError: value too large to convert to wide
    >>> through(2**200)
    Traceback (most recent call last):
    OverflowError: value too large to convert to wide
    >>> through("1")
    Traceback (most recent call last):
    TypeError: an integer is required
    >>> through(None)
    Traceback (most recent call last):
    TypeError: an integer is required
    """
    return x


def through_unsigned(unsigned_wide x):
    """
    >>> [through_unsigned(x) == x for x in (0, 1, 2**63, 2**64 - 1, 2**64, 2**127, 2**128 - 1)]
    [True, True, True, True, True, True, True]
    >>> through_unsigned(2**128)
    Traceback (most recent call last):
    OverflowError: value too large to convert to unsigned_wide
    >>> through_unsigned(-1)
    Traceback (most recent call last):
    OverflowError: can't convert negative value to unsigned_wide
    >>> through_unsigned(-2**200)
    Traceback (most recent call last):
    OverflowError: can't convert negative value to unsigned_wide
    """
    return x


def arithmetic(wide a, wide b):
    """
    >>> arithmetic(2**100, 3) == (2**100 + 3, 2**100 - 3, 3 * 2**100, -2**100, 0, ~2**100)
    True
    >>> arithmetic(2**64, 2**64 - 1)[:3]
    (36893488147419103231, 1, -18446744073709551616)
    >>> arithmetic(2**127 - 1, 1)[0] == -2**127
    True
    """
    return a + b, a - b, a * b, -a, a & b, ~a


def division(wide a, wide b):
    """
    >>> division(-2**100, 7) == divmod(-2**100, 7), division(2**100, -7) == divmod(2**100, -7)
    (True, True)
    >>> division(2**126, 2**100 + 1) == divmod(2**126, 2**100 + 1), division(-7, 2)
    (True, (-4, 1))
    >>> division(1, 0)
    Traceback (most recent call last):
    ZeroDivisionError: integer division or modulo by zero
    """
    return a // b, a % b


@cython.cdivision(True)
def c_division(wide a, wide b, unsigned_wide c):
    """
    >>> c_division(-2**100, 7, 2**128 - 1)
    (-181092942889747057356671886482, -2, 48611766702991209066196372490252601636)
    """
    return a / b, a % b, c / 7


def shifts(wide a, unsigned_wide b, int n):
    """
    >>> shifts(-2**127, 2**127, 100)
    (-134217728, 134217728, 0)
    >>> shifts(1, 1, 100)
    (0, 0, 1267650600228229401496703205376)
    """
    return a >> n, b >> n, b << n


def mixed(wide a, unsigned_wide b, int c, double d):
    """
    >>> mixed(2**70, 2**127, -3, 1.5)
    (1180591620717411303421, 1.1805916207174113e+21, 1.7014118346046923e+38, 0, True, True)
    >>> mixed(-2**70, 0, 4, 0.5)[:2]
    (-1180591620717411303420, -1.1805916207174113e+21)
    """
    return a + c, a + d, <double>b, <int>a, a != c, a < d or b > 1


def from_double(double x):
    """
    >>> from_double(1e30) == (int(1e30), int(1e30)), from_double(2.5)
    (True, (2, 2))
    """
    return <wide>x, <unsigned_wide>x


def in_memory(x):
    """
    >>> in_memory(2**100) == ({'before': 1, 'value': 2**100}, 32, [2**100, 2**101, 5], (1, 2**100))
    True
    """
    cdef Held held
    cdef wide several[3]
    cdef wide *p = several
    cdef (int, wide) pair = (1, x)
    held.before = 1
    held.value = x
    several[0] = several[1] = x
    p[1] *= 2
    p[2] = variable
    return held, sizeof(Held), list(several), pair


cdef class Holder:
    cdef public wide value

    def __init__(self, value):
        self.value = value


def attributes():
    """
    >>> attributes()
    'value too large to convert to wide'
    >>> Holder(-2**100).value == -2**100
    True
    """
    holder = Holder(1)
    try:
        (<object>holder).value = 2**127
    except OverflowError as error:
        return str(error)


cdef wide total(wide a, unsigned_wide b) except? -1:
    if a == 0:
        raise ValueError("zero")
    return a + <wide>b


def calls(a, b):
    """
    >>> calls(2**100, 2**100) == (2**101, 2**101), calls(-1, 0)
    (True, (-1, -1))
    >>> calls(0, 0)
    Traceback (most recent call last):
    ValueError: zero
    """
    cdef Function pointer = total
    return total(a, b), pointer(a, b)


def without_gil(wide a):
    """
    >>> without_gil(2**100) == 45 * 2**100 // 7
    True
    """
    cdef wide sum = 0
    cdef int i
    with nogil:
        for i in range(10):
            sum += a * i
        sum = sum // 7
    return sum


def ranges(wide start, wide stop):
    """
    >>> [x - 2**100 for x in ranges(2**100, 2**100 + 3)]
    [0, 1, 2, 2, 1, 0]
    """
    cdef wide i
    seen = []
    for i in range(start, stop):
        seen.append(i)
    for i in reversed(range(start, stop)):
        seen.append(i)
    return seen


def closures(wide x):
    """
    >>> list(closures(2**64 - 1))
    [18446744073709551615, 36893488147419103230, 36893488147419103231]
    """
    def inner():
        nonlocal x
        x += 1
        return x
    yield x
    x = x * 2
    yield x
    yield inner()


def as_objects(wide x, wide default=2**70):
    """
    >>> as_objects(-2**100)
    ('-1267650600228229401496703205376 1180591620717411303424', True, True, 1267650600228229401496703205376)
    """
    return f"{x} {default}", hash(x) == hash(-2**100), {x: 1} == {-2**100: 1}, abs(x)


def truth(wide x):
    """
    >>> truth(2**64), truth(0)
    ((True, 1), (False, 2))
    """
    return bool(x), 1 if x else 2


def sums(numbers):
    """
    >>> numbers = [3**n for n in range(70)] + [-5**n for n in range(50)]
    >>> sums(numbers) == sum(numbers)
    True
    """
    cdef wide x, result = 0
    for x in numbers:
        result += x
    return result
