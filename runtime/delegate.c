// What a suspended body waits for: yield from, await, async for and async with.
//
// The body steps the inner iterator, passes on what that yields, and gets its value at the end.
// What is one of our own generators or coroutines is stepped directly, without StopIteration.
#include "runtime/generator.h"

// --- Which are known -----------------------------------------------------------------------------
static bool is_own_coroutine(const zi_state *state, PyObject *object) {
    return Py_TYPE(object) == state->shared->coroutine_type ||
           Py_TYPE(object) == state->shared->iterable_coroutine_type;
}

// A generator or coroutine of ours, which can be stepped. Most often it is of the body's own type;
// asynchronous generators never are waited for.
bool zi_is_own_resumable(const zi_generator *self, PyObject *object) {
    return Py_TYPE(object) == Py_TYPE(self) ||
           Py_TYPE(object) == self->state->shared->generator_type ||
           is_own_coroutine(self->state, object);
}

// An asynchronous generator has to know of each value whether it is an item, and a body that tells
// of its calls tells of each: what is sent to these goes through their bodies.
static bool passes_on(const zi_generator *self, PyObject *delegate) {
    return delegate && !zi_is_async_generator(self->info->flags) &&
           !(self->info->flags & ZI_FUNCTION_TELLS_CALLS) && zi_is_own_resumable(self, delegate);
}

void zi_generator_set_delegate(zi_generator *self, PyObject *delegate) {
    if (self->delegate == delegate) {
        return;
    }
    self->delegate = delegate;
    self->detour &= (uint8_t)~ZI_DETOUR_PASSES_ON;
    if (passes_on(self, delegate)) {
        self->detour |= ZI_DETOUR_PASSES_ON;
    }
}

static PyObject *find_attribute(PyObject *object, const char *name) {
    PyObject *key = PyUnicode_InternFromString(name);
    PyObject *value = key ? PyObject_GetAttr(object, key) : NULL;
    Py_XDECREF(key);
    return value;
}

// A generator that types.coroutine() has marked; -1: an exception.
static int is_marked_generator(const zi_state *state, PyObject *object) {
    if (Py_TYPE(object) == state->shared->generator_type) {
        return zi_generator_is_marked((zi_generator *)object);
    }
    if (!PyGen_CheckExact(object)) {
        return 0;
    }
    PyObject *code = find_attribute(object, "gi_code");
    if (!code) {
        return -1;
    }
    int is_marked = ((PyCodeObject *)code)->co_flags & CO_ITERABLE_COROUTINE ? 1 : 0;
    Py_DECREF(code);
    return is_marked;
}

// --- Stepping ------------------------------------------------------------------------------------
// After an iterator has given nothing: takes the value that its StopIteration carries.
int zi_take_value_of_stop(PyObject **result) {
    if (!PyErr_Occurred()) {
        *result = zi_new_reference(Py_None);
        return ZI_STEP_RETURNED;
    }
    if (!PyErr_ExceptionMatches(PyExc_StopIteration)) {
        return ZI_STEP_FAILED;
    }
    // as the interpreter does: what a subclass makes of the attribute does not matter
    PyObject *stop = zi_take_exception();
    PyObject *value = ((PyStopIterationObject *)stop)->value;
    *result = zi_new_reference(value ? value : Py_None);
    Py_DECREF(stop);
    return ZI_STEP_RETURNED;
}

#if !ZI_HAS_AM_SEND
static PyObject *call_send(PyObject *iterator, PyObject *sent) {
    PyObject *send = find_attribute(iterator, "send");
    PyObject *result = send ? PyObject_CallOneArg(send, sent) : NULL;
    Py_XDECREF(send);
    return result;
}
#endif

static int send_to_foreign(PyObject *iterator, PyObject *sent, PyObject **result) {
#if ZI_HAS_AM_SEND
    switch (PyIter_Send(iterator, sent, result)) {
    case PYGEN_NEXT:
        return ZI_STEP_YIELDED;
    case PYGEN_RETURN:
        return ZI_STEP_RETURNED;
    case PYGEN_ERROR:
        break;
    }
    return ZI_STEP_FAILED;
#else
    iternextfunc next = Py_TYPE(iterator)->tp_iternext;
    *result = sent == Py_None && next ? next(iterator) : call_send(iterator, sent);
    return *result ? ZI_STEP_YIELDED : zi_take_value_of_stop(result);
#endif
}

