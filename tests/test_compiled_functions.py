"""What asks for the files of a module of plain Python, and what imports it again or elsewhere."""

import shutil
import subprocess
import sys
import textwrap

import pytest

SOURCE = '''
import functools


class Class:
    def method(self):
        """
        >>> Class().method()
        (1, 'method')
        """
        return 1, "method"


def function(value):
    # a comment
    return [value]


@functools.lru_cache(None)
def decorated():
    return lambda: 1


def fails():
    raise ValueError("text")


def written(value):
    import sys

    frame = sys._getframe()
    frame.f_locals["value"] = frame.f_locals["extra"] = "changed"
    locals()["value"] = "changed"
    return value, frame.f_locals["extra"]


def stepped(value):
    yield value
    yield value


def answers():
    def inner():
        yield from range(3)

    return Class().method(), function(1), list(inner()), f"{1:>3}"


def closing(value, *more):
    def inner(own):
        return value, more

    return inner


def closing_many():
    MANY

    def inner():
        return SUM

    return inner
'''.replace("MANY", "; ".join(f"a{i} = {i}" for i in range(300))).replace(
    "SUM", " + ".join(f"a{i}" for i in range(300))
)

TESTS = """
from unittest import mock

import pytest


@pytest.fixture
def five():
    return 5


@pytest.fixture
def closed():
    yield 1


def test_plain(five, closed):
    assert (five, closed) == (5, 1)


@pytest.mark.parametrize("a, b", [(1, 2), (2, 3)])
def test_parameters(a, b):
    assert a + 1 == b


@pytest.mark.skip(reason="it says so")
def test_skipped():
    assert False


@mock.patch("os.getcwd", return_value="here")
def test_patched(patch):
    import os

    assert os.getcwd() == "here"


class TestClass:
    def setup_method(self):
        self.value = 1

    def test_method(self, five):
        assert self.value == 1

    @staticmethod
    def test_static():
        pass
"""


@pytest.fixture(scope="module")
def folder(zilant, tmp_path_factory):
    path = tmp_path_factory.mktemp("functions")
    (path / "source" / "package").mkdir(parents=True)
    (path / "source" / "package" / "__init__.py").touch()
    (path / "source" / "package" / "things.py").write_text(SOURCE)
    (path / "source" / "tests_of_things.py").write_text(TESTS)
    for name in "package/things.py", "tests_of_things.py":
        # as a build does that is started elsewhere
        command = [zilant, "build", "--python", sys.executable, "-i", f"source/{name}"]
        subprocess.run(command, cwd=path, check=True)
    shutil.move(path / "source", path / "installed")
    return path / "installed"


def run(folder, code, *options):
    command = [sys.executable, "-X", "faulthandler", *options]
    command += ["-c", f"import sys\nfrom package import things\n{textwrap.dedent(code)}"]
    result = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    return result.stdout.split("\n")[:-1]


def test_source_beside_the_module_is_found(folder):
    code = """
    import inspect, os, traceback
    print(inspect.getsource(things.function).splitlines()[1].strip())
    print(inspect.getsource(things.decorated).splitlines()[0])
    print(inspect.getsource(things.decorated()).strip())
    print(inspect.getsource(things.Class.method).splitlines()[0].strip())
    print(inspect.getsourcelines(things.function)[1])
    print(inspect.getsourcefile(things.function) == os.path.abspath("package/things.py"))
    try:
        things.fails()
    except ValueError as error:
        print(traceback.extract_tb(error.__traceback__)[-1].line)
    """
    assert run(folder, code) == [
        "# a comment",
        "@functools.lru_cache(None)",
        "return lambda: 1",
        "def method(self):",
        "14",
        "True",
        'raise ValueError("text")',
    ]


def test_source_that_is_not_there_stays_as_it_was_given(zilant, tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "alone.py").write_text("def function(): return 1\n")
    command = [zilant, "build", "--python", sys.executable, "a/alone.py", "-o", "."]
    subprocess.run(command, cwd=tmp_path, check=True)
    code = "import alone; print(alone.function.__code__.co_filename)"
    command = [sys.executable, "-c", code]
    result = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert result.stdout == "a/alone.py\n"


