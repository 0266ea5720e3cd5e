// Binding of functions: def, cdef, cpdef, lambda, comprehensions and generator expressions. Makes
// their FunctionSymbols with parameters and signatures; bodies of def and cdef wait in `pending`.

#include "typer/internal.h"
#include <string.h>

// --- Making functions ----------------------------------------------------------------------------
// The name of what Python compiles a comprehension to. From 3.12 on it is part of the code around,
// but for one in a class's annotations.
static const char *comprehension_code(const Typer *typer, const Scope *scope) {
    bool has_code = scope->kind == SCOPE_COMPREHENSION && typer->module->is_pure_python &&
                    (typer->module->python_minor < 12 || scope->parent->sees_class);
    return has_code ? scope->name->text : NULL;
}

// Only functions and lambdas put `<locals>` after their names.
static bool has_locals(const Scope *scope) {
    return scope->kind == SCOPE_FUNCTION && scope->function->kind != FUNCTION_GENERATOR_EXPRESSION;
}

// `global name` stands in the function or class.
static bool declares_global(Typer *typer, const Scope *scope, const Name *name) {
    const Symbol *symbol = scope->kind == SCOPE_FUNCTION || scope_is_class(scope)
                               ? scope_find(scope, private_name(typer, name))
                               : NULL;
    return symbol != NULL && symbol->scope != NULL && symbol->scope->kind == SCOPE_MODULE;
}

static const char *qualify_in(const Typer *typer, const Scope *scope, const char *name) {
    const char *code = comprehension_code(typer, scope);
    if (code != NULL)
        name = arena_format(typer->arena, "%s.%s", code, name);
    // a function that is in no name
    bool is_unnamed = scope->kind == SCOPE_FUNCTION && (scope->function->python.is_annotate ||
                                                        scope->function->python.is_type_scope);
    if (scope->kind == SCOPE_COMPREHENSION || is_unnamed)
        return qualify_in(typer, scope->parent, name);
    if (scope->kind == SCOPE_MODULE)
        return name;
    const char *separator = has_locals(scope) ? ".<locals>." : ".";
    return arena_format(typer->arena, "%s%s%s", scope->qualified_name, separator, name);
}

// `outer.<locals>.inner`, `Class.method`
const char *qualify_name(Typer *typer, const Name *name) {
    const Scope *scope = typer->place.scope;
    return declares_global(typer, scope, name) ? name->text : qualify_in(typer, scope, name->text);
}

void fill_function(Typer *typer, FunctionSymbol *function, FunctionKind kind, Node *node) {
    function->kind = kind;
    function->node = node;
    function->symbol.declaration = node;
    function->outer = typer->place.function;
    function->directives = typer->place.directives;
    function->specialization = typer->place.specialization;
    function->qualified_name = qualify_name(typer, function->symbol.name);
    function->scope =
        scope_create(typer, SCOPE_FUNCTION, function->symbol.name, typer->place.scope);
    function->scope->function = function;
    function->scope->qualified_name = function->qualified_name;
}

FunctionSymbol *create_function(Typer *typer, FunctionKind kind, const Name *name, Node *node) {
    FunctionSymbol *function = SYMBOL_NEW(typer, FunctionSymbol, SYMBOL_FUNCTION, name, node->span);
    function->symbol.scope = typer->place.scope;
    fill_function(typer, function, kind, node);
    if (!typer->place.in_annotation_text)
        vector_push(typer->arena, &typer->module->functions, function);
    return function;
}

