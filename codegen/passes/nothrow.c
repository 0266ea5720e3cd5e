// Functions that cannot raise return no status.
//
// Takes: IR as the builder makes it. Gives: `no_error` as the error convention of the C functions
// of which every call is known and in which nothing raises, calls of one another left aside. Their
// callers have nothing to test, and they need no look at the stack: as in C, recursion without an
// end in them overflows it.

#include "codegen/passes/internal.h"

typedef struct Nothrow {
    Arena *arena;
    // IrBody -> itself: its address is taken
    Map addressed;
    // of each candidate: IrBodyVector *, the candidates that call it
    Map callers;
    Map raising; // IrBody -> itself
    IrBodyVector work;
} Nothrow;

static void note_addresses(Nothrow *pass, const IrBody *body) {
    for (uint32_t i = 0; i < body->blocks.count; i++) {
        const IrBlock *block = body->blocks.items[i];
        for (uint32_t j = 0; j < block->ops.count; j++) {
            const IrOp *op = block->ops.items[j];
            if (op->code == IR_OP_FUNCTION_ADDRESS)
                map_put(pass->arena, &pass->addressed, op->aux.body, op->aux.body);
        }
    }
}

// May the function say that it cannot raise, if it cannot?
static bool is_candidate(const Nothrow *pass, const IrBody *body) {
    return body->convention == IR_CONVENTION_NATIVE && body->error == IR_RETURNS_STATUS &&
           body->blocks.count > 0 && !body->is_generator && !map_has(&pass->addressed, body);
}

static void note_raising(Nothrow *pass, IrBody *body) {
    if (map_has(&pass->raising, body))
        return;
    map_put(pass->arena, &pass->raising, body, body);
    vector_push(pass->arena, &pass->work, body);
}

// Notes whether the body raises by itself, and which candidates it calls.
static void look_at(Nothrow *pass, IrBody *body) {
    for (uint32_t i = 0; i < body->blocks.count; i++) {
        const IrBlock *block = body->blocks.items[i];
        for (uint32_t j = 0; j < block->ops.count; j++) {
            const IrOp *op = block->ops.items[j];
            IrBodyVector *callers =
                op->code == IR_OP_CALL_NATIVE ? map_get(&pass->callers, op->aux.body) : NULL;
            if (callers != NULL)
                vector_push(pass->arena, callers, body);
            else if (op->code == IR_OP_PROPAGATE || op->code == IR_OP_RETURN_ERROR ||
                     ir_op_can_raise(op))
                note_raising(pass, body);
        }
    }
}

static void find_raising(Nothrow *pass, const IrModule *module) {
    for (uint32_t i = 0; i < module->bodies.count; i++)
        note_addresses(pass, module->bodies.items[i]);
    for (uint32_t i = 0; i < module->bodies.count; i++)
        if (is_candidate(pass, module->bodies.items[i]))
            map_put(pass->arena, &pass->callers, module->bodies.items[i],
                    ARENA_NEW(pass->arena, IrBodyVector));
    for (uint32_t i = 0; i < module->bodies.count; i++)
        if (map_has(&pass->callers, module->bodies.items[i]))
            look_at(pass, module->bodies.items[i]);
    while (pass->work.count > 0) {
        const IrBodyVector *callers = map_get(&pass->callers, vector_pop(&pass->work));
        for (uint32_t i = 0; i < callers->count; i++)
            note_raising(pass, callers->items[i]);
    }
}

// None raises but those that do so by themselves and those that call them.
void pass_nothrow(IrModule *module) {
    Nothrow pass = {.arena = arena_create()};
    find_raising(&pass, module);
    for (uint32_t i = 0; i < module->bodies.count; i++) {
        IrBody *body = module->bodies.items[i];
        if (map_has(&pass.callers, body) && !map_has(&pass.raising, body))
            body->error = IR_RETURNS_NO_ERROR;
    }
    arena_destroy(pass.arena);
}
