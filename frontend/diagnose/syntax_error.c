// Syntax errors: from a broken syntax tree to messages.
//
// The tree says that something is wrong, seldom what: an ERROR node may span the whole file. So the
// source is taken apart into logical lines; each that touches an ERROR is parsed on its own, and if
// it is wrong, the diagnosing parser says where and how. What that does not find is reported where
// the tree's error is.

#include "frontend/diagnose/diagnose.h"

// How many lines of a file are looked at.
#define LINE_LIMIT 500

// A part of the source that tree-sitter could not place, or something that it missed.
typedef struct BrokenPart {
    uint32_t start;
    uint32_t end;
    bool is_missing;
    bool has_message;
} BrokenPart;

typedef struct ErrorFinder {
    Lowering *lowering;
    TokenVector *tokens;
    VECTOR(BrokenPart) parts;
    uint32_t examined;
    // Whether the lines at hand stand in a block of declarations.
    VECTOR(bool) is_declaration;
} ErrorFinder;

// --- The broken parts ----------------------------------------------------------------------------
// Says whether something is missing in the node that the tree does not show, such as the end of a
// line.
static bool lacks_hidden(const Syntax *syntax) {
    const Syntax *child = syntax->first;
    while (child != NULL && !child->has_error && !child->is_missing) {
        child = child->next;
    }
    return syntax->has_error && child == NULL;
}

static void collect_parts(ErrorFinder *finder, const Syntax *syntax) {
    if (syntax->is_missing || syntax->kind == SYNTAX_ERROR || lacks_hidden(syntax)) {
        BrokenPart part = {syntax->start, syntax->end, syntax->is_missing, false};
        vector_push(finder->lowering->scratch, &finder->parts, part);
    }
    if (syntax->has_error) {
        for (const Syntax *child = syntax->first; child != NULL; child = child->next) {
            collect_parts(finder, child);
        }
    }
}

// Says whether a broken part touches the source from `start` to `end`.
static bool touches_part(const ErrorFinder *finder, uint32_t start, uint32_t end) {
    for (uint32_t i = 0; i < finder->parts.count; i++) {
        const BrokenPart *part = &finder->parts.items[i];
        if (part->start <= end && part->end >= start) {
            return true;
        }
    }
    return false;
}

static void mark_parts(ErrorFinder *finder, uint32_t start, uint32_t end) {
    for (uint32_t i = 0; i < finder->parts.count; i++) {
        BrokenPart *part = &finder->parts.items[i];
        part->has_message |= part->start <= end && part->end >= start;
    }
}

// --- A line on its own ---------------------------------------------------------------------------
// Finds the first innermost ERROR or MISSING node; false if there is none.
static bool find_broken_node(TSNode root, uint32_t *start, uint32_t *end) {
    if (!ts_node_has_error(root)) {
        return false;
    }
    TSNode node = root;
    for (bool deeper = true; deeper;) {
        deeper = false;
        uint32_t count = ts_node_child_count(node);
        for (uint32_t i = 0; i < count && !deeper; i++) {
            TSNode child = ts_node_child(node, i);
            if (ts_node_has_error(child) || ts_node_is_missing(child)) {
                node = child;
                deeper = true;
            }
        }
    }
    *start = ts_node_start_byte(node);
    *end = ts_node_end_byte(node);
    return true;
}

// Parses the text; says where it is broken, if it is.
static bool find_broken_text(const char *text, uint32_t length, uint32_t *start, uint32_t *end) {
    TSParser *parser = ts_parser_new();
    ts_parser_set_language(parser, tree_sitter_zilant());
    TSTree *tree = ts_parser_parse_string(parser, NULL, text, length);
    bool is_broken = find_broken_node(ts_tree_root_node(tree), start, end);
    ts_tree_delete(tree);
    ts_parser_delete(parser);
    return is_broken;
}

// What must stand before a clause for it to parse.
static const char *clause_prefix(KeywordKind keyword) {
    switch ((unsigned)keyword) {
    case KEYWORD_elif:
    case KEYWORD_else:
        return "if 1: pass\n";
    case KEYWORD_except:
    case KEYWORD_finally:
        return "try: pass\n";
    default:
        return "";
    }
}

// Says whether a logical line is broken, and where, by parsing it with what it needs around it.
// `colon` is ":" to see if that is all it lacks, else "".
static bool find_broken_line(const ErrorFinder *finder, uint32_t first, uint32_t last,
                             const char *colon, Fault *fault) {
    const Token *tokens = finder->tokens->items;
    Arena *scratch = finder->lowering->scratch;
    const char *text = finder->lowering->source->text + tokens[first].start;
    uint32_t length = tokens[last - 1].end - tokens[first].start;
    bool opens = text[length - 1] == ':' || *colon == ':';
    bool is_match = opens && length > 6 && memcmp(text, "match", 5) == 0;
    bool is_case = opens && length > 5 && memcmp(text, "case", 4) == 0;
    const char *before = vector_last(&finder->is_declaration) ? "cdef:\n "
                         : is_case                            ? "match x:\n "
                                   : clause_prefix((KeywordKind)tokens[first].keyword);
    const char *block = !opens ? "" : is_match ? "\n  case 1: pass" : "\n  pass";
    const char *after = *text == '@'                           ? "\ndef f(): pass"
                        : tokens[first].keyword == KEYWORD_try ? "\nfinally: pass"
                                                               : "";
    const char *snippet =
        arena_format(scratch, "%s%.*s%s%s%s\n", before, (int)length, text, colon, block, after);
    uint32_t start;
    uint32_t end;
    if (!find_broken_text(snippet, (uint32_t)strlen(snippet), &start, &end)) {
        return false;
    }
    uint32_t shift = (uint32_t)strlen(before);
    start = start < shift ? 0 : start - shift < length ? start - shift : length;
    end = end < shift + start ? start : end - shift < length ? end - shift : length;
    *fault = (Fault){DIAG_E0100, tokens[first].start + start, tokens[first].start + end, NULL};
    return true;
}

