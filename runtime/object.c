// Items of containers, and checks of an object's type.
#include "runtime/internal.h"

// --- Items ---------------------------------------------------------------------------------------
static inline bool read_small_index(PyObject *object, int64_t *index) {
    return Py_TYPE(object) == &PyLong_Type && zi_int_read(object, index);
}

// Of what is neither a list nor a tuple, or not in it.
static ZI_SLOW PyObject *get_other_item(PyObject *container, int64_t index) {
    if (PyUnicode_CheckExact(container) && PyUnicode_IS_COMPACT(container)) {
        Py_ssize_t length = PyUnicode_GET_LENGTH(container);
        Py_ssize_t place = index < 0 ? index + length : index;
        if (ZI_LIKELY((size_t)place < (size_t)length)) {
            return PyUnicode_FromOrdinal((int)PyUnicode_READ_CHAR(container, place));
        }
    }
    PyObject *key = PyLong_FromLongLong(index);
    PyObject *item = key ? PyObject_GetItem(container, key) : NULL;
    Py_XDECREF(key);
    return item;
}

ZI_INLINE PyObject *zi_get_item_index(PyObject *container, int64_t index) {
    if (ZI_LIKELY(Py_TYPE(container) == &PyList_Type)) {
        Py_ssize_t size = PyList_GET_SIZE(container);
        Py_ssize_t place = index < 0 ? index + size : index;
        if (ZI_LIKELY((size_t)place < (size_t)size)) {
            return zi_new_reference(PyList_GET_ITEM(container, place));
        }
    } else if (Py_TYPE(container) == &PyTuple_Type) {
        Py_ssize_t size = PyTuple_GET_SIZE(container);
        Py_ssize_t place = index < 0 ? index + size : index;
        if (ZI_LIKELY((size_t)place < (size_t)size)) {
            return zi_new_reference(PyTuple_GET_ITEM(container, place));
        }
    }
    return get_other_item(container, index);
}

PyObject *zi_get_item(PyObject *container, PyObject *key) {
    int64_t index;
    if ((Py_TYPE(container) == &PyList_Type || Py_TYPE(container) == &PyTuple_Type ||
         Py_TYPE(container) == &PyUnicode_Type) &&
        read_small_index(key, &index)) {
        return zi_get_item_index(container, index);
    }
    return PyObject_GetItem(container, key);
}

static ZI_COLD int set_item_boxed(PyObject *container, int64_t index, PyObject *value) {
    PyObject *key = PyLong_FromLongLong(index);
    int status = key ? PyObject_SetItem(container, key, value) : -1;
    Py_XDECREF(key);
    return status;
}

ZI_INLINE int zi_set_item_index(PyObject *container, int64_t index, PyObject *value) {
    if (ZI_LIKELY(Py_TYPE(container) == &PyList_Type)) {
        Py_ssize_t size = PyList_GET_SIZE(container);
        Py_ssize_t place = index < 0 ? index + size : index;
        if (ZI_LIKELY((size_t)place < (size_t)size)) {
            PyObject *old = PyList_GET_ITEM(container, place);
            PyList_SET_ITEM(container, place, zi_new_reference(value));
            Py_DECREF(old);
            return 0;
        }
    }
    return set_item_boxed(container, index, value);
}

// --- Items by a number that may have no object ---------------------------------------------------
static ZI_SLOW PyObject *get_item_by(PyObject *container, int64_t payload, void *tag) {
    PyObject *key = zi_borrow_or_box(payload, tag);
    PyObject *item = key ? zi_get_item(container, key) : NULL;
    zi_release_boxed(key, tag);
    return item;
}

ZI_INLINE PyObject *zi_get_item_dual(PyObject *container, int64_t payload, void *tag) {
    return ZI_LIKELY(tag == ZI_TAG(INT)) ? zi_get_item_index(container, payload)
                                         : get_item_by(container, payload, tag);
}

static ZI_SLOW int set_item_by(PyObject *container, int64_t payload, void *tag, PyObject *value) {
    PyObject *key = zi_borrow_or_box(payload, tag);
    int status = key ? zi_set_item(container, key, value) : -1;
    zi_release_boxed(key, tag);
    return status;
}

