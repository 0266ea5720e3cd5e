// Expressions: dispatch, conditions, `and`, `or`, conditional and named expressions.
//
// Takes: typed expression nodes. Gives: values of the types that the nodes have. Guarantees:
// operands are evaluated in Python's order, each once.

#include "codegen/builder/trace.h"

typedef Value ExpressionBuilder(Builder *builder, Node *node);
typedef void StatementBuilder(Builder *builder, Node *node);

static ExpressionBuilder *const expression_builders[NODE_COUNT] = {
#define STATEMENT(Kind, name, LINE)
#define EXPRESSION(Kind, name) [NODE_##Kind] = build_##name,
#include "codegen/units/native.def"
#undef STATEMENT
#undef EXPRESSION
};

static StatementBuilder *const statement_builders[NODE_COUNT] = {
#define STATEMENT(Kind, name, LINE) [NODE_##Kind] = build_##name,
#define EXPRESSION(Kind, name)
#include "codegen/units/native.def"
#undef STATEMENT
#undef EXPRESSION
};

void build_statement(Builder *builder, Node *node) {
    builder->span = node->span;
    if (statement_builders[node->kind] == NULL)
        internal_error("no builder for a %s", node_kind_name(node->kind));
    trace_statement(builder, node);
    statement_builders[node->kind](builder, node);
}

static Value dispatch(Builder *builder, Node *node) {
    if (expression_builders[node->kind] == NULL)
        internal_error("no builder for a %s", node_kind_name(node->kind));
    Span outer = builder->span;
    builder->span = node->span;
    Value value = expression_builders[node->kind](builder, node);
    builder->span = outer;
    return value;
}

// Is this a type of values that registers hold?
static bool has_value(const Type *type) {
    return type != NULL && type->kind != TYPE_VOID && type->kind != TYPE_TYPE &&
           type->kind != TYPE_MODULE && type->kind != TYPE_ERROR && type->kind != TYPE_FUSED;
}

// Is the node's type what the typer takes Python to give? A builtin may have been replaced, and
// str(), bytes() or % give what a method gives, which may be of a type that extends theirs. (What
// is declared as Python's int is made one.)
static bool is_claimed(const Builder *builder, const Value *value, const Node *node) {
    return value->type->kind == TYPE_OBJECT && node->type->kind == TYPE_BUILTIN &&
           (builder->typed->is_pure_python || node->type->builtin != BUILTIN_INT);
}

// In plain Python nothing relies on the type without a check when the program runs.
static Value claim_type(Builder *builder, const Node *node, Value value) {
    if (!builder->typed->is_pure_python)
        add_type_check(builder, value.ir, node->type, IR_FLAG_SUBTYPE);
    return value_of(value.ir, node->type);
}

static Value convert_to_own_type(Builder *builder, const Node *node, Value value) {
    if (value.type == node->type || !has_value(node->type) || value.type->kind == TYPE_VOID)
        return value;
    Span outer = builder->span;
    builder->span = node->span;
    value = is_claimed(builder, &value, node)
                ? claim_type(builder, node, value)
                : value_of(build_conversion(builder, value, node->type), node->type);
    builder->span = outer;
    return value;
}

Value build_expression(Builder *builder, Node *node) {
    return convert_to_own_type(builder, node, dispatch(builder, node));
}

Value build_in_c(Builder *builder, Node *node) {
    if (node_is(node, NODE_IntLiteral) && type_is_integral(node->type)) {
        const Type *type = type_in_c(builder, node);
        return value_of(build_literal_as(builder, node, type), type);
    }
    Value value = dispatch(builder, node);
    bool is_integer = type_is_integral(node->type) && type_is_integral(value.type);
    return is_integer ? value : convert_to_own_type(builder, node, value);
}

