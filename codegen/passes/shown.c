// The variables that a traceback shows of a function of plain Python which an exception leaves.
//
// Takes: the exit by an exception, where all variables that hold references live anyway, as the
// language says (lifetime.c). Gives: a SHOW_VARIABLES there, if the module shows variables. (It
// costs a tenth of what it takes to raise and catch an exception, and arguments live longer.) What
// is not shown: numbers that are no objects, names that two variables have, what a handler of the
// same function catches.

#include "abi/abi.h"
#include "codegen/passes/internal.h"
#include <string.h>

typedef struct Shown {
    const IrModule *module;
    IrBody *body;
    IrOpVector *ops;
    VECTOR(IrValue) operands;
    uint32_t place; // of the next variable
} Shown;

static bool has_name(const Shown *shown, const IrRegister *reg, uint32_t constant) {
    const Text *text = &shown->module->constants.items[constant].text;
    return reg->name != NULL && strlen(reg->name->text) == text->length &&
           memcmp(reg->name->text, text->bytes, text->length) == 0;
}

static bool is_shown(const IrRegister *reg) {
    return !reg->is_inner &&
           (is_kept_variable(reg) || (reg->is_argument && ir_kind_is_counted(reg->type.kind)));
}

// The register that holds the variable: an argument only if nothing else does.
static IrRegisterId find_variable(const Shown *shown, uint32_t constant) {
    IrRegisterId found = IR_NO_REGISTER;
    bool is_argument = false;
    for (IrRegisterId reg = 0; reg < shown->body->registers.count; reg++) {
        const IrRegister *entry = &shown->body->registers.items[reg];
        if (!is_shown(entry) || !has_name(shown, entry, constant))
            continue;
        if (found != IR_NO_REGISTER && !is_argument)
            return IR_NO_REGISTER;
        found = reg;
        is_argument = entry->is_argument;
    }
    return found;
}

// A variable whose name or place does not fit into the number is not shown.
static void show(Shown *shown, uint32_t constant, IrRegisterId reg, enum zi_held how) {
    enum { MOST_PLACES = 1 << ZI_HELD_PLACE_BITS, NAME_AT = ZI_HELD_PLACE_BITS + ZI_HELD_HOW_BITS };
    uint32_t place = shown->place++;
    if (reg == IR_NO_REGISTER || place >= MOST_PLACES || constant >> (32 - NAME_AT) != 0)
        return;
    uint32_t number = constant << NAME_AT | place << ZI_HELD_HOW_BITS | how;
    vector_push(shown->body->arena, &shown->operands, ir_int(IR_I32, (int32_t)number));
    vector_push(shown->body->arena, &shown->operands, ir_reg(reg));
}

static void show_own(Shown *shown, uint32_t constant) {
    IrRegisterId reg = find_variable(shown, constant);
    bool is_cell = reg != IR_NO_REGISTER && shown->body->registers.items[reg].is_cell;
    show(shown, constant, reg, is_cell ? ZI_HELD_CELL : ZI_HELD_OBJECT);
}

static void show_parameters(Shown *shown, const IrCallable *callable, unsigned kinds) {
    for (uint32_t i = 0; i < callable->parameter_count; i++)
        if (kinds >> callable->parameters[i].kind & 1)
            show_own(shown, callable->parameters[i].name);
}

static void show_locals(Shown *shown, const IrCallable *callable) {
    show_parameters(shown, callable, 1U << PARAMETER_POSITIONAL_ONLY | 1U << PARAMETER_NORMAL);
    show_parameters(shown, callable, 1U << PARAMETER_KEYWORD_ONLY);
    show_parameters(shown, callable, 1U << PARAMETER_STAR);
    show_parameters(shown, callable, 1U << PARAMETER_DOUBLE_STAR);
    for (uint32_t i = 0; i < callable->locals.count; i++)
        show_own(shown, callable->locals.items[i]);
}

static bool is_parameter(const IrCallable *callable, uint32_t constant) {
    for (uint32_t i = 0; i < callable->parameter_count; i++)
        if (callable->parameters[i].name == constant)
            return true;
    return false;
}

static void show_cells(Shown *shown, const IrCallable *callable) {
    for (uint32_t i = 0; i < callable->cells.count; i++)
        if (!is_parameter(callable, callable->cells.items[i]))
            show_own(shown, callable->cells.items[i]);
}

static void show_captured(Shown *shown, const IrCallable *callable, Span span) {
    for (uint32_t i = 0; i < callable->captures.count; i++) {
        IrRegisterId cell = edit_register_of(shown->body, IR_OBJECT);
        edit_append(shown->body, shown->ops, IR_OP_CLOSURE_CELL, span, cell, NULL, 0)->aux.number =
            i;
        show(shown, callable->captures.items[i], cell, ZI_HELD_CAPTURED);
    }
}

void show_in_traceback(const IrModule *module, IrBody *body, IrOpVector *ops, Span span) {
    const IrCallable *callable = body->callable;
    bool is_body =
        body->convention == IR_CONVENTION_NATIVE || body->convention == IR_CONVENTION_RESUME;
    if (callable == NULL || !module->shows_variables || !module->has_python_texts || !is_body ||
        (callable->flags & IR_CALLABLE_NO_ENTRIES) != 0)
        return;
    Shown shown = {.module = module, .body = body, .ops = ops};
    show_locals(&shown, callable);
    show_cells(&shown, callable);
    if (body->has_closure)
        show_captured(&shown, callable, span);
    if (shown.operands.count > 0)
        edit_append(body, ops, IR_OP_SHOW_VARIABLES, span, IR_NO_REGISTER, shown.operands.items,
                    shown.operands.count);
}
