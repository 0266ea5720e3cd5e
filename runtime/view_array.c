// cython.view.array: memory with a shape, its own or that of C code, as a buffer. What it is asked
// besides its fields, a memoryview of it answers.
#include "runtime/view.h"
#include <structmember.h>

#define SELF ((zi_array *)(void *)self)

// --- Making --------------------------------------------------------------------------------------
PyTypeObject *zi_array_type(void) {
    zi_shared *shared = zi_shared_get();
    return shared ? zi_shared_type(&shared->array_type, zi_make_array_type) : NULL;
}

// Copies the lengths and lays out the items; -1 with an exception.
static int lay_out(zi_array *array, const Py_ssize_t *shape, bool is_fortran) {
    size_t room = (size_t)array->ndim * sizeof *array->_shape;
    array->_shape = PyObject_Malloc(2 * room);
    if (!array->_shape) {
        PyErr_SetString(PyExc_MemoryError, "unable to allocate shape and strides.");
        return -1;
    }
    array->_strides = array->_shape + array->ndim;
    Py_ssize_t size = array->itemsize;
    for (int i = 0; i < array->ndim; i++) {
        int axis = is_fortran ? i : array->ndim - 1 - i;
        if (shape[axis] > 0 && size > PY_SSIZE_T_MAX / shape[axis]) {
            PyErr_SetString(PyExc_MemoryError, "unable to allocate array data.");
            return -1;
        }
        array->_shape[axis] = shape[axis];
        array->_strides[axis] = size;
        size *= shape[axis];
    }
    array->len = size;
    return 0;
}

static int allocate(zi_array *array) {
    array->data = malloc((size_t)Py_MAX(array->len, 1));
    if (!array->data) {
        PyErr_SetString(PyExc_MemoryError, "unable to allocate array data.");
        return -1;
    }
    array->free_data = 1;
    PyObject **objects = (PyObject **)(void *)array->data;
    for (Py_ssize_t i = 0; array->dtype_is_object && i < array->len / array->itemsize; i++) {
        objects[i] = zi_new_reference(Py_None);
    }
    return 0;
}

// Takes over the format; NULL with an exception.
static zi_array *make(PyTypeObject *type, const Py_ssize_t *shape, int dimensions, bool is_fortran,
                      Py_ssize_t item_size, PyObject *format) {
    zi_array *array = format ? (zi_array *)(void *)type->tp_alloc(type, 0) : NULL;
    if (!array) {
        Py_XDECREF(format);
        return NULL;
    }
    array->ndim = dimensions;
    array->itemsize = item_size;
    array->_format = format;
    array->format = PyBytes_AS_STRING(format);
    array->dtype_is_object = strcmp(array->format, "O") == 0;
    array->mode = PyUnicode_InternFromString(is_fortran ? "fortran" : "c");
    if (!array->mode || lay_out(array, shape, is_fortran) < 0) {
        Py_CLEAR(array);
    }
    return array;
}

static int check_shape(const Py_ssize_t *shape, int dimensions) {
    for (int i = 0; i < dimensions; i++) {
        if (shape[i] <= 0) {
            PyErr_Format(PyExc_ValueError, "Invalid shape in axis %d: %zd.", i, shape[i]);
            return -1;
        }
    }
    return 0;
}

zi_array *zi_array_new(zi_shared *shared, void *data, const Py_ssize_t *shape, int dimensions,
                       bool is_fortran, Py_ssize_t item_size, const char *format) {
    PyTypeObject *type = zi_shared_type(&shared->array_type, zi_make_array_type);
    zi_array *array =
        type ? make(type, shape, dimensions, is_fortran, item_size, PyBytes_FromString(format))
             : NULL;
    if (array && data) {
        array->data = data;
    } else if (array && allocate(array) < 0) {
        Py_CLEAR(array);
    }
    return array;
}

// <T[:n, :m]>data: the memory is not the object's and has to outlive it.
PyObject *zi_memory_object(zi_state *state, void *data, const int64_t *shape,
                           const zi_view_info *info) {
    Py_ssize_t lengths[ZI_MAX_DIMENSIONS];
    int dimensions = (int)info->dimensions;
    for (int i = 0; i < dimensions; i++) {
        lengths[i] = shape[i];
    }
    if (check_shape(lengths, dimensions) < 0) {
        return NULL;
    }
    if (data == NULL) {
        PyErr_SetString(PyExc_ValueError, "Cannot create cython.array from NULL pointer");
        return NULL;
    }
    return (PyObject *)zi_array_new(state->shared, data, lengths, dimensions,
                                    info->packing == ZI_PACKING_FORTRAN, info->item_size,
                                    info->format);
}

