// The module `driver`: its functions with all shapes of parameters, a generator, cdef classes, and
// the tables that the emitter would write.
#include "tests/runtime/driver.h"
#include "driver_constants.h"

// --- State: static, as modules with cdef classes have it -----------------------------------------
static struct {
    zi_state state;
    PyObject *constants[DRIVER_CONSTANT_COUNT];
    PyObject *functions[FUNCTION_COUNT];
    PyTypeObject *classes[CLASS_COUNT];
    PyCodeObject *codes[FUNCTION_COUNT + 1];
    zi_cache caches[CACHE_COUNT];
    char c_globals[64];
} storage;
zi_state *driver_state(void) { return &storage.state; }

// --- Functions: each gives the tuple of its parameters -------------------------------------------
static PyObject *give_parameters(int number, PyObject *callable, PyObject *const *arguments,
                                 size_t count, PyObject *keyword_names) {
    const zi_function_info *info = &function_infos[number];
    PyObject *values[8];
    if (zi_parse_arguments(driver_state(), info, callable, arguments, count, keyword_names,
                           values) < 0) {
        return NULL;
    }
    uint32_t named = info->positional + info->keyword_only;
    uint32_t total =
        named + !!(info->flags & ZI_FUNCTION_STAR) + !!(info->flags & ZI_FUNCTION_DOUBLE_STAR);
    PyObject *tuple = PyTuple_New(total);
    for (uint32_t i = 0; tuple && i < total; i++) {
        PyTuple_SET_ITEM(tuple, i, zi_new_reference(values[i]));
    }
    for (uint32_t i = named; i < total; i++) {
        Py_DECREF(values[i]);
    }
    return tuple;
}

#define ENTRY(number)                                                                              \
    static PyObject *entry_##number(PyObject *callable, PyObject *const *arguments, size_t count,  \
                                    PyObject *keyword_names) {                                     \
        return give_parameters(number, callable, arguments, count, keyword_names);                 \
    }
ENTRY(0)
ENTRY(1)
ENTRY(2)
ENTRY(3)
ENTRY(4)
ENTRY(5)
ENTRY(6)
ENTRY(7)
ENTRY(8)
ENTRY(9)

// A body that has returned, or that an exception leaves.
static PyObject *end_body(zi_generator *self) {
    for (uint32_t i = 0; i < self->info->frame_objects; i++) {
        if (zi_tag_is_object(self->slots[i])) {
            Py_DECREF((PyObject *)self->slots[i]);
        }
    }
    zi_generator_end((PyObject *)self);
    return NULL;
}

static PyObject *yield_at(zi_generator *self, int32_t state, PyObject *value) {
    self->resume_state = state;
    return value;
}

// The generator: yields a, then what is sent, until None is sent; returns the last but one.
// slots: 0 the value, 1 a dual's small tag.
static PyObject *resume_echo(zi_generator *self, PyObject *sent) {
    int32_t state = self->resume_state;
    self->resume_state = ZI_GENERATOR_RUNNING;
    if (state == 0) {
        self->slots[1] = ZI_TAG(FLOAT);
        return yield_at(self, 1, zi_new_reference(self->slots[0]));
    }
    if (!sent) {
        add_line(self->state, self->info, 301);
        if (state == 1 && PyErr_ExceptionMatches(PyExc_KeyError)) {
            // except KeyError: yield the handled exception
            PyObject *previous = zi_exception_push();
            Py_DECREF(previous);
            return yield_at(self, 2, zi_exception_handled());
        }
        return end_body(self);
    }
    if (state == 2) {
        PyErr_SetString(PyExc_ValueError, "while handling");
        add_line(self->state, self->info, 302);
        return end_body(self);
    }
    if (sent == Py_None) {
        zi_generator_return((PyObject *)self, self->slots[0]);
        return end_body(self);
    }
    if (PyUnicode_Check(sent)) {
        PyErr_SetObject(PyExc_StopIteration, sent);
        return end_body(self);
    }
    Py_SETREF(*(PyObject **)&self->slots[0], zi_new_reference(sent));
    return yield_at(self, state, zi_new_reference(sent));
}

static PyObject *entry_echo(PyObject *callable, PyObject *const *arguments, size_t count,
                            PyObject *keyword_names) {
    const zi_function_info *info = ((zi_function *)callable)->info;
    PyObject *values[1];
    if (zi_parse_arguments(driver_state(), info, callable, arguments, count, keyword_names,
                           values) < 0) {
        return NULL;
    }
    zi_generator *generator = (zi_generator *)zi_generator_new(driver_state(), info, NULL);
    if (generator) {
        generator->slots[0] = zi_new_reference(values[0]);
    }
    return (PyObject *)generator;
}

