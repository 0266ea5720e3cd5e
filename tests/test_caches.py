"""Caches where there are several modules, interpreters and watchers of dicts, on every Python; the
files tests/run/inline_caches*.py have what one module can do."""

import subprocess
from textwrap import indent

import pytest
from pythons import find_pythons

MODULE = """
class Late:
    def __del__(self):
        print("late", read(), error() is not None)

def read():
    return value

def error():
    return LookupError

def write(new):
    global value
    value = new
    return value

def attributes(value):
    value.x = value.x
    return value.x, value.method()

value = __name__
late = Late()
"""
NAMES = ("first", "second")
PYTHONS = {python.tag: python.program for python in find_pythons() if python.include != "-"}
# Fills the caches; then each module's own value is what it reads.
WARM = """
import builtins, os, sys
sys.path.insert(0, os.getcwd())
import first, second
modules = first, second
def show():
    for _ in range(5):
        seen = [part for module in modules for part in (module.read(), module.error())]
    return [part if isinstance(part, str) else part.__name__ for part in seen]
assert show() == ["first", "LookupError", "second", "LookupError"], show()
"""
EXHAUST = """
import ctypes
callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_int, *[ctypes.c_void_p] * 3)(lambda *_: 0)
count = 0
while True:
    try:
        ctypes.pythonapi.PyDict_AddWatcher(callback)
    except RuntimeError:
        break
    count += 1
assert 0 < count <= 8, count
"""
OTHER = """
try:
    import _interpreters as interpreters
    other = interpreters.create("legacy")
except ImportError:
    import _xxsubinterpreters as interpreters
    other = interpreters.create(isolated=False)
def there(code):
    interpreters.run_string(other, code)
"""


@pytest.fixture(scope="module", params=sorted(PYTHONS))
def run(request, zilant, tmp_path_factory):
    """Runs code on one Python, for which both modules have been built."""
    program = PYTHONS[request.param]
    folder = tmp_path_factory.mktemp(request.param)
    for name in NAMES:
        (folder / f"{name}.py").write_text(MODULE)
        command = [zilant, "build", f"{name}.py", "-i", "--strict", "--python", program]
        subprocess.run(command, cwd=folder, check=True)
        (folder / f"{name}.py").unlink()

    def run_code(code):
        command = [program, "-X", "faulthandler", "-c", code]
        result = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        assert result.returncode == 0, result.stderr
        assert not result.stderr
        return result.stdout.splitlines()

    return run_code


CHANGES = """
second.value = "new"
assert show() == ["first", "LookupError", "new", "LookupError"], show()
assert [first.write(number) for number in range(5)] == list(range(5))
first.write("written")
assert show() == ["written", "LookupError", "new", "LookupError"], show()
second.LookupError = ValueError
assert show() == ["written", "LookupError", "new", "ValueError"], show()
original, builtins.LookupError = LookupError, KeyError
assert show() == ["written", "KeyError", "new", "ValueError"], show()
builtins.LookupError = original
del second.LookupError
assert show() == ["written", "LookupError", "new", "LookupError"], show()
"""


def test_modules_share_what_they_watch(run):
    run(WARM + CHANGES)


def test_without_a_watcher(run):
    """Others have taken all; the caches do without."""
    run("import sys\nif sys.version_info >= (3, 12):\n" + indent(EXHAUST, " ") + WARM + CHANGES)


def test_module_imported_again(run):
    """The same code with other globals."""
    run(
        WARM
        + """
old = first
del sys.modules["first"]
import first
modules = old, first
assert old is not first
assert show() == ["first", "LookupError", "first", "LookupError"], show()
first.value = "new"
old.LookupError = KeyError
assert show() == ["first", "KeyError", "new", "LookupError"], show()
"""
    )


def test_entries_of_many_types_go_with_the_module(run):
    """A module that is imported again leaves no more if its places have seen many types."""
    run(
        WARM
        + """
import gc
class Base:
    x = 1
    def method(self):
        return 2
objects = [type("Type", (Base,), {})() for _ in range(5)]
def use(objects):
    del sys.modules["first"]
    import first
    for value in objects * 20:
        assert first.attributes(value) == (1, 2)
def count_blocks(rounds, objects):
    for _ in range(rounds):
        use(objects)
        gc.collect()
    return sys.getallocatedblocks()
def find_left(objects):
    before = count_blocks(20, objects)
    return count_blocks(100, objects) - before
one, many = find_left(objects[:1]), find_left(objects)
assert many - one < 100, (one, many)
"""
    )


def test_other_interpreter(run):
    run(
        WARM
        + OTHER
        + f"""
there({WARM + CHANGES!r})
assert show() == ["first", "LookupError", "second", "LookupError"], show()
second.value = "new"
first.LookupError = KeyError
assert show() == ["first", "KeyError", "new", "LookupError"], show()
there('assert show() == ["written", "LookupError", "new", "LookupError"], show()')
there("second.value = 'there'")
assert show() == ["first", "KeyError", "new", "LookupError"], show()
there('assert show() == ["written", "LookupError", "there", "LookupError"], show()')
interpreters.destroy(other)
assert show() == ["first", "KeyError", "new", "LookupError"], show()
second.value = "newer"
assert show() == ["first", "KeyError", "newer", "LookupError"], show()
"""
    )


def test_at_the_end(run):
    """Destructors that run while modules are cleared see what the interpreter's would."""
    lines = run(WARM)
    assert sorted(lines) == ["late first True", "late second True"]
