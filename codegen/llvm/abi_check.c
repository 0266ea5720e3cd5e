// Compares what the compiler knows of the runtime with the runtime's bitcode: see abi_check.h.

#include "codegen/llvm/abi_check.h"
#include "codegen/ir/ir.h"
#include <stdio.h>
#include <string.h>

// --- Structs and numbers -------------------------------------------------------------------------

typedef enum RowKind { ROW_OFFSET, ROW_SIZE, ROW_ITEM_SIZE, ROW_NUMBER } RowKind;

typedef struct Row {
    const char *name;
    RowKind kind;
    // an AbiField, an AbiStruct, or the number itself
    int64_t number;
} Row;

// In the order of zi_layout_abi in runtime/layout.c.
static const Row rows[] = {
#define ABI_FIELD(owner, c_type, name, KIND)                                                       \
    {"zi_" #owner "." #name, ROW_OFFSET, ABI_##owner##_##name},
#define ABI_ARRAY(owner, c_type, name, count, KIND)                                                \
    {"zi_" #owner "." #name, ROW_OFFSET, ABI_##owner##_##name},
#define ABI_END(name, Name) {"sizeof(zi_" #name ")", ROW_SIZE, ABI_##name},
#include "abi/struct.def"
#define STATE_ARRAY(name, c_type, count) {"sizeof(*zi_state." #name ")", ROW_ITEM_SIZE, 0},
#include "abi/state.def"
#define ABI_VALUE(NAME, number) {"ZI_" #NAME, ROW_NUMBER, number},
#include "abi/enum.def"
#define BINARY_OPERATOR(NAME, name, function, inplace, slot, method, sign)                         \
    {"ZI_OPERATOR_" #NAME, ROW_NUMBER, ZI_OPERATOR_##NAME},
#include "abi/operator.def"
};
enum { ROW_COUNT = sizeof rows / sizeof rows[0] };

static uint64_t value_of(const AbiTypes *types, LLVMTargetDataRef layout, const Row *row) {
    switch (row->kind) {
    case ROW_OFFSET:
        return abi_offset_of(types, layout, (AbiField)row->number);
    case ROW_ITEM_SIZE:
        return LLVMPointerSize(layout);
    case ROW_SIZE:
        return abi_size_of(types, layout, (AbiStruct)row->number);
    case ROW_NUMBER:
        break;
    }
    return (uint64_t)row->number;
}

static LLVMValueRef constant_array(LLVMModuleRef runtime, const char *name) {
    LLVMValueRef global = LLVMGetNamedGlobal(runtime, name);
    LLVMValueRef value = global == NULL ? NULL : LLVMGetInitializer(global);
    return value == NULL ? NULL : LLVMIsAConstantDataArray(value);
}

// Does the text go on with this line? Moves past it.
static bool skip_line(const char **text, const char *line) {
    size_t length = strlen(line);
    if (strncmp(*text, line, length) != 0 || (*text)[length] != '\n')
        return false;
    *text += length + 1;
    return true;
}

static bool rows_differ(AbiMismatch *mismatch, const char *expected, const char *found) {
    if (*found == '\0')
        found = "nothing";
    snprintf(mismatch->what, sizeof mismatch->what,
             "where the compiler has %s, the runtime has %.*s", expected, (int)strcspn(found, "\n"),
             found);
    return true;
}

bool abi_find_mismatch(const AbiTypes *types, LLVMModuleRef runtime, AbiMismatch *mismatch) {
    LLVMTargetDataRef layout = LLVMGetModuleDataLayout(runtime);
    LLVMValueRef numbers = constant_array(runtime, "zi_layout_abi");
    LLVMValueRef text = constant_array(runtime, "zi_layout_abi_names");
    size_t length = 0;
    const char *names = numbers == NULL || text == NULL ? "" : LLVMGetAsString(text, &length);
    for (unsigned i = 0; i < ROW_COUNT; i++) {
        if (!skip_line(&names, rows[i].name))
            return rows_differ(mismatch, rows[i].name, names);
        uint64_t ours = value_of(types, layout, &rows[i]);
        uint64_t theirs = LLVMConstIntGetZExtValue(LLVMGetAggregateElement(numbers, i));
        if (ours == theirs)
            continue;
        snprintf(mismatch->what, sizeof mismatch->what,
                 "%s is %lld in the compiler, %lld in the runtime", rows[i].name, (long long)ours,
                 (long long)theirs);
        return true;
    }
    return *names != '\0' && rows_differ(mismatch, "nothing", names);
}

// --- Prototypes ----------------------------------------------------------------------------------

typedef struct Prototype {
    LLVMTypeRef types[(2 * RUNTIME_MAX_PARAMETERS) + 1]; // arguments
    unsigned count;
} Prototype;

// As C passes it: a truth value as int, a counted or C pointer as pointer.
static LLVMTypeRef scalar_type(LLVMContextRef context, IrKind kind) {
    switch (kind) {
    case IR_VOID:
        return LLVMVoidTypeInContext(context);
    case IR_BOOL:
    case IR_I32:
        return LLVMInt32TypeInContext(context);
    case IR_I64:
        return LLVMInt64TypeInContext(context);
    case IR_F64:
        return LLVMDoubleTypeInContext(context);
    case IR_POINTER:
    case IR_OBJECT:
        return LLVMPointerTypeInContext(context, 0);
    case IR_I8:
    case IR_I16:
    case IR_I128:
    case IR_F32:
    case IR_F80:
    case IR_DUAL:
    case IR_VIEW:
    case IR_AGGREGATE:
    case IR_KIND_COUNT:
        break;
    }
    internal_error("a runtime function passes a value of kind %d", (int)kind);
}

static void add_parameter(LLVMContextRef context, Prototype *prototype,
                          const RuntimeParameter *parameter) {
    LLVMTypeRef pointer = LLVMPointerTypeInContext(context, 0);
    LLVMTypeRef i64 = LLVMInt64TypeInContext(context);
    if (parameter->passes == RUNTIME_PASSES_NAME)
        return;
    if (parameter->passes == RUNTIME_PASSES_OBJECTS) {
        prototype->types[prototype->count++] = pointer;
        prototype->types[prototype->count++] = i64;
    } else if (parameter->passes == RUNTIME_PASSES_VALUE && parameter->kind == IR_DUAL) {
        prototype->types[prototype->count++] = i64;
        prototype->types[prototype->count++] = pointer;
    } else if (parameter->passes == RUNTIME_PASSES_VALUE) {
        prototype->types[prototype->count++] = scalar_type(context, parameter->kind);
    } else {
        prototype->types[prototype->count++] = pointer;
    }
}

static LLVMTypeRef expected_type(LLVMContextRef context, const RuntimeSignature *signature) {
    Prototype prototype = {.count = 0};
    for (uint32_t i = 0; i < signature->count; i++)
        add_parameter(context, &prototype, &signature->parameters[i]);
    LLVMTypeRef result = signature->result == IR_DUAL ? abi_types_create(context).structs[ABI_dual]
                                                      : scalar_type(context, signature->result);
    return LLVMFunctionType(result, prototype.types, prototype.count, 0);
}

static bool has_inline_body(LLVMValueRef function) {
    return LLVMGetStringAttributeAtIndex(function, (LLVMAttributeIndex)LLVMAttributeFunctionIndex,
                                         ZI_WEIGHT_ATTRIBUTE,
                                         (unsigned)strlen(ZI_WEIGHT_ATTRIBUTE)) != NULL;
}

// How the function differs from its line in runtime_op.def; NULL: not at all.
static const char *prototype_fault(LLVMModuleRef runtime, LLVMValueRef function, RuntimeId id) {
    if (function == NULL)
        return "is in runtime_op.def, but not in the runtime";
    // Types of one context are equal if they are the same.
    if (LLVMGlobalGetValueType(function) !=
        expected_type(LLVMGetModuleContext(runtime), runtime_signature(id)))
        return "has another C prototype than runtime_op.def says";
    bool is_fast = (runtime_infos[id].effects & IR_FAST_PATH) != 0;
    if (has_inline_body(function) != is_fast)
        return is_fast ? "is FAST_PATH in runtime_op.def, but not ZI_INLINE"
                       : "is ZI_INLINE, but not FAST_PATH in runtime_op.def";
    return NULL;
}

bool abi_find_prototype_mismatch(LLVMModuleRef runtime, unsigned id, AbiMismatch *mismatch) {
    char name[ABI_TEXT_LIMIT / 2];
    snprintf(name, sizeof name, "zi_%s", runtime_infos[id].name);
    const char *fault =
        prototype_fault(runtime, LLVMGetNamedFunction(runtime, name), (RuntimeId)id);
    if (fault == NULL)
        return false;
    snprintf(mismatch->what, sizeof mismatch->what, "%s %s", name, fault);
    return true;
}
