// C headers: the shim's items, its bitcode, and calls of its wrappers.

#include "codegen/llvm/internal.h"
#include "support/file.h"
#include <llvm-c/BitReader.h>
#include <llvm-c/Comdat.h>
#include <string.h>

// --- Finding items -------------------------------------------------------------------------------

const ShimItem *shim_find(const Shim *shim, ShimUse use, const void *entry) {
    for (uint32_t i = 0; i < shim->items.count; i++) {
        const ShimItem *item = shim->items.items[i];
        if (item->use == use && item->entry == entry)
            return item;
    }
    return NULL;
}

// --- Making --------------------------------------------------------------------------------------

static bool is_constant(const ShimItem *item) { return item->use >= SHIM_STRUCT_SIZE; }

static StructPass pass_of_parameter(LLVMValueRef function, unsigned parameter) {
    unsigned byval = LLVMGetEnumAttributeKindForName("byval", strlen("byval"));
    if (LLVMGetEnumAttributeAtIndex(function, parameter + 1, byval) != NULL)
        return PASS_MEMORY;
    LLVMTypeKind kind = LLVMGetTypeKind(LLVMTypeOf(LLVMGetParam(function, parameter)));
    if (kind == LLVMDoubleTypeKind)
        return PASS_DOUBLE;
    return kind == LLVMFloatTypeKind || kind == LLVMVectorTypeKind ? PASS_FLOATS : PASS_GENERAL;
}

// What clang has made of a function with the struct as its parameter: nothing of an empty one, else
// a parameter for each eightbyte, or the address of a copy.
static uint64_t read_struct_pass(LLVMValueRef function) {
    uint64_t pass = PASS_NOWHERE;
    for (unsigned i = 0; i < LLVMCountParams(function); i++)
        pass |= (uint64_t)pass_of_parameter(function, i) << (i * PASS_BITS);
    return pass;
}

static void read_constants(Shim *shim, LLVMModuleRef module) {
    for (uint32_t i = 0; i < shim->items.count; i++) {
        ShimItem *item = shim->items.items[i];
        if (!is_constant(item))
            continue;
        LLVMValueRef function = LLVMGetNamedFunction(module, item->name);
        if (item->use == SHIM_STRUCT_PASS && function != NULL) {
            item->constant = read_struct_pass(function);
            continue;
        }
        LLVMValueRef global = LLVMGetNamedGlobal(module, item->name);
        LLVMValueRef value = global == NULL ? NULL : LLVMGetInitializer(global);
        if (value == NULL || !LLVMIsAConstantInt(value))
            internal_error("the shim has no constant %s", item->name);
        item->constant = LLVMConstIntGetZExtValue(value);
    }
}

static bool is_signed_in_header(const Shim *shim, const IrCType *type) {
    const ShimItem *item = shim_find(shim, SHIM_INTEGER_SIGN, type->integer.header);
    return item == NULL ? type->integer.is_signed : item->constant != 0;
}

// Does a register of the guessed width and sign hold the values? One that is as wide as the type
// has to have its sign.
static bool fits_guess(const Shim *shim, const IrCType *type, uint64_t bits) {
    bool has_sign = is_signed_in_header(shim, type) == type->integer.is_signed;
    return bits < type->integer.bits || (bits == type->integer.bits && has_sign);
}

// Registers were given the width and sign that the declaration guesses. Notes the types that need
// others, for another try.
static bool check_integer_sizes(const Shim *shim) {
    bool good = true;
    Compilation *compilation = shim->module->compilation;
    const Map *types = &shim->seen_types.entries;
    for (uint32_t i = 0; i < types->count; i++) {
        const IrCType *type = types->entries[i].key;
        if (type->kind != IR_C_INTEGER || type->integer.header == NULL)
            continue;
        const ShimItem *item = shim_find(shim, SHIM_INTEGER_SIZE, type->integer.header);
        if (item == NULL || fits_guess(shim, type, item->constant * 8))
            continue;
        HeaderNumber found = {.c_name = type->integer.header->c_name,
                              .bits = (uint8_t)(item->constant * 8),
                              .is_signed = is_signed_in_header(shim, type)};
        vector_push(compilation->arena, &compilation->found_numbers, found);
        good = false;
    }
    return good;
}

