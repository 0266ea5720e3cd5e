// The readable form of IR. Stable: it depends on nothing but the IR, and golden tests compare it.
//
//     function scale body(%0:object items) -> object  ; null on error
//     bb1 loop handler=bb3:
//         %4:object = python_binary + %2:object, %3:object  ; line 12

#include "codegen/ir/ir.h"

typedef struct Dump {
    const IrModule *module;
    const IrFunction *function;
    FILE *stream;
} Dump;

static void dump_text(const Dump *dump, Text text) {
    fputc('\'', dump->stream);
    for (uint32_t i = 0; i < text.length; i++) {
        unsigned char byte = (unsigned char)text.bytes[i];
        if (byte == '\'' || byte == '\\')
            fprintf(dump->stream, "\\%c", byte);
        else if (byte == '\n')
            fputs("\\n", dump->stream);
        else if (byte < 0x20 || byte == 0x7f)
            fprintf(dump->stream, "\\x%02x", byte);
        else
            fputc(byte, dump->stream);
    }
    fputc('\'', dump->stream);
}

static void dump_items(const Dump *dump, const IrConstant *constant);

// Writes a constant as Python would.
static void dump_constant(const Dump *dump, uint32_t number) {
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
        fprintf(dump->stream, "%.17g", constant->real);
        break;
    case IR_CONSTANT_COMPLEX:
        fprintf(dump->stream, "(%.17g%+.17gj)", constant->real, constant->imaginary);
        break;
    case IR_CONSTANT_BYTES:
        fputc('b', dump->stream);
        dump_text(dump, constant->text);
        break;
    case IR_CONSTANT_STR:
    case IR_CONSTANT_NAME:
        dump_text(dump, constant->text);
        break;
    case IR_CONSTANT_TUPLE:
        dump_items(dump, constant);
        break;
    case IR_CONSTANT_FROZENSET:
        fputs("frozenset", dump->stream);
        dump_items(dump, constant);
        break;
    case IR_CONSTANT_NONE:
        fputs("None", dump->stream);
        break;
    case IR_CONSTANT_TRUE:
        fputs("True", dump->stream);
        break;
    case IR_CONSTANT_FALSE:
        fputs("False", dump->stream);
        break;
    case IR_CONSTANT_ELLIPSIS:
        fputs("...", dump->stream);
        break;
    }
}

// A tuple's items are constants that were added before it, so this ends.
static void dump_items(const Dump *dump, const IrConstant *constant) {
    fputc('(', dump->stream);
    for (uint32_t i = 0; i < constant->item_count; i++) {
        fputs(i > 0 ? ", " : "", dump->stream);
        dump_constant(dump, constant->items[i]);
    }
    fputs(constant->item_count == 1 ? ",)" : ")", dump->stream);
}

static void dump_register(const Dump *dump, IrRegisterId id, bool with_type) {
    fprintf(dump->stream, "%%%u", id);
    if (id >= dump->function->registers.count) {
        fputs("<missing>", dump->stream);
        return;
    }
    const IrRegister *entry = &dump->function->registers.items[id];
    if (with_type)
        fprintf(dump->stream, ":%s", ir_kind_text(entry->type.kind));
    if (entry->name != NULL)
        fprintf(dump->stream, " %s", entry->name->text);
}

static void dump_value(const Dump *dump, IrValue value) {
    switch (value.kind) {
    case IR_VALUE_REGISTER:
        dump_register(dump, value.reg, false);
        break;
    case IR_VALUE_INTEGER:
        fprintf(dump->stream, "%lld:%s", (long long)value.integer, ir_kind_text(value.type));
        break;
    case IR_VALUE_REAL:
        fprintf(dump->stream, "%.17g:%s", value.real, ir_kind_text(value.type));
        break;
    case IR_VALUE_NULL:
        fprintf(dump->stream, "null:%s", ir_kind_text(value.type));
        break;
    }
}

