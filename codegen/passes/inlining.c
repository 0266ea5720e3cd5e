// Inlining: short functions become part of what calls them.
//
// Expects: IR as the direct pass leaves it. Leaves: in hot code, in the place of a CALL_NATIVE of a
// short function that looks things up, compares and sets them (a predicate, a getter, an __init__),
// and calls no function of the module itself, a copy of its body. So nothing passes through
// parameters and results, and its inline caches are those of one caller. The copy is as hot as the
// function was: IrBlock.inlined says what belongs to it.
//
// What can be seen stays as it is. An exception gets an entry of the function, with its line, and
// then one of the caller: each line of the copy that may raise has a handler that adds both.
// Arguments and local variables keep their objects until the copy ends. A function that shows its
// frame, or is traced, is called.

#include "codegen/analysis/hotness.h"
#include "codegen/passes/internal.h"

enum {
    LARGEST_CALLEE = 16,  // ops of what is not cold
    MOST_IN_A_BODY = 160, // ops of all copies
};

// Where the copies of a callee's line get their traceback entry.
typedef struct InlinedLine {
    uint32_t line;
    uint32_t code; // number of the inner code, from 1
} InlinedLine;

typedef struct Callee {
    const IrBody *body;
    uint32_t size;
    VECTOR(InlinedLine) lines;
} Callee;

typedef struct Inlining {
    IrModule *module;
    Arena *arena;
    Map callees; // const IrBody * -> Callee *
} Inlining;

// --- Which functions -----------------------------------------------------------------------------

static bool is_plain_object(const IrType *type) {
    return type->kind == IR_OBJECT && (type->type == NULL || type->type->kind == IR_C_OBJECT);
}

static bool has_plain_signature(const IrBody *body) {
    for (uint32_t i = 0; i < body->parameter_count; i++)
        if (!is_plain_object(&body->registers.items[body->parameters[i]].type))
            return false;
    return body->convention == IR_CONVENTION_NATIVE && body->error == IR_RETURNS_NULL &&
           is_plain_object(&body->result);
}

static bool may_be_copied(const Inlining *pass, const IrOp *op) {
    unsigned refused = IR_FLAG_SHOWS_FRAME | (ir_op_can_raise(op) ? IR_FLAG_NO_TRACEBACK : 0);
    if ((op->flags & refused) != 0 || ir_op_has(op, IR_LOOKS))
        return false;
    if (ir_op_can_raise(op) &&
        (source_line(pass->module->compilation->sources, op->span) == 0 ||
         (op->code == IR_OP_CALL_RUNTIME && op->aux.runtime == RUNTIME_reraise)))
        return false;
    switch (op->code) {
    // Numbers are LLVM's business in a function that does little else, and not in one that calls.
    case IR_OP_PYTHON_BINARY:
    case IR_OP_PYTHON_UNARY:
        return false;
    case IR_OP_CALL_NATIVE:
    case IR_OP_CLOSURE_CELL:
    case IR_OP_PROPAGATE:
    case IR_OP_RETURN_ERROR:
    case IR_OP_TRACEBACK:
    case IR_OP_TRACE_UNWIND:
    case IR_OP_YIELD:
        return false;
    default:
        return true;
    }
}

static bool has_plain_registers(const IrBody *body) {
    for (uint32_t i = 0; i < body->registers.count; i++)
        if (body->registers.items[i].is_cell || body->registers.items[i].address_taken)
            return false;
    return true;
}

// The size of what is not cold; UINT32_MAX: it cannot be copied.
static uint32_t measure(const Inlining *pass, const IrBody *body) {
    uint32_t size = 0;
    for (uint32_t i = 0; i < body->blocks.count; i++) {
        const IrBlock *block = body->blocks.items[i];
        if (block->handler != NULL || block->inner_code != 0 || block->is_loop_header)
            return UINT32_MAX;
        for (uint32_t j = 0; j < block->ops.count; j++)
            if (!may_be_copied(pass, block->ops.items[j]))
                return UINT32_MAX;
        size += block->is_cold ? 0 : block->ops.count;
    }
    return size;
}

