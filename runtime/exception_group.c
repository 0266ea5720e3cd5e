// except*: what each clause takes out of the raised group, and what is raised after the last one.
//
// The group is the handled exception when the first clause is asked, then the part of it that the
// last clause took.
#include "runtime/internal.h"

#if ZI_HAS_EXCEPTION_GROUPS
static bool is_group(PyObject *exception) {
    return PyObject_TypeCheck(exception, (PyTypeObject *)PyExc_BaseExceptionGroup);
}

// --- What a clause takes -------------------------------------------------------------------------

static bool check_no_group(PyObject *type) {
    int is_group_type = PyObject_IsSubclass(type, PyExc_BaseExceptionGroup);
    if (is_group_type > 0) {
        PyErr_SetString(PyExc_TypeError,
                        "catching ExceptionGroup with except* is not allowed. Use except instead.");
    }
    return is_group_type == 0;
}

static bool check_wanted(PyObject *wanted) {
    if (!zi_check_exception_types(wanted)) {
        return false;
    }
    if (!PyTuple_Check(wanted)) {
        return check_no_group(wanted);
    }
    bool is_good = true;
    for (Py_ssize_t i = 0; is_good && i < PyTuple_GET_SIZE(wanted); i++) {
        is_good = check_no_group(PyTuple_GET_ITEM(wanted, i));
    }
    return is_good;
}

// A pair: what the clause takes, and what is left; each may be None.
static PyObject *take_all(PyObject *exception) {
    if (is_group(exception)) {
        return PyTuple_Pack(2, exception, Py_None);
    }
    PyObject *group = PyObject_CallFunction(PyExc_BaseExceptionGroup, "s(O)", "", exception);
    PyObject *pair = group ? PyTuple_Pack(2, group, Py_None) : NULL;
    Py_XDECREF(group);
    return pair;
}

static PyObject *split(PyObject *group, PyObject *wanted) {
    PyObject *pair = PyObject_CallMethod(group, "split", "(O)", wanted);
    const char *type = Py_TYPE(group)->tp_name;
    if (pair && !PyTuple_CheckExact(pair)) {
        PyErr_Format(PyExc_TypeError, "%.200s.split must return a tuple, not %.200s", type,
                     Py_TYPE(pair)->tp_name);
        Py_CLEAR(pair);
    } else if (pair && PyTuple_GET_SIZE(pair) < 2) {
        PyErr_Format(PyExc_TypeError, "%.200s.split must return a 2-tuple, got tuple of size %zd",
                     type, PyTuple_GET_SIZE(pair));
        Py_CLEAR(pair);
    }
    return pair;
}

static PyObject *divide(PyObject *exception, PyObject *wanted) {
    if (exception == Py_None) {
        return PyTuple_Pack(2, Py_None, Py_None);
    }
    if (PyErr_GivenExceptionMatches(exception, wanted)) {
        return take_all(exception);
    }
    return is_group(exception) ? split(exception, wanted) : PyTuple_Pack(2, Py_None, exception);
}

PyObject *zi_group_split(PyObject *rest, PyObject *wanted) {
    PyObject *pair = check_wanted(wanted) ? divide(rest, wanted) : NULL;
    if (pair && PyTuple_GET_ITEM(pair, 0) != Py_None) {
        zi_set_handled(PyTuple_GET_ITEM(pair, 0));
    }
    return pair;
}

// A group that a clause has put around an exception shows the clause's line in its traceback: the
// compiler catches again what is raised here.
int zi_group_show(PyObject *part, PyObject *taken_from) {
    if (!ZI_NEW_GROUPS_SHOW_CLAUSE || is_group(taken_from)) {
        return 0;
    }
    zi_give_exception(zi_new_reference(part));
    return -1;
}

// --- What is raised in the end -------------------------------------------------------------------
#if !ZI_HAS_REGROUPING
// Python 3.11 does this inside of itself alone. What clauses have raised again, and what none took,
// is told from new exceptions by what it shares with the original group.
static PyObject *make_group(PyObject *exceptions) {
    return PyObject_CallFunction(PyExc_BaseExceptionGroup, "sO", "", exceptions);
}

static bool has_same_origin(PyObject *one, PyObject *other) {
    const PyBaseExceptionObject *first = (PyBaseExceptionObject *)one;
    const PyBaseExceptionObject *second = (PyBaseExceptionObject *)other;
    return first->notes == second->notes && first->traceback == second->traceback &&
           first->cause == second->cause && first->context == second->context;
}

static PyObject *parts_of(PyObject *group) { return ((PyBaseExceptionGroupObject *)group)->excs; }

// Notes which exceptions are in it, by their addresses.
static bool note_leaves(PyObject *exception, PyObject *leaves) {
    if (!is_group(exception)) {
        PyObject *address = PyLong_FromVoidPtr(exception);
        bool is_good = address && PySet_Add(leaves, address) == 0;
        Py_XDECREF(address);
        return is_good;
    }
    bool is_good = Py_EnterRecursiveCall(" in except*") == 0;
    if (is_good) {
        PyObject *parts = parts_of(exception);
        for (Py_ssize_t i = 0; is_good && i < PyTuple_GET_SIZE(parts); i++) {
            is_good = note_leaves(PyTuple_GET_ITEM(parts, i), leaves);
        }
        Py_LeaveRecursiveCall();
    }
    return is_good;
}

