// The text form of bodies. Stable: it depends on nothing but the IR; golden tests compare it, and
// ir_read.c makes the same IR of it.
//
//     function m.scale generic native null (%0:object items) -> object of m.scale @11
//     bb1 loop handler=bb3:
//         %4:object = python_binary + %2, %3 @12
//
// A register is written with its kind and, where that does not say all, its type; a name after it
// is the source's. `#5` is a constant, `@12` a line of the source, what follows `;` is for the
// reader's eye alone.

#include "codegen/ir/ir_dump.h"
#include "codegen/ir/internal.h"
#include <math.h>
#include <string.h>

void dump_text(FILE *stream, Text text) {
    fputc('\'', stream);
    for (uint32_t i = 0; i < text.length; i++) {
        unsigned char byte = (unsigned char)text.bytes[i];
        if (byte == '\'' || byte == '\\')
            fprintf(stream, "\\%c", byte);
        else if (byte == '\n')
            fputs("\\n", stream);
        else if (byte < 0x20 || byte >= 0x7f)
            fprintf(stream, "\\x%02x", byte);
        else
            fputc(byte, stream);
    }
    fputc('\'', stream);
}

void dump_type(FILE *stream, IrType type) {
    fputs(ir_kind_text(type.kind), stream);
    if (type.type != NULL)
        fprintf(stream, "<%s>", type.type->text);
}

// A number that is read back as the same bits.
void dump_real(FILE *stream, double value) {
    if (isfinite(value))
        fprintf(stream, "%.17g", value);
    else
        fputs(isnan(value) ? "nan" : value < 0 ? "-inf" : "inf", stream);
}

void dump_line(FILE *stream, const IrModule *module, Span span) {
    uint32_t line = source_line(module->compilation->sources, span);
    if (line > 0)
        fprintf(stream, " @%u", line);
}

typedef struct Dump {
    const IrModule *module;
    const IrBody *body;
    FILE *stream;
} Dump;

// --- Constants, as Python would write them -------------------------------------------------------

static void show_items(const Dump *dump, const IrConstant *constant);

static void show_constant(const Dump *dump, uint32_t number) {
    if (number >= dump->module->constants.count) {
        fprintf(dump->stream, "<constant %u>", number);
        return;
    }
    const IrConstant *constant = &dump->module->constants.items[number];
    switch (constant->kind) {
    case IR_CONSTANT_INT:
        fputs(constant->text.bytes, dump->stream);
        break;
    case IR_CONSTANT_FLOAT:
        dump_real(dump->stream, constant->real);
        break;
    case IR_CONSTANT_COMPLEX:
        fprintf(dump->stream, "(%.17g%+.17gj)", constant->real, constant->imaginary);
        break;
    case IR_CONSTANT_BYTES:
        fputc('b', dump->stream);
        dump_text(dump->stream, constant->text);
        break;
    case IR_CONSTANT_STR:
    case IR_CONSTANT_NAME:
        dump_text(dump->stream, constant->text);
        break;
    case IR_CONSTANT_FROZENSET:
        fputs("frozenset", dump->stream);
        show_items(dump, constant);
        break;
    case IR_CONSTANT_TUPLE:
        show_items(dump, constant);
        break;
    case IR_CONSTANT_NONE:
    case IR_CONSTANT_TRUE:
    case IR_CONSTANT_FALSE:
    case IR_CONSTANT_ELLIPSIS:
        fputs(ir_constant_kind_texts[constant->kind], dump->stream);
        break;
    }
}

// A tuple's items are constants that were added before it, so this ends.
static void show_items(const Dump *dump, const IrConstant *constant) {
    fputc('(', dump->stream);
    for (uint32_t i = 0; i < constant->item_count; i++) {
        fputs(i > 0 ? ", " : "", dump->stream);
        show_constant(dump, constant->items[i]);
    }
    fputs(constant->item_count == 1 ? ",)" : ")", dump->stream);
}

// --- Values --------------------------------------------------------------------------------------

static void dump_register(const Dump *dump, IrRegisterId id, bool with_type) {
    fprintf(dump->stream, "%%%u", id);
    if (id >= dump->body->registers.count) {
        fputs("<missing>", dump->stream);
        return;
    }
    const IrRegister *entry = &dump->body->registers.items[id];
    if (with_type) {
        fputc(':', dump->stream);
        dump_type(dump->stream, entry->type);
    }
    if (entry->name != NULL)
        fprintf(dump->stream, " %s", entry->name->text);
}

