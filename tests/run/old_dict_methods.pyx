"""Methods that dicts had in Python 2, of declared dicts and in loops.

>>> counted(a=1, b=2)
(['a', 'b'], [1, 2], [('a', 1), ('b', 2)])
>>> counted()
([], [], [])
"""


def declared(dict d):
    """
    >>> declared({1: 2})
    (True, False, [1], [2], [(1, 2)])
    >>> declared(None)
    Traceback (most recent call last):
    AttributeError: 'NoneType' object has no attribute 'has_key'
    """
    return (d.has_key(1), d.has_key(2), list(d.iterkeys()), list(d.itervalues()),
            list(d.iteritems()))


def views(dict d):
    """Views are alive, iterators are none.

    >>> keys, values, items, iterator = views({1: 2})
    >>> len(keys), len(values), len(items), iterator is iter(iterator)
    (1, 1, 1, True)
    """
    return d.viewkeys(), d.viewvalues(), d.viewitems(), d.iterkeys()


def counted(**d):
    return [k for k in d.iterkeys()], [v for v in d.itervalues()], sorted(d.iteritems())


def loop(d):
    """What it is, is seen when it runs.

    >>> loop({1: 2})
    [(1, 2)]
    >>> loop(Mapping())
    ['mine']
    >>> loop(3)
    Traceback (most recent call last):
    AttributeError: 'int' object has no attribute 'iteritems'
    """
    return [item for item in d.iteritems()]


def generated(d):
    """
    >>> sorted(generated({1: 2, 3: 4}))
    [1, 3]
    """
    return (key for key in d.iterkeys())


def changed(d):
    """
    >>> changed({1: 2})
    Traceback (most recent call last):
    RuntimeError: dictionary changed size during iteration
    """
    for key in d.iterkeys():
        d[key + 1] = key


def elsewhere(d):
    """Only a loop is that lenient.

    >>> elsewhere({1: 2})
    Traceback (most recent call last):
    AttributeError: 'dict' object has no attribute 'iteritems'
    """
    return d.iteritems()


class Mapping:
    def iteritems(self):
        return ["mine"]
