// What a module needs of C headers: found by looking at every op, register and declaration of the
// IR.
//
// Sizes are asked only for structs that are held by value, since a header may keep a struct's
// inside to itself; offsets only for fields that are used. The items of a memoryview use all of
// theirs: its format names them.

#include "codegen/llvm/internal.h"
#include "support/hash.h"
#include <string.h>

typedef struct Collector {
    Shim *shim;
    // const IrStruct * that have been looked at
    Map structs;
} Collector;

static void note_type(Collector *collector, const IrCType *type, bool by_value);

// The functions that a macro or `...` makes of one name differ by their types.
static uint64_t hash_of_signature(const IrExtern *external, uint64_t hash) {
    const IrSignature *signature = external->type->signature;
    if (signature->result.kind == IR_VOID)
        hash = hash_bytes("void", 4, hash);
    for (uint32_t i = 0; i < signature->parameter_count; i++) {
        const char *text = signature->parameters[i].type->text;
        hash = hash_bytes(text, strlen(text), hash);
    }
    return hash;
}

// The name says what it is for, and nothing of what else there is.
static void append_item(Shim *shim, ShimItem *item, const char *entry_name) {
    uint64_t hash = hash_bytes(entry_name, strlen(entry_name), HASH_SEED + item->use);
    if (item->use == SHIM_CALL)
        hash = hash_of_signature(item->entry, hash);
    item->number = shim->items.count;
    item->name = arena_format(shim->arena, "zi_shim_%016llx", (unsigned long long)hash);
    vector_push(shim->arena, &shim->items, item);
}

static const char *name_of_entry(const Shim *shim, ShimUse use, const void *entry) {
    switch (use) {
    case SHIM_STRUCT_SIZE:
    case SHIM_STRUCT_ALIGN:
    case SHIM_STRUCT_PASS:
        return ((const IrStruct *)entry)->name;
    case SHIM_FIELD_OFFSET:
    case SHIM_FIELD_SIZE:
    case SHIM_FIELD_SIGN:
    case SHIM_FIELD_READ:
    case SHIM_FIELD_WRITE: {
        const IrField *field = entry;
        return arena_format(shim->arena, "%s.%s", field->structure->name, field->name);
    }
    case SHIM_CALL:
    case SHIM_VALUE:
    case SHIM_STORE:
    case SHIM_ADDRESS:
    case SHIM_VARIABLE_SIZE:
    case SHIM_STATEMENT:
    case SHIM_INTEGER_SIZE:
    case SHIM_INTEGER_SIGN:
    case SHIM_FLOATING_SIZE:
    case SHIM_LENGTH:
    case SHIM_ENUM_ITEM:
        break;
    }
    return ((const IrExtern *)entry)->name;
}

static ShimItem *add_item_to(Shim *shim, ShimUse use, const void *entry) {
    const ShimItem *known = shim_find(shim, use, entry);
    if (known != NULL)
        return shim->items.items[known->number];
    ShimItem *item = ARENA_NEW(shim->arena, ShimItem);
    item->use = use;
    item->entry = entry;
    append_item(shim, item, name_of_entry(shim, use, entry));
    return item;
}

static void add_item(Collector *collector, ShimUse use, const void *entry) {
    (void)add_item_to(collector->shim, use, entry);
}

void shim_note_bit_field(Shim *shim, const IrField *field) {
    for (uint32_t i = 0; i < shim->items.count; i++)
        if (shim->items.items[i]->entry == field)
            shim->items.items[i]->is_bit_field = true;
    (void)add_item_to(shim, SHIM_FIELD_READ, field);
    (void)add_item_to(shim, SHIM_FIELD_WRITE, field);
}

// --- Types ---------------------------------------------------------------------------------------

static void note_struct(Collector *collector, IrStruct *structure, bool by_value) {
    if (by_value && structure->is_extern) {
        add_item(collector, SHIM_STRUCT_SIZE, structure);
        add_item(collector, SHIM_STRUCT_ALIGN, structure);
        if (!collector->shim->options->is_cplusplus)
            add_item(collector, SHIM_STRUCT_PASS, structure);
    }
    if (map_has(&collector->structs, structure))
        return;
    map_put(collector->shim->arena, &collector->structs, structure, structure);
    // What an extern struct holds is laid out by the header; its own structs hold theirs by value.
    for (uint32_t i = 0; i < structure->field_count; i++)
        note_type(collector, structure->fields[i]->type, !structure->is_extern);
}

