"""XML as a stream of events, read by the C library Expat.

>>> parser = Parser(on_start=lambda name, attributes: print("start", name, attributes),
...                 on_text=lambda text: print("text", text),
...                 on_end=lambda name: print("end", name))
>>> parser.feed(b"<note to='Ada'>Hel")
start note {'to': 'Ada'}
text Hel
>>> parser.feed(b"lo</note>")
text lo
end note
>>> parser.close()
"""

import os

cimport expat
from libc.errno cimport errno
from libc.limits cimport INT_MAX
from libc.stdio cimport FILE, fclose, ferror, fopen, fread
from libc.string cimport strlen

# A macro is a constant of the header that this module was compiled with.
COMPILED_WITH = (expat.XML_MAJOR_VERSION, expat.XML_MINOR_VERSION, expat.XML_MICRO_VERSION)


# --- What the library tells of itself -------------------------------------------------------------


def library_version():
    """Return the version of the library that is used now.

    It comes as a struct by value, which Python would see as a dict.

    >>> library_version() >= COMPILED_WITH
    True
    """
    cdef expat.XML_Expat_Version version = expat.XML_ExpatVersionInfo()
    return version.major, version.minor, version.micro


def features():
    """Return what the library was built with, by name.

    It comes as a pointer to the first of an array of structs, which a mark ends.

    >>> features()["sizeof(XML_Char)"]
    1
    """
    cdef const expat.XML_Feature *feature = expat.XML_GetFeatureList()
    result = {}
    while feature.feature != expat.XML_FEATURE_END:
        result[feature.name.decode("ascii")] = feature.value
        feature += 1
    return result


# --- Errors ---------------------------------------------------------------------------------------


class XMLError(ValueError):
    """A document is not well-formed.

    >>> Parser().feed(b"<a></b>")
    Traceback (most recent call last):
    xmlevents.XMLError: line 1, column 5: mismatched tag
    """

    def __init__(self, message, line, column):
        super().__init__(f"line {line}, column {column}: {message}")
        self.line = line
        self.column = column


# `with gil`: code that runs without the GIL may call these two, they take it.


cdef int raise_xml_error(expat.XML_Parser handle) except -1 with gil:
    """Raise what Expat says went wrong."""
    cdef expat.XML_Error code = expat.XML_GetErrorCode(handle)
    if code == expat.XML_ERROR_NO_MEMORY:
        raise MemoryError()
    raise XMLError(
        expat.XML_ErrorString(code).decode("ascii"),
        expat.XML_GetCurrentLineNumber(handle),
        expat.XML_GetCurrentColumnNumber(handle),
    )


cdef int raise_os_error(const char *path) except -1 with gil:
    """Raise what C's library has left in errno."""
    cdef int code = errno
    raise OSError(code, os.strerror(code), os.fsdecode(path))


# --- From C values to Python's --------------------------------------------------------------------


cdef str decode(const expat.XML_Char *text):
    return text[:strlen(text)].decode("utf-8")


cdef dict decode_attributes(const expat.XML_Char **attributes):
    """Names and values take turns in the array, and NULL ends it."""
    result = {}
    while attributes[0] is not NULL:
        result[decode(attributes[0])] = decode(attributes[1])
        attributes += 2
    return result


cdef str describe_model(const expat.XML_Content *model):
    """Write a content model as a DTD does."""
    if model.type == expat.XML_CTYPE_EMPTY:
        return "EMPTY"
    if model.type == expat.XML_CTYPE_ANY:
        return "ANY"
    parts = [describe_model(&model.children[i]) for i in range(model.numchildren)]
    if model.type == expat.XML_CTYPE_NAME:
        text = decode(model.name)
    elif model.type == expat.XML_CTYPE_MIXED:
        text = "(" + "|".join(["#PCDATA"] + parts) + ")"
    else:
        separator = "|" if model.type == expat.XML_CTYPE_CHOICE else ","
        text = "(" + separator.join(parts) + ")"
    if model.quant == expat.XML_CQUANT_OPT:
        return text + "?"
    if model.quant == expat.XML_CQUANT_REP:
        return text + "*"
    if model.quant == expat.XML_CQUANT_PLUS:
        return text + "+"
    return text


# --- A parser that calls Python -------------------------------------------------------------------


