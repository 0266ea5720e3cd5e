/* benchmarks/programs/raytrace.py by hand: points, vectors, rays, shapes and surfaces whose
 * attributes are in a dictionary, made for each step of the arithmetic; tuples of colours and of
 * what is found, lists of lights. Floats on their way are doubles, and that nothing is met is an
 * answer of C. */
#include "limits.h"

enum { DEEPEST = 3 };
static const double epsilon = 1e-5;

enum { X, Y, Z };
enum { START, DIRECTION };
enum { CENTRE, RADIUS };
enum { BASE, UP };
enum { COLOUR, MIRROR, DIFFUSE, AMBIENT, OTHER, SIZE };
enum { EYE, TARGET, OBJECTS, LIGHTS };
static const char *const vector_names[] = {"x", "y", "z", NULL};
static const char *const ray_names[] = {"start", "direction", NULL};
static const char *const sphere_names[] = {"centre", "radius", NULL};
static const char *const floor_names[] = {"base", "up", NULL};
static const char *const surface_names[] = {"colour", "mirror", "diffuse", "ambient", NULL};
static const char *const chequered_names[] = {"colour", "mirror", "diffuse", "ambient",
                                              "other",  "size",   NULL};
static const char *const scene_names[] = {"eye", "target", "objects", "lights", NULL};
static Class vector_class, point_class, ray_class, sphere_class, floor_class, surface_class;
static Class chequered_class, scene_class;
// Colours where nothing is met, and beyond the last mirror.
static PyObject *sky, *black;

// --- Vectors and points --------------------------------------------------------------------------
/* Return a coordinate of a vector or a point, which is a float or an int. */
static double coordinate(PyObject *vector, int axis) {
    PyObject *number = borrow(&vector_class, vector, axis);
    return PyFloat_CheckExact(number) ? PyFloat_AS_DOUBLE(number) : (double)number_of(number);
}

/* Make a vector or a point. */
static PyObject *make(Class *class, double x, double y, double z) {
    PyObject *self = make_instance(class);
    if (self && set_float(class, self, X, x) && set_float(class, self, Y, y) &&
        set_float(class, self, Z, z)) {
        return self;
    }
    Py_XDECREF(self);
    return NULL;
}

/* Make one of a tuple of three numbers, whose reference is taken and which may be NULL. */
static PyObject *make_of(Class *class, PyObject *numbers) {
    PyObject *self = numbers ? make_instance(class) : NULL;
    for (int axis = X; self && axis <= Z; axis++) {
        if (!set(class, self, axis, Py_NewRef(PyTuple_GET_ITEM(numbers, axis)))) {
            Py_CLEAR(self);
        }
    }
    Py_XDECREF(numbers);
    return self;
}

static double dot(PyObject *left, PyObject *right) {
    return coordinate(left, X) * coordinate(right, X) + coordinate(left, Y) * coordinate(right, Y) +
           coordinate(left, Z) * coordinate(right, Z);
}

static PyObject *cross(PyObject *left, PyObject *right) {
    double x = coordinate(left, X), y = coordinate(left, Y), z = coordinate(left, Z);
    double a = coordinate(right, X), b = coordinate(right, Y), c = coordinate(right, Z);
    return make(&vector_class, y * c - z * b, z * a - x * c, x * b - y * a);
}

static PyObject *scaled_by(PyObject *vector, double factor) {
    return make(&vector_class, coordinate(vector, X) * factor, coordinate(vector, Y) * factor,
                coordinate(vector, Z) * factor);
}

static PyObject *normalized(PyObject *vector) {
    return scaled_by(vector, 1.0 / sqrt(dot(vector, vector)));
}

/* Return the sum of a vector or a point and a vector, of the first one's class. */
static PyObject *add(Class *class, PyObject *left, PyObject *right) {
    return make(class, coordinate(left, X) + coordinate(right, X),
                coordinate(left, Y) + coordinate(right, Y),
                coordinate(left, Z) + coordinate(right, Z));
}

