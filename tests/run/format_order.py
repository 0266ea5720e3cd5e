"""The order in which the parts of an f-string's field are evaluated: from Python 3.13 on a value is
converted before the fields of its specifier are.

>>> logged(converted)
('  repr', ['value', 'spec', 'format spec', 'repr'])  # until 3.12
('  repr', ['value', 'repr', 'spec', 'format spec'])  # from 3.13
>>> logged(as_text)[1]
['value', 'spec', 'format spec', 'str']  # until 3.12
['value', 'str', 'spec', 'format spec']  # from 3.13
>>> logged(plain)
('formatted', ['value', 'spec', 'format spec', 'format 6'])
>>> logged(constant)
('  repr', ['value', 'repr'])
>>> logged(failing)
('ZeroDivisionError', ['value', 'spec'])  # until 3.12
('ZeroDivisionError', ['value', 'repr', 'spec'])  # from 3.13
>>> logged(failing_conversion)
('KeyError', ['value', 'spec', 'format spec'])  # until 3.12
('KeyError', ['value'])  # from 3.13
"""

LOG = []


def note(text, value):
    LOG.append(text)
    return value


class Value:
    def __repr__(self):
        return note("repr", "repr")

    def __str__(self):
        return note("str", "str")

    def __format__(self, spec):
        return note("format " + spec, "formatted")


class Width:
    def __format__(self, spec):
        return note("format spec", "6")


class Broken:
    def __repr__(self):
        raise KeyError


def value():
    return note("value", Value())


def spec():
    return note("spec", Width())


def converted():
    return f"{value()!r:>{spec()}}"


def as_text():
    return f"{value()!s:>{spec()}}"


def plain():
    return f"{value():{spec()}}"


def constant():
    return f"{value()!r:>6}"


def failing():
    return f"{value()!r:{1 / (spec() is None)}}"


def failing_conversion():
    return f"{note('value', Broken())!r:>{spec()}}"


def logged(function):
    LOG.clear()
    try:
        given = function()
    except (ZeroDivisionError, KeyError) as error:
        given = type(error).__name__
    return given, list(LOG)
