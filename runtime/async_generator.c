// Asynchronous generators, and their steps: what __anext__, asend, athrow and aclose give to be
// awaited.
//
// What the body yields is an item, or comes from something that it awaits: before it yields an
// item, it says so (gave_item). An item ends the step, which returns it; all else the step yields.
//
// A step that is closed, or thrown into while another is under way, does in all versions what it
// does since Python 3.13: before, that left the generator as if a step were under way for ever.
#include "runtime/generator.h"
#include "runtime/kept.h"

// --- Hooks ---------------------------------------------------------------------------------------
// The thread's hooks are asked when the generator is first stepped: sys.set_asyncgen_hooks.
static int ask_hooks(zi_generator *self) {
    if (self->has_hooks) {
        return 0;
    }
    self->has_hooks = 1;
    PyThreadState *thread = PyThreadState_Get();
    Py_XINCREF(thread->async_gen_finalizer);
    self->origin = thread->async_gen_finalizer;
    PyObject *first = thread->async_gen_firstiter;
    if (!first) {
        return 0;
    }
    Py_INCREF(first);
    PyObject *result = PyObject_CallOneArg(first, (PyObject *)self);
    Py_DECREF(first);
    Py_XDECREF(result);
    return result ? 0 : -1;
}

// One that has not ended is handed to the hook, which closes it in its event loop.
static void async_generator_finalize(PyObject *object) {
    zi_generator *self = (zi_generator *)object;
    if (self->resume_state == ZI_GENERATOR_FINISHED || !self->origin || self->is_closed) {
        zi_generator_finalize(object);
        return;
    }
    PyObject *exception = zi_take_exception();
    PyObject *result = PyObject_CallOneArg(self->origin, object);
    if (!result) {
        PyErr_WriteUnraisable(object);
    }
    Py_XDECREF(result);
    zi_give_exception(exception);
}

// Called by the body: what it yields next is an item.
void zi_async_generator_gives(PyObject *generator) { ((zi_generator *)generator)->gave_item = 1; }

// --- Steps ---------------------------------------------------------------------------------------
typedef enum StepKind { STEP_SEND, STEP_THROW, STEP_CLOSE } StepKind;
typedef enum Phase { PHASE_NEW, PHASE_UNDER_WAY, PHASE_DONE } Phase;

typedef struct Step {
    PyObject_HEAD zi_generator *generator;
    // what is sent, or a tuple as throw takes it; or NULL
    PyObject *argument;
    StepKind kind;
    Phase phase;
} Step;

static bool is_done(const Step *self) {
    if (self->phase != PHASE_DONE) {
        return false;
    }
    PyErr_Format(PyExc_RuntimeError, "cannot reuse already awaited %s",
                 self->kind == STEP_SEND ? "__anext__()/asend()" : "aclose()/athrow()");
    return true;
}

// Of the generator's steps only one is under way.
static bool is_busy(Step *self) {
    static const char *const names[] = {"anext", "athrow", "aclose"};
    if (!self->generator->is_stepping) {
        return false;
    }
    self->phase = PHASE_DONE;
    PyErr_Format(PyExc_RuntimeError, "%s(): asynchronous generator is already running",
                 names[self->kind]);
    return true;
}

static void start(Step *self) {
    self->phase = PHASE_UNDER_WAY;
    self->generator->is_stepping = 1;
}

// The step ends with what is in *result, or fails.
static int end_step(Step *self, int status) {
    self->phase = PHASE_DONE;
    self->generator->is_stepping = 0;
    return status;
}

static bool has_stopped(void) {
    return PyErr_ExceptionMatches(PyExc_StopAsyncIteration) ||
           PyErr_ExceptionMatches(PyExc_GeneratorExit);
}

static bool takes_item(zi_generator *generator) {
    bool gave_item = generator->gave_item;
    generator->gave_item = 0;
    return gave_item;
}

