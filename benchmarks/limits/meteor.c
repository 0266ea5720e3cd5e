/* benchmarks/programs/meteor.py by hand: lists of frozensets, sets that are made and changed, a
 * search whose instance has a dictionary. Cells, numbers of pieces and directions in C are ints; in
 * sets and lists they are objects. */
#include "limits.h"

enum { WIDTH = 5, HEIGHT = 10, CELLS = WIDTH * HEIGHT, PIECES = 10, LONGEST = 5, TURNS = 6 };
enum { EAST, NORTHEAST, NORTHWEST, WEST, SOUTHWEST, SOUTHEAST, DIRECTIONS };

typedef struct {
    int length;
    int directions[LONGEST];
} Piece;

static const Piece pieces[PIECES] = {
    {4, {EAST, EAST, EAST, SOUTHEAST}},
    {4, {SOUTHEAST, SOUTHWEST, WEST, SOUTHWEST}},
    {4, {WEST, WEST, SOUTHWEST, SOUTHEAST}},
    {4, {EAST, EAST, SOUTHWEST, SOUTHEAST}},
    {5, {NORTHWEST, WEST, NORTHWEST, SOUTHEAST, SOUTHWEST}},
    {4, {EAST, EAST, NORTHEAST, WEST}},
    {4, {NORTHWEST, NORTHEAST, NORTHEAST, WEST}},
    {4, {NORTHEAST, SOUTHEAST, EAST, NORTHEAST}},
    {4, {SOUTHEAST, SOUTHEAST, EAST, SOUTHEAST}},
    {4, {EAST, NORTHWEST, NORTHWEST, NORTHWEST}},
};

enum { PLACES, LIMIT, TRIES, SOLUTIONS };
static const char *const search_names[] = {"places", "limit", "tries", "solutions", NULL};
static Class search_class;
// A frozenset for each cell, in a list.
static PyObject *all_neighbours;
// The arguments {"key": sorted}.
static PyObject *sort_by_sorted;

// --- Sets ----------------------------------------------------------------------------------------
/* Return where a set of numbers has one, which CPython has once only, or the empty entry where it
 * would be: where CPython would look for it. */
static setentry *find_entry(PyObject *set, PyObject *item) {
    enum { NEIGHBOURS = 9, SHIFT = 5 };
    const PySetObject *table = (PySetObject *)set;
    size_t mask = (size_t)table->mask, hash = (size_t)number_of(item), place = hash & mask;
    while (true) {
        setentry *entry = &table->table[place];
        for (size_t left = place + NEIGHBOURS <= mask ? NEIGHBOURS : 0;; left--, entry++) {
            if (!entry->key || entry->key == item) {
                return entry;
            }
            if (!left) {
                break;
            }
        }
        hash >>= SHIFT;
        place = (place * 5 + 1 + hash) & mask;
    }
}

/* Add an item to a new set that does not have it. */
static bool add_item(PyObject *set, PyObject *item) {
    PySetObject *table = (PySetObject *)set;
    if ((table->fill + 1) * 5 >= table->mask * 3) {
        return PySet_Add(set, item) == 0; // which makes the table larger
    }
    setentry *entry = find_entry(set, item);
    entry->key = Py_NewRef(item);
    entry->hash = number_of(item);
    table->fill++;
    table->used++;
    return true;
}

/* Return the frozenset of the numbers of `left` that are in `right`. */
static PyObject *intersect(PyObject *left, PyObject *right) {
    PyObject *common = PyFrozenSet_New(NULL), *item;
    Py_ssize_t place = 0;
    while (common && next_item(left, &place, &item)) {
        if (find_entry(right, item)->key && !add_item(common, item)) {
            Py_CLEAR(common);
        }
    }
    return common;
}

static PyObject *subtract(PyObject *left, PyObject *right) {
    return PySet_Type.tp_as_number->nb_subtract(left, right);
}

/* Take the items of `other` out of `set`. */
static bool subtract_from(PyObject *set, PyObject *other) {
    PyObject *same = PySet_Type.tp_as_number->nb_inplace_subtract(set, other);
    Py_XDECREF(same);
    return same;
}

