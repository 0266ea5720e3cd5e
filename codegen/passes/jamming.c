// Unroll and jam: several rounds of a loop around inner loops run at once, so that what stands side
// by side becomes a vector.
//
//     for j in range(m):                      for j in range(0, m - 7, 8):
//         result = 0                              result0 = result1 = ... = 0
//         for k in range(n):          ->          for k in range(n):
//             result += a[k] * b[k, j]                result0 += a[k] * b[k, j]; result1 += a[k] *
//             b[k, j + 1]; ...
//         c[j] = result                           c[j] = result0; c[j + 1] = result1; ...
//                                             (the rest of the rounds as before)
//
// Each sum keeps its order, so that the results are the same to the bit.
//
// Expects: the loop copies of the versioning pass, without checks; variables at many places.
// Leaves: before a loop that gains, a test whether what it writes lies apart from all that it
// reads, and its jammed copy. What is the same in all rounds at once is computed once; of all else
// there is one register a round.
//
// (Carr and Kennedy, Improving the ratio of memory operations to floating-point operations in
// loops, 1994.)

#include "codegen/passes/internal.h"

enum {
    // rounds at once
    LANES = 8,
    // in the loop, where nearly all will be there once a lane
    MOST_OPS = 64,
    MOST_VIEWS = 4,
    MAX_STEPS = 8,
};

typedef struct Jam {
    IrBody *body;
    Arena *arena;
    const Predecessors *predecessors;
    const Dominators *dominators;
    const Definition *definitions;
    const LoopForest *forest;
    uint32_t number;
    IrBlock *header;
    BlockVector blocks; // the header is the first
    IrRegisterId counter;
    IrValue limit;
    // of each register: how many ops of the loop set it, and the last of them
    uint32_t *sets;
    const IrOp **setters;
    // of each register: it differs between the lanes
    bool *varies;
    const IrOp *store;
    IrRegisterId written; // the view that is stored to
    IrRegisterVector read;
    // of each register that varies: one a lane
    IrRegisterId (*lanes)[LANES];
    IrBlock **copies; // of each block in the body
} Jam;

static bool is_in(const Jam *jam, const IrBlock *block) {
    return loops_has(jam->forest, jam->number, block);
}

static bool is_set_inside(const Jam *jam, IrValue value) {
    return value.kind == IR_VALUE_REGISTER && jam->sets[value.reg] > 0;
}

static bool varies(const Jam *jam, IrValue value) {
    return value.kind == IR_VALUE_REGISTER && jam->varies[value.reg];
}

// --- The loop ------------------------------------------------------------------------------------

// A header that does nothing but compare a counter with a limit: branch counter < limit, body,
// exit.
static bool read_header(Jam *jam) {
    const IrBlock *header = jam->header;
    if (header->ops.count != 2)
        return false;
    const IrOp *compare = header->ops.items[0], *branch = header->ops.items[1];
    if (compare->code != IR_OP_COMPARE || compare->aux.number != COMPARE_LESS ||
        (compare->flags & IR_FLAG_UNSIGNED) != 0 || !op_has_register(compare, 0) ||
        branch->code != IR_OP_BRANCH || !op_has_register(branch, 0) ||
        branch->operands[0].reg != compare->result || !is_in(jam, branch->aux.targets.blocks[0]) ||
        is_in(jam, branch->aux.targets.blocks[1]))
        return false;
    jam->counter = compare->operands[0].reg;
    jam->limit = compare->operands[1];
    return jam->body->registers.items[jam->counter].type.kind == IR_I64;
}

static bool is_plain(IrKind kind) {
    return kind == IR_BOOL || (kind >= IR_I8 && kind <= IR_F64) || kind == IR_POINTER;
}

static bool is_same_check(const IrOp *op, const IrOp *check) {
    return op->code == check->code && op_has_register(op, 0) &&
           op->operands[0].reg == check->operands[0].reg;
}

// A check of what never changes, that has been made on every way to the loop.
static bool is_checked_before(const Jam *jam, const IrOp *check) {
    if ((ir_op_infos[check->code].effects & IR_CHECKS) == 0 || check->operand_count != 1 ||
        !op_has_register(check, 0) || jam->definitions[check->operands[0].reg].count > 1)
        return false;
    const uint32_t *immediate = jam->dominators->immediate;
    for (uint32_t id = jam->header->id; immediate[id] != id;) {
        id = immediate[id];
        const IrBlock *block = jam->body->blocks.items[id];
        for (uint32_t i = 0; i < block->ops.count; i++)
            if (is_same_check(block->ops.items[i], check))
                return true;
    }
    return false;
}

