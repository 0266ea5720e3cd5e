// State machines: a function with YIELDs becomes a ramp and a resume function.
//
// Expects: YIELDs anywhere, edges to handlers implied. Leaves: the function itself as the ramp,
// which stores the arguments in a new generator's frame and returns it; and a resume function that
//  - notes that it runs, and goes on where the state says;
//  - at a yield moves what is live into the frame, sets the state and returns the value;
//  - after it moves all back, or makes it anew where that is a load of what lasts (a cell of the
//    closure), and takes what was sent, or raises what was thrown in;
//  - at a return tells the runtime the value and exits as with an exception, of which the
//    exceptions pass has the runtime told as well.
//
// Objects without a name, as what is awaited, share the slots of those that no later yield keeps.
//
// C numbers and pointers whose address is taken live in the frame all the time, so pointers to them
// stay valid. Other variables are kept themselves, and their addresses are taken anew; pointers
// that come of these are not valid after a yield.

#include "abi/abi.h"
#include "codegen/passes/internal.h"

// One place where the body goes on.
typedef struct Resumption {
    // ends with the op and a jump to `next` until the yield is made
    IrBlock *yielding;
    IrBlock *next; // begins with SENT_VALUE
    IrValue value; // that is yielded
    Span span;
} Resumption;

// A slot for objects without a name.
typedef struct SharedSlot {
    uint32_t slot;
    // the resumption that is the last to need what is in it
    uint32_t last;
} SharedSlot;

typedef struct Generator {
    IrModule *module;
    IrBody *ramp;
    IrBody *resume;
    Arena *arena; // of the body, that is, of `resume`
    IrRegisterId self, sent;
    VECTOR(Resumption) resumptions;
    // of each register, see flow_find_memory
    const bool *in_memory;
    const Definition *definitions;
    // of each register: is it kept in the frame
    bool *has_slots;
    // where: see IrOp.aux.slot
    uint32_t *object_slots;
    uint32_t *values;
    IrRegisterVector variables; // that keep their objects
    IrRegisterVector addressed; // whose address is taken
    Liveness liveness;
    // of each register: the last resumption that it is kept for
    uint32_t *last_kept;
    uint32_t current; // resumption
    VECTOR(SharedSlot) shared_slots;
} Generator;

// --- The two functions ---------------------------------------------------------------------------

// Gives the body to a resume function; the ramp starts anew with parameters of the same types.
static void separate_functions(Generator *pass) {
    IrBody *ramp = pass->ramp;
    const char *name = arena_format(pass->module->arena, "%s.resume", ramp->link_name);
    IrBody *resume =
        ir_body_create(pass->module, IR_BODY_RESUME, IR_CONVENTION_RESUME, ramp->callable, name);
    pass->resume = resume;
    // The body's memory goes with the body.
    Arena *fresh = resume->arena;
    resume->arena = ramp->arena;
    ramp->arena = fresh;
    pass->arena = resume->arena;
    resume->registers.items = ramp->registers.items;
    resume->registers.count = ramp->registers.count;
    resume->registers.capacity = ramp->registers.capacity;
    resume->blocks.items = ramp->blocks.items;
    resume->blocks.count = ramp->blocks.count;
    resume->blocks.capacity = ramp->blocks.capacity;
    resume->result = (IrType){.kind = IR_OBJECT};
    resume->error = IR_RETURNS_NULL;
    resume->fast_math = ramp->fast_math;
    resume->span = ramp->span;
    ramp->registers.items = NULL;
    ramp->registers.count = ramp->registers.capacity = 0;
    ramp->blocks.items = NULL;
    ramp->blocks.count = ramp->blocks.capacity = 0;
    ramp->resume = resume;
    ramp->is_generator = false;
}