IrValue build_as(Builder *builder, Node *node, const Type *type) {
    if (type_is_object(type)) {
        uint32_t constant;
        if (find_constant(builder, node, &constant)) {
            Value value = object_value(builder, add_constant(builder, constant));
            bool is_checked =
                node->kind != NODE_NoneLiteral && node->type != NULL && type_is_object(node->type);
            value.type = is_checked ? node->type : type;
            return build_conversion(builder, value, type);
        }
    } else if (is_literal_of(node, type)) {
        return build_literal_as(builder, node, type);
    }
    Value value =
        type_is_numeric(type) ? build_in_c(builder, node) : build_expression(builder, node);
    Span outer = builder->span;
    builder->span = node->span;
    IrValue converted = build_conversion(builder, value, type);
    builder->span = outer;
    return converted;
}

// Does the value become an object without a check of the type that the typer knows it to have?
static bool needs_no_check(const Node *node) {
    if (node_is(node, NODE_TupleExpression)) // not the C tuple that it could be
        return true;
    if (node->type == NULL || node->type->kind != TYPE_BUILTIN)
        return false;
    // (Nothing is built that relies on an exception's type.)
    return node_is(node, NODE_Call)
               ? builtin_extends(node->type->builtin, BUILTIN_BASE_EXCEPTION)
               : node_is(node, NODE_NameExpression) && node->type->builtin == BUILTIN_TYPE;
}

IrValue build_object(Builder *builder, Node *node) {
    uint32_t constant;
    if (find_constant(builder, node, &constant))
        return add_constant(builder, constant);
    if (needs_no_check(node))
        return to_object(builder, dispatch(builder, node));
    Value value = build_expression(builder, node);
    Span outer = builder->span;
    builder->span = node->span;
    IrValue object = to_object(builder, value);
    builder->span = outer;
    return object;
}

void build_discarded(Builder *builder, Node *node) {
    Span outer = builder->span;
    builder->span = node->span;
    if (!node_is(node, NODE_Call) || !build_discarded_call(builder, NODE_AS(Call, node)))
        dispatch(builder, node);
    builder->span = outer;
}

// --- Conditions ----------------------------------------------------------------------------------

static void branch_on_operands(Builder *builder, const BooleanExpression *node, IrBlock *if_true,
                               IrBlock *if_false) {
    for (uint32_t i = 0; i + 1 < node->operands.count; i++) {
        IrBlock *next = builder_new_block(builder, node->is_or ? "or" : "and");
        build_branch(builder, node->operands.items[i], node->is_or ? if_true : next,
                     node->is_or ? next : if_false);
        builder_start_block(builder, next);
    }
    build_branch(builder, node->operands.items[node->operands.count - 1], if_true, if_false);
}

static void branch_on_either(Builder *builder, const ConditionalExpression *node, IrBlock *if_true,
                             IrBlock *if_false) {
    IrBlock *body = builder_new_block(builder, "then");
    IrBlock *orelse = builder_new_block(builder, "else");
    build_branch(builder, node->test, body, orelse);
    builder_start_block(builder, body);
    build_branch(builder, node->body, if_true, if_false);
    builder_start_block(builder, orelse);
    build_branch(builder, node->orelse, if_true, if_false);
}

// A value that is made of an object at hand.
typedef struct Looked {
    Node *node;
    Value value;
} Looked;

static void build_object_truth(Builder *builder, void *context) {
    Looked *looked = context;
    IrValue truth = build_truth(builder, build_expression(builder, looked->node));
    looked->value = value_of(truth, builder->common->bint);
}

// Without the GIL the truth of an object is asked for with it.
static IrValue build_plain_truth(Builder *builder, Node *node, Span test) {
    if (!builder->without_gil || !type_is_object(node->type)) {
        Value value = build_expression(builder, node);
        builder->span = test;
        return build_truth(builder, value);
    }
    Looked looked = {.node = node};
    build_with_gil(builder, build_object_truth, &looked);
    return looked.value.ir;
}

// Up to Python 3.11 a condition is tested in the line of what it is the condition of.
static bool tests_in_line_of_statement(const Builder *builder) {
    return is_python_before(builder, 12);
}

