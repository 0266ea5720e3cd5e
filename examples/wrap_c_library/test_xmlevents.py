"""What the wrapper promises, and its doctests."""

import doctest
import gc
import mmap
import threading
import traceback
import weakref

import pytest
import xmlevents
from xmlevents import Parser, XMLError

DOCUMENT = "<?xml version='1.0'?><a x='1' y='&lt;'>caf\u00e9<b/>\u20ac</a>".encode()
EVENTS = [
    ("start", "a", {"x": "1", "y": "<"}),
    ("text", "caf\u00e9"),
    ("start", "b", {}),
    ("end", "b"),
    ("text", "\u20ac"),
    ("end", "a"),
]


class Recorder:
    """Keeps the events; what is between two tags may come in several pieces."""

    def __init__(self):
        self.events = []
        self.parser = Parser(on_start=self.start, on_end=self.end, on_text=self.text)

    def start(self, name, attributes):
        self.events.append(("start", name, attributes))

    def end(self, name):
        self.events.append(("end", name))

    def text(self, text):
        if self.events[-1][0] == "text":
            text = self.events.pop()[1] + text
        self.events.append(("text", text))


def test_doctests():
    result = doctest.testmod(xmlevents)
    assert result.attempted > 0 and result.failed == 0


@pytest.mark.parametrize("size", [1, 2, 7, 1000])
def test_a_document_may_come_in_pieces(size):
    recorder = Recorder()
    for start in range(0, len(DOCUMENT), size):
        recorder.parser.feed(DOCUMENT[start : start + size])
    recorder.parser.close()
    assert recorder.events == EVENTS


def test_every_buffer_will_do():
    memory = mmap.mmap(-1, len(DOCUMENT))
    memory.write(DOCUMENT)
    for buffer in (bytearray(DOCUMENT), memoryview(DOCUMENT), memory):
        recorder = Recorder()
        recorder.parser.feed(buffer)
        assert recorder.events == EVENTS
    Parser().feed(b"")


@pytest.mark.parametrize("bad", ["<a/>", None, 3, memoryview(b"<a/>  ")[::2]])
def test_others_will_not(bad):
    with pytest.raises((TypeError, ValueError, BufferError)):
        Parser().feed(bad)


def test_content_models():
    models = {}
    parser = Parser(on_declaration=models.__setitem__)
    parser.feed(b"<!DOCTYPE r [<!ELEMENT r (head?, (p | list)+, foot*)> <!ELEMENT head EMPTY>")
    parser.feed(b"<!ELEMENT p (#PCDATA | b)*> <!ELEMENT b (#PCDATA)> <!ELEMENT list ANY>]><r/>")
    assert models == {
        "r": "(head?,(p|list)+,foot*)",
        "head": "EMPTY",
        "p": "(#PCDATA|b)*",
        "b": "(#PCDATA)",
        "list": "ANY",
    }


@pytest.mark.parametrize("kind", ["on_start", "on_end", "on_text", "on_declaration"])
@pytest.mark.parametrize("error", [KeyError("key"), KeyboardInterrupt(), SystemExit(3)])
def test_exceptions_come_out_of_handlers(kind, error):
    def fail(*arguments):
        raise error

    parser = Parser(**{kind: fail})
    with pytest.raises(type(error)) as caught:
        parser.feed(b"<!DOCTYPE a [<!ELEMENT a ANY>]><a>text</a>")
    assert caught.value is error
    assert "fail" in [entry.name for entry in traceback.extract_tb(error.__traceback__)]
    with pytest.raises(XMLError):
        parser.feed(b"<more/>")


def test_a_handler_cannot_use_the_parser_that_calls_it():
    parser = Parser(on_start=lambda name, attributes: parser.feed(b"<b/>"))
    with pytest.raises(RuntimeError, match="at work"):
        parser.feed(b"<a/>")


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        (b"<a>\n  </b>", 2, 4, "mismatched tag"),
        (b"<a>&none;</a>", 1, 3, "undefined entity"),
        (b"<a>\xff", 1, 3, "not well-formed (invalid token)"),
    ],
)
def test_errors_say_where(text, line, column, message):
    with pytest.raises(XMLError) as caught:
        Parser().feed(text)
    assert (caught.value.line, caught.value.column) == (line, column)
    assert str(caught.value) == f"line {line}, column {column}: {message}"


def test_a_parser_in_a_cycle_is_collected():
    """The handlers are methods of an object that has the parser."""
    recorder = Recorder()
    recorder.parser.feed(DOCUMENT)
    watch = weakref.ref(recorder)
    del recorder
    gc.collect()
    assert watch() is None


def test_counting(tmp_path):
    path = tmp_path / "caf\u00e9.xml"
    path.write_bytes(DOCUMENT)
    assert xmlevents.count(path) == {"elements": 2, "characters": 5, "deepest": 2}
    path.write_bytes(b"<a>" + b"<b>x</b>" * 100_000 + b"</a>")
    assert xmlevents.count(path) == {"elements": 100_001, "characters": 100_000, "deepest": 2}
    path.write_bytes(b"<a>" + b" " * 65533 + b"<b></a>")
    with pytest.raises(XMLError, match="mismatched tag"):
        xmlevents.count(path)
    with pytest.raises(IsADirectoryError):
        xmlevents.count(tmp_path)


def test_threads_count_at_the_same_time(tmp_path):
    results = {}

    def count(number):
        path = tmp_path / f"{number}.xml"
        path.write_bytes(b"<a>" + b"<b/>" * 1000 * number + b"</a>")
        results[number] = xmlevents.count(path)["elements"]

    threads = [threading.Thread(target=count, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == {number: 1000 * number + 1 for number in range(8)}
