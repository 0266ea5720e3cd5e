"""Building with setuptools: ``from zilant.build import cythonize`` in place of Cython's.

`cythonize` takes Cython's arguments and gives extensions that setuptools' own ``build_ext`` then
compiles with Zilant: nothing else in a ``setup.py`` changes, and a ``build_ext`` class of the
project's own keeps working. `build_ext` compiles plain ``Extension("m", ["m.pyx"])`` too, as the
one of ``Cython.Distutils`` does.
"""

from __future__ import annotations

import ast
import contextlib
import functools
import glob
import inspect
import json
import os
import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from setuptools import Command, Extension
from setuptools.command.build_ext import build_ext as _setuptools_build_ext
from setuptools.errors import CompileError as SetuptoolsCompileError
from setuptools.errors import SetupError

from zilant.arguments import check_arguments
from zilant.compiler import CompileError, compile_file, executable
from zilant.depfile import read_depfile
from zilant.settings import merge_settings

__all__ = ["build_ext", "cythonize"]

_SOURCE_SUFFIXES = (".pyx", ".py")
# The one of distutils, which all others extend.
_plain_build_ext = [k for k in _setuptools_build_ext.__mro__ if "build_extension" in vars(k)][-1]


class _Compiled:
    """What an extension that Zilant compiles carries: the options of `cythonize`."""

    def __init__(
        self,
        include_path: Sequence[str] = (),
        directives: Mapping[str, object] | None = None,
        arguments: Sequence[str] = (),
        quiet: bool = False,
        force: bool = False,
        build_folder: str | None = None,
    ) -> None:
        self.include_path = include_path
        self.directives = directives or {}
        self.arguments = arguments
        self.quiet = quiet
        self.force = force
        self.build_folder = build_folder
        self.is_built = False


def cythonize(
    module_list: str | Extension | Iterable[str | Extension],
    exclude: str | Iterable[str] | None = None,
    nthreads: int = 0,
    aliases: Mapping[str, object] | None = None,
    quiet: bool = False,
    force: bool | None = None,
    language: str | None = None,
    exclude_failures: bool = False,
    show_all_warnings: bool = False,
    *,
    compiler_directives: Mapping[str, object] | None = None,
    include_path: Sequence[str] = (),
    language_level: int | str | None = None,
    build_dir: str | None = None,
    gdb_debug: bool = False,
    create_extension: Callable[..., tuple[Extension, dict]] | None = None,
    compile_time_env: Mapping[str, object] | None = None,
    warning_errors: bool = False,
    zilant_arguments: Sequence[str] = (),
    **options: object,
) -> list[Extension]:
    """Return the extensions to build, one for each source file.

    `module_list` holds file names, glob patterns or Extension objects (whose name may be ``"*"``
    and whose sources may be patterns); `exclude` takes names and patterns away.
    ``# distutils:`` lines of the sources are merged into the extensions; in them `aliases` stand
    for their values. `language` is ``"c++"`` for extensions that are linked with its library.
    `compiler_directives` and `language_level` hold for all files; `include_path` says where
    .pxd files are. `nthreads` is how many processors one build may keep busy; `force` compiles
    what is up to date too; with `exclude_failures` a module that cannot be compiled is left out;
    `build_dir` is for what a later build is told (else the folder of setuptools' own);
    `gdb_debug` has debuggers show variables, as the command ``build_ext --debug`` does. Of
    `create_extension` see Cython's manual. `compile_time_env` has values of names for DEF and IF;
    with `warning_errors` what would be a warning is an error. `zilant_arguments` are further
    options of ``zilant build``, such as ``--cpu=native``.
    Raises ValueError for a pattern that fits no file, an extension without a source to compile, a
    value for DEF that is no literal, or an argument of Cython's that has no effect here; TypeError
    for one that nobody knows.
    """
    del show_all_warnings  # all are shown
    check_arguments(options, inspect.signature(cythonize).parameters)
    directives = dict(compiler_directives or {})
    if language_level is not None:
        directives["language_level"] = language_level
    arguments = [*zilant_arguments, *(["--jobs", str(nthreads)] if nthreads else [])]
    arguments += ["--debug"] if gdb_debug else []
    for name, value in (compile_time_env or {}).items():
        arguments += ["--compile-time-literal", f"{name}={_literal(name, value)}"]
    if warning_errors:
        arguments.append("--warnings-as-errors")
    make = functools.partial(
        _Compiled, tuple(include_path), directives, arguments, quiet, bool(force), build_dir
    )
    excluded = set(_expand_all(exclude)) if exclude is not None else set()
    extensions = []
    for item in _as_list(module_list):
        for found in _extensions_of(item, excluded):
            extension = found
            source = _own_source(found)
            if source is not None:
                folders = [*include_path, find_package_root(source), os.curdir]
                merge_settings(extension, source, folders, aliases or {})
                if create_extension is not None:
                    template = item if isinstance(item, Extension) else extension
                    extension, _ = create_extension(template, _keywords_of(extension))
                extension.language = extension.language or language
                extension.optional = extension.optional or exclude_failures
                extension.zilant = make()
            extensions.append(extension)
    _teach_build_ext()
    return extensions


