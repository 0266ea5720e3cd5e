// How values cross the border to C: the System V ABI of x86-64.
#ifndef ZILANT_CODEGEN_LLVM_C_ABI_H
#define ZILANT_CODEGEN_LLVM_C_ABI_H

#include "codegen/llvm/internal.h"

typedef enum CPassKind {
    C_PASS_NOTHING, // void
    C_PASS_VALUE,   // as it is
    // an aggregate of at most 16 bytes: in one or two registers
    C_PASS_PARTS,
    C_PASS_MEMORY // a copy in memory, by its address
} CPassKind;

// How one value is passed.
typedef struct CPass {
    CPassKind kind;
    // VALUE: of the value; MEMORY: of what the address points to
    LLVMTypeRef type;
    LLVMTypeRef parts[2]; // PARTS: of its eightbytes
    unsigned part_count;
    unsigned alignment; // MEMORY
} CPass;

// How all values of a signature are passed. A MEMORY result is a hidden first parameter.
typedef struct CCall {
    CPass result;
    // those of the signature that are not optional
    CPass *parameters;
    uint32_t count;
    bool has_skip_dispatch; // an int comes after them
    // a pointer to the optional-argument struct comes last
    bool has_optionals;
    bool is_variadic;
} CCall;

CCall c_call_of(Emitter *emitter, const IrSignature *signature);
LLVMTypeRef type_of_c_call(Emitter *emitter, const CCall *call);
// Puts byval, sret, signext and zeroext where they belong, on a declaration or on a call.
void add_c_attributes(Emitter *emitter, const CCall *call, const IrSignature *signature,
                      LLVMValueRef value, bool is_call);
// --- c_views.c: views as words on the stack -----------------------------------------------------
// Do all arguments of such a call go in registers, except for views? Those may be words then.
bool c_call_spreads_views(const IrSignature *signature, const CCall *call);
// How the others are passed, of whose types `rest` is.
CCall c_call_without_views(Emitter *emitter, const IrSignature *signature, const CCall *call,
                           IrSignature *rest);
// As many values as add_view_words may add.
size_t c_room_for_views(Emitter *emitter, const CCall *call);
// Adds the words of all views behind the other arguments; gives how many values these are.
unsigned add_view_words(Emitter *emitter, const IrOp *op, const IrSignature *signature,
                        const CCall *call, uint32_t first, LLVMValueRef *arguments);
// The optional-argument struct: how many are given, then each; offsets of these go to `offsets`.
Layout layout_of_optionals(Emitter *emitter, const IrSignature *signature, uint64_t *offsets);

#endif
