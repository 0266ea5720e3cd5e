// Exceptions: raising, and the stack of handled exceptions that sys.exc_info() shows and that new
// exceptions get as their context.
//
// What is handled belongs to the innermost item of the thread's stack, as in the interpreter: one
// value from 3.11 on, a triple before. Here it is always one normalised exception object.
#include "runtime/raised.h"

// --- The set exception ---------------------------------------------------------------------------
#if !ZI_RAISED_IS_ONE_OBJECT
PyObject *zi_take_exception(void) {
    PyThreadState *thread = zi_thread_state();
    PyObject *type = thread->curexc_type, *value = thread->curexc_value;
    PyObject *traceback = thread->curexc_traceback;
    if (!type) {
        return NULL;
    }
    thread->curexc_type = thread->curexc_value = thread->curexc_traceback = NULL;
    if (!value || (PyObject *)Py_TYPE(value) != type) {
        PyErr_NormalizeException(&type, &value, &traceback);
    }
    // It may have lost entries since it was raised: those of the import system.
    PyBaseExceptionObject *exception = (PyBaseExceptionObject *)value;
    Py_XSETREF(exception->traceback, traceback ? traceback : zi_new_reference(Py_None));
    Py_DECREF(type);
    return value;
}

void zi_give_exception(PyObject *exception) {
    PyThreadState *thread = zi_thread_state();
    if (!exception || thread->curexc_type) {
        PyErr_Clear();
    }
    if (exception) {
        PyObject *traceback = ((PyBaseExceptionObject *)exception)->traceback;
        thread->curexc_type = zi_new_reference((PyObject *)Py_TYPE(exception));
        thread->curexc_value = exception;
        thread->curexc_traceback =
            traceback && PyTraceBack_Check(traceback) ? zi_new_reference(traceback) : NULL;
    }
}
#else
PyObject *zi_take_exception(void) { return PyErr_GetRaisedException(); }
void zi_give_exception(PyObject *exception) { PyErr_SetRaisedException(exception); }
#endif

PyObject *zi_exception_fetch(void) { return zi_take_exception(); }
void zi_exception_set(PyObject *exception) { zi_give_exception(exception); }

void zi_exception_restore(PyObject *exception) { zi_give_exception(zi_new_reference(exception)); }

// --- The handled exception -----------------------------------------------------------------------
// Makes `exception` (moved; NULL: none) the handled one of the innermost item; gives the one
// before, moved.
static PyObject *swap_handled(PyObject *exception) {
    _PyErr_StackItem *item = zi_thread_state()->exc_info;
    PyObject *old = item->exc_value;
#if !ZI_HANDLED_IS_ONE_OBJECT
    PyObject *old_type = item->exc_type, *old_traceback = item->exc_traceback;
    item->exc_type = NULL;
    item->exc_traceback = NULL;
    if (exception) {
        item->exc_type = zi_new_reference((PyObject *)Py_TYPE(exception));
        item->exc_traceback = PyException_GetTraceback(exception);
    }
    item->exc_value = exception;
    Py_XDECREF(old_type);
    Py_XDECREF(old_traceback);
#else
    item->exc_value = exception;
#endif
    return old;
}

PyObject *zi_exception_push(void) {
    PyObject *previous = swap_handled(zi_take_exception());
    return previous ? previous : zi_new_reference(Py_None);
}

void zi_exception_pop(zi_state *state, PyObject *previous) {
    if (previous == Py_None) {
        Py_DECREF(previous);
        previous = NULL;
    }
    PyObject *handled = swap_handled(previous);
    if (handled) {
        zi_release_exception(state, handled);
    }
}

// Items without one (generators) show what lies below them.
PyObject *zi_exception_topmost(void) {
    _PyErr_StackItem *item = zi_thread_state()->exc_info;
    while (item && (!item->exc_value || item->exc_value == Py_None)) {
        item = item->previous_item;
    }
    return item ? item->exc_value : NULL;
}

PyObject *zi_exception_handled(void) {
    PyObject *handled = zi_exception_topmost();
    return zi_new_reference(handled ? handled : Py_None);
}

