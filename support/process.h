// Processes: running other programs and reading what they print.
#ifndef ZILANT_SUPPORT_PROCESS_H
#define ZILANT_SUPPORT_PROCESS_H

#include "support/arena.h"
#include <stdbool.h>
#include <stddef.h>

typedef struct ProcessResult {
    // errno value if the program could not be started, else 0
    int start_error;
    // what it exited with; 128 + the signal's number if it was killed
    int status;
    // what it wrote to standard output, with a NUL
    char *output;
    size_t output_length;
    // what it wrote to standard error, with a NUL
    char *errors;
    size_t errors_length;
} ProcessResult;

// Runs the program `arguments[0]` (a path; it is not looked up) with nothing on its standard input
// and waits for it. `arguments` ends with NULL. Returns true if it ran and exited with 0.
bool process_run(Arena *arena, const char *const *arguments, ProcessResult *result);
// Returns the path of an executable file with this name on PATH, or NULL. A name with a '/' is not
// looked up, only checked.
const char *process_find_program(Arena *arena, const char *name);
// Returns the path of the next executable file with this name, looking in `*folders` (a list as in
// PATH) and leaving there what was not looked in yet; NULL when there is no more.
const char *process_find_next(Arena *arena, const char *name, const char **folders);

#endif
