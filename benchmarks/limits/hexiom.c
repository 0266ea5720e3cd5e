/* benchmarks/programs/hexiom.py by hand: boards, positions and solvers whose attributes are in a
 * dictionary, a list of candidates for each cell that is copied and narrowed, dictionaries of tiles
 * that are left and of places. Copies that are only gone through are arrays of C. A Contradiction
 * is raised as an object. */
#include "limits.h"

enum { EMPTY = 7, KINDS = 8, DIRECTIONS = 6, PUZZLES = 5 };
static const int directions[DIRECTIONS][2] = {{1, 0}, {0, 1}, {-1, 1}, {-1, 0}, {0, -1}, {1, -1}};

/* How many tiles of each number there are; whether the tile in the middle stays, and which it is.
 */
typedef struct {
    int size;
    int counts[EMPTY];
    bool is_fixed;
    int middle;
} Puzzle;

static const Puzzle puzzles[PUZZLES] = {
    {2, {0, 0, 6, 0, 0, 0, 0}, false, 0}, {3, {0, 0, 3, 6, 3, 0, 1}, false, 0},
    {3, {0, 4, 3, 2, 1, 0, 0}, true, 4},  {3, {2, 2, 2, 2, 0, 0, 0}, false, 0},
    {3, {1, 0, 3, 2, 2, 0, 0}, false, 0},
};
// The dictionaries of the puzzles: counts by number, fixed tiles by place.
static PyObject *all_counts[PUZZLES], *all_fixed[PUZZLES];

enum { SIZE, PLACES, NUMBERS, NEIGHBOURS, COUNT };
enum { BOARD, CANDIDATES, LEFT };
enum { LIMIT, STEPS, SOLUTIONS };
static const char *const board_names[] = {"size", "places", "numbers", "neighbours", "count", NULL};
static const char *const position_names[] = {"board", "candidates", "left", NULL};
static const char *const solver_names[] = {"limit", "steps", "solutions", NULL};
static Class board_class, position_class, solver_class;
static PyTypeObject *contradiction_type;

/* What a function gives that narrows a position. */
typedef enum { FAILED = -1, SAME, CHANGED } Change;

// --- Boards --------------------------------------------------------------------------------------
static PyObject *make_place(long column, long row) {
    return make_pair(PyLong_FromLong(column), PyLong_FromLong(row));
}

static PyObject *make_places(long size) {
    PyObject *places = PyList_New(0);
    for (long row = 1 - size; row < size; row++) {
        for (long column = 1 - size; places && column < size; column++) {
            if (labs(column + row) < size && !append(places, make_place(column, row))) {
                Py_CLEAR(places);
            }
        }
    }
    return places;
}

static PyObject *number_places(PyObject *places) {
    PyObject *numbers = PyDict_New();
    for (Py_ssize_t i = 0; numbers && places && i < PyList_GET_SIZE(places); i++) {
        PyObject *number = PyLong_FromSsize_t(i);
        if (!number || PyDict_SetItem(numbers, PyList_GET_ITEM(places, i), number) < 0) {
            Py_CLEAR(numbers);
        }
        Py_XDECREF(number);
    }
    return numbers;
}

/* Return the list of the numbers of the places around one. */
static PyObject *find_neighbours(PyObject *numbers, PyObject *place) {
    long column = number_of(PyTuple_GET_ITEM(place, 0));
    long row = number_of(PyTuple_GET_ITEM(place, 1));
    PyObject *found = PyList_New(0);
    for (int i = 0; found && i < DIRECTIONS; i++) {
        PyObject *other = make_place(column + directions[i][0], row + directions[i][1]);
        PyObject *number = other ? PyDict_GetItemWithError(numbers, other) : NULL;
        Py_XDECREF(other);
        if (PyErr_Occurred() || (number && !append(found, Py_NewRef(number)))) {
            Py_CLEAR(found);
        }
    }
    return found;
}

