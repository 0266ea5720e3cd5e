// Runs a function after the refcount pass along every path through it, up to a bound, and counts
// references: each object's are released or given away exactly once, nothing dead is used, nothing
// null is counted.
//
// The machine is as nasty as the rules allow: what is borrowed from memory is gone as soon as
// Python code may have run, ops fail and branch either way, duals come unboxed or as objects, `&`
// registers are set or left alone. A generator's resume function is called until it has finished;
// registers that live in its frame are what stands there.

#include "tests/unit/ir_text.h"
#include <string.h>

enum {
    // also the register of an op that failed
    UNDEFINED = -2,
    UNBOXED = -1, // a dual that is no object
    NOTHING = 0,  // null
    FOREVER = 1,  // a constant, an argument
    OBJECTS = 200,
    REGISTERS = 400,
    SLOTS = 64,
    CHOICES = 400,
    MOST_BLOCKS = 14,
    MOST_CALLS = 4,
    MOST_RUNS = 30000
};

typedef struct Object {
    int references; // that the function has to get rid of
    // kept alive by something that Python code may change
    bool in_memory;
    int holder; // another object that keeps it alive
    // references that a generator's frame holds
    int in_frame;
} Object;

typedef struct Machine {
    IrCase *test;
    int registers[REGISTERS];
    Object objects[OBJECTS];
    int object_count;
    int frame[SLOTS]; // what it holds a reference to
    int bits[SLOTS];  // what stands there
    int64_t frame_state, entered_state;
    const char *fault;
    int choices[CHOICES]; // what to do at each choice of this run
    int choice_counts[CHOICES];
    int choice_limit; // choices made in the run before
    int choice;
    const IrOp *op;
    const IrBlock *block;
} Machine;

static void fail(Machine *machine, const char *message, IrRegisterId reg) {
    if (machine->fault != NULL)
        return;
    machine->fault =
        arena_format(machine->test->compilation->arena, "bb%u: %s: %s %%%u", machine->block->id,
                     ir_op_infos[machine->op->code].text, message, reg);
}

// One of `count` branches; the runs go through all combinations.
static int choose(Machine *machine, int count) {
    if (machine->choice >= CHOICES)
        return 0;
    machine->choice_counts[machine->choice] = count;
    if (machine->choice >= machine->choice_limit)
        machine->choices[machine->choice] = 0;
    return machine->choices[machine->choice++];
}

static bool next_run(Machine *machine) {
    int count = machine->choice;
    while (count > 0 && machine->choices[count - 1] + 1 >= machine->choice_counts[count - 1])
        count--;
    if (count == 0)
        return false;
    machine->choices[count - 1]++;
    machine->choice_limit = count;
    return true;
}

// Where the register's value is.
static int *place_of(Machine *machine, IrRegisterId reg) {
    const IrRegister *entry = &machine->test->body->registers.items[reg];
    return entry->home != 0 && entry->type.kind == IR_OBJECT ? &machine->bits[entry->home - 1]
                                                             : &machine->registers[reg];
}

// --- Objects -------------------------------------------------------------------------------------

static bool is_alive(const Machine *machine, int value) {
    if (value <= FOREVER)
        return true;
    const Object *object = &machine->objects[value];
    return object->references > 0 || object->in_memory || object->in_frame > 0 ||
           (object->holder != NOTHING && is_alive(machine, object->holder));
}

static int make_object(Machine *machine, int references, bool in_memory, int holder) {
    if (machine->object_count >= OBJECTS)
        return FOREVER;
    machine->objects[machine->object_count] = (Object){references, in_memory, holder, 0};
    return machine->object_count++;
}

static int use(Machine *machine, IrRegisterId reg) {
    int value = *place_of(machine, reg);
    if (value == UNDEFINED)
        fail(machine, "uses the unset", reg);
    else if (!is_alive(machine, value))
        fail(machine, "uses the dead", reg);
    return value;
}

static void release(Machine *machine, int value, IrRegisterId reg) {
    if (value >= FOREVER && --machine->objects[value].references < 0)
        fail(machine, "releases once too often", reg);
}

static void run_python(Machine *machine) {
    for (int i = FOREVER + 1; i < machine->object_count; i++)
        machine->objects[i].in_memory = false;
}

// --- Ops -----------------------------------------------------------------------------------------

