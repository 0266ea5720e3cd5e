// The intermediate representation: functions of basic blocks over typed registers.
//
//     TypedModule --build--> IrModule --passes--> IrModule --llvm--> object
//
// Registers are not SSA: they may be set many times, and become allocas that LLVM's mem2reg turns
// into SSA. Every block names its exception handler from `build` on. Builders ignore reference
// counts and error branches; passes add them. The IR of one function lives in the function's arena.
#ifndef ZILANT_CODEGEN_IR_IR_H
#define ZILANT_CODEGEN_IR_IR_H

#include "typer/typer.h"

// --- Kinds of values -----------------------------------------------------------------------------
#define IR_KINDS(X)                                                                                \
    X(VOID, "void", 0)                                                                             \
    X(BOOL, "bool", 0) /* i1 */                                                                    \
    X(I8, "i8", 0)                                                                                 \
    X(I16, "i16", 0)                                                                               \
    X(I32, "i32", 0)                                                                               \
    X(I64, "i64", 0)                                                                               \
    X(I128, "i128", 0)                                                                             \
    X(F32, "f32", 0)                                                                               \
    X(F64, "f64", 0)                                                                               \
    X(F80, "f80", 0)                                                                               \
    X(POINTER, "pointer", 0)                                                                       \
    X(OBJECT, "object", 1) /* PyObject *, counted */                                               \
    X(DUAL, "dual", 1)     /* {i64 payload, ptr tag}, counted if the tag is an object */           \
    X(VIEW, "view", 1)     /* data, shape, strides, owner: separate scalars; owner counted */      \
    X(AGGREGATE, "aggregate", 0) /* struct, ctuple, array, complex: IrType.type says which */

typedef enum IrKind {
#define X(NAME, text, counted) IR_##NAME,
    IR_KINDS(X)
#undef X
        IR_KIND_COUNT
} IrKind;

typedef struct IrType {
    IrKind kind;
    // AGGREGATE, VIEW: always; others: may say more than the kind, or NULL
    const Type *type;
} IrType;

typedef VECTOR(IrType) IrTypeVector;

bool ir_kind_is_counted(IrKind kind);
const char *ir_kind_text(IrKind kind);
// How a value of a typer's type is held in a register.
IrType ir_type_of(const Type *type);

// --- Values --------------------------------------------------------------------------------------
typedef uint32_t IrRegisterId;
#define IR_NO_REGISTER UINT32_MAX

typedef struct IrRegister {
    IrType type;
    const Name *name; // of the source's variable, or NULL
    // set by the caller, borrowed, never assigned in the body
    bool is_argument;
    bool address_taken;  // ADDRESS was used: lives in memory
    bool is_debug_local; // show to debuggers
} IrRegister;

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

// The value of a variable that was never set: 0, 0.0, null.
IrValue ir_zero(IrKind kind);

