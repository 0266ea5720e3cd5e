// What inline caches hold for the files that use them (name.c, attribute.c, call.c), and the guards
// of which each CPython has its own: docs/runtime.md says why they are right. Includes internal
// headers: define Py_BUILD_CORE_MODULE first.
//
// A cache belongs to one place in the source, and so to one name. What it holds is borrowed: the
// guard says that its owner still has it.
#ifndef ZILANT_RUNTIME_CACHE_H
#define ZILANT_RUNTIME_CACHE_H

#include "runtime/internal.h"

#if ZI_READS_DICTS_IN_PLACE
#include "internal/pycore_dict.h"
#endif
#if ZI_DECLARES_PROPERTY
#include "internal/pycore_descrobject.h"
#endif
#if ZI_HAS_LAZY_IMPORTS
#include "internal/pycore_lazyimportobject.h"
#endif

#define ZI_NO_VERSION UINT32_MAX // equal to no type's version tag

// Where a dict had a name: valid in any dict whose table has the same geometry, as long as the name
// stands there.
typedef struct zi_entry_place {
    uint32_t geometry; // 0: of no table
    // of the entry, in bytes from the dict's keys
    uint32_t offset;
} zi_entry_place;

// Misses are answered by filling the cache, at first each time, then ever more rarely: a place that
// sees many types, or what cannot be cached, does not pay for it.
typedef struct zi_cache_patience {
    // so many misses until the cache is filled again
    uint8_t wait;
    uint8_t next; // what to wait after that
} zi_cache_patience;

static inline bool zi_cache_is_due(zi_cache_patience *patience) {
    if (patience->wait > 0) {
        patience->wait--;
        return false;
    }
    patience->wait = patience->next;
    patience->next = (uint8_t)(patience->next << 1 | 1);
    return true;
}

// A global or builtin.
typedef struct zi_name_cache {
    // from 3.12 on, of zi_state.names_version; before, of the module's dict; 0: found by its place
    uint64_t version;
    union {
        PyObject *value;
        zi_entry_place place; // in the module's dict
    };
    // before 3.12: of the builtins' dict; 0: the value is the module's
    uint64_t builtins_version;
    uintptr_t further; // not used
    PyObject *name;
} zi_name_cache;

// What an attribute is, by the type of the object that it is taken from.
typedef enum zi_attribute_kind {
    // stands among the values that instances keep in the order of their shared keys; index: which
    ZI_ATTRIBUTE_VALUE,
    // stands in the instance's own dict; index: the offset of the dict's pointer (signed)
    ZI_ATTRIBUTE_IN_DICT,
    // is a slot of the instance; index: its offset
    ZI_ATTRIBUTE_SLOT,
    // stands in the type, and no instance hides it; index: as of a method
    ZI_ATTRIBUTE_OF_CLASS,
    // is computed by `value`: a property, or a descriptor with a function of C
    ZI_ATTRIBUTE_PROPERTY,
    // the object is a type, which has it or inherits it; index: the version of that type
    ZI_ATTRIBUTE_OF_TYPE,
    // the object is a module
    ZI_ATTRIBUTE_OF_MODULE,
    // a plain function of the type that no instance hides, to be called with the instance; index:
    // how many keys instances share, and 1; 0 if instances have no dict
    ZI_ATTRIBUTE_METHOD,
} zi_attribute_kind;

// What the objects of one type have.
typedef struct zi_attribute_entry {
    // of the type whose objects inlined code serves: VALUE, METHOD
    uint32_t version;
    // of the type whose objects a function serves
    uint32_t other_version;
    union {
        PyObject *value;
        zi_entry_place place; // IN_DICT, OF_MODULE
    };
    uint32_t index;
    uint8_t kind;
    zi_cache_patience patience; // of the place: in its first entry
} zi_attribute_entry;

enum { ZI_FURTHER_ENTRIES = 4 };

