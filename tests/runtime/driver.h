// A hand-written compiled module that lets Python call the runtime's functions one by one: what the
// emitter would write, in C. The files of this folder belong to one extension module `driver`.
#ifndef LINDWORM_TESTS_RUNTIME_DRIVER_H
#define LINDWORM_TESTS_RUNTIME_DRIVER_H

#include "runtime/internal.h"

// From runtime_op.def; the emitter takes these prototypes from the bitcode.
PyObject *lw_load_global(lw_state *, lw_cache *, PyObject *);
int lw_store_global(lw_state *, PyObject *, PyObject *);
int lw_delete_global(lw_state *, PyObject *);
PyObject *lw_load_attribute(lw_state *, lw_cache *, PyObject *, PyObject *);
int lw_store_attribute(lw_state *, lw_cache *, PyObject *, PyObject *, PyObject *);
PyObject *lw_get_item(PyObject *, PyObject *);
PyObject *lw_get_item_index(PyObject *, int64_t);
int lw_set_item(PyObject *, PyObject *, PyObject *);
int lw_set_item_index(PyObject *, int64_t, PyObject *);
PyObject *lw_iter_start(PyObject *, int64_t *);
int lw_iter_next_item(PyObject *, int64_t *, PyObject **);
int lw_range_start(PyObject *, PyObject *, PyObject *, int64_t *, int64_t *, int64_t *);
int64_t lw_range_count(int64_t, int64_t, int64_t);
PyObject *lw_unpack(PyObject *, int64_t);
PyObject *lw_unpack_star(PyObject *, int64_t, int64_t);
void lw_raise(PyObject *, PyObject *);
void lw_reraise(void);
PyObject *lw_exception_push(void);
PyObject *lw_exception_handled(void);
void lw_exception_pop(PyObject *);
int lw_exception_matches(PyObject *);
void lw_exception_restore(PyObject *);
PyObject *lw_with_enter(PyObject *, PyObject **);
int lw_with_exit(PyObject *, PyObject *);
int lw_with_leave(PyObject *);
PyObject *lw_class_namespace(lw_state *, PyObject *, PyObject *, PyObject *);
PyObject *lw_class_create(lw_state *, PyObject *, PyObject *, PyObject *, PyObject *, PyObject *);
PyObject *lw_class_define(lw_state *, int64_t, PyObject *);
int lw_class_set(PyObject *, PyObject *, PyObject *);
PyObject *lw_yield_from_start(PyObject *);
int lw_yield_from_step(PyObject *, PyObject *, PyObject **);
void lw_generator_return(PyObject *, PyObject *);
PyObject *lw_import_name(lw_state *, PyObject *, PyObject *, int64_t);
PyObject *lw_import_from(PyObject *, PyObject *);
PyObject *lw_import_submodule(lw_state *, PyObject *, PyObject *);
int lw_import_star(lw_state *, PyObject *);
PyObject *lw_format_value(PyObject *, int32_t, PyObject *);
int lw_run_interpreted(lw_state *, int64_t, PyObject *);
int lw_dict_merge_keywords(PyObject *, PyObject *, PyObject *);
int lw_list_extend(PyObject *, PyObject *);
int lw_dict_update(PyObject *, PyObject *);
int lw_print_values(PyObject *, PyObject *const *, Py_ssize_t);
double lw_power_float(double, double);
int64_t lw_power_int(int64_t, int64_t);
double lw_floor_divide_float(double, double);
double lw_floor_modulo_float(double, double);
int64_t lw_unbox_ucs4(PyObject *);
void lw_unraisable(const void *);
int lw_check_stack(lw_state *);

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
    CONSTANT(x),
    CONSTANT_COUNT
};

lw_state *driver_state(void);
extern const lw_function_info function_infos[];
extern const lw_class_info *const class_infos[];
enum { FUNCTION_COUNT = 16, CLASS_COUNT = 3, CACHE_COUNT = 64 };

#endif
