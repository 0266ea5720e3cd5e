/* benchmarks/programs/comprehensions.py by hand: widgets and a tray whose attributes are in a
 * dictionary, members of an enumeration, the lists, sets and dictionaries that comprehensions make.
 * Generator expressions, keys that are only compared, and lists of which nothing but the length or
 * the sum is asked are loops of C. */
#include "limits.h"

enum { NUMBER, OWNER, KIND, PARTS, IS_SPECIAL };
enum { WIDGETS };
static const char *const widget_names[] = {"number", "owner", "kind", "parts", "is_special", NULL};
static const char *const tray_names[] = {"widgets", NULL};
static Class widget_class, tray_class;

enum { BIG, SMALL, HIDDEN, KINDS };
enum { OWNERS = 4 };
static PyObject *kinds[KINDS], *owners[OWNERS];

// --- Widgets -------------------------------------------------------------------------------------
static PyObject *of_widget(PyObject *widget, int attribute) {
    return borrow(&widget_class, widget, attribute);
}

static PyObject *make_widget(long number) {
    PyObject *self = make_instance(&widget_class);
    PyObject *parts = Py_BuildValue("[lll]", number % 5, number % 3, number);
    if (self && set_long(&widget_class, self, NUMBER, number) &&
        set(&widget_class, self, OWNER, Py_NewRef(owners[number * 7 % OWNERS])) &&
        set(&widget_class, self, KIND, Py_NewRef(kinds[number % KINDS])) &&
        set(&widget_class, self, PARTS, Py_XNewRef(parts)) &&
        set(&widget_class, self, IS_SPECIAL, PyBool_FromLong(number % 50 == 49))) {
        Py_DECREF(parts);
        return self;
    }
    Py_XDECREF(parts);
    Py_XDECREF(self);
    return NULL;
}

static long sum_of(PyObject *numbers) {
    long sum = 0;
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(numbers); i++) {
        sum += number_of(PyList_GET_ITEM(numbers, i));
    }
    return sum;
}

static long weight_of(PyObject *widget) {
    return sum_of(of_widget(widget, PARTS)) + (of_widget(widget, KIND) == kinds[BIG] ? 10 : 1);
}

// --- The tray ------------------------------------------------------------------------------------
static PyObject *widgets_of(PyObject *tray) { return borrow(&tray_class, tray, WIDGETS); }

static bool same_text(PyObject *left, PyObject *right) {
    Py_ssize_t length = left ? PyUnicode_GET_LENGTH(left) : 0;
    return left == right ||
           (left && right && length == PyUnicode_GET_LENGTH(right) &&
            PyUnicode_KIND(left) == PyUnicode_KIND(right) &&
            memcmp(PyUnicode_DATA(left), PyUnicode_DATA(right), (size_t)length) == 0);
}

static PyObject *of_owner(PyObject *tray, PyObject *owner) {
    PyObject *widgets = widgets_of(tray), *found = PyList_New(0);
    for (Py_ssize_t i = 0; found && i < PyList_GET_SIZE(widgets); i++) {
        PyObject *widget = PyList_GET_ITEM(widgets, i);
        if (same_text(of_widget(widget, OWNER), owner) && !append(found, Py_NewRef(widget))) {
            Py_CLEAR(found);
        }
    }
    return found;
}

static PyObject *visible(PyObject *tray) {
    PyObject *widgets = widgets_of(tray), *found = PyList_New(0);
    for (Py_ssize_t i = 0; found && i < PyList_GET_SIZE(widgets); i++) {
        PyObject *widget = PyList_GET_ITEM(widgets, i);
        if (of_widget(widget, KIND) != kinds[HIDDEN] && !append(found, Py_NewRef(widget))) {
            Py_CLEAR(found);
        }
    }
    return found;
}

/* Return the set of the owners of widgets of a kind, or of all if that is NULL. */
static PyObject *owners_of(PyObject *tray, PyObject *kind) {
    PyObject *widgets = widgets_of(tray), *found = PySet_New(NULL);
    for (Py_ssize_t i = 0; found && i < PyList_GET_SIZE(widgets); i++) {
        PyObject *widget = PyList_GET_ITEM(widgets, i);
        bool is_chosen = !kind || of_widget(widget, KIND) == kind;
        if (is_chosen && PySet_Add(found, of_widget(widget, OWNER)) < 0) {
            Py_CLEAR(found);
        }
    }
    return found;
}

