// The runtime: what compiled modules contain. Structures that the emitter fills in or reads (the
// emitter builds constants of these structs from the bitcode's own struct types, field by field in
// this order), and the functions that emitted code calls beside those of codegen/ir/runtime_op.def
// (there, lw_<name>).
//
// Compiled once per Python version: what is LW_INLINE to bitcode, which is inlined into modules,
// and all of it to an object, of which the linker takes what a module refers to. So fast paths are
// LW_INLINE, and all else is never compiled again. No mutable statics: state belongs to lw_state.
// No struct over 16 bytes is passed or returned by value; no argument narrower than int.
#ifndef LINDWORM_RUNTIME_LINDWORM_H
#define LINDWORM_RUNTIME_LINDWORM_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdint.h>

#define LW_INLINE __attribute__((always_inline))
#define LW_COLD __attribute__((noinline, cold))
#define LW_NONNULL __attribute__((nonnull(1)))
#define LW_LIKELY(x) __builtin_expect(!!(x), 1)
#define LW_UNLIKELY(x) __builtin_expect(!!(x), 0)

// --- Duals
// --------------------------------------------------------------------------------------------- A
// value that may be an unboxed int or float. As an argument: two (payload, tag); as a result: {i64,
// ptr}.
typedef struct lw_dual {
    int64_t payload; // the int, or the bits of the double
    void *tag;       // LW_TAG_INT, LW_TAG_FLOAT, LW_TAG_ERROR, NULL object = unbound has tag
                     // LW_TAG_UNBOUND, else a PyObject * with a reference
} lw_dual;
#define LW_TAG_INT ((void *)0)
#define LW_TAG_FLOAT ((void *)1)
#define LW_TAG_ERROR ((void *)2)
#define LW_TAG_UNBOUND ((void *)3)
#define LW_TAG_LAST ((void *)15) // larger tags are objects

typedef struct lw_int_result {
    int64_t value;
    int64_t status; // nonzero: an exception is set
} lw_int_result;
typedef struct lw_float_result {
    double value;
    int64_t status;
} lw_float_result;

// --- What the emitter describes
// --------------------------------------------------------------------------
typedef struct lw_state lw_state;
struct lw_generator;

enum lw_function_flags {
    LW_FUNCTION_STAR = 1,        // has *args
    LW_FUNCTION_DOUBLE_STAR = 2, // has **kwargs
    LW_FUNCTION_GENERATOR = 4,
    LW_FUNCTION_COROUTINE = 8,
    LW_FUNCTION_STATIC_METHOD = 16,
    LW_FUNCTION_CLASS_METHOD = 32,
    LW_FUNCTION_LAMBDA = 64,
    LW_FUNCTION_PYTHON_TEXTS = 128, // wrong calls are reported in CPython's words
    LW_FUNCTION_HIDES_SELF = 256    // a method of a cdef class: `self` is not counted in messages
};

typedef struct lw_function_info {
    vectorcallfunc entry; // the wrapper; NULL if Python cannot call it (cdef)
    const char *name;
    const char *qualified_name;
    const char *doc;            // UTF-8 or NULL
    const uint32_t *parameters; // numbers of constants: names of positional, then keyword-only,
                                // then star and double-star parameters, then captured variables
    uint32_t positional_only;
    uint32_t positional; // positional-only ones counted
    uint32_t keyword_only;
    uint32_t flags;
    uint32_t first_line;
    uint32_t
        index; // among the module's functions; state->functions[index] is the latest object made
    PyObject *(*resume)(struct lw_generator *); // of generators
    uint32_t frame_objects; // generator frame: object slots, then raw slots of 8 bytes
    uint32_t frame_raw;
    uint32_t captured; // how many variables of functions around it
} lw_function_info;

