// Comprehensions and generator expressions.
//
// Takes: Comprehension nodes. Gives: the loops that they stand for, built from For and If nodes
// made here, whose innermost statement is a ComprehensionElement: one more element for the result.
// So ranges, typed targets and iteration are what they are in a for statement. A generator
// expression is a generator function whose innermost statement yields.

#include "codegen/builder/loop.h"

// Python 3.10 to 3.12 iterate in the line where the comprehension starts, for every clause, and up
// to 3.11 they test conditions there; others do so where the iterable stands, but for the first one
// in 3.9. (From 3.13 on this is so for all loops: build_for sees to that.)
static Span span_of_clause(const Builder *builder, const Comprehension *node, uint32_t index) {
    const Node *clause = node->clauses.items[index];
    if (!builder->typed->is_pure_python || !node_is(clause, NODE_ComprehensionFor))
        return clause->span;
    bool is_at_start = builder->typed->python_minor >= 10 || index == 0;
    return is_at_start ? node->node.span : NODE_AS(ComprehensionFor, clause)->iterable->span;
}

static bool tests_at_start(const Builder *builder) {
    return is_python_since(builder, 10) && is_python_before(builder, 12);
}

// Wraps the statement in an If for each condition, the last one innermost.
static Node *wrap_in_conditions(Builder *builder, const Comprehension *node,
                                const NodeList *conditions, Node *statement) {
    Arena *arena = builder->arena;
    for (uint32_t i = conditions->count; i-- > 0;) {
        Span span = tests_at_start(builder) ? node->node.span : conditions->items[i]->span;
        If *wrapper = NODE_NEW(arena, If, span);
        wrapper->test = conditions->items[i];
        wrapper->body = node_list_of(arena, statement);
        statement = &wrapper->node;
    }
    return statement;
}

// Wraps the statement in the clause's loop. `iterable` stands in for the clause's own if not NULL.
static Node *wrap_in_clause(Builder *builder, const Comprehension *node, uint32_t index,
                            Node *iterable, Node *statement) {
    Arena *arena = builder->arena;
    Node *clause = node->clauses.items[index];
    Span span = span_of_clause(builder, node, index);
    if (clause->kind == NODE_ComprehensionForFrom) {
        ComprehensionForFrom *bounded = NODE_AS(ComprehensionForFrom, clause);
        ForFrom *loop = NODE_NEW(arena, ForFrom, span);
        Node header = loop->node;
        *loop = *NODE_AS(ForFrom, bounded->bounds);
        loop->node = header;
        loop->body =
            node_list_of(arena, wrap_in_conditions(builder, node, &bounded->conditions, statement));
        return &loop->node;
    }
    ComprehensionFor *plain = NODE_AS(ComprehensionFor, clause);
    For *loop = NODE_NEW(arena, For, span);
    loop->is_async = plain->is_async;
    loop->target = plain->target;
    loop->iterable = iterable != NULL ? iterable : plain->iterable;
    loop->body =
        node_list_of(arena, wrap_in_conditions(builder, node, &plain->conditions, statement));
    return &loop->node;
}

static Node *make_loops(Builder *builder, const Comprehension *node, Node *first_iterable,
                        Node *innermost) {
    Node *statement = innermost;
    for (uint32_t i = node->clauses.count; i-- > 0;) {
        Node *iterable = i == 0 ? first_iterable : NULL;
        statement = wrap_in_clause(builder, node, i, iterable, statement);
    }
    return statement;
}

// --- Results -------------------------------------------------------------------------------------

// The result of a comprehension whose loops are built.
typedef struct Filling {
    IrRegisterId result;
    // of one that is consumed: the generator's code, and where no more items are asked for
    const InnerCode *code;
    IrBlock *decided;
} Filling;

// --- Lists, sets and dicts -----------------------------------------------------------------------

// What elements are added to.
static ComprehensionKind kind_of_result(const Comprehension *node) {
    if (node->consumer == CONSUMER_NONE)
        return node->kind;
    return node->consumer == CONSUMER_SET ? COMPREHENSION_SET : COMPREHENSION_LIST;
}

