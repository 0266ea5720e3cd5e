// The object behind a typed memoryview: holds a buffer that was taken from another object, or a
// part of such a one.
#ifndef LINDWORM_RUNTIME_VIEW_H
#define LINDWORM_RUNTIME_VIEW_H

#include "runtime/internal.h"

typedef struct lw_view_holder {
    PyObject_HEAD Py_buffer buffer; // obj is NULL if it holds no buffer of its own
    PyObject *base;                 // the holder that it is a part of, or NULL
    char *data;
    Py_ssize_t shape[LW_MAX_DIMENSIONS];
    Py_ssize_t strides[LW_MAX_DIMENSIONS];
    Py_ssize_t item_size;
    int dimensions;
    int readonly;
    char format[8];
    char item_name[40];
    PyObject *weakrefs;
} lw_view_holder;

lw_view_holder *lw_view_holder_new(PyTypeObject *type);
// Writes down what the holder shows: the view's data, shape and strides, and the item's format.
void lw_view_holder_describe(lw_view_holder *holder, const lw_view *view, const lw_view_info *info,
                             int readonly);
bool lw_view_holder_is(const lw_view_holder *holder, const lw_view *view, const lw_view_info *info);

#endif
