/*
 * Checks the grammar alone, without the rest of the compiler.
 *
 *   parse_check FILE...           prints each file whose tree has an ERROR or MISSING node, with
 * the place of the first one; exit status 1 if there is any parse_check --tree FILE...    prints
 * the syntax trees, for the corpus tests parse_check --time FILE...    prints the bytes parsed and
 * the megabytes a second
 *
 * A name `-` stands for standard input; `@NAME` for a file that lists names, one a line.
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <tree_sitter/api.h>

const TSLanguage *tree_sitter_zilant(void);

typedef struct {
    TSParser *parser;
    bool prints_tree;
    size_t file_count;
    size_t bad_count;
    size_t byte_count;
    double seconds;
} Check;

/* Reads a whole stream. The caller frees the text. */
static char *read_stream(FILE *stream, size_t *length) {
    size_t capacity = 1 << 16;
    char *text = malloc(capacity);
    *length = 0;
    while (text != NULL) {
        *length += fread(text + *length, 1, capacity - *length, stream);
        if (*length < capacity) {
            return text;
        }
        capacity *= 2;
        char *larger = realloc(text, capacity);
        if (larger == NULL) {
            free(text);
        }
        text = larger;
    }
    fputs("parse_check: out of memory\n", stderr);
    exit(2);
}

/* Moves the cursor to the next node in document order; false after the last. */
static bool goto_next(TSTreeCursor *cursor, unsigned *depth) {
    if (ts_tree_cursor_goto_first_child(cursor)) {
        ++*depth;
        return true;
    }
    while (!ts_tree_cursor_goto_next_sibling(cursor)) {
        if (!ts_tree_cursor_goto_parent(cursor)) {
            return false;
        }
        --*depth;
    }
    return true;
}

/* Prints one named node a line, indented, with its field and, of a leaf, its text. */
static void print_tree(TSNode root, const char *text) {
    TSTreeCursor cursor = ts_tree_cursor_new(root);
    unsigned depth = 0;
    do {
        TSNode node = ts_tree_cursor_current_node(&cursor);
        const char *field = ts_tree_cursor_current_field_name(&cursor);
        bool is_missing = ts_node_is_missing(node);
        if (!ts_node_is_named(node) && field == NULL && !is_missing) {
            continue;
        }
        printf("%*s", (int)depth * 2, "");
        if (field != NULL) {
            printf("%s: ", field);
        }
        if (is_missing) {
            printf("MISSING ");
        }
        printf(ts_node_is_named(node) ? "%s" : "'%s'", ts_node_type(node));
        uint32_t start = ts_node_start_byte(node);
        uint32_t end = ts_node_end_byte(node);
        if (ts_node_is_named(node) && ts_node_child_count(node) == 0 && start < end) {
            const char *line_end = memchr(text + start, '\n', end - start);
            int shown = line_end != NULL ? (int)(line_end - text - start) : (int)(end - start);
            printf(" %.*s%s", shown, text + start, line_end != NULL ? "..." : "");
        }
        putchar('\n');
    } while (goto_next(&cursor, &depth));
    ts_tree_cursor_delete(&cursor);
}

/* Goes to the innermost node that has an error. What is wrong there is a missing token that the
 * tree does not show, such as the end of a line or of a block. */
static TSNode find_hidden_error(TSNode node) {
    for (uint32_t i = 0; i < ts_node_child_count(node); i++) {
        TSNode child = ts_node_child(node, i);
        if (ts_node_has_error(child)) {
            node = child;
            i = UINT32_MAX;
        }
    }
    return node;
}

/* Prints the place of the first ERROR or MISSING node. */
static void report_error(TSNode root, const char *name) {
    TSTreeCursor cursor = ts_tree_cursor_new(root);
    unsigned depth = 0;
    do {
        TSNode node = ts_tree_cursor_current_node(&cursor);
        if (ts_node_is_missing(node) || strcmp(ts_node_type(node), "ERROR") == 0) {
            TSPoint start = ts_node_start_point(node);
            TSPoint end = ts_node_end_point(node);
            printf("%s:%u:%u: %s to %u:%u\n", name, start.row + 1, start.column + 1,
                   ts_node_is_missing(node) ? "MISSING" : "ERROR", end.row + 1, end.column + 1);
            ts_tree_cursor_delete(&cursor);
            return;
        }
    } while (goto_next(&cursor, &depth));
    ts_tree_cursor_delete(&cursor);
    TSPoint end = ts_node_end_point(find_hidden_error(root));
    printf("%s:%u:%u: MISSING line end or block end\n", name, end.row + 1, end.column + 1);
}

static void check_text(Check *check, const char *name, const char *text, size_t length) {
    if (length >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0) {
        text += 3;
        length -= 3;
    }
    struct timespec before;
    struct timespec after;
    clock_gettime(CLOCK_MONOTONIC, &before);
    TSTree *tree = ts_parser_parse_string(check->parser, NULL, text, (uint32_t)length);
    clock_gettime(CLOCK_MONOTONIC, &after);
    check->seconds +=
        (double)(after.tv_sec - before.tv_sec) + 1e-9 * (double)(after.tv_nsec - before.tv_nsec);
    check->byte_count += length;
    check->file_count++;
    TSNode root = ts_tree_root_node(tree);
    if (ts_node_has_error(root)) {
        check->bad_count++;
        report_error(root, name);
    }
    if (check->prints_tree) {
        print_tree(root, text);
    }
    ts_tree_delete(tree);
}

static void check_stream(Check *check, const char *name, FILE *stream) {
    size_t length = 0;
    char *text = read_stream(stream, &length);
    check_text(check, name, text, length);
    free(text);
}

static void check_file(Check *check, const char *name) {
    if (strcmp(name, "-") == 0) {
        check_stream(check, name, stdin);
        return;
    }
    FILE *stream = fopen(name, "rb");
    if (stream == NULL) {
        printf("%s: cannot be opened\n", name);
        check->bad_count++;
        return;
    }
    check_stream(check, name, stream);
    fclose(stream);
}

static void check_list(Check *check, const char *list) {
    FILE *stream = fopen(list, "r");
    char name[4096];
    while (stream != NULL && fgets(name, sizeof name, stream) != NULL) {
        name[strcspn(name, "\n")] = '\0';
        check_file(check, name);
    }
    if (stream != NULL) {
        fclose(stream);
    }
}

int main(int argc, char **argv) {
    Check check = {.parser = ts_parser_new()};
    bool prints_time = false;
    if (!ts_parser_set_language(check.parser, tree_sitter_zilant())) {
        fputs("parse_check: the runtime cannot read this parser\n", stderr);
        return 2;
    }
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--tree") == 0) {
            check.prints_tree = true;
        } else if (strcmp(argv[i], "--time") == 0) {
            prints_time = true;
        } else if (argv[i][0] == '@') {
            check_list(&check, argv[i] + 1);
        } else {
            check_file(&check, argv[i]);
        }
    }
    if (prints_time) {
        printf("%zu files, %zu bytes, %zu rejected, %.2f MB/s\n", check.file_count,
               check.byte_count, check.bad_count, (double)check.byte_count / check.seconds / 1e6);
    }
    ts_parser_delete(check.parser);
    return check.bad_count > 0;
}
