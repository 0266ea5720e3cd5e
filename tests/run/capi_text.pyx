"""Python's C API for bytes, byte arrays and texts."""

from cpython.bytearray cimport (
    PyByteArray_AS_STRING, PyByteArray_Check, PyByteArray_Concat, PyByteArray_FromObject,
    PyByteArray_FromStringAndSize, PyByteArray_GET_SIZE, PyByteArray_Resize,
)
from cpython.bytes cimport (
    PyBytes_AS_STRING, PyBytes_AsString, PyBytes_AsStringAndSize, PyBytes_Check, PyBytes_Concat, PyBytes_FromFormat,
    PyBytes_FromObject, PyBytes_FromStringAndSize, PyBytes_GET_SIZE,
)
from cpython.codecs cimport (
    PyCodec_Decode, PyCodec_Encode, PyCodec_KnownEncoding, PyCodec_LookupError, PyCodec_StrictErrors,
)
from cpython.conversion cimport (
    PyOS_double_to_string, PyOS_snprintf, PyOS_stricmp, PyOS_string_to_double, Py_DTSF_ADD_DOT_0,
)
from cpython.mem cimport PyMem_Free
from cpython.object cimport PyObject
from cpython.ref cimport Py_INCREF, Py_XDECREF
from cpython.unicode cimport (
    PyUnicode_1BYTE_DATA, PyUnicode_1BYTE_KIND, PyUnicode_4BYTE_KIND, PyUnicode_AsEncodedString, PyUnicode_AsLatin1String,
    PyUnicode_AsUCS4Copy, PyUnicode_AsUTF8, PyUnicode_AsUTF8AndSize, PyUnicode_AsWideCharString, PyUnicode_Compare,
    PyUnicode_CompareWithASCIIString, PyUnicode_Contains, PyUnicode_CopyCharacters, PyUnicode_Count, PyUnicode_DATA,
    PyUnicode_Decode, PyUnicode_DecodeUTF8, PyUnicode_DecodeUTF8Stateful, PyUnicode_Find, PyUnicode_FindChar,
    PyUnicode_FromFormat, PyUnicode_FromKindAndData, PyUnicode_FromOrdinal, PyUnicode_FromWideChar,
    PyUnicode_GET_LENGTH, PyUnicode_InternFromString, PyUnicode_IsIdentifier, PyUnicode_Join, PyUnicode_KIND,
    PyUnicode_New, PyUnicode_READ, PyUnicode_READ_CHAR, PyUnicode_ReadChar, PyUnicode_Replace, PyUnicode_RichCompare,
    PyUnicode_Split, PyUnicode_Splitlines, PyUnicode_Substring, PyUnicode_Tailmatch, PyUnicode_WRITE,
    PyUnicode_WriteChar, Py_UNICODE_ISALPHA, Py_UNICODE_TODECIMAL, Py_UNICODE_TONUMERIC, Py_UNICODE_TOUPPER,
)
from cpython.object cimport Py_LT
from libc.stddef cimport wchar_t

import sys


# --- Bytes ---------------------------------------------------------------------------------------------------------

def byte_strings(bytes text):
    """
    >>> byte_strings(b"a\\0b")
    (3, b'a', 3, b'a\\x00b', b'7 is x')
    """
    cdef char *content
    cdef Py_ssize_t size
    PyBytes_AsStringAndSize(text, &content, &size)
    return (PyBytes_GET_SIZE(text), <bytes>PyBytes_AS_STRING(text), size, PyBytes_FromStringAndSize(content, size),
            PyBytes_FromFormat(b"%d is %s", <int>7, <char *>b"x"))


def no_bytes(o):
    """
    >>> no_bytes("text")
    Traceback (most recent call last):
    TypeError: expected bytes, str found
    """
    return <bytes>PyBytes_AsString(o)


def made_bytes(o):
    """
    >>> made_bytes([1, 2])
    b'\\x01\\x02'
    >>> made_bytes(3)
    Traceback (most recent call last):
    TypeError: cannot convert 'int' object to bytes
    """
    result = PyBytes_FromObject(o)
    assert PyBytes_Check(result)
    return result


def joined(bytes left, right):
    """The variable is set, and what it was is given back.

    >>> joined(b"ab", b"cd")
    b'abcd'
    >>> joined(b"ab", 3)
    Traceback (most recent call last):
    TypeError: can't concat int to bytes
    >>> text = b"left" + b"over"
    >>> before = sys.getrefcount(text)
    >>> joined(text, b"!")
    b'leftover!'
    >>> sys.getrefcount(text) - before
    0
    """
    cdef PyObject *result = <PyObject *>left
    Py_INCREF(left)
    PyBytes_Concat(&result, right)
    value = <object>result
    Py_XDECREF(result)
    return value


