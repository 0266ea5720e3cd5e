"""Builds the module `driver` for one Python from the runtime's objects as the compiler links them,
or, without --objects, from its sources.

usage: build.py PYTHON OUTPUT_FOLDER [--objects FOLDER] [--sanitize]
"""

import argparse
import json
import marshal
import pathlib
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
CONSTANTS = ("a", "b", "c", "k", "args", "kwargs", "self", "x")
NAMES = ("f0", "f1", "Outer.f1", "f2", "f23", "kw", "po", "st", "ds", "al", "kwd", "echo")
NAMES += ("delegate", "__cinit__", "Point.__cinit__", "Point3.__cinit__")
NAMES += ("__dealloc__", "Point.__dealloc__", "Point3.__dealloc__")
CACHE_COUNT = 64
DOC = b"Takes nothing.\0"
FLAGS = [
    "-std=gnu11",
    "-O1",
    "-g",
    "-DNDEBUG",
    "-fwrapv",
    "-fno-strict-aliasing",
    "-fno-math-errno",
    "-ffp-contract=off",
    "-fPIC",
    "-Wall",
    "-Wextra",
    "-Wno-unused-parameter",
    "-Wno-missing-field-initializers",
]
PROBE = (
    "import json, sysconfig, sys; print(json.dumps([sysconfig.get_path('include'), "
    "sysconfig.get_config_var('EXT_SUFFIX'), "
    "'cpython-%d%d%s' % (*sys.version_info[:2], sys.abiflags)]))"
)


def find_clang():
    clang = shutil.which("clang-19") or shutil.which("clang")
    if clang is None:
        sys.exit("clang is missing")
    return clang


def write_constants(folder):
    # Interned strings, as the emitter writes names.
    names = tuple(sys.intern(name) for name in CONSTANTS + NAMES)
    constants = marshal.dumps(names, 2)
    data = constants + b"\x01" * CACHE_COUNT + DOC
    text = ",".join(str(byte - 256 if byte > 127 else byte) for byte in data)
    texts = ",".join(f'"{name}"' for name in names)
    (folder / "driver_constants.h").write_text(
        f"static const char driver_data[{len(data)}] = {{{text}}};\n"
        f"static const char *const driver_constant_names[] = {{{texts}}};\n"
        f"enum {{ DRIVER_CONSTANT_COUNT = {len(names)}, CACHE_COUNT = {CACHE_COUNT}, "
        f"CONSTANTS_SIZE = {len(constants)}, DOC_OF_F0 = {len(data) - len(DOC)} }};\n"
    )


def build(python, folder, objects, sanitize, headers):
    include, suffix, tag = json.loads(subprocess.check_output([python, "-c", PROBE]))
    include = headers or include
    write_constants(folder)
    sources = sorted((ROOT / "tests/runtime").glob("*.c"))
    flags = FLAGS + [
        "-isystem",
        include,
        "-isystem",
        f"{include}/internal",
        f"-I{ROOT}",
        f"-I{folder}",
    ]
    if sanitize:
        flags += ["-fsanitize=address", "-shared-libasan", "-fno-omit-frame-pointer"]
    runtime = (
        sorted((ROOT / "runtime").glob("*.c"))
        if objects is None
        else [pathlib.Path(objects) / f"{tag}.o"]
    )
    output = folder / f"driver{suffix}"
    subprocess.check_call(
        [
            find_clang(),
            *flags,
            "-shared",
            *sources,
            *runtime,
            "-o",
            output,
            "-lm",
            "-l:libgomp.so.1",
        ]
    )
    # The same file holds a second module.
    shutil.copy(output, folder / f"driver_plain{suffix}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("python")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--objects")
    parser.add_argument("--sanitize", action="store_true")
    parser.add_argument("--headers", metavar="FOLDER", help="in place of the Python's own")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    build(options.python, options.folder, options.objects, options.sanitize, options.headers)


if __name__ == "__main__":
    main()
