// Fused functions as Python sees them: a function object that calls one of its versions, by the
// types of the arguments. The rules and the texts of errors are Cython's
// (FusedNode.make_fused_cpdef, CythonFunction.c).
//
// Takes: the function objects of the versions, in the order of their choices (the last fused type
// changes fastest), and for each fused type the parameter that tells it and what arguments stand
// for which of its types. Bound to an object it is one of the same type, so that it can still be
// indexed.
#include "runtime/fused.h"
#include <structmember.h>

#define SELF ((zi_fused *)(void *)self)

// --- Which version -------------------------------------------------------------------------------
// The arguments of a call, as vectorcall gives them.
typedef struct Arguments {
    PyObject *const *items;
    Py_ssize_t count;   // positional ones
    PyObject *keywords; // or NULL
} Arguments;

static PyObject *find_keyword(const Arguments *arguments, PyObject *name) {
    Py_ssize_t count = arguments->keywords ? PyTuple_GET_SIZE(arguments->keywords) : 0;
    for (Py_ssize_t i = 0; i < count; i++) {
        PyObject *given = PyTuple_GET_ITEM(arguments->keywords, i);
        if (zi_is_same_name(given, name)) {
            return arguments->items[arguments->count + i];
        }
    }
    return NULL;
}

static Py_ssize_t count_defaults(const zi_function *function) {
    return function->defaults ? PyTuple_GET_SIZE(function->defaults) : 0;
}

static PyObject *find_default(const zi_function *function, const zi_fused_type *type) {
    Py_ssize_t first = (Py_ssize_t)function->info->positional - count_defaults(function);
    if (type->parameter < (Py_ssize_t)function->info->positional) {
        return type->parameter < first
                   ? NULL
                   : PyTuple_GET_ITEM(function->defaults, type->parameter - first);
    }
    return function->keyword_defaults ? PyDict_GetItem(function->keyword_defaults, type->name)
                                      : NULL;
}

static PyObject *raise_missing(const zi_function *function, const zi_fused_type *type,
                               Py_ssize_t given) {
    Py_ssize_t required = (Py_ssize_t)function->info->positional - count_defaults(function);
    if (type->parameter >= required) {
        return PyErr_Format(PyExc_TypeError, "Missing keyword-only argument: '%U'", type->name);
    }
    return PyErr_Format(PyExc_TypeError, "Expected at least %zd argument%s, got %zd", required,
                        required == 1 ? "" : "s", given);
}

// The argument that tells the fused type, borrowed; NULL with TypeError.
static PyObject *find_argument(const zi_function *function, const zi_fused_type *type,
                               const Arguments *arguments) {
    bool is_positional = type->parameter < (Py_ssize_t)function->info->positional;
    if (is_positional && type->parameter < arguments->count) {
        return arguments->items[type->parameter];
    }
    PyObject *found = find_keyword(arguments, type->name);
    found = found ? found : find_default(function, type);
    return found ? found : raise_missing(function, type, arguments->count);
}

// Which of the type's members the argument is for; ZI_NO_MEMBER: none.
static int64_t choose_member(const zi_fused_type *type, PyObject *argument) {
    int64_t any = ZI_NO_MEMBER;
    for (uint32_t i = 0; i < type->option_count; i++) {
        const zi_fused_option *option = &type->options[i];
        if (option->type && PyObject_TypeCheck(argument, option->type)) {
            return option->member;
        }
        if (!option->type && !option->view) {
            any = option->member;
        }
    }
    int64_t member = type->choose_view ? type->choose_view(type, argument) : ZI_NO_MEMBER;
    return member == ZI_NO_MEMBER ? any : member;
}

static PyObject *raise_no_version(bool is_ambiguous) {
    PyErr_SetString(PyExc_TypeError, is_ambiguous ? "Function call with ambiguous argument types"
                                                  : "No matching signature found");
    return NULL;
}

