// Registers of the IR as LLVM values: a dual is two (payload and tag), a memoryview one for each of
// owner, data, and every length and stride. Parameters of blocks are phis. Only what lives in
// memory has an alloca in the entry block, where operands are loaded and results stored; and in a
// body of several regions what they share has a place in the frame: see region.c. What lives in a
// generator's frame (IrRegister.home) is in memory, there.

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

uint32_t view_numbers(IrType type, ViewValue *view, LLVMValueRef **numbers) {
    uint32_t dimensions = view_dimensions(type), count = 0;
    for (uint32_t i = 0; i < dimensions; i++)
        numbers[count++] = &view->shape[i];
    for (uint32_t i = 0; i < dimensions; i++)
        numbers[count++] = &view->strides[i];
    for (uint32_t i = 0; ir_view_is_indirect(type.type) && i < dimensions; i++)
        numbers[count++] = &view->suboffsets[i];
    return count;
}

uint32_t count_view_numbers(IrType type) {
    return view_dimensions(type) * (ir_view_is_indirect(type.type) ? 3 : 2);
}

// Views are never in memory: nobody takes their address. For the same reason a dual has two places.
static void create_place(Emitter *emitter, IrRegisterId reg) {
    const IrRegister *ir = &emitter->function.ir->registers.items[reg];
    RegisterSlot *slot = slot_of(emitter, reg);
    bool is_dual = ir->type.kind == IR_DUAL;
    zi_assert(ir->type.kind != IR_VIEW);
    // A register whose address is taken looks as C sees it.
    slot->type = is_dual             ? emitter->types.i64
                 : ir->address_taken ? memory_type_of_register(emitter, ir->type)
                                     : type_of_register(emitter, ir->type);
    if (ir->home != 0 || has_regions(emitter)) // in a frame
        return;
    slot->place = build_alloca(emitter, slot->type, ir->name == NULL ? "" : ir->name->text);
    if (is_dual)
        slot->tag_place = build_alloca(emitter, emitter->types.pointer, "");
}

static void note_fields(Emitter *emitter, const IrBlock *block) {
    for (uint32_t i = 0; i < block->ops.count; i++) {
        const IrOp *op = block->ops.items[i];
        if (op->code == IR_OP_FIELD && op->aux.field->structure != NULL &&
            op->aux.field->structure->is_extern)
            emitter->function.registers[op->result].header_field = op->aux.field;
    }
}

void create_registers(Emitter *emitter) {
    const IrBody *ir = emitter->function.ir;
    zi_assert(ir->is_ssa);
    const bool *in_memory = flow_find_memory(emitter->arena, ir);
    emitter->function.registers =
        ARENA_ARRAY(emitter->arena, RegisterSlot, ir->registers.count + 1);
    for (uint32_t i = 0; i < ir->registers.count; i++)
        if ((in_memory[i] || lives_in_frame(emitter, i)) &&
            ir->registers.items[i].type.kind != IR_VOID)
            create_place(emitter, i);
    bool has_headers = emitter->shim->items.count > 0;
    for (uint32_t i = 0; has_headers && i < ir->blocks.count; i++)
        note_fields(emitter, ir->blocks.items[i]);
}

IrType operand_type(const Emitter *emitter, const IrOp *op, uint32_t operand) {
    zi_assert(operand < op->operand_count);
    return ir_value_type(emitter->function.ir, op->operands[operand]);
}

// --- Parts ---------------------------------------------------------------------------------------

unsigned types_of_parts(const Emitter *emitter, IrRegisterId reg, LLVMTypeRef *types) {
    const CommonLlvmTypes *common = &emitter->types;
    IrType type = register_type(emitter, reg);
    unsigned count = 0;
    switch (ir_kind_form(type.kind)) {
    case IR_FORM_VIEW:
        types[count++] = common->pointer;
        types[count++] = common->pointer;
        for (uint32_t i = 0; i < count_view_numbers(type); i++)
            types[count++] = common->i64;
        break;
    case IR_FORM_DUAL:
        types[count++] = common->i64;
        types[count++] = common->pointer;
        break;
    case IR_FORM_SCALAR:
        types[count++] = type_of_kind(emitter, type.kind);
        break;
    case IR_FORM_NOTHING:
    case IR_FORM_AGGREGATE: // in memory
        zi_assert(false);
        break;
    }
    return count;
}

static void take_view_parts(ViewValue view, IrType type, LLVMValueRef *parts) {
    LLVMValueRef *numbers[MOST_NUMBERS];
    uint32_t count = view_numbers(type, &view, numbers);
    *parts++ = view.owner;
    *parts++ = view.data;
    for (uint32_t i = 0; i < count; i++)
        *parts++ = *numbers[i];
}