// Makes the type of the native body from the parameters' symbols.
void set_signature(Typer *typer, FunctionSymbol *function, const Type *result,
                   ExceptionSpec exception) {
    Type signature = {.kind = TYPE_FUNCTION};
    uint32_t count = function->parameter_symbols.count;
    signature.function.result = result;
    signature.function.parameters = ARENA_ARRAY(typer->arena, SignatureParameter, count + 1);
    signature.function.count = count;
    signature.function.nogil = function->c.nogil;
    signature.function.with_gil = function->c.with_gil;
    signature.function.exception = exception;
    signature.function.is_variadic =
        function->parameters != NULL && function->parameters->has_ellipsis;
    NodeList *items = function->parameters != NULL ? &function->parameters->items : NULL;
    for (uint32_t i = 0; i < count; i++) {
        const Symbol *symbol = function->parameter_symbols.items[i];
        signature.function.parameters[i].name = symbol->name;
        signature.function.parameters[i].type = symbol->type;
        signature.function.parameters[i].not_none = symbol->not_none;
        if (items == NULL || i >= items->count)
            continue;
        const Parameter *parameter = (const Parameter *)items->items[i];
        signature.function.optional_count += parameter_is_optional(parameter);
    }
    function->c.result_type = result;
    function->symbol.type = type_function(typer->types, &signature);
}

// The type that the first parameter of a method has without being told, or NULL.
static const Type *self_type(const Typer *typer, const FunctionSymbol *function) {
    if (function->owner == NULL || function->python.is_static || method_is_c_operator(function))
        return NULL;
    return function->python.is_class_method ? typer->common->builtin[BUILTIN_TYPE]
                                            : function->owner->symbol.type;
}

static Symbol *declare_parameter(Typer *typer, FunctionSymbol *function, Parameter *parameter,
                                 bool use_annotations) {
    const Name *name = parameter_name(parameter);
    if (name == NULL) {
        report(typer, DIAG_E0510, parameter->node.span);
        name = intern(typer->compilation, "?");
    }
    Symbol *symbol = SYMBOL_NEW(typer, Symbol, SYMBOL_LOCAL, name, parameter->node.span);
    bool is_self = function->parameter_symbols.count == 0 && self_type(typer, function) != NULL &&
                   parameter->declared_type == NULL;
    bool is_plain = parameter->kind == PARAMETER_STAR || parameter->kind == PARAMETER_DOUBLE_STAR;
    if (is_self) {
        symbol->type = self_type(typer, function);
        symbol->not_none = true;
    } else if (!is_plain) {
        symbol->type = resolve_parameter_type(typer, parameter, use_annotations, &symbol->not_none);
    }
    symbol->pointed = pointed_parameters(typer, parameter->declared_type, parameter->declarator);
    if (symbol->type->kind == TYPE_FUSED) {
        report(typer, DIAG_E0570, parameter->node.span, symbol->type->text);
        symbol->type = typer->common->error;
    } else if (!type_is_complete(symbol->type)) {
        report_incomplete(typer, parameter->node.span, "an argument", symbol->type);
        symbol->type = typer->common->error;
    }
    if (parameter->default_unspecified)
        report(typer, DIAG_E0525, parameter->node.span, "a default value that is not said",
               "of a function with a body");
    if (parameter->declared_type == NULL && parameter->annotation != NULL && use_annotations)
        symbol->type_name = written_type_name(typer, parameter->annotation, symbol->type);
    if (parameter->declared_type != NULL)
        symbol->type_name = declared_type_name(typer, parameter->declared_type,
                                               parameter->declarator, symbol->type);
    declare_view(typer, symbol, symbol->type);
    symbol->is_parameter = true;
    symbol->is_declared = true; // never inferred
    symbol->declaration = (Node *)parameter;
    parameter->symbol = symbol;
    if (parameter->none_rule == NONE_RULE_NOT_NONE &&
        node_is(parameter->default_value, NODE_NoneLiteral))
        report(typer, DIAG_E0525, parameter->node.span, "None as the default",
               "of an argument that is 'not None'");
    return symbol;
}

void declare_parameters(Typer *typer, FunctionSymbol *function, Parameters *parameters,
                        bool use_annotations) {
    function->parameters = parameters;
    for (uint32_t i = 0; i < parameters->items.count; i++) {
        Parameter *parameter = NODE_AS(Parameter, parameters->items.items[i]);
        if (parameter->default_value != NULL)
            bind_node(&parameter->default_value, typer);
        bind_annotation(typer, &parameter->annotation, typer->module->evaluates_annotations);
        Symbol *symbol = declare_parameter(typer, function, parameter, use_annotations);
        scope_declare(typer, function->scope, symbol);
        vector_push(typer->arena, &function->parameter_symbols, symbol);
    }
}

