// Numbers: duals, operators on objects, boxes.
#include "tests/runtime/driver.h"

// The dual that the compiler would hold: unboxed if asked for and possible. Borrows.
static zi_dual make_dual(PyObject *object, int unboxed) {
    if (unboxed && PyLong_CheckExact(object)) {
        int overflow;
        long long value = PyLong_AsLongLongAndOverflow(object, &overflow);
        if (!overflow) {
            return zi_dual_int(value);
        }
    } else if (unboxed && PyFloat_CheckExact(object)) {
        return zi_dual_float(PyFloat_AS_DOUBLE(object));
    }
    return (zi_dual){0, object};
}

static PyObject *box_dual(zi_dual value) {
    return value.tag == ZI_TAG(ERROR) ? NULL : zi_dual_box(value.payload, value.tag);
}

// binary(operator, a, b, form): form 0: objects; 1, 2, 3: a, b or both unboxed; 4: the object
// function.
static PyObject *binary(PyObject *module, PyObject *arguments) {
    const char *name;
    PyObject *a, *b;
    int form, inplace;
    if (!PyArg_ParseTuple(arguments, "sOOii", &name, &a, &b, &form, &inplace)) {
        return NULL;
    }
    zi_dual x = make_dual(a, form & 1);
    zi_dual y = make_dual(b, form & 2);
#define BINARY_OPERATOR(NAME, operator, function, inplace_function, slot, method, sign)            \
    if (strcmp(name, #operator) == 0) {                                                            \
        if (form == 4) {                                                                           \
            return inplace ? zi_inplace_##operator(a, b) : zi_binary_##operator(a, b);             \
        }                                                                                          \
        return box_dual(inplace ? zi_dual_inplace_##operator(x.payload, x.tag, y.payload, y.tag)   \
                                : zi_dual_##operator(x.payload, x.tag, y.payload, y.tag));         \
    }
#include "abi/operator.def"
    PyErr_SetString(PyExc_LookupError, name);
    return NULL;
}

static PyObject *compare(PyObject *module, PyObject *arguments) {
    const char *name;
    PyObject *a, *b;
    int form, truth;
    if (!PyArg_ParseTuple(arguments, "sOOii", &name, &a, &b, &form, &truth)) {
        return NULL;
    }
    zi_dual x = make_dual(a, form & 1);
    zi_dual y = make_dual(b, form & 2);
    int result = 0;
#define COMPARE_OPERATOR(NAME, operator, symbol, code)                                             \
    if (strcmp(name, #operator) == 0) {                                                            \
        if (!truth) {                                                                              \
            return form == 4 ? zi_compare_##operator(a, b)                                         \
                             : zi_dual_compare_##operator(x.payload, x.tag, y.payload, y.tag);     \
        }                                                                                          \
        result = form == 4 ? zi_compare_truth_##operator(a, b)                                     \
                           : zi_dual_compare_truth_##operator(x.payload, x.tag, y.payload, y.tag); \
        return result < 0 ? NULL : PyBool_FromLong(result);                                        \
    }
#include "abi/operator.def"
    PyErr_SetString(PyExc_LookupError, name);
    return NULL;
}

static PyObject *unary(PyObject *module, PyObject *arguments) {
    const char *name;
    PyObject *a;
    int form;
    if (!PyArg_ParseTuple(arguments, "sOi", &name, &a, &form)) {
        return NULL;
    }
    zi_dual x = make_dual(a, form & 1);
#define UNARY_OPERATOR(NAME, operator, function)                                                   \
    if (strcmp(name, #operator) == 0) {                                                            \
        return form == 4 ? zi_unary_##operator(a)                                                  \
                         : box_dual(zi_dual_##operator(x.payload, x.tag));                         \
    }
#include "abi/operator.def"
    PyErr_SetString(PyExc_LookupError, name);
    return NULL;
}

static PyObject *truth(PyObject *module, PyObject *arguments) {
    PyObject *a;
    int form;
    if (!PyArg_ParseTuple(arguments, "Oi", &a, &form)) {
        return NULL;
    }
    zi_dual x = make_dual(a, form & 1);
    int result = form == 4 ? zi_truth(a) : zi_dual_truth(x.payload, x.tag);
    return result < 0 ? NULL : PyBool_FromLong(result);
}

static PyObject *box_int_result(zi_int_result result, int is_unsigned) {
    if (result.status) {
        return NULL;
    }
    return is_unsigned ? zi_box_uint64((uint64_t)result.value) : zi_box_int64(result.value);
}

static PyObject *unbox(PyObject *module, PyObject *arguments) {
    const char *what;
    PyObject *a;
    int form;
    if (!PyArg_ParseTuple(arguments, "sOi", &what, &a, &form)) {
        return NULL;
    }
    zi_dual x = make_dual(a, form & 1);
    if (strcmp(what, "int64") == 0) {
        return box_int_result(form == 4 ? zi_unbox_int64(a) : zi_dual_unbox_int64(x.payload, x.tag),
                              0);
    }
    if (strcmp(what, "uint64") == 0) {
        return box_int_result(form == 4 ? zi_unbox_uint64(a)
                                        : zi_dual_unbox_uint64(x.payload, x.tag, "unsigned long"),
                              1);
    }
    if (strcmp(what, "ucs4") == 0) {
        int64_t value = zi_unbox_ucs4(a, 0);
        return value < 0 ? NULL : PyLong_FromLongLong(value);
    }
    zi_float_result result = form == 4 ? zi_unbox_float(a) : zi_dual_unbox_float(x.payload, x.tag);
    return result.status ? NULL : zi_box_float(result.value);
}

static PyObject *c_float(PyObject *module, PyObject *arguments) {
    const char *name;
    double a, b;
    if (!PyArg_ParseTuple(arguments, "sdd", &name, &a, &b)) {
        return NULL;
    }
    double result = strcmp(name, "floor_divide") == 0 ? zi_floor_divide_float(a, b)
                    : strcmp(name, "modulo") == 0     ? zi_floor_modulo_float(a, b)
                    : strcmp(name, "power_real") == 0 ? zi_power_real(a, b)
                                                      : zi_power_float(a, b);
    return result == -1.0 && PyErr_Occurred() ? NULL : PyFloat_FromDouble(result);
}

static PyObject *power_int(PyObject *module, PyObject *arguments) {
    long long a, b;
    if (!PyArg_ParseTuple(arguments, "LL", &a, &b)) {
        return NULL;
    }
    return PyLong_FromLongLong(zi_power_int(a, b));
}

PyMethodDef number_methods[] = {
    {"binary", binary, METH_VARARGS, NULL},       {"compare", compare, METH_VARARGS, NULL},
    {"unary", unary, METH_VARARGS, NULL},         {"truth", truth, METH_VARARGS, NULL},
    {"unbox", unbox, METH_VARARGS, NULL},         {"c_float", c_float, METH_VARARGS, NULL},
    {"power_int", power_int, METH_VARARGS, NULL}, {NULL, NULL, 0, NULL}};
