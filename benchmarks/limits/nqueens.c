/* benchmarks/programs/nqueens.py by hand: lists of indices and cycles that are rotated in place, a
 * tuple for each permutation and each row of a placement, the sets that diagonals are counted with,
 * frozensets of what is attacked. A generator that the program's own loop goes through is a state
 * of C or a loop around that one's body; slices that are only gone through and sets of one item
 * that are only joined to another are no objects. */
#include "limits.h"

// --- Lists and sets of numbers -------------------------------------------------------------------
static long number_at(PyObject *list, Py_ssize_t place) {
    return number_of(PyList_GET_ITEM(list, place));
}

static bool set_number(PyObject *list, Py_ssize_t place, long number) {
    return store_long(&PyList_GET_ITEM(list, place), number);
}

/* Return the list of so many numbers, the first being `start`. */
static PyObject *make_numbers(long count, long start, long step) {
    PyObject *list = PyList_New(0);
    for (long i = 0; list && i < count; i++) {
        if (!append(list, PyLong_FromLong(start + i * step))) {
            Py_CLEAR(list);
        }
    }
    return list;
}

static bool add_number(PyObject *set, long number) {
    PyObject *item = PyLong_FromLong(number);
    bool done = item && PySet_Add(set, item) == 0;
    Py_XDECREF(item);
    return done;
}

/* Whether a number is in a set; -1 where that fails. */
static int has_number(PyObject *set, long number) {
    PyObject *item = PyLong_FromLong(number);
    int found = item ? PySet_Contains(set, item) : -1;
    Py_XDECREF(item);
    return found;
}

/* Return a frozenset with a number more. */
static PyObject *with_number(PyObject *set, long number) {
    PyObject *larger = PyFrozenSet_New(set);
    if (larger && !add_number(larger, number)) {
        Py_CLEAR(larger);
    }
    return larger;
}

// --- Digests -------------------------------------------------------------------------------------
/* What is known of the solutions so far. */
typedef struct {
    long count, checksum;
} Digest;

static void add_solution(Digest *digest, PyObject *columns) {
    digest->count++;
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(columns); i++) {
        digest->checksum =
            (digest->checksum * 31 + number_of(PyTuple_GET_ITEM(columns, i))) % 1000003;
    }
}

static bool add_digest(PyObject *results, const Digest *digest) {
    PyObject *pair = make_pair(PyLong_FromLong(digest->count), PyLong_FromLong(digest->checksum));
    bool done = pair && PySet_Add(results, pair) == 0;
    Py_XDECREF(pair);
    return done;
}

// --- By permutations -----------------------------------------------------------------------------
/* What the generator of permutations remembers: the lists, and whether one was given. */
typedef struct {
    PyObject *indices, *cycles;
    long size;
    bool is_begun;
} Permutations;

static bool begin_permutations(Permutations *self, long size) {
    *self = (Permutations){make_numbers(size, 0, 1), make_numbers(size, size, -1), size, false};
    return self->indices && self->cycles;
}

static void end_permutations(Permutations *self) {
    Py_XDECREF(self->indices);
    Py_XDECREF(self->cycles);
}

/* Move the item at a place behind all that follow. */
static void move_behind(PyObject *list, Py_ssize_t place) {
    PyObject **items = ((PyListObject *)list)->ob_item, *moved = items[place];
    Py_ssize_t last = PyList_GET_SIZE(list) - 1;
    memmove(items + place, items + place + 1, (size_t)(last - place) * sizeof(*items));
    items[last] = moved;
}

static void swap_items(PyObject *list, Py_ssize_t left, Py_ssize_t right) {
    PyObject **items = ((PyListObject *)list)->ob_item, *item = items[left];
    items[left] = items[right];
    items[right] = item;
}

/* Put the next order into the lists; false without an exception at the end. */
static bool advance(Permutations *self) {
    for (long place = self->size - 1; place >= 0; place--) {
        long cycle = number_at(self->cycles, place) - 1;
        if (cycle) {
            swap_items(self->indices, place, self->size - cycle);
            return set_number(self->cycles, place, cycle);
        }
        move_behind(self->indices, place);
        if (!set_number(self->cycles, place, self->size - place)) {
            return false;
        }
    }
    return false;
}

/* Return the next permutation of a range; NULL without an exception at the end. */
static PyObject *next_permutation(Permutations *self) {
    if (self->is_begun && !advance(self)) {
        return NULL;
    }
    self->is_begun = true;
    PyObject *permutation = PyTuple_New(self->size);
    for (Py_ssize_t i = 0; permutation && i < self->size; i++) {
        // an item of the range is the number itself
        PyTuple_SET_ITEM(permutation, i, Py_NewRef(PyList_GET_ITEM(self->indices, i)));
    }
    return permutation;
}