typedef enum IrSingleton {
    SINGLETON_NONE,
    SINGLETON_TRUE,
    SINGLETON_FALSE,
    SINGLETON_ELLIPSIS,
    SINGLETON_NOT_IMPLEMENTED
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
    X(SETS_FIRST)                                                                                  \
    X(TERMINATOR)                                                                                  \
    X(ALIASES)                                                                                     \
    X(PERMANENT)                                                                                   \
    X(PART_OF_FIRST)                                                                               \
    X(MAY_BE_NULL)                                                                                 \
    X(DIRECT)                                                                                      \
    X(RECURSES)                                                                                    \
    X(ENSURES)

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
    IR_AUX_SYMBOL,
    IR_AUX_FUNCTION,
    IR_AUX_CLASS,
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

enum IrFlag {
    IR_FLAG_UNSIGNED = 1,
    IR_FLAG_NO_WRAP = 2,
    IR_FLAG_TARGET_UNSIGNED = 4,
    IR_FLAG_CHECKED = 8,
    IR_FLAG_WRAPAROUND = 16,
    IR_FLAG_LAST_CONTIGUOUS = 32,
    IR_FLAG_INPLACE = 64,
    IR_FLAG_NOT_NONE = 128,
    // runs without the GIL and takes it itself: set by the ensure pass alone
    IR_FLAG_NEEDS_ENSURE = 256,
    // VIEW_ACQUIRE of a view that is written to
    IR_FLAG_WRITABLE = 512,
    IR_FLAG_UNLIKELY = 1024, // BRANCH: the true side is cold
    // CHECK_BOUND: read from a class body, or from a comprehension
    IR_FLAG_FREE = 2048,
    IR_FLAG_IN_COMPREHENSION = 4096,
    // an exception of this op adds no traceback entry
    IR_FLAG_NO_TRACEBACK = 8192
};

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
    RUNTIME_PASSES_VALUE,    // the operand; a DUAL as two: payload and tag
    RUNTIME_PASSES_ADDRESS,  // of the operand's register, which the function may read and set
    RUNTIME_PASSES_CONSTANT, // the object of the constant whose number the operand is
    RUNTIME_PASSES_OBJECTS,  // all further operands, as two: array and count
    RUNTIME_PASSES_STATE,    // no operand: the module's state
    RUNTIME_PASSES_CACHE     // no operand: the call's inline cache
} RuntimePasses;

typedef struct RuntimeParameter {
    IrKind kind; // of the operand, or of the register that it names
    RuntimePasses passes;
    bool may_be_null;
} RuntimeParameter;

#define RUNTIME_MAX_PARAMETERS 8

typedef struct RuntimeSignature {
    IrKind result;
    IrResult ownership;
    RuntimeParameter parameters[RUNTIME_MAX_PARAMETERS];
    uint32_t count;
} RuntimeSignature;

typedef struct IrBlock IrBlock;
typedef struct IrFunction IrFunction;

// One axis of VIEW_SLICE; each `has_` takes the next operand.
typedef struct IrSliceAxis {
    bool is_index, is_new_axis, has_start, has_stop, has_step;
} IrSliceAxis;

