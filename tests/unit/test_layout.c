// Layouts: sizes, alignments and offsets of random structs, unions and C tuples equal those that
// the system's C compiler gives; headers' answers are used; values in a frame do not overlap.

#include "codegen/ir/layout.h"
#include "support/file.h"
#include "support/process.h"
#include "tests/unit/ir_random.h"
#include <CUnit/CUnit.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { STRUCT_COUNT = 400, MEMBER_LIMIT = 7 };

static Compilation *compilation;
static Arena *arena;

static void set_up(void) {
    compilation = compilation_create();
    arena = compilation->arena;
    random_start(1);
}

static void tear_down(void) { compilation_destroy(compilation); }

// --- Random types, in C and as the IR's ----------------------------------------------------------

static const IrCType *new_type(IrCType contents) {
    IrCType *type = ARENA_NEW(arena, IrCType);
    *type = contents;
    type->text = "T";
    return type;
}

static const IrCType *integer_of(uint8_t bits) {
    return new_type((IrCType){.kind = IR_C_INTEGER, .integer = {.bits = bits}});
}

static const IrCType *floating_of(uint8_t bits) {
    return new_type((IrCType){.kind = IR_C_FLOATING, .floating_bits = bits});
}

static const IrCType *complex_of(uint8_t bits) {
    return new_type((IrCType){.kind = IR_C_COMPLEX, .element = floating_of(bits)});
}

static const IrCType *pointer_to(const IrCType *element) {
    return new_type((IrCType){.kind = IR_C_POINTER, .element = element});
}

static const IrCType *array_type(const IrCType *element, uint64_t length) {
    return new_type((IrCType){.kind = IR_C_ARRAY, .array = {.element = element, .length = length}});
}

static const IrCType *ctuple_of(const IrCType *const *items, uint32_t count) {
    const IrCType **copy = ARENA_ARRAY(arena, const IrCType *, count);
    memcpy(copy, items, count * sizeof *copy);
    return new_type((IrCType){.kind = IR_C_CTUPLE, .members = {copy, count}});
}

// A struct of these members.
static IrStruct *struct_of(const IrCType *const *items, uint32_t count) {
    IrStruct *structure = ARENA_NEW(arena, IrStruct);
    structure->fields = ARENA_ARRAY(arena, IrField *, count);
    structure->field_count = count;
    for (uint32_t i = 0; i < count; i++) {
        structure->fields[i] = ARENA_NEW(arena, IrField);
        *structure->fields[i] = (IrField){.type = items[i], .index = i, .structure = structure};
    }
    return structure;
}

static const IrCType *struct_type(IrStruct *structure) {
    return new_type((IrCType){.kind = IR_C_STRUCT, .structure = structure});
}

// A type, and how C declares a variable of it: "int %s", "S3 %s[2]".
typedef struct Sample {
    const IrCType *type;
    const char *declaration;
} Sample;

static Sample samples[STRUCT_COUNT]; // S0, S1, ...
static uint32_t sample_count;

static Sample random_scalar(void) {
    const Sample scalars[] = {
        {integer_of(8), "char %s"},
        {integer_of(8), "signed char %s"},
        {integer_of(16), "short %s"},
        {integer_of(32), "unsigned %s"},
        {new_type((IrCType){.kind = IR_C_BINT}), "int %s"},
        {integer_of(64), "long %s"},
        {integer_of(64), "unsigned long long %s"},
        {integer_of(32), "uint32_t %s"},
        {floating_of(32), "float %s"},
        {floating_of(64), "double %s"},
        {floating_of(80), "long double %s"},
        {complex_of(32), "float _Complex %s"},
        {complex_of(64), "double _Complex %s"},
        {complex_of(80), "long double _Complex %s"},
        {integer_of(128), "__int128 %s"},
        {pointer_to(new_type((IrCType){.kind = IR_C_VOID})), "void *%s"},
        {pointer_to(pointer_to(integer_of(8))), "char **%s"},
        {new_type((IrCType){.kind = IR_C_OBJECT}), "void *%s"},
    };
    return scalars[random_below(sizeof scalars / sizeof *scalars)];
}

static Sample array_of(Sample element, unsigned length) {
    const char *inner = arena_format(arena, "%%s[%u]", length);
    return (Sample){array_type(element.type, length),
                    arena_format(arena, element.declaration, inner)};
}

static Sample random_member(void) {
    bool is_struct = sample_count > 0 && random_below(4) == 0;
    Sample member = is_struct ? samples[random_below(sample_count)] : random_scalar();
    while (random_below(4) == 0)
        member = array_of(member, 1 + random_below(4));
    return member;
}

