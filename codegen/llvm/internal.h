// The LLVM emitter: groups of IR bodies -> objects. This header is for the files of codegen/llvm
// only.
//
// emission.c plans the whole and has groups emitted, each in an LLVM context of its own; the order
// of work on one is in emit.c. While groups are emitted, the module and its plan do not change, so
// that threads can share them. Handlers of single ops are emit_op_<NAME>, one for each line of
// ir_op.def, in the files emit_op_*.c; a missing one is a link error. Raw LLVMBuild calls appear in
// this folder and nowhere else.
#ifndef ZILANT_CODEGEN_LLVM_INTERNAL_H
#define ZILANT_CODEGEN_LLVM_INTERNAL_H

#include "codegen/analysis/analysis.h"
#include "codegen/analysis/hotness.h"
#include "codegen/analysis/ordered_sums.h"
#include "codegen/codegen.h"
#include "codegen/ir/layout.h"
#include "codegen/llvm/abi_struct.h"
#include "codegen/llvm/compat.h"
#include "codegen/plan/plan.h"
#include <llvm-c/DebugInfo.h>
#include <llvm-c/TargetMachine.h>
#include <setjmp.h>

// --- Pieces of the emitter -----------------------------------------------------------------------

// LLVM types that are used all over.
typedef struct CommonLlvmTypes {
    LLVMTypeRef void_, i1, i8, i16, i32, i64, i128, f32, f64, f80, pointer;
    LLVMTypeRef dual; // {i64, ptr}
    LLVMTypeRef view; // zi_view
} CommonLlvmTypes;

// The constants of abi/layout.def, read from the bitcode.
typedef struct RuntimeLayout {
#define LAYOUT(name, value) uint64_t name;
#include "abi/layout.def"
#undef LAYOUT
} RuntimeLayout;

// Byte offsets in the module's state: see abi/state.def.
typedef struct StateLayout {
#define STATE_ARRAY(name, c_type, count) uint64_t name;
#include "abi/state.def"
    uint64_t pools, pools_size, c_globals, c_globals_size, size;
} StateLayout;

// How a C type lies in memory.
typedef struct TypeLayout {
    // of this size and alignment; aggregates are arrays of integers
    LLVMTypeRef type;
    uint64_t size, alignment;
} TypeLayout;

// What the runtime unpacks at import and when docs are asked for: see marshal.c.
typedef struct ModuleData {
    VECTOR(char) bytes;
    // of the constants, which come first, and with what is in the pools
    uint32_t constants_length, import_length;
} ModuleData;

typedef struct ClassLayout {
    uint64_t size;          // of an instance
    uint64_t vtable_offset; // 0: no vtable
} ClassLayout;

// A memoryview or a dual as values: each part on its own.
typedef struct ViewValue {
    LLVMValueRef owner, data;
    LLVMValueRef shape[MEMORYVIEW_MAX_DIMENSIONS];
    LLVMValueRef strides[MEMORYVIEW_MAX_DIMENSIONS];
    // of types with axes that are not direct; else none is set
    LLVMValueRef suboffsets[MEMORYVIEW_MAX_DIMENSIONS];
} ViewValue;
typedef struct DualValue {
    LLVMValueRef payload, tag;
} DualValue;

// What a register holds: a value that is set once, or a place in the entry block for those that
// live in memory.
typedef struct RegisterSlot {
    // of what is in `place`, or would be: else NULL
    LLVMTypeRef type;
    // of one in memory, else NULL; of a DUAL: of its payload, and of its tag
    LLVMValueRef place, tag_place;
    // In a body of several regions: the first of the frame's fields for what regions share of it,
    // or 0; and the region that the values below belong to.
    uint32_t field, region;
    // the value; of a DUAL: its payload; NULL for a VIEW
    LLVMValueRef value;
    LLVMValueRef tag; // of a DUAL
    ViewValue *view;  // of a VIEW
    // set by this op, which is emitted anew at each use; else NULL
    const IrOp *constant;
    // of a header's struct, whose address it holds; or NULL
    const IrField *header_field;
} RegisterSlot;

// How the op that was just emitted can fail; the ERROR_BRANCH after it uses and clears this.
typedef struct Failure {
    // i1: true if it failed; NULL: it cannot fail
    LLVMValueRef condition;
    // runtime function that raises on the failing edge, or NULL
    const char *raise;
    LLVMValueRef arguments[2]; // of `raise`
    unsigned argument_count;
} Failure;

// What an ERROR_BRANCH does otherwise than its op says.
typedef struct BranchPlan {
    const IrBlock *error; // where its error edge leads
    // DECREFs that come before it
    const IrOp **releases;
    uint32_t release_count;
} BranchPlan;

// See release_plan.c.
typedef struct ReleasePlan {
    Map skipped; // const IrOp *: not emitted
    // const IrOp *, an ERROR_BRANCH -> BranchPlan *
    Map branches;
    // const IrOp *, a CALL_METHOD -> its LOAD_METHOD, which is skipped
    Map fused;
} ReleasePlan;

