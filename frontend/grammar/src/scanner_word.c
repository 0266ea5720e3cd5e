/*
 * Soft keywords, the words of C declarations, and punctuation that needs more than one token of
 * lookahead. A token is returned only where the parser can take it and what follows agrees.
 */
#include "scanner.h"

#include <stddef.h>
#include <string.h>

/* ------------------------------------------------------------------------- soft keywords */

/* `match` opens a statement if the line is the head of a block. */
static bool is_match_next(TSLexer *lexer) {
    pass_blanks(lexer);
    return lexer->lookahead != ':' && is_block_head(lexer);
}

/* `IF` and `ELIF`: a condition that needs a keyword before it, or the head of a block. */
static bool is_condition_next(TSLexer *lexer) {
    if (pass_blanks(lexer) && is_word_part(lexer->lookahead)) {
        Word next = read_word(lexer);
        return !is_operator_word(&next) || word_is(&next, "not");
    }
    return is_match_next(lexer);
}

/* `ELSE:`, and `cdef:` before the end of the line. */
static bool is_colon_next(TSLexer *lexer) {
    pass_blanks(lexer);
    return lexer->lookahead == ':';
}

/* `cdef`, `cpdef` and `ctypedef`: a type, a name, or a block. */
static bool is_declaration_next(TSLexer *lexer) {
    bool has_blanks = pass_blanks(lexer);
    if (lexer->lookahead == ':') {
        advance(lexer);
        pass_blanks(lexer);
        return is_line_end(lexer) || lexer->lookahead == '#';
    }
    if (has_blanks && is_word_start(lexer->lookahead)) {
        Word next = read_word(lexer);
        return !is_operator_word(&next);
    }
    return has_blanks && lexer->lookahead == '(';
}

/* A type after a word such as `public`. */
static bool is_modified_next(TSLexer *lexer) {
    bool has_blanks = pass_blanks(lexer);
    return lexer->lookahead == ':' ||
           (has_blanks && (is_word_start(lexer->lookahead) || lexer->lookahead == '('));
}

/* `enum`: a name, or the colon of one without a name. */
static bool is_enum_next(TSLexer *lexer) {
    pass_blanks(lexer);
    return is_word_start(lexer->lookahead) || lexer->lookahead == ':' || is_quote(lexer->lookahead);
}

static bool is_string_next(TSLexer *lexer) {
    pass_blanks(lexer);
    if (is_word_start(lexer->lookahead)) {
        Word prefix = read_word(lexer);
        return is_quote(lexer->lookahead) && is_string_prefix(&prefix);
    }
    return is_quote(lexer->lookahead);
}

/* `property NAME:` */
static bool is_property_next(TSLexer *lexer) { return is_name_next(lexer) && is_colon_next(lexer); }

/* `packed struct` */
static bool is_struct_next(TSLexer *lexer) {
    pass_blanks(lexer);
    Word next = read_word(lexer);
    return word_is_among(&next, "struct union ");
}

/* A type in angle brackets: `<int>`, `<char*>`. */
static bool is_cast_next(TSLexer *lexer) {
    advance(lexer);
    if (!is_word_start(lexer->lookahead)) {
        return false;
    }
    read_word(lexer);
    while (lexer->lookahead == ' ' || lexer->lookahead == '*') {
        advance(lexer);
    }
    return lexer->lookahead == '>';
}

/* `print` and `exec`: an operand that no operator separates from the word. A bracket, a minus or a
 * cast is one after a blank: `print [1]`, `print -1`, `print <int>x` have no other use. */
static bool is_argument_next(TSLexer *lexer) {
    bool has_blanks = pass_blanks(lexer);
    int32_t c = lexer->lookahead;
    if (is_quote(c) || c == '`' || c == '{' || c == '~') {
        return true;
    }
    if (has_blanks && c == '<') {
        return is_cast_next(lexer);
    }
    if (has_blanks && (c == '-' || c == '.')) {
        advance(lexer);
        return c == '-' ? is_word_part(lexer->lookahead) : !is_word_start(lexer->lookahead);
    }
    if (!has_blanks || !is_word_part(c)) {
        return has_blanks && c == '[';
    }
    Word next = read_word(lexer);
    if (!word_is(&next, "not")) {
        return !is_operator_word(&next);
    }
    pass_blanks(lexer);
    next = read_word(lexer);
    return !word_is(&next, "in");
}

