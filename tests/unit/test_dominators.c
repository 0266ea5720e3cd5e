// Dominators: random CFGs, against the definition: a dominates b if b cannot be reached without a.

#include "codegen/analysis/analysis.h"
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

// Which blocks can be reached without going through one of them.
static void find_reachable(const IrBody *body, uint32_t without, bool *seen) {
    const IrBlock *work[MOST_BLOCKS];
    uint32_t count = 0;
    if (without != 0) {
        seen[0] = true;
        work[count++] = body->blocks.items[0];
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

static bool check_graph(const IrBody *body) {
    Arena *arena = arena_create();
    Dominators dominators = dominators_find(arena, body);
    bool reached[MOST_BLOCKS] = {false};
    find_reachable(body, UINT32_MAX, reached);
    bool good = true;
    for (uint32_t a = 0; a < body->blocks.count; a++) {
        bool without[MOST_BLOCKS] = {false};
        find_reachable(body, a, without);
        for (uint32_t b = 0; b < body->blocks.count; b++)
            if (reached[a] && reached[b])
                good &= dominators_has(&dominators, a, b) == !without[b];
    }
    uint32_t position[MOST_BLOCKS] = {0};
    for (uint32_t i = 0; i < dominators.order.count; i++)
        position[dominators.order.ids[i]] = i;
    for (uint32_t i = 1; i < dominators.order.count; i++) {
        uint32_t id = dominators.order.ids[i], up = dominators.immediate[id];
        good &= up != id && dominators_has(&dominators, up, id);
        good &= position[up] < i;
    }
    good &= dominators.order.ids[0] == 0;
    arena_destroy(arena);
    return good;
}

static void test_random_graphs(void) {
    bool good = true;
    for (uint32_t seed = 1; seed <= GRAPHS && good; seed++) {
        random_start(seed);
        IrCase *test = create_graph();
        good = check_graph(test->body);
        if (!good)
            fprintf(stderr, "\n%s\n", ir_case_dump(test));
        ir_case_destroy(test);
    }
    CU_ASSERT(good);
}

void suite_dominators(void) {
    CU_pSuite suite = CU_add_suite("dominators", NULL, NULL);
    CU_add_test(suite, "random graphs", test_random_graphs);
}
