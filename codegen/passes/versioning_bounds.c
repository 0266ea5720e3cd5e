// Bounds that are checked once for a whole loop.
//
// An index that is a sum of loops' counters, each times a number, and of what the loop does not
// change has its extremes where the counters have their first and last numbers. Where both lie
// within the view, all between do, so the copy of the loop does without the check, and LLVM may
// vectorise it. Where they do not, the loop itself runs, and raises at the right element.
//
// (Gupta, Optimizing array bound checks using flow analysis, 1993: substitution of loop limits.)

#include "codegen/passes/versioning.h"

enum { MAX_STEPS = 16, MAX_CHECKS = 24, MAX_SCALE = 1 << 16 };

// Sums of so many numbers from 0 up to this one, and a place in a view, do not wrap.
static const int64_t most_span = INT64_MAX / 2 / MOST_TERMS;

static const Dependence no_dependence = {.max = INT64_MAX};

// Is it another counter that the header compares?
static bool goes_along(const CountedLoop *counted) { return counted->rounds.kind != IR_VALUE_NULL; }

static bool is_integer(IrKind kind) { return kind >= IR_I8 && kind <= IR_I64; }

static bool is_free(const VersionedLoop *loop, IrRegisterId reg) {
    return !loop->is_set[reg] && !loop->body->registers.items[reg].address_taken;
}

// --- Loops that count ----------------------------------------------------------------------------

// The two places where a counter is set: from a first number, and by a step. Gives the op that
// steps; NULL: it is set otherwise.
static const IrOp *find_counting(const Facts *facts, CountedLoop *counted) {
    IrRegisterId counter = counted->counter;
    const IrRegister *entry = &facts->loop->body->registers.items[counter];
    if (facts->definitions[counter].count != 2 || entry->is_argument || entry->address_taken ||
        entry->type.kind != IR_I64)
        return NULL;
    const IrOp *start = NULL, *step = NULL;
    for (uint32_t i = 0; i < 2; i++) {
        const IrOp *op = facts->setters[counter].ops[i];
        if (op == NULL)
            return NULL;
        bool is_inside =
            loops_has(facts->loop->forest, counted->number, facts->setters[counter].blocks[i]);
        if (op->code == IR_OP_COPY && !is_inside)
            start = op;
        else if (op->code == IR_OP_ADD && op_has_register(op, 0) &&
                 op->operands[0].reg == counter && op->operands[1].kind == IR_VALUE_INTEGER &&
                 is_inside)
            step = op;
    }
    if (start == NULL || step == NULL)
        return NULL;
    counted->start = start->operands[0];
    counted->step = step->operands[1].integer;
    return step;
}

