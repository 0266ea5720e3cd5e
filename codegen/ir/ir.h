// The intermediate representation: functions of basic blocks over typed registers.
//
//     typed AST --builder--> IrModule --passes--> IrModule --llvm--> object
//
// Builders set registers as often as they like; from the ssa pass on each is set at one place, and
// blocks have parameters. Every block names its exception handler from `build` on. Builders ignore
// reference counts and error branches; passes add them. The IR of one body lives in its arena.
// A module says all that emission needs (ir_module.h): nothing here knows the AST or the typer.
#ifndef ZILANT_CODEGEN_IR_IR_H
#define ZILANT_CODEGEN_IR_IR_H

#include "codegen/ir/ir_module.h"

// --- Building blocks of IR: ir.c -----------------------------------------------------------------
IrModule *ir_module_create(Compilation *compilation, const char *name);
// gives back the arenas of its functions
void ir_module_destroy(IrModule *module);
IrCType *ir_c_type_create(IrModule *module, IrCTypeKind kind, const char *text);
// Makes a callable without bodies, with the next number.
IrCallable *ir_callable_create(IrModule *module, const char *link_name, const char *name);
// The text, with a number after it if it has been given out before.
const char *ir_unique_name(IrModule *module, const char *text);
// Makes a body without blocks; `callable`, if there is one, gets it as one more body.
IrBody *ir_body_create(IrModule *module, IrBodyKind kind, IrConvention convention,
                       IrCallable *callable, const char *link_name);
IrRegisterId ir_register_create(IrBody *body, IrType type, const Name *name);
IrRegisterId ir_parameter_create(IrBody *body, IrType type, const Name *name);
IrBlock *ir_block_create(IrBody *body, const char *label, IrBlock *handler);
// Makes an op that is in no block yet; operands are copied.
IrOp *ir_op_create(IrBody *body, IrOpcode code, Span span, IrRegisterId result,
                   const IrValue *operands, uint32_t operand_count);
void ir_block_append(IrBody *body, IrBlock *block, IrOp *op);
IrOp *ir_block_terminator(const IrBlock *block); // NULL while the block is open
void ir_op_set_targets(IrBody *body, IrOp *op, IrBlock *const *targets, uint32_t count);

// How much the state holds so far.
IrState ir_state_count(const IrModule *module);
void ir_state_complete(IrModule *module);

// Finds or adds a constant; equal constants share one index (0.0 and -0.0, 1 and True stay apart).
uint32_t ir_constant_add(IrModule *module, const IrConstant *constant);
uint32_t ir_constant_name(IrModule *module, const Name *name);
// The name that a constant is, of the table.
const Name *ir_name_of_constant(NameTable *names, const IrModule *module, uint32_t constant);
// Makes the index of constants anew, after they have been moved; all are different.
void ir_constant_index(IrModule *module);

// The value of a variable that was never set: 0, 0.0, null.
IrValue ir_zero(IrKind kind);
// How a register holds a value of the type.
IrKind ir_kind_of(const IrCType *type);
IrType ir_value_type(const IrBody *body, IrValue value);
// The signature of a runtime function, as its line in runtime_op.def says.
const RuntimeSignature *runtime_signature(RuntimeId id);
bool runtime_parameter_is_operand(const RuntimeParameter *parameter);
// The parameter that operand number `operand` of the call goes to; NULL if there is none.
const RuntimeParameter *runtime_operand(RuntimeId id, uint32_t operand);

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
// Does the op give a reference back?
bool ir_op_is_release(const IrOp *op);
// Targets of a terminator; 0 of any other op.
uint32_t ir_op_target_count(const IrOp *op);
// Is the CALL_RUNTIME operand a register that the function sets (`&`, `>`)? A `>O` register holds
// nothing before the call and a new reference, or null, after it.
bool ir_op_is_address_operand(const IrOp *op, uint32_t operand);
// Does the runtime function set the register there without reading it?
bool ir_op_is_output_operand(const IrOp *op, uint32_t operand);
// Does the op make the function object of its callable?
bool ir_op_makes_function(const IrOp *op);
// The number that the runtime has for the operator (enum zi_operator).
int64_t ir_operator_of_runtime(BinaryOperator operator);
// The number that the runtime has for the comparison, which is neither `is` nor `in`
// (enum zi_comparison).
int64_t ir_comparison_of_runtime(CompareOperator operator);
// Is the convention that of C's ABI?
bool ir_convention_is_c(IrConvention convention);
// Is the CALL_RUNTIME operand the number of a constant?
bool ir_op_is_constant_operand(const IrOp *op, uint32_t operand);
// Has the op an inline cache? Gives the number of the constant whose object it holds.
bool ir_op_cache_name(const IrOp *op, uint32_t *name);
// How many ops the body has.
uint32_t ir_body_size(const IrBody *body);
// The signature of a body, with the types that its parameters have now; made in `arena`.
IrSignature ir_signature_of(Arena *arena, const IrBody *body);
// How does the call `op` report its exception?
IrErrorConvention ir_op_convention(const IrOp *op);

// --- Where the GIL is held: analysis/gil.c -------------------------------------------------------
// For each block whether it is held at its start (as on the first CFG edge that leads there).
// Behind an operation it is what ir_gil_after says.
bool *ir_find_gil(Arena *arena, const IrBody *body);
bool ir_gil_after(const IrOp *op, bool held);

// --- SSA form: analysis/ssa_check.c --------------------------------------------------------------
// What is wrong with the SSA form of a body that says it has it (made in `arena`), or NULL.
const char *ir_find_ssa_fault(Arena *arena, const IrBody *body);

// A copy of an operation, with arrays of its own.
IrOp *ir_op_clone(IrBody *body, const IrOp *op);

// --- The text form: ir_dump.c, ir_dump_module.c, ir_read.c ---------------------------------------
void ir_dump_body(const IrModule *module, const IrBody *body, FILE *stream);
void ir_dump_bodies(const IrModule *module, FILE *stream); // the bodies alone
void ir_dump_module(const IrModule *module, FILE *stream); // all that emission needs
// Reads what ir_dump_module wrote, or a person. Reports mistakes (E0615) and returns NULL then. The
// bodies need not be well-formed.
IrModule *ir_read_module(Compilation *compilation, const Source *source);

// Checks the function's form; reports the first fault through internal_error with `after` (a pass
// name).
void ir_verify(const IrModule *module, const IrBody *body, const char *after);
// The same, but gives the fault's text (made in `arena`) or NULL.
const char *ir_find_fault(Arena *arena, const IrModule *module, const IrBody *body);

#endif
