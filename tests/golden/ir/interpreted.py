# options: --python-version 3.14
"""A function with a template string runs interpreted: it is a unit; its neighbour is native."""


def kind(value):
    return t"{value}"


def native(value):
    return kind(value)


class Class:
    """Its method is a unit too, which knows the class."""

    def kind(self, value):
        return t"{value}"

    def native(self):
        return 1
