// Building and changing lists, tuples, sets, dicts and strings.
#include "runtime/internal.h"

PyObject *zi_tuple_build(PyObject *const *items, Py_ssize_t count) {
    PyObject *tuple = PyTuple_New(count);
    for (Py_ssize_t i = 0; tuple && i < count; i++) {
        PyTuple_SET_ITEM(tuple, i, zi_new_reference(items[i]));
    }
    return tuple;
}

PyObject *zi_list_build(PyObject *const *items, Py_ssize_t count) {
    PyObject *list = PyList_New(count);
    for (Py_ssize_t i = 0; list && i < count; i++) {
        PyList_SET_ITEM(list, i, zi_new_reference(items[i]));
    }
    return list;
}

PyObject *zi_set_build(PyObject *const *items, Py_ssize_t count) {
    PyObject *set = PySet_New(NULL);
    for (Py_ssize_t i = 0; set && i < count; i++) {
        if (PySet_Add(set, items[i]) < 0) {
            Py_CLEAR(set);
        }
    }
    return set;
}

PyObject *zi_dict_build(PyObject *const *items, Py_ssize_t count) {
    PyObject *dict = PyDict_New();
    for (Py_ssize_t i = 0; dict && i + 1 < count; i += 2) {
        if (PyDict_SetItem(dict, items[i], items[i + 1]) < 0) {
            Py_CLEAR(dict);
        }
    }
    return dict;
}

PyObject *zi_list_to_tuple(PyObject *list) { return PyList_AsTuple(list); }

#if !ZI_DECLARES_SET_UPDATE
PyAPI_FUNC(int) _PySet_Update(PyObject *set, PyObject *iterable); // exported, but not declared
#endif

int zi_set_update(PyObject *set, PyObject *iterable) { return _PySet_Update(set, iterable); }

int zi_dict_set(PyObject *dict, PyObject *key, PyObject *value) {
    return PyDict_SetItem(dict, key, value);
}

// The set exception is an AttributeError: has the object no keys(), or did that raise it? Up
// to 3.14 the interpreter does not ask.
static ZI_COLD bool is_no_mapping(PyObject *object) {
    if (!PyErr_ExceptionMatches(PyExc_AttributeError)) {
        return false;
    }
#if ZI_STAR_ERRORS_NAME_VALUE
    PyObject *exception = zi_take_exception();
    bool has_keys = PyObject_HasAttrString(object, "keys");
    zi_give_exception(exception);
    return !has_keys;
#else
    return true;
#endif
}

// (PyDict_GetItemString() says of what there was no memory for that it is not there.)
int zi_dict_find(PyObject *dict, const char *key, PyObject **value) {
    PyObject *name = PyUnicode_FromString(key);
    *value = name ? PyDict_GetItemWithError(dict, name) : NULL;
    Py_XDECREF(name);
    return *value ? 1 : PyErr_Occurred() ? -1 : 0;
}

int zi_dict_update(PyObject *dict, PyObject *mapping) {
    if (PyDict_Update(dict, mapping) == 0) {
        return 0;
    }
    if (is_no_mapping(mapping)) {
        PyErr_Clear();
#if ZI_STAR_ERRORS_NAME_VALUE
        PyErr_Format(PyExc_TypeError, "'%T' object is not a mapping", mapping);
#else
        PyErr_Format(PyExc_TypeError, "'%.200s' object is not a mapping",
                     Py_TYPE(mapping)->tp_name);
#endif
    }
    return -1;
}

// What a call writes before its parentheses, for messages: "f()".
static PyObject *describe_callee(PyObject *callee) {
    PyObject *name = PyObject_GetAttrString(callee, "__qualname__");
    if (!name) {
        PyErr_Clear();
        return PyObject_Str(callee);
    }
    PyObject *module = PyObject_GetAttrString(callee, "__module__");
    PyErr_Clear();
    bool is_plain = !module || !PyUnicode_Check(module) ||
                    PyUnicode_CompareWithASCIIString(module, "builtins") == 0;
    PyObject *text = is_plain ? PyUnicode_FromFormat("%S()", name)
                              : PyUnicode_FromFormat("%S.%S()", module, name);
    Py_XDECREF(module);
    Py_DECREF(name);
    return text;
}

static ZI_COLD int complain_of_call(PyObject *callee, const char *format, PyObject *detail) {
    PyObject *text = describe_callee(callee);
    if (text) {
        PyErr_Format(PyExc_TypeError, format, text, detail);
        Py_DECREF(text);
    }
    return -1;
}

// What stands after one or two stars is not what it must be.
static ZI_COLD void complain_of_star(PyObject *callee, bool is_iterable_wanted, PyObject *value) {
#if ZI_STAR_ERRORS_NAME_VALUE
    if (is_iterable_wanted) {
        PyErr_Format(PyExc_TypeError, "Value after * must be an iterable, not %.200s",
                     Py_TYPE(value)->tp_name);
    } else {
        PyErr_Format(PyExc_TypeError, "Value after ** must be a mapping, not %T", value);
    }
#else
    const char *complaint = is_iterable_wanted ? "* must be an iterable" : "** must be a mapping";
    PyObject *text = describe_callee(callee);
    if (text) {
        PyErr_Format(PyExc_TypeError, "%U argument after %s, not %.200s", text, complaint,
                     Py_TYPE(value)->tp_name);
        Py_DECREF(text);
    }
#endif
}

