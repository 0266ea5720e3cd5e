// Finds the fault in an expression. Each function follows a rule of Python's grammar and stops at
// the first token that does not fit.

#include "frontend/diagnose/diagnose.h"
#include "frontend/lower/string_decode.h"

#define NESTING_LIMIT 300

static bool enter(Diagnoser *diagnoser) {
    return !diagnoser->failed && diagnoser->depth++ < NESTING_LIMIT;
}

static void leave(Diagnoser *diagnoser) { diagnoser->depth--; }

static uint32_t next_start(const Diagnoser *diagnoser) { return diagnose_peek(diagnoser)->start; }

static uint32_t previous_end(const Diagnoser *diagnoser) {
    return diagnoser->tokens[diagnoser->next - 1].end;
}

// --- Atoms ---------------------------------------------------------------------------------------
// for_clause: ['async'] 'for' targets 'in' disjunction ('if' disjunction)*
static void diagnose_disjunction(Diagnoser *diagnoser);

static bool at_comprehension(const Diagnoser *diagnoser) {
    return diagnose_at_keyword(diagnoser, KEYWORD_for) ||
           diagnose_at_keyword(diagnoser, KEYWORD_async);
}

static void diagnose_comprehension(Diagnoser *diagnoser) {
    while (!diagnoser->failed && at_comprehension(diagnoser)) {
        diagnose_accept_keyword(diagnoser, KEYWORD_async);
        if (!diagnose_accept_keyword(diagnoser, KEYWORD_for)) {
            diagnose_fail(diagnoser);
            return;
        }
        diagnose_targets(diagnoser);
        if (!diagnose_accept_keyword(diagnoser, KEYWORD_in)) {
            diagnose_fail(diagnoser);
            return;
        }
        diagnose_disjunction(diagnoser);
        while (!diagnoser->failed && diagnose_accept_keyword(diagnoser, KEYWORD_if)) {
            diagnose_disjunction(diagnoser);
        }
    }
}

// An element of a list, tuple or set.
static void diagnose_element(Diagnoser *diagnoser) {
    const Token *token = diagnose_peek(diagnoser);
    if (diagnose_at(diagnoser, "**")) {
        diagnose_fail_with(diagnoser, DIAG_E0135, token->start, token->end,
                           "cannot use dict unpacking here");
    }
    if (diagnose_accept(diagnoser, "*")) {
        diagnose_disjunction(diagnoser);
    } else {
        diagnose_named_expression(diagnoser);
    }
}

// elements up to a closing bracket, or a comprehension
static void diagnose_elements(Diagnoser *diagnoser, const char *closing) {
    if (diagnose_accept_keyword(diagnoser, KEYWORD_yield)) {
        diagnose_accept_keyword(diagnoser, KEYWORD_from);
        if (!diagnose_at(diagnoser, closing)) {
            diagnose_expressions(diagnoser);
        }
        diagnose_expect(diagnoser, closing);
        return;
    }
    uint32_t start = next_start(diagnoser);
    uint32_t count = 0;
    while (!diagnoser->failed && !diagnose_at(diagnoser, closing)) {
        diagnose_element(diagnoser);
        if (diagnose_accept_keyword(diagnoser, KEYWORD_as)) { // items of a with statement
            diagnose_primary(diagnoser);
        }
        count++;
        if (!diagnoser->failed && at_comprehension(diagnoser)) {
            if (count > 1) {
                diagnose_fail_with(diagnoser, DIAG_E0135, start, previous_end(diagnoser),
                                   "did you forget parentheses around the comprehension target?");
            }
            diagnose_comprehension(diagnoser);
            break;
        }
        if (!diagnose_accept(diagnoser, ",")) {
            break;
        }
    }
    diagnose_expect(diagnoser, closing);
}

// Neither a key nor a value of a dict is unpacked.
static void fail_at_star(Diagnoser *diagnoser, const char *star, const char *double_star) {
    uint32_t start = next_start(diagnoser);
    bool is_double = diagnose_at(diagnoser, "**");
    if (is_double || diagnose_at(diagnoser, "*")) {
        diagnose_fail_with(diagnoser, DIAG_E0135, start, start + 1 + is_double,
                           is_double ? double_star : star);
    }
}

