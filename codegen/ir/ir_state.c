// What a module keeps at run time: see IrState.
//
// Takes: a module to which nothing is added any more. Gives: how much of what its state holds,
// which emission lays out and the runtime is told.

#include "codegen/ir/ir.h"

IrState ir_state_count(const IrModule *module) {
    IrState state = module->state;
    state.constant_count = module->constants.count;
    state.function_count = module->callables.count;
    state.class_count = module->classes.count;
    state.code_count = module->callables.count + 1 + module->inner_codes.count;
    state.import_count = module->imports.count;
    return state;
}

// What Python sees of functions and code objects.
static void add_names(IrModule *module, const char *name, const char *qualified_name) {
    ir_constant_name(module, intern(module->compilation, name));
    ir_constant_name(module, intern(module->compilation, qualified_name));
}

void ir_state_complete(IrModule *module) {
    for (uint32_t i = 0; i < module->callables.count; i++)
        add_names(module, module->callables.items[i]->name,
                  module->callables.items[i]->qualified_name);
    for (uint32_t i = 0; i < module->inner_codes.count; i++)
        if (module->inner_codes.items[i].inlined == NULL)
            add_names(module, module->inner_codes.items[i].name,
                      module->inner_codes.items[i].qualified_name);
    module->state = ir_state_count(module);
    module->state.is_complete = true;
}
