// Values, operations, blocks and bodies of the IR.
#ifndef ZILANT_CODEGEN_IR_IR_BODY_H
#define ZILANT_CODEGEN_IR_IR_BODY_H

#include "codegen/ir/ir_type.h"

// --- Values --------------------------------------------------------------------------------------
typedef uint32_t IrRegisterId;
#define IR_NO_REGISTER UINT32_MAX
typedef VECTOR(IrRegisterId) IrRegisterVector;

typedef struct IrRegister {
    IrType type;
    const Name *name; // of the source's variable, or NULL
    // set by the caller, borrowed, never assigned in the body
    bool is_argument;
    bool address_taken;  // ADDRESS was used: lives in memory
    bool is_debug_local; // show to debuggers
    // a variable of a comprehension in the function
    bool is_inner;
    // holds the cell of the function's variable `name`
    bool is_cell;
    // what it holds is a number of that kind, most likely (passes/likely_numbers.c)
    bool is_likely_float, is_likely_int;
    // in a generator's resume function: 1 + the slot of the frame where it lives, among those for
    // objects if it is one, else among the values; or 0
    uint32_t home;
} IrRegister;

// Is it an object that lives in a slot of a generator's frame?
static inline bool ir_is_object_at_home(const IrRegister *entry) {
    return entry->home != 0 && entry->type.kind == IR_OBJECT;
}

typedef enum IrValueKind {
    IR_VALUE_REGISTER,
    IR_VALUE_INTEGER,
    IR_VALUE_REAL,
    IR_VALUE_NULL
} IrValueKind;

// An operand: a register or an immediate of a kind.
typedef struct IrValue {
    IrValueKind kind;
    IrKind type; // of an immediate
    union {
        IrRegisterId reg;
        int64_t integer;
        double real;
    };
} IrValue;

static inline IrValue ir_reg(IrRegisterId reg) {
    return (IrValue){.kind = IR_VALUE_REGISTER, .reg = reg};
}
static inline IrValue ir_int(IrKind kind, int64_t value) {
    return (IrValue){.kind = IR_VALUE_INTEGER, .type = kind, .integer = value};
}
static inline IrValue ir_real(IrKind kind, double value) {
    return (IrValue){.kind = IR_VALUE_REAL, .type = kind, .real = value};
}
static inline IrValue ir_null(IrKind kind) {
    return (IrValue){.kind = IR_VALUE_NULL, .type = kind};
}

#define IR_SINGLETONS(X)                                                                           \
    X(NONE, "None")                                                                                \
    X(TRUE, "True")                                                                                \
    X(FALSE, "False")                                                                              \
    X(ELLIPSIS, "Ellipsis")                                                                        \
    X(NOT_IMPLEMENTED, "NotImplemented")

typedef enum IrSingleton {
#define X(NAME, text) SINGLETON_##NAME,
    IR_SINGLETONS(X)
#undef X
        IR_SINGLETON_COUNT
} IrSingleton;

// --- Operations ----------------------------------------------------------------------------------
typedef enum IrOpcode {
#define OP(NAME, text, SHAPE, RESULT, ERROR, EFFECTS, AUX) IR_OP_##NAME,
#include "codegen/ir/ir_op.def"
#undef OP
    IR_OPCODE_COUNT
} IrOpcode;

typedef enum IrResult {
    IR_RESULT_NONE,
    IR_RESULT_VALUE,
    IR_RESULT_NEW,
    IR_RESULT_BORROWED,
    IR_RESULT_MANY
} IrResult;
typedef enum IrError {
    IR_ERROR_NEVER,
    IR_ERROR_NULL,
    IR_ERROR_STATUS,
    IR_ERROR_ALWAYS,
    IR_ERROR_CALLEE
} IrError;
// The words of the column EFFECTS, see ir_op.def.
#define IR_EFFECTS(X)                                                                              \
    X(NEEDS_GIL)                                                                                   \
    X(RUNS_PYTHON)                                                                                 \
    X(READS)                                                                                       \
    X(WRITES)                                                                                      \
    X(STEALS_LAST)                                                                                 \
    X(STEALS_ALL)                                                                                  \
    X(FAILS_UNOWNED)                                                                               \
    X(TERMINATOR)                                                                                  \
    X(ALIASES)                                                                                     \
    X(PERMANENT)                                                                                   \
    X(PART_OF_FIRST)                                                                               \
    X(MAY_BE_NULL)                                                                                 \
    X(DIRECT)                                                                                      \
    X(RECURSES)                                                                                    \
    X(ENSURES)                                                                                     \
    X(CHECKS)                                                                                      \
    X(LOOKS)                                                                                       \
    X(FAST_PATH)