// Does it read a register that lives in memory, which the store might change?
static bool reads_memory(const Jam *jam, const IrOp *op) {
    for (uint32_t i = 0; i < op->operand_count; i++)
        if (op_has_register(op, i) && jam->body->registers.items[op->operands[i].reg].address_taken)
            return true;
    return false;
}

// Can the op be done for several rounds at once, before what other rounds do?
static bool is_pure(const Jam *jam, const IrOp *op) {
    const IrOpInfo *info = &ir_op_infos[op->code];
    if (reads_memory(jam, op))
        return false;
    if (op->code == IR_OP_JUMP || op->code == IR_OP_BRANCH)
        return true;
    if (op->code == IR_OP_STORE)
        return op == jam->store;
    if (is_checked_before(jam, op))
        return true;
    if (info->error != IR_ERROR_NEVER ||
        (info->effects & (IR_NEEDS_GIL | IR_RUNS_PYTHON | IR_WRITES)) != 0 ||
        op->result == IR_NO_REGISTER || op->result_count > 0 || op->code == IR_OP_CALL_RUNTIME)
        return false;
    const IrRegister *result = &jam->body->registers.items[op->result];
    return is_plain(result->type.kind) && !result->address_taken;
}

static void note_sets(Jam *jam) {
    for (uint32_t i = 0; i < jam->blocks.count; i++) {
        const IrBlock *block = jam->blocks.items[i];
        for (uint32_t j = 0; j < block->ops.count; j++) {
            const IrOp *op = block->ops.items[j];
            if (op->code == IR_OP_STORE)
                jam->store = op;
            if (op->result == IR_NO_REGISTER)
                continue;
            jam->sets[op->result]++;
            jam->setters[op->result] = op;
        }
    }
}

static bool has_pure_body(Jam *jam) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < jam->blocks.count; i++) {
        const IrBlock *block = jam->blocks.items[i];
        count += block->ops.count;
        for (uint32_t j = 0; count <= MOST_OPS && j < block->ops.count; j++)
            if (!is_pure(jam, block->ops.items[j]))
                return false;
    }
    return count <= MOST_OPS && jam->store != NULL;
}

// counter = counter + 1 stands once in the loop, before the jump back.
static bool has_plain_step(const Jam *jam) {
    const IrOp *step = jam->sets[jam->counter] == 1 ? jam->setters[jam->counter] : NULL;
    if (step == NULL || step->code != IR_OP_ADD || (step->flags & IR_FLAG_NO_WRAP) == 0 ||
        !op_has_register(step, 0) || step->operands[0].reg != jam->counter ||
        step->operands[1].kind != IR_VALUE_INTEGER || step->operands[1].integer != 1)
        return false;
    uint32_t latches = 0;
    for (uint32_t i = 0; i < jam->predecessors->normal[jam->header->id].count; i++) {
        const IrBlock *latch = jam->predecessors->normal[jam->header->id].items[i];
        if (!is_in(jam, latch))
            continue;
        latches++;
        if (latch->ops.count < 2 || latch->ops.items[latch->ops.count - 2] != step ||
            ir_block_terminator(latch)->code != IR_OP_JUMP)
            return false;
    }
    return latches == 1;
}

// --- What differs between the lanes --------------------------------------------------------------

static void find_varying(Jam *jam) {
    jam->varies[jam->counter] = true;
    for (bool changed = true; changed;) {
        changed = false;
        for (uint32_t i = 0; i < jam->blocks.count; i++) {
            const IrBlock *block = jam->blocks.items[i];
            for (uint32_t j = 0; j < block->ops.count; j++) {
                const IrOp *op = block->ops.items[j];
                bool any = false;
                for (uint32_t k = 0; k < op->operand_count; k++)
                    any |= varies(jam, op->operands[k]);
                if (!any || op->result == IR_NO_REGISTER || jam->varies[op->result])
                    continue;
                jam->varies[op->result] = changed = true;
            }
        }
    }
}

// All lanes go the same way: no branch but the header's depends on the lane.
static bool is_uniform(const Jam *jam) {
    for (uint32_t i = 1; i < jam->blocks.count; i++) {
        const IrOp *terminator = ir_block_terminator(jam->blocks.items[i]);
        if (terminator->code == IR_OP_BRANCH && varies(jam, terminator->operands[0]))
            return false;
    }
    return !varies(jam, jam->limit) && !is_set_inside(jam, jam->limit);
}

