// The verifier's view of one operation: registers, kinds by shape and by signature, and aux.

#include "codegen/ir/internal.h"
#include <string.h>

static bool is_integer_kind(IrKind kind) { return kind >= IR_BOOL && kind <= IR_I128; }
static bool is_number_kind(IrKind kind) { return kind >= IR_BOOL && kind <= IR_F80; }

// Does a kind fit a letter of a shape? The first C or T sets what `same` is, the others repeat it.
static bool letter_allows(char letter, IrKind kind, IrKind *same) {
    switch (letter) {
    case 'O':
    case 'N':
        return kind == IR_OBJECT;
    case 'D':
        return kind == IR_DUAL;
    case 'V':
        return kind == IR_VIEW;
    case 'B':
        return kind == IR_BOOL;
    case 'I':
        return kind == IR_I32;
    case 'l':
        return kind == IR_I64;
    case 'd':
        return kind == IR_F64;
    case 'p':
        return kind == IR_POINTER;
    case 'i':
        return is_integer_kind(kind);
    case 'c':
        return ir_kind_is_counted(kind);
    case 'C':
    case 'T': {
        bool fits = *same == IR_VOID || *same == kind;
        *same = kind;
        return fits &&
               (letter == 'T' || is_number_kind(kind) || kind == IR_AGGREGATE /* complex */);
    }
    case 'x':
    case 'r':
        return kind != IR_VOID;
    default:
        internal_error("'%c' is no letter of a shape", letter);
    }
}

static void verify_register(Verifier *verifier, IrRegisterId id, bool is_set) {
    if (id >= verifier->body->registers.count)
        verify_fail(verifier, "has the register %%%u, which does not exist", id);
    else if (is_set && verifier->body->registers.items[id].is_argument)
        verify_fail(verifier, "sets the argument %%%u", id);
}

// An immediate must be of a kind that has such immediates.
static void verify_immediate(Verifier *verifier, IrValue value, uint32_t position) {
    IrKind kind = ir_value_type(verifier->body, value).kind;
    bool fits_kind = (value.kind != IR_VALUE_INTEGER || is_integer_kind(kind)) &&
                     (value.kind != IR_VALUE_REAL || (kind >= IR_F32 && kind <= IR_F80));
    if (!fits_kind)
        verify_fail(verifier, "has an immediate operand %u of kind %s", position,
                    ir_kind_text(kind));
}

static void verify_operand(Verifier *verifier, const IrOp *op, uint32_t position, char letter,
                           IrKind *same) {
    IrValue value = op->operands[position];
    IrKind kind = ir_value_type(verifier->body, value).kind;
    if (!letter_allows(letter, kind, same))
        verify_fail(verifier, "has operand %u of kind %s, not '%c'", position, ir_kind_text(kind),
                    letter);
    if (value.kind == IR_VALUE_NULL && strchr("DV", letter) != NULL)
        verify_fail(verifier, "has null as operand %u", position);
    verify_immediate(verifier, value, position);
}

static void verify_result(Verifier *verifier, const IrOp *op, char letter, IrKind *same) {
    if (op->result == IR_NO_REGISTER) {
        if (letter != '-' && letter != 'r')
            verify_fail(verifier, "has no result");
        return;
    }
    if (letter == '-') {
        verify_fail(verifier, "has a result");
        return;
    }
    verify_register(verifier, op->result, true);
    if (verifier->fault != NULL)
        return;
    IrKind kind = verifier->body->registers.items[op->result].type.kind;
    if (!letter_allows(letter, kind, same))
        verify_fail(verifier, "has a result of kind %s, not '%c'", ir_kind_text(kind), letter);
}

// Checks operands and result against "result=operands", see ir_op.def.
static void verify_shape(Verifier *verifier, const IrOp *op, const char *shape) {
    IrKind same = IR_VOID;
    uint32_t position = 0;
    for (const char *at = shape + 2; *at != '\0'; at++) {
        if (at[1] == '*') {
            while (position < op->operand_count)
                verify_operand(verifier, op, position++, *at, &same);
            at++;
        } else if (position >= op->operand_count) {
            verify_fail(verifier, "has only %u operands", op->operand_count);
            return;
        } else {
            verify_operand(verifier, op, position++, *at, &same);
        }
    }
    if (position != op->operand_count)
        verify_fail(verifier, "has %u operands", op->operand_count);
    verify_result(verifier, op, shape[0], &same);
}

