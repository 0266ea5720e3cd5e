/* benchmarks/programs/unpacking.py by hand: tuples, lists, dictionaries and an instance that are
 * unpacked, and what variables hold of starred targets, parameters and displays: lists, a tuple and
 * a dictionary made each time. What has no variable of its own, such as several results, pairs that
 * are swapped, iterators and a generator that is unpacked at once, is no object. */
#include "limits.h"

enum { SIZE };
static const char *const iterable_names[] = {"size", NULL};
static Class iterable_class;
static PyObject *letter_x, *abcdef;

// --- Sequences of numbers ------------------------------------------------------------------------
enum { TEN = 10 };

static PyObject *make_list(long count, long first) {
    PyObject *list = PyList_New(0);
    for (long i = 0; list && i < count; i++) {
        if (!append(list, PyLong_FromLong(first + i))) {
            Py_CLEAR(list);
        }
    }
    return list;
}

static PyObject *make_tuple(long count, long first) {
    PyObject *list = make_list(count, first), *tuple = list ? PyList_AsTuple(list) : NULL;
    Py_XDECREF(list);
    return tuple;
}

/* Read so many ints. */
static inline void unpack(PyObject *const *items, int count, long *numbers) {
    for (int i = 0; i < count; i++) {
        numbers[i] = number_of(items[i]);
    }
}

static PyObject **items_of_tuple(PyObject *tuple) { return ((PyTupleObject *)tuple)->ob_item; }

static PyObject **items_of_list(PyObject *list) { return ((PyListObject *)list)->ob_item; }

/* Unpack ten items three times a round, and add them all. */
static long unpack_ten(PyObject *const *values, long rounds) {
    long total = 0, numbers[TEN];
    for (long round = 0; round < rounds; round++) {
        unpack(values, TEN, numbers);
        total += numbers[0] + numbers[9];
        unpack(values, TEN, numbers);
        total += numbers[1] + numbers[8];
        unpack(values, TEN, numbers);
        total += numbers[2] + numbers[3] + numbers[4] + numbers[5] + numbers[6] + numbers[7];
    }
    return total;
}

static PyObject *unpack_tuples(long rounds) {
    PyObject *values = make_tuple(TEN, 1), *total = NULL;
    if (values) {
        total = PyLong_FromLong(unpack_ten(items_of_tuple(values), rounds));
        Py_DECREF(values);
    }
    return total;
}

static PyObject *unpack_lists(long rounds) {
    PyObject *values = make_list(TEN, 0), *total = NULL;
    if (values) {
        total = PyLong_FromLong(unpack_ten(items_of_list(values), rounds));
        Py_DECREF(values);
    }
    return total;
}

// --- Swaps ---------------------------------------------------------------------------------------
static PyObject *swap(long rounds) {
    long first = 0, second = 1, a = 1, b = 2, c = 3;
    PyObject *list = Py_BuildValue("[llll]", 5L, 3L, 8L, 1L);
    if (!list) {
        return NULL;
    }
    PyObject **items = items_of_list(list);
    for (long number = 0; number < rounds; number++) {
        long next = (first + second) % 10007, before = c;
        first = second;
        second = next;
        c = b;
        b = a;
        a = before;
        PyObject **low = &items[number % 4], **high = &items[(number + 1) % 4], *item = *low;
        *low = *high;
        *high = item;
    }
    return Py_BuildValue("(lllllN)", first, second, a, b, c, list);
}

// --- Nested and starred targets ------------------------------------------------------------------
static PyObject *make_record(long number) {
    return Py_BuildValue("((ll)[l(lO)])", number, number + 1, number * 2, number, letter_x);
}

/* Return the figure of one record. */
static long read_record(PyObject *record) {
    PyObject *pair = PyTuple_GET_ITEM(record, 0), *list = PyTuple_GET_ITEM(record, 1);
    PyObject *inner = PyList_GET_ITEM(list, 1);
    long left = number_of(PyTuple_GET_ITEM(pair, 0)), right = number_of(PyTuple_GET_ITEM(pair, 1));
    long doubled = number_of(PyList_GET_ITEM(list, 0));
    long same = number_of(PyTuple_GET_ITEM(inner, 0));
    return left * right - doubled + same + PyUnicode_GET_LENGTH(PyTuple_GET_ITEM(inner, 1));
}

