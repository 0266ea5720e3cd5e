// Loop versions: a copy of a loop, outermost ones first, for memoryviews whose last axis turns out
// to be contiguous, whose C int counters turn out to fit, and whose indices turn out to be within
// bounds.
//
// Expects: edges to handlers implied, VIEW_ELEMENTs without thought about strides. Leaves: in the
// preheader of each loop that reads or writes strided views, and sets none of them, a test whether
// all their last strides are the item size; if so, a copy of the loop runs whose VIEW_ELEMENTs say
// so, else the loop itself. Views whose type says that they are contiguous need no test.
//
// Registers that only the loop knows are renamed in the copy; all others are shared: registers may
// be set at many places.

#include "codegen/passes/versioning.h"

bool versioning_is_in(const VersionedLoop *loop, const IrBlock *block) {
    return loops_has(loop->forest, loop->number, block);
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
            flow_each_definition(op, note_set, loop);
            // Perhaps it holds nothing yet before the loop.
            if (op->code == IR_OP_CHECK_BOUND && op_has_register(op, 0))
                loop->is_set[op->operands[0].reg] = true;
        }
    }
    return count <= MOST_OPS;
}

// Finds what there is to test. False: nothing, or too much.
static bool find_tests(const Facts *facts) {
    VersionedLoop *loop = facts->loop;
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
    bounds_find_counted(facts);
    counters_find(facts);
    bool has_bounds = bounds_find(facts);
    uint32_t count = loop->views.count + loop->counters.count;
    return (count > 0 || has_bounds) && count <= MOST_TESTS;
}

// --- The copy ------------------------------------------------------------------------------------

static void count_mention(void *context, IrRegisterId reg) { ((uint32_t *)context)[reg]++; }

void versioning_count_mentions(const IrBlock *block, uint32_t *mentions) {
    for (uint32_t i = 0; i < block->ops.count; i++) {
        flow_each_use(block->ops.items[i], count_mention, mentions);
        flow_each_definition(block->ops.items[i], count_mention, mentions);
    }
}

// Registers without a name that nothing outside of the loop mentions get new ones for the copy.
static void rename_registers(const Facts *facts) {
    VersionedLoop *loop = facts->loop;
    IrBody *body = loop->body;
    uint32_t count = body->registers.count;
    uint32_t *inside = ARENA_ARRAY(loop->arena, uint32_t, count);
    for (uint32_t i = 0; i < loop->blocks.count; i++)
        versioning_count_mentions(loop->blocks.items[i], inside);
    loop->renamed = ARENA_ARRAY(loop->arena, IrRegisterId, count);
    for (IrRegisterId reg = 0; reg < facts->register_count; reg++) {
        const IrRegister *entry = &body->registers.items[reg];
        bool is_inner = inside[reg] > 0 && inside[reg] == facts->mentions[reg] &&
                        entry->name == NULL && !entry->is_argument && !entry->address_taken;
        loop->renamed[reg] = is_inner ? edit_register_like(body, reg) : reg;
    }
}

