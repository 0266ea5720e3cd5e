// What the files of the runtime share among themselves: access to the layouts of CPython that
// differ from version to version, and the lists of operators from which families of functions are
// made.
#ifndef LINDWORM_RUNTIME_INTERNAL_H
#define LINDWORM_RUNTIME_INTERNAL_H

#include "runtime/lindworm.h"
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#define LW_BEFORE_310 (PY_VERSION_HEX < 0x030A0000)
#define LW_BEFORE_311 (PY_VERSION_HEX < 0x030B0000)
#define LW_BEFORE_312 (PY_VERSION_HEX < 0x030C0000)
#define LW_BEFORE_313 (PY_VERSION_HEX < 0x030D0000)

// X(name, the function of CPython, its in-place form)
#define LW_BINARY_OPERATORS(X)                                                                     \
    X(add, PyNumber_Add, PyNumber_InPlaceAdd)                                                      \
    X(subtract, PyNumber_Subtract, PyNumber_InPlaceSubtract)                                       \
    X(multiply, PyNumber_Multiply, PyNumber_InPlaceMultiply)                                       \
    X(divide, PyNumber_TrueDivide, PyNumber_InPlaceTrueDivide)                                     \
    X(floor_divide, PyNumber_FloorDivide, PyNumber_InPlaceFloorDivide)                             \
    X(modulo, PyNumber_Remainder, PyNumber_InPlaceRemainder)                                       \
    X(power, lw_power_objects, lw_inplace_power_objects)                                           \
    X(left_shift, PyNumber_Lshift, PyNumber_InPlaceLshift)                                         \
    X(right_shift, PyNumber_Rshift, PyNumber_InPlaceRshift)                                        \
    X(bit_and, PyNumber_And, PyNumber_InPlaceAnd)                                                  \
    X(bit_or, PyNumber_Or, PyNumber_InPlaceOr)                                                     \
    X(bit_xor, PyNumber_Xor, PyNumber_InPlaceXor)                                                  \
    X(matrix_multiply, PyNumber_MatrixMultiply, PyNumber_InPlaceMatrixMultiply)

// X(name, C operator, Py_xx)
#define LW_COMPARE_OPERATORS(X)                                                                    \
    X(less, <, Py_LT)                                                                              \
    X(less_equal, <=, Py_LE)                                                                       \
    X(equal, ==, Py_EQ)                                                                            \
    X(not_equal, !=, Py_NE)                                                                        \
    X(greater, >, Py_GT)                                                                           \
    X(greater_equal, >=, Py_GE)

// X(name, the function of CPython)
#define LW_UNARY_OPERATORS(X)                                                                      \
    X(negate, PyNumber_Negative)                                                                   \
    X(plus, PyNumber_Positive)                                                                     \
    X(invert, PyNumber_Invert)

#define X(name, binary, inplace)                                                                   \
    lw_dual lw_dual_##name(int64_t a, void *a_tag, int64_t b, void *b_tag);                        \
    lw_dual lw_dual_inplace_##name(int64_t a, void *a_tag, int64_t b, void *b_tag);                \
    PyObject *lw_binary_##name(PyObject *a, PyObject *b);                                          \
    PyObject *lw_inplace_##name(PyObject *a, PyObject *b);
LW_BINARY_OPERATORS(X)
#undef X
#define X(name, operator, code)                                                                    \
    int lw_dual_compare_truth_##name(int64_t a, void *a_tag, int64_t b, void *b_tag);              \
    PyObject *lw_dual_compare_##name(int64_t a, void *a_tag, int64_t b, void *b_tag);              \
    int lw_compare_truth_##name(PyObject *a, PyObject *b);                                         \
    PyObject *lw_compare_##name(PyObject *a, PyObject *b);
LW_COMPARE_OPERATORS(X)
#undef X
#define X(name, function)                                                                          \
    lw_dual lw_dual_##name(int64_t a, void *a_tag);                                                \
    PyObject *lw_unary_##name(PyObject *a);
LW_UNARY_OPERATORS(X)
#undef X

void lw_dual_free(PyObject *object);
PyObject *lw_power_objects(PyObject *base, PyObject *exponent);
PyObject *lw_inplace_power_objects(PyObject *base, PyObject *exponent);

static inline bool lw_tag_is_object(void *tag) { return (uintptr_t)tag > (uintptr_t)LW_TAG_LAST; }

