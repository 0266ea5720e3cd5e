// The walk over the AST that checks what the grammar cannot.
//
// Takes: a module. Reports; changes nothing. The recursion is as deep as the AST, which has a
// limit. A node that is in no table here is walked by the roles of its children.

#include "frontend/validate/validate.h"

#define PYTHON_BLOCK_LIMIT 20

static void validate_node(Validator *validator, const Node *node);

// Stars stand where their parent allows them: they are not looked at as expressions.
static const Node *without_star(const Node *node) {
    return node_is(node, NODE_Starred) ? NODE_AS(Starred, node)->value : node;
}

static void validate_child(Node **child, NodeRole role, void *context) {
    validate_node(context, role == ROLE_STARRED ? without_star(*child) : *child);
}

static void validate_children(Validator *validator, const Node *node) {
    node_walk((Node *)node, validate_child, validator);
}

static void validate_list(Validator *validator, const NodeList *list) {
    for (uint32_t i = 0; i < list->count; i++) {
        validate_node(validator, list->items[i]);
    }
}

static void validate_optional(Validator *validator, const Node *node) {
    if (node != NULL) {
        validate_node(validator, node);
    }
}

// A list in which stars may stand.
static void validate_starred_list(Validator *validator, const NodeList *list) {
    for (uint32_t i = 0; i < list->count; i++) {
        validate_node(validator, without_star(list->items[i]));
    }
}

// --- Scopes --------------------------------------------------------------------------------------
// Checks a body in a scope of its own. Loops and comprehensions around it do not count in it.
static void validate_scope_body(Validator *validator, ValidatedScope scope, const NodeList *body) {
    Validator outer = *validator;
    scope.outer = outer.scope;
    validator->scope = &scope;
    validator->loop = LOOP_NONE;
    validator->in_except_star = false;
    validator->in_try = false;
    validator->in_finally = false;
    validator->in_finally_of_loop = false;
    validator->comprehension = NULL;
    validator->block_depth = 0;
    validate_list(validator, body);
    if (scope.is_async && scope.is_generator && scope.value_return != NULL) {
        diag_report(validator->diagnostics, DIAG_E0226, scope.value_return->span,
                    "'return' with value in async generator");
    }
    *validator = outer;
}

// Checks an expression that has a scope of its own, which `where` names; NULL for one that has not.
// What may not stand there is reported once.
static void validate_scoped(Validator *validator, const Node *expression, const char *where) {
    if (expression != NULL &&
        (where == NULL || validate_type_scope(validator, expression, where))) {
        validate_node(validator, expression);
    }
}

// The scope in which the annotations of a function or an assignment are evaluated; NULL for the
// scope around it.
static const char *annotation_scope(const Validator *validator, bool is_generic) {
    return validator->has_lazy_annotations ? "an annotation"
           : is_generic                    ? "the definition of a generic"
                                           : NULL;
}

static void validate_parameter_nodes(Validator *validator, const Node *node, bool is_generic) {
    const Parameters *parameters = NODE_AS(Parameters, node);
    validate_parameters(validator, parameters);
    for (uint32_t i = 0; i < parameters->items.count; i++) {
        const Parameter *parameter = NODE_AS(Parameter, parameters->items.items[i]);
        const Node *annotation = parameter->annotation;
        if (parameter->kind == PARAMETER_STAR) {
            annotation = without_star(annotation);
        }
        validate_scoped(validator, annotation, annotation_scope(validator, is_generic));
        validate_optional(validator, parameter->default_value);
    }
}

static const char *type_parameter_default_text(TypeParameterKind kind) {
    return kind == TYPE_PARAMETER_NORMAL ? "a TypeVar default"
           : kind == TYPE_PARAMETER_STAR ? "a TypeVarTuple default"
                                         : "a ParamSpec default";
}

static void validate_type_parameter_nodes(Validator *validator, const NodeList *list) {
    validate_type_parameters(validator, list);
    for (uint32_t i = 0; i < list->count; i++) {
        const TypeParameter *parameter = NODE_AS(TypeParameter, list->items[i]);
        const Node *value = parameter->default_value;
        if (parameter->kind == TYPE_PARAMETER_STAR) {
            value = without_star(value);
        }
        validate_scoped(validator, parameter->bound,
                        node_is(parameter->bound, NODE_TupleExpression) ? "a TypeVar constraint"
                                                                        : "a TypeVar bound");
        validate_scoped(validator, value, type_parameter_default_text(parameter->kind));
    }
}