// The version for the arguments, borrowed. Of several fused types one that no argument tells may be
// left open if only one is possible.
static PyObject *choose_version(const zi_fused *fused, const Arguments *arguments) {
    int64_t index = 0;
    bool is_open = false;
    for (Py_ssize_t i = 0; i < fused->type_count; i++) {
        const zi_fused_type *type = &fused->types[i];
        PyObject *argument = find_argument(&fused->function, type, arguments);
        if (!argument) {
            return NULL;
        }
        int64_t member = choose_member(type, argument);
        if (member == ZI_NO_MEMBER && fused->type_count == 1) {
            return raise_no_version(false);
        }
        is_open = is_open || (member == ZI_NO_MEMBER && type->member_count > 1);
        index = index * type->member_count + (member == ZI_NO_MEMBER ? 0 : member);
    }
    return is_open ? raise_no_version(true) : PyTuple_GET_ITEM(fused->versions, index);
}

// --- Calls ---------------------------------------------------------------------------------------
static PyObject *call_version(const zi_fused *fused, const Arguments *arguments) {
    PyObject *version = choose_version(fused, arguments);
    return version ? PyObject_Vectorcall(version, arguments->items, (size_t)arguments->count,
                                         arguments->keywords)
                   : NULL;
}

// A bound one puts its object before the arguments.
static PyObject *call_bound(const zi_fused *fused, const Arguments *arguments) {
    enum { ON_STACK = 8 };
    PyObject *few[ON_STACK];
    Py_ssize_t keywords = arguments->keywords ? PyTuple_GET_SIZE(arguments->keywords) : 0;
    size_t count = (size_t)(arguments->count + keywords);
    PyObject **items = count < ON_STACK ? few : PyMem_New(PyObject *, count + 1);
    if (!items) {
        return PyErr_NoMemory();
    }
    items[0] = fused->self;
    memcpy(items + 1, arguments->items, count * sizeof *items);
    Arguments all = {items, arguments->count + 1, arguments->keywords};
    PyObject *result = call_version(fused, &all);
    if (items != few) {
        PyMem_Free(items);
    }
    return result;
}

static PyObject *fused_call(PyObject *self, PyObject *const *items, size_t count,
                            PyObject *keywords) {
    Arguments arguments = {items, PyVectorcall_NARGS(count), keywords};
    return SELF->self ? call_bound(SELF, &arguments) : call_version(SELF, &arguments);
}

// --- Life ----------------------------------------------------------------------------------------
static int fused_traverse(PyObject *self, visitproc visit, void *arg) {
    Py_VISIT(SELF->self);
    Py_VISIT(SELF->versions);
    Py_VISIT(SELF->signatures);
    Py_VISIT(SELF->origin);
    return zi_function_traverse(self, visit, arg);
}

static int fused_clear(PyObject *self) {
    Py_CLEAR(SELF->self);
    return zi_function_clear(self);
}

static void free_types(zi_fused *fused) {
    for (Py_ssize_t i = 0; i < fused->type_count; i++) {
        for (uint32_t j = 0; j < fused->types[i].option_count; j++) {
            Py_CLEAR(fused->types[i].options[j].type);
        }
        PyMem_Free(fused->types[i].options);
        Py_CLEAR(fused->types[i].name);
    }
    PyMem_Free(fused->types);
}

static void fused_dealloc(PyObject *self) {
    PyObject_GC_UnTrack(self);
    if (!SELF->origin) {
        free_types(SELF);
    }
    Py_CLEAR(SELF->self);
    Py_CLEAR(SELF->versions);
    Py_CLEAR(SELF->signatures);
    Py_CLEAR(SELF->origin);
    zi_function_dealloc(self);
}

