// with: context managers.
//
// Takes: With nodes of plain Python managers. Gives: __enter__, the body, and __exit__ on every
// path out, as
//     manager = EXPRESSION; exit = type(manager).__exit__; value = type(manager).__enter__(manager)
//     try: TARGET = value; body
//     except: if not exit(manager, *sys.exc_info()): raise
//     else: exit(manager, None, None, None)
// An asynchronous one has __aenter__ and __aexit__, and awaits what they give.

#include "codegen/builder/trace.h"

static void build_with_items(Builder *builder, const With *node, uint32_t first);

// Python finds no `__enter__` that is a C function: it is called as any method of C.
static Value add_c_enter(Builder *builder, FunctionSymbol *enter, IrValue manager,
                         IrRegisterId exit) {
    add_copy(builder, exit, ADD_RUNTIME(builder, with_find_exit, manager, python_words(builder)));
    return enter->owner->is_final ? add_native_call(builder, enter, &manager, 1)
                                  : add_virtual_call(builder, enter, &manager, 1);
}

static IrValue add_enter(Builder *builder, const With *node, IrValue manager, IrRegisterId exit) {
    if (!node->is_async)
        return ADD_RUNTIME(builder, with_enter, manager, ir_reg(exit), python_words(builder));
    IrValue entered =
        ADD_RUNTIME(builder, async_with_enter, manager, ir_reg(exit), python_words(builder));
    return add_delegation(builder, entered);
}

static IrValue add_exit(Builder *builder, const With *node, IrRegisterId exit, IrValue exception) {
    if (!node->is_async)
        return ADD_RUNTIME(builder, with_exit, ir_reg(exit), exception);
    IrValue left =
        ADD_RUNTIME(builder, async_with_exit, ir_reg(exit), exception, python_words(builder));
    return build_truth(builder, object_value(builder, add_delegation(builder, left)));
}

void add_leave(Builder *builder, bool is_async, IrRegisterId exit) {
    if (is_async)
        add_delegation(builder,
                       ADD_RUNTIME(builder, async_with_leave, ir_reg(exit), python_words(builder)));
    else
        ADD_RUNTIME(builder, with_leave, ir_reg(exit));
}

// The handler of the body: __exit__ says whether the exception ends here.
static void build_exceptional_exit(Builder *builder, const With *node, IrBlock *raised,
                                   IrRegisterId exit, IrBlock *end) {
    Cleanup handling;
    IrBlock *failed = begin_handling(builder, raised, &handling);
    IrValue exception = add_runtime_list(builder, RUNTIME_exception_handled, NULL, 0);
    IrValue swallowed = add_exit(builder, node, exit, exception);
    IrBlock *ended = builder_new_block(builder, "swallowed");
    IrBlock *goes_on = builder_new_block(builder, "not swallowed");
    add_branch(builder, swallowed, ended, goes_on);
    builder_start_block(builder, ended);
    ADD_RUNTIME(builder, exception_pop, ir_reg(handling.saved));
    add_jump(builder, end);
    builder_start_block(builder, goes_on);
    add_reraise_handled(builder, &handling);
    end_handling(builder, failed, &handling);
}

static void note_statement(Node **child, NodeRole role, void *context) {
    NodeFamily family = node_kind_family((*child)->kind);
    if (role != ROLE_VALUE || (family != FAMILY_STATEMENT && family != FAMILY_PART))
        return;
    if (family == FAMILY_STATEMENT)
        *(const Node **)context = *child;
    node_walk(*child, note_statement, context);
}

// The last statement in the text of the body, in whatever compound statement it is.
static const Node *last_statement(const NodeList *body) {
    const Node *last = NULL;
    note_statement(&body->items[body->count - 1], ROLE_VALUE, &last);
    return last;
}

// Where Python says that a manager's methods are called: from 3.10 on in the line of the statement,
// from 3.13 on in that of the item; before that __exit__ is called in the line of the body's last
// statement.
static const Node *place_of_calls(const Builder *builder, const With *node, const WithItem *item) {
    return builder->typed->python_minor >= 13 ? item->context : &node->node;
}

static void build_with_item(Builder *builder, const With *node, uint32_t index) {
    const WithItem *item = NODE_AS(WithItem, node->items.items[index]);
    IrValue manager = build_object(builder, item->context);
    IrRegisterId exit = builder_new_ir_register(builder, IR_OBJECT);
    const Node *place = place_of_calls(builder, node, item);
    bool exits_at_end = !is_python_since(builder, 10);
    builder->span = place->span;
    Value entered = item->enter != NULL
                        ? add_c_enter(builder, item->enter, manager, exit)
                        : object_value(builder, add_enter(builder, node, manager, exit));
    IrBlock *outer = builder->handler;
    IrBlock *raised = builder_new_block(builder, "with raised");
    IrBlock *end = builder_new_block(builder, "with end");
    Cleanup cleanup = {.kind = CLEANUP_WITH,
                       .handler = outer,
                       .saved = exit,
                       .is_async = node->is_async,
                       .place = exits_at_end ? NULL : place};
    push_cleanup(builder, &cleanup);
    builder_set_handler(builder, raised, "with");
    if (item->target != NULL)
        assign_target(builder, item->target, entered);
    build_with_items(builder, node, index + 1);
    pop_cleanup(builder);
    builder_set_handler(builder, outer, "with left");
    trace_line(builder, node->node.span);
    if (builder->typed->is_pure_python)
        builder->span = exits_at_end ? last_statement(&node->body)->span : place->span;
    add_leave(builder, node->is_async, exit);
    add_jump(builder, end);
    if (!builder->typed->is_pure_python)
        builder->span = item->node.span;
    build_exceptional_exit(builder, node, raised, exit, end);
    builder_start_block(builder, end);
}

static void build_with_items(Builder *builder, const With *node, uint32_t first) {
    if (first < node->items.count)
        build_with_item(builder, node, first);
    else
        build_statements(builder, &node->body);
}

void build_manager_with(Builder *builder, const With *node) { build_with_items(builder, node, 0); }
