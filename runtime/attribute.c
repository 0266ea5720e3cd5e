// Attributes of objects. Where the type's version and the object's layout allow it (from 3.11 on),
// they are read and written in place; all else goes the interpreter's way.
//
// The values that ordinary instances keep, slots and what modules have are served by inlined code;
// what else a cache may hold (enum zi_attribute_kind) by a function.
#define Py_BUILD_CORE_MODULE 1
#include "runtime/cache.h"

// Borrowed: what a type has under the name of a special method, if it is one of our functions; or
// None.
static PyObject *find_special_now(PyTypeObject *type, PyObject *name) {
    PyObject *method = _PyType_Lookup(type, name);
    return method && zi_is_function(method) ? method : Py_None;
}

#if ZI_READS_DICTS_IN_PLACE
#include "structmember.h"

// --- What an attribute is ------------------------------------------------------------------------
// The index of the name among the keys that instances share; -1: not there.
static Py_ssize_t find_shared_key(PyTypeObject *type, PyObject *name) {
    if (!zi_shares_keys(type)) {
        return -1;
    }
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

// The version tag of the type, 0 if it can have none any more.
static uint32_t version_of(PyTypeObject *type) {
#if ZI_HAS_VERSION_ASSIGNMENT
    PyUnstable_Type_AssignVersionTag(type);
#endif
    return type->tp_version_tag;
}

static bool keys_contain(PyDictKeysObject *keys, PyObject *name) {
    if (keys->dk_kind == DICT_KEYS_GENERAL) {
        return true;
    }
    PyDictUnicodeEntry *entries = DK_UNICODE_ENTRIES(keys);
    for (Py_ssize_t i = 0; i < keys->dk_nentries; i++) {
        PyObject *key = entries[i].me_key;
        if (key && zi_is_same_name(key, name)) {
            return true;
        }
    }
    return false;
}

// Sets what zi_is_hidden asks for; false: instances may hide the name.
static bool find_hiding_keys(PyTypeObject *type, PyObject *name, uint32_t *shared_keys) {
    *shared_keys = 0;
    if (zi_shares_keys(type)) {
        PyDictKeysObject *keys = ((PyHeapTypeObject *)type)->ht_cached_keys;
        *shared_keys = (uint32_t)keys->dk_nentries + 1;
        return !keys_contain(keys, name);
    }
    return type->tp_dictoffset == 0 && !(type->tp_flags & Py_TPFLAGS_MANAGED_DICT);
}

// The offset of the slot that the descriptor reads and writes in instances of the type; 0: it is
// none.
static Py_ssize_t find_slot(PyObject *descriptor, PyTypeObject *type, bool is_stored) {
    if (Py_TYPE(descriptor) != &PyMemberDescr_Type ||
        !PyType_IsSubtype(type, PyDescr_TYPE(descriptor))) {
        return 0;
    }
    PyMemberDef *member = ((PyMemberDescrObject *)descriptor)->d_member;
    int refused = PY_AUDIT_READ | (is_stored ? READONLY : 0);
    return member->type == T_OBJECT_EX && !(member->flags & refused) ? member->offset : 0;
}

// By a property of Python's, or a function of C's that a type of Python's own or a cdef class has.
static bool is_computed(PyObject *descriptor, PyTypeObject *type) {
    return Py_TYPE(descriptor) == &PyProperty_Type ||
           (Py_TYPE(descriptor) == &PyGetSetDescr_Type &&
            PyType_IsSubtype(type, PyDescr_TYPE(descriptor)));
}

// Types that are written in Python can become descriptors at any time.
static bool is_settled(PyObject *attribute) {
    return PyType_HasFeature(Py_TYPE(attribute), Py_TPFLAGS_IMMUTABLETYPE);
}

static PyObject *look_up(PyTypeObject *type, const char *name) {
    PyObject *key = PyUnicode_InternFromString(name);
    PyObject *found = key ? _PyType_Lookup(type, key) : NULL;
    Py_XDECREF(key);
    return found;
}

typedef enum LookUp { OTHERWISE, AS_BASE, AS_BASE_FIRST } LookUp;

// How objects of the type look up attributes: as those of the base do, and AS_BASE_FIRST asks
// __getattr__ if that raises AttributeError. (A slot of C's own has another __getattribute__.)
static LookUp look_up_of(PyTypeObject *type, PyTypeObject *base) {
    if (type->tp_getattro == base->tp_getattro) {
        return AS_BASE;
    }
    bool is_first = PyType_HasFeature(type, Py_TPFLAGS_HEAPTYPE) && look_up(type, "__getattr__") &&
                    look_up(type, "__getattribute__") == look_up(base, "__getattribute__");
    return is_first ? AS_BASE_FIRST : OTHERWISE;
}

static bool set_kind(zi_attribute_entry *entry, zi_attribute_kind kind, Py_ssize_t index) {
    entry->kind = (uint8_t)kind;
    entry->index = (uint32_t)index;
    return index >= 0;
}

// The dict of an instance that keeps its attributes in one: the offset of its pointer, 0: none.
static Py_ssize_t find_dict_pointer(PyTypeObject *type) {
    if (type->tp_flags & Py_TPFLAGS_MANAGED_DICT) {
        return ZI_DICT_OFFSET;
    }
    return type->tp_dictoffset > 0 ? type->tp_dictoffset : 0;
}

static bool find_in_dict(zi_attribute_entry *entry, PyObject *object, PyObject *name) {
    Py_ssize_t offset = find_dict_pointer(Py_TYPE(object));
    PyObject *dict = offset ? zi_dict_at(object, (int32_t)offset) : NULL;
    if (!dict || !PyDict_CheckExact(dict)) {
        return false;
    }
    entry->place = zi_find_entry(dict, name);
    set_kind(entry, ZI_ATTRIBUTE_IN_DICT, offset);
    return entry->place.geometry != 0;
}

// What the type has comes first if it is a data descriptor, else what the instance has.
static bool find_of_instance(zi_attribute_entry *entry, PyObject *object, PyObject *name) {
    PyTypeObject *type = Py_TYPE(object);
    PyObject *attribute = _PyType_Lookup(type, name);
    if (attribute && !is_settled(attribute)) {
        return false;
    }
    if (attribute && Py_TYPE(attribute)->tp_descr_set) {
        entry->value = attribute;
        Py_ssize_t slot = find_slot(attribute, type, false);
        return slot > 0 ? set_kind(entry, ZI_ATTRIBUTE_SLOT, slot)
                        : is_computed(attribute, type) && set_kind(entry, ZI_ATTRIBUTE_PROPERTY, 0);
    }
    Py_ssize_t index = find_shared_key(type, name);
    if (index >= 0) {
        return set_kind(entry, ZI_ATTRIBUTE_VALUE, index);
    }
    if (!attribute) {
        return find_in_dict(entry, object, name);
    }
    entry->value = attribute;
    uint32_t shared_keys;
    return !Py_TYPE(attribute)->tp_descr_get && find_hiding_keys(type, name, &shared_keys) &&
           set_kind(entry, ZI_ATTRIBUTE_OF_CLASS, shared_keys);
}

// What a type has is given as it is, unless it is a descriptor that binds to the type, or its
// metaclass has a data descriptor of that name. (The type itself may be the value's: an enum.)
static bool find_of_type(zi_attribute_entry *entry, PyTypeObject *type, PyObject *name) {
    PyObject *of_metatype = _PyType_Lookup(Py_TYPE(type), name);
    PyObject *attribute = _PyType_Lookup(type, name);
    if (!attribute || !(is_settled(attribute) || Py_TYPE(attribute) == type) ||
        (of_metatype && (!is_settled(of_metatype) || Py_TYPE(of_metatype)->tp_descr_set))) {
        return false;
    }
    if (Py_TYPE(attribute)->tp_descr_get &&
        !PyType_HasFeature(Py_TYPE(attribute), Py_TPFLAGS_METHOD_DESCRIPTOR)) {
        return false;
    }
    uint32_t version = version_of(type);
    entry->value = attribute;
    return version != 0 && set_kind(entry, ZI_ATTRIBUTE_OF_TYPE, version);
}

static bool find_of_module(zi_attribute_entry *entry, PyObject *module, PyObject *name) {
    if (_PyType_Lookup(&PyModule_Type, name)) {
        return false;
    }
    entry->place = zi_find_entry(PyModule_GetDict(module), name);
    return entry->place.geometry != 0 && set_kind(entry, ZI_ATTRIBUTE_OF_MODULE, 0);
}

// Finds out what the object has under the name, without running Python code. False: what can only
// be looked up.
static bool find_attribute(zi_attribute_entry *entry, PyObject *object, PyObject *name) {
    PyTypeObject *type = Py_TYPE(object);
    if (PyModule_CheckExact(object)) {
        return find_of_module(entry, object, name);
    }
    if (PyType_Check(object)) {
        return look_up_of(type, &PyType_Type) != OTHERWISE &&
               find_of_type(entry, (PyTypeObject *)object, name);
    }
    LookUp look_up = look_up_of(type, &PyBaseObject_Type);
    return look_up != OTHERWISE && find_of_instance(entry, object, name) &&
           (look_up == AS_BASE || entry->kind != ZI_ATTRIBUTE_PROPERTY); // that may raise it
}

static bool find_method(zi_attribute_entry *entry, PyObject *object, PyObject *name) {
    PyTypeObject *type = Py_TYPE(object);
    if (PyType_Check(object) || look_up_of(type, &PyBaseObject_Type) == OTHERWISE) {
        return false;
    }
    PyObject *function = _PyType_Lookup(type, name);
    uint32_t shared_keys;
    if (!function || !PyType_HasFeature(Py_TYPE(function), Py_TPFLAGS_METHOD_DESCRIPTOR) ||
        !find_hiding_keys(type, name, &shared_keys)) {
        return false;
    }
    entry->value = function;
    return set_kind(entry, ZI_ATTRIBUTE_METHOD, shared_keys);
}

static bool find_place_to_store(zi_attribute_entry *entry, PyObject *object, PyObject *name) {
    PyTypeObject *type = Py_TYPE(object);
    if (type->tp_setattro != PyObject_GenericSetAttr) {
        return false;
    }
    PyObject *attribute = _PyType_Lookup(type, name);
    if (attribute && !is_settled(attribute)) {
        return false;
    }
    if (attribute && Py_TYPE(attribute)->tp_descr_set) {
        Py_ssize_t slot = find_slot(attribute, type, true);
        return slot > 0 && set_kind(entry, ZI_ATTRIBUTE_SLOT, slot);
    }
    return set_kind(entry, ZI_ATTRIBUTE_VALUE, find_shared_key(type, name));
}

// --- Entries -------------------------------------------------------------------------------------
static const zi_attribute_entry no_entry = {.version = ZI_NO_VERSION,
                                            .other_version = ZI_NO_VERSION};

// The patience is the place's, and stays.
static void set_entry(zi_attribute_cache *cache, zi_attribute_entry *entry,
                      const zi_attribute_entry *found) {
    zi_cache_patience patience = entry->patience;
    *entry = *found;
    entry->patience = patience;
    if (entry != &cache->first) {
        zi_further *further = zi_further_of(cache);
        further->versions[entry - further->entries] =
            found->version != ZI_NO_VERSION ? found->version : found->other_version;
    }
}

// Inlined code asks the first entry alone: it should be that of a type that comes often, and not
// that of a type that has changed since. The first is not told of its hits, so each type gets there
// by and by, and is away the sooner the more often others come.
ZI_COLD zi_attribute_entry *zi_put_first(zi_attribute_cache *cache, zi_attribute_entry *entry) {
    zi_attribute_entry first = cache->first;
    set_entry(cache, &cache->first, entry);
    set_entry(cache, entry, &first);
    return &cache->first;
}

// NULL without memory, and no exception: what cannot be kept is looked up again.
static zi_further *add_further(zi_attribute_cache *cache) {
    zi_further *further = PyMem_Calloc(1, sizeof *further);
    if (further) {
        zi_further **list = (zi_further **)(cache->further - 1);
        further->next = *list;
        *list = further;
        for (int i = 0; i < ZI_FURTHER_ENTRIES; i++) {
            further->entries[i] = no_entry;
            further->versions[i] = ZI_NO_VERSION;
        }
        cache->further = (uintptr_t)further;
    }
    return further;
}

// Where to put what objects of the type have.
static zi_attribute_entry *choose_entry(zi_attribute_cache *cache, PyTypeObject *type) {
    zi_attribute_entry *entry = zi_entry_of_type(cache, type);
    if (entry) {
        return entry;
    }
    if (cache->first.version == cache->first.other_version) { // it is empty
        return &cache->first;
    }
    zi_further *further = zi_further_of(cache);
    if (!further) {
        further = add_further(cache);
    }
    return further ? &further->entries[further->turn++ % ZI_FURTHER_ENTRIES] : &cache->first;
}

typedef bool (*find_function)(zi_attribute_entry *, PyObject *, PyObject *name);

// The object missed the cache, which then holds what `find` finds, if anything. Objects of the type
// with the `inlined` kind are served by inlined code where its entry is the first.
static void fill(zi_attribute_cache *cache, PyObject *object, find_function find,
                 zi_attribute_kind inlined) {
    if (!zi_cache_is_due(&cache->first.patience)) {
        return;
    }
    zi_attribute_entry found = no_entry;
    uint32_t version;
    if (find(&found, object, cache->name) && (version = version_of(Py_TYPE(object))) != 0) {
        *(found.kind == inlined ? &found.version : &found.other_version) = version;
        set_entry(cache, choose_entry(cache, Py_TYPE(object)), &found);
    }
}

static bool find_to_call(zi_attribute_entry *entry, PyObject *object, PyObject *name) {
    return find_method(entry, object, name) || find_attribute(entry, object, name);
}

ZI_COLD void zi_fill_method(zi_attribute_cache *cache, PyObject *object) {
    fill(cache, object, find_to_call, ZI_ATTRIBUTE_METHOD);
}

ZI_COLD zi_method zi_find_method(zi_attribute_cache *cache, PyObject *object) {
    zi_fill_method(cache, object);
    zi_method found = {NULL, 0};
    found.takes_self = _PyObject_GetMethod(object, cache->name, &found.callable);
    return found;
}

// --- Special methods -----------------------------------------------------------------------------
static bool find_special(zi_attribute_entry *entry, PyObject *object, PyObject *name) {
    entry->value = find_special_now(Py_TYPE(object), name);
    return set_kind(entry, ZI_ATTRIBUTE_METHOD, 0);
}

static ZI_SLOW PyObject *find_other_special(zi_attribute_cache *cache, PyObject *object) {
    const zi_attribute_entry *entry = zi_entry_of_type(cache, Py_TYPE(object));
    if (entry) {
        return entry->value;
    }
    fill(cache, object, find_special, ZI_ATTRIBUTE_METHOD);
    return find_special_now(Py_TYPE(object), cache->name);
}

// --- Loading -------------------------------------------------------------------------------------
// What runs may change the property.
PyObject *zi_call_getter(PyObject *getter, PyObject *object) {
    if (Py_TYPE(getter) == &PyGetSetDescr_Type) {
        const PyGetSetDef *attribute = ((PyGetSetDescrObject *)getter)->d_getset;
        return attribute->get(object, attribute->closure);
    }
    PyObject *arguments[] = {NULL, object};
    Py_INCREF(getter);
    PyObject *value =
        PyObject_Vectorcall(getter, arguments + 1, 1 | PY_VECTORCALL_ARGUMENTS_OFFSET, NULL);
    Py_DECREF(getter);
    return value;
}

// Instances of the type keep values, this one in a dict with their keys: somebody asked for it.
// Borrowed; NULL: look it up.
static PyObject *read_shown_dict(const zi_attribute_entry *entry, PyObject *object) {
#if ZI_VALUES_INLINE
    return NULL; // the dict shares them
#else
    const PyDictObject *dict = (PyDictObject *)zi_dict_at(object, ZI_DICT_OFFSET);
    return dict && dict->ma_values &&
                   dict->ma_keys == ((PyHeapTypeObject *)Py_TYPE(object))->ht_cached_keys
               ? dict->ma_values->values[entry->index]
               : NULL;
#endif
}

// Fills before the look-up, which may run Python code.
static ZI_COLD PyObject *load_anew(zi_attribute_cache *cache, PyObject *object) {
    fill(cache, object, find_attribute, ZI_ATTRIBUTE_VALUE);
    return PyObject_GetAttr(object, cache->name);
}

static ZI_SLOW PyObject *load_other(zi_attribute_cache *cache, PyObject *object) {
    const zi_attribute_entry *entry = zi_entry_of_type(cache, Py_TYPE(object));
    if (ZI_LIKELY(entry && entry->kind == ZI_ATTRIBUTE_VALUE)) {
        PyObject *value = zi_read_value(entry, object);
        if (ZI_LIKELY(value != NULL)) {
            return zi_new_reference(value);
        }
    }
    PyObject *value = entry ? zi_read_known(entry, object, cache->name) : NULL;
    if (ZI_LIKELY(value != NULL)) {
        return entry->kind == ZI_ATTRIBUTE_PROPERTY ? zi_call_getter(value, object)
                                                    : zi_new_reference(value);
    }
    if (entry && entry->kind == ZI_ATTRIBUTE_VALUE) {
        value = read_shown_dict(entry, object);
        return value ? zi_new_reference(value) : PyObject_GetAttr(object, cache->name);
    }
    return load_anew(cache, object);
}
#endif

ZI_INLINE PyObject *zi_special_method(zi_cache *cache, PyObject *object) {
#if ZI_READS_DICTS_IN_PLACE
    zi_attribute_cache *method = zi_as_attribute(cache);
    return ZI_LIKELY(Py_TYPE(object)->tp_version_tag == method->first.version)
               ? method->first.value
               : find_other_special(method, object);
#else
    return find_special_now(Py_TYPE(object), cache->name);
#endif
}

// A type that extends the left one's comes first: whoever extends may know more.
ZI_INLINE PyObject *zi_special_of_left(zi_cache *cache, PyObject *left, PyObject *right) {
    PyObject *method = zi_special_method(cache, left);
    bool is_first = Py_TYPE(left) == Py_TYPE(right) || method == Py_None ||
                    !PyType_IsSubtype(Py_TYPE(right), Py_TYPE(left));
    return ZI_LIKELY(is_first) ? method : Py_None;
}

ZI_INLINE PyObject *zi_load_attribute(zi_cache *cache, PyObject *object) {
#if ZI_READS_DICTS_IN_PLACE
    zi_attribute_cache *attribute = zi_as_attribute(cache);
    const zi_attribute_entry *first = &attribute->first;
    if (ZI_LIKELY(Py_TYPE(object)->tp_version_tag == first->version)) {
        PyObject *value = zi_read_value(first, object);
        if (ZI_LIKELY(value != NULL)) {
            return zi_new_reference(value);
        }
    } else if (Py_TYPE(object)->tp_version_tag == first->other_version) {
        PyObject *value = first->kind == ZI_ATTRIBUTE_SLOT ? *zi_slot(first, object)
                          : first->kind == ZI_ATTRIBUTE_OF_MODULE
                              ? zi_read_of_module(first, object, attribute->name)
                              : NULL;
        if (ZI_LIKELY(value != NULL)) {
            return zi_new_reference(value);
        }
    }
    return load_other(attribute, object);
#else
    return PyObject_GetAttr(object, cache->name);
#endif
}

static ZI_SLOW zi_dual load_attribute_object(zi_cache *cache, PyObject *object) {
    return zi_dual_object(zi_load_attribute(cache, object));
}

ZI_HOT zi_dual zi_load_attribute_number(zi_cache *cache, PyObject *object) {
#if ZI_READS_DICTS_IN_PLACE
    const zi_attribute_entry *first = &zi_as_attribute(cache)->first;
    if (ZI_LIKELY(Py_TYPE(object)->tp_version_tag == first->version)) {
        PyObject *value = zi_read_value(first, object);
        if (ZI_LIKELY(value != NULL)) {
            return zi_number_or_object(value);
        }
    }
#endif
    return load_attribute_object(cache, object);
}

// --- Storing -------------------------------------------------------------------------------------
#if ZI_READS_DICTS_IN_PLACE
// False: the instance keeps no values, or a dict shares them, which counts its changes.
static inline ZI_INLINE bool store_value(const zi_attribute_entry *entry, PyObject *object,
                                         PyObject *value) {
    PyDictValues *values = zi_unshared_values(object);
    if (ZI_UNLIKELY(!values)) {
        return false;
    }
    uint32_t index = entry->index;
    PyObject *old = values->values[index];
    values->values[index] = zi_new_reference(value);
    if (ZI_LIKELY(old != NULL)) {
        Py_DECREF(old);
    } else {
        _PyDictValues_AddToInsertionOrder(values, (Py_ssize_t)index);
    }
    return true;
}

static inline ZI_INLINE void store_slot(const zi_attribute_entry *entry, PyObject *object,
                                        PyObject *value) {
    PyObject **slot = zi_slot(entry, object);
    PyObject *old = *slot;
    *slot = zi_new_reference(value);
    Py_XDECREF(old);
}

static ZI_COLD int store_anew(zi_attribute_cache *cache, PyObject *object, PyObject *value,
                              bool is_known) {
    int status = PyObject_SetAttr(object, cache->name, value);
    if (status == 0 && !is_known) {
        fill(cache, object, find_place_to_store, ZI_ATTRIBUTE_VALUE);
    }
    return status;
}

static ZI_SLOW int store_other(zi_attribute_cache *cache, PyObject *object, PyObject *value) {
    const zi_attribute_entry *entry = zi_entry_of_type(cache, Py_TYPE(object));
    if (entry && entry->kind == ZI_ATTRIBUTE_SLOT) {
        store_slot(entry, object, value);
        return 0;
    }
    if (entry && store_value(entry, object, value)) {
        return 0;
    }
    return store_anew(cache, object, value, entry != NULL);
}
#endif

ZI_INLINE int zi_store_attribute(zi_cache *cache, PyObject *object, PyObject *value) {
#if ZI_READS_DICTS_IN_PLACE
    zi_attribute_cache *attribute = zi_as_attribute(cache);
    const zi_attribute_entry *first = &attribute->first;
    if (ZI_LIKELY(Py_TYPE(object)->tp_version_tag == first->version)) {
        if (ZI_LIKELY(store_value(first, object, value))) {
            return 0;
        }
    } else if (Py_TYPE(object)->tp_version_tag == first->other_version) { // it has a slot
        store_slot(first, object, value);
        return 0;
    }
    return store_other(attribute, object, value);
#else
    return PyObject_SetAttr(object, cache->name, value);
#endif
}

static ZI_SLOW int store_boxed(zi_cache *cache, PyObject *object, int64_t payload, void *tag) {
    PyObject *value = zi_borrow_or_box(payload, tag);
    int status = value ? zi_store_attribute(cache, object, value) : -1;
    zi_release_boxed(value, tag);
    return status;
}

ZI_HOT int zi_store_attribute_dual(zi_cache *cache, PyObject *object, int64_t payload, void *tag) {
#if ZI_READS_DICTS_IN_PLACE
    const zi_attribute_entry *first = &zi_as_attribute(cache)->first;
    if (ZI_LIKELY(Py_TYPE(object)->tp_version_tag == first->version)) {
        PyDictValues *values = zi_instance_values(object);
        if (ZI_LIKELY(values && zi_write_float(values->values[first->index], payload, tag))) {
            return 0;
        }
    } else if (Py_TYPE(object)->tp_version_tag == first->other_version) {
        if (ZI_LIKELY(zi_write_float(*zi_slot(first, object), payload, tag))) {
            return 0;
        }
    }
#endif
    return store_boxed(cache, object, payload, tag);
}

int zi_delete_attribute(PyObject *object, PyObject *name) {
    return PyObject_SetAttr(object, name, NULL);
}

// --- The end -------------------------------------------------------------------------------------
void zi_free_further(zi_state *state) {
    for (zi_further *further = state->further, *next; further; further = next) {
        next = further->next;
        PyMem_Free(further);
    }
    state->further = NULL;
}

// --- Attributes of the instance alone ------------------------------------------------------------
bool zi_instance_has(PyObject *object, PyObject *name) {
#if ZI_READS_DICTS_IN_PLACE
    bool shares_keys = zi_shares_keys(Py_TYPE(object));
    PyDictValues *values = shares_keys ? zi_instance_values(object) : NULL;
    if (values) {
        Py_ssize_t index = find_shared_key(Py_TYPE(object), name);
        return index >= 0 && values->values[index];
    }
    Py_ssize_t offset = find_dict_pointer(Py_TYPE(object));
    PyObject *dict = offset ? zi_dict_at(object, (int32_t)offset) : NULL;
#else
    PyObject **place = _PyObject_GetDictPtr(object);
    PyObject *dict = place ? *place : NULL;
#endif
    return dict && PyDict_GetItemWithError(dict, name);
}
