// Compiler directives in force at a place.
#ifndef ZILANT_TYPER_DIRECTIVES_H
#define ZILANT_TYPER_DIRECTIVES_H

#include <stdbool.h>

typedef enum InferTypes { INFER_SAFE, INFER_ALL, INFER_NONE } InferTypes;

// Which liberties floating-point code may take: bits, from `# zilant: fastmath=reassoc,contract`.
#define FAST_MATH_FLAGS(X)                                                                         \
    X(REASSOC, "reassoc", 1)                                                                       \
    X(CONTRACT, "contract", 2)                                                                     \
    X(NNAN, "nnan", 4)                                                                             \
    X(NINF, "ninf", 8)                                                                             \
    X(NSZ, "nsz", 16)                                                                              \
    X(ARCP, "arcp", 32)                                                                            \
    X(AFN, "afn", 64)

typedef struct Directives {
#define DIRECTIVE(name, default_value) bool name;
#include "typer/directive.def"
#undef DIRECTIVE
    int language_level;
    InferTypes infer_types;
    unsigned fast_math; // FAST_MATH bits
} Directives;

#define FAST_MATH_BIT(NAME, text, bit) FAST_MATH_##NAME = (bit),
enum FastMath { FAST_MATH_FLAGS(FAST_MATH_BIT) };
#undef FAST_MATH_BIT

Directives directives_default(void);
// Sets one by its text, as in a header line or `-X`. Returns false if name or value is unknown.
bool directives_set(Directives *directives, const char *name, const char *value);
bool directive_is_known(const char *name);

#endif
