// Splits the runtime of one Python into what is inlined into a module and what is linked to it.
//
// Takes the linked bitcode. Gives three files of bitcode in which the same definition has the same
// name:
//   whole    every definition; becomes an object with a section a function, of which the linker
//            takes what a module refers to. Of a function that has a compact body (NAME_compact)
//            that is the definition here
//   address  the same with AddressSanitizer's checks, for --sanitize=address
//   inline   the bodies of the always_inline functions alone, as available_externally: LLVM inlines
//            them and never emits them; all else that they or the emitter may refer to is declared.
//            Every group of a module opens it anew, so it is kept small
// For that, static functions and variables become hidden externals with a prefix. Private constants
// (texts) stay as they are: each side has its own. Constants of the layout keep their values on
// both.
//
// usage: split INPUT.bc WHOLE.bc ADDRESS.bc INLINE.bc

#include "abi/abi.h"
#include <llvm-c/BitReader.h>
#include <llvm-c/BitWriter.h>
#include <llvm-c/Core.h>
#include <llvm-c/Error.h>
#include <llvm-c/Transforms/PassBuilder.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#define STATIC_PREFIX "zi_static_"
#define LAYOUT_PREFIX "zi_layout_"
#define COMPACT_SUFFIX "_compact"
#define NAME_LIMIT 512

static bool has_prefix(LLVMValueRef value, const char *prefix) {
    size_t length = 0;
    return strncmp(LLVMGetValueName2(value, &length), prefix, strlen(prefix)) == 0;
}

// --- Compact bodies ------------------------------------------------------------------------------

// The function of which this is the compact body, or NULL.
static LLVMValueRef original_of(LLVMModuleRef module, LLVMValueRef function) {
    size_t length = 0, end = strlen(COMPACT_SUFFIX);
    const char *name = LLVMGetValueName2(function, &length);
    if (length <= end || strcmp(name + length - end, COMPACT_SUFFIX) != 0) {
        return NULL;
    }
    char original[NAME_LIMIT];
    snprintf(original, sizeof original, "%.*s", (int)(length - end), name);
    return LLVMGetNamedFunction(module, original);
}

static void replace_by_compact(LLVMValueRef original, LLVMValueRef compact) {
    char name[NAME_LIMIT];
    size_t length = 0;
    snprintf(name, sizeof name, "%s", LLVMGetValueName2(original, &length));
    LLVMReplaceAllUsesWith(original, compact);
    LLVMDeleteFunction(original);
    LLVMSetValueName2(compact, name, length);
}

// Leaves one body of each function: the compact one, or the one that is inlined.
static void choose_bodies(LLVMModuleRef module, bool is_compact) {
    LLVMValueRef next;
    for (LLVMValueRef function = LLVMGetFirstFunction(module); function; function = next) {
        next = LLVMGetNextFunction(function);
        LLVMValueRef original = original_of(module, function);
        if (!original) {
            continue;
        }
        if (!is_compact) {
            LLVMDeleteFunction(function);
        } else {
            next = next == original ? LLVMGetNextFunction(original) : next;
            replace_by_compact(original, function);
        }
    }
}

// --- Names that both sides share -----------------------------------------------------------------

static void share_name(LLVMValueRef value) {
    if (LLVMIsDeclaration(value) || has_prefix(value, "llvm.") ||
        LLVMGetLinkage(value) == LLVMPrivateLinkage) {
        return;
    }
    if (LLVMGetLinkage(value) == LLVMInternalLinkage) {
        char name[NAME_LIMIT];
        size_t length = 0;
        int size =
            snprintf(name, sizeof name, STATIC_PREFIX "%s", LLVMGetValueName2(value, &length));
        LLVMSetValueName2(value, name, (size_t)size);
    }
    LLVMSetLinkage(value, LLVMExternalLinkage);
    LLVMSetVisibility(value, LLVMHiddenVisibility);
}

static void share_names(LLVMModuleRef module) {
    for (LLVMValueRef function = LLVMGetFirstFunction(module); function;
         function = LLVMGetNextFunction(function)) {
        share_name(function);
    }
    for (LLVMValueRef variable = LLVMGetFirstGlobal(module); variable;
         variable = LLVMGetNextGlobal(variable)) {
        share_name(variable);
    }
}

