// Operators on objects with fast paths for exact ints and floats, truth, and the conversions
// between C numbers and objects. Texts of errors are Cython's where C types are named, else
// CPython's.
#include "runtime/internal.h"
#include "runtime/power.h"
#include <complex.h>
#include <math.h>

PyObject *zi_power_objects(PyObject *base, PyObject *exponent) {
    return PyNumber_Power(base, exponent, Py_None);
}
PyObject *zi_inplace_power_objects(PyObject *base, PyObject *exponent) {
    return PyNumber_InPlacePower(base, exponent, Py_None);
}

// --- Operators -----------------------------------------------------------------------------------
#define COMPARE_OPERATOR(NAME, name, operator, code)                                               \
    ZI_SLOW PyObject *zi_compare_##name(PyObject *a, PyObject *b) {                                \
        return zi_dual_compare_##name(0, a, 0, b);                                                 \
    }                                                                                              \
    ZI_SLOW int zi_compare_truth_##name(PyObject *a, PyObject *b) {                                \
        return zi_dual_compare_truth_##name(0, a, 0, b);                                           \
    }
#include "abi/operator.def"

#define UNARY_OPERATOR(NAME, name, function)                                                       \
    PyObject *zi_unary_##name(PyObject *a) { return function(a); }
#include "abi/operator.def"

ZI_INLINE int zi_truth(PyObject *object) {
    if (object == Py_True) {
        return 1;
    }
    if (object == Py_False || object == Py_None) {
        return 0;
    }
    return PyObject_IsTrue(object);
}

// --- Boxes ---------------------------------------------------------------------------------------
PyObject *zi_box_int64(int64_t value) { return PyLong_FromLongLong(value); }
PyObject *zi_box_uint64(uint64_t value) { return PyLong_FromUnsignedLongLong(value); }
PyObject *zi_box_float(double value) { return PyFloat_FromDouble(value); }

// --- Objects to C ints ---------------------------------------------------------------------------
ZI_COLD void zi_raise_int_overflow(int is_negative_to_unsigned, const char *c_type) {
    if (is_negative_to_unsigned) {
        PyErr_Format(PyExc_OverflowError, "can't convert negative value to %s", c_type);
    } else {
        PyErr_Format(PyExc_OverflowError, "value too large to convert to %s", c_type);
    }
}

static const zi_int_result failed_int = {-1, 1};

// An int (new reference) from what is none: through __int__, as Cython does (floats are truncated),
// or through __index__.
static ZI_COLD PyObject *convert_to_int(PyObject *object) {
    PyNumberMethods *methods = Py_TYPE(object)->tp_as_number;
    unaryfunc convert = methods ? (methods->nb_int ? methods->nb_int : methods->nb_index) : NULL;
    if (!convert) {
        PyErr_SetString(PyExc_TypeError, "an integer is required");
        return NULL;
    }
    PyObject *result = convert(object);
    if (result && !PyLong_Check(result)) {
        PyErr_Format(PyExc_TypeError, "%s returned non-int (type %.200s)",
                     methods->nb_int ? "__int__" : "__index__", Py_TYPE(result)->tp_name);
        Py_CLEAR(result);
    }
    return result;
}

PyObject *zi_int_of(PyObject *object) {
    return PyLong_Check(object) ? zi_new_reference(object) : convert_to_int(object);
}

static ZI_COLD zi_int_result unbox_int64_slow(PyObject *object) {
    PyObject *number = zi_int_of(object);
    if (!number) {
        return failed_int;
    }
    long value = PyLong_AsLong(number);
    Py_DECREF(number);
    return value == -1 && PyErr_Occurred() ? failed_int : (zi_int_result){value, 0};
}

ZI_INLINE zi_int_result zi_unbox_int64(PyObject *object) {
    int64_t value;
    if (ZI_LIKELY(Py_TYPE(object) == &PyLong_Type && zi_int_read(object, &value))) {
        return (zi_int_result){value, 0};
    }
    return unbox_int64_slow(object);
}

