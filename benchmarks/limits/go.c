/* benchmarks/programs/go.py by hand: boards, squares, free places, nodes of the search and a random
 * generator whose attributes are in a dictionary; lists of squares, of places and of what was
 * passed, sets of places and dictionaries of children. Places, colours and counts on their way are
 * ints of C, logarithms and scores doubles. */
#include "limits.h"

enum { ROW = 9, CELLS = ROW * ROW, GAMES = 95, MOST_MOVES = CELLS * 3, PASS = -1 };
enum { EMPTY, BLACK, WHITE };
static const double komi = 7.5;

enum { STATE };
enum { BOARD, PLACE, COLOUR, NEIGHBOURS, REFERENCE, LIBERTIES };
enum { PLACES, POSITIONS };
enum { SQUARES, FREE, BOARD_COLOUR, KO, CHANGES, TAKEN, HISTORY };
enum { WINS, TRIES, UNTRIED, CHILDREN };
static const char *const random_names[] = {"state", NULL};
static const char *const square_names[] = {"board",     "place",     "colour", "neighbours",
                                           "reference", "liberties", NULL};
static const char *const free_names[] = {"places", "positions", NULL};
static const char *const board_names[] = {"squares", "free",  "colour",  "ko",
                                          "changes", "taken", "history", NULL};
static const char *const node_names[] = {"wins", "tries", "untried", "children", NULL};
static Class random_class, square_class, free_class, board_class, node_class;

// --- Random numbers ------------------------------------------------------------------------------
/* Return a number below a limit, or -1. */
static long below(PyObject *random, long limit) {
    long state = (get_long(&random_class, random, STATE) * 1103515245 + 12345) % 2147483648;
    return set_long(&random_class, random, STATE, state) ? (state >> 8) % limit : -1;
}

// --- Squares -------------------------------------------------------------------------------------
static PyObject *of_square(PyObject *square, int attribute) {
    return borrow(&square_class, square, attribute);
}

static long number_of_square(PyObject *square, int attribute) {
    return get_long(&square_class, square, attribute);
}

static bool set_of_square(PyObject *square, int attribute, long number) {
    return set_long(&square_class, square, attribute, number);
}

static long colour_of(PyObject *square) { return number_of_square(square, COLOUR); }

static bool set_reference(PyObject *square, PyObject *reference) {
    return set(&square_class, square, REFERENCE, Py_NewRef(reference));
}

static bool add_liberties(PyObject *square, long count) {
    return set_of_square(square, LIBERTIES, number_of_square(square, LIBERTIES) + count);
}

static PyObject *of_board(PyObject *board, int attribute) {
    return borrow(&board_class, board, attribute);
}

static long number_of_board(PyObject *board, int attribute) {
    return get_long(&board_class, board, attribute);
}

static bool set_of_board(PyObject *board, int attribute, long number) {
    return set_long(&board_class, board, attribute, number);
}

static PyObject *square_at(PyObject *board, long place) {
    PyObject *squares = of_board(board, SQUARES);
    return squares ? PyList_GET_ITEM(squares, place) : NULL;
}

/* Return the square that stands for the group, borrowed; shorten the way there. NULL where that
 * fails. */
static PyObject *find(PyObject *square) {
    PyObject *reference = of_square(square, REFERENCE);
    if (reference != square && of_square(reference, REFERENCE) != reference) {
        reference = find(reference);
        if (!reference || !set_reference(square, reference)) {
            return NULL;
        }
    }
    return reference;
}

/* Return the liberties of a square's group. */
static long group_liberties(PyObject *square) {
    PyObject *group = find(square);
    return group ? number_of_square(group, LIBERTIES) : -1;
}

static bool join(PyObject *square, PyObject *group) {
    PyObject *own = find(square);
    return own && group &&
           (own == group ||
            (set_reference(group, own) && add_liberties(own, number_of_square(group, LIBERTIES))));
}

// --- Free places ---------------------------------------------------------------------------------
/* Return the list of all places. */
static PyObject *make_range(void) {
    PyObject *list = PyList_New(0);
    for (long place = 0; list && place < CELLS; place++) {
        if (!append(list, PyLong_FromLong(place))) {
            Py_CLEAR(list);
        }
    }
    return list;
}

