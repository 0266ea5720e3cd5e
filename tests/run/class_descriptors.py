"""Properties, static and class methods, descriptors, attribute hooks."""


class Temperature:
    """Properties with getter, setter, deleter.

    >>> temperature = Temperature(20)
    >>> temperature.fahrenheit
    68.0
    >>> temperature.fahrenheit = 212; temperature.celsius
    100.0
    >>> del temperature.fahrenheit
    >>> temperature.celsius
    >>> Temperature.fahrenheit.__doc__
    'Degrees in Fahrenheit.'
    """

    def __init__(self, celsius):
        self.celsius = celsius

    @property
    def fahrenheit(self):
        """Degrees in Fahrenheit."""
        return self.celsius * 9 / 5 + 32

    @fahrenheit.setter
    def fahrenheit(self, value):
        self.celsius = (value - 32) * 5 / 9

    @fahrenheit.deleter
    def fahrenheit(self):
        self.celsius = None

    @property
    def frozen(self):
        return self.celsius < 0


def read_only_property():
    """
    >>> read_only_property()
    'AttributeError'
    """
    try:
        Temperature(5).frozen = True
    except AttributeError as error:
        return type(error).__name__


def property_in_place():
    """
    >>> property_in_place()
    30.0
    """
    temperature = Temperature(20)
    temperature.fahrenheit += 18
    return temperature.celsius


def property_by_call():
    """
    >>> property_by_call()
    (1, 5)
    """
    class Box:
        def get(self):
            return self.stored

        def set(self, value):
            self.stored = value
        content = property(get, set)
    box = Box()
    box.content = 1
    before = box.content
    box.content = 5
    return before, box.stored


class Methods:
    """Static and class methods.

    >>> Methods.static(2), Methods().static(3)
    (4, 6)
    >>> Methods.create(), Methods().create(), SubMethods.create()
    ('Methods', 'Methods', 'SubMethods')
    >>> Methods.count(), SubMethods.count(), Methods.total
    (1, 2, 2)
    """

    total = 0

    @staticmethod
    def static(value):
        return value * 2

    @classmethod
    def create(cls):
        return cls.__name__

    @classmethod
    def count(cls):
        Methods.total += 1
        return Methods.total


class SubMethods(Methods):
    """Inherits them."""


def static_method_through_super():
    """
    >>> static_method_through_super()
    (8, 'Sub created')
    """
    class Sub(Methods):
        @staticmethod
        def static(value):
            return Methods.static(value) * 2

        @classmethod
        def create(cls):
            return super().create() + ' created'
    return Sub.static(2), Sub.create()


class Positive:
    """A data descriptor that knows its name."""

    def __set_name__(self, owner, name):
        self.name = '_' + name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        return getattr(instance, self.name, 0)

    def __set__(self, instance, value):
        if value < 0:
            raise ValueError(f'{self.name[1:]} must not be negative')
        setattr(instance, self.name, value)


class Order:
    """
    >>> order = Order(3)
    >>> order.quantity, order.price
    (3, 0)
    >>> order.quantity = -1
    Traceback (most recent call last):
    ValueError: quantity must not be negative
    >>> type(Order.quantity).__name__
    'Positive'
    >>> sorted(order.__dict__)
    ['_quantity']
    """

    quantity = Positive()
    price = Positive()

    def __init__(self, quantity):
        self.quantity = quantity


def non_data_descriptor():
    """An instance attribute hides a descriptor without __set__.

    >>> non_data_descriptor()
    ('computed', 'stored')
    """
    class Computed:
        def __get__(self, instance, owner):
            return 'computed'

    class Box:
        value = Computed()
    box = Box()
    before = box.value
    box.__dict__['value'] = 'stored'
    return before, box.value


class Dynamic:
    """__getattr__ is asked for missing attributes only.

    >>> dynamic = Dynamic()
    >>> dynamic.present, dynamic.missing
    ('present', 'got missing')
    >>> dynamic.forbidden
    Traceback (most recent call last):
    AttributeError: forbidden
    >>> hasattr(dynamic, 'forbidden'), hasattr(dynamic, 'any')
    (False, True)
    """

    present = 'present'

    def __getattr__(self, name):
        if name == 'forbidden':
            raise AttributeError(name)
        return f'got {name}'


class Hooked:
    """All accesses go through hooks.

    >>> hooked = Hooked()
    >>> hooked.a = 1
    >>> hooked.a
    'read a'
    >>> del hooked.a
    >>> LOG
    ['set a 1', 'delete a']
    """

    def __getattribute__(self, name):
        return f'read {name}'

    def __setattr__(self, name, value):
        LOG.append(f'set {name} {value}')

    def __delattr__(self, name):
        LOG.append(f'delete {name}')


LOG = []


def class_attribute_of_instance_class():
    """
    >>> class_attribute_of_instance_class()
    (5, 'own', 5)
    """
    class Base:
        value = 5

    class Derived(Base):
        pass
    derived = Derived()
    first = derived.value
    derived.value = 'own'
    return first, derived.value, Derived.value


def attribute_functions():
    """
    >>> attribute_functions()
    (1, 'default', True, False)
    """
    class Box:
        pass
    box = Box()
    setattr(box, 'a', 1)
    result = getattr(box, 'a'), getattr(box, 'b', 'default'), hasattr(box, 'a')
    delattr(box, 'a')
    return result + (hasattr(box, 'a'),)


def cached_property():
    """
    >>> cached_property()
    (5, 5, 1)
    """
    import functools
    calls = []

    class Box:
        @functools.cached_property
        def value(self):
            calls.append(1)
            return 5
    box = Box()
    return box.value, box.value, len(calls)


def property_with_error():
    """
    >>> property_with_error()
    Traceback (most recent call last):
    ZeroDivisionError: division by zero
    """
    class Box:
        @property
        def value(self):
            return 1 / 0
    return Box().value
