// Checks of targets: what can be assigned to, deleted, annotated (language reference, 7.2 to 7.5).

#include "frontend/validate/validate.h"

const char *expression_kind_text(const Node *node) {
    static const char *const comprehensions[] = {"list comprehension", "set comprehension",
                                                 "dict comprehension", "generator expression"};
    switch (node->kind) {
    case NODE_NameExpression:
        return "name";
    case NODE_Attribute:
        return "attribute";
    case NODE_Subscript:
        return "subscript";
    case NODE_Starred:
        return "starred";
    case NODE_ListExpression:
        return "list";
    case NODE_TupleExpression:
        return "tuple";
    case NODE_Lambda:
        return "lambda";
    case NODE_Call:
        return "function call";
    case NODE_Comprehension:
        return comprehensions[((const Comprehension *)node)->kind];
    case NODE_Yield:
    case NODE_YieldFrom:
        return "yield expression";
    case NODE_Await:
        return "await expression";
    case NODE_DictExpression:
        return "dict literal";
    case NODE_SetExpression:
        return "set display";
    case NODE_JoinedString:
        return ((const JoinedString *)node)->is_template ? "t-string expression"
                                                         : "f-string expression";
    case NODE_NoneLiteral:
        return "None";
    case NODE_BoolLiteral:
        return ((const BoolLiteral *)node)->value ? "True" : "False";
    case NODE_EllipsisLiteral:
        return "ellipsis";
    case NODE_IntLiteral:
    case NODE_FloatLiteral:
    case NODE_StringLiteral:
        return "literal";
    case NODE_CompareExpression:
        return "comparison";
    case NODE_ConditionalExpression:
        return "conditional expression";
    case NODE_NamedExpression:
        return "named expression";
    default:
        return "expression";
    }
}

void validate_name_binding(Validator *validator, const Name *name, Span span) {
    if (name != NULL && strcmp(name->text, "__debug__") == 0) {
        diag_report(validator->diagnostics, DIAG_E0201, span, "__debug__", "");
    }
}

// --- Assignment ----------------------------------------------------------------------------------
static void validate_target(Validator *validator, const Node *target, const char *advice);

// Elements of a tuple or list: at most one star.
static void validate_target_elements(Validator *validator, const NodeList *elements) {
    uint32_t stars = 0;
    for (uint32_t i = 0; i < elements->count; i++) {
        const Node *element = elements->items[i];
        if (!node_is(element, NODE_Starred)) {
            validate_target(validator, element, "");
            continue;
        }
        validate_target(validator, NODE_AS(Starred, element)->value, "");
        if (++stars == 2) {
            diag_report(validator->diagnostics, DIAG_E0214, element->span,
                        "multiple starred expressions in assignment");
        }
    }
}

// Reports what cannot be assigned to. `advice` follows the message of an expression.
static void validate_target(Validator *validator, const Node *target, const char *advice) {
    switch (target->kind) {
    case NODE_NameExpression:
        validate_name_binding(validator, NODE_AS(NameExpression, target)->name, target->span);
        return;
    case NODE_Attribute:
        validate_name_binding(validator, NODE_AS(Attribute, target)->name, target->span);
        return;
    case NODE_Subscript:
    case NODE_ErrorExpression:
        return;
    case NODE_TupleExpression:
        validate_target_elements(validator, &NODE_AS(TupleExpression, target)->elements);
        return;
    case NODE_ListExpression:
        validate_target_elements(validator, &NODE_AS(ListExpression, target)->elements);
        return;
    case NODE_Starred:
        diag_report(validator->diagnostics, DIAG_E0214, target->span,
                    "starred assignment target must be in a list or tuple");
        return;
    case NODE_Yield:
    case NODE_YieldFrom:
        diag_report(validator->diagnostics, DIAG_E0214, target->span,
                    "assignment to yield expression not possible");
        return;
    default:
        diag_report(validator->diagnostics, DIAG_E0201, target->span, expression_kind_text(target),
                    advice);
    }
}

