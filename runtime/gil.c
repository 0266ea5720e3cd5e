// The GIL, polling for signals and other threads, and reference counts.
#define Py_BUILD_CORE_MODULE 1
#include "runtime/internal.h"
#if !ZI_BREAKER_OF_THREAD
#include "internal/pycore_interp.h"
#endif

void *zi_gil_release(void) { return PyEval_SaveThread(); }
void zi_gil_restore(void *token) { PyEval_RestoreThread(token); }
// In a function that is called with and without the GIL: a token for zi_gil_take_back.
void *zi_gil_give_up(void) { return PyGILState_Check() ? PyEval_SaveThread() : NULL; }
void zi_gil_take_back(void *token) {
    if (token) {
        PyEval_RestoreThread(token);
    }
}
int zi_gil_ensure(void) { return (int)PyGILState_Ensure(); }
void zi_gil_leave(int token) { PyGILState_Release((PyGILState_STATE)token); }

// --- Critical sections ---------------------------------------------------------------------------
#if ZI_IS_FREE_THREADED
static_assert(sizeof(PyCriticalSection2) <= ZI_CRITICAL_SECTION_WORDS * sizeof(size_t),
              "the emitter has as much room for a section");
#endif

ZI_INLINE void zi_critical_section_enter(void *section, PyObject *first, PyObject *second) {
#if ZI_IS_FREE_THREADED
    if (second) {
        PyCriticalSection2_Begin(section, first, second);
    } else {
        PyCriticalSection_Begin(section, first);
    }
#else
    (void)section, (void)first, (void)second; // the GIL is the lock
#endif
}

ZI_INLINE void zi_critical_section_leave(void *section, PyObject *first, PyObject *second) {
    (void)first; // held until here
#if ZI_IS_FREE_THREADED
    if (second) {
        PyCriticalSection2_End(section);
    } else {
        PyCriticalSection_End(section);
    }
#else
    (void)section, (void)second;
#endif
}

// --- Polling -------------------------------------------------------------------------------------
#if ZI_COLLECTS_IN_LOOP
// Garbage collections wait for the interpreter's loop: an empty code object enters it, does what
// waits at its first instruction, and raises AssertionError.
static int enter_interpreter(void) {
    PyObject *globals = PyDict_New();
    PyCodeObject *code = globals ? PyCode_NewEmpty("", "", 1) : NULL;
    PyObject *result = code ? PyEval_EvalCode((PyObject *)code, globals, globals) : NULL;
    Py_XDECREF(globals);
    Py_XDECREF(code);
    Py_XDECREF(result);
    if (!PyErr_ExceptionMatches(PyExc_AssertionError)) {
        return -1;
    }
    PyErr_Clear();
    return 0;
}
#endif

// Does what the interpreter does between instructions when something waits: pending calls and
// signals, giving up the GIL, a due garbage collection.
ZI_COLD int zi_handle_pending(void) {
    if (Py_MakePendingCalls() < 0 || PyErr_CheckSignals() < 0) {
        return -1;
    }
    PyEval_RestoreThread(PyEval_SaveThread());
#if ZI_COLLECTS_IN_LOOP
    return enter_interpreter();
#else
    return 0;
#endif
}

const volatile int *zi_find_eval_breaker(void) {
#if !ZI_BREAKER_OF_THREAD
    return (const volatile int *)&zi_thread_state()->interp->ceval.eval_breaker._value;
#else
    return NULL;
#endif
}

ZI_INLINE const volatile void *zi_eval_breaker(zi_state *state) {
#if !ZI_BREAKER_OF_THREAD
    return state->eval_breaker;
#else
    return (const volatile void *)&zi_thread_state()->eval_breaker;
#endif
}

ZI_INLINE int zi_is_pending(const volatile void *eval_breaker) {
#if !ZI_BREAKER_OF_THREAD
    return *(const volatile int *)eval_breaker;
#else
    return (int)(*(const volatile uintptr_t *)eval_breaker & 0xFF);
#endif
}

// --- Reference counts ----------------------------------------------------------------------------
ZI_INLINE void zi_incref(PyObject *object) { Py_INCREF(object); }
ZI_INLINE void zi_incref_nullable(PyObject *object) { Py_XINCREF(object); }
ZI_INLINE void zi_decref(PyObject *object) { Py_DECREF(object); }
ZI_INLINE void zi_decref_nullable(PyObject *object) { Py_XDECREF(object); }

// Apart, so that nothing is saved where an object lives on.
static ZI_COLD ZI_KEEPS void free_object(PyObject *object) { zi_free_object(object); }

// Not zi_dual_decref, which is for hot code and brings zi_dual_free into modules that do not use it
// otherwise.
static inline ZI_INLINE void release(void *tag) {
    if (zi_tag_is_object(tag) && zi_drop_reference(tag)) {
        free_object(tag);
    }
}

void zi_release_1(void *first) { release(first); }

void zi_release_2(void *first, void *second) {
    zi_release_1(first);
    release(second);
}

void zi_release_3(void *first, void *second, void *third) {
    zi_release_2(first, second);
    release(third);
}

void zi_release_4(void *first, void *second, void *third, void *fourth) {
    zi_release_2(first, second);
    zi_release_2(third, fourth);
}

// Called before each change of a count with --sanitize=address. An object whose memory is on
// one of CPython's free lists was freed, and only its count shows it: the sanitizer does not.
ZI_COLD void zi_check_alive(void *tag) {
    if (zi_tag_is_object(tag) && Py_REFCNT(tag) <= 0) {
        Py_FatalError("use after free: a reference to an object without references");
    }
}

// Takes over the reference to `value`.
ZI_INLINE void zi_replace_object(PyObject **place, PyObject *value) {
    PyObject *old = *place;
    *place = value;
    Py_XDECREF(old);
}
