// Exceptions that compiled code raises, catches and lets go, and their traceback entries, in fewer
// steps than the interpreter takes.
#ifndef ZILANT_RUNTIME_RAISED_H
#define ZILANT_RUNTIME_RAISED_H

#include "runtime/internal.h"

// --- exception_object.c --------------------------------------------------------------------------
// Raises KeyError(key); no exception is set.
void zi_raise_key_error(PyObject *key);
// Gives up a reference to an exception (or any object) that was handled.
void zi_release_exception(zi_state *state, PyObject *object);

// --- exception.c ---------------------------------------------------------------------------------
bool zi_is_exception_class(PyObject *object);
// The handled exception, borrowed; NULL if nothing is handled.
PyObject *zi_exception_topmost(void);

// --- instance.c ----------------------------------------------------------------------------------
// Whose lists keep memory; NULL: none does.
zi_shared *zi_keeping_shared(void);
// Is somebody told of all objects that are freed?
bool zi_is_watched(void);

// --- The set exception ---------------------------------------------------------------------------
// Where it has its traceback; NULL: none is set.
static inline PyObject **zi_set_traceback(void) {
    PyThreadState *thread = zi_thread_state();
#if ZI_RAISED_IS_ONE_OBJECT
    PyBaseExceptionObject *exception = (PyBaseExceptionObject *)thread->current_exception;
    return exception ? &exception->traceback : NULL;
#else
    return thread->curexc_type ? &thread->curexc_traceback : NULL;
#endif
}
// The newest entry of a traceback, borrowed; NULL: there is none. (None stands for none too.)
static inline PyTracebackObject *zi_newest_entry(PyObject *traceback) {
    bool is_entry = traceback && PyTraceBack_Check(traceback);
    return is_entry ? (PyTracebackObject *)(void *)traceback : NULL;
}

// --- traceback_kept.c ----------------------------------------------------------------------------
// Adds a kept entry of that code to the traceback of the set exception; false: there is none, and
// the next one is to be made.
bool zi_add_kept_entry(zi_state *state, PyCodeObject *code, int line);
// Takes the first entries from the traceback of an exception that nobody else has, as far as they
// are this module's and nobody else has them either, and keeps them.
void zi_keep_entries(zi_state *state, PyBaseExceptionObject *exception);
int zi_visit_kept_entries(const zi_state *state, visitproc visit, void *arg);
void zi_drop_kept_entries(zi_state *state);

#endif
