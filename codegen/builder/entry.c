// The module's entries: what the typer knows of types, structs, classes, C variables, headers and
// functions, in the IR's own terms.
//
// Takes: types and symbols of the typer. Gives: one entry of the IR module for each, made when it
// is first asked for. Guarantees: an entry refers to other entries only, never to a symbol or node.

#include "codegen/builder/internal.h"
#include <string.h>

static void *find(const Map *map, const void *key) { return map_get(map, key); }

static void note(ModuleBuilder *owner, Map *map, const void *key, void *entry) {
    map_put(owner->module->arena, map, key, entry);
}

static const char *name_of(const Symbol *symbol) {
    return symbol->name == NULL ? "?" : symbol->name->text;
}

static const char *c_name_of(const Symbol *symbol) {
    return symbol->c_name != NULL ? symbol->c_name : name_of(symbol);
}

// --- Types ---------------------------------------------------------------------------------------

static IrCType *add_type(ModuleBuilder *owner, const Type *type, IrCTypeKind kind) {
    IrCType *entry = ir_c_type_create(owner->module, kind, type->text);
    entry->is_const = type->is_const;
    entry->is_volatile = type->is_volatile;
    note(owner, &owner->types, type, entry);
    return entry;
}

static void fill_integer(ModuleBuilder *owner, IrCType *entry, const Type *type) {
    const CommonTypes *common = type_common(owner->typed->types);
    if (type->kind == TYPE_ENUM)
        type = enum_integer(type);
    entry->integer.bits = type->integer.bits;
    entry->integer.is_signed = type->integer.is_signed;
    entry->integer.is_index = type_is_index(type_unqualified(owner->typed->types, type));
    entry->integer.is_plain_char = type_unqualified(owner->typed->types, type) == common->char_;
    if (type->integer.header_symbol != NULL)
        entry->integer.header = extern_of(owner, type->integer.header_symbol);
}

static void fill_ctuple(ModuleBuilder *owner, IrCType *entry, const Type *type) {
    uint32_t count = type->members.count;
    entry->members.items = ARENA_ARRAY(owner->module->arena, const IrCType *, count + 1);
    entry->members.count = count;
    for (uint32_t i = 0; i < count; i++)
        entry->members.items[i] = c_type_of(owner, type->members.items[i]);
}

static void fill_memoryview(ModuleBuilder *owner, IrCType *entry, const Type *type) {
    const Name *name = type->kind == TYPE_BUFFER ? type->buffer.item_name : NULL;
    type = type->kind == TYPE_BUFFER ? type->buffer.view : type;
    if (name != NULL)
        entry->memoryview.item_name =
            type->memoryview.element->is_const
                ? arena_format(owner->module->arena, "const %s", name->text)
                : name->text;
    entry->memoryview.element = c_type_of(owner, type->memoryview.element);
    entry->memoryview.dimensions = type->memoryview.dimensions;
    for (uint32_t i = 0; i < type->memoryview.dimensions; i++) {
        entry->memoryview.packing[i] = type->memoryview.packing[i];
        entry->memoryview.access[i] = type->memoryview.access[i];
    }
}

static IrCTypeKind c_kind_of(const ModuleBuilder *owner, const Type *type) {
    static const IrCTypeKind kinds[TYPE_KIND_COUNT] = {
        [TYPE_OBJECT] = IR_C_OBJECT,
        [TYPE_BINT] = IR_C_BINT,
        [TYPE_ENUM] = IR_C_ENUM,
        [TYPE_BUILTIN] = IR_C_BUILTIN,
        [TYPE_EXTENSION] = IR_C_CLASS,
        [TYPE_INTEGER] = IR_C_INTEGER,
        [TYPE_FLOATING] = IR_C_FLOATING,
        [TYPE_COMPLEX] = IR_C_COMPLEX,
        [TYPE_POINTER] = IR_C_POINTER,
        [TYPE_NULL_POINTER] = IR_C_POINTER,
        [TYPE_FUNCTION] = IR_C_FUNCTION,
        [TYPE_ARRAY] = IR_C_ARRAY,
        [TYPE_STRUCT] = IR_C_STRUCT,
        [TYPE_CTUPLE] = IR_C_CTUPLE,
        [TYPE_MEMORYVIEW] = IR_C_MEMORYVIEW,
        [TYPE_BUFFER] = IR_C_MEMORYVIEW, // its view
        // no values of these
        [TYPE_VOID] = IR_C_VOID,
        [TYPE_ERROR] = IR_C_VOID,
        [TYPE_FUSED] = IR_C_VOID,
        [TYPE_TYPE] = IR_C_VOID,
        [TYPE_MODULE] = IR_C_VOID,
    };
    bool is_int =
        type->kind == TYPE_ENUM && enum_integer(type) == type_common(owner->typed->types)->int_;
    return type->kind == TYPE_ENUM && !is_int ? IR_C_INTEGER : kinds[type->kind];
}

