# options: --python-version 3.13
"""A specifier without fields has nothing to evaluate before which the value is converted."""


def converted(value, width):
    return f"{value!r:>5}", f"{value!r:>{width}}"
