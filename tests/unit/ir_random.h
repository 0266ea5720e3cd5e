// Random numbers, and functions of random ops as text, which ir_text.h reads: blocks that jump to
// one another as they like, some with a handler. The same seed gives the same function.
#ifndef ZILANT_TESTS_UNIT_IR_RANDOM_H
#define ZILANT_TESTS_UNIT_IR_RANDOM_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

void random_start(uint32_t seed);
unsigned random_below(unsigned limit);

typedef struct RandomFunction {
    // the head and what else comes before the variables; there must be a `c:bool`
    const char *head;
    // declares variable number %u, an object
    const char *variable;
    unsigned variables, blocks;
    // Adds an op or two to the text; `number` is another one for each call.
    void (*write_op)(FILE *text, unsigned number);
    bool has_error_returns;
} RandomFunction;

// The text of such a function, to be freed.
char *random_function(const RandomFunction *function);

#endif
