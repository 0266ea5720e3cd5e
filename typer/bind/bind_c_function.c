// Binding of cdef and cpdef functions, and of functions that C headers or .pxd files declare.

#include "typer/internal.h"

// Two declarations of one function agree if their signatures do; names of parameters may differ.
static bool signatures_agree(const Type *first, const Type *second) {
    if (type_is_error(first) || type_is_error(second))
        return true;
    if (first->kind != TYPE_FUNCTION || second->kind != TYPE_FUNCTION)
        return first == second;
    if (first->function.result != second->function.result ||
        first->function.count != second->function.count) {
        return false;
    }
    for (uint32_t i = 0; i < first->function.count; i++) {
        if (first->function.parameters[i].type != second->function.parameters[i].type)
            return false;
    }
    return true;
}

// Makes the symbol, or takes the one that an earlier declaration without a body made.
static FunctionSymbol *find_or_create(Typer *typer, const Declared *declared, Node *node,
                                      bool has_body, Span span, FunctionKind kind) {
    Symbol *existing = scope_find(typer->place.scope, declared->name);
    if (existing != NULL && existing->scope == typer->place.scope) {
        FunctionSymbol *function = (FunctionSymbol *)existing;
        bool is_declaration = existing->kind == SYMBOL_FUNCTION && !function->c.has_body;
        if (!is_declaration) {
            Diagnostic *diagnostic = report(typer, DIAG_E0302, span, declared->name->text);
            if (diagnostic != NULL)
                diag_add_label(diagnostic, existing->span, "first declared here");
            return NULL;
        }
        if (has_body)
            function->symbol.span = span;
        return function;
    }
    FunctionSymbol *function =
        SYMBOL_NEW(typer, FunctionSymbol, SYMBOL_FUNCTION, declared->name, span);
    function->kind = kind;
    function->symbol.declaration = node;
    function->symbol.type = NULL;
    scope_declare(typer, typer->place.scope, &function->symbol);
    return function;
}

// The declared signature with the type of `self` put in.
static const Type *signature_of_method(Typer *typer, const Declared *declared,
                                       const ClassSymbol *owner) {
    const Type *type = declared->type;
    if (type->kind != TYPE_FUNCTION || owner == NULL || type->function.count == 0)
        return type;
    const Parameter *first = NODE_AS(Parameter, declared->parameters->items.items[0]);
    if (first->declared_type != NULL)
        return type;
    Type signature = *type;
    signature.function.parameters =
        ARENA_ARRAY(typer->arena, SignatureParameter, type->function.count);
    for (uint32_t i = 0; i < type->function.count; i++) {
        signature.function.parameters[i] = type->function.parameters[i];
    }
    signature.function.parameters[0].type = owner->symbol.type;
    signature.function.parameters[0].not_none = true;
    return type_function(typer->types, &signature);
}

// The functions of a .py file have the types that its .pxd file gives them.
static bool is_augmented(const Typer *typer) {
    return typer->file->source->kind == SOURCE_PY && !typer->in_declarations;
}

static void adopt_declared_types(Typer *typer, FunctionSymbol *function, const Type *declared) {
    for (uint32_t i = 0; i < function->parameter_symbols.count && i < declared->function.count;
         i++) {
        Symbol *symbol = function->parameter_symbols.items[i];
        symbol->type = declared->function.parameters[i].type;
        symbol->not_none = declared->function.parameters[i].not_none;
    }
    function->c.nogil = declared->function.nogil;
    function->c.with_gil = declared->function.with_gil;
    set_signature(typer, function, declared->function.result, declared->function.exception);
}