// The regions that a body is emitted as: see region_plan.c.
typedef struct RegionPlan {
    uint32_t count;          // 1: the body is one function
    uint32_t *of_block;      // by block id
    const IrBlock **entries; // of each region but 0
    // By register: is it used outside of the region that sets it? Is it a parameter that other
    // regions give a value?
    bool *is_shared, *is_passed;
    // (region, register of another region) -> how often it is used there
    NumberMap uses;
} RegionPlan;

typedef struct RegionEmission RegionEmission; // see region.c

// A kind of processor that functions are emitted for beside the one that runs anything: see
// cpu_level.c.
typedef struct CpuLevel {
    const char *name; // LLVM's: "x86-64-v3"
    // the least `zi_cpu_level` of such a processor; 0: any
    unsigned number;
} CpuLevel;

// The function being emitted.
typedef struct FunctionEmission {
    const IrBody *ir;
    LLVMValueRef value;
    // what the body calls where it calls itself
    LLVMValueRef recursion;
    // it is emitted for the second time, to be inlined into the first
    bool is_second;
    // that it is emitted for; NULL: it has none
    const CpuLevel *level;
    LLVMValueRef state;   // zi_state *
    LLVMValueRef closure; // tuple of cells or NULL
    // CYTHON: the int and the pointer that come after the required arguments
    LLVMValueRef skip_dispatch, optionals;
    RegisterSlot *registers;
    LLVMBasicBlockRef *blocks;
    LLVMBasicBlockRef entry; // allocas only
    // What returns a struct, put together of phis; NULL until there is one.
    LLVMBasicBlockRef return_block;
    LLVMValueRef returned[2];
    LLVMValueRef area;      // arrays of objects that calls pass
    LLVMValueRef view_area; // a zi_view that calls pass
    // of the error being handled; NULL until there is one
    LLVMValueRef noted_line, noted_anchor;
    // what polls read; NULL until there is one, or if each asks anew
    LLVMValueRef eval_breaker;
    LLVMMetadataRef subprogram;
    unsigned first_line;
    Map shown; // see debug_variables.c
    // of a generator: where the frame keeps each of the frame_values
    const uint64_t *frame_offsets;
    const BodyHotness *hotness;
    FastPaths fast_paths; // that pay in the block being emitted
    // of each block by id; or NULL
    const SumAdvice *sum_advice;
    SumAdvice advice; // of the block being emitted
    // of each block by id: does it end an innermost loop; NULL: nobody wants to know
    const bool *latches;
    bool is_latch; // the block being emitted
    ReleasePlan plan;
    Failure failure;
    RegionPlan region_plan;
    // Of a body of several regions: what regions share, in memory of region 0; the regions, and
    // which of them the values and blocks above belong to.
    LLVMTypeRef frame_type;
    LLVMValueRef frame;
    RegionEmission *regions;
    uint32_t region;
} FunctionEmission;

typedef struct Shim Shim;

// The generator's frame that a resume function has, for the zi_function_info.
typedef struct FrameSize {
    const char *callable, *resume;      // link names
    uint64_t object_slots, value_slots; // of 8 bytes
    // what it shows of its variables; a value is told by its number among all slots
    VECTOR(IrFrameVariable) variables;
    // of each state from 1 on: lines behind the function's first one
    VECTOR(uint32_t) lines;
} FrameSize;

// Of a state that is a module object's own: how far into it lies what a symbol stands for.
typedef struct StateOffsets {
    Arena *arena;
    NameTable *names;
    NumberMap by_name; // const Name * -> offset
} StateOffsets;

// A constant's object in a group's pool, or an inline cache for that name.
typedef struct PoolItem {
    uint32_t constant;
    bool is_cache;
} PoolItem;

// What emission makes of a group.
typedef struct GroupResult {
    bool is_good; // else something was reported
    VECTOR(PoolItem) pool;
    VECTOR(FrameSize) frames;
    // some function asks which processor it runs on
    bool has_levels;
    char *bytes; // the object, or text
    size_t length;
} GroupResult;

// What all objects of a module are made of; it does not change while they are emitted.
typedef struct EmissionInput {
    IrModule *module;
    const ModulePlan *plan;
    const CodegenOptions *options;
    const Shim *shim;
    const char *runtime; // bitcode
    size_t runtime_length;
    bool lines_are_relative; // see lines.h
    // Called when LLVM gets to work on a group: its result is there but for the object.
    void (*group_is_described)(void *emission, const Group *group, const GroupResult *result);
    void *emission;
} EmissionInput;

