// Checks of statements and expressions that depend on what is around them: return, yield, await,
// break, continue, except, comprehensions (language reference, 7.6, 6.2.9, 8.4).

#include "frontend/validate/validate.h"

// --- Functions -----------------------------------------------------------------------------------
static bool in_function(const Validator *validator) {
    return validator->scope->kind == SCOPE_FUNCTION;
}

// Reports what stands outside of what it needs, unless that may have been lost: the file is broken
// and the line is indented.
static void report_outside(Validator *validator, DiagCode code, const Node *node,
                           const char *what) {
    const Lowering *lowering = validator->lowering;
    Position position = source_position(lowering->compilation->sources, node->span.start);
    if (!lowering->is_broken || position.column == 1) {
        diag_report(validator->diagnostics, code, node->span, what);
    }
}

void validate_return(Validator *validator, const Return *statement) {
    if (statement->value != NULL && validator->scope->value_return == NULL) {
        validator->scope->value_return = &statement->node;
    }
    if (validator->in_finally) {
        advise_finally(validator, &statement->node, "return");
    }
    if (!in_function(validator)) {
        report_outside(validator, DIAG_E0215, &statement->node, "return");
    } else if (validator->in_except_star) {
        diag_report(validator->diagnostics, DIAG_E0226, statement->node.span,
                    "'break', 'continue' and 'return' cannot appear in an 'except*' block");
    }
}

void validate_yield(Validator *validator, const Node *node) {
    static const char *const places[] = {
        "'yield' inside list comprehension", "'yield' inside set comprehension",
        "'yield' inside dict comprehension", "'yield' inside generator expression"};
    bool is_from = node_is(node, NODE_YieldFrom);
    if (validator->comprehension != NULL) {
        diag_report(validator->diagnostics, DIAG_E0223, node->span,
                    places[validator->comprehension->comprehension->kind]);
    } else if (!in_function(validator)) {
        report_outside(validator, DIAG_E0215, node, is_from ? "yield from" : "yield");
    } else if (is_from && validator->scope->is_async) {
        diag_report(validator->diagnostics, DIAG_E0226, node->span,
                    "'yield from' inside async function");
    }
    validator->scope->is_generator = true;
}

// A generator expression may be asynchronous anywhere. Another comprehension makes what is around
// it asynchronous: since Python 3.11 the comprehension there, in the end the function.
static void validate_async_comprehension(Validator *validator,
                                         const ComprehensionContext *context) {
    const ComprehensionContext *outer = context;
    bool may_nest = validator->lowering->options->python_minor >= 11;
    while (outer != NULL && outer->comprehension->kind != COMPREHENSION_GENERATOR && may_nest) {
        outer = outer->outer;
    }
    bool is_absorbed = outer != NULL && outer->comprehension->kind == COMPREHENSION_GENERATOR &&
                       (may_nest || outer == context);
    bool is_nested = !may_nest && context->outer != NULL;
    if (!is_absorbed && (is_nested || !validator->scope->is_async)) {
        report_outside(validator, DIAG_E0218, &context->comprehension->node,
                       "asynchronous comprehension outside of an asynchronous function");
    }
}

void validate_await(Validator *validator, const Node *node, const char *what) {
    if (validator->comprehension != NULL) {
        validate_async_comprehension(validator, validator->comprehension);
    } else if (!in_function(validator) && node_is(node, NODE_Await)) {
        report_outside(validator, DIAG_E0215, node, "await");
    } else if (!validator->scope->is_async) {
        report_outside(validator, DIAG_E0218, node, what);
    }
}

// --- Loops ---------------------------------------------------------------------------------------
void validate_jump(Validator *validator, const Node *node) {
    if (validator->in_finally_of_loop) {
        advise_finally(validator, node, node_is(node, NODE_Break) ? "break" : "continue");
    }
    if (validator->loop == LOOP_NONE) {
        report_outside(validator, node_is(node, NODE_Break) ? DIAG_E0216 : DIAG_E0217, node, NULL);
    } else if (validator->loop == LOOP_EXCEPT_STAR) {
        diag_report(validator->diagnostics, DIAG_E0226, node->span,
                    "'break', 'continue' and 'return' cannot appear in an 'except*' block");
    }
}

// --- try -----------------------------------------------------------------------------------------
// Python 2 does, and in Cython's files `except A, target` of any language level.
static bool takes_any_target(const Validator *validator, const ExceptHandler *handler) {
    const Lowering *lowering = validator->lowering;
    return lowering->source->kind != SOURCE_PY &&
           (handler->keeps_target || lowering->language_level == 2);
}

