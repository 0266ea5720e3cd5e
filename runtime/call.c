// Calls of Python objects. A method is looked up before the arguments of its call are evaluated,
// and called afterwards: two functions. It is found once a type version, and no bound method object
// is made in between.
#define Py_BUILD_CORE_MODULE 1
#include "runtime/internal.h"
#if !ZI_BEFORE_311
#include "internal/pycore_dict.h"
#endif
#if !ZI_BEFORE_313
#include "internal/pycore_object.h"
#endif

ZI_COLD PyObject *zi_call_vector_slow(PyObject *callee, PyObject *const *arguments,
                                      Py_ssize_t count, PyObject *keyword_names) {
    return PyObject_Vectorcall(callee, arguments, (size_t)count, keyword_names);
}

// Calls with `flagged_count` as the vectorcall protocol wants it.
static inline ZI_INLINE PyObject *call_vector(PyObject *callee, PyObject *const *arguments,
                                              size_t flagged_count, PyObject *keyword_names) {
    PyTypeObject *type = Py_TYPE(callee);
    if (ZI_LIKELY(PyType_HasFeature(type, Py_TPFLAGS_HAVE_VECTORCALL))) {
        vectorcallfunc function =
            *(vectorcallfunc *)(void *)((char *)callee + type->tp_vectorcall_offset);
        if (ZI_LIKELY(function != NULL)) {
            return function(callee, arguments, flagged_count, keyword_names);
        }
    }
    return zi_call_vector_slow(callee, arguments, (Py_ssize_t)flagged_count, keyword_names);
}

ZI_INLINE PyObject *zi_call_vector(PyObject *callee, PyObject *const *arguments, Py_ssize_t count,
                                   PyObject *keyword_names) {
    return call_vector(callee, arguments, (size_t)count, keyword_names);
}

// Looks the callee up first.
PyObject *zi_call_global(zi_state *state, zi_cache *cache, PyObject *const *arguments,
                         Py_ssize_t count, PyObject *keyword_names) {
    PyObject *callee = zi_load_global(state, cache);
    PyObject *result = callee ? call_vector(callee, arguments, (size_t)count, keyword_names) : NULL;
    Py_XDECREF(callee);
    return result;
}

PyObject *zi_call_with(PyObject *callee, PyObject *arguments, PyObject *keywords) {
    return PyObject_Call(callee, arguments, keywords);
}

// --- Methods -------------------------------------------------------------------------------------
// The cache holds: version, the type's version tag; value, the unbound function, borrowed from the
// type (which cannot change without a new version); extra, the number of keys that instances share
// plus one, or 0 if instances have no dict. An instance with more keys than that may hide the
// method.
#if !ZI_BEFORE_311 && !defined(Py_GIL_DISABLED)
#define ZI_METHOD_CACHE 1
#endif

#ifdef ZI_METHOD_CACHE
static inline ZI_INLINE bool method_is_hidden(PyObject *object, uint64_t shared_keys) {
    if (shared_keys == 0) {
        return false;
    }
    PyTypeObject *type = Py_TYPE(object);
    PyDictKeysObject *keys = ((PyHeapTypeObject *)type)->ht_cached_keys;
    if ((uint64_t)keys->dk_nentries + 1 != shared_keys) {
        return true;
    }
#if ZI_BEFORE_312
    return ((PyDictValues **)object)[-4] == NULL; // a real dict: look into it
#elif ZI_BEFORE_313
    return (((uintptr_t *)object)[-3] & 1) == 0;
#else
    return !((PyDictValues *)((char *)object + type->tp_basicsize))->valid;
#endif
}

static bool has_shared_keys(PyTypeObject *type) {
#if ZI_BEFORE_313
    return (type->tp_flags & Py_TPFLAGS_MANAGED_DICT) && (type->tp_flags & Py_TPFLAGS_HEAPTYPE) &&
           ((PyHeapTypeObject *)type)->ht_cached_keys;
#else
    return (type->tp_flags & Py_TPFLAGS_INLINE_VALUES) &&
           ((PyHeapTypeObject *)type)->ht_cached_keys;
#endif
}

static bool keys_contain(PyDictKeysObject *keys, PyObject *name) {
    if (keys->dk_kind == DICT_KEYS_GENERAL) {
        return true;
    }
    PyDictUnicodeEntry *entries = DK_UNICODE_ENTRIES(keys);
    for (Py_ssize_t i = 0; i < keys->dk_nentries; i++) {
        PyObject *key = entries[i].me_key;
        if (key && (key == name || PyUnicode_Compare(key, name) == 0)) {
            return true;
        }
    }
    return false;
}

