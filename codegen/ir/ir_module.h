// The IR of a module: everything that emission needs to know beside the bodies' operations.
//
// What Python sees of a function is an IrCallable; it has one body or several. Classes, C structs,
// C global variables and what C headers declare have an entry each, which operations refer to.
#ifndef ZILANT_CODEGEN_IR_IR_MODULE_H
#define ZILANT_CODEGEN_IR_IR_MODULE_H

#include "abi/abi.h"
#include "codegen/ir/ir_body.h"

// --- Constants -----------------------------------------------------------------------------------
#define IR_CONSTANT_KINDS(X)                                                                       \
    X(INT, "int") /* decimal digits, maybe with '-' */                                             \
    X(FLOAT, "float")                                                                              \
    X(COMPLEX, "complex")                                                                          \
    X(STR, "str")   /* UTF-8 (WTF-8) */                                                            \
    X(NAME, "name") /* an interned str */                                                          \
    X(BYTES, "bytes")                                                                              \
    X(TUPLE, "tuple")                                                                              \
    X(FROZENSET, "frozenset")                                                                      \
    X(NONE, "None")                                                                                \
    X(TRUE, "True")                                                                                \
    X(FALSE, "False")                                                                              \
    X(ELLIPSIS, "Ellipsis")

typedef enum IrConstantKind {
#define X(NAME, text) IR_CONSTANT_##NAME,
    IR_CONSTANT_KINDS(X)
#undef X
} IrConstantKind;

#define X(NAME, text) +1
enum { IR_CONSTANT_KIND_COUNT = 0 IR_CONSTANT_KINDS(X) };
#undef X

typedef struct IrConstant {
    IrConstantKind kind;
    Text text;
    double real, imaginary;
    uint32_t *items; // TUPLE, FROZENSET: constants
    uint32_t item_count;
} IrConstant;

// --- C headers, structs and variables ------------------------------------------------------------
// `cdef extern from "name"` or `from *`; verbatim C comes after it.
typedef struct IrHeader {
    uint32_t number;  // among the module's headers
    const char *name; // NULL for `from *`
    bool angle_brackets;
    // of the module's own source: included even if nothing of it is used
    bool is_own;
    Text verbatim;
    Span span;
} IrHeader;

// A C function, variable, macro or typedef of a number that a header declares.
struct IrExtern {
    const char *name;   // unique in the module
    const char *c_name; // as C spells it
    const IrCType *type;
    const IrHeader *header; // NULL: declared without one
    // a typedef of which the header may have another width than the type
    bool is_floating_typedef;
    Span span;
};

// A member of a struct or an attribute of a cdef class.
struct IrField {
    const char *name;
    const char *c_name;
    // of an attribute that Python sees, or NULL
    const char *doc;
    const IrCType *type;
    uint32_t index; // among its owner's fields
    CVisibility visibility;
    const IrStruct *structure; // the owner: this
    const IrClass *class_;     // or this
    // C functions for Python: the object it is, set it from one; NULL: the runtime knows the type,
    // or Python cannot
    const IrBody *getter, *setter;
    Span span;
};

struct IrStruct {
    const char *name; // unique in the module
    // of a header's struct, without `struct`
    const char *c_name;
    IrField **fields;
    uint32_t field_count;
    bool is_union, is_packed;
    bool is_complete; // the fields are all there is
    bool is_typedef;  // no `struct` keyword in C
    bool is_extern;   // the header knows the layout
    const IrHeader *header;
    Span span;
};

// A C variable of the module.
struct IrGlobal {
    const char *name; // unique in the module
    // the library exports it under this name; NULL: it is a part of the state
    const char *c_symbol;
    const IrCType *type;
    Span span;
};

// --- Callables -----------------------------------------------------------------------------------
typedef struct IrParameter {
    uint32_t name; // a constant
    ParameterKind kind;
} IrParameter;

// Flags of a callable: bits.
#define IR_CALLABLE_FLAGS(X)                                                                       \
    X(GENERATOR, "generator", 1) /* yields; with ASYNC: an asynchronous generator */               \
    X(ASYNC, "async", 2)         /* may await; without GENERATOR: a coroutine */                   \
    X(STATIC, "static", 4)                                                                         \
    X(CLASS_METHOD, "class_method", 8)                                                             \
    X(LAMBDA, "lambda", 16)                                                                        \
    X(HIDES_SELF, "hides_self", 32)       /* messages do not count the instance as an argument */  \
    X(HIDDEN, "hidden", 64)               /* only the runtime calls it */                          \
    X(ANNOTATE, "annotate", 128)          /* `__annotate__`: evaluates annotations */              \
    X(OF_SLOT, "of_slot", 256)            /* a slot of the type calls it: no method for Python */  \
    X(PASSES_STOP, "passes_stop", 512)    /* StopIteration ends the generator: before PEP 479 */   \
    X(UNBOUND, "unbound", 1024)           /* never a method of an object */                        \
    X(NO_KEYWORDS, "no_keywords", 2048)   /* arguments come by position alone */                   \
    X(ITERABLE, "iterable", 4096)         /* a coroutine that is an iterator too */                \
    X(REPORTS_ONCE, "reports_once", 8192) /* what cannot be raised: see zi_report_unraisable */    \
    X(TEXT_SIGNATURE, "text_signature",                                                            \
      16384)                             /* `doc` begins with a signature as Argument Clinic's */  \
    X(TELLS_CALLS, "tells_calls", 32768) /* profilers and tracers are told of its calls */         \
    X(YIELDS_HANDLING, "yields_handling", 65536) /* it yields while it handles an exception */     \
    X(NO_ENTRIES, "no_entries", 131072)          /* tracebacks have its caller alone */

