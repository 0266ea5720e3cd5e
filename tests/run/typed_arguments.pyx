"""Arguments and variables of builtin and extension types: what is accepted, None, texts of errors."""


def typed_list(list values):
    """
    >>> typed_list([1]), typed_list(None)
    ([1], None)
    >>> typed_list((1,))
    Traceback (most recent call last):
    TypeError: Argument 'values' has incorrect type (expected list, got tuple)
    """
    return values


class ListSubclass(list):
    """A subclass is no exact list."""


def exact_types(list values):
    """
    >>> exact_types(ListSubclass())
    Traceback (most recent call last):
    TypeError: Argument 'values' has incorrect type (expected list, got ListSubclass)
    """
    return values


def all_builtin(dict a, tuple b, str c, bytes d, set e, bytearray f):
    """
    >>> all_builtin({}, (), '', b'', set(), bytearray())
    ({}, (), '', b'', set(), bytearray(b''))
    >>> all_builtin(1, (), '', b'', set(), bytearray())
    Traceback (most recent call last):
    TypeError: Argument 'a' has incorrect type (expected dict, got int)
    >>> all_builtin({}, (), b'', b'', set(), bytearray())
    Traceback (most recent call last):
    TypeError: Argument 'c' has incorrect type (expected str, got bytes)
    """
    return a, b, c, d, e, f


def not_none(list values not None):
    """
    >>> not_none([])
    []
    >>> not_none(None)
    Traceback (most recent call last):
    TypeError: Argument 'values' has incorrect type (expected list, got NoneType)
    """
    return values


def or_none(list values or None):
    """
    >>> or_none(None)
    """
    return values


def object_not_none(value not None):
    """
    >>> object_not_none(0)
    0
    >>> object_not_none(None)
    Traceback (most recent call last):
    TypeError: Argument 'value' must not be None
    """
    return value


def with_default(list values=None, str text='text', int n=3):
    """
    >>> with_default(), with_default([1], n=5)
    ((None, 'text', 3), ([1], 'text', 5))
    """
    return values, text, n


def mixed(a, int b, double c=0.5, *rest, list d=None, **more):
    """
    >>> mixed(1, 2), mixed(1, 2, 3, 4, d=[5], e=6)
    ((1, 2, 0.5, (), None, {}), (1, 2, 3.0, (4,), [5], {'e': 6}))
    >>> mixed(1)
    Traceback (most recent call last):
    TypeError: mixed() takes at least 2 positional arguments (1 given)
    >>> mixed(1, 2, d=5)
    Traceback (most recent call last):
    TypeError: Argument 'd' has incorrect type (expected list, got int)
    """
    return a, b, c, rest, d, more


def local_variables(a, b):
    """
    >>> local_variables([1], 'x')
    ([1], 'x')
    >>> local_variables(None, None)
    (None, None)
    >>> local_variables('x', 'x')
    Traceback (most recent call last):
    TypeError: Expected list, got str
    >>> local_variables([], [])
    Traceback (most recent call last):
    TypeError: Expected str, got list
    """
    cdef list values = a
    cdef str text = b
    return values, text


def loop_variable(values):
    """
    >>> loop_variable([[1], [2, 3]])
    3
    >>> loop_variable([[1], 5])
    Traceback (most recent call last):
    TypeError: Expected list, got int
    """
    cdef list item
    total = 0
    for item in values:
        total += len(item)
    return total


def cast(value):
    """
    >>> cast([1])
    1
    """
    return len(<list>value)


def checked_cast(value):
    """
    >>> checked_cast([1])
    1
    >>> checked_cast('x')
    Traceback (most recent call last):
    TypeError: Expected list, got str
    """
    return len(<list?>value)


cdef class Point:
    """An extension type as an argument's type."""

    cdef readonly int x

    def __init__(self, int x):
        self.x = x


class SubPoint(Point):
    """A Python subclass is accepted."""


def extension_type(Point point):
    """
    >>> extension_type(Point(3)), extension_type(SubPoint(4))
    (3, 4)
    >>> extension_type(5)
    Traceback (most recent call last):
    TypeError: Argument 'point' has incorrect type (expected typed_arguments.Point, got int)
    """
    return point.x


def extension_type_not_none(Point point not None):
    """
    >>> extension_type_not_none(None)
    Traceback (most recent call last):
    TypeError: Argument 'point' has incorrect type (expected typed_arguments.Point, got NoneType)
    """
    return point.x


def assigned_extension_type(value):
    """
    >>> assigned_extension_type(Point(5))
    5
    >>> assigned_extension_type('x')
    Traceback (most recent call last):
    TypeError: Cannot convert str to typed_arguments.Point
    """
    cdef Point point = value
    return point.x


def list_methods(list values):
    """
    >>> list_methods([3, 1])
    ([1, 3, 5], 5)
    """
    values.append(5)
    values.sort()
    copy = values[:]
    return copy, values.pop()


def method_of_none(list values):
    """
    >>> method_of_none(None)
    Traceback (most recent call last):
    AttributeError: 'NoneType' object has no attribute 'append'
    """
    values.append(1)


def dict_methods(dict table):
    """
    >>> dict_methods({'a': 1})
    (1, None, ['a', 'b'], [('a', 1), ('b', 2)])
    """
    table['b'] = 2
    return table.get('a'), table.get('z'), sorted(table), sorted(table.items())


def iterate_dict(dict table):
    """
    >>> iterate_dict({'a': 1, 'b': 2})
    'a1b2'
    >>> iterate_dict(None)
    Traceback (most recent call last):
    AttributeError: 'NoneType' object has no attribute 'items'
    """
    text = ''
    for key, value in table.items():
        text += f'{key}{value}'
    return text


def iterate_none(list values):
    """
    >>> iterate_none([1, 2])
    3
    >>> iterate_none(None)
    Traceback (most recent call last):
    TypeError: 'NoneType' object is not iterable
    """
    total = 0
    for value in values:
        total += value
    return total


def text_operations(str a, str b):
    """
    >>> text_operations('x', 'y')
    ('xy', False, True, 'xx')
    """
    return a + b, a == b, a < b, a * 2


def tuple_display(int a, double b):
    """
    >>> tuple_display(1, 2)
    (1, 2.0, [1, 2.0], {1: 2.0})
    """
    return a, b, [a, b], {a: b}


cdef list make_list(int n):
    return [i for i in range(n)]


cdef str make_text(list values):
    return ','.join([str(value) for value in values])


def typed_results(int n):
    """
    >>> typed_results(3)
    '0,1,2'
    """
    return make_text(make_list(n))


def truth_of_typed(list values, str text, dict table):
    """
    >>> truth_of_typed([], 'x', {}), truth_of_typed([0], '', None)
    ((False, True, False), (True, False, False))
    """
    return bool(values), bool(text), bool(table)