void build_branch(Builder *builder, Node *node, IrBlock *if_true, IrBlock *if_false) {
    if (node_is(node, NODE_BooleanExpression)) {
        branch_on_operands(builder, NODE_AS(BooleanExpression, node), if_true, if_false);
        return;
    }
    if (node_is(node, NODE_UnaryExpression) &&
        NODE_AS(UnaryExpression, node)->operator== UNARY_NOT) {
        build_branch(builder, NODE_AS(UnaryExpression, node)->operand, if_false, if_true);
        return;
    }
    if (node_is(node, NODE_ConditionalExpression)) {
        branch_on_either(builder, NODE_AS(ConditionalExpression, node), if_true, if_false);
        return;
    }
    Span outer = builder->span;
    if (node_is(node, NODE_CompareExpression)) {
        builder->span = node->span;
        branch_on_comparison(builder, node, if_true, if_false);
    } else {
        Span test = tests_in_line_of_statement(builder) ? outer : node->span;
        add_branch(builder, build_plain_truth(builder, node, test), if_true, if_false);
    }
    builder->span = outer;
}

static bool is_single_comparison(const Node *node) {
    return node_is(node, NODE_CompareExpression) &&
           ((const CompareExpression *)node)->links.count == 1;
}

// Is the truth value known only after branches inside? Python makes the value, and tests that.
static bool needs_branches(const Builder *builder, const Node *node) {
    if (builder->typed->is_pure_python && node->type->kind != TYPE_BINT)
        return false;
    return node_is(node, NODE_BooleanExpression) ||
           (node_is(node, NODE_CompareExpression) &&
            ((const CompareExpression *)node)->links.count > 1);
}

IrValue build_condition(Builder *builder, Node *node) {
    if (!needs_branches(builder, node)) {
        if (is_single_comparison(node))
            return build_comparison_truth(builder, node);
        return build_plain_truth(builder, node, builder->span);
    }
    IrRegisterId result = builder_new_ir_register(builder, IR_BOOL);
    IrBlock *if_true = builder_new_block(builder, "true");
    IrBlock *if_false = builder_new_block(builder, "false");
    IrBlock *after = builder_new_block(builder, "condition");
    build_branch(builder, node, if_true, if_false);
    builder_start_block(builder, if_true);
    add_copy(builder, result, ir_int(IR_BOOL, 1));
    add_jump(builder, after);
    builder_start_block(builder, if_false);
    add_copy(builder, result, ir_int(IR_BOOL, 0));
    add_jump(builder, after);
    builder_start_block(builder, after);
    return ir_reg(result);
}

// --- and, or, if-else, := ------------------------------------------------------------------------

// The type that a value of either branch has: the node's, if there is one.
static const Type *joined_type(const Builder *builder, const Node *node) {
    return has_value(node->type) ? node->type : builder->common->object;
}

// Holds the value of either branch; of C arrays that is an address.
static IrRegisterId new_joined(Builder *builder, const Type *type) {
    return type->kind == TYPE_ARRAY ? builder_new_ir_register(builder, IR_POINTER)
                                    : builder_new_register(builder, type, NULL);
}

// A value that is wanted, and where to go on once it is known to be true or false.
typedef struct Decision {
    IrRegisterId result;
    const Type *type;
    IrBlock *if_true, *if_false;
    // the `and` or `or` that asks
    const BooleanExpression *asked_by;
} Decision;

// Does a value that decides `inner` decide `outer` too, without a second test? CPython threads the
// jump of the one to that of the other up to 3.11 and from 3.14 on; 3.10 and 3.11 only within a
// line.
static bool decides_both(const Builder *builder, const Node *inner,
                         const BooleanExpression *outer) {
    if (!is_python_since(builder, 10) || is_python_since(builder, 14))
        return true;
    const SourceTable *sources = builder->module->compilation->sources;
    return is_python_before(builder, 12) &&
           source_line(sources, inner->span) == source_line(sources, outer->node.span);
}

// Is the last part of a conditional expression, which nothing has to jump over, an `and` or `or`?
static bool is_boolean_or_else(const Node *node) {
    if (!node_is(node, NODE_ConditionalExpression))
        return false;
    while (node_is(node, NODE_ConditionalExpression))
        node = ((const ConditionalExpression *)node)->orelse;
    return node_is(node, NODE_BooleanExpression);
}

static void decide(Builder *builder, Node *node, const Decision *decision);