// What the kind does not say.
static void fill_c_type(ModuleBuilder *owner, IrCType *entry, const Type *type) {
    switch (entry->kind) {
    case IR_C_BUILTIN:
        entry->builtin = (IrBuiltin)type->builtin;
        break;
    case IR_C_CLASS:
        entry->class_ = class_of(owner, type->class_symbol);
        break;
    case IR_C_INTEGER:
        fill_integer(owner, entry, type);
        break;
    case IR_C_FLOATING:
        entry->floating_bits = type->floating_bits;
        break;
    case IR_C_COMPLEX:
        entry->element = c_type_of(owner, type->element);
        break;
    case IR_C_POINTER:
        entry->element =
            c_type_of(owner, type->kind == TYPE_POINTER ? type->element
                                                        : type_common(owner->typed->types)->void_);
        break;
    case IR_C_FUNCTION:
        entry->signature = signature_of(owner, type, IR_CONVENTION_C);
        break;
    case IR_C_ARRAY:
        entry->array.element = c_type_of(owner, type->array.element);
        entry->array.length = type->array.length;
        if (type->array.header_length != NULL)
            entry->array.header = extern_of(owner, type->array.header_length);
        break;
    case IR_C_STRUCT:
        entry->structure = struct_of(owner, type->struct_symbol);
        break;
    case IR_C_CTUPLE:
        fill_ctuple(owner, entry, type);
        break;
    case IR_C_MEMORYVIEW:
        fill_memoryview(owner, entry, type);
        break;
    case IR_C_VOID:
    case IR_C_OBJECT:
    case IR_C_BINT:
    case IR_C_ENUM:
    case IR_C_TYPE_COUNT:
        break;
    }
}

// Types may be recursive through structs and functions: the entry is noted before it is filled in.
static const IrCType *make_c_type(ModuleBuilder *owner, const Type *type) {
    IrCType *entry = add_type(owner, type, c_kind_of(owner, type));
    fill_c_type(owner, entry, type);
    return entry;
}

const IrCType *c_type_of(ModuleBuilder *owner, const Type *type) {
    if (type->kind == TYPE_FUNCTION && type->function.is_itself)
        type = type_pointer(owner->typed->types, type);
    if (type->kind == TYPE_BUILTIN) // what is in it is the typer's affair
        type = type_common(owner->typed->types)->builtin[type->builtin];
    const IrCType *known = find(&owner->types, type);
    return known != NULL ? known : make_c_type(owner, type);
}

// `td` of a variable that is declared as `td[:, ::1]`, where the type has the elements' own name;
// NULL: that is what it is called.
static const char *declared_item_name(ModuleBuilder *owner, const Symbol *variable) {
    const Type *view = variable->type;
    const char *name = variable->type_name;
    if (view->kind != TYPE_MEMORYVIEW || name == NULL || strcmp(name, view->text) == 0)
        return NULL;
    const char *axes = view->text + strlen(view->memoryview.element->text);
    size_t length = strlen(name), suffix = strlen(axes);
    if (length <= suffix || strcmp(name + length - suffix, axes) != 0)
        return NULL; // a typedef of the view as a whole
    return arena_copy_bytes(owner->module->arena, name, length - suffix);
}

const IrCType *view_type_of(ModuleBuilder *owner, const Symbol *variable) {
    const char *item_name = declared_item_name(owner, variable);
    if (item_name == NULL)
        return c_type_of(owner, variable->type);
    const char *text =
        arena_format(owner->module->arena, "%s, %s", variable->type_name, variable->type->text);
    const Name *key = name_intern_string(owner->typed->compilation->names, text);
    IrCType *entry = find(&owner->named_views, key);
    if (entry == NULL) {
        entry = ir_c_type_create(owner->module, IR_C_MEMORYVIEW, variable->type_name);
        fill_memoryview(owner, entry, variable->type);
        entry->memoryview.item_name = item_name;
        note(owner, &owner->named_views, key, entry);
    }
    return entry;
}