#define IR_CALLABLE_FLAG(NAME, text, bit) IR_CALLABLE_##NAME = (bit),
enum IrCallableFlag { IR_CALLABLE_FLAGS(IR_CALLABLE_FLAG) };
#undef IR_CALLABLE_FLAG

typedef VECTOR(IrBody *) IrBodyVector;

typedef VECTOR(uint32_t) IrConstantVector;

// A function as Python and tracebacks see it. Default values and annotations are operands of
// MAKE_FUNCTION, since they are evaluated when the program runs.
struct IrCallable {
    uint32_t number;       // among the module's callables
    const char *link_name; // unique in the module
    const char *name, *qualified_name;
    // or NULL; of `__annotate__` the source for its code
    const char *doc;
    IrParameter *parameters; // in the order of the source
    uint32_t parameter_count;
    // What its code object shows, as constants: the variables in its closure; of its own, those
    // that are no parameters and no cells, and those that are cells, parameters among them; the
    // globals and attributes that it looks up.
    IrConstantVector captures, locals, cells, names;
    // constant: the path of the file that it stands in, if that is not the module's, without a
    // folder if it is in the module's; else IR_NO_CONSTANT
    uint32_t file;
    // lines that tracers are told of, in the order in which they were built
    VECTOR(uint32_t) traced_lines;
    unsigned flags; // IrCallableFlag bits
    Span span;
    IrBodyVector bodies; // 1..n
    // the one that Python calls; NULL: Python cannot call it
    IrBody *entry;
};

// --- Classes -------------------------------------------------------------------------------------
// A slot of a vtable.
typedef struct IrMethod {
    const char *name;
    const IrSignature *signature;
    // of the most derived method; NULL: another module has it
    IrBody *body;
} IrMethod;

// A C function for a slot of the type object.
typedef struct IrTypeSlot {
    enum zi_type_slot slot;
    const IrBody *body;
} IrTypeSlot;

// An attribute that functions of the class stand for. Without a getter or setter it cannot be read,
// or neither set nor deleted.
typedef struct IrProperty {
    const char *name;
    const char *doc; // or NULL
    const IrBody *getter, *setter;
} IrProperty;

// Flags of a class: bits.
#define IR_CLASS_FLAGS(X)                                                                          \
    X(FINAL, "final", 1)                                                                           \
    X(TRASHCAN, "trashcan", 2)                                                                     \
    X(NO_GC, "no_gc", 4)                                                                           \
    X(NO_GC_CLEAR, "no_gc_clear", 8)                                                               \
    X(SEQUENCE, "sequence", 16)                                                                    \
    X(MAPPING, "mapping", 32)                                                                      \
    X(VIEWS, "views", 64)      /* members of its own take, give or are memoryviews */              \
    X(PICKLES, "pickles", 128) /* instances are pickled by their fields */

#define IR_CLASS_FLAG(NAME, text, bit) IR_CLASS_##NAME = (bit),
enum IrClassFlag { IR_CLASS_FLAGS(IR_CLASS_FLAG) };
#undef IR_CLASS_FLAG

// A cdef class. Layout as Cython's: the base's struct, then the vtable pointer if the class is the
// first of its line with cdef methods, then the fields in order of declaration; in the vtable the
// inherited slots come first.
struct IrClass {
    uint32_t number;  // among the module's classes
    const char *name; // unique in the module
    const char *doc;  // or NULL
    // why instances cannot be pickled, or NULL
    const char *pickle_refusal;
    IrClass *base;               // NULL: object or `builtin_base`
    const IrCType *builtin_base; // or NULL
    // of a class whose layout a C header knows: its objects; it has the fields. Else NULL
    IrStruct *object_struct;
    IrField **fields; // its own
    uint32_t field_count;
    IrMethod *vtable; // all slots
    uint32_t slot_count;
    bool has_vtable;
    // of so many released instances the memory is kept
    uint32_t freelist_size;
    VECTOR(IrTypeSlot) type_slots;
    VECTOR(IrProperty) properties;
    unsigned flags;                    // IrClassFlag bits
    const IrImport *import;            // of another module's, or NULL
    const IrCallable *cinit, *dealloc; // or NULL
    Span span;
};

// --- What modules exchange -----------------------------------------------------------------------
// As Cython does it: C functions and variables as capsules in `__pyx_capi__`, whose names are their
// declarations in C; classes as attributes of the module, their vtables as capsules in the type.
#define IR_EXCHANGE_KINDS(X)                                                                       \
    X(FUNCTION, "function")                                                                        \
    X(VARIABLE, "variable")                                                                        \
    X(TYPE, "type") /* imported only: classes are exported as they are */