enum lw_field_kind {
    LW_FIELD_OBJECT, // any object; typed ones name their type in `type_index` or `builtin_type`
    LW_FIELD_BINT,
    LW_FIELD_INT8,
    LW_FIELD_INT16,
    LW_FIELD_INT32,
    LW_FIELD_INT64,
    LW_FIELD_UINT8,
    LW_FIELD_UINT16,
    LW_FIELD_UINT32,
    LW_FIELD_UINT64,
    LW_FIELD_FLOAT,
    LW_FIELD_DOUBLE,
    LW_FIELD_VIEW,    // a lw_view
    LW_FIELD_RAW,     // pointers, structs: Python cannot see them
    LW_FIELD_DICT,    // `__dict__`: the instance's own attributes, or NULL
    LW_FIELD_WEAKREFS // `__weakref__`: its weak references
};
enum lw_visibility { LW_PRIVATE, LW_PUBLIC, LW_READONLY };

typedef struct lw_field_info {
    const char *name;
    uint32_t offset;
    uint32_t kind;
    uint32_t visibility;
    int32_t class_index;        // the cdef class of an object field, or -1
    PyTypeObject *builtin_type; // the builtin type of an object field, or NULL
    const char *doc;
} lw_field_info;

typedef struct lw_class_info {
    const char *name; // "module.Class"
    const char *doc;
    uint32_t index; // state->classes[index]
    uint32_t basic_size;
    int32_t base_index;         // base cdef class of this module, or -1
    PyTypeObject *builtin_base; // or NULL: object
    uint32_t vtable_offset;     // of the pointer in the instance; 0: no vtable
    void *const *vtable;
    const lw_field_info *fields; // its own, without inherited ones
    uint32_t field_count;
    uint32_t is_final;
    int32_t cinit_function;      // number in state->functions, or -1
    int32_t dealloc_function;    // __dealloc__, or -1
    newfunc new_entry;           // emitted: { return lw_class_new(&info, type, args, kwargs); }
    destructor dealloc_entry;    // emitted: { lw_class_dealloc(&info, self); }
    traverseproc traverse_entry; // emitted: { return lw_class_traverse(&info, self, visit, arg); }
    inquiry clear_entry;
} lw_class_info;

typedef struct lw_interpreted_info {
    const char *source; // whole lines, dedented lines stay as they are in the file
    uint32_t first_line;
    uint32_t is_indented; // stands inside a class body
} lw_interpreted_info;

typedef struct lw_module_info {
    const char *name; // dotted
    const char *doc;
    const char *path;      // of the source, for tracebacks
    const char *constants; // a tuple in marshal's format: unpacked into the state at import
    uint64_t constants_size;
    uint32_t constant_count;
    uint32_t cache_count;
    uint32_t function_count;
    uint32_t class_count;
    uint64_t c_globals_size;
    const lw_function_info *const *functions;
    const lw_class_info *const *classes;
    const lw_interpreted_info *interpreted;
    int32_t (*body)(lw_state *); // 0 or an exception is set
    lw_state
        *static_state; // for modules with cdef globals or classes; NULL: one state a module object
    uint64_t state_size; // of lw_state and all that follows it
} lw_module_info;

// One inline cache: what it holds is its user's business; zero is empty.
typedef struct lw_cache {
    uint64_t version;
    PyObject *value;
    uint64_t extra;
} lw_cache;

// The state of a module. Behind this header, without gaps: PyObject *constants[constant_count],
// PyObject *functions[function_count], PyTypeObject *classes[class_count], PyCodeObject
// *codes[function_count] (made when a traceback first needs one; the module body's code is
// codes[function_count], one more), lw_cache caches[cache_count], then the C globals, aligned to 16
// bytes. The emitter addresses them by offset.
struct lw_state {
    PyObject *module;
    PyObject *globals;  // the module's dict
    PyObject *builtins; // the builtins' dict
    const lw_module_info *info;
    PyObject **functions;
    PyTypeObject **classes;
    PyCodeObject **codes;
    lw_cache *caches;
    char *c_globals;
    struct lw_shared *shared; // types that have one identity in a process
    // Not zero when something waits to be done between instructions; NULL where each thread has one
    // of its own.
    const volatile int *eval_breaker;
    // The part of the stack that may be used, of the thread that asked last.
    uintptr_t stack_low, stack_room;
};