static PyObject *find_all_neighbours(PyObject *places, PyObject *numbers) {
    PyObject *neighbours = PyList_New(0);
    for (Py_ssize_t i = 0; neighbours && i < PyList_GET_SIZE(places); i++) {
        if (!append(neighbours, find_neighbours(numbers, PyList_GET_ITEM(places, i)))) {
            Py_CLEAR(neighbours);
        }
    }
    return neighbours;
}

static PyObject *make_board(long size) {
    PyObject *self = make_instance(&board_class);
    PyObject *places = make_places(size), *numbers = places ? number_places(places) : NULL;
    if (self && numbers && set_long(&board_class, self, SIZE, size) &&
        set(&board_class, self, PLACES, Py_NewRef(places)) &&
        set(&board_class, self, NUMBERS, Py_NewRef(numbers)) &&
        set(&board_class, self, NEIGHBOURS, find_all_neighbours(places, numbers)) &&
        set_long(&board_class, self, COUNT, PyList_GET_SIZE(places))) {
        Py_DECREF(numbers);
        Py_DECREF(places);
        return self;
    }
    Py_XDECREF(numbers);
    Py_XDECREF(places);
    Py_XDECREF(self);
    return NULL;
}

// --- Positions -----------------------------------------------------------------------------------
/* Make a position of parts, whose references are taken and which may be NULL. */
static PyObject *make_position(PyObject *board, PyObject *candidates, PyObject *left) {
    PyObject *self = make_instance(&position_class);
    if (self && board && candidates && left &&
        set(&position_class, self, BOARD, Py_NewRef(board)) &&
        set(&position_class, self, CANDIDATES, Py_NewRef(candidates)) &&
        set(&position_class, self, LEFT, Py_NewRef(left))) {
        Py_DECREF(left);
        Py_DECREF(candidates);
        Py_DECREF(board);
        return self;
    }
    Py_XDECREF(left);
    Py_XDECREF(candidates);
    Py_XDECREF(board);
    Py_XDECREF(self);
    return NULL;
}

static PyObject *candidates_of(PyObject *position) {
    return borrow(&position_class, position, CANDIDATES);
}

/* Return the list of what a cell can be. */
static PyObject *candidates_at(PyObject *position, long cell) {
    PyObject *candidates = candidates_of(position);
    return candidates ? PyList_GET_ITEM(candidates, cell) : NULL;
}

static long value_at(PyObject *list, Py_ssize_t place) {
    return list ? number_of(PyList_GET_ITEM(list, place)) : 0;
}

static bool is_done(PyObject *position, long cell) {
    return PyList_GET_SIZE(candidates_at(position, cell)) == 1;
}

static PyObject *copy_position(PyObject *position) {
    PyObject *candidates = candidates_of(position), *copies = PyList_New(0);
    for (Py_ssize_t i = 0; copies && i < PyList_GET_SIZE(candidates); i++) {
        PyObject *cell = PyList_GET_ITEM(candidates, i);
        if (!append(copies, PyList_GetSlice(cell, 0, PyList_GET_SIZE(cell)))) {
            Py_CLEAR(copies);
        }
    }
    return make_position(get(&position_class, position, BOARD), copies,
                         PyDict_Copy(borrow(&position_class, position, LEFT)));
}

static bool is_solved(PyObject *position) {
    PyObject *candidates = candidates_of(position);
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(candidates); i++) {
        if (PyList_GET_SIZE(PyList_GET_ITEM(candidates, i)) != 1) {
            return false;
        }
    }
    return true;
}

/* Copy the numbers of a list; return how many there are. */
static int copy_values(PyObject *list, long *values) {
    int count = (int)PyList_GET_SIZE(list);
    for (int i = 0; i < count; i++) {
        values[i] = value_at(list, i);
    }
    return count;
}

static Py_ssize_t find(PyObject *list, long value) {
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(list); i++) {
        if (value_at(list, i) == value) {
            return i;
        }
    }
    return -1;
}

