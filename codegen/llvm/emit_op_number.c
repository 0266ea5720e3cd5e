// C numbers. Integers wrap unless NO_WRAP; nothing here is undefined for any operands that C or
// Python allow: a shift count is taken modulo the width, and the smallest integer divided by -1
// wraps.

#include "codegen/llvm/internal.h"

#define LLVM_REASSOC 1
#define LLVM_NNAN 2
#define LLVM_NINF 4
#define LLVM_NSZ 8
#define LLVM_ARCP 16
#define LLVM_CONTRACT 32
#define LLVM_AFN 64

// Gives a floating-point instruction the liberties that the function's directives allow.
LLVMValueRef apply_fast_math(const Emitter *emitter, LLVMValueRef value) {
    static const struct {
        unsigned ours, theirs;
    } flags[] = {
        {FAST_MATH_REASSOC, LLVM_REASSOC}, {FAST_MATH_CONTRACT, LLVM_CONTRACT},
        {FAST_MATH_NNAN, LLVM_NNAN},       {FAST_MATH_NINF, LLVM_NINF},
        {FAST_MATH_NSZ, LLVM_NSZ},         {FAST_MATH_ARCP, LLVM_ARCP},
        {FAST_MATH_AFN, LLVM_AFN},
    };
    unsigned allowed = emitter->function.ir->fast_math;
    unsigned set = 0;
    if (allowed == 0 || !LLVMIsAInstruction(value) || !LLVMCanValueUseFastMathFlags(value))
        return value;
    for (unsigned i = 0; i < sizeof flags / sizeof *flags; i++)
        set |= allowed & flags[i].ours ? flags[i].theirs : 0;
    LLVMSetFastMathFlags(value, set);
    return value;
}

static bool is_real(IrKind kind) { return kind >= IR_F32 && kind <= IR_F80; }

// The operands of a binary op and what it works on.
typedef struct Operands {
    LLVMValueRef left, right;
    IrKind kind;
    LLVMTypeRef type;
    bool is_unsigned;
} Operands;

static Operands load_operands(Emitter *emitter, const IrOp *op) {
    Operands operands = {
        .left = load_operand(emitter, op, 0),
        .right = load_operand(emitter, op, 1),
        .kind = operand_type(emitter, op, 0).kind,
        .is_unsigned = (op->flags & IR_FLAG_UNSIGNED) != 0,
    };
    operands.type = LLVMTypeOf(operands.left);
    return operands;
}

typedef LLVMValueRef BuildBinary(LLVMBuilderRef builder, LLVMValueRef left, LLVMValueRef right,
                                 const char *name);

// An op that is one instruction for integers and one for floats.
static void emit_simple(Emitter *emitter, const IrOp *op, BuildBinary *for_integers,
                        BuildBinary *for_reals) {
    if (operand_type(emitter, op, 0).kind == IR_AGGREGATE) {
        emit_complex_arithmetic(emitter, op);
        return;
    }
    Operands operands = load_operands(emitter, op);
    BuildBinary *build = is_real(operands.kind) ? for_reals : for_integers;
    zi_assert(build != NULL);
    LLVMValueRef value = build(emitter->builder, operands.left, operands.right, "");
    if (op->flags & IR_FLAG_NO_WRAP && LLVMIsAInstruction(value) && !is_real(operands.kind))
        LLVMSetNSW(value, 1);
    set_result(emitter, op, apply_fast_math(emitter, value));
}

void emit_op_ADD(Emitter *emitter, const IrOp *op) {
    emit_simple(emitter, op, LLVMBuildAdd, LLVMBuildFAdd);
}
void emit_op_SUBTRACT(Emitter *emitter, const IrOp *op) {
    emit_simple(emitter, op, LLVMBuildSub, LLVMBuildFSub);
}
void emit_op_MULTIPLY(Emitter *emitter, const IrOp *op) {
    emit_simple(emitter, op, LLVMBuildMul, LLVMBuildFMul);
}

static void emit_bitwise(Emitter *emitter, const IrOp *op, BuildBinary *build) {
    Operands operands = load_operands(emitter, op);
    set_result(emitter, op, build(emitter->builder, operands.left, operands.right, ""));
}

void emit_op_AND(Emitter *emitter, const IrOp *op) { emit_bitwise(emitter, op, LLVMBuildAnd); }
void emit_op_OR(Emitter *emitter, const IrOp *op) { emit_bitwise(emitter, op, LLVMBuildOr); }
void emit_op_XOR(Emitter *emitter, const IrOp *op) { emit_bitwise(emitter, op, LLVMBuildXor); }

