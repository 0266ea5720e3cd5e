// Parallel sections: what parallel.c, parallel_rounds.c and parallel_frame.c share.
#ifndef ZILANT_CODEGEN_BUILDER_PARALLEL_H
#define ZILANT_CODEGEN_BUILDER_PARALLEL_H

#include "codegen/builder/internal.h"

// A field of the frame.
typedef enum FrameUse {
    // the threads read what the function around has put there
    FRAME_VALUE,
    // the same of an object or view, which stays the function's
    FRAME_LENT,
    FRAME_PLACE // the threads get the field's address
} FrameUse;

typedef struct FrameEntry {
    Symbol *field;
    FrameUse use;
    IrRegisterId inside; // of the section's body
    // of the function around; VOID: nothing is put there
    IrValue outside;
} FrameEntry;

// A variable of which each thread has its own.
typedef struct PrivateVariable {
    const SharedVariable *shared;
    IrRegisterId own;
    // where its value in the end lies, inside and outside
    IrRegisterId place;
    Symbol *field;
    // where the number of what has set that lies: the later one counts
    IrRegisterId turn;
    bool is_kept; // after the section
} PrivateVariable;

// A Python variable that all threads share: the function's own, and where it lies meanwhile.
typedef struct SharedObject {
    Symbol *symbol;
    IrRegisterId place;
} SharedObject;

struct Outlined {
    Builder *outer;
    const ParallelSection *section;
    StructSymbol *frame;
    const Type *frame_type;
    IrRegisterId context; // the address of the frame, inside
    VECTOR(FrameEntry) entries;
    VECTOR(PrivateVariable) variables;
    VECTOR(SharedObject) objects;
    // const Symbol * -> register of its address, inside
    NumberMap shared;
    IrBlock *entry, *finish;
    // where a value that the function returns is put: inside, and its field or register outside
    IrRegisterId result_place, result_register;
    Symbol *result_field;
    // Do threads leave it so that the function returns, or raises?
    bool returns, returns_value, raises;
    // inside: how many loops that share rounds the thread has come to
    IrRegisterId loop_number;
};

// The rounds of a parallel loop, and how the thread gets its part of them.
typedef struct Rounds {
    const ParallelFor *node;
    RangeBounds bounds;
    IrValue count;  // of all rounds, I64, unsigned
    IrValue chunk;  // I32; INTEGER 0: as the schedule says
    IrValue number; // of the loop, I32
} Rounds;

// --- parallel_frame.c ----------------------------------------------------------------------------
// Starts the body of a section that stands in `outer`; `inner` builds it.
void begin_outlined(Builder *outer, Builder *inner, Outlined *outlined,
                    const ParallelSection *section, bool is_loop);
// A value of the function around, inside.
IrValue lend_value(Builder *inner, IrValue value, const Type *type);
// What the threads read first, when all is known. Gives the body.
void finish_frame(Builder *inner);
// Outside: the frame is made and filled; its address.
IrValue build_frame(Outlined *outlined);
// After the section.
IrValue load_from_frame(Outlined *outlined, IrValue frame, Symbol *field);
void take_back_variables(Outlined *outlined, IrValue frame);
void take_back_objects(Outlined *outlined);
// The variables of a loop get the values that the thread has, unless later ones are there already.
void publish_variables(Builder *inner, const ParallelSection *loop, IrValue turn);
// Where a returned value goes: an object or view has a register of the function around.
void add_result(Builder *inner);
void combine_variables(Builder *inner); // the thread's parts of reductions

// --- parallel_rounds.c ---------------------------------------------------------------------------
RangeBounds build_parallel_bounds(Builder *builder, const ParallelFor *node);
IrValue count_rounds(Builder *builder, const RangeBounds *bounds);
IrValue build_chunk_size(Builder *builder, const ParallelFor *node);
// The thread's rounds of a loop whose variables belong to `section`.
void build_rounds(Builder *builder, Rounds *rounds, const ParallelSection *section);

#endif
