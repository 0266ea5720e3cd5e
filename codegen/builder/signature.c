// Signatures in docstrings (`embedsignature`), as Cython writes them: "Class.name(self, int x=1) ->
// str", then the docstring itself. That of `__init__` of a cdef class goes to the class.
//
// Takes: FunctionSymbols and their docstrings. Gives: the docstring that Python sees.

#include "codegen/builder/internal.h"
#include "support/vector.h"
#include <ctype.h>
#include <string.h>

typedef struct DocWriter {
    Arena *arena;
    VECTOR(char) text;
} DocWriter;

static void write_bytes(DocWriter *writer, const char *text, size_t length) {
    vector_append(writer->arena, &writer->text, text, length);
}

static void write(DocWriter *writer, const char *text) { write_bytes(writer, text, strlen(text)); }

// --- The signature -------------------------------------------------------------------------------
static const char *shown_type(const Type *type) {
    return type->kind == TYPE_BINT ? "bool" : type->text;
}

// The type that a parameter was declared with stands before its name, an annotation after it.
static void write_parameter(DocWriter *writer, const Parameter *parameter, const Type *type,
                            bool is_instance) {
    bool is_star = parameter->kind == PARAMETER_STAR || parameter->kind == PARAMETER_DOUBLE_STAR;
    write(writer, parameter->kind == PARAMETER_STAR ? "*" : is_star ? "**" : "");
    if (!is_star && !is_instance && type != NULL && type->kind != TYPE_OBJECT) {
        const char *text = shown_type(type);
        write(writer, text);
        write(writer, text[strlen(text) - 1] == '*' ? "" : " ");
    }
    write(writer, parameter->name == NULL ? "" : parameter->name->text);
    if (parameter->annotation != NULL) {
        write(writer, ": ");
        write(writer, unparse_expression(writer->arena, parameter->annotation));
    }
    if (parameter->default_value != NULL) {
        write(writer, parameter->annotation != NULL ? " = " : "=");
        write(writer, node_is(parameter->default_value, NODE_Lambda)
                          ? "..."
                          : unparse_expression(writer->arena, parameter->default_value));
    }
}

// What stands between two parameters, or behind the last: ", ", and "/" or "*" where they change.
static void write_separators(DocWriter *writer, const Parameter *before, const Parameter *after) {
    bool ends_positional = before != NULL && before->kind == PARAMETER_POSITIONAL_ONLY &&
                           (after == NULL || after->kind != PARAMETER_POSITIONAL_ONLY);
    bool starts_keywords = after != NULL && after->kind == PARAMETER_KEYWORD_ONLY &&
                           (before == NULL || (before->kind != PARAMETER_KEYWORD_ONLY &&
                                               before->kind != PARAMETER_STAR));
    write(writer, ends_positional ? ", /" : "");
    write(writer, before != NULL && after != NULL ? ", " : "");
    write(writer, starts_keywords ? "*, " : "");
}

static void write_parameters(DocWriter *writer, const FunctionSymbol *symbol, uint32_t first) {
    const NodeList *items = &symbol->parameters->items;
    const Parameter *before = NULL;
    for (uint32_t i = first; i < items->count; i++) {
        const Parameter *parameter = NODE_AS(Parameter, items->items[i]);
        write_separators(writer, before, parameter);
        bool is_instance = i == 0 && symbol->python.is_method && !symbol->python.is_static;
        write_parameter(writer, parameter, symbol->parameter_symbols.items[i]->type, is_instance);
        before = parameter;
    }
    write_separators(writer, before, NULL);
}

static void write_result(DocWriter *writer, const FunctionSymbol *symbol) {
    const char *text = NULL;
    if (node_is(symbol->node, NODE_FunctionDef)) {
        const Node *returns = NODE_AS(FunctionDef, symbol->node)->returns;
        text = returns != NULL ? unparse_expression(writer->arena, returns) : NULL;
    } else if (symbol->c.result_type->kind != TYPE_OBJECT) {
        text = shown_type(symbol->c.result_type);
    }
    write(writer, text != NULL ? " -> " : "");
    write(writer, text != NULL ? text : "");
}

