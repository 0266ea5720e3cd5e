// Sizes and offsets of C structures as constants that the emitter reads from the bitcode. No code
// refers to them, so no compiled module contains them.

#include "runtime/zilant.h"
#include <stddef.h>

#define LAYOUT(name, value)                                                                        \
    extern const uint64_t zi_layout_##name;                                                        \
    const uint64_t zi_layout_##name = (value);
#include "runtime/layout.def"
#undef LAYOUT
