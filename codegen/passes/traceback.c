// One call that adds to the traceback for all lines that then go the same way.
//
// Expects: error branches, reference ops, NEEDS_ENSURE where it belongs. Leaves: where several
// blocks end with a TRACEBACK and a JUMP to one target, each only notes its line and jumps to a
// block that they share, which has the TRACEBACK (flag LINE_NOTED) and goes on to the target. So a
// line costs a store and a jump on its error side.

#include "codegen/passes/internal.h"

// Blocks that add to the traceback for the same code and go on to the same target.
typedef struct Group {
    // of one of them
    const IrOp *traceback;
    uint32_t count;
    // NULL until a block of the group has been rewritten
    IrBlock *shared;
    struct Group *next; // with the same target
} Group;

typedef struct Sharing {
    IrBody *body;
    Arena *arena;
    // const IrBlock *, the target -> Group *
    Map groups;
} Sharing;

// The TRACEBACK that stands before the block's JUMP, or NULL.
static IrOp *last_traceback(const IrBlock *block) {
    if (block->ops.count < 2 || ir_block_terminator(block)->code != IR_OP_JUMP)
        return NULL;
    IrOp *op = block->ops.items[block->ops.count - 2];
    return op->code == IR_OP_TRACEBACK ? op : NULL;
}

static Group *find_group(Sharing *sharing, const IrOp *traceback, const IrBlock *target) {
    Group *first = map_get(&sharing->groups, target);
    for (Group *group = first; group != NULL; group = group->next)
        if (group->traceback->aux.number == traceback->aux.number &&
            group->traceback->flags == traceback->flags)
            return group;
    Group *group = ARENA_NEW(sharing->arena, Group);
    *group = (Group){.traceback = traceback, .next = first};
    map_put(sharing->arena, &sharing->groups, target, group);
    return group;
}

// The block that a group shares: it hands on what the target takes.
static IrBlock *create_shared(IrBody *body, const IrOp *model, IrBlock *target) {
    IrBlock *shared = ir_block_create(body, "traceback", NULL);
    shared->is_cold = true;
    IrOp *traceback =
        edit_append(body, &shared->ops, IR_OP_TRACEBACK, body->span, IR_NO_REGISTER, NULL, 0);
    traceback->aux.number = model->aux.number;
    traceback->flags = model->flags | IR_FLAG_LINE_NOTED;
    uint32_t count = target->parameters.count;
    IrValue *arguments = ARENA_ARRAY(body->arena, IrValue, count);
    for (uint32_t i = 0; i < count; i++) {
        IrRegisterId parameter = edit_register_like(body, target->parameters.items[i]);
        vector_push(body->arena, &shared->parameters, parameter);
        arguments[i] = ir_reg(parameter);
    }
    IrOp *jump =
        edit_append(body, &shared->ops, IR_OP_JUMP, body->span, IR_NO_REGISTER, arguments, count);
    ir_op_set_targets(body, jump, &target, 1);
    return shared;
}

static void count_block(Sharing *sharing, const IrBlock *block) {
    const IrOp *traceback = last_traceback(block);
    if (traceback != NULL)
        find_group(sharing, traceback, ir_block_terminator(block)->aux.targets.blocks[0])->count++;
}

static void rewrite_block(Sharing *sharing, IrBlock *block) {
    IrOp *traceback = last_traceback(block), *jump = ir_block_terminator(block);
    if (traceback == NULL)
        return;
    IrBlock *target = jump->aux.targets.blocks[0];
    Group *group = find_group(sharing, traceback, target);
    if (group->count == 1)
        return;
    if (group->shared == NULL)
        group->shared = create_shared(sharing->body, traceback, target);
    IrOp *note =
        ir_op_create(sharing->body, IR_OP_NOTE_LINE, traceback->span, IR_NO_REGISTER, NULL, 0);
    note->aux.number = traceback->aux.number;
    block->ops.items[block->ops.count - 2] = note;
    jump->aux.targets.blocks[0] = group->shared;
}

bool pass_traceback(IrModule *module, IrBody *body, Analyses *analyses) {
    (void)module;
    (void)analyses;
    Arena *arena = arena_create();
    Sharing sharing = {.body = body, .arena = arena};
    uint32_t count = body->blocks.count;
    for (uint32_t i = 0; i < count; i++)
        count_block(&sharing, body->blocks.items[i]);
    for (uint32_t i = 0; i < count; i++)
        rewrite_block(&sharing, body->blocks.items[i]);
    arena_destroy(arena);
    return body->blocks.count > count;
}
