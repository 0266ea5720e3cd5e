// What Python gives a function, as its parameters want it. For files of codegen/builder only.
#ifndef ZILANT_CODEGEN_BUILDER_WRAPPER_H
#define ZILANT_CODEGEN_BUILDER_WRAPPER_H

#include "codegen/builder/internal.h"

// Builds what Python calls, which calls the function's body.
void build_wrapper(ModuleBuilder *owner, FunctionSymbol *symbol);

// An argument from Python, and what the body gets for it.
typedef struct PythonArgument {
    IrValue object, value;
} PythonArgument;

// As in Cython, all arguments are converted to C before any is checked for its type or for None:
// of several mistakes that is the first which Python is told of.
PythonArgument convert_argument(Builder *builder, IrValue object, const FunctionSymbol *symbol,
                                uint32_t index);
void check_argument(Builder *builder, const PythonArgument *argument, const FunctionSymbol *symbol,
                    uint32_t index);
// Both, for all arguments from `first` on: objects become what the body gets.
void build_arguments(Builder *builder, IrValue *values, const FunctionSymbol *symbol,
                     uint32_t first);

// The source's parameter, among those that a signature lists; else NULL.
const Parameter *parameter_node(const FunctionSymbol *symbol, uint32_t index);
// Is its default value NULL?
bool has_null_default(const Parameter *parameter);

#endif