static int operand_value(Machine *machine, const IrOp *op, uint32_t operand) {
    if (op->operands[operand].kind == IR_VALUE_REGISTER)
        return *place_of(machine, op->operands[operand].reg);
    return op->operands[operand].kind == IR_VALUE_NULL ? NOTHING : UNBOXED;
}

static IrKind kind_of(const Machine *machine, IrRegisterId reg) {
    return machine->test->body->registers.items[reg].type.kind;
}

static void count_reference(Machine *machine, const IrOp *op) {
    IrRegisterId reg = op->operands[0].reg;
    int value = use(machine, reg);
    bool gains = op->code == IR_OP_INCREF || op->code == IR_OP_INCREF_NULLABLE;
    bool nullable = op->code == IR_OP_INCREF_NULLABLE || op->code == IR_OP_DECREF_NULLABLE;
    if (value == NOTHING && !nullable)
        fail(machine, "counts the null", reg);
    if (!gains) {
        // Whatever the release runs, it may change memory.
        run_python(machine);
        release(machine, value, reg);
    } else if (value >= FOREVER) {
        machine->objects[value].references++;
    }
}

// What the op's operands point to or hold, for pointers and borrowed results.
static int container_of(Machine *machine, const IrOp *op) {
    for (uint32_t i = 0; i < op->operand_count; i++) {
        int value = operand_value(machine, op, i);
        IrKind kind = ir_value_type(machine->test->body, op->operands[i]).kind;
        if ((kind == IR_POINTER || ir_kind_is_counted(kind)) && value > NOTHING)
            return value;
    }
    return FOREVER;
}

// An object stays the same one, whose reference moves.
static int box(Machine *machine, int value) {
    if (value == UNBOXED)
        return make_object(machine, 1, false, NOTHING);
    if (value >= FOREVER)
        machine->objects[value].references++;
    return value;
}

static int result_of(Machine *machine, const IrOp *op) {
    IrKind kind = kind_of(machine, op->result);
    if (kind == IR_POINTER)
        return container_of(machine, op);
    if (!ir_kind_is_counted(kind))
        return UNBOXED;
    switch (op->code) {
    case IR_OP_COPY:
    case IR_OP_DUAL_FROM_OBJECT:
    case IR_OP_DUAL_OBJECT:
    case IR_OP_SENT_VALUE:
    case IR_OP_VIEW_SLICE:
    case IR_OP_VIEW_TRANSPOSED:
    case IR_OP_VIEW_AS:
        return operand_value(machine, op, 0);
    case IR_OP_DUAL_BOX:
        return box(machine, operand_value(machine, op, 0));
    case IR_OP_UNBOUND:
        return NOTHING;
    case IR_OP_DUAL_FROM_INT:
    case IR_OP_DUAL_FROM_FLOAT:
        return UNBOXED;
    default:
        break;
    }
    if (ir_op_result(op) == IR_RESULT_NEW)
        return kind == IR_DUAL && choose(machine, 2) == 0 ? UNBOXED
                                                          : make_object(machine, 1, false, NOTHING);
    if (ir_op_has(op, IR_PERMANENT))
        return FOREVER;
    bool is_item = op->code == IR_OP_CALL_RUNTIME;
    return make_object(machine, 0, !is_item, is_item ? container_of(machine, op) : NOTHING);
}

static void read_operands(Machine *machine, const IrOp *op) {
    for (uint32_t i = 0; i < op->operand_count; i++) {
        if (op->operands[i].kind != IR_VALUE_REGISTER)
            continue;
        IrRegisterId reg = op->operands[i].reg;
        bool is_counted = ir_kind_is_counted(kind_of(machine, reg));
        if (is_counted && ir_op_is_address_operand(op, i)) {
            // in SSA form a result of the op, unless it lives in memory
            const IrBody *body = machine->test->body;
            bool is_result = body->is_ssa && !body->registers.items[reg].address_taken;
            if (is_result)
                *place_of(machine, reg) = NOTHING;
            if (*place_of(machine, reg) != NOTHING)
                fail(machine, "overwrites", reg);
        } else {
            use(machine, reg);
        }
    }
}

static void steal_operands(Machine *machine, const IrOp *op) {
    bool is_copy = op->code == IR_OP_COPY || op->code == IR_OP_DUAL_FROM_OBJECT;
    for (uint32_t i = 0; i < op->operand_count && !is_copy; i++) {
        if (op->operands[i].kind != IR_VALUE_REGISTER || !ir_op_steals(op, i) ||
            !ir_kind_is_counted(kind_of(machine, op->operands[i].reg)))
            continue;
        release(machine, *place_of(machine, op->operands[i].reg), op->operands[i].reg);
    }
}