typedef struct Emitter {
    const EmissionInput *input;
    const Group *group; // NULL: the module's data
    GroupResult *result;
    StateOffsets *offsets; // found by the module's data
    IrModule *module;
    ModuleData data;
    const CodegenOptions *options;
    EmitStage stage; // that is written
    Arena *arena;
    NameTable *names;
    LLVMContextRef context;
    LLVMModuleRef llvm;
    LLVMModuleRef runtime; // lazily loaded; gone after linking
    LLVMBuilderRef builder;
    LLVMTargetMachineRef machine;
    CommonLlvmTypes types;
    AbiTypes abi;
    RuntimeLayout runtime_layout;
    // the global, or NULL: functions take the state as an argument
    LLVMValueRef static_state;
    LLVMValueRef error_weights; // metadata: the true side is cold
    LLVMValueRef unlikely_weights;
    LLVMValueRef likely_weights;
    LLVMValueRef empty_metadata;
    unsigned weights_kind, invariant_kind, loop_kind;
    LLVMDIBuilderRef debug; // NULL: no debug information
    LLVMMetadataRef debug_file, debug_unit, debug_type;
    // const IrCType * or, of its instances, const IrClass * -> LLVMMetadataRef
    Map debug_types;
    // that are emitted: the group's, with those that passes added, and copies
    IrBodyVector bodies;
    Map hotness; // const IrBody * -> BodyHotness *
    uint64_t pool_size;
    // const IrConstant * -> offset in the pool
    NumberMap pool_places;
    Map classes;      // const IrClass * -> ClassLayout *
    NumberMap fields; // const IrField * of a class -> offset
    // const IrGlobal * -> offset; in the module's data alone
    NumberMap globals;
    Map layouts; // const IrCType * -> TypeLayout *
    // const Name * -> LLVMValueRef: C strings, each once
    Map strings;
    const Shim *shim;
    // NULL: nothing was needed; gone after linking
    LLVMModuleRef shim_module;
    // the lowest first; none if there is but one
    VECTOR(CpuLevel) levels;
    bool allows_vector_math; // some function does
    bool has_failed;         // something was reported
    // out of emission, when the runtime turns out to lack a function
    jmp_buf escape;
    FunctionEmission function;
} Emitter;

// --- emit.c --------------------------------------------------------------------------------------
// Emits one group, or the module's data from what emission made of all groups. What the result
// points to is made in `arena`.
void emit_group(const EmissionInput *input, const Group *group, EmitStage stage, Arena *arena,
                GroupResult *result, EmitTimes *times);
void emit_data(const EmissionInput *input, const GroupResult *groups, EmitStage stage,
               StateOffsets *offsets, GroupResult *result, EmitTimes *times);
// Reports a message of at most two texts. Threads may report at the same time.
void report(Emitter *emitter, DiagCode code, Span span, const char *first, const char *second);
// Keeps a remark of LLVM's, `path:line:column: text`, if it is about the module's source.
void note_remark(Emitter *emitter, const char *description);
// Notes that an innermost loop of the source begins on the line; is it jammed?
void note_loop(Emitter *emitter, uint32_t line, bool is_jammed);
// Reports that something is beyond the emitter: `what` is a noun phrase.
void report_unsupported(Emitter *emitter, Span span, const char *what);

// --- offsets.c -----------------------------------------------------------------------------------
void offsets_resolve(const StateOffsets *offsets, char *bytes, size_t length);

// --- stored.c ------------------------------------------------------------------------------------
// A good result as bytes for the cache, and back: first all but the object, while the module has
// the constants that the result names; then the whole.
typedef struct StoredBytes {
    const char *items;
    size_t count;
} StoredBytes;
StoredBytes store_description(Arena *arena, const IrModule *module, const GroupResult *result);
StoredBytes store_result(Arena *arena, StoredBytes description, const GroupResult *result);
void load_result(Arena *arena, IrModule *module, const char *bytes, GroupResult *result);

// --- context.c -----------------------------------------------------------------------------------
void initialize_llvm(void); // once a process
void enable_remarks(void);  // of all loops, from now on
// Makes context, types, target machine and the empty module, and opens runtime and shim. Reports
// and returns false if that fails.
bool emitter_open(Emitter *emitter);
void emitter_close(Emitter *emitter);

// --- runtime_library.c ---------------------------------------------------------------------------
bool runtime_open(Emitter *emitter);
// Reads the bitcode for the Python. Reports and returns false if there is none, or another one's.
bool runtime_read(EmissionInput *input, Arena *arena);
// Returns a function of the runtime as the runtime's bitcode has it: with a body, if it is
// ZI_INLINE. If the runtime has no such function, that is reported and emission ends.
LLVMValueRef runtime_body(Emitter *emitter, const char *name);
// Returns its declaration in the module, with the type that it has there.
LLVMValueRef runtime_function(Emitter *emitter, const char *name);
// Calls it. Arguments are extended or cut to the integer types that the function takes.
// Is the body of the runtime's function inlined into the block being emitted?
bool inlines_runtime(Emitter *emitter, const char *name);
LLVMValueRef call_runtime(Emitter *emitter, const char *name, LLVMValueRef *arguments,
                          unsigned count);
#define CALL_RUNTIME(emitter, name, ...)                                                           \
    call_runtime((emitter), (name), (LLVMValueRef[]){__VA_ARGS__},                                 \
                 sizeof((LLVMValueRef[]){__VA_ARGS__}) / sizeof(LLVMValueRef))
// A variable of CPython's library: PyList_Type, PyExc_ValueError.
LLVMValueRef python_variable(Emitter *emitter, const char *name);

