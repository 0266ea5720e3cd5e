"""Comparisons with literal texts, the parts of f-strings, str()."""


def kind_of(character):
    if character == "a":
        return 1
    return "b" != character != "c"


def described(name, count):
    return f"{name}: {count!s} of {count:04x}{name!r}" + str(count)
