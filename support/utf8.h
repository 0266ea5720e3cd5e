// UTF-8: reading characters out of bytes that may be anything.
#ifndef ZILANT_SUPPORT_UTF8_H
#define ZILANT_SUPPORT_UTF8_H

#include <stddef.h>
#include <stdint.h>

// Reads the character at `text`. Returns how many bytes it has, or 0 if what stands there is not
// valid UTF-8 (overlong forms and surrogates are not) or `text` is `end`.
size_t utf8_decode(const char *text, const char *end, uint32_t *character);
// Writes the character at `text` and returns how many bytes it took, at most 4.
size_t utf8_encode(uint32_t character, char *text);
// Returns how many bytes at the start are valid UTF-8.
size_t utf8_valid_length(const char *text, size_t length);
// Returns how many characters the bytes hold; in text that is not valid, some number near that.
size_t utf8_count(const char *text, size_t length);

#endif
