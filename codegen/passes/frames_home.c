// Which registers of a resume function live in the generator's frame.
//
// Takes: SSA form with reference ops. Gives: IrRegister.home of objects. Guarantees: of the
// registers that live in one slot at most one is live at a time, and what an op sets does not take
// the place of what it reads.
//
// A variable that lives across yields is many registers in SSA form: what each resumption loads,
// the parameters of blocks where these meet, what each assignment sets. Those that can do so share
// the slot, which then is the variable's memory: nothing is moved at a yield or where paths meet,
// and a use reads the slot. An assignment whose old object is still needed stays in a register
// until it is stored.
//
// First all that a slot's loads, jumps and stores connect is taken together, then what is in the
// way of another register is let go.

#include "codegen/passes/frames.h"

#define VACANT IR_NO_REGISTER

typedef struct Homes {
    IrBody *body;
    const Definition *definitions;
    const Predecessors *predecessors;
    const BlockOrder *order;
    // of each register: can it live in a slot?
    const bool *can_move_in;
    // of each slot: the register in it that is live at the place that is looked at
    IrRegisterId *occupants;
} Homes;

static uint32_t *home_of(const Homes *homes, IrRegisterId reg) {
    return &homes->body->registers.items[reg].home;
}

// --- Who can live there --------------------------------------------------------------------------

// Objects that an op or a jump sets. What is made anew at each use needs no place. In the entry,
// from where all resumptions go on, the slots hold what these load.
static bool *find_candidates(Arena *arena, const IrBody *body, const Definition *definitions) {
    bool *found = ARENA_ARRAY(arena, bool, body->registers.count);
    for (IrRegisterId reg = 0; reg < body->registers.count; reg++) {
        const IrRegister *entry = &body->registers.items[reg];
        const Definition *definition = &definitions[reg];
        const IrOp *op = definition->op;
        bool is_named_anew =
            op != NULL && (op->code == IR_OP_CONSTANT || op->code == IR_OP_SINGLETON);
        found[reg] = entry->type.kind == IR_OBJECT && !entry->is_argument &&
                     definition->count == 1 && definition->block != 0 && !definition->in_memory &&
                     !is_named_anew && (op == NULL || op->result == reg);
    }
    return found;
}

// Returns whether the register lives there now and did not before.
static bool move_in(const Homes *homes, IrRegisterId reg, uint32_t home) {
    if (home == 0 || *home_of(homes, reg) != 0 || !homes->can_move_in[reg])
        return false;
    *home_of(homes, reg) = home;
    return true;
}

static void move_in_by_loads(const Homes *homes, const IrBlock *block) {
    for (uint32_t i = 0; i < block->ops.count; i++) {
        const IrOp *op = block->ops.items[i];
        if (op->code == IR_OP_FRAME_LOAD && op->aux.slot.value == IR_NO_SLOT)
            move_in(homes, op->result, op->aux.slot.object + 1);
    }
}

static void move_in_by_stores(const Homes *homes, const IrBlock *block) {
    for (uint32_t i = 0; i < block->ops.count; i++) {
        const IrOp *op = block->ops.items[i];
        if (op->code == IR_OP_FRAME_STORE && op->aux.slot.value == IR_NO_SLOT &&
            op_has_register(op, 1))
            move_in(homes, op->operands[1].reg, op->aux.slot.object + 1);
    }
}

// A parameter and what jumps give it. Returns whether a register has moved in.
static bool move_in_by_edges(const Homes *homes, IrRegisterId parameter, uint32_t position,
                             const BlockVector *from) {
    bool any = false;
    for (uint32_t i = 0; i < from->count; i++) {
        IrValue argument = ir_block_terminator(from->items[i])->operands[position];
        if (argument.kind == IR_VALUE_REGISTER)
            any |= move_in(homes, parameter, *home_of(homes, argument.reg));
    }
    for (uint32_t i = 0; i < from->count; i++) {
        IrValue argument = ir_block_terminator(from->items[i])->operands[position];
        if (argument.kind == IR_VALUE_REGISTER)
            any |= move_in(homes, argument.reg, *home_of(homes, parameter));
    }
    return any;
}

static IrBlock *block_at(const Homes *homes, uint32_t position) {
    return homes->body->blocks.items[homes->order->ids[position]];
}

static void connect_by_edges(const Homes *homes) {
    for (bool any = true; any;) {
        any = false;
        for (uint32_t i = 0; i < homes->order->count; i++) {
            const IrBlock *block = block_at(homes, i);
            for (uint32_t j = 0; j < block->parameters.count; j++)
                any |= move_in_by_edges(homes, block->parameters.items[j], j,
                                        &homes->predecessors->normal[block->id]);
        }
    }
}

// A variable's slot is that from which it is loaded; what is stored may be another one's value.
static void connect(const Homes *homes) {
    for (uint32_t i = 0; i < homes->order->count; i++)
        move_in_by_loads(homes, block_at(homes, i));
    connect_by_edges(homes);
    for (uint32_t i = 0; i < homes->order->count; i++)
        move_in_by_stores(homes, block_at(homes, i));
    connect_by_edges(homes);
}

// --- Who has to go -------------------------------------------------------------------------------

