// Generators and coroutines: an object whose frame holds what lives across a yield, and the resume
// function of the compiled body.
//
// A body reads what was sent from `sent`; NULL there means that an exception was thrown in and is
// set. It gives the next yielded value, or NULL: then it has returned (`returned` holds the value)
// or an exception is set.
#include "runtime/internal.h"
#include <structmember.h>

static const char *kind_of(const zi_generator *self) {
    return self->info->flags & ZI_FUNCTION_COROUTINE ? "coroutine" : "generator";
}

// --- Running -------------------------------------------------------------------------------------
// While the body runs and after it has finished, the slots hold what is nobody's.
static bool owns_slots(const zi_generator *self) {
    return self->resume_state != ZI_GENERATOR_FINISHED;
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
    self->delegate = NULL;
}

// PEP 479: a StopIteration that leaves the body is an error of its own, caused by it.
static void replace_stop_iteration(zi_generator *self) {
    PyObject *cause = zi_take_exception();
    PyErr_Format(PyExc_RuntimeError, "%s raised StopIteration", kind_of(self));
    PyObject *error = zi_take_exception();
    if (error && cause) {
        PyException_SetContext(error, zi_new_reference(cause));
        PyException_SetCause(error, cause);
    }
    zi_give_exception(error);
}

// The set exception is raised where the body stands: what the body handles there, if anything, is
// its context. What the callers handle is not.
static void chain_with_handled(const zi_generator *self) {
    PyObject *handled = self->exception_state.exc_value;
    PyObject *exception = zi_take_exception();
    if (handled && handled != Py_None && handled != exception) {
        PyException_SetContext(exception, zi_new_reference(handled));
    }
    zi_give_exception(exception);
}

// Goes on in the body where it stands; an exception thrown in before it has started leaves it from
// the line of its def.
static PyObject *resume_body(zi_generator *self, bool is_thrown) {
    if (is_thrown && self->resume_state == ZI_GENERATOR_NOT_STARTED) {
        zi_traceback(self->state, self->info, 1);
        return NULL;
    }
    return self->info->resume(self);
}

// Runs the body until it yields. NULL without a returned value: an exception is set.
static PyObject *run_body(zi_generator *self, PyObject *sent) {
    PyThreadState *thread = PyThreadState_Get();
    self->exception_state.previous_item = thread->exc_info;
    thread->exc_info = &self->exception_state;
    if (!sent && !self->delegate) {
        chain_with_handled(self);
    }
    Py_XINCREF(sent);
    self->sent = sent;
    self->is_running = 1;
    PyObject *result = resume_body(self, !sent);
    self->is_running = 0;
    thread->exc_info = self->exception_state.previous_item;
    self->exception_state.previous_item = NULL;
    Py_CLEAR(self->sent);
    return result;
}

// From Python 3.12 on the body itself replaces a StopIteration, and does not do it before it has
// started.
static bool replaces_stop_iteration(bool has_started) {
    return !ZI_BODY_REPLACES_STOP || has_started;
}

// Resumes with a value (borrowed) or, NULL, with the set exception. Gives the yielded value; or
// NULL with an exception; or NULL and *has_returned, then self->returned is the value (NULL: it had
// finished before).
PyObject *zi_generator_send(zi_generator *self, PyObject *sent, int *has_returned) {
    *has_returned = 0;
    if (ZI_UNLIKELY(self->is_running)) {
        PyErr_Format(PyExc_ValueError, "%s already executing", kind_of(self));
        return NULL;
    }
    if (self->resume_state == ZI_GENERATOR_FINISHED) {
        *has_returned = sent != NULL;
        return NULL;
    }
    bool has_started = sent || self->resume_state != ZI_GENERATOR_NOT_STARTED;
    PyObject *result = run_body(self, sent);
    if (ZI_LIKELY(result != NULL)) {
        return result;
    }
    finish(self);
    if (!PyErr_Occurred()) {
        *has_returned = 1;
    } else {
        Py_CLEAR(self->returned);
        if (PyErr_ExceptionMatches(PyExc_StopIteration) && replaces_stop_iteration(has_started)) {
            replace_stop_iteration(self);
        }
    }
    return NULL;
}

static PyObject *take_returned(zi_generator *self) {
    PyObject *value = self->returned;
    self->returned = NULL;
    return value ? value : zi_new_reference(Py_None);
}