// --- value.c: constants, memory and small building blocks ----------------------------------------
LLVMValueRef const_i64(const Emitter *emitter, int64_t value);
LLVMValueRef const_i32(const Emitter *emitter, int64_t value);
LLVMValueRef const_null(const Emitter *emitter);
// A zi_tag or zi_shown.
LLVMValueRef const_tag(const Emitter *emitter, unsigned tag);
// Offsets and sizes of the structs that the runtime shares: ABI_view_shape, ABI_view.
uint64_t abi_offset(const Emitter *emitter, AbiField field);
uint64_t abi_size(const Emitter *emitter, AbiStruct name);
// One field of such a struct that a runtime function gave by value.
LLVMValueRef build_field(Emitter *emitter, LLVMValueRef whole, AbiField field);
DualValue unpack_dual(Emitter *emitter, LLVMValueRef whole);
// A private constant C string; `bytes` may be NULL, which gives a null pointer.
LLVMValueRef const_string(Emitter *emitter, const char *bytes);
LLVMValueRef const_bytes_global(Emitter *emitter, const char *bytes, size_t length);
// A constant global with that initializer.
LLVMValueRef const_global(Emitter *emitter, const char *name, LLVMValueRef initializer);
LLVMValueRef build_offset(Emitter *emitter, LLVMValueRef pointer, uint64_t bytes);
LLVMValueRef build_load_offset(Emitter *emitter, LLVMTypeRef type, LLVMValueRef pointer,
                               uint64_t bytes);
void build_store_offset(Emitter *emitter, LLVMValueRef value, LLVMValueRef pointer, uint64_t bytes);
LLVMValueRef build_is_null(Emitter *emitter, LLVMValueRef pointer);
LLVMValueRef build_integer_cast(Emitter *emitter, LLVMValueRef value, LLVMTypeRef type,
                                bool is_signed);
LLVMBasicBlockRef build_block(Emitter *emitter, const char *name);
// An alloca in the entry block.
LLVMValueRef build_alloca(Emitter *emitter, LLVMTypeRef type, const char *name);
// Room for `count` objects, shared by all calls of the function; one more slot stands before it.
LLVMValueRef argument_area(Emitter *emitter);
LLVMValueRef view_area(Emitter *emitter);

// --- register.c: operands and results ------------------------------------------------------------
LLVMValueRef load_operand(Emitter *emitter, const IrOp *op, uint32_t operand);
DualValue load_dual(Emitter *emitter, const IrOp *op, uint32_t operand);
ViewValue load_view(Emitter *emitter, const IrOp *op, uint32_t operand);
// An aggregate's address. Immediates of aggregates do not exist.
LLVMValueRef load_address(Emitter *emitter, const IrOp *op, uint32_t operand);
// Does the register live in the frame of the generator whose resume function this is?
bool lives_in_frame(const Emitter *emitter, IrRegisterId reg);
uint64_t offset_of_home(const Emitter *emitter, IrRegisterId reg); // in the generator
bool is_in_memory(const Emitter *emitter, IrRegisterId reg);
// Where a register in memory is.
LLVMValueRef place_of(Emitter *emitter, IrRegisterId reg);
// Makes the phis of a block's parameter, where the builder stands.
void create_parameter(Emitter *emitter, IrRegisterId reg);
// Gives the target's parameters what the jump, at whose place the builder stands, has for them.
void pass_arguments(Emitter *emitter, const IrOp *jump);
// Stores the parts to the register's fields in the frame; returns how many there are.
unsigned store_register(Emitter *emitter, IrRegisterId reg, const LLVMValueRef *parts);
// At the start of its block: takes what other regions passed, and shares what they use.
void settle_parameter(Emitter *emitter, IrRegisterId reg);
// The LLVM types of a register's parts; returns how many there are.
enum { MOST_NUMBERS = 3 * MEMORYVIEW_MAX_DIMENSIONS, MOST_PARTS = 2 + MOST_NUMBERS };
unsigned types_of_parts(const Emitter *emitter, IrRegisterId reg, LLVMTypeRef *types);
IrType operand_type(const Emitter *emitter, const IrOp *op, uint32_t operand);
uint32_t view_dimensions(IrType type);
// Where the numbers of a view stand, in the order in which they are passed and kept: lengths,
// strides, and suboffsets if the type has axes that are not direct. How many there are.
uint32_t view_numbers(IrType type, ViewValue *view, LLVMValueRef **numbers);
uint32_t count_view_numbers(IrType type);
void set_result(Emitter *emitter, const IrOp *op, LLVMValueRef value);
// Of a CONSTANT, which is loaded where it is used: what holds it there is no register for long.
void set_constant(Emitter *emitter, const IrOp *op);
void set_register(Emitter *emitter, IrRegisterId reg, LLVMValueRef value);
void set_dual(Emitter *emitter, IrRegisterId reg, DualValue value);
void set_view(Emitter *emitter, IrRegisterId reg, const ViewValue *value);
IrType register_type(const Emitter *emitter, IrRegisterId reg);
void create_registers(Emitter *emitter);
// The failure of the op being emitted.
void set_failure(Emitter *emitter, LLVMValueRef condition);
void set_failure_if_null(Emitter *emitter, LLVMValueRef object);
// The op's result is the dual that a call gave; its error tag is a failure.
void set_checked_dual(Emitter *emitter, const IrOp *op, LLVMValueRef whole);
// On failure, the runtime function `raise` is called (its _nogil twin if the op
// NEEDS_ENSURE).
void set_raising_failure(Emitter *emitter, const IrOp *op, LLVMValueRef condition,
                         const char *raise, LLVMValueRef argument);

