// Calls of functions of C that are known: what is called is asked whether it is one of those in
// abi/known_function.def, and then computed here, without a call of Python's and without objects.
//
// That goes for numbers, for ord() of a character and str() of anything, as long as the result is
// one that no error check of the function's would look at: all else is the function's own affair.
#include "runtime/internal.h"
#include <math.h>

// --- What is called ------------------------------------------------------------------------------
// The cache holds the definition of the function that the place has found to be its own: memory of
// the interpreter's or of a module of C, which is never given back.
static inline bool is_noted(const zi_cache *cache, PyObject *callee) {
    return PyCFunction_CheckExact(callee) &&
           (uint64_t)(uintptr_t)((PyCFunctionObject *)callee)->m_ml == cache->held[0];
}

// Does its docstring begin with a signature under its own name?
static bool has_own_signature(const PyMethodDef *definition) {
    const char *doc = definition->ml_doc, *end = doc ? strchr(doc, '(') : NULL;
    size_t length = strlen(definition->ml_name);
    return end && (size_t)(end - doc) == length && !memcmp(doc, definition->ml_name, length);
}

// Is it the function of that name, "module.name", as its own docstring says too?
static ZI_COLD bool note_if_known(zi_cache *cache, PyObject *callee) {
    const char *name = PyUnicode_AsUTF8(cache->name), *dot = name ? strchr(name, '.') : NULL;
    PyObject *module =
        PyCFunction_CheckExact(callee) ? ((PyCFunctionObject *)callee)->m_module : NULL;
    if (!dot || !module || !PyUnicode_CheckExact(module)) {
        PyErr_Clear();
        return false;
    }
    PyMethodDef *definition = ((PyCFunctionObject *)callee)->m_ml;
    Py_ssize_t module_length = dot - name;
    bool is_known = PyUnicode_GET_LENGTH(module) == module_length &&
                    PyUnicode_Tailmatch(cache->name, module, 0, module_length, -1) > 0 &&
                    strcmp(definition->ml_name, dot + 1) == 0 && has_own_signature(definition);
    if (is_known) {
        cache->held[0] = (uint64_t)(uintptr_t)definition;
    }
    return is_known;
}

bool zi_is_known_function(zi_cache *cache, PyObject *callee) {
    return ZI_LIKELY(is_noted(cache, callee)) || note_if_known(cache, callee);
}

static inline bool is_known(zi_cache *cache, PyObject *callee, int number) {
    return number == ZI_KNOWN_STR ? callee == (PyObject *)&PyUnicode_Type
                                  : zi_is_known_function(cache, callee);
}

// --- What it gives -------------------------------------------------------------------------------
// Of math: NaN stands for what has no result, or is none of its functions.
static double apply_real(int number, double x) {
    switch (number) {
    case ZI_KNOWN_ACOS:
        return acos(x);
    case ZI_KNOWN_ASIN:
        return asin(x);
    case ZI_KNOWN_ATAN:
        return atan(x);
    case ZI_KNOWN_COS:
        return cos(x);
    case ZI_KNOWN_EXP:
        return exp(x);
    case ZI_KNOWN_FABS:
        return fabs(x);
    case ZI_KNOWN_LOG:
        return log(x);
    case ZI_KNOWN_LOG10:
        return log10(x);
    case ZI_KNOWN_LOG2:
        return log2(x);
    case ZI_KNOWN_SIN:
        return sin(x);
    case ZI_KNOWN_SQRT:
        return sqrt(x);
    case ZI_KNOWN_TAN:
        return tan(x);
    case ZI_KNOWN_TANH:
        return tanh(x);
    default:
        return NAN;
    }
}

static double apply_real_2(int number, double x, double y) {
    switch (number) {
    case ZI_KNOWN_ATAN2:
        return x == 0 ? NAN : atan2(x, y);
    case ZI_KNOWN_FMOD:
        return fmod(x, y);
    case ZI_KNOWN_POW:
        return pow(x, y);
    default:
        return NAN;
    }
}