// The meaning of aux.number depends on the op.
static void dump_number(const Dump *dump, const IrOp *op) {
    static const char *const singletons[] = {"None", "True", "False", "...", "NotImplemented"};
    int64_t number = op->aux.number;
    switch (op->code) {
    case IR_OP_TRACEBACK:
        if (number > 0)
            fprintf(dump->stream, " %s", dump->module->inner_codes.items[number - 1].name);
        break;
    case IR_OP_SINGLETON:
        fprintf(dump->stream, " %s", singletons[number]);
        break;
    case IR_OP_COMPARE:
    case IR_OP_PYTHON_COMPARE:
    case IR_OP_PYTHON_COMPARE_TRUTH:
    case IR_OP_DUAL_COMPARE:
    case IR_OP_DUAL_COMPARE_TRUTH:
        fprintf(dump->stream, " %s", CompareOperator_text((CompareOperator)number));
        break;
    case IR_OP_PYTHON_BINARY:
    case IR_OP_DUAL_BINARY:
        fprintf(dump->stream, " %s", BinaryOperator_text((BinaryOperator)number));
        break;
    case IR_OP_PYTHON_UNARY:
    case IR_OP_DUAL_UNARY:
        fprintf(dump->stream, " %s", UnaryOperator_text((UnaryOperator)number));
        break;
    default:
        fprintf(dump->stream, " %lld", (long long)number);
        break;
    }
}

