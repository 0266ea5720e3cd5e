// Dominators and loops: random CFGs, against the definitions: a dominates b if b cannot be reached
// without a; a loop is a strongly connected part, and what is still a cycle without its header is
// in a loop within it.

#include "codegen/analysis/analyses.h"
#include "tests/unit/ir_random.h"
#include "tests/unit/ir_text.h"
#include <CUnit/CUnit.h>
#include <stdlib.h>

enum { MOST_BLOCKS = 24, GRAPHS = 300 };

static void write_graph(FILE *text, unsigned blocks) {
    fputs("function f(c:bool) -> object\n", text);
    for (unsigned b = 0; b < blocks; b++) {
        fprintf(text, "bb%u:\n", b);
        // mostly forwards, so that much can be reached
        unsigned near = b + 1 < blocks ? b + 1 : random_below(blocks);
        if (random_below(3) == 0)
            fprintf(text, " jump bb%u\n", near);
        else if (random_below(12) == 0)
            fputs(" return_error\n", text);
        else
            fprintf(text, " branch c, bb%u, bb%u\n", near, random_below(blocks));
    }
}

static IrCase *create_graph(void) {
    char *buffer = NULL;
    size_t size = 0;
    FILE *text = open_memstream(&buffer, &size);
    write_graph(text, 1 + random_below(MOST_BLOCKS));
    fclose(text);
    IrCase *test = ir_case_create(buffer);
    free(buffer);
    return test;
}

// Adds the blocks that can be reached from one without going through another.
static void find_reachable_from(const IrBody *body, uint32_t from, uint32_t without, bool *seen) {
    const IrBlock *work[MOST_BLOCKS];
    uint32_t count = 0;
    if (without != from && !seen[from]) {
        seen[from] = true;
        work[count++] = body->blocks.items[from];
    }
    while (count > 0) {
        const IrBlock *block = work[--count];
        IrBlock *next;
        for (uint32_t edge = 0; (next = flow_successor(block, edge)) != NULL; edge++) {
            if (next->id == without || seen[next->id])
                continue;
            seen[next->id] = true;
            work[count++] = next;
        }
    }
}

static void find_reachable(const IrBody *body, uint32_t without, bool *seen) {
    find_reachable_from(body, 0, without, seen);
}

static bool check_graph(const IrBody *body) {
    Analyses *analyses = analyses_create(body);
    const Dominators *dominators = analyses_dominators(analyses);
    bool reached[MOST_BLOCKS] = {false};
    find_reachable(body, UINT32_MAX, reached);
    bool good = true;
    for (uint32_t a = 0; a < body->blocks.count; a++) {
        bool without[MOST_BLOCKS] = {false};
        find_reachable(body, a, without);
        for (uint32_t b = 0; b < body->blocks.count; b++)
            if (reached[a] && reached[b])
                good &= dominators_has(dominators, a, b) == !without[b];
    }
    uint32_t position[MOST_BLOCKS] = {0};
    for (uint32_t i = 0; i < dominators->order.count; i++)
        position[dominators->order.ids[i]] = i;
    for (uint32_t i = 1; i < dominators->order.count; i++) {
        uint32_t id = dominators->order.ids[i], up = dominators->immediate[id];
        good &= up != id && dominators_has(dominators, up, id);
        good &= position[up] < i;
    }
    good &= dominators->order.ids[0] == 0;
    analyses_destroy(analyses);
    return good;
}

// Which blocks of the loop can be reached from one by at least one edge, without leaving the loop
// and without its header, if so.
static void find_reachable_in(const IrBody *body, const LoopForest *forest, uint32_t loop,
                              bool without_header, uint32_t from, bool *seen) {
    uint32_t work[MOST_BLOCKS], count = 0;
    work[count++] = from;
    while (count > 0) {
        const IrBlock *block = body->blocks.items[work[--count]];
        IrBlock *next;
        for (uint32_t edge = 0; (next = flow_successor(block, edge)) != NULL; edge++) {
            bool is_closed = without_header && next->id == forest->loops[loop].header;
            if (seen[next->id] || is_closed || !loops_has(forest, loop, next))
                continue;
            seen[next->id] = true;
            work[count++] = next->id;
        }
    }
}

static bool check_entries(const IrBody *body, const LoopForest *forest, uint32_t loop,
                          const bool *reached) {
    bool is_irreducible = false;
    for (uint32_t b = 0; b < body->blocks.count; b++) {
        const IrBlock *block = body->blocks.items[b];
        IrBlock *next;
        for (uint32_t edge = 0; (next = flow_successor(block, edge)) != NULL; edge++)
            is_irreducible |= reached[b] && !loops_has(forest, loop, block) &&
                              loops_has(forest, loop, next) &&
                              next->id != forest->loops[loop].header;
    }
    return is_irreducible == forest->loops[loop].is_irreducible;
}

