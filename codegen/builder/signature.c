// Signatures in docstrings (`embedsignature`), as Cython writes them: "Class.name(self, int x=1) ->
// str", then the docstring itself. That of `__init__` of a cdef class goes to the class. A
// signature in Python's words has annotations in the place of C types, that of Argument Clinic none
// of either. Attributes and properties have a line "name: type".
//
// Takes: FunctionSymbols, fields and their docstrings. Gives: the docstring that Python sees.

#include "codegen/builder/internal.h"
#include "support/vector.h"
#include <ctype.h>
#include <string.h>

typedef struct DocWriter {
    Arena *arena;
    const Directives *directives;
    SignatureFormat format;
    VECTOR(char) text;
} DocWriter;

static DocWriter writer_create(ModuleBuilder *owner, const Directives *directives) {
    return (DocWriter){.arena = owner->module->arena,
                       .directives = directives,
                       .format = directives->embedsignature_format};
}

static const char *written_text(const DocWriter *writer) {
    return arena_copy_bytes(writer->arena, writer->text.items, writer->text.count);
}

static void write_bytes(DocWriter *writer, const char *text, size_t length) {
    vector_append(writer->arena, &writer->text, text, length);
}

static void write(DocWriter *writer, const char *text) { write_bytes(writer, text, strlen(text)); }

// --- Types ---------------------------------------------------------------------------------------
static const char *shown_type(const Type *type) {
    if (type->kind == TYPE_BUILTIN)
        return builtin_kind_name(type->builtin);
    return type->kind == TYPE_BINT ? "bool" : type->text;
}

static const char *c_string_type_text(CStringType type) {
    return type == C_STRING_BYTES ? "bytes" : type == C_STRING_STR ? "str" : "bytearray";
}

// A type that Python has no name for is written as one word.
static const char *type_as_word(DocWriter *writer, const char *text) {
    char *word = arena_format(writer->arena, "%s", text);
    for (char *at = word; *at != '\0'; at++)
        *at = *at == ' ' ? '_' : *at == '*' ? 'p' : *at;
    return word;
}

static const char *type_in_python(DocWriter *writer, const Type *type) {
    if (type_is_c_string(type))
        return c_string_type_text(writer->directives->c_string_type);
    if (type->kind == TYPE_INTEGER)
        return "int";
    if (type->kind == TYPE_FLOATING)
        return "float";
    return type->kind == TYPE_COMPLEX ? "complex" : type_as_word(writer, shown_type(type));
}

// As the format has it; NULL: it has none.
static const char *type_in_format(DocWriter *writer, const Type *type) {
    if (type == NULL || type->kind == TYPE_OBJECT || writer->format == SIGNATURE_AS_CLINIC)
        return NULL;
    return writer->format == SIGNATURE_AS_C ? shown_type(type) : type_in_python(writer, type);
}

// --- The signature -------------------------------------------------------------------------------
static const char *annotation_of(DocWriter *writer, const Node *annotation) {
    return annotation == NULL || writer->format == SIGNATURE_AS_CLINIC
               ? NULL
               : unparse_expression(writer->arena, annotation);
}

// Annotation and default value.
static void write_parameter_end(DocWriter *writer, const Parameter *parameter,
                                const char *annotation) {
    if (annotation != NULL) {
        write(writer, ": ");
        write(writer, annotation);
    }
    if (parameter->default_value != NULL) {
        write(writer, annotation != NULL ? " = " : "=");
        write(writer, node_is(parameter->default_value, NODE_Lambda)
                          ? "..."
                          : unparse_expression(writer->arena, parameter->default_value));
    }
}

