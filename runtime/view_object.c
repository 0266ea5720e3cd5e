// The type of typed memoryviews in Python: shape, strides, the buffer protocol, copies. Items and
// slices are in view_item.c.
#include "runtime/view.h"
#include <structmember.h>

#define SELF ((zi_memoryview *)(void *)self)

// --- Life ----------------------------------------------------------------------------------------
zi_memoryview *zi_memoryview_new(PyTypeObject *type) {
    zi_memoryview *view = PyObject_GC_New(zi_memoryview, type);
    if (view) {
        memset((char *)view + sizeof(PyObject), 0, sizeof *view - sizeof(PyObject));
        PyObject_GC_Track(view);
    }
    return view;
}

static int view_traverse(PyObject *self, visitproc visit, void *arg) {
    Py_VISIT(Py_TYPE(self));
    Py_VISIT(SELF->view.owner);
    return 0;
}

static void view_dealloc(PyObject *self) {
    PyTypeObject *type = Py_TYPE(self);
    PyObject_GC_UnTrack(self);
    if (SELF->weakrefs) {
        PyObject_ClearWeakRefs(self);
    }
    Py_CLEAR(SELF->view.owner);
    PyObject_GC_Del(self);
    Py_DECREF(type);
}

// --- Owners --------------------------------------------------------------------------------------
static bool shows(const zi_memoryview *object, const zi_view *view, const zi_view_info *info) {
    size_t room = info->dimensions * sizeof(Py_ssize_t);
    return object->view.data == view->data && object->dimensions == (int)info->dimensions &&
           memcmp(object->view.shape, view->shape, room) == 0 &&
           memcmp(object->view.strides, view->strides, room) == 0 &&
           memcmp(object->view.suboffsets, view->suboffsets, room) == 0;
}

// The object that has the memory, borrowed; NULL with an exception.
static PyObject *find_base(PyObject *self) {
    const zi_shared *shared = zi_shared_get();
    PyObject *base = self;
    if (!shared) {
        return NULL;
    }
    for (;;) {
        const Py_buffer *buffer = zi_held_buffer(shared, base);
        if (buffer) {
            base = buffer->obj;
        } else if (Py_TYPE(base) == Py_TYPE(self)) {
            base = ((zi_memoryview *)(void *)base)->view.owner;
        } else {
            return base;
        }
        if (!base) {
            return Py_None;
        }
    }
}

// --- The buffer protocol -------------------------------------------------------------------------
static bool has_suboffsets(const zi_memoryview *view) {
    for (int i = 0; i < view->dimensions; i++) {
        if (view->view.suboffsets[i] >= 0) {
            return true;
        }
    }
    return false;
}

static bool lies_in_order(const zi_memoryview *view, bool is_fortran) {
    return zi_view_is_contiguous(&view->view, view->dimensions, view->item_size, is_fortran);
}

static bool fits_request(const zi_memoryview *view, int flags) {
    bool is_c = lies_in_order(view, false), is_fortran = lies_in_order(view, true);
    if (has_suboffsets(view) && (flags & PyBUF_INDIRECT) != PyBUF_INDIRECT) {
        return false;
    }
    return (flags & PyBUF_C_CONTIGUOUS) == PyBUF_C_CONTIGUOUS       ? is_c
           : (flags & PyBUF_F_CONTIGUOUS) == PyBUF_F_CONTIGUOUS     ? is_fortran
           : (flags & PyBUF_ANY_CONTIGUOUS) == PyBUF_ANY_CONTIGUOUS ? is_c || is_fortran
           : (flags & PyBUF_STRIDES) == PyBUF_STRIDES               ? true
                                                                    : is_c;
}

static int view_get_buffer(PyObject *self, Py_buffer *buffer, int flags) {
    buffer->obj = NULL;
    if ((flags & PyBUF_WRITABLE) && SELF->readonly) {
        PyErr_SetString(PyExc_ValueError,
                        "Cannot create writable memory view from read-only memoryview");
        return -1;
    }
    if (!fits_request(SELF, flags)) {
        PyErr_SetString(PyExc_BufferError, "memoryview: underlying buffer is not contiguous");
        return -1;
    }
    zi_view *view = &SELF->view;
    *buffer = (Py_buffer){
        .buf = view->data,
        .obj = zi_new_reference(self),
        .len = zi_view_count(view, SELF->dimensions) * SELF->item_size,
        .itemsize = SELF->item_size,
        .readonly = SELF->readonly,
        .ndim = SELF->dimensions,
        .format = flags & PyBUF_FORMAT ? (char *)(uintptr_t)SELF->format : NULL,
        .shape = flags & PyBUF_ND ? view->shape : NULL,
        .strides = (flags & PyBUF_STRIDES) == PyBUF_STRIDES ? view->strides : NULL,
        .suboffsets = has_suboffsets(SELF) ? view->suboffsets : NULL,
    };
    return 0;
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
    return sizes_tuple(SELF->view.shape, SELF->dimensions);
}
static PyObject *get_strides(PyObject *self, void *unused) {
    return sizes_tuple(SELF->view.strides, SELF->dimensions);
}
static PyObject *get_suboffsets(PyObject *self, void *unused) {
    return sizes_tuple(SELF->view.suboffsets, SELF->dimensions);
}
static PyObject *get_dimensions(PyObject *self, void *unused) {
    return PyLong_FromLong(SELF->dimensions);
}
static PyObject *get_item_size(PyObject *self, void *unused) {
    return PyLong_FromSsize_t(SELF->item_size);
}
static PyObject *get_byte_count(PyObject *self, void *unused) {
    return PyLong_FromSsize_t(zi_view_count(&SELF->view, SELF->dimensions) * SELF->item_size);
}
static PyObject *get_size(PyObject *self, void *unused) {
    return PyLong_FromSsize_t(zi_view_count(&SELF->view, SELF->dimensions));
}
static PyObject *get_base(PyObject *self, void *unused) {
    PyObject *base = find_base(self);
    Py_XINCREF(base);
    return base;
}
static PyObject *get_transposed(PyObject *self, void *unused) {
    if (has_suboffsets(SELF)) {
        zi_raise_indirect("transpose");
        return NULL;
    }
    zi_memoryview *part = zi_memoryview_part(SELF);
    for (int i = 0; part && i < part->dimensions; i++) {
        part->view.shape[i] = SELF->view.shape[part->dimensions - 1 - i];
        part->view.strides[i] = SELF->view.strides[part->dimensions - 1 - i];
    }
    return (PyObject *)part;
}