static inline double lw_bits_to_float(int64_t bits) {
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

static inline int64_t lw_float_to_bits(double value) {
    int64_t bits;
    memcpy(&bits, &value, sizeof bits);
    return bits;
}

static inline lw_dual lw_dual_int(int64_t value) {
    return (lw_dual){.payload = value, .tag = LW_TAG_INT};
}
static inline lw_dual lw_dual_float(double value) {
    return (lw_dual){.payload = lw_float_to_bits(value), .tag = LW_TAG_FLOAT};
}
static inline lw_dual lw_dual_object(PyObject *object) { // moves; NULL: the error tag
    return (lw_dual){.payload = 0, .tag = object ? (void *)object : LW_TAG_ERROR};
}

static inline PyObject *lw_new_reference(PyObject *object) {
    Py_INCREF(object);
    return object;
}

// The value of an exact int (or subclass) of up to 60 bits; false: it is larger.
static inline LW_INLINE bool lw_int_read(PyObject *object, int64_t *value) {
    const PyLongObject *number = (const PyLongObject *)object;
#if LW_BEFORE_312
    const digit *digits = number->ob_digit;
    Py_ssize_t size = Py_SIZE(object);
    if (LW_LIKELY((size_t)size + 1 <= 2)) {
        *value = (int64_t)size * (int64_t)digits[0];
        return true;
    }
    if (LW_LIKELY(size == 2 || size == -2)) {
        int64_t magnitude = (int64_t)digits[0] | (int64_t)digits[1] << PyLong_SHIFT;
        *value = size < 0 ? -magnitude : magnitude;
        return true;
    }
#else
    const digit *digits = number->long_value.ob_digit;
    uintptr_t tag = number->long_value.lv_tag;
    int64_t sign = 1 - (int64_t)(tag & 3);
    if (LW_LIKELY(tag < (2 << 3))) {
        *value = sign * (int64_t)digits[0];
        return true;
    }
    if (LW_LIKELY(tag >> 3 == 2)) {
        int64_t magnitude = (int64_t)digits[0] | (int64_t)digits[1] << PyLong_SHIFT;
        *value = sign * magnitude;
        return true;
    }
#endif
    return false;
}

static inline PyThreadState *lw_thread_state(void) {
#if LW_BEFORE_313
    return _PyThreadState_UncheckedGet();
#else
    return PyThreadState_GetUnchecked();
#endif
}

// Counts dict changes: two equal numbers mean that the dict is the same and did not change.
static inline uint64_t lw_dict_version(PyObject *dict) {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
    return ((PyDictObject *)dict)->ma_version_tag;
#pragma GCC diagnostic pop
}

// The member arrays of a state, in the order in which they follow it.
static inline PyObject **lw_state_constants(lw_state *state) { return (PyObject **)(state + 1); }

// The set exception, normalised and with its traceback, taken away; NULL if none is set. And back.
PyObject *lw_take_exception(void);
void lw_give_exception(PyObject *exception);

// The attribute of the type (not of the instance), bound: as for special methods. NULL without an
// exception set: there is none.
PyObject *lw_lookup_special(PyObject *object, const char *name);

// The types that all compiled modules of the process share; NULL with an exception.
lw_shared *lw_shared_get(void);
PyTypeObject *lw_make_function_type(void);
PyTypeObject *lw_make_generator_type(void);
PyTypeObject *lw_make_coroutine_type(void);
PyTypeObject *lw_make_holder_type(void);
PyTypeObject *lw_make_view_type(void);
// One of them, made when a module first asks: so a module contains only the types that it uses.
static inline PyTypeObject *lw_shared_type(PyTypeObject **place, PyTypeObject *(*make)(void)) {
    if (!*place) {
        *place = make();
    }
    return *place;
}
PyGetSetDef *lw_make_field_properties(lw_state *state, const lw_class_info *info);
// Functions of runtime_op.def that other files of the runtime call.
PyObject *lw_generator_send(lw_generator *self, PyObject *sent, int *has_returned);

// The code object of a function (NULL: of the module body), with name, file, first line and
// parameters. Borrowed; NULL with an exception.
PyCodeObject *lw_code_of(lw_state *state, const lw_function_info *info);
// A compiled function of this module or of another one?
static inline bool lw_is_function(PyObject *object) {
    return Py_TYPE(object)->tp_descr_get &&
           Py_TYPE(object)->tp_vectorcall_offset == (Py_ssize_t)offsetof(lw_function, vectorcall);
}
// Called when a special method of a cdef class has been set. 0 or -1.
int lw_complete_special_method(PyTypeObject *type, PyObject *name, PyObject *function);
PyObject *lw_make_frame(lw_state *state, const lw_function_info *info, bool has_started); // new
extern PyGetSetDef lw_function_getset[];

const volatile int *lw_find_eval_breaker(void);
PyObject *lw_call_vector_slow(PyObject *callee, PyObject *const *arguments, Py_ssize_t count,
                              PyObject *keyword_names);

#endif