def _literal(name: str, value: object) -> str:
    """Return the text of a value for DEF and IF."""
    with contextlib.suppress(ValueError, SyntaxError):
        if ast.literal_eval(repr(value)) == value:
            return repr(value)
    raise ValueError(f"compile_time_env[{name!r}] is no literal: {value!r}")


# --- Which extensions ----------------------------------------------------------------------------


def _as_list(items: str | Extension | Iterable[str | Extension]) -> list[str | Extension]:
    return [items] if isinstance(items, (str, os.PathLike, Extension)) else list(items)


def _expand(pattern: str) -> list[str]:
    return sorted(glob.glob(pattern, recursive=True)) if glob.has_magic(pattern) else [pattern]


def _expand_all(patterns: str | Iterable[str]) -> Iterator[str]:
    for pattern in _as_list(patterns):
        yield from (os.path.normpath(path) for path in _expand(os.fspath(pattern)))


def _own_source(extension: Extension) -> str | None:
    """Return the source that Zilant compiles, or None: the extension is for the C compiler."""
    return next((path for path in extension.sources if path.endswith(_SOURCE_SUFFIXES)), None)


def _sources_of(pattern: str) -> list[str]:
    """Of what a pattern such as ``*.py*`` finds take what can be compiled."""
    if pattern.endswith(_SOURCE_SUFFIXES) or not glob.has_magic(pattern):
        return [pattern]
    return [path for path in _expand(pattern) if path.endswith(_SOURCE_SUFFIXES)]


def _extensions_of(item: str | Extension, excluded: set[str]) -> Iterator[Extension]:
    template = item if isinstance(item, Extension) else None
    sources = template.sources if template else _sources_of(os.fspath(item))
    own = [source for source in sources if source.endswith(_SOURCE_SUFFIXES)]
    others = [source for source in sources if not source.endswith(_SOURCE_SUFFIXES)]
    if not own:
        if template is None:
            raise ValueError(f"{item!r} is neither a .pyx nor a .py file")
        yield template
        return
    for pattern in own:
        paths = [path for path in _expand_all(pattern) if path not in excluded]
        if not paths and os.path.normpath(pattern) not in excluded:
            raise ValueError(f"{pattern!r} matches no files")
        for path in paths:
            name = _module_name(path)
            if template is not None and "*" not in template.name:
                name = template.name
            yield _copy_extension(template, name, [path, *others])


def _packages_around(path: str) -> tuple[str, list[str]]:
    """Return the folder that the outermost package around a file is in, and the packages."""
    folder = os.path.dirname(os.path.abspath(path))
    packages: list[str] = []
    while any(
        os.path.exists(os.path.join(folder, "__init__" + s)) for s in (".py", ".pyx", ".pxd")
    ):
        folder, package = os.path.split(folder)
        packages.insert(0, package)
    return folder, packages