/* Take an item out of a list. */
static void remove_item(PyObject *list, Py_ssize_t place) {
    PyObject **items = ((PyListObject *)list)->ob_item, *removed = items[place];
    Py_ssize_t rest = PyList_GET_SIZE(list) - place - 1;
    memmove(items + place, items + place + 1, (size_t)rest * sizeof(*items));
    Py_SET_SIZE(list, place + rest);
    Py_DECREF(removed);
}

// --- Conclusions ---------------------------------------------------------------------------------
/* Raise the Contradiction of a number. */
static Change contradict(long number) {
    PyObject *argument = PyLong_FromLong(number);
    PyObject *error =
        argument ? PyObject_CallOneArg((PyObject *)contradiction_type, argument) : NULL;
    if (error) {
        PyErr_SetObject((PyObject *)contradiction_type, error);
    }
    Py_XDECREF(error);
    Py_XDECREF(argument);
    return FAILED;
}

/* Use a tile of a kind up. */
static bool use(PyObject *position, long value) {
    PyObject *left = borrow(&position_class, position, LEFT), *key = PyLong_FromLong(value);
    PyObject *before = key ? PyDict_GetItemWithError(left, key) : NULL;
    long count = before ? number_of(before) - 1 : -1;
    PyObject *after = before ? PyLong_FromLong(count) : NULL;
    bool done = after && PyDict_SetItem(left, key, after) == 0;
    Py_XDECREF(after);
    Py_XDECREF(key);
    if (done && count < 0) {
        contradict(value);
    }
    return done && count >= 0;
}

/* Take a candidate away. */
static Change remove_value(PyObject *position, long cell, long value) {
    PyObject *found = candidates_at(position, cell);
    Py_ssize_t place = find(found, value);
    if (place < 0) {
        return SAME;
    }
    remove_item(found, place);
    if (!PyList_GET_SIZE(found)) {
        return contradict(cell);
    }
    bool done = PyList_GET_SIZE(found) > 1 || use(position, value_at(found, 0));
    return done ? CHANGED : FAILED;
}

static bool set_value(PyObject *position, long cell, long value) {
    if (is_done(position, cell)) {
        bool is_same = value_at(candidates_at(position, cell), 0) == value;
        return is_same || contradict(cell) != FAILED;
    }
    PyObject *single = PyList_New(0);
    if (!single || !append(single, PyLong_FromLong(value))) {
        Py_XDECREF(single);
        return false;
    }
    Py_SETREF(PyList_GET_ITEM(candidates_of(position), cell), single);
    return use(position, value);
}

/* Take a value away from all cells that are not decided. */
static Change drop_value(PyObject *position, long value) {
    long count = get_long(&board_class, borrow(&position_class, position, BOARD), COUNT);
    Change change = SAME;
    for (long cell = 0; cell < count; cell++) {
        if (!is_done(position, cell)) {
            Change of_cell = remove_value(position, cell, value);
            if (of_cell == FAILED) {
                return FAILED;
            }
            change |= of_cell;
        }
    }
    return change;
}

/* Take away what no tile is left of. */
static Change drop_used_up(PyObject *position) {
    PyObject *left = borrow(&position_class, position, LEFT), *key, *number;
    Py_ssize_t place = 0;
    long used_up[KINDS];
    int count = 0;
    while (PyDict_Next(left, &place, &key, &number)) {
        if (!number_of(number)) {
            used_up[count++] = number_of(key);
        }
    }
    Change change = SAME;
    for (int i = 0; i < count; i++) {
        Change of_value = drop_value(position, used_up[i]);
        if (of_value == FAILED) {
            return FAILED;
        }
        change |= of_value;
    }
    return change;
}

static Change narrow(PyObject *position, long cell, long value) {
    return is_done(position, cell) ? contradict(cell) : remove_value(position, cell, value);
}