static void defer_body(Typer *typer, FunctionSymbol *function, Node *node) {
    PendingBody pending = {function, node, typer->place};
    pending.place.scope = function->scope;
    pending.place.function = function;
    pending.place.class_symbol = NULL;
    pending.place.header = NULL;
    pending.place.directives = function->directives;
    vector_push(typer->arena, &typer->pending, pending);
}

void bind_pending_bodies(Typer *typer) {
    Place saved = typer->place;
    for (uint32_t i = 0; i < typer->pending.count; i++) {
        PendingBody pending = typer->pending.items[i];
        typer->place = pending.place;
        if (node_is(pending.node, NODE_FunctionDef)) {
            bind_statements(typer, &((FunctionDef *)pending.node)->body);
        } else {
            bind_statements(typer, &((CFunctionDef *)pending.node)->body);
        }
    }
    typer->pending.count = 0;
    typer->place = saved;
}

// --- def -----------------------------------------------------------------------------------------
static void apply_method_effects(FunctionSymbol *function, const DecoratorEffects *effects) {
    function->python.is_static = effects->is_static;
    function->python.is_class_method = effects->is_class_method;
    function->python.is_property = effects->property_role != PROPERTY_NONE;
    function->python.property_role = effects->property_role;
}

// --- Methods of cdef classes ---------------------------------------------------------------------
// A method of a cdef class: kept in its class, not in a variable.
static void register_method(Typer *typer, FunctionSymbol *function) {
    ClassSymbol *owner = typer->place.class_symbol;
    if (function->python.is_property) {
        vector_push(typer->arena, &owner->properties, function);
        Symbol *property = scope_find(owner->scope, function->symbol.name);
        if (property == NULL || property->kind != SYMBOL_PROPERTY) {
            property = SYMBOL_NEW(typer, Symbol, SYMBOL_PROPERTY, function->symbol.name,
                                  function->symbol.span);
            scope_declare(typer, owner->scope, property);
        }
        return;
    }
    vector_push(typer->arena, &owner->methods, function);
    scope_declare(typer, owner->scope, &function->symbol);
}

// A def takes the name of a function of a C header, which no other code sees then.
static void hide_header_function(Typer *typer, const Name *name) {
    Scope *scope = typer->place.scope;
    const Symbol *declared = scope->kind == SCOPE_MODULE ? scope_find(scope, name) : NULL;
    if (declared != NULL && declared->kind == SYMBOL_FUNCTION && declared->is_extern)
        map_put(typer->arena, &scope->symbols, name, NULL);
}

// The variable that a def statement binds.
static Symbol *bind_variable_of(Typer *typer, FunctionSymbol *function, const Name *name,
                                Span span) {
    hide_header_function(typer, private_name(typer, name));
    Symbol *variable = bind_name(typer, private_name(typer, name), span);
    add_binding(typer, variable, BINDING_OBJECT, NULL);
    function->python.variable = variable;
    bool holds_any = variable->kind == SYMBOL_C_GLOBAL && variable->type == typer->common->object;
    bool holds_objects = variable->kind == SYMBOL_LOCAL &&
                         (!variable->is_declared || type_is_object(variable->type));
    bool is_variable = holds_any || holds_objects || variable->kind == SYMBOL_GLOBAL ||
                       variable->kind == SYMBOL_CLASS_ATTRIBUTE;
    if (!is_variable)
        report_earlier(typer, variable, name, span);
    return is_variable ? variable : NULL;
}

static void bind_def_variable(Typer *typer, FunctionSymbol *function, const FunctionDef *node) {
    const Name *name = node->bound_name != NULL ? node->bound_name : node->name;
    bind_variable_of(typer, function, name, node->name_span);
}

