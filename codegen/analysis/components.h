// Strongly connected components of a graph: those of a call graph are its recursions.
//
// Takes: the edges of each node, in one array. Gives: a component for each node, in time linear in
// nodes and edges.
#ifndef ZILANT_CODEGEN_ANALYSIS_COMPONENTS_H
#define ZILANT_CODEGEN_ANALYSIS_COMPONENTS_H

#include "support/arena.h"
#include <stdbool.h>
#include <stdint.h>

typedef struct Graph {
    uint32_t count; // nodes
    // of `targets`, where the edges of each node begin; one more for the end
    const uint32_t *first;
    const uint32_t *targets;
} Graph;

typedef struct Components {
    uint32_t count;
    uint32_t *number; // of each node: its component
    // of each component: more than one node, or an edge from a node to itself
    bool *is_cycle;
} Components;

Components components_find(Arena *arena, const Graph *graph);

#endif