/* Whether all numbers of `left` are in `right`. */
static bool is_subset(PyObject *left, PyObject *right) {
    Py_ssize_t place = 0;
    PyObject *item;
    while (next_item(left, &place, &item)) {
        if (!find_entry(right, item)->key) {
            return false;
        }
    }
    return PySet_GET_SIZE(left) <= PySet_GET_SIZE(right);
}

static bool add_number(PyObject *set, long number) {
    PyObject *item = PyLong_FromLong(number);
    bool added = item && PySet_Add(set, item) == 0;
    Py_XDECREF(item);
    return added;
}

static PyObject *make_range_set(long count) {
    PyObject *set = PyFrozenSet_New(NULL);
    for (long number = 0; set && number < count; number++) {
        if (!add_number(set, number)) {
            Py_CLEAR(set);
        }
    }
    return set;
}

/* Return the least number of a set that has some. */
static long least(PyObject *set) {
    long result = CELLS;
    Py_ssize_t place = 0;
    PyObject *item;
    while (next_item(set, &place, &item)) {
        long number = number_of(item);
        result = number < result ? number : result;
    }
    return result;
}

// --- Places --------------------------------------------------------------------------------------
/* Return the cell next to another one, or -1 outside of the board: odd rows are moved. */
static int step(int cell, int direction) {
    int row = cell / WIDTH, column = cell % WIDTH, shift = row % 2;
    if (direction == EAST) {
        column++;
    } else if (direction == WEST) {
        column--;
    } else {
        row += direction == SOUTHEAST || direction == SOUTHWEST ? 1 : -1;
        column += direction == NORTHEAST || direction == SOUTHEAST ? shift : shift - 1;
    }
    bool inside = 0 <= row && row < HEIGHT && 0 <= column && column < WIDTH;
    return inside ? row * WIDTH + column : -1;
}

/* Return a tuple of the directions that a function makes of those of a tuple. */
static PyObject *map_directions(PyObject *piece, int factor, int offset) {
    Py_ssize_t length = PyTuple_GET_SIZE(piece);
    PyObject *mapped = PyTuple_New(length);
    for (Py_ssize_t i = 0; mapped && i < length; i++) {
        long direction = factor * number_of(PyTuple_GET_ITEM(piece, i)) + offset;
        PyObject *item = PyLong_FromLong(direction % DIRECTIONS);
        if (!item) {
            Py_CLEAR(mapped);
            break;
        }
        PyTuple_SET_ITEM(mapped, i, item);
    }
    return mapped;
}

static PyObject *turned(PyObject *piece, int times) { return map_directions(piece, 1, times); }

static PyObject *mirrored(PyObject *piece) { return map_directions(piece, -1, 9); }

/* Return the frozenset of cells that a piece covers from a cell on, or None. */
static PyObject *lay(int cell, PyObject *piece) {
    PyObject *covered = PySet_New(NULL), *result = NULL;
    if (!covered || !add_number(covered, cell)) {
        goto done;
    }
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(piece); i++) {
        cell = step(cell, (int)number_of(PyTuple_GET_ITEM(piece, i)));
        if (cell < 0) {
            result = Py_NewRef(Py_None);
            goto done;
        }
        if (!add_number(covered, cell)) {
            goto done;
        }
    }
    result = PySet_GET_SIZE(covered) == 5 ? PyFrozenSet_New(covered) : Py_NewRef(Py_None);
done:
    Py_XDECREF(covered);
    return result;
}

static PyObject *neighbours(int cell) {
    PyObject *found = PyFrozenSet_New(NULL);
    for (int direction = 0; found && direction < DIRECTIONS; direction++) {
        int other = step(cell, direction);
        if (other >= 0 && !add_number(found, other)) {
            Py_CLEAR(found);
        }
    }
    return found;
}

static bool extend_by_set(PyObject *list, PyObject *set) {
    Py_ssize_t place = 0;
    PyObject *item;
    while (next_item(set, &place, &item)) {
        if (PyList_Append(list, item) < 0) {
            return false;
        }
    }
    return true;
}

