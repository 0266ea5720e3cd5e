// Displays: tuples, lists, sets and dicts.
//
// Evaluation goes from left to right, as Python's; what is known when compiling becomes a constant.

#include "codegen/builder/internal.h"

// More items than that are added one by one, as CPython does: whatever fails while many values wait
// has to release them all, so the code would grow with the square of their number.
enum { MOST_AT_ONCE = 30 };

static uint32_t count_before_star(const NodeList *elements) {
    uint32_t count = 0;
    while (count < elements->count && !node_is(elements->items[count], NODE_Starred))
        count++;
    return count;
}

// How many elements are put in when the container is made. Constants need no release.
static uint32_t count_at_once(const NodeList *elements) {
    uint32_t count = count_before_star(elements);
    return count <= MOST_AT_ONCE || are_constants(elements, count) ? count : 0;
}

static IrValue *build_items(Builder *builder, const NodeList *elements, uint32_t count) {
    IrValue *items = ARENA_ARRAY(builder->arena, IrValue, count + 1);
    for (uint32_t i = 0; i < count; i++)
        items[i] = build_object(builder, elements->items[i]);
    return items;
}

// The first elements in a new container: many constants are one tuple that it is extended by, or
// the block that stores them one by one would be huge, which LLVM takes long for.
static IrValue build_first(Builder *builder, const NodeList *elements, uint32_t count,
                           RuntimeId create, RuntimeId extend) {
    if (count <= MOST_AT_ONCE)
        return add_runtime_list(builder, create, build_items(builder, elements, count), count);
    IrValue container = add_runtime_list(builder, create, NULL, 0);
    IrValue operands[] = {container,
                          add_constant(builder, tuple_of_constants(builder, elements, count))};
    add_runtime_list(builder, extend, operands, 2);
    return container;
}

// What stands before a `*` is put in at once, unless it is much; the rest is added one by one.
static IrValue build_growing(Builder *builder, const NodeList *elements, RuntimeId create,
                             RuntimeId append, RuntimeId extend) {
    uint32_t first = count_at_once(elements);
    IrValue container = build_first(builder, elements, first, create, extend);
    for (uint32_t i = first; i < elements->count; i++) {
        Node *element = elements->items[i];
        bool is_starred = node_is(element, NODE_Starred);
        Node *value = is_starred ? NODE_AS(Starred, element)->value : element;
        IrValue operands[] = {container, build_object(builder, value)};
        add_runtime_list(builder, is_starred ? extend : append, operands, 2);
    }
    return container;
}

static IrValue build_list(Builder *builder, const NodeList *elements) {
    return build_growing(builder, elements, RUNTIME_list_build, RUNTIME_list_append,
                         RUNTIME_list_extend);
}

// Has the display become a struct or a C tuple?
static bool has_members(const Type *type) {
    return type != NULL && (type->kind == TYPE_CTUPLE || type->kind == TYPE_STRUCT);
}

Value build_tuple_expression(Builder *builder, Node *node) {
    const NodeList *elements = &NODE_AS(TupleExpression, node)->elements;
    const Type *type = builder->common->builtin[BUILTIN_TUPLE];
    uint32_t constant;
    if (has_members(node->type))
        return build_members(builder, elements, node->type);
    if (find_constant(builder, node, &constant))
        return value_of(add_constant(builder, constant), type);
    if (count_at_once(elements) < elements->count)
        return value_of(ADD_RUNTIME(builder, list_to_tuple, build_list(builder, elements)), type);
    IrValue *items = build_items(builder, elements, elements->count);
    return value_of(add_runtime_list(builder, RUNTIME_tuple_build, items, elements->count), type);
}

