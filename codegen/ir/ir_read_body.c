// Reads bodies: heads, blocks and operations.
//
// A register is `%7` or, where a person writes the text, any word; its kind stands where it first
// stands. Registers written with a number have that number.

#include "codegen/ir/ir_read.h"
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_OPERANDS = 1 << 20 };

// --- Registers -----------------------------------------------------------------------------------

static bool at_letter(const char *at) {
    return isalpha((unsigned char)*at) || *at == '_' || (unsigned char)*at >= 0x80;
}

// The name of the source's variable, which may stand after a numbered register; the one of a
// generator expression's first iterable begins with a dot.
static const Name *read_shown_name(Reader *reader) {
    if (reader->at[0] != ' ' || (!at_letter(reader->at + 1) && reader->at[1] != '.'))
        return NULL;
    const char *start = ++reader->at;
    size_t length = strcspn(start, " ,()\n");
    reader->at += length;
    return intern(reader->module->compilation, arena_copy_bytes(reader->arena, start, length));
}

// Makes sure that the body has the register and that it has a kind.
static void declare_register(Reader *reader, IrRegisterId id, const IrType *type,
                             const Name *name) {
    IrBody *body = reader->body;
    while (body->registers.count <= id)
        ir_register_create(body, (IrType){.kind = IR_VOID}, NULL);
    IrRegister *entry = &body->registers.items[id];
    if (type != NULL)
        entry->type = *type;
    if (name != NULL)
        entry->name = name;
}

// `%7:object name`: the number is the register's own.
static IrRegisterId read_numbered(Reader *reader) {
    uint32_t id = take_number(reader);
    if (id > MAX_OPERANDS)
        take_fail(reader, "the register's number is too large");
    IrType type;
    bool has_type = *reader->at == ':';
    if (has_type) {
        reader->at++;
        type = read_type(reader);
    }
    declare_register(reader, id, has_type ? &type : NULL, read_shown_name(reader));
    return id;
}

// `name:object`; a name that begins with a capital is a variable's, as of the source.
static IrRegisterId read_named(Reader *reader) {
    const Name *name = intern(reader->module->compilation, take_word(reader));
    uint64_t known;
    bool is_known = number_map_get(&reader->registers, name, &known);
    bool has_type = *reader->at == ':';
    if (has_type)
        reader->at++;
    if (!has_type && !is_known)
        take_fail(reader, "a register stands here for the first time, without its kind");
    IrType type = has_type ? read_type(reader) : (IrType){.kind = IR_VOID};
    if (is_known)
        return (IrRegisterId)known;
    IrRegisterId id = reader->body->registers.count;
    bool is_shown = isupper((unsigned char)name->text[0]);
    declare_register(reader, id, &type, is_shown ? name : NULL);
    number_map_put(reader->arena, &reader->registers, name, id);
    return id;
}

static IrRegisterId read_register(Reader *reader) {
    return accept(reader, "%") ? read_numbered(reader) : read_named(reader);
}

// --- Operands ------------------------------------------------------------------------------------

static IrValue read_immediate(Reader *reader) {
    const char *start = reader->at;
    bool is_null = accept_word(reader, "null");
    double real = is_null ? 0 : take_real(reader);
    bool has_point = memchr(start, '.', (size_t)(reader->at - start)) != NULL;
    IrKind kind = has_point ? IR_F64 : IR_I64; // where the text leaves it out
    if (accept(reader, ":"))
        kind = read_type(reader).kind;
    if (is_null)
        return ir_null(kind);
    if (kind >= IR_F32 && kind <= IR_F80)
        return ir_real(kind, real);
    const char *end = reader->at;
    reader->at = start;
    int64_t integer = take_integer(reader);
    reader->at = end;
    return ir_int(kind, integer);
}

static bool at_immediate(Reader *reader) {
    const char *start = reader->at;
    accept(reader, "-");
    bool is_number = isdigit((unsigned char)*reader->at);
    reader->at = start;
    static const char *const words[] = {"null", "nan", "inf", "-inf"};
    for (size_t i = 0; i < sizeof words / sizeof *words && !is_number; i++) {
        is_number = accept_word(reader, words[i]) && *reader->at == ':';
        reader->at = start;
    }
    return is_number;
}

