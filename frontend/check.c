// The walk over the AST that checks what the grammar cannot.
//
// Takes: a module. Reports; changes nothing. The recursion is as deep as the AST, which has a
// limit.

#include "frontend/check.h"

static void check_node(Checker *checker, const Node *node);

static void check_child(Node **child, void *context) { check_node(context, *child); }

static void check_children(Checker *checker, const Node *node) {
    node_each_child((Node *)node, check_child, checker);
}

static void check_list(Checker *checker, const NodeList *list) {
    for (uint32_t i = 0; i < list->count; i++) {
        check_node(checker, list->items[i]);
    }
}

static void check_optional(Checker *checker, const Node *node) {
    if (node != NULL) {
        check_node(checker, node);
    }
}

// A list in which stars may stand.
static void check_starred_list(Checker *checker, const NodeList *list) {
    for (uint32_t i = 0; i < list->count; i++) {
        const Node *element = list->items[i];
        check_node(checker,
                   node_is(element, NODE_Starred) ? NODE_AS(Starred, element)->value : element);
    }
}

// --- Scopes --------------------------------------------------------------------------------------
// Checks a body in a scope of its own. Loops and comprehensions around it do not count in it.
static void check_scope_body(Checker *checker, CheckScope scope, const NodeList *body) {
    Checker outer = *checker;
    scope.outer = outer.scope;
    checker->scope = &scope;
    checker->loop = LOOP_NONE;
    checker->in_except_star = false;
    checker->comprehension = NULL;
    check_list(checker, body);
    *checker = outer;
}

static void check_parameter_nodes(Checker *checker, const Node *node) {
    const Parameters *parameters = NODE_AS(Parameters, node);
    check_parameters(checker, parameters);
    for (uint32_t i = 0; i < parameters->items.count; i++) {
        const Parameter *parameter = NODE_AS(Parameter, parameters->items.items[i]);
        const Node *annotation = parameter->annotation;
        if (parameter->kind == PARAMETER_STAR && node_is(annotation, NODE_Starred)) {
            annotation = NODE_AS(Starred, annotation)->value;
        }
        check_optional(checker, annotation);
        check_optional(checker, parameter->default_value);
    }
}

static void check_type_parameter_nodes(Checker *checker, const NodeList *list) {
    check_type_parameters(checker, list);
    for (uint32_t i = 0; i < list->count; i++) {
        const TypeParameter *parameter = NODE_AS(TypeParameter, list->items[i]);
        const Node *value = parameter->default_value;
        check_optional(checker, parameter->bound);
        check_optional(checker,
                       node_is(value, NODE_Starred) ? NODE_AS(Starred, value)->value : value);
    }
}

static void check_function(Checker *checker, const FunctionDef *function) {
    check_list(checker, &function->decorators);
    check_type_parameter_nodes(checker, &function->type_parameters);
    check_parameter_nodes(checker, function->parameters);
    check_optional(checker, function->returns);
    CheckScope scope = {
        .kind = SCOPE_FUNCTION, .node = &function->node, .is_async = function->is_async};
    check_scope_body(checker, scope, &function->body);
}

static void check_c_function(Checker *checker, const CFunctionDef *function) {
    check_list(checker, &function->decorators);
    const DeclaratorFunction *declarator = NODE_AS(DeclaratorFunction, function->declarator);
    if (function->has_body) {
        check_parameter_nodes(checker, declarator->parameters);
    }
    CheckScope scope = {.kind = SCOPE_FUNCTION, .node = &function->node, .is_c = true};
    check_scope_body(checker, scope, &function->body);
}

static void check_class(Checker *checker, const ClassDef *class_def) {
    check_list(checker, &class_def->decorators);
    check_type_parameter_nodes(checker, &class_def->type_parameters);
    check_arguments(checker, &class_def->arguments);
    check_starred_list(checker, &class_def->arguments);
    CheckScope scope = {.kind = SCOPE_CLASS, .node = &class_def->node};
    check_scope_body(checker, scope, &class_def->body);
}

static void check_c_class(Checker *checker, const CClassDef *class_def) {
    check_list(checker, &class_def->decorators);
    CheckScope scope = {.kind = SCOPE_CLASS, .node = &class_def->node};
    check_scope_body(checker, scope, &class_def->body);
}

