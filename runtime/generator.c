// Generators, and what coroutines and asynchronous generators have of them: an object whose frame
// holds what lives across a yield, and the resume function of the compiled body.
//
// A body is given what was sent; NULL means that an exception was thrown in and is set. It gives
// the next yielded value, or NULL: then it has ended (zi_generator_end), with `returned` or with an
// exception set. It notes itself in `resume_state` that it runs, has ended, where it stands.
#include "runtime/generator.h"
#include "runtime/kept.h"
#include <structmember.h>

static const char *kind_of(const zi_generator *self) {
    uint32_t flags = self->info->flags;
    return zi_is_coroutine(flags)         ? "coroutine"
           : zi_is_async_generator(flags) ? "async generator"
                                          : "generator";
}

// --- Running -------------------------------------------------------------------------------------
// While the body runs and after it has finished, the slots hold what is nobody's.
static bool owns_slots(const zi_generator *self) {
    return self->resume_state != ZI_GENERATOR_FINISHED &&
           self->resume_state != ZI_GENERATOR_RUNNING;
}

static void clear_slots(zi_generator *self) {
    for (uint32_t i = 0; i < self->info->frame_objects; i++) {
        void *value = self->slots[i];
        self->slots[i] = NULL;
        if (zi_tag_is_object(value)) {
            Py_DECREF((PyObject *)value);
        }
    }
}

static void clear_exception_state(zi_generator *self) {
#if !ZI_HANDLED_IS_ONE_OBJECT
    Py_CLEAR(self->exception_state.exc_type);
    Py_CLEAR(self->exception_state.exc_traceback);
#endif
    Py_CLEAR(self->exception_state.exc_value);
}

static void finish(zi_generator *self) {
    bool owns = owns_slots(self);
    self->resume_state = ZI_GENERATOR_FINISHED;
    if (owns) {
        clear_slots(self);
    }
    clear_exception_state(self);
    Py_CLEAR(self->frame);
    zi_generator_set_delegate(self, NULL);
}

// PEP 479: a StopIteration that leaves the body is an error of its own, caused by it; so is a
// StopAsyncIteration that leaves an asynchronous generator.
static ZI_COLD void replace_set_exception(const char *kind, const char *name) {
    PyObject *cause = zi_take_exception();
    PyErr_Format(PyExc_RuntimeError, "%s raised %s", kind, name);
    PyObject *error = zi_take_exception();
    if (error && cause) {
        PyException_SetContext(error, zi_new_reference(cause));
        PyException_SetCause(error, cause);
    }
    zi_give_exception(error);
}

static ZI_COLD void replace_stop(const zi_generator *self) {
    if (PyErr_ExceptionMatches(PyExc_StopIteration)) {
        replace_set_exception(kind_of(self), "StopIteration");
    } else if (zi_is_async_generator(self->info->flags) &&
               PyErr_ExceptionMatches(PyExc_StopAsyncIteration)) {
        replace_set_exception(kind_of(self), "StopAsyncIteration");
    }
}

// The same of a generator expression that has no generator.
ZI_COLD void zi_replace_stop(void) {
    if (PyErr_ExceptionMatches(PyExc_StopIteration)) {
        replace_set_exception("generator", "StopIteration");
    }
}

// The set exception is raised where the body stands: what the body handles there, if anything, is
// its context. What the callers handle is not.
void zi_generator_chain(const zi_generator *self) {
    PyObject *handled = self->exception_state.exc_value;
    PyObject *exception = zi_take_exception();
    if (handled && handled != Py_None && handled != exception) {
        PyException_SetContext(exception, zi_new_reference(handled));
    }
    zi_give_exception(exception);
}

// Called by the body: `return value`.
void zi_generator_return(PyObject *generator, PyObject *value) {
    ((zi_generator *)generator)->returned = zi_new_reference(value);
}