// --- memory.c: values of C types in memory -------------------------------------------------------
// Loads and stores what is a `c_type` there; NULL: as the register's kind says.
// `field`: what lies there, of a header's struct, or NULL. It may be an integer of another width
// than it was declared as.
LLVMValueRef load_memory(Emitter *emitter, IrType type, const IrCType *c_type, const IrField *field,
                         LLVMValueRef address);
void store_memory(Emitter *emitter, IrType type, const IrCType *c_type, const IrField *field,
                  LLVMValueRef address, LLVMValueRef value);
// A register whose address is taken looks as C sees it.
LLVMTypeRef memory_type_of_register(Emitter *emitter, IrType type);
void copy_memory(Emitter *emitter, LLVMValueRef target, LLVMValueRef source, TypeLayout layout);
ViewValue load_view_memory(Emitter *emitter, IrType type, LLVMValueRef address);
void store_view_memory(Emitter *emitter, IrType type, LLVMValueRef address, const ViewValue *view);

// --- state.c -------------------------------------------------------------------------------------
// What the module keeps while it runs, told by symbols: the module's data defines them, groups
// refer to them.
void declare_state(Emitter *emitter);
// The address of what has a symbol of its own, in the state of the function being emitted.
LLVMValueRef state_item(Emitter *emitter, const char *kind, const char *name);
// Of a C variable, which may be an exported one beside the state.
LLVMValueRef global_address(Emitter *emitter, const IrGlobal *global);
// The constant's object; the address of the op's inline cache.
LLVMValueRef constant_object(Emitter *emitter, uint32_t constant);
LLVMValueRef cache_address(Emitter *emitter, const IrOp *op);
// In the module's data: gives the state its shape, and the symbols their places.
StateLayout define_state(Emitter *emitter, const GroupResult *groups);

// --- layout.c ------------------------------------------------------------------------------------
LLVMTypeRef type_of_kind(const Emitter *emitter, IrKind kind);
LLVMTypeRef type_of_register(Emitter *emitter, IrType type); // OBJECT, scalars, AGGREGATE
// Answers with what the shim has asked the C compiler, and what the runtime's bitcode says.
LayoutOracle layout_oracle(const Emitter *emitter);
TypeLayout layout_of_type(Emitter *emitter, const IrCType *type);
ClassLayout *layout_of_class(Emitter *emitter, const IrClass *class_);
uint64_t offset_of_field(Emitter *emitter, const IrField *field);
// Lays the C globals out one after another and notes their offsets; returns their size.
uint64_t lay_out_globals(Emitter *emitter);
// Of a resume function: where the frame keeps its frame_values. Notes the frame's size.
const uint64_t *lay_out_frame(Emitter *emitter, const IrBody *resume);
// Of the objects of another module's class, as declared.
int64_t size_of_import(Emitter *emitter, const IrClass *class_);
bool type_is_signed(const Emitter *emitter, const IrCType *type);

// --- prototype.c: signatures as LLVM function types ----------------------------------------------
// Declares an internal function that has code of the body.
LLVMValueRef declare_part(Emitter *emitter, const IrBody *body, const char *name, LLVMTypeRef type);
LLVMTypeRef type_of_signature(Emitter *emitter, const IrSignature *signature);
LLVMTypeRef type_of_result(Emitter *emitter, const IrSignature *signature);
// Does a body of this signature give {value, status}?
bool returns_pair(const IrSignature *signature);
void declare_functions(Emitter *emitter);
// The body's function; of another group: its declaration.
LLVMValueRef function_value(Emitter *emitter, const IrBody *body);
// Gives it a section of its own, so that the linker can leave it out.
void place_in_section(Emitter *emitter, LLVMValueRef function);
void add_attribute(Emitter *emitter, LLVMValueRef function, const char *name, uint64_t value);
void remove_attribute(LLVMValueRef function, const char *name);

// --- emit_function.c, op.c, emit_call.c, emit_runtime_call.c -------------------------------------
// How hot the group's bodies are.
void find_hotness(Emitter *emitter);
void emit_functions(Emitter *emitter);
// --- release_plan.c ------------------------------------------------------------------------------
ReleasePlan plan_releases(Emitter *emitter, const IrBody *body, const BodyHotness *hotness);
// --- region_plan.c -------------------------------------------------------------------------------
RegionPlan plan_regions(Arena *arena, const IrBody *body, const BodyHotness *hotness,
                        const ReleasePlan *releases);