// The parameters become variables of the body; its own ones are the generator and what is sent.
static IrRegisterId *take_parameters(Generator *pass, uint32_t *count) {
    IrRegisterId *parameters = pass->ramp->parameters;
    *count = pass->ramp->parameter_count;
    pass->ramp->parameters = NULL;
    pass->ramp->parameter_count = 0;
    for (uint32_t i = 0; i < *count; i++) {
        IrRegister entry = pass->resume->registers.items[parameters[i]];
        ir_parameter_create(pass->ramp, entry.type, entry.name);
        pass->resume->registers.items[parameters[i]].is_argument = false;
    }
    pass->self = ir_parameter_create(pass->resume, (IrType){.kind = IR_OBJECT}, NULL);
    pass->sent = ir_parameter_create(pass->resume, (IrType){.kind = IR_OBJECT}, NULL);
    return parameters;
}

// --- Yields and returns --------------------------------------------------------------------------

static void add_resumption(Generator *pass, IrBlock *block, IrOp *yield, IrBlock *next) {
    Resumption resumption = {block, next, yield->operands[0], yield->span};
    vector_push(pass->arena, &pass->resumptions, resumption);
    IrOp *sent = edit_append_unary(pass->resume, &next->ops, IR_OP_SENT_VALUE, yield->span,
                                   yield->result, pass->sent);
    sent->flags = yield->flags;
    // For now the op stays as the value's use, and control goes on, so that liveness is right.
    yield->result = IR_NO_REGISTER;
    ir_block_append(pass->resume, block, yield);
    edit_append_jump(pass->resume, &block->ops, yield->span, next);
}

// return value: outside of all handlers, without a traceback entry.
static void replace_return(Generator *pass, IrBlock *block, const IrOp *op) {
    IrBody *body = pass->resume;
    IrBlock *exit = ir_block_create(body, "return", NULL);
    edit_append_jump(body, &block->ops, op->span, exit);
    IrValue operands[] = {ir_reg(pass->self), op->operands[0]};
    edit_append_runtime(body, &exit->ops, RUNTIME_generator_return, NO_SPAN, IR_NO_REGISTER,
                        operands, 2);
    edit_append(body, &exit->ops, IR_OP_UNREACHABLE, op->span, IR_NO_REGISTER, NULL, 0);
}

static void split_block(Generator *pass, IrBlock *block) {
    IrOpVector ops = block->ops;
    block->ops = (IrOpVector){0};
    for (uint32_t i = 0; i < ops.count; i++) {
        IrOp *op = ops.items[i];
        if (op->code == IR_OP_YIELD) {
            IrBlock *next = ir_block_create(pass->resume, "resumed", block->handler);
            next->is_cold = block->is_cold;
            add_resumption(pass, block, op, next);
            block = next;
        } else if (op->code == IR_OP_RETURN) {
            replace_return(pass, block, op);
        } else if (op->code == IR_OP_GENERATOR) {
            edit_append_unary(pass->resume, &block->ops, IR_OP_COPY, op->span, op->result,
                              pass->self);
        } else {
            ir_block_append(pass->resume, block, op);
        }
    }
}

// --- The frame -----------------------------------------------------------------------------------

static bool may_share_slot(const Generator *pass, IrRegisterId reg) {
    const IrRegister *entry = &pass->resume->registers.items[reg];
    return entry->type.kind == IR_OBJECT && !entry->is_debug_local && !pass->in_memory[reg] &&
           pass->last_kept[reg] >= pass->current;
}

// A slot that is free from the current resumption to the last one that needs the register.
static uint32_t find_shared_slot(Generator *pass, IrRegisterId reg) {
    uint32_t last = pass->last_kept[reg];
    for (uint32_t i = 0; i < pass->shared_slots.count; i++) {
        SharedSlot *shared = &pass->shared_slots.items[i];
        if (shared->last >= pass->current)
            continue;
        shared->last = last;
        return shared->slot;
    }
    SharedSlot fresh = {pass->resume->frame_object_slots++, last};
    vector_push(pass->arena, &pass->shared_slots, fresh);
    return fresh.slot;
}

// Gives the register its place in the frame.
static void give_slots(Generator *pass, IrRegisterId reg) {
    if (pass->has_slots[reg])
        return;
    IrBody *resume = pass->resume;
    IrType type = resume->registers.items[reg].type;
    pass->has_slots[reg] = true;
    pass->object_slots[reg] = !ir_kind_is_counted(type.kind) ? IR_NO_SLOT
                              : may_share_slot(pass, reg)    ? find_shared_slot(pass, reg)
                                                             : resume->frame_object_slots++;
    bool has_value = type.kind != IR_OBJECT;
    pass->values[reg] = has_value ? resume->frame_values.count : IR_NO_SLOT;
    if (has_value)
        vector_push(pass->arena, &resume->frame_values, type);
}