// A struct, union, packed struct or C tuple; writes the C text of its members.
static const IrCType *random_whole(FILE *text, bool is_tuple, bool is_union, bool is_packed) {
    const IrCType *items[MEMBER_LIMIT];
    unsigned count = 1 + random_below(MEMBER_LIMIT);
    for (unsigned i = 0; i < count; i++) {
        Sample member = random_member();
        fprintf(text, "    ");
        fprintf(text, member.declaration, arena_format(arena, "f%u", i));
        fprintf(text, ";\n");
        items[i] = member.type;
    }
    if (is_tuple)
        return ctuple_of(items, count);
    IrStruct *structure = struct_of(items, count);
    structure->is_complete = true;
    structure->is_union = is_union;
    structure->is_packed = is_packed;
    return struct_type(structure);
}

static void add_sample(FILE *text) {
    unsigned form = random_below(8);
    bool is_tuple = form == 0;
    bool is_union = form == 1;
    bool is_packed = form == 2 || form == 3;
    fprintf(text, "typedef %s %s{\n", is_union ? "union" : "struct",
            is_packed ? "__attribute__((packed)) " : "");
    const IrCType *type = random_whole(text, is_tuple, is_union, is_packed);
    fprintf(text, "} S%u;\n", sample_count);
    samples[sample_count] = (Sample){type, arena_format(arena, "S%u %%s", sample_count)};
    sample_count++;
}

static uint32_t member_count(const IrCType *type) {
    return type->kind == IR_C_STRUCT ? type->structure->field_count : type->members.count;
}

// --- Against the C compiler ----------------------------------------------------------------------

// main() prints a line for each struct: size, alignment, and the offset of each member.
static void add_main(FILE *text) {
    fputs("int main(void) {\n", text);
    for (uint32_t i = 0; i < sample_count; i++) {
        fprintf(text, "printf(\"%%zu %%zu\", sizeof(S%u), _Alignof(S%u));\n", i, i);
        for (uint32_t j = 0; j < member_count(samples[i].type); j++)
            fprintf(text, "printf(\" %%zu\", offsetof(S%u, f%u));\n", i, j);
        fputs("puts(\"\");\n", text);
    }
    fputs("}\n", text);
}

static const char *output_of(const char *const *arguments) {
    ProcessResult result;
    if (process_run(arena, arguments, &result))
        return result.output;
    fprintf(stderr, "\n%s%s\n", result.output, result.errors);
    return NULL;
}

static const char *compile_and_run(const char *directory) {
    const char *compiler = process_find_program(arena, "cc");
    if (compiler == NULL)
        compiler = process_find_program(arena, "clang-19");
    CU_ASSERT_PTR_NOT_NULL_FATAL(compiler);
    const char *program = path_join(arena, directory, "layouts");
    const char *compile[] = {
        compiler, "-w", "-o", program, path_join(arena, directory, "layouts.c"), NULL};
    const char *run[] = {program, NULL};
    return output_of(compile) == NULL ? NULL : output_of(run);
}

static char *our_lines(void) {
    LayoutOracle oracle = {0};
    char *lines;
    size_t length;
    FILE *text = open_memstream(&lines, &length);
    if (text == NULL)
        return NULL;
    for (uint32_t i = 0; i < sample_count; i++) {
        Layout whole = layout_of(&oracle, samples[i].type);
        fprintf(text, "%llu %llu", (unsigned long long)whole.size,
                (unsigned long long)whole.alignment);
        for (uint32_t j = 0; j < member_count(samples[i].type); j++) {
            uint64_t offset = 0;
            CU_ASSERT(layout_of_member(&oracle, samples[i].type, j, &offset));
            fprintf(text, " %llu", (unsigned long long)offset);
        }
        fputc('\n', text);
    }
    fclose(text);
    return lines;
}

static void test_as_the_c_compiler(void) {
    char *directory = mkdtemp(arena_copy_string(arena, "/tmp/zilant-test-XXXXXX"));
    FILE *text = fopen(path_join(arena, directory, "layouts.c"), "w");
    CU_ASSERT_PTR_NOT_NULL(text);
    if (text == NULL)
        return;
    fputs("#include <stddef.h>\n#include <stdint.h>\n#include <stdio.h>\n", text);
    sample_count = 0;
    while (sample_count < STRUCT_COUNT)
        add_sample(text);
    add_main(text);
    fclose(text);
    const char *theirs = compile_and_run(directory);
    char *ours = our_lines();
    CU_ASSERT_PTR_NOT_NULL_FATAL(theirs);
    CU_ASSERT_PTR_NOT_NULL_FATAL(ours);
    CU_ASSERT_STRING_EQUAL(ours, theirs);
    free(ours);
    const char *remove[] = {"/bin/rm", "-r", directory, NULL};
    CU_ASSERT_PTR_NOT_NULL(output_of(remove));
}

// --- What the oracle says ------------------------------------------------------------------------

static IrExtern header_integer;
static IrStruct *header_struct;

static Layout answer_struct(const void *context, const IrStruct *structure) {
    CU_ASSERT_PTR_EQUAL(context, &header_integer);
    return structure == header_struct ? (Layout){24, 8} : (Layout){0, 0};
}

static bool answer_field(const void *context, const IrField *field, uint64_t *offset) {
    (void)context;
    *offset = 16;
    return field == header_struct->fields[0];
}