static PyObject *by_owner(PyObject *tray) {
    PyObject *all = owners_of(tray, NULL), *grouped = all ? PyDict_New() : NULL, *owner;
    Py_ssize_t place = 0;
    while (grouped && next_item(all, &place, &owner)) {
        PyObject *list = of_owner(tray, owner);
        if (!list || PyDict_SetItem(grouped, owner, list) < 0) {
            Py_CLEAR(grouped);
        }
        Py_XDECREF(list);
    }
    Py_XDECREF(all);
    return grouped;
}

static PyObject *numbers_of(PyObject *tray) {
    PyObject *widgets = widgets_of(tray), *numbers = PyDict_New();
    for (Py_ssize_t i = 0; numbers && i < PyList_GET_SIZE(widgets); i++) {
        PyObject *widget = PyList_GET_ITEM(widgets, i);
        if (PyDict_SetItem(numbers, of_widget(widget, NUMBER), widget) < 0) {
            Py_CLEAR(numbers);
        }
    }
    return numbers;
}

/* Append the odd ones of some numbers to a list. */
static bool append_odd(PyObject *found, PyObject *numbers) {
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(numbers); i++) {
        PyObject *number = PyList_GET_ITEM(numbers, i);
        if (number_of(number) % 2 && !append(found, Py_NewRef(number))) {
            return false;
        }
    }
    return true;
}

static PyObject *parts_of(PyObject *tray, PyObject *owner) {
    PyObject *widgets = of_owner(tray, owner), *found = widgets ? PyList_New(0) : NULL;
    for (Py_ssize_t i = 0; found && i < PyList_GET_SIZE(widgets); i++) {
        if (!append_odd(found, of_widget(PyList_GET_ITEM(widgets, i), PARTS))) {
            Py_CLEAR(found);
        }
    }
    Py_XDECREF(widgets);
    return found;
}

static PyObject *owners_with(PyObject *tray, PyObject *kind) {
    PyObject *found = owners_of(tray, kind), *sorted = found ? PySequence_List(found) : NULL;
    if (sorted && PyList_Sort(sorted) < 0) {
        Py_CLEAR(sorted);
    }
    Py_XDECREF(found);
    return sorted;
}

static bool has_special(PyObject *tray) {
    PyObject *widgets = widgets_of(tray);
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(widgets); i++) {
        if (of_widget(PyList_GET_ITEM(widgets, i), IS_SPECIAL) == Py_True) {
            return true;
        }
    }
    return false;
}

static bool are_below(PyObject *numbers, long limit) {
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(numbers); i++) {
        if (number_of(PyList_GET_ITEM(numbers, i)) >= limit) {
            return false;
        }
    }
    return true;
}

static bool all_small(PyObject *tray, long limit) {
    PyObject *widgets = widgets_of(tray);
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(widgets); i++) {
        if (!are_below(of_widget(PyList_GET_ITEM(widgets, i), PARTS), limit)) {
            return false;
        }
    }
    return true;
}

/* Return the number of the heaviest widget; of equal ones, that of the greatest number. */
static long heaviest(PyObject *tray) {
    PyObject *widgets = widgets_of(tray);
    long best = -1, best_weight = -1;
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(widgets); i++) {
        PyObject *widget = PyList_GET_ITEM(widgets, i);
        long weight = weight_of(widget), number = get_long(&widget_class, widget, NUMBER);
        if (weight > best_weight || (weight == best_weight && number > best)) {
            best = number;
            best_weight = weight;
        }
    }
    return best;
}

static PyObject *make_tray(long size) {
    PyObject *widgets = PyList_New(0);
    bool done = widgets;
    for (long number = 0; done && number < size; number++) {
        done = append(widgets, make_widget(number));
    }
    PyObject *self = done ? make_instance(&tray_class) : NULL;
    if (self && !set(&tray_class, self, WIDGETS, Py_NewRef(widgets))) {
        Py_CLEAR(self);
    }
    Py_XDECREF(widgets);
    return self;
}

// --- Questions -----------------------------------------------------------------------------------
/* Add the length of a list or dictionary, whose reference is taken and which may be NULL. */
static bool add_length(PyObject *container, long *result) {
    if (container) {
        *result +=
            PyList_Check(container) ? PyList_GET_SIZE(container) : PyDict_GET_SIZE(container);
        Py_DECREF(container);
    }
    return container;
}

