// The slots of a cdef class's type object that hold C functions of the class's own.
//
// Setting an attribute of a type makes CPython fill the slot with a function that looks the method
// up by its name. A cdef class cannot be changed, so once its body has run the methods' own
// functions take that place. Classes of Python that derive from it get the general ones, as they
// need them.
#include "runtime/internal.h"

typedef struct Slot {
    size_t offset;
    const char *method, *second;
} Slot;

static const Slot slots[] = {
#define TYPE_SLOT(NAME, KIND, place, method, second)                                               \
    {offsetof(PyHeapTypeObject, place), method, second},
#include "abi/slot.def"
};

static const char *const comparisons[] = {ZI_COMPARISON_METHODS, "__richcmp__"};

static bool defines(const PyTypeObject *type, const char *name) {
    if (!name) {
        return false;
    }
    // Python's own types keep theirs elsewhere from 3.12 on.
    return type->tp_dict ? PyDict_GetItemString(type->tp_dict, name) != NULL
                         : PyObject_HasAttrString((PyObject *)(uintptr_t)type, name);
}

static bool defines_any(const PyTypeObject *type, enum zi_type_slot number) {
    if (number != ZI_SLOT_COMPARE && number != ZI_SLOT_HASH) {
        return defines(type, slots[number].method) || defines(type, slots[number].second);
    }
    bool found = defines(type, "__hash__"); // inherited together
    for (size_t i = 0; i < sizeof comparisons / sizeof *comparisons; i++) {
        found |= defines(type, comparisons[i]);
    }
    return found;
}

static void **slot_of(PyTypeObject *type, enum zi_type_slot number) {
    return (void **)(void *)((char *)type + slots[number].offset);
}

static bool can_be_read(PyTypeObject *type, enum zi_type_slot number) {
    return PyType_HasFeature(type, Py_TPFLAGS_HEAPTYPE) || number == ZI_SLOT_COMPARE ||
           number == ZI_SLOT_HASH;
}

// With several bases: what the first one of the line that defines the method has.
static void inherit_by_name(PyTypeObject *type, enum zi_type_slot number) {
    for (Py_ssize_t i = 1; i < PyTuple_GET_SIZE(type->tp_mro); i++) {
        PyTypeObject *base = (PyTypeObject *)PyTuple_GET_ITEM(type->tp_mro, i);
        if (!defines_any(base, number)) {
            continue;
        }
        if (can_be_read(base, number)) {
            *slot_of(type, number) = *slot_of(base, number);
        }
        return;
    }
}

// What the class does not define is what its base has, whose body has run.
static void inherit_slots(PyTypeObject *type) {
    PyTypeObject *base = type->tp_base;
    bool has_others = PyTuple_GET_SIZE(type->tp_bases) > 1;
    for (int i = 0; i < ZI_SLOT_COUNT; i++) {
        enum zi_type_slot number = (enum zi_type_slot)i;
        if (number == ZI_SLOT_GET_BUFFER || number == ZI_SLOT_RELEASE_BUFFER) {
            // CPython has inherited them: they were there before.
            continue;
        }
        if (defines_any(type, number)) {
            continue;
        }
        if (has_others) {
            inherit_by_name(type, number);
        } else if (PyType_HasFeature(base, Py_TPFLAGS_HEAPTYPE) && *slot_of(base, number)) {
            *slot_of(type, number) = *slot_of(base, number);
        }
    }
}

void zi_fill_type_slots(const zi_class_info *info, PyTypeObject *type) {
    if (info->base || PyTuple_GET_SIZE(type->tp_bases) > 1) {
        inherit_slots(type);
    }
    for (uint32_t i = 0; i < info->type_slot_count; i++) {
        const zi_slot_info *slot = &info->type_slots[i];
        *slot_of(type, (enum zi_type_slot)slot->slot) = slot->function;
    }
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

int zi_slot_assign(PyObject *class_, PyObject *self, PyObject *key, PyObject *value) {
    PyMappingMethods *mapping = ((PyTypeObject *)class_)->tp_base->tp_as_mapping;
    if (mapping && mapping->mp_ass_subscript) {
        return mapping->mp_ass_subscript(self, key, value);
    }
    PyErr_Format(PyExc_NotImplementedError, "Subscript %s not supported by %.200s",
                 value ? "assignment" : "deletion", Py_TYPE(self)->tp_name);
    return -1;
}

// --- Slots without methods -----------------------------------------------------------------------

// CPython's numbers of the slots that a type may have from when it is made.
static int number_of_slot(enum zi_type_slot slot) {
    static const uint8_t numbers[ZI_SLOT_COUNT] = {
        [ZI_SLOT_ADD] = Py_nb_add,
        [ZI_SLOT_SUBTRACT] = Py_nb_subtract,
        [ZI_SLOT_MULTIPLY] = Py_nb_multiply,
        [ZI_SLOT_REMAINDER] = Py_nb_remainder,
        [ZI_SLOT_DIVMOD] = Py_nb_divmod,
        [ZI_SLOT_POWER] = Py_nb_power,
        [ZI_SLOT_LEFT_SHIFT] = Py_nb_lshift,
        [ZI_SLOT_RIGHT_SHIFT] = Py_nb_rshift,
        [ZI_SLOT_AND] = Py_nb_and,
        [ZI_SLOT_XOR] = Py_nb_xor,
        [ZI_SLOT_OR] = Py_nb_or,
        [ZI_SLOT_FLOOR_DIVIDE] = Py_nb_floor_divide,
        [ZI_SLOT_TRUE_DIVIDE] = Py_nb_true_divide,
        [ZI_SLOT_MATRIX_MULTIPLY] = Py_nb_matrix_multiply,
        [ZI_SLOT_GET_BUFFER] = Py_bf_getbuffer,
        [ZI_SLOT_RELEASE_BUFFER] = Py_bf_releasebuffer,
    };
    return numbers[slot];
}

// What PyType_FromSpec wants to know of them; gives how many.
int zi_describe_early_slots(const zi_class_info *info, PyType_Slot *described) {
    int count = 0;
    for (uint32_t i = 0; i < info->type_slot_count; i++) {
        const zi_slot_info *slot = &info->type_slots[i];
        if (slot->is_early) {
            described[count++] =
                (PyType_Slot){number_of_slot((enum zi_type_slot)slot->slot), slot->function};
        }
    }
    return count;
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
