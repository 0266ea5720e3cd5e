// Automatic pickling of cdef classes, in Cython's format: what one reads the other has written.
//
// `__reduce_cython__` gives `__pyx_unpickle_NAME` with the class, a checksum of the fields' names
// and the fields' values in the order of their names; `__setstate_cython__` sets them. Both stand
// for `__reduce__` and `__setstate__` where the class has none of its own. A class whose base holds
// a value of Python's own (a list, a number) is made anew by that value, as its `__getnewargs__`
// and its items tell.
#include "runtime/internal.h"

#define UNPICKLE_PREFIX "__pyx_unpickle_"

// --- Fields --------------------------------------------------------------------------------------

typedef struct Fields {
    const zi_field_info **items; // by name
    Py_ssize_t count;
} Fields;

static bool is_pickled(const zi_field_info *field) {
    return field->kind != ZI_FIELD_DICT && field->kind != ZI_FIELD_WEAKREFS;
}

static int compare_names(const void *left, const void *right) {
    const zi_field_info *const *one = left, *const *two = right;
    return strcmp((*one)->name, (*two)->name);
}

static void add_pickled(Fields *fields, const zi_field_info *items, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        if (is_pickled(&items[i])) {
            fields->items[fields->count++] = &items[i];
        }
    }
}

static int find_fields(const zi_class_info *info, Fields *fields) {
    size_t room = 1;
    for (const zi_class_info *level = info; level; level = level->base) {
        room += level->field_count + level->foreign_field_count;
    }
    *fields = (Fields){PyMem_New(const zi_field_info *, room), 0};
    if (!fields->items) {
        PyErr_NoMemory();
        return -1;
    }
    for (const zi_class_info *level = info; level; level = level->base) {
        add_pickled(fields, level->fields, level->field_count);
        add_pickled(fields, level->foreign_fields, level->foreign_field_count);
    }
    qsort(fields->items, (size_t)fields->count, sizeof *fields->items, compare_names);
    return 0;
}

// --- Checksums -----------------------------------------------------------------------------------

static PyObject *join_names(const Fields *fields, const char *separator) {
    PyObject *names = PyList_New(0), *between = PyUnicode_FromString(separator), *text = NULL;
    bool is_good = names && between;
    for (Py_ssize_t i = 0; is_good && i < fields->count; i++) {
        PyObject *name = PyUnicode_FromString(fields->items[i]->name);
        is_good = name && PyList_Append(names, name) == 0;
        Py_XDECREF(name);
    }
    if (is_good) {
        text = PyUnicode_Join(between, names);
    }
    Py_XDECREF(names);
    Py_XDECREF(between);
    return text;
}

// The first seven digits of the digest. -1 with an exception.
static long digest_names(const Fields *fields, const char *algorithm) {
    PyObject *text = join_names(fields, " ");
    PyObject *hashlib = text ? PyImport_ImportModule("hashlib") : NULL;
    PyObject *bytes = hashlib ? PyUnicode_AsUTF8String(text) : NULL;
    PyObject *digest = bytes ? PyObject_CallMethod(hashlib, "new", "sO", algorithm, bytes) : NULL;
    PyObject *digits = digest ? PyObject_CallMethod(digest, "hexdigest", NULL) : NULL;
    const char *start = digits ? PyUnicode_AsUTF8(digits) : NULL;
    char first[8] = "";
    if (start) {
        snprintf(first, sizeof first, "%s", start);
    }
    Py_XDECREF(text);
    Py_XDECREF(hashlib);
    Py_XDECREF(bytes);
    Py_XDECREF(digest);
    Py_XDECREF(digits);
    return start ? strtol(first, NULL, 16) : -1;
}

// Versions of Cython have used these; the first is today's.
static const char *const algorithms[] = {"sha256", "sha1", "md5"};
#define ALGORITHM_COUNT (sizeof algorithms / sizeof *algorithms)

static void report_checksum(const Fields *fields, long given, const long *known) {
    PyObject *pickle = PyImport_ImportModule("pickle");
    PyObject *error = pickle ? PyObject_GetAttrString(pickle, "PickleError") : NULL;
    PyObject *names = error ? join_names(fields, ", ") : NULL;
    if (names) {
        PyErr_Format(error, "Incompatible checksums (0x%x vs (0x%x, 0x%x, 0x%x) = (%U))",
                     (unsigned)given, (unsigned)known[0], (unsigned)known[1], (unsigned)known[2],
                     names);
    }
    Py_XDECREF(pickle);
    Py_XDECREF(error);
    Py_XDECREF(names);
}