// --- Division ------------------------------------------------------------------------------------

// Quotient towards zero and remainder of integers.
typedef struct Division {
    LLVMValueRef quotient, remainder;
} Division;

static Division divide_integers(Emitter *emitter, const Operands *operands) {
    LLVMBuilderRef builder = emitter->builder;
    LLVMValueRef left = operands->left, right = operands->right;
    if (operands->is_unsigned)
        return (Division){LLVMBuildUDiv(builder, left, right, ""),
                          LLVMBuildURem(builder, left, right, "")};
    // The smallest integer divided by -1 would trap: divide by 1 and negate.
    LLVMValueRef minus_one = LLVMConstAllOnes(operands->type);
    LLVMValueRef one = LLVMConstInt(operands->type, 1, 0);
    LLVMValueRef negates = LLVMBuildICmp(builder, LLVMIntEQ, right, minus_one, "");
    LLVMValueRef safe = LLVMBuildSelect(builder, negates, one, right, "");
    LLVMValueRef quotient = LLVMBuildSDiv(builder, left, safe, "");
    LLVMValueRef negated = LLVMBuildNeg(builder, left, "");
    return (Division){LLVMBuildSelect(builder, negates, negated, quotient, ""),
                      LLVMBuildSRem(builder, left, safe, "")};
}

void emit_op_DIVIDE(Emitter *emitter, const IrOp *op) {
    IrKind kind = operand_type(emitter, op, 0).kind;
    if (is_real(kind) || kind == IR_AGGREGATE) {
        emit_simple(emitter, op, NULL, LLVMBuildFDiv);
        return;
    }
    Operands operands = load_operands(emitter, op);
    set_result(emitter, op, divide_integers(emitter, &operands).quotient);
}

void emit_op_REMAINDER(Emitter *emitter, const IrOp *op) {
    Operands operands = load_operands(emitter, op);
    set_result(emitter, op,
               is_real(operands.kind)
                   ? LLVMBuildFRem(emitter->builder, operands.left, operands.right, "")
                   : divide_integers(emitter, &operands).remainder);
}

// i1: the remainder is not zero and has not the sign of the divisor.
static LLVMValueRef needs_floor(Emitter *emitter, const Operands *operands,
                                LLVMValueRef remainder) {
    LLVMBuilderRef builder = emitter->builder;
    LLVMValueRef zero = LLVMConstNull(operands->type);
    LLVMValueRef mixed = LLVMBuildXor(builder, remainder, operands->right, "");
    LLVMValueRef differs = LLVMBuildICmp(builder, LLVMIntSLT, mixed, zero, "");
    LLVMValueRef exists = LLVMBuildICmp(builder, LLVMIntNE, remainder, zero, "");
    return LLVMBuildAnd(builder, exists, differs, "");
}

// Python's // and % on floats, which the runtime has for doubles.
static void emit_floor_real(Emitter *emitter, const IrOp *op, const Operands *operands,
                            const char *name) {
    LLVMBuilderRef builder = emitter->builder;
    LLVMTypeRef f64 = emitter->types.f64;
    LLVMValueRef left = LLVMBuildFPCast(builder, operands->left, f64, "");
    LLVMValueRef right = LLVMBuildFPCast(builder, operands->right, f64, "");
    LLVMValueRef value = CALL_RUNTIME(emitter, name, left, right);
    set_result(emitter, op, LLVMBuildFPCast(builder, value, operands->type, ""));
}

void emit_op_FLOOR_DIVIDE(Emitter *emitter, const IrOp *op) {
    Operands operands = load_operands(emitter, op);
    if (is_real(operands.kind)) {
        emit_floor_real(emitter, op, &operands, "zi_floor_divide_float");
        return;
    }
    Division division = divide_integers(emitter, &operands);
    if (!operands.is_unsigned) {
        LLVMValueRef floor = needs_floor(emitter, &operands, division.remainder);
        LLVMValueRef correction = LLVMBuildSExt(emitter->builder, floor, operands.type, "");
        division.quotient = LLVMBuildAdd(emitter->builder, division.quotient, correction, "");
    }
    set_result(emitter, op, division.quotient);
}

void emit_op_FLOOR_MODULO(Emitter *emitter, const IrOp *op) {
    Operands operands = load_operands(emitter, op);
    if (is_real(operands.kind)) {
        emit_floor_real(emitter, op, &operands, "zi_floor_modulo_float");
        return;
    }
    Division division = divide_integers(emitter, &operands);
    if (!operands.is_unsigned) {
        LLVMValueRef floor = needs_floor(emitter, &operands, division.remainder);
        LLVMValueRef corrected =
            LLVMBuildAdd(emitter->builder, division.remainder, operands.right, "");
        division.remainder =
            LLVMBuildSelect(emitter->builder, floor, corrected, division.remainder, "");
    }
    set_result(emitter, op, division.remainder);
}

