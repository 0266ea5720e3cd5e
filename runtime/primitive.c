// Methods and operators of builtin types: what primitives/ lists.
//
// Methods get an object of exactly their type: the compiler has seen to that. Operators look
// themselves, and leave any other object to Python. Results, exceptions and their texts are those
// of the type's own method.
#include "runtime/raised.h"

// Calls the method itself, for what the C API has no function for.
static ZI_COLD PyObject *call_named(PyObject *self, const char *name, PyObject *first,
                                    PyObject *second) {
    PyObject *method = PyObject_GetAttrString(self, name);
    PyObject *result = method ? PyObject_CallFunctionObjArgs(method, first, second, NULL) : NULL;
    Py_XDECREF(method);
    return result;
}

// --- list ----------------------------------------------------------------------------------------
ZI_INLINE int zi_list_append(PyObject *list, PyObject *item) {
#if !ZI_IS_FREE_THREADED
    Py_ssize_t size = PyList_GET_SIZE(list);
    if (ZI_LIKELY(size < ((PyListObject *)list)->allocated)) {
        PyList_SET_ITEM(list, size, zi_new_reference(item));
        Py_SET_SIZE(list, size + 1);
        return 0;
    }
#endif
    return PyList_Append(list, item);
}

static int extend_list(PyObject *list, PyObject *iterable) {
#if ZI_HAS_LIST_EXTEND
    return PyList_Extend(list, iterable);
#else
    PyObject *result = _PyList_Extend((PyListObject *)list, iterable);
    Py_XDECREF(result);
    return result ? 0 : -1;
#endif
}

int zi_list_method_extend(PyObject *list, PyObject *iterable) {
    return extend_list(list, iterable);
}

// `[*iterable]`: also names what cannot be iterated, as the interpreter does.
int zi_list_extend(PyObject *list, PyObject *iterable) {
    if (extend_list(list, iterable) < 0) {
        if (PyErr_ExceptionMatches(PyExc_TypeError) && !Py_TYPE(iterable)->tp_iter &&
            !PySequence_Check(iterable)) {
            PyErr_Clear();
            PyErr_Format(PyExc_TypeError, "Value after * must be an iterable, not %.200s",
                         Py_TYPE(iterable)->tp_name);
        }
        return -1;
    }
    return 0;
}

int zi_list_insert(PyObject *list, int64_t index, PyObject *item) {
    return PyList_Insert(list, index, item);
}

static PyObject *take_item(PyObject *list, Py_ssize_t index) {
    PyObject *item = zi_new_reference(PyList_GET_ITEM(list, index));
    if (PyList_SetSlice(list, index, index + 1, NULL) < 0) {
        Py_CLEAR(item);
    }
    return item;
}

PyObject *zi_list_pop(PyObject *list) {
    Py_ssize_t size = PyList_GET_SIZE(list);
    if (size == 0) {
        PyErr_SetString(PyExc_IndexError, "pop from empty list");
        return NULL;
    }
#if !ZI_IS_FREE_THREADED
    // Shrinks only the count, as long as half of the memory is in use.
    if (ZI_LIKELY(size - 1 >= ((PyListObject *)list)->allocated / 2)) {
        Py_SET_SIZE(list, size - 1);
        return PyList_GET_ITEM(list, size - 1);
    }
#endif
    return take_item(list, size - 1);
}

PyObject *zi_list_pop_index(PyObject *list, int64_t index) {
    Py_ssize_t size = PyList_GET_SIZE(list);
    Py_ssize_t place = index < 0 ? index + size : index;
    if ((size_t)place < (size_t)size) {
        return place == size - 1 ? zi_list_pop(list) : take_item(list, place);
    }
    PyErr_SetString(PyExc_IndexError, size == 0 ? "pop from empty list" : "pop index out of range");
    return NULL;
}

int zi_list_sort(PyObject *list) { return PyList_Sort(list); }
int zi_list_reverse(PyObject *list) { return PyList_Reverse(list); }
int64_t zi_list_count(PyObject *list, PyObject *item) { return PySequence_Count(list, item); }
int zi_list_clear(PyObject *list) { return PyList_SetSlice(list, 0, PyList_GET_SIZE(list), NULL); }
PyObject *zi_list_copy(PyObject *list) { return PyList_GetSlice(list, 0, PyList_GET_SIZE(list)); }