/* Return the vector from one place, or end of a vector, to another. */
static PyObject *subtract(PyObject *left, PyObject *right) {
    return make(&vector_class, coordinate(left, X) - coordinate(right, X),
                coordinate(left, Y) - coordinate(right, Y),
                coordinate(left, Z) - coordinate(right, Z));
}

/* Return the vector of a length of 1 that one has, whose reference is taken and which may be NULL.
 */
static PyObject *normalize(PyObject *vector) {
    PyObject *result = vector ? normalized(vector) : NULL;
    Py_XDECREF(vector);
    return result;
}

static PyObject *reflected(PyObject *vector, PyObject *normal) {
    PyObject *twice = scaled_by(normal, 2 * dot(vector, normal));
    PyObject *result = twice ? subtract(vector, twice) : NULL;
    Py_XDECREF(twice);
    return result;
}

// --- Rays ----------------------------------------------------------------------------------------
/* Make a ray in a direction whose reference is taken and which may be NULL. */
static PyObject *make_ray(PyObject *start, PyObject *direction) {
    PyObject *self = direction ? make_instance(&ray_class) : NULL;
    if (self && set(&ray_class, self, START, Py_NewRef(start)) &&
        set(&ray_class, self, DIRECTION, normalized(direction))) {
        Py_DECREF(direction);
        return self;
    }
    Py_XDECREF(self);
    Py_XDECREF(direction);
    return NULL;
}

static PyObject *start_of(PyObject *ray) { return borrow(&ray_class, ray, START); }

static PyObject *direction_of(PyObject *ray) { return borrow(&ray_class, ray, DIRECTION); }

static PyObject *point_at(PyObject *ray, double distance) {
    PyObject *way = scaled_by(direction_of(ray), distance);
    PyObject *point = way ? add(&point_class, start_of(ray), way) : NULL;
    Py_XDECREF(way);
    return point;
}

// --- Shapes --------------------------------------------------------------------------------------
/* What a question gives that may fail. */
typedef enum { FAILED = -1, NO, YES } Answer;

static PyObject *make_sphere(PyObject *centre, double radius) {
    PyObject *self = make_instance(&sphere_class);
    if (self && set(&sphere_class, self, CENTRE, centre) &&
        set_float(&sphere_class, self, RADIUS, radius)) {
        return self;
    }
    Py_XDECREF(self);
    return NULL;
}

/* Find the distance at which a ray meets a sphere. */
static Answer intersect_sphere(PyObject *sphere, PyObject *ray, double *distance) {
    PyObject *to_centre = subtract(borrow(&sphere_class, sphere, CENTRE), start_of(ray));
    if (!to_centre) {
        return FAILED;
    }
    double radius = get_float(&sphere_class, sphere, RADIUS);
    double along = dot(to_centre, direction_of(ray));
    double inside = radius * radius - (dot(to_centre, to_centre) - along * along);
    Py_DECREF(to_centre);
    if (inside < 0) {
        return NO;
    }
    *distance = along - sqrt(inside);
    return YES;
}

/* Make a floor of a base and a normal, whose references are taken and which may be NULL. */
static PyObject *make_floor(PyObject *base, PyObject *normal) {
    PyObject *self = make_instance(&floor_class), *up = normalize(normal);
    if (self && set(&floor_class, self, BASE, base) && set(&floor_class, self, UP, up)) {
        return self;
    }
    Py_XDECREF(self);
    return NULL;
}

static Answer intersect_floor(PyObject *floor, PyObject *ray, double *distance) {
    PyObject *up = borrow(&floor_class, floor, UP);
    double steepness = dot(direction_of(ray), up);
    if (fabs(steepness) < epsilon) {
        return NO;
    }
    PyObject *way = subtract(borrow(&floor_class, floor, BASE), start_of(ray));
    if (!way) {
        return FAILED;
    }
    *distance = dot(way, up) / steepness;
    Py_DECREF(way);
    return YES;
}

