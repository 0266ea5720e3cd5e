// Finds the fault in a logical line: statements, and the tokens under them.

#include "frontend/diagnose/diagnose.h"

// --- Tokens --------------------------------------------------------------------------------------
const Token *diagnose_peek(const Diagnoser *diagnoser) {
    return &diagnoser
                ->tokens[diagnoser->next < diagnoser->last ? diagnoser->next : diagnoser->last];
}

bool diagnose_at_end(const Diagnoser *diagnoser) { return diagnoser->next >= diagnoser->last; }

bool diagnose_at(const Diagnoser *diagnoser, const char *text) {
    const Token *token = diagnose_peek(diagnoser);
    uint32_t length = token->end - token->start;
    return strlen(text) == length && length > 0 &&
           memcmp(diagnoser->text + token->start, text, length) == 0;
}

bool diagnose_at_keyword(const Diagnoser *diagnoser, KeywordKind keyword) {
    return diagnose_peek(diagnoser)->keyword == keyword;
}

bool diagnose_at_name(const Diagnoser *diagnoser) {
    const Token *token = diagnose_peek(diagnoser);
    return token->kind == TOKEN_NAME && token->keyword == KEYWORD_NONE;
}

bool diagnose_at_expression(const Diagnoser *diagnoser) {
    const Token *token = diagnose_peek(diagnoser);
    switch (token->kind) {
    case TOKEN_NAME:
        return token->keyword == KEYWORD_NONE || token->keyword == KEYWORD_None ||
               token->keyword == KEYWORD_True || token->keyword == KEYWORD_False ||
               token->keyword == KEYWORD_lambda || token->keyword == KEYWORD_not ||
               token->keyword == KEYWORD_await;
    case TOKEN_NUMBER:
    case TOKEN_STRING:
        return true;
    case TOKEN_OPERATOR:
        return strchr("([{~-+*", diagnoser->text[token->start]) != NULL ||
               diagnose_at(diagnoser, "...");
    default:
        return false;
    }
}

bool diagnose_accept(Diagnoser *diagnoser, const char *text) {
    bool found = !diagnoser->failed && diagnose_at(diagnoser, text);
    diagnoser->next += found;
    return found;
}

bool diagnose_accept_keyword(Diagnoser *diagnoser, KeywordKind keyword) {
    bool found = !diagnoser->failed && diagnose_at_keyword(diagnoser, keyword);
    diagnoser->next += found;
    return found;
}

void diagnose_fail_with(Diagnoser *diagnoser, DiagCode code, uint32_t start, uint32_t end,
                        const char *argument) {
    if (!diagnoser->failed) {
        diagnoser->failed = true;
        diagnoser->fault = (Fault){code, start, end, argument};
    }
}

void diagnose_fail(Diagnoser *diagnoser) {
    const Token *token = diagnose_peek(diagnoser);
    diagnose_fail_with(diagnoser, DIAG_E0100, token->start, token->end, NULL);
}

void diagnose_expect(Diagnoser *diagnoser, const char *text) {
    if (!diagnose_accept(diagnoser, text)) {
        diagnose_fail(diagnoser);
    }
}

void diagnose_expect_name(Diagnoser *diagnoser) {
    if (diagnose_at_name(diagnoser)) {
        diagnoser->next++;
    } else {
        diagnose_fail(diagnoser);
    }
}

// --- Simple statements ---------------------------------------------------------------------------
// Says with what the statement could go on, if it is an assignment.
static bool accept_assignment(Diagnoser *diagnoser) {
    static const char *const operators[] = {
        "=", "+=", "-=", "*=", "/=", "//=", "%=", "@=", "&=", "|=", "^=", ">>=", "<<=", "**="};
    for (size_t i = 0; i < sizeof operators / sizeof *operators; i++) {
        if (diagnose_accept(diagnoser, operators[i])) {
            return true;
        }
    }
    return false;
}

// 'yield' ['from' expression | expressions], or expressions
static void diagnose_value(Diagnoser *diagnoser) {
    if (!diagnose_accept_keyword(diagnoser, KEYWORD_yield)) {
        diagnose_expressions(diagnoser);
        return;
    }
    diagnose_accept_keyword(diagnoser, KEYWORD_from);
    if (!diagnose_at_end(diagnoser) && !diagnose_at(diagnoser, "=") &&
        !diagnose_at(diagnoser, ";")) {
        diagnose_expressions(diagnoser);
    }
}

