// The class statement, and super().
#include "runtime/internal.h"

// The bases with those replaced that are no classes but have __mro_entries__ (PEP 560). New; it is
// `bases` itself if nothing changes.
static PyObject *resolve_bases(PyObject *bases) {
    PyObject *list = PyList_New(0);
    bool changed = false;
    for (Py_ssize_t i = 0; list && i < PyTuple_GET_SIZE(bases); i++) {
        PyObject *base = PyTuple_GET_ITEM(bases, i);
        PyObject *entries_method =
            PyType_Check(base) ? NULL : PyObject_GetAttrString(base, "__mro_entries__");
        if (!entries_method) {
            if (PyErr_Occurred() && !PyErr_ExceptionMatches(PyExc_AttributeError)) {
                Py_CLEAR(list);
                break;
            }
            PyErr_Clear();
            if (PyList_Append(list, base) < 0) {
                Py_CLEAR(list);
            }
            continue;
        }
        PyObject *entries = PyObject_CallOneArg(entries_method, bases);
        Py_DECREF(entries_method);
        if (entries && !PyTuple_Check(entries)) {
            PyErr_SetString(PyExc_TypeError, "__mro_entries__ must return a tuple");
            Py_CLEAR(entries);
        }
        changed = true;
        Py_ssize_t end = PyList_GET_SIZE(list);
        if (!entries || PyList_SetSlice(list, end, end, entries) < 0) {
            Py_CLEAR(list);
        }
        Py_XDECREF(entries);
    }
    PyObject *result = !list ? NULL : changed ? PyList_AsTuple(list) : zi_new_reference(bases);
    Py_XDECREF(list);
    return result;
}

// The most derived metaclass: `metaclass=` or the first base's type, against all bases. New.
static PyObject *find_metaclass(PyObject *bases, PyObject *keywords) {
    PyObject *metaclass = keywords ? PyDict_GetItemString(keywords, "metaclass") : NULL;
    if (!metaclass) {
        metaclass = PyTuple_GET_SIZE(bases) > 0 ? (PyObject *)Py_TYPE(PyTuple_GET_ITEM(bases, 0))
                                                : (PyObject *)&PyType_Type;
    }
    if (!PyType_Check(metaclass)) {
        return zi_new_reference(metaclass);
    }
    PyTypeObject *winner = (PyTypeObject *)metaclass;
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(bases); i++) {
        PyTypeObject *type = Py_TYPE(PyTuple_GET_ITEM(bases, i));
        if (PyType_IsSubtype(winner, type)) {
            continue;
        }
        if (!PyType_IsSubtype(type, winner)) {
            PyErr_SetString(PyExc_TypeError,
                            "metaclass conflict: the metaclass of a derived class must be a "
                            "(non-strict) subclass of the metaclasses of all its bases");
            return NULL;
        }
        winner = type;
    }
    return zi_new_reference((PyObject *)winner);
}

// The keywords without metaclass: NULL (without an exception set) if none are left.
static PyObject *class_keywords(PyObject *keywords) {
    if (!keywords || PyDict_GET_SIZE(keywords) == 0) {
        return NULL;
    }
    PyObject *copy = PyDict_Copy(keywords);
    if (copy && PyDict_DelItemString(copy, "metaclass") < 0) {
        PyErr_Clear();
    }
    if (copy && PyDict_GET_SIZE(copy) == 0) {
        Py_CLEAR(copy);
    }
    return copy;
}