static uint64_t answer_integer(const void *context, const IrExtern *external) {
    (void)context;
    return external == &header_integer ? 2 : 0;
}

static void test_headers_decide(void) {
    const IrCType *members[] = {integer_of(8), integer_of(8)};
    header_struct = struct_of(members, 2);
    header_struct->is_extern = true;
    const IrCType *known = struct_type(header_struct);
    const IrCType *narrow = new_type(
        (IrCType){.kind = IR_C_INTEGER, .integer = {.bits = 64, .header = &header_integer}});
    const IrCType *items[] = {narrow, narrow, known};
    const IrCType *whole = ctuple_of(items, 3);
    LayoutOracle oracle = {.context = &header_integer,
                           .header_struct = answer_struct,
                           .header_field = answer_field,
                           .header_integer = answer_integer};
    uint64_t offset;
    CU_ASSERT_EQUAL(layout_of(&oracle, narrow).size, 2);
    CU_ASSERT_EQUAL(layout_of(&oracle, whole).size, 32);
    CU_ASSERT(layout_of_member(&oracle, whole, 1, &offset) && offset == 2);
    CU_ASSERT(layout_of_member(&oracle, whole, 2, &offset) && offset == 8);
    CU_ASSERT(layout_of_member(&oracle, known, 0, &offset) && offset == 16);
    CU_ASSERT_FALSE(layout_of_member(&oracle, known, 1, &offset));
    LayoutOracle silent = {0};
    CU_ASSERT_EQUAL(layout_of(&silent, whole).alignment, 0);
    CU_ASSERT_EQUAL(layout_of(&silent, narrow).size, 8); // as the declaration guesses
    CU_ASSERT_FALSE(layout_of_member(&silent, known, 0, &offset));
}

static uint64_t answer_length(const void *context, const IrExtern *length) {
    (void)context;
    return length == &header_integer ? 5 : 0;
}

static void test_header_decides_length(void) {
    const IrCType *array = new_type((IrCType){
        .kind = IR_C_ARRAY, .array = {.element = integer_of(16), .header = &header_integer}});
    const IrCType *items[] = {array, integer_of(32)};
    LayoutOracle oracle = {.header_length = answer_length};
    uint64_t offset;
    CU_ASSERT_EQUAL(length_of_array(&oracle, array), 5);
    CU_ASSERT_EQUAL(layout_of(&oracle, array).size, 10);
    CU_ASSERT(layout_of_member(&oracle, ctuple_of(items, 2), 1, &offset) && offset == 12);
    LayoutOracle silent = {0};
    CU_ASSERT_EQUAL(layout_of(&silent, array).alignment, 0);
}

static void test_forward_declaration_is_unknown(void) {
    LayoutOracle oracle = {0};
    const IrCType *later = struct_type(struct_of(NULL, 0));
    CU_ASSERT_EQUAL(layout_of(&oracle, later).alignment, 0);
    CU_ASSERT_EQUAL(layout_of(&oracle, array_type(later, 3)).alignment, 0);
    CU_ASSERT_EQUAL(layout_of(&oracle, pointer_to(later)).size, 8);
}

// --- Frames --------------------------------------------------------------------------------------

static void test_frame_values_do_not_overlap(void) {
    const IrCType *items[] = {integer_of(8), floating_of(80)};
    const IrCType *pair = ctuple_of(items, 2);
    const IrType kinds[] = {{.kind = IR_BOOL}, {.kind = IR_I16},
                            {.kind = IR_I128}, {.kind = IR_F80},
                            {.kind = IR_DUAL}, {IR_AGGREGATE, pair},
                            {.kind = IR_F32},  {IR_AGGREGATE, array_type(integer_of(8), 3)}};
    LayoutOracle oracle = {0};
    for (unsigned round = 0; round < 100; round++) {
        IrTypeVector values = {0};
        uint64_t offsets[20];
        while (values.count < 20)
            vector_push(arena, &values, kinds[random_below(sizeof kinds / sizeof *kinds)]);
        uint64_t start = 8 * (uint64_t)random_below(10);
        uint64_t slots = layout_of_frame(&oracle, &values, start, offsets);
        uint64_t end = start;
        for (uint32_t i = 0; i < values.count; i++) {
            Layout value = layout_of_raw_value(&oracle, values.items[i]);
            CU_ASSERT(offsets[i] >= end && offsets[i] % value.alignment == 0);
            end = offsets[i] + value.size;
        }
        CU_ASSERT(start + (8 * slots) >= end);
    }
}

void suite_layout(void) {
    CU_pSuite suite = CU_add_suite_with_setup_and_teardown("layout", NULL, NULL, set_up, tear_down);
    CU_add_test(suite, "as the C compiler", test_as_the_c_compiler);
    CU_add_test(suite, "headers decide", test_headers_decide);
    CU_add_test(suite, "a header decides a length", test_header_decides_length);
    CU_add_test(suite, "a forward declaration is unknown", test_forward_declaration_is_unknown);
    CU_add_test(suite, "values in a frame", test_frame_values_do_not_overlap);
}
