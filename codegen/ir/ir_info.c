// What is known of kinds, operations and runtime functions: the tables of ir_op.def and
// runtime_op.def, and the questions that passes and the emitter ask of an operation.

#include "abi/abi.h"
#include "codegen/ir/internal.h"
#include <string.h>

// --- Kinds ---------------------------------------------------------------------------------------

static const struct {
    const char *text;
    IrForm form;
    bool counted;
} kind_infos[IR_KIND_COUNT] = {
#define X(NAME, text, FORM, counted) {text, IR_FORM_##FORM, counted},
    IR_KINDS(X)
#undef X
};

IrValue ir_zero(IrKind kind) {
    switch (kind) {
    case IR_F32:
    case IR_F64:
    case IR_F80:
        return ir_real(kind, 0.0);
    case IR_VOID:
    case IR_POINTER:
    case IR_AGGREGATE:
    case IR_OBJECT:
    case IR_VIEW:
        return ir_null(kind);
    case IR_BOOL:
    case IR_I8:
    case IR_I16:
    case IR_I32:
    case IR_I64:
    case IR_I128:
    case IR_DUAL:
    case IR_KIND_COUNT:
        break;
    }
    return ir_int(kind, 0);
}

IrForm ir_kind_form(IrKind kind) { return kind_infos[kind].form; }
bool ir_kind_is_counted(IrKind kind) { return kind_infos[kind].counted; }
const char *ir_kind_text(IrKind kind) { return kind_infos[kind].text; }

bool ir_kind_from_text(const char *text, IrKind *kind) {
    for (int i = 0; i < IR_KIND_COUNT; i++) {
        if (strcmp(text, kind_infos[i].text) != 0)
            continue;
        *kind = (IrKind)i;
        return true;
    }
    return false;
}

static IrKind integer_kind(unsigned bits) {
    switch (bits) {
    case 8:
        return IR_I8;
    case 16:
        return IR_I16;
    case 32:
        return IR_I32;
    case 64:
        return IR_I64;
    default:
        zi_assert(bits == 128);
        return IR_I128;
    }
}

IrKind ir_kind_of(const IrCType *type) {
    switch (type->kind) {
    case IR_C_OBJECT:
    case IR_C_BUILTIN:
    case IR_C_CLASS:
        return IR_OBJECT;
    case IR_C_INTEGER:
        return integer_kind(type->integer.bits);
    case IR_C_BINT:
    case IR_C_ENUM:
        return IR_I32;
    case IR_C_FLOATING:
        return type->floating_bits == 32 ? IR_F32 : type->floating_bits == 64 ? IR_F64 : IR_F80;
    case IR_C_POINTER:
    case IR_C_FUNCTION:
        return IR_POINTER;
    case IR_C_COMPLEX:
    case IR_C_ARRAY:
    case IR_C_STRUCT:
    case IR_C_CTUPLE:
        return IR_AGGREGATE;
    case IR_C_MEMORYVIEW:
        return IR_VIEW;
    case IR_C_VOID:
    case IR_C_TYPE_COUNT:
        break;
    }
    return IR_VOID; // without a value
}

bool ir_convention_is_c(IrConvention convention) {
    return convention == IR_CONVENTION_C || convention == IR_CONVENTION_CYTHON;
}

bool ir_c_type_is_object(const IrCType *type) {
    return type->kind == IR_C_OBJECT || type->kind == IR_C_BUILTIN || type->kind == IR_C_CLASS;
}

// --- Operations ----------------------------------------------------------------------------------

