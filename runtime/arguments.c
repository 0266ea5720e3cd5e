// From a vectorcall to the values of a function's parameters. Errors: argument_errors.c.
//
// `out` is filled in the order of info->parameters: positional, keyword-only, then the star tuple
// and the double-star dict. All are borrowed but the last two, which are new references.
#include "runtime/arguments.h"

// --- Keywords ------------------------------------------------------------------------------------

int64_t zi_find_parameter(const zi_argument_call *call, PyObject *name) {
    uint32_t end = call->info->positional + call->info->keyword_only;
    for (uint32_t i = call->info->positional_only; i < end; i++) {
        if (zi_parameter_name(call, i) == name) {
            return i;
        }
    }
    for (uint32_t i = call->info->positional_only; i < end; i++) {
        PyObject *own = zi_parameter_name(call, i);
        int is_equal = zi_is_plain_text(own) && zi_is_plain_text(name)
                           ? zi_are_equal_texts(own, name)
                           : PyObject_RichCompareBool(own, name, Py_EQ);
        if (is_equal) {
            return is_equal < 0 ? -2 : (int64_t)i;
        }
    }
    return -1;
}

static int take_keyword(zi_argument_call *call, PyObject *name, PyObject *value) {
    int64_t index = zi_find_parameter(call, name);
    if (index >= 0) {
        if (call->out[index]) {
            return zi_raise_multiple_values(call, name);
        }
        call->out[index] = value;
        return 0;
    }
    if (index < -1) {
        return -1;
    }
    if (!call->rest) {
        return zi_raise_unexpected_keyword(call, name);
    }
    return PyDict_SetItem(call->rest, name, value);
}

static int take_keywords(zi_argument_call *call) {
    Py_ssize_t count = call->keyword_names ? PyTuple_GET_SIZE(call->keyword_names) : 0;
    if (count > 0 && call->info->flags & ZI_FUNCTION_NO_KEYWORDS) {
        return zi_raise_unexpected_keyword(call, PyTuple_GET_ITEM(call->keyword_names, 0));
    }
    for (Py_ssize_t i = 0; i < count; i++) {
        if (take_keyword(call, PyTuple_GET_ITEM(call->keyword_names, i),
                         call->arguments[call->count + i]) < 0) {
            return -1;
        }
    }
    return 0;
}

// --- Defaults ------------------------------------------------------------------------------------

static int fill_positional_defaults(zi_argument_call *call) {
    Py_ssize_t positional = call->info->positional;
    PyObject *defaults = call->function->defaults;
    for (Py_ssize_t i = 0; i < positional; i++) {
        if (!call->out[i]) {
            Py_ssize_t index = i - (positional - zi_count_defaults(call));
            if (!defaults || index < 0) {
                return zi_raise_wrong_count(call);
            }
            call->out[i] = PyTuple_GET_ITEM(defaults, index);
        }
    }
    return 0;
}

static int fill_keyword_defaults(zi_argument_call *call) {
    uint32_t end = call->info->positional + call->info->keyword_only;
    for (uint32_t i = call->info->positional; i < end; i++) {
        if (call->out[i]) {
            continue;
        }
        PyObject *name = zi_parameter_name(call, i);
        PyObject *defaults = call->function->keyword_defaults;
        call->out[i] = defaults ? PyDict_GetItemWithError(defaults, name) : NULL;
        if (!call->out[i]) {
            return PyErr_Occurred() ? -1 : zi_raise_missing_keyword(call, i);
        }
    }
    return 0;
}

// --- All together --------------------------------------------------------------------------------

static PyObject *make_star_tuple(const zi_argument_call *call) {
    if (call->tuple) {
        return zi_new_reference(call->tuple);
    }
    Py_ssize_t positional = call->info->positional;
    Py_ssize_t count = call->count > positional ? call->count - positional : 0;
    PyObject *tuple = PyTuple_New(count);
    for (Py_ssize_t i = 0; tuple && i < count; i++) {
        PyTuple_SET_ITEM(tuple, i, zi_new_reference(call->arguments[positional + i]));
    }
    return tuple;
}

