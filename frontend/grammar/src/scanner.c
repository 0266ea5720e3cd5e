/*
 * The external scanner of the Lindworm grammar.
 *
 * It gives the tokens that a context-free lexer cannot: line ends and indentation, comments,
 * strings (an f-string piece by piece), and the words and brackets whose meaning depends on what
 * follows them on the line. Every decision looks ahead only: nothing that it returns false for has
 * been consumed. It never allocates after creation; its state fits the serialisation buffer.
 */
#include "tree_sitter/alloc.h"
#include "tree_sitter/parser.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/* In the order of `externals` in grammar.js. */
enum TokenType {
    NEWLINE,
    INDENT,
    DEDENT,
    COMMENT,
    STRING,
    STRING_START,
    STRING_CONTENT,
    STRING_END,
    FORMAT_CONTENT,
    CDEF,
    CPDEF,
    CTYPEDEF,
    CIMPORT,
    INCLUDE,
    DEFINE,
    IF_KEYWORD,
    ELIF_KEYWORD,
    ELSE_KEYWORD,
    PROPERTY,
    MATCH,
    TYPE,
    PRINT,
    EXEC,
    EXTERN_FROM,
    MODIFIER,
    STRUCT_KIND,
    PACKED,
    ENUM,
    CPPCLASS,
    FUSED,
    C_INTEGER_TYPE,
    QUALIFIER,
    DECLARATOR_OPEN,
    OPERATOR_NAME,
    ABSTRACT_STAR,
    ABSTRACT_REFERENCE,
    NEW,
    AWAIT,
    FORMAT_COLON,
    ABSTRACT_OPEN,
    COMMENT_RUN,
    ERROR_SENTINEL,
};

enum {
    INDENT_LIMIT = 256,
    STRING_LIMIT = 200,
    WORD_LIMIT = 16,
};

/* What the scanner knows about an f-string or t-string that is open. */
enum StringFlag {
    SINGLE_QUOTE = 1 << 0,
    DOUBLE_QUOTE = 1 << 1,
    TRIPLE = 1 << 2,
    RAW = 1 << 3,
};

typedef struct {
    uint16_t indents[INDENT_LIMIT]; /* widths of the open blocks, the module's 0 not included */
    uint16_t indent_count;
    uint8_t strings[STRING_LIMIT]; /* StringFlags of the open f-strings, innermost last */
    uint8_t string_count;
    uint16_t known_comments; /* comments ahead that are known to stay in the open block */
} Scanner;

/* A word of the source, cut to WORD_LIMIT - 1 bytes (`length` is WORD_LIMIT then). */
typedef struct {
    char text[WORD_LIMIT];
    uint8_t length;
} Word;

static void advance(TSLexer *lexer) { lexer->advance(lexer, false); }

static void skip(TSLexer *lexer) { lexer->advance(lexer, true); }

static bool is_word_start(int32_t c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c > 127;
}

static bool is_digit(int32_t c) { return c >= '0' && c <= '9'; }

static bool is_word_part(int32_t c) { return is_word_start(c) || is_digit(c); }

static bool is_quote(int32_t c) { return c == '"' || c == '\''; }

static bool is_line_end(TSLexer *lexer) {
    return lexer->lookahead == '\n' || lexer->lookahead == '\r' || lexer->eof(lexer);
}

/* Reads the word at the lexer's place. */
static Word read_word(TSLexer *lexer) {
    Word word = {.length = 0};
    while (is_word_part(lexer->lookahead)) {
        if (word.length < WORD_LIMIT) {
            word.text[word.length] = lexer->lookahead < 128 ? (char)lexer->lookahead : '?';
            word.length++;
        }
        advance(lexer);
    }
    word.text[word.length < WORD_LIMIT ? word.length : WORD_LIMIT - 1] = '\0';
    return word;
}

static bool word_is(const Word *word, const char *text) {
    return word->length < WORD_LIMIT && strcmp(word->text, text) == 0;
}