// Takes over what the function object has, so that the new one looks like it.
static void copy_function(zi_function *to, const zi_function *from) {
    memset((char *)to + sizeof(PyObject), 0, sizeof(zi_fused) - sizeof(PyObject));
    to->vectorcall = fused_call;
    to->info = from->info;
    to->state = from->state;
    to->module = zi_new_reference(from->module);
    Py_XINCREF(to->defaults = from->defaults);
    Py_XINCREF(to->keyword_defaults = from->keyword_defaults);
    Py_XINCREF(to->annotations = from->annotations);
#if ZI_DEFERS_ANNOTATIONS
    Py_XINCREF(to->annotate = from->annotate);
#endif
    Py_XINCREF(to->module_name = from->module_name);
    Py_XINCREF(to->doc = from->doc);
    Py_XINCREF(to->dict = from->dict);
}

static zi_fused *new_fused(const zi_function *like, PyObject *name, PyObject *qualified_name) {
    PyTypeObject *type = zi_shared_type(&like->state->shared->fused_type, zi_make_fused_type);
    zi_fused *fused = type ? PyObject_GC_New(zi_fused, type) : NULL;
    if (fused) {
        copy_function(&fused->function, like);
        fused->function.name = zi_new_reference(name);
        fused->function.qualified_name = zi_new_reference(qualified_name);
    }
    return fused;
}

// --- Binding and indices -------------------------------------------------------------------------
static PyObject *fused_get(PyObject *self, PyObject *object, PyObject *type) {
    if (!object || object == Py_None || SELF->self) {
        return zi_new_reference(self);
    }
    const zi_function *function = &SELF->function;
    zi_fused *bound = new_fused(function, function->name, function->qualified_name);
    if (!bound) {
        return NULL;
    }
    bound->self = zi_new_reference(object);
    bound->versions = zi_new_reference(SELF->versions);
    bound->signatures = zi_new_reference(SELF->signatures);
    bound->origin = zi_new_reference(SELF->origin ? SELF->origin : self);
    bound->types = SELF->types;
    bound->type_count = SELF->type_count;
    PyObject_GC_Track(bound);
    return (PyObject *)bound;
}

// `f[int]` of a Python type is found by the type's name, `f[cython.int]` by what prints as `int`.
static PyObject *text_of_index(PyObject *index) {
    if (PyUnicode_CheckExact(index)) {
        return zi_new_reference(index);
    }
    return PyType_Check(index) ? PyObject_GetAttrString(index, "__name__") : PyObject_Str(index);
}

static PyObject *text_of_indices(PyObject *index) {
    if (!PyTuple_Check(index)) {
        return text_of_index(index);
    }
    PyObject *texts = PyList_New(0);
    for (Py_ssize_t i = 0; texts && i < PyTuple_GET_SIZE(index); i++) {
        PyObject *text = text_of_index(PyTuple_GET_ITEM(index, i));
        if (!text || PyList_Append(texts, text) < 0) {
            Py_CLEAR(texts);
        }
        Py_XDECREF(text);
    }
    PyObject *separator = texts ? PyUnicode_FromString("|") : NULL;
    PyObject *joined = separator ? PyUnicode_Join(separator, texts) : NULL;
    Py_XDECREF(separator);
    Py_XDECREF(texts);
    return joined;
}

static PyObject *fused_subscript(PyObject *self, PyObject *index) {
    PyObject *text = text_of_indices(index);
    PyObject *version = text ? PyObject_GetItem(SELF->signatures, text) : NULL;
    Py_XDECREF(text);
    if (!version || !SELF->self) {
        return version;
    }
    PyObject *bound = PyMethod_New(version, SELF->self);
    Py_DECREF(version);
    return bound;
}

// --- The type ------------------------------------------------------------------------------------
static PyMemberDef fused_members[] = {
    {"__self__", T_OBJECT_EX, offsetof(zi_fused, self), READONLY, NULL},
    {"__closure__", T_OBJECT, offsetof(zi_function, closure), READONLY, NULL},
    {"__signatures__", T_OBJECT_EX, offsetof(zi_fused, signatures), READONLY, NULL},
    {"__dictoffset__", T_PYSSIZET, offsetof(zi_function, dict), READONLY, NULL},
    {"__weaklistoffset__", T_PYSSIZET, offsetof(zi_function, weakrefs), READONLY, NULL},
    {"__vectorcalloffset__", T_PYSSIZET, offsetof(zi_function, vectorcall), READONLY, NULL},
    {NULL, 0, 0, 0, NULL}};

