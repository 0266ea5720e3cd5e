// Instrumentation: code that counts how often the lines of the source run, if the module is to have
// it (`zilant build --instrument`).
//
// Expects: IR as the builder makes it. Leaves: at the beginning of the module's body a call that
// makes room for the counts, and in each block, where a line of the module's file begins, one that
// counts it. Lines of other files (include) are not counted.

#include "codegen/ir/ir_profile.h"
#include "codegen/passes/internal.h"

static void count_lines_of_block(const IrModule *module, IrBody *body, IrBlock *block) {
    IrOpVector old = block->ops;
    block->ops = (IrOpVector){0};
    uint32_t counted = 0;
    for (uint32_t i = 0; i < old.count; i++) {
        IrOp *op = old.items[i];
        uint32_t line = ir_profile_line(module, op->span);
        if (line != 0 && line != counted) {
            IrValue operand = ir_int(IR_I64, line);
            edit_append_runtime(body, &block->ops, RUNTIME_count_line, op->span, IR_NO_REGISTER,
                                &operand, 1);
            counted = line;
        }
        vector_push(body->arena, &block->ops, op);
    }
}

static void begin_counting(IrModule *module) {
    IrBody *body = module->module_body;
    const Source *source = module->source;
    uint32_t path = ir_constant_name(module, intern(module->compilation, module->counts_path));
    IrValue operands[] = {ir_int(IR_I64, path), ir_int(IR_I64, (int64_t)ir_profile_hash(source)),
                          ir_int(IR_I64, source->line_count)};
    IrOpVector ops = {0};
    edit_append_runtime(body, &ops, RUNTIME_count_lines, NO_SPAN, edit_register_of(body, IR_I32),
                        operands, 3);
    edit_prepend_to_entry(body, &ops);
}

void pass_instrument(IrModule *module) {
    if (module->counts_path == NULL || module->source == NULL)
        return;
    for (uint32_t i = 0; i < module->bodies.count; i++) {
        IrBody *body = module->bodies.items[i];
        for (uint32_t j = 0; j < body->blocks.count && body->kind != IR_BODY_ENTRY; j++)
            count_lines_of_block(module, body, body->blocks.items[j]);
    }
    begin_counting(module);
}
