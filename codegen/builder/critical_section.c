// with cython.critical_section(...): what CPython calls a critical section of one or two objects.
//
// Takes: With nodes of that rule, whose items are the objects. Gives: the objects evaluated, held
// until the end, and their locks taken, where Python has no GIL; given back on every exit. With a
// GIL the runtime's functions are empty and inlined: the objects are all that is left.

#include "abi/abi.h"
#include "codegen/builder/internal.h"

// Where CPython keeps the section while it is open: on the stack.
static IrRegisterId new_section(Builder *builder) {
    const Type *word = builder->common->size_t_;
    const Type *memory = type_array(builder->types, word, ZI_CRITICAL_SECTION_WORDS);
    return builder_new_register(builder, memory, NULL);
}

void leave_critical_section(Builder *builder, const Cleanup *cleanup) {
    ADD_RUNTIME(builder, critical_section_leave, add_pointer_to(builder, cleanup->saved),
                cleanup->objects[0], cleanup->objects[1]);
}

// The objects stay what they are, whatever their variables are set to.
static IrValue build_section_object(Builder *builder, const With *node, uint32_t index) {
    if (index >= node->items.count)
        return ir_null(IR_OBJECT);
    IrRegisterId object = builder_new_ir_register(builder, IR_OBJECT);
    add_copy(builder, object,
             build_object(builder, NODE_AS(WithItem, node->items.items[index])->context));
    return ir_reg(object);
}

void build_critical_section(Builder *builder, const With *node) {
    Cleanup cleanup = {.kind = CLEANUP_CRITICAL_SECTION, .handler = builder->handler};
    for (uint32_t i = 0; i < 2; i++)
        cleanup.objects[i] = build_section_object(builder, node, i);
    cleanup.saved = new_section(builder);
    ADD_RUNTIME(builder, critical_section_enter, add_pointer_to(builder, cleanup.saved),
                cleanup.objects[0], cleanup.objects[1]);
    IrBlock *failed = builder_new_block(builder, "section failed");
    failed->is_cold = true;
    push_cleanup(builder, &cleanup);
    builder_set_handler(builder, failed, "critical section");
    build_statements(builder, &node->body);
    pop_cleanup(builder);
    builder_set_handler(builder, cleanup.handler, "section end");
    leave_critical_section(builder, &cleanup);
    IrBlock *end = builder->block;
    builder_start_block(builder, failed);
    leave_critical_section(builder, &cleanup);
    add_propagate(builder);
    builder_start_block(builder, end);
}
