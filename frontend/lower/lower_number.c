// Lowering of numbers: any base to decimal digits, C suffixes, floats, imaginary ones.

#include "frontend/internal.h"
#include <ctype.h>
#include <stdlib.h>

// The longest decimal number that Python's int() reads back by default.
#define MAXIMUM_DECIMAL_DIGITS 4300
// 10^9 is the largest power of ten in 32 bits.
#define CHUNK_BASE 1000000000u
#define CHUNK_DIGITS 9

// A literal's text without underscores, and what was cut off it.
typedef struct NumberText {
    char *digits;
    uint32_t length;
} NumberText;

static NumberText read_number_text(Lowering *lowering, const Syntax *syntax) {
    const char *text = syntax_text(lowering, syntax);
    NumberText number = {arena_allocate(lowering->scratch, syntax_length(syntax) + 1), 0};
    for (uint32_t i = 0; i < syntax_length(syntax); i++) {
        if (text[i] != '_') {
            number.digits[number.length++] = text[i];
        }
    }
    return number;
}

static uint32_t digit_value(char digit) {
    return isdigit((unsigned char)digit) ? (uint32_t)(digit - '0')
                                         : (uint32_t)(tolower((unsigned char)digit) - 'a' + 10);
}

// --- Bases ---------------------------------------------------------------------------------------
// Adds `digit` to `limbs * base`; the limbs hold nine decimal digits each, the lowest first.
static uint32_t append_digit(uint32_t *limbs, uint32_t count, uint32_t base, uint32_t digit) {
    uint64_t carry = digit;
    for (uint32_t i = 0; i < count; i++) {
        carry += (uint64_t)limbs[i] * base;
        limbs[i] = (uint32_t)(carry % CHUNK_BASE);
        carry /= CHUNK_BASE;
    }
    if (carry > 0) {
        limbs[count++] = (uint32_t)carry;
    }
    return count;
}

// Writes digits of a base that is a power of two as decimal ones.
static Text convert_to_decimal(Lowering *lowering, const char *digits, uint32_t length,
                               uint32_t base) {
    uint32_t *limbs = ARENA_ARRAY(lowering->scratch, uint32_t, length / 7 + 2);
    uint32_t count = 0;
    for (uint32_t i = 0; i < length; i++) {
        count = append_digit(limbs, count, base, digit_value(digits[i]));
    }
    char *decimal = arena_allocate(lowering->arena, (size_t)count * CHUNK_DIGITS + 2);
    int written = snprintf(decimal, CHUNK_DIGITS + 2, "%u", count > 0 ? limbs[count - 1] : 0);
    for (uint32_t i = count; i-- > 1;) {
        written += snprintf(decimal + written, CHUNK_DIGITS + 1, "%09u", limbs[i - 1]);
    }
    return (Text){decimal, (uint32_t)written};
}

// Writes digits of a power of two as hexadecimal ones after `0x`: for numbers too long for
// decimal.
static Text convert_to_hexadecimal(Lowering *lowering, const char *digits, uint32_t length,
                                   uint32_t bits) {
    uint32_t count = (length * bits + 3) / 4;
    char *text = arena_allocate(lowering->arena, count + 3);
    text[0] = '0';
    text[1] = 'x';
    for (uint32_t i = 0; i < count; i++) {
        // of the i-th hexadecimal digit from the right
        uint32_t value = 0;
        for (uint32_t bit = 0; bit < 4; bit++) {
            uint32_t place = i * 4 + bit;
            uint32_t from_right = place / bits;
            if (from_right < length) {
                uint32_t digit = digit_value(digits[length - 1 - from_right]);
                value |= (digit >> (place % bits) & 1) << bit;
            }
        }
        text[2 + count - 1 - i] = "0123456789abcdef"[value];
    }
    return (Text){text, count + 2};
}

static Text convert_power_of_two(Lowering *lowering, const char *digits, uint32_t length,
                                 uint32_t bits) {
    // log10(2) is a little over 0.3
    bool is_long = (uint64_t)length * bits * 3 / 10 > MAXIMUM_DECIMAL_DIGITS;
    return is_long ? convert_to_hexadecimal(lowering, digits, length, bits)
                   : convert_to_decimal(lowering, digits, length, 1u << bits);
}

static Text copy_decimal(Lowering *lowering, const char *digits, uint32_t length) {
    while (length > 1 && *digits == '0') {
        digits++;
        length--;
    }
    return (Text){arena_copy_bytes(lowering->arena, digits, length), length};
}

