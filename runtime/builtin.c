// Builtins that compiled code calls without looking them up, and checks of arguments.
#include "runtime/internal.h"

// An object of a type that is not made in Python, and has no say in its attributes, is of the class
// that it says; and a class whose own class is `type` itself asks nobody else.
int zi_is_other_instance(PyObject *object, PyObject *type) {
    PyTypeObject *own = Py_TYPE(object);
    if (Py_IS_TYPE(type, &PyType_Type) && !PyType_HasFeature(own, Py_TPFLAGS_HEAPTYPE) &&
        own->tp_getattro == PyObject_GenericGetAttr) {
        return PyType_IsSubtype(own, (PyTypeObject *)type);
    }
    return PyObject_IsInstance(object, type);
}

ZI_INLINE int zi_is_instance(PyObject *object, PyObject *type) {
    if (Py_IS_TYPE(object, (PyTypeObject *)type)) {
        return 1;
    }
    return zi_is_other_instance(object, type);
}

// Whose objects those of a type of ours are taken for in plain Python, by their `__class__`; NULL:
// it is another type.
static PyTypeObject *type_shown_for(const zi_shared *shared, const PyTypeObject *type) {
    return type == shared->function_type || type == shared->unbound_function_type ? &PyFunction_Type
           : type == shared->generator_type                                       ? &PyGen_Type
           : type == shared->coroutine_type || type == shared->iterable_coroutine_type
               ? &PyCoro_Type
           : type == shared->async_generator_type ? &PyAsyncGen_Type
                                                  : NULL;
}

// 1: of one that is shown for the type, or for one of a tuple of types.
static int is_shown_for(const zi_state *state, PyObject *object, PyObject *type) {
    if (PyTuple_Check(type)) {
        int found = 0;
        for (Py_ssize_t i = 0; found == 0 && i < PyTuple_GET_SIZE(type); i++) {
            found = is_shown_for(state, object, PyTuple_GET_ITEM(type, i));
        }
        return found;
    }
    bool may_be_own = Py_IS_TYPE(type, &PyType_Type) &&
                      !PyType_HasFeature((PyTypeObject *)type, Py_TPFLAGS_BASETYPE);
    PyTypeObject *shown = may_be_own ? type_shown_for(state->shared, (PyTypeObject *)type) : NULL;
    return shown ? zi_is_other_instance(object, (PyObject *)shown) : 0;
}

// Who asks for the type of a compiled function or generator means all of them:
// `isinstance(x, type(lambda: 0))`.
int zi_is_other_instance_plain(const zi_state *state, PyObject *object, PyObject *type) {
    int found = zi_is_other_instance(object, type);
    return found ? found : is_shown_for(state, object, type);
}

ZI_INLINE int zi_is_instance_plain(const zi_state *state, PyObject *object, PyObject *type) {
    if (Py_IS_TYPE(object, (PyTypeObject *)type)) {
        return 1;
    }
    return zi_is_other_instance_plain(state, object, type);
}

ZI_INLINE PyObject *zi_type_of(PyObject *object) {
    PyObject *type = (PyObject *)Py_TYPE(object);
    Py_INCREF(type);
    return type;
}

// float(object); -1.0 with an exception set on failure.
double zi_to_float(PyObject *object) {
    if (ZI_LIKELY(PyFloat_CheckExact(object))) {
        return PyFloat_AS_DOUBLE(object);
    }
    PyObject *number = PyNumber_Float(object);
    if (!number) {
        return -1.0;
    }
    double value = PyFloat_AsDouble(number);
    Py_DECREF(number);
    return value;
}

