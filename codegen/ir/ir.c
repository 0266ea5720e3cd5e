// Building blocks of IR: modules, functions, registers, blocks and operations.
//
// Takes: what builders and passes ask for. Gives: objects in the arena of their function (functions
// and constants: in the module's). Guarantees: block ids are positions, operands are copied.

#include "codegen/ir/ir.h"
#include <string.h>

IrModule *ir_module_create(TypedModule *typed) {
    Arena *arena = typed->compilation->arena;
    IrModule *module = ARENA_NEW(arena, IrModule);
    module->compilation = typed->compilation;
    module->typed = typed;
    module->arena = arena;
    module->has_static_state = typed->needs_static_state;
    return module;
}

void ir_module_destroy(IrModule *module) {
    for (uint32_t i = 0; i < module->functions.count; i++)
        arena_destroy(module->functions.items[i]->arena);
    module->functions.count = 0;
}

IrFunction *ir_function_create(IrModule *module, IrFunctionRole role, FunctionSymbol *symbol,
                               const char *link_name) {
    IrFunction *function = ARENA_NEW(module->arena, IrFunction);
    function->arena = arena_create();
    function->role = role;
    function->symbol = symbol;
    function->link_name = arena_copy_string(module->arena, link_name);
    if (symbol != NULL) {
        function->directives = symbol->directives;
        function->nogil = symbol->nogil;
        function->is_generator = symbol->is_generator && role == IR_ROLE_BODY;
        function->span = symbol->symbol.span;
    } else if (module->typed != NULL) {
        function->directives = module->typed->directives;
    }
    vector_push(module->arena, &module->functions, function);
    return function;
}

IrRegisterId ir_register_create(IrFunction *function, IrType type, const Name *name) {
    IrRegister entry = {.type = type, .name = name};
    vector_push(function->arena, &function->registers, entry);
    return function->registers.count - 1;
}

IrRegisterId ir_parameter_create(IrFunction *function, IrType type, const Name *name) {
    IrRegisterId id = ir_register_create(function, type, name);
    function->registers.items[id].is_argument = true;
    size_t old = function->parameter_count * sizeof(IrRegisterId);
    function->parameters =
        arena_grow(function->arena, function->parameters, old, old + sizeof(IrRegisterId));
    function->parameters[function->parameter_count++] = id;
    return id;
}

IrBlock *ir_block_create(IrFunction *function, const char *label, IrBlock *handler) {
    IrBlock *block = ARENA_NEW(function->arena, IrBlock);
    block->id = function->blocks.count;
    block->label = label;
    block->handler = handler;
    vector_push(function->arena, &function->blocks, block);
    return block;
}

// Copies `size` bytes into the arena; NULL for none.
static void *copy_array(Arena *arena, const void *source, size_t size) {
    if (size == 0)
        return NULL;
    void *copy = arena_allocate(arena, size);
    memcpy(copy, source, size);
    return copy;
}

IrOp *ir_op_create(IrFunction *function, IrOpcode code, Span span, IrRegisterId result,
                   const IrValue *operands, uint32_t operand_count) {
    IrOp *op = ARENA_NEW(function->arena, IrOp);
    op->code = (uint16_t)code;
    op->span = span;
    op->result = result;
    op->operands = copy_array(function->arena, operands, operand_count * sizeof(IrValue));
    op->operand_count = operand_count;
    return op;
}

IrOp *ir_op_clone(IrFunction *function, const IrOp *op) {
    Arena *arena = function->arena;
    IrOp *clone = copy_array(arena, op, sizeof(IrOp));
    clone->operands = copy_array(arena, op->operands, op->operand_count * sizeof(IrValue));
    clone->results = copy_array(arena, op->results, op->result_count * sizeof(IrRegisterId));
    if (ir_op_infos[op->code].aux == IR_AUX_TARGETS) {
        size_t size = op->aux.targets.count * sizeof(IrBlock *);
        clone->aux.targets.blocks = copy_array(arena, op->aux.targets.blocks, size);
    }
    return clone;
}

void ir_block_append(IrFunction *function, IrBlock *block, IrOp *op) {
    vector_push(function->arena, &block->ops, op);
}

IrOp *ir_block_terminator(const IrBlock *block) {
    if (block->ops.count == 0)
        return NULL;
    IrOp *last = vector_last(&block->ops);
    return ir_op_is_terminator(last) ? last : NULL;
}

void ir_op_set_targets(IrFunction *function, IrOp *op, IrBlock *const *targets, uint32_t count) {
    op->aux.targets.blocks = copy_array(function->arena, targets, count * sizeof(IrBlock *));
    op->aux.targets.count = count;
}

IrType ir_value_type(const IrFunction *function, IrValue value) {
    if (value.kind == IR_VALUE_REGISTER) {
        zi_assert(value.reg < function->registers.count);
        return function->registers.items[value.reg].type;
    }
    return (IrType){.kind = value.type};
}
