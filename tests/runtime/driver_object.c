// Names, attributes, items, iteration, containers, imports, classes.
#include "tests/runtime/driver.h"

static zi_cache *named_cache(int number, PyObject *name) {
    zi_cache *cache = (zi_cache *)(void *)driver_state()->pools + number;
    cache->name = name;
    return cache;
}

static PyObject *none_or_error(int status) {
    if (status < 0) {
        return NULL;
    }
    Py_RETURN_NONE;
}

#define FUNCTION(name) static PyObject *py_##name(PyObject *module, PyObject *arguments)
#define PARSE(format, ...)                                                                         \
    if (!PyArg_ParseTuple(arguments, format, __VA_ARGS__))                                         \
    return NULL

FUNCTION(load_global) {
    PyObject *name;
    int cache;
    PARSE("Oi", &name, &cache);
    return zi_load_global(driver_state(), named_cache(cache, name));
}
FUNCTION(store_global) {
    PyObject *name, *value;
    PARSE("OO", &name, &value);
    return none_or_error(zi_store_global(driver_state(), name, value));
}
FUNCTION(delete_global) {
    PyObject *name;
    PARSE("O", &name);
    return none_or_error(zi_delete_global(driver_state(), name));
}
FUNCTION(load_attribute) {
    PyObject *object, *name;
    int cache;
    PARSE("OOi", &object, &name, &cache);
    return zi_load_attribute(named_cache(cache, name), object);
}
FUNCTION(store_attribute) {
    PyObject *object, *name, *value;
    int cache;
    PARSE("OOOi", &object, &name, &value, &cache);
    return none_or_error(zi_store_attribute(named_cache(cache, name), object, value));
}
// call_method(cache, name, keyword names or None, object, arguments...)
FUNCTION(call_method) {
    PyObject *const *items = &PyTuple_GET_ITEM(arguments, 0);
    int cache = (int)PyLong_AsLong(items[0]);
    PyObject *keywords = items[2] == Py_None ? NULL : items[2];
    Py_ssize_t named = keywords ? PyTuple_GET_SIZE(keywords) : 0;
    PyObject *copies[16];
    Py_ssize_t count = PyTuple_GET_SIZE(arguments) - 3;
    memcpy(copies + 1, items + 3, (size_t)count * sizeof(PyObject *));
    zi_method method = zi_load_method(named_cache(cache, items[1]), items[3]);
    if (!method.callable) {
        return NULL;
    }
    PyObject *result =
        zi_call_method(method.callable, method.takes_self, copies + 1, count - 1 - named, keywords);
    Py_DECREF(method.callable);
    return result;
}
FUNCTION(get_item) {
    PyObject *container, *key;
    PARSE("OO", &container, &key);
    return zi_get_item(container, key);
}
FUNCTION(get_item_index) {
    PyObject *container;
    long long index;
    PARSE("OL", &container, &index);
    return zi_get_item_index(container, index);
}
FUNCTION(set_item) {
    PyObject *container, *key, *value;
    PARSE("OOO", &container, &key, &value);
    return none_or_error(zi_set_item(container, key, value));
}
FUNCTION(set_item_index) {
    PyObject *container, *value;
    long long index;
    PARSE("OLO", &container, &index, &value);
    return none_or_error(zi_set_item_index(container, index, value));
}
// A for loop whose body appends to a list and may call something.
FUNCTION(iterate) {
    PyObject *iterable, *call = Py_None;
    PARSE("O|O", &iterable, &call);
    int64_t position;
    PyObject *iterator = zi_iter_start(driver_state(), iterable, &position);
    PyObject *list = iterator ? PyList_New(0) : NULL;
    PyObject *item;
    int status = list ? 0 : -1;
    while (status == 0 && (item = zi_iter_next(iterator, &position))) {
        PyObject *result = call == Py_None ? zi_new_reference(Py_None)
                                           : PyObject_CallFunctionObjArgs(call, item, NULL);
        status = result ? PyList_Append(list, item) : -1;
        Py_XDECREF(result);
        Py_DECREF(item);
    }
    if (status == 0) {
        status = zi_iter_end(iterator, position);
    }
    Py_XDECREF(iterator);
    if (status < 0) {
        Py_CLEAR(list);
    }
    return list;
}
FUNCTION(range_start) {
    PyObject *start, *stop, *step;
    PARSE("OOO", &start, &stop, &step);
    int64_t a = 0, b = 0, c = 0;
    int fits = zi_range_start(start, stop, step, &a, &b, &c);
    if (fits < 0) {
        return NULL;
    }
    if (!fits) {
        Py_RETURN_NONE;
    }
    return PyLong_FromLongLong(zi_range_count(a, b, c));
}
FUNCTION(unpack) {
    PyObject *value;
    long long count;
    PARSE("OL", &value, &count);
    return zi_unpack(value, count);
}
FUNCTION(unpack_star) {
    PyObject *value;
    long long before, after;
    PARSE("OLL", &value, &before, &after);
    return zi_unpack_star(value, before, after);
}
FUNCTION(merge_keywords) {
    PyObject *dict, *mapping, *callee;
    PARSE("OOO", &dict, &mapping, &callee);
    return none_or_error(zi_dict_merge_keywords(dict, mapping, callee));
}
FUNCTION(list_extend) {
    PyObject *list, *iterable;
    PARSE("OO", &list, &iterable);
    return none_or_error(zi_list_extend(list, iterable));
}
FUNCTION(dict_update) {
    PyObject *dict, *mapping;
    PARSE("OO", &dict, &mapping);
    return none_or_error(zi_dict_update(dict, mapping));
}
FUNCTION(import_name) {
    PyObject *name, *from_list;
    PARSE("OO", &name, &from_list);
    return zi_import_name(driver_state(), name, from_list == Py_None ? NULL : from_list, 0, 0);
}
FUNCTION(import_from) {
    PyObject *from, *name;
    PARSE("OO", &from, &name);
    return zi_import_from(from, name);
}
FUNCTION(import_submodule) {
    PyObject *name, *first;
    PARSE("OO", &name, &first);
    return zi_import_submodule(driver_state(), name, first, 0);
}
FUNCTION(import_star) {
    PyObject *from;
    PARSE("O", &from);
    return none_or_error(zi_import_star(driver_state(), from));
}
FUNCTION(format_value) {
    PyObject *value, *spec;
    int conversion;
    PARSE("OCO", &value, &conversion, &spec);
    return zi_format_value(value, conversion == '-' ? 0 : conversion,
                           spec == Py_None ? NULL : spec);
}
// make_class(name, bases, keywords or None, body): what a class statement does; body(namespace)
// fills it.
FUNCTION(make_class) {
    PyObject *name, *written, *keywords, *body;
    PARSE("OOOO", &name, &written, &keywords, &body);
    keywords = keywords == Py_None ? NULL : keywords;
    zi_state *state = driver_state();
    PyObject *bases = zi_class_bases(written);
    PyObject *metaclass = bases ? zi_class_metaclass(bases, keywords) : NULL;
    PyObject *names = metaclass ? zi_class_namespace(metaclass, name, bases, keywords) : NULL;
    PyObject *own = names ? PyDict_GetItemString(state->globals, "__name__") : NULL;
    bool is_open = own && PyMapping_SetItemString(names, "__module__", own) == 0;
    PyObject *result = is_open ? PyObject_CallFunctionObjArgs(body, names, NULL) : NULL;
    PyObject *type =
        result ? zi_class_create(state, metaclass, name, bases, written, names, keywords) : NULL;
    Py_XDECREF(bases);
    Py_XDECREF(metaclass);
    Py_XDECREF(names);
    Py_XDECREF(result);
    return type;
}
FUNCTION(check_type) {
    PyObject *object, *type;
    int allow_none;
    PARSE("OO!i", &object, &PyType_Type, &type, &allow_none);
    return none_or_error(zi_check_type(object, (PyTypeObject *)type, allow_none));
}
FUNCTION(check_class) {
    PyObject *object, *type;
    int allow_none;
    PARSE("OO!i", &object, &PyType_Type, &type, &allow_none);
    return none_or_error(zi_check_class(object, (PyTypeObject *)type, allow_none));
}
FUNCTION(run_interpreted) {
    long long number;
    PyObject *names;
    PARSE("LO", &number, &names);
    return none_or_error(
        zi_run_interpreted(driver_state(), number, names == Py_None ? NULL : names));
}

#define METHOD(name) {#name, py_##name, METH_VARARGS, NULL}
PyMethodDef object_methods[] = {
    METHOD(load_global),    METHOD(store_global),     METHOD(delete_global),
    METHOD(load_attribute), METHOD(store_attribute),  METHOD(call_method),
    METHOD(get_item),       METHOD(get_item_index),   METHOD(set_item),
    METHOD(set_item_index), METHOD(iterate),          METHOD(range_start),
    METHOD(unpack),         METHOD(unpack_star),      METHOD(merge_keywords),
    METHOD(list_extend),    METHOD(dict_update),      METHOD(import_name),
    METHOD(import_from),    METHOD(import_submodule), METHOD(import_star),
    METHOD(format_value),   METHOD(make_class),       METHOD(check_type),
    METHOD(check_class),    METHOD(run_interpreted),  {NULL, NULL, 0, NULL}};