// As C declares it, the type stands before the name and an annotation after it; else the type is
// the annotation of what has none.
static void write_parameter(DocWriter *writer, const Parameter *parameter, const Type *type) {
    bool is_star = parameter->kind == PARAMETER_STAR || parameter->kind == PARAMETER_DOUBLE_STAR;
    const char *shown = is_star ? NULL : type_in_format(writer, type);
    const char *annotation = annotation_of(writer, parameter->annotation);
    write(writer, parameter->kind == PARAMETER_STAR ? "*" : is_star ? "**" : "");
    if (shown != NULL && writer->format == SIGNATURE_AS_C) {
        write(writer, shown);
        write(writer, shown[strlen(shown) - 1] == '*' ? "" : " ");
    } else if (annotation == NULL) {
        annotation = shown;
    }
    write(writer, parameter->name == NULL ? "" : parameter->name->text);
    write_parameter_end(writer, parameter, annotation);
}

// The object or class of a method, whose type nobody has to know.
static void write_instance(DocWriter *writer, const FunctionSymbol *symbol,
                           const Parameter *parameter) {
    if (writer->format == SIGNATURE_AS_CLINIC)
        write(writer, symbol->python.is_class_method ? "$type" : "$self");
    else
        write_parameter(writer, parameter, NULL);
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
        if (i == 0 && symbol->python.is_method && !symbol->python.is_static)
            write_instance(writer, symbol, parameter);
        else
            write_parameter(writer, parameter, symbol->parameter_symbols.items[i]->type);
        before = parameter;
    }
    write_separators(writer, before, NULL);
}