static int view_of_array(zi_shared *shared, zi_array *array, zi_view *out) {
    zi_view_holder *holder = zi_view_holder_new(shared);
    if (!holder) {
        return -1;
    }
    if (PyObject_GetBuffer((PyObject *)array, &holder->buffer, PyBUF_FULL) < 0) {
        holder->buffer.obj = NULL;
        Py_DECREF(holder);
        return -1;
    }
    zi_view_from_buffer(&holder->buffer, out);
    out->owner = (PyObject *)holder;
    return 0;
}

int zi_view_new(zi_state *state, const zi_view *like, const zi_view_info *info, zi_view *out) {
    int dimensions = (int)info->dimensions;
    if (!zi_view_can_copy(like, dimensions)) {
        return -1;
    }
    zi_array *array = zi_array_new(state->shared, NULL, like->shape, dimensions,
                                   info->packing == ZI_PACKING_FORTRAN, info->item_size,
                                   zi_format_of_owner(state->shared, like->owner));
    int status = array ? view_of_array(state->shared, array, out) : -1;
    Py_XDECREF(array);
    return status;
}

// --- array(shape, itemsize, format, mode="c", allocate_buffer=True) ------------------------------
static int read_shape(PyObject *tuple, Py_ssize_t *shape) {
    Py_ssize_t count = PyTuple_GET_SIZE(tuple);
    if (count == 0) {
        PyErr_SetString(PyExc_ValueError, "Empty shape tuple for cython.array");
        return -1;
    }
    if (count > ZI_MAX_DIMENSIONS) {
        PyErr_Format(PyExc_ValueError, "cython.array has at most %d dimensions", ZI_MAX_DIMENSIONS);
        return -1;
    }
    for (Py_ssize_t i = 0; i < count; i++) {
        shape[i] = PyNumber_AsSsize_t(PyTuple_GET_ITEM(tuple, i), PyExc_OverflowError);
        if (shape[i] == -1 && PyErr_Occurred()) {
            return -1;
        }
    }
    return (int)count;
}

static int read_mode(PyObject *mode) {
    bool is_c = PyUnicode_Check(mode) && PyUnicode_CompareWithASCIIString(mode, "c") == 0;
    bool is_fortran =
        PyUnicode_Check(mode) && PyUnicode_CompareWithASCIIString(mode, "fortran") == 0;
    if (!is_c && !is_fortran) {
        PyErr_Format(PyExc_ValueError, "Invalid mode, expected 'c' or 'fortran', got %S", mode);
        return -1;
    }
    return is_fortran;
}

static PyObject *format_bytes(PyObject *format) {
    if (format == Py_None) {
        PyErr_SetString(PyExc_TypeError, "Argument 'format' must not be None");
        return NULL;
    }
    if (PyUnicode_Check(format)) {
        return PyUnicode_AsASCIIString(format);
    }
    if (!PyBytes_Check(format)) {
        PyErr_Format(PyExc_TypeError, "Expected bytes, got %.200s", Py_TYPE(format)->tp_name);
        return NULL;
    }
    return zi_new_reference(format);
}

static PyObject *array_new(PyTypeObject *type, PyObject *arguments, PyObject *keywords) {
    static char *names[] = {"shape", "itemsize", "format", "mode", "allocate_buffer", NULL};
    PyObject *tuple, *format, *mode = NULL;
    Py_ssize_t item_size, shape[ZI_MAX_DIMENSIONS];
    int allocates = 1;
    if (!PyArg_ParseTupleAndKeywords(arguments, keywords, "O!nO|Op:array", names, &PyTuple_Type,
                                     &tuple, &item_size, &format, &mode, &allocates)) {
        return NULL;
    }
    int dimensions = read_shape(tuple, shape);
    if (dimensions > 0 && item_size <= 0) {
        PyErr_SetString(PyExc_ValueError, "itemsize <= 0 for cython.array");
        return NULL;
    }
    if (dimensions < 0 || check_shape(shape, dimensions) < 0) {
        return NULL;
    }
    int is_fortran = mode ? read_mode(mode) : 0;
    zi_array *array =
        is_fortran < 0 ? NULL
                       : make(type, shape, dimensions, is_fortran, item_size, format_bytes(format));
    if (array && allocates && allocate(array) < 0) {
        Py_CLEAR(array);
    }
    return (PyObject *)array;
}

static void release_objects(zi_array *array) {
    PyObject **objects = (PyObject **)(void *)array->data;
    for (Py_ssize_t i = 0; i < array->len / array->itemsize; i++) {
        Py_CLEAR(objects[i]);
    }
}

