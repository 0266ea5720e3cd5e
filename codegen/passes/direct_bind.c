// The functions of the module that calls may come to, and what a call gives their parameters.

#include "codegen/analysis/hotness.h"
#include "codegen/passes/direct.h"

// --- Candidates ----------------------------------------------------------------------------------

// The body that does what the function does, if a call may give it objects as they come: C types
// are the entry's business.
static IrBody *find_body(const IrCallable *callable) {
    unsigned refused = IR_CALLABLE_HIDDEN | IR_CALLABLE_OF_SLOT | IR_CALLABLE_ANNOTATE;
    if (callable->entry == NULL || (callable->flags & refused) != 0)
        return NULL;
    for (uint32_t i = 0; i < callable->bodies.count; i++) {
        IrBody *body = callable->bodies.items[i];
        if (body->kind == IR_BODY_GENERIC && body->convention == IR_CONVENTION_NATIVE &&
            body->result.kind == IR_OBJECT && body->error == IR_RETURNS_NULL && !body->nogil &&
            body->parameter_count == callable->parameter_count)
            return body;
    }
    return NULL;
}

static bool takes_any_object(const IrBody *body, uint32_t parameter) {
    const IrType *type = &body->registers.items[body->parameters[parameter]].type;
    return type->kind == IR_OBJECT && (type->type == NULL || type->type->kind == IR_C_OBJECT);
}

static bool takes_plain_arguments(const IrCallable *callable, const IrBody *body) {
    for (uint32_t i = 0; i < callable->parameter_count; i++) {
        ParameterKind kind = callable->parameters[i].kind;
        if (kind == PARAMETER_STAR || kind == PARAMETER_DOUBLE_STAR || !takes_any_object(body, i))
            return false;
    }
    return true;
}

static void put_under(const Direct *pass, Map *map, const Name *name, Candidate *candidate) {
    CandidateVector *candidates = map_get(map, name);
    if (candidates == NULL) {
        candidates = ARENA_NEW(pass->arena, CandidateVector);
        map_put(pass->arena, map, name, candidates);
    }
    vector_push(pass->arena, candidates, candidate);
}

static void add_candidate(Direct *pass, IrCallable *callable) {
    IrBody *body = find_body(callable);
    if (body == NULL || !takes_plain_arguments(callable, body))
        return;
    Candidate *candidate = ARENA_NEW(pass->arena, Candidate);
    *candidate = (Candidate){.callable = callable, .body = body, .defaults = IR_NO_CONSTANT};
    map_put(pass->arena, &pass->by_callable, callable, candidate);
    put_under(pass, &pass->by_name, name_intern_string(pass->names, callable->name), candidate);
    const Name *class_name = callable_class_of_init(pass->names, callable);
    if (class_name != NULL)
        put_under(pass, &pass->by_class, class_name, candidate);
}

// The constant that the op before this place of the block gives as the operand; or IR_NO_CONSTANT.
static uint32_t find_constant(const IrBlock *block, uint32_t place, IrValue operand) {
    for (uint32_t i = place; i-- > 0 && operand.kind == IR_VALUE_REGISTER;) {
        const IrOp *op = block->ops.items[i];
        if (op->result == operand.reg)
            return op->code == IR_OP_CONSTANT ? op->aux.constant : IR_NO_CONSTANT;
    }
    return IR_NO_CONSTANT;
}

// What makes the function says what its defaults are.
static void note_makers(const Direct *pass, const IrBody *body) {
    for (uint32_t i = 0; i < body->blocks.count; i++) {
        const IrBlock *block = body->blocks.items[i];
        for (uint32_t j = 0; j < block->ops.count; j++) {
            const IrOp *op = block->ops.items[j];
            Candidate *candidate =
                ir_op_makes_function(op) ? map_get(&pass->by_callable, op->aux.callable) : NULL;
            if (candidate == NULL)
                continue;
            uint32_t defaults = op->code == IR_OP_DEFINE_FUNCTION ? 1 : 0; // after the namespace
            candidate->is_made = true;
            candidate->defaults = find_constant(block, j, op->operands[defaults]);
        }
    }
}

void direct_collect(Direct *pass) {
    for (uint32_t i = 0; i < pass->module->callables.count; i++)
        add_candidate(pass, pass->module->callables.items[i]);
    for (uint32_t i = 0; i < pass->module->bodies.count; i++)
        note_makers(pass, pass->module->bodies.items[i]);
    for (uint32_t i = 0; i < pass->module->callables.count; i++) {
        Candidate *candidate = map_get(&pass->by_callable, pass->module->callables.items[i]);
        if (candidate != NULL)
            candidate->returns_instance = direct_returns_instance(pass, candidate->body);
    }
}

