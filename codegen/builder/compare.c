// Comparisons, chains of them among these: `a < b < c` evaluates b once and c only if a < b.

#include "codegen/builder/loop.h"

static bool is_pointer(const Type *type) {
    return type->kind == TYPE_POINTER || type->kind == TYPE_NULL_POINTER ||
           type->kind == TYPE_FUNCTION || type->kind == TYPE_ARRAY;
}

static IrValue negate_if(Builder *builder, IrValue truth, bool negate) {
    return negate ? add_unary(builder, IR_OP_NOT, IR_BOOL, truth) : truth;
}

// In plain Python a number is no other number of another type: `1 is True` is false.
static bool are_apart(const Builder *builder, CompareOperator operator, const Type * left,
                      const Type *right) {
    bool is_identity = operator== COMPARE_IS || operator== COMPARE_IS_NOT;
    return is_identity && builder->typed->is_pure_python && left->kind != right->kind;
}

static bool asks_for_membership(CompareOperator operator) {
    return operator== COMPARE_IN || operator== COMPARE_NOT_IN;
}

Value compare_numbers(Builder *builder, CompareOperator operator, Value left, Value right) {
    if (are_apart(builder, operator, left.type, right.type))
        return value_of(ir_int(IR_BOOL, operator== COMPARE_IS_NOT), builder->common->bint);
    const Type *type = type_usual_conversion(builder->types, left.type, right.type);
    IrValue a = build_conversion(builder, left, type);
    IrValue b = build_conversion(builder, right, type);
    if (operator== COMPARE_IS || operator== COMPARE_IS_NOT)
        operator= operator== COMPARE_IS ? COMPARE_EQUAL : COMPARE_NOT_EQUAL;
    return value_of(add_compare(builder, operator, a, b, is_unsigned(type)), builder->common->bint);
}

// In Cython's language a declared dict or set that is None is a thing that cannot be iterated over;
// what others say that are None is Python's.
static void check_iterable(Builder *builder, Value container) {
    bool is_declared = type_is_builtin(container.type, BUILTIN_DICT) ||
                       type_is_builtin(container.type, BUILTIN_SET);
    if (builder->typed->is_pure_python || !is_declared)
        return;
    IrBlock *none = builder_new_block(builder, "none");
    IrBlock *good = builder_new_block(builder, "container");
    none->is_cold = true;
    IrValue is_none = add_compare(builder, COMPARE_IS, container.ir,
                                  add_singleton(builder, SINGLETON_NONE), false);
    add_branch(builder, is_none, none, good);
    builder_start_block(builder, none);
    add_runtime_list(builder, RUNTIME_raise_not_iterable, NULL, 0);
    builder_start_block(builder, good);
}

static Value compare_objects(Builder *builder, CompareOperator operator, Value left, Value right,
                             bool want_truth) {
    IrValue operands[] = {to_object(builder, left), to_object(builder, right)};
    IrOp *op;
    switch (operator) {
    case COMPARE_IS:
    case COMPARE_IS_NOT:
        return value_of(add_compare(builder, operator, operands[0], operands[1], false),
                        builder->common->bint);
    case COMPARE_IN:
    case COMPARE_NOT_IN: {
        Value container = value_of(operands[1], right.type);
        check_iterable(builder, container);
        IrValue found = add_contains(builder, container, operands[0]);
        return value_of(negate_if(builder, found, operator== COMPARE_NOT_IN),
                        builder->common->bint);
    }
    case COMPARE_LESS:
    case COMPARE_LESS_EQUAL:
    case COMPARE_EQUAL:
    case COMPARE_NOT_EQUAL:
    case COMPARE_GREATER:
    case COMPARE_GREATER_EQUAL:
        break;
    }
    IrOpcode code = want_truth ? IR_OP_PYTHON_COMPARE_TRUTH : IR_OP_PYTHON_COMPARE;
    op = add_op_giving(builder, code, (IrType){.kind = want_truth ? IR_BOOL : IR_OBJECT}, operands,
                       2);
    op->aux.number = operator;
    return value_of(ir_reg(op->result),
                    want_truth ? builder->common->bint : builder->common->object);
}

// Compares two values; a bint, or what Python's comparison gives.
static Value compare_values(Builder *builder, CompareOperator operator, Value left, Value right,
                            bool want_truth) {
    bool is_membership = asks_for_membership(operator);
    if (!is_membership && type_is_numeric(left.type) && type_is_numeric(right.type))
        return compare_numbers(builder, operator, left, right);
    if (!is_membership && is_pointer(left.type) && is_pointer(right.type)) {
        if (operator== COMPARE_IS || operator== COMPARE_IS_NOT)
            operator= operator== COMPARE_IS ? COMPARE_EQUAL : COMPARE_NOT_EQUAL;
        return value_of(add_compare(builder, operator, left.ir, right.ir, true),
                        builder->common->bint);
    }
    return compare_objects(builder, operator, left, right, want_truth);
}

