// What modules exchange: C functions, variables and classes of other modules, and what this module
// gives them.
//
// Takes: symbols that a .pxd declares. Gives: an entry for each import that is used and for each
// export; at the head of the module's body, what makes and fetches them. The order is Cython's, on
// which modules that cimport each other depend: first what others may fetch is there, then the
// classes, each after its base; only then the rest is fetched, which may import those others.

#include "codegen/builder/internal.h"
#include <string.h>

// --- Imports -------------------------------------------------------------------------------------

// A version of a fused function is found by its types, `f[int]`. Older Cythons know it by its
// number alone, that of its C function; NULL: it is none.
static const char *older_name(const Symbol *symbol) {
    bool is_version =
        symbol->kind == SYMBOL_FUNCTION && ((const FunctionSymbol *)symbol)->version != NULL;
    return is_version ? symbol->c_name : NULL;
}

static IrImport *add_import(ModuleBuilder *owner, IrExchangeKind kind, const Symbol *symbol,
                            const char *from) {
    IrModule *module = owner->module;
    IrImport *import = ARENA_NEW(module->arena, IrImport);
    import->kind = kind;
    import->number = module->imports.count;
    import->module = from;
    import->name = symbol->name->text;
    import->older_name = older_name(symbol);
    const char *link_name = arena_format(module->arena, "%s.%s", from, import->name);
    import->link_name = ir_unique_name(module, name_in_text(module->arena, link_name));
    import->capsule = symbol->capsule_name;
    import->span = symbol->span;
    vector_push(module->arena, &module->imports, import);
    map_put(module->arena, &owner->imports, symbol, import);
    return import;
}

bool is_exchangeable(const Symbol *symbol) { return symbol->capsule_name != NULL; }

const IrImport *import_of_function(ModuleBuilder *owner, const FunctionSymbol *function) {
    IrImport *import = map_get(&owner->imports, function);
    if (import != NULL)
        return import;
    const char *from = module_of_symbol(owner->module->arena, &function->symbol);
    import = add_import(owner, IR_EXCHANGE_FUNCTION, &function->symbol, from);
    import->signature = cython_signature_of(owner, function);
    return import;
}

const IrImport *import_of_variable(ModuleBuilder *owner, const Symbol *symbol) {
    IrImport *import = map_get(&owner->imports, symbol);
    if (import != NULL)
        return import;
    const char *from = module_of_symbol(owner->module->arena, symbol);
    import = add_import(owner, IR_EXCHANGE_VARIABLE, symbol, from);
    import->type = c_type_of(owner, symbol->type);
    return import;
}

const IrImport *import_of_class(ModuleBuilder *owner, const ClassSymbol *symbol, IrClass *entry) {
    const CClassDef *node = symbol->node;
    const char *from = node != NULL && node->module_name != NULL
                           ? node->module_name->text
                           : module_of_symbol(owner->module->arena, &symbol->symbol);
    if (strcmp(from, "__builtin__") == 0) // Python 2's
        from = "builtins";
    IrImport *import = add_import(owner, IR_EXCHANGE_TYPE, &symbol->symbol, from);
    import->class_ = entry;
    if (node != NULL && node->imported_name != NULL)
        import->name = node->imported_name->text;
    // The struct of some builtin types is a part of what Python allocates.
    if (strcmp(from, "builtins") == 0)
        import->size_check = SIZE_CHECK_IGNORE;
    else if (node != NULL)
        import->size_check = node->check_size;
    return import;
}

// --- Memoryviews ---------------------------------------------------------------------------------
// Cython lays them out otherwise, and what a class of another module does with them no signature
// says: such a class must be one that Zilant compiled.

static bool signature_has_views(const Type *type) {
    if (type->kind != TYPE_FUNCTION)
        return false;
    bool found = is_view(type->function.result);
    for (uint32_t i = 0; i < type->function.count; i++)
        found |= is_view(type->function.parameters[i].type);
    return found;
}

bool class_has_views(const ClassSymbol *symbol) {
    for (uint32_t i = 0; i < symbol->fields.count; i++)
        if (is_view(symbol->fields.items[i]->type))
            return true;
    for (uint32_t i = 0; i < symbol->methods.count; i++) {
        const FunctionSymbol *method = symbol->methods.items[i];
        if (method->kind != FUNCTION_DEF && signature_has_views(method->symbol.type))
            return true;
    }
    return false;
}