// --- Lines ---------------------------------------------------------------------------------------
// Says whether the block that a line opens holds declarations: `cdef extern from "x.h":`, a struct,
// but no class and no function.
static bool opens_declarations(const ErrorFinder *finder, uint32_t first, uint32_t last) {
    const Token *tokens = finder->tokens->items;
    const char *text = finder->lowering->source->text;
    bool is_cdef = false;
    for (uint32_t i = first; i < last; i++) {
        uint32_t length = tokens[i].end - tokens[i].start;
        const char *word = text + tokens[i].start;
        if (i == first) {
            is_cdef = (length == 4 && memcmp(word, "cdef", 4) == 0) ||
                      (length == 5 && memcmp(word, "cpdef", 5) == 0) ||
                      (length == 8 && memcmp(word, "ctypedef", 8) == 0) ||
                      vector_last(&finder->is_declaration);
        }
        if (tokens[i].keyword == KEYWORD_class || tokens[i].keyword == KEYWORD_def ||
            *word == '(') {
            return false;
        }
    }
    return is_cdef;
}

// Says whether the line begins with a word that only Cython has.
static bool is_cython_line(const ErrorFinder *finder, uint32_t first) {
    static const char *const words[] = {"cdef", "cpdef", "ctypedef", "cimport", "include",
                                        "DEF",  "IF",    "ELIF",     "ELSE",    "property"};
    const Token *token = &finder->tokens->items[first];
    const char *text = finder->lowering->source->text + token->start;
    uint32_t length = token->end - token->start;
    bool is_word = false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        is_word |= strlen(words[i]) == length && memcmp(text, words[i], length) == 0;
    }
    return is_word && token[1].kind != TOKEN_OPERATOR;
}

static void report_fault(ErrorFinder *finder, const Fault *fault) {
    Lowering *lowering = finder->lowering;
    diag_report(lowering->diagnostics, fault->code,
                span_of(lowering->source, fault->start, fault->end), fault->argument);
}

static void examine_line(ErrorFinder *finder, uint32_t first, uint32_t last) {
    const Token *tokens = finder->tokens->items;
    uint32_t start = tokens[first].start;
    uint32_t end = tokens[last].end;
    if (tokens[last].is_wrong) {
        mark_parts(finder, start, end);
        return;
    }
    Fault fault;
    bool lacks_colon = tokens[last + 1].kind == TOKEN_INDENT &&
                       finder->lowering->source->text[tokens[last - 1].start] != ':';
    if (!(lacks_colon || touches_part(finder, start, end)) || finder->examined++ >= LINE_LIMIT ||
        !find_broken_line(finder, first, last, "", &fault)) {
        return;
    }
    Fault other;
    if (lacks_colon && !find_broken_line(finder, first, last, ":", &other)) {
        fault = (Fault){DIAG_E0101, tokens[last].start, tokens[last].end, ":"};
    } else if (!vector_last(&finder->is_declaration) && !is_cython_line(finder, first)) {
        diagnose_line(finder->lowering, tokens, first, last, &fault);
    }
    report_fault(finder, &fault);
    mark_parts(finder, start, end);
}

static void examine_lines(ErrorFinder *finder) {
    Arena *scratch = finder->lowering->scratch;
    bool opens = false;
    uint32_t first = 0;
    vector_push(scratch, &finder->is_declaration, false);
    for (uint32_t i = 0; i < finder->tokens->count; i++) {
        const Token *token = &finder->tokens->items[i];
        if (token->kind == TOKEN_INDENT) {
            vector_push(scratch, &finder->is_declaration, opens);
        } else if (token->kind == TOKEN_DEDENT) {
            finder->is_declaration.count -= finder->is_declaration.count > 1;
        } else if (token->kind == TOKEN_NEWLINE) {
            examine_line(finder, first, i);
            opens = opens_declarations(finder, first, i);
        } else {
            continue;
        }
        first = i + 1;
    }
}

// Reports the broken parts that no line's message explains: the innermost ones, if nothing else was
// said.
static void report_parts(ErrorFinder *finder) {
    Lowering *lowering = finder->lowering;
    for (uint32_t i = finder->parts.count; i-- > 0;) {
        const BrokenPart *part = &finder->parts.items[i];
        if (!part->has_message) {
            uint32_t width = (uint32_t)strcspn(lowering->source->text + part->start, "\r\n");
            uint32_t end = part->end - part->start < width ? part->end : part->start + width;
            diag_report(lowering->diagnostics, DIAG_E0100,
                        span_of(lowering->source, part->start, end));
            mark_parts(finder, part->start, part->end);
        }
    }
}

void report_syntax_errors(Lowering *lowering, const Syntax *module, TokenVector *tokens,
                          uint32_t errors) {
    ErrorFinder finder = {.lowering = lowering, .tokens = tokens};
    check_layout(lowering, tokens);
    check_line_ends(lowering, tokens, module);
    if (!module->has_error) {
        return;
    }
    collect_parts(&finder, module);
    examine_lines(&finder);
    if (diag_error_count(lowering->diagnostics) == errors) {
        report_parts(&finder);
    }
}
