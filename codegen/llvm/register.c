// Registers of the IR as LLVM values: a dual is two (payload and tag), a memoryview one for each of
// owner, data, and every length and stride. Parameters of blocks are phis. Only what lives in
// memory has an alloca in the entry block, where operands are loaded and results stored.

#include "codegen/llvm/internal.h"
#include <string.h>

IrType register_type(const Emitter *emitter, IrRegisterId reg) {
    return emitter->function.ir->registers.items[reg].type;
}

static RegisterSlot *slot_of(const Emitter *emitter, IrRegisterId reg) {
    zi_assert(reg < emitter->function.ir->registers.count);
    return &emitter->function.registers[reg];
}

uint32_t view_dimensions(IrType type) {
    zi_assert(type.kind == IR_VIEW && type.type != NULL);
    return type.type->memoryview.dimensions;
}

// Two places, since nobody takes a dual's address.
static void create_dual_place(Emitter *emitter, RegisterSlot *slot, const Name *name) {
    slot->place = build_alloca(emitter, emitter->types.i64, name == NULL ? "" : name->text);
    slot->tag_place = build_alloca(emitter, emitter->types.pointer, "");
}

// Views are never in memory: nobody takes their address.
static void create_place(Emitter *emitter, IrRegisterId reg) {
    const IrRegister *ir = &emitter->function.ir->registers.items[reg];
    RegisterSlot *slot = slot_of(emitter, reg);
    zi_assert(ir->type.kind != IR_VIEW);
    if (ir->type.kind == IR_DUAL) {
        create_dual_place(emitter, slot, ir->name);
        return;
    }
    // A register whose address is taken looks as C sees it.
    slot->type = ir->address_taken ? memory_type_of_register(emitter, ir->type)
                                   : type_of_register(emitter, ir->type);
    slot->place = build_alloca(emitter, slot->type, ir->name == NULL ? "" : ir->name->text);
}

void create_registers(Emitter *emitter) {
    const IrBody *ir = emitter->function.ir;
    zi_assert(ir->is_ssa);
    const bool *in_memory = flow_find_memory(emitter->arena, ir);
    emitter->function.registers =
        ARENA_ARRAY(emitter->arena, RegisterSlot, ir->registers.count + 1);
    for (uint32_t i = 0; i < ir->registers.count; i++)
        if (in_memory[i] && ir->registers.items[i].type.kind != IR_VOID)
            create_place(emitter, i);
}

IrType operand_type(const Emitter *emitter, const IrOp *op, uint32_t operand) {
    zi_assert(operand < op->operand_count);
    return ir_value_type(emitter->function.ir, op->operands[operand]);
}

static LLVMValueRef load_register(Emitter *emitter, IrRegisterId reg) {
    RegisterSlot *slot = slot_of(emitter, reg);
    IrType type = register_type(emitter, reg);
    zi_assert(type.kind != IR_DUAL && type.kind != IR_VIEW);
    if (slot->constant != NULL)
        return constant_object(emitter, slot->constant->aux.constant);
    if (slot->place == NULL) {
        zi_assert(slot->value != NULL);
        return slot->value;
    }
    if (type.kind == IR_AGGREGATE)
        return slot->place;
    if (emitter->function.ir->registers.items[reg].address_taken)
        return load_memory(emitter, type, type.type, slot->place);
    return LLVMBuildLoad2(emitter->builder, slot->type, slot->place, "");
}

LLVMValueRef load_operand(Emitter *emitter, const IrOp *op, uint32_t operand) {
    zi_assert(operand < op->operand_count);
    IrValue value = op->operands[operand];
    switch (value.kind) {
    case IR_VALUE_INTEGER:
        return LLVMConstInt(type_of_kind(emitter, value.type), (unsigned long long)value.integer,
                            1);
    case IR_VALUE_REAL:
        return LLVMConstReal(type_of_kind(emitter, value.type), value.real);
    case IR_VALUE_NULL:
        return LLVMConstNull(type_of_kind(emitter, value.type));
    case IR_VALUE_REGISTER:
        break;
    }
    return load_register(emitter, value.reg);
}

