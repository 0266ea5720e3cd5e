// The runtime: what compiled modules contain. Structures that the emitter fills in or reads (the
// emitter builds constants of these structs from the bitcode's own struct types, field by field in
// this order), and the functions that emitted code calls beside those of codegen/ir/runtime_op.def
// (there, zi_<name>).
//
// Compiled once per Python version: what is ZI_INLINE to bitcode, which is inlined into modules,
// and all of it to an object, of which the linker takes what a module refers to. So fast paths are
// ZI_INLINE, and all else is never compiled again. No mutable statics: state belongs to zi_state.
// No struct over 16 bytes is passed or returned by value; no argument narrower than int.
#ifndef ZILANT_RUNTIME_ZILANT_H
#define ZILANT_RUNTIME_ZILANT_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdint.h>

#define ZI_INLINE __attribute__((always_inline))
#define ZI_COLD __attribute__((noinline, cold))
#define ZI_NONNULL __attribute__((nonnull(1)))
#define ZI_LIKELY(x) __builtin_expect(!!(x), 1)
#define ZI_UNLIKELY(x) __builtin_expect(!!(x), 0)

// --- Methods -------------------------------------------------------------------------------------
// What a look-up of a method gives: a new reference to what is to be called.
typedef struct zi_method {
    PyObject *callable;
    Py_ssize_t takes_self; // 1: a plain function, which gets the object as its first argument; else 0
} zi_method;

// --- Duals ---------------------------------------------------------------------------------------
// A value that may be an unboxed int or float. As an argument: two (payload, tag); as a result:
// {i64, ptr}.
typedef struct zi_dual {
    int64_t payload; // the int, or the bits of the double
    // ZI_TAG_INT, ZI_TAG_FLOAT, ZI_TAG_ERROR, NULL object = unbound has tag ZI_TAG_UNBOUND,
    // else a PyObject * with a reference
    void *tag;
} zi_dual;
#define ZI_TAG_INT ((void *)0)
#define ZI_TAG_FLOAT ((void *)1)
#define ZI_TAG_ERROR ((void *)2)
#define ZI_TAG_UNBOUND ((void *)3)
#define ZI_TAG_LAST ((void *)15) // larger tags are objects

typedef struct zi_int_result {
    int64_t value;
    int64_t status; // nonzero: an exception is set
} zi_int_result;
typedef struct zi_float_result {
    double value;
    int64_t status;
} zi_float_result;

// --- What the emitter describes ------------------------------------------------------------------
typedef struct zi_state zi_state;
struct zi_generator;

enum zi_function_flags {
    ZI_FUNCTION_STAR = 1,        // has *args
    ZI_FUNCTION_DOUBLE_STAR = 2, // has **kwargs
    ZI_FUNCTION_GENERATOR = 4,
    ZI_FUNCTION_COROUTINE = 8,
    ZI_FUNCTION_STATIC_METHOD = 16,
    ZI_FUNCTION_CLASS_METHOD = 32,
    ZI_FUNCTION_LAMBDA = 64,
    // wrong calls are reported in CPython's words
    ZI_FUNCTION_PYTHON_TEXTS = 128,
    // a method of a cdef class: `self` is not counted in messages
    ZI_FUNCTION_HIDES_SELF = 256,
    // __cinit__ or __dealloc__ of a cdef class: only the state refers to it
    ZI_FUNCTION_HIDDEN = 512
};

typedef struct zi_function_info {
    // the wrapper; NULL if Python cannot call it (cdef)
    vectorcallfunc entry;
    const char *name;
    const char *qualified_name;
    const char *doc; // UTF-8 or NULL
    // numbers of constants: names of positional, then keyword-only, then star and
    // double-star parameters, then captured variables
    const uint32_t *parameters;
    uint32_t positional_only;
    uint32_t positional; // positional-only ones counted
    uint32_t keyword_only;
    uint32_t flags;
    uint32_t first_line;
    // among the module's functions; state->functions[index] is the latest object made
    uint32_t index;
    PyObject *(*resume)(struct zi_generator *); // of generators
    // generator frame: object slots, then raw slots of 8 bytes
    uint32_t frame_objects;
    uint32_t frame_raw;
    // how many variables of functions around it
    uint32_t captured;
} zi_function_info;

