"""Headers for C code: what is `public` and `api`, used by C as with Cython's headers.

tests/headers/shapes/ is a module with C code that is linked with it, extensions that get at it when
they are imported, and a program that has it inside. All of it is built with either compiler's
headers from the same text, and the doctests of check.py hold.
"""

import shutil
import subprocess
import sys
import sysconfig
import time
from pathlib import Path

import pytest
import sanitizer
from test_exchange import NEEDS_CYTHON, library_name
from test_run import run, run_doctests

PROJECT = Path(__file__).resolve().parent / "headers" / "shapes"
INCLUDE = sysconfig.get_path("include")
NEEDS_GCC = pytest.mark.skipif(shutil.which("gcc") is None, reason="needs gcc")
COMPILERS = ["z", pytest.param("c", marks=NEEDS_CYTHON)]
# what headers of Cython's may not hold under
STRICT = ["-Wall", "-Wextra", "-Werror", "-Wno-unused-function", "-Wno-unused-parameter"]


@pytest.fixture
def project(tmp_path):
    return Path(shutil.copytree(PROJECT, tmp_path / "shapes"))


def output_of(command, **options):
    """Return what a command prints that has to succeed."""
    result = subprocess.run(command, check=False, text=True, capture_output=True, **options)
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


def zilant_build(zilant, folder, source, *options):
    target = folder / library_name(Path(source))
    command = [zilant, "build", source, "-o", str(target), "--strict", "--verify"]
    run([*command, "--python", sys.executable, *options], cwd=folder)
    return target


def cython_build(folder, source, *objects):
    run([sys.executable, "-m", "cython", "-3", source], cwd=folder)
    flags = ["-shared", "-fPIC", "-O0", "-w", f"-I{INCLUDE}", "-I."]
    c_file = str(Path(source).with_suffix(".c"))
    target = str(library_name(Path(source)))
    run(["gcc", *flags, c_file, *objects, "-o", target], cwd=folder)


def compile_c(folder, source, *options):
    target = Path(source).with_suffix(".o")
    command = ["gcc", "-c", "-fPIC", "-O1", f"-I{INCLUDE}", "-I.", source, "-o", str(target)]
    run([*command, *options], cwd=folder)
    return str(folder / target)


# --- The project ---------------------------------------------------------------------------------


def build_project(zilant, folder, compiler, *options):
    """Build the modules; C code is compiled against the headers of the compiler."""
    if compiler == "z":
        run([zilant, "build", "shapes.pyx", "--headers-only", "-i"], cwd=folder)
        inside = compile_c(folder, "inside.c", *STRICT)
        zilant_build(zilant, folder, "shapes.pyx", "--link-argument", inside, *options)
        zilant_build(zilant, folder, "client.pyx", *options)
    else:
        run([sys.executable, "-m", "cython", "-3", "shapes.pyx"], cwd=folder)
        cython_build(folder, "shapes.pyx", compile_c(folder, "inside.c"))
        cython_build(folder, "client.pyx")
    user = compile_c(folder, "user.c", *(STRICT if compiler == "z" else []))
    run(["gcc", "-shared", user, "-o", str(library_name(Path("user.pyx")))], cwd=folder)


@NEEDS_GCC
@pytest.mark.parametrize("compiler", COMPILERS)
def test_c_code_sees_the_module(compiler, project, zilant):
    build_project(zilant, project, compiler)
    run_doctests(project, "check", ".py")


@NEEDS_GCC
def test_sanitized(project, zilant):
    build_project(zilant, project, "z", "-O0", "--sanitize=address")
    run_doctests(project, "check", ".py", env=sanitizer.environment())


