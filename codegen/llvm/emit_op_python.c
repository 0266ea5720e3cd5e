// Python's operators on objects and on duals, and conversions between Python numbers and C numbers.
// Each is a call of a runtime function whose fast path is inlined.

#include "codegen/llvm/internal.h"
#include <string.h>

// The names that the runtime's functions have for operators.
static const char *const binary_names[] = {
#define BINARY_OPERATOR(NAME, name, function, inplace, slot, method, sign) [BINARY_##NAME] = #name,
#include "abi/operator.def"
};
static const char *const unary_names[] = {
#define UNARY_OPERATOR(NAME, name, function) [UNARY_##NAME] = #name,
#include "abi/operator.def"
};
static const char *const compare_names[] = {
#define COMPARE_OPERATOR(NAME, name, operator, code) [COMPARE_##NAME] = #name,
#include "abi/operator.def"
};

static const char *name_of(const Emitter *emitter, const char *prefix, const char *operator) {
    return arena_format(emitter->arena, "zi_%s_%s", prefix, operator);
}

// A new object as result; null is an error.
static void set_object(Emitter *emitter, const IrOp *op, LLVMValueRef object) {
    set_result(emitter, op, object);
    set_failure_if_null(emitter, object);
}

// A truth value as the runtime gives it: negative is an error.
static void set_truth(Emitter *emitter, const IrOp *op, LLVMValueRef truth) {
    LLVMValueRef zero = LLVMConstNull(LLVMTypeOf(truth));
    set_result(emitter, op, LLVMBuildICmp(emitter->builder, LLVMIntNE, truth, zero, ""));
    set_failure(emitter, LLVMBuildICmp(emitter->builder, LLVMIntSLT, truth, zero, ""));
}

// --- Objects -------------------------------------------------------------------------------------

void emit_op_PYTHON_BINARY(Emitter *emitter, const IrOp *op) {
    const char *prefix = op->flags & IR_FLAG_INPLACE ? "inplace" : "binary";
    if (op->flags & IR_FLAG_TAKES_LEFT)
        prefix = op->flags & IR_FLAG_INPLACE ? "moving_inplace" : "moving";
    set_object(emitter, op,
               CALL_RUNTIME(emitter, name_of(emitter, prefix, binary_names[op->aux.number]),
                            load_operand(emitter, op, 0), load_operand(emitter, op, 1)));
}

void emit_op_PYTHON_UNARY(Emitter *emitter, const IrOp *op) {
    set_object(emitter, op,
               CALL_RUNTIME(emitter, name_of(emitter, "unary", unary_names[op->aux.number]),
                            load_operand(emitter, op, 0)));
}

void emit_op_PYTHON_COMPARE(Emitter *emitter, const IrOp *op) {
    set_object(emitter, op,
               CALL_RUNTIME(emitter, name_of(emitter, "compare", compare_names[op->aux.number]),
                            load_operand(emitter, op, 0), load_operand(emitter, op, 1)));
}

void emit_op_PYTHON_COMPARE_TRUTH(Emitter *emitter, const IrOp *op) {
    set_truth(emitter, op,
              CALL_RUNTIME(emitter,
                           name_of(emitter, "compare_truth", compare_names[op->aux.number]),
                           load_operand(emitter, op, 0), load_operand(emitter, op, 1)));
}

void emit_op_PYTHON_TRUTH(Emitter *emitter, const IrOp *op) {
    set_truth(emitter, op, CALL_RUNTIME(emitter, "zi_truth", load_operand(emitter, op, 0)));
}

// --- Boxing --------------------------------------------------------------------------------------

static void box_int128(Emitter *emitter, const IrOp *op, LLVMValueRef value, bool is_unsigned) {
    LLVMBuilderRef builder = emitter->builder;
    LLVMTypeRef half = emitter->types.i64;
    LLVMValueRef bits = LLVMConstInt(emitter->types.i128, 64, 0);
    LLVMValueRef high = LLVMBuildTrunc(builder, LLVMBuildLShr(builder, value, bits, ""), half, "");
    const char *name = is_unsigned ? "zi_box_uint128" : "zi_box_int128";
    LLVMValueRef low = LLVMBuildTrunc(builder, value, half, "");
    set_object(emitter, op, CALL_RUNTIME(emitter, name, high, low));
}