// Is it Python's own builtin of that name, whatever the module builtins has under it by now?
int zi_is_builtin(PyObject *object, PyObject *name) {
    const char *own = NULL;
    if (PyCFunction_CheckExact(object)) {
        PyObject *module = ((PyCFunctionObject *)object)->m_module;
        if (module && PyUnicode_CompareWithASCIIString(module, "builtins") == 0) {
            own = ((PyCFunctionObject *)object)->m_ml->ml_name;
        }
    } else if (PyType_Check(object) &&
               !PyType_HasFeature((PyTypeObject *)object, Py_TPFLAGS_HEAPTYPE)) {
        own = ((PyTypeObject *)object)->tp_name;
    }
    return own && PyUnicode_CompareWithASCIIString(name, own) == 0;
}

PyObject *zi_module_globals(zi_state *state) { return state->globals; }

// The dict under __annotations__ of a module's or class's names, made if there is nothing yet.
static PyObject *find_annotations(zi_state *state, PyObject *namespace) {
    PyObject *place = namespace ? namespace : state->globals;
    PyObject *key = PyUnicode_InternFromString("__annotations__");
    PyObject *found = NULL;
    int status = key ? zi_find_class_name(place, key, &found) : -1;
    if (status == 0) {
        found = PyDict_New();
        status = found ? PyObject_SetItem(place, key, found) : -1;
    }
    if (status < 0) {
        Py_CLEAR(found);
    }
    Py_XDECREF(key);
    return found;
}

// What SETUP_ANNOTATIONS does.
int zi_annotations_start(zi_state *state, PyObject *namespace) {
    PyObject *annotations = find_annotations(state, namespace);
    Py_XDECREF(annotations);
    return annotations ? 0 : -1;
}

// `name: annotation` in the body of a module or class.
int zi_store_annotation(zi_state *state, PyObject *namespace, PyObject *name,
                        PyObject *annotation) {
    PyObject *annotations = find_annotations(state, namespace);
    if (!annotations) {
        return -1;
    }
    int status = PyObject_SetItem(annotations, name, annotation);
    Py_DECREF(annotations);
    return status;
}

static ZI_COLD int raise_argument_type(PyObject *object, PyObject *type, PyObject *name,
                                       int flags) {
    bool is_stricter = (flags & ZI_ARGUMENT_IS_ANNOTATED) != 0 &&
                       PyType_IsSubtype(Py_TYPE(object), (PyTypeObject *)type);
    PyErr_Format(
        PyExc_TypeError, "Argument '%U' has incorrect type (expected %.200s, got %.200s)%s", name,
        ((PyTypeObject *)type)->tp_name, Py_TYPE(object)->tp_name,
        is_stricter ? ". Note that Cython is deliberately stricter than PEP-484 and rejects "
                      "subclasses of builtin types. If you need to pass subclasses then set "
                      "the 'annotation_typing' directive to False."
                    : "");
    return -1;
}

PyObject *zi_float_argument(PyObject *object) {
    if (ZI_LIKELY(!PyLong_Check(object))) {
        return zi_new_reference(object);
    }
    double number = PyLong_AsDouble(object);
    return number == -1.0 && PyErr_Occurred() ? NULL : PyFloat_FromDouble(number);
}

static ZI_COLD PyObject *int_of_other(PyObject *object) {
    return PyNumber_Check(object) ? PyNumber_Long(object) : zi_new_reference(object);
}

ZI_INLINE PyObject *zi_int_of_number(PyObject *object) {
    return ZI_LIKELY(PyLong_CheckExact(object)) ? zi_new_reference(object) : int_of_other(object);
}

ZI_INLINE int zi_check_argument(PyObject *object, PyObject *type, PyObject *name, int flags) {
    if (ZI_LIKELY(Py_TYPE(object) == (PyTypeObject *)type)) {
        return 0;
    }
    bool is_none = object == Py_None && (flags & ZI_ARGUMENT_ALLOWS_NONE) != 0;
    bool is_subclass = (flags & ZI_ARGUMENT_IS_EXACT) == 0 &&
                       PyType_IsSubtype(Py_TYPE(object), (PyTypeObject *)type);
    return is_none || is_subclass ? 0 : raise_argument_type(object, type, name, flags);
}

