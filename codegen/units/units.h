// Units: what of a module is built natively and what runs interpreted, decided once, before
// anything is built.
//
// A unit is a module-level function, class or statement, or a method: never an inner function,
// which could share cells with native code. A unit that holds what cannot be built natively yet
// runs interpreted, if it is plain Python.
#ifndef ZILANT_CODEGEN_UNITS_UNITS_H
#define ZILANT_CODEGEN_UNITS_UNITS_H

#include "typer/typer.h"

// A unit that runs interpreted.
typedef struct Unit {
    Node *node;
    // "function", "class", "method", "statement"
    const char *what;
    // "solve"; of a statement its first words
    const char *name;
    const char *reason; // a noun phrase: "the match statement"
    uint32_t first_line;
    Text source;            // whole lines
    const char *class_name; // whose method it is, or NULL
} Unit;

typedef struct Units {
    VECTOR(Unit) interpreted;
    // Node * of a unit -> its position in `interpreted`
    NumberMap numbers;
    // const FunctionSymbol * inside such a unit -> itself
    Map functions;
} Units;

// Looks through the typed module. Reports W0001 for each unit that runs interpreted, and an error
// where one must not: it uses what only compiled code has, or the target Python does not read it.
// What the result holds is made in `arena`.
Units find_units(Arena *arena, const TypedModule *typed);

// Does the statement run interpreted? Then `number` is its position in `interpreted`.
bool unit_is_interpreted(const Units *units, const Node *statement, uint32_t *number);
bool unit_function_is_native(const Units *units, const FunctionSymbol *function);

#endif
