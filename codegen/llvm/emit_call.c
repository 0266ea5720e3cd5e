// Calls of our own native bodies, of C functions from headers and of Python callables.

#include "codegen/llvm/internal.h"

#define MAX_ARGUMENTS 512

// --- Arguments -----------------------------------------------------------------------------------

// Adds the parts of one operand to a native call's arguments.
static unsigned add_argument(Emitter *emitter, const IrOp *op, uint32_t operand,
                             LLVMValueRef *arguments) {
    IrType type = operand_type(emitter, op, operand);
    unsigned count = 0;
    switch (ir_kind_form(type.kind)) {
    case IR_FORM_DUAL: {
        DualValue value = load_dual(emitter, op, operand);
        arguments[count++] = value.payload;
        arguments[count++] = value.tag;
        return count;
    }
    case IR_FORM_VIEW: {
        ViewValue view = load_view(emitter, op, operand);
        LLVMValueRef *numbers[MOST_NUMBERS];
        uint32_t number_count = view_numbers(type, &view, numbers);
        arguments[count++] = view.owner;
        arguments[count++] = view.data;
        for (uint32_t i = 0; i < number_count; i++)
            arguments[count++] = *numbers[i];
        return count;
    }
    case IR_FORM_AGGREGATE:
        arguments[0] = load_address(emitter, op, operand);
        return 1;
    case IR_FORM_SCALAR:
        arguments[0] = load_operand(emitter, op, operand);
        return 1;
    case IR_FORM_NOTHING:
        break;
    }
    return 0;
}

// --- Results -------------------------------------------------------------------------------------

static ViewValue unpack_view(Emitter *emitter, LLVMValueRef whole, IrType type) {
    LLVMBuilderRef builder = emitter->builder;
    ViewValue view = {.owner = LLVMBuildExtractValue(builder, whole, 0, ""),
                      .data = LLVMBuildExtractValue(builder, whole, 1, "")};
    LLVMValueRef packed = LLVMBuildExtractValue(builder, whole, 2, "");
    LLVMValueRef *numbers[MOST_NUMBERS];
    uint32_t count = view_numbers(type, &view, numbers);
    for (uint32_t i = 0; i < count; i++)
        *numbers[i] = LLVMBuildExtractValue(builder, packed, i, "");
    return view;
}

static void set_whole_result(Emitter *emitter, const IrOp *op, IrType type, LLVMValueRef whole) {
    if (op->result == IR_NO_REGISTER || type.kind == IR_VOID)
        return;
    if (type.kind == IR_VIEW) {
        ViewValue view = unpack_view(emitter, whole, type);
        set_view(emitter, op->result, &view);
    } else {
        set_result(emitter, op, whole);
    }
}

// i1: the i32 status says that an exception is set.
static LLVMValueRef status_failed(Emitter *emitter, LLVMValueRef status) {
    return LLVMBuildICmp(emitter->builder, LLVMIntNE, status, const_i32(emitter, 0), "");
}

void set_call_result(Emitter *emitter, const IrOp *op, const IrSignature *signature,
                     LLVMValueRef call) {
    LLVMBuilderRef builder = emitter->builder;
    IrType type = signature->result;
    switch (signature->error) {
    case IR_RETURNS_NO_ERROR:
        set_whole_result(emitter, op, type, call);
        set_failure(emitter, NULL);
        break;
    case IR_RETURNS_NULL:
        set_whole_result(emitter, op, type, call);
        set_failure_if_null(emitter, call);
        break;
    case IR_RETURNS_DUAL:
        set_checked_dual(emitter, op, call);
        break;
    case IR_RETURNS_STATUS:
        if (type.kind == IR_VOID) {
            set_failure(emitter, status_failed(emitter, call));
            break;
        }
        set_whole_result(emitter, op, type, LLVMBuildExtractValue(builder, call, 0, ""));
        set_failure(emitter, status_failed(emitter, LLVMBuildExtractValue(builder, call, 1, "")));
        break;
    case IR_RETURNS_VALUE:
    case IR_ERROR_CONVENTION_COUNT:
        internal_error("a native call has no status");
    }
}

// --- Native bodies -------------------------------------------------------------------------------

