// The walk over the AST that checks what the grammar cannot.
//
// Takes: a module. Reports; changes nothing. The recursion is as deep as the AST, which has a
// limit.

#include "frontend/validate/validate.h"

#define PYTHON_BLOCK_LIMIT 20

static void validate_node(Validator *validator, const Node *node);

static void validate_child(Node **child, void *context) { validate_node(context, *child); }

static void validate_children(Validator *validator, const Node *node) {
    node_each_child((Node *)node, validate_child, validator);
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
        const Node *element = list->items[i];
        validate_node(validator,
                      node_is(element, NODE_Starred) ? NODE_AS(Starred, element)->value : element);
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
        if (parameter->kind == PARAMETER_STAR && node_is(annotation, NODE_Starred)) {
            annotation = NODE_AS(Starred, annotation)->value;
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
        if (parameter->kind == TYPE_PARAMETER_STAR && node_is(value, NODE_Starred)) {
            value = NODE_AS(Starred, value)->value;
        }
        validate_scoped(validator, parameter->bound,
                        node_is(parameter->bound, NODE_TupleExpression) ? "a TypeVar constraint"
                                                                        : "a TypeVar bound");
        validate_scoped(validator, value, type_parameter_default_text(parameter->kind));
    }
}

static void validate_function(Validator *validator, const FunctionDef *function) {
    bool is_generic = function->type_parameters.count > 0;
    validate_list(validator, &function->decorators);
    validate_type_parameter_nodes(validator, &function->type_parameters);
    validate_parameter_nodes(validator, function->parameters, is_generic);
    validate_scoped(validator, function->returns, annotation_scope(validator, is_generic));
    ValidatedScope scope = {
        .kind = SCOPE_FUNCTION, .node = &function->node, .is_async = function->is_async};
    validate_scope_body(validator, scope, &function->body);
}

static void validate_c_function(Validator *validator, const CFunctionDef *function) {
    validate_list(validator, &function->decorators);
    const DeclaratorFunction *declarator = NODE_AS(DeclaratorFunction, function->declarator);
    if (function->has_body) {
        validate_parameter_nodes(validator, declarator->parameters, false);
    }
    ValidatedScope scope = {.kind = SCOPE_FUNCTION, .node = &function->node, .is_c = true};
    validate_scope_body(validator, scope, &function->body);
}

static void validate_class(Validator *validator, const ClassDef *class_def) {
    validate_list(validator, &class_def->decorators);
    validate_type_parameter_nodes(validator, &class_def->type_parameters);
    validate_arguments(validator, &class_def->arguments);
    const char *where = class_def->type_parameters.count > 0 ? "the definition of a generic" : NULL;
    for (uint32_t i = 0; i < class_def->arguments.count; i++) {
        const Node *base = class_def->arguments.items[i];
        validate_scoped(validator,
                        node_is(base, NODE_Starred) ? NODE_AS(Starred, base)->value : base, where);
    }
    ValidatedScope scope = {.kind = SCOPE_CLASS, .node = &class_def->node};
    validate_scope_body(validator, scope, &class_def->body);
}

static void validate_c_class(Validator *validator, const CClassDef *class_def) {
    validate_list(validator, &class_def->decorators);
    ValidatedScope scope = {.kind = SCOPE_CLASS, .node = &class_def->node};
    validate_scope_body(validator, scope, &class_def->body);
}

static void validate_lambda(Validator *validator, const Lambda *lambda) {
    validate_parameter_nodes(validator, lambda->parameters, false);
    ValidatedScope scope = {.kind = SCOPE_FUNCTION, .node = &lambda->node};
    NodeList body = {(Node **)&lambda->body, 1};
    validate_scope_body(validator, scope, &body);
}

