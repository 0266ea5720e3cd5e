"""Parses and writes a language like JSON, by recursive descent over characters.

Exercises strings by index and slice, methods that call one another, building of lists and
dictionaries, and exceptions of an own class.
"""

ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "/": "/", "\\": "\\", '"': '"'}
WRITTEN = {"\n": "\\n", "\t": "\\t", "\\": "\\\\", '"': '\\"'}
WORDS = {True: "true", False: "false", None: "null"}
SPACE = " \t\n\r"
DIGITS = "0123456789"


class ParseError(ValueError):
    """What is wrong, and where."""

    def __init__(self, message, place):
        super().__init__(f"{message} at {place}")
        self.place = place


class Parser:
    """Reads one value from a text."""

    def __init__(self, text):
        self.text = text
        self.place = 0
        self.end = len(text)

    def parse(self):
        value = self.parse_value()
        self.skip_space()
        if self.place != self.end:
            raise ParseError("more text", self.place)
        return value

    def skip_space(self):
        while self.place < self.end and self.text[self.place] in SPACE:
            self.place += 1

    def peek(self):
        self.skip_space()
        if self.place >= self.end:
            raise ParseError("text ends", self.place)
        return self.text[self.place]

    def expect(self, character):
        if self.peek() != character:
            raise ParseError(f"{character!r} expected", self.place)
        self.place += 1

    def parse_value(self):
        character = self.peek()
        if character == "{":
            return self.parse_object()
        if character == "[":
            return self.parse_array()
        if character == '"':
            return self.parse_string()
        if character == "-" or character in DIGITS:
            return self.parse_number()
        return self.parse_word()

    def parse_object(self):
        result = {}
        self.expect("{")
        if self.peek() == "}":
            self.place += 1
            return result
        while True:
            if self.peek() != '"':
                raise ParseError("name expected", self.place)
            name = self.parse_string()
            self.expect(":")
            result[name] = self.parse_value()
            if self.peek() == "}":
                self.place += 1
                return result
            self.expect(",")

    def parse_array(self):
        result = []
        self.expect("[")
        if self.peek() == "]":
            self.place += 1
            return result
        while True:
            result.append(self.parse_value())
            if self.peek() == "]":
                self.place += 1
                return result
            self.expect(",")

    def parse_string(self):
        text, place = self.text, self.place + 1
        start, parts = place, []
        while place < self.end:
            character = text[place]
            if character == '"':
                parts.append(text[start:place])
                self.place = place + 1
                return "".join(parts)
            if character == "\\":
                parts.append(text[start:place])
                escape = text[place + 1 : place + 2]
                if escape == "u" and place + 6 <= self.end:
                    parts.append(chr(int(text[place + 2 : place + 6], 16)))
                    place += 4
                elif escape in ESCAPES:
                    parts.append(ESCAPES[escape])
                else:
                    raise ParseError("unknown escape", place)
                place += 2
                start = place
            else:
                place += 1
        raise ParseError("string does not end", self.place)

    def parse_number(self):
        start = self.place
        is_negative = self.text[start] == "-"
        if is_negative:
            self.place += 1
        value = self.parse_digits()
        if self.place < self.end and self.text[self.place] in ".eE":
            while self.place < self.end and self.text[self.place] in "0123456789.eE+-":
                self.place += 1
            return float(self.text[start : self.place])
        return -value if is_negative else value

    def parse_digits(self):
        value, first = 0, self.place
        while self.place < self.end:
            digit = ord(self.text[self.place]) - 48
            if not 0 <= digit <= 9:
                break
            value = value * 10 + digit
            self.place += 1
        if self.place == first:
            raise ParseError("digit expected", first)
        return value

    def parse_word(self):
        for value, word in WORDS.items():
            if self.text.startswith(word, self.place):
                self.place += len(word)
                return value
        raise ParseError("value expected", self.place)


def write_string(text):
    parts = ['"']
    for character in text:
        if character in WRITTEN:
            parts.append(WRITTEN[character])
        elif character < " " or character > "~":
            parts.append(f"\\u{ord(character):04x}")
        else:
            parts.append(character)
    parts.append('"')
    return "".join(parts)


def write(value):
    """Return a value as text."""
    if isinstance(value, str):
        return write_string(value)
    if value is None or isinstance(value, bool):
        return WORDS[value]
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, list):
        return "[" + ", ".join([write(item) for item in value]) + "]"
    return "{" + ", ".join([write_string(k) + ": " + write(v) for k, v in value.items()]) + "}"


def make_records(count):
    return [
        {
            "id": number,
            "name": f'Item "{number}" of caf\u00e9',
            "tags": ["alpha", "beta\n", "gamma" * (number % 4)],
            "price": number * 0.25,
            "size": {"width": number % 17, "height": -number, "deep": [[], {}, [number]]},
            "sold": number % 3 == 0,
            "note": None,
        }
        for number in range(count)
    ]


def count_errors(text):
    """Count the places at which a text cut off there is wrong, and sum where that is seen."""
    errors = places = 0
    for end in range(0, len(text), 7):
        try:
            Parser(text[:end]).parse()
        except ParseError as error:
            errors += 1
            places += error.place
    return errors, places


def run(scale=1):
    """Return figures of what is read and written."""
    records = make_records(max(1, round(3800 * scale)))
    text = write(records)
    read = Parser(text).parse()
    assert read == records
    assert write(read) == text
    return len(text), sum(len(record["name"]) for record in read), count_errors(text[:1000])
