// C functions as Python objects: a def function around a call, whose arguments and result are
// converted as those of any def function. For each type of pointers there is one
//
//     cdef object wrap_N(T (*call)(A a, B b)):
//         def wrap(A a, B b):
//             return call(a, b)
//         return wrap
//
// for each C method that is taken from an object, one that takes the object instead, and for each
// function one that takes nothing. That of a `cpdef` function of a C header has the function's name
// in the place of `wrap`, and the module stores what it makes.

#include "typer/check/internal.h"

// --- Which functions -----------------------------------------------------------------------------

static uint32_t count_self(const FunctionSymbol *method) { return method != NULL ? 1 : 0; }

// Does every argument come of an object, and the result become one?
static bool converts(const Typer *typer, const Type *type, const FunctionSymbol *method) {
    const Type *object = typer->common->object;
    if (type->function.is_variadic || type->function.optional_count > 0)
        return false;
    for (uint32_t i = count_self(method); i < type->function.count; i++)
        if (type_conversion(object, type->function.parameters[i].type) == CONVERT_IMPOSSIBLE)
            return false;
    return type_conversion(type->function.result, object) != CONVERT_IMPOSSIBLE;
}

static FunctionSymbol *function_named(const Node *node) {
    Symbol *symbol = symbol_of(node);
    return symbol != NULL && symbol->kind == SYMBOL_FUNCTION ? (FunctionSymbol *)symbol : NULL;
}

bool has_python_function(const Node *node) {
    const FunctionSymbol *function = function_named(node);
    return function != NULL && function->kind != FUNCTION_CDEF;
}

// The C method that the expression takes from an object, or NULL.
static const FunctionSymbol *bound_method(const Node *node) {
    const FunctionSymbol *function = function_named(node);
    bool is_bound = function != NULL && function->owner != NULL && node_is(node, NODE_Attribute) &&
                    ((const Attribute *)node)->value->type->kind == TYPE_EXTENSION &&
                    !function->python.is_static;
    return is_bound ? function : NULL;
}

// --- The syntax of a wrapper ---------------------------------------------------------------------

typedef struct Maker {
    Typer *typer;
    Span span;
    const Type *type;
    FunctionSymbol *function; // NULL: of any pointer
    // the function, if it is taken from an object; else NULL
    const FunctionSymbol *method;
    const Name *name; // of what Python calls
} Maker;

static const Name *name_of(const Maker *maker, const char *text) {
    return intern(maker->typer->compilation, text);
}

static Node *make_type(const Maker *maker, const Type *type) {
    CType *node = NODE_NEW(maker->typer->arena, CType, maker->span);
    CBaseName *base = NODE_NEW(maker->typer->arena, CBaseName, maker->span);
    base->name = name_of(maker, type->text);
    node->base = (Node *)base;
    node->declarator = (Node *)NODE_NEW(maker->typer->arena, DeclaratorName, maker->span);
    node->resolved = type;
    return (Node *)node;
}

static Node *make_name(const Maker *maker, const Name *name) {
    NameExpression *node = NODE_NEW(maker->typer->arena, NameExpression, maker->span);
    node->name = name;
    return (Node *)node;
}

static Node *make_parameter(const Maker *maker, const Name *name, const Type *type) {
    Parameter *node = NODE_NEW(maker->typer->arena, Parameter, maker->span);
    DeclaratorName *declarator = NODE_NEW(maker->typer->arena, DeclaratorName, maker->span);
    declarator->name = name;
    node->name = name;
    node->kind = PARAMETER_NORMAL;
    node->declared_type = make_type(maker, type);
    node->declarator = (Node *)declarator;
    return (Node *)node;
}

static NodeList make_list(const Maker *maker, uint32_t count) {
    return (NodeList){ARENA_ARRAY(maker->typer->arena, Node *, count + 1), count};
}

// Is the call one of the function itself, wherever the object was made?
static bool calls_function(const Maker *maker) {
    return maker->function != NULL && maker->function->owner == NULL;
}

static const Name *parameter_of(const Maker *maker, uint32_t index) {
    const Name *name = maker->type->function.parameters[index].name;
    if (maker->function != NULL && index < maker->function->parameters->items.count) {
        const Parameter *declared =
            NODE_AS(Parameter, maker->function->parameters->items.items[index]);
        name = parameter_is_type(maker->typer, declared) ? NULL : parameter_name(declared);
    }
    return name != NULL ? name : name_of(maker, arena_format(maker->typer->arena, "arg%u", index));
}

static Parameters *make_parameters(const Maker *maker) {
    Parameters *node = NODE_NEW(maker->typer->arena, Parameters, maker->span);
    uint32_t first = count_self(maker->method);
    node->items = make_list(maker, maker->type->function.count - first);
    for (uint32_t i = 0; i < node->items.count; i++)
        node->items.items[i] = make_parameter(maker, parameter_of(maker, first + i),
                                              maker->type->function.parameters[first + i].type);
    return node;
}

