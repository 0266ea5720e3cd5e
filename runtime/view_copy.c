// Copies between memoryviews and into them: `a[...] = b`, `a[...] = x`, copies in memory of their
// own. No GIL is needed but for items that are objects.
#include "runtime/view.h"

// --- Extents -------------------------------------------------------------------------------------
// Puts axes of one item before those that the view has, so that it has as many as the other one.
static void add_leading_axes(zi_view *view, int dimensions, int wanted) {
    int missing = wanted - dimensions;
    size_t room = (size_t)dimensions * sizeof *view->shape;
    memmove(view->shape + missing, view->shape, room);
    memmove(view->strides + missing, view->strides, room);
    memmove(view->suboffsets + missing, view->suboffsets, room);
    for (int i = 0; i < missing; i++) {
        view->shape[i] = 1;
        view->strides[i] = 0;
        view->suboffsets[i] = -1;
    }
}

// The source takes the extents of the target: what has one item is repeated. The first axis that
// does not fit, or `dimensions`.
static int broadcast(zi_view *source, const zi_view *target, int dimensions) {
    for (int i = 0; i < dimensions; i++) {
        if (source->shape[i] == 1) {
            source->shape[i] = target->shape[i];
            source->strides[i] = target->shape[i] == 1 ? target->strides[i] : 0;
        } else if (source->shape[i] != target->shape[i]) {
            return i;
        }
    }
    return dimensions;
}

Py_ssize_t zi_view_count(const zi_view *view, int dimensions) {
    Py_ssize_t count = 1;
    for (int i = 0; i < dimensions; i++) {
        count *= view->shape[i];
    }
    return count;
}

bool zi_view_can_copy(const zi_view *view, int dimensions) {
    for (int i = 0; i < dimensions; i++) {
        if (view->suboffsets[i] >= 0) {
            PyErr_Format(PyExc_ValueError,
                         "Cannot copy memoryview slice with indirect dimensions (axis %d)", i);
            return false;
        }
    }
    return true;
}

// --- Order ---------------------------------------------------------------------------------------
void zi_view_fill_strides(zi_view *view, int dimensions, Py_ssize_t item_size, bool is_fortran) {
    Py_ssize_t stride = item_size;
    for (int i = 0; i < dimensions; i++) {
        int axis = is_fortran ? i : dimensions - 1 - i;
        view->strides[axis] = stride;
        stride *= view->shape[axis];
    }
}

static bool has_order(const zi_view *view, int dimensions, int64_t item_size, bool is_fortran,
                      bool is_strict) {
    Py_ssize_t stride = item_size;
    for (int i = 0; i < dimensions; i++) {
        int axis = is_fortran ? i : dimensions - 1 - i;
        bool matters = is_strict || view->shape[axis] > 1;
        if (view->suboffsets[axis] >= 0 || (matters && view->strides[axis] != stride)) {
            return false;
        }
        stride *= view->shape[axis];
    }
    return true;
}

int zi_view_has_order(const zi_view *view, int dimensions, int64_t item_size, int is_fortran) {
    return has_order(view, dimensions, item_size, is_fortran, true);
}

int zi_view_is_contiguous(const zi_view *view, int dimensions, int64_t item_size, int is_fortran) {
    return has_order(view, dimensions, item_size, is_fortran, false);
}

// Should the first axis be the innermost one? What has the smaller stride is.
static bool prefers_fortran(const zi_view *view, int dimensions) {
    Py_ssize_t first = 0, last = 0;
    for (int i = dimensions - 1; i >= 0; i--) {
        if (view->shape[i] > 1) {
            last = Py_ABS(view->strides[i]);
            break;
        }
    }
    for (int i = 0; i < dimensions; i++) {
        if (view->shape[i] > 1) {
            first = Py_ABS(view->strides[i]);
            break;
        }
    }
    return first < last;
}

static void reverse_axes(zi_view *view, int dimensions) {
    for (int i = 0, j = dimensions - 1; i < j; i++, j--) {
        Py_ssize_t length = view->shape[i], stride = view->strides[i];
        view->shape[i] = view->shape[j];
        view->strides[i] = view->strides[j];
        view->shape[j] = length;
        view->strides[j] = stride;
    }
}

// --- Walking -------------------------------------------------------------------------------------
typedef struct Walk {
    const zi_view *target, *source; // of the same extents
    int dimensions;
    Py_ssize_t item_size;
} Walk;

