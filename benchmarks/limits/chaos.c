/* benchmarks/programs/chaos.py by hand: vectors, splines and the game, whose attributes are in a
 * dictionary and floats or ints, lists of points that are mixed, a list of lists of counts, and the
 * generator of the library, whose method is called by its function. Floats on their way are
 * doubles. */
#include "limits.h"

enum { X, Y, Z };
enum { POINTS, DEGREE, KNOTS };
enum { SPLINES, THICKNESS, RANDOM, MIN_X, MAX_X, MIN_Y, MAX_Y, WIDTH, HEIGHT, LENGTHS, TOTAL };
static const char *const vector_names[] = {"x", "y", "z", NULL};
static const char *const spline_names[] = {"points", "degree", "knots", NULL};
static const char *const game_names[] = {"splines", "thickness", "random", "min_x",
                                         "max_x",   "min_y",     "max_y",  "width",
                                         "height",  "lengths",   "total",  NULL};
static Class vector_class, spline_class, game_class;
static PyObject *random_type, *zero;
static PyCFunction next_random;

enum { SPLINE_COUNT = 3, MOST_POINTS = 6, MOST_KNOTS = 8, SPLINE_DEGREE = 3, STEPS = 200 };

/* What a spline is made of; knots are ints but for one. */
typedef struct {
    int points;
    double places[MOST_POINTS][2];
    int knots;
    double marks[MOST_KNOTS];
} Shape;

static const Shape shapes[SPLINE_COUNT] = {
    {6,
     {{1.6, 0.3}, {1.7, 1.8}, {2.4, 2.9}, {2.8, 1.1}, {2.3, 0.4}, {2.0, 1.4}},
     8,
     {0, 0, 0, 1, 1.5, 2, 2, 2}},
    {5, {{2.8, 2.6}, {3.2, 1.5}, {3.6, 0.2}, {2.9, -0.1}, {2.4, 0.8}}, 7, {0, 0, 0, 1, 2, 2, 2}},
    {4, {{1.2, 3.0}, {1.8, 3.3}, {2.6, 3.1}, {3.4, 3.2}}, 6, {0, 0, 0, 1, 1, 1}},
};

// --- Vectors -------------------------------------------------------------------------------------
static double coordinate(PyObject *vector, int axis) {
    return get_float(&vector_class, vector, axis);
}

static bool set_coordinate(PyObject *vector, int axis, double number) {
    return set_float(&vector_class, vector, axis, number);
}

static PyObject *make_vector(double x, double y, double z) {
    PyObject *self = make_instance(&vector_class);
    if (self && set_coordinate(self, X, x) && set_coordinate(self, Y, y) &&
        set_coordinate(self, Z, z)) {
        return self;
    }
    Py_XDECREF(self);
    return NULL;
}

/* Make a vector with the float that is the default for the last coordinate. */
static PyObject *make_flat_vector(double x, double y) {
    PyObject *self = make_instance(&vector_class);
    if (self && set_coordinate(self, X, x) && set_coordinate(self, Y, y) &&
        set(&vector_class, self, Z, Py_NewRef(zero))) {
        return self;
    }
    Py_XDECREF(self);
    return NULL;
}

static double length(PyObject *vector) {
    double x = coordinate(vector, X), y = coordinate(vector, Y), z = coordinate(vector, Z);
    return sqrt(x * x + y * y + z * z);
}

static PyObject *subtract(PyObject *left, PyObject *right) {
    return make_vector(coordinate(left, X) - coordinate(right, X),
                       coordinate(left, Y) - coordinate(right, Y),
                       coordinate(left, Z) - coordinate(right, Z));
}

/* Add the distance of two vectors. */
static bool add_distance(PyObject *left, PyObject *right, double *sum) {
    PyObject *way = subtract(left, right);
    *sum += way ? length(way) : 0;
    Py_XDECREF(way);
    return way;
}

/* Return the point between, `share` of the first one. */
static PyObject *mixed(PyObject *self, PyObject *other, double share) {
    double rest = 1 - share;
    return make_vector(coordinate(self, X) * share + coordinate(other, X) * rest,
                       coordinate(self, Y) * share + coordinate(other, Y) * rest,
                       coordinate(self, Z) * share + coordinate(other, Z) * rest);
}

// --- Splines -------------------------------------------------------------------------------------
/* Return the number of a float or an int. */
static double to_double(PyObject *number) {
    return PyFloat_CheckExact(number) ? PyFloat_AS_DOUBLE(number) : (double)number_of(number);
}

