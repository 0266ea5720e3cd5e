// Arithmetic on duals: values that may be an unboxed int, an unboxed float or any object.
//
// Each operator has an inlined fast path for ints whose result fits 64 bits and for floats (exact
// int and float objects are unboxed first), and a cold path that does what the interpreter does on
// objects. Results are new; operands stay the caller's. An error gives ZI_TAG(ERROR).
#include "runtime/internal.h"
#include "runtime/power.h"
#include <math.h>
#include <stddef.h>

// --- The operators on 64-bit ints: false if the result does not fit, or objects must decide ------
#define INT_OPERATOR(name) static inline ZI_INLINE bool int_##name(int64_t a, int64_t b, zi_dual *r)
#define FLOAT_OPERATOR(name)                                                                       \
    static inline ZI_INLINE bool float_##name(double a, double b, double *r)
#define NO_FLOAT_OPERATOR(name)                                                                    \
    FLOAT_OPERATOR(name) {                                                                         \
        (void)a, (void)b, (void)r;                                                                 \
        return false;                                                                              \
    }

static inline ZI_INLINE bool give_int(zi_dual *r, int64_t value) {
    *r = zi_dual_int(value);
    return true;
}

INT_OPERATOR(add) {
    int64_t value;
    return !__builtin_add_overflow(a, b, &value) && give_int(r, value);
}
INT_OPERATOR(subtract) {
    int64_t value;
    return !__builtin_sub_overflow(a, b, &value) && give_int(r, value);
}
INT_OPERATOR(multiply) {
    int64_t value;
    return !__builtin_mul_overflow(a, b, &value) && give_int(r, value);
}

// The quotient of two doubles is correctly rounded if both ints are exact as doubles.
INT_OPERATOR(divide) {
    const uint64_t exact = (uint64_t)1 << 53;
    if (ZI_UNLIKELY(b == 0 || (uint64_t)a + exact > 2 * exact || (uint64_t)b + exact > 2 * exact)) {
        return false;
    }
    *r = zi_dual_float((double)a / (double)b);
    return true;
}

INT_OPERATOR(floor_divide) {
    if (ZI_UNLIKELY(b == 0 || (b == -1 && a == INT64_MIN))) {
        return false;
    }
    int64_t quotient = a / b;
    return give_int(r, quotient - ((a % b != 0) & ((a ^ b) < 0)));
}
INT_OPERATOR(modulo) {
    if (ZI_UNLIKELY(b == 0 || b == -1)) {
        return b == -1 && give_int(r, 0);
    }
    int64_t rest = a % b;
    return give_int(r, rest != 0 && (rest ^ b) < 0 ? rest + b : rest);
}

static ZI_COLD bool int_power_loop(int64_t base, int64_t exponent, zi_dual *r) {
    int64_t value = 1;
    for (;;) {
        if ((exponent & 1) && __builtin_mul_overflow(value, base, &value)) {
            return false;
        }
        exponent >>= 1;
        if (!exponent) {
            return give_int(r, value);
        }
        if (__builtin_mul_overflow(base, base, &base)) {
            return false;
        }
    }
}
INT_OPERATOR(power) {
    if (b == 2) {
        return int_multiply(a, a, r);
    }
    return b >= 0 && int_power_loop(a, b, r);
}

INT_OPERATOR(left_shift) {
    if (ZI_UNLIKELY((uint64_t)b >= 63)) {
        return false;
    }
    int64_t value = (int64_t)((uint64_t)a << b);
    return value >> b == a && give_int(r, value);
}
INT_OPERATOR(right_shift) { return ZI_LIKELY(b >= 0) && give_int(r, a >> (b > 63 ? 63 : b)); }
INT_OPERATOR(bit_and) { return give_int(r, a & b); }
INT_OPERATOR(bit_or) { return give_int(r, a | b); }
INT_OPERATOR(bit_xor) { return give_int(r, a ^ b); }
INT_OPERATOR(matrix_multiply) {
    (void)a, (void)b, (void)r;
    return false;
}

