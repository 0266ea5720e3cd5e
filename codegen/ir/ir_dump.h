// What the writers of the text form share: ir_dump.c for bodies, ir_dump_module.c for the rest.
#ifndef ZILANT_CODEGEN_IR_IR_DUMP_H
#define ZILANT_CODEGEN_IR_IR_DUMP_H

#include "codegen/ir/ir.h"

// In quotes, with what is no printable ASCII escaped as in Python.
void dump_text(FILE *stream, Text text);
void dump_type(FILE *stream, IrType type); // i64, aggregate<Point>
void dump_real(FILE *stream, double value);
void dump_line(FILE *stream, const IrModule *module, Span span); // ` @12`, or nothing
void dump_exception(FILE *stream, const IrExceptionClause *clause);

#endif
