"""Texts read character by character: in loops, by index, searched and looked up.

What is read of a text need not make an object or ask the interpreter, but has to look as if it did.
"""

ASCII = "".join(["ab", "c"])
LATIN = "aé\xff\x80\0"
WIDE = "a€é\u0100"
LARGE = "\U0001f600a\udc80€"


class Text(str):
    """A text with a loop, items and a search of its own."""

    def __iter__(self):
        return iter(["own", "loop"])

    def __getitem__(self, index):
        return "item"

    def __contains__(self, item):
        return item == "own"

    def find(self, *arguments):
        return arguments


class Plain(str):
    """A text like any other, of another type."""


class Key(str):
    """Counts how often it is asked."""

    asked = 0

    def __hash__(self):
        Key.asked += 1
        return str.__hash__(self)

    def __eq__(self, other):
        Key.asked += 100
        return str.__eq__(self, other)


def characters(text):
    """
    >>> for text in ASCII, LATIN, WIDE, LARGE, "", Plain(WIDE), Text("abc"):
    ...     print([ascii(c) for c in characters(text)])
    ["'a'", "'b'", "'c'"]
    ["'a'", "'\\\\xe9'", "'\\\\xff'", "'\\\\x80'", "'\\\\x00'"]
    ["'a'", "'\\\\u20ac'", "'\\\\xe9'", "'\\\\u0100'"]
    ["'\\\\U0001f600'", "'a'", "'\\\\udc80'", "'\\\\u20ac'"]
    []
    ["'a'", "'\\\\u20ac'", "'\\\\xe9'", "'\\\\u0100'"]
    ["'own'", "'loop'"]
    """
    result = []
    for character in text:
        result.append(character)
    return result


def all_characters(text):
    """Comprehensions, generators and unpacking, loops in loops and those that are left.

    >>> for text in ASCII, LATIN, WIDE, LARGE, "": print(all_characters(text))
    (True, True, True, 9, 'aa')
    (True, True, True, 25, 'aa')
    (True, True, True, 16, 'aa')
    (True, True, True, 16, '\U0001f600\U0001f600')
    (True, True, True, 0, '')
    """
    pairs = 0
    for _ in text:
        for _ in text:
            pairs += 1
    first = ""
    for first in text:
        break
    return (
        [c for c in text] == list(text),
        tuple(c for c in text) == tuple(text),
        [*resumed(text)] == [(i, c) for i, c in enumerate(text)],
        pairs,
        first + first,
    )


def resumed(text):
    for place, character in enumerate(text):
        yield place, character


def changed_meanwhile(text):
    """The loop goes over the text that it began with.

    >>> changed_meanwhile("ab"), changed_meanwhile("€a")
    ('abab', '€a€a')
    """
    for character in text:
        text += character
        if len(text) > 100:
            break
    return text


def is_one_object(text):
    """Texts of one character up to U+00FF are always the same object.

    >>> [is_one_object(text) for text in ("aa", "éé", "\\xff\\xff", "a€a")]
    [True, True, True, True]
    """
    looped = [c for c in text][0]
    return looped is text[0] and looped is text[-len(text)] and looped is chr(ord(looped)) and looped is text[:1]


def item(text, index):
    """
    >>> [ascii(item(text, i)) for text in (LATIN, WIDE, LARGE) for i in (0, 2, -1, True)]
    ["'a'", "'\\\\xff'", "'\\\\x00'", "'\\\\xe9'", "'a'", "'\\\\xe9'", "'\\\\u0100'", "'\\\\u20ac'", \
"'\\\\U0001f600'", "'\\\\udc80'", "'\\\\u20ac'", "'a'"]
    >>> item(Text("abc"), 1), item(Plain("abc"), 1)
    ('item', 'b')
    >>> for text, index in ("abc", 3), ("abc", -4), ("", 0), ("€", 1), (Plain("a"), 7), ("abc", "a"), ("a", 1 << 70):
    ...     try: item(text, index)
    ...     except (IndexError, TypeError) as error: print(type(error).__name__)
    IndexError
    IndexError
    IndexError
    IndexError
    IndexError
    TypeError
    IndexError
    >>> item("abc", 3)
    Traceback (most recent call last):
    IndexError: string index out of range
    """
    return text[index]