static ZI_COLD zi_int_result unbox_ssize_slow(PyObject *object) {
    PyObject *number = PyNumber_Index(object);
    if (!number) {
        return failed_int;
    }
    Py_ssize_t value = PyLong_AsSsize_t(number);
    Py_DECREF(number);
    return value == -1 && PyErr_Occurred() ? failed_int : (zi_int_result){value, 0};
}

// A size or an index: floats are refused.
ZI_INLINE zi_int_result zi_unbox_ssize(PyObject *object) {
    int64_t value;
    if (ZI_LIKELY(Py_TYPE(object) == &PyLong_Type && zi_int_read(object, &value))) {
        return (zi_int_result){value, 0};
    }
    return unbox_ssize_slow(object);
}

static bool is_negative_int(PyObject *number) {
    int overflow = 0;
    long value = PyLong_AsLongAndOverflow(number, &overflow);
    return overflow < 0 || (!overflow && value < 0);
}

static ZI_COLD zi_int_result unbox_uint64_slow(PyObject *object, const char *c_type) {
    PyObject *number = zi_int_of(object);
    if (!number) {
        return failed_int;
    }
    if (is_negative_int(number)) {
        Py_DECREF(number);
        zi_raise_int_overflow(1, c_type);
        return failed_int;
    }
    unsigned long value = PyLong_AsUnsignedLong(number);
    Py_DECREF(number);
    return value == (unsigned long)-1 && PyErr_Occurred() ? failed_int
                                                          : (zi_int_result){(int64_t)value, 0};
}

ZI_INLINE zi_int_result zi_unbox_uint64(PyObject *object) {
    return zi_unbox_uint64_as(object, "unsigned long");
}

ZI_INLINE zi_int_result zi_unbox_uint64_as(PyObject *object, const char *c_type) {
    int64_t value;
    if (ZI_LIKELY(Py_TYPE(object) == &PyLong_Type && zi_int_read(object, &value) && value >= 0)) {
        return (zi_int_result){value, 0};
    }
    return unbox_uint64_slow(object, c_type);
}

// --- Objects to floats ---------------------------------------------------------------------------
static ZI_COLD zi_float_result unbox_float_slow(PyObject *object) {
    double value = PyFloat_AsDouble(object);
    return (zi_float_result){value, value == -1.0 && PyErr_Occurred()};
}

ZI_INLINE zi_float_result zi_unbox_float(PyObject *object) {
    if (ZI_LIKELY(Py_TYPE(object) == &PyFloat_Type)) {
        return (zi_float_result){PyFloat_AS_DOUBLE(object), 0};
    }
    return unbox_float_slow(object);
}

// --- Numbers that need more than an instruction --------------------------------------------------
// As float.__floordiv__ and float.__mod__; the divisor is not zero.
static double modulo_parts(double a, double b, double *quotient) {
    double rest = fmod(a, b);
    *quotient = (a - rest) / b;
    if (rest != 0.0) {
        if ((b < 0) != (rest < 0)) {
            rest += b;
            *quotient -= 1.0;
        }
    } else {
        rest = copysign(0.0, b);
    }
    return rest;
}

double zi_floor(double a) { return floor(a); }

double zi_floor_modulo_float(double a, double b) {
    double quotient;
    return modulo_parts(a, b, &quotient);
}

double zi_floor_divide_float(double a, double b) {
    double quotient;
    modulo_parts(a, b, &quotient);
    if (quotient == 0.0) {
        return copysign(0.0, a / b);
    }
    double whole = floor(quotient);
    return quotient - whole > 0.5 ? whole + 1.0 : whole;
}

