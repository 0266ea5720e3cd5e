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

// --- Words of the text form: ir_text.c -----------------------------------------------------------
extern const char *const ir_c_type_texts[IR_C_TYPE_COUNT];
extern const char *const ir_builtin_texts[IR_BUILTIN_COUNT];
extern const char *const ir_convention_texts[IR_CONVENTION_COUNT];
extern const char *const ir_error_convention_texts[IR_ERROR_CONVENTION_COUNT];
extern const char *const ir_exchange_kind_texts[IR_EXCHANGE_KIND_COUNT];
extern const char *const ir_body_kind_texts[IR_BODY_KIND_COUNT];
extern const char *const ir_constant_kind_texts[IR_CONSTANT_KIND_COUNT];
extern const char *const ir_flag_texts[IR_FLAG_COUNT];
extern const char *const ir_singleton_texts[IR_SINGLETON_COUNT];
extern const char *const ir_exception_rule_texts[ExceptionRule_COUNT];
extern const char *const ir_parameter_kind_texts[ParameterKind_COUNT];
extern const char *const ir_visibility_texts[CVisibility_COUNT];
extern const char *const ir_type_slot_texts[ZI_SLOT_COUNT];
extern const char *const ir_packing_texts[3];
extern const char *const ir_access_texts[3];
// What the number of an op of this code counts in, or NULL: a table and its size.
const char *const *ir_number_texts(IrOpcode code, uint32_t *count);

// --- The verifier --------------------------------------------------------------------------------

typedef struct Verifier {
    Arena *arena; // for the fault's text
    const IrModule *module;
    const IrBody *body;
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
