// Unboxing: Python objects under arithmetic become duals.
//
// Expects: arithmetic as PYTHON_ ops on object registers. Leaves: duals in the webs of registers in
// which a result of arithmetic is used by arithmetic again, and DUAL_ ops on them; all else stays
// with objects. Correct for every value: a dual holds any object, and arithmetic on it does what
// Python does. What escapes a web is boxed in place, so that it stays one object.
//
// Parameters and results of functions that are called directly become duals as well where their
// bodies do arithmetic on them. All signatures are settled before any body is rewritten.

#include "codegen/passes/unboxing.h"

// --- Signatures ----------------------------------------------------------------------------------

// Only functions whose calls are all known, CALL_NATIVE, may change; the wrapper is one of them.
static bool may_change(const IrBody *body) {
    return body->convention == IR_CONVENTION_NATIVE && !body->is_generator && !body->nogil &&
           !body->is_fixed;
}

typedef struct Calls {
    // IrBody -> itself: called directly, other than by its wrapper
    Map direct;
    Map addressed; // its address is taken
} Calls;

static void note_calls(Arena *arena, const IrBody *body, Calls *calls) {
    bool is_entry =
        body->convention == IR_CONVENTION_VECTORCALL || body->convention == IR_CONVENTION_C;
    for (uint32_t i = 0; i < body->blocks.count; i++) {
        const IrBlock *block = body->blocks.items[i];
        for (uint32_t j = 0; j < block->ops.count; j++) {
            const IrOp *op = block->ops.items[j];
            if (op->code == IR_OP_CALL_NATIVE && !is_entry)
                map_put(arena, &calls->direct, op->aux.body, op->aux.body);
            if (op->code == IR_OP_FUNCTION_ADDRESS)
                map_put(arena, &calls->addressed, op->aux.body, op->aux.body);
        }
    }
}

static bool change_parameters(const Unboxing *pass) {
    IrBody *body = pass->body;
    bool changed = false;
    for (uint32_t i = 0; i < body->parameter_count; i++) {
        IrRegister *entry = &body->registers.items[body->parameters[i]];
        const Web *web = unboxing_web(pass, body->parameters[i]);
        if (entry->type.kind != IR_OBJECT || !unboxing_is_object_type(entry->type.type) ||
            entry->address_taken || web->is_refused || !web->has_use)
            continue;
        entry->type.kind = IR_DUAL;
        changed = true;
    }
    return changed;
}

// The result becomes a dual if some path returns the result of arithmetic.
static bool change_result(const Unboxing *pass) {
    IrBody *body = pass->body;
    if (body->result.kind != IR_OBJECT || body->error != IR_RETURNS_NULL ||
        !unboxing_is_object_type(body->result.type))
        return false;
    bool pays = false;
    for (uint32_t i = 0; i < body->blocks.count; i++) {
        const IrOp *op = ir_block_terminator(body->blocks.items[i]);
        if (op->code != IR_OP_RETURN || !op_has_register(op, 0))
            continue;
        const Web *web = unboxing_web(pass, op->operands[0].reg);
        pays |= web->has_result && !web->is_refused;
    }
    if (pays) {
        body->result.kind = IR_DUAL;
        body->error = IR_RETURNS_DUAL;
    }
    return pays;
}

// --- The pass ------------------------------------------------------------------------------------

typedef struct Settling {
    IrModule *module;
    Arena *arena;        // for one body
    Analyses **analyses; // of each body; NULL: not asked for yet
} Settling;

// No body is edited before all signatures are settled, so what is known of one holds till then.
static Analyses *analyses_of(const Settling *settling, uint32_t number) {
    Analyses **analyses = &settling->analyses[number];
    if (*analyses == NULL)
        *analyses = analyses_create(settling->module->bodies.items[number]);
    return *analyses;
}

static Unboxing analyse(const Settling *settling, uint32_t number, bool with_arguments) {
    arena_reset(settling->arena);
    return unboxing_analyse(settling->module, settling->module->bodies.items[number],
                            analyses_of(settling, number), settling->arena, with_arguments);
}

static bool change_signature(const Settling *settling, uint32_t number) {
    Unboxing pass = analyse(settling, number, true);
    bool changed = change_parameters(&pass);
    return change_result(&pass) || changed;
}

// A change in one signature may make arithmetic of what callers and callees do.
static void settle_signatures(const Settling *settling) {
    const IrModule *module = settling->module;
    Arena *arena = arena_create();
    Calls calls = {0};
    for (uint32_t i = 0; i < module->bodies.count; i++)
        note_calls(arena, module->bodies.items[i], &calls);
    for (bool changed = calls.direct.count > 0; changed;) {
        changed = false;
        for (uint32_t i = 0; i < module->bodies.count; i++) {
            const IrBody *body = module->bodies.items[i];
            if (may_change(body) && map_has(&calls.direct, body) &&
                !map_has(&calls.addressed, body))
                changed |= change_signature(settling, i);
        }
    }
    arena_destroy(arena);
}

void pass_unboxing(IrModule *module) {
    Arena *arena = arena_create();
    Settling settling = {module, arena_create(),
                         ARENA_ARRAY(arena, Analyses *, module->bodies.count)};
    settle_signatures(&settling);
    for (uint32_t i = 0; i < module->bodies.count; i++) {
        Unboxing pass = analyse(&settling, i, false);
        unboxing_rewrite(&pass);
        analyses_destroy(settling.analyses[i]);
    }
    arena_destroy(settling.arena);
    arena_destroy(arena);
}