// A register that lives in the frame has nothing to be moved.
static bool settle(Generator *pass, IrRegisterId reg) {
    IrRegister *entry = &pass->resume->registers.items[reg];
    if (!pass->in_memory[reg] || ir_kind_form(entry->type.kind) != IR_FORM_SCALAR ||
        ir_kind_is_counted(entry->type.kind))
        return false;
    give_slots(pass, reg);
    entry->home = pass->values[reg] + 1;
    return true;
}

static void append_slot_op(Generator *pass, IrBody *body, IrOpVector *ops, IrOpcode code,
                           IrRegisterId result, IrRegisterId generator, const IrValue *value,
                           IrRegisterId slot_of) {
    IrValue operands[] = {ir_reg(generator), value != NULL ? *value : ir_null(IR_OBJECT)};
    IrOp *op = edit_append(body, ops, code, NO_SPAN, result, operands, value != NULL ? 2 : 1);
    op->aux.slot.object = pass->object_slots[slot_of];
    op->aux.slot.value = pass->values[slot_of];
}

// The op that gives the register what the function can have again at any time, or NULL: what lasts,
// and the address of a variable, which has another one after each yield.
static const IrOp *find_source(const Generator *pass, IrRegisterId reg) {
    const IrOp *op = definition_op(&pass->definitions[reg]);
    if (op == NULL)
        return NULL;
    bool lasts = op->operand_count == 0 && ir_op_has(op, IR_PERMANENT);
    return lasts || op->code == IR_OP_ADDRESS ? op : NULL;
}

static void keep(Generator *pass, IrRegisterId reg, IrRegisterVector *kept) {
    if (pass->resume->registers.items[reg].type.kind != IR_VOID && !settle(pass, reg))
        vector_push(pass->arena, kept, reg);
}

// What is live in the block the body goes on with, and variables whose address was taken.
static IrRegisterVector find_kept(Generator *pass, const IrBlock *next) {
    IrRegisterVector kept = {0};
    const IrRegisterVector *live = &pass->liveness.in[next->id];
    for (uint32_t i = 0; i < live->count; i++)
        keep(pass, live->items[i], &kept);
    for (uint32_t i = 0; i < pass->addressed.count; i++)
        if (!liveness_has(&pass->liveness, next, pass->addressed.items[i]))
            keep(pass, pass->addressed.items[i], &kept);
    return kept;
}

static void append_loads(Generator *pass, IrBlock *block, const IrRegisterVector *kept) {
    for (uint32_t i = 0; i < kept->count; i++) {
        IrRegisterId reg = kept->items[i];
        const IrOp *source = find_source(pass, reg);
        if (source != NULL) {
            IrOp *again = edit_append(pass->resume, &block->ops, source->code, NO_SPAN, reg,
                                      source->operands, source->operand_count);
            again->aux = source->aux;
        } else {
            append_slot_op(pass, pass->resume, &block->ops, IR_OP_FRAME_LOAD, reg, pass->self, NULL,
                           reg);
        }
    }
}

static void append_set_state(Generator *pass, IrBlock *block, int64_t state) {
    IrOp *op = edit_append_unary(pass->resume, &block->ops, IR_OP_FRAME_SET_STATE, NO_SPAN,
                                 IR_NO_REGISTER, pass->self);
    op->aux.number = state;
}