// Puts each text in a section of its own: together in one, all would come along with any.
static void separate_texts(LLVMModuleRef module) {
    unsigned number = 0;
    for (LLVMValueRef variable = LLVMGetFirstGlobal(module); variable;
         variable = LLVMGetNextGlobal(variable)) {
        LLVMValueRef value = LLVMIsDeclaration(variable) ? NULL : LLVMGetInitializer(variable);
        if (value && LLVMGetLinkage(variable) == LLVMPrivateLinkage &&
            LLVMIsAConstantDataArray(value)) {
            char name[NAME_LIMIT];
            snprintf(name, sizeof name, ".rodata.text.%u", number++);
            LLVMSetSection(variable, name);
        }
    }
}

// --- What is inlined -----------------------------------------------------------------------------

static bool is_always_inline(LLVMValueRef function) {
    unsigned kind = LLVMGetEnumAttributeKindForName("alwaysinline", strlen("alwaysinline"));
    return LLVMGetEnumAttributeAtIndex(function, (LLVMAttributeIndex)LLVMAttributeFunctionIndex,
                                       kind) != NULL;
}

static unsigned count_instructions(LLVMValueRef function) {
    unsigned count = 0;
    for (LLVMBasicBlockRef block = LLVMGetFirstBasicBlock(function); block;
         block = LLVMGetNextBasicBlock(block)) {
        for (LLVMValueRef instruction = LLVMGetFirstInstruction(block); instruction;
             instruction = LLVMGetNextInstruction(instruction)) {
            count++;
        }
    }
    return count;
}

// Notes how large the body is: the emitter inlines it only where that pays.
static void note_weight(LLVMValueRef function) {
    char text[16];
    int length = snprintf(text, sizeof text, "%u", count_instructions(function));
    LLVMContextRef context = LLVMGetModuleContext(LLVMGetGlobalParent(function));
    LLVMAttributeRef weight =
        LLVMCreateStringAttribute(context, ZI_WEIGHT_ATTRIBUTE,
                                  (unsigned)strlen(ZI_WEIGHT_ATTRIBUTE), text, (unsigned)length);
    LLVMAddAttributeAtIndex(function, (LLVMAttributeIndex)LLVMAttributeFunctionIndex, weight);
}

static void remove_instructions(LLVMBasicBlockRef block) {
    for (LLVMValueRef last = LLVMGetLastInstruction(block); last;
         last = LLVMGetLastInstruction(block)) {
        LLVMTypeRef type = LLVMTypeOf(last);
        if (LLVMGetTypeKind(type) != LLVMVoidTypeKind) {
            LLVMReplaceAllUsesWith(last, LLVMGetPoison(type));
        }
        LLVMInstructionEraseFromParent(last);
    }
}

// Makes a declaration of a definition.
static void remove_body(LLVMValueRef function) {
    for (LLVMBasicBlockRef block = LLVMGetFirstBasicBlock(function); block;
         block = LLVMGetNextBasicBlock(block)) {
        remove_instructions(block);
    }
    for (LLVMBasicBlockRef block = LLVMGetFirstBasicBlock(function); block;
         block = LLVMGetFirstBasicBlock(function)) {
        LLVMDeleteBasicBlock(block);
    }
}

static void keep_inline(LLVMModuleRef module) {
    for (LLVMValueRef function = LLVMGetFirstFunction(module); function;
         function = LLVMGetNextFunction(function)) {
        if (LLVMIsDeclaration(function)) {
            continue;
        }
        if (is_always_inline(function)) {
            note_weight(function);
            LLVMSetLinkage(function, LLVMAvailableExternallyLinkage);
        } else {
            remove_body(function);
        }
    }
    for (LLVMValueRef variable = LLVMGetFirstGlobal(module); variable;
         variable = LLVMGetNextGlobal(variable)) {
        if (LLVMIsDeclaration(variable) || LLVMGetLinkage(variable) == LLVMPrivateLinkage) {
            continue;
        }
        if (has_prefix(variable, LAYOUT_PREFIX)) {
            LLVMSetLinkage(variable, LLVMAvailableExternallyLinkage);
        } else {
            LLVMSetInitializer(variable, NULL);
        }
    }
}

// --- What nobody refers to -----------------------------------------------------------------------

static bool is_unused(LLVMValueRef value) { return LLVMGetFirstUse(value) == NULL; }

// The emitter calls by name what has the runtime's prefix and is not static.
static bool is_known_to_emitter(LLVMValueRef value) {
    return has_prefix(value, "zi_") && !has_prefix(value, STATIC_PREFIX);
}

