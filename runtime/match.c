// What the patterns of match statements ask of their subjects, in the interpreter's order and with
// its errors.
#include "runtime/internal.h"

// --- Sequences and mappings ----------------------------------------------------------------------
#if !ZI_HAS_PATTERN_FLAGS
// Python 3.9 has no such flags: the abstract classes say it. Of what is both, the class that comes
// first in its order decides; what is only registered with both passes for either.
enum { IS_SEQUENCE = 1, IS_MAPPING = 2 };

static PyObject *import_attribute(const char *module_name, const char *name) {
    PyObject *module = PyImport_ImportModule(module_name);
    PyObject *found = module ? PyObject_GetAttrString(module, name) : NULL;
    Py_XDECREF(module);
    return found;
}

// The set of those two that `type` derives from; -1 with an exception.
static int find_kinds(PyObject *type, PyObject *sequence, PyObject *mapping) {
    int is_sequence = PyObject_IsSubclass(type, sequence);
    int is_mapping = is_sequence < 0 ? -1 : PyObject_IsSubclass(type, mapping);
    if (is_mapping < 0) {
        return -1;
    }
    return (is_sequence ? IS_SEQUENCE : 0) | (is_mapping ? IS_MAPPING : 0);
}

static int find_kinds_of(PyTypeObject *type, PyObject *sequence, PyObject *mapping) {
    int kinds = find_kinds((PyObject *)type, sequence, mapping);
    Py_ssize_t count = PyTuple_GET_SIZE(type->tp_mro);
    for (Py_ssize_t i = 1; kinds == (IS_SEQUENCE | IS_MAPPING) && i < count; i++) {
        int inherited = find_kinds(PyTuple_GET_ITEM(type->tp_mro, i), sequence, mapping);
        if (inherited != 0 && inherited != (IS_SEQUENCE | IS_MAPPING)) {
            return inherited;
        }
    }
    return kinds;
}

// array.array is registered since Python 3.10.
static bool is_array(const PyTypeObject *type) {
    for (; type; type = type->tp_base) {
        if (strcmp(type->tp_name, "array.array") == 0) {
            return true;
        }
    }
    return false;
}

static int ask_abstract_classes(PyTypeObject *type) {
    PyObject *sequence = import_attribute("collections.abc", "Sequence");
    PyObject *mapping = sequence ? import_attribute("collections.abc", "Mapping") : NULL;
    int kinds = mapping ? find_kinds_of(type, sequence, mapping) : -1;
    Py_XDECREF(sequence);
    Py_XDECREF(mapping);
    return kinds == 0 && is_array(type) ? IS_SEQUENCE : kinds;
}

static int kinds_of(PyObject *object) {
    if (PyList_CheckExact(object) || PyTuple_CheckExact(object)) {
        return IS_SEQUENCE;
    }
    if (PyDict_CheckExact(object)) {
        return IS_MAPPING;
    }
    bool is_text = PyUnicode_Check(object) || PyBytes_Check(object) || PyByteArray_Check(object);
    return is_text ? 0 : ask_abstract_classes(Py_TYPE(object));
}
#endif

ZI_INLINE int zi_is_sequence(PyObject *object) {
#if ZI_HAS_PATTERN_FLAGS
    return PyType_HasFeature(Py_TYPE(object), Py_TPFLAGS_SEQUENCE);
#else
    int kinds = kinds_of(object);
    return kinds < 0 ? -1 : (kinds & IS_SEQUENCE) != 0;
#endif
}

ZI_INLINE int zi_is_mapping(PyObject *object) {
#if ZI_HAS_PATTERN_FLAGS
    return PyType_HasFeature(Py_TYPE(object), Py_TPFLAGS_MAPPING);
#else
    int kinds = kinds_of(object);
    return kinds < 0 ? -1 : (kinds & IS_MAPPING) != 0;
#endif
}

// --- Items of mappings ---------------------------------------------------------------------------
// What is looked up in a mapping: a dict of no derived class is asked directly, all else for its
// method get().
typedef struct Lookup {
    PyObject *dict;
    PyObject *get, *missing;
    // the keys so far, NULL: none comes twice
    PyObject *seen;
} Lookup;

static bool lookup_start(Lookup *lookup, PyObject *mapping, bool may_repeat) {
    *lookup = (Lookup){0};
    if (PyDict_CheckExact(mapping)) {
        lookup->dict = mapping;
    } else {
        lookup->get = PyObject_GetAttrString(mapping, "get");
        lookup->missing = lookup->get ? PyObject_CallNoArgs((PyObject *)&PyBaseObject_Type) : NULL;
    }
    if (may_repeat) {
        lookup->seen = PySet_New(NULL);
    }
    return (lookup->dict || lookup->missing) && (lookup->seen || !may_repeat);
}