// Does the kind alone say what a register of the type holds?
static bool kind_says_all(const IrCType *type) {
    switch (type->kind) {
    case IR_C_INTEGER:
        return type->integer.is_signed && type->integer.header == NULL;
    case IR_C_VOID:
    case IR_C_BINT:
    case IR_C_ENUM:
    case IR_C_FLOATING:
    case IR_C_POINTER:
    case IR_C_FUNCTION:
    case IR_C_OBJECT:
        return true;
    case IR_C_COMPLEX:
    case IR_C_ARRAY:
    case IR_C_STRUCT:
    case IR_C_CTUPLE:
    case IR_C_MEMORYVIEW:
    case IR_C_BUILTIN:
    case IR_C_CLASS:
    case IR_C_TYPE_COUNT:
        break;
    }
    return false;
}

IrType ir_type_of(ModuleBuilder *owner, const Type *type) {
    const IrCType *c_type = c_type_of(owner, type);
    return (IrType){ir_kind_of(c_type), kind_says_all(c_type) ? NULL : c_type};
}

// --- Signatures ----------------------------------------------------------------------------------

static const Type *function_type_of(const Type *type) {
    const Type *function = type->kind == TYPE_POINTER ? type->element : type;
    zi_assert(function->kind == TYPE_FUNCTION);
    return function;
}

IrErrorConvention error_convention_of(const Type *type, IrConvention convention) {
    const Type *signature = function_type_of(type);
    if (type_is_object(signature->function.result))
        return IR_RETURNS_NULL;
    if (signature->function.exception.rule == EXCEPTION_RULE_NEVER)
        return IR_RETURNS_NO_ERROR;
    return convention == IR_CONVENTION_NATIVE ? IR_RETURNS_STATUS : IR_RETURNS_VALUE;
}

IrExceptionClause exception_clause_of(const Type *type) {
    const ExceptionSpec *spec = &function_type_of(type)->function.exception;
    return (IrExceptionClause){spec->rule, spec->integer_value, spec->real_value};
}

// C's macros may depend on the types that are declared, so a signature says all of them.
IrType full_type_of(ModuleBuilder *owner, const Type *type) {
    const IrCType *c_type = c_type_of(owner, type);
    return (IrType){ir_kind_of(c_type), c_type};
}

const IrSignature *signature_of(ModuleBuilder *owner, const Type *type, IrConvention convention) {
    const Type *function = function_type_of(type);
    Arena *arena = owner->module->arena;
    IrSignature *signature = ARENA_NEW(arena, IrSignature);
    signature->convention = convention;
    signature->error = error_convention_of(function, convention);
    signature->result = full_type_of(owner, function->function.result);
    signature->parameter_count = function->function.count;
    signature->parameters = ARENA_ARRAY(arena, IrType, function->function.count + 1);
    for (uint32_t i = 0; i < function->function.count; i++)
        signature->parameters[i] = full_type_of(owner, function->function.parameters[i].type);
    signature->is_variadic = function->function.is_variadic;
    signature->exception = exception_clause_of(function);
    return signature;
}

// --- Headers and what they declare ---------------------------------------------------------------

static const IrHeader *header_of(ModuleBuilder *owner, const ExternHeader *header) {
    return header == NULL ? NULL : find(&owner->headers, header);
}

// Macros in C code of the file may name what is `public` in it: they are expanded behind this.
static void add_public_header(ModuleBuilder *owner) {
    IrModule *module = owner->module;
    bool has_code = false;
    for (uint32_t i = 0; i < module->headers.count; i++)
        has_code |=
            module->headers.items[i]->is_own && module->headers.items[i]->verbatim.length > 0;
    const char *text = owner->typed->c_header;
    if (text == NULL || !has_code)
        return;
    IrHeader *entry = ARENA_NEW(module->arena, IrHeader);
    entry->number = module->headers.count;
    entry->is_own = true;
    entry->verbatim = (Text){text, (uint32_t)strlen(text)};
    entry->span = owner->typed->tree->node.span;
    vector_push(module->arena, &module->headers, entry);
}

