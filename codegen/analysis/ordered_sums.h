// Loops that sum floating-point numbers in the order of the source, where LLVM may not change it:
// whether vectors pay for what is summed.
//
// Takes: a body in SSA form, after all passes. Guarantees: the body stays as it is.
#ifndef ZILANT_CODEGEN_ANALYSIS_ORDERED_SUMS_H
#define ZILANT_CODEGEN_ANALYSIS_ORDERED_SUMS_H

#include "codegen/ir/ir.h"

typedef enum SumAdvice {
    SUM_NONE, // no such loop
    // all that the loop reads lies side by side, and there is more to compute than the sum:
    // vectors pay, though their items are added one by one; several at once do not, since the sum
    // is what everything waits for
    SUM_OF_ROWS,
    // what it reads would have to be gathered first, or it does little but add; or its values are
    // vectors already, of rounds of the loop around it
    SUM_ONE_BY_ONE,
} SumAdvice;

// Of each block by id: what holds for the innermost loop that its JUMP goes on with. NULL: there
// are none.
SumAdvice *ordered_sums_find(Arena *arena, const IrBody *body);

#endif