static void dump_value(const Dump *dump, IrValue value) {
    switch (value.kind) {
    case IR_VALUE_REGISTER:
        dump_register(dump, value.reg, false);
        return;
    case IR_VALUE_INTEGER:
        fprintf(dump->stream, "%lld", (long long)value.integer);
        break;
    case IR_VALUE_REAL:
        dump_real(dump->stream, value.real);
        break;
    case IR_VALUE_NULL:
        fputs("null", dump->stream);
        break;
    }
    fprintf(dump->stream, ":%s", ir_kind_text(value.type));
}

// --- What stands between an op's name and its operands -------------------------------------------

static void dump_number(const Dump *dump, const IrOp *op) {
    if (op->code == IR_OP_TRACEBACK || op->code == IR_OP_NOTE_LINE) {
        if (op->aux.number > 0)
            fprintf(dump->stream, " inner=%lld", (long long)op->aux.number);
        return;
    }
    uint32_t count;
    const char *const *texts = ir_number_texts((IrOpcode)op->code, &count);
    if (texts != NULL && op->aux.number < count)
        fprintf(dump->stream, " %s", texts[op->aux.number]);
    else
        fprintf(dump->stream, " %lld", (long long)op->aux.number);
}

static void dump_targets(const Dump *dump, const IrOp *op) {
    for (uint32_t i = 0; i < op->aux.targets.count; i++) {
        bool is_first = i == 0 && (op->operand_count == 0 || op->code == IR_OP_JUMP);
        fputs(is_first ? " " : ", ", dump->stream);
        if (op->code == IR_OP_SWITCH && i > 0)
            fprintf(dump->stream, "%lld: ", (long long)op->aux.targets.cases[i - 1]);
        else if (op->code == IR_OP_SWITCH)
            fputs("else: ", dump->stream);
        fprintf(dump->stream, "bb%u", op->aux.targets.blocks[i]->id);
    }
}

static void dump_slice(const Dump *dump, const IrOp *op) {
    fputs(" [", dump->stream);
    for (uint32_t i = 0; i < op->aux.slice.count; i++) {
        const IrSliceAxis *axis = &op->aux.slice.axes[i];
        fputs(i > 0 ? ", " : "", dump->stream);
        if (axis->is_index || axis->is_new_axis)
            fputs(axis->is_index ? "index" : "None", dump->stream);
        else
            fprintf(dump->stream, "%s:%s%s", axis->has_start ? "start" : "",
                    axis->has_stop ? "stop" : "", axis->has_step ? ":step" : "");
    }
    fprintf(dump->stream, "] <%s>", op->aux.slice.type->text);
}

static void dump_call(const Dump *dump, const IrOp *op) {
    if (op->code == IR_OP_LOAD_METHOD)
        fprintf(dump->stream, " #%u", op->aux.call.name);
    else if (op->aux.call.keyword_names != IR_NO_CONSTANT)
        fprintf(dump->stream, " keywords=#%u", op->aux.call.keyword_names);
}

static void dump_slot(const Dump *dump, uint32_t object, uint32_t value) {
    if (object != IR_NO_SLOT)
        fprintf(dump->stream, " objects[%u]", object);
    if (value != IR_NO_SLOT)
        fprintf(dump->stream, " values[%u]", value);
}

static const char *owner_of_field(const IrField *field) {
    return field->structure != NULL ? field->structure->name : field->class_->name;
}

// Class.method, with the slot's number where an earlier slot has the name too.
static void dump_method(FILE *stream, const IrClass *class_, uint32_t slot) {
    const char *name = class_->vtable[slot].name;
    uint32_t first = 0;
    while (strcmp(class_->vtable[first].name, name) != 0)
        first++;
    fprintf(stream, " %s.%s", class_->name, name);
    if (first != slot)
        fprintf(stream, "#%u", slot);
}