static PyObject *unpack_nested(long rounds) {
    PyObject *records = PyList_New(0);
    bool done = records;
    for (long number = 0; done && number < TEN; number++) {
        done = append(records, make_record(number));
    }
    long total = 0;
    for (long round = 0; done && round < rounds; round++) {
        for (Py_ssize_t i = 0; i < PyList_GET_SIZE(records); i++) {
            total += read_record(PyList_GET_ITEM(records, i));
        }
    }
    Py_XDECREF(records);
    return done ? PyLong_FromLong(total) : NULL;
}

/* Return the list of the characters of a text between the first and the last one. */
static PyObject *inner_characters(PyObject *text) {
    Py_ssize_t count = PyUnicode_GET_LENGTH(text) - 2;
    PyObject *list = PyList_New(count);
    for (Py_ssize_t i = 0; list && i < count; i++) {
        PyObject *character = PyUnicode_FromOrdinal((int)PyUnicode_READ_CHAR(text, i + 1));
        if (!character) {
            Py_CLEAR(list);
            break;
        }
        PyList_SET_ITEM(list, i, character);
    }
    return list;
}

/* Add what the starred targets of a round get. */
static bool add_starred(long number, long *total) {
    PyObject *rest = PyList_New(3), *start = NULL, *inner = NULL;
    for (long i = 0; rest && i < 3; i++) {
        PyList_SET_ITEM(rest, i, PyLong_FromLong(i + 1));
    }
    start = rest ? PyList_GetSlice(rest, 0, 2) : NULL;
    inner = start ? inner_characters(abcdef) : NULL;
    if (inner) {
        Py_UCS4 first = PyUnicode_READ_CHAR(abcdef, 0);
        Py_UCS4 end = PyUnicode_READ_CHAR(abcdef, PyUnicode_GET_LENGTH(abcdef) - 1);
        *total +=
            number + PyList_GET_SIZE(start) + number_of(PyList_GET_ITEM(rest, 2)) + (first < end);
    }
    bool done = inner;
    Py_XDECREF(inner);
    Py_XDECREF(start);
    Py_XDECREF(rest);
    return done;
}

static PyObject *unpack_starred(long rounds) {
    long total = 0;
    for (long number = 0; number < rounds; number++) {
        if (!add_starred(number, &total)) {
            return NULL;
        }
    }
    return PyLong_FromLong(total);
}

// --- Results and arguments -----------------------------------------------------------------------
/* What `several_results` gives. */
typedef struct {
    long quotient, rest;
} Division;

static Division several_results(long dividend, long divisor) {
    return (Division){dividend / divisor, dividend % divisor};
}

static PyObject *unpack_results(long rounds) {
    long total = 0;
    for (long number = 0; number < rounds; number++) {
        Division division = several_results(number, 13);
        Division other = several_results(division.rest, 7);
        total += division.quotient + division.rest * other.quotient;
    }
    return PyLong_FromLong(total);
}

/* Add two numbers, those of the tuple `rest` and the values of the dictionary `named`, which are
 * the arguments' own: their references are taken, and they may be NULL. */
static bool add_all(long first, long second, PyObject *rest, PyObject *named, long *total) {
    bool done = rest && named;
    if (done) {
        *total += first + second;
        for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(rest); i++) {
            *total += number_of(PyTuple_GET_ITEM(rest, i));
        }
        Py_ssize_t place = 0;
        PyObject *value;
        while (PyDict_Next(named, &place, NULL, &value)) {
            *total += number_of(value);
        }
    }
    Py_XDECREF(rest);
    Py_XDECREF(named);
    return done;
}

/* Return a list of the items of a tuple and a list. */
static PyObject *merge(PyObject *tuple, PyObject *list) {
    Py_ssize_t left = PyTuple_GET_SIZE(tuple), right = PyList_GET_SIZE(list);
    PyObject *merged = PyList_New(left + right);
    for (Py_ssize_t i = 0; merged && i < left; i++) {
        PyList_SET_ITEM(merged, i, Py_NewRef(PyTuple_GET_ITEM(tuple, i)));
    }
    for (Py_ssize_t i = 0; merged && i < right; i++) {
        PyList_SET_ITEM(merged, left + i, Py_NewRef(PyList_GET_ITEM(list, i)));
    }
    return merged;
}