// Is the body so large that it is emitted as several functions?
bool is_cut(const IrBody *body);
// Is a register of another region worth being loaded once, at the entry?
bool region_keeps(const RegionPlan *plan, uint32_t region, IrRegisterId reg);
// --- region.c ------------------------------------------------------------------------------------
// Declares the functions and lays out the frame. After the registers are known.
void regions_open(Emitter *emitter);
// Whose values and blocks are at hand from now on.
void region_enter(Emitter *emitter, uint32_t number);
// Calls the regions and ends their entry blocks.
void regions_close(Emitter *emitter);
// Where a branch to that block leads in the region at hand.
LLVMBasicBlockRef region_target(Emitter *emitter, const IrBlock *block);
// If a jump to that block leaves the region at hand: the phis of what it gives the parameters, part
// by part. Else NULL.
LLVMValueRef *region_exit_phis(Emitter *emitter, const IrBlock *target);
// Returns from the body; `value` may be NULL.
void region_return(Emitter *emitter, LLVMValueRef value);
// Fields that every frame has.
enum { FRAME_NOTED_LINE, FRAME_NOTED_ANCHOR, FRAME_RESULT, FRAME_FIRST };
// What the region at hand keeps of another region's register from its entry on: an empty slot until
// it is loaded there. NULL: it keeps nothing.
RegisterSlot *region_kept(Emitter *emitter, IrRegisterId reg);
// The address of a field of the frame.
LLVMValueRef frame_field(Emitter *emitter, uint32_t field);
// Where NOTE_LINE leaves the line, in the region at hand.
LLVMValueRef noted_line(Emitter *emitter);
static inline bool has_regions(const Emitter *emitter) {
    return emitter->function.region_plan.count > 1;
}
void emit_op(Emitter *emitter, const IrOp *op);
typedef void OpHandler(Emitter *emitter, const IrOp *op);
// Emits a call while the interpreter finds a frame of the body.
void emit_showing_frame(Emitter *emitter, const IrOp *op, OpHandler *emit);
#define OP(NAME, ...) void emit_op_##NAME(Emitter *emitter, const IrOp *op);
#include "codegen/ir/ir_op.def"
#undef OP
// Is the op a release that one call can do with others?
bool can_release_together(const Emitter *emitter, const IrOp *op);
// Emits releases of one block, all of which can be done together or none.
void emit_releases(Emitter *emitter, const IrOp *const *ops, uint32_t count);
LLVMValueRef python_error_is_set(Emitter *emitter); // i1
// i1: the answer where `suspicious` holds, false elsewhere without asking.
typedef LLVMValueRef Question(Emitter *emitter, const IrOp *op);
LLVMValueRef ask_if(Emitter *emitter, const IrOp *op, LLVMValueRef suspicious, Question *question);
// The same with another answer than false where it is not asked.
LLVMValueRef ask_or(Emitter *emitter, const IrOp *op, LLVMValueRef suspicious, Question *question,
                    LLVMValueRef otherwise);
// i1: is an exception set in this thread? Asked only where `suspicious` holds.
LLVMValueRef check_exception(Emitter *emitter, const IrOp *op, LLVMValueRef suspicious);
// Says how the exception of a call of C's convention is seen; `value` is its result, or NULL.
void set_c_failure(Emitter *emitter, const IrOp *op, const IrSignature *signature,
                   LLVMValueRef value);
// Of bodies of C's or Cython's convention: their parameters, and how they end.
void bind_c_parameters(Emitter *emitter);
void return_c_value(Emitter *emitter, const IrOp *op);
void return_c_error(Emitter *emitter);
bool builtin_is_variable(const IrCType *type); // of C's
LLVMValueRef builtin_type_object(Emitter *emitter, const IrCType *type);
LLVMValueRef class_object(Emitter *emitter, const IrClass *class_);
// Where the C function or variable lies, or the class's vtable.
LLVMValueRef import_slot(Emitter *emitter, const IrImport *import);
// The zi_function_info of a callable, or of an inner code.
LLVMValueRef callable_info(Emitter *emitter, const IrCallable *callable);
// --- traced_lines.c ------------------------------------------------------------------------------
// Each line once, in ascending order.
const uint32_t *sort_lines(Arena *arena, const uint32_t *lines, uint32_t count, uint32_t *left);
// In the module's data: which lines of which files tracers are told of.
void emit_traced_files(Emitter *emitter);

LLVMValueRef inner_info(Emitter *emitter, uint32_t number);
// The op's line. In a function it is counted from the first line of the inner code with that
// number, 0: of the function, which is 1; in the module's body from the line's anchor: what stands
// above does not matter.
LLVMValueRef line_in_code(Emitter *emitter, const IrOp *op, uint32_t inner_code);
// The description of the function from whose first line on it is told in the module's body.
LLVMValueRef anchor_of_entry(Emitter *emitter, const IrOp *op);
// Where an axis of such access leads from the address: to what the pointer there points to, or no
// farther.
LLVMValueRef reach_items(Emitter *emitter, LLVMValueRef address, LLVMValueRef suboffset,
                         uint8_t access);
// `flags`: of the op whose view it is for.
LLVMValueRef view_info(Emitter *emitter, const IrCType *type, uint32_t flags);
// view_format.c: of the items of a view, in the struct module's terms
const char *format_of_item(Emitter *emitter, const IrCType *item);
// Stores objects into the argument area and returns its address.
LLVMValueRef store_arguments(Emitter *emitter, const IrOp *op, uint32_t first);
LLVMValueRef apply_fast_math(const Emitter *emitter, LLVMValueRef value);
// Arithmetic on complex numbers, which are aggregates.
void emit_complex_arithmetic(Emitter *emitter, const IrOp *op);
void emit_complex_compare(Emitter *emitter, const IrOp *op);
// Signals the failure of a call by its convention and sets its result register.
void set_call_result(Emitter *emitter, const IrOp *op, const IrSignature *signature,
                     LLVMValueRef call);