/* Says if the word is one of `list`, whose words are each followed by one space. */
static bool word_is_among(const Word *word, const char *list) {
    if (word->length >= WORD_LIMIT || word->length == 0) {
        return false;
    }
    for (const char *at = list; *at != '\0';) {
        const char *end = strchr(at, ' ');
        if ((size_t)(end - at) == word->length && memcmp(at, word->text, word->length) == 0) {
            return true;
        }
        at = end + 1;
    }
    return false;
}

/* Says if no operand can begin with this word: `print in x` is an expression. */
static bool is_operator_word(const Word *word) {
    return word_is_among(word, "and as else for from if import in is not or ");
}

/* Moves over blanks and continued lines. Says if there were any. */
static bool pass_blanks(TSLexer *lexer) {
    bool moved = false;
    for (;;) {
        int32_t c = lexer->lookahead;
        if (c == ' ' || c == '\t' || c == '\f') {
            advance(lexer);
        } else if (c == '\\') {
            advance(lexer);
            if (lexer->lookahead == '\r') {
                advance(lexer);
            }
            if (lexer->lookahead != '\n') {
                return moved;
            }
            advance(lexer);
        } else {
            return moved;
        }
        moved = true;
    }
}

/* Moves over blanks and line ends, for places inside brackets. */
static void pass_space(TSLexer *lexer) {
    while (pass_blanks(lexer) || lexer->lookahead == '\n' || lexer->lookahead == '\r') {
        if (lexer->lookahead == '\n' || lexer->lookahead == '\r') {
            advance(lexer);
        }
    }
}

/* Blanks and then a word that can begin an operand or a type. */
static bool is_name_next(TSLexer *lexer) {
    if (!pass_blanks(lexer) || !is_word_start(lexer->lookahead)) {
        return false;
    }
    Word next = read_word(lexer);
    return !is_operator_word(&next);
}

/* ------------------------------------------------------------------------------- strings */

/* Moves over the character that a backslash escapes; a line end of two bytes is one. */
static void pass_escaped(TSLexer *lexer) {
    if (lexer->lookahead == '\r') {
        advance(lexer);
        if (lexer->lookahead == '\n') {
            advance(lexer);
        }
    } else if (!lexer->eof(lexer)) {
        advance(lexer);
    }
}

/* Moves over the quotes at the lexer's place, three at most, and gives their number. Two are an
 * empty string. If `marks`, the token's end is marked where the opening quotes end. */
static int pass_quotes(TSLexer *lexer, int32_t quote, bool marks) {
    int count = 0;
    while (count < 3 && lexer->lookahead == quote) {
        advance(lexer);
        count++;
        if (marks && count != 2) {
            lexer->mark_end(lexer);
        }
    }
    return count;
}

/* Moves past the end of a string whose opening quotes have been passed. One that is not closed
 * ends with its line, or, in triple quotes, with the file: the lowering sees the missing quote. */
static void pass_string_body(TSLexer *lexer, int32_t quote, bool is_triple) {
    int matched = 0;
    while (!lexer->eof(lexer)) {
        int32_t c = lexer->lookahead;
        if (!is_triple && (c == '\n' || c == '\r')) {
            return;
        }
        advance(lexer);
        if (c != quote) {
            matched = 0;
            if (c == '\\') {
                pass_escaped(lexer);
            }
        } else if (++matched == 3 || !is_triple) {
            return;
        }
    }
}

/* Says if the word is the prefix of a string. */
static bool is_string_prefix(const Word *word) {
    return word->length <= 3 && strspn(word->text, "rRbBuUfFtTcC") == word->length;
}

