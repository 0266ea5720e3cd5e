// C headers: macros, inline functions, structs of partly known layout and variables of a header of
// the test's own reach the module through the shim; a wrong declaration is reported at its place.

#include "support/file.h"
#include "support/process.h"
#include "tests/unit/ir_text.h"
#include <CUnit/CUnit.h>
#include <stdlib.h>
#include <string.h>

static const char header_text[] = "#define LIMIT 1000\n"
                                  "#define TWICE(x) ((x) * 2)\n"
                                  "#define HALF(x) ((x) / 2)\n"
                                  "typedef struct { char hidden[40]; long y; short more; } Point;\n"
                                  "static inline Point make_point(long y)\n"
                                  "{ Point p = {{0}, y, 3}; return p; }\n"
                                  "static inline long point_y(Point p) { return p.y; }\n"
                                  "static Point origin = {{0}, 7, 0};\n"
                                  "typedef unsigned short narrow;\n"
                                  "static narrow narrow_value = 65535;\n";

typedef struct Case {
    IrCase *test;
    Arena *arena;
    TypeTable *types;
    const char *directory;
    ExternHeader header;
    CodegenOptions options;
    IrFunction *function;
    IrBlock *block;
} Case;

static bool run(Case *test, const char *program, const char *argument) {
    ProcessResult result;
    const char *arguments[] = {program, "-c", argument, NULL};
    bool good = process_run(test->arena, arguments, &result);
    if (!good)
        fprintf(stderr, "\n%s%s\n", result.output, result.errors);
    return good;
}

static const char *path_of(Case *test, const char *name) {
    return path_join(test->arena, test->directory, name);
}

// A module with one function f(x: long) -> long and a header beside its source.
static Case *case_create(void) {
    IrCase *ir = ir_case_create("function f(X:i64) -> i64 noexcept\n"
                                "bb0:\n");
    Arena *arena = ir->compilation->arena;
    Case *test = ARENA_NEW(arena, Case);
    test->test = ir;
    test->arena = arena;
    test->types = type_table_create(ir->compilation);
    test->directory = mkdtemp(arena_copy_string(arena, "/tmp/zilant-test-XXXXXX"));
    test->function = ir->function;
    test->block = ir_block_create(ir->function, NULL, NULL);
    test->function->blocks.items[0] = test->block;
    test->function->blocks.count = 1;
    test->block->id = 0;
    test->header.name = intern(ir->compilation, "shapes.h");
    ParsedFile *file = ARENA_NEW(arena, ParsedFile);
    file->source = source_add_text(ir->compilation->sources, path_of(test, "module.pyx"),
                                   SOURCE_PYX, "extern line\nsecond line\n", 24);
    ir->typed.file = file;
    test->header.span = span_of(file->source, 0, 6);
    vector_push(arena, &ir->typed.headers, &test->header);
    Diagnostics *diagnostics = ir->compilation->diagnostics;
    CU_ASSERT(file_write_atomic(arena, diagnostics, path_of(test, "shapes.h"), header_text,
                                strlen(header_text)));
    static const char *includes[] = {NULL, NULL};
    test->options = (CodegenOptions){
        .optimization = 2,
        .cpu = "",
        .runtime_directory = ZILANT_BINARY_DIR "/share/zilant/runtime",
        .include_directories = includes,
        .cache_directory = path_of(test, "cache"),
        .python = {.minor = 11, .tag = "cpython-311"},
    };
    return test;
}

static void case_destroy(Case *test) {
    CU_ASSERT(run(test, "/bin/sh", arena_format(test->arena, "rm -r '%s'", test->directory)));
    ir_case_destroy(test->test);
}

static Symbol *add_symbol(Case *test, Symbol *symbol, SymbolKind kind, const char *name,
                          const Type *type) {
    symbol->kind = kind;
    symbol->name = intern(test->test->compilation, name);
    symbol->type = type;
    symbol->is_extern = true;
    symbol->header = &test->header;
    symbol->span = span_of(test->test->typed.file->source, 12, 18);
    return symbol;
}

