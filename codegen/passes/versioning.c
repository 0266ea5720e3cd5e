// Loop versions: a copy of an outermost loop for memoryviews whose last axis turns out to be
// contiguous, whose C int counters turn out to fit, and whose indices turn out to be within bounds.
//
// Expects: edges to handlers implied, VIEW_ELEMENTs without thought about strides. Leaves: in the
// preheader of each loop that reads or writes strided views, and sets none of them, a test whether
// all their last strides are the item size; if so, a copy of the loop runs whose VIEW_ELEMENTs say
// so, else the loop itself. Views whose type says that they are contiguous need no test.
//
// Registers that only the loop knows are renamed in the copy; all others are shared: registers may
// be set at many places.

#include "codegen/passes/versioning.h"

// --- Finding the loop ----------------------------------------------------------------------------

static void add_to_body(VersionedLoop *loop, IrBlock *block) {
    if (loop->in_body[block->id])
        return;
    loop->in_body[block->id] = true;
    vector_push(loop->arena, &loop->blocks, block);
}

static void add_all(VersionedLoop *loop, const BlockVector *blocks) {
    for (uint32_t i = 0; i < blocks->count; i++)
        add_to_body(loop, blocks->items[i]);
}

// Which blocks can be reached from the entry without the header, so are not dominated by it.
static bool *find_not_dominated(const VersionedLoop *loop) {
    bool *seen = ARENA_ARRAY(loop->arena, bool, loop->body->blocks.count);
    BlockVector work = {0};
    vector_push(loop->arena, &work, loop->body->blocks.items[0]);
    seen[0] = true;
    seen[loop->header->id] = true;
    while (work.count > 0) {
        const IrBlock *block = vector_pop(&work);
        const IrOp *terminator = ir_block_terminator(block);
        uint32_t count = ir_op_target_count(terminator);
        for (uint32_t i = 0; i <= count; i++) {
            IrBlock *next = i < count ? terminator->aux.targets.blocks[i] : block->handler;
            if (next == NULL || seen[next->id])
                continue;
            seen[next->id] = true;
            vector_push(loop->arena, &work, next);
        }
    }
    seen[loop->header->id] = false;
    return seen;
}

bool versioning_find_body(VersionedLoop *loop) {
    const bool *is_not_dominated = find_not_dominated(loop);
    const BlockVector *into = &loop->predecessors->normal[loop->header->id];
    bool is_loop = false;
    add_to_body(loop, loop->header);
    for (uint32_t i = 0; i < into->count; i++) {
        if (is_not_dominated[into->items[i]->id])
            continue;
        is_loop = true;
        add_to_body(loop, into->items[i]);
    }
    if (loop->predecessors->raising[loop->header->id].count > 0)
        return false;
    for (uint32_t i = 1; i < loop->blocks.count; i++) {
        uint32_t id = loop->blocks.items[i]->id;
        if (is_not_dominated[id])
            return false;
        add_all(loop, &loop->predecessors->normal[id]);
        add_all(loop, &loop->predecessors->raising[id]);
    }
    return is_loop;
}

// --- Is it worth it ------------------------------------------------------------------------------

static bool is_strided(const VersionedLoop *loop, IrRegisterId view) {
    const IrCType *type = loop->body->registers.items[view].type.type;
    uint8_t last = type->memoryview.dimensions - 1;
    return type->memoryview.packing[last] == AXIS_STRIDED &&
           type->memoryview.access[last] == AXIS_DIRECT;
}

static void note_view(VersionedLoop *loop, const IrOp *op) {
    if (op->code != IR_OP_VIEW_ELEMENT || (op->flags & IR_FLAG_LAST_CONTIGUOUS) != 0)
        return;
    IrRegisterId view = op->operands[0].reg;
    if (is_strided(loop, view) && !loop->is_set[view] && !register_list_has(&loop->views, view))
        vector_push(loop->arena, &loop->views, view);
}

static void note_set(void *context, IrRegisterId reg) {
    ((VersionedLoop *)context)->is_set[reg] = true;
}

// Finds what the loop sets. False if it is too large, or can be left and entered again by a yield.
static bool scan_body(VersionedLoop *loop) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < loop->blocks.count; i++) {
        const IrBlock *block = loop->blocks.items[i];
        count += block->ops.count;
        for (uint32_t j = 0; j < block->ops.count; j++) {
            const IrOp *op = block->ops.items[j];
            if (op->code == IR_OP_YIELD)
                return false;
            flow_each_definition(loop->body, op, note_set, loop);
            // Perhaps it holds nothing yet before the loop.
            if (op->code == IR_OP_CHECK_BOUND && op_has_register(op, 0))
                loop->is_set[op->operands[0].reg] = true;
        }
    }
    return count <= MOST_OPS;
}