// What objects of other types have, of a place that has seen some.
typedef struct zi_further {
    struct zi_further *next; // of the module
    // of each entry that of its two versions which is a type's; ZI_NO_VERSION: it is empty
    uint32_t versions[ZI_FURTHER_ENTRIES];
    // counts in a circle: at 0, the entry that is hit takes the place of the first
    uint8_t hits;
    uint8_t turn; // which entry the next new type gets
    zi_attribute_entry entries[ZI_FURTHER_ENTRIES];
} zi_further;

// An attribute that is loaded, stored or called.
typedef struct zi_attribute_cache {
    zi_attribute_entry first; // the only one that inlined code asks
    uintptr_t further;        // as abi/struct.def says
    PyObject *name;
} zi_attribute_cache;

#define SAME_PLACE(type)                                                                           \
    _Static_assert(sizeof(type) == sizeof(zi_cache) &&                                             \
                       offsetof(type, further) == offsetof(zi_cache, further) &&                   \
                       offsetof(type, name) == offsetof(zi_cache, name),                           \
                   "a view of zi_cache")
SAME_PLACE(zi_name_cache);
SAME_PLACE(zi_attribute_cache);
#undef SAME_PLACE

static inline zi_name_cache *zi_as_name(zi_cache *cache) { return (zi_name_cache *)cache; }
static inline zi_attribute_cache *zi_as_attribute(zi_cache *cache) {
    return (zi_attribute_cache *)cache;
}

// NULL: the place has seen one type at most.
static inline zi_further *zi_further_of(const zi_attribute_cache *cache) {
    return cache->further & 1 ? NULL : (zi_further *)cache->further;
}

// Stands in globals for a module that is imported when the name is first looked up.
static inline ZI_INLINE bool zi_is_lazy(PyObject *value) {
#if ZI_HAS_LAZY_IMPORTS
    return value && PyLazyImport_CheckExact(value);
#else
    return false;
#endif
}

#if ZI_READS_DICTS_IN_PLACE
// --- Dicts ---------------------------------------------------------------------------------------
// Size of the table, size of its indices and kind of its keys, a byte each: with all three, an
// entry's offset.
static inline ZI_INLINE uint32_t zi_keys_geometry(const PyDictKeysObject *keys) {
    _Static_assert(offsetof(PyDictKeysObject, dk_log2_index_bytes) ==
                           offsetof(PyDictKeysObject, dk_log2_size) + 1 &&
                       offsetof(PyDictKeysObject, dk_kind) ==
                           offsetof(PyDictKeysObject, dk_log2_size) + 2,
                   "they stand in a row");
    uint32_t geometry;
    memcpy(&geometry, &keys->dk_log2_size, sizeof geometry);
    return geometry & (PY_BIG_ENDIAN ? 0xFFFFFF00U : 0xFFFFFFU);
}

// Where the dict has the name; a geometry of 0 if it has not, or keys that are no strings.
zi_entry_place zi_find_entry(PyObject *dict, PyObject *name);

// The number of the entry in the table of indices at `place`, of less than 2**32 places; negative:
// there is none.
static inline Py_ssize_t zi_entry_number(const PyDictKeysObject *keys, size_t place) {
    const void *indices = keys->dk_indices;
    return keys->dk_log2_size < 8    ? ((const int8_t *)indices)[place]
           : keys->dk_log2_size < 16 ? ((const int16_t *)indices)[place]
                                     : ((const int32_t *)indices)[place];
}

// Where dicts look after `place`, before it is masked; `perturb` is the hash at first.
static inline size_t zi_next_place(size_t place, size_t *perturb) {
    enum { SHIFT = 5 };
    *perturb >>= SHIFT;
    return place * 5 + *perturb + 1;
}

