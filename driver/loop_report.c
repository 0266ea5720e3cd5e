// The report about loops: which became vector code, and why others did not.
//
// Takes: what LLVM said about each copy of the loops of a module. Gives: a line for each line of
// the source that has such a loop: that the code for the common case is vector code, or the most
// telling reason why it is not. Versions of a fused function have a line each.

#include "driver/internal.h"
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *start, *reason;
} reasons[] = {
#define LOOP_REASON(start, reason) {start, reason},
#include "driver/loop_remark.def"
#undef LOOP_REASON
};
enum { REASON_COUNT = sizeof reasons / sizeof *reasons };

// What is known of the innermost loops of a function that begin on a line.
typedef struct LoopLine {
    uint32_t line;
    const char *function; // NULL: module code
    // of the widest vectors; 0: there are none
    unsigned width, interleaved;
    // REASON_COUNT: none that says something
    size_t reason;
    bool is_jammed; // a copy is
} LoopLine;

typedef VECTOR(LoopLine) LoopLineVector;

static int compare_functions(const char *left, const char *right) {
    return strcmp(left == NULL ? "" : left, right == NULL ? "" : right);
}

static int compare_lines(uint32_t left, uint32_t right) { return (left > right) - (left < right); }

// Loops come before what is said of them.
static int compare_remarks(const void *left, const void *right) {
    const LoopRemark *a = left, *b = right;
    int functions = compare_functions(a->function, b->function);
    int lines = compare_lines(a->line, b->line);
    return functions != 0 ? functions : lines != 0 ? lines : (a->text != NULL) - (b->text != NULL);
}

// As they are printed.
static int compare_loop_lines(const void *left, const void *right) {
    const LoopLine *a = left, *b = right;
    int lines = compare_lines(a->line, b->line);
    return lines != 0 ? lines : compare_functions(a->function, b->function);
}

static void add_remark(LoopLine *line, const LoopRemark *remark) {
    unsigned width, interleaved;
    if (sscanf(remark->text, "vectorized loop (vectorization width: %u, interleaved count: %u)",
               &width, &interleaved) == 2) {
        bool is_wider = width * interleaved > line->width * line->interleaved;
        if (remark->line == line->line && is_wider) {
            line->width = width;
            line->interleaved = interleaved;
        }
        return;
    }
    for (size_t i = 0; i < line->reason; i++)
        if (strncmp(remark->text, reasons[i].start, strlen(reasons[i].start)) == 0)
            line->reason = i;
}

// A remark names the loop's first line, or a line in it that is the reason. Sorts the remarks.
static LoopLineVector collect_lines(LoopRemarks *remarks) {
    LoopLineVector lines = {0};
    if (remarks->items.count > 0)
        qsort(remarks->items.items, remarks->items.count, sizeof *remarks->items.items,
              compare_remarks);
    for (uint32_t i = 0; i < remarks->items.count; i++) {
        const LoopRemark *remark = &remarks->items.items[i];
        LoopLine *last = lines.count > 0 ? &lines.items[lines.count - 1] : NULL;
        bool is_same_function =
            last != NULL && compare_functions(last->function, remark->function) == 0;
        if (remark->text != NULL) {
            if (is_same_function)
                add_remark(last, remark);
            continue;
        }
        if (!is_same_function || last->line != remark->line) {
            LoopLine line = {remark->line, remark->function, .reason = REASON_COUNT};
            vector_push(remarks->arena, &lines, line);
            last = &lines.items[lines.count - 1];
        }
        last->is_jammed |= remark->is_jammed;
    }
    return lines;
}

// `is_shared`: other functions have loops on the line as well, as versions of a fused one have.
static void print_line(const LoopLine *line, bool is_shared, FILE *stream) {
    bool is_vector = line->is_jammed || line->width > 0;
    if (!is_vector && line->reason == REASON_COUNT)
        return;
    fprintf(stream, "  %-11s line %-5u ", is_vector ? "vectors" : "scalar", line->line);
    if (is_shared)
        fprintf(stream, "%s: ", line->function == NULL ? "<module>" : line->function);
    if (line->is_jammed)
        fputs("of rounds of the loop around it", stream);
    else if (is_vector)
        fprintf(stream, "of %u", line->width);
    else
        fputs(reasons[line->reason].reason, stream);
    if (!line->is_jammed && is_vector && line->interleaved > 1)
        fprintf(stream, ", %u at once", line->interleaved);
    fputc('\n', stream);
}

void print_loop_report(const Job *job, LoopRemarks *remarks, FILE *stream) {
    LoopLineVector lines = collect_lines(remarks);
    if (lines.count > 0)
        qsort(lines.items, lines.count, sizeof *lines.items, compare_loop_lines);
    fprintf(stream, "%s: loops\n", job->path);
    for (uint32_t i = 0; i < lines.count; i++) {
        const LoopLine *line = &lines.items[i];
        bool is_shared = (i > 0 && line[-1].line == line->line) ||
                         (i + 1 < lines.count && line[1].line == line->line);
        print_line(line, is_shared, stream);
    }
}