bool zi_is_exception_class(PyObject *object) {
    return PyType_Check(object) &&
           PyType_HasFeature((PyTypeObject *)object, Py_TPFLAGS_BASE_EXC_SUBCLASS);
}

void zi_set_handled(PyObject *exception) { Py_XDECREF(swap_handled(zi_new_reference(exception))); }

bool zi_check_exception_types(PyObject *type) {
    bool valid = true;
    if (PyTuple_Check(type)) {
        for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(type); i++) {
            valid = valid && zi_is_exception_class(PyTuple_GET_ITEM(type, i));
        }
    } else {
        valid = zi_is_exception_class(type);
    }
    if (!valid) {
        PyErr_SetString(PyExc_TypeError,
                        "catching classes that do not inherit from BaseException is not allowed");
    }
    return valid;
}

// `except type:` of the handled exception.
int zi_exception_matches(PyObject *type) {
    PyObject *handled = zi_exception_topmost();
    if (handled && (PyObject *)Py_TYPE(handled) == type) {
        return 1;
    }
    if (!zi_check_exception_types(type)) {
        return -1;
    }
    return handled ? PyErr_GivenExceptionMatches(handled, type) : 0;
}

// --- Raising -------------------------------------------------------------------------------------
// An exception object (new) from a class or an object; NULL: an exception is set.
static PyObject *make_exception(PyObject *raised, const char *complaint) {
    if (PyExceptionInstance_Check(raised)) {
        return zi_new_reference(raised);
    }
    if (!zi_is_exception_class(raised)) {
        PyErr_SetString(PyExc_TypeError, complaint);
        return NULL;
    }
    PyObject *exception = PyObject_CallNoArgs(raised);
    if (exception && !PyExceptionInstance_Check(exception)) {
        PyErr_Format(PyExc_TypeError,
                     "calling %R should have returned an instance of BaseException, not %R", raised,
                     Py_TYPE(exception));
        Py_CLEAR(exception);
    }
    return exception;
}

static PyObject *make_raised(PyObject *raised) {
    return make_exception(raised, "exceptions must derive from BaseException");
}

// After the value that stands for an exception, which is one beyond doubt or may be one.
ZI_COLD int zi_exception_is_set(int32_t is_certain) {
    bool is_set = PyErr_Occurred() != NULL;
    if (is_certain && !is_set) {
        PyErr_SetString(PyExc_SystemError, "error return without exception set");
    }
    return is_certain || is_set;
}

// Apart from zi_reraise, since this error gets a traceback entry and that one does not.
int zi_check_handled(void) {
    if (zi_exception_topmost()) {
        return 0;
    }
    PyErr_SetString(PyExc_RuntimeError, "No active exception to reraise");
    return -1;
}

ZI_COLD void zi_reraise(void) {
    if (zi_check_handled() == 0) {
        zi_give_exception(zi_new_reference(zi_exception_topmost()));
    }
}

// `raise exception from cause`; without an exception: a bare raise.
ZI_COLD void zi_raise(PyObject *raised, PyObject *cause) {
    if (!raised) {
        zi_reraise();
        return;
    }
    PyObject *exception = make_raised(raised);
    if (!exception) {
        return;
    }
    if (cause) {
        PyObject *fixed =
            cause == Py_None
                ? NULL
                : make_exception(cause, "exception causes must derive from BaseException");
        if (cause != Py_None && !fixed) {
            Py_DECREF(exception);
            return;
        }
        PyException_SetCause(exception, fixed);
    }
    PyErr_SetObject((PyObject *)Py_TYPE(exception), exception);
    Py_DECREF(exception);
}

ZI_COLD void zi_raise_from_none(PyObject *raised) { zi_raise(raised, Py_None); }

ZI_COLD void zi_raise_assertion(PyObject *message) {
    if (!message) {
        PyErr_SetNone(PyExc_AssertionError);
        return;
    }
    PyObject *exception = PyObject_CallOneArg(PyExc_AssertionError, message);
    if (exception) {
        PyErr_SetObject(PyExc_AssertionError, exception);
        Py_DECREF(exception);
    }
}

