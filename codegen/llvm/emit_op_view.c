// Memoryviews. Everything of a view is a scalar of its own, so that LLVM keeps it in registers; the
// check of an index has the one form that LLVM's loop vectoriser understands:
//     k = i < 0 ? i + n : i; if (k >=u n) raise

#include "codegen/llvm/internal.h"

void emit_op_VIEW_ACQUIRE(Emitter *emitter, const IrOp *op) {
    IrType type = register_type(emitter, op->result);
    LLVMValueRef area = view_area(emitter);
    LLVMValueRef info = view_info(emitter, op->aux.type, op->flags);
    LLVMValueRef status = CALL_RUNTIME(emitter, "zi_view_acquire", emitter->function.state,
                                       load_operand(emitter, op, 0), info, area);
    ViewValue view = load_view_memory(emitter, type, area);
    set_view(emitter, op->result, &view);
    set_failure(emitter,
                LLVMBuildICmp(emitter->builder, LLVMIntSLT, status, const_i32(emitter, 0), ""));
}

void emit_op_BUFFER_ACQUIRE(Emitter *emitter, const IrOp *op) {
    LLVMValueRef area = view_area(emitter);
    LLVMValueRef info = view_info(emitter, op->aux.type, op->flags);
    CALL_RUNTIME(emitter, "zi_buffer_acquire", emitter->function.state,
                 load_operand(emitter, op, 0), load_operand(emitter, op, 1), info, area);
    ViewValue view = load_view_memory(emitter, register_type(emitter, op->result), area);
    set_view(emitter, op->result, &view);
}

void emit_op_VIEW_INFO(Emitter *emitter, const IrOp *op) {
    set_result(emitter, op, view_info(emitter, op->aux.type, op->flags));
}

void emit_op_VIEW_OBJECT(Emitter *emitter, const IrOp *op) {
    ViewValue view = load_view(emitter, op, 0);
    LLVMValueRef area = view_area(emitter);
    store_view_memory(emitter, operand_type(emitter, op, 0), area, &view);
    uint32_t flags = op->aux.type->memoryview.element->is_const ? 0 : IR_FLAG_WRITABLE;
    LLVMValueRef info = view_info(emitter, op->aux.type, flags);
    LLVMValueRef object =
        CALL_RUNTIME(emitter, "zi_view_object", emitter->function.state, area, info);
    set_result(emitter, op, object);
    set_failure_if_null(emitter, object);
}

void emit_op_VIEW_SHAPE(Emitter *emitter, const IrOp *op) {
    set_result(emitter, op, load_view(emitter, op, 0).shape[op->aux.number]);
}

void emit_op_VIEW_STRIDE(Emitter *emitter, const IrOp *op) {
    set_result(emitter, op, load_view(emitter, op, 0).strides[op->aux.number]);
}

void emit_op_VIEW_SUBOFFSET(Emitter *emitter, const IrOp *op) {
    ViewValue view = load_view(emitter, op, 0);
    bool is_indirect = ir_view_is_indirect(operand_type(emitter, op, 0).type);
    set_result(emitter, op, is_indirect ? view.suboffsets[op->aux.number] : const_i64(emitter, -1));
}

void emit_op_VIEW_DATA(Emitter *emitter, const IrOp *op) {
    set_result(emitter, op, load_view(emitter, op, 0).data);
}

void emit_op_VIEW_ADDRESS(Emitter *emitter, const IrOp *op) {
    ViewValue view = load_view(emitter, op, 0);
    LLVMValueRef place = build_alloca(emitter, emitter->types.view, "view");
    store_view_memory(emitter, operand_type(emitter, op, 0), place, &view);
    set_result(emitter, op, place);
}

void emit_op_VIEW_NEW(Emitter *emitter, const IrOp *op) {
    ViewValue view = load_view(emitter, op, 0);
    LLVMValueRef like = build_alloca(emitter, emitter->types.view, "view");
    store_view_memory(emitter, operand_type(emitter, op, 0), like, &view);
    LLVMValueRef area = view_area(emitter);
    LLVMValueRef info = view_info(emitter, op->aux.type, IR_FLAG_WRITABLE);
    LLVMValueRef status =
        CALL_RUNTIME(emitter, "zi_view_new", emitter->function.state, like, info, area);
    ViewValue made = load_view_memory(emitter, register_type(emitter, op->result), area);
    set_view(emitter, op->result, &made);
    set_failure(emitter,
                LLVMBuildICmp(emitter->builder, LLVMIntSLT, status, const_i32(emitter, 0), ""));
}