// --- info.c, class_info.c, marshal.c, module_info.c ----------------------------------------------
void emit_function_infos(Emitter *emitter, const GroupResult *groups);
void emit_class_infos(Emitter *emitter);
LLVMValueRef class_info(Emitter *emitter, const IrClass *class_);
LLVMValueRef class_maker(Emitter *emitter, const IrClass *class_);
void emit_module_info(Emitter *emitter, const StateLayout *layout, const GroupResult *groups);
// The constants and what is in the pools, into emitter->data, before any doc.
void write_import_data(Emitter *emitter, const GroupResult *groups);
// Where the doc stands in emitter->data; 0 of NULL.
uint32_t add_doc(Emitter *emitter, const char *doc);

// --- debug_info.c --------------------------------------------------------------------------------
void debug_open(Emitter *emitter);
void debug_close(Emitter *emitter);
void debug_start_function(Emitter *emitter);
void debug_set_place(Emitter *emitter, Span span);
// What stands for the column in places: nothing, or where LLVM is asked about loops the number of
// the function, from 1 on, by which what it says is told apart where functions share lines.
unsigned debug_column(const Emitter *emitter);
// The line of the source; 0: it has none.
uint32_t line_of_span(const Emitter *emitter, Span span);
// Wrappers and entries are not.
bool debug_is_users_code(const IrBody *body);

// --- debug_type.c, debug_variables.c -------------------------------------------------------------
LLVMMetadataRef debug_c_type(Emitter *emitter, const IrCType *type); // NULL: void
LLVMMetadataRef debug_type_of(Emitter *emitter, IrType type);
// Variables that live in memory, once they have a place.
void debug_declare_variables(Emitter *emitter);
// Is the register a variable that is a value here, and shown? Then, whenever it is set: its parts.
bool debug_shows(const Emitter *emitter, IrRegisterId reg);
void debug_show_value(Emitter *emitter, IrRegisterId reg, const LLVMValueRef *parts);

// --- optimize.c, object.c ------------------------------------------------------------------------
bool create_machine(Emitter *emitter);
bool link_parts(Emitter *emitter); // shim and runtime come in
bool verify_module(Emitter *emitter);
// What we note at a function for ourselves, as a string attribute; NULL: nothing.
const char *note_of(LLVMValueRef function, const char *key);
void set_note(Emitter *emitter, LLVMValueRef function, const char *key, const char *text);
void forget_note(LLVMValueRef function, const char *key);
// Notes at the function which of LLVM's passes its body is worth.
void choose_pipeline(Emitter *emitter, const IrBody *body, LLVMValueRef function);
// The same for an entry of a cdef class: does it inline a function of the runtime?
void choose_class_pipeline(Emitter *emitter, LLVMValueRef function, bool inlines);
// The same for the body for any processor of a function that has others for newer ones.
void choose_plain_pipeline(Emitter *emitter, LLVMValueRef function);
// Has LLVM never inline the function.
void keep_apart(Emitter *emitter, LLVMValueRef function);
bool optimize_module(Emitter *emitter);
// Makes the module's form at `stage` and puts it into the result.
bool write_module(Emitter *emitter, EmitStage stage, Arena *arena);

// --- cpu_level.c: functions for newer processors -------------------------------------------------
// LLVM's note of what processor a function is for, if not that of the machine
#define CPU_ATTRIBUTE "target-cpu"
// Reads which processors the build is for.
void open_cpu_levels(Emitter *emitter);
// The first name of a list of processors: of a whole one, what runs all that is not for a level.
const char *first_of_cpus(Arena *arena, const char *list);
// Has the group several bodies of it? All functions of the group are declared.
bool has_cpu_levels(const Emitter *emitter, const IrBody *body);
// The one for a level of those that emitter->levels has.
LLVMValueRef function_at_level(Emitter *emitter, const IrBody *body, const CpuLevel *level);
// What a call of the body in the function being emitted is a call of.
LLVMValueRef called_function(Emitter *emitter, const IrBody *body);
// Emits the function that others know: it calls the body for the processor.
void emit_level_choice(Emitter *emitter, const IrBody *body);
// After LLVM's passes for numbers: leaves one body where those for newer processors gain nothing.
void drop_cpu_levels(Emitter *emitter);

// --- vector_math.c: libm's functions on vectors --------------------------------------------------
// The function's own directives allow approximations of mathematical functions.
void allow_vector_math(Emitter *emitter, LLVMValueRef function);
// Tells LLVM, at the calls in such functions, which vector functions there are; then that the
// passes that need to know are over.
void name_vector_math(Emitter *emitter);
void forget_vector_math(Emitter *emitter);

// --- shim*.c: C headers --------------------------------------------------------------------------
// Added to the size of a number, which is less.
enum { SHIM_IS_COMPLEX = 256 };
// Is added to the size of a variable that is a floating-point number.
enum { SHIM_IS_FLOATING = 256 };

