"""Importing a module again: one with C variables or cdef classes exists once in a process."""

import subprocess
import sys

import pytest

STATIC = """
import os
cdef int counter = 0
runs = len(os.environ.setdefault("RUNS", ""))
os.environ["RUNS"] += "x"
if "FAIL" in os.environ:
    del os.environ["FAIL"]
    raise ValueError("the first import fails")

cdef class Thing:
    cdef public object value

def count():
    global counter
    counter += 1
    return counter
"""

PLAIN = """
import os
runs = len(os.environ.setdefault("RUNS", ""))
os.environ["RUNS"] += "x"

def fail():
    raise KeyError(1)

def catch(count):
    for _ in range(count):
        try:
            fail()
        except KeyError as error:
            global saved
            saved = error
"""


@pytest.fixture(scope="module")
def folder(zilant, tmp_path_factory):
    path = tmp_path_factory.mktemp("import")
    for name, source in {"static": STATIC, "plain": PLAIN}.items():
        (path / f"{name}.pyx").write_text(source)
        command = [zilant, "build", "--python", sys.executable, "-i", f"{name}.pyx"]
        subprocess.run(command, cwd=path, check=True)
    return path


def run(folder, code):
    command = [sys.executable, "-X", "faulthandler", "-c", f"import sys, os\n{code}"]
    result = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    return result.stdout.split("\n")[:-1]


def test_second_import_gives_the_same_module(folder):
    code = """
import static
first, thing = static, static.Thing
static.count()
del sys.modules["static"]
import static
print(static is first, static.Thing is thing, static.count(), static.runs, os.environ["RUNS"])
print(static.__spec__.name, static.__file__ == static.__spec__.origin, static.__name__)
"""
    assert run(folder, code) == ["True True 2 0 x", "static True static"]


def test_reload(folder):
    code = """
import importlib, static
static.added = 1
again = importlib.reload(static)
print(again is static, static.added, static.count(), os.environ["RUNS"])
"""
    assert run(folder, code) == ["True 1 1 x"]


def test_failed_import_may_be_tried_again(folder):
    code = """
os.environ["FAIL"] = "yes"
try:
    import static
except ValueError as error:
    print(error, "static" in sys.modules)
import static
item = static.Thing()
item.value = [1]
print(static.count(), static.runs, item.value)
"""
    assert run(folder, code) == ["the first import fails False", "1 1 [1]"]


def test_module_of_python_code_is_made_afresh(folder):
    code = """
import plain
first = plain
del sys.modules["plain"]
import plain
print(plain is first, first.runs, plain.runs)
"""
    assert run(folder, code) == ["False 0 1"]


def test_module_of_python_code_goes_with_its_kept_exceptions(folder):
    code = """
import gc, weakref
for _ in range(3):
    import plain
    plain.catch(10)
    gone = weakref.ref(plain)
    del plain, sys.modules["plain"]
    gc.collect()
    print(gone() is None)
"""
    assert run(folder, code) == ["True"] * 3


@pytest.mark.skipif(sys.version_info >= (3, 13), reason="the module has another name there")
def test_other_interpreter(folder):
    code = '''
import _xxsubinterpreters as interpreters
import static
other = interpreters.create()
interpreters.run_string(other, """if True:
    import sys
    sys.path.insert(0, ".")
    try:
        import static
    except ImportError as error:
        print(error, flush=True)
    import plain
    print(plain.runs, flush=True)
""")
interpreters.destroy(other)
print(static.count())
'''
    assert run(folder, code) == [
        "module 'static' has C variables or cdef classes, which exist once in a process: "
        "it is loaded in another interpreter and cannot be loaded in this one",
        "1",
        "1",
    ]
