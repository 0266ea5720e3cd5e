"""Python sees the items of public enums.

>>> RED, GREEN, BLUE
(0, 7, 8)
>>> type(RED)
<class 'int'>
>>> WITHOUT_A_NAME
9
>>> SECRET  # doctest: +ELLIPSIS
Traceback (most recent call last):
NameError: ...name 'SECRET' is not defined
>>> ONLY_API  # doctest: +ELLIPSIS
Traceback (most recent call last):
NameError: ...name 'ONLY_API' is not defined
>>> Color  # doctest: +ELLIPSIS
Traceback (most recent call last):
NameError: ...name 'Color' is not defined
>>> Both.FIRST is Both(1), FIRST
(True, 1)
>>> double(BLUE)
16
>>> import public_enums
>>> public_enums.GREEN = "rebound"
>>> green()
7
"""

cdef enum Hidden:
    SECRET = 6

cdef public enum Color:
    RED, GREEN = SECRET + 1
    BLUE

cdef public enum:
    WITHOUT_A_NAME = 9

cdef api enum Other:
    ONLY_API

cpdef public enum Both:
    FIRST = 1
    SECOND

def double(Color color):
    return 2 * color

def green():
    return GREEN
