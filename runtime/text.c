// Texts: how they compare, and those that are made of parts, of digits and of other texts.
//
// An f-string is written into one text whose size is known when all of its parts are: a field that
// holds an exact int stays that until then. Nothing that Python code could see happens when such a
// part becomes a text, so it does not matter when.
#include "runtime/internal.h"

enum { DIGITS_OF_INT64 = 19 };

// --- Numbers -------------------------------------------------------------------------------------
static inline uint64_t magnitude_of(int64_t value) {
    return value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
}

// How many characters write_int writes.
static int count_characters(int64_t value) {
    uint64_t magnitude = magnitude_of(value), limit = 10;
    int count = value < 0 ? 2 : 1;
    for (int digits = 1; digits < DIGITS_OF_INT64 && magnitude >= limit; digits++) {
        limit *= 10;
        count++;
    }
    return count;
}

static void write_int(char *start, int count, int64_t value) {
    uint64_t magnitude = magnitude_of(value);
    char *place = start + count;
    do {
        *--place = (char)('0' + magnitude % 10);
        magnitude /= 10;
    } while (magnitude != 0);
    if (value < 0) {
        *start = '-';
    }
}

int zi_write_decimal(char *start, int64_t value) {
    int count = count_characters(value);
    write_int(start, count, value);
    return count;
}

int zi_write_hexadecimal(char *start, int64_t value, bool is_upper) {
    const char *digits = is_upper ? "0123456789ABCDEF" : "0123456789abcdef";
    uint64_t magnitude = magnitude_of(value);
    int count = value < 0 ? 1 : 0;
    *start = '-';
    for (int bits = 64 - __builtin_clzll(magnitude | 1); bits > 0; bits -= 4) {
        int shift = (bits - 1) / 4 * 4;
        start[count++] = digits[magnitude >> shift & 15];
    }
    return count;
}

PyObject *zi_ascii_text(const char *characters, Py_ssize_t length) {
    PyObject *text = PyUnicode_New(length, ZI_LARGEST_ASCII);
    if (text && length > 0) {
        memcpy(zi_characters(text), characters, (size_t)length);
    }
    return text;
}

PyObject *zi_int_text(int64_t value) {
    int count = count_characters(value);
    PyObject *text = PyUnicode_New(count, ZI_LARGEST_ASCII);
    if (text) {
        write_int(zi_characters(text), count, value);
    }
    return text;
}

PyObject *zi_float_text(double value) {
    char *digits = PyOS_double_to_string(value, 'r', 0, Py_DTSF_ADD_DOT_0, NULL);
    PyObject *text = digits ? zi_ascii_text(digits, (Py_ssize_t)strlen(digits)) : NULL;
    PyMem_Free(digits);
    return text;
}

// --- Comparison ----------------------------------------------------------------------------------
int zi_compare_texts(PyObject *one, PyObject *other) {
    if (PyUnicode_KIND(one) != PyUnicode_1BYTE_KIND ||
        PyUnicode_KIND(other) != PyUnicode_1BYTE_KIND) {
        return PyUnicode_Compare(one, other);
    }
    Py_ssize_t length = PyUnicode_GET_LENGTH(one), others = PyUnicode_GET_LENGTH(other);
    size_t common = (size_t)(length < others ? length : others);
    const Py_UCS1 *bytes = zi_characters(one), *other_bytes = zi_characters(other);
    int outcome = common == 0 ? 0 : *bytes - *other_bytes;
    outcome = outcome == 0 && common > 1 ? memcmp(bytes, other_bytes, common) : outcome;
    return outcome != 0 ? outcome : (length > others) - (length < others);
}

static ZI_SLOW int compare_slowly(PyObject *object, PyObject *text, int is_equal) {
    if (zi_is_plain_text(object)) {
        return zi_are_equal_texts(object, text) == (is_equal != 0);
    }
    return is_equal ? zi_compare_truth_equal(object, text)
                    : zi_compare_truth_not_equal(object, text);
}

// Most texts are told apart by their length or first byte, of which an empty one has a 0.
ZI_INLINE int zi_compare_with_text(PyObject *object, PyObject *text, int is_equal) {
    if (object == text) {
        return is_equal;
    }
    if (ZI_LIKELY(zi_is_plain_text(object)) &&
        (PyUnicode_GET_LENGTH(object) != PyUnicode_GET_LENGTH(text) ||
         *(char *)zi_characters(object) != *(char *)zi_characters(text))) {
        return !is_equal;
    }
    return compare_slowly(object, text, is_equal);
}