static Symbol *variable(Case *test, const char *name, const Type *type) {
    return add_symbol(test, ARENA_NEW(test->arena, Symbol), SYMBOL_C_VARIABLE, name, type);
}

static FunctionSymbol *c_function(Case *test, const char *name, const Type *result,
                                  const Type *parameter) {
    FunctionSymbol *symbol = ARENA_NEW(test->arena, FunctionSymbol);
    SignatureParameter *parameters = ARENA_NEW(test->arena, SignatureParameter);
    parameters->type = parameter;
    Type signature = {.kind = TYPE_FUNCTION};
    signature.function.result = result;
    signature.function.parameters = parameters;
    signature.function.count = 1;
    signature.function.exception.rule = EXCEPTION_RULE_NEVER;
    add_symbol(test, &symbol->symbol, SYMBOL_FUNCTION, name,
               type_function(test->types, &signature));
    return symbol;
}

static const Type *point_type(Case *test, Symbol **field) {
    StructSymbol *symbol = ARENA_NEW(test->arena, StructSymbol);
    symbol->is_typedef = true;
    *field = ARENA_NEW(test->arena, Symbol);
    add_symbol(test, *field, SYMBOL_FIELD, "y", type_common(test->types)->long_);
    vector_push(test->arena, &symbol->fields, *field);
    add_symbol(test, &symbol->symbol, SYMBOL_TYPE, "Point", NULL);
    symbol->symbol.type = type_struct(test->types, symbol);
    return symbol->symbol.type;
}

static IrOp *add_op(Case *test, IrOpcode code, IrType type, const IrValue *operands,
                    uint32_t count) {
    IrRegisterId result =
        type.kind == IR_VOID ? IR_NO_REGISTER : ir_register_create(test->function, type, NULL);
    IrOp *op = ir_op_create(test->function, code, NO_SPAN, result, operands, count);
    ir_block_append(test->function, test->block, op);
    return op;
}

static IrValue call(Case *test, FunctionSymbol *function, IrValue argument) {
    IrType result = ir_type_of(function->symbol.type->function.result);
    IrOp *op = add_op(test, IR_OP_CALL_EXTERN, result, &argument, 1);
    op->aux.extern_function = function;
    return ir_reg(op->result);
}

static IrValue load_field(Case *test, IrValue pointer, Symbol *field) {
    IrOp *address = add_op(test, IR_OP_FIELD, (IrType){.kind = IR_POINTER}, &pointer, 1);
    address->aux.symbol = field;
    IrValue place = ir_reg(address->result);
    return ir_reg(add_op(test, IR_OP_LOAD, (IrType){.kind = IR_I64}, &place, 1)->result);
}

static IrValue add(Case *test, IrValue left, IrValue right) {
    IrValue operands[] = {left, right};
    return ir_reg(add_op(test, IR_OP_ADD, (IrType){.kind = IR_I64}, operands, 2)->result);
}

static void finish(Case *test, IrValue result) {
    add_op(test, IR_OP_RETURN, (IrType){.kind = IR_VOID}, &result, 1);
}

// The address of an aggregate in a register.
static IrValue address_of(Case *test, IrValue value, const Type *type) {
    test->function->registers.items[value.reg].address_taken = true;
    IrType pointer = {IR_POINTER, type_pointer(test->types, type)};
    return ir_reg(add_op(test, IR_OP_ADDRESS, pointer, &value, 1)->result);
}

static const char *emit_text(Case *test) {
    const char *path = path_of(test, "module.ll");
    // The function is not referred to: keep it by making it the module's body.
    if (!emit_module(test->test->module, &test->options, EMIT_LLVM_OPTIMIZED, path, NULL))
        return NULL;
    size_t length;
    int error;
    return file_read(test->arena, path, SIZE_MAX / 2, &length, &error);
}

