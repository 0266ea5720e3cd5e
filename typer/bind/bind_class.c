// Binding of classes: Python classes, whose names are attributes, and cdef classes, whose fields,
// methods and vtable make a layout.

#include "typer/internal.h"
#include <string.h>

// --- Python classes ------------------------------------------------------------------------------
static Scope *create_class_scope(Typer *typer, ScopeKind kind, const Name *name) {
    const char *qualified = qualify_name(typer, name);
    Scope *scope = scope_create(typer, kind, name, typer->place.scope);
    scope->qualified_name = qualified;
    scope->function = typer->place.function;
    return scope;
}

static void declare_implicit(Typer *typer, Scope *scope, const char *text) {
    scope_declare_variable(typer, scope, intern(typer->compilation, text), NO_SPAN);
}

// What is in the namespace of a class without a statement that binds it.
static void declare_implicits(Typer *typer, const ClassDef *node) {
    bool is_python = typer->module->is_pure_python;
    declare_implicit(typer, node->scope, "__module__");
    declare_implicit(typer, node->scope, "__qualname__");
    if (docstring_literal(&node->body) != NULL)
        declare_implicit(typer, node->scope, "__doc__");
    if (node->scope->has_annotations && !typer->module->defers_annotations)
        declare_implicit(typer, node->scope, "__annotations__");
    if (node->annotate != NULL)
        declare_implicit(typer, node->scope, "__annotate_func__");
    if (is_python && typer->module->python_minor >= 13)
        declare_implicit(typer, node->scope, "__firstlineno__");
}

static void bind_pure_c_class(Typer *typer, Node **slot, const DecoratorEffects *effects);

// A class whose .pxd file says cdef class is that.
static bool is_declared_c_class(const Typer *typer, const Name *name) {
    if (typer->in_declarations)
        return false;
    const Symbol *symbol = scope_find(typer->place.scope, name);
    return symbol != NULL && symbol->kind == SYMBOL_CLASS && symbol->from_pxd &&
           symbol->scope == typer->place.scope;
}

static bool is_decorated_c_class(Typer *typer, const ClassDef *node) {
    for (uint32_t i = 0; i < node->decorators.count; i++)
        if (is_cython_name(typer, node->decorators.items[i], CYTHON_CCLASS))
            return true;
    return false;
}

Symbol *predeclare_pure_class(Typer *typer, const Name *name) {
    const NodeList *body = &typer->module->tree->body;
    for (uint32_t i = 0; i < body->count; i++) {
        const ClassDef *node = (const ClassDef *)body->items[i];
        if (!node_is(body->items[i], NODE_ClassDef) || node->name != name ||
            !is_decorated_c_class(typer, node))
            continue;
        CClassDef *forward = NODE_NEW(typer->arena, CClassDef, node->node.span);
        forward->name = name;
        forward->name_span = node->name_span;
        Place saved = typer->place;
        typer->place.scope = typer->module->scope;
        predeclare_type(typer, &forward->node);
        typer->place = saved;
        return forward->symbol;
    }
    return NULL;
}

void bind_class_def(Typer *typer, Node **slot) {
    if (bind_generic(typer, slot))
        return;
    ClassDef *node = (ClassDef *)*slot;
    Place saved = typer->place;
    DecoratorEffects effects = take_decorators(typer, &node->decorators, DECORATED_CLASS);
    if (effects.is_cclass || is_declared_c_class(typer, node->name)) {
        if (typer->place.scope->kind != SCOPE_MODULE)
            report(typer, DIAG_E0227, node->name_span,
                   "Extension type definition not allowed here");
        bind_pure_c_class(typer, slot, &effects);
        typer->place = saved;
        return;
    }
    for (uint32_t i = 0; i < node->decorators.count; i++) {
        bind_node(&node->decorators.items[i], typer);
    }
    for (uint32_t i = 0; i < node->arguments.count; i++) {
        bind_node(&node->arguments.items[i], typer);
    }
    const Name *name = node->bound_name != NULL ? node->bound_name : node->name;
    node->symbol = bind_name_object(typer, private_name(typer, name), node->name_span);
    if (node->symbol->kind == SYMBOL_GLOBAL && node->symbol->binding_count == 1) {
        node->symbol->kind = SYMBOL_PYTHON_CLASS;
        node->symbol->declaration = (Node *)node;
    }
    node->scope = create_class_scope(typer, SCOPE_PYTHON_CLASS, node->name);
    node->scope->may_be_prepared = typer->module->is_pure_python && node->arguments.count > 0;
    typer->place.scope = node->scope;
    typer->place.class_symbol = NULL;
    typer->place.binds_in_comprehension = false;
    bind_statements(typer, &node->body);
    defer_class_annotations(typer, node);
    declare_implicits(typer, node);
    typer->place = saved;
}

