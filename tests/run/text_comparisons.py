"""Comparisons of texts, with literals and with one another, against those that the interpreter makes
of the same operators.

>>> [(ascii(one), ascii(other)) for one in TEXTS for other in TEXTS if all_of(one, other) != plain(one, other)]
[]
>>> [ascii(text) for text in TEXTS if literals(text) != plain_literals(text)]
[]
"""

import operator


class Text(str):
    """A text that has its own opinion."""

    def __eq__(self, other):
        return "Text ==", str(other)

    def __ne__(self, other):
        return []

    def __lt__(self, other):
        return NotImplemented

    __hash__ = str.__hash__


class Plain(str):
    """A text like any other, of another type."""


class Answers:
    """What is compared with it learns of it."""

    def __init__(self):
        self.asked = []

    def __eq__(self, other):
        self.asked.append(("==", other))
        return "yes"

    def __ne__(self, other):
        self.asked.append(("!=", other))
        return ""

    __hash__ = None


class Failing:
    def __eq__(self, other):
        raise KeyError(other)


TEXTS = ["", "\0", "a", "b", "ab", "aa", "b" * 40, "b" * 39 + "c", "\x7f", "\xe9", "\xe9a", "\xff\xff", "\u0161", "a\u0161",
         "\u6121\u0161", "\ud800", "\udfff", "\U0001f600", "\U0001f600a", "a\U0001f600", Plain("a"), Plain("")]  # fmt: skip
TEXTS += [text + "" for text in ("x", "\xe9", "\U0001f600")] + [
    "".join(["a", ""]),
    "<a>"[1:2],
    str(5),
    "5",
]
OPERATORS = (operator.lt, operator.le, operator.eq, operator.ne, operator.gt, operator.ge)


def plain(one, other):
    return [compare(one, other) for compare in OPERATORS]


def all_of(one, other):
    values = [one < other, one <= other, one == other, one != other, one > other, one >= other]
    truths = [one < other and 1, not one <= other, 1 if one == other else 0, 1 if one != other else 0,
              1 if one > other else 0, 1 if one >= other else 0]  # fmt: skip
    assert [bool(truth) for truth in truths] == [values[0], not values[1], *values[2:]]
    return values


LITERALS = ("", "a", "ab", "\0", "\xe9", "\u0161", "\U0001f600", "\ud800", "5")


def plain_literals(text):
    return [operator.eq(text, literal) for literal in LITERALS]


def literals(text):
    found = [1 if text == "" else 0, 1 if text == "a" else 0, 1 if text == "ab" else 0,
             1 if text == "\0" else 0, 1 if text == "\xe9" else 0, 1 if text == "\u0161" else 0,
             1 if text == "\U0001f600" else 0, 1 if text == "\ud800" else 0, 1 if text == "5" else 0]  # fmt: skip
    others = [0 if text != "" else 1, 0 if text != "a" else 1, 0 if text != "ab" else 1,
              0 if text != "\0" else 1, 0 if text != "\xe9" else 1, 0 if text != "\u0161" else 1,
              0 if text != "\U0001f600" else 1, 0 if text != "\ud800" else 1, 0 if text != "5" else 1]  # fmt: skip
    assert found == others
    return [bool(one) for one in found]


def ask(value):
    """What is no text decides itself; its answer may be anything.

    >>> value = Answers()
    >>> ask(value), value.asked
    (('equal', 'equal'), [('==', 'a'), ('!=', 'a'), ('==', 'a')])
    >>> ask(Text("a")), ask(Text("b"))
    (('equal', 'equal'), ('equal', 'equal'))
    >>> ask(None), ask(1), ask(b"a"), ask(["a"])
    ((), (), (), ())
    >>> ask(Failing())
    Traceback (most recent call last):
    KeyError: 'a'
    """
    found = ()
    if value == "a":
        found += ("equal",)
    if not value != "a" and value == "a":
        found += ("equal",)
    return found


def counted(number):
    """
    >>> counted(3), counted(2**70), counted(1.5), counted("a")
    (6, 2361183241434822606848, 3.0, 'equal')
    """
    if number == "a":
        return "equal"
    return number + number


def count(text):
    """
    >>> count("a<b<\xe9&\U0001f600&"), count(["<", "&", None, 1, Text("&")])
    ((2, 2, 1, 1), (2, 1, 1, 0))
    """
    less = ampersand = letter = wide = 0
    for character in text:
        if character == "<":
            less += 1
        elif character == "&":
            ampersand += 1
        elif character == "\xe9" or character is None:
            letter += 1
        elif character != "a" and character != "b" and character != 1:
            wide += 1
    return less, ampersand, letter, wide


def ranges(characters):
    """
    >>> ranges("a{z`A5\xe9"), ranges([])
    (['a', 'z'], [])
    >>> ranges(["m", 1])
    Traceback (most recent call last):
    TypeError: '<=' not supported between instances of 'str' and 'int'
    """
    return [character for character in characters if "a" <= character <= "z"]


class Member:
    def __init__(self, log):
        self.log = log

    def __eq__(self, other):
        self.log.append(other)
        return other == "c"

    def __hash__(self):
        return 7


def members(value, extra):
    """A tuple of texts is searched without asking; others as Python does.

    >>> members("b", "x"), members("x", "x"), members("y", "x"), members(1, "x")
    ((True, True), (False, True), (False, False), (False, False))
    >>> members("".join(["b", ""]), ""), members("\xe9"[0:1], "\xe9"), members(Plain("b"), 1)
    ((True, True), (False, True), (True, True))
    >>> log = []
    >>> members(Member(log), "c"), log
    ((True, True), ['a', 'b', 'c', 'a', 'c'])
    >>> log = []
    >>> members("c", Member(log)), log
    ((True, True), ['c'])
    """
    return value in ("a", "b", "c"), value in ("a", extra, "b")


def closure(texts):
    """In comprehensions, generators and closures.

    >>> closure(["a", "b", "a", None])
    ([True, False, True, False], [1, 3], 2)
    """

    def is_a(text):
        return True if text == wanted and text == "a" else False

    def others():
        for place, text in enumerate(texts):
            if text != "a":
                yield place

    wanted = "a"
    return [is_a(text) for text in texts], list(others()), sum(1 for text in texts if text == "a")