// Borrowed; NULL: look it up. What is read is the truth, whatever happened since: tables of one
// geometry have room for the same entries, those that are not used hold NULL, and the entry with
// that very key is the one of that name.
static inline ZI_INLINE PyObject *zi_read_entry(PyObject *dict, zi_entry_place place,
                                                PyObject *name) {
    PyDictKeysObject *keys = ((PyDictObject *)dict)->ma_keys;
    if (ZI_UNLIKELY(zi_keys_geometry(keys) != place.geometry)) {
        return NULL;
    }
    PyDictUnicodeEntry *entry = (PyDictUnicodeEntry *)(void *)((char *)keys + place.offset);
    return ZI_LIKELY(entry->me_key == name) && !zi_is_lazy(entry->me_value) ? entry->me_value
                                                                            : NULL;
}

// --- Instances -----------------------------------------------------------------------------------
// The instance's own values; NULL if it has a real dict instead.
static inline ZI_INLINE PyDictValues *zi_instance_values(PyObject *object) {
#if ZI_VALUES_BEHIND_POINTER
    return ((PyDictValues **)object)[-4];
#elif ZI_VALUES_BEHIND_TAG
    uintptr_t values_or_dict = ((uintptr_t *)object)[-3];
    return values_or_dict & 1 ? (PyDictValues *)(values_or_dict + 1) : NULL;
#else
#if ZI_VALUES_AFTER_FIELDS
    PyDictValues *values = (PyDictValues *)((char *)object + Py_TYPE(object)->tp_basicsize);
#else
    PyDictValues *values = (PyDictValues *)(object + 1);
#endif
    return values->valid ? values : NULL;
#endif
}

// The same, but NULL too if a dict shares them.
static inline ZI_INLINE PyDictValues *zi_unshared_values(PyObject *object) {
#if ZI_VALUES_INLINE
    if (((void **)object)[-3] != NULL) {
        return NULL;
    }
#endif
    return zi_instance_values(object);
}

// Do the type's instances keep values in the order of keys that they share?
static inline bool zi_shares_keys(PyTypeObject *type) {
#if ZI_VALUES_INLINE
    unsigned long flag = Py_TPFLAGS_INLINE_VALUES;
#else
    unsigned long flag = Py_TPFLAGS_MANAGED_DICT;
#endif
    return (type->tp_flags & flag) && (type->tp_flags & Py_TPFLAGS_HEAPTYPE) &&
           ((PyHeapTypeObject *)type)->ht_cached_keys;
}

// Of the pointer to the dict, in types with Py_TPFLAGS_MANAGED_DICT.
#define ZI_DICT_OFFSET ((int32_t)(-3 * (Py_ssize_t)sizeof(PyObject *)))

// The dict of an instance whose pointer has that offset; NULL: there is none yet.
static inline PyObject *zi_dict_at(PyObject *object, int32_t offset) {
    PyObject *dict = *(PyObject **)(void *)((char *)object + offset);
    return (uintptr_t)dict & 1 ? NULL : dict; // tagged: values
}

// What computes an attribute, for zi_call_getter; NULL: it cannot be read.
static inline PyObject *zi_getter_of(PyObject *property) {
    if (Py_TYPE(property) == &PyGetSetDescr_Type) {
        return ((PyGetSetDescrObject *)property)->d_getset->get ? property : NULL;
    }
#if ZI_DECLARES_PROPERTY
    return ((_PyPropertyObject *)property)->prop_get;
#else
    return *(PyObject **)(void *)(property + 1);
#endif
}

// May an instance hide what its type has? `shared_keys` is how many keys its instances shared when
// none of them was that name, and 1; 0: they have no dict.
static inline ZI_INLINE bool zi_is_hidden(PyObject *object, uint32_t shared_keys) {
    if (shared_keys == 0) {
        return false;
    }
    PyDictKeysObject *keys = ((PyHeapTypeObject *)Py_TYPE(object))->ht_cached_keys;
    return (uint64_t)keys->dk_nentries + 1 != shared_keys || !zi_instance_values(object);
}