// --- cdef classes --------------------------------------------------------------------------------

// What is written, as far as it stands on one line.
static const char *base_text(const Typer *typer, const Node *base) {
    const Source *source = source_of_span(typer->compilation->sources, base->span);
    if (source == NULL)
        return "";
    const char *text = source->text + (base->span.start - source->base);
    size_t length = base->span.end - base->span.start, line = strcspn(text, "\r\n");
    return arena_format(typer->arena, "%.*s", (int)(line < length ? line : length), text);
}

static void bind_builtin_base(Typer *typer, ClassSymbol *symbol, const Type *type, Span span) {
    switch (builtin_info(type->builtin)->base) {
    case BASE_OPEN:
    case BASE_PYTHON:
        symbol->builtin_base = type;
        break;
    case BASE_MISSING:
        report(typer, DIAG_E0599, span,
               arena_format(typer->arena, "a cdef class that extends '%s'",
                            builtin_kind_name(type->builtin)));
        break;
    case BASE_FINAL:
        report(typer, DIAG_E0506, span, builtin_kind_name(type->builtin));
        break;
    }
}

// Where such a class would have its C attributes, an object of variable size has its items.
static void check_builtin_base(Typer *typer, const ClassSymbol *symbol) {
    if (symbol->builtin_base == NULL || (symbol->fields.count == 0 && !symbol->has_vtable))
        return;
    const BuiltinInfo *info = builtin_info(symbol->builtin_base->builtin);
    const Symbol *first = symbol->fields.count > 0 ? symbol->fields.items[0] : &symbol->symbol;
    if (info->base == BASE_PYTHON)
        report(typer, DIAG_E0523, first->span, symbol->symbol.name->text, info->name);
}

// `int[3]` is no container with contents, nor is `list[int][3]`.
static bool is_wrong_subscript(const Node *base, const Type *type) {
    if (!node_is(base, NODE_Subscript) || type == NULL || type->kind != TYPE_BUILTIN)
        return false;
    return node_is(NODE_AS(Subscript, base)->value, NODE_Subscript) ||
           !(container_takes(type, 1, false) || container_takes(type, 2, false));
}

static void bind_base(Typer *typer, ClassSymbol *symbol, Node *base) {
    if (node_is(base, NODE_Keyword))
        return;
    const Type *type = node_is(base, NODE_CBaseName) || node_is(base, NODE_CType) ||
                               node_is(base, NODE_CBaseTemplate)
                           ? resolve_base_type(typer, base)
                           : resolve_type_expression(typer, base);
    symbol->has_unknown_base = type == NULL || type_is_error(type);
    if (type != NULL && type->kind == TYPE_EXTENSION) {
        symbol->base = type->class_symbol;
    } else if (is_wrong_subscript(base, type)) {
        report(typer, DIAG_E0506, base->span, base_text(typer, base));
    } else if (type != NULL && type->kind == TYPE_BUILTIN) {
        bind_builtin_base(typer, symbol, type, base->span);
    } else if (type == NULL || !(type_is_error(type) || type->kind == TYPE_OBJECT)) {
        report(typer, DIAG_E0506, base->span, base_text(typer, base));
    } else if (type->kind == TYPE_OBJECT && strcmp(base_text(typer, base), "object") != 0) {
        // An exception, or another of Python's classes whose objects have no known layout.
        report(
            typer, DIAG_E0599, base->span,
            arena_format(typer->arena, "a cdef class that extends '%s'", base_text(typer, base)));
    }
}

static ClassSymbol *find_class(Typer *typer, CClassDef *node) {
    predeclare_type(typer, (Node *)node);
    return (ClassSymbol *)node->symbol;
}