// --- Runtime functions ---------------------------------------------------------------------------

static bool is_constant_number(const Verifier *verifier, IrValue value) {
    return value.kind == IR_VALUE_INTEGER && value.integer >= 0 &&
           (uint64_t)value.integer < verifier->module->constants.count;
}

static void verify_runtime_operand(Verifier *verifier, const IrOp *op, uint32_t position,
                                   const RuntimeParameter *parameter) {
    const char *name = runtime_infos[op->aux.runtime].name;
    IrValue value = op->operands[position];
    if (ir_op_is_constant_operand(op, position)) {
        if (!is_constant_number(verifier, value))
            verify_fail(verifier, "%s has no constant as operand %u", name, position);
        return;
    }
    IrKind kind = ir_value_type(verifier->body, value).kind;
    if (kind != parameter->kind)
        verify_fail(verifier, "%s has operand %u of kind %s, not %s", name, position,
                    ir_kind_text(kind), ir_kind_text(parameter->kind));
    if (value.kind == IR_VALUE_NULL && !parameter->may_be_null)
        verify_fail(verifier, "%s has null as operand %u", name, position);
    verify_immediate(verifier, value, position);
    if (parameter->passes != RUNTIME_PASSES_ADDRESS)
        return;
    if (value.kind != IR_VALUE_REGISTER)
        verify_fail(verifier, "has an operand %u that is no register", position);
    else
        verify_register(verifier, value.reg, true);
}

static void verify_runtime_result(Verifier *verifier, const IrOp *op, IrKind expected) {
    if (op->result == IR_NO_REGISTER) {
        if (expected != IR_VOID)
            verify_fail(verifier, "has no result");
        return;
    }
    if (expected == IR_VOID) {
        verify_fail(verifier, "has a result");
        return;
    }
    verify_register(verifier, op->result, true);
    if (verifier->fault != NULL)
        return;
    IrKind kind = verifier->body->registers.items[op->result].type.kind;
    if (kind != expected)
        verify_fail(verifier, "has a result of kind %s, not %s", ir_kind_text(kind),
                    ir_kind_text(expected));
}

static void verify_runtime(Verifier *verifier, const IrOp *op) {
    const RuntimeInfo *info = &runtime_infos[op->aux.runtime];
    const RuntimeSignature *signature = runtime_signature(op->aux.runtime);
    uint32_t position = 0;
    for (uint32_t i = 0; i < signature->count && verifier->fault == NULL; i++) {
        const RuntimeParameter *parameter = &signature->parameters[i];
        if (parameter->passes == RUNTIME_PASSES_OBJECTS) {
            while (position < op->operand_count)
                verify_runtime_operand(verifier, op, position++, parameter);
        } else if (runtime_parameter_is_operand(parameter)) {
            if (position < op->operand_count)
                verify_runtime_operand(verifier, op, position, parameter);
            else
                verify_fail(verifier, "%s has only %u operands", info->name, op->operand_count);
            position++;
        }
    }
    if (position != op->operand_count)
        verify_fail(verifier, "%s has %u operands", info->name, op->operand_count);
    verify_runtime_result(verifier, op, signature->result);
}

// --- Our own functions and aux -------------------------------------------------------------------

static void verify_native_call(Verifier *verifier, const IrOp *op) {
    const IrBody *callee = op->aux.body;
    // Without an operand for it, the caller passes on its own closure.
    bool has_hidden = callee->has_closure && op->operand_count > callee->parameter_count;
    uint32_t hidden = has_hidden ? 1 : 0;
    if (op->operand_count != callee->parameter_count + hidden) {
        verify_fail(verifier, "%s has %u operands", callee->link_name, op->operand_count);
        return;
    }
    for (uint32_t i = 0; i < callee->parameter_count; i++) {
        IrKind given = ir_value_type(verifier->body, op->operands[i + hidden]).kind;
        IrKind wanted = callee->registers.items[callee->parameters[i]].type.kind;
        if (given != wanted)
            verify_fail(verifier, "%s has argument %u of kind %s, not %s", callee->link_name, i,
                        ir_kind_text(given), ir_kind_text(wanted));
    }
    IrKind kind = op->result == IR_NO_REGISTER
                      ? IR_VOID
                      : verifier->body->registers.items[op->result].type.kind;
    if (kind != callee->result.kind)
        verify_fail(verifier, "%s gives %s, not %s", callee->link_name,
                    ir_kind_text(callee->result.kind), ir_kind_text(kind));
}