def find_package_root(path: str) -> str:
    """Return the folder that the outermost package around a file is in."""
    return _packages_around(path)[0]


def _module_name(path: str) -> str:
    """Return the dotted name that the file has by the packages around it."""
    stem = os.path.splitext(os.path.basename(path))[0]
    return ".".join([*_packages_around(path)[1], stem])


def _copy_extension(template: Extension | None, name: str, sources: list[str]) -> Extension:
    """Return an extension like the template; with it, setuptools must not look for Cython."""
    extension = Extension(name, [])
    if template is not None:
        extension.__dict__.update(template.__dict__)
        extension.name = name
    extension.sources = sources
    return extension


def _keywords_of(extension: Extension) -> dict[str, object]:
    """Return what `create_extension` is called with, as Cython calls it."""
    names = [name for name in vars(extension) if not name.startswith("_")]
    return {name: getattr(extension, name) for name in names if getattr(extension, name)}


# --- setuptools' build_ext -----------------------------------------------------------------------


class build_ext(_setuptools_build_ext):  # noqa: N801 (a command's name is that of its class)
    """Compiles extensions of .pyx and .py sources with Zilant, those of `cythonize` or not.

    An extension may have Cython's attributes `cython_directives` and `cython_include_dirs`.
    """

    def run(self) -> None:
        """Compile all extensions."""
        for extension in self.extensions or []:
            adopt(extension)
        super().run()

    def build_extension(self, ext: Extension) -> None:
        """Compile one extension."""
        adopt(ext)
        super().build_extension(ext)


def adopt(extension: Extension) -> None:
    """Take a plain extension that has a source of ours as if `cythonize` had given it."""
    source = _own_source(extension)
    if source is not None and not hasattr(extension, "zilant"):
        folders = tuple(getattr(extension, "cython_include_dirs", None) or ())
        if getattr(extension, "cython_cplus", False):
            extension.language = "c++"
        merge_settings(extension, source, [*folders, find_package_root(source), os.curdir], {})
        extension.zilant = _Compiled(folders)
    _teach_build_ext()


@functools.cache
def _teach_build_ext() -> None:
    """Make the build_ext of setuptools and distutils compile what `cythonize` made.

    Extending the classes that every project's own build_ext derives from is what lets `cythonize`
    stand in for Cython's without a `cmdclass` in setup.py.
    """
    for kind in (_setuptools_build_ext, _plain_build_ext):
        kind.build_extension = _extend_build_extension(kind.build_extension)
    run_plain = _plain_build_ext.run

    @functools.wraps(run_plain)
    def run(self: Command) -> None:
        _check_command(self)
        _write_headers(self)
        run_plain(self)
        _check_result(self)

    _plain_build_ext.run = run


def _extend_build_extension(
    build_with_compiler: Callable[[Command, Extension], None],
) -> Callable[[Command, Extension], None]:
    """Return a method that gives our extensions to Zilant and the others to the one given."""

    @functools.wraps(build_with_compiler)
    def build_extension(self: Command, extension: Extension) -> None:
        if hasattr(extension, "zilant"):
            _build_with_zilant(self, extension)
        else:
            build_with_compiler(self, extension)

    return build_extension


def _ours(command: Command) -> list[Extension]:
    return [each for each in command.extensions or [] if hasattr(each, "zilant")]


def _builder_of(command: Command) -> type:
    """Return the class that says how the command builds an extension."""
    return next(kind for kind in type(command).__mro__ if "build_extension" in vars(kind))


def _check_command(command: Command) -> None:
    """Raise SetupError if the command would give our extensions to another compiler."""
    builder = _builder_of(command)
    is_known = isinstance(command, _setuptools_build_ext) or builder is _plain_build_ext
    if _ours(command) and not is_known:
        raise SetupError(
            f"cmdclass['build_ext'] is {_name_of(builder)}, which does not build what "
            "zilant.build.cythonize() gives: take it out, or use zilant.build.build_ext"
        )