static PyObject *make_free_places(void) {
    PyObject *self = make_instance(&free_class);
    if (self && set(&free_class, self, PLACES, make_range()) &&
        set(&free_class, self, POSITIONS, make_range())) {
        return self;
    }
    Py_XDECREF(self);
    return NULL;
}

static bool add_free(PyObject *free, long place) {
    PyObject *places = borrow(&free_class, free, PLACES);
    PyObject *positions = borrow(&free_class, free, POSITIONS);
    return places && positions &&
           store_long(&PyList_GET_ITEM(positions, place), PyList_GET_SIZE(places)) &&
           append(places, PyLong_FromLong(place));
}

static void remove_free(PyObject *free, long place) {
    PyObject *places = borrow(&free_class, free, PLACES);
    PyObject *positions = borrow(&free_class, free, POSITIONS);
    PyObject *position = PyList_GET_ITEM(positions, place), *last = pop_last(places);
    Py_ssize_t hole = number_of(position);
    if (hole == PyList_GET_SIZE(places)) {
        Py_DECREF(last);
    } else {
        Py_SETREF(PyList_GET_ITEM(positions, number_of(last)), Py_NewRef(position));
        Py_SETREF(PyList_GET_ITEM(places, hole), last);
    }
}

static PyObject *free_places(PyObject *board) {
    return borrow(&free_class, of_board(board, FREE), PLACES);
}

// --- Stones --------------------------------------------------------------------------------------
/* Append a square of a group that is not in the set of places yet. */
static bool see(PyObject *square, PyObject *seen, PyObject *todo) {
    PyObject *place = of_square(square, PLACE);
    int known = PySet_Contains(seen, place);
    return known > 0 ||
           (known == 0 && PySet_Add(seen, place) == 0 && append(todo, Py_NewRef(square)));
}

/* Find the stones of a square's group. */
static bool find_stones(PyObject *square, PyObject *stones, PyObject *todo, PyObject *seen) {
    long colour = colour_of(square);
    bool done = see(square, seen, todo);
    while (done && PyList_GET_SIZE(todo)) {
        PyObject *stone = pop_last(todo), *neighbours = of_square(stone, NEIGHBOURS);
        done = append(stones, stone);
        for (Py_ssize_t i = 0; done && i < PyList_GET_SIZE(neighbours); i++) {
            PyObject *neighbour = PyList_GET_ITEM(neighbours, i);
            done = colour_of(neighbour) != colour || see(neighbour, seen, todo);
        }
    }
    return done;
}

/* Take stones away, and give the places to what is around. */
static bool take_stones(PyObject *board, PyObject *stones) {
    bool done = true;
    for (Py_ssize_t i = 0; done && i < PyList_GET_SIZE(stones); i++) {
        PyObject *stone = PyList_GET_ITEM(stones, i);
        done = set_of_square(stone, COLOUR, EMPTY) && set_reference(stone, stone) &&
               add_free(of_board(board, FREE), number_of_square(stone, PLACE));
    }
    for (Py_ssize_t i = 0; done && i < PyList_GET_SIZE(stones); i++) {
        PyObject *neighbours = of_square(PyList_GET_ITEM(stones, i), NEIGHBOURS);
        for (Py_ssize_t k = 0; done && k < PyList_GET_SIZE(neighbours); k++) {
            PyObject *neighbour = PyList_GET_ITEM(neighbours, k);
            PyObject *group = colour_of(neighbour) ? find(neighbour) : NULL;
            done = group ? add_liberties(group, 1) : !PyErr_Occurred();
        }
    }
    return done;
}

/* Take a square's group away; return how many stones it had, or -1. */
static long take(PyObject *square) {
    PyObject *stones = PyList_New(0), *todo = PyList_New(0), *seen = PySet_New(NULL);
    bool done = stones && todo && seen && find_stones(square, stones, todo, seen) &&
                take_stones(of_square(square, BOARD), stones);
    long count = done ? PyList_GET_SIZE(stones) : -1;
    Py_XDECREF(seen);
    Py_XDECREF(todo);
    Py_XDECREF(stones);
    return count;
}

