# options: --python-version 3.14 --interpret kind --interpret Class.kind
"""A function that the user names runs interpreted: it is a unit; its neighbour is native."""


def kind(value):
    return value


def native(value):
    return kind(value)


class Class:
    """Its method is a unit too, which knows the class."""

    def kind(self, value):
        return value

    def native(self):
        return 1
