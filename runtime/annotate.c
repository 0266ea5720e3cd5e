// Annotations that wait until somebody asks for them, as Python's do since 3.14 (PEP 649, 749):
// what a function `__annotate__` does beside evaluating them.
#include "runtime/internal.h"

// The values alone are native. Where names may be missing, annotationlib sees to it, with the code.
int zi_annotate_check(PyObject *format) {
    PyObject *most = PyLong_FromLong(2);
    int is_other = most ? PyObject_RichCompareBool(format, most, Py_GT) : -1;
    Py_XDECREF(most);
    if (is_other > 0) {
        PyErr_SetNone(PyExc_NotImplementedError);
    }
    return is_other ? -1 : 0;
}

#if ZI_DEFERS_ANNOTATIONS
// Asks a function's `__annotate__` for the dict of its annotations, and keeps that.
PyObject *zi_annotations_of(zi_function *function) {
    PyObject *annotate = zi_new_reference(function->annotate);
    PyObject *format = PyLong_FromLong(1); // values
    PyObject *found = format ? PyObject_CallOneArg(annotate, format) : NULL;
    Py_XDECREF(format);
    Py_DECREF(annotate);
    if (found && !PyDict_Check(found)) {
        PyErr_Format(PyExc_TypeError,
                     ZI_ANNOTATE_MUST_RETURN ? "__annotate__() must return a dict, not %.100s"
                                             : "__annotate__ returned non-dict of type '%.100s'",
                     Py_TYPE(found)->tp_name);
        Py_CLEAR(found);
    }
    if (found) {
        zi_replace_object(&function->annotations, zi_new_reference(found));
    }
    return found;
}
#endif

// --- The code object -----------------------------------------------------------------------------
// The code named `__annotate__` among the constants of a code object, new; NULL without an error:
// there is none.
static PyObject *find_annotate(PyObject *code) {
    PyObject *constants = PyObject_GetAttrString(code, "co_consts");
    PyObject *found = NULL;
    for (Py_ssize_t i = 0; constants && !found && i < PyTuple_GET_SIZE(constants); i++) {
        PyObject *constant = PyTuple_GET_ITEM(constants, i);
        if (!PyCode_Check(constant)) {
            continue;
        }
        PyObject *name = PyObject_GetAttrString(constant, "co_name");
        bool is_annotate = name && PyUnicode_CompareWithASCIIString(name, "__annotate__") == 0;
        Py_XDECREF(name);
        found = is_annotate ? zi_new_reference(constant) : find_annotate(constant);
    }
    Py_XDECREF(constants);
    return found;
}

// The same code object but for these parts (a dict), new; NULL with an exception.
static PyObject *replace_code(PyObject *code, PyObject *changes) {
    PyObject *replace = PyObject_GetAttrString(code, "replace");
    PyObject *nothing = replace ? PyTuple_New(0) : NULL;
    PyObject *result = nothing ? PyObject_Call(replace, nothing, changes) : NULL;
    Py_XDECREF(nothing);
    Py_XDECREF(replace);
    return result;
}

// The code of the annotations in a source, with another first line; `name` is its qualified name,
// or NULL: as it is.
static PyObject *make_annotate_code(zi_state *state, const char *source, int64_t line,
                                    PyObject *name) {
    PyObject *module = zi_compile_source(state, source);
    PyObject *found = module ? find_annotate(module) : NULL;
    if (module && !found && !PyErr_Occurred()) {
        PyErr_SetString(PyExc_SystemError, "the source of __annotate__ has no annotations");
    }
    PyObject *changes = found ? Py_BuildValue("{sL}", "co_firstlineno", (long long)line) : NULL;
    if (changes && name && PyDict_SetItemString(changes, "co_qualname", name) < 0) {
        Py_CLEAR(changes);
    }
    PyObject *code = changes ? replace_code(found, changes) : NULL;
    Py_XDECREF(changes);
    Py_XDECREF(found);
    Py_XDECREF(module);
    return code;
}

#if ZI_DEFERS_ANNOTATIONS
// What CPython would have made of the annotations: it compiles them when somebody asks for the
// code.
PyObject *zi_annotate_code(zi_function *function) {
    PyObject *source = zi_read_doc(function->state, function->info->doc);
    const char *text = source ? PyUnicode_AsUTF8(source) : NULL;
    PyObject *code = text ? make_annotate_code(function->state, text, function->info->first_line,
                                               function->qualified_name)
                          : NULL;
    Py_XDECREF(source);
    if (code) {
        zi_replace_object(&function->code, zi_new_reference(code));
    }
    return code;
}
#endif

static PyObject *make_interpreted(zi_state *state, PyObject *source, int64_t line, PyObject *name) {
    const char *text = PyUnicode_AsUTF8(source);
    PyObject *code = text ? make_annotate_code(state, text, line, name) : NULL;
    PyObject *function = code ? PyFunction_New(code, state->globals) : NULL;
    Py_XDECREF(code);
    return function;
}

// The interpreter's own function.
PyObject *zi_annotate_interpreted(zi_state *state, PyObject *source, int64_t line) {
    return make_interpreted(state, source, line, NULL);
}

#if ZI_DEFERS_ANNOTATIONS
// --- Annotations that are texts ------------------------------------------------------------------
// `a: int, *args: *Names`
static void append_parameter(PyObject **source, PyObject *name, PyObject *text) {
    bool is_starred = PyUnicode_GET_LENGTH(text) > 0 && PyUnicode_READ_CHAR(text, 0) == '*';
    PyUnicode_AppendAndDel(source,
                           PyUnicode_FromFormat("%s%U: %U, ", is_starred ? "*" : "", name, text));
}

// A definition with these annotations, new; NULL: one of them is no text, or with an exception.
static PyObject *write_definition(PyObject *annotations) {
    PyObject *source = PyUnicode_FromString("from __future__ import annotations\ndef function(");
    PyObject *name, *text, *result = NULL;
    Py_ssize_t position = 0;
    while (source && PyDict_Next(annotations, &position, &name, &text)) {
        if (!PyUnicode_Check(name) || !PyUnicode_Check(text)) {
            Py_CLEAR(source);
        } else if (PyUnicode_CompareWithASCIIString(name, "return") == 0) {
            result = text;
        } else {
            append_parameter(&source, name, text);
        }
    }
    if (source) {
        PyUnicode_AppendAndDel(&source, result ? PyUnicode_FromFormat(") -> %U: pass", result)
                                               : PyUnicode_FromString("): pass"));
    }
    return source;
}

// What CPython makes beside annotations that are texts (`from __future__ import annotations`): a
// function that gives them. None if they cannot be written as Python's.
PyObject *zi_annotate_of_texts(zi_function *function) {
    PyObject *source = write_definition(function->annotations);
    PyObject *name =
        source ? PyUnicode_FromFormat("%U.__annotate__", function->qualified_name) : NULL;
    PyObject *annotate =
        name ? make_interpreted(function->state, source, function->info->first_line, name) : NULL;
    Py_XDECREF(name);
    Py_XDECREF(source);
    if (!annotate) {
        PyErr_Clear();
        annotate = zi_new_reference(Py_None);
    }
    zi_replace_object(&function->annotate, annotate);
    return zi_new_reference(annotate);
}
#endif
