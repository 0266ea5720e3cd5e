// Lowering of compound statements: if, while, for, for-from, try, with. (match: lower_pattern.c.)

#include "frontend/internal.h"

// The block of the clause in that field, or nothing.
static NodeList lower_clause(Lowering *lowering, const Syntax *syntax, SyntaxSlot slot) {
    const Syntax *clause = syntax_child(syntax, slot);
    return clause != NULL ? lower_body(lowering, clause) : (NodeList){0};
}

// Lowers `elif` and `else` clauses from `clause` on: an elif is an If, alone in the orelse before
// it.
static NodeList lower_alternatives(Lowering *lowering, const Syntax *clause, uint32_t end) {
    while (clause != NULL && clause->slot != SLOT_alternative) {
        clause = clause->next;
    }
    if (clause == NULL) {
        return (NodeList){0};
    }
    if (clause->kind == SYNTAX_else_clause) {
        return lower_body(lowering, clause);
    }
    Span span = span_of(lowering->source, clause->start, end);
    if (!depth_enter(&lowering->depth, lowering->diagnostics, span)) {
        return (NodeList){0};
    }
    If *statement = NODE_NEW(lowering->arena, If, span);
    statement->test = lower_expression(lowering, syntax_child(clause, SLOT_condition));
    statement->body = lower_body(lowering, clause);
    statement->orelse = lower_alternatives(lowering, clause->next, end);
    depth_leave(&lowering->depth);
    NodeVector only = {0};
    lower_push(lowering, &only, (Node *)statement);
    return lower_finish_list(lowering, &only);
}

// if_statement: 'if' condition ':' body elif_clause* [else_clause]
Node *lower_if(Lowering *lowering, const Syntax *syntax) {
    If *statement = LOWER_NEW(lowering, If, syntax);
    statement->test = lower_expression(lowering, syntax_child(syntax, SLOT_condition));
    statement->body = lower_body(lowering, syntax);
    statement->orelse = lower_alternatives(lowering, syntax->first, syntax->end);
    return (Node *)statement;
}

// while_statement: 'while' condition ':' body [else_clause]
Node *lower_while(Lowering *lowering, const Syntax *syntax) {
    While *statement = LOWER_NEW(lowering, While, syntax);
    statement->test = lower_expression(lowering, syntax_child(syntax, SLOT_condition));
    statement->body = lower_body(lowering, syntax);
    statement->orelse = lower_clause(lowering, syntax, SLOT_alternative);
    return (Node *)statement;
}

// for_statement: ['async'] 'for' target 'in' iterable ':' body [else_clause]
Node *lower_for(Lowering *lowering, const Syntax *syntax) {
    For *statement = LOWER_NEW(lowering, For, syntax);
    statement->is_async = syntax_child(syntax, SLOT_async) != NULL;
    statement->target = lower_expression(lowering, syntax_child(syntax, SLOT_target));
    statement->iterable = lower_expression(lowering, syntax_child(syntax, SLOT_iterable));
    statement->body = lower_body(lowering, syntax);
    statement->orelse = lower_clause(lowering, syntax, SLOT_alternative);
    return (Node *)statement;
}

// [target 'from'] lower lower_operator variable upper_operator upper ['by' step]
void lower_for_from_bounds(Lowering *lowering, const Syntax *syntax, ForFrom *statement) {
    const Syntax *variable = syntax_child(syntax, SLOT_variable);
    const Syntax *target = syntax_child(syntax, SLOT_target);
    statement->target = lower_expression(lowering, target != NULL ? target : variable);
    statement->start = lower_expression(lowering, syntax_child(syntax, SLOT_lower));
    statement->start_operator =
        lower_compare_operator(lowering, syntax_child(syntax, SLOT_lower_operator));
    statement->stop_operator =
        lower_compare_operator(lowering, syntax_child(syntax, SLOT_upper_operator));
    statement->stop = lower_expression(lowering, syntax_child(syntax, SLOT_upper));
    statement->step = lower_optional(lowering, syntax_child(syntax, SLOT_step));
    bool is_same =
        target == NULL || (syntax_length(target) == syntax_length(variable) &&
                           memcmp(syntax_text(lowering, target), syntax_text(lowering, variable),
                                  syntax_length(target)) == 0);
    if (!is_same) {
        diag_report(lowering->diagnostics, DIAG_E0126, syntax_span(lowering, variable));
    }
}