static void check_lambda(Checker *checker, const Lambda *lambda) {
    check_parameter_nodes(checker, lambda->parameters);
    CheckScope scope = {.kind = SCOPE_FUNCTION, .node = &lambda->node};
    NodeList body = {(Node **)&lambda->body, 1};
    check_scope_body(checker, scope, &body);
}

// --- Comprehensions ------------------------------------------------------------------------------
// The first iterable belongs to what is around the comprehension.
static void check_comprehension_parts(Checker *checker, const Comprehension *comprehension) {
    const Comprehension *outer = checker->comprehension;
    check_comprehension(checker, comprehension);
    for (uint32_t i = 0; i < comprehension->clauses.count; i++) {
        const Node *clause = comprehension->clauses.items[i];
        if (i == 0 && node_is(clause, NODE_ComprehensionFor)) {
            const ComprehensionFor *loop = NODE_AS(ComprehensionFor, clause);
            check_node(checker, loop->iterable);
            checker->comprehension = comprehension;
            check_node(checker, loop->target);
            check_list(checker, &loop->conditions);
        } else {
            checker->comprehension = comprehension;
            check_children(checker, clause);
        }
    }
    NodeList element = {(Node **)&comprehension->element, 1};
    check_starred_list(checker, &element);
    check_optional(checker, comprehension->value);
    checker->comprehension = outer;
}

// --- Loops and try -------------------------------------------------------------------------------
static void check_loop_body(Checker *checker, const NodeList *body, const NodeList *orelse) {
    LoopContext outer = checker->loop;
    checker->loop = LOOP_BODY;
    check_list(checker, body);
    checker->loop = outer;
    check_list(checker, orelse);
}

static void check_for(Checker *checker, const For *loop) {
    if (loop->is_async) {
        check_await(checker, &loop->node, "'async for'");
    }
    check_loop_target(checker, loop->target);
    NodeList target = {(Node **)&loop->target, 1};
    check_starred_list(checker, &target);
    check_node(checker, loop->iterable);
    check_loop_body(checker, &loop->body, &loop->orelse);
}

static void check_try_parts(Checker *checker, const Try *statement) {
    check_try(checker, statement);
    check_list(checker, &statement->body);
    for (uint32_t i = 0; i < statement->handlers.count; i++) {
        const ExceptHandler *handler = NODE_AS(ExceptHandler, statement->handlers.items[i]);
        Checker outer = *checker;
        check_optional(checker, handler->exception);
        if (statement->is_star) {
            checker->in_except_star = true;
            checker->loop = LOOP_EXCEPT_STAR;
        }
        check_list(checker, &handler->body);
        *checker = outer;
    }
    check_list(checker, &statement->orelse);
    check_list(checker, &statement->finalbody);
}

static void check_with(Checker *checker, const With *statement) {
    if (statement->is_async) {
        check_await(checker, &statement->node, "'async with'");
    }
    for (uint32_t i = 0; i < statement->items.count; i++) {
        const WithItem *item = NODE_AS(WithItem, statement->items.items[i]);
        check_node(checker, item->context);
        if (item->target != NULL) {
            check_loop_target(checker, item->target);
            check_node(checker, item->target);
        }
    }
    check_list(checker, &statement->body);
}

// --- Dispatch ------------------------------------------------------------------------------------
// Nodes that open a scope or a loop; false for others.
static bool check_block(Checker *checker, const Node *node) {
    switch (node->kind) {
    case NODE_FunctionDef:
        check_function(checker, NODE_AS(FunctionDef, node));
        return true;
    case NODE_CFunctionDef:
        check_c_function(checker, NODE_AS(CFunctionDef, node));
        return true;
    case NODE_ClassDef:
        check_class(checker, NODE_AS(ClassDef, node));
        return true;
    case NODE_CClassDef:
        check_c_class(checker, NODE_AS(CClassDef, node));
        return true;
    case NODE_Lambda:
        check_lambda(checker, NODE_AS(Lambda, node));
        return true;
    case NODE_Comprehension:
        check_comprehension_parts(checker, NODE_AS(Comprehension, node));
        return true;
    case NODE_For:
        check_for(checker, NODE_AS(For, node));
        return true;
    case NODE_ForFrom:
        check_loop_body(checker, &NODE_AS(ForFrom, node)->body, &NODE_AS(ForFrom, node)->orelse);
        return true;
    case NODE_While:
        check_node(checker, NODE_AS(While, node)->test);
        check_loop_body(checker, &NODE_AS(While, node)->body, &NODE_AS(While, node)->orelse);
        return true;
    case NODE_Try:
        check_try_parts(checker, NODE_AS(Try, node));
        return true;
    case NODE_With:
        check_with(checker, NODE_AS(With, node));
        return true;
    default:
        return false;
    }
}

