"""Keywords of classes: what becomes of `metaclass=` and of the others. Small: each one counts."""


class Meta(type):
    def __new__(mcs, name, bases, namespace, **options):
        return super().__new__(mcs, name, bases, namespace)

    def __init__(cls, name, bases, namespace, **options):
        assert list(options) == ["size"]


class Preparing(Meta):
    @classmethod
    def __prepare__(mcs, name, bases, **options):
        assert list(options) == ["size"]
        return {"prepared": True}


def run(scale):
    class First(metaclass=Meta, size=1):
        pass

    class Second(First, metaclass=Preparing, size=1):
        pass

    return type(First).__name__, type(Second).__name__, Second.prepared