static IrValue read_operand(Reader *reader) {
    accept(reader, "&");
    return at_immediate(reader) ? read_immediate(reader) : ir_reg(read_register(reader));
}

static bool at_block(Reader *reader) {
    const char *start = reader->at;
    bool found = accept(reader, "bb") && isdigit((unsigned char)*reader->at);
    reader->at = start;
    return found;
}

static IrBlock *read_block_name(Reader *reader) {
    expect(reader, "bb");
    uint32_t number = take_number(reader);
    IrBody *body = reader->body;
    if (number > MAX_OPERANDS)
        take_fail(reader, "the block's number is too large");
    while (body->blocks.count <= number)
        ir_block_create(body, NULL, NULL);
    return body->blocks.items[number];
}

typedef struct Operands {
    VECTOR(IrValue) values;
    VECTOR(IrBlock *) targets;
    VECTOR(int64_t) cases;
} Operands;

// `else: bb1, 3: bb2`: the cases of a switch stand before their targets.
static void read_target(Reader *reader, Operands *operands, bool is_switch) {
    if (is_switch && !accept(reader, "else:")) {
        vector_push(reader->arena, &operands->cases, take_integer(reader));
        expect(reader, ":");
    }
    vector_push(reader->arena, &operands->targets, read_block_name(reader));
    // what a jump gives the block's parameters
    bool has_values = accept(reader, "(");
    while (has_values && !accept(reader, ")")) {
        vector_push(reader->arena, &operands->values, read_operand(reader));
        accept(reader, ",");
    }
}

static bool at_list_end(Reader *reader) { return at_line_end(reader) || *reader->at == '@'; }

static void read_operands(Reader *reader, IrOp *op) {
    Operands operands = {0};
    bool is_switch = op->code == IR_OP_SWITCH;
    bool has_targets = ir_op_infos[op->code].aux == IR_AUX_TARGETS;
    while (!at_list_end(reader)) {
        bool is_target =
            has_targets && (at_block(reader) || (is_switch && operands.values.count > 0));
        if (is_target)
            read_target(reader, &operands, is_switch);
        else
            vector_push(reader->arena, &operands.values, read_operand(reader));
        if (!accept(reader, ","))
            break;
    }
    IrBody *body = reader->body;
    IrOp *made = ir_op_create(body, (IrOpcode)op->code, NO_SPAN, op->result, operands.values.items,
                              operands.values.count);
    op->operands = made->operands;
    op->operand_count = made->operand_count;
    if (!has_targets)
        return;
    ir_op_set_targets(body, op, operands.targets.items, operands.targets.count);
    op->aux.targets.cases = ARENA_ARRAY(body->arena, int64_t, operands.cases.count + 1);
    for (uint32_t i = 0; i < operands.cases.count; i++)
        op->aux.targets.cases[i] = operands.cases.items[i];
}

// --- What stands between an op's name and its operands -------------------------------------------

// The number of one of the module's inner codes, counted from 1.
static uint32_t read_inner_code(Reader *reader) {
    uint32_t number = take_number(reader);
    if (number > reader->module->inner_codes.count)
        take_fail(reader, "there is no such inner code");
    return number;
}

static int64_t read_op_number(Reader *reader, IrOpcode code) {
    if (code == IR_OP_TRACEBACK || code == IR_OP_NOTE_LINE)
        return accept(reader, "inner=") ? read_inner_code(reader) : 0;
    uint32_t count;
    const char *const *texts = ir_number_texts(code, &count);
    if (texts == NULL)
        return take_integer(reader);
    return take_choice(reader, texts, count, "this is no operator of such an operation");
}

// `Owner.member`: the owner's name and the member's.
static const char *read_member(Reader *reader, const Name **owner) {
    const Name *name = take_name(reader);
    const char *dot = strrchr(name->text, '.');
    if (dot == NULL)
        take_fail(reader, "a name with a dot is missing");
    size_t length = (size_t)(dot - name->text);
    *owner =
        intern(reader->module->compilation, arena_copy_bytes(reader->arena, name->text, length));
    return dot + 1;
}

static const IrField *find_field(IrField *const *fields, uint32_t count, const char *name) {
    for (uint32_t i = 0; i < count; i++)
        if (strcmp(fields[i]->name, name) == 0)
            return fields[i];
    return NULL;
}

