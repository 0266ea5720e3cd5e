// The type of typed memoryviews in Python: shape, strides and items, the buffer protocol, slices
// that share the memory, copies. Items go through the interpreter's memoryview, which knows all
// formats.
#include "runtime/view.h"
#include <structmember.h>

#define SELF ((zi_memoryview *)(void *)self)

// --- Life ----------------------------------------------------------------------------------------
static zi_memoryview *memoryview_new(PyTypeObject *type) {
    zi_memoryview *holder = PyObject_GC_New(zi_memoryview, type);
    if (holder) {
        memset((char *)holder + sizeof(PyObject), 0, sizeof *holder - sizeof(PyObject));
        PyObject_GC_Track(holder);
    }
    return holder;
}

static int view_traverse(PyObject *self, visitproc visit, void *arg) {
    Py_VISIT(Py_TYPE(self));
    Py_VISIT(SELF->base);
    return 0;
}

static void view_dealloc(PyObject *self) {
    PyTypeObject *type = Py_TYPE(self);
    PyObject_GC_UnTrack(self);
    if (SELF->weakrefs) {
        PyObject_ClearWeakRefs(self);
    }
    Py_CLEAR(SELF->base);
    PyObject_GC_Del(self);
    Py_DECREF(type);
}

// --- Description ---------------------------------------------------------------------------------
static const char *format_of(const zi_view_info *info) {
    bool is_unsigned = info->item_class == ZI_ITEM_UNSIGNED;
    switch (info->item_class) {
    case ZI_ITEM_OBJECT:
        return "O";
    case ZI_ITEM_BOOL:
        return "?";
    case ZI_ITEM_CHAR:
        return "c";
    case ZI_ITEM_FLOAT:
        return info->item_size == 4 ? "f" : info->item_size == 8 ? "d" : "g";
    case ZI_ITEM_COMPLEX:
        return info->item_size == 8 ? "Zf" : info->item_size == 16 ? "Zd" : "Zg";
    default:
        switch (info->item_size) {
        case 1:
            return is_unsigned ? "B" : "b";
        case 2:
            return is_unsigned ? "H" : "h";
        case 4:
            return is_unsigned ? "I" : "i";
        default:
            return is_unsigned ? "L" : "l";
        }
    }
}

static void describe(zi_memoryview *holder, const zi_view *view, const zi_view_info *info,
                     int readonly) {
    holder->data = view->data;
    holder->dimensions = (int)info->dimensions;
    holder->item_size = (Py_ssize_t)info->item_size;
    holder->readonly = readonly;
    for (uint32_t i = 0; i < info->dimensions; i++) {
        holder->shape[i] = view->shape[i];
        holder->strides[i] = view->strides[i];
    }
    strncpy(holder->format, format_of(info), sizeof holder->format - 1);
    strncpy(holder->item_name, info->item_name, sizeof holder->item_name - 1);
}

static bool shows(const zi_memoryview *holder, const zi_view *view, const zi_view_info *info) {
    size_t room = info->dimensions * sizeof(Py_ssize_t);
    return holder->data == view->data && holder->dimensions == (int)info->dimensions &&
           memcmp(holder->shape, view->shape, room) == 0 &&
           memcmp(holder->strides, view->strides, room) == 0;
}

static Py_ssize_t count_items(const zi_memoryview *view) {
    Py_ssize_t count = 1;
    for (int i = 0; i < view->dimensions; i++) {
        count *= view->shape[i];
    }
    return count;
}

// --- The buffer protocol -------------------------------------------------------------------------
// PyBuffer_IsContiguous expects a dimension.
static bool lies_in_order(const Py_buffer *buffer, char order) {
    return buffer->ndim == 0 || PyBuffer_IsContiguous(buffer, order);
}

