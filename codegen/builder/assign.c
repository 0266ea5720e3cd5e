// Assignments: targets, unpacking, `a, b = b, a`, augmented and annotated ones, del.
//
// Takes: assignment statements. Gives: stores. Guarantees: Python's order -- the value first, then
// each target from left to right, the parts of a target when it is its turn.

#include "codegen/builder/internal.h"

// --- Unpacking -----------------------------------------------------------------------------------

static uint32_t find_starred(const NodeList *targets) {
    uint32_t i = 0;
    while (i < targets->count && !node_is(targets->items[i], NODE_Starred))
        i++;
    return i;
}

// Does the runtime report an error in CPython's words? Cython's are for files of its own language.
IrValue python_words(const Builder *builder) {
    return ir_int(IR_I32, builder->module->has_python_texts);
}

IrValue unpack_object(Builder *builder, IrValue object, uint32_t count, uint32_t star) {
    IrValue words = python_words(builder);
    if (star == count)
        return ADD_RUNTIME(builder, unpack, object, ir_int(IR_I64, count), words);
    IrValue after = ir_int(IR_I64, count - star - 1);
    return ADD_RUNTIME(builder, unpack_star, object, ir_int(IR_I64, star), after, words);
}

// All values for C variables are converted before the first target changes.
static Value convert_item(Builder *builder, const Node *target, Value item) {
    const Symbol *symbol =
        node_is(target, NODE_NameExpression) ? NODE_AS(NameExpression, target)->symbol : NULL;
    bool is_variable =
        symbol != NULL && (symbol->kind == SYMBOL_LOCAL || symbol->kind == SYMBOL_C_GLOBAL);
    if (!is_variable || symbol->type->kind == TYPE_ARRAY)
        return item;
    return value_of(build_conversion_for(builder, item, symbol), symbol->type);
}

// The items, without a tuple of them.
static void add_unpack(Builder *builder, IrValue object, Value *values, uint32_t count,
                       uint32_t star) {
    IrRegisterId *results = ARENA_ARRAY(builder->arena, IrRegisterId, count + 1);
    IrValue operands[] = {object, ir_int(IR_I64, star), python_words(builder)};
    IrOp *op = add_op(builder, IR_OP_UNPACK, IR_NO_REGISTER, operands, 3);
    op->results = results;
    op->result_count = count;
    for (uint32_t i = 0; i < count; i++) {
        results[i] = builder_new_ir_register(builder, IR_OBJECT);
        values[i] = object_value(builder, ir_reg(results[i]));
        op->owned_results |= UINT64_C(1) << i;
    }
}

static void add_tuple_items(Builder *builder, IrValue object, Value *values, uint32_t count,
                            uint32_t star) {
    IrValue items = unpack_object(builder, object, count, star);
    for (uint32_t i = 0; i < count; i++)
        values[i] =
            object_value(builder, ADD_RUNTIME(builder, tuple_item, items, ir_int(IR_I64, i)));
}

static void unpack_into(Builder *builder, const NodeList *targets, Value value) {
    uint32_t star = find_starred(targets), count = targets->count;
    if (value.type->kind == TYPE_CTUPLE && star == count && value.type->members.count == star) {
        for (uint32_t i = 0; i < star; i++)
            assign_target(builder, targets->items[i], load_aggregate_member(builder, value, i));
        return;
    }
    Value *values = ARENA_ARRAY(builder->arena, Value, count + 1);
    if (count <= IR_MOST_OWNED_RESULTS)
        add_unpack(builder, to_object(builder, value), values, count, star);
    else
        add_tuple_items(builder, to_object(builder, value), values, count, star);
    for (uint32_t i = 0; i < count; i++) {
        if (i == star)
            values[i].type = builder->common->builtin[BUILTIN_LIST];
        else
            values[i] = convert_item(builder, targets->items[i], values[i]);
    }
    for (uint32_t i = 0; i < targets->count; i++) {
        Node *target = targets->items[i];
        assign_target(builder, i == star ? NODE_AS(Starred, target)->value : target, values[i]);
    }
}

const NodeList *elements_of(const Node *node) {
    if (node_is(node, NODE_TupleExpression))
        return &((const TupleExpression *)node)->elements;
    if (node_is(node, NODE_ListExpression))
        return &((const ListExpression *)node)->elements;
    return NULL;
}

void assign_target(Builder *builder, Node *target, Value value) {
    Span outer = builder->span;
    builder->span = target->span;
    const NodeList *elements = elements_of(target);
    if (elements != NULL) {
        unpack_into(builder, elements, value);
    } else if (is_c_slice(target)) {
        store_c_slice(builder, target, value);
    } else if (is_view_slice(target)) {
        store_view_slice(builder, target, value);
    } else {
        store_target(builder, target, value);
    }
    builder->span = outer;
}

// --- target = value ------------------------------------------------------------------------------

