// Is a body in SSA form?
//
// Takes: a body that says so. Gives: the first register that is set at two places, or read where
// the place that sets it does not dominate. What lives in memory is exempt.

#include "codegen/analysis/analyses.h"

typedef struct Check {
    Arena *arena;
    const IrBody *body;
    const Definition *definitions;
    const Dominators *dominators;
    uint32_t block, index; // of the op that is looked at
    const char *fault;
} Check;

static void check_use(void *context, IrRegisterId reg) {
    Check *check = context;
    const IrBody *body = check->body;
    if (check->definitions[reg].in_memory || body->registers.items[reg].is_argument ||
        check->fault != NULL ||
        definition_reaches(&check->definitions[reg], check->dominators, check->block, check->index))
        return;
    check->fault =
        arena_format(check->arena, "%s: bb%u, operation %u: %%%u may be read before it is set",
                     body->link_name, check->block, check->index - 1, reg);
}

static void check_definitions(Check *check) {
    for (IrRegisterId reg = 0; reg < check->body->registers.count; reg++)
        if (!check->definitions[reg].in_memory && check->definitions[reg].count > 1)
            check->fault = arena_format(check->arena, "%s: bb%u, operation %u: %%%u is set twice",
                                        check->body->link_name, check->definitions[reg].block,
                                        check->definitions[reg].index, reg);
}

const char *ir_find_ssa_fault(Arena *arena, const IrBody *body) {
    if (!body->is_ssa)
        return NULL;
    Analyses *analyses = analyses_create(body);
    Check check = {.arena = arena,
                   .body = body,
                   .definitions = analyses_definitions(analyses),
                   .dominators = analyses_dominators(analyses)};
    check_definitions(&check);
    const BlockOrder *order = analyses_order(analyses);
    for (uint32_t i = 0; i < order->count && check.fault == NULL; i++) {
        const IrBlock *block = body->blocks.items[order->ids[i]];
        check.block = block->id;
        for (uint32_t j = 0; j < block->ops.count; j++) {
            check.index = j + 1;
            flow_each_use(block->ops.items[j], check_use, &check);
        }
    }
    analyses_destroy(analyses);
    return check.fault;
}
