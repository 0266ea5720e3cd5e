// Public and readonly fields of cdef classes as Python sees them. The texts of errors are Cython's.
#include "runtime/internal.h"

// What a property needs to know: the closure of its PyGetSetDef.
typedef struct Property {
    const zi_field_info *field;
    zi_state *state;
} Property;

// X(kind, C type, its name in messages, lowest, highest)
#define INT_FIELDS(X)                                                                              \
    X(INT8, int8_t, "signed char", INT8_MIN, INT8_MAX)                                             \
    X(INT16, int16_t, "short", INT16_MIN, INT16_MAX)                                               \
    X(INT32, int32_t, "int", INT32_MIN, INT32_MAX)                                                 \
    X(INT64, int64_t, "long", INT64_MIN, INT64_MAX)                                                \
    X(UINT8, uint8_t, "unsigned char", 0, UINT8_MAX)                                               \
    X(UINT16, uint16_t, "unsigned short", 0, UINT16_MAX)                                           \
    X(UINT32, uint32_t, "unsigned int", 0, UINT32_MAX)

// Any field's value, if it can be one of Python's.
PyObject *zi_field_value(const zi_field_info *field, PyObject *self) {
    void *place = (char *)self + field->offset;
    if (field->getter) {
        return field->getter(self);
    }
    switch (field->kind) {
    case ZI_FIELD_OBJECT: {
        PyObject *value = *(PyObject **)place;
        return zi_new_reference(value ? value : Py_None);
    }
    case ZI_FIELD_BINT:
        return PyBool_FromLong(*(int *)place);
    case ZI_FIELD_FLOAT:
        return PyFloat_FromDouble(*(float *)place);
    case ZI_FIELD_DOUBLE:
        return PyFloat_FromDouble(*(double *)place);
    case ZI_FIELD_UINT64:
        return PyLong_FromUnsignedLongLong(*(uint64_t *)place);
#define X(KIND, type, name, lowest, highest)                                                       \
    case ZI_FIELD_##KIND:                                                                          \
        return PyLong_FromLongLong(*(type *)place);
        INT_FIELDS(X)
#undef X
    default:
        PyErr_Format(PyExc_AttributeError, "field '%s' has no Python value", field->name);
        return NULL;
    }
}

static PyObject *get_field(PyObject *self, void *closure) {
    return zi_field_value(((Property *)closure)->field, self);
}

// --- Setting -------------------------------------------------------------------------------------
static int set_object(const zi_state *state, const zi_field_info *field, PyObject **place,
                      PyObject *value) {
    PyTypeObject *class_ = field->class_index >= 0 ? state->classes[field->class_index] : NULL;
    if (!value) {
        value = Py_None;
    }
    if ((class_ && zi_check_class(value, class_, 1) < 0) ||
        (field->builtin_type && zi_check_type(value, field->builtin_type, 1) < 0)) {
        return -1;
    }
    zi_replace_object(place, zi_new_reference(value));
    return 0;
}

static int read_int(PyObject *value, int64_t lowest, int64_t highest, const char *name,
                    int64_t *result) {
    zi_int_result number = lowest == 0 ? zi_unbox_uint64_as(value, name) : zi_unbox_int64(value);
    if (number.status) {
        return -1;
    }
    if (number.value < lowest || number.value > highest) {
        zi_raise_int_overflow(0, name);
        return -1;
    }
    *result = number.value;
    return 0;
}

static int set_float(const zi_field_info *field, void *place, PyObject *value) {
    zi_float_result number = zi_unbox_float(value);
    if (number.status) {
        return -1;
    }
    if (field->kind == ZI_FIELD_FLOAT) {
        *(float *)place = (float)number.value;
    } else {
        *(double *)place = number.value;
    }
    return 0;
}

static int set_number(const zi_field_info *field, void *place, PyObject *value) {
    switch (field->kind) {
    case ZI_FIELD_BINT: {
        int truth = zi_truth(value);
        *(int *)place = truth > 0;
        return truth < 0 ? -1 : 0;
    }
    case ZI_FIELD_FLOAT:
    case ZI_FIELD_DOUBLE:
        return set_float(field, place, value);
    case ZI_FIELD_UINT64: {
        zi_int_result number = zi_unbox_uint64_as(value, "unsigned long");
        if (!number.status) {
            *(uint64_t *)place = (uint64_t)number.value;
        }
        return number.status ? -1 : 0;
    }
#define X(KIND, type, name, lowest, highest)                                                       \
    case ZI_FIELD_##KIND: {                                                                        \
        int64_t number;                                                                            \
        if (read_int(value, lowest, highest, name, &number) < 0) {                                 \
            return -1;                                                                             \
        }                                                                                          \
        *(type *)place = (type)number;                                                             \
        return 0;                                                                                  \
    }
        INT_FIELDS(X)
#undef X
    default:
        PyErr_Format(PyExc_AttributeError, "field '%s' has no Python value", field->name);
        return -1;
    }
}

// NULL as value: it is deleted.
int zi_set_field_value(const zi_state *state, const zi_field_info *field, PyObject *self,
                       PyObject *value) {
    void *place = (char *)self + field->offset;
    if (field->kind == ZI_FIELD_OBJECT && !field->setter) {
        return set_object(state, field, place, value);
    }
    if (!value && field->kind == ZI_FIELD_OBJECT) {
        value = Py_None;
    }
    if (!value) {
        PyErr_SetString(PyExc_NotImplementedError, "__del__");
        return -1;
    }
    if (field->setter) {
        return field->setter(self, value);
    }
    return set_number(field, place, value);
}

static int set_field(PyObject *self, PyObject *value, void *closure) {
    const Property *property = closure;
    return zi_set_field_value(property->state, property->field, self, value);
}

static bool is_visible(const zi_field_info *field) {
    bool is_known = field->kind != ZI_FIELD_VIEW && field->kind < ZI_FIELD_RAW;
    return field->visibility != ZI_VISIBILITY_PRIVATE && (is_known || field->getter);
}

// The table of a class's visible fields and properties; it lives as long as the type, that is: for
// good. NULL with MemoryError.
PyGetSetDef *zi_make_field_properties(zi_state *state, const zi_class_info *info) {
    size_t entries = (size_t)info->field_count + info->property_count + 1;
    PyGetSetDef *table =
        PyMem_Calloc(1, entries * sizeof(PyGetSetDef) + info->field_count * sizeof(Property));
    if (!table) {
        PyErr_NoMemory();
        return NULL;
    }
    Property *properties = (Property *)(void *)(table + entries);
    uint32_t count = 0;
    for (uint32_t i = 0; i < info->field_count; i++) {
        const zi_field_info *field = &info->fields[i];
        if (field->kind == ZI_FIELD_DICT) {
            table[count++] = (PyGetSetDef){"__dict__", PyObject_GenericGetDict,
                                           PyObject_GenericSetDict, NULL, NULL};
        } else if (is_visible(field)) {
            properties[count] = (Property){field, state};
            table[count] =
                (PyGetSetDef){field->name, get_field,
                              field->visibility == ZI_VISIBILITY_PUBLIC ? set_field : NULL,
                              field->doc, &properties[count]};
            count++;
        }
    }
    for (uint32_t i = 0; i < info->property_count; i++) {
        const zi_property_info *property = &info->properties[i];
        table[count++] =
            (PyGetSetDef){property->name, property->getter, property->setter, property->doc, NULL};
    }
    return table;
}

ZI_COLD void zi_raise_not_implemented(PyObject *method) {
    PyErr_SetObject(PyExc_NotImplementedError, method);
}
