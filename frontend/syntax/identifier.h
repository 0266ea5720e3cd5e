// Identifiers beyond ASCII. Private to this folder.
#ifndef ZILANT_FRONTEND_IDENTIFIER_H
#define ZILANT_FRONTEND_IDENTIFIER_H

#include "support/arena.h"
#include "support/name.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Say whether an identifier may begin with the character, or hold it; for characters beyond ASCII.
bool identifier_can_start(uint32_t character);
bool identifier_can_continue(uint32_t character);

// Interns an identifier in normalisation form NFKC.
const Name *identifier_intern(Arena *scratch, NameTable *names, const char *text, size_t length);

#endif
