// The executable's entry point; all else of the driver is a library, so that tests can link it.

#include "driver/internal.h"

int main(int count, char **arguments) { return run_driver(count, arguments); }
