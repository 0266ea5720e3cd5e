"""Every offset that a traceback entry or a frame may name has a position in its code object, and
the entry has the true line. Who asks for it, as traceback.py does, finds it.

>>> walk(function)
[('function', 1, True)]
>>> walk(closure)
[('closure', 5, True), ('inner', 'inner', True)]
>>> walk(generator_consumer)
[('generator_consumer', 1, True), ('generator', 'inner', True)]
>>> walk(expression_consumer)
[('expression_consumer', 1, True), ('<genexpr>', 1, True)]
>>> walk(Thing().method)
[('method', 1, True), ('<lambda>', 1, True)]
>>> walk(Thing.of_class)
[('of_class', 2, True)]
>>> walk(class_body)
[('class_body', 1, True), ('Local', 2, True)]
>>> walk(annotations)
[]  # until 3.13
[('annotations', 4, True), ('__annotate__', 2, True)]  # from 3.14
>>> walk(through_the_module)
[('through_the_module', 1, True), ('<module>', 'inner', True)]
>>> sorted(each for each, code in CODES.items() if not has_positions(code, 0))
[]
>>> [has_positions(each.gi_frame.f_code, each.gi_frame.f_lasti) for each in started()]
[True, True]
>>> [has_positions(frame.f_code, frame.f_lasti) for frame in FRAMES]
[True, True, True]
"""

import sys
import traceback

INNER = ("inner", "generator", "<module>")
FRAMES = []


def has_positions(code, offset):
    """What traceback.py does to find the place of an entry; before Python 3.11 there are none."""
    if offset < 0 or not hasattr(code, "co_positions"):
        return True
    return len(list(code.co_positions())) > offset // 2


def walk(function):
    """Name, line and whether there is a position for each entry, lines from the function's."""
    first = function.__code__.co_firstlineno
    try:
        function()
    except ZeroDivisionError as error:
        formatted = "".join(traceback.format_exception(type(error), error, error.__traceback__))
        entry = error.__traceback__.tb_next
    else:
        return []
    assert formatted.rstrip().endswith("by zero"), formatted
    found = []
    while entry is not None:
        code = entry.tb_frame.f_code
        assert f"in {code.co_name}\n" in formatted, formatted
        line = "inner" if code.co_name in INNER else entry.tb_lineno - first
        found.append((code.co_name, line, has_positions(code, entry.tb_lasti)))
        entry = entry.tb_next
    return found


def function():
    return 1 / 0


def closure():
    def inner():
        return seven / 0

    seven = 7
    return inner()


def generator():
    yield 1
    yield 1 / 0


def generator_consumer():
    return list(generator())


def expression_consumer():
    return sum(each / 0 for each in (1,))


class Thing:
    FRAMES.append(sys._getframe())

    def method(self):
        return (lambda: 1 / 0)()

    @classmethod
    def of_class(cls):
        return cls.__name__ and 1 / 0


def class_body():
    class Local:
        x = 1 / 0


def annotations():
    if sys.version_info >= (3, 14):
        def inner(x: 1 / 0):
            pass
        return inner.__annotations__


def through_the_module():
    raise ERROR


def started():
    first, second = generator(), generator()
    next(first)
    return first, second


def framed():
    FRAMES.append(sys._getframe())


framed()
FRAMES.append(sys._getframe())

try:
    1 / 0
except ZeroDivisionError as error:
    ERROR = error

CODES = {each.__name__: each.__code__ for each in (function, closure, Thing.method, generator)}
