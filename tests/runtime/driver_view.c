// Typed memoryviews.
#include "tests/runtime/driver.h"

static const zi_view_info view_infos[] = {
    {"double", "d", 1, 8, ZI_ITEM_FLOAT, 1, 0},
    {"double", "d", 2, 8, ZI_ITEM_FLOAT, 1, 1},
    {"double", "d", 2, 8, ZI_ITEM_FLOAT, 1, 2},
    {"const double", "d", 1, 8, ZI_ITEM_FLOAT, 0, 0},
    {"long", "l", 1, 8, ZI_ITEM_SIGNED, 1, 0},
    {"int", "i", 1, 4, ZI_ITEM_SIGNED, 1, 0},
    {"unsigned char", "B", 1, 1, ZI_ITEM_UNSIGNED, 1, 0},
    {"double complex", "Zd", 1, 16, ZI_ITEM_COMPLEX, 1, 0},
    {"Python object", "O", 1, 8, ZI_ITEM_OBJECT, 1, 0},
    {"char", "c", 1, 1, ZI_ITEM_CHAR, 0, 0},
    {"unsigned char", "B", 1, 1, ZI_ITEM_UNSIGNED, 0, 0},
    {"float", "f", 1, 4, ZI_ITEM_FLOAT, 1, 0},
};

// acquire(n, object): shape, strides of the view of type n; None for a view of None.
static PyObject *acquire(PyObject *module, PyObject *arguments) {
    int number;
    PyObject *object;
    if (!PyArg_ParseTuple(arguments, "iO", &number, &object)) {
        return NULL;
    }
    zi_view view;
    const zi_view_info *info = &view_infos[number];
    if (zi_view_acquire(driver_state(), object, info, &view) < 0) {
        return NULL;
    }
    PyObject *result = view.owner == Py_None ? zi_new_reference(Py_None) : NULL;
    if (!result && info->dimensions == 1) {
        result = Py_BuildValue("(nn)", view.shape[0], view.strides[0]);
    } else if (!result) {
        result =
            Py_BuildValue("(nnnn)", view.shape[0], view.shape[1], view.strides[0], view.strides[1]);
    }
    Py_DECREF(view.owner);
    return result;
}

// view(n, object[, skip]): the Python object of the view, from its item number `skip` on.
static PyObject *view(PyObject *module, PyObject *arguments) {
    int number, skip = 0;
    PyObject *object;
    if (!PyArg_ParseTuple(arguments, "iO|i", &number, &object, &skip)) {
        return NULL;
    }
    zi_view acquired;
    if (zi_view_acquire(driver_state(), object, &view_infos[number], &acquired) < 0) {
        return NULL;
    }
    acquired.data += skip * acquired.strides[0];
    acquired.shape[0] -= skip;
    PyObject *result = zi_view_object(driver_state(), &acquired, &view_infos[number]);
    Py_DECREF(acquired.owner);
    return result;
}

PyMethodDef view_methods[] = {{"acquire", acquire, METH_VARARGS, NULL},
                              {"view", view, METH_VARARGS, NULL},
                              {NULL, NULL, 0, NULL}};
