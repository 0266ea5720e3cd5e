// Items of containers, and checks of an object's type.
#include "runtime/raised.h"

// --- Items ---------------------------------------------------------------------------------------
static inline bool read_small_index(PyObject *object, int64_t *index) {
    return Py_TYPE(object) == &PyLong_Type && zi_int_read(object, index);
}

// Of a range of small ints; NULL without an exception: it is another one, or the index is not in
// it.
static PyObject *get_range_item(const zi_range *range, int64_t index) {
    int64_t start, step, length, offset, item;
    if (!zi_int_read(range->start, &start) || !zi_int_read(range->step, &step) ||
        !zi_int_read(range->length, &length)) {
        return NULL;
    }
    int64_t place = index < 0 ? index + length : index;
    return (uint64_t)place < (uint64_t)length && !__builtin_mul_overflow(place, step, &offset) &&
                   !__builtin_add_overflow(start, offset, &item)
               ? zi_box_int64(item)
               : NULL;
}

static ZI_SLOW PyObject *get_any_item(PyObject *container, int64_t index) {
    if (zi_is_plain_text(container)) {
        Py_ssize_t length = PyUnicode_GET_LENGTH(container);
        Py_ssize_t place = index < 0 ? index + length : index;
        if (ZI_LIKELY((size_t)place < (size_t)length)) {
            return zi_character_text(zi_read_character(container, place));
        }
    }
    if (Py_TYPE(container) == &PyRange_Type) {
        PyObject *item = get_range_item((zi_range *)container, index);
        if (item || PyErr_Occurred()) {
            return item;
        }
    }
    PyObject *key = PyLong_FromLongLong(index);
    PyObject *item = key ? PyObject_GetItem(container, key) : NULL;
    Py_XDECREF(key);
    return item;
}

// Of what is neither a list nor a tuple, or not in it. Calls nothing for a character that has its
// text already.
static ZI_SLOW PyObject *get_other_item(PyObject *container, int64_t index) {
    if (ZI_LIKELY(zi_is_plain_text(container))) {
        Py_ssize_t place = index < 0 ? index + PyUnicode_GET_LENGTH(container) : index;
        PyObject *character = zi_shared_character(container, place);
        if (ZI_LIKELY(character != NULL)) {
            return zi_new_reference(character);
        }
    }
    return get_any_item(container, index);
}

// Borrowed; NULL: the container is no exact list or tuple, or the item not in it.
static inline ZI_INLINE PyObject *item_in_place(PyObject *container, int64_t index) {
    if (ZI_LIKELY(Py_TYPE(container) == &PyList_Type)) {
        Py_ssize_t size = PyList_GET_SIZE(container);
        Py_ssize_t place = index < 0 ? index + size : index;
        if (ZI_LIKELY((size_t)place < (size_t)size)) {
            return PyList_GET_ITEM(container, place);
        }
    } else if (Py_TYPE(container) == &PyTuple_Type) {
        Py_ssize_t size = PyTuple_GET_SIZE(container);
        Py_ssize_t place = index < 0 ? index + size : index;
        if (ZI_LIKELY((size_t)place < (size_t)size)) {
            return PyTuple_GET_ITEM(container, place);
        }
    }
    return NULL;
}

ZI_HOT PyObject *zi_get_item_index(PyObject *container, int64_t index) {
    PyObject *item = item_in_place(container, index);
    return ZI_LIKELY(item != NULL) ? zi_new_reference(item) : get_other_item(container, index);
}

// Of a dict, which has no __missing__.
static PyObject *get_dict_item(PyObject *dict, PyObject *key) {
    PyObject *item;
    if (zi_dict_find_item(dict, key, &item) == 0) {
        zi_raise_key_error(key);
    }
    return item;
}

PyObject *zi_get_item(PyObject *container, PyObject *key) {
    int64_t index;
    if ((Py_TYPE(container) == &PyList_Type || Py_TYPE(container) == &PyTuple_Type ||
         Py_TYPE(container) == &PyUnicode_Type || Py_TYPE(container) == &PyRange_Type) &&
        read_small_index(key, &index)) {
        return zi_get_item_index(container, index);
    }
    return PyDict_CheckExact(container) ? get_dict_item(container, key)
                                        : PyObject_GetItem(container, key);
}

static ZI_COLD int set_item_boxed(PyObject *container, int64_t index, PyObject *value) {
    PyObject *key = PyLong_FromLongLong(index);
    int status = key ? PyObject_SetItem(container, key, value) : -1;
    Py_XDECREF(key);
    return status;
}