static ZI_COLD void end_by_exception(zi_generator *self, bool replaces) {
    bool may_stop =
        self->info->flags & ZI_FUNCTION_PASSES_STOP && PyErr_ExceptionMatches(PyExc_StopIteration);
    if (may_stop && zi_take_value_of_stop(&self->returned) == ZI_STEP_RETURNED) {
        return;
    }
    if (replaces) {
        replace_stop(self);
    }
}

// Called by the body when it has returned, or an exception has left it.
void zi_generator_end(PyObject *generator) {
    zi_generator *self = (zi_generator *)generator;
    self->resume_state = ZI_GENERATOR_FINISHED;
    zi_generator_set_delegate(self, NULL);
    if (!self->returned) {
        end_by_exception(self, true);
    }
}

// An exception thrown in before the body has started leaves it from the line of its def. (From
// Python 3.12 on the body itself replaces a StopIteration, and does not do it before it has
// started.)
static ZI_COLD void end_before_start(zi_generator *self) {
    zi_generator_chain(self);
    zi_traceback(self->state, self->info, 1);
    finish(self);
    end_by_exception(self, !ZI_BODY_REPLACES_STOP);
}

// The thread's handled exception is the body's own for as long.
static void push_handled(zi_generator *self) {
    PyThreadState *thread = zi_thread_state();
    self->exception_state.previous_item = thread->exc_info;
    thread->exc_info = &self->exception_state;
}

static void pop_handled(zi_generator *self) {
    zi_thread_state()->exc_info = self->exception_state.previous_item;
    self->exception_state.previous_item = NULL;
}

// Goes on in the body where it stands. NULL: it has ended.
static PyObject *run_body(zi_generator *self, PyObject *sent) {
    if (ZI_UNLIKELY(!sent)) {
        if (self->resume_state == ZI_GENERATOR_NOT_STARTED) {
            end_before_start(self);
            return NULL;
        }
        if (!self->delegate) {
            zi_generator_chain(self);
        }
    }
    if (!(self->detour & (ZI_DETOUR_HANDLING | ZI_DETOUR_SHOWN))) {
        return self->info->resume(self, sent);
    }
    bool handles = self->detour & ZI_DETOUR_HANDLING;
    if (handles) {
        push_handled(self);
    }
    PyObject *result = self->info->resume(self, sent);
    if (handles) {
        pop_handled(self);
    }
    if (ZI_UNLIKELY(self->frame)) {
        zi_generator_update_frame(self);
    }
    return result;
}

// What is sent to a body that waits for one of ours goes on to that, without the body in between,
// until it has ended: the body is told so when it asks (zi_yield_from_step).
static bool passes_on(const zi_generator *self) {
    return self->detour & ZI_DETOUR_PASSES_ON && ((zi_generator *)self->delegate)->resume_state > 0;
}

static void begin_waiting(zi_generator *self) {
    self->resume_state = ZI_GENERATOR_RUNNING - self->resume_state;
    if (self->detour & ZI_DETOUR_HANDLING) {
        push_handled(self);
    }
}

static void end_waiting(zi_generator *self) {
    self->resume_state = ZI_GENERATOR_RUNNING - self->resume_state;
    if (self->detour & ZI_DETOUR_HANDLING) {
        pop_handled(self);
    }
}

// Resumes the innermost of those that wait for each other, and each whose delegate has ended then.
static PyObject *run_innermost(zi_generator *self, PyObject *sent) {
    zi_generator *inner = self;
    while (passes_on(inner)) {
        zi_generator *delegate = (zi_generator *)inner->delegate;
        begin_waiting(inner);
        delegate->waiting = inner;
        inner = delegate;
    }
    PyObject *result = run_body(inner, sent);
    while (inner != self) {
        zi_generator *outer = inner->waiting;
        end_waiting(outer);
        if (!result) {
            outer->has_ended = 1;
            outer->ended_value = inner->returned;
            inner->returned = NULL;
            result = run_body(outer, Py_None);
        }
        inner = outer;
    }
    return result;
}

