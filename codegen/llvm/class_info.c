// What the runtime is told of cdef classes: a zi_class_info each, with fields, vtable and the
// entries that type slots point to. Modules with cdef classes have a static state, so the entries
// need no argument that says whose they are.

#include "codegen/llvm/internal.h"
#include <string.h>

void declare_class_infos(Emitter *emitter) {
    const TypedModule *typed = emitter->module->typed;
    for (uint32_t i = 0; i < typed->classes.count; i++) {
        ClassLayout *layout = layout_of_class(emitter, typed->classes.items[i]);
        layout->info =
            LLVMAddGlobal(emitter->llvm, emitter->abi.structs[ABI_class_info], "zi_class_info");
        LLVMSetLinkage(layout->info, LLVMInternalLinkage);
        LLVMSetGlobalConstant(layout->info, 1);
    }
}

// --- Fields --------------------------------------------------------------------------------------

static enum zi_field_kind kind_of_integer(Emitter *emitter, const Type *type) {
    bool is_signed = type_is_signed(emitter, type);
    switch (layout_of_type(emitter, type).size) {
    case 1:
        return is_signed ? ZI_FIELD_INT8 : ZI_FIELD_UINT8;
    case 2:
        return is_signed ? ZI_FIELD_INT16 : ZI_FIELD_UINT16;
    case 4:
        return is_signed ? ZI_FIELD_INT32 : ZI_FIELD_UINT32;
    case 8:
        return is_signed ? ZI_FIELD_INT64 : ZI_FIELD_UINT64;
    default: // wider than Python's own conversions
        return ZI_FIELD_RAW;
    }
}

static enum zi_field_kind kind_of_floating(const Type *type) {
    return type->floating_bits == 32   ? ZI_FIELD_FLOAT
           : type->floating_bits == 64 ? ZI_FIELD_DOUBLE
                                       : ZI_FIELD_RAW;
}

static enum zi_field_kind kind_of_field(Emitter *emitter, const Symbol *field) {
    const Type *type = field->type;
    if (strcmp(field->name->text, "__dict__") == 0)
        return ZI_FIELD_DICT;
    if (strcmp(field->name->text, "__weakref__") == 0)
        return ZI_FIELD_WEAKREFS;
    if (type_is_object(type))
        return ZI_FIELD_OBJECT;
    switch (type->kind) {
    case TYPE_BINT:
        return ZI_FIELD_BINT;
    case TYPE_INTEGER:
    case TYPE_ENUM:
        return kind_of_integer(emitter, type);
    case TYPE_FLOATING:
        return kind_of_floating(type);
    case TYPE_MEMORYVIEW:
        return ZI_FIELD_VIEW;
    default:
        return ZI_FIELD_RAW;
    }
}

// The address of a builtin type object, where that is known before the program runs.
static LLVMValueRef static_type_object(Emitter *emitter, const Type *type) {
    if (type == NULL || type->kind != TYPE_BUILTIN || type->builtin == BUILTIN_BASE_EXCEPTION)
        return const_null(emitter);
    return builtin_type_object(emitter, type);
}

static enum zi_visibility visibility_of(const Symbol *field) {
    return field->visibility == VISIBILITY_PUBLIC     ? ZI_VISIBILITY_PUBLIC
           : field->visibility == VISIBILITY_READONLY ? ZI_VISIBILITY_READONLY
                                                      : ZI_VISIBILITY_PRIVATE;
}

static LLVMValueRef field_info(Emitter *emitter, const Symbol *field) {
    const Type *type = field->type;
    int64_t class_number =
        type->kind == TYPE_EXTENSION ? (int32_t)number_of_class(emitter, type->class_symbol) : -1;
    FieldInfoFields fields = {
        .name = const_string(emitter, field->name->text),
        .offset = const_i32(emitter, (int64_t)offset_of_field(emitter, field, NULL)),
        .kind = const_i32(emitter, kind_of_field(emitter, field)),
        .visibility = const_i32(emitter, visibility_of(field)),
        .class_index = const_i32(emitter, class_number),
        .builtin_type = static_type_object(emitter, type),
        .doc = const_null(emitter),
    };
    return abi_const_field_info(&emitter->abi, &fields);
}

static LLVMValueRef field_infos(Emitter *emitter, const ClassSymbol *symbol) {
    uint32_t count = symbol->fields.count;
    LLVMValueRef *infos = ARENA_ARRAY(emitter->arena, LLVMValueRef, count);
    for (uint32_t i = 0; i < count; i++)
        infos[i] = field_info(emitter, symbol->fields.items[i]);
    LLVMTypeRef type = emitter->abi.structs[ABI_field_info];
    return const_global(emitter, "zi_fields", LLVMConstArray2(type, infos, count));
}

// --- The vtable ----------------------------------------------------------------------------------

static LLVMValueRef vtable_of(Emitter *emitter, const ClassSymbol *symbol) {
    uint32_t count = symbol->vtable.count;
    if (!symbol->has_vtable)
        return const_null(emitter);
    LLVMValueRef *slots = ARENA_ARRAY(emitter->arena, LLVMValueRef, count);
    for (uint32_t i = 0; i < count; i++) {
        const FunctionInfo *info = info_of_symbol(emitter, symbol->vtable.items[i]);
        if (info == NULL || info->body == NULL) {
            report_unsupported(emitter, symbol->symbol.span,
                               "a cdef class whose base class is in another module");
            slots[i] = const_null(emitter);
        } else {
            slots[i] = function_value(emitter, info->body);
        }
    }
    return const_global(emitter, "zi_vtable",
                        LLVMConstArray2(emitter->types.pointer, slots, count));
}

