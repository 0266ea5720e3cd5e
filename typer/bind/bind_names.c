// Binding of names: walks statements and declares every name that they bind, in the scope that the
// language gives it. Types of C declarations are resolved as they are met; bodies of functions wait
// until the whole module is declared.
//
// After it, every scope of the module is complete; uses of names are not resolved yet. A node that
// is in no table here binds its targets, whatever they are set to, and no names of its own.

#include "typer/internal.h"
#include <string.h>

void record_binding_of(Typer *typer, const FunctionSymbol *function, Binding binding) {
    BindingVector *bindings = map_get(&typer->function_bindings, function);
    if (bindings == NULL) {
        bindings = ARENA_NEW(typer->arena, BindingVector);
        map_put(typer->arena, &typer->function_bindings, function, bindings);
    }
    vector_push(typer->arena, bindings, binding);
}

static void record_binding(Typer *typer, Symbol *symbol, Binding binding) {
    if (symbol == NULL || symbol->kind != SYMBOL_LOCAL || symbol->is_declared)
        return;
    const FunctionSymbol *function = symbol->scope->function;
    binding.symbol = symbol;
    binding.place = typer->place;
    if (function != NULL)
        record_binding_of(typer, function, binding);
}

void add_binding(Typer *typer, Symbol *symbol, BindingSource source, Node **slot) {
    record_binding(typer, symbol, (Binding){.source = source, .slot = slot});
}

// The scope in which a plain assignment binds: comprehensions have no assignments of their own.
static Scope *binding_scope(Typer *typer) {
    Scope *scope = typer->place.scope;
    if (typer->place.binds_in_comprehension)
        return scope;
    while (scope->kind == SCOPE_COMPREHENSION)
        scope = scope->parent;
    return scope;
}

// The variable of an import of what is cimported under the same name.
static Symbol *bind_imported_module(Typer *typer, Scope *scope, ModuleSymbol *module,
                                    const Name *name, Span span) {
    if (module->variable == NULL) {
        map_put(typer->arena, &scope->symbols, name, NULL);
        Symbol *variable = scope_declare_variable(typer, scope, name, span);
        scope_alias(typer, scope, name, &module_with_variable(typer, module, variable)->symbol);
        return variable;
    }
    return module->variable;
}

static Symbol *bind_in_scope(Typer *typer, Scope *scope, const Name *name, Span span) {
    Symbol *symbol = scope_find(scope, name);
    if (symbol != NULL && symbol->kind == SYMBOL_MODULE && scope->kind == SCOPE_MODULE)
        symbol = bind_imported_module(typer, scope, (ModuleSymbol *)symbol, name, span);
    bool is_own = symbol != NULL && (symbol->scope == scope || is_item_of_enum_in(symbol, scope));
    bool is_hidden = symbol != NULL && scope->kind == SCOPE_MODULE && !is_own &&
                     symbol->kind != SYMBOL_GLOBAL && symbol->kind != SYMBOL_LOCAL &&
                     symbol->kind != SYMBOL_C_GLOBAL;
    if (symbol == NULL || is_hidden) {
        // A cimported name that the module also binds is an ordinary variable from then on.
        symbol = NULL;
        if (is_hidden)
            map_put(typer->arena, &scope->symbols, name, NULL);
        symbol = scope_declare_variable(typer, scope, name, span);
    }
    if (symbol->kind == SYMBOL_PYTHON_CLASS)
        symbol->kind = SYMBOL_GLOBAL; // no longer that class alone
    symbol->is_assigned = true;
    symbol->binding_count++;
    return symbol;
}

Symbol *bind_name(Typer *typer, const Name *name, Span span) {
    return bind_in_scope(typer, binding_scope(typer), name, span);
}

Symbol *bind_name_to(Typer *typer, const Name *name, Span span, BindingSource source,
                     Node **value) {
    Symbol *symbol = bind_name(typer, name, span);
    if (symbol->kind == SYMBOL_FUNCTION || symbol->kind == SYMBOL_CLASS ||
        symbol->kind == SYMBOL_TYPE || symbol->kind == SYMBOL_CONSTANT)
        report_earlier(typer, symbol, name, span);
    add_binding(typer, symbol, source, value);
    return symbol;
}