static void diagnose_expression_statement(Diagnoser *diagnoser) {
    diagnose_value(diagnoser);
    if (diagnose_accept(diagnoser, ":")) {
        diagnose_expression(diagnoser);
    }
    while (accept_assignment(diagnoser)) {
        diagnose_value(diagnoser);
    }
}

// name ('.' name)* ['as' name]
static void diagnose_imported(Diagnoser *diagnoser) {
    diagnose_expect_name(diagnoser);
    while (diagnose_accept(diagnoser, ".")) {
        diagnose_expect_name(diagnoser);
    }
    if (diagnose_accept_keyword(diagnoser, KEYWORD_as)) {
        diagnose_expect_name(diagnoser);
    }
}

// 'import' has been read
static void diagnose_import(Diagnoser *diagnoser) {
    if (diagnose_at_end(diagnoser)) {
        const Token *import = &diagnoser->tokens[diagnoser->next - 1];
        diagnose_fail_with(diagnoser, DIAG_E0135, import->end, import->end,
                           "Expected one or more names after 'import'");
        return;
    }
    do {
        diagnose_imported(diagnoser);
    } while (diagnose_accept(diagnoser, ","));
    if (diagnose_at_keyword(diagnoser, KEYWORD_from)) {
        diagnose_fail_with(diagnoser, DIAG_E0135, diagnose_peek(diagnoser)->start,
                           diagnose_peek(diagnoser)->end,
                           "Did you mean to use 'from ... import ...' instead?");
    }
}

// 'from' has been read
static void diagnose_import_from(Diagnoser *diagnoser) {
    bool has_dots = false;
    while (diagnose_accept(diagnoser, ".") || diagnose_accept(diagnoser, "...")) {
        has_dots = true;
    }
    if (!has_dots || diagnose_at_name(diagnoser)) {
        diagnose_expect_name(diagnoser);
        while (diagnose_accept(diagnoser, ".")) {
            diagnose_expect_name(diagnoser);
        }
    }
    const Token *word = diagnose_peek(diagnoser);
    if (diagnose_accept(diagnoser, "lazy") && diagnose_at_keyword(diagnoser, KEYWORD_import)) {
        diagnose_fail_with(diagnoser, DIAG_E0135, word->start, word->end,
                           "use 'lazy from ... ' instead of 'from ... lazy import'");
    }
    if (!diagnose_accept_keyword(diagnoser, KEYWORD_import) &&
        !diagnose_accept(diagnoser, "cimport")) {
        diagnose_fail(diagnoser);
        return;
    }
    if (diagnose_accept(diagnoser, "*")) {
        return;
    }
    bool is_wrapped = diagnose_accept(diagnoser, "(");
    do {
        if (is_wrapped && diagnose_at(diagnoser, ")")) {
            break;
        }
        diagnose_imported(diagnoser);
    } while (diagnose_accept(diagnoser, ","));
    if (is_wrapped) {
        diagnose_expect(diagnoser, ")");
    }
}

static void diagnose_names(Diagnoser *diagnoser) {
    do {
        diagnose_expect_name(diagnoser);
    } while (diagnose_accept(diagnoser, ","));
}

// 'raise' has been read
static void diagnose_raise(Diagnoser *diagnoser) {
    const Token *raise = &diagnoser->tokens[diagnoser->next - 1];
    if (diagnose_at_end(diagnoser) || diagnose_at(diagnoser, ";")) {
        return;
    }
    const Token *from = diagnose_peek(diagnoser);
    if (diagnose_accept_keyword(diagnoser, KEYWORD_from)) {
        diagnose_fail_with(diagnoser, DIAG_E0135, raise->start, from->end,
                           "did you forget an expression between 'raise' and 'from'?");
    }
    diagnose_expressions(diagnoser);
    from = diagnose_peek(diagnoser);
    if (!diagnose_accept_keyword(diagnoser, KEYWORD_from)) {
        return;
    }
    if (diagnose_at_end(diagnoser)) {
        diagnose_fail_with(diagnoser, DIAG_E0135, from->start, from->end,
                           "did you forget an expression after 'from'?");
    }
    diagnose_expression(diagnoser);
}

