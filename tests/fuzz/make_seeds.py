"""Writes what fuzzing starts from: sources of the tests, and a dictionary of the grammar's words.

    python tests/fuzz/make_seeds.py SEED_FOLDER DICTIONARY

A seed is a source behind a byte that says of what kind it is (fuzz_frontend.c).
"""

import pathlib
import re
import sys

TESTS = pathlib.Path(__file__).resolve().parent.parent
GRAMMAR = TESTS.parent / "frontend" / "grammar"
KINDS = {".py": "0", ".pyx": "1", ".pxd": "2", ".pxi": "3"}
LARGEST = 600


def list_sources():
    """Yields (kind, source) of the tests' files and of the cases of the grammar's corpus."""
    for path in sorted(TESTS.rglob("*")):
        if path.suffix in KINDS and "fuzz" not in path.parts and path.is_file():
            yield KINDS[path.suffix], path.read_text(encoding="utf-8", errors="replace")
    for path in sorted((TESTS / "grammar" / "corpus").glob("*.txt")):
        for case in path.read_text(encoding="utf-8").split("==== ")[1:]:
            yield "1", case.partition("\n")[2].partition("\n----\n")[0] + "\n"


def list_pieces(source):
    """The source in pieces that are small enough: whole top-level blocks."""
    pieces = [""]
    for block in re.split(r"\n(?=\S)", source):
        if len(pieces[-1]) + len(block) > LARGEST:
            pieces.append("")
        pieces[-1] += block + "\n"
    return pieces


def list_words():
    """The words and operators of the grammar and of its scanner."""
    text = "".join(
        path.read_text() for path in [GRAMMAR / "grammar.js", *GRAMMAR.glob("src/scanner*.c")]
    )
    words = re.findall(r"'([^'\\\s]{2,15})'|\"([a-z_+*?=<>:.&]{2,15})\"", text)
    return sorted({first or second for first, second in words})


def main():
    """Writes both."""
    folder, dictionary = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    number = 0
    for kind, source in list_sources():
        for piece in list_pieces(source):
            (folder / f"{number:05}").write_text(kind + piece, encoding="utf-8")
            number += 1
    strings = [
        "\\\\N{",
        "\\\\x",
        "f'{",
        'f\\"\\"\\"',
        "\\x0a    ",
        "\\x0d\\x0a",
        "\\x5c\\x0a",
        "\\x0c",
    ]
    lines = [f'"{word}"\n' for word in list_words() if '"' not in word]
    dictionary.write_text("".join(lines) + "".join(f'"{text}"\n' for text in strings))


if __name__ == "__main__":
    main()