static ZI_COLD int raise_no_receiver(PyObject *name, PyObject *type) {
    PyErr_Format(PyExc_TypeError,
                 "descriptor '%U' requires a '%.100s' object but received a 'NoneType'", name,
                 ((PyTypeObject *)type)->tp_name);
    return -1;
}

ZI_INLINE int zi_check_receiver(PyObject *object, PyObject *name, PyObject *type) {
    return ZI_LIKELY(object != Py_None) ? 0 : raise_no_receiver(name, type);
}

int zi_check_argument_not_none(PyObject *object, PyObject *name) {
    if (object != Py_None) {
        return 0;
    }
    PyErr_Format(PyExc_TypeError, "Argument '%U' must not be None", name);
    return -1;
}

// The same of a call in C.
#define PASSED_NONE "cannot pass None into a C function argument that is declared 'not None'"

int zi_check_passed_not_none(PyObject *object) {
    if (object != Py_None) {
        return 0;
    }
    PyErr_SetString(PyExc_TypeError, PASSED_NONE);
    return -1;
}

// Types that modules make know their module; those of class statements do not.
static bool is_of_class_statement(PyTypeObject *type) {
    return PyType_HasFeature(type, Py_TPFLAGS_HEAPTYPE) &&
           ((PyHeapTypeObject *)type)->ht_module == NULL;
}

static int look_for_override(PyObject *self, PyObject *name) {
    PyTypeObject *type = Py_TYPE(self);
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(type->tp_mro); i++) {
        PyTypeObject *base = (PyTypeObject *)PyTuple_GET_ITEM(type->tp_mro, i);
        PyObject *found = base->tp_dict ? PyDict_GetItemWithError(base->tp_dict, name) : NULL;
        if (!found) {
            continue;
        }
        if (is_of_class_statement(base)) {
            return 1;
        }
        break;
    }
    return zi_instance_has(self, name);
}

// Does a class statement of Python, between the object's type and the cdef class, define the method
// anew, or has the object an attribute of that name? A module's type has modules' types alone as
// bases, whose methods are in the vtable.
ZI_INLINE int zi_has_python_override(PyObject *self, PyObject *name) {
    PyTypeObject *type = Py_TYPE(self);
    if (ZI_LIKELY(!is_of_class_statement(type) && type->tp_dictoffset == 0)) {
        return 0;
    }
    return look_for_override(self, name);
}

// --- C aggregates --------------------------------------------------------------------------------
PyObject *zi_struct_member(PyObject *mapping, PyObject *name) {
    if (!PyMapping_Check(mapping)) {
        PyErr_Format(PyExc_TypeError, "Expected a mapping, got %.200s", Py_TYPE(mapping)->tp_name);
        return NULL;
    }
    PyObject *value = PyObject_GetItem(mapping, name);
    if (!value && PyErr_ExceptionMatches(PyExc_KeyError)) {
        PyErr_Format(PyExc_ValueError, "No value specified for struct attribute '%U'", name);
    }
    return value;
}

// The number of the only name that the mapping has, and its value.
int64_t zi_union_member(PyObject *mapping, PyObject *names, PyObject **value) {
    if (!PyMapping_Check(mapping)) {
        PyErr_Format(PyExc_TypeError, "Expected a mapping, got %.200s", Py_TYPE(mapping)->tp_name);
        return -1;
    }
    Py_ssize_t found = -1;
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(names); i++) {
        PyObject *item = PyObject_GetItem(mapping, PyTuple_GET_ITEM(names, i));
        if (!item && !PyErr_ExceptionMatches(PyExc_KeyError)) {
            return -1;
        }
        PyErr_Clear();
        if (item && found >= 0) {
            Py_DECREF(item);
            PyErr_Format(PyExc_ValueError, "More than one union attribute passed: '%U' and '%U'",
                         PyTuple_GET_ITEM(names, found), PyTuple_GET_ITEM(names, i));
            return -1;
        }
        if (item) {
            found = i;
            *value = item;
        }
    }
    if (found < 0) {
        PyObject *comma = PyUnicode_FromString(", ");
        PyObject *list = comma ? PyUnicode_Join(comma, names) : NULL;
        Py_XDECREF(comma);
        if (list) {
            PyErr_Format(PyExc_ValueError,
                         "No value specified for any of the union attributes (%U)", list);
            Py_DECREF(list);
        }
    }
    return found;
}