static int view_get_buffer(PyObject *self, Py_buffer *buffer, int flags) {
    if ((flags & PyBUF_WRITABLE) && SELF->readonly) {
        PyErr_SetString(PyExc_BufferError, "Cannot create writable memory view from read-only "
                                           "memoryview");
        buffer->obj = NULL;
        return -1;
    }
    *buffer = (Py_buffer){.buf = SELF->data,
                          .obj = zi_new_reference(self),
                          .len = count_items(SELF) * SELF->item_size,
                          .itemsize = SELF->item_size,
                          .readonly = SELF->readonly,
                          .ndim = SELF->dimensions,
                          .format = SELF->format,
                          .shape = SELF->shape,
                          .strides = SELF->strides};
    bool is_c = lies_in_order(buffer, 'C');
    bool is_fortran = lies_in_order(buffer, 'F');
    bool fits = (flags & PyBUF_C_CONTIGUOUS) == PyBUF_C_CONTIGUOUS       ? is_c
                : (flags & PyBUF_F_CONTIGUOUS) == PyBUF_F_CONTIGUOUS     ? is_fortran
                : (flags & PyBUF_ANY_CONTIGUOUS) == PyBUF_ANY_CONTIGUOUS ? is_c || is_fortran
                : (flags & PyBUF_STRIDES) == PyBUF_STRIDES               ? true
                                                                         : is_c;
    if (!fits) {
        PyErr_SetString(PyExc_BufferError, "memoryview: underlying buffer is not contiguous");
        Py_CLEAR(buffer->obj);
        return -1;
    }
    buffer->format = flags & PyBUF_FORMAT ? buffer->format : NULL;
    buffer->strides = (flags & PyBUF_STRIDES) == PyBUF_STRIDES ? buffer->strides : NULL;
    buffer->shape = flags & PyBUF_ND ? buffer->shape : NULL;
    return 0;
}

// --- Items and slices ----------------------------------------------------------------------------
// Applies one index or slice to the axis `*axis` of the part; 0, or -1 with an exception.
static int apply_index(zi_memoryview *part, int *axis, PyObject *index) {
    if (PySlice_Check(index)) {
        Py_ssize_t start, stop, step;
        if (PySlice_Unpack(index, &start, &stop, &step) < 0) {
            return -1;
        }
        Py_ssize_t count = PySlice_AdjustIndices(part->shape[*axis], &start, &stop, step);
        part->data += count > 0 ? start * part->strides[*axis] : 0;
        part->shape[*axis] = count;
        part->strides[*axis] *= step;
        ++*axis;
        return 0;
    }
    Py_ssize_t place = PyNumber_AsSsize_t(index, PyExc_IndexError);
    if (place == -1 && PyErr_Occurred()) {
        return -1;
    }
    Py_ssize_t size = part->shape[*axis];
    place += place < 0 ? size : 0;
    if (place < 0 || place >= size) {
        PyErr_Format(PyExc_IndexError, "Out of bounds on buffer access (axis %d)", *axis);
        return -1;
    }
    part->data += place * part->strides[*axis];
    for (int i = *axis + 1; i < part->dimensions; i++) {
        part->shape[i - 1] = part->shape[i];
        part->strides[i - 1] = part->strides[i];
    }
    part->dimensions--;
    return 0;
}

static zi_memoryview *make_part(zi_memoryview *view) {
    zi_memoryview *part = memoryview_new(Py_TYPE(view));
    if (part) {
        part->base = zi_new_reference((PyObject *)view);
        size_t start = offsetof(zi_memoryview, data);
        memcpy((char *)part + start, (char *)view + start,
               offsetof(zi_memoryview, weakrefs) - start);
    }
    return part;
}

// Applies a tuple of indices; an ellipsis stands for as many full axes as are missing.
static int apply_indices(zi_memoryview *part, PyObject *indices) {
    Py_ssize_t count = PyTuple_GET_SIZE(indices);
    Py_ssize_t given = count;
    for (Py_ssize_t i = 0; i < count; i++) {
        given -= PyTuple_GET_ITEM(indices, i) == Py_Ellipsis;
    }
    if (given > part->dimensions) {
        PyErr_Format(PyExc_IndexError, "Too many indices specified for type %s",
                     Py_TYPE(part)->tp_name);
        return -1;
    }
    int full = part->dimensions - (int)given;
    int axis = 0;
    for (Py_ssize_t i = 0; i < count; i++) {
        PyObject *index = PyTuple_GET_ITEM(indices, i);
        if (index == Py_Ellipsis) {
            axis += full;
            full = 0;
        } else if (apply_index(part, &axis, index) < 0) {
            return -1;
        }
    }
    return 0;
}

// The part of the view that the key selects; a part without axes is an item.
static zi_memoryview *select_part(PyObject *self, PyObject *key) {
    PyObject *indices = PyTuple_Check(key) ? zi_new_reference(key) : PyTuple_Pack(1, key);
    zi_memoryview *part = indices ? make_part(SELF) : NULL;
    if (part && apply_indices(part, indices) < 0) {
        Py_CLEAR(part);
    }
    Py_XDECREF(indices);
    return part;
}

