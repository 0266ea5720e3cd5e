// The plan of a module's emission: which bodies are emitted together, and by what an object of
// theirs can be found again.
//
// Takes: a module after the passes that look at all of it (MODULE_PASS), before those that look at
// one body. Gives: groups of bodies, each of which becomes an object of its own. An edit of a
// function's body changes the group that it is in, and no other: groups are made by names, what a
// body calls directly, and nothing that has a number in the module.
#ifndef ZILANT_CODEGEN_PLAN_PLAN_H
#define ZILANT_CODEGEN_PLAN_PLAN_H

#include "codegen/analysis/hotness.h"
#include "codegen/ir/ir.h"
#include "support/cache.h"

// Lines of the source are told relative to an anchor, so that a line more above a function does not
// change its code: the first line of the outermost function that the code stands in. The module's
// own body, which makes the functions, takes the next of them that begins in or after the line.
// NULL is the last line of that body.
typedef VECTOR(const IrCallable *) AnchorVector;

enum {
    // a file of as many lines has too many for that
    MOST_RELATIVE_LINES = 1 << 19,
    // functions that can be anchors of the module's body; of more none is
    MOST_LANDMARKS = 4000,
};

typedef struct Group {
    uint32_t number; // among the module's groups
    // unique in the module, and the same after edits
    const char *name;
    IrBodyVector bodies;
    // bodies of other groups that LLVM may inline into these
    IrBodyVector copies;
    AnchorVector anchors; // of the code's lines
    // their places in it: see plan_anchor_index
    NumberMap anchor_numbers;
    uint32_t size; // ops of the bodies
} Group;

typedef struct ModulePlan {
    const IrModule *module;
    // in the order of the source, the module's own body last
    VECTOR(Group *) groups;
    NumberMap calls; // see hotness_find_calls
    // of each callable: the outermost one that it stands in
    const IrCallable **outermost;
    // functions that the module's body makes, by their lines
    AnchorVector landmarks;
    uint32_t last_line; // of the module's body
    // of each inner code: its symbol, from the body that it stands in
    const char **inner_names;
    Map group_of; // const IrBody * -> Group *
    // const IrBody *: what more than its own group refers to
    Map shared;
    // false of a file with very many lines: its objects have its own
    bool lines_are_relative;
} ModulePlan;

// Groups the bodies. With `are_large`, groups are several times as large: for builds whose time is
// not LLVM's.
ModulePlan *plan_groups(Arena *arena, const IrModule *module, bool are_large);
// The anchor of a line in the body, and its place among those of the group.
const IrCallable *plan_anchor(const ModulePlan *plan, const IrBody *body, uint32_t line);
uint32_t plan_anchor_index(const Group *group, const IrCallable *anchor);
// The line that the anchor stands in.
uint32_t plan_anchor_line(const ModulePlan *plan, const IrCallable *anchor);

// The hash of the group's IR and of what that refers to: declarations, signatures and frequencies
// of other bodies. Nothing in it has to do with the rest of the module. `environment` stands for
// all else that the object depends on, `shim` for the module's C headers, where the group uses
// them.
CacheKey group_key(const ModulePlan *plan, const Group *group, const char *environment,
                   const char *shim);

#endif