Symbol *bind_name_object(Typer *typer, const Name *name, Span span) {
    return bind_name_to(typer, name, span, BINDING_OBJECT, NULL);
}

// --- Targets -------------------------------------------------------------------------------------
static bool has_starred(const NodeList *list) {
    for (uint32_t i = 0; i < list->count; i++) {
        if (node_is(list->items[i], NODE_Starred))
            return true;
    }
    return false;
}

// Unpacking a literal of as many elements binds each target to its own value.
static NodeList *matching_elements(Node **value, uint32_t count) {
    if (value == NULL)
        return NULL;
    NodeList *list = NULL;
    if (node_is(*value, NODE_TupleExpression))
        list = &((TupleExpression *)*value)->elements;
    if (node_is(*value, NODE_ListExpression))
        list = &((ListExpression *)*value)->elements;
    return list != NULL && list->count == count && !has_starred(list) ? list : NULL;
}

static void bind_member(Typer *typer, const Node *target, Node **value, uint32_t member) {
    const NameExpression *name = (const NameExpression *)target;
    Symbol *symbol = name->symbol == NULL ? bind_name(typer, name->name, target->span) : NULL;
    Binding binding = {.source = BINDING_MEMBER, .slot = value, .member = member};
    record_binding(typer, symbol, binding);
}

static void bind_targets(Typer *typer, NodeList *targets, BindingSource source, Node **value) {
    NodeList *values = source == BINDING_VALUE ? matching_elements(value, targets->count) : NULL;
    bool has_members = source == BINDING_VALUE && value != NULL && !has_starred(targets);
    for (uint32_t i = 0; i < targets->count; i++) {
        if (values != NULL) {
            bind_target(typer, &targets->items[i], BINDING_VALUE, &values->items[i]);
        } else if (has_members && node_is(targets->items[i], NODE_NameExpression)) {
            bind_member(typer, targets->items[i], value, i);
        } else {
            bind_target(typer, &targets->items[i], BINDING_OBJECT, NULL);
        }
    }
}

void bind_target(Typer *typer, Node **slot, BindingSource source, Node **value) {
    Node *target = *slot;
    zi_assert(target != NULL);
    switch (target->kind) {
    case NODE_NameExpression: {
        if (((NameExpression *)target)->symbol != NULL)
            break; // of a fragment
        Symbol *symbol = bind_name(typer, ((NameExpression *)target)->name, target->span);
        add_binding(typer, symbol, source, value);
        break;
    }
    case NODE_TupleExpression:
        bind_targets(typer, &((TupleExpression *)target)->elements, source, value);
        break;
    case NODE_ListExpression:
        bind_targets(typer, &((ListExpression *)target)->elements, source, value);
        break;
    case NODE_Starred:
        bind_target(typer, &((Starred *)target)->value, BINDING_OBJECT, NULL);
        break;
    default:
        bind_node(slot, typer);
    }
}

static void bind_children(Typer *typer, Node **slot);

static void bind_list(Typer *typer, NodeList *list) {
    for (uint32_t i = 0; i < list->count; i++)
        bind_node(&list->items[i], typer);
}

// --- Statements ----------------------------------------------------------------------------------
static void bind_assign(Typer *typer, Node **slot) {
    Assign *node = (Assign *)*slot;
    bool is_alone = node->targets.count == 1;
    if (bind_pure_declaration(typer, slot) ||
        (is_alone && take_field_default(typer, node->targets.items[0], node->value, slot)))
        return;
    bind_node(&node->value, typer);
    for (uint32_t i = 0; i < node->targets.count; i++) {
        bind_target(typer, &node->targets.items[i], BINDING_VALUE, &node->value);
    }
}

static void bind_augmented_assign(Typer *typer, Node **slot) {
    AugmentedAssign *node = (AugmentedAssign *)*slot;
    bind_node(&node->value, typer);
    bind_target(typer, &node->target, BINDING_AUGMENTED, slot);
}

void bind_annotation(Typer *typer, Node **slot, bool is_evaluated) {
    bool outer = typer->place.in_annotation_text;
    typer->place.in_annotation_text |= !is_evaluated;
    if (*slot != NULL && !typer->module->defers_annotations)
        bind_node(slot, typer);
    typer->place.in_annotation_text = outer;
}

