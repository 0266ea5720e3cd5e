"""Containers whose declarations say what is in them: what is read becomes a value of that type.

>>> types_of()
dict[str object,int] object
list[int] object
set[Python object] object
frozenset[list[double] object] object
tuple[str object,...] object
tuple[Item,int] object
(int, double)
>>> items([1, 2], {"a": 2.5}, ("x", 3), ("y",))
(2, 2.5, 'x', 3, 'y', 'y')
>>> items([1, "a"], {"a": 2.5}, ("x", 3), ("y",))
Traceback (most recent call last):
TypeError: an integer is required
>>> items([1, 2], {"a": 2.5}, (0, 3), ("y",))
Traceback (most recent call last):
TypeError: Expected str, got int
>>> items([1], {}, (), ())
Traceback (most recent call last):
IndexError: list index out of range
>>> items(None, {}, (), ())
Traceback (most recent call last):
TypeError: 'NoneType' object is not subscriptable
>>> loops([1, 2], {3: "a"}, {4, 5}, [Item(6)])
(3, 3, 9, 6)
>>> loop_types([1], {"a": 2}, {Item(1)})
['int', 'str object', 'Item', 'str object', 'int', 'int', 'int']
>>> loops([], {}, set(), [None, 1])
Traceback (most recent call last):
TypeError: Cannot convert int to container_contents.Item
>>> mixed(("a", 1))
['Python object', 'a', 'Python object', 1]
>>> at(("a", 1), 1), at(("a", 1), -2)
(1, 'a')
>>> stores([1, 2], 5, {}, "b")
([5, 2], {'b': 6})
>>> stores([1, 2], "x", {}, "b")
(['x', 2], {'b': 6})
>>> stores([1, 2], 5, {}, 7)
([5, 2], {7: 6})
>>> grow([1, 2])
[1, 14]
>>> methods([[1]], {"a": 2}, {"x"})
('int', 1, 'int', 2, 'str object', 'x')
>>> of_dict({"a": 2})
('dict_keys[str object] object', 'dict_values[int] object', \
'dict_items[tuple[str object,int] object] object', 'tuple[str object,int] object', 'int', 'a', 2)
>>> defaults({"a": 1})
('Python object', 'int', 'int', 'Python object', 1, 5, 6)
>>> misses({}, False)
>>> misses({}, True)
Traceback (most recent call last):
TypeError: an integer is required
>>> same_kind([1], {2}, frozenset([3]))
('list[int] object', 'set[int] object', 'set[int] object', 'frozenset[int] object', 'list[int] object')
>>> parts((1, 2, 3), (1, "a"))
('tuple[int,...] object', 'tuple object', 'int', 'Python object', 2, 'a')
>>> of_others([1.5], True), of_others([1.5], False)
(('list object', [1.5]), ('list object', [2]))
>>> cast_of([1.5, 2.5])
('list[int] object', 2, 'list object', 1.5)
>>> converted(0), converted(1), converted(2)
([1], [1], 1)
>>> to_other_type()
Traceback (most recent call last):
TypeError: Expected list, got tuple
>>> deep({"a": [(1, 2.5)]})
(1, 2.5, 3.5)
>>> holder = Holder()
>>> holder.items = [1, 2]
>>> holder.total(), holder.items
(3, [1, 2])
>>> holder.items = ()
Traceback (most recent call last):
TypeError: Expected list, got tuple
>>> list(yielded([1, 2])), captured([3, 4])()
([1, 2], 7)
>>> list(yielded([1, None]))
Traceback (most recent call last):
TypeError: an integer is required
>>> caught([1, "a"])
1
>>> without_gil([1, 2])
3
>>> taken(["a"]), taken(None)
('a', None)
>>> taken(("a",))
Traceback (most recent call last):
TypeError: Argument 'texts' has incorrect type (expected list, got tuple)
"""

cimport cython
from typing import Dict, List, Tuple


cdef class Item:
    cdef readonly int number

    def __init__(self, number):
        self.number = number


def types_of():
    cdef Dict[str, int] a = {}
    cdef List[int] b = []
    cdef set[object] c = set()
    cdef frozenset[list[double]] d = frozenset()
    cdef tuple[str, ...] e = ()
    cdef Tuple[Item, int] f = None
    cdef Tuple[int, double] g = (1, 2)
    for text in (cython.typeof(a), cython.typeof(b), cython.typeof(c), cython.typeof(d),
                 cython.typeof(e), cython.typeof(f), cython.typeof(g)):
        print(text)


