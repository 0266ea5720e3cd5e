"""Building with setuptools: ``from zilant.build import cythonize`` in place of Cython's.

`cythonize` takes Cython's arguments and gives extensions that setuptools' own ``build_ext`` then
compiles with Zilant: nothing else in a ``setup.py`` changes, and a ``build_ext`` class of the
project's own keeps working.
"""

from __future__ import annotations

import functools
import glob
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence

from setuptools import Extension
from setuptools.command.build_ext import build_ext
from setuptools.errors import CompileError as SetuptoolsCompileError

from zilant.compiler import CompileError, compile_file

__all__ = ["build_ext", "cythonize"]

_SOURCE_SUFFIXES = (".pyx", ".py")


class _Compiled:
    """What an extension that Zilant compiles carries: the options of `cythonize`."""

    def __init__(
        self,
        include_path: Sequence[str],
        directives: Mapping[str, object],
        arguments: Sequence[str],
        quiet: bool,
    ) -> None:
        self.include_path = include_path
        self.directives = directives
        self.arguments = arguments
        self.quiet = quiet


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
    zilant_arguments: Sequence[str] = (),
    **options: object,
) -> list[Extension]:
    """Return the extensions to build, one for each source file.

    `module_list` holds file names, glob patterns or Extension objects (whose name may be ``"*"``
    and whose sources may be patterns); `exclude` takes names and patterns away.
    `compiler_directives` and `language_level` hold for all files; `include_path` says where
    .pxd files are. `zilant_arguments` are further options of ``zilant build``, such as
    ``--cpu=native``.
    Cython's other arguments are accepted, so that a ``setup.py`` need not change, and mean nothing
    here: Zilant translates and compiles in one step, when the extension is built.
    Raises ValueError for a pattern that fits no file, or an extension without a source to compile.
    """
    del nthreads, aliases, force, language, exclude_failures, show_all_warnings, options
    directives = dict(compiler_directives or {})
    if language_level is not None:
        directives["language_level"] = language_level
    compiled = _Compiled(tuple(include_path), directives, tuple(zilant_arguments), quiet)
    excluded = set(_expand_all(exclude)) if exclude is not None else set()
    extensions = []
    for item in _as_list(module_list):
        for extension in _extensions_of(item, excluded):
            extension.zilant = compiled
            extensions.append(extension)
    _teach_build_ext()
    return extensions


def _as_list(items: str | Extension | Iterable[str | Extension]) -> list[str | Extension]:
    return [items] if isinstance(items, (str, os.PathLike, Extension)) else list(items)


def _expand(pattern: str) -> list[str]:
    return sorted(glob.glob(pattern, recursive=True)) if glob.has_magic(pattern) else [pattern]


def _expand_all(patterns: str | Iterable[str]) -> Iterator[str]:
    for pattern in _as_list(patterns):
        yield from (os.path.normpath(path) for path in _expand(os.fspath(pattern)))


def _extensions_of(item: str | Extension, excluded: set[str]) -> Iterator[Extension]:
    template = item if isinstance(item, Extension) else None
    sources = template.sources if template else [os.fspath(item)]
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


def _module_name(path: str) -> str:
    """Return the dotted name that the file has by the packages around it."""
    folder, file_name = os.path.split(os.path.abspath(path))
    parts = [os.path.splitext(file_name)[0]]
    while any(
        os.path.exists(os.path.join(folder, "__init__" + s)) for s in (".py", ".pyx", ".pxd")
    ):
        folder, package = os.path.split(folder)
        parts.insert(0, package)
    return ".".join(parts)


def _copy_extension(template: Extension | None, name: str, sources: list[str]) -> Extension:
    """Return an extension like the template; with it, setuptools must not look for Cython."""
    extension = Extension(name, [])
    if template is not None:
        extension.__dict__.update(template.__dict__)
        extension.name = name
    extension.sources = sources
    return extension


@functools.cache
def _teach_build_ext() -> None:
    """Make setuptools' build_ext compile the extensions that `cythonize` made.

    Extending the class that every project's own build_ext derives from is what lets `cythonize`
    stand in for Cython's without a `cmdclass` in setup.py.
    """
    build_with_compiler = build_ext.build_extension

    @functools.wraps(build_with_compiler)
    def build_extension(self: build_ext, extension: Extension) -> None:
        if hasattr(extension, "zilant"):
            _build_with_zilant(self, extension)
        else:
            build_with_compiler(self, extension)

    build_ext.build_extension = build_extension


def _build_with_zilant(command: build_ext, extension: Extension) -> None:
    compiled: _Compiled = extension.zilant
    source, *others = extension.sources
    full_name = command.get_ext_fullname(extension.name)
    output = command.get_ext_fullpath(extension.name)
    depends = [*extension.sources, *(extension.depends or [])]
    if not command.force and _is_newer(output, depends):
        return
    os.makedirs(os.path.dirname(os.path.abspath(output)), exist_ok=True)
    arguments = list(compiled.arguments)
    for library in extension.libraries:
        arguments += ["-l", library]
    for directory in extension.library_dirs:
        arguments += ["-L", directory]
    for argument in [
        *_compile_others(command, extension, others),
        *extension.extra_objects,
        *extension.extra_link_args,
    ]:
        arguments += ["--link-argument", argument]
    try:
        compile_file(
            source,
            output,
            module_name=full_name,
            include_directories=[*compiled.include_path, *extension.include_dirs],
            directives={**compiled.directives, **getattr(extension, "cython_directives", {})},
            arguments=arguments,
            quiet=compiled.quiet,
        )
    except CompileError as error:
        raise SetuptoolsCompileError(str(error)) from None


def _is_newer(output: str, sources: Iterable[str]) -> bool:
    if not os.path.exists(output):
        return False
    built = os.path.getmtime(output)
    return all(os.path.exists(path) and os.path.getmtime(path) < built for path in sources)


def _compile_others(command: build_ext, extension: Extension, sources: list[str]) -> list[str]:
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
