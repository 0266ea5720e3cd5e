// Questions about one character, as the methods of a str of it answer them.
//
// Takes: a Py_UCS4 in an int32_t; any number, also one that is no character. Gives: 1 or 0.
// Guarantees: nothing fails, no object is touched, the GIL is not needed.

#include "runtime/internal.h"

// test: of Py_UCS4 `code`
#define CHARACTER_TEST(name, test)                                                                 \
    ZI_INLINE int zi_character_is_##name(int32_t character) {                                      \
        const Py_UCS4 code = (Py_UCS4)character;                                                   \
        return (test) ? 1 : 0;                                                                     \
    }

CHARACTER_TEST(alnum, Py_UNICODE_ISALNUM(code))
CHARACTER_TEST(alpha, Py_UNICODE_ISALPHA(code))
CHARACTER_TEST(ascii, code < 128)
CHARACTER_TEST(decimal, Py_UNICODE_ISDECIMAL(code))
CHARACTER_TEST(digit, Py_UNICODE_ISDIGIT(code))
CHARACTER_TEST(lower, Py_UNICODE_ISLOWER(code))
CHARACTER_TEST(numeric, Py_UNICODE_ISNUMERIC(code))
CHARACTER_TEST(printable, Py_UNICODE_ISPRINTABLE(code))
CHARACTER_TEST(space, Py_UNICODE_ISSPACE(code))
CHARACTER_TEST(title, Py_UNICODE_ISTITLE(code) || Py_UNICODE_ISUPPER(code))
CHARACTER_TEST(upper, Py_UNICODE_ISUPPER(code))
