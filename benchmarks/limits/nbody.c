/* benchmarks/programs/nbody.py by hand: bodies are tuples of lists of float objects, in a list and
 * in pairs in another one. A float of a list that nobody else has takes the next number. */
#include "limits.h"

enum { AXES = 3, BODIES = 5 };

// --- The beginning -------------------------------------------------------------------------------
/* A body: its place, its speed a day and its mass in masses of the sun. */
typedef struct {
    double place[AXES], speed[AXES], mass;
} Beginning;

static const double solar_mass = 4 * 3.14159265358979323 * 3.14159265358979323;
static const double days = 365.24;
static const Beginning beginnings[BODIES] = {
    {{0, 0, 0}, {0, 0, 0}, 1},
    {{4.84143144246472090e00, -1.16032004402742839e00, -1.03622044471123109e-01},
     {1.66007664274403694e-03, 7.69901118419740425e-03, -6.90460016972063e-05},
     9.54791938424326609e-04},
    {{8.34336671824457987e00, 4.12479856412430479e00, -4.03523417114321e-01},
     {-2.76742510726411e-03, 4.99852801234917238e-03, 2.30417297573763e-05},
     2.85885980666130812e-04},
    {{1.28943695621391310e01, -1.51111514016986312e01, -2.23307578892655734e-01},
     {2.96460137564761618e-03, 2.37847173959480950e-03, -2.965895685402e-05},
     4.36624404335156298e-05},
    {{1.53796971148509165e01, -2.59193146099879641e01, 1.79258772950371181e-01},
     {2.68067772490389322e-03, 1.62824170038242295e-03, -9.5159225451971e-05},
     5.15138902046611451e-05},
};

/* Return the list of three numbers, each times a factor. */
static PyObject *make_vector(const double *numbers, double factor) {
    return Py_BuildValue("[ddd]", numbers[0] * factor, numbers[1] * factor, numbers[2] * factor);
}

/* Return the list of the bodies. */
static PyObject *make_bodies(void) {
    PyObject *bodies = PyList_New(0);
    for (int i = 0; bodies && i < BODIES; i++) {
        const Beginning *beginning = &beginnings[i];
        PyObject *place = make_vector(beginning->place, 1);
        PyObject *speed = place ? make_vector(beginning->speed, days) : NULL;
        PyObject *mass = speed ? PyFloat_FromDouble(beginning->mass * solar_mass) : NULL;
        PyObject *body = mass ? PyTuple_Pack(3, place, speed, mass) : NULL;
        Py_XDECREF(mass);
        Py_XDECREF(speed);
        Py_XDECREF(place);
        if (!append(bodies, body)) {
            Py_CLEAR(bodies);
        }
    }
    return bodies;
}

// --- Bodies --------------------------------------------------------------------------------------
static PyObject **items_of(PyObject *list) { return ((PyListObject *)list)->ob_item; }

/* Return the floats of a body's place. */
static PyObject **place_of(PyObject *body) { return items_of(PyTuple_GET_ITEM(body, 0)); }

static PyObject **speed_of(PyObject *body) { return items_of(PyTuple_GET_ITEM(body, 1)); }

static double mass_of(PyObject *body) { return PyFloat_AS_DOUBLE(PyTuple_GET_ITEM(body, 2)); }

static bool add_float(PyObject **item, double number) {
    return store_float(item, PyFloat_AS_DOUBLE(*item) + number);
}

/* Have the sun move so that the whole does not. */
static bool balance(PyObject *bodies) {
    PyObject *sun = PyList_GET_ITEM(bodies, 0), *momentum = PyList_New(0);
    bool done = momentum;
    for (int axis = 0; done && axis < AXES; axis++) {
        double sum = 0;
        for (Py_ssize_t i = 0; i < PyList_GET_SIZE(bodies); i++) {
            PyObject *body = PyList_GET_ITEM(bodies, i);
            sum += PyFloat_AS_DOUBLE(speed_of(body)[axis]) * mass_of(body);
        }
        done = append(momentum, PyFloat_FromDouble(sum));
    }
    for (int axis = 0; done && axis < AXES; axis++) {
        double speed = -PyFloat_AS_DOUBLE(PyList_GET_ITEM(momentum, axis)) / mass_of(sun);
        done = store_float(&speed_of(sun)[axis], speed);
    }
    Py_XDECREF(momentum);
    return done;
}