static int send_to_delegate(const zi_generator *self, PyObject *iterator, PyObject *sent,
                            PyObject **result) {
    if (!zi_is_own_resumable(self, iterator)) {
        return send_to_foreign(iterator, sent, result);
    }
    zi_generator *inner = (zi_generator *)iterator;
    bool can_send = sent == Py_None || zi_generator_can_send(inner, sent);
    return can_send ? zi_generator_step(inner, sent, result) : ZI_STEP_FAILED;
}

// GeneratorExit closes the inner iterator and stays set.
static int close_delegate(PyObject *iterator) {
    PyObject *exception = zi_take_exception();
    PyObject *close = find_attribute(iterator, "close");
    if (close) {
        PyObject *result = PyObject_CallNoArgs(close);
        Py_DECREF(close);
        if (!result) {
            Py_XDECREF(exception);
            return ZI_STEP_FAILED;
        }
        Py_DECREF(result);
    } else if (PyErr_ExceptionMatches(PyExc_AttributeError)) {
        PyErr_Clear();
    } else {
        PyErr_WriteUnraisable(iterator);
    }
    zi_give_exception(exception);
    return ZI_STEP_FAILED;
}

// Any other exception goes to the inner iterator's throw, if there is one; else it stays set.
static int throw_into_delegate(const zi_generator *self, PyObject *iterator, PyObject **result) {
    if (PyErr_ExceptionMatches(PyExc_GeneratorExit) && !self->passes_exit) {
        return close_delegate(iterator);
    }
    if (zi_is_own_resumable(self, iterator)) {
        return zi_generator_step((zi_generator *)iterator, NULL, result);
    }
    PyObject *exception = zi_take_exception();
    PyObject *throw = find_attribute(iterator, "throw");
    if (!throw) {
        if (PyErr_ExceptionMatches(PyExc_AttributeError)) {
            PyErr_Clear();
            zi_give_exception(exception);
        } else {
            Py_DECREF(exception);
        }
        return ZI_STEP_FAILED;
    }
    *result = PyObject_CallOneArg(throw, exception);
    Py_DECREF(throw);
    Py_DECREF(exception);
    return *result ? ZI_STEP_YIELDED : zi_take_value_of_stop(result);
}

// 1: *value is to be yielded; 0: the inner iterator has finished with *value; -1: an exception.
// What *value held before is released.
int zi_yield_from_step(PyObject *generator, PyObject *iterator, PyObject *sent, PyObject **value) {
    zi_generator *self = (zi_generator *)generator;
    PyObject *result = NULL;
    int status;
    if (self->has_ended) { // it has been stepped
        result = self->ended_value;
        status = result ? ZI_STEP_RETURNED : ZI_STEP_FAILED;
        self->has_ended = 0;
        self->ended_value = NULL;
    } else {
        status = sent ? send_to_delegate(self, iterator, sent, &result)
                      : throw_into_delegate(self, iterator, &result);
    }
    zi_generator_set_delegate(self, status == ZI_STEP_YIELDED ? iterator : NULL);
    if (status != ZI_STEP_FAILED) {
        zi_replace_object(value, result);
    } else if (!sent) {
        zi_generator_chain(self);
    }
    return status;
}

// A generator that types.coroutine() has marked may wait for coroutines. In plain Python the mark
// is seen; elsewhere types.coroutine() wraps the function, and whoever has a decorator may be
// marked.
PyObject *zi_yield_from_start(zi_state *state, PyObject *generator, PyObject *iterable,
                              int may_be_marked, int in_python) {
    bool is_coroutine = PyCoro_CheckExact(iterable) ||
                        (is_own_coroutine(state, iterable) && !Py_TYPE(iterable)->tp_iter);
    if (is_coroutine &&
        (in_python ? zi_generator_is_marked((zi_generator *)generator) : may_be_marked)) {
        return zi_new_reference(iterable);
    }
    if (is_coroutine && in_python) {
        PyErr_SetString(PyExc_TypeError,
                        "cannot 'yield from' a coroutine object in a non-coroutine generator");
        return NULL;
    }
    // (As with Cython, another coroutine is no iterable.)
    return PyObject_GetIter(iterable);
}

