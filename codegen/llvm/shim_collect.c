// What a module needs of C headers: found by looking at every op, register and declaration of the
// IR.
//
// Sizes are asked only for structs that are held by value, since a header may keep a struct's
// inside to itself; offsets only for fields that are used.

#include "codegen/llvm/internal.h"

typedef struct Collector {
    Emitter *emitter;
    Shim *shim;
    // const Symbol * of a field -> const StructSymbol *
    Map owners;
} Collector;

static void note_type(Collector *collector, const Type *type, bool by_value);

static ShimItem *add_item(Collector *collector, ShimUse use, const Symbol *symbol) {
    ShimItem *item = shim_find(collector->emitter, use, symbol);
    if (item != NULL)
        return item;
    item = ARENA_NEW(collector->emitter->arena, ShimItem);
    item->use = use;
    item->symbol = symbol;
    item->number = collector->shim->items.count;
    vector_push(collector->emitter->arena, &collector->shim->items, item);
    return item;
}

// --- Types ---------------------------------------------------------------------------------------

static void note_struct(Collector *collector, const StructSymbol *symbol, bool by_value) {
    if (by_value && symbol->symbol.is_extern) {
        add_item(collector, SHIM_STRUCT_SIZE, &symbol->symbol);
        add_item(collector, SHIM_STRUCT_ALIGN, &symbol->symbol);
    }
    if (map_has(&collector->owners, symbol))
        return;
    map_put(collector->emitter->arena, &collector->owners, symbol, (void *)(uintptr_t)symbol);
    for (uint32_t i = 0; i < symbol->fields.count; i++) {
        const Symbol *field = symbol->fields.items[i];
        map_put(collector->emitter->arena, &collector->owners, field, (void *)(uintptr_t)symbol);
        // What an extern struct holds is laid out by the header; its own structs hold theirs by
        // value.
        note_type(collector, field->type, !symbol->symbol.is_extern);
    }
}

static void note_function_type(Collector *collector, const Type *type) {
    note_type(collector, type->function.result, false);
    for (uint32_t i = 0; i < type->function.count; i++)
        note_type(collector, type->function.parameters[i].type, false);
}

static void note_inner_types(Collector *collector, const Type *type, bool by_value) {
    switch (type->kind) {
    case TYPE_INTEGER:
        if (type->integer.header_symbol != NULL) {
            add_item(collector, SHIM_INTEGER_SIZE, type->integer.header_symbol);
            add_item(collector, SHIM_INTEGER_SIGN, type->integer.header_symbol);
        }
        break;
    case TYPE_POINTER:
        note_type(collector, type->element, false);
        break;
    case TYPE_ARRAY:
        note_type(collector, type->array.element, by_value);
        break;
    case TYPE_MEMORYVIEW:
        note_type(collector, type->memoryview.element, true);
        break;
    case TYPE_FUNCTION:
        note_function_type(collector, type);
        break;
    case TYPE_STRUCT:
        note_struct(collector, type->struct_symbol, by_value);
        break;
    case TYPE_CTUPLE:
        for (uint32_t i = 0; i < type->members.count; i++)
            note_type(collector, type->members.items[i], by_value);
        break;
    default:
        break;
    }
}

// Types may be recursive through pointers; each is looked at once by value and once not.
static void note_type(Collector *collector, const Type *type, bool by_value) {
    if (type == NULL)
        return;
    uintptr_t seen = (uintptr_t)map_get(&collector->shim->seen_types, type);
    uintptr_t bit = by_value ? 2 : 1;
    if (seen & bit)
        return;
    map_put(collector->emitter->arena, &collector->shim->seen_types, type, (void *)(seen | bit));
    note_inner_types(collector, type, by_value);
}

// --- Ops -----------------------------------------------------------------------------------------

