// Operators that take over their left operand, which nobody needs any more: a text grows in place
// and a float's memory holds the result, if there is no other reference to it. An operator that
// raises leaves its operand as it is.
#include "runtime/internal.h"

// --- Texts ---------------------------------------------------------------------------------------
// May the text be changed, as nobody else has seen it?
static bool is_own_text(PyObject *text) {
    return Py_REFCNT(text) == 1 && !ZI_IS_FREE_THREADED && zi_is_plain_text(text) &&
           ((PyASCIIObject *)text)->hash == -1 && !PyUnicode_CHECK_INTERNED(text) &&
           PyUnicode_GET_LENGTH(text) > 0;
}

// Are the characters of one stored in a way that those of the other can be stored in as well?
static bool has_room_for(PyObject *text, PyObject *other) {
    return PyUnicode_KIND(other) <= PyUnicode_KIND(text) &&
           (PyUnicode_IS_ASCII(other) || !PyUnicode_IS_ASCII(text));
}

#if !ZI_DECLARES_ALLOCATOR_NAME
PyAPI_FUNC(const char *) _PyMem_GetCurrentAllocatorName(void); // exported, but not declared
#endif

// Is it the interpreter's own allocator that objects get their memory from? Asked once: whoever
// looks on later leaves what it does as it is.
static bool allocates_in_steps(void) {
    static enum { UNKNOWN, YES, NO } answer;
    if (ZI_UNLIKELY(answer == UNKNOWN)) {
        const char *name = _PyMem_GetCurrentAllocatorName();
        answer = name && strcmp(name, "pymalloc") == 0 ? YES : NO;
    }
    return answer == YES;
}

// Has memory of one size room for the other? The interpreter's allocator gives small objects memory
// in steps, and takes nothing of it back.
static bool is_same_step(size_t size, size_t other) {
    enum { STEP = 16, LARGEST = 512 };
    return other <= LARGEST && (size - 1) / STEP == (other - 1) / STEP && allocates_in_steps();
}

static void set_ascii_length(PyASCIIObject *text, Py_ssize_t length) {
    text->length = length;
    ((char *)(text + 1))[length] = 0;
}

// As PyUnicode_Resize, without an exception: false, and the text is as it was.
static bool resize(PyObject **text, Py_ssize_t length) {
    if (PyUnicode_IS_ASCII(*text) && !ZI_TEXT_HAS_WCHARS(*text)) {
        PyASCIIObject *moved = (PyASCIIObject *)*text;
        size_t size = sizeof *moved + (size_t)length + 1;
        if (is_same_step(sizeof *moved + (size_t)moved->length + 1, size)) {
            set_ascii_length(moved, length);
            return true;
        }
#if ZI_RESIZES_TEXTS
        moved = PyObject_Realloc(*text, size);
        if (moved) {
            set_ascii_length(moved, length);
            *text = (PyObject *)moved;
        }
        return moved != NULL;
#endif
    }
    bool is_done = PyUnicode_Resize(text, length) == 0;
    if (!is_done) {
        PyErr_Clear();
    }
    return is_done;
}

PyObject *zi_grow_text(PyObject *left, PyObject *right) {
    if (!zi_is_plain_text(right) || !is_own_text(left) || !has_room_for(left, right)) {
        return NULL;
    }
    Py_ssize_t length = PyUnicode_GET_LENGTH(left), added = PyUnicode_GET_LENGTH(right);
    if (added > PY_SSIZE_T_MAX - length || !resize(&left, length + added)) {
        return NULL; // the operator itself fails
    }
    zi_copy_text(left, length, right);
    return left;
}

static PyObject *release_if_done(PyObject *left, PyObject *result) {
    if (result) {
        Py_DECREF(left);
    }
    return result;
}

// What the operator gave has to be a text.
static PyObject *check_text(PyObject *result) {
    if (result && zi_check_type(result, &PyUnicode_Type, 1) < 0) {
        Py_CLEAR(result);
    }
    return result;
}

PyObject *zi_append_text(PyObject *left, PyObject *right) {
    return check_text(zi_inplace_add(left, right));
}

PyObject *zi_moving_append_text(PyObject *left, PyObject *right) {
    PyObject *grown = zi_grow_text(left, right);
    return grown ? grown : release_if_done(left, zi_append_text(left, right));
}

// --- Objects -------------------------------------------------------------------------------------
static bool is_own_float(PyObject *left, PyObject *right) {
    return PyFloat_CheckExact(left) && PyFloat_CheckExact(right) && Py_REFCNT(left) == 1 &&
           !ZI_IS_FREE_THREADED;
}

static PyObject *set_float(PyObject *object, double value) {
    ((PyFloatObject *)object)->ob_fval = value;
    return object;
}

#define MOVING(name, operator, is_safe, first)                                                     \
    static inline PyObject *moving_##name(PyObject *left, PyObject *right,                         \
                                          PyObject *(*function)(PyObject *, PyObject *)) {         \
        if (is_own_float(left, right)) {                                                           \
            double a = PyFloat_AS_DOUBLE(left), b = PyFloat_AS_DOUBLE(right);                      \
            if (is_safe) {                                                                         \
                return set_float(left, a operator b);                                              \
            }                                                                                      \
        }                                                                                          \
        PyObject *grown = first;                                                                   \
        return grown ? grown : release_if_done(left, function(left, right));                       \
    }                                                                                              \
    PyObject *zi_moving_##name(PyObject *left, PyObject *right) {                                  \
        return moving_##name(left, right, zi_binary_##name);                                       \
    }                                                                                              \
    PyObject *zi_moving_inplace_##name(PyObject *left, PyObject *right) {                          \
        return moving_##name(left, right, zi_inplace_##name);                                      \
    }
MOVING(add, +, true, zi_grow_text(left, right))
MOVING(subtract, -, true, NULL)
MOVING(multiply, *, true, NULL)
MOVING(divide, /, b != 0.0, NULL)