// --- The operators on floats ---------------------------------------------------------------------
FLOAT_OPERATOR(add) {
    *r = a + b;
    return true;
}
FLOAT_OPERATOR(subtract) {
    *r = a - b;
    return true;
}
FLOAT_OPERATOR(multiply) {
    *r = a * b;
    return true;
}
FLOAT_OPERATOR(divide) {
    *r = a / b;
    return ZI_LIKELY(b != 0.0);
}
double zi_floor_divide_float(double a, double b);
double zi_floor_modulo_float(double a, double b);
FLOAT_OPERATOR(floor_divide) {
    *r = b != 0.0 ? zi_floor_divide_float(a, b) : 0.0;
    return ZI_LIKELY(b != 0.0);
}
FLOAT_OPERATOR(modulo) {
    *r = b != 0.0 ? zi_floor_modulo_float(a, b) : 0.0;
    return ZI_LIKELY(b != 0.0);
}
FLOAT_OPERATOR(power) {
    *r = zi_power_if_finite(a, b);
    return isfinite(*r);
}
NO_FLOAT_OPERATOR(left_shift)
NO_FLOAT_OPERATOR(right_shift)
NO_FLOAT_OPERATOR(bit_and)
NO_FLOAT_OPERATOR(bit_or)
NO_FLOAT_OPERATOR(bit_xor)
NO_FLOAT_OPERATOR(matrix_multiply)

// --- From both: the functions --------------------------------------------------------------------
// The place of an operator among the methods of a number.
#define SLOT(slot) offsetof(PyNumberMethods, slot)
#define BINARY_OPERATOR(NAME, name, binary, inplace, slot, method, sign)                           \
    static const size_t slot_##name = SLOT(slot);
#include "abi/operator.def"

// Has int a method of two operands there? Its power has three.
static inline bool is_of_ints(size_t slot) {
    return slot != SLOT(nb_power) && slot != SLOT(nb_matrix_multiply);
}

// Does the operator compute with bits, which often are 32?
static inline bool is_of_bits(size_t slot) {
    return slot == SLOT(nb_rshift) || slot == SLOT(nb_and) || slot == SLOT(nb_or) ||
           slot == SLOT(nb_xor);
}

