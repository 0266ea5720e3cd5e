// The objects behind typed memoryviews: the owner of the memory, what Python sees of a view, and
// cython.view.array.
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
    PyObject_HEAD
        // its owner: the holder, the view that it is a part of, or what has the memory; not counted
        // apart
        zi_view view;
    int dimensions;
    int readonly;
    Py_ssize_t item_size;
    // the owner keeps it
    const char *format;
    // what the items are for the module that made the view; NULL: the format tells
    const zi_view_info *info;
    PyObject *weakrefs;
} zi_memoryview;

// An object of cython.view.array, as declarations/cython/view.pxd has it.
typedef struct zi_array {
    PyObject_HEAD char *data;
    Py_ssize_t len;
    char *format; // of `_format`
    int ndim;
    Py_ssize_t *_shape, *_strides; // one allocation
    Py_ssize_t itemsize;
    PyObject *mode;
    PyObject *_format;
    void (*callback_free_data)(void *data);
    int free_data;
    int dtype_is_object;
} zi_array;

#if ZI_HAS_PATTERN_FLAGS
#define ZI_SEQUENCE_FLAG Py_TPFLAGS_SEQUENCE
#else
#define ZI_SEQUENCE_FLAG 0
#endif

// Are the items and dimensions of the buffer those that a view has to have? false with ValueError.
bool zi_buffer_fits(const Py_buffer *buffer, const zi_view_info *info);
// Does the format describe the items of the declared type? false with ValueError.
bool zi_format_fits(const char *format, const zi_view_info *info);
// Without a buffer as yet; NULL with an exception.
zi_view_holder *zi_view_holder_new(zi_shared *shared);
// The buffer that the owner of a view holds; NULL: it holds none.
const Py_buffer *zi_held_buffer(const zi_shared *shared, PyObject *owner);
// Of the items, as what owns a view tells it.
const char *zi_format_of_owner(const zi_shared *shared, PyObject *owner);
// The layout of the buffer; its owner is left as it is.
void zi_view_from_buffer(const Py_buffer *buffer, zi_view *out);

// Is no axis behind pointers? false with ValueError: the view cannot be copied.
bool zi_view_can_copy(const zi_view *view, int dimensions);
Py_ssize_t zi_view_count(const zi_view *view, int dimensions);
void zi_view_fill_strides(zi_view *view, int dimensions, Py_ssize_t item_size, bool is_fortran);

// --- view_item.c: items and parts of the object ---
zi_memoryview *zi_memoryview_new(PyTypeObject *type);
// One that shows the same.
zi_memoryview *zi_memoryview_part(zi_memoryview *view);
PyObject *zi_memoryview_subscript(PyObject *self, PyObject *key);
int zi_memoryview_assign(PyObject *self, PyObject *key, PyObject *value);
int zi_refuse_deletion(PyObject *self); // -1, with NotImplementedError
// Registered as one. Takes over the type; NULL with an exception.
PyTypeObject *zi_become_sequence(PyObject *type);
PyObject *zi_refuse_reduce(PyObject *self, PyObject *unused); // `__reduce__`: TypeError
PyObject *zi_item_to_object(const zi_memoryview *view, const char *item);
int zi_item_from_object(const zi_memoryview *view, char *item, PyObject *value);

// --- view_array.c ---
// `shape` has so many lengths; NULL `data`: memory of its own.
zi_array *zi_array_new(zi_shared *shared, void *data, const Py_ssize_t *shape, int dimensions,
                       bool is_fortran, Py_ssize_t item_size, const char *format);
PyTypeObject *zi_make_array_type(void);

#endif