// Finds the counter that the header compares with a limit that the copy can be tested for; gives
// the op that steps it.
static const IrOp *find_header_counter(const Facts *facts, const IrBlock *header,
                                       CountedLoop *counted) {
    const IrOp *branch = ir_block_terminator(header);
    if (branch->code != IR_OP_BRANCH || !op_has_register(branch, 0))
        return NULL;
    for (uint32_t i = 0; i < header->ops.count; i++) {
        const IrOp *op = header->ops.items[i];
        if (op->code != IR_OP_COMPARE || op->result != branch->operands[0].reg)
            continue;
        int wanted = op->aux.number == COMPARE_LESS      ? 1
                     : op->aux.number == COMPARE_GREATER ? -1
                                                         : 0;
        if (wanted == 0 || (op->flags & IR_FLAG_UNSIGNED) != 0 || !op_has_register(op, 0))
            return NULL;
        counted->counter = op->operands[0].reg;
        counted->limit = op->operands[1];
        counted->first = branch->aux.targets.blocks[0];
        if (loops_has(facts->loop->forest, counted->number, branch->aux.targets.blocks[1]))
            return NULL;
        const IrOp *step = find_counting(facts, counted);
        return step != NULL && (step->flags & IR_FLAG_NO_WRAP) != 0 && counted->step == wanted
                   ? step
                   : NULL;
    }
    return NULL;
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

static bool is_zero(IrValue value) { return value.kind == IR_VALUE_INTEGER && value.integer == 0; }

// The counters that step where the header's counts its rounds down to zero: `range(a, b, 2)`.
static void find_companions(const Facts *facts, const CountedLoop *rounds, const IrOp *step) {
    VersionedLoop *loop = facts->loop;
    const Setters *own = &facts->setters[rounds->counter];
    const IrBlock *block = own->blocks[own->ops[1] == step];
    if (rounds->step != -1 || !is_zero(rounds->limit))
        return;
    for (uint32_t i = 0; i < block->ops.count; i++) {
        CountedLoop companion = *rounds;
        companion.counter = block->ops.items[i]->result;
        if (companion.counter == IR_NO_REGISTER || companion.counter == rounds->counter ||
            find_counting(facts, &companion) != block->ops.items[i] || companion.step == 0 ||
            companion.step > MAX_SCALE || companion.step < -MAX_SCALE)
            continue;
        companion.rounds = rounds->start;
        find_variable(loop, &companion);
        vector_push(loop->arena, &loop->counted, companion);
    }
}

void bounds_find_counted(const Facts *facts) {
    VersionedLoop *loop = facts->loop;
    for (uint32_t i = 0; i < loop->blocks.count; i++) {
        const IrBlock *header = loop->blocks.items[i];
        CountedLoop counted = {.number = loop->forest->innermost[header->id],
                               .header = header,
                               .rounds = ir_null(IR_VOID)};
        const Loop *found = &loop->forest->loops[counted.number];
        if (found->header != header->id || found->is_irreducible || !header->is_loop_header ||
            loop->predecessors->raising[header->id].count > 0)
            continue;
        const IrOp *step = find_header_counter(facts, header, &counted);
        if (step == NULL)
            continue;
        find_variable(loop, &counted);
        vector_push(loop->arena, &loop->counted, counted);
        find_companions(facts, &counted, step);
    }
}

// --- How an index depends on counters ------------------------------------------------------------

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

// Adds what the other number depends on, times a factor. False: that is too much.
static bool add_terms(Dependence *sum, const Dependence *other, int64_t factor) {
    for (uint32_t i = 0; i < other->count; i++) {
        int64_t scale = other->terms[i].scale * factor;
        for (uint32_t j = 0; j < sum->count; j++)
            if (sum->terms[j].counted == other->terms[i].counted)
                return false;
        if (sum->count == MOST_TERMS || scale > MAX_SCALE || scale < -MAX_SCALE)
            return false;
        sum->terms[sum->count].counted = other->terms[i].counted;
        sum->terms[sum->count++].scale = scale;
    }
    sum->max = other->max < sum->max ? other->max : sum->max;
    return true;
}

static bool depends_on_sum(const Facts *facts, const IrBlock *block, const IrOp *op, int steps,
                           Dependence *found) {
    Dependence left = no_dependence, right = no_dependence;
    *found = no_dependence;
    return depends(facts, block, op->operands[0], steps, &left) &&
           depends(facts, block, op->operands[1], steps, &right) && add_terms(found, &left, 1) &&
           add_terms(found, &right, op->code == IR_OP_SUBTRACT ? -1 : 1);
}

// A product of what the loop does not change: the place of a row in an array that is one long row.
static bool depends_on_nothing(const Facts *facts, const IrBlock *block, const IrOp *op,
                               int steps) {
    for (uint32_t i = 0; i < 2; i++) {
        Dependence factor = no_dependence;
        if (!depends(facts, block, op->operands[i], steps, &factor) || factor.count > 0 ||
            factor.max != INT64_MAX)
            return false;
    }
    return true;
}

// A counter, or a sum with one, times a number that is written there; or of no counter.
static bool depends_on_product(const Facts *facts, const IrBlock *block, const IrOp *op, int steps,
                               Dependence *found) {
    bool is_second = op->operands[1].kind == IR_VALUE_INTEGER;
    IrValue factor = op->operands[is_second];
    Dependence inner = no_dependence;
    *found = no_dependence;
    if (factor.kind != IR_VALUE_INTEGER)
        return depends_on_nothing(facts, block, op, steps);
    return factor.integer != 0 && factor.integer <= MAX_SCALE && factor.integer >= -MAX_SCALE &&
           depends(facts, block, op->operands[!is_second], steps, &inner) &&
           add_terms(found, &inner, factor.integer);
}

// A number of a narrower C type: the variable of a counter that fits it, what the loop does not
// change, or a sum of two such.
static bool depends_on_narrow(const Facts *facts, const IrBlock *block, const IrOp *convert,
                              int steps, Dependence *found) {
    VersionedLoop *loop = facts->loop;
    IrRegisterId reg = convert->operands[0].reg;
    IrKind kind = loop->body->registers.items[reg].type.kind;
    if (kind < IR_I8 || kind > IR_I32)
        return false;
    if (is_free(loop, reg))
        return true;
    const IrOp *op = find_counted(loop, block, reg) == NULL ? find_origin(facts, block, reg) : NULL;
    bool is_sum = op != NULL && (op->code == IR_OP_ADD || op->code == IR_OP_SUBTRACT) &&
                  (convert->flags & IR_FLAG_UNSIGNED) == 0;
    if (op != NULL && !is_sum)
        return false;
    for (uint32_t i = 0; op != NULL && i < 2; i++)
        if (op_has_register(op, i) && !is_free(loop, op->operands[i].reg) &&
            find_counted(loop, block, op->operands[i].reg) == NULL)
            return false;
    bool is_good = op == NULL ? depends(facts, block, ir_reg(reg), steps, found)
                              : depends_on_sum(facts, block, op, steps, found);
    found->max = versioning_max_of(kind);
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

// Says how a number of 64 bits, used in the block, depends on counters. False: it does otherwise.
static bool depends(const Facts *facts, const IrBlock *block, IrValue value, int steps,
                    Dependence *found) {
    const VersionedLoop *loop = facts->loop;
    if (value.kind == IR_VALUE_INTEGER)
        return true;
    if (value.kind != IR_VALUE_REGISTER || steps == 0)
        return false;
    const CountedLoop *counted = find_counted(loop, block, value.reg);
    if (counted != NULL) {
        found->terms[0].counted = counted;
        found->terms[0].scale = 1;
        found->count = 1;
        return is_faithful(loop, counted, value.reg);
    }
    if (is_free(loop, value.reg))
        return is_integer(loop->body->registers.items[value.reg].type.kind);
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
    case IR_OP_MULTIPLY:
        return loop->body->registers.items[op->result].type.kind == IR_I64 &&
               depends_on_product(facts, block, op, steps - 1, found);
    case IR_OP_VIEW_SHAPE:
        return is_free(loop, op->operands[0].reg);
    case IR_OP_CONVERT:
        return op_has_register(op, 0) && depends_on_narrow(facts, block, op, steps - 1, found);
    default:
        return false;
    }
}

static bool is_known_before(const Facts *facts, const IrBlock *block, IrValue value) {
    Dependence found = no_dependence;
    return depends(facts, block, value, MAX_STEPS, &found) && found.count == 0;
}

static bool has_known_ends(const Facts *facts, const IrBlock *block, const CountedLoop *counted) {
    return is_known_before(facts, block, counted->start) &&
           is_known_before(facts, block, goes_along(counted) ? counted->rounds : counted->limit);
}

// Whether the ends of all its counters are known before the outermost loop.
static bool has_bounds(const Facts *facts, const IrBlock *block, const Dependence *index) {
    for (uint32_t i = 0; i < index->count; i++)
        if (!has_known_ends(facts, block, index->terms[i].counted))
            return false;
    return true;
}

const CountedLoop *bounds_known_counter(const Facts *facts, const IrBlock *block,
                                        IrRegisterId counter) {
    const CountedLoop *counted = find_counted(facts->loop, block, counter);
    return counted != NULL && has_known_ends(facts, block, counted) ? counted : NULL;
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
    if (hoisted->index.count == 0) // LLVM takes it out of the loop
        return true;
    const CountedLoop *counted = hoisted->index.terms[0].counted;
    const IrOp *limit = definition_of(facts->definitions, counted->limit);
    return op_has_register(hoisted->check, 0) &&
           (hoisted->check->operands[0].reg == counted->counter ||
            hoisted->check->operands[0].reg == counted->variable) &&
           counted->step == 1 && !goes_along(counted) && counted->start.kind == IR_VALUE_INTEGER &&
           counted->start.integer >= 0 && limit != NULL && limit->code == IR_OP_VIEW_SHAPE &&
           limit->operands[0].reg == hoisted->shape->operands[0].reg &&
           limit->aux.number == hoisted->shape->aux.number;
}

static void note_check(const Facts *facts, const IrBlock *block, const IrOp *op) {
    VersionedLoop *loop = facts->loop;
    Dependence found = no_dependence;
    const IrOp *shape = find_shape(facts, op);
    if (shape == NULL || (op->flags & IR_FLAG_CHECKED) == 0 ||
        !depends(facts, block, op->operands[0], MAX_STEPS, &found) ||
        !has_bounds(facts, block, &found))
        return;
    Hoisted hoisted = {.check = op, .shape = shape, .index = found};
    hoisted.is_plain = is_plain(facts, &hoisted);
    vector_push(loop->arena, &loop->hoisted, hoisted);
}

bool bounds_find(const Facts *facts) {
    VersionedLoop *loop = facts->loop;
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
    // what the counters of these terms stand for
    const Dependence *index;
    IrValue extremes[MOST_TERMS];
} Rework;

static IrValue append_number(const Rework *rework, IrOpcode code, IrValue left, IrValue right) {
    IrBody *body = rework->facts->loop->body;
    IrValue operands[] = {left, right};
    IrRegisterId result = edit_register_of(body, IR_I64);
    edit_append(body, &rework->block->ops, code, rework->span, result, operands, 2);
    return ir_reg(result);
}

// A number that the loop does not change, in 64 bits.
static IrValue append_widened(const Rework *rework, IrValue value, uint32_t flags) {
    IrBody *body = rework->facts->loop->body;
    if (body->registers.items[value.reg].type.kind == IR_I64)
        return value;
    IrRegisterId result = edit_register_of(body, IR_I64);
    IrOp *op = edit_append_unary(body, &rework->block->ops, IR_OP_CONVERT, rework->span, result,
                                 value.reg);
    op->flags = flags & IR_FLAG_UNSIGNED;
    return ir_reg(result);
}

// What stands for a counter or its variable; VOID: the register is neither.
static IrValue extreme_of(const Rework *rework, IrRegisterId reg) {
    for (uint32_t i = 0; rework->index != NULL && i < rework->index->count; i++) {
        const CountedLoop *counted = rework->index->terms[i].counted;
        if (reg == counted->counter || reg == counted->variable)
            return rework->extremes[i];
    }
    return ir_null(IR_VOID);
}

// Works out a number that depends() has accepted, in 64 bits.
static IrValue rework_number(const Rework *rework, IrValue value) {
    VersionedLoop *loop = rework->facts->loop;
    if (value.kind == IR_VALUE_INTEGER)
        return ir_int(IR_I64, value.integer);
    IrValue extreme = extreme_of(rework, value.reg);
    if (extreme.kind != IR_VALUE_NULL)
        return extreme;
    if (is_free(loop, value.reg))
        return append_widened(rework, value, 0);
    const IrOp *op = definition_of(rework->facts->definitions, value);
    if (op->code == IR_OP_VIEW_SHAPE) {
        IrOp *shape = ir_op_clone(loop->body, op);
        shape->result = edit_register_of(loop->body, IR_I64);
        ir_block_append(loop->body, rework->block, shape);
        return ir_reg(shape->result);
    }
    bool is_widening = op->code == IR_OP_CONVERT && op_has_register(op, 0);
    if (is_widening && is_free(loop, op->operands[0].reg))
        return append_widened(rework, op->operands[0], op->flags);
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

static IrRegisterId append_and(const Rework *rework, IrRegisterId all, IrRegisterId answer) {
    return versioning_append_and(rework->facts->loop, rework->block, rework->span, all, answer);
}

// Adds the question whether the index for the extremes of its counters lies below the length.
// Without a sign, what is negative is too large.
static IrRegisterId append_extreme_test(const Rework *rework, const Hoisted *hoisted,
                                        IrValue length, IrRegisterId all) {
    IrValue index = rework_number(rework, hoisted->check->operands[0]);
    all = append_and(rework, all,
                     append_compare(rework, index, COMPARE_LESS, length, IR_FLAG_UNSIGNED));
    if (hoisted->index.max == INT64_MAX)
        return all;
    IrValue max = ir_int(IR_I64, hoisted->index.max);
    return append_and(rework, all, append_compare(rework, index, COMPARE_LESS_EQUAL, max, 0));
}

// The counter's first and last number.
typedef struct Ends {
    IrValue first, last;
} Ends;

static Ends append_ends(const Rework *rework, const CountedLoop *counted) {
    Ends ends = {.first = rework_number(rework, counted->start)};
    if (!goes_along(counted)) {
        IrValue limit = rework_number(rework, counted->limit);
        ends.last = append_number(rework, IR_OP_SUBTRACT, limit, ir_int(IR_I64, counted->step));
        return ends;
    }
    IrValue steps = append_number(rework, IR_OP_SUBTRACT, rework_number(rework, counted->rounds),
                                  ir_int(IR_I64, 1));
    IrValue way = append_number(rework, IR_OP_MULTIPLY, steps, ir_int(IR_I64, counted->step));
    ends.last = append_number(rework, IR_OP_ADD, ends.first, way);
    return ends;
}

// Adds the question whether the index cannot wrap on the counter's way from first to last, if it
// could. (Where a counter goes one by one from 0 or more, what wraps is at an extreme outside of
// the view.)
static IrRegisterId append_span_test(const Rework *rework, const Dependence *index, uint32_t term,
                                     const Ends *ends, IrRegisterId all) {
    const CountedLoop *counted = index->terms[term].counted;
    int64_t scale = index->terms[term].scale;
    zi_assert(scale != 0 && counted->step != 0);
    bool is_short = index->count == 1 && (scale == 1 || scale == -1) && counted->step == 1 &&
                    counted->start.kind == IR_VALUE_INTEGER && counted->start.integer >= 0;
    if (is_short)
        return all;
    IrValue most = ir_int(IR_I64, most_span / (scale < 0 ? -scale : scale));
    IrValue span;
    if (goes_along(counted)) {
        most.integer /= counted->step < 0 ? -counted->step : counted->step;
        span = rework_number(rework, counted->rounds);
    } else {
        span = counted->step > 0 ? append_number(rework, IR_OP_SUBTRACT, ends->last, ends->first)
                                 : append_number(rework, IR_OP_SUBTRACT, ends->first, ends->last);
    }
    return append_and(rework, all,
                      append_compare(rework, span, COMPARE_LESS, most, IR_FLAG_UNSIGNED));
}

IrRegisterId bounds_append_fit(const Facts *facts, const CountedLoop *counted, int64_t max,
                               IrBlock *block, Span span) {
    const Rework rework = {.facts = facts, .block = block, .span = span};
    const Dependence itself = {.terms = {{counted, 1}}, .count = 1, .max = max};
    Ends ends = append_ends(&rework, counted);
    IrRegisterId all = append_span_test(&rework, &itself, 0, &ends, IR_NO_REGISTER);
    IrValue most = ir_int(IR_I64, max);
    all =
        append_and(&rework, all,
                   append_compare(&rework, ends.first, COMPARE_LESS_EQUAL, most, IR_FLAG_UNSIGNED));
    return append_and(
        &rework, all,
        append_compare(&rework, ends.last, COMPARE_LESS_EQUAL, most, IR_FLAG_UNSIGNED));
}

static bool is_tested(const Hoisted *hoisted) {
    return !hoisted->is_plain || hoisted->index.count == 0;
}

static bool is_same_dependence(const Dependence *left, const Dependence *right) {
    bool is_same = left->count == right->count && left->max == right->max;
    for (uint32_t i = 0; is_same && i < left->count; i++)
        is_same = left->terms[i].counted == right->terms[i].counted &&
                  left->terms[i].scale == right->terms[i].scale;
    return is_same;
}

// Do two checks ask for the same index? A variable may count several loops.
static bool is_same_index(const Hoisted *left, const Hoisted *right) {
    return is_tested(left) && is_tested(right) && op_has_register(left->check, 0) &&
           op_has_register(right->check, 0) &&
           left->check->operands[0].reg == right->check->operands[0].reg &&
           is_same_dependence(&left->index, &right->index);
}

static IrValue append_lesser(const Rework *rework, IrValue left, IrValue right) {
    IrBody *body = rework->facts->loop->body;
    IrRegisterId is_less = append_compare(rework, left, COMPARE_LESS, right, 0);
    IrRegisterId result = edit_register_of(body, IR_I64);
    IrValue operands[] = {ir_reg(is_less), left, right};
    edit_append(body, &rework->block->ops, IR_OP_SELECT, rework->span, result, operands, 3);
    return ir_reg(result);
}

// The least length of the axes that checks of the same index compare with, and as many tests are
// one: an inner loop that is entered often does not ask for each of its views.
static IrValue append_least_length(const Rework *rework, uint32_t first) {
    const VersionedLoop *loop = rework->facts->loop;
    const Hoisted *hoisted = &loop->hoisted.items[first];
    IrValue least = rework_number(rework, hoisted->check->operands[1]);
    for (uint32_t i = first + 1; i < loop->hoisted.count; i++) {
        const Hoisted *other = &loop->hoisted.items[i];
        if (is_same_index(hoisted, other))
            least = append_lesser(rework, least, rework_number(rework, other->check->operands[1]));
    }
    return least;
}

static bool is_tested_before(const VersionedLoop *loop, uint32_t number) {
    for (uint32_t i = 0; i < number; i++)
        if (is_same_index(&loop->hoisted.items[i], &loop->hoisted.items[number]))
            return true;
    return false;
}

static IrRegisterId append_test(const Facts *facts, uint32_t number, IrBlock *block, Span span,
                                IrRegisterId all) {
    const Hoisted *hoisted = &facts->loop->hoisted.items[number];
    const Dependence *index = &hoisted->index;
    Rework plain = {.facts = facts, .block = block, .span = span};
    Rework lowest = plain, highest = plain;
    lowest.index = highest.index = index;
    for (uint32_t i = 0; i < index->count; i++) {
        const CountedLoop *counted = index->terms[i].counted;
        Ends ends = append_ends(&plain, counted);
        bool grows = (index->terms[i].scale > 0) == (counted->step > 0);
        lowest.extremes[i] = grows ? ends.first : ends.last;
        highest.extremes[i] = grows ? ends.last : ends.first;
        all = append_span_test(&plain, index, i, &ends, all);
    }
    IrValue length = append_least_length(&plain, number);
    all = append_extreme_test(&lowest, hoisted, length, all);
    return index->count == 0 ? all : append_extreme_test(&highest, hoisted, length, all);
}

IrRegisterId bounds_append_tests(const Facts *facts, IrBlock *block, Span span, IrRegisterId all) {
    const VersionedLoop *loop = facts->loop;
    for (uint32_t i = 0; i < loop->hoisted.count; i++)
        if (is_tested(&loop->hoisted.items[i]) && !is_tested_before(loop, i))
            all = append_test(facts, i, block, span, all);
    return all;
}