void emit_op_BOX_INT(Emitter *emitter, const IrOp *op) {
    IrType type = operand_type(emitter, op, 0);
    bool is_unsigned = (op->flags & IR_FLAG_UNSIGNED) != 0 || type.kind == IR_BOOL;
    LLVMValueRef value = load_operand(emitter, op, 0);
    if (type.kind == IR_I128) {
        box_int128(emitter, op, value, is_unsigned);
        return;
    }
    LLVMValueRef wide = build_integer_cast(emitter, value, emitter->types.i64, !is_unsigned);
    bool may_exceed = is_unsigned && type.kind == IR_I64;
    const char *name = may_exceed ? "zi_box_uint64" : "zi_box_int64";
    set_object(emitter, op, CALL_RUNTIME(emitter, name, wide));
}

void emit_op_BOX_FLOAT(Emitter *emitter, const IrOp *op) {
    set_object(emitter, op, CALL_RUNTIME(emitter, "zi_box_float", load_operand(emitter, op, 0)));
}

void emit_op_BOX_BOOL(Emitter *emitter, const IrOp *op) {
    LLVMValueRef if_true = python_variable(emitter, "_Py_TrueStruct");
    LLVMValueRef if_false = python_variable(emitter, "_Py_FalseStruct");
    set_result(
        emitter, op,
        LLVMBuildSelect(emitter->builder, load_operand(emitter, op, 0), if_true, if_false, ""));
}

// --- Unboxing ------------------------------------------------------------------------------------

// What messages call the type: of long long what Cython's C code does.
static LLVMValueRef type_name_operand(Emitter *emitter, const IrOp *op) {
    const char *text = op->aux.type->text;
    if (strcmp(text, "long long") == 0)
        text = "PY_LONG_LONG";
    else if (strcmp(text, "unsigned long long") == 0)
        text = "unsigned PY_LONG_LONG";
    return const_string(emitter, text);
}

// Raises OverflowError on a path of its own if the value does not fit; gives i1: an error is set.
static LLVMValueRef check_range(Emitter *emitter, const IrOp *op, LLVMValueRef value,
                                LLVMValueRef failed, LLVMTypeRef target, bool is_signed) {
    LLVMBuilderRef builder = emitter->builder;
    LLVMValueRef narrow = LLVMBuildTrunc(builder, value, target, "");
    LLVMValueRef back = build_integer_cast(emitter, narrow, emitter->types.i64, is_signed);
    LLVMValueRef differs = LLVMBuildICmp(builder, LLVMIntNE, back, value, "");
    LLVMValueRef fits = LLVMBuildNot(builder, differs, "");
    LLVMValueRef good = LLVMBuildOr(builder, failed, fits, "");
    LLVMBasicBlockRef raise = build_block(emitter, "overflow"), next = build_block(emitter, "");
    LLVMValueRef branch = LLVMBuildCondBr(builder, LLVMBuildNot(builder, good, ""), raise, next);
    if (LLVMIsAInstruction(branch))
        LLVMSetMetadata(branch, emitter->weights_kind, emitter->error_weights);
    LLVMPositionBuilderAtEnd(builder, raise);
    CALL_RUNTIME(emitter, "zi_raise_int_overflow", LLVMConstNull(emitter->types.i1),
                 type_name_operand(emitter, op));
    LLVMBuildBr(builder, next);
    LLVMPositionBuilderAtEnd(builder, next);
    return LLVMBuildOr(builder, failed, differs, "");
}

// `result` is a zi_int_result of a 64-bit conversion; the op wants op->aux.type.
static void set_unboxed_int(Emitter *emitter, const IrOp *op, LLVMValueRef result) {
    LLVMBuilderRef builder = emitter->builder;
    LLVMValueRef value = build_field(emitter, result, ABI_int_result_value);
    LLVMValueRef status = build_field(emitter, result, ABI_int_result_status);
    LLVMValueRef failed = LLVMBuildICmp(builder, LLVMIntNE, status, const_i64(emitter, 0), "");
    LLVMTypeRef target = layout_of_type(emitter, op->aux.type).type;
    if (LLVMGetIntTypeWidth(target) < 64)
        failed =
            check_range(emitter, op, value, failed, target, type_is_signed(emitter, op->aux.type));
    LLVMTypeRef own = type_of_register(emitter, register_type(emitter, op->result));
    LLVMValueRef wanted = own == emitter->types.i1
                              ? LLVMBuildICmp(builder, LLVMIntNE, value, const_i64(emitter, 0), "")
                              : build_integer_cast(emitter, value, own, true);
    set_result(emitter, op, wanted);
    set_failure(emitter, failed);
}

