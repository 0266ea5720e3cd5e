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

void ir_state_complete(IrModule *module) {
    module->state = ir_state_count(module);
    module->state.is_complete = true;
}