// No round needs what the one before it has set, but the counter; nor does what follows the loop.
static bool has_own_registers(const Jam *jam, Analyses *analyses) {
    uint32_t count = jam->body->registers.count;
    bool *tracked = ARENA_ARRAY(jam->arena, bool, count);
    for (IrRegisterId reg = 0; reg < count; reg++)
        tracked[reg] = jam->sets[reg] > 0 && reg != jam->counter;
    LivenessRequest request = {.tracked = tracked};
    Liveness liveness = analyses_find_liveness(analyses, jam->arena, &request);
    return liveness.in[jam->header->id].count == 0;
}

// --- Memory --------------------------------------------------------------------------------------

// The counter, plus or minus what is the same in all lanes: in lane n it is n more than in the
// first.
static bool steps_by_lane(const Jam *jam, IrValue value, int steps) {
    if (value.kind != IR_VALUE_REGISTER || steps == 0)
        return false;
    if (value.reg == jam->counter)
        return true;
    const IrOp *op = jam->sets[value.reg] == 1 ? jam->setters[value.reg] : NULL;
    if (op == NULL)
        return false;
    if (op->code == IR_OP_COPY)
        return steps_by_lane(jam, op->operands[0], steps - 1);
    if (op->code == IR_OP_SUBTRACT)
        return !varies(jam, op->operands[1]) && steps_by_lane(jam, op->operands[0], steps - 1);
    if (op->code != IR_OP_ADD)
        return false;
    bool is_first = varies(jam, op->operands[0]);
    return !varies(jam, op->operands[is_first]) &&
           steps_by_lane(jam, op->operands[!is_first], steps - 1);
}

// The address of an element of a view that the loop does not set; or NULL.
static const IrOp *find_element(const Jam *jam, IrValue address) {
    const IrOp *op = address.kind == IR_VALUE_REGISTER && jam->sets[address.reg] == 1
                         ? jam->setters[address.reg]
                         : NULL;
    if (op == NULL || op->code != IR_OP_VIEW_ELEMENT || is_set_inside(jam, op->operands[0]) ||
        ir_view_is_indirect(jam->body->registers.items[op->operands[0].reg].type.type))
        return NULL;
    return op;
}

// Do the lanes' elements stand side by side?
static bool is_row_of_lanes(const Jam *jam, const IrOp *element) {
    uint32_t last = element->operand_count - 1;
    for (uint32_t i = 1; i < last; i++)
        if (varies(jam, element->operands[i]))
            return false;
    return element_is_contiguous(jam->body, element) &&
           steps_by_lane(jam, element->operands[last], MAX_STEPS);
}

// Looks at a load. False: its lanes do not stand side by side, or nobody knows where it reads.
static bool note_load(Jam *jam, const IrOp *load, bool *has_row) {
    const IrOp *element = find_element(jam, load->operands[0]);
    if (element == NULL)
        return false;
    if (varies(jam, load->operands[0])) {
        if (!is_row_of_lanes(jam, element))
            return false;
        *has_row = true;
    }
    IrRegisterId view = element->operands[0].reg;
    if (!register_list_has(&jam->read, view))
        vector_push(jam->arena, &jam->read, view);
    return true;
}

// One store of a row of lanes, after the inner loops; loads of rows or of what is the same in all
// lanes, one row at least in an inner loop.
static bool has_rows(Jam *jam) {
    bool has_inner_row = false;
    for (uint32_t i = 0; i < jam->blocks.count; i++) {
        const IrBlock *block = jam->blocks.items[i];
        bool is_inner = jam->forest->innermost[block->id] != jam->number;
        for (uint32_t j = 0; j < block->ops.count; j++) {
            const IrOp *op = block->ops.items[j];
            bool has_row = false;
            if (op->code == IR_OP_LOAD && !note_load(jam, op, &has_row))
                return false;
            if (op->code == IR_OP_STORE && is_inner)
                return false;
            has_inner_row |= has_row && is_inner;
        }
    }
    const IrOp *element = find_element(jam, jam->store->operands[0]);
    if (element == NULL || !is_row_of_lanes(jam, element))
        return false;
    jam->written = element->operands[0].reg;
    return has_inner_row && jam->read.count <= MOST_VIEWS &&
           !register_list_has(&jam->read, jam->written);
}

