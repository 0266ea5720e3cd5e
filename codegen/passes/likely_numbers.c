// Which values are floats, or ints, most likely, by what other bodies of the module say.
//
// Expects: duals, no SSA form yet. Leaves: `likely_float` and `likely_int` at registers that hold
// an attribute, a parameter or the result of a call. A guess: nothing rests on it but what pays.
//
// An attribute is what values stored under its name are, whatever the class; a parameter is what
// its annotation says (builder/likely.c) or calls pass that go to the body, or to a function of its
// name; a result what its body returns. What is a float somewhere and an int elsewhere is neither.
// Facts go from body to body in rounds.

#include "codegen/analysis/hotness.h"
#include "codegen/passes/speculation.h"

enum { HOLDS_FLOAT = 1, HOLDS_INT = 2 };

// What a place of the module holds: HOLDS_ bits, by the address of what stands for the place.
typedef struct Facts {
    Arena *arena;
    IrModule *module;
    NameTable *names;
    // by const IrConstant * of an attribute's name, const IrRegisterId * of a parameter,
    // const IrBody * of a result
    NumberMap kinds;
    // those places of which an annotation tells
    Map annotated;
    Map callees; // callables_by_name
    bool changes;
} Facts;

static uint64_t kinds_at(const Facts *facts, const void *place) {
    uint64_t kinds = 0;
    number_map_get(&facts->kinds, place, &kinds);
    return kinds;
}

static void add_kinds(Facts *facts, const void *place, uint64_t kinds) {
    uint64_t known = kinds_at(facts, place);
    if ((known | kinds) == known || map_has(&facts->annotated, place))
        return;
    number_map_put(facts->arena, &facts->kinds, place, known | kinds);
    facts->changes = true;
}

// --- What annotations say ------------------------------------------------------------------------

static void annotate(Facts *facts, const void *place, uint64_t kinds) {
    add_kinds(facts, place, kinds);
    map_put(facts->arena, &facts->annotated, place, facts);
}

static void collect_annotated(Facts *facts) {
    const IrModule *module = facts->module;
    for (uint32_t i = 0; i < module->likely_attributes.count; i++) {
        const IrLikelyAttribute *attribute = &module->likely_attributes.items[i];
        annotate(facts, &module->constants.items[attribute->name],
                 attribute->is_float ? HOLDS_FLOAT : HOLDS_INT);
    }
    for (uint32_t i = 0; i < module->bodies.count; i++) {
        const IrBody *body = module->bodies.items[i];
        for (uint32_t j = 0; j < body->parameter_count; j++) {
            const IrRegister *entry = &body->registers.items[body->parameters[j]];
            if (entry->is_likely_float || entry->is_likely_int)
                annotate(facts, &body->parameters[j],
                         entry->is_likely_float ? HOLDS_FLOAT : HOLDS_INT);
        }
    }
}

// --- What a body says ----------------------------------------------------------------------------

typedef struct Listener {
    Facts *facts;
    IrBody *body;
    Guesses guesses;
} Listener;

static uint64_t kinds_of(const Listener *listener, IrValue value) {
    return (guesses_float(&listener->guesses, value) ? HOLDS_FLOAT : 0) |
           (guesses_int(&listener->guesses, value) ? HOLDS_INT : 0);
}

// `first`: the parameter that the first argument goes to.
static void pass_arguments(const Listener *listener, const IrBody *callee, uint32_t first,
                           const IrValue *arguments, uint32_t count) {
    for (uint32_t i = 0; i < count && first + i < callee->parameter_count; i++)
        add_kinds(listener->facts, &callee->parameters[first + i],
                  kinds_of(listener, arguments[i]));
}

static void pass_to_named(const Listener *listener, const Name *name, const IrOp *op,
                          uint32_t first) {
    const IrCallables *callees = map_get(&listener->facts->callees, name);
    for (uint32_t i = 0; callees != NULL && i < callees->count; i++) {
        const IrCallable *callee = callees->items[i];
        bool has_self = callable_class_of_init(listener->facts->names, callee) != NULL ||
                        op->code == IR_OP_CALL_METHOD;
        for (uint32_t j = 0; j < callee->bodies.count; j++)
            if (callee->bodies.items[j]->kind == IR_BODY_GENERIC)
                pass_arguments(listener, callee->bodies.items[j], has_self, op->operands + first,
                               op->operand_count - first);
    }
}

// The name by which what the op calls was found; NULL: it is not known.
static const Name *name_of_callee(const Listener *listener, const IrOp *op) {
    const IrOp *load = definition_of(listener->guesses.definitions, op->operands[0]);
    const Facts *facts = listener->facts;
    if (load == NULL)
        return NULL;
    if (load->code == IR_OP_LOAD_METHOD)
        return ir_name_of_constant(facts->names, facts->module, load->aux.call.name);
    if (load->code == IR_OP_CALL_RUNTIME && load->aux.runtime == RUNTIME_load_global)
        return ir_name_of_constant(facts->names, facts->module,
                                   (uint32_t)load->operands[0].integer);
    return NULL;
}