/* Count the liberties of a new stone, and join it with its neighbours of its colour. */
static bool join_neighbours(PyObject *square, PyObject *neighbours, long colour) {
    Py_ssize_t count = PyList_GET_SIZE(neighbours);
    bool done = true;
    for (Py_ssize_t i = 0; done && i < count; i++) {
        PyObject *neighbour = PyList_GET_ITEM(neighbours, i);
        bool is_free = colour_of(neighbour) == EMPTY;
        PyObject *group = is_free ? square : find(neighbour);
        done = group && add_liberties(group, is_free ? 1 : -1);
    }
    for (Py_ssize_t i = 0; done && i < count; i++) {
        PyObject *neighbour = PyList_GET_ITEM(neighbours, i);
        done = colour_of(neighbour) != colour || join(square, find(neighbour));
    }
    return done;
}

/* Lay a stone: join groups, take away what has no liberties any more; return how many that are, or
 * -1. */
static long put(PyObject *square, long colour) {
    PyObject *board = of_square(square, BOARD), *neighbours = of_square(square, NEIGHBOURS);
    if (!set_of_square(square, COLOUR, colour) || !set_reference(square, square) ||
        !set_of_square(square, LIBERTIES, 0) ||
        !set_of_board(board, CHANGES, number_of_board(board, CHANGES) + 1) ||
        !join_neighbours(square, neighbours, colour)) {
        return -1;
    }
    remove_free(of_board(board, FREE), number_of_square(square, PLACE));
    long taken = 0;
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(neighbours); i++) {
        PyObject *neighbour = PyList_GET_ITEM(neighbours, i);
        long other = colour_of(neighbour);
        if (other != EMPTY && other != colour && group_liberties(neighbour) == 0) {
            long count = take(neighbour);
            if (count < 0) {
                return -1;
            }
            taken += count;
        }
    }
    return taken;
}

// --- Boards --------------------------------------------------------------------------------------
static PyObject *make_square(PyObject *board, long place) {
    PyObject *self = make_instance(&square_class);
    if (self && set(&square_class, self, BOARD, Py_NewRef(board)) &&
        set_of_square(self, PLACE, place) && set_of_square(self, COLOUR, EMPTY) &&
        set(&square_class, self, NEIGHBOURS, PyList_New(0)) && set_reference(self, self) &&
        set_of_square(self, LIBERTIES, 0)) {
        return self;
    }
    Py_XDECREF(self);
    return NULL;
}

static PyObject *find_neighbours(PyObject *board, long place) {
    long row = place / ROW, column = place % ROW;
    const long around[][2] = {
        {row - 1, column}, {row + 1, column}, {row, column - 1}, {row, column + 1}};
    PyObject *found = PyList_New(0);
    for (int i = 0; found && i < 4; i++) {
        long down = around[i][0], right = around[i][1];
        bool is_inside = 0 <= down && down < ROW && 0 <= right && right < ROW;
        if (is_inside && !append(found, Py_NewRef(square_at(board, ROW * down + right)))) {
            Py_CLEAR(found);
        }
    }
    return found;
}

static bool reset(PyObject *board) {
    for (long place = 0; place < CELLS; place++) {
        PyObject *square = square_at(board, place);
        if (!set_of_square(square, COLOUR, EMPTY) || !set_reference(square, square) ||
            !set_of_square(square, LIBERTIES, 0)) {
            return false;
        }
    }
    return set(&board_class, board, FREE, make_free_places()) &&
           set_of_board(board, BOARD_COLOUR, BLACK) && set_of_board(board, KO, PASS) &&
           set_of_board(board, CHANGES, 0) &&
           set(&board_class, board, TAKEN, Py_BuildValue("{iiii}", BLACK, 0, WHITE, 0)) &&
           set(&board_class, board, HISTORY, PyList_New(0));
}

static PyObject *make_squares(PyObject *board) {
    PyObject *squares = PyList_New(0);
    for (long place = 0; squares && place < CELLS; place++) {
        if (!append(squares, make_square(board, place))) {
            Py_CLEAR(squares);
        }
    }
    return squares;
}

