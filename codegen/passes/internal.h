// What the passes share with one another and with nobody else: editing bodies. The questions they
// ask of a body are in codegen/analysis/, where analyses.h keeps the answers.
#ifndef ZILANT_CODEGEN_PASSES_INTERNAL_H
#define ZILANT_CODEGEN_PASSES_INTERNAL_H

#include "codegen/codegen.h"
#include "codegen/passes/pass.h"

// --- edit.c: making ops, blocks, registers -------------------------------------------------------

// Appends an op without aux to `ops` and returns it.
IrOp *edit_append(IrBody *body, IrOpVector *ops, IrOpcode code, Span span, IrRegisterId result,
                  const IrValue *operands, uint32_t count);
// The same, a call of a runtime function.
IrOp *edit_append_runtime(IrBody *body, IrOpVector *ops, RuntimeId runtime, Span span,
                          IrRegisterId result, const IrValue *operands, uint32_t count);
// The same with one operand, a register.
IrOp *edit_append_unary(IrBody *body, IrOpVector *ops, IrOpcode code, Span span,
                        IrRegisterId result, IrRegisterId operand);
void edit_append_jump(IrBody *body, IrOpVector *ops, Span span, IrBlock *target);
// Makes a jump to the good side of the error branch of an op that cannot raise any more.
void edit_take_good_side(IrOp *branch);
// Makes a jump of a branch: to that one of its targets.
void edit_take_side(IrOp *branch, uint32_t side);
// A new block that stands where the other one does: in the same part of the function, and in the
// same copy of another function.
IrBlock *edit_block_beside(IrBody *body, const IrBlock *like, const char *label, IrBlock *handler);
// Takes the ops from `first` on out of a block and appends them to the other.
void edit_move_ops(IrBody *body, IrBlock *from, uint32_t first, IrBlock *to);
// A new register of the same type as another, without a name.
IrRegisterId edit_register_like(IrBody *body, IrRegisterId original);
IrRegisterId edit_register_of(IrBody *body, IrKind kind);
// Gives the function an entry block that nothing jumps to.
void edit_separate_entry(IrBody *body);
// Puts the ops before the block's, or the entry block's.
void edit_prepend(IrBody *body, IrBlock *block, const IrOpVector *ops);
void edit_prepend_to_entry(IrBody *body, const IrOpVector *ops);
bool edit_has_op(const IrBody *body, IrOpcode code);
// Makes the block the loop's preheader: all edges into the loop, which lead to its header, lead to
// it.
void edit_enter_loop_through(const Predecessors *predecessors, const LoopForest *forest,
                             uint32_t loop, const IrBlock *header, IrBlock *preheader);
// Removes blocks that cannot be reached (through targets and handlers) and numbers the rest anew.
void edit_remove_unreachable(IrBody *body);

// Which value stands for each register: itself, at first, and of registers that are made later.
// Replacements may be replaced again.
typedef struct Replacements {
    IrValue *values;
    uint32_t count;
} Replacements;
Replacements edit_start_replacing(Arena *arena, const IrBody *body);
bool edit_is_replaced(const Replacements *replacements, IrRegisterId reg);
IrValue edit_find_replacement(const Replacements *replacements, IrValue value);
// Puts replacements in the place of registers wherever these are read; parameters that are replaced
// go, with what jumps give them.
void edit_replace_registers(IrBody *body, const Replacements *replacements);
// Takes away parameters, by register, and what jumps give them.
void edit_drop_parameters(IrBody *body, const bool *is_dropped);

// --- register_sets.c -----------------------------------------------------------------------------
// Sets of registers, of which each is alone at first.
typedef struct RegisterSets {
    IrRegisterId *parent;
} RegisterSets;

RegisterSets register_sets_create(Arena *arena, uint32_t count); // of registers
// The register that stands for the set which has this one.
IrRegisterId register_sets_root(const RegisterSets *sets, IrRegisterId reg);
// The root of the other is that of both.
void register_sets_join(const RegisterSets *sets, IrRegisterId one, IrRegisterId other);

// --- lifetime.c ----------------------------------------------------------------------------------
// Puts a KEEP_ALIVE of all local variables before each terminator of that kind.
void keep_variables(IrBody *body, IrOpcode exit);
// Is it a local variable of the source that may hold a reference?
bool is_kept_variable(const IrRegister *reg);

// --- shown.c -------------------------------------------------------------------------------------
// Appends a SHOW_VARIABLES to the exit of the body by an exception, if it has any to show.
void show_in_traceback(const IrModule *module, IrBody *body, IrOpVector *ops, Span span);

// --- memory.c ------------------------------------------------------------------------------------
// Leaves at most so many variables to SSA form, of those that can live in memory. Returns whether
// there were more.
bool memory_move_variables(IrBody *body, Analyses *analyses, uint32_t most);

#endif