// --- Comprehensions ------------------------------------------------------------------------------
// The first iterable belongs to what is around the comprehension.
static void validate_comprehension_parts(Validator *validator, const Comprehension *comprehension) {
    const Comprehension *outer = validator->comprehension;
    validate_comprehension(validator, comprehension);
    for (uint32_t i = 0; i < comprehension->clauses.count; i++) {
        const Node *clause = comprehension->clauses.items[i];
        if (i == 0 && node_is(clause, NODE_ComprehensionFor)) {
            const ComprehensionFor *loop = NODE_AS(ComprehensionFor, clause);
            validate_node(validator, loop->iterable);
            validator->comprehension = comprehension;
            validate_node(validator, loop->target);
            validate_list(validator, &loop->conditions);
        } else {
            validator->comprehension = comprehension;
            validate_children(validator, clause);
        }
    }
    NodeList element = {(Node **)&comprehension->element, 1};
    validate_starred_list(validator, &element);
    validate_optional(validator, comprehension->value);
    validator->comprehension = outer;
}

// --- Loops and try -------------------------------------------------------------------------------
static void validate_loop_body(Validator *validator, const NodeList *body, const NodeList *orelse) {
    LoopContext outer = validator->loop;
    validator->loop = LOOP_BODY;
    validate_list(validator, body);
    validator->loop = outer;
    validate_list(validator, orelse);
}

static void validate_for(Validator *validator, const For *loop) {
    if (loop->is_async) {
        validate_await(validator, &loop->node, "'async for'");
    }
    validate_loop_target(validator, loop->target);
    NodeList target = {(Node **)&loop->target, 1};
    validate_starred_list(validator, &target);
    validate_node(validator, loop->iterable);
    validate_loop_body(validator, &loop->body, &loop->orelse);
}

static void validate_try_parts(Validator *validator, const Try *statement) {
    validate_try(validator, statement);
    validate_list(validator, &statement->body);
    for (uint32_t i = 0; i < statement->handlers.count; i++) {
        const ExceptHandler *handler = NODE_AS(ExceptHandler, statement->handlers.items[i]);
        Validator outer = *validator;
        validate_optional(validator, handler->exception);
        if (statement->is_star) {
            validator->in_except_star = true;
            validator->loop = LOOP_EXCEPT_STAR;
        }
        validate_list(validator, &handler->body);
        *validator = outer;
    }
    validate_list(validator, &statement->orelse);
    validate_list(validator, &statement->finalbody);
}