void emit_op_VIEW_AS(Emitter *emitter, const IrOp *op) {
    ViewValue view = load_view(emitter, op, 0);
    LLVMValueRef area = view_area(emitter);
    store_view_memory(emitter, operand_type(emitter, op, 0), area, &view);
    LLVMValueRef info = view_info(emitter, op->aux.type, op->flags);
    LLVMValueRef fits = CALL_RUNTIME(emitter, "zi_view_lies_as", area, info);
    const IrCType *type = operand_type(emitter, op, 0).type;
    for (uint32_t i = 0; !ir_view_is_indirect(type) && i < type->memoryview.dimensions; i++)
        view.suboffsets[i] = const_i64(emitter, -1);
    set_view(emitter, op->result, &view);
    LLVMValueRef fails =
        LLVMBuildICmp(emitter->builder, LLVMIntEQ, fits, const_i32(emitter, 0), "");
    set_raising_failure(emitter, op, fails, "zi_raise_layout_error", info);
}

// What lies behind pointers along one axis does not along another.
void emit_op_VIEW_TRANSPOSED(Emitter *emitter, const IrOp *op) {
    ViewValue view = load_view(emitter, op, 0), made = view;
    const IrCType *type = operand_type(emitter, op, 0).type;
    uint32_t count = type->memoryview.dimensions;
    LLVMValueRef indirect = LLVMConstNull(emitter->types.i1);
    for (uint32_t i = 0; i < count; i++) {
        made.shape[i] = view.shape[count - 1 - i];
        made.strides[i] = view.strides[count - 1 - i];
        made.suboffsets[i] = const_i64(emitter, -1);
        if (type->memoryview.access[i] == AXIS_DIRECT)
            continue;
        LLVMValueRef is_pointer = LLVMBuildICmp(emitter->builder, LLVMIntSGE, view.suboffsets[i],
                                                const_i64(emitter, 0), "");
        indirect = LLVMBuildOr(emitter->builder, indirect, is_pointer, "");
    }
    set_view(emitter, op->result, &made);
    set_raising_failure(emitter, op, indirect, "zi_raise_indirect",
                        const_string(emitter, "transpose"));
}

// A negative index counts from the end.
static LLVMValueRef wrap_index(Emitter *emitter, LLVMValueRef index, LLVMValueRef length) {
    LLVMBuilderRef builder = emitter->builder;
    LLVMValueRef negative = LLVMBuildICmp(builder, LLVMIntSLT, index, const_i64(emitter, 0), "");
    LLVMValueRef from_end = LLVMBuildAdd(builder, index, length, "");
    return LLVMBuildSelect(builder, negative, from_end, index, "");
}

// What is within bounds as it is takes one comparison; only else is the index looked at again.
static void check_wrapped(Emitter *emitter, const IrOp *op, LLVMValueRef index,
                          LLVMValueRef length) {
    LLVMBuilderRef builder = emitter->builder;
    LLVMBasicBlockRef outside = build_block(emitter, "outside");
    LLVMBasicBlockRef checked = build_block(emitter, "checked");
    LLVMValueRef inside = LLVMBuildICmp(builder, LLVMIntULT, index, length, "");
    LLVMBasicBlockRef before = LLVMGetInsertBlock(builder);
    LLVMSetMetadata(LLVMBuildCondBr(builder, inside, checked, outside), emitter->weights_kind,
                    emitter->likely_weights);
    LLVMPositionBuilderAtEnd(builder, outside);
    LLVMValueRef from_end = LLVMBuildAdd(builder, index, length, "");
    LLVMValueRef fails =
        LLVMBuildOr(builder, LLVMBuildICmp(builder, LLVMIntSGE, index, const_i64(emitter, 0), ""),
                    LLVMBuildICmp(builder, LLVMIntUGE, from_end, length, ""), "");
    LLVMBuildBr(builder, checked);
    LLVMPositionBuilderAtEnd(builder, checked);
    LLVMValueRef values[] = {index, from_end};
    LLVMValueRef failures[] = {LLVMConstInt(emitter->types.i1, 0, false), fails};
    LLVMBasicBlockRef blocks[] = {before, outside};
    LLVMValueRef result = LLVMBuildPhi(builder, emitter->types.i64, "");
    LLVMAddIncoming(result, values, blocks, 2);
    LLVMValueRef failure = LLVMBuildPhi(builder, emitter->types.i1, "");
    LLVMAddIncoming(failure, failures, blocks, 2);
    set_result(emitter, op, result);
    set_raising_failure(emitter, op, failure, "zi_raise_index_error",
                        const_i32(emitter, op->aux.number));
}