static void visit_function_def(Validator *validator, const Node *node) {
    const FunctionDef *function = NODE_AS(FunctionDef, node);
    bool is_generic = function->type_parameters.count > 0;
    validate_name_binding(validator, function->name, node->span);
    validate_list(validator, &function->decorators);
    validate_type_parameter_nodes(validator, &function->type_parameters);
    validate_parameter_nodes(validator, function->parameters, is_generic);
    validate_scoped(validator, function->returns, annotation_scope(validator, is_generic));
    ValidatedScope scope = {
        .kind = SCOPE_FUNCTION, .node = &function->node, .is_async = function->is_async};
    validate_scope_body(validator, scope, &function->body);
}

static void visit_c_function_def(Validator *validator, const Node *node) {
    const CFunctionDef *function = NODE_AS(CFunctionDef, node);
    validate_list(validator, &function->decorators);
    validate_node(validator, function->base);
    const DeclaratorFunction *declarator = NODE_AS(DeclaratorFunction, function->declarator);
    if (function->has_body) {
        validate_parameter_nodes(validator, declarator->parameters, false);
    }
    validate_optional(validator, declarator->exception);
    ValidatedScope scope = {.kind = SCOPE_FUNCTION, .node = &function->node, .is_c = true};
    validate_scope_body(validator, scope, &function->body);
}

static void visit_class_def(Validator *validator, const Node *node) {
    const ClassDef *class_def = NODE_AS(ClassDef, node);
    validate_name_binding(validator, class_def->name, node->span);
    validate_list(validator, &class_def->decorators);
    validate_type_parameter_nodes(validator, &class_def->type_parameters);
    validate_arguments(validator, &class_def->arguments);
    const char *where = class_def->type_parameters.count > 0 ? "the definition of a generic" : NULL;
    for (uint32_t i = 0; i < class_def->arguments.count; i++) {
        validate_scoped(validator, without_star(class_def->arguments.items[i]), where);
    }
    ValidatedScope scope = {.kind = SCOPE_CLASS, .node = &class_def->node};
    validate_scope_body(validator, scope, &class_def->body);
}

static void visit_c_class_def(Validator *validator, const Node *node) {
    const CClassDef *class_def = NODE_AS(CClassDef, node);
    validate_list(validator, &class_def->decorators);
    validate_list(validator, &class_def->bases);
    ValidatedScope scope = {.kind = SCOPE_CLASS, .node = &class_def->node};
    validate_scope_body(validator, scope, &class_def->body);
}

static void visit_lambda(Validator *validator, const Node *node) {
    const Lambda *lambda = NODE_AS(Lambda, node);
    validate_parameter_nodes(validator, lambda->parameters, false);
    ValidatedScope scope = {.kind = SCOPE_FUNCTION, .node = &lambda->node};
    NodeList body = {(Node **)&lambda->body, 1};
    validate_scope_body(validator, scope, &body);
}

static void visit_type_alias(Validator *validator, const Node *node) {
    const TypeAlias *alias = NODE_AS(TypeAlias, node);
    validate_loop_target(validator, alias->name);
    validate_type_parameter_nodes(validator, &alias->type_parameters);
    validate_scoped(validator, alias->value, "a type alias");
}

// --- Comprehensions ------------------------------------------------------------------------------
// The first iterable belongs to what is around the comprehension.
static void visit_comprehension(Validator *validator, const Node *node) {
    const Comprehension *comprehension = NODE_AS(Comprehension, node);
    const ComprehensionContext *outer = validator->comprehension;
    const ComprehensionContext inner = {comprehension, outer};
    validate_comprehension(validator, comprehension);
    for (uint32_t i = 0; i < comprehension->clauses.count; i++) {
        const Node *clause = comprehension->clauses.items[i];
        if (i == 0 && node_is(clause, NODE_ComprehensionFor)) {
            const ComprehensionFor *loop = NODE_AS(ComprehensionFor, clause);
            validate_node(validator, loop->iterable);
            validator->comprehension = &inner;
            validate_node(validator, loop->target);
            validate_list(validator, &loop->conditions);
        } else {
            validator->comprehension = &inner;
            validate_children(validator, clause);
        }
    }
    validate_node(validator, without_star(comprehension->element));
    validate_optional(validator, comprehension->value);
    validator->comprehension = outer;
}

// --- Loops and try -------------------------------------------------------------------------------
static void validate_loop_body(Validator *validator, const NodeList *body, const NodeList *orelse) {
    LoopContext outer = validator->loop;
    bool leaves_finally = validator->in_finally_of_loop;
    validator->loop = LOOP_BODY;
    validator->in_finally_of_loop = false;
    validate_list(validator, body);
    validator->loop = outer;
    validator->in_finally_of_loop = leaves_finally;
    validate_list(validator, orelse);
}