// --- The copy ------------------------------------------------------------------------------------

static void make_lanes(Jam *jam) {
    uint32_t count = jam->body->registers.count;
    jam->lanes = arena_allocate(jam->arena, count * sizeof *jam->lanes);
    for (IrRegisterId reg = 0; reg < count; reg++)
        for (uint32_t lane = 0; jam->varies[reg] && lane < LANES; lane++)
            jam->lanes[reg][lane] = edit_register_like(jam->body, reg);
    jam->lanes[jam->counter][0] = jam->counter;
}

static IrBlock *copied_block(const Jam *jam, IrBlock *block) {
    return block != NULL && is_in(jam, block) ? jam->copies[block->id] : block;
}

// The op for one lane.
static void copy_op(const Jam *jam, const IrOp *op, uint32_t lane, IrBlock *block) {
    IrOp *copy = ir_op_clone(jam->body, op);
    if (op->result != IR_NO_REGISTER && jam->varies[op->result])
        copy->result = jam->lanes[op->result][lane];
    for (uint32_t i = 0; i < op->operand_count; i++)
        if (varies(jam, op->operands[i]))
            copy->operands[i].reg = jam->lanes[op->operands[i].reg][lane];
    for (uint32_t i = 0; i < ir_op_target_count(copy); i++)
        copy->aux.targets.blocks[i] = copied_block(jam, copy->aux.targets.blocks[i]);
    ir_block_append(jam->body, block, copy);
}

static void copy_block(const Jam *jam, const IrBlock *block) {
    IrBlock *copy = jam->copies[block->id];
    for (uint32_t i = 0; i < block->ops.count; i++) {
        const IrOp *op = block->ops.items[i];
        if (op->result == jam->counter) { // all lanes go on together
            copy_op(jam, op, 0, copy);
            copy->ops.items[copy->ops.count - 1]->operands[1].integer = LANES;
            continue;
        }
        bool is_store = op == jam->store;
        uint32_t count =
            is_store || (op->result != IR_NO_REGISTER && jam->varies[op->result]) ? LANES : 1;
        for (uint32_t lane = 0; lane < count; lane++)
            copy_op(jam, op, lane, copy);
    }
}

static IrRegisterId append(const Jam *jam, IrBlock *block, IrOpcode code, IrKind kind, IrValue left,
                           IrValue right) {
    IrRegisterId result = edit_register_of(jam->body, kind);
    IrValue operands[] = {left, right};
    edit_append(jam->body, &block->ops, code, jam->header->ops.items[0]->span, result, operands, 2);
    return result;
}

static void append_branch(const Jam *jam, IrBlock *block, IrRegisterId condition, IrBlock *yes,
                          IrBlock *no) {
    IrValue operand = ir_reg(condition);
    IrOp *branch = edit_append(jam->body, &block->ops, IR_OP_BRANCH,
                               jam->header->ops.items[0]->span, IR_NO_REGISTER, &operand, 1);
    IrBlock *targets[] = {yes, no};
    ir_op_set_targets(jam->body, branch, targets, 2);
}

// Are there as many rounds left as lanes? Else the loop as it was goes on. Sets the counters of the
// lanes.
static void fill_header(const Jam *jam) {
    IrBlock *copy = jam->copies[jam->header->id];
    IrValue counter = ir_reg(jam->counter);
    for (int64_t lane = 1; lane < LANES; lane++) {
        IrValue operands[] = {counter, ir_int(IR_I64, lane)};
        edit_append(jam->body, &copy->ops, IR_OP_ADD, jam->header->ops.items[0]->span,
                    jam->lanes[jam->counter][lane], operands, 2);
    }
    IrValue last = ir_reg(jam->lanes[jam->counter][LANES - 1]);
    IrRegisterId fits = append(jam, copy, IR_OP_COMPARE, IR_BOOL, last, jam->limit);
    copy->ops.items[copy->ops.count - 1]->aux.number = COMPARE_LESS;
    IrRegisterId wraps_not = append(jam, copy, IR_OP_COMPARE, IR_BOOL, counter, last);
    copy->ops.items[copy->ops.count - 1]->aux.number = COMPARE_LESS;
    IrRegisterId both = append(jam, copy, IR_OP_AND, IR_BOOL, ir_reg(fits), ir_reg(wraps_not));
    append_branch(jam, copy, both,
                  copied_block(jam, ir_block_terminator(jam->header)->aux.targets.blocks[0]),
                  jam->header);
}