static PyObject *make_board(void) {
    PyObject *self = make_instance(&board_class);
    bool done = self && set(&board_class, self, SQUARES, make_squares(self));
    for (long place = 0; done && place < CELLS; place++) {
        PyObject *neighbours = find_neighbours(self, place);
        done = set(&square_class, square_at(self, place), NEIGHBOURS, neighbours);
    }
    if (!done || !reset(self)) {
        Py_CLEAR(self);
    }
    return self;
}

/* Return how many stones a colour has taken. */
static long taken_by(PyObject *board, long colour) {
    PyObject *key = PyLong_FromLong(colour);
    PyObject *count = key ? PyDict_GetItemWithError(of_board(board, TAKEN), key) : NULL;
    Py_XDECREF(key);
    return count ? number_of(count) : -1;
}

static bool set_taken(PyObject *board, long colour, long count) {
    PyObject *key = PyLong_FromLong(colour), *number = PyLong_FromLong(count);
    bool done = key && number && PyDict_SetItem(of_board(board, TAKEN), key, number) == 0;
    Py_XDECREF(number);
    Py_XDECREF(key);
    return done;
}

/* Forbid to take a single stone back at once. */
static bool set_ko(PyObject *board, PyObject *square) {
    PyObject *neighbours = of_square(square, NEIGHBOURS);
    bool done = true;
    for (Py_ssize_t i = 0; done && i < PyList_GET_SIZE(neighbours); i++) {
        PyObject *neighbour = PyList_GET_ITEM(neighbours, i);
        done = colour_of(neighbour) != EMPTY ||
               set_of_board(board, KO, number_of_square(neighbour, PLACE));
    }
    return done;
}

static bool lay_stone(PyObject *board, long place, long colour) {
    Py_ssize_t before = PyList_GET_SIZE(free_places(board));
    PyObject *square = square_at(board, place);
    long taken = put(square, colour);
    return taken >= 0 && set_taken(board, colour, taken_by(board, colour) + taken) &&
           (taken != 1 || PyList_GET_SIZE(free_places(board)) != before || set_ko(board, square));
}

static bool move(PyObject *board, long place) {
    long colour = number_of_board(board, BOARD_COLOUR);
    return append(of_board(board, HISTORY), PyLong_FromLong(place)) &&
           set_of_board(board, KO, PASS) && (place == PASS || lay_stone(board, place, colour)) &&
           set_of_board(board, BOARD_COLOUR, BLACK + WHITE - colour);
}

/* Count the sides on which a place touches a group. */
static long contacts(PyObject *neighbours, PyObject *group) {
    long count = 0;
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(neighbours); i++) {
        PyObject *other = PyList_GET_ITEM(neighbours, i);
        count += colour_of(other) && find(other) == group;
    }
    return count;
}

/* Whether a stone there would live and fill no eye of one's own. */
static bool is_useful(PyObject *board, long place) {
    if (place == number_of_board(board, KO)) {
        return false;
    }
    PyObject *neighbours = of_square(square_at(board, place), NEIGHBOURS);
    long colour = number_of_board(board, BOARD_COLOUR), strong = 0, weak = 0;
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(neighbours); i++) {
        PyObject *neighbour = PyList_GET_ITEM(neighbours, i);
        long other = colour_of(neighbour);
        if (other == EMPTY) {
            return true;
        }
        PyObject *group = find(neighbour);
        if (!group) {
            return false;
        }
        long spare = number_of_square(group, LIBERTIES) - contacts(neighbours, group);
        if (other == colour) {
            strong += spare > 0;
            weak += spare <= 0;
        } else if (spare == 0) {
            return true;
        }
    }
    return strong > 0 && strong + weak < PyList_GET_SIZE(neighbours);
}

/* Return a useful place, chosen at random, or PASS. */
static long choose(PyObject *board, PyObject *random) {
    PyObject *places = free_places(board);
    long count = PyList_GET_SIZE(places), start = count ? below(random, count) : 0;
    for (long step = 0; step < count; step++) {
        long place = number_of(PyList_GET_ITEM(places, (start + step) % count));
        if (is_useful(board, place)) {
            return place;
        }
    }
    return PASS;
}

