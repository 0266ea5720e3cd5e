// From a source to its AST: runs tree-sitter, reports syntax errors, lowers, checks.
//
// Takes: a source. Gives: a ParsedFile, always. Guarantees: nothing of tree-sitter outlives the
// call; the syntax tree is given back when the AST stands.

#include "frontend/syntax/token.h"
#include "frontend/validate/validate.h"
#include "support/clock.h"
#include "support/file.h"
#include <pthread.h>

// Seconds of the processor that parsing may take; it takes a fraction of a microsecond a byte.
#define TIME_LIMIT 5.0
#define TIME_PER_BYTE 5e-6
// Microseconds after which tree-sitter stops, to be asked to go on.
#define TIME_STEP 1000000

// So many bytes take longer to parse than a thread takes to start.
#define LEAST_THREADED 16384

// The grammar knows no line ends of a lone CR, as old Macintosh files have: gives it a text with LF
// in their place, of the same length.
static const char *replace_lone_returns(Arena *arena, const Source *source) {
    const char *end = source->text + source->length;
    const char *place = memchr(source->text, '\r', source->length);
    while (place != NULL && place[1] == '\n') {
        place = memchr(place + 1, '\r', (size_t)(end - place - 1));
    }
    if (place == NULL) {
        return source->text;
    }
    char *text = arena_copy_bytes(arena, source->text, source->length);
    for (uint32_t i = 0; i < source->length; i++) {
        if (text[i] == '\r' && text[i + 1] != '\n') {
            text[i] = '\n';
        }
    }
    return text;
}

// Runs tree-sitter. The caller deletes the tree. Gives NULL if it takes absurdly long, as recovery
// from errors may in a file without sense, or when `*is_cancelled` is not 0 any more.
static TSTree *run_parser(const char *text, uint32_t length, const size_t *is_cancelled) {
    TSParser *parser = ts_parser_new();
    if (!ts_parser_set_language(parser, tree_sitter_zilant())) {
        internal_error("the grammar does not fit tree-sitter's library");
    }
    double last = clock_thread_seconds() + TIME_LIMIT + (double)length * TIME_PER_BYTE;
    ts_parser_set_timeout_micros(parser, TIME_STEP);
    ts_parser_set_cancellation_flag(parser, is_cancelled);
    TSTree *tree;
    do {
        tree = ts_parser_parse_string(parser, NULL, text, length);
    } while (tree == NULL && __atomic_load_n(is_cancelled, __ATOMIC_RELAXED) == 0 &&
             clock_thread_seconds() < last);
    ts_parser_delete(parser);
    return tree;
}

// --- Beside the tokenizer ------------------------------------------------------------------------

// A text that is parsed, in a thread of its own if it is long.
typedef struct Parsing {
    const char *text;
    uint32_t length;
    // tree-sitter looks at it while it parses
    size_t is_cancelled;
    pthread_t thread;
    bool has_thread;
    TSTree *tree;
} Parsing;

static void *parse_in_thread(void *context) {
    Parsing *parsing = context;
    parsing->tree = run_parser(parsing->text, parsing->length, &parsing->is_cancelled);
    return NULL;
}

static void parsing_start(Parsing *parsing, Arena *arena, const Source *source) {
    *parsing = (Parsing){.text = replace_lone_returns(arena, source), .length = source->length};
    parsing->has_thread = source->length >= LEAST_THREADED &&
                          pthread_create(&parsing->thread, NULL, parse_in_thread, parsing) == 0;
}

// Gives the tree, or NULL as run_parser() does.
static TSTree *parsing_finish(Parsing *parsing) {
    if (parsing->has_thread)
        pthread_join(parsing->thread, NULL);
    else
        parse_in_thread(parsing);
    return parsing->tree;
}

static void parsing_cancel(Parsing *parsing) {
    if (!parsing->has_thread)
        return;
    __atomic_store_n(&parsing->is_cancelled, 1, __ATOMIC_RELAXED);
    ts_tree_delete(parsing_finish(parsing));
}