static void dump_aux(const Dump *dump, const IrOp *op) {
    FILE *stream = dump->stream;
    switch (ir_op_infos[op->code].aux) {
    case IR_AUX_NUMBER:
        dump_number(dump, op);
        break;
    case IR_AUX_CONSTANT:
        fprintf(stream, " #%u", op->aux.constant);
        break;
    case IR_AUX_TEXT:
        fputc(' ', stream);
        dump_text(stream, op->aux.text);
        break;
    case IR_AUX_TYPE:
        if (op->aux.type != NULL)
            fprintf(stream, " <%s>", op->aux.type->text);
        break;
    case IR_AUX_FIELD:
        fprintf(stream, " %s.%s", owner_of_field(op->aux.field), op->aux.field->name);
        break;
    case IR_AUX_GLOBAL:
        fprintf(stream, " %s", op->aux.global->name);
        break;
    case IR_AUX_EXTERN:
        fprintf(stream, " %s", op->aux.external->name);
        break;
    case IR_AUX_BODY:
        fprintf(stream, " %s", op->aux.body->link_name);
        break;
    case IR_AUX_CALLABLE:
        fprintf(stream, " %s", op->aux.callable->link_name);
        break;
    case IR_AUX_CLASS:
        fprintf(stream, " %s", op->aux.class_->name);
        break;
    case IR_AUX_IMPORT:
        fprintf(dump->stream, " %s", op->aux.import->link_name);
        break;
    case IR_AUX_METHOD:
        dump_method(stream, op->aux.method.class_, op->aux.method.slot);
        break;
    case IR_AUX_RUNTIME:
        fprintf(stream, " %s", runtime_infos[op->aux.runtime].name);
        break;
    case IR_AUX_CALL:
        dump_call(dump, op);
        break;
    case IR_AUX_SLICE:
        dump_slice(dump, op);
        break;
    case IR_AUX_SLOT:
        dump_slot(dump, op->aux.slot.object, op->aux.slot.value);
        break;
    case IR_AUX_NONE:
    case IR_AUX_TARGETS:
        break;
    }
}

static void dump_flags(const Dump *dump, const IrOp *op) {
    for (unsigned i = 0; i < IR_FLAG_COUNT; i++)
        if (op->flags >> i & 1)
            fprintf(dump->stream, ".%s", ir_flag_texts[i]);
}

static void dump_results(const Dump *dump, const IrOp *op) {
    if (op->result != IR_NO_REGISTER) {
        dump_register(dump, op->result, true);
        fputs(" = ", dump->stream);
    }
    for (uint32_t i = 0; i < op->result_count; i++) {
        fputs(i > 0 ? ", " : "", dump->stream);
        dump_register(dump, op->results[i], true);
        fputs(op->owned_results >> i & 1 ? "(new)" : "", dump->stream);
    }
    fputs(op->result_count > 0 ? " = " : "", dump->stream);
}

static void show_one(const Dump *dump, uint32_t constant, const char **before) {
    fputs(*before, dump->stream);
    show_constant(dump, constant);
    *before = ", ";
}

// The constants that the op refers to by number.
static void show_constants(const Dump *dump, const IrOp *op) {
    const char *before = "  ; ";
    IrAux aux = ir_op_infos[op->code].aux;
    if (aux == IR_AUX_CONSTANT)
        show_one(dump, op->aux.constant, &before);
    if (op->code == IR_OP_LOAD_METHOD)
        show_one(dump, op->aux.call.name, &before);
    else if (aux == IR_AUX_CALL && op->aux.call.keyword_names != IR_NO_CONSTANT)
        show_one(dump, op->aux.call.keyword_names, &before);
    for (uint32_t i = 0; i < op->operand_count; i++)
        if (ir_op_is_constant_operand(op, i))
            show_one(dump, (uint32_t)op->operands[i].integer, &before);
}

// ` bb3(%5, %6)`
static void dump_jump(const Dump *dump, const IrOp *op) {
    dump_targets(dump, op);
    for (uint32_t i = 0; i < op->operand_count; i++) {
        fputs(i > 0 ? ", " : "(", dump->stream);
        dump_value(dump, op->operands[i]);
    }
    fputs(op->operand_count > 0 ? ")" : "", dump->stream);
}

static void dump_operands(const Dump *dump, const IrOp *op) {
    for (uint32_t i = 0; i < op->operand_count; i++) {
        fputs(i > 0 ? ", " : " ", dump->stream);
        fputs(ir_op_is_address_operand(op, i) ? "&" : "", dump->stream);
        dump_value(dump, op->operands[i]);
    }
    if (ir_op_infos[op->code].aux == IR_AUX_TARGETS)
        dump_targets(dump, op);
}

static void dump_op(const Dump *dump, const IrOp *op) {
    fputs("    ", dump->stream);
    dump_results(dump, op);
    fputs(ir_op_infos[op->code].text, dump->stream);
    dump_flags(dump, op);
    dump_aux(dump, op);
    if (op->code == IR_OP_JUMP)
        dump_jump(dump, op);
    else
        dump_operands(dump, op);
    dump_line(dump->stream, dump->module, op->span);
    show_constants(dump, op);
    fputc('\n', dump->stream);
}

// --- Bodies --------------------------------------------------------------------------------------

