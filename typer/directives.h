// Compiler directives in force at a place.
#ifndef ZILANT_TYPER_DIRECTIVES_H
#define ZILANT_TYPER_DIRECTIVES_H

#include "support/language.h"
#include <stdbool.h>

typedef enum InferTypes { INFER_SAFE, INFER_ALL, INFER_NONE } InferTypes;

typedef struct Directives {
#define DIRECTIVE(name, default_value) bool name;
#include "typer/directive.def"
#undef DIRECTIVE
    int language_level;
    InferTypes infer_types;
    unsigned fast_math; // FAST_MATH bits
} Directives;

Directives directives_default(void);
// Sets one by its text, as in a header line or `-X`. Returns false if name or value is unknown.
bool directives_set(Directives *directives, const char *name, const char *value);
bool directive_is_known(const char *name);

#endif
