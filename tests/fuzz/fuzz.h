// The functions that libFuzzer calls; the unit tests call them too, with the findings of earlier
// runs.
#ifndef ZILANT_TESTS_FUZZ_FUZZ_H
#define ZILANT_TESTS_FUZZ_FUZZ_H

#include <stddef.h>
#include <stdint.h>

// Returns 0, or -1 for an input that says nothing.
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