static PyObject *call_prepare(PyObject *metaclass, PyObject *name, PyObject *bases,
                              PyObject *keywords) {
    PyObject *prepare = PyObject_GetAttrString(metaclass, "__prepare__");
    if (!prepare) {
        if (!PyErr_ExceptionMatches(PyExc_AttributeError)) {
            return NULL;
        }
        PyErr_Clear();
        return PyDict_New();
    }
    PyObject *arguments = PyTuple_Pack(2, name, bases);
    PyObject *rest = class_keywords(keywords);
    PyObject *names = arguments ? PyObject_Call(prepare, arguments, rest) : NULL;
    Py_XDECREF(rest);
    Py_XDECREF(arguments);
    Py_DECREF(prepare);
    if (names && !PyMapping_Check(names)) {
        PyErr_Format(PyExc_TypeError, "%.200s.__prepare__() must return a mapping, not %.200s",
                     PyType_Check(metaclass) ? ((PyTypeObject *)metaclass)->tp_name : "<metaclass>",
                     Py_TYPE(names)->tp_name);
        Py_CLEAR(names);
    }
    return names;
}

static int set_item_text(PyObject *mapping, const char *key, PyObject *value) {
    PyObject *name = PyUnicode_InternFromString(key);
    int status = name ? PyObject_SetItem(mapping, name, value) : -1;
    Py_XDECREF(name);
    return status;
}

// The namespace in which the class body runs.
PyObject *zi_class_namespace(zi_state *state, PyObject *name, PyObject *bases, PyObject *keywords) {
    PyObject *resolved = resolve_bases(bases);
    PyObject *metaclass = resolved ? find_metaclass(resolved, keywords) : NULL;
    PyObject *names = metaclass ? call_prepare(metaclass, name, resolved, keywords) : NULL;
    Py_XDECREF(metaclass);
    Py_XDECREF(resolved);
    PyObject *module_name = PyDict_GetItemString(state->globals, "__name__");
    if (names && module_name && set_item_text(names, "__module__", module_name) < 0) {
        Py_CLEAR(names);
    }
    return names;
}

// What type() does only for the interpreter's own functions: `__new__` is a static method, these
// two hooks are class methods.
static int mark_implicit_method(zi_state *state, PyObject *names, const char *name,
                                PyObject *(*mark)(PyObject *)) {
    PyObject *method = PyDict_CheckExact(names) ? PyDict_GetItemString(names, name) : NULL;
    if (!method || !state->shared || Py_TYPE(method) != state->shared->function_type) {
        return 0;
    }
    PyObject *marked = mark(method);
    int status = marked ? set_item_text(names, name, marked) : -1;
    Py_XDECREF(marked);
    return status;
}

static int mark_implicit_methods(zi_state *state, PyObject *names) {
    if (mark_implicit_method(state, names, "__new__", PyStaticMethod_New) < 0 ||
        mark_implicit_method(state, names, "__init_subclass__", PyClassMethod_New) < 0) {
        return -1;
    }
    return mark_implicit_method(state, names, "__class_getitem__", PyClassMethod_New);
}

// Makes the class from its namespace after the body has run.
PyObject *zi_class_create(zi_state *state, PyObject *name, PyObject *qualified_name,
                          PyObject *bases, PyObject *names, PyObject *keywords) {
    PyObject *resolved = resolve_bases(bases);
    PyObject *metaclass = resolved ? find_metaclass(resolved, keywords) : NULL;
    PyObject *rest = metaclass ? class_keywords(keywords) : NULL;
    PyObject *result = NULL;
    int status = metaclass ? set_item_text(names, "__qualname__", qualified_name) : -1;
    if (status == 0 && resolved != bases) {
        status = set_item_text(names, "__orig_bases__", bases);
    }
    if (status == 0) {
        status = mark_implicit_methods(state, names);
    }
    PyObject *arguments = status == 0 ? PyTuple_Pack(3, name, resolved, names) : NULL;
    if (arguments) {
        result = PyObject_Call(metaclass, arguments, rest);
    }
    Py_XDECREF(arguments);
    Py_XDECREF(rest);
    Py_XDECREF(metaclass);
    Py_XDECREF(resolved);
    return result;
}

// super(class, object); `object` NULL: an unbound super.
PyObject *zi_super_call(zi_state *state, PyObject *type, PyObject *object) {
    return PyObject_CallFunctionObjArgs((PyObject *)&PySuper_Type, type, object, NULL);
}
