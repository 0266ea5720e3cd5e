// Generator expressions whose items go at once to a builtin that takes them all: `any(...)`,
// `tuple(...)`, `", ".join(...)`.
//
// Nobody ever sees such a generator, so there is none: in plain Python the expression becomes a
// part of the function around it, as a comprehension is, and what would be yielded goes to the
// result. Takes: calls of which nothing is resolved yet. Gives: Comprehension.consumer, a scope of
// the function around, and no function.

#include "typer/internal.h"
#include <string.h>

static ItemConsumer consumer_of_builtin(const Typer *typer, const Node *function) {
    static const struct {
        const char *name;
        ItemConsumer consumer;
    } builtins[] = {{"list", CONSUMER_LIST}, {"tuple", CONSUMER_TUPLE},
                    {"set", CONSUMER_SET},   {"any", CONSUMER_ANY},
                    {"all", CONSUMER_ALL},   {"sorted", CONSUMER_CALLEE}};
    const Name *name = ((const NameExpression *)function)->name;
    const Symbol *symbol = scope_look_up(typer->place.scope, name);
    if (symbol == NULL || symbol->kind != SYMBOL_BUILTIN || may_be_shadowed(typer, symbol))
        return CONSUMER_NONE;
    for (size_t i = 0; i < sizeof builtins / sizeof *builtins; i++)
        if (strcmp(builtins[i].name, name->text) == 0)
            return builtins[i].consumer;
    return CONSUMER_NONE;
}

// str.join() makes a list of what it is given before it looks at any item.
static bool is_join_of_text(const Node *function) {
    if (!node_is(function, NODE_Attribute))
        return false;
    const Attribute *attribute = (const Attribute *)function;
    return node_is(attribute->value, NODE_StringLiteral) &&
           ((const StringLiteral *)attribute->value)->kind == STRING_STR &&
           strcmp(attribute->name->text, "join") == 0;
}

static ItemConsumer find_consumer(const Typer *typer, const Call *call) {
    if (node_is(call->function, NODE_NameExpression)) {
        ItemConsumer consumer = consumer_of_builtin(typer, call->function);
        bool is_alone = call->arguments.count == 1 || consumer == CONSUMER_CALLEE;
        return is_alone ? consumer : CONSUMER_NONE;
    }
    return is_join_of_text(call->function) && call->arguments.count == 1 ? CONSUMER_CALLEE
                                                                         : CONSUMER_NONE;
}

// --- What stands in it ---------------------------------------------------------------------------
typedef struct Contents {
    Typer *typer;
    const FunctionSymbol *generator;
    FunctionSymbol *around;
    bool needs_generator;
} Contents;

// What would look at the generator's frame, or asks its first parameter.
static bool asks_function(const Node *node) {
    const Name *name = node_is(node, NODE_NameExpression) ? ((const NameExpression *)node)->name
                       : node_is(node, NODE_Attribute)    ? ((const Attribute *)node)->name
                                                          : NULL;
    return name != NULL && (is_frame_reader(name->text) || strcmp(name->text, "super") == 0 ||
                            strcmp(name->text, "__class__") == 0);
}

static void look_at(Node **slot, NodeRole role, void *context) {
    (void)role;
    Contents *contents = context;
    Typer *typer = contents->typer;
    if (*slot == NULL || !depth_enter(&typer->depth, typer->diagnostics, (*slot)->span))
        return;
    contents->needs_generator |= asks_function(*slot);
    node_walk(*slot, look_at, contents);
    depth_leave(&typer->depth);
}

// What is defined in it is now defined in the function around.
static void move_out(Node **slot, NodeRole role, void *context) {
    (void)role;
    Contents *contents = context;
    Typer *typer = contents->typer;
    if (*slot == NULL || !depth_enter(&typer->depth, typer->diagnostics, (*slot)->span))
        return;
    FunctionSymbol *inner = NULL;
    if (node_is(*slot, NODE_Lambda)) {
        inner = NODE_AS(Lambda, *slot)->function;
    } else if (node_is(*slot, NODE_Comprehension)) {
        inner = NODE_AS(Comprehension, *slot)->function;
        Scope *scope = NODE_AS(Comprehension, *slot)->scope;
        if (scope != NULL && scope->function == contents->generator)
            scope->function = contents->around;
    }
    if (inner != NULL && inner->outer == contents->generator)
        inner->outer = contents->around;
    node_walk(*slot, move_out, contents);
    depth_leave(&typer->depth);
}

static bool can_do_without(Typer *typer, Comprehension *node) {
    const FunctionSymbol *generator = node->function;
    const Directives *directives = &generator->directives;
    if (generator->is_async || generator->outer != typer->place.function || directives->profile ||
        directives->linetrace || directives->language_level == 2)
        return false;
    Contents contents = {.typer = typer};
    node_walk(&node->node, look_at, &contents);
    return !contents.needs_generator;
}

// --- The change ----------------------------------------------------------------------------------
static void forget_function(TypedModule *module, const FunctionSymbol *function) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < module->functions.count; i++)
        if (module->functions.items[i] != function)
            module->functions.items[kept++] = module->functions.items[i];
    module->functions.count = kept;
}

// Its parameter is the first of its symbols, and is not needed.
static void forget_parameter(Scope *scope, Symbol *parameter) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < scope->order.count; i++) {
        Symbol *symbol = scope->order.items[i];
        if (symbol == parameter)
            continue;
        symbol->index = kept;
        scope->order.items[kept++] = symbol;
    }
    scope->order.count = kept;
}

static void move_bindings(Typer *typer, const FunctionSymbol *from, FunctionSymbol *to) {
    const BindingVector *bindings = map_get(&typer->function_bindings, from);
    for (uint32_t i = 0; bindings != NULL && i < bindings->count; i++) {
        Binding binding = bindings->items[i];
        binding.place.function = to;
        record_binding_of(typer, to, binding);
    }
}

static void become_part_of_function(Typer *typer, Comprehension *node) {
    FunctionSymbol *around = typer->place.function;
    Scope *scope = node->scope;
    Contents contents = {.typer = typer, .generator = node->function, .around = around};
    node_walk(&node->node, move_out, &contents);
    forget_parameter(scope, node->function->parameter_symbols.items[0]);
    forget_function(typer->module, node->function);
    move_bindings(typer, node->function, around);
    scope->kind = SCOPE_COMPREHENSION;
    scope->function = around;
    scope->is_consumed = true;
    node->function = NULL;
}

void consume_items(Typer *typer, Call *call) {
    Comprehension *node =
        call->arguments.count > 0 && node_is(call->arguments.items[0], NODE_Comprehension)
            ? NODE_AS(Comprehension, call->arguments.items[0])
            : NULL;
    const Scope *scope = typer->place.scope;
    bool is_in_function = typer->place.function != NULL && !scope_is_class(scope) &&
                          !scope->sees_class && typer->module->is_pure_python;
    if (node == NULL || node->function == NULL || !is_in_function)
        return;
    ItemConsumer consumer = find_consumer(typer, call);
    if (consumer == CONSUMER_NONE || !can_do_without(typer, node))
        return;
    node->consumer = consumer;
    become_part_of_function(typer, node);
}
