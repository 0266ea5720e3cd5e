"""Turns text with marks into HTML: headings, lists, quotes, code, emphasis and links.

Exercises lines and characters of strings, a tree of nodes of several classes, and visitors that
choose a method by its name.
"""


class Node:
    """A part of the document."""

    def __init__(self, *children):
        self.children = list(children)

    def accept(self, visitor):
        return getattr(visitor, "visit_" + type(self).__name__.lower())(self)


class Document(Node):
    """The whole."""


class Paragraph(Node):
    """Lines that belong together."""


class Quote(Node):
    """Lines behind >."""


class Item(Node):
    """An item of a list."""


class Emphasis(Node):
    """Between single stars."""


class Strong(Node):
    """Between double stars."""


class Listing(Node):
    """Items, with numbers or without."""

    def __init__(self, is_ordered):
        super().__init__()
        self.is_ordered = is_ordered


class Heading(Node):
    """A title of some level."""

    def __init__(self, level, *children):
        super().__init__(*children)
        self.level = level


class Text(Node):
    """Plain text."""

    def __init__(self, text):
        super().__init__()
        self.text = text


class Code(Text):
    """Between backquotes."""


class Block(Text):
    """Lines of code."""


class Link(Node):
    """A text that leads somewhere."""

    def __init__(self, target, *children):
        super().__init__(*children)
        self.target = target


class InlineParser:
    """Reads what stands in a line."""

    def __init__(self, text):
        self.text = text
        self.place = 0

    def parse(self, until=""):
        """Return the nodes up to a mark, or the end."""
        nodes, plain = [], []
        text, end = self.text, len(self.text)
        while self.place < end:
            character = text[self.place]
            if until and text.startswith(until, self.place):
                break
            if character == "\\" and self.place + 1 < end:
                plain.append(text[self.place + 1])
                self.place += 2
                continue
            node = self.parse_marked(character)
            if node is None:
                plain.append(character)
                self.place += 1
                continue
            if plain:
                nodes.append(Text("".join(plain)))
                plain = []
            nodes.append(node)
        if plain:
            nodes.append(Text("".join(plain)))
        return nodes

    def parse_marked(self, character):
        """Return the node that begins with a mark here, or None."""
        if character == "*":
            if self.text.startswith("**", self.place):
                return self.parse_span("**", Strong)
            return self.parse_span("*", Emphasis)
        if character == "`":
            end = self.text.find("`", self.place + 1)
            if end > 0:
                code = Code(self.text[self.place + 1 : end])
                self.place = end + 1
                return code
        if character == "[":
            return self.parse_link()
        return None

    def parse_span(self, mark, kind):
        if self.text.find(mark, self.place + len(mark)) < 0:
            return None
        self.place += len(mark)
        children = self.parse(mark)
        self.place += len(mark)
        return kind(*children)

    def parse_link(self):
        middle = self.text.find("](", self.place)
        end = self.text.find(")", middle)
        if middle < 0 or end < 0:
            return None
        children = InlineParser(self.text[self.place + 1 : middle]).parse()
        target = self.text[middle + 2 : end]
        self.place = end + 1
        return Link(target, *children)


class BlockParser:
    """Reads lines."""

    def __init__(self, lines):
        self.lines = lines
        self.number = 0

    def parse(self):
        document = Document()
        while self.number < len(self.lines):
            line = self.lines[self.number]
            if not line.strip():
                self.number += 1
            else:
                document.children.append(self.parse_block(line))
        return document

    def parse_block(self, line):
        if line[0] == "#":
            level = 0
            while level < len(line) and line[level] == "#":
                level += 1
            self.number += 1
            return Heading(level, *InlineParser(line[level:].strip()).parse())
        if line.startswith("```"):
            return self.parse_code()
        if line[0] == ">":
            inner = self.take(lambda text: text.startswith(">"))
            return Quote(*BlockParser([text[1:].lstrip() for text in inner]).parse().children)
        if self.item_start(line):
            return self.parse_list(line)
        taken = self.take(lambda text: text.strip() and text[0] not in "#>" and text[:3] != "```")
        return Paragraph(*InlineParser(" ".join(taken)).parse())

    def take(self, belongs):
        start = self.number
        while self.number < len(self.lines) and belongs(self.lines[self.number]):
            self.number += 1
        return self.lines[start : self.number]

    def parse_code(self):
        self.number += 1
        lines = self.take(lambda text: not text.startswith("```"))
        self.number += 1
        return Block("\n".join(lines))

    def item_start(self, line):
        """Return where the text of an item begins, or 0."""
        if line[0] in "-*" and line[1:2] == " ":
            return 2
        place = 0
        while place < len(line) and line[place].isdigit():
            place += 1
        return place + 2 if place and line[place : place + 2] == ". " else 0

    def parse_list(self, line):
        listing = Listing(line[0].isdigit())
        while self.number < len(self.lines):
            line = self.lines[self.number]
            start = self.item_start(line) if line else 0
            if not start:
                break
            listing.children.append(Item(*InlineParser(line[start:]).parse()))
            self.number += 1
        return listing


class HtmlWriter:
    """Visits nodes and collects what they are in HTML."""

    def __init__(self):
        self.parts = []

    def write(self, node):
        node.accept(self)
        return "".join(self.parts)

    def wrap(self, tag, node, end="", attributes=""):
        self.parts.append(f"<{tag}{attributes}>")
        for child in node.children:
            child.accept(self)
        self.parts.append(f"</{tag}>{end}")

    def escape(self, text):
        for character in text:
            if character == "<":
                self.parts.append("&lt;")
            elif character == "&":
                self.parts.append("&amp;")
            else:
                self.parts.append(character)

    def visit_document(self, node):
        for child in node.children:
            child.accept(self)

    def visit_paragraph(self, node):
        self.wrap("p", node, "\n")

    def visit_quote(self, node):
        self.wrap("blockquote", node, "\n")

    def visit_item(self, node):
        self.wrap("li", node, "\n")

    def visit_emphasis(self, node):
        self.wrap("em", node)

    def visit_strong(self, node):
        self.wrap("strong", node)

    def visit_listing(self, node):
        self.wrap("ol" if node.is_ordered else "ul", node, "\n")

    def visit_heading(self, node):
        self.wrap(f"h{node.level}", node, "\n")

    def visit_link(self, node):
        self.wrap("a", node, attributes=f' href="{node.target}"')

    def visit_text(self, node):
        self.escape(node.text)

    def visit_code(self, node):
        self.parts.append("<code>")
        self.escape(node.text)
        self.parts.append("</code>")

    def visit_block(self, node):
        self.parts.append("<pre>")
        self.escape(node.text)
        self.parts.append("</pre>\n")


SAMPLE = """# Title {n} with *emphasis*

Some text with **strong words**, `code < here`, a [link *to* a page](http://example.org/{n})
and a line that goes on with 3 \\* 4 = 12 & more.

- first item of {n}
- second *item* with `x`
- third **item**

1. one
2. two [here](there)

> quoted text with *marks*
> ## and a heading
> - and an item

```
def function(x):
    return x < {n}
```

## Second level

A short paragraph.
"""


def run(scale=1):
    """Return the length and a checksum of the HTML."""
    count = max(1, round(1500 * scale))
    text = "\n".join(SAMPLE.replace("{n}", str(number)) for number in range(count))
    html = HtmlWriter().write(BlockParser(text.split("\n")).parse())
    checksum = 0
    for character in html:
        checksum = (checksum * 31 + ord(character)) % 1000003
    return len(html), checksum