static void write_result(DocWriter *writer, const FunctionSymbol *symbol) {
    const char *text = node_is(symbol->node, NODE_FunctionDef)
                           ? annotation_of(writer, NODE_AS(FunctionDef, symbol->node)->returns)
                           : type_in_format(writer, symbol->c.result_type);
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

// Is its signature that of calls of the class?
static bool is_of_class(const FunctionSymbol *symbol) {
    return symbol->owner != NULL && strcmp(symbol->symbol.name->text, "__init__") == 0 &&
           symbol->directives.embedsignature_format == SIGNATURE_AS_C;
}

static void write_signature(DocWriter *writer, const FunctionSymbol *symbol) {
    bool names_class = is_of_class(symbol);
    const Name *class_name = writer->format == SIGNATURE_AS_C ? class_around(symbol) : NULL;
    if (class_name != NULL)
        write(writer, class_name->text);
    write(writer, class_name != NULL && !names_class ? "." : "");
    write(writer, names_class ? "" : symbol->symbol.name->text);
    write(writer, "(");
    write_parameters(writer, symbol, names_class ? 1 : 0);
    write(writer, ")");
    if (!names_class)
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

// The docstring behind what has been written.
static const char *finish_doc(DocWriter *writer, const char *doc) {
    if (writer->format == SIGNATURE_AS_CLINIC)
        write(writer, "\n--\n\n");
    else if (doc != NULL)
        write(writer, "\n\n");
    if (doc != NULL)
        write_clean(writer, doc);
    return written_text(writer);
}

static const char *with_signature(ModuleBuilder *owner, const FunctionSymbol *symbol,
                                  const char *doc) {
    DocWriter writer = writer_create(owner, &symbol->directives);
    write_signature(&writer, symbol);
    return finish_doc(&writer, doc);
}

// Has the function a signature that Python shows nowhere else? (inspect reads that of a function
// which is bound, and so needs no text.)
static bool embeds_signature(const FunctionSymbol *symbol) {
    bool is_named = symbol->kind == FUNCTION_DEF || symbol->kind == FUNCTION_CPDEF;
    bool is_read = symbol->directives.embedsignature_format == SIGNATURE_AS_CLINIC &&
                   symbol->directives.binding;
    return symbol->directives.embedsignature && !is_read && is_named &&
           symbol->parameters != NULL && symbol->node != NULL && !symbol->python.is_annotate &&
           !symbol->python.is_property;
}

bool has_text_signature(const FunctionSymbol *symbol) {
    return embeds_signature(symbol) &&
           symbol->directives.embedsignature_format == SIGNATURE_AS_CLINIC;
}

const char *embed_signature(ModuleBuilder *owner, const FunctionSymbol *symbol, const char *doc) {
    if (symbol->python.is_property && symbol->python.property_role == PROPERTY_GET)
        return embed_property_signature(owner, symbol, doc);
    return embeds_signature(symbol) && !is_of_class(symbol) ? with_signature(owner, symbol, doc)
                                                            : doc;
}

const char *embed_class_signature(ModuleBuilder *owner, const ClassSymbol *symbol,
                                  const char *doc) {
    for (uint32_t i = 0; i < symbol->methods.count; i++) {
        const FunctionSymbol *method = symbol->methods.items[i];
        if (embeds_signature(method) && is_of_class(method))
            return with_signature(owner, method, doc);
    }
    return doc;
}

// --- Properties and attributes -------------------------------------------------------------------
const char *embed_property_signature(ModuleBuilder *owner, const FunctionSymbol *getter,
                                     const char *doc) {
    DocWriter writer = writer_create(owner, &getter->directives);
    const char *type = node_is(getter->node, NODE_FunctionDef)
                           ? annotation_of(&writer, NODE_AS(FunctionDef, getter->node)->returns)
                           : NULL;
    if (!getter->directives.embedsignature || type == NULL)
        return doc;
    bool names_class = writer.format == SIGNATURE_AS_C;
    write(&writer, names_class ? getter->owner->symbol.name->text : "");
    write(&writer, names_class ? "." : "");
    write(&writer, getter->symbol.name->text);
    write(&writer, ": ");
    write(&writer, type);
    return finish_doc(&writer, doc);
}

// In C's format an object's type, or the type of C in quotes.
static const char *type_of_attribute(DocWriter *writer, const ModuleBuilder *owner,
                                     const Type *type) {
    if (writer->format != SIGNATURE_AS_C)
        return type_in_format(writer, type);
    if (type->kind == TYPE_EXTENSION)
        return arena_format(writer->arena, "%s.%s", owner->typed->name, type->text);
    return type_is_object(type) ? shown_type(type)
                                : arena_format(writer->arena, "'%s'", shown_type(type));
}

static const char *embed_attribute_signature(ModuleBuilder *owner, const ClassSymbol *symbol,
                                             const Symbol *field, const char *doc) {
    DocWriter writer = writer_create(owner, &symbol->directives);
    const char *type = type_of_attribute(&writer, owner, field->type);
    if (!symbol->directives.embedsignature || type == NULL)
        return doc;
    write(&writer, field->name->text);
    write(&writer, ": ");
    write(&writer, type);
    return finish_doc(&writer, doc);
}

// The text on the line after the attribute's declaration, or NULL.
static const char *docstring_of_attribute(const ModuleBuilder *owner, const NodeList *body,
                                          const Symbol *field) {
    const SourceTable *sources = owner->module->compilation->sources;
    for (uint32_t i = 0; i + 1 < body->count; i++) {
        Span span = body->items[i]->span;
        const ExpressionStatement *next = (const ExpressionStatement *)body->items[i + 1];
        if (field->span.start < span.start || field->span.end > span.end)
            continue;
        bool is_text = node_is(&next->node, NODE_ExpressionStatement) &&
                       node_is(next->value, NODE_StringLiteral);
        Span end = {span.end - 1, span.end};
        return is_text && source_line(sources, next->node.span) == source_line(sources, end) + 1
                   ? ((const StringLiteral *)next->value)->value.bytes
                   : NULL;
    }
    return NULL;
}

const char *doc_of_attribute(ModuleBuilder *owner, const ClassSymbol *symbol, const Symbol *field) {
    if (symbol->node == NULL || field->visibility == VISIBILITY_PRIVATE)
        return NULL;
    const char *doc = docstring_of_attribute(owner, &symbol->node->body, field);
    return embed_attribute_signature(owner, symbol, field, doc);
}
