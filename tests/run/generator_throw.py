"""throw() and close() in every state of a generator.

>>> thrown("start", ValueError("x"))
('ValueError', None, [], True)
>>> thrown("start", GeneratorExit())
('GeneratorExit', None, [], True)
>>> thrown("yield", ValueError("x"))
('ValueError', None, ['finally'], True)
>>> thrown("yield", StopIteration(3))
('RuntimeError', 'StopIteration', ['finally'], True)
>>> thrown("yield", Stop(3))
('RuntimeError', 'Stop', ['finally'], True)
>>> thrown("end", StopIteration(3))
('StopIteration', None, ['finally'], True)
>>> thrown("start", StopIteration(3)) == stopped_at_start("StopIteration")
True
>>> thrown("start", Stop(3)) == stopped_at_start("Stop")
True
>>> texts()
'generator raised StopIteration'
>>> closed("start"), closed("yield"), closed("end")
((None, []), (None, ['finally']), (None, ['finally']))
>>> contexts()
[None, None, 'KeyError', None, 'KeyError']
>>> delegated()
[('ValueError', ['inner', 'outer']), ('GeneratorExit', ['inner', 'outer'])]
>>> lines(before)
['decorated 0']
>>> lines(inside)
['decorated 4']
>>> lines(inside_delegate)
['outer 1', 'decorated 4']
>>> lines(delegate_closed)
['outer 1']
"""

import sys


class Stop(StopIteration):
    pass


def generate(log):
    try:
        yield 1
    finally:
        log.append("finally")


def advanced(state, generator):
    if state != "start":
        next(generator)
    if state == "end":
        next(generator, None)
    return generator


def name_of(exception):
    return None if exception is None else type(exception).__name__


def thrown(state, exception):
    log = []
    generator = advanced(state, generate(log))
    try:
        generator.throw(exception)
    except BaseException as error:
        return name_of(error), name_of(error.__cause__), log, list(generator) == []


def stopped_at_start(name):
    """From Python 3.12 on a generator lets it pass before it has started."""
    if sys.version_info >= (3, 12):
        return name, None, [], True
    return "RuntimeError", name, [], True


def texts():
    try:
        advanced("yield", generate([])).throw(StopIteration)
    except RuntimeError as error:
        assert error.__context__ is error.__cause__
        return str(error)


def closed(state):
    log = []
    generator = advanced(state, generate(log))
    return generator.close(), log


def handling():
    try:
        raise KeyError
    except KeyError:
        yield 1
    yield 2


def context_of(generator):
    try:
        generator.throw(ValueError)
    except ValueError as error:
        return name_of(error.__context__)


def contexts():
    """What the body handles is the context, what the caller handles is not."""
    results = [context_of(handling())]
    try:
        raise IndexError
    except IndexError:
        results.append(context_of(handling()))
        results.append(context_of(advanced("yield", handling())))
    two = handling()
    next(two), next(two)
    results.append(context_of(two))

    def outer():
        yield from handling()

    results.append(context_of(advanced("yield", outer())))
    return results


def delegated():
    results = []
    for exception in (ValueError, GeneratorExit):
        log = []

        def inner():
            try:
                yield 1
            finally:
                log.append("inner")

        def outer():
            try:
                yield from inner()
            finally:
                log.append("outer")

        generator = outer()
        next(generator)
        try:
            generator.throw(exception)
        except BaseException as error:
            results.append((name_of(error), log))
    return results


def decorate(function):
    return function


def make_decorated():
    @decorate
    def decorated(
        first=1,
    ):
        yield first
        yield 2

    return decorated


def before():
    make_decorated()().throw(KeyError)


def inside():
    advanced("yield", make_decorated()()).throw(KeyError)


def outer():
    yield from make_decorated()()


def inside_delegate():
    advanced("yield", outer()).throw(KeyError)


def delegate_closed():
    advanced("yield", outer()).throw(GeneratorExit)


def lines(function):
    """Names and lines of the generators in the traceback, counted from their first."""
    try:
        function()
    except BaseException as error:
        entry = error.__traceback__
    found = []
    while entry is not None:
        code = entry.tb_frame.f_code
        if code.co_name in ("decorated", "outer"):
            found.append(f"{code.co_name} {entry.tb_lineno - code.co_firstlineno}")
        entry = entry.tb_next
    return found
