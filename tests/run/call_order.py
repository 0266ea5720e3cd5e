"""The order of a call: what is called is looked up before the arguments are evaluated."""

import sys

trace = []


def note(what, value=None):
    trace.append(what)
    return value


def taken():
    """The trace so far; a new one begins."""
    result = list(trace)
    del trace[:]
    return result


def outcome(function, *arguments):
    """What the call gives or raises, and what it has noted on its way."""
    taken()
    try:
        result = function(*arguments)
    except Exception as error:
        result = type(error).__name__ + ": " + str(error)
    return result, taken()


# --- Receivers without the method -----------------------------------------------------------------
def append_noted(receiver):
    """
    >>> outcome(append_noted, None)
    ("AttributeError: 'NoneType' object has no attribute 'append'", [])
    >>> outcome(append_noted, 5)
    ("AttributeError: 'int' object has no attribute 'append'", [])
    >>> outcome(append_noted, [])
    (None, ['argument'])
    """
    return receiver.append(note("argument", 1))


def keyword_noted(receiver):
    """
    >>> outcome(keyword_noted, None)
    ("AttributeError: 'NoneType' object has no attribute 'sort'", [])
    >>> outcome(keyword_noted, [3, -1])
    (None, ['key', 'reverse'])
    """
    return receiver.sort(key=note("key", abs), reverse=note("reverse", True))


def star_noted(receiver):
    """
    >>> outcome(star_noted, None)
    ("AttributeError: 'NoneType' object has no attribute 'format'", [])
    >>> outcome(star_noted, '{} {a}')
    ('1 2', ['star', 'double star'])
    """
    return receiver.format(*note("star", [1]), **note("double star", {"a": 2}))


def unbound_argument(receiver):
    """
    >>> unbound_argument(None)
    Traceback (most recent call last):
        ...
    AttributeError: 'NoneType' object has no attribute 'append'
    >>> unbound_argument([])
    Traceback (most recent call last):
        ...
    NameError: name 'not_defined_anywhere' is not defined
    """
    return receiver.append(not_defined_anywhere)


# --- Arguments that change what is called ---------------------------------------------------------
class Plain:
    def method(self, *values, **named):
        return "class", len(values) + len(named)


def replaced(*values, **named):
    return "instance", len(values) + len(named)


def hide(receiver):
    receiver.method = replaced
    return 1


def hide_by_argument(receiver):
    """
    >>> [hide_by_argument(Plain()) for _ in range(3)]
    [('class', 1), ('class', 1), ('class', 1)]
    """
    return receiver.method(hide(receiver))


def hide_by_keyword(receiver):
    """
    >>> hide_by_keyword(Plain())
    ('class', 2)
    """
    return receiver.method(1, key=hide(receiver))


def hide_by_star(receiver):
    """
    >>> hide_by_star(Plain())
    ('class', 2)
    """
    return receiver.method(*(hide(receiver), 2))


def call_again(receiver):
    """
    >>> call_again(Plain())
    (('class', 1), ('instance', 1))
    """
    return receiver.method(hide(receiver)), receiver.method(1)


def uncover(receiver):
    del receiver.method
    return 1


def uncover_by_argument():
    """
    >>> uncover_by_argument()
    (('instance', 1), ('class', 1))
    """
    receiver = Plain()
    receiver.method = replaced
    return receiver.method(uncover(receiver)), receiver.method(2)


def redefine(cls):
    def method(self, value):
        return "redefined", value

    cls.method = method
    return 1


def redefine_by_argument():
    """
    >>> redefine_by_argument()
    (('class', 1), ('redefined', 2))
    """

    class Local(Plain):
        def method(self, value):
            return "class", value

    receiver = Local()
    return receiver.method(redefine(Local)), receiver.method(2)


def drop(cls):
    del cls.method
    return 1