static IrValue build_empty_result(Builder *builder, ComprehensionKind kind) {
    switch (kind) {
    case COMPREHENSION_SET:
        return add_runtime_list(builder, RUNTIME_set_build, NULL, 0);
    case COMPREHENSION_DICT:
        return add_runtime_list(builder, RUNTIME_dict_build, NULL, 0);
    case COMPREHENSION_LIST:
        return add_runtime_list(builder, RUNTIME_list_build, NULL, 0);
    case COMPREHENSION_GENERATOR: // yields them
        break;
    }
    internal_error("a generator expression has no result to fill");
}

static void add_element_or_all(Builder *builder, bool adds_all, RuntimeId add, RuntimeId extend,
                               IrValue result, IrValue element) {
    IrValue operands[] = {result, element};
    add_runtime_list(builder, adds_all ? extend : add, operands, 2);
}

static bool asks_truth(const Comprehension *node) {
    return node->consumer == CONSUMER_ANY || node->consumer == CONSUMER_ALL;
}

// Gives the item to who takes it, whose errors are none of the generator's; any() and all() may
// have enough of them.
static void build_consumed(Builder *builder, const Comprehension *node, const Filling *filling) {
    Value item = build_expression(builder, node->element);
    if (!asks_truth(node))
        item = object_value(builder, to_object(builder, item));
    suspend_inner_code(builder, filling->code);
    if (asks_truth(node)) {
        IrBlock *next = builder_new_block(builder, "next");
        bool is_any = node->consumer == CONSUMER_ANY;
        add_branch(builder, build_truth(builder, item), is_any ? filling->decided : next,
                   is_any ? next : filling->decided);
        builder_start_block(builder, next);
    } else if (node->consumer == CONSUMER_SET) {
        ADD_RUNTIME(builder, set_add, ir_reg(filling->result), item.ir);
    } else {
        ADD_RUNTIME(builder, list_append, ir_reg(filling->result), item.ir);
    }
    resume_inner_code(builder, filling->code);
}

// Adds one element, or all that is in it, to the result of the comprehension around it.
void build_comprehension_element(Builder *builder, Node *node) {
    const Comprehension *around =
        NODE_AS(Comprehension, NODE_AS(ComprehensionElement, node)->comprehension);
    const Filling *filling = map_get(&builder->comprehensions, around);
    if (filling == NULL)
        internal_error("a comprehension has no result here");
    if (around->consumer != CONSUMER_NONE) {
        build_consumed(builder, around, filling);
        return;
    }
    IrValue result = ir_reg(filling->result);
    bool is_starred = node_is(around->element, NODE_Starred);
    IrValue element = build_object(builder, is_starred ? NODE_AS(Starred, around->element)->value
                                                       : around->element);
    if (builder->typed->is_pure_python && !tests_at_start(builder))
        builder->span = around->element->span; // where it may have no hash
    switch (around->kind) {
    case COMPREHENSION_SET:
        add_element_or_all(builder, is_starred, RUNTIME_set_add, RUNTIME_set_update, result,
                           element);
        break;
    case COMPREHENSION_DICT:
        if (around->value == NULL) {
            ADD_RUNTIME(builder, dict_update, result, element);
            break;
        }
        ADD_RUNTIME(builder, dict_set, result, element, build_object(builder, around->value));
        break;
    case COMPREHENSION_LIST:
        add_element_or_all(builder, is_starred, RUNTIME_list_append, RUNTIME_list_extend, result,
                           element);
        break;
    case COMPREHENSION_GENERATOR:
        internal_error("a generator expression has no result to fill");
    }
}

// One whose first loop is built next.
struct EnteredComprehension {
    const InnerCode *code; // NULL: it is part of the code around
    const Scope *scope;
    const Scope *around; // of a comprehension around, or NULL
};

const EnteredComprehension *begin_iterable(Builder *builder) {
    const EnteredComprehension *entered = builder->entering;
    builder->entering = NULL;
    if (entered == NULL)
        return NULL;
    builder->comprehension_depth--;
    builder->comprehension_scope = entered->around;
    if (entered->code != NULL)
        suspend_inner_code(builder, entered->code);
    return entered;
}

void end_iterable(Builder *builder, const EnteredComprehension *entered) {
    if (entered == NULL)
        return;
    builder->comprehension_depth++;
    builder->comprehension_scope = entered->scope;
    if (entered->code != NULL)
        resume_inner_code(builder, entered->code);
}

