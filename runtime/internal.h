// What the files of the runtime share among themselves: access to the layouts of CPython that
// differ from version to version, and the families of functions of abi/operator.def.
#ifndef ZILANT_RUNTIME_INTERNAL_H
#define ZILANT_RUNTIME_INTERNAL_H

#include "runtime/zilant.h"
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#define BINARY_OPERATOR(NAME, name, binary, inplace, slot, method, sign)                           \
    zi_dual zi_dual_##name(int64_t a, void *a_tag, int64_t b, void *b_tag);                        \
    zi_dual zi_dual_inplace_##name(int64_t a, void *a_tag, int64_t b, void *b_tag);                \
    PyObject *zi_binary_##name(PyObject *a, PyObject *b);                                          \
    PyObject *zi_inplace_##name(PyObject *a, PyObject *b);
#include "abi/operator.def"
#define COMPARE_OPERATOR(NAME, name, operator, code)                                               \
    int zi_dual_compare_truth_##name(int64_t a, void *a_tag, int64_t b, void *b_tag);              \
    PyObject *zi_dual_compare_##name(int64_t a, void *a_tag, int64_t b, void *b_tag);              \
    int zi_compare_truth_##name(PyObject *a, PyObject *b);                                         \
    PyObject *zi_compare_##name(PyObject *a, PyObject *b);
#include "abi/operator.def"
#define UNARY_OPERATOR(NAME, name, function)                                                       \
    zi_dual zi_dual_##name(int64_t a, void *a_tag);                                                \
    PyObject *zi_unary_##name(PyObject *a);
#include "abi/operator.def"

void zi_dual_free(PyObject *object);
void *zi_gil_give_up(void);
void zi_gil_take_back(void *token);
PyObject *zi_power_objects(PyObject *base, PyObject *exponent);
PyObject *zi_inplace_power_objects(PyObject *base, PyObject *exponent);
PyObject *zi_add_objects(PyObject *left, PyObject *right);
PyObject *zi_inplace_add_objects(PyObject *left, PyObject *right);
PyObject *zi_modulo_objects(PyObject *left, PyObject *right);
PyObject *zi_inplace_modulo_objects(PyObject *left, PyObject *right);

static inline bool zi_tag_is_object(void *tag) { return (uintptr_t)tag > (uintptr_t)ZI_TAG(LAST); }