static void lookup_end(const Lookup *lookup) {
    Py_XDECREF(lookup->get);
    Py_XDECREF(lookup->missing);
    Py_XDECREF(lookup->seen);
}

// Notes the key; false with an exception if it was there before.
static bool lookup_note(const Lookup *lookup, PyObject *key) {
    int found = lookup->seen ? PySet_Contains(lookup->seen, key) : 0;
    if (found > 0) {
        PyErr_Format(PyExc_ValueError, "mapping pattern checks duplicate key (%R)", key);
    }
    return found == 0 && (!lookup->seen || PySet_Add(lookup->seen, key) == 0);
}

// A new reference; NULL: it is not there, or there is an exception.
static PyObject *lookup_find(const Lookup *lookup, PyObject *key) {
    if (lookup->dict) {
        PyObject *found = PyDict_GetItemWithError(lookup->dict, key);
        Py_XINCREF(found);
        return found;
    }
    PyObject *arguments[] = {NULL, key, lookup->missing};
    PyObject *found =
        PyObject_Vectorcall(lookup->get, arguments + 1, 2 | PY_VECTORCALL_ARGUMENTS_OFFSET, NULL);
    if (found == lookup->missing) {
        Py_CLEAR(found);
    }
    return found;
}

// None instead of the values that are not all there; NULL if an exception is set.
static PyObject *give_incomplete(PyObject *values) {
    Py_XDECREF(values);
    return PyErr_Occurred() ? NULL : zi_new_reference(Py_None);
}

PyObject *zi_match_keys(PyObject *mapping, PyObject *keys, int32_t may_repeat) {
    Py_ssize_t count = PyTuple_GET_SIZE(keys);
    PyObject *values = PyTuple_New(count);
    Lookup lookup;
    bool is_complete = lookup_start(&lookup, mapping, may_repeat) && values;
    for (Py_ssize_t i = 0; is_complete && i < count; i++) {
        PyObject *key = PyTuple_GET_ITEM(keys, i);
        PyObject *value = lookup_note(&lookup, key) ? lookup_find(&lookup, key) : NULL;
        is_complete = value != NULL;
        if (is_complete) {
            PyTuple_SET_ITEM(values, i, value);
        }
    }
    lookup_end(&lookup);
    return is_complete ? values : give_incomplete(values);
}

PyObject *zi_match_rest(PyObject *mapping, PyObject *keys) {
    PyObject *rest = PyDict_New();
    bool is_good = rest && zi_dict_update(rest, mapping) == 0;
    for (Py_ssize_t i = 0; is_good && i < PyTuple_GET_SIZE(keys); i++) {
        is_good = PyDict_DelItem(rest, PyTuple_GET_ITEM(keys, i)) == 0;
    }
    if (!is_good) {
        Py_CLEAR(rest);
    }
    return rest;
}

// --- Classes -------------------------------------------------------------------------------------
ZI_SLOW int zi_match_other_class(PyObject *object, PyObject *type) {
    if (PyType_Check(type)) {
        return zi_is_other_instance(object, type);
    }
    PyErr_SetString(PyExc_TypeError,
                    ZI_PATTERN_REFERS_TO_CLASS ? "class pattern must refer to a class"
                    : ZI_PATTERN_CALLS_CLASS   ? "called match pattern must be a class"
                                               : "called match pattern must be a type");
    return -1;
}

ZI_INLINE int zi_match_class(PyObject *object, PyObject *type) {
    return Py_IS_TYPE(object, (PyTypeObject *)type) ? 1 : zi_match_other_class(object, type);
}

// After a failed look for an attribute: 0 if that is all that is wrong.
ZI_SLOW int zi_match_no_attribute(void) {
    if (!PyErr_ExceptionMatches(PyExc_AttributeError)) {
        return -1;
    }
    PyErr_Clear();
    return 0;
}

ZI_INLINE int zi_match_attribute(zi_cache *cache, PyObject *object, PyObject **value) {
    PyObject *found = zi_load_attribute(cache, object);
    if (ZI_LIKELY(found != NULL)) {
        *value = found;
        return 1;
    }
    return zi_match_no_attribute();
}

// Is the single argument of such a class the object itself?
static bool matches_itself(const PyTypeObject *type) {
#if ZI_HAS_PATTERN_FLAGS
    return PyType_HasFeature((PyTypeObject *)type, _Py_TPFLAGS_MATCH_SELF);
#else
    const PyTypeObject *const types[] = {&PyBool_Type,      &PyByteArray_Type, &PyBytes_Type,
                                         &PyDict_Type,      &PyFloat_Type,     &PyList_Type,
                                         &PyFrozenSet_Type, &PyLong_Type,      &PyUnicode_Type,
                                         &PySet_Type,       &PyTuple_Type};
    bool found = false;
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        found = found || PyType_IsSubtype((PyTypeObject *)type, (PyTypeObject *)types[i]);
    }
    return found;