def items(list[int] a, dict[str, double] b, tuple[str, int] c, tuple[str, ...] d):
    assert cython.typeof(a[1]) == "int" and cython.typeof(b["a"]) == "double"
    assert cython.typeof(c[0]) == "str object" and cython.typeof(c[-1]) == "int"
    assert cython.typeof(d[0]) == "str object"
    return a[1], b["a"], c[0], c[-1], d[0], d[-1]


def loops(list[int] a, dict[int, str] b, set[int] c, list[Item] d):
    cdef long first = 0, second = 0, third = 0, fourth = 0
    for x in a:
        first += x
    for key in b:
        second += key
    for y in c:
        third += y
    for item in d:
        fourth += item.number if item is not None else 0
    return first, second, third, fourth


def loop_types(list[int] a, dict[str, int] b, set[Item] c):
    result = []
    for x in a:
        result.append(cython.typeof(x))
    for key in b:
        result.append(cython.typeof(key))
    for item in c:
        result.append(cython.typeof(item))
    for text in b.keys():
        result.append(cython.typeof(text))
    for number in b.values():
        result.append(cython.typeof(number))
    return result + [cython.typeof(y) for y in a] + list(cython.typeof(z) for z in a)


def mixed(tuple[str, int] pair):
    result = []
    for value in pair:
        result += [cython.typeof(value), value]
    return result


def at(tuple[str, int] pair, int place):
    assert cython.typeof(pair[place]) == "Python object"
    return pair[place]


def stores(list[int] numbers, value, dict[str, long] table, key):
    numbers[0] = value
    table[key] = <int>6
    return numbers, table


def grow(list[int] numbers):
    numbers[1] += 5
    numbers[-1] *= 2
    return numbers


def methods(list[list[int]] lists, dict[str, int] table, set[str] texts):
    number = lists.pop().pop()
    found = table.pop("a")
    text = texts.pop()
    return cython.typeof(number), number, cython.typeof(found), found, cython.typeof(text), text


def of_dict(dict[str, int] table):
    keys, values, pairs = table.keys(), table.values(), table.items()
    for key, value in pairs:
        pass
    pair = table.popitem()
    return (cython.typeof(table.keys()), cython.typeof(table.values()), cython.typeof(table.items()),
            cython.typeof(pair), cython.typeof(pair[1]), pair[0], pair[1])


def defaults(dict[str, int] table):
    cdef int other = 5
    first = table.get("a", None)
    second = table.get("b", other)
    third = table.setdefault("c", <int>6)
    return (cython.typeof(first), cython.typeof(second), cython.typeof(third),
            cython.typeof(table.get("a")), first, second, third)


def misses(dict[str, int] table, keeps):
    if keeps:
        kept = table.get("a")
        return kept
    return table.get("a")


def same_kind(list[int] a, set[int] b, frozenset[int] c):
    return (cython.typeof(a.copy()), cython.typeof(b.union(b)),
            cython.typeof(b.copy()), cython.typeof(c.difference(b)), cython.typeof(a[1:]))


def parts(tuple[int, ...] a, tuple[int, str] b):
    return (cython.typeof(a[1:]), cython.typeof(b[1:]), cython.typeof(a[1:][0]),
            cython.typeof(b[1:][0]), a[1:][0], b[1:][0])


def of_others(list[double] a, condition):
    cdef list[int] b = [2]
    either = a if condition else b
    return cython.typeof(either), either


def cast_of(list[double] a):
    return (cython.typeof(<list[int]>a), (<list[int]>a)[1], cython.typeof(<list>a), (<list>a)[0])


def converted(int which):
    cdef list plain
    cdef list[int] numbers = [1]
    cdef list[double] reals = numbers
    plain = numbers
    if which == 0:
        return plain
    if which == 1:
        numbers = plain
        return numbers
    assert cython.typeof(reals[0]) == "double"
    return numbers[0]


def to_other_type():
    cdef tuple[int, int] pair = (1, 2)
    cdef list[int] numbers = pair
    return numbers


def deep(dict[str, list[tuple[int, double]]] table):
    return table["a"][0][0], table["a"][0][1], table["a"][0][0] + table["a"][0][1]


cdef class Holder:
    cdef public list[int] items

    def total(self):
        cdef long result = 0
        for item in self.items:
            result += item
        return result


def yielded(list[int] numbers):
    for number in numbers:
        yield number


def captured(list[int] numbers):
    def inner():
        return numbers[0] + numbers[1]
    return inner


def caught(list[int] numbers):
    try:
        return numbers[1]
    except TypeError:
        return numbers[0]


cdef int sum_of(list[int] numbers) except? -1 nogil:
    with gil:
        return numbers[0] + numbers[1]


def without_gil(list[int] numbers):
    cdef int result
    with nogil:
        result = sum_of(numbers)
    return result


def taken(list[str] texts):
    return texts[0] if texts is not None else None
