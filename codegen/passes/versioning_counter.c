// Counters that are copied to a narrower C variable: `cdef int i; for i in range(a.shape[0])`.
//
// The C variable wraps where the counter does not, so LLVM cannot see that they are the same, and
// neither vectorises the loop nor removes its checks. Where the bound fits the variable, the copy
// of the loop reads a wide twin in its place: a register that always holds the variable's value.

#include "codegen/passes/versioning.h"

static IrKind kind_of(const VersionedLoop *loop, IrRegisterId reg) {
    return loop->body->registers.items[reg].type.kind;
}

static bool counts_up(const IrOp *op) {
    if (op->code == IR_OP_COPY)
        return op->operands[0].kind == IR_VALUE_INTEGER && op->operands[0].integer >= 0 &&
               op->operands[0].integer <= INT8_MAX;
    return op->code == IR_OP_ADD && (op->flags & IR_FLAG_NO_WRAP) != 0 && op_has_register(op, 0) &&
           op->operands[0].reg == op->result && op->operands[1].kind == IR_VALUE_INTEGER &&
           op->operands[1].integer == 1;
}

// --- Facts ---------------------------------------------------------------------------------------

static void note_op(Facts *facts, const IrBlock *block, const IrOp *op) {
    if (op->result == IR_NO_REGISTER)
        return;
    facts->is_counter[op->result] &= counts_up(op);
    Setters *setters = &facts->setters[op->result];
    uint32_t place = setters->ops[0] != NULL;
    setters->ops[place] = op;
    setters->blocks[place] = block;
}

Facts versioning_find_facts(Arena *arena, const IrBody *body) {
    uint32_t count = body->registers.count;
    Facts facts = {.register_count = count,
                   .definitions = definitions_find(arena, body, flow_find_memory(arena, body)),
                   .setters = ARENA_ARRAY(arena, Setters, count),
                   .mentions = ARENA_ARRAY(arena, uint32_t, count),
                   .is_counter = ARENA_ARRAY(arena, bool, count)};
    for (IrRegisterId reg = 0; reg < count; reg++) {
        const IrRegister *entry = &body->registers.items[reg];
        facts.is_counter[reg] = entry->type.kind == IR_I64 && facts.definitions[reg].count > 0 &&
                                !entry->is_argument && !entry->address_taken;
    }
    for (uint32_t i = 0; i < body->blocks.count; i++) {
        const IrBlock *block = body->blocks.items[i];
        versioning_count_mentions(block, facts.mentions);
        for (uint32_t j = 0; j < block->ops.count; j++)
            note_op(&facts, block, block->ops.items[j]);
    }
    return facts;
}

static void count_definition(void *context, IrRegisterId reg) {
    const Facts *facts = context;
    if (reg < facts->register_count)
        facts->definitions[reg].count++;
}

void versioning_note_copy(Facts *facts, const IrBlock *copy) {
    for (uint32_t i = 0; i < copy->ops.count; i++)
        flow_each_definition(copy->ops.items[i], count_definition, facts);
}

// --- Bounds --------------------------------------------------------------------------------------

int64_t versioning_max_of(IrKind kind) {
    return kind == IR_I32 ? INT32_MAX : kind == IR_I16 ? INT16_MAX : INT8_MAX;
}

// Finds out how the bound can be known before the loop. False: it cannot.
static bool find_limit(const Facts *facts, CopiedCounter *counter, IrValue limit) {
    const VersionedLoop *loop = facts->loop;
    for (int steps = 0; steps < 8; steps++) {
        counter->limit = limit;
        counter->fits = limit.kind == IR_VALUE_INTEGER && limit.integer <= counter->max;
        if (limit.kind != IR_VALUE_REGISTER)
            return counter->fits;
        if (!loop->is_set[limit.reg])
            return true;
        const IrOp *op = definition_of(facts->definitions, limit);
        if (op == NULL || op->operand_count != 1)
            return false;
        if (op->code == IR_OP_VIEW_SHAPE) {
            counter->shape = op;
            return op_has_register(op, 0) && !loop->is_set[op->operands[0].reg];
        }
        if (op->code == IR_OP_CONVERT && op_has_register(op, 0)) {
            IrKind kind = kind_of(loop, op->operands[0].reg);
            counter->fits = kind >= IR_I8 && kind <= kind_of(loop, counter->variable) &&
                            (op->flags & IR_FLAG_UNSIGNED) == 0;
            return counter->fits;
        }
        if (op->code != IR_OP_COPY)
            return false;
        limit = op->operands[0];
    }
    return false;
}

// --- Finding -------------------------------------------------------------------------------------

