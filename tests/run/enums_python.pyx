# cython: language_level=3
# cpdef enums: classes that Python sees, whose members are what C values become.
import sys


cpdef enum Color:
    """The colours.

    Three of them."""
    RED = 1
    GREEN = 2
    BLUE = 5


cpdef enum Repeated:
    ONE = 1
    TWO = ONE + 1
    AGAIN = 1
    BOTH = ONE | TWO


cpdef enum:
    LOOSE = 3
    LOOSER = 5


cdef enum Hidden:
    SECRET = 7


cdef extern from *:
    """
    enum { PE_HEADER = 42 };
    """
    cpdef enum:
        PE_HEADER


cdef extern from *:
    enum:
        PE_SAME "PE_HEADER"


cpdef enum Known:
    KNOWN = PE_SAME
    NEXT


def the_class():
    """
    >>> the_class()
    (<enum 'Color'>, <Color.RED: 1>, [<Color.RED: 1>, <Color.GREEN: 2>, <Color.BLUE: 5>], <Color.GREEN: 2>, <Color.BLUE: 5>, 3, ['RED', 'GREEN', 'BLUE'])
    >>> Color, list(Color), Color(2), Color['BLUE'], Color.RED.name, Color.GREEN.value
    (<enum 'Color'>, [<Color.RED: 1>, <Color.GREEN: 2>, <Color.BLUE: 5>], <Color.GREEN: 2>, <Color.BLUE: 5>, 'RED', 2)
    >>> Color.__doc__.split(), Color.__name__, Color.__qualname__, issubclass(Color, int)
    (['The', 'colours.', 'Three', 'of', 'them.'], 'Color', 'Color', True)
    >>> list(Known)
    [<Known.KNOWN: 42>, <Known.NEXT: 43>]
    >>> Color(99)
    <Color: 99>
    """
    return Color, Color.RED, list(Color), Color(2), Color['BLUE'], len(Color), [c.name for c in Color]


def repeated():
    """
    >>> repeated()
    ([<Repeated.ONE: 1>, <Repeated.TWO: 2>, <Repeated.BOTH: 3>], True, <Repeated.BOTH: 3>, <Repeated.BOTH: 3>)
    """
    return list(Repeated), Repeated.AGAIN is Repeated.ONE, Repeated.BOTH, BOTH


def loose():
    """
    >>> loose(), LOOSE, LOOSER, PE_HEADER
    ((3, 7), 3, 5, 42)
    >>> 'SECRET' in globals(), 'Hidden' in globals(), 'RED' in globals(), 'Color' in globals()
    (False, False, False, True)
    """
    return LOOSE, SECRET


def values_become_members():
    """
    >>> values_become_members()
    (<Color.RED: 1>, True, <Color.GREEN: 2>, 'Color', 2, 3, {<Color.RED: 1>: 1}, [<Color.GREEN: 2>])
    """
    cdef Color c = RED
    cdef Color d = Color.GREEN
    o = c
    return o, o is sys.modules[__name__].__dict__['Color'].RED, d, type(o).__name__, c + 1, c | d, {c: 1}, [d]


def from_objects(value):
    """
    >>> from_objects(Color.BLUE)
    (<Color.BLUE: 5>, 5, 5)
    >>> from_objects(2)
    (<Color.GREEN: 2>, 2, 2)
    >>> from_objects(99)
    (<Color: 99>, 99, 99)
    >>> from_objects('x')
    Traceback (most recent call last):
        ...
    TypeError: an integer is required
    """
    cdef Color c = value
    return c, <int>c, int(c)


cpdef Color following(Color c):
    """
    >>> following(Color.RED), following(2)
    (<Color.GREEN: 2>, <Color.BLUE: 5>)
    """
    return BLUE if c == GREEN else GREEN


cdef class Holder:
    """
    >>> h = Holder()
    >>> h.color, h.get()
    (<Color.GREEN: 2>, <Color.GREEN: 2>)
    >>> h.color = Color.BLUE
    >>> h.color, h.get()
    (<Color.BLUE: 5>, <Color.BLUE: 5>)
    >>> h.color = 1
    >>> h.color
    <Color.RED: 1>
    """
    cdef public Color color

    def __init__(self):
        self.color = GREEN

    def get(self):
        return self.color


def pickled():
    """
    >>> import pickle
    >>> pickle.loads(pickle.dumps(Color.BLUE))
    <Color.BLUE: 5>
    """


def hidden():
    """
    >>> hidden()
    (7, 'int', 7)
    """
    cdef Hidden h = SECRET
    return h, type(h).__name__, Hidden.SECRET


cdef public enum Public:
    PUBLIC_FIRST
    PUBLIC_SECOND = 7


def public_items():
    """The items of a public enum are integers of the module.

    >>> PUBLIC_FIRST, PUBLIC_SECOND, type(PUBLIC_SECOND) is int, "Public" in globals()
    (0, 7, True, False)
    >>> public_items()
    7
    """
    cdef Public item = PUBLIC_SECOND
    return item
