// Constants, offsets and other small building blocks of emitted code.

#include "codegen/llvm/internal.h"
#include <string.h>

LLVMValueRef const_i64(const Emitter *emitter, int64_t value) {
    return LLVMConstInt(emitter->types.i64, (unsigned long long)value, 1);
}

LLVMValueRef const_i32(const Emitter *emitter, int64_t value) {
    return LLVMConstInt(emitter->types.i32, (unsigned long long)value & 0xffffffffU, 0);
}

LLVMValueRef const_null(const Emitter *emitter) { return LLVMConstNull(emitter->types.pointer); }

LLVMValueRef const_tag(const Emitter *emitter, unsigned tag) {
    return LLVMConstIntToPtr(const_i64(emitter, tag), emitter->types.pointer);
}

uint64_t abi_offset(const Emitter *emitter, AbiField field) {
    return abi_offset_of(&emitter->abi, LLVMGetModuleDataLayout(emitter->llvm), field);
}

uint64_t abi_size(const Emitter *emitter, AbiStruct name) {
    return abi_size_of(&emitter->abi, LLVMGetModuleDataLayout(emitter->llvm), name);
}

LLVMValueRef build_field(Emitter *emitter, LLVMValueRef whole, AbiField field) {
    return LLVMBuildExtractValue(emitter->builder, whole, abi_index_of(field), "");
}

DualValue unpack_dual(Emitter *emitter, LLVMValueRef whole) {
    LLVMValueRef payload = build_field(emitter, whole, ABI_dual_payload);
    return (DualValue){payload, build_field(emitter, whole, ABI_dual_tag)};
}

LLVMValueRef const_global(Emitter *emitter, const char *name, LLVMValueRef initializer) {
    LLVMValueRef global = LLVMAddGlobal(emitter->llvm, LLVMTypeOf(initializer), name);
    LLVMSetInitializer(global, initializer);
    LLVMSetLinkage(global, LLVMPrivateLinkage);
    LLVMSetGlobalConstant(global, 1);
    return global;
}

LLVMValueRef const_bytes_global(Emitter *emitter, const char *bytes, size_t length) {
    LLVMValueRef text = compat_const_bytes(emitter->context, bytes, length);
    LLVMValueRef global = const_global(emitter, "", text);
    LLVMSetUnnamedAddress(global, LLVMGlobalUnnamedAddr);
    LLVMSetAlignment(global, 1);
    return global;
}

LLVMValueRef const_string(Emitter *emitter, const char *bytes) {
    if (bytes == NULL)
        return const_null(emitter);
    const Name *key = name_intern_string(emitter->names, bytes);
    LLVMValueRef known = map_get(&emitter->strings, key);
    if (known == NULL) {
        known = const_bytes_global(emitter, bytes, strlen(bytes) + 1);
        map_put(emitter->arena, &emitter->strings, key, known);
    }
    return known;
}

LLVMValueRef build_offset(Emitter *emitter, LLVMValueRef pointer, uint64_t bytes) {
    if (bytes == 0)
        return pointer;
    LLVMValueRef index = const_i64(emitter, (int64_t)bytes);
    return LLVMBuildInBoundsGEP2(emitter->builder, emitter->types.i8, pointer, &index, 1, "");
}

LLVMValueRef build_load_offset(Emitter *emitter, LLVMTypeRef type, LLVMValueRef pointer,
                               uint64_t bytes) {
    return LLVMBuildLoad2(emitter->builder, type, build_offset(emitter, pointer, bytes), "");
}

void build_store_offset(Emitter *emitter, LLVMValueRef value, LLVMValueRef pointer,
                        uint64_t bytes) {
    LLVMBuildStore(emitter->builder, value, build_offset(emitter, pointer, bytes));
}

LLVMValueRef build_is_null(Emitter *emitter, LLVMValueRef pointer) {
    return LLVMBuildICmp(emitter->builder, LLVMIntEQ, pointer, const_null(emitter), "");
}

LLVMValueRef build_integer_cast(Emitter *emitter, LLVMValueRef value, LLVMTypeRef type,
                                bool is_signed) {
    return LLVMBuildIntCast2(emitter->builder, value, type, is_signed, "");
}

LLVMBasicBlockRef build_block(Emitter *emitter, const char *name) {
    return LLVMAppendBasicBlockInContext(emitter->context, emitter->function.value, name);
}

LLVMValueRef build_alloca(Emitter *emitter, LLVMTypeRef type, const char *name) {
    LLVMBuilderRef builder = emitter->builder;
    LLVMBasicBlockRef current = LLVMGetInsertBlock(builder);
    LLVMMetadataRef location = LLVMGetCurrentDebugLocation2(builder);
    LLVMPositionBuilderAtEnd(builder, emitter->function.entry);
    LLVMValueRef place = LLVMBuildAlloca(builder, type, name);
    LLVMPositionBuilderAtEnd(builder, current);
    LLVMSetCurrentDebugLocation2(builder, location);
    return place;
}

// How many objects any op of the function passes as an array.
static uint32_t largest_argument_count(const IrBody *body) {
    uint32_t largest = 0;
    for (uint32_t i = 0; i < body->blocks.count; i++) {
        const IrBlock *block = body->blocks.items[i];
        for (uint32_t j = 0; j < block->ops.count; j++) {
            const IrOp *op = block->ops.items[j];
            uint32_t count =
                op->operand_count > op->result_count ? op->operand_count : op->result_count;
            largest = count > largest ? count : largest;
        }
    }
    return largest;
}

LLVMValueRef argument_area(Emitter *emitter) {
    FunctionEmission *function = &emitter->function;
    if (function->area == NULL) {
        uint32_t count = largest_argument_count(function->ir) + 1;
        LLVMTypeRef type = LLVMArrayType2(emitter->types.pointer, count);
        function->area = build_alloca(emitter, type, "arguments");
    }
    return build_offset(emitter, function->area, 8);
}

LLVMValueRef view_area(Emitter *emitter) {
    FunctionEmission *function = &emitter->function;
    if (function->view_area == NULL)
        function->view_area = build_alloca(emitter, emitter->types.view, "view");
    return function->view_area;
}