// One that is running, or has finished, gives an exception; or NULL without one: None again, or the
// exception that is set goes out again. A coroutine is awaited once. (Where `returned` is not taken
// yet, the body is just being left: a finalizer of one of its variables asks.)
static ZI_COLD void refuse(zi_generator *self, PyObject *sent) {
    if (zi_generator_is_running(self) || self->returned) {
        PyErr_Format(PyExc_ValueError, "%s already executing", kind_of(self));
    } else if (zi_is_coroutine(self->info->flags)) {
        PyErr_SetString(PyExc_RuntimeError, "cannot reuse already awaited coroutine");
    } else if (sent) {
        self->returned = zi_new_reference(Py_None);
    }
}

// Resumes with a value (borrowed) or, NULL, with the set exception. Gives the yielded value; or
// NULL: it has returned if self->returned is a value, else an exception is set.
static inline PyObject *resume(zi_generator *self, PyObject *sent) {
    if (ZI_UNLIKELY(self->resume_state < 0)) {
        refuse(self, sent);
        return NULL;
    }
    if (ZI_LIKELY(!self->detour && sent)) {
        return self->info->resume(self, sent);
    }
    return sent ? run_innermost(self, sent) : run_body(self, NULL);
}

// What it has returned; NULL: an exception is set.
static PyObject *take_returned(zi_generator *self) {
    if (PyErr_Occurred()) {
        return NULL;
    }
    PyObject *value = self->returned;
    self->returned = NULL;
    return value;
}

void zi_set_stop_iteration(PyObject *value) {
    if (value == Py_None) {
        PyErr_SetNone(PyExc_StopIteration);
    } else {
        // Through the class: a tuple or an exception as value must not be unpacked.
        PyObject *exception = PyObject_CallOneArg(PyExc_StopIteration, value);
        if (exception) {
            PyErr_SetObject(PyExc_StopIteration, exception);
            Py_DECREF(exception);
        }
    }
}

int zi_generator_step(zi_generator *self, PyObject *sent, PyObject **result) {
    *result = resume(self, sent);
    if (ZI_LIKELY(*result != NULL)) {
        return ZI_STEP_YIELDED;
    }
    *result = take_returned(self);
    return *result ? ZI_STEP_RETURNED : ZI_STEP_FAILED;
}

// --- The protocol --------------------------------------------------------------------------------
PyObject *zi_generator_next(PyObject *object) {
    PyObject *result = resume((zi_generator *)object, Py_None);
    if (ZI_UNLIKELY(!result)) {
        PyObject *value = take_returned((zi_generator *)object);
        if (value && value != Py_None) {
            zi_set_stop_iteration(value);
        }
        Py_XDECREF(value);
    }
    return result;
}

bool zi_generator_can_send(const zi_generator *self, PyObject *value) {
    if (self->resume_state == ZI_GENERATOR_NOT_STARTED && value != Py_None) {
        PyErr_Format(PyExc_TypeError, "can't send non-None value to a just-started %s",
                     kind_of(self));
        return false;
    }
    return true;
}

// What send and throw give: a value, or an exception, StopIteration at the end.
static PyObject *give_result(zi_generator *self, PyObject *sent) {
    PyObject *result;
    if (zi_generator_step(self, sent, &result) == ZI_STEP_RETURNED) {
        zi_set_stop_iteration(result);
        Py_CLEAR(result);
    }
    return result;
}

PyObject *zi_generator_send_method(PyObject *object, PyObject *value) {
    zi_generator *self = (zi_generator *)object;
    return zi_generator_can_send(self, value) ? give_result(self, value) : NULL;
}

#if ZI_HAS_AM_SEND
PySendResult zi_generator_am_send(PyObject *object, PyObject *value, PyObject **result) {
    zi_generator *self = (zi_generator *)object;
    *result = NULL;
    if (!zi_generator_can_send(self, value)) {
        return PYGEN_ERROR;
    }
    return zi_send_result(zi_generator_step(self, value, result));
}
#endif

