// Types of the IR: the kinds of values that registers hold, C and Python types as they lie in
// memory, and signatures with their calling conventions.
//
// A kind says how a value is held in a register; an IrCType says what it is to C or Python: how it
// lies in memory, what a check of it asks, what a message calls it. Types are made once and shared:
// a module has one IrCType for each text.
#ifndef ZILANT_CODEGEN_IR_IR_TYPE_H
#define ZILANT_CODEGEN_IR_IR_TYPE_H

#include "support/compilation.h"
#include "support/language.h"

// --- Kinds of values -----------------------------------------------------------------------------
// X(KIND, text, FORM, counted). FORM: how a register of the kind lies in the machine's registers or
// in memory: as NOTHING, one SCALAR, or the parts of a DUAL, VIEW or AGGREGATE.
#define IR_KINDS(X)                                                                                \
    X(VOID, "void", NOTHING, 0)                                                                    \
    X(BOOL, "bool", SCALAR, 0) /* i1 */                                                            \
    X(I8, "i8", SCALAR, 0)                                                                         \
    X(I16, "i16", SCALAR, 0)                                                                       \
    X(I32, "i32", SCALAR, 0)                                                                       \
    X(I64, "i64", SCALAR, 0)                                                                       \
    X(I128, "i128", SCALAR, 0)                                                                     \
    X(F32, "f32", SCALAR, 0)                                                                       \
    X(F64, "f64", SCALAR, 0)                                                                       \
    X(F80, "f80", SCALAR, 0)                                                                       \
    X(POINTER, "pointer", SCALAR, 0)                                                               \
    X(OBJECT, "object", SCALAR, 1) /* PyObject *, counted */                                       \
    X(DUAL, "dual", DUAL, 1)       /* {i64 payload, ptr tag}, counted if the tag is an object */   \
    X(VIEW, "view", VIEW, 1) /* data, shape, strides, owner: separate scalars; owner counted */    \
    X(AGGREGATE, "aggregate", AGGREGATE, 0) /* struct, ctuple, array, complex: IrType.type says */

typedef enum IrKind {
#define X(NAME, text, FORM, counted) IR_##NAME,
    IR_KINDS(X)
#undef X
        IR_KIND_COUNT
} IrKind;

typedef enum IrForm {
    IR_FORM_NOTHING,
    IR_FORM_SCALAR,
    IR_FORM_DUAL,
    IR_FORM_VIEW,
    IR_FORM_AGGREGATE
} IrForm;

IrForm ir_kind_form(IrKind kind);
bool ir_kind_is_counted(IrKind kind);
const char *ir_kind_text(IrKind kind);
bool ir_kind_from_text(const char *text, IrKind *kind);

// --- Types in memory -----------------------------------------------------------------------------
#define IR_C_TYPES(X)                                                                              \
    X(VOID, "void")                                                                                \
    X(BINT, "bint") /* a C int that holds a truth value */                                         \
    X(INTEGER, "integer")                                                                          \
    X(ENUM, "enum") /* a C int */                                                                  \
    X(FLOATING, "floating")                                                                        \
    X(COMPLEX, "complex")                                                                          \
    X(POINTER, "pointer")                                                                          \
    X(FUNCTION, "function")                                                                        \
    X(ARRAY, "array")                                                                              \
    X(STRUCT, "struct")                                                                            \
    X(CTUPLE, "ctuple")                                                                            \
    X(MEMORYVIEW, "memoryview")                                                                    \
    X(OBJECT, "object")                                                                            \
    X(BUILTIN, "builtin") /* a type of Python's own */                                             \
    X(CLASS, "class")     /* a cdef class */

typedef enum IrCTypeKind {
#define X(NAME, text) IR_C_##NAME,
    IR_C_TYPES(X)
#undef X
        IR_C_TYPE_COUNT
} IrCTypeKind;

typedef enum IrBuiltin {
#define BUILTIN_TYPE(KIND, name, c_name, PARENT, exact, BASE, size, container) IR_BUILTIN_##KIND,
#include "primitives/builtin_type.def"
#undef BUILTIN_TYPE
    IR_BUILTIN_COUNT
} IrBuiltin;

typedef struct IrCType IrCType;
typedef struct IrStruct IrStruct;
typedef struct IrClass IrClass;
typedef struct IrExtern IrExtern;
typedef struct IrSignature IrSignature;