/* Return how many different sums rows have with their columns, times `factor`; -1 where that fails.
 */
static Py_ssize_t count_diagonals(PyObject *rows, long factor) {
    PyObject *diagonals = PySet_New(NULL);
    bool done = diagonals;
    for (Py_ssize_t column = 0; done && column < PyTuple_GET_SIZE(rows); column++) {
        done = add_number(diagonals, number_of(PyTuple_GET_ITEM(rows, column)) + factor * column);
    }
    Py_ssize_t count = done ? PySet_GET_SIZE(diagonals) : -1;
    Py_XDECREF(diagonals);
    return count;
}

static bool digest_permutations(long size, Digest *digest) {
    Permutations permutations;
    PyObject *rows = NULL;
    bool done = begin_permutations(&permutations, size);
    while (done && (rows = next_permutation(&permutations))) {
        Py_ssize_t count = count_diagonals(rows, 1);
        count = count == size ? count_diagonals(rows, -1) : count;
        if (count == size) {
            add_solution(digest, rows);
        }
        done = count >= 0;
        Py_DECREF(rows);
    }
    end_permutations(&permutations);
    return !PyErr_Occurred();
}

// --- Row by row ----------------------------------------------------------------------------------
static bool has_column(PyObject *columns, long column) {
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(columns); i++) {
        if (number_of(PyTuple_GET_ITEM(columns, i)) == column) {
            return true;
        }
    }
    return false;
}

static PyObject *with_column(PyObject *columns, long column) {
    Py_ssize_t length = PyTuple_GET_SIZE(columns);
    PyObject *longer = PyTuple_New(length + 1), *last = PyLong_FromLong(column);
    if (!longer || !last) {
        Py_XDECREF(longer);
        Py_XDECREF(last);
        return NULL;
    }
    for (Py_ssize_t i = 0; i < length; i++) {
        PyTuple_SET_ITEM(longer, i, Py_NewRef(PyTuple_GET_ITEM(columns, i)));
    }
    PyTuple_SET_ITEM(longer, length, last);
    return longer;
}

/* Whether a queen at a place would be attacked; -1 where that fails. */
static int is_attacked(long row, long column, PyObject *columns, PyObject *rising,
                       PyObject *falling) {
    int attacked = has_column(columns, column);
    attacked = attacked ? attacked : has_number(rising, row + column);
    return attacked ? attacked : has_number(falling, row - column);
}

/* Digest the placements that begin with some columns. */
static bool digest_rows(long size, long row, PyObject *columns, PyObject *rising, PyObject *falling,
                        Digest *digest) {
    if (row == size) {
        add_solution(digest, columns);
        return true;
    }
    bool done = true;
    for (long column = 0; done && column < size; column++) {
        int attacked = is_attacked(row, column, columns, rising, falling);
        if (attacked) {
            done = attacked > 0;
            continue;
        }
        PyObject *longer = with_column(columns, column);
        PyObject *up = with_number(rising, row + column);
        PyObject *down = with_number(falling, row - column);
        done = longer && up && down && digest_rows(size, row + 1, longer, up, down, digest);
        Py_XDECREF(down);
        Py_XDECREF(up);
        Py_XDECREF(longer);
    }
    return done;
}

static bool digest_all_rows(long size, Digest *digest) {
    PyObject *columns = PyTuple_New(0), *nothing = PyFrozenSet_New(NULL);
    bool done = columns && nothing && digest_rows(size, 0, columns, nothing, nothing, digest);
    Py_XDECREF(nothing);
    Py_XDECREF(columns);
    return done;
}

// --- Answers -------------------------------------------------------------------------------------
static PyObject *run(double scale) {
    long size = scale >= 0.5 ? 7 : 5, repeats = scaled(24, scale, 1);
    PyObject *results = PySet_New(NULL), *sorted = NULL;
    bool done = results;
    for (long i = 0; done && i < repeats; i++) {
        Digest by_permutation = {0}, by_row = {0};
        done = digest_permutations(size, &by_permutation) && add_digest(results, &by_permutation) &&
               digest_all_rows(size, &by_row) && add_digest(results, &by_row);
    }
    if (done && (sorted = PySequence_List(results)) && PyList_Sort(sorted) < 0) {
        Py_CLEAR(sorted);
    }
    Py_XDECREF(results);
    return sorted;
}

static bool prepare(void) { return true; }

LIMITS_MODULE(nqueens)
