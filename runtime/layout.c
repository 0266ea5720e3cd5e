// Sizes and offsets of C structures as constants in the bitcode. No code refers to them, so no
// compiled module contains them.

#include "runtime/zilant.h"
#include <stddef.h>

#if ZI_NAME_ERROR_HAS_NAME
#define NAME_ERROR PyNameErrorObject
#define ATTRIBUTE_ERROR PyAttributeErrorObject
#else
#define NAME_ERROR PyBaseExceptionObject
#define ATTRIBUTE_ERROR PyBaseExceptionObject
#endif

// What the emitter reads.
#define LAYOUT(name, value)                                                                        \
    extern const uint64_t zi_layout_##name;                                                        \
    const uint64_t zi_layout_##name = (value);
#include "abi/layout.def"
#undef LAYOUT

// What C made of the tables in abi/, for codegen/llvm/abi_check.c, which has the emitter's: the
// rows' names, a line each, and their offsets, sizes and numbers, in the same order.
extern const char zi_layout_abi_names[];
const char zi_layout_abi_names[] =
#define ABI_FIELD(owner, c_type, name, KIND) "zi_" #owner "." #name "\n"
#define ABI_ARRAY(owner, c_type, name, count, KIND) "zi_" #owner "." #name "\n"
#define ABI_END(name, Name) "sizeof(zi_" #name ")\n"
#include "abi/struct.def"
#define STATE_ARRAY(name, c_type, count) "sizeof(*zi_state." #name ")\n"
#include "abi/state.def"
#define ABI_VALUE(NAME, number) "ZI_" #NAME "\n"
#include "abi/enum.def"
#define BINARY_OPERATOR(NAME, name, function, inplace, slot, method, sign) "ZI_OPERATOR_" #NAME "\n"
#include "abi/operator.def"
    ;

extern const uint64_t zi_layout_abi[];
const uint64_t zi_layout_abi[] = {
#define ABI_FIELD(owner, c_type, name, KIND) offsetof(zi_##owner, name),
#define ABI_ARRAY(owner, c_type, name, count, KIND) offsetof(zi_##owner, name),
#define ABI_END(name, Name) sizeof(zi_##name),
#include "abi/struct.def"
#define STATE_ARRAY(name, c_type, count) sizeof(c_type),
#include "abi/state.def"
#define ABI_VALUE(NAME, number) (uint64_t)ZI_##NAME,
#include "abi/enum.def"
#define BINARY_OPERATOR(NAME, name, function, inplace, slot, method, sign) ZI_OPERATOR_##NAME,
#include "abi/operator.def"
};