void bind_fused_variable(Typer *typer, FunctionSymbol *fused, Span span) {
    bind_variable_of(typer, fused, fused->symbol.name, span);
}

static void bind_expressions(Typer *typer, NodeList *list) {
    for (uint32_t i = 0; i < list->count; i++)
        bind_node(&list->items[i], typer);
}

// What is declared alone has no scope.
static Symbol *find_local(const FunctionSymbol *function, const Name *name) {
    for (uint32_t i = 0; i < function->parameter_symbols.count; i++)
        if (function->parameter_symbols.items[i]->name == name)
            return function->parameter_symbols.items[i];
    return function->scope != NULL ? scope_find(function->scope, name) : NULL;
}

static void set_local(Typer *typer, const FunctionSymbol *function, const Name *name,
                      const Type *type, Span span) {
    Symbol *symbol = find_local(function, name);
    if (symbol == NULL) {
        symbol = SYMBOL_NEW(typer, Symbol, SYMBOL_LOCAL, name, span);
        scope_declare(typer, function->scope, symbol);
    }
    symbol->type = type;
    symbol->is_declared = true;
}

// A declaration has no scope: what is said before it waits for the definition.
static void keep_local(Typer *typer, FunctionSymbol *function, const Name *name, const Type *type,
                       Span span) {
    Symbol *symbol = SYMBOL_NEW(typer, Symbol, SYMBOL_LOCAL, name, span);
    symbol->type = type;
    vector_push(typer->arena, &function->declared_locals, symbol);
}

// @cython.locals(x=cython.int): types for parameters and locals by keyword.
void apply_locals(Typer *typer, FunctionSymbol *function, const Call *locals) {
    for (uint32_t i = 0; function->scope != NULL && i < function->declared_locals.count; i++) {
        const Symbol *local = function->declared_locals.items[i];
        set_local(typer, function, local->name, local->type, local->span);
    }
    for (uint32_t i = 0; locals != NULL && i < locals->arguments.count; i++) {
        if (!node_is(locals->arguments.items[i], NODE_Keyword))
            continue;
        const Keyword *keyword = (const Keyword *)locals->arguments.items[i];
        if (keyword->name == NULL)
            continue;
        const Type *type = resolve_written_type(typer, keyword->value);
        if (type == NULL) {
            report(typer, DIAG_E0305, keyword->value->span, keyword->name->text);
            continue;
        }
        const Name *name = private_name(typer, keyword->name);
        if (function->scope == NULL && find_local(function, name) == NULL)
            keep_local(typer, function, name, type, keyword->node.span);
        else
            set_local(typer, function, name, type, keyword->node.span);
    }
}

// A def whose .pxd file says cdef or cpdef is that.
const FunctionSymbol *promised_function(const Typer *typer, const Name *name) {
    if (typer->in_declarations)
        return NULL;
    const Symbol *symbol = scope_find(typer->place.scope, name);
    if (symbol == NULL || symbol->kind != SYMBOL_FUNCTION || !symbol->from_pxd ||
        symbol->scope != typer->place.scope)
        return NULL;
    const FunctionSymbol *function = (const FunctionSymbol *)symbol;
    return function->kind != FUNCTION_DEF && !function->c.has_body ? function : NULL;
}

