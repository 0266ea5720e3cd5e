// Between the files of the frames pass.
#ifndef ZILANT_CODEGEN_PASSES_FRAMES_H
#define ZILANT_CODEGEN_PASSES_FRAMES_H

#include "codegen/passes/internal.h"

// Notes in the registers which of them live in a slot for an object: see frames_home.c.
void frames_choose_homes(IrBody *body, Arena *arena, Analyses *analyses);

// Does the register live in that object slot?
static inline bool lives_in_slot(const IrBody *body, IrRegisterId reg, uint32_t slot) {
    const IrRegister *entry = &body->registers.items[reg];
    return ir_is_object_at_home(entry) && entry->home == slot + 1;
}

#endif