// A header may have another number than the declaration says.
static void note_header_field(Collector *collector, const IrField *field) {
    add_item(collector, SHIM_FIELD_OFFSET, field);
    IrCTypeKind kind = field->type->kind;
    bool is_integer = kind == IR_C_INTEGER || kind == IR_C_ENUM || kind == IR_C_BINT;
    if (is_integer || kind == IR_C_FLOATING)
        add_item(collector, SHIM_FIELD_SIZE, field);
    if (is_integer)
        add_item(collector, SHIM_FIELD_SIGN, field);
}

static void note_item_fields(Collector *collector, const IrCType *item) {
    while (item->kind == IR_C_ARRAY)
        item = item->array.element;
    if (item->kind != IR_C_STRUCT)
        return;
    const IrStruct *structure = item->structure;
    for (uint32_t i = 0; i < structure->field_count; i++) {
        const IrField *field = structure->fields[i];
        if (structure->is_extern) {
            note_header_field(collector, field);
            add_item_to(collector->shim, SHIM_FIELD_OFFSET, field)->is_in_view = true;
        }
        note_item_fields(collector, field->type);
    }
}

static void note_function_type(Collector *collector, const IrCType *type) {
    note_type(collector, type->signature->result.type, false);
    for (uint32_t i = 0; i < type->signature->parameter_count; i++)
        note_type(collector, type->signature->parameters[i].type, false);
}

static void note_inner_types(Collector *collector, const IrCType *type, bool by_value) {
    switch (type->kind) {
    case IR_C_INTEGER:
        if (type->integer.header != NULL) {
            add_item(collector, SHIM_INTEGER_SIZE, type->integer.header);
            add_item(collector, SHIM_INTEGER_SIGN, type->integer.header);
        }
        break;
    case IR_C_POINTER:
        note_type(collector, type->element, false);
        break;
    case IR_C_ARRAY:
        if (type->array.header != NULL)
            add_item(collector, SHIM_LENGTH, type->array.header);
        note_type(collector, type->array.element, by_value);
        break;
    case IR_C_MEMORYVIEW:
        note_type(collector, type->memoryview.element, true);
        note_item_fields(collector, type->memoryview.element);
        break;
    case IR_C_FUNCTION:
        note_function_type(collector, type);
        break;
    case IR_C_STRUCT:
        note_struct(collector, type->structure, by_value);
        break;
    case IR_C_CTUPLE:
        for (uint32_t i = 0; i < type->members.count; i++)
            note_type(collector, type->members.items[i], by_value);
        break;
    case IR_C_VOID:
    case IR_C_BINT:
    case IR_C_ENUM:
    case IR_C_FLOATING:
    case IR_C_COMPLEX:
    case IR_C_OBJECT:
    case IR_C_BUILTIN:
    case IR_C_CLASS:
    case IR_C_TYPE_COUNT:
        break;
    }
}

// Types may be recursive through pointers; each is looked at once by value and once not.
static void note_type(Collector *collector, const IrCType *type, bool by_value) {
    if (type == NULL)
        return;
    NumberMap *types = &collector->shim->seen_types;
    uint64_t seen = 0, bit = by_value ? SHIM_SEEN_BY_VALUE : SHIM_SEEN_BY_ADDRESS;
    number_map_get(types, type, &seen);
    if (seen & bit)
        return;
    number_map_put(collector->shim->arena, types, type, seen | bit);
    note_inner_types(collector, type, by_value);
}

// --- Ops -----------------------------------------------------------------------------------------

static void note_value(Collector *collector, IrType type) {
    note_type(collector, type.type, true);
    collector->shim->has_objects |= type.kind == IR_OBJECT;
}