def byte_arrays():
    """
    >>> byte_arrays()
    (bytearray(b'ab\\x00d'), bytearray(b'xx!'), bytearray(b'\\x05'), 4, True)
    """
    made = PyByteArray_FromStringAndSize(b"ab", 2)
    PyByteArray_Resize(made, 4)
    content = PyByteArray_AS_STRING(made)
    content[2] = 0
    content[3] = 100
    return (made, PyByteArray_Concat(b"xx", b"!"), PyByteArray_FromObject([5]), PyByteArray_GET_SIZE(made),
            PyByteArray_Check(made))


def resized_in_use(bytearray o):
    """
    >>> resized_in_use(bytearray(3))
    Traceback (most recent call last):
    BufferError: Existing exports of data: object cannot be re-sized
    """
    view = memoryview(o)
    PyByteArray_Resize(o, 100)


# --- Texts ---------------------------------------------------------------------------------------------------------

def written(int size):
    """
    >>> written(3)
    ('xyz', 3, True)
    """
    text = PyUnicode_New(size, 127)
    cdef int kind = PyUnicode_KIND(text)
    cdef void *data = PyUnicode_DATA(text)
    for i in range(size):
        PyUnicode_WRITE(kind, data, i, 120 + i)
    return text, PyUnicode_GET_LENGTH(text), kind == PyUnicode_1BYTE_KIND


def read(str text, Py_ssize_t index):
    """
    >>> read("ab\\U0001f600", 2)
    (128512, 128512, 128512, True)
    >>> read("ab", 0)
    (97, 97, 97, False)
    >>> read("ab", 2)
    Traceback (most recent call last):
    IndexError: string index out of range
    """
    first = PyUnicode_ReadChar(text, index)
    kind = PyUnicode_KIND(text)
    return (<long>first, <long>PyUnicode_READ_CHAR(text, index),
            <long>PyUnicode_READ(kind, PyUnicode_DATA(text), index), kind == PyUnicode_4BYTE_KIND)


def utf8(text):
    """
    >>> utf8("aé")
    (b'a\\xc3\\xa9', 3, b'a\\xc3\\xa9')
    >>> utf8("\\ud800")
    Traceback (most recent call last):
    UnicodeEncodeError: 'utf-8' codec can't encode character '\\ud800' in position 0: surrogates not allowed
    >>> utf8(b"bytes")
    Traceback (most recent call last):
    TypeError: bad argument type for built-in operation
    """
    cdef Py_ssize_t size
    content = PyUnicode_AsUTF8AndSize(text, &size)
    return <bytes>content[:size], size, <bytes>PyUnicode_AsUTF8(text)


def decoded(bytes text):
    """
    >>> decoded(b"a\\xc3\\xa9")
    ('aé', 'aÃ©', ('a', 1))
    >>> decoded(b"\\xff")
    Traceback (most recent call last):
    UnicodeDecodeError: 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte
    """
    cdef Py_ssize_t used = 0
    first = PyUnicode_DecodeUTF8(text, len(text), NULL)
    part = PyUnicode_DecodeUTF8Stateful(text, len(text) - 1, NULL, &used)
    return first, PyUnicode_Decode(text, len(text), b"latin-1", b"strict"), (part, used)


def encoded(str text):
    """
    >>> encoded("é")
    (b'\\xe9', b'\\xc3\\xa9')
    >>> encoded("\\u20ac")
    Traceback (most recent call last):
    UnicodeEncodeError: 'latin-1' codec can't encode character '\\u20ac' in position 0: ordinal not in range(256)
    """
    return PyUnicode_AsLatin1String(text), PyUnicode_AsEncodedString(text, b"utf-8", NULL)


def searched(str text, str part):
    """
    >>> searched("ababa", "ba")
    (1, 3, 2, 0, 0, 1, 1)
    >>> searched("x", "y")
    (-1, -1, 0, 0, 0, -1, 0)
    """
    cdef Py_ssize_t size = len(text)
    return (PyUnicode_Find(text, part, 0, size, 1), PyUnicode_Find(text, part, 0, size, -1),
            PyUnicode_Count(text, part, 0, size), PyUnicode_Tailmatch(text, part, 0, size, -1),
            PyUnicode_CompareWithASCIIString(text, PyUnicode_AsUTF8(text)), PyUnicode_FindChar(text, 98, 0, size, 1),
            PyUnicode_Contains(text, part))


