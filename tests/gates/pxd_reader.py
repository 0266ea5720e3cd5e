"""Reads the bundled .pxd files, for gate_declarations.py: what they declare, as C spells it.

Knows the forms that these files use, and raises on a line that it does not know: nothing is left
out without a word.
"""

import pathlib
import re
from typing import NamedTuple

NAME = r"[A-Za-z_]\w*"
# Types of Python's, which C knows as PyObject *.
OBJECTS = {"object", "list", "tuple", "dict", "set", "bytes", "bytearray", "str"}
# Types that the headers call otherwise.
C_TYPES = {"bint": "int", "type": "PyTypeObject *"}
CLASS = re.compile(
    rf"(?:ctypedef|cdef)\s+class\s+\S*?({NAME})(\(.*?\))?(?:\s+as\s+({NAME}))?"
    rf"\s*\[object ({NAME}).*\]:$"
)
# Of the runtime's own, which no header has: names, and nothing that C could say otherwise.
OWN_CLASS = re.compile(rf"cdef class ({NAME}):$")
QUALIFIERS = re.compile(r"\s+(noexcept|nogil|with gil|except\b\??\s*(\*|-?[\w.]+))(?=\s|$)")


POINTER_PARAMETER = re.compile(rf"(.*?)\(\*\s*({NAME})?\)\s*\((.*)\)$")


def named_parameter(text):
    """The type and the name of `const char *text`; None of a type alone."""
    match = re.match(rf"(.*[\s*])({NAME})$", text)
    is_type = match is None or match[1].strip() in ("", "const", "unsigned", "signed")
    return None if is_type else match


class Declaration(NamedTuple):
    """One name: how the .pxd and C call it, its C type (`@` is where a declarator's name goes)."""

    kind: str  # function, variable, constant, struct, field, typedef, enum item, class
    name: str
    c_name: str
    c_type: str  # of a function: its result
    line: int
    parameters: tuple = ()  # of a function: C types
    owner: str = ""  # of a field: the C type that has it
    arguments: tuple = ()  # of a function: the names of its parameters, "" of one without


class Module:
    """A .pxd file: its C text (includes and docstrings of extern blocks) and its declarations."""

    def __init__(self, path):
        self.path = pathlib.Path(path)
        self.root = next(p for p in self.path.parents if p.name == "declarations")
        self.headers = []  # C text, in order
        self.declarations = []
        self.names = set()  # all that may be cimported from it
        self.stars = []  # modules all of whose names are here too
        self.c_types = dict(C_TYPES)  # names that are declared here
        self.classes = set()
        Reader(self).read()


def join_lines(text):
    """(number, line) of what is code, with continued lines joined."""
    joined, depth, first = "", 0, 0
    for number, line in enumerate(text.splitlines(), 1):
        code = re.sub(r"#.*", "", line).rstrip()
        if not depth:
            joined, first = "", number
        joined += code if not depth else " " + code.strip()
        depth = joined.count("(") - joined.count(")")
        if not depth and joined.strip():
            yield first, joined


def split_arguments(text):
    """Splits at commas outside of parentheses."""
    parts, depth, part = [], 0, ""
    for character in text:
        depth += {"(": 1, ")": -1}.get(character, 0)
        if character == "," and depth == 0:
            parts.append(part.strip())
            part = ""
        else:
            part += character
    return [*parts, part.strip()] if part.strip() else parts