static void delete_unused(LLVMModuleRef module) {
    LLVMValueRef next;
    for (LLVMValueRef function = LLVMGetFirstFunction(module); function; function = next) {
        next = LLVMGetNextFunction(function);
        if (LLVMIsDeclaration(function) && is_unused(function) && !is_known_to_emitter(function)) {
            LLVMDeleteFunction(function);
        }
    }
    for (LLVMValueRef variable = LLVMGetFirstGlobal(module); variable; variable = next) {
        next = LLVMGetNextGlobal(variable);
        if (is_unused(variable) && !is_known_to_emitter(variable)) {
            LLVMDeleteGlobal(variable);
        }
    }
}

// What clang notes of the target is the emitter's business.
static void remove_target_attributes(LLVMModuleRef module) {
    static const char *const names[] = {
        "min-legal-vector-width", "no-trapping-math", "stack-protector-buffer-size", "target-cpu",
        "target-features",        "tune-cpu"};
    for (LLVMValueRef function = LLVMGetFirstFunction(module); function;
         function = LLVMGetNextFunction(function)) {
        for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
            LLVMRemoveStringAttributeAtIndex(function,
                                             (LLVMAttributeIndex)LLVMAttributeFunctionIndex,
                                             names[i], (unsigned)strlen(names[i]));
        }
    }
}

// --- What is checked -----------------------------------------------------------------------------

// Adds AddressSanitizer's checks to every body.
static bool add_address_checks(LLVMModuleRef module) {
    unsigned kind = LLVMGetEnumAttributeKindForName("sanitize_address", strlen("sanitize_address"));
    LLVMAttributeRef attribute = LLVMCreateEnumAttribute(LLVMGetModuleContext(module), kind, 0);
    for (LLVMValueRef function = LLVMGetFirstFunction(module); function;
         function = LLVMGetNextFunction(function)) {
        if (!LLVMIsDeclaration(function)) {
            LLVMAddAttributeAtIndex(function, (LLVMAttributeIndex)LLVMAttributeFunctionIndex,
                                    attribute);
        }
    }
    LLVMPassBuilderOptionsRef options = LLVMCreatePassBuilderOptions();
    LLVMErrorRef error = LLVMRunPasses(module, "asan", NULL, options);
    LLVMDisposePassBuilderOptions(options);
    if (!error) {
        return true;
    }
    char *message = LLVMGetErrorMessage(error);
    fprintf(stderr, "split: %s\n", message);
    LLVMDisposeErrorMessage(message);
    return false;
}

// --- Files ---------------------------------------------------------------------------------------

static bool write_module(LLVMModuleRef module, const char *path) {
    if (LLVMWriteBitcodeToFile(module, path) == 0) {
        return true;
    }
    fprintf(stderr, "split: cannot write %s\n", path);
    return false;
}

static bool write_checked(LLVMModuleRef module, const char *path) {
    LLVMModuleRef copy = LLVMCloneModule(module);
    bool written = add_address_checks(copy) && write_module(copy, path);
    LLVMDisposeModule(copy);
    return written;
}

// Reads, changes and writes; on failure a message is printed and the result is false.
static bool split_file(const char *input, const char *whole, const char *address,
                       const char *inlined) {
    LLVMMemoryBufferRef buffer = NULL;
    char *message = NULL;
    if (LLVMCreateMemoryBufferWithContentsOfFile(input, &buffer, &message)) {
        fprintf(stderr, "split: cannot read %s: %s\n", input, message);
        LLVMDisposeMessage(message);
        return false;
    }
    bool written = false;
    LLVMContextRef context = LLVMContextCreate();
    LLVMModuleRef module = NULL;
    if (LLVMParseBitcodeInContext2(context, buffer, &module)) {
        fprintf(stderr, "split: %s is not bitcode that this LLVM reads\n", input);
    } else {
        share_names(module);
        separate_texts(module);
        LLVMModuleRef called = LLVMCloneModule(module);
        choose_bodies(called, true);
        written = write_module(called, whole) && write_checked(called, address);
        LLVMDisposeModule(called);
        choose_bodies(module, false);
        keep_inline(module);
        delete_unused(module);
        remove_target_attributes(module);
        written = written && write_module(module, inlined);
        LLVMDisposeModule(module);
    }
    LLVMDisposeMemoryBuffer(buffer);
    LLVMContextDispose(context);
    return written;
}

int main(int argc, char **argv) {
    if (argc != 5) {
        fputs("usage: split INPUT.bc WHOLE.bc ADDRESS.bc INLINE.bc\n", stderr);
        return 2;
    }
    return split_file(argv[1], argv[2], argv[3], argv[4]) ? 0 : 1;
}
