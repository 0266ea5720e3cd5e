// LLVM's types of C types, whose sizes and offsets are codegen/ir/layout.h's, where the shim
// answers for C headers; the layouts of cdef classes, of generators' frames and of the module's
// state.

#include "codegen/llvm/internal.h"
#include <string.h>

static uint64_t align_up(uint64_t offset, uint64_t alignment) {
    return (offset + alignment - 1) / alignment * alignment;
}

// --- What the shim and the runtime know ----------------------------------------------------------

static Layout layout_of_header_struct(const void *context, const StructSymbol *symbol) {
    const ShimItem *size = shim_find(context, SHIM_STRUCT_SIZE, &symbol->symbol);
    const ShimItem *alignment = shim_find(context, SHIM_STRUCT_ALIGN, &symbol->symbol);
    if (size == NULL || alignment == NULL)
        return (Layout){0, 0}; // known by pointers alone
    return (Layout){size->constant, alignment->constant};
}

static bool offset_of_header_field(const void *context, const Symbol *field, uint64_t *offset) {
    const ShimItem *item = shim_find(context, SHIM_FIELD_OFFSET, field);
    if (item != NULL)
        *offset = item->constant;
    return item != NULL;
}

static uint64_t size_of_header_integer(const void *context, const Symbol *symbol) {
    const ShimItem *item = shim_find(context, SHIM_INTEGER_SIZE, symbol);
    return item != NULL && item->constant <= 16 ? item->constant : 0;
}

LayoutOracle layout_oracle(const Emitter *emitter) {
    return (LayoutOracle){.context = emitter,
                          .header_struct = layout_of_header_struct,
                          .header_field = offset_of_header_field,
                          .header_integer = size_of_header_integer,
                          .view = {abi_size(emitter, ABI_view), 8}};
}

// --- Types of registers --------------------------------------------------------------------------

LLVMTypeRef type_of_kind(const Emitter *emitter, IrKind kind) {
    const CommonLlvmTypes *types = &emitter->types;
    const LLVMTypeRef by_kind[IR_KIND_COUNT] = {
        [IR_VOID] = types->void_, [IR_BOOL] = types->i1,         [IR_I8] = types->i8,
        [IR_I16] = types->i16,    [IR_I32] = types->i32,         [IR_I64] = types->i64,
        [IR_I128] = types->i128,  [IR_F32] = types->f32,         [IR_F64] = types->f64,
        [IR_F80] = types->f80,    [IR_POINTER] = types->pointer, [IR_OBJECT] = types->pointer,
        [IR_DUAL] = types->dual,
    };
    zi_assert(by_kind[kind] != NULL);
    return by_kind[kind];
}

LLVMTypeRef type_of_register(Emitter *emitter, IrType type) {
    if (type.kind == IR_AGGREGATE)
        return layout_of_type(emitter, type.type).type;
    return type_of_kind(emitter, type.kind);
}

// --- C types -------------------------------------------------------------------------------------

// An array of integers of this size and alignment: what all aggregates are to LLVM.
static LLVMTypeRef raw_type(const Emitter *emitter, Layout layout) {
    const CommonLlvmTypes *types = &emitter->types;
    LLVMTypeRef part = layout.alignment <= 1   ? types->i8
                       : layout.alignment == 2 ? types->i16
                       : layout.alignment == 4 ? types->i32
                       : layout.alignment == 8 ? types->i64
                                               : types->i128;
    uint64_t part_size = layout.alignment > 16 ? 16 : layout.alignment <= 1 ? 1 : layout.alignment;
    return LLVMArrayType2(part, layout.size / part_size);
}

static LLVMTypeRef complex_type(Emitter *emitter, const Type *type) {
    LLVMTypeRef part = layout_of_type(emitter, type->element).type;
    LLVMTypeRef parts[] = {part, part};
    return LLVMStructTypeInContext(emitter->context, parts, 2, 0);
}

static LLVMTypeRef memory_type(Emitter *emitter, const Type *type, Layout layout) {
    const CommonLlvmTypes *types = &emitter->types;
    switch (ir_type_of(type).kind) {
    case IR_BOOL:
    case IR_I8:
    case IR_I16:
    case IR_I32:
    case IR_I64:
    case IR_I128:
        return LLVMIntTypeInContext(emitter->context, (unsigned)layout.size * 8);
    case IR_F32:
        return types->f32;
    case IR_F64:
        return types->f64;
    case IR_F80:
        return types->f80;
    case IR_VIEW:
        return types->view;
    case IR_AGGREGATE:
        return type->kind == TYPE_COMPLEX ? complex_type(emitter, type) : raw_type(emitter, layout);
    case IR_VOID:
        return types->i8;
    case IR_POINTER:
    case IR_OBJECT:
    case IR_DUAL:
    case IR_KIND_COUNT:
        break;
    }
    return types->pointer;
}

