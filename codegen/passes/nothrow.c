// Functions that cannot raise return no status.
//
// Takes: IR as the builder makes it. Gives: `no_error` as the error convention of the C functions
// of which every call is known and in which nothing raises, calls of one another left aside. Their
// callers have nothing to test, and they need no look at the stack: as in C, recursion without an
// end in them overflows it.

#include "codegen/passes/internal.h"

typedef struct Nothrow {
    // IrBody -> itself:
    Map addressed; // its address is taken
    Map assumed;   // cannot raise, as far as is known
} Nothrow;

static void note_addresses(Arena *arena, Nothrow *pass, const IrBody *body) {
    for (uint32_t i = 0; i < body->blocks.count; i++) {
        const IrBlock *block = body->blocks.items[i];
        for (uint32_t j = 0; j < block->ops.count; j++) {
            const IrOp *op = block->ops.items[j];
            if (op->code == IR_OP_FUNCTION_ADDRESS)
                map_put(arena, &pass->addressed, op->aux.body, op->aux.body);
        }
    }
}

// May the function say that it cannot raise, if it cannot?
static bool is_candidate(const Nothrow *pass, const IrBody *body) {
    return body->convention == IR_CONVENTION_NATIVE && body->error == IR_RETURNS_STATUS &&
           body->blocks.count > 0 && !body->is_generator && !map_has(&pass->addressed, body);
}

static bool op_may_raise(const Nothrow *pass, const IrOp *op) {
    if (op->code == IR_OP_CALL_NATIVE && map_get(&pass->assumed, op->aux.body) != NULL)
        return false;
    return ir_op_can_raise(op);
}

static bool body_may_raise(const Nothrow *pass, const IrBody *body) {
    for (uint32_t i = 0; i < body->blocks.count; i++) {
        const IrBlock *block = body->blocks.items[i];
        for (uint32_t j = 0; j < block->ops.count; j++) {
            const IrOp *op = block->ops.items[j];
            if (op->code == IR_OP_PROPAGATE || op->code == IR_OP_RETURN_ERROR ||
                op_may_raise(pass, op))
                return true;
        }
    }
    return false;
}

// An optimistic fixed point: none raises until an op contradicts it.
void pass_nothrow(IrModule *module) {
    Arena *arena = arena_create();
    Nothrow pass = {0};
    for (uint32_t i = 0; i < module->bodies.count; i++)
        note_addresses(arena, &pass, module->bodies.items[i]);
    for (uint32_t i = 0; i < module->bodies.count; i++) {
        IrBody *body = module->bodies.items[i];
        if (is_candidate(&pass, body))
            map_put(arena, &pass.assumed, body, body);
    }
    for (bool changed = true; changed;) {
        changed = false;
        for (uint32_t i = 0; i < module->bodies.count; i++) {
            const IrBody *body = module->bodies.items[i];
            if (map_get(&pass.assumed, body) == NULL || !body_may_raise(&pass, body))
                continue;
            map_put(arena, &pass.assumed, body, NULL);
            changed = true;
        }
    }
    for (uint32_t i = 0; i < module->bodies.count; i++)
        if (map_get(&pass.assumed, module->bodies.items[i]) != NULL)
            module->bodies.items[i]->error = IR_RETURNS_NO_ERROR;
    arena_destroy(arena);
}
