"""Whatever the compiler is given, it says what is wrong and leaves nothing half-written behind."""

import json
import os
import re
import resource
import socket
import stat
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
from zilant.compiler import executable

GOOD = "def f(x):\n    return x\n"
LINE_SIZE = 50 * 1000 * 1000
# Longer than any of these takes; a compiler that hangs fails the test.
TIMEOUT = 120


def run(*arguments, cwd, env=None, prepare=None):
    """Run the compiler and check what holds for all input: it ends, by no fault of its own."""
    result = subprocess.run(
        [executable(), *map(str, arguments)],
        check=False,
        capture_output=True,
        cwd=cwd,
        env={**os.environ, **(env or {})},
        preexec_fn=prepare,
        timeout=TIMEOUT,
    )
    result.stdout, result.stderr = result.stdout.decode(), result.stderr.decode()
    assert result.returncode in {0, 1, 2}, result.stderr
    assert "internal error" not in result.stderr
    assert "Sanitizer" not in result.stderr
    return result


def build(folder, *arguments, **options):
    return run("build", "--python", sys.executable, *arguments, cwd=folder, **options)


def check_fails(result, code, folder):
    """The run failed with this code, and there is nothing in the folder but sources."""
    assert result.returncode == 1
    assert f"error[{code}]" in result.stderr
    left = [path.name for path in folder.rglob("*") if path.suffix not in {".py", ".pyx", ".pxi"}]
    assert left == []


def write(folder, content, name="module.pyx"):
    path = folder / name
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        path.write_text(content)
    return path


def test_good_file_builds(tmp_path):
    """The others fail for their own reasons only if this one works."""
    result = build(tmp_path, write(tmp_path, GOOD), "-i")
    assert result.returncode == 0, result.stderr
    assert [path.suffix for path in sorted(tmp_path.iterdir())] == [".so", ".pyx"]


