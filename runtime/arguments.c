// From a vectorcall to the values of a function's parameters. The texts of errors are Cython's.
//
// `out` is filled in the order of info->parameters: positional, keyword-only, then the star tuple
// and the double-star dict. All are borrowed but the last two, which are new references.
#include "runtime/internal.h"

typedef struct Call {
    lw_state *state;
    const lw_function_info *info;
    const lw_function *function;
    PyObject *const *arguments;
    Py_ssize_t count;
    PyObject *keyword_names;
    PyObject **out;
    PyObject *rest; // the double-star dict
} Call;

static PyObject *parameter_name(const Call *call, uint32_t index) {
    return lw_state_constants(call->state)[call->info->parameters[index]];
}

static Py_ssize_t count_defaults(const Call *call) {
    PyObject *defaults = call->function->defaults;
    return defaults ? PyTuple_GET_SIZE(defaults) : 0;
}

// --- Errors
// ---------------------------------------------------------------------------------------------
static LW_COLD int raise_wrong_count(const Call *call) {
    const lw_function_info *info = call->info;
    Py_ssize_t most = info->positional;
    Py_ssize_t least = most - count_defaults(call);
    bool too_few = call->count < most;
    if (most == 0 && !info->keyword_only && !(info->flags & LW_FUNCTION_DOUBLE_STAR)) {
        PyErr_Format(PyExc_TypeError, "%.200s() takes no arguments (%zd given)", info->name,
                     call->count);
        return -1;
    }
    const char *quantity = least == most && !(info->flags & LW_FUNCTION_STAR) ? "exactly"
                           : too_few                                          ? "at least"
                                                                              : "at most";
    Py_ssize_t wanted = too_few ? least : most;
    PyErr_Format(PyExc_TypeError, "%.200s() takes %s %zd positional argument%s (%zd given)",
                 info->name, quantity, wanted, wanted == 1 ? "" : "s", call->count);
    return -1;
}

static LW_COLD int raise_unexpected_keyword(const Call *call, PyObject *name) {
    const lw_function_info *info = call->info;
    if (info->positional == 0 && info->keyword_only == 0 && !(info->flags & LW_FUNCTION_STAR)) {
        PyErr_Format(PyExc_TypeError, "%.200s() takes no keyword arguments", info->name);
    } else {
        PyErr_Format(PyExc_TypeError, "%.200s() got an unexpected keyword argument '%U'",
                     info->name, name);
    }
    return -1;
}

static LW_COLD int raise_multiple_values(const Call *call, PyObject *name) {
    PyErr_Format(PyExc_TypeError, "%.200s() got multiple values for keyword argument '%U'",
                 call->info->name, name);
    return -1;
}

// --- Keywords
// ------------------------------------------------------------------------------------------- The
// parameter that takes this keyword, or -1; -2 with an exception.
static int64_t find_parameter(const Call *call, PyObject *name) {
    uint32_t end = call->info->positional + call->info->keyword_only;
    for (uint32_t i = call->info->positional_only; i < end; i++) {
        if (parameter_name(call, i) == name) {
            return i;
        }
    }
    for (uint32_t i = call->info->positional_only; i < end; i++) {
        int is_equal = PyObject_RichCompareBool(parameter_name(call, i), name, Py_EQ);
        if (is_equal) {
            return is_equal < 0 ? -2 : (int64_t)i;
        }
    }
    return -1;
}

static int take_keyword(Call *call, PyObject *name, PyObject *value) {
    int64_t index = find_parameter(call, name);
    if (index >= 0) {
        if (call->out[index]) {
            return raise_multiple_values(call, name);
        }
        call->out[index] = value;
        return 0;
    }
    if (index < -1) {
        return -1;
    }
    if (!call->rest) {
        return raise_unexpected_keyword(call, name);
    }
    return PyDict_SetItem(call->rest, name, value);
}

static int take_keywords(Call *call) {
    Py_ssize_t count = call->keyword_names ? PyTuple_GET_SIZE(call->keyword_names) : 0;
    for (Py_ssize_t i = 0; i < count; i++) {
        if (take_keyword(call, PyTuple_GET_ITEM(call->keyword_names, i),
                         call->arguments[call->count + i]) < 0) {
            return -1;
        }
    }
    return 0;
}