// Only finite results of finite numbers: no function looks for an error there.
static bool give_real(double value, zi_dual *result) {
    *result = zi_dual_float(value);
    return ZI_LIKELY(isfinite(value));
}

// An int of what is an integer already.
static bool give_integer(double value, zi_dual *result) {
    bool fits = fabs(value) < (double)((int64_t)1 << 62);
    *result = zi_dual_int(fits ? (int64_t)value : 0);
    return fits;
}

static bool give_character(int64_t code, zi_dual *result) {
    if (code < 0 || code > 0x10FFFF) {
        return false;
    }
    *result = zi_dual_object(zi_character_text((Py_UCS4)code));
    return true;
}

static bool give_code(PyObject *text, zi_dual *result) {
    if (!PyUnicode_CheckExact(text) || !PyUnicode_IS_COMPACT(text) ||
        PyUnicode_GET_LENGTH(text) != 1) {
        return false;
    }
    *result = zi_dual_int(PyUnicode_READ_CHAR(text, 0));
    return true;
}

// False: the function has to be called.
static bool apply_to_int(int number, int64_t value, zi_dual *result) {
    switch (number) {
    case ZI_KNOWN_ABS:
        *result = zi_dual_int(value < 0 ? -value : value);
        return value != INT64_MIN;
    case ZI_KNOWN_CHR:
        return give_character(value, result);
    case ZI_KNOWN_STR:
        *result = zi_dual_object(zi_int_text(value));
        return true;
    default:
        return give_real(apply_real(number, (double)value), result);
    }
}

static bool apply_to_float(int number, double value, zi_dual *result) {
    switch (number) {
    case ZI_KNOWN_ABS:
        *result = zi_dual_float(fabs(value));
        return true;
    case ZI_KNOWN_STR:
        *result = zi_dual_object(zi_float_text(value));
        return true;
    case ZI_KNOWN_ROUND:
        return give_integer(rint(value), result);
    case ZI_KNOWN_CEIL:
        return give_integer(ceil(value), result);
    case ZI_KNOWN_FLOOR:
        return give_integer(floor(value), result);
    default:
        return isfinite(value) && give_real(apply_real(number, value), result);
    }
}

static bool apply_to_object(int number, PyObject *object, zi_dual *result) {
    if (number == ZI_KNOWN_STR) {
        *result = zi_dual_object(PyObject_Str(object));
        return true;
    }
    return number == ZI_KNOWN_ORD && give_code(object, result);
}

static bool apply(int number, zi_dual x, zi_dual *result) {
    if (zi_tag_is_object(x.tag)) {
        return apply_to_object(number, x.tag, result);
    }
    return x.tag == ZI_TAG(FLOAT) ? apply_to_float(number, zi_bits_to_float(x.payload), result)
                                  : apply_to_int(number, x.payload, result);
}

// Of two numbers of one kind: is the second one in place of the first?
static bool takes_second(int number, zi_dual x, zi_dual y) {
    if (x.tag == ZI_TAG(INT)) {
        return number == ZI_KNOWN_MIN ? y.payload < x.payload : y.payload > x.payload;
    }
    double first = zi_bits_to_float(x.payload), second = zi_bits_to_float(y.payload);
    return number == ZI_KNOWN_MIN ? second < first : second > first;
}

static bool apply_2(int number, zi_dual x, zi_dual y, zi_dual *result) {
    if (!zi_is_number(x) || !zi_is_number(y)) {
        return false;
    }
    double first = zi_as_float(x), second = zi_as_float(y);
    return isfinite(first) && isfinite(second) &&
           give_real(apply_real_2(number, first, second), result);
}

