// Lowering of simple statements: assignments, del, return, raise, assert, global, nonlocal and the
// statements of language level 2.

#include "frontend/internal.h"

// Says whether a call's arguments are all plain expressions.
static bool has_plain_arguments(const Call *call) {
    for (uint32_t i = 0; i < call->arguments.count; i++) {
        uint16_t kind = call->arguments.items[i]->kind;
        if (kind == NODE_Keyword || kind == NODE_Starred) {
            return false;
        }
    }
    return true;
}

static bool is_name(Lowering *lowering, const Node *node, const char *text) {
    return node_is(node, NODE_NameExpression) &&
           NODE_AS(NameExpression, node)->name == intern(lowering->compilation, text);
}

// In Python 2, `print` and `print(a)` are print statements too. Returns NULL if it is none.
static Node *make_print_statement(Lowering *lowering, const Syntax *syntax, Node *value) {
    if (is_name(lowering, value, "print")) {
        return (Node *)LOWER_NEW(lowering, PrintStatement, syntax);
    }
    if (!node_is(value, NODE_Call)) {
        return NULL;
    }
    const Call *call = NODE_AS(Call, value);
    if (!is_name(lowering, call->function, "print") || !has_plain_arguments(call)) {
        return NULL;
    }
    PrintStatement *statement = LOWER_NEW(lowering, PrintStatement, syntax);
    statement->values = call->arguments;
    if (call->arguments.count != 1) {
        NodeVector only = {0};
        TupleExpression *tuple = NODE_NEW(lowering->arena, TupleExpression, value->span);
        tuple->elements = call->arguments;
        tuple->parenthesized = true;
        lower_push(lowering, &only, (Node *)tuple);
        statement->values = lower_finish_list(lowering, &only);
    }
    return (Node *)statement;
}

// expression_statement: value
Node *lower_expression_statement(Lowering *lowering, const Syntax *syntax) {
    Node *value = lower_expression(lowering, syntax_child(syntax, SLOT_value));
    Node *print =
        lowering->language_level == 2 ? make_print_statement(lowering, syntax, value) : NULL;
    if (print != NULL) {
        return print;
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

// --- Python 2 ------------------------------------------------------------------------------------
// From language level 3 on, `print >>stream, value` is a tuple with a shift in it.
static Node *lower_print_shift(Lowering *lowering, const Syntax *syntax) {
    const Syntax *stream = syntax_child(syntax, SLOT_stream);
    NameExpression *name = NODE_NEW(lowering->arena, NameExpression,
                                    span_of(lowering->source, syntax->start, syntax->start + 5));
    name->name = intern(lowering->compilation, "print");
    BinaryExpression *shift = NODE_NEW(lowering->arena, BinaryExpression,
                                       span_of(lowering->source, syntax->start, stream->end));
    shift->left = (Node *)name;
    shift->operator= BINARY_RIGHT_SHIFT;
    shift->right = lower_expression(lowering, stream);
    ExpressionStatement *statement = LOWER_NEW(lowering, ExpressionStatement, syntax);
    statement->value = (Node *)shift;
    if (syntax_token(lowering, syntax, ",") != NULL) {
        NodeVector elements = {0};
        TupleExpression *tuple = LOWER_NEW(lowering, TupleExpression, syntax);
        lower_push(lowering, &elements, (Node *)shift);
        NodeList values = lower_slot_list(lowering, syntax, SLOT_argument);
        for (uint32_t i = 0; i < values.count; i++) {
            lower_push(lowering, &elements, values.items[i]);
        }
        tuple->elements = lower_finish_list(lowering, &elements);
        statement->value = (Node *)tuple;
    }
    return (Node *)statement;
}

// print_statement: 'print' ['>>' stream] (',' argument)* [',']
Node *lower_print(Lowering *lowering, const Syntax *syntax) {
    const Syntax *stream = syntax_child(syntax, SLOT_stream);
    if (lowering->language_level > 2 && stream != NULL) {
        return lower_print_shift(lowering, syntax);
    }
    PrintStatement *statement = LOWER_NEW(lowering, PrintStatement, syntax);
    statement->stream = lower_optional(lowering, stream);
    statement->values = lower_slot_list(lowering, syntax, SLOT_argument);
    statement->trailing_comma = syntax_child(syntax, SLOT_trailing_comma) != NULL;
    if (lowering->language_level > 2) {
        diag_report(lowering->diagnostics, DIAG_E0110, syntax_span(lowering, syntax), "print");
    }
    return (Node *)statement;
}

// exec_statement: 'exec' code ['in' globals [',' locals]]
Node *lower_exec(Lowering *lowering, const Syntax *syntax) {
    ExecStatement *statement = LOWER_NEW(lowering, ExecStatement, syntax);
    statement->code = lower_expression(lowering, syntax_child(syntax, SLOT_code));
    statement->globals = lower_optional(lowering, syntax_child(syntax, SLOT_globals));
    statement->locals = lower_optional(lowering, syntax_child(syntax, SLOT_locals));
    if (lowering->language_level > 2) {
        diag_report(lowering->diagnostics, DIAG_E0110, syntax_span(lowering, syntax), "exec");
    }
    return (Node *)statement;
}