/* A whole plain string, or the opening of an f-string, whose prefix has been read. */
static bool scan_string(Scanner *scanner, TSLexer *lexer, const Word *prefix) {
    int32_t quote = lexer->lookahead;
    bool is_format = strpbrk(prefix->text, "fFtT") != NULL;
    if (is_format && scanner->string_count == STRING_LIMIT) {
        return false;
    }
    int count = pass_quotes(lexer, quote, is_format);
    if (!is_format) {
        if (count != 2) {
            pass_string_body(lexer, quote, count == 3);
        }
        lexer->mark_end(lexer);
        lexer->result_symbol = STRING;
        return true;
    }
    uint8_t flags = quote == '"' ? DOUBLE_QUOTE : SINGLE_QUOTE;
    flags |= count == 3 ? TRIPLE : 0;
    flags |= strpbrk(prefix->text, "rR") != NULL ? RAW : 0;
    scanner->strings[scanner->string_count++] = flags;
    lexer->result_symbol = STRING_START;
    return true;
}

/* Moves over a backslash in an f-string and what it escapes. Braces stay: `\{` opens a field. */
static void pass_format_escape(TSLexer *lexer, uint8_t flags) {
    advance(lexer);
    int32_t c = lexer->lookahead;
    if (c == '{' || c == '}') {
        return;
    }
    if ((flags & RAW) != 0) {
        if (is_quote(c) || c == '\\') {
            advance(lexer);
        }
        return;
    }
    pass_escaped(lexer);
    if (c == 'N' && lexer->lookahead == '{') {
        while (!is_line_end(lexer) && !is_quote(lexer->lookahead) && lexer->lookahead != '}') {
            advance(lexer);
        }
        if (lexer->lookahead == '}') {
            advance(lexer);
        }
    }
}

/* Moves over the closing quotes if they are all there. */
static bool pass_closing_quotes(TSLexer *lexer, uint8_t flags) {
    int32_t quote = (flags & DOUBLE_QUOTE) != 0 ? '"' : '\'';
    int wanted = (flags & TRIPLE) != 0 ? 3 : 1;
    int count = 0;
    while (count < wanted && lexer->lookahead == quote) {
        advance(lexer);
        count++;
    }
    return count == wanted;
}

/* Ends the text before the lexer's place, which has been marked, if there is any. */
static bool finish_text(TSLexer *lexer, bool has_text, enum TokenType type) {
    lexer->result_symbol = (TSSymbol)type;
    return has_text;
}

/* Text of an f-string up to a field or the closing quotes, or those quotes. An f-string that is
 * not closed on its line gets an empty end. */
static bool scan_string_content(Scanner *scanner, TSLexer *lexer) {
    if (scanner->string_count == 0) {
        return false;
    }
    uint8_t flags = scanner->strings[scanner->string_count - 1];
    int32_t quote = (flags & DOUBLE_QUOTE) != 0 ? '"' : '\'';
    bool has_text = false;
    for (;; has_text = true) {
        lexer->mark_end(lexer);
        int32_t c = lexer->lookahead;
        bool is_end = lexer->eof(lexer) || ((flags & TRIPLE) == 0 && (c == '\n' || c == '\r'));
        if (!is_end && c == '{') {
            advance(lexer);
            if (lexer->lookahead != '{') {
                return finish_text(lexer, has_text, STRING_CONTENT);
            }
            advance(lexer);
        } else if (!is_end && c == '\\') {
            pass_format_escape(lexer, flags);
        } else if (is_end || c == quote) {
            if (!is_end && !pass_closing_quotes(lexer, flags)) {
                continue;
            }
            if (!has_text) {
                lexer->mark_end(lexer);
                scanner->string_count--;
                lexer->result_symbol = STRING_END;
                return true;
            }
            return finish_text(lexer, has_text, STRING_CONTENT);
        } else {
            advance(lexer);
        }
    }
}

