// The owner of a typed memoryview's memory: holds the buffer that was taken from an object, and
// gives it back when the last view of it is gone. Python sees it nowhere.
#include "runtime/view.h"

#define SELF ((zi_view_holder *)(void *)self)

zi_view_holder *zi_view_holder_new(zi_shared *shared) {
    PyTypeObject *type = zi_shared_type(&shared->holder_type, zi_make_holder_type);
    zi_view_holder *holder = type ? PyObject_GC_New(zi_view_holder, type) : NULL;
    if (holder) {
        holder->buffer.obj = NULL;
        PyObject_GC_Track(holder);
    }
    return holder;
}

static int holder_traverse(PyObject *self, visitproc visit, void *arg) {
    Py_VISIT(Py_TYPE(self));
    Py_VISIT(SELF->buffer.obj);
    return 0;
}

static void holder_dealloc(PyObject *self) {
    PyTypeObject *type = Py_TYPE(self);
    PyObject_GC_UnTrack(self);
    // Releasing may run Python code, while an exception is on its way.
    if (SELF->buffer.obj) {
        PyObject *exception = PyErr_Occurred() ? zi_take_exception() : NULL;
        PyBuffer_Release(&SELF->buffer);
        if (exception) {
            zi_give_exception(exception);
        }
    }
    PyObject_GC_Del(self);
    Py_DECREF(type);
}

const Py_buffer *zi_held_buffer(const zi_shared *shared, PyObject *owner) {
    return Py_TYPE(owner) == shared->holder_type ? &((zi_view_holder *)(void *)owner)->buffer
                                                 : NULL;
}

const char *zi_format_of_owner(const zi_shared *shared, PyObject *owner) {
    const Py_buffer *buffer = zi_held_buffer(shared, owner);
    const char *format = buffer ? buffer->format : ((zi_memoryview *)(void *)owner)->format;
    return format ? format : "B";
}

PyTypeObject *zi_make_holder_type(void) {
    PyType_Slot slots[] = {{Py_tp_dealloc, (void *)holder_dealloc},
                           {Py_tp_traverse, (void *)holder_traverse},
                           {0, NULL}};
    PyType_Spec spec = {.name = "zilant.buffer",
                        .basicsize = sizeof(zi_view_holder),
                        .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | ZI_NOT_INSTANTIABLE,
                        .slots = slots};
    return (PyTypeObject *)PyType_FromSpec(&spec);
}