// --- dict ----------------------------------------------------------------------------------------
PyObject *zi_dict_get_default(PyObject *dict, PyObject *key, PyObject *value) {
    PyObject *found;
    return zi_dict_find_item(dict, key, &found) == 0 ? zi_new_reference(value) : found;
}

PyObject *zi_dict_get(PyObject *dict, PyObject *key) {
    return zi_dict_get_default(dict, key, Py_None);
}

PyObject *zi_dict_setdefault(PyObject *dict, PyObject *key, PyObject *value) {
#if !ZI_HAS_DICT_REFERENCES
    PyObject *found = PyDict_SetDefault(dict, key, value);
    return found ? zi_new_reference(found) : NULL;
#else
    PyObject *found;
    return PyDict_SetDefaultRef(dict, key, value, &found) < 0 ? NULL : found;
#endif
}

#if !ZI_HAS_DICT_REFERENCES
PyObject *zi_dict_pop(PyObject *dict, PyObject *key) { return _PyDict_Pop(dict, key, NULL); }
PyObject *zi_dict_pop_default(PyObject *dict, PyObject *key, PyObject *value) {
    return _PyDict_Pop(dict, key, value);
}
#else
PyObject *zi_dict_pop(PyObject *dict, PyObject *key) {
    PyObject *found;
    if (PyDict_Pop(dict, key, &found) == 0) {
        zi_raise_key_error(key);
    }
    return found;
}

PyObject *zi_dict_pop_default(PyObject *dict, PyObject *key, PyObject *value) {
    PyObject *found;
    int status = PyDict_Pop(dict, key, &found);
    return status == 0 ? zi_new_reference(value) : found;
}
#endif

int zi_dict_clear(PyObject *dict) {
    PyDict_Clear(dict);
    return 0;
}
PyObject *zi_dict_copy(PyObject *dict) { return PyDict_Copy(dict); }

// The methods of Python 2: views, and iterators over them.
int zi_dict_has_key(PyObject *dict, PyObject *key) { return PyDict_Contains(dict, key); }

#define DICT_VIEW(view, iterator, method)                                                          \
    PyObject *view(PyObject *dict) { return PyObject_CallMethod(dict, method, NULL); }             \
    PyObject *iterator(PyObject *dict) {                                                           \
        PyObject *items = view(dict);                                                              \
        PyObject *result = items ? PyObject_GetIter(items) : NULL;                                 \
        Py_XDECREF(items);                                                                         \
        return result;                                                                             \
    }
DICT_VIEW(zi_dict_viewkeys, zi_dict_iterkeys, "keys")
DICT_VIEW(zi_dict_viewvalues, zi_dict_itervalues, "values")
DICT_VIEW(zi_dict_viewitems, zi_dict_iteritems, "items")

// In a loop over one of them a dict is known when it comes.
PyObject *zi_dict_iteration(PyObject *object, PyObject *name) {
    if (!PyDict_CheckExact(object)) {
        return PyObject_CallMethodNoArgs(object, name);
    }
    PyObject *view = PyUnicode_Substring(name, (Py_ssize_t)sizeof "iter" - 1, PY_SSIZE_T_MAX);
    PyObject *result = view ? PyObject_CallMethodNoArgs(object, view) : NULL;
    Py_XDECREF(view);
    return result;
}

// --- set -----------------------------------------------------------------------------------------
int zi_set_add(PyObject *set, PyObject *item) { return PySet_Add(set, item); }

int zi_set_discard(PyObject *set, PyObject *item) {
    if (ZI_LIKELY(!PySet_Check(item))) {
        return PySet_Discard(set, item) < 0 ? -1 : 0;
    }
    // A set stands for the frozenset of its items here.
    PyObject *result = call_named(set, "discard", item, NULL);
    Py_XDECREF(result);
    return result ? 0 : -1;
}

int zi_set_clear(PyObject *set) { return PySet_Clear(set); }

// --- str, bytes ----------------------------------------------------------------------------------
PyObject *zi_str_join(PyObject *separator, PyObject *parts) {
    bool is_sequence = PyList_CheckExact(parts) || PyTuple_CheckExact(parts);
    PyObject *text = is_sequence && !ZI_IS_FREE_THREADED
                         ? zi_join_texts(separator, PySequence_Fast_ITEMS(parts),
                                         PySequence_Fast_GET_SIZE(parts))
                         : NULL;
    return text || PyErr_Occurred() ? text : PyUnicode_Join(separator, parts);
}