// What an op sets, which would have to be stored: it goes before what is there already.
static bool is_newcomer(const Homes *homes, IrRegisterId reg) {
    const IrOp *op = homes->definitions[reg].op;
    return op != NULL && op->code != IR_OP_FRAME_LOAD;
}

static IrRegisterId *occupant_of(const Homes *homes, IrRegisterId reg) {
    const IrRegister *entry = &homes->body->registers.items[reg];
    return ir_is_object_at_home(entry) ? &homes->occupants[entry->home - 1] : NULL;
}

// The register is live here.
static void occupy(void *context, IrRegisterId reg) {
    const Homes *homes = context;
    IrRegisterId *occupant = occupant_of(homes, reg);
    if (occupant == NULL || *occupant == reg)
        return;
    if (*occupant != VACANT && !is_newcomer(homes, *occupant)) {
        *home_of(homes, reg) = 0;
        return;
    }
    if (*occupant != VACANT)
        *home_of(homes, *occupant) = 0;
    *occupant = reg;
}

// The register is set here: nobody else may be in its place.
static void arrive(void *context, IrRegisterId reg) {
    const Homes *homes = context;
    const IrRegisterId *occupant = occupant_of(homes, reg);
    if (occupant != NULL && *occupant != VACANT && *occupant != reg)
        *home_of(homes, reg) = 0;
}

// Before this the register was not there.
static void leave(void *context, IrRegisterId reg) {
    IrRegisterId *occupant = occupant_of(context, reg);
    if (occupant != NULL && *occupant == reg)
        *occupant = VACANT;
}

// What an op reads, it may read after it has set its result.
static void keep_apart_from_operands(const Homes *homes, const IrOp *op) {
    const IrRegisterId *place = occupant_of(homes, op->result);
    for (uint32_t i = 0; i < op->operand_count && place != NULL; i++)
        if (op_has_register(op, i) && op->operands[i].reg != op->result &&
            occupant_of(homes, op->operands[i].reg) == place)
            *home_of(homes, op->result) = 0;
}

// Another value comes into the slot, while the one in it is still needed.
static void store_over(const Homes *homes, const IrOp *store) {
    uint32_t slot = store->aux.slot.object;
    if (store->code != IR_OP_FRAME_STORE || slot == IR_NO_SLOT || homes->occupants[slot] == VACANT)
        return;
    IrRegisterId occupant = homes->occupants[slot];
    if (op_has_register(store, 1) && store->operands[1].reg == occupant)
        return;
    *home_of(homes, occupant) = 0;
    homes->occupants[slot] = VACANT;
}

static void settle_op(Homes *homes, const IrOp *op) {
    flow_each_definition(op, arrive, homes);
    if (op->result != IR_NO_REGISTER)
        keep_apart_from_operands(homes, op);
    if (op->code == IR_OP_FRAME_STORE)
        store_over(homes, op);
    flow_each_definition(op, leave, homes);
    flow_each_use(op, occupy, homes);
}

// What is yielded is read after the frame is in order: only in a slot that stores it can it stay.
static void settle_return(const Homes *homes, const IrBlock *block) {
    const IrOp *op = ir_block_terminator(block);
    if (op->code != IR_OP_RETURN || op->operand_count == 0 || !op_has_register(op, 0))
        return;
    IrRegisterId reg = op->operands[0].reg;
    for (uint32_t i = 0; i < block->ops.count; i++) {
        const IrOp *store = block->ops.items[i];
        if (store->code == IR_OP_FRAME_STORE && op_has_register(store, 1) &&
            store->operands[1].reg == reg && *home_of(homes, reg) == store->aux.slot.object + 1)
            return;
    }
    *home_of(homes, reg) = 0;
}

static void settle_block(Homes *homes, const IrBlock *block, const Liveness *liveness) {
    for (uint32_t slot = 0; slot < homes->body->frame_object_slots; slot++)
        homes->occupants[slot] = VACANT;
    const IrBlock *successor;
    for (uint32_t edge = 0; (successor = flow_successor(block, edge)) != NULL; edge++)
        for (uint32_t i = 0; i < liveness->in[successor->id].count; i++)
            occupy(homes, liveness->in[successor->id].items[i]);
    settle_return(homes, block);
    for (uint32_t i = block->ops.count; i-- > 0;)
        settle_op(homes, block->ops.items[i]);
    for (uint32_t i = 0; i < block->parameters.count; i++)
        arrive(homes, block->parameters.items[i]);
}

void frames_choose_homes(IrBody *body, Arena *arena, Analyses *analyses) {
    const Definition *definitions = analyses_definitions(analyses);
    const bool *can_move_in = find_candidates(arena, body, definitions);
    Homes homes = {.body = body,
                   .definitions = definitions,
                   .predecessors = analyses_predecessors(analyses),
                   .order = analyses_order(analyses),
                   .can_move_in = can_move_in,
                   .occupants = ARENA_ARRAY(arena, IrRegisterId, body->frame_object_slots)};
    connect(&homes);
    LivenessRequest request = {.tracked = can_move_in};
    Liveness liveness = analyses_find_liveness(analyses, arena, &request);
    for (uint32_t i = 0; i < homes.order->count; i++)
        settle_block(&homes, block_at(&homes, i), &liveness);
}