TypeLayout layout_of_type(Emitter *emitter, const Type *type) {
    TypeLayout *known = map_get(&emitter->layouts, type);
    if (known != NULL)
        return *known;
    LayoutOracle oracle = layout_oracle(emitter);
    Layout layout = layout_of(&oracle, type);
    if (layout.alignment == 0)
        layout.alignment = 1; // known by pointers alone
    known = ARENA_NEW(emitter->arena, TypeLayout);
    *known = (TypeLayout){memory_type(emitter, type, layout), layout.size, layout.alignment};
    map_put(emitter->arena, &emitter->layouts, type, known);
    return *known;
}

bool type_is_signed(const Emitter *emitter, const Type *type) {
    if (type != NULL && type->kind == TYPE_INTEGER && type->integer.header_symbol != NULL) {
        const ShimItem *item = shim_find(emitter, SHIM_INTEGER_SIGN, type->integer.header_symbol);
        if (item != NULL)
            return item->constant != 0;
    }
    return type != NULL &&
           (type->kind == TYPE_INTEGER ? type->integer.is_signed
                                       : type->kind == TYPE_ENUM || type->kind == TYPE_BINT);
}

// --- cdef classes --------------------------------------------------------------------------------

static uint64_t size_of_builtin(const Emitter *emitter, const Type *type) {
    const RuntimeLayout *layout = &emitter->runtime_layout;
    switch (type->builtin) {
    case BUILTIN_INT:
        return layout->size_of_int;
    case BUILTIN_FLOAT:
        return layout->size_of_float;
    case BUILTIN_COMPLEX:
        return layout->size_of_complex;
    case BUILTIN_STR:
        return layout->size_of_str;
    case BUILTIN_BYTEARRAY:
        return layout->size_of_bytearray;
    case BUILTIN_LIST:
        return layout->size_of_list;
    case BUILTIN_DICT:
        return layout->size_of_dict;
    case BUILTIN_SET:
        return layout->size_of_set;
    case BUILTIN_FROZENSET:
        return layout->size_of_frozenset;
    case BUILTIN_TYPE:
        return layout->size_of_type;
    case BUILTIN_BASE_EXCEPTION:
        return layout->size_of_exception;
    default:
        return layout->object_head;
    }
}

static void note_offset(Emitter *emitter, Map *offsets, const Symbol *symbol, uint64_t offset) {
    map_put(emitter->arena, offsets, symbol, (void *)(uintptr_t)(offset + 1));
}

// Puts a C variable behind what `whole` holds and notes where.
static void append_variable(Emitter *emitter, Layout *whole, Map *offsets, const Symbol *symbol) {
    TypeLayout member = layout_of_type(emitter, symbol->type);
    Layout layout = {member.size, member.alignment};
    note_offset(emitter, offsets, symbol, layout_append(whole, layout));
}

// As Cython's: the base's struct, the vtable pointer where the line gets its first cdef method, the
// fields in order.
ClassLayout *layout_of_class(Emitter *emitter, const ClassSymbol *symbol) {
    ClassLayout *known = map_get(&emitter->classes, symbol);
    if (known != NULL)
        return known;
    known = ARENA_NEW(emitter->arena, ClassLayout);
    Layout whole = {.size = emitter->runtime_layout.object_head, .alignment = 8};
    if (symbol->base != NULL) {
        const ClassLayout *base = layout_of_class(emitter, symbol->base);
        whole.size = base->size;
        known->vtable_offset = base->vtable_offset;
    } else if (symbol->builtin_base != NULL) {
        whole.size = size_of_builtin(emitter, symbol->builtin_base);
    }
    if (symbol->has_vtable && known->vtable_offset == 0)
        known->vtable_offset = layout_append(&whole, (Layout){8, 8});
    for (uint32_t i = 0; i < symbol->fields.count; i++)
        append_variable(emitter, &whole, &emitter->fields, symbol->fields.items[i]);
    known->size = layout_padded(whole).size;
    map_put(emitter->arena, &emitter->classes, symbol, known);
    return known;
}

uint64_t offset_of_field(Emitter *emitter, const Symbol *field, const Type *owner) {
    if (field->scope != NULL && field->scope->class_symbol != NULL) {
        layout_of_class(emitter, field->scope->class_symbol);
        uintptr_t offset = (uintptr_t)map_get(&emitter->fields, field);
        zi_assert(offset != 0);
        return offset - 1;
    }
    LayoutOracle oracle = layout_oracle(emitter);
    uint64_t offset = 0;
    if (owner == NULL || !layout_of_member(&oracle, owner, field->index, &offset))
        report_unsupported(emitter, field->span, "a field of a struct whose layout is not known");
    return offset;
}

// --- Generators' frames --------------------------------------------------------------------------

static void lay_out_frame(Emitter *emitter, FunctionInfo *info) {
    const IrFunction *resume = info->resume;
    if (resume == NULL)
        return;
    LayoutOracle oracle = layout_oracle(emitter);
    uint64_t start =
        emitter->runtime_layout.generator_slots + (8 * (uint64_t)resume->frame_object_slots);
    info->frame_offsets = ARENA_ARRAY(emitter->arena, uint64_t, resume->frame_values.count);
    info->frame_slots = layout_of_frame(&oracle, &resume->frame_values, start, info->frame_offsets);
}