// 'assert' has been read; `=` and `:=` in it are mistakes for `==` and for parentheses.
static void diagnose_assert(Diagnoser *diagnoser) {
    do {
        uint32_t start = diagnose_peek(diagnoser)->start;
        diagnose_expression(diagnoser);
        bool is_named = diagnose_at(diagnoser, ":=");
        if (diagnoser->failed || !(is_named || diagnose_at(diagnoser, "="))) {
            continue;
        }
        diagnoser->next++;
        diagnose_expression(diagnoser);
        diagnose_fail_with(diagnoser, DIAG_E0135, start, diagnoser->tokens[diagnoser->next - 1].end,
                           is_named ? "cannot use named expression without parentheses here"
                                    : "cannot assign here. Maybe you meant '==' instead of '='?");
    } while (diagnose_accept(diagnoser, ","));
}

// Moves over the soft keyword before an import.
static void accept_lazy(Diagnoser *diagnoser) {
    bool is_lazy =
        diagnoser->lowering->options->python_minor >= 15 && diagnose_accept(diagnoser, "lazy");
    if (is_lazy && !diagnose_at_keyword(diagnoser, KEYWORD_import) &&
        !diagnose_at_keyword(diagnoser, KEYWORD_from)) {
        diagnoser->next--;
    }
}

static void diagnose_simple_statement(Diagnoser *diagnoser) {
    accept_lazy(diagnoser);
    KeywordKind keyword = (KeywordKind)diagnose_peek(diagnoser)->keyword;
    diagnoser->next++;
    switch ((unsigned)keyword) {
    case KEYWORD_pass:
    case KEYWORD_break:
    case KEYWORD_continue:
        return;
    case KEYWORD_return:
        if (diagnose_at_expression(diagnoser)) {
            diagnose_expressions(diagnoser);
        }
        return;
    case KEYWORD_raise:
        diagnose_raise(diagnoser);
        return;
    case KEYWORD_global:
    case KEYWORD_nonlocal:
        diagnose_names(diagnoser);
        return;
    case KEYWORD_assert:
        diagnose_assert(diagnoser);
        return;
    case KEYWORD_del:
        diagnose_expressions(diagnoser);
        return;
    case KEYWORD_import:
        diagnose_import(diagnoser);
        return;
    case KEYWORD_from:
        diagnose_import_from(diagnoser);
        return;
    default:
        diagnoser->next--;
        diagnose_expression_statement(diagnoser);
    }
}

static void diagnose_simple_statements(Diagnoser *diagnoser) {
    do {
        diagnose_simple_statement(diagnoser);
    } while (diagnose_accept(diagnoser, ";") && !diagnose_at_end(diagnoser));
    if (!diagnoser->failed && !diagnose_at_end(diagnoser)) {
        diagnose_fail(diagnoser);
    }
}

// --- Compound statements -------------------------------------------------------------------------
// ':' and what follows on the line
static void diagnose_suite(Diagnoser *diagnoser) {
    const Token *token = diagnose_peek(diagnoser);
    if (!diagnose_accept(diagnoser, ":")) {
        diagnose_fail_with(diagnoser, DIAG_E0101, token->start, token->end, ":");
        return;
    }
    if (!diagnose_at_end(diagnoser)) {
        diagnose_simple_statements(diagnoser);
    }
}

// A condition; `=` after it is a mistake for `==`.
static void diagnose_condition(Diagnoser *diagnoser) {
    uint32_t first = diagnoser->next;
    diagnose_named_expression(diagnoser);
    uint32_t after = diagnoser->next;
    if (diagnoser->failed || !diagnose_accept(diagnoser, "=")) {
        return;
    }
    const Token *start = &diagnoser->tokens[first];
    bool is_name = after == first + 1 && start->kind == TOKEN_NAME;
    diagnose_expression(diagnoser);
    if (!diagnoser->failed) {
        diagnose_fail_with(diagnoser, DIAG_E0135, start->start,
                           diagnoser->tokens[diagnoser->next - 1].end,
                           is_name ? "invalid syntax. Maybe you meant '==' or ':=' instead of '='?"
                                   : "cannot assign here. Maybe you meant '==' instead of '='?");
    }
}

static void diagnose_for(Diagnoser *diagnoser) {
    diagnose_targets(diagnoser);
    if (!diagnoser->failed && !diagnose_accept_keyword(diagnoser, KEYWORD_in)) {
        diagnose_fail(diagnoser);
    }
    diagnose_expressions(diagnoser);
}

