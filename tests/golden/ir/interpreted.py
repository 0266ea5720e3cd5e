# options: --python-version 3.12
"""A function with type parameters runs interpreted: it is a unit; its neighbour is native."""


def kind[T](value: T):
    return value


def native(value):
    return kind(value)


class Class:
    """Its method is a unit too, which knows the class."""

    def kind[T](self, value: T):
        return value

    def native(self):
        return 1
