"""The runtime without the compiler: the modules of tests/runtime/ under every Python that has one,
once more under AddressSanitizer, and the table of runtime functions against the bitcode."""

import pathlib
import re
import shutil
import subprocess
import sys

import pytest

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent
FOLDER = HERE / "runtime"
CHECKS = sorted(path.stem for path in FOLDER.glob("check_*.py"))


def find_pythons():
    """Tag -> program of each Python for which the build made a runtime."""
    found = subprocess.run(
        [ROOT / "scripts/find-pythons", sys.executable], capture_output=True, text=True, check=True
    )
    rows = [line.split("\t") for line in found.stdout.splitlines()]
    return {tag: program for tag, include, program, _ in rows if include != "-"}


PYTHONS = find_pythons()


def find_tool(name):
    tool = shutil.which(f"{name}-19") or shutil.which(name)
    if tool is None:
        pytest.skip(f"{name} is missing")
    return tool


@pytest.fixture(scope="session")
def runtime_folder(zilant):
    folder = pathlib.Path(zilant).resolve().parent.parent / "share/zilant/runtime"
    assert folder.is_dir()
    return folder


def build_driver(python, folder, *options):
    built = subprocess.run(
        [sys.executable, FOLDER / "build.py", python, folder, *options],
        check=False,
        capture_output=True,
        text=True,
    )
    assert built.returncode == 0, built.stderr
    assert "warning:" not in built.stderr, built.stderr


@pytest.fixture(scope="session", params=sorted(PYTHONS))
def driver(request, runtime_folder, tmp_path_factory):
    """Program and folder of the driver for one Python."""
    folder = tmp_path_factory.mktemp(request.param)
    build_driver(PYTHONS[request.param], folder, "--objects", str(runtime_folder))
    return PYTHONS[request.param], folder


def run_check(python, folder, check, **environment):
    result = subprocess.run(
        [python, "-X", "faulthandler", FOLDER / f"{check}.py"],
        cwd=folder,
        env={"PYTHONPATH": str(folder), "PATH": "/usr/bin:/bin", **environment},
        check=False,
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize("check", CHECKS)
def test_runtime(driver, check):
    run_check(*driver, check)


@pytest.fixture(scope="session")
def sanitized_driver(tmp_path_factory):
    clang = find_tool("clang")
    library = subprocess.run(
        [clang, "-print-file-name=libclang_rt.asan-x86_64.so"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    if not pathlib.Path(library).is_file():
        pytest.skip("the sanitizer's library is missing")
    folder = tmp_path_factory.mktemp("sanitized")
    build_driver(sys.executable, folder, "--sanitize")
    return folder, library


@pytest.mark.parametrize("check", CHECKS)
def test_runtime_sanitized(sanitized_driver, check):
    folder, library = sanitized_driver
    run_check(
        sys.executable,
        folder,
        check,
        LD_PRELOAD=library,
        PYTHONMALLOC="malloc",
        ASAN_OPTIONS="detect_leaks=0:detect_stack_use_after_return=0:allocator_may_return_null=1",
    )


# --- The table ---------------------------------------------------------------------------------


def read_table():
    text = (ROOT / "codegen/ir/runtime_op.def").read_text()
    return re.findall(r'^RUNTIME\((\w+),\s*"([^"]*)"', text, re.MULTILINE)


def expected_types(signature):
    """LLVM's types of the result and the arguments."""
    plain = {
        "O": "ptr",
        "o": "ptr",
        "N": "ptr",
        "k": "ptr",
        "s": "ptr",
        "S": "ptr",
        "C": "ptr",
        "p": "ptr",
        "i": "i32",
        "B": "i32",
        "l": "i64",
        "d": "double",
        "v": "void",
    }
    result = "{ i64, ptr }" if signature[0] == "D" else plain[signature[0]]
    arguments = []
    rest = iter(signature[1:])
    for letter in rest:
        if letter == "&":
            next(rest)
            arguments.append("ptr")
        elif letter == "D":
            arguments += ["i64", "ptr"]
        elif letter == "*":
            arguments += ["ptr", "i64"]
        else:
            arguments.append(plain[letter])
    return result, arguments


def read_functions(text):
    """Name -> (result, arguments) of all functions in the text form of bitcode."""
    functions = {}
    for line in re.findall(r"^(?:define|declare) .*", text, re.MULTILINE):
        match = re.match(
            r"^\w+ .*?(\{ i64, ptr \}|\bptr|\bi32|\bi64|\bdouble|\bvoid) @(zi_\w+)\(([^)]*)", line
        )
        if match:
            arguments = [
                argument.split()[0] for argument in match[3].split(",") if argument.strip()
            ]
            functions[match[2]] = match[1], arguments
    return functions


@pytest.mark.parametrize("tag", sorted(PYTHONS))
def test_table_and_bitcode_agree(tag, runtime_folder, tmp_path):
    dump = subprocess.run(
        [find_tool("llvm-dis"), "-o", "-", runtime_folder / f"{tag}.bc"],
        capture_output=True,
        text=True,
        check=True,
    )
    functions = read_functions(dump.stdout)
    table = read_table()
    assert len(table) > 80
    for name, signature in table:
        assert functions.get(f"zi_{name}") == expected_types(signature), (name, signature)
