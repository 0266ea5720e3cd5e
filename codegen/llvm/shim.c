// C headers: the shim's items, its bitcode, and calls of its wrappers.

#include "codegen/llvm/internal.h"
#include "support/file.h"
#include <llvm-c/BitReader.h>
#include <string.h>

// --- Finding items -------------------------------------------------------------------------------

ShimItem *shim_find(const Emitter *emitter, ShimUse use, const void *entry) {
    for (uint32_t i = 0; i < emitter->shim->items.count; i++) {
        ShimItem *item = emitter->shim->items.items[i];
        if (item->use == use && item->entry == entry)
            return item;
    }
    return NULL;
}

ShimItem *shim_find_call(const Emitter *emitter, const IrExtern *external, const IrType *extra,
                         uint32_t extra_count) {
    for (uint32_t i = 0; i < emitter->shim->items.count; i++) {
        ShimItem *item = emitter->shim->items.items[i];
        if (item->use != SHIM_CALL || item->entry != external || item->extra_count != extra_count)
            continue;
        bool same = true;
        for (uint32_t j = 0; j < extra_count; j++)
            same = same && item->extra[j].kind == extra[j].kind &&
                   item->extra[j].type == extra[j].type;
        if (same)
            return item;
    }
    return NULL;
}

// --- Loading -------------------------------------------------------------------------------------

static bool is_constant(ShimUse use) { return use >= SHIM_STRUCT_SIZE; }

static bool read_constants(Emitter *emitter) {
    const Shim *shim = emitter->shim;
    for (uint32_t i = 0; i < shim->items.count; i++) {
        ShimItem *item = shim->items.items[i];
        if (!is_constant(item->use))
            continue;
        const char *name = arena_format(emitter->arena, "zi_shim_%u", item->number);
        LLVMValueRef global = LLVMGetNamedGlobal(shim->module, name);
        LLVMValueRef value = global == NULL ? NULL : LLVMGetInitializer(global);
        if (value == NULL || !LLVMIsAConstantInt(value))
            internal_error("the shim has no constant %s", name);
        item->constant = LLVMConstIntGetZExtValue(value);
        // Nothing refers to it: it was for the emitter alone.
        LLVMDeleteGlobal(global);
    }
    return true;
}

// Registers were given the width that the declaration guesses.
static bool check_integer_sizes(Emitter *emitter) {
    bool good = true;
    const Map *types = &emitter->shim->seen_types.entries;
    for (uint32_t i = 0; i < types->count; i++) {
        const IrCType *type = types->entries[i].key;
        if (type->kind != IR_C_INTEGER || type->integer.header == NULL)
            continue;
        const ShimItem *item = shim_find(emitter, SHIM_INTEGER_SIZE, type->integer.header);
        if (item != NULL && item->constant * 8 > type->integer.bits) {
            report_unsupported(emitter, type->integer.header->span,
                               "an integer type that is wider in the header than declared here");
            good = false;
        }
    }
    return good;
}

static bool has_python_header(Emitter *emitter) {
    const char *folder = emitter->options->python.include;
    return folder != NULL && file_exists(path_join(emitter->arena, folder, "Python.h"));
}

static LLVMMemoryBufferRef compile_shim(Emitter *emitter) {
    bool with_python = emitter->shim->has_objects;
    bool may_retry = !with_python && has_python_header(emitter);
    LLVMMemoryBufferRef buffer = shim_compile(emitter, shim_write(emitter, with_python), may_retry);
    // Headers written for Cython may rely on Python.h having been included before them.
    if (buffer == NULL && may_retry && diag_error_count(emitter->diagnostics) == 0)
        buffer = shim_compile(emitter, shim_write(emitter, true), false);
    return buffer;
}

bool shim_open(Emitter *emitter) {
    emitter->shim = ARENA_NEW(emitter->arena, Shim);
    shim_collect(emitter);
    if (emitter->shim->items.count == 0)
        return true;
    LLVMMemoryBufferRef buffer = compile_shim(emitter);
    if (buffer == NULL)
        return false;
    bool broken = LLVMParseBitcodeInContext2(emitter->context, buffer, &emitter->shim->module);
    LLVMDisposeMemoryBuffer(buffer);
    if (broken) {
        emitter->shim->module = NULL;
        return false; // LLVM's diagnostic says why
    }
    return read_constants(emitter) && check_integer_sizes(emitter);
}

