// Lowering of def, class, lambda, decorators and type parameters.

#include "frontend/internal.h"

// function_definition: ['async'] 'def' name [type_parameters] parameters ['->' return_type] ':'
// body
Node *lower_function_definition(Lowering *lowering, const Syntax *syntax) {
    FunctionDef *function = LOWER_NEW(lowering, FunctionDef, syntax);
    const Syntax *name = syntax_child(syntax, SLOT_name);
    function->name = syntax_name(lowering, name);
    function->name_span = syntax_span(lowering, name);
    function->type_parameters =
        lower_type_parameters(lowering, syntax_child(syntax, SLOT_type_parameters));
    function->parameters =
        lower_parameters(lowering, syntax_child(syntax, SLOT_parameters), function->name_span);
    function->returns = lower_optional(lowering, syntax_child(syntax, SLOT_return_type));
    function->body = lower_body(lowering, syntax);
    function->is_async = syntax_child(syntax, SLOT_async) != NULL;
    return (Node *)function;
}

// class_definition: 'class' name [type_parameters] [arguments] ':' body
Node *lower_class_definition(Lowering *lowering, const Syntax *syntax) {
    ClassDef *class_def = LOWER_NEW(lowering, ClassDef, syntax);
    const Syntax *name = syntax_child(syntax, SLOT_name);
    class_def->name = syntax_name(lowering, name);
    class_def->name_span = syntax_span(lowering, name);
    class_def->type_parameters =
        lower_type_parameters(lowering, syntax_child(syntax, SLOT_type_parameters));
    class_def->arguments = lower_arguments(lowering, syntax_child(syntax, SLOT_arguments));
    class_def->body = lower_body(lowering, syntax);
    return (Node *)class_def;
}

// Gives the decorators to the definition they stand before.
static void attach_decorators(Lowering *lowering, Node *definition, NodeList decorators,
                              const Syntax *syntax) {
    switch (definition->kind) {
    case NODE_FunctionDef:
        NODE_AS(FunctionDef, definition)->decorators = decorators;
        break;
    case NODE_ClassDef:
        NODE_AS(ClassDef, definition)->decorators = decorators;
        break;
    case NODE_CFunctionDef:
        NODE_AS(CFunctionDef, definition)->decorators = decorators;
        break;
    case NODE_CClassDef:
        NODE_AS(CClassDef, definition)->decorators = decorators;
        break;
    case NODE_CVariableDeclaration:
        NODE_AS(CVariableDeclaration, definition)->decorators = decorators;
        break;
    case NODE_CEnumDef: // Cython ignores them
    case NODE_CStructDef:
    case NODE_CppClassDef:
        break;
    default:
        diag_report(lowering->diagnostics, DIAG_E0112, syntax_span(lowering, syntax));
    }
}

// decorated_definition: decorator+ definition; decorator: '@' value
Node *lower_decorated_definition(Lowering *lowering, const Syntax *syntax) {
    NodeVector decorators = {0};
    for (const Syntax *child = syntax->first; child != NULL; child = child->next) {
        if (child->slot == SLOT_decorator) {
            lower_push(lowering, &decorators,
                       lower_expression(lowering, syntax_child(child, SLOT_value)));
        }
    }
    Node *definition = lower_statement(lowering, syntax_child(syntax, SLOT_definition));
    if (definition != NULL) {
        attach_decorators(lowering, definition, lower_finish_list(lowering, &decorators), syntax);
    }
    return definition;
}

// lambda: 'lambda' [lambda_parameters] ':' body
Node *lower_lambda(Lowering *lowering, const Syntax *syntax) {
    Lambda *lambda = LOWER_NEW(lowering, Lambda, syntax);
    Span empty = span_of(lowering->source, syntax->start, syntax->start);
    lambda->parameters = lower_parameters(lowering, syntax_child(syntax, SLOT_parameters), empty);
    lambda->body = lower_expression(lowering, syntax_child(syntax, SLOT_body));
    return (Node *)lambda;
}
