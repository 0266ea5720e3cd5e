// The ABI tables: the runtime's bitcode agrees with them, and a bitcode that does not is found out.

#include "codegen/ir/ir.h"
#include "codegen/llvm/abi_check.h"
#include <CUnit/CUnit.h>
#include <dirent.h>
#include <llvm-c/BitReader.h>
#include <stdio.h>
#include <string.h>

#define RUNTIME_FOLDER ZILANT_BINARY_DIR "/share/zilant/runtime"

static LLVMModuleRef read_bitcode(LLVMContextRef context, const char *name) {
    char path[512];
    snprintf(path, sizeof path, RUNTIME_FOLDER "/%s", name);
    LLVMMemoryBufferRef buffer = NULL;
    char *message = NULL;
    LLVMModuleRef module = NULL;
    if (LLVMCreateMemoryBufferWithContentsOfFile(path, &buffer, &message))
        LLVMDisposeMessage(message);
    else if (LLVMGetBitcodeModuleInContext2(context, buffer, &module))
        module = NULL;
    return module;
}

// Calls `check` for the bitcode of each Python, and counts them.
static unsigned for_each_bitcode(void (*check)(LLVMModuleRef module)) {
    DIR *folder = opendir(RUNTIME_FOLDER);
    unsigned count = 0;
    for (struct dirent *entry; folder != NULL && (entry = readdir(folder)) != NULL;) {
        size_t length = strlen(entry->d_name);
        if (length < 3 || strcmp(entry->d_name + length - 3, ".bc") != 0)
            continue;
        LLVMContextRef context = LLVMContextCreate();
        LLVMModuleRef module = read_bitcode(context, entry->d_name);
        CU_ASSERT_PTR_NOT_NULL_FATAL(module);
        check(module);
        count++;
        LLVMDisposeModule(module);
        LLVMContextDispose(context);
    }
    if (folder != NULL)
        closedir(folder);
    return count;
}

// --- The bitcode ---------------------------------------------------------------------------------

static void check_agreement(LLVMModuleRef module) {
    AbiTypes types = abi_types_create(LLVMGetModuleContext(module));
    AbiMismatch mismatch = {""};
    CU_ASSERT_FALSE(abi_find_mismatch(&types, module, &mismatch));
    for (unsigned id = 0; id < RUNTIME_COUNT; id++)
        CU_ASSERT_FALSE(abi_find_prototype_mismatch(module, id, &mismatch));
    CU_ASSERT_STRING_EQUAL(mismatch.what, "");
}

static void test_agreement(void) { CU_ASSERT(for_each_bitcode(check_agreement) > 0); }

// Each number of the bitcode, changed, is a mismatch.
static void check_changed_numbers(LLVMModuleRef module) {
    LLVMContextRef context = LLVMGetModuleContext(module);
    AbiTypes types = abi_types_create(context);
    LLVMValueRef global = LLVMGetNamedGlobal(module, "zi_layout_abi");
    LLVMValueRef numbers = LLVMGetInitializer(global);
    unsigned count = (unsigned)LLVMGetArrayLength2(LLVMTypeOf(numbers));
    LLVMTypeRef i64 = LLVMInt64TypeInContext(context);
    for (unsigned changed = 0; changed < count; changed++) {
        LLVMValueRef items[512];
        CU_ASSERT_FATAL(count <= 512);
        for (unsigned i = 0; i < count; i++)
            items[i] = LLVMGetAggregateElement(numbers, i);
        unsigned long long old = LLVMConstIntGetZExtValue(items[changed]);
        items[changed] = LLVMConstInt(i64, old + 8, 0);
        LLVMSetInitializer(global, LLVMConstArray2(i64, items, count));
        AbiMismatch mismatch;
        CU_ASSERT(abi_find_mismatch(&types, module, &mismatch));
        CU_ASSERT_PTR_NOT_NULL(strstr(mismatch.what, " in the compiler, "));
    }
}

// So is a row that one side has not got.
static void check_changed_names(LLVMModuleRef module) {
    AbiTypes types = abi_types_create(LLVMGetModuleContext(module));
    LLVMValueRef global = LLVMGetNamedGlobal(module, "zi_layout_abi_names");
    size_t length = 0;
    const char *names = LLVMGetAsString(LLVMGetInitializer(global), &length);
    char text[16384];
    CU_ASSERT_FATAL(length + 16 < sizeof text);
    int size = snprintf(text, sizeof text, "%snew\n", names);
    AbiMismatch mismatch;
    LLVMSetInitializer(
        global, LLVMConstStringInContext(LLVMGetModuleContext(module), text, (unsigned)size, 0));
    CU_ASSERT(abi_find_mismatch(&types, module, &mismatch));
    CU_ASSERT_STRING_EQUAL(mismatch.what, "where the compiler has nothing, the runtime has new");
    LLVMSetInitializer(global, LLVMConstNull(LLVMArrayType2(
                                   LLVMInt8TypeInContext(LLVMGetModuleContext(module)), 1)));
    CU_ASSERT(abi_find_mismatch(&types, module, &mismatch));
    CU_ASSERT_STRING_EQUAL(mismatch.what,
                           "where the compiler has zi_dual.payload, the runtime has nothing");
}