static bool is_surrounded(PyObject *square, long colour) {
    PyObject *neighbours = of_square(square, NEIGHBOURS);
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(neighbours); i++) {
        if (colour_of(PyList_GET_ITEM(neighbours, i)) != colour) {
            return false;
        }
    }
    return true;
}

static long score(PyObject *board, long colour) {
    long count = taken_by(board, colour);
    for (long place = 0; place < CELLS; place++) {
        PyObject *square = square_at(board, place);
        long own = colour_of(square);
        count += own == EMPTY ? is_surrounded(square, colour) : own == colour;
    }
    return count;
}

/* Play random moves to the end; return who is ahead, or -1. */
static long play_out(PyObject *board, PyObject *random) {
    for (long i = 0; i < MOST_MOVES; i++) {
        long place = choose(board, random);
        if (!move(board, place)) {
            return -1;
        }
        PyObject *history = of_board(board, HISTORY);
        Py_ssize_t length = PyList_GET_SIZE(history);
        if (place == PASS && length > 1 &&
            number_of(PyList_GET_ITEM(history, length - 2)) == PASS) {
            break;
        }
    }
    return (double)score(board, BLACK) > (double)score(board, WHITE) + komi ? BLACK : WHITE;
}

static bool replay(PyObject *board, PyObject *history) {
    bool done = reset(board);
    for (Py_ssize_t i = 0; done && i < PyList_GET_SIZE(history); i++) {
        done = move(board, number_of(PyList_GET_ITEM(history, i)));
    }
    return done;
}

// --- The search ----------------------------------------------------------------------------------
/* Return the sorted list of the places that are worth a try: PASS if there is none. */
static PyObject *useful_places(PyObject *board) {
    PyObject *free = free_places(board), *places = PyList_New(0);
    bool done = places;
    for (Py_ssize_t i = 0; done && i < PyList_GET_SIZE(free); i++) {
        PyObject *place = PyList_GET_ITEM(free, i);
        done = !is_useful(board, number_of(place)) || append(places, Py_NewRef(place));
    }
    if (!done || PyList_Sort(places) < 0 ||
        (!PyList_GET_SIZE(places) && !append(places, PyLong_FromLong(PASS)))) {
        Py_CLEAR(places);
    }
    return places;
}

static PyObject *make_node(PyObject *board) {
    PyObject *self = make_instance(&node_class);
    if (self && set_long(&node_class, self, WINS, 0) && set_long(&node_class, self, TRIES, 0) &&
        set(&node_class, self, UNTRIED, useful_places(board)) &&
        set(&node_class, self, CHILDREN, PyDict_New())) {
        return self;
    }
    Py_XDECREF(self);
    return NULL;
}

static long tries_of(PyObject *node) { return get_long(&node_class, node, TRIES); }

static long wins_of(PyObject *node) { return get_long(&node_class, node, WINS); }

/* Find the child to go on with, and its place. */
static void find_best_child(PyObject *node, PyObject **best, long *place) {
    double logarithm = 2 * log((double)tries_of(node)), best_score = -1.0;
    PyObject *key, *child;
    Py_ssize_t next = 0;
    while (PyDict_Next(borrow(&node_class, node, CHILDREN), &next, &key, &child)) {
        double tries = (double)tries_of(child);
        double child_score = (double)wins_of(child) / tries + sqrt(logarithm / (5 * tries));
        if (child_score > best_score) {
            *place = number_of(key);
            *best = child;
            best_score = child_score;
        }
    }
}

/* Append a node and whose turn it is to the path. */
static bool pass(PyObject *path, PyObject *node, PyObject *board) {
    PyObject *colour = get(&board_class, board, BOARD_COLOUR);
    return append(path, make_pair(Py_NewRef(node), colour));
}

/* Take an item out of a list of numbers. */
static long pop(PyObject *list, Py_ssize_t place) {
    long number = number_of(PyList_GET_ITEM(list, place));
    return PyList_SetSlice(list, place, place + 1, NULL) == 0 ? number : -2;
}

