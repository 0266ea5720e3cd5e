// VIEW_SLICE: a view of part of a view. Indices are checked, bounds are cut to the axis as Python's
// slices do; nothing is allocated, and the owner's reference is counted by the refcount pass.

#include "codegen/llvm/internal.h"

typedef struct Slicing {
    Emitter *emitter;
    const IrOp *op;
    uint32_t next_operand;
    LLVMValueRef failed; // i1 so far
    // i32: what zi_raise_slice_error is told of the first failure: the axis, or of a step that is
    // zero -1 - axis
    LLVMValueRef axis;
    LLVMValueRef data;
    const IrCType *source; // the view that is sliced
    ViewValue made;
    uint32_t count; // of axes of `made`
    uint8_t access[MEMORYVIEW_MAX_DIMENSIONS];
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

// Adds the offset to the last axis that is kept and leads through a pointer; gives what is left of
// the offset if there is none.
static LLVMValueRef move_suboffset(Slicing *slicing, LLVMValueRef offset) {
    Emitter *emitter = slicing->emitter;
    LLVMValueRef zero = const_i64(emitter, 0);
    for (uint32_t i = slicing->count; i > 0; i--) {
        LLVMValueRef *suboffset = &slicing->made.suboffsets[i - 1];
        if (slicing->access[i - 1] == AXIS_DIRECT)
            continue;
        LLVMValueRef is_direct = compare(slicing, LLVMIntSLT, *suboffset, zero);
        LLVMValueRef moved = LLVMBuildAdd(emitter->builder, *suboffset, offset, "");
        *suboffset = choose(slicing, is_direct, *suboffset, moved);
        offset = choose(slicing, is_direct, offset, zero);
    }
    return offset;
}

static void move_data(Slicing *slicing, LLVMValueRef index, LLVMValueRef stride) {
    Emitter *emitter = slicing->emitter;
    LLVMValueRef offset = LLVMBuildMul(emitter->builder, index, stride, "");
    offset = move_suboffset(slicing, offset);
    slicing->data =
        LLVMBuildGEP2(emitter->builder, emitter->types.i8, slicing->data, &offset, 1, "");
}

static LLVMValueRef from_end(Slicing *slicing, LLVMValueRef index, LLVMValueRef length) {
    Emitter *emitter = slicing->emitter;
    LLVMValueRef negative = compare(slicing, LLVMIntSLT, index, const_i64(emitter, 0));
    LLVMValueRef moved = LLVMBuildAdd(emitter->builder, index, length, "");
    return choose(slicing, negative, moved, index);
}

static void slice_index(Slicing *slicing, LLVMValueRef length, LLVMValueRef stride,
                        LLVMValueRef suboffset, uint32_t axis) {
    LLVMValueRef index = from_end(slicing, next_operand(slicing), length);
    LLVMValueRef outside = compare(slicing, LLVMIntUGE, index, length);
    note_failure(slicing, outside, axis);
    uint8_t access = slicing->source->memoryview.access[axis];
    // No pointer may be followed that is not there.
    if (access != AXIS_DIRECT)
        index = choose(slicing, outside, const_i64(slicing->emitter, 0), index);
    move_data(slicing, index, stride);
    zi_assert(access == AXIS_DIRECT || slicing->count == 0);
    slicing->data = reach_items(slicing->emitter, slicing->data, suboffset, access);
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
                               LLVMValueRef stride, uint32_t source) {
    Emitter *emitter = slicing->emitter;
    LLVMBuilderRef builder = emitter->builder;
    LLVMValueRef zero = const_i64(emitter, 0), one = const_i64(emitter, 1);
    LLVMValueRef minus_one = const_i64(emitter, -1);
    LLVMValueRef start = axis->has_start ? next_operand(slicing) : NULL;
    LLVMValueRef stop = axis->has_stop ? next_operand(slicing) : NULL;
    LLVMValueRef step = next_operand(slicing);
    LLVMValueRef is_zero = compare(slicing, LLVMIntEQ, step, zero);
    note_failure(slicing, is_zero, -1 - (int64_t)source);
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
                          LLVMValueRef stride, uint32_t source) {
    Emitter *emitter = slicing->emitter;
    LLVMValueRef zero = const_i64(emitter, 0);
    if (axis->has_step)
        return slice_with_step(slicing, axis, length, stride, source);
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

static void keep_axis(Slicing *slicing, NewAxis axis, LLVMValueRef suboffset, uint8_t access) {
    uint32_t at = slicing->count++;
    slicing->made.shape[at] = axis.length;
    slicing->made.strides[at] = axis.stride;
    slicing->made.suboffsets[at] = suboffset;
    slicing->access[at] = access;
}

// Applies what is written to the axis `source` of the view.
static void apply_axis(Slicing *slicing, const ViewValue *view, const IrSliceAxis *axis,
                       uint32_t source) {
    Emitter *emitter = slicing->emitter;
    uint8_t access = slicing->source->memoryview.access[source];
    LLVMValueRef suboffset =
        access == AXIS_DIRECT ? const_i64(emitter, -1) : view->suboffsets[source];
    LLVMValueRef length = view->shape[source], stride = view->strides[source];
    if (axis == NULL)
        keep_axis(slicing, (NewAxis){length, stride}, suboffset, access);
    else if (axis->is_index)
        slice_index(slicing, length, stride, suboffset, source);
    else
        keep_axis(slicing, slice_axis(slicing, axis, length, stride, source), suboffset, access);
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
        .source = operand_type(emitter, op, 0).type,
        .made = {.owner = view.owner},
    };
    uint32_t source = 0;
    for (uint32_t i = 0; i < op->aux.slice.count; i++) {
        const IrSliceAxis *axis = &op->aux.slice.axes[i];
        if (axis->is_new_axis)
            keep_axis(&slicing, (NewAxis){const_i64(emitter, 1), const_i64(emitter, 0)},
                      const_i64(emitter, -1), AXIS_DIRECT);
        else
            apply_axis(&slicing, &view, axis, source++);
    }
    while (source < slicing.source->memoryview.dimensions) // axes not mentioned stay whole
        apply_axis(&slicing, &view, NULL, source++);
    zi_assert(slicing.count == view_dimensions(register_type(emitter, op->result)));
    slicing.made.data = slicing.data;
    set_view(emitter, op->result, &slicing.made);
    set_raising_failure(emitter, op, slicing.failed, "zi_raise_slice_error", slicing.axis);
}