static void array_dealloc(PyObject *self) {
    PyTypeObject *type = Py_TYPE(self);
    PyObject *raised = zi_take_exception(); // the callback may be Cython code
    if (SELF->callback_free_data) {
        SELF->callback_free_data(SELF->data);
    } else if (SELF->free_data && SELF->data) {
        if (SELF->dtype_is_object) {
            release_objects(SELF);
        }
        free(SELF->data);
    }
    zi_give_exception(raised);
    PyObject_Free(SELF->_shape);
    Py_CLEAR(SELF->mode);
    Py_CLEAR(SELF->_format);
    type->tp_free(self);
    Py_DECREF(type);
}

// --- What it shows -------------------------------------------------------------------------------
static int array_get_buffer(PyObject *self, Py_buffer *buffer, int flags) {
    bool is_c = PyUnicode_CompareWithASCIIString(SELF->mode, "c") == 0;
    int own = PyBUF_ANY_CONTIGUOUS | (is_c ? PyBUF_C_CONTIGUOUS : PyBUF_F_CONTIGUOUS);
    int other = is_c ? PyBUF_F_CONTIGUOUS : PyBUF_C_CONTIGUOUS;
    // With strides it is left to who asks to look at them.
    if ((flags & other) && !(flags & own)) {
        PyErr_SetString(PyExc_ValueError, "Can only create a buffer that is contiguous in memory.");
        buffer->obj = NULL;
        return -1;
    }
    bool has_strides = (flags & PyBUF_STRIDES) == PyBUF_STRIDES;
    *buffer = (Py_buffer){.buf = SELF->data,
                          .obj = zi_new_reference(self),
                          .len = SELF->len,
                          .itemsize = SELF->itemsize,
                          .ndim = has_strides ? SELF->ndim : 1,
                          .format = flags & PyBUF_FORMAT ? SELF->format : NULL,
                          .shape = has_strides        ? SELF->_shape
                                   : flags & PyBUF_ND ? &SELF->len
                                                      : NULL,
                          .strides = has_strides ? SELF->_strides : NULL};
    return 0;
}

static PyObject *array_get_view(PyObject *self, void *unused) {
    PyTypeObject *type = zi_memoryview_type();
    return type ? PyObject_CallFunctionObjArgs((PyObject *)type, self, NULL) : NULL;
}

static PyObject *array_get_attribute(PyObject *self, PyObject *name) {
    PyObject *value = PyObject_GenericGetAttr(self, name);
    if (value || !PyErr_ExceptionMatches(PyExc_AttributeError)) {
        return value;
    }
    PyErr_Clear();
    PyObject *view = array_get_view(self, NULL);
    value = view ? PyObject_GetAttr(view, name) : NULL;
    Py_XDECREF(view);
    return value;
}

static PyObject *array_subscript(PyObject *self, PyObject *key) {
    PyObject *view = array_get_view(self, NULL);
    PyObject *value = view ? PyObject_GetItem(view, key) : NULL;
    Py_XDECREF(view);
    return value;
}

static int array_assign(PyObject *self, PyObject *key, PyObject *value) {
    if (!value) {
        return zi_refuse_deletion(self);
    }
    PyObject *view = array_get_view(self, NULL);
    int status = view ? PyObject_SetItem(view, key, value) : -1;
    Py_XDECREF(view);
    return status;
}

static Py_ssize_t array_length(PyObject *self) { return SELF->_shape[0]; }

static PyMethodDef array_methods[] = {{"__reduce__", zi_refuse_reduce, METH_NOARGS, NULL},
                                      {NULL, NULL, 0, NULL}};

static PyGetSetDef array_getset[] = {{"memview", array_get_view, NULL, NULL, NULL},
                                     {NULL, NULL, NULL, NULL, NULL}};

PyTypeObject *zi_make_array_type(void) {
    PyType_Slot slots[] = {{Py_tp_new, (void *)array_new},
                           {Py_tp_dealloc, (void *)array_dealloc},
                           {Py_tp_getattro, (void *)array_get_attribute},
                           {Py_tp_methods, array_methods},
                           {Py_tp_getset, array_getset},
                           {Py_mp_subscript, (void *)array_subscript},
                           {Py_mp_ass_subscript, (void *)array_assign},
                           {Py_mp_length, (void *)array_length},
                           {Py_sq_item, (void *)zi_item_of_mapping},
                           {Py_sq_length, (void *)array_length},
                           {Py_bf_getbuffer, (void *)array_get_buffer},
                           {0, NULL}};
    PyType_Spec spec = {.name = "zilant.array",
                        .basicsize = sizeof(zi_array),
                        .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | ZI_SEQUENCE_FLAG,
                        .slots = slots};
    return zi_become_sequence(PyType_FromSpec(&spec));
}
