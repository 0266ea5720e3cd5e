// Globals and builtins. A look-up keeps where it found the name, and of a builtin what says that no
// global has come to hide it; before 3.11, the found value with the versions of the dicts.
#define Py_BUILD_CORE_MODULE 1
#include "runtime/cache.h"

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

// --- Watching dicts ------------------------------------------------------------------------------
#if ZI_WATCHES_DICTS
// What all interpreters of the process share, of the module that was there first. The mutable
// static of the runtime: CPython tells a watcher the dict and the key, and nothing that a state
// could be found from. Who comes here holds the GIL, which all interpreters that can load a
// compiled module share.
static zi_names watched_names = {.version = 1};

static uint64_t *set_of(uint64_t *sets, PyObject *name, uint64_t *bit) {
    Py_hash_t known = ((PyASCIIObject *)name)->hash; // in a dict it has one
    size_t hash = (size_t)(known != -1 ? known : PyObject_Hash(name));
    *bit = (uint64_t)1 << (hash % 64);
    return &sets[hash / 64 % ZI_NAME_SETS];
}

static bool has_name(uint64_t *sets, PyObject *name) {
    uint64_t bit;
    return *set_of(sets, name, &bit) & bit;
}

static void add_name(uint64_t *sets, PyObject *name) {
    uint64_t bit;
    *set_of(sets, name, &bit) |= bit;
}

// Called before the dict changes.
static int note_change(PyDict_WatchEvent event, PyObject *dict, PyObject *key, PyObject *value) {
    zi_names *names = &watched_names;
    if (event == PyDict_EVENT_DEALLOCATED) {
        return 0;
    }
    if (key && PyUnicode_CheckExact(key)) {
        if (!has_name(names->held, key)) {
            return 0;
        }
        if (event == PyDict_EVENT_MODIFIED) {
            add_name(names->variable, key);
        }
    }
    names->version++;
    memset(names->held, 0, sizeof names->held);
    return 0;
}

zi_names *zi_watch_names(int64_t *watcher) {
    *watcher = PyDict_AddWatcher(note_change);
    if (*watcher < 0) { // an interpreter has eight
        PyErr_Clear();
    }
    return &watched_names;
}

// The version that stands as long as neither dict changes what it has under the name; 0: none does.
static uint64_t hold_name(const zi_state *state, PyObject *name) {
    zi_names *names = state->shared->names;
    int watcher = (int)state->shared->names_watcher;
    if (watcher < 0 || has_name(names->variable, name) ||
        PyDict_Watch(watcher, state->globals) < 0 || PyDict_Watch(watcher, state->builtins) < 0) {
        PyErr_Clear();
        return 0;
    }
    add_name(names->held, name);
    return names->version;
}
#else
zi_names *zi_watch_names(int64_t *watcher) {
    *watcher = -1;
    return NULL;
}
#endif

#if ZI_READS_DICTS_IN_PLACE
// In the order in which dicts look; a name that is not found as this very object does not count.
zi_entry_place zi_find_entry(PyObject *dict, PyObject *name) {
    const zi_entry_place none = {0, 0};
    PyDictKeysObject *keys = ((PyDictObject *)dict)->ma_keys;
    if (keys->dk_kind != DICT_KEYS_UNICODE || keys->dk_log2_size >= 24) {
        return none;
    }
    const PyDictUnicodeEntry *entries = DK_UNICODE_ENTRIES(keys);
    size_t mask = ((size_t)1 << keys->dk_log2_size) - 1;
    size_t perturb = (size_t)PyObject_Hash(name); // of a string: no error
    for (size_t place = perturb & mask;; place = zi_next_place(place, &perturb) & mask) {
        Py_ssize_t number = zi_entry_number(keys, place);
        if (number == DKIX_EMPTY) {
            return none;
        }
        if (number >= 0 && entries[number].me_key == name) {
            size_t offset = (size_t)((const char *)(entries + number) - (const char *)keys);
            return (zi_entry_place){zi_keys_geometry(keys), (uint32_t)offset};
        }
    }
}
#endif

// --- Globals -------------------------------------------------------------------------------------
// Borrowed; NULL with NameError or what the dict raised.
static PyObject *find_builtin(zi_state *state, PyObject *name) {
    PyObject *value = PyDict_GetItemWithError(state->builtins, name);
    if (!value && !PyErr_Occurred()) {
        raise_name_error(name);
    }
    return value;
}

PyObject *zi_load_builtin(zi_state *state, PyObject *name) {
    PyObject *value = find_builtin(state, name);
    Py_XINCREF(value);
    return value;
}

#if !ZI_IS_FREE_THREADED
#if !ZI_WATCHES_DICTS
// Counts the changes of dicts: two equal numbers mean that the dict is the same and did not change.
static inline ZI_INLINE uint64_t dict_version(PyObject *dict) {
    return ((PyDictObject *)dict)->ma_version_tag;
}
#endif

static inline ZI_INLINE bool holds_value(const zi_state *state, const zi_name_cache *cache) {
#if ZI_WATCHES_DICTS
    return cache->version == *state->names_version;
#else
    return cache->version == dict_version(state->globals) &&
           (!cache->builtins_version || cache->builtins_version == dict_version(state->builtins));
#endif
}

