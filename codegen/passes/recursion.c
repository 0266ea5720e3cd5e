// A function that calls other functions first checks that the stack has room: native calls have no
// frames that the interpreter would count, and recursion without an end must raise RecursionError.
//
// Takes: IR before error branches. Gives: a call of the runtime's check_stack in bodies that call
// anything which may come back to them: before all that runs other code, where no path to it has
// parted or loops, so that what returns before does not look. Functions that run without the GIL,
// or that cannot raise, are left alone.

#include "codegen/passes/internal.h"

static bool has_op(const IrBlock *block, unsigned effects) {
    for (uint32_t i = 0; i < block->ops.count; i++)
        if ((ir_op_effects(block->ops.items[i]) & effects) != 0)
            return true;
    return false;
}

// The block that dominates both.
static uint32_t common_dominator(const Dominators *dominators, uint32_t left, uint32_t right) {
    while (!dominators_has(dominators, left, right))
        left = dominators->immediate[left];
    return left;
}

// May the body look there? Not without the GIL, nor where a handler of its own would get the error.
static bool may_look(const IrBody *body, Analyses *analyses, uint32_t block) {
    return analyses_loops(analyses)->innermost[block] == LOOP_NONE &&
           analyses_gil(analyses)[block] &&
           body->blocks.items[block]->handler == body->blocks.items[0]->handler;
}

// The block before whose ops the body looks; NULL: nothing in it may come back.
static IrBlock *find_place(const IrBody *body, Analyses *analyses) {
    const Dominators *dominators = analyses_dominators(analyses);
    uint32_t place = UINT32_MAX;
    bool recurses = false;
    for (uint32_t i = 0; i < dominators->order.count; i++) {
        uint32_t block = dominators->order.ids[i];
        recurses |= has_op(body->blocks.items[block], IR_RECURSES);
        if (has_op(body->blocks.items[block], IR_RECURSES | IR_RUNS_PYTHON))
            place = place == UINT32_MAX ? block : common_dominator(dominators, place, block);
    }
    if (!recurses)
        return NULL;
    while (place != 0 && (body->is_generator || !may_look(body, analyses, place)))
        place = dominators->immediate[place];
    return body->blocks.items[place];
}

bool pass_recursion(IrModule *module, IrBody *body, Analyses *analyses) {
    (void)module;
    if (body->convention != IR_CONVENTION_NATIVE || body->nogil || body->blocks.count == 0 ||
        body->error == IR_RETURNS_NO_ERROR)
        return false;
    IrBlock *place = find_place(body, analyses);
    if (place == NULL)
        return false;
    IrRegisterId status = edit_register_of(body, IR_I32);
    IrOpVector ops = {0};
    edit_append_runtime(body, &ops, RUNTIME_check_stack, body->span, status, NULL, 0);
    edit_prepend(body, place, &ops);
    return true;
}
