// The type of compiled functions. All modules of a process share it, so that there is one type of
// function however many modules are imported.
#include "runtime/internal.h"
#include <structmember.h>

// --- Life ----------------------------------------------------------------------------------------
int zi_function_traverse(PyObject *self, visitproc visit, void *arg) {
    zi_function *function = (zi_function *)self;
    Py_VISIT(Py_TYPE(self));
    Py_VISIT(function->module);
    Py_VISIT(function->closure);
    Py_VISIT(function->defaults);
    Py_VISIT(function->keyword_defaults);
    Py_VISIT(function->annotations);
#if ZI_DEFERS_ANNOTATIONS
    Py_VISIT(function->annotate);
#endif
#if ZI_HAS_TYPE_PARAMETERS
    Py_VISIT(function->type_parameters);
#endif
    Py_VISIT(function->module_name);
    Py_VISIT(function->doc);
    Py_VISIT(function->dict);
    Py_VISIT(function->code);
    return 0;
}

// Keeps what the native code relies on (module, closure): others in the cycle break it.
int zi_function_clear(PyObject *self) {
    zi_function *function = (zi_function *)self;
    Py_CLEAR(function->defaults);
    Py_CLEAR(function->keyword_defaults);
    Py_CLEAR(function->annotations);
#if ZI_DEFERS_ANNOTATIONS
    Py_CLEAR(function->annotate);
#endif
#if ZI_HAS_TYPE_PARAMETERS
    Py_CLEAR(function->type_parameters);
#endif
    Py_CLEAR(function->dict);
    return 0;
}

void zi_function_dealloc(PyObject *self) {
    zi_function *function = (zi_function *)self;
    PyTypeObject *type = Py_TYPE(self);
    PyObject_GC_UnTrack(self);
    PyObject **latest = &function->state->functions[function->info->index];
    if (*latest == self) {
        *latest = NULL;
    }
    if (function->weakrefs) {
        PyObject_ClearWeakRefs(self);
    }
    zi_function_clear(self);
    Py_CLEAR(function->closure);
    Py_CLEAR(function->name);
    Py_CLEAR(function->qualified_name);
    Py_CLEAR(function->module_name);
    Py_CLEAR(function->doc);
    Py_CLEAR(function->code);
    Py_CLEAR(function->module);
    PyObject_GC_Del(self);
    Py_DECREF(type);
}

PyObject *zi_function_repr(PyObject *self) {
    return PyUnicode_FromFormat("<function %U at %p>", ((zi_function *)self)->qualified_name, self);
}

static PyObject *function_get(PyObject *self, PyObject *object, PyObject *type) {
    if (!object || object == Py_None) {
        return zi_new_reference(self);
    }
    return PyMethod_New(self, object);
}

// pickle and copy find the function by its qualified name.
static PyObject *function_reduce(PyObject *self, PyObject *unused) {
    return zi_new_reference(((zi_function *)self)->qualified_name);
}

PyMethodDef zi_function_methods[] = {
    {"__reduce__", function_reduce, METH_NOARGS, "Pickled by its qualified name."},
    {NULL, NULL, 0, NULL}};

static PyMemberDef function_members[] = {
    {"__dictoffset__", T_PYSSIZET, offsetof(zi_function, dict), READONLY, NULL},
    {"__weaklistoffset__", T_PYSSIZET, offsetof(zi_function, weakrefs), READONLY, NULL},
    {"__vectorcalloffset__", T_PYSSIZET, offsetof(zi_function, vectorcall), READONLY, NULL},
    {"__closure__", T_OBJECT, offsetof(zi_function, closure), READONLY, NULL},
    {NULL, 0, 0, 0, NULL}};

// Without the empty tables of operators that types made like this have: Python's own functions
// and generators have none, and errors tell the difference ("does not support item deletion").
PyTypeObject *zi_make_plain_type(PyType_Spec *spec) {
    PyTypeObject *type = (PyTypeObject *)PyType_FromSpec(spec);
    if (type) {
        type->tp_as_number = NULL;
        type->tp_as_sequence = NULL;
        type->tp_as_mapping = NULL;
    }
    return type;
}

// A function that stays one where a class has it, as those written in C.
static PyObject *unbound_get(PyObject *self, PyObject *object, PyObject *type) {
    return zi_new_reference(self);
}

