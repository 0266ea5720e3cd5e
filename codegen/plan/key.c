// The key of a group: a hash of its IR, told without anything that has a number in the module.
//
// What the bodies refer to is told where it is first met: constants by what they are, bodies by
// name and signature, and declarations (types, structs, classes, ...) after all bodies, each once.

#include "codegen/plan/plan.h"
#include "support/hash.h"
#include <string.h>

typedef struct Telling Telling;

// A declaration that is told at the end.
typedef struct Reference {
    void (*tell)(Telling *telling, const void *entry);
    const void *entry;
} Reference;

struct Telling {
    Arena *arena;
    const ModulePlan *plan;
    const Group *group;
    VECTOR(uint64_t) words;
    Map seen; // entries that are among the references
    VECTOR(Reference) references;
    const IrBody *body; // being told
    bool uses_headers;
};

static void word(Telling *telling, uint64_t value) {
    vector_push(telling->arena, &telling->words, value);
}

static void bytes(Telling *telling, const char *text, size_t length) {
    word(telling, length);
    word(telling, length == 0 ? 0 : hash_bytes(text, length, HASH_SEED));
    word(telling, length == 0 ? 0 : hash_bytes(text, length, ~HASH_SEED));
}

static void text(Telling *telling, const char *string) {
    if (string == NULL)
        word(telling, UINT64_MAX);
    else
        bytes(telling, string, strlen(string));
}

static void real(Telling *telling, double value) {
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    word(telling, bits);
}

// --- Declarations --------------------------------------------------------------------------------

static void refer(Telling *telling, const void *entry,
                  void (*tell)(Telling *telling, const void *entry)) {
    if (entry == NULL || map_has(&telling->seen, entry))
        return;
    map_put(telling->arena, &telling->seen, entry, telling);
    Reference reference = {tell, entry};
    vector_push(telling->arena, &telling->references, reference);
}

static void tell_c_type(Telling *telling, const void *entry);
static void tell_struct(Telling *telling, const void *entry);
static void tell_class(Telling *telling, const void *entry);

// A type's text says which it is.
static void c_type(Telling *telling, const IrCType *type) {
    text(telling, type == NULL ? NULL : type->text);
    refer(telling, type, tell_c_type);
}

static void type(Telling *telling, IrType value) {
    word(telling, value.kind);
    c_type(telling, value.type);
}

static void signature(Telling *telling, const IrSignature *value) {
    word(telling, value->convention);
    word(telling, value->error);
    word(telling, value->parameter_count);
    for (uint32_t i = 0; i < value->parameter_count; i++)
        type(telling, value->parameters[i]);
    type(telling, value->result);
    word(telling, (uint64_t)value->has_closure | (uint64_t)value->is_variadic << 1 |
                      (uint64_t)value->has_skip_dispatch << 2);
    word(telling, value->optional_count);
    word(telling, value->exception.rule);
    word(telling, (uint64_t)value->exception.integer);
    real(telling, value->exception.real);
}

static void external(Telling *telling, const IrExtern *entry) {
    telling->uses_headers = true;
    text(telling, entry->name);
    text(telling, entry->c_name);
    c_type(telling, entry->type);
}

static void structure(Telling *telling, const IrStruct *entry) {
    text(telling, entry == NULL ? NULL : entry->name);
    refer(telling, entry, tell_struct);
}

static void class_(Telling *telling, const IrClass *entry) {
    text(telling, entry == NULL ? NULL : entry->name);
    refer(telling, entry, tell_class);
}

static void field(Telling *telling, const IrField *entry) {
    structure(telling, entry->structure);
    class_(telling, entry->class_);
    word(telling, entry->index);
}

static void fields(Telling *telling, IrField *const *items, uint32_t count) {
    word(telling, count);
    for (uint32_t i = 0; i < count; i++) {
        text(telling, items[i]->name);
        text(telling, items[i]->c_name);
        c_type(telling, items[i]->type);
    }
}

static void tell_struct(Telling *telling, const void *entry) {
    const IrStruct *value = entry;
    text(telling, value->name);
    text(telling, value->c_name);
    word(telling, (uint64_t)value->is_union | (uint64_t)value->is_packed << 1 |
                      (uint64_t)value->is_complete << 2 | (uint64_t)value->is_typedef << 3 |
                      (uint64_t)value->is_extern << 4);
    telling->uses_headers |= value->is_extern;
    fields(telling, value->fields, value->field_count);
}

