"""Stands for meson-python where a source distribution is only downloaded.

pip asks the build for the package's metadata first, which meson-python gives after it has built
the whole package. What the distribution itself states is enough.
"""

import email
import pathlib
import shutil


def get_requires_for_build_wheel(_settings=None):
    """Gives what the build needs beside what pyproject.toml says: nothing."""
    return []


def prepare_metadata_for_build_wheel(folder, _settings=None):
    """Writes the metadata into a folder; gives its name."""
    stated = pathlib.Path("PKG-INFO")
    headers = email.message_from_string(stated.read_text(encoding="utf-8"))
    name = f"{headers['Name'].replace('-', '_')}-{headers['Version']}.dist-info"
    place = pathlib.Path(folder, name)
    place.mkdir()
    shutil.copy(stated, place / "METADATA")
    place.joinpath("WHEEL").write_text("Wheel-Version: 1.0\nTag: py3-none-any\n", encoding="utf-8")
    return name