static inline double zi_bits_to_float(int64_t bits) {
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

static inline int64_t zi_float_to_bits(double value) {
    int64_t bits;
    memcpy(&bits, &value, sizeof bits);
    return bits;
}

static inline zi_dual zi_dual_int(int64_t value) {
    return (zi_dual){.payload = value, .tag = ZI_TAG(INT)};
}
static inline zi_dual zi_dual_float(double value) {
    return (zi_dual){.payload = zi_float_to_bits(value), .tag = ZI_TAG(FLOAT)};
}
static inline zi_dual zi_dual_object(PyObject *object) { // moves; NULL: the error tag
    return (zi_dual){.payload = 0, .tag = object ? (void *)object : ZI_TAG(ERROR)};
}

// Takes a reference away; true: it was the last one, and the object is to be freed. Counts are as
// wide as Py_INCREF writes them: CPython 3.12 and 3.13 read twice as much in Py_DECREF, which waits
// until what Py_INCREF just wrote has left the processor's store buffer.
static inline ZI_INLINE bool zi_drop_reference(PyObject *object) {
#if ZI_COUNTS_REFERENCES || ZI_IS_FREE_THREADED
    Py_DECREF(object);
    return false;
#elif !ZI_HAS_IMMORTALS
    return --object->ob_refcnt == 0;
#else
#if ZI_COUNT_HAS_32_BITS
    uint32_t *count = &object->ob_refcnt;
#else
    uint32_t *count = &object->ob_refcnt_split[PY_BIG_ENDIAN];
#endif
    if ((int32_t)*count < 0) { // immortal
        return false;
    }
    return --*count == 0;
#endif
}

// Frees an object without references.
void zi_free_object(PyObject *object);

static inline ZI_INLINE void zi_release(PyObject *object) {
    if (zi_drop_reference(object)) {
        zi_free_object(object);
    }
}

static inline ZI_INLINE void zi_release_nullable(PyObject *object) {
    if (object) {
        zi_release(object);
    }
}

// So all of the runtime counts in the same way, Py_CLEAR and its kin included.
#undef Py_DECREF
#define Py_DECREF(object) zi_release(_PyObject_CAST(object))
#undef Py_XDECREF
#define Py_XDECREF(object) zi_release_nullable(_PyObject_CAST(object))

static inline PyObject *zi_new_reference(PyObject *object) {
    Py_INCREF(object);
    return object;
}

// The value of an exact int (or subclass) of one digit; false: it is larger.
static inline ZI_INLINE bool zi_int_read_digit(PyObject *object, int64_t *value) {
    const PyLongObject *number = (const PyLongObject *)object;
#if !ZI_INT_HAS_TAG
    *value = (int64_t)Py_SIZE(object) * (int64_t)number->ob_digit[0];
    return (size_t)Py_SIZE(object) + 1 <= 2;
#else
    uintptr_t tag = number->long_value.lv_tag;
    *value = (1 - (int64_t)(tag & 3)) * (int64_t)number->long_value.ob_digit[0];
    return tag < (2 << 3);
#endif
}

// The value of an exact int (or subclass) of up to 60 bits; false: it is larger.
static inline ZI_INLINE bool zi_int_read(PyObject *object, int64_t *value) {
    const PyLongObject *number = (const PyLongObject *)object;
    if (ZI_LIKELY(zi_int_read_digit(object, value))) {
        return true;
    }
#if !ZI_INT_HAS_TAG
    const digit *digits = number->ob_digit;
    Py_ssize_t size = Py_SIZE(object);
    if (ZI_LIKELY(size == 2 || size == -2)) {
        int64_t magnitude = (int64_t)digits[0] | (int64_t)digits[1] << PyLong_SHIFT;
        *value = size < 0 ? -magnitude : magnitude;
        return true;
    }
#else
    const digit *digits = number->long_value.ob_digit;
    uintptr_t tag = number->long_value.lv_tag;
    int64_t sign = 1 - (int64_t)(tag & 3);
    if (ZI_LIKELY(tag >> 3 == 2)) {
        int64_t magnitude = (int64_t)digits[0] | (int64_t)digits[1] << PyLong_SHIFT;
        *value = sign * magnitude;
        return true;
    }
#endif
    return false;
}

// A range, as CPython keeps it; no header says so (see probe.c).
typedef struct zi_range {
    PyObject base;
    PyObject *start, *stop, *step, *length;
} zi_range;

// An object that is an exact int of up to 60 bits or an exact float becomes unboxed; all else
// stays.
static inline ZI_INLINE zi_dual zi_unboxed(int64_t payload, void *tag) {
    if (zi_tag_is_object(tag)) {
        PyObject *object = tag;
        if (ZI_LIKELY(Py_TYPE(object) == &PyLong_Type)) {
            int64_t value;
            if (ZI_LIKELY(zi_int_read(object, &value))) {
                return zi_dual_int(value);
            }
        } else if (ZI_LIKELY(Py_TYPE(object) == &PyFloat_Type)) {
            return zi_dual_float(PyFloat_AS_DOUBLE(object));
        }
    }
    return (zi_dual){payload, tag};
}

// What arithmetic takes a borrowed object as: a float needs no reference. (To read ints here too
// made loops over 32-bit ints, which are of one digit or of two, a tenth slower.)
static inline ZI_INLINE zi_dual zi_number_or_object(PyObject *object) {
    return PyFloat_CheckExact(object) ? zi_dual_float(PyFloat_AS_DOUBLE(object))
                                      : zi_dual_object(zi_new_reference(object));
}

static inline bool zi_is_number(zi_dual operand) {
    return (uintptr_t)operand.tag <= (uintptr_t)ZI_TAG(FLOAT);
}

// Of a number.
static inline double zi_as_float(zi_dual operand) {
    return operand.tag == ZI_TAG(FLOAT) ? zi_bits_to_float(operand.payload)
                                        : (double)operand.payload;
}

static inline PyThreadState *zi_thread_state(void) {
#if ZI_HAS_UNCHECKED_THREAD
    return PyThreadState_GetUnchecked();
#else
    return _PyThreadState_UncheckedGet();
#endif
}

// Is an exception set in this thread?
static inline bool zi_thread_has_raised(const PyThreadState *thread) {
#if ZI_RAISED_IS_ONE_OBJECT
    return thread->current_exception;
#else
    return thread->curexc_type;
#endif
}

// The set exception, normalised and with its traceback, taken away; NULL if none is set. And back.
PyObject *zi_take_exception(void);
void zi_give_exception(PyObject *exception);
void zi_report_unraisable(PyObject *where, int once);

// The attribute of the type (not of the instance), bound: as for special methods. NULL without an
// exception set: there is none.
PyObject *zi_lookup_special(PyObject *object, PyObject *name);
// 1: `value` is a new reference to what the namespace of a class body has under the name; 0:
// nothing
int zi_find_class_name(PyObject *names, PyObject *name, PyObject **value);

// The types that all compiled modules of the process share; NULL with an exception.
zi_shared *zi_shared_get(void);
// Whether this is the Python that the module was compiled for: 0, or -1 with ImportError.
int zi_check_version(const zi_module_info *info);
int zi_probe_layouts(void);
int zi_exception_is_set_nogil(void);
PyTypeObject *zi_make_plain_type(PyType_Spec *spec);
// What other function types do as the plain one does.
int zi_function_traverse(PyObject *self, visitproc visit, void *arg);
int zi_function_clear(PyObject *self);
void zi_function_dealloc(PyObject *self);
PyObject *zi_function_repr(PyObject *self);
extern PyMethodDef zi_function_methods[];
PyTypeObject *zi_make_generator_type(void);
PyTypeObject *zi_make_async_generator_type(void);
PyTypeObject *zi_make_holder_type(void);
PyTypeObject *zi_make_view_type(void);
// One of them, made when a module first asks: so a module contains only the types that it uses.
static inline PyTypeObject *zi_shared_type(PyTypeObject **place, PyTypeObject *(*make)(void)) {
    if (!*place) {
        *place = make();
    }
    return *place;
}
PyObject *zi_field_value(const zi_field_info *field, PyObject *self);
int zi_set_field_value(const zi_state *state, const zi_field_info *field, PyObject *self,
                       PyObject *value);
int zi_fill_type_slots(const zi_class_info *info, PyTypeObject *type);
// A class that says what is equal and nothing of a hash has none.
int zi_without_hash(PyTypeObject *type);
// Py_sq_item of a type that has Py_mp_subscript.
PyObject *zi_item_of_mapping(PyObject *self, Py_ssize_t index);
int zi_describe_slots(const zi_class_info *info, PyType_Slot *described);
int zi_slot_has_method(PyTypeObject *type, PyObject *name, PyObject *function);
// What the type itself is asked stays its own, though its objects have attributes of that name.
int zi_stand_before(PyTypeObject *type, const char *name, const char *text, size_t length);
int zi_keep_class_names(const zi_class_info *info, PyTypeObject *type);
int zi_set_up_pickling(zi_state *state, const zi_class_info *info, PyTypeObject *type);
// What follows the last dot of a dotted name, or the whole name.
const char *zi_last_component(const char *name);
// Puts the vtable into the type, where classes of other modules look for it.
int zi_export_vtable(PyTypeObject *type, const zi_class_info *info);
// Can a reference cycle lead through the field? Not if what it holds is None or exactly of a type
// whose objects refer to no other. (Fields of numbers may hold an object of a derived class.)
static inline ZI_INLINE bool zi_can_close_cycle(const zi_field_info *field) {
    const PyTypeObject *type = field->builtin_type;
    bool is_leaf = type == &PyUnicode_Type || type == &PyBytes_Type || type == &PyByteArray_Type;
    return (field->kind == ZI_FIELD_OBJECT && !is_leaf) || field->kind == ZI_FIELD_VIEW ||
           field->kind == ZI_FIELD_DICT;
}
PyGetSetDef *zi_make_field_properties(zi_state *state, const zi_class_info *info);
// Are the two strs equal? Names that are interned are one object mostly.
static inline ZI_INLINE bool zi_is_same_name(PyObject *one, PyObject *other) {
    return one == other || PyUnicode_Compare(one, other) == 0;
}
// exception.c: makes it the handled exception; are these exception classes? Else TypeError
void zi_set_handled(PyObject *exception);
bool zi_check_exception_types(PyObject *type);
// Functions of runtime_op.def that other files of the runtime call.
// exception.c: both kinds of context managers
PyObject *zi_manager_enter(const zi_state *state, PyObject *manager, bool is_async, PyObject **exit,
                           int python_words);
PyObject *zi_manager_exit(PyObject *exit, PyObject *exception);
PyObject *zi_manager_leave(PyObject *exit);
int zi_is_other_instance(PyObject *object, PyObject *type);
int zi_is_other_instance_plain(const zi_state *state, PyObject *object, PyObject *type);
PyObject *zi_load_attribute(zi_cache *cache, PyObject *object);
int zi_dict_contains(PyObject *dict, PyObject *key);
int zi_dict_update(PyObject *dict, PyObject *mapping);
// 1: `value` is what the dict has under the key, borrowed; 0: it has nothing; -1: an exception is
// set.
int zi_dict_find(PyObject *dict, const char *key, PyObject **value);
// dict_text.c. True: `value` is what the dict has under the key, borrowed, or NULL for nothing.
// False: the interpreter has to be asked.
bool zi_dict_find_text(PyObject *dict, PyObject *key, PyObject **value);
// 1: `item` is what the dict has, a new reference; 0: NULL, it has nothing; -1: NULL, an exception
// is set.
int zi_dict_find_item(PyObject *dict, PyObject *key, PyObject **item);
int64_t zi_unbox_ucs4(PyObject *object, int is_py_unicode);
int zi_set_item(PyObject *container, PyObject *key, PyObject *value);
PyObject *zi_load_global(zi_state *state, zi_cache *cache);
// The same if the cache has it, borrowed; NULL without an exception: it has not.
PyObject *zi_held_global(const zi_state *state, zi_cache *cache);

// attribute.c: what the module's caches hold beyond their own memory; no code of the module runs
// any more, or its caches are emptied
void zi_free_further(zi_state *state);
// A docstring of the module, new: `offset` is where it stands in the module's data, 0: None.
PyObject *zi_read_doc(zi_state *state, uint32_t offset);
// interpreted.c: the code of a part of the module's file; NULL with an exception
PyObject *zi_compile_source(zi_state *state, const char *source);
// statements that stand in a line of the file; `names` or the globals are the locals
int zi_run_source(zi_state *state, const char *source, int64_t line, PyObject *names);
// annotate.c
PyObject *zi_annotations_of(zi_function *function); // a new dict, kept
PyObject *zi_annotate_code(zi_function *function);
// Gives, and keeps, the `__annotate__` of a function whose annotations are texts in a dict. New.
PyObject *zi_annotate_of_texts(zi_function *function);
// The flags of `from __future__` that code of the module has (CO_FUTURE_...).
int zi_future_flags(const zi_module_info *info);
// The code object of a function (NULL: of the module body), with name, file, first line and
// parameters. Borrowed; NULL with an exception.
PyCodeObject *zi_code_of(zi_state *state, const zi_function_info *info);
// Of the module's source, for tracebacks and inspect: the file beside the module if there is one of
// that name, else as the compiler was given it. New; NULL with an exception.
PyObject *zi_source_path(zi_state *state);
// The lines of the function that tracers are told of, in ascending order. Its code has a unit for
// each, which are the last ones.
const uint32_t *zi_traced_lines(const zi_function_info *info, uint32_t *count);
// The frame of the module's body, if it is the innermost one; new, or NULL.
PyFrameObject *zi_module_frame(zi_state *state);
// A compiled function of this module or of another one?
static inline bool zi_is_function(PyObject *object) {
    return Py_TYPE(object)->tp_descr_get &&
           Py_TYPE(object)->tp_vectorcall_offset == (Py_ssize_t)offsetof(zi_function, vectorcall);
}
// Has the object itself, not its type, an attribute of that name in a dict?
bool zi_instance_has(PyObject *object, PyObject *name);
// Called when a special method of a cdef class has been set. 0 or -1.
int zi_complete_special_method(PyTypeObject *type, PyObject *name, PyObject *function);
extern PyGetSetDef zi_function_getset[];
// Of an attribute `__class__`, a setter that does what object's does.
int zi_set_class(PyObject *self, PyObject *value, void *unused);
// The whole docstring, with a text signature. A new reference.
PyObject *zi_function_doc(PyObject *self);

const volatile int *zi_find_eval_breaker(void);
// Makes the watcher (negative: none) of the dicts in which compiled modules look names up. Gives
// what it counts; NULL before 3.12.
zi_names *zi_watch_names(int64_t *watcher);
// `state`: of the caller, for zi_call_class; or NULL.
PyObject *zi_call_vector_slow(zi_state *state, PyObject *callee, PyObject *const *arguments,
                              Py_ssize_t count, PyObject *keyword_names);
// Calls an object of `type` itself, a class. As PyObject_Vectorcall.
PyObject *zi_call_class(zi_state *state, PyObject *class, PyObject *const *arguments,
                        size_t flagged_count, PyObject *keyword_names);
// Loops as compiled code has them (iterate.c).
PyObject *zi_iter_start(zi_state *state, PyObject *iterable, int64_t *position);
PyObject *zi_iter_next(PyObject *iterator, int64_t *position);
int zi_iter_end(PyObject *iterator, int64_t position);
// Is the callee the function of C whose name, "module.name", the cache has?
bool zi_is_known_function(zi_cache *cache, PyObject *callee);
// A dual as an object: borrows that or makes one. Whether `tag` is the object itself says who owns
// it.
static inline PyObject *zi_borrow_or_box(int64_t payload, void *tag) {
    return zi_tag_is_object(tag) ? tag : zi_dual_box(payload, tag);
}
static inline void zi_release_boxed(PyObject *object, void *tag) {
    if (object && !zi_tag_is_object(tag)) {
        Py_DECREF(object);
    }
}
// Makes the object hold the number in the place of its own, if both are floats and the caller's is
// the only reference to it: nobody can tell it from a new one.
static inline ZI_INLINE bool zi_write_float(PyObject *object, int64_t payload, void *tag) {
    if (ZI_IS_FREE_THREADED || tag != ZI_TAG(FLOAT) || !object || Py_REFCNT(object) != 1 ||
        Py_TYPE(object) != &PyFloat_Type) {
        return false;
    }
    memcpy(&((PyFloatObject *)object)->ob_fval, &payload, sizeof payload);
    return true;
}
// Takes over the left object and gives it with the right one appended, if both are texts and nobody
// else has the left one; NULL: it cannot grow, and is still the caller's.
PyObject *zi_grow_text(PyObject *left, PyObject *right);
// text.c. Is it an exact str whose characters stand behind its head, as those of nearly all do?
static inline ZI_INLINE bool zi_is_plain_text(PyObject *object) {
    return PyUnicode_CheckExact(object) && PyUnicode_IS_COMPACT(object);
}
// Of a plain one, what PyUnicode_DATA gives of any.
static inline ZI_INLINE void *zi_characters(PyObject *text) {
    return PyUnicode_IS_ASCII(text) ? (void *)((PyASCIIObject *)text + 1)
                                    : (void *)((PyCompactUnicodeObject *)text + 1);
}
// Of a plain text with that many characters at least.
static inline ZI_INLINE Py_UCS4 zi_read_character(PyObject *text, Py_ssize_t place) {
    const void *characters = zi_characters(text);
    return ZI_LIKELY(PyUnicode_KIND(text) == PyUnicode_1BYTE_KIND)
               ? ((const Py_UCS1 *)characters)[place]
           : PyUnicode_KIND(text) == PyUnicode_2BYTE_KIND ? ((const Py_UCS2 *)characters)[place]
                                                          : ((const Py_UCS4 *)characters)[place];
}
// Texts of one character, by its number, as far as they have been asked for: the interpreter's own,
// which it gives whenever such a text is made.
enum { ZI_SHARED_CHARACTERS = 256 };
extern PyObject *zi_shared_characters[ZI_SHARED_CHARACTERS];
PyObject *zi_make_character(Py_UCS4 character);
// The text of that character, new; NULL with an exception.
static inline ZI_INLINE PyObject *zi_character_text(Py_UCS4 character) {
    PyObject *text =
        ZI_LIKELY(character < ZI_SHARED_CHARACTERS) ? zi_shared_characters[character] : NULL;
    return ZI_LIKELY(text != NULL) ? zi_new_reference(text) : zi_make_character(character);
}
// That of the plain text there, borrowed; NULL: it has none yet, or can have none, or the place is
// not in the text.
static inline ZI_INLINE PyObject *zi_shared_character(PyObject *text, Py_ssize_t place) {
    bool is_narrow = PyUnicode_KIND(text) == PyUnicode_1BYTE_KIND;
    return ZI_LIKELY(is_narrow && (size_t)place < (size_t)PyUnicode_GET_LENGTH(text))
               ? zi_shared_characters[((const Py_UCS1 *)zi_characters(text))[place]]
               : NULL;
}
// Writes the part into the text, which has room for it there; both are plain.
static inline ZI_INLINE void zi_copy_text(PyObject *text, Py_ssize_t place, PyObject *part) {
    Py_ssize_t length = PyUnicode_GET_LENGTH(part);
    size_t size = (size_t)PyUnicode_KIND(text);
    if (size == 1 && length == 1) {
        ((char *)zi_characters(text))[place] = *(char *)zi_characters(part);
    } else if (PyUnicode_KIND(part) == PyUnicode_KIND(text)) {
        memcpy((char *)zi_characters(text) + (size_t)place * size, zi_characters(part),
               (size_t)length * size);
    } else {
        PyUnicode_CopyCharacters(text, place, part, 0, length);
    }
}
// Of plain ones, as strcmp: less than 0, 0 or more.
int zi_compare_texts(PyObject *one, PyObject *other);
// Are two plain ones equal? Equal texts are stored in the same way.
static inline ZI_INLINE bool zi_are_equal_texts(PyObject *one, PyObject *other) {
    Py_ssize_t length = PyUnicode_GET_LENGTH(one);
    if (one == other || length != PyUnicode_GET_LENGTH(other)) {
        return one == other;
    }
    if (PyUnicode_KIND(one) != PyUnicode_KIND(other)) {
        return length == 0;
    }
    const char *bytes = zi_characters(one), *others = zi_characters(other);
    size_t size = (size_t)length * PyUnicode_KIND(one);
    return *bytes == *others && (size <= 1 || memcmp(bytes, others, size) == 0);
}
// `part in text` of an exact str: 1 or 0; -1 with an exception.
int zi_text_contains(PyObject *text, PyObject *part);
// text_method.c. What a method that str itself has gives of an exact str, arguments[0], and `count`
// further arguments: new, NULL with an exception. False: it has to be called.
bool zi_call_text_method(const PyMethodDef *method, PyObject *const *arguments, Py_ssize_t count,
                         PyObject **result);
// `separator.join(texts)` for two plain ones and more; NULL, perhaps without an exception: it is
// for the interpreter.
PyObject *zi_join_texts(PyObject *separator, PyObject *const *texts, Py_ssize_t count);
// One whose characters are a byte each.
static inline ZI_INLINE bool zi_is_narrow_text(PyObject *object) {
    return zi_is_plain_text(object) && PyUnicode_KIND(object) == PyUnicode_1BYTE_KIND;
}
enum { ZI_LARGEST_ASCII = 127, ZI_ROOM_FOR_INT = 20 };
// Write the int and give how many characters it has.
int zi_write_decimal(char *start, int64_t value);
int zi_write_hexadecimal(char *start, int64_t value, bool is_upper);
// What str() makes of these; new, NULL with an exception.
PyObject *zi_ascii_text(const char *characters, Py_ssize_t length);
PyObject *zi_int_text(int64_t value);
PyObject *zi_float_text(double value);
// Operators on objects; zi_inplace_<name> is the form of augmented assignments.
#define BINARY_OPERATOR(NAME, name, function, inplace, slot, method, sign)                         \
    PyObject *zi_binary_##name(PyObject *left, PyObject *right);                                   \
    PyObject *zi_inplace_##name(PyObject *left, PyObject *right);
#include "abi/operator.def"
// Has the stack room for one more call? 0, or -1 with RecursionError.
int zi_check_stack(zi_state *state);
// A call of a class, whose methods are called with the instance before the arguments.
enum { ZI_FEW_ARGUMENTS = 8 };
typedef struct zi_class_call {
    // a place for the object, then the arguments
    PyObject **all;
    // positional ones, without the object
    size_t count;
    PyObject *keyword_names;
    // of arguments that lend that place: what stood there
    PyObject *before;
    PyObject *few[ZI_FEW_ARGUMENTS + 1];
} zi_class_call;

// With arguments as those of PyObject_Vectorcall. False with MemoryError.
static inline bool zi_class_call_begin(zi_class_call *call, PyObject *const *arguments,
                                       size_t flagged_count, PyObject *keyword_names) {
    size_t names = keyword_names ? (size_t)PyTuple_GET_SIZE(keyword_names) : 0;
    call->count = (size_t)PyVectorcall_NARGS(flagged_count);
    call->keyword_names = keyword_names;
    size_t given = call->count + names;
    if (flagged_count & PY_VECTORCALL_ARGUMENTS_OFFSET) {
        call->all = (PyObject **)(uintptr_t)(arguments - 1);
        call->before = call->all[0];
        return true;
    }
    call->all = given <= ZI_FEW_ARGUMENTS ? call->few : PyMem_New(PyObject *, given + 1);
    if (!call->all) {
        PyErr_NoMemory();
        return false;
    }
    if (given) {
        memcpy(call->all + 1, arguments, given * sizeof *arguments);
    }
    return true;
}

static inline void zi_class_call_end(zi_class_call *call, size_t flagged_count) {
    if (flagged_count & PY_VECTORCALL_ARGUMENTS_OFFSET) {
        call->all[0] = call->before;
    } else if (call->all != call->few) {
        PyMem_Free(call->all);
    }
}

static inline PyObject *zi_call_with_self(const zi_class_call *call, PyObject *function,
                                          PyObject *self) {
    call->all[0] = self;
    return PyObject_Vectorcall(function, call->all, call->count + 1, call->keyword_names);
}

// What object.__new__ makes of the class.
PyObject *zi_instance_new(PyObject *class);
// What releases the instances of all of Python's classes; NULL: instances are left to the
// interpreter, or an exception is set.
destructor zi_find_instance_release(void);
// Lets this module keep the memory of instances in the lists of its interpreter.
void zi_note_shared(zi_shared *shared);
// Of what __init__ has returned: 0, or -1 with TypeError if that is not None.
int zi_check_init_result(PyObject *result);

#endif
