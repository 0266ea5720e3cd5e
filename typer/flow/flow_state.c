// The state of the walk: variables, definitions, the bits at the place at hand, and where
// exceptions and jumps carry them.

#include "typer/flow/flow.h"
#include <string.h>

// --- Sets of bits --------------------------------------------------------------------------------
static size_t word_count(const Flow *flow) {
    return flow->is_registering ? 0 : (flow->bit_count + 63) / 64;
}

FlowState flow_empty(Flow *flow) {
    return (FlowState){false, ARENA_ARRAY(flow->scratch, uint64_t, word_count(flow) + 1)};
}

FlowState flow_copy(Flow *flow, const FlowState *state) {
    FlowState copy = flow_empty(flow);
    copy.is_live = state->is_live;
    memcpy(copy.bits, state->bits, word_count(flow) * sizeof *copy.bits);
    return copy;
}

bool flow_join(Flow *flow, FlowState *into, const FlowState *from) {
    if (!from->is_live)
        return false;
    bool has_changed = !into->is_live;
    into->is_live = true;
    for (size_t i = 0; i < word_count(flow); i++) {
        uint64_t joined = into->bits[i] | from->bits[i];
        has_changed |= joined != into->bits[i];
        into->bits[i] = joined;
    }
    return has_changed;
}

static bool has_bit(const FlowState *state, uint32_t bit) {
    return (state->bits[bit / 64] >> (bit % 64) & 1) != 0;
}

static void set_bit(FlowState *state, uint32_t bit) {
    state->bits[bit / 64] |= (uint64_t)1 << (bit % 64);
}

static void clear_bit(FlowState *state, uint32_t bit) {
    state->bits[bit / 64] &= ~((uint64_t)1 << (bit % 64));
}

// --- Variables -----------------------------------------------------------------------------------
// A struct, array or complex number of C lies in memory of its own: it may be filled part by part.
static bool lies_in_place(const Type *type) {
    return type->kind == TYPE_STRUCT || type->kind == TYPE_ARRAY || type->kind == TYPE_COMPLEX ||
           type->kind == TYPE_CTUPLE;
}

// What no statement declares or binds, such as `__class__`, is in no scope.
static bool is_tracked(const Flow *flow, const Symbol *symbol) {
    if (flow->function == NULL)
        return map_has(flow->private_globals, symbol);
    return symbol != NULL && symbol->kind == SYMBOL_LOCAL &&
           symbol->scope == flow->function->scope &&
           scope_find(symbol->scope, symbol->name) == symbol && symbol->type != NULL &&
           !type_is_error(symbol->type) && !lies_in_place(symbol->type) &&
           !map_has(flow->set_inside, symbol);
}

static FlowVariable *variable_of(Flow *flow, Symbol *symbol) {
    FlowVariable *variable = map_get(&flow->variable_of, symbol);
    if (variable != NULL || !flow->is_registering || !is_tracked(flow, symbol))
        return variable;
    variable = ARENA_NEW(flow->scratch, FlowVariable);
    variable->symbol = symbol;
    variable->unset_bit = flow->bit_count++;
    map_put(flow->scratch, &flow->variable_of, symbol, variable);
    vector_push(flow->scratch, &flow->variables, variable);
    return variable;
}

static void set_variable(Flow *flow, const FlowVariable *variable, uint32_t bit) {
    clear_bit(&flow->now, variable->unset_bit);
    if (variable->block != NULL)
        clear_bit(&flow->now, variable->gone_bit);
    for (uint32_t i = 0; i < variable->definition_bits.count; i++)
        clear_bit(&flow->now, variable->definition_bits.items[i]);
    set_bit(&flow->now, bit);
}

// --- Definitions ---------------------------------------------------------------------------------
static FlowDefinition *add_definition(Flow *flow, FlowVariable *variable, const void *key,
                                      Span span) {
    FlowDefinition *definition = ARENA_NEW(flow->scratch, FlowDefinition);
    *definition = (FlowDefinition){.variable = variable, .span = span};
    bool is_own = flow->directives->warn_unused_result || variable->definition_bits.count == 0;
    definition->bit = is_own ? flow->bit_count++ : variable->definition_bits.items[0];
    if (is_own)
        vector_push(flow->scratch, &variable->definition_bits, definition->bit);
    if (variable->first == NULL || span.start < variable->first->span.start)
        variable->first = definition;
    map_put(flow->scratch, &flow->definition_of, key, definition);
    vector_push(flow->scratch, &flow->definitions, definition);
    return definition;
}

// The first walk takes each statement once, in the order of the text, included files too.
static void note_use(Flow *flow, const Symbol *symbol, Span span) {
    if (flow->is_registering && !map_has(&flow->used.entries, symbol))
        number_map_put(flow->scratch, &flow->used, symbol, span.start);
}