bool annotation_is_evaluated(const Typer *typer) {
    bool is_in_function = typer->place.function != NULL && !scope_is_class(typer->place.scope);
    return typer->module->evaluates_annotations && !is_in_function;
}

bool annotates_only(const Typer *typer, const AnnotatedAssign *assign) {
    return typer->module->is_pure_python && !assign->simple && assign->value == NULL &&
           node_is(assign->target, NODE_NameExpression);
}

// name: annotation [= value]; in Cython's files the annotation declares the variable's type.
static void bind_annotated_assign(Typer *typer, Node **slot) {
    AnnotatedAssign *node = (AnnotatedAssign *)*slot;
    if (bind_annotated_field(typer, slot))
        return;
    typer->place.scope->has_annotations = true;
    bind_annotation(typer, &node->annotation, annotation_is_evaluated(typer));
    bind_declared_value(typer, node->target, &node->value);
    if (node->value != NULL)
        bind_node(&node->value, typer);
    if (annotates_only(typer, node))
        return;
    if (!node_is(node->target, NODE_NameExpression)) {
        bind_node(&node->target, typer);
        return;
    }
    const Name *name = ((NameExpression *)node->target)->name;
    Symbol *symbol = bind_name(typer, name, node->target->span);
    bool allows_none;
    const Type *type = symbol->kind == SYMBOL_LOCAL && annotations_are_types(typer)
                           ? resolve_annotation(typer, node->annotation, &allows_none)
                           : NULL;
    if (symbol->kind == SYMBOL_GLOBAL && node->value != NULL && symbol->annotation == NULL)
        symbol->annotation = node->annotation;
    if (type != NULL && type->kind != TYPE_VOID && !symbol->is_declared) {
        symbol->type = type;
        symbol->is_declared = true;
    } else if (node->value != NULL) {
        add_binding(typer, symbol, BINDING_VALUE, &node->value);
    }
}

// `cython.compiled`, `not cython.compiled`
static bool is_test_of_cython(Typer *typer, const Node *test, bool *value) {
    const UnaryExpression *negation = (const UnaryExpression *)test;
    bool is_negated = node_is(test, NODE_UnaryExpression) && negation->operator== UNARY_NOT;
    *value = !is_negated;
    return is_cython_name(typer, is_negated ? negation->operand : test, CYTHON_COMPILED);
}

// Leaves of an `if` whose test is a literal what it leads to.
static void select_branch(Typer *typer, Node **slot) {
    const If *node = (const If *)*slot;
    CompileTimeIf *chosen = NODE_NEW(typer->arena, CompileTimeIf, node->node.span);
    chosen->test = node->test;
    chosen->body = ((const BoolLiteral *)node->test)->value ? node->body : node->orelse;
    *slot = &chosen->node;
    bind_statements(typer, &chosen->body);
}

// What is for the interpreter alone binds no names: it may import what the .pxd file declares.
static void bind_if(Typer *typer, Node **slot) {
    If *node = (If *)*slot;
    bool value;
    if (fold_type_test(typer, &node->test)) {
        select_branch(typer, slot);
        return;
    }
    if (is_test_of_cython(typer, node->test, &value)) {
        NodeList *dead = value ? &node->orelse : &node->body;
        if (dead->count > 0)
            dead->items[0] = (Node *)NODE_NEW(typer->arena, Pass, dead->items[0]->span);
        dead->count = dead->count > 0;
    }
    bind_children(typer, slot);
}

static void bind_conditional(Typer *typer, Node **slot) {
    ConditionalExpression *node = (ConditionalExpression *)*slot;
    if (fold_type_test(typer, &node->test)) {
        *slot = ((const BoolLiteral *)node->test)->value ? node->body : node->orelse;
        bind_node(slot, typer);
        return;
    }
    bind_children(typer, slot);
}

static void bind_comparison(Typer *typer, Node **slot) {
    if (!fold_type_test(typer, slot))
        bind_children(typer, slot);
}

static void bind_for(Typer *typer, Node **slot) {
    For *node = (For *)*slot;
    if (take_parallel_loop(typer, slot)) {
        bind_node(slot, typer);
        return;
    }
    bind_node(&node->iterable, typer);
    bind_target(typer, &node->target, node->is_async ? BINDING_OBJECT : BINDING_ELEMENT,
                &node->iterable);
    bind_statements(typer, &node->body);
    bind_statements(typer, &node->orelse);
}

