// One mistake, one message: what other messages follow from it is withdrawn.
//
// Takes: what has been reported about a source's lines, and its tokens. Withdraws a message if
// another stands on the same line before it; one about the layout if the logical line before it is
// wrong too, because a broken header or a shifted line makes its neighbours seem out of place; and,
// where a text in triple quotes has no end, so that code and text have changed places, all but the
// first that says no more than that the syntax is wrong.

#include "frontend/syntax/token.h"
#include <stdlib.h>

typedef struct ConsequenceFinder {
    Lowering *lowering;
    VECTOR(uint32_t) lines; // where each logical line begins
    uint32_t last_logical;  // of the message before, kept or not
    // of the last one that was kept: where it begins
    uint32_t last_line;
    bool has_last;
    bool has_open_text; // a text in triple quotes has no end
    // a message that says no more than "invalid syntax" was kept
    bool has_syntax_error;
} ConsequenceFinder;

static void find_lines(ConsequenceFinder *finder, const TokenVector *tokens) {
    bool begins = true;
    for (uint32_t i = 0; i < tokens->count; i++) {
        const Token *token = &tokens->items[i];
        if (token->kind == TOKEN_INDENT || token->kind == TOKEN_DEDENT) {
            continue;
        }
        if (begins) {
            vector_push(finder->lowering->scratch, &finder->lines, token->start);
        }
        begins = token->kind == TOKEN_NEWLINE;
    }
}

// The number of the logical line that holds a place.
static uint32_t logical_line(const ConsequenceFinder *finder, uint32_t place) {
    uint32_t low = 0;
    uint32_t high = finder->lines.count;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (finder->lines.items[middle] <= place) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return low;
}

static bool is_error(const Diagnostic *message) {
    return diag_code_severity(diag_code(message)) == SEVERITY_ERROR;
}

static bool is_about_layout(const Diagnostic *message) {
    static const char *const texts[] = {"expected 'except' or 'finally'", "unexpected unindent"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        if (strncmp(diag_text(message), texts[i], strlen(texts[i])) == 0) {
            return true;
        }
    }
    DiagCode code = diag_code(message);
    return code == DIAG_E0103 || code == DIAG_E0104 || code == DIAG_E0105;
}

static bool is_open_text(const Diagnostic *message) {
    return diag_code(message) == DIAG_E0106 &&
           strncmp(diag_text(message), "unterminated triple", 19) == 0;
}

// Where the line of a message begins: a global offset.
static uint32_t line_start(const Lowering *lowering, const Diagnostic *message) {
    return source_line_start(lowering->compilation->sources, diag_span(message));
}

static bool is_consequence(const Diagnostic *message, void *context) {
    ConsequenceFinder *finder = context;
    if (!is_error(message)) {
        return false;
    }
    uint32_t place = diag_span(message).start - span_of(finder->lowering->source, 0, 0).start;
    uint32_t logical = logical_line(finder, place);
    uint32_t line = line_start(finder->lowering, message);
    bool follows = finder->has_last && logical - finder->last_logical <= 1;
    bool is_same_line = finder->has_last && line == finder->last_line;
    finder->last_logical = logical;
    bool is_in_text =
        finder->has_open_text && finder->has_syntax_error &&
        (is_open_text(message) || is_about_layout(message) || diag_code(message) == DIAG_E0100);
    if (is_same_line || is_in_text || (follows && is_about_layout(message))) {
        return true;
    }
    finder->has_syntax_error |= diag_code(message) == DIAG_E0100;
    finder->last_line = line;
    finder->has_last = true;
    return false;
}

static bool note_open_text(const Diagnostic *message, void *context) {
    ConsequenceFinder *finder = context;
    finder->has_open_text |= is_open_text(message);
    return false;
}

void withdraw_consequences(Lowering *lowering, const TokenVector *tokens, uint32_t mark) {
    if (diag_pending_count(lowering->diagnostics) < mark + 2) {
        return;
    }
    ConsequenceFinder finder = {.lowering = lowering};
    find_lines(&finder, tokens);
    diag_withdraw(lowering->diagnostics, mark, note_open_text, &finder);
    diag_withdraw(lowering->diagnostics, mark, is_consequence, &finder);
}

static bool note_line(const Diagnostic *message, void *context) {
    WrongLines *wrong = context;
    if (is_error(message)) {
        vector_push(wrong->lowering->scratch, wrong, line_start(wrong->lowering, message));
    }
    return false;
}

WrongLines note_wrong_lines(Lowering *lowering, uint32_t mark) {
    WrongLines wrong = {.lowering = lowering};
    diag_withdraw(lowering->diagnostics, mark, note_line, &wrong);
    return wrong;
}

static int compare_lines(const void *left, const void *right) {
    uint32_t first = *(const uint32_t *)left;
    uint32_t second = *(const uint32_t *)right;
    return first < second ? -1 : first > second;
}

// What has no place, 0, is on no line.
static bool is_wrong(const WrongLines *wrong, uint32_t start) {
    return start != 0 &&
           bsearch(&start, wrong->items, wrong->count, sizeof start, compare_lines) != NULL;
}

// Where the line above begins if a message's line is indented deeper; else 0. Global offsets.
static uint32_t header_start(const Lowering *lowering, const Diagnostic *message) {
    Position position = source_position(lowering->compilation->sources, diag_span(message).start);
    if (position.source == NULL || position.line < 2) {
        return 0;
    }
    const uint32_t *starts = position.source->line_starts + position.line - 2;
    const char *text = position.source->text;
    bool is_deeper = strspn(text + starts[1], " \t") > strspn(text + starts[0], " \t");
    return is_deeper ? position.source->base + starts[0] : 0;
}

static bool is_beside_wrong_line(const Diagnostic *message, void *context) {
    const WrongLines *wrong = context;
    return is_wrong(wrong, line_start(wrong->lowering, message)) ||
           is_wrong(wrong, header_start(wrong->lowering, message));
}

void withdraw_beside(Lowering *lowering, WrongLines *wrong, uint32_t mark) {
    if (wrong->count > 0) {
        diag_withdraw(lowering->diagnostics, mark, is_beside_wrong_line, wrong);
    }
}