static const IrField *read_field(Reader *reader) {
    const Name *owner;
    const char *name = read_member(reader, &owner);
    const IrStruct *structure = map_get(&reader->structs, owner);
    const IrClass *class_ = map_get(&reader->classes, owner);
    const IrField *field = structure != NULL
                               ? find_field(structure->fields, structure->field_count, name)
                           : class_ != NULL ? find_field(class_->fields, class_->field_count, name)
                                            : NULL;
    if (field == NULL)
        take_fail(reader, "there is no such field");
    return field;
}

static void read_method(Reader *reader, IrOp *op) {
    const Name *owner;
    const char *name = read_member(reader, &owner);
    IrClass *class_ = read_find(reader, &reader->classes, owner, "there is no such class");
    op->aux.method.class_ = class_;
    // `name`, the first slot of that name, or `name#5`
    size_t length = strcspn(name, "#");
    uint32_t first = name[length] == '\0' ? 0 : (uint32_t)strtoul(name + length + 1, NULL, 10);
    for (uint32_t i = first; i < class_->slot_count; i++) {
        const char *slot = class_->vtable[i].name;
        op->aux.method.slot = i;
        if (strncmp(slot, name, length) == 0 && slot[length] == '\0')
            return;
    }
    take_fail(reader, "the class has no such slot");
}

static RuntimeId read_runtime(Reader *reader) {
    const char *word = take_word(reader);
    for (int id = 0; id < RUNTIME_COUNT; id++)
        if (strcmp(word, runtime_infos[id].name) == 0)
            return (RuntimeId)id;
    take_fail(reader, "there is no such runtime function");
}

static void read_slice(Reader *reader, IrOp *op) {
    VECTOR(IrSliceAxis) axes = {0};
    expect(reader, "[");
    while (!accept(reader, "]")) {
        IrSliceAxis axis = {.is_index = accept_word(reader, "index")};
        axis.is_new_axis = !axis.is_index && accept_word(reader, "None");
        if (!axis.is_index && !axis.is_new_axis) {
            axis.has_start = accept_word(reader, "start");
            expect(reader, ":");
            axis.has_stop = accept_word(reader, "stop");
            axis.has_step = accept(reader, ":step");
        }
        vector_push(reader->body->arena, &axes, axis);
        accept(reader, ",");
    }
    op->aux.slice.axes = axes.items;
    op->aux.slice.count = axes.count;
    op->aux.slice.type = read_type_name(reader);
}

static uint32_t read_slot_number(Reader *reader, const char *prefix) {
    if (!accept(reader, prefix))
        return IR_NO_SLOT;
    uint32_t number = take_number(reader);
    expect(reader, "]");
    return number;
}

// `#5`; a person may write the constant itself, a number or a text of that kind.
static uint32_t read_constant(Reader *reader, IrConstantKind text_kind) {
    if (accept(reader, "#")) {
        reader->at--;
        uint32_t number = take_constant_number(reader);
        if (number >= reader->module->constants.count)
            take_fail(reader, "there is no such constant");
        return number;
    }
    IrConstant constant = {.kind = text_kind};
    if (accept(reader, "'")) {
        reader->at--;
        constant.text = take_text(reader);
    } else {
        const char *digits = take_word(reader);
        constant =
            (IrConstant){.kind = IR_CONSTANT_INT, .text = {digits, (uint32_t)strlen(digits)}};
    }
    return ir_constant_add(reader->module, &constant);
}

static void read_call(Reader *reader, IrOp *op) {
    op->aux.call.keyword_names = IR_NO_CONSTANT;
    if (op->code == IR_OP_LOAD_METHOD)
        op->aux.call.name = read_constant(reader, IR_CONSTANT_NAME);
    else if (accept(reader, "keywords="))
        op->aux.call.keyword_names = take_constant_number(reader);
}