// The fast part: true if it gave a result.
#define NUMBERS(name)                                                                              \
    static inline ZI_INLINE bool numbers_##name(zi_dual x, zi_dual y, zi_dual *r) {                \
        if (ZI_LIKELY(x.tag == ZI_TAG(INT) && y.tag == ZI_TAG(INT))) {                             \
            return ZI_LIKELY(int_##name(x.payload, y.payload, r));                                 \
        }                                                                                          \
        if (ZI_LIKELY(zi_is_number(x) && zi_is_number(y))) {                                       \
            double value;                                                                          \
            if (ZI_LIKELY(float_##name(zi_as_float(x), zi_as_float(y), &value))) {                 \
                *r = zi_dual_float(value);                                                         \
                return true;                                                                       \
            }                                                                                      \
        }                                                                                          \
        return false;                                                                              \
    }

typedef PyObject *BinaryFunction(PyObject *left, PyObject *right);

// For two exact ints, or two bools, the type's own method is what the interpreter would find;
// calling it at once keeps big numbers as fast as there.
static inline const PyTypeObject *type_of_ints(void *a_tag, void *b_tag) {
    if (!zi_tag_is_object(a_tag) || !zi_tag_is_object(b_tag)) {
        return NULL;
    }
    const PyTypeObject *type = Py_TYPE((PyObject *)a_tag);
    bool are_ints = type == &PyLong_Type || type == &PyBool_Type;
    return are_ints && Py_TYPE((PyObject *)b_tag) == type ? type : NULL;
}

static inline ZI_INLINE bool is_text(void *tag) {
    return zi_tag_is_object(tag) && zi_is_plain_text(tag);
}

// `function`: what the operator does with all else. What it knows of texts is its own matter, so
// that a module contains what its operators need.
static ZI_SLOW zi_dual apply_to_objects(int64_t a, void *a_tag, int64_t b, void *b_tag,
                                        BinaryFunction *function, size_t slot) {
    const PyTypeObject *type = is_of_ints(slot) ? type_of_ints(a_tag, b_tag) : NULL;
    if (type) {
        const char *methods = (const char *)type->tp_as_number;
        binaryfunc method = *(const binaryfunc *)(const void *)(methods + slot);
        return zi_dual_object(method(a_tag, b_tag));
    }
    PyObject *left = zi_borrow_or_box(a, a_tag);
    PyObject *right = zi_borrow_or_box(b, b_tag);
    PyObject *result = left && right ? function(left, right) : NULL;
    zi_release_boxed(left, a_tag);
    zi_release_boxed(right, b_tag);
    return zi_dual_object(result);
}

// What computes that is called, not inlined: a body that both forms of an operator, plain and in
// place, share. `apply_boxed_`: of objects, with an object as the result.
#define SHARED_FUNCTIONS(name)                                                                     \
    static ZI_SLOW zi_dual apply_##name(int64_t a, void *a_tag, int64_t b, void *b_tag,            \
                                        BinaryFunction *function) {                                \
        zi_dual result;                                                                            \
        if (ZI_LIKELY(numbers_##name(zi_unboxed(a, a_tag), zi_unboxed(b, b_tag), &result))) {      \
            return result;                                                                         \
        }                                                                                          \
        return apply_to_objects(a, a_tag, b, b_tag, function, slot_##name);                        \
    }                                                                                              \
    static ZI_SLOW PyObject *apply_boxed_##name(PyObject *a, PyObject *b,                          \
                                                BinaryFunction *function) {                        \
        zi_dual result;                                                                            \
        if (ZI_UNLIKELY(!numbers_##name(zi_unboxed(0, a), zi_unboxed(0, b), &result))) {           \
            result = apply_to_objects(0, a, 0, b, function, slot_##name);                          \
        }                                                                                          \
        return ZI_UNLIKELY(result.tag == ZI_TAG(ERROR)) ? NULL                                     \
                                                        : zi_dual_box(result.payload, result.tag); \
    }

// What is inlined where operands are most likely ints, or floats: exact objects of one digit too.
// All else is called.
// `is_wide`: of two digits as well.
static inline ZI_INLINE bool read_likely_int(int64_t payload, void *tag, bool is_wide,
                                             int64_t *value) {
    *value = payload;
    if (tag == ZI_TAG(INT)) {
        return true;
    }
    return zi_tag_is_object(tag) && Py_TYPE((PyObject *)tag) == &PyLong_Type &&
           (is_wide ? zi_int_read(tag, value) : zi_int_read_digit(tag, value));
}

static inline ZI_INLINE bool read_likely_float(int64_t payload, void *tag, double *value) {
    if (!zi_tag_is_object(tag)) {
        *value = zi_as_float((zi_dual){payload, tag});
        return true;
    }
    if (Py_TYPE((PyObject *)tag) != &PyFloat_Type) {
        return false;
    }
    *value = PyFloat_AS_DOUBLE((PyObject *)tag);
    return true;
}

#define INTS_FUNCTION(form, name)                                                                  \
    ZI_HOT zi_dual zi_dual_ints_##form##name(int64_t a, void *a_tag, int64_t b, void *b_tag) {     \
        int64_t x, y;                                                                              \
        zi_dual result;                                                                            \
        const bool is_wide = is_of_bits(slot_##name);                                              \
        if (ZI_LIKELY(read_likely_int(a, a_tag, is_wide, &x) &&                                    \
                      read_likely_int(b, b_tag, is_wide, &y) && int_##name(x, y, &result))) {      \
            return result;                                                                         \
        }                                                                                          \
        return zi_dual_called_##form##name(a, a_tag, b, b_tag);                                    \
    }
#define FLOATS_FUNCTION(form, name)                                                                \
    ZI_HOT zi_dual zi_dual_floats_##form##name(int64_t a, void *a_tag, int64_t b, void *b_tag) {   \
        double x, y, value;                                                                        \
        if (ZI_LIKELY((a_tag != ZI_TAG(INT) || b_tag != ZI_TAG(INT)) &&                            \
                      read_likely_float(a, a_tag, &x) && read_likely_float(b, b_tag, &y) &&        \
                      float_##name(x, y, &value))) {                                               \
            return zi_dual_float(value);                                                           \
        }                                                                                          \
        return zi_dual_called_##form##name(a, a_tag, b, b_tag);                                    \
    }

// In one form, plain or in place: the function that is inlined, its slow part, and what is called.
#define BINARY_FUNCTIONS(form, name, object_function, boxed_function)                              \
    ZI_SLOW zi_dual zi_dual_slow_##form##name(int64_t a, void *a_tag, int64_t b, void *b_tag) {    \
        return apply_to_objects(a, a_tag, b, b_tag, object_function, slot_##name);                 \
    }                                                                                              \
    ZI_HOT zi_dual zi_dual_##form##name(int64_t a, void *a_tag, int64_t b, void *b_tag) {          \
        zi_dual result;                                                                            \
        if (ZI_LIKELY(numbers_##name(zi_unboxed(a, a_tag), zi_unboxed(b, b_tag), &result))) {      \
            return result;                                                                         \
        }                                                                                          \
        return zi_dual_slow_##form##name(a, a_tag, b, b_tag);                                      \
    }                                                                                              \
    zi_dual ZI_COMPACT(zi_dual_##form##name)(int64_t a, void *a_tag, int64_t b, void *b_tag) {     \
        return apply_##name(a, a_tag, b, b_tag, object_function);                                  \
    }                                                                                              \
    ZI_SLOW zi_dual zi_dual_called_##form##name(int64_t a, void *a_tag, int64_t b, void *b_tag) {  \
        return apply_##name(a, a_tag, b, b_tag, object_function);                                  \
    }                                                                                              \
    INTS_FUNCTION(form, name)                                                                      \
    PyObject *boxed_function(PyObject *a, PyObject *b) {                                           \
        return apply_boxed_##name(a, b, object_function);                                          \
    }

#define BINARY_OPERATOR(NAME, name, binary, inplace, slot, method, sign)                           \
    NUMBERS(name)                                                                                  \
    SHARED_FUNCTIONS(name)                                                                         \
    BINARY_FUNCTIONS(, name, binary, zi_binary_##name)                                             \
    BINARY_FUNCTIONS(inplace_, name, inplace, zi_inplace_##name)
#include "abi/operator.def"

#define FLOATS_FUNCTIONS(name)                                                                     \
    FLOATS_FUNCTION(, name)                                                                        \
    FLOATS_FUNCTION(inplace_, name)
FLOATS_FUNCTIONS(add)
FLOATS_FUNCTIONS(subtract)
FLOATS_FUNCTIONS(multiply)
FLOATS_FUNCTIONS(divide)
FLOATS_FUNCTIONS(floor_divide)
FLOATS_FUNCTIONS(modulo)

// --- Addition that takes over its left operand, unless it raises (see moving.c) ------------------
static inline ZI_INLINE zi_dual release_left(void *a_tag, zi_dual result) {
    if (zi_tag_is_object(a_tag) && ZI_LIKELY(result.tag != ZI_TAG(ERROR))) {
        Py_DECREF((PyObject *)a_tag);
    }
    return result;
}

static inline PyObject *grow_left(void *a_tag, void *b_tag) {
    return zi_tag_is_object(a_tag) && zi_tag_is_object(b_tag) ? zi_grow_text(a_tag, b_tag) : NULL;
}

#define MOVING_ADD(form, function)                                                                 \
    ZI_SLOW zi_dual zi_dual_slow_##form(int64_t a, void *a_tag, int64_t b, void *b_tag) {          \
        PyObject *grown = grow_left(a_tag, b_tag);                                                 \
        return grown ? zi_dual_object(grown)                                                       \
                     : release_left(a_tag,                                                         \
                                    apply_to_objects(a, a_tag, b, b_tag, function, slot_add));     \
    }                                                                                              \
    ZI_HOT zi_dual zi_dual_##form(int64_t a, void *a_tag, int64_t b, void *b_tag) {                \
        zi_dual result;                                                                            \
        if (ZI_LIKELY(numbers_add(zi_unboxed(a, a_tag), zi_unboxed(b, b_tag), &result))) {         \
            return release_left(a_tag, result);                                                    \
        }                                                                                          \
        return zi_dual_slow_##form(a, a_tag, b, b_tag);                                            \
    }                                                                                              \
    zi_dual ZI_COMPACT(zi_dual_##form)(int64_t a, void *a_tag, int64_t b, void *b_tag) {           \
        PyObject *grown = grow_left(a_tag, b_tag);                                                 \
        return grown ? zi_dual_object(grown)                                                       \
                     : release_left(a_tag, apply_add(a, a_tag, b, b_tag, function));               \
    }
MOVING_ADD(moving_add, zi_add_objects)
MOVING_ADD(moving_inplace_add, zi_inplace_add_objects)

// --- Comparisons ---------------------------------------------------------------------------------
static ZI_COLD PyObject *compare_on_objects(int64_t a, void *a_tag, int64_t b, void *b_tag,
                                            int code) {
    PyObject *left = zi_borrow_or_box(a, a_tag);
    PyObject *right = zi_borrow_or_box(b, b_tag);
    PyObject *result = left && right ? PyObject_RichCompare(left, right, code) : NULL;
    zi_release_boxed(left, a_tag);
    zi_release_boxed(right, b_tag);
    return result;
}

static inline ZI_INLINE bool compare_texts(PyObject *one, PyObject *other, int code) {
    if (code == Py_EQ || code == Py_NE) {
        return zi_are_equal_texts(one, other) == (code == Py_EQ);
    }
    int outcome = zi_compare_texts(one, other);
    return code == Py_LT   ? outcome < 0
           : code == Py_LE ? outcome <= 0
           : code == Py_GT ? outcome > 0
                           : outcome >= 0;
}

static ZI_SLOW int compare_truth_on_objects(int64_t a, void *a_tag, int64_t b, void *b_tag,
                                            int code) {
    if (is_text(a_tag) && is_text(b_tag)) {
        return compare_texts(a_tag, b_tag, code);
    }
    PyObject *result = compare_on_objects(a, a_tag, b, b_tag, code);
    if (!result) {
        return -1;
    }
    int truth = zi_truth(result);
    Py_DECREF(result);
    return truth;
}

// An int beside a float compares exactly only as long as the int is exact as a double.
static inline bool is_exact_as_float(zi_dual operand) {
    const uint64_t exact = (uint64_t)1 << 53;
    return operand.tag == ZI_TAG(FLOAT) || (uint64_t)operand.payload + exact <= 2 * exact;
}

static inline bool compare_as_floats(zi_dual x, zi_dual y) {
    return zi_is_number(x) && zi_is_number(y) && is_exact_as_float(x) && is_exact_as_float(y);
}

// How two numbers compare, as a bit: the results of an operator are a set of these.
enum { IS_LESS = 1, IS_EQUAL = 2, IS_GREATER = 4, IS_UNORDERED = 8 };
static const unsigned char true_if[] = {
    [Py_LT] = IS_LESS,    [Py_LE] = IS_LESS | IS_EQUAL,
    [Py_EQ] = IS_EQUAL,   [Py_NE] = IS_LESS | IS_GREATER | IS_UNORDERED,
    [Py_GT] = IS_GREATER, [Py_GE] = IS_GREATER | IS_EQUAL,
};

#define OUTCOME(a, b) ((a) < (b) ? IS_LESS : (a) > (b) ? IS_GREATER : IS_EQUAL)

// 0 or 1; -1: the objects must decide.
static inline ZI_INLINE int compare_numbers(int64_t a, void *a_tag, int64_t b, void *b_tag,
                                            int code) {
    zi_dual x = zi_unboxed(a, a_tag);
    if (zi_tag_is_object(x.tag)) { // a text mostly
        return -1;
    }
    zi_dual y = zi_unboxed(b, b_tag);
    int outcome;
    if (ZI_LIKELY(x.tag == ZI_TAG(INT) && y.tag == ZI_TAG(INT))) {
        outcome = OUTCOME(x.payload, y.payload);
    } else if (compare_as_floats(x, y)) {
        double left = zi_as_float(x), right = zi_as_float(y);
        outcome = isunordered(left, right) ? IS_UNORDERED : OUTCOME(left, right);
    } else {
        return -1;
    }
    return (true_if[code] & outcome) != 0;
}

// What compares that is called, not inlined.
static ZI_SLOW int compare_truth(int64_t a, void *a_tag, int64_t b, void *b_tag, int code) {
    int truth = compare_numbers(a, a_tag, b, b_tag, code);
    return ZI_LIKELY(truth >= 0) ? truth : compare_truth_on_objects(a, a_tag, b, b_tag, code);
}
static ZI_SLOW PyObject *compare(int64_t a, void *a_tag, int64_t b, void *b_tag, int code) {
    int truth = is_text(a_tag) && is_text(b_tag) ? compare_texts(a_tag, b_tag, code)
                                                 : compare_numbers(a, a_tag, b, b_tag, code);
    return ZI_LIKELY(truth >= 0) ? zi_new_reference(truth ? Py_True : Py_False)
                                 : compare_on_objects(a, a_tag, b, b_tag, code);
}

#define COMPARE_OPERATOR(NAME, name, operator, code)                                               \
    _Static_assert(ZI_COMPARE_##NAME == (code), "the compiler passes it");
#include "abi/operator.def"

static ZI_SLOW int order_slowly(PyObject *left, PyObject *right, int code) {
    return compare_truth_on_objects(0, left, 0, right, code);
}

// Most texts are ordered by their first byte, of which an empty one has a 0.
ZI_HOT int zi_order_texts(PyObject *left, PyObject *right, int code) {
    if (ZI_LIKELY(zi_is_narrow_text(left) && zi_is_narrow_text(right))) {
        Py_UCS1 first = *(const Py_UCS1 *)zi_characters(left);
        Py_UCS1 other = *(const Py_UCS1 *)zi_characters(right);
        if (ZI_LIKELY(first != other)) {
            return (first < other) == (code == Py_LT || code == Py_LE);
        }
    }
    return order_slowly(left, right, code);
}

// `numbers_compare_`: 0 or 1; -1: the objects must decide.
#define COMPARE_OPERATOR(NAME, name, operator, code)                                               \
    static inline ZI_INLINE int numbers_compare_##name(zi_dual x, zi_dual y) {                     \
        if (ZI_LIKELY(x.tag == ZI_TAG(INT) && y.tag == ZI_TAG(INT))) {                             \
            return x.payload operator y.payload;                                                   \
        }                                                                                          \
        return ZI_LIKELY(compare_as_floats(x, y)) ? zi_as_float(x) operator zi_as_float(y) : -1;   \
    }                                                                                              \
    ZI_SLOW int zi_dual_called_truth_##name(int64_t a, void *a_tag, int64_t b, void *b_tag) {      \
        return compare_truth(a, a_tag, b, b_tag, code);                                            \
    }                                                                                              \
    ZI_HOT int zi_dual_ints_compare_truth_##name(int64_t a, void *a_tag, int64_t b, void *b_tag) { \
        int64_t x, y;                                                                              \
        return ZI_LIKELY(read_likely_int(a, a_tag, false, &x) &&                                   \
                         read_likely_int(b, b_tag, false, &y))                                     \
            ? x                                                                                    \
              operator y : zi_dual_called_truth_##name(a, a_tag, b, b_tag);                        \
    }                                                                                              \
    ZI_HOT int zi_dual_floats_compare_truth_##name(int64_t a, void *a_tag, int64_t b,              \
                                                   void *b_tag) {                                  \
        double x, y;                                                                               \
        return ZI_LIKELY(a_tag != ZI_TAG(INT) && b_tag != ZI_TAG(INT) &&                           \
                         read_likely_float(a, a_tag, &x) && read_likely_float(b, b_tag, &y))       \
            ? x                                                                                    \
              operator y : zi_dual_called_truth_##name(a, a_tag, b, b_tag);                        \
    }                                                                                              \
    ZI_COLD int zi_dual_slow_truth_##name(int64_t a, void *a_tag, int64_t b, void *b_tag) {        \
        return compare_truth_on_objects(a, a_tag, b, b_tag, code);                                 \
    }                                                                                              \
    ZI_HOT int zi_dual_compare_truth_##name(int64_t a, void *a_tag, int64_t b, void *b_tag) {      \
        int truth = numbers_compare_##name(zi_unboxed(a, a_tag), zi_unboxed(b, b_tag));            \
        return ZI_LIKELY(truth >= 0) ? truth : zi_dual_slow_truth_##name(a, a_tag, b, b_tag);      \
    }                                                                                              \
    int ZI_COMPACT(zi_dual_compare_truth_##name)(int64_t a, void *a_tag, int64_t b, void *b_tag) { \
        return compare_truth(a, a_tag, b, b_tag, code);                                            \
    }                                                                                              \
    PyObject *zi_dual_compare_##name(int64_t a, void *a_tag, int64_t b, void *b_tag) {             \
        return compare(a, a_tag, b, b_tag, code);                                                  \
    }