// for_from_statement: 'for' bounds ':' body [else_clause]
Node *lower_for_from(Lowering *lowering, const Syntax *syntax) {
    ForFrom *statement = LOWER_NEW(lowering, ForFrom, syntax);
    lower_for_from_bounds(lowering, syntax, statement);
    statement->body = lower_body(lowering, syntax);
    statement->orelse = lower_clause(lowering, syntax, SLOT_alternative);
    return (Node *)statement;
}

// --- try -----------------------------------------------------------------------------------------
// The comma after the last exception, or NULL.
static const Syntax *find_trailing_comma(const Lowering *lowering, const Syntax *syntax) {
    const Syntax *comma = NULL;
    for (const Syntax *child = syntax->first; child != NULL; child = child->next) {
        if (child->slot == SLOT_value) {
            comma = NULL;
        } else if (child->kind == SYNTAX_TOKEN && syntax_is(lowering, child, ",")) {
            comma = child;
        }
    }
    return comma;
}

// Several exceptions without parentheses: a tuple since Python 3.14, unless `as` follows.
static Node *lower_exception_tuple(Lowering *lowering, NodeList values, const Syntax *comma,
                                   bool has_target) {
    Span span =
        span_join(values.items[0]->span, comma != NULL ? syntax_span(lowering, comma)
                                                       : values.items[values.count - 1]->span);
    if (comma != NULL && has_target) {
        diag_report(lowering->diagnostics, DIAG_E0100, syntax_span(lowering, comma));
    } else if (lowering->options->python_minor < 14) {
        diag_report(lowering->diagnostics, DIAG_E0219, span,
                    "multiple exception types must be parenthesized");
    } else if (has_target) {
        diag_report(lowering->diagnostics, DIAG_E0219, span,
                    "multiple exception types must be parenthesized when using 'as'");
    }
    TupleExpression *tuple = NODE_NEW(lowering->arena, TupleExpression, span);
    tuple->elements = values;
    return (Node *)tuple;
}

// Also takes `except A, e`, which binds a name in Python 2 and in Cython's files of any level.
static void lower_exceptions(Lowering *lowering, const Syntax *syntax, ExceptHandler *handler) {
    NodeList values = lower_slot_list(lowering, syntax, SLOT_value);
    const Syntax *comma = find_trailing_comma(lowering, syntax);
    handler->target = lower_optional(lowering, syntax_child(syntax, SLOT_alias));
    if (values.count == 0 || (values.count == 1 && comma == NULL)) {
        handler->exception = values.count > 0 ? values.items[0] : NULL;
    } else if (values.count == 2 && reads_python2(lowering) && handler->target == NULL &&
               syntax_child(syntax, SLOT_group) == NULL) {
        handler->exception = values.items[0];
        handler->target = values.items[1];
        handler->keeps_target = true;
    } else {
        handler->exception =
            lower_exception_tuple(lowering, values, comma, handler->target != NULL);
    }
}

// except_clause: 'except' ['*'] [value (',' value)* ['as' alias]] ':' body
static Node *lower_except(Lowering *lowering, const Syntax *syntax) {
    ExceptHandler *handler = LOWER_NEW(lowering, ExceptHandler, syntax);
    lower_exceptions(lowering, syntax, handler);
    handler->body = lower_body(lowering, syntax);
    return (Node *)handler;
}