enum zi_field_kind {
    // any object; typed ones name their type in `type_index` or `builtin_type`
    ZI_FIELD_OBJECT,
    ZI_FIELD_BINT,
    ZI_FIELD_INT8,
    ZI_FIELD_INT16,
    ZI_FIELD_INT32,
    ZI_FIELD_INT64,
    ZI_FIELD_UINT8,
    ZI_FIELD_UINT16,
    ZI_FIELD_UINT32,
    ZI_FIELD_UINT64,
    ZI_FIELD_FLOAT,
    ZI_FIELD_DOUBLE,
    ZI_FIELD_VIEW, // a zi_view
    // pointers, structs: Python cannot see them
    ZI_FIELD_RAW,
    // `__dict__`: the instance's own attributes, or NULL
    ZI_FIELD_DICT,
    ZI_FIELD_WEAKREFS // `__weakref__`: its weak references
};
enum zi_visibility { ZI_PRIVATE, ZI_PUBLIC, ZI_READONLY };

typedef struct zi_field_info {
    const char *name;
    uint32_t offset;
    uint32_t kind;
    uint32_t visibility;
    int32_t class_index; // the cdef class of an object field, or -1
    // the builtin type of an object field, or NULL
    PyTypeObject *builtin_type;
    const char *doc;
} zi_field_info;

typedef struct zi_class_info {
    const char *name; // "module.Class"
    const char *doc;
    uint32_t index; // state->classes[index]
    uint32_t basic_size;
    int32_t base_index;         // base cdef class of this module, or -1
    PyTypeObject *builtin_base; // or NULL: object
    // of the pointer in the instance; 0: no vtable
    uint32_t vtable_offset;
    void *const *vtable;
    const zi_field_info *fields; // its own, without inherited ones
    uint32_t field_count;
    uint32_t is_final;
    int32_t cinit_function;   // number in state->functions, or -1
    int32_t dealloc_function; // __dealloc__, or -1
    // emitted: { return zi_class_new(&info, type, args, kwargs); }
    newfunc new_entry;
    // emitted: { zi_class_dealloc(&info, self); }
    destructor dealloc_entry;
    // emitted: { return zi_class_traverse(&info, self, visit, arg); }
    traverseproc traverse_entry;
    inquiry clear_entry;
} zi_class_info;

typedef struct zi_interpreted_info {
    // whole lines, dedented lines stay as they are in the file
    const char *source;
    uint32_t first_line;
    uint32_t is_indented; // stands inside a class body
} zi_interpreted_info;

typedef struct zi_module_info {
    const char *name; // dotted
    const char *doc;
    const char *path; // of the source, for tracebacks
    // a tuple in marshal's format: unpacked into the state at import
    const char *constants;
    uint64_t constants_size;
    uint32_t constant_count;
    uint32_t cache_count;
    uint32_t function_count;
    uint32_t class_count;
    uint64_t c_globals_size;
    const zi_function_info *const *functions;
    const zi_class_info *const *classes;
    const zi_interpreted_info *interpreted;
    int32_t (*body)(zi_state *); // 0 or an exception is set
    zi_state
        *static_state; // for modules with cdef globals or classes; NULL: one state a module object
    uint64_t state_size; // of zi_state and all that follows it
} zi_module_info;

// One inline cache: what it holds is its user's business; zero is empty.
typedef struct zi_cache {
    uint64_t version;
    PyObject *value;
    uint64_t extra;
} zi_cache;

// The state of a module. Behind this header, without gaps: PyObject *constants[constant_count],
// PyObject *functions[function_count] (borrowed: a function takes itself out when it dies, but for
// hidden ones), PyTypeObject *classes[class_count], PyCodeObject *codes[function_count] (made when
// a traceback first needs one; the module body's code is codes[function_count], one more), zi_cache
// caches[cache_count], then the C globals, aligned to 16 bytes. The emitter addresses them by
// offset.
struct zi_state {
    PyObject *module;
    PyObject *globals;  // the module's dict
    PyObject *builtins; // the builtins' dict
    const zi_module_info *info;
    PyObject **functions;
    PyTypeObject **classes;
    PyCodeObject **codes;
    zi_cache *caches;
    char *c_globals;
    // types that have one identity in a process
    struct zi_shared *shared;
    // Not zero when something waits to be done between instructions; NULL where each thread has one
    // of its own.
    const volatile int *eval_breaker;
    // The part of the stack that may be used, of the thread that asked last.
    uintptr_t stack_low, stack_room;
};

