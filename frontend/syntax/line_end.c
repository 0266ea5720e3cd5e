// Checks that the tree respects the ends of logical lines.
//
// To the grammar a line end is blank space wherever no statement can end, so `x =` takes the next
// line as its value. Takes: the tree and the tokens. Reports each logical line that the tree joins
// with the next one.

#include "frontend/diagnose/diagnose.h"

typedef struct LineEndChecker {
    Lowering *lowering;
    TokenVector *tokens;
    // number of the next TOKEN_NEWLINE, or of the TOKEN_END
    uint32_t next;
    // number of the first token of that line
    uint32_t first;
} LineEndChecker;

static uint8_t kind_of_token(const LineEndChecker *checker, uint32_t number) {
    return checker->tokens->items[number].kind;
}

// Finds the logical line that begins with the token `first` or after it.
static void find_line(LineEndChecker *checker, uint32_t first) {
    while (kind_of_token(checker, first) == TOKEN_INDENT ||
           kind_of_token(checker, first) == TOKEN_DEDENT) {
        first++;
    }
    checker->first = first;
    checker->next = first;
    while (kind_of_token(checker, checker->next) != TOKEN_NEWLINE &&
           kind_of_token(checker, checker->next) != TOKEN_END) {
        checker->next++;
    }
}

static bool has_line(const LineEndChecker *checker) {
    return kind_of_token(checker, checker->next) == TOKEN_NEWLINE;
}

static bool holds_lines(const Syntax *syntax) {
    switch (syntax->kind) {
    case SYNTAX_module:
    case SYNTAX_block:
    case SYNTAX_declaration_block:
    case SYNTAX_enum_block:
    case SYNTAX_fused_block:
        return true;
    default:
        return false;
    }
}

// Says whether a line may end before this child of a node.
static bool begins_line(const Syntax *child) {
    switch (child->slot) {
    case SLOT_body:
        return holds_lines(child);
    case SLOT_alternative:
        return child->kind == SYNTAX_elif_clause || child->kind == SYNTAX_else_clause ||
               child->kind == SYNTAX_compile_time_elif || child->kind == SYNTAX_compile_time_else;
    case SLOT_handler:
    case SLOT_finalizer:
    case SLOT_case:
    case SLOT_definition:
    case SLOT_decorator:
        return true;
    default:
        return false;
    }
}

static void report_joined_line(LineEndChecker *checker) {
    Token *end = &checker->tokens->items[checker->next];
    if (end->is_wrong) {
        return;
    }
    end->is_wrong = true;
    Fault fault = {DIAG_E0100, end->start, end->end, NULL};
    diagnose_line(checker->lowering, checker->tokens->items, checker->first, checker->next, &fault);
    diag_report(checker->lowering->diagnostics, fault.code,
                span_of(checker->lowering->source, fault.start, fault.end), fault.argument);
}

static void check_children(LineEndChecker *checker, const Syntax *syntax) {
    const Token *tokens = checker->tokens->items;
    bool holds = holds_lines(syntax);
    for (const Syntax *child = syntax->first; child != NULL; child = child->next) {
        while (has_line(checker) && tokens[checker->next].start <= child->start) {
            if (!holds && syntax->first != child && !begins_line(child)) {
                report_joined_line(checker);
            }
            find_line(checker, checker->next + 1);
        }
        if (!child->has_error && child->first != NULL && tokens[checker->next].start < child->end) {
            check_children(checker, child);
        }
    }
}

void check_line_ends(Lowering *lowering, TokenVector *tokens, const Syntax *module) {
    LineEndChecker checker = {lowering, tokens, 0, 0};
    find_line(&checker, 0);
    check_children(&checker, module);
}
