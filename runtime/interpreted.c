// Source that was not compiled: the interpreter compiles and runs it at import, in the module's
// globals and with the lines that it has in its file.
#include "runtime/internal.h"

// The source after as many newlines as put its first line where it stands in the file. Lines of a
// class body are indented: they become the body of an `if` on the line above.
static char *pad_source(const zi_interpreted_info *unit) {
    static const char condition[] = "if 1:\n";
    size_t newlines = unit->first_line > 0 ? unit->first_line - 1 : 0;
    size_t start = 0;
    size_t length = strlen(unit->source);
    char *text = PyMem_Malloc(newlines + sizeof condition + length + 2);
    if (!text) {
        PyErr_NoMemory();
        return NULL;
    }
    memset(text, '\n', newlines);
    start = newlines;
    if (unit->is_indented) {
        start -= newlines > 0; // its newline is the last of those
        memcpy(text + start, condition, sizeof condition - 1);
        start += sizeof condition - 1;
    }
    memcpy(text + start, unit->source, length);
    text[start + length] = '\n';
    text[start + length + 1] = '\0';
    return text;
}

// Unit number n, with `names` (the namespace of a class body) or the globals as locals.
int zi_run_interpreted(zi_state *state, int64_t number, PyObject *names) {
    char *text = pad_source(&state->info->interpreted[number]);
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
