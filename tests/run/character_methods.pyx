# cython: language_level=3
"""Methods of Py_UCS4: what asks about one character needs no str, nor the GIL."""

cimport cython


def answers(Py_UCS4 c):
    """
    >>> names = ('isalnum isalpha isascii isdecimal isdigit islower isnumeric isprintable isspace '
    ...          'istitle isupper').split()
    >>> def wrong(code):
    ...     return answers(chr(code)) != tuple(getattr(chr(code), name)() for name in names)
    >>> [code for code in range(0x110000) if wrong(code)]
    []
    >>> answers('ab')
    Traceback (most recent call last):
    ValueError: only single character unicode strings can be converted to Py_UCS4, got length 2
    """
    return (c.isalnum(), c.isalpha(), c.isascii(), c.isdecimal(), c.isdigit(), c.islower(), c.isnumeric(),
            c.isprintable(), c.isspace(), c.istitle(), c.isupper())


def no_character(unsigned int code):
    """
    >>> no_character(0x110000), no_character(0xFFFFFFFF)
    ((False, False, False), (False, False, False))
    >>> no_character(0xD800)
    (False, False, False)
    """
    cdef Py_UCS4 c = <Py_UCS4> code
    return c.isspace(), c.isalnum(), c.isprintable()


cdef Py_ssize_t words_without_gil(const Py_UCS4[:] text) noexcept nogil:
    cdef Py_ssize_t i, count = 0
    cdef bint inside = False
    for i in range(text.shape[0]):
        if text[i].isspace():
            inside = False
        elif not inside:
            inside = True
            count += 1
    return count


def words(str text):
    """
    >>> words(' one two\\u2003three '), words(''), words('x')
    (3, 0, 1)
    """
    cdef Py_UCS4[64] buffer
    cdef Py_ssize_t i
    for i in range(len(text)):
        buffer[i] = text[i]
    cdef const Py_UCS4[:] view = buffer
    view = view[:len(text)]
    with nogil:
        return words_without_gil(view)


def type_of_answer(Py_UCS4 c):
    """
    >>> type_of_answer('1')
    ('bint', True, 'str', 1)
    """
    answer = c.isdigit()
    return cython.typeof(answer), answer, type(c.lower()).__name__, c.isdigit() + c.isspace()


def upper_of(Py_UCS4 c):
    """
    Of one character two may come:

    >>> upper_of('ß'), upper_of('a')
    ('SS', 'A')
    """
    return c.upper()


def evaluated_once(list calls):
    """
    >>> evaluated_once([])
    (True, [1])
    """
    return one_of(calls).isspace(), calls


cdef Py_UCS4 one_of(list calls) except? 0xFFFF:
    calls.append(1)
    return ' '


def failing():
    """
    >>> failing()
    Traceback (most recent call last):
    ZeroDivisionError: division by zero
    """
    return raising().isspace()


cdef Py_UCS4 raising() except? 0xFFFF:
    raise ZeroDivisionError('division by zero')


def letters(str text):
    """
    >>> list(letters('a1b2')), list(letters(''))
    (['a', 'b'], [])
    """
    cdef Py_UCS4 c
    for c in text:
        if c.isalpha():
            yield c


def with_arguments(Py_UCS4 c):
    """
    >>> with_arguments('a')
    Traceback (most recent call last):
    TypeError: str.isspace() takes no arguments (1 given)
    """
    return c.isspace(1)


def chosen(Py_UCS4 a, Py_UCS4 b, bint first):
    """
    >>> chosen('1', 'x', True), chosen('1', 'x', False)
    (True, False)
    """
    return (a if first else b).isdigit()