static void read_aux(Reader *reader, IrOp *op) {
    switch (ir_op_infos[op->code].aux) {
    case IR_AUX_NUMBER:
        op->aux.number = read_op_number(reader, (IrOpcode)op->code);
        break;
    case IR_AUX_CONSTANT:
        op->aux.constant = read_constant(reader, IR_CONSTANT_STR);
        break;
    case IR_AUX_TEXT:
        op->aux.text = take_text(reader);
        break;
    case IR_AUX_TYPE:
        if (accept(reader, "<")) {
            reader->at--;
            op->aux.type = read_type_name(reader);
        }
        break;
    case IR_AUX_FIELD:
        op->aux.field = read_field(reader);
        break;
    case IR_AUX_GLOBAL:
        op->aux.global = read_entry(reader, &reader->globals, "there is no such variable");
        break;
    case IR_AUX_EXTERN:
        op->aux.external = read_entry(reader, &reader->externs, "no header declares this");
        break;
    case IR_AUX_BODY:
        op->aux.body = read_entry(reader, &reader->bodies, "there is no such body");
        break;
    case IR_AUX_CALLABLE:
        op->aux.callable = read_entry(reader, &reader->callables, "there is no such callable");
        break;
    case IR_AUX_CLASS:
        op->aux.class_ = read_entry(reader, &reader->classes, "there is no such class");
        break;
    case IR_AUX_IMPORT:
        op->aux.import = read_entry(reader, &reader->imports, "nothing of this name is imported");
        break;
    case IR_AUX_METHOD:
        read_method(reader, op);
        break;
    case IR_AUX_RUNTIME:
        op->aux.runtime = read_runtime(reader);
        break;
    case IR_AUX_CALL:
        read_call(reader, op);
        break;
    case IR_AUX_SLICE:
        read_slice(reader, op);
        break;
    case IR_AUX_SLOT:
        op->aux.slot.object = read_slot_number(reader, "objects[");
        op->aux.slot.value = read_slot_number(reader, "values[");
        break;
    case IR_AUX_NONE:
    case IR_AUX_TARGETS:
        break;
    }
}

// --- Operations ----------------------------------------------------------------------------------

// Do results stand here, before `=`?
static bool has_results(const Reader *reader) {
    for (const char *at = reader->at; *at != '\n' && *at != '\0' && *at != ';'; at++) {
        // a type may hold anything up to its end
        if (*at == '<')
            while (*at != '>' && *at != '\n' && *at != '\0')
                at++;
        else if (*at == '=')
            return at[-1] == ' ' && at[1] == ' ';
        else if (*at == '\'')
            return false;
    }
    return false;
}

// One result is the op's own; several, or one of an op that gives MANY, go to its list.
static void read_results(Reader *reader, IrOp *op, bool is_many) {
    VECTOR(IrRegisterId) results = {0};
    do {
        IrRegisterId id = read_register(reader);
        if (accept(reader, "(new)"))
            op->owned_results |= UINT64_C(1) << results.count;
        vector_push(reader->body->arena, &results, id);
    } while (accept(reader, ","));
    expect(reader, "=");
    if (!is_many && results.count == 1) {
        op->result = results.items[0];
        return;
    }
    op->results = results.items;
    op->result_count = results.count;
}

static uint32_t read_flags(Reader *reader) {
    uint32_t flags = 0;
    while (*reader->at == '.') {
        reader->at++;
        flags |= 1U << take_choice(reader, ir_flag_texts, IR_FLAG_COUNT, "there is no such flag");
    }
    return flags;
}

static IrOpcode read_opcode(Reader *reader) {
    const char *start = reader->at;
    const char *word = take_word(reader);
    for (int code = 0; code < IR_OPCODE_COUNT; code++)
        if (strcmp(word, ir_op_infos[code].text) == 0)
            return (IrOpcode)code;
    reader->at = start;
    take_fail(reader, "there is no such operation");
}

// The op's name says whether its results are a list, and stands after them.
static bool gives_many(Reader *reader) {
    const char *start = reader->at;
    const char *equals = strstr(reader->at, " = ");
    reader->at = equals + strlen(" = ");
    bool many = ir_op_infos[read_opcode(reader)].result == IR_RESULT_MANY;
    reader->at = start;
    return many;
}

static void read_op(Reader *reader, IrBlock *block) {
    IrBody *body = reader->body;
    IrOp *op = ir_op_create(body, IR_OP_UNREACHABLE, NO_SPAN, IR_NO_REGISTER, NULL, 0);
    if (has_results(reader))
        read_results(reader, op, gives_many(reader));
    op->code = (uint16_t)read_opcode(reader);
    op->flags = read_flags(reader);
    read_aux(reader, op);
    read_operands(reader, op);
    op->span = take_line(reader);
    bool takes_address = op->code == IR_OP_ADDRESS && op->operand_count == 1 &&
                         op->operands[0].kind == IR_VALUE_REGISTER;
    if (takes_address)
        body->registers.items[op->operands[0].reg].address_taken = true;
    ir_block_append(body, block, op);
}

