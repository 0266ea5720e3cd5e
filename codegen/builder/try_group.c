// try with except*: each clause may take a part of the raised group.
//
// Takes: Try nodes whose clauses are except*. Gives: the clauses one after the other, each with
// what the ones before have left. Guarantees: while a clause runs, its part is the handled
// exception; what clauses raise is collected, and after the last one it is raised together with
// what none of them took, in the structure of the original group.
//
//     body ──exception──> push ──> split ──> clause ──> split ──> clause ──> join ──> pop ──> end
//                                    │ none      │ exception: noted              │ not all taken
//                                    └───> next <┘                               └──> pop, raise

#include "codegen/builder/internal.h"

// The exception that is being taken apart.
typedef struct Group {
    IrBlock *failed; // the handler while clauses run
    IrValue original;
    // what is left; the list of what clauses have raised
    IrRegisterId rest, raised;
} Group;

static void unbind_name(Builder *builder, const ExceptHandler *clause) {
    if (clause->target != NULL)
        unbind_target(builder, NODE_AS(NameExpression, clause->target)->symbol);
}

// What the body raises does not leave the statement yet.
static void build_body(Builder *builder, const Group *group, const ExceptHandler *clause,
                       IrValue part) {
    IrBlock *raised = builder_new_block(builder, "clause raised");
    IrBlock *end = builder_new_block(builder, "clause end");
    raised->is_cold = true;
    if (clause->target != NULL)
        assign_target(builder, clause->target, object_value(builder, part));
    builder_set_handler(builder, raised, "clause");
    build_statements(builder, &clause->body);
    builder_set_handler(builder, group->failed, "clause left");
    if (builder->block != NULL)
        unbind_name(builder, clause);
    add_jump(builder, end);
    builder_start_block(builder, raised);
    IrValue exception = add_runtime_list(builder, RUNTIME_exception_fetch, NULL, 0);
    unbind_name(builder, clause);
    ADD_RUNTIME(builder, list_append, ir_reg(group->raised), exception);
    add_jump(builder, end);
    builder_start_block(builder, end);
}

// The traceback of a group that has been put around an exception begins in this line: raised and
// caught at once, it gets the entry.
static void show_clause(Builder *builder, const Group *group, IrValue part, IrRegisterId before) {
    IrBlock *shown = builder_new_block(builder, "clause shown");
    IrBlock *body = builder_new_block(builder, "clause body");
    shown->is_cold = true;
    builder_set_handler(builder, shown, "clause taken");
    ADD_RUNTIME(builder, group_show, part, ir_reg(before));
    builder_set_handler(builder, group->failed, "clause not new");
    add_jump(builder, body);
    builder_start_block(builder, shown);
    add_runtime_list(builder, RUNTIME_exception_fetch, NULL, 0);
    add_jump(builder, body);
    builder_start_block(builder, body);
}

// except_star_clause: "except" "*" expression ["as" NAME] ":" block
static void build_clause(Builder *builder, const Group *group, const ExceptHandler *clause) {
    builder->span = clause->node.span;
    IrBlock *body = builder_new_block(builder, "clause");
    IrBlock *next = builder_new_block(builder, "next clause");
    IrValue wanted = build_object(builder, clause->exception);
    IrRegisterId before = builder_new_ir_register(builder, IR_OBJECT);
    add_copy(builder, before, ir_reg(group->rest));
    IrValue parts = ADD_RUNTIME(builder, group_split, ir_reg(group->rest), wanted);
    IrValue part = ADD_RUNTIME(builder, tuple_item, parts, ir_int(IR_I64, 0));
    add_copy(builder, group->rest, ADD_RUNTIME(builder, tuple_item, parts, ir_int(IR_I64, 1)));
    IrValue none = add_singleton(builder, SINGLETON_NONE);
    add_branch(builder, add_compare(builder, COMPARE_IS, part, none, false), next, body);
    builder_start_block(builder, body);
    show_clause(builder, group, part, before);
    build_body(builder, group, clause, part);
    add_jump(builder, next);
    builder_start_block(builder, next);
}

static Group begin_group(Builder *builder, IrBlock *failed) {
    Group group = {.failed = failed};
    group.original = add_runtime_list(builder, RUNTIME_exception_handled, NULL, 0);
    group.rest = builder_new_ir_register(builder, IR_OBJECT);
    group.raised = builder_new_ir_register(builder, IR_OBJECT);
    add_copy(builder, group.rest, group.original);
    add_copy(builder, group.raised, add_runtime_list(builder, RUNTIME_list_build, NULL, 0));
    return group;
}

void build_group_clauses(Builder *builder, const Try *node, IrBlock *failed,
                         const Cleanup *handling, IrBlock *end) {
    Group group = begin_group(builder, failed);
    for (uint32_t i = 0; i < node->handlers.count; i++)
        build_clause(builder, &group, NODE_AS(ExceptHandler, node->handlers.items[i]));
    IrValue joined =
        ADD_RUNTIME(builder, group_join, group.original, ir_reg(group.raised), ir_reg(group.rest));
    IrBlock *taken = builder_new_block(builder, "all taken");
    IrBlock *left = builder_new_block(builder, "not all taken");
    IrValue none = add_singleton(builder, SINGLETON_NONE);
    add_branch(builder, add_compare(builder, COMPARE_IS, joined, none, false), taken, left);
    builder_start_block(builder, taken);
    add_exception_pop(builder, handling);
    add_jump(builder, end);
    builder_start_block(builder, left);
    add_reraise(builder, handling, joined);
}