static bool is_sphere(PyObject *shape) { return Py_IS_TYPE(shape, sphere_class.type); }

/* Whether a ray meets a shape in front of its start, and where. */
static Answer meets(PyObject *shape, PyObject *ray, double *distance) {
    Answer answer = is_sphere(shape) ? intersect_sphere(shape, ray, distance)
                                     : intersect_floor(shape, ray, distance);
    return answer == YES && *distance <= epsilon ? NO : answer;
}

static PyObject *normal_at(PyObject *shape, PyObject *point) {
    return is_sphere(shape) ? normalize(subtract(point, borrow(&sphere_class, shape, CENTRE)))
                            : get(&floor_class, shape, UP);
}

// --- Surfaces ------------------------------------------------------------------------------------
/* Set what all surfaces have; the colour's reference is taken. */
static bool begin_surface(Class *class, PyObject *self, PyObject *colour) {
    return set(class, self, COLOUR, colour) && set_float(class, self, MIRROR, 0.2) &&
           set_float(class, self, DIFFUSE, 0.6) && set_float(class, self, AMBIENT, 0.2);
}

static PyObject *make_surface(PyObject *colour) {
    PyObject *self = make_instance(&surface_class);
    if (self && !begin_surface(&surface_class, self, colour)) {
        Py_CLEAR(self);
    }
    return self;
}

static PyObject *make_chequered(PyObject *colour, PyObject *other) {
    PyObject *self = make_instance(&chequered_class);
    if (self && begin_surface(&chequered_class, self, colour) &&
        set(&chequered_class, self, OTHER, other) && set_float(&chequered_class, self, SIZE, 1.0)) {
        return self;
    }
    Py_XDECREF(self);
    return NULL;
}

static double figure(PyObject *surface, int attribute) {
    return get_float(&surface_class, surface, attribute);
}

/* Return the tuple of a surface's colour at a point, borrowed. */
static PyObject *base_colour(PyObject *surface, PyObject *point) {
    long squares = 0;
    if (Py_IS_TYPE(surface, chequered_class.type)) {
        double size = get_float(&chequered_class, surface, SIZE);
        for (int axis = X; axis <= Z; axis++) {
            squares += (long)(fabs(coordinate(point, axis)) / size + 0.5);
        }
    }
    return squares % 2 ? borrow(&chequered_class, surface, OTHER)
                       : borrow(&surface_class, surface, COLOUR);
}

static PyObject *make_colour(double red, double green, double blue) {
    PyObject *colour = PyTuple_New(3);
    const double parts[] = {red, green, blue};
    for (int i = 0; colour && i < 3; i++) {
        PyObject *part = PyFloat_FromDouble(parts[i]);
        if (!part) {
            Py_CLEAR(colour);
            break;
        }
        PyTuple_SET_ITEM(colour, i, part);
    }
    return colour;
}

static double part_of(PyObject *colour, int part) {
    return PyFloat_AS_DOUBLE(PyTuple_GET_ITEM(colour, part));
}

// --- The scene -----------------------------------------------------------------------------------
static PyObject *of_scene(PyObject *scene, int attribute) {
    return borrow(&scene_class, scene, attribute);
}

/* Return the tuple of the nearest object that a ray meets, its surface and the distance, or None.
 */
static PyObject *nearest(PyObject *scene, PyObject *ray) {
    PyObject *objects = of_scene(scene, OBJECTS), *found = Py_NewRef(Py_None);
    for (Py_ssize_t i = 0; found && i < PyList_GET_SIZE(objects); i++) {
        PyObject *pair = PyList_GET_ITEM(objects, i), *shape = PyTuple_GET_ITEM(pair, 0);
        double distance;
        Answer answer = meets(shape, ray, &distance);
        if (answer == FAILED) {
            Py_CLEAR(found);
        } else if (answer == YES &&
                   (found == Py_None || distance < PyFloat_AS_DOUBLE(PyTuple_GET_ITEM(found, 2)))) {
            PyObject *number = PyFloat_FromDouble(distance);
            PyObject *nearer =
                number ? PyTuple_Pack(3, shape, PyTuple_GET_ITEM(pair, 1), number) : NULL;
            Py_XDECREF(number);
            Py_SETREF(found, nearer);
        }
    }
    return found;
}