PyTypeObject *zi_make_fused_type(void) {
    PyType_Slot slots[] = {{Py_tp_dealloc, (void *)fused_dealloc},
                           {Py_tp_traverse, (void *)fused_traverse},
                           {Py_tp_clear, (void *)fused_clear},
                           {Py_tp_repr, (void *)zi_function_repr},
                           {Py_tp_descr_get, (void *)fused_get},
                           {Py_tp_call, (void *)PyVectorcall_Call},
                           {Py_mp_subscript, (void *)fused_subscript},
                           {Py_tp_methods, zi_function_methods},
                           {Py_tp_members, fused_members},
                           {Py_tp_getset, zi_function_getset},
                           {0, NULL}};
    PyType_Spec spec = {.name = "zilant.fused_cython_function",
                        .basicsize = sizeof(zi_fused),
                        .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC |
                                 Py_TPFLAGS_HAVE_VECTORCALL | Py_TPFLAGS_METHOD_DESCRIPTOR |
                                 ZI_NOT_INSTANTIABLE,
                        .slots = slots};
    return (PyTypeObject *)PyType_FromSpec(&spec);
}

// --- Making one ----------------------------------------------------------------------------------
PyObject *zi_fused_new(PyObject *versions, PyObject *choices, PyObject *name,
                       PyObject *qualified_name) {
    const zi_function *first = (zi_function *)(void *)PyTuple_GET_ITEM(versions, 0);
    zi_fused *fused = new_fused(first, name, qualified_name);
    if (!fused) {
        return NULL;
    }
    fused->versions = zi_new_reference(versions);
    fused->signatures = PyDict_New();
    PyObject_GC_Track(fused);
    int status = fused->signatures ? 0 : -1;
    for (Py_ssize_t i = 0; status == 0 && i < PyTuple_GET_SIZE(versions); i++) {
        status = PyDict_SetItem(fused->signatures, PyTuple_GET_ITEM(choices, i),
                                PyTuple_GET_ITEM(versions, i));
    }
    if (status < 0) {
        Py_CLEAR(fused);
    }
    return (PyObject *)fused;
}

int zi_fused_add_type(PyObject *self, int64_t parameter, PyObject *name, int64_t member_count) {
    size_t count = (size_t)SELF->type_count + 1;
    zi_fused_type *types = PyMem_Realloc(SELF->types, count * sizeof *types);
    if (!types) {
        PyErr_NoMemory();
        return -1;
    }
    SELF->types = types;
    types[SELF->type_count++] = (zi_fused_type){.parameter = (Py_ssize_t)parameter,
                                                .name = zi_new_reference(name),
                                                .member_count = member_count};
    return 0;
}

zi_fused_type *zi_fused_add_option(PyObject *self, const zi_fused_option *option) {
    zi_fused_type *type = &SELF->types[SELF->type_count - 1];
    size_t count = (size_t)type->option_count + 1;
    zi_fused_option *options = PyMem_Realloc(type->options, count * sizeof *options);
    if (!options) {
        PyErr_NoMemory();
        return NULL;
    }
    type->options = options;
    options[type->option_count++] = *option;
    return type;
}

int zi_fused_take_type(PyObject *self, int64_t member, PyObject *of) {
    zi_fused_option option = {.member = member, .type = (PyTypeObject *)zi_new_reference(of)};
    return zi_fused_add_option(self, &option) ? 0 : -1;
}

int zi_fused_take_any(PyObject *self, int64_t member) {
    zi_fused_option option = {.member = member};
    return zi_fused_add_option(self, &option) ? 0 : -1;
}
