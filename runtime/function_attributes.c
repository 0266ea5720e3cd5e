// The attributes of compiled functions: those of the interpreter's functions, made when asked for.
#include "runtime/internal.h"

static PyObject *none_or(PyObject *object) { return zi_new_reference(object ? object : Py_None); }

// Puts a value of a type (or None where that empties it) into a place; 0 or -1 with TypeError.
static int set_typed(PyObject **place, PyObject *value, PyTypeObject *type, const char *complaint) {
    if (value == Py_None) {
        value = NULL;
    }
    if (value && !PyObject_TypeCheck(value, type)) {
        PyErr_SetString(PyExc_TypeError, complaint);
        return -1;
    }
    Py_XINCREF(value);
    zi_replace_object(place, value);
    return 0;
}

// The same of a value that has to be there.
static int set_required(PyObject **place, PyObject *value, PyTypeObject *type,
                        const char *complaint) {
    if (!value || !PyObject_TypeCheck(value, type)) {
        PyErr_SetString(PyExc_TypeError, complaint);
        return -1;
    }
    zi_replace_object(place, zi_new_reference(value));
    return 0;
}

#define FUNCTION ((zi_function *)self)
#define GETTER(attribute) static PyObject *get_##attribute(PyObject *self, void *unused)
#define SETTER(attribute) static int set_##attribute(PyObject *self, PyObject *value, void *unused)

GETTER(name) { return zi_new_reference(FUNCTION->name); }
SETTER(name) {
    return set_required(&FUNCTION->name, value, &PyUnicode_Type,
                        "__name__ must be set to a string object");
}

GETTER(qualified_name) { return zi_new_reference(FUNCTION->qualified_name); }
SETTER(qualified_name) {
    return set_required(&FUNCTION->qualified_name, value, &PyUnicode_Type,
                        "__qualname__ must be set to a string object");
}

GETTER(module) { return none_or(FUNCTION->module_name); }
SETTER(module) {
    Py_XINCREF(value);
    zi_replace_object(&FUNCTION->module_name, value);
    return 0;
}

PyObject *zi_function_doc(PyObject *self) {
    if (FUNCTION->info->flags & ZI_FUNCTION_ANNOTATE) {
        return zi_new_reference(FUNCTION->doc ? FUNCTION->doc : Py_None);
    }
    if (!FUNCTION->doc) {
        FUNCTION->doc = zi_read_doc(FUNCTION->state, FUNCTION->info->doc);
    }
    Py_XINCREF(FUNCTION->doc);
    return FUNCTION->doc;
}

// Where a text of its own begins in "name(signature)\n--\n\ntext"; NULL: it is not of that form.
static const char *behind_signature(PyObject *self, PyObject *doc) {
    static const char end[] = ")\n--\n\n";
    bool may_have_one = FUNCTION->info->flags & ZI_FUNCTION_TEXT_SIGNATURE;
    const char *text = may_have_one && PyUnicode_Check(doc) ? PyUnicode_AsUTF8(doc) : NULL;
    const char *found = text ? strstr(text, end) : NULL;
    return found ? found + strlen(end) : NULL;
}

GETTER(doc) {
    PyObject *doc = zi_function_doc(self);
    const char *text = doc ? behind_signature(self, doc) : NULL;
    if (!text) {
        return doc;
    }
    PyObject *rest = *text ? PyUnicode_FromString(text) : zi_new_reference(Py_None);
    Py_DECREF(doc);
    return rest;
}
SETTER(doc) {
    zi_replace_object(&FUNCTION->doc, zi_new_reference(value ? value : Py_None));
    return 0;
}

// Python's own functions have no such attribute, and so only those that are given one.
GETTER(text_signature) {
    PyObject *doc = zi_function_doc(self);
    const char *end = doc ? behind_signature(self, doc) : NULL;
    PyObject *signature = NULL;
    if (end) {
        const char *start = strchr(PyUnicode_AsUTF8(doc), '(');
        signature = PyUnicode_FromStringAndSize(start, end - strlen("\n--\n\n") - start);
    } else if (!PyErr_Occurred()) {
        PyErr_Format(PyExc_AttributeError, "'%.200s' object has no attribute '__text_signature__'",
                     Py_TYPE(self)->tp_name);
    }
    Py_XDECREF(doc);
    return signature;
}

GETTER(dict) {
    if (!FUNCTION->dict) {
        FUNCTION->dict = PyDict_New();
    }
    Py_XINCREF(FUNCTION->dict);
    return FUNCTION->dict;
}
SETTER(dict) {
    return set_required(&FUNCTION->dict, value, &PyDict_Type,
                        "__dict__ must be set to a dictionary");
}

GETTER(defaults) { return none_or(FUNCTION->defaults); }
SETTER(defaults) {
    return set_typed(&FUNCTION->defaults, value, &PyTuple_Type,
                     "__defaults__ must be set to a tuple object");
}

GETTER(keyword_defaults) { return none_or(FUNCTION->keyword_defaults); }
SETTER(keyword_defaults) {
    return set_typed(&FUNCTION->keyword_defaults, value, &PyDict_Type,
                     "__kwdefaults__ must be set to a dict object");
}