IrRegisterId versioning_copied_counter(const IrBlock *block, uint32_t index) {
    const IrOp *copy = block->ops.items[index];
    if (copy->code != IR_OP_COPY || !op_has_register(copy, 0))
        return IR_NO_REGISTER;
    IrRegisterId counter = IR_NO_REGISTER;
    for (uint32_t i = 0; i < index; i++) {
        const IrOp *op = block->ops.items[i];
        if (op->result == copy->operands[0].reg)
            counter = op->code == IR_OP_CONVERT && op_has_register(op, 0) ? op->operands[0].reg
                                                                          : IR_NO_REGISTER;
        else if (counter != IR_NO_REGISTER && op->result == counter)
            counter = IR_NO_REGISTER;
    }
    return counter;
}

// The bound of the loop in whose header the counter is compared; false if there is none.
static bool find_header_limit(const VersionedLoop *loop, IrRegisterId counter, IrValue *limit) {
    for (uint32_t i = 0; i < loop->blocks.count; i++) {
        const IrBlock *block = loop->blocks.items[i];
        for (uint32_t j = 0; block->is_loop_header && j < block->ops.count; j++) {
            const IrOp *op = block->ops.items[j];
            if (op->code != IR_OP_COMPARE || op->aux.number != COMPARE_LESS ||
                (op->flags & IR_FLAG_UNSIGNED) != 0 || !op_has_register(op, 0) ||
                op->operands[0].reg != counter)
                continue;
            *limit = op->operands[1];
            return true;
        }
    }
    return false;
}

// How the loop widens the variable, if it does.
static bool find_widening(const VersionedLoop *loop, IrRegisterId variable, bool *is_unsigned) {
    for (uint32_t i = 0; i < loop->blocks.count; i++) {
        const IrBlock *block = loop->blocks.items[i];
        for (uint32_t j = 0; j < block->ops.count; j++) {
            const IrOp *op = block->ops.items[j];
            if (op->code != IR_OP_CONVERT || !op_has_register(op, 0) ||
                op->operands[0].reg != variable || kind_of(loop, op->result) != IR_I64)
                continue;
            *is_unsigned = (op->flags & IR_FLAG_UNSIGNED) != 0;
            return true;
        }
    }
    return false;
}

// Does it count up by 1 from what is known before the loop?
static bool starts_before(const Facts *facts, IrRegisterId counter, IrValue *start) {
    const VersionedLoop *loop = facts->loop;
    const IrRegister *entry = &loop->body->registers.items[counter];
    uint32_t steps = 0, starts = 0;
    if (facts->definitions[counter].count != 2 || entry->type.kind != IR_I64 ||
        entry->is_argument || entry->address_taken)
        return false;
    for (uint32_t i = 0; i < 2; i++) {
        const IrOp *op = facts->setters[counter].ops[i];
        if (op == NULL)
            return false;
        bool is_inside = versioning_is_in(loop, facts->setters[counter].blocks[i]);
        if (op->code == IR_OP_ADD && is_inside)
            steps += counts_up(op);
        else if (op->code == IR_OP_COPY && op_has_register(op, 0) && !is_inside &&
                 !loop->is_set[op->operands[0].reg]) {
            *start = op->operands[0];
            starts++;
        }
    }
    return steps == 1 && starts == 1;
}

static bool is_known(const VersionedLoop *loop, IrRegisterId variable) {
    for (uint32_t i = 0; i < loop->counters.count; i++)
        if (loop->counters.items[i].variable == variable)
            return true;
    return false;
}

// What is known of its ends? False: not enough.
static bool find_ends(const Facts *facts, const IrBlock *block, CopiedCounter *found) {
    IrValue limit;
    if ((facts->is_counter[found->counter] ||
         starts_before(facts, found->counter, &found->start)) &&
        find_header_limit(facts->loop, found->counter, &limit) && find_limit(facts, found, limit))
        return true;
    found->counted = bounds_known_counter(facts, block, found->counter);
    return found->counted != NULL;
}

static void note_counter(const Facts *facts, const IrBlock *block, uint32_t index) {
    VersionedLoop *loop = facts->loop;
    IrRegisterId counter = versioning_copied_counter(block, index);
    if (counter == IR_NO_REGISTER)
        return;
    IrRegisterId variable = block->ops.items[index]->result;
    IrKind kind = kind_of(loop, variable);
    const IrRegister *entry = &loop->body->registers.items[variable];
    CopiedCounter found = {.counter = counter,
                           .variable = variable,
                           .max = versioning_max_of(kind),
                           .start = ir_null(IR_VOID)};
    if (kind < IR_I8 || kind > IR_I32 || entry->address_taken || is_known(loop, variable) ||
        !find_widening(loop, variable, &found.is_unsigned) || !find_ends(facts, block, &found))
        return;
    vector_push(loop->arena, &loop->counters, found);
}