/* Take away what does not lie between two numbers of tiles. */
static Change narrow_cell(PyObject *position, long cell, long tiles, long possible) {
    long values[KINDS];
    int count = copy_values(candidates_at(position, cell), values);
    Change change = SAME;
    for (int i = 0; i < count; i++) {
        long value = values[i];
        if (value != EMPTY && !(tiles <= value && value <= possible)) {
            Change of_value = narrow(position, cell, value);
            if (of_value == FAILED) {
                return FAILED;
            }
            change |= of_value;
        }
    }
    return change;
}

/* Make the undecided ones among the cells all tiles, or all empty. */
static Change fill(PyObject *position, PyObject *cells, bool keep_tiles) {
    Change change = SAME;
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(cells); i++) {
        long cell = value_at(cells, i);
        PyObject *found = candidates_at(position, cell);
        if (PyList_GET_SIZE(found) == 1 || find(found, EMPTY) < 0) {
            continue;
        }
        Change of_cell = keep_tiles                         ? remove_value(position, cell, EMPTY)
                         : set_value(position, cell, EMPTY) ? CHANGED
                                                            : FAILED;
        if (of_cell == FAILED) {
            return FAILED;
        }
        change |= of_cell;
    }
    return change;
}

/* Count the cells that are tiles, and those that could be. */
static void count_tiles(PyObject *position, PyObject *cells, long *tiles, long *possible) {
    PyObject *candidates = candidates_of(position);
    *tiles = *possible = 0;
    for (Py_ssize_t i = 0; candidates && i < PyList_GET_SIZE(cells); i++) {
        PyObject *found = PyList_GET_ITEM(candidates, value_at(cells, i));
        bool is_tile = find(found, EMPTY) < 0;
        *tiles += is_tile;
        *possible += is_tile || PyList_GET_SIZE(found) > 1;
    }
}

/* Narrow a cell by how many neighbours are tiles, and could be. */
static Change check_neighbours(PyObject *position, long cell) {
    PyObject *board = borrow(&position_class, position, BOARD);
    PyObject *neighbours = PyList_GET_ITEM(borrow(&board_class, board, NEIGHBOURS), cell);
    long tiles, possible;
    count_tiles(position, neighbours, &tiles, &possible);
    Change change = narrow_cell(position, cell, tiles, possible);
    if (change == FAILED || !is_done(position, cell) || tiles >= possible) {
        return change;
    }
    long value = value_at(candidates_at(position, cell), 0);
    if (value == EMPTY || (tiles != value && possible != value)) {
        return change;
    }
    Change filled = fill(position, neighbours, tiles != value);
    return filled == FAILED ? FAILED : change | filled;
}

/* Draw all conclusions. */
static bool propagate(PyObject *position) {
    long count = get_long(&board_class, borrow(&position_class, position, BOARD), COUNT);
    Change change = CHANGED;
    while (change == CHANGED) {
        change = drop_used_up(position);
        for (long cell = 0; change != FAILED && cell < count; cell++) {
            Change of_cell = check_neighbours(position, cell);
            change = of_cell == FAILED ? FAILED : change | of_cell;
        }
    }
    return change != FAILED;
}

// --- The search ----------------------------------------------------------------------------------
static long count_done(PyObject *position, PyObject *cells) {
    long count = 0;
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(cells); i++) {
        count += is_done(position, value_at(cells, i));
    }
    return count;
}

/* Return the undecided cell with the fewest candidates, near to decided ones. */
static long choose_cell(PyObject *position) {
    PyObject *candidates = candidates_of(position);
    PyObject *board = borrow(&position_class, position, BOARD);
    PyObject *neighbours = borrow(&board_class, board, NEIGHBOURS);
    long best = -1, best_count = 0, best_done = 0;
    for (Py_ssize_t cell = 0; cell < PyList_GET_SIZE(candidates); cell++) {
        long count = PyList_GET_SIZE(PyList_GET_ITEM(candidates, cell));
        if (count == 1) {
            continue;
        }
        long done = count_done(position, PyList_GET_ITEM(neighbours, cell));
        if (best < 0 || count < best_count || (count == best_count && done > best_done)) {
            best = cell;
            best_count = count;
            best_done = done;
        }
    }
    return best;
}

