// Flow analysis: which values of a function's variables may arrive where they are read.
//
// A variable has a bit for "no value yet" and bits for its definitions: one for all of them, or one
// each where `warn.unused_result` asks which value is read; one that is private to the threads of a
// parallel block has a bit for "its values are gone with them". The walk over a body goes twice:
// first it finds variables and definitions, then it carries the bits along, loops until nothing
// changes.
#ifndef ZILANT_TYPER_FLOW_FLOW_H
#define ZILANT_TYPER_FLOW_FLOW_H

#include "typer/internal.h"

// The bits at one place of a body.
typedef struct FlowState {
    bool is_live; // the place can be reached
    uint64_t *bits;
} FlowState;

typedef struct FlowDefinition {
    struct FlowVariable *variable;
    Span span;
    uint32_t bit;
    bool is_read;
} FlowDefinition;

typedef struct FlowVariable {
    Symbol *symbol;
    uint32_t unset_bit;
    // of a variable with such a block: the last one that it is private in, or NULL
    uint32_t gone_bit;
    const Node *block;
    VECTOR(uint32_t) definition_bits;
    // in the order of the text
    const FlowDefinition *first;
} FlowVariable;

// A place that reads a variable, and what may arrive there.
typedef struct FlowRead {
    const FlowVariable *variable;
    Span span;
    bool may_be_unset, may_be_gone, may_be_set;
} FlowRead;

typedef enum FlowJump { JUMP_BREAK, JUMP_CONTINUE, JUMP_RETURN, JUMP_COUNT } FlowJump;

typedef enum FlowFrameKind { FRAME_LOOP, FRAME_TRY, FRAME_FINALLY } FlowFrameKind;

// What is around a statement and takes exceptions or jumps.
typedef struct FlowFrame {
    FlowFrameKind kind;
    FlowState raised; // of TRY and FINALLY
    // LOOP: but for returns; FINALLY: those that go through it
    FlowState jumps[JUMP_COUNT];
    struct FlowFrame *outer;
} FlowFrame;

typedef struct Flow {
    Typer *typer;
    FunctionSymbol *function; // NULL: the body of the module
    const Directives *directives;
    Arena *scratch; // given back after each function
    // variables that an inner function binds
    const Map *set_inside;
    // C globals that a parallel block of the module's body makes private
    const Map *private_globals;
    Map *reads_of_symbols; // of all functions
    Map undeclared;        // what warn.undeclared has spoken of
    bool is_registering;   // the first walk
    uint32_t bit_count;
    VECTOR(FlowVariable *) variables;
    Map variable_of; // Symbol * -> FlowVariable *
    VECTOR(FlowDefinition *) definitions;
    Map definition_of; // key -> FlowDefinition *
    VECTOR(FlowRead *) reads;
    Map read_of;    // Node * -> FlowRead *
    NumberMap used; // Symbol * -> its first place
    Map heads;      // of loops: Node * -> FlowState *
    FlowState now;
    FlowFrame *frame;
    uint32_t class_depth;   // > 0: in the body of a class
    uint32_t finally_depth; // of `finally` blocks around
} Flow;

// A version of a fused function has not the whole text: another one may reach and read what it does
// not.
static inline bool flow_sees_all(const Flow *flow) {
    return flow->function == NULL || flow->function->specialization == NULL;
}

// --- flow_state.c --------------------------------------------------------------------------------
FlowState flow_empty(Flow *flow); // where nothing arrives
FlowState flow_copy(Flow *flow, const FlowState *state);
// Adds what may arrive from `from`; returns whether that is more than before.
bool flow_join(Flow *flow, FlowState *into, const FlowState *from);
void flow_read(Flow *flow, const Node *node, Symbol *symbol);
void flow_mark_read(Flow *flow, const Symbol *symbol); // somewhere in the module
// `key` is what stands for the definition, a node or a symbol; `is_name`: it is written as a plain
// name, as no import, function or parameter is.
void flow_define(Flow *flow, const void *key, Symbol *symbol, Span span, bool is_name);
void flow_undefine(Flow *flow, const Symbol *symbol);
// Leaves a parallel block in which each thread has a variable of its own.
void flow_leave_block(Flow *flow, const Node *block, const Symbol *symbol);
// Gives the tracked C globals their values, which whatever runs may have set.
void flow_define_globals(Flow *flow);
// Whatever runs here may end in an exception.
void flow_may_raise(Flow *flow);
// Leaves for the end of a loop, its head, or the caller.
void flow_jump(Flow *flow, FlowJump jump);

// --- flow_expression.c ---------------------------------------------------------------------------
void flow_value(Flow *flow, Node *node); // NULL: nothing
void flow_values(Flow *flow, const NodeList *list);
void flow_children(Flow *flow, Node *node);
void flow_target(Flow *flow, Node *node);

// --- flow_statement.c ----------------------------------------------------------------------------
void flow_statements(Flow *flow, const NodeList *list);

// --- flow_report.c -------------------------------------------------------------------------------
void flow_report(const Flow *flow);
void flow_report_unused(const Flow *flow);

#endif
