/* A program that has the module in it. */
#include "shapes.h"
#include "other.h"

int main(void) {
    PyObject *shapes, *variables;
    PyImport_AppendInittab("shapes", PyInit_shapes);
    PyImport_AppendInittab("other", PyInit_other);
    Py_Initialize();
    shapes = PyImport_ImportModule("shapes");
    if (!shapes || !PyImport_ImportModule("other")) {
        PyErr_Print();
        return 1;
    }
    counter = 70;
    other_counter += 5;
    variables = PyObject_CallMethod(shapes, "variables", NULL);
    printf("%d %g %s\n", add(2, 3), half(5), ShapeType.tp_name);
    printf("%ld %d\n", PyLong_AsLong(PyTuple_GetItem(variables, 0)), other_next());
    if (checked(-4) == -1 && PyErr_ExceptionMatches(PyExc_ValueError)) {
        PyErr_Clear();
        printf("ValueError\n");
    }
    Py_DECREF(variables);
    Py_DECREF(shapes);
    return Py_FinalizeEx() < 0;
}
