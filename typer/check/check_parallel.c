// Parallel sections: what their arguments are, and what may stand in what.
//
// Takes: ParallelFor and ParallelBlock nodes. Gives: the types of their parts; the outermost of
// sections in each other then says what each does with the variables that it sets
// (share_variables.c).

#include "typer/check/internal.h"

static bool is_loop(const Node *section) {
    return section != NULL && node_is(section, NODE_ParallelFor);
}

// --- Arguments -----------------------------------------------------------------------------------
// Threads belong to the section that starts them.
static void check_threads(Typer *typer, Node **thread_count, Node **condition) {
    const Node *outer = typer->place.parallel;
    bool starts_none = outer != NULL && !is_loop(outer);
    if (starts_none && *thread_count != NULL)
        report(typer, DIAG_E0590, (*thread_count)->span,
               "num_threads belongs to the parallel block around the loop");
    if (starts_none && *condition != NULL)
        report(typer, DIAG_E0590, (*condition)->span,
               "use_threads_if belongs to the parallel block around the loop");
    if (*thread_count != NULL)
        check_value_as(typer, thread_count, typer->common->int_);
    if (*condition != NULL)
        check_condition(typer, condition);
}

static void check_bound(Typer *typer, Node **slot, const char *name) {
    if (*slot == NULL)
        return;
    const Type *type = check_value(typer, slot);
    if (!type_is_integral(type) && !type_is_error(type))
        report(typer, DIAG_E0592, (*slot)->span, name, type->text);
}

static void check_step(Typer *typer, Node **slot) {
    int64_t value;
    check_bound(typer, slot, "step");
    if (*slot != NULL && constant_integer(typer, *slot, &value) && value == 0)
        report(typer, DIAG_E0590, (*slot)->span, "a step of 0 leads nowhere");
}

static void check_counter(Typer *typer, Node **slot) {
    zi_assert(*slot != NULL);
    if (!node_is(*slot, NODE_NameExpression)) {
        report(typer, DIAG_E0591, (*slot)->span,
               arena_format(typer->arena, "'%s'", unparse_expression(typer->arena, *slot)));
        return;
    }
    const Type *type = check_target(typer, slot);
    bool counts = type_is_numeric(type) && type->kind != TYPE_COMPLEX;
    if (!counts && !type_is_error(type))
        report(typer, DIAG_E0591, (*slot)->span,
               type_is_object(type) ? "a Python object"
                                    : arena_format(typer->arena, "a '%s'", type->text));
}

// What the counter may be: the type of the bounds, and of what lies in between.
const Type *type_of_parallel_counter(Typer *typer, ParallelFor *node) {
    const Type *type = typer->common->error;
    Node **bounds[] = {&node->start, &node->stop};
    for (size_t i = 0; i < sizeof bounds / sizeof *bounds; i++) {
        const Type *bound = *bounds[i] != NULL ? check_value(typer, bounds[i]) : type;
        type = type_is_error(type) ? bound : type_spanning(typer, type, bound);
    }
    if (node->step == NULL || node->start == NULL || type_is_error(check_value(typer, &node->step)))
        return type;
    const Type *sum = type_of_binary(typer, BINARY_ADD, node->start, node->step, node->node.span);
    return type_is_error(type) ? sum : type_spanning(typer, type, sum);
}

// --- Sections ------------------------------------------------------------------------------------
static void check_section_body(Typer *typer, Node *section, NodeList *body) {
    const Node *outer = typer->place.parallel;
    typer->place.parallel = section;
    check_statements(typer, body);
    typer->place.parallel = outer;
}

void check_parallel_for(Typer *typer, Node **slot) {
    ParallelFor *node = (ParallelFor *)*slot;
    check_counter(typer, &node->target);
    check_bound(typer, &node->start, "start");
    check_bound(typer, &node->stop, "stop");
    check_step(typer, &node->step);
    check_threads(typer, &node->thread_count, &node->condition);
    if (node->chunk_size != NULL)
        check_value_as(typer, &node->chunk_size, typer->common->int_);
    check_section_body(typer, *slot, &node->body);
    check_statements(typer, &node->orelse);
    if (typer->place.parallel == NULL)
        share_variables(typer, *slot);
}

void check_parallel_block(Typer *typer, Node **slot) {
    ParallelBlock *node = (ParallelBlock *)*slot;
    const Node *outer = typer->place.parallel;
    Diagnostic *message =
        outer == NULL ? NULL
                      : report(typer, DIAG_E0593, node->node.span,
                               is_loop(outer) ? "a parallel loop" : "another parallel block");
    if (message != NULL)
        diag_add_label(message, outer->span, "the section around it");
    check_threads(typer, &node->thread_count, &node->condition);
    check_section_body(typer, *slot, &node->body);
    if (outer == NULL)
        share_variables(typer, *slot);
}

const Type *check_thread_number(Typer *typer, Node **slot) {
    (void)slot;
    return typer->common->int_;
}

// --- Calls of the module cython.parallel ---------------------------------------------------------
const Type *check_parallel_call(Typer *typer, Node **slot, CythonName name) {
    const Call *node = (const Call *)*slot;
    if (name != CYTHON_PARALLEL_THREADID) {
        bool is_range = name == CYTHON_PARALLEL_PRANGE;
        report(typer, DIAG_E0589, node->node.span, is_range ? "prange" : "parallel",
               is_range ? "iterated over by a for loop" : "entered by a with statement");
        return typer->common->error;
    }
    if (node->arguments.count > 0)
        report(typer, DIAG_E0402, node->node.span, "threadid", "no arguments",
               node->arguments.count);
    *slot = (Node *)NODE_NEW(typer->arena, ThreadNumber, node->node.span);
    return check_value(typer, slot);
}
