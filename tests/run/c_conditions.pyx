"""The truth of C values: parts of a condition need no type in common."""


cdef struct Named:
    char *name
    int number


cdef bint are_both(Named *left, char *right):
    return left and right


def pointers(int number):
    """
    >>> pointers(0)
    ['either']
    >>> pointers(2)
    ['both', 'three', 'named', 'either']
    """
    cdef Named value
    value.name = b"x"
    value.number = number
    cdef Named *found = &value if number else NULL
    cdef void *other = &value
    result = []
    if found and found.name:
        result.append("both")
    if found and found.number > 0 and other:
        result.append("three")
    if 0 and found and not number:
        result.append("never")
    if (found and other) and not (found and not found.name):
        result.append("named")
    if (found if number else other):
        result.append("either")
    return result


def values(int number):
    """What is assigned to a bint, or returned as one, is asked for its truth too.

    >>> values(0)
    (None, False, True, False, [])
    >>> values(3)
    ('yes', True, True, False, [1, 2])
    """
    cdef Named value
    value.name = b"x"
    value.number = number
    cdef Named *found = &value if number else NULL
    cdef void *other = &value
    text = "yes" if found and found.name else None
    cdef bint named = found and found.name
    cdef bint any_of
    any_of = found or other
    assert not found or found.name
    return text, named, any_of, are_both(found, NULL), [i for i in range(3) if found and i]


def counted_down(int number):
    """
    >>> counted_down(5)
    0
    """
    cdef Named value
    value.number = number
    cdef Named *found = &value
    while found and found.number:
        found.number -= 1
    return found.number


def mixed(list items, int number, double fraction):
    """
    >>> mixed([], 1, 0.5), mixed([1], 0, 0.5), mixed([1], 2, 0.5), mixed([1], 2, 0)
    (False, False, True, False)
    """
    return True if items and number and fraction else False


def tuples((int, int) pair, int number):
    """A C tuple is as true as Python's; a number cast to a bool is its truth.

    >>> tuples((0, 0), 100)
    (False, True, 1, False)
    """
    return not pair, <bool>number, <int><bool>number, <bool>(number - 100)


def chosen_numbers(bint which, int number, double fraction, double complex z):
    """One of several numbers becomes the object that it is by itself; a variable is a double.

    >>> chosen_numbers(True, 2, 3.5, 1j)
    (2, 2, 3.5, 2, [2], 2.0, 3.0, '2', 2)
    >>> chosen_numbers(False, 2, 3.5, 1j)
    (3.5, 2, 3.5, 1j, [3.5], 3.5, 4.5, '3.5', 2)
    >>> chosen_numbers(False, 0, 0, 0)
    (0.0, 0.0, 0, 0j, [0.0], 0.0, 1.0, '0.0', False)
    """
    held = number if which else fraction
    return (number if which else fraction, number or fraction, number and fraction,
            number if which else z, [number if which else fraction], held,
            (number if which else fraction) + 1, str(number if which else fraction),
            number or fraction or which)


def chosen_later(values, int number):
    """
    >>> list(chosen_later([0.5, 0], 3))
    [0.5, 3]
    >>> [type(value).__name__ for value in chosen_later([1, 0], 3)]
    ['float', 'int']
    """
    cdef double fraction
    for fraction in values:
        yield fraction if fraction else number if number > 1 else 2 * fraction


def chosen_float(bint which, int number, double fraction):
    """
    >>> chosen_float(True, 1, 2.5), chosen_float(False, 1, 2.5)
    (1.0, 2.5)
    """
    cdef double result = number if which else fraction
    return result


def converted_choices(int a, unsigned int b, long long c):
    """What `or` and `and` choose goes where it is wanted as the number that it is.

    >>> converted_choices(-2, 1, 3), converted_choices(0, 7, 3)
    ((-2, 1, -2.0, -6, False, (-2, 1)), (7, 0, 7.0, 21, True, (7, 0)))
    """
    cdef long long either = a or b
    cdef long long both = a and b
    cdef double real = a or b
    return either, both, real, (a or b) * c, (a or b) > 0, (a or b, a and b)


def narrowed(long long a, double d, char b):
    """The truth is that of the number before it is converted, also that of a literal.

    >>> narrowed(256, 1e-50, 5), narrowed(0, 0.0, 5)
    ((0, 0.0, 5, 0, 7), (5, 5.0, 0, 0, 7))
    """
    cdef signed char first = 4096 or 5
    cdef signed char second = 4096 and 7
    cdef char narrow = a or b
    cdef float small = d or b
    cdef char last = a and b
    return narrow, small, last, first, second


def attribute_of_choice(int a, double b, bint which):
    """
    >>> attribute_of_choice(3, 2.5, True)
    (3, <class 'int'>, 0, 3)
    >>> attribute_of_choice(0, 2.5, False)
    (2.5, <class 'float'>, 0.0, 2.5)
    """
    return (a or b).real, type((a or b).real), (a or b).imag, (a if which else b).real