// Which bodies are in the vtable is the class's own affair: callers know slots and signatures.
static void tell_class(Telling *telling, const void *entry) {
    const IrClass *value = entry;
    text(telling, value->name);
    class_(telling, value->base);
    c_type(telling, value->builtin_base);
    structure(telling, value->object_struct);
    fields(telling, value->fields, value->field_count);
    word(telling, value->slot_count);
    for (uint32_t i = 0; i < value->slot_count; i++)
        signature(telling, value->vtable[i].signature);
    word(telling, value->has_vtable);
    word(telling, value->flags);
    text(telling, value->import == NULL ? NULL : value->import->link_name);
}

static void integer_type(Telling *telling, const IrCType *value) {
    word(telling, value->integer.bits);
    word(telling, (uint64_t)value->integer.is_signed | (uint64_t)value->integer.is_plain_char << 1 |
                      (uint64_t)value->integer.is_index << 2);
    if (value->integer.header != NULL)
        external(telling, value->integer.header);
}

static void memoryview_type(Telling *telling, const IrCType *value) {
    c_type(telling, value->memoryview.element);
    text(telling, value->memoryview.item_name);
    word(telling, value->memoryview.dimensions);
    for (uint32_t i = 0; i < value->memoryview.dimensions; i++)
        word(telling, (uint64_t)value->memoryview.packing[i] << 8 | value->memoryview.access[i]);
}

static void tell_c_type(Telling *telling, const void *entry) {
    const IrCType *value = entry;
    text(telling, value->text);
    word(telling, value->kind);
    word(telling, (uint64_t)value->is_const | (uint64_t)value->is_volatile << 1);
    switch (value->kind) {
    case IR_C_INTEGER:
        integer_type(telling, value);
        break;
    case IR_C_FLOATING:
        word(telling, value->floating_bits);
        break;
    case IR_C_COMPLEX:
    case IR_C_POINTER:
        c_type(telling, value->element);
        break;
    case IR_C_FUNCTION:
        signature(telling, value->signature);
        break;
    case IR_C_ARRAY:
        c_type(telling, value->array.element);
        word(telling, value->array.length);
        if (value->array.header != NULL)
            external(telling, value->array.header);
        break;
    case IR_C_STRUCT:
        structure(telling, value->structure);
        break;
    case IR_C_CTUPLE:
        word(telling, value->members.count);
        for (uint32_t i = 0; i < value->members.count; i++)
            c_type(telling, value->members.items[i]);
        break;
    case IR_C_MEMORYVIEW:
        memoryview_type(telling, value);
        break;
    case IR_C_BUILTIN:
        word(telling, value->builtin);
        break;
    case IR_C_CLASS:
        class_(telling, value->class_);
        break;
    case IR_C_VOID:
    case IR_C_BINT:
    case IR_C_ENUM:
    case IR_C_OBJECT:
    case IR_C_TYPE_COUNT:
        break;
    }
}

// --- Constants and bodies of others --------------------------------------------------------------

static void constant(Telling *telling, uint32_t number) {
    if (number == IR_NO_CONSTANT) {
        word(telling, UINT64_MAX);
        return;
    }
    const IrConstant *value = &telling->plan->module->constants.items[number];
    word(telling, value->kind);
    bytes(telling, value->text.bytes, value->text.length);
    real(telling, value->real);
    real(telling, value->imaginary);
    word(telling, value->item_count);
    for (uint32_t i = 0; i < value->item_count; i++)
        constant(telling, value->items[i]);
}

static void body_head(Telling *telling, const IrBody *body) {
    text(telling, body->link_name);
    text(telling, body->c_symbol);
    word(telling, body->kind);
    IrSignature own = ir_signature_of(telling->arena, body);
    signature(telling, &own);
    word(telling, (uint64_t)body->is_fixed | (uint64_t)body->is_inline << 1 |
                      (uint64_t)body->is_generator << 2 | (uint64_t)body->nogil << 3 |
                      (uint64_t)body->has_error_branches << 4 | (uint64_t)body->is_ssa << 5);
}

// What others know of a callable: its description is not emitted with it.
static void callable(Telling *telling, const IrCallable *entry) {
    text(telling, entry == NULL ? NULL : entry->link_name);
    if (entry == NULL)
        return;
    text(telling, entry->name);
    text(telling, entry->qualified_name);
    word(telling, entry->flags);
    word(telling, entry->captures.count);
    word(telling, entry->parameter_count);
    text(telling, entry->entry == NULL ? NULL : entry->entry->link_name);
}

static void import(Telling *telling, const IrImport *entry) {
    word(telling, entry->kind);
    text(telling, entry->link_name);
    if (entry->signature != NULL)
        signature(telling, entry->signature);
    c_type(telling, entry->type);
    class_(telling, entry->class_);
}

// --- Operations ----------------------------------------------------------------------------------