static PyObject *of_spline(PyObject *spline, int attribute) {
    return borrow(&spline_class, spline, attribute);
}

static long degree_of(PyObject *spline) { return get_long(&spline_class, spline, DEGREE); }

static double knot_at(PyObject *knots, Py_ssize_t place) {
    return to_double(PyList_GET_ITEM(knots, place));
}

/* Find where a spline begins and ends. */
static void find_domain(PyObject *spline, double *low, double *high) {
    PyObject *knots = of_spline(spline, KNOTS);
    long degree = degree_of(spline);
    *low = knot_at(knots, degree - 1);
    *high = knot_at(knots, PyList_GET_SIZE(knots) - degree);
}

static Py_ssize_t find_interval(PyObject *knots, long degree, double u) {
    Py_ssize_t end = PyList_GET_SIZE(knots) - degree;
    for (Py_ssize_t place = degree - 1; place < end; place++) {
        if (knot_at(knots, place) <= u && u < knot_at(knots, place + 1)) {
            return place;
        }
    }
    return end - 1;
}

/* Mix the points of a list, until the first one is where the spline is at `u`. */
static bool mix(PyObject *work, PyObject *knots, long degree, Py_ssize_t first, double u) {
    for (long step = 1; step <= degree; step++) {
        for (long place = 0; place <= degree - step; place++) {
            double low = knot_at(knots, first + place + step - 1);
            double high = knot_at(knots, first + place + degree);
            PyObject **point = &PyList_GET_ITEM(work, place);
            PyObject *next = mixed(*point, point[1], (high - u) / (high - low));
            if (!next) {
                return false;
            }
            Py_SETREF(*point, next);
        }
    }
    return true;
}

/* Return where a spline is at `u`. */
static PyObject *evaluate(PyObject *spline, double u) {
    PyObject *points = of_spline(spline, POINTS), *knots = of_spline(spline, KNOTS);
    long degree = degree_of(spline);
    Py_ssize_t first = find_interval(knots, degree, u) - degree + 1;
    PyObject *work = PyList_GetSlice(points, first, first + degree + 1), *result = NULL;
    if (work && mix(work, knots, degree, first, u)) {
        result = Py_NewRef(PyList_GET_ITEM(work, 0));
    }
    Py_XDECREF(work);
    return result;
}

static PyObject *make_mark(double mark) {
    return mark == floor(mark) ? PyLong_FromLong((long)mark) : PyFloat_FromDouble(mark);
}

static PyObject *make_spline(const Shape *shape) {
    PyObject *self = make_instance(&spline_class), *points = PyList_New(0), *knots = PyList_New(0);
    bool done = self && points && knots;
    for (int i = 0; done && i < shape->points; i++) {
        done = append(points, make_flat_vector(shape->places[i][0], shape->places[i][1]));
    }
    for (int i = 0; done && i < shape->knots; i++) {
        done = append(knots, make_mark(shape->marks[i]));
    }
    if (!done || !set(&spline_class, self, POINTS, Py_NewRef(points)) ||
        !set_long(&spline_class, self, DEGREE, SPLINE_DEGREE) ||
        !set(&spline_class, self, KNOTS, Py_NewRef(knots))) {
        Py_CLEAR(self);
    }
    Py_XDECREF(knots);
    Py_XDECREF(points);
    return self;
}

static PyObject *make_splines(void) {
    PyObject *splines = PyList_New(0);
    for (int i = 0; splines && i < SPLINE_COUNT; i++) {
        if (!append(splines, make_spline(&shapes[i]))) {
            Py_CLEAR(splines);
        }
    }
    return splines;
}

// --- The game ------------------------------------------------------------------------------------
static PyObject *of_game(PyObject *game, int attribute) {
    return borrow(&game_class, game, attribute);
}

static double figure(PyObject *game, int attribute) {
    return get_float(&game_class, game, attribute);
}

static bool set_figure(PyObject *game, int attribute, double number) {
    return set_float(&game_class, game, attribute, number);
}

/* Return the least coordinate of all points times `sign`: -1 finds the greatest. Borrowed. */
static PyObject *find_extreme(PyObject *splines, int axis, double sign) {
    PyObject *extreme = NULL;
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(splines); i++) {
        PyObject *points = of_spline(PyList_GET_ITEM(splines, i), POINTS);
        for (Py_ssize_t k = 0; k < PyList_GET_SIZE(points); k++) {
            PyObject *number = borrow(&vector_class, PyList_GET_ITEM(points, k), axis);
            if (!extreme || PyFloat_AS_DOUBLE(number) * sign < PyFloat_AS_DOUBLE(extreme) * sign) {
                extreme = number;
            }
        }
    }
    return extreme;
}