static void validate_with(Validator *validator, const With *statement) {
    if (statement->is_async) {
        validate_await(validator, &statement->node, "'async with'");
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

// --- Dispatch ------------------------------------------------------------------------------------
// Nodes that open a scope or a loop; false for others.
static bool validate_block(Validator *validator, const Node *node) {
    switch (node->kind) {
    case NODE_FunctionDef:
        validate_function(validator, NODE_AS(FunctionDef, node));
        return true;
    case NODE_CFunctionDef:
        validate_c_function(validator, NODE_AS(CFunctionDef, node));
        return true;
    case NODE_ClassDef:
        validate_class(validator, NODE_AS(ClassDef, node));
        return true;
    case NODE_CClassDef:
        validate_c_class(validator, NODE_AS(CClassDef, node));
        return true;
    case NODE_Lambda:
        validate_lambda(validator, NODE_AS(Lambda, node));
        return true;
    case NODE_Comprehension:
        validate_comprehension_parts(validator, NODE_AS(Comprehension, node));
        return true;
    case NODE_For:
        validate_for(validator, NODE_AS(For, node));
        return true;
    case NODE_ForFrom:
        validate_loop_body(validator, &NODE_AS(ForFrom, node)->body,
                           &NODE_AS(ForFrom, node)->orelse);
        return true;
    case NODE_While:
        validate_node(validator, NODE_AS(While, node)->test);
        validate_loop_body(validator, &NODE_AS(While, node)->body, &NODE_AS(While, node)->orelse);
        return true;
    case NODE_Try:
        validate_try_parts(validator, NODE_AS(Try, node));
        return true;
    case NODE_With:
        validate_with(validator, NODE_AS(With, node));
        return true;
    default:
        return false;
    }
}

// Statements that are looked at before their children.
static void validate_simple_statement(Validator *validator, const Node *node) {
    switch (node->kind) {
    case NODE_AugmentedAssign:
        validate_augmented_assign(validator, NODE_AS(AugmentedAssign, node));
        break;
    case NODE_Delete:
        validate_delete(validator, NODE_AS(Delete, node));
        break;
    case NODE_Assert:
        advise_assert(validator, NODE_AS(Assert, node));
        break;
    case NODE_Return:
        validate_return(validator, NODE_AS(Return, node));
        break;
    case NODE_Break:
    case NODE_Continue:
        validate_jump(validator, node);
        break;
    case NODE_ImportFrom:
        validate_import_from(validator, NODE_AS(ImportFrom, node));
        break;
    case NODE_Match:
        validate_match(validator, NODE_AS(Match, node));
        break;
    default:
        break;
    }
}

static void validate_expression(Validator *validator, const Node *node) {
    switch (node->kind) {
    case NODE_NamedExpression:
        validate_named_expression(validator, NODE_AS(NamedExpression, node));
        break;
    case NODE_Yield:
    case NODE_YieldFrom:
        validate_yield(validator, node);
        break;
    case NODE_Await:
        validate_await(validator, node, "'await'");
        break;
    case NODE_Call:
        validate_arguments(validator, &NODE_AS(Call, node)->arguments);
        advise_call(validator, NODE_AS(Call, node));
        break;
    case NODE_Subscript:
        advise_subscript(validator, NODE_AS(Subscript, node));
        break;
    case NODE_CompareExpression:
        advise_compare(validator, NODE_AS(CompareExpression, node));
        break;
    case NODE_Starred:
        diag_report(validator->diagnostics, DIAG_E0205, node->span);
        break;
    default:
        break;
    }
}

static void validate_annotated_assign_parts(Validator *validator, const AnnotatedAssign *assign) {
    validate_annotated_assign(validator, assign);
    validate_node(validator, assign->target);
    validate_scoped(validator, assign->annotation, annotation_scope(validator, false));
    validate_optional(validator, assign->value);
}

// Nodes whose children may be starred or have scopes of their own; false for others.
static bool validate_special_parent(Validator *validator, const Node *node) {
    switch (node->kind) {
    case NODE_TupleExpression:
        validate_starred_list(validator, &NODE_AS(TupleExpression, node)->elements);
        return true;
    case NODE_ListExpression:
        validate_starred_list(validator, &NODE_AS(ListExpression, node)->elements);
        return true;
    case NODE_SetExpression:
        validate_starred_list(validator, &NODE_AS(SetExpression, node)->elements);
        return true;
    case NODE_Call:
        validate_node(validator, NODE_AS(Call, node)->function);
        validate_starred_list(validator, &NODE_AS(Call, node)->arguments);
        return true;
    // a wrong star among the targets has been reported
    case NODE_Assign: {
        const Assign *assign = NODE_AS(Assign, node);
        validate_assign(validator, assign);
        validate_starred_list(validator, &assign->targets);
        validate_node(validator, assign->value);
        return true;
    }
    case NODE_AnnotatedAssign:
        validate_annotated_assign_parts(validator, NODE_AS(AnnotatedAssign, node));
        return true;
    case NODE_TypeAlias:
        validate_type_parameter_nodes(validator, &NODE_AS(TypeAlias, node)->type_parameters);
        validate_scoped(validator, NODE_AS(TypeAlias, node)->value, "a type alias");
        return true;
    case NODE_Global:
        validate_global(validator, &NODE_AS(Global, node)->names, false, node->span);
        return true;
    case NODE_Nonlocal:
        validate_global(validator, &NODE_AS(Nonlocal, node)->names, true, node->span);
        return true;
    default:
        return false;
    }
}

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
    enter_block(validator, node);
    if (validate_block(validator, node)) {
        validator->block_depth = depth;
        return;
    }
    validate_simple_statement(validator, node);
    validate_expression(validator, node);
    if (!validate_special_parent(validator, node)) {
        validate_children(validator, node);
    }
}

void validate_module(Lowering *lowering, Module *module) {
    ValidatedScope scope = {.kind = SCOPE_MODULE, .node = &module->node};
    Validator validator = {
        .lowering = lowering, .diagnostics = lowering->diagnostics, .scope = &scope};
    if (lowering->source->kind == SOURCE_PY) { // Cython takes them anywhere
        validate_future_position(&validator, module);
        validator.has_lazy_annotations = lowering->options->python_minor >= 14;
    }
    validate_list(&validator, &module->body);
}