// `key: value` after the key
static void diagnose_dict_value(Diagnoser *diagnoser) {
    uint32_t colon = next_start(diagnoser);
    if (!diagnose_accept(diagnoser, ":")) {
        diagnose_fail_with(diagnoser, DIAG_E0135, previous_end(diagnoser) - 1,
                           previous_end(diagnoser), "':' expected after dictionary key");
        return;
    }
    if (diagnose_at(diagnoser, "}") || diagnose_at(diagnoser, ",")) {
        diagnose_fail_with(diagnoser, DIAG_E0135, colon, colon + 1,
                           "expression expected after dictionary key and ':'");
        return;
    }
    fail_at_star(diagnoser, "cannot use a starred expression in a dictionary value",
                 "cannot use dict unpacking in a dictionary value");
    diagnose_expression(diagnoser);
}

// A colon stands after what `*` or `**` unpacks, which began at `start`.
static void fail_at_unpacked_key(Diagnoser *diagnoser, uint32_t start, const char *message) {
    if (!diagnoser->failed && diagnose_at(diagnoser, ":")) {
        diagnose_fail_with(diagnoser, DIAG_E0135, start, previous_end(diagnoser), message);
    }
}

// '{' has been read
static void diagnose_braces(Diagnoser *diagnoser) {
    bool is_dict = false;
    for (uint32_t count = 0; !diagnoser->failed && !diagnose_at(diagnoser, "}"); count++) {
        uint32_t start = next_start(diagnoser);
        bool is_starred = diagnose_at(diagnoser, "*");
        if (diagnose_accept(diagnoser, "**")) {
            is_dict = true;
            diagnose_disjunction(diagnoser);
            fail_at_unpacked_key(diagnoser, start, "cannot use dict unpacking in a dictionary key");
        } else {
            diagnose_element(diagnoser);
            if (is_starred) {
                fail_at_unpacked_key(diagnoser, start,
                                     "cannot use a starred expression in a dictionary key");
            }
            if (!diagnoser->failed && (is_dict || (count == 0 && diagnose_at(diagnoser, ":")))) {
                is_dict = true;
                diagnose_dict_value(diagnoser);
            }
        }
        diagnose_comprehension(diagnoser);
        if (!diagnose_accept(diagnoser, ",")) {
            break;
        }
    }
    diagnose_expect(diagnoser, "}");
}

// A generator among other arguments needs parentheses. `first` is the number of its first token.
static void check_lone_generator(Diagnoser *diagnoser, uint32_t first, bool is_first) {
    if (!diagnoser->failed && at_comprehension(diagnoser)) {
        uint32_t start = diagnoser->tokens[first].start;
        diagnose_comprehension(diagnoser);
        if (!is_first || diagnose_at(diagnoser, ",")) {
            diagnose_fail_with(diagnoser, DIAG_E0213, start, previous_end(diagnoser), NULL);
        }
    }
}

// argument: '*' expression | '**' expression | name '=' expression | named_expression
// [comprehension]
static void diagnose_argument(Diagnoser *diagnoser, bool is_first) {
    if (diagnose_accept(diagnoser, "*") || diagnose_accept(diagnoser, "**")) {
        diagnose_expression(diagnoser);
        return;
    }
    uint32_t first = diagnoser->next;
    uint32_t start = next_start(diagnoser);
    diagnose_named_expression(diagnoser);
    if (diagnose_accept(diagnoser, "=")) {
        if (diagnose_at(diagnoser, ",") || diagnose_at(diagnoser, ")")) {
            diagnose_fail_with(diagnoser, DIAG_E0135, start, previous_end(diagnoser),
                               "expected argument value expression");
            return;
        }
        diagnose_expression(diagnoser);
    }
    check_lone_generator(diagnoser, first, is_first);
}

void diagnose_arguments(Diagnoser *diagnoser) {
    diagnose_expect(diagnoser, "(");
    uint32_t first = diagnoser->next;
    while (!diagnoser->failed && !diagnose_at(diagnoser, ")")) {
        diagnose_argument(diagnoser, diagnoser->next == first);
        if (!diagnose_accept(diagnoser, ",")) {
            break;
        }
    }
    diagnose_expect(diagnoser, ")");
}