static int output_of(Machine *machine, const IrOp *op, uint32_t result) {
    if (!ir_kind_is_counted(kind_of(machine, op->results[result])))
        return UNBOXED;
    bool is_owned = (op->owned_results >> result & 1) != 0;
    return is_owned ? make_object(machine, 1, false, NOTHING) : FOREVER;
}

static void set_outputs(Machine *machine, const IrOp *op, bool fails) {
    for (uint32_t i = 0; i < op->operand_count; i++)
        if (op->operands[i].kind == IR_VALUE_REGISTER && ir_op_is_address_operand(op, i) &&
            ir_kind_is_counted(kind_of(machine, op->operands[i].reg)) && choose(machine, 2) == 1)
            *place_of(machine, op->operands[i].reg) = make_object(machine, 1, false, NOTHING);
    for (uint32_t i = 0; i < op->result_count; i++)
        *place_of(machine, op->results[i]) = fails ? UNDEFINED : output_of(machine, op, i);
}

static void store_in_frame(Machine *machine, const IrOp *op, uint32_t slot) {
    bool is_register = op->operands[1].kind == IR_VALUE_REGISTER;
    IrRegisterId reg = is_register ? op->operands[1].reg : IR_NO_REGISTER;
    int value = is_register ? use(machine, reg) : NOTHING;
    release(machine, value, reg);
    if (value >= FOREVER)
        machine->objects[value].in_frame++;
    machine->frame[slot] = value;
    if ((op->flags & IR_FLAG_INPLACE) == 0)
        machine->bits[slot] = value;
    else if (machine->bits[slot] != value)
        fail(machine, "does not stand in its slot:", reg);
}

static void load_from_frame(Machine *machine, const IrOp *op, uint32_t slot) {
    if (machine->entered_state == 0 && machine->frame[slot] == NOTHING) { // an argument
        machine->frame[slot] = machine->bits[slot] = FOREVER;
        machine->objects[FOREVER].in_frame++;
    }
    int value = machine->bits[slot];
    if (value != machine->frame[slot])
        fail(machine, "is loaded where nothing is:", op->result);
    *place_of(machine, op->result) = value;
    if (value >= FOREVER) {
        machine->objects[value].in_frame--;
        machine->objects[value].references++;
    }
    machine->frame[slot] = NOTHING;
    if ((op->flags & IR_FLAG_INPLACE) == 0)
        machine->bits[slot] = NOTHING;
}

// Moves a reference between a register and the frame.
static void move_frame(Machine *machine, const IrOp *op) {
    bool is_store = op->code == IR_OP_FRAME_STORE;
    if (op->aux.slot.object == IR_NO_SLOT) { // in a slot without references
        if (!is_store)
            *place_of(machine, op->result) = UNBOXED;
    } else if (is_store) {
        store_in_frame(machine, op, op->aux.slot.object);
    } else {
        load_from_frame(machine, op, op->aux.slot.object);
    }
}

// Runs one op; `fails`: it raises.
static void run_op(Machine *machine, const IrOp *op, bool fails) {
    machine->op = op;
    if (op->code == IR_OP_INCREF || op->code == IR_OP_INCREF_NULLABLE || op->code == IR_OP_DECREF ||
        op->code == IR_OP_DECREF_NULLABLE) {
        count_reference(machine, op);
        return;
    }
    if (op->code == IR_OP_FRAME_STORE || op->code == IR_OP_FRAME_LOAD) {
        move_frame(machine, op);
        return;
    }
    if (op->code == IR_OP_FRAME_SET_STATE)
        machine->frame_state = op->aux.number;
    read_operands(machine, op);
    if ((ir_op_effects(op) & (IR_RUNS_PYTHON | IR_WRITES)) != 0) {
        run_python(machine);
        read_operands(machine, op); // still needed while it runs
    }
    steal_operands(machine, op);
    if ((op->flags & IR_FLAG_TAKES_LEFT) != 0 && !fails)
        release(machine, *place_of(machine, op->operands[0].reg), op->operands[0].reg);
    set_outputs(machine, op, fails);
    if (op->result != IR_NO_REGISTER)
        *place_of(machine, op->result) = fails ? UNDEFINED : result_of(machine, op);
}