// --- await ---------------------------------------------------------------------------------------
static void raise_no_iterator(PyObject *awaitable, PyObject *given, bool is_coroutine) {
    if (ZI_AWAIT_MUST_RETURN && is_coroutine) {
        PyErr_Format(PyExc_TypeError, "%T.__await__() must return an iterator, not coroutine",
                     awaitable);
    } else if (ZI_AWAIT_MUST_RETURN) {
        PyErr_Format(PyExc_TypeError, "%T.__await__() must return an iterator, not %T", awaitable,
                     given);
    } else if (is_coroutine) {
        PyErr_SetString(PyExc_TypeError, "__await__() returned a coroutine");
    } else {
        PyErr_Format(PyExc_TypeError, "__await__() returned non-iterator of type '%.100s'",
                     Py_TYPE(given)->tp_name);
    }
}

// What `__await__` of the awaitable gives has to be an iterator and no coroutine. Moved.
static PyObject *check_iterator(const zi_state *state, PyObject *awaitable, PyObject *iterator) {
    int is_coroutine = PyCoro_CheckExact(iterator) || is_own_coroutine(state, iterator)
                           ? 1
                           : is_marked_generator(state, iterator);
    if (!is_coroutine && PyIter_Check(iterator)) {
        return iterator;
    }
    if (is_coroutine >= 0) {
        raise_no_iterator(awaitable, iterator, is_coroutine > 0);
    }
    Py_DECREF(iterator);
    return NULL;
}

static unaryfunc find_await(const zi_state *state, PyObject *object) {
    const PyAsyncMethods *methods = Py_TYPE(object)->tp_as_async;
    bool is_generator = Py_TYPE(object) == state->shared->generator_type;
    return methods && !is_generator ? methods->am_await : NULL;
}

PyObject *zi_awaited_of(const zi_state *state, PyObject *awaitable) {
    if (PyCoro_CheckExact(awaitable) || is_own_coroutine(state, awaitable)) {
        return zi_new_reference(awaitable);
    }
    int is_marked = is_marked_generator(state, awaitable);
    if (is_marked != 0) {
        return is_marked < 0 ? NULL : zi_new_reference(awaitable);
    }
    unaryfunc await = find_await(state, awaitable);
    if (!await) {
        PyErr_Format(PyExc_TypeError, ZI_TEXT_NOT_AWAITABLE, Py_TYPE(awaitable)->tp_name);
        return NULL;
    }
    PyObject *iterator = await(awaitable);
    return iterator ? check_iterator(state, awaitable, iterator) : NULL;
}

// Does somebody wait for the coroutine? -1: an exception.
static int is_awaited(const zi_state *state, PyObject *coroutine) {
    if (is_own_coroutine(state, coroutine)) {
        return zi_coroutine_is_awaited((zi_generator *)coroutine);
    }
    if (!PyCoro_CheckExact(coroutine)) {
        return 0;
    }
    PyObject *delegate = PyObject_GetAttr(coroutine, state->shared->common.cr_await);
    Py_XDECREF(delegate);
    return !delegate ? -1 : delegate != Py_None;
}

PyObject *zi_await_start(zi_state *state, PyObject *awaitable) {
    PyObject *iterator = zi_awaited_of(state, awaitable);
    int is_taken = iterator ? is_awaited(state, iterator) : 0;
    if (is_taken) {
        if (is_taken > 0) {
            PyErr_SetString(PyExc_RuntimeError, "coroutine is being awaited already");
        }
        Py_CLEAR(iterator);
    }
    return iterator;
}

// --- async for -----------------------------------------------------------------------------------
static unaryfunc find_anext(PyObject *object) {
    const PyAsyncMethods *methods = Py_TYPE(object)->tp_as_async;
    return methods ? methods->am_anext : NULL;
}