void validate_try(Validator *validator, const Try *statement) {
    for (uint32_t i = 0; i < statement->handlers.count; i++) {
        const ExceptHandler *handler = NODE_AS(ExceptHandler, statement->handlers.items[i]);
        const Node *target = handler->target;
        if (handler->exception == NULL && i + 1 < statement->handlers.count) {
            Diagnostic *message = diag_report(validator->diagnostics, DIAG_E0219,
                                              handler->node.span, "default 'except:' must be last");
            diag_add_label(message, statement->handlers.items[i + 1]->span,
                           "nothing is left for this one");
        }
        if (node_is(target, NODE_NameExpression)) {
            validate_name_binding(validator, NODE_AS(NameExpression, target)->name, target->span);
        } else if (target != NULL && !node_is(target, NODE_ErrorExpression) &&
                   !takes_any_target(validator, handler)) {
            Arena *scratch = validator->lowering->scratch;
            diag_report(validator->diagnostics, DIAG_E0219, target->span,
                        arena_format(scratch, "cannot use %s statement with %s",
                                     statement->is_star ? "except*" : "except",
                                     expression_kind_text(target)));
        }
    }
}

// --- Comprehensions ------------------------------------------------------------------------------
typedef struct WalrusFinder {
    Validator *validator;
    const Comprehension *comprehension;
    bool in_iterable;
} WalrusFinder;

static bool binds_name(const Node *target, const Name *name) {
    if (node_is(target, NODE_NameExpression)) {
        return NODE_AS(NameExpression, target)->name == name;
    }
    if (node_is(target, NODE_Starred)) {
        return binds_name(NODE_AS(Starred, target)->value, name);
    }
    const NodeList *elements =
        node_is(target, NODE_TupleExpression)  ? &NODE_AS(TupleExpression, target)->elements
        : node_is(target, NODE_ListExpression) ? &NODE_AS(ListExpression, target)->elements
                                               : NULL;
    for (uint32_t i = 0; elements != NULL && i < elements->count; i++) {
        if (binds_name(elements->items[i], name)) {
            return true;
        }
    }
    return false;
}

static bool comprehension_binds(const Comprehension *comprehension, const Name *name) {
    for (uint32_t i = 0; i < comprehension->clauses.count; i++) {
        const Node *clause = comprehension->clauses.items[i];
        if (node_is(clause, NODE_ComprehensionFor) &&
            binds_name(NODE_AS(ComprehensionFor, clause)->target, name)) {
            return true;
        }
    }
    return false;
}

static void report_walrus(WalrusFinder *finder, const NamedExpression *named) {
    Validator *validator = finder->validator;
    const Node *target = named->target;
    if (finder->in_iterable) {
        diag_report(validator->diagnostics, DIAG_E0223, named->node.span,
                    "assignment expression cannot be used in a comprehension iterable expression");
    } else if (validator->scope->kind == SCOPE_CLASS) {
        diag_report(validator->diagnostics, DIAG_E0223, named->node.span,
                    "assignment expression within a comprehension cannot be used in a class body");
    } else if (node_is(target, NODE_NameExpression) &&
               comprehension_binds(finder->comprehension, NODE_AS(NameExpression, target)->name)) {
        diag_report(validator->diagnostics, DIAG_E0223, named->node.span,
                    arena_format(validator->lowering->scratch,
                                 "assignment expression cannot rebind comprehension iteration "
                                 "variable '%s'",
                                 NODE_AS(NameExpression, target)->name->text));
    }
}

// Looks for `:=` below a node, not into functions.
static void find_walrus(Node **child, void *context) {
    WalrusFinder *finder = context;
    Node *node = *child;
    if (node_is(node, NODE_Lambda) && !finder->in_iterable) {
        return;
    }
    if (node_is(node, NODE_NamedExpression)) {
        report_walrus(finder, NODE_AS(NamedExpression, node));
    }
    node_each_child(node, find_walrus, finder);
}

void validate_comprehension(Validator *validator, const Comprehension *comprehension) {
    WalrusFinder finder = {validator, comprehension, false};
    Comprehension *mutable = (Comprehension *)comprehension;
    find_walrus(&mutable->element, &finder);
    if (mutable->value != NULL) {
        find_walrus(&mutable->value, &finder);
    }
    for (uint32_t i = 0; i < comprehension->clauses.count; i++) {
        Node *clause = comprehension->clauses.items[i];
        if (!node_is(clause, NODE_ComprehensionFor)) {
            continue;
        }
        ComprehensionFor *loop = NODE_AS(ComprehensionFor, clause);
        validate_loop_target(validator, loop->target);
        finder.in_iterable = true;
        find_walrus(&loop->iterable, &finder);
        finder.in_iterable = false;
        for (uint32_t j = 0; j < loop->conditions.count; j++) {
            find_walrus(&loop->conditions.items[j], &finder);
        }
        if (loop->is_async) {
            const ComprehensionContext context = {comprehension, validator->comprehension};
            validate_async_comprehension(validator, &context);
        }
    }
}
