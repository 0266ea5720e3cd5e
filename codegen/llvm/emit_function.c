// One function: hidden parameters, registers, blocks, ops.
//
// The entry block holds nothing but allocas and what the parameters bring; the IR's first block
// comes after it, since allocas may be added until the end.

#include "codegen/llvm/internal.h"

static OpHandler *const op_handlers[IR_OPCODE_COUNT] = {
#define OP(NAME, ...) emit_op_##NAME,
#include "codegen/ir/ir_op.def"
#undef OP
};

void emit_op(Emitter *emitter, const IrOp *op) {
    debug_set_place(emitter, op->span);
    if ((op->flags & IR_FLAG_SHOWS_FRAME) != 0)
        emit_showing_frame(emitter, op, op_handlers[op->code]);
    else
        op_handlers[op->code](emitter, op);
}

// --- Parameters ----------------------------------------------------------------------------------

// Finds state and closure, as the convention passes them.
static void find_hidden_parameters(Emitter *emitter, unsigned *next) {
    FunctionEmission *function = &emitter->function;
    const RuntimeLayout *layout = &emitter->runtime_layout;
    LLVMTypeRef pointer = emitter->types.pointer;
    LLVMValueRef first =
        LLVMCountParams(function->value) > 0 ? LLVMGetParam(function->value, 0) : NULL;
    function->state = emitter->static_state;
    switch (function->ir->convention) {
    case IR_CONVENTION_VECTORCALL:
        if (function->state == NULL)
            function->state = build_load_offset(emitter, pointer, first, layout->function_state);
        function->closure = build_load_offset(emitter, pointer, first, layout->function_closure);
        break;
    case IR_CONVENTION_RESUME:
        if (function->state == NULL)
            function->state = build_load_offset(emitter, pointer, first, layout->generator_state);
        function->closure = build_load_offset(emitter, pointer, first, layout->generator_closure);
        break;
    case IR_CONVENTION_MODULE:
        function->state = first;
        break;
    case IR_CONVENTION_NATIVE:
        if (function->state == NULL)
            function->state = LLVMGetParam(function->value, (*next)++);
        if (function->ir->has_closure)
            function->closure = LLVMGetParam(function->value, (*next)++);
        break;
    case IR_CONVENTION_OUTLINED:
    case IR_CONVENTION_C:
    case IR_CONVENTION_CYTHON:
        zi_assert(function->state != NULL);
        break;
    case IR_CONVENTION_COUNT:
        break;
    }
    if (function->closure == NULL)
        function->closure = const_null(emitter);
}

// Stores one parameter into its register.
static void bind_parameter(Emitter *emitter, IrRegisterId reg, unsigned *next) {
    LLVMValueRef function = emitter->function.value;
    IrType type = register_type(emitter, reg);
    switch (ir_kind_form(type.kind)) {
    case IR_FORM_DUAL: {
        DualValue value = {LLVMGetParam(function, *next), LLVMGetParam(function, *next + 1)};
        *next += 2;
        set_dual(emitter, reg, value);
        break;
    }
    case IR_FORM_VIEW: {
        ViewValue view = {.owner = LLVMGetParam(function, (*next)++)};
        view.data = LLVMGetParam(function, (*next)++);
        LLVMValueRef *numbers[MOST_NUMBERS];
        uint32_t count = view_numbers(type, &view, numbers);
        for (uint32_t i = 0; i < count; i++)
            *numbers[i] = LLVMGetParam(function, (*next)++);
        set_view(emitter, reg, &view);
        break;
    }
    case IR_FORM_AGGREGATE:
        copy_memory(emitter, place_of(emitter, reg), LLVMGetParam(function, (*next)++),
                    layout_of_type(emitter, type.type));
        break;
    case IR_FORM_SCALAR:
        set_register(emitter, reg, LLVMGetParam(function, (*next)++));
        break;
    case IR_FORM_NOTHING:
        break;
    }
}

// Parameters of the IR; a wrapper's arguments are read by PARSE_ARGUMENTS.
static void bind_parameters(Emitter *emitter) {
    const IrBody *ir = emitter->function.ir;
    unsigned next = 0;
    find_hidden_parameters(emitter, &next);
    if (ir->convention == IR_CONVENTION_VECTORCALL || ir->convention == IR_CONVENTION_MODULE)
        return;
    if (ir_convention_is_c(ir->convention)) {
        bind_c_parameters(emitter);
        return;
    }
    for (uint32_t i = 0; i < ir->parameter_count; i++)
        bind_parameter(emitter, ir->parameters[i], &next);
}

