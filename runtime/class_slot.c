// The slots of a cdef class's type object that hold C functions of the class's own.
//
// A type has most of them from when it is made, so that CPython makes its wrappers of them: what
// Python sees as methods. Those of comparisons and of the hash, which CPython inherits together,
// take the place of its general functions, which look a method up by its name, when the body of the
// class has run.
#include "runtime/internal.h"

typedef struct Slot {
    size_t offset;
    int number; // CPython's
    const char *method, *second;
} Slot;

static const Slot slots[] = {
#define TYPE_SLOT(NAME, KIND, table, member, method, second)                                       \
    {offsetof(PyHeapTypeObject, table.member), SLOT_NUMBER(member), method, second},
#define SLOT_NUMBER(member) Py_##member
#include "abi/slot.def"
#undef SLOT_NUMBER
};

static const char *const comparisons[] = {ZI_COMPARISON_METHODS, "__richcmp__"};

static bool is_late(uint32_t number) { return number == ZI_SLOT_COMPARE || number == ZI_SLOT_HASH; }

// These three give 1 or 0, or -1 with an exception.
static int has_attribute(PyObject *object, const char *name) {
    PyObject *found = PyObject_GetAttrString(object, name);
    if (!found && PyErr_ExceptionMatches(PyExc_AttributeError)) {
        PyErr_Clear();
        return 0;
    }
    Py_XDECREF(found);
    return found ? 1 : -1;
}

static int defines(const PyTypeObject *type, const char *name) {
    PyObject *found;
    if (!name) {
        return 0;
    }
    // Python's own types keep theirs elsewhere from 3.12 on.
    return type->tp_dict ? zi_dict_find(type->tp_dict, name, &found)
                         : has_attribute((PyObject *)(uintptr_t)type, name);
}

static int defines_any(const PyTypeObject *type, enum zi_type_slot number) {
    int found = 0;
    if (!is_late(number)) {
        found = defines(type, slots[number].method);
        return found ? found : defines(type, slots[number].second);
    }
    found = defines(type, "__hash__"); // inherited together
    for (size_t i = 0; found == 0 && i < sizeof comparisons / sizeof *comparisons; i++) {
        found = defines(type, comparisons[i]);
    }
    return found;
}

static void **slot_of(PyTypeObject *type, enum zi_type_slot number) {
    return (void **)(void *)((char *)type + slots[number].offset);
}

static bool can_be_read(PyTypeObject *type, enum zi_type_slot number) {
    return PyType_HasFeature(type, Py_TPFLAGS_HEAPTYPE) || is_late(number);
}

// With several bases: what the first one of the line that defines the method has.
static int inherit_by_name(PyTypeObject *type, enum zi_type_slot number) {
    for (Py_ssize_t i = 1; i < PyTuple_GET_SIZE(type->tp_mro); i++) {
        PyTypeObject *base = (PyTypeObject *)PyTuple_GET_ITEM(type->tp_mro, i);
        int is_defined = defines_any(base, number);
        if (is_defined == 0) {
            continue;
        }
        if (is_defined > 0 && can_be_read(base, number)) {
            *slot_of(type, number) = *slot_of(base, number);
        }
        return is_defined < 0 ? -1 : 0;
    }
    return 0;
}

// What the class does not define is what its base has, whose body has run.
static int inherit_slots(PyTypeObject *type) {
    PyTypeObject *base = type->tp_base;
    bool has_others = PyTuple_GET_SIZE(type->tp_bases) > 1;
    for (int i = 0; i < ZI_SLOT_COUNT; i++) {
        enum zi_type_slot number = (enum zi_type_slot)i;
        if (number == ZI_SLOT_GET_BUFFER || number == ZI_SLOT_RELEASE_BUFFER) {
            // CPython has inherited them: they were there before.
            continue;
        }
        int is_defined = defines_any(type, number);
        if (is_defined < 0 || (!is_defined && has_others && inherit_by_name(type, number) < 0)) {
            return -1;
        }
        if (is_defined || has_others) {
            continue;
        }
        if (PyType_HasFeature(base, Py_TPFLAGS_HEAPTYPE) && *slot_of(base, number)) {
            *slot_of(type, number) = *slot_of(base, number);
        }
    }
    return 0;
}

int zi_fill_type_slots(const zi_class_info *info, PyTypeObject *type) {
    bool inherits = info->base || PyTuple_GET_SIZE(type->tp_bases) > 1;
    if (inherits && inherit_slots(type) < 0) {
        return -1;
    }
    for (uint32_t i = 0; i < info->type_slot_count; i++) {
        const zi_slot_info *slot = &info->type_slots[i];
        if (is_late(slot->slot)) {
            *slot_of(type, (enum zi_type_slot)slot->slot) = slot->function;
        }
    }
    return 0;
}

