// Exceptions, with, generators: small functions as the compiler would make them.
#include "tests/runtime/driver.h"

#define FUNCTION(name) static PyObject *py_##name(PyObject *module, PyObject *arguments)
#define PARSE(format, ...)                                                                         \
    if (!PyArg_ParseTuple(arguments, format, __VA_ARGS__))                                         \
    return NULL

// raise exception [from cause]
FUNCTION(do_raise) {
    PyObject *exception, *cause = NULL;
    PARSE("O|O", &exception, &cause);
    zi_raise(exception == Py_None ? NULL : exception, cause);
    add_line(driver_state(), &function_infos[0], 101);
    return NULL;
}

// try: body() except type: return handler(exception)
FUNCTION(try_except) {
    PyObject *body, *type, *handler;
    PARSE("OOO", &body, &type, &handler);
    PyObject *result = PyObject_CallNoArgs(body);
    if (result) {
        return result;
    }
    add_line(driver_state(), &function_infos[1], 201);
    PyObject *previous = zi_exception_push();
    int matches = zi_exception_matches(type);
    PyObject *handled = zi_exception_handled();
    if (matches > 0) {
        result = PyObject_CallFunctionObjArgs(handler, handled, NULL);
        if (!result) {
            add_line(driver_state(), &function_infos[1], 202);
        }
    } else if (matches == 0) {
        zi_exception_restore(handled);
    }
    Py_DECREF(handled);
    zi_exception_pop(driver_state(), previous);
    return result;
}

// try: body() except: handler(); raise
FUNCTION(try_reraise) {
    PyObject *body, *handler;
    PARSE("OO", &body, &handler);
    PyObject *result = PyObject_CallNoArgs(body);
    if (result) {
        return result;
    }
    PyObject *previous = zi_exception_push();
    result = PyObject_CallNoArgs(handler);
    Py_XDECREF(result);
    if (result) {
        zi_reraise();
    }
    zi_exception_pop(driver_state(), previous);
    return NULL;
}

// with manager as value: body(value)
FUNCTION(do_with) {
    PyObject *manager, *body;
    PARSE("OO", &manager, &body);
    PyObject *exit = NULL;
    PyObject *value = zi_with_enter(driver_state(), manager, &exit, 1);
    if (!value) {
        return NULL;
    }
    PyObject *result = PyObject_CallFunctionObjArgs(body, value, NULL);
    Py_DECREF(value);
    if (result) {
        if (zi_with_leave(exit) < 0) {
            Py_CLEAR(result);
        }
    } else {
        PyObject *previous = zi_exception_push();
        PyObject *exception = zi_exception_handled();
        int swallowed = zi_with_exit(exit, exception);
        if (swallowed > 0) {
            result = zi_new_reference(Py_None);
        } else if (swallowed == 0) {
            zi_exception_restore(exception);
        }
        Py_DECREF(exception);
        zi_exception_pop(driver_state(), previous);
    }
    Py_DECREF(exit);
    return result;
}

FUNCTION(unraisable) {
    PyObject *exception;
    int once;
    PARSE("Oi", &exception, &once);
    zi_raise(exception, NULL);
    zi_unraisable("driver.function", once);
    Py_RETURN_NONE;
}

// Fails at line 1 of the module body.
FUNCTION(body_error) {
    PyErr_SetString(PyExc_ValueError, "in the body");
    zi_module_traceback(driver_state(), NULL, NULL, 77);
    return NULL;
}

static int poll(void) {
    return zi_is_pending(zi_eval_breaker(driver_state())) ? zi_handle_pending() : 0;
}

FUNCTION(poll) {
    if (poll() < 0) {
        return NULL;
    }
    Py_RETURN_NONE;
}

// Polls until the flag list is not empty any more: another thread has to get the GIL.
FUNCTION(poll_until) {
    PyObject *list;
    long long most;
    PARSE("O!L", &PyList_Type, &list, &most);
    long long count = 0;
    while (PyList_GET_SIZE(list) == 0 && count < most) {
        count++;
        if (poll() < 0) {
            return NULL;
        }
    }
    return PyLong_FromLongLong(count);
}

// Makes many containers, polling: garbage must be collected on the way.
FUNCTION(make_garbage) {
    long long count;
    PARSE("L", &count);
    for (long long i = 0; i < count; i++) {
        PyObject *list = PyList_New(0);
        if (!list || PyList_Append(list, list) < 0 || poll() < 0) {
            Py_XDECREF(list);
            return NULL;
        }
        Py_DECREF(list);
    }
    Py_RETURN_NONE;
}

FUNCTION(raise_error) {
    const char *which;
    PARSE("s", &which);
    if (strcmp(which, "unbound") == 0) {
        zi_raise_unbound_local("y");
    } else if (strcmp(which, "none") == 0) {
        zi_raise_none_attribute("x");
    } else if (strcmp(which, "index") == 0) {
        zi_raise_index_error(1);
    } else {
        zi_raise_int_overflow(which[0] == 'n', "unsigned int");
    }
    return NULL;
}

// Native recursion that asks for room at each level.
__attribute__((noinline)) static int64_t recurse_natively(int64_t levels) {
    if (zi_check_stack(driver_state()) < 0) {
        return -1;
    }
    volatile char room[256];
    room[0] = (char)levels;
    int64_t below = levels == 0 ? 0 : recurse_natively(levels - 1);
    return below < 0 ? below : below + 1 + 0 * room[0];
}
FUNCTION(recurse) {
    long long levels;
    PARSE("L", &levels);
    int64_t depth = recurse_natively(levels);
    return depth < 0 ? NULL : PyLong_FromLongLong(depth);
}

#define METHOD(name) {#name, py_##name, METH_VARARGS, NULL}
PyMethodDef flow_methods[] = {METHOD(do_raise),    METHOD(try_except), METHOD(try_reraise),
                              METHOD(do_with),     METHOD(unraisable), METHOD(body_error),
                              METHOD(poll),        METHOD(poll_until), METHOD(make_garbage),
                              METHOD(raise_error), METHOD(recurse),    {NULL, NULL, 0, NULL}};
