// Which special methods an op calls if its operands are instances of classes that have them.
#ifndef ZILANT_CODEGEN_ANALYSIS_SPECIAL_CALLS_H
#define ZILANT_CODEGEN_ANALYSIS_SPECIAL_CALLS_H

#include "codegen/ir/ir.h"

enum { MOST_SPECIAL_CALLS = 3 };

// The names of the methods, those that are tried first before the others: as many as the result
// says.
uint32_t special_calls_of(const IrOp *op, const char *names[MOST_SPECIAL_CALLS]);

#endif
