"""The modules of the standard library that gate_library.py compiles, and what none can have."""

from typing import NamedTuple


class Module(NamedTuple):
    """A module and CPython's own tests of it."""

    name: str
    tests: tuple = ()  # of the package `test`; (): test_NAME
    files: tuple = ()  # modules to compile; (): it, and if it is a package all directly inside
    left_out: tuple = ()  # modules inside the package that stay as they are


# A module that is run with `python -m` has to have code that runpy can find: it stays as it is.
MODULES = [
    Module("bisect"),
    Module("heapq"),
    Module("textwrap"),
    Module("string"),
    Module("fnmatch"),
    Module("shlex"),
    Module("json", left_out=("json.tool",)),
    Module("csv"),
    Module("configparser"),
    Module("argparse"),
    Module("copy"),
    Module("pprint"),
    Module("reprlib"),
    Module("graphlib"),
    Module("statistics"),
    Module("fractions"),
    Module("functools"),
    Module("contextlib", tests=("test_contextlib", "test_contextlib_async")),
    Module("dataclasses"),
    Module("enum"),
    Module("typing"),
    Module("tokenize"),
    Module("calendar"),
    Module("urllib.parse", tests=("test_urlparse",)),
    Module("html.parser", tests=("test_htmlparser",)),
    Module("queue"),
    Module("inspect"),
    Module("traceback"),
    Module("types"),
    Module("unittest"),
    Module("difflib"),
    Module("collections"),
    Module("ast"),
    Module("dis"),
    Module("tarfile"),
    Module("zipfile"),
    Module("decimal", files=("_pydecimal",)),
    Module("numbers", tests=("test_abstract_numbers", "test_numeric_tower")),
    Module("random"),
    Module("operator"),
    Module("weakref"),
    Module("abc"),
    Module("asyncio"),
]

# Tests that look at something that no compiled module has, and what: the end of a test's name, as
# unittest prints it. They run all the same; what they give is counted and not held against us.
NO_CODE = "python -m runs the code object of a module, which a compiled one does not have"
BYTECODE = "looks for constants and names in the bytecode of a function of the module itself"
FUNCTION_TYPE = "types.FunctionType is type() of a function of the module: that of compiled ones"
LOOP = "a generator counts the frames of those that resume it: loops, which show none"
EXCUSED = {
    "test_argparse.TestEncoding.test_argparse_module_encoding": "reads the source at __file__",
    "test_ast.ASTValidatorTests.test_stdlib_validates": "reads the library's sources in the folder"
    " of ast.__file__ (before 3.11)",
    "test_decimal.CheckAttributes.test_module_attributes": "an extension has no __cached__",
    "test_dis.BytecodeTests.test_info": BYTECODE,
    "test_dis.CodeInfoTests.test_code_info": BYTECODE,
    "test_dis.CodeInfoTests.test_show_code": BYTECODE,
    "test_inspect.TestModuleCLI.test_get_cli_details_for_source_module": "asks for the source of"
    " the module inspect itself",
    "test_tarfile.CommandLineTest.test_create_command_verbose": NO_CODE,
    "test_tarfile.CommandLineTest.test_extract_command_filter": NO_CODE,
    "test_tarfile.CommandLineTest.test_extract_command_verbose": NO_CODE,
    "test_tarfile.CommandLineTest.test_list_command": NO_CODE,
    "test_tarfile.CommandLineTest.test_list_command_verbose": NO_CODE,
    "test_tarfile.CommandLineTest.test_test_command_verbose": NO_CODE,
    "test_types.SubinterpreterTests.test_static_types_inherited_slots": "imports the module in a"
    " subinterpreter with a lock of its own",
    "test_traceback.TestStack.test_custom_format_frame": LOOP,
    "test_traceback.TestStack.test_format_locals": LOOP,
    "test_types.CoroutineTests.test_async_def": FUNCTION_TYPE,
    "test_types.CoroutineTests.test_gen": FUNCTION_TYPE,
    "test_types.CoroutineTests.test_genfunc": FUNCTION_TYPE,
    "test_types.FunctionTests.test_function_type_defaults": FUNCTION_TYPE,
    "test_types.FunctionTests.test_function_type_wrong_defaults": FUNCTION_TYPE,
    "test_zipfile.CommandLineTest.test_list_command": NO_CODE,
}
