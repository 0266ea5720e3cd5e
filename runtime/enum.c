// The classes that Python sees of cpdef enums: int enums, which for a number that is none of their
// items give a member without a name, as C's variables may hold any number.
#include "runtime/internal.h"
#include "runtime/zilant.h"

static PyObject *make_nameless(PyTypeObject *type, PyObject *value) {
    PyObject *arguments = PyTuple_Pack(1, value);
    if (arguments == NULL)
        return NULL;
    PyObject *member = PyLong_Type.tp_new(type, arguments, NULL);
    Py_DECREF(arguments);
    if (member == NULL)
        return NULL;
    if (PyObject_SetAttrString(member, "_name_", Py_None) < 0 ||
        PyObject_SetAttrString(member, "_value_", value) < 0)
        Py_CLEAR(member);
    return member;
}

// _missing_(cls, value)
static PyObject *missing_member(PyObject *self, PyObject *const *arguments, Py_ssize_t count) {
    (void)self;
    bool is_number = count == 2 && PyType_Check(arguments[0]) && PyLong_Check(arguments[1]);
    if (!is_number)
        Py_RETURN_NONE; // the caller's ValueError
    return make_nameless((PyTypeObject *)arguments[0], arguments[1]);
}

static PyObject *represent_member(PyObject *self, PyObject *unused) {
    (void)unused;
    PyObject *name = PyObject_GetAttrString(self, "_name_");
    PyObject *value = name == NULL ? NULL : PyLong_Type.tp_repr(self);
    PyObject *text = NULL;
    if (value != NULL && name == Py_None)
        text = PyUnicode_FromFormat("<%s: %U>", Py_TYPE(self)->tp_name, value);
    else if (value != NULL)
        text = PyUnicode_FromFormat("<%s.%U: %U>", Py_TYPE(self)->tp_name, name, value);
    Py_XDECREF(name);
    Py_XDECREF(value);
    return text;
}

static PyMethodDef missing_method = {"_missing_", (PyCFunction)(void (*)(void))missing_member,
                                     METH_FASTCALL, NULL};
static PyMethodDef repr_method = {"__repr__", represent_member, METH_NOARGS, NULL};

// Gives the class a method, and drops the caller's reference to it; false: an exception is set.
static bool add_method(PyObject *type, const char *name, PyObject *method) {
    bool good = method != NULL && PyObject_SetAttrString(type, name, method) >= 0;
    Py_XDECREF(method);
    return good;
}

static PyObject *make_open_base(PyObject *int_enum) {
    PyObject *base = PyObject_CallFunction(int_enum, "s()", "OpenEnum");
    if (base == NULL)
        return NULL;
    PyObject *missing = PyCFunction_New(&missing_method, NULL);
    PyObject *wrapped = missing == NULL ? NULL : PyClassMethod_New(missing);
    Py_XDECREF(missing);
    if (!add_method(base, "_missing_", wrapped) ||
        !add_method(base, "__repr__", PyDescr_NewMethod((PyTypeObject *)base, &repr_method)))
        Py_CLEAR(base);
    return base;
}

static PyObject *call_base(PyObject *base, PyObject *name, PyObject *items, PyObject *module) {
    PyObject *arguments = PyTuple_Pack(2, name, items);
    PyObject *keywords = PyDict_New();
    PyObject *made = NULL;
    if (arguments != NULL && keywords != NULL &&
        PyDict_SetItemString(keywords, "module", module) >= 0)
        made = PyObject_Call(base, arguments, keywords);
    Py_XDECREF(arguments);
    Py_XDECREF(keywords);
    return made;
}

PyObject *zi_enum_class(PyObject *name, PyObject *items, PyObject *module, int is_scoped) {
    PyObject *enums = PyImport_ImportModule("enum");
    PyObject *base = enums == NULL ? NULL : PyObject_GetAttrString(enums, "IntEnum");
    Py_XDECREF(enums);
    if (base != NULL && !is_scoped) {
        PyObject *open = make_open_base(base);
        Py_DECREF(base);
        base = open;
    }
    PyObject *made = base == NULL ? NULL : call_base(base, name, items, module);
    Py_XDECREF(base);
    return made;
}

// The class of the enum in its module; NULL with the exception of the import.
static PyObject *find_enum_class(PyObject *module_name, PyObject *name) {
    PyObject *names = PyTuple_Pack(1, name);
    PyObject *module =
        names == NULL ? NULL : PyImport_ImportModuleLevelObject(module_name, NULL, NULL, names, 0);
    PyObject *class_object = module == NULL ? NULL : PyObject_GetAttr(module, name);
    Py_XDECREF(names);
    Py_XDECREF(module);
    return class_object;
}

// Declarations may be all that there is of the module: then there is no class to make members of.
PyObject *zi_enum_member(PyObject *number, PyObject *module_name, PyObject *name) {
    PyObject *class_object = find_enum_class(module_name, name);
    if (class_object != NULL) {
        PyObject *member = PyObject_CallOneArg(class_object, number);
        Py_DECREF(class_object);
        return member;
    }
    PyErr_Clear();
    if (PyErr_WarnFormat(PyExc_RuntimeWarning, 1,
                         "enum class %U not importable from %U: its members are plain integers",
                         name, module_name) < 0)
        return NULL;
    Py_INCREF(number);
    return number;
}