enum IrEffectNumber {
#define X(NAME) IR_EFFECT_NUMBER_##NAME,
    IR_EFFECTS(X)
#undef X
};
enum IrEffect {
#define X(NAME) IR_##NAME = 1 << IR_EFFECT_NUMBER_##NAME,
    IR_EFFECTS(X)
#undef X
};
typedef enum IrAux {
    IR_AUX_NONE,
    IR_AUX_NUMBER,
    IR_AUX_CONSTANT,
    IR_AUX_TEXT,
    IR_AUX_TYPE,
    IR_AUX_FIELD,
    IR_AUX_GLOBAL,
    IR_AUX_EXTERN,
    IR_AUX_BODY,
    IR_AUX_CALLABLE,
    IR_AUX_CLASS,
    IR_AUX_IMPORT,
    IR_AUX_METHOD,
    IR_AUX_RUNTIME,
    IR_AUX_CALL,
    IR_AUX_SLICE,
    IR_AUX_SLOT,
    IR_AUX_TARGETS
} IrAux;

typedef struct IrOpInfo {
    const char *text;
    // kinds of result and operands, see ir_op.def
    const char *shape;
    IrResult result;
    IrError error;
    unsigned effects; // IrEffect bits
    IrAux aux;
} IrOpInfo;
extern const IrOpInfo ir_op_infos[IR_OPCODE_COUNT];

// Flags of operations: bits.
#define IR_FLAGS(X)                                                                                \
    X(UNSIGNED, "unsigned")                                                                        \
    X(NO_WRAP, "no_wrap")                                                                          \
    X(TARGET_UNSIGNED, "target_unsigned")                                                          \
    X(CHECKED, "checked")                                                                          \
    X(WRAPAROUND, "wraparound")                                                                    \
    X(LAST_CONTIGUOUS, "last_contiguous")                                                          \
    /* an operator of an augmented assignment; FRAME_LOAD, _STORE: the slot keeps its bits */      \
    X(INPLACE, "inplace")                                                                          \
    X(NOT_NONE, "not_none")                                                                        \
    X(SUBTYPE, "subtype")           /* CHECK_TYPE: passes what extends the type too */             \
    X(NEEDS_ENSURE, "needs_ensure") /* runs without the GIL and takes it itself: ensure pass */    \
    X(WRITABLE, "writable")         /* VIEW_ACQUIRE, VIEW_INFO of a view that is written to */     \
    X(CAST, "cast")                 /* the same: its items are taken whatever they are */          \
    X(FORTRAN, "fortran")           /* the same: the first axis is contiguous, also of one axis */ \
    X(UNLIKELY, "unlikely")         /* BRANCH: the true side is cold */                            \
    X(FREE, "free")                 /* CHECK_BOUND: read from a class body, or from */             \
    X(IN_COMPREHENSION, "in_comprehension") /* a comprehension */                                  \
    X(NO_TRACEBACK, "no_traceback")         /* an exception of this op adds no traceback entry */  \
    X(LINE_NOTED, "line_noted")             /* TRACEBACK: its line is what NOTE_LINE was given */  \
    X(SHOWS_FRAME, "shows_frame")           /* a call: what it calls finds a frame of the body */  \
    X(NOT_NULL, "not_null")                 /* DUAL_FROM_OBJECT of what is bound for certain */    \
    X(TAKES_LEFT, "takes_left") /* an operator: takes over its left operand unless it raises */    \
    /* an operator on duals: which operands to expect, by its form */                              \
    X(LIKELY_INTS, "likely_ints")                                                                  \
    X(LIKELY_FLOATS, "likely_floats")

