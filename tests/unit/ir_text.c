// Reads IR from text; see ir_text.h.

#include "tests/unit/ir_text.h"
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { LINES = 200 };

typedef struct Reader {
    IrCase *test;
    const char *at;
    Map registers; // const Name * -> register + 1
    const Source *source;
} Reader;

static _Noreturn void fail(const Reader *reader, const char *message) {
    fprintf(stderr, "IR text: %s at: %.40s\n", message, reader->at);
    abort();
}

static void skip_blanks(Reader *reader) {
    while (*reader->at == ' ')
        reader->at++;
}

static void skip_lines(Reader *reader) {
    while (isspace((unsigned char)*reader->at))
        reader->at++;
}

static bool accept(Reader *reader, const char *text) {
    skip_blanks(reader);
    size_t length = strlen(text);
    if (strncmp(reader->at, text, length) != 0)
        return false;
    reader->at += length;
    return true;
}

static void expect(Reader *reader, const char *text) {
    if (!accept(reader, text))
        fail(reader, text);
}

static bool is_word(char c) { return isalnum((unsigned char)c) || c == '_'; }

// Reads a word; an empty one if there is none.
static const char *read_word(Reader *reader) {
    skip_blanks(reader);
    const char *start = reader->at;
    while (is_word(*reader->at))
        reader->at++;
    return arena_copy_bytes(reader->test->compilation->arena, start, (size_t)(reader->at - start));
}

static const char *peek_word(Reader *reader) {
    const char *start = reader->at;
    const char *word = read_word(reader);
    reader->at = start;
    return word;
}

static IrKind read_kind(Reader *reader) {
    const char *word = read_word(reader);
    for (int kind = 0; kind < IR_KIND_COUNT; kind++)
        if (strcmp(word, ir_kind_text((IrKind)kind)) == 0)
            return (IrKind)kind;
    fail(reader, "unknown kind");
}

static const Type *some_type(const Reader *reader, IrKind kind) {
    Type *type = ARENA_NEW(reader->test->compilation->arena, Type);
    type->kind = kind == IR_VIEW ? TYPE_MEMORYVIEW : TYPE_OBJECT;
    type->text = kind == IR_VIEW ? "double[:]" : "object";
    if (kind != IR_VIEW)
        return type;
    Type *element = ARENA_NEW(reader->test->compilation->arena, Type);
    element->kind = TYPE_FLOATING;
    element->text = "double";
    element->floating_bits = 64;
    type->memoryview.element = element;
    type->memoryview.dimensions = 1;
    return type;
}

// Reads a register's name, and its kind where it is declared.
static IrRegisterId read_register(Reader *reader, bool is_parameter) {
    const Name *name = intern(reader->test->compilation, read_word(reader));
    uintptr_t known = (uintptr_t)map_get(&reader->registers, name);
    if (known != 0) {
        if (*reader->at == ':') {
            reader->at++;
            read_kind(reader);
        }
        return (IrRegisterId)known - 1;
    }
    if (*reader->at != ':')
        fail(reader, "register without a kind");
    reader->at++;
    IrType type = {.kind = read_kind(reader)};
    type.type = type.kind == IR_VIEW ? some_type(reader, IR_VIEW) : NULL;
    const Name *shown = isupper((unsigned char)name->text[0]) ? name : NULL;
    IrFunction *function = reader->test->function;
    IrRegisterId id = is_parameter ? ir_parameter_create(function, type, shown)
                                   : ir_register_create(function, type, shown);
    map_put(reader->test->compilation->arena, &reader->registers, name,
            (void *)(uintptr_t)(id + 1));
    return id;
}

static IrBlock *find_block(const Reader *reader, uint32_t number) {
    IrFunction *function = reader->test->function;
    while (function->blocks.count <= number)
        ir_block_create(function, NULL, NULL);
    return function->blocks.items[number];
}

static IrBlock *read_block(Reader *reader) {
    expect(reader, "bb");
    return find_block(reader, (uint32_t)strtoul(reader->at, (char **)&reader->at, 10));
}