def _check_result(command: Command) -> None:
    """Raise SetupError if another compiler was given one of our extensions."""
    for extension in _ours(command):
        if not extension.zilant.is_built and not extension.optional:
            raise SetupError(
                f"extension {extension.name!r} was not compiled by Zilant: "
                f"{_name_of(_builder_of(command))} builds extensions in another way"
            )


def _name_of(kind: type) -> str:
    return f"{kind.__module__}.{kind.__qualname__}"


# --- Headers for C code --------------------------------------------------------------------------

_VISIBLE_TO_C = re.compile(r"^(cdef|cpdef|ctypedef)\b[^:(=\n]*\b(public|api)\b", re.MULTILINE)


def _may_have_headers(source: str) -> bool:
    """Say if the source or its .pxd looks as if it declared something for C code."""
    for path in (source, os.path.splitext(source)[0] + ".pxd"):
        if os.path.exists(path):
            with open(path, encoding="utf-8", errors="replace") as file:
                if _VISIBLE_TO_C.search(file.read()):
                    return True
    return False


def _header_folder(source: str, build_folder: str | None) -> str:
    """Return where Cython would write the C file: C code finds the headers there."""
    if build_folder is None:
        return os.path.dirname(source) or os.curdir
    relative = os.path.splitdrive(source)[1].lstrip(os.sep)
    return os.path.dirname(os.path.join(build_folder, relative))


def _write_headers(command: Command) -> None:
    """Write the headers of all our extensions, before any C code that includes them is compiled.

    What is wrong with a source is said when it is compiled.
    """
    for extension in _ours(command):
        source = _own_source(extension)
        if _may_have_headers(source):
            options = _options(command, extension)
            options["arguments"] = [*options["arguments"], "--headers-only"]
            with contextlib.suppress(CompileError):
                compile_file(
                    source, command.get_ext_fullpath(extension.name), quiet=True, **options
                )


# --- One extension -------------------------------------------------------------------------------


def _options(command: Command, extension: Extension) -> dict[str, object]:
    """Return what `compile_file` is told of the extension, but for linking."""
    compiled: _Compiled = extension.zilant
    header_folder = _header_folder(_own_source(extension), compiled.build_folder)
    return {
        "module_name": command.get_ext_fullname(extension.name),
        "include_directories": [
            *compiled.include_path,
            *extension.include_dirs,
            *(command.include_dirs or []),
        ],
        "directives": {**compiled.directives, **getattr(extension, "cython_directives", {})},
        "arguments": [
            *compiled.arguments,
            *(["--debug"] if command.debug else []),
            "--ignore-distutils",
            *_header_arguments(command, extension),
            *["--header-directory", header_folder],
        ],
    }


def _build_with_zilant(command: Command, extension: Extension) -> None:
    compiled: _Compiled = extension.zilant
    if getattr(extension, "py_limited_api", False):
        raise SetuptoolsCompileError(
            f"extension {extension.name!r}: py_limited_api is not possible, because compiled code "
            "uses the layout of one version's objects"
        )
    source = _own_source(extension)
    others = [path for path in extension.sources if path != source]
    output = command.get_ext_fullpath(extension.name)
    options = _options(command, extension)
    options["arguments"] = [
        *options["arguments"],
        *_link_arguments(command, extension, others),
    ]
    folder = os.path.join(compiled.build_folder or command.build_temp, "zilant")
    memory = _Memory(folder, command.get_ext_fullname(extension.name))
    compiled.is_built = True
    is_forced = command.force or compiled.force
    depends = [*extension.sources, *(extension.depends or [])]
    if not is_forced and memory.is_up_to_date(output, depends, options):
        return
    if not compiled.quiet:
        # One write, because commands may build in several threads.
        print(f"{_place_of(command, extension)} Compiling {source}\n", end="", flush=True)
    os.makedirs(os.path.dirname(os.path.abspath(output)), exist_ok=True)
    os.makedirs(folder, exist_ok=True)
    started, before = time.time(), _whole_seconds(output)
    try:
        compile_file(source, output, depfile=memory.depfile, quiet=compiled.quiet, **options)
    except CompileError as error:
        raise SetuptoolsCompileError(str(error)) from None
    # setuptools copies what is newer in whole seconds beside the source.
    if before is not None and _whole_seconds(output) <= before:
        os.utime(output, (before + 1, before + 1))
    memory.keep(options, started)


