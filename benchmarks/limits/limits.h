/* What the programs of this folder share.
 *
 * Each file NAME.c is the program benchmarks/programs/NAME.py as an extension module by hand: with
 * the same lists, dictionaries, sets, texts, tuples and instances of ordinary classes, made at the
 * same points and kept as long, but control flow, numbers and characters are C's and the program's
 * functions and methods are functions of C. Generators that the program itself goes through are
 * states or loops of C, and what has no variable and is only unpacked, gone through, compared or
 * asked for its length or sum is no object. Numbers in objects are objects; one that nobody else
 * has takes the number that replaces it, and the memory of released instances is used again. What
 * time is left is what CPython's objects cost: a limit for a compiler that keeps them.
 *
 * A file defines `prepare`, what the module's import does, and `run`, and ends with LIMITS_MODULE.
 * Functions return a new reference or NULL, or true or false, with an exception set where they
 * fail.
 */
#ifndef ZILANT_BENCHMARKS_LIMITS_H
#define ZILANT_BENCHMARKS_LIMITS_H

#define PY_SSIZE_T_CLEAN
#define Py_BUILD_CORE_MODULE 1 // for the collector's lists
#include <Python.h>
#include <internal/pycore_object.h>
#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <structmember.h>

// Whether instances are where 3.11 has them; on others everything is asked of CPython.
#define KNOWS_INSTANCES (PY_VERSION_HEX >= 0x030B0000 && PY_VERSION_HEX < 0x030C0000)

