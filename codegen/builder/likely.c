// What annotations of plain Python say of numbers: registers that most likely hold a float or an
// int. They change no result: the passes compute in C's numbers where it turns out to be so.

#include "codegen/builder/wrapper.h"
#include <string.h>

static bool is_name(const Node *annotation, const char *name) {
    return node_is(annotation, NODE_NameExpression) &&
           strcmp(NODE_AS(NameExpression, annotation)->name->text, name) == 0;
}

void mark_likely(Builder *builder, const Node *annotation, IrValue value) {
    if (value.kind != IR_VALUE_REGISTER)
        return;
    IrRegister *entry = &builder->function->registers.items[value.reg];
    if (entry->type.kind != IR_OBJECT) // it has its type already
        return;
    entry->is_likely_float |= is_name(annotation, "float");
    entry->is_likely_int |= is_name(annotation, "int");
}

void mark_likely_parameters(Builder *builder) {
    for (uint32_t i = 0; i < builder->symbol->parameter_symbols.count; i++) {
        const Parameter *parameter = parameter_node(builder->symbol, i);
        if (parameter != NULL)
            mark_likely(builder, parameter->annotation, ir_reg(builder->function->parameters[i]));
    }
}

void mark_likely_attribute(Builder *builder, const AnnotatedAssign *assign) {
    bool is_float = is_name(assign->annotation, "float");
    if (!node_is(assign->target, NODE_NameExpression) ||
        !(is_float || is_name(assign->annotation, "int")))
        return;
    const Name *name = NODE_AS(NameExpression, assign->target)->name;
    IrLikelyAttribute attribute = {constant_name(builder, name), is_float};
    vector_push(builder->arena, &builder->owner->module->likely_attributes, attribute);
}