/* Text of a format specifier up to a nested field, the closing brace or the string's end. */
static bool scan_format_content(const Scanner *scanner, TSLexer *lexer) {
    if (scanner->string_count == 0) {
        return false;
    }
    uint8_t flags = scanner->strings[scanner->string_count - 1];
    int32_t quote = (flags & DOUBLE_QUOTE) != 0 ? '"' : '\'';
    bool has_text = false;
    for (;; has_text = true) {
        lexer->mark_end(lexer);
        int32_t c = lexer->lookahead;
        bool is_single = (flags & TRIPLE) == 0;
        if (c == '{' || c == '}' || lexer->eof(lexer) ||
            (is_single && (c == '\n' || c == '\r' || c == quote))) {
            return finish_text(lexer, has_text, FORMAT_CONTENT);
        }
        if (c == '\\') {
            pass_format_escape(lexer, flags);
        } else if (c == quote) {
            if (pass_closing_quotes(lexer, flags)) {
                return finish_text(lexer, has_text, FORMAT_CONTENT);
            }
        } else {
            advance(lexer);
        }
    }
}

/* ------------------------------------------------------------------------- soft keywords */

/* Says if the logical line that the lexer is in ends with a colon, as the head of a block does. */
static bool is_block_head(TSLexer *lexer) {
    int depth = 0;
    int32_t last = 0;
    while (!lexer->eof(lexer)) {
        pass_blanks(lexer);
        int32_t c = lexer->lookahead;
        if (c == '#') {
            while (!is_line_end(lexer)) {
                advance(lexer);
            }
        } else if (c == '\n' || c == '\r') {
            if (depth <= 0) {
                break;
            }
            advance(lexer);
        } else if (is_quote(c)) {
            int count = pass_quotes(lexer, c, false);
            if (count != 2) {
                pass_string_body(lexer, c, count == 3);
            }
            last = c;
        } else {
            depth += (c == '(' || c == '[' || c == '{') - (c == ')' || c == ']' || c == '}');
            last = c;
            advance(lexer);
        }
    }
    return last == ':';
}

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
    return is_word_start(lexer->lookahead) || lexer->lookahead == ':' ||
           is_quote(lexer->lookahead);
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
static bool is_property_next(TSLexer *lexer) {
    return is_name_next(lexer) && is_colon_next(lexer);
}

/* `packed struct` */
static bool is_struct_next(TSLexer *lexer) {
    pass_blanks(lexer);
    Word next = read_word(lexer);
    return word_is_among(&next, "struct union ");
}

/* `print` and `exec`: an operand that no operator separates from the word. A bracket or a minus
 * is one after a blank: `print [1]` and `print -1` have no other use. */