// Finds what there is to test. False: nothing, or too much.
static bool find_tests(VersionedLoop *loop, Facts *facts) {
    bool has_element = false;
    if (!scan_body(loop))
        return false;
    for (uint32_t i = 0; i < loop->blocks.count; i++) {
        const IrBlock *block = loop->blocks.items[i];
        for (uint32_t j = 0; j < block->ops.count; j++) {
            has_element |= block->ops.items[j]->code == IR_OP_VIEW_ELEMENT;
            note_view(loop, block->ops.items[j]);
        }
    }
    if (!has_element)
        return false;
    *facts = versioning_find_facts(loop);
    counters_find(facts);
    bool has_bounds = bounds_find(facts);
    uint32_t count = loop->views.count + loop->counters.count;
    return (count > 0 || has_bounds) && count <= MOST_TESTS;
}

// --- The copy ------------------------------------------------------------------------------------

typedef struct Mentions {
    uint32_t *inside, *all;
    bool is_inside;
} Mentions;

static void count_mention(void *context, IrRegisterId reg) {
    Mentions *mentions = context;
    mentions->all[reg]++;
    mentions->inside[reg] += mentions->is_inside;
}

// Registers without a name that nothing outside of the loop mentions get new ones for the copy.
static void rename_registers(VersionedLoop *loop) {
    IrBody *body = loop->body;
    uint32_t count = body->registers.count;
    Mentions mentions = {ARENA_ARRAY(loop->arena, uint32_t, count),
                         ARENA_ARRAY(loop->arena, uint32_t, count), false};
    for (uint32_t i = 0; i < body->blocks.count; i++) {
        const IrBlock *block = body->blocks.items[i];
        mentions.is_inside = loop->in_body[i];
        for (uint32_t j = 0; j < block->ops.count; j++) {
            flow_each_use(body, block->ops.items[j], count_mention, &mentions);
            flow_each_definition(body, block->ops.items[j], count_mention, &mentions);
        }
    }
    loop->renamed = ARENA_ARRAY(loop->arena, IrRegisterId, count);
    for (IrRegisterId reg = 0; reg < count; reg++) {
        const IrRegister *entry = &body->registers.items[reg];
        bool is_inner = mentions.inside[reg] > 0 && mentions.inside[reg] == mentions.all[reg] &&
                        entry->name == NULL && !entry->is_argument && !entry->address_taken;
        loop->renamed[reg] = is_inner ? edit_register_like(body, reg) : reg;
    }
}

static IrBlock *copied_block(const VersionedLoop *loop, IrBlock *block) {
    return block != NULL && loop->in_body[block->id] ? loop->copies[block->id] : block;
}

static IrOp *copy_op(VersionedLoop *loop, const IrOp *op) {
    IrOp *copy = ir_op_clone(loop->body, op);
    if (copy->result != IR_NO_REGISTER)
        copy->result = loop->renamed[copy->result];
    for (uint32_t i = 0; i < copy->result_count; i++)
        copy->results[i] = loop->renamed[copy->results[i]];
    for (uint32_t i = 0; i < copy->operand_count; i++)
        if (op_has_register(copy, i))
            copy->operands[i].reg = loop->renamed[copy->operands[i].reg];
    for (uint32_t i = 0; i < ir_op_target_count(copy); i++)
        copy->aux.targets.blocks[i] = copied_block(loop, copy->aux.targets.blocks[i]);
    if (copy->code == IR_OP_VIEW_ELEMENT && register_list_has(&loop->views, op->operands[0].reg))
        copy->flags |= IR_FLAG_LAST_CONTIGUOUS;
    if (bounds_is_hoisted(loop, op)) {
        copy->code = IR_OP_COPY;
        copy->flags = 0;
        copy->operand_count = 1;
    }
    return copy;
}

static void copy_body(VersionedLoop *loop) {
    IrBody *body = loop->body;
    loop->copies = ARENA_ARRAY(loop->arena, IrBlock *, body->blocks.count);
    for (uint32_t i = 0; i < loop->blocks.count; i++) {
        const IrBlock *block = loop->blocks.items[i];
        IrBlock *copy = ir_block_create(body, block->label, NULL);
        copy->is_loop_header = block->is_loop_header;
        copy->is_cold = block->is_cold;
        loop->copies[block->id] = copy;
    }
    for (uint32_t i = 0; i < loop->blocks.count; i++) {
        const IrBlock *block = loop->blocks.items[i];
        IrBlock *copy = loop->copies[block->id];
        copy->handler = copied_block(loop, block->handler);
        for (uint32_t j = 0; j < block->ops.count; j++)
            ir_block_append(body, copy, copy_op(loop, block->ops.items[j]));
    }
}

// --- The preheader -------------------------------------------------------------------------------

