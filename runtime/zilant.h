// The runtime: what compiled modules contain. The structs that the emitter fills in or reads, made
// of the tables in abi/, and the functions that emitted code calls beside those of
// codegen/ir/runtime_op.def (there, zi_<name>).
//
// Compiled once per Python version: what is ZI_INLINE to bitcode, which is inlined into modules,
// and all of it to an object, of which the linker takes what a module refers to. So fast paths are
// ZI_INLINE, and all else is never compiled again. State belongs to zi_state, not to mutable
// statics. No struct over 16 bytes is passed or returned by value; no argument narrower than int.
#ifndef ZILANT_RUNTIME_ZILANT_H
#define ZILANT_RUNTIME_ZILANT_H

#define PY_SSIZE_T_CLEAN
#include "abi/abi.h"
#include "runtime/features.h"
#include <Python.h>
#include <stdint.h>

#define ZI_INLINE __attribute__((always_inline))
// The same for what does so little that a call would take as long: arithmetic, items and attributes
// for it, comparison with texts. Inlined in warm code too, where a larger ZI_INLINE body is called.
#define ZI_HOT ZI_INLINE __attribute__((hot))
// The name of another body of the ZI_INLINE function `name`: small, for calls from code that is not
// hot. tools/split.c puts it in the place of the one that is inlined.
#define ZI_COMPACT(name) ZI_COMPACT_NAME(name)
#define ZI_COMPACT_NAME(name) name##_compact
#define ZI_COLD __attribute__((noinline, cold))
// Out of line, but as fast as it can be: what some programs do all the time.
#define ZI_SLOW __attribute__((noinline))
// Of what code calls between other things: the caller's registers keep what they hold, but for the
// result's and floating-point ones.
#define ZI_KEEPS __attribute__((preserve_most))
#define ZI_NONNULL __attribute__((nonnull(1)))
#define ZI_LIKELY(x) __builtin_expect(!!(x), 1)
#define ZI_UNLIKELY(x) __builtin_expect(!!(x), 0)

// A tag of abi/enum.def as a dual holds it: ZI_TAG(INT).
#define ZI_TAG(NAME) ((void *)(uintptr_t)ZI_TAG_##NAME)

// --- Structs of abi/struct.def -------------------------------------------------------------------
// clang-format off
#define ABI_STRUCT(name, Name) typedef struct zi_##name zi_##name;
#include "abi/struct.def"

struct zi_generator;
// The second is what was sent (borrowed); NULL: an exception is set, which was thrown in. Gives what
// the body yields; NULL: it has ended, see zi_generator_end.
typedef PyObject *(*zi_resume_function)(struct zi_generator *, PyObject *);
typedef int (*zi_field_setter)(PyObject *self, PyObject *value);
typedef PyObject *(*zi_class_maker)(void);
typedef PyTypeObject *(*zi_type_getter)(void);
// The memory of released instances of a class. (On free-threaded builds nothing is kept.)
typedef struct zi_freelist {
    size_t count;
    PyObject *objects[];
} zi_freelist;
typedef int32_t (*zi_body_function)(zi_state *);
typedef int (*zi_cpu_chooser)(void);

#define ABI_STRUCT(name, Name) struct zi_##name {
#define ABI_FIELD(owner, c_type, name, KIND) c_type name;
#define ABI_ARRAY(owner, c_type, name, count, KIND) c_type name[count];
#define ABI_END(name, Name) };
#include "abi/struct.def"

#define ABI_RELATIVE(owner, c_type, name)                                                          \
    static inline c_type zi_##owner##_##name(const zi_##owner *info) {                             \
        const char *from = (const char *)&info->name;                                              \
        return info->name ? (c_type)(uintptr_t)(from + info->name) : NULL;                         \
    }
#include "abi/struct.def"
// clang-format on

#define ZI_NAME_SETS 64 // of 64 names each

// Names whose values caches hold. Sets of names are by hash, and may have more than were put in.
typedef struct zi_names {
    // of the held values: counts the changes
    uint64_t version;
    // those whose values of this version are held; those that got a new value while theirs was
    uint64_t held[ZI_NAME_SETS], variable[ZI_NAME_SETS];
} zi_names;

