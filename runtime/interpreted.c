// Source that was not compiled: the interpreter compiles and runs it at import, in the module's
// globals and with the lines that it has in its file.
#include "runtime/internal.h"

// --- Code ----------------------------------------------------------------------------------------
// The source after as many newlines as put its first line where it stands in the file. Lines that
// are indented become the body of the statement `head` on the line above; "": they are not.
static char *pad_source(const char *source, int64_t first_line, const char *head) {
    size_t newlines = first_line > 0 ? (size_t)first_line - 1 : 0;
    size_t start = newlines;
    size_t head_length = strlen(head);
    size_t length = strlen(source);
    char *text = PyMem_Malloc(newlines + head_length + length + 3);
    if (!text) {
        PyErr_NoMemory();
        return NULL;
    }
    memset(text, '\n', newlines);
    if (head_length > 0) {
        start -= newlines > 0; // its newline is the last of those
        memcpy(text + start, head, head_length);
        start += head_length;
        text[start++] = '\n';
    }
    memcpy(text + start, source, length);
    text[start + length] = '\n';
    text[start + length + 1] = '\0';
    return text;
}

// As a part of the module's file.
PyObject *zi_compile_source(zi_state *state, const char *source) {
    int future = zi_future_flags(state->info);
#if !ZI_BARRY_LEADS_FILES
    future &= ~CO_FUTURE_BARRY_AS_BDFL;
#endif
    PyCompilerFlags flags = {.cf_flags = PyCF_SOURCE_IS_UTF8 | PyCF_IGNORE_COOKIE | future,
                             .cf_feature_version = PY_MINOR_VERSION};
    PyObject *path = zi_source_path(state);
    PyObject *code = path ? Py_CompileStringObject(source, path, Py_file_input, &flags, -1) : NULL;
    Py_XDECREF(path);
    return code;
}

static PyObject *compile_padded(zi_state *state, char *text) {
    PyObject *code = text ? zi_compile_source(state, text) : NULL;
    PyMem_Free(text);
    return code;
}

// Takes over the reference to the code; NULL: it could not be made.
static int run_code(const zi_state *state, PyObject *code, PyObject *names) {
    PyObject *result =
        code ? PyEval_EvalCode(code, state->globals, names ? names : state->globals) : NULL;
    Py_XDECREF(code);
    Py_XDECREF(result);
    return result ? 0 : -1;
}

// Statements that stand in a line of the module's file.
int zi_run_source(zi_state *state, const char *source, int64_t line, PyObject *names) {
    return run_code(state, compile_padded(state, pad_source(source, line, "")), names);
}

// --- Type parameters -----------------------------------------------------------------------------
// No interface of CPython makes type variables and aliases that evaluate their parts when they are
// asked for them: so a statement of the interpreter's makes them, which calls our functions.
static PyObject *run_statement(zi_state *state, const char *text, int64_t line, PyObject *names,
                               PyObject *name) {
    PyObject *code = compile_padded(state, pad_source(text, line, ""));
    PyObject *result = code ? PyEval_EvalCode(code, names, names) : NULL;
    PyObject *made = result ? PyDict_GetItemWithError(names, name) : NULL;
    Py_XINCREF(made);
    Py_XDECREF(result);
    Py_XDECREF(code);
    return made;
}

PyObject *zi_type_parameters(zi_state *state, PyObject *source, PyObject *name, PyObject *call_name,
                             PyObject *evaluators, int64_t line) {
    PyObject *module = PyDict_GetItem(state->globals, state->shared->common.name);
    PyObject *names = PyDict_New();
    const char *text = names ? PyUnicode_AsUTF8(source) : NULL;
    PyObject *made = NULL;
    if (text && PyDict_SetItemString(names, "__builtins__", state->builtins) == 0 &&
        (!module || PyDict_SetItem(names, state->shared->common.name, module) == 0) &&
        PyDict_SetItem(names, call_name, evaluators) == 0) {
        made = run_statement(state, text, line, names, name);
    }
    Py_XDECREF(names);
    return made;
}