static Py_ssize_t view_length(PyObject *self) {
    return SELF->dimensions > 0 ? SELF->view.shape[0] : 0;
}

static PyObject *view_is_c_contig(PyObject *self, PyObject *unused) {
    return PyBool_FromLong(
        zi_view_has_order(&SELF->view, SELF->dimensions, SELF->item_size, false));
}
static PyObject *view_is_f_contig(PyObject *self, PyObject *unused) {
    return PyBool_FromLong(zi_view_has_order(&SELF->view, SELF->dimensions, SELF->item_size, true));
}

// A contiguous copy in memory of its own.
static PyObject *copy_in_order(PyObject *self, bool is_fortran) {
    zi_shared *shared = zi_view_can_copy(&SELF->view, SELF->dimensions) ? zi_shared_get() : NULL;
    zi_array *array = shared ? zi_array_new(shared, NULL, SELF->view.shape, SELF->dimensions,
                                            is_fortran, SELF->item_size, SELF->format)
                             : NULL;
    zi_memoryview *copy = array ? zi_memoryview_part(SELF) : NULL;
    if (copy) {
        Py_SETREF(copy->view.owner, zi_new_reference((PyObject *)array));
        copy->view.data = array->data;
        copy->readonly = 0;
        copy->format = array->format;
        zi_view_fill_strides(&copy->view, copy->dimensions, copy->item_size, is_fortran);
        if (zi_view_assign(&copy->view, &SELF->view, copy->dimensions, copy->dimensions,
                           copy->item_size, array->dtype_is_object) < 0) {
            Py_CLEAR(copy);
        }
    }
    Py_XDECREF(array);
    return (PyObject *)copy;
}
static PyObject *view_copy(PyObject *self, PyObject *unused) { return copy_in_order(self, false); }
static PyObject *view_copy_fortran(PyObject *self, PyObject *unused) {
    return copy_in_order(self, true);
}

PyObject *zi_refuse_reduce(PyObject *self, PyObject *unused) {
    PyErr_SetString(PyExc_TypeError, "no default __reduce__ due to non-trivial __cinit__");
    return NULL;
}

static PyObject *name_of_base(PyObject *self) {
    PyObject *base = find_base(self);
    return base ? PyObject_GetAttrString((PyObject *)Py_TYPE(base), "__name__") : NULL;
}

static PyObject *view_repr(PyObject *self) {
    PyObject *name = name_of_base(self);
    PyObject *text = name ? PyUnicode_FromFormat("<MemoryView of %R at %p>", name, self) : NULL;
    Py_XDECREF(name);
    return text;
}
static PyObject *view_str(PyObject *self) {
    PyObject *name = name_of_base(self);
    PyObject *text = name ? PyUnicode_FromFormat("<MemoryView of %R object>", name) : NULL;
    Py_XDECREF(name);
    return text;
}

// --- Of any object -------------------------------------------------------------------------------
static bool is_too_deep(const Py_buffer *buffer) {
    if (buffer->ndim <= ZI_MAX_DIMENSIONS) {
        return false;
    }
    PyErr_Format(PyExc_ValueError, "a memoryview has at most %d axes", ZI_MAX_DIMENSIONS);
    return true;
}