struct IrCType {
    IrCTypeKind kind;
    // as in messages: `unsigned int`, `double[:, ::1]`; unique in the module
    const char *text;
    // elements of memoryviews that must not be written to
    bool is_const;
    bool is_volatile; // each access is one when it runs
    union {
        struct {
            // 8 to 128; a guess, used for registers, where a header knows
            uint8_t bits;
            bool is_signed;
            // `char` itself, which is neither signed nor unsigned
            bool is_plain_char;
            bool is_index; // Py_ssize_t: converted by __index__
            // A typedef of a C header, which alone knows width and sign; else NULL.
            const IrExtern *header;
        } integer;
        uint8_t floating_bits;  // 32, 64, 80
        const IrCType *element; // POINTER, COMPLEX
        struct {
            const IrCType *element;
            uint64_t length;
            // what says the length, if only a C header knows it; else NULL
            const IrExtern *header;
        } array;
        const IrSignature *signature; // FUNCTION
        IrStruct *structure;          // STRUCT
        struct {
            const IrCType **items;
            uint32_t count;
        } members; // CTUPLE
        struct {
            const IrCType *element;
            uint8_t dimensions;
            uint8_t packing[MEMORYVIEW_MAX_DIMENSIONS]; // AxisPacking
            uint8_t access[MEMORYVIEW_MAX_DIMENSIONS];  // AxisAccess
            // as messages call the element, or NULL: by its text
            const char *item_name;
        } memoryview;
        IrBuiltin builtin; // BUILTIN
        IrClass *class_;   // CLASS
    };
};

// Has a memoryview axes whose items may lie behind pointers?
static inline bool ir_view_is_indirect(const IrCType *type) {
    for (uint8_t i = 0; i < type->memoryview.dimensions; i++)
        if (type->memoryview.access[i] != AXIS_DIRECT)
            return true;
    return false;
}

// The type of a value: how it is held, and what it is. `type` is there for every AGGREGATE and
// VIEW; NULL elsewhere means that the kind says all: any object, a signed integer or a float of
// this width, a pointer to something.
typedef struct IrType {
    IrKind kind;
    const IrCType *type;
} IrType;

typedef VECTOR(IrType) IrTypeVector;

bool ir_c_type_is_object(const IrCType *type);

// --- Signatures ----------------------------------------------------------------------------------
// How a body is called. Hidden parameters are the convention's: no pass sees them, and
// codegen/llvm/prototype.c alone lowers them.
#define IR_CONVENTIONS(X)                                                                          \
    X(NATIVE, "native")         /* [state] [closure] parameters; {value, status} */                \
    X(CYTHON, "cython")         /* as Cython calls cdef functions: C's, errors by value */         \
    X(C, "c")                   /* a plain C callback */                                           \
    X(VECTORCALL, "vectorcall") /* Python's: callable, arguments, count, keyword names */          \
    X(RESUME, "resume")         /* of a generator: the generator; object or null */                \
    X(OUTLINED, "outlined")     /* a parallel section: its frame; nothing */                       \
    X(MODULE, "module")         /* the module's statements: the state; status */

typedef enum IrConvention {
#define X(NAME, text) IR_CONVENTION_##NAME,
    IR_CONVENTIONS(X)
#undef X
        IR_CONVENTION_COUNT
} IrConvention;

// How a caller learns of an exception.
#define IR_ERROR_CONVENTIONS(X)                                                                    \
    X(IR_RETURNS_NO_ERROR, "no_error") /* noexcept: reported as unraisable */                      \
    X(IR_RETURNS_NULL, "null")         /* OBJECT result */                                         \
    X(IR_RETURNS_DUAL, "dual")         /* DUAL result with the error tag */                        \
    X(IR_RETURNS_STATUS, "status")     /* {result, i32 status}; i32 alone for void */              \
    X(IR_RETURNS_VALUE, "value")       /* C and CYTHON: as the signature's exception clause says */

typedef enum IrErrorConvention {
#define X(NAME, text) NAME,
    IR_ERROR_CONVENTIONS(X)
#undef X
        IR_ERROR_CONVENTION_COUNT
} IrErrorConvention;

// What a C function does with exceptions: VALUE and MAYBE_VALUE name the value.
typedef struct IrExceptionClause {
    ExceptionRule rule;
    int64_t integer;
    double real;
} IrExceptionClause;

struct IrSignature {
    IrConvention convention;
    IrErrorConvention error;
    IrType *parameters;
    uint32_t parameter_count;
    IrType result;
    // NATIVE: a tuple of cells comes before the parameters
    bool has_closure;
    bool is_variadic; // C
    // CYTHON: of a cpdef method, whose callers may ask not to look for overrides
    bool has_skip_dispatch;
    // CYTHON: so many of the last parameters come in an optional-argument struct
    uint32_t optional_count;
    IrExceptionClause exception; // C and CYTHON
};

#endif