// Looks whether the key is there already; -1 if so, or if that cannot be told.
static int check_is_new(PyObject *dict, PyObject *key, PyObject *callee) {
    int is_there = PyDict_Contains(dict, key);
    if (is_there > 0) {
        return complain_of_call(callee, "%U got multiple values for keyword argument '%S'", key);
    }
    return is_there;
}

static int merge_keywords_of(PyObject *dict, PyObject *mapping, PyObject *callee) {
    if (PyDict_GET_SIZE(dict) == 0 && PyDict_CheckExact(mapping)) {
        return PyDict_Update(dict, mapping); // a copy: no key can be there already
    }
    Py_ssize_t position = 0;
    PyObject *key, *value;
    while (PyDict_Next(mapping, &position, &key, &value)) {
        Py_INCREF(key);
        Py_INCREF(value);
        int status = check_is_new(dict, key, callee);
        status = status < 0 ? -1 : PyDict_SetItem(dict, key, value);
        Py_DECREF(key);
        Py_DECREF(value);
        if (status < 0) {
            return -1;
        }
    }
    return 0;
}

// Asks for a value only if its key is new, as the interpreter does.
static int merge_item(PyObject *dict, PyObject *mapping, PyObject *key, PyObject *callee) {
    PyObject *value = check_is_new(dict, key, callee) < 0 ? NULL : PyObject_GetItem(mapping, key);
    int status = value ? PyDict_SetItem(dict, key, value) : -1;
    Py_XDECREF(value);
    return status;
}

static int merge_mapping(PyObject *dict, PyObject *mapping, PyObject *callee) {
    PyObject *keys = PyMapping_Keys(mapping);
    PyObject *iterator = keys ? PyObject_GetIter(keys) : NULL;
    Py_XDECREF(keys);
    int status = iterator ? 0 : -1;
    PyObject *key;
    while (status == 0 && (key = PyIter_Next(iterator))) {
        status = merge_item(dict, mapping, key, callee);
        Py_DECREF(key);
    }
    Py_XDECREF(iterator);
    return status < 0 || PyErr_Occurred() ? -1 : 0;
}

// f(**dict, **mapping)
int zi_dict_merge_keywords(PyObject *dict, PyObject *mapping, PyObject *callee) {
    if (PyDict_Check(mapping) && Py_TYPE(mapping)->tp_iter == PyDict_Type.tp_iter) {
        return merge_keywords_of(dict, mapping, callee);
    }
    int status = merge_mapping(dict, mapping, callee);
    if (status < 0 && is_no_mapping(mapping)) {
        PyErr_Clear();
        complain_of_star(callee, false, mapping);
    }
    return status;
}

// f(*iterable): the arguments.
PyObject *zi_call_tuple(PyObject *iterable, PyObject *callee) {
    if (PyTuple_CheckExact(iterable)) {
        return zi_new_reference(iterable);
    }
    if (!Py_TYPE(iterable)->tp_iter && !PySequence_Check(iterable)) {
        complain_of_star(callee, true, iterable);
        return NULL;
    }
    return PySequence_Tuple(iterable);
}

PyObject *zi_slice_new(PyObject *start, PyObject *stop, PyObject *step) {
    return PySlice_New(start, stop, step);
}

// Is it in the exact list or tuple? -1: there is something else before it, which has to be asked.
// (Nothing here runs Python code, which could change a list.)
static int find_text(PyObject *sequence, PyObject *text) {
    PyObject **items = PySequence_Fast_ITEMS(sequence);
    for (Py_ssize_t i = 0; i < Py_SIZE(sequence); i++) {
        if (!zi_is_plain_text(items[i])) {
            return -1;
        }
        if (zi_are_equal_texts(items[i], text)) {
            return 1;
        }
    }
    return 0;
}

static int find_int(PyObject *sequence, PyObject *number) {
    PyObject **items = PySequence_Fast_ITEMS(sequence);
    int64_t wanted, other;
    if (!zi_int_read(number, &wanted)) {
        return -1;
    }
    for (Py_ssize_t i = 0; i < Py_SIZE(sequence); i++) {
        if (items[i] == number) {
            return 1;
        }
        if (!PyLong_CheckExact(items[i])) {
            return -1;
        }
        if (zi_int_read(items[i], &other) && other == wanted) {
            return 1;
        }
    }
    return 0;
}

// As above, of any object.
static int find_plain(PyObject *container, PyObject *item) {
    if (!PyTuple_CheckExact(container) && (ZI_IS_FREE_THREADED || !PyList_CheckExact(container))) {
        return -1;
    }
    return PyLong_CheckExact(item)  ? find_int(container, item)
           : zi_is_plain_text(item) ? find_text(container, item)
                                    : -1;
}

int zi_contains(PyObject *container, PyObject *item) {
    if (Py_TYPE(container) == &PyUnicode_Type) {
        return zi_text_contains(container, item);
    }
    if (Py_TYPE(container) == &PyDict_Type) {
        return zi_dict_contains(container, item);
    }
    int found = find_plain(container, item);
    return found >= 0 ? found : PySequence_Contains(container, item);
}

ZI_INLINE int64_t zi_length(PyObject *object) {
    if (PyList_CheckExact(object)) {
        return PyList_GET_SIZE(object);
    }
    return PyObject_Size(object);
}
