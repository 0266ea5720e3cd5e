"""Methods and operators of builtin types whose type the compiler knows: results, exceptions,
subclasses, references. What is only likely to be a list must still be anything."""

import sys


def outcome(function, *arguments):
    try:
        return function(*arguments)
    except Exception as error:
        return type(error).__name__ + ": " + str(error)


# --- list ----------------------------------------------------------------------------------------


def appended(count):
    """
    >>> appended(5)
    ([0, 1, 4, 9, 16], None)
    >>> appended(0)
    ([], None)
    """
    result = []
    last = None
    for number in range(count):
        last = result.append(number * number)
    return result, last


def list_methods(values):
    """
    >>> list_methods([3, 1, 2])
    [[3, 1, 2, 4, 5], 5, 3, [9, 1, 2, 4], [1, 2, 4, 9], [9, 4, 2, 1], 1, [9, 4, 2, 1], []]
    """
    items = []
    shown = []
    items.extend(values)
    items.extend((4, 5))
    shown.append(list(items))
    shown.append(items.pop())
    shown.append(items.pop(0))
    items.insert(0, 9)
    shown.append(list(items))
    items.sort()
    shown.append(list(items))
    items.reverse()
    shown.append(list(items))
    shown.append(items.count(9))
    copied = items.copy()
    items.clear()
    return shown + [copied, items]


def pop_last(values):
    """
    >>> pop_last([])
    'IndexError: pop from empty list'
    >>> pop_last([1, 2])
    2
    """
    items = []
    items.extend(values)
    return outcome(lambda: items.pop())


def pop_at(values):
    """
    >>> pop_at([])
    ('IndexError: pop from empty list', 'IndexError: pop from empty list', [])
    >>> pop_at([1, 2, 3])
    ('IndexError: pop index out of range', 2, [1, 3])
    """
    items = []
    items.extend(values)

    def beyond():
        return items.pop(7)

    def before_last():
        return items.pop(-2)

    return outcome(beyond), outcome(before_last), items


def extend_with(value):
    """
    >>> extend_with(5)
    "TypeError: 'int' object is not iterable"
    >>> extend_with('ab')
    ['a', 'b']
    """
    items = []
    try:
        items.extend(value)
    except TypeError as error:
        return "TypeError: " + str(error)
    return items


def insert_many():
    """
    >>> insert_many()
    [7, 0, 8, 1, 9]
    """
    items = [0, 1]
    items.insert(-100, 7)
    items.insert(-1, 8)
    items.insert(100, 9)
    return items


def wrong_count(which):
    """
    >>> for which in range(4): wrong_count(which)
    'TypeError: list.append() takes exactly one argument (0 given)'
    'TypeError: list.append() takes exactly one argument (2 given)'
    'TypeError: list.append() takes no keyword arguments'
    'TypeError: pop expected at most 1 argument, got 2'
    """
    items = []
    try:
        if which == 0:
            items.append()
        elif which == 1:
            items.append(1, 2)
        elif which == 2:
            items.append(item=1)
        else:
            items.pop(1, 2)
    except TypeError as error:
        return "TypeError: " + str(error)


class Unsortable:
    def __lt__(self, other):
        raise ValueError("no order")


def sort_failing():
    """
    >>> sort_failing()
    'ValueError: no order'
    """
    items = [Unsortable(), Unsortable()]
    return outcome(lambda: items.sort())


class Equal:
    def __eq__(self, other):
        return True

    __hash__ = None


def count_equal():
    """
    >>> count_equal()
    (3, 1)
    """
    items = [1, None, "a"]
    return items.count(Equal()), items.count(None)


# --- What is not exactly a list -------------------------------------------------------------------


class Loud(list):
    def append(self, item):
        super().append(("loud", item))
        return "appended"

    def pop(self, *position):
        return "popped", position

    def __contains__(self, item):
        return item == "always"


def append_to(items: list, value):
    """
    >>> plain = []
    >>> append_to(plain, 1), plain
    (None, [1])
    >>> loud = Loud()
    >>> append_to(loud, 1), loud
    ('appended', [('loud', 1)])
    >>> outcome(append_to, None, 1)
    "AttributeError: 'NoneType' object has no attribute 'append'"
    >>> outcome(append_to, (), 1)
    "AttributeError: 'tuple' object has no attribute 'append'"
    """
    return items.append(value)


def pop_from(items: list):
    """
    >>> pop_from([1, 2, 3])
    (3, 1)
    >>> pop_from(Loud())
    (('popped', ()), ('popped', (0,)))
    """
    return items.pop(), items.pop(0)


def look_in(container: list, item):
    """
    >>> look_in([1, 2], 1), look_in([1, 2], 3), look_in(Loud(), 'always'), look_in({3: 4}, 3)
    (True, False, True, True)
    >>> outcome(look_in, 5, 1)
    "TypeError: argument of type 'int' is not iterable"  # until 3.13
    "TypeError: argument of type 'int' is not a container or iterable"  # from 3.14
    """
    return item in container