/* Add the sum of a list, whose reference is taken and which may be NULL. */
static bool add_sum(PyObject *numbers, long *result) {
    if (numbers) {
        *result += sum_of(numbers);
        Py_DECREF(numbers);
    }
    return numbers;
}

static bool add_groups(PyObject *grouped, long *result) {
    PyObject *owner, *widgets;
    Py_ssize_t place = 0;
    while (grouped && PyDict_Next(grouped, &place, &owner, &widgets)) {
        *result += PyList_GET_SIZE(widgets) * PyUnicode_GET_LENGTH(owner);
    }
    Py_XDECREF(grouped);
    return grouped;
}

/* Add the weights of the widgets of a list, whose reference is taken and which may be NULL. */
static bool add_weights(PyObject *widgets, long *result) {
    for (Py_ssize_t i = 0; widgets && i < PyList_GET_SIZE(widgets); i++) {
        *result += weight_of(PyList_GET_ITEM(widgets, i));
    }
    Py_XDECREF(widgets);
    return widgets;
}

/* Return a number from all questions. */
static PyObject *ask(PyObject *tray) {
    long result = 0;
    if (!add_groups(by_owner(tray), &result) || !add_length(numbers_of(tray), &result) ||
        !add_sum(parts_of(tray, owners[1]), &result) ||
        !add_length(owners_with(tray, kinds[SMALL]), &result)) {
        return NULL;
    }
    result += has_special(tray) + all_small(tray, 1000) + heaviest(tray);
    return add_weights(visible(tray), &result) ? PyLong_FromLong(result) : NULL;
}

/* Return the last one of so many answers. */
static PyObject *ask_often(long count) {
    PyObject *tray = make_tray(100), *asked = tray ? PyList_New(0) : NULL;
    bool done = asked;
    for (long i = 0; done && i < count; i++) {
        done = append(asked, ask(tray));
    }
    PyObject *last = done ? Py_NewRef(PyList_GET_ITEM(asked, count - 1)) : NULL;
    Py_XDECREF(asked);
    Py_XDECREF(tray);
    return last;
}

// --- Matrices ------------------------------------------------------------------------------------
typedef long Entry(PyObject *left, PyObject *right, long row, long column);

static long product_entry(PyObject *left, PyObject *right, long row, long column) {
    (void)left;
    (void)right;
    return row * column % 7;
}

static long sum_entry(PyObject *left, PyObject *right, long row, long column) {
    (void)left;
    (void)right;
    return row + column;
}

/* Return the product of a row of `left` and one of `right`. */
static long dot_entry(PyObject *left, PyObject *right, long row, long column) {
    PyObject *first = PyList_GET_ITEM(left, row), *second = PyList_GET_ITEM(right, column);
    long sum = 0;
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(first) && i < PyList_GET_SIZE(second); i++) {
        sum += number_of(PyList_GET_ITEM(first, i)) * number_of(PyList_GET_ITEM(second, i));
    }
    return sum;
}

/* Return a list of lists of what a function gives for each row and column. */
static inline PyObject *make_matrix(Entry *entry, PyObject *left, PyObject *right, long size) {
    PyObject *matrix = PyList_New(0);
    for (long row = 0; matrix && row < size; row++) {
        PyObject *numbers = PyList_New(0);
        for (long column = 0; numbers && column < size; column++) {
            if (!append(numbers, PyLong_FromLong(entry(left, right, row, column)))) {
                Py_CLEAR(numbers);
            }
        }
        if (!append(matrix, numbers)) {
            Py_CLEAR(matrix);
        }
    }
    return matrix;
}

static PyObject *transpose(PyObject *matrix, long size) {
    PyObject *columns = PyList_New(0);
    for (long place = 0; columns && place < size; place++) {
        PyObject *numbers = PyList_New(0);
        for (Py_ssize_t row = 0; numbers && row < PyList_GET_SIZE(matrix); row++) {
            PyObject *number = PyList_GET_ITEM(PyList_GET_ITEM(matrix, row), place);
            if (!append(numbers, Py_NewRef(number))) {
                Py_CLEAR(numbers);
            }
        }
        if (!append(columns, numbers)) {
            Py_CLEAR(columns);
        }
    }
    return columns;
}

