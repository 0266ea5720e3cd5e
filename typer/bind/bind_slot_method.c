// Methods of cdef classes that C alone calls, through slots of the type object: those of the buffer
// protocol, and operators with c_api_binop_methods. Python code sees what CPython makes of the
// slots.

#include "typer/internal.h"
#include <string.h>

// --- Which ---------------------------------------------------------------------------------------
bool method_is_buffer(const FunctionSymbol *method) {
    if (method->kind != FUNCTION_DEF || method->owner == NULL || method->symbol.name == NULL)
        return false;
    const char *name = method->symbol.name->text;
    return strcmp(name, "__getbuffer__") == 0 || strcmp(name, "__releasebuffer__") == 0;
}

// The left operand need not be of the class: the slot is called for both.
bool method_is_c_operator(const FunctionSymbol *method) {
    static const struct {
        const char *kind, *method;
    } slots[] = {
#define TYPE_SLOT(NAME, KIND, table, member, method, second) {#KIND, method},
#include "abi/slot.def"
    };
    if (method->kind != FUNCTION_DEF || method->owner == NULL || method->symbol.name == NULL ||
        !method->directives.c_api_binop_methods)
        return false;
    for (size_t i = 0; i < sizeof slots / sizeof *slots; i++) {
        bool is_operator =
            strcmp(slots[i].kind, "BINARY") == 0 || strcmp(slots[i].kind, "TERNARY") == 0;
        if (is_operator && strcmp(method->symbol.name->text, slots[i].method) == 0)
            return true;
    }
    return false;
}

bool method_is_of_slot(const FunctionSymbol *method) {
    return method_is_buffer(method) || method_is_c_operator(method);
}

// --- Their parameters ----------------------------------------------------------------------------
static bool takes_positional(const FunctionSymbol *method) {
    for (uint32_t i = 0; i < method->parameter_symbols.count; i++) {
        const Parameter *parameter = NODE_AS(Parameter, method->parameters->items.items[i]);
        if (parameter->kind > PARAMETER_NORMAL || parameter_is_optional(parameter))
            return false;
    }
    return !method->is_async && !method->python.is_static && !method->python.is_class_method &&
           !method->python.is_property;
}

static bool is_buffer_signature(const FunctionSymbol *method, bool gets) {
    const SymbolVector *parameters = &method->parameter_symbols;
    if (parameters->count != (gets ? 3 : 2) || !takes_positional(method))
        return false;
    const Type *view = parameters->items[1]->type;
    const Type *flags = gets ? parameters->items[2]->type : NULL;
    return type_is_error(view) ||
           (view->kind == TYPE_POINTER && type_struct_symbol(view->element) &&
            (flags == NULL || flags->kind == TYPE_OBJECT || type_is_numeric(flags)));
}

// `__pow__` may leave the modulus out.
static bool is_operator_signature(const FunctionSymbol *method, bool is_power) {
    uint32_t count = method->parameter_symbols.count;
    return takes_positional(method) && (count == 2 || (is_power && count == 3));
}

void check_slot_method(Typer *typer, const FunctionSymbol *method, const FunctionDef *node) {
    const char *name = method->symbol.name->text;
    if (!method_is_of_slot(method))
        return;
    report_decorators(typer, DIAG_E0521, &node->decorators, name);
    bool gets = strcmp(name, "__getbuffer__") == 0, is_power = strcmp(name, "__pow__") == 0;
    bool is_buffer = method_is_buffer(method);
    bool fits =
        is_buffer ? is_buffer_signature(method, gets) : is_operator_signature(method, is_power);
    if (!fits)
        report(typer, DIAG_E0542, node->name_span, name,
               !is_buffer ? (is_power ? "(left, right, modulus)" : "(left, right)")
               : gets     ? "(self, Py_buffer *view, int flags)"
                          : "(self, Py_buffer *view)");
}