static void test_changed_names(void) { for_each_bitcode(check_changed_names); }

static void test_changed_numbers(void) { for_each_bitcode(check_changed_numbers); }

static void expect_mismatch(LLVMModuleRef module, RuntimeId id, const char *text) {
    AbiMismatch mismatch;
    CU_ASSERT(abi_find_prototype_mismatch(module, id, &mismatch));
    CU_ASSERT_STRING_EQUAL(mismatch.what, text);
}

static void test_other_prototypes(void) {
    LLVMContextRef context = LLVMContextCreate();
    LLVMModuleRef module = LLVMModuleCreateWithNameInContext("runtime", context);
    expect_mismatch(module, RUNTIME_length,
                    "zi_length is in runtime_op.def, but not in the runtime");
    LLVMTypeRef pointer = LLVMPointerTypeInContext(context, 0);
    LLVMTypeRef i32 = LLVMInt32TypeInContext(context), i64 = LLVMInt64TypeInContext(context);
    LLVMAddFunction(module, "zi_length", LLVMFunctionType(i32, &pointer, 1, 0));
    expect_mismatch(module, RUNTIME_length,
                    "zi_length has another C prototype than runtime_op.def says");
    LLVMTypeRef list[] = {pointer, i64};
    LLVMAddFunction(module, "zi_tuple_build", LLVMFunctionType(pointer, list, 2, 0));
    AbiMismatch mismatch;
    CU_ASSERT_FALSE(abi_find_prototype_mismatch(module, RUNTIME_tuple_build, &mismatch));
    LLVMDisposeModule(module);
    LLVMContextDispose(context);
}

// --- The tables ----------------------------------------------------------------------------------

typedef struct EnumValue {
    const char *name;
    int64_t number;
    unsigned owner;
} EnumValue;

// Two members of an enum are never the same number.
static void test_distinct_numbers(void) {
    unsigned owner = 0, count = 0;
    EnumValue values[256];
#define ABI_ENUM(enum_name) owner++;
#define ABI_VALUE(NAME, value) values[count++] = (EnumValue){#NAME, value, owner};
#include "abi/enum.def"
    CU_ASSERT_FATAL(count <= 256);
    for (unsigned i = 0; i < count; i++)
        for (unsigned j = 0; j < i; j++)
            CU_ASSERT_FALSE(values[i].owner == values[j].owner &&
                            values[i].number == values[j].number);
}

// --- Constants by field name ---------------------------------------------------------------------

static void test_constant(void) {
    LLVMContextRef context = LLVMContextCreate();
    AbiTypes types = abi_types_create(context);
    LLVMTypeRef i32 = LLVMInt32TypeInContext(context);
    InterpretedInfoFields fields = {
        .class_name = LLVMConstNull(LLVMPointerTypeInContext(context, 0)),
        .is_indented = LLVMConstInt(i32, 1, 0),
        .first_line = LLVMConstInt(i32, 7, 0),
        .source = LLVMConstNull(LLVMPointerTypeInContext(context, 0)),
    };
    LLVMValueRef info = abi_const_interpreted_info(&types, NULL, &fields);
    CU_ASSERT_PTR_EQUAL(LLVMTypeOf(info), types.structs[ABI_interpreted_info]);
    CU_ASSERT_PTR_EQUAL(LLVMGetAggregateElement(info, 0), fields.source);
    CU_ASSERT_PTR_EQUAL(LLVMGetAggregateElement(info, 1), fields.first_line);
    CU_ASSERT_PTR_EQUAL(LLVMGetAggregateElement(info, 2), fields.is_indented);
    CU_ASSERT_PTR_EQUAL(LLVMGetAggregateElement(info, 3), fields.class_name);
    LLVMContextDispose(context);
}

