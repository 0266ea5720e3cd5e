// The power of two floats as CPython computes it: by the C library's pow, to the bit.
//
// Inlined, pow would become x * x, sqrt or exp2 for some constants, which are rounded otherwise.
// The first two are used all the same where they cannot differ. They are rounded right, and pow is
// off by less than half and 1/ZI_POWER_SLACK of the last place (0.54 is what glibc and musl
// promise): a difference takes an exact result that is that near to half way between two doubles,
// which integers tell.
#ifndef ZILANT_RUNTIME_POWER_H
#define ZILANT_RUNTIME_POWER_H

#include "runtime/internal.h"
#include <float.h>
#include <math.h>

double zi_c_power(double base, double exponent);
#define ZI_POWER_SLACK 24
#define ZI_MANTISSA_BITS (DBL_MANT_DIG - 1) // those that are stored

static inline bool zi_float_is_normal(double x) { return x >= DBL_MIN && x <= DBL_MAX; }

static inline uint64_t zi_mantissa(double x) {
    const uint64_t implicit_bit = (uint64_t)1 << ZI_MANTISSA_BITS;
    return ((uint64_t)zi_float_to_bits(x) & (implicit_bit - 1)) | implicit_bit;
}

// pow(x, 2.0), to the bit.
static inline ZI_INLINE double zi_square(double x) {
    const uint64_t half = (uint64_t)1 << 63, slack = UINT64_MAX / ZI_POWER_SLACK + 1;
    unsigned __int128 exact = (unsigned __int128)zi_mantissa(x) * zi_mantissa(x);
    int dropped = ZI_MANTISSA_BITS + (int)(exact >> (2 * ZI_MANTISSA_BITS + 1));
    uint64_t rest = (uint64_t)exact << (64 - dropped); // of the last place
    double square = x * x;
    bool is_clear = rest - (half - slack) > 2 * slack;
    return ZI_LIKELY(is_clear && zi_float_is_normal(square)) ? square : zi_c_power(x, 2.0);
}

// pow(x, 0.5), to the bit. Squares are compared, of which the last 64 bits are enough.
static inline ZI_INLINE double zi_root(double x) {
    if (ZI_UNLIKELY(!zi_float_is_normal(x))) {
        return zi_c_power(x, 0.5);
    }
    double root = sqrt(x);
    uint64_t exponent = (uint64_t)zi_float_to_bits(x) >> ZI_MANTISSA_BITS;
    uint64_t half_exponent = (uint64_t)zi_float_to_bits(root) >> ZI_MANTISSA_BITS;
    uint64_t length = zi_mantissa(root), bias = DBL_MAX_EXP - 1;
    uint64_t area = zi_mantissa(x) << (ZI_MANTISSA_BITS + exponent + bias - 2 * half_exponent);
    // the root's error is this by twice the root
    uint64_t missing = area - length * length;
    uint64_t most = length - 2 * (length / ZI_POWER_SLACK);
    return ZI_LIKELY(missing + most < 2 * most) ? root : zi_c_power(x, 0.5);
}

// What Python gives, if that is finite. Else Python may raise, or give a complex number.
static inline ZI_INLINE double zi_power_if_finite(double base, double exponent) {
    return exponent == 2.0   ? zi_square(base)
           : exponent == 0.5 ? zi_root(base)
                             : zi_c_power(base, exponent);
}

#endif
