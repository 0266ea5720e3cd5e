// Which registers an op reads and sets, and the predecessors of blocks.

#include "codegen/analysis/analysis.h"

void flow_each_use(const IrOp *op, RegisterVisitor *visit, void *context) {
    for (uint32_t i = 0; i < op->operand_count; i++)
        if (op_has_register(op, i) && !ir_op_is_output_operand(op, i))
            visit(context, op->operands[i].reg);
}

void flow_each_definition(const IrOp *op, RegisterVisitor *visit, void *context) {
    if (op->result != IR_NO_REGISTER)
        visit(context, op->result);
    for (uint32_t i = 0; i < op->result_count; i++)
        visit(context, op->results[i]);
    if (op->code != IR_OP_CALL_RUNTIME)
        return;
    for (uint32_t i = 0; i < op->operand_count; i++)
        if (op_has_register(op, i) && ir_op_is_address_operand(op, i))
            visit(context, op->operands[i].reg);
}

typedef struct Match {
    IrRegisterId reg;
    bool is_found;
} Match;

static void match_register(void *context, IrRegisterId reg) {
    Match *match = context;
    match->is_found |= match->reg == reg;
}

bool flow_has_use(const IrOp *op, IrRegisterId reg) {
    Match match = {reg, false};
    flow_each_use(op, match_register, &match);
    return match.is_found;
}

bool flow_has_definition(const IrOp *op, IrRegisterId reg) {
    Match match = {reg, false};
    flow_each_definition(op, match_register, &match);
    return match.is_found;
}

bool flow_block_may_raise(const IrBlock *block) {
    for (uint32_t i = 0; i < block->ops.count; i++) {
        const IrOp *op = block->ops.items[i];
        if (op->code == IR_OP_PROPAGATE || ir_op_can_raise(op))
            return true;
    }
    return false;
}

Predecessors flow_find_predecessors(Arena *arena, const IrBody *body) {
    uint32_t count = body->blocks.count;
    Predecessors found = {ARENA_ARRAY(arena, BlockVector, count),
                          ARENA_ARRAY(arena, BlockVector, count)};
    for (uint32_t i = 0; i < count; i++) {
        IrBlock *block = body->blocks.items[i];
        const IrOp *terminator = ir_block_terminator(block);
        for (uint32_t t = 0; t < ir_op_target_count(terminator); t++) {
            BlockVector *into = &found.normal[terminator->aux.targets.blocks[t]->id];
            vector_push(arena, into, block);
        }
        if (block->handler != NULL && flow_block_may_raise(block)) {
            BlockVector *into = &found.raising[block->handler->id];
            vector_push(arena, into, block);
        }
    }
    return found;
}

IrBlock *flow_successor(const IrBlock *block, uint32_t edge) {
    const IrOp *terminator = ir_block_terminator(block);
    uint32_t count = ir_op_target_count(terminator);
    if (edge < count)
        return terminator->aux.targets.blocks[edge];
    return edge == count && block->handler != NULL && flow_block_may_raise(block) ? block->handler
                                                                                  : NULL;
}

EdgeTable flow_tabulate(Arena *arena, const BlockVector *edges, uint32_t block_count) {
    EdgeTable table = {.first = ARENA_ARRAY(arena, uint32_t, block_count + 1)};
    for (uint32_t i = 0; i < block_count; i++)
        table.first[i + 1] = table.first[i] + edges[i].count;
    table.ids = ARENA_ARRAY(arena, uint32_t, table.first[block_count]);
    for (uint32_t i = 0; i < block_count; i++)
        for (uint32_t j = 0; j < edges[i].count; j++)
            table.ids[table.first[i] + j] = edges[i].items[j]->id;
    return table;
}

EdgeTable flow_tabulate_successors(Arena *arena, const IrBody *body) {
    uint32_t count = body->blocks.count;
    EdgeTable table = {.first = ARENA_ARRAY(arena, uint32_t, count + 1)};
    VECTOR(uint32_t) ids = {0};
    for (uint32_t i = 0; i < count; i++) {
        const IrBlock *next;
        for (uint32_t edge = 0; (next = flow_successor(body->blocks.items[i], edge)) != NULL;
             edge++)
            vector_push(arena, &ids, next->id);
        table.first[i + 1] = ids.count;
    }
    table.ids = ids.items;
    return table;
}