// def f(...) with @cython.cfunc or @cython.ccall: becomes the CFunctionDef that it stands for.
static void bind_pure_c_function(Typer *typer, Node **slot, const DecoratorEffects *effects) {
    FunctionDef *def = (FunctionDef *)*slot;
    CFunctionDef *node = NODE_NEW(typer->arena, CFunctionDef, def->node.span);
    DeclaratorFunction *declarator = NODE_NEW(typer->arena, DeclaratorFunction, def->name_span);
    DeclaratorName *name = NODE_NEW(typer->arena, DeclaratorName, def->name_span);
    CBaseName *base = NODE_NEW(typer->arena, CBaseName, def->name_span);
    name->name = def->name;
    declarator->inner = (Node *)name;
    declarator->parameters = def->parameters;
    node->version = def->version;
    base->name = intern(typer->compilation, "object");
    node->base = (Node *)base;
    node->declarator = (Node *)declarator;
    node->body = def->body;
    node->decorators = def->decorators;
    node->is_cpdef = effects->is_ccall;
    // A C function is no object that a decorator could take; Cython drops it as well.
    if (!node->is_cpdef)
        report_decorators(typer, DIAG_W0106, &node->decorators, def->name->text);
    node->is_inline = effects->is_inline;
    node->has_body = true;
    *slot = (Node *)node;

    bool is_promised = promised_function(typer, def->name) != NULL;
    const Type *result = effects->returns;
    bool allows_none;
    if (result == NULL && def->returns != NULL) {
        result = resolve_annotation(typer, def->returns, &allows_none);
    }
    if (result == NULL)
        result = typer->common->object;
    check_exception_value(typer, effects, result);
    ExceptionSpec exception = default_exception(typer, result, false);
    if (effects->has_exception && !type_is_object(result))
        exception = effects->exception.rule == EXCEPTION_RULE_ALWAYS
                        ? checked_exception(typer, result, false)
                        : effects->exception;
    Type signature = {.kind = TYPE_FUNCTION};
    signature.function.result = result;
    signature.function.exception = exception;
    signature.function.nogil = effects->is_nogil || effects->with_gil;
    signature.function.with_gil = effects->with_gil;
    Declared declared = {.type = type_function(typer->types, &signature),
                         .name = def->name,
                         .name_node = name,
                         .function = declarator,
                         .is_def = true,
                         .parameters = (Parameters *)def->parameters};
    declare_c_function(typer, &declared, node, def->name_span);
    if (node->function != NULL) {
        apply_locals(typer, node->function, effects->locals);
        if (!is_promised)
            set_signature(typer, node->function, result, exception);
    }
}

static bool class_defines(const ClassSymbol *symbol, const char *name) {
    const NodeList *body = &symbol->bound->body;
    for (uint32_t i = 0; i < body->count; i++)
        if (node_is(body->items[i], NODE_FunctionDef) &&
            strcmp(((const FunctionDef *)body->items[i])->name->text, name) == 0)
            return true;
    return false;
}

// What Python 2 called a special method stands for that of Python 3, if the class has not got both.
static void rename_old_method(Typer *typer, FunctionDef *node) {
    static const char *const names[][2] = {{"__nonzero__", "__bool__"}, {"__long__", "__int__"}};
    const ClassSymbol *owner = typer->place.class_symbol;
    bool in_c_class = owner != NULL && owner->bound != NULL && !typer->in_declarations &&
                      typer->place.scope->kind == SCOPE_C_CLASS;
    for (size_t i = 0; in_c_class && i < sizeof names / sizeof *names; i++)
        if (strcmp(node->name->text, names[i][0]) == 0 && !class_defines(owner, names[i][1]))
            node->name = intern(typer->compilation, names[i][1]);
}

// What a function of Python's returns is of the type that its annotation says, as far as that is
// one of objects: it is asked where it returns.
static const Type *annotated_result(Typer *typer, const FunctionDef *node, bool in_c_class) {
    bool allows_none;
    bool counts = node->returns != NULL && annotations_are_types(typer) &&
                  !(in_c_class && is_special_method(node->name));
    const Type *type = counts ? resolve_annotation(typer, node->returns, &allows_none) : NULL;
    return type != NULL && type_is_object(type) ? type : typer->common->object;
}

// The type makes its objects itself.
static void refuse_new(Typer *typer, const FunctionDef *node) {
    Diagnostic *message =
        report(typer, DIAG_E0525, node->name_span, "'__new__'", "in a cdef class");
    if (message != NULL)
        diag_add_help(message, "what it does for a new object belongs into __cinit__");
}