cdef class Parser:
    """Call Python functions for what is found in a document that comes in pieces.

    on_start(name, attributes), on_end(name) and on_text(text) hear of the elements,
    on_declaration(name, model) of what a DTD says that an element may contain. What they raise
    comes out of `feed` or `close`, and ends the parsing.

    >>> def refuse(name, attributes):
    ...     raise PermissionError(name)
    >>> Parser(on_start=refuse).feed(b"<secret/>")
    Traceback (most recent call last):
    PermissionError: secret
    """

    cdef expat.XML_Parser handle
    cdef object on_start, on_end, on_text, on_declaration
    cdef object error  # what a handler has raised, until `parse` raises it again
    cdef bint is_at_work

    # Runs exactly once, before anything else can see the object: the place to get what
    # __dealloc__ gives back. C attributes are zero before, Python attributes None.
    def __cinit__(self, *, on_start=None, on_end=None, on_text=None, on_declaration=None):
        self.handle = expat.XML_ParserCreate(NULL)
        if self.handle is NULL:
            raise MemoryError()
        self.on_start = on_start
        self.on_end = on_end
        self.on_text = on_text
        self.on_declaration = on_declaration
        # The handlers get this pointer back. It is a borrowed reference, and may be: the handle
        # lives no longer than the object, and calls back only while a method of it runs.
        expat.XML_SetUserData(self.handle, <void *>self)
        if on_start is not None:
            expat.XML_SetStartElementHandler(self.handle, handle_start)
        if on_end is not None:
            expat.XML_SetEndElementHandler(self.handle, handle_end)
        if on_text is not None:
            expat.XML_SetCharacterDataHandler(self.handle, handle_text)
        if on_declaration is not None:
            expat.XML_SetElementDeclHandler(self.handle, handle_declaration)

    # Also runs if __cinit__ has failed, so the handle may be NULL.
    def __dealloc__(self):
        if self.handle is not NULL:
            expat.XML_ParserFree(self.handle)

    def feed(self, const unsigned char[::1] data not None):
        """Parse the next piece: bytes, a bytearray, an mmap or any other contiguous buffer.

        >>> Parser().feed("<text/>")
        Traceback (most recent call last):
        TypeError: a bytes-like object is required, not 'str'
        """
        cdef Py_ssize_t start = 0
        cdef Py_ssize_t length
        # Expat counts in C ints, a buffer may be longer.
        while start < data.shape[0]:
            length = min(data.shape[0] - start, <Py_ssize_t>INT_MAX)
            self.parse(<const char *>&data[start], <int>length, False)
            start += length

    def close(self):
        """Say that nothing follows.

        >>> parser = Parser()
        >>> parser.feed(b"<open>")
        >>> parser.close()
        Traceback (most recent call last):
        xmlevents.XMLError: line 1, column 6: no element found
        """
        self.parse(NULL, 0, True)

    @property
    def position(self):
        """The line and the column that the parser has reached.

        >>> positions = []
        >>> parser = Parser(on_start=lambda name, attributes: positions.append(parser.position))
        >>> parser.feed(b"<a>\\n  <b/>\\n</a>")
        >>> positions
        [(1, 0), (2, 2)]
        """
        return (
            expat.XML_GetCurrentLineNumber(self.handle),
            expat.XML_GetCurrentColumnNumber(self.handle),
        )

    cdef int parse(self, const char *data, int length, bint is_final) except -1:
        cdef expat.XML_Status status
        # Handlers and, since Expat runs without the GIL, other threads may get here meanwhile.
        if self.is_at_work:
            raise RuntimeError("the parser is at work")
        self.is_at_work = True
        with nogil:
            status = expat.XML_Parse(self.handle, data, length, is_final)
        self.is_at_work = False
        if self.error is not None:
            error, self.error = self.error, None
            raise error
        if status == expat.XML_STATUS_ERROR:
            raise_xml_error(self.handle)
        return 0

    cdef int stop(self, error) except -1:
        """Keep the exception, and have Expat return as soon as it can."""
        self.error = error
        expat.XML_StopParser(self.handle, expat.XML_FALSE)
        return 0


# What C calls: functions of C, which get the parser as the pointer that C knows nothing about. No
# exception may leave them, since there is no Python code above: each catches all, and the parser
# keeps it. Expat may call once more after it was stopped, so they look.


