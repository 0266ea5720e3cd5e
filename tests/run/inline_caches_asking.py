"""Places that see objects of classes, or classes of metaclasses, that have __getattr__.

That is asked where the look-up that all objects have finds nothing, and never before: what is found
is held like what others have. Every change of what that rests on must be seen at once.
"""

import enum
import types


class Asking(type):
    def __getattr__(cls, name):
        if name == "other":
            return "asked class"
        raise AttributeError(name)


class Asked(metaclass=Asking):
    shared = "shared"

    def __init__(self):
        self.own = "own"

    def __getattr__(self, name):
        if name in ("own", "shared", "computed", "method"):
            return f"asked {name}"
        raise AttributeError(name)

    @property
    def computed(self):
        return self.missing  # which raises AttributeError

    def method(self):
        return "method"


def load_all(value):
    return value.own, value.shared, value.computed, value.method()


def call_method(value):
    return value.method()


def load_of_class(kind):
    return kind.shared, kind.other


def of_asked():
    """
    >>> for line in of_asked(): print(line)
    ('own', 'shared', 'asked computed', 'method')
    ('asked own', 'shared', 'asked computed', 'method')
    ('own', 'hides', 'asked computed', 'hides')
    ('own', 'asked shared', 'asked computed', 'method')
    ('all own', 'all shared', 'all computed', 'all method')
    ('own', 'asked shared', 'asked computed', 'method')
    """

    class Kind(Asked):
        shared = "shared"

    value = Kind()

    def see():
        for _ in range(300):
            seen = load_all(value)
            assert call_method(value) == seen[3]
        return seen

    yield see()
    del value.own
    yield see()
    value.own, value.shared, value.method = "own", "hides", lambda: "hides"
    yield see()
    del value.shared, value.method, Kind.shared, Asked.shared
    yield see()
    Kind.__getattribute__ = lambda self, name: (
        f"all {name}" if name != "method" else lambda: "all method"
    )
    yield see()
    del Kind.__getattribute__
    yield see()
    Asked.shared = "shared"


def of_asked_class():
    """
    >>> for line in of_asked_class(): print(line)
    ('shared', 'asked class')
    ('changed', 'asked class')
    ('changed', 'own')
    ('changed', 'asked class')
    ('all shared', 'all other')
    ('changed', 'asked class')
    AttributeError
    ('shared', 'asked class')
    """

    class Kind(Asked):
        pass

    def see():
        try:
            for _ in range(300):
                seen = load_of_class(Kind)
        except AttributeError:
            return "AttributeError"
        return seen

    yield see()
    Asked.shared = "changed"
    yield see()
    Kind.other = "own"
    yield see()
    del Kind.other
    yield see()
    Asking.__getattribute__ = lambda cls, name: f"all {name}"
    yield see()
    del Asking.__getattribute__
    yield see()
    asking = Asking.__getattr__
    del Asking.__getattr__
    yield see()
    Asking.__getattr__ = asking
    Asked.shared = "shared"
    yield see()


class Colour(enum.Enum):
    RED = 1
    GREEN = 2


def colours():
    """
    >>> colours()
    [<Colour.RED: 1>, <Colour.RED: 1>, 'GREEN']
    """
    found = []
    for each in [Colour, Colour, types.SimpleNamespace(RED=Colour.GREEN.name)]:
        for _ in range(100):
            seen = each.RED
        found.append(seen)
    return found
