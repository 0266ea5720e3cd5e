"""The runtime without the compiler: the modules of tests/runtime/ under every Python that has one,
once more under AddressSanitizer, and the build's check of the ABI."""

import pathlib
import shutil
import subprocess
import sys
import sysconfig

import pytest
from pythons import find_pythons

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent
FOLDER = HERE / "runtime"
CHECKS = sorted(path.stem for path in FOLDER.glob("check_*.py"))


# Tag -> program of each Python for which the build made a runtime.
PYTHONS = {python.tag: python.program for python in find_pythons() if python.include != "-"}


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


# --- The layouts of CPython ----------------------------------------------------------------------


def change_header(folder, name, old, new):
    """A copy of the running Python's headers with a change in one, as another build has it."""
    shutil.copytree(sysconfig.get_path("include"), folder)
    header = folder / name
    text = header.read_text()
    assert old in text
    header.write_text(text.replace(old, new))


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("cpython/listobject.h", "Py_ssize_t allocated;", "Py_ssize_t allocated, more;"),
        (
            "cpython/pystate.h",
            "PyInterpreterState *interp;",
            "void *m; PyInterpreterState *interp;",
        ),
    ],
    ids=["list", "thread"],
)
def test_another_layout_is_refused(tmp_path, name, old, new):
    """A pre-release with the same tag: an ImportError when the first module is imported."""
    change_header(tmp_path / "include", name, old, new)
    folder = tmp_path / "driver"
    build_driver(sys.executable, folder, "--headers", str(tmp_path / "include"))
    command = [sys.executable, "-c", "import driver"]
    result = subprocess.run(command, cwd=folder, check=False, text=True, capture_output=True)
    assert result.returncode == 1, result.stderr
    assert "ImportError: a module that was compiled for CPython 3." in result.stderr
    assert "laid out otherwise in memory" in result.stderr


# --- The ABI -----------------------------------------------------------------------------------
# What the build checks for each bitcode: here, that it finds a struct or a number on which the
# compiler and C do not agree.


@pytest.fixture(scope="session")
def check_abi(zilant):
    tool = pathlib.Path(zilant).resolve().parent.parent / "tools/check_abi"
    if not tool.is_file():
        pytest.skip("the runtime is from another build")
    return tool


def build_layout(folder, table="struct.def", old="", new=""):
    """Bitcode of runtime/layout.c, with a change in one table of abi/."""
    text = (ROOT / "abi" / table).read_text()
    assert old in text
    (folder / "abi").mkdir()
    (folder / "abi" / table).write_text(text.replace(old, new, 1))
    bitcode = folder / "layout.bc"
    include = sysconfig.get_path("include")
    includes = [f"-I{folder}", f"-I{ROOT}", "-isystem", include]
    source = ROOT / "runtime/layout.c"
    clang = find_tool("clang")
    command = [clang, "-std=gnu11", *includes, "-emit-llvm", "-c", source, "-o", bitcode]
    subprocess.run(command, check=True)
    return bitcode


def find_mismatches(tool, bitcode):
    """What check_abi says, but for the functions that layout.c has not got."""
    result = subprocess.run([tool, bitcode], capture_output=True, text=True, check=False)
    assert result.returncode == 1
    lines = [line.removeprefix(f"{bitcode}: ") for line in result.stderr.splitlines()]
    return [line for line in lines if not line.endswith("but not in the runtime")]


def test_same_tables_agree(check_abi, tmp_path):
    assert find_mismatches(check_abi, build_layout(tmp_path)) == []


CHANGES = {
    "type": (
        "struct.def",
        "function_info, uint32_t, flags, I32",
        "function_info, uint64_t, flags, I32",
        "zi_function_info.first_line is 36 in the compiler, 40 in the runtime",
    ),
    "order": (
        "struct.def",
        "ABI_FIELD(view, PyObject *, owner, POINTER)\nABI_FIELD(view, char *, data, POINTER)",
        "ABI_FIELD(view, char *, data, POINTER)\nABI_FIELD(view, PyObject *, owner, POINTER)",
        "where the compiler has zi_view.owner, the runtime has zi_view.data",
    ),
    "length": (
        "struct.def",
        "interpreted_info, uint32_t, is_indented, I32",
        "interpreted_info, uint64_t, is_indented, I32",
        "zi_interpreted_info.is_indented is 12 in the compiler, 16 in the runtime",
    ),
    "number": (
        "enum.def",
        "ABI_VALUE(TAG_UNBOUND, 3)",
        "ABI_VALUE(TAG_UNBOUND, 4)",
        "ZI_TAG_UNBOUND is 3 in the compiler, 4 in the runtime",
    ),
    "state": (
        "state.def",
        "STATE_ARRAY(imports, void *,",
        "STATE_ARRAY(imports, zi_cache,",
        "sizeof(*zi_state.imports) is 8 in the compiler, 40 in the runtime",
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_mismatch_is_found(change, check_abi, tmp_path):
    table, old, new, expected = CHANGES[change]
    assert find_mismatches(check_abi, build_layout(tmp_path, table, old, new)) == [expected]
