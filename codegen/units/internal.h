// Between the files of this folder.
#ifndef ZILANT_CODEGEN_UNITS_INTERNAL_H
#define ZILANT_CODEGEN_UNITS_INTERNAL_H

#include "codegen/units/units.h"

// --- unsupported.c: what keeps a node from being built, or from being interpreted ----------------
// What cannot be built natively in the node itself (not below it), as a noun phrase; NULL if it
// can.
const char *find_unsupported(const Node *node);
// Can the node be part of compiled code alone?
bool is_compiled_only(const Node *node);

// --- asked.c: what the user wants interpreted ----------------------------------------------------
// const Node * of a definition -> itself. Reports names that nothing has.
Map find_asked(Arena *arena, const TypedModule *typed);

// --- unit_source.c: the text of a unit -----------------------------------------------------------
// The whole lines of a unit, or its own text if it shares its first line.
Text unit_source(const SourceTable *sources, Arena *arena, Node *node, uint32_t *first_line);
// What messages call a statement: its first words.
const char *unit_excerpt(const SourceTable *sources, Arena *arena, const Node *node);

// --- python_syntax.c: which Python reads a source ------------------------------------------------
typedef struct NewestSyntax {
    // of the first Python 3 that reads it; 0: all
    int minor;
    const Node *node; // that needs it
    const char *phrase;
} NewestSyntax;
NewestSyntax find_newest_syntax(const SourceTable *sources, Node *node);

#endif
