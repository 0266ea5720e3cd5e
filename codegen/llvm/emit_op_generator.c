// Generators: their frame is slots[] of zi_generator, object slots first, values without references
// after them, as codegen/ir/layout.h lays them out. Loads move a reference out of the frame and
// leave nothing there, stores move it in; but for those that the frames pass has found to be
// INPLACE.

#include "codegen/llvm/internal.h"

void emit_op_YIELD(Emitter *emitter, const IrOp *op) {
    (void)emitter;
    (void)op;
    internal_error("YIELD is left after the generator pass");
}

void emit_op_GENERATOR(Emitter *emitter, const IrOp *op) {
    (void)emitter;
    (void)op;
    internal_error("GENERATOR is left after the generator pass");
}

static const char *maker_of(const IrCallable *callable) {
    if ((callable->flags & IR_CALLABLE_ASYNC) == 0)
        return "zi_generator_new";
    return (callable->flags & IR_CALLABLE_GENERATOR) == 0 ? "zi_coroutine_new"
                                                          : "zi_async_generator_new";
}

void emit_op_GENERATOR_NEW(Emitter *emitter, const IrOp *op) {
    LLVMValueRef info = callable_info(emitter, op->aux.callable);
    LLVMValueRef object = CALL_RUNTIME(emitter, maker_of(op->aux.callable), emitter->function.state,
                                       info, emitter->function.closure);
    set_result(emitter, op, object);
    set_failure_if_null(emitter, object);
}

static LLVMValueRef object_slot(Emitter *emitter, const IrOp *op) {
    uint64_t offset = emitter->runtime_layout.generator_slots + (8 * (uint64_t)op->aux.slot.object);
    return build_offset(emitter, load_operand(emitter, op, 0), offset);
}

// Where the frame keeps a value, or what of it is no reference. Maker and resume function have one
// description, and one frame.
static LLVMValueRef frame_value(Emitter *emitter, const IrOp *op) {
    uint64_t offset = emitter->function.frame_offsets[op->aux.slot.value];
    return build_offset(emitter, load_operand(emitter, op, 0), offset);
}

// An aggregate's layout there: frames align less than some types want.
static TypeLayout layout_in_frame(Emitter *emitter, const IrCType *type) {
    TypeLayout layout = layout_of_type(emitter, type);
    if (layout.alignment > FRAME_ALIGNMENT)
        layout.alignment = FRAME_ALIGNMENT;
    return layout;
}

// Moves a reference out of its slot.
static LLVMValueRef take_object(Emitter *emitter, const IrOp *op) {
    LLVMValueRef slot = object_slot(emitter, op);
    LLVMValueRef object = LLVMBuildLoad2(emitter->builder, emitter->types.pointer, slot, "");
    if ((op->flags & IR_FLAG_INPLACE) == 0)
        LLVMBuildStore(emitter->builder, const_null(emitter), slot);
    return object;
}

static ViewValue load_frame_view(Emitter *emitter, const IrOp *op, IrType type) {
    LLVMValueRef raw = frame_value(emitter, op);
    ViewValue view = {.owner = take_object(emitter, op)};
    view.data = build_load_offset(emitter, emitter->types.pointer, raw, 0);
    LLVMValueRef *numbers[MOST_NUMBERS];
    uint32_t count = view_numbers(type, &view, numbers);
    for (uint32_t i = 0; i < count; i++)
        *numbers[i] = build_load_offset(emitter, emitter->types.i64, raw, 8 + (8 * (uint64_t)i));
    return view;
}

void emit_op_FRAME_LOAD(Emitter *emitter, const IrOp *op) {
    if (lives_in_frame(emitter, op->result))
        return;
    IrType type = register_type(emitter, op->result);
    switch (ir_kind_form(type.kind)) {
    case IR_FORM_DUAL: {
        LLVMValueRef payload =
            LLVMBuildLoad2(emitter->builder, emitter->types.i64, frame_value(emitter, op), "");
        set_dual(emitter, op->result, (DualValue){payload, take_object(emitter, op)});
        break;
    }
    case IR_FORM_VIEW: {
        ViewValue view = load_frame_view(emitter, op, type);
        set_view(emitter, op->result, &view);
        break;
    }
    case IR_FORM_AGGREGATE:
        copy_memory(emitter, place_of(emitter, op->result), frame_value(emitter, op),
                    layout_in_frame(emitter, type.type));
        break;
    case IR_FORM_SCALAR:
        set_result(emitter, op,
                   type.kind == IR_OBJECT
                       ? take_object(emitter, op)
                       : LLVMBuildLoad2(emitter->builder, type_of_register(emitter, type),
                                        frame_value(emitter, op), ""));
        break;
    case IR_FORM_NOTHING:
        break;
    }
}

static void store_frame_view(Emitter *emitter, const IrOp *op, ViewValue view, IrType type) {
    LLVMValueRef raw = frame_value(emitter, op);
    LLVMValueRef *numbers[MOST_NUMBERS];
    uint32_t count = view_numbers(type, &view, numbers);
    LLVMBuildStore(emitter->builder, view.owner, object_slot(emitter, op));
    build_store_offset(emitter, view.data, raw, 0);
    for (uint32_t i = 0; i < count; i++)
        build_store_offset(emitter, *numbers[i], raw, 8 + (8 * (uint64_t)i));
}

void emit_op_FRAME_STORE(Emitter *emitter, const IrOp *op) {
    if ((op->flags & IR_FLAG_INPLACE) != 0)
        return;
    IrType type = operand_type(emitter, op, 1);
    switch (ir_kind_form(type.kind)) {
    case IR_FORM_DUAL: {
        DualValue value = load_dual(emitter, op, 1);
        LLVMBuildStore(emitter->builder, value.payload, frame_value(emitter, op));
        LLVMBuildStore(emitter->builder, value.tag, object_slot(emitter, op));
        break;
    }
    case IR_FORM_VIEW:
        store_frame_view(emitter, op, load_view(emitter, op, 1), type);
        break;
    case IR_FORM_AGGREGATE:
        copy_memory(emitter, frame_value(emitter, op), load_address(emitter, op, 1),
                    layout_in_frame(emitter, type.type));
        break;
    case IR_FORM_SCALAR:
        LLVMBuildStore(emitter->builder, load_operand(emitter, op, 1),
                       type.kind == IR_OBJECT ? object_slot(emitter, op)
                                              : frame_value(emitter, op));
        break;
    case IR_FORM_NOTHING:
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
    LLVMValueRef sent = load_operand(emitter, op, 0);
    set_result(emitter, op, sent);
    set_failure_if_null(emitter, sent);
}