static IrValue read_operand(Reader *reader) {
    accept(reader, "&");
    skip_blanks(reader);
    if (isdigit((unsigned char)*reader->at) || *reader->at == '-') {
        char *end;
        double real = strtod(reader->at, &end);
        bool is_real = memchr(reader->at, '.', (size_t)(end - reader->at)) != NULL;
        reader->at = end;
        IrKind kind = is_real ? IR_F64 : IR_I64;
        if (accept(reader, ":"))
            kind = read_kind(reader);
        return is_real ? ir_real(kind, real) : ir_int(kind, (int64_t)real);
    }
    if (strcmp(peek_word(reader), "null") == 0) {
        expect(reader, "null");
        expect(reader, ":");
        return ir_null(read_kind(reader));
    }
    return ir_reg(read_register(reader, false));
}

static IrOpcode read_opcode(Reader *reader) {
    const char *word = read_word(reader);
    for (int code = 0; code < IR_OPCODE_COUNT; code++)
        if (strcmp(word, ir_op_infos[code].text) == 0)
            return (IrOpcode)code;
    fail(reader, "unknown operation");
}

static uint16_t read_flags(Reader *reader) {
    static const char *const names[] = {
        "unsigned", "no_wrap",  "target_unsigned", "checked",  "wraparound", "last_contiguous",
        "inplace",  "not_none", "needs_ensure",    "writable", "unlikely"};
    unsigned flags = 0;
    while (*reader->at == '.') {
        reader->at++;
        const char *word = read_word(reader);
        unsigned i = 0;
        while (i < sizeof names / sizeof names[0] && strcmp(names[i], word) != 0)
            i++;
        flags |= 1U << i;
    }
    return (uint16_t)flags;
}

static const char *operator_text(int family, int value) {
    return family == 0   ? CompareOperator_text((CompareOperator)value)
           : family == 1 ? BinaryOperator_text((BinaryOperator)value)
                         : UnaryOperator_text((UnaryOperator)value);
}

// Operators are written as in Python, anything else as a number.
static int64_t read_number(Reader *reader, IrOpcode code) {
    bool is_compare = strstr(ir_op_infos[code].text, "compare") != NULL;
    bool is_binary = strstr(ir_op_infos[code].text, "binary") != NULL;
    bool is_unary = strstr(ir_op_infos[code].text, "unary") != NULL;
    skip_blanks(reader);
    if (!is_compare && !is_binary && !is_unary)
        return strtoll(reader->at, (char **)&reader->at, 10);
    int best = -1;
    size_t length = 0;
    int count = is_compare ? COMPARE_NOT_IN + 1 : is_binary ? BINARY_BIT_XOR + 1 : UNARY_NOT + 1;
    for (int i = 0; i < count; i++) {
        const char *text = operator_text(is_compare ? 0 : is_binary ? 1 : 2, i);
        if (strlen(text) > length && strncmp(reader->at, text, strlen(text)) == 0) {
            best = i;
            length = strlen(text);
        }
    }
    if (best < 0)
        fail(reader, "unknown operator");
    reader->at += length;
    return best;
}

static RuntimeId read_runtime(Reader *reader) {
    const char *word = read_word(reader);
    for (int id = 0; id < RUNTIME_COUNT; id++)
        if (strcmp(word, runtime_infos[id].name) == 0)
            return (RuntimeId)id;
    fail(reader, "unknown runtime function");
}

static IrFunction *read_function_name(Reader *reader) {
    const char *word = read_word(reader);
    IrModule *module = reader->test->module;
    for (uint32_t i = 0; i < module->functions.count; i++)
        if (strcmp(module->functions.items[i]->link_name, word) == 0)
            return module->functions.items[i];
    fail(reader, "unknown function");
}

static uint32_t read_constant(Reader *reader) {
    const char *word = read_word(reader);
    bool is_int = isdigit((unsigned char)word[0]);
    IrConstant constant = {.kind = is_int ? IR_CONSTANT_INT : IR_CONSTANT_STR,
                           .text = {word, (uint32_t)strlen(word)}};
    return ir_constant_add(reader->test->module, &constant);
}