#include "abi/operator.def"

// --- Unary operators -----------------------------------------------------------------------------
static ZI_COLD zi_dual unary_on_objects(int64_t a, void *a_tag, PyObject *(*function)(PyObject *)) {
    PyObject *operand = zi_borrow_or_box(a, a_tag);
    PyObject *result = operand ? function(operand) : NULL;
    zi_release_boxed(operand, a_tag);
    return zi_dual_object(result);
}

ZI_HOT zi_dual zi_dual_negate(int64_t a, void *a_tag) {
    zi_dual x = zi_unboxed(a, a_tag);
    if (ZI_LIKELY(x.tag == ZI_TAG(INT) && x.payload != INT64_MIN)) {
        return zi_dual_int(-x.payload);
    }
    if (ZI_LIKELY(x.tag == ZI_TAG(FLOAT))) {
        return zi_dual_float(-zi_bits_to_float(x.payload));
    }
    return unary_on_objects(a, a_tag, PyNumber_Negative);
}

ZI_HOT zi_dual zi_dual_plus(int64_t a, void *a_tag) {
    if (ZI_LIKELY(!zi_tag_is_object(a_tag))) {
        return (zi_dual){a, a_tag};
    }
    return unary_on_objects(a, a_tag, PyNumber_Positive);
}

