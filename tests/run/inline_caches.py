"""What a look-up of an attribute found is kept: each change of what it rests on must be seen at once.

Every place that looks up is in a function of its own, which is warmed up first.
"""

import enum
import threading
import types

LIMIT = 1


def warm(function, *arguments):
    """Calls the function often; gives the last result."""
    result = None
    for _ in range(5):
        result = outcome(function, *arguments)
    return result


def outcome(function, *arguments):
    try:
        return function(*arguments)
    except Exception as error:
        return type(error).__name__


def read_names():
    return LIMIT, LookupError


# --- Instances ------------------------------------------------------------------------------------


class Namespace:
    kind = "class"

    def __init__(self, x=1):
        self.x = x

    def method(self):
        return "method"

    @property
    def double(self):
        return self.x * 2


def read_x(value):
    return value.x


def read_kind(value):
    return value.kind


def write_x(value, x):
    value.x = x
    return value.__dict__["x"]


def write_kind(value, kind):
    value.kind = kind


def call_method(value):
    return value.method()


def read_double(value):
    return value.double


def instance_values():
    """
    >>> instance_values()
    [1, 1, 2, 3, 'AttributeError', 4, 5, 'AttributeError', 6]
    """
    value = Namespace()
    seen = [warm(read_x, value)]
    names = value.__dict__
    seen.append(warm(read_x, value))
    names["x"] = 2
    seen.append(warm(read_x, value))
    value.x = 3
    seen.append(names["x"])
    del value.x
    seen.append(warm(read_x, value))
    value.y = 0
    value.x = 4
    seen.append(warm(read_x, value))
    value.__dict__ = {"x": 5}
    seen.append(warm(read_x, value))
    value.__dict__ = {}
    seen.append(warm(read_x, value))
    seen.append(write_x(value, 6))
    return seen


def many_attributes():
    """More attributes than share their keys, in another order each time.

    >>> many_attributes()
    [7, 7, 7, 7]
    """
    seen = []
    for order in range(4):
        value = Namespace(7)
        for number in range(50):
            setattr(value, f"a{number * (order + 1) % 50}", number)
        seen.append(warm(read_x, value))
    return seen


def store_values():
    """
    >>> store_values()
    [[1, 2], 3, ['y', 'x'], 4, 5]
    """
    values = [Namespace(), Namespace()]
    for _ in range(5):
        written = [write_x(value, number) for number, value in enumerate(values, 1)]
    seen = [written]
    shown = Namespace()
    names = vars(shown)
    write_x(shown, 3)
    seen.append(names["x"])
    fresh = Namespace.__new__(Namespace)
    fresh.y = 0
    write_x(fresh, 4)
    seen += [list(fresh.__dict__), fresh.x]
    other = Namespace.__new__(Namespace)
    write_x(other, 5)
    seen.append(read_x(other))
    return seen


def hide_class_attribute():
    """
    >>> hide_class_attribute()
    ['class', 'own', 'class', 'class', 'changed', 'own', 'AttributeError', 'class']
    """
    value, other = Namespace(), Namespace()
    seen = [warm(read_kind, value)]
    value.kind = "own"
    seen += [warm(read_kind, value), warm(read_kind, other)]
    del value.kind
    seen.append(read_kind(value))
    Namespace.kind = "changed"
    seen.append(warm(read_kind, value))
    write_kind(other, "own")
    seen.append(read_kind(other))
    del Namespace.kind
    seen.append(warm(read_kind, value))
    Namespace.kind = "class"
    seen.append(warm(read_kind, value))
    return seen


def default_and_own():
    """A value of the class, and one's own of the same name.

    >>> default_and_own()
    [0, 5, 0, 'AttributeError', 5, 'data', 'data', 5]
    """

    class Default:
        x = 0

    class Data:
        def __get__(self, value, type=None):
            return "data"

        def __set__(self, value, new):
            pass

    class Later:
        pass

    own = Default()
    seen = [warm(read_x, own)]
    own.x = 5
    seen += [warm(read_x, own), warm(read_x, Default())]
    del Default.x
    seen += [warm(read_x, Default()), warm(read_x, own)]
    Default.x = Later()
    assert warm(read_x, own) == 5
    Later.__get__ = Data.__get__
    assert warm(read_x, own) == 5
    seen.append(warm(read_x, Default()))
    Later.__set__ = Data.__set__
    seen.append(warm(read_x, own))
    del Default.x
    seen.append(warm(read_x, own))
    return seen


def change_methods():
    """
    >>> change_methods()
    ['method', 'own', 'method', 'patched', 'inherited', 'static', 'class Namespace', 'method']
    """
    value, other = Namespace(), Namespace()
    original = Namespace.method
    seen = [warm(call_method, value)]
    value.method = lambda: "own"
    seen += [warm(call_method, value), warm(call_method, other)]
    Namespace.method = lambda self: "patched"
    seen.append(warm(call_method, other))
    del Namespace.method

    class Base:
        def method(self):
            return "inherited"

    class Derived(Base):
        pass

    seen.append(warm(call_method, Derived()))
    Namespace.method = staticmethod(lambda: "static")
    seen.append(warm(call_method, other))
    Namespace.method = classmethod(lambda cls: f"class {cls.__name__}")
    seen.append(warm(call_method, other))
    Namespace.method = original
    seen.append(warm(call_method, other))
    return seen