// What the variable is declared as, or an array's item, if it is a number whose size is known here.
static const IrCType *declared_number(const IrExtern *external) {
    const IrCType *type = external->type;
    while (type->kind == IR_C_ARRAY)
        type = type->array.element;
    bool is_number = type->kind == IR_C_BINT || type->kind == IR_C_FLOATING ||
                     (type->kind == IR_C_INTEGER && type->integer.header == NULL);
    return is_number ? type : NULL;
}

static void note_call(Collector *collector, const IrOp *op) {
    const IrSignature *signature = op->aux.external->type->signature;
    add_item(collector, SHIM_CALL, op->aux.external);
    note_value(collector, signature->result);
    for (uint32_t i = 0; i < signature->parameter_count; i++)
        note_value(collector, signature->parameters[i]);
}

static void note_op(Collector *collector, const IrOp *op) {
    switch (op->code) {
    case IR_OP_CALL_EXTERN:
        note_call(collector, op);
        break;
    case IR_OP_EXTERN_VALUE:
        add_item(collector, SHIM_VALUE, op->aux.external);
        if (op->aux.external->type->kind == IR_C_ENUM && !collector->shim->options->is_cplusplus)
            add_item(collector, SHIM_ENUM_ITEM, op->aux.external);
        note_type(collector, op->aux.external->type, true);
        break;
    case IR_OP_EXTERN_STATEMENT:
        add_item(collector, SHIM_STATEMENT, op->aux.external);
        break;
    case IR_OP_EXTERN_STORE:
        add_item(collector, SHIM_STORE, op->aux.external);
        note_value(collector, type_of_variable(op->aux.external));
        break;
    case IR_OP_EXTERN_ADDRESS:
        add_item(collector, SHIM_ADDRESS, op->aux.external);
        if (declared_number(op->aux.external) != NULL)
            add_item(collector, SHIM_VARIABLE_SIZE, op->aux.external);
        note_type(collector, op->aux.external->type, false);
        break;
    case IR_OP_FIELD:
        // Where the field lies, its struct's others say.
        if (op->aux.field->structure != NULL)
            note_struct(collector, (IrStruct *)op->aux.field->structure, false);
        if (op->aux.field->structure != NULL && op->aux.field->structure->is_extern)
            note_header_field(collector, op->aux.field);
        note_type(collector, op->aux.field->type, false);
        break;
    default:
        if (ir_op_infos[op->code].aux == IR_AUX_TYPE)
            note_type(collector, op->aux.type, true);
        break;
    }
}

// Sizes of objects are checked when classes are imported, and what extends them lies behind.
static void note_classes(Collector *collector) {
    const IrModule *module = collector->shim->module;
    for (uint32_t i = 0; i < module->classes.count; i++)
        if (module->classes.items[i]->object_struct != NULL)
            note_struct(collector, module->classes.items[i]->object_struct, true);
}

static void note_function(Collector *collector, const IrBody *body) {
    for (uint32_t i = 0; i < body->registers.count; i++)
        note_type(collector, body->registers.items[i].type.type, true);
    for (uint32_t i = 0; i < body->blocks.count; i++) {
        const IrBlock *block = body->blocks.items[i];
        for (uint32_t j = 0; j < block->ops.count; j++)
            note_op(collector, block->ops.items[j]);
    }
}

static void note_declarations(Collector *collector) {
    const IrModule *module = collector->shim->module;
    for (uint32_t i = 0; i < module->globals.count; i++)
        note_type(collector, module->globals.items[i]->type, true);
    for (uint32_t i = 0; i < module->classes.count; i++) {
        const IrClass *class_ = module->classes.items[i];
        for (uint32_t j = 0; j < class_->field_count; j++)
            note_type(collector, class_->fields[j]->type, true);
    }
    for (uint32_t i = 0; i < module->externs.count; i++)
        if (module->externs.items[i]->is_floating_typedef)
            add_item(collector, SHIM_FLOATING_SIZE, module->externs.items[i]);
}

