// What modules exchange, as modules that Cython made do it: C functions and variables as capsules
// in the dict `__pyx_capi__` of their module, whose names are their declarations in C; classes as
// attributes of the module, their vtables as capsules in the dict of the type. The texts of errors
// are Cython's.
//
// Takes: the import and export tables of a module. Gives: exports that others can fetch before the
// module's body runs; an address for each import in state->imports.
#include "runtime/internal.h"

#define EXPORTS_NAME "__pyx_capi__"
#define VTABLE_NAME "__pyx_vtable__"
// Instead of it in classes of ours whose members have to do with memoryviews, which Cython lays out
// otherwise; where there is no vtable, the capsule holds the class's description.
#define OWN_VTABLE_NAME "__zilant_vtable__"

// --- Exports -------------------------------------------------------------------------------------
// Steals the capsule.
static int put_capsule(PyObject *dict, const char *name, PyObject *capsule) {
    int status = capsule ? PyDict_SetItemString(dict, name, capsule) : -1;
    Py_XDECREF(capsule);
    return status;
}

// The module's dict of exports, borrowed; made when it is first asked for.
static PyObject *exports_of(const zi_state *state) {
    PyObject *exports;
    if (zi_dict_find(state->globals, EXPORTS_NAME, &exports) != 0) {
        return exports;
    }
    exports = PyDict_New();
    int status = exports ? PyDict_SetItemString(state->globals, EXPORTS_NAME, exports) : -1;
    Py_XDECREF(exports); // the module's dict has it
    return status < 0 ? NULL : exports;
}

int zi_export_declared(zi_state *state) {
    PyObject *exports = exports_of(state);
    for (uint32_t i = 0; exports && i < state->info->export_count; i++) {
        const zi_export_info *info = &state->info->exports[i];
        if (put_capsule(exports, info->name, PyCapsule_New(info->address, info->capsule, NULL)) <
            0) {
            return -1;
        }
    }
    return exports ? 0 : -1;
}

int zi_export_vtable(PyTypeObject *type, const zi_class_info *info) {
    bool has_views = info->flags & ZI_CLASS_VIEWS;
    if (!info->vtable && !has_views) {
        return 0;
    }
    void *table = info->vtable ? (void *)info->vtable : (void *)(uintptr_t)info;
    int status = put_capsule(type->tp_dict, has_views ? OWN_VTABLE_NAME : VTABLE_NAME,
                             PyCapsule_New(table, NULL, NULL));
    PyType_Modified(type);
    return status;
}

// --- Classes -------------------------------------------------------------------------------------
// Objects of varying size have up to an item's size, or the padding of a struct, after the fixed
// part.
#define STRUCT_ALIGNMENT 8

static int check_size(const zi_import_info *info, const PyTypeObject *type) {
    size_t size = info->size, basic = (size_t)type->tp_basicsize;
    size_t item = (size_t)type->tp_itemsize;
    if (item && item < STRUCT_ALIGNMENT) {
        item = STRUCT_ALIGNMENT;
    }
    if (basic + item < size) {
        PyErr_Format(PyExc_ValueError,
                     "%.200s.%.200s size changed, may indicate binary incompatibility. "
                     "Expected %zd from C header, got %zd from PyObject",
                     info->module, info->name, size, basic + item);
        return -1;
    }
    if (basic <= size || info->size_check == ZI_SIZE_CHECK_IGNORE) {
        return 0;
    }
    if (info->size_check == ZI_SIZE_CHECK_WARN) {
        return PyErr_WarnFormat(NULL, 0,
                                "%.200s.%.200s size changed, may indicate binary incompatibility. "
                                "Expected %zd from C header, got %zd from PyObject",
                                info->module, info->name, size, basic);
    }
    PyErr_Format(PyExc_ValueError,
                 "%.200s.%.200s size changed, may indicate binary incompatibility. "
                 "Expected %zd from C header, got %zd-%zd from PyObject",
                 info->module, info->name, size, basic, basic + item);
    return -1;
}

// The class's own vtable; NULL with an exception if it has none.
static void *find_vtable(PyTypeObject *type) {
    PyObject *own;
    int is_own = zi_dict_find(type->tp_dict, OWN_VTABLE_NAME, &own);
    PyObject *name =
        is_own < 0 ? NULL : PyUnicode_FromString(is_own ? OWN_VTABLE_NAME : VTABLE_NAME);
    PyObject *capsule = name ? PyObject_GetItem(type->tp_dict, name) : NULL;
    Py_XDECREF(name);
    void *vtable = capsule ? PyCapsule_GetPointer(capsule, NULL) : NULL;
    Py_XDECREF(capsule); // the type keeps it
    return vtable;
}

