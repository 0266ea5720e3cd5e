"""Patterns become tests that go on to the next case; names are bound when all of it has matched."""


def sequence(value):
    match value:
        case [1, *_]:
            return 1
        case [first, (int(second) as third)] if first:
            return first, second, third


def mapping(value):
    match value:
        case {"key": found, **rest} | [found, rest]:
            return found, rest


def instance(value, kind):
    match value:
        case kind(1, name=None):
            return value
