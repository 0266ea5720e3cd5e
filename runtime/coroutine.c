// Coroutines: generators that are awaited, once, and whose __await__ gives a wrapper that steps
// them.
#include "runtime/generator.h"
#include <frameobject.h>

bool zi_coroutine_is_awaited(const zi_generator *self) {
    return !zi_generator_is_running(self) && self->delegate;
}

// --- Where it was made ---------------------------------------------------------------------------
// (file, line, function) of a frame.
static PyObject *describe_frame(PyFrameObject *frame) {
    PyCodeObject *code = PyFrame_GetCode(frame);
    PyObject *entry =
        Py_BuildValue("OiO", code->co_filename, PyFrame_GetLineNumber(frame), code->co_name);
    Py_DECREF(code);
    return entry;
}

// A tuple of the innermost `depth` frames; NULL with an exception.
static PyObject *trace_origin(PyThreadState *thread, int depth) {
    PyObject *entries = PyList_New(0);
    PyFrameObject *frame = PyThreadState_GetFrame(thread);
    for (; entries && frame && depth > 0; depth--) {
        PyObject *entry = describe_frame(frame);
        if (!entry || PyList_Append(entries, entry) < 0) {
            Py_CLEAR(entries);
        }
        Py_XDECREF(entry);
        PyFrameObject *outer = PyFrame_GetBack(frame);
        Py_DECREF(frame);
        frame = outer;
    }
    Py_XDECREF(frame);
    PyObject *origin = entries ? PyList_AsTuple(entries) : NULL;
    Py_XDECREF(entries);
    return origin;
}

static PyTypeObject *make_coroutine_type(void);
static PyTypeObject *make_iterable_coroutine_type(void);

PyObject *zi_coroutine_new(zi_state *state, const zi_function_info *info, PyObject *closure) {
    zi_shared *shared = state->shared;
    PyTypeObject *type =
        info->flags & ZI_FUNCTION_ITERABLE
            ? zi_shared_type(&shared->iterable_coroutine_type, make_iterable_coroutine_type)
            : zi_shared_type(&shared->coroutine_type, make_coroutine_type);
    zi_generator *self = zi_generator_make(state, info, closure, type);
    PyThreadState *thread = zi_thread_state();
    int depth = thread->coroutine_origin_tracking_depth;
    if (self && depth > 0) {
        self->origin = trace_origin(thread, depth);
        if (!self->origin) {
            Py_CLEAR(self);
        }
    }
    return (PyObject *)self;
}

// --- Never awaited -------------------------------------------------------------------------------
// What Python itself calls; NULL: it is not there.
static PyObject *find_warner(void) {
    PyObject *warnings = PyImport_ImportModule("warnings");
    PyObject *warn =
        warnings ? PyObject_GetAttrString(warnings, "_warn_unawaited_coroutine") : NULL;
    Py_XDECREF(warnings);
    if (!warn) {
        PyErr_Clear();
    }
    return warn;
}

static int warn_never_awaited(zi_generator *self) {
    PyObject *warn = find_warner();
    if (warn) {
        PyObject *result = PyObject_CallOneArg(warn, (PyObject *)self);
        Py_DECREF(warn);
        Py_XDECREF(result);
        if (result) {
            return 0;
        }
        if (PyErr_ExceptionMatches(PyExc_RuntimeWarning)) {
            return -1;
        }
        PyErr_WriteUnraisable((PyObject *)self);
    }
    return PyErr_WarnFormat(PyExc_RuntimeWarning, 1, "coroutine '%S' was never awaited",
                            zi_generator_qualified_name(self));
}

static void coroutine_finalize(PyObject *object) {
    zi_generator *self = (zi_generator *)object;
    if (self->resume_state != ZI_GENERATOR_NOT_STARTED) {
        zi_generator_finalize(object);
        return;
    }
    PyObject *exception = zi_take_exception();
    if (warn_never_awaited(self) < 0) {
        PyErr_WriteUnraisable(object);
    }
    zi_give_exception(exception);
}

// --- The wrapper ---------------------------------------------------------------------------------
typedef struct Wrapper {
    PyObject_HEAD PyObject *coroutine;
} Wrapper;

static PyObject *wrapper_next(PyObject *object) {
    return zi_generator_send_method(((Wrapper *)object)->coroutine, Py_None);
}
static PyObject *wrapper_send(PyObject *object, PyObject *value) {
    return zi_generator_send_method(((Wrapper *)object)->coroutine, value);
}
static PyObject *wrapper_throw(PyObject *object, PyObject *arguments) {
    return zi_generator_throw_method(((Wrapper *)object)->coroutine, arguments);
}
static PyObject *wrapper_close(PyObject *object, PyObject *unused) {
    return zi_generator_close_method(((Wrapper *)object)->coroutine, unused);
}
#if ZI_HAS_AM_SEND
static PySendResult wrapper_am_send(PyObject *object, PyObject *value, PyObject **result) {
    return zi_generator_am_send(((Wrapper *)object)->coroutine, value, result);
}
#endif

static int wrapper_traverse(PyObject *object, visitproc visit, void *arg) {
    Py_VISIT(Py_TYPE(object));
    Py_VISIT(((Wrapper *)object)->coroutine);
    return 0;
}

