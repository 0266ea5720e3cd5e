"""What a package's build generates before it compiles: sources and headers from templates."""

import re

SOURCES = {".pyx", ".pxd", ".pxi"}
TEMPLATES = {".tp", ".in"}
# What the builds that configure files put into them, where the package's own VERSION has no more.
CONFIGURED = {
    "BLAS_INT_DEF": "ctypedef int blas_int",
    "BLAS_BINT_DEF": "ctypedef bint blas_bint",
}
PLACE = re.compile(r"@([A-Z0-9_]+)@")
VERSION = re.compile(r"(\d+)\.(\d+)\.(\d+)")


def version_of(template, top):
    """The numbers in the nearest VERSION above the template, by the names that CMake gives them."""
    for folder in [*template.parents]:
        file = folder / "VERSION"
        if file.is_file() and VERSION.match(file.read_text()):
            numbers = VERSION.match(file.read_text()).groups()
            return dict(zip(("MAJOR", "MINOR", "PATCH"), numbers))
        if folder == top:
            break
    return {}


def fill_in(text):
    """Expand a template of Tempita's, which Cython has."""
    from Cython import Tempita  # noqa: PLC0415 (not every gate that reads packages has Cython)

    return Tempita.sub(text)


def configure(text, template, top):
    """Replaces each `@NAME@` that is known."""
    version = version_of(template, top)
    values = {**CONFIGURED, **version}

    def value_of(match):
        known = [
            name for name in values if match[1] == name or match[1].endswith(f"VERSION_{name}")
        ]
        return values[known[0]] if known else match[0]

    return PLACE.sub(value_of, text)


def expand(template, top):
    """Writes what a template becomes beside it."""
    target = template.with_suffix("")
    text = template.read_text(encoding="utf-8")
    if target.suffix == ".h" or PLACE.search(text):
        target.write_text(configure(text, template, top), encoding="utf-8")
    else:
        target.write_text(fill_in(text), encoding="utf-8")


def expand_all(top):
    """Expands the templates of an unpacked source distribution."""
    for template in sorted(top.rglob("*")):
        made = template.with_suffix("")
        if template.suffix in TEMPLATES and made.suffix in SOURCES | {".h"} and not made.exists():
            expand(template, top)