// Complex items, and "O" ones: the interpreter's memoryview does not know them.
static PyObject *read_special(const zi_memoryview *item, bool *is_special) {
    *is_special = true;
    if (item->format[0] == 'O') {
        PyObject *value = *(PyObject **)(void *)item->data;
        return zi_new_reference(value ? value : Py_None);
    }
    if (strcmp(item->format, "Zf") == 0) {
        float *parts = (float *)(void *)item->data;
        return PyComplex_FromDoubles(parts[0], parts[1]);
    }
    if (strcmp(item->format, "Zd") == 0) {
        double *parts = (double *)(void *)item->data;
        return PyComplex_FromDoubles(parts[0], parts[1]);
    }
    *is_special = false;
    return NULL;
}

static PyObject *read_item(zi_memoryview *item) {
    bool is_special;
    PyObject *value = read_special(item, &is_special);
    if (is_special) {
        return value;
    }
    PyObject *view = PyMemoryView_FromObject((PyObject *)item);
    PyObject *nothing = view ? PyTuple_New(0) : NULL;
    value = nothing ? PyObject_GetItem(view, nothing) : NULL;
    Py_XDECREF(nothing);
    Py_XDECREF(view);
    return value;
}

static PyObject *view_subscript(PyObject *self, PyObject *key) {
    zi_memoryview *part = select_part(self, key);
    if (!part || part->dimensions > 0) {
        return (PyObject *)part;
    }
    PyObject *value = read_item(part);
    Py_DECREF(part);
    return value;
}

static int write_item(zi_memoryview *item, PyObject *value) {
    if (item->format[0] == 'O') {
        zi_replace_object((PyObject **)(void *)item->data, zi_new_reference(value));
        return 0;
    }
    if (item->format[0] == 'Z') {
        Py_complex number = PyComplex_AsCComplex(value);
        if (number.real == -1.0 && PyErr_Occurred()) {
            return -1;
        }
        if (item->format[1] == 'f') {
            ((float *)(void *)item->data)[0] = (float)number.real;
            ((float *)(void *)item->data)[1] = (float)number.imag;
        } else {
            ((double *)(void *)item->data)[0] = number.real;
            ((double *)(void *)item->data)[1] = number.imag;
        }
        return 0;
    }
    PyObject *view = PyMemoryView_FromObject((PyObject *)item);
    PyObject *nothing = view ? PyTuple_New(0) : NULL;
    int status = nothing ? PyObject_SetItem(view, nothing, value) : -1;
    Py_XDECREF(nothing);
    Py_XDECREF(view);
    return status;
}

// Writes one value to all items of the part, or copies from a buffer of the same shape.
static int fill_part(zi_memoryview *part, PyObject *value) {
    if (part->dimensions == 0) {
        return write_item(part, value);
    }
    PyObject *source = PyObject_CheckBuffer(value) ? PyMemoryView_FromObject(value) : NULL;
    PyErr_Clear();
    if (source && PyMemoryView_GET_BUFFER(source)->ndim == 0) {
        Py_CLEAR(source);
    }
    int status = 0;
    for (Py_ssize_t i = 0; status == 0 && i < part->shape[0]; i++) {
        PyObject *index = PyLong_FromSsize_t(i);
        zi_memoryview *row = index ? select_part((PyObject *)part, index) : NULL;
        PyObject *from = !source ? zi_new_reference(value)
                         : index ? PyObject_GetItem(value, index)
                                 : NULL;
        status = row && from ? fill_part(row, from) : -1;
        Py_XDECREF(index);
        Py_XDECREF(row);
        Py_XDECREF(from);
    }
    Py_XDECREF(source);
    return status;
}

static int check_same_shape(const zi_memoryview *part, PyObject *value) {
    if (part->dimensions == 0 || !PyObject_CheckBuffer(value)) {
        return 0;
    }
    Py_buffer buffer;
    if (PyObject_GetBuffer(value, &buffer, PyBUF_STRIDES) < 0) {
        return -1;
    }
    int status = 0;
    for (int i = 0; i < part->dimensions && i < buffer.ndim; i++) {
        if (buffer.shape[i] != part->shape[i]) {
            PyErr_Format(PyExc_ValueError,
                         "got differing extents in dimension %d (got %zd and %zd)", i,
                         part->shape[i], buffer.shape[i]);
            status = -1;
            break;
        }
    }
    PyBuffer_Release(&buffer);
    return status;
}

static int view_assign(PyObject *self, PyObject *key, PyObject *value) {
    if (!value) {
        PyErr_SetString(PyExc_TypeError, "cannot delete memory");
        return -1;
    }
    if (SELF->readonly) {
        PyErr_SetString(PyExc_TypeError, "Cannot assign to read-only memoryview");
        return -1;
    }
    zi_memoryview *part = select_part(self, key);
    if (!part) {
        return -1;
    }
    int status = check_same_shape(part, value) < 0 ? -1 : fill_part(part, value);
    Py_DECREF(part);
    return status;
}

