// The builder: from a typed module to an IR module.
#ifndef ZILANT_CODEGEN_BUILDER_BUILDER_H
#define ZILANT_CODEGEN_BUILDER_BUILDER_H

#include "codegen/codegen.h"
#include "typer/typer.h"

// Decides what runs interpreted (W0001 for each), builds the IR of all else. Never fails on a
// module without errors; what can neither be built nor interpreted is reported as an error.
IrModule *build_module(TypedModule *typed);

#endif
