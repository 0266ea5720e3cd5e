// What annotations of plain Python say of numbers: registers that most likely hold a float or an
// int. They change no result: the passes compute in C's numbers where it turns out to be so.

#include "codegen/builder/wrapper.h"
#include <string.h>

// The annotation may be NULL; what is no object has its type already.
void mark_likely(Builder *builder, const Node *annotation, IrValue value) {
    if (!node_is(annotation, NODE_NameExpression) || value.kind != IR_VALUE_REGISTER)
        return;
    const char *name = NODE_AS(NameExpression, annotation)->name->text;
    IrRegister *entry = &builder->function->registers.items[value.reg];
    if (entry->type.kind != IR_OBJECT)
        return;
    entry->is_likely_float |= strcmp(name, "float") == 0;
    entry->is_likely_int |= strcmp(name, "int") == 0;
}

void mark_likely_parameters(Builder *builder) {
    for (uint32_t i = 0; i < builder->symbol->parameter_symbols.count; i++) {
        const Parameter *parameter = parameter_node(builder->symbol, i);
        if (parameter != NULL)
            mark_likely(builder, parameter->annotation, ir_reg(builder->function->parameters[i]));
    }
}
