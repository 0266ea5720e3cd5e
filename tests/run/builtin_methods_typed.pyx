"""Methods and operators of variables that are declared with a builtin type: exact, or None."""

import sys


def outcome(function, *arguments):
    try:
        return function(*arguments)
    except Exception as error:
        return type(error).__name__ + ": " + str(error)


def append(list items, value):
    """
    >>> append([1], 2)
    (None, [1, 2])
    >>> outcome(append, None, 2)
    "AttributeError: 'NoneType' object has no attribute 'append'"
    """
    result = items.append(value)
    return result, items


def none_before_arguments(list items, log):
    """
    >>> log = []
    >>> outcome(none_before_arguments, None, log), log
    ("AttributeError: 'NoneType' object has no attribute 'append'", [])
    """
    items.append(log.append(1))


class Sub(list):
    pass


def declared(list items):
    """
    >>> outcome(declared, Sub()).startswith('TypeError')
    True
    """
    items.append(1)
    return items


def pops(list items, int place, object_place):
    """
    >>> pops([1, 2, 3, 4], 0, -2)
    (1, 3, 4, [2])
    >>> outcome(pops, [], 0, 0)
    'IndexError: pop from empty list'
    >>> outcome(pops, [1], 5, 0)
    'IndexError: pop index out of range'
    >>> outcome(pops, [1, 2], 0, 'x')
    "TypeError: 'str' object cannot be interpreted as an integer"
    """
    return items.pop(place), items.pop(object_place), items.pop(), items


def unsigned_index(list items, unsigned long long place):
    """
    >>> unsigned_index([1, 2], 1)
    2
    >>> outcome(unsigned_index, [1, 2], 2 ** 64 - 1).split(':')[0] in ('OverflowError', 'IndexError')
    True
    """
    return items.pop(place)


def gets(dict table, key):
    """
    >>> gets({'a': 1}, 'a'), gets({}, 'a')
    ((1, 1), (None, 'd'))
    >>> outcome(gets, None, 1)
    "AttributeError: 'NoneType' object has no attribute 'get'"
    """
    return table.get(key), table.get(key, 'd')


def character(str text, Py_ssize_t place):
    """
    >>> character('a\\xe9\\u20ac\\U0001f600', 0), character('a\\xe9\\u20ac\\U0001f600', -1)
    ('a', '\\U0001f600')
    >>> outcome(character, 'abc', 3), outcome(character, 'abc', -4)
    ('IndexError: string index out of range', 'IndexError: string index out of range')
    >>> outcome(character, None, 0)
    "TypeError: 'NoneType' object is not subscriptable"
    """
    return text[place]


def count_character(str text, Py_UCS4 wanted):
    """
    >>> count_character('banana', 'a'), count_character('\\u20ac\\u20ac', '\\u20ac')
    (3, 2)
    """
    cdef Py_ssize_t place
    cdef int count = 0
    for place in range(len(text)):
        if text[place] == wanted:
            count += 1
    return count


def character_code(str text):
    """
    >>> character_code('A')
    (65, True, False)
    """
    cdef Py_UCS4 first = text[0]
    return ord(text[0]), text[0] == u'A', first == u'B'


cdef long code_without_gil(Py_UCS4 character) noexcept nogil:
    return ord(character)


def codes(str text, other):
    """
    >>> codes('\\U0001f600', 'b'), outcome(codes, 'a', 'bc')
    ((128512, 128512, 98), 'ValueError: only single character unicode strings can be converted to Py_UCS4, got length 2')
    >>> [codes('a', other)[2] for other in (b'b', bytearray(b'\\xff'), 'ä')]
    [98, 255, 228]
    >>> [outcome(codes, 'a', other) for other in (b'bc', bytearray(), 5)]  # doctest: +NORMALIZE_WHITESPACE
    ['TypeError: ord() expected a character, but string of length 2 found',
     'TypeError: ord() expected a character, but string of length 0 found',
     'TypeError: ord() expected string of length 1, but int found']
    """
    return ord(text[0]), code_without_gil(text[0]), ord(other)


def byte(bytes data, Py_ssize_t place):
    """
    >>> byte(b'\\x00\\xff', 1), byte(b'\\x00\\xff', -2)
    (255, 0)
    >>> outcome(byte, b'', 0)
    'IndexError: string index out of range'
    >>> outcome(byte, None, 0)
    "TypeError: 'NoneType' object is not subscriptable"
    """
    return data[place]


def sum_bytes(bytes data):
    """
    >>> sum_bytes(b'\\x01\\xff')
    256
    """
    cdef Py_ssize_t place
    cdef long total = 0
    for place in range(len(data)):
        total += data[place]
    return total


