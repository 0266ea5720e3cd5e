// cpdef enum: a class of the module `enum`, whose items are names of the module too.

#include "codegen/builder/internal.h"

static IrValue item_pair(Builder *builder, CEnumItem *item) {
    IrValue pair[] = {add_constant(builder, constant_name(builder, item->name)),
                      to_object(builder, load_symbol(builder, item->symbol))};
    return add_runtime_list(builder, RUNTIME_tuple_build, pair, 2);
}

static IrValue build_enum_class(Builder *builder, const CEnumDef *node) {
    const char *base_name = node->is_class ? "IntEnum" : "IntFlag";
    IrValue module =
        ADD_RUNTIME(builder, import_name, constant_operand(constant_string(builder, "enum")),
                    ir_null(IR_OBJECT), ir_int(IR_I64, 0));
    IrValue base = ADD_RUNTIME(builder, load_attribute, module,
                               constant_operand(constant_string(builder, base_name)));
    IrValue *pairs = ARENA_ARRAY(builder->arena, IrValue, node->items.count + 1);
    for (uint32_t i = 0; i < node->items.count; i++)
        pairs[i] = item_pair(builder, NODE_AS(CEnumItem, node->items.items[i]));
    IrValue list = add_runtime_list(builder, RUNTIME_list_build, pairs, node->items.count);
    IrValue module_name =
        ADD_RUNTIME(builder, load_global, constant_operand(constant_string(builder, "__name__")));
    uint32_t keyword = constant_string(builder, "module");
    IrValue operands[] = {base, add_constant(builder, constant_name(builder, node->name)), list,
                          module_name};
    IrOp *call =
        add_op_giving(builder, IR_OP_CALL_PYTHON, (IrType){.kind = IR_OBJECT}, operands, 4);
    call->aux.call.name = IR_NO_CONSTANT;
    call->aux.call.keyword_names = constant_tuple(builder, &keyword, 1);
    return ir_reg(call->result);
}

void build_c_enum_def(Builder *builder, Node *node) {
    const CEnumDef *definition = NODE_AS(CEnumDef, node);
    if (!definition->is_cpdef || !definition->has_body || definition->name == NULL)
        return;
    IrValue made = build_enum_class(builder, definition);
    ADD_RUNTIME(builder, store_global, name_operand(builder, definition->name), made);
    for (uint32_t i = 0; i < definition->items.count && !definition->is_class; i++) {
        const Name *name = NODE_AS(CEnumItem, definition->items.items[i])->name;
        IrValue item = ADD_RUNTIME(builder, load_attribute, made, name_operand(builder, name));
        ADD_RUNTIME(builder, store_global, name_operand(builder, name), item);
    }
}
