"""Operations that cannot work are compiled all the same in plain Python: they fail when they run."""


def outcome(function):
    """Return the name of the exception that the call raises."""
    try:
        function()
    except Exception as error:
        return type(error).__name__
    return None


def arithmetic():
    """
    >>> arithmetic()
    ['TypeError', 'TypeError', 'TypeError', 'TypeError', 'TypeError', 'TypeError', 'TypeError']
    """
    return [outcome(function) for function in (
        lambda: 1 + 'a', lambda: 'a' + 1, lambda: -'x', lambda: ~1.5, lambda: 1.5 << 2, lambda: [1] * 1.5,
        lambda: 'a' * 'b')]


def zero():
    """
    >>> zero()
    ['ZeroDivisionError', 'ZeroDivisionError', 'ZeroDivisionError']
    """
    return [outcome(function) for function in (lambda: 1.5 // 0, lambda: 1 % 0, lambda: 1 / 0)]


def indexing():
    """
    >>> indexing()
    ['TypeError', 'TypeError', 'IndexError', 'IndexError', 'TypeError', 'TypeError']
    """
    return [outcome(function) for function in (
        lambda: [1][1.5], lambda: 1.5[0], lambda: 'x'[5], lambda: (1, 2)[5], lambda: {}[[]], lambda: None[0])]


def attributes():
    """
    >>> attributes()
    ['AttributeError', 'AttributeError', 'AttributeError', 'AttributeError', 'AttributeError']
    """
    return [outcome(function) for function in (
        lambda: 'abc'.foo, lambda: (1).bar, lambda: None.x, lambda: {1: 2}.nope(), lambda: True.foo)]


def calls():
    """
    >>> calls()
    ['TypeError', 'TypeError', 'TypeError', 'TypeError', 'TypeError', 'ValueError', 'ValueError']
    """
    return [outcome(function) for function in (
        lambda: 5(), lambda: True(), lambda: len(5), lambda: [].append(1, 2), lambda: max(5), lambda: float('a'),
        lambda: chr(-1))]


def iteration():
    """
    >>> iteration()
    ['TypeError', 'TypeError', 'TypeError', 'TypeError']
    """
    return [outcome(function) for function in (
        lambda: [x for x in 5], lambda: list(x for x in 1.5), lambda: range('a'), lambda: 5 in 5)]


def variable_of_number(kind):
    """
    >>> [outcome(lambda: variable_of_number(kind)) for kind in ('attribute', 'item', 'call', 'loop', 'set', 'unpack')]
    ['AttributeError', 'TypeError', 'TypeError', 'TypeError', 'AttributeError', 'TypeError']
    """
    x = 1.5
    if kind == 'attribute':
        return x.y
    if kind == 'item':
        x[0] = 1
    elif kind == 'call':
        return x()
    elif kind == 'loop':
        for _ in x:
            pass
    elif kind == 'set':
        x.y = 1
    else:
        a, b = x
        return a, b


def compared():
    """
    >>> compared()
    ['TypeError', 'TypeError', 'TypeError']
    """
    return [outcome(function) for function in (lambda: 1 < 'a', lambda: None < None, lambda: 1j < 2j)]


def wrong_annotations(x: int = 'text') -> float:
    """Annotations of plain Python do not convert or check.

    >>> wrong_annotations()
    'texttext'
    >>> wrong_annotations(1.5)
    3.0
    """
    y: int = x + x
    return y
