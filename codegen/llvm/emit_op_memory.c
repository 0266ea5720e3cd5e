// C memory: loads, stores and addresses.

#include "codegen/llvm/internal.h"

static const IrField *field_at(const Emitter *emitter, const IrOp *op) {
    return op->operands[0].kind == IR_VALUE_REGISTER
               ? emitter->function.registers[op->operands[0].reg].header_field
               : NULL;
}

void emit_op_LOAD(Emitter *emitter, const IrOp *op) {
    IrType type = register_type(emitter, op->result);
    LLVMValueRef address = load_operand(emitter, op, 0);
    if (type.kind == IR_AGGREGATE) {
        copy_memory(emitter, place_of(emitter, op->result), address,
                    layout_of_type(emitter, type.type));
    } else if (type.kind == IR_VIEW) {
        ViewValue view = load_view_memory(emitter, type, address);
        set_view(emitter, op->result, &view);
    } else {
        set_result(emitter, op,
                   load_memory(emitter, type, op->aux.type, field_at(emitter, op), address));
    }
}

void emit_op_LENT(Emitter *emitter, const IrOp *op) { emit_op_LOAD(emitter, op); }

void emit_op_STORE(Emitter *emitter, const IrOp *op) {
    IrType type = operand_type(emitter, op, 1);
    LLVMValueRef address = load_operand(emitter, op, 0);
    if (type.kind == IR_AGGREGATE) {
        copy_memory(emitter, address, load_address(emitter, op, 1),
                    layout_of_type(emitter, type.type));
    } else if (type.kind == IR_VIEW) {
        ViewValue view = load_view(emitter, op, 1);
        store_view_memory(emitter, type, address, &view);
    } else {
        store_memory(emitter, type, op->aux.type, field_at(emitter, op), address,
                     load_operand(emitter, op, 1));
    }
}

void emit_op_LEND(Emitter *emitter, const IrOp *op) { emit_op_STORE(emitter, op); }

void emit_op_REPLACE(Emitter *emitter, const IrOp *op) {
    IrType type = operand_type(emitter, op, 1);
    LLVMValueRef address = load_operand(emitter, op, 0);
    if (type.kind == IR_VIEW) {
        // The old owner goes last: releasing it may run code that looks at the place.
        LLVMValueRef old = build_load_offset(emitter, emitter->types.pointer, address, 0);
        ViewValue view = load_view(emitter, op, 1);
        store_view_memory(emitter, type, address, &view);
        CALL_RUNTIME(emitter, "zi_decref_nullable", old);
        return;
    }
    CALL_RUNTIME(emitter, "zi_replace_object", address, load_operand(emitter, op, 1));
}

void emit_op_MEMBER(Emitter *emitter, const IrOp *op) {
    const IrCType *type = op->aux.type;
    uint32_t index = (uint32_t)op->operands[1].integer;
    LayoutOracle oracle = layout_oracle(emitter);
    uint64_t offset = 0;
    if (!layout_of_member(&oracle, type, index, &offset))
        internal_error("the layout of '%s' is not known", type->text);
    set_result(emitter, op, build_offset(emitter, load_operand(emitter, op, 0), offset));
}

void emit_op_ELEMENT(Emitter *emitter, const IrOp *op) {
    TypeLayout layout = layout_of_type(emitter, op->aux.type);
    bool is_signed = (op->flags & IR_FLAG_UNSIGNED) == 0;
    LLVMValueRef index =
        build_integer_cast(emitter, load_operand(emitter, op, 1), emitter->types.i64, is_signed);
    set_result(
        emitter, op,
        LLVMBuildGEP2(emitter->builder, layout.type, load_operand(emitter, op, 0), &index, 1, ""));
}

void emit_op_FIELD(Emitter *emitter, const IrOp *op) {
    uint64_t offset = offset_of_field(emitter, op->aux.field);
    LLVMValueRef base = operand_type(emitter, op, 0).kind == IR_AGGREGATE
                            ? load_address(emitter, op, 0)
                            : load_operand(emitter, op, 0);
    set_result(emitter, op, build_offset(emitter, base, offset));
}

void emit_op_CELL_ADDRESS(Emitter *emitter, const IrOp *op) {
    set_result(emitter, op,
               build_offset(emitter, load_operand(emitter, op, 0),
                            emitter->runtime_layout.c_cell_variable));
}

void emit_op_ADDRESS(Emitter *emitter, const IrOp *op) {
    zi_assert(op->operands[0].kind == IR_VALUE_REGISTER);
    set_result(emitter, op, load_address(emitter, op, 0));
}

void emit_op_GLOBAL_ADDRESS(Emitter *emitter, const IrOp *op) {
    set_result(emitter, op, global_address(emitter, op->aux.global));
}

void emit_op_FUNCTION_ADDRESS(Emitter *emitter, const IrOp *op) {
    set_result(emitter, op, function_value(emitter, op->aux.body));
}

void emit_op_SIZE_OF(Emitter *emitter, const IrOp *op) {
    TypeLayout layout = layout_of_type(emitter, op->aux.type);
    set_result(emitter, op, const_i64(emitter, (int64_t)layout.size));
}

void emit_op_CLASS_SIZE(Emitter *emitter, const IrOp *op) {
    set_result(emitter, op, const_i64(emitter, size_of_import(emitter, op->aux.class_)));
}

void emit_op_STRING_ADDRESS(Emitter *emitter, const IrOp *op) {
    set_result(emitter, op,
               const_bytes_global(emitter, op->aux.text.bytes, (size_t)op->aux.text.length + 1));
}