static void copy_loop(Jam *jam) {
    jam->copies = ARENA_ARRAY(jam->arena, IrBlock *, jam->body->blocks.count);
    for (uint32_t i = 0; i < jam->blocks.count; i++) {
        const IrBlock *block = jam->blocks.items[i];
        IrBlock *copy = edit_block_beside(jam->body, block, i == 0 ? "lanes" : block->label, NULL);
        copy->is_loop_header = block->is_loop_header;
        copy->is_jammed = block->is_loop_header && i > 0;
        copy->is_cold = block->is_cold;
        jam->copies[block->id] = copy;
    }
    make_lanes(jam);
    fill_header(jam);
    for (uint32_t i = 1; i < jam->blocks.count; i++)
        copy_block(jam, jam->blocks.items[i]);
    for (uint32_t i = 0; i < jam->blocks.count; i++)
        jam->copies[jam->blocks.items[i]->id]->handler =
            copied_block(jam, jam->blocks.items[i]->handler);
}

// Makes the test, which all edges into the loop lead through.
static void enter_through_test(const Jam *jam) {
    IrBlock *test = edit_block_beside(jam->body, jam->header, "apart", jam->header->handler);
    IrRegisterId all = IR_NO_REGISTER;
    for (uint32_t i = 0; i < jam->read.count; i++) {
        IrRegisterId apart = append(jam, test, IR_OP_VIEW_APART, IR_BOOL, ir_reg(jam->written),
                                    ir_reg(jam->read.items[i]));
        all = all == IR_NO_REGISTER
                  ? apart
                  : append(jam, test, IR_OP_AND, IR_BOOL, ir_reg(all), ir_reg(apart));
    }
    append_branch(jam, test, all, jam->copies[jam->header->id], jam->header);
    edit_enter_loop_through(jam->predecessors, jam->forest, jam->number, jam->header, test);
}

// --- The pass ------------------------------------------------------------------------------------

static bool jam_loop(Jam *jam, Analyses *analyses) {
    const Loop *loop = &jam->forest->loops[jam->number];
    uint32_t count = jam->body->registers.count;
    jam->header = jam->body->blocks.items[loop->header];
    if (loop->is_irreducible || !jam->header->is_loop_header ||
        jam->predecessors->raising[loop->header].count > 0 || !read_header(jam))
        return false;
    for (uint32_t i = 0; i < loop->block_count; i++)
        vector_push(jam->arena, &jam->blocks, jam->body->blocks.items[loop->blocks[i]]);
    jam->sets = ARENA_ARRAY(jam->arena, uint32_t, count);
    jam->setters = ARENA_ARRAY(jam->arena, const IrOp *, count);
    jam->varies = ARENA_ARRAY(jam->arena, bool, count);
    note_sets(jam);
    if (!has_pure_body(jam) || !has_plain_step(jam))
        return false;
    find_varying(jam);
    if (!is_uniform(jam) || !has_rows(jam) || !has_own_registers(jam, analyses))
        return false;
    copy_loop(jam);
    enter_through_test(jam);
    return true;
}

// Jams the first loop that can be, but those that have been; gives its header, or NULL.
static IrBlock *jam_next(IrBody *body, Analyses *analyses, Arena *arena, const BlockVector *done) {
    const LoopForest *forest = analyses_loops(analyses);
    for (uint32_t i = 0; i < forest->count; i++) {
        Jam jam = {.body = body,
                   .arena = arena,
                   .predecessors = analyses_predecessors(analyses),
                   .dominators = analyses_dominators(analyses),
                   .definitions = analyses_definitions(analyses),
                   .forest = forest,
                   .number = i};
        bool is_meant = !loops_is_innermost(forest, i) &&
                        !block_list_has(done, body->blocks.items[forest->loops[i].header]);
        if (is_meant && jam_loop(&jam, analyses))
            return jam.header;
    }
    return NULL;
}

bool pass_jamming(IrModule *module, IrBody *body, Analyses *analyses) {
    (void)module;
    if (!edit_has_op(body, IR_OP_VIEW_ELEMENT))
        return false;
    Arena *arena = arena_create();
    BlockVector done = {0};
    IrBlock *header;
    while ((header = jam_next(body, analyses, arena, &done)) != NULL) {
        vector_push(arena, &done, header);
        analyses_forget(analyses, KEEPS_NOTHING);
    }
    arena_destroy(arena);
    return done.count > 0;
}