// Makes the yield and the block that moves all back; returns that block.
static IrBlock *make_yield(Generator *pass, uint32_t number) {
    IrBody *body = pass->resume;
    const Resumption *resumption = &pass->resumptions.items[number - 1];
    pass->current = number;
    IrRegisterVector kept = find_kept(pass, resumption->next);
    IrBlock *block = resumption->yielding;
    block->ops.count -= 2; // the op and the jump
    for (uint32_t i = 0; i < kept.count; i++) {
        if (find_source(pass, kept.items[i]) != NULL)
            continue;
        give_slots(pass, kept.items[i]);
        IrValue value = ir_reg(kept.items[i]);
        append_slot_op(pass, body, &block->ops, IR_OP_FRAME_STORE, IR_NO_REGISTER, pass->self,
                       &value, kept.items[i]);
    }
    append_set_state(pass, block, number);
    edit_append(body, &block->ops, IR_OP_RETURN, resumption->span, IR_NO_REGISTER,
                &resumption->value, 1);
    IrBlock *load = ir_block_create(body, "resume", NULL);
    append_loads(pass, load, &kept);
    edit_append_jump(body, &load->ops, resumption->span, resumption->next);
    return load;
}

// --- Entry and ramp ------------------------------------------------------------------------------

// Goes on where the state says: 0 is the start.
static void append_dispatch(Generator *pass, IrBlock *entry, IrBlock **targets, uint32_t count) {
    IrBody *body = pass->resume;
    IrRegisterId state = edit_register_of(body, IR_I32);
    edit_append_unary(body, &entry->ops, IR_OP_FRAME_STATE, NO_SPAN, state, pass->self);
    append_set_state(pass, entry, ZI_GENERATOR_RUNNING);
    IrOp *op = edit_append_unary(body, &entry->ops, IR_OP_SWITCH, NO_SPAN, IR_NO_REGISTER, state);
    ir_op_set_targets(body, op, targets, count);
    op->aux.targets.cases = ARENA_ARRAY(pass->arena, int64_t, count);
    for (uint32_t i = 0; i + 1 < count; i++)
        op->aux.targets.cases[i] = ZI_GENERATOR_NOT_STARTED + (int64_t)i;
}

static void put_first(IrBody *body, IrBlock *block) {
    IrBlock *first = body->blocks.items[0];
    body->blocks.items[block->id] = first;
    first->id = block->id;
    body->blocks.items[0] = block;
    block->id = 0;
}

// The ramp: a new generator with the arguments in its frame.
static void build_ramp(Generator *pass, const IrRegisterId *parameters, uint32_t count) {
    IrBody *ramp = pass->ramp;
    IrBlock *entry = ir_block_create(ramp, "entry", NULL);
    IrRegisterId generator = edit_register_of(ramp, IR_OBJECT);
    IrOp *op = edit_append(ramp, &entry->ops, IR_OP_GENERATOR_NEW, ramp->span, generator, NULL, 0);
    op->aux.callable = pass->resume->callable;
    for (uint32_t i = 0; i < count; i++) {
        IrValue value = ir_reg(ramp->parameters[i]);
        if (pass->has_slots[parameters[i]])
            append_slot_op(pass, ramp, &entry->ops, IR_OP_FRAME_STORE, IR_NO_REGISTER, generator,
                           &value, parameters[i]);
    }
    edit_append_unary(ramp, &entry->ops, IR_OP_RETURN, ramp->span, IR_NO_REGISTER, generator);
}

// What is thrown in at a yield leaves the body with all variables, like every other exception: an
// object lives as long as its variable, although the value may not be read again.
static const IrRegisterVector *find_variables_at(void *context, const IrOp *op) {
    const Generator *pass = context;
    return op->code == IR_OP_SENT_VALUE ? &pass->variables : NULL;
}

static void find_live_registers(Generator *pass) {
    uint32_t count = pass->resume->registers.count;
    bool *tracked = ARENA_ARRAY(pass->arena, bool, count);
    for (IrRegisterId reg = 0; reg < count; reg++) {
        tracked[reg] = reg != pass->self && reg != pass->sent;
        if (is_kept_variable(&pass->resume->registers.items[reg]))
            vector_push(pass->arena, &pass->variables, reg);
        if (pass->resume->registers.items[reg].address_taken && reg != pass->self)
            vector_push(pass->arena, &pass->addressed, reg);
    }
    LivenessRequest request = {
        .tracked = tracked, .extra_uses = find_variables_at, .context = pass};
    Analyses *analyses = analyses_create(pass->resume);
    pass->liveness = analyses_find_liveness(analyses, pass->arena, &request);
    analyses_destroy(analyses);
    pass->in_memory = flow_find_memory(pass->arena, pass->resume);
    pass->definitions = definitions_find(pass->arena, pass->resume, pass->in_memory);
    pass->object_slots = ARENA_ARRAY(pass->arena, uint32_t, count);
    pass->values = ARENA_ARRAY(pass->arena, uint32_t, count);
    pass->has_slots = ARENA_ARRAY(pass->arena, bool, count);
    pass->last_kept = ARENA_ARRAY(pass->arena, uint32_t, count);
    for (uint32_t i = 0; i < pass->resumptions.count; i++) {
        const IrRegisterVector *live = &pass->liveness.in[pass->resumptions.items[i].next->id];
        for (uint32_t j = 0; j < live->count; j++)
            pass->last_kept[live->items[j]] = i + 1;
    }
}