class Reader:
    """The reading of one file."""

    def __init__(self, module):
        self.module = module
        self.owner = None  # the C type whose members come
        self.owner_indent = 0
        self.is_enum = False
        self.in_header = False

    def read(self):
        """Goes over the lines."""
        text = self.take_docstrings(self.module.path.read_text())
        skipped = None  # the indent of a body that is no declaration
        for number, line in join_lines(text):
            indent = len(line) - len(line.lstrip())
            code = line.strip()
            if skipped is not None and indent > skipped:
                continue
            skipped = None
            if self.owner is not None and indent <= self.owner_indent:
                self.owner = None
            if indent == 0:
                self.in_header = False
            if re.match(r"(cdef|cpdef)\s+inline\b|@property$", code):
                skipped = indent
                self.add_inline(code)
            elif match := OWN_CLASS.match(code):
                skipped = indent
                self.module.names.add(match[1])
            else:
                self.read_line(number, indent, code)

    def take_docstrings(self, text):
        """Keeps the C text of extern blocks, and leaves empty lines in its place."""

        def keep(match):
            self.module.headers.append((match.start(), re.sub(r"\\\\", r"\\", match[1])))
            return "\n" * match[0].count("\n")

        text = re.sub(r'^    """\n(.*?)^    """\n', keep, text, flags=re.M | re.S)
        for match in re.finditer(r'^cdef extern from ["<](.*?)[">]', text, re.M):
            if match[1].strip("<>"):
                self.module.headers.append((match.start(), f"#include <{match[1].strip('<>')}>\n"))
        self.module.headers = [code for _, code in sorted(self.module.headers)]
        return text

    def add_inline(self, code):
        match = re.search(rf"({NAME})\(", code)
        if match and not code.startswith("@"):
            self.module.names.add(match[1])

    def read_line(self, number, indent, code):
        """One line of declarations."""
        if re.match(r"cdef extern from .*:$", code):
            self.in_header = True
        elif code.startswith(("from ", "cimport ")):
            self.read_cimport(code)
        elif code == "pass":
            pass
        elif match := CLASS.match(code):
            self.module.classes.add(match[3] or match[1])
            self.module.names.add(match[3] or match[1])
            self.open_owner(indent, match[4])
        elif match := re.match(
            rf'(ctypedef|cdef|)\s*(struct|union|enum)\s+({NAME})\s*(?:"(.*?)")?(:?)$', code
        ):
            self.read_aggregate(number, indent, match)
        elif code == "cdef enum:":
            self.open_owner(indent, "enum", is_enum=True)
        elif match := re.match(r"(ctypedef) (.*)$", code):
            self.read_typedef(number, match[2])
        elif self.is_enum and self.owner is not None:
            self.read_enum_item(number, re.match(NAME, code)[0])
        else:
            self.read_declarator(number, re.sub(r"^cdef ", "", code))

    def read_enum_item(self, number, name):
        self.module.names.add(name)
        if self.in_header:
            self.add("enum item", name, name, "int", number)

    def read_cimport(self, code):
        match = re.match(r"from (\S+) cimport \(?(.*?),?\)?$", code)
        if match is None:
            raise ValueError(f"{self.module.path}: {code}")
        if match[2].strip() == "*":
            self.module.stars.append(match[1])
            return
        for item in split_arguments(match[2]):
            self.module.names.add(item.split(" as ")[-1].strip())
        path = self.module.root / (match[1].replace(".", "/") + ".pxd")
        other = Module(path)
        self.module.c_types.update(other.c_types)
        self.module.classes |= other.classes
        if not path.samefile(self.module.path):
            self.module.headers.insert(0, "".join(other.headers))

    def open_owner(self, indent, c_type, is_enum=False):
        self.owner, self.owner_indent, self.is_enum = c_type, indent, is_enum

    def read_aggregate(self, number, indent, match):
        how, kind, name, c_name, colon = match.groups()
        spelled = c_name or name
        if how != "ctypedef":
            spelled = f"{kind} {spelled}"
        if kind == "enum" and how != "ctypedef":
            spelled = f"enum {c_name or name}"
        self.module.c_types[name] = spelled
        self.add("enum" if kind == "enum" else "struct", name, spelled, spelled, number)
        if colon:
            self.open_owner(indent, spelled, kind == "enum")

    def read_typedef(self, number, code):
        code = self.strip_qualifiers(code)
        match = re.match(rf"(.*?)\(\*\s*({NAME})\)\s*\((.*)\)$", code)
        if match:
            name, c_name = match[2], match[2]
            result, parameters = (
                self.c_type(match[1]),
                [self.parameter(p) for p in split_arguments(match[3])],
            )
            c_type = f"{result} (*@)({', '.join(parameters) or 'void'})"
        else:
            match = re.match(rf'(.*?)({NAME})((?:\[\d*\])*)(?:\s+"(.*?)")?$', code)
            name, c_name, c_type = match[2], match[4] or match[2], self.c_type(match[1], match[3])
        c_type = c_type if "@" in c_type else c_type + " @"
        # outside of a header nobody else defines it
        self.module.c_types[name] = c_name if self.in_header else c_type
        self.module.names.add(name)
        if self.in_header:
            self.add("typedef", name, c_name, c_type, number)

    def strip_qualifiers(self, code):
        """Without the exception clause and the like."""
        while QUALIFIERS.search(code):
            code = QUALIFIERS.sub("", code)
        return code.strip()

    def read_declarator(self, number, code):
        code = self.strip_qualifiers(code)
        pointer = re.match(rf"([^(]*)\(\*\s*({NAME})\)\s*\((.*)\)$", code)
        function = re.match(rf'(.*?)({NAME})\s*(?:"(.*?)")?\s*\((.*)\)$', code)
        if pointer:
            result, parameters = (
                self.c_type(pointer[1]),
                [self.parameter(p) for p in split_arguments(pointer[3])],
            )
            self.add_member(
                "variable",
                pointer[2],
                pointer[2],
                f"{result} (*@)({', '.join(parameters) or 'void'})",
                number,
            )
        elif function:
            result, name, c_name, text = function.groups()
            parts = split_arguments(text)
            parameters = tuple(self.parameter(part) for part in parts)
            if self.owner is not None:  # a field that is a pointer to a function
                c_type = f"{self.c_type(result)} (*@)({', '.join(parameters) or 'void'})"
                self.add_member("field", name, c_name or name, c_type, number)
            else:
                result, names = self.c_type(result), tuple(map(self.argument, parts))
                self.add("function", name, c_name or name, result, number, parameters, names)
        else:
            match = re.match(rf'(.*?)({NAME})((?:\[\d*\])*)(?:\s+"(.*?)")?$', code)
            if match is None or not match[1].strip():
                raise ValueError(f"{self.module.path}:{number}: {code}")
            is_constant = code.startswith("const ") or "*const " in code
            kind = "constant" if is_constant else "variable"
            self.add_member(
                kind, match[2], match[4] or match[2], self.c_type(match[1], match[3]), number
            )

    def add_member(self, kind, name, c_name, c_type, number):
        if self.owner is not None:
            self.module.declarations.append(
                Declaration("field", name, c_name, c_type, number, owner=self.owner)
            )
        else:
            self.add(kind, name, c_name, c_type, number)

    def add(self, kind, name, c_name, c_type, number, parameters=(), arguments=()):
        self.module.names.add(name)
        self.module.declarations.append(
            Declaration(kind, name, c_name, c_type, number, parameters, arguments=arguments)
        )

    def plain_parameter(self, text):
        """Without a default, and as what is passed: an address for `PyObject *&variable`."""
        return self.strip_qualifiers(text.partition("=")[0].replace("&", "*").strip())

    def parameter(self, text):
        """The C type of a parameter: `const char *text`, `int (*compare)(...)`, `...`."""
        text = self.plain_parameter(text)
        if text == "...":
            return text
        pointer = POINTER_PARAMETER.match(text)
        if pointer:
            inner = ", ".join(self.parameter(p) for p in split_arguments(pointer[3])) or "void"
            return f"{self.c_type(pointer[1])} (*)({inner})"
        match = named_parameter(text)
        return self.c_type(match[1] if match else text).replace("@", "")

    def argument(self, text):
        """The name of a parameter, by which a call may give it; "" if it has none."""
        text = self.plain_parameter(text)
        match = POINTER_PARAMETER.match(text) or named_parameter(text)
        return (match[2] or "") if match else ""

    def c_type(self, text, dimensions=""):
        """A base type with its stars, as C writes it; `@` stands where a name goes, in a pointer
        to a function or before dimensions.
        """
        base, star, more = text.strip().partition("*")
        stars = (star + more).strip()
        words = base.split()
        name = words[-1] if words else ""
        if name in OBJECTS or (name in self.module.classes and name not in C_TYPES):
            words, stars = ["PyObject"], "*" + stars
        elif name in self.module.c_types:
            words[-1] = self.module.c_types[name]
        elif len(words) > 1 and name == "complex":
            words[-1] = "_Complex"
        spelled = " ".join(words)
        if "@" in spelled:
            return spelled.replace("@", f"{stars}@{dimensions}")
        spelled = f"{spelled} {stars}".strip()
        return f"{spelled} @{dimensions}" if dimensions else spelled