static bool is_argument_next(TSLexer *lexer) {
    bool has_blanks = pass_blanks(lexer);
    int32_t c = lexer->lookahead;
    if (is_quote(c) || c == '`' || c == '{' || c == '~') {
        return true;
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
    return is_digit(c) || is_quote(c) || c == '(' || c == '[' || c == '{' || c == '`';
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

/* A C type of several words, such as `unsigned long long` or `double complex`, in one token. A
 * type of one word is a name like any other. */
static bool scan_c_integer_type(TSLexer *lexer, const Word *first) {
    bool has_base = is_base_word(first);
    bool has_many = false;
    while (pass_blanks(lexer) && is_word_start(lexer->lookahead)) {
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
        return valid[MODIFIER] && lexer->lookahead == '(';
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

/* A word: the prefix of a string, or a soft keyword. */
static bool scan_word(Scanner *scanner, TSLexer *lexer, const bool *valid) {
    Word word = read_word(lexer);
    if (is_quote(lexer->lookahead) && valid[STRING] && is_string_prefix(&word)) {
        return scan_string(scanner, lexer, &word);
    }
    if (valid[ERROR_SENTINEL] || word.length >= WORD_LIMIT) {
        return false;
    }
    lexer->mark_end(lexer);
    if (valid[C_INTEGER_TYPE] && (is_integer_word(&word) || is_base_word(&word))) {
        return scan_c_integer_type(lexer, &word);
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

/* ---------------------------------------------------------------------- lines and comments */

static uint16_t current_indent(const Scanner *scanner) {
    return scanner->indent_count > 0 ? scanner->indents[scanner->indent_count - 1] : 0;
}

/* Moves over blank space, lines and continuations. Gives the indentation of the line where it
 * stops, tabs to multiples of eight. False if a stray backslash is there. */
static bool pass_lines(TSLexer *lexer, bool *has_line_end, uint16_t *indent) {
    for (;;) {
        switch (lexer->lookahead) {
        case '\n':
            *has_line_end = true;
            *indent = 0;
            break;
        case ' ':
            *indent += *indent < UINT16_MAX;
            break;
        case '\t':
            *indent = *indent < UINT16_MAX - 8 ? (uint16_t)((*indent / 8 + 1) * 8) : *indent;
            break;
        case '\r':
        case '\f':
            *indent = 0;
            break;
        case '\\':
            skip(lexer);
            if (lexer->lookahead == '\r') {
                skip(lexer);
            }
            if (lexer->lookahead != '\n') {
                return false;
            }
            break;
        default:
            if (lexer->eof(lexer)) {
                *has_line_end = true;
                *indent = 0;
            }
            return true;
        }
        skip(lexer);
    }
}

/* Opens or closes a block if a line of this indentation does so here. */
static bool scan_block_border(Scanner *scanner, TSLexer *lexer, const bool *valid,
                              uint16_t indent) {
    if (valid[INDENT] && indent > current_indent(scanner) && scanner->indent_count < INDENT_LIMIT) {
        scanner->indents[scanner->indent_count++] = indent;
        lexer->result_symbol = INDENT;
        return true;
    }
    if (valid[DEDENT] && indent < current_indent(scanner)) {
        scanner->indent_count--;
        lexer->result_symbol = DEDENT;
        return true;
    }
    return false;
}

static bool finish_line(Scanner *scanner, TSLexer *lexer) {
    scanner->string_count = 0;
    lexer->result_symbol = NEWLINE;
    return true;
}

static bool scan_comment_text(TSLexer *lexer) {
    while (!is_line_end(lexer)) {
        advance(lexer);
    }
    lexer->mark_end(lexer);
    lexer->result_symbol = COMMENT;
    return true;
}

/* A comment on a line of its own. If it stands left of the open block, the code after it decides
 * whether the block ends before it. So that a long run of such comments is looked through once
 * only, an empty token records that the block goes on. */
static bool scan_comment_line(Scanner *scanner, TSLexer *lexer, const bool *valid,
                              uint16_t indent) {
    bool is_left = valid[DEDENT] && indent < current_indent(scanner);
    if (scanner->known_comments > 0 || !(is_left || valid[INDENT] || valid[NEWLINE])) {
        scanner->known_comments -= scanner->known_comments > 0;
        return scan_comment_text(lexer);
    }
    if (valid[NEWLINE] && !valid[INDENT]) {
        return finish_line(scanner, lexer);
    }
    uint16_t count = 0;
    bool has_line_end = true;
    while (lexer->lookahead == '#') {
        count += count < UINT16_MAX;
        while (!is_line_end(lexer)) {
            skip(lexer);
        }
        if (!pass_lines(lexer, &has_line_end, &indent)) {
            break;
        }
    }
    if (scan_block_border(scanner, lexer, valid, indent)) {
        return true;
    }
    if (valid[NEWLINE] && !valid[ERROR_SENTINEL]) {
        return finish_line(scanner, lexer);
    }
    scanner->known_comments = count;
    lexer->result_symbol = COMMENT_RUN;
    return valid[COMMENT_RUN];
}

static bool scan_token(Scanner *scanner, TSLexer *lexer, const bool *valid) {
    bool is_recovering = valid[ERROR_SENTINEL];
    if (!is_recovering && valid[STRING_END]) {
        return scan_string_content(scanner, lexer);
    }
    if (!is_recovering && valid[FORMAT_CONTENT]) {
        return scan_format_content(scanner, lexer);
    }
    bool has_line_end = false;
    uint16_t indent = 0;
    lexer->mark_end(lexer);
    if (!pass_lines(lexer, &has_line_end, &indent)) {
        return false;
    }
    int32_t c = lexer->lookahead;
    if (c == '#') {
        return has_line_end ? scan_comment_line(scanner, lexer, valid, indent)
                            : scan_comment_text(lexer);
    }
    scanner->known_comments = 0;
    if (has_line_end) {
        if (scan_block_border(scanner, lexer, valid, indent)) {
            return true;
        }
        if (valid[NEWLINE] && !is_recovering) {
            return finish_line(scanner, lexer);
        }
    }
    if (is_quote(c) && valid[STRING]) {
        Word no_prefix = {.length = 0};
        return scan_string(scanner, lexer, &no_prefix);
    }
    if (is_word_start(c)) {
        return scan_word(scanner, lexer, valid);
    }
    if (is_recovering) {
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

/* -------------------------------------------------------------- what tree-sitter calls */

void *tree_sitter_lindworm_external_scanner_create(void);
void tree_sitter_lindworm_external_scanner_destroy(void *payload);
bool tree_sitter_lindworm_external_scanner_scan(void *payload, TSLexer *lexer,
                                                const bool *valid_symbols);
unsigned tree_sitter_lindworm_external_scanner_serialize(void *payload, char *buffer);
void tree_sitter_lindworm_external_scanner_deserialize(void *payload, const char *buffer,
                                                       unsigned length);

void *tree_sitter_lindworm_external_scanner_create(void) { return ts_calloc(1, sizeof(Scanner)); }

void tree_sitter_lindworm_external_scanner_destroy(void *payload) { ts_free(payload); }

bool tree_sitter_lindworm_external_scanner_scan(void *payload, TSLexer *lexer,
                                                const bool *valid_symbols) {
    return scan_token(payload, lexer, valid_symbols);
}

static unsigned write_number(char *buffer, unsigned at, uint16_t value) {
    while (value >= 128) {
        buffer[at++] = (char)(value | 128);
        value >>= 7;
    }
    buffer[at++] = (char)value;
    return at;
}

static unsigned read_number(const char *buffer, unsigned at, uint16_t *value) {
    unsigned shift = 0;
    *value = 0;
    while (((uint8_t)buffer[at] & 128) != 0) {
        *value |= (uint16_t)(((uint8_t)buffer[at++] & 127) << shift);
        shift += 7;
    }
    *value |= (uint16_t)((uint8_t)buffer[at++] << shift);
    return at;
}

/* Widths are stored as differences, in a byte each: 256 levels fit the buffer of 1,024 bytes. The
 * state at the module's level, which most tokens have, takes no byte at all. */
unsigned tree_sitter_lindworm_external_scanner_serialize(void *payload, char *buffer) {
    const Scanner *scanner = payload;
    if (scanner->indent_count == 0 && scanner->string_count == 0 && scanner->known_comments == 0) {
        return 0;
    }
    unsigned at = write_number(buffer, 0, scanner->known_comments);
    buffer[at++] = (char)scanner->string_count;
    memcpy(buffer + at, scanner->strings, scanner->string_count);
    at += scanner->string_count;
    uint16_t last = 0;
    for (uint16_t i = 0; i < scanner->indent_count; i++) {
        at = write_number(buffer, at, (uint16_t)(scanner->indents[i] - last));
        last = scanner->indents[i];
    }
    return at;
}

void tree_sitter_lindworm_external_scanner_deserialize(void *payload, const char *buffer,
                                                       unsigned length) {
    Scanner *scanner = payload;
    scanner->indent_count = 0;
    scanner->string_count = 0;
    scanner->known_comments = 0;
    if (length == 0) {
        return;
    }
    unsigned at = read_number(buffer, 0, &scanner->known_comments);
    scanner->string_count = (uint8_t)buffer[at++];
    memcpy(scanner->strings, buffer + at, scanner->string_count);
    at += scanner->string_count;
    uint16_t last = 0;
    while (at < length) {
        uint16_t difference = 0;
        at = read_number(buffer, at, &difference);
        last = (uint16_t)(last + difference);
        scanner->indents[scanner->indent_count++] = last;
    }
}
