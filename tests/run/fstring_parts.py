"""Texts of several parts, written in one go: each gives what the interpreter gives for the same.

>>> [(value, other) for value in VALUES for other in VALUES if joined(value, other) != joined_plainly(value, other)]
[]
>>> [(value, spec) for value in VALUES for spec in SPECIFIERS if formatted(value, spec) != formatted_plainly(value, spec)]
[]
>>> [value for value in VALUES if text_of(value) != str(value)]
[]
"""

LOG = []


class Number(int):
    def __str__(self):
        return "number"

    def __format__(self, spec):
        return "number " + spec


class Text(str):
    def __format__(self, spec):
        return "text"

    def __str__(self):
        return "str of text"


class Logged:
    def __init__(self, name):
        LOG.append(name)
        self.name = name

    def __format__(self, spec):
        LOG.append("format " + self.name)
        return self.name


class Subclass(str):
    pass


class GivesSubclass:
    def __format__(self, spec):
        return Subclass("sub")

    def __str__(self):
        return Subclass("sub")


INTS = [0, 1, -1, 9, 10, -10, 99, 100, 12345678, -12345678, 2**30, 2**59, 2**60 - 1, 2**60, -(2**60) + 1, -(2**60), 2**63,
        -(2**63), 2**64, 10**17, 10**18 - 1, -(10**18), 10**40]  # fmt: skip
FLOATS = [0.0, -0.0, 1.5, -2.25, 1e300, 1e-300, 1e16, 123456789.125, float("inf"), -float("inf")]
TEXTS = ["", "a", "abc", "\xe9", "\u20ac", "\U0001f600", "\ud800", "x" * 300]
VALUES = [*INTS, *FLOATS, *TEXTS, True, None, b"x", [1], 1j, Number(3), Text("t"), GivesSubclass()]
SPECIFIERS = ["", "5", "<5", ">5", "^6", "=6", "05", "<05", "x<05", "*^9", "\xe9>4", "d", "x", "X", "04x", "#x", "b", "6d", ",", "+",
              ".2f", "8.2f", "08.1f", ".0f", "f", "e", ".3e", "g", ".17g", "%", ".3", "s", "5s", "<3s", ".2s", "1000", "c", "?", "<",
              "0", "=", "5.", "..", "x5", "n", "z", "_", "<<5", "\0<5", "999"]  # fmt: skip


def answer(function, *arguments):
    try:
        return function(*arguments)
    except Exception as error:
        return type(error), str(error)


JOINED = 'lambda value, other: (f"<{value}>", f"{value}{other}", f"{value!s}, {other!r} {value!a}{{}}", f"{value}")'
plain_join, plain_format = eval(JOINED), eval('lambda value, spec: f"{value:{spec}}"')


def joined(value, other):
    return f"<{value}>", f"{value}{other}", f"{value!s}, {other!r} {value!a}{{}}", f"{value}"


def joined_plainly(value, other):
    return plain_join(value, other)


def with_specifier(value, spec):
    return f"{value:{spec}}"


def formatted(value, spec):
    return answer(with_specifier, value, spec)


def formatted_plainly(value, spec):
    return answer(plain_format, value, spec)


def text_of(value):
    return str(value)


def texts_of_numbers(count):
    """
    >>> texts_of_numbers(12)
    ('0 1 2 3 4 5 6 7 8 9 10 11', '0.0 0.5 1.0 1.5 2.0 2.5')
    """
    numbers, halves = [], []
    for i in range(count):
        numbers.append(str(i))
        if i % 2 == 0:
            halves.append(str(i / 4))
    return " ".join(numbers), " ".join(halves)


def order():
    """Each part is evaluated and formatted before the next.

    >>> order(), LOG
    ('a1b-2', ['a', 'format a', 'b', 'format b'])
    """
    LOG.clear()
    return f"{Logged('a')}{1}{Logged('b')}{-2}"


def changed():
    """A part is what the variable was.

    >>> changed()
    '1, 2, 2, x'
    """
    number = 1

    def change(to):
        nonlocal number
        number = to
        return to

    return f"{number}, {change(2)}, {number}, {change('x')}"


class Breaking:
    def __format__(self, spec):
        raise KeyError("broken")

    def __str__(self):
        raise IndexError("no text")


def breaks(value):
    """
    >>> breaks(Breaking())
    Traceback (most recent call last):
    KeyError: 'broken'
    """
    return f"{1} {value} {2}"


def no_text(value):
    """
    >>> no_text(Breaking())
    Traceback (most recent call last):
    IndexError: no text
    """
    return str(value)


def same_object(text):
    """
    >>> same_object("".join(["a", "b"]))
    (True, True, True)
    """
    return f"{text}" is text, str(text) is text, f"{text:1}" is text


def hidden(str, value):
    """
    >>> hidden(list, "ab")
    ['a', 'b']
    """
    return str(value)


def concatenated(one, two):
    """
    >>> concatenated("a", "\xe9"), concatenated("", "b"), concatenated("\U0001f600", "\u20ac") == "\U0001f600: \u20ac"
    (('a: \xe9', 'a\xe9'), (': b', 'b'), False)
    >>> concatenated("\U0001f600", "\u20ac") == ("\U0001f600: \u20ac", "\U0001f600\u20ac")
    True
    >>> concatenated(Subclass("x"), Subclass("")), type(concatenated(Subclass("x"), Subclass(""))[1])
    (('x: ', 'x'), <class 'str'>)
    >>> concatenated("a", 1)
    Traceback (most recent call last):
    TypeError: can only concatenate str (not "int") to str
    """
    return one + ": " + two, one + two


def empty_concatenated(text):
    """
    >>> empty_concatenated("".join(["a", "b"]))
    (True, True)
    """
    nothing = ""
    return text + nothing is text, nothing + text is text


def joined_by(separator, texts):
    """A separator that is known and one that is not; lists, tuples and others.

    >>> joined_by(", ", ["a", "\xe9", "\U0001f600"]) == ["a\xe9\U0001f600", "a, \xe9, \U0001f600", "a-\xe9-\U0001f600"]
    True
    >>> joined_by("\u20ac", ("a", "")), joined_by(Text("-"), ["a", "b"]), joined_by("x", iter("abc"))
    (['a', 'a€', 'a-'], ['ab', 'a-b', 'a-b'], ['abc', '', ''])
    >>> joined_by("x", []), joined_by("x", [Subclass("s")]), type(joined_by("x", [Subclass("s")])[1])
    (['', '', ''], ['s', 's', 's'], <class 'str'>)
    >>> joined_by(",", ["a", 1])
    Traceback (most recent call last):
    TypeError: sequence item 1: expected str instance, int found
    """
    return ["".join(texts), separator.join(texts), "-".join(texts)]
