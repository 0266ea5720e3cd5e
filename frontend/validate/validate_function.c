// Checks of parameters, type parameters and arguments (language reference, 8.7 and 6.3.4).

#include "frontend/validate/validate.h"

// --- Parameters ----------------------------------------------------------------------------------
static void validate_parameter_order(Validator *validator, const Parameters *parameters) {
    bool seen_default = false;
    bool seen_star = false;
    bool seen_double_star = false;
    for (uint32_t i = 0; i < parameters->items.count; i++) {
        const Parameter *parameter = NODE_AS(Parameter, parameters->items.items[i]);
        const char *wrong = NULL;
        if (seen_double_star) {
            wrong = "parameters cannot follow var-keyword parameter";
        } else if (parameter->kind == PARAMETER_STAR && seen_star) {
            wrong = "* may appear only once";
        } else if (seen_default && !parameter_is_optional(parameter) &&
                   parameter->kind <= PARAMETER_NORMAL) {
            wrong = "parameter without a default follows parameter with a default";
        }
        if (wrong != NULL) {
            diag_report(validator->diagnostics, DIAG_E0204, parameter->node.span, wrong);
            return;
        }
        seen_default |= parameter->kind <= PARAMETER_NORMAL && parameter_is_optional(parameter);
        seen_star |= parameter->kind == PARAMETER_STAR || parameter->kind == PARAMETER_KEYWORD_ONLY;
        seen_double_star |= parameter->kind == PARAMETER_DOUBLE_STAR;
    }
}

void validate_parameters(Validator *validator, const Parameters *parameters) {
    Map seen = {0};
    validate_parameter_order(validator, parameters);
    for (uint32_t i = 0; i < parameters->items.count; i++) {
        const Parameter *parameter = NODE_AS(Parameter, parameters->items.items[i]);
        if (parameter->name == NULL) {
            continue;
        }
        validate_name_binding(validator, parameter->name, parameter->node.span);
        const DeclaratorName *declared = declarator_core(parameter->declarator);
        if (declared != NULL && declared->c_name != NULL)
            diag_report(validator->diagnostics, DIAG_E0227, declared->node.span,
                        "a parameter cannot have a name in C");
        if (map_has(&seen, parameter->name)) {
            diag_report(validator->diagnostics, DIAG_E0210, parameter->node.span,
                        parameter->name->text);
        }
        map_put(validator->lowering->scratch, &seen, parameter->name, NULL);
    }
}

void validate_type_parameters(Validator *validator, const NodeList *list) {
    Map seen = {0};
    bool seen_default = false;
    Arena *scratch = validator->lowering->scratch;
    for (uint32_t i = 0; i < list->count; i++) {
        const TypeParameter *parameter = NODE_AS(TypeParameter, list->items[i]);
        validate_name_binding(validator, parameter->name, parameter->node.span);
        if (map_has(&seen, parameter->name)) {
            diag_report(
                validator->diagnostics, DIAG_E0225, parameter->node.span,
                arena_format(scratch, "duplicate type parameter '%s'", parameter->name->text));
        }
        if (seen_default && parameter->default_value == NULL) {
            diag_report(validator->diagnostics, DIAG_E0225, parameter->node.span,
                        arena_format(scratch,
                                     "non-default type parameter '%s' follows default type "
                                     "parameter",
                                     parameter->name->text));
        }
        seen_default |= parameter->default_value != NULL;
        map_put(scratch, &seen, parameter->name, NULL);
    }
}

typedef struct TypeScopeFinder {
    Validator *validator;
    const char *where;
    bool found;
} TypeScopeFinder;

static void find_forbidden(Node **child, void *context) {
    TypeScopeFinder *finder = context;
    Node *node = *child;
    const char *what = node_is(node, NODE_NamedExpression)                          ? "named"
                       : node_is(node, NODE_Yield) || node_is(node, NODE_YieldFrom) ? "yield"
                       : node_is(node, NODE_Await)                                  ? "await"
                                                                                    : NULL;
    if (what != NULL) {
        finder->found = true;
        diag_report(finder->validator->diagnostics, DIAG_E0226, node->span,
                    arena_format(finder->validator->lowering->scratch,
                                 "%s expression cannot be used within %s", what, finder->where));
    }
    if (node_is(node, NODE_Lambda)) { // its body is a scope of its own
        node_each_child(NODE_AS(Lambda, node)->parameters, find_forbidden, finder);
    } else {
        node_each_child(node, find_forbidden, finder);
    }
}

bool validate_type_scope(Validator *validator, const Node *expression, const char *where) {
    TypeScopeFinder finder = {validator, where, false};
    Node *node = (Node *)expression;
    find_forbidden(&node, &finder);
    return !finder.found;
}

// --- Arguments -----------------------------------------------------------------------------------
// What is wrong with the place of a positional argument, or NULL.
static const char *positional_fault(const Node *argument, bool seen_keyword, bool seen_splat) {
    if (node_is(argument, NODE_Starred)) {
        return seen_splat ? "iterable argument unpacking follows keyword argument unpacking" : NULL;
    }
    if (seen_splat) {
        return "positional argument follows keyword argument unpacking";
    }
    return seen_keyword ? "positional argument follows keyword argument" : NULL;
}

static void validate_keyword(Validator *validator, const Keyword *keyword, Map *seen) {
    validate_name_binding(validator, keyword->name, keyword->node.span);
    // A .pxd file calls nothing but decorators, and Cython lets those repeat a name.
    if (map_has(seen, keyword->name) && validator->lowering->source->kind != SOURCE_PXD) {
        diag_report(validator->diagnostics, DIAG_E0211, keyword->node.span, keyword->name->text);
    }
    map_put(validator->lowering->scratch, seen, keyword->name, NULL);
}

void validate_arguments(Validator *validator, const NodeList *arguments) {
    Map seen = {0};
    bool seen_keyword = false;
    bool seen_splat = false;
    for (uint32_t i = 0; i < arguments->count; i++) {
        const Node *argument = arguments->items[i];
        if (node_is(argument, NODE_Keyword)) {
            const Keyword *keyword = NODE_AS(Keyword, argument);
            seen_splat |= keyword->name == NULL;
            seen_keyword = true;
            if (keyword->name != NULL) {
                validate_keyword(validator, keyword, &seen);
            }
            continue;
        }
        const char *fault = positional_fault(argument, seen_keyword, seen_splat);
        if (fault != NULL) {
            diag_report(validator->diagnostics, DIAG_E0212, argument->span, fault);
            return;
        }
    }
}