def test_missing_file(tmp_path):
    check_fails(build(tmp_path, "missing.pyx"), "E0001", tmp_path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_unreadable_file(tmp_path):
    path = write(tmp_path, GOOD)
    path.chmod(0)
    check_fails(build(tmp_path, path), "E0001", tmp_path)


def test_unreadable_path(tmp_path):
    """A path through a file: unreadable for root too."""
    path = write(tmp_path, GOOD)
    check_fails(build(tmp_path, path / "module.pyx"), "E0001", tmp_path)


def test_directory(tmp_path):
    folder = tmp_path / "package.pyx"
    folder.mkdir()
    check_fails(build(tmp_path, folder), "E0002", tmp_path)


def test_empty_file_is_a_module(tmp_path):
    result = build(tmp_path, write(tmp_path, ""), "-o", "module.so")
    assert result.returncode == 0, result.stderr
    assert (tmp_path / "module.so").exists()


def test_binary_rubbish(tmp_path):
    rubbish = bytes(range(255, -1, -1)) * 100
    check_fails(build(tmp_path, write(tmp_path, rubbish)), "E0004", tmp_path)


def test_elf_file(tmp_path):
    executable_bytes = Path("/proc/self/exe").read_bytes()
    check_fails(build(tmp_path, write(tmp_path, executable_bytes)), "E0005", tmp_path)


def test_null_byte(tmp_path):
    result = build(tmp_path, write(tmp_path, b"x = 1\ny = '\0'\n"))
    check_fails(result, "E0005", tmp_path)
    assert "module.pyx:2:6: error[E0005]" in result.stderr


def test_unknown_encoding(tmp_path):
    check_fails(build(tmp_path, write(tmp_path, "# coding: klingon\n")), "E0006", tmp_path)


@pytest.mark.parametrize("name", ["module.pyx", "module.py"])
def test_syntax_error_shows_source_and_caret(tmp_path, name):
    result = build(tmp_path, write(tmp_path, "x = 1\ny = )\n", name))
    assert result.returncode == 1
    assert f"{name}:2:5: error[E01" in result.stderr
    assert " 2 | y = )\n   |     ^\n" in result.stderr


def test_several_errors_in_one_run(tmp_path):
    result = build(tmp_path, write(tmp_path, "x = )\n\n\ndef f(:\n    pass\n\n\ny = ]\n"))
    assert result.returncode == 1
    assert result.stderr.count("error[E01") >= 2


def test_json_diagnostics(tmp_path):
    result = build(tmp_path, "--diagnostics=json", write(tmp_path, "x = )\n"))
    assert result.returncode == 1
    messages = [json.loads(line) for line in result.stderr.splitlines()]
    assert messages[0]["severity"] == "error"
    assert (messages[0]["line"], messages[0]["column"]) == (1, 5)


def test_long_line(tmp_path):
    path = write(tmp_path, "x = '" + "a" * LINE_SIZE + "'\n")
    result = run("check", path, cwd=tmp_path)
    assert result.returncode == 0, result.stderr


def test_error_in_long_line(tmp_path):
    path = write(tmp_path, "x = '" + "a" * LINE_SIZE + "' )\n")
    result = run("check", path, cwd=tmp_path)
    assert result.returncode == 1
    assert f"module.pyx:1:{LINE_SIZE + 8}: error[E01" in result.stderr
    assert len(result.stderr) < 1000


@pytest.mark.parametrize(
    "source",
    [
        "x = " + "(" * 100_000 + ")" * 100_000,
        "x = " + "(" * 100_000,
        "x = " + "[" * 100_000 + "]" * 100_000,
        "x = " + "-" * 100_000 + "1",
        "x = " + "not " * 100_000 + "1",
        "x = " + "1 + " * 100_000 + "1",
        "x = a" + ".b" * 100_000,
        "x = " + "lambda: " * 100_000 + "1",
        "x = " + "f(" * 100_000 + ")" * 100_000,
        "x = " + "1 if 1 else " * 100_000 + "1",
        "cdef int " + "*" * 100_000 + "x",
        "\n".join(" " * depth + "if x:" for depth in range(3000)) + "\n" + " " * 3000 + "pass\n",
    ],
    ids=[
        "parentheses",
        "open parentheses",
        "brackets",
        "minus",
        "not",
        "plus",
        "attributes",
        "lambda",
        "calls",
        "conditionals",
        "pointers",
        "blocks",
    ],
)
def test_deep_nesting(tmp_path, source):
    result = run("check", write(tmp_path, source), cwd=tmp_path)
    assert result.returncode == 1
    assert "error[E" in result.stderr
    assert len(result.stderr) < 100_000


@pytest.mark.parametrize(
    "source",
    [
        ") " * 100_000,
        "$ " * 100_000,
        "x = [" + "1 " * 100_000,
        "f(" + "] " * 100_000,
        "else " * 100_000,
    ],
    ids=["closing", "unknown", "numbers", "wrong brackets", "keywords"],
)
def test_many_tokens_without_sense(tmp_path, source):
    """In a time that grows with the file, not with its square."""
    result = run("check", write(tmp_path, source), cwd=tmp_path)
    assert result.returncode == 1
    assert "error[E" in result.stderr
    assert len(result.stderr) < 100_000


def mount_tiny(folder):
    """Mount a file system that has room for next to nothing; False where that is not allowed."""
    if os.geteuid() != 0:
        return False
    command = ["mount", "-t", "tmpfs", "-o", "size=8k", "tmpfs", str(folder)]
    return subprocess.run(command, check=False, capture_output=True).returncode == 0


def test_large_tables(tmp_path):
    """In a time that grows with the table, not with its square."""
    rows = "".join(
        f'    key({i}): [{{A: key({i}), B: "{i}"}}, {{A: "{i}"}}],\n' for i in range(500)
    )
    parts = ",\n".join(f"    key({i})" for i in range(200))
    text = "".join(f'    f"{{key({i})}}"\n' for i in range(200))
    source = f"def key(x): return x\nA, B = 1, 2\ntable = {{\n{rows}}}\nx = print(\n{parts}\n)\n"
    result = build(tmp_path, write(tmp_path, f"{source}text = (\n{text})\n"), "-i")
    assert result.returncode == 0, result.stderr


def test_full_disk(tmp_path):
    full = tmp_path / "full"
    full.mkdir()
    if not mount_tiny(full):
        pytest.skip("mounting needs root")
    try:
        (full / "module.so").write_text("old")
        result = build(tmp_path, write(tmp_path, GOOD), "-o", "full/module.so")
        assert result.returncode == 1
        assert "error[E0007]" in result.stderr
        assert os.listdir(full) == ["module.so"]
        assert (full / "module.so").read_text() == "old"
    finally:
        subprocess.run(["umount", str(full)], check=True)


def test_limited_file_size(tmp_path):
    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (512, 512))

    result = build(tmp_path, write(tmp_path, GOOD), prepare=limit)
    check_fails(result, "E0007", tmp_path)


