// Lowering of names, attributes, calls, subscripts, conditional expressions, await and yield.

#include "frontend/internal.h"

// identifier
Node *lower_identifier(Lowering *lowering, const Syntax *syntax) {
    NameExpression *name = LOWER_NEW(lowering, NameExpression, syntax);
    name->name = syntax_name(lowering, syntax);
    return (Node *)name;
}

// dotted_name: identifier ('.' identifier)*, as a value
Node *lower_dotted_value(Lowering *lowering, const Syntax *syntax) {
    const Syntax *part = syntax_first_named(syntax);
    if (part == NULL) {
        return lower_identifier(lowering, syntax);
    }
    Node *value = lower_identifier(lowering, part);
    while ((part = syntax_next_named(part)) != NULL) {
        Span span = span_of(lowering->source, syntax->start, part->end);
        Attribute *attribute = NODE_NEW(lowering->arena, Attribute, span);
        attribute->value = value;
        attribute->name = syntax_member_name(lowering, part);
        value = (Node *)attribute;
    }
    return value;
}

// parenthesized_expression: '(' value ')'
Node *lower_parenthesized(Lowering *lowering, const Syntax *syntax) {
    const Syntax *value = syntax_child(syntax, SLOT_value);
    if (value == NULL) { // `(a as b)` outside a with statement
        diag_report(lowering->diagnostics, DIAG_E0100, syntax_span(lowering, syntax));
        return lower_error(lowering, syntax);
    }
    if (value->kind == SYNTAX_list_splat) {
        diag_report(lowering->diagnostics, DIAG_E0205, syntax_span(lowering, value));
    }
    return lower_expression(lowering, value);
}

// attribute: object '.' name
Node *lower_attribute(Lowering *lowering, const Syntax *syntax) {
    Attribute *attribute = LOWER_NEW(lowering, Attribute, syntax);
    attribute->value = lower_expression(lowering, syntax_child(syntax, SLOT_object));
    attribute->name = syntax_member_name(lowering, syntax_child(syntax, SLOT_name));
    return (Node *)attribute;
}

// --- Calls ---------------------------------------------------------------------------------------
// keyword_argument: name '=' value
Node *lower_keyword_argument(Lowering *lowering, const Syntax *syntax) {
    Keyword *keyword = LOWER_NEW(lowering, Keyword, syntax);
    const Syntax *name = syntax_child(syntax, SLOT_name);
    if (name->kind != SYNTAX_identifier) {
        Diagnostic *message =
            diag_report(lowering->diagnostics, DIAG_E0206, syntax_span(lowering, name));
        diag_add_help(message, "write `==` to compare");
    }
    keyword->name = syntax_member_name(lowering, name);
    keyword->value = lower_expression(lowering, syntax_child(syntax, SLOT_value));
    return (Node *)keyword;
}

// dictionary_splat: '**' value
Node *lower_keyword_splat(Lowering *lowering, const Syntax *syntax) {
    Keyword *keyword = LOWER_NEW(lowering, Keyword, syntax);
    keyword->value = lower_expression(lowering, syntax_child(syntax, SLOT_value));
    return (Node *)keyword;
}

// argument_list: '(' [argument (',' argument)* [',']] ')'
NodeList lower_arguments(Lowering *lowering, const Syntax *syntax) {
    return lower_expressions(lowering, syntax != NULL ? syntax_first_named(syntax) : NULL);
}

// In Cython, sizeof is a keyword.
static bool is_sizeof(Lowering *lowering, const Call *call) {
    return lowering->source->kind != SOURCE_PY && call->arguments.count == 1 &&
           node_is(call->function, NODE_NameExpression) &&
           NODE_AS(NameExpression, call->function)->name == intern(lowering->compilation, "sizeof");
}

// call: function (argument_list | generator_expression)
Node *lower_call(Lowering *lowering, const Syntax *syntax) {
    Call *call = LOWER_NEW(lowering, Call, syntax);
    const Syntax *arguments = syntax_child(syntax, SLOT_arguments);
    call->function = lower_expression(lowering, syntax_child(syntax, SLOT_function));
    call->arguments = arguments->kind == SYNTAX_argument_list
                          ? lower_arguments(lowering, arguments)
                          : lower_slot_list(lowering, syntax, SLOT_arguments);
    if (is_sizeof(lowering, call)) {
        return lower_sizeof(lowering, syntax, call->arguments.items[0]);
    }
    return (Node *)call;
}