static const IrHeader *header_of_item(const ShimItem *item) {
    switch (item->use) {
    case SHIM_STRUCT_SIZE:
    case SHIM_STRUCT_ALIGN:
    case SHIM_STRUCT_PASS:
        return ((const IrStruct *)item->entry)->header;
    case SHIM_FIELD_OFFSET:
    case SHIM_FIELD_SIZE:
    case SHIM_FIELD_SIGN:
    case SHIM_FIELD_READ:
    case SHIM_FIELD_WRITE:
        return ((const IrField *)item->entry)->structure->header;
    case SHIM_CALL:
    case SHIM_VALUE:
    case SHIM_STORE:
    case SHIM_ADDRESS:
    case SHIM_VARIABLE_SIZE:
    case SHIM_STATEMENT:
    case SHIM_INTEGER_SIZE:
    case SHIM_INTEGER_SIGN:
    case SHIM_FLOATING_SIZE:
    case SHIM_LENGTH:
    case SHIM_ENUM_ITEM:
        break;
    }
    return ((const IrExtern *)item->entry)->header;
}

// C code in the module's own file may use what it cimports.
static bool has_own_code(const IrModule *module) {
    for (uint32_t i = 0; i < module->headers.count; i++)
        if (module->headers.items[i]->is_own && module->headers.items[i]->verbatim.length > 0)
            return true;
    return false;
}

// The headers in order of appearance: all of the module's own file, and those of cimported files
// whose declarations are used, or may be by its own C code.
static void choose_headers(Collector *collector) {
    const IrModule *module = collector->shim->module;
    const bool takes_all = has_own_code(module);
    bool *is_used = ARENA_ARRAY(collector->shim->arena, bool, module->headers.count);
    for (uint32_t i = 0; i < collector->shim->items.count; i++) {
        const IrHeader *header = header_of_item(collector->shim->items.items[i]);
        if (header != NULL)
            is_used[header->number] = true;
    }
    for (uint32_t i = 0; i < module->headers.count; i++) {
        const IrHeader *header = module->headers.items[i];
        if (header->is_own || takes_all || is_used[i])
            vector_push(collector->shim->arena, &collector->shim->headers, header);
    }
}

bool shim_take_all_headers(Shim *shim) {
    const IrModule *module = shim->module;
    if (shim->headers.count == module->headers.count)
        return false;
    memset(&shim->headers, 0, sizeof shim->headers);
    for (uint32_t i = 0; i < module->headers.count; i++)
        vector_push(shim->arena, &shim->headers, module->headers.items[i]);
    return true;
}

void shim_collect(Shim *shim) {
    Collector collector = {.shim = shim};
    const IrModule *module = shim->module;
    for (uint32_t i = 0; i < module->bodies.count; i++)
        note_function(&collector, module->bodies.items[i]);
    note_classes(&collector);
    note_declarations(&collector);
    choose_headers(&collector);
}

// --- Bit-fields ----------------------------------------------------------------------------------

static bool report_bit_field(const Shim *shim, const IrField *field, const char *problem) {
    diag_report(shim->diagnostics, DIAG_E0611, field->span, field->name, problem);
    return false;
}

static bool is_bit_field_address(const Shim *shim, const IrOp *op) {
    return op->code == IR_OP_FIELD && shim_find(shim, SHIM_FIELD_READ, op->aux.field) != NULL;
}

// The addresses are registers that an op gives; all that may use one are loads and stores.
static bool check_bit_fields_of(const Shim *shim, const IrBody *body) {
    const IrField **fields = ARENA_ARRAY(shim->arena, const IrField *, body->registers.count + 1);
    for (uint32_t i = 0; i < body->blocks.count; i++) {
        const IrBlock *block = body->blocks.items[i];
        for (uint32_t j = 0; j < block->ops.count; j++)
            if (is_bit_field_address(shim, block->ops.items[j]))
                fields[block->ops.items[j]->result] = block->ops.items[j]->aux.field;
    }
    for (uint32_t i = 0; i < body->blocks.count; i++) {
        const IrBlock *block = body->blocks.items[i];
        for (uint32_t j = 0; j < block->ops.count; j++) {
            const IrOp *op = block->ops.items[j];
            bool is_access = op->code == IR_OP_LOAD || op->code == IR_OP_STORE;
            for (uint32_t k = is_access ? 1 : 0; k < op->operand_count; k++) {
                const IrField *field = op_has_register(op, k) ? fields[op->operands[k].reg] : NULL;
                if (field != NULL)
                    return report_bit_field(shim, field,
                                            "the address of a bit-field cannot be taken");
            }
        }
    }
    return true;
}