def test_output_folder_cannot_be_made(tmp_path):
    path = write(tmp_path, GOOD)
    check_fails(build(tmp_path, path, "-o", f"{path}/out/"), "E0007", tmp_path)


def make_fifo(path):
    os.mkfifo(path)


def make_socket(path):
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(path))


def make_device(path):
    try:
        os.mknod(path, stat.S_IFCHR | 0o600, os.makedev(1, 3))
    except PermissionError:
        pytest.skip("making devices needs root")


@pytest.mark.parametrize("make", [make_fifo, make_socket, make_device, Path.mkdir])
@pytest.mark.parametrize("by_link", [False, True])
def test_only_regular_files_are_replaced(tmp_path, monkeypatch, make, by_link):
    monkeypatch.chdir(tmp_path)  # the path of a socket has to be short
    special = Path("special")
    make(special)
    before = special.stat()
    output = Path("link") if by_link else special
    if by_link:
        output.symlink_to(special)
    target = output
    if make is Path.mkdir:  # a folder takes modules: something is in the way there
        target = output / ("module" + sysconfig.get_config_var("EXT_SUFFIX"))
        target.mkdir()
    write(tmp_path, GOOD)
    result = build(tmp_path, "module.pyx", "-o", output)
    assert result.returncode == 1
    assert f"error[E0015]: cannot write '{target}'" in result.stderr
    after = special.stat()
    assert (after.st_ino, after.st_mode) == (before.st_ino, before.st_mode)
    assert {path.name for path in tmp_path.iterdir()} <= {"special", "link", "module.pyx"}


def test_special_file_beside_the_source(tmp_path):
    suffix = sysconfig.get_config_var("EXT_SUFFIX")
    (tmp_path / f"module{suffix}").symlink_to(tmp_path / "fifo")
    os.mkfifo(tmp_path / "fifo")
    result = build(tmp_path, write(tmp_path, GOOD), "-i")
    assert "error[E0015]" in result.stderr
    assert (tmp_path / "fifo").is_fifo()


def test_cache_of_special_files(tmp_path):
    """What lies in the cache under the name of an entry is neither read nor replaced."""
    source = 'cdef extern from "math.h":\n    double sqrt(double)\nx = sqrt(4)\n'
    path = write(tmp_path, source)
    cache = {"XDG_CACHE_HOME": str(tmp_path / "cache")}
    assert build(tmp_path, path, "-o", "module.so", env=cache).returncode == 0
    entries = list((tmp_path / "cache").rglob("*.entry"))
    assert entries
    for entry in entries:
        entry.unlink()
        os.mkfifo(entry)
    assert build(tmp_path, path, "-o", "module.so", env=cache).returncode == 0
    assert all(entry.is_fifo() for entry in entries)


def test_full_standard_output(tmp_path):
    with open("/dev/full", "wb") as full:
        result = subprocess.run(
            [executable(), "dump", "ast", str(write(tmp_path, GOOD))],
            check=False,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
        )
    assert result.returncode == 1
    assert "No space left on device" in result.stderr


def test_no_linker(tmp_path):
    result = build(tmp_path, write(tmp_path, GOOD), env={"PATH": str(tmp_path)})
    check_fails(result, "E0601", tmp_path)


def test_missing_library(tmp_path):
    result = build(tmp_path, write(tmp_path, GOOD), "-l", "no_such_library")
    check_fails(result, "E0602", tmp_path)
    assert "no_such_library" in result.stderr


def test_no_python(tmp_path):
    result = run("build", write(tmp_path, GOOD), "--python", "/bin/true", cwd=tmp_path)
    check_fails(result, "E0011", tmp_path)


