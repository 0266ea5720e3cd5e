// A hand-written compiled module that lets Python call the runtime's functions one by one: what the
// emitter would write, in C. The files of this folder belong to one extension module `driver`.
#ifndef ZILANT_TESTS_RUNTIME_DRIVER_H
#define ZILANT_TESTS_RUNTIME_DRIVER_H

#include "runtime/internal.h"

// From runtime_op.def; the emitter takes these prototypes from the bitcode.
PyObject *zi_load_global(zi_state *, zi_cache *);
int zi_store_global(zi_state *, PyObject *, PyObject *);
int zi_delete_global(zi_state *, PyObject *);
PyObject *zi_load_attribute(zi_cache *, PyObject *);
int zi_store_attribute(zi_cache *, PyObject *, PyObject *);
PyObject *zi_get_item(PyObject *, PyObject *);
PyObject *zi_get_item_index(PyObject *, int64_t);
int zi_set_item(PyObject *, PyObject *, PyObject *);
int zi_set_item_index(PyObject *, int64_t, PyObject *);
PyObject *zi_iter_start(zi_state *, PyObject *, int64_t *);
PyObject *zi_iter_next(PyObject *, int64_t *);
int zi_iter_end(PyObject *, int64_t);
int zi_range_start(PyObject *, PyObject *, PyObject *, int64_t *, int64_t *, int64_t *);
int64_t zi_range_count(int64_t, int64_t, int64_t);
PyObject *zi_unpack(PyObject *, int64_t);
PyObject *zi_unpack_star(PyObject *, int64_t, int64_t);
void zi_raise(PyObject *, PyObject *);
void zi_reraise(void);
PyObject *zi_exception_push(void);
PyObject *zi_exception_handled(void);
void zi_exception_pop(zi_state *, PyObject *);
int zi_exception_matches(PyObject *);
void zi_exception_restore(PyObject *);
PyObject *zi_with_enter(zi_state *, PyObject *, PyObject **, int);
int zi_with_exit(PyObject *, PyObject *);
int zi_with_leave(PyObject *);
PyObject *zi_class_bases(PyObject *);
PyObject *zi_class_metaclass(PyObject *, PyObject *);
PyObject *zi_class_namespace(PyObject *, PyObject *, PyObject *, PyObject *);
PyObject *zi_class_create(zi_state *, PyObject *, PyObject *, PyObject *, PyObject *, PyObject *,
                          PyObject *);
PyObject *zi_class_define(zi_state *, int64_t, PyObject *);
int zi_class_set(PyObject *, PyObject *, PyObject *);
PyObject *zi_yield_from_start(zi_state *, PyObject *, PyObject *, int, int);
int zi_yield_from_step(PyObject *, PyObject *, PyObject *, PyObject **);
void zi_generator_return(PyObject *, PyObject *);
void zi_generator_end(PyObject *);
PyObject *zi_import_name(zi_state *, PyObject *, PyObject *, int64_t, int);
PyObject *zi_import_from(PyObject *, PyObject *);
PyObject *zi_import_submodule(zi_state *, PyObject *, PyObject *, int);
int zi_import_star(zi_state *, PyObject *);
PyObject *zi_format_value(PyObject *, int32_t, PyObject *);
int zi_run_interpreted(zi_state *, int64_t, PyObject *);
int zi_dict_merge_keywords(PyObject *, PyObject *, PyObject *);
int zi_list_extend(PyObject *, PyObject *);
int zi_dict_update(PyObject *, PyObject *);
double zi_power_float(double, double);
double zi_power_real(double, double);
int64_t zi_power_int(int64_t, int64_t);
double zi_floor_divide_float(double, double);
double zi_floor_modulo_float(double, double);
int64_t zi_unbox_ucs4(PyObject *, int);
void zi_unraisable(const void *, int);
int zi_check_stack(zi_state *);

extern PyMethodDef number_methods[], object_methods[], flow_methods[], view_methods[];

// Numbers of the module's constants, in the order of CONSTANTS in build.py.
#define CONSTANT(name) CONSTANT_##name
enum {
    CONSTANT(a),
    CONSTANT(b),
    CONSTANT(c),
    CONSTANT(k),
    CONSTANT(args),
    CONSTANT(kwargs),
    CONSTANT(self),
    CONSTANT(x)
};

zi_state *driver_state(void);

// Adds the line, counted from the file's first one, to the traceback.
static inline void add_line(zi_state *state, const zi_function_info *info, int line) {
    zi_traceback(state, info, line - (int)info->first_line + 1);
}

extern const zi_class_info *const class_infos[];
// From CINIT on: __cinit__ and __dealloc__ of the classes.
enum { CINIT = 12, FUNCTION_COUNT = 16, CLASS_COUNT = 3 };
extern zi_function_info function_infos[FUNCTION_COUNT];

#endif
