// The errors of wrong calls, in the words of CPython (modules of plain Python) or of Cython.
#include "runtime/arguments.h"

static bool has_python_texts(const zi_argument_call *call) {
    return call->info->flags & ZI_FUNCTION_PLAIN_PYTHON;
}

// The name in messages: CPython's are qualified from 3.10 on. A new reference.
static PyObject *name_of(const zi_argument_call *call) {
    PyObject *qualified = call->function->qualified_name;
    PyObject *const *constants = call->state->constants;
    if (!has_python_texts(call) || !ZI_ERRORS_QUALIFY_CALLEES) {
        return zi_new_reference(constants[call->info->name]);
    }
    return zi_new_reference(qualified ? qualified : constants[call->info->qualified_name]);
}

// Raises TypeError "<name>() <text>"; `text` is released.
static int raise_text(const zi_argument_call *call, PyObject *text) {
    PyObject *name = text ? name_of(call) : NULL;
    if (name) {
        PyErr_Format(PyExc_TypeError, "%U() %U", name, text);
    }
    Py_XDECREF(name);
    Py_XDECREF(text);
    return -1;
}

static const char *plural(Py_ssize_t count) { return count == 1 ? "" : "s"; }

// --- CPython's -----------------------------------------------------------------------------------

// Appends "'name'" to a list.
static int append_quoted(PyObject *list, PyObject *name) {
    PyObject *quoted = PyUnicode_FromFormat("'%U'", name);
    int status = quoted ? PyList_Append(list, quoted) : -1;
    Py_XDECREF(quoted);
    return status;
}

// "'a'", "'a' and 'b'", "'a', 'b', and 'c'". A new reference.
static PyObject *join_quoted(PyObject *quoted) {
    Py_ssize_t count = PyList_GET_SIZE(quoted);
    PyObject *last = PyList_GET_ITEM(quoted, count - 1);
    if (count == 1) {
        return zi_new_reference(last);
    }
    if (count == 2) {
        return PyUnicode_FromFormat("%U and %U", PyList_GET_ITEM(quoted, 0), last);
    }
    PyObject *comma = PyUnicode_FromString(", ");
    PyObject *head = PyList_GetSlice(quoted, 0, count - 1);
    PyObject *joined = comma && head ? PyUnicode_Join(comma, head) : NULL;
    PyObject *result = joined ? PyUnicode_FromFormat("%U, and %U", joined, last) : NULL;
    Py_XDECREF(comma);
    Py_XDECREF(head);
    Py_XDECREF(joined);
    return result;
}

static bool has_keyword_default(const zi_argument_call *call, uint32_t index) {
    PyObject *defaults = call->function->keyword_defaults;
    return defaults && PyDict_Contains(defaults, zi_parameter_name(call, index)) > 0;
}

// Names all parameters in [start, end) that have got neither a value nor a default.
static int raise_missing(const zi_argument_call *call, uint32_t start, uint32_t end,
                         const char *kind) {
    bool are_positional = start < call->info->positional;
    PyObject *missing = PyList_New(0);
    for (uint32_t i = start; missing && i < end; i++) {
        bool is_missing = !call->out[i] && (are_positional || !has_keyword_default(call, i));
        if (is_missing && append_quoted(missing, zi_parameter_name(call, i)) < 0) {
            Py_CLEAR(missing);
        }
    }
    Py_ssize_t count = missing ? PyList_GET_SIZE(missing) : 0;
    PyObject *names = count > 0 ? join_quoted(missing) : NULL;
    PyObject *text = names ? PyUnicode_FromFormat("missing %zd required %s argument%s: %U", count,
                                                  kind, plural(count), names)
                           : NULL;
    Py_XDECREF(missing);
    Py_XDECREF(names);
    return raise_text(call, text);
}

static int raise_too_many(const zi_argument_call *call) {
    const zi_function_info *info = call->info;
    Py_ssize_t max = info->positional;
    Py_ssize_t min = max - zi_count_defaults(call);
    Py_ssize_t keywords = 0;
    for (uint32_t i = info->positional; i < info->positional + info->keyword_only; i++) {
        keywords += call->out[i] != NULL;
    }
    PyObject *range = min == max ? PyUnicode_FromFormat("%zd", max)
                                 : PyUnicode_FromFormat("from %zd to %zd", min, max);
    PyObject *given =
        keywords == 0
            ? PyUnicode_FromString("")
            : PyUnicode_FromFormat(" positional argument%s (and %zd keyword-only argument%s)",
                                   plural(call->count), keywords, plural(keywords));
    PyObject *text = NULL;
    if (range && given) {
        text = PyUnicode_FromFormat("takes %U positional argument%s but %zd%U %s given", range,
                                    min == max ? plural(max) : "s", call->count, given,
                                    call->count == 1 && keywords == 0 ? "was" : "were");
    }
    Py_XDECREF(range);
    Py_XDECREF(given);
    return raise_text(call, text);
}