static void visit_for(Validator *validator, const Node *node) {
    const For *loop = NODE_AS(For, node);
    if (loop->is_async) {
        validate_await(validator, &loop->node, "'async for' outside async function");
    }
    validate_loop_target(validator, loop->target);
    validate_node(validator, without_star(loop->target));
    validate_node(validator, loop->iterable);
    validate_loop_body(validator, &loop->body, &loop->orelse);
}

static void visit_for_from(Validator *validator, const Node *node) {
    const ForFrom *loop = NODE_AS(ForFrom, node);
    validate_node(validator, loop->target);
    validate_node(validator, loop->start);
    validate_node(validator, loop->stop);
    validate_optional(validator, loop->step);
    validate_loop_body(validator, &loop->body, &loop->orelse);
}

static void visit_while(Validator *validator, const Node *node) {
    const While *loop = NODE_AS(While, node);
    validate_node(validator, loop->test);
    validate_loop_body(validator, &loop->body, &loop->orelse);
}

static void visit_try(Validator *validator, const Node *node) {
    const Try *statement = NODE_AS(Try, node);
    Validator around = *validator;
    validate_try(validator, statement);
    validator->in_try = true;
    validate_list(validator, &statement->body);
    for (uint32_t i = 0; i < statement->handlers.count; i++) {
        const ExceptHandler *handler = NODE_AS(ExceptHandler, statement->handlers.items[i]);
        Validator outer = *validator;
        validate_optional(validator, handler->exception);
        validate_optional(validator, handler->target);
        if (statement->is_star) {
            validator->in_except_star = true;
            validator->loop = LOOP_EXCEPT_STAR;
        }
        validate_list(validator, &handler->body);
        *validator = outer;
    }
    validate_list(validator, &statement->orelse);
    validator->in_finally = true;
    validator->in_finally_of_loop = true;
    validate_list(validator, &statement->finalbody);
    *validator = around;
}

static void visit_with(Validator *validator, const Node *node) {
    const With *statement = NODE_AS(With, node);
    if (statement->is_async) {
        validate_await(validator, &statement->node, "'async with' outside async function");
    }
    for (uint32_t i = 0; i < statement->items.count; i++) {
        const WithItem *item = NODE_AS(WithItem, statement->items.items[i]);
        validate_node(validator, item->context);
        if (item->target != NULL) {
            validate_loop_target(validator, item->target);
            validate_node(validator, item->target);
        }
    }
    validate_list(validator, &statement->body);
}

// --- Statements ----------------------------------------------------------------------------------
// A wrong star among the targets has been reported.
static void visit_assign(Validator *validator, const Node *node) {
    const Assign *assign = NODE_AS(Assign, node);
    validate_assign(validator, assign);
    validate_starred_list(validator, &assign->targets);
    validate_node(validator, assign->value);
}

static void visit_annotated_assign(Validator *validator, const Node *node) {
    const AnnotatedAssign *assign = NODE_AS(AnnotatedAssign, node);
    validate_annotated_assign(validator, assign);
    validate_node(validator, assign->target);
    validate_scoped(validator, assign->annotation, annotation_scope(validator, false));
    validate_optional(validator, assign->value);
}

static void visit_augmented_assign(Validator *validator, const Node *node) {
    validate_augmented_assign(validator, NODE_AS(AugmentedAssign, node));
    validate_children(validator, node);
}

static void visit_delete(Validator *validator, const Node *node) {
    validate_delete(validator, NODE_AS(Delete, node));
    validate_children(validator, node);
}

static void visit_assert(Validator *validator, const Node *node) {
    advise_assert(validator, NODE_AS(Assert, node));
    validate_children(validator, node);
}

static void visit_return(Validator *validator, const Node *node) {
    validate_return(validator, NODE_AS(Return, node));
    validate_children(validator, node);
}

static void visit_import(Validator *validator, const Node *node) {
    validate_import(validator, NODE_AS(Import, node));
}

static void visit_import_from(Validator *validator, const Node *node) {
    validate_import_from(validator, NODE_AS(ImportFrom, node));
}

static void visit_global(Validator *validator, const Node *node) {
    validate_global(validator, &NODE_AS(Global, node)->names, false, node->span);
}

static void visit_nonlocal(Validator *validator, const Node *node) {
    validate_global(validator, &NODE_AS(Nonlocal, node)->names, true, node->span);
}