// What a module needs to know of a C declaration.
typedef enum ShimUse {
    // a function or macro called with certain arguments
    SHIM_CALL,
    // the value of a variable, macro or enum item
    SHIM_VALUE,
    SHIM_STORE,   // sets a variable
    SHIM_ADDRESS, // of a variable or function
    // the name as a statement of its own
    SHIM_STATEMENT,
    // of a bit-field, whose place in memory has no address
    SHIM_FIELD_READ,
    SHIM_FIELD_WRITE,
    // constants from here on
    SHIM_STRUCT_SIZE,  // of a struct
    SHIM_STRUCT_ALIGN, // of a struct
    SHIM_STRUCT_PASS,  // of a struct: see StructPass
    SHIM_FIELD_OFFSET, // of a struct's field
    SHIM_FIELD_SIZE,   // of one declared as a number
    SHIM_FIELD_SIGN,   // 1: that is signed, 2: a _Bool
    SHIM_INTEGER_SIZE, // of a typedef
    SHIM_INTEGER_SIGN, // 1 if the typedef is signed
    // of a typedef; with SHIM_IS_COMPLEX added, if that is what it is
    SHIM_FLOATING_SIZE,
    // of a variable whose address is taken, or of an array's items; see SHIM_IS_FLOATING
    SHIM_VARIABLE_SIZE,
    SHIM_LENGTH,   // of an array, by the expression
    SHIM_ENUM_ITEM // its number, or 0 if C computes it
} ShimUse;

// Where C passes a part of a struct. A struct's number has PASS_BITS of each eightbyte, the first
// lowest; PASS_MEMORY of the first stands for the whole struct.
typedef enum StructPass {
    PASS_NOWHERE,
    PASS_GENERAL,
    PASS_DOUBLE,
    PASS_FLOATS,
    PASS_MEMORY
} StructPass;
enum { PASS_BITS = 8 };

typedef struct ShimItem {
    ShimUse use;
    // the IrExtern; of STRUCT_ uses the IrStruct, of FIELD_ uses the IrField
    const void *entry;
    uint32_t number; // among the items
    // of its wrapper or constant; the same whatever else the shim has
    const char *name;
    // SIZE, ALIGN, OFFSET, SIGN, PASS: what the C compiler said
    uint64_t constant;
    bool is_bit_field; // OFFSET, SIZE and SIGN are 0
    // OFFSET: of a field in the items of a memoryview
    bool is_in_view;
} ShimItem;

// How a type has been looked at.
enum ShimSeen { SHIM_SEEN_BY_ADDRESS = 1, SHIM_SEEN_BY_VALUE = 2 };

struct Shim {
    Arena *arena;
    const IrModule *module;
    const CodegenOptions *options;
    Diagnostics *diagnostics;
    VECTOR(ShimItem *) items;
    VECTOR(const IrHeader *) headers; // those to include, in order
    // const IrCType * that have been looked at -> ShimSeen bits
    NumberMap seen_types;
    // some function takes or gives Python objects
    bool has_objects;
    bool has_new_bit_fields; // to be written in another way
    // bitcode; NULL: nothing was needed
    const char *bytes;
    size_t length;
    // that the compiler has read
    VECTOR(const char *) files;
};

static inline IrType type_of_variable(const IrExtern *external) {
    return (IrType){ir_kind_of(external->type), external->type};
}
// Collects what the module needs from headers, compiles it and reads what it says of types.
Shim *shim_make(const EmissionInput *input, Arena *arena);
// Reads the shim's bitcode for this object: the module's data defines what is in it, groups may
// inline it.
bool shim_open(Emitter *emitter);
void shim_collect(Shim *shim);
// Includes all headers that the module's file and what it cimports name. False: they are already.
bool shim_take_all_headers(Shim *shim);
const ShimItem *shim_find(const Shim *shim, ShimUse use, const void *entry);
// How the text names a struct that another one holds by value: where the header gives it no name,
// it is the type of that field.
typedef enum ShimNaming { SHIM_STRUCTS_BY_NAME, SHIM_STRUCTS_BY_FIELD } ShimNaming;
const char *shim_write(const Shim *shim, bool with_python, ShimNaming naming);
// The C compiler has said that this field is a bit-field.
void shim_note_bit_field(Shim *shim, const IrField *field);
// False after a report: bit-fields are only read and written, their address is not taken.
bool shim_check_bit_fields(const Shim *shim);
// False after a report: what is taken the address of is what the declaration says, as numbers go.
bool shim_check_variables(const Shim *shim);
// Compiles to bitcode; NULL after a report. With `may_retry`, errors in the text are not reported.
const char *shim_compile(Shim *shim, const char *text, bool may_retry, size_t *length);
// Reads a bit-field of the struct at the address, or writes the value, as an i64.
LLVMValueRef emit_bit_field_access(Emitter *emitter, const ShimItem *item, LLVMValueRef address,
                                   LLVMValueRef value);
// Calls the wrapper of a C function, sets the op's result and returns it.
LLVMValueRef emit_shim_call(Emitter *emitter, const IrOp *op, const ShimItem *item,
                            const IrSignature *signature);

#endif