static bool has_object_fields(const ClassSymbol *symbol) {
    for (uint32_t i = 0; i < symbol->fields.count; i++) {
        if (type_is_object(symbol->fields.items[i]->type))
            return true;
    }
    return false;
}

// As in Cython: what the class says, if it has objects of its own; else what its base does.
static void choose_trashcan(ClassSymbol *symbol, const DecoratorEffects *effects) {
    bool asks = effects->says_trashcan && effects->traits.uses_trashcan;
    bool refuses = effects->says_trashcan && !effects->traits.uses_trashcan;
    bool inherits = symbol->base != NULL ? symbol->base->traits.uses_trashcan
                    : symbol->builtin_base != NULL
                        ? builtin_info(symbol->builtin_base->builtin)->is_container
                        : false;
    symbol->traits.uses_trashcan = !refuses && (inherits || (asks && has_object_fields(symbol)));
}

// The memory is the class's own business if it is made and released here.
static void choose_freelist(Typer *typer, ClassSymbol *symbol, const DecoratorEffects *effects) {
    bool is_own = true;
    for (const ClassSymbol *class_ = symbol; class_ != NULL; class_ = class_->base)
        is_own &= class_->builtin_base == NULL && !class_->has_python_bases &&
                  (class_ == symbol || class_->is_defined_here);
    if (is_own || symbol->traits.freelist_size == 0)
        return;
    report(typer, DIAG_W0102, effects->freelist_span, "freelist",
           arena_format(typer->arena, "%u", symbol->traits.freelist_size),
           "the base class makes and releases the objects");
    symbol->traits.freelist_size = 0;
}

static void bind_class_traits(Typer *typer, ClassSymbol *symbol, const DecoratorEffects *effects) {
    symbol->traits = effects->traits;
    choose_trashcan(symbol, effects);
    choose_freelist(typer, symbol, effects);
}

// A base class whose statement comes later in the module is bound first: layout, slots and order of
// creation follow from the base.
static void bind_base_first(Typer *typer, ClassSymbol *symbol, const CClassDef *node) {
    ClassSymbol *base = symbol->base;
    if (base == NULL || base->symbol.scope != typer->place.scope)
        return;
    if (class_is_subclass(base, symbol)) {
        report(typer, DIAG_E0511, node->node.span, symbol->symbol.name->text);
        symbol->base = NULL;
        return;
    }
    Node **statement = &base->symbol.declaration;
    if (node_is(*statement, NODE_CClassDef) && ((CClassDef *)*statement)->has_body &&
        base->bound != (CClassDef *)*statement)
        bind_c_class_def(typer, statement);
}

// What Python sees of a field has to become an object, and come of one unless it is readonly.
static void check_visible_fields(Typer *typer, const ClassSymbol *symbol) {
    const Type *object = typer->common->object;
    for (uint32_t i = 0; i < symbol->fields.count; i++) {
        const Symbol *field = symbol->fields.items[i];
        if (field->visibility == VISIBILITY_PRIVATE)
            continue;
        if (is_special_field(field))
            report(typer, DIAG_E0528, field->span, field->name->text);
        bool is_public = field->visibility == VISIBILITY_PUBLIC;
        bool is_function = field->type->kind == TYPE_FUNCTION;
        if (is_function || type_conversion(field->type, object) == CONVERT_IMPOSSIBLE)
            report(typer, DIAG_E0522, field->span, field->type->text, "read");
        else if (is_public && type_conversion(object, field->type) == CONVERT_IMPOSSIBLE)
            report(typer, DIAG_E0522, field->span, field->type->text, "set");
    }
}

void check_member_is_declared(Typer *typer, const ClassSymbol *owner, const Name *name, Span span) {
    bool is_inherited = owner->has_unknown_base ||
                        (owner->base != NULL && class_find_member(owner->base, name) != NULL);
    if (owner->has_declaration && !typer->in_declarations && !is_inherited)
        report_difference(typer, name, span, owner->declared_at,
                          "the class is declared there without it, and other modules rely on that");
}

