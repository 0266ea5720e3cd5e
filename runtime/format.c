// Formatted values of f-strings.
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
