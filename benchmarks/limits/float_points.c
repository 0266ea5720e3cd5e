/* benchmarks/programs/float_points.py by hand: instances with slots and with a dictionary, whose
 * attributes are float objects. A float between an attribute and the next is a C double. */
#include "limits.h"

/* An instance of Point. The slots are in the order of their names, as the class statement has them.
 */
typedef struct {
    PyObject_HEAD PyObject *x, *y, *z;
} Point;

enum { X, Y, SPEED_X, SPEED_Y, BOUNCES };
static const char *const particle_names[] = {"x", "y", "speed_x", "speed_y", "bounces", NULL};
static const double gravity = 9.81;
static Class point_class, particle_class;

// --- Points --------------------------------------------------------------------------------------
static PyObject *make_point(long number) {
    PyObject *self = make_instance(&point_class);
    if (!self) {
        return NULL;
    }
    Point *point = (Point *)self;
    double x = sin((double)number);
    if (store_float(&point->x, x) && store_float(&point->y, cos((double)number) * 3) &&
        store_float(&point->z, x * x / 2)) {
        return self;
    }
    Py_DECREF(self);
    return NULL;
}

static bool normalize(Point *point) {
    double x = PyFloat_AS_DOUBLE(point->x), y = PyFloat_AS_DOUBLE(point->y);
    double z = PyFloat_AS_DOUBLE(point->z), length = sqrt(x * x + y * y + z * z);
    return store_float(&point->x, x / length) && store_float(&point->y, y / length) &&
           store_float(&point->z, z / length);
}

/* Set a slot to the greater one of two floats, which stays the same object. */
static void keep_greater(PyObject **slot, PyObject *other) {
    if (!(PyFloat_AS_DOUBLE(*slot) > PyFloat_AS_DOUBLE(other))) {
        Py_SETREF(*slot, Py_NewRef(other));
    }
}

static Point *maximize(Point *self, const Point *other) {
    keep_greater(&self->x, other->x);
    keep_greater(&self->y, other->y);
    keep_greater(&self->z, other->z);
    return self;
}

/* Return the first of some points with the greatest coordinates of all. */
static PyObject *greatest(PyObject *points) {
    Point *result = (Point *)PyList_GET_ITEM(points, 0);
    PyObject *others = PyList_GetSlice(points, 1, PyList_GET_SIZE(points));
    if (!others) {
        return NULL;
    }
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(others); i++) {
        result = maximize(result, (Point *)PyList_GET_ITEM(others, i));
    }
    Py_DECREF(others);
    return Py_NewRef((PyObject *)result);
}

static PyObject *compare_points(long count) {
    PyObject *points = PyList_New(0), *result = NULL;
    bool done = points;
    for (long number = 0; done && number < count; number++) {
        done = append(points, make_point(number));
    }
    for (Py_ssize_t i = 0; done && i < count; i++) {
        done = normalize((Point *)PyList_GET_ITEM(points, i));
    }
    if (done) {
        result = greatest(points);
    }
    Py_XDECREF(points);
    return result;
}

// --- Particles -----------------------------------------------------------------------------------
static double read_float(PyObject *particle, int attribute) {
    return get_float(&particle_class, particle, attribute);
}

static bool write_float(PyObject *particle, int attribute, double number) {
    return set_float(&particle_class, particle, attribute, number);
}

static PyObject *make_particle(double x, double y, double speed_x, double speed_y) {
    PyObject *self = make_instance(&particle_class);
    if (self && write_float(self, X, x) && write_float(self, Y, y) &&
        write_float(self, SPEED_X, speed_x) && write_float(self, SPEED_Y, speed_y) &&
        set_long(&particle_class, self, BOUNCES, 0)) {
        return self;
    }
    Py_XDECREF(self);
    return NULL;
}

static bool bounce(PyObject *self, double y, double speed_y) {
    long bounces = get_long(&particle_class, self, BOUNCES);
    return bounces >= 0 && write_float(self, Y, -y) && write_float(self, SPEED_Y, speed_y * -0.9) &&
           set_long(&particle_class, self, BOUNCES, bounces + 1);
}

static bool step(PyObject *self, double time) {
    double x = read_float(self, X), speed_x = read_float(self, SPEED_X),
           speed_y = read_float(self, SPEED_Y);
    double y = read_float(self, Y) + speed_y * time;
    speed_y -= gravity * time;
    return write_float(self, X, x + speed_x * time) && write_float(self, Y, y) &&
           write_float(self, SPEED_Y, speed_y) && (y >= 0.0 || bounce(self, y, speed_y));
}

/* Add what a particle has of energy and bounces to two sums. */
static bool add_particle(PyObject *particle, double *energy, long *bounces) {
    double y = read_float(particle, Y);
    double speed_x = read_float(particle, SPEED_X), speed_y = read_float(particle, SPEED_Y);
    *bounces += get_long(&particle_class, particle, BOUNCES);
    *energy += 0.5 * (speed_x * speed_x + speed_y * speed_y) + gravity * y;
    return !PyErr_Occurred();
}

/* Compute the energy and the bounces of so many particles after so many steps. */
static bool move_particles(long count, long steps, double *energy, long *bounces) {
    PyObject *particles = PyList_New(0);
    bool done = particles;
    for (long n = 0; done && n < count; n++) {
        done = append(particles, make_particle(0.0, 1.0 + (double)(n % 7), 0.5 * (double)(n % 5),
                                               0.1 * (double)(n % 3)));
    }
    for (long i = 0; done && i < steps * count; i++) {
        done = step(PyList_GET_ITEM(particles, i % count), 0.01);
    }
    *energy = 0;
    *bounces = 0;
    for (long n = 0; done && n < count; n++) {
        done = add_particle(PyList_GET_ITEM(particles, n), energy, bounces);
    }
    Py_XDECREF(particles);
    return done;
}

// --- Answers -------------------------------------------------------------------------------------
enum { TEXT_SIZE = 128 };

static PyObject *run(double scale) {
    long count = scaled(310000, scale, 2), bounces;
    double energy;
    PyObject *greatest_point = compare_points(count);
    if (!greatest_point) {
        return NULL;
    }
    const Point *point = (Point *)greatest_point;
    char coordinates[TEXT_SIZE], energy_text[TEXT_SIZE];
    PyOS_snprintf(coordinates, TEXT_SIZE, "%.9f %.9f %.9f", PyFloat_AS_DOUBLE(point->x),
                  PyFloat_AS_DOUBLE(point->y), PyFloat_AS_DOUBLE(point->z));
    bool done = move_particles(count < 800 ? 1 : count / 800, 800, &energy, &bounces);
    PyOS_snprintf(energy_text, TEXT_SIZE, "%.6f", energy);
    Py_DECREF(greatest_point);
    return done ? Py_BuildValue("(ssl)", coordinates, energy_text, bounces) : NULL;
}

static bool prepare(void) {
    return make_slotted_class(&point_class, "Point", "x y z") &&
           has_slot(point_class.type, "x", offsetof(Point, x)) &&
           has_slot(point_class.type, "y", offsetof(Point, y)) &&
           has_slot(point_class.type, "z", offsetof(Point, z)) &&
           make_class(&particle_class, "Particle", &PyBaseObject_Type, particle_names);
}

LIMITS_MODULE(float_points)