// --- The body ------------------------------------------------------------------------------------

static void create_blocks(Emitter *emitter) {
    FunctionEmission *function = &emitter->function;
    uint32_t count = function->ir->blocks.count;
    function->blocks = ARENA_ARRAY(emitter->arena, LLVMBasicBlockRef, count);
    for (uint32_t i = 0; i < count; i++) {
        const char *label = function->ir->blocks.items[i]->label;
        region_enter(emitter, function->region_plan.of_block[i]);
        function->blocks[i] = build_block(emitter, label == NULL ? "block" : label);
    }
}

// Before any block is filled: jumps give values to blocks that come later.
static void create_parameters(Emitter *emitter) {
    const IrBody *ir = emitter->function.ir;
    for (uint32_t i = 0; i < ir->blocks.count; i++) {
        const IrBlock *block = ir->blocks.items[i];
        region_enter(emitter, emitter->function.region_plan.of_block[i]);
        LLVMPositionBuilderAtEnd(emitter->builder, emitter->function.blocks[i]);
        for (uint32_t j = 0; j < block->parameters.count; j++)
            create_parameter(emitter, block->parameters.items[j]);
    }
}

// A second body of a function is inlined into the first, which has looked whether there is room.
static bool is_checked_outside(const Emitter *emitter, const IrOp *op) {
    return emitter->function.is_second && op->code == IR_OP_CALL_RUNTIME &&
           op->aux.runtime == RUNTIME_check_stack;
}

static void emit_block(Emitter *emitter, const IrBlock *block) {
    region_enter(emitter, emitter->function.region_plan.of_block[block->id]);
    LLVMPositionBuilderAtEnd(emitter->builder, emitter->function.blocks[block->id]);
    for (uint32_t i = 0; i < block->parameters.count; i++)
        settle_parameter(emitter, block->parameters.items[i]);
    emitter->function.fast_paths = emitter->function.hotness->blocks[block->id];
    emitter->function.is_latch =
        emitter->function.latches != NULL && emitter->function.latches[block->id];
    if (emitter->function.sum_advice != NULL)
        emitter->function.advice = emitter->function.sum_advice[block->id];
    VECTOR(const IrOp *) releases = {0}; // that came last and may be one call
    for (uint32_t i = 0; i < block->ops.count; i++) {
        const IrOp *op = block->ops.items[i];
        if (map_has(&emitter->function.plan.skipped, op) || is_checked_outside(emitter, op)) {
            set_failure(emitter, NULL); // what is not done does not fail
            continue;
        }
        if (can_release_together(emitter, op)) {
            vector_push(emitter->arena, &releases, op);
            continue;
        }
        emit_releases(emitter, releases.items, releases.count);
        releases.count = 0;
        emit_op(emitter, op);
    }
}

// Of a generator's two bodies.
static const IrBody *resume_of(const IrBody *ir) {
    return ir->kind == IR_BODY_RESUME ? ir : ir->resume;
}

// Emits the body as the code of `function.value`.
static void emit_code(Emitter *emitter, FunctionEmission function) {
    const IrBody *ir = function.ir;
    function.hotness = map_get(&emitter->hotness, ir);
    emitter->function = function;
    if (emitter->options->remarks != NULL)
        emitter->function.latches = loops_find_latches(emitter->arena, ir);
    if (emitter->function.hotness->has_number_loops)
        emitter->function.sum_advice = ordered_sums_find(emitter->arena, ir);
    if (resume_of(ir) != NULL)
        emitter->function.frame_offsets = lay_out_frame(emitter, resume_of(ir));
    emitter->function.plan = plan_releases(emitter, ir, emitter->function.hotness);
    emitter->function.region_plan =
        plan_regions(emitter->arena, ir, emitter->function.hotness, &emitter->function.plan);
    emitter->function.entry = build_block(emitter, "entry");
    LLVMPositionBuilderAtEnd(emitter->builder, emitter->function.entry);
    debug_start_function(emitter);
    create_registers(emitter);
    regions_open(emitter);
    create_blocks(emitter);
    create_parameters(emitter);
    debug_declare_variables(emitter);
    region_enter(emitter, 0);
    LLVMPositionBuilderAtEnd(emitter->builder, emitter->function.entry);
    bind_parameters(emitter);
    // so that what a block uses is there: its dominators come before it
    BlockOrder order = flow_depth_first(emitter->arena, ir).order;
    for (uint32_t i = 0; i < order.count; i++)
        emit_block(emitter, ir->blocks.items[order.ids[i]]);
    regions_close(emitter);
    // Last, so that allocas made meanwhile stand before it.
    LLVMPositionBuilderAtEnd(emitter->builder, emitter->function.entry);
    debug_set_place(emitter, ir->span);
    LLVMBuildBr(emitter->builder, emitter->function.blocks[0]);
}

