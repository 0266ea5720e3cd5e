/* benchmarks/programs/fannkuch.py by hand: lists of int objects, copied for each count of flips.
 * Slices that are only laid on others are turned in place. */
#include "limits.h"

static PyObject *make_range(long start, long end) {
    PyObject *list = PyList_New(0);
    for (long number = start; list && number < end; number++) {
        if (!append(list, PyLong_FromLong(number))) {
            Py_CLEAR(list);
        }
    }
    return list;
}

static PyObject **items_of(PyObject *list) { return ((PyListObject *)list)->ob_item; }

static long number_at(PyObject *list, long place) {
    return number_of(PyList_GET_ITEM(list, place));
}

/* Turn the items from one place to another one around. */
static void flip(PyObject **items, long low, long high) {
    for (; low < high; low++, high--) {
        PyObject *item = items[low];
        items[low] = items[high];
        items[high] = item;
    }
}

/* Flip the first numbers of a list until the first is zero; return how often. */
static long flip_all(PyObject *work) {
    PyObject **items = items_of(work);
    long flips = 0;
    for (long first; (first = number_of(items[0])); flips++) {
        flip(items, 0, first);
    }
    return flips;
}

/* Return how often a copy is flipped, or -1. */
static long count_flips(PyObject *permutation) {
    PyObject *work = PyList_GetSlice(permutation, 0, PyList_GET_SIZE(permutation));
    long flips = work ? flip_all(work) : -1;
    Py_XDECREF(work);
    return flips;
}

/* Move the first number behind the `last` following ones. */
static void rotate(PyObject *permutation, long last) {
    PyObject **items = items_of(permutation), *moved = items[0];
    memmove(items, items + 1, (size_t)last * sizeof(*items));
    items[last] = moved;
}

/* Go to the next permutation: 1, 0 at the end, or -1. */
static int advance(PyObject *permutation, PyObject *counts, long size, long *remaining) {
    for (; *remaining != size; ++*remaining) {
        rotate(permutation, *remaining);
        long count = number_at(counts, *remaining) - 1;
        if (!store_long(&PyList_GET_ITEM(counts, *remaining), count)) {
            return -1;
        }
        if (count > 0) {
            return 1;
        }
    }
    return 0;
}

/* What is known of the permutations so far. */
typedef struct {
    long checksum, most, number;
} Flips;

/* Add the flips of a permutation that has some. */
static bool add_flips(PyObject *permutation, Flips *flips) {
    long first = number_at(permutation, 0), last = PyList_GET_SIZE(permutation) - 1;
    long count = first ? count_flips(permutation) : 0;
    if (first && number_at(permutation, last) != last && count > flips->most) {
        flips->most = count;
    }
    flips->checksum += flips->number++ % 2 ? -count : count;
    return count >= 0;
}

/* Go through all permutations. */
static bool flip_permutations(PyObject *permutation, PyObject *counts, long size, Flips *flips) {
    long remaining = size;
    int more = 1;
    while (more > 0) {
        for (; remaining != 1; remaining--) {
            if (!store_long(&PyList_GET_ITEM(counts, remaining - 1), remaining)) {
                return false;
            }
        }
        more = add_flips(permutation, flips) ? advance(permutation, counts, size, &remaining) : -1;
    }
    return !more;
}

/* Return the checksum and the most flips over all permutations of `size` numbers. */
static PyObject *fannkuch(long size) {
    PyObject *permutation = make_range(0, size), *counts = make_range(1, size + 1);
    Flips flips = {0};
    bool done = permutation && counts && flip_permutations(permutation, counts, size, &flips);
    Py_XDECREF(counts);
    Py_XDECREF(permutation);
    return done ? make_pair(PyLong_FromLong(flips.checksum), PyLong_FromLong(flips.most)) : NULL;
}

/* The same flips from permutations that a simple generator gives. */
static PyObject *flip_with_slices(long size, long rounds) {
    long state = 42, total = 0;
    for (long round = 0; round < rounds; round++) {
        PyObject *work = make_range(0, size);
        if (!work) {
            return NULL;
        }
        for (long place = size - 1; place > 0; place--) {
            state = (state * 1103515245 + 12345) % 2147483648;
            long other = state / 65536 % (place + 1);
            PyObject **items = items_of(work), *item = items[place];
            items[place] = items[other];
            items[other] = item;
        }
        total += flip_all(work);
        Py_DECREF(work);
    }
    return PyLong_FromLong(total);
}

static PyObject *run(double scale) {
    long size = scale >= 0.5 ? 8 : 5, count = scaled(4, scale, 1);
    PyObject *results = PySet_New(NULL), *sorted = NULL;
    bool done = results;
    for (long i = 0; done && i < count; i++) {
        PyObject *pair = fannkuch(size);
        done = pair && PySet_Add(results, pair) == 0;
        Py_XDECREF(pair);
    }
    if (done && (sorted = PySequence_List(results)) && PyList_Sort(sorted) < 0) {
        Py_CLEAR(sorted);
    }
    Py_XDECREF(results);
    return sorted ? Py_BuildValue("(NN)", sorted, flip_with_slices(size, scaled(8000, scale, 1)))
                  : NULL;
}

static bool prepare(void) { return true; }

LIMITS_MODULE(fannkuch)
