// Sets of registers, which are joined: union-find, whose paths are halved at each look.

#include "codegen/passes/internal.h"

RegisterSets register_sets_create(Arena *arena, uint32_t count) {
    RegisterSets sets = {ARENA_ARRAY(arena, IrRegisterId, count)};
    for (IrRegisterId reg = 0; reg < count; reg++)
        sets.parent[reg] = reg;
    return sets;
}

IrRegisterId register_sets_root(const RegisterSets *sets, IrRegisterId reg) {
    while (sets->parent[reg] != reg) {
        sets->parent[reg] = sets->parent[sets->parent[reg]];
        reg = sets->parent[reg];
    }
    return reg;
}

void register_sets_join(const RegisterSets *sets, IrRegisterId one, IrRegisterId other) {
    sets->parent[register_sets_root(sets, one)] = register_sets_root(sets, other);
}
