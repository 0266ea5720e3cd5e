// Function objects, classes, and what gives several objects at once: arguments of wrappers, items.

#include "codegen/llvm/internal.h"
#include <string.h>

// Sets the op's results to what stands in the area, if the status is not negative.
static void set_results(Emitter *emitter, const IrOp *op, LLVMValueRef area, LLVMValueRef status) {
    for (uint32_t i = 0; i < op->result_count; i++)
        set_register(emitter, op->results[i],
                     build_load_offset(emitter, emitter->types.pointer, area, 8 * (uint64_t)i));
    set_failure(emitter,
                LLVMBuildICmp(emitter->builder, LLVMIntSLT, status, const_i32(emitter, 0), ""));
}

void emit_op_PARSE_ARGUMENTS(Emitter *emitter, const IrOp *op) {
    LLVMValueRef function = emitter->function.value;
    LLVMValueRef area = argument_area(emitter);
    zi_assert(emitter->function.ir->convention == IR_CONVENTION_VECTORCALL);
    LLVMValueRef callee = LLVMGetParam(function, 0), arguments = LLVMGetParam(function, 1);
    LLVMValueRef count = LLVMGetParam(function, 2), names = LLVMGetParam(function, 3);
    LLVMValueRef status;
    if (emitter->function.fast_paths == FAST_PATHS_NONE)
        status = CALL_RUNTIME(emitter, "zi_read_arguments", callee, arguments, count, names, area);
    else
        status = CALL_RUNTIME(emitter, "zi_parse_arguments", emitter->function.state,
                              callable_info(emitter, op->aux.callable), callee, arguments, count,
                              names, area);
    set_results(emitter, op, area, status);
}

// --- Unpacking -----------------------------------------------------------------------------------

static LLVMValueRef call_unpack(Emitter *emitter, const IrOp *op, LLVMValueRef object,
                                LLVMValueRef area) {
    LLVMValueRef words = load_operand(emitter, op, 2);
    int64_t count = op->result_count, star = op->operands[1].integer;
    if (star < count)
        return CALL_RUNTIME(emitter, "zi_unpack_parts", object, const_i64(emitter, star),
                            const_i64(emitter, count - star - 1), words, area);
    if (count == 2 || count == 3)
        return CALL_RUNTIME(emitter, count == 2 ? "zi_unpack_2" : "zi_unpack_3", object, words,
                            area);
    return CALL_RUNTIME(emitter, "zi_unpack_items", object, const_i64(emitter, count), words, area);
}

// Does it pay to take the items in place here? They are read and counted one by one.
static bool takes_items_in_place(Emitter *emitter, const IrOp *op) {
    enum { MOST = 5 };
    return op->operands[1].integer == op->result_count && op->result_count > 0 &&
           op->result_count <= MOST && inlines_runtime(emitter, "zi_items_in_place");
}

typedef struct Unpacked {
    LLVMBasicBlockRef end; // of the blocks that gave them
    LLVMValueRef *items, failed;
} Unpacked;

static Unpacked new_unpacked(Emitter *emitter, const IrOp *op, LLVMBasicBlockRef start) {
    LLVMPositionBuilderAtEnd(emitter->builder, start);
    return (Unpacked){.items = ARENA_ARRAY(emitter->arena, LLVMValueRef, op->result_count)};
}

static void finish_unpacked(Emitter *emitter, Unpacked *unpacked, LLVMBasicBlockRef next) {
    unpacked->end = LLVMGetInsertBlock(emitter->builder);
    LLVMBuildBr(emitter->builder, next);
}