// Memory that lasts as long as the function runs; in the module's body as long as the module.
static IrValue array_memory(Builder *builder, const Type *type) {
    if (builder->symbol != NULL)
        return add_pointer_to(builder, builder_new_register(builder, type, NULL));
    Symbol *symbol = ARENA_NEW(builder->module->arena, Symbol);
    const char *name =
        arena_format(builder->module->arena, "array.%u", builder->module->globals.count);
    symbol->kind = SYMBOL_C_GLOBAL;
    symbol->name = name_intern_string(builder->module->compilation->names, name);
    symbol->type = type;
    symbol->span = builder->span;
    IrOp *op = add_op_giving(builder, IR_OP_GLOBAL_ADDRESS, (IrType){.kind = IR_POINTER}, NULL, 0);
    op->aux.global = global_of(builder->owner, symbol);
    return ir_reg(op->result);
}

// A C array of the elements, in memory of its own.
static Value build_array(Builder *builder, const NodeList *elements, const Type *type) {
    IrValue address = array_memory(builder, type);
    for (uint32_t i = 0; i < elements->count; i++) {
        IrValue place = add_element(builder, address, ir_int(IR_I64, i), type->array.element);
        build_into(builder, elements->items[i], place, type->array.element);
    }
    return value_of(address, type);
}

Value build_list_expression(Builder *builder, Node *node) {
    const NodeList *elements = &NODE_AS(ListExpression, node)->elements;
    if (node->type->kind == TYPE_ARRAY)
        return build_array(builder, elements, node->type);
    if (has_members(node->type))
        return build_members(builder, elements, node->type);
    return value_of(build_list(builder, elements), builder->common->builtin[BUILTIN_LIST]);
}

Value build_set_expression(Builder *builder, Node *node) {
    const NodeList *elements = &NODE_AS(SetExpression, node)->elements;
    const Type *type = builder->common->builtin[BUILTIN_SET];
    return value_of(
        build_growing(builder, elements, RUNTIME_set_build, RUNTIME_set_add, RUNTIME_set_update),
        type);
}

// Cython puts each item in before it evaluates the next one, which shows if the key has no hash.
// (The interpreter evaluates them all first.)
static bool is_put_in_at_once(const Builder *builder, const DictItem *item, bool is_last) {
    return item->key != NULL &&
           (is_last || builder->typed->is_pure_python || is_constant(item->key));
}

// How many items of a dict are put in when it is made: those before a `**mapping`, unless many.
static uint32_t count_pairs_at_once(const Builder *builder, const NodeList *items) {
    uint32_t count = 0;
    while (count < items->count &&
           is_put_in_at_once(builder, NODE_AS(DictItem, items->items[count]),
                             count + 1 == items->count))
        count++;
    return count <= MOST_AT_ONCE / 2 ? count : 0;
}

Value build_dict_expression(Builder *builder, Node *node) {
    const NodeList *items = &NODE_AS(DictExpression, node)->items;
    if (has_members(node->type))
        return build_struct_of_dict(builder, NODE_AS(DictExpression, node));
    IrValue *pairs = ARENA_ARRAY(builder->arena, IrValue, items->count * 2 + 1);
    uint32_t first = count_pairs_at_once(builder, items);
    for (uint32_t i = 0; i < first; i++) {
        DictItem *item = NODE_AS(DictItem, items->items[i]);
        pairs[(size_t)i * 2] = build_object(builder, item->key);
        pairs[(size_t)i * 2 + 1] = build_object(builder, item->value);
    }
    IrValue dict = add_runtime_list(builder, RUNTIME_dict_build, pairs, first * 2);
    for (uint32_t i = first; i < items->count; i++) {
        DictItem *item = NODE_AS(DictItem, items->items[i]);
        if (item->key == NULL) {
            ADD_RUNTIME(builder, dict_update, dict, build_object(builder, item->value));
        } else {
            IrValue key = build_object(builder, item->key);
            ADD_RUNTIME(builder, dict_set, dict, key, build_object(builder, item->value));
        }
    }
    return value_of(dict, builder->common->builtin[BUILTIN_DICT]);
}