// What says that the def is a C function: a decorator, or its .pxd file.
static Span c_function_place(const FunctionDef *node, const DecoratorEffects *effects) {
    Span decorator = effects->cfunc_span.end != 0 ? effects->cfunc_span : effects->ccall_span;
    return decorator.end != 0 ? decorator : node->name_span;
}

// A def that is a C function; `outer`: the place around its decorators.
static void bind_as_c_function(Typer *typer, Node **slot, DecoratorEffects *effects,
                               const Place *outer) {
    FunctionDef *node = (FunctionDef *)*slot;
    ScopeKind around = typer->place.scope->kind;
    if (around != SCOPE_MODULE && around != SCOPE_C_CLASS)
        report(typer, DIAG_E0227, c_function_place(node, effects),
               "C function definition not allowed here");
    lock_first_argument(typer, effects, (Parameters *)node->parameters, &node->body);
    if (node->is_async)
        report(typer, DIAG_E0525, node->name_span, "'async'", "on a C function");
    bind_pure_c_function(typer, slot, effects);
    typer->place = *outer;
    FunctionSymbol *made = NODE_AS(CFunctionDef, *slot)->function;
    if (node->version == NULL && becomes_ufunc(typer, effects, made))
        make_ufunc(typer, slot, &made, 1, made->symbol.name);
}

static void refuse_words_of_c(Typer *typer, const FunctionDef *node,
                              const DecoratorEffects *effects) {
    if (((const Parameters *)node->parameters)->has_ellipsis)
        report(typer, DIAG_E0525, node->name_span, "'...'", "on a Python function");
    if (effects->is_nogil || effects->with_gil || effects->is_inline)
        report(typer, DIAG_E0525, effects->is_inline ? node->name_span : effects->gil_span,
               effects->is_inline  ? "inline"
               : effects->is_nogil ? "nogil"
                                   : "with_gil",
               "on a Python function");
    if (node->version == NULL)
        becomes_ufunc(typer, effects, NULL); // reports it
}

// What makes the def a method of the cdef class around it.
static void become_method(Typer *typer, FunctionSymbol *function, FunctionDef *node,
                          DecoratorEffects *effects) {
    function->owner = typer->place.class_symbol;
    effects->is_class_method |= is_implicit_class_method(node->name);
    if (strcmp(node->name->text, "__new__") == 0)
        refuse_new(typer, node);
    apply_method_effects(function, effects);
    check_property(typer, effects, node->name, &node->decorators);
    check_special_parameters(typer, function, node);
    if (!effects->is_static)
        check_self(typer, node->name, (Parameters *)node->parameters, node->name_span);
}

void bind_function_def(Typer *typer, Node **slot) {
    if (bind_generic(typer, slot))
        return;
    FunctionDef *node = (FunctionDef *)*slot;
    rename_old_method(typer, node);
    // private methods of a cdef class have no other name
    if (typer->place.scope->kind == SCOPE_C_CLASS)
        node->name = private_name(typer, node->name);
    if (node->version == NULL && bind_fused_function(typer, slot))
        return;
    Place saved = typer->place;
    DecoratorEffects effects = take_decorators(typer, &node->decorators, DECORATED_FUNCTION);
    const FunctionSymbol *promised = promised_function(typer, node->name);
    effects.is_ccall |= promised != NULL && promised->kind == FUNCTION_CPDEF;
    effects.is_cfunc |= promised != NULL;
    if (effects.is_cfunc || effects.is_ccall) {
        bind_as_c_function(typer, slot, &effects, &saved);
        return;
    }
    refuse_words_of_c(typer, node, &effects);
    bind_expressions(typer, &node->decorators);
    bind_annotation(typer, &node->returns, typer->module->evaluates_annotations);
    FunctionSymbol *function = create_function(typer, FUNCTION_DEF, node->name, (Node *)node);
    node->function = function;
    function->version = node->version;
    function->is_async = function->found.is_generator = node->is_async;
    bool in_c_class =
        typer->place.class_symbol != NULL && typer->place.scope->kind == SCOPE_C_CLASS;
    function->python.is_method = scope_is_class(typer->place.scope) && !effects.is_static;
    if (in_c_class)
        become_method(typer, function, node, &effects);
    declare_parameters(typer, function, (Parameters *)node->parameters, true);
    defer_function_annotations(typer, node);
    apply_locals(typer, function, effects.locals);
    set_signature(typer, function, typer->common->object,
                  default_exception(typer, typer->common->object, false));
    function->c.result_type = annotated_result(typer, node, in_c_class);
    if (in_c_class) {
        register_method(typer, function);
        check_slot_method(typer, function, node);
    } else if (node->version == NULL) {
        typer->place.directives = saved.directives;
        bind_def_variable(typer, function, node);
    }
    lock_first_argument(typer, &effects, function->parameters, &node->body);
    defer_body(typer, function, (Node *)node);
    typer->place = saved;
}