// A call in Cython's convention; the last parameters may be left out.
static void verify_cython_call(Verifier *verifier, const IrOp *op, const IrSignature *signature,
                               const char *name) {
    uint32_t required = signature->parameter_count - signature->optional_count;
    if (op->operand_count < required || op->operand_count > signature->parameter_count) {
        verify_fail(verifier, "%s has %u operands", name, op->operand_count);
        return;
    }
    for (uint32_t i = 0; i < op->operand_count; i++) {
        IrKind given = ir_value_type(verifier->body, op->operands[i]).kind;
        IrKind wanted = signature->parameters[i].kind;
        if (given != wanted)
            verify_fail(verifier, "%s has argument %u of kind %s, not %s", name, i,
                        ir_kind_text(given), ir_kind_text(wanted));
    }
    IrKind kind = op->result == IR_NO_REGISTER
                      ? IR_VOID
                      : verifier->body->registers.items[op->result].type.kind;
    if (kind != signature->result.kind)
        verify_fail(verifier, "%s gives %s, not %s", name, ir_kind_text(signature->result.kind),
                    ir_kind_text(kind));
}

static void verify_import_call(Verifier *verifier, const IrOp *op) {
    const IrImport *import = op->aux.import;
    if (import->kind != IR_EXCHANGE_FUNCTION)
        verify_fail(verifier, "%s is no function", import->link_name);
    else
        verify_cython_call(verifier, op, import->signature, import->link_name);
}

static void verify_imported_slot(Verifier *verifier, const IrOp *op) {
    const IrMethod *method = &op->aux.method.class_->vtable[op->aux.method.slot];
    if (op->aux.method.class_->import == NULL)
        verify_fail(verifier, "%s is a class of this module", op->aux.method.class_->name);
    if (op->code == IR_OP_CALL_SLOT)
        verify_cython_call(verifier, op, method->signature, method->name);
}

static void verify_aux(Verifier *verifier, const IrOp *op) {
    bool good = true;
    switch (ir_op_infos[op->code].aux) {
    case IR_AUX_CONSTANT:
        good = op->aux.constant < verifier->module->constants.count;
        break;
    case IR_AUX_TYPE:
        good = op->aux.type != NULL;
        break;
    case IR_AUX_TEXT:
        good = op->aux.text.bytes != NULL;
        break;
    case IR_AUX_FIELD:
        good = op->aux.field != NULL;
        break;
    case IR_AUX_GLOBAL:
        good = op->aux.global != NULL;
        break;
    case IR_AUX_EXTERN:
        good = op->aux.external != NULL;
        break;
    case IR_AUX_BODY:
        good = op->aux.body != NULL;
        break;
    case IR_AUX_CALLABLE:
        good = op->aux.callable != NULL;
        break;
    case IR_AUX_CLASS:
        good = op->aux.class_ != NULL;
        break;
    case IR_AUX_IMPORT:
        good = op->aux.import != NULL && op->aux.import->kind != IR_EXCHANGE_TYPE;
        break;
    case IR_AUX_METHOD:
        good = op->aux.method.class_ != NULL &&
               op->aux.method.slot < op->aux.method.class_->slot_count;
        break;
    case IR_AUX_RUNTIME:
        good = op->aux.runtime < RUNTIME_COUNT;
        break;
    case IR_AUX_CALL:
        good =
            op->code != IR_OP_LOAD_METHOD || op->aux.call.name < verifier->module->constants.count;
        break;
    case IR_AUX_NONE:
    case IR_AUX_NUMBER:
    case IR_AUX_SLICE:
    case IR_AUX_SLOT:
    case IR_AUX_TARGETS:
        break;
    }
    if (!good)
        verify_fail(verifier, "has no aux");
}