// `except` and `except*` do not mix, and `except*` names what it catches.
static void check_group(Lowering *lowering, const Syntax *clause, bool has_others, bool is_star) {
    const Syntax *star = syntax_child(clause, SLOT_group);
    if (has_others && (star != NULL) != is_star) {
        diag_report(lowering->diagnostics, DIAG_E0219, syntax_span(lowering, clause->first),
                    "cannot have both 'except' and 'except*' on the same 'try'");
    } else if (star != NULL && syntax_child(clause, SLOT_value) == NULL) {
        diag_report(lowering->diagnostics, DIAG_E0219, syntax_span(lowering, star),
                    "expected one or more exception types");
    } else if (star != NULL && lowering->options->python_minor < 11) {
        Diagnostic *message =
            diag_report(lowering->diagnostics, DIAG_E0219, syntax_span(lowering, star),
                        "except* needs Python 3.11, which is the first with exception groups");
        diag_add_note(message, "the module is for Python 3.%d", lowering->options->python_minor);
    }
}

// try_statement: 'try' ':' body except_clause* [else_clause] [finally_clause]
Node *lower_try(Lowering *lowering, const Syntax *syntax) {
    Try *statement = LOWER_NEW(lowering, Try, syntax);
    NodeVector handlers = {0};
    statement->body = lower_body(lowering, syntax);
    for (const Syntax *child = syntax->first; child != NULL; child = child->next) {
        if (child->slot == SLOT_handler) {
            check_group(lowering, child, handlers.count > 0, statement->is_star);
            lower_push(lowering, &handlers, lower_except(lowering, child));
            statement->is_star = syntax_child(child, SLOT_group) != NULL;
        }
    }
    statement->handlers = lower_finish_list(lowering, &handlers);
    statement->orelse = lower_clause(lowering, syntax, SLOT_alternative);
    statement->finalbody = lower_clause(lowering, syntax, SLOT_finalizer);
    return (Node *)statement;
}

// --- with ----------------------------------------------------------------------------------------
// with_item: value ['as' target]; or any expression, without a target
static Node *lower_with_item(Lowering *lowering, const Syntax *syntax) {
    WithItem *item = LOWER_NEW(lowering, WithItem, syntax);
    if (syntax->kind == SYNTAX_with_item) {
        item->context = lower_expression(lowering, syntax_child(syntax, SLOT_value));
        item->target = lower_optional(lowering, syntax_child(syntax, SLOT_target));
    } else {
        item->context = lower_expression(lowering, syntax);
    }
    return (Node *)item;
}

// Says whether what stands in parentheses is a list of items: no star and no `:=` among them.
static bool is_item_list(const Syntax *syntax) {
    if (syntax->kind == SYNTAX_parenthesized_expression) {
        return syntax_child_of_kind(syntax, SYNTAX_with_item) != NULL;
    }
    return syntax->kind == SYNTAX_tuple && syntax_first_named(syntax) != NULL &&
           syntax_child_of_kind(syntax, SYNTAX_list_splat) == NULL &&
           syntax_child_of_kind(syntax, SYNTAX_named_expression) == NULL;
}

// The items, without the parentheses that may stand around all of them.
static NodeList lower_with_items(Lowering *lowering, const Syntax *syntax) {
    const Syntax *first = syntax_child(syntax, SLOT_item);
    const Syntax *value = syntax_child(first, SLOT_value);
    bool is_only = syntax_token(lowering, syntax, ",") == NULL;
    if (is_only && syntax_child(first, SLOT_target) == NULL && is_item_list(value)) {
        first = syntax_first_named(value);
    }
    NodeVector items = {0};
    for (const Syntax *child = first; child != NULL; child = syntax_next_named(child)) {
        if (child->slot != SLOT_body) {
            lower_push(lowering, &items, lower_with_item(lowering, child));
        }
    }
    return lower_finish_list(lowering, &items);
}

// with_statement: ['async'] 'with' item (',' item)* ':' body
Node *lower_with(Lowering *lowering, const Syntax *syntax) {
    With *statement = LOWER_NEW(lowering, With, syntax);
    statement->is_async = syntax_child(syntax, SLOT_async) != NULL;
    statement->items = lower_with_items(lowering, syntax);
    statement->body = lower_body(lowering, syntax);
    return (Node *)statement;
}