// --- lambda --------------------------------------------------------------------------------------
void bind_lambda(Typer *typer, Node **slot) {
    Lambda *node = NODE_AS(Lambda, *slot);
    const Name *name = intern(typer->compilation, "<lambda>");
    FunctionSymbol *function = create_function(typer, FUNCTION_LAMBDA, name, (Node *)node);
    function->scope->sees_class = node->is_evaluator && typer->place.scope->sees_class;
    node->function = function;
    declare_parameters(typer, function, (Parameters *)node->parameters, false);
    set_signature(typer, function, typer->common->object,
                  default_exception(typer, typer->common->object, false));
    Place saved = typer->place;
    typer->place.scope = function->scope;
    typer->place.function = function;
    typer->place.class_symbol = NULL;
    typer->place.binds_in_comprehension = false;
    bind_node(&node->body, typer);
    typer->place = saved;
}

void bind_made_function(Typer *typer, FunctionSymbol *function, FunctionDef *node) {
    Place saved = typer->place;
    node->function = function;
    declare_parameters(typer, function, NODE_AS(Parameters, node->parameters), false);
    set_signature(typer, function, typer->common->object,
                  default_exception(typer, typer->common->object, false));
    typer->place.scope = function->scope;
    typer->place.function = function;
    typer->place.class_symbol = NULL;
    typer->place.binds_in_comprehension = false;
    bind_statements(typer, &node->body);
    typer->place = saved;
}

// --- Comprehensions ------------------------------------------------------------------------------
static void bind_comprehension_target(Typer *typer, Node **target, BindingSource source,
                                      Node **value) {
    bool leaks = typer->place.binds_in_comprehension;
    typer->place.binds_in_comprehension =
        typer->place.scope->kind == SCOPE_COMPREHENSION && !typer->place.scope->leaks;
    bind_target(typer, target, source, value);
    typer->place.binds_in_comprehension = leaks;
}

// The first iterable is evaluated outside, all else inside.
static void bind_clause(Typer *typer, Node *node, bool is_first, const Place *outside) {
    if (node_is(node, NODE_ComprehensionForFrom)) {
        ComprehensionForFrom *clause = (ComprehensionForFrom *)node;
        ForFrom *bounds = NODE_AS(ForFrom, clause->bounds);
        bind_node(&bounds->start, typer);
        bind_node(&bounds->stop, typer);
        if (bounds->step != NULL)
            bind_node(&bounds->step, typer);
        bind_comprehension_target(typer, &bounds->target, BINDING_OBJECT, NULL);
        bind_expressions(typer, &clause->conditions);
        return;
    }
    ComprehensionFor *clause = NODE_AS(ComprehensionFor, node);
    if (is_first) {
        Place inside = typer->place;
        typer->place = *outside;
        bind_node(&clause->iterable, typer);
        typer->place = inside;
    } else {
        bind_node(&clause->iterable, typer);
    }
    if (clause->is_async)
        bind_awaiting(typer);
    bind_comprehension_target(typer, &clause->target,
                              clause->is_async ? BINDING_OBJECT : BINDING_ELEMENT,
                              &clause->iterable);
    bind_expressions(typer, &clause->conditions);
}

