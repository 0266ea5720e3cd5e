"""Groups of functions: their objects, the cache, threads, and what an edit touches."""

import os
import re
import shutil
import stat
import subprocess
import sys
import textwrap

import pytest
from zilant.compiler import executable

PLAIN = '''
def function_{n}(items, limit={n}):
    """Item {n}."""
    total = 0.5
    for key, value in items:
        if value > limit:
            total += value * {n}
    cell = [total]

    def inner(step):
        return [step * x for x in cell] + ["{n}"]

    return inner


class Class_{n}:
    def method(self, value):
        if value == {n}:
            raise ValueError(f"{{value}} of {n}")
        return sorted(value, key=lambda x: -x)

    def steps(self, count):
        for i in range(count):
            yield i, self.method([i, {n}])
'''

TYPED = """
cdef double total_{n} = {n}


cdef class Point_{n}:
    cdef public double x, y
    cdef list parts

    def __init__(self, x, y=0.0):
        self.x = x
        self.y = y
        self.parts = []

    cpdef double length(self) except -1:
        return (self.x * self.x + self.y * self.y) ** 0.5 + shift_{n}(self)


cdef inline double shift_{n}(Point_{n} point) noexcept:
    return point.x * {n} + total_{n}


def sum_{n}(double[:] values):
    cdef double total = 0
    for i in range(values.shape[0]):
        total += values[i] * {n}
    return total
"""


class Project:
    """A folder with one module of several groups, and a cache of its own."""

    def __init__(self, folder, template, ending):
        self.folder = folder
        self.text = "".join(template.format(n=n) for n in range(12))
        self.source = folder / f"module{ending}"
        self.source.write_text(self.text)
        self.cache = folder / "cache" / "zilant" / "entries"

    def run(self, *arguments, **variables):
        environment = {**os.environ, "XDG_CACHE_HOME": str(self.folder / "cache"), **variables}
        if "--verify" not in arguments:
            environment.pop("ZILANT_VERIFY", None)  # what is verified is not taken from the cache
        return subprocess.run(
            [executable(), *arguments],
            cwd=self.folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def build(self, *arguments, **variables):
        """Build the module; return its bytes."""
        done = self.run("build", self.source.name, "-o", "out/", *arguments, **variables)
        assert (done.returncode, done.stderr) == (0, "")
        (module,) = (self.folder / "out").glob("module*.so")
        return module.read_bytes()

    def entries(self):
        """Return the bytes of all entries of the cache, by name."""
        return {path.name: path.read_bytes() for path in self.cache.rglob("*.entry")}

    def edit(self, old, new):
        text = self.source.read_text()
        assert text.count(old) == 1
        self.source.write_text(text.replace(old, new))

    def count_made_by_edit(self, old, new):
        """Return how many objects are made anew after an edit; all others are taken as they are."""
        self.build()
        before = self.entries()
        self.edit(old, new)
        self.build()
        after = self.entries()
        assert all(after[name] == entry for name, entry in before.items())
        return len(after) - len(before)

    def ask(self, script):
        """Run a script that imports the built module; return what it prints."""
        path = f"import sys; sys.path.insert(0, {str(self.folder / 'out')!r})\n"
        done = subprocess.run(
            [sys.executable, "-c", path + textwrap.dedent(script)],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


@pytest.fixture
def plain(tmp_path):
    return Project(tmp_path, PLAIN, ".py")


@pytest.fixture
def typed(tmp_path):
    return Project(tmp_path, TYPED, ".pyx")


# --- The same bytes -------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["plain", "typed"])
def test_threads_and_cache_change_nothing(kind, request):
    project = request.getfixturevalue(kind)
    cold = project.build("-j1", "--no-cache")
    assert not project.entries()
    assert project.build("-j2", "--no-cache") == cold
    assert project.build("-j2") == cold
    assert len(project.entries()) > 3
    assert project.build("-j1") == cold
    assert project.build("-j4", "--verify") == cold


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("total += value * 7\n", "total += value * 17\n        else:\n            break\n"),
        ('+ ["7"]', '+ ["seven", 7.5, 10**30, b"7"]'),
        ('"""Item 7."""\n', '"""Item 7.\n\n    More of it.\n    """\n'),
        ('in cell] + ["7"]', 'in cell] + [[y for y in (1, 2)], lambda z: z, "7"]'),
        ("class Class_7:\n", "class Class_7:\n    # a line more\n\n"),
        ("def function_7(items", "def another(x):\n    return x\n\n\ndef function_7(items"),
        ("yield i, self.method([i, 7])", "j = yield i\n            yield j, self.method([i, 7])"),
    ],
)
def test_warm_after_an_edit_is_as_cold(plain, old, new):
    plain.build()
    plain.edit(old, new)
    assert plain.build() == plain.build("--no-cache")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("point.x * 3 +", "point.x * 33 +"),
        ("cdef double total_3 = 3\n", "cdef long total_3 = 3\n"),
        ("cdef class Point_3:\n", "cdef class Point_3:\n    cdef int first\n"),
        (
            "cdef inline double shift_3(Point_3 point) noexcept:",
            "cdef inline double shift_3(Point_3 point) except? -1:",
        ),
    ],
)
def test_an_edit_reaches_those_that_depend_on_it(typed, old, new):
    typed.build()
    typed.edit(old, new)
    assert typed.build() == typed.build("--no-cache")
    factor = 33 if "33" in new else 3
    answer = typed.ask("import module; print(module.Point_3(1).length())")
    assert float(answer) == 1 + factor + 3


