// Loops over iterables, and over what counts without iterators.
#ifndef ZILANT_CODEGEN_BUILDER_LOOP_H
#define ZILANT_CODEGEN_BUILDER_LOOP_H

#include "codegen/builder/internal.h"

// --- loop_count.c: what counts without iterators -------------------------------------------------
// A range of C integers, a memoryview, a C array or a part of either, or a str or bytes.
typedef struct Counted {
    bool is_range;
    RangeLoop range;
    IrRegisterId index; // I64, of all others
    Value view;
    CPart part;          // of a view: without a base
    const Type *address; // of an element, if the loop gives that
    bool is_str;
    IrValue width; // of a character of str, in bytes: I32
} Counted;
bool is_counted(Builder *builder, const Node *target, const Node *iterable);
Counted begin_counted(Builder *builder, const Node *target, Node *iterable);
IrValue counted_goes_on(Builder *builder, const Counted *counted); // BOOL
Value load_counted(Builder *builder, const Counted *counted);
void advance_counted(Builder *builder, const Counted *counted);
void build_counted_loop(Builder *builder, For *node);
// Is it a C array, or a slice of one or of a pointer?
bool is_c_memory(const Node *iterable);
CPart build_memory_part(Builder *builder, Node *iterable);
// Is it what a generator expression's first loop is given, which was evaluated outside?
bool is_given_memory(const Builder *builder, const Node *iterable);
void build_iterator_loop(Builder *builder, For *node);
void build_async_loop(Builder *builder, For *node);
void add_step(Builder *builder, IrRegisterId counter, int64_t step); // of a loop: it never wraps
// loop_items.c: the next item of what iter_start has given, with the position that it has set.
// Where there is none control goes to `exhausted`.
IrValue add_next_item(Builder *builder, IrValue iterator, IrRegisterId position,
                      IrBlock *exhausted);

#endif