ZI_INLINE int zi_set_item_dual(PyObject *container, int64_t payload, void *tag, PyObject *value) {
    return ZI_LIKELY(tag == ZI_TAG(INT)) ? zi_set_item_index(container, payload, value)
                                         : set_item_by(container, payload, tag, value);
}

// Writes a float into the one that stands there, if nobody else has that; false: it is not done.
static inline ZI_INLINE bool write_float_item(PyObject *container, int64_t index, int64_t value,
                                              void *value_tag) {
    if (ZI_UNLIKELY(Py_TYPE(container) != &PyList_Type)) {
        return false;
    }
    Py_ssize_t size = PyList_GET_SIZE(container);
    Py_ssize_t place = index < 0 ? index + size : index;
    return ZI_LIKELY((size_t)place < (size_t)size) &&
           zi_write_float(PyList_GET_ITEM(container, place), value, value_tag);
}

// An object of the value's own is made.
static ZI_SLOW int set_item_to(PyObject *container, int64_t payload, void *tag, int64_t value,
                               void *value_tag) {
    PyObject *object = zi_borrow_or_box(value, value_tag);
    int status = object ? zi_set_item_dual(container, payload, tag, object) : -1;
    zi_release_boxed(object, value_tag);
    return status;
}

ZI_INLINE int zi_set_item_index_dual(PyObject *container, int64_t index, int64_t value,
                                     void *value_tag) {
    return ZI_LIKELY(write_float_item(container, index, value, value_tag))
               ? 0
               : set_item_to(container, index, ZI_TAG(INT), value, value_tag);
}

ZI_INLINE int zi_set_item_duals(PyObject *container, int64_t payload, void *tag, int64_t value,
                                void *value_tag) {
    return ZI_LIKELY(tag == ZI_TAG(INT) && write_float_item(container, payload, value, value_tag))
               ? 0
               : set_item_to(container, payload, tag, value, value_tag);
}

int zi_set_item(PyObject *container, PyObject *key, PyObject *value) {
    int64_t index;
    if (Py_TYPE(container) == &PyDict_Type) {
        return PyDict_SetItem(container, key, value);
    }
    if (Py_TYPE(container) == &PyList_Type && read_small_index(key, &index)) {
        return zi_set_item_index(container, index, value);
    }
    return PyObject_SetItem(container, key, value);
}

int zi_delete_item(PyObject *container, PyObject *key) { return PyObject_DelItem(container, key); }

// --- Types ---------------------------------------------------------------------------------------
static ZI_COLD int raise_wrong_type(PyObject *object, PyTypeObject *type) {
    PyErr_Format(PyExc_TypeError, "Expected %.200s, got %.200s", type->tp_name,
                 Py_TYPE(object)->tp_name);
    return -1;
}

// Builtin types must match exactly, exceptions and cdef classes may be subclasses: as in Cython.
ZI_INLINE int zi_check_type(PyObject *object, PyTypeObject *type, int allow_none) {
    if (ZI_LIKELY(Py_TYPE(object) == type || (allow_none && object == Py_None))) {
        return 0;
    }
    if ((type->tp_flags & Py_TPFLAGS_BASE_EXC_SUBCLASS) &&
        PyType_IsSubtype(Py_TYPE(object), type)) {
        return 0;
    }
    return raise_wrong_type(object, type);
}

ZI_INLINE int zi_check_subtype(PyObject *object, PyTypeObject *type, int allow_none) {
    if (ZI_LIKELY(Py_TYPE(object) == type || (allow_none && object == Py_None)) ||
        PyType_IsSubtype(Py_TYPE(object), type)) {
        return 0;
    }
    return raise_wrong_type(object, type);
}

static ZI_COLD int raise_wrong_class(PyObject *object, PyTypeObject *type) {
    PyErr_Format(PyExc_TypeError, "Cannot convert %.200s to %.200s", Py_TYPE(object)->tp_name,
                 type->tp_name);
    return -1;
}

ZI_INLINE int zi_check_class(PyObject *object, PyTypeObject *type, int allow_none) {
    if (ZI_LIKELY(Py_TYPE(object) == type || (allow_none && object == Py_None)) ||
        PyType_IsSubtype(Py_TYPE(object), type)) {
        return 0;
    }
    return raise_wrong_class(object, type);
}
