// Callables: what Python, tracebacks and profilers see of each function.
//
// Takes: the FunctionSymbols of the module. Gives: an IrCallable each, without bodies.

#include "codegen/builder/code_object.h"
#include "codegen/builder/trace.h"
#include <string.h>

const char *docstring_of(const NodeList *body) {
    const StringLiteral *literal = docstring_literal(body);
    return literal != NULL ? literal->value.bytes : NULL;
}

const char *docstring_of_function(const FunctionSymbol *symbol) {
    if (node_is(symbol->node, NODE_FunctionDef))
        return docstring_of(&NODE_AS(FunctionDef, symbol->node)->body);
    if (node_is(symbol->node, NODE_CFunctionDef))
        return docstring_of(&NODE_AS(CFunctionDef, symbol->node)->body);
    return NULL;
}

bool method_hides_doc(const FunctionSymbol *method) {
    static const char *const names[] = {"__cinit__", "__dealloc__", "__richcmp__", "__nonzero__",
                                        "__bool__"};
    bool is_method = method->owner != NULL && method->symbol.name != NULL;
    for (size_t i = 0; is_method && i < sizeof names / sizeof *names; i++)
        if (strcmp(method->symbol.name->text, names[i]) == 0)
            return true;
    return false;
}

static const char *name_of_function(const FunctionSymbol *symbol) {
    if (symbol->kind == FUNCTION_LAMBDA)
        return "<lambda>";
    if (symbol->version != NULL)
        return symbol->version->fused->symbol.name->text;
    return symbol->symbol.name == NULL ? "?" : symbol->symbol.name->text;
}

static bool is_hidden(const FunctionSymbol *symbol) {
    const Name *name = symbol->symbol.name;
    return symbol->owner != NULL && name != NULL &&
           (strcmp(name->text, "__cinit__") == 0 || strcmp(name->text, "__dealloc__") == 0);
}

// Python counts a function's lines from its first decorator on.
static Span first_line_of(const FunctionSymbol *symbol) {
    if (symbol->node == NULL)
        return symbol->symbol.span;
    if (node_is(symbol->node, NODE_FunctionDef)) {
        const NodeList *decorators = &NODE_AS(FunctionDef, symbol->node)->decorators;
        if (decorators->count > 0)
            return decorators->items[0]->span;
    }
    return symbol->node->span;
}

// PEP 479 holds from language level 3 on.
static bool passes_stop(const ModuleBuilder *owner, const FunctionSymbol *symbol) {
    return symbol->found.yields && !symbol->is_async && symbol->directives.language_level == 2 &&
           !owner->typed->imports_generator_stop;
}

ParameterKind kind_of_parameter(const FunctionSymbol *symbol, uint32_t index) {
    if (symbol->parameters == NULL || index >= symbol->parameters->items.count)
        // a generator expression's first iterable
        return PARAMETER_POSITIONAL_ONLY;
    return NODE_AS(Parameter, symbol->parameters->items.items[index])->kind;
}

static bool is_python_function(const FunctionSymbol *symbol) {
    return (symbol->kind == FUNCTION_DEF || symbol->kind == FUNCTION_CPDEF) &&
           symbol->symbol.name != NULL;
}

// Inner functions and methods are always bound, as with Cython.
static bool is_unbound(const FunctionSymbol *symbol) {
    return is_python_function(symbol) && !symbol->directives.binding &&
           symbol->scope->parent->kind == SCOPE_MODULE;
}

// Without always_allow_keywords a function of one plain argument takes it by position, and one of
// none no keywords.
static bool takes_no_keywords(const FunctionSymbol *symbol) {
    bool hides_self = symbol->owner != NULL && !symbol->python.is_static;
    uint32_t count = symbol->parameter_symbols.count;
    if (!is_python_function(symbol) || symbol->directives.always_allow_keywords ||
        count > (hides_self ? 2 : 1))
        return false;
    for (uint32_t i = 0; i < count; i++)
        if (kind_of_parameter(symbol, i) >= PARAMETER_KEYWORD_ONLY ||
            parameter_is_optional(NODE_AS(Parameter, symbol->parameters->items.items[i])))
            return false;
    return true;
}