static ZI_COLD double power_float_special(double base, double exponent) {
    double result = -1.0;
    PyGILState_STATE gil = PyGILState_Ensure();
    PyObject *a = PyFloat_FromDouble(base);
    PyObject *b = PyFloat_FromDouble(exponent);
    PyObject *power = a && b ? PyNumber_Power(a, b, Py_None) : NULL;
    if (power && PyFloat_Check(power)) {
        result = PyFloat_AS_DOUBLE(power);
    } else if (power) {
        PyErr_SetString(PyExc_TypeError,
                        "Cannot convert 'complex' with non-zero imaginary component to 'double' "
                        "(this most likely comes from the '**' operator; use 'cython.cpow(True)' "
                        "to return 'nan' instead of a complex number).");
    }
    Py_XDECREF(a);
    Py_XDECREF(b);
    Py_XDECREF(power);
    PyGILState_Release(gil);
    return result;
}

ZI_SLOW double zi_c_power(double base, double exponent) { return pow(base, exponent); }

// -1.0 and an exception: ZeroDivisionError, OverflowError, TypeError.
double zi_power_float(double base, double exponent) {
    double result = zi_c_power(base, exponent);
    return ZI_LIKELY(isfinite(result)) ? result : power_float_special(base, exponent);
}

double zi_magnitude(double real, double imaginary) { return hypot(real, imaginary); }

void zi_power_complex(void *result, double real, double imaginary, double exponent_real,
                      double exponent_imaginary) {
    double complex base = __builtin_complex(real, imaginary);
    double complex power = cpow(base, __builtin_complex(exponent_real, exponent_imaginary));
    memcpy(result, &power, sizeof power);
}

ZI_INLINE double zi_power_real(double base, double exponent) {
    return zi_power_if_finite(base, exponent);
}

// Wraps around, as C integers do. A negative exponent gives 0, as in Cython.
int64_t zi_power_int(int64_t base, int64_t exponent) {
    if (exponent < 0) {
        return 0;
    }
    uint64_t result = 1;
    uint64_t factor = (uint64_t)base;
    for (; exponent; exponent >>= 1) {
        if (exponent & 1) {
            result *= factor;
        }
        factor *= factor;
    }
    return (int64_t)result;
}

// --- Characters and bytes ------------------------------------------------------------------------
// The text of a variable that is declared as str or bytes: an exact one, or None.
PyObject *zi_loop_text(PyObject *text) {
    if (ZI_LIKELY(PyUnicode_CheckExact(text) || PyBytes_CheckExact(text))) {
        return zi_new_reference(text);
    }
    if (PyUnicode_Check(text)) {
        return PyUnicode_FromObject(text);
    }
    if (PyBytes_Check(text)) {
        return PyBytes_FromObject(text);
    }
    PyErr_Format(PyExc_TypeError, "'%.200s' is not iterable", Py_TYPE(text)->tp_name);
    return NULL;
}

ZI_INLINE int64_t zi_text_length(PyObject *text) {
    return PyUnicode_Check(text) ? PyUnicode_GET_LENGTH(text) : PyBytes_GET_SIZE(text);
}

ZI_INLINE void *zi_bytes_start(PyObject *bytes) { return PyBytes_AS_STRING(bytes); }
ZI_INLINE void *zi_str_start(PyObject *text) { return PyUnicode_DATA(text); }
ZI_INLINE int32_t zi_str_width(PyObject *text) { return (int32_t)PyUnicode_KIND(text); }

ZI_INLINE int32_t zi_str_read(void *start, int64_t index, int32_t width) {
    return (int32_t)PyUnicode_READ(width, start, index);
}

// The bytes of one of these, then those of an array whose copy is looped over.
typedef struct MemoryPart {
    const char *base;
    int64_t start, stop;
    _Alignas(16) char copy[];
} MemoryPart;

static MemoryPart *memory_part(PyObject *object) {
    return (MemoryPart *)(void *)PyBytes_AS_STRING(object);
}

