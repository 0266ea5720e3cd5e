// Lowering of simple statements: assignments, del, return, raise, assert, global,
// nonlocal, type aliases. (print and exec: lower_python2.c.)

#include "frontend/internal.h"

// expression_statement: value
Node *lower_expression_statement(Lowering *lowering, const Syntax *syntax) {
    Node *value = lower_expression(lowering, syntax_child(syntax, SLOT_value));
    bool has_statement = lowering->language_level == 2 && !lowering->has_print_function;
    Node *print = has_statement ? lower_print_expression(lowering, value) : NULL;
    if (print != NULL) {
        return print;
    }
    Node *exec = lowering->language_level == 2 ? lower_exec_expression(lowering, value) : NULL;
    if (exec != NULL) {
        return exec;
    }
    ExpressionStatement *statement = LOWER_NEW(lowering, ExpressionStatement, syntax);
    statement->value = value;
    return (Node *)statement;
}

// assignment: (target '=')+ value
Node *lower_assignment(Lowering *lowering, const Syntax *syntax) {
    Assign *assign = LOWER_NEW(lowering, Assign, syntax);
    assign->targets = lower_slot_list(lowering, syntax, SLOT_target);
    assign->value = lower_expression(lowering, syntax_child(syntax, SLOT_value));
    return (Node *)assign;
}

// annotated_assignment: target ':' annotation ['=' value]
Node *lower_annotated_assignment(Lowering *lowering, const Syntax *syntax) {
    AnnotatedAssign *assign = LOWER_NEW(lowering, AnnotatedAssign, syntax);
    const Syntax *target = syntax_child(syntax, SLOT_target);
    assign->target = lower_expression(lowering, target);
    assign->annotation = lower_expression(lowering, syntax_child(syntax, SLOT_annotation));
    assign->value = lower_optional(lowering, syntax_child(syntax, SLOT_value));
    assign->simple = target != NULL && target->kind == SYNTAX_identifier;
    return (Node *)assign;
}

// augmented_assignment: target operator value
Node *lower_augmented_assignment(Lowering *lowering, const Syntax *syntax) {
    AugmentedAssign *assign = LOWER_NEW(lowering, AugmentedAssign, syntax);
    assign->target = lower_expression(lowering, syntax_child(syntax, SLOT_target));
    assign->operator= lower_binary_operator(lowering, syntax_child(syntax, SLOT_operator), 1);
    assign->value = lower_expression(lowering, syntax_child(syntax, SLOT_value));
    return (Node *)assign;
}

// delete_statement: 'del' target
Node *lower_delete(Lowering *lowering, const Syntax *syntax) {
    Delete *statement = LOWER_NEW(lowering, Delete, syntax);
    const Syntax *target = syntax_child(syntax, SLOT_target);
    if (target != NULL && target->kind == SYNTAX_expression_list) {
        statement->targets = lower_expressions(lowering, syntax_first_named(target));
    } else {
        statement->targets = lower_slot_list(lowering, syntax, SLOT_target);
    }
    return (Node *)statement;
}

Node *lower_pass(Lowering *lowering, const Syntax *syntax) {
    return (Node *)LOWER_NEW(lowering, Pass, syntax);
}

Node *lower_break(Lowering *lowering, const Syntax *syntax) {
    return (Node *)LOWER_NEW(lowering, Break, syntax);
}

Node *lower_continue(Lowering *lowering, const Syntax *syntax) {
    return (Node *)LOWER_NEW(lowering, Continue, syntax);
}

// return_statement: 'return' [value]
Node *lower_return(Lowering *lowering, const Syntax *syntax) {
    Return *statement = LOWER_NEW(lowering, Return, syntax);
    statement->value = lower_optional(lowering, syntax_child(syntax, SLOT_value));
    return (Node *)statement;
}

// raise_statement: 'raise' [exception ['from' cause | ',' value [',' traceback]]]
Node *lower_raise(Lowering *lowering, const Syntax *syntax) {
    Raise *statement = LOWER_NEW(lowering, Raise, syntax);
    statement->exception = lower_optional(lowering, syntax_child(syntax, SLOT_exception));
    statement->cause = lower_optional(lowering, syntax_child(syntax, SLOT_cause));
    statement->value = lower_optional(lowering, syntax_child(syntax, SLOT_value));
    statement->traceback = lower_optional(lowering, syntax_child(syntax, SLOT_traceback));
    if (statement->value != NULL && lowering->source->kind == SOURCE_PY &&
        lowering->language_level > 2) {
        Diagnostic *message =
            diag_report(lowering->diagnostics, DIAG_E0100,
                        syntax_span(lowering, syntax_token(lowering, syntax, ",")));
        diag_add_help(message, "write `raise type(value)`");
    }
    return (Node *)statement;
}

// global_statement: 'global' name (',' name)*
Node *lower_global(Lowering *lowering, const Syntax *syntax) {
    Global *statement = LOWER_NEW(lowering, Global, syntax);
    statement->names = lower_slot_list(lowering, syntax, SLOT_name);
    return (Node *)statement;
}

// nonlocal_statement: 'nonlocal' name (',' name)*
Node *lower_nonlocal(Lowering *lowering, const Syntax *syntax) {
    Nonlocal *statement = LOWER_NEW(lowering, Nonlocal, syntax);
    statement->names = lower_slot_list(lowering, syntax, SLOT_name);
    return (Node *)statement;
}

// assert_statement: 'assert' condition [',' message]
Node *lower_assert(Lowering *lowering, const Syntax *syntax) {
    Assert *statement = LOWER_NEW(lowering, Assert, syntax);
    statement->test = lower_expression(lowering, syntax_child(syntax, SLOT_condition));
    statement->message = lower_optional(lowering, syntax_child(syntax, SLOT_message));
    return (Node *)statement;
}

// type_alias_statement: 'type' name [type_parameters] '=' value
Node *lower_type_alias(Lowering *lowering, const Syntax *syntax) {
    TypeAlias *alias = LOWER_NEW(lowering, TypeAlias, syntax);
    alias->name = lower_expression(lowering, syntax_child(syntax, SLOT_name));
    alias->type_parameters =
        lower_type_parameters(lowering, syntax_child(syntax, SLOT_type_parameters));
    alias->value = lower_expression(lowering, syntax_child(syntax, SLOT_value));
    return (Node *)alias;
}