/* `await`: an operand, which no sign can begin. */
static bool is_operand_next(TSLexer *lexer) {
    pass_blanks(lexer);
    int32_t c = lexer->lookahead;
    if (is_word_start(c)) {
        Word next = read_word(lexer);
        return !is_operator_word(&next);
    }
    if (c == '.') { // an attribute's name follows a single point
        advance(lexer);
        return lexer->lookahead == '.' || is_digit(lexer->lookahead);
    }
    return is_digit(c) || is_quote(c) || c == '(' || c == '[' || c == '{' || c == '`';
}

/* `async`: one of the statements and clauses that it goes with. */
static bool is_async_next(TSLexer *lexer) {
    pass_space(lexer);
    Word next = read_word(lexer);
    return word_is_among(&next, "def for with ");
}

/* `lazy`: an import. */
static bool is_import_next(TSLexer *lexer) {
    pass_blanks(lexer);
    Word next = read_word(lexer);
    return word_is_among(&next, "import from ");
}

/* A soft keyword: the token it makes where that is valid, if `is_next` agrees with what follows. */
typedef struct {
    const char *text;
    enum TokenType type;
    bool (*is_next)(TSLexer *lexer);
} SoftKeyword;

static const SoftKeyword soft_keywords[] = {
    {"DEF", DEFINE, is_name_next},
    {"ELIF", ELIF_KEYWORD, is_condition_next},
    {"ELSE", ELSE_KEYWORD, is_colon_next},
    {"IF", IF_KEYWORD, is_condition_next},
    {"api", MODIFIER, is_modified_next},
    {"async", ASYNC, is_async_next},
    {"await", AWAIT, is_operand_next},
    {"cdef", CDEF, is_declaration_next},
    {"cimport", CIMPORT, is_name_next},
    {"cpdef", CPDEF, is_declaration_next},
    {"cppclass", CPPCLASS, is_name_next},
    {"ctypedef", CTYPEDEF, is_declaration_next},
    {"enum", ENUM, is_enum_next},
    {"exec", EXEC, is_argument_next},
    {"fused", FUSED, is_name_next},
    {"include", INCLUDE, is_string_next},
    {"inline", MODIFIER, is_modified_next},
    {"lazy", LAZY, is_import_next},
    {"match", MATCH, is_match_next},
    {"new", NEW, is_name_next},
    {"packed", PACKED, is_struct_next},
    {"print", PRINT, is_argument_next},
    {"property", PROPERTY, is_property_next},
    {"public", MODIFIER, is_modified_next},
    {"readonly", MODIFIER, is_modified_next},
    {"struct", STRUCT_KIND, is_name_next},
    {"type", TYPE, is_name_next},
    {"union", STRUCT_KIND, is_name_next},
};

/* ------------------------------------------------------------------- words of C declarations */

static bool is_integer_word(const Word *word) {
    return word_is_among(word, "signed unsigned short long ");
}

static bool is_base_word(const Word *word) { return word_is_among(word, "char double float int "); }

/* Moves over blanks, and inside brackets over line ends. Says if there were any. */
static bool pass_gap(const Scanner *scanner, TSLexer *lexer) {
    bool has_gap = pass_blanks(lexer);
    while (scanner->bracket_depth > 0 && (lexer->lookahead == '\n' || lexer->lookahead == '\r')) {
        has_gap = true;
        advance(lexer);
        pass_blanks(lexer);
    }
    return has_gap;
}

/* A C type of several words, such as `unsigned long long` or `double complex`, in one token. A
 * type of one word is a name like any other. */
