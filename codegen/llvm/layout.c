// Layouts: how C types, structs and cdef classes lie in memory, by C's rules on the target's ABI;
// where a C header decides, the shim has asked the C compiler. And the layout of the module's
// state.

#include "codegen/llvm/internal.h"
#include <string.h>

static uint64_t align_up(uint64_t offset, uint64_t alignment) {
    return alignment == 0 ? offset : (offset + alignment - 1) / alignment * alignment;
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
static TypeLayout raw_layout(const Emitter *emitter, uint64_t size, uint64_t alignment) {
    const CommonLlvmTypes *types = &emitter->types;
    LLVMTypeRef part = alignment == 1   ? types->i8
                       : alignment == 2 ? types->i16
                       : alignment == 4 ? types->i32
                       : alignment == 8 ? types->i64
                                        : types->i128;
    uint64_t part_size = alignment > 16 ? 16 : alignment;
    return (TypeLayout){LLVMArrayType2(part, size / part_size), size, alignment};
}

static TypeLayout scalar_layout(LLVMTypeRef type, uint64_t size) {
    return (TypeLayout){type, size, size};
}

static TypeLayout layout_of_integer(Emitter *emitter, const Type *type) {
    uint64_t size = type->integer.bits / 8;
    if (type->integer.header_symbol != NULL) {
        const ShimItem *item = shim_find(emitter, SHIM_INTEGER_SIZE, type->integer.header_symbol);
        if (item != NULL && item->constant >= 1 && item->constant <= 16)
            size = item->constant;
    }
    return scalar_layout(LLVMIntTypeInContext(emitter->context, (unsigned)size * 8), size);
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

// Adds a member to a layout in progress and returns its offset.
static uint64_t add_member(TypeLayout *whole, TypeLayout member, bool is_union, bool is_packed) {
    uint64_t alignment = is_packed ? 1 : member.alignment;
    uint64_t offset = is_union ? 0 : align_up(whole->size, alignment);
    whole->alignment = alignment > whole->alignment ? alignment : whole->alignment;
    uint64_t end = offset + member.size;
    whole->size = end > whole->size ? end : whole->size;
    return offset;
}

static TypeLayout layout_of_ctuple(Emitter *emitter, const Type *type) {
    TypeLayout whole = {.alignment = 1};
    for (uint32_t i = 0; i < type->members.count; i++)
        add_member(&whole, layout_of_type(emitter, type->members.items[i]), false, false);
    return raw_layout(emitter, align_up(whole.size, whole.alignment), whole.alignment);
}

static void note_offset(Emitter *emitter, Map *offsets, const Symbol *symbol, uint64_t offset) {
    map_put(emitter->arena, offsets, symbol, (void *)(uintptr_t)(offset + 1));
}

// A struct of a header: size and alignment are what the C compiler said.
static TypeLayout layout_of_header_struct(Emitter *emitter, const StructSymbol *symbol) {
    const ShimItem *size = shim_find(emitter, SHIM_STRUCT_SIZE, &symbol->symbol);
    const ShimItem *alignment = shim_find(emitter, SHIM_STRUCT_ALIGN, &symbol->symbol);
    for (uint32_t i = 0; i < symbol->fields.count; i++) {
        const ShimItem *offset = shim_find(emitter, SHIM_FIELD_OFFSET, symbol->fields.items[i]);
        if (offset != NULL)
            note_offset(emitter, &emitter->fields, symbol->fields.items[i], offset->constant);
    }
    if (size == NULL || alignment == NULL || alignment->constant == 0)
        return raw_layout(emitter, 0, 1); // known by pointers alone
    return raw_layout(emitter, size->constant, alignment->constant);
}

static TypeLayout layout_of_struct(Emitter *emitter, const StructSymbol *symbol) {
    TypeLayout *known = map_get(&emitter->structs, symbol);
    if (known != NULL)
        return *known;
    TypeLayout whole = {.alignment = 1};
    if (symbol->symbol.is_extern) {
        whole = layout_of_header_struct(emitter, symbol);
    } else {
        for (uint32_t i = 0; i < symbol->fields.count; i++) {
            const Symbol *field = symbol->fields.items[i];
            TypeLayout member = layout_of_type(emitter, field->type);
            uint64_t offset = add_member(&whole, member, symbol->is_union, symbol->is_packed);
            note_offset(emitter, &emitter->fields, field, offset);
        }
        whole = raw_layout(emitter, align_up(whole.size, whole.alignment), whole.alignment);
    }
    known = ARENA_NEW(emitter->arena, TypeLayout);
    *known = whole;
    map_put(emitter->arena, &emitter->structs, symbol, known);
    return whole;
}

static TypeLayout layout_of_floating(Emitter *emitter, unsigned bits) {
    if (bits == 80)
        return (TypeLayout){emitter->types.f80, 16, 16};
    return bits == 32 ? scalar_layout(emitter->types.f32, 4) : scalar_layout(emitter->types.f64, 8);
}

TypeLayout layout_of_type(Emitter *emitter, const Type *type) {
    switch (type->kind) {
    case TYPE_VOID:
        return (TypeLayout){emitter->types.i8, 1, 1};
    case TYPE_BINT:
    case TYPE_ENUM:
        return scalar_layout(emitter->types.i32, 4);
    case TYPE_INTEGER:
        return layout_of_integer(emitter, type);
    case TYPE_FLOATING:
        return layout_of_floating(emitter, type->floating_bits);
    case TYPE_COMPLEX: {
        TypeLayout part = layout_of_type(emitter, type->element);
        LLVMTypeRef parts[] = {part.type, part.type};
        return (TypeLayout){LLVMStructTypeInContext(emitter->context, parts, 2, 0), part.size * 2,
                            part.alignment};
    }
    case TYPE_ARRAY: {
        TypeLayout element = layout_of_type(emitter, type->array.element);
        return raw_layout(emitter, element.size * type->array.length, element.alignment);
    }
    case TYPE_STRUCT:
        return layout_of_struct(emitter, type->struct_symbol);
    case TYPE_CTUPLE:
        return layout_of_ctuple(emitter, type);
    case TYPE_MEMORYVIEW:
        return (TypeLayout){emitter->types.view, emitter->runtime_layout.size_of_view, 8};
    default: // objects and all kinds of pointers
        return scalar_layout(emitter->types.pointer, 8);
    }
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

// As Cython's: the base's struct, the vtable pointer where the line gets its first cdef method, the
// fields in order.
ClassLayout *layout_of_class(Emitter *emitter, const ClassSymbol *symbol) {
    ClassLayout *known = map_get(&emitter->classes, symbol);
    if (known != NULL)
        return known;
    known = ARENA_NEW(emitter->arena, ClassLayout);
    TypeLayout whole = {.size = emitter->runtime_layout.object_head, .alignment = 8};
    if (symbol->base != NULL) {
        const ClassLayout *base = layout_of_class(emitter, symbol->base);
        whole.size = base->size;
        known->vtable_offset = base->vtable_offset;
    } else if (symbol->builtin_base != NULL) {
        whole.size = size_of_builtin(emitter, symbol->builtin_base);
    }
    if (symbol->has_vtable && known->vtable_offset == 0)
        known->vtable_offset =
            add_member(&whole, scalar_layout(emitter->types.pointer, 8), false, false);
    for (uint32_t i = 0; i < symbol->fields.count; i++) {
        const Symbol *field = symbol->fields.items[i];
        TypeLayout member = layout_of_type(emitter, field->type);
        uint64_t offset = add_member(&whole, member, false, false);
        note_offset(emitter, &emitter->fields, field, offset);
    }
    known->size = align_up(whole.size, whole.alignment);
    map_put(emitter->arena, &emitter->classes, symbol, known);
    return known;
}

uint64_t offset_of_field(Emitter *emitter, const Symbol *field, const StructSymbol *owner) {
    if (field->scope != NULL && field->scope->class_symbol != NULL)
        layout_of_class(emitter, field->scope->class_symbol);
    else if (owner != NULL)
        layout_of_struct(emitter, owner);
    uintptr_t offset = (uintptr_t)map_get(&emitter->fields, field);
    if (offset == 0) {
        report_unsupported(emitter, field->span, "a field of a struct whose layout is not known");
        return 0;
    }
    return offset - 1;
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

// Parameter names are constants, so they must be there before constants get their places.
static void add_parameter_names(Emitter *emitter) {
    for (uint32_t i = 0; i < emitter->info_list.count; i++) {
        const FunctionSymbol *symbol = emitter->info_list.items[i]->symbol;
        for (uint32_t j = 0; j < symbol->parameter_symbols.count; j++)
            ir_constant_name(emitter->module, symbol->parameter_symbols.items[j]->name);
    }
}

static void lay_out_c_globals(Emitter *emitter) {
    const TypedModule *typed = emitter->module->typed;
    TypeLayout whole = {.alignment = 16};
    for (uint32_t i = 0; i < typed->c_globals.count; i++) {
        const Symbol *symbol = typed->c_globals.items[i];
        TypeLayout member = layout_of_type(emitter, symbol->type);
        note_offset(emitter, &emitter->globals, symbol, add_member(&whole, member, false, false));
    }
    emitter->state_layout.c_globals_size = align_up(whole.size, 16);
}

void lay_out_state(Emitter *emitter) {
    number_functions(emitter);
    number_classes(emitter);
    add_parameter_names(emitter);
    lay_out_c_globals(emitter);
    const IrModule *module = emitter->module;
    uint64_t functions = emitter->info_list.count;
    StateLayout *layout = &emitter->state_layout;
    layout->constants = emitter->runtime_layout.size_of_state;
    layout->functions = layout->constants + (8 * (uint64_t)module->constants.count);
    layout->classes = layout->functions + (8 * functions);
    layout->codes = layout->classes + (8 * (uint64_t)module->typed->classes.count);
    layout->caches = layout->codes + (8 * (functions + 1));
    uint64_t end =
        layout->caches + (emitter->runtime_layout.size_of_cache * (uint64_t)module->cache_count);
    layout->c_globals = align_up(end, 16);
    layout->size = layout->c_globals + layout->c_globals_size;
    if (!module->has_static_state)
        return;
    LLVMTypeRef type = LLVMArrayType2(emitter->types.i8, layout->size);
    emitter->static_state = LLVMAddGlobal(emitter->llvm, type, "zi_static_state");
    LLVMSetInitializer(emitter->static_state, LLVMConstNull(type));
    LLVMSetLinkage(emitter->static_state, LLVMInternalLinkage);
    LLVMSetAlignment(emitter->static_state, 16);
}
