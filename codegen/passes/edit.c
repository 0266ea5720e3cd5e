// Editing functions: what every pass that makes ops needs.

#include "codegen/passes/internal.h"

IrOp *edit_append(IrBody *body, IrOpVector *ops, IrOpcode code, Span span, IrRegisterId result,
                  const IrValue *operands, uint32_t count) {
    IrOp *op = ir_op_create(body, code, span, result, operands, count);
    vector_push(body->arena, ops, op);
    return op;
}

IrOp *edit_append_runtime(IrBody *body, IrOpVector *ops, RuntimeId runtime, Span span,
                          IrRegisterId result, const IrValue *operands, uint32_t count) {
    IrOp *op = edit_append(body, ops, IR_OP_CALL_RUNTIME, span, result, operands, count);
    op->aux.runtime = runtime;
    return op;
}

IrOp *edit_append_unary(IrBody *body, IrOpVector *ops, IrOpcode code, Span span,
                        IrRegisterId result, IrRegisterId operand) {
    IrValue value = ir_reg(operand);
    return edit_append(body, ops, code, span, result, &value, 1);
}

void edit_append_jump(IrBody *body, IrOpVector *ops, Span span, IrBlock *target) {
    IrOp *op = edit_append(body, ops, IR_OP_JUMP, span, IR_NO_REGISTER, NULL, 0);
    ir_op_set_targets(body, op, &target, 1);
}

void edit_take_side(IrOp *branch, uint32_t side) {
    branch->aux.targets.blocks[0] = branch->aux.targets.blocks[side];
    branch->code = IR_OP_JUMP;
    branch->flags = 0;
    branch->operand_count = 0;
    branch->aux.targets.count = 1;
}

void edit_take_good_side(IrOp *branch) { edit_take_side(branch, 0); }

IrBlock *edit_block_beside(IrBody *body, const IrBlock *like, const char *label, IrBlock *handler) {
    IrBlock *block = ir_block_create(body, label, handler);
    block->inner_code = like->inner_code;
    block->inlined = like->inlined;
    return block;
}

void edit_move_ops(IrBody *body, IrBlock *from, uint32_t first, IrBlock *to) {
    for (uint32_t i = first; i < from->ops.count; i++)
        vector_push(body->arena, &to->ops, from->ops.items[i]);
    from->ops.count = first;
}

IrRegisterId edit_register_like(IrBody *body, IrRegisterId original) {
    return ir_register_create(body, body->registers.items[original].type, NULL);
}

IrRegisterId edit_register_of(IrBody *body, IrKind kind) {
    return ir_register_create(body, (IrType){.kind = kind}, NULL);
}

static bool is_entered_again(const IrBody *body) {
    for (uint32_t i = 0; i < body->blocks.count; i++) {
        const IrOp *terminator = ir_block_terminator(body->blocks.items[i]);
        for (uint32_t t = 0; t < ir_op_target_count(terminator); t++)
            if (terminator->aux.targets.blocks[t]->id == 0)
                return true;
    }
    return false;
}

void edit_separate_entry(IrBody *body) {
    if (!is_entered_again(body))
        return;
    IrBlock *entry = body->blocks.items[0];
    IrBlock *fresh = ir_block_create(body, "entry", NULL);
    edit_append_jump(body, &fresh->ops, body->span, entry);
    // The new entry and the last block change places; the old entry moves to the end.
    uint32_t last = body->blocks.count - 1;
    body->blocks.items[0] = fresh;
    body->blocks.items[last] = entry;
    fresh->id = 0;
    entry->id = last;
}

void edit_prepend(IrBody *body, IrBlock *block, const IrOpVector *ops) {
    IrOpVector all = {0};
    for (uint32_t i = 0; i < ops->count; i++)
        vector_push(body->arena, &all, ops->items[i]);
    for (uint32_t i = 0; i < block->ops.count; i++)
        vector_push(body->arena, &all, block->ops.items[i]);
    block->ops = all;
}

void edit_prepend_to_entry(IrBody *body, const IrOpVector *ops) {
    edit_prepend(body, body->blocks.items[0], ops);
}

static void add_reachable(Arena *arena, BlockVector *work, bool *seen, IrBlock *block) {
    if (block == NULL || seen[block->id])
        return;
    seen[block->id] = true;
    vector_push(arena, work, block);
}

void edit_enter_loop_through(const Predecessors *predecessors, const LoopForest *forest,
                             uint32_t loop, const IrBlock *header, IrBlock *preheader) {
    const BlockVector *into = &predecessors->normal[header->id];
    for (uint32_t i = 0; i < into->count; i++) {
        if (loops_has(forest, loop, into->items[i]))
            continue;
        IrOp *terminator = ir_block_terminator(into->items[i]);
        for (uint32_t t = 0; t < ir_op_target_count(terminator); t++)
            if (terminator->aux.targets.blocks[t] == header)
                terminator->aux.targets.blocks[t] = preheader;
    }
}

bool edit_has_op(const IrBody *body, IrOpcode code) {
    for (uint32_t i = 0; i < body->blocks.count; i++) {
        const IrBlock *block = body->blocks.items[i];
        for (uint32_t j = 0; j < block->ops.count; j++)
            if (block->ops.items[j]->code == code)
                return true;
    }
    return false;
}

void edit_remove_unreachable(IrBody *body) {
    bool *seen = ARENA_ARRAY(body->arena, bool, body->blocks.count);
    BlockVector work = {0};
    add_reachable(body->arena, &work, seen, body->blocks.items[0]);
    while (work.count > 0) {
        IrBlock *block = vector_pop(&work);
        // A handler stays only while something can go there.
        if (!flow_block_may_raise(block))
            block->handler = NULL;
        add_reachable(body->arena, &work, seen, block->handler);
        const IrOp *terminator = ir_block_terminator(block);
        for (uint32_t i = 0; i < ir_op_target_count(terminator); i++)
            add_reachable(body->arena, &work, seen, terminator->aux.targets.blocks[i]);
    }
    uint32_t kept = 0;
    for (uint32_t i = 0; i < body->blocks.count; i++) {
        IrBlock *block = body->blocks.items[i];
        if (!seen[i])
            continue;
        block->id = kept;
        body->blocks.items[kept++] = block;
    }
    body->blocks.count = kept;
}