static Answer is_dark(PyObject *scene, PyObject *point, PyObject *light) {
    PyObject *objects = of_scene(scene, OBJECTS), *ray = make_ray(point, subtract(light, point));
    Answer answer = ray ? NO : FAILED;
    for (Py_ssize_t i = 0; answer == NO && i < PyList_GET_SIZE(objects); i++) {
        double distance;
        answer = meets(PyTuple_GET_ITEM(PyList_GET_ITEM(objects, i), 0), ray, &distance);
    }
    Py_XDECREF(ray);
    return answer;
}

/* Return the list of the lights that a point gets. */
static PyObject *visible_lights(PyObject *scene, PyObject *point) {
    PyObject *lights = of_scene(scene, LIGHTS), *visible = PyList_New(0);
    for (Py_ssize_t i = 0; visible && i < PyList_GET_SIZE(lights); i++) {
        PyObject *light = PyList_GET_ITEM(lights, i);
        Answer dark = is_dark(scene, point, light);
        if (dark == FAILED || (dark == NO && !append(visible, Py_NewRef(light)))) {
            Py_CLEAR(visible);
        }
    }
    return visible;
}

/* Add the light that a place gives to a point. */
static bool add_share(PyObject *place, PyObject *point, PyObject *normal, double *light) {
    PyObject *way = normalize(subtract(place, point));
    double share = way ? dot(way, normal) : 0;
    *light += share > 0 ? share : 0;
    Py_XDECREF(way);
    return way;
}

/* Add all light that a point gets. */
static bool add_light(PyObject *scene, PyObject *point, PyObject *normal, double *light) {
    PyObject *visible = visible_lights(scene, point);
    bool done = visible;
    for (Py_ssize_t i = 0; done && i < PyList_GET_SIZE(visible); i++) {
        done = add_share(PyList_GET_ITEM(visible, i), point, normal, light);
    }
    Py_XDECREF(visible);
    return done;
}

static PyObject *trace(PyObject *scene, PyObject *ray, int depth);

/* Return the colour that a surface mirrors. */
static PyObject *trace_mirrored(PyObject *scene, PyObject *ray, PyObject *point, PyObject *normal,
                                int depth) {
    PyObject *mirrored = make_ray(point, reflected(direction_of(ray), normal));
    PyObject *colour = mirrored ? trace(scene, mirrored, depth + 1) : NULL;
    Py_XDECREF(mirrored);
    return colour;
}

static PyObject *shade(PyObject *surface, PyObject *scene, PyObject *ray, PyObject *point,
                       PyObject *normal, int depth) {
    double parts[3] = {0, 0, 0}, light = 0, mirror = figure(surface, MIRROR);
    if (mirror > 0) {
        PyObject *colour = trace_mirrored(scene, ray, point, normal, depth);
        if (!colour) {
            return NULL;
        }
        for (int i = 0; i < 3; i++) {
            parts[i] = mirror * part_of(colour, i);
        }
        Py_DECREF(colour);
    }
    if (!add_light(scene, point, normal, &light)) {
        return NULL;
    }
    light = (light < 1 ? light : 1) * figure(surface, DIFFUSE) + figure(surface, AMBIENT);
    PyObject *base = base_colour(surface, point);
    if (!base) {
        return NULL;
    }
    return make_colour(parts[0] + light * part_of(base, 0), parts[1] + light * part_of(base, 1),
                       parts[2] + light * part_of(base, 2));
}