class Text(str):
    def startswith(self, part):
        return "overridden " + part

    def __getitem__(self, index):
        return "item", index


def starts(text: str):
    """
    >>> starts('ab'), starts('b'), starts(Text('ab'))
    ((True, 'a'), (False, 'b'), ('overridden a', ('item', 0)))
    """
    return text.startswith("a"), text[0]


class Table(dict):
    def get(self, key, default="default"):
        return "table", key, default

    def __missing__(self, key):
        return "missing"


def get_from(table: dict, key):
    """
    >>> get_from({1: 2}, 1), get_from({}, 1), get_from(Table(), 1)
    ((2, 2), (None, 'other'), (('table', 1, 'default'), ('table', 1, 'other')))
    >>> outcome(get_from, {}, [])
    "TypeError: unhashable type: 'list'"  # until 3.13
    "TypeError: cannot use 'list' as a dict key (unhashable type: 'list')"  # from 3.14
    """
    return table.get(key), table.get(key, "other")


# --- Dict -----------------------------------------------------------------------------------------


def dict_methods():
    """
    >>> dict_methods()
    [1, None, 'd', 1, 3, [('a', 1), ('b', 3)], 1, 'e', "KeyError: 'a'", {'b': 3}, {}]
    """
    table = {"a": 1}
    shown = [table.get("a"), table.get("x"), table.get("x", "d")]
    shown.append(table.setdefault("a", 2))
    shown.append(table.setdefault("b", 3))
    shown.append(sorted(table.items()))
    shown.append(table.pop("a"))
    shown.append(table.pop("a", "e"))
    shown.append(outcome(lambda: table.pop("a")))
    copied = table.copy()
    table.clear()
    return shown + [copied, table]


def pop_missing_tuple():
    """
    >>> pop_missing_tuple()
    ((1, 2),)
    """
    table = {}
    try:
        table.pop((1, 2))
    except KeyError as error:
        return error.args


def unhashable_keys(key):
    """
    >>> unhashable_keys([])
    "TypeError: unhashable type: 'list'"  # until 3.13
    "TypeError: cannot use 'list' as a dict key (unhashable type: 'list')"  # from 3.14
    """
    table = {1: 2}
    found = []
    for number in range(6):
        try:
            if number == 0:
                table.get(key)
            elif number == 1:
                table.get(key, 1)
            elif number == 2:
                table.setdefault(key, 1)
            elif number == 3:
                table.pop(key)
            elif number == 4:
                table.pop(key, 1)
            else:
                found.append(key in table)
        except TypeError as error:
            found.append("TypeError: " + str(error))
    assert len(set(found)) == 1, found
    return found[0]


class BadHash:
    def __init__(self, value):
        self.value = value

    def __hash__(self):
        return 1

    def __eq__(self, other):
        raise ZeroDivisionError("in __eq__")


def failing_equality():
    """
    >>> failing_equality()
    ['in __eq__', 'in __eq__', 'in __eq__', 'in __eq__']
    """
    table = {BadHash(1): 1}
    group = {BadHash(2)}
    found = []
    for number in range(4):
        try:
            if number == 0:
                table.get(BadHash(3))
            elif number == 1:
                BadHash(3) in table
            elif number == 2:
                group.add(BadHash(3))
            else:
                BadHash(3) in group
        except ZeroDivisionError as error:
            found.append(str(error))
    return found


# --- Set ------------------------------------------------------------------------------------------


def set_methods():
    """
    >>> set_methods()
    (None, None, None, [1, 3], True, False, True, set())
    """
    group = {1, 2}
    added = group.add(3)
    discarded = group.discard(2)
    absent = group.discard(9)
    group.add(frozenset((5,)))
    inner = {5} in group
    group.discard({5})
    listed = sorted(group)
    found = 1 in group, 2 in group
    group.clear()
    return (added, discarded, absent, listed, *found, inner, group)


def unhashable_items():
    """
    >>> set(unhashable_items())
    {"unhashable type: 'list'"}  # until 3.13
    {"cannot use 'list' as a set element (unhashable type: 'list')"}  # from 3.14
    >>> len(unhashable_items())
    3
    """
    group = {1}
    found = []
    for number in range(3):
        try:
            if number == 0:
                group.add([])
            elif number == 1:
                group.discard([])
            else:
                [] in group
        except TypeError as error:
            found.append(str(error))
    return found


def in_frozenset(group, item):
    """
    >>> in_frozenset([1, 2], 1), in_frozenset([1, 2], 3), in_frozenset([frozenset()], set())
    (True, False, True)
    """
    fixed = frozenset(group)
    return item in fixed


# --- Str and bytes --------------------------------------------------------------------------------