def method_goes_while_arguments_come():
    """What is to be called is looked up before its arguments are evaluated.

    >>> method_goes_while_arguments_come()
    ['old 1', 'new 1']
    """

    class Changing:
        def method(self, value):
            return f"old {value}"

    def drop(new):
        Changing.method = new
        return 1

    def call(value, new):
        return value.method(drop(new))

    old = Changing.method
    for _ in range(5):
        call(Changing(), old)
    del old
    first = call(Changing(), lambda self, value: f"new {value}")
    return [first, call(Changing(), None)]


def add_getattr():
    """
    >>> add_getattr()
    ['AttributeError', 'got x', 1, 'all x', 1, 'AttributeError']
    """

    class Plain:
        pass

    value, full = Plain(), Plain()
    full.x = 1
    seen = [warm(read_x, value)]
    assert warm(read_x, full) == 1
    Plain.__getattr__ = lambda self, name: f"got {name}"
    seen += [warm(read_x, value), warm(read_x, full)]
    Plain.__getattribute__ = lambda self, name: f"all {name}"
    seen.append(warm(read_x, full))
    del Plain.__getattribute__
    seen.append(warm(read_x, full))
    del Plain.__getattr__
    seen.append(warm(read_x, value))
    return seen


def add_setattr():
    """
    >>> add_setattr()
    [2, 2, 4]
    """

    class Plain:
        pass

    value = Plain()
    for number in range(3):
        seen = [write_x(value, number)]
    Plain.__setattr__ = lambda self, name, new: None
    seen.append(write_x(value, 3))
    del Plain.__setattr__
    seen.append(write_x(value, 4))
    return seen


def change_class():
    """
    >>> change_class()
    [1, 'method', 1, 'other', 'other kind', 1, 'method']
    """

    class Other:
        kind = "other kind"

        def method(self):
            return "other"

    value = Namespace()
    seen = [warm(read_x, value), warm(call_method, value)]
    value.__class__ = Other
    seen += [read_x(value), call_method(value), read_kind(value)]
    value.__class__ = Namespace
    seen += [read_x(value), call_method(value)]
    return seen


def change_bases():
    """
    >>> change_bases()
    ['first', 'second', 'own', 'second']
    """

    class First:
        kind = "first"

    class Second:
        kind = "second"

    class Derived(First):
        pass

    value = Derived()
    seen = [warm(read_kind, value)]
    Derived.__bases__ = (Second,)
    seen.append(read_kind(value))
    value.kind = "own"
    seen.append(warm(read_kind, value))
    del value.kind
    seen.append(warm(read_kind, value))
    return seen


# --- Slots, properties, dicts of their own --------------------------------------------------------


class Slotted:
    __slots__ = ("x", "kind")


def set_slot(value, x):
    value.x = x
    return value.x


def slots():
    """
    >>> slots()
    ['AttributeError', 1, 'AttributeError', [0, 1, 2, 3, 4], 'TypeError', 7, 'AttributeError']
    """
    value = Slotted()
    seen = [warm(read_x, value)]
    value.x = 1
    seen.append(warm(read_x, value))
    del value.x
    seen.append(warm(read_x, value))
    seen.append([set_slot(value, number) for number in range(5)])

    class Stranger:
        x = Slotted.x

    seen.append(warm(read_x, Stranger()))
    descriptor = Slotted.x
    Slotted.x = 7
    seen += [warm(read_x, value), outcome(set_slot, value, 1)]
    Slotted.x = descriptor
    return seen


def properties():
    """
    >>> properties()
    [2, 6, 'patched', 'AttributeError', 'AttributeError', 'ValueError', 2]
    """

    def fail(self):
        raise ValueError

    original = Namespace.double
    value = Namespace()
    seen = [warm(read_double, value), warm(read_double, Namespace(3))]
    value.__dict__["double"] = "hidden by the property"
    Namespace.double = property(lambda self: "patched")
    seen.append(warm(read_double, value))
    Namespace.double = property(None)
    seen.append(warm(read_double, value))
    changing = property(lambda self: "first")
    Namespace.double = changing
    assert warm(read_double, value) == "first"
    changing.__init__(None)
    seen.append(warm(read_double, value))
    changing.__init__(fail)
    seen.append(warm(read_double, value))
    Namespace.double = original
    seen.append(warm(read_double, value))
    return seen


class Failure(Exception):
    def __init__(self, x):
        self.x = x


def dicts_of_their_own():
    """Exceptions keep attributes in a dict; so do instances of subclasses of builtin types.

    >>> dicts_of_their_own()
    [1, 2, 'AttributeError', 3, 4, 5, 'AttributeError']
    """

    class Number(int):
        pass

    value = Failure(1)
    seen = [warm(read_x, value), warm(read_x, Failure(2))]
    del value.x
    seen.append(warm(read_x, value))
    value.__dict__ = {"y": 0, "x": 3}
    seen.append(warm(read_x, value))
    number = Number(0)
    number.x = 4
    seen.append(warm(read_x, number))
    number.__dict__["x"] = 5
    seen.append(warm(read_x, number))
    number.__dict__.clear()
    seen.append(warm(read_x, number))
    return seen