// CPython guesses at a comparison where the target binds tighter than one.
static const char *assignment_advice(const Node *target) {
    switch (target->kind) {
    case NODE_NoneLiteral:
    case NODE_BoolLiteral:
    case NODE_CompareExpression:
    case NODE_BooleanExpression:
    case NODE_ConditionalExpression:
    case NODE_Lambda:
    case NODE_NamedExpression:
        return "";
    case NODE_Comprehension:
        return ((const Comprehension *)target)->kind == COMPREHENSION_GENERATOR
                   ? ""
                   : " here. Maybe you meant '==' instead of '='?";
    default:
        return " here. Maybe you meant '==' instead of '='?";
    }
}

// assignment: (target '=')+ value
void validate_assign(Validator *validator, const Assign *assign) {
    for (uint32_t i = 0; i < assign->targets.count; i++) {
        const Node *target = assign->targets.items[i];
        validate_target(validator, target,
                        assign->targets.count == 1 ? assignment_advice(target) : "");
    }
}

// annotated_assignment: target ':' annotation ['=' value]
void validate_annotated_assign(Validator *validator, const AnnotatedAssign *assign) {
    const Node *target = assign->target;
    // it may be a header that has lost its keyword
    if (validator->lowering->is_broken) {
        return;
    }
    switch (target->kind) {
    case NODE_NameExpression:
    case NODE_Attribute:
        validate_target(validator, target, "");
        return;
    case NODE_Subscript:
    case NODE_ErrorExpression:
        return;
    case NODE_TupleExpression:
        diag_report(validator->diagnostics, DIAG_E0208, target->span,
                    "only single target (not tuple) can be annotated");
        return;
    case NODE_ListExpression:
        diag_report(validator->diagnostics, DIAG_E0208, target->span,
                    "only single target (not list) can be annotated");
        return;
    default:
        diag_report(validator->diagnostics, DIAG_E0208, target->span,
                    "illegal target for annotation");
    }
}

// augmented_assignment: target operator value
void validate_augmented_assign(Validator *validator, const AugmentedAssign *assign) {
    switch (assign->target->kind) {
    case NODE_NameExpression:
    case NODE_Attribute:
        validate_target(validator, assign->target, "");
        return;
    case NODE_Subscript:
    case NODE_ErrorExpression:
        return;
    default:
        diag_report(validator->diagnostics, DIAG_E0203, assign->target->span,
                    expression_kind_text(assign->target));
    }
}

void validate_loop_target(Validator *validator, const Node *target) {
    validate_target(validator, target, "");
}

// named_expression: name ':=' value
void validate_named_expression(Validator *validator, const NamedExpression *named) {
    const Node *target = named->target;
    if (node_is(target, NODE_NameExpression)) {
        validate_target(validator, target, "");
    } else if (!node_is(target, NODE_ErrorExpression)) {
        diag_report(validator->diagnostics, DIAG_E0209, target->span, expression_kind_text(target));
    }
}

// --- Deletion ------------------------------------------------------------------------------------
static void validate_deleted(Validator *validator, const Node *target) {
    const NodeList *elements = NULL;
    switch (target->kind) {
    case NODE_NameExpression: {
        const Name *name = NODE_AS(NameExpression, target)->name;
        if (strcmp(name->text, "__debug__") == 0) {
            diag_report(validator->diagnostics, DIAG_E0202, target->span, "__debug__");
        }
        return;
    }
    case NODE_Attribute:
    case NODE_Subscript:
    case NODE_ErrorExpression:
        return;
    case NODE_TupleExpression:
        elements = &NODE_AS(TupleExpression, target)->elements;
        break;
    case NODE_ListExpression:
        elements = &NODE_AS(ListExpression, target)->elements;
        break;
    default:
        diag_report(validator->diagnostics, DIAG_E0202, target->span, expression_kind_text(target));
        return;
    }
    for (uint32_t i = 0; i < elements->count; i++) {
        validate_deleted(validator, elements->items[i]);
    }
}

// delete_statement: 'del' target (',' target)*
void validate_delete(Validator *validator, const Delete *statement) {
    for (uint32_t i = 0; i < statement->targets.count; i++) {
        validate_deleted(validator, statement->targets.items[i]);
    }
}