void counters_find(const Facts *facts) {
    const VersionedLoop *loop = facts->loop;
    for (uint32_t i = 0; i < loop->blocks.count; i++) {
        const IrBlock *block = loop->blocks.items[i];
        for (uint32_t j = 0; j < block->ops.count; j++)
            note_counter(facts, block, j);
    }
}

// --- The test, and the twins ---------------------------------------------------------------------

static IrRegisterId append_compare(VersionedLoop *loop, IrBlock *block, Span span, IrValue left,
                                   CompareOperator operator, int64_t right) {
    IrRegisterId answer = edit_register_of(loop->body, IR_BOOL);
    IrValue operands[] = {left, ir_int(IR_I64, right)};
    IrOp *op = edit_append(loop->body, &block->ops, IR_OP_COMPARE, span, answer, operands, 2);
    op->aux.number = operator;
    return answer;
}

IrRegisterId counter_append_test(const Facts *facts, const CopiedCounter *counter, IrBlock *block,
                                 Span span) {
    VersionedLoop *loop = facts->loop;
    IrBody *body = loop->body;
    if (counter->counted != NULL)
        return bounds_append_fit(facts, counter->counted, counter->max, block, span);
    IrRegisterId starts = IR_NO_REGISTER;
    if (counter->start.kind == IR_VALUE_REGISTER)
        starts = append_compare(loop, block, span, counter->start, COMPARE_GREATER_EQUAL, 0);
    if (counter->fits)
        return starts;
    IrValue limit = counter->limit;
    if (counter->shape != NULL) {
        IrOp *shape = ir_op_clone(body, counter->shape);
        shape->result = edit_register_of(body, IR_I64);
        ir_block_append(body, block, shape);
        limit = ir_reg(shape->result);
    }
    IrRegisterId ends = append_compare(loop, block, span, limit, COMPARE_LESS_EQUAL, counter->max);
    return versioning_append_and(loop, block, span, starts, ends);
}

static IrOp *make_widening(VersionedLoop *loop, const CopiedCounter *counter, IrRegisterId variable,
                           Span span) {
    IrValue value = ir_reg(variable);
    IrOp *op = ir_op_create(loop->body, IR_OP_CONVERT, span, counter->wide, &value, 1);
    op->flags = counter->is_unsigned ? IR_FLAG_UNSIGNED : 0;
    return op;
}

void counters_start(VersionedLoop *loop, IrBlock *test, Span span) {
    for (uint32_t i = 0; i < loop->counters.count; i++) {
        CopiedCounter *counter = &loop->counters.items[i];
        counter->wide = edit_register_of(loop->body, IR_I64);
        ir_block_append(loop->body, test, make_widening(loop, counter, counter->variable, span));
    }
}

static CopiedCounter *find_by_variable(const VersionedLoop *loop, IrRegisterId reg) {
    for (uint32_t i = 0; i < loop->counters.count; i++)
        if (loop->renamed[loop->counters.items[i].variable] == reg)
            return &loop->counters.items[i];
    return NULL;
}

// Reads the twin where the variable would be widened.
static void use_twin(const VersionedLoop *loop, IrOp *op) {
    if (op->code != IR_OP_CONVERT || !op_has_register(op, 0) || kind_of(loop, op->result) != IR_I64)
        return;
    const CopiedCounter *counter = find_by_variable(loop, op->operands[0].reg);
    if (counter == NULL || counter->is_unsigned != ((op->flags & IR_FLAG_UNSIGNED) != 0))
        return;
    op->code = IR_OP_COPY;
    op->flags = 0;
    op->operands[0] = ir_reg(counter->wide);
}

typedef struct Update {
    VersionedLoop *loop;
    IrBlock *block;
    // that the op copies to what it sets, or none
    IrRegisterId counter;
    Span span;
} Update;

// Sets the twin of a variable that has just been set.
static void update_twin(void *context, IrRegisterId reg) {
    Update *update = context;
    VersionedLoop *loop = update->loop;
    const CopiedCounter *counter = find_by_variable(loop, reg);
    if (counter == NULL)
        return;
    if (update->counter == loop->renamed[counter->counter])
        edit_append_unary(loop->body, &update->block->ops, IR_OP_COPY, update->span, counter->wide,
                          update->counter);
    else
        ir_block_append(loop->body, update->block, make_widening(loop, counter, reg, update->span));
}

void counters_rewrite(VersionedLoop *loop, IrBlock *copy) {
    if (loop->counters.count == 0)
        return;
    IrBlock original = *copy; // its ops, to look back at
    copy->ops = (IrOpVector){0};
    for (uint32_t i = 0; i < original.ops.count; i++) {
        IrOp *op = original.ops.items[i];
        Update update = {loop, copy, versioning_copied_counter(&original, i), op->span};
        use_twin(loop, op);
        ir_block_append(loop->body, copy, op);
        if (!ir_op_is_terminator(op))
            flow_each_definition(op, update_twin, &update);
    }
}