// --- Integers ------------------------------------------------------------------------------------
// Cuts u and l off the end and remembers them. Python 2's `10L` is the same as C's.
static void cut_suffix(NumberText *number, IntLiteral *literal) {
    while (number->length > 1) {
        int last = tolower((unsigned char)number->digits[number->length - 1]);
        if (last == 'l') {
            literal->suffix_longs++;
        } else if (last == 'u') {
            literal->suffix_unsigned = true;
        } else {
            return;
        }
        number->length--;
    }
}

// Python 2 had one L, C's others are Cython's alone.
static void refuse_c_suffix(Lowering *lowering, const IntLiteral *literal) {
    bool is_of_c = literal->suffix_unsigned || literal->suffix_longs > 1;
    if (is_of_c && lowering->source->kind == SOURCE_PY)
        diag_report(lowering->diagnostics, DIAG_E0130, literal->node.span, "decimal");
}

// 0777: octal in Python 2 and in Cython's files, an error later unless all digits are zero.
static Text convert_leading_zero(Lowering *lowering, const Syntax *syntax, NumberText number) {
    bool is_zero = strspn(number.digits, "0") >= number.length;
    bool is_octal = strspn(number.digits, "01234567") >= number.length;
    if (!is_zero && reads_python2(lowering) && is_octal) {
        return convert_power_of_two(lowering, number.digits, number.length, 3);
    }
    if (!is_zero) {
        Diagnostic *message =
            diag_report(lowering->diagnostics, DIAG_E0115, syntax_span(lowering, syntax));
        diag_add_help(message, "write `0o%s` if an octal number is meant",
                      number.digits + strspn(number.digits, "0"));
    }
    return copy_decimal(lowering, number.digits, number.length);
}

static Text convert_integer(Lowering *lowering, const Syntax *syntax, NumberText number) {
    const char *digits = number.digits;
    if (number.length > 1 && digits[0] == '0') {
        switch (tolower((unsigned char)digits[1])) {
        case 'x':
            return convert_power_of_two(lowering, digits + 2, number.length - 2, 4);
        case 'o':
            return convert_power_of_two(lowering, digits + 2, number.length - 2, 3);
        case 'b':
            return convert_power_of_two(lowering, digits + 2, number.length - 2, 1);
        default:
            return convert_leading_zero(lowering, syntax, number);
        }
    }
    if (number.length > MAXIMUM_DECIMAL_DIGITS) {
        Diagnostic *message =
            diag_report(lowering->diagnostics, DIAG_E0116, syntax_span(lowering, syntax),
                        MAXIMUM_DECIMAL_DIGITS, number.length);
        diag_add_help(message, "write it as a hexadecimal literal, `0x...`");
    }
    return copy_decimal(lowering, digits, number.length);
}

static Node *make_float(Lowering *lowering, const Syntax *syntax, NumberText number) {
    FloatLiteral *literal = LOWER_NEW(lowering, FloatLiteral, syntax);
    char last = number.digits[number.length - 1];
    literal->is_imaginary = last == 'j' || last == 'J';
    number.digits[number.length - literal->is_imaginary] = '\0';
    literal->value = strtod(number.digits, NULL);
    return (Node *)literal;
}

// integer: digits of any base, with C's or Python 2's suffixes; the grammar gives `1j` here too
Node *lower_integer(Lowering *lowering, const Syntax *syntax) {
    NumberText number = read_number_text(lowering, syntax);
    bool is_hexadecimal = number.length > 1 && (number.digits[1] == 'x' || number.digits[1] == 'X');
    if (!is_hexadecimal && number.digits[strcspn(number.digits, "jJ")] != '\0') {
        return make_float(lowering, syntax, number);
    }
    IntLiteral *literal = LOWER_NEW(lowering, IntLiteral, syntax);
    cut_suffix(&number, literal);
    refuse_c_suffix(lowering, literal);
    number.digits[number.length] = '\0';
    literal->digits = convert_integer(lowering, syntax, number);
    return (Node *)literal;
}

// float: digits with a point or an exponent, perhaps imaginary
Node *lower_float(Lowering *lowering, const Syntax *syntax) {
    return make_float(lowering, syntax, read_number_text(lowering, syntax));
}

// --- Constants -----------------------------------------------------------------------------------
Node *lower_true(Lowering *lowering, const Syntax *syntax) {
    BoolLiteral *literal = LOWER_NEW(lowering, BoolLiteral, syntax);
    literal->value = true;
    return (Node *)literal;
}

Node *lower_false(Lowering *lowering, const Syntax *syntax) {
    return (Node *)LOWER_NEW(lowering, BoolLiteral, syntax);
}

Node *lower_none(Lowering *lowering, const Syntax *syntax) {
    return (Node *)LOWER_NEW(lowering, NoneLiteral, syntax);
}

Node *lower_ellipsis(Lowering *lowering, const Syntax *syntax) {
    return (Node *)LOWER_NEW(lowering, EllipsisLiteral, syntax);
}
