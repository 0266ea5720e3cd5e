/* What the programs of this folder share.
 *
 * Each file NAME.c is the program benchmarks/programs/NAME.py as an extension module by hand: with
 * the same lists, dictionaries, sets, texts, tuples and instances of ordinary classes, made at the
 * same points and kept as long, but control flow, numbers and characters are C's and the program's
 * functions and methods are functions of C. Numbers in objects are objects. What time is left is
 * what CPython's objects cost: a limit for a compiler that keeps them.
 *
 * A file defines `prepare`, what the module's import does, and `run`, and ends with LIMITS_MODULE.
 * Functions return a new reference or NULL, or true or false, with an exception set where they
 * fail.
 */
#ifndef ZILANT_BENCHMARKS_LIMITS_H
#define ZILANT_BENCHMARKS_LIMITS_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <structmember.h>

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

// --- Objects -------------------------------------------------------------------------------------
/* Append `item`, whose reference is taken, to a list; false where it is NULL too. */
static inline bool append(PyObject *list, PyObject *item) {
    bool done = item && PyList_Append(list, item) == 0;
    Py_XDECREF(item);
    return done;
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
enum { MOST_ATTRIBUTES = 8 };

/* A class whose instances have a dictionary: the attributes in the order in which they are set. */
typedef struct {
    PyTypeObject *type;
    PyObject *no_arguments;
    PyObject *names[MOST_ATTRIBUTES];
} Class;

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

/* Make a class whose instances have a dictionary; `names`, which end with NULL, are its attributes.
 */
static inline bool make_class(Class *class, const char *name, PyTypeObject *base,
                              const char *const *names) {
    class->type = make_type(name, base, NULL);
    class->no_arguments = PyTuple_New(0);
    if (!class->type || !class->no_arguments) {
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

/* Return an instance of a class before its `__init__`: by `object.__new__`, which tells CPython
 * that the attributes need no dictionary yet. */
static inline PyObject *make_instance(const Class *class) {
    return PyBaseObject_Type.tp_new(class->type, class->no_arguments, NULL);
}

/* Return an instance of a class with slots before its `__init__`. */
static inline PyObject *make_slotted(PyTypeObject *type) { return type->tp_alloc(type, 0); }

/* Return where the value of an attribute is in an instance, or NULL where only CPython knows.
 *
 * The values that 3.11 keeps in front of an instance, in the order in which the first instance got
 * them: what the interpreter's specialized instructions read too.
 */
static inline PyObject **find_value(PyObject *object, int attribute) {
#if PY_VERSION_HEX >= 0x030B0000 && PY_VERSION_HEX < 0x030C0000
    PyObject **values = ((PyObject ***)object)[-4];
    return values && values[attribute] ? &values[attribute] : NULL;
#else
    (void)object;
    (void)attribute;
    return NULL;
#endif
}

/* Return an attribute of an instance of `class`. */
static inline PyObject *get(const Class *class, PyObject *object, int attribute) {
    PyObject **value = find_value(object, attribute);
    return value ? Py_NewRef(*value) : PyObject_GenericGetAttr(object, class->names[attribute]);
}

/* Set an attribute to `value`, whose reference is taken; false where it is NULL too. */
static inline bool set(const Class *class, PyObject *object, int attribute, PyObject *value) {
    if (!value) {
        return false;
    }
    PyObject **place = find_value(object, attribute);
    if (place) {
        Py_SETREF(*place, value);
        return true;
    }
    int failed = PyObject_GenericSetAttr(object, class->names[attribute], value);
    Py_DECREF(value);
    return !failed;
}

/* Return an attribute that is an int, as a C number; -1 with an exception where that fails. */
static inline long get_long(const Class *class, PyObject *object, int attribute) {
    PyObject *value = get(class, object, attribute);
    long number = value ? PyLong_AsLong(value) : -1;
    Py_XDECREF(value);
    return number;
}

/* Set an attribute to an int. */
static inline bool set_long(const Class *class, PyObject *object, int attribute, long number) {
    return set(class, object, attribute, PyLong_FromLong(number));
}

#endif