def str_methods(part):
    """
    >>> str_methods('b')
    ['a, b', False, True, 1, 'aXc', ['a', 'c'], ['a', 'b'], ['a', 'b']]
    """
    text = "abc"
    spaced = "a  b"
    return [
        ", ".join(["a", part]),
        text.startswith(part),
        text.endswith("c"),
        text.find(part),
        text.replace(part, "X"),
        text.split(part),
        spaced.split(),
        spaced.split(None),
    ]


def str_errors(value):
    """
    >>> str_errors(5)
    ['can only join an iterable', 'sequence item 0: expected str instance, int found', True, True, True]
    """
    text = "abc"
    found = []
    for number in range(5):
        try:
            if number == 0:
                text.join(value)
            elif number == 1:
                text.join([value])
            elif number == 2:
                text.startswith(value)
            elif number == 3:
                text.find(value)
            else:
                value in text
        except TypeError as error:
            found.append(str(error) if number < 2 else "str" in str(error))
    return found


def prefixes(text):
    """
    >>> prefixes('b'), prefixes('c')
    ((True, False), (False, True))
    """
    known = "abc"
    known = known.replace("a", "")
    return known.startswith(("x", text)), known.endswith((text, "y"))


def empty_separator():
    """
    >>> empty_separator()
    'empty separator'
    """
    text = "abc"
    try:
        text.split("")
    except ValueError as error:
        return str(error)


def counted(part):
    """
    >>> counted('a'), counted('ana'), counted('')
    (3, 1, 7)
    >>> outcome(counted, 5).startswith('TypeError: ')
    True
    """
    text = "banana"
    return text.count(part)


def decoded():
    """
    >>> decoded()
    ('a\\xe9', 'a\\xe9', 'UnicodeDecodeError')
    """
    good = b"a\xc3\xa9"
    bad = b"a\xff"
    try:
        bad.decode()
    except UnicodeDecodeError as error:
        return good.decode(), good.decode("utf-8"), type(error).__name__


def characters(text):
    """
    >>> characters('a')
    (True, 'a', 'c', 'string index out of range')
    """
    known = "abc"
    try:
        known[3]
    except IndexError as error:
        return text in known, known[0], known[-1], str(error)


# --- Effects --------------------------------------------------------------------------------------


def changed_meanwhile():
    """
    >>> changed_meanwhile()
    [[1, 2], [1, 2, 3], ['b', 3]]
    """
    items = [1]
    kept = items
    items.append([items := ["b"], 2][1])
    shown = [list(kept)]
    kept.append(3)
    shown.append(list(kept))
    items.append(3)
    shown.append(items)
    return shown


def grown_meanwhile():
    """
    >>> grown_meanwhile()
    [0, 'inner', 'outer']
    """
    items = [0]

    def inner():
        items.append("inner")
        return "outer"

    items.append(inner())
    return items


class Dropped:
    def __init__(self, log):
        self.log = log

    def __del__(self):
        self.log.append("dropped")


def dropped_by_pop():
    """
    >>> dropped_by_pop()
    ['dropped', 'popped', 'cleared', 'dropped']
    """
    log = []
    items = [Dropped(log)]
    items.pop()
    log.append("popped")
    items.append(Dropped(log))
    log.append("cleared")
    items.clear()
    return log


def count_references(objects):
    return [sys.getrefcount(one) for one in objects]


def references(count):
    """
    >>> references(50)
    [0, 0, 0, 0, 0]
    """
    value = object()
    key = ("key", value)
    text = "".join(["te", "xt"])
    items = []
    table = {}
    group = set()
    watched = [value, key, items, table, group]
    before = count_references(watched)
    for _ in range(count):
        items.append(value)
        items.insert(0, value)
        items.extend((value, value))
        items.pop()
        items.pop(0)
        items.copy()
        items.count(value)
        items.sort(key=id)
        items.reverse()
        items.clear()
        table.get(key)
        table.get(key, value)
        table.setdefault(key, value)
        table.get(key)
        table.copy()
        table.pop(key)
        table.pop(key, value)
        group.add(key)
        key in group
        group.discard(key)
        group.discard(key)
        key in table
        value in items
        text.find("x")
        text.split("x")
        try:
            items.pop()
        except IndexError:
            pass
        try:
            table.pop(key)
        except KeyError:
            pass
        try:
            table.get([])
        except TypeError:
            pass
    after = count_references(watched)
    return [b - a for a, b in zip(before, after)]


class Log(bytearray):
    def append(self, value):
        super().append(value)
        return value


def append_to_bytearray(array, value):
    """
    >>> append_to_bytearray(bytearray(), 7)
    (None, None, bytearray(b'A\\x07'))
    >>> append_to_bytearray(Log(), 7)
    (65, 7, Log(b'A\\x07'))
    >>> append_to_bytearray(bytearray(), 'X')
    Traceback (most recent call last):
    TypeError: 'str' object cannot be interpreted as an integer
    """
    array: bytearray = array
    return array.append(65), array.append(value), array
