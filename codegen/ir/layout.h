// How C types lie in memory, by C's rules on the target's ABI (x86-64 and AArch64 System V agree in
// all that is here): the only place that adds a size to an offset. LLVM's types of aggregates,
// members of structs and C tuples, cdef classes, C globals and generators' frames all come from it.
#ifndef ZILANT_CODEGEN_IR_LAYOUT_H
#define ZILANT_CODEGEN_IR_LAYOUT_H

#include "codegen/ir/ir.h"

// An alignment of 0: not known, as of a struct that a header keeps to itself.
typedef struct Layout {
    uint64_t size, alignment;
} Layout;

// What only a C header or the runtime decides. Without a function, that is not known.
typedef struct LayoutOracle {
    const void *context; // what the functions are given
    Layout (*header_struct)(const void *context, const IrStruct *structure);
    bool (*header_field)(const void *context, const IrField *field, uint64_t *offset);
    // size of a typedef, 0: not known
    uint64_t (*header_integer)(const void *context, const IrExtern *typedef_name);
    // length of an array, 0: not known
    uint64_t (*header_length)(const void *context, const IrExtern *length);
    Layout view; // zi_view
} LayoutOracle;

// Puts a member after what `whole` holds, at its alignment, and returns its offset.
uint64_t layout_append(Layout *whole, Layout member);
// The whole with padding at its end, as an element of an array.
Layout layout_padded(Layout whole);

// Of a type that has values: `alignment` 0 if it, or a member of it, is not known.
Layout layout_of(const LayoutOracle *oracle, const IrCType *type);
uint64_t length_of_array(const LayoutOracle *oracle, const IrCType *type);
// The offset of a field, an item of a C tuple, or a part of a complex number (0 real, 1 imaginary);
// false: not known.
bool layout_of_member(const LayoutOracle *oracle, const IrCType *type, uint32_t index,
                      uint64_t *offset);
// The offset of a field of a struct; false: not known.
bool layout_of_field(const LayoutOracle *oracle, const IrField *field, uint64_t *offset);
// Of a value without its reference, as a register holds it: a dual's payload, a view's data
// pointer, lengths and strides.
Layout layout_of_raw_value(const LayoutOracle *oracle, IrType type);

// How much a generator's frame aligns: as much as an allocator of objects does.
enum { FRAME_ALIGNMENT = 16 };
// Lays out a frame's values from the byte `start` of the generator on. Writes each one's offset in
// the generator to `offsets` and returns where they end, in whole slots of 8 bytes after `start`.
uint64_t layout_of_frame(const LayoutOracle *oracle, const IrTypeVector *values, uint64_t start,
                         uint64_t *offsets);

#endif