def test_doctest_finds_examples(folder):
    code = """
    import doctest
    print(doctest.testmod(things))
    tests = doctest.DocTestFinder(exclude_empty=False).find(things, "things")
    print([(each.name, each.lineno) for each in tests if each.examples])
    """
    expected = ["TestResults(failed=0, attempted=1)", "[('things.Class.method', 6)]"]
    assert run(folder, code) == expected


def test_code_of_a_compiled_function_does_not_run(folder):
    code = """
    import types
    try:
        types.FunctionType(things.function.__code__, {})(1)
    except AssertionError as error:
        print("AssertionError")
    """
    assert run(folder, code) == ["AssertionError"]


def test_what_is_written_to_variables_of_a_frame_stays_in_the_frame(folder):
    code = """
    print(things.written(1))
    generator = things.stepped(1)
    next(generator)
    frame = generator.gi_frame
    frame.f_locals["value"] = "changed"
    print(next(generator), frame.f_locals["value"])
    """
    assert run(folder, code) == ["(1, 'changed')", "1 1"]


def test_frames_of_a_function_made_of_the_code_have_its_closure(folder):
    code = """
    import types
    for function, *arguments in (things.closing(5), 7), (things.closing_many(),):
        made = types.FunctionType(function.__code__, {}, "made", None, function.__closure__)
        try:
            made(*arguments)
        except AssertionError as error:
            entry = error.__traceback__.tb_next
            names = entry.tb_frame.f_locals
            line = entry.tb_lineno - function.__code__.co_firstlineno
            print(len(names), sorted(names.items())[-2:], line)
    """
    expected = ["3 [('own', 7), ('value', 5)] 0", "300 [('a98', 98), ('a99', 99)] 0"]
    assert run(folder, code) == expected


def test_reload_does_nothing_and_a_new_import_makes_a_new_module(folder):
    code = """
    import importlib
    before = things.function
    print(importlib.reload(things) is things, things.function is before)
    old = sys.modules.pop("package.things")
    new = importlib.import_module("package.things")
    print(new is old, new.Class is old.Class, new.answers() == old.answers())
    del old, things
    __import__("gc").collect()
    print(new.answers())
    """
    last = "((1, 'method'), [1], [0, 1, 2], '  1')"
    assert run(folder, code) == ["True True", "False False True", last]


def test_sub_interpreters_that_share_the_lock_import_it(folder):
    code = """
    try:
        import _interpreters as interpreters
        make = lambda: interpreters.create("legacy")
    except ImportError:
        import _xxsubinterpreters as interpreters
        make = lambda: interpreters.create(isolated=False)
    code = "import sys; sys.path.insert(0, ''); from package import things; print(things.answers())"
    for _ in range(2):
        made = make()
        interpreters.run_string(made, code)
        interpreters.destroy(made)
    print(things.answers())
    """
    assert run(folder, code) == ["((1, 'method'), [1], [0, 1, 2], '  1')"] * 3


@pytest.mark.skipif(sys.version_info < (3, 12), reason="all interpreters share the lock")
def test_sub_interpreters_with_a_lock_of_their_own_refuse_it(folder):
    code = """
    try:
        import _interpreters as interpreters
    except ImportError:
        import _xxsubinterpreters as interpreters
    made = interpreters.create()
    interpreters.run_string(made, '''
    import sys
    sys.path.insert(0, "")
    try:
        from package import things
    except ImportError as error:
        print(error)
    ''')
    interpreters.destroy(made)
    """
    refusal = "module package.things does not support loading in subinterpreters"
    assert run(folder, code) == [refusal]


def test_pytest_collects_compiled_tests(folder):
    (folder / "test_all.py").write_text("from tests_of_things import *\n")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_all.py"]
    result = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert "6 passed, 1 skipped" in result.stdout, result.stdout