void emit_op_CHECK_NONZERO(Emitter *emitter, const IrOp *op) {
    LLVMValueRef value = load_operand(emitter, op, 0);
    LLVMValueRef zero = LLVMConstNull(LLVMTypeOf(value));
    LLVMValueRef is_zero = is_real(operand_type(emitter, op, 0).kind)
                               ? LLVMBuildFCmp(emitter->builder, LLVMRealOEQ, value, zero, "")
                               : LLVMBuildICmp(emitter->builder, LLVMIntEQ, value, zero, "");
    set_raising_failure(emitter, op, is_zero, "zi_raise_zero_division",
                        const_string(emitter, op->aux.text.bytes));
}

// --- Shifts and signs ----------------------------------------------------------------------------

static void emit_shift(Emitter *emitter, const IrOp *op, BuildBinary *build) {
    Operands operands = load_operands(emitter, op);
    LLVMValueRef count = build_integer_cast(emitter, operands.right, operands.type, false);
    unsigned width = LLVMGetIntTypeWidth(operands.type);
    count = LLVMBuildAnd(emitter->builder, count, LLVMConstInt(operands.type, width - 1, 0), "");
    set_result(emitter, op, build(emitter->builder, operands.left, count, ""));
}

void emit_op_SHIFT_LEFT(Emitter *emitter, const IrOp *op) { emit_shift(emitter, op, LLVMBuildShl); }

void emit_op_SHIFT_RIGHT(Emitter *emitter, const IrOp *op) {
    emit_shift(emitter, op, op->flags & IR_FLAG_UNSIGNED ? LLVMBuildLShr : LLVMBuildAShr);
}

void emit_op_NEGATE(Emitter *emitter, const IrOp *op) {
    IrKind kind = operand_type(emitter, op, 0).kind;
    if (kind == IR_AGGREGATE) {
        emit_complex_arithmetic(emitter, op);
        return;
    }
    LLVMValueRef value = load_operand(emitter, op, 0);
    value = is_real(kind) ? LLVMBuildFNeg(emitter->builder, value, "")
                          : LLVMBuildNeg(emitter->builder, value, "");
    set_result(emitter, op, apply_fast_math(emitter, value));
}

void emit_op_INVERT(Emitter *emitter, const IrOp *op) {
    set_result(emitter, op, LLVMBuildNot(emitter->builder, load_operand(emitter, op, 0), ""));
}

void emit_op_NOT(Emitter *emitter, const IrOp *op) { emit_op_INVERT(emitter, op); }

// --- Comparing and choosing ----------------------------------------------------------------------

static LLVMIntPredicate integer_predicate(CompareOperator operator, bool is_unsigned) {
    switch (operator) {
    case COMPARE_LESS:
        return is_unsigned ? LLVMIntULT : LLVMIntSLT;
    case COMPARE_LESS_EQUAL:
        return is_unsigned ? LLVMIntULE : LLVMIntSLE;
    case COMPARE_GREATER:
        return is_unsigned ? LLVMIntUGT : LLVMIntSGT;
    case COMPARE_GREATER_EQUAL:
        return is_unsigned ? LLVMIntUGE : LLVMIntSGE;
    case COMPARE_NOT_EQUAL:
    case COMPARE_IS_NOT:
        return LLVMIntNE;
    case COMPARE_EQUAL:
    case COMPARE_IS:
        return LLVMIntEQ;
    case COMPARE_IN:
    case COMPARE_NOT_IN:
        break;
    }
    internal_error("%s is no comparison of numbers", CompareOperator_text(operator));
}

static LLVMRealPredicate real_predicate(CompareOperator operator) {
    switch (operator) {
    case COMPARE_LESS:
        return LLVMRealOLT;
    case COMPARE_LESS_EQUAL:
        return LLVMRealOLE;
    case COMPARE_GREATER:
        return LLVMRealOGT;
    case COMPARE_GREATER_EQUAL:
        return LLVMRealOGE;
    case COMPARE_NOT_EQUAL:
    case COMPARE_IS_NOT:
        return LLVMRealUNE;
    case COMPARE_EQUAL:
    case COMPARE_IS:
        return LLVMRealOEQ;
    case COMPARE_IN:
    case COMPARE_NOT_IN:
        break;
    }
    internal_error("%s is no comparison of numbers", CompareOperator_text(operator));
}