@NEEDS_GCC
def test_private_parts_have_their_room(project, zilant):
    """The import of `sees` compares the sizes of objects with those of the header's structs."""
    zilant_build(zilant, project, "parts.pyx")
    sees = compile_c(project, "sees.c", *STRICT, "-include", "string.h")
    run(["gcc", "-shared", sees, "-o", str(library_name(Path("sees.pyx")))], cwd=project)
    program = (
        "import warnings; warnings.simplefilter('error'); import parts, sees\n"
        "print(sees.look(parts.Derived()), sees.rotate(2.0))"
    )
    printed = output_of([sys.executable, "-c", program], cwd=project)
    assert printed == "(8, 3, 0.5, 17, 9, 16) (0.0, 2.0)\n"


@NEEDS_CYTHON
def test_a_module_of_cython_uses_the_headers(project, zilant):
    build_project(zilant, project, "z")
    cython_build(project, "client.pyx")
    run_doctests(project, "check", ".py")


@pytest.mark.parametrize("compiler", ["gcc -std=c99", "gcc -std=c17", "g++ -x c++", "clang-19"])
@pytest.mark.parametrize(
    "text",
    [
        '#include "shapes.h"',
        '#include "shapes_api.h"',
        '#include "shapes.h"\n#include "other.h"\n#include "shapes_api.h"',
        '#define CYTHON_EXTERN_C extern\n#include "shapes.h"\n#undef PyInit_shapes',
    ],
)
def test_compilers_take_the_headers(compiler, text, project, zilant):
    words = compiler.split()
    if shutil.which(words[0]) is None:
        pytest.skip(f"there is no {words[0]}")
    run([zilant, "build", "shapes.pyx", "other.pyx", "--headers-only", "-i"], cwd=project)
    (project / "only.c").write_text(f"{text}\nstruct ShapeObject shape;\n")
    command = [*words, *STRICT, f"-I{INCLUDE}", "-c", "only.c", "-o", "only.o"]
    run(command, cwd=project)


@NEEDS_GCC
def test_types_that_only_api_names(tmp_path, zilant):
    (tmp_path / "m.pyx").write_text(
        "cdef struct Hidden:\n    int x\n"
        "cdef api double complex turn(Hidden *hidden) noexcept:\n    return hidden.x * 1j\n"
    )
    run([zilant, "build", "m.pyx", "-i", "--headers-only"], cwd=tmp_path)
    (tmp_path / "only.c").write_text('#include "m_api.h"\n')
    compile_c(tmp_path, "only.c", *STRICT)


FUSED = """\
ctypedef fused number:
    int
    double
cdef api number twice(const number *value, number *other) noexcept
"""

USER_OF_FUSED = """\
cdef extern from "m_api.h":
    int import_m() except -1
    int __pyx_fuse_0twice(const int *value, int *)
    double __pyx_fuse_1twice(const double *value, double *)

def call():
    cdef int i = 3
    cdef double d = 1.5
    import_m()
    return __pyx_fuse_0twice(&i, NULL), __pyx_fuse_1twice(&d, NULL)
"""


@NEEDS_GCC
@pytest.mark.parametrize("compiler", "zc")
def test_versions_of_fused_functions(compiler, tmp_path, zilant):
    """Each has the name of its C function, and is found by its types, or as in older modules."""
    (tmp_path / "m.pxd").write_text(FUSED)
    (tmp_path / "m.pyx").write_text(
        "cdef number twice(const number *value, number *other) noexcept:\n    return 2 * value[0]\n"
    )
    (tmp_path / "user.pyx").write_text(USER_OF_FUSED)
    if compiler == "z":
        zilant_build(zilant, tmp_path, "m.pyx")
    else:
        cython_build(tmp_path, "m.pyx")
        run([zilant, "build", "m.pyx", "-i", "--headers-only"], cwd=tmp_path)
    zilant_build(zilant, tmp_path, "user.pyx", "-I.")
    check = (
        "import m, user; names = sorted(m.__pyx_capi__); print(user.call(), len(names));"
        "m.__pyx_capi__ = {n: c for n, c in m.__pyx_capi__.items() if '[' not in n};"
        "print(user.call(), len(m.__pyx_capi__))"
    )
    printed = output_of([sys.executable, "-c", check], cwd=tmp_path)
    assert printed == "(6, 3.0) 4\n(6, 3.0) 2\n"