// A function pointer in the vtable keeps `f` alive; here its address is stored by the module's
// body.
static void keep_function(Case *test) {
    IrModule *module = test->test->module;
    IrFunction *body = ir_function_create(module, IR_ROLE_MODULE_BODY, NULL, "zi_module_body");
    body->result = (IrType){.kind = IR_VOID};
    body->convention = IR_RETURNS_STATUS;
    IrBlock *block = ir_block_create(body, NULL, NULL);
    IrRegisterId pointer = ir_register_create(body, (IrType){.kind = IR_POINTER}, NULL);
    IrRegisterId number = ir_register_create(body, (IrType){.kind = IR_I64}, NULL);
    IrRegisterId object = ir_register_create(body, (IrType){.kind = IR_OBJECT}, NULL);
    IrOp *op = ir_op_create(body, IR_OP_FUNCTION_ADDRESS, NO_SPAN, pointer, NULL, 0);
    op->aux.function = test->function;
    ir_block_append(body, block, op);
    IrValue address = ir_reg(pointer), value = ir_reg(number);
    ir_block_append(body, block, ir_op_create(body, IR_OP_CONVERT, NO_SPAN, number, &address, 1));
    ir_block_append(body, block, ir_op_create(body, IR_OP_BOX_INT, NO_SPAN, object, &value, 1));
    uint32_t name = ir_constant_name(module, intern(test->test->compilation, "address"));
    IrValue values[] = {ir_int(IR_I64, name), ir_reg(object)};
    op = ir_op_create(body, IR_OP_CALL_RUNTIME, NO_SPAN, IR_NO_REGISTER, values, 2);
    op->aux.runtime.id = RUNTIME_store_global;
    ir_block_append(body, block, op);
    ir_block_append(body, block,
                    ir_op_create(body, IR_OP_RETURN, NO_SPAN, IR_NO_REGISTER, NULL, 0));
    module->module_body = body;
    pass_exceptions(module, body);
    pass_refcount(module, body);
    pass_cleanup(module, body);
}

static IrValue argument(const Case *test) { return ir_reg(test->function->parameters[0]); }

// Everything of the header folds: f(x) is 1000 + 2x + (x as unsigned)/2 + x + x + 7 + 65535.
static void build_everything(Case *test) {
    const CommonTypes *common = type_common(test->types);
    Symbol *field;
    const Type *point = point_type(test, &field);
    IrType i64 = {IR_I64, common->long_};
    IrOp *limit = add_op(test, IR_OP_EXTERN_VALUE, i64, NULL, 0);
    limit->aux.symbol = variable(test, "LIMIT", common->long_);
    IrValue sum = ir_reg(limit->result);
    sum = add(test, sum,
              call(test, c_function(test, "TWICE", common->long_, common->long_), argument(test)));
    sum = add(test, sum,
              call(test, c_function(test, "HALF", common->ulong, common->ulong), argument(test)));
    IrValue made = call(test, c_function(test, "make_point", point, common->long_), argument(test));
    sum = add(test, sum, load_field(test, address_of(test, made, point), field));
    sum = add(test, sum, call(test, c_function(test, "point_y", common->long_, point), made));
    IrOp *origin = add_op(test, IR_OP_EXTERN_ADDRESS, (IrType){.kind = IR_POINTER}, NULL, 0);
    origin->aux.symbol = variable(test, "origin", point);
    sum = add(test, sum, load_field(test, ir_reg(origin->result), field));
    Symbol *narrow = add_symbol(test, ARENA_NEW(test->arena, Symbol), SYMBOL_TYPE, "narrow", NULL);
    const Type *narrow_type = type_header_integer(test->types, narrow, common->long_);
    IrOp *address = add_op(test, IR_OP_EXTERN_ADDRESS, (IrType){.kind = IR_POINTER}, NULL, 0);
    address->aux.symbol = variable(test, "narrow_value", narrow_type);
    IrValue place = ir_reg(address->result);
    IrType narrow_register = {IR_I64, narrow_type};
    IrOp *load = add_op(test, IR_OP_LOAD, narrow_register, &place, 1);
    sum = add(test, sum, ir_reg(load->result));
    finish(test, sum);
}

