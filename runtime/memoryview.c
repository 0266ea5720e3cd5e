// Typed memoryviews: taking a buffer with the checks that the declared type asks for. The texts of
// errors are Cython's.
//
// The owner of a view is an object of the shared holder type that holds the Py_buffer: a view lives
// as long as someone has a reference to its owner, and threads count it as any other object.
#include "runtime/view.h"

// --- What is asked for ---------------------------------------------------------------------------
static uint32_t axis_bits(const zi_view_info *info, int axis) {
    return info->axes >> (axis * ZI_AXIS_BITS) & ((1U << ZI_AXIS_BITS) - 1);
}

static bool is_direct(const zi_view_info *info) {
    for (uint32_t i = 0; i < info->dimensions; i++) {
        if (axis_bits(info, (int)i) & (ZI_AXIS_INDIRECT | ZI_AXIS_GENERIC)) {
            return false;
        }
    }
    return true;
}

static int request_flags(const zi_view_info *info) {
    int flags = PyBUF_FORMAT | (info->writable ? PyBUF_WRITABLE : 0);
    if (!is_direct(info)) {
        return flags | PyBUF_INDIRECT;
    }
    return flags | (info->packing == ZI_PACKING_C         ? PyBUF_C_CONTIGUOUS
                    : info->packing == ZI_PACKING_FORTRAN ? PyBUF_F_CONTIGUOUS
                                                          : PyBUF_STRIDES);
}

// --- Axes ----------------------------------------------------------------------------------------
static bool raise_at_axis(const char *text, int axis) {
    PyErr_Format(PyExc_ValueError, text, axis);
    return false;
}

static bool is_far_enough(const Py_buffer *buffer, uint32_t bits, int axis) {
    Py_ssize_t stride = buffer->strides[axis];
    if ((bits & ZI_AXIS_CONTIGUOUS) && (bits & (ZI_AXIS_INDIRECT | ZI_AXIS_GENERIC))) {
        return stride == sizeof(void *) ||
               raise_at_axis("Buffer is not indirectly contiguous in dimension %d.", axis);
    }
    bool fits = (!(bits & ZI_AXIS_CONTIGUOUS) || stride == buffer->itemsize) &&
                (!(bits & ZI_AXIS_FOLLOW) || Py_ABS(stride) >= buffer->itemsize);
    if (!fits) {
        PyErr_SetString(PyExc_ValueError,
                        "Buffer and memoryview are not contiguous in the same dimension.");
    }
    return fits;
}

// What has no strides lies as C has it.
static bool check_plain(const Py_buffer *buffer, uint32_t bits, int axis) {
    if ((bits & ZI_AXIS_CONTIGUOUS) && axis != buffer->ndim - 1) {
        return raise_at_axis("C-contiguous buffer is not contiguous in dimension %d", axis);
    }
    if (bits & ZI_AXIS_INDIRECT) {
        return raise_at_axis("C-contiguous buffer is not indirect in dimension %d", axis);
    }
    if (buffer->suboffsets) {
        PyErr_SetString(PyExc_ValueError, "Buffer exposes suboffsets but no strides");
        return false;
    }
    return true;
}

static bool check_access(const Py_buffer *buffer, uint32_t bits, int axis) {
    bool is_indirect = buffer->suboffsets && buffer->suboffsets[axis] >= 0;
    if (is_indirect && !(bits & (ZI_AXIS_INDIRECT | ZI_AXIS_GENERIC))) {
        return raise_at_axis("Buffer not compatible with direct access in dimension %d.", axis);
    }
    if (!is_indirect && (bits & ZI_AXIS_INDIRECT)) {
        return raise_at_axis("Buffer is not indirectly accessible in dimension %d.", axis);
    }
    return true;
}

// Exporters may have paid no heed to what was asked for.
static bool check_axes(const Py_buffer *buffer, const zi_view_info *info) {
    for (int i = 0; buffer->len > 0 && i < buffer->ndim; i++) {
        uint32_t bits = axis_bits(info, i);
        bool is_one = buffer->shape && buffer->shape[i] <= 1;
        bool fits = is_one            ? true
                    : buffer->strides ? is_far_enough(buffer, bits, i)
                                      : check_plain(buffer, bits, i);
        if (!fits || !check_access(buffer, bits, i)) {
            return false;
        }
    }
    return true;
}