static void visit_match(Validator *validator, const Node *node) {
    validate_match(validator, NODE_AS(Match, node));
    validate_children(validator, node);
}

// --- Expressions ---------------------------------------------------------------------------------
static void visit_named_expression(Validator *validator, const Node *node) {
    validate_named_expression(validator, NODE_AS(NamedExpression, node));
    validate_children(validator, node);
}

static void visit_yield(Validator *validator, const Node *node) {
    validate_yield(validator, node);
    validate_children(validator, node);
}

static void visit_await(Validator *validator, const Node *node) {
    validate_await(validator, node, "'await' outside async function");
    validate_children(validator, node);
}

static void visit_call(Validator *validator, const Node *node) {
    validate_arguments(validator, &NODE_AS(Call, node)->arguments);
    advise_call(validator, NODE_AS(Call, node));
    validate_children(validator, node);
}

static void visit_subscript(Validator *validator, const Node *node) {
    advise_subscript(validator, NODE_AS(Subscript, node));
    validate_children(validator, node);
}

static void visit_compare(Validator *validator, const Node *node) {
    advise_compare(validator, NODE_AS(CompareExpression, node));
    validate_children(validator, node);
}

// Where a star may stand, it has been left out before this.
static void visit_starred(Validator *validator, const Node *node) {
    diag_report(validator->diagnostics, DIAG_E0205, node->span);
    validate_children(validator, node);
}

// --- Dispatch ------------------------------------------------------------------------------------
typedef void NodeValidator(Validator *validator, const Node *node);

// What opens a scope, and all else that is more than its children.
static NodeValidator *const visitors[NODE_COUNT] = {
#define SCOPE(Type, name) [NODE_##Type] = visit_##name,
#define SECTION(Type, name)
#define PLAIN(Type, name)
#define NODE(Type, name, FAMILY, LANGUAGE, OPENS, GIL, fields) OPENS(Type, name)
#include "frontend/node.def"
#undef NODE
#undef SCOPE
#undef SECTION
#undef PLAIN
    [NODE_For] = visit_for,
    [NODE_ForFrom] = visit_for_from,
    [NODE_While] = visit_while,
    [NODE_Try] = visit_try,
    [NODE_With] = visit_with,
    [NODE_Assign] = visit_assign,
    [NODE_AnnotatedAssign] = visit_annotated_assign,
    [NODE_AugmentedAssign] = visit_augmented_assign,
    [NODE_Delete] = visit_delete,
    [NODE_Assert] = visit_assert,
    [NODE_Return] = visit_return,
    [NODE_Break] = validate_jump,
    [NODE_Continue] = validate_jump,
    [NODE_Import] = visit_import,
    [NODE_ImportFrom] = visit_import_from,
    [NODE_Global] = visit_global,
    [NODE_Nonlocal] = visit_nonlocal,
    [NODE_Match] = visit_match,
    [NODE_NamedExpression] = visit_named_expression,
    [NODE_Yield] = visit_yield,
    [NODE_YieldFrom] = visit_yield,
    [NODE_Await] = visit_await,
    [NODE_Call] = visit_call,
    [NODE_Subscript] = visit_subscript,
    [NODE_CompareExpression] = visit_compare,
    [NODE_Starred] = visit_starred,
};

// CPython holds so many open blocks in a frame.
static void enter_block(Validator *validator, const Node *node) {
    bool is_block = node_is(node, NODE_For) || node_is(node, NODE_While) ||
                    node_is(node, NODE_Try) || node_is(node, NODE_With);
    validator->block_depth += is_block;
    if (is_block && validator->block_depth == PYTHON_BLOCK_LIMIT + 1 &&
        validator->lowering->source->kind == SOURCE_PY) {
        diag_report(validator->diagnostics, DIAG_E0226, node->span,
                    "too many statically nested blocks");
    }
}

static void validate_node(Validator *validator, const Node *node) {
    uint32_t depth = validator->block_depth;
    NodeValidator *visit = visitors[node->kind];
    enter_block(validator, node);
    (visit != NULL ? visit : validate_children)(validator, node);
    validator->block_depth = depth;
}

void validate_module(Lowering *lowering, Module *module) {
    ValidatedScope scope = {.kind = SCOPE_MODULE, .node = &module->node};
    Validator validator = {
        .lowering = lowering, .diagnostics = lowering->diagnostics, .scope = &scope};
    validate_future_position(&validator, module);
    if (lowering->source->kind == SOURCE_PY)
        validator.has_lazy_annotations = lowering->options->python_minor >= 14;
    validate_list(&validator, &module->body);
    validate_declarations(lowering, module);
}