// Calls `function` with the hidden arguments and the operands from `first` on.
static void call_body(Emitter *emitter, const IrOp *op, const IrSignature *signature,
                      LLVMValueRef function, uint32_t first) {
    LLVMValueRef arguments[MAX_ARGUMENTS];
    unsigned count = 0;
    if (emitter->static_state == NULL)
        arguments[count++] = emitter->function.state;
    // A wrapper, and a function that calls itself, pass on their own closure.
    if (signature->has_closure && op->operand_count - first == signature->parameter_count)
        arguments[count++] = emitter->function.closure;
    for (uint32_t i = first; i < op->operand_count; i++) {
        zi_assert(count + 2 + (2 * MEMORYVIEW_MAX_DIMENSIONS) < MAX_ARGUMENTS);
        count += add_argument(emitter, op, i, arguments + count);
    }
    LLVMTypeRef type = type_of_signature(emitter, signature);
    if (LLVMCountParamTypes(type) != count)
        internal_error("a call passes %u arguments for %u parameters", count,
                       LLVMCountParamTypes(type));
    LLVMValueRef call = LLVMBuildCall2(emitter->builder, type, function, arguments, count, "");
    set_call_result(emitter, op, signature, call);
}

void emit_op_CALL_NATIVE(Emitter *emitter, const IrOp *op) {
    IrSignature signature = ir_signature_of(emitter->arena, op->aux.body);
    call_body(emitter, op, &signature, called_function(emitter, op->aux.body), 0);
}

// --- C functions of headers ---------------------------------------------------------------------

void emit_op_CALL_EXTERN(Emitter *emitter, const IrOp *op) {
    const IrExtern *external = op->aux.external;
    const IrSignature *signature = external->type->signature;
    const ShimItem *item = shim_find(emitter->shim, SHIM_CALL, external);
    if (item == NULL)
        internal_error("no shim for '%s'", external->name);
    LLVMValueRef value = emit_shim_call(emitter, op, item, signature);
    bool has_value = value != NULL && LLVMGetTypeKind(LLVMTypeOf(value)) != LLVMVoidTypeKind;
    set_c_failure(emitter, op, signature, has_value ? value : NULL);
}

// --- Python callables ----------------------------------------------------------------------------

LLVMValueRef store_arguments(Emitter *emitter, const IrOp *op, uint32_t first) {
    LLVMValueRef area = argument_area(emitter);
    for (uint32_t i = first; i < op->operand_count; i++)
        build_store_offset(emitter, load_operand(emitter, op, i), area, 8 * (uint64_t)(i - first));
    return area;
}

// The tuple of keyword names, and how many operands at the end are keyword values.
static LLVMValueRef keyword_names(Emitter *emitter, const IrOp *op, uint32_t *count) {
    *count = 0;
    if (op->aux.call.keyword_names == IR_NO_CONSTANT)
        return const_null(emitter);
    *count = emitter->module->constants.items[op->aux.call.keyword_names].item_count;
    return constant_object(emitter, op->aux.call.keyword_names);
}

static void set_called(Emitter *emitter, const IrOp *op, LLVMValueRef object) {
    set_result(emitter, op, object);
    set_failure_if_null(emitter, object);
}

enum { FEW_ARGUMENTS = 3, MOST_BEFORE_THEM = 3 };

// Where the code is not hot, up to so many positional arguments are passed one by one.
static bool has_few_arguments(const Emitter *emitter, const IrOp *op, uint32_t count) {
    return emitter->function.fast_paths == FAST_PATHS_NONE && count <= FEW_ARGUMENTS &&
           op->aux.call.keyword_names == IR_NO_CONSTANT;
}

// Calls zi_<name>_<count> with the last `count` operands after what comes before them.
static void call_with_few(Emitter *emitter, const IrOp *op, const char *name,
                          const LLVMValueRef *before, unsigned before_count, uint32_t count) {
    LLVMValueRef arguments[MOST_BEFORE_THEM + FEW_ARGUMENTS];
    unsigned passed = 0;
    for (; passed < before_count; passed++)
        arguments[passed] = before[passed];
    for (uint32_t i = op->operand_count - count; i < op->operand_count; i++)
        arguments[passed++] = load_operand(emitter, op, i);
    const char *function = arena_format(emitter->arena, "zi_%s_%u", name, count);
    set_called(emitter, op, call_runtime(emitter, function, arguments, passed));
}