static Py_ssize_t view_length(PyObject *self) { return SELF->dimensions > 0 ? SELF->shape[0] : 0; }

static PyObject *view_item(PyObject *self, Py_ssize_t index) {
    PyObject *key = PyLong_FromSsize_t(index);
    PyObject *item = key ? view_subscript(self, key) : NULL;
    Py_XDECREF(key);
    return item;
}

// --- Attributes ----------------------------------------------------------------------------------
static PyObject *sizes_tuple(const Py_ssize_t *sizes, int count) {
    PyObject *tuple = PyTuple_New(count);
    for (int i = 0; tuple && i < count; i++) {
        PyObject *size = PyLong_FromSsize_t(sizes[i]);
        if (!size) {
            Py_CLEAR(tuple);
            break;
        }
        PyTuple_SET_ITEM(tuple, i, size);
    }
    return tuple;
}

static PyObject *get_shape(PyObject *self, void *unused) {
    return sizes_tuple(SELF->shape, SELF->dimensions);
}
static PyObject *get_strides(PyObject *self, void *unused) {
    return sizes_tuple(SELF->strides, SELF->dimensions);
}
static PyObject *get_suboffsets(PyObject *self, void *unused) {
    Py_ssize_t suboffsets[ZI_MAX_DIMENSIONS] = {-1, -1, -1, -1, -1, -1, -1, -1};
    return sizes_tuple(suboffsets, SELF->dimensions);
}
static PyObject *get_dimensions(PyObject *self, void *unused) {
    return PyLong_FromLong(SELF->dimensions);
}
static PyObject *get_item_size(PyObject *self, void *unused) {
    return PyLong_FromSsize_t(SELF->item_size);
}
static PyObject *get_byte_count(PyObject *self, void *unused) {
    return PyLong_FromSsize_t(count_items(SELF) * SELF->item_size);
}
static PyObject *get_size(PyObject *self, void *unused) {
    return PyLong_FromSsize_t(count_items(SELF));
}
static PyObject *get_base(PyObject *self, void *unused) {
    zi_memoryview *view = SELF;
    while (view->base && Py_TYPE(view->base) == Py_TYPE(self)) {
        view = (zi_memoryview *)view->base;
    }
    PyObject *base = view->base;
    if (base && Py_TYPE(base) == zi_shared_get()->holder_type) {
        base = ((zi_view_holder *)(void *)base)->buffer.obj;
    }
    return zi_new_reference(base ? base : Py_None);
}
static PyObject *get_transposed(PyObject *self, void *unused) {
    zi_memoryview *part = make_part(SELF);
    for (int i = 0; part && i < part->dimensions; i++) {
        part->shape[i] = SELF->shape[part->dimensions - 1 - i];
        part->strides[i] = SELF->strides[part->dimensions - 1 - i];
    }
    return (PyObject *)part;
}

static PyObject *is_contiguous(PyObject *self, char order) {
    Py_buffer buffer;
    if (view_get_buffer(self, &buffer, PyBUF_FULL_RO) < 0) {
        return NULL;
    }
    PyObject *result = PyBool_FromLong(lies_in_order(&buffer, order));
    PyBuffer_Release(&buffer);
    return result;
}
static PyObject *view_is_c_contig(PyObject *self, PyObject *unused) {
    return is_contiguous(self, 'C');
}
static PyObject *view_is_f_contig(PyObject *self, PyObject *unused) {
    return is_contiguous(self, 'F');
}

// A contiguous copy in memory of its own: a bytearray under the same shape.
static PyObject *copy_in_order(PyObject *self, char order) {
    Py_buffer buffer;
    if (view_get_buffer(self, &buffer, PyBUF_FULL_RO) < 0) {
        return NULL;
    }
    PyObject *memory = PyByteArray_FromStringAndSize(NULL, buffer.len);
    zi_memoryview *copy = NULL;
    if (memory &&
        PyBuffer_ToContiguous(PyByteArray_AS_STRING(memory), &buffer, buffer.len, order) == 0) {
        copy = make_part(SELF);
    }
    PyBuffer_Release(&buffer);
    if (copy) {
        Py_SETREF(copy->base, zi_new_reference(memory));
        copy->data = PyByteArray_AS_STRING(memory);
        copy->readonly = 0;
        PyBuffer_FillContiguousStrides(copy->dimensions, copy->shape, copy->strides,
                                       (int)copy->item_size, order);
    }
    Py_XDECREF(memory);
    return (PyObject *)copy;
}
static PyObject *view_copy(PyObject *self, PyObject *unused) { return copy_in_order(self, 'C'); }
static PyObject *view_copy_fortran(PyObject *self, PyObject *unused) {
    return copy_in_order(self, 'F');
}

