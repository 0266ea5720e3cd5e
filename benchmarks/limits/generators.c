/* benchmarks/programs/generators.py by hand: a tree of instances whose attributes are in a
 * dictionary, and the lists of primes and totals. Generators are all gone through by the program
 * itself: each is a state of C, of a tree one with the way to where it stands, or a part of the
 * loop that goes through it. */
#include "limits.h"

enum { LEFT, VALUE, RIGHT };
static const char *const tree_names[] = {"left", "value", "right", NULL};
static Class tree_class;

// --- Trees ---------------------------------------------------------------------------------------
enum { MOST_DEEP = 64 };

/* A generator of a tree's values that is suspended at the last node of a path. */
typedef struct {
    PyObject *path[MOST_DEEP];
    int depth;
    // where the smaller values are, or the greater ones
    int first_side;
} Walk;

static PyObject *make_tree(long low, long high) {
    if (low >= high) {
        return Py_NewRef(Py_None);
    }
    long middle = (low + high) / 2;
    PyObject *left = make_tree(low, middle), *right = left ? make_tree(middle + 1, high) : NULL;
    PyObject *self = right ? make_instance(&tree_class) : NULL;
    if (self && set(&tree_class, self, LEFT, Py_NewRef(left)) &&
        set_long(&tree_class, self, VALUE, middle) &&
        set(&tree_class, self, RIGHT, Py_NewRef(right))) {
        Py_DECREF(right);
        Py_DECREF(left);
        return self;
    }
    Py_XDECREF(self);
    Py_XDECREF(right);
    Py_XDECREF(left);
    return NULL;
}

/* Go down from a node to where its first value is. */
static void descend(Walk *walk, PyObject *node) {
    while (node && node != Py_None) {
        walk->path[walk->depth++] = node;
        node = borrow(&tree_class, node, walk->first_side);
    }
}

static Walk begin_walk(PyObject *tree, int first_side) {
    Walk walk = {.first_side = first_side};
    descend(&walk, tree);
    return walk;
}

/* Read the next value; false at the end. */
static bool next_value(Walk *walk, long *value) {
    if (!walk->depth) {
        return false;
    }
    PyObject *node = walk->path[--walk->depth];
    *value = get_long(&tree_class, node, VALUE);
    descend(walk, borrow(&tree_class, node, LEFT + RIGHT - walk->first_side));
    return true;
}

static PyObject *walk_trees(long size) {
    PyObject *tree = make_tree(0, size);
    if (!tree) {
        return NULL;
    }
    long total = 0, place = 0, value, other;
    Walk walk = begin_walk(tree, LEFT);
    while (next_value(&walk, &value)) {
        total += place++ * value;
    }
    Walk upward = begin_walk(tree, LEFT), downward = begin_walk(tree, RIGHT);
    while (next_value(&upward, &value) && next_value(&downward, &other)) {
        total += value - other;
    }
    Py_DECREF(tree);
    return PyErr_Occurred() ? NULL : PyLong_FromLong(total);
}

// --- Primes --------------------------------------------------------------------------------------
/* A generator of what another one gives without multiples of a prime; the first one counts. */
typedef struct Sieve {
    struct Sieve *source;
    long number;
} Sieve;

static long next_number(Sieve *self) {
    if (!self->source) {
        return self->number++;
    }
    long value;
    do {
        value = next_number(self->source);
    } while (value % self->number == 0);
    return value;
}

/* Make a generator over `source`, which goes with it, or with itself where that fails. */
static Sieve *make_sieve(Sieve *source, long number) {
    Sieve *self = PyMem_Malloc(sizeof(*self));
    if (self) {
        *self = (Sieve){source, number};
        return self;
    }
    PyErr_NoMemory();
    return NULL;
}

static void end_sieve(Sieve *self) {
    while (self) {
        Sieve *source = self->source;
        PyMem_Free(self);
        self = source;
    }
}

/* Return the list of the first primes. */
static PyObject *find_primes(long count) {
    PyObject *found = PyList_New(0);
    Sieve *values = found ? make_sieve(NULL, 2) : NULL;
    bool done = values;
    for (long i = 0; done && i < count; i++) {
        long prime = next_number(values);
        Sieve *rest = make_sieve(values, prime);
        done = rest && append(found, PyLong_FromLong(prime));
        values = rest ? rest : values;
    }
    end_sieve(values);
    if (!done) {
        Py_CLEAR(found);
    }
    return found;
}

// --- Pipelines -----------------------------------------------------------------------------------
/* The pairs of the first odd numbers, and the squares of the first numbers. */
static PyObject *run_pipeline(long count) {
    long total = 0, before = -1;
    for (long taken = 0, value = 0; taken < count; value++) {
        if (value % 2 == 0) {
            continue;
        }
        if (before >= 0) {
            total += before * value % 7;
        }
        before = value;
        taken++;
    }
    for (long value = 1; value <= count; value++) {
        total += value * value;
    }
    return PyLong_FromLong(total);
}

// --- Generators that are sent to -----------------------------------------------------------------
/* A running mean that is suspended. */
typedef struct {
    long total, count;
} Mean;

static double send_number(Mean *self, long value) {
    self->total += value;
    self->count++;
    return (double)self->total / (double)self->count;
}

/* End the mean, collect its total and begin anew. */
static bool send_none(Mean *self, PyObject *totals) {
    bool done = append(totals, PyLong_FromLong(self->total));
    *self = (Mean){0};
    return done;
}

static PyObject *send_values(long count) {
    PyObject *totals = PyList_New(0);
    Mean mean = {0};
    bool done = totals;
    double last = 0;
    for (long number = 1; done && number < count; number++) {
        if (number % 100 == 0) {
            done = send_none(&mean, totals);
        } else {
            last = send_number(&mean, number);
        }
    }
    long sum = 0;
    for (Py_ssize_t i = 0; done && i < PyList_GET_SIZE(totals); i++) {
        sum += number_of(PyList_GET_ITEM(totals, i));
    }
    Py_XDECREF(totals);
    return done ? Py_BuildValue("(ld)", sum, last) : NULL;
}

static PyObject *run(double scale) {
    long size = scaled(105000, scale, 10);
    PyObject *primes = find_primes(scaled(340, sqrt(scale), 5));
    if (!primes) {
        return NULL;
    }
    PyObject *last = Py_NewRef(PyList_GET_ITEM(primes, PyList_GET_SIZE(primes) - 1));
    Py_DECREF(primes);
    return Py_BuildValue("(NNNN)", walk_trees(size), run_pipeline(size), last,
                         send_values(size * 2));
}

static bool prepare(void) {
    return make_class(&tree_class, "Tree", &PyBaseObject_Type, tree_names);
}

LIMITS_MODULE(generators)