// Types that every compiled module of a process shares; the first one that is imported makes them.
typedef struct zi_shared {
    // of this struct: another layout is another ABI
    uint64_t size;
    uintptr_t main_stack_low, main_stack_room; // of the main thread
    PyTypeObject *function_type;
    PyTypeObject *generator_type;
    PyTypeObject *coroutine_type;
    PyTypeObject *holder_type;
    PyTypeObject *view_type;
} zi_shared;

// Room for PyInit's definition, mutable, one per module.
typedef struct zi_module_def {
    PyModuleDef def;
    const zi_module_info *info;
    PyModuleDef_Slot slots[4];
} zi_module_def;
PyObject *zi_module_init(zi_module_def *storage, const zi_module_info *info);

// --- Objects of our own --------------------------------------------------------------------------
typedef struct zi_function {
    PyObject_HEAD vectorcallfunc vectorcall;
    const zi_function_info *info;
    zi_state *state;
    PyObject *module;                                    // keeps the state alive
    PyObject *closure;                                   // tuple of cells or NULL
    PyObject *defaults, *keyword_defaults, *annotations; // or NULL
    PyObject *name, *qualified_name, *module_name, *doc, *dict, *code,
        *weakrefs; // made when asked for
} zi_function;

typedef struct zi_generator {
    PyObject_HEAD const zi_function_info *info;
    zi_state *state;
    PyObject *module;
    PyObject *closure;
    // what send() gave; NULL: an exception was thrown in (and is set)
    PyObject *sent;
    // what `yield from` waits for, or NULL; borrowed from a slot
    PyObject *delegate;
    // the value of `return`, when it has finished
    PyObject *returned;
    PyObject *name, *qualified_name, *weakrefs;
    // 0: not started; -1: finished; else the yield it stands at
    int32_t resume_state;
    int32_t is_running;
    _PyErr_StackItem exception_state;
    // objects (NULL or a dual's small tag possible), then raw values
    void *slots[];
} zi_generator;

// --- Memoryviews ---------------------------------------------------------------------------------
#define ZI_MAX_DIMENSIONS 8
typedef struct zi_view {
    // holds the buffer; NULL: nothing assigned yet; None: the view is None
    PyObject *owner;
    char *data;
    Py_ssize_t shape[ZI_MAX_DIMENSIONS];
    Py_ssize_t strides[ZI_MAX_DIMENSIONS];
    Py_ssize_t suboffsets[ZI_MAX_DIMENSIONS];
} zi_view;

enum zi_item_class {
    ZI_ITEM_SIGNED,
    ZI_ITEM_UNSIGNED,
    ZI_ITEM_FLOAT,
    ZI_ITEM_COMPLEX,
    ZI_ITEM_OBJECT,
    ZI_ITEM_CHAR,
    ZI_ITEM_BOOL
};
typedef struct zi_view_info {
    const char *item_name; // "double", for messages
    uint32_t dimensions;
    uint32_t item_size;
    uint32_t item_class;
    uint32_t writable;
    // 0 strided, 1 C contiguous, 2 Fortran contiguous
    uint32_t packing;
} zi_view_info;

// --- Functions that emitted code calls -----------------------------------------------------------
// X is add, subtract, multiply, divide, floor_divide, modulo, power, matrix_multiply,
// left_shift, right_shift, bit_and, bit_or, bit_xor (the text of BinaryOperator's members in
// lower case); P is less, less_equal, equal, not_equal, greater, greater_equal; U is negate,
// plus, invert.
//   PyObject *zi_binary_X(PyObject *, PyObject *)            PyObject *zi_inplace_X(PyObject *,
//   PyObject *) PyObject *zi_unary_U(PyObject *) PyObject *zi_compare_P(PyObject *, PyObject *) int
//   zi_compare_truth_P(PyObject *, PyObject *)  -1: error zi_dual zi_dual_X(int64_t, void *,
//   int64_t, void *)      zi_dual zi_dual_inplace_X(...) zi_dual zi_dual_U(int64_t, void *)
//   PyObject *zi_dual_compare_P(a, ta, b, tb)                int zi_dual_compare_truth_P(a, ta, b,
//   tb)
int zi_truth(PyObject *object);
int zi_dual_truth(int64_t payload, void *tag);
PyObject *zi_dual_box(int64_t payload,
                      // a new reference for unboxed ones, else the tag
                      // itself (moved)
                      void *tag);
