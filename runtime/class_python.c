// The class statement, and super().
#include "runtime/internal.h"

// The bases with those replaced that are no classes but have __mro_entries__ (PEP 560). New; it is
// `bases` itself if nothing changes.
PyObject *zi_class_bases(PyObject *bases) {
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
PyObject *zi_class_metaclass(PyObject *bases, PyObject *keywords) {
    PyObject *metaclass = NULL;
    if (keywords && zi_dict_find(keywords, "metaclass", &metaclass) < 0) {
        return NULL;
    }
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

// What a class of Python 2 says in its body.
PyObject *zi_class_old_metaclass(PyObject *metaclass, PyObject *bases, PyObject *names) {
    PyObject *own = PyMapping_GetItemString(names, "__metaclass__");
    if (!own) {
        if (!PyErr_ExceptionMatches(PyExc_KeyError)) {
            return NULL;
        }
        PyErr_Clear();
        return zi_new_reference(metaclass);
    }
    PyObject *keywords = PyDict_New();
    PyObject *result = keywords && PyDict_SetItemString(keywords, "metaclass", own) == 0
                           ? zi_class_metaclass(bases, keywords)
                           : NULL;
    Py_XDECREF(keywords);
    Py_DECREF(own);
    return result;
}

// Gives the keywords without metaclass, new: NULL if none are left. -1: an exception is set.
static int class_keywords(PyObject *keywords, PyObject **rest) {
    PyObject *metaclass;
    *rest = NULL;
    if (!keywords || PyDict_GET_SIZE(keywords) == 0) {
        return 0;
    }
    PyObject *copy = PyDict_Copy(keywords);
    int status = copy ? zi_dict_find(copy, "metaclass", &metaclass) : -1;
    if (status > 0) {
        status = PyDict_DelItemString(copy, "metaclass");
    }
    if (status == 0 && PyDict_GET_SIZE(copy) > 0) {
        *rest = copy;
    } else {
        Py_XDECREF(copy);
    }
    return status;
}

// callee(*arguments, **keywords), without the keyword metaclass. Takes the arguments.
static PyObject *call_with_keywords(PyObject *callee, PyObject *arguments, PyObject *keywords) {
    PyObject *rest = NULL;
    bool is_ready = arguments && class_keywords(keywords, &rest) == 0;
    PyObject *result = is_ready ? PyObject_Call(callee, arguments, rest) : NULL;
    Py_XDECREF(arguments);
    Py_XDECREF(rest);
    return result;
}

// The namespace in which the class body runs.
PyObject *zi_class_namespace(PyObject *metaclass, PyObject *name, PyObject *bases,
                             PyObject *keywords) {
    PyObject *prepare = PyObject_GetAttrString(metaclass, "__prepare__");
    if (!prepare) {
        if (!PyErr_ExceptionMatches(PyExc_AttributeError)) {
            return NULL;
        }
        PyErr_Clear();
        return PyDict_New();
    }
    PyObject *names = call_with_keywords(prepare, PyTuple_Pack(2, name, bases), keywords);
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

// What type() does only for the interpreter's own functions: `__new__` is a static method, these
// two hooks are class methods.
static int mark_implicit_method(const zi_shared *shared, PyObject *names, PyObject *name,
                                PyObject *(*mark)(PyObject *)) {
    PyObject *method = PyDict_GetItem(names, name);
    if (!method || Py_TYPE(method) != shared->function_type) {
        return 0;
    }
    PyObject *marked = mark(method);
    int status = marked ? PyDict_SetItem(names, name, marked) : -1;
    Py_XDECREF(marked);
    return status;
}

static int mark_implicit_methods(const zi_shared *shared, PyObject *names) {
    const zi_common_names *common = &shared->common;
    if (!PyDict_CheckExact(names)) {
        return 0;
    }
    if (mark_implicit_method(shared, names, common->new, PyStaticMethod_New) < 0 ||
        mark_implicit_method(shared, names, common->init_subclass, PyClassMethod_New) < 0) {
        return -1;
    }
    return mark_implicit_method(shared, names, common->class_getitem, PyClassMethod_New);
}

// Makes the class from its namespace after the body has run. `written` are the bases before
// __mro_entries__.
PyObject *zi_class_create(zi_state *state, PyObject *metaclass, PyObject *name, PyObject *bases,
                          PyObject *written, PyObject *names, PyObject *keywords) {
    if ((bases != written && set_item_text(names, "__orig_bases__", written) < 0) ||
        mark_implicit_methods(state->shared, names) < 0) {
        return NULL;
    }
    return call_with_keywords(metaclass, PyTuple_Pack(3, name, bases, names), keywords);
}

// type.__new__ fills the cell that it finds in the namespace under __classcell__. A metaclass that
// has not passed the namespace on leaves the methods without their class.
int zi_class_check_cell(PyObject *cell, PyObject *made, PyObject *name) {
    PyObject *found = PyCell_GET(cell);
    if (!PyType_Check(made) || found == made) {
        return 0;
    }
    if (!found) {
        PyErr_Format(PyExc_RuntimeError,
                     "__class__ not set defining %.200R as %.200R. "
                     "Was __classcell__ propagated to type.__new__?",
                     name, made);
    } else {
        PyErr_Format(PyExc_TypeError, "__class__ set to %.200R defining %.200R as %.200R", found,
                     name, made);
    }
    return -1;
}

// What super() without arguments takes from its method's closure.
PyObject *zi_super_class(PyObject *cell) {
    PyObject *type = PyCell_Get(cell);
    if (!type) {
        PyErr_SetString(PyExc_RuntimeError, "super(): empty __class__ cell");
    }
    return type;
}

ZI_COLD void zi_raise_super(PyObject *text) { PyErr_SetObject(PyExc_RuntimeError, text); }

// super(class, object); `object` NULL: an unbound super.
PyObject *zi_super_call(zi_state *state, PyObject *type, PyObject *object) {
    return PyObject_CallFunctionObjArgs((PyObject *)&PySuper_Type, type, object, NULL);
}
