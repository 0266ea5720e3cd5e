// Bounds that are checked once for a whole loop.
//
// An index that is a loop's counter, or that plus or minus what the loop does not change, has its
// extremes at the counter's first and last number. Where both lie within the view, all between do,
// so the copy of the loop does without the check, and LLVM may vectorise it. Where they do not, the
// loop itself runs, and raises at the right element.
//
// (Gupta, Optimizing array bound checks using flow analysis, 1993: substitution of loop limits.)

#include "codegen/passes/versioning.h"

enum { MAX_STEPS = 16, MAX_CHECKS = 24 };

// How an index depends on a counter.
typedef struct Dependence {
    const CountedLoop *counted; // NULL: on none
    int sign;                   // 1 or -1
    // INT64_MAX, or what a narrower C type holds that it went through
    int64_t max;
} Dependence;

static bool is_free(const VersionedLoop *loop, IrRegisterId reg) {
    return !loop->is_set[reg] && !loop->body->registers.items[reg].address_taken;
}

// --- Loops that count ----------------------------------------------------------------------------

// The two places where a counter is set: from a first number, and by one. False if it is set
// otherwise.
static bool find_counting(const Facts *facts, IrRegisterId counter, CountedLoop *counted) {
    const IrRegister *entry = &facts->loop->body->registers.items[counter];
    if (facts->definitions[counter].count != 2 || entry->is_argument || entry->address_taken ||
        entry->type.kind != IR_I64)
        return false;
    bool has_start = false;
    for (uint32_t i = 0; i < 2; i++) {
        const IrOp *op = facts->setters[counter].ops[i];
        if (op == NULL)
            return false;
        bool is_inside =
            loops_has(facts->loop->forest, counted->number, facts->setters[counter].blocks[i]);
        if (op->code == IR_OP_COPY && !is_inside) {
            counted->start = op->operands[0];
            has_start = true;
        } else if (op->code == IR_OP_ADD && (op->flags & IR_FLAG_NO_WRAP) != 0 &&
                   op_has_register(op, 0) && op->operands[0].reg == counter &&
                   op->operands[1].kind == IR_VALUE_INTEGER && is_inside) {
            counted->step = op->operands[1].integer;
        }
    }
    return has_start && (counted->step == 1 || counted->step == -1);
}

// Finds the counter that the header compares with a limit that the copy can be tested for.
static bool find_header_counter(const Facts *facts, const IrBlock *header, CountedLoop *counted) {
    const IrOp *branch = ir_block_terminator(header);
    if (branch->code != IR_OP_BRANCH || !op_has_register(branch, 0))
        return false;
    for (uint32_t i = 0; i < header->ops.count; i++) {
        const IrOp *op = header->ops.items[i];
        if (op->code != IR_OP_COMPARE || op->result != branch->operands[0].reg)
            continue;
        int wanted = op->aux.number == COMPARE_LESS      ? 1
                     : op->aux.number == COMPARE_GREATER ? -1
                                                         : 0;
        if (wanted == 0 || (op->flags & IR_FLAG_UNSIGNED) != 0 || !op_has_register(op, 0))
            return false;
        counted->counter = op->operands[0].reg;
        counted->limit = op->operands[1];
        counted->first = branch->aux.targets.blocks[0];
        if (loops_has(facts->loop->forest, counted->number, branch->aux.targets.blocks[1]))
            return false;
        return find_counting(facts, counted->counter, counted) && counted->step == wanted;
    }
    return false;
}

static uint32_t count_sets(const VersionedLoop *loop, uint32_t number, IrRegisterId reg) {
    const Loop *inner = &loop->forest->loops[number];
    uint32_t count = 0;
    for (uint32_t i = 0; i < inner->block_count; i++) {
        const IrBlock *block = loop->body->blocks.items[inner->blocks[i]];
        for (uint32_t j = 0; j < block->ops.count; j++)
            count += block->ops.items[j]->result == reg;
    }
    return count;
}

// The variable that the body begins with setting to the counter, and does not set again.
static void find_variable(const VersionedLoop *loop, CountedLoop *counted) {
    counted->variable = IR_NO_REGISTER;
    for (uint32_t i = 0; i < counted->first->ops.count && i < 2; i++) {
        const IrOp *op = counted->first->ops.items[i];
        IrRegisterId source =
            op->code == IR_OP_COPY && op_has_register(op, 0) ? op->operands[0].reg : IR_NO_REGISTER;
        bool is_copy = source != IR_NO_REGISTER &&
                       (source == counted->counter ||
                        versioning_copied_counter(counted->first, i) == counted->counter);
        if (is_copy && !loop->body->registers.items[op->result].address_taken &&
            count_sets(loop, counted->number, op->result) == 1) {
            counted->variable = op->result;
            return;
        }
    }
}