// That of a generator is in Cython's language what Cython calls it.
static const char *comprehension_name(const Typer *typer, ComprehensionKind kind) {
    switch (kind) {
    case COMPREHENSION_LIST:
        return "<listcomp>";
    case COMPREHENSION_SET:
        return "<setcomp>";
    case COMPREHENSION_DICT:
        return "<dictcomp>";
    case COMPREHENSION_GENERATOR:
        return typer->module->is_pure_python ? "<genexpr>" : "genexpr";
    }
    internal_error("a comprehension of no kind");
}

static FunctionSymbol *create_generator_expression(Typer *typer, Comprehension *node) {
    const Name *name = intern(typer->compilation, comprehension_name(typer, node->kind));
    FunctionSymbol *function =
        create_function(typer, FUNCTION_GENERATOR_EXPRESSION, name, (Node *)node);
    function->found.is_generator = function->found.yields = true;
    const Name *iterable = intern(typer->compilation, ".0");
    Symbol *symbol = SYMBOL_NEW(typer, Symbol, SYMBOL_LOCAL, iterable, node->node.span);
    symbol->is_parameter = symbol->is_declared = true;
    scope_declare(typer, function->scope, symbol);
    vector_push(typer->arena, &function->parameter_symbols, symbol);
    set_signature(typer, function, typer->common->object,
                  default_exception(typer, typer->common->object, false));
    return function;
}

// `(*part for ...)` is `(item for ... for item in part)`.
static void loop_over_unpacked(Typer *typer, Comprehension *node) {
    Node *unpacked = NODE_AS(Starred, node->element)->value;
    const Name *name = intern(typer->compilation, ".item");
    ComprehensionFor *clause = NODE_NEW(typer->arena, ComprehensionFor, node->element->span);
    NameExpression *target = NODE_NEW(typer->arena, NameExpression, node->element->span);
    NameExpression *item = NODE_NEW(typer->arena, NameExpression, node->element->span);
    target->name = item->name = name;
    clause->target = &target->node;
    clause->iterable = unpacked;
    node->element = &item->node;
    NodeList clauses = {ARENA_ARRAY(typer->arena, Node *, node->clauses.count + 1), 0};
    for (; clauses.count < node->clauses.count; clauses.count++)
        clauses.items[clauses.count] = node->clauses.items[clauses.count];
    clauses.items[clauses.count++] = &clause->node;
    node->clauses = clauses;
}

void bind_comprehension(Typer *typer, Node **slot) {
    Comprehension *node = NODE_AS(Comprehension, *slot);
    Place saved = typer->place;
    if (node->kind == COMPREHENSION_GENERATOR) {
        if (node_is(node->element, NODE_Starred))
            loop_over_unpacked(typer, node);
        node->function = create_generator_expression(typer, node);
        node->scope = node->function->scope;
        typer->place.function = node->function;
        typer->place.class_symbol = NULL;
    } else {
        const Name *name = intern(typer->compilation, comprehension_name(typer, node->kind));
        node->scope = scope_create(typer, SCOPE_COMPREHENSION, name, typer->place.scope);
        node->scope->function = typer->place.function;
        node->scope->qualified_name = qualify_name(typer, name);
        // In Python 2 the variables of a list comprehension are those of the function around it.
        node->scope->leaks =
            node->kind == COMPREHENSION_LIST && typer->place.directives.language_level == 2;
        node->scope->hides_class = typer->module->is_pure_python;
    }
    typer->place.scope = node->scope;
    typer->place.binds_in_comprehension = false;
    for (uint32_t i = 0; i < node->clauses.count; i++) {
        bind_clause(typer, node->clauses.items[i], i == 0, &saved);
    }
    bind_node(&node->element, typer);
    if (node->value != NULL)
        bind_node(&node->value, typer);
    typer->place = saved;
}