/* Add a child for a place that was not tried; return it, borrowed. */
static PyObject *add_child(PyObject *node, PyObject *board, PyObject *path, PyObject *random) {
    PyObject *untried = borrow(&node_class, node, UNTRIED);
    long place = pop(untried, below(random, PyList_GET_SIZE(untried)));
    if (!move(board, place) || !pass(path, node, board)) {
        return NULL;
    }
    PyObject *key = PyLong_FromLong(place), *child = key ? make_node(board) : NULL;
    bool done = child && PyDict_SetItem(borrow(&node_class, node, CHILDREN), key, child) == 0;
    Py_XDECREF(child);
    Py_XDECREF(key);
    return done ? child : NULL;
}

/* Go down to a node that has something untried or no children, and add a child there. */
static bool descend(PyObject *root, PyObject *board, PyObject *path, PyObject *random) {
    PyObject *node = root;
    while (!PyList_GET_SIZE(borrow(&node_class, node, UNTRIED)) &&
           PyDict_GET_SIZE(borrow(&node_class, node, CHILDREN))) {
        PyObject *child = NULL;
        long place = PASS;
        find_best_child(node, &child, &place);
        if (!move(board, place) || !pass(path, node, board)) {
            return false;
        }
        node = child;
    }
    if (PyList_GET_SIZE(borrow(&node_class, node, UNTRIED))) {
        node = add_child(node, board, path, random);
    }
    return node && pass(path, node, board);
}

/* Count a game for all nodes of the path. A node counts the wins of who moved to it: the other one
 * than moves there next. */
static bool count_game(PyObject *path, Py_ssize_t moves, long winner) {
    bool done = true;
    for (Py_ssize_t step = 0; done && step < PyList_GET_SIZE(path); step++) {
        PyObject *passed = PyTuple_GET_ITEM(PyList_GET_ITEM(path, step), 0);
        long mover = (moves + step) % 2 ? BLACK : WHITE;
        done = set_long(&node_class, passed, TRIES, tries_of(passed) + 1) &&
               set_long(&node_class, passed, WINS, wins_of(passed) + (winner == mover));
    }
    return done;
}

static bool play_game(PyObject *root, PyObject *board, PyObject *history, PyObject *random) {
    PyObject *path = PyList_New(0);
    bool done = path && replay(board, history) && descend(root, board, path, random);
    long winner = done ? play_out(board, random) : -1;
    done = winner >= 0 && count_game(path, PyList_GET_SIZE(history), winner);
    Py_XDECREF(path);
    return done;
}

/* Return the place that was tried most often, the greatest one of several. */
static PyObject *most_tried(PyObject *root) {
    PyObject *key, *child, *best = NULL;
    Py_ssize_t next = 0;
    long most = -1;
    while (PyDict_Next(borrow(&node_class, root, CHILDREN), &next, &key, &child)) {
        long tries = tries_of(child);
        if (tries > most || (tries == most && number_of(key) > number_of(best))) {
            best = key;
            most = tries;
        }
    }
    return Py_XNewRef(best);
}

static PyObject *search(PyObject *board, PyObject *history, long games, PyObject *random) {
    PyObject *root = replay(board, history) ? make_node(board) : NULL;
    bool done = root;
    for (long i = 0; done && i < games; i++) {
        done = play_game(root, board, history, random);
    }
    PyObject *place = done ? most_tried(root) : NULL;
    Py_XDECREF(root);
    return place;
}

static PyObject *run(double scale) {
    PyObject *random = make_instance(&random_class), *board = make_board();
    PyObject *history = Py_BuildValue("[iii]", 40, 20, 22);
    bool done = random && board && history && set_long(&random_class, random, STATE, 2024);
    long games = scaled(GAMES, scale, 2);
    for (int i = 0; done && i < 2; i++) {
        done = append(history, search(board, history, games, random));
    }
    if (!done) {
        Py_CLEAR(history);
    }
    Py_XDECREF(board);
    Py_XDECREF(random);
    return history;
}

static bool prepare(void) {
    return make_class(&random_class, "Random", &PyBaseObject_Type, random_names) &&
           make_class(&square_class, "Square", &PyBaseObject_Type, square_names) &&
           make_class(&free_class, "FreePlaces", &PyBaseObject_Type, free_names) &&
           make_class(&board_class, "Board", &PyBaseObject_Type, board_names) &&
           make_class(&node_class, "Node", &PyBaseObject_Type, node_names);
}

LIMITS_MODULE(go)