static void find_counted_loops(const Facts *facts) {
    VersionedLoop *loop = facts->loop;
    for (uint32_t i = 0; i < loop->blocks.count; i++) {
        const IrBlock *header = loop->blocks.items[i];
        CountedLoop counted = {.number = loop->forest->innermost[header->id], .header = header};
        const Loop *found = &loop->forest->loops[counted.number];
        if (found->header != header->id || found->is_irreducible || !header->is_loop_header ||
            loop->predecessors->raising[header->id].count > 0 ||
            !find_header_counter(facts, header, &counted))
            continue;
        find_variable(loop, &counted);
        vector_push(loop->arena, &loop->counted, counted);
    }
}

// --- How an index depends on a counter -----------------------------------------------------------

static bool is_set_in(const IrBlock *block, IrRegisterId reg) {
    for (uint32_t i = 0; i < block->ops.count; i++)
        if (block->ops.items[i]->result == reg)
            return true;
    return false;
}

// The counted loop around a block whose variable the register is, or its counter where it is not
// set; or NULL. In the header, and after it is set, the counter may be at its limit.
static const CountedLoop *find_counted(const VersionedLoop *loop, const IrBlock *block,
                                       IrRegisterId reg) {
    for (uint32_t i = 0; i < loop->counted.count; i++) {
        const CountedLoop *counted = &loop->counted.items[i];
        bool is_counter = counted->counter == reg && !is_set_in(block, reg);
        if (loops_has(loop->forest, counted->number, block) && block != counted->header &&
            (is_counter || counted->variable == reg))
            return counted;
    }
    return NULL;
}

// The op that gives a register its only value; one with a name has to be set before in the block.
static const IrOp *find_origin(const Facts *facts, const IrBlock *block, IrRegisterId reg) {
    const IrOp *op = definition_op(&facts->definitions[reg]);
    if (op == NULL || facts->loop->body->registers.items[reg].name == NULL)
        return op;
    uint32_t i = 0;
    while (i < block->ops.count && block->ops.items[i] != op)
        i++;
    return i < block->ops.count ? op : NULL;
}

static bool depends(const Facts *facts, const IrBlock *block, IrValue value, int steps,
                    Dependence *found);

static bool depends_on_sum(const Facts *facts, const IrBlock *block, const IrOp *op, int steps,
                           Dependence *found) {
    Dependence left = {NULL, 1, INT64_MAX};
    Dependence right = left;
    if (!depends(facts, block, op->operands[0], steps, &left) ||
        !depends(facts, block, op->operands[1], steps, &right) ||
        (left.counted != NULL && right.counted != NULL))
        return false;
    if (op->code == IR_OP_SUBTRACT)
        right.sign = -right.sign;
    *found = left.counted != NULL ? left : right;
    found->max = left.max < right.max ? left.max : right.max;
    return true;
}

// A number of a narrower C type: the variable of a counter that fits it, and constants.
static bool depends_on_narrow(const Facts *facts, const IrBlock *block, const IrOp *convert,
                              int steps, Dependence *found) {
    VersionedLoop *loop = facts->loop;
    IrRegisterId reg = convert->operands[0].reg;
    IrKind kind = loop->body->registers.items[reg].type.kind;
    if (kind < IR_I8 || kind > IR_I32)
        return false;
    const IrOp *op = find_counted(loop, block, reg) == NULL ? find_origin(facts, block, reg) : NULL;
    bool is_sum = op != NULL && (op->code == IR_OP_ADD || op->code == IR_OP_SUBTRACT) &&
                  (convert->flags & IR_FLAG_UNSIGNED) == 0;
    if (op != NULL && !is_sum)
        return false;
    for (uint32_t i = 0; op != NULL && i < 2; i++)
        if (op_has_register(op, i) && find_counted(loop, block, op->operands[i].reg) == NULL)
            return false;
    found->max = versioning_max_of(kind);
    Dependence inner = *found;
    bool is_good = op == NULL ? depends(facts, block, ir_reg(reg), steps, &inner)
                              : depends_on_sum(facts, block, op, steps, &inner);
    inner.max = found->max;
    *found = inner;
    return is_good;
}