// Where the first name of a variable without a declaration stands, it is declared.
static void warn_undeclared(Flow *flow, Symbol *symbol, Span span) {
    bool is_global = symbol->kind == SYMBOL_GLOBAL && flow->function == NULL;
    bool is_variable =
        is_global || symbol->kind == SYMBOL_LOCAL || symbol->kind == SYMBOL_CLASS_ATTRIBUTE;
    if (!flow->directives->warn_undeclared || !flow->is_registering || !is_variable ||
        symbol->is_declared || symbol->is_parameter || map_has(&flow->undeclared, symbol))
        return;
    map_put(flow->scratch, &flow->undeclared, symbol, symbol);
    report(flow->typer, DIAG_W0307, span, symbol->name->text);
}

static void define(Flow *flow, const void *key, Symbol *symbol, Span span) {
    FlowVariable *variable = variable_of(flow, symbol);
    if (variable == NULL)
        return;
    FlowDefinition *definition = map_get(&flow->definition_of, key);
    if (flow->is_registering && definition == NULL)
        definition = add_definition(flow, variable, key, span);
    if (!flow->is_registering && definition != NULL && flow->now.is_live)
        set_variable(flow, variable, definition->bit);
    flow_may_raise(flow);
}

void flow_define(Flow *flow, const void *key, Symbol *symbol, Span span, bool is_name) {
    if (symbol == NULL)
        return;
    note_use(flow, symbol, span);
    if (is_name)
        warn_undeclared(flow, symbol, span);
    define(flow, key, symbol, span);
}

void flow_undefine(Flow *flow, const Symbol *symbol) {
    const FlowVariable *variable = map_get(&flow->variable_of, symbol);
    if (variable != NULL && !flow->is_registering && flow->now.is_live)
        set_variable(flow, variable, variable->unset_bit);
}

void flow_leave_block(Flow *flow, const Node *block, const Symbol *symbol) {
    FlowVariable *variable = map_get(&flow->variable_of, symbol);
    if (variable == NULL)
        return;
    if (flow->is_registering && variable->block == NULL)
        variable->gone_bit = flow->bit_count++;
    variable->block = block;
    if (!flow->is_registering && flow->now.is_live)
        set_variable(flow, variable, variable->gone_bit);
}

void flow_define_globals(Flow *flow) {
    const Map *globals = flow->private_globals;
    for (uint32_t i = 0; flow->function == NULL && i < globals->count; i++) {
        Symbol *symbol = globals->entries[i].value;
        define(flow, symbol, symbol, symbol->span);
    }
}

static FlowRead *read_at(Flow *flow, const Node *node, const FlowVariable *variable) {
    FlowRead *read = map_get(&flow->read_of, node);
    if (read != NULL)
        return read;
    read = ARENA_NEW(flow->scratch, FlowRead);
    read->variable = variable;
    read->span = node->span;
    map_put(flow->scratch, &flow->read_of, node, read);
    vector_push(flow->scratch, &flow->reads, read);
    return read;
}

static void mark_definitions_read(Flow *flow, const FlowVariable *variable) {
    for (uint32_t i = 0; i < flow->definitions.count; i++) {
        FlowDefinition *definition = flow->definitions.items[i];
        definition->is_read |=
            definition->variable == variable && has_bit(&flow->now, definition->bit);
    }
}

void flow_mark_read(Flow *flow, const Symbol *symbol) {
    for (; symbol != NULL; symbol = symbol->outer)
        map_put(flow->typer->arena, flow->reads_of_symbols, symbol, (void *)(uintptr_t)symbol);
}

void flow_read(Flow *flow, const Node *node, Symbol *symbol) {
    if (symbol == NULL)
        return;
    if (symbol->viewed != NULL) // an element of its buffer
        symbol = symbol->viewed;
    flow_mark_read(flow, symbol);
    note_use(flow, symbol, node->span);
    FlowVariable *variable = variable_of(flow, symbol);
    if (variable == NULL || flow->is_registering || !flow->now.is_live)
        return;
    if (flow->directives->warn_unused_result)
        mark_definitions_read(flow, variable);
    // A class body looks in other places too.
    if (flow->class_depth > 0)
        return;
    FlowRead *read = read_at(flow, node, variable);
    read->may_be_unset |= has_bit(&flow->now, variable->unset_bit);
    read->may_be_gone |= variable->block != NULL && has_bit(&flow->now, variable->gone_bit);
    for (uint32_t i = 0; i < variable->definition_bits.count; i++)
        read->may_be_set |= has_bit(&flow->now, variable->definition_bits.items[i]);
}

// --- Where control may go ------------------------------------------------------------------------
void flow_may_raise(Flow *flow) {
    FlowFrame *frame = flow->frame;
    while (frame != NULL && frame->kind == FRAME_LOOP)
        frame = frame->outer;
    if (frame != NULL)
        flow_join(flow, &frame->raised, &flow->now);
}

void flow_jump(Flow *flow, FlowJump jump) {
    FlowFrame *frame = flow->frame;
    while (frame != NULL && frame->kind != FRAME_FINALLY &&
           (frame->kind != FRAME_LOOP || jump == JUMP_RETURN))
        frame = frame->outer;
    if (frame != NULL)
        flow_join(flow, &frame->jumps[jump], &flow->now);
    flow->now.is_live = false;
}