// Has the target a type of its own that the value gets at once?
static bool has_own_type(const Node *target) {
    zi_assert(target != NULL);
    if (elements_of(target) != NULL || target->type == NULL)
        return false;
    return target->type->kind != TYPE_ERROR && target->type->kind != TYPE_VOID &&
           target->type->kind != TYPE_FUSED && target->type->kind != TYPE_ARRAY &&
           !is_view_slice(target);
}

// The variable or field that the target is; NULL: it is part of something.
static const Symbol *symbol_of_target(const Node *target) {
    if (node_is(target, NODE_NameExpression))
        return ((const NameExpression *)target)->symbol;
    return node_is(target, NODE_Attribute) ? ((const Attribute *)target)->symbol : NULL;
}

static Value build_value_of(Builder *builder, Node *value, const Type *type,
                            const Symbol *variable) {
    IrValue built = build_as(builder, value, type);
    describe_declared_view(builder, built, variable);
    return value_of(built, type);
}

static Value build_value_for(Builder *builder, const Node *target, Node *value) {
    if (has_own_type(target))
        return build_value_of(builder, value, target->type, symbol_of_target(target));
    if (elements_of(target) != NULL && value->type->kind == TYPE_CTUPLE)
        return add_saved_copy(builder, build_expression(builder, value));
    if (elements_of(target) != NULL)
        return object_value(builder, build_object(builder, value));
    return build_expression(builder, value);
}

static bool are_parallel(const Node *target, const Node *value) {
    const NodeList *targets = elements_of(target);
    const NodeList *values = elements_of(value);
    return targets != NULL && values != NULL && targets->count == values->count &&
           find_starred(targets) == targets->count && find_starred(values) == values->count;
}

// `a, b = b, a` without a tuple: all values first, in registers that no target changes.
static void assign_parallel(Builder *builder, const Node *target, const Node *value) {
    const NodeList *targets = elements_of(target);
    const NodeList *sources = elements_of(value);
    Value *values = ARENA_ARRAY(builder->arena, Value, targets->count + 1);
    for (uint32_t i = 0; i < targets->count; i++)
        values[i] =
            add_saved_copy(builder, build_value_for(builder, targets->items[i], sources->items[i]));
    for (uint32_t i = 0; i < targets->count; i++)
        assign_target(builder, targets->items[i], values[i]);
}

static void fill_memory(Builder *builder, void *context) {
    const Assign *assign = context;
    Node *target = assign->targets.items[0];
    if (is_c_slice(assign->value) && moves_memory(target, assign->value))
        move_c_slice(builder, target, assign->value);
    else
        assign_target(builder, target, build_value_for(builder, target, assign->value));
}

// The C type that an object becomes for all targets at once, or NULL. (As in Cython: several types
// are made of the object one after the other.)
static const Type *shared_c_type(const Assign *assign) {
    const Type *type = assign->targets.items[0]->type;
    bool is_shared = type != NULL && !type_is_object(type) && type->kind != TYPE_ARRAY &&
                     type_is_object(assign->value->type);
    for (uint32_t i = 0; is_shared && i < assign->targets.count; i++) {
        const Node *target = assign->targets.items[i];
        is_shared = target->type == type && elements_of(target) == NULL && !is_view_slice(target) &&
                    !is_c_slice(target) && !is_bytearray_item(target);
    }
    return is_shared ? type : NULL;
}

static void assign_to_all(Builder *builder, const Assign *assign, Value value) {
    value = add_saved_copy(builder, value);
    for (uint32_t i = 0; i < assign->targets.count; i++)
        assign_target(builder, assign->targets.items[i], value);
}

void build_assign(Builder *builder, Node *node) {
    Assign *assign = NODE_AS(Assign, node);
    if (assign->targets.count == 1) {
        Node *target = assign->targets.items[0];
        if (are_parallel(target, assign->value))
            assign_parallel(builder, target, assign->value);
        else if (is_c_slice(target) && moves_memory(target, assign->value))
            fill_memory(builder, assign);
        else if (is_c_slice(target) || is_bytearray_item(target)) // may go by objects, and fail
            build_with_gil(builder, fill_memory, assign);
        else
            assign_target(builder, target, build_value_for(builder, target, assign->value));
        return;
    }
    const Type *shared = shared_c_type(assign);
    if (shared != NULL) {
        IrValue value = build_as(builder, assign->value, shared);
        assign_to_all(builder, assign, value_of(value, shared));
        return;
    }
    bool all_objects = true;
    for (uint32_t i = 0; i < assign->targets.count; i++) {
        const Node *target = assign->targets.items[i];
        all_objects &= elements_of(target) != NULL || target->type == NULL ||
                       target->type->kind == TYPE_OBJECT;
    }
    assign_to_all(builder, assign,
                  all_objects ? object_value(builder, build_object(builder, assign->value))
                              : build_expression(builder, assign->value));
}

// --- target += value -----------------------------------------------------------------------------