// Does the function do little more than to call itself? Counts the calls.
static bool is_mere_recursion(const IrBody *ir, uint32_t *calls) {
    // in ops, with those of the calls in the place of these
    enum { LARGEST = 200 };
    uint32_t size = 0;
    *calls = 0;
    for (uint32_t i = 0; i < ir->blocks.count; i++) {
        const IrBlock *block = ir->blocks.items[i];
        if (block->is_loop_header)
            return false;
        size += block->is_cold ? 0 : block->ops.count;
        for (uint32_t j = 0; j < block->ops.count; j++) {
            const IrOp *op = block->ops.items[j];
            *calls += op->code == IR_OP_CALL_NATIVE && op->aux.body == ir;
        }
    }
    return *calls > 0 && size * (1 + *calls) <= LARGEST;
}

// LLVM inlines no function that calls itself. One that does little else is emitted twice: it calls
// the second, which is inlined and calls the first. So a call does the work of several, and what
// remains of it is often a loop.
static void emit_twice(Emitter *emitter, const IrBody *ir) {
    LLVMValueRef value = function_value(emitter, ir);
    const char *name = arena_format(emitter->arena, "%s.again", ir->link_name);
    LLVMValueRef second = declare_part(emitter, ir, name, LLVMGlobalGetValueType(value));
    add_attribute(emitter, second, "alwaysinline", 0);
    emit_code(emitter,
              (FunctionEmission){.ir = ir, .value = second, .recursion = value, .is_second = true});
    emit_code(emitter, (FunctionEmission){.ir = ir, .value = value, .recursion = second});
}

static void emit_at_levels(Emitter *emitter, const IrBody *ir) {
    for (uint32_t i = 0; i < emitter->levels.count; i++) {
        const CpuLevel *level = &emitter->levels.items[i];
        LLVMValueRef value = function_at_level(emitter, ir, level);
        emit_code(emitter,
                  (FunctionEmission){.ir = ir, .value = value, .recursion = value, .level = level});
    }
    emit_level_choice(emitter, ir);
}

static void emit_function(Emitter *emitter, const IrBody *ir) {
    LLVMValueRef value = function_value(emitter, ir);
    const BodyHotness *hotness = map_get(&emitter->hotness, ir);
    uint32_t calls;
    if (emitter->options->optimization > 0 && hotness->has_number_loops &&
        ir->convention == IR_CONVENTION_NATIVE && is_mere_recursion(ir, &calls))
        emit_twice(emitter, ir);
    else if (has_cpu_levels(emitter, ir))
        emit_at_levels(emitter, ir);
    else
        emit_code(emitter, (FunctionEmission){.ir = ir, .value = value, .recursion = value});
}

static bool is_entry(const IrBody *body) {
    return body->kind == IR_BODY_ENTRY || body->kind == IR_BODY_C_ENTRY;
}

// Where a body has loops over numbers, so have its entries: LLVM makes one function of the two.
static void raise_entries(Emitter *emitter, const IrBody *body) {
    const BodyHotness *own = map_get(&emitter->hotness, body);
    bool raises = body->callable != NULL && own->has_number_loops && !is_entry(body);
    for (uint32_t i = 0; raises && i < body->callable->bodies.count; i++) {
        const IrBody *other = body->callable->bodies.items[i];
        BodyHotness *hotness = is_entry(other) ? map_get(&emitter->hotness, other) : NULL;
        if (hotness != NULL)
            hotness->has_number_loops = true;
    }
}

void find_hotness(Emitter *emitter) {
    const NumberMap *calls = &emitter->input->plan->calls;
    for (uint32_t i = 0; i < emitter->bodies.count; i++) {
        const IrBody *body = emitter->bodies.items[i];
        map_put(
            emitter->arena, &emitter->hotness, body,
            hotness_of_body(emitter->arena, emitter->module, body, hotness_calls_of(calls, body)));
    }
    for (uint32_t i = 0; i < emitter->bodies.count; i++)
        raise_entries(emitter, emitter->bodies.items[i]);
}

void emit_functions(Emitter *emitter) {
    for (uint32_t i = 0; i < emitter->bodies.count; i++)
        emit_function(emitter, emitter->bodies.items[i]);
}