// Annotations are a dict, or a tuple of names and values that becomes one when first asked for.
GETTER(annotations) {
    PyObject *annotations = FUNCTION->annotations;
    if (annotations && PyDict_Check(annotations)) {
        return zi_new_reference(annotations);
    }
#if ZI_DEFERS_ANNOTATIONS
    if (FUNCTION->annotate && FUNCTION->annotate != Py_None) {
        return zi_annotations_of(FUNCTION);
    }
#endif
    PyObject *dict = PyDict_New();
    if (!dict) {
        return NULL;
    }
    Py_ssize_t count =
        annotations && PyTuple_Check(annotations) ? PyTuple_GET_SIZE(annotations) : 0;
    for (Py_ssize_t i = 0; i + 1 < count; i += 2) {
        if (PyDict_SetItem(dict, PyTuple_GET_ITEM(annotations, i),
                           PyTuple_GET_ITEM(annotations, i + 1)) < 0) {
            Py_DECREF(dict);
            return NULL;
        }
    }
    zi_replace_object(&FUNCTION->annotations, zi_new_reference(dict));
    return dict;
}
SETTER(annotations) {
    int status = set_typed(&FUNCTION->annotations, value, &PyDict_Type,
                           "__annotations__ must be set to a dict object");
#if ZI_DEFERS_ANNOTATIONS
    if (status == 0) {
        zi_replace_object(&FUNCTION->annotate, zi_new_reference(Py_None));
    }
#endif
    return status;
}

#if ZI_DEFERS_ANNOTATIONS
GETTER(annotate) {
    bool has_texts = FUNCTION->annotations && PyDict_Check(FUNCTION->annotations);
    return !FUNCTION->annotate && has_texts ? zi_annotate_of_texts(FUNCTION)
                                            : none_or(FUNCTION->annotate);
}
SETTER(annotate) {
    if (!value) {
        PyErr_SetString(PyExc_TypeError, "__annotate__ cannot be deleted");
        return -1;
    }
    if (value != Py_None && !PyCallable_Check(value)) {
        PyErr_SetString(PyExc_TypeError, "__annotate__ must be callable or None");
        return -1;
    }
    zi_replace_object(&FUNCTION->annotate, zi_new_reference(value));
    if (value != Py_None) {
        Py_CLEAR(FUNCTION->annotations);
    }
    return 0;
}
#endif

#if ZI_HAS_TYPE_PARAMETERS
// Functions that have some run interpreted; functools.wraps copies them from there.
GETTER(type_parameters) {
    PyObject *parameters = FUNCTION->type_parameters;
    return parameters ? zi_new_reference(parameters) : PyTuple_New(0);
}
SETTER(type_parameters) {
    return set_required(&FUNCTION->type_parameters, value, &PyTuple_Type,
                        "__type_params__ must be set to a tuple");
}
#endif

GETTER(globals) { return zi_new_reference(FUNCTION->state->globals); }
GETTER(builtins) { return zi_new_reference(FUNCTION->state->builtins); }

GETTER(code) {
    if (FUNCTION->code) {
        return zi_new_reference(FUNCTION->code);
    }
#if ZI_DEFERS_ANNOTATIONS
    if (FUNCTION->info->flags & ZI_FUNCTION_ANNOTATE) {
        return zi_annotate_code(FUNCTION);
    }
#endif
    PyObject *code = (PyObject *)zi_code_of(FUNCTION->state, FUNCTION->info);
    Py_XINCREF(code);
    return code;
}

// types.coroutine() marks the code of a generator. Its generators know the code of their body
// alone, not the function: so the mark is that of all functions that the same `def` makes.
static void keep_mark(zi_function *function, PyObject *value) {
    const zi_function_info *info = function->info;
    bool is_generator = info->flags & ZI_FUNCTION_GENERATOR && !(info->flags & ZI_FUNCTION_ASYNC);
    if (is_generator && ((PyCodeObject *)value)->co_flags & CO_ITERABLE_COROUTINE) {
        Py_INCREF(value);
        Py_XSETREF(function->state->codes[info->index], (PyCodeObject *)value);
    }
}

// Another code object changes what tools see, not what runs.
SETTER(code) {
    if (value && PyCode_Check(value)) {
        keep_mark(FUNCTION, value);
    }
    return set_typed(&FUNCTION->code, value, &PyCode_Type, "__code__ must be set to a code object");
}

// In plain Python what isinstance() and inspect go by is that of CPython's own.
GETTER(class) {
    bool is_plain = FUNCTION->info->flags & ZI_FUNCTION_PLAIN_PYTHON;
    return zi_new_reference((PyObject *)(is_plain ? &PyFunction_Type : Py_TYPE(self)));
}
// As if the attribute were object's.
int zi_set_class(PyObject *self, PyObject *value, void *unused) {
    PyObject *name = PyUnicode_InternFromString("__class__");
    PyObject *descriptor = name ? _PyType_Lookup(&PyBaseObject_Type, name) : NULL;
    Py_XDECREF(name);
    return descriptor ? Py_TYPE(descriptor)->tp_descr_set(descriptor, self, value) : -1;
}

PyGetSetDef zi_function_getset[] = {
    {"__class__", get_class, zi_set_class, NULL, NULL},
    {"__name__", get_name, set_name, NULL, NULL},
    {"__qualname__", get_qualified_name, set_qualified_name, NULL, NULL},
    {"__module__", get_module, set_module, NULL, NULL},
    {"__doc__", get_doc, set_doc, NULL, NULL},
    {"__text_signature__", get_text_signature, NULL, NULL, NULL},
    {"__dict__", get_dict, set_dict, NULL, NULL},
    {"__defaults__", get_defaults, set_defaults, NULL, NULL},
    {"__kwdefaults__", get_keyword_defaults, set_keyword_defaults, NULL, NULL},
    {"__annotations__", get_annotations, set_annotations, NULL, NULL},
#if ZI_DEFERS_ANNOTATIONS
    {"__annotate__", get_annotate, set_annotate, NULL, NULL},
#endif
#if ZI_HAS_TYPE_PARAMETERS
    {"__type_params__", get_type_parameters, set_type_parameters, NULL, NULL},
#endif
    {"__globals__", get_globals, NULL, NULL, NULL},
    {"__builtins__", get_builtins, NULL, NULL, NULL},
    {"__code__", get_code, set_code, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL}};