// sys.excepthook gets the traceback from what the function has called on, as with Cython: where the
// function was follows. SystemExit ends the program.
static ZI_COLD void print_exception(PyObject *exception) {
    PyObject *whole = PyException_GetTraceback(exception);
    PyObject *called = whole ? (PyObject *)((PyTracebackObject *)(void *)whole)->tb_next : NULL;
    PyException_SetTraceback(exception, called ? called : Py_None);
    zi_give_exception(zi_new_reference(exception));
    PyErr_PrintEx(0);
    PyException_SetTraceback(exception, whole ? whole : Py_None);
    Py_XDECREF(whole);
}

// `once`: only to sys.unraisablehook.
ZI_COLD void zi_report_unraisable(PyObject *where, int once) {
    PyObject *exception = zi_take_exception();
    if (!once) {
        print_exception(exception);
    }
    zi_give_exception(exception);
    PyErr_WriteUnraisable(where);
}

// Reports the set exception of a function that cannot pass it on.
ZI_COLD void zi_unraisable(const void *name, int once) {
    PyObject *exception = zi_take_exception();
    PyObject *where = PyUnicode_FromString(name);
    zi_give_exception(exception);
    zi_report_unraisable(where, once);
    Py_XDECREF(where);
}

ZI_COLD void zi_unraisable_nogil(const void *name, int once) {
    PyGILState_STATE gil = PyGILState_Ensure();
    zi_unraisable(name, once);
    PyGILState_Release(gil);
}

// --- with ----------------------------------------------------------------------------------------
PyObject *zi_lookup_special(PyObject *object, PyObject *name) {
    PyObject *found = _PyType_Lookup(Py_TYPE(object), name);
    if (!found) {
        return NULL;
    }
    Py_INCREF(found);
    descrgetfunc get = Py_TYPE(found)->tp_descr_get;
    if (!get) {
        return found;
    }
    PyObject *bound = get(found, object, (PyObject *)Py_TYPE(object));
    Py_DECREF(found);
    return bound;
}

// The names of one of the two protocols: `with` and `async with`.
typedef struct protocol {
    PyObject *enter, *exit;
} protocol;

static protocol protocol_of(const zi_state *state, bool is_async) {
    const zi_common_names *common = &state->shared->common;
    return is_async ? (protocol){common->async_enter, common->async_exit}
                    : (protocol){common->enter, common->exit};
}

#if ZI_WITH_LOOKS_FOR_EXIT_FIRST
static const char *hint_at_other_protocol(const zi_state *state, PyObject *manager, bool is_async) {
    protocol other = protocol_of(state, !is_async);
    if (!_PyType_Lookup(Py_TYPE(manager), other.enter) ||
        !_PyType_Lookup(Py_TYPE(manager), other.exit)) {
        return "";
    }
    return is_async ? " but it supports the context manager protocol. Did you mean to use 'with'?"
                    : " but it supports the asynchronous context manager protocol. "
                      "Did you mean to use 'async with'?";
}
#endif

// The exception for a manager without that method, in CPython's words or Cython's, unless looking
// for it raised one.
static ZI_COLD void raise_no_context_manager(const zi_state *state, PyObject *manager,
                                             bool is_async, int python_words, PyObject *missing) {
    if (PyErr_Occurred()) {
        return;
    }
    if (!python_words) {
        PyErr_SetObject(PyExc_AttributeError, missing);
        return;
    }
#if ZI_WITH_LOOKS_FOR_EXIT_FIRST
    PyErr_Format(PyExc_TypeError,
                 "'%T' object does not support the %scontext manager protocol (missed %U method)%s",
                 manager, is_async ? "asynchronous " : "", missing,
                 hint_at_other_protocol(state, manager, is_async));
#elif ZI_WITH_RAISES_TYPE_ERROR
    bool is_exit = missing == protocol_of(state, is_async).exit;
    PyErr_Format(
        PyExc_TypeError, "'%.200s' object does not support the %scontext manager protocol%s%V%s",
        Py_TYPE(manager)->tp_name, is_async ? "asynchronous " : "", is_exit ? " (missed " : "",
        is_exit ? missing : NULL, "", is_exit ? " method)" : "");
#else
    PyErr_SetObject(PyExc_AttributeError, missing);
#endif
}

