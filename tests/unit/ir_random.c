// Random functions of the IR.

#include "tests/unit/ir_random.h"
#include "support/diag.h"
#include <stdlib.h>

static uint32_t random_state = 1;

void random_start(uint32_t seed) { random_state = seed * 7919; }

unsigned random_below(unsigned limit) {
    random_state = random_state * 1664525U + 1013904223U;
    zi_assert(limit > 0);
    return (random_state >> 8) % limit;
}

static void write_terminator(FILE *text, const RandomFunction *function) {
    unsigned variable = random_below(function->variables);
    if (random_below(4) == 0)
        fprintf(text, " check_bound 'V' V%u @9\n return V%u\n", variable, variable);
    else if (function->has_error_returns && random_below(4) == 0)
        fputs(" return_error\n", text);
    else
        fprintf(text, " branch c, bb%u, bb%u\n", 1 + random_below(function->blocks),
                1 + random_below(function->blocks));
}

char *random_function(const RandomFunction *function) {
    char *buffer = NULL;
    size_t size = 0;
    FILE *text = open_memstream(&buffer, &size);
    unsigned number = 0;
    fputs(function->head, text);
    for (unsigned i = 0; i < function->variables; i++)
        fprintf(text, function->variable, i, i);
    fputs(" jump bb1\n", text);
    for (unsigned b = 1; b <= function->blocks; b++) {
        fprintf(text, "bb%u", b);
        if (random_below(3) == 0)
            fprintf(text, " handler=bb%u", 1 + random_below(function->blocks));
        fputs(":\n", text);
        for (unsigned i = random_below(4); i > 0; i--)
            function->write_op(text, number++);
        write_terminator(text, function);
    }
    fclose(text);
    return buffer;
}
