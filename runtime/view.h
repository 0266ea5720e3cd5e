// The objects behind typed memoryviews: the owner of the memory, and what Python sees of a view.
#ifndef ZILANT_RUNTIME_VIEW_H
#define ZILANT_RUNTIME_VIEW_H

#include "runtime/internal.h"

// Holds a buffer that was taken from an object: the owner of a view's memory.
typedef struct zi_view_holder {
    PyObject_HEAD Py_buffer buffer; // obj is NULL if nothing has been taken
} zi_view_holder;

// A memoryview as Python sees it; apart from the holder, so that modules that never show a view to
// Python do not contain it.
typedef struct zi_memoryview {
    PyObject_HEAD PyObject
        // the holder, the view that it is a part of, or what has the memory
        *base;
    char *data;
    Py_ssize_t shape[ZI_MAX_DIMENSIONS];
    Py_ssize_t strides[ZI_MAX_DIMENSIONS];
    Py_ssize_t item_size;
    int dimensions;
    int readonly;
    char format[8];
    char item_name[40];
    PyObject *weakrefs;
} zi_memoryview;

// Are the items and dimensions of the buffer those that a view has to have? false with ValueError.
bool zi_buffer_fits(const Py_buffer *buffer, const zi_view_info *info);
Py_ssize_t zi_view_count(const zi_view *view, int dimensions);
void zi_view_fill_strides(zi_view *view, int dimensions, Py_ssize_t item_size, bool is_fortran);
// Does the format describe the items of the declared type? false with ValueError.
bool zi_format_fits(const char *format, const zi_view_info *info);
zi_view_holder *zi_view_holder_new(PyTypeObject *type);

#endif