// --- Methods -------------------------------------------------------------------------------------
// What the body of a class puts into its namespace by itself.
static const char *const implicit_names[] = {"__module__", "__qualname__", "__firstlineno__",
                                             "__static_attributes__", "__classdictcell__"};
#define IMPLICIT_NAMES (sizeof implicit_names / sizeof *implicit_names)

// Reads the values that these names have; NULL for those that have none.
static int keep_implicit(PyObject *names, PyObject **kept) {
    for (size_t i = 0; i < IMPLICIT_NAMES; i++) {
        kept[i] = PyMapping_GetItemString(names, implicit_names[i]);
        if (!kept[i] && !PyErr_ExceptionMatches(PyExc_KeyError)) {
            return -1;
        }
        PyErr_Clear();
    }
    return 0;
}

static int restore_implicit(PyObject *names, PyObject *const *kept) {
    int status = 0;
    for (size_t i = 0; status == 0 && i < IMPLICIT_NAMES; i++) {
        if (kept[i]) {
            status = PyMapping_SetItemString(names, implicit_names[i], kept[i]);
        } else if (PyMapping_DelItemString(names, implicit_names[i]) < 0) {
            status = PyErr_ExceptionMatches(PyExc_KeyError) ? 0 : -1;
            if (status == 0) {
                PyErr_Clear();
            }
        }
    }
    return status;
}

// The code of the body of the class that a module's code makes, new.
static PyObject *find_class_body(PyObject *module) {
    PyObject *constants = module ? PyObject_GetAttrString(module, "co_consts") : NULL;
    PyObject *found = NULL;
    for (Py_ssize_t i = 0; constants && !found && i < PyTuple_GET_SIZE(constants); i++) {
        PyObject *constant = PyTuple_GET_ITEM(constants, i);
        found = PyCode_Check(constant) ? zi_new_reference(constant) : NULL;
    }
    Py_XDECREF(constants);
    return found;
}

// The body of a class that has the method alone: so it has the qualified name, and private names
// the class's. `names` is the namespace of the real one.
static int run_method(zi_state *state, const zi_interpreted_info *unit, PyObject *names) {
    PyObject *head = PyUnicode_FromFormat("class %s:", unit->class_name);
    const char *text = head ? PyUnicode_AsUTF8(head) : NULL;
    PyObject *module =
        text ? compile_padded(state, pad_source(unit->source, unit->first_line, text)) : NULL;
    PyObject *kept[IMPLICIT_NAMES] = {0};
    int status = module ? keep_implicit(names, kept) : -1;
    if (status == 0) {
        status = run_code(state, find_class_body(module), names);
    }
    if (status == 0) {
        status = restore_implicit(names, kept);
    }
    for (size_t i = 0; i < IMPLICIT_NAMES; i++) {
        Py_XDECREF(kept[i]);
    }
    Py_XDECREF(module);
    Py_XDECREF(head);
    return status;
}

// --- Units ---------------------------------------------------------------------------------------
// Unit number n, with `names` (the namespace of a class body) or the globals as locals.
int zi_run_interpreted(zi_state *state, int64_t number, PyObject *names) {
    const zi_interpreted_info *unit = &state->info->interpreted[number];
    if (unit->class_name) {
        return run_method(state, unit, names);
    }
    char *text = pad_source(unit->source, unit->first_line, unit->is_indented ? "if 1:" : "");
    return run_code(state, compile_padded(state, text), names);
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
    PyObject *annotate, *reached, *found = NULL;
    if (zi_dict_find(state->globals, function, &annotate) < 0 ||
        zi_dict_find(state->globals, numbers, &reached) < 0) {
        return -1;
    }
    Py_XINCREF(annotate);
    Py_XINCREF(reached);
    int status = zi_run_interpreted(state, number, NULL);
    if (status == 0) {
        status = zi_dict_find(state->globals, numbers, &found) < 0 ? -1 : 0;
    }
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
