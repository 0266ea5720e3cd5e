/* Sees the private parts of what is public: as large as they are. */
#include <limits.h>
#include "parts_api.h"

static PyObject *look(PyObject *self, PyObject *argument) {
    struct DerivedObject *object = (struct DerivedObject *)argument;
    if (Py_TYPE(argument) != &DerivedType)
        return PyErr_Format(PyExc_TypeError, "no Derived");
    if (size_of_outer() != (int)sizeof(struct Outer))
        return PyErr_Format(PyExc_ValueError, "%d and %d", size_of_outer(),
                            (int)sizeof(struct Outer));
    return Py_BuildValue("iidiii", object->__pyx_base.inner.a[7], object->pair.f0, object->pair.f1,
                         object->last, MORE, TWICE);
}

static PyObject *rotate(PyObject *self, PyObject *argument) {
    __pyx_t_double_complex z = PyFloat_AsDouble(argument);
    double parts[2];
    z = turn(z);
    memcpy(parts, &z, sizeof z);
    return Py_BuildValue("dd", parts[0], parts[1]);
}

static PyMethodDef methods[] = {
    {"look", look, METH_O, 0}, {"rotate", rotate, METH_O, 0}, {0, 0, 0, 0}};
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "sees", 0, -1, methods, 0, 0, 0, 0};

PyMODINIT_FUNC PyInit_sees(void) {
    return import_parts() < 0 ? NULL : PyModule_Create(&definition);
}