// yield from iterable, with a finally that appends to the list b
static PyObject *resume_delegate(zi_generator *self, PyObject *sent) {
    int32_t state = self->resume_state;
    self->resume_state = ZI_GENERATOR_RUNNING;
    if (state == 0) {
        PyObject *iterator =
            zi_yield_from_start(driver_state(), (PyObject *)self, self->slots[0], 0, 0);
        if (!iterator) {
            return end_body(self);
        }
        Py_SETREF(*(PyObject **)&self->slots[0], iterator);
    }
    PyObject *value = NULL;
    int status = zi_yield_from_step((PyObject *)self, self->slots[0], sent, &value);
    if (status > 0) {
        return yield_at(self, 1, value);
    }
    PyObject *exception = zi_take_exception();
    if (PyList_Append(self->slots[1], Py_True) < 0) {
        PyErr_Clear();
    }
    zi_give_exception(exception);
    if (status == 0) {
        zi_generator_return((PyObject *)self, value);
    }
    Py_XDECREF(value);
    return end_body(self);
}

static PyObject *entry_delegate(PyObject *callable, PyObject *const *arguments, size_t count,
                                PyObject *keyword_names) {
    const zi_function_info *info = ((zi_function *)callable)->info;
    PyObject *values[2];
    if (zi_parse_arguments(driver_state(), info, callable, arguments, count, keyword_names,
                           values) < 0) {
        return NULL;
    }
    zi_generator *generator = (zi_generator *)zi_generator_new(driver_state(), info, NULL);
    if (generator) {
        generator->slots[0] = zi_new_reference(values[0]);
        generator->slots[1] = zi_new_reference(values[1]);
    }
    return (PyObject *)generator;
}

// --- cdef classes --------------------------------------------------------------------------------
typedef struct Point {
    PyObject_HEAD void *const *vtable;
    double x;
    int count;
    unsigned char small;
    PyObject *object;
    PyObject *list;
    PyObject *point;
    int flag;
    long hidden;
    zi_view view;
} Point;
typedef struct Point3 {
    Point base;
    double z;
    PyObject *extra;
} Point3;

static PyObject *cinit_log;

static PyObject *log_call(const char *what, PyObject *object) {
    PyObject *entry = Py_BuildValue("(ss)", what, Py_TYPE(object)->tp_name);
    if (entry && cinit_log) {
        PyList_Append(cinit_log, entry);
    }
    Py_XDECREF(entry);
    Py_RETURN_NONE;
}