cdef void handle_start(void *context, const expat.XML_Char *name,
                       const expat.XML_Char **attributes) noexcept with gil:
    cdef Parser parser = <Parser>context
    if parser.error is not None:
        return
    try:
        parser.on_start(decode(name), decode_attributes(attributes))
    except BaseException as error:
        parser.stop(error)


cdef void handle_end(void *context, const expat.XML_Char *name) noexcept with gil:
    cdef Parser parser = <Parser>context
    if parser.error is not None:
        return
    try:
        parser.on_end(decode(name))
    except BaseException as error:
        parser.stop(error)


cdef void handle_text(void *context, const expat.XML_Char *text, int length) noexcept with gil:
    cdef Parser parser = <Parser>context
    if parser.error is not None:
        return
    try:
        parser.on_text(text[:length].decode("utf-8"))
    except BaseException as error:
        parser.stop(error)


cdef void handle_declaration(void *context, const expat.XML_Char *name,
                             expat.XML_Content *model) noexcept with gil:
    cdef Parser parser = <Parser>context
    try:
        if parser.error is None:
            parser.on_declaration(decode(name), describe_model(model))
    except BaseException as error:
        parser.stop(error)
    finally:
        # The tree is ours, whatever happens.
        expat.XML_FreeContentModel(parser.handle, model)


# --- Without Python -------------------------------------------------------------------------------

# The context may as well be a struct, and the whole work be done without the GIL.
cdef struct Counts:
    Py_ssize_t elements
    Py_ssize_t characters
    int depth
    int deepest


cdef void count_start(void *context, const expat.XML_Char *name,
                      const expat.XML_Char **attributes) noexcept nogil:
    cdef Counts *counts = <Counts *>context
    counts.elements += 1
    counts.depth += 1
    if counts.depth > counts.deepest:
        counts.deepest = counts.depth


cdef void count_end(void *context, const expat.XML_Char *name) noexcept nogil:
    (<Counts *>context).depth -= 1


cdef void count_text(void *context, const expat.XML_Char *text, int length) noexcept nogil:
    cdef Counts *counts = <Counts *>context
    cdef int i
    for i in range(length):
        # All but the first byte of a character in UTF-8 are 10xxxxxx.
        if (text[i] & 0xC0) != 0x80:
            counts.characters += 1


cdef int parse_file(expat.XML_Parser handle, FILE *file, const char *path) except -1 nogil:
    """Have Expat read the whole file."""
    cdef char[65536] buffer
    cdef size_t length = sizeof(buffer)
    while length == sizeof(buffer):
        length = fread(buffer, 1, sizeof(buffer), file)
        if ferror(file):
            raise_os_error(path)
        if expat.XML_Parse(handle, buffer, <int>length,
                           length < sizeof(buffer)) == expat.XML_STATUS_ERROR:
            raise_xml_error(handle)
    return 0


cdef int count_file(const char *path, Counts *counts) except -1 nogil:
    """Count what is in the file. `finally` works without the GIL too."""
    cdef expat.XML_Parser handle
    cdef FILE *file = fopen(path, "rb")
    if file is NULL:
        raise_os_error(path)
    try:
        handle = expat.XML_ParserCreate(NULL)
        if handle is NULL:
            with gil:
                raise MemoryError()
        try:
            expat.XML_SetUserData(handle, counts)
            expat.XML_SetStartElementHandler(handle, count_start)
            expat.XML_SetEndElementHandler(handle, count_end)
            expat.XML_SetCharacterDataHandler(handle, count_text)
            parse_file(handle, file, path)
        finally:
            expat.XML_ParserFree(handle)
    finally:
        fclose(file)
    return 0


def count(path):
    """Count the elements and characters of a file. Threads can do it at the same time.

    >>> import tempfile
    >>> with tempfile.NamedTemporaryFile() as file:
    ...     _ = file.write("<a><b>caf\\u00e9</b><b/></a>".encode())
    ...     file.flush()
    ...     count(file.name)
    {'elements': 3, 'characters': 4, 'deepest': 2}
    >>> count("missing.xml")
    Traceback (most recent call last):
    FileNotFoundError: [Errno 2] No such file or directory: 'missing.xml'
    """
    cdef Counts counts = Counts(0, 0, 0, 0)
    cdef bytes name = os.fsencode(path)
    cdef const char *c_name = name
    with nogil:
        count_file(c_name, &counts)
    return {
        "elements": counts.elements,
        "characters": counts.characters,
        "deepest": counts.deepest,
    }