// Adds the question whether the view's last stride is its item size; gives the answer's register.
static IrRegisterId view_append_test(VersionedLoop *loop, IrRegisterId view, IrBlock *block,
                                     Span span) {
    IrBody *body = loop->body;
    const IrCType *type = body->registers.items[view].type.type;
    IrRegisterId stride = edit_register_of(body, IR_I64);
    IrRegisterId size = edit_register_of(body, IR_I64);
    IrRegisterId answer = edit_register_of(body, IR_BOOL);
    IrOp *op = edit_append_unary(body, &block->ops, IR_OP_VIEW_STRIDE, span, stride, view);
    op->aux.number = type->memoryview.dimensions - 1;
    op = edit_append(body, &block->ops, IR_OP_SIZE_OF, span, size, NULL, 0);
    op->aux.type = type->memoryview.element;
    IrValue operands[] = {ir_reg(stride), ir_reg(size)};
    op = edit_append(body, &block->ops, IR_OP_COMPARE, span, answer, operands, 2);
    op->aux.number = COMPARE_EQUAL;
    return answer;
}

IrRegisterId versioning_append_and(VersionedLoop *loop, IrBlock *block, Span span, IrRegisterId all,
                                   IrRegisterId answer) {
    if (all == IR_NO_REGISTER || answer == IR_NO_REGISTER)
        return all == IR_NO_REGISTER ? answer : all;
    IrValue operands[] = {ir_reg(all), ir_reg(answer)};
    IrRegisterId both = edit_register_of(loop->body, IR_BOOL);
    edit_append(loop->body, &block->ops, IR_OP_AND, span, both, operands, 2);
    return both;
}

static IrBlock *create_test(VersionedLoop *loop, const Facts *facts) {
    IrBody *body = loop->body;
    IrBlock *block = ir_block_create(body, "version", loop->header->handler);
    Span span = loop->header->ops.items[0]->span;
    IrRegisterId all = IR_NO_REGISTER;
    for (uint32_t i = 0; i < loop->views.count; i++)
        all = versioning_append_and(loop, block, span, all,
                                    view_append_test(loop, loop->views.items[i], block, span));
    for (uint32_t i = 0; i < loop->counters.count; i++)
        all =
            versioning_append_and(loop, block, span, all,
                                  counter_append_test(loop, &loop->counters.items[i], block, span));
    for (uint32_t i = 0; i < loop->hoisted.count; i++)
        all = bounds_append_test(facts, &loop->hoisted.items[i], block, span, all);
    counters_start(loop, block, span);
    IrValue condition = all == IR_NO_REGISTER ? ir_int(IR_BOOL, 1) : ir_reg(all);
    IrOp *branch =
        edit_append(body, &block->ops, IR_OP_BRANCH, span, IR_NO_REGISTER, &condition, 1);
    IrBlock *targets[] = {loop->copies[loop->header->id], loop->header};
    ir_op_set_targets(body, branch, targets, 2);
    return block;
}

// Makes the test the loop's preheader: all edges into the loop lead through it.
static void enter_through(VersionedLoop *loop, IrBlock *test) {
    const BlockVector *into = &loop->predecessors->normal[loop->header->id];
    for (uint32_t i = 0; i < into->count; i++) {
        if (loop->in_body[into->items[i]->id])
            continue;
        IrOp *terminator = ir_block_terminator(into->items[i]);
        for (uint32_t t = 0; t < ir_op_target_count(terminator); t++)
            if (terminator->aux.targets.blocks[t] == loop->header)
                terminator->aux.targets.blocks[t] = test;
    }
}

// --- The pass ------------------------------------------------------------------------------------

static bool has_strided_element(const IrBody *body) {
    for (uint32_t i = 0; i < body->blocks.count; i++) {
        const IrBlock *block = body->blocks.items[i];
        for (uint32_t j = 0; j < block->ops.count; j++)
            if (block->ops.items[j]->code == IR_OP_VIEW_ELEMENT)
                return true;
    }
    return false;
}

// Marks the blocks of a loop that is done, so that the loops in it are left alone.
static void mark_done(const VersionedLoop *loop, bool *done) {
    for (uint32_t i = 0; i < loop->blocks.count; i++)
        done[loop->blocks.items[i]->id] = true;
}

void pass_versioning(IrModule *module, IrBody *body) {
    if (!has_strided_element(body))
        return;
    edit_remove_unreachable(body);
    uint32_t count = body->blocks.count;
    Predecessors predecessors = flow_find_predecessors(body->arena, body);
    bool *done = ARENA_ARRAY(body->arena, bool, count);
    for (uint32_t i = 1; i < count; i++) {
        IrBlock *header = body->blocks.items[i];
        if (done[i] || !header->is_loop_header)
            continue;
        VersionedLoop loop = {.module = module,
                              .body = body,
                              .arena = body->arena,
                              .predecessors = &predecessors,
                              .header = header,
                              .in_body = ARENA_ARRAY(body->arena, bool, body->blocks.count),
                              .is_set = ARENA_ARRAY(body->arena, bool, body->registers.count)};
        Facts facts;
        if (!versioning_find_body(&loop) || !find_tests(&loop, &facts))
            continue;
        mark_done(&loop, done);
        rename_registers(&loop);
        copy_body(&loop);
        enter_through(&loop, create_test(&loop, &facts));
        for (uint32_t j = 0; j < loop.blocks.count; j++)
            counters_rewrite(&loop, loop.copies[loop.blocks.items[j]->id]);
    }
}
