// Compilation: the owner of everything that one run of the compiler makes.
#ifndef ZILANT_SUPPORT_COMPILATION_H
#define ZILANT_SUPPORT_COMPILATION_H

#include "support/arena.h"
#include "support/diag.h"
#include "support/map.h"
#include "support/name.h"
#include "support/source.h"
#include "support/vector.h"

// An integer type of a C header that is wider there than its declaration says, or has another sign;
// an enum by its own name. A floating-point type that is of another width there.
typedef struct HeaderNumber {
    const char *c_name;
    uint8_t bits;
    bool is_signed;
    bool is_complex; // `bits` are those of its parts
} HeaderNumber;

typedef VECTOR(HeaderNumber) HeaderNumberVector;

typedef struct Compilation {
    Arena *arena; // lives as long as the compilation
    NameTable *names;
    SourceTable *sources;
    Diagnostics *diagnostics;
    // What another compilation of the same source has found out of headers; and what this one has:
    // then the source has to be compiled anew.
    HeaderNumberVector known_numbers, found_numbers;
} Compilation;

Compilation *compilation_create(void);
void compilation_destroy(Compilation *compilation);

// Interns a C string literal or NUL-terminated text.
const Name *intern(Compilation *compilation, const char *text);

#endif