# --- A program -----------------------------------------------------------------------------------


def link_flags():
    """Return what links a program with the running Python, or None if it cannot be."""
    folder = sysconfig.get_config_var("LIBDIR")
    name = f"python{sysconfig.get_config_var('LDVERSION')}"
    if not list(Path(folder).glob(f"lib{name}.*")):
        return None
    libraries = f"{sysconfig.get_config_var('LIBS')} {sysconfig.get_config_var('SYSLIBS')}"
    return [f"-L{folder}", f"-Wl,-rpath,{folder}", f"-l{name}", *libraries.split()]


PROGRAM_SAYS = ["5 2.5 shapes.Shape", "70 7", "ValueError"]


@NEEDS_GCC
@pytest.mark.skipif(link_flags() is None, reason="needs the library of Python")
@pytest.mark.parametrize("is_linked", [False, True], ids=["inside", "linked"])
def test_a_program_embeds_modules(is_linked, project, zilant):
    """Their C files are a part of the program, or the program is linked with the libraries."""
    run([zilant, "build", "shapes.pyx", "--headers-only", "-i"], cwd=project)
    inside = compile_c(project, "inside.c")
    if is_linked:
        libraries = [
            zilant_build(zilant, project, "shapes.pyx", "--link-argument", inside),
            zilant_build(zilant, project, "other.pyx"),
        ]
        objects = [*map(str, libraries), "-Wl,-rpath,$ORIGIN"]
    else:
        for name in ("shapes", "other"):
            run([zilant, "cython", "-3", f"{name}.pyx", "--python", sys.executable], cwd=project)
        objects = ["shapes.c", "other.c", inside]
    flags = [f"-I{INCLUDE}", "-Wall", "-Werror"]
    run(["gcc", *flags, "program.c", *objects, "-o", "program", *link_flags()], cwd=project)
    environment = {"PYTHONHOME": sys.base_prefix}
    printed = output_of([str(project / "program")], cwd=project, env=environment)
    assert printed.splitlines() == PROGRAM_SAYS


# --- Where they go -------------------------------------------------------------------------------

SOURCE = (
    "cdef public int f(int a) noexcept:\n    return a\ncdef api int g() noexcept:\n    return 1\n"
)


def headers_below(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*.h"))


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["-o", "out/"], ["out/m.h", "out/m_api.h"]),
        (["-o", "out/other.so"], ["out/m.h", "out/m_api.h"]),
        (["-i"], ["pkg/m.h", "pkg/m_api.h"]),
        (["-i", "--header-directory", "inc/c"], ["inc/c/m.h", "inc/c/m_api.h"]),
        (["--module-name", "q.r"], ["q/m.h", "q/m_api.h"]),
    ],
)
def test_they_lie_beside_the_module(options, expected, tmp_path, zilant):
    (tmp_path / "pkg").mkdir()
    (tmp_path / "pkg" / "m.pyx").write_text(SOURCE)
    run([zilant, "build", "pkg/m.pyx", "--python", sys.executable, *options], cwd=tmp_path)
    assert headers_below(tmp_path) == expected
    assert '#include "m.h"' in (tmp_path / expected[1]).read_text()


def test_zilant_cython_names_them_by_the_c_file(tmp_path, zilant):
    (tmp_path / "m.pyx").write_text(SOURCE)
    command = [zilant, "cython", "m.pyx", "--python", sys.executable, "-o", "gen_m.c"]
    run(command, cwd=tmp_path)
    assert headers_below(tmp_path) == ["gen_m.h", "gen_m_api.h"]
    assert '#include "gen_m.h"' in (tmp_path / "gen_m_api.h").read_text()