PyObject *zi_memory_part(const char *base, int64_t start, int64_t stop, int64_t copied) {
    Py_ssize_t size = (Py_ssize_t)sizeof(MemoryPart) + copied;
    PyObject *object = PyBytes_FromStringAndSize(NULL, size);
    if (object == NULL) {
        return NULL;
    }
    MemoryPart *part = memory_part(object);
    part->base = base;
    part->start = start;
    part->stop = stop;
    if (copied > 0) {
        memcpy(part->copy, base, (size_t)copied);
        part->base = part->copy;
    }
    return object;
}

ZI_INLINE void *zi_memory_part_base(PyObject *part) { return (void *)memory_part(part)->base; }
ZI_INLINE int64_t zi_memory_part_start(PyObject *part) { return memory_part(part)->start; }
ZI_INLINE int64_t zi_memory_part_stop(PyObject *part) { return memory_part(part)->stop; }

void *zi_unbox_bytes(PyObject *object) {
    if (PyByteArray_Check(object)) {
        return PyByteArray_AS_STRING(object);
    }
    char *text = NULL;
    Py_ssize_t length = 0;
    return PyBytes_AsStringAndSize(object, &text, &length) < 0 ? NULL : text;
}

// The text's own characters, which live as long as it does.
void *zi_unbox_text(PyObject *object, const char *encoding) {
    if (!PyUnicode_Check(object)) {
        return zi_unbox_bytes(object);
    }
    if (strcmp(encoding, "ascii") == 0 && !PyUnicode_IS_ASCII(object)) {
        PyObject *encoded = PyUnicode_AsASCIIString(object); // raises
        Py_XDECREF(encoded);
        return NULL;
    }
    return (void *)(uintptr_t)PyUnicode_AsUTF8(object);
}

PyObject *zi_box_bytes(const void *text) { return PyBytes_FromString(text); }

int64_t zi_unbox_ucs4(PyObject *object, int is_py_unicode) {
    const char *type = is_py_unicode ? "Py_UNICODE" : "Py_UCS4";
    if (PyUnicode_Check(object)) {
        if (ZI_LIKELY(PyUnicode_GET_LENGTH(object) == 1)) {
            return PyUnicode_READ_CHAR(object, 0);
        }
        PyErr_Format(PyExc_ValueError,
                     "only single character unicode strings can be converted to %s, "
                     "got length %zd",
                     type, PyUnicode_GET_LENGTH(object));
        return -1;
    }
    zi_int_result result = zi_unbox_int64(object);
    if (result.status) {
        return -1;
    }
    if (result.value < 0) {
        PyErr_Format(PyExc_OverflowError, "cannot convert negative value to %s", type);
        return -1;
    }
    if (result.value > 0x10FFFF) {
        zi_raise_int_overflow(0, type);
        return -1;
    }
    return result.value;
}

// The errors are Cython's, for whom a text that is no character is a ValueError.
int64_t zi_ord(PyObject *object) {
    if (PyUnicode_Check(object)) {
        return zi_unbox_ucs4(object, 0);
    }
    bool is_bytes = PyBytes_Check(object);
    if (!is_bytes && !PyByteArray_Check(object)) {
        PyErr_Format(PyExc_TypeError, "ord() expected string of length 1, but %.200s found",
                     Py_TYPE(object)->tp_name);
        return -1;
    }
    const char *bytes = is_bytes ? PyBytes_AS_STRING(object) : PyByteArray_AS_STRING(object);
    if (Py_SIZE(object) != 1) {
        PyErr_Format(PyExc_TypeError, "ord() expected a character, but string of length %zd found",
                     Py_SIZE(object));
        return -1;
    }
    return (unsigned char)bytes[0];
}

PyObject *zi_box_byte(int64_t number) {
    if (ZI_UNLIKELY(number != (unsigned char)number)) {
        PyErr_SetString(PyExc_OverflowError, "value too large to pack into a byte");
        return NULL;
    }
    char byte = (char)number;
    return PyBytes_FromStringAndSize(&byte, 1);
}

PyObject *zi_box_ucs4(int32_t character) { return zi_character_text((Py_UCS4)character); }
