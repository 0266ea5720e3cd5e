// The import statement.
#include "runtime/internal.h"

PyObject *zi_import_from(PyObject *module, PyObject *name);

// `import a.b` (from_list NULL: the first part is given) or `from a import x` (the module itself).
// As the interpreter does, it tells `__import__` no locals if a function imports.
PyObject *zi_import_name(zi_state *state, PyObject *name, PyObject *from_list, int64_t level,
                         int in_function) {
    PyObject *import;
    int found = zi_dict_find(state->builtins, "__import__", &import);
    if (found < 0) {
        return NULL;
    }
    if (!found) {
        PyErr_SetString(PyExc_ImportError, "__import__ not found");
        return NULL;
    }
    PyObject *level_object = PyLong_FromLongLong(level);
    if (!level_object) {
        return NULL;
    }
    PyObject *module = PyObject_CallFunctionObjArgs(
        import, name, state->globals, in_function ? Py_None : state->globals,
        from_list ? from_list : Py_None, level_object, NULL);
    Py_DECREF(level_object);
    return module;
}

// `import a.b.c as x`: the last part, as `from a.b import c` would find it.
PyObject *zi_import_submodule(zi_state *state, PyObject *full_name, PyObject *first_part,
                              int in_function) {
    PyObject *module = zi_import_name(state, full_name, NULL, 0, in_function);
    Py_ssize_t length = PyUnicode_GET_LENGTH(full_name);
    Py_ssize_t start = PyUnicode_GET_LENGTH(first_part) + 1;
    while (module && start < length) {
        Py_ssize_t end = PyUnicode_FindChar(full_name, '.', start, length, 1);
        end = end < 0 ? length : end;
        PyObject *part = PyUnicode_Substring(full_name, start, end);
        PyObject *next = NULL;
        if (part) {
            next = zi_import_from(module, part);
            Py_DECREF(part);
        }
        Py_DECREF(module);
        module = next;
        start = end + 1;
    }
    return module;
}

// The submodule in sys.modules, for circular imports whose attribute is not set yet. New or NULL.
static PyObject *find_loaded_submodule(PyObject *package_name, PyObject *name) {
    PyObject *full_name = PyUnicode_FromFormat("%U.%U", package_name, name);
    PyObject *module = full_name ? PyImport_GetModule(full_name) : NULL;
    Py_XDECREF(full_name);
    return module;
}

static ZI_COLD void raise_cannot_import(PyObject *module, PyObject *package_name, PyObject *name) {
    PyObject *path = PyModule_Check(module) ? PyModule_GetFilenameObject(module) : NULL;
    PyErr_Clear();
    PyObject *unknown = package_name ? NULL : PyUnicode_FromString("<unknown module name>");
    PyObject *where = package_name ? package_name : unknown;
    PyObject *text =
        path
            ? PyUnicode_FromFormat("cannot import name %R from %R (%S)", name, where, path)
            : PyUnicode_FromFormat("cannot import name %R from %R (unknown location)", name, where);
    if (text) {
        PyErr_SetImportError(text, package_name, path);
    }
    Py_XDECREF(text);
    Py_XDECREF(path);
    Py_XDECREF(unknown);
}

PyObject *zi_import_from(PyObject *module, PyObject *name) {
    PyObject *value = PyObject_GetAttr(module, name);
    if (value || !PyErr_ExceptionMatches(PyExc_AttributeError)) {
        return value;
    }
    PyErr_Clear();
    PyObject *package_name = PyObject_GetAttrString(module, "__name__");
    if (package_name && PyUnicode_Check(package_name)) {
        value = find_loaded_submodule(package_name, name);
    }
    if (!value && (!PyErr_Occurred() || PyErr_ExceptionMatches(PyExc_AttributeError))) {
        PyErr_Clear();
        raise_cannot_import(module, package_name, name);
    }
    Py_XDECREF(package_name);
    return value;
}

// --- Lazy imports --------------------------------------------------------------------------------
#if ZI_HAS_LAZY_IMPORTS
// Will the interpreter look whether the module that is imported here is to be lazy?
static bool may_be_lazy(const zi_state *state) {
    return PyImport_GetLazyImportsMode() == PyImport_LAZY_ALL ||
           PyDict_GetItemString(state->globals, "__lazy_modules__");
}
#endif

// An import at module level outside of try statements, which Python 3.15 may put off: because the
// statement says `lazy`, or the module's __lazy_modules__, or the interpreter's mode. Then it is
// the interpreter's: it notes the frame that imports, and insists on a module's.
int zi_import_lazily(zi_state *state, PyObject *statement, int64_t line, int says_lazy) {
#if ZI_HAS_LAZY_IMPORTS
    if (!says_lazy && !may_be_lazy(state)) {
        return 0;
    }
    const char *text = PyUnicode_AsUTF8(statement);
    return text && zi_run_source(state, text, line, NULL) == 0 ? 1 : -1;
#else
    return 0;
#endif
}

// --- Stars ---------------------------------------------------------------------------------------
// The names that `from module import *` takes: __all__, or all of its dict without an underscore.
static PyObject *public_names(PyObject *module, bool *skip_private) {
    PyObject *names = PyObject_GetAttrString(module, "__all__");
    *skip_private = !names;
    if (names || !PyErr_ExceptionMatches(PyExc_AttributeError)) {
        return names;
    }
    PyErr_Clear();
    PyObject *dict = PyObject_GetAttrString(module, "__dict__");
    if (!dict && PyErr_ExceptionMatches(PyExc_AttributeError)) {
        PyErr_SetString(PyExc_ImportError, "from-import-* object has no __dict__ and no __all__");
    }
    names = dict ? PyMapping_Keys(dict) : NULL;
    Py_XDECREF(dict);
    return names;
}

static int import_one(zi_state *state, PyObject *module, PyObject *name, bool skip_private) {
    if (!PyUnicode_Check(name)) {
        PyErr_Format(PyExc_TypeError, "Item in %s must be str, not %.100s",
                     skip_private ? "__dict__" : "__all__", Py_TYPE(name)->tp_name);
        return -1;
    }
    if (skip_private && PyUnicode_GET_LENGTH(name) > 0 && PyUnicode_READ_CHAR(name, 0) == '_') {
        return 0;
    }
    PyObject *value = PyObject_GetAttr(module, name);
    int status = value ? PyDict_SetItem(state->globals, name, value) : -1;
    Py_XDECREF(value);
    return status;
}

int zi_import_star(zi_state *state, PyObject *module) {
    bool skip_private;
    PyObject *names = public_names(module, &skip_private);
    PyObject *list = names ? PySequence_List(names) : NULL;
    Py_XDECREF(names);
    if (!list) {
        return -1;
    }
    int status = 0;
    for (Py_ssize_t i = 0; status == 0 && i < PyList_GET_SIZE(list); i++) {
        status = import_one(state, module, PyList_GET_ITEM(list, i), skip_private);
    }
    Py_DECREF(list);
    return status;
}

// What `from module import *` binds the name to; 0: it does not.
int zi_import_star_name(PyObject *module, PyObject *name, PyObject **value) {
    bool skip_private;
    PyObject *names = public_names(module, &skip_private);
    int is_there = names ? PySequence_Contains(names, name) : -1;
    Py_XDECREF(names);
    if (is_there <= 0 || (skip_private && PyUnicode_READ_CHAR(name, 0) == '_')) {
        return is_there < 0 ? -1 : 0;
    }
    *value = PyObject_GetAttr(module, name);
    return *value ? 1 : -1;
}