// memoryview(object): writable if the object lets it be.
static PyObject *view_new(PyTypeObject *type, PyObject *arguments, PyObject *keywords) {
    static char *names[] = {"obj", "flags", "dtype_is_object", NULL};
    PyObject *object;
    int flags = PyBUF_FULL_RO, holds_objects = 0;
    if (!PyArg_ParseTupleAndKeywords(arguments, keywords, "O|ip:memoryview", names, &object, &flags,
                                     &holds_objects)) {
        return NULL;
    }
    zi_shared *shared = zi_shared_get();
    zi_view_holder *holder = shared ? zi_view_holder_new(shared) : NULL;
    zi_memoryview *view = NULL;
    if (holder && PyObject_GetBuffer(object, &holder->buffer, flags | PyBUF_FORMAT) < 0) {
        holder->buffer.obj = NULL;
    } else if (holder && !is_too_deep(&holder->buffer) && (view = zi_memoryview_new(type))) {
        const Py_buffer *buffer = &holder->buffer;
        zi_view_from_buffer(buffer, &view->view);
        view->view.owner = zi_new_reference((PyObject *)holder);
        view->dimensions = buffer->ndim;
        view->readonly = buffer->readonly;
        view->item_size = buffer->itemsize;
        view->format = buffer->format ? buffer->format : "B";
    }
    Py_XDECREF(holder);
    return (PyObject *)view;
}

// --- The type ------------------------------------------------------------------------------------
static PyMethodDef view_methods[] = {
    {"is_c_contig", view_is_c_contig, METH_NOARGS, NULL},
    {"is_f_contig", view_is_f_contig, METH_NOARGS, NULL},
    {"copy", view_copy, METH_NOARGS, "A C-contiguous copy."},
    {"copy_fortran", view_copy_fortran, METH_NOARGS, "A Fortran-contiguous copy."},
    {"__reduce__", zi_refuse_reduce, METH_NOARGS, NULL},
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

// What Python knows of sequences by their class, and the methods that it has for those.
PyTypeObject *zi_become_sequence(PyObject *type) {
    PyObject *module = type ? PyImport_ImportModule("collections.abc") : NULL;
    PyObject *sequence = module ? PyObject_GetAttrString(module, "Sequence") : NULL;
    PyObject *result = sequence ? PyObject_CallMethod(sequence, "register", "O", type) : NULL;
    static const char *const names[] = {"count", "index"};
    for (size_t i = 0; result && i < sizeof names / sizeof names[0]; i++) {
        PyObject *method = PyObject_GetAttrString(sequence, names[i]);
        if (!method || PyObject_SetAttrString(type, names[i], method) < 0) {
            Py_CLEAR(result);
        }
        Py_XDECREF(method);
    }
    if (!result) {
        Py_CLEAR(type);
    }
    Py_XDECREF(result);
    Py_XDECREF(sequence);
    Py_XDECREF(module);
    return (PyTypeObject *)type;
}

PyTypeObject *zi_make_view_type(void) {
    PyType_Slot slots[] = {{Py_tp_new, (void *)view_new},
                           {Py_tp_dealloc, (void *)view_dealloc},
                           {Py_tp_traverse, (void *)view_traverse},
                           {Py_tp_repr, (void *)view_repr},
                           {Py_tp_str, (void *)view_str},
                           {Py_tp_methods, view_methods},
                           {Py_tp_members, view_members},
                           {Py_tp_getset, view_getset},
                           {Py_mp_subscript, (void *)zi_memoryview_subscript},
                           {Py_mp_ass_subscript, (void *)zi_memoryview_assign},
                           {Py_mp_length, (void *)view_length},
                           {Py_sq_item, (void *)zi_item_of_mapping},
                           {Py_sq_length, (void *)view_length},
                           {Py_bf_getbuffer, (void *)view_get_buffer},
                           {0, NULL}};
    PyType_Spec spec = {.name = "zilant.memoryview",
                        .basicsize = sizeof(zi_memoryview),
                        .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | ZI_SEQUENCE_FLAG,
                        .slots = slots};
    return zi_become_sequence(PyType_FromSpec(&spec));
}

PyTypeObject *zi_memoryview_type(void) {
    zi_shared *shared = zi_shared_get();
    return shared ? zi_shared_type(&shared->view_type, zi_make_view_type) : NULL;
}

// --- From a view in registers --------------------------------------------------------------------
// It is a holder or another object of views.
static int is_readonly(const zi_shared *shared, PyObject *owner) {
    const Py_buffer *buffer = zi_held_buffer(shared, owner);
    return buffer ? buffer->readonly : ((zi_memoryview *)(void *)owner)->readonly;
}

// The object that owns the view, if that shows all of it; else one of its own.
PyObject *zi_view_object(zi_state *state, const zi_view *view, const zi_view_info *info) {
    if (view->owner == Py_None) {
        return zi_new_reference(Py_None);
    }
    zi_shared *shared = state->shared;
    PyTypeObject *type = zi_shared_type(&shared->view_type, zi_make_view_type);
    if (!type) {
        return NULL;
    }
    if (Py_TYPE(view->owner) == type && shows((zi_memoryview *)(void *)view->owner, view, info)) {
        return zi_new_reference(view->owner);
    }
    zi_memoryview *made = zi_memoryview_new(type);
    if (made) {
        made->view = *view;
        Py_INCREF(view->owner);
        made->dimensions = (int)info->dimensions;
        made->item_size = (Py_ssize_t)info->item_size;
        made->info = info;
        made->readonly = is_readonly(shared, view->owner);
        made->format = zi_format_of_owner(shared, view->owner);
    }
    return (PyObject *)made;
}