/* Return the tuple of the colour that a ray comes to. */
static PyObject *trace(PyObject *scene, PyObject *ray, int depth) {
    if (depth > DEEPEST) {
        return Py_NewRef(black);
    }
    PyObject *found = nearest(scene, ray), *colour = NULL;
    if (!found || found == Py_None) {
        Py_XDECREF(found);
        return found ? Py_NewRef(sky) : NULL;
    }
    PyObject *point = point_at(ray, PyFloat_AS_DOUBLE(PyTuple_GET_ITEM(found, 2)));
    PyObject *normal = point ? normal_at(PyTuple_GET_ITEM(found, 0), point) : NULL;
    if (normal) {
        colour = shade(PyTuple_GET_ITEM(found, 1), scene, ray, point, normal, depth);
    }
    Py_XDECREF(normal);
    Py_XDECREF(point);
    Py_DECREF(found);
    return colour;
}

// --- Pictures ------------------------------------------------------------------------------------
static unsigned char to_byte(double part) {
    long value = (long)(part * 255);
    return (unsigned char)(value < 0 ? 0 : value > 255 ? 255 : value);
}

static bool put_pixel(PyObject *pixels, PyObject *colour) {
    Py_ssize_t size = PyByteArray_GET_SIZE(pixels);
    if (PyByteArray_Resize(pixels, size + 3) < 0) {
        return false;
    }
    for (int i = 0; i < 3; i++) {
        PyByteArray_AS_STRING(pixels)[size + i] = (char)to_byte(part_of(colour, i));
    }
    return true;
}

/* What the picture is seen by: the ray of its middle, and what is right of it and up. */
typedef struct {
    PyObject *middle, *right, *up;
} View;

static bool begin_view(View *view, PyObject *scene) {
    *view = (View){0};
    PyObject *eye = of_scene(scene, EYE);
    view->middle = make_ray(eye, subtract(of_scene(scene, TARGET), eye));
    PyObject *upright = make_of(&vector_class, Py_BuildValue("(iii)", 0, 1, 0));
    if (view->middle && upright) {
        view->right = normalize(cross(direction_of(view->middle), upright));
    }
    if (view->right) {
        view->up = normalize(cross(view->right, direction_of(view->middle)));
    }
    Py_XDECREF(upright);
    return view->up;
}

static void end_view(View *view) {
    Py_XDECREF(view->up);
    Py_XDECREF(view->right);
    Py_XDECREF(view->middle);
}

/* Return the ray of a pixel that is so far beside the middle. */
static PyObject *ray_of_pixel(PyObject *scene, const View *view, double aside, PyObject *above) {
    PyObject *beside = scaled_by(view->right, aside);
    PyObject *sum = beside ? add(&vector_class, direction_of(view->middle), beside) : NULL;
    PyObject *direction = sum ? add(&vector_class, sum, above) : NULL;
    Py_XDECREF(sum);
    Py_XDECREF(beside);
    return make_ray(of_scene(scene, EYE), direction);
}

static bool render_row(PyObject *scene, const View *view, PyObject *above, long width, double half,
                       PyObject *pixels) {
    bool done = true;
    for (long column = 0; done && column < width; column++) {
        double aside = half * ((double)(2 * column) / (double)(width - 1) - 1);
        PyObject *ray = ray_of_pixel(scene, view, aside, above);
        PyObject *colour = ray ? trace(scene, ray, 0) : NULL;
        done = colour && put_pixel(pixels, colour);
        Py_XDECREF(colour);
        Py_XDECREF(ray);
    }
    return done;
}

/* Return the picture's bytes, three a pixel. */
static PyObject *render(PyObject *scene, long width, long height) {
    PyObject *pixels = PyByteArray_FromStringAndSize(NULL, 0);
    View view;
    bool done = begin_view(&view, scene) && pixels;
    double half = tan(Py_MATH_PI / 8);
    for (long row = 0; done && row < height; row++) {
        double up = half * (1 - (double)(2 * row) / (double)(height - 1));
        PyObject *above = scaled_by(view.up, up * (double)height / (double)width);
        done = above && render_row(scene, &view, above, width, half, pixels);
        Py_XDECREF(above);
    }
    end_view(&view);
    if (!done) {
        Py_CLEAR(pixels);
    }
    return pixels;
}

