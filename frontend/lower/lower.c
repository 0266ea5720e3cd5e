// Lowering: what all families share. Dispatch from syntax node to function, lists, names, errors.
//
// Takes: the syntax tree. Gives: AST nodes. Guarantees: the recursion is as deep as the syntax tree
// at most (which has a limit); a syntax node without a line in syntax.def ends in a diagnostic.

#include "frontend/internal.h"

typedef enum HandlerFamily { HANDLER_NONE, HANDLER_STATEMENT, HANDLER_EXPRESSION } HandlerFamily;

typedef struct Handler {
    HandlerFamily family;
    LowerFunction *lower;
} Handler;

static const Handler handlers[SYNTAX_COUNT] = {
#define SYNTAX(FAMILY, name, handler) [SYNTAX_##name] = {HANDLER_##FAMILY, handler},
#define PART(name)
#define SLOT(name)
#include "frontend/syntax/syntax.def"
};

bool syntax_is_statement(const Syntax *syntax) {
    return handlers[syntax->kind].family == HANDLER_STATEMENT;
}

NodeList lower_finish_list(Lowering *lowering, const NodeVector *vector) {
    return node_list_finish(lowering->arena, vector);
}

Node *lower_error(Lowering *lowering, const Syntax *syntax) {
    return (Node *)LOWER_NEW(lowering, ErrorExpression, syntax);
}

// Reports a syntax node that no function takes. Inside a broken part of the tree the syntax error
// has been reported already.
static void report_unhandled(Lowering *lowering, const Syntax *syntax) {
    if (!lowering->is_broken) {
        diag_report(lowering->diagnostics, DIAG_E0100, syntax_span(lowering, syntax));
    }
}

// Refuses what only Cython has in a .py file.
static void refuse_cython(Lowering *lowering, const Syntax *syntax) {
    if (syntax_is_cython(syntax) && lowering->source->kind == SOURCE_PY) {
        lower_report_cython(lowering, syntax);
    }
}

void lower_report_cython(Lowering *lowering, const Syntax *syntax) {
    Diagnostic *message =
        diag_report(lowering->diagnostics, DIAG_E0100, syntax_span(lowering, syntax));
    diag_add_help(message, "Cython's syntax needs a .pyx file");
}

// Says whether the statement itself is broken, not just one in its blocks. Its parts are all there
// otherwise, so that lowering need not look.
static bool is_broken(const Syntax *syntax) {
    if (!syntax->has_error) {
        return false;
    }
    for (const Syntax *child = syntax->first; child != NULL; child = child->next) {
        bool is_block = child->slot == SLOT_body || syntax_is_statement(child);
        if (child->is_missing || child->kind == SYNTAX_ERROR || (child->has_error && !is_block)) {
            return true;
        }
    }
    return false;
}

Node *lower_statement(Lowering *lowering, const Syntax *syntax) {
    const Handler *handler = &handlers[syntax->kind];
    if (handler->family != HANDLER_STATEMENT) {
        report_unhandled(lowering, syntax);
        return NULL;
    }
    if (is_broken(syntax)) {
        return NULL;
    }
    refuse_cython(lowering, syntax);
    return handler->lower(lowering, syntax);
}

Node *lower_expression(Lowering *lowering, const Syntax *syntax) {
    const Handler *handler = &handlers[syntax->kind];
    if (handler->family != HANDLER_EXPRESSION) {
        report_unhandled(lowering, syntax);
        return lower_error(lowering, syntax);
    }
    if (syntax->has_error || syntax->is_missing) {
        return lower_error(lowering, syntax);
    }
    refuse_cython(lowering, syntax);
    return handler->lower(lowering, syntax);
}

Node *lower_optional(Lowering *lowering, const Syntax *syntax) {
    return syntax != NULL ? lower_expression(lowering, syntax) : NULL;
}

// How far a line is indented, in bytes, if it begins at that place; else `otherwise`.
static uint32_t indentation_at(const Lowering *lowering, uint32_t place, uint32_t otherwise) {
    const char *text = lowering->source->text;
    uint32_t start = place;
    while (start > 0 && strchr(" \t\f", text[start - 1]) != NULL) {
        start--;
    }
    bool begins_line = start == 0 || text[start - 1] == '\n' || text[start - 1] == '\r';
    return begins_line ? place - start : otherwise;
}

// Statements at another indentation than the first have lost what they belong to: they are left
// alone.
static void lower_broken_block(Lowering *lowering, const Syntax *block, NodeVector *vector) {
    const Syntax *first = syntax_first_named(block);
    bool is_module = block->kind == SYNTAX_module || block->kind == SYNTAX_ERROR;
    uint32_t expected = first != NULL && !is_module ? indentation_at(lowering, first->start, 0) : 0;
    uint32_t indentation = expected;
    for (const Syntax *child = first; child != NULL; child = syntax_next_named(child)) {
        indentation = indentation_at(lowering, child->start, indentation);
        if (indentation == expected) {
            lower_push(lowering, vector, lower_statement(lowering, child));
        }
    }
}

// `cdef int i;` as in C
static void advise_semicolon(Lowering *lowering, const Syntax *statement) {
    const Syntax *mark = statement->next;
    bool is_told = statement->kind == SYNTAX_cdef_statement ||
                   statement->kind == SYNTAX_ctypedef_statement ||
                   statement->kind == SYNTAX_pass_statement;
    if (!is_told || lowering->source->kind == SOURCE_PY || mark == NULL ||
        mark->kind != SYNTAX_TOKEN || !syntax_is(lowering, mark, ";"))
        return;
    uint32_t end = mark->next != NULL ? mark->next->start : mark->end;
    if (mark->next == NULL || memchr(lowering->source->text + mark->end, '\n', end - mark->end))
        diag_report(lowering->diagnostics, DIAG_W0116, syntax_span(lowering, mark));
}

void lower_statements(Lowering *lowering, const Syntax *block, NodeVector *vector) {
    if (block->has_error) {
        lower_broken_block(lowering, block, vector);
        return;
    }
    for (const Syntax *child = syntax_first_named(block); child != NULL;
         child = syntax_next_named(child)) {
        advise_semicolon(lowering, child);
        lower_push(lowering, vector, lower_statement(lowering, child));
    }
}

NodeList lower_block(Lowering *lowering, const Syntax *block) {
    NodeVector statements = {0};
    if (block != NULL) {
        lower_statements(lowering, block, &statements);
    }
    return lower_finish_list(lowering, &statements);
}

NodeList lower_body(Lowering *lowering, const Syntax *syntax) {
    return lower_block(lowering, syntax_child(syntax, SLOT_body));
}

NodeList lower_expressions(Lowering *lowering, const Syntax *first) {
    NodeVector elements = {0};
    for (const Syntax *child = first; child != NULL; child = syntax_next_named(child)) {
        lower_push(lowering, &elements, lower_expression(lowering, child));
    }
    return lower_finish_list(lowering, &elements);
}

NodeList lower_slot_list(Lowering *lowering, const Syntax *syntax, SyntaxSlot slot) {
    NodeVector elements = {0};
    for (const Syntax *child = syntax->first; child != NULL; child = child->next) {
        if (child->slot == slot && child->kind != SYNTAX_TOKEN) {
            lower_push(lowering, &elements, lower_expression(lowering, child));
        }
    }
    return lower_finish_list(lowering, &elements);
}
