"""Python objects that arguments are made of: numbers that are none of the builtin ones."""

from array import array  # noqa: F401 -- in the texts of arguments


class Index:
    def __init__(self, value):
        self.value = value

    def __index__(self):
        return self.value

    def __repr__(self):
        return f"Index({self.value!r})"


class Int:
    """Has __int__ alone, which is no index."""

    def __init__(self, value):
        self.value = value

    def __int__(self):
        return self.value

    def __repr__(self):
        return f"Int({self.value!r})"


class Truth:
    def __init__(self, value):
        self.value = value

    def __bool__(self):
        return self.value

    def __repr__(self):
        return f"Truth({self.value!r})"


class Number:
    """Has __float__ alone."""

    def __init__(self, value):
        self.value = value

    def __float__(self):
        return self.value

    def __repr__(self):
        return f"Number({self.value!r})"