static void take_parts(const Emitter *emitter, IrRegisterId reg, LLVMValueRef *parts) {
    const RegisterSlot *slot = slot_of(emitter, reg);
    if (slot->view != NULL) {
        take_view_parts(*slot->view, register_type(emitter, reg), parts);
        return;
    }
    parts[0] = slot->value;
    parts[1] = slot->tag;
}

static void put_parts(Emitter *emitter, IrRegisterId reg, RegisterSlot *slot,
                      const LLVMValueRef *parts, unsigned count) {
    if (register_type(emitter, reg).kind != IR_VIEW) {
        slot->value = parts[0];
        slot->tag = count > 1 ? parts[1] : NULL;
        return;
    }
    slot->view = ARENA_NEW(emitter->arena, ViewValue);
    slot->view->owner = parts[0];
    slot->view->data = parts[1];
    LLVMValueRef *numbers[MOST_NUMBERS];
    uint32_t number_count = view_numbers(register_type(emitter, reg), slot->view, numbers);
    for (uint32_t i = 0; i < number_count; i++)
        *numbers[i] = parts[2 + i];
}

unsigned store_register(Emitter *emitter, IrRegisterId reg, const LLVMValueRef *parts) {
    LLVMTypeRef types[MOST_PARTS] = {NULL};
    unsigned count = types_of_parts(emitter, reg, types);
    uint32_t field = slot_of(emitter, reg)->field;
    zi_assert(field != 0);
    for (unsigned i = 0; i < count; i++)
        LLVMBuildStore(emitter->builder, parts[i], frame_field(emitter, field + i));
    return count;
}

// Loads what another region has shared.
static void load_parts(Emitter *emitter, IrRegisterId reg, RegisterSlot *slot) {
    LLVMTypeRef types[MOST_PARTS] = {NULL};
    LLVMValueRef parts[MOST_PARTS] = {NULL};
    unsigned count = types_of_parts(emitter, reg, types);
    zi_assert(slot->field != 0);
    for (unsigned i = 0; i < count; i++)
        parts[i] =
            LLVMBuildLoad2(emitter->builder, types[i], frame_field(emitter, slot->field + i), "");
    put_parts(emitter, reg, slot, parts, count);
}

// The register's value has just been set in this region.
static void share_register(Emitter *emitter, IrRegisterId reg) {
    RegisterSlot *slot = slot_of(emitter, reg);
    LLVMValueRef parts[MOST_PARTS] = {NULL};
    slot->region = emitter->function.region;
    if (slot->field != 0) {
        take_parts(emitter, reg, parts);
        store_register(emitter, reg, parts);
    } else if (debug_shows(emitter, reg)) {
        take_parts(emitter, reg, parts);
        debug_show_value(emitter, reg, parts);
    }
}

// A register that is not in memory, with values of the region at hand.
static RegisterSlot slot_at_hand(Emitter *emitter, IrRegisterId reg) {
    RegisterSlot slot = *slot_of(emitter, reg);
    if (slot.region == emitter->function.region)
        return slot;
    RegisterSlot *kept = region_kept(emitter, reg);
    if (kept != NULL && kept->field != 0)
        return *kept;
    LLVMBasicBlockRef current = LLVMGetInsertBlock(emitter->builder);
    if (kept != NULL)
        LLVMPositionBuilderAtEnd(emitter->builder, emitter->function.entry);
    load_parts(emitter, reg, &slot);
    LLVMPositionBuilderAtEnd(emitter->builder, current);
    if (kept != NULL)
        *kept = slot;
    return slot;
}

// --- Operands and results ------------------------------------------------------------------------

