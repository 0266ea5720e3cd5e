// Instances of Python's classes, made and released in fewer steps than the interpreter takes. What
// it would do otherwise than here (finalizers, weak references, dicts that somebody asked for,
// bases written in C, a stack that ends) it does itself.
//
// The memory of released instances is kept for others of their size, together with the values that
// belong to it.
#define Py_BUILD_CORE_MODULE 1
#include "runtime/cache.h"
#include "runtime/kept.h"
#include "runtime/raised.h"
#include "structmember.h"

#if ZI_RELEASES_INSTANCES
// The same in all modules of an interpreter. A mutable static, since who releases an object knows
// nothing but the object.
static struct {
    // releases the instances of all classes that type.__new__ has made; NULL: not known yet
    destructor release;
    // whose lists keep memory; NULL: none does
    zi_shared *shared;
    // so many instances are being released, each because the one before it is
    unsigned nesting;
    bool is_set;
} instances;

// Deeper than this the interpreter does it, which has a way out of chains of any length.
enum { MOST_NESTED = 50 };

// Memory must not go from one interpreter to another.
void zi_note_shared(zi_shared *shared) {
    instances.release = shared->instance_release;
    instances.shared = !instances.is_set || instances.shared == shared ? shared : NULL;
    instances.is_set = true;
}

zi_shared *zi_keeping_shared(void) { return instances.shared; }

destructor zi_find_instance_release(void) {
    PyObject *class = PyObject_CallFunction((PyObject *)&PyType_Type, "s(){}", "instance");
    destructor release = class ? ((PyTypeObject *)class)->tp_dealloc : NULL;
    Py_XDECREF(class);
    return release;
}

// --- Memory --------------------------------------------------------------------------------------
#if ZI_READS_DICTS_IN_PLACE
#if ZI_WEAKREFS_BEFORE_HEADER
#define BEFORE_HEADER (Py_TPFLAGS_MANAGED_DICT | Py_TPFLAGS_MANAGED_WEAKREF)
#define PLAIN_SIZE sizeof(PyObject)
#else
#define BEFORE_HEADER Py_TPFLAGS_MANAGED_DICT
#define PLAIN_SIZE (sizeof(PyObject) + sizeof(PyObject *))
#endif

// How many values an instance of the type has room for; 0: that is not settled, as for the first
// instances of a class, or these have no memory that is kept.
static size_t count_values(PyTypeObject *type) {
    if (!zi_shares_keys(type) || type->tp_basicsize != (Py_ssize_t)PLAIN_SIZE) {
        return 0;
    }
    const PyDictKeysObject *keys = ((PyHeapTypeObject *)type)->ht_cached_keys;
    return keys->dk_usable > 1 ? 0 : (size_t)(keys->dk_nentries + keys->dk_usable);
}
#else
#define BEFORE_HEADER 0
#endif

// Where the memory of instances of the type is kept; NULL: it is not.
static inline ZI_INLINE zi_kept_memory *kept_for(PyTypeObject *type) {
    zi_shared *shared = instances.shared;
    if (!shared || type->tp_itemsize || type->tp_free != PyObject_GC_Del) {
        return NULL;
    }
#if ZI_READS_DICTS_IN_PLACE
    if (type->tp_flags & BEFORE_HEADER) {
        size_t count = count_values(type);
        return count > 0 && count <= ZI_KEPT_VALUES ? &shared->valued_instances[count - 1] : NULL;
    }
#endif
    size_t words = (size_t)type->tp_basicsize / sizeof(PyObject *);
    return words < ZI_KEPT_SIZES ? &shared->instances[words] : NULL;
}

// The values that stand in kept memory hold nothing: they are in the order of no keys any more.
static void renew_values(PyObject *object) {
#if ZI_READS_DICTS_IN_PLACE
    if (Py_TYPE(object)->tp_flags & Py_TPFLAGS_MANAGED_DICT) {
        PyDictValues *values = zi_instance_values(object);
#if ZI_VALUES_INLINE
        values->size = 0;
#else
        ((uint8_t *)values)[-2] = 0;
#endif
    }
#endif
}

// NULL: there is none.
static PyObject *take_memory(PyTypeObject *type) {
    zi_kept_memory *kept = kept_for(type);
    PyObject *object = kept ? zi_take_memory(kept, type) : NULL;
    if (object) {
        // a type of C's may have left more in it than references
        memset(object + 1, 0, (size_t)type->tp_basicsize - sizeof *object);
        renew_values(object);
        PyObject_GC_Track(object);
    }
    return object;
}

static void free_memory(PyObject *object) {
    PyTypeObject *type = Py_TYPE(object);
    zi_kept_memory *kept = kept_for(type);
    if (kept && zi_keep_memory(instances.shared, kept, object)) {
        return;
    }
#if ZI_VALUES_BEHIND_POINTER || ZI_VALUES_BEHIND_TAG
    if (type->tp_flags & Py_TPFLAGS_MANAGED_DICT) {
        uint8_t *values = (uint8_t *)zi_instance_values(object);
        PyMem_Free(values - values[-1]);
    }
#endif
    PyObject_GC_Del(object);
}

// --- Released ------------------------------------------------------------------------------------
static PyMemberDef *slots_of(PyTypeObject *type) {
    return (PyMemberDef *)(void *)((char *)type + Py_TYPE(type)->tp_basicsize);
}

static inline ZI_INLINE void clear_object(PyObject **place) {
    PyObject *object = *place;
    if (object) {
        *place = NULL;
        zi_release(object);
    }
}

static void clear_slots(PyTypeObject *type, PyObject *object) {
    const PyMemberDef *slots = slots_of(type);
    for (Py_ssize_t i = 0; i < Py_SIZE(type); i++) {
        if (slots[i].type == T_OBJECT_EX && !(slots[i].flags & READONLY)) {
            clear_object((PyObject **)(void *)((char *)object + slots[i].offset));
        }
    }
}