static bool check_loop(const IrBody *body, const LoopForest *forest, uint32_t number,
                       const bool *reached) {
    const Loop *loop = &forest->loops[number];
    bool from_header[MOST_BLOCKS] = {false};
    bool good = loop->blocks[0] == loop->header && check_entries(body, forest, number, reached);
    find_reachable_in(body, forest, number, false, loop->header, from_header);
    uint32_t count = 0;
    for (uint32_t b = 0; b < body->blocks.count; b++) {
        if (!loops_has(forest, number, body->blocks.items[b]))
            continue;
        count++;
        bool back[MOST_BLOCKS] = {false}, again[MOST_BLOCKS] = {false};
        find_reachable_in(body, forest, number, false, b, back);
        good &= from_header[b] && back[loop->header];
        find_reachable_in(body, forest, number, true, b, again);
        bool is_in_inner = b != loop->header && forest->innermost[b] != number;
        good &= b == loop->header || again[b] == is_in_inner;
    }
    for (uint32_t i = 0; i < loop->block_count; i++)
        good &= loops_has(forest, number, body->blocks.items[loop->blocks[i]]);
    uint32_t depth = loop->parent == LOOP_NONE ? 0 : forest->loops[loop->parent].depth;
    return good && count == loop->block_count && loop->depth == depth + 1 &&
           (loop->parent == LOOP_NONE || loop->parent < number);
}

static bool check_loops(const IrBody *body) {
    Analyses *analyses = analyses_create(body);
    const LoopForest *forest = analyses_loops(analyses);
    bool reached[MOST_BLOCKS] = {false};
    find_reachable(body, UINT32_MAX, reached);
    bool good = true;
    for (uint32_t i = 0; i < forest->count; i++)
        good &= check_loop(body, forest, i, reached);
    // what can be reached from itself is in a loop
    for (uint32_t b = 0; b < body->blocks.count; b++) {
        bool again[MOST_BLOCKS] = {false};
        const IrBlock *next;
        for (uint32_t edge = 0; (next = flow_successor(body->blocks.items[b], edge)) != NULL;
             edge++)
            find_reachable_from(body, next->id, UINT32_MAX, again);
        good &= !reached[b] || again[b] == (forest->innermost[b] != LOOP_NONE);
    }
    analyses_destroy(analyses);
    return good;
}

static void check_random_graphs(bool (*check)(const IrBody *body)) {
    bool good = true;
    for (uint32_t seed = 1; seed <= GRAPHS && good; seed++) {
        random_start(seed);
        IrCase *test = create_graph();
        good = check(test->body);
        if (!good)
            fprintf(stderr, "\n%s\n", ir_case_dump(test));
        ir_case_destroy(test);
    }
    CU_ASSERT(good);
}

static void test_dominators(void) { check_random_graphs(check_graph); }
static void test_loops(void) { check_random_graphs(check_loops); }

// --- Keeping analyses ----------------------------------------------------------------------------

static const char branches[] = "function f(c:bool) -> object\n"
                               "bb0:\n branch c, bb1, bb2\n"
                               "bb1:\n jump bb2\n"
                               "bb2:\n return_error\n";

static void test_answers_are_kept(void) {
    IrCase *test = ir_case_create(branches);
    Analyses *analyses = analyses_create(test->body);
    const Dominators *dominators = analyses_dominators(analyses);
    const Definition *definitions = analyses_definitions(analyses);
    CU_ASSERT_PTR_EQUAL(dominators, analyses_dominators(analyses));
    analyses_end_pass(analyses, KEEPS_ALL);
    CU_ASSERT_PTR_EQUAL(definitions, analyses_definitions(analyses));
    analyses_end_pass(analyses, KEEPS_CFG);
    CU_ASSERT_PTR_EQUAL(dominators, analyses_dominators(analyses));
    CU_ASSERT_PTR_NULL(analyses_find_fault(analyses));
    analyses_destroy(analyses);
    ir_case_destroy(test);
}

// A pass that says that it keeps what it changes.
static bool move_edge(IrModule *module, IrBody *body, Analyses *analyses) {
    (void)module;
    (void)analyses;
    ir_block_terminator(body->blocks.items[0])->aux.targets.blocks[1] = body->blocks.items[1];
    return true;
}

static bool say_nothing(IrModule *module, IrBody *body, Analyses *analyses) {
    move_edge(module, body, analyses);
    return false;
}

static void test_wrong_columns_are_found(void) {
    static const PassInfo passes[] = {{"keeps", move_edge, NULL, KEEPS_CFG},
                                      {"hides", say_nothing, NULL, KEEPS_NOTHING}};
    for (size_t i = 0; i < sizeof passes / sizeof *passes; i++) {
        IrCase *test = ir_case_create(branches);
        Analyses *analyses = analyses_create(test->body);
        CU_ASSERT_PTR_NOT_NULL(pass_run(&passes[i], test->module, test->body, analyses, true));
        analyses_destroy(analyses);
        ir_case_destroy(test);
    }
}

void suite_dominators(void) {
    CU_pSuite suite = CU_add_suite("dominators and loops", NULL, NULL);
    CU_add_test(suite, "dominators of random graphs", test_dominators);
    CU_add_test(suite, "loops of random graphs", test_loops);
    CU_add_test(suite, "analyses are kept", test_answers_are_kept);
    CU_add_test(suite, "what is kept wrongly is found", test_wrong_columns_are_found);
}
