// import and from ... import. Names that the typer understood (cimported modules, `cython`) are not
// imported when the program runs.

#include "codegen/builder/internal.h"
#include <string.h>

static bool is_compile_time_name(const Symbol *symbol) {
    if (symbol == NULL)
        return false;
    return symbol->kind == SYMBOL_MODULE || symbol->kind == SYMBOL_CYTHON ||
           symbol->kind == SYMBOL_TYPE;
}

static void store_imported(Builder *builder, const Alias *alias, IrValue object) {
    if (alias->symbol == NULL)
        internal_error("'%s' is imported into nothing", alias->name->text);
    store_symbol(builder, alias->symbol, object_value(builder, object));
}

static const Name *first_part(Builder *builder, const Name *dotted) {
    const char *dot = strchr(dotted->text, '.');
    if (dot == NULL)
        return dotted;
    return name_intern(builder->module->compilation->names, dotted->text,
                       (size_t)(dot - dotted->text));
}

// import a.b binds a; import a.b as c binds b.
static void import_alias(Builder *builder, const Alias *alias) {
    const Name *first = first_part(builder, alias->name);
    builder->span = alias->node.span;
    if (alias->as_name != NULL && first != alias->name) {
        store_imported(builder, alias,
                       ADD_RUNTIME(builder, import_submodule, name_operand(builder, alias->name),
                                   name_operand(builder, first)));
        return;
    }
    store_imported(builder, alias,
                   ADD_RUNTIME(builder, import_name, name_operand(builder, alias->name),
                               ir_null(IR_OBJECT), ir_int(IR_I64, 0)));
}

void build_import(Builder *builder, Node *node) {
    const NodeList *aliases = &NODE_AS(Import, node)->aliases;
    for (uint32_t i = 0; i < aliases->count; i++) {
        const Alias *alias = NODE_AS(Alias, aliases->items[i]);
        if (!is_compile_time_name(alias->symbol))
            import_alias(builder, alias);
    }
}

static IrValue import_from_list(Builder *builder, const ImportFrom *import, uint32_t names) {
    const Name *module = import->module;
    IrValue name = module == NULL ? constant_operand(constant_string(builder, ""))
                                  : name_operand(builder, module);
    return ADD_RUNTIME(builder, import_name, name, add_constant(builder, names),
                       ir_int(IR_I64, import->level));
}

void build_import_from(Builder *builder, Node *node) {
    ImportFrom *import = NODE_AS(ImportFrom, node);
    uint32_t *names = ARENA_ARRAY(builder->arena, uint32_t, import->aliases.count + 1);
    if (import->star) {
        names[0] = constant_string(builder, "*");
        IrValue module = import_from_list(builder, import, constant_tuple(builder, names, 1));
        ADD_RUNTIME(builder, import_star, module);
        return;
    }
    uint32_t count = 0;
    for (uint32_t i = 0; i < import->aliases.count; i++) {
        const Alias *alias = NODE_AS(Alias, import->aliases.items[i]);
        if (!is_compile_time_name(alias->symbol))
            names[count++] = constant_name(builder, alias->name);
    }
    if (count == 0)
        return;
    IrValue module = import_from_list(builder, import, constant_tuple(builder, names, count));
    for (uint32_t i = 0; i < import->aliases.count; i++) {
        const Alias *alias = NODE_AS(Alias, import->aliases.items[i]);
        if (is_compile_time_name(alias->symbol))
            continue;
        store_imported(
            builder, alias,
            ADD_RUNTIME(builder, import_from, module, name_operand(builder, alias->name)));
    }
}
