"""A text of the module's own."""


def documented(value):
    """The docs stand with the function, not among the constants."""
    "nor does this"
    return value


def member(value):
    return value in {1, "one", (2, -3.0)}, value not in ["a", None], value in [value, 1]
