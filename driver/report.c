// The report: which functions of a module are native, and which are not, and why.

#include "driver/internal.h"
#include <string.h>

// Prints one line of the table.
static void print_row(FILE *stream, const char *kind, const char *name, uint32_t line,
                      const char *reason) {
    fprintf(stream, "  %-11s line %-5u %s%s%s\n", kind, line, name, *reason ? ": " : "", reason);
}

void print_report(const Job *job, const IrModule *module, FILE *stream) {
    fprintf(stream, "%s: %u native, %u interpreted\n", job->path, module->callables.count,
            module->interpreted.count);
    for (uint32_t i = 0; i < module->callables.count; i++) {
        const IrCallable *callable = module->callables.items[i];
        print_row(stream, "native", callable->qualified_name,
                  source_line(module->compilation->sources, callable->span), "");
    }
    for (uint32_t i = 0; i < module->interpreted.count; i++) {
        const IrInterpretedUnit *unit = &module->interpreted.items[i];
        print_row(stream, "interpreted", *unit->name ? unit->name : unit->what, unit->first_line,
                  unit->reason);
    }
}