/* Return the text of a solution: a digit for each cell. */
static PyObject *to_text(PyObject *position) {
    PyObject *candidates = candidates_of(position);
    Py_ssize_t count = PyList_GET_SIZE(candidates);
    PyObject *text = PyUnicode_New(count, 127);
    for (Py_ssize_t i = 0; text && i < count; i++) {
        long value = value_at(PyList_GET_ITEM(candidates, i), 0);
        PyUnicode_1BYTE_DATA(text)[i] = (Py_UCS1)('0' + value);
    }
    return text;
}

/* Whether the exception that is set was a Contradiction, and is none any more. */
static bool catch_contradiction(void) {
    bool caught = PyErr_ExceptionMatches((PyObject *)contradiction_type);
    if (caught) {
        PyErr_Clear();
    }
    return caught;
}

static bool search(PyObject *solver, PyObject *position);

/* Try what a cell could be, until there are enough solutions. */
static bool try_values(PyObject *solver, PyObject *position, long cell) {
    long values[KINDS];
    int count = copy_values(candidates_at(position, cell), values);
    bool done = true;
    for (int i = 0; done && i < count; i++) {
        PyObject *solutions = borrow(&solver_class, solver, SOLUTIONS);
        if (PyList_GET_SIZE(solutions) >= get_long(&solver_class, solver, LIMIT)) {
            break;
        }
        PyObject *following = copy_position(position);
        if (following && set_value(following, cell, values[i])) {
            done = search(solver, following);
        } else {
            done = catch_contradiction();
        }
        Py_XDECREF(following);
    }
    return done;
}

static bool search(PyObject *solver, PyObject *position) {
    if (!set_long(&solver_class, solver, STEPS, get_long(&solver_class, solver, STEPS) + 1)) {
        return false;
    }
    if (!propagate(position)) {
        return catch_contradiction();
    }
    if (is_solved(position)) {
        return append(borrow(&solver_class, solver, SOLUTIONS), to_text(position));
    }
    return try_values(solver, position, choose_cell(position));
}

static PyObject *make_solver(long limit) {
    PyObject *self = make_instance(&solver_class);
    if (self && set_long(&solver_class, self, LIMIT, limit) &&
        set_long(&solver_class, self, STEPS, 0) &&
        set(&solver_class, self, SOLUTIONS, PyList_New(0))) {
        return self;
    }
    Py_XDECREF(self);
    return NULL;
}

// --- Puzzles -------------------------------------------------------------------------------------
/* Set what a dictionary has for a number; false where that fails. */
static bool set_count(PyObject *dictionary, long key, long count) {
    PyObject *number = PyLong_FromLong(key), *value = PyLong_FromLong(count);
    bool done = number && value && PyDict_SetItem(dictionary, number, value) == 0;
    Py_XDECREF(value);
    Py_XDECREF(number);
    return done;
}

/* Return the value of a number, or 0. */
static long count_of(PyObject *dictionary, PyObject *key) {
    PyObject *value = PyDict_GetItemWithError(dictionary, key);
    return value ? number_of(value) : 0;
}

/* Return the dictionary of the tiles that are left. */
static PyObject *make_left(PyObject *counts, PyObject *fixed, long cells) {
    PyObject *left = PyDict_Copy(counts), *key, *value;
    long empty = cells - PyDict_GET_SIZE(fixed);
    Py_ssize_t place = 0;
    while (PyDict_Next(counts, &place, &key, &value)) {
        empty -= number_of(value);
    }
    bool done = left && set_count(left, EMPTY, empty);
    for (place = 0; done && PyDict_Next(fixed, &place, &key, &value);) {
        done = set_count(left, number_of(value), count_of(left, value) + 1);
    }
    if (!done) {
        Py_CLEAR(left);
    }
    return left;
}

