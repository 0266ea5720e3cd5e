// Texts of the language's words, and what holds of operators.

#include "support/language.h"

#define MEMBER_TEXT(member, text) text,
#define E(EnumType, LIST)                                                                          \
    const char *const EnumType##_texts[EnumType##_COUNT] = {LIST(MEMBER_TEXT)};                    \
    const char *EnumType##_text(EnumType value) { return EnumType##_texts[value]; }
LANGUAGE_ENUMS(E)
#undef E
#undef MEMBER_TEXT

bool operator_is_of_bits(BinaryOperator which) {
    return which == BINARY_LEFT_SHIFT || which == BINARY_RIGHT_SHIFT || which == BINARY_BIT_AND ||
           which == BINARY_BIT_OR || which == BINARY_BIT_XOR;
}
