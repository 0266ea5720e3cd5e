// Typed memoryviews: taking a buffer with the checks that the declared type asks for. The texts of
// errors are Cython's.
//
// The owner of a view is an object of the shared holder type that holds the Py_buffer: a view lives
// as long as someone has a reference to its owner, and threads count it as any other object.
#include "runtime/view.h"

// --- Acquiring -----------------------------------------------------------------------------------
static int request_flags(const zi_view_info *info) {
    int flags = PyBUF_FORMAT | (info->writable ? PyBUF_WRITABLE : 0);
    return flags | (info->packing == ZI_PACKING_C         ? PyBUF_C_CONTIGUOUS
                    : info->packing == ZI_PACKING_FORTRAN ? PyBUF_F_CONTIGUOUS
                                                          : PyBUF_STRIDES);
}

bool zi_buffer_fits(const Py_buffer *buffer, const zi_view_info *info) {
    if (buffer->ndim != (int)info->dimensions) {
        PyErr_Format(PyExc_ValueError,
                     "Buffer has wrong number of dimensions (expected %d, got %d)",
                     (int)info->dimensions, buffer->ndim);
        return false;
    }
    if (!zi_format_fits(buffer->format ? buffer->format : "B", info)) {
        return false;
    }
    if (buffer->itemsize != (Py_ssize_t)info->item_size) {
        PyErr_Format(PyExc_ValueError,
                     "Item size of buffer (%zd byte%s) does not match size of '%s' (%d byte%s)",
                     buffer->itemsize, buffer->itemsize == 1 ? "" : "s", info->item_name,
                     (int)info->item_size, info->item_size == 1 ? "" : "s");
        return false;
    }
    if (buffer->suboffsets) {
        for (int i = 0; i < buffer->ndim; i++) {
            if (buffer->suboffsets[i] >= 0) {
                PyErr_Format(PyExc_ValueError,
                             "Buffer not compatible with direct access in dimension %d.", i);
                return false;
            }
        }
    }
    return true;
}

static void copy_layout(const Py_buffer *buffer, zi_view *out) {
    out->data = buffer->buf;
    Py_ssize_t stride = buffer->itemsize;
    for (int i = buffer->ndim - 1; i >= 0; i--) {
        out->shape[i] = buffer->shape ? buffer->shape[i] : buffer->len / buffer->itemsize;
        out->strides[i] = buffer->strides ? buffer->strides[i] : stride;
        out->suboffsets[i] = -1;
        stride *= out->shape[i];
    }
}

static zi_view_holder *new_holder(zi_shared *shared) {
    PyTypeObject *type = zi_shared_type(&shared->holder_type, zi_make_holder_type);
    return type ? zi_view_holder_new(type) : NULL;
}

// Fills `out`, whose owner is a new reference; 0, or -1 with an exception. None gives a view of
// None.
int zi_view_acquire(PyObject *object, const zi_view_info *info, zi_view *out) {
    if (object == Py_None) {
        memset(out, 0, sizeof *out);
        out->owner = zi_new_reference(Py_None);
        return 0;
    }
    zi_shared *shared = zi_shared_get();
    zi_view_holder *holder = shared ? new_holder(shared) : NULL;
    if (!holder) {
        return -1;
    }
    if (PyObject_GetBuffer(object, &holder->buffer, request_flags(info)) < 0) {
        holder->buffer.obj = NULL;
        Py_DECREF(holder);
        return -1;
    }
    if (!zi_buffer_fits(&holder->buffer, info)) {
        Py_DECREF(holder);
        return -1;
    }
    copy_layout(&holder->buffer, out);
    out->owner = (PyObject *)holder;
    return 0;
}
