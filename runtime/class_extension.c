// cdef classes: heap types whose instances have C fields.
//
// What a class needs stands in its zi_class_info; of inherited classes of this module too, so that
// one function walks from a class to its bases. Instances start zeroed, object fields then hold
// None.
#include "runtime/internal.h"
#include <structmember.h>

// NULL if it is of another module or Python's.
static const zi_class_info *base_of(const zi_state *state, const zi_class_info *info) {
    return info->base_index >= 0 ? state->info->classes[info->base_index] : NULL;
}

static void *field_place(PyObject *self, const zi_field_info *field) {
    return (char *)self + field->offset;
}

// The object that a field counts a reference to.
static PyObject **field_object(PyObject *self, const zi_field_info *field) {
    if (field->kind == ZI_FIELD_OBJECT || field->kind == ZI_FIELD_DICT) {
        return field_place(self, field);
    }
    return field->kind == ZI_FIELD_VIEW ? &((zi_view *)field_place(self, field))->owner : NULL;
}

// --- New -----------------------------------------------------------------------------------------
// The base that is not described by this module: where allocation and release end.
static PyTypeObject *foreign_base(const zi_state *state, const zi_class_info *info) {
    while (base_of(state, info)) {
        info = base_of(state, info);
    }
    return state->classes[info->index]->tp_base;
}

static PyObject *allocate(const zi_state *state, const zi_class_info *info, PyTypeObject *type,
                          PyObject *arguments, PyObject *keywords) {
    PyTypeObject *base = foreign_base(state, info);
    if (base != &PyBaseObject_Type) {
        return base->tp_new(type, arguments, keywords);
    }
    if (ZI_LIKELY(!PyType_HasFeature(type, Py_TPFLAGS_IS_ABSTRACT))) {
        return type->tp_alloc(type, 0);
    }
    PyObject *nothing = PyTuple_New(0);
    PyObject *self = nothing ? PyBaseObject_Type.tp_new(type, nothing, NULL) : NULL;
    Py_XDECREF(nothing);
    return self;
}

// A __cinit__ that takes nothing but self is called so, whatever the arguments are.
static int call_cinit(zi_state *state, const zi_class_info *info, PyObject *self,
                      PyObject *arguments, PyObject *keywords) {
    PyObject *cinit = state->functions[info->cinit_function];
    const zi_function_info *function = ((zi_function *)cinit)->info;
    PyObject *result;
    if (function->positional <= 1 && !function->keyword_only &&
        !(function->flags & (ZI_FUNCTION_STAR | ZI_FUNCTION_DOUBLE_STAR))) {
        result = PyObject_CallOneArg(cinit, self);
    } else {
        Py_ssize_t count = PyTuple_GET_SIZE(arguments);
        PyObject *all = PyTuple_New(count + 1);
        if (!all) {
            return -1;
        }
        PyTuple_SET_ITEM(all, 0, zi_new_reference(self));
        for (Py_ssize_t i = 0; i < count; i++) {
            PyTuple_SET_ITEM(all, i + 1, zi_new_reference(PyTuple_GET_ITEM(arguments, i)));
        }
        result = PyObject_Call(cinit, all, keywords);
        Py_DECREF(all);
    }
    Py_XDECREF(result);
    return result ? 0 : -1;
}

// Sets the fields of one class of the chain and runs its __cinit__; its base is done.
static int initialise(zi_state *state, const zi_class_info *info, PyObject *self,
                      PyObject *arguments, PyObject *keywords) {
    if (info->vtable_offset) {
        *(void *const **)(void *)((char *)self + info->vtable_offset) = info->vtable;
    }
    for (uint32_t i = 0; i < info->field_count; i++) {
        if (info->fields[i].kind == ZI_FIELD_OBJECT) {
            *field_object(self, &info->fields[i]) = zi_new_reference(Py_None);
        }
    }
    return info->cinit_function < 0 ? 0 : call_cinit(state, info, self, arguments, keywords);
}

#define MAXIMUM_CHAIN 64

