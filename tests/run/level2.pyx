# cython: language_level=2
"""Language level 2: print statements, division of ints, leaking comprehension variables."""


def prints(a, b):
    """
    >>> prints(1, 'x')
    1 x
    same line
    <BLANKLINE>
    (1, 'x')
    """
    print a, b
    print 'same',
    print 'line'
    print
    print (a, b)


def prints_to(stream):
    """
    >>> import io
    >>> stream = io.StringIO()
    >>> prints_to(stream); stream.getvalue()
    'to stream 5\\n'
    """
    print >>stream, 'to stream', 5


def old_division(int a, int b):
    """
    >>> old_division(7, 2), old_division(-7, 2)
    ((3, 3.5), (-4, -3.5))
    """
    return a / b, a / <double>b


def leaking_comprehension():
    """
    >>> leaking_comprehension()
    ([0, 1, 4], 2)
    """
    result = [i * i for i in range(3)]
    return result, i


def old_exec():
    """
    >>> old_exec()
    5
    """
    namespace = {}
    exec 'a = 2 + 3' in namespace
    return namespace['a']


def old_octal():
    """
    >>> old_octal()
    (8, 8)
    """
    return 010, 0o10


def old_inequality(a, b):
    """
    >>> old_inequality(1, 2), old_inequality(1, 1)
    (True, False)
    """
    return a <> b


def backquotes(a):
    """
    >>> backquotes('x')
    "'x'"
    """
    return `a`


def long_literals():
    """
    >>> long_literals()
    (5, 1267650600228229401496703205376)
    """
    return 5L, 1267650600228229401496703205376L


def raise_with_value():
    """
    >>> raise_with_value()
    Traceback (most recent call last):
    ValueError: text
    """
    raise ValueError, 'text'


def old_except():
    """
    >>> old_except()
    'caught text'
    """
    try:
        raise_with_value()
    except ValueError, error:
        return 'caught %s' % error


def unicode_literals():
    """
    >>> unicode_literals()
    ('text', 'text', b'bytes')
    """
    return 'text', u'text', b'bytes'


def except_with_target(exception):
    """
    >>> except_with_target(None)
    (1, [None, None])
    >>> except_with_target(KeyError)
    (2, [None, 'KeyError'])
    >>> except_with_target(ValueError)
    (3, ['ValueError', 'handled'])
    >>> except_with_target(OSError)
    Traceback (most recent call last):
    OSError
    """
    targets = [None, None]
    cdef int which = 1
    try:
        if exception is not None:
            raise exception()
    except (KeyError, TypeError), targets[1]:
        which = 2
        targets[1] = type(targets[1]).__name__
    except ValueError, (targets)[0]:
        which = 3
        targets = [type(targets[0]).__name__, 'handled']
    return which, targets