// --- Subscripts ----------------------------------------------------------------------------------
// subscript: value '[' index ']'
Node *lower_subscript(Lowering *lowering, const Syntax *syntax) {
    Subscript *subscript = LOWER_NEW(lowering, Subscript, syntax);
    const Syntax *index = syntax_child(syntax, SLOT_index);
    subscript->value = lower_expression(lowering, syntax_child(syntax, SLOT_value));
    subscript->index = lower_expression(lowering, index);
    if (index->kind == SYNTAX_list_splat) { // a[*b] is a[(*b,)]
        NodeVector only = {0};
        TupleExpression *tuple = LOWER_NEW(lowering, TupleExpression, index);
        lower_push(lowering, &only, subscript->index);
        tuple->elements = lower_finish_list(lowering, &only);
        subscript->index = (Node *)tuple;
    }
    return (Node *)subscript;
}

// slice: [lower] ':' [upper] [':' [step]]
Node *lower_slice(Lowering *lowering, const Syntax *syntax) {
    Slice *slice = LOWER_NEW(lowering, Slice, syntax);
    slice->start = lower_optional(lowering, syntax_child(syntax, SLOT_lower));
    slice->stop = lower_optional(lowering, syntax_child(syntax, SLOT_upper));
    slice->step = lower_optional(lowering, syntax_child(syntax, SLOT_step));
    return (Node *)slice;
}

// --- Others --------------------------------------------------------------------------------------
// conditional_expression: body 'if' condition 'else' alternative
Node *lower_conditional(Lowering *lowering, const Syntax *syntax) {
    ConditionalExpression *conditional = LOWER_NEW(lowering, ConditionalExpression, syntax);
    conditional->test = lower_expression(lowering, syntax_child(syntax, SLOT_condition));
    conditional->body = lower_expression(lowering, syntax_child(syntax, SLOT_body));
    conditional->orelse = lower_expression(lowering, syntax_child(syntax, SLOT_alternative));
    return (Node *)conditional;
}

// named_expression: name ':=' value
Node *lower_named_expression(Lowering *lowering, const Syntax *syntax) {
    NamedExpression *named = LOWER_NEW(lowering, NamedExpression, syntax);
    named->target = lower_expression(lowering, syntax_child(syntax, SLOT_name));
    named->value = lower_expression(lowering, syntax_child(syntax, SLOT_value));
    return (Node *)named;
}

// await: 'await' operand
Node *lower_await(Lowering *lowering, const Syntax *syntax) {
    Await *await = LOWER_NEW(lowering, Await, syntax);
    await->value = lower_expression(lowering, syntax_child(syntax, SLOT_operand));
    return (Node *)await;
}

// yield: 'yield' ['from' iterable | value]
Node *lower_yield(Lowering *lowering, const Syntax *syntax) {
    const Syntax *iterable = syntax_child(syntax, SLOT_iterable);
    if (iterable != NULL) {
        YieldFrom *yield_from = LOWER_NEW(lowering, YieldFrom, syntax);
        yield_from->value = lower_expression(lowering, iterable);
        return (Node *)yield_from;
    }
    Yield *yield = LOWER_NEW(lowering, Yield, syntax);
    yield->value = lower_optional(lowering, syntax_child(syntax, SLOT_value));
    return (Node *)yield;
}

// list_splat: '*' value
Node *lower_starred(Lowering *lowering, const Syntax *syntax) {
    Starred *starred = LOWER_NEW(lowering, Starred, syntax);
    starred->value = lower_expression(lowering, syntax_child(syntax, SLOT_value));
    return (Node *)starred;
}

// repr_expression: '`' value (',' value)* '`', of Python 2
Node *lower_backquote(Lowering *lowering, const Syntax *syntax) {
    Backquote *backquote = LOWER_NEW(lowering, Backquote, syntax);
    NodeList values = lower_slot_list(lowering, syntax, SLOT_value);
    backquote->value = values.items[0];
    if (values.count > 1) {
        TupleExpression *tuple = LOWER_NEW(lowering, TupleExpression, syntax);
        tuple->elements = values;
        backquote->value = (Node *)tuple;
    }
    if (lowering->language_level > 2) {
        Diagnostic *message =
            diag_report(lowering->diagnostics, DIAG_E0113, syntax_span(lowering, syntax));
        diag_add_help(message, "write `repr(...)`");
    }
    return (Node *)backquote;
}