static bool holds(const char *text, const char *part) {
    return text != NULL && strstr(text, part) != NULL;
}

static void test_header_is_inlined(void) {
    Case *test = case_create();
    build_everything(test);
    keep_function(test);
    const char *text = emit_text(test);
    diag_flush(test->test->compilation->diagnostics, stderr, DIAG_FORMAT_TEXT, false);
    CU_ASSERT_FALSE(holds(text, "call i64 @zi_shim"));
    // The parts that are constants have been added up.
    CU_ASSERT_TRUE(holds(text, "66542"));
    CU_ASSERT_TRUE(holds(text, "lshr i64"));
    case_destroy(test);
}

// The second build takes the bitcode from the cache; a changed header is compiled again.
static void test_cache(void) {
    Case *first = case_create();
    build_everything(first);
    keep_function(first);
    CU_ASSERT_PTR_NOT_NULL(emit_text(first));
    const char *count = "cd '%s/cache' && test $(ls *.bc | wc -l) = %d";
    CU_ASSERT(run(first, "/bin/sh", arena_format(first->arena, count, first->directory, 1)));
    CU_ASSERT_PTR_NOT_NULL(emit_text(first));
    CU_ASSERT(run(first, "/bin/sh", arena_format(first->arena, count, first->directory, 1)));
    const char *change = "cd '%s' && sed -i s/1000/2000/ shapes.h";
    CU_ASSERT(run(first, "/bin/sh", arena_format(first->arena, change, first->directory)));
    const char *text = emit_text(first);
    CU_ASSERT_TRUE(holds(text, "67542"));
    CU_ASSERT(run(first, "/bin/sh", arena_format(first->arena, count, first->directory, 2)));
    case_destroy(first);
}

// Emits and expects one message with this text.
static void expect_message(Case *test, const char *message) {
    char *text = NULL;
    size_t size = 0;
    CU_ASSERT_PTR_NULL(emit_text(test));
    FILE *stream = open_memstream(&text, &size);
    diag_flush(test->test->compilation->diagnostics, stream, DIAG_FORMAT_TEXT, false);
    fclose(stream);
    if (strstr(text, message) == NULL)
        fprintf(stderr, "\n%s\n", text);
    CU_ASSERT_PTR_NOT_NULL(strstr(text, message));
    CU_ASSERT_EQUAL(diag_error_count(test->test->compilation->diagnostics), 1);
    free(text);
}

static void test_wrong_declaration(void) {
    Case *test = case_create();
    const Type *number = type_common(test->types)->long_;
    finish(test, call(test, c_function(test, "nowhere", number, number), argument(test)));
    keep_function(test);
    expect_message(test, "module.pyx:2:1: error[E0611]: 'nowhere' does not agree");
    case_destroy(test);
}

static void test_missing_header(void) {
    Case *test = case_create();
    const Type *number = type_common(test->types)->long_;
    test->header.name = intern(test->test->compilation, "missing.h");
    finish(test, call(test, c_function(test, "nowhere", number, number), argument(test)));
    keep_function(test);
    expect_message(test, "module.pyx:1:1: error[E0611]: 'missing.h' does not agree");
    case_destroy(test);
}

static void test_missing_compiler(void) {
    Case *test = case_create();
    const Type *number = type_common(test->types)->long_;
    test->options.c_compiler = "no-such-clang";
    finish(test, call(test, c_function(test, "TWICE", number, number), argument(test)));
    keep_function(test);
    expect_message(test, "error[E0610]: C headers need clang: 'no-such-clang'");
    case_destroy(test);
}

static const CU_TestInfo tests[] = {
    {"a header's declarations are inlined", test_header_is_inlined},
    {"the cache of shims", test_cache},
    {"a declaration that C does not have", test_wrong_declaration},
    {"a header that is missing", test_missing_header},
    {"a compiler that is missing", test_missing_compiler},
};

void suite_shim(void) {
    CU_pSuite suite = CU_add_suite("shim", NULL, NULL);
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++)
        CU_add_test(suite, tests[i].pName, tests[i].pTestFunc);
}