/* Return the length of a spline as a float. */
static PyObject *measure(PyObject *spline) {
    double low, high, sum = 0;
    find_domain(spline, &low, &high);
    PyObject *last = evaluate(spline, low);
    for (int step = 1; last && step <= STEPS; step++) {
        PyObject *point = evaluate(spline, low + (high - low) * step / STEPS);
        if (point && !add_distance(last, point, &sum)) {
            Py_CLEAR(point);
        }
        Py_SETREF(last, point);
    }
    bool done = last;
    Py_XDECREF(last);
    return done ? PyFloat_FromDouble(sum) : NULL;
}

static bool measure_all(PyObject *self, PyObject *splines) {
    PyObject *lengths = PyList_New(0);
    bool done = lengths;
    double total = 0;
    for (Py_ssize_t i = 0; done && i < PyList_GET_SIZE(splines); i++) {
        done = append(lengths, measure(PyList_GET_ITEM(splines, i)));
        total += done ? PyFloat_AS_DOUBLE(PyList_GET_ITEM(lengths, i)) : 0;
    }
    done = done && set(&game_class, self, LENGTHS, Py_NewRef(lengths)) &&
           set_figure(self, TOTAL, total);
    Py_XDECREF(lengths);
    return done;
}

static bool find_bounds(PyObject *self, PyObject *splines) {
    return set(&game_class, self, MIN_X, Py_NewRef(find_extreme(splines, X, 1))) &&
           set(&game_class, self, MAX_X, Py_NewRef(find_extreme(splines, X, -1))) &&
           set(&game_class, self, MIN_Y, Py_NewRef(find_extreme(splines, Y, 1))) &&
           set(&game_class, self, MAX_Y, Py_NewRef(find_extreme(splines, Y, -1))) &&
           set_figure(self, WIDTH, figure(self, MAX_X) - figure(self, MIN_X)) &&
           set_figure(self, HEIGHT, figure(self, MAX_Y) - figure(self, MIN_Y));
}

static PyObject *make_game(PyObject *splines, double thickness, long seed) {
    PyObject *self = make_instance(&game_class);
    if (self && set(&game_class, self, SPLINES, Py_NewRef(splines)) &&
        set_figure(self, THICKNESS, thickness) &&
        set(&game_class, self, RANDOM, PyObject_CallFunction(random_type, "l", seed)) &&
        find_bounds(self, splines) && measure_all(self, splines)) {
        return self;
    }
    Py_XDECREF(self);
    return NULL;
}

/* Return a spline, borrowed, longer ones more often. */
static PyObject *choose(PyObject *game) {
    PyObject *splines = of_game(game, SPLINES), *lengths = of_game(game, LENGTHS);
    PyObject *drawn = next_random(of_game(game, RANDOM), NULL);
    if (!drawn) {
        return NULL;
    }
    double rest = PyFloat_AS_DOUBLE(drawn) * figure(game, TOTAL);
    Py_DECREF(drawn);
    Py_ssize_t last = PyList_GET_SIZE(lengths) - 1, number = 0;
    for (double own; number < last; number++, rest -= own) {
        own = PyFloat_AS_DOUBLE(PyList_GET_ITEM(lengths, number));
        if (rest < own) {
            break;
        }
    }
    return PyList_GET_ITEM(splines, number);
}

static double between(double number, double least, double most) {
    double above = least > number ? least : number;
    return most < above ? most : above;
}

/* Move a point of a spline beside it, and into the picture. */
static bool push_aside(PyObject *game, PyObject *base, PyObject *slope, double offset) {
    double steepness = length(slope), thickness = figure(game, THICKNESS);
    double x = coordinate(base, X), y = coordinate(base, Y);
    if (steepness > 0) {
        x += coordinate(slope, Y) / steepness * offset * thickness;
        y -= coordinate(slope, X) / steepness * offset * thickness;
    }
    return set_coordinate(base, X, between(x, figure(game, MIN_X), figure(game, MAX_X))) &&
           set_coordinate(base, Y, between(y, figure(game, MIN_Y), figure(game, MAX_Y)));
}

