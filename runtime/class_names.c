// Types whose objects have a `__module__` or `__doc__` of their own: generators, and cdef classes
// that define them.
//
// A type looks for both in its namespace and takes what is there for its own. So what stands there
// is the text about the type, a str that is a descriptor as well: it leads objects to the attribute
// that their class defines.
#include "runtime/internal.h"

typedef struct OwnText {
    PyUnicodeObject text;
    PyObject *attribute;
} OwnText;

#define SELF ((OwnText *)(void *)self)

static PyObject *text_get(PyObject *self, PyObject *object, PyObject *type) {
    return object ? Py_TYPE(SELF->attribute)->tp_descr_get(SELF->attribute, object, type)
                  : PyUnicode_FromObject(self);
}

static int text_set(PyObject *self, PyObject *object, PyObject *value) {
    return Py_TYPE(SELF->attribute)->tp_descr_set(SELF->attribute, object, value);
}

// Pickled as a plain str.
static PyObject *text_reduce(PyObject *self, PyObject *Py_UNUSED(nothing)) {
    return Py_BuildValue("O(N)", &PyUnicode_Type, PyUnicode_FromObject(self));
}

static int text_traverse(PyObject *self, visitproc visit, void *arg) {
    Py_VISIT(Py_TYPE(self));
    Py_VISIT(SELF->attribute);
    return 0;
}

static void text_dealloc(PyObject *self) {
    PyTypeObject *type = Py_TYPE(self);
    PyObject_GC_UnTrack(self);
    Py_CLEAR(SELF->attribute);
    PyUnicode_Type.tp_dealloc(self);
    Py_DECREF(type);
}

static PyTypeObject *make_text_type(void) {
    static PyMethodDef methods[] = {{"__reduce__", text_reduce, METH_NOARGS, NULL},
                                    {NULL, NULL, 0, NULL}};
    PyType_Slot slots[] = {{Py_tp_base, &PyUnicode_Type},
                           {Py_tp_dealloc, (void *)text_dealloc},
                           {Py_tp_traverse, (void *)text_traverse},
                           {Py_tp_descr_get, (void *)text_get},
                           {Py_tp_descr_set, (void *)text_set},
                           {Py_tp_methods, methods},
                           {0, NULL}};
    PyType_Spec spec = {.name = "zilant.text",
                        .basicsize = sizeof(OwnText),
                        .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
                        .slots = slots};
    return (PyTypeObject *)PyType_FromSpec(&spec);
}

// Puts the text before the attribute of that name, if there is one that is looked up for objects.
int zi_stand_before(PyTypeObject *type, const char *name, const char *text, size_t length) {
    PyObject *attribute;
    if (zi_dict_find(type->tp_dict, name, &attribute) < 0) {
        return -1;
    }
    if (!attribute || !Py_TYPE(attribute)->tp_descr_get || !Py_TYPE(attribute)->tp_descr_set) {
        return 0;
    }
    zi_shared *shared = zi_shared_get();
    PyTypeObject *kind = shared ? zi_shared_type(&shared->text_type, make_text_type) : NULL;
    PyObject *own =
        kind ? PyObject_CallFunction((PyObject *)kind, "s#", text, (Py_ssize_t)length) : NULL;
    if (!own) {
        return -1;
    }
    ((OwnText *)(void *)own)->attribute = zi_new_reference(attribute);
    int status = PyDict_SetItemString(type->tp_dict, name, own);
    Py_DECREF(own);
    PyType_Modified(type);
    return status;
}

int zi_keep_class_names(const zi_class_info *info, PyTypeObject *type) {
    const char *last = zi_last_component(info->name);
    if (last > info->name &&
        zi_stand_before(type, "__module__", info->name, (size_t)(last - info->name - 1)) < 0) {
        return -1;
    }
    return info->doc ? zi_stand_before(type, "__doc__", info->doc, strlen(info->doc)) : 0;
}