PyObject *zi_class_new(const zi_class_info *info, zi_state *state, PyTypeObject *type,
                       PyObject *arguments, PyObject *keywords) {
    const zi_class_info *chain[MAXIMUM_CHAIN] = {info};
    int count = 1;
    for (const zi_class_info *level = base_of(state, info); level; level = base_of(state, level)) {
        if (count == MAXIMUM_CHAIN) {
            PyErr_Format(PyExc_TypeError, "%.200s has too many base classes", info->name);
            return NULL;
        }
        chain[count++] = level;
    }
    PyObject *self = allocate(state, info, type, arguments, keywords);
    while (self && count > 0) {
        if (initialise(state, chain[--count], self, arguments, keywords) < 0) {
            Py_CLEAR(self);
        }
    }
    return self;
}

// --- Dealloc -------------------------------------------------------------------------------------
// Whose business is the object's reference to its type? By CPython's rule the base's, if that is a
// heap type, else the derived type's. Cython's classes are static types, also where they extend
// one of ours: what derives from such a class sees to the reference itself.
static bool owns_type_reference(const zi_state *state, const zi_class_info *info,
                                const PyTypeObject *type) {
    const PyTypeObject *own = state->classes[info->index];
    while (type != own && type->tp_base && type->tp_base != own) {
        type = type->tp_base;
    }
    return (type->tp_flags & Py_TPFLAGS_HEAPTYPE) != 0;
}

// __dealloc__ sees a living object and must not disturb the set exception.
static void call_dealloc(zi_state *state, const zi_class_info *info, PyObject *self) {
    PyObject *function = state->functions[info->dealloc_function];
    PyObject *exception = zi_take_exception();
    Py_SET_REFCNT(self, Py_REFCNT(self) + 1);
    PyObject *result = function ? PyObject_CallOneArg(function, self) : NULL;
    if (!result && PyErr_Occurred()) {
        PyErr_WriteUnraisable(function);
    }
    Py_XDECREF(result);
    Py_SET_REFCNT(self, Py_REFCNT(self) - 1);
    zi_give_exception(exception);
}

static void release_fields(const zi_class_info *info, PyObject *self) {
    for (uint32_t i = 0; i < info->field_count; i++) {
        PyObject **object = field_object(self, &info->fields[i]);
        if (object) {
            Py_CLEAR(*object);
        }
    }
}

static void clear_weak_references(const zi_class_info *info, PyObject *self) {
    for (uint32_t i = 0; i < info->field_count; i++) {
        if (info->fields[i].kind == ZI_FIELD_WEAKREFS) {
            PyObject_ClearWeakRefs(self);
        }
    }
}

// Runs the __dealloc__ methods, derived class first, and gives the memory back.
static void destroy(const zi_class_info *info, zi_state *state, PyObject *self) {
    PyTypeObject *type = Py_TYPE(self);
    for (const zi_class_info *level = info; level; level = base_of(state, level)) {
        clear_weak_references(level, self);
        if (level->dealloc_function >= 0) {
            call_dealloc(state, level, self);
        }
        release_fields(level, self);
    }
    PyTypeObject *base = foreign_base(state, info);
    bool owns_reference = owns_type_reference(state, info, type);
    if (base == &PyBaseObject_Type) {
        type->tp_free(self);
        if (owns_reference) {
            Py_DECREF(type);
        }
        return;
    }
    if (PyType_IS_GC(base)) {
        PyObject_GC_Track(self); // the base takes it off again
    }
    base->tp_dealloc(self);
    if (owns_reference && !PyType_HasFeature(base, Py_TPFLAGS_HEAPTYPE)) {
        Py_DECREF(type);
    }
}

void zi_class_dealloc(const zi_class_info *info, zi_state *state, PyObject *self) {
    PyTypeObject *type = Py_TYPE(self);
    // The finalizer of a derived class of another module has been called there.
    bool is_own = type->tp_dealloc == info->dealloc_entry;
    if (is_own && type->tp_finalize && PyObject_CallFinalizerFromDealloc(self) < 0) {
        return;
    }
    if (!PyType_IS_GC(type)) {
        destroy(info, state, self);
        return;
    }
    PyObject_GC_UnTrack(self);
    if (!(info->flags & ZI_CLASS_TRASHCAN)) {
        destroy(info, state, self);
        return;
    }
    // Beyond a depth Python keeps the object and calls this function again later.
    Py_TRASHCAN_BEGIN(self, info->dealloc_entry);
    destroy(info, state, self);
    Py_TRASHCAN_END;
}

