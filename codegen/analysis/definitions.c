// Where registers are set.
//
// Takes: a body at any stage. Gives: for each register how often it is set and where, and whether
// that place dominates another.

#include "codegen/analysis/analysis.h"

typedef struct Search {
    Definition *definitions;
    Definition place; // that is looked at
} Search;

static void note_definition(void *context, IrRegisterId reg) {
    Search *search = context;
    uint32_t count = search->definitions[reg].count + 1;
    search->definitions[reg] = search->place;
    search->definitions[reg].count = count;
}

Definition *definitions_find(Arena *arena, const IrBody *body, const bool *in_memory) {
    Search search = {.definitions = ARENA_ARRAY(arena, Definition, body->registers.count + 1)};
    for (uint32_t i = 0; i < body->blocks.count; i++) {
        const IrBlock *block = body->blocks.items[i];
        search.place = (Definition){.block = i};
        for (uint32_t j = 0; j < block->parameters.count; j++)
            note_definition(&search, block->parameters.items[j]);
        for (uint32_t j = 0; j < block->ops.count; j++) {
            search.place = (Definition){.block = i, .index = j + 1, .op = block->ops.items[j]};
            flow_each_definition(block->ops.items[j], note_definition, &search);
        }
    }
    for (IrRegisterId reg = 0; reg < body->registers.count; reg++)
        search.definitions[reg].in_memory = in_memory[reg];
    return search.definitions;
}

bool definition_reaches(const Definition *definition, const Dominators *dominators, uint32_t block,
                        uint32_t index) {
    if (definition->count != 1)
        return false;
    if (definition->block == block)
        return definition->index < index;
    return dominators_has(dominators, definition->block, block);
}