static int bind_call(zi_argument_call *call) {
    Py_ssize_t positional = call->info->positional;
    uint32_t named = call->info->positional + call->info->keyword_only;
    for (Py_ssize_t i = 0; i < (Py_ssize_t)named; i++) {
        call->out[i] = i < call->count && i < positional ? call->arguments[i] : NULL;
    }
    bool too_many = call->count > positional && !(call->info->flags & ZI_FUNCTION_STAR);
    bool is_python = call->info->flags & ZI_FUNCTION_PLAIN_PYTHON; // it takes keywords first
    if (too_many && !is_python) {
        return zi_raise_wrong_count(call);
    }
    if (take_keywords(call) < 0) {
        return -1;
    }
    if (too_many) {
        return zi_raise_wrong_count(call);
    }
    if (fill_positional_defaults(call) < 0) {
        return -1;
    }
    return fill_keyword_defaults(call);
}

static __attribute__((noinline)) int parse_slow(zi_argument_call *call) {
    uint32_t next = call->info->positional + call->info->keyword_only;
    PyObject *star = NULL;
    if (call->info->flags & ZI_FUNCTION_DOUBLE_STAR) {
        call->rest = call->dict ? zi_new_reference(call->dict) : PyDict_New();
        if (!call->rest) {
            return -1;
        }
    }
    if (bind_call(call) < 0) {
        Py_XDECREF(call->rest);
        return -1;
    }
    if (call->info->flags & ZI_FUNCTION_STAR) {
        star = make_star_tuple(call);
        if (!star) {
            Py_XDECREF(call->rest);
            return -1;
        }
        call->out[next++] = star;
    }
    if (call->rest) {
        call->out[next] = call->rest;
    }
    return 0;
}

// Of a call without keywords: is it that of a function all of whose other parameters it gives?
static bool needs_star_alone(const zi_argument_call *call) {
    enum { STARS = ZI_FUNCTION_STAR | ZI_FUNCTION_DOUBLE_STAR };
    return (call->info->flags & STARS) == ZI_FUNCTION_STAR && !call->info->keyword_only &&
           call->count >= (Py_ssize_t)call->info->positional && !call->keyword_names;
}

static int parse_star_alone(const zi_argument_call *call) {
    uint32_t positional = call->info->positional;
    for (uint32_t i = 0; i < positional; i++) {
        call->out[i] = call->arguments[i];
    }
    call->out[positional] = make_star_tuple(call);
    return call->out[positional] ? 0 : -1;
}

int zi_parse_arguments_slow(zi_state *state, const zi_function_info *info, PyObject *callable,
                            PyObject *const *arguments, size_t count_and_flags,
                            PyObject *keyword_names, PyObject **out) {
    bool has_tuple = count_and_flags & ZI_VECTOR_HAS_TUPLE;
    bool has_dict = count_and_flags & ZI_VECTOR_HAS_DICT;
    size_t count = count_and_flags & ~(ZI_VECTOR_HAS_TUPLE | ZI_VECTOR_HAS_DICT);
    zi_argument_call call = {.state = state,
                             .info = info,
                             .function = (zi_function *)callable,
                             .arguments = arguments,
                             .count = PyVectorcall_NARGS(count),
                             .keyword_names = has_dict ? NULL : keyword_names,
                             .out = out,
                             .tuple = has_tuple ? arguments[-1] : NULL,
                             .dict = has_dict ? keyword_names : NULL};
    return needs_star_alone(&call) ? parse_star_alone(&call) : parse_slow(&call);
}

ZI_INLINE int zi_parse_arguments(zi_state *state, const zi_function_info *info, PyObject *callable,
                                 PyObject *const *arguments, size_t count_and_flags,
                                 PyObject *keyword_names, PyObject **out) {
    Py_ssize_t count = PyVectorcall_NARGS(count_and_flags);
    if (ZI_LIKELY(!keyword_names && count == (Py_ssize_t)info->positional && !info->keyword_only &&
                  !(info->flags & (ZI_FUNCTION_STAR | ZI_FUNCTION_DOUBLE_STAR)))) {
        for (Py_ssize_t i = 0; i < count; i++) {
            out[i] = arguments[i];
        }
        return 0;
    }
    return zi_parse_arguments_slow(state, info, callable, arguments, count_and_flags, keyword_names,
                                   out);
}

int zi_read_arguments(PyObject *callable, PyObject *const *arguments, size_t count_and_flags,
                      PyObject *keyword_names, PyObject **out) {
    const zi_function *function = (const zi_function *)callable;
    return zi_parse_arguments(function->state, function->info, callable, arguments, count_and_flags,
                              keyword_names, out);
}