// slice: [expression] ':' [expression] [':' [expression]] | named_expression | '*' expression
static void diagnose_index(Diagnoser *diagnoser) {
    for (int colons = 0; colons < 3 && !diagnoser->failed; colons++) {
        if (!diagnose_at(diagnoser, ":") && !diagnose_at(diagnoser, "]") &&
            !diagnose_at(diagnoser, ",")) {
            diagnose_element(diagnoser);
        }
        if (!diagnose_accept(diagnoser, ":")) {
            return;
        }
    }
}

// '[' has been read
static void diagnose_subscript(Diagnoser *diagnoser) {
    if (diagnose_at(diagnoser, "]")) {
        diagnose_fail(diagnoser);
        return;
    }
    do {
        diagnose_index(diagnoser);
    } while (!diagnoser->failed && diagnose_accept(diagnoser, ",") && !diagnose_at(diagnoser, "]"));
    diagnose_expect(diagnoser, "]");
}

// Looks for empty fields in a format string: `f"{}"`.
static void diagnose_format_string(Diagnoser *diagnoser, const Token *token) {
    const char *text = diagnoser->text;
    uint32_t quote = token->start + (uint32_t)strcspn(text + token->start, "'\"");
    StringPrefix prefix = string_read_prefix(text + token->start, quote - token->start);
    for (uint32_t place = quote; prefix.is_format && place < token->end; place++) {
        if (text[place] != '{' || text[place + 1] == '{') {
            place += text[place] == '{';
            continue;
        }
        uint32_t first = place + 1 + (uint32_t)strspn(text + place + 1, " \t\r\n");
        if (first < token->end && strchr("}!:=", text[first]) != NULL) {
            diagnose_fail_with(diagnoser, DIAG_E0138, first, first + 1,
                               arena_format(diagnoser->lowering->scratch,
                                            "%s: valid expression required before '%c'",
                                            string_format_name(prefix.is_template), text[first]));
            return;
        }
    }
}

static void diagnose_atom(Diagnoser *diagnoser) {
    if (diagnose_accept(diagnoser, "(")) {
        diagnose_elements(diagnoser, ")");
    } else if (diagnose_accept(diagnoser, "[")) {
        diagnose_elements(diagnoser, "]");
    } else if (diagnose_accept(diagnoser, "{")) {
        diagnose_braces(diagnoser);
    } else if (diagnose_peek(diagnoser)->kind == TOKEN_STRING) {
        while (diagnose_peek(diagnoser)->kind == TOKEN_STRING) {
            diagnose_format_string(diagnoser, diagnose_peek(diagnoser));
            diagnoser->next++;
        }
    } else if (diagnose_at_name(diagnoser) || diagnose_peek(diagnoser)->kind == TOKEN_NUMBER ||
               diagnose_at_keyword(diagnoser, KEYWORD_None) ||
               diagnose_at_keyword(diagnoser, KEYWORD_True) ||
               diagnose_at_keyword(diagnoser, KEYWORD_False) || diagnose_at(diagnoser, "...")) {
        diagnoser->next++;
    } else {
        diagnose_fail(diagnoser);
    }
}

// primary: atom ('.' name | '(' arguments ')' | '[' index ']')*
void diagnose_primary(Diagnoser *diagnoser) {
    diagnose_accept_keyword(diagnoser, KEYWORD_await);
    diagnose_atom(diagnoser);
    while (!diagnoser->failed) {
        if (diagnose_accept(diagnoser, ".")) {
            diagnose_expect_name(diagnoser);
        } else if (diagnose_at(diagnoser, "(")) {
            diagnose_arguments(diagnoser);
        } else if (diagnose_accept(diagnoser, "[")) {
            diagnose_subscript(diagnoser);
        } else {
            return;
        }
    }
}