// --- What the functions give ---------------------------------------------------------------------

int zi_slot_is_own(PyObject *object, PyObject *class_) {
    return PyObject_TypeCheck(object, (PyTypeObject *)class_);
}

int zi_slot_hash(PyObject *value, int64_t *result) {
    if (!PyLong_Check(value)) {
        PyErr_SetString(PyExc_TypeError, "__hash__ method should return an integer");
        return -1;
    }
    Py_ssize_t hash = PyLong_AsSsize_t(value);
    if (hash == -1 && PyErr_Occurred()) {
        PyErr_Clear();
        hash = PyLong_Type.tp_hash(value); // of a number that is too large
    }
    *result = hash == -1 ? -2 : hash;
    return 0;
}

int64_t zi_slot_length(PyObject *value) {
    PyObject *index = PyLong_CheckExact(value) ? zi_new_reference(value) : PyNumber_Index(value);
    if (!index) {
        return -1;
    }
    Py_ssize_t length = PyLong_AsSsize_t(index);
    bool is_negative = length < 0 && !PyErr_Occurred();
    Py_DECREF(index);
    if (is_negative) {
        PyErr_SetString(PyExc_ValueError, "__len__() should return >= 0");
    }
    return length < 0 ? -1 : length;
}

PyObject *zi_slot_compare(PyObject *class_, PyObject *self, PyObject *other, int operation) {
    richcmpfunc compare = ((PyTypeObject *)class_)->tp_base->tp_richcompare;
    return compare ? compare(self, other, operation) : zi_new_reference(Py_NotImplemented);
}

// As Python does for a sequence that is no mapping.
static int assign_item_of_sequence(const PySequenceMethods *sequence, PyObject *self, PyObject *key,
                                   PyObject *value) {
    Py_ssize_t index = PyNumber_AsSsize_t(key, PyExc_IndexError);
    if (index == -1 && PyErr_Occurred()) {
        return -1;
    }
    if (index < 0 && sequence->sq_length) {
        Py_ssize_t length = sequence->sq_length(self);
        if (length < 0) {
            return -1;
        }
        index += length;
    }
    return sequence->sq_ass_item(self, index, value);
}

int zi_slot_assign(PyObject *class_, PyObject *self, PyObject *key, PyObject *value) {
    const PyTypeObject *base = ((PyTypeObject *)class_)->tp_base;
    if (base->tp_as_mapping && base->tp_as_mapping->mp_ass_subscript) {
        return base->tp_as_mapping->mp_ass_subscript(self, key, value);
    }
    if (base->tp_as_sequence && base->tp_as_sequence->sq_ass_item) {
        return assign_item_of_sequence(base->tp_as_sequence, self, key, value);
    }
    PyErr_Format(PyExc_NotImplementedError, "Subscript %s not supported by %.200s",
                 value ? "assignment" : "deletion", Py_TYPE(self)->tp_name);
    return -1;
}

int zi_slot_describe(PyObject *class_, PyObject *self, PyObject *instance, PyObject *value) {
    descrsetfunc set = ((PyTypeObject *)class_)->tp_base->tp_descr_set;
    if (set) {
        return set(self, instance, value);
    }
    PyErr_SetString(PyExc_NotImplementedError, value ? "__set__" : "__delete__");
    return -1;
}

// The slot of the operator that the class's base has: what the class itself does not define.
PyObject *zi_slot_binary(PyObject *class_, int64_t number, PyObject *left, PyObject *right,
                         PyObject *modulus) {
    PyNumberMethods *numbers = ((PyTypeObject *)class_)->tp_base->tp_as_number;
    size_t place = slots[number].offset - offsetof(PyHeapTypeObject, as_number);
    void *function = numbers ? *(void **)(void *)((char *)numbers + place) : NULL;
    if (!function) {
        return zi_new_reference(Py_NotImplemented);
    }
    return modulus ? ((ternaryfunc)function)(left, right, modulus)
                   : ((binaryfunc)function)(left, right);
}

// A power whose method has no third parameter.
int zi_slot_no_modulus(PyObject *class_, PyObject *method, PyObject *modulus) {
    if (modulus == Py_None) {
        return 0;
    }
    PyErr_Format(PyExc_TypeError, "%.200s.%U() takes 3 arguments but 2 were given",
                 ((PyTypeObject *)class_)->tp_name, method);
    return -1;
}

// --- Slots from the start ------------------------------------------------------------------------