/* Take what hangs together with one cell out of `rest`; return its size, or -1. */
static Py_ssize_t take_island(PyObject *rest) {
    Py_ssize_t size = 1;
    PyObject *todo = PyList_New(0), *around = NULL;
    if (!todo || !append(todo, PySet_Pop(rest))) {
        goto failed;
    }
    while (PyList_GET_SIZE(todo)) {
        PyObject *cell = pop_last(todo);
        around = intersect(PyList_GET_ITEM(all_neighbours, number_of(cell)), rest);
        Py_DECREF(cell);
        if (!around || !subtract_from(rest, around) || !extend_by_set(todo, around)) {
            goto failed;
        }
        size += PySet_GET_SIZE(around);
        Py_CLEAR(around);
    }
    Py_DECREF(todo);
    return size;
failed:
    Py_XDECREF(around);
    Py_XDECREF(todo);
    return -1;
}

/* Whether a part of the free cells cannot be filled: its size is no multiple of five; or -1. */
static int has_islands(PyObject *free) {
    PyObject *rest = PySet_New(free);
    Py_ssize_t size = rest ? 0 : -1;
    while (size >= 0 && size % 5 == 0 && PySet_GET_SIZE(rest)) {
        size = take_island(rest);
    }
    Py_XDECREF(rest);
    return size < 0 ? -1 : size % 5 != 0;
}

/* Add the way to lay a piece from a cell on, unless it has been seen or leaves islands. */
static bool add_place(PyObject *places, int number, PyObject *turn, int cell, PyObject *everything,
                      PyObject *seen) {
    PyObject *covered = lay(cell, turn), *rest = NULL;
    bool done = false;
    int known = 0, islands;
    if (covered && covered != Py_None) {
        known = PySet_Contains(seen, covered);
    }
    if (!covered || known < 0) {
        goto failed;
    }
    if (covered == Py_None || known) {
        done = true;
        goto failed;
    }
    rest = subtract(everything, covered);
    islands = rest && PySet_Add(seen, covered) == 0 ? has_islands(rest) : -1;
    done = islands >= 0;
    if (islands == 0) {
        PyObject *row = PyList_GET_ITEM(places, least(covered));
        done = PyList_Append(PyList_GET_ITEM(row, number), covered) == 0;
    }
failed:
    Py_XDECREF(rest);
    Py_XDECREF(covered);
    return done;
}

/* Add all ways to lay one form of a piece, turned. */
static bool add_form(PyObject *places, int number, PyObject *form, PyObject *everything,
                     PyObject *seen) {
    for (int times = 0; times < TURNS; times++) {
        PyObject *turn = turned(form, times);
        bool done = turn;
        for (int cell = 0; done && cell < CELLS; cell++) {
            done = add_place(places, number, turn, cell, everything, seen);
        }
        Py_XDECREF(turn);
        if (!done) {
            return false;
        }
    }
    return true;
}

static PyObject *make_piece(const Piece *piece) {
    PyObject *tuple = PyTuple_New(piece->length);
    for (int i = 0; tuple && i < piece->length; i++) {
        PyObject *direction = PyLong_FromLong(piece->directions[i]);
        if (!direction) {
            Py_CLEAR(tuple);
            break;
        }
        PyTuple_SET_ITEM(tuple, i, direction);
    }
    return tuple;
}

static bool add_piece(PyObject *places, int number, PyObject *everything) {
    PyObject *piece = make_piece(&pieces[number]), *seen = PySet_New(NULL);
    PyObject *mirror = piece ? mirrored(piece) : NULL;
    bool done = mirror && seen && add_form(places, number, piece, everything, seen) &&
                add_form(places, number, mirror, everything, seen);
    Py_XDECREF(mirror);
    Py_XDECREF(seen);
    Py_XDECREF(piece);
    return done;
}

/* Return a list of so many lists, each with so many empty lists. */
static PyObject *make_table(int rows, int columns) {
    PyObject *table = PyList_New(0);
    for (int row = 0; table && row < rows; row++) {
        PyObject *cells = PyList_New(0);
        for (int column = 0; cells && column < columns; column++) {
            if (!append(cells, PyList_New(0))) {
                Py_CLEAR(cells);
            }
        }
        if (!append(table, cells)) {
            Py_CLEAR(table);
        }
    }
    return table;
}