zi_int_result zi_dual_unbox_int64(int64_t payload, void *tag);
zi_int_result zi_dual_unbox_ssize(int64_t payload, void *tag); // Py_ssize_t: through __index__
zi_int_result zi_dual_unbox_uint64(int64_t payload, void *tag);
zi_float_result zi_dual_unbox_float(int64_t payload, void *tag);
PyObject *zi_box_int64(int64_t value);
PyObject *zi_box_uint64(uint64_t value);
PyObject *zi_box_float(double value);
zi_int_result
// int or __index__; TypeError, OverflowError as Cython's texts
zi_unbox_int64(PyObject *object);
zi_int_result zi_unbox_ssize(PyObject *object); // Py_ssize_t: through __index__
zi_int_result zi_unbox_uint64(PyObject *object);
// The same with the C type's name for "can't convert negative value to unsigned int".
zi_int_result zi_unbox_uint64_as(PyObject *object, const char *c_type);
zi_float_result zi_unbox_float(PyObject *object);
void zi_raise_int_overflow(int is_negative_to_unsigned,
                           const char *c_type); // "value too large to convert to int"

int zi_parse_arguments(zi_state *state, const zi_function_info *info, PyObject *callable,
                       PyObject *const *arguments, size_t count_and_flags, PyObject *keyword_names,
                       PyObject **out); // 0 or -1. out: borrowed, in
// the order of info->parameters; the star tuple and double-star dict are new references
PyObject *zi_make_function(zi_state *state, const zi_function_info *info, PyObject *defaults,
                           PyObject *keyword_defaults, PyObject *closure,
                           PyObject *annotations); // also noted in state->functions
PyObject *zi_call_vector(PyObject *callee, PyObject *const *arguments, Py_ssize_t count,
                         PyObject *keyword_names);
// Looks up `object.name` to call it; a null callable: an exception is set.
zi_method zi_load_method(zi_state *state, zi_cache *cache, PyObject *object, PyObject *name);
// Calls what zi_load_method gave. arguments[0] is the object, passed if `takes_self`; arguments[-1] and
// [0] may be overwritten. count: neither the object nor keywords counted.
PyObject *zi_call_method(PyObject *callable, Py_ssize_t takes_self, PyObject *const *arguments,
                         Py_ssize_t count, PyObject *keyword_names);
PyObject *zi_generator_new(zi_state *state, const zi_function_info *info, PyObject *closure);

void zi_traceback(zi_state *state, const zi_function_info *info,
                  int line); // info NULL: the module body
void zi_traceback_nogil(zi_state *state, const zi_function_info *info, int line);
void zi_raise_unbound_local(const char *name);
void zi_raise_unbound_free(const char *name);
void zi_raise_unbound_outer(const char *name); // from a comprehension
void zi_raise_none_attribute(const char *name);
void zi_raise_zero_division(const char *text);
// "Out of bounds on buffer access (axis N)"
void zi_raise_index_error(int axis);
// "Index out of bounds (axis N)"; -1: a step is zero
void zi_raise_slice_error(int axis);
void zi_raise_view_unset(const char *name);
// Each of these has a twin zi_..._nogil that takes the GIL first.
int zi_check_type(PyObject *object, PyTypeObject *type, int allow_none); // 0 or -1 with TypeError
// 0 or -1; inlined test of the eval breaker
int zi_poll(zi_state *state);

int zi_view_acquire(PyObject *object, const zi_view_info *info, zi_view *out);
PyObject *zi_view_object(const zi_view *view, const zi_view_info *info);

void *zi_gil_release(void);
void zi_gil_restore(void *token);
int zi_gil_ensure(void);
void zi_gil_leave(int token);

void zi_incref(PyObject *object);
void zi_incref_nullable(PyObject *object);
void zi_decref(PyObject *object);
void zi_decref_nullable(PyObject *object);
void zi_dual_incref(void *tag);
void zi_dual_decref(void *tag);
void zi_replace_object(PyObject **place, PyObject *value);

PyObject *zi_class_new(const zi_class_info *info, zi_state *state, PyTypeObject *type,
                       PyObject *arguments, PyObject *keywords);
ZI_NONNULL void zi_class_dealloc(const zi_class_info *info, zi_state *state, PyObject *self);
ZI_NONNULL int zi_class_traverse(const zi_class_info *info, zi_state *state, PyObject *self,
                                 visitproc visit, void *argument);
ZI_NONNULL int zi_class_clear(const zi_class_info *info, zi_state *state, PyObject *self);

#endif
