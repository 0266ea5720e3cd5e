// The verifier: finds the first place where a function's IR is not well-formed.
//
// Blocks end in exactly one terminator; targets and handlers are blocks of the function; jumps give
// blocks their parameters, and nothing else leads to a block that has some; kinds of
// operands and results are what the op's shape, the runtime function's or the callee's signature
// says; arguments are never set; aux is there; an error branch stands directly after an op that
// can raise and, once the exceptions pass has run, after each; nothing needs the GIL where it is
// not held. Operations are checked one by one in ir_verify_op.c.

#include "codegen/ir/internal.h"

void verify_fail(Verifier *verifier, const char *format, ...) {
    if (verifier->fault != NULL)
        return;
    va_list arguments;
    va_start(arguments, format);
    const char *text = arena_format_list(verifier->arena, format, arguments);
    va_end(arguments);
    const char *op = verifier->op != NULL ? ir_op_infos[verifier->op->code].text : "the block";
    verifier->fault =
        arena_format(verifier->arena, "%s: bb%u, operation %u: %s %s", verifier->body->link_name,
                     verifier->block->id, verifier->index, op, text);
}

static bool is_block_of(const IrBody *body, const IrBlock *block) {
    return block != NULL && block->id < body->blocks.count &&
           body->blocks.items[block->id] == block;
}

// What a terminator gives the parameters of a block that it leads to.
static void verify_arguments(Verifier *verifier, const IrOp *op, const IrBlock *target) {
    uint32_t given = op->code == IR_OP_JUMP ? op->operand_count : 0;
    if (given != target->parameters.count) {
        verify_fail(verifier, "gives bb%u %u arguments", target->id, given);
        return;
    }
    for (uint32_t i = 0; i < given; i++) {
        IrKind kind = ir_value_type(verifier->body, op->operands[i]).kind;
        IrKind wanted = ir_value_type(verifier->body, ir_reg(target->parameters.items[i])).kind;
        if (kind != wanted)
            verify_fail(verifier, "gives bb%u argument %u of kind %s, not %s", target->id, i,
                        ir_kind_text(kind), ir_kind_text(wanted));
    }
}

static void verify_targets(Verifier *verifier, const IrOp *op) {
    if (ir_op_infos[op->code].aux != IR_AUX_TARGETS)
        return;
    uint32_t count = op->aux.targets.count;
    uint32_t wanted = op->code == IR_OP_JUMP ? 1 : op->code == IR_OP_SWITCH ? count : 2;
    if (count != wanted || count == 0)
        verify_fail(verifier, "has %u targets", count);
    for (uint32_t i = 0; i < count; i++)
        if (!is_block_of(verifier->body, op->aux.targets.blocks[i]))
            verify_fail(verifier, "has a target that is no block of the function");
        else
            verify_arguments(verifier, op, op->aux.targets.blocks[i]);
    if (op->code == IR_OP_SWITCH && count > 1 && op->aux.targets.cases == NULL)
        verify_fail(verifier, "has no cases");
}

// An error branch asks the op before it; with error branches made, every question is asked.
static void verify_error_edge(Verifier *verifier, const IrOp *op, const IrOp *previous) {
    bool previous_raises = previous != NULL && ir_op_can_raise(previous);
    bool always = previous_raises && ir_op_error(previous) == IR_ERROR_ALWAYS;
    if (op->code == IR_OP_ERROR_BRANCH && (!previous_raises || always))
        verify_fail(verifier, "is not after an operation that may raise");
    if (!verifier->body->has_error_branches)
        return;
    if (op->code == IR_OP_PROPAGATE)
        verify_fail(verifier, "is left after the exceptions pass");
    if (previous_raises && !always && op->code != IR_OP_ERROR_BRANCH)
        verify_fail(verifier, "stands where %s needs its error branch",
                    ir_op_infos[previous->code].text);
}

static void verify_gil(Verifier *verifier, const IrOp *op, bool held) {
    if (!held && ir_op_has(op, IR_NEEDS_GIL) && !ir_op_has(op, IR_ENSURES))
        verify_fail(verifier, "needs the GIL, which is not held");
    if ((op->flags & IR_FLAG_NEEDS_ENSURE) != 0 && !ir_op_has(op, IR_ENSURES))
        verify_fail(verifier, "cannot take the GIL itself");
}