static void bind_for_from(Typer *typer, Node **slot) {
    ForFrom *node = (ForFrom *)*slot;
    bind_node(&node->start, typer);
    bind_node(&node->stop, typer);
    if (node->step != NULL)
        bind_node(&node->step, typer);
    bind_target(typer, &node->target, BINDING_VALUE, &node->start);
    if (node_is(node->target, NODE_NameExpression)) {
        Symbol *counter = scope_find(binding_scope(typer), ((NameExpression *)node->target)->name);
        add_binding(typer, counter, BINDING_VALUE, &node->stop);
        if (node->step != NULL)
            add_binding(typer, counter, BINDING_VALUE, &node->step);
    }
    bind_statements(typer, &node->body);
    bind_statements(typer, &node->orelse);
}

static void bind_except_handler(Typer *typer, ExceptHandler *node, bool is_star) {
    if (node->exception != NULL)
        bind_node(&node->exception, typer);
    if (node->target != NULL) {
        bind_target(typer, &node->target, is_star ? BINDING_OBJECT : BINDING_EXCEPTION,
                    &node->exception);
        // it is deleted at the end of the handler
        if (node_is(node->target, NODE_NameExpression) && !node->keeps_target) {
            scope_find(binding_scope(typer), ((NameExpression *)node->target)->name)->is_deleted =
                true;
        }
    }
    bind_statements(typer, &node->body);
}

static void bind_try(Typer *typer, Node **slot) {
    Try *node = (Try *)*slot;
    bind_statements(typer, &node->body);
    for (uint32_t i = 0; i < node->handlers.count; i++)
        bind_except_handler(typer, NODE_AS(ExceptHandler, node->handlers.items[i]), node->is_star);
    bind_statements(typer, &node->orelse);
    bind_statements(typer, &node->finalbody);
}

static void bind_delete(Typer *typer, Node **slot) {
    Delete *node = (Delete *)*slot;
    for (uint32_t i = 0; i < node->targets.count; i++) {
        Node *target = node->targets.items[i];
        if (!node_is(target, NODE_NameExpression)) {
            bind_target(typer, &node->targets.items[i], BINDING_OBJECT, NULL);
            continue;
        }
        Symbol *symbol = bind_name(typer, ((NameExpression *)target)->name, target->span);
        symbol->is_deleted = true;
        symbol->binding_count++;
    }
}

// `import a.b.c` binds a; `import a.b as c` binds c.
static void bind_import(Typer *typer, Node **slot) {
    Import *node = (Import *)*slot;
    if (bind_cython_import(typer, node)) {
        *slot = (Node *)NODE_NEW(typer->arena, Pass, node->node.span);
        return;
    }
    for (uint32_t i = 0; i < node->aliases.count; i++) {
        Alias *alias = NODE_AS(Alias, node->aliases.items[i]);
        if (alias->symbol != NULL)
            continue; // cython
        const Name *name = alias->as_name;
        if (name == NULL) {
            name = name_intern(typer->compilation->names, alias->name->text,
                               strcspn(alias->name->text, "."));
        }
        alias->symbol = bind_name_object(typer, name, alias->node.span);
        if (alias->as_name != NULL || name == alias->name)
            alias->symbol->imported = alias->name;
    }
}

static void bind_import_from(Typer *typer, Node **slot) {
    ImportFrom *node = (ImportFrom *)*slot;
    if (bind_cython_import_from(typer, node)) {
        *slot = (Node *)NODE_NEW(typer->arena, Pass, node->node.span);
        return;
    }
    for (uint32_t i = 0; i < node->aliases.count; i++) {
        Alias *alias = NODE_AS(Alias, node->aliases.items[i]);
        const Name *name = alias->as_name != NULL ? alias->as_name : alias->name;
        alias->symbol = find_cimported_class(typer, node, alias->name, name);
        if (alias->symbol != NULL)
            continue;
        alias->symbol = bind_name_object(typer, name, alias->node.span);
        if (node->module != NULL && node->level == 0)
            alias->symbol->imported =
                intern(typer->compilation,
                       arena_format(typer->arena, "%s.%s", node->module->text, alias->name->text));
    }
    if (node->star)
        typer->has_star_import = true;
}