static int matches_end(PyObject *text, PyObject *part, const char *name, int direction) {
    if (ZI_LIKELY(PyUnicode_Check(part))) {
        return (int)PyUnicode_Tailmatch(text, part, 0, PY_SSIZE_T_MAX, direction);
    }
    PyObject *result = call_named(text, name, part, NULL);
    int truth = result ? PyObject_IsTrue(result) : -1;
    Py_XDECREF(result);
    return truth;
}

int zi_str_startswith(PyObject *text, PyObject *part) {
    return matches_end(text, part, "startswith", -1);
}

int zi_str_endswith(PyObject *text, PyObject *part) {
    return matches_end(text, part, "endswith", 1);
}

PyObject *zi_str_find(PyObject *text, PyObject *part) {
    if (ZI_UNLIKELY(!PyUnicode_Check(part))) {
        return call_named(text, "find", part, NULL);
    }
    Py_ssize_t place = PyUnicode_Find(text, part, 0, PY_SSIZE_T_MAX, 1);
    return place == -2 ? NULL : PyLong_FromSsize_t(place);
}

PyObject *zi_str_count(PyObject *text, PyObject *part) {
    if (ZI_UNLIKELY(!PyUnicode_Check(part))) {
        return call_named(text, "count", part, NULL);
    }
    Py_ssize_t count = PyUnicode_Count(text, part, 0, PY_SSIZE_T_MAX);
    return count < 0 ? NULL : PyLong_FromSsize_t(count);
}

PyObject *zi_str_replace(PyObject *text, PyObject *old, PyObject *new) {
    if (ZI_UNLIKELY(!PyUnicode_Check(old) || !PyUnicode_Check(new))) {
        return call_named(text, "replace", old, new);
    }
    return PyUnicode_Replace(text, old, new, -1);
}

PyObject *zi_str_split(PyObject *text) { return PyUnicode_Split(text, NULL, -1); }

PyObject *zi_str_split_at(PyObject *text, PyObject *separator) {
    if (separator == Py_None) {
        return PyUnicode_Split(text, NULL, -1);
    }
    if (ZI_UNLIKELY(!PyUnicode_Check(separator))) {
        return call_named(text, "split", separator, NULL);
    }
    return PyUnicode_Split(text, separator, -1);
}

PyObject *zi_bytes_decode(PyObject *bytes) {
    return PyUnicode_DecodeUTF8(PyBytes_AS_STRING(bytes), PyBytes_GET_SIZE(bytes), NULL);
}

// --- item in container ---------------------------------------------------------------------------
int zi_dict_contains(PyObject *dict, PyObject *key) {
    PyObject *value;
    if (!PyDict_CheckExact(dict)) {
        return PySequence_Contains(dict, key);
    }
    return zi_dict_find_text(dict, key, &value) ? value != NULL : PyDict_Contains(dict, key);
}

// (PySet_Contains would not take a set for the frozenset of its items.)
static int any_set_contains(PyObject *set, PyObject *item, bool is_exact) {
    return is_exact && !PySet_Check(item) ? PySet_Contains(set, item)
                                          : PySequence_Contains(set, item);
}

int zi_set_contains(PyObject *set, PyObject *item) {
    return any_set_contains(set, item, Py_TYPE(set) == &PySet_Type);
}

int zi_frozenset_contains(PyObject *set, PyObject *item) {
    return any_set_contains(set, item, PyFrozenSet_CheckExact(set));
}

int zi_list_contains(PyObject *list, PyObject *item) {
    return PyList_CheckExact(list) ? PyList_Type.tp_as_sequence->sq_contains(list, item)
                                   : PySequence_Contains(list, item);
}

int zi_str_contains(PyObject *text, PyObject *part) {
    return PyUnicode_CheckExact(text) ? zi_text_contains(text, part)
                                      : PySequence_Contains(text, part);
}

ZI_COLD void zi_raise_not_iterable(void) {
    PyErr_SetString(PyExc_TypeError, "'NoneType' object is not iterable");
}

// reversed() of a list or tuple, which may be None.
PyObject *zi_reversed_iterator(PyObject *items) {
    if (ZI_UNLIKELY(items == Py_None)) {
        zi_raise_not_iterable();
        return NULL;
    }
    return PyObject_CallOneArg((PyObject *)&PyReversed_Type, items);
}