// --- Operators -----------------------------------------------------------------------------------
// Passes signs, and Cython's `<type>` and `&`.
static void pass_signs(Diagnoser *diagnoser) {
    bool is_cython = diagnoser->lowering->source->kind != SOURCE_PY;
    while (diagnose_accept(diagnoser, "-") || diagnose_accept(diagnoser, "+") ||
           diagnose_accept(diagnoser, "~") || (is_cython && diagnose_accept(diagnoser, "&"))) {
    }
    if (is_cython && diagnose_at(diagnoser, "<")) {
        while (!diagnose_at_end(diagnoser) && !diagnose_accept(diagnoser, ">")) {
            diagnoser->next++;
        }
        pass_signs(diagnoser);
    }
}

static bool accept_binary_operator(Diagnoser *diagnoser) {
    static const char *const operators[] = {"+",  "-",  "*",  "/", "//", "%", "@",
                                            "**", "<<", ">>", "&", "|",  "^"};
    for (size_t i = 0; i < sizeof operators / sizeof *operators; i++) {
        if (diagnose_accept(diagnoser, operators[i])) {
            return true;
        }
    }
    return false;
}

// operand (operator operand)*: precedence does not matter here
static void diagnose_arithmetic(Diagnoser *diagnoser) {
    if (!enter(diagnoser)) {
        return;
    }
    do {
        pass_signs(diagnoser);
        diagnose_primary(diagnoser);
    } while (!diagnoser->failed && accept_binary_operator(diagnoser));
    leave(diagnoser);
}

// `if T is unsigned char`: nothing of Python's begins so.
static void check_type_words(Diagnoser *diagnoser) {
    static const char *const words[] = {"unsigned", "signed", "short", "long", "const"};
    const Token *first = diagnose_peek(diagnoser), *second = first + 1;
    bool is_word = false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        is_word |= diagnose_at(diagnoser, words[i]);
    }
    if (is_word && second->kind == TOKEN_NAME && second->keyword == KEYWORD_NONE) {
        diagnose_fail_with(diagnoser, DIAG_E0428, first->start, second->end, NULL);
    }
}

static bool accept_comparison(Diagnoser *diagnoser) {
    static const char *const operators[] = {"==", "!=", "<=", ">=", "<", ">", "<>"};
    for (size_t i = 0; i < sizeof operators / sizeof *operators; i++) {
        if (diagnose_accept(diagnoser, operators[i])) {
            return true;
        }
    }
    if (diagnose_accept_keyword(diagnoser, KEYWORD_is)) {
        diagnose_accept_keyword(diagnoser, KEYWORD_not);
        check_type_words(diagnoser);
        return true;
    }
    if (diagnose_at_keyword(diagnoser, KEYWORD_not) &&
        diagnoser->tokens[diagnoser->next + 1].keyword == KEYWORD_in) {
        diagnoser->next += 2;
        return true;
    }
    return diagnose_accept_keyword(diagnoser, KEYWORD_in);
}

// ['not'] arithmetic (comparison arithmetic)* (('and' | 'or') ...)*
static void diagnose_disjunction(Diagnoser *diagnoser) {
    do {
        while (diagnose_accept_keyword(diagnoser, KEYWORD_not)) {
        }
        do {
            diagnose_arithmetic(diagnoser);
        } while (!diagnoser->failed && accept_comparison(diagnoser));
    } while (!diagnoser->failed && (diagnose_accept_keyword(diagnoser, KEYWORD_and) ||
                                    diagnose_accept_keyword(diagnoser, KEYWORD_or)));
}

static void diagnose_lambda(Diagnoser *diagnoser) {
    diagnose_parameters(diagnoser, ":", false);
    diagnose_expect(diagnoser, ":");
    diagnose_expression(diagnoser);
}

// Inside brackets, one expression right after another: a comma is missing. `first` is the number
// of the token that the first one begins with.
static void check_missing_comma(Diagnoser *diagnoser, uint32_t first) {
    const Token *next = diagnose_peek(diagnoser);
    const Token *start = &diagnoser->tokens[first];
    bool is_prefix =
        next->kind == TOKEN_STRING && diagnoser->next == first + 1 && start->kind == TOKEN_NAME;
    if (diagnoser->failed || next->depth == 0 || is_prefix || !diagnose_at_expression(diagnoser)) {
        return;
    }
    uint32_t rest = diagnoser->next;
    diagnose_disjunction(diagnoser);
    if (!diagnoser->failed) {
        diagnose_fail_with(diagnoser, DIAG_E0134, start->start, previous_end(diagnoser), NULL);
        return;
    }
    diagnoser->failed = false;
    diagnoser->next = rest;
}