PyObject *zi_complex_new(double real, double imaginary) {
    return PyComplex_FromDoubles(real, imaginary);
}

double zi_complex_real(PyObject *number) { return PyComplex_AsCComplex(number).real; }

// The real part has told of what is no number.
double zi_complex_imaginary(PyObject *number) { return PyComplex_AsCComplex(number).imag; }

PyObject *zi_bytes_slice(const char *bytes, int64_t start, int64_t stop) {
    return PyBytes_FromStringAndSize(bytes + start, stop > start ? stop - start : 0);
}

PyObject *zi_bytes_slice_from_end(const char *bytes, int64_t start, int64_t stop) {
    if (start < 0 || stop < 0) {
        int64_t length = (int64_t)strlen(bytes);
        start = start >= 0 ? start : start + length > 0 ? start + length : 0;
        stop += stop < 0 ? length : 0;
    }
    return stop > start ? zi_bytes_slice(bytes, start, stop) : PyBytes_FromStringAndSize(NULL, 0);
}

PyObject *zi_bytearray_slice(const char *bytes, int64_t start, int64_t stop) {
    return PyByteArray_FromStringAndSize(bytes + start, stop > start ? stop - start : 0);
}

PyObject *zi_text_slice(const char *bytes, int64_t start, int64_t stop, const char *encoding) {
    return PyUnicode_Decode(bytes + start, stop > start ? stop - start : 0, encoding, NULL);
}

int64_t zi_string_length(const char *bytes) { return (int64_t)strlen(bytes); }

int64_t zi_bounded_string_length(const char *bytes, int64_t length) {
    return length <= 0 ? 0 : (int64_t)strnlen(bytes, (size_t)length);
}

// --- raise type, value, traceback ----------------------------------------------------------------
static PyObject *make_exception(PyObject *type, PyObject *value) {
    if (!PyExceptionClass_Check(type)) {
        if (value != Py_None) {
            PyErr_SetString(PyExc_TypeError, "instance exception may not have a separate value");
            return NULL;
        }
        Py_INCREF(type);
        return type;
    }
    if (value == Py_None) {
        return PyObject_CallNoArgs(type);
    }
    if (PyExceptionInstance_Check(value) && PyObject_IsInstance(value, type) > 0) {
        Py_INCREF(value);
        return value;
    }
    return PyTuple_Check(value) ? PyObject_Call(type, value, NULL)
                                : PyObject_CallFunctionObjArgs(type, value, NULL);
}

ZI_COLD void zi_raise_parts(PyObject *type, PyObject *value, PyObject *traceback) {
    PyObject *exception = make_exception(type, value);
    if (!exception) {
        return;
    }
    if (!PyExceptionInstance_Check(exception)) {
        PyErr_SetString(PyExc_TypeError,
                        "raise: exception class must be a subclass of BaseException");
    } else if (!traceback || traceback == Py_None ||
               PyException_SetTraceback(exception, traceback) == 0) {
        PyErr_SetObject((PyObject *)Py_TYPE(exception), exception);
    }
    Py_DECREF(exception);
}

static ZI_COLD void raise_with_gil(PyObject *type, const char *text) {
    PyGILState_STATE held = PyGILState_Ensure();
    PyErr_SetString(type, text);
    PyGILState_Release(held);
}

ZI_COLD void zi_raise_range_step(void) {
    raise_with_gil(PyExc_ValueError, "range() arg 3 must not be zero");
}