// The base that the statement names has to be that of the .pxd file.
static void check_base(Typer *typer, ClassSymbol *symbol, const CClassDef *node) {
    ClassSymbol *base = symbol->base;
    const Type *builtin_base = symbol->builtin_base;
    symbol->base = NULL;
    symbol->builtin_base = NULL;
    bind_base(typer, symbol, node->bases.items[0]);
    if (symbol->base != base || symbol->builtin_base != builtin_base)
        report_difference(typer, symbol->symbol.name, node->bases.items[0]->span,
                          symbol->declared_at, "the class has another base there");
    symbol->base = base;
    symbol->builtin_base = builtin_base;
}

// The bases behind the first one: classes of Python's, which are known when the statement runs.
static void bind_python_bases(Typer *typer, ClassSymbol *symbol, CClassDef *node) {
    for (uint32_t i = 1; i < node->bases.count; i++) {
        Node **base = &node->bases.items[i];
        zi_assert(*base != NULL);
        if (node_is(*base, NODE_Keyword))
            continue;
        const Type *type = resolve_type_expression(typer, *base);
        if (type != NULL && (type->kind == TYPE_EXTENSION || typer->in_declarations))
            report(typer, DIAG_E0508, (*base)->span);
        bind_node(base, typer);
        symbol->has_python_bases = true;
    }
}

static void check_base_is_open(Typer *typer, const ClassSymbol *symbol, const CClassDef *node) {
    if (node->bases.count == 0 || symbol->base == NULL || !symbol->base->is_final)
        return;
    Diagnostic *message =
        report(typer, DIAG_E0506, node->bases.items[0]->span, symbol->base->symbol.name->text);
    if (message != NULL)
        diag_add_label(message, symbol->base->symbol.span, "it is final");
}

// A class compares by one method or by six.
static void check_comparisons(Typer *typer, const ClassSymbol *symbol) {
    static const char *const names[] = {"__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__"};
    const Symbol *general = scope_find(symbol->scope, intern(typer->compilation, "__richcmp__"));
    for (size_t i = 0; general != NULL && i < sizeof names / sizeof *names; i++) {
        const Symbol *method = scope_find(symbol->scope, intern(typer->compilation, names[i]));
        if (method == NULL)
            continue;
        Diagnostic *message =
            report(typer, DIAG_E0525, method->span, names[i], "beside '__richcmp__'");
        if (message != NULL)
            diag_add_label(message, general->span, "this one is called for all comparisons");
    }
}

static void bind_class_body(Typer *typer, ClassSymbol *symbol, CClassDef *node,
                            const DecoratorEffects *taken) {
    Place saved = typer->place;
    DecoratorEffects effects = *taken;
    take_library_decorators(typer, &node->decorators, &effects);
    report_decorators(typer, DIAG_E0521, &node->decorators, "a cdef class");
    bind_python_bases(typer, symbol, node);
    if (node->bases.count > 0 && symbol->has_declaration)
        check_base(typer, symbol, node);
    else if (node->bases.count > 0 && symbol->base == NULL)
        bind_base(typer, symbol, node->bases.items[0]);
    bind_base_first(typer, symbol, node);
    symbol->is_final |= effects.is_final;
    check_base_is_open(typer, symbol, node);
    node->scope = symbol->scope;
    typer->place.scope = symbol->scope;
    typer->place.class_symbol = symbol;
    symbol->directives = typer->place.directives;
    typer->place.binds_in_comprehension = false;
    if (effects.dataclass != NULL)
        start_dataclass(typer, symbol, effects.dataclass);
    take_wrapped_methods(typer, &node->body);
    // The object struct of a class from a C header is the header's; its functions are Python's.
    bind_statements(typer, &node->body);
    if (symbol->dataclass != NULL)
        finish_dataclass(typer, symbol, &node->body);
    check_comparisons(typer, symbol);
    if (effects.is_totally_ordered)
        complete_ordering(typer, symbol, effects.ordering_span, &node->body);
    typer->place = saved;
    bind_class_traits(typer, symbol, &effects);
    finish_class_layout(typer, symbol);
    check_builtin_base(typer, symbol);
    check_visible_fields(typer, symbol);
    bool is_definition = !typer->in_declarations && typer->place.header == NULL;
    note_foreign(typer);
    if (typer->in_declarations && !symbol->has_declaration) {
        symbol->has_declaration = true;
        symbol->declared_at = node->node.span;
    }
    if (is_definition) {
        symbol->is_defined_here = true;
        choose_pickling(typer, symbol);
        symbol->symbol.from_pxd = false;
        symbol->node = node;
        typer->module->needs_static_state = true;
    }
}

