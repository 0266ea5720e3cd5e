"""Frozensets of values that are known when compiling: one object for equal ones.

>>> a, b, c = same()
>>> a is b, a is c, sorted(a)
(True, True, [1, 2, 3])
>>> len({id(each) for each in empty()}), empty()[0]
(1, frozenset())
>>> first_counts()
[True, 2]
>>> texts() == (frozenset('ä€ab'), frozenset(b'ab\\xff'))
True
>>> members() == frozenset([(1, 2), None, ..., -1, -2.5, 3j])
True
>>> nested() is nested(), nested()
(True, frozenset({1}))
>>> unknown((5,))
(frozenset({(5,)}), frozenset({5}))
>>> unhashable()
Traceback (most recent call last):
TypeError: unhashable type: 'list'  # until 3.13
TypeError: cannot use 'list' as a set element (unhashable type: 'list')  # from 3.14
>>> own_name()
{1}
>>> 2 in same()[0], same()[0] | {9} == {1, 2, 3, 9}
(True, True)
"""


def same():
    return frozenset((1, 2, 3)), frozenset([3, 1, 2, 1]), frozenset({2, 3, 1})


def empty():
    e = frozenset()
    return [e, frozenset(), frozenset(()), frozenset(''), frozenset(b''), frozenset([] * 2),
            frozenset(frozenset()), frozenset(e)]


def first_counts():
    return sorted(frozenset((True, 1, 1.0, 2)))


def texts():
    return frozenset('ä€ab'), frozenset(b'ab\xff')


def members():
    return frozenset({(1, 2), None, ..., -1, -2.5, 3j})


def nested():
    return frozenset(frozenset(frozenset([1])))


def unknown(x):
    return frozenset([x]), frozenset(x)


def unhashable():
    return frozenset([[]])


def own_name():
    frozenset = set
    return frozenset([1])
