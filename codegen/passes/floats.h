// Between the files of the floats pass.
#ifndef ZILANT_CODEGEN_PASSES_FLOATS_H
#define ZILANT_CODEGEN_PASSES_FLOATS_H

#include "codegen/passes/internal.h"

typedef struct Floats {
    IrModule *module;
    IrBody *body;
    Arena *arena;
    uint32_t register_count; // when the pass began
    const Definition *definitions;
    BlockOrder order;
    // of each register: a dual that is an exact float, whatever happens
    bool *is_float;
    // of those: has never been boxed, so any float of that value is as good
    bool *is_fresh;
    // of those: the number, an F64
    IrValue *number;
    Replacements replacements;
} Floats;

static inline bool floats_has(const Floats *pass, IrValue value) {
    return value.kind == IR_VALUE_REGISTER && pass->is_float[value.reg];
}

// --- floats.c: which registers are floats. -------------------------------------------------------
// The op that does on F64 what a DUAL_BINARY or DUAL_UNARY does on floats, and gives a float;
// IR_OPCODE_COUNT: there is none.
IrOpcode floats_opcode_of(const IrOp *op);
// Is it such an op on floats and known ints, one float at least?
bool floats_is_arithmetic(const Floats *pass, const IrOp *op);
// Is it a power of such operands? Is that a float, if it does not raise, and never complex?
bool floats_is_power(const Floats *pass, const IrOp *op);
bool floats_is_real_power(const Floats *pass, const IrOp *op);
// The op that makes the dual, of an int that never was an object; NULL: it is none of these.
const IrOp *floats_known_int(const Definition *definitions, IrValue value);
// Is that int a constant which as a double is compared like the int itself?
bool floats_is_exact_int(const IrOp *known);

// --- floats_rewrite.c: uses the numbers. ---------------------------------------------------------
void floats_rewrite(Floats *pass);

#endif