// Sets the exception that throw(type, value, traceback) names.
static int set_exception(PyObject *type, PyObject *value, PyObject *traceback) {
    if (traceback == Py_None) {
        traceback = NULL;
    } else if (traceback && !PyTraceBack_Check(traceback)) {
        PyErr_SetString(PyExc_TypeError, "throw() third argument must be a traceback object");
        return -1;
    }
    if (PyExceptionClass_Check(type)) {
        PyErr_Restore(zi_new_reference(type), value ? zi_new_reference(value) : NULL, NULL);
    } else if (PyExceptionInstance_Check(type)) {
        if (value && value != Py_None) {
            PyErr_SetString(PyExc_TypeError, "instance exception may not have a separate value");
            return -1;
        }
        zi_give_exception(zi_new_reference(type));
    } else {
        PyErr_Format(PyExc_TypeError,
                     "exceptions must be classes or instances deriving from BaseException, not %s",
                     Py_TYPE(type)->tp_name);
        return -1;
    }
    PyObject *exception = zi_take_exception();
    if (traceback) {
        PyException_SetTraceback(exception, traceback);
    }
    zi_give_exception(exception);
    return 0;
}

int zi_generator_warn_of_parts(const char *method, PyObject *arguments) {
    if (!ZI_THROW_OF_PARTS_WARNS || PyTuple_GET_SIZE(arguments) < 2) {
        return 0;
    }
    return PyErr_WarnFormat(PyExc_DeprecationWarning, 1,
                            "the (type, exc, tb) signature of %s() is deprecated, "
                            "use the single-arg signature instead.",
                            method);
}

int zi_generator_set_thrown(const char *method, PyObject *arguments) {
    PyObject *type, *value = NULL, *traceback = NULL;
    if (!PyArg_UnpackTuple(arguments, method, 1, 3, &type, &value, &traceback)) {
        return -1;
    }
    return set_exception(type, value, traceback);
}

PyObject *zi_generator_throw_method(PyObject *object, PyObject *arguments) {
    return zi_generator_warn_of_parts("throw", arguments) < 0 ||
                   zi_generator_set_thrown("throw", arguments) < 0
               ? NULL
               : give_result((zi_generator *)object, NULL);
}

PyObject *zi_generator_close(zi_generator *self) {
    if (self->resume_state == ZI_GENERATOR_FINISHED) {
        Py_RETURN_NONE;
    }
    if (self->resume_state == ZI_GENERATOR_NOT_STARTED) {
        finish(self);
        Py_RETURN_NONE;
    }
    PyErr_SetNone(PyExc_GeneratorExit);
    PyObject *result;
    int status = zi_generator_step(self, NULL, &result);
    if (status == ZI_STEP_YIELDED) {
        Py_DECREF(result);
        PyErr_Format(PyExc_RuntimeError, "%s ignored GeneratorExit", kind_of(self));
        return NULL;
    }
    if (status == ZI_STEP_RETURNED) {
#if !ZI_CLOSE_GIVES_VALUE
        Py_SETREF(result, zi_new_reference(Py_None));
#endif
        return result;
    }
    if (PyErr_ExceptionMatches(PyExc_GeneratorExit) ||
        PyErr_ExceptionMatches(PyExc_StopIteration)) {
        PyErr_Clear();
        Py_RETURN_NONE;
    }
    return NULL;
}

PyObject *zi_generator_close_method(PyObject *object, PyObject *unused) {
    return zi_generator_close((zi_generator *)object);
}

// --- Life ----------------------------------------------------------------------------------------
static bool keep_memory(zi_generator *self) {
    zi_shared *shared = self->state->shared;
    uint32_t slots = self->info->frame_objects + self->info->frame_raw;
    return slots < ZI_KEPT_SIZES &&
           zi_keep_memory(shared, &shared->generators[slots], (PyObject *)self);
}

static zi_generator *take_memory(zi_state *state, PyTypeObject *type, uint32_t slots) {
    PyObject *kept =
        slots < ZI_KEPT_SIZES ? zi_take_memory(&state->shared->generators[slots], type) : NULL;
    return kept ? (zi_generator *)kept
                : (zi_generator *)(void *)PyObject_GC_NewVar(PyVarObject, type, (Py_ssize_t)slots);
}

