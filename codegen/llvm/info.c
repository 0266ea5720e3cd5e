// What the runtime is told of functions: a zi_function_info each.

#include "codegen/llvm/internal.h"
#include <string.h>

static LLVMValueRef add_info_global(Emitter *emitter) {
    LLVMTypeRef type = emitter->abi.structs[ABI_function_info];
    LLVMValueRef global = LLVMAddGlobal(emitter->llvm, type, "zi_function_info");
    LLVMSetLinkage(global, LLVMInternalLinkage);
    LLVMSetGlobalConstant(global, 1);
    return global;
}

// All that tracebacks need: names, and a number among the code objects.
static LLVMValueRef emit_inner_info(Emitter *emitter, const IrInnerCode *code, uint32_t number) {
    LLVMValueRef null = const_null(emitter), zero = const_i32(emitter, 0);
    FunctionInfoFields fields = {
        .entry = null,
        .name = const_string(emitter, code->name),
        .qualified_name = const_string(emitter, code->qualified_name),
        .doc = null,
        .parameters = null,
        .positional_only = zero,
        .positional = zero,
        .keyword_only = zero,
        .flags = const_i32(emitter, ZI_FUNCTION_INNER_CODE),
        .first_line = const_i32(emitter, line_of_span(emitter, code->span)),
        .index = const_i32(emitter, (int64_t)emitter->info_list.count + 1 + number),
        .resume = null,
        .frame_objects = zero,
        .frame_raw = zero,
        .captured = zero,
    };
    LLVMValueRef global = add_info_global(emitter);
    LLVMSetInitializer(global, abi_const_function_info(&emitter->abi, &fields));
    return global;
}

static void emit_inner_infos(Emitter *emitter) {
    uint32_t count = emitter->module->inner_codes.count;
    emitter->inner_infos = ARENA_ARRAY(emitter->arena, LLVMValueRef, count + 1);
    for (uint32_t i = 0; i < count; i++)
        emitter->inner_infos[i] =
            emit_inner_info(emitter, &emitter->module->inner_codes.items[i], i);
}

void declare_infos(Emitter *emitter) {
    for (uint32_t i = 0; i < emitter->info_list.count; i++)
        emitter->info_list.items[i]->global = add_info_global(emitter);
    emit_inner_infos(emitter);
    declare_class_infos(emitter);
}

// Counts of parameters by kind.
typedef struct ParameterCounts {
    uint32_t positional_only, positional, keyword_only;
    unsigned flags;
} ParameterCounts;

static ParameterKind kind_of_parameter(const FunctionSymbol *symbol, uint32_t number) {
    if (symbol->parameters == NULL || number >= symbol->parameters->items.count)
        return PARAMETER_POSITIONAL_ONLY; // a generator expression's first iterable
    return NODE_AS(Parameter, symbol->parameters->items.items[number])->kind;
}

static ParameterCounts count_parameters(const FunctionSymbol *symbol) {
    ParameterCounts counts = {0};
    for (uint32_t i = 0; i < symbol->parameter_symbols.count; i++) {
        switch (kind_of_parameter(symbol, i)) {
        case PARAMETER_POSITIONAL_ONLY:
            counts.positional_only++;
            counts.positional++;
            break;
        case PARAMETER_NORMAL:
            counts.positional++;
            break;
        case PARAMETER_KEYWORD_ONLY:
            counts.keyword_only++;
            break;
        case PARAMETER_STAR:
            counts.flags |= ZI_FUNCTION_STAR;
            break;
        case PARAMETER_DOUBLE_STAR:
            counts.flags |= ZI_FUNCTION_DOUBLE_STAR;
            break;
        }
    }
    return counts;
}

static unsigned add_names_of_kind(Emitter *emitter, const FunctionSymbol *symbol, unsigned kinds,
                                  LLVMValueRef *numbers, unsigned count) {
    for (uint32_t i = 0; i < symbol->parameter_symbols.count; i++) {
        if (!(kinds >> kind_of_parameter(symbol, i) & 1))
            continue;
        const Name *name = symbol->parameter_symbols.items[i]->name;
        numbers[count++] = const_i32(emitter, ir_constant_name(emitter->module, name));
    }
    return count;
}

// Names as numbers of constants: parameters (positional, keyword-only, star, double-star), then
// captured variables.
static LLVMValueRef variable_names(Emitter *emitter, const FunctionSymbol *symbol) {
    uint32_t total = symbol->parameter_symbols.count + symbol->captures.count;
    if (total == 0)
        return const_null(emitter);
    LLVMValueRef *numbers = ARENA_ARRAY(emitter->arena, LLVMValueRef, total);
    unsigned positional = 1U << PARAMETER_POSITIONAL_ONLY | 1U << PARAMETER_NORMAL;
    unsigned count = add_names_of_kind(emitter, symbol, positional, numbers, 0);
    count = add_names_of_kind(emitter, symbol, 1U << PARAMETER_KEYWORD_ONLY, numbers, count);
    count = add_names_of_kind(emitter, symbol, 1U << PARAMETER_STAR, numbers, count);
    count = add_names_of_kind(emitter, symbol, 1U << PARAMETER_DOUBLE_STAR, numbers, count);
    for (uint32_t i = 0; i < symbol->captures.count; i++) {
        const Name *name = symbol->captures.items[i]->name;
        numbers[count++] = const_i32(emitter, ir_constant_name(emitter->module, name));
    }
    return const_global(emitter, "zi_parameters",
                        LLVMConstArray2(emitter->types.i32, numbers, count));
}

