/* Another extension: gets at what is api when it is imported. */
#include "shapes_api.h"
#include <string.h>

static PyObject *use(PyObject *self, PyObject *argument) {
    struct Point point = {3, 0.5};
    struct Segment segment = {{{1, 2}, {3, 4}}, 0};
    int count;
    if (!PyObject_TypeCheck(argument, &SquareType))
        return PyErr_Format(PyExc_TypeError, "no %s", (&SquareType)->tp_name);
    point.y += segment.points[1].y;
    rate += 1;
    total += 2;
    count = exported(4, 0) + number_api;
    number_api++;
    ((struct SquareObject *)argument)->side *= 2;
    ((struct SquareObject *)argument)->__pyx_base.sides = 99;
    return Py_BuildValue("Nid", describe(&point, BLUE, (struct SquareObject *)argument), count,
                         only_api(1.0));
}

static PyObject *make(PyObject *self, PyObject *arguments) {
    return PyObject_CallObject((PyObject *)&SquareType, arguments);
}

static PyObject *length(PyObject *self, PyObject *argument) {
    return Py_TYPE(argument) == &LabelType
               ? PyLong_FromLong(((struct LabelObject *)argument)->length)
               : PyErr_Format(PyExc_TypeError, "no label");
}

static PyObject *divide(PyObject *self, PyObject *argument) {
    long value = PyLong_AsLong(argument);
    int result = from_pxd((int)value);
    return result == -1 && PyErr_Occurred() ? NULL : PyLong_FromLong(result);
}

static PyObject *import_again(PyObject *self, PyObject *nothing) {
    return import_shapes() < 0 ? NULL : PyLong_FromLong(1);
}

static PyMethodDef methods[] = {{"use", use, METH_O, 0},
                                {"make", make, METH_VARARGS, 0},
                                {"length", length, METH_O, 0},
                                {"divide", divide, METH_O, 0},
                                {"import_again", import_again, METH_NOARGS, 0},
                                {0, 0, 0, 0}};
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "user", 0, -1, methods, 0, 0, 0, 0};

PyMODINIT_FUNC PyInit_user(void) {
    return import_shapes() < 0 ? NULL : PyModule_Create(&definition);
}
