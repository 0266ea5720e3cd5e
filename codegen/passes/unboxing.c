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
static bool may_change(const IrFunction *function) {
    return function->convention == IR_CONVENTION_NATIVE && !function->is_generator &&
           !function->nogil && !function->is_fixed;
}

typedef struct Calls {
    // IrFunction -> itself: called directly, other than by its wrapper
    Map direct;
    Map addressed; // its address is taken
} Calls;

static void note_calls(Arena *arena, const IrFunction *function, Calls *calls) {
    bool is_entry =
        function->convention == IR_CONVENTION_VECTORCALL || function->convention == IR_CONVENTION_C;
    for (uint32_t i = 0; i < function->blocks.count; i++) {
        const IrBlock *block = function->blocks.items[i];
        for (uint32_t j = 0; j < block->ops.count; j++) {
            const IrOp *op = block->ops.items[j];
            if (op->code == IR_OP_CALL_NATIVE && !is_entry)
                map_put(arena, &calls->direct, op->aux.function, op->aux.function);
            if (op->code == IR_OP_FUNCTION_ADDRESS)
                map_put(arena, &calls->addressed, op->aux.function, op->aux.function);
        }
    }
}

static bool change_parameters(const Unboxing *pass) {
    IrFunction *function = pass->function;
    bool changed = false;
    for (uint32_t i = 0; i < function->parameter_count; i++) {
        IrRegister *entry = &function->registers.items[function->parameters[i]];
        const Web *web = unboxing_web(pass, function->parameters[i]);
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
    IrFunction *function = pass->function;
    if (function->result.kind != IR_OBJECT || function->error != IR_RETURNS_NULL ||
        !unboxing_is_object_type(function->result.type))
        return false;
    bool pays = false;
    for (uint32_t i = 0; i < function->blocks.count; i++) {
        const IrOp *op = ir_block_terminator(function->blocks.items[i]);
        if (op->code != IR_OP_RETURN || !op_has_register(op, 0))
            continue;
        const Web *web = unboxing_web(pass, op->operands[0].reg);
        pays |= web->has_result && !web->is_refused;
    }
    if (pays) {
        function->result.kind = IR_DUAL;
        function->error = IR_RETURNS_DUAL;
    }
    return pays;
}

static bool change_signature(IrModule *module, IrFunction *function) {
    Unboxing pass = unboxing_analyse(module, function, true);
    bool changed = change_parameters(&pass);
    return change_result(&pass) || changed;
}

// A change in one signature may make arithmetic of what callers and callees do.
static void settle_signatures(IrModule *module) {
    Arena *arena = arena_create();
    Calls calls = {0};
    for (uint32_t i = 0; i < module->functions.count; i++)
        note_calls(arena, module->functions.items[i], &calls);
    for (bool changed = calls.direct.count > 0; changed;) {
        changed = false;
        for (uint32_t i = 0; i < module->functions.count; i++) {
            IrFunction *function = module->functions.items[i];
            if (may_change(function) && map_has(&calls.direct, function) &&
                !map_has(&calls.addressed, function))
                changed |= change_signature(module, function);
        }
    }
    arena_destroy(arena);
}

void pass_unboxing(IrModule *module) {
    settle_signatures(module);
    for (uint32_t i = 0; i < module->functions.count; i++) {
        Unboxing pass = unboxing_analyse(module, module->functions.items[i], false);
        unboxing_rewrite(&pass);
    }
}
