// What the files of codegen/ir share with one another and with nobody else.
#ifndef ZILANT_CODEGEN_IR_INTERNAL_H
#define ZILANT_CODEGEN_IR_INTERNAL_H

#include "codegen/ir/ir.h"

// The words of the column EFFECTS in ir_op.def and runtime_op.def, without their prefix.
enum {
#define X(NAME) NAME = IR_##NAME,
    IR_EFFECTS(X)
#undef X
        PYTHON = IR_NEEDS_GIL | IR_RUNS_PYTHON
};

// ---- the verifier

typedef struct Verifier {
    Arena *arena; // for the fault's text
    const IrModule *module;
    const IrFunction *function;
    const IrBlock *block; // where it is
    const IrOp *op;
    uint32_t index;    // of the op in the block
    const char *fault; // the first one found, or NULL
} Verifier;

// Notes a fault at the current place; the first one stays.
void verify_fail(Verifier *verifier, const char *format, ...) __attribute__((format(printf, 2, 3)));
// Checks the op's operands, result and aux.
void verify_op(Verifier *verifier, const IrOp *op);

#endif
