// VIEW_SLICE: a view of part of a view. Indices are checked, bounds are cut to the axis as Python's
// slices do; nothing is allocated, and the owner's reference is counted by the refcount pass.

#include "codegen/llvm/internal.h"

typedef struct Slicing {
    Emitter *emitter;
    const IrOp *op;
    uint32_t next_operand;
    LLVMValueRef failed; // i1 so far
    // i32: of the first index that is out of bounds; -1: a step is zero
    LLVMValueRef axis;
    LLVMValueRef data;
} Slicing;

static LLVMValueRef next_operand(Slicing *slicing) {
    return load_operand(slicing->emitter, slicing->op, slicing->next_operand++);
}

static LLVMValueRef compare(Slicing *slicing, LLVMIntPredicate predicate, LLVMValueRef left,
                            LLVMValueRef right) {
    return LLVMBuildICmp(slicing->emitter->builder, predicate, left, right, "");
}

static LLVMValueRef choose(Slicing *slicing, LLVMValueRef condition, LLVMValueRef if_true,
                           LLVMValueRef if_false) {
    return LLVMBuildSelect(slicing->emitter->builder, condition, if_true, if_false, "");
}

// Notes that `failed` makes the slicing raise; the first failure is the one reported.
static void note_failure(Slicing *slicing, LLVMValueRef failed, int64_t axis) {
    Emitter *emitter = slicing->emitter;
    slicing->axis = choose(slicing, slicing->failed, slicing->axis,
                           choose(slicing, failed, const_i32(emitter, axis), slicing->axis));
    slicing->failed = LLVMBuildOr(emitter->builder, slicing->failed, failed, "");
}

static void move_data(Slicing *slicing, LLVMValueRef index, LLVMValueRef stride) {
    Emitter *emitter = slicing->emitter;
    LLVMValueRef offset = LLVMBuildMul(emitter->builder, index, stride, "");
    slicing->data =
        LLVMBuildGEP2(emitter->builder, emitter->types.i8, slicing->data, &offset, 1, "");
}

static LLVMValueRef from_end(Slicing *slicing, LLVMValueRef index, LLVMValueRef length) {
    Emitter *emitter = slicing->emitter;
    LLVMValueRef negative = compare(slicing, LLVMIntSLT, index, const_i64(emitter, 0));
    LLVMValueRef moved = LLVMBuildAdd(emitter->builder, index, length, "");
    return choose(slicing, negative, moved, index);
}

static void slice_index(Slicing *slicing, LLVMValueRef length, LLVMValueRef stride, uint32_t axis) {
    LLVMValueRef index = from_end(slicing, next_operand(slicing), length);
    note_failure(slicing, compare(slicing, LLVMIntUGE, index, length), axis);
    move_data(slicing, index, stride);
}

// Cuts a bound to [low, high], negative ones counted from the end.
static LLVMValueRef clamp(Slicing *slicing, LLVMValueRef bound, LLVMValueRef length,
                          LLVMValueRef low, LLVMValueRef high) {
    bound = from_end(slicing, bound, length);
    bound = choose(slicing, compare(slicing, LLVMIntSLT, bound, low), low, bound);
    return choose(slicing, compare(slicing, LLVMIntSGT, bound, high), high, bound);
}

// What one axis becomes.
typedef struct NewAxis {
    LLVMValueRef length, stride;
} NewAxis;