// One row of items of a size that the compiler knows, so that it copies them in registers.
#define COPY_ROW(size)                                                                             \
    case size:                                                                                     \
        for (Py_ssize_t i = 0; i < count; i++) {                                                   \
            memcpy(to + i * to_stride, from + i * from_stride, size);                              \
        }                                                                                          \
        break;

static void copy_row(char *to, Py_ssize_t to_stride, const char *from, Py_ssize_t from_stride,
                     Py_ssize_t count, Py_ssize_t item_size) {
    if (to_stride == item_size && from_stride == item_size) {
        memcpy(to, from, (size_t)(count * item_size));
        return;
    }
    switch (item_size) {
        COPY_ROW(1)
        COPY_ROW(2)
        COPY_ROW(4)
        COPY_ROW(8)
        COPY_ROW(16)
    default:
        for (Py_ssize_t i = 0; i < count; i++) {
            memcpy(to + i * to_stride, from + i * from_stride, (size_t)item_size);
        }
    }
}

static void copy_items(const Walk *walk, int axis, char *to, const char *from) {
    Py_ssize_t count = walk->target->shape[axis];
    Py_ssize_t to_stride = walk->target->strides[axis];
    Py_ssize_t from_stride = walk->source->strides[axis];
    if (axis == walk->dimensions - 1) {
        copy_row(to, to_stride, from, from_stride, count, walk->item_size);
        return;
    }
    for (Py_ssize_t i = 0; i < count; i++) {
        copy_items(walk, axis + 1, to + i * to_stride, from + i * from_stride);
    }
}

// Puts objects, each with a reference that it comes with, where others are.
static void move_objects(const Walk *walk, int axis, char *to, const char *from) {
    if (axis == walk->dimensions) {
        PyObject *old = *(PyObject **)(void *)to;
        memcpy(to, from, sizeof old);
        Py_XDECREF(old);
        return;
    }
    for (Py_ssize_t i = 0; i < walk->target->shape[axis]; i++) {
        move_objects(walk, axis + 1, to + i * walk->target->strides[axis],
                     from + i * walk->source->strides[axis]);
    }
}

// --- Copying -------------------------------------------------------------------------------------
// The first byte of a view's items, and the one behind the last.
static void find_range(const zi_view *view, int dimensions, Py_ssize_t item_size,
                       const char **start, const char **end) {
    *start = view->data;
    *end = view->data + item_size;
    for (int i = 0; i < dimensions; i++) {
        Py_ssize_t reach = (view->shape[i] - 1) * view->strides[i];
        *(reach < 0 ? start : end) += reach;
    }
}

static bool overlap(const zi_view *a, const zi_view *b, int dimensions, Py_ssize_t item_size) {
    const char *a_start, *a_end, *b_start, *b_end;
    find_range(a, dimensions, item_size, &a_start, &a_end);
    find_range(b, dimensions, item_size, &b_start, &b_end);
    return a_start < b_end && b_start < a_end;
}

// Copies the items of a view into memory of their own, in C's order; the view becomes one of that
// memory. The memory, or NULL.
static char *copy_aside(zi_view *view, int dimensions, Py_ssize_t item_size) {
    zi_view copy = *view;
    zi_view_fill_strides(&copy, dimensions, item_size, false);
    copy.data = malloc((size_t)(zi_view_count(view, dimensions) * item_size));
    if (copy.data) {
        copy_items(&(Walk){&copy, view, dimensions, item_size}, 0, copy.data, view->data);
        *view = copy;
    }
    return copy.data;
}

static int copy_objects(zi_view *target, zi_view *source, int dimensions) {
    char *memory = copy_aside(source, dimensions, sizeof(PyObject *));
    if (!memory) {
        return -1;
    }
    PyObject **objects = (PyObject **)(void *)memory;
    Py_ssize_t count = zi_view_count(source, dimensions);
    for (Py_ssize_t i = 0; i < count; i++) {
        Py_XINCREF(objects[i]);
    }
    move_objects(&(Walk){target, source, dimensions, 0}, 0, target->data, source->data);
    free(memory);
    return 0;
}