void declare_headers(ModuleBuilder *owner) {
    IrModule *module = owner->module;
    for (uint32_t i = 0; i < owner->typed->headers.count; i++) {
        const ExternHeader *header = owner->typed->headers.items[i];
        IrHeader *entry = ARENA_NEW(module->arena, IrHeader);
        entry->number = i;
        entry->name = header->name == NULL ? NULL : header->name->text;
        entry->angle_brackets = header->angle_brackets;
        entry->is_own = module->source != NULL && source_of_span(module->compilation->sources,
                                                                 header->span) == module->source;
        entry->verbatim = header->verbatim;
        entry->span = header->span;
        vector_push(module->arena, &module->headers, entry);
        note(owner, &owner->headers, header, entry);
    }
    add_public_header(owner);
}

static IrExtern *add_extern(ModuleBuilder *owner, const Symbol *symbol) {
    IrModule *module = owner->module;
    IrExtern *entry = ARENA_NEW(module->arena, IrExtern);
    entry->name = ir_unique_name(module, name_of(symbol));
    entry->c_name = c_name_of(symbol);
    entry->header = header_of(owner, symbol->header);
    entry->span = symbol->span;
    vector_push(module->arena, &module->externs, entry);
    return entry;
}

const IrExtern *extern_of(ModuleBuilder *owner, const Symbol *symbol) {
    IrExtern *entry = find(&owner->externs, symbol);
    if (entry != NULL)
        return entry;
    entry = add_extern(owner, symbol);
    note(owner, &owner->externs, symbol, entry);
    // A typedef's own type would lead back here.
    bool is_typedef = symbol->kind == SYMBOL_TYPE;
    entry->type = is_typedef ? NULL : c_type_of(owner, symbol->type);
    return entry;
}

void declare_header_floats(ModuleBuilder *owner) {
    for (uint32_t i = 0; i < owner->typed->header_floats.count; i++) {
        const Symbol *symbol = owner->typed->header_floats.items[i];
        IrExtern *entry = add_extern(owner, symbol);
        entry->type = c_type_of(owner, symbol->type);
        entry->is_floating_typedef = true;
    }
}

const IrExtern *extern_with_type(ModuleBuilder *owner, const Symbol *symbol, const Type *type) {
    const IrCType *c_type = c_type_of(owner, type);
    const IrHeader *header = header_of(owner, symbol->header);
    for (uint32_t i = 0; i < owner->module->externs.count; i++) {
        const IrExtern *entry = owner->module->externs.items[i];
        if (entry->type == c_type && entry->header == header &&
            strcmp(entry->c_name, c_name_of(symbol)) == 0)
            return entry;
    }
    IrExtern *entry = add_extern(owner, symbol);
    entry->type = c_type;
    return entry;
}

// --- Structs and their fields --------------------------------------------------------------------

static IrField *make_field(ModuleBuilder *owner, const Symbol *symbol, uint32_t index) {
    IrField *field = ARENA_NEW(owner->module->arena, IrField);
    field->name = name_of(symbol);
    field->c_name = c_name_of(symbol);
    field->index = index;
    field->visibility = symbol->visibility;
    field->span = symbol->span;
    return field;
}

// The fields of a struct or of a class; the other one is NULL.
static IrField **make_fields(ModuleBuilder *owner, const SymbolVector *symbols, IrStruct *structure,
                             IrClass *class_) {
    IrField **fields = ARENA_ARRAY(owner->module->arena, IrField *, symbols->count + 1);
    for (uint32_t i = 0; i < symbols->count; i++) {
        fields[i] = make_field(owner, symbols->items[i], i);
        fields[i]->structure = structure;
        fields[i]->class_ = class_;
        fields[i]->type = c_type_of(owner, symbols->items[i]->type);
    }
    return fields;
}

static void fill_struct_fields(ModuleBuilder *owner, IrStruct *entry, const SymbolVector *fields) {
    entry->field_count = fields->count;
    entry->fields = make_fields(owner, fields, entry, NULL);
}

