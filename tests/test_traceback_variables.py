"""With `zilant build -g` frames of tracebacks have the variables of functions of plain Python."""

import subprocess
import sys
import textwrap

import pytest

SOURCE = """
def seen(function, *arguments):
    try:
        function(*arguments)
    except Exception as error:
        entry = error.__traceback__.tb_next
        while entry:
            names = dict(entry.tb_frame.f_locals.items())
            told = {name: tell(value) for name, value in sorted(names.items()) if name[0] != "."}
            print(entry.tb_frame.f_code.co_name, told)
            entry = entry.tb_next


def tell(value):
    is_shown = isinstance(value, (int, str, float, list, tuple, dict))
    return value if is_shown else value.__class__.__name__


def inner(a, b=2, *c, d=4, **e):
    x = a + b
    y = [x]
    for i in range(3):
        z = i * 2
        if i == 2:
            raise ValueError(x)


def outer(count):
    text = "a" * count
    inner(count, d=text)


def partly(a):
    if a:
        q = 1
    del a
    1 / 0


def closure(a):
    b = 5

    def inside(c):
        nonlocal b
        b = c
        return a / 0

    return inside(7)


def rebound(a, b):
    a = a * 2
    b = [a]
    c = [v for v in b]
    return c.missing


def numbers(n):
    k = n**40
    h = k + 1
    f = 2.5 * n
    t = True
    g = None
    return g.missing


def steps(a):
    b = a
    yield b
    c = b + 1
    yield c
    c / 0


def all_of(iterable):
    for each in iterable:
        pass


class Class:
    def __init__(self, v):
        w = v * 2
        raise KeyError(w)


def handled(a):
    try:
        x = a / 0
    except ZeroDivisionError:
        y = 3
        raise


def recursion(n):
    m = n - 1
    if n == 0:
        raise ValueError
    return recursion(m)


async def coroutine(a):
    b = a
    raise ValueError


def drive(awaitable):
    awaitable.send(None)


def run():
    seen(inner, 1)
    seen(outer, 3)
    seen(partly, 0)
    seen(partly, 1)
    seen(closure, 3)
    seen(rebound, 3, 4)
    seen(numbers, 7)
    seen(all_of, steps(3))
    seen(Class, 3)
    seen(handled, 3)
    seen(recursion, 3)
    seen(lambda q: q.missing, 3)
    seen(all_of, (x.missing for x in [1, 2]))
    seen(drive, coroutine(4))
"""


def run(folder):
    """What the module prints."""
    command = [sys.executable, "-c", "import variables; variables.run()"]
    return subprocess.run(command, cwd=folder, capture_output=True, check=True, text=True).stdout


@pytest.mark.parametrize("level", ["-O0", "-O2"])
def test_variables_are_those_of_the_interpreter(tmp_path, zilant, level):
    source = tmp_path / "variables.py"
    source.write_text(textwrap.dedent(SOURCE))
    expected = run(tmp_path)
    built = tmp_path / "built"
    built.mkdir()
    subprocess.run(
        [zilant, "build", level, "-g", "--strict", source, "-o", f"{built}/"], check=True
    )
    assert run(built) == expected
    assert len(expected.splitlines()) == 22


def test_without_the_option_there_are_none(tmp_path, zilant):
    source = tmp_path / "variables.py"
    source.write_text(textwrap.dedent(SOURCE))
    built = tmp_path / "built"
    built.mkdir()
    subprocess.run([zilant, "build", "-O0", source, "-o", f"{built}/"], check=True)
    assert run(built).splitlines()[:2] == ["inner {}", "outer {}"]
