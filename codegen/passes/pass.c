// The driver of the passes: runs them in the order of pass.def.

#include "codegen/passes/internal.h"
#include <string.h>

const PassInfo pass_infos[] = {
#define PASS(name) {#name, pass_##name, NULL},
#define MODULE_PASS(name) {#name, NULL, pass_##name},
#include "codegen/passes/pass.def"
#undef PASS
#undef MODULE_PASS
};
const unsigned pass_count = sizeof pass_infos / sizeof pass_infos[0];

static void verify_functions(const IrModule *module, const char *after) {
    for (uint32_t i = 0; i < module->bodies.count; i++)
        ir_verify(module, module->bodies.items[i], after);
}

// Functions that the pass adds come out of it finished: it does not run on them.
static void run_pass(const PassInfo *pass, IrModule *module) {
    if (pass->run_module != NULL) {
        pass->run_module(module);
        return;
    }
    uint32_t count = module->bodies.count;
    for (uint32_t i = 0; i < count; i++)
        pass->run(module, module->bodies.items[i]);
}

void run_passes(IrModule *module, const char *stop_after, bool verify) {
    if (verify)
        verify_functions(module, "build");
    for (unsigned i = 0; i < pass_count; i++) {
        run_pass(&pass_infos[i], module);
        if (i + 1 == pass_count)
            ir_state_complete(module);
        if (verify)
            verify_functions(module, pass_infos[i].name);
        if (stop_after != NULL && strcmp(stop_after, pass_infos[i].name) == 0)
            return;
    }
}
