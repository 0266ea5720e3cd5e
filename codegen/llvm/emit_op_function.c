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

void emit_op_UNPACK(Emitter *emitter, const IrOp *op) {
    LLVMValueRef area = argument_area(emitter), object = load_operand(emitter, op, 0);
    LLVMValueRef words = load_operand(emitter, op, 2), status;
    int64_t count = op->result_count, star = op->operands[1].integer;
    if (star == count && (count == 2 || count == 3))
        status =
            CALL_RUNTIME(emitter, count == 2 ? "zi_unpack_2" : "zi_unpack_3", object, words, area);
    else if (star == count)
        status = CALL_RUNTIME(emitter, "zi_unpack_items", object, const_i64(emitter, count), words,
                              area);
    else
        status = CALL_RUNTIME(emitter, "zi_unpack_parts", object, const_i64(emitter, star),
                              const_i64(emitter, count - star - 1), words, area);
    set_results(emitter, op, area, status);
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
