// Types of cdef classes: heap types whose instances have C fields.
//
// What a class needs stands in its zi_class_info; it leads to those of inherited classes of this
// module. Instances are class_instance.c's.
#include "runtime/internal.h"
#include <structmember.h>

// --- The type ------------------------------------------------------------------------------------

// An object that no cycle leads through is smaller by the collector's head, and never looked at.
static bool needs_collection(const zi_class_info *info) {
    if (info->flags & ZI_CLASS_NO_GC) {
        return false;
    }
    for (uint32_t i = 0; i < info->field_count; i++) {
        if (zi_can_close_cycle(&info->fields[i])) {
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
    const zi_class_info *base = info->base;
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

static bool has_dict(const zi_class_info *info, const PyTypeObject *first) {
    bool found = first->tp_dictoffset != 0;
    for (uint32_t i = 0; i < info->field_count; i++) {
        found |= info->fields[i].kind == ZI_FIELD_DICT;
    }
    return found;
}

// Bases behind the first one bring methods, and no room in the object. Gives the tuple.
static PyObject *check_bases(const zi_class_info *info, PyObject *bases) {
    bool may_have_dict = has_dict(info, (PyTypeObject *)PyTuple_GET_ITEM(bases, 0));
    for (Py_ssize_t i = 1; i < PyTuple_GET_SIZE(bases); i++) {
        PyTypeObject *base = (PyTypeObject *)PyTuple_GET_ITEM(bases, i);
        if (!PyType_Check(base) || !PyType_HasFeature(base, Py_TPFLAGS_HEAPTYPE)) {
            return PyErr_Format(PyExc_TypeError, "base class '%.200s' is not a heap type",
                                PyType_Check(base) ? base->tp_name : Py_TYPE(base)->tp_name);
        }
        if (base->tp_dictoffset && !may_have_dict) {
            return PyErr_Format(
                PyExc_TypeError,
                "extension type '%.200s' has no __dict__ slot, but base type '%.200s' has: either "
                "add 'cdef dict __dict__' to the extension type or add '__slots__ = [...]' to the "
                "base type",
                zi_last_component(info->name), base->tp_name);
        }
    }
    return zi_new_reference(bases);
}

// Is there more to do for a new object than what its base does?
static bool needs_new(const zi_class_info *info) {
    bool has_objects = false;
    for (uint32_t i = 0; i < info->field_count; i++) {
        has_objects |= info->fields[i].kind == ZI_FIELD_OBJECT;
    }
    return (!info->base && info->base_import < 0) || has_objects || info->vtable_offset ||
           info->cinit_function >= 0;
}

// Would the docstring take the place of an attribute of the same name?
static bool hides_doc(const PyGetSetDef *properties) {
    while (properties->name && strcmp(properties->name, "__doc__") != 0) {
        properties++;
    }
    return properties->name != NULL;
}

// `given_bases`, if there are any, win over those of the description.
PyObject *zi_class_define(zi_state *state, int64_t number, PyObject *given_bases) {
    const zi_class_info *info = state->info->classes[number];
    PyTypeObject *first =
        given_bases ? (PyTypeObject *)PyTuple_GET_ITEM(given_bases, 0) : base_type(state, info);
    PyObject *bases = check_base(state, info, first) < 0 ? NULL
                      : given_bases                      ? check_bases(info, given_bases)
                                                         : PyTuple_Pack(1, first);
    PyGetSetDef *properties = bases ? zi_make_field_properties(state, info) : NULL;
    if (!properties) {
        Py_XDECREF(bases);
        return NULL;
    }
    PyMemberDef offsets[3];
    memset(offsets, 0, sizeof offsets);
    describe_offsets(info, offsets);
    // (An inherited one is named all the same, or the class would have no __new__ of its own.)
    newfunc new_entry = needs_new(info) ? info->new_entry : first->tp_new;
    PyType_Slot slots[9 + ZI_SLOT_COUNT] = {{Py_tp_new, (void *)new_entry},
                                            {Py_tp_dealloc, (void *)info->dealloc_entry},
                                            {Py_tp_getset, properties},
                                            {Py_tp_members, offsets}};
    int count = 4;
    unsigned flags = type_flags(info);
    // (A class that has no entries adds nothing to what its base visits.)
    if (info->traverse_entry && (needs_collection(info) || PyType_IS_GC(first))) {
        flags |= Py_TPFLAGS_HAVE_GC;
        slots[count++] = (PyType_Slot){Py_tp_traverse, (void *)info->traverse_entry};
        slots[count++] = (PyType_Slot){Py_tp_clear, (void *)info->clear_entry};
    }
    if (info->doc && !hides_doc(properties)) {
        slots[count++] = (PyType_Slot){Py_tp_doc, (void *)info->doc};
    }
    count += zi_describe_slots(info, slots + count);
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
    if (info->flags & ZI_CLASS_OF_OBJECT) {
        ((PyTypeObject *)type)->tp_vectorcall = info->vectorcall_entry;
    }
    if (info->vtable) {
        complete_vtable(state, info);
    }
    if (zi_export_vtable((PyTypeObject *)type, info) < 0) {
        Py_CLEAR(type);
    }
    return type;
}

// The body of the class has run: nothing in the type can be changed any more, as in Python's own.
int zi_class_complete(zi_state *state, int64_t number) {
    const zi_class_info *info = state->info->classes[number];
    PyTypeObject *type = state->classes[info->index];
    if (info->reduce_entry && zi_set_up_pickling(state, info, type) < 0) {
        return -1;
    }
    if (zi_keep_class_names(info, type) < 0) {
        return -1;
    }
    if (zi_fill_type_slots(info, type) < 0) {
        return -1;
    }
#if ZI_HAS_IMMUTABLE_TYPES
    type->tp_flags |= Py_TPFLAGS_IMMUTABLETYPE;
#endif
    return 0;
}

static PyObject *wrap_method(PyObject *value) {
    uint32_t flags = zi_is_function(value) ? ((zi_function *)value)->info->flags : 0;
    return flags & ZI_FUNCTION_STATIC_METHOD  ? PyStaticMethod_New(value)
           : flags & ZI_FUNCTION_CLASS_METHOD ? PyClassMethod_New(value)
                                              : zi_new_reference(value);
}

// The namespace in which the body of the class runs: names that it has set are found there.
PyObject *zi_class_attributes(PyObject *type) { return ((PyTypeObject *)type)->tp_dict; }

// Sets a name in the namespace of a type, as the body of a class does: what the metaclass says of
// the name (`__qualname__`, `__module__`) is about the type, not about its instances.
static int set_in_namespace(PyTypeObject *type, PyObject *name, PyObject *value) {
    PyObject *of_type = _PyType_Lookup(Py_TYPE(type), name);
    if (!of_type || !Py_TYPE(of_type)->tp_descr_set) {
        return PyObject_SetAttr((PyObject *)type, name, value);
    }
    int status = PyDict_SetItem(type->tp_dict, name, value);
    PyType_Modified(type);
    return status;
}

// A descriptor of Python's is told under which name it stands in the class.
static int tell_name(PyObject *type, PyObject *name, PyObject *value) {
    PyObject *key = zi_is_function(value) ? NULL : PyUnicode_FromString("__set_name__");
    if (!key || !_PyType_Lookup(Py_TYPE(value), key)) {
        Py_XDECREF(key);
        return PyErr_Occurred() ? -1 : 0;
    }
    PyObject *result = PyObject_CallMethodObjArgs(value, key, type, name, NULL);
    Py_DECREF(key);
    Py_XDECREF(result);
    return result ? 0 : -1;
}

// Puts a function or value into the type. A class that defines __eq__ alone is not hashable.
int zi_class_set(PyObject *type, PyObject *name, PyObject *value) {
    int is_of_slot = zi_slot_has_method((PyTypeObject *)type, name, value);
    if (is_of_slot != 0) {
        return is_of_slot < 0 ? -1 : 0;
    }
    PyObject *method = wrap_method(value);
    int status = method ? set_in_namespace((PyTypeObject *)type, name, method) : -1;
    Py_XDECREF(method);
    if (status == 0) {
        status = tell_name(type, name, value);
    }
    if (status == 0) {
        status = zi_complete_special_method((PyTypeObject *)type, name, value);
    }
    if (status == 0 && PyUnicode_CompareWithASCIIString(name, "__eq__") == 0) {
        status = zi_without_hash((PyTypeObject *)type);
    }
    return status;
}