// --- Garbage -------------------------------------------------------------------------------------
int zi_class_traverse(const zi_class_info *info, zi_state *state, PyObject *self, visitproc visit,
                      void *arg) {
    for (const zi_class_info *level = info; level; level = base_of(state, level)) {
        for (uint32_t i = 0; i < level->field_count; i++) {
            PyObject **object = field_object(self, &level->fields[i]);
            if (object) {
                Py_VISIT(*object);
            }
        }
    }
    PyTypeObject *base = foreign_base(state, info);
    if (base->tp_traverse && base != &PyBaseObject_Type) {
        int status = base->tp_traverse(self, visit, arg);
        if (status || PyType_HasFeature(base, Py_TPFLAGS_HEAPTYPE)) {
            return status;
        }
    }
    if (owns_type_reference(state, info, Py_TYPE(self))) {
        Py_VISIT(Py_TYPE(self));
    }
    return 0;
}

// Fields become None, not null: code of a finalizer may still read them.
int zi_class_clear(const zi_class_info *info, zi_state *state, PyObject *self) {
    for (const zi_class_info *level = info; level; level = base_of(state, level)) {
        if (level->flags & ZI_CLASS_NO_GC_CLEAR) {
            continue;
        }
        for (uint32_t i = 0; i < level->field_count; i++) {
            const zi_field_info *field = &level->fields[i];
            if (field->kind == ZI_FIELD_OBJECT) {
                zi_replace_object(field_object(self, field), zi_new_reference(Py_None));
            } else if (field->kind == ZI_FIELD_VIEW || field->kind == ZI_FIELD_DICT) {
                Py_CLEAR(*field_object(self, field));
            }
        }
    }
    PyTypeObject *base = foreign_base(state, info);
    return base->tp_clear ? base->tp_clear(self) : 0;
}

// --- The type ------------------------------------------------------------------------------------
static bool needs_collection(const zi_class_info *info) {
    if (info->flags & ZI_CLASS_NO_GC) {
        return false;
    }
    for (uint32_t i = 0; i < info->field_count; i++) {
        uint32_t kind = info->fields[i].kind;
        if (kind == ZI_FIELD_OBJECT || kind == ZI_FIELD_VIEW || kind == ZI_FIELD_DICT) {
            return true;
        }
    }
    return false;
}

// Tells the type where `__dict__` and `__weakref__` are; CPython copies the table.
static void describe_offsets(const zi_class_info *info, PyMemberDef offsets[3]) {
    for (uint32_t i = 0, count = 0; i < info->field_count && count < 2; i++) {
        uint32_t kind = info->fields[i].kind;
        if (kind == ZI_FIELD_DICT || kind == ZI_FIELD_WEAKREFS) {
            offsets[count++] = (PyMemberDef){.name = kind == ZI_FIELD_DICT ? "__dictoffset__"
                                                                           : "__weaklistoffset__",
                                             .type = T_PYSSIZET,
                                             .offset = (Py_ssize_t)info->fields[i].offset,
                                             .flags = READONLY};
        }
    }
}

static PyTypeObject *base_type(const zi_state *state, const zi_class_info *info) {
    return info->base_index >= 0 ? state->classes[info->base_index]
           : info->builtin_base  ? info->builtin_base
                                 : &PyBaseObject_Type;
}

// Slots that the class inherits from one of another module; its base has its own already.
static void complete_vtable(const zi_state *state, const zi_class_info *info) {
    const zi_class_info *base = base_of(state, info);
    void **inherited = base                     ? base->vtable
                       : info->base_import >= 0 ? state->imports[info->base_import]
                                                : NULL;
    for (uint32_t i = 0; inherited && i < info->slot_count; i++) {
        if (!info->vtable[i]) {
            info->vtable[i] = inherited[i];
        }
    }
}