IrStruct *struct_of(ModuleBuilder *owner, const StructSymbol *symbol) {
    IrStruct *entry = find(&owner->structs, symbol);
    if (entry != NULL)
        return entry;
    IrModule *module = owner->module;
    entry = ARENA_NEW(module->arena, IrStruct);
    note(owner, &owner->structs, symbol, entry);
    entry->name = ir_unique_name(module, name_of(&symbol->symbol));
    entry->c_name = c_name_of(&symbol->symbol);
    entry->is_union = symbol->is_union;
    entry->is_packed = symbol->is_packed;
    entry->is_complete = symbol->is_complete;
    entry->is_typedef = symbol->is_typedef;
    entry->is_extern = symbol->symbol.is_extern;
    entry->header = header_of(owner, symbol->symbol.header);
    entry->span = symbol->symbol.span;
    vector_push(module->arena, &module->structs, entry);
    fill_struct_fields(owner, entry, &symbol->fields);
    return entry;
}

static uint32_t position_of(const SymbolVector *fields, const Symbol *field) {
    uint32_t i = 0;
    while (i < fields->count && fields->items[i] != field)
        i++;
    zi_assert(i < fields->count);
    return i;
}

const IrField *field_of(ModuleBuilder *owner, const Type *type, const Symbol *symbol) {
    const StructSymbol *structure = type_struct_symbol(type);
    if (structure != NULL)
        return struct_of(owner, structure)->fields[position_of(&structure->fields, symbol)];
    zi_assert(symbol->scope != NULL && symbol->scope->class_symbol != NULL);
    const ClassSymbol *class_symbol = symbol->scope->class_symbol;
    const IrClass *class_ = class_of(owner, class_symbol);
    note_member_use(owner, class_symbol, symbol->type);
    IrField **fields =
        class_->object_struct != NULL ? class_->object_struct->fields : class_->fields;
    return fields[position_of(&class_symbol->fields, symbol)];
}

// --- Variables -----------------------------------------------------------------------------------

const char *exported_name(const Symbol *symbol) {
    if (!symbol->is_public)
        return NULL;
    return symbol->c_name != NULL ? symbol->c_name : symbol->name->text;
}

const IrGlobal *global_of(ModuleBuilder *owner, const Symbol *symbol) {
    IrGlobal *entry = find(&owner->globals, symbol);
    if (entry != NULL)
        return entry;
    IrModule *module = owner->module;
    entry = ARENA_NEW(module->arena, IrGlobal);
    note(owner, &owner->globals, symbol, entry);
    entry->name = ir_unique_name(module, name_of(symbol));
    entry->c_symbol = exported_name(symbol);
    entry->type = c_type_of(owner, symbol->type);
    entry->span = symbol->span;
    vector_push(module->arena, &module->globals, entry);
    return entry;
}

const IrGlobal *type_pointer_of(ModuleBuilder *owner, const ClassSymbol *symbol) {
    IrModule *module = owner->module;
    IrGlobal *entry = ARENA_NEW(module->arena, IrGlobal);
    entry->name = ir_unique_name(module, symbol->type_pointer_name);
    entry->c_symbol = symbol->type_pointer_name;
    entry->type = c_type_of(owner, type_common(owner->typed->types)->object);
    entry->span = symbol->symbol.span;
    vector_push(module->arena, &module->globals, entry);
    return entry;
}

void declare_globals(ModuleBuilder *owner) {
    for (uint32_t i = 0; i < owner->typed->c_globals.count; i++)
        global_of(owner, owner->typed->c_globals.items[i]);
}

// --- Classes -------------------------------------------------------------------------------------

static void fill_class_fields(ModuleBuilder *owner, IrClass *entry, const ClassSymbol *symbol) {
    entry->field_count = symbol->fields.count;
    entry->fields = make_fields(owner, &symbol->fields, NULL, entry);
    for (uint32_t i = 0; i < entry->field_count; i++)
        entry->fields[i]->doc = doc_of_attribute(owner, symbol, symbol->fields.items[i]);
}

// The objects of a class as a C header knows them.
static IrStruct *make_object_struct(ModuleBuilder *owner, const ClassSymbol *symbol) {
    const CClassDef *node = symbol->node;
    zi_assert(node != NULL);
    const Name *name = symbol->object_struct_name;
    IrModule *module = owner->module;
    IrStruct *entry = ARENA_NEW(module->arena, IrStruct);
    entry->name = ir_unique_name(module, name->text);
    entry->c_name = name->text;
    entry->is_typedef = node->is_typedef;
    entry->is_extern = true;
    entry->header = header_of(owner, symbol->symbol.header);
    entry->span = symbol->symbol.span;
    vector_push(module->arena, &module->structs, entry);
    fill_struct_fields(owner, entry, &symbol->fields);
    return entry;
}