// A frame keeps each value in a slot of its own kind.
static void verify_slot(Verifier *verifier, const IrOp *op) {
    const IrBody *body = verifier->body;
    const IrBody *owner = body->resume != NULL ? body->resume : body;
    IrType type = op->code == IR_OP_FRAME_LOAD ? body->registers.items[op->result].type
                                               : ir_value_type(body, op->operands[1]);
    if (ir_kind_is_counted(type.kind) && op->aux.slot.object >= owner->frame_object_slots)
        verify_fail(verifier, "has no object slot in the frame");
    if (type.kind == IR_OBJECT)
        return;
    uint32_t value = op->aux.slot.value;
    if (value >= owner->frame_values.count || owner->frame_values.items[value].kind != type.kind)
        verify_fail(verifier, "has no slot of kind %s in the frame", ir_kind_text(type.kind));
}

static void verify_member(Verifier *verifier, const IrOp *op) {
    const IrCType *type = op->aux.type;
    uint32_t count = type->kind == IR_C_CTUPLE    ? type->members.count
                     : type->kind == IR_C_COMPLEX ? 2
                                                  : 0;
    IrValue index = op->operands[1];
    if (index.kind != IR_VALUE_INTEGER || index.integer < 0 || index.integer >= count)
        verify_fail(verifier, "is no member of %s", type->text);
}

static void verify_optional(Verifier *verifier, const IrOp *op) {
    const IrTypeVector *optionals = &verifier->body->optionals;
    IrKind kind = verifier->body->registers.items[op->result].type.kind;
    bool is_there = op->aux.number >= 0 && (uint64_t)op->aux.number < optionals->count;
    if (!is_there || optionals->items[op->aux.number].kind != kind)
        verify_fail(verifier, "is no optional parameter of kind %s", ir_kind_text(kind));
}

static void verify_return(Verifier *verifier, const IrOp *op) {
    IrKind given =
        op->operand_count == 0 ? IR_VOID : ir_value_type(verifier->body, op->operands[0]).kind;
    // A generator's body says what it returns; its ramp gives the generator.
    IrKind wanted = verifier->body->is_generator ? IR_OBJECT : verifier->body->result.kind;
    if (given != wanted)
        verify_fail(verifier, "gives %s, not %s", ir_kind_text(given), ir_kind_text(wanted));
}

void verify_op(Verifier *verifier, const IrOp *op) {
    for (uint32_t i = 0; i < op->operand_count; i++)
        if (op->operands[i].kind == IR_VALUE_REGISTER)
            verify_register(verifier, op->operands[i].reg, false);
    for (uint32_t i = 0; i < op->result_count; i++)
        verify_register(verifier, op->results[i], true);
    verify_aux(verifier, op);
    if (verifier->fault != NULL)
        return;
    if (op->code == IR_OP_CALL_RUNTIME)
        verify_runtime(verifier, op);
    else
        verify_shape(verifier, op, ir_op_infos[op->code].shape);
    if (verifier->fault != NULL)
        return;
    if (op->code == IR_OP_CALL_NATIVE)
        verify_native_call(verifier, op);
    else if (op->code == IR_OP_CALL_IMPORT)
        verify_import_call(verifier, op);
    else if (op->code == IR_OP_CALL_SLOT || op->code == IR_OP_SLOT_ADDRESS)
        verify_imported_slot(verifier, op);
    else if (op->code == IR_OP_OPTIONAL_ARGUMENT)
        verify_optional(verifier, op);
    else if (op->code == IR_OP_SKIP_DISPATCH && !verifier->body->has_skip_dispatch)
        verify_fail(verifier, "stands in a body whose callers do not say");
    else if (op->code == IR_OP_RETURN)
        verify_return(verifier, op);
    else if (ir_op_infos[op->code].aux == IR_AUX_SLOT)
        verify_slot(verifier, op);
    else if (op->code == IR_OP_MEMBER)
        verify_member(verifier, op);
}