void emit_op_BOUNDS_CHECK(Emitter *emitter, const IrOp *op) {
    LLVMValueRef index = load_operand(emitter, op, 0);
    LLVMValueRef length = load_operand(emitter, op, 1);
    bool wraps = (op->flags & IR_FLAG_WRAPAROUND) != 0 && (op->flags & IR_FLAG_UNSIGNED) == 0;
    if (wraps && (op->flags & IR_FLAG_CHECKED) != 0) {
        check_wrapped(emitter, op, index, length);
        return;
    }
    if (wraps)
        index = wrap_index(emitter, index, length);
    set_result(emitter, op, index);
    if (op->flags & IR_FLAG_CHECKED) {
        LLVMValueRef outside = LLVMBuildICmp(emitter->builder, LLVMIntUGE, index, length, "");
        set_raising_failure(emitter, op, outside, "zi_raise_index_error",
                            const_i32(emitter, op->aux.number));
    }
}

// The stride of an axis: what the type promises if it promises something, else what the view says.
static LLVMValueRef stride_of_axis(Emitter *emitter, const IrCType *type, const ViewValue *view,
                                   uint32_t axis, bool last_contiguous) {
    uint32_t dimensions = type->memoryview.dimensions;
    const uint8_t *packing = type->memoryview.packing;
    bool has_items = type->memoryview.access[axis] == AXIS_DIRECT;
    LLVMValueRef stride = const_i64(
        emitter, has_items ? (int64_t)layout_of_type(emitter, type->memoryview.element).size : 8);
    bool is_generic = type->memoryview.access[axis] == AXIS_GENERIC;
    if ((packing[axis] == AXIS_CONTIGUOUS && !is_generic) ||
        (last_contiguous && axis == dimensions - 1))
        return stride;
    if (packing[axis] != AXIS_FOLLOW)
        return view->strides[axis];
    bool is_fortran = packing[0] == AXIS_CONTIGUOUS;
    for (uint32_t i = 0; i < dimensions; i++)
        if (is_fortran ? i < axis : i > axis)
            stride = LLVMBuildNSWMul(emitter->builder, stride, view->shape[i], "");
    return stride;
}

static LLVMValueRef follow_pointer(Emitter *emitter, LLVMValueRef address, LLVMValueRef suboffset) {
    LLVMTypeRef pointer = emitter->types.pointer;
    LLVMValueRef target = LLVMBuildLoad2(emitter->builder, pointer, address, "");
    return LLVMBuildGEP2(emitter->builder, emitter->types.i8, target, &suboffset, 1, "");
}

LLVMValueRef reach_items(Emitter *emitter, LLVMValueRef address, LLVMValueRef suboffset,
                         uint8_t access) {
    LLVMBuilderRef builder = emitter->builder;
    if (access == AXIS_DIRECT)
        return address;
    if (access == AXIS_INDIRECT)
        return follow_pointer(emitter, address, suboffset);
    LLVMBasicBlockRef indirect = build_block(emitter, "indirect");
    LLVMBasicBlockRef reached = build_block(emitter, "reached");
    LLVMBasicBlockRef before = LLVMGetInsertBlock(builder);
    LLVMValueRef is_indirect =
        LLVMBuildICmp(builder, LLVMIntSGE, suboffset, const_i64(emitter, 0), "");
    LLVMBuildCondBr(builder, is_indirect, indirect, reached);
    LLVMPositionBuilderAtEnd(builder, indirect);
    LLVMValueRef values[] = {address, follow_pointer(emitter, address, suboffset)};
    LLVMBasicBlockRef blocks[] = {before, indirect};
    LLVMBuildBr(builder, reached);
    LLVMPositionBuilderAtEnd(builder, reached);
    LLVMValueRef result = LLVMBuildPhi(builder, emitter->types.pointer, "");
    LLVMAddIncoming(result, values, blocks, 2);
    return result;
}