// Types that every compiled module of a process shares; the first one that is imported makes them.
// Names that the runtime asks for again and again, interned once: COMMON_NAME(field, text).
#define ZI_COMMON_NAMES(COMMON_NAME)                                                               \
    COMMON_NAME(name, "__name__")                                                                  \
    COMMON_NAME(new, "__new__")                                                                    \
    COMMON_NAME(init, "__init__")                                                                  \
    COMMON_NAME(init_subclass, "__init_subclass__")                                                \
    COMMON_NAME(class_getitem, "__class_getitem__")                                                \
    COMMON_NAME(enter, "__enter__")                                                                \
    COMMON_NAME(exit, "__exit__")                                                                  \
    COMMON_NAME(async_enter, "__aenter__")                                                         \
    COMMON_NAME(async_exit, "__aexit__")                                                           \
    COMMON_NAME(cr_await, "cr_await")

#define ZI_COMMON_NAME_FIELD(field, text) PyObject *field;
typedef struct zi_common_names {
    ZI_COMMON_NAMES(ZI_COMMON_NAME_FIELD)
} zi_common_names;
#undef ZI_COMMON_NAME_FIELD

#if ZI_HAS_MONITORING
// The events of sys.monitoring that compiled code tells.
#define ZI_MONITORED_EVENTS(X)                                                                     \
    X(START, PY_START)                                                                             \
    X(RESUME, PY_RESUME)                                                                           \
    X(THROW, PY_THROW)                                                                             \
    X(RETURN, PY_RETURN)                                                                           \
    X(YIELD, PY_YIELD)                                                                             \
    X(UNWIND, PY_UNWIND)                                                                           \
    X(LINE, LINE)
enum zi_monitored {
#define X(NAME, EVENT) ZI_MONITORED_##NAME,
    ZI_MONITORED_EVENTS(X)
#undef X
        ZI_MONITORED_COUNT
};
// Who wants to know of which, as of that version of the interpreter's own account.
typedef struct zi_monitoring {
    uint64_t version;
    PyMonitoringState states[ZI_MONITORED_COUNT];
    int calls, lines; // does anybody
} zi_monitoring;
#endif

// Memory of released objects of one size. About as many as the collector lets be made before it
// looks at the youngest.
enum { ZI_KEPT_SIZES = 16, ZI_MOST_KEPT = 2047, ZI_KEPT_VALUES = 30 };
typedef struct zi_kept_memory {
    // each knows the one before it: runtime/kept.h
    PyObject *last;
    size_t count;
    // how often there was none
    size_t wanted;
} zi_kept_memory;

typedef struct zi_shared {
    // of this struct: another layout is another ABI
    uint64_t size;
    uintptr_t main_stack_low, main_stack_room; // of the main thread
    zi_names *names;
    int64_t names_watcher; // see zi_watch_names
    zi_common_names common;
    PyTypeObject *function_type;
    PyTypeObject *fused_type;
    PyTypeObject *unbound_function_type;
    PyTypeObject *generator_type;
    PyTypeObject *coroutine_type;
    PyTypeObject *iterable_coroutine_type;
    PyTypeObject *coroutine_wrapper_type;
    PyTypeObject *async_generator_type;
    PyTypeObject *async_step_type;
    PyTypeObject *holder_type;
    PyTypeObject *view_type;
    PyTypeObject *array_type;
    PyTypeObject *text_type;
    size_t most_kept;                         // of each size
    zi_kept_memory generators[ZI_KEPT_SIZES]; // by how many slots they have
    zi_kept_memory async_steps;
    // releases the instances of Python's classes; NULL: not to be known
    destructor instance_release;
    // by how many words they have
    zi_kept_memory instances[ZI_KEPT_SIZES];
    // by how many values they keep, from 1 on
    zi_kept_memory valued_instances[ZI_KEPT_VALUES];
    // of builtin classes without fields of their own
    zi_kept_memory exceptions;
#if ZI_HAS_MONITORING
    zi_monitoring monitoring;
#endif
} zi_shared;

// Room for PyInit's definition, mutable, one per module.
typedef struct zi_module_def {
    PyModuleDef def;
    const zi_module_info *info;
    PyModuleDef_Slot slots[4];
} zi_module_def;
PyObject *zi_module_init(zi_module_def *storage, const zi_module_info *info);