// Reads the items where they stand. None is released before all have a reference.
static Unpacked take_in_place(Emitter *emitter, const IrOp *op, LLVMValueRef items,
                              LLVMBasicBlockRef start, LLVMBasicBlockRef next) {
    Unpacked taken = new_unpacked(emitter, op, start);
    for (uint32_t i = 0; i < op->result_count; i++)
        taken.items[i] = build_load_offset(emitter, emitter->types.pointer, items, 8 * (uint64_t)i);
    for (uint32_t i = 0; i < op->result_count; i++)
        CALL_RUNTIME(emitter, "zi_incref", taken.items[i]);
    taken.failed = LLVMConstNull(emitter->types.i1);
    finish_unpacked(emitter, &taken, next);
    return taken;
}

static Unpacked take_by_call(Emitter *emitter, const IrOp *op, LLVMValueRef object,
                             LLVMBasicBlockRef start, LLVMBasicBlockRef next) {
    Unpacked taken = new_unpacked(emitter, op, start);
    LLVMValueRef area = argument_area(emitter), status = call_unpack(emitter, op, object, area);
    for (uint32_t i = 0; i < op->result_count; i++)
        taken.items[i] = build_load_offset(emitter, emitter->types.pointer, area, 8 * (uint64_t)i);
    taken.failed = LLVMBuildICmp(emitter->builder, LLVMIntSLT, status, const_i32(emitter, 0), "");
    finish_unpacked(emitter, &taken, next);
    return taken;
}

static LLVMValueRef build_meeting(Emitter *emitter, LLVMValueRef first, const Unpacked *one,
                                  LLVMValueRef second, const Unpacked *other) {
    LLVMValueRef met = LLVMBuildPhi(emitter->builder, LLVMTypeOf(first), "");
    LLVMValueRef values[] = {first, second};
    LLVMBasicBlockRef blocks[] = {one->end, other->end};
    LLVMAddIncoming(met, values, blocks, 2);
    return met;
}

// The items of an exact tuple or list of the expected size are read where they stand; all else,
// errors too, is the runtime's.
static void unpack_in_place(Emitter *emitter, const IrOp *op, LLVMValueRef object) {
    LLVMValueRef items =
        CALL_RUNTIME(emitter, "zi_items_in_place", object, const_i64(emitter, op->result_count));
    LLVMBasicBlockRef stand = build_block(emitter, "items"), other = build_block(emitter, "unpack");
    LLVMBasicBlockRef next = build_block(emitter, "");
    LLVMValueRef branch =
        LLVMBuildCondBr(emitter->builder, build_is_null(emitter, items), other, stand);
    LLVMSetMetadata(branch, emitter->weights_kind, emitter->unlikely_weights);
    Unpacked placed = take_in_place(emitter, op, items, stand, next);
    Unpacked called = take_by_call(emitter, op, object, other, next);
    LLVMPositionBuilderAtEnd(emitter->builder, next);
    for (uint32_t i = 0; i < op->result_count; i++)
        set_register(emitter, op->results[i],
                     build_meeting(emitter, placed.items[i], &placed, called.items[i], &called));
    set_failure(emitter, build_meeting(emitter, placed.failed, &placed, called.failed, &called));
}

void emit_op_UNPACK(Emitter *emitter, const IrOp *op) {
    LLVMValueRef object = load_operand(emitter, op, 0);
    if (takes_items_in_place(emitter, op)) {
        unpack_in_place(emitter, op, object);
        return;
    }
    LLVMValueRef area = argument_area(emitter);
    set_results(emitter, op, area, call_unpack(emitter, op, object, area));
}

void emit_op_MAKE_FUNCTION(Emitter *emitter, const IrOp *op) {
    LLVMValueRef object = CALL_RUNTIME(emitter, "zi_make_function", emitter->function.state,
                                       callable_info(emitter, op->aux.callable),
                                       load_operand(emitter, op, 0), load_operand(emitter, op, 1),
                                       load_operand(emitter, op, 2), load_operand(emitter, op, 3));
    set_result(emitter, op, object);
    set_failure_if_null(emitter, object);
}