// After aclose: an item is refused, and that the body has ended is no exception.
static int finish_close(Step *self, int status, PyObject **result) {
    if (status == ZI_STEP_YIELDED) {
        if (!takes_item(self->generator)) {
            return status;
        }
        Py_CLEAR(*result);
        PyErr_SetString(PyExc_RuntimeError, "async generator ignored GeneratorExit");
        return end_step(self, ZI_STEP_FAILED);
    }
    if (status == ZI_STEP_FAILED && has_stopped()) {
        PyErr_Clear();
        *result = zi_new_reference(Py_None);
        status = ZI_STEP_RETURNED;
    }
    return end_step(self, status);
}

// What the body has done -- yield, return or raise -- is the outcome of the step.
static int finish(Step *self, int status, PyObject **result) {
    zi_generator *generator = self->generator;
    if (self->kind == STEP_CLOSE) {
        return finish_close(self, status, result);
    }
    if (status == ZI_STEP_YIELDED) {
        return takes_item(generator) ? end_step(self, ZI_STEP_RETURNED) : status;
    }
    if (status == ZI_STEP_RETURNED) {
        Py_CLEAR(*result);
        PyErr_SetNone(PyExc_StopAsyncIteration);
    }
    generator->is_closed |= has_stopped();
    return end_step(self, ZI_STEP_FAILED);
}

// Resumes the body with a value, or with NULL and the set exception.
static int resume(Step *self, PyObject *sent, PyObject **result) {
    zi_generator *generator = self->generator;
    bool can_go_on = !sent || zi_generator_can_send(generator, sent);
    int status = can_go_on ? zi_generator_step(generator, sent, result) : ZI_STEP_FAILED;
    return finish(self, status, result);
}

// The first step of athrow and aclose. What the body awaits gets GeneratorExit thrown in.
static int throw_first(Step *self, PyObject *value, PyObject **result) {
    zi_generator *generator = self->generator;
    if (is_busy(self)) {
        return ZI_STEP_FAILED;
    }
    if (generator->is_closed) {
        PyErr_SetNone(PyExc_StopAsyncIteration);
        self->phase = PHASE_DONE;
        return ZI_STEP_FAILED;
    }
    if (value != Py_None) {
        PyErr_SetString(PyExc_RuntimeError,
                        "can't send non-None value to a just-started coroutine");
        return ZI_STEP_FAILED;
    }
    start(self);
    if (self->kind == STEP_CLOSE) {
        generator->is_closed = 1;
        PyErr_SetNone(PyExc_GeneratorExit);
    } else if (zi_generator_set_thrown("athrow", self->argument) < 0) {
        return end_step(self, ZI_STEP_FAILED);
    }
    generator->passes_exit = 1;
    int status = zi_generator_step(generator, NULL, result);
    generator->passes_exit = 0;
    return finish(self, status, result);
}

static bool has_finished(const zi_generator *generator) {
    return generator->resume_state == ZI_GENERATOR_FINISHED;
}

static int send_to_throw(Step *self, PyObject *value, PyObject **result) {
    if (has_finished(self->generator)) {
        self->phase = PHASE_DONE;
        *result = zi_new_reference(Py_None);
        return ZI_STEP_RETURNED;
    }
    return self->phase == PHASE_NEW ? throw_first(self, value, result)
                                    : resume(self, value, result);
}

static int step_send(Step *self, PyObject *value, PyObject **result) {
    *result = NULL;
    if (is_done(self)) {
        return ZI_STEP_FAILED;
    }
    if (self->kind != STEP_SEND) {
        return send_to_throw(self, value, result);
    }
    if (self->phase == PHASE_NEW) {
        if (is_busy(self)) {
            return ZI_STEP_FAILED;
        }
        if (value == Py_None && self->argument) {
            value = self->argument;
        }
    }
    start(self);
    return resume(self, value, result);
}

// With an exception set, which is thrown into the body.
static int step_throw(Step *self, PyObject **result) {
    *result = NULL;
    if (is_done(self)) {
        return ZI_STEP_FAILED;
    }
    if (self->phase == PHASE_NEW) {
        if (is_busy(self)) {
            return ZI_STEP_FAILED;
        }
        start(self);
    }
    return resume(self, NULL, result);
}

