"""DEF: names for constants, which keep their type wherever they are used."""

DEF BYTES = b"POBJECT"
DEF TEXT = "text"
DEF NUMBER = 3
DEF REAL = 2.5
DEF PAIR = (1, 2)
DEF TRUE = True
DEF LETTER = 'x'
DEF JOINED = b"ab" + b"c"
DEF NOTHING = None
DEF COMPLEX = 2 - 1j
DEF NEGATIVE = -NUMBER
DEF IS_THREE = NUMBER == 3
DEF IS_IN = NUMBER in (1, 2)

cdef bytes kept = BYTES
cdef const char *pointed = BYTES
cdef enum:
    ITEM = NUMBER


cdef int first_of(const char *text):
    return text[0]


def values():
    """
    >>> values()
    (b'POBJECT', 'text', 3, 2.5, (1, 2), True, 'x', b'abc', None, -3, True, False)
    """
    return (BYTES, TEXT, NUMBER, REAL, PAIR, TRUE, LETTER, JOINED, NOTHING, NEGATIVE, IS_THREE,
            IS_IN)


def uses():
    """
    >>> uses()
    (b'POBJECT', b'POBJECT', 80, 7, 3, 3, [80, 79], True, '<text>')
    """
    cdef char places[NUMBER]
    return (kept, pointed, first_of(BYTES), len(BYTES), ITEM, sizeof(places),
            [BYTES[i] for i in range(2)], BYTES == b"POBJECT", "<%s>" % TEXT)


def generated():
    """
    >>> list(generated())
    [b'POBJECT', True]
    """
    yield BYTES
    yield TRUE


def complex_value():
    """
    >>> complex_value()
    (2-1j)
    """
    return COMPLEX


DEF LARGEST = max(NUMBER, 7, 5)
DEF COUNT = len(PAIR) + len([1, 2, 3]) + len(())
DEF TOTAL = sum(PAIR) + min(4, 2.5) + abs(-3)
DEF SECOND = PAIR[-1]
DEF INFINITE = -float("inf")
DEF ROUNDED = int(7.9)
DEF MASK = (1 << 64) - 1
DEF PART = (PAIR + (NUMBER,))[1:]
DEF SHOUTED = TEXT.upper() + str(LARGEST)
DEF REST = ...

IF LARGEST == 7 and len(PAIR) == 2 and not ():
    chosen = "called"
ELSE:
    chosen = "not called"


def computed():
    """
    >>> computed()
    (7, 5, 8.5, 2, -inf, 7, 18446744073709551615, (2, 3), 'TEXT7', Ellipsis, 'called')
    """
    return (LARGEST, COUNT, TOTAL, SECOND, INFINITE, ROUNDED, MASK, PART, SHOUTED, REST, chosen)


def computed_in_c():
    """
    >>> computed_in_c()
    (28, 18446744073709551615, -inf)
    """
    cdef int numbers[LARGEST]
    cdef unsigned long long mask = MASK
    cdef double infinite = INFINITE
    return sizeof(numbers), mask, infinite


DEF INNER = (NUMBER, PAIR, (TEXT, -NUMBER))
DEF INNERMOST = INNER[2][0]


def nested():
    """Tuples may name others.

    >>> nested()
    ((3, (1, 2), ('text', -3)), 'text', 5)
    """
    return INNER, INNERMOST, [NUMBER + len(part) for part in (INNER[1],)][0]


def hidden(str, max, PART):
    """
    >>> hidden(1, 2, 3)
    (1, 2, 'TEXT7', 7)
    """
    return str, max, SHOUTED, LARGEST