static PyTypeObject *make_function_type(const char *name, descrgetfunc get, unsigned flags) {
    PyType_Slot slots[] = {{Py_tp_dealloc, (void *)zi_function_dealloc},
                           {Py_tp_traverse, (void *)zi_function_traverse},
                           {Py_tp_clear, (void *)zi_function_clear},
                           {Py_tp_repr, (void *)zi_function_repr},
                           {Py_tp_descr_get, (void *)get},
                           {Py_tp_call, (void *)PyVectorcall_Call},
                           {Py_tp_methods, zi_function_methods},
                           {Py_tp_members, function_members},
                           {Py_tp_getset, zi_function_getset},
                           {0, NULL}};
    PyType_Spec spec = {.name = name,
                        .basicsize = sizeof(zi_function),
                        .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC |
                                 Py_TPFLAGS_HAVE_VECTORCALL | ZI_NOT_INSTANTIABLE | flags,
                        .slots = slots};
    return zi_make_plain_type(&spec);
}

static PyTypeObject *make_bound_type(void) {
    return make_function_type("zilant.cython_function_or_method", function_get,
                              Py_TPFLAGS_METHOD_DESCRIPTOR);
}

static PyTypeObject *make_unbound_type(void) {
    return make_function_type("zilant.unbound_function", unbound_get, 0);
}

static PyTypeObject *type_of_function(const zi_state *state, const zi_function_info *info) {
    zi_shared *shared = state->shared;
    return info->flags & ZI_FUNCTION_UNBOUND
               ? zi_shared_type(&shared->unbound_function_type, make_unbound_type)
               : zi_shared_type(&shared->function_type, make_bound_type);
}

// --- Making one ----------------------------------------------------------------------------------
static void set_names(zi_function *function) {
    const zi_state *state = function->state;
    PyObject **constants = state->constants;
    function->name = zi_new_reference(constants[function->info->name]);
    function->qualified_name = zi_new_reference(constants[function->info->qualified_name]);
    function->module_name = PyDict_GetItem(state->globals, state->shared->common.name);
    Py_XINCREF(function->module_name);
}

// Where the annotations belong, or the function that gives them.
static PyObject **slot_of_annotations(zi_function *function, PyObject *annotations) {
#if ZI_DEFERS_ANNOTATIONS
    if (annotations && PyCallable_Check(annotations)) {
        return &function->annotate;
    }
#endif
    return &function->annotations;
}

PyObject *zi_make_function(zi_state *state, const zi_function_info *info, PyObject *defaults,
                           PyObject *keyword_defaults, PyObject *closure, PyObject *annotations) {
    PyTypeObject *type = type_of_function(state, info);
    zi_function *function = type ? PyObject_GC_New(zi_function, type) : NULL;
    if (!function) {
        return NULL;
    }
    memset((char *)function + sizeof(PyObject), 0, sizeof(zi_function) - sizeof(PyObject));
    function->vectorcall = zi_function_info_entry(info);
    function->info = info;
    function->state = state;
    function->module = zi_new_reference(state->module);
    Py_XINCREF(function->defaults = defaults == Py_None ? NULL : defaults);
    Py_XINCREF(function->keyword_defaults = keyword_defaults == Py_None ? NULL : keyword_defaults);
    Py_XINCREF(function->closure = closure);
    Py_XINCREF(*slot_of_annotations(function, annotations) = annotations);
    set_names(function);
    PyObject_GC_Track(function);
    state->functions[info->index] = (PyObject *)function;
    if (info->flags & ZI_FUNCTION_HIDDEN) {
        Py_INCREF(function); // for the state, which stays for good
    }
    return (PyObject *)function;
}

ZI_INLINE int zi_function_has_defaults(PyObject *function, PyObject *defaults) {
    return ((zi_function *)function)->defaults == defaults;
}

int zi_define_function(zi_state *state, const zi_function_info *info, PyObject *names,
                       PyObject *defaults, PyObject *keyword_defaults, PyObject *closure) {
    PyObject *function = zi_make_function(state, info, defaults, keyword_defaults, closure, NULL);
    if (!function) {
        return -1;
    }
    PyObject *name = state->constants[info->name];
    int status = zi_set_item(names ? names : state->globals, name, function);
    Py_DECREF(function);
    return status;
}
