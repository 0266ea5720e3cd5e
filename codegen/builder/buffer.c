// Variables that are declared as buffers: an object, and a view of its buffer through which
// elements are read and written.
//
// Takes: symbols that have a view. Gives: an acquired view wherever the variable is bound. As in
// Cython the old buffer is given back before the new one is taken, and is taken again if that
// fails.

#include "codegen/builder/internal.h"

static uint32_t flags_of(const Symbol *view) {
    return (view->is_written ? IR_FLAG_WRITABLE : 0u) |
           (view->buffer->buffer.is_cast ? IR_FLAG_CAST : 0u) |
           (view->buffer->buffer.is_fortran ? IR_FLAG_FORTRAN : 0u);
}

static void describe_view(Builder *builder, IrOp *op, const Symbol *view) {
    op->aux.type = c_type_of(builder->owner, view->buffer);
    op->flags |= flags_of(view);
}

IrValue acquire_buffer(Builder *builder, const Symbol *view, IrValue object) {
    IrOp *op = add_op_giving(builder, IR_OP_VIEW_ACQUIRE, ir_type_of(builder->owner, view->type),
                             &object, 1);
    describe_view(builder, op, view);
    return ir_reg(op->result);
}

IrValue add_buffer_info(Builder *builder, const Symbol *view) {
    IrOp *op = add_op_giving(builder, IR_OP_VIEW_INFO, (IrType){.kind = IR_POINTER}, NULL, 0);
    describe_view(builder, op, view);
    return ir_reg(op->result);
}

// In cells, which inner functions share, both are objects.
static void store_in_cells(Builder *builder, Symbol *variable, IrValue object) {
    Symbol *view = variable->view;
    IrValue acquired = acquire_buffer(builder, view, object);
    store_in_cell(builder, view, to_object(builder, value_of(acquired, view->type)));
    store_in_cell(builder, variable, object);
}

void store_buffer(Builder *builder, Symbol *variable, Value value) {
    IrValue object = build_conversion(builder, value, variable->type);
    if (is_in_cell(variable)) {
        store_in_cells(builder, variable, object);
        return;
    }
    IrRegisterId view = local_register(builder, variable->view);
    IrRegisterId reg = local_register(builder, variable);
    IrValue objects[] = {object, ir_reg(reg)}, value_of_view = ir_reg(view);
    add_op(builder, IR_OP_UNBOUND, view, NULL, 0);
    describe_view(builder, add_op(builder, IR_OP_BUFFER_ACQUIRE, view, objects, 2), variable->view);
    add_runtime_list(builder, RUNTIME_check_raised, NULL, 0);
    // from here on it is known to have a value
    IrOp *check = add_op(builder, IR_OP_CHECK_BOUND, IR_NO_REGISTER, &value_of_view, 1);
    check->aux.text = text_of_name(variable->name);
    add_copy(builder, reg, object);
}
