// Lowering of tuples, lists, sets, dicts and comprehensions.

#include "frontend/internal.h"

// --- Displays ------------------------------------------------------------------------------------
// Says if the expression binds less tightly than what a star may stand before in a display.
static bool is_loose(const Syntax *syntax) {
    return syntax->kind == SYNTAX_boolean_operator || syntax->kind == SYNTAX_comparison_operator ||
           syntax->kind == SYNTAX_not_operator || syntax->kind == SYNTAX_conditional_expression ||
           syntax->kind == SYNTAX_lambda;
}

// The grammar takes any expression after `*` and `**`, as comprehensions do. In a display it is one
// of operators on numbers.
static void check_unpacked(Lowering *lowering, const Syntax *splat) {
    const Syntax *value = syntax_child(splat, SLOT_value);
    if (value == NULL || !is_loose(value)) {
        return;
    }
    const Syntax *sign = syntax_child(value, SLOT_operator);
    if (value->kind != SYNTAX_conditional_expression) {
        diag_report(lowering->diagnostics, DIAG_E0100,
                    syntax_span(lowering, sign != NULL ? sign : value));
        return;
    }
    diag_report(lowering->diagnostics, DIAG_E0135, syntax_span(lowering, splat),
                splat->kind == SYNTAX_list_splat
                    ? "invalid starred expression. Did you forget to wrap the conditional "
                      "expression in parentheses?"
                    : "invalid double starred expression. Did you forget to wrap the conditional "
                      "expression in parentheses?");
}

// expression_list: element (',' element)* [',']
Node *lower_bare_tuple(Lowering *lowering, const Syntax *syntax) {
    TupleExpression *tuple = LOWER_NEW(lowering, TupleExpression, syntax);
    tuple->elements = lower_expressions(lowering, syntax_first_named(syntax));
    return (Node *)tuple;
}

// tuple: '(' [elements] ')'
Node *lower_tuple(Lowering *lowering, const Syntax *syntax) {
    TupleExpression *tuple = LOWER_NEW(lowering, TupleExpression, syntax);
    for (const Syntax *child = syntax_first_named(syntax); child != NULL;
         child = syntax_next_named(child)) {
        if (child->kind == SYNTAX_list_splat) {
            check_unpacked(lowering, child);
        }
    }
    tuple->elements = lower_expressions(lowering, syntax_first_named(syntax));
    tuple->parenthesized = true;
    return (Node *)tuple;
}

// list: '[' [elements] ']'
Node *lower_list(Lowering *lowering, const Syntax *syntax) {
    ListExpression *list = LOWER_NEW(lowering, ListExpression, syntax);
    list->elements = lower_expressions(lowering, syntax_first_named(syntax));
    return (Node *)list;
}

// set: '{' elements '}'
Node *lower_set(Lowering *lowering, const Syntax *syntax) {
    SetExpression *set = LOWER_NEW(lowering, SetExpression, syntax);
    set->elements = lower_expressions(lowering, syntax_first_named(syntax));
    return (Node *)set;
}

// pair: key ':' value; dictionary_item_splat: '**' value
static Node *lower_dict_item(Lowering *lowering, const Syntax *syntax) {
    DictItem *item = LOWER_NEW(lowering, DictItem, syntax);
    if (syntax->kind == SYNTAX_pair) {
        item->key = lower_expression(lowering, syntax_child(syntax, SLOT_key));
        item->value = lower_expression(lowering, syntax_child(syntax, SLOT_value));
    } else {
        check_unpacked(lowering, syntax);
        item->value = lower_expression(lowering, syntax_child(syntax, SLOT_value));
    }
    return (Node *)item;
}

// dictionary: '{' [(pair | dictionary_item_splat) (',' ...)*] '}'
Node *lower_dictionary(Lowering *lowering, const Syntax *syntax) {
    DictExpression *dict = LOWER_NEW(lowering, DictExpression, syntax);
    NodeVector items = {0};
    for (const Syntax *child = syntax_first_named(syntax); child != NULL;
         child = syntax_next_named(child)) {
        lower_push(lowering, &items, lower_dict_item(lowering, child));
    }
    dict->items = lower_finish_list(lowering, &items);
    return (Node *)dict;
}