static void consider(Inlining *pass, const IrBody *body) {
    bool is_function = body->kind == IR_BODY_GENERIC && body->callable != NULL &&
                       body->callable->entry != NULL && !body->is_generator && !body->nogil &&
                       !body->has_closure && !body->is_fixed && body->blocks.count > 0;
    if (!is_function || !has_plain_signature(body) || !has_plain_registers(body))
        return;
    uint32_t size = measure(pass, body);
    if (size > LARGEST_CALLEE)
        return;
    Callee *callee = ARENA_NEW(pass->arena, Callee);
    *callee = (Callee){.body = body, .size = size};
    map_put(pass->arena, &pass->callees, body, callee);
}

// --- Copies --------------------------------------------------------------------------------------

// A copy of a callee that is being made.
typedef struct Copying {
    Inlining *pass;
    Callee *callee;
    IrBody *body;          // the caller
    const IrBlock *around; // that held the call
    const IrOp *call;
    uint32_t number; // among the caller's copies, from 1
    IrBlock *after;  // where the caller goes on
    // what stands for each register of the callee
    IrValue *values;
    IrBlock **blocks; // of each block of the callee
    // what lives until the copy ends
    VECTOR(IrValue) kept;
    // of lines of the callee, as they come
    VECTOR(InlinedLine) lines;
    VECTOR(IrBlock *) handlers;
} Copying;

static IrBlock *new_block(const Copying *copying, const IrBlock *like, IrBlock *handler) {
    IrBlock *block = edit_block_beside(copying->body, copying->around, like->label, handler);
    block->is_cold = like->is_cold || copying->around->is_cold;
    block->inlined = copying->number;
    return block;
}

static IrOp *append(const Copying *copying, IrBlock *block, IrOpcode code, const IrValue *operands,
                    uint32_t count) {
    return edit_append(copying->body, &block->ops, code, copying->call->span, IR_NO_REGISTER,
                       operands, count);
}

static void append_keep(const Copying *copying, IrBlock *block) {
    if (copying->kept.count > 0)
        append(copying, block, IR_OP_KEEP_ALIVE, copying->kept.items, copying->kept.count);
}

// The inner code by which a line of the callee is told.
static uint32_t code_of_line(const Copying *copying, Span span, uint32_t line) {
    Callee *callee = copying->callee;
    IrModule *module = copying->pass->module;
    for (uint32_t i = 0; i < callee->lines.count; i++)
        if (callee->lines.items[i].line == line)
            return callee->lines.items[i].code;
    IrCallable *callable = callee->body->callable;
    IrInnerCode code = {callable->name, callable->qualified_name, span, .inlined = callable};
    vector_push(module->arena, &module->inner_codes, code);
    InlinedLine known = {line, module->inner_codes.count};
    vector_push(copying->pass->arena, &callee->lines, known);
    return known.code;
}

static IrBlock *create_handler(Copying *copying, Span span, uint32_t line) {
    IrBlock *outer = copying->around->handler;
    IrBlock *handler = edit_block_beside(copying->body, copying->around, "inlined error", outer);
    handler->is_cold = true;
    append(copying, handler, IR_OP_TRACEBACK, NULL, 0)->aux.number =
        code_of_line(copying, span, line);
    append_keep(copying, handler);
    if ((copying->call->flags & IR_FLAG_NO_TRACEBACK) == 0)
        append(copying, handler, IR_OP_TRACEBACK, NULL, 0)->aux.number =
            outer != NULL ? outer->inner_code : 0;
    append(copying, handler, IR_OP_PROPAGATE, NULL, 0);
    return handler;
}