static void dump_targets(const Dump *dump, const IrOp *op) {
    for (uint32_t i = 0; i < op->aux.targets.count; i++) {
        fputs(i > 0 || op->operand_count > 0 ? ", " : " ", dump->stream);
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
    fputc(']', dump->stream);
}

static const char *symbol_text(const Symbol *symbol) {
    return symbol == NULL || symbol->name == NULL ? "?" : symbol->name->text;
}

static void dump_call(const Dump *dump, const IrOp *op) {
    if (op->code == IR_OP_LOAD_METHOD) {
        fputc(' ', dump->stream);
        dump_constant(dump, op->aux.call.name);
    }
    if (op->aux.call.keyword_names != IR_NO_CONSTANT) {
        fputs(" keywords=", dump->stream);
        dump_constant(dump, op->aux.call.keyword_names);
    }
}

static void dump_function_reference(const Dump *dump, const IrOp *op) {
    bool is_extern = op->code == IR_OP_CALL_EXTERN || op->code == IR_OP_CALL_VIRTUAL;
    fprintf(dump->stream, " %s",
            is_extern ? symbol_text(&op->aux.extern_function->symbol)
                      : op->aux.function->link_name);
}

// What stands between the op's name and its operands.
static void dump_aux(const Dump *dump, const IrOp *op) {
    switch (ir_op_infos[op->code].aux) {
    case IR_AUX_NUMBER:
        dump_number(dump, op);
        break;
    case IR_AUX_CONSTANT:
        fputc(' ', dump->stream);
        dump_constant(dump, op->aux.constant);
        break;
    case IR_AUX_TEXT:
        fputc(' ', dump->stream);
        dump_text(dump, op->aux.text);
        break;
    case IR_AUX_TYPE:
        fprintf(dump->stream, " <%s>", op->aux.type == NULL ? "?" : op->aux.type->text);
        break;
    case IR_AUX_SYMBOL:
        fprintf(dump->stream, " %s", symbol_text(op->aux.symbol));
        break;
    case IR_AUX_FUNCTION:
        dump_function_reference(dump, op);
        break;
    case IR_AUX_CLASS:
        fprintf(dump->stream, " %s", symbol_text(&op->aux.class_symbol->symbol));
        break;
    case IR_AUX_RUNTIME:
        fprintf(dump->stream, " %s", runtime_infos[op->aux.runtime.id].name);
        break;
    case IR_AUX_CALL:
        dump_call(dump, op);
        break;
    case IR_AUX_SLICE:
        dump_slice(dump, op);
        break;
    case IR_AUX_SLOT:
        if (op->aux.slot.object != IR_NO_SLOT)
            fprintf(dump->stream, " objects[%u]", op->aux.slot.object);
        if (op->aux.slot.value != IR_NO_SLOT)
            fprintf(dump->stream, " values[%u]", op->aux.slot.value);
        break;
    case IR_AUX_NONE:
    case IR_AUX_TARGETS:
        break;
    }
}

static void dump_flags(const Dump *dump, const IrOp *op) {
    static const char *const names[] = {
        "unsigned",        "no_wrap", "target_unsigned",  "checked",      "wraparound",
        "last_contiguous", "inplace", "not_none",         "needs_ensure", "writable",
        "unlikely",        "free",    "in_comprehension", "no_traceback"};
    for (unsigned i = 0; i < sizeof names / sizeof names[0]; i++)
        if (op->flags >> i & 1)
            fprintf(dump->stream, ".%s", names[i]);
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

static void dump_op(const Dump *dump, const IrOp *op) {
    fputs("    ", dump->stream);
    dump_results(dump, op);
    fputs(ir_op_infos[op->code].text, dump->stream);
    dump_flags(dump, op);
    dump_aux(dump, op);
    for (uint32_t i = 0; i < op->operand_count; i++) {
        fputs(i > 0 ? ", " : " ", dump->stream);
        fputs(ir_op_is_address_operand(op, i) ? "&" : "", dump->stream);
        dump_value(dump, op->operands[i]);
    }
    if (ir_op_infos[op->code].aux == IR_AUX_TARGETS)
        dump_targets(dump, op);
    uint32_t line = source_line(dump->module->compilation->sources, op->span);
    if (line > 0)
        fprintf(dump->stream, "  ; line %u", line);
    fputc('\n', dump->stream);
}

// , frame objects[2] values[i64 <Pair>]
static void dump_frame(const Dump *dump, const IrFunction *function) {
    fprintf(dump->stream, ", frame objects[%u] values[", function->frame_object_slots);
    for (uint32_t i = 0; i < function->frame_values.count; i++) {
        IrType type = function->frame_values.items[i];
        fputs(i > 0 ? " " : "", dump->stream);
        if (type.kind == IR_AGGREGATE || type.kind == IR_VIEW)
            fprintf(dump->stream, "<%s>", type.type->text);
        else
            fputs(ir_kind_text(type.kind), dump->stream);
    }
    fputc(']', dump->stream);
}

static void dump_head(const Dump *dump) {
    static const char *const roles[] = {"body", "wrapper", "resume", "module body", "C entry"};
    static const char *const conventions[] = {"no error", "null on error", "dual error tag",
                                              "status"};
    const IrFunction *function = dump->function;
    fprintf(dump->stream, "function %s %s(", function->link_name, roles[function->role]);
    for (uint32_t i = 0; i < function->parameter_count; i++) {
        fputs(i > 0 ? ", " : "", dump->stream);
        dump_register(dump, function->parameters[i], true);
    }
    fprintf(dump->stream, ") -> %s  ; %s", ir_kind_text(function->result.kind),
            conventions[function->convention]);
    fputs(function->is_generator ? ", generator" : "", dump->stream);
    fputs(function->has_closure ? ", closure" : "", dump->stream);
    fputs(function->nogil ? ", nogil" : "", dump->stream);
    if (function->frame_object_slots + function->frame_values.count > 0)
        dump_frame(dump, function);
    fputc('\n', dump->stream);
}

void ir_dump_function(const IrModule *module, const IrFunction *function, FILE *stream) {
    Dump dump = {module, function, stream};
    dump_head(&dump);
    for (uint32_t i = 0; i < function->blocks.count; i++) {
        const IrBlock *block = function->blocks.items[i];
        fprintf(stream, "bb%u%s%s", block->id, block->label != NULL ? " " : "",
                block->label != NULL ? block->label : "");
        if (block->handler != NULL)
            fprintf(stream, " handler=bb%u", block->handler->id);
        fputs(block->is_loop_header ? " header" : "", stream);
        fputs(block->is_cold ? " cold" : "", stream);
        fputs(":\n", stream);
        for (uint32_t j = 0; j < block->ops.count; j++)
            dump_op(&dump, block->ops.items[j]);
    }
}

void ir_dump_module(const IrModule *module, FILE *stream) {
    for (uint32_t i = 0; i < module->functions.count; i++) {
        fputs(i > 0 ? "\n" : "", stream);
        ir_dump_function(module, module->functions.items[i], stream);
    }
}