/* Return a list for each cell of all numbers of which there are tiles. */
static PyObject *make_candidates(PyObject *left, long cells) {
    PyObject *possible = PyList_New(0), *candidates = PyList_New(0), *key, *value;
    Py_ssize_t place = 0;
    bool done = possible && candidates;
    while (done && PyDict_Next(left, &place, &key, &value)) {
        done = !number_of(value) || append(possible, Py_NewRef(key));
    }
    for (long cell = 0; done && cell < cells; cell++) {
        done = append(candidates, PyList_GetSlice(possible, 0, PyList_GET_SIZE(possible)));
    }
    if (!done) {
        Py_CLEAR(candidates);
    }
    Py_XDECREF(possible);
    return candidates;
}

/* Lay the tiles that stay where they are. */
static bool lay_fixed(PyObject *position, PyObject *board, PyObject *fixed) {
    PyObject *numbers = borrow(&board_class, board, NUMBERS), *place, *value;
    Py_ssize_t next = 0;
    while (PyDict_Next(fixed, &next, &place, &value)) {
        PyObject *cell = PyDict_GetItemWithError(numbers, place);
        if (!cell || !set_value(position, number_of(cell), number_of(value))) {
            return false;
        }
    }
    return true;
}

static PyObject *make_beginning(PyObject *board, PyObject *counts, PyObject *fixed) {
    long cells = get_long(&board_class, board, COUNT);
    PyObject *left = make_left(counts, fixed, cells);
    PyObject *candidates = left ? make_candidates(left, cells) : NULL;
    PyObject *position = make_position(Py_NewRef(board), candidates, left);
    if (position && !lay_fixed(position, board, fixed)) {
        Py_CLEAR(position);
    }
    return position;
}

/* Return the steps that up to `limit` solutions take, their number and the last one. */
static PyObject *solve(int puzzle, long limit) {
    PyObject *board = make_board(puzzles[puzzle].size), *result = NULL;
    PyObject *position =
        board ? make_beginning(board, all_counts[puzzle], all_fixed[puzzle]) : NULL;
    PyObject *solver = position ? make_solver(limit) : NULL;
    if (solver && search(solver, position)) {
        PyObject *solutions = borrow(&solver_class, solver, SOLUTIONS);
        Py_ssize_t count = PyList_GET_SIZE(solutions);
        PyObject *last =
            count ? Py_NewRef(PyList_GET_ITEM(solutions, count - 1)) : PyUnicode_FromString("");
        result = Py_BuildValue("(lnN)", get_long(&solver_class, solver, STEPS), count, last);
    }
    Py_XDECREF(solver);
    Py_XDECREF(position);
    Py_XDECREF(board);
    return result;
}

static PyObject *run(double scale) {
    long limit = scaled(100, scale, 1);
    PyObject *results = PyList_New(0);
    for (int puzzle = 0; results && puzzle < PUZZLES; puzzle++) {
        if (!append(results, solve(puzzle, limit))) {
            Py_CLEAR(results);
        }
    }
    return results;
}

static bool make_puzzle(int number) {
    const Puzzle *puzzle = &puzzles[number];
    PyObject *counts = PyDict_New();
    for (int i = 0; counts && i < EMPTY; i++) {
        if (!set_count(counts, i, puzzle->counts[i])) {
            Py_CLEAR(counts);
        }
    }
    all_counts[number] = counts;
    all_fixed[number] =
        puzzle->is_fixed ? Py_BuildValue("{(ll)i}", 0L, 0L, puzzle->middle) : PyDict_New();
    return counts && all_fixed[number];
}

static bool prepare(void) {
    for (int i = 0; i < PUZZLES; i++) {
        if (!make_puzzle(i)) {
            return false;
        }
    }
    contradiction_type = make_type("Contradiction", (PyTypeObject *)PyExc_Exception, NULL);
    return contradiction_type &&
           make_class(&board_class, "Board", &PyBaseObject_Type, board_names) &&
           make_class(&position_class, "Position", &PyBaseObject_Type, position_names) &&
           make_class(&solver_class, "Solver", &PyBaseObject_Type, solver_names);
}

LIMITS_MODULE(hexiom)
