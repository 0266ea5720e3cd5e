// Calls of what is, by its name, a function of C that the runtime computes itself.
//
// Takes: calls of names and of `math.name`. Gives: a runtime function in place of the call, which
// is given what the name has turned out to be, and calls that if it is something else.

#include "codegen/builder/internal.h"
#include <string.h>

typedef struct KnownFunction {
    const char *module, *name;
    uint32_t count; // of its arguments
    enum zi_known_result gives;
} KnownFunction;

static const KnownFunction known_functions[] = {
#define KNOWN_FUNCTION(NAME, module, name, count, GIVES) {module, name, count, ZI_GIVES_##GIVES},
#include "abi/known_function.def"
};

// Does a def statement of the module bind the name? A call of it is made directly then.
static bool is_defined_here(const Builder *builder, const Symbol *symbol) {
    for (uint32_t i = 0; i < builder->typed->functions.count; i++)
        if (builder->typed->functions.items[i]->python.variable == symbol)
            return true;
    return false;
}

// The module in which a name of this kind is looked for; NULL: in none.
static const char *module_of_name(const Symbol *symbol) {
    if (symbol->kind == SYMBOL_BUILTIN)
        return "builtins";
    return symbol->kind == SYMBOL_GLOBAL ? "math" : NULL;
}

static bool is_math(const Node *node) {
    if (!node_is(node, NODE_NameExpression))
        return false;
    const Symbol *symbol = ((const NameExpression *)node)->symbol;
    return symbol != NULL && symbol->kind == SYMBOL_GLOBAL &&
           strcmp(symbol->name->text, "math") == 0;
}

static const KnownFunction *find_known(const char *module, const Name *name, uint32_t count) {
    for (size_t i = 0; module != NULL && i < sizeof known_functions / sizeof *known_functions;
         i++) {
        const KnownFunction *function = &known_functions[i];
        if (function->count == count && strcmp(function->name, name->text) == 0 &&
            strcmp(function->module, module) == 0)
            return function;
    }
    return NULL;
}

static const KnownFunction *known_of_call(const Builder *builder, const Call *call) {
    if (!call_has_plain_arguments(call) || builder->shows_frame || builder->without_gil)
        return NULL;
    if (node_is(call->function, NODE_Attribute)) {
        const Attribute *attribute = (const Attribute *)call->function;
        return is_math(attribute->value)
                   ? find_known("math", attribute->name, call->arguments.count)
                   : NULL;
    }
    if (!node_is(call->function, NODE_NameExpression))
        return NULL;
    const Symbol *symbol = ((const NameExpression *)call->function)->symbol;
    const KnownFunction *function =
        symbol == NULL ? NULL
                       : find_known(module_of_name(symbol), symbol->name, call->arguments.count);
    return function != NULL && !is_defined_here(builder, symbol) ? function : NULL;
}

static IrValue add_known_call(Builder *builder, const Call *call, const KnownFunction *function) {
    const char *name = arena_format(builder->arena, "%s.%s", function->module, function->name);
    IrValue number = ir_int(IR_I32, function - known_functions);
    IrValue callee = build_object(builder, call->function);
    IrValue known = constant_operand(constant_string(builder, name));
    IrValue first = build_object(builder, call->arguments.items[0]);
    if (function == &known_functions[ZI_KNOWN_ORD])
        return ADD_RUNTIME(builder, call_ord, callee, known, first);
    if (function->gives == ZI_GIVES_SUM)
        return ADD_RUNTIME(builder, call_sum, callee, known, first);
    if (function->gives == ZI_GIVES_TRUTH)
        return ADD_RUNTIME(builder, call_quantifier, callee, known, first, number);
    if (function->count == 1)
        return ADD_RUNTIME(builder, call_known, callee, known, first, number);
    IrValue second = build_object(builder, call->arguments.items[1]);
    IrValue operands[] = {callee, known, first, second, number};
    RuntimeId runtime =
        function->gives == ZI_GIVES_OPERANDS ? RUNTIME_call_extreme : RUNTIME_call_known_2;
    return add_runtime_list(builder, runtime, operands, 5);
}

bool build_known_call(Builder *builder, const Call *call, Value *result) {
    const KnownFunction *function = known_of_call(builder, call);
    if (function != NULL)
        *result = object_value(builder, add_known_call(builder, call, function));
    return function != NULL;
}
