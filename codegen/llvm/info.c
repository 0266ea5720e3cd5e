// What the runtime is told of callables: a zi_function_info each. The module's data has them all,
// so that lines, numbers and names of parameters are nowhere else.

#include "codegen/llvm/internal.h"
#include <string.h>

// --- References ----------------------------------------------------------------------------------

static LLVMValueRef info_symbol(Emitter *emitter, AbiStruct type, const char *name) {
    LLVMValueRef global = LLVMGetNamedGlobal(emitter->llvm, name);
    if (global != NULL)
        return global;
    global = LLVMAddGlobal(emitter->llvm, emitter->abi.structs[type], name);
    LLVMSetVisibility(global, LLVMHiddenVisibility);
    LLVMSetGlobalConstant(global, 1);
    return global;
}

// Of a constant that was added when the module's state was complete.
static LLVMValueRef number_of_name(Emitter *emitter, const char *text) {
    const Name *name = intern(emitter->module->compilation, text);
    return const_i32(emitter, ir_constant_name(emitter->module, name));
}

LLVMValueRef callable_info(Emitter *emitter, const IrCallable *callable) {
    return info_symbol(emitter, ABI_function_info,
                       arena_format(emitter->arena, "zi_info.%s", callable->link_name));
}

LLVMValueRef inner_info(Emitter *emitter, uint32_t number) {
    const IrCallable *inlined = emitter->module->inner_codes.items[number].inlined;
    if (inlined != NULL)
        return callable_info(emitter, inlined);
    return info_symbol(emitter, ABI_function_info, emitter->input->plan->inner_names[number]);
}

LLVMValueRef class_info(Emitter *emitter, const IrClass *class_) {
    return info_symbol(emitter, ABI_class_info,
                       arena_format(emitter->arena, "zi_class_info.%s", class_->name));
}

// --- Descriptions --------------------------------------------------------------------------------

// All that tracebacks need: names, and a number among the code objects.
static void emit_inner_info(Emitter *emitter, const IrInnerCode *code, uint32_t number) {
    LLVMValueRef null = const_null(emitter), zero = const_i32(emitter, 0);
    FunctionInfoFields fields = {
        .entry = null,
        .name = number_of_name(emitter, code->name),
        .qualified_name = number_of_name(emitter, code->qualified_name),
        .doc = zero,
        .parameters = null,
        .positional_only = zero,
        .positional = zero,
        .keyword_only = zero,
        .flags = const_i32(emitter, ZI_FUNCTION_INNER_CODE),
        .first_line = const_i32(emitter, line_of_span(emitter, code->span)),
        .index = const_i32(emitter, (int64_t)emitter->module->callables.count + 1 + number),
        .resume = null,
        .shown = null,
        .frame_objects = zero,
        .frame_raw = zero,
        .captured = zero,
        .locals = zero,
        .cells = zero,
        .names = zero,
    };
    LLVMValueRef global = inner_info(emitter, number);
    LLVMSetInitializer(global, abi_const_function_info(&emitter->abi, global, &fields));
}

// Counts of parameters by kind.
typedef struct ParameterCounts {
    uint32_t positional_only, positional, keyword_only;
    unsigned flags;
} ParameterCounts;