#define LOGGER(name)                                                                               \
    static PyObject *entry_##name(PyObject *callable, PyObject *const *arguments, size_t count,    \
                                  PyObject *keyword_names) {                                       \
        return log_call(#name, arguments[0]);                                                      \
    }
LOGGER(cinit_point)
LOGGER(cinit_point3)
LOGGER(dealloc_point)
LOGGER(dealloc_point3)

// --- What the runtime is told of the functions ---------------------------------------------------
#define NAMES(...) ((const uint32_t[]){__VA_ARGS__})
// The infos with pointers, as C can write them: what is relative is filled in when all is loaded.
static const struct {
    vectorcallfunc entry;
    const char *name, *qualified_name; // among the names of build.py
    uint32_t doc;
    const uint32_t *parameters;
    uint32_t positional_only, positional, keyword_only, flags, first_line, index;
    zi_resume_function resume;
    uint32_t frame_objects, frame_raw;
} descriptions[FUNCTION_COUNT] = {
    {entry_0, "f0", "f0", DOC_OF_F0, NULL, 0, 0, 0, 0, 10, 0, NULL, 0, 0},
    {entry_1, "f1", "Outer.f1", 0, NAMES(CONSTANT(a)), 0, 1, 0, 0, 20, 1, NULL, 0, 0},
    {entry_2, "f2", "f2", 0, NAMES(CONSTANT(a), CONSTANT(b)), 0, 2, 0, 0, 30, 2, NULL, 0, 0},
    {entry_3, "f23", "f23", 0, NAMES(CONSTANT(a), CONSTANT(b), CONSTANT(c)), 0, 3, 0, 0, 40, 3,
     NULL, 0, 0},
    {entry_4, "kw", "kw", 0, NAMES(CONSTANT(a), CONSTANT(k)), 0, 1, 1, 0, 50, 4, NULL, 0, 0},
    {entry_5, "po", "po", 0, NAMES(CONSTANT(a), CONSTANT(b)), 1, 2, 0, 0, 60, 5, NULL, 0, 0},
    {entry_6, "st", "st", 0, NAMES(CONSTANT(a), CONSTANT(args)), 0, 1, 0, ZI_FUNCTION_STAR, 70, 6,
     NULL, 0, 0},
    {entry_7, "ds", "ds", 0, NAMES(CONSTANT(a), CONSTANT(kwargs)), 0, 1, 0, ZI_FUNCTION_DOUBLE_STAR,
     80, 7, NULL, 0, 0},
    {entry_8, "al", "al", 0,
     NAMES(CONSTANT(a), CONSTANT(b), CONSTANT(c), CONSTANT(k), CONSTANT(args), CONSTANT(kwargs)), 1,
     3, 1, ZI_FUNCTION_STAR | ZI_FUNCTION_DOUBLE_STAR, 90, 8, NULL, 0, 0},
    {entry_9, "kwd", "kwd", 0, NAMES(CONSTANT(a), CONSTANT(k)), 0, 1, 1, 0, 50, 9, NULL, 0, 0},
    {entry_echo, "echo", "echo", 0, NAMES(CONSTANT(a)), 0, 1, 0,
     ZI_FUNCTION_GENERATOR | ZI_FUNCTION_YIELDS_HANDLING, 300, 10, resume_echo, 2, 1},
    {entry_delegate, "delegate", "delegate", 0, NAMES(CONSTANT(a), CONSTANT(b)), 0, 2, 0,
     ZI_FUNCTION_GENERATOR, 310, 11, resume_delegate, 2, 0},
    {entry_cinit_point, "__cinit__", "Point.__cinit__", 0, NAMES(CONSTANT(self)), 0, 1, 0,
     ZI_FUNCTION_HIDDEN, 1, 12, NULL, 0, 0},
    {entry_cinit_point3, "__cinit__", "Point3.__cinit__", 0, NAMES(CONSTANT(self), CONSTANT(args)),
     0, 1, 0, ZI_FUNCTION_STAR | ZI_FUNCTION_HIDDEN, 1, 13, NULL, 0, 0},
    {entry_dealloc_point, "__dealloc__", "Point.__dealloc__", 0, NAMES(CONSTANT(self)), 0, 1, 0,
     ZI_FUNCTION_HIDDEN, 1, 14, NULL, 0, 0},
    {entry_dealloc_point3, "__dealloc__", "Point3.__dealloc__", 0, NAMES(CONSTANT(self)), 0, 1, 0,
     ZI_FUNCTION_HIDDEN, 1, 15, NULL, 0, 0},
};
zi_function_info function_infos[FUNCTION_COUNT];

static int32_t distance(const int32_t *from, uintptr_t to) {
    return to ? (int32_t)(to - (uintptr_t)from) : 0;
}

static uint32_t number_of_name(const char *name) {
    uint32_t number = 0;
    while (strcmp(driver_constant_names[number], name) != 0) {
        number++;
    }
    return number;
}

__attribute__((constructor)) static void fill_in_infos(void) {
    for (int i = 0; i < FUNCTION_COUNT; i++) {
        zi_function_info *info = &function_infos[i];
        *info = (zi_function_info){
#define COPY(name) .name = descriptions[i].name
            COPY(positional_only), COPY(positional), COPY(keyword_only),
            COPY(flags),           COPY(first_line), COPY(index),
            COPY(frame_objects),   COPY(frame_raw),  COPY(doc),
            COPY(resume)};
#define RELATE(name) info->name = distance(&info->name, (uintptr_t)descriptions[i].name)
        RELATE(entry);
        RELATE(parameters);
        info->name = number_of_name(descriptions[i].name);
        info->qualified_name = number_of_name(descriptions[i].qualified_name);
    }
}

// --- What the runtime is told of the classes -----------------------------------------------------
#define FIELD(type, name, kind, visibility, class_index, builtin)                                  \
    {#name, offsetof(type, name), ZI_FIELD_##kind, visibility, class_index, builtin, NULL}
static const zi_field_info point_fields[] = {
    FIELD(Point, x, DOUBLE, ZI_VISIBILITY_PUBLIC, -1, NULL),
    FIELD(Point, count, INT32, ZI_VISIBILITY_PUBLIC, -1, NULL),
    FIELD(Point, small, UINT8, ZI_VISIBILITY_PUBLIC, -1, NULL),
    FIELD(Point, object, OBJECT, ZI_VISIBILITY_READONLY, -1, NULL),
    FIELD(Point, list, OBJECT, ZI_VISIBILITY_PUBLIC, -1, &PyList_Type),
    FIELD(Point, point, OBJECT, ZI_VISIBILITY_PUBLIC, 0, NULL),
    FIELD(Point, flag, BINT, ZI_VISIBILITY_PUBLIC, -1, NULL),
    FIELD(Point, hidden, INT64, ZI_VISIBILITY_PRIVATE, -1, NULL),
    FIELD(Point, view, VIEW, ZI_VISIBILITY_PRIVATE, -1, NULL),
};
static const zi_field_info point3_fields[] = {
    FIELD(Point3, z, DOUBLE, ZI_VISIBILITY_PUBLIC, -1, NULL),
    FIELD(Point3, extra, OBJECT, ZI_VISIBILITY_PUBLIC, -1, NULL)};

#define ENTRIES(name)                                                                              \
    static const zi_class_info name##_info;                                                        \
    static PyObject *name##_new(PyTypeObject *type, PyObject *arguments, PyObject *keywords) {     \
        return zi_class_new(&name##_info, driver_state(), type, arguments, keywords);              \
    }                                                                                              \
    static void name##_dealloc(PyObject *self) {                                                   \
        zi_class_dealloc(&name##_info, driver_state(), self);                                      \
    }                                                                                              \
    static int name##_traverse(PyObject *self, visitproc visit, void *arg) {                       \
        return zi_class_traverse(&name##_info, driver_state(), self, visit, arg);                  \
    }                                                                                              \
    static int name##_clear(PyObject *self) {                                                      \
        return zi_class_clear(&name##_info, driver_state(), self);                                 \
    }
ENTRIES(point)
ENTRIES(point3)
ENTRIES(numbers)

static void *point_vtable[] = {(void *)1};
static void *point3_vtable[] = {(void *)2};
static const zi_class_info point_info = {.name = "driver.Point",
                                         .doc = "A point.",
                                         .index = 0,
                                         .basic_size = sizeof(Point),
                                         .base_index = -1,
                                         .base_import = -1,
                                         .vtable_offset = offsetof(Point, vtable),
                                         .vtable = point_vtable,
                                         .slot_count = 1,
                                         .fields = point_fields,
                                         .field_count =
                                             sizeof point_fields / sizeof point_fields[0],
                                         .cinit_function = 12,
                                         .dealloc_function = 14,
                                         .new_entry = point_new,
                                         .dealloc_entry = point_dealloc,
                                         .traverse_entry = point_traverse,
                                         .clear_entry = point_clear};
static const zi_class_info point3_info = {.name = "driver.Point3",
                                          .index = 1,
                                          .basic_size = sizeof(Point3),
                                          .base = &point_info,
                                          .base_index = 0,
                                          .base_import = -1,
                                          .vtable_offset = offsetof(Point, vtable),
                                          .vtable = point3_vtable,
                                          .slot_count = 1,
                                          .fields = point3_fields,
                                          .field_count = 2,
                                          .cinit_function = 13,
                                          .dealloc_function = 15,
                                          .new_entry = point3_new,
                                          .dealloc_entry = point3_dealloc,
                                          .traverse_entry = point3_traverse,
                                          .clear_entry = point3_clear};
static const zi_class_info numbers_info = {.name = "driver.Numbers",
                                           .index = 2,
                                           .basic_size = sizeof(PyListObject) + sizeof(double),
                                           .base_index = -1,
                                           .base_import = -1,
                                           .builtin_base = &PyList_Type,
                                           .flags = 1,
                                           .cinit_function = -1,
                                           .dealloc_function = -1,
                                           .new_entry = numbers_new,
                                           .dealloc_entry = numbers_dealloc,
                                           .traverse_entry = numbers_traverse,
                                           .clear_entry = numbers_clear};
const zi_class_info *const class_infos[] = {&point_info, &point3_info, &numbers_info};

static PyObject *vtable_of(PyObject *module, PyObject *point) {
    return PyLong_FromVoidPtr(((Point *)point)->vtable[0]);
}

// set_object(point, object): writes the readonly field.
static PyObject *set_object(PyObject *module, PyObject *arguments) {
    PyObject *point, *value;
    if (!PyArg_ParseTuple(arguments, "OO", &point, &value)) {
        return NULL;
    }
    zi_replace_object(&((Point *)point)->object, zi_new_reference(value));
    Py_RETURN_NONE;
}

static PyObject *set_log(PyObject *module, PyObject *list) {
    Py_XSETREF(cinit_log, list == Py_None ? NULL : zi_new_reference(list));
    Py_RETURN_NONE;
}

// make_function(number, defaults, keyword_defaults, annotations)
static PyObject *make_function(PyObject *module, PyObject *arguments) {
    int number;
    PyObject *defaults, *keyword_defaults, *annotations;
    if (!PyArg_ParseTuple(arguments, "iOOO", &number, &defaults, &keyword_defaults, &annotations)) {
        return NULL;
    }
    return zi_make_function(driver_state(), &function_infos[number],
                            defaults == Py_None ? NULL : defaults,
                            keyword_defaults == Py_None ? NULL : keyword_defaults, NULL,
                            annotations == Py_None ? NULL : annotations);
}

static PyObject *class_set(PyObject *module, PyObject *arguments) {
    PyObject *type, *name, *value;
    if (!PyArg_ParseTuple(arguments, "OOO", &type, &name, &value) ||
        zi_class_set(type, name, value) < 0) {
        return NULL;
    }
    Py_RETURN_NONE;
}

static PyMethodDef driver_methods[] = {{"vtable_of", vtable_of, METH_O, NULL},
                                       {"set_object", set_object, METH_VARARGS, NULL},
                                       {"set_log", set_log, METH_O, NULL},
                                       {"make_function", make_function, METH_VARARGS, NULL},
                                       {"class_set", class_set, METH_VARARGS, NULL},
                                       {NULL, NULL, 0, NULL}};

// --- The module ----------------------------------------------------------------------------------
static const zi_interpreted_info interpreted[] = {
    {"def interpreted(x):\n    return x + y_of_driver\n", 5, 0},
    {"    def method(self):\n        raise ValueError('line 9')\n", 8, 1},
    {"def interpreted(:\n", 12, 0}};

static int define_class(zi_state *state, int number, const char *name) {
    PyObject *type = zi_class_define(state, number, NULL);
    int status = type ? PyDict_SetItemString(state->globals, name, type) : -1;
    Py_XDECREF(type);
    return status;
}

static int32_t run_body(zi_state *state) {
    PyMethodDef *tables[] = {number_methods, object_methods, flow_methods, view_methods,
                             driver_methods};
    for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++) {
        if (PyModule_AddFunctions(state->module, tables[i]) < 0) {
            return -1;
        }
    }
    for (int i = 0; i < 4; i++) {
        PyObject *function =
            zi_make_function(state, &function_infos[CINIT + i], NULL, NULL, NULL, NULL);
        if (!function) {
            return -1;
        }
        Py_DECREF(function);
    }
    return define_class(state, 0, "Point") < 0 || define_class(state, 1, "Point3") < 0 ||
                   define_class(state, 2, "Numbers") < 0
               ? -1
               : 0;
}

static const zi_module_info module_info = {.name = "package.driver",
                                           .doc = "The driver.",
                                           .path = "driver.pyx",
                                           .data = driver_data,
                                           .data_size = sizeof driver_data,
                                           .import_size = DOC_OF_F0,
                                           .constants_size = CONSTANTS_SIZE,
                                           .constant_count = DRIVER_CONSTANT_COUNT,
                                           .pools_size = sizeof storage.caches,
                                           .function_count = FUNCTION_COUNT,
                                           .code_count = FUNCTION_COUNT + 1,
                                           .class_count = CLASS_COUNT,
                                           .c_globals_size = 64,
                                           .classes = class_infos,
                                           .interpreted = interpreted,
                                           .body = run_body,
                                           .static_state = &storage.state,
                                           .state_size = sizeof storage};
static zi_module_def module_definition;

PyMODINIT_FUNC PyInit_driver(void);
PyMODINIT_FUNC PyInit_driver(void) { return zi_module_init(&module_definition, &module_info); }

// --- A second module of the same file: with a state of its own for each module object ------------
static int32_t run_plain_body(zi_state *state) {
    PyObject *function = zi_make_function(state, &function_infos[0], NULL, NULL, NULL, NULL);
    int status = function ? PyDict_SetItemString(state->globals, "f0", function) : -1;
    Py_XDECREF(function);
    return status;
}
static const zi_module_info plain_info = {
    .name = "driver_plain",
    .path = "plain.py",
    .data = driver_data,
    .data_size = sizeof driver_data,
    .import_size = DOC_OF_F0,
    .constants_size = CONSTANTS_SIZE,
    .constant_count = DRIVER_CONSTANT_COUNT,
    .pools_size = sizeof(zi_cache),
    .function_count = FUNCTION_COUNT,
    .code_count = FUNCTION_COUNT + 1,
    .body = run_plain_body,
    .state_size = sizeof(zi_state) + 8 * (DRIVER_CONSTANT_COUNT + 2 * FUNCTION_COUNT + 1) +
                  sizeof(zi_cache) + 16};
static zi_module_def plain_definition;
PyMODINIT_FUNC PyInit_driver_plain(void);
PyMODINIT_FUNC PyInit_driver_plain(void) { return zi_module_init(&plain_definition, &plain_info); }