// Does only the runtime call the function?
static bool is_hidden(const FunctionSymbol *symbol) {
    const Name *name = symbol->symbol.name;
    return symbol->owner != NULL &&
           (strcmp(name->text, "__cinit__") == 0 || strcmp(name->text, "__dealloc__") == 0);
}

static unsigned function_flags(const Emitter *emitter, const FunctionSymbol *symbol) {
    bool hides_self = symbol->is_method && symbol->owner != NULL && !symbol->is_static;
    bool python_texts = emitter->module->typed->is_pure_python;
    bool is_lambda = symbol->kind == FUNCTION_LAMBDA;
    return (python_texts ? (unsigned)ZI_FUNCTION_PYTHON_TEXTS : 0) |
           (hides_self ? (unsigned)ZI_FUNCTION_HIDES_SELF : 0) |
           (symbol->is_generator ? (unsigned)ZI_FUNCTION_GENERATOR : 0) |
           (symbol->is_async ? (unsigned)ZI_FUNCTION_COROUTINE : 0) |
           (symbol->is_static ? (unsigned)ZI_FUNCTION_STATIC_METHOD : 0) |
           (symbol->is_class_method ? (unsigned)ZI_FUNCTION_CLASS_METHOD : 0) |
           (is_lambda ? (unsigned)ZI_FUNCTION_LAMBDA : 0) |
           (is_hidden(symbol) ? (unsigned)ZI_FUNCTION_HIDDEN : 0);
}

const char *docstring_of(const NodeList *body) {
    if (body->count == 0 || !node_is(body->items[0], NODE_ExpressionStatement))
        return NULL;
    const Node *value = NODE_AS(ExpressionStatement, body->items[0])->value;
    if (!node_is(value, NODE_StringLiteral))
        return NULL;
    const StringLiteral *literal = NODE_AS(StringLiteral, value);
    return literal->kind == STRING_STR ? literal->value.bytes : NULL;
}

static const char *docstring_of_function(const FunctionSymbol *symbol) {
    if (node_is(symbol->node, NODE_FunctionDef))
        return docstring_of(&NODE_AS(FunctionDef, symbol->node)->body);
    if (node_is(symbol->node, NODE_CFunctionDef))
        return docstring_of(&NODE_AS(CFunctionDef, symbol->node)->body);
    return NULL;
}

static const char *name_of_function(const FunctionSymbol *symbol) {
    if (symbol->kind == FUNCTION_LAMBDA)
        return "<lambda>";
    if (symbol->kind == FUNCTION_GENERATOR_EXPRESSION)
        return "<genexpr>";
    return symbol->symbol.name == NULL ? "?" : symbol->symbol.name->text;
}

// Python counts a function's lines from its first decorator on.
static uint32_t first_line(const Emitter *emitter, const FunctionSymbol *symbol) {
    Span span = symbol->node != NULL ? symbol->node->span : symbol->symbol.span;
    if (node_is(symbol->node, NODE_FunctionDef)) {
        const NodeList *decorators = &NODE_AS(FunctionDef, symbol->node)->decorators;
        if (decorators->count > 0)
            span = decorators->items[0]->span;
    }
    return line_of_span(emitter, span);
}

static void emit_function_info(Emitter *emitter, const FunctionInfo *info) {
    const FunctionSymbol *symbol = info->symbol;
    ParameterCounts counts = count_parameters(symbol);
    const IrFunction *resume = info->resume;
    const char *name = name_of_function(symbol);
    LLVMValueRef null = const_null(emitter);
    const char *qualified_name = symbol->qualified_name == NULL ? name : symbol->qualified_name;
    uint32_t frame_objects = resume == NULL ? 0 : resume->frame_object_slots;
    FunctionInfoFields fields = {
        .entry = info->wrapper == NULL ? null : function_value(emitter, info->wrapper),
        .name = const_string(emitter, name),
        .qualified_name = const_string(emitter, qualified_name),
        .doc = const_string(emitter, docstring_of_function(symbol)),
        .parameters = variable_names(emitter, symbol),
        .positional_only = const_i32(emitter, counts.positional_only),
        .positional = const_i32(emitter, counts.positional),
        .keyword_only = const_i32(emitter, counts.keyword_only),
        .flags = const_i32(emitter, counts.flags | function_flags(emitter, symbol)),
        .first_line = const_i32(emitter, first_line(emitter, symbol)),
        .index = const_i32(emitter, info->index),
        .resume = resume == NULL ? null : function_value(emitter, resume),
        .frame_objects = const_i32(emitter, frame_objects),
        .frame_raw = const_i32(emitter, (int64_t)info->frame_slots),
        .captured = const_i32(emitter, symbol->captures.count),
    };
    LLVMSetInitializer(info->global, abi_const_function_info(&emitter->abi, &fields));
}

void emit_function_infos(Emitter *emitter) {
    for (uint32_t i = 0; i < emitter->info_list.count; i++)
        emit_function_info(emitter, emitter->info_list.items[i]);
}
