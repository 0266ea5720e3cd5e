// Cases of IR in text; see ir_text.h.

#include "tests/unit/ir_text.h"
#include <CUnit/CUnit.h>
#include <stdlib.h>
#include <string.h>

// What the cases refer to.
static const char prelude[] = "type <object> object\n"
                              "type <double> floating 64\n"
                              "type <long> integer 64 signed\n"
                              "type <double[:]> memoryview <double> direct strided\n";
// A module with a class needs a static state, so only cases that use it get it.
static const char box[] = "class Box\n"
                          "    field value <object> VISIBILITY_PRIVATE\n";

static const char callable[] = "callable f name 'f' qualified 'f'\n";

IrCase *ir_case_create(const char *text) {
    Compilation *compilation = compilation_create();
    IrCase *test = ARENA_NEW(compilation->arena, IrCase);
    test->compilation = compilation;
    // The text may bring the module's line, its first one, itself.
    bool has_head = strncmp(text, "module ", strlen("module ")) == 0;
    size_t head = has_head ? strcspn(text, "\n") : 0;
    const char *line = has_head ? arena_copy_bytes(compilation->arena, text, head)
                                : "module 'module' source 'test.pyx'";
    bool has_box = strstr(text, "Box.value") != NULL;
    bool has_callable = strstr(text, " of f") != NULL && strstr(text, "callable f ") == NULL;
    const char *whole = arena_format(compilation->arena, "%s\n%s%s%s%s", line, prelude,
                                     has_box ? box : "", has_callable ? callable : "", text + head);
    const Source *source =
        source_add_text(compilation->sources, "case.ir", SOURCE_VIRTUAL, whole, strlen(whole));
    test->module = ir_read_module(compilation, source);
    if (test->module == NULL) {
        diag_flush(compilation->diagnostics, stderr, DIAG_FORMAT_TEXT, false);
        abort();
    }
    test->body = vector_last(&test->module->bodies);
    return test;
}

void ir_case_destroy(IrCase *test) {
    ir_module_destroy(test->module);
    compilation_destroy(test->compilation);
}

char *ir_case_dump(const IrCase *test) {
    char *text = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&text, &size);
    ir_dump_body(test->module, test->body, stream);
    fclose(stream);
    char *copy = arena_copy_bytes(test->compilation->arena, text, size);
    free(text);
    return copy;
}

static const PassInfo *find_pass(PassFunction *run) {
    for (unsigned i = 0; i < pass_count; i++)
        if (pass_infos[i].run == run)
            return &pass_infos[i];
    abort();
}

const char *ir_case_run(IrCase *test, PassFunction *pass) {
    Analyses *analyses = analyses_create(test->body);
    const char *fault = pass_run(find_pass(pass), test->module, test->body, analyses, true);
    analyses_destroy(analyses);
    return fault != NULL ? fault
                         : ir_find_fault(test->compilation->arena, test->module, test->body);
}

void ir_case_finish(IrCase *test) {
    IrModule *module = test->module;
    bool is_late = false;
    for (unsigned i = 0; i < pass_count; i++) {
        const PassInfo *pass = &pass_infos[i];
        is_late = is_late || strcmp(pass->name, "exceptions") == 0;
        if (is_late && pass->run_module != NULL)
            pass->run_module(module);
        for (uint32_t j = 0; is_late && pass->run != NULL && j < module->bodies.count; j++) {
            Analyses *analyses = analyses_create(module->bodies.items[j]);
            pass_run(pass, module, module->bodies.items[j], analyses, false);
            analyses_destroy(analyses);
            ir_verify(module, module->bodies.items[j], pass->name);
        }
    }
    ir_state_complete(module);
}

bool ir_case_has(const IrCase *test, const char *text) {
    return strstr(ir_case_dump(test), text) != NULL;
}

uint32_t ir_case_count(const IrCase *test, IrOpcode code) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < test->body->blocks.count; i++) {
        const IrBlock *block = test->body->blocks.items[i];
        for (uint32_t j = 0; j < block->ops.count; j++)
            count += block->ops.items[j]->code == code;
    }
    return count;
}

// --- What tests expect ---------------------------------------------------------------------------

static const char *find_fault(const IrCase *test) {
    return ir_find_fault(test->compilation->arena, test->module, test->body);
}

IrCase *ir_case_passed(const char *text, PassFunction *pass) {
    IrCase *test = ir_case_create(text);
    char *before = ir_case_dump(test);
    const char *fault = find_fault(test);
    if (fault == NULL)
        fault = ir_case_run(test, pass);
    if (fault != NULL)
        fprintf(stderr, "\n%s\n%s\n%s\n", fault, before, ir_case_dump(test));
    CU_ASSERT_PTR_NULL(fault);
    return test;
}

void ir_case_expect(const IrCase *test, bool condition) {
    if (!condition)
        fprintf(stderr, "\n%s\n", ir_case_dump(test));
    CU_ASSERT(condition);
}

void ir_case_expect_fault(const char *text, const char *expected) {
    IrCase *test = ir_case_create(text);
    const char *fault = find_fault(test);
    bool good = expected == NULL ? fault == NULL : fault != NULL && strstr(fault, expected) != NULL;
    if (!good)
        fprintf(stderr, "\nexpected %s, found %s\n", expected != NULL ? expected : "no fault",
                fault != NULL ? fault : "none");
    CU_ASSERT(good);
    ir_case_destroy(test);
}

void ir_case_check_balance(IrCase *test) {
    static PassFunction *const passes[] = {
        pass_exceptions, pass_ssa,  pass_copies,   pass_checks, pass_speculation,
        pass_floats,     pass_dead, pass_refcount, pass_frames,
    };
    const char *fault = find_fault(test), *before = "";
    for (size_t i = 0; fault == NULL && i < sizeof passes / sizeof *passes; i++) {
        before = ir_case_dump(test);
        fault = ir_case_run(test, passes[i]);
    }
    if (fault == NULL)
        fault = ir_case_find_imbalance(test);
    if (fault != NULL)
        fprintf(stderr, "\n%s\n%s\n%s\n", fault, before, ir_case_dump(test));
    CU_ASSERT_PTR_NULL(fault);
}