static bool check_order(const zi_view *view, const zi_view_info *info) {
    if (info->packing == ZI_PACKING_STRIDED || !is_direct(info) ||
        zi_view_count(view, (int)info->dimensions) == 0) {
        return true;
    }
    bool is_fortran = info->packing == ZI_PACKING_FORTRAN;
    if (zi_view_is_contiguous(view, (int)info->dimensions, info->item_size, is_fortran)) {
        return true;
    }
    PyErr_SetString(PyExc_ValueError,
                    is_fortran ? "Buffer not fortran contiguous." : "Buffer not C contiguous.");
    return false;
}

bool zi_buffer_fits(const Py_buffer *buffer, const zi_view_info *info) {
    if (buffer->ndim != (int)info->dimensions) {
        PyErr_Format(PyExc_ValueError,
                     "Buffer has wrong number of dimensions (expected %d, got %d)",
                     (int)info->dimensions, buffer->ndim);
        return false;
    }
    if (info->item_class != ZI_ITEM_ANY &&
        !zi_format_fits(buffer->format ? buffer->format : "B", info)) {
        return false;
    }
    if (buffer->itemsize != (Py_ssize_t)info->item_size) {
        PyErr_Format(PyExc_ValueError,
                     "Item size of buffer (%zd byte%s) does not match size of '%s' (%d byte%s)",
                     buffer->itemsize, buffer->itemsize == 1 ? "" : "s", info->item_name,
                     (int)info->item_size, info->item_size == 1 ? "" : "s");
        return false;
    }
    return true;
}

static bool axis_lies_as(const zi_view *view, const zi_view_info *info, int axis) {
    uint32_t bits = axis_bits(info, axis);
    bool is_indirect = view->suboffsets[axis] >= 0;
    if (bits & ZI_AXIS_INDIRECT ? !is_indirect : is_indirect && !(bits & ZI_AXIS_GENERIC)) {
        return false;
    }
    Py_ssize_t wanted = bits & (ZI_AXIS_INDIRECT | ZI_AXIS_GENERIC) ? (Py_ssize_t)sizeof(void *)
                                                                    : (Py_ssize_t)info->item_size;
    return !(bits & ZI_AXIS_CONTIGUOUS) || view->shape[axis] <= 1 || view->strides[axis] == wanted;
}

int zi_view_lies_as(const zi_view *view, const zi_view_info *info) {
    int dimensions = (int)info->dimensions;
    if (zi_view_count(view, dimensions) == 0) {
        return 1;
    }
    for (int i = 0; i < dimensions; i++) {
        if (!axis_lies_as(view, info, i)) {
            return 0;
        }
    }
    return info->packing == ZI_PACKING_STRIDED || !is_direct(info) ||
           zi_view_is_contiguous(view, dimensions, info->item_size,
                                 info->packing == ZI_PACKING_FORTRAN);
}

// --- Acquiring -----------------------------------------------------------------------------------
void zi_view_from_buffer(const Py_buffer *buffer, zi_view *out) {
    out->data = buffer->buf;
    Py_ssize_t stride = buffer->itemsize;
    for (int i = buffer->ndim - 1; i >= 0; i--) {
        out->shape[i] = buffer->shape ? buffer->shape[i] : buffer->len / buffer->itemsize;
        out->strides[i] = buffer->strides ? buffer->strides[i] : stride;
        out->suboffsets[i] = buffer->suboffsets ? buffer->suboffsets[i] : -1;
        stride *= out->shape[i];
    }
}

// -1 with an exception.
static int take_buffer(PyObject *object, const zi_view_info *info, zi_view_holder *holder,
                       zi_view *out) {
    if (PyObject_GetBuffer(object, &holder->buffer, request_flags(info)) < 0) {
        holder->buffer.obj = NULL;
        return -1;
    }
    if (!zi_buffer_fits(&holder->buffer, info) || !check_axes(&holder->buffer, info)) {
        return -1;
    }
    zi_view_from_buffer(&holder->buffer, out);
    return check_order(out, info) ? 0 : -1;
}

// Fills `out`, whose owner is a new reference; 0, or -1 with an exception. None gives a view of
// None.
int zi_view_acquire(zi_state *state, PyObject *object, const zi_view_info *info, zi_view *out) {
    if (object == Py_None) {
        memset(out, 0, sizeof *out);
        out->owner = zi_new_reference(Py_None);
        return 0;
    }
    zi_view_holder *holder = zi_view_holder_new(state->shared);
    if (!holder || take_buffer(object, info, holder, out) < 0) {
        Py_XDECREF(holder);
        return -1;
    }
    out->owner = (PyObject *)holder;
    return 0;
}