// Looks up the methods of the manager's type in the interpreter's order, or Cython's; false with an
// exception.
static bool find_manager_methods(const zi_state *state, PyObject *manager, bool is_async,
                                 int python_words, PyObject **enter, PyObject **leave) {
    bool exit_first = !python_words || ZI_WITH_LOOKS_FOR_EXIT_FIRST;
    protocol names = protocol_of(state, is_async);
    PyObject *found[2];
    for (int i = 0; i < 2; i++) {
        PyObject *name = i ^ exit_first ? names.exit : names.enter;
        found[i] = zi_lookup_special(manager, name);
        if (!found[i]) {
            raise_no_context_manager(state, manager, is_async, python_words, name);
            if (i > 0) {
                Py_DECREF(found[0]);
            }
            return false;
        }
    }
    *enter = found[exit_first];
    *leave = found[!exit_first];
    return true;
}

// Looks up the two methods of the type, then calls the first. *exit gets the bound second one; what
// it held before is released.
PyObject *zi_manager_enter(const zi_state *state, PyObject *manager, bool is_async, PyObject **exit,
                           int python_words) {
    PyObject *enter, *leave;
    if (!find_manager_methods(state, manager, is_async, python_words, &enter, &leave)) {
        return NULL;
    }
    PyObject *value = PyObject_CallNoArgs(enter);
    Py_DECREF(enter);
    if (!value) {
        Py_DECREF(leave);
        return NULL;
    }
    zi_replace_object(exit, leave);
    return value;
}

// What the manager's second method gives when it is told of the exception, or of none.
PyObject *zi_manager_exit(PyObject *exit, PyObject *exception) {
    PyObject *traceback = PyException_GetTraceback(exception);
    PyObject *arguments[] = {NULL, (PyObject *)Py_TYPE(exception), exception,
                             traceback ? traceback : Py_None};
    PyObject *result =
        PyObject_Vectorcall(exit, arguments + 1, 3 | PY_VECTORCALL_ARGUMENTS_OFFSET, NULL);
    Py_XDECREF(traceback);
    return result;
}

PyObject *zi_manager_leave(PyObject *exit) {
    PyObject *arguments[] = {NULL, Py_None, Py_None, Py_None};
    return PyObject_Vectorcall(exit, arguments + 1, 3 | PY_VECTORCALL_ARGUMENTS_OFFSET, NULL);
}

PyObject *zi_with_enter(zi_state *state, PyObject *manager, PyObject **exit, int python_words) {
    return zi_manager_enter(state, manager, false, exit, python_words);
}

PyObject *zi_with_find_exit(zi_state *state, PyObject *manager, int python_words) {
    PyObject *name = state->shared->common.exit;
    PyObject *exit = zi_lookup_special(manager, name);
    if (!exit) {
        raise_no_context_manager(state, manager, false, python_words, name);
    }
    return exit;
}

// Calls __exit__ with the exception; 1: it swallows it.
int zi_with_exit(PyObject *exit, PyObject *exception) {
    PyObject *result = zi_manager_exit(exit, exception);
    if (!result) {
        return -1;
    }
    int truth = zi_truth(result);
    Py_DECREF(result);
    return truth;
}

int zi_with_leave(PyObject *exit) {
    PyObject *result = zi_manager_leave(exit);
    Py_XDECREF(result);
    return result ? 0 : -1;
}

// Without the GIL the current thread state is not this thread's: its own one is looked up, whose
// exception only this thread writes.
int zi_exception_is_set_nogil(void) {
    const PyThreadState *own = PyGILState_GetThisThreadState();
    return own && zi_thread_has_raised(own);
}