// The runtime converts to 64 bits, by a function for all unsigned types that refuses what is
// negative.
static bool needs_unsigned_function(Emitter *emitter, const IrOp *op) {
    return !type_is_signed(emitter, op->aux.type);
}

static bool has_128_bits(Emitter *emitter, const IrOp *op) {
    return layout_of_type(emitter, op->aux.type).size > 8;
}

// `status` comes of a conversion that has put the halves there.
static void set_unboxed_int128(Emitter *emitter, const IrOp *op, LLVMValueRef status,
                               LLVMValueRef halves) {
    LLVMBuilderRef builder = emitter->builder;
    set_result(emitter, op, LLVMBuildLoad2(builder, emitter->types.i128, halves, ""));
    LLVMValueRef zero = LLVMConstNull(emitter->types.i32);
    set_failure(emitter, LLVMBuildICmp(builder, LLVMIntNE, status, zero, ""));
}

static LLVMValueRef sign_operand(Emitter *emitter, const IrOp *op) {
    return LLVMConstInt(emitter->types.i32, type_is_signed(emitter, op->aux.type), 0);
}

// Sizes and indices are converted as Python's own, by __index__.
static bool is_ssize(const IrOp *op) { return op->aux.type->integer.is_index; }

void emit_op_UNBOX_INT(Emitter *emitter, const IrOp *op) {
    LLVMValueRef object = load_operand(emitter, op, 0);
    LLVMValueRef type_name = type_name_operand(emitter, op);
    LLVMValueRef result;
    if (has_128_bits(emitter, op)) {
        LLVMValueRef halves = build_alloca(emitter, emitter->types.i128, "");
        result = CALL_RUNTIME(emitter, "zi_unbox_int128", object, type_name,
                              sign_operand(emitter, op), halves);
        set_unboxed_int128(emitter, op, result, halves);
        return;
    }
    if (is_ssize(op))
        result = CALL_RUNTIME(emitter, "zi_unbox_ssize", object);
    else if (needs_unsigned_function(emitter, op))
        result = CALL_RUNTIME(emitter, "zi_unbox_uint64_as", object, type_name);
    else
        result = CALL_RUNTIME(emitter, "zi_unbox_int64", object);
    set_unboxed_int(emitter, op, result);
}

void emit_op_DUAL_UNBOX_INT(Emitter *emitter, const IrOp *op) {
    DualValue value = load_dual(emitter, op, 0);
    LLVMValueRef result;
    if (has_128_bits(emitter, op)) {
        LLVMValueRef halves = build_alloca(emitter, emitter->types.i128, "");
        result = CALL_RUNTIME(emitter, "zi_dual_unbox_int128", value.payload, value.tag,
                              type_name_operand(emitter, op), sign_operand(emitter, op), halves);
        set_unboxed_int128(emitter, op, result, halves);
        return;
    }
    if (is_ssize(op))
        result = CALL_RUNTIME(emitter, "zi_dual_unbox_ssize", value.payload, value.tag);
    else if (needs_unsigned_function(emitter, op))
        result = CALL_RUNTIME(emitter, "zi_dual_unbox_uint64", value.payload, value.tag,
                              type_name_operand(emitter, op));
    else
        result = CALL_RUNTIME(emitter, "zi_dual_unbox_int64", value.payload, value.tag);
    set_unboxed_int(emitter, op, result);
}

static void set_unboxed_float(Emitter *emitter, const IrOp *op, LLVMValueRef result) {
    LLVMBuilderRef builder = emitter->builder;
    LLVMValueRef status = build_field(emitter, result, ABI_float_result_status);
    set_result(emitter, op, build_field(emitter, result, ABI_float_result_value));
    set_failure(emitter, LLVMBuildICmp(builder, LLVMIntNE, status, const_i64(emitter, 0), ""));
}

void emit_op_UNBOX_FLOAT(Emitter *emitter, const IrOp *op) {
    set_unboxed_float(emitter, op,
                      CALL_RUNTIME(emitter, "zi_unbox_float", load_operand(emitter, op, 0)));
}

void emit_op_DUAL_UNBOX_FLOAT(Emitter *emitter, const IrOp *op) {
    DualValue value = load_dual(emitter, op, 0);
    set_unboxed_float(emitter, op,
                      CALL_RUNTIME(emitter, "zi_dual_unbox_float", value.payload, value.tag));
}

