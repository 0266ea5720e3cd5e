"""Builtins that read their caller's frame, called in a class body: the namespace comes first.

>>> Plain.module, Plain.globals is names_of_module(), Plain.message
('class_frame_builtins', True, 'super(): no arguments')
>>> Asked.module, Asked.function is globals, Asked.found, Asked.message
('class_frame_builtins', True, ['Prepared'], 'globals() takes no arguments (1 given)')
>>> Asked.log
['__name__', 'globals', 'globals', 'globals', 'globals', 'TypeError', 'str', 'error']
>>> Filled.calls
[(), (1,), (), (1, 2)]
>>> Super.function is super, Super.errors
(True, ['RuntimeError', 'TypeError'])
>>> Hidden.calls, Hidden.replaced
(('class_frame_builtins', 'of the function'), 'of the class')
"""


def names_of_module():
    return globals()


class Namespace(dict):
    """Notes which names are looked up."""

    def __init__(self, names):
        super().__init__(names)
        self.log = []

    def __getitem__(self, name):
        self.log.append(name)
        return super().__getitem__(name)


class Prepared(type):
    @classmethod
    def __prepare__(metaclass, name, bases, **names):
        return Namespace(names)

    def __new__(metaclass, name, bases, namespace, **names):
        return super().__new__(metaclass, name, bases, {**namespace, "log": namespace.log})

    def __init__(self, name, bases, namespace, **names):
        super().__init__(name, bases, namespace)


class Plain:
    module = globals()["__name__"]
    globals = globals()
    super = super
    try:
        super()
    except RuntimeError as error:
        message = str(error)


class Asked(metaclass=Prepared):
    module = globals()["__name__"]
    function = globals
    found = [name for name in globals() if name == "Prepared"]
    try:
        globals(1)
    except TypeError as error:
        message = str(error)


class Filled(
    metaclass=Prepared, globals=lambda *arguments: arguments, super=lambda *arguments: arguments
):
    calls = [globals(), globals(1), super(), super(1, 2)]


class Super(metaclass=Prepared):
    function = super
    errors = []
    try:
        super()
    except RuntimeError as error:
        errors.append(type(error).__name__)
    try:
        super(1)
    except TypeError as error:
        errors.append(type(error).__name__)


def hidden():
    def globals():
        return "of the function"

    super = globals

    class Hidden(metaclass=Prepared):
        calls = globals()["__name__"], super()
        globals = lambda: "of the class"  # noqa: E731
        replaced = globals()

    return Hidden


Hidden = hidden()
