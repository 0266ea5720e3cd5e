// Error branches and tracebacks.
//
// Expects: blocks that name their handlers; ops that may raise anywhere in them. Leaves: every op
// that may raise followed by an ERROR_BRANCH (or, if it always raises, by a JUMP) whose error side
// adds a traceback entry and goes to the handler or out of the function; no PROPAGATE; no handlers,
// as all CFG edges are explicit now; `has_error_branches` set.
//
// The result of an op that may raise goes to a register of its own and is copied on the good side,
// so that a variable keeps its value on the error side.
//
// Traceback blocks are shared by all ops of a line with one handler. Wrappers and entries for C add
// no entry: CPython has none for a wrong call, and the body adds its own. Neither do ops without a
// place.

#include "codegen/passes/internal.h"
#include <string.h>

// An error side: what is done before control goes to the handler.
typedef struct Edge {
    IrBlock *handler; // NULL: out of the function
    uint32_t line;    // 0: no traceback entry
    bool held;        // the GIL
    IrBlock *block;
} Edge;

typedef struct Exceptions {
    IrModule *module;
    IrBody *body;
    const Definition *definitions; // of each register
    VECTOR(Edge) edges;
    IrBlock *exit, *exit_without_gil; // RETURN_ERROR
} Exceptions;

// --- The ends of error sides ---------------------------------------------------------------------

// A noexcept function reports the exception and gives zero.
static void append_unraisable(Exceptions *pass, IrOpVector *ops, Span span) {
    IrBody *body = pass->body;
    IrRegisterId name = edit_register_of(body, IR_POINTER);
    const char *text = body->link_name;
    if (body->callable != NULL)
        text =
            arena_format(body->arena, "%s.%s", pass->module->name, body->callable->qualified_name);
    IrOp *address = edit_append(body, ops, IR_OP_STRING_ADDRESS, span, name, NULL, 0);
    address->aux.text = (Text){text, (uint32_t)strlen(text)};
    bool reports_once =
        body->callable != NULL && (body->callable->flags & IR_CALLABLE_REPORTS_ONCE) != 0;
    IrValue operands[] = {ir_reg(name), ir_int(IR_I32, reports_once)};
    edit_append_runtime(body, ops, RUNTIME_unraisable, span, IR_NO_REGISTER, operands, 2);
    IrValue zero = ir_zero(body->result.kind);
    edit_append(body, ops, IR_OP_RETURN, span, IR_NO_REGISTER, &zero,
                body->result.kind == IR_VOID ? 0 : 1);
}

static void append_exit(Exceptions *pass, IrOpVector *ops, Span span) {
    show_in_traceback(pass->module, pass->body, ops, span);
    if (pass->body->convention == IR_CONVENTION_RESUME) {
        IrValue generator = ir_reg(pass->body->parameters[0]);
        edit_append_runtime(pass->body, ops, RUNTIME_generator_end, span, IR_NO_REGISTER,
                            &generator, 1);
    }
    if (pass->body->error == IR_RETURNS_NO_ERROR)
        append_unraisable(pass, ops, span);
    else
        edit_append(pass->body, ops, IR_OP_RETURN_ERROR, span, IR_NO_REGISTER, NULL, 0);
}

// The block that exits the function with the exception set.
static IrBlock *find_exit(Exceptions *pass, bool held) {
    IrBlock **exit = held ? &pass->exit : &pass->exit_without_gil;
    if (*exit == NULL) {
        *exit = ir_block_create(pass->body, "exit", NULL);
        (*exit)->is_cold = true;
        append_exit(pass, &(*exit)->ops, pass->body->span);
    }
    return *exit;
}

static IrBlock *find_target(Exceptions *pass, IrBlock *handler, bool held) {
    return handler != NULL ? handler : find_exit(pass, held);
}

// --- Traceback blocks ----------------------------------------------------------------------------

// A bare `raise` has its entry already, as far as this function took part.
static bool adds_traceback(const Exceptions *pass, const IrOp *op) {
    bool reraises = op->code == IR_OP_CALL_RUNTIME && op->aux.runtime == RUNTIME_reraise;
    IrConvention convention = pass->body->convention;
    const IrCallable *callable = pass->body->callable;
    if (callable != NULL && (callable->flags & IR_CALLABLE_NO_ENTRIES) != 0)
        return false;
    return convention != IR_CONVENTION_VECTORCALL && !ir_convention_is_c(convention) && !reraises &&
           !(op->flags & IR_FLAG_NO_TRACEBACK);
}

static IrBlock *create_cold(Exceptions *pass) {
    IrBlock *block = ir_block_create(pass->body, "error", NULL);
    block->is_cold = true;
    return block;
}

// Does the handler first ask whether nobody looks at the exception?
static bool asks_first(const IrBlock *handler) {
    const IrOp *first = handler != NULL && handler->ops.count == 2 ? handler->ops.items[0] : NULL;
    return first != NULL && first->code == IR_OP_CALL_RUNTIME &&
           first->aux.runtime == RUNTIME_exception_caught;
}