# --- What an edit touches -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("total += value * 5\n", "total += value * 50 + len(str(key))\n"),
        ('+ ["5"]', '+ ["another constant", 55]'),
        ('f"{value} of 5"', 'f"{value!r:>10} of five"'),
        ("self.method([i, 5])", "self.method([i, *range(5)])"),
        ('in cell] + ["5"]', 'in cell] + [lambda z: z, "5"]'),
    ],
)
def test_an_edit_makes_one_object(plain, old, new):
    assert plain.count_made_by_edit(old, new) == 1


def test_another_line_makes_one_object(plain):
    more = "total += value * 5\n            total -= 1\n"
    assert plain.count_made_by_edit("total += value * 5\n", more) == 1


def test_a_line_between_functions_makes_none(plain):
    assert plain.count_made_by_edit("def function_5(", "# a line more\n\ndef function_5(") == 0


def test_an_edit_of_a_cdef_function_makes_one_object(typed):
    assert typed.count_made_by_edit("point.x * 9 +", "point.x * 90 +") == 1


def test_a_comment_makes_none(plain):
    assert plain.count_made_by_edit("total += value * 5\n", "total += value * 5  # five\n") == 0


# --- Lines ----------------------------------------------------------------------------------------


def test_lines_below_an_edit(plain):
    plain.build()
    plain.edit('"""Item 2."""\n', '"""Item 2."""\n\n\n    # three lines more\n')
    plain.build()
    lines = plain.source.read_text().splitlines()
    expected = lines.index('            raise ValueError(f"{value} of 11")') + 1
    script = """
        import module, traceback
        try:
            module.Class_11().method(11)
        except ValueError as error:
            print(traceback.extract_tb(error.__traceback__)[-1].lineno)
    """
    assert plain.ask(script) == f"{expected}\n"


