// Source that was not compiled: the interpreter compiles and runs it at import, in the module's
// globals and with the lines that it has in its file.
#include "runtime/internal.h"

// The source after as many newlines as put its first line where it stands in the file. Lines of a
// class body are indented: they become the body of an `if` on the line above.
static char *pad_source(const char *source, int64_t first_line, bool is_indented) {
    static const char condition[] = "if 1:\n";
    size_t newlines = first_line > 0 ? (size_t)first_line - 1 : 0;
    size_t start = 0;
    size_t length = strlen(source);
    char *text = PyMem_Malloc(newlines + sizeof condition + length + 2);
    if (!text) {
        PyErr_NoMemory();
        return NULL;
    }
    memset(text, '\n', newlines);
    start = newlines;
    if (is_indented) {
        start -= newlines > 0; // its newline is the last of those
        memcpy(text + start, condition, sizeof condition - 1);
        start += sizeof condition - 1;
    }
    memcpy(text + start, source, length);
    text[start + length] = '\n';
    text[start + length + 1] = '\0';
    return text;
}

static int run_padded(zi_state *state, char *text, PyObject *names) {
    if (!text) {
        return -1;
    }
    PyCompilerFlags flags = {.cf_flags = PyCF_SOURCE_IS_UTF8 | PyCF_IGNORE_COOKIE,
                             .cf_feature_version = PY_MINOR_VERSION};
    PyObject *path = PyUnicode_DecodeFSDefault(state->info->path);
    PyObject *code = path ? Py_CompileStringObject(text, path, Py_file_input, &flags, -1) : NULL;
    PyMem_Free(text);
    Py_XDECREF(path);
    if (!code) {
        return -1;
    }
    PyObject *result = PyEval_EvalCode(code, state->globals, names ? names : state->globals);
    Py_DECREF(code);
    Py_XDECREF(result);
    return result ? 0 : -1;
}

// Statements that stand in a line of the module's file.
int zi_run_source(zi_state *state, const char *source, int64_t line, PyObject *names) {
    return run_padded(state, pad_source(source, line, false), names);
}

// Unit number n, with `names` (the namespace of a class body) or the globals as locals.
int zi_run_interpreted(zi_state *state, int64_t number, PyObject *names) {
    const zi_interpreted_info *unit = &state->info->interpreted[number];
    return run_padded(state, pad_source(unit->source, unit->first_line, unit->is_indented), names);
}

#if ZI_DEFERS_ANNOTATIONS
// Adds the numbers of a unit's annotations that have been reached to those of the module, where the
// unit's first one is `first`.
static int add_reached(PyObject *reached, PyObject *found, int64_t first) {
    Py_ssize_t count = PyObject_Size(found);
    for (Py_ssize_t i = 0; i < count; i++) {
        PyObject *own = PyLong_FromSsize_t(i);
        PyObject *number = PyLong_FromLongLong(first + i);
        int is_reached = own && number ? PySequence_Contains(found, own) : -1;
        count += is_reached == 0; // others follow
        int status = is_reached > 0 ? PySet_Add(reached, number) : is_reached;
        Py_XDECREF(own);
        Py_XDECREF(number);
        if (status < 0) {
            return -1;
        }
    }
    return count < 0 ? -1 : 0;
}

// A unit at module level that holds annotations: it leaves a function `__annotate__` of its own,
// for them alone. The module's knows them too; it has only to learn which have been reached.
int zi_run_annotated(zi_state *state, int64_t number, int64_t first) {
    static const char function[] = "__annotate__";
    static const char numbers[] = "__conditional_annotations__";
    PyObject *annotate = PyDict_GetItemString(state->globals, function);
    PyObject *reached = PyDict_GetItemString(state->globals, numbers);
    Py_XINCREF(annotate);
    Py_XINCREF(reached);
    int status = zi_run_interpreted(state, number, NULL);
    PyObject *found = PyDict_GetItemString(state->globals, numbers);
    if (status == 0 && reached && found && found != reached) {
        status = add_reached(reached, found, first);
    }
    if (status == 0 && annotate && reached) {
        status = PyDict_SetItemString(state->globals, function, annotate);
        status = status == 0 ? PyDict_SetItemString(state->globals, numbers, reached) : status;
    }
    Py_XDECREF(annotate);
    Py_XDECREF(reached);
    return status;
}
#else
int zi_run_annotated(zi_state *state, int64_t number, int64_t first) {
    return zi_run_interpreted(state, number, NULL);
}
#endif
