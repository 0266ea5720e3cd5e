// Globals and builtins. A look-up keeps the found value with the version numbers of the dicts that
// it was found in: as long as they stand, no dict has changed and the value is still there.
#include "runtime/internal.h"

ZI_COLD static void raise_name_error(PyObject *name) {
    PyErr_Format(PyExc_NameError, "name '%U' is not defined", name);
#if ZI_NAME_ERROR_HAS_NAME
    // The interpreter's hint ("Did you mean") reads the name from the exception.
    PyObject *exception = zi_take_exception();
    if (exception && PyObject_SetAttrString(exception, "name", name) < 0) {
        PyErr_Clear();
    }
    zi_give_exception(exception);
#endif
}

// A new reference; NULL with NameError or what the dict raised.
PyObject *zi_load_builtin(zi_state *state, PyObject *name) {
    PyObject *value = PyDict_GetItemWithError(state->builtins, name);
    if (value) {
        return zi_new_reference(value);
    }
    if (!PyErr_Occurred()) {
        raise_name_error(name);
    }
    return NULL;
}

// Of a global: `version` is the module dict's, `extra` 0. Of a builtin, `extra` is the builtins'.
static ZI_COLD PyObject *load_global_slow(zi_state *state, zi_cache *cache) {
    PyObject *name = cache->name;
    PyObject *value = PyDict_GetItemWithError(state->globals, name);
    bool is_builtin = !value;
    if (is_builtin) {
        if (PyErr_Occurred()) {
            return NULL;
        }
        value = PyDict_GetItemWithError(state->builtins, name);
        if (!value) {
            if (!PyErr_Occurred()) {
                raise_name_error(name);
            }
            return NULL;
        }
    }
#if ZI_DICT_HAS_VERSION
    cache->version = zi_dict_version(state->globals);
    cache->extra = is_builtin ? zi_dict_version(state->builtins) : 0;
    cache->value = value;
#endif
    return zi_new_reference(value);
}

ZI_INLINE PyObject *zi_load_global(zi_state *state, zi_cache *cache) {
#if ZI_DICT_HAS_VERSION
    if (ZI_LIKELY(cache->version == zi_dict_version(state->globals) &&
                  (!cache->extra || cache->extra == zi_dict_version(state->builtins)))) {
        return zi_new_reference(cache->value);
    }
#endif
    return load_global_slow(state, cache);
}

int zi_store_global(zi_state *state, PyObject *name, PyObject *value) {
    return PyDict_SetItem(state->globals, name, value);
}

// A name that is not there is a NameError, not the namespace's KeyError.
static int report_missing(PyObject *name) {
    if (PyErr_ExceptionMatches(PyExc_KeyError)) {
        PyErr_Clear();
        raise_name_error(name);
    }
    return -1;
}

int zi_delete_global(zi_state *state, PyObject *name) {
    return PyDict_DelItem(state->globals, name) == 0 ? 0 : report_missing(name);
}

int zi_delete_class_name(PyObject *names, PyObject *name) {
    return PyObject_DelItem(names, name) == 0 ? 0 : report_missing(name);
}

// 1: `value` is set to what the namespace of a class body has under the name; 0: it has nothing.
int zi_find_class_name(PyObject *names, PyObject *name, PyObject **value) {
    if (PyDict_CheckExact(names)) {
        *value = PyDict_GetItemWithError(names, name);
        Py_XINCREF(*value);
    } else {
        *value = PyObject_GetItem(names, name);
        if (!*value && PyErr_ExceptionMatches(PyExc_KeyError)) {
            PyErr_Clear();
        }
    }
    return *value ? 1 : PyErr_Occurred() ? -1 : 0;
}

PyObject *zi_load_class_name(zi_state *state, zi_cache *cache, PyObject *names) {
    PyObject *value;
    int found = zi_find_class_name(names, cache->name, &value);
    return found ? value : zi_load_global(state, cache);
}

// --- Cells ---------------------------------------------------------------------------------------
PyObject *zi_cell_new(PyObject *value) { return PyCell_New(value); }

// A C variable that inner functions share. Nobody but them sees the object: a bytes object that has
// not been given a hash is memory with a reference count, aligned as malloc's.
PyObject *zi_c_cell_new(int64_t size) {
    PyObject *cell = PyBytes_FromStringAndSize(NULL, size);
    if (cell) {
        memset(PyBytes_AS_STRING(cell), 0, (size_t)size);
    }
    return cell;
}

#define CELL_GET(function, raise)                                                                  \
    PyObject *function(PyObject *cell, PyObject *name) {                                           \
        PyObject *value = PyCell_Get(cell);                                                        \
        if (ZI_UNLIKELY(!value)) {                                                                 \
            raise(PyUnicode_AsUTF8(name));                                                         \
        }                                                                                          \
        return value;                                                                              \
    }
CELL_GET(zi_cell_get, zi_raise_unbound_free)
CELL_GET(zi_cell_get_own, zi_raise_unbound_local)
CELL_GET(zi_cell_get_outer, zi_raise_unbound_outer)

void zi_cell_set(PyObject *cell, PyObject *value) { PyCell_Set(cell, value); }