// --- The calls -----------------------------------------------------------------------------------
static ZI_SLOW zi_dual call_with(PyObject *callee, const zi_dual *operands, size_t count) {
    PyObject *objects[3] = {NULL};
    bool made = true;
    for (size_t i = 0; i < count; i++) {
        objects[i + 1] = zi_borrow_or_box(operands[i].payload, operands[i].tag);
        made = made && objects[i + 1];
    }
    PyObject *result = made ? PyObject_Vectorcall(callee, objects + 1,
                                                  count | PY_VECTORCALL_ARGUMENTS_OFFSET, NULL)
                            : NULL;
    for (size_t i = 0; i < count; i++) {
        zi_release_boxed(objects[i + 1], operands[i].tag);
    }
    return zi_dual_object(result);
}

// An int that is not negative is its own absolute value.
static bool is_own_result(int number, zi_dual unboxed, void *tag) {
    return number == ZI_KNOWN_ABS && unboxed.tag == ZI_TAG(INT) && unboxed.payload >= 0 &&
           zi_tag_is_object(tag);
}

zi_dual zi_call_known_dual(zi_cache *cache, PyObject *callee, int64_t payload, void *tag,
                           int number) {
    zi_dual result, argument = zi_unboxed(payload, tag);
    if (ZI_LIKELY(is_known(cache, callee, number)) && apply(number, argument, &result)) {
        return is_own_result(number, argument, tag) ? zi_dual_object(zi_new_reference(tag))
                                                    : result;
    }
    return call_with(callee, &(zi_dual){payload, tag}, 1);
}

ZI_HOT zi_dual zi_call_ord_dual(zi_cache *cache, PyObject *callee, PyObject *argument) {
    if (ZI_LIKELY(is_noted(cache, callee) && zi_is_narrow_text(argument) &&
                  PyUnicode_GET_LENGTH(argument) == 1)) {
        return zi_dual_int(*(const Py_UCS1 *)zi_characters(argument));
    }
    return zi_call_known_dual(cache, callee, 0, argument, ZI_KNOWN_ORD);
}

zi_dual zi_call_known_2_dual(zi_cache *cache, PyObject *callee, int64_t a, void *a_tag, int64_t b,
                             void *b_tag, int number) {
    zi_dual operands[] = {{a, a_tag}, {b, b_tag}}, result;
    return is_known(cache, callee, number) &&
                   apply_2(number, zi_unboxed(a, a_tag), zi_unboxed(b, b_tag), &result)
               ? result
               : call_with(callee, operands, 2);
}

zi_dual zi_call_extreme_dual(zi_cache *cache, PyObject *callee, int64_t a, void *a_tag, int64_t b,
                             void *b_tag, int number) {
    zi_dual operands[] = {{a, a_tag}, {b, b_tag}};
    zi_dual x = zi_unboxed(a, a_tag), y = zi_unboxed(b, b_tag);
    if (!is_known(cache, callee, number) || !zi_is_number(x) || x.tag != y.tag) {
        return call_with(callee, operands, 2);
    }
    zi_dual result = operands[takes_second(number, x, y)];
    zi_dual_incref(result.tag);
    return result;
}

static PyObject *box(zi_dual result) {
    return result.tag == ZI_TAG(ERROR) ? NULL : zi_dual_box(result.payload, result.tag);
}

PyObject *zi_call_known(zi_cache *cache, PyObject *callee, PyObject *argument, int number) {
    return box(zi_call_known_dual(cache, callee, 0, argument, number));
}

PyObject *zi_call_ord(zi_cache *cache, PyObject *callee, PyObject *argument) {
    return box(zi_call_ord_dual(cache, callee, argument));
}

PyObject *zi_call_known_2(zi_cache *cache, PyObject *callee, PyObject *first, PyObject *second,
                          int number) {
    return box(zi_call_known_2_dual(cache, callee, 0, first, 0, second, number));
}

PyObject *zi_call_extreme(zi_cache *cache, PyObject *callee, PyObject *first, PyObject *second,
                          int number) {
    return box(zi_call_extreme_dual(cache, callee, 0, first, 0, second, number));
}