static void decide_by_operands(Builder *builder, const BooleanExpression *node,
                               const Decision *decision) {
    for (uint32_t i = 0; i + 1 < node->operands.count; i++) {
        IrBlock *next = builder_new_block(builder, node->is_or ? "or" : "and");
        Decision inner = *decision;
        inner.asked_by = node;
        *(node->is_or ? &inner.if_false : &inner.if_true) = next;
        decide(builder, node->operands.items[i], &inner);
        builder_start_block(builder, next);
    }
    decide(builder, node->operands.items[node->operands.count - 1], decision);
}

// The operand's value, as the result wants it; and what its truth is asked of: a C number itself.
static Value build_operand(Builder *builder, Node *node, const Decision *decision) {
    if (!type_is_numeric(node->type) || !type_is_numeric(decision->type)) {
        add_copy(builder, decision->result, build_as(builder, node, decision->type));
        return value_of(ir_reg(decision->result), decision->type);
    }
    Value number = build_expression(builder, node);
    add_copy(builder, decision->result, build_conversion(builder, number, decision->type));
    return number;
}

static void test_operand(Builder *builder, Node *node, const Decision *decision) {
    Value operand = build_operand(builder, node, decision);
    if (decision->if_true == decision->if_false) {
        add_jump(builder, decision->if_true);
        return;
    }
    Span outer = builder->span;
    builder->span = decision->asked_by->node.span;
    IrValue truth = build_truth(builder, operand);
    add_branch(builder, truth, decision->if_true, decision->if_false);
    builder->span = outer;
}

static void decide(Builder *builder, Node *node, const Decision *decision) {
    bool is_last = decision->if_true == decision->if_false;
    if (node_is(node, NODE_BooleanExpression) && joined_type(builder, node) == decision->type &&
        (is_last || decides_both(builder, node, decision->asked_by))) {
        decide_by_operands(builder, NODE_AS(BooleanExpression, node), decision);
    } else if (is_boolean_or_else(node) && joined_type(builder, node) == decision->type) {
        ConditionalExpression *conditional = NODE_AS(ConditionalExpression, node);
        IrBlock *body = builder_new_block(builder, "then");
        IrBlock *orelse = builder_new_block(builder, "else");
        build_branch(builder, conditional->test, body, orelse);
        builder_start_block(builder, body);
        test_operand(builder, conditional->body, decision);
        builder_start_block(builder, orelse);
        decide(builder, conditional->orelse, decision);
    } else {
        test_operand(builder, node, decision);
    }
}

// Gives the first operand that decides, else the last.
Value build_boolean_expression(Builder *builder, Node *node) {
    const Type *type = joined_type(builder, node);
    if (type->kind == TYPE_BINT)
        return value_of(build_condition(builder, node), type);
    IrBlock *after = builder_new_block(builder, "decided");
    Decision decision = {new_joined(builder, type), type, after, after, NULL};
    decide_by_operands(builder, NODE_AS(BooleanExpression, node), &decision);
    builder_start_block(builder, after);
    return value_of(ir_reg(decision.result), type);
}

Value build_conditional_expression(Builder *builder, Node *node) {
    ConditionalExpression *conditional = NODE_AS(ConditionalExpression, node);
    const Type *type = joined_type(builder, node);
    IrRegisterId result = new_joined(builder, type);
    IrBlock *if_true = builder_new_block(builder, "then");
    IrBlock *if_false = builder_new_block(builder, "else");
    IrBlock *after = builder_new_block(builder, "joined");
    build_branch(builder, conditional->test, if_true, if_false);
    builder_start_block(builder, if_true);
    add_copy(builder, result, build_as(builder, conditional->body, type));
    add_jump(builder, after);
    builder_start_block(builder, if_false);
    add_copy(builder, result, build_as(builder, conditional->orelse, type));
    add_jump(builder, after);
    builder_start_block(builder, after);
    return value_of(ir_reg(result), type);
}

Value build_named_expression(Builder *builder, Node *node) {
    NamedExpression *named = NODE_AS(NamedExpression, node);
    Value value = add_saved_copy(builder, build_expression(builder, named->value));
    assign_target(builder, named->target, value);
    return value;
}