// --- global and nonlocal -------------------------------------------------------------------------
static void bind_global(Typer *typer, Node **slot) {
    const Global *node = (const Global *)*slot;
    Scope *scope = binding_scope(typer);
    if (scope->kind == SCOPE_MODULE)
        return;
    for (uint32_t i = 0; i < node->names.count; i++) {
        NameExpression *expression = NODE_AS(NameExpression, node->names.items[i]);
        Symbol *symbol = scope_find(typer->module->scope, expression->name);
        if (symbol == NULL || symbol->kind == SYMBOL_BUILTIN) {
            symbol = scope_declare_variable(typer, typer->module->scope, expression->name,
                                            expression->node.span);
        }
        expression->symbol = symbol;
        scope_alias(typer, scope, expression->name, symbol);
    }
}

static Symbol *find_enclosing_local(const Scope *scope, const Name *name) {
    for (scope = scope->parent; scope != NULL && scope->kind != SCOPE_MODULE;
         scope = scope->parent) {
        if (scope_is_class(scope))
            continue;
        Symbol *symbol = scope_find(scope, name);
        if (symbol != NULL && symbol->kind == SYMBOL_LOCAL)
            return symbol;
    }
    return NULL;
}

static void bind_nonlocal(Typer *typer, Node **slot) {
    const Nonlocal *node = (const Nonlocal *)*slot;
    Scope *scope = binding_scope(typer);
    for (uint32_t i = 0; i < node->names.count; i++) {
        NameExpression *expression = NODE_AS(NameExpression, node->names.items[i]);
        Symbol *symbol = find_enclosing_local(scope, expression->name);
        if (symbol == NULL)
            continue; // the frontend has reported it
        expression->symbol = symbol;
        scope_alias(typer, scope, expression->name, symbol);
    }
}

// --- Expressions that bind -----------------------------------------------------------------------
// name := value binds in the function around all comprehensions and generator expressions.
static bool is_generator_expression(const Scope *scope) {
    return scope->kind == SCOPE_FUNCTION && scope->function != NULL &&
           scope->function->kind == FUNCTION_GENERATOR_EXPRESSION;
}

static void bind_named_expression(Typer *typer, Node **slot) {
    NamedExpression *node = (NamedExpression *)*slot;
    bind_node(&node->value, typer);
    Scope *scope = typer->place.scope;
    while (scope->kind == SCOPE_COMPREHENSION || is_generator_expression(scope))
        scope = scope->parent;
    const Name *name = NODE_AS(NameExpression, node->target)->name;
    Symbol *symbol = bind_in_scope(typer, scope, name, node->target->span);
    symbol->is_bound_in_expression = true;
    add_binding(typer, symbol, BINDING_VALUE, &node->value);
}

// `with cython.boundscheck(False):` and `with cython.cfunc:` hold for the definitions in the block.
static void bind_with(Typer *typer, Node **slot) {
    With *node = (With *)*slot;
    Place saved = typer->place;
    if (take_parallel_block(typer, slot)) {
        bind_node(slot, typer);
        return;
    }
    for (uint32_t i = 0; i < node->items.count; i++) {
        const WithItem *item = NODE_AS(WithItem, node->items.items[i]);
        apply_directive_call(typer, item->context, &typer->place.directives);
        if (is_definition_decorator(typer, item->context))
            decorate_definitions(typer, &node->body, item->context);
    }
    bind_children(typer, slot);
    typer->place = saved;
}

static void bind_yield(Typer *typer, Node **slot) {
    FunctionSymbol *function = typer->place.function;
    if (function != NULL)
        function->found.is_generator = function->found.yields = true;
    bind_children(typer, slot);
}

// What awaits makes the generator expression that it stands in asynchronous.
void bind_awaiting(Typer *typer) {
    FunctionSymbol *function = typer->place.function;
    if (function != NULL && function->kind == FUNCTION_GENERATOR_EXPRESSION)
        function->is_async = true;
}

static void bind_await(Typer *typer, Node **slot) {
    bind_awaiting(typer);
    bind_children(typer, slot);
}