zi_generator *zi_generator_make(zi_state *state, const zi_function_info *info, PyObject *closure,
                                PyTypeObject *type) {
    if (ZI_UNLIKELY(!type)) {
        return NULL;
    }
    uint32_t slots = info->frame_objects + info->frame_raw;
    zi_generator *self = take_memory(state, type, slots);
    if (ZI_UNLIKELY(!self)) {
        return NULL;
    }
    memset((char *)self + sizeof(PyObject), 0, sizeof(zi_generator) - sizeof(PyObject));
    for (uint32_t i = 0; i < slots; i++) {
        self->slots[i] = NULL;
    }
    self->info = info;
    self->state = state;
    self->module = zi_new_reference(state->module);
    Py_XINCREF(closure);
    self->closure = closure;
    self->detour = info->flags & ZI_FUNCTION_YIELDS_HANDLING ? ZI_DETOUR_HANDLING : 0;
    PyObject_GC_Track(self);
    return self;
}

PyObject *zi_generator_new(zi_state *state, const zi_function_info *info, PyObject *closure) {
    PyTypeObject *type = zi_shared_type(&state->shared->generator_type, zi_make_generator_type);
    return (PyObject *)zi_generator_make(state, info, closure, type);
}

static int generator_traverse(PyObject *object, visitproc visit, void *arg) {
    zi_generator *self = (zi_generator *)object;
    Py_VISIT(Py_TYPE(object));
    Py_VISIT(self->module);
    Py_VISIT(self->closure);
    Py_VISIT(self->returned);
    Py_VISIT(self->origin);
    Py_VISIT(self->frame);
#if !ZI_HANDLED_IS_ONE_OBJECT
    Py_VISIT(self->exception_state.exc_type);
    Py_VISIT(self->exception_state.exc_traceback);
#endif
    Py_VISIT(self->exception_state.exc_value);
    for (uint32_t i = 0; owns_slots(self) && i < self->info->frame_objects; i++) {
        if (zi_tag_is_object(self->slots[i])) {
            Py_VISIT((PyObject *)self->slots[i]);
        }
    }
    return 0;
}

// A generator that stands in its body runs its finally clauses.
void zi_generator_finalize(PyObject *object) {
    zi_generator *self = (zi_generator *)object;
    if (self->resume_state <= 0) {
        return;
    }
    PyObject *exception = zi_take_exception();
    PyObject *result = zi_generator_close(self);
    if (!result) {
        PyErr_WriteUnraisable(object);
    }
    Py_XDECREF(result);
    zi_give_exception(exception);
}

static int generator_clear(PyObject *object) {
    zi_generator *self = (zi_generator *)object;
    finish(self);
    Py_CLEAR(self->returned);
    Py_CLEAR(self->origin);
    return 0;
}

static void generator_dealloc(PyObject *object) {
    zi_generator *self = (zi_generator *)object;
    PyTypeObject *type = Py_TYPE(object);
    bool is_finished = self->resume_state == ZI_GENERATOR_FINISHED;
    if (!is_finished && PyObject_CallFinalizerFromDealloc(object) < 0) {
        return;
    }
    PyObject_GC_UnTrack(object);
    if (self->weakrefs) {
        PyObject_ClearWeakRefs(object);
    }
    generator_clear(object);
    Py_CLEAR(self->closure);
    Py_CLEAR(self->name);
    Py_CLEAR(self->qualified_name);
    PyObject *module = self->module;
    if (!keep_memory(self)) {
        PyObject_GC_Del(object);
    }
    Py_DECREF(module);
    Py_DECREF(type);
}

// --- The types -----------------------------------------------------------------------------------
static PyObject *generator_repr(PyObject *object) {
    zi_generator *self = (zi_generator *)object;
    const char *kind = zi_is_async_generator(self->info->flags) ? "async_generator" : kind_of(self);
    return PyUnicode_FromFormat("<%s object %U at %p>", kind, zi_generator_qualified_name(self),
                                self);
}