typedef enum IrExchangeKind {
#define X(NAME, text) IR_EXCHANGE_##NAME,
    IR_EXCHANGE_KINDS(X)
#undef X
        IR_EXCHANGE_KIND_COUNT
} IrExchangeKind;

// What another module gives. Each has a place in the state: of a FUNCTION its address, of a
// VARIABLE the variable's, of a TYPE its vtable's; the type object is among the state's classes.
struct IrImport {
    IrExchangeKind kind;
    uint32_t number;       // among the module's imports
    const char *link_name; // unique in the module
    const char *module;    // dotted
    const char *name;      // there
    // FUNCTION: in modules that older Cythons made; or NULL
    const char *older_name;
    const char *capsule; // the capsule's name; NULL of a TYPE
    // FUNCTION: in Cython's convention
    const IrSignature *signature;
    const IrCType *type; // VARIABLE
    IrClass *class_;     // TYPE
    // TYPE: what is done about larger objects; smaller ones are an error in any case
    SizeCheck size_check;
    // TYPE: members that have to do with memoryviews
    bool uses_views;
    Span span;
};

// What this module gives others.
typedef struct IrExport {
    IrExchangeKind kind;
    const char *name;
    const char *capsule;
    IrBody *body;           // FUNCTION
    const IrGlobal *global; // VARIABLE
} IrExport;

// --- The state -----------------------------------------------------------------------------------
// What the module keeps at run time beside its dict, in one block of memory: arrays, as
// abi/state.def lists them, then the C variables. Complete once all passes have run.
typedef struct IrState {
    // one in the process, for good; else one a module object
    bool is_static;
    bool is_complete; // nothing may be added
    // items of each array
#define STATE_ARRAY(name, c_type, count) uint32_t count;
#include "abi/state.def"
} IrState;

// --- The module ----------------------------------------------------------------------------------
// A piece of source that runs interpreted: compiled by CPython at import, in the module's globals.
typedef struct IrInterpretedUnit {
    const char *what;   // "function", "class", "statement"
    const char *name;   // "solve", or "" for a statement
    const char *reason; // a noun phrase
    uint32_t first_line;
    Text source;            // whole lines
    const char *class_name; // whose method it is, or NULL
} IrInterpretedUnit;

// A part of a function that Python gives a code object, and so a traceback entry, of its own,
// though it is built in line: a class body; before Python 3.12 a comprehension.
typedef struct IrInnerCode {
    const char *name, *qualified_name;
    Span span; // of its first line
    bool is_class;
    // a function, of which one line, that of `span`, stands inlined: the entry is one of its own;
    // or NULL
    const IrCallable *inlined;
} IrInnerCode;

// The lines of a file that tracers are told of, for who measures which ones are reached.
typedef struct IrTracedFile {
    const char *path;       // as IrCallable.file tells it
    VECTOR(uint32_t) lines; // each once or more often
} IrTracedFile;

// What an annotation in a class body says of an attribute: most likely a float, or else an int.
typedef struct IrLikelyAttribute {
    uint32_t name; // a constant
    bool is_float;
} IrLikelyAttribute;

// What the source says to those that link the module: `# distutils: libraries = m`.
typedef struct IrLinkSetting {
    const char *name, *value;
} IrLinkSetting;
// The name of a setting that says where installed packages have C headers.
#define IR_HEADER_DIRECTORY "header_directory"

typedef struct IrModule {
    Compilation *compilation;
    Arena *arena;
    const char *name; // dotted
    const char *doc;  // or NULL
    const Source *source;
    // all bodies, the module's own among them
    IrBodyVector bodies;
    IrBody *module_body;
    VECTOR(IrCallable *) callables;
    VECTOR(IrClass *) classes;
    VECTOR(IrStruct *) structs;
    VECTOR(IrGlobal *) globals;
    VECTOR(IrImport *) imports;
    VECTOR(IrExport) exports;
    VECTOR(IrHeader *) headers;
    VECTOR(IrExtern *) externs;
    VECTOR(IrCType *) types;
    VECTOR(IrConstant) constants;
    // hash of a constant -> its number; see ir_constant.c
    NumberMap constant_numbers;
    VECTOR(IrInterpretedUnit) interpreted;
    VECTOR(IrInnerCode) inner_codes;
    VECTOR(IrLikelyAttribute) likely_attributes;
    VECTOR(IrLinkSetting) link_settings;
    VECTOR(IrTracedFile) traced_files;
    // const Name *: the unique names that were given out
    Map names;
    IrState state;
    // messages as CPython's, not as Cython's
    bool has_python_texts;
    unsigned future_features; // of zi_future_features
    bool shows_variables;     // to debuggers
    // the file to which the module adds how often its lines ran; NULL: it counts nothing
    const char *counts_path;
    const struct IrProfile *profile; // see codegen/ir/ir_profile.h; or NULL
} IrModule;

#endif
