// Formatted values of f-strings.
#include "runtime/internal.h"

// The conversion `!r`, `!s` or `!a` of a value, by its character; 0: none.
PyObject *zi_convert_value(PyObject *value, int32_t conversion) {
    return conversion == 'r'   ? PyObject_Repr(value)
           : conversion == 's' ? PyObject_Str(value)
           : conversion == 'a' ? PyObject_ASCII(value)
                               : zi_new_reference(value);
}

// f"{value!conversion:spec}"; spec NULL: none.
PyObject *zi_format_value(PyObject *value, int32_t conversion, PyObject *spec) {
    PyObject *converted = zi_convert_value(value, conversion);
    if (!converted || (!spec && PyUnicode_CheckExact(converted))) {
        return converted;
    }
    PyObject *text = PyObject_Format(converted, spec);
    Py_DECREF(converted);
    return text;
}
