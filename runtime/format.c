// Formatted values of f-strings, and print.
#include "runtime/internal.h"

// f"{value!conversion:spec}"; conversion 0, 'r', 's' or 'a'; spec NULL: none.
PyObject *zi_format_value(PyObject *value, int32_t conversion, PyObject *spec) {
    PyObject *converted = conversion == 'r'   ? PyObject_Repr(value)
                          : conversion == 's' ? PyObject_Str(value)
                          : conversion == 'a' ? PyObject_ASCII(value)
                                              : zi_new_reference(value);
    if (!converted || (!spec && PyUnicode_CheckExact(converted))) {
        return converted;
    }
    PyObject *text = PyObject_Format(converted, spec);
    Py_DECREF(converted);
    return text;
}

// Prints the values with blanks between them and a newline to a file, or to sys.stdout if it is
// None.
int zi_print_values(PyObject *file, PyObject *const *values, Py_ssize_t count) {
    PyObject *builtins = PyEval_GetBuiltins();
    PyObject *print = builtins ? PyDict_GetItemString(builtins, "print") : NULL;
    if (!print) {
        PyErr_SetString(PyExc_RuntimeError, "lost print");
        return -1;
    }
    PyObject *arguments = PyTuple_New(count);
    PyObject *keywords = arguments ? Py_BuildValue("{sO}", "file", file) : NULL;
    for (Py_ssize_t i = 0; keywords && i < count; i++) {
        PyTuple_SET_ITEM(arguments, i, zi_new_reference(values[i]));
    }
    PyObject *result = keywords ? PyObject_Call(print, arguments, keywords) : NULL;
    Py_XDECREF(arguments);
    Py_XDECREF(keywords);
    Py_XDECREF(result);
    return result ? 0 : -1;
}