// A variable of a narrower type equals its counter only where the counter is known to fit.
static bool is_faithful(const VersionedLoop *loop, const CountedLoop *counted, IrRegisterId reg) {
    if (reg == counted->counter || loop->body->registers.items[reg].type.kind == IR_I64)
        return true;
    for (uint32_t i = 0; i < loop->counters.count; i++)
        if (loop->counters.items[i].variable == reg)
            return true;
    return false;
}

// Says how a number of 64 bits, used in the block, depends on a counter. False: it does otherwise.
static bool depends(const Facts *facts, const IrBlock *block, IrValue value, int steps,
                    Dependence *found) {
    const VersionedLoop *loop = facts->loop;
    if (value.kind == IR_VALUE_INTEGER)
        return true;
    if (value.kind != IR_VALUE_REGISTER || steps == 0)
        return false;
    const CountedLoop *counted = find_counted(loop, block, value.reg);
    if (counted != NULL) {
        found->counted = counted;
        return is_faithful(loop, counted, value.reg);
    }
    if (is_free(loop, value.reg))
        return loop->body->registers.items[value.reg].type.kind == IR_I64;
    const IrOp *op = find_origin(facts, block, value.reg);
    if (op == NULL)
        return false;
    switch (op->code) {
    case IR_OP_COPY:
        return depends(facts, block, op->operands[0], steps - 1, found);
    case IR_OP_ADD:
    case IR_OP_SUBTRACT:
        return loop->body->registers.items[op->result].type.kind == IR_I64 &&
               depends_on_sum(facts, block, op, steps - 1, found);
    case IR_OP_VIEW_SHAPE:
        return is_free(loop, op->operands[0].reg);
    case IR_OP_CONVERT:
        return op_has_register(op, 0) && depends_on_narrow(facts, block, op, steps - 1, found);
    default:
        return false;
    }
}

// Whether the bounds of a counted loop are known before the outermost one.
static bool has_bounds(const Facts *facts, const IrBlock *block, const CountedLoop *counted) {
    Dependence start = {NULL, 1, INT64_MAX};
    Dependence limit = start;
    return depends(facts, block, counted->start, MAX_STEPS, &start) &&
           depends(facts, block, counted->limit, MAX_STEPS, &limit) && start.counted == NULL &&
           limit.counted == NULL;
}

// --- Finding the checks --------------------------------------------------------------------------

// The VIEW_SHAPE of a view that the loop does not set, which a check compares with; or NULL.
static const IrOp *find_shape(const Facts *facts, const IrOp *check) {
    const IrOp *shape = definition_of(facts->definitions, check->operands[1]);
    return shape != NULL && shape->code == IR_OP_VIEW_SHAPE &&
                   is_free(facts->loop, shape->operands[0].reg)
               ? shape
               : NULL;
}

// A check against what the counter itself runs up to, from 0 or more: it cannot fail.
static bool is_plain(const Facts *facts, const Hoisted *hoisted) {
    const CountedLoop *counted = hoisted->counted;
    const IrOp *limit = definition_of(facts->definitions, counted->limit);
    return op_has_register(hoisted->check, 0) &&
           (hoisted->check->operands[0].reg == counted->counter ||
            hoisted->check->operands[0].reg == counted->variable) &&
           counted->step == 1 && counted->start.kind == IR_VALUE_INTEGER &&
           counted->start.integer >= 0 && limit != NULL && limit->code == IR_OP_VIEW_SHAPE &&
           limit->operands[0].reg == hoisted->shape->operands[0].reg &&
           limit->aux.number == hoisted->shape->aux.number;
}

static void note_check(const Facts *facts, const IrBlock *block, const IrOp *op) {
    VersionedLoop *loop = facts->loop;
    Dependence found = {NULL, 1, INT64_MAX};
    const IrOp *shape = find_shape(facts, op);
    if (shape == NULL || (op->flags & IR_FLAG_CHECKED) == 0 ||
        !depends(facts, block, op->operands[0], MAX_STEPS, &found) || found.counted == NULL ||
        !has_bounds(facts, block, found.counted))
        return;
    Hoisted hoisted = {.check = op, .shape = shape, .counted = found.counted, .max = found.max};
    hoisted.is_plain = is_plain(facts, &hoisted);
    vector_push(loop->arena, &loop->hoisted, hoisted);
}

bool bounds_find(const Facts *facts) {
    VersionedLoop *loop = facts->loop;
    find_counted_loops(facts);
    for (uint32_t i = 0; i < loop->blocks.count; i++) {
        const IrBlock *block = loop->blocks.items[i];
        for (uint32_t j = 0; j < block->ops.count; j++)
            if (block->ops.items[j]->code == IR_OP_BOUNDS_CHECK)
                note_check(facts, block, block->ops.items[j]);
    }
    if (loop->hoisted.count > MAX_CHECKS)
        loop->hoisted.count = 0;
    uint32_t plain = 0;
    for (uint32_t i = 0; i < loop->hoisted.count; i++)
        plain += loop->hoisted.items[i].is_plain;
    return plain < loop->hoisted.count;
}