static void set_stop_iteration(PyObject *value) {
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

// Called by the body: `return value`.
void zi_generator_return(PyObject *generator, PyObject *value) {
    zi_replace_object(&((zi_generator *)generator)->returned, zi_new_reference(value));
}

// --- The protocol --------------------------------------------------------------------------------
static PyObject *generator_next(PyObject *object) {
    zi_generator *self = (zi_generator *)object;
    int has_returned;
    PyObject *result = zi_generator_send(self, Py_None, &has_returned);
    if (!result && has_returned) {
        PyObject *value = take_returned(self);
        if (value != Py_None) {
            set_stop_iteration(value);
        }
        Py_DECREF(value);
    }
    return result;
}

static bool can_send(zi_generator *self, PyObject *value) {
    if (self->resume_state == ZI_GENERATOR_NOT_STARTED && !self->is_running && value != Py_None) {
        PyErr_Format(PyExc_TypeError, "can't send non-None value to a just-started %s",
                     kind_of(self));
        return false;
    }
    return true;
}

// What send and throw give: a value, or an exception, StopIteration at the end.
static PyObject *give_result(zi_generator *self, PyObject *result, int has_returned) {
    if (!result && has_returned) {
        PyObject *value = take_returned(self);
        set_stop_iteration(value);
        Py_DECREF(value);
    }
    return result;
}

static PyObject *generator_send(PyObject *object, PyObject *value) {
    zi_generator *self = (zi_generator *)object;
    if (!can_send(self, value)) {
        return NULL;
    }
    int has_returned;
    PyObject *result = zi_generator_send(self, value, &has_returned);
    return give_result(self, result, has_returned);
}

#if ZI_HAS_AM_SEND
static PySendResult generator_am_send(PyObject *object, PyObject *value, PyObject **result) {
    zi_generator *self = (zi_generator *)object;
    *result = NULL;
    if (!can_send(self, value)) {
        return PYGEN_ERROR;
    }
    int has_returned;
    *result = zi_generator_send(self, value, &has_returned);
    if (*result) {
        return PYGEN_NEXT;
    }
    if (!has_returned) {
        return PYGEN_ERROR;
    }
    *result = take_returned(self);
    return PYGEN_RETURN;
}
#endif

// Sets the exception that throw(type, value, traceback) names.
static int set_thrown(PyObject *type, PyObject *value, PyObject *traceback) {
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

static int warn_of_parts(bool has_parts) {
    if (!ZI_THROW_OF_PARTS_WARNS || !has_parts) {
        return 0;
    }
    return PyErr_WarnEx(PyExc_DeprecationWarning,
                        "the (type, exc, tb) signature of throw() is deprecated, "
                        "use the single-arg signature instead.",
                        1);
}

static PyObject *generator_throw(PyObject *object, PyObject *arguments) {
    zi_generator *self = (zi_generator *)object;
    PyObject *type, *value = NULL, *traceback = NULL;
    if (!PyArg_UnpackTuple(arguments, "throw", 1, 3, &type, &value, &traceback) ||
        warn_of_parts(value != NULL) < 0 || set_thrown(type, value, traceback) < 0) {
        return NULL;
    }
    int has_returned;
    PyObject *result = zi_generator_send(self, NULL, &has_returned);
    return give_result(self, result, has_returned);
}

static PyObject *generator_close(PyObject *object, PyObject *unused) {
    zi_generator *self = (zi_generator *)object;
    if (self->resume_state == ZI_GENERATOR_FINISHED) {
        Py_RETURN_NONE;
    }
    if (self->resume_state == ZI_GENERATOR_NOT_STARTED && !self->is_running) {
        finish(self);
        Py_RETURN_NONE;
    }
    PyErr_SetNone(PyExc_GeneratorExit);
    int has_returned;
    PyObject *result = zi_generator_send(self, NULL, &has_returned);
    if (result) {
        Py_DECREF(result);
        PyErr_Format(PyExc_RuntimeError, "%s ignored GeneratorExit", kind_of(self));
        return NULL;
    }
    if (has_returned) {
        PyObject *value = take_returned(self);
#if !ZI_CLOSE_GIVES_VALUE
        Py_SETREF(value, zi_new_reference(Py_None));
#endif
        return value;
    }
    if (PyErr_ExceptionMatches(PyExc_GeneratorExit) ||
        PyErr_ExceptionMatches(PyExc_StopIteration)) {
        PyErr_Clear();
        Py_RETURN_NONE;
    }
    return NULL;
}

static PyObject *generator_await(PyObject *self) { return zi_new_reference(self); }

// --- yield from ----------------------------------------------------------------------------------
PyObject *zi_yield_from_start(PyObject *iterable) { return PyObject_GetIter(iterable); }

static PyObject *call_with_one(PyObject *object, const char *method, PyObject *argument) {
    PyObject *name = PyUnicode_InternFromString(method);
    PyObject *result = name ? PyObject_CallMethodOneArg(object, name, argument) : NULL;
    Py_XDECREF(name);
    return result;
}

// GeneratorExit closes the inner iterator and stays set.
static PyObject *close_delegate(PyObject *iterator) {
    PyObject *exception = zi_take_exception();
    PyObject *close = PyObject_GetAttrString(iterator, "close");
    if (close) {
        PyObject *result = PyObject_CallNoArgs(close);
        Py_DECREF(close);
        if (!result) {
            Py_XDECREF(exception);
            return NULL;
        }
        Py_DECREF(result);
    } else if (PyErr_ExceptionMatches(PyExc_AttributeError)) {
        PyErr_Clear();
    } else {
        Py_XDECREF(exception);
        return NULL;
    }
    zi_give_exception(exception);
    return NULL;
}

// Any other exception goes to the inner iterator's throw, if there is one; else it stays set.
static PyObject *throw_into_delegate(PyObject *iterator) {
    if (PyErr_ExceptionMatches(PyExc_GeneratorExit)) {
        return close_delegate(iterator);
    }
    PyObject *exception = zi_take_exception();
    PyObject *throw = PyObject_GetAttrString(iterator, "throw");
    if (!throw) {
        if (PyErr_ExceptionMatches(PyExc_AttributeError)) {
            PyErr_Clear();
            zi_give_exception(exception);
        } else {
            Py_DECREF(exception);
        }
        return NULL;
    }
    PyObject *result = PyObject_CallOneArg(throw, exception);
    Py_DECREF(throw);
    Py_DECREF(exception);
    return result;
}

// The generator whose body is running: its exception state is the thread's innermost one.
static zi_generator *running_generator(void) {
    char *innermost = (char *)PyThreadState_Get()->exc_info;
    return (zi_generator *)(void *)(innermost - offsetof(zi_generator, exception_state));
}

// 1: *value is to be yielded; 0: the inner iterator has finished with *value; -1: an exception.
// What *value held before is released.
int zi_yield_from_step(PyObject *iterator, PyObject *sent, PyObject **value) {
    bool thrown = !sent;
    PyObject *result = thrown ? throw_into_delegate(iterator)
                       : sent == Py_None && Py_TYPE(iterator)->tp_iternext
                           ? Py_TYPE(iterator)->tp_iternext(iterator)
                           : call_with_one(iterator, "send", sent);
    running_generator()->delegate = result ? iterator : NULL;
    if (result) {
        zi_replace_object(value, result);
        return 1;
    }
    if (!PyErr_Occurred()) {
        zi_replace_object(value, zi_new_reference(Py_None));
        return 0;
    }
    if (!PyErr_ExceptionMatches(PyExc_StopIteration)) {
        if (thrown) {
            chain_with_handled(running_generator());
        }
        return -1;
    }
    PyObject *stop = zi_take_exception();
    PyObject *returned = PyObject_GetAttrString(stop, "value");
    Py_DECREF(stop);
    if (!returned) {
        return -1;
    }
    zi_replace_object(value, returned);
    return 0;
}

// --- Life ----------------------------------------------------------------------------------------
PyObject *zi_generator_new(zi_state *state, const zi_function_info *info, PyObject *closure) {
    bool is_coroutine = info->flags & ZI_FUNCTION_COROUTINE;
    zi_shared *shared = state->shared;
    PyTypeObject *type = is_coroutine
                             ? zi_shared_type(&shared->coroutine_type, zi_make_coroutine_type)
                             : zi_shared_type(&shared->generator_type, zi_make_generator_type);
    if (!type) {
        return NULL;
    }
    Py_ssize_t slots = (Py_ssize_t)info->frame_objects + info->frame_raw;
    zi_generator *self = (zi_generator *)(void *)PyObject_GC_NewVar(PyVarObject, type, slots);
    if (!self) {
        return NULL;
    }
    memset((char *)self + sizeof(PyObject), 0,
           sizeof(zi_generator) - sizeof(PyObject) + (size_t)slots * sizeof(void *));
    self->info = info;
    self->state = state;
    self->module = zi_new_reference(state->module);
    Py_XINCREF(closure);
    self->closure = closure;
    self->name = zi_new_reference(state->constants[info->name]);
    self->qualified_name = zi_new_reference(state->constants[info->qualified_name]);
    PyObject_GC_Track(self);
    return (PyObject *)self;
}

static int generator_traverse(PyObject *object, visitproc visit, void *arg) {
    zi_generator *self = (zi_generator *)object;
    Py_VISIT(Py_TYPE(object));
    Py_VISIT(self->module);
    Py_VISIT(self->closure);
    Py_VISIT(self->sent);
    Py_VISIT(self->returned);
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
static void generator_finalize(PyObject *object) {
    zi_generator *self = (zi_generator *)object;
    if (self->resume_state <= 0 || self->is_running) {
        return;
    }
    PyObject *exception = zi_take_exception();
    PyObject *result = generator_close(object, NULL);
    if (!result) {
        PyErr_WriteUnraisable(object);
    }
    Py_XDECREF(result);
    zi_give_exception(exception);
}

static int generator_clear(PyObject *object) {
    zi_generator *self = (zi_generator *)object;
    finish(self);
    Py_CLEAR(self->sent);
    Py_CLEAR(self->returned);
    return 0;
}

static void generator_dealloc(PyObject *object) {
    zi_generator *self = (zi_generator *)object;
    PyTypeObject *type = Py_TYPE(object);
    if (PyObject_CallFinalizerFromDealloc(object) < 0) {
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
    Py_CLEAR(self->module);
    PyObject_GC_Del(object);
    Py_DECREF(type);
}

// --- The types -----------------------------------------------------------------------------------
static PyObject *generator_repr(PyObject *object) {
    zi_generator *self = (zi_generator *)object;
    return PyUnicode_FromFormat("<%s object %U at %p>", kind_of(self), self->qualified_name, self);
}

static PyObject *get_running(PyObject *self, void *unused) {
    return PyBool_FromLong(((zi_generator *)self)->is_running);
}
#if ZI_GENERATOR_HAS_SUSPENDED
static PyObject *get_suspended(PyObject *object, void *unused) {
    zi_generator *self = (zi_generator *)object;
    return PyBool_FromLong(self->resume_state > 0 && !self->is_running);
}
#endif
#if ZI_GENERATOR_HAS_STATE
// "GEN_CREATED", "CORO_RUNNING", ...: as inspect names them.
static PyObject *get_state(PyObject *object, void *unused) {
    zi_generator *self = (zi_generator *)object;
    bool is_coroutine = self->info->flags & ZI_FUNCTION_COROUTINE;
    const char *state = self->is_running                                 ? "RUNNING"
                        : self->resume_state == ZI_GENERATOR_NOT_STARTED ? "CREATED"
                        : self->resume_state == ZI_GENERATOR_FINISHED    ? "CLOSED"
                                                                         : "SUSPENDED";
    return PyUnicode_FromFormat("%s_%s", is_coroutine ? "CORO" : "GEN", state);
}
#endif
static PyObject *get_delegate(PyObject *object, void *unused) {
    zi_generator *self = (zi_generator *)object;
    PyObject *delegate = self->is_running ? NULL : self->delegate;
    return zi_new_reference(delegate ? delegate : Py_None);
}
static PyObject *get_frame(PyObject *object, void *unused) {
    zi_generator *self = (zi_generator *)object;
    if (self->resume_state < 0) {
        Py_RETURN_NONE;
    }
    return zi_make_frame(self->state, self->info, self->resume_state > 0);
}
static PyObject *get_code(PyObject *object, void *unused) {
    zi_generator *self = (zi_generator *)object;
    PyObject *code = (PyObject *)zi_code_of(self->state, self->info);
    Py_XINCREF(code);
    return code;
}
static int set_text(PyObject **place, PyObject *value, const char *complaint) {
    if (!value || !PyUnicode_Check(value)) {
        PyErr_SetString(PyExc_TypeError, complaint);
        return -1;
    }
    zi_replace_object(place, zi_new_reference(value));
    return 0;
}
static PyObject *get_name(PyObject *self, void *unused) {
    return zi_new_reference(((zi_generator *)self)->name);
}
static int set_name(PyObject *self, PyObject *value, void *unused) {
    return set_text(&((zi_generator *)self)->name, value,
                    "__name__ must be set to a string object");
}
static PyObject *get_qualified_name(PyObject *self, void *unused) {
    return zi_new_reference(((zi_generator *)self)->qualified_name);
}
static int set_qualified_name(PyObject *self, PyObject *value, void *unused) {
    return set_text(&((zi_generator *)self)->qualified_name, value,
                    "__qualname__ must be set to a string object");
}
static PyObject *generator_sizeof(PyObject *object, PyObject *unused) {
    const zi_function_info *info = ((zi_generator *)object)->info;
    return PyLong_FromSize_t(sizeof(zi_generator) +
                             ((size_t)info->frame_objects + info->frame_raw) * sizeof(void *));
}

static PyMethodDef generator_methods[] = {
    {"send", generator_send, METH_O, "Sends a value in; gives the next yielded value."},
    {"throw", generator_throw, METH_VARARGS, "Raises an exception where the body stands."},
    {"close", generator_close, METH_NOARGS, "Raises GeneratorExit where the body stands."},
    {"__sizeof__", generator_sizeof, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL}};

static PyMemberDef generator_members[] = {
    {"__weaklistoffset__", T_PYSSIZET, offsetof(zi_generator, weakrefs), READONLY, NULL},
    {NULL, 0, 0, 0, NULL}};

#define NAMES                                                                                      \
    {"__name__", get_name, set_name, NULL, NULL}, {                                                \
        "__qualname__", get_qualified_name, set_qualified_name, NULL, NULL                         \
    }
static PyGetSetDef generator_getset[] = {NAMES,
                                         {"gi_running", get_running, NULL, NULL, NULL},
#if ZI_GENERATOR_HAS_SUSPENDED
                                         {"gi_suspended", get_suspended, NULL, NULL, NULL},
#endif
#if ZI_GENERATOR_HAS_STATE
                                         {"gi_state", get_state, NULL, NULL, NULL},
#endif
                                         {"gi_yieldfrom", get_delegate, NULL, NULL, NULL},
                                         {"gi_frame", get_frame, NULL, NULL, NULL},
                                         {"gi_code", get_code, NULL, NULL, NULL},
                                         {NULL, NULL, NULL, NULL, NULL}};
static PyGetSetDef coroutine_getset[] = {NAMES,
                                         {"cr_running", get_running, NULL, NULL, NULL},
#if ZI_GENERATOR_HAS_SUSPENDED
                                         {"cr_suspended", get_suspended, NULL, NULL, NULL},
#endif
#if ZI_GENERATOR_HAS_STATE
                                         {"cr_state", get_state, NULL, NULL, NULL},
#endif
                                         {"cr_await", get_delegate, NULL, NULL, NULL},
                                         {"cr_frame", get_frame, NULL, NULL, NULL},
                                         {"cr_code", get_code, NULL, NULL, NULL},
                                         {NULL, NULL, NULL, NULL, NULL}};

static PyTypeObject *make_type(bool is_coroutine) {
    PyType_Slot slots[] = {{Py_tp_dealloc, (void *)generator_dealloc},
                           {Py_tp_traverse, (void *)generator_traverse},
                           {Py_tp_clear, (void *)generator_clear},
                           {Py_tp_finalize, (void *)generator_finalize},
                           {Py_tp_repr, (void *)generator_repr},
                           {Py_tp_iternext, (void *)generator_next},
                           {Py_tp_methods, generator_methods},
                           {Py_tp_members, generator_members},
                           {Py_tp_getset, is_coroutine ? coroutine_getset : generator_getset},
#if ZI_HAS_AM_SEND
                           {Py_am_send, (void *)generator_am_send},
#endif
                           is_coroutine ? (PyType_Slot){Py_am_await, (void *)generator_await}
                                        : (PyType_Slot){Py_tp_iter, (void *)PyObject_SelfIter},
                           {0, NULL}};
    PyType_Spec spec = {.name = is_coroutine ? "zilant.coroutine" : "zilant.generator",
                        .basicsize = sizeof(zi_generator),
                        .itemsize = sizeof(void *),
                        .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | ZI_NOT_INSTANTIABLE,
                        .slots = slots};
    return zi_make_plain_type(&spec);
}

PyTypeObject *zi_make_generator_type(void) { return make_type(false); }

PyTypeObject *zi_make_coroutine_type(void) { return make_type(true); }