// The level of x86-64, 1 to 4, that functions with bodies for several may use.
extern uint32_t zi_cpu_level;
// Finds it, at most what ZILANT_CPU says. Returns -1 with an exception if a warning became one.
int zi_choose_cpu_level(void);

// --- Objects of our own --------------------------------------------------------------------------
typedef struct zi_function {
    PyObject_HEAD vectorcallfunc vectorcall;
    const zi_function_info *info;
    zi_state *state;
    PyObject *module;                                    // keeps the state alive
    PyObject *closure;                                   // tuple of cells or NULL
    PyObject *defaults, *keyword_defaults, *annotations; // or NULL
#if ZI_DEFERS_ANNOTATIONS
    PyObject *annotate; // gives the annotations; or NULL
#endif
#if ZI_HAS_TYPE_PARAMETERS
    PyObject *type_parameters; // that somebody has set; or NULL
#endif
    PyObject *name, *qualified_name, *module_name, *doc, *dict, *code,
        *weakrefs; // made when asked for
} zi_function;

typedef struct zi_generator {
    PyObject_HEAD const zi_function_info *info;
    zi_state *state;
    PyObject *module;
    PyObject *closure;
    // what `yield from` waits for, or NULL; borrowed from a slot
    PyObject *delegate;
    // while it runs because another one waits for it: that one, borrowed
    struct zi_generator *waiting;
    PyObject *ended_value;
    // the value of `return`, when it has finished; NULL: it has failed, or the value was taken
    PyObject *returned;
    // NULL: those of the function
    PyObject *name, *qualified_name;
    PyObject *weakrefs;
    // of a coroutine: where it was made; of an asynchronous generator: the hook that closes it; or
    // NULL
    PyObject *origin;
    // what Python was shown as its frame, or NULL
    PyObject *frame;
    // ZI_GENERATOR_..., or the yield it stands at
    int32_t resume_state;
    // what there is to do beside resuming the body: ZI_DETOUR_...; 0: nothing
    uint8_t detour;
    // what the body gave last is an item of an asynchronous generator, and nothing that it awaits
    uint8_t gave_item;
    // the body is resumed because what it waits for has ended with `ended_value`; NULL: has failed
    uint8_t has_ended;
    // GeneratorExit is thrown into what the body waits for, which is not closed
    uint8_t passes_exit;
    // asynchronous generators: the hooks were asked; no more items; a step is under way
    uint8_t has_hooks : 1, is_closed : 1, is_stepping : 1;
    _PyErr_StackItem exception_state;
    // objects (NULL or a dual's small tag possible), then raw values
    void *slots[];
} zi_generator;

// --- Functions that emitted code calls -----------------------------------------------------------
// For each operator of abi/operator.def there are, besides (runtime/internal.h):
//     binary     zi_binary_<name>, zi_inplace_<name>, zi_dual_<name>, zi_dual_inplace_<name>
//     compare    zi_compare_<name>, zi_compare_truth_<name>, zi_dual_compare_<name>,
//                zi_dual_compare_truth_<name>; a truth of -1: an exception is set
//     unary      zi_unary_<name>, zi_dual_<name>

int zi_truth(PyObject *object);
int zi_dual_truth(int64_t payload, void *tag);
// A new reference for unboxed ones, else the tag itself (moved).
PyObject *zi_dual_box(int64_t payload, void *tag);
zi_int_result zi_dual_unbox_int64(int64_t payload, void *tag);
zi_int_result zi_dual_unbox_ssize(int64_t payload, void *tag); // Py_ssize_t: through __index__
zi_int_result zi_dual_unbox_uint64(int64_t payload, void *tag, const char *c_type);
zi_float_result zi_dual_unbox_float(int64_t payload, void *tag);
PyObject *zi_box_int64(int64_t value);
PyObject *zi_box_uint64(uint64_t value);
PyObject *zi_box_float(double value);
// int or __index__; TypeError, OverflowError as Cython's texts
zi_int_result zi_unbox_int64(PyObject *object);
zi_int_result zi_unbox_ssize(PyObject *object); // Py_ssize_t: through __index__
zi_int_result zi_unbox_uint64(PyObject *object);
// The same with the C type's name for "can't convert negative value to unsigned int".
zi_int_result zi_unbox_uint64_as(PyObject *object, const char *c_type);
// The int that a C integer is made of, a new reference.
PyObject *zi_int_of(PyObject *object);
// 128 bits in two halves, the lower one first: 0, or -1 with an exception.
int32_t zi_unbox_int128(PyObject *object, const char *c_type, int32_t is_signed, uint64_t *halves);
int32_t zi_dual_unbox_int128(int64_t payload, void *tag, const char *c_type, int32_t is_signed,
                             uint64_t *halves);