ZI_HOT zi_dual zi_dual_invert(int64_t a, void *a_tag) {
    zi_dual x = zi_unboxed(a, a_tag);
    if (ZI_LIKELY(x.tag == ZI_TAG(INT))) {
        return zi_dual_int(~x.payload);
    }
    return unary_on_objects(a, a_tag, PyNumber_Invert);
}

// --- In and out ----------------------------------------------------------------------------------
ZI_HOT int zi_dual_truth(int64_t payload, void *tag) {
    if (ZI_LIKELY(tag == ZI_TAG(INT))) {
        return payload != 0;
    }
    if (tag == ZI_TAG(FLOAT)) {
        return zi_bits_to_float(payload) != 0.0;
    }
    return zi_truth(tag);
}

ZI_HOT PyObject *zi_dual_box(int64_t payload, void *tag) {
    if (ZI_LIKELY(zi_tag_is_object(tag))) {
        return tag;
    }
    return tag == ZI_TAG(INT) ? zi_box_int64(payload) : zi_box_float(zi_bits_to_float(payload));
}

// `unsigned_type` is the name of a C type, or NULL: a signed one.
static ZI_COLD zi_int_result unbox_float_as_int(double value, const char *unsigned_type) {
    PyObject *object = zi_box_float(value);
    if (!object) {
        return (zi_int_result){-1, 1};
    }
    zi_int_result result =
        unsigned_type ? zi_unbox_uint64_as(object, unsigned_type) : zi_unbox_int64(object);
    Py_DECREF(object);
    return result;
}

