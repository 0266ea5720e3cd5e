// Generators: their frame is slots[] of zi_generator, object slots first, raw slots of 8 bytes
// behind. Loads move a reference out of the frame and leave nothing there; stores move it in.

#include "codegen/llvm/internal.h"

#define ZI_TAG_UNBOUND 3

void emit_op_YIELD(Emitter *emitter, const IrOp *op) {
    (void)emitter;
    (void)op;
    internal_error("YIELD is left after the generator pass");
}

void emit_op_GENERATOR_NEW(Emitter *emitter, const IrOp *op) {
    LLVMValueRef info = info_or_null(emitter, op->aux.function->symbol);
    LLVMValueRef object = CALL_RUNTIME(emitter, "zi_generator_new", emitter->function.state, info,
                                       emitter->function.closure);
    set_result(emitter, op, object);
    set_failure_if_null(emitter, object);
}

static LLVMValueRef object_slot(Emitter *emitter, const IrOp *op) {
    uint64_t offset = emitter->runtime_layout.generator_slots + (8 * (uint64_t)op->aux.slot.object);
    return build_offset(emitter, load_operand(emitter, op, 0), offset);
}

// The generator object's frame: of the resume body, or of the one that the maker makes.
static LLVMValueRef raw_slot(Emitter *emitter, const IrOp *op) {
    const IrFunction *function = emitter->function.ir;
    const IrFunction *frame = function->resume != NULL ? function->resume : function;
    uint64_t slot = (uint64_t)frame->frame_object_slots + op->aux.slot.raw;
    uint64_t offset = emitter->runtime_layout.generator_slots + (8 * slot);
    return build_offset(emitter, load_operand(emitter, op, 0), offset);
}

// Aggregates may need more alignment than a slot has; they have a slot to spare then.
static LLVMValueRef aligned_slot(Emitter *emitter, const IrOp *op, TypeLayout layout) {
    LLVMValueRef slot = raw_slot(emitter, op);
    if (layout.alignment <= 8)
        return slot;
    LLVMBuilderRef builder = emitter->builder;
    LLVMValueRef number = LLVMBuildPtrToInt(builder, slot, emitter->types.i64, "");
    number = LLVMBuildAdd(builder, number, const_i64(emitter, 15), "");
    number = LLVMBuildAnd(builder, number, const_i64(emitter, -16), "");
    return LLVMBuildIntToPtr(builder, number, emitter->types.pointer, "");
}

// Moves a reference out of its slot.
static LLVMValueRef take_object(Emitter *emitter, const IrOp *op) {
    LLVMValueRef slot = object_slot(emitter, op);
    LLVMValueRef object = LLVMBuildLoad2(emitter->builder, emitter->types.pointer, slot, "");
    LLVMBuildStore(emitter->builder, const_null(emitter), slot);
    return object;
}

static ViewValue load_frame_view(Emitter *emitter, const IrOp *op, uint32_t dimensions) {
    LLVMValueRef raw = raw_slot(emitter, op);
    ViewValue view = {.owner = take_object(emitter, op)};
    view.data = build_load_offset(emitter, emitter->types.pointer, raw, 0);
    for (uint32_t i = 0; i < dimensions; i++) {
        uint64_t shape = 8 + (16 * (uint64_t)i);
        view.shape[i] = build_load_offset(emitter, emitter->types.i64, raw, shape);
        view.strides[i] = build_load_offset(emitter, emitter->types.i64, raw, shape + 8);
    }
    return view;
}

void emit_op_FRAME_LOAD(Emitter *emitter, const IrOp *op) {
    IrType type = register_type(emitter, op->result);
    switch (type.kind) {
    case IR_OBJECT:
        set_result(emitter, op, take_object(emitter, op));
        break;
    case IR_DUAL: {
        LLVMValueRef payload =
            LLVMBuildLoad2(emitter->builder, emitter->types.i64, raw_slot(emitter, op), "");
        set_dual(emitter, op->result, (DualValue){payload, take_object(emitter, op)});
        break;
    }
    case IR_VIEW: {
        ViewValue view = load_frame_view(emitter, op, view_dimensions(type));
        set_view(emitter, op->result, &view);
        break;
    }
    case IR_AGGREGATE: {
        TypeLayout layout = layout_of_type(emitter, type.type);
        copy_memory(emitter, emitter->function.registers[op->result].place,
                    aligned_slot(emitter, op, layout), layout);
        break;
    }
    default: {
        LLVMValueRef value = LLVMBuildLoad2(emitter->builder, type_of_register(emitter, type),
                                            raw_slot(emitter, op), "");
        LLVMSetAlignment(value, 8);
        set_result(emitter, op, value);
        break;
    }
    }
}

static void store_frame_view(Emitter *emitter, const IrOp *op, const ViewValue *view,
                             uint32_t dimensions) {
    LLVMValueRef raw = raw_slot(emitter, op);
    LLVMBuildStore(emitter->builder, view->owner, object_slot(emitter, op));
    build_store_offset(emitter, view->data, raw, 0);
    for (uint32_t i = 0; i < dimensions; i++) {
        uint64_t shape = 8 + (16 * (uint64_t)i);
        build_store_offset(emitter, view->shape[i], raw, shape);
        build_store_offset(emitter, view->strides[i], raw, shape + 8);
    }
}

void emit_op_FRAME_STORE(Emitter *emitter, const IrOp *op) {
    IrType type = operand_type(emitter, op, 1);
    switch (type.kind) {
    case IR_OBJECT:
        LLVMBuildStore(emitter->builder, load_operand(emitter, op, 1), object_slot(emitter, op));
        break;
    case IR_DUAL: {
        DualValue value = load_dual(emitter, op, 1);
        LLVMBuildStore(emitter->builder, value.payload, raw_slot(emitter, op));
        LLVMBuildStore(emitter->builder, value.tag, object_slot(emitter, op));
        break;
    }
    case IR_VIEW: {
        ViewValue view = load_view(emitter, op, 1);
        store_frame_view(emitter, op, &view, view_dimensions(type));
        break;
    }
    case IR_AGGREGATE: {
        TypeLayout layout = layout_of_type(emitter, type.type);
        copy_memory(emitter, aligned_slot(emitter, op, layout), load_address(emitter, op, 1),
                    layout);
        break;
    }
    default:
        LLVMSetAlignment(
            LLVMBuildStore(emitter->builder, load_operand(emitter, op, 1), raw_slot(emitter, op)),
            8);
        break;
    }
}

void emit_op_FRAME_STATE(Emitter *emitter, const IrOp *op) {
    set_result(emitter, op,
               build_load_offset(emitter, emitter->types.i32, load_operand(emitter, op, 0),
                                 emitter->runtime_layout.generator_resume_state));
}

void emit_op_FRAME_SET_STATE(Emitter *emitter, const IrOp *op) {
    build_store_offset(emitter, const_i32(emitter, op->aux.number), load_operand(emitter, op, 0),
                       emitter->runtime_layout.generator_resume_state);
}

void emit_op_SENT_VALUE(Emitter *emitter, const IrOp *op) {
    LLVMValueRef generator = load_operand(emitter, op, 0);
    uint64_t offset = emitter->runtime_layout.generator_sent;
    LLVMValueRef sent = build_load_offset(emitter, emitter->types.pointer, generator, offset);
    build_store_offset(emitter, const_null(emitter), generator, offset);
    set_result(emitter, op, sent);
    set_failure_if_null(emitter, sent);
}