// __aiter__ of the iterable: an asynchronous iterator.
PyObject *zi_async_iter_start(PyObject *iterable, int python_words) {
    const PyAsyncMethods *methods = Py_TYPE(iterable)->tp_as_async;
    if (!methods || !methods->am_aiter) {
        PyErr_Format(PyExc_TypeError,
                     "'async for' requires an object with __aiter__ method, got %.100s",
                     Py_TYPE(iterable)->tp_name);
        return NULL;
    }
    PyObject *iterator = methods->am_aiter(iterable);
    if (iterator && !find_anext(iterator)) {
        PyErr_Format(PyExc_TypeError,
                     python_words ? "'async for' received an object from __aiter__ "
                                    "that does not implement __anext__: %.100s"
                                  : "'async for' requires an object with __anext__ method, "
                                    "got %.100s",
                     Py_TYPE(iterator)->tp_name);
        Py_CLEAR(iterator);
    }
    return iterator;
}

// The set exception becomes the cause and context of a TypeError with that text.
static void raise_from_set(const char *text, PyObject *object) {
    PyObject *cause = zi_take_exception();
    PyErr_Format(PyExc_TypeError, text, Py_TYPE(object)->tp_name);
    PyObject *error = zi_take_exception();
    if (error && cause) {
        PyException_SetContext(error, zi_new_reference(cause));
        PyException_SetCause(error, zi_new_reference(cause));
    }
    Py_XDECREF(cause);
    zi_give_exception(error);
}

// What is stepped to wait for the next item.
PyObject *zi_async_iter_next(zi_state *state, PyObject *iterator) {
    unaryfunc next = find_anext(iterator);
    if (!next) {
        PyErr_Format(PyExc_TypeError,
                     "'async for' requires an iterator with __anext__ method, got %.100s",
                     Py_TYPE(iterator)->tp_name);
        return NULL;
    }
    PyObject *awaitable = next(iterator);
    if (!awaitable) {
        return NULL;
    }
    PyObject *awaited = zi_awaited_of(state, awaitable);
    if (!awaited) {
        raise_from_set("'async for' received an invalid object from __anext__: %.100s", awaitable);
    }
    Py_DECREF(awaitable);
    return awaited;
}

// With the exception of a step set: 1: it says that there are no more items, and is gone.
int zi_async_iter_has_ended(void) {
    if (!PyErr_ExceptionMatches(PyExc_StopAsyncIteration)) {
        return 0;
    }
    PyErr_Clear();
    return 1;
}

// --- async with ----------------------------------------------------------------------------------
// What is stepped to wait for what the method has given (moved; NULL with an exception). CPython
// names the method where that cannot be waited for.
static PyObject *await_result(zi_state *state, PyObject *awaitable, const char *method,
                              int python_words) {
    if (!awaitable) {
        return NULL;
    }
    PyObject *awaited = zi_await_start(state, awaitable);
    if (!awaited && python_words && !find_await(state, awaitable)) {
        PyErr_Format(PyExc_TypeError,
                     "'async with' received an object from %s that does not implement "
                     "__await__: %.100s",
                     method, Py_TYPE(awaitable)->tp_name);
    }
    Py_DECREF(awaitable);
    return awaited;
}

// Looks up __aenter__ and __aexit__ of the type, then calls __aenter__: gives what is stepped.
// *exit gets the bound __aexit__; what it held before is released.
PyObject *zi_async_with_enter(zi_state *state, PyObject *manager, PyObject **exit,
                              int python_words) {
    PyObject *entered = zi_manager_enter(state, manager, true, exit, python_words);
    return await_result(state, entered, "__aenter__", python_words);
}

PyObject *zi_async_with_exit(zi_state *state, PyObject *exit, PyObject *exception,
                             int python_words) {
    return await_result(state, zi_manager_exit(exit, exception), "__aexit__", python_words);
}

PyObject *zi_async_with_leave(zi_state *state, PyObject *exit, int python_words) {
    return await_result(state, zi_manager_leave(exit), "__aexit__", python_words);
}