static void fill_body(Typer *typer, FunctionSymbol *function, const Declared *declared,
                      CFunctionDef *node) {
    const Type *earlier = function->symbol.type;
    function->c.has_body = true;
    function->symbol.from_pxd = typer->in_declarations;
    fill_function(typer, function, function->kind, (Node *)node);
    declare_parameters(typer, function, declared->parameters, true);
    if (earlier != NULL && earlier->kind == TYPE_FUNCTION && is_augmented(typer)) {
        adopt_declared_types(typer, function, earlier);
    } else if (type_is_error(declared->type)) {
        function->symbol.type = declared->type;
        function->c.result_type = declared->type;
    } else {
        set_signature(typer, function, declared->type->function.result,
                      declared->type->function.exception);
    }
    if (earlier != NULL && !signatures_agree(earlier, function->symbol.type)) {
        report(typer, DIAG_E0509, declared->name_node->node.span, function->symbol.name->text);
    }
    vector_push(typer->arena, &typer->module->functions, function);
    PendingBody pending = {function, (Node *)node, typer->place};
    pending.place.scope = function->scope;
    pending.place.function = function;
    pending.place.class_symbol = NULL;
    pending.place.header = NULL;
    vector_push(typer->arena, &typer->pending, pending);
}

void check_self(Typer *typer, const Name *method, const Parameters *parameters, Span span) {
    const NodeList *items = &parameters->items;
    bool takes_object = parameters->has_ellipsis;
    for (uint32_t i = 0; i < items->count && !takes_object; i++) {
        ParameterKind kind = NODE_AS(Parameter, items->items[i])->kind;
        takes_object =
            kind == PARAMETER_NORMAL || kind == PARAMETER_POSITIONAL_ONLY || kind == PARAMETER_STAR;
    }
    if (!takes_object)
        report(typer, DIAG_E0519, span, method->text);
}

// The object's type may be told, as that of the class or of one below it.
static void check_declared_self(Typer *typer, const Declared *declared, const ClassSymbol *owner,
                                Span span) {
    const Type *type = declared->type;
    if (type->kind != TYPE_FUNCTION || type->function.count == 0 ||
        NODE_AS(Parameter, declared->parameters->items.items[0])->declared_type == NULL)
        return;
    const Type *self = type->function.parameters[0].type;
    bool fits = type_is_error(self) ||
                (self->kind == TYPE_EXTENSION && class_is_subclass(self->class_symbol, owner));
    if (!fits)
        report(typer, DIAG_E0524, span, declared->name->text, owner->symbol.type->text, self->text);
}

void declare_c_function(Typer *typer, const Declared *declared, CFunctionDef *node, Span span) {
    bool has_body = node != NULL && node->has_body;
    FunctionKind kind = node != NULL && node->is_cpdef ? FUNCTION_CPDEF : FUNCTION_CDEF;
    FunctionSymbol *function = find_or_create(typer, declared, (Node *)node, has_body, span, kind);
    if (node != NULL)
        node->function = function;
    if (function == NULL)
        return;
    if (kind == FUNCTION_CPDEF)
        function->kind = kind;
    bool is_new = function->symbol.type == NULL;
    ClassSymbol *owner =
        typer->place.scope->kind == SCOPE_C_CLASS ? typer->place.class_symbol : NULL;
    function->owner = owner;
    function->python.is_method = owner != NULL && !function->python.is_static;
    if (function->python.is_method) {
        check_self(typer, declared->name, declared->parameters, span);
        check_declared_self(typer, declared, owner, span);
    }
    if (node != NULL) {
        function->c.is_inline |= node->is_inline;
        function->symbol.visibility = node->visibility;
    }
    function->symbol.c_name = declared->c_name;
    // An inline function among a header's declarations is the module's own.
    function->symbol.header = has_body ? NULL : typer->place.header;
    function->symbol.is_extern = function->symbol.header != NULL;
    const Type *type = declared->type;
    function->c.nogil = type->kind == TYPE_FUNCTION && type->function.nogil;
    function->c.with_gil = type->kind == TYPE_FUNCTION && type->function.with_gil;
    if (owner != NULL && is_new)
        vector_push(typer->arena, &owner->methods, function);
    if (!function->symbol.is_extern && type->kind == TYPE_FUNCTION &&
        exception_is_cpp(&type->function.exception))
        report(typer, DIAG_E0518, span, declared->name->text);
    if (has_body) {
        fill_body(typer, function, declared, node);
        return;
    }
    function->parameters = declared->parameters;
    const ClassSymbol *self = function->python.is_method ? owner : NULL;
    const Type *signature = signature_of_method(typer, declared, self);
    if (!is_new && !signatures_agree(function->symbol.type, signature)) {
        report(typer, DIAG_E0509, span, declared->name->text);
    }
    function->symbol.type = signature;
    function->c.result_type =
        signature->kind == TYPE_FUNCTION ? signature->function.result : typer->common->error;
}