def parts(text, length):
    """
    >>> [parts(text, 1) == list(text) for text in (ASCII, LATIN, WIDE, LARGE, Plain(WIDE))]
    [True, True, True, True, True]
    >>> parts("abc", 2), parts("€é", 2), parts(Text("ab"), 1), parts("€", 0), parts("abc", -1)
    (['ab', 'bc', 'c'], ['€é', 'é'], ['item', 'item'], [''], ['ab', '', ''])
    """
    return [text[place : place + length] for place in range(len(text))]


def sum_of_items(text):
    """
    >>> [sum_of_items(text) for text in (ASCII, LATIN, WIDE, LARGE)]
    [294, 713, 8950, 193421]
    """
    total = 0
    for place in range(len(text)):
        total += ord(text[place])
    return total


def is_in(part, text):
    """
    >>> [is_in(part, "0123456789.eE+-") for part in ("5", "", "-", "x", "23", "€", "é", Plain("e"))]
    [True, True, True, False, True, False, False, True]
    >>> [is_in(part, LATIN) for part in ("é", "\\xff", "\\0", "€", "b", LATIN, LATIN + "a")]
    [True, True, True, False, False, True, False]
    >>> [is_in(part, "0123456789abcdefgé€") for part in ("é", "€", "\\xff", "0", "g€", "é€")]
    [True, True, False, True, False, True]
    >>> is_in("own", Text("a")), is_in("a", Text("a")), is_in("é", "0123456789abcdefghé"), is_in("z", "0123456789abcdefghé")
    (True, False, True, False)
    >>> is_in(1, "abc")
    Traceback (most recent call last):
    TypeError: 'in <string>' requires string as left operand, not int
    """
    return part in text


def is_mark(part):
    """
    >>> [is_mark(part) for part in (".", "e", "", "a", ".e", "€", "e.")]
    [True, True, True, False, True, False, False]
    >>> is_mark(None)
    Traceback (most recent call last):
    TypeError: 'in <string>' requires string as left operand, not NoneType
    """
    return part in ".eE"


def searches(text, part, *places):
    """
    >>> searches("abcabc", "b", 2), searches("abcabc", "b", -100, 100), searches("abcabc", "c", 0, -1)
    ((4, 4, 4, 4, 1, False, False), (1, 4, 1, 4, 2, False, False), (2, 2, 2, 2, 1, False, False))
    >>> searches("a€é€", "€", 1), searches("a€é€", "€é€", 1, None), searches("aa", "", 1), searches("aa", "", 3)
    ((1, 3, 1, 3, 2, True, True), (1, 1, 1, 1, 1, True, True), (1, 2, 1, 2, 2, True, True), \
(-1, -1, 'substring not found', 'substring not found', 0, False, False))
    >>> searches("abc", "é", True), searches("abc", Plain("c"), 1 << 70)
    ((-1, -1, 'substring not found', 'substring not found', 0, False, False), \
(-1, -1, 'substring not found', 'substring not found', 0, False, False))
    >>> searches("abc", "c", 1, 2, 3)  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    TypeError: ...
    >>> searches("abc", 1, 2)  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    TypeError: ...
    >>> searches("abc", "c", "a")
    Traceback (most recent call last):
    TypeError: slice indices must be integers or None or have an __index__ method
    >>> Text("abc").find("c", 1), find_in(Text("abc"), "c", 1), find_in([], "c", 1)
    (('c', 1), ('c', 1), None)
    """
    result = [text.find(part, *places), text.rfind(part, *places)]
    for search in text.index, text.rindex:
        try:
            result.append(search(part, *places))
        except ValueError as error:
            result.append(str(error))
    result += [text.count(part, *places), text.startswith(part, *places), text.endswith(part, *places)]
    return tuple(result)


def find_in(text, part, start):
    """
    >>> find_in("abcabc", "c", 3), find_in("abc", "c", 3), find_in("€€", "€", 1), find_in("abc", "c", None)
    (5, -1, 1, 2)
    """
    try:
        return text.find(part, start)
    except AttributeError:
        return None


def starts_at(text, part, start):
    """
    >>> starts_at("abc", "bc", 1), starts_at("abc", "", 3), starts_at("abc", "", 4), starts_at("abc", ("x", "b"), 1)
    (True, True, False, True)
    >>> starts_at("abc", "c", -1), starts_at(b"abc", b"bc", 1)
    (True, True)
    """
    return text.startswith(part, start)


def places_of(text, part):
    """
    >>> places_of("a.b.c", "."), places_of("", ".")
    ([1, 3], [])
    """
    result, place = [], text.find(part, 0)
    while place >= 0:
        result.append(place)
        place = text.find(part, place + 1)
    return result