static void note_call(Collector *collector, const IrFunction *function, const IrOp *op) {
    const FunctionSymbol *callee = op->aux.extern_function;
    const Type *signature = callee->symbol.type;
    if (signature->kind == TYPE_POINTER)
        signature = signature->element;
    uint32_t declared = signature->function.count;
    uint32_t extra_count = op->operand_count > declared ? op->operand_count - declared : 0;
    IrType *extra = ARENA_ARRAY(collector->emitter->arena, IrType, extra_count);
    for (uint32_t i = 0; i < extra_count; i++)
        extra[i] = ir_value_type(function, op->operands[declared + i]);
    Emitter *emitter = collector->emitter;
    if (shim_find_call(emitter, &callee->symbol, extra, extra_count) == NULL) {
        ShimItem *item = ARENA_NEW(emitter->arena, ShimItem);
        *item = (ShimItem){.use = SHIM_CALL,
                           .symbol = &callee->symbol,
                           .extra = extra,
                           .extra_count = extra_count,
                           .number = collector->shim->items.count};
        vector_push(emitter->arena, &collector->shim->items, item);
    }
    note_type(collector, signature->function.result, true);
    for (uint32_t i = 0; i < declared; i++) {
        const Type *type = signature->function.parameters[i].type;
        note_type(collector, type, true);
        collector->shim->has_objects = collector->shim->has_objects || type_is_object(type);
    }
    collector->shim->has_objects =
        collector->shim->has_objects || type_is_object(signature->function.result);
}

static void note_op(Collector *collector, const IrFunction *function, const IrOp *op) {
    switch (op->code) {
    case IR_OP_CALL_EXTERN:
        note_call(collector, function, op);
        break;
    case IR_OP_EXTERN_VALUE:
        add_item(collector, SHIM_VALUE, op->aux.symbol);
        note_type(collector, op->aux.symbol->type, true);
        break;
    case IR_OP_EXTERN_ADDRESS:
        add_item(collector, SHIM_ADDRESS, op->aux.symbol);
        note_type(collector, op->aux.symbol->type, false);
        break;
    case IR_OP_FIELD:
        map_put(collector->emitter->arena, &collector->shim->used_fields, op->aux.symbol,
                op->aux.symbol);
        note_type(collector, op->aux.symbol->type, false);
        break;
    default:
        if (ir_op_infos[op->code].aux == IR_AUX_TYPE)
            note_type(collector, op->aux.type, true);
        break;
    }
}

static void note_function(Collector *collector, const IrFunction *function) {
    for (uint32_t i = 0; i < function->registers.count; i++)
        note_type(collector, function->registers.items[i].type.type, true);
    for (uint32_t i = 0; i < function->blocks.count; i++) {
        const IrBlock *block = function->blocks.items[i];
        for (uint32_t j = 0; j < block->ops.count; j++)
            note_op(collector, function, block->ops.items[j]);
    }
}

static void note_declarations(Collector *collector) {
    const TypedModule *typed = collector->emitter->module->typed;
    for (uint32_t i = 0; i < typed->c_globals.count; i++)
        note_type(collector, typed->c_globals.items[i]->type, true);
    for (uint32_t i = 0; i < typed->classes.count; i++) {
        const ClassSymbol *symbol = typed->classes.items[i];
        for (uint32_t j = 0; j < symbol->fields.count; j++)
            note_type(collector, symbol->fields.items[j]->type, true);
    }
}

// Offsets of the used fields of extern structs.
static void note_fields(Collector *collector) {
    const Map *used = &collector->shim->used_fields;
    for (uint32_t i = 0; i < used->count; i++) {
        const Symbol *field = used->entries[i].key;
        const StructSymbol *owner = map_get(&collector->owners, field);
        if (owner != NULL && owner->symbol.is_extern)
            add_item(collector, SHIM_FIELD_OFFSET, field)->owner = owner;
    }
}

// The headers in order of appearance: all of the module's own file, and those of cimported files
// whose declarations are used.
static void choose_headers(Collector *collector) {
    Emitter *emitter = collector->emitter;
    const TypedModule *typed = emitter->module->typed;
    Map used = {0};
    for (uint32_t i = 0; i < collector->shim->items.count; i++) {
        const ShimItem *item = collector->shim->items.items[i];
        const Symbol *symbol = item->owner != NULL ? &item->owner->symbol : item->symbol;
        if (symbol->header != NULL)
            map_put(emitter->arena, &used, symbol->header, (void *)(uintptr_t)symbol->header);
    }
    for (uint32_t i = 0; i < typed->headers.count; i++) {
        const ExternHeader *header = typed->headers.items[i];
        bool is_own =
            emitter->source != NULL &&
            source_of_span(emitter->module->compilation->sources, header->span) == emitter->source;
        if (is_own || map_has(&used, header))
            vector_push(emitter->arena, &collector->shim->headers, header);
    }
}

void shim_collect(Emitter *emitter) {
    Collector collector = {.emitter = emitter, .shim = emitter->shim};
    const IrModule *module = emitter->module;
    for (uint32_t i = 0; i < module->functions.count; i++)
        note_function(&collector, module->functions.items[i]);
    note_declarations(&collector);
    note_fields(&collector);
    choose_headers(&collector);
}