static IrBlock *find_handler(Copying *copying, Span span) {
    uint32_t line = source_line(copying->pass->module->compilation->sources, span);
    for (uint32_t i = 0; i < copying->lines.count; i++)
        if (copying->lines.items[i].line == line)
            return copying->handlers.items[i];
    IrBlock *handler = create_handler(copying, span, line);
    vector_push(copying->pass->arena, &copying->lines, ((InlinedLine){line, 0}));
    vector_push(copying->pass->arena, &copying->handlers, handler);
    return handler;
}

static IrValue value_of(const Copying *copying, IrValue value) {
    return value.kind == IR_VALUE_REGISTER ? copying->values[value.reg] : value;
}

static IrRegisterId register_of(const Copying *copying, IrRegisterId reg) {
    return reg == IR_NO_REGISTER ? reg : copying->values[reg].reg;
}

static void copy_return(const Copying *copying, IrBlock *block, const IrOp *op) {
    IrValue value = value_of(copying, op->operands[0]);
    if (copying->call->result != IR_NO_REGISTER)
        append(copying, block, IR_OP_COPY, &value, 1)->result = copying->call->result;
    append_keep(copying, block);
    edit_append_jump(copying->body, &block->ops, copying->call->span, copying->after);
}

static void copy_op(const Copying *copying, IrBlock *block, const IrOp *op) {
    IrOp *copy = ir_op_clone(copying->body, op);
    copy->span = copying->call->span;
    copy->result = register_of(copying, op->result);
    for (uint32_t i = 0; i < op->operand_count; i++)
        copy->operands[i] = value_of(copying, op->operands[i]);
    for (uint32_t i = 0; i < op->result_count; i++)
        copy->results[i] = register_of(copying, op->results[i]);
    for (uint32_t i = 0; i < ir_op_target_count(op); i++)
        copy->aux.targets.blocks[i] = copying->blocks[op->aux.targets.blocks[i]->id];
    if (ir_op_can_raise(op))
        copy->flags |= IR_FLAG_NO_TRACEBACK;
    ir_block_append(copying->body, block, copy);
}

static bool is_check_of_argument(const Copying *copying, const IrOp *op) {
    return op->code == IR_OP_CHECK_BOUND && op_has_register(op, 0) &&
           copying->callee->body->registers.items[op->operands[0].reg].is_argument;
}

// A block has one handler: where another line begins, so does another block.
static void copy_block(Copying *copying, const IrBlock *original) {
    IrBlock *block = copying->blocks[original->id];
    for (uint32_t i = 0; i < original->ops.count; i++) {
        const IrOp *op = original->ops.items[i];
        if (is_check_of_argument(copying, op))
            continue;
        if (op->code == IR_OP_RETURN) {
            copy_return(copying, block, op);
            continue;
        }
        IrBlock *handler = ir_op_can_raise(op) ? find_handler(copying, op->span) : block->handler;
        if (block->handler == copying->around->handler) {
            block->handler = handler;
        } else if (handler != block->handler) {
            IrBlock *next = new_block(copying, original, handler);
            edit_append_jump(copying->body, &block->ops, copying->call->span, next);
            block = next;
        }
        copy_op(copying, block, op);
    }
}

// --- Calls ---------------------------------------------------------------------------------------

// Arguments are what the caller has; all other registers are new, and have no name: the function's
// variables are none of the caller's.
static void choose_values(Copying *copying) {
    const IrBody *original = copying->callee->body;
    uint32_t count = original->registers.count;
    copying->values = ARENA_ARRAY(copying->pass->arena, IrValue, count);
    for (uint32_t i = 0; i < original->parameter_count; i++)
        copying->values[original->parameters[i]] = copying->call->operands[i];
    for (uint32_t i = 0; i < count; i++)
        if (!original->registers.items[i].is_argument)
            copying->values[i] =
                ir_reg(ir_register_create(copying->body, original->registers.items[i].type, NULL));
    // As pass_lifetime orders them.
    for (uint32_t i = count; i-- > 0;)
        if (is_kept_variable(&original->registers.items[i]))
            vector_push(copying->pass->arena, &copying->kept, copying->values[i]);
}