def test_none_without_such_declarations(tmp_path, zilant):
    (tmp_path / "m.pyx").write_text("cdef class A:\n    cdef public int x\ncdef int y\n")
    run([zilant, "build", "m.pyx", "--python", sys.executable], cwd=tmp_path)
    assert headers_below(tmp_path) == []


def test_the_name_of_a_package_or_of_no_ascii(tmp_path, zilant):
    (tmp_path / "pkg").mkdir()
    (tmp_path / "pkg" / "__init__.pyx").write_text(SOURCE)
    (tmp_path / "größe.pyx").write_text(SOURCE)
    run([zilant, "build", "pkg/__init__.pyx", "größe.pyx", "-i", "--headers-only"], cwd=tmp_path)
    text = (tmp_path / "pkg" / "__init___api.h").read_text()
    assert "static int import_pkg(void)" in text
    assert 'PyImport_ImportModule("pkg")' in text
    punycode = "größe".encode("punycode").replace(b"-", b"_").decode()
    assert f"PyInitU_{punycode}(void)" in (tmp_path / "größe.h").read_text()


def test_only_what_was_generated_is_replaced(tmp_path, zilant):
    (tmp_path / "m.pyx").write_text(SOURCE)
    command = [zilant, "build", "m.pyx", "--python", sys.executable]
    header = tmp_path / "m.h"
    header.write_text("int by_hand(void);\n")
    result = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert result.returncode == 1
    assert "error[E0016]: cannot write the C header 'm.h'" in result.stderr.replace("./", "")
    assert header.read_text() == "int by_hand(void);\n"
    assert not list(tmp_path.glob("*.so"))
    header.unlink()
    header.symlink_to("/dev/null")
    result = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "error[E0015]" in result.stderr
    header.unlink()
    header.write_text("/* Generated by Cython 3.3.1 */\n")
    run(command, cwd=tmp_path)
    text = header.read_text()
    assert text.startswith("/* Generated by Zilant */")
    # what includes it need not be compiled anew
    before = header.stat().st_mtime_ns
    time.sleep(0.02)
    run([*command, "--no-cache"], cwd=tmp_path)
    assert header.stat().st_mtime_ns == before
    (tmp_path / "m.pyx").write_text(SOURCE.replace("int a", "long a"))
    run(command, cwd=tmp_path)
    assert "int f(long);" in header.read_text()


def test_an_error_leaves_them_alone(tmp_path, zilant):
    (tmp_path / "m.pyx").write_text(SOURCE)
    command = [zilant, "build", "m.pyx", "--python", sys.executable]
    run(command, cwd=tmp_path)
    text = (tmp_path / "m.h").read_text()
    (tmp_path / "m.pyx").write_text(SOURCE + "cdef public long h(long a): return x\n")
    result = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert result.returncode == 1
    assert (tmp_path / "m.h").read_text() == text


# --- Symbols -------------------------------------------------------------------------------------


def exported(library):
    lines = output_of(["nm", "-D", "--defined-only", str(library)]).splitlines()
    linker = {"_edata", "_end", "__bss_start"}
    return sorted(line.split()[-1] for line in lines if line.split()[-1] not in linker)


@pytest.mark.skipif(shutil.which("nm") is None, reason="needs nm")
def test_what_is_kept_between_builds_knows_it(tmp_path, zilant, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    source = "cdef {}int f(int a) noexcept:\n    return a\ncdef {}int v\ndef g(): return f(v)\n"
    library = tmp_path / library_name(Path("m.pyx"))
    command = [zilant, "build", "m.pyx", "--python", sys.executable]
    for words, expected in [
        (("", ""), []),
        (("public ", ""), ["f"]),
        (("", "public "), ["v"]),
        (("api ", "api "), []),
        (("", ""), []),
    ]:
        (tmp_path / "m.pyx").write_text(source.format(*words))
        run(command, cwd=tmp_path)
        assert exported(library) == sorted(["PyInit_m", *expected])
