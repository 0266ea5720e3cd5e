// Methods that are looked up and called with nothing in between that Python code could see: the
// function is borrowed for the question whether it is one of the module's, and the look-up that
// gives a reference is left to what is none of these.

#include "codegen/passes/direct.h"

// Does the op only make a value of values, or look whether a variable is bound?
static bool is_quiet(const IrOp *op) {
    switch (op->code) {
    case IR_OP_CHECK_BOUND:
    case IR_OP_CONSTANT:
    case IR_OP_COPY:
    case IR_OP_SINGLETON:
        return true;
    default:
        return false;
    }
}

// The place of the look-up; UINT32_MAX: too much stands between it and the call.
static uint32_t find_look_up(const IrBlock *block, uint32_t place) {
    enum { MOST_BETWEEN = 6 };
    const IrOp *call = block->ops.items[place];
    uint32_t first = place > MOST_BETWEEN ? place - MOST_BETWEEN - 1 : 0;
    for (uint32_t i = place; i-- > first;) {
        const IrOp *op = block->ops.items[i];
        if (op->code == IR_OP_LOAD_METHOD)
            return call->operands[0].kind == IR_VALUE_REGISTER &&
                           op->results[0] == call->operands[0].reg
                       ? i
                       : UINT32_MAX;
        if (!is_quiet(op))
            break;
    }
    return UINT32_MAX;
}

static void copy_ops(IrBody *body, IrBlock *block, const IrOpVector *ops) {
    for (uint32_t i = 0; i < ops->count; i++)
        ir_block_append(body, block, ir_op_clone(body, ops->items[i]));
}

// Where a look-up and a call were, what is done now.
typedef struct MethodSite {
    Splitting splitting;
    IrOp *look_up;
    IrOpVector between;
    IrBlock *after;
} MethodSite;

static void put_call(const MethodSite *site, IrBlock *block, const Binding *binding) {
    IrBody *body = site->splitting.body;
    const IrOp *call = site->splitting.call;
    copy_ops(body, block, &site->between);
    direct_put_native_call(&site->splitting, block, binding, call->result);
    edit_append_jump(body, &block->ops, call->span, site->after);
}

static void put_questions(const MethodSite *site, IrBlock *block, const Binding *bindings,
                          uint32_t count, IrOp *call) {
    const Splitting *splitting = &site->splitting;
    IrValue operands[] = {site->look_up->operands[0], ir_int(IR_I64, site->look_up->aux.call.name)};
    IrOp *found = direct_put_runtime(splitting, block, RUNTIME_own_method, IR_OBJECT, operands, 2);
    // It is borrowed, for as long as nothing else runs: it is compared at once.
    IrValue is[MOST_CANDIDATES];
    for (uint32_t i = 0; i < count; i++)
        is[i] = direct_put_identity(splitting, block, ir_reg(found->result), bindings[i].candidate);
    for (uint32_t i = 0; i < count; i++) {
        IrBlock *otherwise = direct_new_block(splitting, "rebound");
        IrBlock *direct = direct_put_branch(splitting, block, is[i], true, otherwise);
        direct = direct_put_defaults_question(splitting, direct, &bindings[i], otherwise);
        put_call(site, direct, &bindings[i]);
        block = otherwise;
    }
    block->is_cold = true;
    ir_block_append(splitting->body, block, site->look_up);
    copy_ops(splitting->body, block, &site->between);
    ir_block_append(splitting->body, block, call);
    edit_append_jump(splitting->body, &block->ops, call->span, site->after);
}

bool direct_edit_method(const Direct *pass, IrBody *body, IrBlock *block, uint32_t place,
                        const Binding *bindings, uint32_t count) {
    uint32_t look_up = find_look_up(block, place);
    for (uint32_t i = 0; i < count; i++)
        if (!bindings[i].takes_self)
            return false;
    if (look_up == UINT32_MAX)
        return false;
    IrOp *call = block->ops.items[place];
    MethodSite site = {.splitting = {pass, body, block, call},
                       .look_up = block->ops.items[look_up]};
    for (uint32_t i = look_up + 1; i < place; i++)
        vector_push(body->arena, &site.between, block->ops.items[i]);
    site.after = direct_split_after(&site.splitting, block, place);
    block->ops.count = look_up;
    put_questions(&site, block, bindings, count, call);
    return true;
}
