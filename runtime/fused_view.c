// Fused functions whose versions take views: which one an argument with a buffer is for. Apart from
// the others, so that modules without them do not contain what looks at buffers.
#include "runtime/fused.h"
#include "runtime/view.h"

static bool lies_as_asked(const Py_buffer *buffer, const zi_view_info *view) {
    return view->packing == ZI_PACKING_STRIDED ||
           PyBuffer_IsContiguous(buffer, view->packing == ZI_PACKING_C ? 'C' : 'F');
}

static bool has_items(const Py_buffer *buffer, const zi_view_info *view) {
    if (buffer->ndim != (int)view->dimensions || buffer->itemsize != (Py_ssize_t)view->item_size) {
        return false;
    }
    bool fits = zi_buffer_fits(buffer, view);
    PyErr_Clear();
    return fits;
}

// Items and dimensions decide; among several of those, how the memory lies. If it lies as none of
// them asks, the first one says what is wrong with it.
static int64_t choose_by_buffer(const zi_fused_type *type, const Py_buffer *buffer) {
    int64_t member = ZI_NO_MEMBER;
    for (uint32_t i = 0; i < type->option_count; i++) {
        const zi_fused_option *option = &type->options[i];
        if (!option->view || !has_items(buffer, option->view)) {
            continue;
        }
        if (lies_as_asked(buffer, option->view) && (!option->view->writable || !buffer->readonly)) {
            return option->member;
        }
        member = member == ZI_NO_MEMBER ? option->member : member;
    }
    return member;
}

// None stands for the first of them that takes it.
static int64_t first_view(const zi_fused_type *type) {
    for (uint32_t i = 0; i < type->option_count; i++) {
        if (type->options[i].view && type->options[i].takes_none) {
            return type->options[i].member;
        }
    }
    return ZI_NO_MEMBER;
}

static int64_t choose_view(const zi_fused_type *type, PyObject *argument) {
    if (argument == Py_None) {
        return first_view(type);
    }
    if (!PyObject_CheckBuffer(argument)) {
        return ZI_NO_MEMBER;
    }
    Py_buffer buffer;
    if (PyObject_GetBuffer(argument, &buffer, PyBUF_FULL_RO) < 0) {
        PyErr_Clear();
        return ZI_NO_MEMBER;
    }
    int64_t member = choose_by_buffer(type, &buffer);
    PyBuffer_Release(&buffer);
    return member;
}

int zi_fused_take_view(PyObject *self, int64_t member, const void *info, int64_t takes_none) {
    zi_fused_option option = {.member = member, .view = info, .takes_none = takes_none != 0};
    zi_fused_type *type = zi_fused_add_option(self, &option);
    if (!type) {
        return -1;
    }
    type->choose_view = choose_view;
    return 0;
}