// --- Defaults
// ----------------------------------------------------------------------------------------------
static int fill_positional_defaults(Call *call) {
    Py_ssize_t positional = call->info->positional;
    Py_ssize_t defaults = count_defaults(call);
    for (Py_ssize_t i = 0; i < positional; i++) {
        if (!call->out[i]) {
            Py_ssize_t index = i - (positional - defaults);
            if (index < 0) {
                return raise_wrong_count(call);
            }
            call->out[i] = PyTuple_GET_ITEM(call->function->defaults, index);
        }
    }
    return 0;
}

static int fill_keyword_defaults(Call *call) {
    uint32_t end = call->info->positional + call->info->keyword_only;
    for (uint32_t i = call->info->positional; i < end; i++) {
        if (call->out[i]) {
            continue;
        }
        PyObject *name = parameter_name(call, i);
        PyObject *defaults = call->function->keyword_defaults;
        call->out[i] = defaults ? PyDict_GetItemWithError(defaults, name) : NULL;
        if (!call->out[i]) {
            if (!PyErr_Occurred()) {
                PyErr_Format(PyExc_TypeError, "%.200s() needs keyword-only argument %U",
                             call->info->name, name);
            }
            return -1;
        }
    }
    return 0;
}

// --- All together
// --------------------------------------------------------------------------------------------
static PyObject *make_star_tuple(const Call *call) {
    Py_ssize_t positional = call->info->positional;
    Py_ssize_t count = call->count > positional ? call->count - positional : 0;
    PyObject *tuple = PyTuple_New(count);
    for (Py_ssize_t i = 0; tuple && i < count; i++) {
        PyTuple_SET_ITEM(tuple, i, lw_new_reference(call->arguments[positional + i]));
    }
    return tuple;
}

static int bind_call(Call *call) {
    Py_ssize_t positional = call->info->positional;
    uint32_t named = call->info->positional + call->info->keyword_only;
    for (Py_ssize_t i = 0; i < (Py_ssize_t)named; i++) {
        call->out[i] = i < call->count && i < positional ? call->arguments[i] : NULL;
    }
    if (call->count > positional && !(call->info->flags & LW_FUNCTION_STAR)) {
        return raise_wrong_count(call);
    }
    if (take_keywords(call) < 0 || fill_positional_defaults(call) < 0) {
        return -1;
    }
    return fill_keyword_defaults(call);
}

static __attribute__((noinline)) int parse_slow(Call *call) {
    uint32_t next = call->info->positional + call->info->keyword_only;
    PyObject *star = NULL;
    if (call->info->flags & LW_FUNCTION_DOUBLE_STAR) {
        call->rest = PyDict_New();
        if (!call->rest) {
            return -1;
        }
    }
    if (bind_call(call) < 0) {
        Py_XDECREF(call->rest);
        return -1;
    }
    if (call->info->flags & LW_FUNCTION_STAR) {
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

int lw_parse_arguments_slow(lw_state *state, const lw_function_info *info, PyObject *callable,
                            PyObject *const *arguments, Py_ssize_t count, PyObject *keyword_names,
                            PyObject **out) {
    Call call = {state, info, (lw_function *)callable, arguments, count, keyword_names, out, NULL};
    return parse_slow(&call);
}

LW_INLINE int lw_parse_arguments(lw_state *state, const lw_function_info *info, PyObject *callable,
                                 PyObject *const *arguments, size_t count_and_flags,
                                 PyObject *keyword_names, PyObject **out) {
    Py_ssize_t count = PyVectorcall_NARGS(count_and_flags);
    if (LW_LIKELY(!keyword_names && count == (Py_ssize_t)info->positional && !info->keyword_only &&
                  !(info->flags & (LW_FUNCTION_STAR | LW_FUNCTION_DOUBLE_STAR)))) {
        for (Py_ssize_t i = 0; i < count; i++) {
            out[i] = arguments[i];
        }
        return 0;
    }
    return lw_parse_arguments_slow(state, info, callable, arguments, count, keyword_names, out);
}
