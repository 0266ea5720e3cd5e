"""Comparisons with literal texts, the parts of f-strings, str()."""


def kind_of(character):
    if character == "a":
        return 1
    return "b" != character != "c"


def is_letter(character):
    if "a" <= character <= "z":
        return ord(character)
    return None


def described(name, count):
    return f"{name}: {count!s} of {count:04x}{name!r}" + str(count)