PyObject *zi_generator_get_running(PyObject *self, void *unused) {
    return PyBool_FromLong(zi_generator_is_running((zi_generator *)self));
}
PyObject *zi_generator_get_suspended(PyObject *object, void *unused) {
    zi_generator *self = (zi_generator *)object;
    return PyBool_FromLong(self->resume_state > 0);
}
// "GEN_CREATED", "CORO_RUNNING", ...: as inspect names them.
PyObject *zi_generator_get_state(PyObject *object, void *unused) {
    zi_generator *self = (zi_generator *)object;
    uint32_t flags = self->info->flags;
    const char *kind = zi_is_coroutine(flags)         ? "CORO"
                       : zi_is_async_generator(flags) ? "AGEN"
                                                      : "GEN";
    const char *state = zi_generator_is_running(self)                    ? "RUNNING"
                        : self->resume_state == ZI_GENERATOR_NOT_STARTED ? "CREATED"
                        : self->resume_state == ZI_GENERATOR_FINISHED    ? "CLOSED"
                                                                         : "SUSPENDED";
    return PyUnicode_FromFormat("%s_%s", kind, state);
}
PyObject *zi_generator_get_delegate(PyObject *object, void *unused) {
    zi_generator *self = (zi_generator *)object;
    PyObject *delegate = zi_generator_is_running(self) ? NULL : self->delegate;
    return zi_new_reference(delegate ? delegate : Py_None);
}
PyObject *zi_generator_get_code(PyObject *object, void *unused) {
    zi_generator *self = (zi_generator *)object;
    PyObject *code = (PyObject *)zi_code_of(self->state, self->info);
    Py_XINCREF(code);
    return code;
}
// In plain Python what isinstance() and inspect go by is that of CPython's own.
PyObject *zi_generator_get_class(PyObject *object, void *unused) {
    uint32_t flags = ((zi_generator *)object)->info->flags;
    PyTypeObject *type = !(flags & ZI_FUNCTION_PLAIN_PYTHON) ? Py_TYPE(object)
                         : zi_is_coroutine(flags)            ? &PyCoro_Type
                         : zi_is_async_generator(flags)      ? &PyAsyncGen_Type
                                                             : &PyGen_Type;
    return zi_new_reference((PyObject *)type);
}
static int set_text(PyObject **place, PyObject *value, const char *complaint) {
    if (!value || !PyUnicode_Check(value)) {
        PyErr_SetString(PyExc_TypeError, complaint);
        return -1;
    }
    zi_replace_object(place, zi_new_reference(value));
    return 0;
}
PyObject *zi_generator_get_name(PyObject *object, void *unused) {
    const zi_generator *self = (zi_generator *)object;
    return zi_new_reference(self->name ? self->name : self->state->constants[self->info->name]);
}
int zi_generator_set_name(PyObject *self, PyObject *value, void *unused) {
    return set_text(&((zi_generator *)self)->name, value,
                    "__name__ must be set to a string object");
}
// That of the function, as with Cython.
PyObject *zi_generator_get_module(PyObject *self, void *unused) {
    const zi_state *state = ((zi_generator *)self)->state;
    PyObject *name = PyDict_GetItem(state->globals, state->shared->common.name);
    return zi_new_reference(name ? name : Py_None);
}

PyObject *zi_generator_qualified_name(const zi_generator *self) {
    return self->qualified_name ? self->qualified_name
                                : self->state->constants[self->info->qualified_name];
}
PyObject *zi_generator_get_qualified_name(PyObject *self, void *unused) {
    return zi_new_reference(zi_generator_qualified_name((zi_generator *)self));
}
int zi_generator_set_qualified_name(PyObject *self, PyObject *value, void *unused) {
    return set_text(&((zi_generator *)self)->qualified_name, value,
                    "__qualname__ must be set to a string object");
}
PyObject *zi_generator_sizeof(PyObject *object, PyObject *unused) {
    const zi_function_info *info = ((zi_generator *)object)->info;
    return PyLong_FromSize_t(sizeof(zi_generator) +
                             ((size_t)info->frame_objects + info->frame_raw) * sizeof(void *));
}