// Types that every compiled module of a process shares; the first one that is imported makes them.
typedef struct lw_shared {
    uint64_t size;                             // of this struct: another layout is another ABI
    uintptr_t main_stack_low, main_stack_room; // of the main thread
    PyTypeObject *function_type;
    PyTypeObject *generator_type;
    PyTypeObject *coroutine_type;
    PyTypeObject *holder_type;
    PyTypeObject *view_type;
} lw_shared;

// Room for PyInit's definition, mutable, one per module.
typedef struct lw_module_def {
    PyModuleDef def;
    const lw_module_info *info;
    PyModuleDef_Slot slots[4];
} lw_module_def;
PyObject *lw_module_init(lw_module_def *storage, const lw_module_info *info);

// --- Objects of our own
// ------------------------------------------------------------------------------------
typedef struct lw_function {
    PyObject_HEAD vectorcallfunc vectorcall;
    const lw_function_info *info;
    lw_state *state;
    PyObject *module;                                    // keeps the state alive
    PyObject *closure;                                   // tuple of cells or NULL
    PyObject *defaults, *keyword_defaults, *annotations; // or NULL
    PyObject *name, *qualified_name, *module_name, *doc, *dict, *code,
        *weakrefs; // made when asked for
} lw_function;

typedef struct lw_generator {
    PyObject_HEAD const lw_function_info *info;
    lw_state *state;
    PyObject *module;
    PyObject *closure;
    PyObject *sent;     // what send() gave; NULL: an exception was thrown in (and is set)
    PyObject *delegate; // what `yield from` waits for, or NULL; borrowed from a slot
    PyObject *returned; // the value of `return`, when it has finished
    PyObject *name, *qualified_name, *weakrefs;
    int32_t resume_state; // 0: not started; -1: finished; else the yield it stands at
    int32_t is_running;
    _PyErr_StackItem exception_state;
    void *slots[]; // objects (NULL or a dual's small tag possible), then raw values
} lw_generator;

// --- Memoryviews
// ---------------------------------------------------------------------------------------------
#define LW_MAX_DIMENSIONS 8
typedef struct lw_view {
    PyObject *owner; // holds the buffer; NULL: nothing assigned yet; None: the view is None
    char *data;
    Py_ssize_t shape[LW_MAX_DIMENSIONS];
    Py_ssize_t strides[LW_MAX_DIMENSIONS];
    Py_ssize_t suboffsets[LW_MAX_DIMENSIONS];
} lw_view;

enum lw_item_class {
    LW_ITEM_SIGNED,
    LW_ITEM_UNSIGNED,
    LW_ITEM_FLOAT,
    LW_ITEM_COMPLEX,
    LW_ITEM_OBJECT,
    LW_ITEM_CHAR,
    LW_ITEM_BOOL
};
typedef struct lw_view_info {
    const char *item_name; // "double", for messages
    uint32_t dimensions;
    uint32_t item_size;
    uint32_t item_class;
    uint32_t writable;
    uint32_t packing; // 0 strided, 1 C contiguous, 2 Fortran contiguous
} lw_view_info;

// --- Functions that emitted code calls
// ------------------------------------------------------------------------- X is add, subtract,
// multiply, divide, floor_divide, modulo, power, matrix_multiply, left_shift, right_shift, bit_and,
// bit_or, bit_xor (the text of BinaryOperator's members in lower case); P is less, less_equal,
// equal, not_equal, greater, greater_equal; U is negate, plus, invert.
//   PyObject *lw_binary_X(PyObject *, PyObject *)            PyObject *lw_inplace_X(PyObject *,
//   PyObject *) PyObject *lw_unary_U(PyObject *) PyObject *lw_compare_P(PyObject *, PyObject *) int
//   lw_compare_truth_P(PyObject *, PyObject *)  -1: error lw_dual lw_dual_X(int64_t, void *,
//   int64_t, void *)      lw_dual lw_dual_inplace_X(...) lw_dual lw_dual_U(int64_t, void *)
//   PyObject *lw_dual_compare_P(a, ta, b, tb)                int lw_dual_compare_truth_P(a, ta, b,
//   tb)
int lw_truth(PyObject *object);
int lw_dual_truth(int64_t payload, void *tag);
PyObject *lw_dual_box(int64_t payload,
                      void *tag); // a new reference for unboxed ones, else the tag itself (moved)