ZI_HOT int zi_set_item_index(PyObject *container, int64_t index, PyObject *value) {
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

ZI_HOT PyObject *zi_get_item_dual(PyObject *container, int64_t payload, void *tag) {
    return ZI_LIKELY(tag == ZI_TAG(INT)) ? zi_get_item_index(container, payload)
                                         : get_item_by(container, payload, tag);
}

ZI_HOT zi_dual zi_get_item_index_number(PyObject *container, int64_t index) {
    PyObject *item = item_in_place(container, index);
    return ZI_LIKELY(item != NULL) ? zi_number_or_object(item)
                                   : zi_dual_object(get_other_item(container, index));
}

ZI_HOT zi_dual zi_get_item_dual_number(PyObject *container, int64_t payload, void *tag) {
    return ZI_LIKELY(tag == ZI_TAG(INT)) ? zi_get_item_index_number(container, payload)
                                         : zi_dual_object(get_item_by(container, payload, tag));
}

static ZI_SLOW int set_item_by(PyObject *container, int64_t payload, void *tag, PyObject *value) {
    PyObject *key = zi_borrow_or_box(payload, tag);
    int status = key ? zi_set_item(container, key, value) : -1;
    zi_release_boxed(key, tag);
    return status;
}

ZI_HOT int zi_set_item_dual(PyObject *container, int64_t payload, void *tag, PyObject *value) {
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

ZI_HOT int zi_set_item_index_dual(PyObject *container, int64_t index, int64_t value,
                                  void *value_tag) {
    return ZI_LIKELY(write_float_item(container, index, value, value_tag))
               ? 0
               : set_item_to(container, index, ZI_TAG(INT), value, value_tag);
}

ZI_HOT int zi_set_item_duals(PyObject *container, int64_t payload, void *tag, int64_t value,
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

// --- Slices by numbers that may have no object, without a slice object ---------------------------
// A bound as a number; false: it is neither an int nor None, for which `missing` stands.
static inline bool read_bound(int64_t payload, void *tag, int64_t missing, int64_t *bound) {
    *bound = tag == Py_None ? missing : payload;
    return tag == ZI_TAG(INT) || tag == Py_None ||
           (zi_tag_is_object(tag) && read_small_index(tag, bound));
}

static inline int64_t clamp_bound(int64_t bound, int64_t length) {
    bound += bound < 0 ? length : 0;
    return bound < 0 ? 0 : bound > length ? length : bound;
}

typedef struct Bounds {
    int64_t start, stop;
} Bounds;

static inline Bounds clamp_bounds(Bounds bounds, int64_t length) {
    int64_t start = clamp_bound(bounds.start, length), stop = clamp_bound(bounds.stop, length);
    return (Bounds){start, stop < start ? start : stop};
}

// A part of an exact list, tuple, str or bytes; NULL without an exception: it is something else.
static PyObject *get_part(PyObject *container, Bounds bounds) {
    if (PyUnicode_CheckExact(container)) {
        bounds = clamp_bounds(bounds, PyUnicode_GET_LENGTH(container));
        if (bounds.stop - bounds.start == 1 && PyUnicode_IS_COMPACT(container)) {
            return zi_character_text(zi_read_character(container, bounds.start));
        }
        return PyUnicode_Substring(container, bounds.start, bounds.stop);
    }
    if (PyList_CheckExact(container)) {
        bounds = clamp_bounds(bounds, PyList_GET_SIZE(container));
        return PyList_GetSlice(container, bounds.start, bounds.stop);
    }
    if (PyTuple_CheckExact(container)) {
        bounds = clamp_bounds(bounds, PyTuple_GET_SIZE(container));
        return PyTuple_GetSlice(container, bounds.start, bounds.stop);
    }
    if (PyBytes_CheckExact(container)) {
        Py_ssize_t length = PyBytes_GET_SIZE(container);
        bounds = clamp_bounds(bounds, length);
        return bounds.stop - bounds.start == length
                   ? zi_new_reference(container)
                   : PyBytes_FromStringAndSize(PyBytes_AS_STRING(container) + bounds.start,
                                               bounds.stop - bounds.start);
    }
    return NULL;
}

static PyObject *make_slice(int64_t start, void *start_tag, int64_t stop, void *stop_tag) {
    PyObject *from = zi_borrow_or_box(start, start_tag), *to = zi_borrow_or_box(stop, stop_tag);
    PyObject *slice = from && to ? PySlice_New(from, to, NULL) : NULL;
    zi_release_boxed(from, start_tag);
    zi_release_boxed(to, stop_tag);
    return slice;
}

PyObject *zi_get_slice_duals(PyObject *container, int64_t start, void *start_tag, int64_t stop,
                             void *stop_tag) {
    Bounds bounds;
    if (read_bound(start, start_tag, 0, &bounds.start) &&
        read_bound(stop, stop_tag, INT64_MAX, &bounds.stop)) {
        PyObject *part = get_part(container, bounds);
        if (part || PyErr_Occurred()) {
            return part;
        }
    }
    PyObject *slice = make_slice(start, start_tag, stop, stop_tag);
    PyObject *part = slice ? PyObject_GetItem(container, slice) : NULL;
    Py_XDECREF(slice);
    return part;
}

PyObject *zi_get_slice(PyObject *container, PyObject *start, PyObject *stop) {
    return zi_get_slice_duals(container, 0, start, 0, stop);
}

int zi_set_slice_duals(PyObject *container, int64_t start, void *start_tag, int64_t stop,
                       void *stop_tag, PyObject *value) {
    Bounds bounds;
    // (What is wrong with another value is said by the list's own method, in the words of its
    // version.)
    bool is_plain = PyList_CheckExact(value) || PyTuple_CheckExact(value);
    if (is_plain && PyList_CheckExact(container) &&
        read_bound(start, start_tag, 0, &bounds.start) &&
        read_bound(stop, stop_tag, INT64_MAX, &bounds.stop)) {
        bounds = clamp_bounds(bounds, PyList_GET_SIZE(container));
        return PyList_SetSlice(container, bounds.start, bounds.stop, value);
    }
    PyObject *slice = make_slice(start, start_tag, stop, stop_tag);
    int status = slice ? PyObject_SetItem(container, slice, value) : -1;
    Py_XDECREF(slice);
    return status;
}

int zi_set_slice(PyObject *container, PyObject *start, PyObject *stop, PyObject *value) {
    return zi_set_slice_duals(container, 0, start, 0, stop, value);
}

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