static PyObject *matrices(long size) {
    PyObject *left = make_matrix(product_entry, NULL, NULL, size);
    PyObject *right = left ? make_matrix(sum_entry, NULL, NULL, size) : NULL;
    PyObject *columns = right ? transpose(right, size) : NULL;
    PyObject *product = columns ? make_matrix(dot_entry, left, columns, size) : NULL;
    long sum = 0;
    for (Py_ssize_t row = 0; product && row < PyList_GET_SIZE(product); row++) {
        sum += sum_of(PyList_GET_ITEM(product, row));
    }
    bool done = product;
    Py_XDECREF(product);
    Py_XDECREF(columns);
    Py_XDECREF(right);
    Py_XDECREF(left);
    return done ? PyLong_FromLong(sum) : NULL;
}

// --- Short ones ----------------------------------------------------------------------------------
/* Return the dictionary of the squares of some numbers. */
static PyObject *make_squares(PyObject *numbers) {
    PyObject *squares = PyDict_New();
    for (Py_ssize_t i = 0; squares && i < PyTuple_GET_SIZE(numbers); i++) {
        PyObject *number = PyTuple_GET_ITEM(numbers, i);
        PyObject *square = PyLong_FromLong(number_of(number) * number_of(number));
        if (!square || PyDict_SetItem(squares, number, square) < 0) {
            Py_CLEAR(squares);
        }
        Py_XDECREF(square);
    }
    return squares;
}

/* Return how many different rests numbers have, or -1. */
static Py_ssize_t count_rests(PyObject *numbers, long divisor) {
    PyObject *rests = PySet_New(NULL);
    bool done = rests;
    for (Py_ssize_t i = 0; done && i < PyTuple_GET_SIZE(numbers); i++) {
        PyObject *rest = PyLong_FromLong(number_of(PyTuple_GET_ITEM(numbers, i)) % divisor);
        done = rest && PySet_Add(rests, rest) == 0;
        Py_XDECREF(rest);
    }
    Py_ssize_t count = done ? PySet_GET_SIZE(rests) : -1;
    Py_XDECREF(rests);
    return count;
}

/* Add the figures of one round; `three` is the key that is asked for. */
static bool add_round(PyObject *pair, PyObject *three, long number, long *total) {
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(pair); i++) {
        *total += number_of(PyTuple_GET_ITEM(pair, i)) > number % 5;
    }
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(pair); i++) {
        *total += number_of(PyTuple_GET_ITEM(pair, i)) * number;
    }
    PyObject *squares = make_squares(pair);
    PyObject *square = squares ? PyDict_GetItemWithError(squares, three) : NULL;
    Py_ssize_t rests = square ? count_rests(pair, 2) : -1;
    if (rests >= 0) {
        *total += number_of(square) + rests;
    }
    Py_XDECREF(squares);
    return rests >= 0;
}

static PyObject *short_ones(long rounds) {
    PyObject *pair = Py_BuildValue("(ll)", 3L, 4L);
    long total = 0;
    bool done = pair;
    for (long number = 0; done && number < rounds; number++) {
        done = add_round(pair, PyTuple_GET_ITEM(pair, 0), number, &total);
    }
    Py_XDECREF(pair);
    return done ? PyLong_FromLong(total) : NULL;
}

static PyObject *run(double scale) {
    return Py_BuildValue("(NNN)", ask_often(scaled(1600, scale, 1)),
                         matrices(scaled(90, pow(scale, 1.0 / 3.0), 2)),
                         short_ones(scaled(120000, scale, 1)));
}

/* Make the enumeration, and find its members. */
static bool make_kinds(void) {
    static const char *const names[KINDS] = {"BIG", "SMALL", "HIDDEN"};
    PyObject *module = PyImport_ImportModule("enum");
    PyObject *kind =
        module ? PyObject_CallMethod(module, "Enum", "ss", "Kind", "BIG SMALL HIDDEN") : NULL;
    bool done = kind;
    for (int i = 0; done && i < KINDS; i++) {
        kinds[i] = PyObject_GetAttrString(kind, names[i]);
        done = kinds[i];
    }
    Py_XDECREF(kind);
    Py_XDECREF(module);
    return done;
}

static bool prepare(void) {
    static const Constant constants[] = {
        {&owners[0], "ann"}, {&owners[1], "bob"}, {&owners[2], "cid"}, {&owners[3], "dora"}, {0}};
    return make_texts(constants) && make_kinds() &&
           make_class(&widget_class, "Widget", &PyBaseObject_Type, widget_names) &&
           make_class(&tray_class, "Tray", &PyBaseObject_Type, tray_names);
}

LIMITS_MODULE(comprehensions)
