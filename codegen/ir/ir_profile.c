// Hot lines: those that make up nearly all executions. See ir_profile.h.

#include "codegen/ir/ir_profile.h"
#include "support/hash.h"
#include <stdlib.h>

// A line that ran once may have made a function, not called it.
enum { CALLED = 2 };

uint32_t ir_profile_line(const IrModule *module, Span span) {
    const SourceTable *sources = module->compilation->sources;
    uint32_t line = source_line(sources, span);
    return line != 0 && source_of_span(sources, span) == module->source ? line : 0;
}

uint64_t ir_profile_hash(const Source *source) {
    return hash_bytes(source->text, source->length, HASH_SEED);
}

static int compare_descending(const void *left, const void *right) {
    uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;
    return a < b ? 1 : a > b ? -1 : 0;
}

// How often the rarest of the lines ran that together make up 99 of 100 executions.
static uint64_t find_threshold(Arena *arena, const uint64_t *counts, uint32_t line_count) {
    uint64_t *sorted = ARENA_ARRAY(arena, uint64_t, line_count + 1);
    uint64_t all = 0;
    for (uint32_t line = 1; line <= line_count; line++) {
        sorted[line - 1] = counts[line];
        all += counts[line];
    }
    qsort(sorted, line_count, sizeof *sorted, compare_descending);
    uint64_t sum = 0, threshold = CALLED;
    for (uint32_t i = 0; i < line_count && sum < all - all / 100 && sorted[i] > 0; i++) {
        sum += sorted[i];
        threshold = sorted[i] > CALLED ? sorted[i] : CALLED;
    }
    return threshold;
}

IrProfile *ir_profile_create(Arena *arena, const uint64_t *counts, uint32_t line_count) {
    IrProfile *profile = ARENA_NEW(arena, IrProfile);
    *profile = (IrProfile){counts, line_count, find_threshold(arena, counts, line_count)};
    return profile;
}

// Has a line of the block run at least so often?
static bool has_run(const IrModule *module, const IrBlock *block, uint64_t count) {
    const IrProfile *profile = module->profile;
    for (uint32_t i = 0; i < block->ops.count; i++) {
        uint32_t line = ir_profile_line(module, block->ops.items[i]->span);
        if (line <= profile->line_count && line != 0 && profile->counts[line] >= count)
            return true;
    }
    return false;
}

static bool has_block_that_ran(const IrModule *module, const IrBody *body, uint64_t count) {
    for (uint32_t i = 0; i < body->blocks.count; i++)
        if (has_run(module, body->blocks.items[i], count))
            return true;
    return false;
}

// Lines after the first are the body's alone.
static bool has_run_after_first_line(const IrModule *module, const IrBody *body) {
    const IrProfile *profile = module->profile;
    uint32_t first = ir_profile_line(module, body->span);
    for (uint32_t i = 0; i < body->blocks.count; i++) {
        const IrBlock *block = body->blocks.items[i];
        for (uint32_t j = 0; j < block->ops.count; j++) {
            uint32_t line = ir_profile_line(module, block->ops.items[j]->span);
            if (line > first && line <= profile->line_count && profile->counts[line] > 0)
                return true;
        }
    }
    return false;
}

bool ir_profile_has_run(const IrModule *module, const IrBody *body) {
    return has_run_after_first_line(module, body) || has_block_that_ran(module, body, CALLED);
}

bool ir_profile_is_hot(const IrModule *module, const IrBlock *block) {
    return has_run(module, block, module->profile->hot);
}

bool ir_profile_has_hot_block(const IrModule *module, const IrBody *body) {
    return has_block_that_ran(module, body, module->profile->hot);
}
