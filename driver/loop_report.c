// The report about loops: which became vector code, and why others did not.
//
// Takes: what LLVM said about each copy of the loops of a module. Gives: a line for each line of
// the source that has such a loop: that the code for the common case is vector code, or the most
// telling reason why it is not.

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

// What is known of the innermost loops that begin on a line.
typedef struct LoopLine {
    uint32_t line;
    // of the widest vectors; 0: there are none
    unsigned width, interleaved;
    // REASON_COUNT: none that says something
    size_t reason;
    bool is_jammed; // a copy is
} LoopLine;

// Loops come before what is said of them.
static int compare_remarks(const void *left, const void *right) {
    const LoopRemark *a = left, *b = right;
    int lines = (a->line > b->line) - (a->line < b->line);
    return lines != 0 ? lines : (a->text != NULL) - (b->text != NULL);
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

static void print_line(const LoopLine *line, FILE *stream) {
    if (line->is_jammed) {
        fprintf(stream, "  vectors     line %-5u of rounds of the loop around it\n", line->line);
    } else if (line->width > 0) {
        fprintf(stream, "  vectors     line %-5u of %u", line->line, line->width);
        if (line->interleaved > 1)
            fprintf(stream, ", %u at once", line->interleaved);
        fputc('\n', stream);
    } else if (line->reason < REASON_COUNT) {
        fprintf(stream, "  scalar      line %-5u %s\n", line->line, reasons[line->reason].reason);
    }
}

// A remark names the loop's first line, or a line in it that is the reason.
void print_loop_report(const Job *job, LoopRemarks *remarks, FILE *stream) {
    LoopLine line = {.reason = REASON_COUNT};
    if (remarks->items.count > 0)
        qsort(remarks->items.items, remarks->items.count, sizeof *remarks->items.items,
              compare_remarks);
    fprintf(stream, "%s: loops\n", job->path);
    for (uint32_t i = 0; i < remarks->items.count; i++) {
        const LoopRemark *remark = &remarks->items.items[i];
        if (remark->text != NULL) {
            add_remark(&line, remark);
            continue;
        }
        if (remark->line != line.line) {
            print_line(&line, stream);
            line = (LoopLine){.line = remark->line, .reason = REASON_COUNT};
        }
        line.is_jammed |= remark->is_jammed;
    }
    print_line(&line, stream);
}