static bool scan_c_integer_type(const Scanner *scanner, TSLexer *lexer, const Word *first) {
    bool has_base = is_base_word(first);
    bool has_many = false;
    while (pass_gap(scanner, lexer) && is_word_start(lexer->lookahead)) {
        Word next = read_word(lexer);
        bool is_base = is_base_word(&next);
        if (!(is_integer_word(&next) || (is_base && !has_base) || word_is(&next, "complex"))) {
            break;
        }
        has_base = has_base || is_base;
        has_many = true;
        lexer->mark_end(lexer);
    }
    lexer->result_symbol = C_INTEGER_TYPE;
    return has_many;
}

/* `const` and the like before or after a type. Where an operand may stand as well, only another
 * word after it makes it a qualifier: `a[const * 2]` is a product. */
static bool scan_qualifier(TSLexer *lexer, bool is_operand_valid) {
    lexer->result_symbol = QUALIFIER;
    if (is_name_next(lexer)) {
        return true;
    }
    int32_t c = lexer->lookahead;
    return !is_operand_valid && (c == '*' || c == '&' || c == '(');
}

/* `extern from` is one token; `extern` alone is a modifier. */
static bool scan_extern(TSLexer *lexer, const bool *valid) {
    lexer->result_symbol = MODIFIER;
    if (!pass_blanks(lexer) || !is_word_start(lexer->lookahead)) {
        return valid[MODIFIER] && (lexer->lookahead == '(' || lexer->lookahead == ':');
    }
    Word next = read_word(lexer);
    if (word_is(&next, "from")) {
        lexer->mark_end(lexer);
        lexer->result_symbol = EXTERN_FROM;
        return valid[EXTERN_FROM];
    }
    return valid[MODIFIER];
}

/* The name of an overloaded operator: `operator+`, `operator[]`, `operator bool`. */
static bool scan_operator_name(TSLexer *lexer) {
    pass_blanks(lexer);
    int32_t first = lexer->lookahead;
    if (is_word_start(first)) {
        read_word(lexer);
    } else if (first == '(' || first == '[') {
        advance(lexer);
        if (lexer->lookahead != (first == '(' ? ')' : ']')) {
            return false;
        }
        advance(lexer);
    } else {
        int count = 0;
        while (count < 3 && lexer->lookahead > ' ' && lexer->lookahead < 127 &&
               strchr("+-*/%~|&^<>!=,", lexer->lookahead) != NULL) {
            advance(lexer);
            count++;
        }
        if (count == 0) {
            return false;
        }
    }
    lexer->mark_end(lexer);
    pass_blanks(lexer);
    lexer->result_symbol = OPERATOR_NAME;
    return lexer->lookahead == '(' || lexer->lookahead == '[';
}

/* The bracket before a declarator such as `(*name)`, which no parameter list begins with. */
static bool scan_declarator_open(TSLexer *lexer) {
    advance(lexer);
    lexer->mark_end(lexer);
    pass_space(lexer);
    lexer->result_symbol = DECLARATOR_OPEN;
    if (lexer->lookahead == '*' || lexer->lookahead == '&') {
        return true;
    }
    Word word = read_word(lexer);
    return word_is_among(&word, "__stdcall __cdecl __fastcall ");
}

/* The bracket of `(*)` among expressions: a pointer to a function. */
static bool scan_abstract_open(TSLexer *lexer) {
    advance(lexer);
    lexer->mark_end(lexer);
    lexer->result_symbol = ABSTRACT_OPEN;
    bool has_star = false;
    for (pass_space(lexer); lexer->lookahead == '*'; pass_space(lexer)) {
        has_star = true;
        advance(lexer);
    }
    return has_star && lexer->lookahead == ')';
}

