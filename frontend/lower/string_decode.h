// Decoding of string literals: prefix, escapes, line ends. Private to this folder.
#ifndef ZILANT_FRONTEND_STRING_DECODE_H
#define ZILANT_FRONTEND_STRING_DECODE_H

#include "frontend/internal.h"

// What the letters before the quote say.
typedef struct StringPrefix {
    bool is_raw;
    bool is_unicode; // u''
    bool is_bytes;
    bool is_char;     // c'x'
    bool is_format;   // f'' and t''
    bool is_template; // t''
} StringPrefix;

typedef VECTOR(char) Bytes;

StringPrefix string_read_prefix(const char *text, uint32_t length);

// "f-string" or "t-string", for messages.
const char *string_format_name(bool is_template);

// Appends what the literal's text from `start` to `end` (offsets in the source) stands for. In the
// literal parts of format strings doubled braces count once.
void string_decode(Lowering *lowering, StringPrefix prefix, uint32_t start, uint32_t end,
                   Bytes *bytes);
Text string_finish(Lowering *lowering, const Bytes *bytes);

// Finds the character with that Unicode name; false if there is none.
bool unicode_find_name(const char *name, size_t length, uint32_t *character);

#endif
