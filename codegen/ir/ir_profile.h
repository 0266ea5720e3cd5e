// Which lines are hot by measurement: how often each line of a module's source ran, in runs of a
// build that counts them (passes/instrument.c), as driver/profile.c has read it.
//
// Guarantees: a module without a profile, and lines of other files, are hot by no measure here.
#ifndef ZILANT_CODEGEN_IR_IR_PROFILE_H
#define ZILANT_CODEGEN_IR_IR_PROFILE_H

#include "codegen/ir/ir.h"

typedef struct IrProfile {
    const uint64_t *counts; // by line; that of line 0 is not used
    uint32_t line_count;
    // a line that ran so often is hot
    uint64_t hot;
} IrProfile;

// The line of the module's own file in which the span begins; 0: it is of another file, or of none.
uint32_t ir_profile_line(const IrModule *module, Span span);
// Tells a version of the source from others.
uint64_t ir_profile_hash(const Source *source);
// Chooses what is hot: the lines that ran most, which together make up 99 of 100 executions of
// lines. (So do gcc and LLVM.)
IrProfile *ir_profile_create(Arena *arena, const uint64_t *counts, uint32_t line_count);
// Of a module with a profile: did lines of the body run, and are lines of the block or body among
// the hot ones? (A function that the measured run did not call is no colder for that.)
bool ir_profile_has_run(const IrModule *module, const IrBody *body);
bool ir_profile_is_hot(const IrModule *module, const IrBlock *block);
bool ir_profile_has_hot_block(const IrModule *module, const IrBody *body);

#endif