enum IrFlagNumber {
#define X(NAME, text) IR_FLAG_NUMBER_##NAME,
    IR_FLAGS(X)
#undef X
        IR_FLAG_COUNT
};
enum IrFlag {
#define X(NAME, text) IR_FLAG_##NAME = 1 << IR_FLAG_NUMBER_##NAME,
    IR_FLAGS(X)
#undef X
};

_Static_assert(IR_FLAG_COUNT <= 32, "the flags of an op fit its field");

// --- Runtime functions: see codegen/ir/runtime_op.def --------------------------------------------
typedef enum RuntimeId {
#define RUNTIME(name, signature, ERROR, EFFECTS, steals) RUNTIME_##name,
#include "codegen/ir/runtime_op.def"
#undef RUNTIME
    RUNTIME_COUNT
} RuntimeId;

typedef struct RuntimeInfo {
    const char *name; // the C function is zi_<name>
    IrError error;
    unsigned effects;
    // bit n: operand n's reference is taken over
    unsigned steals;
} RuntimeInfo;
extern const RuntimeInfo runtime_infos[RUNTIME_COUNT];

// What a parameter of a runtime function gets.
typedef enum RuntimePasses {
    // the operand; a DUAL as two: payload and tag
    RUNTIME_PASSES_VALUE,
    // of the operand's register, which the function may read and set
    RUNTIME_PASSES_ADDRESS,
    // the object of the constant whose number the operand is
    RUNTIME_PASSES_CONSTANT,
    // nothing: the inline cache holds the object of the constant whose number the operand is
    RUNTIME_PASSES_NAME,
    // all further operands, as two: array and count
    RUNTIME_PASSES_OBJECTS,
    RUNTIME_PASSES_STATE, // no operand: the module's state
    RUNTIME_PASSES_CACHE  // no operand: the call's inline cache
} RuntimePasses;

typedef struct RuntimeParameter {
    // of the operand, or of the register that it names
    IrKind kind;
    RuntimePasses passes;
    bool may_be_null;
    // an address of what the function sets and does not read
    bool is_output;
} RuntimeParameter;

#define RUNTIME_MAX_PARAMETERS 8

typedef struct RuntimeSignature {
    IrKind result;
    IrResult ownership;
    RuntimeParameter parameters[RUNTIME_MAX_PARAMETERS];
    uint32_t count;
} RuntimeSignature;

typedef struct IrBlock IrBlock;
typedef struct IrBody IrBody;
typedef struct IrCallable IrCallable;
typedef struct IrField IrField;
typedef struct IrGlobal IrGlobal;
typedef struct IrImport IrImport;

// One axis of VIEW_SLICE; each `has_` takes the next operand.
typedef struct IrSliceAxis {
    bool is_index, is_new_axis, has_start, has_stop, has_step;
} IrSliceAxis;

typedef struct IrOp {
    uint16_t code;  // IrOpcode
    uint32_t flags; // IrFlag bits
    Span span;
    IrRegisterId result; // or IR_NO_REGISTER
    IrValue *operands;
    uint32_t operand_count;
    union {
        int64_t number;
        uint32_t constant; // index in the module's constants
        Text text;
        const IrCType *type;
        const IrField *field;
        const IrGlobal *global;
        const IrExtern *external;
        // Of this module. CALL_NATIVE gives the closure of one that has_closure as its first
        // operand, or leaves it out to pass on its own.
        IrBody *body;
        IrCallable *callable;
        IrClass *class_;
        const IrImport *import;
        struct {
            IrClass *class_;
            uint32_t slot; // of its vtable
        } method;
        RuntimeId runtime;
        struct {
            // constant: the method's name (LOAD_METHOD)
            uint32_t name;
            // constant: a tuple of str, or IR_NO_CONSTANT; they belong to the last
            // operands
            uint32_t keyword_names;
        } call;
        struct {
            IrSliceAxis *axes;
            uint32_t count;
            const IrCType *type;
        } slice;
        struct {
            // of OBJECT; a dual's tag; a view's owner; else IR_NO_SLOT
            uint32_t object;
            // number among the frame's values: of a C value, a dual's payload, a view's other
            // parts; of OBJECT IR_NO_SLOT
            uint32_t value;
        } slot;
        struct {
            IrBlock **blocks;
            uint32_t count;
            int64_t *cases; // SWITCH: count - 1 values
        } targets;
    } aux;
    // MANY: the registers set, and which of them own a reference (bit n).
    IrRegisterId *results;
    uint32_t result_count;
    uint64_t owned_results;
} IrOp;