static IrBlock *copied_block(const VersionedLoop *loop, IrBlock *block) {
    return block != NULL && versioning_is_in(loop, block) ? loop->copies[block->id] : block;
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

static IrBlock *create_test(const Facts *facts) {
    VersionedLoop *loop = facts->loop;
    IrBody *body = loop->body;
    IrBlock *block = ir_block_create(body, "version", loop->header->handler);
    Span span = loop->header->ops.items[0]->span;
    IrRegisterId all = IR_NO_REGISTER;
    for (uint32_t i = 0; i < loop->views.count; i++)
        all = versioning_append_and(loop, block, span, all,
                                    view_append_test(loop, loop->views.items[i], block, span));
    for (uint32_t i = 0; i < loop->counters.count; i++)
        all = versioning_append_and(
            loop, block, span, all,
            counter_append_test(facts, &loop->counters.items[i], block, span));
    all = bounds_append_tests(facts, block, span, all);
    counters_start(loop, block, span);
    IrValue condition = all == IR_NO_REGISTER ? ir_int(IR_BOOL, 1) : ir_reg(all);
    IrOp *branch =
        edit_append(body, &block->ops, IR_OP_BRANCH, span, IR_NO_REGISTER, &condition, 1);
    IrBlock *targets[] = {loop->copies[loop->header->id], loop->header};
    ir_op_set_targets(body, branch, targets, 2);
    return block;
}

// --- The pass ------------------------------------------------------------------------------------

// Versions a loop of the forest, if that pays; returns whether it did.
static bool version_loop(Facts *facts, VersionedLoop *loop) {
    const Loop *found = &loop->forest->loops[loop->number];
    IrBody *body = loop->body;
    loop->header = body->blocks.items[found->header];
    if (!loop->header->is_loop_header || found->is_irreducible ||
        loop->predecessors->raising[found->header].count > 0)
        return false;
    for (uint32_t i = 0; i < found->block_count; i++)
        vector_push(loop->arena, &loop->blocks, body->blocks.items[found->blocks[i]]);
    loop->is_set = ARENA_ARRAY(loop->arena, bool, body->registers.count);
    facts->loop = loop;
    if (!find_tests(facts))
        return false;
    rename_registers(facts);
    copy_body(loop);
    edit_enter_loop_through(loop->predecessors, loop->forest, loop->number, loop->header,
                            create_test(facts));
    for (uint32_t i = 0; i < loop->blocks.count; i++) {
        const IrBlock *copy = loop->copies[loop->blocks.items[i]->id];
        counters_rewrite(loop, loop->copies[loop->blocks.items[i]->id]);
        versioning_note_copy(facts, copy);
    }
    return true;
}

// The headers of the loops in a copy, its own left out.
static void note_inner_headers(const VersionedLoop *loop, BlockVector *headers) {
    for (uint32_t i = 0; i < loop->blocks.count; i++) {
        const IrBlock *block = loop->blocks.items[i];
        if (block != loop->header && block->is_loop_header)
            vector_push(loop->arena, headers, loop->copies[block->id]);
    }
}

// Versions the loops that one of the headers begins (NULL: all loops) and that lie in none that it
// versions. Gives the headers of the loops in the copies, for the next round.
static BlockVector version_loops(IrModule *module, IrBody *body, Analyses *analyses, Arena *arena,
                                 const BlockVector *headers) {
    analyses_forget(analyses, KEEPS_NOTHING);
    const LoopForest *forest = analyses_loops(analyses);
    const Predecessors *predecessors = analyses_predecessors(analyses);
    Facts facts = versioning_find_facts(arena, body);
    bool *done = ARENA_ARRAY(arena, bool, forest->count);
    BlockVector inner = {0};
    for (uint32_t i = 0; i < forest->count; i++) {
        VersionedLoop loop = {.module = module,
                              .body = body,
                              .arena = arena,
                              .predecessors = predecessors,
                              .forest = forest,
                              .number = i};
        const Loop *found = &forest->loops[i];
        bool is_meant =
            headers == NULL || block_list_has(headers, body->blocks.items[found->header]);
        done[i] = found->parent != LOOP_NONE && done[found->parent];
        if (!done[i] && is_meant && version_loop(&facts, &loop)) {
            done[i] = true;
            note_inner_headers(&loop, &inner);
        }
    }
    return inner;
}

bool pass_versioning(IrModule *module, IrBody *body, Analyses *analyses) {
    if (!edit_has_op(body, IR_OP_VIEW_ELEMENT))
        return false;
    edit_remove_unreachable(body);
    Arena *arena = arena_create();
    BlockVector headers = version_loops(module, body, analyses, arena, NULL);
    // What depends on a counter of an outer loop is known before the inner one: triangles, rows of
    // sparse matrices.
    for (int round = 1; round < MOST_ROUNDS && headers.count > 0; round++)
        headers = version_loops(module, body, analyses, arena, &headers);
    arena_destroy(arena);
    return true;
}