static int check_views(const zi_import_info *info, const PyTypeObject *type) {
    PyObject *own;
    int is_own = info->uses_views ? zi_dict_find(type->tp_dict, OWN_VTABLE_NAME, &own) : 1;
    if (is_own != 0) {
        return is_own < 0 ? -1 : 0;
    }
    PyErr_Format(PyExc_ImportError,
                 "%.200s.%.200s has other memoryviews than this module, which Zilant compiled: "
                 "compile both with it",
                 info->module, info->name);
    return -1;
}

static int fetch_class(zi_state *state, const zi_import_info *info, PyObject *module,
                       void **place) {
    PyObject *type = PyObject_GetAttrString(module, info->name);
    if (!type) {
        return -1;
    }
    if (!PyType_Check(type)) {
        PyErr_Format(PyExc_TypeError, "%.200s.%.200s is not a type object", info->module,
                     info->name);
        Py_DECREF(type);
        return -1;
    }
    int status = check_size(info, (PyTypeObject *)type);
    if (status == 0) {
        status = check_views(info, (PyTypeObject *)type);
    }
    if (status == 0 && info->has_vtable) {
        *place = find_vtable((PyTypeObject *)type);
        status = *place ? 0 : -1;
    }
    if (status < 0) {
        Py_DECREF(type);
        return -1;
    }
    Py_XSETREF(state->classes[info->class_index], (PyTypeObject *)type);
    return 0;
}

// --- Functions and variables ---------------------------------------------------------------------
static void *open_capsule(const zi_import_info *info, PyObject *module, PyObject *capsule) {
    const char *what = info->kind == ZI_EXCHANGE_FUNCTION ? "function" : "variable";
    if (!capsule) {
        PyErr_Format(PyExc_ImportError, "%.200s does not export expected C %.8s %.200s",
                     PyModule_GetName(module), what,
                     info->older_name ? info->older_name : info->name);
        return NULL;
    }
    if (!PyCapsule_IsValid(capsule, info->capsule)) {
        PyErr_Format(PyExc_TypeError,
                     "C %.8s %.200s.%.200s has wrong signature (expected %.500s, got %.500s)", what,
                     PyModule_GetName(module), info->name, info->capsule,
                     PyCapsule_GetName(capsule));
        return NULL;
    }
    return PyCapsule_GetPointer(capsule, info->capsule);
}

static int fetch_address(const zi_import_info *info, PyObject *module, void **place) {
    PyObject *exports = PyObject_GetAttrString(module, EXPORTS_NAME);
    if (!exports) {
        return -1;
    }
    PyObject *capsule;
    int found = zi_dict_find(exports, info->name, &capsule);
    if (found == 0 && info->older_name) {
        found = zi_dict_find(exports, info->older_name, &capsule);
    }
    *place = found < 0 ? NULL : open_capsule(info, module, capsule);
    Py_DECREF(exports);
    return *place ? 0 : -1;
}

// --- Imports -------------------------------------------------------------------------------------
static int fetch(zi_state *state, uint32_t number) {
    const zi_import_info *info = &state->info->imports[number];
    if (info->own_type) {
        PyTypeObject *type = info->own_type();
        Py_XINCREF(type);
        state->classes[info->class_index] = type;
        return type ? 0 : -1;
    }
    PyObject *module = PyImport_ImportModule(info->module);
    if (!module) {
        return -1;
    }
    void **place = &state->imports[number];
    int status = info->kind == ZI_EXCHANGE_TYPE ? fetch_class(state, info, module, place)
                                                : fetch_address(info, module, place);
    Py_DECREF(module);
    return status;
}

static bool is_fetched(const zi_state *state, uint32_t number) {
    const zi_import_info *info = &state->info->imports[number];
    return info->kind == ZI_EXCHANGE_TYPE ? state->classes[info->class_index] != NULL
                                          : state->imports[number] != NULL;
}

int zi_import_class(zi_state *state, int64_t number) {
    return is_fetched(state, (uint32_t)number) ? 0 : fetch(state, (uint32_t)number);
}

// Classes, then variables, then functions.
int zi_import_declared(zi_state *state) {
    static const uint32_t order[] = {ZI_EXCHANGE_TYPE, ZI_EXCHANGE_VARIABLE, ZI_EXCHANGE_FUNCTION};
    for (size_t round = 0; round < sizeof order / sizeof *order; round++) {
        for (uint32_t i = 0; i < state->info->import_count; i++) {
            bool is_wanted = state->info->imports[i].kind == order[round] && !is_fetched(state, i);
            if (is_wanted && fetch(state, i) < 0) {
                return -1;
            }
        }
    }
    return 0;
}