// Remembers the method if every object of this type finds the same function without a call of
// Python code. Leaves the cache empty otherwise.
static ZI_COLD void fill_method_cache(zi_cache *cache, PyObject *object) {
    PyObject *name = cache->name;
    PyTypeObject *type = Py_TYPE(object);
    cache->version = UINT64_MAX;
    if (type->tp_getattro != PyObject_GenericGetAttr) {
        return;
    }
    PyObject *function = _PyType_Lookup(type, name); // also gives the type a version
    if (!function || type->tp_version_tag == 0 ||
        !PyType_HasFeature(Py_TYPE(function), Py_TPFLAGS_METHOD_DESCRIPTOR)) {
        return;
    }
    uint64_t shared_keys = 0;
    if (has_shared_keys(type)) {
        PyDictKeysObject *keys = ((PyHeapTypeObject *)type)->ht_cached_keys;
        if (keys_contain(keys, name)) {
            return;
        }
        shared_keys = (uint64_t)keys->dk_nentries + 1;
    } else if (type->tp_dictoffset != 0 || (type->tp_flags & Py_TPFLAGS_MANAGED_DICT)) {
        return;
    }
    cache->value = function;
    cache->extra = shared_keys;
    cache->version = type->tp_version_tag;
}
#endif

static ZI_COLD zi_method load_method_slow(zi_cache *cache, PyObject *object) {
#ifdef ZI_METHOD_CACHE
    fill_method_cache(cache, object);
#endif
    zi_method found = {NULL, 0};
    found.takes_self = _PyObject_GetMethod(object, cache->name, &found.callable);
    return found;
}

ZI_INLINE zi_method zi_load_method(zi_cache *cache, PyObject *object) {
#ifdef ZI_METHOD_CACHE
    if (ZI_LIKELY(Py_TYPE(object)->tp_version_tag == cache->version &&
                  !method_is_hidden(object, cache->extra))) {
        // What runs until the call may drop the method from its type.
        return (zi_method){zi_new_reference(cache->value), 1};
    }
#endif
    return load_method_slow(cache, object);
}

ZI_INLINE PyObject *zi_call_method(PyObject *callable, Py_ssize_t takes_self,
                                   PyObject *const *arguments, Py_ssize_t count,
                                   PyObject *keyword_names) {
    // The slot before what is passed is the callee's: the object's, where it is not passed.
    size_t flagged_count = (size_t)(count + takes_self) | PY_VECTORCALL_ARGUMENTS_OFFSET;
    return call_vector(callable, arguments + 1 - takes_self, flagged_count, keyword_names);
}

PyObject *zi_invoke_method(zi_cache *cache, PyObject *const *arguments, Py_ssize_t count,
                           PyObject *keyword_names) {
    zi_method found = zi_load_method(cache, arguments[0]);
    if (!found.callable) {
        return NULL;
    }
    PyObject *result =
        zi_call_method(found.callable, found.takes_self, arguments, count, keyword_names);
    Py_DECREF(found.callable);
    return result;
}

// --- Few arguments -------------------------------------------------------------------------------
// The calls above with arguments one by one, which takes fewer instructions where they are made.
static inline ZI_INLINE PyObject *call_array(PyObject *callee, PyObject **arguments, size_t count) {
    return call_vector(callee, arguments + 1, count | PY_VECTORCALL_ARGUMENTS_OFFSET, NULL);
}

static PyObject *call_global_array(zi_state *state, zi_cache *cache, PyObject **arguments,
                                   size_t count) {
    return zi_call_global(state, cache, arguments + 1,
                          (Py_ssize_t)(count | PY_VECTORCALL_ARGUMENTS_OFFSET), NULL);
}

static PyObject *invoke_array(zi_cache *cache, PyObject **arguments, Py_ssize_t count) {
    return zi_invoke_method(cache, arguments + 1, count, NULL);
}

// The first place is the callee's.
#define CALLS(count, PARAMETERS, ...)                                                              \
    PyObject *zi_call_##count(PyObject *callee PARAMETERS) {                                       \
        PyObject *arguments[] = {NULL, ##__VA_ARGS__};                                             \
        return call_array(callee, arguments, count);                                               \
    }                                                                                              \
    PyObject *zi_call_global_##count(zi_state *state, zi_cache *cache PARAMETERS) {                \
        PyObject *arguments[] = {NULL, ##__VA_ARGS__};                                             \
        return call_global_array(state, cache, arguments, count);                                  \
    }                                                                                              \
    PyObject *zi_invoke_##count(zi_cache *cache, PyObject *object PARAMETERS) {                    \
        PyObject *arguments[] = {NULL, object, ##__VA_ARGS__};                                     \
        return invoke_array(cache, arguments, count);                                              \
    }
#define NO_PARAMETERS
#define ONE_PARAMETER , PyObject *first
#define TWO_PARAMETERS ONE_PARAMETER, PyObject *second
#define THREE_PARAMETERS TWO_PARAMETERS, PyObject *third
CALLS(0, NO_PARAMETERS)
CALLS(1, ONE_PARAMETER, first)
CALLS(2, TWO_PARAMETERS, first, second)
CALLS(3, THREE_PARAMETERS, first, second, third)