// The length of `owned_results`.
#define IR_MOST_OWNED_RESULTS 64
#define IR_NO_CONSTANT UINT32_MAX
#define IR_NO_SLOT UINT32_MAX

typedef VECTOR(IrOp *) IrOpVector;

struct IrBlock {
    uint32_t id;       // position in the function's blocks
    const char *label; // for dumps: "loop", "handler"
    // Registers that are set where control enters, to what the JUMP that leads here gives: only
    // JUMPs lead to a block with parameters.
    IrRegisterVector parameters;
    IrOpVector ops; // the last one is the terminator
    // where an exception goes; NULL: out of the function
    IrBlock *handler;
    bool is_loop_header;
    bool is_cold;
    // a header: a round of the loop is part of several of the loop around it, whose values are the
    // vectors (passes/jamming.c)
    bool is_jammed;
    // the part of the function that it stands in: number in the module's inner codes + 1, or 0.
    // All blocks with one handler stand in the handler's part
    uint32_t inner_code;
    // the inlined function that it is part of: number in the body, from 1; or 0
    uint32_t inlined;
    // a pass's own note, meaningless between passes
    void *scratch;
};

// What a body is for.
#define IR_BODY_KINDS(X)                                                                           \
    X(GENERIC, "generic")   /* does it for every argument */                                       \
    X(ENTRY, "entry")       /* what Python calls: takes the arguments apart */                     \
    X(RESUME, "resume")     /* of a generator, from the generator pass */                          \
    X(C_ENTRY, "c_entry")   /* for function pointers, vtables and exports */                       \
    X(OUTLINED, "outlined") /* a piece that several threads run */                                 \
    X(MODULE, "module")     /* runs the module's statements */

typedef enum IrBodyKind {
#define X(NAME, text) IR_BODY_##NAME,
    IR_BODY_KINDS(X)
#undef X
        IR_BODY_KIND_COUNT
} IrBodyKind;

// Where a suspended generator keeps a variable of its function; as in IrOp.aux.slot.
typedef struct IrFrameVariable {
    const Name *name;
    uint32_t object, value;
    // an argument, before the body has started; else at each yield
    bool at_start;
    bool is_cell;
} IrFrameVariable;

struct IrBody {
    Arena *arena;
    IrBodyKind kind;
    // whose body it is; NULL for the module's own
    IrCallable *callable;
    const char *link_name; // unique in the module
    // C and CYTHON: the library exports it under this name; NULL: it is hidden
    const char *c_symbol;
    // With the result, the error convention and the types of the parameters: its signature.
    IrConvention convention;
    IrErrorConvention error;
    IrType result;
    IrRegisterId *parameters;
    uint32_t parameter_count;
    // takes its closure (a tuple of cells) as hidden argument
    bool has_closure;
    bool has_skip_dispatch; // CYTHON: see IrSignature
    // CYTHON: types of the optional parameters
    IrTypeVector optionals;
    // C and CYTHON: what the caller gets on an exception
    IrExceptionClause exception;
    // called from elsewhere: the signature must stay as it is
    bool is_fixed;
    bool is_inline;          // the source asks for it
    bool is_generator;       // until the generator pass
    bool nogil;              // runs without the GIL
    bool has_error_branches; // the exceptions pass has been here
    // every register is set at one place that dominates all its uses, but for those in memory
    bool is_ssa;
    unsigned fast_math;           // FAST_MATH bits
    VECTOR(IrRegister) registers; // parameters among them
    VECTOR(IrBlock *) blocks;     // the first is the entry
    struct IrBody *resume;        // of a generator's ramp
    // Of a resume function, the generator's frame: slots for objects (which may hold a dual's tag)
    // come first, then values without their references, as codegen/ir/layout.h lays them out.
    uint32_t frame_object_slots;
    IrTypeVector frame_values;
    VECTOR(IrFrameVariable) frame_variables;
    Span span;
};

// The module's statements, or a parallel section among them: code without a callable.
static inline bool ir_is_module_code(const IrBody *body) { return body->callable == NULL; }

#endif