/* A `*` or `&` that no operand follows, so that what precedes it is a type. */
static bool scan_abstract_pointer(TSLexer *lexer, const bool *valid) {
    enum TokenType type = lexer->lookahead == '*' ? ABSTRACT_STAR : ABSTRACT_REFERENCE;
    if (!valid[type]) {
        return false;
    }
    advance(lexer);
    lexer->mark_end(lexer);
    lexer->result_symbol = (TSSymbol)type;
    for (;;) {
        pass_space(lexer);
        int32_t c = lexer->lookahead;
        if (c == '*' || c == '&') {
            advance(lexer);
        } else if (is_word_start(c)) {
            Word word = read_word(lexer);
            if (!word_is_among(&word, "const restrict volatile ")) {
                return false;
            }
        } else {
            return c == ']' || c == ',' || c == ')' || c == '>' || c == '?';
        }
    }
}

/* Counts a word towards the limits of nesting. */
static void count_word(Scanner *scanner, const Word *word) {
    scanner->chain_length += word_is_among(word, "else lambda ");
    scanner->sign_length =
        word_is_among(word, "await const not restrict volatile ") ? scanner->sign_length + 1 : 0;
}

/* A word: the prefix of a string, or a soft keyword. */
bool scan_word(Scanner *scanner, TSLexer *lexer, const bool *valid) {
    Word word = read_word(lexer);
    if (is_quote(lexer->lookahead) && valid[STRING] && is_string_prefix(&word)) {
        return scan_string(scanner, lexer, &word);
    }
    count_word(scanner, &word);
    if (valid[ERROR_SENTINEL] || word.length >= WORD_LIMIT || is_nested_too_deep(scanner)) {
        return false;
    }
    lexer->mark_end(lexer);
    if (valid[C_INTEGER_TYPE] && (is_integer_word(&word) || is_base_word(&word))) {
        return scan_c_integer_type(scanner, lexer, &word);
    }
    if (valid[QUALIFIER] && word_is_among(&word, "const restrict volatile ")) {
        return scan_qualifier(lexer, valid[NEW]);
    }
    if (valid[OPERATOR_NAME] && word_is(&word, "operator")) {
        return scan_operator_name(lexer);
    }
    if ((valid[EXTERN_FROM] || valid[MODIFIER]) && word_is(&word, "extern")) {
        return scan_extern(lexer, valid);
    }
    for (size_t i = 0; i < sizeof soft_keywords / sizeof soft_keywords[0]; i++) {
        const SoftKeyword *keyword = &soft_keywords[i];
        if (keyword->text[0] == word.text[0] && word_is(&word, keyword->text)) {
            lexer->result_symbol = (TSSymbol)keyword->type;
            return valid[keyword->type] && keyword->is_next(lexer);
        }
    }
    return false;
}

/* Counts the punctuation at the lexer's place towards the limits of nesting. */
static void count_punctuation(Scanner *scanner, int32_t c) {
    scanner->bracket_depth += c == '(' || c == '[' || c == '{';
    if (c == ')' || c == ']' || c == '}') {
        scanner->bracket_depth -= scanner->bracket_depth > 0;
    }
    scanner->chain_length = c == ',' ? 0 : scanner->chain_length + (c == '<');
    bool is_sign = c == '-' || c == '+' || c == '~' || c == '&' || c == '*';
    scanner->sign_length = is_sign ? scanner->sign_length + 1 : 0;
}

/* Brackets, stars and colons that are more than they look. */
bool scan_punctuation(Scanner *scanner, TSLexer *lexer, const bool *valid) {
    int32_t c = lexer->lookahead;
    count_punctuation(scanner, c);
    if (valid[ERROR_SENTINEL] || is_nested_too_deep(scanner)) {
        return false;
    }
    if (c == '(' && valid[DECLARATOR_OPEN]) {
        return scan_declarator_open(lexer);
    }
    if (c == '(' && valid[ABSTRACT_OPEN]) {
        return scan_abstract_open(lexer);
    }
    if (c == ':' && valid[FORMAT_COLON]) {
        advance(lexer);
        lexer->mark_end(lexer);
        lexer->result_symbol = FORMAT_COLON;
        return true;
    }
    return (c == '*' || c == '&') && scan_abstract_pointer(lexer, valid);
}
