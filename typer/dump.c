// Dumps of what the typer found: scopes with their symbols, and the tree with its types.

#include "frontend/node_fields.h"
#include "typer/internal.h"

static const char *const symbol_kind_texts[] = {
    [SYMBOL_LOCAL] = "local",
    [SYMBOL_GLOBAL] = "global",
    [SYMBOL_C_GLOBAL] = "c global",
    [SYMBOL_BUILTIN] = "builtin",
    [SYMBOL_FUNCTION] = "function",
    [SYMBOL_CLASS] = "class",
    [SYMBOL_PYTHON_CLASS] = "python class",
    [SYMBOL_CLASS_ATTRIBUTE] = "attribute",
    [SYMBOL_FIELD] = "field",
    [SYMBOL_TYPE] = "type",
    [SYMBOL_CONSTANT] = "constant",
    [SYMBOL_C_VARIABLE] = "c variable",
    [SYMBOL_MODULE] = "module",
    [SYMBOL_PROPERTY] = "property",
    [SYMBOL_CYTHON] = "cython",
};

typedef struct Dump {
    FILE *stream;
    int depth;
} Dump;

static void print_indent(const Dump *dump) { fprintf(dump->stream, "%*s", dump->depth * 2, ""); }

// --- Scopes --------------------------------------------------------------------------------------
static void print_facts(const Dump *dump, const Symbol *symbol) {
    const struct {
        bool holds;
        const char *text;
    } facts[] = {
        {symbol->is_parameter, "parameter"},
        {symbol->is_declared && !symbol->is_parameter, "declared"},
        {symbol->not_none, "not None"},
        {symbol->is_captured, "captured"},
        {symbol->is_deleted, "deleted"},
        {symbol->is_extern, "extern"},
        {symbol->from_pxd, "pxd"},
    };
    for (size_t i = 0; i < sizeof facts / sizeof facts[0]; i++) {
        if (facts[i].holds)
            fprintf(dump->stream, " %s", facts[i].text);
    }
    if (symbol->kind == SYMBOL_CONSTANT && symbol->constant_known) {
        fprintf(dump->stream, " = %lld", (long long)symbol->constant);
    }
    if (symbol->visibility != VISIBILITY_PRIVATE && !symbol->is_extern) {
        fprintf(dump->stream, " %s", CVisibility_text(symbol->visibility));
    }
}

static void print_symbol(const Dump *dump, const Symbol *symbol) {
    print_indent(dump);
    fprintf(dump->stream, "%s %s: %s", symbol_kind_texts[symbol->kind], symbol->name->text,
            symbol->type != NULL ? symbol->type->text : "?");
    print_facts(dump, symbol);
    if (symbol->kind == SYMBOL_FUNCTION) {
        const FunctionSymbol *function = (const FunctionSymbol *)symbol;
        if (function->python.is_method && function->kind != FUNCTION_DEF) {
            fprintf(dump->stream, " slot %u%s", (unsigned)function->vtable_slot,
                    function->overrides != NULL ? " overrides" : "");
        }
    }
    fputc('\n', dump->stream);
}

static void print_scope(Dump *dump, const Scope *scope) {
    for (uint32_t i = 0; i < scope->symbols.count; i++) {
        const Symbol *symbol = scope->symbols.entries[i].value;
        if (symbol != NULL && (symbol->scope == scope || symbol->kind == SYMBOL_CONSTANT)) {
            print_symbol(dump, symbol);
        } else if (symbol != NULL) {
            const Name *name = scope->symbols.entries[i].key;
            print_indent(dump);
            fprintf(dump->stream, "%s from outside: %s %s\n", name->text,
                    symbol_kind_texts[symbol->kind], symbol->name->text);
        }
    }
}

static void print_function(Dump *dump, const FunctionSymbol *function) {
    if (function->scope == NULL)
        return;
    fprintf(dump->stream, "%s%s %s -> %s\n", function->is_async ? "async " : "",
            function->found.yields ? "generator" : "function", function->qualified_name,
            function->c.result_type->text);
    dump->depth = 1;
    print_scope(dump, function->scope);
    for (uint32_t i = 0; i < function->found.captures.count; i++) {
        print_indent(dump);
        fprintf(dump->stream, "captures %s\n", function->found.captures.items[i]->name->text);
    }
    dump->depth = 0;
}

void dump_scopes(const TypedModule *module, FILE *stream) {
    Dump dump = {stream, 0};
    fprintf(stream, "module %s\n", module->name != NULL ? module->name : "?");
    dump.depth = 1;
    print_scope(&dump, module->scope);
    dump.depth = 0;
    for (uint32_t i = 0; i < module->classes.count; i++) {
        const ClassSymbol *symbol = module->classes.items[i];
        fprintf(stream, "class %s%s%s\n", symbol->qualified_name,
                symbol->base != NULL ? " extends " : "",
                symbol->base != NULL ? symbol->base->symbol.name->text : "");
        dump.depth = 1;
        print_scope(&dump, symbol->scope);
        dump.depth = 0;
    }
    for (uint32_t i = 0; i < module->functions.count; i++)
        print_function(&dump, module->functions.items[i]);
}

// --- Types ---------------------------------------------------------------------------------------
static void print_name_field(const Dump *dump, const Node *node) {
    const NodeLayout *layout = node_layout((NodeKind)node->kind);
    for (uint32_t i = 0; i < layout->field_count; i++) {
        const NodeField *field = &layout->fields[i];
        if (field->kind == FIELD_NAME) {
            const Name *name = NODE_FIELD(const Name *, node, field);
            if (name != NULL)
                fprintf(dump->stream, " %s", name->text);
        } else if (field->kind == FIELD_ENUM && layout->family == FAMILY_EXPRESSION) {
            fprintf(dump->stream, " %s", field->texts[NODE_FIELD(int, node, field)]);
        }
    }
}

static void print_target(const Dump *dump, const CallTarget *target) {
    fprintf(dump->stream, " -> %s", call_kind_text(target->kind));
    if (target->kind == CALL_PRIMITIVE)
        fprintf(dump->stream, " %s", primitive_method_text(target->primitive));
    if (target->function != NULL)
        fprintf(dump->stream, " %s",
                target->function->qualified_name != NULL ? target->function->qualified_name
                                                         : target->function->symbol.name->text);
}

static void print_typed(Node **child, void *context) {
    Dump *dump = context;
    const Node *node = *child;
    print_indent(dump);
    fputs(node_kind_name((NodeKind)node->kind), dump->stream);
    print_name_field(dump, node);
    bool is_expression = node_kind_family((NodeKind)node->kind) == FAMILY_EXPRESSION;
    if (is_expression && node->type != NULL)
        fprintf(dump->stream, ": %s", node->type->text);
    if (node_is(node, NODE_Call) && ((const Call *)node)->target != NULL)
        print_target(dump, ((const Call *)node)->target);
    fputc('\n', dump->stream);
    dump->depth++;
    node_each_child(*child, print_typed, dump);
    dump->depth--;
}

void dump_types(const TypedModule *module, FILE *stream) {
    Dump dump = {stream, 0};
    for (uint32_t i = 0; i < module->tree->body.count; i++)
        print_typed(&module->tree->body.items[i], &dump);
}
