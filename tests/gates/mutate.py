"""Small seeded damage to Python sources, of the kinds that people's fingers do.

for kind, text in mutations(source, random.Random(1), count=5): ...
"""

import bisect
import io
import keyword
import tokenize

SKIPPED = {tokenize.ENCODING, tokenize.ENDMARKER, tokenize.INDENT, tokenize.DEDENT, tokenize.NL}
SKIPPED |= {tokenize.COMMENT}
STRING_KINDS = {
    value
    for name, value in vars(tokenize).items()
    if name == "STRING" or name in ("FSTRING_START", "FSTRING_END")
}

WORDS = [*keyword.kwlist, "match", "case", "type", "_", "print", "...", "1", "'x'", "f'{x}'", "b''"]
WORDS += [*"+-*/%@&|^~<>()[]{},:.;=!`$?\\", "**", "//", ":=", "->", "+=", "==", "!=", "<>", "\n"]


class Source:
    """A source with its tokens; places are offsets in the text."""

    def __init__(self, text):
        self.text = text
        self.lines = text.splitlines(keepends=True)
        self.starts = [0]
        for line in io.StringIO(text):
            self.starts.append(self.starts[-1] + len(line))
        found = list(tokenize.generate_tokens(io.StringIO(text).readline))
        self.tokens = [
            (self.offset(token.start), self.offset(token.end), token.type)
            for token in found
            if token.type not in SKIPPED
        ]
        self.blocks = list(self.find_blocks(found))

    def offset(self, place):
        """The offset of a (line, column)."""
        return (
            self.starts[place[0] - 1] + place[1] if place[0] <= len(self.starts) else len(self.text)
        )

    def find_blocks(self, tokens):
        """Yields the (first, last) offsets of the lines of indented blocks."""
        opened = []
        for token in tokens:
            if token.type == tokenize.INDENT:
                opened.append(self.offset((token.start[0], 0)))
            elif token.type == tokenize.DEDENT:
                yield opened.pop(), self.offset((token.start[0], 0))


def delete_token(source, rng):
    """Deletes a token."""
    start, end, _ = rng.choice(source.tokens)
    return source.text[:start] + source.text[end:]


def double_token(source, rng):
    """Writes a token twice."""
    start, end, _ = rng.choice(source.tokens)
    token = source.text[start:end]
    return source.text[:end] + " " * token.isidentifier() + token + source.text[end:]


def swap_tokens(source, rng):
    """Exchanges two neighbours."""
    i = rng.randrange(len(source.tokens) - 1)
    (start, end, _), (next_start, next_end, _) = source.tokens[i : i + 2]
    text = source.text
    return (
        text[:start]
        + text[next_start:next_end]
        + text[end:next_start]
        + text[start:end]
        + text[next_end:]
    )


def shift_line(source, rng):
    """Moves a logical line to the left or right."""
    start, _, _ = rng.choice(source.tokens)
    line = bisect.bisect_right(source.starts, start) - 1
    place = source.starts[line]
    rest = source.text[place:]
    width = rng.choice([-4, -2, -1, 1, 2, 4])
    blanks = len(rest) - len(rest.lstrip(" "))
    return source.text[:place] + (" " * width + rest if width > 0 else rest[min(-width, blanks) :])


def empty_block(source, rng):
    """Takes the lines of a block away."""
    start, end = rng.choice(source.blocks)
    return source.text[:start] + source.text[end:]


def cut_string(source, rng):
    """Takes away the end of a string, or a part of it up to its end."""
    start, end, _ = rng.choice([token for token in source.tokens if token[2] in STRING_KINDS])
    cut = end - 1 if rng.random() < 0.5 else rng.randrange(start, end)
    return source.text[:cut] + source.text[end:]


def random_token(source, rng):
    """A token of the source or of the language."""
    if rng.random() < 0.5:
        return rng.choice(WORDS)
    start, end, _ = rng.choice(source.tokens)
    return source.text[start:end]


def insert_token(source, rng):
    """Writes any token before another one."""
    start, _, _ = rng.choice(source.tokens)
    return f"{source.text[:start]}{random_token(source, rng)} {source.text[start:]}"


def replace_token(source, rng):
    """Writes any token in place of another one."""
    start, end, _ = rng.choice(source.tokens)
    return f"{source.text[:start]} {random_token(source, rng)} {source.text[end:]}"


WILD_KINDS = (insert_token, replace_token)
KINDS = (delete_token, double_token, swap_tokens, shift_line, empty_block, cut_string)


def mutations(text, rng, count, kinds=KINDS):
    """Yields (kind, text) pairs that differ from the text; none for a source without tokens."""
    try:
        source = Source(text)
    except (tokenize.TokenError, SyntaxError):
        return
    for _ in range(count):
        kind = rng.choice(kinds)
        try:
            changed = kind(source, rng)
        except (IndexError, ValueError):  # too short, or without blocks or strings
            continue
        if changed != text:
            yield kind.__name__, changed
