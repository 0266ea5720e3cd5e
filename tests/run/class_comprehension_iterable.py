"""The first iterable of a comprehension in a class body belongs to the class: its names are looked
up in the namespace, as the metaclass has prepared it, those of the function around too.

>>> looked_up(lists)
['a', 'enumerate', 'a', 'zip', 'a', 'b', 'range', 'b', 'a', 'b', 'a']
>>> looked_up(others)
['a', 'a', 'b', 'list', 'zip', 'a', 'a', 'a']
>>> looked_up(nested)
['a', 'a']
>>> prepared("ab").found
[('a', 1), ('b', 2)]
"""


class Namespace(dict):
    def __init__(self, log):
        self.log = log

    def __getitem__(self, name):
        if not name.startswith("__"):
            self.log.append(name)
        return dict.__getitem__(self, name)


class Meta(type):
    log = []
    given = {}

    @classmethod
    def __prepare__(meta, name, bases):
        namespace = Namespace(meta.log)
        namespace.update(meta.given)
        return namespace


def looked_up(function):
    Meta.log.clear()
    function((1, 2), 3)
    return list(Meta.log)


def lists(a, b):
    class Local(metaclass=Meta):
        [each for each in a]
        [each for each in enumerate(a)]
        [each for each, other in zip(a, [b])]
        [each for each in range(b)]
        [each for each in (a, b)]
        [each for each in [*a, 1] if each == b]


def others(a, b):
    class Local(metaclass=Meta):
        {each for each in a}
        {each: b for each in (a, b)}
        list(each for each in zip(a, a))
        [[other for other in a] for each in a]


def nested(a, b):
    class Local(metaclass=Meta):
        [other for each in a for other in a if (lambda: b)()]
        [(lambda: each)() for each in a]


def prepared(text):
    numbers = (0,)
    Meta.given = {"numbers": (1, 2)}

    class Local(metaclass=Meta):
        found = [pair for pair in zip(text, numbers)]

    Meta.given = {}
    return Local