// `call(a, b)`, `call.method(a, b)`
static Node *make_call(const Maker *maker, const Name *called) {
    Call *call = NODE_NEW(maker->typer->arena, Call, maker->span);
    call->function = make_name(maker, called);
    if (calls_function(maker))
        ((NameExpression *)call->function)->symbol = &maker->function->symbol;
    if (maker->method != NULL) {
        Attribute *attribute = NODE_NEW(maker->typer->arena, Attribute, maker->span);
        attribute->value = call->function;
        attribute->name = maker->method->symbol.name;
        call->function = (Node *)attribute;
    }
    uint32_t first = count_self(maker->method);
    call->arguments = make_list(maker, maker->type->function.count - first);
    for (uint32_t i = 0; i < call->arguments.count; i++)
        call->arguments.items[i] = make_name(maker, parameter_of(maker, first + i));
    return (Node *)call;
}

static Node *make_return(const Maker *maker, Node *value) {
    Return *node = NODE_NEW(maker->typer->arena, Return, maker->span);
    node->value = value;
    return (Node *)node;
}

// How the docstring shows a type: as Python names it, or in quotes as C does.
static const char *shown_type(const Maker *maker, const Type *type) {
    Arena *arena = maker->typer->arena;
    if (type->kind == TYPE_BINT)
        return "bool";
    if (type == maker->typer->common->double_)
        return "float";
    return type->kind == TYPE_BUILTIN ? builtin_kind_name(type->builtin)
                                      : arena_format(arena, "'%s'", type->text);
}

// "wrap(a: 'int', b: float, c) -> bool"
static const char *signature_text(const Maker *maker) {
    Arena *arena = maker->typer->arena;
    const Type *result = maker->type->function.result;
    const char *text = arena_format(arena, "%s(", maker->name->text);
    for (uint32_t i = count_self(maker->method); i < maker->type->function.count; i++) {
        const Type *type = maker->type->function.parameters[i].type;
        text = arena_format(arena, "%s%s%s", text, i > count_self(maker->method) ? ", " : "",
                            parameter_of(maker, i)->text);
        if (type->kind != TYPE_OBJECT)
            text = arena_format(arena, "%s: %s", text, shown_type(maker, type));
    }
    return result->kind == TYPE_OBJECT
               ? arena_format(arena, "%s)", text)
               : arena_format(arena, "%s) -> %s", text, shown_type(maker, result));
}

static Node *make_docstring(const Maker *maker) {
    ExpressionStatement *node = NODE_NEW(maker->typer->arena, ExpressionStatement, maker->span);
    node->value = node_of_text(maker->typer, signature_text(maker), maker->span);
    return (Node *)node;
}

static Node *make_inner(const Maker *maker, const Name *called) {
    FunctionDef *inner = NODE_NEW(maker->typer->arena, FunctionDef, maker->span);
    inner->name = maker->name;
    inner->name_span = maker->span;
    inner->parameters = (Node *)make_parameters(maker);
    inner->body = make_list(maker, 2);
    inner->body.items[0] = make_docstring(maker);
    inner->body.items[1] = make_return(maker, make_call(maker, called));
    return (Node *)inner;
}

static CFunctionDef *make_wrapper(const Maker *maker, const Name *name) {
    Arena *arena = maker->typer->arena;
    // a name that no parameter of the function has
    const Name *called = name_of(maker, "zi_wrapped");
    const Type *taken = maker->method != NULL ? maker->method->owner->symbol.type : maker->type;
    CFunctionDef *wrapper = NODE_NEW(arena, CFunctionDef, maker->span);
    DeclaratorFunction *declarator = NODE_NEW(arena, DeclaratorFunction, maker->span);
    DeclaratorName *core = NODE_NEW(arena, DeclaratorName, maker->span);
    Parameters *parameters = NODE_NEW(arena, Parameters, maker->span);
    core->name = name;
    parameters->items = make_list(maker, calls_function(maker) ? 0 : 1);
    if (!calls_function(maker))
        parameters->items.items[0] = make_parameter(maker, called, taken);
    declarator->inner = (Node *)core;
    declarator->parameters = (Node *)parameters;
    wrapper->base = make_type(maker, maker->typer->common->object);
    wrapper->declarator = (Node *)declarator;
    wrapper->has_body = true;
    wrapper->body = make_list(maker, 2);
    wrapper->body.items[0] = make_inner(maker, called);
    wrapper->body.items[1] = make_return(maker, make_name(maker, maker->name));
    return wrapper;
}

// --- In the module -------------------------------------------------------------------------------