static PyMethodDef generator_methods[] = {
    {"send", zi_generator_send_method, METH_O, "Sends a value in; gives the next yielded value."},
    {"throw", zi_generator_throw_method, METH_VARARGS,
     "Raises an exception where the body stands."},
    {"close", zi_generator_close_method, METH_NOARGS,
     "Raises GeneratorExit where the body stands."},
    {"__sizeof__", zi_generator_sizeof, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL}};

static PyMemberDef generator_members[] = {
    {"__weaklistoffset__", T_PYSSIZET, offsetof(zi_generator, weakrefs), READONLY, NULL},
    {NULL, 0, 0, 0, NULL}};

static PyGetSetDef generator_getset[] = {
    ZI_RESUMABLE_GETSET("gi", "gi_yieldfrom", "generator", "iterated by yield from"),
    ZI_RUNNING("gi"),
#if ZI_GENERATOR_HAS_SUSPENDED
    ZI_SUSPENDED("gi"),
#endif
#if ZI_GENERATOR_HAS_STATE
    ZI_STATE("gi"),
#endif
    {NULL, NULL, NULL, NULL, NULL}};

PyTypeObject *zi_make_resumable_type(const char *name, const PyType_Slot *own) {
    enum { MOST_SLOTS = 16 };
    PyType_Slot slots[MOST_SLOTS] = {{Py_tp_dealloc, (void *)generator_dealloc},
                                     {Py_tp_traverse, (void *)generator_traverse},
                                     {Py_tp_clear, (void *)generator_clear},
                                     {Py_tp_repr, (void *)generator_repr},
                                     {Py_tp_members, generator_members}};
    int count = 0;
    while (slots[count].slot != 0) {
        count++;
    }
    do {
        slots[count++] = *own;
    } while ((own++)->slot != 0);
    PyType_Spec spec = {.name = name,
                        .basicsize = sizeof(zi_generator),
                        .itemsize = sizeof(void *),
                        .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | ZI_NOT_INSTANTIABLE,
                        .slots = slots};
    PyTypeObject *type = zi_make_plain_type(&spec);
    if (!type) {
        return NULL;
    }
    const char *last = zi_last_component(name);
    if (zi_stand_before(type, "__module__", name, (size_t)(last - name - 1)) < 0) {
        Py_DECREF(type);
        return NULL;
    }
    // messages then call it as they call the interpreter's own
    type->tp_name = last;
    return type;
}

bool zi_generator_is_marked(const zi_generator *self) {
    const PyCodeObject *code = self->state->codes[self->info->index];
    return code && code->co_flags & CO_ITERABLE_COROUTINE;
}

// `await` of a generator, in interpreted code.
static PyObject *await_marked(PyObject *object) {
    if (!zi_generator_is_marked((zi_generator *)object)) {
        PyErr_Format(PyExc_TypeError, ZI_TEXT_NOT_AWAITABLE, Py_TYPE(object)->tp_name);
        return NULL;
    }
    return zi_new_reference(object);
}

PyTypeObject *zi_make_generator_type(void) {
    static const PyType_Slot slots[] = {{Py_tp_finalize, (void *)zi_generator_finalize},
                                        {Py_tp_iter, (void *)PyObject_SelfIter},
                                        {Py_tp_iternext, (void *)zi_generator_next},
                                        {Py_tp_methods, generator_methods},
                                        {Py_tp_getset, generator_getset},
#if ZI_HAS_AM_SEND
                                        {Py_am_send, (void *)zi_generator_am_send},
#endif
                                        {0, NULL}};
    PyTypeObject *type = zi_make_resumable_type("zilant.generator", slots);
    if (type) {
        // here, since a slot of the table would show an attribute __await__ for all generators
        type->tp_as_async->am_await = await_marked;
    }
    return type;
}