static unsigned type_flags(const zi_class_info *info) {
    unsigned long flags = Py_TPFLAGS_DEFAULT;
    if (!(info->flags & ZI_CLASS_FINAL)) {
        flags |= Py_TPFLAGS_BASETYPE;
    }
#if ZI_HAS_PATTERN_FLAGS
    if (info->flags & ZI_CLASS_SEQUENCE) {
        flags |= Py_TPFLAGS_SEQUENCE;
    }
    if (info->flags & ZI_CLASS_MAPPING) {
        flags |= Py_TPFLAGS_MAPPING;
    }
#endif
    return (unsigned)flags;
}

// Objects of varying size have no room for more fields.
static int check_base(const zi_state *state, const zi_class_info *info, const PyTypeObject *base) {
    bool grows =
        info->base_import >= 0 && info->basic_size != state->info->imports[info->base_import].size;
    if (!grows || !base->tp_itemsize) {
        return 0;
    }
    PyErr_Format(PyExc_TypeError,
                 "inheritance from PyVarObject types like '%.200s' not currently supported",
                 base->tp_name);
    return -1;
}

// `given_bases`, if there are any, win over those of the description.
PyObject *zi_class_define(zi_state *state, int64_t number, PyObject *given_bases) {
    const zi_class_info *info = state->info->classes[number];
    PyTypeObject *first =
        given_bases ? (PyTypeObject *)PyTuple_GET_ITEM(given_bases, 0) : base_type(state, info);
    PyObject *bases = check_base(state, info, first) == 0 ? PyTuple_Pack(1, first) : NULL;
    PyGetSetDef *properties = bases ? zi_make_field_properties(state, info) : NULL;
    if (!properties) {
        Py_XDECREF(bases);
        return NULL;
    }
    PyMemberDef offsets[3];
    memset(offsets, 0, sizeof offsets);
    describe_offsets(info, offsets);
    PyType_Slot slots[9] = {{Py_tp_new, (void *)info->new_entry},
                            {Py_tp_dealloc, (void *)info->dealloc_entry},
                            {Py_tp_getset, properties},
                            {Py_tp_members, offsets}};
    int count = 4;
    unsigned flags = type_flags(info);
    if (needs_collection(info) || PyType_IS_GC(first)) {
        flags |= Py_TPFLAGS_HAVE_GC;
        slots[count++] = (PyType_Slot){Py_tp_traverse, (void *)info->traverse_entry};
        slots[count++] = (PyType_Slot){Py_tp_clear, (void *)info->clear_entry};
    }
    if (info->doc) {
        slots[count++] = (PyType_Slot){Py_tp_doc, (void *)info->doc};
    }
    slots[count] = (PyType_Slot){0, NULL};
    PyType_Spec spec = {
        .name = info->name, .basicsize = (int)info->basic_size, .flags = flags, .slots = slots};
    PyObject *type = PyType_FromModuleAndSpec(state->module, &spec, bases);
    Py_DECREF(bases);
    if (!type) {
        PyMem_Free(properties);
        return NULL;
    }
    Py_XSETREF(state->classes[info->index], (PyTypeObject *)zi_new_reference(type));
    if (info->vtable) {
        complete_vtable(state, info);
    }
    if (zi_export_vtable((PyTypeObject *)type, info) < 0) {
        Py_CLEAR(type);
    }
    return type;
}

static PyObject *wrap_method(PyObject *value) {
    uint32_t flags = zi_is_function(value) ? ((zi_function *)value)->info->flags : 0;
    return flags & ZI_FUNCTION_STATIC_METHOD  ? PyStaticMethod_New(value)
           : flags & ZI_FUNCTION_CLASS_METHOD ? PyClassMethod_New(value)
                                              : zi_new_reference(value);
}

// Puts a function or value into the type. A class that defines __eq__ alone is not hashable.
int zi_class_set(PyObject *type, PyObject *name, PyObject *value) {
    PyObject *method = wrap_method(value);
    int status = method ? PyObject_SetAttr(type, name, method) : -1;
    Py_XDECREF(method);
    if (status == 0) {
        status = zi_complete_special_method((PyTypeObject *)type, name, value);
    }
    if (status == 0 && PyUnicode_CompareWithASCIIString(name, "__eq__") == 0 &&
        !PyDict_GetItemString(((PyTypeObject *)type)->tp_dict, "__hash__")) {
        status = PyObject_SetAttrString(type, "__hash__", Py_None);
    }
    return status;
}