// --- Parts ---------------------------------------------------------------------------------------
// A part is a text or an exact int that zi_int_read reads.
// No character of the plain text has a larger number, for all that is known without looking.
static inline ZI_INLINE Py_UCS4 largest_of(PyObject *text) {
    return PyUnicode_IS_ASCII(text)                       ? ZI_LARGEST_ASCII
           : PyUnicode_KIND(text) == PyUnicode_1BYTE_KIND ? 0xFF
           : PyUnicode_KIND(text) == PyUnicode_2BYTE_KIND ? 0xFFFF
                                                          : 0x10FFFF;
}

typedef struct Extent {
    Py_ssize_t length;
    Py_UCS4 largest;
} Extent;

// What the parts take together; false: there is one that is no plain text, or they are too long.
static bool measure_parts(PyObject *const *parts, Py_ssize_t count, Extent *extent) {
    *extent = (Extent){0, ZI_LARGEST_ASCII};
    for (Py_ssize_t i = 0; i < count; i++) {
        int64_t value;
        Py_ssize_t length;
        if (zi_is_plain_text(parts[i])) {
            Py_UCS4 largest = largest_of(parts[i]);
            length = PyUnicode_GET_LENGTH(parts[i]);
            extent->largest = largest > extent->largest ? largest : extent->largest;
        } else if (PyLong_CheckExact(parts[i]) && zi_int_read(parts[i], &value)) {
            length = count_characters(value);
        } else {
            return false;
        }
        if (__builtin_add_overflow(extent->length, length, &extent->length)) {
            return false;
        }
    }
    return true;
}

// Gives how many characters the int has.
static int copy_int(PyObject *text, Py_ssize_t place, PyObject *part) {
    int64_t value = 0;
    char digits[ZI_ROOM_FOR_INT];
    zi_int_read(part, &value);
    if (PyUnicode_KIND(text) == PyUnicode_1BYTE_KIND) {
        return zi_write_decimal((char *)zi_characters(text) + place, value);
    }
    int count = zi_write_decimal(digits, value);
    for (int i = 0; i < count; i++) {
        PyUnicode_WRITE(PyUnicode_KIND(text), zi_characters(text), place + i, digits[i]);
    }
    return count;
}

PyObject *zi_concatenate(PyObject *left, PyObject *right) {
    Py_ssize_t length = PyUnicode_GET_LENGTH(left), added = PyUnicode_GET_LENGTH(right);
    if (length == 0 || added == 0) {
        return zi_new_reference(added == 0 ? left : right);
    }
    Py_UCS4 largest = largest_of(left), other = largest_of(right);
    if (added > PY_SSIZE_T_MAX - length) {
        return PyUnicode_Concat(left, right); // raises
    }
    PyObject *text = PyUnicode_New(length + added, largest > other ? largest : other);
    if (text) {
        zi_copy_text(text, 0, left);
        zi_copy_text(text, length, right);
    }
    return text;
}

// The same in the interpreter's way, which knows all kinds of texts and raises.
static ZI_COLD PyObject *join_parts(PyObject *const *parts, Py_ssize_t count) {
    PyObject *texts = PyTuple_New(count);
    PyObject *text = texts ? PyUnicode_FromStringAndSize(NULL, 0) : NULL;
    for (Py_ssize_t i = 0; text && i < count; i++) {
        PyObject *part =
            PyLong_CheckExact(parts[i]) ? PyObject_Str(parts[i]) : zi_new_reference(parts[i]);
        if (!part) {
            Py_CLEAR(text);
        }
        PyTuple_SET_ITEM(texts, i, part);
    }
    PyObject *result = text ? PyUnicode_Join(text, texts) : NULL;
    Py_XDECREF(text);
    Py_XDECREF(texts);
    return result;
}

PyObject *zi_string_build(PyObject *const *parts, Py_ssize_t count) {
    Extent extent;
    if (ZI_UNLIKELY(!measure_parts(parts, count, &extent))) {
        return join_parts(parts, count);
    }
    PyObject *text = PyUnicode_New(extent.length, extent.largest);
    Py_ssize_t place = 0;
    for (Py_ssize_t i = 0; text && i < count; i++) {
        if (PyUnicode_CheckExact(parts[i])) {
            zi_copy_text(text, place, parts[i]);
            place += PyUnicode_GET_LENGTH(parts[i]);
        } else {
            place += copy_int(text, place, parts[i]);
        }
    }
    return text;
}
