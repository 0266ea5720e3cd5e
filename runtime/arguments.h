// A call whose arguments are being bound to parameters, and what can be wrong with it.
#ifndef ZILANT_RUNTIME_ARGUMENTS_H
#define ZILANT_RUNTIME_ARGUMENTS_H

#include "runtime/internal.h"

// A bit of the vectorcall protocol's count, between functions of ours alone: the positional
// arguments are a tuple's, which stands before them.
#define ZI_VECTOR_HAS_TUPLE ((size_t)1 << (8 * sizeof(size_t) - 2))
// Another: what stands for the keywords' names is a dict that nobody else has, with no parameter's
// name, for a function with a double star.
#define ZI_VECTOR_HAS_DICT ((size_t)1 << (8 * sizeof(size_t) - 3))

typedef struct zi_argument_call {
    zi_state *state;
    const zi_function_info *info;
    const zi_function *function;
    PyObject *const *arguments;
    Py_ssize_t count;
    PyObject *keyword_names;
    // by parameter; NULL: nothing was given (yet)
    PyObject **out;
    PyObject *rest; // the double-star dict
    // what the star collects, of a call that has it in a tuple; or NULL. Borrowed
    PyObject *tuple;
    // the same of the double star
    PyObject *dict;
} zi_argument_call;

// The parameter that takes this keyword, or -1; -2 with an exception, which a plain text never
// gets.
int64_t zi_find_parameter(const zi_argument_call *call, PyObject *name);

static inline PyObject *zi_parameter_name(const zi_argument_call *call, uint32_t index) {
    return call->state->constants[zi_function_info_parameters(call->info)[index]];
}

static inline Py_ssize_t zi_count_defaults(const zi_argument_call *call) {
    PyObject *defaults = call->function->defaults;
    return defaults ? PyTuple_GET_SIZE(defaults) : 0;
}

// argument_errors.c: each sets an exception and gives -1. The texts are CPython's for functions of
// plain Python modules (ZI_FUNCTION_PLAIN_PYTHON), else Cython's.
int zi_raise_wrong_count(const zi_argument_call *call); // too many, or positional ones missing
int zi_raise_unexpected_keyword(const zi_argument_call *call, PyObject *name);
int zi_raise_multiple_values(const zi_argument_call *call, PyObject *name);
int zi_raise_missing_keyword(const zi_argument_call *call, uint32_t index);

#endif