// The class around a function, or around the function that it is in; NULL: there is none.
static const Name *class_around(const FunctionSymbol *symbol) {
    const Scope *scope = symbol->owner != NULL ? symbol->owner->scope : symbol->scope->parent;
    while (scope != NULL && scope->kind != SCOPE_PYTHON_CLASS && scope->kind != SCOPE_C_CLASS)
        scope = scope->parent;
    return scope == NULL ? NULL : scope->name;
}

static bool is_initializer(const FunctionSymbol *symbol) {
    return symbol->owner != NULL && strcmp(symbol->symbol.name->text, "__init__") == 0;
}

static void write_signature(DocWriter *writer, const FunctionSymbol *symbol) {
    bool is_of_class = is_initializer(symbol);
    const Name *class_name = class_around(symbol);
    if (class_name != NULL)
        write(writer, class_name->text);
    write(writer, class_name != NULL && !is_of_class ? "." : "");
    write(writer, is_of_class ? "" : symbol->symbol.name->text);
    write(writer, "(");
    write_parameters(writer, symbol, is_of_class ? 1 : 0);
    write(writer, ")");
    if (!is_of_class)
        write_result(writer, symbol);
}

// --- The docstring -------------------------------------------------------------------------------
static size_t line_length(const char *line) { return strcspn(line, "\n"); }

static size_t indentation_of(const char *line) { return strspn(line, " \t"); }

static bool is_blank(const char *line) { return indentation_of(line) == line_length(line); }

// The blanks that all lines but the first begin with.
static size_t common_indentation(const char *doc) {
    size_t common = SIZE_MAX;
    for (const char *line = strchr(doc, '\n'); line != NULL; line = strchr(line, '\n')) {
        line++;
        if (!is_blank(line) && indentation_of(line) < common)
            common = indentation_of(line);
    }
    return common == SIZE_MAX ? 0 : common;
}

// As inspect.cleandoc() gives it.
static void write_clean(DocWriter *writer, const char *doc) {
    size_t margin = common_indentation(doc);
    uint32_t start = writer->text.count, used = start;
    for (const char *line = doc; line != NULL;) {
        size_t length = line_length(line), indentation = indentation_of(line);
        size_t skipped = line == doc || indentation < margin ? indentation : margin;
        bool is_leading = is_blank(line) && used == start;
        if (!is_leading) {
            write_bytes(writer, line + skipped, is_blank(line) ? 0 : length - skipped);
            used = is_blank(line) ? used : writer->text.count;
            write(writer, "\n");
        }
        line = line[length] == '\n' ? line + length + 1 : NULL;
    }
    writer->text.count = used;
}

static const char *with_signature(ModuleBuilder *owner, const FunctionSymbol *symbol,
                                  const char *doc) {
    DocWriter writer = {.arena = owner->module->arena};
    write_signature(&writer, symbol);
    if (doc != NULL) {
        write(&writer, "\n\n");
        write_clean(&writer, doc);
    }
    return arena_copy_bytes(writer.arena, writer.text.items, writer.text.count);
}

// Has the function a signature that Python shows nowhere else?
static bool embeds_signature(const FunctionSymbol *symbol) {
    bool is_named = symbol->kind == FUNCTION_DEF || symbol->kind == FUNCTION_CPDEF;
    return symbol->directives.embedsignature && is_named && symbol->parameters != NULL &&
           symbol->node != NULL && !symbol->python.is_annotate && !symbol->python.is_property;
}

const char *embed_signature(ModuleBuilder *owner, const FunctionSymbol *symbol, const char *doc) {
    return embeds_signature(symbol) && !is_initializer(symbol) ? with_signature(owner, symbol, doc)
                                                               : doc;
}

const char *embed_class_signature(ModuleBuilder *owner, const ClassSymbol *symbol,
                                  const char *doc) {
    for (uint32_t i = 0; i < symbol->methods.count; i++) {
        const FunctionSymbol *method = symbol->methods.items[i];
        if (is_initializer(method) && embeds_signature(method))
            return with_signature(owner, method, doc);
    }
    return doc;
}