// A mapping can be asked for items by C's numbers too.
PyObject *zi_item_of_mapping(PyObject *self, Py_ssize_t index) {
    PyObject *key = PyLong_FromSsize_t(index);
    PyObject *item = key ? Py_TYPE(self)->tp_as_mapping->mp_subscript(self, key) : NULL;
    Py_XDECREF(key);
    return item;
}

static int assign_item_of_mapping(PyObject *self, Py_ssize_t index, PyObject *value) {
    PyObject *key = PyLong_FromSsize_t(index);
    int status = key ? Py_TYPE(self)->tp_as_mapping->mp_ass_subscript(self, key, value) : -1;
    Py_XDECREF(key);
    return status;
}

// What PyType_FromSpec wants to know of them, at most ZI_SLOT_COUNT; gives how many.
int zi_describe_slots(const zi_class_info *info, PyType_Slot *described) {
    int count = 0;
    for (uint32_t i = 0; i < info->type_slot_count; i++) {
        const zi_slot_info *slot = &info->type_slots[i];
        if (is_late(slot->slot)) {
            continue;
        }
        described[count++] = (PyType_Slot){slots[slot->slot].number, slot->function};
        if (slot->slot == ZI_SLOT_SUBSCRIPT) {
            described[count++] = (PyType_Slot){Py_sq_item, (void *)zi_item_of_mapping};
        }
        if (slot->slot == ZI_SLOT_ASS_SUBSCRIPT) {
            described[count++] = (PyType_Slot){Py_sq_ass_item, (void *)assign_item_of_mapping};
        }
    }
    return count;
}

// --- What Python sees of them --------------------------------------------------------------------

// CPython's wrapper of the slot, with the docstring of the method that the slot calls. (Types of
// cdef classes live as long as the process.)
static int set_doc(PyTypeObject *type, PyObject *name, PyObject *function) {
    PyObject *wrapper = PyDict_GetItem(type->tp_dict, name);
    PyObject *doc = zi_function_doc(function);
    Py_ssize_t size = 0;
    const char *text = doc && doc != Py_None ? PyUnicode_AsUTF8AndSize(doc, &size) : NULL;
    if (text && wrapper && Py_IS_TYPE(wrapper, &PyWrapperDescr_Type)) {
        PyWrapperDescrObject *descriptor = (PyWrapperDescrObject *)wrapper;
        struct wrapperbase *base = PyMem_Malloc(sizeof *base + (size_t)size + 1);
        if (base) {
            *base = *descriptor->d_base;
            base->doc = memcpy(base + 1, text, (size_t)size + 1);
            descriptor->d_base = base;
        } else {
            PyErr_NoMemory();
        }
    }
    Py_XDECREF(doc);
    return PyErr_Occurred() ? -1 : 0;
}

// The wrapper of one of an operator's two methods would ask the other one, too: whoever calls it by
// its name, as one of the two may do with the other, wants that method alone.
static bool is_one_of_two(PyObject *name) {
    bool found = false;
    for (int i = 0; i < ZI_SLOT_COUNT; i++) {
        bool is_operator = slots[i].offset >= offsetof(PyHeapTypeObject, as_number) &&
                           slots[i].offset < offsetof(PyHeapTypeObject, as_mapping);
        found |= is_operator && slots[i].second &&
                 (PyUnicode_CompareWithASCIIString(name, slots[i].method) == 0 ||
                  PyUnicode_CompareWithASCIIString(name, slots[i].second) == 0);
    }
    return found;
}

// A method that a slot calls: 1 if it is in its place, beside the slot or behind its wrapper.
int zi_slot_has_method(PyTypeObject *type, PyObject *name, PyObject *function) {
    if (!zi_is_function(function) ||
        !(((zi_function *)function)->info->flags & ZI_FUNCTION_OF_SLOT)) {
        return 0;
    }
    if (!is_one_of_two(name)) {
        return set_doc(type, name, function) < 0 ? -1 : 1;
    }
    int status = PyDict_SetItem(type->tp_dict, name, function);
    PyType_Modified(type);
    return status < 0 ? -1 : 1;
}

// --- Buffers -------------------------------------------------------------------------------------

int zi_buffer_start(void *view, int takes_object) {
    if (!view) {
        PyErr_SetString(PyExc_BufferError, "PyObject_GetBuffer: view==NULL argument is obsolete");
        return -1;
    }
    ((Py_buffer *)view)->obj = takes_object ? zi_new_reference(Py_None) : NULL;
    return 0;
}

void zi_buffer_end(void *view) {
    Py_buffer *buffer = view;
    if (buffer->obj == Py_None) {
        Py_CLEAR(buffer->obj);
    }
}

void zi_buffer_failed(void *view) {
    Py_buffer *buffer = view;
    Py_CLEAR(buffer->obj);
}
