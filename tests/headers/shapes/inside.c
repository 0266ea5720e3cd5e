/* Linked with the module: calls what is public by its plain name. */
#include "shapes.h"
#include "inside.h"

double sum_without_gil(double x) { return half(x) + half(x) / 2; }

const char *name_of_square_type(void) { return (&SquareType)->tp_name; }

PyObject *read_fields(PyObject *shape) {
    struct ShapeObject *object = (struct ShapeObject *)shape;
    double side = -1;
    if (!PyObject_TypeCheck(shape, &ShapeType)) {
        PyErr_SetString(PyExc_TypeError, "no shape");
        return NULL;
    }
    if (Py_TYPE(shape) == &SquareType)
        side = ((struct SquareObject *)shape)->side;
    object->corner.x++;
    return Py_BuildValue("iOidd", object->sides, object->owner, object->corner.x,
                         object->corner.y, side);
}

static int visit(struct Point *point, void *data) {
    if (point->x < 0) {
        PyErr_SetString(PyExc_OverflowError, "left of the page");
        return -1;
    }
    return point->x + (int)(size_t)data;
}

int call_back(int value) {
    struct Point point = make_point(value, 0);
    return apply(visit, &point);
}

long run_inside(long n) {
    struct Tight tight = {'t', 4};
    union Number number;
    Shade shade = DARK;
    long result = checked((int)n);
    if (result == -1)
        return -1;
    if (maybe((int)n) == -1 && PyErr_Occurred())
        return -1;
    number.i = GREEN;
    set_thing(Py_None);
    counter += add(1, 2);
    label = "from C";
    table[2] = (int)sizeof(tight);
    c_renamed = c_spelled(number.i);
    outer.numbers[1] = 12;
    outer.callback = visit;
    total++;
    return result + with_the_gil(3) + (long)make_point(2, 1).x + shade +
           (long)widest(1, 2, 3, 4, 1) + exported(1, 0);
}