// --- Calls ---------------------------------------------------------------------------------------

// An operand as a wrapper takes it.
static LLVMValueRef wrapper_argument(Emitter *emitter, const IrOp *op, uint32_t operand,
                                     IrType declared) {
    IrType type = operand_type(emitter, op, operand);
    if (type.kind == IR_AGGREGATE)
        return load_address(emitter, op, operand);
    LLVMValueRef value = load_operand(emitter, op, operand);
    if (type.kind < IR_BOOL || type.kind > IR_I64)
        return value;
    const IrCType *known = declared.type != NULL ? declared.type : type.type;
    bool is_signed = type.kind != IR_BOOL && type_is_signed(emitter, known);
    return build_integer_cast(emitter, value, emitter->types.i64, is_signed);
}

static LLVMValueRef wrapper_function(Emitter *emitter, const ShimItem *item) {
    const char *name = arena_format(emitter->arena, "zi_shim_%u", item->number);
    LLVMValueRef function = LLVMGetNamedFunction(emitter->llvm, name);
    if (function != NULL)
        return function;
    LLVMValueRef original = LLVMGetNamedFunction(emitter->shim->module, name);
    if (original == NULL)
        internal_error("the shim has no function %s", name);
    return LLVMAddFunction(emitter->llvm, name, LLVMGlobalGetValueType(original));
}

// Calls a wrapper and sets the op's result; returns the value in the form of a register.
static LLVMValueRef call_wrapper(Emitter *emitter, const IrOp *op, const ShimItem *item,
                                 LLVMValueRef *arguments, unsigned count, IrType result) {
    LLVMValueRef function = wrapper_function(emitter, item);
    LLVMTypeRef type = LLVMGlobalGetValueType(function);
    if (result.kind == IR_AGGREGATE)
        arguments[count++] = op->result == IR_NO_REGISTER
                                 ? build_alloca(emitter, type_of_register(emitter, result), "")
                                 : place_of(emitter, op->result);
    LLVMValueRef value = LLVMBuildCall2(emitter->builder, type, function, arguments, count, "");
    if (result.kind == IR_AGGREGATE || result.kind == IR_VOID)
        return value;
    // what C calls a truth value may be held as an int
    if (op->result != IR_NO_REGISTER)
        result = register_type(emitter, op->result);
    if (result.kind == IR_BOOL)
        value = LLVMBuildICmp(emitter->builder, LLVMIntNE, value, const_i64(emitter, 0), "");
    else if (result.kind >= IR_I8 && result.kind <= IR_I64)
        value = build_integer_cast(emitter, value, type_of_kind(emitter, result.kind), true);
    set_result(emitter, op, value);
    return value;
}

LLVMValueRef emit_shim_call(Emitter *emitter, const IrOp *op, const ShimItem *item,
                            const IrSignature *signature) {
    uint32_t declared = signature->parameter_count;
    LLVMValueRef *arguments =
        ARENA_ARRAY(emitter->arena, LLVMValueRef, (size_t)op->operand_count + 1);
    for (uint32_t i = 0; i < op->operand_count; i++) {
        IrType type = i < declared ? signature->parameters[i] : item->extra[i - declared];
        arguments[i] = wrapper_argument(emitter, op, i, type);
    }
    return call_wrapper(emitter, op, item, arguments, op->operand_count, signature->result);
}

void emit_op_EXTERN_VALUE(Emitter *emitter, const IrOp *op) {
    LLVMValueRef result_address[1];
    const ShimItem *item = shim_find(emitter, SHIM_VALUE, op->aux.external);
    zi_assert(item != NULL);
    call_wrapper(emitter, op, item, result_address, 0, register_type(emitter, op->result));
}

void emit_op_EXTERN_ADDRESS(Emitter *emitter, const IrOp *op) {
    const ShimItem *item = shim_find(emitter, SHIM_ADDRESS, op->aux.external);
    zi_assert(item != NULL);
    LLVMValueRef function = wrapper_function(emitter, item);
    set_result(
        emitter, op,
        LLVMBuildCall2(emitter->builder, LLVMGlobalGetValueType(function), function, NULL, 0, ""));
}
