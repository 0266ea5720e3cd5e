// A call whose arguments are being bound to parameters, and what can be wrong with it.
#ifndef LINDWORM_RUNTIME_ARGUMENTS_H
#define LINDWORM_RUNTIME_ARGUMENTS_H

#include "runtime/internal.h"

typedef struct lw_argument_call {
    lw_state *state;
    const lw_function_info *info;
    const lw_function *function;
    PyObject *const *arguments;
    Py_ssize_t count;
    PyObject *keyword_names;
    PyObject **out; // by parameter; NULL: nothing was given (yet)
    PyObject *rest; // the double-star dict
} lw_argument_call;

static inline PyObject *lw_parameter_name(const lw_argument_call *call, uint32_t index) {
    return lw_state_constants(call->state)[call->info->parameters[index]];
}

static inline Py_ssize_t lw_count_defaults(const lw_argument_call *call) {
    PyObject *defaults = call->function->defaults;
    return defaults ? PyTuple_GET_SIZE(defaults) : 0;
}

// argument_errors.c: each sets an exception and gives -1. The texts are CPython's for functions of
// plain Python modules (LW_FUNCTION_PYTHON_TEXTS), else Cython's.
int lw_raise_wrong_count(const lw_argument_call *call); // too many, or positional ones missing
int lw_raise_unexpected_keyword(const lw_argument_call *call, PyObject *name);
int lw_raise_multiple_values(const lw_argument_call *call, PyObject *name);
int lw_raise_missing_keyword(const lw_argument_call *call, uint32_t index);

#endif