def _whole_seconds(path: str) -> int | None:
    """Return when the file was written, or None if there is none."""
    return int(os.path.getmtime(path)) if os.path.exists(path) else None


def _place_of(command: Command, extension: Extension) -> str:
    """Return "[2/5]" for the second of five extensions that Zilant compiles."""
    ours = _ours(command)
    number = ours.index(extension) + 1 if extension in ours else 1
    return f"[{number}/{max(len(ours), 1)}]"


def _header_arguments(command: Command, extension: Extension) -> list[str]:
    """Return the options about C headers; what is said of one extension comes last, and wins."""
    arguments = []
    for name, value in [*(command.define or []), *extension.define_macros]:
        arguments += ["--define", name if value is None else f"{name}={value}"]
    for name in [*(command.undef or []), *extension.undef_macros]:
        arguments += ["--undefine", name]
    for argument in extension.extra_compile_args:
        arguments.append(f"--compile-argument={argument}")
    return arguments


def _link_arguments(command: Command, extension: Extension, sources: list[str]) -> list[str]:
    """Return the options about linking; C and C++ files of the extension are compiled for them."""
    arguments = []
    for library in [*extension.libraries, *(command.libraries or [])]:
        arguments += ["-l", library]
    for directory in [*extension.library_dirs, *(command.library_dirs or [])]:
        arguments += ["-L", directory]
    run_paths = [*extension.runtime_library_dirs, *(command.rpath or [])]
    for argument in [
        *_compile_others(command, extension, sources),
        *extension.extra_objects,
        *(f"-Wl,-rpath,{path}" for path in run_paths),
        *extension.extra_link_args,
    ]:
        arguments += [f"--link-argument={argument}"]
    if extension.language:
        arguments += ["--language", extension.language]
    return arguments


def _compile_others(command: Command, extension: Extension, sources: list[str]) -> list[str]:
    """Compile an extension's C and C++ files with setuptools' compiler; return the objects."""
    if not sources:
        return []
    macros = [*extension.define_macros, *((name,) for name in extension.undef_macros)]
    return command.compiler.compile(
        sources,
        output_dir=command.build_temp,
        macros=macros,
        include_dirs=extension.include_dirs,
        debug=command.debug,
        extra_postargs=extension.extra_compile_args,
        depends=extension.depends,
    )


class _Memory:
    """What a build notes of a module for the next one: the files that it read, and its options."""

    def __init__(self, folder: str, name: str) -> None:
        self.depfile = os.path.join(folder, f"{name}.d")
        self._options = os.path.join(folder, f"{name}.json")

    def is_up_to_date(self, output: str, depends: list[str], options: dict[str, object]) -> bool:
        """Say if all that the output was made of is older than its build, and it was made so."""
        try:
            with open(self._options, encoding="utf-8") as file:
                was_made_so = file.read() == self._describe(options)
            made = os.path.getmtime(self._options)
            files = [*depends, *read_depfile(self.depfile), executable()]
            was_made_so = was_made_so and os.path.exists(output)
            return was_made_so and all(os.path.getmtime(path) < made for path in files)
        except OSError:
            return False

    def keep(self, options: dict[str, object], started: float) -> None:
        """Note how the module was made, and when that began."""
        with open(self._options, "w", encoding="utf-8") as file:
            file.write(self._describe(options))
        os.utime(self._options, (started, started))

    def _describe(self, options: dict[str, object]) -> str:
        return json.dumps(options, sort_keys=True, default=str)