def drop_by_argument():
    """
    >>> drop_by_argument()
    (('class', 1), "'Local' object has no attribute 'method'")
    """

    class Local:
        def method(self, value):
            return "class", value

    receiver = Local()
    first = receiver.method(drop(Local))
    try:
        receiver.method(2)
    except AttributeError as error:
        return first, str(error)


def rebind_receiver(receiver):
    """
    >>> rebind_receiver([])
    ([5], 'other')
    """
    first = receiver
    receiver.append((receiver := "other") and 5)
    return first, receiver


def change_class(receiver):
    receiver.__class__ = Other
    return 1


class Other:
    def method(self, *values):
        return "other", len(values)


def change_class_by_argument():
    """
    >>> change_class_by_argument()
    (('class', 1), ('other', 1))
    """
    receiver = Plain()
    return receiver.method(change_class(receiver)), receiver.method(1)


# --- Look-ups that run code -----------------------------------------------------------------------
class Computed:
    @property
    def prop(self):
        return note("property", lambda *values: ("called", values))

    def __getattr__(self, name):
        return note("__getattr__ " + name, lambda *values: (name, values))

    @classmethod
    def of_class(cls, value):
        return cls.__name__, value

    @staticmethod
    def of_none(value):
        return "static", value


def call_property(receiver):
    """
    >>> outcome(call_property, Computed())
    (('called', (1,)), ['property', 'argument'])
    """
    return receiver.prop(note("argument", 1))


def call_missing(receiver):
    """
    >>> outcome(call_missing, Computed())
    (('missing', (1, 2)), ['__getattr__ missing', 'first', 'second'])
    """
    return receiver.missing(note("first", 1), note("second", 2))


def call_class_method(receiver):
    """
    >>> outcome(call_class_method, Computed())
    ((('Computed', 1), ('static', 2)), ['first', 'second'])
    >>> outcome(call_class_method, Computed)
    ((('Computed', 1), ('static', 2)), ['first', 'second'])
    """
    return receiver.of_class(note("first", 1)), receiver.of_none(note("second", 2))


class Descriptor:
    def __get__(self, instance, owner):
        return note("__get__", lambda *values: values)


class Described:
    method = Descriptor()


def call_descriptor(receiver):
    """
    >>> outcome(call_descriptor, Described())
    ((1,), ['__get__', 'argument'])
    >>> outcome(call_descriptor, Described)
    ((1,), ['__get__', 'argument'])
    """
    return receiver.method(note("argument", 1))


class Callable:
    def __call__(self, *values, **named):
        return "callable", values, named


class WithCallable:
    attribute = Callable()


def call_callable(receiver):
    """
    >>> call_callable(WithCallable())
    ('callable', (1,), {'b': 2})
    """
    return receiver.attribute(1, b=2)


def chained(receiver):
    """
    >>> outcome(chained, Chain())
    (3, ['look-up 1', 'argument 1', 'look-up 2', 'argument 2', 'look-up 3', 'argument 3'])
    """
    return receiver.next(note("argument 1")).next(note("argument 2")).next(note("argument 3")).count


class Chain:
    def __init__(self, count=0):
        self.count = count

    @property
    def next(self):
        note(f"look-up {self.count + 1}")
        return lambda _: Chain(self.count + 1)


def nested(receiver):
    """
    >>> outcome(nested, Computed())
    (('outer', (('inner', (1,)),)), ['__getattr__ outer', '__getattr__ inner', 'argument'])
    """
    return receiver.outer(receiver.inner(note("argument", 1)))


def failing_argument(receiver):
    """
    >>> outcome(failing_argument, Computed())
    ('IndexError: tuple index out of range', ['property', 'argument'])
    """
    return receiver.prop(note("argument", ())[0])


# --- super() --------------------------------------------------------------------------------------
class Base:
    def method(self, value):
        return "base", value


class Derived(Base):
    def method(self, value):
        return super().method(note("super argument", value))

    def missing(self):
        return super().missing(note("argument"))

    def replacing(self):
        return super().method(replace_base())