// --- The protocol of a step ----------------------------------------------------------------------
static PyObject *give(int status, PyObject *result) {
    if (status == ZI_STEP_RETURNED) {
        zi_set_stop_iteration(result);
        Py_CLEAR(result);
    }
    return result;
}

static PyObject *step_send_method(PyObject *object, PyObject *value) {
    PyObject *result;
    int status = step_send((Step *)object, value, &result);
    return give(status, result);
}

static PyObject *step_next(PyObject *object) { return step_send_method(object, Py_None); }

#if ZI_HAS_AM_SEND
static PySendResult step_am_send(PyObject *object, PyObject *value, PyObject **result) {
    return zi_send_result(step_send((Step *)object, value, result));
}
#endif

static PyObject *step_throw_method(PyObject *object, PyObject *arguments) {
    if (zi_generator_warn_of_parts("throw", arguments) < 0 ||
        zi_generator_set_thrown("throw", arguments) < 0) {
        return NULL;
    }
    PyObject *result;
    int status = step_throw((Step *)object, &result);
    return give(status, result);
}

static PyObject *step_close_method(PyObject *object, PyObject *unused) {
    Step *self = (Step *)object;
    if (self->phase == PHASE_DONE) {
        Py_RETURN_NONE;
    }
    PyErr_SetNone(PyExc_GeneratorExit);
    PyObject *result;
    int status = step_throw(self, &result);
    Py_XDECREF(result);
    if (status == ZI_STEP_YIELDED) {
        PyErr_SetString(PyExc_RuntimeError, "coroutine ignored GeneratorExit");
        return NULL;
    }
    if (status == ZI_STEP_FAILED && !has_stopped()) {
        return NULL;
    }
    PyErr_Clear();
    Py_RETURN_NONE;
}

#if ZI_ASYNC_STEPS_WARN
static void step_finalize(PyObject *object) {
    static const char *const names[] = {"asend", "athrow", "aclose"};
    Step *self = (Step *)object;
    if (self->phase != PHASE_NEW) {
        return;
    }
    PyObject *exception = zi_take_exception();
    if (PyErr_WarnFormat(PyExc_RuntimeWarning, 1, "coroutine method '%s' of %R was never awaited",
                         names[self->kind], zi_generator_qualified_name(self->generator)) < 0) {
        PyErr_WriteUnraisable((PyObject *)self->generator);
    }
    zi_give_exception(exception);
}
#endif

static int step_traverse(PyObject *object, visitproc visit, void *arg) {
    Step *self = (Step *)object;
    Py_VISIT(Py_TYPE(object));
    Py_VISIT(self->generator);
    Py_VISIT(self->argument);
    return 0;
}

static void step_dealloc(PyObject *object) {
    Step *self = (Step *)object;
    PyTypeObject *type = Py_TYPE(object);
    if (PyObject_CallFinalizerFromDealloc(object) < 0) {
        return;
    }
    PyObject_GC_UnTrack(object);
    zi_shared *shared = self->generator->state->shared;
    Py_CLEAR(self->argument);
    Py_CLEAR(self->generator);
    if (!zi_keep_memory(shared, &shared->async_steps, object)) {
        PyObject_GC_Del(object);
    }
    Py_DECREF(type);
}

static PyMethodDef step_methods[] = {
    {"send", step_send_method, METH_O, "Sends a value into what the generator awaits."},
    {"throw", step_throw_method, METH_VARARGS, "Raises an exception where the generator stands."},
    {"close", step_close_method, METH_NOARGS, "Ends the step."},
    {NULL, NULL, 0, NULL}};