// Declares the function as a statement at the end of the module would; its body is checked after
// all others.
static FunctionSymbol *declare_wrapper(const Maker *maker) {
    Typer *typer = maker->typer;
    uint32_t number = typer->wrappers.count;
    const Name *name = name_of(maker, arena_format(typer->arena, "zi_wrap_%u", number));
    Node *node = (Node *)make_wrapper(maker, name);
    NodeList statement = {ARENA_ARRAY(typer->arena, Node *, 1), 1};
    statement.items[0] = node;
    Place saved = typer->place;
    typer->place = (Place){.scope = typer->module->scope, .directives = typer->module->directives};
    bind_statements(typer, &statement);
    bind_pending_bodies(typer);
    resolve_names(typer, &statement);
    typer->place = saved;
    vector_push(typer->arena, &typer->wrappers, statement.items[0]);
    return ((CFunctionDef *)statement.items[0])->function;
}

// wrapper(argument), or wrapper() if it takes none
static Node *make_wrapper_call(Typer *typer, FunctionSymbol *wrapper, Node *argument) {
    Span span = wrapper->symbol.span;
    Call *call = NODE_NEW(typer->arena, Call, span);
    call->function = new_name_of(typer, &wrapper->symbol, span);
    call->arguments =
        (NodeList){ARENA_ARRAY(typer->arena, Node *, 1), wrapper->symbol.type->function.count};
    call->arguments.items[0] = argument;
    return (Node *)call;
}

// The expression is a call that makes the object from now on; false: the function cannot be one.
bool become_function_object(Typer *typer, Node **slot) {
    Node *node = *slot;
    FunctionSymbol *function = function_named(node);
    if (has_python_function(node)) {
        node->type = typer->common->object; // Python has one already
        return true;
    }
    const FunctionSymbol *method = bound_method(node);
    if (!converts(typer, node->type, method))
        return false;
    if (typer->quiet > 0)
        return true;
    const void *key = function != NULL ? (const void *)function : node->type;
    Map *wrappers = method != NULL ? &typer->method_wrappers : &typer->function_wrappers;
    FunctionSymbol *wrapper = map_get(wrappers, key);
    if (wrapper == NULL) {
        Maker maker = {typer,    node->span, node->type,
                       function, method,     intern(typer->compilation, "wrap")};
        wrapper = declare_wrapper(&maker);
        map_put(typer->arena, wrappers, key, wrapper);
    }
    *slot = make_wrapper_call(typer, wrapper, method != NULL ? ((Attribute *)node)->value : node);
    check_value(typer, slot);
    return true;
}

// --- cpdef functions of C headers ----------------------------------------------------------------

static FunctionSymbol *inner_function(const FunctionSymbol *wrapper) {
    const Node *inner = ((const CFunctionDef *)wrapper->node)->body.items[0];
    return ((const FunctionDef *)inner)->function;
}

static void wrap_header_function(Typer *typer, FunctionSymbol *function) {
    const Symbol *symbol = &function->symbol;
    if (!converts(typer, symbol->type, NULL)) {
        report(typer, DIAG_E0401, symbol->span, symbol->type->text, typer->common->object->text);
        return;
    }
    Maker maker = {typer, symbol->span, symbol->type, function, NULL, symbol->name};
    FunctionSymbol *wrapper = declare_wrapper(&maker);
    inner_function(wrapper)->qualified_name = symbol->name->text;
    HeaderFunction made = {symbol->name, make_wrapper_call(typer, wrapper, NULL)};
    check_object(typer, &made.object);
    vector_push(typer->arena, &typer->module->header_functions, made);
}

void wrap_header_functions(Typer *typer) {
    const Scope *scope = typer->module->scope;
    for (uint32_t i = 0; i < scope->order.count; i++) {
        Symbol *symbol = scope->order.items[i];
        if (symbol->kind == SYMBOL_FUNCTION && symbol->is_extern && symbol->scope == scope &&
            ((FunctionSymbol *)symbol)->kind == FUNCTION_CPDEF)
            wrap_header_function(typer, (FunctionSymbol *)symbol);
    }
}

void check_function_wrappers(Typer *typer) {
    NodeList *body = &typer->module->tree->body;
    for (uint32_t i = 0; i < typer->wrappers.count; i++) {
        NodeList one = {&typer->wrappers.items[i], 1};
        check_statements(typer, &one);
    }
    if (typer->wrappers.count == 0)
        return;
    NodeList whole = {ARENA_ARRAY(typer->arena, Node *, body->count + typer->wrappers.count + 1),
                      body->count};
    for (uint32_t i = 0; i < body->count; i++)
        whole.items[i] = body->items[i];
    for (uint32_t i = 0; i < typer->wrappers.count; i++)
        whole.items[whole.count++] = typer->wrappers.items[i];
    *body = whole;
}