lw_int_result lw_dual_unbox_int64(int64_t payload, void *tag);
lw_int_result lw_dual_unbox_ssize(int64_t payload, void *tag); // Py_ssize_t: through __index__
lw_int_result lw_dual_unbox_uint64(int64_t payload, void *tag);
lw_float_result lw_dual_unbox_float(int64_t payload, void *tag);
PyObject *lw_box_int64(int64_t value);
PyObject *lw_box_uint64(uint64_t value);
PyObject *lw_box_float(double value);
lw_int_result
lw_unbox_int64(PyObject *object); // int or __index__; TypeError, OverflowError as Cython's texts
lw_int_result lw_unbox_ssize(PyObject *object); // Py_ssize_t: through __index__
lw_int_result lw_unbox_uint64(PyObject *object);
// The same with the C type's name for "can't convert negative value to unsigned int".
lw_int_result lw_unbox_uint64_as(PyObject *object, const char *c_type);
lw_float_result lw_unbox_float(PyObject *object);
void lw_raise_int_overflow(int is_negative_to_unsigned,
                           const char *c_type); // "value too large to convert to int"

int lw_parse_arguments(lw_state *state, const lw_function_info *info, PyObject *callable,
                       PyObject *const *arguments, size_t count_and_flags, PyObject *keyword_names,
                       PyObject **out); // 0 or -1. out: borrowed, in
// the order of info->parameters; the star tuple and double-star dict are new references
PyObject *lw_make_function(lw_state *state, const lw_function_info *info, PyObject *defaults,
                           PyObject *keyword_defaults, PyObject *closure,
                           PyObject *annotations); // also stored in state->functions
PyObject *lw_call_vector(PyObject *callee, PyObject *const *arguments, Py_ssize_t count,
                         PyObject *keyword_names);
// arguments[0] is the object; arguments[-1] may be overwritten. count: the object counted, keywords
// not.
PyObject *lw_call_method(lw_state *state, lw_cache *cache, PyObject *name,
                         PyObject *const *arguments, Py_ssize_t count, PyObject *keyword_names);
PyObject *lw_generator_new(lw_state *state, const lw_function_info *info, PyObject *closure);

void lw_traceback(lw_state *state, const lw_function_info *info,
                  int line); // info NULL: the module body
void lw_traceback_nogil(lw_state *state, const lw_function_info *info, int line);
void lw_raise_unbound_local(const char *name);
void lw_raise_none_attribute(const char *name);
void lw_raise_zero_division(const char *text);
void lw_raise_index_error(int axis); // "Out of bounds on buffer access (axis N)"
void lw_raise_slice_error(int axis); // "Index out of bounds (axis N)"; -1: a step is zero
void lw_raise_view_unset(const char *name);
// Each of these four has a twin lw_..._nogil that takes the GIL first.
int lw_check_type(PyObject *object, PyTypeObject *type, int allow_none); // 0 or -1 with TypeError
int lw_poll(lw_state *state); // 0 or -1; inlined test of the eval breaker

int lw_view_acquire(PyObject *object, const lw_view_info *info, lw_view *out);
PyObject *lw_view_object(const lw_view *view, const lw_view_info *info);

void *lw_gil_release(void);
void lw_gil_restore(void *token);
int lw_gil_ensure(void);
void lw_gil_leave(int token);

void lw_incref(PyObject *object);
void lw_incref_nullable(PyObject *object);
void lw_decref(PyObject *object);
void lw_decref_nullable(PyObject *object);
void lw_dual_incref(void *tag);
void lw_dual_decref(void *tag);
void lw_replace_object(PyObject **place, PyObject *value);

PyObject *lw_class_new(const lw_class_info *info, lw_state *state, PyTypeObject *type,
                       PyObject *arguments, PyObject *keywords);
LW_NONNULL void lw_class_dealloc(const lw_class_info *info, lw_state *state, PyObject *self);
LW_NONNULL int lw_class_traverse(const lw_class_info *info, lw_state *state, PyObject *self,
                                 visitproc visit, void *argument);
LW_NONNULL int lw_class_clear(const lw_class_info *info, lw_state *state, PyObject *self);

#endif
