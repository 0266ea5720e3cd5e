"""Gate: the bundled declarations agree with the C headers of every Python, and have every name that
Cython's own have.

    python tests/gates/gate_declarations.py [MODULE...]

For each file of declarations/ and each Python, clang compiles C that uses each name as it is
declared: a function is assigned to a pointer of its type, a macro is called with arguments of the
declared types, a field's address is a pointer to its type, a constant is a value of its type. The
names of Cython's files, those of parameters too, since a call may give arguments by them, and
nothing else of them, come from Cython itself, if this Python has it.
What headers lack, where types differ and which names are left out is in declarations_known.py,
with the reasons; what is there without need is an error too.
"""

import argparse
import pathlib
import re
import subprocess
import sys
import tempfile

try:
    import Cython
    from Cython.Compiler import Options
    from Cython.Compiler.Errors import init_thread
    from Cython.Compiler.Main import Context
except ImportError:
    Cython = None
try:
    import numpy
except ImportError:
    numpy = None

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE)]
from declarations_known import DIFFERENT, LEFT_OUT, MISSING  # noqa: E402
from pxd_reader import Module  # noqa: E402
from pythons import ROOT, find_pythons  # noqa: E402

DECLARATIONS = ROOT / "declarations"

# --- What is known -------------------------------------------------------------------------------


def spread(table):
    """All names of a table of (reason, names)."""
    return {name for _, names in table for name in names.split()}


def is_missing(module, name, minor):
    """Is it known that this Python's headers lack the name?"""
    return any(
        first <= minor <= last and name in names.split()
        for _, (first, last), names in MISSING.get(module, ())
    )


# --- C text --------------------------------------------------------------------------------------

CLANG = [
    "clang-19",
    "-std=gnu11",
    "-D_GNU_SOURCE",
    "-DNDEBUG",
    "-fsyntax-only",
    "-ferror-limit=0",
    "-Wno-everything",
]
STRICT = [
    "incompatible-pointer-types",
    "incompatible-function-pointer-types",
    "incompatible-pointer-types-discards-qualifiers",
    "int-conversion",
    "constant-conversion",
    "implicit-function-declaration",
]
# What clang says where a name is not there.
ABSENT = re.compile(r"undeclared|no member named|unknown type|must use|incomplete")


def declare(c_type, name):
    """`int (*@)(int)` or `int *` with a name in its place."""
    if "@" in c_type:
        return c_type.replace("@", name)
    if "(*)" in c_type:
        return c_type.replace("(*)", f"(*{name})", 1)
    return f"{c_type} {name}"


def use_of_function(item):
    """A pointer to it, or a call if it is a macro."""
    types = [declare(p, f"a{i}") for i, p in enumerate(item.parameters) if p != "..."]
    arguments = ", ".join(f"a{i}" for i in range(len(types)))
    pointer = f"(*pointer)({', '.join(item.parameters) or 'void'})"
    target = "" if item.c_type == "void" else declare(item.c_type, "result") + " = "
    return (
        f"#ifndef {item.c_name}\n"
        f"{{ {declare(item.c_type, pointer)} = {item.c_name}; (void)pointer; }}\n"
        f"#elif {int('...' not in item.parameters)}\n"
        f"}} static void {{use}}_call({', '.join(types) or 'void'}) {{\n"
        f"{target}{item.c_name}({arguments});\n"
        "#endif\n"
    )


def use_of(item):
    """C statements that hold if the declaration agrees with the header."""
    if item.kind == "function":
        return use_of_function(item)
    if item.kind in ("constant", "enum item"):
        return use_of_value(item, item.c_type.replace("const ", ""))
    if item.kind == "field":
        place = f"(({item.owner} *)0)->{item.c_name}"
        return use_of_place(item.c_type, place)
    if item.kind == "variable":
        value = use_of_value(item, item.c_type) if "[" not in item.c_type else ""
        place = use_of_place(item.c_type, item.c_name)
        return f"#ifndef {item.c_name}\n{place}#else\n{value}#endif\n"
    return f"{declare(pointer_to(item.c_name), 'type')} = 0; (void)type;\n"


def use_of_value(item, c_type):
    """Of a constant, or a macro that is a variable."""
    return f"{declare(c_type, 'value')} = {item.c_name}; (void)value;\n"


def use_of_place(c_type, place):
    """Of a variable or a field: its address, or if it is an array, its size."""
    if "[" in c_type:
        return f"(void)sizeof({place});\n"
    return f"{declare(pointer_to(c_type), 'pointer')} = &{place};\n"


def pointer_to(c_type):
    """The type of an address of it."""
    if "@" in c_type:
        return c_type.replace("@", "(*@)" if "(" not in c_type else "*@")
    return f"{c_type} *"


def write_c(module, items):
    """The C text, and for each line of a use the name that #line gives it."""
    first = "#define PY_SSIZE_T_CLEAN\n#include <Python.h>\n#include <stddef.h>\n"
    text = [first, *module.headers]
    for number, item in enumerate(items):
        use = use_of(item).replace("{use}", f"use{number}")
        text.append(f'#line 1 "use:{number}"\nstatic void use{number}(void) {{\n{use}}}\n')
    return "".join(text)


def compile_uses(module, items, include, folder):
    """The errors of clang: {name or "": first message}."""
    source = folder / "uses.c"
    source.write_text(write_c(module, items))
    strict = [f"-Werror={name}" for name in STRICT]
    command = [*CLANG, *strict, "-I", include, *extra_includes(), str(source)]
    if any("<omp.h>" in header for header in module.headers):
        command.insert(1, "-D__malloc__(function)=")  # gcc's attribute, which clang does not know
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    errors = {}
    for match in re.finditer(r"^(\S+?):\d+:\d+: (?:fatal )?error: (.*)$", run.stderr, re.M):
        number = re.match(r"use:(\d+)", match[1])
        name = items[int(number[1])].name if number else ""
        errors.setdefault(name, match[2])
    return errors