static int copy_bytes(zi_view *target, zi_view *source, int dimensions, Py_ssize_t item_size) {
    for (int is_fortran = 0; is_fortran < 2; is_fortran++) {
        if (zi_view_is_contiguous(target, dimensions, item_size, is_fortran) &&
            zi_view_is_contiguous(source, dimensions, item_size, is_fortran)) {
            memmove(target->data, source->data,
                    (size_t)(zi_view_count(target, dimensions) * item_size));
            return 0;
        }
    }
    char *memory = NULL;
    if (overlap(target, source, dimensions, item_size)) {
        memory = copy_aside(source, dimensions, item_size);
        if (!memory) {
            return -1;
        }
    }
    if (prefers_fortran(target, dimensions)) {
        reverse_axes(target, dimensions);
        reverse_axes(source, dimensions);
    }
    copy_items(&(Walk){target, source, dimensions, item_size}, 0, target->data, source->data);
    free(memory);
    return 0;
}

// 0; the number of the axis whose extents differ, and one; -1: no memory; -2 - axis: that axis is
// not direct.
static int copy_view(zi_view *target, zi_view *source, int dimensions, Py_ssize_t item_size,
                     int holds_objects) {
    for (int i = 0; i < dimensions; i++) {
        if (target->suboffsets[i] >= 0 || source->suboffsets[i] >= 0) {
            return -2 - i;
        }
    }
    int axis = broadcast(source, target, dimensions);
    if (axis < dimensions) {
        return axis + 1;
    }
    if (zi_view_count(target, dimensions) == 0) {
        return 0;
    }
    return holds_objects ? copy_objects(target, source, dimensions)
                         : copy_bytes(target, source, dimensions, item_size);
}

static ZI_COLD void raise_copy_error(const zi_view *target, const zi_view *source, int status) {
    if (status == -1) {
        PyErr_NoMemory();
    } else if (status < 0) {
        PyErr_Format(PyExc_ValueError, "Dimension %d is not direct", -2 - status);
    } else {
        int axis = status - 1;
        PyErr_Format(PyExc_ValueError, "got differing extents in dimension %d (got %zd and %zd)",
                     axis, target->shape[axis], source->shape[axis]);
    }
}

// target[...] = source, whose memory may be the same; 0, or -1 with an exception.
int zi_view_assign(const zi_view *target, const zi_view *source, int target_dimensions,
                   int source_dimensions, int64_t item_size, int holds_objects) {
    zi_view to = *target, from = *source;
    int dimensions = Py_MAX(target_dimensions, source_dimensions);
    add_leading_axes(&to, target_dimensions, dimensions);
    add_leading_axes(&from, source_dimensions, dimensions);
    int status = copy_view(&to, &from, dimensions, item_size, holds_objects);
    if (status == 0) {
        return 0;
    }
    PyGILState_STATE gil = PyGILState_Ensure();
    raise_copy_error(&to, &from, status);
    PyGILState_Release(gil);
    return -1;
}

// --- One value for all items ---------------------------------------------------------------------
static void fill_objects(const zi_view *view, int dimensions, int axis, char *data,
                         PyObject *object) {
    if (axis == dimensions) {
        PyObject *old = *(PyObject **)(void *)data;
        *(PyObject **)(void *)data = zi_new_reference(object);
        Py_XDECREF(old);
        return;
    }
    for (Py_ssize_t i = 0; i < view->shape[axis]; i++) {
        fill_objects(view, dimensions, axis + 1, data + i * view->strides[axis], object);
    }
}

// target[...] = the value at `item`; 0, or -1 with an exception.
int zi_view_fill(const zi_view *target, int dimensions, const void *item, int64_t item_size,
                 int holds_objects) {
    if (holds_objects) {
        fill_objects(target, dimensions, 0, target->data, *(PyObject *const *)item);
        return 0;
    }
    zi_view repeated = {.data = (char *)(uintptr_t)item};
    for (int i = 0; i < dimensions; i++) {
        repeated.shape[i] = 1;
        repeated.suboffsets[i] = -1;
    }
    return zi_view_assign(target, &repeated, dimensions, dimensions, item_size, 0);
}

int zi_has_items(PyObject *object) {
    Py_buffer buffer;
    if (!PyObject_CheckBuffer(object)) {
        return 0;
    }
    if (PyObject_GetBuffer(object, &buffer, PyBUF_FULL_RO) < 0) {
        PyErr_Clear();
        return 0;
    }
    int has_items = buffer.ndim > 0;
    PyBuffer_Release(&buffer);
    return has_items;
}
