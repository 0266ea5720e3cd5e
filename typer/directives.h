// Compiler directives in force at a place.
#ifndef ZILANT_TYPER_DIRECTIVES_H
#define ZILANT_TYPER_DIRECTIVES_H

#include "support/diag.h"
#include "support/language.h"
#include <stdbool.h>
#include <stddef.h>

typedef enum CStringType { C_STRING_BYTES, C_STRING_BYTEARRAY, C_STRING_STR } CStringType;

enum { ENCODING_NAME_SIZE = 32 };

typedef enum InferTypes { INFER_SAFE, INFER_ALL, INFER_NONE } InferTypes;

// Are instances of cdef classes pickled by their fields? WHERE_SAFE: unless they have structs.
typedef enum AutoPickle {
    AUTO_PICKLE_WHERE_SAFE,
    AUTO_PICKLE_ALWAYS,
    AUTO_PICKLE_NEVER
} AutoPickle;

// Have functions a frame while they call what looks at frames? IN_PYTHON: those of plain Python.
typedef enum ShowFrames { SHOW_FRAMES_IN_PYTHON, SHOW_FRAMES_ALWAYS, SHOW_FRAMES_NEVER } ShowFrames;

// How a docstring tells a signature: as C declares it, with types as annotations, or as Argument
// Clinic does, for `__text_signature__`.
typedef enum SignatureFormat {
    SIGNATURE_AS_C,
    SIGNATURE_AS_PYTHON,
    SIGNATURE_AS_CLINIC
} SignatureFormat;

typedef struct Directives {
#define DIRECTIVE_FLAG(field, default_value, help) bool field;
#define DIRECTIVE_PART(field, name, default_value, help) bool field;
#define DIRECTIVE_WARNING(field, name, default_value, help) bool warn_##field;
#define DIRECTIVE_SETTING(field, default_text, values, help)
#define DIRECTIVE_IDLE(name, default_text, values, effect, why)
#include "typer/directive.def"
    int language_level;
    InferTypes infer_types;
    unsigned fastmath; // FAST_MATH bits
    bool cpow;
    // cpow=False: not even where a C number is wanted
    bool refuses_c_power;
    AutoPickle auto_pickle;
    ShowFrames show_frames;
    SignatureFormat embedsignature_format;
    CStringType c_string_type;
    // as Python knows it; empty: there is none
    char c_string_encoding[ENCODING_NAME_SIZE];
    // it is one that makes a C string of a str without a copy
    bool c_string_encodes;
} Directives;

Directives directives_default(void);

// What came of setting one by its text.
typedef enum DirectiveResult {
    // or there is nothing to set, and nothing is missing
    DIRECTIVE_SET,
    // the value asks for something that Zilant does not do
    DIRECTIVE_NO_EFFECT,
    DIRECTIVE_WRONG_VALUE, // nothing is set
    DIRECTIVE_UNKNOWN      // there is no such directive
} DirectiveResult;
// Sets one by its text, as in a header line or `-X`.
DirectiveResult directives_set(Directives *directives, const char *name, const char *value);
// The same, and reports E0504, E0505 or W0102 where that is called for; `unknown` stands in for
// E0504. Returns the message or NULL.
Diagnostic *directives_apply(Directives *directives, Diagnostics *diagnostics, Span span,
                             const char *name, const char *value, DiagCode unknown);

// Is the value one of a flag that only the command line takes, such as `true` or `1`?
bool directive_is_loose(const char *name, const char *value);

// The names of all, and how many there are.
extern const char *const directive_names[];
extern const size_t directive_count;

#endif