static void verify_parameter(Verifier *verifier, IrRegisterId reg) {
    const IrBody *body = verifier->body;
    if (reg >= body->registers.count || body->registers.items[reg].is_argument ||
        body->registers.items[reg].type.kind == IR_AGGREGATE)
        verify_fail(verifier, "has a parameter %%%u that it cannot have", reg);
    if (verifier->block->id == 0)
        verify_fail(verifier, "is the entry and has parameters");
}

static void verify_block(Verifier *verifier, const IrBlock *block, bool held) {
    verifier->block = block;
    verifier->op = NULL;
    if (block->handler != NULL && !is_block_of(verifier->body, block->handler))
        verify_fail(verifier, "has a handler that is no block of the function");
    else if (block->handler != NULL && block->handler->parameters.count > 0)
        verify_fail(verifier, "has a handler with parameters");
    for (uint32_t i = 0; i < block->parameters.count; i++)
        verify_parameter(verifier, block->parameters.items[i]);
    if (ir_block_terminator(block) == NULL)
        verify_fail(verifier, "has no terminator");
    const IrOp *previous = NULL;
    for (uint32_t i = 0; i < block->ops.count && verifier->fault == NULL; i++) {
        const IrOp *op = block->ops.items[i];
        verifier->op = op;
        verifier->index = i;
        if (op->code >= IR_OPCODE_COUNT)
            internal_error("an operation has the code %u", op->code);
        if (ir_op_is_terminator(op) && i + 1 < block->ops.count)
            verify_fail(verifier, "is a terminator inside its block");
        verify_op(verifier, op);
        verify_targets(verifier, op);
        if (verifier->fault != NULL)
            return;
        verify_error_edge(verifier, op, previous);
        verify_gil(verifier, op, held);
        held = ir_gil_after(op, held);
        previous = op;
    }
}

// Only in a generator's frame is there a home.
static void verify_home(Verifier *verifier, IrRegisterId reg) {
    const IrBody *body = verifier->body;
    const IrRegister *entry = &body->registers.items[reg];
    uint32_t slots =
        entry->type.kind == IR_OBJECT ? body->frame_object_slots : body->frame_values.count;
    bool has_frame = body->convention == IR_CONVENTION_RESUME && body->parameter_count == 2;
    if (entry->home > (has_frame ? slots : 0))
        verify_fail(verifier, "has register %%%u at home where there is no slot", reg);
}

const char *ir_find_fault(Arena *arena, const IrModule *module, const IrBody *body) {
    if (body->blocks.count == 0)
        return arena_format(arena, "%s: has no blocks", body->link_name);
    Verifier verifier = {.arena = arena, .module = module, .body = body};
    for (uint32_t i = 0; i < body->blocks.count; i++) {
        const IrBlock *block = body->blocks.items[i];
        verifier.block = block;
        if (block->id != i)
            verify_fail(&verifier, "has the number of another");
        if (ir_block_terminator(block) == NULL)
            verify_fail(&verifier, "has no terminator");
    }
    for (IrRegisterId reg = 0; reg < body->registers.count; reg++)
        verify_home(&verifier, reg);
    // Targets have to be blocks before the edges between them can be followed.
    bool *all_held = ARENA_ARRAY(arena, bool, body->blocks.count);
    for (uint32_t i = 0; i < body->blocks.count; i++)
        all_held[i] = true;
    for (int round = 0; round < 2; round++) {
        const bool *held = round == 0 ? all_held : ir_find_gil(arena, body);
        for (uint32_t i = 0; i < body->blocks.count && verifier.fault == NULL; i++)
            verify_block(&verifier, body->blocks.items[i], held[i]);
        if (verifier.fault != NULL)
            break;
    }
    return verifier.fault != NULL ? verifier.fault : ir_find_ssa_fault(arena, body);
}

void ir_verify(const IrModule *module, const IrBody *body, const char *after) {
    Arena *arena = arena_create();
    const char *fault = ir_find_fault(arena, module, body);
    if (fault != NULL) {
        ir_dump_body(module, body, stderr);
        internal_error("invalid intermediate representation after %s: %s", after, fault);
    }
    arena_destroy(arena);
}