const IrOpInfo ir_op_infos[IR_OPCODE_COUNT] = {
#define OP(NAME, text, SHAPE, RESULT, ERROR, EFFECTS, AUX)                                         \
    {text, SHAPE, IR_RESULT_##RESULT, IR_ERROR_##ERROR, EFFECTS, IR_AUX_##AUX},
#include "codegen/ir/ir_op.def"
#undef OP
};

IrErrorConvention ir_op_convention(const IrOp *op) {
    switch (op->code) {
    case IR_OP_CALL_NATIVE:
        return op->aux.body->error;
    case IR_OP_CALL_IMPORT:
        return op->aux.import->signature->error;
    case IR_OP_CALL_VIRTUAL:
    case IR_OP_CALL_SLOT:
        return op->aux.method.class_->vtable[op->aux.method.slot].signature->error;
    case IR_OP_CALL_POINTER:
        return op->aux.type->signature->error;
    case IR_OP_CALL_EXTERN:
        return op->aux.external->type->signature->error;
    default:
        internal_error("%s calls no body", ir_op_infos[op->code].text);
    }
}

IrError ir_op_error(const IrOp *op) {
    IrError error = ir_op_infos[op->code].error;
    if (error != IR_ERROR_CALLEE)
        return error;
    if (op->code == IR_OP_CALL_RUNTIME)
        return runtime_infos[op->aux.runtime].error;
    switch (ir_op_convention(op)) {
    case IR_RETURNS_NO_ERROR:
        return IR_ERROR_NEVER;
    case IR_RETURNS_NULL:
        return IR_ERROR_NULL;
    case IR_RETURNS_DUAL:
    case IR_RETURNS_STATUS:
    case IR_RETURNS_VALUE:
    case IR_ERROR_CONVENTION_COUNT:
        break;
    }
    return IR_ERROR_STATUS;
}

bool ir_op_can_raise(const IrOp *op) {
    // Without boundscheck the op only adjusts the index.
    if (op->code == IR_OP_BOUNDS_CHECK)
        return (op->flags & IR_FLAG_CHECKED) != 0;
    return ir_op_error(op) != IR_ERROR_NEVER;
}

unsigned ir_op_effects(const IrOp *op) {
    unsigned effects = ir_op_infos[op->code].effects;
    if (op->code == IR_OP_CALL_RUNTIME)
        effects |= runtime_infos[op->aux.runtime].effects;
    return effects;
}

bool ir_op_steals(const IrOp *op, uint32_t operand) {
    if (op->code == IR_OP_CALL_RUNTIME)
        return operand < 32 && (runtime_infos[op->aux.runtime].steals >> operand & 1) != 0;
    unsigned effects = ir_op_infos[op->code].effects;
    return (effects & IR_STEALS_ALL) != 0 ||
           ((effects & IR_STEALS_LAST) != 0 && operand + 1 == op->operand_count);
}

IrResult ir_op_result(const IrOp *op) {
    if (op->code != IR_OP_CALL_RUNTIME)
        return ir_op_infos[op->code].result;
    return runtime_signature(op->aux.runtime)->ownership;
}

bool ir_op_has(const IrOp *op, enum IrEffect effect) { return (ir_op_effects(op) & effect) != 0; }

bool ir_op_is_move(const IrOp *op) {
    return ir_op_has(op, IR_ALIASES) && ir_op_has(op, IR_STEALS_LAST);
}

bool ir_op_is_release(const IrOp *op) {
    return op->code == IR_OP_DECREF || op->code == IR_OP_DECREF_NULLABLE;
}

bool ir_op_is_terminator(const IrOp *op) { return ir_op_has(op, IR_TERMINATOR); }

uint32_t ir_op_target_count(const IrOp *op) {
    return ir_op_infos[op->code].aux == IR_AUX_TARGETS ? op->aux.targets.count : 0;
}

bool ir_op_is_constant_operand(const IrOp *op, uint32_t operand) {
    if (op->code != IR_OP_CALL_RUNTIME)
        return false;
    const RuntimeParameter *parameter = runtime_operand(op->aux.runtime, operand);
    return parameter != NULL && (parameter->passes == RUNTIME_PASSES_CONSTANT ||
                                 parameter->passes == RUNTIME_PASSES_NAME);
}

bool ir_op_cache_name(const IrOp *op, uint32_t *name) {
    if (op->code == IR_OP_LOAD_METHOD) {
        *name = op->aux.call.name;
        return true;
    }
    for (uint32_t i = 0; op->code == IR_OP_CALL_RUNTIME && i < op->operand_count; i++) {
        const RuntimeParameter *parameter = runtime_operand(op->aux.runtime, i);
        if (parameter == NULL || parameter->passes != RUNTIME_PASSES_NAME)
            continue;
        *name = (uint32_t)op->operands[i].integer;
        return true;
    }
    return false;
}

bool ir_op_makes_function(const IrOp *op) {
    return op->code == IR_OP_MAKE_FUNCTION || op->code == IR_OP_DEFINE_FUNCTION;
}

bool ir_op_is_address_operand(const IrOp *op, uint32_t operand) {
    if (op->code != IR_OP_CALL_RUNTIME)
        return false;
    const RuntimeParameter *parameter = runtime_operand(op->aux.runtime, operand);
    return parameter != NULL && parameter->passes == RUNTIME_PASSES_ADDRESS;
}

bool ir_op_is_output_operand(const IrOp *op, uint32_t operand) {
    return ir_op_is_address_operand(op, operand) &&
           runtime_operand(op->aux.runtime, operand)->is_output;
}

int64_t ir_operator_of_runtime(BinaryOperator operator) {
    static const enum zi_operator operators[] = {
#define BINARY_OPERATOR(NAME, name, function, inplace, slot, method, sign)                         \
    [BINARY_##NAME] = ZI_OPERATOR_##NAME,
#include "abi/operator.def"
    };
    return operators[operator];
}

int64_t ir_comparison_of_runtime(CompareOperator operator) {
    static const int comparisons[] = {
#define COMPARE_OPERATOR(NAME, name, sign, code) [COMPARE_##NAME] = ZI_COMPARE_##NAME,
#include "abi/operator.def"
    };
    return comparisons[operator];
}
