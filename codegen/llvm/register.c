// Registers of the IR as allocas in the entry block, which LLVM's mem2reg turns into SSA: a dual
// has two (payload and tag), a memoryview one for each of owner, data, and every length and stride.
// Operands of ops are loaded from there, results stored there.

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

static void create_view_places(Emitter *emitter, RegisterSlot *slot, IrType type) {
    slot->view = ARENA_NEW(emitter->arena, ViewPlaces);
    slot->view->owner = build_alloca(emitter, emitter->types.pointer, "");
    slot->view->data = build_alloca(emitter, emitter->types.pointer, "");
    for (uint32_t i = 0; i < view_dimensions(type); i++) {
        slot->view->shape[i] = build_alloca(emitter, emitter->types.i64, "");
        slot->view->strides[i] = build_alloca(emitter, emitter->types.i64, "");
    }
}

// Names are for those who read the LLVM code; the optimizer's cost of keeping them is small.
static void create_register(Emitter *emitter, IrRegisterId reg) {
    const IrRegister *ir = &emitter->function.ir->registers.items[reg];
    RegisterSlot *slot = slot_of(emitter, reg);
    const char *name = ir->name == NULL ? "" : ir->name->text;
    switch (ir_kind_form(ir->type.kind)) {
    case IR_FORM_NOTHING:
        break;
    case IR_FORM_VIEW:
        create_view_places(emitter, slot, ir->type);
        break;
    case IR_FORM_DUAL:
        slot->type = emitter->types.i64;
        slot->place = build_alloca(emitter, slot->type, name);
        slot->tag = build_alloca(emitter, emitter->types.pointer, name);
        break;
    case IR_FORM_SCALAR:
    case IR_FORM_AGGREGATE:
        // A register whose address is taken looks as C sees it.
        slot->type = ir->address_taken ? memory_type_of_register(emitter, ir->type)
                                       : type_of_register(emitter, ir->type);
        slot->place = build_alloca(emitter, slot->type, name);
        break;
    }
}

void create_registers(Emitter *emitter) {
    uint32_t count = emitter->function.ir->registers.count;
    emitter->function.registers = ARENA_ARRAY(emitter->arena, RegisterSlot, count);
    for (uint32_t i = 0; i < count; i++)
        create_register(emitter, i);
}

IrType operand_type(const Emitter *emitter, const IrOp *op, uint32_t operand) {
    zi_assert(operand < op->operand_count);
    return ir_value_type(emitter->function.ir, op->operands[operand]);
}

static bool is_in_memory(const Emitter *emitter, IrRegisterId reg) {
    const IrRegister *ir = &emitter->function.ir->registers.items[reg];
    return ir->address_taken;
}

static LLVMValueRef load_register(Emitter *emitter, IrRegisterId reg) {
    RegisterSlot *slot = slot_of(emitter, reg);
    IrType type = register_type(emitter, reg);
    zi_assert(slot->place != NULL && type.kind != IR_DUAL);
    if (type.kind == IR_AGGREGATE)
        return slot->place;
    if (is_in_memory(emitter, reg))
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

LLVMValueRef load_address(Emitter *emitter, const IrOp *op, uint32_t operand) {
    zi_assert(op->operands[operand].kind == IR_VALUE_REGISTER);
    return slot_of(emitter, op->operands[operand].reg)->place;
}

DualValue load_dual(Emitter *emitter, const IrOp *op, uint32_t operand) {
    IrValue value = op->operands[operand];
    if (value.kind != IR_VALUE_REGISTER)
        return (DualValue){const_i64(emitter, 0), const_tag(emitter, ZI_TAG_UNBOUND)};
    RegisterSlot *slot = slot_of(emitter, value.reg);
    zi_assert(slot->tag != NULL);
    return (DualValue){
        LLVMBuildLoad2(emitter->builder, emitter->types.i64, slot->place, ""),
        LLVMBuildLoad2(emitter->builder, emitter->types.pointer, slot->tag, ""),
    };
}

ViewValue load_view(Emitter *emitter, const IrOp *op, uint32_t operand) {
    zi_assert(op->operands[operand].kind == IR_VALUE_REGISTER);
    IrRegisterId reg = op->operands[operand].reg;
    const ViewPlaces *places = slot_of(emitter, reg)->view;
    LLVMBuilderRef builder = emitter->builder;
    ViewValue value = {
        .owner = LLVMBuildLoad2(builder, emitter->types.pointer, places->owner, ""),
        .data = LLVMBuildLoad2(builder, emitter->types.pointer, places->data, ""),
    };
    for (uint32_t i = 0; i < view_dimensions(register_type(emitter, reg)); i++) {
        value.shape[i] = LLVMBuildLoad2(builder, emitter->types.i64, places->shape[i], "");
        value.strides[i] = LLVMBuildLoad2(builder, emitter->types.i64, places->strides[i], "");
    }
    return value;
}

void set_register(Emitter *emitter, IrRegisterId reg, LLVMValueRef value) {
    if (reg == IR_NO_REGISTER)
        return;
    RegisterSlot *slot = slot_of(emitter, reg);
    IrType type = register_type(emitter, reg);
    zi_assert(slot->place != NULL && type.kind != IR_DUAL);
    if (type.kind == IR_AGGREGATE)
        LLVMBuildStore(emitter->builder, value, slot->place);
    else if (is_in_memory(emitter, reg))
        store_memory(emitter, type, type.type, slot->place, value);
    else
        LLVMBuildStore(emitter->builder, value, slot->place);
}

void set_result(Emitter *emitter, const IrOp *op, LLVMValueRef value) {
    set_register(emitter, op->result, value);
}

void set_dual(Emitter *emitter, IrRegisterId reg, DualValue value) {
    if (reg == IR_NO_REGISTER)
        return;
    RegisterSlot *slot = slot_of(emitter, reg);
    zi_assert(slot->tag != NULL);
    LLVMBuildStore(emitter->builder, value.payload, slot->place);
    LLVMBuildStore(emitter->builder, value.tag, slot->tag);
}

void set_view(Emitter *emitter, IrRegisterId reg, const ViewValue *value) {
    if (reg == IR_NO_REGISTER)
        return;
    const ViewPlaces *places = slot_of(emitter, reg)->view;
    LLVMBuildStore(emitter->builder, value->owner, places->owner);
    LLVMBuildStore(emitter->builder, value->data, places->data);
    for (uint32_t i = 0; i < view_dimensions(register_type(emitter, reg)); i++) {
        LLVMBuildStore(emitter->builder, value->shape[i], places->shape[i]);
        LLVMBuildStore(emitter->builder, value->strides[i], places->strides[i]);
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