def extra_includes():
    """Folders of headers that clang does not find: OpenMP's is gcc's, numpy's is its own."""
    folders = []
    gcc = subprocess.run(
        ["gcc", "-print-file-name=include"], capture_output=True, text=True, check=False
    )
    if gcc.returncode == 0:
        folders += ["-idirafter", gcc.stdout.strip()]
    return folders if numpy is None else [*folders, "-I", numpy.get_include()]


# --- Comparing -----------------------------------------------------------------------------------


def name_of(path):
    """`cpython.list` of declarations/cpython/list.pxd."""
    parts = path.relative_to(DECLARATIONS).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


class Headers:
    """The comparison with the headers of some Pythons."""

    def __init__(self):
        self.wrong = []  # lines of text
        self.different = set()  # names of DIFFERENT that have been needed

    def check(self, name, module, python, folder):
        """One file, one Python."""
        found = compile_uses(module, module.declarations, python.include, folder)
        for item in module.declarations:
            self.judge(f"{name}.{item.name}", item, found.pop(item.name, None), python)
        self.wrong += [f"{name}: {python.tag}: {message}" for message in found.values()]

    def judge(self, full_name, item, message, python):
        """One declaration, with clang's message if there is one."""
        module = full_name.rpartition(".")[0]
        if is_missing(module, item.name, python.minor):
            if message is None or not ABSENT.search(message):
                self.wrong.append(f"{full_name}: {python.tag} does not lack it: {message}")
        elif message is not None and item.name in spread(DIFFERENT):
            self.different.add(item.name)
        elif message is not None:
            self.wrong.append(f"{full_name}: {python.tag}: {message}")


def names_of(modules, name, seen=()):
    """All that may be cimported from it, stars followed."""
    names = set(modules[name].names)
    for star in modules[name].stars:
        if star not in seen:
            names |= names_of(modules, star, (*seen, name))
    return names


def argument_names(entry):
    """The names of the parameters of what Cython knows to be a C function."""
    return tuple(argument.name for argument in entry.type.args) if entry.is_cfunction else ()


def cython_names():
    """{module: {name: names of its parameters}} of Cython's own files; none without Cython."""
    if Cython is None:
        return {}
    init_thread()
    options = Options.CompilationOptions(Options.default_options, language_level=3)
    context = Context.from_options(options)
    root = pathlib.Path(Cython.__file__).parent / "Includes"
    names = {}
    for path in sorted(root.rglob("*.pxd")):
        parts = path.relative_to(root).with_suffix("").parts
        module = ".".join(part for part in parts if part != "__init__")
        if parts[0] != "libcpp":  # C++
            names[module] = public_names(context.find_module(module, pos=None, need_pxd=1))
    # which is no file: the compiler knows it
    context.cython_scope.load_cythonscope()
    names["cython.view"] = public_names(context.cython_scope.viewscope)
    return names


def public_names(scope):
    """{name: names of its parameters} of what a scope of Cython's has."""
    return {name: argument_names(each) for name, each in scope.entries.items() if is_public(name)}


def is_public(name):
    """Cython's own helpers and what every module has are no part of what users cimport."""
    return not name.startswith(("__Pyx", "__pyx")) and not re.fullmatch(r"__\w+__", name)


def check_arguments(name, module, theirs):
    """Parameters that a call cannot name as Cython's can, as lines of text."""
    return [
        f"{name}.{item.name}: {argument!r} is Cython's name of a parameter"
        for item in module.declarations
        if item.kind == "function" and f"{name}.{item.name}" not in spread(LEFT_OUT)
        for argument in theirs.get(item.name, ())
        if argument and argument not in item.arguments
    ]


def check_names(modules):
    """Names of Cython's that ours lack, as lines of text."""
    theirs = cython_names()
    wrong = []
    for module, names in theirs.items():
        if module not in modules:
            wrong.append(f"{module}: there is no such file")
            continue
        ours = names_of(modules, module)
        missing = sorted(
            set(names) - ours - {n for n in names if f"{module}.{n}" in spread(LEFT_OUT)}
        )
        wrong += [f"{module}.{name}: only Cython has it" for name in missing]
        wrong += check_arguments(module, modules[module], names)
    count = sum(map(len, theirs.values()))
    return wrong, count


def main():
    """Prints what does not agree, and a line of figures."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n\n")[0])
    parser.add_argument("modules", nargs="*", metavar="MODULE")
    wanted = parser.parse_args().modules
    modules = {name_of(path): Module(path) for path in sorted(DECLARATIONS.rglob("*.pxd"))}
    wrong, compared = check_names(modules)
    pythons = [python for python in find_pythons() if python.include != "-"]
    headers = Headers()
    with tempfile.TemporaryDirectory() as folder:
        for name, module in modules.items():
            for python in pythons if not wanted or name in wanted else ():
                headers.check(name, module, python, pathlib.Path(folder))
    wrong += headers.wrong
    if not wanted:
        unneeded = spread(DIFFERENT) - headers.different
        wrong += [f"{name}: is not different on any Python here" for name in sorted(unneeded)]
    for line in wrong:
        print(line)
    count = sum(len(module.declarations) for module in modules.values())
    print(
        f"gate-declarations: {count} declarations of {len(modules)} files on {len(pythons)} "
        f"Pythons, {compared} names of Cython's files, {len(wrong)} wrong"
    )
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