// The declaration of a floating-point typedef is believed, unless the header has another width of
// it, or a complex number.
static bool check_floating_sizes(const Shim *shim) {
    bool good = true;
    Compilation *compilation = shim->module->compilation;
    for (uint32_t i = 0; i < shim->items.count; i++) {
        const ShimItem *item = shim->items.items[i];
        if (item->use != SHIM_FLOATING_SIZE)
            continue;
        const IrExtern *external = item->entry;
        bool is_complex = item->constant >= SHIM_IS_COMPLEX;
        uint64_t size = is_complex ? (item->constant - SHIM_IS_COMPLEX) / 2 : item->constant;
        uint8_t bits = size == 16 ? 80 : (uint8_t)(size * 8);
        bool is_floating = size == 4 || size == 8 || size == 16;
        if (!is_floating || (bits == external->type->floating_bits && !is_complex))
            continue;
        HeaderNumber found = {external->c_name, bits, true, is_complex};
        vector_push(compilation->arena, &compilation->found_numbers, found);
        good = false;
    }
    return good;
}

// What an int does not hold makes an enum wider, as gcc and clang do it.
static bool check_enum_items(const Shim *shim) {
    bool good = true;
    Compilation *compilation = shim->module->compilation;
    for (uint32_t i = 0; i < shim->items.count; i++) {
        const ShimItem *item = shim->items.items[i];
        int64_t value = (int64_t)item->constant;
        if (item->use != SHIM_ENUM_ITEM || (value >= INT32_MIN && value <= INT32_MAX))
            continue;
        bool is_uint = value >= 0 && value <= UINT32_MAX;
        const IrCType *type = ((const IrExtern *)item->entry)->type;
        HeaderNumber found = {
            .c_name = type->text, .bits = is_uint ? 32 : 64, .is_signed = !is_uint};
        vector_push(compilation->arena, &compilation->found_numbers, found);
        good = false;
    }
    return good;
}

static bool has_python_header(const Shim *shim) {
    const char *folder = shim->options->python.include;
    return folder != NULL && file_exists(path_join(shim->arena, folder, "Python.h"));
}

static bool try_to_compile(Shim *shim, bool with_python, ShimNaming naming, bool is_last) {
    do {
        shim->has_new_bit_fields = false;
        const char *text = shim_write(shim, with_python, naming);
        shim->bytes = shim_compile(shim, text, !is_last, &shim->length);
    } while (shim->bytes == NULL && shim->has_new_bit_fields);
    return shim->bytes != NULL || diag_error_count(shim->diagnostics) > 0;
}

// A macro may need another header of those that are cimported, which Cython's C includes all. What
// is reported otherwise is about the headers of what is used.
static bool compile_with_all_headers(Shim *shim, bool with_python) {
    const Shim used = *shim;
    bool is_done = shim_take_all_headers(shim) &&
                   try_to_compile(shim, with_python, SHIM_STRUCTS_BY_NAME, false);
    if (!is_done)
        shim->headers = used.headers;
    return is_done;
}

// False after a report, which is about the text that names structs as they are declared.
static bool compile_shim(Shim *shim) {
    bool with_python = shim->has_objects;
    bool is_done = try_to_compile(shim, with_python, SHIM_STRUCTS_BY_NAME, false);
    // Headers written for Cython may rely on Python.h having been included before them.
    if (!is_done && !with_python && has_python_header(shim)) {
        with_python = true;
        is_done = try_to_compile(shim, with_python, SHIM_STRUCTS_BY_NAME, false);
    }
    is_done = is_done || compile_with_all_headers(shim, with_python);
    if (!is_done) {
        const char *text = shim_write(shim, with_python, SHIM_STRUCTS_BY_NAME);
        const char *other = shim_write(shim, with_python, SHIM_STRUCTS_BY_FIELD);
        is_done = strcmp(other, text) != 0 &&
                  try_to_compile(shim, with_python, SHIM_STRUCTS_BY_FIELD, false);
    }
    if (!is_done)
        try_to_compile(shim, with_python, SHIM_STRUCTS_BY_NAME, true);
    return shim->bytes != NULL;
}

static bool read_shim(Shim *shim) {
    LLVMContextRef context = LLVMContextCreate();
    LLVMModuleRef module = NULL;
    LLVMMemoryBufferRef buffer =
        LLVMCreateMemoryBufferWithMemoryRange(shim->bytes, shim->length, "shim", 0);
    bool good = !LLVMParseBitcodeInContext2(context, buffer, &module);
    if (good) {
        read_constants(shim, module);
        LLVMDisposeModule(module);
    } else {
        diag_report(shim->diagnostics, DIAG_E0612, NO_SPAN, "the bitcode of a C header is damaged");
    }
    LLVMDisposeMemoryBuffer(buffer);
    LLVMContextDispose(context);
    if (!good)
        return false;
    bool are_sizes_good = check_integer_sizes(shim);
    are_sizes_good = check_floating_sizes(shim) && are_sizes_good;
    return check_enum_items(shim) && are_sizes_good;
}