PyObject *zi_box_int128(int64_t high, uint64_t low);
PyObject *zi_box_uint128(uint64_t high, uint64_t low);
zi_float_result zi_unbox_float(PyObject *object);
void zi_raise_int_overflow(int is_negative_to_unsigned,
                           const char *c_type); // "value too large to convert to int"

int zi_parse_arguments(zi_state *state, const zi_function_info *info, PyObject *callable,
                       PyObject *const *arguments, size_t count_and_flags, PyObject *keyword_names,
                       PyObject **out); // 0 or -1. out: borrowed, in
// the order of info->parameters; the star tuple and double-star dict are new references
// The same for code that is not hot: the callable, a function of ours, knows the rest, and what the
// entry was given stays in its registers.
int zi_read_arguments(PyObject *callable, PyObject *const *arguments, size_t count_and_flags,
                      PyObject *keyword_names, PyObject **out);
PyObject **zi_items_in_place(PyObject *value, int64_t count);
// The items of an iterable that has exactly `count`, new references; 0, or -1 with none of them.
// Errors are told in CPython's words or in Cython's.
int zi_unpack_items(PyObject *value, int64_t count, int in_python, PyObject **items);
int zi_unpack_2(PyObject *value, int in_python, PyObject **items);
int zi_unpack_3(PyObject *value, int in_python, PyObject **items);
// The same of one that has `before` and `after` at least, between them a list of the others.
int zi_unpack_parts(PyObject *value, int64_t before, int64_t after, int in_python,
                    PyObject **items);
PyObject *zi_make_function(zi_state *state, const zi_function_info *info, PyObject *defaults,
                           PyObject *keyword_defaults, PyObject *closure,
                           PyObject *annotations); // also noted in state->functions
// Makes one and binds it to its name in the namespace, NULL: the module's. 0 or -1.
int zi_define_function(zi_state *state, const zi_function_info *info, PyObject *names,
                       PyObject *defaults, PyObject *keyword_defaults, PyObject *closure);
PyObject *zi_call_vector(zi_state *state, PyObject *callee, PyObject *const *arguments,
                         Py_ssize_t count, PyObject *keyword_names);
// Looks up the attribute of the cache's name to call it; a null callable: an exception is set.
zi_method zi_load_method(zi_cache *cache, PyObject *object);
// Calls what zi_load_method gave. arguments[0] is the object, passed if `takes_self`; arguments[-1]
// and [0] may be overwritten. count: neither the object nor keywords counted.
PyObject *zi_call_method(PyObject *callable, Py_ssize_t takes_self, PyObject *const *arguments,
                         Py_ssize_t count, PyObject *keyword_names);
// Both in one, for code that is not hot.
PyObject *zi_invoke_method(zi_cache *cache, PyObject *const *arguments, Py_ssize_t count,
                           PyObject *keyword_names);
// Both in one for a global. With `count` as zi_call_vector takes it.
PyObject *zi_call_global(zi_state *state, zi_cache *cache, PyObject *const *arguments,
                         Py_ssize_t count, PyObject *keyword_names);
// zi_call_vector, zi_call_global and zi_invoke_method with up to three arguments, for code that is
// not hot.
PyObject *zi_call_0(PyObject *callee);
PyObject *zi_call_1(PyObject *callee, PyObject *first);
PyObject *zi_call_2(PyObject *callee, PyObject *first, PyObject *second);
PyObject *zi_call_3(PyObject *callee, PyObject *first, PyObject *second, PyObject *third);
PyObject *zi_call_global_0(zi_state *state, zi_cache *cache);
PyObject *zi_call_global_1(zi_state *state, zi_cache *cache, PyObject *first);
PyObject *zi_call_global_2(zi_state *state, zi_cache *cache, PyObject *first, PyObject *second);
PyObject *zi_call_global_3(zi_state *state, zi_cache *cache, PyObject *first, PyObject *second,
                           PyObject *third);