/* Make a point of what `Py_BuildValue` makes a tuple of. */
static PyObject *make_point(const char *format, ...) {
    va_list numbers;
    va_start(numbers, format);
    PyObject *tuple = Py_VaBuildValue(format, numbers);
    va_end(numbers);
    return make_of(&point_class, tuple);
}

/* Add a shape with its surface, whose references are taken and which may be NULL. */
static bool add_object(PyObject *scene, PyObject *shape, PyObject *surface) {
    return append(of_scene(scene, OBJECTS), make_pair(shape, surface));
}

static bool fill_scene(PyObject *scene) {
    PyObject *lights = of_scene(scene, LIGHTS);
    bool done = append(lights, make_point("(iii)", 30, 30, 10)) &&
                append(lights, make_point("(iii)", -10, 100, 30)) &&
                add_object(scene, make_sphere(make_point("(iii)", 1, 3, -10), 1.0),
                           make_surface(make_colour(1, 1, 0)));
    for (int step = 0; done && step < 6; step++) {
        PyObject *ball = make_sphere(make_point("(ddi)", -3 - step * 0.4, 2.3, -5), 0.4);
        done = add_object(scene, ball, make_surface(make_colour(step / 6.0, 1 - step / 6.0, 0.5)));
    }
    PyObject *floor = done ? make_floor(make_point("(iii)", 0, 0, 0),
                                        make_of(&vector_class, Py_BuildValue("(iii)", 0, 1, 0)))
                           : NULL;
    return floor &&
           add_object(scene, floor, make_chequered(make_colour(1, 1, 1), make_colour(0, 0, 0)));
}

static PyObject *make_scene(void) {
    PyObject *self = make_instance(&scene_class);
    if (self && set(&scene_class, self, EYE, make_point("(idi)", 0, 1.8, 10)) &&
        set(&scene_class, self, TARGET, make_point("(iii)", 0, 3, 0)) &&
        set(&scene_class, self, OBJECTS, PyList_New(0)) &&
        set(&scene_class, self, LIGHTS, PyList_New(0)) && fill_scene(self)) {
        return self;
    }
    Py_XDECREF(self);
    return NULL;
}

static PyObject *run(double scale) {
    long side = scaled(130, sqrt(scale), 4), checksum = 0;
    PyObject *scene = make_scene(), *pixels = scene ? render(scene, side, side) : NULL;
    for (Py_ssize_t i = 0; pixels && i < PyByteArray_GET_SIZE(pixels); i++) {
        checksum = (checksum * 31 + (unsigned char)PyByteArray_AS_STRING(pixels)[i]) % 1000003;
    }
    bool done = pixels;
    Py_XDECREF(pixels);
    Py_XDECREF(scene);
    return done ? PyLong_FromLong(checksum) : NULL;
}

static bool prepare(void) {
    sky = make_colour(0, 0, 0.1);
    black = make_colour(0, 0, 0);
    return sky && black && make_class(&vector_class, "Vector", &PyBaseObject_Type, vector_names) &&
           make_class(&point_class, "Point", &PyBaseObject_Type, vector_names) &&
           make_class(&ray_class, "Ray", &PyBaseObject_Type, ray_names) &&
           make_class(&sphere_class, "Sphere", &PyBaseObject_Type, sphere_names) &&
           make_class(&floor_class, "Floor", &PyBaseObject_Type, floor_names) &&
           make_class(&surface_class, "Surface", &PyBaseObject_Type, surface_names) &&
           make_class(&chequered_class, "Chequered", surface_class.type, chequered_names) &&
           make_class(&scene_class, "Scene", &PyBaseObject_Type, scene_names);
}

LIMITS_MODULE(raytrace)
