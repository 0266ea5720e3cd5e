// Arithmetic on C complex numbers, part by part: no library function is needed. Division scales by
// the larger part of the divisor, as Python's does; there is none of integers.

#include "codegen/llvm/internal.h"

typedef struct Complex {
    LLVMValueRef real, imaginary;
} Complex;

static Complex load_complex(Emitter *emitter, const IrOp *op, uint32_t operand) {
    LLVMTypeRef type = layout_of_type(emitter, operand_type(emitter, op, operand).type).type;
    LLVMValueRef address = load_address(emitter, op, operand);
    LLVMTypeRef part = LLVMStructGetTypeAtIndex(type, 0);
    LLVMValueRef second = LLVMBuildStructGEP2(emitter->builder, type, address, 1, "");
    return (Complex){LLVMBuildLoad2(emitter->builder, part, address, ""),
                     LLVMBuildLoad2(emitter->builder, part, second, "")};
}

static void set_complex(Emitter *emitter, const IrOp *op, Complex value) {
    LLVMTypeRef type = layout_of_type(emitter, register_type(emitter, op->result).type).type;
    LLVMValueRef whole =
        LLVMBuildInsertValue(emitter->builder, LLVMGetUndef(type), value.real, 0, "");
    set_result(emitter, op, LLVMBuildInsertValue(emitter->builder, whole, value.imaginary, 1, ""));
}

static bool is_integer(LLVMValueRef part) {
    return LLVMGetTypeKind(LLVMTypeOf(part)) == LLVMIntegerTypeKind;
}

static LLVMValueRef add(Emitter *emitter, LLVMValueRef left, LLVMValueRef right) {
    if (is_integer(left))
        return LLVMBuildAdd(emitter->builder, left, right, "");
    return apply_fast_math(emitter, LLVMBuildFAdd(emitter->builder, left, right, ""));
}

static LLVMValueRef subtract(Emitter *emitter, LLVMValueRef left, LLVMValueRef right) {
    if (is_integer(left))
        return LLVMBuildSub(emitter->builder, left, right, "");
    return apply_fast_math(emitter, LLVMBuildFSub(emitter->builder, left, right, ""));
}

static LLVMValueRef multiply(Emitter *emitter, LLVMValueRef left, LLVMValueRef right) {
    if (is_integer(left))
        return LLVMBuildMul(emitter->builder, left, right, "");
    return apply_fast_math(emitter, LLVMBuildFMul(emitter->builder, left, right, ""));
}

static LLVMValueRef negate(Emitter *emitter, LLVMValueRef value) {
    return is_integer(value) ? LLVMBuildNeg(emitter->builder, value, "")
                             : LLVMBuildFNeg(emitter->builder, value, "");
}

static LLVMValueRef equals(Emitter *emitter, LLVMValueRef left, LLVMValueRef right) {
    return is_integer(left) ? LLVMBuildICmp(emitter->builder, LLVMIntEQ, left, right, "")
                            : LLVMBuildFCmp(emitter->builder, LLVMRealOEQ, left, right, "");
}

static LLVMValueRef divide(Emitter *emitter, LLVMValueRef left, LLVMValueRef right) {
    return apply_fast_math(emitter, LLVMBuildFDiv(emitter->builder, left, right, ""));
}

static Complex multiply_complex(Emitter *emitter, Complex left, Complex right) {
    return (Complex){
        subtract(emitter, multiply(emitter, left.real, right.real),
                 multiply(emitter, left.imaginary, right.imaginary)),
        add(emitter, multiply(emitter, left.real, right.imaginary),
            multiply(emitter, left.imaginary, right.real)),
    };
}

// left / right where `big` is the larger part of the divisor and `small` the other one.
static Complex divide_scaled(Emitter *emitter, Complex left, LLVMValueRef big, LLVMValueRef small,
                             bool real_is_big) {
    LLVMValueRef ratio = divide(emitter, small, big);
    LLVMValueRef denominator = add(emitter, big, multiply(emitter, small, ratio));
    LLVMValueRef a = left.real, b = left.imaginary;
    LLVMValueRef ar = multiply(emitter, a, ratio), br = multiply(emitter, b, ratio);
    LLVMValueRef real = real_is_big ? add(emitter, a, br) : add(emitter, ar, b);
    LLVMValueRef imaginary = real_is_big ? subtract(emitter, b, ar) : subtract(emitter, br, a);
    return (Complex){divide(emitter, real, denominator), divide(emitter, imaginary, denominator)};
}

static LLVMValueRef magnitude(Emitter *emitter, LLVMValueRef value) {
    LLVMValueRef zero = LLVMConstNull(LLVMTypeOf(value));
    LLVMValueRef negative = LLVMBuildFCmp(emitter->builder, LLVMRealOLT, value, zero, "");
    LLVMValueRef negated = LLVMBuildFNeg(emitter->builder, value, "");
    return LLVMBuildSelect(emitter->builder, negative, negated, value, "");
}

static Complex divide_complex(Emitter *emitter, Complex left, Complex right) {
    Complex by_real = divide_scaled(emitter, left, right.real, right.imaginary, true);
    Complex by_imaginary = divide_scaled(emitter, left, right.imaginary, right.real, false);
    LLVMValueRef real_is_big =
        LLVMBuildFCmp(emitter->builder, LLVMRealOGE, magnitude(emitter, right.real),
                      magnitude(emitter, right.imaginary), "");
    return (Complex){
        LLVMBuildSelect(emitter->builder, real_is_big, by_real.real, by_imaginary.real, ""),
        LLVMBuildSelect(emitter->builder, real_is_big, by_real.imaginary, by_imaginary.imaginary,
                        ""),
    };
}

void emit_complex_arithmetic(Emitter *emitter, const IrOp *op) {
    Complex left = load_complex(emitter, op, 0);
    if (op->code == IR_OP_NEGATE) {
        set_complex(emitter, op,
                    (Complex){negate(emitter, left.real), negate(emitter, left.imaginary)});
        return;
    }
    Complex right = load_complex(emitter, op, 1);
    switch (op->code) {
    case IR_OP_ADD:
        set_complex(emitter, op,
                    (Complex){add(emitter, left.real, right.real),
                              add(emitter, left.imaginary, right.imaginary)});
        break;
    case IR_OP_SUBTRACT:
        set_complex(emitter, op,
                    (Complex){subtract(emitter, left.real, right.real),
                              subtract(emitter, left.imaginary, right.imaginary)});
        break;
    case IR_OP_MULTIPLY:
        set_complex(emitter, op, multiply_complex(emitter, left, right));
        break;
    case IR_OP_DIVIDE:
        set_complex(emitter, op, divide_complex(emitter, left, right));
        break;
    default:
        internal_error("no %s of complex numbers", ir_op_infos[op->code].text);
    }
}

void emit_complex_compare(Emitter *emitter, const IrOp *op) {
    Complex left = load_complex(emitter, op, 0), right = load_complex(emitter, op, 1);
    LLVMBuilderRef builder = emitter->builder;
    LLVMValueRef equal = LLVMBuildAnd(builder, equals(emitter, left.real, right.real),
                                      equals(emitter, left.imaginary, right.imaginary), "");
    set_result(emitter, op,
               op->aux.number == COMPARE_NOT_EQUAL ? LLVMBuildNot(builder, equal, "") : equal);
}