// Before a look-up: the version until which what it finds can be held; 0: it cannot.
static uint64_t start_to_hold(const zi_state *state, const zi_name_cache *cache) {
#if ZI_WATCHES_DICTS
    return hold_name(state, cache->name);
#else
    return dict_version(state->globals);
#endif
}

// After it.
static void hold_value(const zi_state *state, zi_name_cache *cache, PyObject *value,
                       bool is_builtin, uint64_t version) {
#if ZI_READS_DICTS_IN_PLACE
#if ZI_WATCHES_DICTS
    bool is_variable = version == 0;
#else
    // it held a value, and something has changed
    bool is_variable = cache->version != UINT64_MAX;
#endif
    if (is_variable && !is_builtin) {
        cache->version = 0;
        cache->place = zi_find_entry(state->globals, cache->name);
        return;
    }
#endif
#if !ZI_WATCHES_DICTS
    cache->builtins_version = is_builtin ? dict_version(state->builtins) : 0;
#endif
    cache->version = version ? version : UINT64_MAX;
    cache->value = value;
}
#endif

// Imports what a lazy import stands for, and puts it in its place. New.
static ZI_COLD PyObject *load_lazy(PyObject *names, PyObject *name, PyObject *import) {
#if ZI_HAS_LAZY_IMPORTS
    Py_INCREF(import);
    PyObject *value = _PyLazyImport_Reify(PyThreadState_Get(), import, name, names);
    Py_DECREF(import);
    return value;
#else
    return zi_new_reference(import);
#endif
}

static ZI_COLD PyObject *look_global_up(zi_state *state, zi_name_cache *cache) {
#if !ZI_IS_FREE_THREADED
    uint64_t version = start_to_hold(state, cache);
#endif
    PyObject *value = PyDict_GetItemWithError(state->globals, cache->name);
    bool is_builtin = !value;
    if (!value) {
        value = PyErr_Occurred() ? NULL : find_builtin(state, cache->name);
    }
    if (!value) {
        return NULL;
    }
    if (zi_is_lazy(value)) {
        return load_lazy(is_builtin ? state->builtins : state->globals, cache->name, value);
    }
#if !ZI_IS_FREE_THREADED
    hold_value(state, cache, value, is_builtin, version);
#endif
    return zi_new_reference(value);
}

static ZI_SLOW PyObject *load_changed_global(zi_state *state, zi_name_cache *cache) {
#if ZI_READS_DICTS_IN_PLACE
    if (cache->version == 0) {
        PyObject *value = zi_read_entry(state->globals, cache->place, cache->name);
        if (ZI_LIKELY(value != NULL)) {
            return zi_new_reference(value);
        }
    }
#endif
    return look_global_up(state, cache);
}

ZI_INLINE PyObject *zi_load_global(zi_state *state, zi_cache *cache) {
    zi_name_cache *name = zi_as_name(cache);
#if !ZI_IS_FREE_THREADED
    if (ZI_LIKELY(holds_value(state, name))) {
        return zi_new_reference(name->value);
    }
#endif
    return load_changed_global(state, name);
}

PyObject *zi_held_global(const zi_state *state, zi_cache *cache) {
#if !ZI_IS_FREE_THREADED
    zi_name_cache *name = zi_as_name(cache);
    return holds_value(state, name) ? name->value : NULL;
#else
    (void)state;
    (void)cache;
    return NULL;
#endif
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
    }                                                                                              \
    ZI_COLD PyObject *function##_nogil(PyObject *cell, PyObject *name) {                           \
        PyGILState_STATE gil = PyGILState_Ensure();                                                \
        PyObject *value = function(cell, name);                                                    \
        PyGILState_Release(gil);                                                                   \
        return value;                                                                              \
    }
CELL_GET(zi_cell_get, zi_raise_unbound_free)
CELL_GET(zi_cell_get_own, zi_raise_unbound_local)
CELL_GET(zi_cell_get_unassigned, zi_raise_unassigned_free)
CELL_GET(zi_cell_get_own_unassigned, zi_raise_unassigned_local)
CELL_GET(zi_cell_get_outer, zi_raise_unbound_outer)

void zi_cell_set(PyObject *cell, PyObject *value) { PyCell_Set(cell, value); }

// --- Variables in a dict, for locals() -----------------------------------------------------------
PyObject *zi_names_start(PyObject *names) { return names ? zi_new_reference(names) : PyDict_New(); }

int zi_names_set(PyObject *names, PyObject *name, PyObject *value) {
    if (value) {
        return PyDict_SetItem(names, name, value);
    }
    int found = PyDict_Contains(names, name);
    return found > 0 ? PyDict_DelItem(names, name) : found;
}

int zi_names_set_cell(PyObject *names, PyObject *name, PyObject *cell) {
    PyObject *value = PyCell_Get(cell);
    int status = zi_names_set(names, name, value);
    Py_XDECREF(value);
    return status;
}

PyObject *zi_sorted_names(PyObject *names) {
    PyObject *keys = PyMapping_Keys(names);
    if (keys && PyList_Sort(keys) < 0) {
        Py_CLEAR(keys);
    }
    return keys;
}