/* Sort the ways of each cell and piece by the sorted lists of their cells. */
static bool sort_places(PyObject *places) {
    PyObject *none = PyTuple_New(0);
    bool done = none;
    for (int i = 0; done && i < CELLS * PIECES; i++) {
        PyObject *found = PyList_GET_ITEM(PyList_GET_ITEM(places, i / PIECES), i % PIECES);
        PyObject *sort = PyObject_GetAttrString(found, "sort");
        PyObject *sorted = sort ? PyObject_Call(sort, none, sort_by_sorted) : NULL;
        done = sorted;
        Py_XDECREF(sorted);
        Py_XDECREF(sort);
    }
    Py_XDECREF(none);
    return done;
}

/* Return for each cell and each piece the ways to lay it with that cell as the first. */
static PyObject *find_places(void) {
    PyObject *places = make_table(CELLS, PIECES), *everything = make_range_set(CELLS);
    bool done = places && everything;
    for (int number = 0; done && number < PIECES; number++) {
        done = add_piece(places, number, everything);
    }
    if (!done || !sort_places(places)) {
        Py_CLEAR(places);
    }
    Py_XDECREF(everything);
    return places;
}

// --- The search ----------------------------------------------------------------------------------
static PyObject *to_text(PyObject *laid) {
    PyObject *letters = PyList_New(CELLS), *empty = PyUnicode_FromString(""), *text = NULL;
    if (!letters || !empty) {
        goto done;
    }
    for (int cell = 0; cell < CELLS; cell++) {
        PyList_SET_ITEM(letters, cell, Py_NewRef(empty));
    }
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(laid); i++) {
        PyObject *pair = PyList_GET_ITEM(laid, i), *item;
        Py_ssize_t place = 0;
        while (next_item(PyTuple_GET_ITEM(pair, 1), &place, &item)) {
            PyObject *letter = PyObject_Str(PyTuple_GET_ITEM(pair, 0));
            if (!letter || PyList_SetItem(letters, number_of(item), letter) < 0) {
                goto done;
            }
        }
    }
    text = PyUnicode_Join(empty, letters);
done:
    Py_XDECREF(empty);
    Py_XDECREF(letters);
    return text;
}

/* Return the list with the pair of a number and what it covers behind. */
static PyObject *with_pair(PyObject *laid, PyObject *number, PyObject *covered) {
    Py_ssize_t length = PyList_GET_SIZE(laid);
    PyObject *pair = PyTuple_Pack(2, number, covered);
    PyObject *chosen = pair ? PyList_New(length + 1) : NULL;
    if (!chosen) {
        Py_XDECREF(pair);
        return NULL;
    }
    for (Py_ssize_t i = 0; i < length; i++) {
        PyList_SET_ITEM(chosen, i, Py_NewRef(PyList_GET_ITEM(laid, i)));
    }
    PyList_SET_ITEM(chosen, length, pair);
    return chosen;
}

static PyObject *without(PyObject *set, PyObject *item) {
    PyObject *single = PySet_New(NULL), *rest = NULL;
    if (single && PySet_Add(single, item) == 0) {
        rest = subtract(set, single);
    }
    Py_XDECREF(single);
    return rest;
}

static bool solve(PyObject *self, PyObject *free, PyObject *left, PyObject *laid);

/* Go on with a piece laid where all of its cells are free. */
static bool lay_piece(PyObject *self, PyObject *free, PyObject *left, PyObject *laid,
                      PyObject *number, PyObject *covered) {
    PyObject *rest = subtract(free, covered), *remaining = NULL;
    PyObject *chosen = rest ? with_pair(laid, number, covered) : NULL;
    bool done = false;
    if (chosen && !PySet_GET_SIZE(rest)) {
        PyObject *solutions = get(&search_class, self, SOLUTIONS);
        done = solutions && append(solutions, to_text(chosen));
        Py_XDECREF(solutions);
    } else if (chosen) {
        int islands = has_islands(rest);
        done = islands > 0;
        if (islands == 0) {
            remaining = without(left, number);
            done = remaining && solve(self, rest, remaining, chosen);
        }
    }
    Py_XDECREF(remaining);
    Py_XDECREF(chosen);
    Py_XDECREF(rest);
    return done;
}

