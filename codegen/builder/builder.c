// Adding ops, blocks, registers and constants.
//
// Takes: what the builders ask for. Gives: ops at the end of the current block. Guarantees: nothing
// is added after a terminator; every op carries the span of what is being built, and one that may
// raise where the GIL is not held says that it has to take it.

#include "codegen/builder/internal.h"

Builder builder_create(ModuleBuilder *owner, IrBody *body, FunctionSymbol *symbol) {
    Builder builder = {
        .owner = owner,
        .module = owner->module,
        .typed = owner->typed,
        .types = owner->typed->types,
        .common = type_common(owner->typed->types),
        .arena = body->arena,
        .function = body,
        .symbol = symbol,
        .directives = symbol != NULL ? symbol->directives : owner->typed->directives,
        .span = body->span,
        .namespace = IR_NO_REGISTER,
        .class_cell = IR_NO_REGISTER,
        .names = IR_NO_REGISTER,
        .without_gil = body->nogil,
    };
    builder.block = builder_new_block(&builder, "entry");
    return builder;
}

IrBlock *builder_new_block(Builder *builder, const char *label) {
    IrBlock *block = ir_block_create(builder->function, label, builder->handler);
    block->inner_code = builder->inner_code;
    return block;
}

void builder_start_block(Builder *builder, IrBlock *block) { builder->block = block; }

void builder_set_handler(Builder *builder, IrBlock *handler, const char *label) {
    builder->handler = handler;
    if (builder->block == NULL)
        return;
    IrBlock *block = builder_new_block(builder, label);
    add_jump(builder, block);
    builder_start_block(builder, block);
}

// --- Inner codes ---------------------------------------------------------------------------------

InnerCode enter_inner_code(Builder *builder, const Scope *scope, Span span) {
    InnerCode place = {
        .outer = builder->inner_code, .handler = builder->handler, .span = builder->span};
    const char *name = scope->name->text;
    IrInnerCode code = {name, scope->qualified_name, span,
                        .is_class = scope->kind == SCOPE_PYTHON_CLASS};
    vector_push(builder->module->arena, &builder->module->inner_codes, code);
    place.number = builder->inner_code = builder->module->inner_codes.count;
    place.left = builder_new_block(builder, "code left");
    place.left->is_cold = true;
    builder_set_handler(builder, place.left, name);
    return place;
}

void suspend_inner_code(Builder *builder, const InnerCode *place) {
    builder->inner_code = place->outer;
    builder_set_handler(builder, place->handler, "outside");
}

void resume_inner_code(Builder *builder, const InnerCode *place) {
    builder->inner_code = place->number;
    builder_set_handler(builder, place->left, "inside");
}

// What leaves it by an exception gets an entry of the code around.
void leave_inner_code(Builder *builder, const InnerCode *place) {
    suspend_inner_code(builder, place);
    IrBlock *end = builder->block;
    Span span = builder->span;
    builder->span = place->span;
    builder_start_block(builder, place->left);
    if (place->is_generator)
        add_runtime_list(builder, RUNTIME_replace_stop, NULL, 0);
    add_op(builder, IR_OP_TRACEBACK, IR_NO_REGISTER, NULL, 0)->aux.number = builder->inner_code;
    add_propagate(builder);
    builder->span = span;
    builder_start_block(builder, end);
}

// --- Registers -----------------------------------------------------------------------------------

IrRegisterId builder_new_register(Builder *builder, const Type *type, const Name *name) {
    return ir_register_create(builder->function, ir_type_of(builder->owner, type), name);
}

IrRegisterId builder_new_ir_register(Builder *builder, IrKind kind) {
    return ir_register_create(builder->function, (IrType){.kind = kind}, NULL);
}

IrType builder_value_type(const Builder *builder, IrValue value) {
    return ir_value_type(builder->function, value);
}

IrOp *add_op(Builder *builder, IrOpcode code, IrRegisterId result, const IrValue *operands,
             uint32_t count) {
    IrOp *op = ir_op_create(builder->function, code, builder->span, result, operands, count);
    if (builder->block != NULL)
        ir_block_append(builder->function, builder->block, op);
    return op;
}

IrOp *add_op_giving(Builder *builder, IrOpcode code, IrType result, const IrValue *operands,
                    uint32_t count) {
    IrRegisterId reg = result.kind == IR_VOID ? IR_NO_REGISTER
                                              : ir_register_create(builder->function, result, NULL);
    return add_op(builder, code, reg, operands, count);
}

IrValue add_unary(Builder *builder, IrOpcode code, IrKind result, IrValue operand) {
    return ir_reg(add_op_giving(builder, code, (IrType){.kind = result}, &operand, 1)->result);
}

IrValue add_binary(Builder *builder, IrOpcode code, IrKind result, IrValue left, IrValue right) {
    IrValue operands[] = {left, right};
    return ir_reg(add_op_giving(builder, code, (IrType){.kind = result}, operands, 2)->result);
}

IrValue add_compare(Builder *builder, CompareOperator operator, IrValue left, IrValue right,
                    bool compare_unsigned) {
    IrValue operands[] = {left, right};
    IrOp *op = add_op_giving(builder, IR_OP_COMPARE, (IrType){.kind = IR_BOOL}, operands, 2);
    op->aux.number = operator;
    if (compare_unsigned)
        op->flags |= IR_FLAG_UNSIGNED;
    return ir_reg(op->result);
}

void add_copy(Builder *builder, IrRegisterId target, IrValue value) {
    if (value.kind == IR_VALUE_REGISTER && value.reg == target)
        return;
    add_op(builder, IR_OP_COPY, target, &value, 1);
}

