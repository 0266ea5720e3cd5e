// Calls of sum(), any() and all() that are known to be the interpreter's (known.c): they loop over
// what they are given as compiled loops do, so that a generator of ours is resumed directly, and
// ints are added without objects.
//
// What is summed is what sum() gives: from the first item on that is no small int, it is asked
// itself, or adds as it would.
#include "runtime/internal.h"

// Adds an exact int of up to 60 bits, or a bool; false: the item is something else, or the sum too
// large.
static bool add_int(PyObject *item, int64_t *sum) {
    int64_t value;
    return (PyLong_CheckExact(item) || PyBool_Check(item)) && zi_int_read(item, &value) &&
           !__builtin_add_overflow(*sum, value, sum);
}

// The iterator that goes on where the loop is.
static PyObject *rest_of(PyObject *iterator, int64_t position) {
    if (position < 0) {
        return zi_new_reference(iterator);
    }
    PyObject *rest = PyObject_GetIter(iterator);
    PyObject *moved =
        rest ? PyObject_CallMethod(rest, "__setstate__", "n", (Py_ssize_t)position) : NULL;
    if (!moved) {
        Py_CLEAR(rest);
    }
    Py_XDECREF(moved);
    return rest;
}

// Floats and complex numbers, the sums of which are more than the sums of two.
static PyObject *sum_numbers(PyObject *callee, PyObject *sum, PyObject *iterator,
                             int64_t position) {
    PyObject *rest = rest_of(iterator, position);
    PyObject *arguments[] = {NULL, rest, sum};
    PyObject *result =
        rest ? PyObject_Vectorcall(callee, arguments + 1, 2 | PY_VECTORCALL_ARGUMENTS_OFFSET, NULL)
             : NULL;
    Py_XDECREF(rest);
    return result;
}

// Moves `sum`, which may be NULL.
static PyObject *sum_objects(PyObject *sum, PyObject *iterator, int64_t position) {
    while (sum) {
        PyObject *item = zi_iter_next(iterator, &position);
        if (!item) {
            if (zi_iter_end(iterator, position) < 0) {
                Py_CLEAR(sum);
            }
            return sum;
        }
        PyObject *next = PyNumber_Add(sum, item);
        Py_DECREF(sum);
        Py_DECREF(item);
        sum = next;
    }
    return NULL;
}

// The sum so far, an item that is none of those that are added in place (moved), all others.
static PyObject *sum_further(PyObject *callee, int64_t so_far, PyObject *item, PyObject *iterator,
                             int64_t position) {
    PyObject *start = PyLong_FromLongLong(so_far), *sum = start ? PyNumber_Add(start, item) : NULL;
    Py_XDECREF(start);
    Py_DECREF(item);
    if (!sum || !(PyFloat_CheckExact(sum) || PyComplex_CheckExact(sum))) {
        return sum_objects(sum, iterator, position);
    }
    PyObject *result = sum_numbers(callee, sum, iterator, position);
    Py_DECREF(sum);
    return result;
}

static zi_dual sum_iterator(PyObject *callee, PyObject *iterator, int64_t position) {
    int64_t sum = 0;
    PyObject *item;
    while ((item = zi_iter_next(iterator, &position))) {
        if (ZI_UNLIKELY(!add_int(item, &sum))) {
            return zi_dual_object(sum_further(callee, sum, item, iterator, position));
        }
        Py_DECREF(item);
    }
    return zi_iter_end(iterator, position) < 0 ? zi_dual_object(NULL) : zi_dual_int(sum);
}

// Would the first item be added by sum() itself?
static bool begins_with_other(PyObject *iterable) {
    PyObject *first = PyList_CheckExact(iterable) && PyList_GET_SIZE(iterable) > 0
                          ? PyList_GET_ITEM(iterable, 0)
                      : PyTuple_CheckExact(iterable) && PyTuple_GET_SIZE(iterable) > 0
                          ? PyTuple_GET_ITEM(iterable, 0)
                          : NULL;
    return first && !PyLong_CheckExact(first) && !PyBool_Check(first);
}

zi_dual zi_call_sum_dual(zi_state *state, zi_cache *cache, PyObject *callee, PyObject *iterable) {
    if (!zi_is_known_function(cache, callee) || begins_with_other(iterable)) {
        return zi_dual_object(zi_call_1(callee, iterable));
    }
    int64_t position;
    PyObject *iterator = zi_iter_start(state, iterable, &position);
    if (!iterator) {
        return zi_dual_object(NULL);
    }
    zi_dual sum = sum_iterator(callee, iterator, position);
    Py_DECREF(iterator);
    return sum;
}

PyObject *zi_call_sum(zi_state *state, zi_cache *cache, PyObject *callee, PyObject *iterable) {
    zi_dual sum = zi_call_sum_dual(state, cache, callee, iterable);
    return sum.tag == ZI_TAG(ERROR) ? NULL : zi_dual_box(sum.payload, sum.tag);
}

// 1: there is an item whose truth is `wanted`; 0: there is none; -1: an exception.
static int find_truth(PyObject *iterator, int64_t position, int wanted) {
    PyObject *item;
    while ((item = zi_iter_next(iterator, &position))) {
        int truth = zi_truth(item);
        Py_DECREF(item);
        if (truth < 0 || truth == wanted) {
            return truth < 0 ? -1 : 1;
        }
    }
    return zi_iter_end(iterator, position);
}

PyObject *zi_call_quantifier(zi_state *state, zi_cache *cache, PyObject *callee, PyObject *iterable,
                             int number) {
    if (!zi_is_known_function(cache, callee)) {
        return zi_call_1(callee, iterable);
    }
    int64_t position;
    PyObject *iterator = zi_iter_start(state, iterable, &position);
    if (!iterator) {
        return NULL;
    }
    bool is_any = number == ZI_KNOWN_ANY;
    int found = find_truth(iterator, position, is_any);
    Py_DECREF(iterator);
    return found < 0 ? NULL : PyBool_FromLong((found != 0) == is_any);
}