static inline ZI_INLINE PyObject **zi_slot(const zi_attribute_entry *entry, PyObject *object) {
    return (PyObject **)(void *)((char *)object + entry->index);
}

// Borrowed; NULL: look it up.
static inline ZI_INLINE PyObject *zi_read_of_module(const zi_attribute_entry *entry,
                                                    PyObject *module, PyObject *name) {
    return zi_read_entry(((PyObject **)module)[2], entry->place, name);
}

// Borrowed, of an object of the type that the entry, of a ZI_ATTRIBUTE_VALUE, is for; NULL: it does
// not say.
static inline ZI_INLINE PyObject *zi_read_value(const zi_attribute_entry *entry, PyObject *object) {
    PyDictValues *values = zi_instance_values(object);
    return values ? values->values[entry->index] : NULL;
}

// Is the entry, which may be NULL, that of a method of the object's type which nothing hides?
static inline ZI_INLINE bool zi_is_method(const zi_attribute_entry *entry, PyObject *object) {
    return entry && entry->kind == ZI_ATTRIBUTE_METHOD && !zi_is_hidden(object, entry->index);
}

// Borrowed, of an object of the type that the entry is for; NULL: it does not say. Of a property,
// what computes it.
static inline PyObject *zi_read_known(const zi_attribute_entry *entry, PyObject *object,
                                      PyObject *name) {
    switch ((zi_attribute_kind)entry->kind) {
    case ZI_ATTRIBUTE_VALUE:
        return zi_read_value(entry, object);
    case ZI_ATTRIBUTE_IN_DICT: {
        PyObject *dict = zi_dict_at(object, (int32_t)entry->index);
        return dict ? zi_read_entry(dict, entry->place, name) : NULL;
    }
    case ZI_ATTRIBUTE_SLOT:
        return *zi_slot(entry, object);
    case ZI_ATTRIBUTE_OF_CLASS:
    case ZI_ATTRIBUTE_METHOD:
        return zi_is_hidden(object, entry->index) ? NULL : entry->value;
    case ZI_ATTRIBUTE_PROPERTY:
        return zi_getter_of(entry->value);
    case ZI_ATTRIBUTE_OF_TYPE:
        return ((PyTypeObject *)object)->tp_version_tag == entry->index ? entry->value : NULL;
    case ZI_ATTRIBUTE_OF_MODULE:
        return zi_read_of_module(entry, object, name);
    }
    return NULL;
}

// --- Of attribute.c ------------------------------------------------------------------------------
// Makes the entry, one of the further ones, the first. The one that is returned holds what it held.
zi_attribute_entry *zi_put_first(zi_attribute_cache *cache, zi_attribute_entry *entry);
// Misses: an attribute that is to be called, as _PyObject_GetMethod gives it.
zi_method zi_find_method(zi_attribute_cache *cache, PyObject *object);
// Fills the cache with what zi_find_method would find.
void zi_fill_method(zi_attribute_cache *cache, PyObject *object);
// Calls the getter of a property.
PyObject *zi_call_getter(PyObject *getter, PyObject *object);

// The entry for objects of the type, which may become the first one; NULL: there is none. A branch
// for each entry, since processors foresee which types come.
static inline ZI_INLINE zi_attribute_entry *zi_entry_of_type(zi_attribute_cache *cache,
                                                             PyTypeObject *type) {
    uint32_t version = type->tp_version_tag;
    zi_further *further = zi_further_of(cache);
    for (int i = 0; further && i < ZI_FURTHER_ENTRIES; i++) {
        if (further->versions[i] == version) {
            zi_attribute_entry *entry = &further->entries[i];
            return ZI_UNLIKELY(++further->hits == 0) ? zi_put_first(cache, entry) : entry;
        }
    }
    bool is_first = cache->first.version == version || cache->first.other_version == version;
    return is_first ? &cache->first : NULL;
}
#endif

#endif