static NewAxis slice_with_step(Slicing *slicing, const IrSliceAxis *axis, LLVMValueRef length,
                               LLVMValueRef stride) {
    Emitter *emitter = slicing->emitter;
    LLVMBuilderRef builder = emitter->builder;
    LLVMValueRef zero = const_i64(emitter, 0), one = const_i64(emitter, 1);
    LLVMValueRef minus_one = const_i64(emitter, -1);
    LLVMValueRef start = axis->has_start ? next_operand(slicing) : NULL;
    LLVMValueRef stop = axis->has_stop ? next_operand(slicing) : NULL;
    LLVMValueRef step = next_operand(slicing);
    LLVMValueRef is_zero = compare(slicing, LLVMIntEQ, step, zero);
    note_failure(slicing, is_zero, -1);
    step = choose(slicing, is_zero, one, step);
    LLVMValueRef backwards = compare(slicing, LLVMIntSLT, step, zero);
    LLVMValueRef low = choose(slicing, backwards, minus_one, zero);
    LLVMValueRef high = choose(slicing, backwards, LLVMBuildSub(builder, length, one, ""), length);
    start = start == NULL ? choose(slicing, backwards, high, zero)
                          : clamp(slicing, start, length, low, high);
    stop = stop == NULL ? choose(slicing, backwards, low, high)
                        : clamp(slicing, stop, length, low, high);
    LLVMValueRef distance = choose(slicing, backwards, LLVMBuildSub(builder, start, stop, ""),
                                   LLVMBuildSub(builder, stop, start, ""));
    LLVMValueRef size = choose(slicing, backwards, LLVMBuildNeg(builder, step, ""), step);
    LLVMValueRef rounded =
        LLVMBuildAdd(builder, distance, LLVMBuildSub(builder, size, one, ""), "");
    LLVMValueRef count = LLVMBuildUDiv(builder, rounded, size, "");
    LLVMValueRef empty = compare(slicing, LLVMIntSLE, distance, zero);
    count = choose(slicing, empty, zero, count);
    move_data(slicing, choose(slicing, empty, zero, start), stride);
    return (NewAxis){count, LLVMBuildMul(builder, stride, step, "")};
}

static NewAxis slice_axis(Slicing *slicing, const IrSliceAxis *axis, LLVMValueRef length,
                          LLVMValueRef stride) {
    Emitter *emitter = slicing->emitter;
    LLVMValueRef zero = const_i64(emitter, 0);
    if (axis->has_step)
        return slice_with_step(slicing, axis, length, stride);
    LLVMValueRef start = zero, stop = length;
    if (axis->has_start)
        start = clamp(slicing, next_operand(slicing), length, zero, length);
    if (axis->has_stop)
        stop = clamp(slicing, next_operand(slicing), length, zero, length);
    LLVMValueRef count = LLVMBuildSub(emitter->builder, stop, start, "");
    count = choose(slicing, compare(slicing, LLVMIntSLT, count, zero), zero, count);
    move_data(slicing, start, stride);
    return (NewAxis){count, stride};
}

void emit_op_VIEW_SLICE(Emitter *emitter, const IrOp *op) {
    ViewValue view = load_view(emitter, op, 0);
    Slicing slicing = {
        .emitter = emitter,
        .op = op,
        .next_operand = 1,
        .failed = LLVMConstNull(emitter->types.i1),
        .axis = const_i32(emitter, 0),
        .data = view.data,
    };
    ViewValue result = {.owner = view.owner};
    uint32_t source = 0, target = 0;
    uint32_t dimensions = view_dimensions(operand_type(emitter, op, 0));
    for (uint32_t i = 0; i < op->aux.slice.count; i++) {
        const IrSliceAxis *axis = &op->aux.slice.axes[i];
        NewAxis made = {const_i64(emitter, 1), const_i64(emitter, 0)};
        if (axis->is_index) {
            slice_index(&slicing, view.shape[source], view.strides[source], source);
            source++;
            continue;
        }
        if (!axis->is_new_axis) {
            made = slice_axis(&slicing, axis, view.shape[source], view.strides[source]);
            source++;
        }
        result.shape[target] = made.length;
        result.strides[target++] = made.stride;
    }
    for (; source < dimensions; source++, target++) { // axes not mentioned stay whole
        result.shape[target] = view.shape[source];
        result.strides[target] = view.strides[source];
    }
    zi_assert(target == view_dimensions(register_type(emitter, op->result)));
    result.data = slicing.data;
    set_view(emitter, op->result, &result);
    set_raising_failure(emitter, op, slicing.failed, "zi_raise_slice_error", slicing.axis);
}