// The effects of decorators on a cdef function, into what was declared.
static void apply_effects(Typer *typer, Declared *declared, const DecoratorEffects *effects) {
    if (declared->type->kind != TYPE_FUNCTION)
        return;
    Type signature = *declared->type;
    if (effects->is_nogil)
        signature.function.nogil = true;
    if (effects->has_exception && !type_is_object(signature.function.result)) {
        signature.function.exception = effects->exception;
    }
    declared->type = type_function(typer->types, &signature);
}

// A static method needs to be known as such before its first parameter gets a type.
static void mark_static(Typer *typer, const Declared *declared, CFunctionDef *node) {
    FunctionSymbol *function =
        SYMBOL_NEW(typer, FunctionSymbol, SYMBOL_FUNCTION, declared->name, node->node.span);
    function->kind = FUNCTION_CDEF;
    function->symbol.type = NULL;
    function->python.is_static = true;
    scope_declare(typer, typer->place.scope, &function->symbol);
}

// `@property cdef inline` in a class of a C header: C code that asks for the name calls the
// function.
static void bind_c_property(Typer *typer, const CFunctionDef *node, PropertyRole role) {
    bool is_getter = role == PROPERTY_GET && typer->place.header != NULL && node->has_body;
    if (!is_getter)
        report(typer, DIAG_E0525, node->node.span, "a property",
               "on a C function, but for a getter with a body in a class of a C header");
    else if (node->function != NULL)
        node->function->python.property_role = role;
}

// Do other modules get the function? Those that a .pxd declares without a body, and `cdef api`.
static bool is_exchanged(const Typer *typer, const CFunctionDef *node) {
    bool is_declared = typer->in_declarations && !node->has_body;
    return typer->place.header == NULL && node->function->owner == NULL &&
           (is_declared || node->is_api);
}

void bind_c_function_def(Typer *typer, Node **slot) {
    CFunctionDef *node = NODE_AS(CFunctionDef, *slot);
    warn_not_exported(typer, node->node.span, node->visibility, node->is_api);
    Place saved = typer->place;
    DecoratorEffects effects = take_decorators(typer, &node->decorators);
    if (!node->is_cpdef)
        report_decorators(typer, DIAG_E0521, &node->decorators, "a cdef function");
    const Type *base = resolve_base_type(typer, node->base);
    Declared declared = resolve_declarator(typer, base, node->declarator);
    if (declared.name == NULL || declared.parameters == NULL) {
        report(typer, DIAG_E0510, node->node.span);
    } else {
        apply_effects(typer, &declared, &effects);
        if (effects.is_class_method)
            report(typer, DIAG_E0525, node->node.span, "@classmethod", "on a C function");
        Symbol *known = scope_find(typer->place.scope, declared.name);
        if (effects.is_static && known == NULL)
            mark_static(typer, &declared, node);
        node->is_inline |= effects.is_inline;
        declare_c_function(typer, &declared, node, declared.name_node->node.span);
        if (effects.property_role != PROPERTY_NONE)
            bind_c_property(typer, node, effects.property_role);
        if (node->function != NULL && is_exchanged(typer, node)) {
            node->function->symbol.capsule_name =
                spell_c_function(typer, node->base, node->declarator, node->function);
            note_foreign(typer);
        }
    }
    typer->place = saved;
}
