// Exception objects that compiled code makes and lets go by itself.
//
// What goes on when the last reference to a handled exception goes is the interpreter's, but for
// its newest traceback entries (traceback_kept.c) and, of builtin classes without fields of their
// own, for the memory, which is kept for the next ones.
#include "runtime/kept.h"
#include "runtime/raised.h"

#if ZI_RELEASES_INSTANCES
static bool is_plain_class(PyTypeObject *type) {
    return !PyType_HasFeature(type, Py_TPFLAGS_HEAPTYPE) &&
           type->tp_basicsize == (Py_ssize_t)sizeof(PyBaseExceptionObject) &&
           type->tp_dealloc == ((PyTypeObject *)PyExc_BaseException)->tp_dealloc;
}

// In the order of the interpreter.
static void clear_fields(PyBaseExceptionObject *exception) {
    Py_CLEAR(exception->dict);
    Py_CLEAR(exception->args);
#if ZI_EXCEPTIONS_HAVE_NOTES
    Py_CLEAR(exception->notes);
#endif
    Py_CLEAR(exception->traceback);
    Py_CLEAR(exception->cause);
    Py_CLEAR(exception->context);
}

static void release_plain(PyBaseExceptionObject *exception) {
    zi_shared *shared = zi_keeping_shared();
    PyObject_GC_UnTrack(exception);
    clear_fields(exception);
    if (!shared || !zi_keep_memory(shared, &shared->exceptions, (PyObject *)exception)) {
        PyObject_GC_Del(exception);
    }
}

static PyBaseExceptionObject *take_plain(PyTypeObject *type) {
    zi_shared *shared = zi_keeping_shared();
    PyObject *object = shared ? zi_take_memory(&shared->exceptions, type) : NULL;
    if (!object) {
        return (PyBaseExceptionObject *)type->tp_alloc(type, 0);
    }
    memset(object + 1, 0, sizeof(PyBaseExceptionObject) - sizeof *object);
    PyObject_GC_Track(object);
    return (PyBaseExceptionObject *)object;
}
#else
#define is_plain_class(type) ((void)(type), false)
#define release_plain(exception) Py_DECREF(exception)
#define take_plain(type) ((PyBaseExceptionObject *)(type)->tp_alloc(type, 0))
#endif

// Nobody else has it, and nobody sees it go.
static bool is_own(PyObject *exception) {
    const PyTypeObject *type = Py_TYPE(exception);
    return Py_REFCNT(exception) == 1 && !type->tp_finalize && !type->tp_del;
}

void zi_release_exception(zi_state *state, PyObject *object) {
    if (!PyExceptionInstance_Check(object) || !is_own(object)) {
        Py_DECREF(object);
        return;
    }
    PyBaseExceptionObject *exception = (PyBaseExceptionObject *)object;
    zi_keep_entries(state, exception);
    if (is_plain_class(Py_TYPE(object)) && !zi_is_watched()) {
        release_plain(exception);
    } else {
        Py_DECREF(object);
    }
}

// The arguments are moved; NULL: an exception is set. Of a class without fields of its own, whose
// objects are made of their arguments alone.
static PyObject *make_plain(PyTypeObject *type, PyObject *arguments) {
    PyBaseExceptionObject *exception = arguments ? take_plain(type) : NULL;
    if (!exception) {
        Py_XDECREF(arguments);
        return NULL;
    }
    exception->args = arguments;
    return (PyObject *)exception;
}

// Raises a new exception (moved; NULL: another one is set): what is handled becomes its context,
// and has it nowhere in the contexts of its own.
static void raise_new(PyObject *exception) {
    PyObject *handled = exception ? zi_exception_topmost() : NULL;
    if (handled) {
        ((PyBaseExceptionObject *)exception)->context = zi_new_reference(handled);
    }
    if (exception) {
        zi_give_exception(exception);
    }
}

ZI_COLD void zi_raise_key_error(PyObject *key) {
    raise_new(make_plain((PyTypeObject *)PyExc_KeyError, PyTuple_Pack(1, key)));
}

// --- Caught where nobody looks -------------------------------------------------------------------
// The class, borrowed, while an exception is set; NULL: there is none of that name now, or it is
// not to be found without calling something.
static PyObject *find_class(zi_state *state, zi_cache *cache) {
    PyObject *class = zi_held_global(state, cache);
    if (!class) {
        PyObject *exception = zi_take_exception();
        class = zi_load_global(state, cache);
        PyErr_Clear();
        Py_XDECREF(class); // its namespace has it
        zi_give_exception(exception);
    }
    return class && zi_is_exception_class(class) ? class : NULL;
}

#if ZI_RAISED_IS_ONE_OBJECT
static bool has_own(PyObject *class) {
    PyObject *exception = zi_thread_state()->current_exception;
    return PyErr_GivenExceptionMatches(exception, class) && is_own(exception);
}
#else
// (What is to be made of a class and arguments yet may be anything, if the class is not C's.)
static bool has_own(PyObject *class) {
    const PyThreadState *thread = zi_thread_state();
    PyObject *type = thread->curexc_type, *value = thread->curexc_value;
    if (type != class && !PyErr_GivenExceptionMatches(type, class)) {
        return false;
    }
    return value && (PyObject *)Py_TYPE(value) == type
               ? is_own(value)
               : !PyType_HasFeature((PyTypeObject *)type, Py_TPFLAGS_HEAPTYPE);
}
#endif

int zi_exception_caught(zi_state *state, zi_cache *cache) {
    PyObject *class = find_class(state, cache);
    if (!class || !has_own(class)) {
        return 0;
    }
    zi_release_exception(state, zi_take_exception());
    return 1;
}