// --- Comprehensions ------------------------------------------------------------------------------
// for_in_clause: ['async'] 'for' target 'in' iterable
static Node *lower_for_clause(Lowering *lowering, const Syntax *syntax, NodeList conditions) {
    ComprehensionFor *clause = LOWER_NEW(lowering, ComprehensionFor, syntax);
    clause->is_async = syntax_child(syntax, SLOT_async) != NULL;
    clause->target = lower_expression(lowering, syntax_child(syntax, SLOT_target));
    clause->iterable = lower_expression(lowering, syntax_child(syntax, SLOT_iterable));
    clause->conditions = conditions;
    return (Node *)clause;
}

// for_from_clause: 'for' bounds
static Node *lower_for_from_clause(Lowering *lowering, const Syntax *syntax, NodeList conditions) {
    ComprehensionForFrom *clause = LOWER_NEW(lowering, ComprehensionForFrom, syntax);
    ForFrom *bounds = LOWER_NEW(lowering, ForFrom, syntax);
    lower_for_from_bounds(lowering, syntax, bounds);
    clause->bounds = (Node *)bounds;
    clause->conditions = conditions;
    return (Node *)clause;
}

// if_clause: 'if' condition; those that follow a for clause
static NodeList lower_conditions(Lowering *lowering, const Syntax *clause) {
    NodeVector conditions = {0};
    for (; clause != NULL && clause->kind == SYNTAX_if_clause; clause = syntax_next_named(clause)) {
        lower_push(lowering, &conditions,
                   lower_expression(lowering, syntax_child(clause, SLOT_condition)));
    }
    return lower_finish_list(lowering, &conditions);
}

// (for_in_clause | for_from_clause | if_clause)+
static NodeList lower_comprehension_clauses(Lowering *lowering, const Syntax *syntax) {
    NodeVector clauses = {0};
    for (const Syntax *child = syntax->first; child != NULL; child = child->next) {
        if (child->kind == SYNTAX_for_in_clause || child->kind == SYNTAX_for_from_clause) {
            NodeList conditions = lower_conditions(lowering, syntax_next_named(child));
            lower_push(lowering, &clauses,
                       child->kind == SYNTAX_for_in_clause
                           ? lower_for_clause(lowering, child, conditions)
                           : lower_for_from_clause(lowering, child, conditions));
        }
    }
    return lower_finish_list(lowering, &clauses);
}

// The element of a comprehension, or the key and value of a dict's. What `**` unpacks has no key:
// it is the element.
static void lower_comprehension_body(Lowering *lowering, const Syntax *body,
                                     Comprehension *comprehension) {
    bool is_mapping = body->kind == SYNTAX_dictionary_item_splat;
    if (body->kind == SYNTAX_pair) {
        comprehension->element = lower_expression(lowering, syntax_child(body, SLOT_key));
        comprehension->value = lower_expression(lowering, syntax_child(body, SLOT_value));
    } else {
        comprehension->element =
            lower_expression(lowering, is_mapping ? syntax_child(body, SLOT_value) : body);
    }
}

// bracket body clauses bracket
static Node *lower_comprehension(Lowering *lowering, const Syntax *syntax, ComprehensionKind kind) {
    Comprehension *comprehension = LOWER_NEW(lowering, Comprehension, syntax);
    comprehension->kind = kind;
    lower_comprehension_body(lowering, syntax_child(syntax, SLOT_body), comprehension);
    comprehension->clauses = lower_comprehension_clauses(lowering, syntax);
    return (Node *)comprehension;
}

Node *lower_list_comprehension(Lowering *lowering, const Syntax *syntax) {
    return lower_comprehension(lowering, syntax, COMPREHENSION_LIST);
}

Node *lower_set_comprehension(Lowering *lowering, const Syntax *syntax) {
    return lower_comprehension(lowering, syntax, COMPREHENSION_SET);
}

Node *lower_dictionary_comprehension(Lowering *lowering, const Syntax *syntax) {
    return lower_comprehension(lowering, syntax, COMPREHENSION_DICT);
}

Node *lower_generator(Lowering *lowering, const Syntax *syntax) {
    return lower_comprehension(lowering, syntax, COMPREHENSION_GENERATOR);
}
