"""Builds strings: by concatenation, join, formatting, and a template language.

Exercises `+=` on strings, f-strings and other formats, lists of parts, and translation by
character.
"""

MORSE = {
    "a": ".-", "b": "-...", "c": "-.-.", "d": "-..", "e": ".", "f": "..-.", "g": "--.",
    "h": "....", "i": "..", "j": ".---", "k": "-.-", "l": ".-..", "m": "--", "n": "-.",
    "o": "---", "p": ".--.", "q": "--.-", "r": ".-.", "s": "...", "t": "-", "u": "..-",
    "v": "...-", "w": ".--", "x": "-..-", "y": "-.--", "z": "--..", " ": "/",
}  # fmt: skip
LETTERS = {code: letter for letter, code in MORSE.items()}


class Row:
    """A row of a table."""

    def __init__(self, number):
        self.number = number
        self.name = "name " + str(number)
        self.price = number * 1.25
        self.tags = ["tag%d" % (number % 5), "tag{}".format(number % 3)]  # noqa: UP031, UP032


class Builder:
    """Writes indented text."""

    def __init__(self):
        self.parts = []
        self.depth = 0

    def line(self, text):
        self.parts.append("  " * self.depth + text)

    def open(self, name, **attributes):
        text = "<" + name
        for key, value in attributes.items():
            text += f' {key}="{value}"'
        self.line(text + ">")
        self.depth += 1

    def close(self, name):
        self.depth -= 1
        self.line("</" + name + ">")

    def text(self):
        return "\n".join(self.parts)


def to_table(rows):
    builder = Builder()
    builder.open("table", border=1, width="100%")
    for row in rows:
        builder.open("tr", id=row.number)
        builder.line(f"<td>{row.name!s}</td><td>{row.price:8.2f}</td><td>{row.number:>6d}</td>")
        for tag in row.tags:
            builder.line("<td>%s</td>" % escape(tag))  # noqa: UP031
        builder.close("tr")
    builder.close("table")
    return builder.text()


def escape(text):
    """Replace what means something in markup."""
    result = ""
    for character in text:
        if character == "<":
            result += "&lt;"
        elif character == ">":
            result += "&gt;"
        elif character == "&":
            result += "&amp;"
        else:
            result += character
    return result


def to_morse(text):
    result = ""
    for character in text.lower():
        if result:
            result += " "
        result += MORSE[character]
    return result


def from_morse(text):
    result, code = "", ""
    for character in text + " ":
        if character == " ":
            result += LETTERS[code]
            code = ""
        else:
            code += character
    return result


def caesar(text, shift):
    parts = []
    for character in text:
        if "a" <= character <= "z":
            parts.append(chr((ord(character) - 97 + shift) % 26 + 97))
        else:
            parts.append(character)
    return "".join(parts)


def wrap(words, width):
    """Fill lines with words."""
    lines, line = [], ""
    for word in words:
        if not line:
            line = word
        elif len(line) + 1 + len(word) <= width:
            line = line + " " + word
        else:
            lines.append(line)
            line = word
    lines.append(line)
    return "\n".join(lines)


def fill_template(template, values):
    """Replace {name} by values, without str.format."""
    result, place = [], 0
    while True:
        start = template.find("{", place)
        if start < 0:
            result.append(template[place:])
            return "".join(result)
        end = template.index("}", start)
        result.append(template[place:start])
        result.append(str(values[template[start + 1 : end]]))
        place = end + 1


def checksum(text):
    total = 0
    for character in text:
        total = (total * 31 + ord(character)) % 1000003
    return total


def run(scale=1):
    """Return checksums of all that is built."""
    count = max(1, round(8500 * scale))
    rows = [Row(number) for number in range(count)]
    table = to_table(rows)
    sentence = "the quick brown fox jumps over the lazy dog"
    for _ in range(max(1, count // 10)):
        assert from_morse(to_morse(sentence)) == sentence
        assert caesar(caesar(sentence, 7), 19) == sentence
    filled = [
        fill_template(
            "{id}: {name} ({price}), again {id}",
            {"id": row.number, "name": row.name, "price": row.price},
        )
        for row in rows
    ]
    wrapped = wrap(" ".join(filled).split(), 70)
    escaped = escape(table[:20000]) + "".join([escape(line) for line in table.split("\n")])
    return checksum(table), checksum(escaped), checksum(wrapped), len(to_morse(sentence))