// --- Arguments -----------------------------------------------------------------------------------

static uint32_t find_parameter(const IrCallable *callable, uint32_t name) {
    for (uint32_t i = 0; i < callable->parameter_count; i++)
        if (callable->parameters[i].name == name &&
            callable->parameters[i].kind != PARAMETER_POSITIONAL_ONLY)
            return i;
    return UINT32_MAX;
}

static uint32_t count_positional(const IrCallable *callable) {
    uint32_t count = 0;
    while (count < callable->parameter_count &&
           callable->parameters[count].kind != PARAMETER_KEYWORD_ONLY)
        count++;
    return count;
}

// The default of a positional parameter: a constant, or IR_NO_CONSTANT.
static uint32_t find_default(const Direct *pass, const Candidate *candidate, uint32_t parameter) {
    if (candidate->defaults == IR_NO_CONSTANT)
        return IR_NO_CONSTANT;
    const IrConstant *tuple = &pass->module->constants.items[candidate->defaults];
    uint32_t positional = count_positional(candidate->callable);
    uint32_t first = positional - tuple->item_count;
    return tuple->kind == IR_CONSTANT_TUPLE && parameter >= first && parameter < positional
               ? tuple->items[parameter - first]
               : IR_NO_CONSTANT;
}

// Gives the arguments their places; false: the call does not fit.
static bool place_arguments(const IrCallable *callable, const PythonCall *call, bool takes_self,
                            Binding *binding, bool *is_given) {
    uint32_t left_out = call->is_method && !takes_self ? 1 : 0;
    uint32_t keywords = call->keyword_names == NULL ? 0 : call->keyword_names->item_count;
    uint32_t positional = call->count - left_out - keywords;
    if (positional > count_positional(callable))
        return false;
    for (uint32_t i = 0; i < positional + keywords; i++) {
        uint32_t place = i;
        if (i >= positional)
            place = find_parameter(callable, call->keyword_names->items[i - positional]);
        if (place == UINT32_MAX || is_given[place])
            return false;
        is_given[place] = true;
        binding->values[place] = call->arguments[left_out + i];
        binding->constants[place] = IR_NO_CONSTANT;
    }
    return true;
}

// False: the call does not fit, or gets a default that is not known.
static bool bind(const Direct *pass, const PythonCall *call, const Candidate *candidate,
                 bool takes_self, Binding *binding) {
    uint32_t parameters = candidate->callable->parameter_count;
    *binding =
        (Binding){candidate, takes_self, false, ARENA_ARRAY(pass->arena, IrValue, parameters + 1),
                  ARENA_ARRAY(pass->arena, uint32_t, parameters + 1)};
    bool *is_given = ARENA_ARRAY(pass->arena, bool, parameters + 1);
    bool fits = place_arguments(candidate->callable, call, takes_self, binding, is_given);
    for (uint32_t i = 0; i < parameters && fits; i++) {
        if (is_given[i])
            continue;
        binding->constants[i] = find_default(pass, candidate, i);
        binding->has_defaults = true;
        fits = binding->constants[i] != IR_NO_CONSTANT;
    }
    return fits;
}

// A static method does not take the object.
static bool bind_any(const Direct *pass, const PythonCall *call, const Candidate *candidate,
                     Binding *binding) {
    bool may_take = call->is_method || call->is_special || call->instance != IR_NO_REGISTER;
    bool may_leave = !call->is_special && call->instance == IR_NO_REGISTER;
    return (may_take && bind(pass, call, candidate, true, binding)) ||
           (may_leave && bind(pass, call, candidate, false, binding));
}

uint32_t direct_find_bindings(const Direct *pass, const PythonCall *call,
                              Binding bindings[MOST_CANDIDATES]) {
    const CandidateVector *candidates =
        map_get(call->instance == IR_NO_REGISTER ? &pass->by_name : &pass->by_class, call->name);
    uint32_t count = 0;
    for (uint32_t i = 0; candidates != NULL && i < candidates->count; i++) {
        Binding binding;
        if (!candidates->items[i]->is_made || !bind_any(pass, call, candidates->items[i], &binding))
            continue;
        if (count == MOST_CANDIDATES)
            return 0;
        bindings[count++] = binding;
    }
    return count;
}
