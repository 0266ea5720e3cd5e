// Function objects that choose among versions: what runtime/fused.c and runtime/fused_view.c share.
#ifndef ZILANT_RUNTIME_FUSED_H
#define ZILANT_RUNTIME_FUSED_H

#include "runtime/internal.h"

#define ZI_NO_MEMBER (-1)

// What an argument has to be for one of a fused type's members: an object of `type`, what a view
// like `view` can be made of, or, if both are NULL, anything.
typedef struct zi_fused_option {
    int64_t member;
    PyTypeObject *type; // a reference
    const zi_view_info *view;
    bool takes_none; // of a view
} zi_fused_option;

typedef struct zi_fused_type {
    Py_ssize_t parameter; // the first one of this type
    PyObject *name;       // of the parameter
    int64_t member_count;
    uint32_t option_count;
    zi_fused_option *options; // the preferred first
    // the member whose view can be made of the argument, or ZI_NO_MEMBER; NULL: none is a view
    int64_t (*choose_view)(const struct zi_fused_type *type, PyObject *argument);
} zi_fused_type;

typedef struct zi_fused {
    zi_function function; // what Python sees
    PyObject *self;       // that it is bound to, or NULL
    PyObject *versions;   // tuple
    PyObject *signatures; // dict: choice -> version
    // of a bound one: that which owns `types`
    PyObject *origin;
    Py_ssize_t type_count;
    zi_fused_type *types;
} zi_fused;

PyTypeObject *zi_make_fused_type(void);
// To the type that was added last; NULL with an exception.
zi_fused_type *zi_fused_add_option(PyObject *self, const zi_fused_option *option);

#endif