// An operand whose neighbour has the type `other`: a literal beside an object is an object.
static Value build_operand(Builder *builder, Node *node, const Type *other) {
    if (type_is_numeric(node->type) && type_is_numeric(other))
        return build_in_c(builder, node);
    if (is_pointer(node->type) && is_pointer(other))
        return build_expression(builder, node);
    if (is_view(node->type))
        return build_expression(builder, node);
    IrValue object = build_object(builder, node);
    return value_of(object, type_is_object(node->type) ? node->type : builder->common->object);
}

// Is the operand a number that Python compares? So are all in a chain that has an object among
// them.
static bool is_python_number(const Builder *builder, const CompareExpression *compare,
                             const Node *node) {
    bool has_object = type_is_object(compare->first->type);
    for (uint32_t i = 0; i < compare->links.count; i++)
        has_object |= type_is_object(NODE_AS(CompareLink, compare->links.items[i])->operand->type);
    return has_object && compare->links.count > 1 && type_is_numeric(node->type) &&
           !builder->typed->is_pure_python;
}

static Value build_python_number(Builder *builder, Node *node) {
    return object_value(builder, build_object(builder, node));
}

static Node *left_of(const CompareExpression *compare, uint32_t link) {
    return link == 0 ? compare->first
                     : NODE_AS(CompareLink, compare->links.items[link - 1])->operand;
}

// `c in bytes`: a char may be below zero, and is asked for as the byte that it is.
static bool is_char_among_bytes(const CompareExpression *compare) {
    const CompareLink *link = NODE_AS(CompareLink, compare->links.items[0]);
    const Type *type = compare->first->type;
    return asks_for_membership(link->operator) && type->kind == TYPE_INTEGER &&
           type->integer.bits == 8 && type_is_builtin(link->operand->type, BUILTIN_BYTES);
}

// In a chain both neighbours of the middle operands count, so these stay as they are.
static Value build_first(Builder *builder, const CompareExpression *compare) {
    if (is_char_among_bytes(compare)) {
        Value value = build_expression(builder, compare->first);
        IrValue byte = build_conversion(builder, value, builder->common->uchar);
        return object_value(builder, to_object(builder, value_of(byte, builder->common->uchar)));
    }
    if (is_python_number(builder, compare, compare->first))
        return build_python_number(builder, compare->first);
    Node *right = NODE_AS(CompareLink, compare->links.items[0])->operand;
    return build_operand(builder, compare->first, right->type);
}

// What is compared more than once is kept as the language has it; a literal is what it is in C.
static Value build_kept(Builder *builder, Node *node) {
    return node_is(node, NODE_IntLiteral) ? build_in_c(builder, node)
                                          : build_expression(builder, node);
}

static Value build_next(Builder *builder, const CompareExpression *compare, uint32_t link) {
    const CompareLink *place = NODE_AS(CompareLink, compare->links.items[link]);
    Node *node = place->operand;
    if (is_python_number(builder, compare, node))
        return build_python_number(builder, node);
    if (link + 1 < compare->links.count)
        return build_kept(builder, node);
    uint32_t constant;
    BuiltinKind kind;
    if (asks_for_membership(place->operator) &&
        find_constant_container(builder, node, &constant, &kind))
        return value_of(add_constant(builder, constant), builder->common->builtin[kind]);
    return build_operand(builder, node, left_of(compare, link)->type);
}

static bool is_text_literal(const Node *node) {
    return node_is(node, NODE_StringLiteral) && type_is_builtin(node->type, BUILTIN_STR);
}

// Of two objects, one of which is a literal text.
static Value compare_with_literal(Builder *builder, CompareOperator operator, Value left,
                                  Value right, bool is_literal_right) {
    IrValue a = to_object(builder, left), b = to_object(builder, right), truth;
    if (operator!= COMPARE_EQUAL && operator!= COMPARE_NOT_EQUAL)
        truth = ADD_RUNTIME(builder, order_texts, a, b,
                            ir_int(IR_I32, ir_comparison_of_runtime(operator)));
    else if (is_literal_right)
        truth =
            ADD_RUNTIME(builder, compare_with_text, a, b, ir_int(IR_I32, operator== COMPARE_EQUAL));
    else
        return compare_objects(builder, operator, left, right, true);
    return value_of(truth, builder->common->bint);
}

static bool is_rich(CompareOperator operator) {
    return operator!= COMPARE_IS && operator!= COMPARE_IS_NOT && !asks_for_membership(operator);
}