ZI_HOT zi_int_result zi_dual_unbox_int64(int64_t payload, void *tag) {
    if (ZI_LIKELY(tag == ZI_TAG(INT))) {
        return (zi_int_result){payload, 0};
    }
    return tag == ZI_TAG(FLOAT) ? unbox_float_as_int(zi_bits_to_float(payload), NULL)
                                : zi_unbox_int64(tag);
}

static ZI_COLD zi_int_result unbox_float_as_ssize(double value) {
    PyObject *object = zi_box_float(value);
    if (!object) {
        return (zi_int_result){-1, 1};
    }
    zi_int_result result = zi_unbox_ssize(object);
    Py_DECREF(object);
    return result;
}

ZI_HOT zi_int_result zi_dual_unbox_ssize(int64_t payload, void *tag) {
    if (ZI_LIKELY(tag == ZI_TAG(INT))) {
        return (zi_int_result){payload, 0};
    }
    return tag == ZI_TAG(FLOAT) ? unbox_float_as_ssize(zi_bits_to_float(payload))
                                : zi_unbox_ssize(tag);
}

ZI_HOT zi_int_result zi_dual_unbox_uint64(int64_t payload, void *tag, const char *c_type) {
    if (ZI_LIKELY(tag == ZI_TAG(INT))) {
        if (ZI_UNLIKELY(payload < 0)) {
            zi_raise_int_overflow(1, c_type);
            return (zi_int_result){-1, 1};
        }
        return (zi_int_result){payload, 0};
    }
    return tag == ZI_TAG(FLOAT) ? unbox_float_as_int(zi_bits_to_float(payload), c_type)
                                : zi_unbox_uint64_as(tag, c_type);
}