static void listen_to_call(const Listener *listener, const IrOp *op) {
    enum { FUNCTION = 1, METHOD = 3 }; // where arguments begin
    const Name *name = name_of_callee(listener, op);
    if (name != NULL && op->aux.call.keyword_names == IR_NO_CONSTANT)
        pass_to_named(listener, name, op, op->code == IR_OP_CALL_METHOD ? METHOD : FUNCTION);
}

static const IrConstant *stored_attribute(const Facts *facts, const IrOp *op) {
    return &facts->module->constants.items[op->operands[1].integer];
}

static void listen(const Listener *listener, const IrOp *op) {
    switch (op->code) {
    case IR_OP_CALL_RUNTIME:
        if (op->aux.runtime == RUNTIME_store_attribute ||
            op->aux.runtime == RUNTIME_store_attribute_dual)
            add_kinds(listener->facts, stored_attribute(listener->facts, op),
                      kinds_of(listener, op->operands[2]));
        break;
    case IR_OP_CALL_NATIVE: {
        bool has_closure = op->operand_count > op->aux.body->parameter_count;
        pass_arguments(listener, op->aux.body, 0, op->operands + has_closure,
                       op->operand_count - has_closure);
        break;
    }
    case IR_OP_CALL_PYTHON:
    case IR_OP_CALL_METHOD:
        listen_to_call(listener, op);
        break;
    case IR_OP_RETURN:
        if (op->operand_count == 1)
            add_kinds(listener->facts, listener->body, kinds_of(listener, op->operands[0]));
        break;
    default:
        break;
    }
}

// --- What a body is told -------------------------------------------------------------------------

static void mark(const Facts *facts, IrBody *body, IrRegisterId reg, const void *place) {
    uint64_t kinds = kinds_at(facts, place);
    body->registers.items[reg].is_likely_float = kinds == HOLDS_FLOAT;
    body->registers.items[reg].is_likely_int = kinds == HOLDS_INT;
}

static void tell(const Facts *facts, IrBody *body, const IrOp *op) {
    if (op->result == IR_NO_REGISTER)
        return;
    if (op->code == IR_OP_CALL_NATIVE)
        mark(facts, body, op->result, op->aux.body);
    if (op->code == IR_OP_CALL_RUNTIME && (op->aux.runtime == RUNTIME_load_attribute ||
                                           op->aux.runtime == RUNTIME_load_attribute_number))
        mark(facts, body, op->result, stored_attribute(facts, op));
}

static void tell_body(const Facts *facts, IrBody *body) {
    for (uint32_t i = 0; i < body->parameter_count; i++)
        mark(facts, body, body->parameters[i], &body->parameters[i]);
    for (uint32_t i = 0; i < body->blocks.count; i++)
        for (uint32_t j = 0; j < body->blocks.items[i]->ops.count; j++)
            tell(facts, body, body->blocks.items[i]->ops.items[j]);
}

static void hear_body(Facts *facts, IrBody *body) {
    Analyses *analyses = analyses_create(body);
    Arena *arena = arena_create();
    Listener listener = {
        facts, body, guesses_create(arena, facts->module, body, analyses_definitions(analyses))};
    for (uint32_t i = 0; i < body->blocks.count; i++)
        for (uint32_t j = 0; j < body->blocks.items[i]->ops.count; j++)
            listen(&listener, body->blocks.items[i]->ops.items[j]);
    arena_destroy(arena);
    analyses_destroy(analyses);
}

// Entries pass on what Python gives, of which nothing is known.
static bool takes_part(const IrBody *body) { return body->kind != IR_BODY_ENTRY; }

void pass_likely_numbers(IrModule *module) {
    enum { ROUNDS = 4 };
    Arena *arena = arena_create();
    Facts facts = {.arena = arena, .module = module, .names = name_table_create(arena)};
    facts.callees = callables_by_name(arena, facts.names, module);
    collect_annotated(&facts);
    facts.changes = true;
    for (uint32_t round = 0; round < ROUNDS && facts.changes; round++) {
        facts.changes = false;
        for (uint32_t i = 0; i < module->bodies.count; i++)
            if (takes_part(module->bodies.items[i]))
                hear_body(&facts, module->bodies.items[i]);
        for (uint32_t i = 0; facts.changes && i < module->bodies.count; i++)
            if (takes_part(module->bodies.items[i]))
                tell_body(&facts, module->bodies.items[i]);
    }
    arena_destroy(arena);
}
