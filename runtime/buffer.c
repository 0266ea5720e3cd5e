// Variables that are declared as buffers: a view that is exchanged for that of another object. As
// in Cython the old buffer has been given back before the new one is taken.
#include "runtime/internal.h"

static void acquire_again(zi_state *state, PyObject *old, const zi_view_info *info, zi_view *out) {
    if (old && zi_view_acquire(state, old, info, out) == 0) {
        return;
    }
    memset(out, 0, sizeof *out);
    if (old) {
        PyErr_SetString(PyExc_ValueError, "Buffer acquisition failed on assignment; and then "
                                          "reacquiring the old buffer failed too!");
    }
}

void zi_buffer_acquire(zi_state *state, PyObject *object, PyObject *old, const zi_view_info *info,
                       zi_view *out) {
    if (zi_view_acquire(state, object, info, out) == 0) {
        return;
    }
    PyObject *exception = zi_take_exception();
    acquire_again(state, old, info, out);
    if (PyErr_Occurred()) {
        Py_DECREF(exception);
    } else {
        zi_give_exception(exception);
    }
}

int zi_check_raised(void) { return PyErr_Occurred() ? -1 : 0; }

ZI_INLINE PyObject *zi_item_or_none(PyObject *item) {
    return zi_new_reference(item ? item : Py_None);
}