static void diagnose_with(Diagnoser *diagnoser) {
    do {
        const Token *comma = &diagnoser->tokens[diagnoser->next - 1];
        if (diagnose_at(diagnoser, ":") && *(diagnoser->text + comma->start) == ',') {
            diagnose_fail_with(diagnoser, DIAG_E0135, comma->start, comma->end,
                               "the last 'with' item has a trailing comma");
        }
        diagnose_expression(diagnoser);
        if (diagnose_accept_keyword(diagnoser, KEYWORD_as)) {
            diagnose_primary(diagnoser);
        }
    } while (diagnose_accept(diagnoser, ","));
}

static void diagnose_def(Diagnoser *diagnoser) {
    diagnose_expect_name(diagnoser);
    if (diagnose_at(diagnoser, "[")) {
        diagnose_primary(diagnoser);
    }
    const Token *token = diagnose_peek(diagnoser);
    if (!diagnose_accept(diagnoser, "(")) {
        diagnose_fail_with(diagnoser, DIAG_E0101, token->start, token->end, "(");
    }
    diagnose_parameters(diagnoser, ")", true);
    diagnose_expect(diagnoser, ")");
    if (diagnose_accept(diagnoser, "->")) {
        diagnose_expression(diagnoser);
    }
}

static void diagnose_class(Diagnoser *diagnoser) {
    diagnose_expect_name(diagnoser);
    if (diagnose_at(diagnoser, "[")) {
        diagnose_primary(diagnoser);
    }
    if (diagnose_at(diagnoser, "(")) {
        diagnose_arguments(diagnoser);
    }
}

static void diagnose_except(Diagnoser *diagnoser) {
    const Token *star = diagnose_peek(diagnoser);
    if (diagnose_accept(diagnoser, "*") && diagnose_at(diagnoser, ":")) {
        diagnose_fail_with(diagnoser, DIAG_E0135, star->start, star->end,
                           "expected one or more exception types");
    }
    if (diagnose_at(diagnoser, ":") || diagnose_at_end(diagnoser)) {
        return;
    }
    diagnose_expression(diagnoser);
    if (diagnose_accept_keyword(diagnoser, KEYWORD_as)) {
        diagnose_primary(diagnoser);
    }
}

// The header of a compound statement after its keyword; false if the keyword begins none.
static bool diagnose_header(Diagnoser *diagnoser, KeywordKind keyword) {
    switch ((unsigned)keyword) {
    case KEYWORD_if:
    case KEYWORD_elif:
    case KEYWORD_while:
        diagnose_condition(diagnoser);
        return true;
    case KEYWORD_for:
        diagnose_for(diagnoser);
        return true;
    case KEYWORD_with:
        diagnose_with(diagnoser);
        return true;
    case KEYWORD_def:
        diagnose_def(diagnoser);
        return true;
    case KEYWORD_class:
        diagnose_class(diagnoser);
        return true;
    case KEYWORD_except:
        diagnose_except(diagnoser);
        return true;
    case KEYWORD_try:
    case KEYWORD_else:
    case KEYWORD_finally:
        return true;
    default:
        return false;
    }
}

static void diagnose_statement(Diagnoser *diagnoser) {
    if (diagnose_accept(diagnoser, "@")) {
        diagnose_named_expression(diagnoser);
        if (!diagnose_at_end(diagnoser)) {
            diagnose_fail(diagnoser);
        }
        return;
    }
    diagnose_accept_keyword(diagnoser, KEYWORD_async);
    KeywordKind keyword = (KeywordKind)diagnose_peek(diagnoser)->keyword;
    diagnoser->next++;
    if (diagnose_header(diagnoser, keyword)) {
        diagnose_suite(diagnoser);
        return;
    }
    diagnoser->next--;
    diagnose_simple_statements(diagnoser);
}

bool diagnose_line(Lowering *lowering, const Token *tokens, uint32_t first, uint32_t last,
                   Fault *fault) {
    Diagnoser diagnoser = {
        .lowering = lowering,
        .text = lowering->source->text,
        .tokens = tokens,
        .next = first,
        .last = last,
    };
    diagnose_statement(&diagnoser);
    if (diagnoser.failed) {
        *fault = diagnoser.fault;
    }
    return diagnoser.failed;
}