static void unbind_variables(const Copying *copying, IrBlock *block) {
    for (uint32_t i = 0; i < copying->kept.count; i++)
        append(copying, block, IR_OP_UNBOUND, NULL, 0)->result = copying->kept.items[i].reg;
}

static IrBlock *split_after(const Copying *copying, IrBlock *block, uint32_t place) {
    IrBlock *after = edit_block_beside(copying->body, block, "inlined", block->handler);
    after->is_cold = block->is_cold;
    edit_move_ops(copying->body, block, place + 1, after);
    block->ops.count = place;
    return after;
}

// Puts a copy in the place of the call; returns where the caller goes on.
static IrBlock *inline_call(Inlining *pass, Callee *callee, IrBody *body, IrBlock *block,
                            uint32_t place, uint32_t number) {
    const IrBody *original = callee->body;
    Copying copying = {.pass = pass,
                       .callee = callee,
                       .body = body,
                       .around = block,
                       .call = block->ops.items[place],
                       .number = number,
                       .blocks = ARENA_ARRAY(pass->arena, IrBlock *, original->blocks.count)};
    copying.after = split_after(&copying, block, place);
    choose_values(&copying);
    unbind_variables(&copying, block);
    for (uint32_t i = 0; i < original->parameter_count; i++)
        vector_push(pass->arena, &copying.kept, copying.call->operands[i]);
    for (uint32_t i = 0; i < original->blocks.count; i++)
        copying.blocks[i] = new_block(&copying, original->blocks.items[i], block->handler);
    edit_append_jump(body, &block->ops, copying.call->span, copying.blocks[0]);
    for (uint32_t i = 0; i < original->blocks.count; i++)
        copy_block(&copying, original->blocks.items[i]);
    return copying.after;
}

// --- The pass ------------------------------------------------------------------------------------

static Callee *find_callee(const Inlining *pass, const IrBody *body, const IrOp *op) {
    Callee *callee = op->code == IR_OP_CALL_NATIVE ? map_get(&pass->callees, op->aux.body) : NULL;
    if (callee == NULL || callee->body == body || callee->body->fast_math != body->fast_math)
        return NULL;
    for (uint32_t i = 0; i < op->operand_count; i++)
        if (!op_has_register(op, i))
            return NULL;
    return callee;
}

static void inline_into(Inlining *pass, IrBody *body, Calls calls) {
    const BodyHotness *hotness = hotness_of_body(pass->arena, pass->module, body, calls);
    uint32_t count = body->blocks.count, copied = 0, number = 0;
    for (uint32_t i = 0; i < count; i++) {
        IrBlock *block = body->blocks.items[i];
        if (block->is_cold || hotness->blocks[i] == FAST_PATHS_NONE)
            continue;
        for (uint32_t j = 0; j < block->ops.count; j++) {
            Callee *callee = find_callee(pass, body, block->ops.items[j]);
            if (callee == NULL || copied + callee->size > MOST_IN_A_BODY)
                continue;
            copied += callee->size;
            block = inline_call(pass, callee, body, block, j, ++number);
            j = UINT32_MAX; // the first op of what follows is next
        }
    }
}

void pass_inlining(IrModule *module) {
    // A debugger stops in functions.
    if (module->shows_variables)
        return;
    Inlining pass = {.module = module, .arena = arena_create()};
    for (uint32_t i = 0; i < module->bodies.count; i++)
        consider(&pass, module->bodies.items[i]);
    NumberMap calls = {0};
    if (pass.callees.count > 0)
        calls = hotness_find_calls(pass.arena, module);
    for (uint32_t i = 0; i < module->bodies.count && pass.callees.count > 0; i++) {
        IrBody *body = module->bodies.items[i];
        if (!body->nogil && body->kind != IR_BODY_ENTRY && body->convention == IR_CONVENTION_NATIVE)
            inline_into(&pass, body, hotness_calls_of(&calls, body));
    }
    arena_destroy(pass.arena);
}