/* Do one round of calls with starred arguments. */
static bool spread(PyObject *pair, PyObject *triple, PyObject *named, long *total) {
    long numbers[2];
    unpack(items_of_tuple(pair), 2, numbers);
    if (!add_all(numbers[0], numbers[1], PyList_AsTuple(triple), PyDict_New(), total)) {
        return false;
    }
    unpack(items_of_tuple(pair), 2, numbers);
    if (!add_all(numbers[0], numbers[1], PyTuple_New(0), PyDict_Copy(named), total)) {
        return false;
    }
    PyObject *merged = merge(pair, triple);
    if (!merged) {
        return false;
    }
    *total += PyList_GET_SIZE(merged);
    Py_DECREF(merged);
    return true;
}

static PyObject *spread_arguments(long rounds) {
    PyObject *pair = make_tuple(2, 1), *triple = make_list(3, 3);
    PyObject *named = Py_BuildValue("{slsl}", "six", 6L, "seven", 7L);
    bool done = pair && triple && named;
    long total = 0;
    for (long round = 0; done && round < rounds; round++) {
        done = spread(pair, triple, named, &total);
    }
    Py_XDECREF(named);
    Py_XDECREF(triple);
    Py_XDECREF(pair);
    return done ? PyLong_FromLong(total) : NULL;
}

// --- Loops over pairs ----------------------------------------------------------------------------
static long add_items(PyObject *names) {
    PyObject *name, *value;
    Py_ssize_t place = 0;
    long total = 0;
    while (PyDict_Next(names, &place, &name, &value)) {
        total += PyUnicode_GET_LENGTH(name) * number_of(value);
    }
    return total;
}

static long add_pairs(PyObject *lefts, PyObject *rights) {
    long total = 0;
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(lefts) && i < PyTuple_GET_SIZE(rights); i++) {
        total += i * number_of(PyList_GET_ITEM(lefts, i)) + number_of(PyTuple_GET_ITEM(rights, i));
    }
    return total;
}

static PyObject *unpack_items(long rounds) {
    PyObject *names = Py_BuildValue("{slslslsl}", "one", 1L, "two", 2L, "three", 3L, "four", 4L);
    PyObject *lefts = make_list(4, 1), *rights = make_tuple(4, 5);
    bool done = names && lefts && rights;
    long total = 0;
    for (long round = 0; done && round < rounds; round++) {
        total += add_items(names) + add_pairs(lefts, rights);
    }
    Py_XDECREF(rights);
    Py_XDECREF(lefts);
    Py_XDECREF(names);
    return done ? PyLong_FromLong(total) : NULL;
}

// --- Iterables -----------------------------------------------------------------------------------
/* Unpack the range that an Iterable gives an iterator of. */
static bool unpack_iterable(PyObject *iterable, long *numbers, long count) {
    long size = get_long(&iterable_class, iterable, SIZE);
    for (long i = 0; i < count && i < size; i++) {
        numbers[i] = i;
    }
    if (size != count) {
        PyErr_SetString(PyExc_ValueError, "wrong number of values to unpack");
    }
    return size == count;
}

static PyObject *unpack_iterables(long rounds) {
    PyObject *three = make_instance(&iterable_class);
    bool done = three && set_long(&iterable_class, three, SIZE, 3);
    long total = 0;
    for (long number = 0; done && number < rounds; number++) {
        long numbers[3] = {0};
        done = unpack_iterable(three, numbers, 3);
        total += numbers[0] + numbers[1] * numbers[2] + number - 2 * number;
    }
    Py_XDECREF(three);
    return done ? PyLong_FromLong(total) : NULL;
}

static PyObject *run(double scale) {
    long rounds = scaled(80000, scale, 1);
    return Py_BuildValue("(NNNNNNNNN)", unpack_tuples(rounds * 2), unpack_lists(rounds * 2),
                         swap(rounds * 2), unpack_nested(rounds / 3), unpack_starred(rounds),
                         unpack_results(rounds), spread_arguments(rounds), unpack_items(rounds),
                         unpack_iterables(rounds));
}

static bool prepare(void) {
    static const Constant constants[] = {{&letter_x, "x"}, {&abcdef, "abcdef"}, {0}};
    return make_texts(constants) &&
           make_class(&iterable_class, "Iterable", &PyBaseObject_Type, iterable_names);
}

LIMITS_MODULE(unpacking)