void emit_op_VIEW_ELEMENT(Emitter *emitter, const IrOp *op) {
    const IrCType *type = operand_type(emitter, op, 0).type;
    const IrCType *element = type->memoryview.element;
    TypeLayout layout = layout_of_type(emitter, element);
    ViewValue view = load_view(emitter, op, 0);
    bool last_contiguous = (op->flags & IR_FLAG_LAST_CONTIGUOUS) != 0;
    LLVMBuilderRef builder = emitter->builder;
    LLVMValueRef address = view.data;
    for (uint32_t i = 0; i < type->memoryview.dimensions; i++) {
        LLVMValueRef index = load_operand(emitter, op, i + 1);
        LLVMValueRef stride = stride_of_axis(emitter, type, &view, i, last_contiguous);
        uint8_t access = type->memoryview.access[i];
        if (LLVMIsConstant(stride) && access == AXIS_DIRECT) {
            address = LLVMBuildInBoundsGEP2(builder, layout.type, address, &index, 1, "");
        } else {
            LLVMValueRef offset = LLVMBuildNSWMul(builder, index, stride, "");
            address = LLVMBuildInBoundsGEP2(builder, emitter->types.i8, address, &offset, 1, "");
            address = reach_items(emitter, address, view.suboffsets[i], access);
        }
    }
    set_result(emitter, op, address);
}

// Where the items of a view begin and end, as addresses.
typedef struct Extent {
    LLVMValueRef begin, end;
} Extent;

static Extent extent_of(Emitter *emitter, const IrOp *op, uint32_t operand) {
    LLVMBuilderRef builder = emitter->builder;
    const IrCType *type = operand_type(emitter, op, operand).type;
    ViewValue view = load_view(emitter, op, operand);
    LLVMValueRef zero = const_i64(emitter, 0);
    LLVMValueRef data = LLVMBuildPtrToInt(builder, view.data, emitter->types.i64, "");
    int64_t size = (int64_t)layout_of_type(emitter, type->memoryview.element).size;
    Extent extent = {data, LLVMBuildAdd(builder, data, const_i64(emitter, size), "")};
    for (uint32_t i = 0; i < type->memoryview.dimensions; i++) {
        LLVMValueRef last = LLVMBuildSub(builder, view.shape[i], const_i64(emitter, 1), "");
        LLVMValueRef way = LLVMBuildMul(builder, last, view.strides[i], "");
        LLVMValueRef is_back = LLVMBuildICmp(builder, LLVMIntSLT, way, zero, "");
        LLVMValueRef back = LLVMBuildSelect(builder, is_back, way, zero, "");
        LLVMValueRef ahead = LLVMBuildSelect(builder, is_back, zero, way, "");
        extent.begin = LLVMBuildAdd(builder, extent.begin, back, "");
        extent.end = LLVMBuildAdd(builder, extent.end, ahead, "");
    }
    return extent;
}

// (Of a view without items anything may be said: nothing is read or written there.)
void emit_op_VIEW_APART(Emitter *emitter, const IrOp *op) {
    LLVMBuilderRef builder = emitter->builder;
    Extent left = extent_of(emitter, op, 0), right = extent_of(emitter, op, 1);
    LLVMValueRef before = LLVMBuildICmp(builder, LLVMIntULE, left.end, right.begin, "");
    LLVMValueRef after = LLVMBuildICmp(builder, LLVMIntULE, right.end, left.begin, "");
    set_result(emitter, op, LLVMBuildOr(builder, before, after, ""));
}

void emit_op_CHECK_VIEW_SET(Emitter *emitter, const IrOp *op) {
    LLVMValueRef missing = build_is_null(emitter, load_view(emitter, op, 0).owner);
    set_raising_failure(emitter, op, missing, "zi_raise_attribute_error",
                        const_string(emitter, "Memoryview is not initialized"));
}

static LLVMValueRef build_view_is_none(Emitter *emitter, const IrOp *op) {
    LLVMValueRef owner = load_view(emitter, op, 0).owner;
    LLVMValueRef none = python_variable(emitter, "_Py_NoneStruct");
    LLVMValueRef is_none = LLVMBuildICmp(emitter->builder, LLVMIntEQ, owner, none, "");
    return LLVMBuildOr(emitter->builder, build_is_null(emitter, owner), is_none, "");
}

void emit_op_VIEW_IS_NONE(Emitter *emitter, const IrOp *op) {
    set_result(emitter, op, build_view_is_none(emitter, op));
}

void emit_op_CHECK_VIEW(Emitter *emitter, const IrOp *op) {
    set_raising_failure(emitter, op, build_view_is_none(emitter, op), "zi_raise_none_attribute",
                        const_string(emitter, op->aux.text.bytes));
}