// Statements that are looked at before their children.
static void check_simple_statement(Checker *checker, const Node *node) {
    switch (node->kind) {
    case NODE_AnnotatedAssign:
        check_annotated_assign(checker, NODE_AS(AnnotatedAssign, node));
        break;
    case NODE_AugmentedAssign:
        check_augmented_assign(checker, NODE_AS(AugmentedAssign, node));
        break;
    case NODE_Delete:
        check_delete(checker, NODE_AS(Delete, node));
        break;
    case NODE_Return:
        check_return(checker, NODE_AS(Return, node));
        break;
    case NODE_Break:
    case NODE_Continue:
        check_jump(checker, node);
        break;
    case NODE_ImportFrom:
        check_import_from(checker, NODE_AS(ImportFrom, node));
        break;
    case NODE_Match:
        check_match(checker, NODE_AS(Match, node));
        break;
    case NODE_TypeAlias:
        check_type_parameters(checker, &NODE_AS(TypeAlias, node)->type_parameters);
        break;
    default:
        break;
    }
}

static void check_expression(Checker *checker, const Node *node) {
    switch (node->kind) {
    case NODE_NamedExpression:
        check_named_expression(checker, NODE_AS(NamedExpression, node));
        break;
    case NODE_Yield:
    case NODE_YieldFrom:
        check_yield(checker, node);
        break;
    case NODE_Await:
        check_await(checker, node, "'await'");
        break;
    case NODE_Call:
        check_arguments(checker, &NODE_AS(Call, node)->arguments);
        break;
    case NODE_Starred:
        diag_report(checker->diagnostics, DIAG_E0205, node->span);
        break;
    default:
        break;
    }
}

// Nodes whose children may be starred; false for others.
static bool check_starred_parent(Checker *checker, const Node *node) {
    switch (node->kind) {
    case NODE_TupleExpression:
        check_starred_list(checker, &NODE_AS(TupleExpression, node)->elements);
        return true;
    case NODE_ListExpression:
        check_starred_list(checker, &NODE_AS(ListExpression, node)->elements);
        return true;
    case NODE_SetExpression:
        check_starred_list(checker, &NODE_AS(SetExpression, node)->elements);
        return true;
    case NODE_Call:
        check_node(checker, NODE_AS(Call, node)->function);
        check_starred_list(checker, &NODE_AS(Call, node)->arguments);
        return true;
    case NODE_Assign: { // a wrong star among the targets has been reported
        const Assign *assign = NODE_AS(Assign, node);
        check_assign(checker, assign);
        check_starred_list(checker, &assign->targets);
        check_node(checker, assign->value);
        return true;
    }
    case NODE_Global:
        check_global(checker, &NODE_AS(Global, node)->names, false, node->span);
        return true;
    case NODE_Nonlocal:
        check_global(checker, &NODE_AS(Nonlocal, node)->names, true, node->span);
        return true;
    default:
        return false;
    }
}

static void check_node(Checker *checker, const Node *node) {
    if (check_block(checker, node)) {
        return;
    }
    check_simple_statement(checker, node);
    check_expression(checker, node);
    if (!check_starred_parent(checker, node)) {
        check_children(checker, node);
    }
}

void check_module(Lowering *lowering, Module *module) {
    CheckScope scope = {.kind = SCOPE_MODULE, .node = &module->node};
    Checker checker = {.lowering = lowering, .diagnostics = lowering->diagnostics, .scope = &scope};
    if (lowering->source->kind == SOURCE_PY) { // Cython takes them anywhere
        check_future_position(&checker, module);
    }
    check_list(&checker, &module->body);
}
