// What the code object of a function tells of it (code_object.c).
#ifndef ZILANT_CODEGEN_BUILDER_CODE_OBJECT_H
#define ZILANT_CODEGEN_BUILDER_CODE_OBJECT_H

#include "codegen/builder/internal.h"

// Fills in the names of parameters and variables and, of plain Python, of what the code looks up.
void describe_code(ModuleBuilder *owner, IrCallable *callable, const FunctionSymbol *symbol);
// Is it a variable of the function's own, no parameter and no cell, that a frame of it shows?
bool is_shown_local(const TypedModule *typed, const FunctionSymbol *symbol, const Symbol *variable);

// How many cells the closure of the function has, and the variable whose cell stands there; NULL:
// it is that of the class around. All are sorted by their names, as in Python.
uint32_t closure_size(const FunctionSymbol *symbol);
Symbol *closure_variable(const FunctionSymbol *symbol, uint32_t position);
// Of a function that has it.
uint32_t class_cell_position(const FunctionSymbol *symbol);

#endif