static int wrapper_clear(PyObject *object) {
    Py_CLEAR(((Wrapper *)object)->coroutine);
    return 0;
}

static void wrapper_dealloc(PyObject *object) {
    PyTypeObject *type = Py_TYPE(object);
    PyObject_GC_UnTrack(object);
    wrapper_clear(object);
    PyObject_GC_Del(object);
    Py_DECREF(type);
}

static PyMethodDef wrapper_methods[] = {
    {"send", wrapper_send, METH_O,
     "Sends the value into coroutine code; gives what that yields next."},
    {"throw", wrapper_throw, METH_VARARGS,
     "Raises an exception in coroutine code, where it stands."},
    {"close", wrapper_close, METH_NOARGS,
     "Raises GeneratorExit inside coroutine code, where it stands."},
    {NULL, NULL, 0, NULL}};

static PyTypeObject *make_wrapper_type(void) {
    PyType_Slot slots[] = {{Py_tp_dealloc, (void *)wrapper_dealloc},
                           {Py_tp_traverse, (void *)wrapper_traverse},
                           {Py_tp_clear, (void *)wrapper_clear},
                           {Py_tp_iter, (void *)PyObject_SelfIter},
                           {Py_tp_iternext, (void *)wrapper_next},
                           {Py_tp_methods, wrapper_methods},
#if ZI_HAS_AM_SEND
                           {Py_am_send, (void *)wrapper_am_send},
#endif
                           {0, NULL}};
    PyType_Spec spec = {.name = "zilant.coroutine_wrapper",
                        .basicsize = sizeof(Wrapper),
                        .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | ZI_NOT_INSTANTIABLE,
                        .slots = slots};
    return zi_make_plain_type(&spec);
}

static PyObject *wrap(zi_generator *self) {
    PyTypeObject *type =
        zi_shared_type(&self->state->shared->coroutine_wrapper_type, make_wrapper_type);
    Wrapper *wrapper = type ? PyObject_GC_New(Wrapper, type) : NULL;
    if (wrapper) {
        wrapper->coroutine = zi_new_reference((PyObject *)self);
        PyObject_GC_Track(wrapper);
    }
    return (PyObject *)wrapper;
}

// --- The type ------------------------------------------------------------------------------------
static PyObject *await_method(PyObject *self, PyObject *unused) {
    return wrap((zi_generator *)self);
}

// `await` of interpreted code, which finds out by itself only whether a coroutine of its own is
// awaited already.
static PyObject *await_slot(PyObject *object) {
    zi_generator *self = (zi_generator *)object;
    if (zi_coroutine_is_awaited(self)) {
        PyErr_SetString(PyExc_RuntimeError, "coroutine is being awaited already");
        return NULL;
    }
    return wrap(self);
}

static PyObject *get_origin(PyObject *object, void *unused) {
    PyObject *origin = ((zi_generator *)object)->origin;
    return zi_new_reference(origin ? origin : Py_None);
}

static PyMethodDef coroutine_methods[] = {
    {"send", zi_generator_send_method, METH_O,
     "Sends the value into coroutine code; gives what that yields next."},
    {"throw", zi_generator_throw_method, METH_VARARGS,
     "Raises an exception in coroutine code, where it stands."},
    {"close", zi_generator_close_method, METH_NOARGS,
     "Raises GeneratorExit inside coroutine code, where it stands."},
    {"__await__", await_method, METH_NOARGS | METH_COEXIST,
     "Gives an iterator that steps the coroutine."},
    {"__sizeof__", zi_generator_sizeof, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL}};

static PyGetSetDef coroutine_getset[] = {
    ZI_RESUMABLE_GETSET("cr", "cr_await", "coroutine", "awaited on"),
    ZI_RUNNING("cr"),
    {"cr_origin", get_origin, NULL, NULL, NULL},
#if ZI_GENERATOR_HAS_SUSPENDED
    ZI_SUSPENDED("cr"),
#endif
#if ZI_GENERATOR_HAS_STATE
    ZI_STATE("cr"),
#endif
    {NULL, NULL, NULL, NULL, NULL}};

#if ZI_HAS_AM_SEND
#define SEND_SLOT {Py_am_send, (void *)zi_generator_am_send},
#else
#define SEND_SLOT
#endif
#define COROUTINE_SLOTS                                                                            \
    {Py_tp_finalize, (void *)coroutine_finalize}, {Py_tp_methods, coroutine_methods},              \
        {Py_tp_getset, coroutine_getset}, {Py_am_await, (void *)await_slot}, SEND_SLOT

static PyTypeObject *make_iterable_coroutine_type(void) {
    static const PyType_Slot slots[] = {COROUTINE_SLOTS{Py_tp_iter, (void *)PyObject_SelfIter},
                                        {Py_tp_iternext, (void *)zi_generator_next},
                                        {0, NULL}};
    return zi_make_resumable_type("zilant.coroutine", slots);
}

static PyTypeObject *make_coroutine_type(void) {
    static const PyType_Slot slots[] = {COROUTINE_SLOTS{0, NULL}};
    return zi_make_resumable_type("zilant.coroutine", slots);
}