ZI_COLD void zi_raise_division_overflow(void) {
    raise_with_gil(PyExc_OverflowError, "value too large to perform division");
}

// What the directive cdivision_warnings asks for. 0 or -1: the warning is an error.
ZI_COLD int zi_warn_division(zi_state *state, int64_t line) {
    PyObject *module = PyDict_GetItem(state->globals, state->shared->common.name);
    const char *name = module && PyUnicode_Check(module) ? PyUnicode_AsUTF8(module) : NULL;
    return PyErr_WarnExplicit(
        PyExc_RuntimeWarning,
        "division with oppositely signed operands, C and Python semantics differ",
        state->info->path, (int)line, name, NULL);
}

ZI_COLD int zi_warn_division_nogil(zi_state *state, int64_t line) {
    PyGILState_STATE gil = PyGILState_Ensure();
    int status = zi_warn_division(state, line);
    PyGILState_Release(gil);
    return status;
}

ZI_COLD void zi_raise_unset_view(void) {
    raise_with_gil(PyExc_TypeError, "Memoryview return value is not initialized");
}
ZI_COLD void zi_raise_float_overflow(double value, const char *c_type, int is_unsigned) {
    PyGILState_STATE held = PyGILState_Ensure();
    if (isnan(value)) {
        PyErr_SetString(PyExc_ValueError, "cannot convert float NaN to integer");
    } else if (isinf(value)) {
        PyErr_SetString(PyExc_OverflowError, "cannot convert float infinity to integer");
    } else {
        zi_raise_int_overflow(is_unsigned && value < 0, c_type);
    }
    PyGILState_Release(held);
}
ZI_COLD void zi_raise_passed_none(void) { raise_with_gil(PyExc_TypeError, PASSED_NONE); }
ZI_COLD void zi_raise_overflow(void) { raise_with_gil(PyExc_OverflowError, "value too large"); }

// --- overflowcheck -------------------------------------------------------------------------------
// An operator is a zi_operator: one of these three, else a left shift.
static inline ZI_INLINE int unsigned_overflows(uint64_t left, uint64_t right, int operator,
                                               int bits) {
    uint64_t result = 0;
    bool overflows;
    if (operator== ZI_OPERATOR_ADD) {
        overflows = __builtin_add_overflow(left, right, &result);
    } else if (operator== ZI_OPERATOR_SUBTRACT) {
        overflows = __builtin_sub_overflow(left, right, &result);
    } else if (operator== ZI_OPERATOR_MULTIPLY) {
        overflows = __builtin_mul_overflow(left, right, &result);
    } else {
        overflows = right >= (uint64_t)bits || (left << right) >> right != left;
        result = left << (right & 63);
    }
    return overflows || (bits < 64 && result >> bits != 0);
}

static inline ZI_INLINE int signed_overflows(int64_t left, int64_t right, int operator, int bits) {
    int64_t result = 0;
    bool overflows;
    if (operator== ZI_OPERATOR_ADD) {
        overflows = __builtin_add_overflow(left, right, &result);
    } else if (operator== ZI_OPERATOR_SUBTRACT) {
        overflows = __builtin_sub_overflow(left, right, &result);
    } else if (operator== ZI_OPERATOR_MULTIPLY) {
        overflows = __builtin_mul_overflow(left, right, &result);
    } else {
        overflows = right < 0 || right >= bits || (left << right) >> right != left;
        result = (int64_t)((uint64_t)left << (right & 63));
    }
    int shift = 64 - bits;
    return overflows || (int64_t)((uint64_t)result << shift) >> shift != result;
}

ZI_INLINE int zi_arithmetic_overflows(int64_t left, int64_t right, int operator, int bits) {
    return bits < 0 ? unsigned_overflows((uint64_t)left, (uint64_t)right, operator, - bits)
                    : signed_overflows(left, right, operator, bits);
}