static int check_checksum(const zi_class_info *info, long given) {
    Fields fields;
    long known[ALGORITHM_COUNT];
    if (find_fields(info, &fields) < 0) {
        return -1;
    }
    int status = 1;
    for (size_t i = 0; status == 1 && i < ALGORITHM_COUNT; i++) {
        known[i] = digest_names(&fields, algorithms[i]);
        status = known[i] < 0 ? -1 : known[i] == given ? 0 : 1;
    }
    if (status == 1) {
        report_checksum(&fields, given, known);
    }
    PyMem_Free(fields.items);
    return status ? -1 : 0;
}

// --- __reduce_cython__ ---------------------------------------------------------------------------

static int add_value(PyObject *values, PyObject *value) { // moves
    int status = value ? PyList_Append(values, value) : -1;
    Py_XDECREF(value);
    return status;
}

// The values as a tuple, a filled `__dict__` behind them; says whether they are for __setstate__,
// since they may refer to the object itself.
static PyObject *values_of(const Fields *fields, PyObject *self, bool *may_refer) {
    PyObject *values = PyList_New(0);
    int status = values ? 0 : -1;
    *may_refer = false;
    for (Py_ssize_t i = 0; status == 0 && i < fields->count; i++) {
        const zi_field_info *field = fields->items[i];
        PyObject *value = zi_field_value(field, self);
        *may_refer |= field->kind == ZI_FIELD_OBJECT && value != Py_None;
        status = add_value(values, value);
    }
    PyObject *dict = status == 0 ? PyObject_GetAttrString(self, "__dict__") : NULL;
    if (status == 0 && !dict && PyErr_ExceptionMatches(PyExc_AttributeError)) {
        PyErr_Clear();
    } else if (status == 0) {
        int is_filled = dict ? PyObject_IsTrue(dict) : -1;
        *may_refer |= is_filled > 0;
        status = is_filled > 0 ? PyList_Append(values, dict) : is_filled;
    }
    Py_XDECREF(dict);
    PyObject *tuple = status == 0 ? PyList_AsTuple(values) : NULL;
    Py_XDECREF(values);
    return tuple;
}

static PyObject *load_unpickler(const zi_state *state, const zi_class_info *info) {
    PyObject *name = PyUnicode_FromFormat(UNPICKLE_PREFIX "%s", zi_last_component(info->name));
    PyObject *unpickler = name ? PyObject_GetItem(state->globals, name) : NULL;
    Py_XDECREF(name);
    return unpickler;
}

static PyObject *reduce_plainly(const zi_state *state, const zi_class_info *info,
                                const Fields *fields, PyObject *self, PyObject *values,
                                bool may_refer) {
    long checksum = digest_names(fields, algorithms[0]);
    PyObject *unpickler = checksum < 0 ? NULL : load_unpickler(state, info);
    if (!unpickler) {
        return NULL;
    }
    PyObject *type = (PyObject *)Py_TYPE(self);
    return may_refer ? Py_BuildValue("N(OlO)O", unpickler, type, checksum, Py_None, values)
                     : Py_BuildValue("N(OlO)", unpickler, type, checksum, values);
}

// What an object's own method gives, or `otherwise` if it has none.
static PyObject *call_if_there(PyObject *self, const char *name, PyObject *otherwise) {
    PyObject *method = PyObject_GetAttrString((PyObject *)Py_TYPE(self), name);
    if (!method && PyErr_ExceptionMatches(PyExc_AttributeError)) {
        PyErr_Clear();
        return zi_new_reference(otherwise);
    }
    PyObject *result = method ? PyObject_CallOneArg(method, self) : NULL;
    Py_XDECREF(method);
    return result;
}

static PyObject *iterate_items(PyObject *self) {
    PyObject *items = PyObject_CallMethod(self, "items", NULL);
    PyObject *iterator = items ? PyObject_GetIter(items) : NULL;
    Py_XDECREF(items);
    return iterator;
}

// As Python does it: class and value, the fields as the state, items.
static PyObject *reduce_with_value(PyObject *self, PyObject *values) {
    PyObject *copyreg = PyImport_ImportModule("copyreg");
    PyObject *maker = copyreg ? PyObject_GetAttrString(copyreg, "__newobj__") : NULL;
    PyObject *nothing = PyTuple_New(0);
    PyObject *value = maker && nothing ? call_if_there(self, "__getnewargs__", nothing) : NULL;
    PyObject *type = value ? PyTuple_Pack(1, (PyObject *)Py_TYPE(self)) : NULL;
    PyObject *arguments = type ? PySequence_Concat(type, value) : NULL;
    PyObject *items = !arguments           ? NULL
                      : PyList_Check(self) ? PyObject_GetIter(self)
                                           : zi_new_reference(Py_None);
    PyObject *pairs = !items               ? NULL
                      : PyDict_Check(self) ? iterate_items(self)
                                           : zi_new_reference(Py_None);
    PyObject *result = pairs ? PyTuple_Pack(5, maker, arguments, values, items, pairs) : NULL;
    Py_XDECREF(copyreg);
    Py_XDECREF(maker);
    Py_XDECREF(nothing);
    Py_XDECREF(value);
    Py_XDECREF(type);
    Py_XDECREF(arguments);
    Py_XDECREF(items);
    Py_XDECREF(pairs);
    return result;
}

