"""Parameters that are C pointers with NULL as the default, called from Python and from C."""


cpdef bytes first(char *a=NULL, const char *b=NULL):
    """
    >>> first(), first(b"x"), first(b=b"y"), first(b"x", b"y")
    (b'none', b'x', b'y', b'x')
    >>> first(None)
    Traceback (most recent call last):
    TypeError: expected bytes, NoneType found
    """
    if a is not NULL:
        return a
    return b if b is not NULL else b"none"


def keyword(*, char *text=NULL):
    """
    >>> keyword(), keyword(text=b"t")
    ('null', b't')
    """
    return "null" if text is NULL else <bytes>text


def from_c():
    """
    >>> from_c()
    (b'none', b'c')
    """
    return first(), first(NULL, b"c")