Shim *shim_make(const EmissionInput *input, Arena *arena) {
    Shim *shim = ARENA_NEW(arena, Shim);
    *shim = (Shim){.arena = arena,
                   .module = input->module,
                   .options = input->options,
                   .diagnostics = input->module->compilation->diagnostics};
    shim_collect(shim);
    if (shim->items.count == 0)
        return shim;
    bool good = compile_shim(shim) && read_shim(shim) && shim_check_bit_fields(shim) &&
                shim_check_variables(shim);
    return good ? shim : NULL;
}

// --- Loading -------------------------------------------------------------------------------------

static bool is_inline(LLVMValueRef value) {
    LLVMLinkage linkage = LLVMGetLinkage(value);
    return linkage == LLVMLinkOnceODRLinkage || linkage == LLVMLinkOnceAnyLinkage;
}

// What C keeps to one file is seen by all objects of the module, under a name of its own. What C++
// has in every file that uses it is there once, used or not, so that the groups find it.
static void share(Emitter *emitter, LLVMValueRef value) {
    if (is_inline(value))
        LLVMSetLinkage(value, LLVMWeakODRLinkage);
    LLVMSetComdat(value, NULL);
    if (LLVMGetLinkage(value) == LLVMInternalLinkage) {
        const char *name = arena_format(emitter->arena, "zi_static.%s", LLVMGetValueName(value));
        LLVMSetValueName2(value, name, strlen(name));
        LLVMSetLinkage(value, LLVMExternalLinkage);
    }
    LLVMSetVisibility(value, LLVMHiddenVisibility);
    if (emitter->group == NULL && LLVMIsAFunction(value))
        place_in_section(emitter, value);
}

static bool is_private(LLVMValueRef value) { return LLVMGetLinkage(value) == LLVMPrivateLinkage; }

static unsigned returns_twice_kind(void) {
    return LLVMGetEnumAttributeKindForName("returns_twice", strlen("returns_twice"));
}

static bool has_returns_twice(LLVMValueRef function) {
    return LLVMGetEnumAttributeAtIndex(function, (LLVMAttributeIndex)LLVMAttributeFunctionIndex,
                                       returns_twice_kind()) != NULL;
}

static void add_returns_twice(LLVMContextRef context, LLVMValueRef function) {
    LLVMAddAttributeAtIndex(function, (LLVMAttributeIndex)LLVMAttributeFunctionIndex,
                            LLVMCreateEnumAttribute(context, returns_twice_kind(), 0));
}

// Whoever calls setjmp has to be there when longjmp comes back: LLVM inlines a function that calls
// it only if that function says so itself.
static void pass_on_returns_twice(Emitter *emitter, LLVMValueRef function) {
    for (LLVMBasicBlockRef block = LLVMGetFirstBasicBlock(function); block;
         block = LLVMGetNextBasicBlock(block)) {
        for (LLVMValueRef inner = LLVMGetFirstInstruction(block); inner;
             inner = LLVMGetNextInstruction(inner)) {
            LLVMValueRef callee = LLVMIsACallInst(inner) ? LLVMGetCalledValue(inner) : NULL;
            if (callee != NULL && LLVMIsAFunction(callee) && has_returns_twice(callee))
                add_returns_twice(emitter->context, function);
        }
    }
}

static void share_functions(Emitter *emitter) {
    for (LLVMValueRef value = LLVMGetFirstFunction(emitter->shim_module); value;
         value = LLVMGetNextFunction(value)) {
        if (LLVMIsDeclaration(value) || is_private(value))
            continue;
        pass_on_returns_twice(emitter, value);
        share(emitter, value);
        if (emitter->group != NULL)
            LLVMSetLinkage(value, LLVMAvailableExternallyLinkage);
    }
}

// The data alone runs what C++ does before the first call.
static void share_variables(Emitter *emitter) {
    LLVMValueRef constructors = LLVMGetNamedGlobal(emitter->shim_module, "llvm.global_ctors");
    if (constructors != NULL && emitter->group != NULL)
        LLVMDeleteGlobal(constructors);
    for (LLVMValueRef value = LLVMGetFirstGlobal(emitter->shim_module); value;
         value = LLVMGetNextGlobal(value)) {
        bool is_special = strncmp(LLVMGetValueName(value), "llvm.", strlen("llvm.")) == 0;
        if (LLVMIsDeclaration(value) || is_private(value) || is_special)
            continue;
        share(emitter, value);
        if (emitter->group != NULL && LLVMIsGlobalConstant(value))
            LLVMSetLinkage(value, LLVMAvailableExternallyLinkage);
        else if (emitter->group != NULL) // other groups may change it
            LLVMSetInitializer(value, NULL);
    }
}