// --- The module ----------------------------------------------------------------------------------
/* Define the module: `run(scale=1)` calls `run`, the import calls `prepare`. */
#define LIMITS_MODULE(name)                                                                        \
    static PyObject *run_scaled(PyObject *module, PyObject *arguments) {                           \
        (void)module;                                                                              \
        double scale = 1;                                                                          \
        return PyArg_ParseTuple(arguments, "|d:run", &scale) ? run(scale) : NULL;                  \
    }                                                                                              \
    static PyMethodDef functions[] = {{"run", run_scaled, METH_VARARGS, NULL}, {0}};               \
    static struct PyModuleDef definition = {                                                       \
        PyModuleDef_HEAD_INIT, #name, NULL, -1, functions, NULL, NULL, NULL, NULL};                \
    PyMODINIT_FUNC PyInit_##name(void) { return prepare() ? PyModule_Create(&definition) : NULL; }

/* Return `round(whole * scale)`, but at least `least`. */
static inline long scaled(double whole, double scale, long least) {
    long rounded = (long)nearbyint(whole * scale);
    return rounded > least ? rounded : least;
}

// --- Numbers -------------------------------------------------------------------------------------
/* Return the number of an int that fits into a long. */
static inline long number_of(PyObject *object) {
#if PY_VERSION_HEX < 0x030C0000
    Py_ssize_t size = Py_SIZE(object);
    if (-1 <= size && size <= 1) {
        return size * (long)((PyLongObject *)object)->ob_digit[0];
    }
#endif
    return PyLong_AsLong(object);
}

/* Set a variable, which is NULL or holds a reference, to a float: the one that is there gets
 * another number where nobody else has it. */
static inline bool store_float(PyObject **place, double number) {
    PyObject *old = *place;
    if (old && Py_REFCNT(old) == 1 && PyFloat_CheckExact(old)) {
        ((PyFloatObject *)old)->ob_fval = number;
        return true;
    }
    PyObject *object = PyFloat_FromDouble(number);
    if (!object) {
        return false;
    }
    *place = object;
    Py_XDECREF(old);
    return true;
}

/* Have an int, which may be NULL, take a number if only one place has it; return whether it did.
 * Those that CPython has once only stay these. */
static inline bool renumber(PyObject *object, long number) {
#if PY_VERSION_HEX < 0x030C0000
    bool may = object && 256 < number && number < 1L << PyLong_SHIFT && Py_REFCNT(object) == 1 &&
               PyLong_CheckExact(object) && Py_SIZE(object) == 1;
    if (may) {
        ((PyLongObject *)object)->ob_digit[0] = (digit)number;
    }
    return may;
#else
    (void)object;
    (void)number;
    return false;
#endif
}

/* Set a variable, which is NULL or holds a reference, to an int. */
static inline bool store_long(PyObject **place, long number) {
    PyObject *old = *place;
    if (renumber(old, number)) {
        return true;
    }
    PyObject *object = PyLong_FromLong(number);
    if (!object) {
        return false;
    }
    *place = object;
    Py_XDECREF(old);
    return true;
}

// --- Objects -------------------------------------------------------------------------------------
/* Append `item`, whose reference is taken, to a list; false where it is NULL too. */
static inline bool append(PyObject *list, PyObject *item) {
    Py_ssize_t size = PyList_GET_SIZE(list);
    if (item && size < ((PyListObject *)list)->allocated) {
        PyList_SET_ITEM(list, size, item);
        Py_SET_SIZE(list, size + 1);
        return true;
    }
    bool done = item && PyList_Append(list, item) == 0;
    Py_XDECREF(item);
    return done;
}

/* Return the last item of a list, which is taken out; the list keeps its room. */
static inline PyObject *pop_last(PyObject *list) {
    Py_ssize_t last = PyList_GET_SIZE(list) - 1;
    Py_SET_SIZE(list, last);
    return PyList_GET_ITEM(list, last);
}

/* Make a tuple of two items, whose references are taken and which may be NULL. */
static inline PyObject *make_pair(PyObject *left, PyObject *right) {
    PyObject *pair = left && right ? PyTuple_New(2) : NULL;
    if (!pair) {
        Py_XDECREF(left);
        Py_XDECREF(right);
        return NULL;
    }
    PyTuple_SET_ITEM(pair, 0, left);
    PyTuple_SET_ITEM(pair, 1, right);
    return pair;
}

/* A text of the program, and the variable that it is to be in. */
typedef struct {
    PyObject **text;
    const char *value;
} Constant;

/* Make the texts of a table, which ends with a row without. */
static inline bool make_texts(const Constant *constants) {
    for (; constants->text; constants++) {
        *constants->text = PyUnicode_InternFromString(constants->value);
        if (!*constants->text) {
            return false;
        }
    }
    return true;
}

/* Take the next item of a set, as a borrowed reference; `place` begins with 0. */
static inline bool next_item(PyObject *set, Py_ssize_t *place, PyObject **item) {
    const PySetObject *table = (PySetObject *)set;
    for (; *place <= table->mask; ++*place) {
        const setentry *entry = &table->table[*place];
        if (entry->key && entry->hash != -1) {
            *item = entry->key;
            ++*place;
            return true;
        }
    }
    return false;
}

// --- Classes -------------------------------------------------------------------------------------
enum { MOST_ATTRIBUTES = 12 };
#ifdef __SANITIZE_ADDRESS__
enum { MOST_KEPT = 0 };
#else
enum { MOST_KEPT = 1 << 16 };
#endif

/* A class of the program: its attributes in the order in which they are set, or its slots. */
typedef struct Class {
    PyTypeObject *type;
    PyObject *no_arguments;
    PyObject *names[MOST_ATTRIBUTES];
    // a bit for each attribute that is known to be at its place among the values
    unsigned settled;
    // memory of released instances; how much there is, and was asked for when there was none
    PyObject *kept;
    long kept_count, wanted;
    struct Class *next;
} Class;

/* All classes of the module. */
static Class *classes;

/* Make a class as the statement does; `slots` are names between spaces, or NULL for a dictionary.
 */
static inline PyTypeObject *make_type(const char *name, PyTypeObject *base, const char *slots) {
    PyObject *body =
        slots ? Py_BuildValue("{s:s,s:N}", "__module__", "limits", "__slots__",
                              PyObject_CallMethod((PyObject *)&PyUnicode_Type, "split", "s", slots))
              : Py_BuildValue("{s:s}", "__module__", "limits");
    if (!body) {
        return NULL;
    }
    return (PyTypeObject *)PyObject_CallFunction((PyObject *)&PyType_Type, "s(O)N", name, base,
                                                 body);
}

/* Whether a slot of a class is where the struct has it; sets an exception if not. */
static inline bool has_slot(PyTypeObject *type, const char *name, size_t offset) {
    PyObject *member = PyObject_GetAttrString((PyObject *)type, name);
    if (!member) {
        return false;
    }
    bool same = Py_IS_TYPE(member, &PyMemberDescr_Type) &&
                ((PyMemberDescrObject *)member)->d_member->offset == (Py_ssize_t)offset;
    if (!same) {
        PyErr_Format(PyExc_SystemError, "%s.%s is elsewhere", type->tp_name, name);
    }
    Py_DECREF(member);
    return same;
}

#if KNOWS_INSTANCES
/* The values that 3.11 keeps in front of an instance, in the order in which the first instance got
 * them: what the interpreter's specialized instructions read too. NULL if there is a dictionary. */
static inline PyObject **kept_values(PyObject *object) { return ((PyObject ***)object)[-4]; }

/* What values have in front of them: how many are set, and in which order. */
static inline uint8_t *order_of(PyObject **values) { return (uint8_t *)values - 2; }

static inline PyObject **next_kept(PyObject *object) { return (PyObject **)&object->ob_refcnt; }

static inline bool has_values(const PyTypeObject *type) {
    return type->tp_flags & Py_TPFLAGS_MANAGED_DICT;
}

/* Release `count` references, and leave NULL. */
static inline void clear_references(PyObject **references, Py_ssize_t count) {
    for (Py_ssize_t i = 0; i < count; i++) {
        Py_CLEAR(references[i]);
    }
}

/* Release what an instance has; return whether its memory, with the values, can be used again. */
static inline bool clear_instance(const Class *class, PyObject *object) {
    PyTypeObject *type = class->type;
    PyObject **weak = (PyObject **)((char *)object + type->tp_weaklistoffset);
    if (!has_values(type)) {
        clear_references((PyObject **)(object + 1), Py_SIZE(type));
        return true;
    }
    if (*weak) {
        PyObject_ClearWeakRefs(object);
    }
    PyObject **values = kept_values(object);
    if (!values) {
        Py_CLEAR(((PyObject **)object)[-3]);
        return false;
    }
    for (int i = 0; i < MOST_ATTRIBUTES && class->names[i]; i++) {
        Py_CLEAR(values[i]);
    }
    *order_of(values) = 0;
    return true;
}

static inline void release_memory(Class *class, PyObject *object, bool is_whole) {
    if (is_whole && class->kept_count < MOST_KEPT && class->kept_count < class->wanted) {
        *next_kept(object) = class->kept;
        class->kept = object;
        class->kept_count++;
    } else {
        if (is_whole && has_values(class->type)) {
            uint8_t *values = (uint8_t *)kept_values(object);
            PyMem_Free(values - values[-1]);
        }
        PyObject_GC_Del(object);
    }
}

/* Release an instance, whatever class of the module it is of. Those that many others hold one by
 * one wait until these are gone. */
static void release_instance(PyObject *object) {
    enum { MOST_NESTED = 50 };
    static int nested;
    static PyObject *waiting;
    _PyObject_GC_UNTRACK(object);
    *next_kept(object) = waiting;
    waiting = object;
    if (nested == MOST_NESTED) {
        return;
    }
    nested++;
    PyObject *rest = *next_kept(object);
    while (waiting != rest) {
        PyObject *next = waiting;
        waiting = *next_kept(next);
        Py_SET_REFCNT(next, 0);
        Class *class = classes;
        while (class->type != Py_TYPE(next)) {
            class = class->next;
        }
        release_memory(class, next, clear_instance(class, next));
        Py_DECREF(class->type);
    }
    nested--;
}
#endif

/* Enter a class whose type is made: its instances are released here. */
static inline bool enter_class(Class *class) {
    class->no_arguments = PyTuple_New(0);
    if (!class->type || !class->no_arguments) {
        return false;
    }
    class->next = classes;
    classes = class;
#if KNOWS_INSTANCES
    class->type->tp_dealloc = release_instance;
#endif
    return true;
}

/* Make a class whose instances have a dictionary; `names`, which end with NULL, are its attributes.
 */
static inline bool make_class(Class *class, const char *name, PyTypeObject *base,
                              const char *const *names) {
    class->type = make_type(name, base, NULL);
    if (!enter_class(class)) {
        return false;
    }
    for (int i = 0; names[i]; i++) {
        class->names[i] = PyUnicode_InternFromString(names[i]);
        if (!class->names[i]) {
            return false;
        }
    }
    return true;
}

/* Make a class whose instances have slots, of these names between spaces. */
static inline bool make_slotted_class(Class *class, const char *name, const char *slots) {
    class->type = make_type(name, &PyBaseObject_Type, slots);
    return enter_class(class);
}

/* Return an instance of a class before its `__init__`. New memory for one with a dictionary is
 * asked of `object.__new__`, which tells CPython that the attributes need no dictionary yet. */
static inline PyObject *make_instance(Class *class) {
#if KNOWS_INSTANCES
    PyObject *object = class->kept;
    if (object) {
        class->kept = *next_kept(object);
        class->kept_count--;
        Py_SET_REFCNT(object, 1);
        Py_INCREF(class->type);
        _PyObject_GC_TRACK(object);
        return object;
    }
    class->wanted++;
#endif
    return PyBaseObject_Type.tp_new(class->type, class->no_arguments, NULL);
}

// --- Attributes ----------------------------------------------------------------------------------
/* Return where an attribute is that is set, or NULL where only CPython knows. */
static inline PyObject **find_value(PyObject *object, int attribute) {
#if KNOWS_INSTANCES
    PyObject **values = kept_values(object);
    return values && values[attribute] ? &values[attribute] : NULL;
#else
    (void)object;
    (void)attribute;
    return NULL;
#endif
}

/* Set an attribute that no place is known of to `value`, whose reference is taken. */
static inline bool set_first(Class *class, PyObject *object, int attribute, PyObject *value) {
#if KNOWS_INSTANCES
    PyObject **values = kept_values(object);
    if (values && class->settled >> attribute & 1) {
        uint8_t *order = order_of(values);
        ++*order;
        *(order - *order) = (uint8_t)attribute;
        values[attribute] = value;
        return true;
    }
#endif
    int failed = PyObject_GenericSetAttr(object, class->names[attribute], value);
#if KNOWS_INSTANCES
    values = kept_values(object);
    if (values && values[attribute] == value) {
        class->settled |= 1u << attribute;
    }
#endif
    Py_DECREF(value);
    return !failed;
}

/* Return an attribute of an instance of `class`. */
static inline PyObject *get(const Class *class, PyObject *object, int attribute) {
    PyObject **value = find_value(object, attribute);
    return value ? Py_NewRef(*value) : PyObject_GenericGetAttr(object, class->names[attribute]);
}

/* The same as a borrowed reference, for as long as the attribute is not set anew. */
static inline PyObject *borrow(const Class *class, PyObject *object, int attribute) {
    PyObject **place = find_value(object, attribute);
    if (place) {
        return *place;
    }
    PyObject *value = PyObject_GenericGetAttr(object, class->names[attribute]);
    Py_XDECREF(value);
    return value;
}

/* Set an attribute to `value`, whose reference is taken; false where it is NULL too. */
static inline bool set(Class *class, PyObject *object, int attribute, PyObject *value) {
    if (!value) {
        return false;
    }
    PyObject **place = find_value(object, attribute);
    if (place) {
        Py_SETREF(*place, value);
        return true;
    }
    return set_first(class, object, attribute, value);
}

/* Return an attribute that is an int, as a C number; -1 with an exception where that fails. */
static inline long get_long(const Class *class, PyObject *object, int attribute) {
    PyObject *value = borrow(class, object, attribute);
    return value ? number_of(value) : -1;
}

/* Set an attribute to an int. */
static inline bool set_long(Class *class, PyObject *object, int attribute, long number) {
    PyObject **place = find_value(object, attribute);
    return place ? store_long(place, number)
                 : set(class, object, attribute, PyLong_FromLong(number));
}

/* Return an attribute that is a float, as a C number; -1 with an exception where that fails. */
static inline double get_float(const Class *class, PyObject *object, int attribute) {
    PyObject *value = borrow(class, object, attribute);
    return value ? PyFloat_AS_DOUBLE(value) : -1;
}

/* Set an attribute to a float. */
static inline bool set_float(Class *class, PyObject *object, int attribute, double number) {
    PyObject **place = find_value(object, attribute);
    return place ? store_float(place, number)
                 : set(class, object, attribute, PyFloat_FromDouble(number));
}

#endif
