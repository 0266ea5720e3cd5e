// import and from ... import. Names that the typer understood (cimported modules, `cython`) are not
// imported when the program runs.

#include "codegen/builder/internal.h"
#include <string.h>

static bool is_compile_time_name(const Symbol *symbol) {
    if (symbol == NULL)
        return false;
    return symbol->kind == SYMBOL_MODULE || symbol->kind == SYMBOL_CYTHON ||
           symbol->kind == SYMBOL_TYPE || symbol->kind == SYMBOL_CLASS;
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

// --- Lazy imports --------------------------------------------------------------------------------
// Python 3.15 can put off any import at module level, but for those in try statements and of all
// names.
static bool may_be_lazy(const Builder *builder, const Node *node, bool says_lazy) {
    bool is_star = node_is(node, NODE_ImportFrom) && NODE_AS(ImportFrom, node)->star;
    return says_lazy || (is_python_since(builder, 15) && builder->symbol == NULL &&
                         !is_in_class_body(builder) && builder->try_depth == 0 && !is_star);
}

// Leaves the statement to the runtime, if it is to be lazy. Gives the block that follows it, in
// which the builder is to go on once the import has been built for the other case; NULL: there is
// no other.
static IrBlock *build_lazily(Builder *builder, const Node *node, bool says_lazy) {
    SourceTable *sources = builder->module->compilation->sources;
    const Source *source = source_of_span(sources, node->span);
    const char *text =
        arena_format(builder->arena, "%.*s", (int)(node->span.end - node->span.start),
                     source->text + (node->span.start - source->base));
    IrValue statement = constant_operand(constant_string(builder, text));
    IrValue line = ir_int(IR_I64, source_line(sources, node->span));
    IrValue done = ADD_RUNTIME(builder, import_lazily, statement, line, ir_int(IR_I32, says_lazy));
    if (says_lazy)
        return NULL;
    IrBlock *after = builder_new_block(builder, "imported");
    IrBlock *eager = builder_new_block(builder, "eager");
    add_branch(builder, add_compare(builder, COMPARE_NOT_EQUAL, done, ir_int(IR_I32, 0), false),
               after, eager);
    builder_start_block(builder, eager);
    return after;
}

static void build_any_import(Builder *builder, const Node *node, bool says_lazy,
                             void (*build_eager)(Builder *builder, const Node *node)) {
    if (!may_be_lazy(builder, node, says_lazy)) {
        build_eager(builder, node);
        return;
    }
    IrBlock *after = build_lazily(builder, node, says_lazy);
    if (after == NULL)
        return;
    build_eager(builder, node);
    add_jump(builder, after);
    builder_start_block(builder, after);
}

// --- Imports -------------------------------------------------------------------------------------
static IrValue in_function_operand(const Builder *builder) {
    return ir_int(IR_I32, builder->symbol != NULL && !is_in_class_body(builder));
}

// import a.b binds a; import a.b as c binds b.
static void import_alias(Builder *builder, const Alias *alias) {
    const Name *first = first_part(builder, alias->name);
    builder->span = alias->node.span;
    if (alias->as_name != NULL && first != alias->name) {
        store_imported(builder, alias,
                       ADD_RUNTIME(builder, import_submodule, name_operand(builder, alias->name),
                                   name_operand(builder, first), in_function_operand(builder)));
        return;
    }
    store_imported(builder, alias,
                   ADD_RUNTIME(builder, import_name, name_operand(builder, alias->name),
                               ir_null(IR_OBJECT), ir_int(IR_I64, 0),
                               in_function_operand(builder)));
}

static void build_eager_import(Builder *builder, const Node *node) {
    const NodeList *aliases = &NODE_AS(Import, node)->aliases;
    for (uint32_t i = 0; i < aliases->count; i++) {
        const Alias *alias = NODE_AS(Alias, aliases->items[i]);
        if (!is_compile_time_name(alias->symbol))
            import_alias(builder, alias);
    }
}

void build_import(Builder *builder, Node *node) {
    build_any_import(builder, node, NODE_AS(Import, node)->lazy, build_eager_import);
}

static IrValue import_from_list(Builder *builder, const ImportFrom *import, uint32_t names) {
    const Name *module = import->module;
    IrValue name = module == NULL ? constant_operand(constant_string(builder, ""))
                                  : name_operand(builder, module);
    return ADD_RUNTIME(builder, import_name, name, add_constant(builder, names),
                       ir_int(IR_I64, import->level), in_function_operand(builder));
}

// A C variable of the module takes what the imported module has under its name.
static void import_variable(Builder *builder, IrValue module, Symbol *symbol) {
    IrRegisterId item = builder_new_ir_register(builder, IR_OBJECT);
    IrValue found = ADD_RUNTIME(builder, import_star_name, module,
                                name_operand(builder, symbol->name), ir_reg(item));
    IrBlock *given = builder_new_block(builder, "given");
    IrBlock *after = builder_new_block(builder, "variable imported");
    add_branch(builder, add_compare(builder, COMPARE_NOT_EQUAL, found, ir_int(IR_I32, 0), false),
               given, after);
    builder_start_block(builder, given);
    Value value = object_value(builder, ir_reg(item));
    store_symbol(builder, symbol,
                 value_of(build_conversion(builder, value, symbol->type), symbol->type));
    add_jump(builder, after);
    builder_start_block(builder, after);
}

static void import_variables(Builder *builder, IrValue module) {
    const Scope *scope = builder->typed->scope;
    for (uint32_t i = 0; i < scope->order.count; i++) {
        Symbol *symbol = scope->order.items[i];
        if (symbol->kind == SYMBOL_C_GLOBAL && symbol->scope == scope &&
            type_conversion(builder->common->object, symbol->type) != CONVERT_IMPOSSIBLE)
            import_variable(builder, module, symbol);
    }
}

static void build_eager_import_from(Builder *builder, const Node *node) {
    const ImportFrom *import = NODE_AS(ImportFrom, node);
    uint32_t *names = ARENA_ARRAY(builder->arena, uint32_t, import->aliases.count + 1);
    if (import->star) {
        names[0] = constant_string(builder, "*");
        IrValue module = import_from_list(builder, import, constant_tuple(builder, names, 1));
        ADD_RUNTIME(builder, import_star, module);
        import_variables(builder, module);
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

void build_import_from(Builder *builder, Node *node) {
    build_any_import(builder, node, NODE_AS(ImportFrom, node)->lazy, build_eager_import_from);
}