// A check of a register that is null fails, else it does not; all other ops may.
static bool decide_failure(Machine *machine, const IrOp *op) {
    if (op->code == IR_OP_CHECK_BOUND && op->operands[0].kind == IR_VALUE_REGISTER)
        return *place_of(machine, op->operands[0].reg) == NOTHING;
    if (ir_op_has(op, IR_FAILS_UNOWNED) && operand_value(machine, op, 0) != UNBOXED)
        return false;
    return choose(machine, 2) == 1;
}

// --- Ways ----------------------------------------------------------------------------------------

static void check_end(Machine *machine) {
    for (uint32_t i = 0; i < SLOTS && machine->frame_state > 0; i++)
        if (machine->bits[i] != machine->frame[i])
            fail(machine, "leaves what is nobody's in slot", i);
    for (int i = FOREVER; i < machine->object_count; i++)
        if (machine->objects[i].references != 0)
            fail(machine, "ends with references left of object", (IrRegisterId)i);
}

// Sets the parameters of the block that a jump leads to, all at once: references move to them.
static const IrBlock *pass_arguments(Machine *machine, const IrOp *jump) {
    const IrBlock *target = jump->aux.targets.blocks[0];
    int values[REGISTERS];
    for (uint32_t i = 0; i < jump->operand_count; i++)
        values[i] = operand_value(machine, jump, i);
    for (uint32_t i = 0; i < jump->operand_count; i++)
        *place_of(machine, target->parameters.items[i]) = values[i];
    return target;
}

// Runs the block; returns the next one, or NULL at the end.
static const IrBlock *run_block(Machine *machine, const IrBlock *block) {
    machine->block = block;
    for (uint32_t i = 0; i < block->ops.count && machine->fault == NULL; i++) {
        const IrOp *op = block->ops.items[i];
        const IrOp *next = i + 1 < block->ops.count ? block->ops.items[i + 1] : NULL;
        machine->op = op;
        if (next != NULL && next->code == IR_OP_ERROR_BRANCH) {
            bool fails = decide_failure(machine, op);
            run_op(machine, op, fails);
            return next->aux.targets.blocks[fails];
        }
        if (op->code == IR_OP_JUMP)
            return pass_arguments(machine, op);
        if (op->code == IR_OP_SWITCH && machine->test->body->convention == IR_CONVENTION_RESUME)
            return op->aux.targets.blocks[machine->entered_state + 1];
        if (ir_op_target_count(op) > 0)
            return op->aux.targets.blocks[choose(machine, (int)ir_op_target_count(op))];
        run_op(machine, op, false);
    }
    if (machine->op->code == IR_OP_RETURN || machine->op->code == IR_OP_RETURN_ERROR)
        check_end(machine);
    return NULL;
}

// Calls the function once.
static void run_call(Machine *machine) {
    const IrBody *body = machine->test->body;
    for (uint32_t i = 0; i < body->registers.count; i++)
        machine->registers[i] = body->registers.items[i].is_argument ? FOREVER : UNDEFINED;
    machine->entered_state = machine->frame_state;
    const IrBlock *block = body->blocks.items[0];
    for (int count = 0; block != NULL && count < MOST_BLOCKS; count++)
        block = run_block(machine, block);
    if (block != NULL) // given up
        machine->frame_state = -1;
}

static void run_once(Machine *machine) {
    machine->choice = 0;
    machine->object_count = FOREVER + 1;
    // what the function has added to pinned objects
    machine->objects[FOREVER] = (Object){0};
    // arguments come to be there when they are first loaded
    for (int i = 0; i < SLOTS; i++)
        machine->frame[i] = machine->bits[i] = NOTHING;
    machine->frame_state = 0;
    run_call(machine);
    bool is_resume = machine->test->body->convention == IR_CONVENTION_RESUME;
    for (int calls = 0; is_resume && machine->frame_state > 0 && calls < MOST_CALLS; calls++)
        run_call(machine);
}

const char *ir_case_find_imbalance(IrCase *test) {
    if (test->body->registers.count > REGISTERS)
        return "too many registers for this test";
    Machine *machine = ARENA_NEW(test->compilation->arena, Machine);
    machine->test = test;
    for (int run = 0; run < MOST_RUNS && machine->fault == NULL; run++) {
        run_once(machine);
        if (!next_run(machine))
            break;
    }
    return machine->fault;
}