/* Count a try; return whether that is more than the limit, or -1. */
static int count_try(PyObject *self) {
    long tries = get_long(&search_class, self, TRIES) + 1;
    long limit = get_long(&search_class, self, LIMIT);
    if (PyErr_Occurred() || !set_long(&search_class, self, TRIES, tries)) {
        return -1;
    }
    return tries > limit;
}

/* Try all ways to lay a piece; return whether the search ends with the limit, or -1. */
static int try_piece(PyObject *self, PyObject *free, PyObject *left, PyObject *laid,
                     PyObject *number, PyObject *ways) {
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(ways); i++) {
        PyObject *covered = PyList_GET_ITEM(ways, i);
        int ends = count_try(self);
        if (ends) {
            return ends;
        }
        if (is_subset(covered, free) && !lay_piece(self, free, left, laid, number, covered)) {
            return -1;
        }
    }
    return 0;
}

static bool solve(PyObject *self, PyObject *free, PyObject *left, PyObject *laid) {
    PyObject *places = get(&search_class, self, PLACES), *number;
    if (!places) {
        return false;
    }
    PyObject *here = PyList_GET_ITEM(places, least(free));
    Py_ssize_t place = 0;
    int ends = 0;
    while (!ends && next_item(left, &place, &number)) {
        PyObject *ways = PyList_GET_ITEM(here, number_of(number));
        ends = try_piece(self, free, left, laid, number, ways);
    }
    Py_DECREF(places);
    return ends >= 0;
}

static PyObject *make_search(PyObject *places, long limit) {
    PyObject *self = make_instance(&search_class);
    if (self && set(&search_class, self, PLACES, Py_NewRef(places)) &&
        set_long(&search_class, self, LIMIT, limit) && set_long(&search_class, self, TRIES, 0) &&
        set(&search_class, self, SOLUTIONS, PyList_New(0))) {
        return self;
    }
    Py_XDECREF(self);
    return NULL;
}

static bool solve_all(PyObject *self) {
    PyObject *free = make_range_set(CELLS), *left = make_range_set(PIECES), *laid = PyList_New(0);
    bool done = free && left && laid && solve(self, free, left, laid);
    Py_XDECREF(laid);
    Py_XDECREF(left);
    Py_XDECREF(free);
    return done;
}

static PyObject *run(double scale) {
    PyObject *places = find_places();
    PyObject *search = places ? make_search(places, scaled(300000, scale, 100)) : NULL;
    PyObject *solutions = NULL, *result = NULL;
    if (search && solve_all(search)) {
        solutions = get(&search_class, search, SOLUTIONS);
    }
    if (solutions) {
        Py_ssize_t ways = 0;
        for (int i = 0; i < CELLS * PIECES; i++) {
            ways +=
                PyList_GET_SIZE(PyList_GET_ITEM(PyList_GET_ITEM(places, i / PIECES), i % PIECES));
        }
        result = Py_BuildValue("(nnN)", ways, PyList_GET_SIZE(solutions),
                               PyList_GetSlice(solutions, 0, 1));
    }
    Py_XDECREF(solutions);
    Py_XDECREF(search);
    Py_XDECREF(places);
    return result;
}

static bool prepare(void) {
    PyObject *sorted = PyDict_GetItemString(PyEval_GetBuiltins(), "sorted");
    sort_by_sorted = Py_BuildValue("{s:O}", "key", sorted);
    all_neighbours = PyList_New(0);
    if (!sort_by_sorted || !all_neighbours) {
        return false;
    }
    for (int cell = 0; cell < CELLS; cell++) {
        if (!append(all_neighbours, neighbours(cell))) {
            return false;
        }
    }
    return make_class(&search_class, "Search", &PyBaseObject_Type, search_names);
}

LIMITS_MODULE(meteor)