def place_of(text, part, start):
    """
    >>> place_of("abab", "a", 1), place_of("€a€", "€", 1)
    (2, 2)
    >>> place_of("abab", "c", 1)
    Traceback (most recent call last):
    ValueError: substring not found
    """
    return text.index(part, start)


def looked_up(table, key):
    """By `in`, `[]` and `get`, each of a dict and of what is one for all that is known.

    >>> table = {"a": 1, "é": 2, "€": 3, LARGE: 4, "": 5, "long" * 20: 6}
    >>> [looked_up(table, "".join(list(key))) for key in table]
    [(True, 1, 1, 1), (True, 2, 2, 2), (True, 3, 3, 3), (True, 4, 4, 4), (True, 5, 5, 5), (True, 6, 6, 6)]
    >>> looked_up(table, "b"), looked_up(table, 7), looked_up({}, "a"), looked_up({1: 2}, "a")
    ((False, 'b', None, 0), (False, 7, None, 0), (False, 'a', None, 0), (False, 'a', None, 0))
    >>> looked_up({1: 2, "a": 3}, "".join(["a"])), looked_up({Plain("a"): 4}, "a"), looked_up({"a": 5}, Plain("a"))
    ((True, 3, 3, 3), (True, 4, 4, 4), (True, 5, 5, 5))
    >>> looked_up(vars(Attributes()), "first"), looked_up(vars(Attributes()), "third")
    ((True, 1, 1, 1), (False, 'third', None, 0))
    >>> looked_up({}, [])  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    TypeError: ...
    """
    try:
        value = table[key]
    except KeyError as error:
        value = error.args[0]
    return key in table, value, table.get(key), table.get(key, 0)


class Attributes:
    def __init__(self):
        self.first, self.second = 1, 2


def deleted_and_set(count):
    """Tables with entries that are gone, of all widths of their numbers.

    >>> deleted_and_set(5), deleted_and_set(300), deleted_and_set(70000)
    (0, 0, 0)
    """
    table = {}
    for number in range(count):
        table["key" + str(number)] = number
    for number in range(0, count, 3):
        del table["key" + str(number)]
    wrong = 0
    for number in range(count):
        key = "key" + str(number)
        wrong += (key in table) != (number % 3 != 0)
        wrong += table.get(key, -1) != (number if number % 3 else -1)
        if number % 3:
            wrong += table[key] != number
    return wrong


def asked_of_keys():
    """A key that is asked runs code, and as often as the interpreter does.

    >>> asked_of_keys()
    (True, 1, 1, (303, 3))
    """
    table = {"a": 1}
    Key.asked = 0
    key = Key("a")
    result = key in table, table[key], table.get(key)
    asked, Key.asked = Key.asked, 0
    table = {key: 1}
    Key.asked = 0
    result = ("a" in table, table["a"], table.get("a"))
    return result + ((asked, Key.asked // 100),)


def grown(count, piece):
    """Appended to one by one, with a look at the text in between.

    >>> [grown(count, "x") == "x" * count for count in range(0, 700, 7)] == [True] * 100
    True
    >>> grown(40, "é") == "é" * 40, grown(40, "€") == "€" * 40
    (True, True)
    """
    text, hashes = "", set()
    for number in range(count):
        text += piece
        if number % 50 == 49:
            hashes.add(text)
    for kept in hashes:
        assert kept == piece * len(kept) and text.startswith(kept)
    return text


def grown_apart(text):
    """
    >>> grown_apart("start")
    ('start', ['starta', 'startab'], 'startabc')
    """
    before, kept = text, []
    for character in "abc":
        text += character
        if character != "c":
            kept.append(text)
    return before, kept, text


def called_methods(items, texts):
    """Methods of C that are found through a type, of its objects and of others.

    >>> called_methods([3, 1], ["b", "a"])
    ([1, 3], [3, 1], ['B', 'A'], 'b-a', 2)
    """
    copies = [items.copy(), items.copy()]
    for copy in copies[:1]:
        copy.sort()
    upper = [text.upper() for text in texts]
    joined = ["-".join(part) for part in (texts, [])]
    return copies[0], copies[1], upper, joined[0] + joined[1], items.__len__()


class Borrower:
    append = list.append


def append_to(owner):
    """
    >>> append_to(Borrower())  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    TypeError: ...
    >>> append_to([])
    """
    return owner.append(1)