bool shim_check_bit_fields(const Shim *shim) {
    bool has_any = false;
    for (uint32_t i = 0; i < shim->items.count; i++) {
        const ShimItem *item = shim->items.items[i];
        has_any |= item->is_bit_field;
        if (item->is_bit_field && item->is_in_view)
            return report_bit_field(shim, item->entry,
                                    "the items of a memoryview cannot have a bit-field");
    }
    for (uint32_t i = 0; has_any && i < shim->module->bodies.count; i++)
        if (!check_bit_fields_of(shim, shim->module->bodies.items[i]))
            return false;
    return true;
}

// --- Addresses of variables ----------------------------------------------------------------------

static uint64_t declared_size(const IrCType *type) {
    enum { EXTENDED_SIZE = 16, INT_SIZE = 4 };
    if (type->kind == IR_C_BINT)
        return INT_SIZE;
    if (type->kind == IR_C_INTEGER)
        return type->integer.bits / 8U;
    return type->floating_bits == 80 ? EXTENDED_SIZE : type->floating_bits / 8U;
}

// What differs in C from the declaration of a variable, whose address is taken; NULL: nothing.
static const char *find_other_number(const Shim *shim, const IrExtern *external) {
    const ShimItem *item = shim_find(shim, SHIM_VARIABLE_SIZE, external);
    const IrCType *type = declared_number(external);
    if (item == NULL || type == NULL)
        return NULL;
    bool is_floating = item->constant >= SHIM_IS_FLOATING;
    uint64_t size = item->constant - (is_floating ? SHIM_IS_FLOATING : 0);
    if (size == declared_size(type) && is_floating == (type->kind == IR_C_FLOATING))
        return NULL;
    return arena_format(shim->arena,
                        "it is %s of %llu byte%s there, and whoever has its address or its items "
                        "takes it for '%s'",
                        is_floating ? "a floating-point number" : "an integer",
                        (unsigned long long)size, size == 1 ? "" : "s", type->text);
}

// A function of C's own that is given the address knows what lies there.
static bool check_variables_of(const Shim *shim, const IrBody *body) {
    const IrExtern **others = ARENA_ARRAY(shim->arena, const IrExtern *, body->registers.count + 1);
    for (uint32_t i = 0; i < body->blocks.count; i++) {
        const IrBlock *block = body->blocks.items[i];
        for (uint32_t j = 0; j < block->ops.count; j++) {
            const IrOp *op = block->ops.items[j];
            if (op->code == IR_OP_EXTERN_ADDRESS && find_other_number(shim, op->aux.external))
                others[op->result] = op->aux.external;
        }
    }
    for (uint32_t i = 0; i < body->blocks.count; i++) {
        const IrBlock *block = body->blocks.items[i];
        for (uint32_t j = 0; j < block->ops.count; j++) {
            const IrOp *op = block->ops.items[j];
            for (uint32_t k = 0; op->code != IR_OP_CALL_EXTERN && k < op->operand_count; k++) {
                const IrExtern *other = op_has_register(op, k) ? others[op->operands[k].reg] : NULL;
                if (other == NULL)
                    continue;
                diag_report(shim->diagnostics, DIAG_E0611, other->span, other->name,
                            find_other_number(shim, other));
                return false;
            }
        }
    }
    return true;
}

bool shim_check_variables(const Shim *shim) {
    bool has_other = false;
    for (uint32_t i = 0; i < shim->items.count; i++) {
        const ShimItem *item = shim->items.items[i];
        has_other |= item->use == SHIM_VARIABLE_SIZE && find_other_number(shim, item->entry);
    }
    for (uint32_t i = 0; has_other && i < shim->module->bodies.count; i++)
        if (!check_variables_of(shim, shim->module->bodies.items[i]))
            return false;
    return true;
}