// --- Entries -------------------------------------------------------------------------------------

// Emits `result entry(parameters...) { return runtime_name(&info, state, parameters...); }`.
static LLVMValueRef emit_entry(Emitter *emitter, const ClassLayout *layout,
                               const char *runtime_name) {
    LLVMValueRef target = runtime_function(emitter, runtime_name);
    LLVMTypeRef target_type = LLVMGlobalGetValueType(target);
    unsigned count = LLVMCountParamTypes(target_type);
    LLVMTypeRef parameters[8];
    LLVMValueRef arguments[8];
    zi_assert(count >= 2 && count <= 8);
    LLVMGetParamTypes(target_type, parameters);
    LLVMTypeRef result = LLVMGetReturnType(target_type);
    LLVMTypeRef type = LLVMFunctionType(result, parameters + 2, count - 2, 0);
    LLVMValueRef function = LLVMAddFunction(emitter->llvm, "zi_class_entry", type);
    LLVMSetLinkage(function, LLVMInternalLinkage);
    add_attribute(emitter, function, "uwtable", 1);
    LLVMPositionBuilderAtEnd(emitter->builder,
                             LLVMAppendBasicBlockInContext(emitter->context, function, ""));
    LLVMSetCurrentDebugLocation2(emitter->builder, NULL);
    arguments[0] = layout->info;
    arguments[1] = emitter->static_state;
    for (unsigned i = 2; i < count; i++)
        arguments[i] = LLVMGetParam(function, i - 2);
    LLVMValueRef value =
        LLVMBuildCall2(emitter->builder, target_type, target, arguments, count, "");
    if (LLVMGetTypeKind(result) == LLVMVoidTypeKind)
        LLVMBuildRetVoid(emitter->builder);
    else
        LLVMBuildRet(emitter->builder, value);
    return function;
}

// --- The class -----------------------------------------------------------------------------------

// The number of the method's function object, or -1.
static int64_t method_number(Emitter *emitter, const ClassSymbol *symbol, const char *name) {
    for (uint32_t i = 0; i < symbol->methods.count; i++) {
        const FunctionSymbol *method = symbol->methods.items[i];
        if (method->symbol.name == NULL || strcmp(method->symbol.name->text, name) != 0)
            continue;
        const FunctionInfo *info = info_of_symbol(emitter, method);
        return info == NULL ? -1 : (int64_t)info->index;
    }
    return -1;
}

static const char *docstring_of_class(const ClassSymbol *symbol) {
    return symbol->node == NULL ? NULL : docstring_of(&symbol->node->body);
}

static int64_t class_flags(const ClassSymbol *symbol) {
    const ClassTraits *traits = &symbol->traits;
    int64_t flags = symbol->is_final ? ZI_CLASS_FINAL : 0;
    flags |= traits->uses_trashcan ? ZI_CLASS_TRASHCAN : 0;
    flags |= traits->no_gc ? ZI_CLASS_NO_GC : 0;
    flags |= traits->no_gc_clear ? ZI_CLASS_NO_GC_CLEAR : 0;
    flags |= traits->collection == COLLECTION_SEQUENCE ? ZI_CLASS_SEQUENCE : 0;
    flags |= traits->collection == COLLECTION_MAPPING ? ZI_CLASS_MAPPING : 0;
    return flags;
}

static void emit_class_info(Emitter *emitter, const ClassSymbol *symbol) {
    const ClassLayout *layout = layout_of_class(emitter, symbol);
    const char *name = arena_format(emitter->arena, "%s.%s", emitter->module->typed->name,
                                    symbol->symbol.name->text);
    if (symbol->builtin_base != NULL && symbol->builtin_base->builtin == BUILTIN_BASE_EXCEPTION)
        report_unsupported(emitter, symbol->symbol.span, "a cdef class that is an exception");
    int64_t base = symbol->base == NULL ? -1 : (int32_t)number_of_class(emitter, symbol->base);
    ClassInfoFields fields = {
        .name = const_string(emitter, name),
        .doc = const_string(emitter, docstring_of_class(symbol)),
        .index = const_i32(emitter, number_of_class(emitter, symbol)),
        .basic_size = const_i32(emitter, (int64_t)layout->size),
        .base_index = const_i32(emitter, base),
        .builtin_base = static_type_object(emitter, symbol->builtin_base),
        .vtable_offset = const_i32(emitter, (int64_t)layout->vtable_offset),
        .vtable = vtable_of(emitter, symbol),
        .fields = field_infos(emitter, symbol),
        .field_count = const_i32(emitter, symbol->fields.count),
        .flags = const_i32(emitter, class_flags(symbol)),
        .cinit_function = const_i32(emitter, method_number(emitter, symbol, "__cinit__")),
        .dealloc_function = const_i32(emitter, method_number(emitter, symbol, "__dealloc__")),
        .new_entry = emit_entry(emitter, layout, "zi_class_new"),
        .dealloc_entry = emit_entry(emitter, layout, "zi_class_dealloc"),
        .traverse_entry = emit_entry(emitter, layout, "zi_class_traverse"),
        .clear_entry = emit_entry(emitter, layout, "zi_class_clear"),
    };
    LLVMSetInitializer(layout->info, abi_const_class_info(&emitter->abi, &fields));
}

void emit_class_infos(Emitter *emitter) {
    const TypedModule *typed = emitter->module->typed;
    if (typed->classes.count > 0 && emitter->static_state == NULL)
        internal_error("a module with cdef classes has no static state");
    for (uint32_t i = 0; i < typed->classes.count; i++)
        emit_class_info(emitter, typed->classes.items[i]);
}