// From its anchor on.
static void line(Telling *telling, Span span) {
    const ModulePlan *plan = telling->plan;
    uint32_t number = source_line(plan->module->compilation->sources, span);
    const IrCallable *anchor = plan_anchor(plan, telling->body, number);
    uint32_t from = plan_anchor_line(plan, anchor);
    if (telling->body->callable == NULL)
        text(telling, anchor == NULL ? NULL : anchor->link_name);
    if (!plan->lines_are_relative)
        word(telling, from);
    word(telling, number == 0 ? UINT64_MAX : (uint64_t)number - from);
}

static void slice(Telling *telling, const IrOp *op) {
    for (uint32_t i = 0; i < op->aux.slice.count; i++) {
        const IrSliceAxis *axis = &op->aux.slice.axes[i];
        word(telling, (uint64_t)axis->is_index | (uint64_t)axis->is_new_axis << 1 |
                          (uint64_t)axis->has_start << 2 | (uint64_t)axis->has_stop << 3 |
                          (uint64_t)axis->has_step << 4);
    }
    c_type(telling, op->aux.slice.type);
}

static void targets(Telling *telling, const IrOp *op) {
    word(telling, op->aux.targets.count);
    for (uint32_t i = 0; i < op->aux.targets.count; i++) {
        word(telling, op->aux.targets.blocks[i]->id);
        if (op->code == IR_OP_SWITCH && i > 0)
            word(telling, (uint64_t)op->aux.targets.cases[i - 1]);
    }
}

static void inner_code(Telling *telling, uint32_t code) {
    const ModulePlan *plan = telling->plan;
    text(telling, code == 0 ? NULL : plan->inner_names[code - 1]);
    if (code == 0)
        return;
    const IrInnerCode *entry = &plan->module->inner_codes.items[code - 1];
    if (entry->inlined == NULL) {
        line(telling, entry->span);
        return;
    }
    const SourceTable *sources = plan->module->compilation->sources;
    word(telling,
         (uint64_t)source_line(sources, entry->span) - source_line(sources, entry->inlined->span));
}

static void number(Telling *telling, const IrOp *op) {
    if (op->code == IR_OP_TRACEBACK || op->code == IR_OP_NOTE_LINE)
        inner_code(telling, (uint32_t)op->aux.number);
    else
        word(telling, (uint64_t)op->aux.number);
}

static void global(Telling *telling, const IrGlobal *entry) {
    text(telling, entry->name);
    text(telling, entry->c_symbol);
    c_type(telling, entry->type);
}

static void method(Telling *telling, const IrOp *op) {
    class_(telling, op->aux.method.class_);
    word(telling, op->aux.method.slot);
}

// The name is LOAD_METHOD's, names of keywords are the others'.
static void call(Telling *telling, const IrOp *op) {
    bool is_load = op->code == IR_OP_LOAD_METHOD;
    constant(telling, is_load ? op->aux.call.name : op->aux.call.keyword_names);
}

static void slot(Telling *telling, const IrOp *op) {
    word(telling, op->aux.slot.object);
    word(telling, op->aux.slot.value);
}

static void auxiliary(Telling *telling, const IrOp *op) {
    switch (ir_op_infos[op->code].aux) {
    case IR_AUX_NONE:
        break;
    case IR_AUX_NUMBER:
        number(telling, op);
        break;
    case IR_AUX_CONSTANT:
        constant(telling, op->aux.constant);
        break;
    case IR_AUX_TEXT:
        bytes(telling, op->aux.text.bytes, op->aux.text.length);
        break;
    case IR_AUX_TYPE:
        c_type(telling, op->aux.type);
        break;
    case IR_AUX_FIELD:
        field(telling, op->aux.field);
        break;
    case IR_AUX_GLOBAL:
        global(telling, op->aux.global);
        break;
    case IR_AUX_EXTERN:
        external(telling, op->aux.external);
        break;
    case IR_AUX_BODY:
        body_head(telling, op->aux.body);
        break;
    case IR_AUX_CALLABLE:
        callable(telling, op->aux.callable);
        break;
    case IR_AUX_CLASS:
        class_(telling, op->aux.class_);
        break;
    case IR_AUX_IMPORT:
        import(telling, op->aux.import);
        break;
    case IR_AUX_METHOD:
        method(telling, op);
        break;
    case IR_AUX_RUNTIME:
        word(telling, op->aux.runtime);
        break;
    case IR_AUX_CALL:
        call(telling, op);
        break;
    case IR_AUX_SLICE:
        slice(telling, op);
        break;
    case IR_AUX_SLOT:
        slot(telling, op);
        break;
    case IR_AUX_TARGETS:
        targets(telling, op);
        break;
    }
}