static unsigned flags_of_class(const ClassSymbol *symbol) {
    const ClassTraits *traits = &symbol->traits;
    return (symbol->is_final ? IR_CLASS_FINAL : 0U) |
           (traits->uses_trashcan ? IR_CLASS_TRASHCAN : 0U) |
           (traits->no_gc ? IR_CLASS_NO_GC : 0U) |
           (traits->no_gc_clear ? IR_CLASS_NO_GC_CLEAR : 0U) |
           (class_has_views(symbol) ? IR_CLASS_VIEWS : 0U) |
           (symbol->pickling.is_automatic ? IR_CLASS_PICKLES : 0U) |
           (traits->collection == COLLECTION_SEQUENCE ? IR_CLASS_SEQUENCE : 0U) |
           (traits->collection == COLLECTION_MAPPING ? IR_CLASS_MAPPING : 0U);
}

// Another module's class has the bodies of its methods there.
static void fill_vtable(ModuleBuilder *owner, IrClass *entry, const ClassSymbol *symbol) {
    entry->slot_count = symbol->vtable.count;
    entry->vtable = ARENA_ARRAY(owner->module->arena, IrMethod, symbol->vtable.count + 1);
    for (uint32_t i = 0; i < symbol->vtable.count; i++) {
        FunctionSymbol *method = symbol->vtable.items[i];
        const FunctionSymbol *opener = symbol->slot_openers.items[i];
        entry->vtable[i] = (IrMethod){
            .name = name_in_text(owner->module->arena, name_of(&method->symbol)),
            .signature = cython_signature_of(owner, opener),
        };
        if (entry->import != NULL)
            continue;
        entry->vtable[i].body = c_entry_of(owner, method, opener, IR_CONVENTION_CYTHON);
        note_member_use(owner, opener->owner, opener->symbol.type);
    }
}

IrClass *class_of(ModuleBuilder *owner, const ClassSymbol *symbol) {
    IrClass *entry = find(&owner->classes, symbol);
    if (entry != NULL)
        return entry;
    IrModule *module = owner->module;
    entry = ARENA_NEW(module->arena, IrClass);
    note(owner, &owner->classes, symbol, entry);
    entry->name = ir_unique_name(module, name_of(&symbol->symbol));
    entry->flags = flags_of_class(symbol);
    entry->pickle_refusal = symbol->pickling.refusal;
    entry->has_vtable = symbol->has_vtable;
    entry->freelist_size = symbol->traits.freelist_size;
    entry->span = symbol->symbol.span;
    if (symbol->node != NULL)
        entry->doc = embed_class_signature(owner, symbol, docstring_of(&symbol->node->body));
    if (symbol->base != NULL)
        entry->base = class_of(owner, symbol->base);
    if (symbol->builtin_base != NULL)
        entry->builtin_base = c_type_of(owner, symbol->builtin_base);
    entry->number = module->classes.count;
    vector_push(module->arena, &module->classes, entry);
    if (!symbol->is_defined_here)
        entry->import = import_of_class(owner, symbol, entry);
    if (symbol->symbol.is_extern && symbol->object_struct_name != NULL)
        entry->object_struct = make_object_struct(owner, symbol);
    else
        fill_class_fields(owner, entry, symbol);
    if (entry->import != NULL)
        fill_vtable(owner, entry, symbol);
    return entry;
}

static const IrCallable *find_method(const ModuleBuilder *owner, const ClassSymbol *symbol,
                                     const char *name) {
    for (uint32_t i = 0; i < symbol->methods.count; i++) {
        const FunctionSymbol *method = symbol->methods.items[i];
        if (method->symbol.name != NULL && strcmp(method->symbol.name->text, name) == 0)
            return find(&owner->callables, method);
    }
    return NULL;
}

// Classes of this module in the typer's order, bases first. Bodies have been declared, so that
// vtables can refer to them.
void declare_classes(ModuleBuilder *owner) {
    for (uint32_t i = 0; i < owner->typed->classes.count; i++) {
        const ClassSymbol *symbol = owner->typed->classes.items[i];
        IrClass *entry = class_of(owner, symbol);
        entry->cinit = find_method(owner, symbol, "__cinit__");
        entry->dealloc = find_method(owner, symbol, "__dealloc__");
        fill_vtable(owner, entry, symbol);
    }
}
