// Enums that Python sees: a cpdef enum is a class of the module `enum`; the items of one without a
// name, and of public enums, are integers of the module.

#include "codegen/builder/internal.h"

static IrValue item_number(Builder *builder, const CEnumItem *item) {
    Value value = load_symbol(builder, item->symbol);
    bool is_named = value.type->kind == TYPE_ENUM;
    return to_object(builder, value_of(value.ir, is_named ? enum_integer(value.type) : value.type));
}

static IrValue item_pair(Builder *builder, const CEnumItem *item) {
    IrValue pair[] = {add_constant(builder, constant_name(builder, item->name)),
                      item_number(builder, item)};
    return add_runtime_list(builder, RUNTIME_tuple_build, pair, 2);
}

static IrValue build_enum_class(Builder *builder, const CEnumDef *node) {
    IrValue *pairs = ARENA_ARRAY(builder->arena, IrValue, node->items.count + 1);
    for (uint32_t i = 0; i < node->items.count; i++)
        pairs[i] = item_pair(builder, NODE_AS(CEnumItem, node->items.items[i]));
    IrValue list = add_runtime_list(builder, RUNTIME_list_build, pairs, node->items.count);
    IrValue module =
        ADD_RUNTIME(builder, load_global, constant_operand(constant_string(builder, "__name__")));
    return ADD_RUNTIME(builder, enum_class,
                       add_constant(builder, constant_name(builder, node->name)), list, module,
                       ir_int(IR_I32, node->is_class));
}

static void store_docstring(Builder *builder, const CEnumDef *node, IrValue made) {
    IrConstant text = {.kind = IR_CONSTANT_STR, .text = node->docstring};
    if (node->docstring.bytes != NULL)
        ADD_RUNTIME(builder, store_attribute, made,
                    constant_operand(constant_string(builder, "__doc__")),
                    add_constant(builder, ir_constant_add(builder->module, &text)));
}

static void build_enum(Builder *builder, const CEnumDef *node) {
    builder->span = node->node.span;
    if (node->is_cpdef && node->name != NULL) {
        IrValue made = build_enum_class(builder, node);
        store_docstring(builder, node, made);
        ADD_RUNTIME(builder, store_global, name_operand(builder, node->name), made);
    }
    bool has_items = node->name == NULL || node->visibility == VISIBILITY_PUBLIC;
    for (uint32_t i = 0; has_items && i < node->items.count; i++) {
        const CEnumItem *item = NODE_AS(CEnumItem, node->items.items[i]);
        ADD_RUNTIME(builder, store_global, name_operand(builder, item->name),
                    item_number(builder, item));
    }
}

void build_python_enums(Builder *builder) {
    for (uint32_t i = 0; i < builder->typed->python_enums.count; i++)
        build_enum(builder, builder->typed->python_enums.items[i]);
}

// All have been made when the module's statements run.
void build_c_enum_def(Builder *builder, Node *node) {
    (void)builder;
    (void)node;
}
