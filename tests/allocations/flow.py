"""Exceptions, with, finally, generators, coroutines, matching: where control goes in other ways."""

import contextlib


class Refused(Exception):
    def __init__(self, code, **details):
        super().__init__(code, details)
        self.code = code


class Manager:
    def __init__(self, log, swallows):
        self.log = log
        self.swallows = swallows

    def __enter__(self):
        self.log.append("in")
        return self

    def __exit__(self, kind, error, trace):
        self.log.append(kind.__name__ if kind else "out")
        return self.swallows and kind is Refused


def nested(number, log):
    try:
        with Manager(log, number == 1), Manager(log, False):
            try:
                if number:
                    raise Refused(number, text=str(number))
                log.append("fine")
            finally:
                log.append("finally")
    except Refused as error:
        log.append(error.code)
        try:
            raise KeyError(number) from error
        except KeyError as second:
            log.append((type(second.__cause__).__name__, second.args))
    else:
        log.append("else")
    return log


def numbers(count):
    closed = []
    try:
        for i in range(count):
            received = yield i, [i]
            if received:
                yield received
    finally:
        closed.append(count)


def chained(count):
    result = yield from numbers(count)
    return result, count


@contextlib.contextmanager
def entered(log):
    log.append("entered")
    try:
        yield len(log)
    finally:
        log.append("left")


class Later:
    def __init__(self, value):
        self.value = value

    def __await__(self):
        yield self.value
        return self.value * 2


async def agen(count):
    for i in range(count):
        yield await Later(i)


async def gather(count):
    return [value async for value in agen(count) if value] + [await Later(5)]


def drive(coroutine):
    steps = []
    try:
        while True:
            steps.append(coroutine.send(None))
    except StopIteration as stop:
        return steps, stop.value


def kind_of(value):
    match value:
        case {"kind": str(kind), **rest}:
            return kind, rest
        case [first, *others] if others:
            return first, len(others)
        case Refused(code=code):
            return code
        case 1 | 2 as number:
            return number * 2
        case _:
            return None


def run(scale):
    found = []
    for i in range(3):
        found.append(nested(i, []))
        generator = chained(i + 1)
        found.append([next(generator), generator.send("text")])
        if i:
            generator.close()
        else:
            found.append(list(generator))
        found.append(list(zip(numbers(2), (c for c in "abc"))))
        log = []
        with entered(log) as size:
            found.append(size)
        found.append((log, drive(gather(i + 2))))
        for value in ({"kind": "a", "b": i}, [i, 2, 3], Refused(i), 2, [1], "text"):
            found.append(kind_of(value))
        found.append({key: [value] for key, value in zip("abc", range(i, 9)) if value % 2})
        found.append(f"{i:>4}|{i!r:.20}|{i / 3:.3f}|{'x' * i}")
        first, *middle, last = range(i, i + 4)
        found.append((first, middle, last))
        try:
            first, last = str(i)
        except ValueError as error:
            found.append(str(error))
    return found