static void order_class(Typer *typer, ClassSymbol *symbol) {
    if (symbol->is_ordered || !symbol->is_defined_here)
        return;
    symbol->is_ordered = true;
    if (symbol->base != NULL)
        order_class(typer, symbol->base);
    vector_push(typer->arena, &typer->module->classes, symbol);
}

// The order in which types are made: that of the first declarations, bases first.
void order_classes(Typer *typer) {
    const SymbolVector *symbols = &typer->module->scope->order;
    typer->module->classes.count = 0;
    for (uint32_t i = 0; i < symbols->count; i++) {
        if (symbols->items[i]->kind == SYMBOL_CLASS)
            order_class(typer, (ClassSymbol *)symbols->items[i]);
    }
}

// A class has one body in the source, beside what its .pxd file declares. Leaves nothing of
// another.
static bool refuse_second_body(Typer *typer, ClassSymbol *symbol, Node **slot) {
    bool has_body = typer->in_declarations ? symbol->has_declaration : symbol->is_defined_here;
    if (!has_body)
        return false;
    report_earlier(typer, &symbol->symbol, symbol->symbol.name, (*slot)->span);
    *slot = (Node *)NODE_NEW(typer->arena, Pass, (*slot)->span);
    return true;
}

void bind_c_class_def(Typer *typer, Node **slot) {
    CClassDef *node = NODE_AS(CClassDef, *slot);
    ClassSymbol *symbol = find_class(typer, node);
    if (symbol == NULL || !node->has_body || symbol->bound == node ||
        refuse_second_body(typer, symbol, slot))
        return;
    symbol->bound = node;
    Place saved = typer->place;
    DecoratorEffects effects = take_decorators(typer, &node->decorators, DECORATED_CLASS);
    bind_class_body(typer, symbol, node, &effects);
    typer->place = saved;
}

static bool is_only_declared(const Typer *typer, const Symbol *symbol) {
    if (symbol->kind != SYMBOL_CLASS || symbol->is_extern || symbol->scope != typer->module->scope)
        return false;
    const ClassSymbol *class_symbol = (const ClassSymbol *)symbol;
    return class_symbol->has_declaration && !class_symbol->is_defined_here;
}

// A class that the .pxd file declares with all that it has, and the source says nothing of, is made
// before anything runs.
void define_declared_classes(Typer *typer, NodeList *body) {
    const SymbolVector *symbols = &typer->module->scope->order;
    for (uint32_t i = symbols->count; i-- > 0;) {
        if (!is_only_declared(typer, symbols->items[i]))
            continue;
        Node *node = node_copy(typer->arena, &((ClassSymbol *)symbols->items[i])->node->node);
        NODE_AS(CClassDef, node)->body = (NodeList){0};
        bind_node(&node, typer);
        insert_first(typer, body, node);
    }
}

// --- Pure mode -----------------------------------------------------------------------------------
static void bind_pure_c_class(Typer *typer, Node **slot, const DecoratorEffects *effects) {
    ClassDef *class_def = (ClassDef *)*slot;
    CClassDef *node = NODE_NEW(typer->arena, CClassDef, class_def->node.span);
    node->name = class_def->name;
    node->name_span = class_def->name_span;
    node->bases = class_def->arguments;
    node->body = class_def->body;
    node->decorators = class_def->decorators;
    node->has_body = true;
    *slot = (Node *)node;
    ClassSymbol *symbol = find_class(typer, node);
    if (symbol == NULL || refuse_second_body(typer, symbol, slot))
        return;
    symbol->bound = node;
    bind_class_body(typer, symbol, node, effects);
}

// --- Properties ----------------------------------------------------------------------------------
// Gives the part of a property that the name of its method says.
static bool find_property_role(const char *name, PropertyRole *role) {
    *role = strcmp(name, "__get__") == 0   ? PROPERTY_GET
            : strcmp(name, "__set__") == 0 ? PROPERTY_SET
            : strcmp(name, "__del__") == 0 ? PROPERTY_DELETE
                                           : PROPERTY_NONE;
    return *role != PROPERTY_NONE;
}

