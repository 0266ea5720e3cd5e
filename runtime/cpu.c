// Which level of x86-64 the processor has, as the psABI for x86-64 defines them: what functions
// with a body for each level look at (codegen/llvm/cpu_level.c).
#include "runtime/internal.h"
#ifdef __x86_64__
#include <cpuid.h>
#endif
#include <stdlib.h>
#include <string.h>

// Which level is used, at least 1; constant once the module's import has begun.
uint32_t zi_cpu_level = 1;

static const char *const level_names[] = {"x86-64", "x86-64-v2", "x86-64-v3", "x86-64-v4"};
enum { LEVEL_COUNT = sizeof level_names / sizeof *level_names };

#ifdef __x86_64__

typedef struct Features {
    // of the leaves of CPUID
    uint32_t ecx1, ebx7, extended_ecx1;
    // of XCR0: registers that the system keeps
    uint32_t saved;
} Features;

static Features find_features(void) {
    Features features = {0};
    uint32_t eax, ebx, ecx, edx;
    if (!__get_cpuid(1, &eax, &ebx, &features.ecx1, &edx)) {
        return features;
    }
    if (__get_cpuid_count(7, 0, &eax, &ebx, &ecx, &edx)) {
        features.ebx7 = ebx;
    }
    if (__get_cpuid(0x80000001, &eax, &ebx, &ecx, &edx)) {
        features.extended_ecx1 = ecx;
    }
    if (features.ecx1 & bit_OSXSAVE) {
        __asm__("xgetbv" : "=a"(features.saved), "=d"(edx) : "c"(0));
    }
    return features;
}

static int has_all(uint32_t word, uint32_t bits) { return (word & bits) == bits; }

// Each level has what the one before has.
static uint32_t find_level(void) {
    enum { YMM_SAVED = 0x06, ZMM_SAVED = 0xE6 };
    Features features = find_features();
    if (!has_all(features.ecx1,
                 bit_SSE3 | bit_SSSE3 | bit_SSE4_1 | bit_SSE4_2 | bit_POPCNT | bit_CMPXCHG16B) ||
        !has_all(features.extended_ecx1, bit_LAHF_LM)) {
        return 1;
    }
    if (!has_all(features.ecx1, bit_AVX | bit_F16C | bit_FMA | bit_MOVBE) ||
        !has_all(features.ebx7, bit_AVX2 | bit_BMI | bit_BMI2) ||
        !has_all(features.extended_ecx1, bit_ABM) || !has_all(features.saved, YMM_SAVED)) {
        return 2;
    }
    if (!has_all(features.ebx7,
                 bit_AVX512F | bit_AVX512BW | bit_AVX512CD | bit_AVX512DQ | bit_AVX512VL) ||
        !has_all(features.saved, ZMM_SAVED)) {
        return 3;
    }
    return 4;
}

#else

static uint32_t find_level(void) { return 1; }

#endif

// Returns the level that the user asks for, 0 if it is none.
static uint32_t read_level(const char *name) {
    for (uint32_t i = 0; i < LEVEL_COUNT; i++) {
        if (strcmp(name, level_names[i]) == 0) {
            return i + 1;
        }
    }
    return 0;
}

int zi_choose_cpu_level(void) {
    uint32_t level = find_level();
    const char *name = getenv("ZILANT_CPU");
    uint32_t wanted = name && *name ? read_level(name) : level;
    zi_cpu_level = wanted && wanted < level ? wanted : level;
    if (!wanted) {
        return PyErr_WarnFormat(PyExc_RuntimeWarning, 1,
                                "ZILANT_CPU is '%s', which is none of x86-64, x86-64-v2, "
                                "x86-64-v3 and x86-64-v4",
                                name);
    }
    if (wanted > level) {
        return PyErr_WarnFormat(PyExc_RuntimeWarning, 1,
                                "ZILANT_CPU is '%s', but this processor is %s", name,
                                level_names[level - 1]);
    }
    return 0;
}