static PyObject *refuse(const zi_class_info *info) {
    PyErr_SetString(PyExc_TypeError, info->pickle_refusal);
    return NULL;
}

PyObject *zi_class_reduce(const zi_class_info *info, zi_state *state, PyObject *self,
                          PyObject *nothing) {
    (void)nothing;
    if (info->pickle_refusal) {
        return refuse(info);
    }
    Fields fields;
    bool may_refer;
    if (find_fields(info, &fields) < 0) {
        return NULL;
    }
    PyObject *values = values_of(&fields, self, &may_refer);
    PyObject *result = !values ? NULL
                       : info->flags & ZI_CLASS_HOLDS_VALUE
                           ? reduce_with_value(self, values)
                           : reduce_plainly(state, info, &fields, self, values, may_refer);
    Py_XDECREF(values);
    PyMem_Free(fields.items);
    return result;
}

// --- __setstate_cython__ -------------------------------------------------------------------------

static int update_dict(PyObject *self, PyObject *more) {
    PyObject *dict = PyObject_GetAttrString(self, "__dict__");
    if (!dict && PyErr_ExceptionMatches(PyExc_AttributeError)) {
        PyErr_Clear();
        return 0;
    }
    PyObject *result = dict ? PyObject_CallMethod(dict, "update", "O", more) : NULL;
    Py_XDECREF(dict);
    Py_XDECREF(result);
    return result ? 0 : -1;
}

static int set_values(const zi_state *state, const zi_class_info *info, PyObject *self,
                      PyObject *values) {
    Fields fields;
    if (find_fields(info, &fields) < 0) {
        return -1;
    }
    int status = 0;
    Py_ssize_t count = PyTuple_GET_SIZE(values);
    for (Py_ssize_t i = 0; status == 0 && i < fields.count; i++) {
        if (i < count) {
            status = zi_set_field_value(state, fields.items[i], self, PyTuple_GET_ITEM(values, i));
        } else {
            PyErr_SetString(PyExc_IndexError, "tuple index out of range");
            status = -1;
        }
    }
    if (status == 0 && count > fields.count) {
        status = update_dict(self, PyTuple_GET_ITEM(values, fields.count));
    }
    PyMem_Free(fields.items);
    return status;
}

PyObject *zi_class_set_state(const zi_class_info *info, zi_state *state, PyObject *self,
                             PyObject *values) {
    if (info->pickle_refusal) {
        return refuse(info);
    }
    if (!PyTuple_CheckExact(values)) {
        return PyErr_Format(PyExc_TypeError, "Expected tuple, got %.200s",
                            Py_TYPE(values)->tp_name);
    }
    return set_values(state, info, self, values) < 0 ? NULL : zi_new_reference(Py_None);
}

// --- __pyx_unpickle_NAME -------------------------------------------------------------------------

static PyObject *make_of_type(PyTypeObject *own, PyObject *type) {
    PyObject *maker = PyObject_GetAttrString((PyObject *)own, "__new__");
    PyObject *self = maker ? PyObject_CallOneArg(maker, type) : NULL;
    Py_XDECREF(maker);
    return self;
}

// (class, checksum, values or None)
PyObject *zi_class_unpickle(const zi_class_info *info, zi_state *state, PyObject *nothing,
                            PyObject *arguments) {
    (void)nothing;
    if (info->pickle_refusal) {
        return refuse(info);
    }
    Py_ssize_t count = PyTuple_GET_SIZE(arguments);
    if (count != 3) {
        return PyErr_Format(PyExc_TypeError,
                            UNPICKLE_PREFIX "%s() takes exactly 3 positional arguments (%zd given)",
                            zi_last_component(info->name), count);
    }
    PyObject *values = PyTuple_GET_ITEM(arguments, 2);
    long checksum = PyLong_AsLong(PyTuple_GET_ITEM(arguments, 1));
    if (checksum == -1 && PyErr_Occurred()) {
        return NULL;
    }
    if (values != Py_None && !PyTuple_CheckExact(values)) {
        return PyErr_Format(
            PyExc_TypeError,
            "Argument '__pyx_state' has incorrect type (expected tuple, got %.200s)",
            Py_TYPE(values)->tp_name);
    }
    if (check_checksum(info, checksum) < 0) {
        return NULL;
    }
    PyObject *self = make_of_type(state->classes[info->index], PyTuple_GET_ITEM(arguments, 0));
    if (self && values != Py_None && set_values(state, info, self, values) < 0) {
        Py_CLEAR(self);
    }
    return self;
}

