// Building blocks of IR: modules, functions, registers, blocks and operations.
//
// Takes: what builders and passes ask for. Gives: objects in the arena of their function (functions
// and constants: in the module's). Guarantees: block ids are positions, operands are copied.

#include "codegen/ir/ir.h"
#include <string.h>

IrModule *ir_module_create(Compilation *compilation, const char *name) {
    IrModule *module = ARENA_NEW(compilation->arena, IrModule);
    module->compilation = compilation;
    module->arena = compilation->arena;
    module->name = name;
    return module;
}

void ir_module_destroy(IrModule *module) {
    for (uint32_t i = 0; i < module->bodies.count; i++)
        arena_destroy(module->bodies.items[i]->arena);
    module->bodies.count = 0;
}

const char *ir_unique_name(IrModule *module, const char *text) {
    const char *unique = text;
    for (int number = 2;; number++) {
        const Name *name = intern(module->compilation, unique);
        if (!map_has(&module->names, name)) {
            map_put(module->arena, &module->names, name, NULL);
            return name->text;
        }
        unique = arena_format(module->arena, "%s#%d", text, number);
    }
}

IrCType *ir_c_type_create(IrModule *module, IrCTypeKind kind, const char *text) {
    IrCType *type = ARENA_NEW(module->arena, IrCType);
    type->kind = kind;
    // Two headers may have types of one name. With the bracket they are none of the other names.
    type->text = ir_unique_name(module, arena_format(module->arena, "<%s", text)) + 1;
    vector_push(module->arena, &module->types, type);
    return type;
}

IrCallable *ir_callable_create(IrModule *module, const char *link_name, const char *name) {
    IrCallable *callable = ARENA_NEW(module->arena, IrCallable);
    callable->number = module->callables.count;
    callable->link_name = link_name;
    callable->name = name;
    callable->qualified_name = name;
    callable->file = IR_NO_CONSTANT;
    vector_push(module->arena, &module->callables, callable);
    return callable;
}

IrBody *ir_body_create(IrModule *module, IrBodyKind kind, IrConvention convention,
                       IrCallable *callable, const char *link_name) {
    IrBody *body = ARENA_NEW(module->arena, IrBody);
    body->arena = arena_create();
    body->kind = kind;
    body->convention = convention;
    body->callable = callable;
    body->link_name = arena_copy_string(module->arena, link_name);
    vector_push(module->arena, &module->bodies, body);
    if (callable != NULL)
        vector_push(module->arena, &callable->bodies, body);
    return body;
}

uint32_t ir_body_size(const IrBody *body) {
    uint32_t size = 0;
    for (uint32_t i = 0; i < body->blocks.count; i++)
        size += body->blocks.items[i]->ops.count;
    return size;
}

IrSignature ir_signature_of(Arena *arena, const IrBody *body) {
    uint32_t required = body->parameter_count;
    IrSignature signature = {
        .convention = body->convention,
        .error = body->error,
        .parameter_count = required + body->optionals.count,
        .result = body->result,
        .has_closure = body->has_closure,
        .has_skip_dispatch = body->has_skip_dispatch,
        .optional_count = body->optionals.count,
        .exception = body->exception,
    };
    signature.parameters = ARENA_ARRAY(arena, IrType, signature.parameter_count + 1);
    for (uint32_t i = 0; i < required; i++)
        signature.parameters[i] = body->registers.items[body->parameters[i]].type;
    for (uint32_t i = 0; i < body->optionals.count; i++)
        signature.parameters[required + i] = body->optionals.items[i];
    return signature;
}

IrRegisterId ir_register_create(IrBody *body, IrType type, const Name *name) {
    IrRegister entry = {.type = type, .name = name};
    vector_push(body->arena, &body->registers, entry);
    return body->registers.count - 1;
}

IrRegisterId ir_parameter_create(IrBody *body, IrType type, const Name *name) {
    IrRegisterId id = ir_register_create(body, type, name);
    body->registers.items[id].is_argument = true;
    size_t old = body->parameter_count * sizeof(IrRegisterId);
    body->parameters = arena_grow(body->arena, body->parameters, old, old + sizeof(IrRegisterId));
    body->parameters[body->parameter_count++] = id;
    return id;
}

IrBlock *ir_block_create(IrBody *body, const char *label, IrBlock *handler) {
    IrBlock *block = ARENA_NEW(body->arena, IrBlock);
    block->id = body->blocks.count;
    block->label = label;
    block->handler = handler;
    vector_push(body->arena, &body->blocks, block);
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

IrOp *ir_op_create(IrBody *body, IrOpcode code, Span span, IrRegisterId result,
                   const IrValue *operands, uint32_t operand_count) {
    IrOp *op = ARENA_NEW(body->arena, IrOp);
    op->code = (uint16_t)code;
    op->span = span;
    op->result = result;
    op->operands = copy_array(body->arena, operands, operand_count * sizeof(IrValue));
    op->operand_count = operand_count;
    return op;
}

IrOp *ir_op_clone(IrBody *body, const IrOp *op) {
    Arena *arena = body->arena;
    IrOp *clone = copy_array(arena, op, sizeof(IrOp));
    clone->operands = copy_array(arena, op->operands, op->operand_count * sizeof(IrValue));
    clone->results = copy_array(arena, op->results, op->result_count * sizeof(IrRegisterId));
    if (ir_op_infos[op->code].aux == IR_AUX_TARGETS) {
        size_t size = op->aux.targets.count * sizeof(IrBlock *);
        clone->aux.targets.blocks = copy_array(arena, op->aux.targets.blocks, size);
    }
    return clone;
}

void ir_block_append(IrBody *body, IrBlock *block, IrOp *op) {
    vector_push(body->arena, &block->ops, op);
}

IrOp *ir_block_terminator(const IrBlock *block) {
    if (block->ops.count == 0)
        return NULL;
    IrOp *last = vector_last(&block->ops);
    return ir_op_is_terminator(last) ? last : NULL;
}

void ir_op_set_targets(IrBody *body, IrOp *op, IrBlock *const *targets, uint32_t count) {
    op->aux.targets.blocks = copy_array(body->arena, targets, count * sizeof(IrBlock *));
    op->aux.targets.count = count;
}

IrType ir_value_type(const IrBody *body, IrValue value) {
    if (value.kind == IR_VALUE_REGISTER) {
        zi_assert(value.reg < body->registers.count);
        return body->registers.items[value.reg].type;
    }
    return (IrType){.kind = value.type};
}