LLVMValueRef place_of(const Emitter *emitter, IrRegisterId reg) {
    LLVMValueRef place = slot_of(emitter, reg)->place;
    zi_assert(place != NULL);
    return place;
}

bool is_in_memory(const Emitter *emitter, IrRegisterId reg) {
    return slot_of(emitter, reg)->place != NULL;
}

LLVMValueRef load_address(Emitter *emitter, const IrOp *op, uint32_t operand) {
    zi_assert(op->operands[operand].kind == IR_VALUE_REGISTER);
    return place_of(emitter, op->operands[operand].reg);
}

DualValue load_dual(Emitter *emitter, const IrOp *op, uint32_t operand) {
    IrValue value = op->operands[operand];
    if (value.kind != IR_VALUE_REGISTER)
        return (DualValue){const_i64(emitter, 0), const_tag(emitter, ZI_TAG_UNBOUND)};
    const RegisterSlot *slot = slot_of(emitter, value.reg);
    if (slot->tag_place != NULL)
        return (DualValue){
            LLVMBuildLoad2(emitter->builder, emitter->types.i64, slot->place, ""),
            LLVMBuildLoad2(emitter->builder, emitter->types.pointer, slot->tag_place, "")};
    zi_assert(slot->tag != NULL);
    return (DualValue){slot->value, slot->tag};
}

ViewValue load_view(Emitter *emitter, const IrOp *op, uint32_t operand) {
    zi_assert(op->operands[operand].kind == IR_VALUE_REGISTER);
    const RegisterSlot *slot = slot_of(emitter, op->operands[operand].reg);
    zi_assert(slot->view != NULL);
    return *slot->view;
}

void set_register(Emitter *emitter, IrRegisterId reg, LLVMValueRef value) {
    if (reg == IR_NO_REGISTER)
        return;
    RegisterSlot *slot = slot_of(emitter, reg);
    const IrRegister *ir = &emitter->function.ir->registers.items[reg];
    zi_assert(ir->type.kind != IR_DUAL && ir->type.kind != IR_VIEW);
    if (slot->place == NULL)
        slot->value = value;
    else if (ir->address_taken && ir->type.kind != IR_AGGREGATE)
        store_memory(emitter, ir->type, ir->type.type, slot->place, value);
    else
        LLVMBuildStore(emitter->builder, value, slot->place);
}

void set_constant(Emitter *emitter, const IrOp *op) {
    if (op->result == IR_NO_REGISTER)
        return;
    if (is_in_memory(emitter, op->result))
        set_result(emitter, op, constant_object(emitter, op->aux.constant));
    else
        slot_of(emitter, op->result)->constant = op;
}

void set_result(Emitter *emitter, const IrOp *op, LLVMValueRef value) {
    set_register(emitter, op->result, value);
}

void set_dual(Emitter *emitter, IrRegisterId reg, DualValue value) {
    if (reg == IR_NO_REGISTER)
        return;
    RegisterSlot *slot = slot_of(emitter, reg);
    if (slot->tag_place != NULL) {
        LLVMBuildStore(emitter->builder, value.payload, slot->place);
        LLVMBuildStore(emitter->builder, value.tag, slot->tag_place);
        return;
    }
    slot->value = value.payload;
    slot->tag = value.tag;
}

void set_view(Emitter *emitter, IrRegisterId reg, const ViewValue *value) {
    if (reg == IR_NO_REGISTER)
        return;
    RegisterSlot *slot = slot_of(emitter, reg);
    slot->view = ARENA_NEW(emitter->arena, ViewValue);
    *slot->view = *value;
}

// --- Parameters of blocks ------------------------------------------------------------------------

// Makes the phi of one part of a parameter; its incoming values come with the jumps.
static LLVMValueRef create_phi(Emitter *emitter, LLVMTypeRef type, const Name *name) {
    return LLVMBuildPhi(emitter->builder, type, name == NULL ? "" : name->text);
}

