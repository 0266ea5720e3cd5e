// Special methods whose meaning in Cython is not that of a method of the same name in a Python
// class.
#include "runtime/internal.h"

static bool is_named(PyObject *name, const char *text) {
    return PyUnicode_CompareWithASCIIString(name, text) == 0;
}

// --- __pow__(self, exponent, modulus) ------------------------------------------------------------

// The operator has no modulus: it is None then.
static int default_modulus(PyObject *function) {
    zi_function *power = (zi_function *)function;
    if (!zi_is_function(function) || power->info->positional != 3 || power->defaults) {
        return 0;
    }
    power->defaults = PyTuple_Pack(1, Py_None);
    return power->defaults ? 0 : -1;
}

// --- __richcmp__(self, other, operation) ---------------------------------------------------------

static PyObject *compare_by_richcmp(PyObject *self, PyObject *other, int operation) {
    return PyObject_CallMethod(self, "__richcmp__", "Oi", other, operation);
}

int zi_without_hash(PyTypeObject *type) {
    PyObject *hash;
    int has_hash = zi_dict_find(type->tp_dict, "__hash__", &hash);
    return has_hash != 0 ? (has_hash < 0 ? -1 : 0)
                         : PyObject_SetAttrString((PyObject *)type, "__hash__", Py_None);
}

// One method stands for six; a class with it alone is not hashable.
static int define_comparisons(PyTypeObject *type) {
    static const char *const names[] = {ZI_COMPARISON_METHODS};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        PyObject *general = PyObject_GetAttrString((PyObject *)&PyBaseObject_Type, names[i]);
        PyObject *method = general
                               ? PyDescr_NewWrapper(type, ((PyWrapperDescrObject *)general)->d_base,
                                                    (void *)compare_by_richcmp)
                               : NULL;
        int status = method ? PyObject_SetAttrString((PyObject *)type, names[i], method) : -1;
        Py_XDECREF(method);
        Py_XDECREF(general);
        if (status < 0) {
            return -1;
        }
    }
    return zi_without_hash(type);
}

int zi_complete_special_method(PyTypeObject *type, PyObject *name, PyObject *function) {
    if (is_named(name, "__richcmp__")) {
        return define_comparisons(type);
    }
    if (is_named(name, "__pow__") || is_named(name, "__rpow__") || is_named(name, "__ipow__")) {
        return default_modulus(function);
    }
    return 0;
}