bool bounds_is_hoisted(const VersionedLoop *loop, const IrOp *check) {
    for (uint32_t i = 0; i < loop->hoisted.count; i++)
        if (loop->hoisted.items[i].check == check)
            return true;
    return false;
}

// --- The test ------------------------------------------------------------------------------------

// What is needed to compute numbers again before the loop.
typedef struct Rework {
    const Facts *facts;
    IrBlock *block; // the test
    Span span;
    // whose counter stands for `extreme`; or NULL
    const CountedLoop *counted;
    IrValue extreme;
} Rework;

static IrValue append_number(const Rework *rework, IrOpcode code, IrValue left, IrValue right) {
    IrBody *body = rework->facts->loop->body;
    IrValue operands[] = {left, right};
    IrRegisterId result = edit_register_of(body, IR_I64);
    edit_append(body, &rework->block->ops, code, rework->span, result, operands, 2);
    return ir_reg(result);
}

// Works out a number that depends() has accepted, in 64 bits.
static IrValue rework_number(const Rework *rework, IrValue value) {
    VersionedLoop *loop = rework->facts->loop;
    if (value.kind == IR_VALUE_INTEGER)
        return ir_int(IR_I64, value.integer);
    if (rework->counted != NULL &&
        (value.reg == rework->counted->counter || value.reg == rework->counted->variable))
        return rework->extreme;
    if (is_free(loop, value.reg))
        return value;
    const IrOp *op = definition_of(rework->facts->definitions, value);
    if (op->code == IR_OP_VIEW_SHAPE) {
        IrOp *shape = ir_op_clone(loop->body, op);
        shape->result = edit_register_of(loop->body, IR_I64);
        ir_block_append(loop->body, rework->block, shape);
        return ir_reg(shape->result);
    }
    IrValue left = rework_number(rework, op->operands[0]);
    if (op->operand_count == 1) // a copy or a widening
        return left;
    return append_number(rework, (IrOpcode)op->code, left, rework_number(rework, op->operands[1]));
}

static IrRegisterId append_compare(const Rework *rework, IrValue left, CompareOperator operator,
                                   IrValue right, uint32_t flags) {
    IrBody *body = rework->facts->loop->body;
    IrValue operands[] = {left, right};
    IrRegisterId answer = edit_register_of(body, IR_BOOL);
    IrOp *op =
        edit_append(body, &rework->block->ops, IR_OP_COMPARE, rework->span, answer, operands, 2);
    op->aux.number = operator;
    op->flags = flags;
    return answer;
}

// Adds the question whether the index for one extreme of the counter lies within the view. Without
// a sign, what is negative is too large.
static IrRegisterId append_extreme_test(Rework *rework, const Hoisted *hoisted, IrValue extreme,
                                        IrRegisterId all) {
    VersionedLoop *loop = rework->facts->loop;
    rework->counted = hoisted->counted;
    rework->extreme = extreme;
    IrValue index = rework_number(rework, hoisted->check->operands[0]);
    IrValue shape = rework_number(rework, hoisted->check->operands[1]);
    IrRegisterId answer = append_compare(rework, index, COMPARE_LESS, shape, IR_FLAG_UNSIGNED);
    all = versioning_append_and(loop, rework->block, rework->span, all, answer);
    if (hoisted->max == INT64_MAX)
        return all;
    answer = append_compare(rework, index, COMPARE_LESS_EQUAL, ir_int(IR_I64, hoisted->max), 0);
    return versioning_append_and(loop, rework->block, rework->span, all, answer);
}

IrRegisterId bounds_append_test(const Facts *facts, const Hoisted *hoisted, IrBlock *block,
                                Span span, IrRegisterId all) {
    const CountedLoop *counted = hoisted->counted;
    if (hoisted->is_plain)
        return all;
    Rework rework = {.facts = facts, .block = block, .span = span};
    IrValue first = rework_number(&rework, counted->start);
    IrValue limit = rework_number(&rework, counted->limit);
    IrValue last = append_number(&rework, IR_OP_SUBTRACT, limit, ir_int(IR_I64, counted->step));
    all = append_extreme_test(&rework, hoisted, first, all);
    return append_extreme_test(&rework, hoisted, last, all);
}