void emit_op_COMPARE(Emitter *emitter, const IrOp *op) {
    IrKind kind = operand_type(emitter, op, 0).kind;
    CompareOperator operator=(CompareOperator) op->aux.number;
    if (kind == IR_AGGREGATE) {
        emit_complex_compare(emitter, op);
        return;
    }
    Operands operands = load_operands(emitter, op);
    bool is_unsigned = operands.is_unsigned || kind == IR_POINTER || kind == IR_OBJECT;
    LLVMValueRef value =
        is_real(kind) ? LLVMBuildFCmp(emitter->builder, real_predicate(operator), operands.left,
                                      operands.right, "")
                      : LLVMBuildICmp(emitter->builder, integer_predicate(operator, is_unsigned),
                                      operands.left, operands.right, "");
    set_result(emitter, op, apply_fast_math(emitter, value));
}

void emit_op_SELECT(Emitter *emitter, const IrOp *op) {
    LLVMValueRef value =
        LLVMBuildSelect(emitter->builder, load_operand(emitter, op, 0),
                        load_operand(emitter, op, 1), load_operand(emitter, op, 2), "");
    if (operand_type(emitter, op, 1).kind == IR_AGGREGATE) // the address of one of the two
        copy_memory(emitter, place_of(emitter, op->result), value,
                    layout_of_type(emitter, register_type(emitter, op->result).type));
    else
        set_result(emitter, op, apply_fast_math(emitter, value));
}

// --- Conversions ---------------------------------------------------------------------------------

// A number of the part's kind becomes a complex one.
static void convert_to_complex(Emitter *emitter, const IrOp *op, LLVMValueRef value) {
    const IrCType *target = register_type(emitter, op->result).type;
    LLVMTypeRef type = layout_of_type(emitter, target).type;
    LLVMTypeRef part = LLVMStructGetTypeAtIndex(type, 0);
    if (target->element->kind != IR_C_FLOATING) // a header may know another width
        value = build_integer_cast(emitter, value, part, type_is_signed(emitter, target->element));
    LLVMValueRef whole = LLVMBuildInsertValue(emitter->builder, LLVMConstNull(type), value, 0, "");
    set_result(emitter, op, whole);
}

static LLVMValueRef convert_scalar(Emitter *emitter, const IrOp *op, LLVMValueRef value,
                                   IrKind from, IrKind to) {
    LLVMBuilderRef builder = emitter->builder;
    LLVMTypeRef type = type_of_kind(emitter, to);
    LLVMTypeRef own = LLVMTypeOf(value);
    bool is_unsigned = (op->flags & IR_FLAG_UNSIGNED) != 0 || from == IR_BOOL;
    bool from_address = from == IR_POINTER || from == IR_OBJECT;
    bool to_address = to == IR_POINTER || to == IR_OBJECT;
    if (to == IR_BOOL)
        return is_real(from) ? LLVMBuildFCmp(builder, LLVMRealUNE, value, LLVMConstNull(own), "")
                             : LLVMBuildICmp(builder, LLVMIntNE, value, LLVMConstNull(own), "");
    if (from_address && to_address)
        return value;
    if (from_address)
        return LLVMBuildPtrToInt(builder, value, type, "");
    if (to_address) {
        LLVMValueRef wide = build_integer_cast(emitter, value, emitter->types.i64, !is_unsigned);
        return LLVMBuildIntToPtr(builder, wide, type, "");
    }
    if (is_real(from) && is_real(to))
        return LLVMBuildFPCast(builder, value, type, "");
    if (is_real(from))
        return op->flags & IR_FLAG_TARGET_UNSIGNED ? LLVMBuildFPToUI(builder, value, type, "")
                                                   : LLVMBuildFPToSI(builder, value, type, "");
    if (is_real(to))
        return is_unsigned ? LLVMBuildUIToFP(builder, value, type, "")
                           : LLVMBuildSIToFP(builder, value, type, "");
    return build_integer_cast(emitter, value, type, !is_unsigned);
}

void emit_op_CONVERT(Emitter *emitter, const IrOp *op) {
    IrKind from = operand_type(emitter, op, 0).kind;
    IrKind to = register_type(emitter, op->result).kind;
    LLVMValueRef value = load_operand(emitter, op, 0);
    if (to == IR_AGGREGATE)
        convert_to_complex(emitter, op, value);
    else
        set_result(emitter, op, convert_scalar(emitter, op, value, from, to));
}