def replace_base():
    Base.method = lambda self, value: ("replaced", value)
    return 1


def call_super():
    """
    >>> outcome(call_super)
    (('base', 5), ['argument', 'super argument'])
    """
    return Derived().method(note("argument", 5))


def call_missing_super():
    """
    >>> outcome(call_missing_super)
    ("AttributeError: 'super' object has no attribute 'missing'", [])
    """
    return Derived().missing()


def call_replaced_super():
    """
    >>> kept = Base.method
    >>> call_replaced_super()
    (('base', 1), ('replaced', 2))
    >>> Base.method = kept
    """
    return Derived().replacing(), Derived().method(2)


# --- Names ----------------------------------------------------------------------------------------
def target(value):
    return "first", value


def second_target(value):
    return "second", value


def rebind():
    global target
    target = second_target
    return 1


def rebind_global():
    """
    >>> rebind_global()
    (('first', 1), ('second', 2))
    """
    return target(rebind()), target(2)


def redefined(value):
    return "first", value


def define_again():
    exec("def redefined(value): return 'second', value", globals())
    return 1


def redefine_global():
    """
    >>> redefine_global()
    (('first', 1), ('second', 2))
    """
    return redefined(define_again()), redefined(2)


def removed(value):
    return "removed", value


def remove():
    global removed
    del removed
    return 1


def remove_global():
    """
    >>> remove_global()
    (('removed', 1), "name 'removed' is not defined")
    """
    first = removed(remove())
    try:
        removed(2)
    except NameError as error:
        return first, str(error)


def missing_global():
    """
    >>> outcome(missing_global)
    ("NameError: name 'not_defined_anywhere' is not defined", [])
    """
    return not_defined_anywhere(note("argument"))


def rebind_local():
    """
    >>> rebind_local()
    ('first', 2)
    """

    def function(value):
        return "first", value

    return function((function := None) or 2)


def rebind_captured():
    """
    >>> rebind_captured()
    (('first', 1), ('second', 2))
    """

    def function(value):
        return "first", value

    def change():
        nonlocal function
        function = second_target
        return 1

    return function(change()), function(2)


def call_module_attribute():
    """
    >>> outcome(call_module_attribute)
    ("AttributeError: module 'sys' has no attribute 'not_there'", [])
    """
    return sys.not_there(note("argument"))


def replace_module_attribute():
    """
    >>> replace_module_attribute()
    ('first', 'second')
    """
    sys.zilant_test = lambda _: "first"

    def replace():
        sys.zilant_test = lambda _: "second"

    result = sys.zilant_test(replace()), sys.zilant_test(None)
    del sys.zilant_test
    return result


# --- Across yields, and references ----------------------------------------------------------------
def across_yield(receiver):
    """
    >>> steps = across_yield(plain := Plain())
    >>> next(steps)
    'paused'
    >>> hide(plain)
    1
    >>> steps.send(5)
    ('class', 1)
    >>> steps = across_yield(None)
    >>> next(steps)
    Traceback (most recent call last):
        ...
    AttributeError: 'NoneType' object has no attribute 'method'
    """
    yield receiver.method((yield "paused"))


def references(count):
    """
    >>> references(100)
    (0, 0, 0)
    """
    receiver = Plain()
    value = object()
    function = Plain.method
    before = sys.getrefcount(receiver), sys.getrefcount(value), sys.getrefcount(function)
    for _ in range(count):
        receiver.method(value, value)
        receiver.method(value, key=value)
        receiver.method(*(value,))
        try:
            receiver.method(value, receiver.missing)
        except AttributeError:
            pass
        try:
            receiver.missing(value)
        except AttributeError:
            pass
        hide(receiver)
        receiver.method(value)
        uncover(receiver)
    after = sys.getrefcount(receiver), sys.getrefcount(value), sys.getrefcount(function)
    return tuple(b - a for a, b in zip(before, after))