// --- Blocks and heads ----------------------------------------------------------------------------

static const char *read_label(Reader *reader) {
    size_t length = strcspn(reader->at, " :(\n");
    if (length == 0)
        take_fail(reader, "the block's head should end in a colon");
    const char *label = arena_copy_bytes(reader->arena, reader->at, length);
    reader->at += length;
    return label;
}

static void read_block_parameters(Reader *reader, IrBlock *block) {
    while (!accept(reader, ")")) {
        vector_push(reader->body->arena, &block->parameters, read_register(reader));
        accept(reader, ",");
    }
}

static IrBlock *read_block_head(Reader *reader) {
    IrBlock *block = read_block_name(reader);
    while (!accept(reader, ":")) {
        if (accept(reader, "("))
            read_block_parameters(reader, block);
        else if (accept(reader, "handler="))
            block->handler = read_block_name(reader);
        else if (accept_word(reader, "header"))
            block->is_loop_header = true;
        else if (accept_word(reader, "cold"))
            block->is_cold = true;
        else if (accept_word(reader, "jammed"))
            block->is_jammed = true;
        else if (accept(reader, "inner="))
            block->inner_code = read_inner_code(reader);
        else if (accept(reader, "inlined="))
            block->inlined = take_number(reader);
        else
            block->label = read_label(reader);
    }
    return block;
}

// Types up to the bracket that closes their list.
static IrTypeVector read_types(Reader *reader, Arena *arena) {
    IrTypeVector types = {0};
    while (!accept(reader, "]"))
        vector_push(arena, &types, read_type(reader));
    return types;
}

static void read_frame(Reader *reader, IrBody *body) {
    expect(reader, "objects[");
    body->frame_object_slots = take_number(reader);
    expect(reader, "]");
    expect(reader, "values[");
    body->frame_values = read_types(reader, body->arena);
}

// A word of the head that sets a truth value.
static bool read_truth(Reader *reader, IrBody *body) {
    const struct {
        const char *word;
        bool *target;
    } words[] = {
        {"generator", &body->is_generator},
        {"closure", &body->has_closure},
        {"nogil", &body->nogil},
        {"fixed", &body->is_fixed},
        {"inline", &body->is_inline},
        {"branches", &body->has_error_branches},
        {"ssa", &body->is_ssa},
        {"skip_dispatch", &body->has_skip_dispatch},
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (!accept_word(reader, words[i].word))
            continue;
        *words[i].target = true;
        return true;
    }
    return false;
}

static void read_option(Reader *reader, IrBody *body) {
    if (read_truth(reader, body))
        return;
    if (accept(reader, "of ")) {
        body->callable = read_entry(reader, &reader->callables, "there is no such callable");
        vector_push(reader->arena, &body->callable->bodies, body);
    } else if (accept(reader, "symbol=")) {
        body->c_symbol = take_string(reader);
    } else if (accept(reader, "optionals[")) {
        body->optionals = read_types(reader, body->arena);
    } else if (accept(reader, "fast_math=")) {
        body->fast_math = take_number(reader);
    } else if (accept(reader, "exception=")) {
        body->exception = read_exception(reader);
    } else if (accept_word(reader, "frame")) {
        read_frame(reader, body);
    } else if (accept(reader, "resume=")) {
        take_name(reader); // found when all bodies are there
    } else {
        take_fail(reader, "this is no property of a body");
    }
}

// The words between a body's name and its parameters may be left out: generic, native, null.
static void read_conventions(Reader *reader, IrBody *body) {
    body->kind = IR_BODY_GENERIC;
    body->convention = IR_CONVENTION_NATIVE;
    body->error = IR_RETURNS_NULL;
    if (accept(reader, "("))
        return;
    body->kind = (IrBodyKind)take_choice(reader, ir_body_kind_texts, IR_BODY_KIND_COUNT,
                                         "there is no such kind of body");
    body->convention = (IrConvention)take_choice(reader, ir_convention_texts, IR_CONVENTION_COUNT,
                                                 "there is no such calling convention");
    body->error =
        (IrErrorConvention)take_choice(reader, ir_error_convention_texts, IR_ERROR_CONVENTION_COUNT,
                                       "there is no such convention for errors");
    expect(reader, "(");
}

