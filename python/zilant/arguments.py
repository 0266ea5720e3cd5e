"""Cython's keyword arguments of ``cythonize``, and its options, that have no parameter of ours."""

from __future__ import annotations

import difflib
import warnings
from collections.abc import Iterable, Mapping

# What is so anyway, or has no meaning where no C code is generated.
_MEANINGLESS = frozenset(
    [
        *("cache", "timestamps", "verbose", "errors_to_stderr", "use_listing_file", "depfile"),
        *("emit_linenums", "c_line_in_traceback", "capi_reexport_cincludes"),
        *("formal_grammar", "fast_fail", "output_file", "generate_pxi", "working_path"),
        *("common_utility_include_dir", "shared_utility_qualified_name", "np_pythran"),
        *("evaluate_tree_assertions", "relative_path_in_code_position_comments"),
        *("cache_builtins", "gcc_branch_hints", "closure_freelist_size", "convert_range"),
        *("clear_to_none", "generate_cleanup_code", "create_listing", "line_directives"),
        *("c_in_temp", "gen_pxi", "gdb", "error_on_uninitialized"),
    ]
)
# What a build is told once, because it has no effect yet.
_WITHOUT_EFFECT = {
    "annotate": "there is no report of lines yet",
    "annotate_coverage_xml": "there is no report of lines yet",
    "annotate_fullc": "there is no C code",
    "docstrings": "docstrings are kept",
    "embed_pos_in_docstring": "docstrings stay as they are written",
    "error_on_unknown_names": "a name that nobody knows is an error",
}
# Their values that ask for nothing, where that is not False.
_DEFAULTS = {"docstrings": True, "error_on_unknown_names": True}
_REFUSED = {
    "embed": "modules are for import",
    "shared_c_file_path": "modules share no utility code",
}


def check_arguments(options: Mapping[str, object], known: Iterable[str]) -> None:
    """Look at further arguments of ``cythonize``.

    Warns of those that have no effect yet. Raises TypeError for one that is unknown, naming the
    nearest of `known` and Cython's, and ValueError for one that Zilant does not follow.
    """
    for name, value in options.items():
        asks_nothing = value in (None, _DEFAULTS.get(name, False))
        if name in _MEANINGLESS or (asks_nothing and name in {**_WITHOUT_EFFECT, **_REFUSED}):
            continue
        if name in _WITHOUT_EFFECT:
            text = f"cythonize({name}={value!r}) has no effect: {_WITHOUT_EFFECT[name]}"
            warnings.warn(text, UserWarning, stacklevel=3)
        elif name in _REFUSED:
            raise ValueError(f"cythonize() does not take {name!r}: {_REFUSED[name]}")
        else:
            everything = [*known, *_MEANINGLESS, *_WITHOUT_EFFECT]
            near = difflib.get_close_matches(name, everything, 1)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            raise TypeError(f"cythonize() got an unexpected keyword argument {name!r}{hint}")
