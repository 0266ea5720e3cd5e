// Attributes and items of objects. Attributes of ordinary instances are read and written in place
// where the type's version and the instance's layout allow it (3.11 to 3.13); all else goes the
// interpreter's way.
//
// An attribute's cache holds version: the type's version tag, and extra: the index of the value
// among those that instances keep in the order of their shared keys. For a module, version is the
// dict's version with the top bit set, and value the attribute, borrowed.
#define Py_BUILD_CORE_MODULE 1
#include "runtime/internal.h"
#if !ZI_BEFORE_311 && !defined(Py_GIL_DISABLED)
#include "internal/pycore_dict.h"
#define ZI_ATTRIBUTE_CACHE 1
#endif

#ifdef ZI_ATTRIBUTE_CACHE
#define MODULE_VERSION(dict) (zi_dict_version(dict) | (uint64_t)1 << 63)

// The instance's own values; NULL if it has a real dict instead.
static inline ZI_INLINE PyDictValues *instance_values(PyObject *object) {
#if ZI_BEFORE_312
    return ((PyDictValues **)object)[-4];
#elif ZI_BEFORE_313
    uintptr_t values_or_dict = ((uintptr_t *)object)[-3];
    return values_or_dict & 1 ? (PyDictValues *)(values_or_dict + 1) : NULL;
#else
    PyDictValues *values = (PyDictValues *)((char *)object + Py_TYPE(object)->tp_basicsize);
    return values->valid ? values : NULL;
#endif
}

static bool keeps_values(PyTypeObject *type) {
    if (!(type->tp_flags & Py_TPFLAGS_HEAPTYPE) || !((PyHeapTypeObject *)type)->ht_cached_keys) {
        return false;
    }
#if ZI_BEFORE_313
    return type->tp_flags & Py_TPFLAGS_MANAGED_DICT;
#else
    return type->tp_flags & Py_TPFLAGS_INLINE_VALUES;
#endif
}

// The index of the name among the shared keys; -1: not there.
static Py_ssize_t find_shared_key(PyTypeObject *type, PyObject *name) {
    PyDictKeysObject *keys = ((PyHeapTypeObject *)type)->ht_cached_keys;
    if (keys->dk_kind != DICT_KEYS_SPLIT) {
        return -1;
    }
    PyDictUnicodeEntry *entries = DK_UNICODE_ENTRIES(keys);
    for (Py_ssize_t i = 0; i < keys->dk_nentries; i++) {
        if (entries[i].me_key == name) {
            return i;
        }
    }
    return -1;
}

// A version for the type, 0 if it can have none any more.
static uint64_t version_of(PyTypeObject *type) {
#if !ZI_BEFORE_312
    PyUnstable_Type_AssignVersionTag(type);
#endif
    return type->tp_version_tag;
}

// Remembers where instances of this type keep the attribute, if nothing in the type comes first.
static void fill_instance_cache(zi_cache *cache, PyObject *object) {
    PyObject *name = cache->name;
    PyTypeObject *type = Py_TYPE(object);
    if (!keeps_values(type) || type->tp_getattro != PyObject_GenericGetAttr ||
        type->tp_setattro != PyObject_GenericSetAttr || _PyType_Lookup(type, name)) {
        return;
    }
    Py_ssize_t index = find_shared_key(type, name);
    uint64_t version = version_of(type);
    if (index >= 0 && version != 0) {
        cache->extra = (uint64_t)index;
        cache->version = version;
    }
}

static ZI_COLD PyObject *load_module_attribute(zi_cache *cache, PyObject *module) {
    PyObject *name = cache->name;
    PyObject *dict = PyModule_GetDict(module);
    PyObject *value = PyDict_GetItemWithError(dict, name);
    if (!value || _PyType_Lookup(&PyModule_Type, name)) {
        return PyErr_Occurred() ? NULL : PyObject_GetAttr(module, name);
    }
#if ZI_DICT_HAS_VERSION
    cache->value = value;
    cache->version = MODULE_VERSION(dict);
#endif
    return zi_new_reference(value);
}
#endif

static ZI_COLD PyObject *load_attribute_slow(zi_cache *cache, PyObject *object) {
#ifdef ZI_ATTRIBUTE_CACHE
    cache->version = UINT64_MAX;
    if (PyModule_CheckExact(object)) {
        return load_module_attribute(cache, object);
    }
    // Before the look-up, which may run Python code.
    fill_instance_cache(cache, object);
#endif
    return PyObject_GetAttr(object, cache->name);
}

ZI_INLINE PyObject *zi_load_attribute(zi_cache *cache, PyObject *object) {
#ifdef ZI_ATTRIBUTE_CACHE
    if (ZI_LIKELY(Py_TYPE(object)->tp_version_tag == cache->version)) {
        PyDictValues *values = instance_values(object);
        PyObject *value = values ? values->values[cache->extra] : NULL;
        if (ZI_LIKELY(value != NULL)) {
            return zi_new_reference(value);
        }
        return PyObject_GetAttr(object, cache->name);
    }
#if ZI_DICT_HAS_VERSION
    if (Py_TYPE(object) == &PyModule_Type &&
        cache->version == MODULE_VERSION(((PyObject **)object)[2])) {
        return zi_new_reference(cache->value);
    }
#endif
#endif
    return load_attribute_slow(cache, object);
}

static ZI_COLD int store_attribute_slow(zi_cache *cache, PyObject *object, PyObject *value) {
    int status = PyObject_SetAttr(object, cache->name, value);
#ifdef ZI_ATTRIBUTE_CACHE
    cache->version = UINT64_MAX;
    if (status == 0) {
        fill_instance_cache(cache, object);
    }
#endif
    return status;
}

ZI_INLINE int zi_store_attribute(zi_cache *cache, PyObject *object, PyObject *value) {
#ifdef ZI_ATTRIBUTE_CACHE
    if (ZI_LIKELY(Py_TYPE(object)->tp_version_tag == cache->version)) {
        PyDictValues *values = instance_values(object);
#if !ZI_BEFORE_313
        // a dict shares the values: it counts its changes
        if (((void **)object)[-3] != NULL) {
            values = NULL;
        }
#endif
        if (ZI_LIKELY(values != NULL)) {
            PyObject *old = values->values[cache->extra];
            values->values[cache->extra] = zi_new_reference(value);
            if (ZI_LIKELY(old != NULL)) {
                Py_DECREF(old);
            } else {
                _PyDictValues_AddToInsertionOrder(values, (Py_ssize_t)cache->extra);
            }
            return 0;
        }
        return PyObject_SetAttr(object, cache->name, value);
    }
#endif
    return store_attribute_slow(cache, object, value);
}

int zi_delete_attribute(PyObject *object, PyObject *name) {
    return PyObject_SetAttr(object, name, NULL);
}

// --- Items ---------------------------------------------------------------------------------------
static inline bool read_small_index(PyObject *object, int64_t *index) {
    return Py_TYPE(object) == &PyLong_Type && zi_int_read(object, index);
}

static ZI_COLD PyObject *get_item_boxed(PyObject *container, int64_t index) {
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
    return get_item_boxed(container, index);
}

PyObject *zi_get_item(PyObject *container, PyObject *key) {
    int64_t index;
    if ((Py_TYPE(container) == &PyList_Type || Py_TYPE(container) == &PyTuple_Type) &&
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