// Python 3.12 has made comprehensions part of the code around them.
static bool has_inner_code(const Builder *builder, const Comprehension *node) {
    return node->consumer != CONSUMER_NONE || is_python_before(builder, 12);
}

// All items have been seen, or one of them has decided.
static void end_truths(Builder *builder, const Comprehension *node, const Filling *filling) {
    bool is_all = node->consumer == CONSUMER_ALL;
    IrBlock *after = builder_new_block(builder, "decided");
    add_copy(builder, filling->result, ir_int(IR_BOOL, is_all));
    add_jump(builder, after);
    builder_start_block(builder, filling->decided);
    add_copy(builder, filling->result, ir_int(IR_BOOL, !is_all));
    add_jump(builder, after);
    builder_start_block(builder, after);
}

static void build_loops(Builder *builder, const Comprehension *node, Filling *filling,
                        Node *element) {
    Node *loops = make_loops(builder, node, NULL, element);
    InnerCode code;
    EnteredComprehension entered = {.scope = node->scope, .around = builder->comprehension_scope};
    builder->comprehension_scope = entered.scope;
    builder->comprehension_depth++;
    if (asks_truth(node))
        filling->decided = builder_new_block(builder, "enough");
    if (has_inner_code(builder, node)) {
        code = enter_inner_code(builder, node->scope, node->node.span);
        code.is_generator = node->consumer != CONSUMER_NONE;
        filling->code = entered.code = &code;
    }
    builder->entering = &entered;
    build_statement(builder, loops);
    builder->entering = NULL; // whatever the loop
    if (entered.code != NULL)
        leave_inner_code(builder, &code);
    filling->code = NULL;
    if (filling->decided != NULL)
        end_truths(builder, node, filling);
    builder->comprehension_depth--;
    builder->comprehension_scope = entered.around;
}

// The comprehension's own variables end with it: their objects are let go.
static void end_variables(Builder *builder, const Scope *scope) {
    for (uint32_t i = 0; i < scope->order.count; i++) {
        Symbol *symbol = scope->order.items[i];
        if (symbol->scope != scope || symbol->kind != SYMBOL_LOCAL)
            continue;
        IrRegisterId reg =
            is_in_cell(symbol) ? cell_register(builder, symbol) : local_register(builder, symbol);
        if (ir_kind_is_counted(builder->function->registers.items[reg].type.kind))
            add_op(builder, IR_OP_UNBOUND, reg, NULL, 0);
    }
}

// Builds the loops and ends the variables of the comprehension (language level 2 has none of its
// own), however the loops are left. What leaves the function as well ends its variables anyway.
static void build_loops_and_end(Builder *builder, const Comprehension *node, Filling *filling,
                                Node *element) {
    if (node->scope == NULL) {
        build_loops(builder, node, filling, element);
        return;
    }
    IrBlock *outer = builder->handler;
    IrBlock *failed = outer == NULL ? NULL : builder_new_block(builder, "comprehension failed");
    if (failed != NULL) {
        failed->is_cold = true;
        builder_set_handler(builder, failed, "comprehension");
    }
    build_loops(builder, node, filling, element);
    if (failed != NULL) {
        builder_set_handler(builder, outer, "comprehension end");
        IrBlock *end = builder->block;
        builder_start_block(builder, failed);
        end_variables(builder, node->scope);
        add_propagate(builder);
        builder_start_block(builder, end);
    }
    end_variables(builder, node->scope);
}

static IrValue build_collection(Builder *builder, const Comprehension *node) {
    if (node->scope != NULL)
        declare_cells(builder, node->scope);
    Filling filling = {
        .result = builder_new_ir_register(builder, asks_truth(node) ? IR_BOOL : IR_OBJECT)};
    if (!asks_truth(node))
        add_copy(builder, filling.result, build_empty_result(builder, kind_of_result(node)));
    map_put(builder->arena, &builder->comprehensions, node, &filling);
    Span span = node->node.span;
    ComprehensionElement *element = NODE_NEW(builder->arena, ComprehensionElement, span);
    element->comprehension = (Node *)node;
    build_loops_and_end(builder, node, &filling, &element->node);
    map_put(builder->arena, &builder->comprehensions, node, NULL);
    return ir_reg(filling.result);
}

static const Comprehension *consumed_argument(const Call *call) {
    const Node *first = call->arguments.count > 0 ? call->arguments.items[0] : NULL;
    return node_is(first, NODE_Comprehension) ? (const Comprehension *)first : NULL;
}

