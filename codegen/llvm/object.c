// Writing an object, assembly or text: everything is made in memory.

#include "codegen/llvm/internal.h"
#include <string.h>

static bool write_text(Emitter *emitter, Arena *arena) {
    char *text = LLVMPrintModuleToString(emitter->llvm);
    emitter->result->length = strlen(text);
    emitter->result->bytes = arena_copy_bytes(arena, text, emitter->result->length);
    LLVMDisposeMessage(text);
    return true;
}

static bool write_code(Emitter *emitter, LLVMCodeGenFileType kind, Arena *arena) {
    LLVMMemoryBufferRef buffer = NULL;
    char *message = NULL;
    if (LLVMTargetMachineEmitToMemoryBuffer(emitter->machine, emitter->llvm, kind, &message,
                                            &buffer)) {
        report(emitter, DIAG_E0612, NO_SPAN, message, NULL);
        LLVMDisposeMessage(message);
        return false;
    }
    emitter->result->length = LLVMGetBufferSize(buffer);
    emitter->result->bytes =
        arena_copy_bytes(arena, LLVMGetBufferStart(buffer), emitter->result->length);
    LLVMDisposeMemoryBuffer(buffer);
    return true;
}

bool write_module(Emitter *emitter, EmitStage stage, Arena *arena) {
    switch (stage) {
    case EMIT_LLVM:
    case EMIT_LLVM_OPTIMIZED:
        return write_text(emitter, arena);
    case EMIT_ASSEMBLY:
        return write_code(emitter, LLVMAssemblyFile, arena);
    case EMIT_OBJECT:
        break;
    }
    return write_code(emitter, LLVMObjectFile, arena);
}