@pytest.mark.parametrize("optimization", ["-O0", "-O3"])
def test_debug_information_has_the_lines_of_the_source(plain, optimization):
    """Every function's rows are lines of that function, whatever group and cache they come from."""
    plain.build(optimization)
    plain.edit('"""Item 2."""\n', '"""Item 2."""\n\n\n    # three lines more\n')
    plain.build(optimization)
    (module,) = (plain.folder / "out").glob("module*.so")
    table = subprocess.run(
        ["readelf", "--wide", "--debug-dump=decodedline", module],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    found = {int(row) for row in re.findall(r"^module\.py +(\d+) +0x", table, re.MULTILINE)}
    lines = plain.source.read_text().splitlines()
    statements = {
        number
        for number, line in enumerate(lines, 1)
        if re.match(r" +(total \+=|raise |yield |return )", line)
    }
    assert statements <= found
    assert max(found) <= len(lines)


# --- The cache ------------------------------------------------------------------------------------


def test_the_cache_is_private(plain):
    plain.build()
    folders = [plain.cache, *(path for path in plain.cache.iterdir() if path.is_dir())]
    assert {stat.S_IMODE(path.stat().st_mode) for path in folders} == {0o700}
    assert {path.stat().st_mode & 0o077 for path in plain.cache.rglob("*.entry")} == {0}


def test_a_folder_that_others_can_write_to_is_not_used(plain):
    cold = plain.build()
    shutil.rmtree(plain.cache)
    plain.cache.mkdir()
    plain.cache.chmod(0o777)
    assert plain.build() == cold
    assert not plain.entries()


@pytest.mark.parametrize("damage", ["cut", "changed", "emptied", "link"])
def test_damaged_entries_are_made_anew(plain, damage):
    cold = plain.build()
    before = plain.entries()
    for path in plain.cache.rglob("*.entry"):
        entry = path.read_bytes()
        if damage == "cut":
            path.write_bytes(entry[: len(entry) // 2])
        elif damage == "changed":
            path.write_bytes(entry[:-9] + b"\x55" + entry[-8:])
        elif damage == "emptied":
            path.write_bytes(b"")
        else:
            path.rename(plain.folder / path.name)
            path.symlink_to(plain.folder / path.name)
    assert plain.build() == cold
    assert plain.entries() == before


def test_the_cache_has_a_limit(plain):
    plain.build(ZILANT_CACHE_LIMIT="4")
    for number in range(3):
        plain.edit(f"total += value * {number}\n", f"total += value * {number}00\n")
        plain.build(ZILANT_CACHE_LIMIT="4")
    assert 0 < sum(map(len, plain.entries().values())) <= 4 << 20
    before = plain.entries()
    plain.edit("total += value * 5\n", "total += value * 500\n")
    plain.build(ZILANT_CACHE_LIMIT="0")
    assert plain.entries() == before


def test_the_cache_can_be_cleared(plain):
    assert "0 entries" in plain.run("cache").stdout
    plain.build()
    kept = plain.cache / "notes.txt"
    kept.write_text("not an entry")
    count = len(plain.entries())
    assert f"{count} entries" in plain.run("cache").stdout
    assert f"{count} entries" in plain.run("cache", "--clear").stdout
    assert not plain.entries()
    assert kept.read_text() == "not an entry"
    assert "0 entries" in plain.run("cache").stdout


def test_builds_at_the_same_time(plain):
    cold = plain.build("--no-cache")
    environment = {**os.environ, "XDG_CACHE_HOME": str(plain.folder / "cache")}
    environment.pop("ZILANT_VERIFY", None)
    command = [executable(), "build", plain.source.name, "-j2", "-o"]
    processes = [
        subprocess.Popen([*command, f"out-{i}/"], cwd=plain.folder, env=environment)
        for i in range(4)
    ]
    assert [process.wait() for process in processes] == [0] * 4
    for i in range(4):
        (module,) = (plain.folder / f"out-{i}").glob("module*.so")
        assert module.read_bytes() == cold
    assert plain.build() == cold


def test_a_home_that_cannot_be_written_to(plain):
    assert plain.build(XDG_CACHE_HOME="/proc/nowhere") == plain.build("--no-cache")


def test_options_are_part_of_the_key(plain):
    default = plain.build()
    assert plain.build("-O0") != default
    assert plain.build("--cpu", "x86-64-v3") == plain.build("--cpu", "x86-64-v3", "--no-cache")
    assert plain.build() == default
