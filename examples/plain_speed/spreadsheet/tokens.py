"""Takes the text of a formula apart.

>>> [token.text for token in tokenize("sum(A1:A9) * 1.5")]
['SUM', '(', 'A1', ':', 'A9', ')', '*', '1.5', '']
"""

from collections import namedtuple

NUMBER, TEXT, NAME, CELL, SIGN, END = "number", "text", "name", "cell", "sign", "end"

Token = namedtuple("Token", "kind text position")

TWO_SIGNS = {"<=", ">=", "<>"}
SIGNS = set("+-*/^&(),:=<>")


class FormulaError(ValueError):
    """A formula cannot be read, or has no value."""


def tokenize(text):
    """Yield the tokens of a formula, and one for its end.

    >>> list(tokenize("1 # 2"))
    Traceback (most recent call last):
    spreadsheet.tokens.FormulaError: '#' at 2 is no part of a formula
    """
    position = 0
    length = len(text)
    while position < length:
        char = text[position]
        start = position
        if char.isspace():
            position += 1
        elif char.isdigit() or char == ".":
            position = end_of_number(text, start)
            yield Token(NUMBER, text[start:position], start)
        elif char.isalpha():
            while position < length and text[position].isalnum():
                position += 1
            word = text[start:position].upper()
            yield Token(CELL if is_cell(word) else NAME, word, start)
        elif char == '"':
            position = text.find('"', start + 1) + 1
            if position == 0:
                raise FormulaError(f"the text at {start} does not end")
            yield Token(TEXT, text[start + 1 : position - 1], start)
        elif text[start : start + 2] in TWO_SIGNS:
            position += 2
            yield Token(SIGN, text[start:position], start)
        elif char in SIGNS:
            position += 1
            yield Token(SIGN, char, start)
        else:
            raise FormulaError(f"{char!r} at {start} is no part of a formula")
    yield Token(END, "", length)


def end_of_number(text, start):
    """Return where the number that starts there ends."""
    position = start
    seen_point = False
    while position < len(text):
        char = text[position]
        if char == "." and not seen_point:
            seen_point = True
        elif not char.isdigit():
            break
        position += 1
    return position


def is_cell(word):
    """Say whether a word is a column and a row, as AB12 is.

    >>> [is_cell(word) for word in ("A1", "AB12", "ROUND", "A", "12", "A1B")]
    [True, True, False, False, False, False]
    """
    letters = word.rstrip("0123456789")
    return letters.isalpha() and len(letters) < len(word)