// --- The methods ---------------------------------------------------------------------------------

// Lives as long as the type, that is: for good.
typedef struct Methods {
    PyMethodDef reduce, set_state, unpickle;
    char unpickle_name[];
} Methods;

static Methods *new_methods(const zi_class_info *info) {
    size_t length = sizeof UNPICKLE_PREFIX + strlen(zi_last_component(info->name));
    Methods *methods = PyMem_Calloc(1, sizeof *methods + length);
    if (!methods) {
        PyErr_NoMemory();
        return NULL;
    }
    snprintf(methods->unpickle_name, length, UNPICKLE_PREFIX "%s", zi_last_component(info->name));
    methods->reduce = (PyMethodDef){"__reduce_cython__", info->reduce_entry, METH_NOARGS, NULL};
    methods->set_state = (PyMethodDef){"__setstate_cython__", info->set_state_entry, METH_O, NULL};
    methods->unpickle =
        (PyMethodDef){methods->unpickle_name, info->unpickle_entry, METH_VARARGS, NULL};
    return methods;
}

static int set_method(PyTypeObject *type, const char *name, PyMethodDef *definition) {
    PyObject *method = PyDescr_NewMethod(type, definition);
    int status = method ? PyObject_SetAttrString((PyObject *)type, name, method) : -1;
    Py_XDECREF(method);
    return status;
}

// Does the type have object's own attribute of that name, or none?
static int has_that_of_object(PyTypeObject *type, const char *name) {
    PyObject *own = PyObject_GetAttrString((PyObject *)type, name);
    PyObject *general = own ? PyObject_GetAttrString((PyObject *)&PyBaseObject_Type, name) : NULL;
    int is_same = !own || own == general;
    if (PyErr_Occurred() && PyErr_ExceptionMatches(PyExc_AttributeError)) {
        PyErr_Clear();
    }
    Py_XDECREF(own);
    Py_XDECREF(general);
    return PyErr_Occurred() ? -1 : is_same;
}

// Is the attribute the method of this name, of the class or of a base that may be Cython's? Modules
// that Cython compiled tell ours by the same name.
static int is_named(PyTypeObject *type, const char *attribute, const char *name) {
    PyObject *method = PyObject_GetAttrString((PyObject *)type, attribute);
    PyObject *own = method ? PyObject_GetAttrString(method, "__name__") : NULL;
    int is_same = own && PyUnicode_Check(own) && PyUnicode_CompareWithASCIIString(own, name) == 0;
    if (!own && PyErr_ExceptionMatches(PyExc_AttributeError)) {
        PyErr_Clear();
    }
    Py_XDECREF(method);
    Py_XDECREF(own);
    return PyErr_Occurred() ? -1 : is_same;
}

static int may_stand_for(PyTypeObject *type, const char *attribute, const PyMethodDef *method) {
    int is_own = is_named(type, attribute, method->ml_name);
    return is_own != 0 ? is_own : has_that_of_object(type, attribute);
}

static int replace_general_methods(PyTypeObject *type, Methods *methods) {
    static const char *const others[] = {"__reduce_ex__", "__getstate__"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        int is_general = has_that_of_object(type, others[i]);
        if (is_general <= 0) {
            return is_general;
        }
    }
    int replaces = may_stand_for(type, "__reduce__", &methods->reduce);
    if (replaces <= 0) {
        return replaces;
    }
    int sets = may_stand_for(type, "__setstate__", &methods->set_state);
    if (sets < 0 || set_method(type, "__reduce__", &methods->reduce) < 0) {
        return -1;
    }
    return sets ? set_method(type, "__setstate__", &methods->set_state) : 0;
}

static int export_unpickler(zi_state *state, Methods *methods) {
    PyObject *module = PyUnicode_FromString(state->info->name);
    PyObject *function = module ? PyCFunction_NewEx(&methods->unpickle, NULL, module) : NULL;
    int status =
        function ? PyDict_SetItemString(state->globals, methods->unpickle_name, function) : -1;
    Py_XDECREF(module);
    Py_XDECREF(function);
    return status;
}

int zi_set_up_pickling(zi_state *state, const zi_class_info *info, PyTypeObject *type) {
    Methods *methods = new_methods(info);
    if (!methods || set_method(type, methods->reduce.ml_name, &methods->reduce) < 0 ||
        set_method(type, methods->set_state.ml_name, &methods->set_state) < 0 ||
        replace_general_methods(type, methods) < 0) {
        return -1;
    }
    return info->pickle_refusal ? 0 : export_unpickler(state, methods);
}
