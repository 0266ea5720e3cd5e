// Writing the module: as text, assembly or an object. Everything is made in memory first. The path
// is the driver's own file aside, so it is written in place.

#include "codegen/llvm/internal.h"
#include <errno.h>
#include <stdio.h>
#include <string.h>

static bool write_bytes(Emitter *emitter, const char *path, const char *bytes, size_t length) {
    FILE *file = fopen(path, "wb");
    bool good = file != NULL && fwrite(bytes, 1, length, file) == length;
    good = file != NULL && fclose(file) == 0 && good;
    if (!good)
        diag_report(emitter->diagnostics, DIAG_E0007, NO_SPAN, path, strerror(errno));
    return good;
}

static bool write_text(Emitter *emitter, const char *path) {
    char *text = LLVMPrintModuleToString(emitter->llvm);
    bool good = write_bytes(emitter, path, text, strlen(text));
    LLVMDisposeMessage(text);
    return good;
}

static bool write_code(Emitter *emitter, LLVMCodeGenFileType kind, const char *path) {
    LLVMMemoryBufferRef buffer = NULL;
    char *message = NULL;
    if (LLVMTargetMachineEmitToMemoryBuffer(emitter->machine, emitter->llvm, kind, &message,
                                            &buffer)) {
        diag_report(emitter->diagnostics, DIAG_E0612, NO_SPAN,
                    arena_copy_string(emitter->arena, message));
        LLVMDisposeMessage(message);
        return false;
    }
    bool good = diag_error_count(emitter->diagnostics) == 0 &&
                write_bytes(emitter, path, LLVMGetBufferStart(buffer), LLVMGetBufferSize(buffer));
    LLVMDisposeMemoryBuffer(buffer);
    return good;
}

bool write_module(Emitter *emitter, EmitStage stage, const char *path) {
    switch (stage) {
    case EMIT_LLVM:
    case EMIT_LLVM_OPTIMIZED:
        return write_text(emitter, path);
    case EMIT_ASSEMBLY:
        return write_code(emitter, LLVMAssemblyFile, path);
    case EMIT_OBJECT:
        break;
    }
    return write_code(emitter, LLVMObjectFile, path);
}