// If keywords name positional-only parameters, they are what is reported.
static PyObject *positional_only_text(const zi_argument_call *call) {
    PyObject *names = PyList_New(0);
    for (uint32_t i = 0; names && i < call->info->positional_only; i++) {
        PyObject *name = zi_parameter_name(call, i);
        int is_given = PySequence_Contains(call->keyword_names, name);
        if (is_given < 0 || (is_given && PyList_Append(names, name) < 0)) {
            Py_CLEAR(names);
        }
    }
    PyObject *comma = names && PyList_GET_SIZE(names) > 0 ? PyUnicode_FromString(", ") : NULL;
    PyObject *joined = comma ? PyUnicode_Join(comma, names) : NULL;
    Py_XDECREF(names);
    Py_XDECREF(comma);
    if (!joined) {
        return NULL;
    }
    PyObject *text = PyUnicode_FromFormat(
        "got some positional-only arguments passed as keyword arguments: '%U'", joined);
    Py_DECREF(joined);
    return text;
}

// --- Cython's ------------------------------------------------------------------------------------

static int raise_count_of_cython(const zi_argument_call *call) {
    const zi_function_info *info = call->info;
    Py_ssize_t hidden = info->flags & ZI_FUNCTION_HIDES_SELF ? 1 : 0;
    Py_ssize_t max = info->positional;
    Py_ssize_t min = max - zi_count_defaults(call);
    bool too_few = call->count < max;
    if (max == hidden && !info->keyword_only && !(info->flags & ZI_FUNCTION_DOUBLE_STAR)) {
        return raise_text(
            call, PyUnicode_FromFormat("takes no arguments (%zd given)", call->count - hidden));
    }
    const char *quantity = min == max && !(info->flags & ZI_FUNCTION_STAR) ? "exactly"
                           : too_few                                       ? "at least"
                                                                           : "at most";
    Py_ssize_t wanted = (too_few ? min : max) - hidden;
    Py_ssize_t given = call->count; // up to the first that is missing
    while (given < max && call->out[given]) {
        given++;
    }
    return raise_text(call, PyUnicode_FromFormat("takes %s %zd positional argument%s (%zd given)",
                                                 quantity, wanted, plural(wanted), given - hidden));
}

// --- Both ----------------------------------------------------------------------------------------

ZI_COLD int zi_raise_wrong_count(const zi_argument_call *call) {
    if (!has_python_texts(call)) {
        return raise_count_of_cython(call);
    }
    uint32_t positional = call->info->positional;
    if (call->count > (Py_ssize_t)positional && !(call->info->flags & ZI_FUNCTION_STAR)) {
        return raise_too_many(call);
    }
    return raise_missing(call, 0, positional - (uint32_t)zi_count_defaults(call), "positional");
}

ZI_COLD int zi_raise_unexpected_keyword(const zi_argument_call *call, PyObject *name) {
    const zi_function_info *info = call->info;
    if (!PyUnicode_Check(name)) {
        return raise_text(call, PyUnicode_FromString("keywords must be strings"));
    }
    PyObject *text = has_python_texts(call) ? positional_only_text(call) : NULL;
    if (text || PyErr_Occurred()) {
        return raise_text(call, text);
    }
    bool takes_none = info->positional <= 1 && info->positional == info->positional_only &&
                      info->keyword_only == 0 &&
                      !(info->flags & (ZI_FUNCTION_STAR | ZI_FUNCTION_HIDES_SELF));
    takes_none = takes_none && !has_python_texts(call) && zi_count_defaults(call) == 0;
    if (takes_none || info->flags & ZI_FUNCTION_NO_KEYWORDS) {
        return raise_text(call, PyUnicode_FromString("takes no keyword arguments"));
    }
    // Cython's functions look at keywords, if they have any, when they have all that comes by
    // position alone.
    bool has_keywords = info->positional + info->keyword_only > info->positional_only;
    if (has_keywords && !has_python_texts(call) && call->count < info->positional_only &&
        call->count < (Py_ssize_t)info->positional - zi_count_defaults(call)) {
        return raise_count_of_cython(call);
    }
    return raise_text(call, PyUnicode_FromFormat("got an unexpected keyword argument '%U'", name));
}

ZI_COLD int zi_raise_multiple_values(const zi_argument_call *call, PyObject *name) {
    const char *what = has_python_texts(call) ? "" : "keyword ";
    return raise_text(call,
                      PyUnicode_FromFormat("got multiple values for %sargument '%U'", what, name));
}

ZI_COLD int zi_raise_missing_keyword(const zi_argument_call *call, uint32_t index) {
    const zi_function_info *info = call->info;
    if (has_python_texts(call)) {
        uint32_t end = info->positional + info->keyword_only;
        return raise_missing(call, info->positional, end, "keyword-only");
    }
    return raise_text(call, PyUnicode_FromFormat("needs keyword-only argument %U",
                                                 zi_parameter_name(call, index)));
}