// The tree of what took too long to parse: one node without parts, broken.
static Syntax *make_broken_module(const Lowering *lowering) {
    Syntax *module = ARENA_NEW(lowering->scratch, Syntax);
    module->kind = SYNTAX_ERROR;
    module->has_error = true;
    module->end = lowering->source->length;
    return module;
}

// Parses the lowering's source and pushes its statements. What is nested too deeply is left alone.
static void lower_source(Lowering *lowering, NodeVector *body) {
    uint32_t errors = diag_error_count(lowering->diagnostics);
    uint32_t mark = diag_pending_count(lowering->diagnostics);
    TokenVector tokens = {0};
    Parsing parsing;
    parsing_start(&parsing, lowering->scratch, lowering->source);
    if (!tokenize(lowering, &tokens)) {
        parsing_cancel(&parsing);
        lowering->is_broken = lowering->gave_up = true;
        return;
    }
    TSTree *tree = parsing_finish(&parsing);
    bool is_cut = false;
    const Syntax *module = tree != NULL ? syntax_copy_tree(lowering->scratch, lowering->compilation,
                                                           lowering->source, tree, &is_cut)
                                        : make_broken_module(lowering);
    ts_tree_delete(tree);
    if (!is_cut) {
        report_syntax_errors(lowering, module, &tokens, errors);
        withdraw_consequences(lowering, &tokens, mark);
    }
    lowering->is_broken |= diag_error_count(lowering->diagnostics) > errors;
    lower_statements(lowering, module, body);
}

// --- include -------------------------------------------------------------------------------------
// Looks for an included file beside the file that includes it, then in the -I directories.
static const char *find_included(const Lowering *lowering, const char *path) {
    Arena *arena = lowering->arena;
    const char *found = path_join(arena, path_directory(arena, lowering->source->path), path);
    const char **directory = lowering->options->include_directories;
    while (!file_exists(found) && directory != NULL && *directory != NULL) {
        found = path_join(arena, *directory++, path);
    }
    return file_exists(found) ? found : path;
}

static bool is_being_included(const IncludeChain *chain, const Source *source) {
    while (chain != NULL && chain->source != source) {
        chain = chain->parent;
    }
    return chain != NULL;
}

const Source *parse_included(Lowering *lowering, const char *path, Span from, NodeVector *body) {
    const Source *source = source_load(lowering->compilation->sources, lowering->diagnostics,
                                       find_included(lowering, path), from);
    if (source == NULL) {
        return NULL;
    }
    if (is_being_included(lowering->including, source)) {
        diag_report(lowering->diagnostics, DIAG_E0128, from, path);
        return NULL;
    }
    IncludeChain chain = {source, lowering->including};
    Lowering inner = *lowering;
    inner.source = source;
    inner.including = &chain;
    if (!depth_enter(&inner.depth, lowering->diagnostics, from)) {
        return NULL;
    }
    lower_source(&inner, body);
    lowering->is_broken |= inner.is_broken;
    lowering->gave_up |= inner.gave_up;
    return source;
}

// Checks the module. Where something has been reported since the mark, no more is said.
static void validate_beside_errors(Lowering *lowering, Module *module, uint32_t mark) {
    WrongLines wrong = note_wrong_lines(lowering, mark);
    uint32_t checked = diag_pending_count(lowering->diagnostics);
    validate_module(lowering, module);
    withdraw_beside(lowering, &wrong, checked);
}

// --- What other stages may still look at ---------------------------------------------------------
// Rules whose breach leaves a tree of which each part is what it has to be.
static bool breaks_tree(const Diagnostic *message, void *context) {
    bool *is_broken = context;
    switch ((unsigned)diag_code(message)) {
    case DIAG_E0202:
    case DIAG_E0204:
    case DIAG_E0205:
    case DIAG_E0211:
    case DIAG_E0214:
    case DIAG_E0219:
    case DIAG_E0525:
        break;
    default:
        *is_broken |= diag_code_severity(diag_code(message)) == SEVERITY_ERROR;
    }
    return false;
}

