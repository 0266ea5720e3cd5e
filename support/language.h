// Words of the language that more than one stage uses: operators, kinds of parameters, what a C
// function does with exceptions, what is checked of other modules' classes, which liberties
// floating-point code may take.
//
// Each enum is made from a list of X(member, text), and has a function that gives a value's text:
// BinaryOperator_text(BINARY_ADD) is "+".
#ifndef ZILANT_SUPPORT_LANGUAGE_H
#define ZILANT_SUPPORT_LANGUAGE_H

#include "abi/abi.h"
#include <stdbool.h>
#include <stdint.h>

// Bytes of a known length.
typedef struct Text {
    const char *bytes; // followed by a NUL, may hold others
    uint32_t length;
} Text;

// clang-format off
#define BINARY_OPERATORS(X)                                                                        \
    X(BINARY_ADD, "+")                X(BINARY_SUBTRACT, "-")          X(BINARY_MULTIPLY, "*")     \
    X(BINARY_DIVIDE, "/")             X(BINARY_FLOOR_DIVIDE, "//")     X(BINARY_MODULO, "%")       \
    X(BINARY_POWER, "**")             X(BINARY_MATRIX_MULTIPLY, "@")   X(BINARY_LEFT_SHIFT, "<<")  \
    X(BINARY_RIGHT_SHIFT, ">>")       X(BINARY_BIT_AND, "&")           X(BINARY_BIT_OR, "|")       \
    X(BINARY_BIT_XOR, "^")
#define UNARY_OPERATORS(X)                                                                         \
    X(UNARY_NEGATE, "-") X(UNARY_PLUS, "+") X(UNARY_INVERT, "~") X(UNARY_NOT, "not")
#define COMPARE_OPERATORS(X)                                                                       \
    X(COMPARE_LESS, "<")              X(COMPARE_LESS_EQUAL, "<=")      X(COMPARE_EQUAL, "==")      \
    X(COMPARE_NOT_EQUAL, "!=")        X(COMPARE_GREATER, ">")          X(COMPARE_GREATER_EQUAL, ">=") \
    X(COMPARE_IS, "is")               X(COMPARE_IS_NOT, "is not")      X(COMPARE_IN, "in")         \
    X(COMPARE_NOT_IN, "not in")
#define PARAMETER_KINDS(X)                                                                         \
    X(PARAMETER_POSITIONAL_ONLY, "positional-only") X(PARAMETER_NORMAL, "normal")                  \
    X(PARAMETER_STAR, "star") X(PARAMETER_KEYWORD_ONLY, "keyword-only")                            \
    X(PARAMETER_DOUBLE_STAR, "double-star")
#define EXCEPTION_RULES(X)                                                                         \
    X(EXCEPTION_RULE_DEFAULT, "default") X(EXCEPTION_RULE_VALUE, "except")                         \
    X(EXCEPTION_RULE_MAYBE_VALUE, "except?") X(EXCEPTION_RULE_ALWAYS, "except *")                  \
    X(EXCEPTION_RULE_CPP, "except +") X(EXCEPTION_RULE_CPP_STAR, "except +*")                      \
    X(EXCEPTION_RULE_NEVER, "noexcept")
#define C_VISIBILITIES(X)                                                                          \
    X(VISIBILITY_PRIVATE, "private") X(VISIBILITY_PUBLIC, "public")                                \
    X(VISIBILITY_READONLY, "readonly") X(VISIBILITY_EXTERN, "extern")
// What is done about objects of another module's class that are larger than declared.
#define SIZE_CHECKS(X)                                                                             \
    X(SIZE_CHECK_WARN, "warn") X(SIZE_CHECK_ERROR, "error") X(SIZE_CHECK_IGNORE, "ignore")

// Each enum with its list.
#define LANGUAGE_ENUMS(E)                                                                          \
    E(BinaryOperator, BINARY_OPERATORS)         E(UnaryOperator, UNARY_OPERATORS)                  \
    E(CompareOperator, COMPARE_OPERATORS)       E(ParameterKind, PARAMETER_KINDS)                  \
    E(ExceptionRule, EXCEPTION_RULES)           E(CVisibility, C_VISIBILITIES)                     \
    E(SizeCheck, SIZE_CHECKS)
// clang-format on

#define MEMBER(member, text) member,
#define ONE_MORE(member, text) +1
#define E(EnumType, LIST)                                                                          \
    typedef enum EnumType { LIST(MEMBER) } EnumType;                                               \
    enum { EnumType##_COUNT = 0 LIST(ONE_MORE) };                                                  \
    extern const char *const EnumType##_texts[EnumType##_COUNT];                                   \
    const char *EnumType##_text(EnumType value);
LANGUAGE_ENUMS(E)
#undef E
#undef ONE_MORE
#undef MEMBER

// Does it compute with the bits of ints: a shift, or & | ^?
bool operator_is_of_bits(BinaryOperator which);

// Which liberties floating-point code may take: bits, from `# zilant: fastmath=reassoc,contract`.
#define FAST_MATH_FLAGS(X)                                                                         \
    X(REASSOC, "reassoc", 1)                                                                       \
    X(CONTRACT, "contract", 2)                                                                     \
    X(NNAN, "nnan", 4)                                                                             \
    X(NINF, "ninf", 8)                                                                             \
    X(NSZ, "nsz", 16)                                                                              \
    X(ARCP, "arcp", 32)                                                                            \
    X(AFN, "afn", 64)

#define FAST_MATH_BIT(NAME, text, bit) FAST_MATH_##NAME = (bit),
enum FastMath { FAST_MATH_FLAGS(FAST_MATH_BIT) };
#undef FAST_MATH_BIT

// How an axis of a memoryview is laid out.
typedef enum AxisPacking { AXIS_STRIDED, AXIS_CONTIGUOUS, AXIS_FOLLOW } AxisPacking;
typedef enum AxisAccess { AXIS_DIRECT, AXIS_INDIRECT, AXIS_GENERIC } AxisAccess;

#define MEMORYVIEW_MAX_DIMENSIONS ZI_MAX_DIMENSIONS

#endif
