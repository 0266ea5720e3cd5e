"""Classes made while the program runs: metaclasses, descriptors, slots, enums, dataclasses."""

import dataclasses
import enum


class Registered(type):
    made = []

    def __new__(mcs, name, bases, namespace, **options):
        found = super().__new__(mcs, name, bases, {**namespace, "options": options})
        return found

    def __init__(cls, name, bases, namespace, **options):
        super().__init__(name, bases, namespace)


class Field:
    def __set_name__(self, owner, name):
        self.name = "_" + name

    def __get__(self, instance, owner):
        return self if instance is None else instance.__dict__.get(self.name, 0)

    def __set__(self, instance, value):
        instance.__dict__[self.name] = value


def make(number):
    class Base(metaclass=Registered, number=number):
        field = Field()
        shared = [number]

        def __init_subclass__(cls, **names):
            cls.names = names

        def where(self):
            return __class__.__name__, number

    class Child(Base, extra=number):
        __slots__ = ("slot",)

        def __init__(self, value):
            self.field = value
            self.slot = [value]

        @property
        def both(self):
            return self.field, self.slot

        def where(self):
            return "child", super().where()

        def __lt__(self, other):
            return self.field < other.field

    return Base, Child


@dataclasses.dataclass(order=True)
class Record:
    name: str
    values: list = dataclasses.field(default_factory=list)

    def add(self, value):
        self.values.append(value)
        return self


class Colour(enum.Enum):
    RED = 1
    BLUE = 2

    @property
    def lower(self):
        return self.name.lower()


def run(scale):
    found = []
    for i in range(3):
        base, child = make(i)
        first, second = child(i), child(i + 1)
        found.append((first.both, first.where(), first < second, base.options))
        found.append((child.names, child.options, base().field, sorted([second, first])[0].slot))
        first.added = i
        found.append((sorted(vars(first)), hasattr(first, "nothing"), getattr(first, "x", None)))
        try:
            del first.added, first.added
        except AttributeError as error:
            found.append(str(error))
        records = [Record("b").add(i), Record("a", [1]), dataclasses.replace(Record("c"), name="d")]
        found.append((sorted(records), Colour(1 + i % 2).lower, isinstance(first, base)))
        found.append(type("Made", (base,), {"field": i}).field)
    return found