// --- container[C integer] ------------------------------------------------------------------------
// The item as Python gives it.
static ZI_COLD PyObject *item_of_object(PyObject *container, int64_t index) {
    PyObject *key = PyLong_FromLongLong(index);
    PyObject *item = key ? PyObject_GetItem(container, key) : NULL;
    Py_XDECREF(key);
    return item;
}

ZI_HOT PyObject *zi_list_item(PyObject *list, int64_t index) {
    if (ZI_LIKELY(PyList_CheckExact(list))) {
        Py_ssize_t size = PyList_GET_SIZE(list);
        Py_ssize_t place = index < 0 ? index + size : index;
        if (ZI_LIKELY((size_t)place < (size_t)size)) {
            return zi_new_reference(PyList_GET_ITEM(list, place));
        }
    }
    return item_of_object(list, index);
}

ZI_INLINE PyObject *zi_tuple_index(PyObject *tuple, int64_t index) {
    if (ZI_LIKELY(PyTuple_CheckExact(tuple))) {
        Py_ssize_t size = PyTuple_GET_SIZE(tuple);
        Py_ssize_t place = index < 0 ? index + size : index;
        if (ZI_LIKELY((size_t)place < (size_t)size)) {
            return zi_new_reference(PyTuple_GET_ITEM(tuple, place));
        }
    }
    return item_of_object(tuple, index);
}

// The character that Python gives, as its code point; -1: an exception.
static ZI_COLD int64_t character_of_object(PyObject *container, int64_t index) {
    PyObject *item = item_of_object(container, index);
    int64_t character = item ? zi_unbox_ucs4(item, 0) : -1;
    Py_XDECREF(item);
    return character;
}

ZI_HOT int64_t zi_str_item(PyObject *text, int64_t index) {
    if (ZI_LIKELY(PyUnicode_CheckExact(text))) {
        Py_ssize_t length = PyUnicode_GET_LENGTH(text);
        Py_ssize_t place = index < 0 ? index + length : index;
        if (ZI_LIKELY((size_t)place < (size_t)length)) {
            return PyUnicode_READ_CHAR(text, place);
        }
    }
    return character_of_object(text, index);
}

static ZI_COLD int64_t byte_of_object(PyObject *container, int64_t index) {
    if (PyBytes_CheckExact(container)) {
        PyErr_SetString(PyExc_IndexError, "string index out of range");
        return -1;
    }
    PyObject *item = item_of_object(container, index);
    int64_t byte = item ? PyLong_AsLong(item) : -1;
    Py_XDECREF(item);
    return byte;
}

// A byte of the memory of a bytes or bytearray object.
static inline ZI_INLINE int64_t byte_at(PyObject *container, const char *bytes, Py_ssize_t size,
                                        int64_t index) {
    Py_ssize_t place = index < 0 ? index + size : index;
    return ZI_LIKELY((size_t)place < (size_t)size) ? (unsigned char)bytes[place]
                                                   : byte_of_object(container, index);
}

ZI_HOT int64_t zi_bytes_item(PyObject *bytes, int64_t index) {
    return ZI_LIKELY(PyBytes_CheckExact(bytes))
               ? byte_at(bytes, PyBytes_AS_STRING(bytes), PyBytes_GET_SIZE(bytes), index)
               : byte_of_object(bytes, index);
}

ZI_HOT int64_t zi_bytearray_item(PyObject *bytes, int64_t index) {
    return ZI_LIKELY(PyByteArray_CheckExact(bytes))
               ? byte_at(bytes, PyByteArray_AS_STRING(bytes), PyByteArray_GET_SIZE(bytes), index)
               : byte_of_object(bytes, index);
}

// What threads may change at once, and what is no byte, is left to the method.
int zi_bytearray_append(PyObject *array, int64_t byte) {
#if !ZI_IS_FREE_THREADED
    Py_ssize_t size = PyByteArray_GET_SIZE(array);
    if (ZI_LIKELY(byte >= 0 && byte <= UCHAR_MAX)) {
        if (PyByteArray_Resize(array, size + 1) < 0) {
            return -1;
        }
        PyByteArray_AS_STRING(array)[size] = (char)byte;
        return 0;
    }
#endif
    PyObject *result = PyObject_CallMethod(array, "append", "L", (long long)byte);
    Py_XDECREF(result);
    return result ? 0 : -1;
}

// --- The guard -----------------------------------------------------------------------------------
ZI_INLINE int zi_has_type(PyObject *object, PyObject *type) {
    return Py_TYPE(object) == (PyTypeObject *)type;
}
