// What the typer's unit tests share: typing a piece of source text.
#ifndef ZILANT_TESTS_UNIT_TYPER_SUPPORT_H
#define ZILANT_TESTS_UNIT_TYPER_SUPPORT_H

#include "typer/typer.h"

typedef struct Typed {
    Compilation *compilation;
    TypedModule *module;
    uint32_t errors, warnings;
} Typed;

// Parses and types the text as a file of this name; its ending says the language.
Typed type_text(const char *path, const char *text);
void release_typed(Typed *typed);

FunctionSymbol *find_function(const Typed *typed, const char *qualified_name);
// The text of the type of a function's variable, or of a name of the module: "" if there is none.
const char *local_type(const Typed *typed, const char *function, const char *name);
const char *global_type(const Typed *typed, const char *name);
Symbol *find_local(const Typed *typed, const char *function, const char *name);

#endif
