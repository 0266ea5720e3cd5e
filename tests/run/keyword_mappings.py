"""f(**mapping): what is asked of the mapping, in which order.

>>> asked({})
(['keys', 'hash', 'get', 'hash'], [1])
>>> asked({"b": 2})
(['keys', 'hash', 'get', 'hash'], [1, 2])
>>> complaint(lambda: take(**Mapping([], ["a"]), **{"a": 3}))
"take() got multiple values for keyword argument 'a'"
>>> complaint(lambda: take(**{"a": 3}, **Mapping([], ["a"])))
"take() got multiple values for keyword argument 'a'"
>>> complaint(lambda: take(**3))
'take() argument after ** must be a mapping, not int'  # until 3.14
'Value after ** must be a mapping, not int'  # from 3.15
>>> take(**Other(a=1))
[1]
"""

import re


class Key(str):
    log = None

    def __hash__(self):
        if self.log is not None:
            self.log.append("hash")
        return str.__hash__(self)


class Mapping:
    def __init__(self, log, names):
        self.log, self.names = log, names

    def keys(self):
        self.log.append("keys")
        return self.names

    def __getitem__(self, key):
        self.log.append("get")
        return 1


class Other(dict):
    pass


def take(**keywords):
    return list(keywords.values())


def asked(more):
    log = []
    key = Key("a")
    key.log = log
    values = take(**Mapping(log, [key]), **more)
    return [word for word in log[:4]], values


def complaint(function):
    try:
        function()
    except TypeError as error:
        return re.sub(r"^\w+\.take", "take", str(error))


def changed(first, /, second=2, *rest, third=3, **named):
    """Its keywords are its own: those that no parameter takes."""
    found = first, second, rest, third, dict(named)
    named["more"] = len(named)
    named.pop("a", None)
    return found


class Taker:
    def take(self, first=0, **named):
        named["self"] = 1
        return first, named

    def __call__(self, *rest, **named):
        rest = len(rest), *rest
        return rest, named


def passed_on(mapping, *items):
    """
    >>> passed_on({})
    (0, 2, (), 3, {})
    >>> passed_on({'a': 1, 'b': 2}, 5)
    (0, 5, (), 3, {'a': 1, 'b': 2})
    >>> passed_on({'a': 1, 'third': 2}, 5, 6, 7)
    (0, 5, (6, 7), 2, {'a': 1})
    >>> passed_on({'first': 1, 'second': 4, 'third': 2})
    (0, 4, (), 2, {'first': 1})
    >>> passed_on({Key('third'): 4, Key('a'): 5})
    (0, 2, (), 4, {'a': 5})
    >>> complaint(lambda: passed_on({'second': 4}, 5)).split('() ')[1]
    "got multiple values for argument 'second'"
    >>> passed_on({3: 4})
    Traceback (most recent call last):
    TypeError: keywords must be strings
    """
    before = dict(mapping)
    result = changed(0, *items, **mapping)
    assert mapping == before
    assert result == changed(*(0, *items), **mapping) == changed(*[0], *items, **mapping)
    return result


def passed_to_methods(mapping):
    """
    >>> passed_to_methods({'a': 1})
    ((2, {'a': 1, 'self': 1}), ((2, 8, 9), {'a': 1}), {'a': 1})
    >>> passed_to_methods({'first': 1})
    ((1, {'self': 1}), ((2, 8, 9), {'first': 1}), {'first': 1})
    """
    taker, pair = Taker(), (8, 9)
    items = () if "first" in mapping else (2,)
    return taker.take(*items, **mapping), taker(*pair, **mapping), mapping


def lacking(mapping):
    """
    >>> complaint(lambda: lacking({'a': 1})).split('() ')[1]
    "missing 1 required positional argument: 'first'"
    """
    return changed(**mapping)


def released():
    """What was passed lives as long as the call.

    >>> released()
    ['in', 'gone', 'out']
    """
    log = []

    class Told:
        def __del__(self):
            log.append("gone")

    def drop_named(**named):
        log.append("in")
        del named["told"]

    drop_named(**{"told": Told()})
    log.append("out")
    return log