typedef struct IrOp {
    uint16_t code;  // IrOpcode
    uint16_t flags; // IrFlag bits
    Span span;
    IrRegisterId result; // or IR_NO_REGISTER
    IrValue *operands;
    uint32_t operand_count;
    union {
        int64_t number;
        uint32_t constant; // index in the module's constants
        Text text;
        const Type *type;
        Symbol *symbol;
        // Of this module. CALL_NATIVE gives the closure of one that has_closure as its first
        // operand, or leaves it out to pass on its own.
        IrFunction *function;
        FunctionSymbol *extern_function; // CALL_EXTERN, CALL_VIRTUAL
        ClassSymbol *class_symbol;
        struct {
            RuntimeId id;
            // number of the inline cache, given out before emission
            uint32_t cache;
        } runtime;
        struct {
            // constant: the method's name (LOAD_METHOD)
            uint32_t name;
            // constant: a tuple of str, or IR_NO_CONSTANT; they belong to the last
            // operands
            uint32_t keyword_names;
            uint32_t cache;
        } call;
        struct {
            IrSliceAxis *axes;
            uint32_t count;
            const Type *type;
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

#define IR_NO_CONSTANT UINT32_MAX
#define IR_NO_SLOT UINT32_MAX

typedef VECTOR(IrOp *) IrOpVector;

struct IrBlock {
    uint32_t id;       // position in the function's blocks
    const char *label; // for dumps: "loop", "handler"
    IrOpVector ops;    // the last one is the terminator
    // where an exception goes; NULL: out of the function
    IrBlock *handler;
    // the part of the function that it stands in: number in the module's inner codes + 1, or 0.
    // All blocks with one handler stand in the handler's part
    uint32_t inner_code;
    bool is_loop_header;
    bool is_cold;
    // a pass's own note, meaningless between passes
    void *scratch;
};

// What a body's caller gets on an exception.
typedef enum IrErrorConvention {
    IR_RETURNS_NO_ERROR, // noexcept: reported as unraisable
    IR_RETURNS_NULL,     // OBJECT result
    IR_RETURNS_DUAL,     // DUAL result with the error tag
    // all else: {result, i32 status}; only i32 for void; nonzero: an exception is set
    IR_RETURNS_STATUS
} IrErrorConvention;

typedef enum IrFunctionRole {
    // the native body of a function: hidden state (and closure), then C arguments
    IR_ROLE_BODY,
    // vectorcall entry: callable, args, nargsf, kwnames
    IR_ROLE_WRAPPER,
    // a generator's body after the generator pass: generator
    IR_ROLE_RESUME,
    // runs the module's statements: state; gives status
    IR_ROLE_MODULE_BODY,
    // plain C calling convention, for function pointers and exports
    IR_ROLE_C_ENTRY
} IrFunctionRole;

struct IrFunction {
    Arena *arena;
    IrFunctionRole role;
    FunctionSymbol *symbol; // NULL for the module body
    const char *link_name;  // unique in the module
    VECTOR(IrRegister) registers;
    VECTOR(IrBlock *) blocks; // the first is the entry
    IrRegisterId *parameters;
    uint32_t parameter_count;
    IrType result;
    IrErrorConvention convention;
    // takes its closure (a tuple of cells) as hidden argument
    bool has_closure;
    bool is_generator;       // until the generator pass
    bool nogil;              // runs without the GIL
    bool has_error_branches; // the exceptions pass has been here
    Directives directives;
    struct IrFunction *wrapper; // of a body that Python can call
    struct IrFunction *resume;  // of a generator's maker
    // Of a resume function, the generator's frame: slots for objects (which may hold a dual's tag)
    // come first, then values without their references, as codegen/ir/layout.h lays them out.
    uint32_t frame_object_slots;
    IrTypeVector frame_values;
    Span span;
};

// --- Constants -----------------------------------------------------------------------------------
typedef enum IrConstantKind {
    IR_CONSTANT_INT, // decimal digits, maybe with '-'
    IR_CONSTANT_FLOAT,
    IR_CONSTANT_COMPLEX,
    IR_CONSTANT_STR,  // UTF-8 (WTF-8)
    IR_CONSTANT_NAME, // an interned str
    IR_CONSTANT_BYTES,
    IR_CONSTANT_TUPLE,
    IR_CONSTANT_FROZENSET,
    IR_CONSTANT_NONE,
    IR_CONSTANT_TRUE,
    IR_CONSTANT_FALSE,
    IR_CONSTANT_ELLIPSIS
} IrConstantKind;

typedef struct IrConstant {
    IrConstantKind kind;
    Text text;
    double real, imaginary;
    uint32_t *items; // TUPLE, FROZENSET: constants
    uint32_t item_count;
} IrConstant;

// A piece of source that runs interpreted: compiled by CPython at import, in the module's globals.
typedef struct IrInterpretedUnit {
    const char *what;   // "function", "class", "statement"
    const char *name;   // "solve", or "" for a statement
    const char *reason; // a noun phrase
    uint32_t first_line;
    Text source; // whole lines
} IrInterpretedUnit;

// A part of a function that Python gives a code object, and so a traceback entry, of its own,
// though it is built in line: a class body; before Python 3.12 a comprehension.
typedef struct IrInnerCode {
    const char *name, *qualified_name;
    Span span; // of its first line
    bool is_class;
} IrInnerCode;

typedef struct IrModule {
    Compilation *compilation;
    TypedModule *typed;
    Arena *arena;
    // bodies, wrappers, resumes, the module body
    VECTOR(IrFunction *) functions;
    IrFunction *module_body;
    VECTOR(IrConstant) constants;
    // hash of a constant -> its number + 1; see ir_constant.c
    Map constant_numbers;
    bool constants_are_complete; // the state is laid out: none may be added
    VECTOR(IrInterpretedUnit) interpreted;
    VECTOR(IrInnerCode) inner_codes;
    // of C headers, used anywhere: what the shim must offer
    SymbolVector extern_symbols;
    uint32_t cache_count; // inline caches, numbered before emission
    bool has_static_state;
} IrModule;

// --- Building blocks of IR: ir.c -----------------------------------------------------------------
IrModule *ir_module_create(TypedModule *typed);
void ir_module_destroy(IrModule *module); // gives back the arenas of its functions
IrFunction *ir_function_create(IrModule *module, IrFunctionRole role, FunctionSymbol *symbol,
                               const char *link_name);
IrRegisterId ir_register_create(IrFunction *function, IrType type, const Name *name);
IrRegisterId ir_parameter_create(IrFunction *function, IrType type, const Name *name);
IrBlock *ir_block_create(IrFunction *function, const char *label, IrBlock *handler);
// Makes an op that is in no block yet; operands are copied.
IrOp *ir_op_create(IrFunction *function, IrOpcode code, Span span, IrRegisterId result,
                   const IrValue *operands, uint32_t operand_count);
void ir_block_append(IrFunction *function, IrBlock *block, IrOp *op);
IrOp *ir_block_terminator(const IrBlock *block); // NULL while the block is open
void ir_op_set_targets(IrFunction *function, IrOp *op, IrBlock *const *targets, uint32_t count);

// Finds or adds a constant; equal constants share one index (0.0 and -0.0, 1 and True stay apart).
uint32_t ir_constant_add(IrModule *module, const IrConstant *constant);
uint32_t ir_constant_name(IrModule *module, const Name *name);

// The signature of a runtime function, as its line in runtime_op.def says.
const RuntimeSignature *runtime_signature(RuntimeId id);
bool runtime_parameter_is_operand(const RuntimeParameter *parameter);
// The parameter that operand number `operand` of the call goes to; NULL if there is none.
const RuntimeParameter *runtime_operand(RuntimeId id, uint32_t operand);
bool runtime_has_cache(RuntimeId id);

IrType ir_value_type(const IrFunction *function, IrValue value);
// What the op does with errors, effects and references, callee and runtime table looked up.
IrError ir_op_error(const IrOp *op);
bool ir_op_can_raise(const IrOp *op);
unsigned ir_op_effects(const IrOp *op);
bool ir_op_steals(const IrOp *op, uint32_t operand);
// NEW or BORROWED for runtime calls as their signature says
IrResult ir_op_result(const IrOp *op);
bool ir_op_has(const IrOp *op, enum IrEffect effect);
// Does the op give its operand's reference to its result (COPY and its like)?
bool ir_op_is_move(const IrOp *op);
bool ir_op_is_terminator(const IrOp *op);
// Targets of a terminator; 0 of any other op.
uint32_t ir_op_target_count(const IrOp *op);
// Is the CALL_RUNTIME operand a register that the function sets (`&`)? An `&O` register holds
// nothing before the call and a new reference, or null, after it.
bool ir_op_is_address_operand(const IrOp *op, uint32_t operand);
// How a function of this C signature tells of an exception.
IrErrorConvention ir_convention_of(const Type *signature);
// Does the call `op` report its exception by a null OBJECT, a dual tag or a status?
IrErrorConvention ir_op_convention(const IrOp *op);

// --- Where the GIL is held: analysis/gil.c -------------------------------------------------------
// For each block whether it is held at its start (as on the first CFG edge that leads there).
// Behind an operation it is what ir_gil_after says.
bool *ir_find_gil(Arena *arena, const IrFunction *function);
bool ir_gil_after(const IrOp *op, bool held);

// A copy of an operation, with arrays of its own.
IrOp *ir_op_clone(IrFunction *function, const IrOp *op);

void ir_dump_function(const IrModule *module, const IrFunction *function, FILE *stream);
void ir_dump_module(const IrModule *module, FILE *stream);
// Checks the function's form; reports the first fault through internal_error with `after` (a pass
// name).
void ir_verify(const IrModule *module, const IrFunction *function, const char *after);
// The same, but gives the fault's text (made in `arena`) or NULL.
const char *ir_find_fault(Arena *arena, const IrModule *module, const IrFunction *function);

#endif