static Value compare_link(Builder *builder, const CompareExpression *compare, uint32_t link,
                          Value left, Value right, bool want_truth) {
    const CompareLink *place = NODE_AS(CompareLink, compare->links.items[link]);
    bool is_literal_right = is_text_literal(place->operand);
    bool has_literal = is_literal_right || is_text_literal(left_of(compare, link));
    if (want_truth && has_literal && is_rich(place->operator) && type_is_object(left.type) &&
        type_is_object(right.type))
        return compare_with_literal(builder, place->operator, left, right, is_literal_right);
    return compare_values(builder, place->operator, left, right, want_truth);
}

// `type(object) is list`: not even the class is needed. The object, or NULL for all else.
static Node *find_tested(const Builder *builder, const CompareExpression *compare) {
    const CompareLink *link = NODE_AS(CompareLink, compare->links.items[0]);
    bool is_identity = link->operator== COMPARE_IS || link->operator== COMPARE_IS_NOT;
    if (compare->links.count > 1 || !is_identity || !node_is(compare->first, NODE_Call) ||
        named_builtin_type(builder, link->operand) == NULL)
        return NULL;
    const Call *call = NODE_AS(Call, compare->first);
    bool is_type = call->target != NULL && call->target->kind == CALL_BUILTIN &&
                   call->target->form == FORM_type;
    return is_type ? call->arguments.items[0] : NULL;
}

static Value build_type_test(Builder *builder, const CompareExpression *compare, Node *tested) {
    const CompareLink *link = NODE_AS(CompareLink, compare->links.items[0]);
    IrValue object = build_object(builder, tested);
    IrValue type = add_type_object(builder, named_builtin_type(builder, link->operand));
    IrValue truth = ADD_RUNTIME(builder, has_type, object, type);
    return value_of(negate_if(builder, truth, link->operator== COMPARE_IS_NOT),
                    builder->common->bint);
}

// `view is None` asks the view: it needs no object, nor the GIL.
static bool is_none_test_of_view(const CompareExpression *compare) {
    const CompareLink *link = NODE_AS(CompareLink, compare->links.items[0]);
    return compare->links.count == 1 && is_view(compare->first->type) &&
           (link->operator== COMPARE_IS || link->operator== COMPARE_IS_NOT) &&
           node_is(link->operand, NODE_NoneLiteral);
}

static Value build_none_test_of_view(Builder *builder, const CompareExpression *compare) {
    const CompareLink *link = NODE_AS(CompareLink, compare->links.items[0]);
    IrValue view = build_expression(builder, compare->first).ir;
    IrValue truth = add_unary(builder, IR_OP_VIEW_IS_NONE, IR_BOOL, view);
    return value_of(negate_if(builder, truth, link->operator== COMPARE_IS_NOT),
                    builder->common->bint);
}

// A number as C compares it, or an object.
static Value build_compared(Builder *builder, Node *node) {
    int64_t number;
    if (!type_is_numeric(node->type) && literal_integer(builder, node, &number))
        return value_of(build_as(builder, node, builder->common->long_), builder->common->long_);
    return type_is_numeric(node->type) ? build_kept(builder, node)
                                       : object_value(builder, build_object(builder, node));
}

// Each is compared, which costs less than a branch.
static IrValue find_among_numbers(Builder *builder, Value left, const Value *members,
                                  uint32_t count) {
    IrValue found = ir_int(IR_BOOL, 0);
    for (uint32_t i = 0; i < count; i++) {
        IrValue is_equal = compare_numbers(builder, COMPARE_EQUAL, left, members[i]).ir;
        found = i == 0 ? is_equal : add_binary(builder, IR_OP_OR, IR_BOOL, found, is_equal);
    }
    return found;
}

// They are compared until one is equal.
static IrValue find_among_objects(Builder *builder, Value left, const Value *members,
                                  uint32_t count) {
    IrRegisterId found = builder_new_ir_register(builder, IR_BOOL);
    IrBlock *after = builder_new_block(builder, "compared");
    for (uint32_t i = 0; i < count; i++) {
        Value equal = compare_values(builder, COMPARE_EQUAL, left, members[i], true);
        add_copy(builder, found, build_truth(builder, equal));
        IrBlock *next = i + 1 < count ? builder_new_block(builder, "next") : after;
        add_branch(builder, ir_reg(found), after, next);
        builder_start_block(builder, next);
    }
    return ir_reg(found);
}

// `x in (a, b)` of a C number: each is evaluated once, and then compared.
static Value compare_each(Builder *builder, const CompareExpression *compare) {
    const CompareLink *link = NODE_AS(CompareLink, compare->links.items[0]);
    const NodeList *elements = displayed_elements(link->operand);
    Value left = add_saved_copy(builder, build_expression(builder, compare->first));
    Value *members = ARENA_ARRAY(builder->arena, Value, elements->count);
    bool has_objects = false;
    for (uint32_t i = 0; i < elements->count; i++) {
        Value member = build_compared(builder, elements->items[i]);
        members[i] = add_saved_copy(builder, member);
        has_objects |= type_is_object(member.type);
    }
    IrValue found = has_objects ? find_among_objects(builder, left, members, elements->count)
                                : find_among_numbers(builder, left, members, elements->count);
    return value_of(negate_if(builder, found, link->operator== COMPARE_NOT_IN),
                    builder->common->bint);
}