// --- The state -----------------------------------------------------------------------------------

// Gives each native body (wrappers and resumes belong to theirs) a number among the functions.
static void number_functions(Emitter *emitter) {
    const IrModule *module = emitter->module;
    for (uint32_t i = 0; i < module->functions.count; i++) {
        IrFunction *function = module->functions.items[i];
        if (function->symbol == NULL)
            continue;
        FunctionInfo *info = map_get(&emitter->infos, function->symbol);
        if (info == NULL) {
            info = ARENA_NEW(emitter->arena, FunctionInfo);
            info->symbol = function->symbol;
            info->index = emitter->info_list.count;
            vector_push(emitter->arena, &emitter->info_list, info);
            map_put(emitter->arena, &emitter->infos, function->symbol, info);
        }
        if (function->role == IR_ROLE_BODY)
            info->body = function;
        if (function->role == IR_ROLE_WRAPPER)
            info->wrapper = function;
        if (function->role == IR_ROLE_RESUME)
            info->resume = function;
    }
}

static void number_classes(Emitter *emitter) {
    const TypedModule *typed = emitter->module->typed;
    for (uint32_t i = 0; i < typed->classes.count; i++)
        map_put(emitter->arena, &emitter->class_numbers, typed->classes.items[i],
                (void *)(uintptr_t)(i + 1));
}

uint32_t number_of_class(const Emitter *emitter, const ClassSymbol *symbol) {
    uintptr_t number = (uintptr_t)map_get(&emitter->class_numbers, symbol);
    return number == 0 ? UINT32_MAX : (uint32_t)(number - 1);
}

FunctionInfo *info_of_symbol(Emitter *emitter, const FunctionSymbol *symbol) {
    return symbol == NULL ? NULL : map_get(&emitter->infos, symbol);
}

static void add_names(Emitter *emitter, const SymbolVector *symbols) {
    for (uint32_t i = 0; i < symbols->count; i++)
        ir_constant_name(emitter->module, symbols->items[i]->name);
}

// Names that function infos refer to are constants, so they must be there before constants get
// their places.
static void add_variable_names(Emitter *emitter) {
    for (uint32_t i = 0; i < emitter->info_list.count; i++) {
        const FunctionSymbol *symbol = emitter->info_list.items[i]->symbol;
        add_names(emitter, &symbol->parameter_symbols);
        add_names(emitter, &symbol->captures);
    }
}

static void lay_out_c_globals(Emitter *emitter) {
    const TypedModule *typed = emitter->module->typed;
    Layout whole = {.alignment = ZI_C_GLOBALS_ALIGNMENT};
    for (uint32_t i = 0; i < typed->c_globals.count; i++)
        append_variable(emitter, &whole, &emitter->globals, typed->c_globals.items[i]);
    emitter->state_layout.c_globals_size = align_up(whole.size, ZI_C_GLOBALS_ALIGNMENT);
}

// The arrays of abi/state.def, then the C globals.
static void lay_out_arrays(Emitter *emitter) {
    const IrModule *module = emitter->module;
    const uint64_t constant_count = module->constants.count;
    const uint64_t function_count = emitter->info_list.count;
    const uint64_t class_count = module->typed->classes.count;
    const uint64_t code_count = function_count + 1 + module->inner_codes.count;
    const uint64_t cache_count = module->cache_count;
    enum { POINTER, CACHE };
    const uint64_t item_sizes[] = {[POINTER] = 8, [CACHE] = abi_size(emitter, ABI_cache)};
    StateLayout *layout = &emitter->state_layout;
    uint64_t offset = abi_size(emitter, ABI_state);
#define STATE_ARRAY(name, c_type, ITEM, count, more)                                               \
    layout->name = offset;                                                                         \
    offset += item_sizes[ITEM] * ((count) + (more));
#include "abi/state.def"
    layout->c_globals = align_up(offset, ZI_C_GLOBALS_ALIGNMENT);
    layout->size = layout->c_globals + layout->c_globals_size;
}

void lay_out_state(Emitter *emitter) {
    number_functions(emitter);
    number_classes(emitter);
    add_variable_names(emitter);
    emitter->module->constants_are_complete = true;
    lay_out_c_globals(emitter);
    for (uint32_t i = 0; i < emitter->info_list.count; i++)
        lay_out_frame(emitter, emitter->info_list.items[i]);
    lay_out_arrays(emitter);
    const StateLayout *layout = &emitter->state_layout;
    if (!emitter->module->has_static_state)
        return;
    LLVMTypeRef type = LLVMArrayType2(emitter->types.i8, layout->size);
    emitter->static_state = LLVMAddGlobal(emitter->llvm, type, "zi_static_state");
    LLVMSetInitializer(emitter->static_state, LLVMConstNull(type));
    LLVMSetLinkage(emitter->static_state, LLVMInternalLinkage);
    LLVMSetAlignment(emitter->static_state, ZI_C_GLOBALS_ALIGNMENT);
}