void dump_exception(FILE *stream, const IrExceptionClause *clause) {
    if (clause->rule == EXCEPTION_RULE_DEFAULT)
        return;
    fprintf(stream, " exception=%s:%lld:", ir_exception_rule_texts[clause->rule],
            (long long)clause->integer);
    dump_real(stream, clause->real);
}

// ` word[i64 aggregate<Pair>]`
static void dump_types(const Dump *dump, const char *word, const IrTypeVector *types) {
    fprintf(dump->stream, "%s[", word);
    for (uint32_t i = 0; i < types->count; i++) {
        fputs(i > 0 ? " " : "", dump->stream);
        dump_type(dump->stream, types->items[i]);
    }
    fputc(']', dump->stream);
}

static void dump_frame(const Dump *dump) {
    const IrBody *body = dump->body;
    if (body->frame_object_slots + body->frame_values.count == 0)
        return;
    fprintf(dump->stream, " frame objects[%u]", body->frame_object_slots);
    dump_types(dump, " values", &body->frame_values);
}

static void dump_options(const Dump *dump) {
    const IrBody *body = dump->body;
    FILE *stream = dump->stream;
    if (body->callable != NULL)
        fprintf(stream, " of %s", body->callable->link_name);
    if (body->resume != NULL)
        fprintf(stream, " resume=%s", body->resume->link_name);
    if (body->c_symbol != NULL) {
        fputs(" symbol=", stream);
        dump_text(stream, (Text){body->c_symbol, (uint32_t)strlen(body->c_symbol)});
    }
    if (body->optionals.count > 0)
        dump_types(dump, " optionals", &body->optionals);
    if (body->fast_math != 0)
        fprintf(stream, " fast_math=%u", body->fast_math);
    fputs(body->has_skip_dispatch ? " skip_dispatch" : "", stream);
    fputs(body->is_generator ? " generator" : "", stream);
    fputs(body->has_closure ? " closure" : "", stream);
    fputs(body->nogil ? " nogil" : "", stream);
    fputs(body->is_fixed ? " fixed" : "", stream);
    fputs(body->is_inline ? " inline" : "", stream);
    fputs(body->has_error_branches ? " branches" : "", stream);
    fputs(body->is_ssa ? " ssa" : "", stream);
    dump_exception(stream, &body->exception);
    dump_frame(dump);
}

static void dump_head(const Dump *dump) {
    const IrBody *body = dump->body;
    fprintf(dump->stream, "function %s %s %s %s (", body->link_name, ir_body_kind_texts[body->kind],
            ir_convention_texts[body->convention], ir_error_convention_texts[body->error]);
    for (uint32_t i = 0; i < body->parameter_count; i++) {
        fputs(i > 0 ? ", " : "", dump->stream);
        dump_register(dump, body->parameters[i], true);
    }
    fputs(") -> ", dump->stream);
    dump_type(dump->stream, body->result);
    dump_options(dump);
    dump_line(dump->stream, dump->module, body->span);
    fputc('\n', dump->stream);
}

// What the text says of a register.
enum Mention { MENTION_NONE, MENTION_READ, MENTION_SET };

static void note_mentions(uint8_t *mentions, const IrOp *op) {
    for (uint32_t i = 0; i < op->operand_count; i++)
        if (op->operands[i].kind == IR_VALUE_REGISTER &&
            mentions[op->operands[i].reg] == MENTION_NONE)
            mentions[op->operands[i].reg] = MENTION_READ;
    if (op->result != IR_NO_REGISTER)
        mentions[op->result] = MENTION_SET;
    for (uint32_t i = 0; i < op->result_count; i++)
        mentions[op->results[i]] = MENTION_SET;
}

static uint8_t *find_mentions(const IrBody *body) {
    uint8_t *mentions = ARENA_ARRAY(body->arena, uint8_t, body->registers.count + 1);
    for (uint32_t i = 0; i < body->parameter_count; i++)
        mentions[body->parameters[i]] = MENTION_SET;
    for (uint32_t i = 0; i < body->blocks.count; i++) {
        const IrBlock *block = body->blocks.items[i];
        for (uint32_t j = 0; j < block->parameters.count; j++)
            mentions[block->parameters.items[j]] = MENTION_SET;
        for (uint32_t j = 0; j < block->ops.count; j++)
            note_mentions(mentions, block->ops.items[j]);
    }
    return mentions;
}

static bool is_variable(const IrRegister *entry) { return entry->is_debug_local; }
static bool is_inner(const IrRegister *entry) { return entry->is_inner; }
static bool is_cell(const IrRegister *entry) { return entry->is_cell; }
static bool is_likely_float(const IrRegister *entry) { return entry->is_likely_float; }
static bool is_likely_int(const IrRegister *entry) { return entry->is_likely_int; }