ZI_HOT zi_float_result zi_dual_unbox_float(int64_t payload, void *tag) {
    if (ZI_LIKELY(tag == ZI_TAG(FLOAT))) {
        return (zi_float_result){zi_bits_to_float(payload), 0};
    }
    return tag == ZI_TAG(INT) ? (zi_float_result){(double)payload, 0} : zi_unbox_float(tag);
}

ZI_INLINE int zi_is_float(int64_t payload, void *tag) {
    (void)payload;
    return zi_tag_is_object(tag) ? Py_TYPE((PyObject *)tag) == &PyFloat_Type : tag == ZI_TAG(FLOAT);
}

ZI_INLINE double zi_float_value(int64_t payload, void *tag) {
    return zi_tag_is_object(tag) ? PyFloat_AS_DOUBLE((PyObject *)tag) : zi_bits_to_float(payload);
}

ZI_HOT void zi_dual_incref(void *tag) {
    if (zi_tag_is_object(tag)) {
        Py_INCREF((PyObject *)tag);
    }
}

// Frees an object without references; ints, which have nothing to do then, at once, as the
// interpreter's own arithmetic does.
ZI_SLOW void zi_dual_free(PyObject *object) {
    if (Py_TYPE(object) == &PyLong_Type) {
        PyObject_Free(object);
    } else {
        zi_free_object(object);
    }
}

ZI_HOT void zi_dual_decref(void *tag) {
    if (!zi_tag_is_object(tag)) {
        return;
    }
    if (zi_drop_reference(tag)) {
        zi_dual_free(tag);
    }
}