// --- Duals ---------------------------------------------------------------------------------------

static LLVMValueRef call_on_duals(Emitter *emitter, const IrOp *op, const char *name) {
    DualValue left = load_dual(emitter, op, 0), right = load_dual(emitter, op, 1);
    return CALL_RUNTIME(emitter, name, left.payload, left.tag, right.payload, right.tag);
}

// The form of the function `zi_dual_<name>` for the op: one for likely operands where that is
// inlined.
static const char *name_of_likely(Emitter *emitter, const IrOp *op, const char *name) {
    if (op->flags & (IR_FLAG_LIKELY_INTS | IR_FLAG_LIKELY_FLOATS)) {
        const char *prefix = op->flags & IR_FLAG_LIKELY_INTS ? "dual_ints" : "dual_floats";
        const char *likely = name_of(emitter, prefix, name);
        if (inlines_runtime(emitter, likely))
            return likely;
    }
    return name_of(emitter, "dual", name);
}

void emit_op_DUAL_BINARY(Emitter *emitter, const IrOp *op) {
    const char *moving = op->flags & IR_FLAG_TAKES_LEFT ? "moving_" : "";
    const char *inplace = op->flags & IR_FLAG_INPLACE ? "inplace_" : "";
    const char *name =
        arena_format(emitter->arena, "%s%s%s", moving, inplace, binary_names[op->aux.number]);
    set_checked_dual(emitter, op, call_on_duals(emitter, op, name_of_likely(emitter, op, name)));
}

void emit_op_DUAL_UNARY(Emitter *emitter, const IrOp *op) {
    DualValue value = load_dual(emitter, op, 0);
    set_checked_dual(emitter, op,
                     CALL_RUNTIME(emitter, name_of(emitter, "dual", unary_names[op->aux.number]),
                                  value.payload, value.tag));
}

void emit_op_DUAL_COMPARE(Emitter *emitter, const IrOp *op) {
    const char *name = name_of(emitter, "dual_compare", compare_names[op->aux.number]);
    set_object(emitter, op, call_on_duals(emitter, op, name));
}

void emit_op_DUAL_COMPARE_TRUTH(Emitter *emitter, const IrOp *op) {
    const char *name =
        arena_format(emitter->arena, "compare_truth_%s", compare_names[op->aux.number]);
    set_truth(emitter, op, call_on_duals(emitter, op, name_of_likely(emitter, op, name)));
}

void emit_op_DUAL_TRUTH(Emitter *emitter, const IrOp *op) {
    DualValue value = load_dual(emitter, op, 0);
    set_truth(emitter, op, CALL_RUNTIME(emitter, "zi_dual_truth", value.payload, value.tag));
}

void emit_op_DUAL_FROM_OBJECT(Emitter *emitter, const IrOp *op) {
    LLVMValueRef object = load_operand(emitter, op, 0);
    // A null object is an unbound one, whose tag is not null.
    LLVMValueRef tag = object;
    if (!(op->flags & IR_FLAG_NOT_NULL))
        tag = LLVMBuildSelect(emitter->builder, build_is_null(emitter, object),
                              const_tag(emitter, ZI_TAG_UNBOUND), object, "");
    set_dual(emitter, op->result, (DualValue){const_i64(emitter, 0), tag});
}

void emit_op_DUAL_FROM_INT(Emitter *emitter, const IrOp *op) {
    DualValue value = {load_operand(emitter, op, 0), const_tag(emitter, ZI_TAG_INT)};
    set_dual(emitter, op->result, value);
}

void emit_op_DUAL_FROM_FLOAT(Emitter *emitter, const IrOp *op) {
    LLVMValueRef bits =
        LLVMBuildBitCast(emitter->builder, load_operand(emitter, op, 0), emitter->types.i64, "");
    set_dual(emitter, op->result, (DualValue){bits, const_tag(emitter, ZI_TAG_FLOAT)});
}

void emit_op_DUAL_BOX(Emitter *emitter, const IrOp *op) {
    DualValue value = load_dual(emitter, op, 0);
    LLVMValueRef object = CALL_RUNTIME(emitter, "zi_dual_box", value.payload, value.tag);
    set_dual(emitter, op->result, (DualValue){value.payload, object});
    set_failure_if_null(emitter, object);
}

void emit_op_DUAL_OBJECT(Emitter *emitter, const IrOp *op) {
    set_result(emitter, op, load_dual(emitter, op, 0).tag);
}