PyObject *zi_invoke_0(zi_cache *cache, PyObject *object);
PyObject *zi_invoke_1(zi_cache *cache, PyObject *object, PyObject *first);
PyObject *zi_invoke_2(zi_cache *cache, PyObject *object, PyObject *first, PyObject *second);
PyObject *zi_invoke_3(zi_cache *cache, PyObject *object, PyObject *first, PyObject *second,
                      PyObject *third);
PyObject *zi_generator_new(zi_state *state, const zi_function_info *info, PyObject *closure);
PyObject *zi_coroutine_new(zi_state *state, const zi_function_info *info, PyObject *closure);
PyObject *zi_async_generator_new(zi_state *state, const zi_function_info *info, PyObject *closure);

// A frame of the function that the interpreter finds, until it is left; the first line of the code
// is line 1. Without memory there is none: NULL.
void *zi_frame_enter(zi_state *state, const zi_function_info *info, int line);
void zi_frame_leave(void *entered);
// The module's body has such a frame while it runs. Its line is told as in zi_module_traceback.
void *zi_module_frame_enter(zi_state *state);
void zi_module_frame_line(zi_state *state, const zi_function_info *anchor, int line);

// A call begins, or a generator goes on. Gives its record, which one of the functions that leave
// takes; NULL: nobody wants to know; ZI_TRACE_FAILED with an exception. `flags`: of zi_trace_flags,
// the same for all; the first line of the code is line 1. Values are borrowed.
void *zi_trace_enter(zi_state *state, const zi_function_info *info, int line, int flags,
                     const zi_shown_value *values, int64_t count);
// Is somebody told of what this thread does? Else there are no records.
int zi_is_traced(zi_state *state);
// By tools of sys.monitoring; from Python 3.13 on.
int zi_is_monitored(zi_state *state);
// A line comes next, so many behind the first one of `anchor` (NULL: the last one of the module's
// body); 0 or -1 with an exception.
int zi_trace_line(void *record, zi_state *state, const zi_function_info *anchor, int line,
                  const zi_shown_value *values, int64_t count);
// It returns or yields the first value; the others are its variables. 0 or -1 with an exception.
int zi_trace_leave(void *record, int flags, const zi_shown_value *values, int64_t count);
// An exception leaves it, which stays set unless whoever is told raises another one.
void zi_trace_unwind(void *record, int flags);
// Each of these has a twin zi_..._nogil that takes the GIL first.

// Adds an entry to the traceback of the set exception. The first line of the code is line 1.
void zi_traceback(zi_state *state, const zi_function_info *info, int line);
void zi_traceback_nogil(zi_state *state, const zi_function_info *info, int line);
// The same for the module's body (info NULL) and the codes in it; the line is told from the first
// one of the anchor on, or, if that is NULL, from the last one of that body.
void zi_module_traceback(zi_state *state, const zi_function_info *info,
                         const zi_function_info *anchor, int line);
void zi_module_traceback_nogil(zi_state *state, const zi_function_info *info,
                               const zi_function_info *anchor, int line);
// Shows variables in the frame of the newest entry, if it is of this function: so many, with a
// number of `held` each (zi_held) that says what is in the words. Nothing, if no exception is set.
void zi_show_variables(zi_state *state, const zi_function_info *info, const uint32_t *held,
                       int count, const void *const *words);
