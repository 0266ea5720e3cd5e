// What operators do when the special method of the left operand, which a body has called itself
// (codegen/passes/direct_special.c), has given NotImplemented. The left operand is an instance of a
// class of Python's that has the method, and the type of the right one does not extend it.
#define Py_BUILD_CORE_MODULE 1
#include "runtime/cache.h"

static PyObject *not_implemented(void) { return zi_new_reference(Py_NotImplemented); }

// --- Binary operators ----------------------------------------------------------------------------
typedef struct BinaryMethods {
    size_t slot;
    const char *reflected, *sign;
} BinaryMethods;

// (Powers, whose slot takes three operands, are never asked for.)
static const BinaryMethods binary_methods[] = {
#define BINARY_OPERATOR(NAME, name, function, inplace, slot, method, sign)                         \
    [ZI_OPERATOR_##NAME] = {offsetof(PyNumberMethods, slot), "__r" method "__", sign},
#include "abi/operator.def"
};

static binaryfunc slot_of(PyObject *object, const BinaryMethods *methods) {
    const char *table = (const char *)Py_TYPE(object)->tp_as_number;
    return table ? *(const binaryfunc *)(const void *)(table + methods->slot) : NULL;
}

// Calls the method that a class of Python's has for the operator with its operands exchanged.
static PyObject *call_reflected(PyObject *right, PyObject *left, const char *name) {
    PyObject *key = PyUnicode_InternFromString(name);
    PyObject *method = key ? _PyType_Lookup(Py_TYPE(right), key) : NULL;
    Py_XDECREF(key);
    if (!method) {
        return key ? not_implemented() : NULL;
    }
    // Its own __get__ may take it from the class.
    Py_INCREF(method);
    descrgetfunc get = Py_TYPE(method)->tp_descr_get;
    PyObject *bound =
        get ? get(method, right, (PyObject *)Py_TYPE(right)) : zi_new_reference(method);
    PyObject *result = bound ? PyObject_CallOneArg(bound, left) : NULL;
    Py_XDECREF(bound);
    Py_DECREF(method);
    return result;
}

static PyObject *ask_right(PyObject *left, PyObject *right, const BinaryMethods *methods) {
    binaryfunc function = slot_of(right, methods);
    if (!function || Py_TYPE(left) == Py_TYPE(right)) {
        return not_implemented();
    }
    return function == slot_of(left, methods) ? call_reflected(right, left, methods->reflected)
                                              : function(left, right);
}

static PyObject *repeat(PyObject *sequence, PyObject *count) {
    if (!PyIndex_Check(count)) {
        return PyErr_Format(PyExc_TypeError, "can't multiply sequence by non-int of type '%.200s'",
                            Py_TYPE(count)->tp_name);
    }
    Py_ssize_t times = PyNumber_AsSsize_t(count, PyExc_OverflowError);
    return times == -1 && PyErr_Occurred()
               ? NULL
               : Py_TYPE(sequence)->tp_as_sequence->sq_repeat(sequence, times);
}

static bool has_repeat(PyObject *object) {
    const PySequenceMethods *methods = Py_TYPE(object)->tp_as_sequence;
    return methods && methods->sq_repeat;
}

// Sequences join and repeat by methods of their own.
static PyObject *try_as_sequences(PyObject *left, PyObject *right, int32_t operator) {
    const PySequenceMethods *methods = Py_TYPE(left)->tp_as_sequence;
    if (operator== ZI_OPERATOR_ADD && methods && methods->sq_concat) {
        return methods->sq_concat(left, right);
    }
    if (operator== ZI_OPERATOR_MULTIPLY && has_repeat(left)) {
        return repeat(left, right);
    }
    if (operator== ZI_OPERATOR_MULTIPLY && has_repeat(right)) {
        return repeat(right, left);
    }
    return not_implemented();
}

// Takes over `result`.
static bool is_declined(PyObject *result) {
    if (result == Py_NotImplemented) {
        Py_DECREF(result);
        return true;
    }
    return false;
}

PyObject *zi_binary_declined(PyObject *left, PyObject *right, int32_t operator) {
    const BinaryMethods *methods = &binary_methods[operator];
    PyObject *result = ask_right(left, right, methods);
    if (is_declined(result)) {
        result = try_as_sequences(left, right, operator);
    }
    return is_declined(result)
               ? PyErr_Format(PyExc_TypeError,
                              "unsupported operand type(s) for %.100s: '%.100s' and '%.100s'",
                              methods->sign, Py_TYPE(left)->tp_name, Py_TYPE(right)->tp_name)
               : result;
}

// --- Comparisons ---------------------------------------------------------------------------------
static const struct {
    int reflected;
    const char *sign;
} comparisons[] = {
    [Py_LT] = {Py_GT, "<"},  [Py_LE] = {Py_GE, "<="}, [Py_EQ] = {Py_EQ, "=="},
    [Py_NE] = {Py_NE, "!="}, [Py_GT] = {Py_LT, ">"},  [Py_GE] = {Py_LE, ">="},
};

// What is not told apart otherwise is equal to itself alone.
PyObject *zi_compare_declined(PyObject *left, PyObject *right, int32_t operator) {
    richcmpfunc compare = Py_TYPE(right)->tp_richcompare;
    PyObject *result =
        compare ? compare(right, left, comparisons[operator].reflected) : not_implemented();
    if (!is_declined(result)) {
        return result;
    }
    if (operator== Py_EQ || operator== Py_NE) {
        return zi_new_reference((left == right) == (operator== Py_EQ) ? Py_True : Py_False);
    }
    return PyErr_Format(PyExc_TypeError,
                        "'%s' not supported between instances of '%.100s' and '%.100s'",
                        comparisons[operator].sign, Py_TYPE(left)->tp_name,
                        Py_TYPE(right)->tp_name);
}