// An argument lives until its variable is bound anew, read or not.
static IrRegisterVector find_kept_parameters(Generator *pass, const IrRegisterId *parameters,
                                             uint32_t count) {
    IrRegisterVector kept = {0};
    for (uint32_t i = 0; i < count; i++) {
        give_slots(pass, parameters[i]);
        if (!settle(pass, parameters[i]))
            vector_push(pass->arena, &kept, parameters[i]);
    }
    return kept;
}

// --- What frames show ----------------------------------------------------------------------------

static void note_variable(const Generator *pass, IrRegisterId reg, bool at_start) {
    const IrRegister *entry = &pass->resume->registers.items[reg];
    bool is_shown = entry->type.kind == IR_OBJECT || entry->type.kind == IR_DUAL;
    if (!is_shown || entry->name == NULL || !pass->has_slots[reg])
        return;
    IrFrameVariable variable = {entry->name, pass->object_slots[reg], pass->values[reg], at_start,
                                entry->is_cell};
    vector_push(pass->arena, &pass->resume->frame_variables, variable);
}

// All of them are stored at each yield: see find_variables_at.
static void note_variables(const Generator *pass, const IrRegisterId *parameters, uint32_t count) {
    for (uint32_t i = 0; i < count; i++)
        note_variable(pass, parameters[i], true);
    for (IrRegisterId reg = 0; reg < pass->resume->registers.count; reg++) {
        const IrRegister *entry = &pass->resume->registers.items[reg];
        if ((entry->is_debug_local && !entry->is_inner) || entry->is_cell)
            note_variable(pass, reg, false);
    }
}

static void build_resume(Generator *pass, const IrRegisterId *parameters, uint32_t count) {
    IrBody *body = pass->resume;
    IrBlock *start = body->blocks.items[0];
    uint32_t block_count = body->blocks.count;
    for (uint32_t i = 0; i < block_count; i++)
        split_block(pass, body->blocks.items[i]);
    find_live_registers(pass);
    IrRegisterVector kept = find_kept_parameters(pass, parameters, count);
    uint32_t target_count = pass->resumptions.count + 2;
    IrBlock **targets = ARENA_ARRAY(pass->arena, IrBlock *, target_count);
    for (uint32_t i = 0; i < pass->resumptions.count; i++)
        targets[i + 2] = make_yield(pass, i + 1);
    targets[0] = ir_block_create(body, "no state", NULL);
    edit_append(body, &targets[0]->ops, IR_OP_UNREACHABLE, NO_SPAN, IR_NO_REGISTER, NULL, 0);
    targets[1] = ir_block_create(body, "start", NULL);
    append_loads(pass, targets[1], &kept);
    edit_append_jump(body, &targets[1]->ops, body->span, start);
    IrBlock *entry = ir_block_create(body, "entry", NULL);
    append_dispatch(pass, entry, targets, target_count);
    put_first(body, entry);
    note_variables(pass, parameters, count);
}

bool pass_generator(IrModule *module, IrBody *body, Analyses *analyses) {
    if (!body->is_generator)
        return false;
    (void)analyses;
    edit_remove_unreachable(body);
    Generator pass = {.module = module, .ramp = body};
    separate_functions(&pass);
    uint32_t count;
    IrRegisterId *parameters = take_parameters(&pass, &count);
    build_resume(&pass, parameters, count);
    build_ramp(&pass, parameters, count);
    return true;
}