static LLVMValueRef load_register(Emitter *emitter, IrRegisterId reg) {
    IrType type = register_type(emitter, reg);
    zi_assert(type.kind != IR_DUAL && type.kind != IR_VIEW);
    const IrOp *constant = slot_of(emitter, reg)->constant;
    if (constant != NULL)
        return constant_object(emitter, constant->aux.constant);
    if (!is_in_memory(emitter, reg)) {
        RegisterSlot slot = slot_at_hand(emitter, reg);
        zi_assert(slot.value != NULL);
        return slot.value;
    }
    LLVMValueRef place = place_of(emitter, reg);
    if (type.kind == IR_AGGREGATE)
        return place;
    if (emitter->function.ir->registers.items[reg].address_taken)
        return load_memory(emitter, type, type.type, NULL, place);
    return LLVMBuildLoad2(emitter->builder, slot_of(emitter, reg)->type, place, "");
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

bool lives_in_frame(const Emitter *emitter, IrRegisterId reg) {
    return emitter->function.ir->registers.items[reg].home != 0;
}

// In the frame of the generator, which is the resume function's parameter.
uint64_t offset_of_home(const Emitter *emitter, IrRegisterId reg) {
    const IrRegister *entry = &emitter->function.ir->registers.items[reg];
    return ir_is_object_at_home(entry)
               ? emitter->runtime_layout.generator_slots + (8 * (entry->home - 1ULL))
               : emitter->function.frame_offsets[entry->home - 1];
}

static LLVMValueRef home_of(Emitter *emitter, IrRegisterId reg) {
    LLVMValueRef generator = load_register(emitter, emitter->function.ir->parameters[0]);
    return build_offset(emitter, generator, offset_of_home(emitter, reg));
}

LLVMValueRef place_of(Emitter *emitter, IrRegisterId reg) {
    const RegisterSlot *slot = slot_of(emitter, reg);
    zi_assert(slot->type != NULL);
    if (lives_in_frame(emitter, reg))
        return home_of(emitter, reg);
    return has_regions(emitter) ? frame_field(emitter, slot->field) : slot->place;
}

bool is_in_memory(const Emitter *emitter, IrRegisterId reg) {
    return slot_of(emitter, reg)->type != NULL;
}

static LLVMValueRef tag_place_of(Emitter *emitter, IrRegisterId reg) {
    const RegisterSlot *slot = slot_of(emitter, reg);
    return has_regions(emitter) ? frame_field(emitter, slot->field + 1) : slot->tag_place;
}

LLVMValueRef load_address(Emitter *emitter, const IrOp *op, uint32_t operand) {
    zi_assert(op->operands[operand].kind == IR_VALUE_REGISTER);
    return place_of(emitter, op->operands[operand].reg);
}

DualValue load_dual(Emitter *emitter, const IrOp *op, uint32_t operand) {
    IrValue value = op->operands[operand];
    if (value.kind != IR_VALUE_REGISTER)
        return (DualValue){const_i64(emitter, 0), const_tag(emitter, ZI_TAG_UNBOUND)};
    if (is_in_memory(emitter, value.reg)) {
        LLVMValueRef payload_place = place_of(emitter, value.reg);
        LLVMValueRef tag_place = tag_place_of(emitter, value.reg);
        return (DualValue){LLVMBuildLoad2(emitter->builder, emitter->types.i64, payload_place, ""),
                           LLVMBuildLoad2(emitter->builder, emitter->types.pointer, tag_place, "")};
    }
    RegisterSlot slot = slot_at_hand(emitter, value.reg);
    zi_assert(slot.tag != NULL);
    return (DualValue){slot.value, slot.tag};
}

ViewValue load_view(Emitter *emitter, const IrOp *op, uint32_t operand) {
    zi_assert(op->operands[operand].kind == IR_VALUE_REGISTER);
    RegisterSlot slot = slot_at_hand(emitter, op->operands[operand].reg);
    zi_assert(slot.view != NULL);
    return *slot.view;
}

void set_register(Emitter *emitter, IrRegisterId reg, LLVMValueRef value) {
    if (reg == IR_NO_REGISTER)
        return;
    RegisterSlot *slot = slot_of(emitter, reg);
    const IrRegister *ir = &emitter->function.ir->registers.items[reg];
    zi_assert(ir->type.kind != IR_DUAL && ir->type.kind != IR_VIEW);
    if (!is_in_memory(emitter, reg)) {
        slot->value = value;
        share_register(emitter, reg);
    } else if (ir->address_taken && ir->type.kind != IR_AGGREGATE) {
        store_memory(emitter, ir->type, ir->type.type, NULL, place_of(emitter, reg), value);
    } else {
        LLVMBuildStore(emitter->builder, value, place_of(emitter, reg));
    }
}

void set_constant(Emitter *emitter, const IrOp *op) {
    if (op->result == IR_NO_REGISTER)
        return;
    if (is_in_memory(emitter, op->result))
        set_result(emitter, op, constant_object(emitter, op->aux.constant));
    else
        slot_of(emitter, op->result)->constant = op;
    if (debug_shows(emitter, op->result))
        debug_show_value(emitter, op->result,
                         (LLVMValueRef[]){constant_object(emitter, op->aux.constant)});
}

void set_result(Emitter *emitter, const IrOp *op, LLVMValueRef value) {
    set_register(emitter, op->result, value);
}

void set_dual(Emitter *emitter, IrRegisterId reg, DualValue value) {
    if (reg == IR_NO_REGISTER)
        return;
    RegisterSlot *slot = slot_of(emitter, reg);
    if (is_in_memory(emitter, reg)) {
        LLVMBuildStore(emitter->builder, value.payload, place_of(emitter, reg));
        LLVMBuildStore(emitter->builder, value.tag, tag_place_of(emitter, reg));
        return;
    }
    slot->value = value.payload;
    slot->tag = value.tag;
    share_register(emitter, reg);
}

void set_view(Emitter *emitter, IrRegisterId reg, const ViewValue *value) {
    if (reg == IR_NO_REGISTER)
        return;
    RegisterSlot *slot = slot_of(emitter, reg);
    slot->view = ARENA_NEW(emitter->arena, ViewValue);
    *slot->view = *value;
    share_register(emitter, reg);
}

// --- Parameters of blocks ------------------------------------------------------------------------

static bool is_passed(const Emitter *emitter, IrRegisterId reg) {
    return has_regions(emitter) && emitter->function.region_plan.is_passed[reg];
}

// Makes the phis of a parameter's parts; the incoming values come with the jumps.
void create_parameter(Emitter *emitter, IrRegisterId reg) {
    const Name *name = emitter->function.ir->registers.items[reg].name;
    LLVMTypeRef types[MOST_PARTS] = {NULL};
    LLVMValueRef phis[MOST_PARTS] = {NULL};
    if (is_passed(emitter, reg) || lives_in_frame(emitter, reg))
        return;
    unsigned count = types_of_parts(emitter, reg, types);
    for (unsigned i = 0; i < count; i++)
        phis[i] = LLVMBuildPhi(emitter->builder, types[i], i > 0 || name == NULL ? "" : name->text);
    RegisterSlot *slot = slot_of(emitter, reg);
    put_parts(emitter, reg, slot, phis, count);
    slot->region = emitter->function.region;
}

void settle_parameter(Emitter *emitter, IrRegisterId reg) {
    RegisterSlot *slot = slot_of(emitter, reg);
    if (lives_in_frame(emitter, reg))
        return;
    if (!is_passed(emitter, reg)) {
        share_register(emitter, reg);
        return;
    }
    load_parts(emitter, reg, slot);
    slot->region = emitter->function.region;
}

static void load_operand_parts(Emitter *emitter, const IrOp *op, uint32_t operand, IrType type,
                               LLVMValueRef *parts) {
    if (type.kind == IR_VIEW) {
        take_view_parts(load_view(emitter, op, operand), type, parts);
    } else if (type.kind == IR_DUAL) {
        DualValue value = load_dual(emitter, op, operand);
        parts[0] = value.payload;
        parts[1] = value.tag;
    } else {
        parts[0] = load_operand(emitter, op, operand);
    }
}

// Adds what comes from the block at hand; returns how many parts there are.
static unsigned add_incoming(Emitter *emitter, IrRegisterId reg, const LLVMValueRef *phis,
                             LLVMValueRef *parts) {
    LLVMTypeRef types[MOST_PARTS] = {NULL};
    unsigned count = types_of_parts(emitter, reg, types);
    LLVMBasicBlockRef from = LLVMGetInsertBlock(emitter->builder);
    for (unsigned i = 0; i < count; i++)
        LLVMAddIncoming(phis[i], &parts[i], &from, 1);
    return count;
}

static void pass_parts(Emitter *emitter, IrRegisterId parameter, LLVMValueRef *parts) {
    LLVMValueRef phis[MOST_PARTS] = {NULL};
    if (is_passed(emitter, parameter)) {
        store_register(emitter, parameter, parts);
        return;
    }
    take_parts(emitter, parameter, phis);
    add_incoming(emitter, parameter, phis, parts);
}

// Is the argument where the parameter is: in the same slot of a generator's frame?
static bool is_at_home(const Emitter *emitter, IrValue argument, IrRegisterId parameter) {
    const IrRegister *registers = emitter->function.ir->registers.items;
    return argument.kind == IR_VALUE_REGISTER && lives_in_frame(emitter, parameter) &&
           registers[argument.reg].home == registers[parameter].home;
}

// All are loaded before one is stored: a parameter may be what another one gets.
void pass_arguments(Emitter *emitter, const IrOp *jump) {
    const IrBlock *target = jump->aux.targets.blocks[0];
    const IrRegisterId *parameters = target->parameters.items;
    uint32_t count = jump->operand_count;
    LLVMValueRef(*parts)[MOST_PARTS] = arena_allocate(emitter->arena, count * sizeof *parts);
    for (uint32_t i = 0; i < count; i++)
        if (!is_at_home(emitter, jump->operands[i], parameters[i]))
            load_operand_parts(emitter, jump, i, register_type(emitter, parameters[i]), parts[i]);
    const LLVMValueRef *phis = region_exit_phis(emitter, target);
    for (uint32_t i = 0; i < count; i++) {
        if (is_at_home(emitter, jump->operands[i], parameters[i]))
            continue;
        if (lives_in_frame(emitter, parameters[i]))
            set_register(emitter, parameters[i], parts[i][0]);
        else if (phis != NULL)
            phis += add_incoming(emitter, parameters[i], phis, parts[i]);
        else
            pass_parts(emitter, parameters[i], parts[i]);
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