static ParameterCounts count_parameters(const IrCallable *callable) {
    ParameterCounts counts = {0};
    for (uint32_t i = 0; i < callable->parameter_count; i++) {
        switch (callable->parameters[i].kind) {
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

static unsigned add_names_of_kind(const Emitter *emitter, const IrCallable *callable,
                                  unsigned kinds, LLVMValueRef *numbers, unsigned count) {
    for (uint32_t i = 0; i < callable->parameter_count; i++)
        if (kinds >> callable->parameters[i].kind & 1)
            numbers[count++] = const_i32(emitter, callable->parameters[i].name);
    return count;
}

// Where it stands, behind the names.
static unsigned add_places(const Emitter *emitter, const IrCallable *callable,
                           LLVMValueRef *numbers, unsigned count) {
    if (callable->file != IR_NO_CONSTANT)
        numbers[count++] = const_i32(emitter, callable->file);
    uint32_t lines;
    const uint32_t *sorted = sort_lines(emitter->arena, callable->traced_lines.items,
                                        callable->traced_lines.count, &lines);
    if (lines > 0)
        numbers[count++] = const_i32(emitter, lines);
    for (uint32_t i = 0; i < lines; i++)
        numbers[count++] = const_i32(emitter, sorted[i]);
    return count;
}

static unsigned add_constants(const Emitter *emitter, const IrConstantVector *constants,
                              LLVMValueRef *numbers, unsigned count) {
    for (uint32_t i = 0; i < constants->count; i++)
        numbers[count++] = const_i32(emitter, constants->items[i]);
    return count;
}

// Names as numbers of constants: parameters (positional, keyword-only, star, double-star), then
// those of the code object's lists.
static LLVMValueRef variable_names(Emitter *emitter, const IrCallable *callable) {
    uint32_t total = callable->parameter_count + callable->captures.count + callable->locals.count +
                     callable->cells.count + callable->names.count +
                     (callable->file != IR_NO_CONSTANT) +
                     (callable->traced_lines.count > 0 ? callable->traced_lines.count + 1 : 0);
    if (total == 0)
        return const_null(emitter);
    LLVMValueRef *numbers = ARENA_ARRAY(emitter->arena, LLVMValueRef, total);
    unsigned positional = 1U << PARAMETER_POSITIONAL_ONLY | 1U << PARAMETER_NORMAL;
    unsigned count = add_names_of_kind(emitter, callable, positional, numbers, 0);
    count = add_names_of_kind(emitter, callable, 1U << PARAMETER_KEYWORD_ONLY, numbers, count);
    count = add_names_of_kind(emitter, callable, 1U << PARAMETER_STAR, numbers, count);
    count = add_names_of_kind(emitter, callable, 1U << PARAMETER_DOUBLE_STAR, numbers, count);
    count = add_constants(emitter, &callable->captures, numbers, count);
    count = add_constants(emitter, &callable->locals, numbers, count);
    count = add_constants(emitter, &callable->cells, numbers, count);
    count = add_constants(emitter, &callable->names, numbers, count);
    count = add_places(emitter, callable, numbers, count);
    return const_global(emitter, "zi_parameters",
                        LLVMConstArray2(emitter->types.i32, numbers, count));
}

static unsigned function_flags(const Emitter *emitter, const IrCallable *callable) {
    static const struct {
        unsigned flag, abi_flag;
    } flags[] = {
        {IR_CALLABLE_GENERATOR, ZI_FUNCTION_GENERATOR},
        {IR_CALLABLE_ASYNC, ZI_FUNCTION_ASYNC},
        {IR_CALLABLE_STATIC, ZI_FUNCTION_STATIC_METHOD},
        {IR_CALLABLE_CLASS_METHOD, ZI_FUNCTION_CLASS_METHOD},
        {IR_CALLABLE_LAMBDA, ZI_FUNCTION_LAMBDA},
        {IR_CALLABLE_HIDES_SELF, ZI_FUNCTION_HIDES_SELF},
        {IR_CALLABLE_HIDDEN, ZI_FUNCTION_HIDDEN},
        {IR_CALLABLE_ANNOTATE, ZI_FUNCTION_ANNOTATE},
        {IR_CALLABLE_OF_SLOT, ZI_FUNCTION_OF_SLOT},
        {IR_CALLABLE_PASSES_STOP, ZI_FUNCTION_PASSES_STOP},
        {IR_CALLABLE_UNBOUND, ZI_FUNCTION_UNBOUND},
        {IR_CALLABLE_NO_KEYWORDS, ZI_FUNCTION_NO_KEYWORDS},
        {IR_CALLABLE_ITERABLE, ZI_FUNCTION_ITERABLE},
        {IR_CALLABLE_REPORTS_ONCE, ZI_FUNCTION_REPORTS_ONCE},
        {IR_CALLABLE_TEXT_SIGNATURE, ZI_FUNCTION_TEXT_SIGNATURE},
        {IR_CALLABLE_TELLS_CALLS, ZI_FUNCTION_TELLS_CALLS},
        {IR_CALLABLE_YIELDS_HANDLING, ZI_FUNCTION_YIELDS_HANDLING},
    };
    unsigned set = emitter->module->has_python_texts ? (unsigned)ZI_FUNCTION_PLAIN_PYTHON : 0;
    set |= callable->file != IR_NO_CONSTANT ? (unsigned)ZI_FUNCTION_OTHER_FILE : 0;
    set |= callable->traced_lines.count > 0 ? (unsigned)ZI_FUNCTION_TRACED_LINES : 0;
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
        if (callable->flags & flags[i].flag)
            set |= flags[i].abi_flag;
    return set;
}

// A function of another object, of which only the address counts.
static LLVMValueRef function_address(Emitter *emitter, const char *link_name) {
    LLVMValueRef known = LLVMGetNamedFunction(emitter->llvm, link_name);
    if (known != NULL)
        return known;
    LLVMTypeRef type = LLVMFunctionType(emitter->types.void_, NULL, 0, 0);
    known = LLVMAddFunction(emitter->llvm, link_name, type);
    LLVMSetVisibility(known, LLVMHiddenVisibility);
    return known;
}

static bool is_called(const Emitter *emitter, uint32_t constant, const Name *name) {
    Text text = emitter->module->constants.items[constant].text;
    return strlen(name->text) == text.length && memcmp(name->text, text.bytes, text.length) == 0;
}

static uint32_t find_name(const Emitter *emitter, const IrConstantVector *constants,
                          const Name *name) {
    for (uint32_t i = 0; i < constants->count; i++)
        if (is_called(emitter, constants->items[i], name))
            return constants->items[i];
    return IR_NO_CONSTANT;
}

// The constant with the variable's name; IR_NO_CONSTANT: its code object does not show it.
static uint32_t find_shown_name(const Emitter *emitter, const IrCallable *callable,
                                const Name *name) {
    for (uint32_t i = 0; i < callable->parameter_count; i++)
        if (is_called(emitter, callable->parameters[i].name, name))
            return callable->parameters[i].name;
    uint32_t found = find_name(emitter, &callable->locals, name);
    return found != IR_NO_CONSTANT ? found : find_name(emitter, &callable->cells, name);
}

// The words that describe what a generator's frame shows: see abi/struct.def.
static LLVMValueRef shown_slots(Emitter *emitter, const IrCallable *callable,
                                const FrameSize *frame) {
    uint32_t most = 1 + ZI_SHOWN_SLOT_WORDS * frame->variables.count + frame->lines.count;
    LLVMValueRef *words = ARENA_ARRAY(emitter->arena, LLVMValueRef, most);
    unsigned count = 1, shown = 0;
    for (uint32_t i = 0; i < frame->variables.count; i++) {
        const IrFrameVariable *variable = &frame->variables.items[i];
        uint32_t name = find_shown_name(emitter, callable, variable->name);
        if (name == IR_NO_CONSTANT)
            continue;
        shown++;
        words[count++] = const_i32(emitter, name);
        words[count++] = const_i32(emitter, variable->object);
        words[count++] = const_i32(emitter, (int64_t)variable->value);
        words[count++] = const_i32(emitter, (variable->at_start ? ZI_SHOWN_AT_START : 0) |
                                                (variable->is_cell ? ZI_SHOWN_IN_CELL : 0));
    }
    words[0] = const_i32(emitter, shown);
    for (uint32_t i = 0; i < frame->lines.count; i++)
        words[count++] = const_i32(emitter, frame->lines.items[i]);
    return const_global(emitter, "zi_shown", LLVMConstArray2(emitter->types.i32, words, count));
}

static void emit_function_info(Emitter *emitter, const IrCallable *callable,
                               const FrameSize *frame) {
    ParameterCounts counts = count_parameters(callable);
    const IrBody *entry = callable->entry;
    LLVMValueRef null = const_null(emitter);
    FunctionInfoFields fields = {
        .entry = entry == NULL ? null : function_address(emitter, entry->link_name),
        .name = number_of_name(emitter, callable->name),
        .qualified_name = number_of_name(emitter, callable->qualified_name),
        .doc = const_i32(emitter, add_doc(emitter, callable->doc)),
        .parameters = variable_names(emitter, callable),
        .positional_only = const_i32(emitter, counts.positional_only),
        .positional = const_i32(emitter, counts.positional),
        .keyword_only = const_i32(emitter, counts.keyword_only),
        .flags = const_i32(emitter, counts.flags | function_flags(emitter, callable)),
        .first_line = const_i32(emitter, line_of_span(emitter, callable->span)),
        .index = const_i32(emitter, callable->number),
        .resume = frame == NULL ? null : function_address(emitter, frame->resume),
        .shown = frame == NULL ? null : shown_slots(emitter, callable, frame),
        .frame_objects = const_i32(emitter, frame == NULL ? 0 : (int64_t)frame->object_slots),
        .frame_raw = const_i32(emitter, frame == NULL ? 0 : (int64_t)frame->value_slots),
        .captured = const_i32(emitter, callable->captures.count),
        .locals = const_i32(emitter, callable->locals.count),
        .cells = const_i32(emitter, callable->cells.count),
        .names = const_i32(emitter, callable->names.count),
    };
    LLVMValueRef global = callable_info(emitter, callable);
    LLVMSetInitializer(global, abi_const_function_info(&emitter->abi, global, &fields));
}

void emit_function_infos(Emitter *emitter, const GroupResult *groups) {
    const IrModule *module = emitter->module;
    // const Name *, a callable's link name -> FrameSize *
    Map frames = {0};
    for (uint32_t i = 0; i < emitter->input->plan->groups.count; i++)
        for (uint32_t j = 0; j < groups[i].frames.count; j++) {
            FrameSize *frame = &groups[i].frames.items[j];
            map_put(emitter->arena, &frames, name_intern_string(emitter->names, frame->callable),
                    frame);
        }
    for (uint32_t i = 0; i < module->callables.count; i++) {
        const IrCallable *callable = module->callables.items[i];
        const Name *name = name_intern_string(emitter->names, callable->link_name);
        emit_function_info(emitter, callable, map_get(&frames, name));
    }
    for (uint32_t i = 0; i < module->inner_codes.count; i++)
        if (module->inner_codes.items[i].inlined == NULL)
            emit_inner_info(emitter, &module->inner_codes.items[i], i);
}
