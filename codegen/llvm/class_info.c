// What the runtime is told of cdef classes: a zi_class_info each, with fields, vtable and the
// entries that type slots point to. Modules with cdef classes have a static state, so the entries
// need no argument that says whose they are.

#include "codegen/llvm/internal.h"
#include <string.h>

typedef VECTOR(const IrField *) IrFieldVector;

// --- Fields --------------------------------------------------------------------------------------

static enum zi_field_kind kind_of_integer(Emitter *emitter, const IrCType *type) {
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

static enum zi_field_kind kind_of_floating(const IrCType *type) {
    return type->floating_bits == 32   ? ZI_FIELD_FLOAT
           : type->floating_bits == 64 ? ZI_FIELD_DOUBLE
                                       : ZI_FIELD_RAW;
}

static enum zi_field_kind kind_of_field(Emitter *emitter, const IrField *field) {
    const IrCType *type = field->type;
    if (strcmp(field->name, "__dict__") == 0)
        return ZI_FIELD_DICT;
    if (strcmp(field->name, "__weakref__") == 0)
        return ZI_FIELD_WEAKREFS;
    switch (type->kind) {
    case IR_C_OBJECT:
    case IR_C_BUILTIN:
    case IR_C_CLASS:
        return ZI_FIELD_OBJECT;
    case IR_C_BINT:
        return ZI_FIELD_BINT;
    case IR_C_INTEGER:
    case IR_C_ENUM:
        return kind_of_integer(emitter, type);
    case IR_C_FLOATING:
        return kind_of_floating(type);
    case IR_C_MEMORYVIEW:
        return ZI_FIELD_VIEW;
    case IR_C_VOID:
    case IR_C_COMPLEX:
    case IR_C_POINTER:
    case IR_C_FUNCTION:
    case IR_C_ARRAY:
    case IR_C_STRUCT:
    case IR_C_CTUPLE:
    case IR_C_TYPE_COUNT:
        break;
    }
    return ZI_FIELD_RAW;
}

// The address of a builtin type object, where that is known before the program runs.
static LLVMValueRef static_type_object(Emitter *emitter, const IrCType *type) {
    if (type == NULL || type->kind != IR_C_BUILTIN || builtin_is_variable(type))
        return const_null(emitter);
    return builtin_type_object(emitter, type);
}

static enum zi_visibility visibility_of(const IrField *field) {
    return field->visibility == VISIBILITY_PUBLIC     ? ZI_VISIBILITY_PUBLIC
           : field->visibility == VISIBILITY_READONLY ? ZI_VISIBILITY_READONLY
                                                      : ZI_VISIBILITY_PRIVATE;
}

static LLVMValueRef accessor(Emitter *emitter, const IrBody *body) {
    return body == NULL ? const_null(emitter) : function_value(emitter, body);
}

static LLVMValueRef field_info(Emitter *emitter, const IrField *field) {
    const IrCType *type = field->type;
    int64_t class_number = type->kind == IR_C_CLASS ? (int32_t)type->class_->number : -1;
    FieldInfoFields fields = {
        .name = const_string(emitter, field->name),
        .offset = const_i32(emitter, (int64_t)offset_of_field(emitter, field)),
        .kind = const_i32(emitter, kind_of_field(emitter, field)),
        .visibility = const_i32(emitter, visibility_of(field)),
        .class_index = const_i32(emitter, class_number),
        .builtin_type = static_type_object(emitter, type),
        .doc = const_string(emitter, field->doc),
        .getter = accessor(emitter, field->getter),
        .setter = accessor(emitter, field->setter),
    };
    return abi_const_field_info(&emitter->abi, NULL, &fields);
}

static LLVMValueRef field_infos(Emitter *emitter, const IrFieldVector *fields) {
    LLVMValueRef *infos = ARENA_ARRAY(emitter->arena, LLVMValueRef, fields->count + 1);
    for (uint32_t i = 0; i < fields->count; i++)
        infos[i] = field_info(emitter, fields->items[i]);
    LLVMTypeRef type = emitter->abi.structs[ABI_field_info];
    return const_global(emitter, "zi_fields", LLVMConstArray2(type, infos, fields->count));
}

static void add_fields(Emitter *emitter, IrFieldVector *fields, const IrClass *class_) {
    for (uint32_t i = 0; i < class_->field_count; i++)
        vector_push(emitter->arena, fields, class_->fields[i]);
}

// Those of the classes of other modules, if it is the first of its line that is of this one.
static void add_foreign_fields(Emitter *emitter, IrFieldVector *fields, const IrClass *class_) {
    bool is_first = class_->base != NULL && class_->base->import != NULL;
    for (class_ = is_first ? class_->base : NULL; class_ != NULL; class_ = class_->base)
        add_fields(emitter, fields, class_);
}

static LLVMValueRef property_infos(Emitter *emitter, const IrClass *class_) {
    uint32_t count = class_->properties.count;
    LLVMValueRef *infos = ARENA_ARRAY(emitter->arena, LLVMValueRef, count + 1);
    for (uint32_t i = 0; i < count; i++) {
        const IrProperty *property = &class_->properties.items[i];
        PropertyInfoFields fields = {.name = const_string(emitter, property->name),
                                     .doc = const_string(emitter, property->doc),
                                     .getter = accessor(emitter, property->getter),
                                     .setter = accessor(emitter, property->setter)};
        infos[i] = abi_const_property_info(&emitter->abi, NULL, &fields);
    }
    LLVMTypeRef type = emitter->abi.structs[ABI_property_info];
    return const_global(emitter, "zi_properties", LLVMConstArray2(type, infos, count));
}

static LLVMValueRef type_slots_of(Emitter *emitter, const IrClass *class_) {
    uint32_t count = class_->type_slots.count;
    LLVMValueRef *infos = ARENA_ARRAY(emitter->arena, LLVMValueRef, count + 1);
    for (uint32_t i = 0; i < count; i++) {
        const IrTypeSlot *slot = &class_->type_slots.items[i];
        SlotInfoFields fields = {.function = function_value(emitter, slot->body),
                                 .slot = const_i32(emitter, slot->slot)};
        infos[i] = abi_const_slot_info(&emitter->abi, NULL, &fields);
    }
    LLVMTypeRef type = emitter->abi.structs[ABI_slot_info];
    return const_global(emitter, "zi_type_slots", LLVMConstArray2(type, infos, count));
}

// --- The vtable ----------------------------------------------------------------------------------

// Slots that are inherited from a class of another module are filled in when the type is made.
static LLVMValueRef vtable_of(Emitter *emitter, const IrClass *class_) {
    if (!class_->has_vtable)
        return const_null(emitter);
    LLVMValueRef *slots = ARENA_ARRAY(emitter->arena, LLVMValueRef, class_->slot_count);
    bool is_complete = true;
    for (uint32_t i = 0; i < class_->slot_count; i++) {
        const IrBody *body = class_->vtable[i].body;
        is_complete &= body != NULL;
        slots[i] = body == NULL ? const_null(emitter) : function_value(emitter, body);
    }
    LLVMValueRef vtable = const_global(
        emitter, "zi_vtable", LLVMConstArray2(emitter->types.pointer, slots, class_->slot_count));
    LLVMSetGlobalConstant(vtable, is_complete);
    return vtable;
}

// Room for the memory of released instances, behind their count.
static LLVMValueRef freelist_of(Emitter *emitter, const IrClass *class_) {
    if (class_->freelist_size == 0)
        return const_null(emitter);
    LLVMTypeRef type = LLVMArrayType2(emitter->types.pointer, class_->freelist_size + UINT64_C(1));
    LLVMValueRef list = const_global(emitter, "zi_freelist", LLVMConstNull(type));
    LLVMSetGlobalConstant(list, false);
    return list;
}

// --- Entries -------------------------------------------------------------------------------------

// The type of runtime_name without its first two parameters.
static LLVMTypeRef type_of_entry(LLVMTypeRef target_type) {
    unsigned count = LLVMCountParamTypes(target_type);
    LLVMTypeRef parameters[8];
    zi_assert(count >= 2 && count <= 8);
    LLVMGetParamTypes(target_type, parameters);
    return LLVMFunctionType(LLVMGetReturnType(target_type), parameters + 2, count - 2, 0);
}

// Gives it the body `{ return runtime_name(&info, state, parameters...); }`.
static void fill_entry(Emitter *emitter, const IrClass *class_, LLVMValueRef function,
                       const char *runtime_name) {
    LLVMValueRef target = runtime_function(emitter, runtime_name);
    LLVMTypeRef target_type = LLVMGlobalGetValueType(target);
    unsigned count = LLVMCountParamTypes(target_type);
    LLVMTypeRef result = LLVMGetReturnType(target_type);
    LLVMValueRef arguments[8];
    add_attribute(emitter, function, "uwtable", 1);
    choose_class_pipeline(emitter, function,
                          !LLVMIsDeclaration(runtime_body(emitter, runtime_name)));
    LLVMPositionBuilderAtEnd(emitter->builder,
                             LLVMAppendBasicBlockInContext(emitter->context, function, ""));
    LLVMSetCurrentDebugLocation2(emitter->builder, NULL);
    arguments[0] = class_info(emitter, class_);
    arguments[1] = emitter->static_state;
    for (unsigned i = 2; i < count; i++)
        arguments[i] = LLVMGetParam(function, i - 2);
    LLVMValueRef value =
        LLVMBuildCall2(emitter->builder, target_type, target, arguments, count, "");
    if (LLVMGetTypeKind(result) == LLVMVoidTypeKind)
        LLVMBuildRetVoid(emitter->builder);
    else
        LLVMBuildRet(emitter->builder, value);
}

// Emits `result entry(parameters...) { return runtime_name(&info, state, parameters...); }`.
static LLVMValueRef emit_entry(Emitter *emitter, const IrClass *class_, const char *runtime_name) {
    LLVMValueRef target = runtime_function(emitter, runtime_name);
    LLVMTypeRef type = type_of_entry(LLVMGlobalGetValueType(target));
    LLVMValueRef function = LLVMAddFunction(emitter->llvm, "zi_class_entry", type);
    LLVMSetLinkage(function, LLVMInternalLinkage);
    fill_entry(emitter, class_, function, runtime_name);
    return function;
}

// What makes an instance on which no __cinit__ has run; groups call it by its name.
LLVMValueRef class_maker(Emitter *emitter, const IrClass *class_) {
    const char *name = arena_format(emitter->arena, "zi_make.%s", class_->name);
    LLVMValueRef function = LLVMGetNamedFunction(emitter->llvm, name);
    if (function != NULL)
        return function;
    function =
        LLVMAddFunction(emitter->llvm, name, LLVMFunctionType(emitter->types.pointer, NULL, 0, 0));
    LLVMSetVisibility(function, LLVMHiddenVisibility);
    return function;
}

static LLVMValueRef emit_maker(Emitter *emitter, const IrClass *class_) {
    LLVMValueRef maker = class_maker(emitter, class_);
    fill_entry(emitter, class_, maker, "zi_class_make");
    return maker;
}

// --- The class -----------------------------------------------------------------------------------

// Its number among the module's callables, or -1.
static LLVMValueRef number_of(const Emitter *emitter, const IrCallable *callable) {
    return const_i32(emitter, callable == NULL ? -1 : (int64_t)callable->number);
}

// May instances have to be visited by the garbage collector? The runtime asks the fields more
// closely.
static bool may_be_collected(Emitter *emitter, const IrClass *class_) {
    for (; class_ != NULL; class_ = class_->base) {
        if (class_->import != NULL || class_->builtin_base != NULL)
            return true;
        for (uint32_t i = 0; i < class_->field_count; i++) {
            enum zi_field_kind kind = kind_of_field(emitter, class_->fields[i]);
            if (kind == ZI_FIELD_OBJECT || kind == ZI_FIELD_VIEW || kind == ZI_FIELD_DICT)
                return true;
        }
    }
    return false;
}

static bool line_ends_at_object(const IrClass *class_) {
    for (; class_ != NULL; class_ = class_->base)
        if (class_->import != NULL || class_->builtin_base != NULL)
            return false;
    return true;
}

static bool line_holds_value(const IrClass *class_) {
    for (; class_ != NULL; class_ = class_->base)
        if (class_->builtin_base != NULL)
            return true;
    return false;
}

static unsigned class_flags(const IrClass *class_) {
    static const struct {
        unsigned flag, abi_flag;
    } flags[] = {
        {IR_CLASS_FINAL, ZI_CLASS_FINAL},       {IR_CLASS_TRASHCAN, ZI_CLASS_TRASHCAN},
        {IR_CLASS_NO_GC, ZI_CLASS_NO_GC},       {IR_CLASS_NO_GC_CLEAR, ZI_CLASS_NO_GC_CLEAR},
        {IR_CLASS_SEQUENCE, ZI_CLASS_SEQUENCE}, {IR_CLASS_MAPPING, ZI_CLASS_MAPPING},
        {IR_CLASS_VIEWS, ZI_CLASS_VIEWS},       {IR_CLASS_PICKLES, ZI_CLASS_PICKLES},
    };
    unsigned set = (line_ends_at_object(class_) ? ZI_CLASS_OF_OBJECT : 0U) |
                   (line_holds_value(class_) ? ZI_CLASS_HOLDS_VALUE : 0U);
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
        if (class_->flags & flags[i].flag)
            set |= flags[i].abi_flag;
    return set;
}

static void emit_class_info(Emitter *emitter, const IrClass *class_) {
    const ClassLayout *layout = layout_of_class(emitter, class_);
    const char *name = arena_format(emitter->arena, "%s.%s", emitter->module->name, class_->name);
    int64_t base = class_->base == NULL ? -1 : (int32_t)class_->base->number;
    bool has_imported_base = class_->base != NULL && class_->base->import != NULL;
    int64_t base_import = has_imported_base ? (int32_t)class_->base->import->number : -1;
    bool is_pickled = (class_->flags & IR_CLASS_PICKLES) || class_->pickle_refusal != NULL;
    bool is_collected = may_be_collected(emitter, class_);
    LLVMValueRef null = const_null(emitter);
    IrFieldVector own = {0}, foreign = {0};
    add_fields(emitter, &own, class_);
    add_foreign_fields(emitter, &foreign, class_);
    ClassInfoFields fields = {
        .name = const_string(emitter, name),
        .doc = const_string(emitter, class_->doc),
        .index = const_i32(emitter, class_->number),
        .basic_size = const_i32(emitter, (int64_t)layout->size),
        .base = class_->base == NULL || has_imported_base ? const_null(emitter)
                                                          : class_info(emitter, class_->base),
        .base_index = const_i32(emitter, base),
        .base_import = const_i32(emitter, base_import),
        .builtin_base = static_type_object(emitter, class_->builtin_base),
        .vtable_offset = const_i32(emitter, (int64_t)layout->vtable_offset),
        .vtable = vtable_of(emitter, class_),
        .slot_count = const_i32(emitter, class_->has_vtable ? class_->slot_count : 0),
        .freelist_size = const_i32(emitter, class_->freelist_size),
        .freelist = freelist_of(emitter, class_),
        .fields = field_infos(emitter, &own),
        .field_count = const_i32(emitter, class_->field_count),
        .foreign_fields = field_infos(emitter, &foreign),
        .foreign_field_count = const_i32(emitter, foreign.count),
        .properties = property_infos(emitter, class_),
        .property_count = const_i32(emitter, class_->properties.count),
        .type_slots = type_slots_of(emitter, class_),
        .type_slot_count = const_i32(emitter, class_->type_slots.count),
        .flags = const_i32(emitter, class_flags(class_)),
        .pickle_refusal = const_string(emitter, class_->pickle_refusal),
        .cinit_function = number_of(emitter, class_->cinit),
        .dealloc_function = number_of(emitter, class_->dealloc),
        .new_entry = emit_entry(emitter, class_, "zi_class_new"),
        .vectorcall_entry = emit_entry(emitter, class_, "zi_class_vectorcall"),
        .make_entry = emit_maker(emitter, class_),
        .reduce_entry = is_pickled ? emit_entry(emitter, class_, "zi_class_reduce") : null,
        .set_state_entry = is_pickled ? emit_entry(emitter, class_, "zi_class_set_state") : null,
        .unpickle_entry = is_pickled ? emit_entry(emitter, class_, "zi_class_unpickle") : null,
        .dealloc_entry = emit_entry(emitter, class_, "zi_class_dealloc"),
        .traverse_entry = is_collected ? emit_entry(emitter, class_, "zi_class_traverse") : null,
        .clear_entry = is_collected ? emit_entry(emitter, class_, "zi_class_clear") : null,
    };
    LLVMSetInitializer(class_info(emitter, class_),
                       abi_const_class_info(&emitter->abi, NULL, &fields));
}

void emit_class_infos(Emitter *emitter) {
    const IrModule *module = emitter->module;
    for (uint32_t i = 0; i < module->classes.count; i++) {
        if (module->classes.items[i]->import != NULL)
            continue;
        if (emitter->static_state == NULL)
            internal_error("a module with cdef classes has no static state");
        emit_class_info(emitter, module->classes.items[i]);
    }
}
