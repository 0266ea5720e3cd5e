// The table of runtime functions: what the lines of runtime_op.def say, with the letters of their
// signatures decoded, once, when first asked for. Nobody else reads the letters.

#include "codegen/ir/internal.h"
#include <threads.h>

const RuntimeInfo runtime_infos[RUNTIME_COUNT] = {
#define RUNTIME(name, signature, ERROR, EFFECTS, steals)                                           \
    [RUNTIME_##name] = {#name, IR_ERROR_##ERROR, EFFECTS, steals},
#include "codegen/ir/runtime_op.def"
#undef RUNTIME
};

// --- Letters -------------------------------------------------------------------------------------

static const char *const letters[RUNTIME_COUNT] = {
#define RUNTIME(name, signature, ERROR, EFFECTS, steals) [RUNTIME_##name] = (signature),
#include "codegen/ir/runtime_op.def"
#undef RUNTIME
};

typedef struct ResultLetter {
    char letter;
    IrKind kind;
    IrResult ownership;
} ResultLetter;
static const ResultLetter result_letters[] = {
    {'v', IR_VOID, IR_RESULT_NONE},       {'O', IR_OBJECT, IR_RESULT_NEW},
    {'o', IR_OBJECT, IR_RESULT_BORROWED}, {'D', IR_DUAL, IR_RESULT_NEW},
    {'B', IR_BOOL, IR_RESULT_VALUE},      {'i', IR_I32, IR_RESULT_VALUE},
    {'l', IR_I64, IR_RESULT_VALUE},       {'d', IR_F64, IR_RESULT_VALUE},
    {'p', IR_POINTER, IR_RESULT_VALUE},
};

typedef struct ParameterLetter {
    char letter;
    RuntimeParameter parameter;
} ParameterLetter;
static const ParameterLetter parameter_letters[] = {
    {'O', {IR_OBJECT, RUNTIME_PASSES_VALUE, false, false}},
    {'N', {IR_OBJECT, RUNTIME_PASSES_VALUE, true, false}},
    {'D', {IR_DUAL, RUNTIME_PASSES_VALUE, false, false}},
    {'B', {IR_BOOL, RUNTIME_PASSES_VALUE, false, false}},
    {'i', {IR_I32, RUNTIME_PASSES_VALUE, false, false}},
    {'l', {IR_I64, RUNTIME_PASSES_VALUE, false, false}},
    {'d', {IR_F64, RUNTIME_PASSES_VALUE, false, false}},
    {'p', {IR_POINTER, RUNTIME_PASSES_VALUE, true, false}},
    {'s', {IR_POINTER, RUNTIME_PASSES_VALUE, true, false}},
    {'k', {IR_OBJECT, RUNTIME_PASSES_CONSTANT, false, false}},
    {'n', {IR_OBJECT, RUNTIME_PASSES_NAME, false, false}},
    {'*', {IR_OBJECT, RUNTIME_PASSES_OBJECTS, false, false}},
    {'S', {IR_POINTER, RUNTIME_PASSES_STATE, false, false}},
    {'C', {IR_POINTER, RUNTIME_PASSES_CACHE, false, false}},
};

static const ResultLetter *find_result(char letter) {
    for (size_t i = 0; i < sizeof result_letters / sizeof result_letters[0]; i++)
        if (result_letters[i].letter == letter)
            return &result_letters[i];
    internal_error("a runtime function's result is '%c'", letter);
}

static RuntimeParameter find_parameter(char letter) {
    for (size_t i = 0; i < sizeof parameter_letters / sizeof parameter_letters[0]; i++)
        if (parameter_letters[i].letter == letter)
            return parameter_letters[i].parameter;
    internal_error("a runtime function's parameter is '%c'", letter);
}

static RuntimeSignature decode(const char *text) {
    const ResultLetter *result = find_result(*text++);
    RuntimeSignature signature = {.result = result->kind, .ownership = result->ownership};
    while (*text != '\0') {
        bool is_output = *text == '>', is_address = is_output || *text == '&';
        text += is_address;
        RuntimeParameter parameter = find_parameter(*text++);
        if (is_address)
            parameter.passes = RUNTIME_PASSES_ADDRESS;
        parameter.is_output = is_output;
        zi_assert(signature.count < RUNTIME_MAX_PARAMETERS);
        signature.parameters[signature.count++] = parameter;
    }
    return signature;
}

// --- Signatures ----------------------------------------------------------------------------------

static RuntimeSignature signatures[RUNTIME_COUNT];
static once_flag signatures_are_decoded = ONCE_FLAG_INIT;

static void decode_all(void) {
    for (unsigned id = 0; id < RUNTIME_COUNT; id++)
        signatures[id] = decode(letters[id]);
}

const RuntimeSignature *runtime_signature(RuntimeId id) {
    call_once(&signatures_are_decoded, decode_all);
    return &signatures[id];
}

bool runtime_parameter_is_operand(const RuntimeParameter *parameter) {
    return parameter->passes != RUNTIME_PASSES_STATE && parameter->passes != RUNTIME_PASSES_CACHE;
}

const RuntimeParameter *runtime_operand(RuntimeId id, uint32_t operand) {
    const RuntimeSignature *signature = runtime_signature(id);
    uint32_t position = 0;
    for (uint32_t i = 0; i < signature->count; i++) {
        const RuntimeParameter *parameter = &signature->parameters[i];
        if (!runtime_parameter_is_operand(parameter))
            continue;
        if (position++ == operand || parameter->passes == RUNTIME_PASSES_OBJECTS)
            return parameter;
    }
    return NULL;
}
