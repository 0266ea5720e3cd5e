// What profilers and tracers are told of compiled code (trace.c).
#ifndef ZILANT_CODEGEN_BUILDER_TRACE_H
#define ZILANT_CODEGEN_BUILDER_TRACE_H

#include "codegen/builder/internal.h"

// What the directives `profile` and `linetrace` ask for, and the macros allow.
typedef struct Tracing {
    bool functions; // calls and returns
    bool lines;     // and lines, with variables
} Tracing;
Tracing tracing_of_function(const TypedModule *typed, const FunctionSymbol *symbol);
// The path of a source file of the module; of one in the folder of the module's own its name alone.
const char *path_from_module(const IrModule *module, const Source *source);

// All code between the two is told of, if there is anything to tell; returns up to the function's
// end are. Parameters and cells are there already.
void begin_trace(Builder *builder);
void end_trace(Builder *builder);
// Before a RETURN, outside of all handlers.
void trace_return(Builder *builder, Value value);
// The line comes next, whatever came before.
void trace_line(Builder *builder, Span span);
// The same of a statement, unless the one before it or around it stands in its line.
void trace_statement(Builder *builder, const Node *node);
// That line, which is another one after a list of statements.
uint32_t line_of_trace(const Builder *builder);
void set_line_of_trace(Builder *builder, uint32_t line);

// Around a YIELD, which gets a block of its own.
typedef struct TracedYield {
    IrBlock *handler; // in force around it
    IrBlock *thrown;  // NULL: nothing is told
} TracedYield;
TracedYield trace_suspension(Builder *builder, IrValue value);
void trace_resumption(Builder *builder, const TracedYield *yield);

#endif