/* Return the direction of a spline at `u`, where it is at `base`. */
static PyObject *find_slope(PyObject *spline, PyObject *base, double u, double high) {
    const double little = 1.0 / 50000;
    bool is_inside = u + little < high;
    PyObject *other = evaluate(spline, is_inside ? u + little : u - little), *slope = NULL;
    if (other) {
        slope = is_inside ? subtract(other, base) : subtract(base, other);
        Py_DECREF(other);
    }
    return slope;
}

/* Return where a point is moved to. */
static PyObject *move(PyObject *game, PyObject *point) {
    PyObject *spline = choose(game);
    if (!spline) {
        return NULL;
    }
    double low, high;
    find_domain(spline, &low, &high);
    double share = (coordinate(point, X) - figure(game, MIN_X)) / figure(game, WIDTH);
    double offset = (coordinate(point, Y) - figure(game, MIN_Y)) / figure(game, HEIGHT) - 0.5;
    double u = low + (high - low) * share;
    PyObject *base = evaluate(spline, u), *slope = base ? find_slope(spline, base, u, high) : NULL;
    if (!slope || !push_aside(game, base, slope, offset)) {
        Py_CLEAR(base);
    }
    Py_XDECREF(slope);
    return base;
}

/* Count a point in the picture. */
static bool count(PyObject *game, PyObject *picture, PyObject *point, long width, long height) {
    double across = (coordinate(point, X) - figure(game, MIN_X)) / figure(game, WIDTH);
    double down = (coordinate(point, Y) - figure(game, MIN_Y)) / figure(game, HEIGHT);
    long column = (long)(across * (double)(width - 1)), row = (long)(down * (double)(height - 1));
    PyObject **cell = &PyList_GET_ITEM(PyList_GET_ITEM(picture, row), column);
    return store_long(cell, number_of(*cell) + 1);
}

/* Return a list of lists of zeros. */
static PyObject *make_picture(long width, long height) {
    PyObject *picture = PyList_New(0);
    for (long row = 0; picture && row < height; row++) {
        PyObject *cells = PyList_New(0);
        for (long column = 0; cells && column < width; column++) {
            if (!append(cells, PyLong_FromLong(0))) {
                Py_CLEAR(cells);
            }
        }
        if (!append(picture, cells)) {
            Py_CLEAR(picture);
        }
    }
    return picture;
}

static PyObject *play(PyObject *game, long width, long height, long steps) {
    PyObject *picture = make_picture(width, height);
    PyObject *point = make_flat_vector((figure(game, MAX_X) + figure(game, MIN_X)) / 2,
                                       (figure(game, MAX_Y) + figure(game, MIN_Y)) / 2);
    for (long i = 0; picture && i < steps; i++) {
        Py_XSETREF(point, point ? move(game, point) : NULL);
        if (!point || !count(game, picture, point, width, height)) {
            Py_CLEAR(picture);
        }
    }
    Py_XDECREF(point);
    return picture;
}

static long sum_up(PyObject *picture) {
    long checksum = 0;
    for (Py_ssize_t row = 0; row < PyList_GET_SIZE(picture); row++) {
        PyObject *cells = PyList_GET_ITEM(picture, row);
        for (Py_ssize_t column = 0; column < PyList_GET_SIZE(cells); column++) {
            checksum = (checksum * 31 + number_of(PyList_GET_ITEM(cells, column))) % 1000003;
        }
    }
    return checksum;
}

static PyObject *run(double scale) {
    PyObject *splines = make_splines(), *game = splines ? make_game(splines, 0.25, 1234) : NULL;
    PyObject *picture = game ? play(game, 60, 40, scaled(29000, scale, 1)) : NULL;
    PyObject *result = picture ? PyLong_FromLong(sum_up(picture)) : NULL;
    Py_XDECREF(picture);
    Py_XDECREF(game);
    Py_XDECREF(splines);
    return result;
}

static bool prepare(void) {
    PyObject *module = PyImport_ImportModule("random");
    random_type = module ? PyObject_GetAttrString(module, "Random") : NULL;
    Py_XDECREF(module);
    PyObject *method = random_type ? PyObject_GetAttrString(random_type, "random") : NULL;
    next_random = method ? ((PyMethodDescrObject *)method)->d_method->ml_meth : NULL;
    return next_random && (zero = PyFloat_FromDouble(0)) &&
           make_class(&vector_class, "Vector", &PyBaseObject_Type, vector_names) &&
           make_class(&spline_class, "Spline", &PyBaseObject_Type, spline_names) &&
           make_class(&game_class, "ChaosGame", &PyBaseObject_Type, game_names);
}

LIMITS_MODULE(chaos)