// `x in part`, of C memory: up to the first element that is equal.
static Value search_memory(Builder *builder, const CompareExpression *compare) {
    const CompareLink *link = NODE_AS(CompareLink, compare->links.items[0]);
    Value wanted = add_saved_copy(builder, build_expression(builder, compare->first));
    CPart part = build_memory_part(builder, link->operand);
    IrRegisterId found = builder_new_ir_register(builder, IR_BOOL);
    IrBlock *equal = builder_new_block(builder, "found");
    IrBlock *next = builder_new_block(builder, "not found");
    add_copy(builder, found, ir_int(IR_BOOL, 0));
    ElementLoop loop = start_element_loop(builder, count_part(builder, &part));
    Value element = load_from_part(builder, &part, loop.index);
    add_branch(builder, compare_values(builder, COMPARE_EQUAL, wanted, element, true).ir, equal,
               next);
    builder_start_block(builder, equal);
    add_copy(builder, found, ir_int(IR_BOOL, 1));
    add_jump(builder, loop.after);
    builder_start_block(builder, next);
    end_element_loop(builder, &loop);
    return value_of(negate_if(builder, ir_reg(found), link->operator== COMPARE_NOT_IN),
                    builder->common->bint);
}

// A comparison without a chain.
static Value build_pair(Builder *builder, const CompareExpression *compare, bool want_truth) {
    const CompareLink *link = NODE_AS(CompareLink, compare->links.items[0]);
    if (link->compares_each)
        return displayed_elements(link->operand) != NULL ? compare_each(builder, compare)
                                                         : search_memory(builder, compare);
    Node *tested = find_tested(builder, compare);
    if (tested != NULL)
        return build_type_test(builder, compare, tested);
    if (is_none_test_of_view(compare))
        return build_none_test_of_view(builder, compare);
    Value left = build_first(builder, compare);
    Value right = build_next(builder, compare, 0);
    return compare_link(builder, compare, 0, left, right, want_truth);
}

void branch_on_comparison(Builder *builder, Node *node, IrBlock *if_true, IrBlock *if_false) {
    CompareExpression *compare = NODE_AS(CompareExpression, node);
    if (compare->links.count == 1) {
        add_branch(builder, build_truth(builder, build_pair(builder, compare, true)), if_true,
                   if_false);
        return;
    }
    Value left = build_first(builder, compare);
    for (uint32_t i = 0; i < compare->links.count; i++) {
        Value right = build_next(builder, compare, i);
        IrValue truth = build_truth(builder, compare_link(builder, compare, i, left, right, true));
        if (i + 1 == compare->links.count) {
            add_branch(builder, truth, if_true, if_false);
            return;
        }
        IrBlock *next = builder_new_block(builder, "chain");
        add_branch(builder, truth, next, if_false);
        builder_start_block(builder, next);
        left = right;
    }
}

IrValue build_comparison_truth(Builder *builder, Node *node) {
    CompareExpression *compare = NODE_AS(CompareExpression, node);
    zi_assert(compare->links.count == 1);
    return build_truth(builder, build_pair(builder, compare, true));
}

// Gives the first comparison that is not true, else the last one's result.
static Value build_chain(Builder *builder, const CompareExpression *compare) {
    const Type *type = builder->common->object;
    IrRegisterId result = builder_new_register(builder, type, NULL);
    IrBlock *after = builder_new_block(builder, "compared");
    Value left = build_first(builder, compare);
    for (uint32_t i = 0; i < compare->links.count; i++) {
        Value right = build_next(builder, compare, i);
        Value link = compare_link(builder, compare, i, left, right, false);
        add_copy(builder, result, to_object(builder, link));
        if (i + 1 == compare->links.count)
            break;
        IrBlock *next = builder_new_block(builder, "chain");
        add_branch(builder, build_truth(builder, link), next, after);
        builder_start_block(builder, next);
        left = right;
    }
    add_jump(builder, after);
    builder_start_block(builder, after);
    return value_of(ir_reg(result), type);
}

Value build_compare_expression(Builder *builder, Node *node) {
    CompareExpression *compare = NODE_AS(CompareExpression, node);
    if (node->type->kind == TYPE_BINT)
        return value_of(build_condition(builder, node), node->type);
    if (compare->links.count > 1)
        return build_chain(builder, compare);
    return build_pair(builder, compare, false);
}