// Notes that the member, if it is of another module's class, is used.
void note_member_use(ModuleBuilder *owner, const ClassSymbol *class_symbol, const Type *member) {
    IrImport *import = map_get(&owner->imports, class_symbol);
    if (import != NULL && (is_view(member) || signature_has_views(member)))
        import->uses_views = true;
}

// --- Uses ----------------------------------------------------------------------------------------

IrValue add_import_address(Builder *builder, const IrImport *import) {
    IrOp *op = add_op_giving(builder, IR_OP_IMPORT_ADDRESS, (IrType){.kind = IR_POINTER}, NULL, 0);
    op->aux.import = import;
    return ir_reg(op->result);
}

// A name of another module as Python knows it: `module.name`.
Value load_from_module(Builder *builder, const Symbol *symbol) {
    uint32_t module = constant_string(builder, module_of_symbol(builder->arena, symbol));
    uint32_t names = constant_name(builder, symbol->name);
    IrValue fromlist = add_constant(builder, constant_tuple(builder, &names, 1));
    IrValue object = ADD_RUNTIME(builder, import_name, constant_operand(module), fromlist,
                                 ir_int(IR_I64, 0), ir_int(IR_I32, 0));
    return object_value(builder, load_attribute(builder, object, symbol->name));
}

// --- Exports -------------------------------------------------------------------------------------

static void export_function(ModuleBuilder *owner, FunctionSymbol *function) {
    IrBody *body = c_entry_of(owner, function, function, IR_CONVENTION_CYTHON);
    if (body == NULL) // the .pxd alone has it: reported
        return;
    body->c_symbol = exported_name(&function->symbol);
    if (!is_exchangeable(&function->symbol))
        return;
    IrExport entry = {.kind = IR_EXCHANGE_FUNCTION,
                      .name = function->symbol.name->text,
                      .capsule = function->symbol.capsule_name,
                      .body = body};
    vector_push(owner->module->arena, &owner->module->exports, entry);
    if (function->version == NULL)
        return;
    entry.name = older_name(&function->symbol);
    vector_push(owner->module->arena, &owner->module->exports, entry);
}

static void export_variable(ModuleBuilder *owner, const Symbol *symbol) {
    IrExport entry = {.kind = IR_EXCHANGE_VARIABLE,
                      .name = symbol->name->text,
                      .capsule = symbol->capsule_name,
                      .global = global_of(owner, symbol)};
    vector_push(owner->module->arena, &owner->module->exports, entry);
}

void declare_exports(ModuleBuilder *owner) {
    const SymbolVector *symbols = &owner->typed->scope->order;
    for (uint32_t i = 0; i < symbols->count; i++) {
        Symbol *symbol = symbols->items[i];
        bool is_seen = is_exchangeable(symbol) || symbol->is_public;
        if (!is_seen || symbol->is_extern || symbol->scope != owner->typed->scope)
            continue;
        if (symbol->kind == SYMBOL_FUNCTION)
            export_function(owner, (FunctionSymbol *)symbol);
        else if (symbol->kind == SYMBOL_C_GLOBAL && is_exchangeable(symbol))
            export_variable(owner, symbol);
    }
}

// --- The head of the module's body ---------------------------------------------------------------

void build_exchange_head(Builder *builder) {
    if (builder->module->exports.count > 0)
        add_runtime_list(builder, RUNTIME_export_declared, NULL, 0);
}

// The base of a class that is made next.
void build_base_import(Builder *builder, const IrClass *base) {
    if (base->import != NULL)
        ADD_RUNTIME(builder, import_class, ir_int(IR_I64, base->import->number));
}

// In which order modules that cimport each other come, those rely on that import names from each
// other, too.
static void import_class_modules(Builder *builder) {
    for (uint32_t i = 0; i < builder->typed->class_modules.count; i++)
        ADD_RUNTIME(builder, import_name,
                    name_operand(builder, builder->typed->class_modules.items[i]),
                    ir_null(IR_OBJECT), ir_int(IR_I64, 0), ir_int(IR_I32, 0));
}

// All that has not been fetched yet. What that is turns out when the other bodies are built, so
// this stands in every module that might ask for something.
void build_imports(Builder *builder) {
    if (!builder->typed->has_foreign_declarations)
        return;
    import_class_modules(builder);
    add_runtime_list(builder, RUNTIME_import_declared, NULL, 0);
}