// Calls what `load` would look up, if there is one, or the operand.
static void emit_python_call(Emitter *emitter, const IrOp *op, const IrOp *load) {
    uint32_t count = op->operand_count - 1U;
    LLVMValueRef called[] = {emitter->function.state, load == NULL ? load_operand(emitter, op, 0)
                                                                   : cache_address(emitter, load)};
    if (has_few_arguments(emitter, op, count)) {
        if (load == NULL)
            call_with_few(emitter, op, "call", &called[1], 1, count);
        else
            call_with_few(emitter, op, "call_global", called, 2, count);
        return;
    }
    uint32_t keywords;
    LLVMValueRef names = keyword_names(emitter, op, &keywords);
    LLVMValueRef area = store_arguments(emitter, op, 1);
    uint64_t may_use_slot = emitter->runtime_layout.vectorcall_offset_flag;
    LLVMValueRef flagged = const_i64(emitter, (int64_t)((count - keywords) | may_use_slot));
    LLVMValueRef arguments[] = {called[0], called[1], area, flagged, names};
    const char *function = load == NULL ? "zi_call_vector" : "zi_call_global";
    set_called(emitter, op, call_runtime(emitter, function, arguments, 5));
}

void emit_op_CALL_PYTHON(Emitter *emitter, const IrOp *op) {
    emit_python_call(emitter, op, map_get(&emitter->function.plan.fused, op));
}

void emit_op_LOAD_METHOD(Emitter *emitter, const IrOp *op) {
    LLVMBuilderRef builder = emitter->builder;
    LLVMValueRef found = CALL_RUNTIME(emitter, "zi_load_method", cache_address(emitter, op),
                                      load_operand(emitter, op, 0));
    LLVMValueRef callable = build_field(emitter, found, ABI_method_callable);
    LLVMValueRef takes_self = build_field(emitter, found, ABI_method_takes_self);
    set_register(emitter, op->results[0], callable);
    set_register(emitter, op->results[1],
                 LLVMBuildICmp(builder, LLVMIntNE, takes_self, const_i64(emitter, 0), ""));
    set_failure_if_null(emitter, callable);
}

// The operands of CALL_METHOD.
enum { CALLABLE, TAKES_SELF, OBJECT, FIRST_ARGUMENT };

// Looks the method up and calls it at once.
static void emit_fused_method(Emitter *emitter, const IrOp *op, const IrOp *load) {
    uint32_t given = op->operand_count - FIRST_ARGUMENT;
    if (has_few_arguments(emitter, op, given)) {
        LLVMValueRef before[] = {cache_address(emitter, load), load_operand(emitter, op, OBJECT)};
        call_with_few(emitter, op, "invoke", before, 2, given);
        return;
    }
    uint32_t keywords;
    LLVMValueRef names = keyword_names(emitter, op, &keywords);
    LLVMValueRef area = store_arguments(emitter, op, OBJECT);
    set_called(emitter, op,
               CALL_RUNTIME(emitter, "zi_invoke_method", cache_address(emitter, load), area,
                            const_i64(emitter, given - keywords), names));
}

void emit_op_CALL_METHOD(Emitter *emitter, const IrOp *op) {
    const IrOp *load = map_get(&emitter->function.plan.fused, op);
    if (load != NULL) {
        emit_fused_method(emitter, op, load);
        return;
    }
    uint32_t keywords;
    LLVMValueRef names = keyword_names(emitter, op, &keywords);
    LLVMValueRef takes_self = build_integer_cast(emitter, load_operand(emitter, op, TAKES_SELF),
                                                 emitter->types.i64, false);
    LLVMValueRef area = store_arguments(emitter, op, OBJECT);
    set_called(emitter, op,
               CALL_RUNTIME(
                   emitter, "zi_call_method", load_operand(emitter, op, CALLABLE), takes_self, area,
                   const_i64(emitter, op->operand_count - FIRST_ARGUMENT - keywords), names));
}