static void refuse_property_part(Typer *typer, const Node *statement) {
    bool is_function = node_is(statement, NODE_FunctionDef);
    const FunctionDef *function = (const FunctionDef *)statement;
    report(typer, DIAG_E0525, is_function ? function->name_span : statement->span,
           is_function ? arena_format(typer->arena, "'%s'", function->name->text) : "a statement",
           "in a property, whose parts are __get__, __set__ and __del__");
}

// property name: def __get__(self): ... (the old form)
void bind_property_def(Typer *typer, Node **slot) {
    PropertyDef *node = NODE_AS(PropertyDef, *slot);
    ClassSymbol *owner = typer->place.class_symbol;
    if (owner == NULL)
        return;
    uint32_t first = owner->methods.count;
    for (uint32_t i = 0; i < node->body.count; i++) {
        Node *statement = node->body.items[i];
        bool is_docstring = i == 0 && docstring_literal(&node->body) != NULL;
        if (is_docstring || node_is(statement, NODE_Pass))
            continue;
        FunctionDef *function = (FunctionDef *)statement;
        PropertyRole role;
        if (!node_is(statement, NODE_FunctionDef) ||
            !find_property_role(function->name->text, &role)) {
            refuse_property_part(typer, statement);
            node->body.items[i] = (Node *)NODE_NEW(typer->arena, Pass, statement->span);
            continue;
        }
        function->name = node->name;
        bind_function_def(typer, &node->body.items[i]);
        function->function->python.is_property = true;
        function->function->python.property_role = role;
        check_special_parameters(typer, function->function, function);
        vector_push(typer->arena, &owner->properties, function->function);
    }
    owner->methods.count = first;
    Symbol *symbol = SYMBOL_NEW(typer, Symbol, SYMBOL_PROPERTY, node->name, node->node.span);
    symbol->declaration = (Node *)node;
    scope_declare(typer, owner->scope, symbol);
}

// --- Layout --------------------------------------------------------------------------------------
Symbol *class_find_member(const ClassSymbol *symbol, const Name *name) {
    for (; symbol != NULL; symbol = symbol->base) {
        Symbol *member = scope_find(symbol->scope, name);
        if (member != NULL)
            return member;
    }
    return NULL;
}

bool class_is_subclass(const ClassSymbol *symbol, const ClassSymbol *base) {
    for (; symbol != NULL; symbol = symbol->base) {
        if (symbol == base)
            return true;
    }
    return false;
}

// The method of a base class that this one overrides, or NULL.
static FunctionSymbol *find_overridden(const ClassSymbol *symbol, const FunctionSymbol *method) {
    for (uint32_t i = symbol->vtable.count; i-- > 0;) {
        if (symbol->vtable.items[i]->symbol.name == method->symbol.name)
            return symbol->vtable.items[i];
    }
    return NULL;
}

// Does C call both alike? The first parameter is the object, whose class may differ.
static bool is_called_alike(const FunctionSymbol *method, const FunctionSymbol *other) {
    const Type *left = method->symbol.type, *right = other->symbol.type;
    if (left->kind != TYPE_FUNCTION || right->kind != TYPE_FUNCTION)
        return true;
    const ExceptionSpec *one = &left->function.exception, *two = &right->function.exception;
    bool is_alike = method->kind == other->kind &&
                    method->python.is_static == other->python.is_static &&
                    left->function.count == right->function.count &&
                    left->function.optional_count == right->function.optional_count &&
                    left->function.result == right->function.result &&
                    left->function.nogil == right->function.nogil && one->rule == two->rule &&
                    one->integer_value == two->integer_value;
    for (uint32_t i = method->python.is_static ? 0 : 1; is_alike && i < left->function.count; i++)
        is_alike = left->function.parameters[i].type == right->function.parameters[i].type;
    return is_alike;
}

static void open_slot(Typer *typer, ClassSymbol *symbol, FunctionSymbol *method) {
    method->vtable_slot = symbol->vtable.count;
    vector_push(typer->arena, &symbol->vtable, method);
    vector_push(typer->arena, &symbol->slot_openers, method);
}