bool build_consuming_call(Builder *builder, const Call *call, Value *result) {
    const Comprehension *node = consumed_argument(call);
    if (node == NULL || node->consumer == CONSUMER_NONE || node->consumer == CONSUMER_CALLEE)
        return false;
    IrValue items = build_collection(builder, node);
    if (node->consumer == CONSUMER_TUPLE)
        items = ADD_RUNTIME(builder, list_to_tuple, items);
    *result = value_of(items, asks_truth(node) ? builder->common->bint : call->node.type);
    return true;
}

// --- Generator expressions -----------------------------------------------------------------------

// The loop over C memory reads it as it runs; of an array, which may not live as long, it reads a
// copy. (Addresses are those of the array.)
static IrValue build_memory(Builder *builder, const ComprehensionFor *clause) {
    CPart part = build_memory_part(builder, clause->iterable);
    const Node *base = is_c_slice(clause->iterable) ? NODE_AS(Subscript, clause->iterable)->value
                                                    : clause->iterable;
    bool gives_addresses = loops_over_addresses(clause->target, clause->iterable, part.element);
    bool is_copied = base->type->kind == TYPE_ARRAY && !gives_addresses;
    IrValue copied = is_copied ? size_of(builder, base->type) : ir_int(IR_I64, 0);
    return ADD_RUNTIME(builder, memory_part, part.base, part.start, part.stop, copied);
}

// What its function would give if it were called. That nobody sees, so it is not made.
static IrValue add_generator(Builder *builder, const FunctionSymbol *symbol, IrValue source) {
    IrBody *body = function_body(builder->owner, symbol);
    IrValue operands[] = {build_closure(builder, symbol), source};
    uint32_t hidden = body->has_closure ? 1 : 0;
    IrOp *op =
        add_op_giving(builder, IR_OP_CALL_NATIVE, body->result, operands + 1 - hidden, hidden + 1);
    op->aux.body = body;
    return ir_reg(op->result);
}

// The first iterable is evaluated, and iter() called on it, where the expression stands: up to 3.14
// in the iterable's line.
static IrValue build_generator(Builder *builder, const Comprehension *node) {
    const ComprehensionFor *clause = NODE_AS(ComprehensionFor, node->clauses.items[0]);
    if (!clause->is_async && is_c_memory(clause->iterable))
        return add_generator(builder, node->function, build_memory(builder, clause));
    IrValue iterable = build_iterable(builder, clause->iterable);
    Span outer = builder->span;
    builder->span = is_python_since(builder, 15) ? node->node.span
                                                 : span_of_iteration(builder, clause->iterable);
    IrValue iterator = clause->is_async
                           ? ADD_RUNTIME(builder, async_iter_start, iterable, python_words(builder))
                           : ADD_RUNTIME(builder, iter_object, iterable);
    builder->span = outer;
    return add_generator(builder, node->function, iterator);
}

// The body of the generator function that a generator expression stands for.
void build_generator_body(Builder *builder, Comprehension *node) {
    Arena *arena = builder->arena;
    Symbol *parameter = node->function->parameter_symbols.items[0];
    Node *first = NODE_AS(ComprehensionFor, node->clauses.items[0])->iterable;
    NameExpression *iterable = NODE_NEW(arena, NameExpression, first->span);
    iterable->name = parameter->name;
    iterable->symbol = parameter;
    iterable->node.type = parameter->type;
    bool is_memory = is_given_memory(builder, first);
    Yield *yield = NODE_NEW(arena, Yield, node->element->span);
    yield->value = node->element;
    yield->node.type = builder->common->object;
    ExpressionStatement *statement = NODE_NEW(arena, ExpressionStatement, node->element->span);
    statement->value = &yield->node;
    build_statement(
        builder, make_loops(builder, node, is_memory ? first : &iterable->node, &statement->node));
}

Value build_comprehension(Builder *builder, Node *node) {
    const Comprehension *comprehension = NODE_AS(Comprehension, node);
    bool is_consumed = comprehension->consumer != CONSUMER_NONE;
    if (comprehension->kind == COMPREHENSION_GENERATOR && !is_consumed)
        return object_value(builder, build_generator(builder, comprehension));
    return value_of(build_collection(builder, comprehension), node->type);
}