static void read_aux(Reader *reader, IrOp *op) {
    IrModule *module = reader->test->module;
    switch (ir_op_infos[op->code].aux) {
    case IR_AUX_NUMBER:
        op->aux.number = read_number(reader, (IrOpcode)op->code);
        break;
    case IR_AUX_CONSTANT:
        op->aux.constant = read_constant(reader);
        break;
    case IR_AUX_TEXT:
        op->aux.text = (Text){read_word(reader), 0};
        op->aux.text.length = (uint32_t)strlen(op->aux.text.bytes);
        break;
    case IR_AUX_TYPE:
        expect(reader, "<x>");
        op->aux.type = some_type(reader, op->code == IR_OP_VIEW_ELEMENT ? IR_VIEW : IR_OBJECT);
        break;
    case IR_AUX_SYMBOL: {
        Symbol *symbol = ARENA_NEW(module->arena, Symbol);
        symbol->name = intern(reader->test->compilation, read_word(reader));
        op->aux.symbol = symbol;
        break;
    }
    case IR_AUX_FUNCTION:
        op->aux.function = read_function_name(reader);
        break;
    case IR_AUX_RUNTIME:
        op->aux.runtime.id = read_runtime(reader);
        break;
    case IR_AUX_CALL:
        op->aux.call.keyword_names = IR_NO_CONSTANT;
        if (op->code == IR_OP_LOAD_METHOD)
            op->aux.call.name = read_constant(reader);
        break;
    default:
        break;
    }
}

static bool at_line_end(Reader *reader) {
    skip_blanks(reader);
    return *reader->at == '\n' || *reader->at == '\0' || *reader->at == '@';
}

static void read_operands(Reader *reader, IrOp *op) {
    IrValue operands[64];
    IrBlock *targets[64];
    int64_t cases[64] = {0};
    uint32_t count = 0, target_count = 0;
    while (!at_line_end(reader)) {
        skip_blanks(reader);
        if (ir_op_infos[op->code].aux == IR_AUX_TARGETS && strncmp(reader->at, "bb", 2) == 0 &&
            isdigit((unsigned char)reader->at[2])) {
            if (target_count > 0)
                cases[target_count - 1] = target_count;
            targets[target_count++] = read_block(reader);
        } else {
            operands[count++] = read_operand(reader);
        }
        accept(reader, ",");
    }
    Arena *arena = reader->test->function->arena;
    op->operands = ARENA_ARRAY(arena, IrValue, count + 1);
    memcpy(op->operands, operands, count * sizeof(IrValue));
    op->operand_count = count;
    if (ir_op_infos[op->code].aux != IR_AUX_TARGETS)
        return;
    ir_op_set_targets(reader->test->function, op, targets, target_count);
    op->aux.targets.cases = ARENA_ARRAY(arena, int64_t, 64);
    memcpy(op->aux.targets.cases, cases, sizeof cases);
}

// Do results stand here: names, kinds, `(new)`, commas, then `=`?
static bool has_results(const Reader *reader) {
    const char *at = reader->at;
    while (is_word(*at) || (*at != '\0' && strchr(":(), ", *at) != NULL))
        at++;
    return *at == '=';
}

// `a:object(new), b:bool =`: of an op that sets several; `(new)` marks those that own a reference.
static void read_results(Reader *reader, IrOp *op) {
    IrRegisterId results[64];
    while (!accept(reader, "=")) {
        results[op->result_count] = read_register(reader, false);
        if (accept(reader, "(new)"))
            op->owned_results |= UINT64_C(1) << op->result_count;
        op->result_count++;
        accept(reader, ",");
    }
    op->results = ARENA_ARRAY(reader->test->function->arena, IrRegisterId, op->result_count);
    memcpy(op->results, results, op->result_count * sizeof *results);
}

static void read_op(Reader *reader, IrBlock *block) {
    IrFunction *function = reader->test->function;
    IrOp set = {0};
    if (has_results(reader))
        read_results(reader, &set);
    IrOp *op = ir_op_create(function, read_opcode(reader), NO_SPAN, IR_NO_REGISTER, NULL, 0);
    if (ir_op_infos[op->code].result == IR_RESULT_MANY) {
        op->results = set.results;
        op->result_count = set.result_count;
        op->owned_results = set.owned_results;
    } else if (set.result_count == 1) {
        op->result = set.results[0];
    } else if (set.result_count > 1) {
        fail(reader, "more results than the op has");
    }
    op->flags = read_flags(reader);
    read_aux(reader, op);
    read_operands(reader, op);
    if (accept(reader, "@")) {
        uint32_t line = (uint32_t)strtoul(reader->at, (char **)&reader->at, 10);
        op->span = span_of(reader->source, line - 1, line);
    }
    if (op->code == IR_OP_ADDRESS)
        function->registers.items[op->operands[0].reg].address_taken = true;
    ir_block_append(function, block, op);
}

