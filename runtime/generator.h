// What generators, coroutines and asynchronous generators share.
#ifndef ZILANT_RUNTIME_GENERATOR_H
#define ZILANT_RUNTIME_GENERATOR_H

#include "runtime/internal.h"

// What a step of a body gives, or one of what it waits for.
enum { ZI_STEP_FAILED = -1, ZI_STEP_RETURNED = 0, ZI_STEP_YIELDED = 1 };

// zi_generator.detour
enum {
    // the thread's handled exception is another one while the body runs
    ZI_DETOUR_HANDLING = 1,
    // what is sent goes to the delegate, which is one of ours
    ZI_DETOUR_PASSES_ON = 2,
    // its frame was asked for, and is to show where it is suspended next
    ZI_DETOUR_SHOWN = 4
};

static inline bool zi_generator_is_running(const zi_generator *self) {
    return self->resume_state <= ZI_GENERATOR_RUNNING;
}

// Resumes with a value (borrowed) or, NULL, with the set exception. *result: what was yielded or
// returned, new.
int zi_generator_step(zi_generator *self, PyObject *sent, PyObject **result);
// May the value be sent: only None before the body has started.
bool zi_generator_can_send(const zi_generator *self, PyObject *value);
// Sets the exception that method(type, value, traceback) names. 0 or -1, then another one is set.
int zi_generator_set_thrown(const char *method, PyObject *arguments);
// Where more than one argument is out of date, says so. 0 or -1
int zi_generator_warn_of_parts(const char *method, PyObject *arguments);
void zi_set_stop_iteration(PyObject *value);
// Gives the set exception what the body handles, where it stands, as its context.
void zi_generator_chain(const zi_generator *self);
// What it waits for from now on, borrowed; or NULL.
void zi_generator_set_delegate(zi_generator *self, PyObject *delegate);
// Borrowed.
PyObject *zi_generator_qualified_name(const zi_generator *self);
// None or, since Python 3.13, what it returned.
PyObject *zi_generator_close(zi_generator *self);

// A new one without a frame's values.
zi_generator *zi_generator_make(zi_state *state, const zi_function_info *info, PyObject *closure,
                                PyTypeObject *type);
// The type with what all have and slots of its own, which a zero ends.
PyTypeObject *zi_make_resumable_type(const char *name, const PyType_Slot *own);

// delegate.c: is it a generator or coroutine of ours, which can be stepped? `self`: one that asks.
bool zi_is_own_resumable(const zi_generator *self, PyObject *object);
// delegate.c: after an iterator has given nothing, the value that its StopIteration carries (new);
// ZI_STEP_RETURNED or ZI_STEP_FAILED
int zi_take_value_of_stop(PyObject **result);
// delegate.c: what is stepped to wait for the object; new. NULL with TypeError: it cannot be
// awaited.
PyObject *zi_awaited_of(const zi_state *state, PyObject *awaitable);
// coroutine.c: does somebody wait for it?
bool zi_coroutine_is_awaited(const zi_generator *self);
// Of types.coroutine(): may it be awaited, and wait for coroutines?
bool zi_generator_is_marked(const zi_generator *self);

// generator_frame.c: it has been suspended again; whoever holds its frame sees where.
void zi_generator_update_frame(zi_generator *self);
// Methods and attributes for their tables.
PyObject *zi_generator_send_method(PyObject *object, PyObject *value);
PyObject *zi_generator_throw_method(PyObject *object, PyObject *arguments);
PyObject *zi_generator_close_method(PyObject *object, PyObject *unused);
PyObject *zi_generator_sizeof(PyObject *object, PyObject *unused);
#if ZI_HAS_AM_SEND
PySendResult zi_generator_am_send(PyObject *object, PyObject *value, PyObject **result);

static inline PySendResult zi_send_result(int status) {
    return status == ZI_STEP_YIELDED    ? PYGEN_NEXT
           : status == ZI_STEP_RETURNED ? PYGEN_RETURN
                                        : PYGEN_ERROR;
}
#endif
void zi_generator_finalize(PyObject *object);
PyObject *zi_generator_get_name(PyObject *object, void *unused);
int zi_generator_set_name(PyObject *self, PyObject *value, void *unused);
PyObject *zi_generator_get_qualified_name(PyObject *self, void *unused);
int zi_generator_set_qualified_name(PyObject *self, PyObject *value, void *unused);
PyObject *zi_generator_get_module(PyObject *self, void *unused);
PyObject *zi_generator_get_running(PyObject *self, void *unused);
PyObject *zi_generator_get_suspended(PyObject *object, void *unused);
PyObject *zi_generator_get_state(PyObject *object, void *unused);
PyObject *zi_generator_next(PyObject *object);
PyObject *zi_generator_get_delegate(PyObject *object, void *unused);
PyObject *zi_generator_get_frame(PyObject *object, void *unused);
PyObject *zi_generator_get_code(PyObject *object, void *unused);
PyObject *zi_generator_get_class(PyObject *object, void *unused);

// `kind`, `waits`: what the objects are called, and what their delegate is to them.
#define ZI_RESUMABLE_GETSET(prefix, delegate, kind, waits)                                         \
    {"__name__", zi_generator_get_name, zi_generator_set_name, "name of the " kind, NULL},         \
        {"__qualname__", zi_generator_get_qualified_name, zi_generator_set_qualified_name,         \
         "qualified name of the " kind, NULL},                                                     \
        {"__module__", zi_generator_get_module, NULL, NULL, NULL},                                 \
        {delegate, zi_generator_get_delegate, NULL, "object being " waits ", or None", NULL},      \
        {prefix "_frame", zi_generator_get_frame, NULL, NULL, NULL},                               \
        {prefix "_code", zi_generator_get_code, NULL, NULL, NULL}, {                               \
        "__class__", zi_generator_get_class, zi_set_class, NULL, NULL                              \
    }
#define ZI_RUNNING(prefix) {prefix "_running", zi_generator_get_running, NULL, NULL, NULL}
#define ZI_SUSPENDED(prefix) {prefix "_suspended", zi_generator_get_suspended, NULL, NULL, NULL}
#define ZI_STATE(prefix) {prefix "_state", zi_generator_get_state, NULL, NULL, NULL}

// Of `flags`, those of a function: is it a coroutine's, or an asynchronous generator's?
static inline bool zi_is_coroutine(uint32_t flags) {
    return (flags & (ZI_FUNCTION_ASYNC | ZI_FUNCTION_GENERATOR)) == ZI_FUNCTION_ASYNC;
}
static inline bool zi_is_async_generator(uint32_t flags) {
    return (flags & ZI_FUNCTION_ASYNC) && (flags & ZI_FUNCTION_GENERATOR);
}

#endif