// What the interpreter's own function for a part of a type parameter calls.
static bool is_evaluator(const FunctionSymbol *symbol) {
    return symbol->kind == FUNCTION_LAMBDA && NODE_AS(Lambda, symbol->node)->is_evaluator;
}

static unsigned flags_of_function(const ModuleBuilder *owner, const FunctionSymbol *symbol) {
    bool hides_self =
        symbol->python.is_method && symbol->owner != NULL && !symbol->python.is_static;
    return (hides_self ? IR_CALLABLE_HIDES_SELF : 0U) |
           (symbol->found.yields ? IR_CALLABLE_GENERATOR : 0U) |
           (passes_stop(owner, symbol) ? IR_CALLABLE_PASSES_STOP : 0U) |
           (is_unbound(symbol) ? IR_CALLABLE_UNBOUND : 0U) |
           (takes_no_keywords(symbol) ? IR_CALLABLE_NO_KEYWORDS : 0U) |
           (symbol->is_async ? IR_CALLABLE_ASYNC : 0U) |
           (symbol->is_async && symbol->directives.iterable_coroutine ? IR_CALLABLE_ITERABLE : 0U) |
           (symbol->python.is_static ? IR_CALLABLE_STATIC : 0U) |
           (symbol->python.is_class_method ? IR_CALLABLE_CLASS_METHOD : 0U) |
           (symbol->kind == FUNCTION_LAMBDA ? IR_CALLABLE_LAMBDA : 0U) |
           (symbol->python.is_annotate ? IR_CALLABLE_ANNOTATE : 0U) |
           (symbol->directives.unraisable_tracebacks ? 0U : IR_CALLABLE_REPORTS_ONCE) |
           (has_text_signature(symbol) ? IR_CALLABLE_TEXT_SIGNATURE : 0U) |
           (tracing_of_function(owner->typed, symbol).functions ? IR_CALLABLE_TELLS_CALLS : 0U) |
           (is_evaluator(symbol) ? IR_CALLABLE_NO_ENTRIES : 0U) |
           (is_hidden(symbol) ? IR_CALLABLE_HIDDEN : 0U);
}

static const char *after_last_slash(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash != NULL ? slash + 1 : path;
}

static const char *without_dot(const char *path) {
    return strncmp(path, "./", 2) == 0 ? path + 2 : path;
}

const char *path_from_module(const IrModule *module, const Source *source) {
    const char *own = without_dot(module->source->path), *path = without_dot(source->path);
    const char *name = after_last_slash(path);
    size_t length = (size_t)(name - path);
    bool is_beside =
        length == (size_t)(after_last_slash(own) - own) && strncmp(own, path, length) == 0;
    return is_beside ? name : path;
}

// What stands in an included file, or in a .pxd file, is told so in tracebacks.
static uint32_t file_of(const ModuleBuilder *owner, Span span) {
    IrModule *module = owner->module;
    const Source *source = source_of_span(module->compilation->sources, span);
    if (source == NULL || source == module->source || source->kind == SOURCE_VIRTUAL)
        return IR_NO_CONSTANT;
    const Name *path = intern(module->compilation, path_from_module(module, source));
    return ir_constant_name(module, path);
}

IrCallable *declare_callable(ModuleBuilder *owner, const FunctionSymbol *symbol,
                             const char *link_name) {
    IrCallable *callable = ir_callable_create(owner->module, link_name, name_of_function(symbol));
    if (symbol->qualified_name != NULL)
        callable->qualified_name = symbol->qualified_name;
    callable->doc = symbol->python.is_annotate ? annotate_source(owner, symbol)
                    : method_hides_doc(symbol)
                        ? NULL
                        : embed_signature(owner, symbol, docstring_of_function(symbol));
    callable->flags = flags_of_function(owner, symbol);
    callable->span = first_line_of(symbol);
    callable->file = file_of(owner, callable->span);
    describe_code(owner, callable, symbol);
    map_put(owner->module->arena, &owner->callables, symbol, callable);
    return callable;
}

IrCallable *callable_of(const ModuleBuilder *owner, const FunctionSymbol *symbol) {
    return map_get(&owner->callables, symbol);
}