static PyTypeObject *make_step_type(void) {
    PyType_Slot slots[] = {{Py_tp_dealloc, (void *)step_dealloc},
                           {Py_tp_traverse, (void *)step_traverse},
                           {Py_tp_iter, (void *)PyObject_SelfIter},
                           {Py_tp_iternext, (void *)step_next},
                           {Py_tp_methods, step_methods},
                           {Py_am_await, (void *)PyObject_SelfIter},
#if ZI_ASYNC_STEPS_WARN
                           {Py_tp_finalize, (void *)step_finalize},
#endif
#if ZI_HAS_AM_SEND
                           {Py_am_send, (void *)step_am_send},
#endif
                           {0, NULL}};
    PyType_Spec spec = {.name = "zilant.async_generator_step",
                        .basicsize = sizeof(Step),
                        .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | ZI_NOT_INSTANTIABLE,
                        .slots = slots};
    return zi_make_plain_type(&spec);
}

static PyObject *make_step(PyObject *object, StepKind kind, PyObject *argument) {
    zi_generator *generator = (zi_generator *)object;
    zi_shared *shared = generator->state->shared;
    PyTypeObject *type = zi_shared_type(&shared->async_step_type, make_step_type);
    if (!type || ask_hooks(generator) < 0) {
        return NULL;
    }
    Step *step = (Step *)zi_take_memory(&shared->async_steps, type);
    if (!step) {
        step = PyObject_GC_New(Step, type);
    }
    if (!step) {
        return NULL;
    }
    Py_INCREF(object);
    Py_XINCREF(argument);
    step->generator = generator;
    step->argument = argument;
    step->kind = kind;
    step->phase = PHASE_NEW;
    PyObject_GC_Track(step);
    return (PyObject *)step;
}

// --- The generator -------------------------------------------------------------------------------
PyObject *zi_async_generator_new(zi_state *state, const zi_function_info *info, PyObject *closure) {
    PyTypeObject *type =
        zi_shared_type(&state->shared->async_generator_type, zi_make_async_generator_type);
    return (PyObject *)zi_generator_make(state, info, closure, type);
}

static PyObject *anext_slot(PyObject *self) { return make_step(self, STEP_SEND, NULL); }

static PyObject *asend_method(PyObject *self, PyObject *value) {
    return make_step(self, STEP_SEND, value);
}

static PyObject *athrow_method(PyObject *self, PyObject *arguments) {
    return zi_generator_warn_of_parts("athrow", arguments) < 0
               ? NULL
               : make_step(self, STEP_THROW, arguments);
}

static PyObject *aclose_method(PyObject *self, PyObject *unused) {
    return make_step(self, STEP_CLOSE, NULL);
}

static PyObject *get_stepping(PyObject *self, void *unused) {
    return PyBool_FromLong(((zi_generator *)self)->is_stepping);
}

static PyMethodDef async_generator_methods[] = {
    {"asend", asend_method, METH_O, "Sends a value in; to be awaited for the next item."},
    {"athrow", athrow_method, METH_VARARGS,
     "Raises an exception where the body stands; to be awaited for the next item."},
    {"aclose", aclose_method, METH_NOARGS,
     "Raises GeneratorExit where the body stands; to be awaited."},
    {"__class_getitem__", Py_GenericAlias, METH_O | METH_CLASS, NULL},
    {"__sizeof__", zi_generator_sizeof, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL}};

static PyGetSetDef async_generator_getset[] = {
    ZI_RESUMABLE_GETSET("ag", "ag_await", "async generator", "awaited on"),
    {"ag_running", get_stepping, NULL, NULL, NULL},
#if ZI_ASYNC_GENERATOR_HAS_SUSPENDED
    ZI_SUSPENDED("ag"),
#endif
#if ZI_GENERATOR_HAS_STATE
    ZI_STATE("ag"),
#endif
    {NULL, NULL, NULL, NULL, NULL}};

PyTypeObject *zi_make_async_generator_type(void) {
    static const PyType_Slot slots[] = {{Py_tp_finalize, (void *)async_generator_finalize},
                                        {Py_tp_methods, async_generator_methods},
                                        {Py_tp_getset, async_generator_getset},
                                        {Py_am_aiter, (void *)PyObject_SelfIter},
                                        {Py_am_anext, (void *)anext_slot},
                                        {0, NULL}};
    return zi_make_resumable_type("zilant.async_generator", slots);
}