static bool copy_notes(PyObject *from, PyObject *to) {
    PyObject *notes = PyObject_GetAttrString(from, "__notes__");
    if (!notes) {
        bool has_none = PyErr_ExceptionMatches(PyExc_AttributeError);
        if (has_none) {
            PyErr_Clear();
        }
        return has_none;
    }
    PyObject *copy = PySequence_Check(notes) ? PySequence_List(notes) : NULL;
    bool is_good = copy ? PyObject_SetAttrString(to, "__notes__", copy) == 0 : !PyErr_Occurred();
    Py_XDECREF(copy);
    Py_DECREF(notes);
    return is_good;
}

// A group like `group` of these exceptions.
static PyObject *derive(PyObject *group, PyObject *exceptions) {
    PyObject *derived = PyObject_CallMethod(group, "derive", "(O)", exceptions);
    if (derived && !is_group(derived)) {
        PyErr_SetString(PyExc_TypeError, "derive must return an instance of BaseExceptionGroup");
        Py_CLEAR(derived);
    }
    if (derived) {
        PyObject *traceback = PyException_GetTraceback(group);
        if (traceback) {
            PyException_SetTraceback(derived, traceback);
            Py_DECREF(traceback);
        }
        PyException_SetContext(derived, PyException_GetContext(group));
        PyException_SetCause(derived, PyException_GetCause(group));
        if (!copy_notes(group, derived)) {
            Py_CLEAR(derived);
        }
    }
    return derived;
}

static PyObject *select_leaves(PyObject *exception, PyObject *leaves);

static PyObject *select_from_group(PyObject *group, PyObject *leaves) {
    PyObject *parts = parts_of(group), *kept = PyList_New(0), *result = NULL;
    bool is_good = kept != NULL;
    for (Py_ssize_t i = 0; is_good && i < PyTuple_GET_SIZE(parts); i++) {
        PyObject *part = select_leaves(PyTuple_GET_ITEM(parts, i), leaves);
        is_good = part && (part == Py_None || PyList_Append(kept, part) == 0);
        Py_XDECREF(part);
    }
    if (is_good) {
        result = PyList_GET_SIZE(kept) ? derive(group, kept) : zi_new_reference(Py_None);
    }
    Py_XDECREF(kept);
    return result;
}

// What is left of it if only those exceptions stay: a new reference, None for nothing.
static PyObject *select_leaves(PyObject *exception, PyObject *leaves) {
    if (is_group(exception)) {
        if (Py_EnterRecursiveCall(" in except*")) {
            return NULL;
        }
        PyObject *selected = select_from_group(exception, leaves);
        Py_LeaveRecursiveCall();
        return selected;
    }
    PyObject *address = PyLong_FromVoidPtr(exception);
    int is_kept = address ? PySet_Contains(leaves, address) : -1;
    Py_XDECREF(address);
    return is_kept < 0 ? NULL : zi_new_reference(is_kept ? exception : Py_None);
}

// Moves what is new into `fresh`, and notes of what else there is which exceptions are in it.
static bool sort_raised(PyObject *original, PyObject *raised, PyObject *fresh, PyObject *leaves) {
    bool is_good = fresh && leaves;
    for (Py_ssize_t i = 0; is_good && i < PyList_GET_SIZE(raised); i++) {
        PyObject *exception = PyList_GET_ITEM(raised, i);
        is_good = has_same_origin(exception, original) ? note_leaves(exception, leaves)
                                                       : PyList_Append(fresh, exception) == 0;
    }
    return is_good;
}

static PyObject *regroup(PyObject *original, PyObject *fresh, PyObject *leaves) {
    PyObject *kept = select_leaves(original, leaves);
    if (!kept || PyList_GET_SIZE(fresh) == 0) {
        return kept;
    }
    bool is_good = kept == Py_None || PyList_Append(fresh, kept) == 0;
    Py_DECREF(kept);
    if (!is_good || PyList_GET_SIZE(fresh) > 1) {
        return is_good ? make_group(fresh) : NULL;
    }
    return zi_new_reference(PyList_GET_ITEM(fresh, 0));
}

static PyObject *PyUnstable_Exc_PrepReraiseStar(PyObject *original, PyObject *raised) {
    if (PyList_GET_SIZE(raised) == 0) {
        return zi_new_reference(Py_None);
    }
    // One clause took the whole of it: it alone can have raised something.
    if (!is_group(original)) {
        return zi_new_reference(PyList_GET_ITEM(raised, 0));
    }
    PyObject *fresh = PyList_New(0), *leaves = PySet_New(NULL);
    PyObject *result =
        sort_raised(original, raised, fresh, leaves) ? regroup(original, fresh, leaves) : NULL;
    Py_XDECREF(fresh);
    Py_XDECREF(leaves);
    return result;
}
#endif

PyObject *zi_group_join(PyObject *original, PyObject *raised, PyObject *rest) {
    bool is_complete = rest == Py_None || PyList_Append(raised, rest) == 0;
    return is_complete ? PyUnstable_Exc_PrepReraiseStar(original, raised) : NULL;
}
#else
// The compiler refuses except* for such a Python.
PyObject *zi_group_split(PyObject *rest, PyObject *wanted) {
    (void)rest;
    (void)wanted;
    PyErr_BadInternalCall();
    return NULL;
}

int zi_group_show(PyObject *part, PyObject *taken_from) {
    return zi_group_split(part, taken_from) ? 0 : -1;
}

PyObject *zi_group_join(PyObject *original, PyObject *raised, PyObject *rest) {
    (void)raised;
    return zi_group_split(original, rest);
}
#endif
