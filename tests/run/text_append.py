"""A text that nobody else has grows in place; all others stay as they are."""


def build(n, piece):
    """
    >>> build(4, "ab")
    'ababab ab'
    >>> build(3, "é")
    'éé é'
    >>> build(3, "\\U0001f600") == "\\U0001f600" * 2 + " " + "\\U0001f600"
    True
    >>> build(2, 1)
    Traceback (most recent call last):
    TypeError: can only concatenate str (not "int") to str
    """
    text = ""
    for i in range(n):
        if i == n - 1:
            text += " "
        text += piece
    return text


def widen(pieces):
    """
    >>> widen(["a", "é", "€", "\\U0001f600", "z"]) == "aé€\\U0001f600z"
    True
    """
    text = "".join(["x", "y"])
    for piece in pieces:
        text += piece
    return text[2:]


def share(n):
    """Other references keep the old text.

    >>> share(3)
    ['x', 'xy', 'xyy']
    """
    texts, text = [], "".join(["x"])
    for _ in range(n):
        texts.append(text)
        text += "y"
    return texts


def use_as_key(n):
    """A text that has a hash is not changed.

    >>> use_as_key(3)
    {'k': 0, 'kk': 1, 'kkk': 2}
    """
    found, text = {}, "".join(["k"])
    for i in range(n):
        found[text] = i
        text += "k"
    return found


def fail(piece):
    """What fails leaves the text as it was.

    >>> fail("b")
    'ab!'
    >>> fail(1)
    'a'
    >>> fail(None)
    'a'
    """
    text = "".join(["a"])
    try:
        text += piece
        text += "!"
    except TypeError:
        pass
    return text


class Right:
    def __radd__(self, left):
        return ("radd", left)


def reflect(flag):
    """
    >>> reflect(False)
    ('radd', 'ab')
    """
    text = "".join(["a", "b"])
    if flag:
        text = 1
    text = text + Right()
    return text


def augment_unknown(value, piece, n):
    """
    >>> augment_unknown("a", "b", 3)
    'abbb'
    >>> augment_unknown(1, 2.5, 2)
    6.0
    >>> augment_unknown([1], [2], 2)
    [1, 2, 2]
    >>> augment_unknown(2**62, 2**62, 2) == 3 * 2**62
    True
    >>> augment_unknown("a", 1, 1)
    Traceback (most recent call last):
    TypeError: can only concatenate str (not "int") to str
    """
    for _ in range(n):
        value += piece
    return value


def itself(n):
    """
    >>> itself(3)
    'abababababababab'
    """
    text = "".join(["a", "b"])
    for _ in range(n):
        text += text
    return text


def in_generator(n):
    """
    >>> list(in_generator(3))
    ['-', '--', '---']
    """
    text = ""
    for _ in range(n):
        text += "-"
        yield text


def in_closure(n):
    """
    >>> in_closure(3)
    ('aaa', 'aaa')
    """
    text = ""

    def add():
        nonlocal text
        text += "a"
        return text

    last = None
    for _ in range(n):
        last = add()
    return text, last


def chain(a, b, c):
    """
    >>> chain("x", "y", "z")
    ('xyzx', 'x', 'y', 'z')
    >>> chain([1], [2], [3])
    ([1, 2, 3, 1], [1], [2], [3])
    >>> chain(1.5, 2.5, 3.5)
    (9.0, 1.5, 2.5, 3.5)
    """
    return a + b + c + a, a, b, c


def floats(a, b):
    """A float that is only an intermediate result may hold the next one; nobody else's may.

    >>> floats(3.0, 2.0)
    (13.0, 3.0, 2.0, -5.0, 1.5, 9.0)
    >>> floats(3.0, 0.0)
    Traceback (most recent call last):
    ZeroDivisionError: float division by zero  # until 3.13
    ZeroDivisionError: division by zero  # from 3.14
    """
    kept = a
    return a * b + a * b + 1.0, kept, b, a * 0.0 - b - a, a * a / a / b, kept * a


class Holder:
    def __init__(self, value):
        self.value = value

    def add(self, other):
        self.value += other.value
        return self.value * other.value - self.value


def held(a, b):
    """
    >>> held(2.5, 1.5)
    (2.0, 3.5, 5.0, 1.5)
    >>> held("a", "b")
    Traceback (most recent call last):
    TypeError: can't multiply sequence by non-int of type 'str'
    """
    one, other = Holder(a), Holder(b)
    results = []
    for _ in range(2):
        results.append(one.add(other))
        one.value = a - 0.5
    return results[0], one.value + other.value, one.value + a + 0.5, other.value