static void read_block_head(Reader *reader, IrBlock **block) {
    *block = read_block(reader);
    while (!accept(reader, ":")) {
        if (accept(reader, "handler="))
            (*block)->handler = read_block(reader);
        else if (strcmp(peek_word(reader), "header") == 0)
            (*block)->is_loop_header = read_word(reader)[0] == 'h';
        else if ((*block)->label = read_word(reader), (*block)->label[0] == '\0')
            fail(reader, "block head");
    }
}

static void set_option(Reader *reader, IrFunction *function, const char *word) {
    if (strcmp(word, "nogil") == 0)
        function->nogil = true;
    else if (strcmp(word, "generator") == 0)
        function->is_generator = true;
    else if (strcmp(word, "wrapper") == 0)
        function->role = IR_ROLE_WRAPPER;
    else if (strcmp(word, "closure") == 0)
        function->has_closure = true;
    else if (strcmp(word, "status") == 0)
        function->convention = IR_RETURNS_STATUS;
    else if (strcmp(word, "dual") == 0)
        function->convention = IR_RETURNS_DUAL;
    else if (strcmp(word, "noexcept") == 0)
        function->convention = IR_RETURNS_NO_ERROR;
    else
        fail(reader, "unknown option");
}

static void read_function_head(Reader *reader) {
    IrFunction *function =
        ir_function_create(reader->test->module, IR_ROLE_BODY, NULL, read_word(reader));
    reader->test->function = function;
    reader->registers = (Map){0};
    function->convention = IR_RETURNS_NULL;
    expect(reader, "(");
    while (!accept(reader, ")")) {
        read_register(reader, true);
        accept(reader, ",");
    }
    expect(reader, "->");
    function->result.kind = read_kind(reader);
    while (!at_line_end(reader))
        set_option(reader, function, read_word(reader));
}

IrCase *ir_case_create(const char *text) {
    Compilation *compilation = compilation_create();
    IrCase *test = ARENA_NEW(compilation->arena, IrCase);
    test->compilation = compilation;
    test->typed.compilation = compilation;
    test->typed.name = "module";
    test->module = ir_module_create(&test->typed);
    char *lines = arena_allocate(compilation->arena, LINES);
    memset(lines, '\n', LINES);
    Reader reader = {.test = test, .at = text};
    reader.source = source_add_text(compilation->sources, "test.pyx", SOURCE_VIRTUAL, lines, LINES);
    IrBlock *block = NULL;
    for (skip_lines(&reader); *reader.at != '\0'; skip_lines(&reader)) {
        if (strcmp(peek_word(&reader), "function") == 0) {
            read_word(&reader);
            read_function_head(&reader);
        } else if (strncmp(reader.at, "bb", 2) == 0 && isdigit((unsigned char)reader.at[2])) {
            read_block_head(&reader, &block);
        } else {
            read_op(&reader, block);
        }
    }
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
    ir_dump_function(test->module, test->function, stream);
    fclose(stream);
    char *copy = arena_copy_bytes(test->compilation->arena, text, size);
    free(text);
    return copy;
}

const char *ir_case_run(IrCase *test, void (*pass)(IrModule *, IrFunction *)) {
    pass(test->module, test->function);
    return ir_find_fault(test->compilation->arena, test->module, test->function);
}

bool ir_case_has(const IrCase *test, const char *text) {
    return strstr(ir_case_dump(test), text) != NULL;
}

uint32_t ir_case_count(const IrCase *test, IrOpcode code) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < test->function->blocks.count; i++) {
        const IrBlock *block = test->function->blocks.items[i];
        for (uint32_t j = 0; j < block->ops.count; j++)
            count += block->ops.items[j]->code == code;
    }
    return count;
}