static bool tree_is_whole(const Lowering *lowering, uint32_t mark) {
    bool is_broken = lowering->gave_up || lowering->is_broken;
    diag_withdraw(lowering->diagnostics, mark, breaks_tree, &is_broken);
    return !is_broken;
}

// --- The file ------------------------------------------------------------------------------------
ParsedFile *parse_file(Compilation *compilation, const Source *source,
                       const FrontendOptions *options) {
    ParsedFile *file = ARENA_NEW(compilation->arena, ParsedFile);
    file->source = source;
    file->language_level = options->language_level;
    read_header_directives(compilation, file);
    IncludeChain chain = {source, NULL};
    Lowering lowering = {
        .compilation = compilation,
        .arena = compilation->arena,
        .scratch = arena_create(),
        .diagnostics = compilation->diagnostics,
        .source = source,
        .options = options,
        .including = &chain,
        .language_level = file->language_level,
        .depth = {0, DEPTH_LIMIT},
    };
    NodeVector body = {0};
    uint32_t mark = diag_pending_count(compilation->diagnostics);
    lower_source(&lowering, &body);
    file->module = NODE_NEW(compilation->arena, Module, span_of(source, 0, source->length));
    file->module->body = lower_finish_list(&lowering, &body);
    if (!lowering.gave_up) {
        validate_beside_errors(&lowering, file->module, mark);
    }
    file->is_whole = tree_is_whole(&lowering, mark);
    arena_destroy(lowering.scratch);
    return file;
}

// --- The syntax tree, printed --------------------------------------------------------------------
static void print_cst_node(const TSTreeCursor *cursor, const Source *source, int depth,
                           FILE *stream) {
    TSNode node = ts_tree_cursor_current_node(cursor);
    const char *field = ts_tree_cursor_current_field_name(cursor);
    TSPoint start = ts_node_start_point(node);
    TSPoint end = ts_node_end_point(node);
    fprintf(stream, "%*s", depth * 2, "");
    if (field != NULL) {
        fprintf(stream, "%s: ", field);
    }
    if (ts_node_is_missing(node)) {
        fputs("MISSING ", stream);
    }
    fprintf(stream, ts_node_is_named(node) ? "%s" : "'%s'", ts_node_type(node));
    fprintf(stream, " %u:%u-%u:%u", start.row + 1, start.column + 1, end.row + 1, end.column + 1);
    if (ts_node_is_named(node) && ts_node_child_count(node) == 0) {
        uint32_t length = (uint32_t)strcspn(source->text + ts_node_start_byte(node), "\r\n");
        uint32_t whole = ts_node_end_byte(node) - ts_node_start_byte(node);
        fprintf(stream, " %.*s", (int)(whole < length ? whole : length),
                source->text + ts_node_start_byte(node));
    }
    fputc('\n', stream);
}

void dump_cst(const Compilation *compilation, const Source *source, FILE *stream) {
    Parsing parsing;
    parsing_start(&parsing, compilation->arena, source);
    TSTree *tree = parsing_finish(&parsing);
    if (tree == NULL) {
        return;
    }
    TSTreeCursor cursor = ts_tree_cursor_new(ts_tree_root_node(tree));
    int depth = 0;
    while (depth >= 0) {
        print_cst_node(&cursor, source, depth, stream);
        if (ts_tree_cursor_goto_first_child(&cursor)) {
            depth++;
            continue;
        }
        while (depth >= 0 && !ts_tree_cursor_goto_next_sibling(&cursor)) {
            ts_tree_cursor_goto_parent(&cursor);
            depth--;
        }
    }
    ts_tree_cursor_delete(&cursor);
    ts_tree_delete(tree);
}