// Asks that in `block`, which is left if so; returns the block for the exception that is seen, and
// `target`, where that goes on.
static IrBlock *append_question(Exceptions *pass, IrBlock *block, IrBlock **target) {
    const IrOp *question = (*target)->ops.items[0], *answer = (*target)->ops.items[1];
    IrBody *body = pass->body;
    IrRegisterId caught = edit_register_of(body, IR_BOOL);
    edit_append_runtime(body, &block->ops, RUNTIME_exception_caught, question->span, caught,
                        question->operands, question->operand_count);
    IrBlock *targets[] = {answer->aux.targets.blocks[0], create_cold(pass)};
    IrValue condition = ir_reg(caught);
    IrOp *branch =
        edit_append(body, &block->ops, IR_OP_BRANCH, question->span, IR_NO_REGISTER, &condition, 1);
    ir_op_set_targets(body, branch, targets, 2);
    *target = answer->aux.targets.blocks[1];
    return targets[1];
}

static IrBlock *create_traceback(Exceptions *pass, const Edge *edge, Span span) {
    IrBlock *entry = create_cold(pass), *block = entry;
    IrBlock *target = find_target(pass, edge->handler, edge->held);
    uint32_t inner_code = edge->handler != NULL ? edge->handler->inner_code : 0;
    if (edge->held && asks_first(edge->handler))
        block = append_question(pass, entry, &target);
    IrOp *op = edit_append(pass->body, &block->ops, IR_OP_TRACEBACK, span, IR_NO_REGISTER, NULL, 0);
    op->aux.number = inner_code;
    edit_append_jump(pass->body, &block->ops, span, target);
    return entry;
}

// The block that an exception of the op goes to in a block with this handler.
static IrBlock *find_edge(Exceptions *pass, IrBlock *handler, const IrOp *op, bool held) {
    uint32_t line =
        adds_traceback(pass, op) ? source_line(pass->module->compilation->sources, op->span) : 0;
    if (line == 0)
        return find_target(pass, handler, held);
    // Ops of one line stand together: the edge is among the latest ones, if there is one.
    uint32_t oldest = pass->edges.count > 64 ? pass->edges.count - 64 : 0;
    for (uint32_t i = pass->edges.count; i > oldest; i--) {
        const Edge *edge = &pass->edges.items[i - 1];
        if (edge->handler == handler && edge->line == line && edge->held == held)
            return edge->block;
    }
    Edge edge = {handler, line, held, NULL};
    edge.block = create_traceback(pass, &edge, op->span);
    vector_push(pass->body->arena, &pass->edges, edge);
    return edge.block;
}

// --- Splitting blocks ----------------------------------------------------------------------------

// Gives the op a result register of its own if another may be read on the error side; returns the
// copy to make on the good side, or NULL.
static IrOp *separate_result(Exceptions *pass, IrOp *op) {
    IrBody *body = pass->body;
    if (op->result == IR_NO_REGISTER)
        return NULL;
    const IrRegister *entry = &body->registers.items[op->result];
    if (entry->name == NULL && !entry->address_taken && pass->definitions[op->result].count == 1)
        return NULL;
    IrRegisterId variable = op->result;
    op->result = edit_register_like(body, variable);
    IrValue value = ir_reg(op->result);
    return ir_op_create(body, IR_OP_COPY, op->span, variable, &value, 1);
}

// Ends `block` after an op that may raise; returns the block for what follows.
static IrBlock *split_block(Exceptions *pass, IrBlock *block, IrOp *op, bool held) {
    IrBody *body = pass->body;
    IrOp *copy = separate_result(pass, op);
    IrBlock *good = ir_block_create(body, block->label, NULL);
    good->is_cold = block->is_cold;
    good->inlined = block->inlined;
    IrBlock *targets[] = {good, find_edge(pass, block->handler, op, held)};
    IrOp *branch =
        edit_append(body, &block->ops, IR_OP_ERROR_BRANCH, op->span, IR_NO_REGISTER, NULL, 0);
    ir_op_set_targets(body, branch, targets, 2);
    if (copy != NULL)
        ir_block_append(body, good, copy);
    good->handler = block->handler;
    return good;
}

static void replace_propagate(Exceptions *pass, IrBlock *block, const IrOp *op, bool held) {
    edit_append_jump(pass->body, &block->ops, op->span, find_target(pass, block->handler, held));
}

static void transform_block(Exceptions *pass, IrBlock *block, bool held) {
    IrOpVector ops = block->ops;
    block->ops = (IrOpVector){0};
    IrBlock *handler = block->handler;
    for (uint32_t i = 0; i < ops.count; i++) {
        IrOp *op = ops.items[i];
        if (op->code == IR_OP_PROPAGATE) {
            replace_propagate(pass, block, op, held);
            break;
        }
        if (op->code == IR_OP_RETURN_ERROR) {
            append_exit(pass, &block->ops, op->span);
            break;
        }
        ir_block_append(pass->body, block, op);
        if (ir_op_can_raise(op)) {
            if (ir_op_error(op) == IR_ERROR_ALWAYS) {
                edit_append_jump(pass->body, &block->ops, op->span,
                                 find_edge(pass, handler, op, held));
                break;
            }
            block = split_block(pass, block, op, held);
        }
        held = ir_gil_after(op, held);
    }
}

bool pass_exceptions(IrModule *module, IrBody *body, Analyses *analyses) {
    Exceptions pass = {
        .module = module, .body = body, .definitions = analyses_definitions(analyses)};
    const bool *held = analyses_gil(analyses);
    uint32_t count = body->blocks.count;
    for (uint32_t i = 0; i < count; i++)
        transform_block(&pass, body->blocks.items[i], held[i]);
    for (uint32_t i = 0; i < body->blocks.count; i++)
        body->blocks.items[i]->handler = NULL;
    body->has_error_branches = true;
    edit_remove_unreachable(body);
    keep_variables(body, IR_OP_RETURN_ERROR);
    return true;
}