// Takes the slots of the method's name. If none of them is called as the method is, it opens one
// more, as in Cython: callers that know the base class alone use the others.
static void take_slots(Typer *typer, ClassSymbol *symbol, FunctionSymbol *method) {
    bool has_own = false;
    for (uint32_t i = 0; i < symbol->vtable.count; i++) {
        if (symbol->vtable.items[i]->symbol.name != method->symbol.name)
            continue;
        symbol->vtable.items[i] = method;
        if (!is_called_alike(method, symbol->slot_openers.items[i]))
            continue;
        method->vtable_slot = i;
        has_own = true;
    }
    if (!has_own)
        open_slot(typer, symbol, method);
}

// Overriding keeps the parameters (but for self) and the result; an object result may be of a
// subclass.
static bool override_fits(const Type *method, const Type *base) {
    if (type_is_error(method) || type_is_error(base))
        return true;
    const Type *result = method->function.result;
    const Type *base_result = base->function.result;
    bool result_fits = same_declared_type(result, base_result) ||
                       (type_is_object(result) && type_is_object(base_result) &&
                        type_conversion(result, base_result) == CONVERT_UPCAST);
    // What callers may leave out stays optional; more optional arguments may follow.
    uint32_t required = method->function.count - method->function.optional_count;
    uint32_t base_required = base->function.count - base->function.optional_count;
    if (!result_fits || method->function.count < base->function.count || required > base_required)
        return false;
    for (uint32_t i = 1; i < base->function.count; i++) {
        if (!same_declared_type(method->function.parameters[i].type,
                                base->function.parameters[i].type))
            return false;
    }
    return !(base->function.nogil && !method->function.nogil);
}

bool function_is_c_property(const Symbol *symbol) {
    return symbol->kind == SYMBOL_FUNCTION &&
           ((const FunctionSymbol *)symbol)->kind != FUNCTION_DEF &&
           ((const FunctionSymbol *)symbol)->python.property_role != PROPERTY_NONE;
}

static void place_method(Typer *typer, ClassSymbol *symbol, FunctionSymbol *method) {
    if (method->kind == FUNCTION_DEF || function_is_c_property(&method->symbol))
        return;
    FunctionSymbol *overridden = find_overridden(symbol, method);
    if (overridden == NULL) {
        open_slot(typer, symbol, method);
        return;
    }
    if (overridden == method)
        return;
    method->overrides = overridden;
    if (overridden->is_final) {
        Diagnostic *message =
            report(typer, DIAG_E0532, method->symbol.span, method->symbol.name->text);
        if (message != NULL)
            diag_add_label(message, overridden->symbol.span, "the final method");
    }
    take_slots(typer, symbol, method);
    if (!override_fits(method->symbol.type, overridden->symbol.type)) {
        Diagnostic *diagnostic = report(typer, DIAG_E0503, method->symbol.span,
                                        method->qualified_name != NULL ? method->qualified_name
                                                                       : method->symbol.name->text);
        if (diagnostic != NULL) {
            diag_add_label(diagnostic, overridden->symbol.span, "the overridden method");
            diag_add_note(diagnostic, "the base class has '%s', this is '%s'",
                          overridden->symbol.type->text, method->symbol.type->text);
        }
    }
}

static void place_methods(Typer *typer, ClassSymbol *symbol, bool are_versions) {
    for (uint32_t i = 0; i < symbol->methods.count; i++)
        if ((symbol->methods.items[i]->version != NULL) == are_versions)
            place_method(typer, symbol, symbol->methods.items[i]);
}

// Gives the methods their slots; the base class has its own already. In Cython's layout the
// versions of fused methods come last.
void finish_class_layout(Typer *typer, ClassSymbol *symbol) {
    symbol->vtable = symbol->slot_openers = (FunctionVector){0};
    for (uint32_t i = 0; symbol->base != NULL && i < symbol->base->vtable.count; i++) {
        vector_push(typer->arena, &symbol->vtable, symbol->base->vtable.items[i]);
        vector_push(typer->arena, &symbol->slot_openers, symbol->base->slot_openers.items[i]);
    }
    place_methods(typer, symbol, false);
    place_methods(typer, symbol, true);
    symbol->has_vtable = symbol->vtable.count > 0;
}
