// Lowering of include, DEF and IF, and of Cython's own expressions.

#include "frontend/internal.h"

// include_statement: 'include' path; the statements of the file become its body
Node *lower_include(Lowering *lowering, const Syntax *syntax) {
    Include *include = LOWER_NEW(lowering, Include, syntax);
    NodeVector body = {0};
    include->path = lower_string_name(lowering, syntax_child(syntax, SLOT_path));
    parse_included(lowering, include->path->text, include->node.span, &body);
    include->body = lower_finish_list(lowering, &body);
    return (Node *)include;
}

// compile_time_definition: 'DEF' name '=' value
Node *lower_compile_time_definition(Lowering *lowering, const Syntax *syntax) {
    CompileTimeDef *definition = LOWER_NEW(lowering, CompileTimeDef, syntax);
    definition->name = syntax_name(lowering, syntax_child(syntax, SLOT_name));
    definition->value = lower_expression(lowering, syntax_child(syntax, SLOT_value));
    return (Node *)definition;
}

// Lowers ELIF and ELSE clauses from `clause` on: an ELIF is a CompileTimeIf, alone in the orelse
// before.
static NodeList lower_compile_time_alternatives(Lowering *lowering, const Syntax *clause,
                                                uint32_t end) {
    while (clause != NULL && clause->slot != SLOT_alternative) {
        clause = clause->next;
    }
    if (clause == NULL) {
        return (NodeList){0};
    }
    if (clause->kind == SYNTAX_compile_time_else) {
        return lower_body(lowering, clause);
    }
    Span span = span_of(lowering->source, clause->start, end);
    if (!depth_enter(&lowering->depth, lowering->diagnostics, span)) {
        return (NodeList){0};
    }
    CompileTimeIf *statement = NODE_NEW(lowering->arena, CompileTimeIf, span);
    statement->test = lower_expression(lowering, syntax_child(clause, SLOT_condition));
    statement->body = lower_body(lowering, clause);
    statement->orelse = lower_compile_time_alternatives(lowering, clause->next, end);
    depth_leave(&lowering->depth);
    NodeVector only = {0};
    lower_push(lowering, &only, (Node *)statement);
    return lower_finish_list(lowering, &only);
}

// compile_time_if: 'IF' condition ':' body compile_time_elif* [compile_time_else]
Node *lower_compile_time_if(Lowering *lowering, const Syntax *syntax) {
    CompileTimeIf *statement = LOWER_NEW(lowering, CompileTimeIf, syntax);
    statement->test = lower_expression(lowering, syntax_child(syntax, SLOT_condition));
    statement->body = lower_body(lowering, syntax);
    statement->orelse = lower_compile_time_alternatives(lowering, syntax->first, syntax->end);
    return (Node *)statement;
}

// --- Expressions ---------------------------------------------------------------------------------
// `<T[:n]>x`: the lengths are values, the rest of the axes is the type's.
static NodeList take_lengths(Lowering *lowering, const Node *target) {
    NodeVector lengths = {0};
    const CType *type = node_is(target, NODE_CType) ? (const CType *)target : NULL;
    if (type == NULL || !node_is(type->base, NODE_CBaseMemoryview))
        return lower_finish_list(lowering, &lengths);
    const NodeList *axes = &((const CBaseMemoryview *)type->base)->axes;
    for (uint32_t i = 0; i < axes->count; i++) {
        Slice *axis = node_is(axes->items[i], NODE_Slice) ? (Slice *)axes->items[i] : NULL;
        if (axis == NULL || axis->stop == NULL)
            continue;
        lower_push(lowering, &lengths, axis->stop);
        axis->stop = NULL;
    }
    return lower_finish_list(lowering, &lengths);
}

// cast: '<' type ['?'] '>' operand
Node *lower_cast(Lowering *lowering, const Syntax *syntax) {
    Cast *cast = LOWER_NEW(lowering, Cast, syntax);
    cast->target_type = lower_expression(lowering, syntax_child(syntax, SLOT_type));
    cast->lengths = take_lengths(lowering, cast->target_type);
    cast->checked = syntax_child(syntax, SLOT_checked) != NULL;
    cast->operand = lower_expression(lowering, syntax_child(syntax, SLOT_operand));
    return (Node *)cast;
}

// address_of: '&' operand
Node *lower_address_of(Lowering *lowering, const Syntax *syntax) {
    AddressOf *address = LOWER_NEW(lowering, AddressOf, syntax);
    address->operand = lower_expression(lowering, syntax_child(syntax, SLOT_operand));
    return (Node *)address;
}

// `sizeof(x)`: what is no evident type may be a type or a value.
Node *lower_sizeof(Lowering *lowering, const Syntax *syntax, Node *argument) {
    if (node_is(argument, NODE_CType)) {
        SizeofType *size = LOWER_NEW(lowering, SizeofType, syntax);
        size->measured = argument;
        return (Node *)size;
    }
    SizeofExpression *size = LOWER_NEW(lowering, SizeofExpression, syntax);
    size->operand = argument;
    return (Node *)size;
}

// new_expression: 'new' type arguments
Node *lower_new(Lowering *lowering, const Syntax *syntax) {
    NewExpression *expression = LOWER_NEW(lowering, NewExpression, syntax);
    const Syntax *type = syntax_child(syntax, SLOT_type);
    CType *target = LOWER_NEW(lowering, CType, type);
    target->base = lower_c_base(lowering, type);
    target->declarator =
        lower_declarator(lowering, NULL, span_of(lowering->source, type->end, type->end));
    expression->target_type = (Node *)target;
    expression->arguments = lower_arguments(lowering, syntax_child(syntax, SLOT_arguments));
    return (Node *)expression;
}