// expression: disjunction ['if' disjunction 'else' expression] | lambda
void diagnose_expression(Diagnoser *diagnoser) {
    if (!enter(diagnoser)) {
        return;
    }
    uint32_t first = diagnoser->next;
    if (diagnose_accept_keyword(diagnoser, KEYWORD_lambda)) {
        diagnose_lambda(diagnoser);
        leave(diagnoser);
        return;
    }
    diagnose_disjunction(diagnoser);
    check_missing_comma(diagnoser, first);
    if (!diagnoser->failed && diagnose_accept_keyword(diagnoser, KEYWORD_if)) {
        diagnose_disjunction(diagnoser);
        if (!diagnoser->failed && !diagnose_accept_keyword(diagnoser, KEYWORD_else)) {
            if (diagnose_at(diagnoser, ":")) {
                diagnose_fail(diagnoser);
            } else {
                diagnose_fail_with(diagnoser, DIAG_E0135, diagnoser->tokens[first].start,
                                   previous_end(diagnoser),
                                   "expected 'else' after 'if' expression");
            }
        }
        diagnose_expression(diagnoser);
    }
    leave(diagnoser);
}

void diagnose_named_expression(Diagnoser *diagnoser) {
    diagnose_expression(diagnoser);
    if (!diagnoser->failed && diagnose_accept(diagnoser, ":=")) {
        diagnose_expression(diagnoser);
    }
}

void diagnose_expressions(Diagnoser *diagnoser) {
    do {
        diagnose_element(diagnoser);
    } while (!diagnoser->failed && diagnose_accept(diagnoser, ",") &&
             diagnose_at_expression(diagnoser));
}

void diagnose_targets(Diagnoser *diagnoser) {
    do {
        diagnose_accept(diagnoser, "*");
        diagnose_arithmetic(diagnoser);
    } while (!diagnoser->failed && diagnose_accept(diagnoser, ",") &&
             !diagnose_at_keyword(diagnoser, KEYWORD_in));
}

// --- Parameters ----------------------------------------------------------------------------------
// ['*' | '**'] name [':' expression] ['=' expression] | '*' | '/'
static void diagnose_parameter(Diagnoser *diagnoser, const char *closing, bool annotated) {
    if (diagnose_accept(diagnoser, "/")) {
        return;
    }
    bool is_mapping = diagnose_accept(diagnoser, "**");
    bool is_splat = is_mapping || diagnose_accept(diagnoser, "*");
    if (is_splat && (diagnose_at(diagnoser, ",") || diagnose_at(diagnoser, closing))) {
        return;
    }
    diagnose_expect_name(diagnoser);
    if (annotated && diagnose_accept(diagnoser, ":")) {
        diagnose_accept(diagnoser, "*");
        diagnose_expression(diagnoser);
    }
    uint32_t equals = next_start(diagnoser);
    if (diagnoser->failed || !diagnose_accept(diagnoser, "=")) {
        return;
    }
    if (is_splat) {
        diagnose_fail_with(diagnoser, DIAG_E0135, equals, equals + 1,
                           is_mapping ? "var-keyword parameter cannot have default value"
                                      : "var-positional parameter cannot have default value");
    } else if (diagnose_at(diagnoser, ",") || diagnose_at(diagnoser, closing)) {
        diagnose_fail_with(diagnoser, DIAG_E0135, equals, equals + 1,
                           "expected default value expression");
    } else {
        diagnose_expression(diagnoser);
    }
}

void diagnose_parameters(Diagnoser *diagnoser, const char *closing, bool annotated) {
    while (!diagnoser->failed && !diagnose_at(diagnoser, closing)) {
        diagnose_parameter(diagnoser, closing, annotated);
        if (!diagnose_accept(diagnoser, ",")) {
            return;
        }
    }
}
