// The values in f-strings, and how their specifiers want them.
#include "runtime/internal.h"

// The conversion `!r`, `!s` or `!a` of a value, by its character; 0: none.
PyObject *zi_convert_value(PyObject *value, int32_t conversion) {
    return conversion == 'r'   ? PyObject_Repr(value)
           : conversion == 's' ? PyObject_Str(value)
           : conversion == 'a' ? PyObject_ASCII(value)
                               : zi_new_reference(value);
}

// --- Specifiers ----------------------------------------------------------------------------------
// Of exact ints, floats and texts the common ones are read here; what is rare, or wrong, is left to
// the type's own __format__.
typedef struct Specifier {
    char fill;      // 0: a space
    char alignment; // 0: as the type has it
    char type;      // 0: none
    bool has_zero;
    int width;     // 0: none
    int precision; // -1: none
} Specifier;

static bool is_alignment(char character) {
    return character == '<' || character == '>' || character == '^' || character == '=';
}

// Up to three digits; -1: there is none, or there are more.
static int read_count(const char **place) {
    int count = 0, digits = 0;
    for (; **place >= '0' && **place <= '9'; ++*place) {
        count = count * 10 + (**place - '0');
        if (++digits > 3) {
            return -1;
        }
    }
    return digits > 0 ? count : -1;
}

// [[fill]alignment][0][width][.precision][type]; false: it is another one.
static bool read_specifier(PyObject *text, Specifier *read) {
    *read = (Specifier){.precision = -1};
    if (!zi_is_plain_text(text) || !PyUnicode_IS_ASCII(text)) {
        return false;
    }
    const char *place = PyUnicode_DATA(text), *end = place + PyUnicode_GET_LENGTH(text);
    if (*place != 0 && is_alignment(place[1])) {
        read->fill = *place++;
        read->alignment = *place++;
    } else if (is_alignment(*place)) {
        read->alignment = *place++;
    }
    if (!read->fill && *place == '0') {
        read->fill = '0';
        read->has_zero = true;
        place++;
    }
    if (*place >= '0' && *place <= '9' && (read->width = read_count(&place)) < 0) {
        return false;
    }
    if (*place == '.') {
        place++;
        if ((read->precision = read_count(&place)) < 0) {
            return false;
        }
    }
    read->type = place < end ? *place++ : 0;
    return place == end;
}

// The characters with what fills them up to the width; '=' fills behind a sign.
static PyObject *pad(const char *characters, Py_ssize_t length, const Specifier *specifier,
                     char alignment) {
    if (specifier->width <= length) {
        return zi_ascii_text(characters, length);
    }
    PyObject *text = PyUnicode_New(specifier->width, ZI_LARGEST_ASCII);
    if (!text) {
        return NULL;
    }
    Py_ssize_t added = specifier->width - length;
    Py_ssize_t first = alignment == '=' && *characters == '-' ? 1 : 0;
    Py_ssize_t left = alignment == '<' ? 0 : alignment == '^' ? added / 2 : added;
    char *place = PyUnicode_DATA(text);
    memset(place, specifier->fill ? specifier->fill : ' ', (size_t)specifier->width);
    memcpy(place, characters, (size_t)first);
    memcpy(place + first + left, characters + first, (size_t)(length - first));
    return text;
}

static char alignment_of_number(const Specifier *specifier) {
    return specifier->alignment ? specifier->alignment : specifier->has_zero ? '=' : '>';
}

// These give NULL without an exception for what is not read here.
static PyObject *format_float(double value, const Specifier *specifier) {
    bool is_plain = specifier->type == 0 && specifier->precision < 0;
    if (!is_plain && specifier->type != 'f' && specifier->type != 'e' && specifier->type != 'g') {
        return NULL;
    }
    int precision = is_plain ? 0 : specifier->precision < 0 ? 6 : specifier->precision;
    char *digits = PyOS_double_to_string(value, is_plain ? 'r' : specifier->type, precision,
                                         is_plain ? Py_DTSF_ADD_DOT_0 : 0, NULL);
    PyObject *text =
        digits ? pad(digits, (Py_ssize_t)strlen(digits), specifier, alignment_of_number(specifier))
               : NULL;
    PyMem_Free(digits);
    return text;
}

static PyObject *format_int(int64_t value, const Specifier *specifier) {
    char type = specifier->type, digits[ZI_ROOM_FOR_INT];
    bool is_hexadecimal = type == 'x' || type == 'X';
    if (specifier->precision >= 0 || (type != 0 && type != 'd' && !is_hexadecimal)) {
        return format_float((double)value, specifier);
    }
    int length = is_hexadecimal ? zi_write_hexadecimal(digits, value, type == 'X')
                                : zi_write_decimal(digits, value);
    return pad(digits, length, specifier, alignment_of_number(specifier));
}

static PyObject *format_text(PyObject *value, const Specifier *specifier) {
    bool is_plain = (specifier->type == 0 || specifier->type == 's') && specifier->precision < 0 &&
                    !specifier->has_zero && specifier->alignment != '=';
    if (!is_plain || !zi_is_plain_text(value) || !PyUnicode_IS_ASCII(value)) {
        return NULL;
    }
    Py_ssize_t length = PyUnicode_GET_LENGTH(value);
    return specifier->width <= length ? zi_new_reference(value)
                                      : pad(PyUnicode_DATA(value), length, specifier,
                                            specifier->alignment ? specifier->alignment : '<');
}

static PyObject *format_known(PyObject *value, PyObject *spec) {
    Specifier specifier;
    int64_t number = 0;
    bool is_text = PyUnicode_CheckExact(value), is_float = PyFloat_CheckExact(value);
    if (!is_text && !is_float && !(PyLong_CheckExact(value) && zi_int_read(value, &number))) {
        return NULL;
    }
    if (!read_specifier(spec, &specifier)) {
        return NULL;
    }
    return is_text    ? format_text(value, &specifier)
           : is_float ? format_float(PyFloat_AS_DOUBLE(value), &specifier)
                      : format_int(number, &specifier);
}

// --- Values --------------------------------------------------------------------------------------
// f"{value!conversion}". Modules without specifiers do not contain what reads them.
static PyObject *format_plain(PyObject *value, int32_t conversion) {
    PyObject *converted = zi_convert_value(value, conversion);
    if (!converted || PyUnicode_CheckExact(converted)) {
        return converted;
    }
    PyObject *text = PyFloat_CheckExact(converted) ? zi_float_text(PyFloat_AS_DOUBLE(converted))
                                                   : PyObject_Format(converted, NULL);
    Py_DECREF(converted);
    return text;
}

static PyObject *format_specified(PyObject *value, PyObject *spec) {
    PyObject *text = format_known(value, spec);
    return text || PyErr_Occurred() ? text : PyObject_Format(value, spec);
}

// f"{value!conversion:spec}"; spec NULL: none.
PyObject *zi_format_value(PyObject *value, int32_t conversion, PyObject *spec) {
    if (!spec) {
        return format_plain(value, conversion);
    }
    PyObject *converted = zi_convert_value(value, conversion);
    if (!converted) {
        return NULL;
    }
    PyObject *text = format_specified(converted, spec);
    Py_DECREF(converted);
    return text;
}

// The same without a specifier, as a part for zi_string_build: an exact int may stay what it is.
PyObject *zi_format_part(PyObject *value, int32_t conversion) {
    int64_t number;
    if (conversion == 0 || conversion == 's') {
        if (PyUnicode_CheckExact(value) ||
            (PyLong_CheckExact(value) && zi_int_read(value, &number))) {
            return zi_new_reference(value);
        }
    }
    return format_plain(value, conversion);
}