def not_searched(o):
    """
    >>> not_searched(3)
    Traceback (most recent call last):
    TypeError: 'in <string>' requires string as left operand, not int
    """
    return PyUnicode_Contains("x", o)


def methods():
    """
    >>> methods()
    (['a', 'b', 'c'], ['x', 'y'], 'a-b', 'xyx', 'bc', -1, True, True)
    """
    return (PyUnicode_Split("a b c", " ", -1), PyUnicode_Splitlines("x\ny\n", False), PyUnicode_Join("-", "ab"),
            PyUnicode_Replace("aya", "a", "x", -1), PyUnicode_Substring("abc", 1, 9), PyUnicode_Compare("a", "b"),
            PyUnicode_RichCompare("a", "b", Py_LT), PyUnicode_IsIdentifier("name"))


def made_texts():
    """
    >>> made_texts()
    ('5 of x', '\\u20ac', 'ab', True, 'AXC')
    """
    cdef Py_UCS4 content[2]
    content[0], content[1] = 97, 98
    copy = PyUnicode_New(3, 127)
    PyUnicode_CopyCharacters(copy, 0, "ABC", 0, 3)
    PyUnicode_WriteChar(copy, 1, 88)
    return (PyUnicode_FromFormat(b"%d of %s", <int>5, <char *>b"x"), PyUnicode_FromOrdinal(0x20ac),
            PyUnicode_FromKindAndData(PyUnicode_4BYTE_KIND, content, 2),
            PyUnicode_InternFromString(b"interned") is sys.intern("interned"), copy)


def wide(str text):
    """
    >>> wide("ab\\u20ac")
    (3, 'ab\\u20ac', 8364)
    """
    cdef Py_ssize_t size
    cdef wchar_t *content = PyUnicode_AsWideCharString(text, &size)
    cdef Py_UCS4 *characters = PyUnicode_AsUCS4Copy(text)
    try:
        return size, PyUnicode_FromWideChar(content, size), <long>characters[2]
    finally:
        PyMem_Free(content)
        PyMem_Free(characters)


def characters():
    """
    >>> characters()
    (True, 65, 7, -1, 0.5)
    """
    return (Py_UNICODE_ISALPHA(97), <long>Py_UNICODE_TOUPPER(97), Py_UNICODE_TODECIMAL(55), Py_UNICODE_TODECIMAL(97),
            Py_UNICODE_TONUMERIC(0xbd))


# --- Codecs and numbers as text ------------------------------------------------------------------------------------

def codecs(o):
    """
    >>> codecs("aé")
    (b'a\\xe9', 'aé', 1, 0, True)
    >>> try:
    ...     codecs(3)
    ... except TypeError as error:
    ...     "utf_8_encode() argument 1 must be str, not int" in str(error)
    True
    """
    PyCodec_Encode(o, b"utf-8", NULL)
    text = PyCodec_Encode(o, b"latin-1", NULL)
    return (text, PyCodec_Decode(text, b"latin-1", NULL), PyCodec_KnownEncoding(b"utf-8"),
            PyCodec_KnownEncoding(b"none"), callable(PyCodec_LookupError(b"strict")))


def strict(o):
    """
    >>> strict(ValueError("given"))
    Traceback (most recent call last):
    ValueError: given
    """
    return PyCodec_StrictErrors(o)


def no_handler():
    """
    >>> no_handler()
    Traceback (most recent call last):
    LookupError: unknown error handler name 'none'
    """
    return PyCodec_LookupError(b"none")


def numbers(bytes text):
    """
    >>> numbers(b"1.5")
    (1.5, '1.0', 0, b'7')
    >>> numbers(b"1.5x")
    Traceback (most recent call last):
    ValueError: could not convert string to float: '1.5x'
    """
    cdef char buffer[8]
    PyOS_snprintf(buffer, 8, b"%d", <int>7)
    number = PyOS_string_to_double(text, NULL, NULL)
    cdef char *result = PyOS_double_to_string(1.0, 114, 0, Py_DTSF_ADD_DOT_0, NULL)
    shown = result.decode()
    PyMem_Free(result)
    return number, shown, PyOS_stricmp(b"ONE", b"one"), <bytes>buffer