static PyObject *view_repr(PyObject *self) {
    PyObject *base = get_base(self, NULL);
    PyObject *text = PyUnicode_FromFormat("<MemoryView of %.200s at %p>",
                                          base ? Py_TYPE(base)->tp_name : "nothing", self);
    Py_XDECREF(base);
    return text;
}
static PyObject *view_str(PyObject *self) {
    PyObject *base = get_base(self, NULL);
    PyObject *text = PyUnicode_FromFormat("<MemoryView of %.200s object>",
                                          base ? Py_TYPE(base)->tp_name : "nothing");
    Py_XDECREF(base);
    return text;
}

// --- The type ------------------------------------------------------------------------------------
static PyMethodDef view_methods[] = {
    {"is_c_contig", view_is_c_contig, METH_NOARGS, NULL},
    {"is_f_contig", view_is_f_contig, METH_NOARGS, NULL},
    {"copy", view_copy, METH_NOARGS, "A C-contiguous copy."},
    {"copy_fortran", view_copy_fortran, METH_NOARGS, "A Fortran-contiguous copy."},
    {NULL, NULL, 0, NULL}};

static PyGetSetDef view_getset[] = {{"shape", get_shape, NULL, NULL, NULL},
                                    {"strides", get_strides, NULL, NULL, NULL},
                                    {"suboffsets", get_suboffsets, NULL, NULL, NULL},
                                    {"ndim", get_dimensions, NULL, NULL, NULL},
                                    {"itemsize", get_item_size, NULL, NULL, NULL},
                                    {"nbytes", get_byte_count, NULL, NULL, NULL},
                                    {"size", get_size, NULL, NULL, NULL},
                                    {"base", get_base, NULL, NULL, NULL},
                                    {"T", get_transposed, NULL, NULL, NULL},
                                    {NULL, NULL, NULL, NULL, NULL}};

static PyMemberDef view_members[] = {
    {"__weaklistoffset__", T_PYSSIZET, offsetof(zi_memoryview, weakrefs), READONLY, NULL},
    {NULL, 0, 0, 0, NULL}};

PyTypeObject *zi_make_view_type(void) {
    PyType_Slot slots[] = {{Py_tp_dealloc, (void *)view_dealloc},
                           {Py_tp_traverse, (void *)view_traverse},
                           {Py_tp_repr, (void *)view_repr},
                           {Py_tp_str, (void *)view_str},
                           {Py_tp_methods, view_methods},
                           {Py_tp_members, view_members},
                           {Py_tp_getset, view_getset},
                           {Py_mp_subscript, (void *)view_subscript},
                           {Py_mp_ass_subscript, (void *)view_assign},
                           {Py_mp_length, (void *)view_length},
                           {Py_sq_item, (void *)view_item},
                           {Py_sq_length, (void *)view_length},
                           {Py_bf_getbuffer, (void *)view_get_buffer},
                           {0, NULL}};
    PyType_Spec spec = {.name = "zilant.memoryview",
                        .basicsize = sizeof(zi_memoryview),
                        .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | ZI_NOT_INSTANTIABLE,
                        .slots = slots};
    return (PyTypeObject *)PyType_FromSpec(&spec);
}

// --- From a view in registers --------------------------------------------------------------------
static int is_readonly(const zi_shared *shared, const zi_view *view, const zi_view_info *info) {
    PyTypeObject *type = Py_TYPE(view->owner);
    if (type == shared->view_type) {
        return ((zi_memoryview *)(void *)view->owner)->readonly;
    }
    return type == shared->holder_type ? ((zi_view_holder *)(void *)view->owner)->buffer.readonly
                                       : !info->writable;
}

// The object that owns the view, if that shows all of it; else one of its own.
PyObject *zi_view_object(const zi_view *view, const zi_view_info *info) {
    if (view->owner == Py_None) {
        return zi_new_reference(Py_None);
    }
    zi_shared *shared = zi_shared_get();
    PyTypeObject *type = shared ? zi_shared_type(&shared->view_type, zi_make_view_type) : NULL;
    if (!type) {
        return NULL;
    }
    if (Py_TYPE(view->owner) == type && shows((zi_memoryview *)(void *)view->owner, view, info)) {
        return zi_new_reference(view->owner);
    }
    zi_memoryview *made = memoryview_new(type);
    if (!made) {
        return NULL;
    }
    made->base = zi_new_reference(view->owner);
    describe(made, view, info, is_readonly(shared, view, info));
    return (PyObject *)made;
}