static void clear_attributes(PyTypeObject *type, PyObject *object) {
#if ZI_READS_DICTS_IN_PLACE
    if (type->tp_flags & Py_TPFLAGS_MANAGED_DICT) {
        PyDictValues *values = zi_instance_values(object);
        Py_ssize_t count = ((PyHeapTypeObject *)type)->ht_cached_keys->dk_nentries;
        for (Py_ssize_t i = 0; i < count; i++) {
            clear_object(&values->values[i]);
        }
        return;
    }
#endif
    if (type->tp_dictoffset > 0) {
        clear_object((PyObject **)(void *)((char *)object + type->tp_dictoffset));
    }
}

// Do the type and its bases have nothing to say when an instance goes?
static bool is_plain_type(PyTypeObject *type) {
    const PyTypeObject *base = type;
    while (base->tp_dealloc == instances.release) {
        base = base->tp_base;
    }
    return base == &PyBaseObject_Type && !type->tp_finalize && !type->tp_del &&
           type->tp_free == PyObject_GC_Del;
}

// Does the instance have its attributes where clear_attributes looks, and no weak references?
static bool is_plain_object(PyTypeObject *type, PyObject *object) {
    if (type->tp_weaklistoffset &&
        *(PyObject **)(void *)((char *)object + type->tp_weaklistoffset)) {
        return false;
    }
#if ZI_READS_DICTS_IN_PLACE
    if (type->tp_flags & Py_TPFLAGS_MANAGED_DICT) {
        return zi_shares_keys(type) && zi_unshared_values(object);
    }
#endif
    return type->tp_dictoffset >= 0;
}

bool zi_is_watched(void) {
#if ZI_HAS_REFERENCE_TRACER
    void *data;
    return PyRefTracer_GetTracer(&data) != NULL;
#else
    return false;
#endif
}

static bool may_release(PyTypeObject *type, PyObject *object) {
    return is_plain_type(type) && is_plain_object(type, object) &&
           instances.nesting < MOST_NESTED && !zi_is_watched();
}

// In the order of the interpreter, who can tell from what the attributes do when they go.
static void release_instance(PyTypeObject *type, PyObject *object) {
    PyObject_GC_UnTrack(object);
    instances.nesting++;
    for (PyTypeObject *base = type; base != &PyBaseObject_Type; base = base->tp_base) {
        if (Py_SIZE(base)) {
            clear_slots(base, object);
        }
    }
    clear_attributes(type, object);
    instances.nesting--;
    free_memory(object);
    Py_DECREF(type);
}

static void free_otherwise(PyObject *object) {
#if ZI_HAS_REFERENCE_TRACER
    _Py_Dealloc(object); // which tells it
#else
    Py_TYPE(object)->tp_dealloc(object);
#endif
}

static ZI_SLOW void free_instance(PyObject *object) {
    PyTypeObject *type = Py_TYPE(object);
    if (may_release(type, object)) {
        release_instance(type, object);
    } else {
        free_otherwise(object);
    }
}

static inline bool is_instance(PyObject *object) {
    return Py_TYPE(object)->tp_dealloc == instances.release;
}

// (A list releases what it holds itself, which leaves it to the interpreter.)
static bool holds_instances(PyObject *list) {
    PyObject *first = PyList_GET_SIZE(list) > 0 ? PyList_GET_ITEM(list, 0) : NULL;
    return first && is_instance(first) && instances.nesting < MOST_NESTED;
}

// From the last to the first, as lists do.
static void release_items(PyListObject *list) {
    PyObject_GC_UnTrack(list);
    instances.nesting++;
    for (Py_ssize_t i = PyList_GET_SIZE(list); i-- > 0;) {
        Py_SET_SIZE(list, i);
        zi_release_nullable(list->ob_item[i]);
    }
    instances.nesting--;
}

static ZI_SLOW void free_list(PyObject *list) {
    if (holds_instances(list)) {
        release_items((PyListObject *)list);
    }
    free_otherwise(list);
}

// (Short: the rest is in functions of their own, so that nothing is saved for numbers and texts.)
void zi_free_object(PyObject *object) {
    if (is_instance(object)) {
        free_instance(object);
    } else if (PyList_CheckExact(object)) {
        free_list(object);
    } else {
        free_otherwise(object);
    }
}
#else
#define take_memory(type) NULL
void zi_note_shared(zi_shared *shared) { (void)shared; }
destructor zi_find_instance_release(void) { return NULL; }
void zi_free_object(PyObject *object) { _Py_Dealloc(object); }
#endif

// --- Made ----------------------------------------------------------------------------------------
// Does object.__new__ do more for the type than to ask for memory?
static bool needs_new(PyTypeObject *type) {
#if ZI_VALUES_BEHIND_POINTER || ZI_VALUES_BEHIND_TAG
    return type->tp_flags & Py_TPFLAGS_MANAGED_DICT;
#else
    (void)type;
    return false;
#endif
}

PyObject *zi_instance_new(PyObject *class) {
    PyTypeObject *type = (PyTypeObject *)class;
    if (type->tp_alloc == PyType_GenericAlloc && !PyType_HasFeature(type, Py_TPFLAGS_IS_ABSTRACT)) {
        PyObject *kept = take_memory(type);
        if (kept || !needs_new(type)) {
            return kept ? kept : PyType_GenericAlloc(type, 0);
        }
    }
    PyObject *nothing = PyTuple_New(0);
    PyObject *made = nothing ? PyBaseObject_Type.tp_new(type, nothing, NULL) : NULL;
    Py_XDECREF(nothing);
    return made;
}