// type X = value
static void bind_type_alias(Typer *typer, Node **slot) {
    if (bind_generic(typer, slot))
        return;
    TypeAlias *node = (TypeAlias *)*slot;
    if (node_is(node->name, NODE_NameExpression))
        bind_target(typer, &node->name, BINDING_OBJECT, NULL);
    bind_node(&node->value, typer);
}

static void bind_expression_statement(Typer *typer, Node **slot) {
    if (!bind_pure_declarations(typer, slot))
        bind_children(typer, slot);
}

static void bind_type_definition(Typer *typer, Node **slot) { predeclare_type(typer, *slot); }

static void bind_compile_time_if(Typer *typer, Node **slot) {
    CompileTimeIf *node = (CompileTimeIf *)*slot;
    select_compile_time_branch(typer, node);
    bind_statements(typer, &node->body);
}

// --- Dispatch ------------------------------------------------------------------------------------
typedef void NodeBinder(Typer *typer, Node **slot);

// What opens a scope, and all else that binds more than its targets.
static NodeBinder *const binders[NODE_COUNT] = {
#define SCOPE(Type, name) [NODE_##Type] = bind_##name,
#define SECTION(Type, name)
#define PLAIN(Type, name)
#define NODE(Type, name, FAMILY, LANGUAGE, OPENS, GIL, fields) OPENS(Type, name)
#include "frontend/node.def"
#undef NODE
#undef SCOPE
#undef SECTION
#undef PLAIN
    // These know more of what their targets are bound to.
    [NODE_Assign] = bind_assign,
    [NODE_AugmentedAssign] = bind_augmented_assign,
    [NODE_AnnotatedAssign] = bind_annotated_assign,
    [NODE_If] = bind_if,
    [NODE_For] = bind_for,
    [NODE_ForFrom] = bind_for_from,
    [NODE_ParallelFor] = bind_parallel_for,
    [NODE_ConditionalExpression] = bind_conditional,
    [NODE_CompareExpression] = bind_comparison,
    [NODE_NamedExpression] = bind_named_expression,
    [NODE_Try] = bind_try,
    [NODE_Delete] = bind_delete,
    // These bind names of their own.
    [NODE_Import] = bind_import,
    [NODE_ImportFrom] = bind_import_from,
    [NODE_Global] = bind_global,
    [NODE_Nonlocal] = bind_nonlocal,
    [NODE_Match] = bind_match,
    [NODE_ExpressionStatement] = bind_expression_statement,
    [NODE_With] = bind_with,
    [NODE_Await] = bind_await,
    [NODE_Yield] = bind_yield,
    [NODE_YieldFrom] = bind_yield,
    // Cython's declarations
    [NODE_CVariableDeclaration] = bind_c_variable_declaration,
    [NODE_CStructDef] = bind_c_struct_def,
    [NODE_CEnumDef] = bind_c_enum_def,
    [NODE_CTypedef] = bind_c_typedef,
    [NODE_CFusedTypedef] = bind_type_definition,
    [NODE_CppClassDef] = bind_type_definition,
    [NODE_ExternBlock] = bind_extern_block,
    [NODE_CdefBlock] = bind_cdef_block,
    [NODE_Cimport] = bind_cimport,
    [NODE_CimportFrom] = bind_cimport_from,
    [NODE_CompileTimeDef] = bind_compile_time_def,
    [NODE_CompileTimeIf] = bind_compile_time_if,
    [NODE_PropertyDef] = bind_property_def,
};

static void bind_child(Node **child, NodeRole role, void *context) {
    if (role == ROLE_TARGET)
        bind_target(context, child, BINDING_OBJECT, NULL);
    else
        bind_node(child, context);
}

static void bind_children(Typer *typer, Node **slot) { node_walk(*slot, bind_child, typer); }

void bind_node(Node **slot, void *context) {
    Typer *typer = context;
    zi_assert(*slot != NULL);
    if (!depth_enter(&typer->depth, typer->diagnostics, (*slot)->span))
        return;
    NodeBinder *bind = binders[(*slot)->kind];
    (bind != NULL ? bind : bind_children)(typer, slot);
    depth_leave(&typer->depth);
}

void bind_statements(Typer *typer, NodeList *body) { bind_list(typer, body); }