// Those were for the compiler alone.
static void delete_constants(Emitter *emitter) {
    for (uint32_t i = 0; i < emitter->shim->items.count; i++) {
        const ShimItem *item = emitter->shim->items.items[i];
        LLVMValueRef global =
            is_constant(item) ? LLVMGetNamedGlobal(emitter->shim_module, item->name) : NULL;
        if (global != NULL)
            LLVMDeleteGlobal(global);
        LLVMValueRef function = item->use == SHIM_STRUCT_PASS
                                    ? LLVMGetNamedFunction(emitter->shim_module, item->name)
                                    : NULL;
        if (function != NULL)
            LLVMDeleteFunction(function);
    }
}

bool shim_open(Emitter *emitter) {
    const Shim *shim = emitter->shim;
    if (shim->bytes == NULL || emitter->shim_module != NULL)
        return true;
    LLVMMemoryBufferRef buffer =
        LLVMCreateMemoryBufferWithMemoryRange(shim->bytes, shim->length, "shim", 0);
    bool good = !LLVMParseBitcodeInContext2(emitter->context, buffer, &emitter->shim_module);
    LLVMDisposeMemoryBuffer(buffer);
    if (!good) {
        emitter->shim_module = NULL;
        return false; // LLVM's diagnostic says why
    }
    delete_constants(emitter);
    share_functions(emitter);
    share_variables(emitter);
    return true;
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
    LLVMValueRef function = LLVMGetNamedFunction(emitter->llvm, item->name);
    if (function != NULL)
        return function;
    if (!shim_open(emitter))
        longjmp(emitter->escape, 1);
    LLVMValueRef original = LLVMGetNamedFunction(emitter->shim_module, item->name);
    if (original == NULL)
        internal_error("the shim has no function %s", item->name);
    function = LLVMAddFunction(emitter->llvm, item->name, LLVMGlobalGetValueType(original));
    LLVMSetVisibility(function, LLVMHiddenVisibility);
    if (has_returns_twice(original))
        add_returns_twice(emitter->context, function);
    return function;
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
    if (result.kind >= IR_I8 && result.kind <= IR_I64)
        value = build_integer_cast(emitter, value, type_of_kind(emitter, result.kind), true);
    set_result(emitter, op, value);
    return value;
}

LLVMValueRef emit_shim_call(Emitter *emitter, const IrOp *op, const ShimItem *item,
                            const IrSignature *signature) {
    LLVMValueRef *arguments =
        ARENA_ARRAY(emitter->arena, LLVMValueRef, (size_t)op->operand_count + 1);
    for (uint32_t i = 0; i < op->operand_count; i++)
        arguments[i] = wrapper_argument(emitter, op, i, signature->parameters[i]);
    return call_wrapper(emitter, op, item, arguments, op->operand_count, signature->result);
}

LLVMValueRef emit_bit_field_access(Emitter *emitter, const ShimItem *item, LLVMValueRef address,
                                   LLVMValueRef value) {
    LLVMValueRef arguments[] = {address, value};
    LLVMValueRef function = wrapper_function(emitter, item);
    return LLVMBuildCall2(emitter->builder, LLVMGlobalGetValueType(function), function, arguments,
                          value == NULL ? 1 : 2, "");
}

void emit_op_EXTERN_VALUE(Emitter *emitter, const IrOp *op) {
    LLVMValueRef result_address[1];
    const ShimItem *item = shim_find(emitter->shim, SHIM_VALUE, op->aux.external);
    zi_assert(item != NULL);
    call_wrapper(emitter, op, item, result_address, 0, register_type(emitter, op->result));
}

void emit_op_EXTERN_STORE(Emitter *emitter, const IrOp *op) {
    const ShimItem *item = shim_find(emitter->shim, SHIM_STORE, op->aux.external);
    zi_assert(item != NULL);
    LLVMValueRef value = wrapper_argument(emitter, op, 0, type_of_variable(op->aux.external));
    call_wrapper(emitter, op, item, &value, 1, (IrType){.kind = IR_VOID});
}

void emit_op_EXTERN_STATEMENT(Emitter *emitter, const IrOp *op) {
    LLVMValueRef result_address[1];
    const ShimItem *item = shim_find(emitter->shim, SHIM_STATEMENT, op->aux.external);
    zi_assert(item != NULL);
    call_wrapper(emitter, op, item, result_address, 0, (IrType){.kind = IR_VOID});
}

void emit_op_EXTERN_ADDRESS(Emitter *emitter, const IrOp *op) {
    const ShimItem *item = shim_find(emitter->shim, SHIM_ADDRESS, op->aux.external);
    zi_assert(item != NULL);
    LLVMValueRef function = wrapper_function(emitter, item);
    set_result(
        emitter, op,
        LLVMBuildCall2(emitter->builder, LLVMGlobalGetValueType(function), function, NULL, 0, ""));
}