// A relative field is given as a pointer and becomes its distance from the field, null becomes 0.
static void test_relative(void) {
    LLVMContextRef context = LLVMContextCreate();
    LLVMModuleRef module = LLVMModuleCreateWithNameInContext("relative", context);
    AbiTypes types = abi_types_create(context);
    LLVMTypeRef type = types.structs[ABI_function_info];
    LLVMValueRef zero = LLVMConstNull(LLVMInt32TypeInContext(context));
    LLVMValueRef null = LLVMConstNull(LLVMPointerTypeInContext(context, 0));
    LLVMValueRef place = LLVMAddGlobal(module, type, "info");
    LLVMValueRef names = LLVMAddGlobal(module, LLVMInt8TypeInContext(context), "names");
    FunctionInfoFields fields = {null, zero, zero, zero, names, zero, zero, zero, zero, zero,
                                 zero, null, null, zero, zero,  zero, zero, zero, zero};
    LLVMValueRef info = abi_const_function_info(&types, place, &fields);
    CU_ASSERT_PTR_EQUAL(LLVMTypeOf(info), type);
    CU_ASSERT_PTR_EQUAL(LLVMGetAggregateElement(info, 0), zero);
    LLVMValueRef distance = LLVMGetAggregateElement(info, 4);
    CU_ASSERT_EQUAL(LLVMGetConstOpcode(distance), LLVMTrunc);
    CU_ASSERT_EQUAL(LLVMGetConstOpcode(LLVMGetOperand(distance, 0)), LLVMSub);
    LLVMDisposeModule(module);
    LLVMContextDispose(context);
}

// --- Signatures of runtime functions -------------------------------------------------------------

static void test_signature(void) {
    const RuntimeSignature *signature = runtime_signature(RUNTIME_import_name); // "OSkNli"
    CU_ASSERT_EQUAL(signature->result, IR_OBJECT);
    CU_ASSERT_EQUAL(signature->ownership, IR_RESULT_NEW);
    CU_ASSERT_EQUAL_FATAL(signature->count, 5);
    CU_ASSERT_EQUAL(signature->parameters[0].passes, RUNTIME_PASSES_STATE);
    CU_ASSERT_EQUAL(signature->parameters[1].passes, RUNTIME_PASSES_CONSTANT);
    CU_ASSERT(signature->parameters[2].may_be_null);
    CU_ASSERT_EQUAL(signature->parameters[3].kind, IR_I64);
    CU_ASSERT_EQUAL(runtime_signature(RUNTIME_tuple_item)->ownership, IR_RESULT_BORROWED);
    CU_ASSERT_EQUAL(runtime_signature(RUNTIME_contains)->ownership, IR_RESULT_VALUE);
    CU_ASSERT_EQUAL(runtime_signature(RUNTIME_raise)->ownership, IR_RESULT_NONE);
}

static void test_operands(void) {
    // "OO&l" and "iOON>O": the last is an address.
    CU_ASSERT_EQUAL(runtime_operand(RUNTIME_iter_next, 0)->passes, RUNTIME_PASSES_VALUE);
    CU_ASSERT_EQUAL(runtime_operand(RUNTIME_iter_next, 1)->passes, RUNTIME_PASSES_ADDRESS);
    CU_ASSERT_EQUAL(runtime_operand(RUNTIME_iter_next, 1)->kind, IR_I64);
    CU_ASSERT_FALSE(runtime_operand(RUNTIME_iter_next, 1)->is_output);
    CU_ASSERT_PTR_NULL(runtime_operand(RUNTIME_iter_next, 2));
    CU_ASSERT_EQUAL(runtime_operand(RUNTIME_yield_from_step, 3)->passes, RUNTIME_PASSES_ADDRESS);
    CU_ASSERT_EQUAL(runtime_operand(RUNTIME_yield_from_step, 3)->kind, IR_OBJECT);
    // "OCOn": the cache is no operand, and has the name.
    CU_ASSERT_EQUAL(runtime_operand(RUNTIME_load_attribute, 0)->kind, IR_OBJECT);
    CU_ASSERT_EQUAL(runtime_operand(RUNTIME_load_attribute, 1)->passes, RUNTIME_PASSES_NAME);
    // "O*": any number.
    CU_ASSERT_EQUAL(runtime_operand(RUNTIME_tuple_build, 99)->passes, RUNTIME_PASSES_OBJECTS);
}

void suite_abi(void) {
    CU_pSuite suite = CU_add_suite("ABI", NULL, NULL);
    CU_add_test(suite, "the bitcode agrees with the tables", test_agreement);
    CU_add_test(suite, "a changed number is found", test_changed_numbers);
    CU_add_test(suite, "a changed row is found", test_changed_names);
    CU_add_test(suite, "other prototypes are found", test_other_prototypes);
    CU_add_test(suite, "numbers of an enum differ", test_distinct_numbers);
    CU_add_test(suite, "constants by field name", test_constant);
    CU_add_test(suite, "relative fields", test_relative);
    CU_add_test(suite, "signatures of runtime functions", test_signature);
    CU_add_test(suite, "operands of runtime functions", test_operands);
}