#endif
}

// The class's __match_args__, a new reference, or NULL with an exception; of a class without, an
// empty tuple, and whether the object itself is the argument.
static PyObject *find_match_args(PyTypeObject *type, PyObject *name, bool *is_self) {
    PyObject *found = PyObject_GetAttr((PyObject *)type, name);
    *is_self = false;
    if (!found && zi_match_no_attribute() == 0) {
        *is_self = matches_itself(type);
        return PyTuple_New(0);
    }
    if (found && !PyTuple_CheckExact(found)) {
        PyErr_Format(PyExc_TypeError, "%s.__match_args__ must be a tuple (got %s)", type->tp_name,
                     Py_TYPE(found)->tp_name);
        Py_CLEAR(found);
    }
    return found;
}

static bool check_argument_count(const PyTypeObject *type, Py_ssize_t allowed, int64_t given) {
    if (given <= allowed) {
        return true;
    }
    PyErr_Format(PyExc_TypeError, "%s() accepts %zd positional sub-pattern%s (%zd given)",
                 type->tp_name, allowed, allowed == 1 ? "" : "s", (Py_ssize_t)given);
    return false;
}

// The attributes of one object that a pattern asks for.
typedef struct Reading {
    PyObject *object, *values;
    PyTypeObject *type;
    PyObject *match_args; // NULL: there are no arguments
    Py_ssize_t count;     // of the values so far
} Reading;

// Is it among the names of the first arguments? (Those of the keywords differ.)
static bool is_argument(const Reading *reading, PyObject *name, Py_ssize_t count) {
    PyObject *names = reading->match_args;
    for (Py_ssize_t i = 0; names && i < count && i < PyTuple_GET_SIZE(names); i++) {
        PyObject *other = PyTuple_GET_ITEM(names, i);
        if (zi_is_same_name(other, name)) {
            PyErr_Format(PyExc_TypeError, "%s() got multiple sub-patterns for attribute %R",
                         reading->type->tp_name, name);
            return true;
        }
    }
    return false;
}

// False: the object has no such attribute, or there is an exception.
static bool read_attribute(Reading *reading, PyObject *name, bool is_read_elsewhere) {
    PyObject *value =
        is_read_elsewhere ? zi_new_reference(Py_None) : PyObject_GetAttr(reading->object, name);
    if (!value) {
        zi_match_no_attribute();
        return false;
    }
    PyTuple_SET_ITEM(reading->values, reading->count++, value);
    return true;
}

static bool read_argument(Reading *reading, Py_ssize_t index) {
    PyObject *name = PyTuple_GET_ITEM(reading->match_args, index);
    if (!PyUnicode_CheckExact(name)) {
        PyErr_Format(PyExc_TypeError, "__match_args__ elements must be strings (got %s)",
                     Py_TYPE(name)->tp_name);
        return false;
    }
    return !is_argument(reading, name, index) && read_attribute(reading, name, false);
}

static bool read_arguments(Reading *reading, PyObject *match_args_name, Py_ssize_t count) {
    bool is_self;
    reading->match_args = find_match_args(reading->type, match_args_name, &is_self);
    if (!reading->match_args) {
        return false;
    }
    Py_ssize_t allowed = is_self ? 1 : PyTuple_GET_SIZE(reading->match_args);
    bool is_good = check_argument_count(reading->type, allowed, count);
    if (is_good && is_self) {
        PyTuple_SET_ITEM(reading->values, reading->count++, zi_new_reference(reading->object));
        return true;
    }
    for (Py_ssize_t i = 0; is_good && i < count; i++) {
        is_good = read_argument(reading, i);
    }
    return is_good;
}

PyObject *zi_match_attributes(PyObject *object, PyObject *type, PyObject *match_args_name,
                              int64_t count, PyObject *names, int64_t read_elsewhere) {
    Py_ssize_t name_count = PyTuple_GET_SIZE(names);
    Reading reading = {.object = object, .type = (PyTypeObject *)type};
    reading.values = PyTuple_New((Py_ssize_t)count + name_count);
    bool is_good = reading.values && read_arguments(&reading, match_args_name, (Py_ssize_t)count);
    for (Py_ssize_t i = 0; is_good && i < name_count; i++) {
        PyObject *name = PyTuple_GET_ITEM(names, i);
        bool is_read_elsewhere = i < 63 && (read_elsewhere >> i & 1);
        is_good = !is_argument(&reading, name, (Py_ssize_t)count) &&
                  read_attribute(&reading, name, is_read_elsewhere);
    }
    Py_XDECREF(reading.match_args);
    return is_good ? reading.values : give_incomplete(reading.values);
}