/* Return the list of each pair of different bodies once. */
static PyObject *pair_up(PyObject *bodies) {
    PyObject *pairs = PyList_New(0);
    for (Py_ssize_t first = 0; first < PyList_GET_SIZE(bodies); first++) {
        for (Py_ssize_t second = first + 1; pairs && second < PyList_GET_SIZE(bodies); second++) {
            PyObject *pair =
                PyTuple_Pack(2, PyList_GET_ITEM(bodies, first), PyList_GET_ITEM(bodies, second));
            if (!append(pairs, pair)) {
                Py_CLEAR(pairs);
            }
        }
    }
    return pairs;
}

/* Compute the way from the second body of a pair to the first, and its square. */
static double distance(PyObject *first, PyObject *second, double *way) {
    double square = 0;
    for (int axis = 0; axis < AXES; axis++) {
        way[axis] =
            PyFloat_AS_DOUBLE(place_of(first)[axis]) - PyFloat_AS_DOUBLE(place_of(second)[axis]);
        square = axis ? square + way[axis] * way[axis] : way[axis] * way[axis];
    }
    return square;
}

/* Have two bodies attract each other for a time of `step`. */
static bool attract(PyObject *first, PyObject *second, double step) {
    double way[AXES], magnitude = step * pow(distance(first, second, way), -1.5);
    double first_pull = mass_of(first) * magnitude, second_pull = mass_of(second) * magnitude;
    bool done = true;
    for (int axis = 0; done && axis < AXES; axis++) {
        done = add_float(&speed_of(first)[axis], -(way[axis] * second_pull)) &&
               add_float(&speed_of(second)[axis], way[axis] * first_pull);
    }
    return done;
}

static bool move(PyObject *body, double step) {
    bool done = true;
    for (int axis = 0; done && axis < AXES; axis++) {
        done = add_float(&place_of(body)[axis], step * PyFloat_AS_DOUBLE(speed_of(body)[axis]));
    }
    return done;
}

/* Move the bodies `count` times by a time of `step`. */
static bool advance(double step, long count, PyObject *bodies, PyObject *pairs) {
    bool done = true;
    for (long i = 0; done && i < count; i++) {
        for (Py_ssize_t k = 0; done && k < PyList_GET_SIZE(pairs); k++) {
            PyObject *pair = PyList_GET_ITEM(pairs, k);
            done = attract(PyTuple_GET_ITEM(pair, 0), PyTuple_GET_ITEM(pair, 1), step);
        }
        for (Py_ssize_t k = 0; done && k < PyList_GET_SIZE(bodies); k++) {
            done = move(PyList_GET_ITEM(bodies, k), step);
        }
    }
    return done;
}

/* Return the energy of the whole, which stays nearly the same. */
static PyObject *energy(PyObject *bodies, PyObject *pairs) {
    double total = 0, way[AXES];
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(pairs); i++) {
        PyObject *pair = PyList_GET_ITEM(pairs, i);
        PyObject *first = PyTuple_GET_ITEM(pair, 0), *second = PyTuple_GET_ITEM(pair, 1);
        total -= mass_of(first) * mass_of(second) / pow(distance(first, second, way), 0.5);
    }
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(bodies); i++) {
        PyObject *body = PyList_GET_ITEM(bodies, i), **speed = speed_of(body);
        double x = PyFloat_AS_DOUBLE(speed[0]), y = PyFloat_AS_DOUBLE(speed[1]);
        double z = PyFloat_AS_DOUBLE(speed[2]);
        total += mass_of(body) * (x * x + y * y + z * z) / 2.0;
    }
    return PyFloat_FromDouble(total);
}

/* Return the text of an object, whose reference is taken and which may be NULL. */
static PyObject *to_text(PyObject *object) {
    PyObject *text = object ? PyObject_Repr(object) : NULL;
    Py_XDECREF(object);
    return text;
}

static PyObject *run(double scale) {
    PyObject *bodies = make_bodies(), *pairs = bodies ? pair_up(bodies) : NULL, *result = NULL;
    if (pairs && balance(bodies)) {
        PyObject *before = to_text(energy(bodies, pairs));
        bool done = before && advance(0.01, scaled(72000, scale, 1), bodies, pairs);
        result = make_pair(before, done ? to_text(energy(bodies, pairs)) : NULL);
    }
    Py_XDECREF(pairs);
    Py_XDECREF(bodies);
    return result;
}

static bool prepare(void) { return true; }

LIMITS_MODULE(nbody)