# --- Types and modules ----------------------------------------------------------------------------


class Color(enum.Enum):
    RED = 1
    x = 2


def types_attributes():
    """
    >>> types_attributes()
    [<Color.x: 2>, 'class', 'changed', 'derived', 'meta', 'class', 'bound Derived', 'AttributeError']
    """

    class Meta(type):
        pass

    class Base(metaclass=Meta):
        kind = "class"

    class Derived(Base):
        pass

    class Bound:
        def __get__(self, value, type=None):
            return f"bound {type.__name__}"

    class Data:
        def __get__(self, value, type=None):
            return "meta"

        def __set__(self, value, new):
            pass

    seen = [warm(read_x, Color), warm(read_kind, Derived)]
    Base.kind = "changed"
    seen.append(read_kind(Derived))
    Derived.kind = "derived"
    seen.append(warm(read_kind, Derived))
    Meta.kind = Data()
    seen.append(warm(read_kind, Derived))
    del Meta.kind
    del Derived.kind
    Base.kind = "class"
    seen.append(warm(read_kind, Derived))
    Base.kind = Bound()
    seen.append(warm(read_kind, Derived))
    del Base.kind
    seen.append(warm(read_kind, Derived))
    return seen


def types_methods():
    """
    >>> types_methods()
    ['static', 'class Namespace', "'m'", 'TypeError']
    """

    class Static:
        method = staticmethod(lambda: "static")

    seen = [warm(call_method, Static)]
    Static.method = classmethod(lambda cls: "class Namespace")
    seen.append(warm(call_method, Static))
    Static.method = "m".__repr__
    seen.append(warm(call_method, Static))
    Static.method = lambda self: "unbound"
    seen.append(warm(call_method, Static))
    return seen


def modules():
    """
    >>> modules()
    [1, 2, 3, 'AttributeError', 'got x', 4, 'method', 'patched', 'AttributeError']
    """
    module = types.ModuleType("module")
    module.x = 1
    seen = [warm(read_x, module)]
    module.x = 2
    seen.append(read_x(module))
    other = types.ModuleType("other")
    other.y = 0
    other.x = 3
    seen.append(warm(read_x, other))
    del module.x
    seen.append(warm(read_x, module))
    module.__getattr__ = lambda name: f"got {name}"
    seen.append(warm(read_x, module))
    module.__dict__["x"] = 4
    seen.append(warm(read_x, module))
    module.method = lambda: "method"
    seen.append(warm(call_method, module))
    module.method = lambda: "patched"
    seen.append(warm(call_method, module))
    module.__dict__.clear()
    seen.append(warm(call_method, module))
    return seen


def modules_class():
    """
    >>> modules_class()
    [1, 'property', 1]
    """

    class Special(types.ModuleType):
        @property
        def x(self):
            return "property"

    module = types.ModuleType("module")
    module.x = 1
    seen = [warm(read_x, module)]
    module.__class__ = Special
    seen.append(warm(read_x, module))
    module.__class__ = types.ModuleType
    seen.append(warm(read_x, module))
    return seen


def mixed():
    """All kinds of objects at one place.

    >>> mixed()
    [1, 2, 3, 4, 5, <Color.x: 2>, 'got x', 'AttributeError']
    """

    class Getting:
        def __getattr__(self, name):
            return f"got {name}"

    slotted, module = Slotted(), types.ModuleType("module")
    slotted.x, module.x = 3, 4
    objects = [Namespace(1), Failure(2), slotted, module, types.SimpleNamespace(x=5), Color]
    objects += [Getting(), None]
    seen = []
    for _ in range(600):
        now = [outcome(read_x, value) for value in objects]
        assert not seen or now == seen
        seen = now
    return seen


def many_changes():
    """A class that changes more often than a type can have versions.

    >>> many_changes()
    1500
    """
    value = Namespace()
    same = 0
    for number in range(1500):
        Namespace.kind = number
        same += read_kind(value) == number and call_method(value) == "method"
    Namespace.kind = "class"
    return same


# --- Lifetimes and threads ------------------------------------------------------------------------


def short_lives():
    """Types and dicts come and go at the same addresses.

    >>> short_lives()
    True
    """
    for number in range(300):

        class Short:
            kind = number

            def method(self):
                return number

        value = Short()
        value.x = number
        module = types.ModuleType("short")
        module.x = number
        found = {read_x(value), read_kind(value), call_method(value), read_x(module), Short.kind}
        if found != {number}:
            return found
    return True


def several_threads():
    """
    >>> several_threads()
    [True, True, True, True]
    """
    results = []

    def work(number):
        value = Namespace(number)
        good = True
        for step in range(2000):
            value.x = step
            good &= read_x(value) == step and call_method(value) == "method"
            good &= read_names() == (1, LookupError)
        results.append(good)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