void emit_op_DEFINE_FUNCTION(Emitter *emitter, const IrOp *op) {
    LLVMValueRef status = CALL_RUNTIME(emitter, "zi_define_function", emitter->function.state,
                                       callable_info(emitter, op->aux.callable),
                                       load_operand(emitter, op, 0), load_operand(emitter, op, 1),
                                       load_operand(emitter, op, 2), load_operand(emitter, op, 3));
    set_failure(emitter,
                LLVMBuildICmp(emitter->builder, LLVMIntSLT, status, const_i32(emitter, 0), ""));
}

void emit_op_FUNCTION_OBJECT(Emitter *emitter, const IrOp *op) {
    LLVMValueRef place = state_item(emitter, "function", op->aux.callable->link_name);
    set_result(emitter, op, build_load_offset(emitter, emitter->types.pointer, place, 0));
}

void emit_op_FUNCTION_CLOSURE(Emitter *emitter, const IrOp *op) {
    set_result(emitter, op,
               build_load_offset(emitter, emitter->types.pointer, load_operand(emitter, op, 0),
                                 emitter->runtime_layout.function_closure));
}

LLVMValueRef class_object(Emitter *emitter, const IrClass *class_) {
    return build_load_offset(emitter, emitter->types.pointer,
                             state_item(emitter, "class", class_->name), 0);
}

// What was fetched when the module was imported: it never changes after that.
LLVMValueRef import_slot(Emitter *emitter, const IrImport *import) {
    LLVMValueRef slot = build_load_offset(emitter, emitter->types.pointer,
                                          state_item(emitter, "import", import->link_name), 0);
    if (emitter->function.ir->kind != IR_BODY_MODULE) // which does the fetching
        LLVMSetMetadata(slot, emitter->invariant_kind, emitter->empty_metadata);
    return slot;
}

void emit_op_IMPORT_ADDRESS(Emitter *emitter, const IrOp *op) {
    set_result(emitter, op, import_slot(emitter, op->aux.import));
}

void emit_op_CLASS_OBJECT(Emitter *emitter, const IrOp *op) {
    set_result(emitter, op, class_object(emitter, op->aux.class_));
}

void emit_op_CLASS_NEW(Emitter *emitter, const IrOp *op) {
    LLVMValueRef maker = class_maker(emitter, op->aux.class_);
    LLVMValueRef object =
        LLVMBuildCall2(emitter->builder, LLVMGlobalGetValueType(maker), maker, NULL, 0, "");
    set_result(emitter, op, object);
    set_failure_if_null(emitter, object);
}

static const char *const builtin_c_names[] = {
#define BUILTIN_TYPE(KIND, name, c_name, PARENT, exact, BASE, size, container)                     \
    [IR_BUILTIN_##KIND] = (c_name),
#include "primitives/builtin_type.def"
#undef BUILTIN_TYPE
};

// The exceptions are variables of Python's that hold the type object.
bool builtin_is_variable(const IrCType *type) {
    return strncmp(builtin_c_names[type->builtin], "PyExc_", strlen("PyExc_")) == 0;
}

LLVMValueRef builtin_type_object(Emitter *emitter, const IrCType *type) {
    if (type->kind != IR_C_BUILTIN)
        return python_variable(emitter, "PyBaseObject_Type");
    LLVMValueRef variable = python_variable(emitter, builtin_c_names[type->builtin]);
    if (builtin_is_variable(type))
        return LLVMBuildLoad2(emitter->builder, emitter->types.pointer, variable, "");
    return variable;
}

void emit_op_BUILTIN_TYPE(Emitter *emitter, const IrOp *op) {
    set_result(emitter, op, builtin_type_object(emitter, op->aux.type));
}

void emit_op_CLOSURE_CELL(Emitter *emitter, const IrOp *op) {
    uint64_t offset = emitter->runtime_layout.tuple_items + (8 * (uint64_t)op->aux.number);
    set_result(
        emitter, op,
        build_load_offset(emitter, emitter->types.pointer, emitter->function.closure, offset));
}