Value add_saved_copy(Builder *builder, Value value) {
    if (value.ir.kind != IR_VALUE_REGISTER)
        return value;
    const IrRegister *entry = &builder->function->registers.items[value.ir.reg];
    IrType type = entry->type;
    if (type.kind == IR_VOID || (entry->name == NULL && !entry->address_taken))
        return value; // nothing else assigns to it
    IrRegisterId saved = ir_register_create(builder->function, type, NULL);
    add_copy(builder, saved, value.ir);
    return value_of(ir_reg(saved), value.type);
}

void add_jump(Builder *builder, IrBlock *target) {
    IrOp *op = add_op(builder, IR_OP_JUMP, IR_NO_REGISTER, NULL, 0);
    ir_op_set_targets(builder->function, op, &target, 1);
    builder->block = NULL;
}

void add_branch(Builder *builder, IrValue condition, IrBlock *if_true, IrBlock *if_false) {
    if (condition.kind == IR_VALUE_INTEGER) {
        add_jump(builder, condition.integer != 0 ? if_true : if_false);
        return;
    }
    IrOp *op = add_op(builder, IR_OP_BRANCH, IR_NO_REGISTER, &condition, 1);
    IrBlock *targets[] = {if_true, if_false};
    ir_op_set_targets(builder->function, op, targets, 2);
    builder->block = NULL;
}

void add_unreachable(Builder *builder) {
    add_op(builder, IR_OP_UNREACHABLE, IR_NO_REGISTER, NULL, 0);
    builder->block = NULL;
}

void add_propagate(Builder *builder) {
    add_op(builder, IR_OP_PROPAGATE, IR_NO_REGISTER, NULL, 0);
    builder->block = NULL;
}

IrValue add_runtime_list(Builder *builder, RuntimeId id, const IrValue *operands, uint32_t count) {
    IrKind kind = runtime_signature(id)->result;
    IrOp *op = add_op_giving(builder, IR_OP_CALL_RUNTIME, (IrType){.kind = kind}, operands, count);
    op->aux.runtime = id;
    if (runtime_infos[id].error == IR_ERROR_ALWAYS)
        add_unreachable(builder);
    return kind == IR_VOID ? ir_null(IR_VOID) : ir_reg(op->result);
}

IrValue add_pointer_to(Builder *builder, IrRegisterId reg) {
    builder->function->registers.items[reg].address_taken = true;
    return add_unary(builder, IR_OP_ADDRESS, IR_POINTER, ir_reg(reg));
}

IrValue add_load(Builder *builder, IrValue pointer, const Type *type) {
    IrOp *load = add_op_giving(builder, IR_OP_LOAD, ir_type_of(builder->owner, type), &pointer, 1);
    load->aux.type = c_type_of(builder->owner, type);
    return ir_reg(load->result);
}

void add_store(Builder *builder, IrValue pointer, IrValue value, const Type *type) {
    if (type->kind == TYPE_BINT)
        value = build_conversion(builder, value_of(value, type), type);
    bool counted = ir_kind_is_counted(ir_type_of(builder->owner, type).kind);
    IrValue operands[] = {pointer, value};
    IrOpcode code = counted ? IR_OP_REPLACE : IR_OP_STORE;
    add_op(builder, code, IR_NO_REGISTER, operands, 2)->aux.type = c_type_of(builder->owner, type);
}

IrValue add_singleton(Builder *builder, IrSingleton singleton) {
    IrOp *op = add_op_giving(builder, IR_OP_SINGLETON, (IrType){.kind = IR_OBJECT}, NULL, 0);
    op->aux.number = singleton;
    return ir_reg(op->result);
}

IrValue add_string_address(Builder *builder, Text text) {
    IrOp *op = add_op_giving(builder, IR_OP_STRING_ADDRESS, (IrType){.kind = IR_POINTER}, NULL, 0);
    op->aux.text = text;
    return ir_reg(op->result);
}

IrValue add_constant(Builder *builder, uint32_t constant) {
    switch (builder->module->constants.items[constant].kind) {
    case IR_CONSTANT_NONE:
        return add_singleton(builder, SINGLETON_NONE);
    case IR_CONSTANT_TRUE:
        return add_singleton(builder, SINGLETON_TRUE);
    case IR_CONSTANT_FALSE:
        return add_singleton(builder, SINGLETON_FALSE);
    case IR_CONSTANT_ELLIPSIS:
        return add_singleton(builder, SINGLETON_ELLIPSIS);
    case IR_CONSTANT_INT:
    case IR_CONSTANT_FLOAT:
    case IR_CONSTANT_COMPLEX:
    case IR_CONSTANT_STR:
    case IR_CONSTANT_NAME:
    case IR_CONSTANT_BYTES:
    case IR_CONSTANT_TUPLE:
    case IR_CONSTANT_FROZENSET:
        break;
    }
    IrOp *op = add_op_giving(builder, IR_OP_CONSTANT, (IrType){.kind = IR_OBJECT}, NULL, 0);
    op->aux.constant = constant;
    return ir_reg(op->result);
}

uint32_t constant_name(const Builder *builder, const Name *name) {
    return ir_constant_name(builder->module, name);
}

uint32_t constant_string(const Builder *builder, const char *text) {
    return constant_name(builder, intern(builder->module->compilation, text));
}

uint32_t constant_tuple(const Builder *builder, const uint32_t *items, uint32_t count) {
    IrConstant constant = {
        .kind = IR_CONSTANT_TUPLE, .items = (uint32_t *)items, .item_count = count};
    return ir_constant_add(builder->module, &constant);
}

IrValue constant_operand(uint32_t constant) { return ir_int(IR_I64, constant); }

Text text_of_name(const Name *name) { return (Text){.bytes = name->text, .length = name->length}; }