void build_augmented_assign(Builder *builder, Node *node) {
    AugmentedAssign *assign = NODE_AS(AugmentedAssign, node);
    EvaluatedTarget place = build_place(builder, assign->target);
    Value old = load_place(builder, &place);
    store_place(builder, &place, build_augmented(builder, assign, old));
}

// --- preincrement(place), postincrement(place) ---------------------------------------------------

Value build_increment(Builder *builder, Node *node) {
    const Increment *increment = NODE_AS(Increment, node);
    EvaluatedTarget place = build_place(builder, increment->place);
    Value old = add_saved_copy(builder, load_place(builder, &place));
    const Type *step = old.type->kind == TYPE_POINTER ? builder->common->ssize_t_ : old.type;
    IrValue one = number_of_type(builder, step, 1);
    BinaryOperator operator= increment->is_decrement ? BINARY_SUBTRACT : BINARY_ADD;
    Value changed =
        build_binary_values(builder, operator, old, value_of(one, step), old.type, true);
    store_place(builder, &place, changed);
    return increment->is_postfix ? old : changed;
}

// --- target: annotation = value ------------------------------------------------------------------

// The parts of a target that is not set are evaluated all the same.
static void build_bare_target(Builder *builder, Node *target) {
    if (node_is(target, NODE_Attribute)) {
        build_discarded(builder, NODE_AS(Attribute, target)->value);
    } else if (node_is(target, NODE_Subscript)) {
        build_discarded(builder, NODE_AS(Subscript, target)->value);
        build_discarded(builder, NODE_AS(Subscript, target)->index);
    }
}

// In a module's and a class's body the annotation of a name goes into __annotations__; those of
// other targets, and of a name in parentheses, are only evaluated.
static void store_annotation(Builder *builder, const AnnotatedAssign *assign) {
    bool is_function_body = builder->symbol != NULL && builder->namespace == IR_NO_REGISTER;
    if (builder->typed->defers_annotations)
        note_annotation(builder, assign);
    if (is_function_body || builder->typed->defers_annotations)
        return;
    if (!assign->simple || !node_is(assign->target, NODE_NameExpression)) {
        if (builder->typed->evaluates_annotations)
            build_discarded(builder, assign->annotation);
        return;
    }
    IrValue name = name_operand(builder, NODE_AS(NameExpression, assign->target)->name);
    ADD_RUNTIME(builder, store_annotation, namespace_operand(builder), name,
                build_annotation(builder, assign->annotation));
}

void start_annotations(Builder *builder, const Scope *scope) {
    bool is_kept = builder->typed->is_pure_python || builder->namespace != IR_NO_REGISTER;
    if (scope->has_annotations && is_kept && !builder->typed->defers_annotations)
        ADD_RUNTIME(builder, annotations_start, namespace_operand(builder));
}

void build_annotated_assign(Builder *builder, Node *node) {
    AnnotatedAssign *assign = NODE_AS(AnnotatedAssign, node);
    if (assign->value != NULL) {
        Value value = build_value_for(builder, assign->target, assign->value);
        mark_likely(builder, assign->annotation, value.ir);
        assign_target(builder, assign->target, value);
    }
    if (builder->namespace != IR_NO_REGISTER)
        mark_likely_attribute(builder, assign);
    bool is_pure = builder->typed->is_pure_python;
    if (is_pure && assign->value == NULL)
        build_bare_target(builder, assign->target);
    // Cython's files keep those of Python classes alone: elsewhere they declare C types.
    if (is_pure || builder->namespace != IR_NO_REGISTER)
        store_annotation(builder, assign);
}

// --- cdef int a = 1, b ---------------------------------------------------------------------------

void build_c_variable_declaration(Builder *builder, Node *node) {
    const NodeList *declarators = &NODE_AS(CVariableDeclaration, node)->declarators;
    for (uint32_t i = 0; i < declarators->count; i++) {
        DeclaratorName *name = declarator_core(declarators->items[i]);
        if (name->default_value == NULL)
            continue;
        const Type *type = name->symbol->type;
        Value value = type->kind == TYPE_ARRAY
                          ? build_expression(builder, name->default_value)
                          : build_value_of(builder, name->default_value, type, name->symbol);
        store_symbol(builder, name->symbol, value);
    }
}

// --- del -----------------------------------------------------------------------------------------

static void delete_target(Builder *builder, Node *target) {
    const NodeList *elements = elements_of(target);
    builder->span = target->span;
    if (elements != NULL) {
        for (uint32_t i = 0; i < elements->count; i++)
            delete_target(builder, elements->items[i]);
    } else if (node_is(target, NODE_NameExpression)) {
        delete_symbol(builder, NODE_AS(NameExpression, target)->symbol);
    } else {
        delete_place(builder, target);
    }
}

void build_delete(Builder *builder, Node *node) {
    const NodeList *targets = &NODE_AS(Delete, node)->targets;
    for (uint32_t i = 0; i < targets->count; i++)
        delete_target(builder, targets->items[i]);
}