static void create_view_phis(Emitter *emitter, IrRegisterId reg) {
    const IrRegister *ir = &emitter->function.ir->registers.items[reg];
    ViewValue view = {.owner = create_phi(emitter, emitter->types.pointer, ir->name),
                      .data = create_phi(emitter, emitter->types.pointer, NULL)};
    for (uint32_t i = 0; i < view_dimensions(ir->type); i++) {
        view.shape[i] = create_phi(emitter, emitter->types.i64, NULL);
        view.strides[i] = create_phi(emitter, emitter->types.i64, NULL);
    }
    set_view(emitter, reg, &view);
}

void create_parameter(Emitter *emitter, IrRegisterId reg) {
    const IrRegister *ir = &emitter->function.ir->registers.items[reg];
    switch (ir_kind_form(ir->type.kind)) {
    case IR_FORM_VIEW:
        create_view_phis(emitter, reg);
        break;
    case IR_FORM_DUAL: {
        LLVMValueRef payload = create_phi(emitter, emitter->types.i64, ir->name);
        LLVMValueRef tag = create_phi(emitter, emitter->types.pointer, NULL);
        set_dual(emitter, reg, (DualValue){payload, tag});
        break;
    }
    case IR_FORM_SCALAR:
        set_register(emitter, reg,
                     create_phi(emitter, type_of_register(emitter, ir->type), ir->name));
        break;
    case IR_FORM_NOTHING:
    case IR_FORM_AGGREGATE:
        zi_assert(false);
        break;
    }
}

static void add_incoming(Emitter *emitter, LLVMValueRef phi, LLVMValueRef value) {
    LLVMBasicBlockRef from = LLVMGetInsertBlock(emitter->builder);
    LLVMAddIncoming(phi, &value, &from, 1);
}

void pass_argument(Emitter *emitter, const IrOp *jump, uint32_t operand, IrRegisterId parameter) {
    const RegisterSlot *slot = slot_of(emitter, parameter);
    IrType type = register_type(emitter, parameter);
    switch (ir_kind_form(type.kind)) {
    case IR_FORM_VIEW: {
        ViewValue view = load_view(emitter, jump, operand);
        add_incoming(emitter, slot->view->owner, view.owner);
        add_incoming(emitter, slot->view->data, view.data);
        for (uint32_t i = 0; i < view_dimensions(type); i++) {
            add_incoming(emitter, slot->view->shape[i], view.shape[i]);
            add_incoming(emitter, slot->view->strides[i], view.strides[i]);
        }
        break;
    }
    case IR_FORM_DUAL: {
        DualValue value = load_dual(emitter, jump, operand);
        add_incoming(emitter, slot->value, value.payload);
        add_incoming(emitter, slot->tag, value.tag);
        break;
    }
    case IR_FORM_SCALAR:
        add_incoming(emitter, slot->value, load_operand(emitter, jump, operand));
        break;
    case IR_FORM_NOTHING:
    case IR_FORM_AGGREGATE:
        zi_assert(false);
        break;
    }
}

// --- Failures ------------------------------------------------------------------------------------

void set_failure(Emitter *emitter, LLVMValueRef condition) {
    emitter->function.failure = (Failure){.condition = condition};
}

void set_failure_if_null(Emitter *emitter, LLVMValueRef object) {
    set_failure(emitter, build_is_null(emitter, object));
}

void set_checked_dual(Emitter *emitter, const IrOp *op, LLVMValueRef whole) {
    DualValue value = unpack_dual(emitter, whole);
    set_dual(emitter, op->result, value);
    set_failure(emitter, LLVMBuildICmp(emitter->builder, LLVMIntEQ, value.tag,
                                       const_tag(emitter, ZI_TAG_ERROR), ""));
}

void set_raising_failure(Emitter *emitter, const IrOp *op, LLVMValueRef condition,
                         const char *raise, LLVMValueRef argument) {
    if ((op->flags & IR_FLAG_NEEDS_ENSURE) != 0)
        raise = arena_format(emitter->arena, "%s_nogil", raise);
    emitter->function.failure = (Failure){
        .condition = condition,
        .raise = raise,
        .arguments = {argument},
        .argument_count = 1,
    };
}