def test_bad_module_name(tmp_path):
    check_fails(build(tmp_path, write(tmp_path, GOOD, "my-module.pyx")), "E0014", tmp_path)


def test_two_modules_of_one_name(tmp_path):
    write(tmp_path, GOOD, "module.py")
    result = build(tmp_path, write(tmp_path, GOOD), "module.py", "-o", "out/")
    assert result.returncode == 1
    assert "would both become" in result.stderr


@pytest.mark.parametrize(
    "arguments", [[], ["frobnicate"], ["build"], ["build", "--frobnicate", "x.pyx"]]
)
def test_usage_errors(tmp_path, arguments):
    result = run(*arguments, cwd=tmp_path)
    assert result.returncode == 2
    assert "error[E0009]" in result.stderr


def test_one_bad_file_does_not_spoil_the_others(tmp_path):
    good, bad = write(tmp_path, GOOD, "good.pyx"), write(tmp_path, "x = )\n", "bad.pyx")
    result = build(tmp_path, bad, good, "missing.pyx", "-i", "-j2")
    assert result.returncode == 1
    assert "bad.pyx:1:5: error" in result.stderr
    assert "error[E0001]" in result.stderr
    assert [path.name.split(".")[0] for path in tmp_path.glob("*.so")] == ["good"]


HEADER = '''
cdef extern from *:
    """
    typedef struct {{ unsigned a:1, b:3; }} bits;
    """
    ctypedef struct bits:
        unsigned int a, b, c

def get(int n{}):
    cdef bits s
    s.a = n
    return {}
'''


STATIC = '''
cdef extern from *:
    """
    static int later(int x);
    static int first(int x) {{ return later(x) + 1; }}
    static int later(int x) {{ return x; }}
    static int never(int x);
    """
    int first(int x)
    int never(int x)

def get(x):
    return {}(x)
'''


VARIABLES = '''
cdef extern from *:
    """
    static short table[3];
    static double reals[2];
    static char one;
    static float rows[2][2];
    static int taken(char *address) {{ return *address; }}
    """
    int table[3]
    float reals[2]
    bint one
    long rows[2][2]
    int taken(void *)

def get(x):
    {}
'''


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("return table[x]", "an integer of 2 bytes there, .* takes it for 'int'"),
        ("table[x] = 1", "an integer of 2 bytes there, .* takes it for 'int'"),
        ("reals[0] = 1", "a floating-point number of 8 bytes there, .* takes it for 'float'"),
        ("return rows[1][0]", "a floating-point number of 4 bytes there, .* takes it for 'long'"),
        ("cdef bint *p = &one; p[0] = 1", "an integer of 1 byte there, .* takes it for 'bint'"),
    ],
)
def test_other_variable_in_the_header(statement, said, tmp_path):
    result = build(tmp_path, write(tmp_path, VARIABLES.format(statement)))
    check_fails(result, "E0611", tmp_path)
    assert re.search(said, result.stderr)


@pytest.mark.parametrize("statement", ["one = x", "return one", "return taken(&one)"])
def test_other_variable_that_c_itself_uses(statement, tmp_path):
    result = build(tmp_path, write(tmp_path, VARIABLES.format(f"global one; {statement}")))
    assert result.returncode == 0, result.stderr


def test_static_function_without_body(tmp_path):
    result = build(tmp_path, write(tmp_path, STATIC.format("never")))
    check_fails(result, "E0611", tmp_path)
    assert "'never' has internal linkage but is not defined" in result.stderr
    assert build(tmp_path, write(tmp_path, STATIC.format("first"))).returncode == 0


@pytest.mark.parametrize(
    ("parameter", "part", "said"),
    [
        ("", "(&s.a)[0]", "address of a bit-field"),
        ("", "s.c", "no member named 'c'"),
        (", bits[:] view", "view[0].a", "items of a memoryview cannot have a bit-field"),
    ],
)
def test_header_disagrees(parameter, part, said, tmp_path):
    source = HEADER.format(parameter, part)
    if parameter:
        source = source.replace("a, b, c\n", "a, b\n")
    result = build(tmp_path, write(tmp_path, source))
    check_fails(result, "E0611", tmp_path)
    assert said in result.stderr