static void dump_marked(const Dump *dump, const uint8_t *mentions, const char *mark,
                        bool (*is_marked)(const IrRegister *entry)) {
    const IrBody *body = dump->body;
    bool any = false;
    for (uint32_t i = 0; i < body->registers.count; i++) {
        bool is_gone = body->is_ssa && mentions[i] == MENTION_NONE;
        if (is_gone || !is_marked(&body->registers.items[i]))
            continue;
        if (!any)
            fprintf(dump->stream, "    %s", mark);
        fprintf(dump->stream, " %%%u", i);
        any = true;
    }
    fputs(any ? "\n" : "", dump->stream);
}

// What the ops do not say of the registers: which are variables that debuggers show, and the kinds
// of those that no op gives as its result. In SSA form those that nothing mentions are left out.
static void dump_registers(const Dump *dump) {
    const IrBody *body = dump->body;
    const uint8_t *mentions = find_mentions(body);
    dump_marked(dump, mentions, "variables", is_variable);
    dump_marked(dump, mentions, "inner", is_inner);
    dump_marked(dump, mentions, "cells", is_cell);
    dump_marked(dump, mentions, "likely_floats", is_likely_float);
    dump_marked(dump, mentions, "likely_ints", is_likely_int);
    for (uint32_t i = 0; i < body->registers.count; i++) {
        if (mentions[i] == MENTION_SET || (body->is_ssa && mentions[i] == MENTION_NONE))
            continue;
        fputs("    register ", dump->stream);
        dump_register(dump, i, true);
        fputc('\n', dump->stream);
    }
}

// The registers that live in a generator's frame, each with its slot.
static void dump_homes(const Dump *dump) {
    const IrBody *body = dump->body;
    const char *before = "    homes ";
    for (uint32_t i = 0; i < body->registers.count; i++) {
        const IrRegister *entry = &body->registers.items[i];
        if (entry->home == 0)
            continue;
        const char *slots = entry->type.kind == IR_OBJECT ? "objects" : "values";
        fprintf(dump->stream, "%s%%%u=%s[%u]", before, i, slots, entry->home - 1);
        before = " ";
    }
    fputs(*before == ' ' && before[1] == '\0' ? "\n" : "", dump->stream);
}

// The variables that a generator's frame shows.
static void dump_frame_variables(const Dump *dump) {
    for (uint32_t i = 0; i < dump->body->frame_variables.count; i++) {
        const IrFrameVariable *variable = &dump->body->frame_variables.items[i];
        fprintf(dump->stream, "    shown %s", variable->name->text);
        dump_slot(dump, variable->object, variable->value);
        fputs(variable->at_start ? " start" : "", dump->stream);
        fputs(variable->is_cell ? " cell\n" : "\n", dump->stream);
    }
}

static void dump_block_head(const Dump *dump, const IrBlock *block) {
    fprintf(dump->stream, "bb%u", block->id);
    if (block->label != NULL) {
        fputc(' ', dump->stream);
        for (const char *at = block->label; *at != '\0'; at++)
            fputc(*at == ' ' ? '_' : *at, dump->stream);
    }
    for (uint32_t i = 0; i < block->parameters.count; i++) {
        fputs(i > 0 ? ", " : "(", dump->stream);
        dump_register(dump, block->parameters.items[i], true);
    }
    fputs(block->parameters.count > 0 ? ")" : "", dump->stream);
    if (block->handler != NULL)
        fprintf(dump->stream, " handler=bb%u", block->handler->id);
    fputs(block->is_loop_header ? " header" : "", dump->stream);
    fputs(block->is_cold ? " cold" : "", dump->stream);
    fputs(block->is_jammed ? " jammed" : "", dump->stream);
    if (block->inner_code > 0)
        fprintf(dump->stream, " inner=%u", block->inner_code);
    if (block->inlined > 0)
        fprintf(dump->stream, " inlined=%u", block->inlined);
    fputs(":\n", dump->stream);
}

void ir_dump_body(const IrModule *module, const IrBody *body, FILE *stream) {
    Dump dump = {module, body, stream};
    dump_head(&dump);
    dump_registers(&dump);
    dump_homes(&dump);
    dump_frame_variables(&dump);
    for (uint32_t i = 0; i < body->blocks.count; i++) {
        const IrBlock *block = body->blocks.items[i];
        dump_block_head(&dump, block);
        for (uint32_t j = 0; j < block->ops.count; j++)
            dump_op(&dump, block->ops.items[j]);
    }
}
