"""super() without arguments where it has no class or no object."""


def attempt(function, *arguments):
    try:
        return function(*arguments)
    except Exception as error:
        return type(error).__name__, str(error)


def class_body():
    """
    >>> class_body()
    Traceback (most recent call last):
    RuntimeError: super(): no arguments
    """

    class Local(Class):
        super()


def no_class(argument=1):
    """
    >>> no_class()
    Traceback (most recent call last):
    RuntimeError: super(): __class__ cell not found
    """
    return super()


def no_argument():
    """
    >>> no_argument()
    Traceback (most recent call last):
    RuntimeError: super(): no arguments
    """
    return super()


def comprehension_without_class():
    """
    >>> comprehension_without_class()
    Traceback (most recent call last):
    RuntimeError: super(): __class__ cell not found  # until 3.11
    RuntimeError: super(): no arguments  # from 3.12
    """
    return {super() for _ in range(2)}


class Class:
    """
    >>> {attempt(Class.static), attempt(Class().star), attempt(Class().keyword_only(), 1)}
    {('RuntimeError', 'super(): no arguments')}
    >>> attempt(Class.method, 3)[0], attempt(Class().method) == Class.__doc__, Class.early
    ('TypeError', False, ('RuntimeError', 'super(): empty __class__ cell'))
    >>> attempt(Class().in_generator_expression)[0], Class().nested()
    ('TypeError', True)
    >>> import sys
    >>> found = attempt(Class().in_comprehension)
    >>> found == [True, True] or found[0] == 'TypeError'
    True
    >>> (found == [True, True]) == (sys.version_info >= (3, 12))
    True
    >>> found = attempt(Class.in_comprehension_of_static)
    >>> found[0] == 'TypeError' or found == ('RuntimeError', 'super(): no arguments')
    True
    >>> (found[0] == 'RuntimeError') == (sys.version_info >= (3, 12))
    True
    """

    @staticmethod
    def static():
        return super()

    def star(*arguments):
        return super()

    def keyword_only(self):
        def inner(*, x):
            return super()

        return lambda x: inner(x=x)

    def method(self):
        return super()

    def in_generator_expression(self):
        return list(super().__repr__ for _ in range(2))  # noqa: C400

    def in_comprehension(self):
        return [super().__repr__ is not None for _ in range(2)]

    def in_comprehension_of_static():
        return [super() for _ in range(2)]

    def nested(self):
        def inner(x):
            return super().__repr__ is not None

        return inner(self)

    early = attempt(method, 3)


class Watched(dict):
    """Notes which names are looked up."""

    def __init__(self):
        super().__init__()
        self.asked = []

    def __getitem__(self, name):
        self.asked.append(name)
        return super().__getitem__(name)


class Prepared(type):
    made = []

    @classmethod
    def __prepare__(cls, name, bases, **options):
        namespace = Watched()
        namespace.update(options)
        cls.made.append(namespace)
        return namespace

    def __new__(cls, name, bases, namespace, **options):
        return super().__new__(cls, name, bases, dict(namespace))

    def __init__(self, name, bases, namespace, **options):
        super().__init__(name, bases, namespace)


def in_prepared_class():
    """
    >>> in_prepared_class()
    Traceback (most recent call last):
    RuntimeError: super(): no arguments
    >>> "super" in Prepared.made[-1].asked
    True
    """

    class Local(metaclass=Prepared):
        super()


def other_super_of_prepared_class():
    """
    >>> other_super_of_prepared_class().value
    7
    """

    class Local(metaclass=Prepared, super=lambda: 7):
        value = super()

    return Local


class Outer(metaclass=Prepared):
    """
    >>> Outer().method()
    ('RuntimeError', 'super(): no arguments')
    >>> "__classcell__" in Prepared.made[0]
    False
    """

    def method(self):
        try:

            class Inner:
                super()
        except RuntimeError as error:
            return type(error).__name__, str(error)