def items_of(list items, tuple fixed, Py_ssize_t place):
    """
    >>> items_of([1, 2], (3, 4), -1)
    (2, 4)
    >>> outcome(items_of, [], (1,), 0), outcome(items_of, [1], (), 0)
    ('IndexError: list index out of range', 'IndexError: tuple index out of range')
    >>> outcome(items_of, None, (), 0)
    "TypeError: 'NoneType' object is not subscriptable"
    """
    return items[place], fixed[place]


def membership(dict table, set group, list items, str text, frozenset fixed, one):
    """
    >>> membership({'a': 1}, {'a'}, ['a'], 'cab', frozenset('a'), 'a')
    (True, True, True, True, True)
    >>> membership({}, set(), [], '', frozenset(), 'a')
    (False, False, False, False, False)
    >>> outcome(membership, {}, {1}, [1], 'a', frozenset(), 1)
    "TypeError: 'in <string>' requires string as left operand, not int"
    """
    return one in table, one in group, one in items, one in text, one in fixed


def not_in_none(dict table):
    """
    >>> outcome(not_in_none, None).split(':')[0]
    'TypeError'
    """
    return 1 not in table


def starts(str text, part):
    """
    >>> starts('abc', 'a'), starts('abc', ('x', 'c'))
    ((True, False), (False, True))
    >>> outcome(starts, 'abc', 5)
    'TypeError: startswith first arg must be str or a tuple of str, not int'
    """
    return text.startswith(part), text.endswith(part)


def branch_on_start(str text):
    """
    >>> branch_on_start('#x'), branch_on_start('x')
    ('comment', 'code')
    """
    if text.startswith('#'):
        return 'comment'
    return 'code'


def find_as_number(str text, str part):
    """
    >>> find_as_number('hello', 'l'), find_as_number('hello', 'x')
    (2, -1)
    """
    cdef Py_ssize_t place = text.find(part)
    return place


def through_generator(list items):
    """
    >>> items = []
    >>> steps = through_generator(items)
    >>> next(steps), steps.send(7), items
    ('value?', 'done', [7])
    """
    items.append((yield 'value?'))
    yield 'done'


def references(int count):
    """
    >>> references(100)
    (0, 0, 0)
    """
    cdef list items = []
    cdef dict table = {}
    cdef int number
    value = object()
    before = sys.getrefcount(value), sys.getrefcount(items), sys.getrefcount(table)
    for number in range(count):
        items.append(value)
        items.insert(0, value)
        items[0], items[-1], items.pop(0), items.pop()
        table.setdefault(value, value)
        table.get(value)
        table.pop(value)
        value in table
        value in items
        try:
            items.pop()
        except IndexError:
            pass
    after = sys.getrefcount(value), sys.getrefcount(items), sys.getrefcount(table)
    return tuple([b - a for a, b in zip(before, after)])


def of_types(list items, str text, bytes data, dict table, set members):
    """
    >>> of_types([1], 'ab', b'cd', {1: 2}, {5})
    ([1, 'x'], 'AB', 'cd', 2, [3, 5], 'a-b', ['x'])
    >>> of_types(None, 'ab', b'cd', {}, set())
    Traceback (most recent call last):
    TypeError: descriptor 'append' requires a 'list' object but received a 'NoneType'
    >>> of_types([], None, b'cd', {}, set())
    Traceback (most recent call last):
    TypeError: descriptor 'upper' requires a 'str' object but received a 'NoneType'
    >>> of_types([], 'ab', None, {}, set())
    Traceback (most recent call last):
    TypeError: descriptor 'decode' requires a 'bytes' object but received a 'NoneType'
    """
    list.append(items, 'x')
    upper = str.upper(text)
    decoded = bytes.decode(data, 'ascii')
    set.add(members, 3)
    last = list.copy(items)
    return (items, upper, decoded, dict.get(table, 1), sorted(members), str.join('-', text),
            last[len(items) - 1:])


class List(list):
    def append(self, value):
        raise ValueError


def of_other_types(items):
    """
    >>> items = List()
    >>> of_other_types(items), items
    ('appended', [1])
    >>> of_other_types({})
    Traceback (most recent call last):
    TypeError: descriptor 'append' for 'list' objects doesn't apply to a 'dict' object
    """
    list.append(items, 1)
    return 'appended'


def of_rebound_type(list items):
    """
    >>> of_rebound_type([])
    ('own', [])
    """
    class set:
        @staticmethod
        def add(items):
            return 'own', items

    return set.add(items)


def with_keywords(str text, list items, bint reverse):
    """
    >>> with_keywords('a b', [1, 3, 2], True)
    (['a', 'b'], [3, 2, 1])
    """
    list.sort(items, reverse=reverse)
    return str.split(text, sep=' '), items