static void read_parameters(Reader *reader, IrBody *body) {
    VECTOR(IrRegisterId) parameters = {0};
    while (!accept(reader, ")")) {
        IrRegisterId id = read_register(reader);
        body->registers.items[id].is_argument = true;
        vector_push(body->arena, &parameters, id);
        accept(reader, ",");
    }
    body->parameters = parameters.items;
    body->parameter_count = parameters.count;
}

void read_head(Reader *reader) {
    expect(reader, "function ");
    const Name *name = take_name(reader);
    IrBody *body =
        ir_body_create(reader->module, IR_BODY_GENERIC, IR_CONVENTION_NATIVE, NULL, name->text);
    if (map_has(&reader->bodies, name))
        take_fail(reader, "a body has this name already");
    map_put(reader->arena, &reader->bodies, name, body);
    reader->body = body;
    reader->registers = (NumberMap){0};
    read_conventions(reader, body);
    read_parameters(reader, body);
    expect(reader, "->");
    body->result = read_type(reader);
    while (!at_list_end(reader))
        read_option(reader, body);
    body->span = take_line(reader);
    end_line(reader);
}

// The registers of a list; they move when new ones are met.
static IrRegister *read_marked(Reader *reader) {
    if (!accept(reader, "%"))
        return NULL;
    IrRegisterId id = read_numbered(reader);
    return &reader->body->registers.items[id];
}

// `variables %3 %4`, and what else marks registers. Returns false if the line is another one.
static bool read_marks(Reader *reader) {
    IrRegister *entry;
    if (accept_word(reader, "variables"))
        while ((entry = read_marked(reader)) != NULL)
            entry->is_debug_local = true;
    else if (accept_word(reader, "inner"))
        while ((entry = read_marked(reader)) != NULL)
            entry->is_inner = true;
    else if (accept_word(reader, "cells"))
        while ((entry = read_marked(reader)) != NULL)
            entry->is_cell = true;
    else if (accept_word(reader, "likely_floats"))
        while ((entry = read_marked(reader)) != NULL)
            entry->is_likely_float = true;
    else if (accept_word(reader, "likely_ints"))
        while ((entry = read_marked(reader)) != NULL)
            entry->is_likely_int = true;
    else
        return false;
    return true;
}

// `shown name objects[3] values[0] start cell`
static void read_frame_variable(Reader *reader) {
    IrFrameVariable variable = {.name = take_name(reader)};
    variable.object = read_slot_number(reader, "objects[");
    variable.value = read_slot_number(reader, "values[");
    variable.at_start = accept_word(reader, "start");
    variable.is_cell = accept_word(reader, "cell");
    vector_push(reader->body->arena, &reader->body->frame_variables, variable);
}

// `homes %7=objects[3] %9=values[0]`: the slots of the frame where registers live.
static void read_homes(Reader *reader) {
    while (accept(reader, "%")) {
        IrRegisterId id = read_numbered(reader);
        expect(reader, "=");
        uint32_t object = read_slot_number(reader, "objects[");
        uint32_t slot = object != IR_NO_SLOT ? object : read_slot_number(reader, "values[");
        if (slot == IR_NO_SLOT)
            take_fail(reader, "a slot of the frame belongs here");
        reader->body->registers.items[id].home = slot + 1;
    }
}

// A line that says something of the body; `block`: to which ops belong. Returns that of the next
// line.
static IrBlock *read_line(Reader *reader, IrBlock *block) {
    if (accept_word(reader, "homes"))
        read_homes(reader);
    else if (accept_word(reader, "shown"))
        read_frame_variable(reader);
    else if (accept_word(reader, "register"))
        read_register(reader);
    else if (at_block(reader))
        return read_block_head(reader);
    else if (block == NULL)
        take_fail(reader, "an operation stands before the first block");
    else
        read_op(reader, block);
    return block;
}

void read_body(Reader *reader) {
    IrBlock *block = NULL;
    while (*reader->at != '\0' && strncmp(reader->at, "function ", strlen("function ")) != 0) {
        if (!read_marks(reader))
            block = read_line(reader, block);
        end_line(reader);
    }
}