typedef struct Visit {
    const IrBlock *block;
    uint32_t edge; // to follow next
} Visit;

typedef struct Walk {
    Arena *arena;
    bool without_cold;
    DepthFirst *found;
    uint32_t count; // of blocks reached
    uint32_t left;  // of blocks not yet in the order
    VECTOR(Visit) stack;
} Walk;

static bool is_open(const Walk *walk, const IrBlock *block) {
    return walk->found->numbers[block->id] == FLOW_UNREACHABLE &&
           !(walk->without_cold && block->is_cold);
}

static void enter_block(Walk *walk, const IrBlock *block, uint32_t parent) {
    walk->found->blocks[walk->count] = block->id;
    walk->found->parents[walk->count] = parent;
    walk->found->numbers[block->id] = walk->count++;
    vector_push(walk->arena, &walk->stack, ((Visit){block, 0}));
}

// Without recursion, since a body may have many thousand blocks. They are left in postorder.
static void walk_from(Walk *walk, const IrBlock *root) {
    DepthFirst *found = walk->found;
    enter_block(walk, root, walk->count);
    while (walk->stack.count > 0) {
        Visit *visit = &vector_last(&walk->stack);
        const IrBlock *next = flow_successor(visit->block, visit->edge++);
        if (next == NULL)
            found->order.ids[--walk->left] = vector_pop(&walk->stack).block->id;
        else if (is_open(walk, next))
            enter_block(walk, next, found->numbers[visit->block->id]);
    }
}

static DepthFirst walk_all(Arena *arena, const IrBody *body, bool without_cold) {
    uint32_t count = body->blocks.count;
    DepthFirst found = {{ARENA_ARRAY(arena, uint32_t, count), 0},
                        ARENA_ARRAY(arena, uint32_t, count),
                        ARENA_ARRAY(arena, uint32_t, count),
                        ARENA_ARRAY(arena, uint32_t, count)};
    Walk walk = {arena, without_cold, &found, 0, count, {0}};
    for (uint32_t i = 0; i < count; i++)
        found.numbers[i] = FLOW_UNREACHABLE;
    for (uint32_t i = 0; i < (without_cold ? count : 1); i++)
        if (is_open(&walk, body->blocks.items[i]))
            walk_from(&walk, body->blocks.items[i]);
    found.order.ids += walk.left;
    found.order.count = count - walk.left;
    return found;
}

DepthFirst flow_depth_first(Arena *arena, const IrBody *body) {
    return walk_all(arena, body, false);
}

DepthFirst flow_depth_first_hot(Arena *arena, const IrBody *body) {
    return walk_all(arena, body, true);
}

static void note_addresses(const IrBody *body, const IrOp *op, bool *in_memory) {
    for (uint32_t i = 0; i < op->operand_count; i++)
        if (ir_op_is_address_operand(op, i) && op_has_register(op, i) &&
            !ir_kind_is_counted(body->registers.items[op->operands[i].reg].type.kind))
            in_memory[op->operands[i].reg] = true;
}

bool *flow_find_memory(Arena *arena, const IrBody *body) {
    bool *in_memory = ARENA_ARRAY(arena, bool, body->registers.count);
    for (IrRegisterId reg = 0; reg < body->registers.count; reg++) {
        const IrRegister *entry = &body->registers.items[reg];
        in_memory[reg] = entry->address_taken || entry->type.kind == IR_AGGREGATE;
    }
    for (uint32_t i = 0; i < body->blocks.count; i++) {
        const IrBlock *block = body->blocks.items[i];
        for (uint32_t j = 0; j < block->ops.count; j++)
            if (block->ops.items[j]->code == IR_OP_CALL_RUNTIME)
                note_addresses(body, block->ops.items[j], in_memory);
    }
    return in_memory;
}