// A variable without a value: in Cython's words, which were CPython's until 3.10,
void zi_raise_unassigned_local(const char *name);
void zi_raise_unassigned_free(const char *name);
// and in CPython's.
void zi_raise_unbound_local(const char *name);
void zi_raise_unbound_free(const char *name);
void zi_raise_unbound_outer(const char *name); // from a comprehension
void zi_raise_none_attribute(const char *name);
void zi_raise_zero_division(const char *text);
// "Out of bounds on buffer access (axis N)"
void zi_raise_index_error(int axis);
// "Index out of bounds (axis N)"; -1: a step is zero
void zi_raise_slice_error(int axis);
void zi_raise_layout_error(const zi_view_info *info); // what zi_view_lies_as found
// "Cannot ... memoryview with indirect dimensions"
void zi_raise_indirect(const char *what);
// Each of these has a twin zi_..._nogil that takes the GIL first.
// 0 or -1 with TypeError: is it exactly of a builtin type, of that or one that extends it, or of a
// cdef class or one that extends it?
int zi_check_type(PyObject *object, PyTypeObject *type, int allow_none);
int zi_check_subtype(PyObject *object, PyTypeObject *type, int allow_none);
int zi_check_class(PyObject *object, PyTypeObject *type, int allow_none);
// Says whether something waits to be done between instructions: of the thread, which has the GIL.
const volatile void *zi_eval_breaker(zi_state *state);
int zi_is_pending(const volatile void *eval_breaker);
// Does what waits. 0 or -1
int zi_handle_pending(void);

int zi_view_acquire(zi_state *state, PyObject *object, const zi_view_info *info, zi_view *out);
// Of a variable that is declared as a buffer, whose old object may be NULL. If the new one has no
// buffer as asked for, the exception is set, and `out` is the buffer of the old one, taken again.
void zi_buffer_acquire(zi_state *state, PyObject *object, PyObject *old, const zi_view_info *info,
                       zi_view *out);
// New memory for as many items as the view has, in the order that `info` says. The owner of `out`
// is a new reference; 0, or -1 with an exception.
int zi_view_new(zi_state *state, const zi_view *like, const zi_view_info *info, zi_view *out);
PyObject *zi_view_object(zi_state *state, const zi_view *view, const zi_view_info *info);
int zi_view_assign(const zi_view *target, const zi_view *source, int target_dimensions,
                   int source_dimensions, int64_t item_size, int holds_objects);
int zi_view_fill(const zi_view *target, int dimensions, const void *item, int64_t item_size,
                 int holds_objects);
// Has each axis the stride of that order? (As Cython asks it: of an axis of one item as well.)
int zi_view_has_order(const zi_view *view, int dimensions, int64_t item_size, int is_fortran);
// Do the items lie in that order?
int zi_view_is_contiguous(const zi_view *view, int dimensions, int64_t item_size, int is_fortran);
// Does the view lie as the type says? Of the same items and dimensions it is.
int zi_view_lies_as(const zi_view *view, const zi_view_info *info);
int zi_has_items(PyObject *object);
// The types of cython.view, borrowed; NULL with an exception.
PyTypeObject *zi_array_type(void);
PyTypeObject *zi_memoryview_type(void);

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
// For code that is not hot: objects, null or tags of duals, up to four at once.
ZI_KEEPS void zi_release_1(void *first);
ZI_KEEPS void zi_release_2(void *first, void *second);
ZI_KEEPS void zi_release_3(void *first, void *second, void *third);
ZI_KEEPS void zi_release_4(void *first, void *second, void *third, void *fourth);
void zi_check_alive(void *tag);
void zi_replace_object(PyObject **place, PyObject *value);

PyObject *zi_class_new(const zi_class_info *info, zi_state *state, PyTypeObject *type,
                       PyObject *arguments, PyObject *keywords);
PyObject *zi_class_make(const zi_class_info *info, zi_state *state);
PyObject *zi_class_vectorcall(const zi_class_info *info, zi_state *state, PyObject *type,
                              PyObject *const *arguments, size_t flagged_count,
                              PyObject *keyword_names);
PyObject *zi_class_reduce(const zi_class_info *info, zi_state *state, PyObject *self,
                          PyObject *nothing);
PyObject *zi_class_set_state(const zi_class_info *info, zi_state *state, PyObject *self,
                             PyObject *values);
PyObject *zi_class_unpickle(const zi_class_info *info, zi_state *state, PyObject *nothing,
                            PyObject *arguments);
ZI_NONNULL void zi_class_dealloc(const zi_class_info *info, zi_state *state, PyObject *self);
ZI_NONNULL int zi_class_traverse(const zi_class_info *info, zi_state *state, PyObject *self,
                                 visitproc visit, void *argument);
ZI_NONNULL int zi_class_clear(const zi_class_info *info, zi_state *state, PyObject *self);

#endif