static void operand(Telling *telling, const IrOp *op, uint32_t number) {
    const IrValue *value = &op->operands[number];
    word(telling, value->kind);
    switch (value->kind) {
    case IR_VALUE_REGISTER:
        word(telling, value->reg);
        return;
    case IR_VALUE_INTEGER:
        word(telling, value->type);
        if (op->code == IR_OP_CALL_RUNTIME && ir_op_is_constant_operand(op, number))
            constant(telling, (uint32_t)value->integer);
        else
            word(telling, (uint64_t)value->integer);
        return;
    case IR_VALUE_REAL:
        word(telling, value->type);
        real(telling, value->real);
        return;
    case IR_VALUE_NULL:
        word(telling, value->type);
        return;
    }
}

static void operation(Telling *telling, const IrOp *op) {
    word(telling, (uint64_t)op->code << 32 | op->flags);
    line(telling, op->span);
    word(telling, (uint64_t)op->result << 32 | op->operand_count);
    for (uint32_t i = 0; i < op->operand_count; i++)
        operand(telling, op, i);
    word(telling, (uint64_t)op->result_count << 32);
    for (uint32_t i = 0; i < op->result_count; i++)
        word(telling, op->results[i]);
    word(telling, op->owned_results);
    auxiliary(telling, op);
}

// --- Bodies --------------------------------------------------------------------------------------

static void registers(Telling *telling, const IrBody *body) {
    word(telling, body->registers.count);
    for (uint32_t i = 0; i < body->registers.count; i++) {
        const IrRegister *entry = &body->registers.items[i];
        type(telling, entry->type);
        text(telling, entry->name == NULL ? NULL : entry->name->text);
        word(telling, (uint64_t)entry->is_argument | (uint64_t)entry->address_taken << 1 |
                          (uint64_t)entry->is_debug_local << 2 | (uint64_t)entry->is_inner << 3 |
                          (uint64_t)entry->is_cell << 4 | (uint64_t)entry->is_likely_float << 5 |
                          (uint64_t)entry->is_likely_int << 6);
    }
    for (uint32_t i = 0; i < body->parameter_count; i++)
        word(telling, body->parameters[i]);
}

static void block(Telling *telling, const IrBlock *entry) {
    word(telling, entry->handler == NULL ? UINT64_MAX : entry->handler->id);
    word(telling, (uint64_t)entry->is_loop_header | (uint64_t)entry->is_cold << 1 |
                      (uint64_t)entry->is_jammed << 2);
    inner_code(telling, entry->inner_code);
    word(telling, entry->inlined);
    word(telling, entry->parameters.count);
    for (uint32_t i = 0; i < entry->parameters.count; i++)
        word(telling, entry->parameters.items[i]);
    word(telling, entry->ops.count);
    for (uint32_t i = 0; i < entry->ops.count; i++)
        operation(telling, entry->ops.items[i]);
}

static void tell_body(Telling *telling, const IrBody *body) {
    telling->body = body;
    body_head(telling, body);
    callable(telling, body->callable);
    if (body->callable != NULL)
        line(telling, body->callable->span);
    word(telling, hotness_calls_of(&telling->plan->calls, body));
    word(telling, map_has(&telling->plan->shared, body));
    word(telling, body->fast_math);
    line(telling, body->span);
    registers(telling, body);
    word(telling, body->blocks.count);
    for (uint32_t i = 0; i < body->blocks.count; i++)
        block(telling, body->blocks.items[i]);
}

CacheKey group_key(const ModulePlan *plan, const Group *group, const char *environment,
                   const char *shim) {
    Telling telling = {.arena = arena_create(), .plan = plan, .group = group};
    text(&telling, environment);
    text(&telling, plan->module->name);
    text(&telling, plan->module->source == NULL ? NULL : plan->module->source->path);
    word(&telling, plan->module->state.is_static);
    text(&telling, group->name);
    word(&telling, group->anchors.count);
    for (uint32_t i = 0; i < group->anchors.count; i++)
        text(&telling, group->anchors.items[i] == NULL ? NULL : group->anchors.items[i]->link_name);
    word(&telling, group->bodies.count);
    for (uint32_t i = 0; i < group->bodies.count; i++)
        tell_body(&telling, group->bodies.items[i]);
    for (uint32_t i = 0; i < group->copies.count; i++)
        tell_body(&telling, group->copies.items[i]);
    for (uint32_t i = 0; i < telling.references.count; i++) {
        Reference reference = telling.references.items[i];
        reference.tell(&telling, reference.entry);
    }
    text(&telling, telling.uses_headers ? shim : NULL);
    size_t length = telling.words.count * sizeof(uint64_t);
    CacheKey key = cache_key_add(CACHE_KEY_START, telling.words.items, length);
    arena_destroy(telling.arena);
    return key;
}
