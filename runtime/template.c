// Template strings: what t"{value!r:spec}" makes. Nothing is converted or formatted.
#define Py_BUILD_CORE_MODULE 1
#include "runtime/internal.h"
#if ZI_HAS_TEMPLATES
#include "internal/pycore_interpolation.h"
#include "internal/pycore_template.h"

static int number_of_conversion(int32_t conversion) {
    return conversion == 'r'   ? FVC_REPR
           : conversion == 's' ? FVC_STR
           : conversion == 'a' ? FVC_ASCII
                               : FVC_NONE;
}
#endif

// `text`: the source of the value's expression; `conversion`: its character, 0: none; `spec` NULL:
// none, which Python shows as an empty text.
PyObject *zi_interpolation_build(PyObject *value, PyObject *text, int32_t conversion,
                                 PyObject *spec) {
#if ZI_HAS_TEMPLATES
    PyObject *empty = spec ? NULL : PyUnicode_FromStringAndSize(NULL, 0);
    PyObject *format = spec ? spec : empty;
    PyObject *made =
        format ? _PyInterpolation_Build(value, text, number_of_conversion(conversion), format)
               : NULL;
    Py_XDECREF(empty);
    return made;
#else
    PyErr_SetString(PyExc_SystemError, "this Python has no template strings");
    return NULL;
#endif
}

// `texts` has one item more than `interpolations`.
PyObject *zi_template_build(PyObject *texts, PyObject *interpolations) {
#if ZI_HAS_TEMPLATES
    return _PyTemplate_Build(texts, interpolations);
#else
    PyErr_SetString(PyExc_SystemError, "this Python has no template strings");
    return NULL;
#endif
}
