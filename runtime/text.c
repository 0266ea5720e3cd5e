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

// --- Characters ----------------------------------------------------------------------------------
PyObject *zi_shared_characters[ZI_SHARED_CHARACTERS];

ZI_COLD PyObject *zi_make_character(Py_UCS4 character) {
    PyObject *text = PyUnicode_FromOrdinal((int)character);
#if ZI_CHARACTERS_ARE_STATIC
    if (character < ZI_SHARED_CHARACTERS) {
        zi_shared_characters[character] = text;
    }
#endif
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
ZI_HOT int zi_compare_with_text(PyObject *object, PyObject *text, int is_equal) {
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

// --- Search --------------------------------------------------------------------------------------
// Most sets of characters that are written as texts are short.
static bool has_byte(const Py_UCS1 *bytes, Py_ssize_t count, Py_UCS1 byte) {
    enum { SHORT = 16 };
    if (count > SHORT) {
        return memchr(bytes, byte, (size_t)count) != NULL;
    }
    for (Py_ssize_t i = 0; i < count; i++) {
        if (bytes[i] == byte) {
            return true;
        }
    }
    return false;
}

int zi_text_contains(PyObject *text, PyObject *part) {
    return ZI_LIKELY(zi_is_narrow_text(text) && zi_is_narrow_text(part) &&
                     PyUnicode_GET_LENGTH(part) == 1)
               ? has_byte(zi_characters(text), PyUnicode_GET_LENGTH(text),
                          *(const Py_UCS1 *)zi_characters(part))
               : PyUnicode_Contains(text, part);
}

// --- Parts ---------------------------------------------------------------------------------------
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

// Adds a plain text; false: it is none, or the whole is too long.
static inline ZI_INLINE bool add_text(Extent *extent, PyObject *text) {
    if (ZI_UNLIKELY(!zi_is_plain_text(text))) {
        return false;
    }
    Py_UCS4 largest = largest_of(text);
    extent->largest = largest > extent->largest ? largest : extent->largest;
    return !__builtin_add_overflow(extent->length, PyUnicode_GET_LENGTH(text), &extent->length);
}

static bool add_int(Extent *extent, PyObject *part) {
    int64_t value;
    return PyLong_CheckExact(part) && zi_int_read(part, &value) &&
           !__builtin_add_overflow(extent->length, count_characters(value), &extent->length);
}

// What the parts take together, each a text or an exact int that zi_int_read reads; false: there is
// another one, or they are too long.
static bool measure_parts(PyObject *const *parts, Py_ssize_t count, Extent *extent) {
    *extent = (Extent){0, ZI_LARGEST_ASCII};
    for (Py_ssize_t i = 0; i < count; i++) {
        if (!add_text(extent, parts[i]) && !add_int(extent, parts[i])) {
            return false;
        }
    }
    return true;
}

static void copy_ascii(PyObject *text, Py_ssize_t place, const char *characters, Py_ssize_t count) {
    if (PyUnicode_KIND(text) == PyUnicode_1BYTE_KIND) {
        memcpy((char *)zi_characters(text) + place, characters, (size_t)count);
        return;
    }
    for (Py_ssize_t i = 0; i < count; i++) {
        PyUnicode_WRITE(PyUnicode_KIND(text), zi_characters(text), place + i, characters[i]);
    }
}

// Gives the place behind the part.
static Py_ssize_t copy_part(PyObject *text, Py_ssize_t place, PyObject *part) {
    int64_t value = 0;
    if (PyUnicode_CheckExact(part)) {
        zi_copy_text(text, place, part);
        return place + PyUnicode_GET_LENGTH(part);
    }
    zi_int_read(part, &value);
    if (PyUnicode_KIND(text) == PyUnicode_1BYTE_KIND) {
        return place + zi_write_decimal((char *)zi_characters(text) + place, value);
    }
    char digits[ZI_ROOM_FOR_INT] = "";
    int count = zi_write_decimal(digits, value);
    copy_ascii(text, place, digits, count);
    return place + count;
}

// One behind the other, both plain; NULL with an exception.
static PyObject *concatenate(PyObject *left, PyObject *right) {
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
        place = copy_part(text, place, parts[i]);
    }
    return text;
}

PyObject *zi_join_texts(PyObject *separator, PyObject *const *texts, Py_ssize_t count) {
    Extent extent = {0, ZI_LARGEST_ASCII};
    Py_ssize_t between = 0;
    bool is_measured = count > 1 && add_text(&extent, separator) &&
                       !__builtin_mul_overflow(extent.length, count - 1, &between);
    extent.length = between;
    for (Py_ssize_t i = 0; is_measured && i < count; i++) {
        is_measured = add_text(&extent, texts[i]);
    }
    PyObject *text = is_measured ? PyUnicode_New(extent.length, extent.largest) : NULL;
    Py_ssize_t place = 0;
    for (Py_ssize_t i = 0; text && i < count; i++) {
        zi_copy_text(text, place, texts[i]);
        place += PyUnicode_GET_LENGTH(texts[i]);
        if (between > 0 && i + 1 < count) {
            zi_copy_text(text, place, separator);
            place += PyUnicode_GET_LENGTH(separator);
        }
    }
    return text;
}

// --- The operator % ------------------------------------------------------------------------------
// A format is ASCII, with the fields %s of exact strs and ints and %d of ints; all others are for
// the interpreter, and so is one that is a single field, which gives the value itself.
enum { MOST_FIELDS = 15 };

typedef struct Format {
    const char *start, *end;
    const char *fields[MOST_FIELDS]; // where they begin
    PyObject *const *values;
    Py_ssize_t count; // of both
} Format;

static bool fits_field(char type, PyObject *value) {
    return type == 's' ? PyUnicode_CheckExact(value) || PyLong_CheckExact(value)
                       : (type == 'd' || type == 'i') && PyLong_CheckExact(value);
}

static bool find_fields(Format *format) {
    const char *place = format->start;
    Py_ssize_t found = 0;
    while ((place = memchr(place, '%', (size_t)(format->end - place)))) {
        if (found == format->count || !fits_field(place[1], format->values[found])) {
            return false;
        }
        format->fields[found++] = place;
        place += 2;
    }
    return found == format->count && found > 0 && format->end - format->start > 2;
}

static PyObject *fill_fields(const Format *format) {
    Extent extent;
    if (!measure_parts(format->values, format->count, &extent) ||
        __builtin_add_overflow(extent.length, format->end - format->start - 2 * format->count,
                               &extent.length)) {
        return NULL;
    }
    PyObject *text = PyUnicode_New(extent.length, extent.largest);
    const char *from = format->start;
    Py_ssize_t place = 0;
    for (Py_ssize_t i = 0; text && i <= format->count; i++) {
        const char *stop = i < format->count ? format->fields[i] : format->end;
        copy_ascii(text, place, from, stop - from);
        place += stop - from;
        if (i < format->count) {
            place = copy_part(text, place, format->values[i]);
            from = stop + 2;
        }
    }
    return text;
}

// A plain str % anything; new, NULL with an exception.
static PyObject *format_percent(PyObject *text, PyObject *values) {
    Format format = {.count = MOST_FIELDS + 1};
    if (PyTuple_CheckExact(values)) {
        format.values = PySequence_Fast_ITEMS(values);
        format.count = PyTuple_GET_SIZE(values);
    } else if (PyUnicode_CheckExact(values) || PyLong_CheckExact(values)) {
        format.values = &values;
        format.count = 1;
    }
    PyObject *result = NULL;
    if (format.count <= MOST_FIELDS && PyUnicode_IS_ASCII(text)) {
        format.start = zi_characters(text);
        format.end = format.start + PyUnicode_GET_LENGTH(text);
        result = find_fields(&format) ? fill_fields(&format) : NULL;
    }
    return result || PyErr_Occurred() ? result : PyUnicode_Format(text, values);
}

// --- Operators -----------------------------------------------------------------------------------
static PyObject *add(PyObject *left, PyObject *right, binaryfunc other) {
    return zi_is_plain_text(left) && zi_is_plain_text(right) ? concatenate(left, right)
                                                             : other(left, right);
}

// Is it a right operand of `text %` whose type has no say in that? (A subclass of str has.)
static bool is_formatted(PyObject *right) {
    return PyTuple_CheckExact(right) || PyLong_CheckExact(right) || PyUnicode_CheckExact(right);
}

static PyObject *modulo(PyObject *left, PyObject *right, binaryfunc other) {
    return zi_is_plain_text(left) && is_formatted(right) ? format_percent(left, right)
                                                         : other(left, right);
}

PyObject *zi_add_objects(PyObject *left, PyObject *right) { return add(left, right, PyNumber_Add); }
PyObject *zi_inplace_add_objects(PyObject *left, PyObject *right) {
    return add(left, right, PyNumber_InPlaceAdd);
}
PyObject *zi_modulo_objects(PyObject *left, PyObject *right) {
    return modulo(left, right, PyNumber_Remainder);
}
PyObject *zi_inplace_modulo_objects(PyObject *left, PyObject *right) {
    return modulo(left, right, PyNumber_InPlaceRemainder);
}
