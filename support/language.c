// Texts of the language's words.

#include "support/language.h"

#define MEMBER_TEXT(member, text) text,
#define E(EnumType, LIST)                                                                          \
    const char *const EnumType##_texts[EnumType##_COUNT] = {LIST(MEMBER_TEXT)};                    \
    const char *EnumType##_text(EnumType value) { return EnumType##_texts[value]; }
LANGUAGE_ENUMS(E)
#undef E
#undef MEMBER_TEXT
