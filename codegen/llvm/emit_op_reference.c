// Moving values between registers, constants, and reference counts. A dual is counted if its tag is
// an object; a memoryview by its owner.

#include "codegen/llvm/internal.h"

void emit_op_COPY(Emitter *emitter, const IrOp *op) {
    IrType type = register_type(emitter, op->result);
    switch (ir_kind_form(type.kind)) {
    case IR_FORM_DUAL:
        set_dual(emitter, op->result, load_dual(emitter, op, 0));
        break;
    case IR_FORM_VIEW: {
        ViewValue view = load_view(emitter, op, 0);
        set_view(emitter, op->result, &view);
        break;
    }
    case IR_FORM_AGGREGATE:
        copy_memory(emitter, place_of(emitter, op->result), load_address(emitter, op, 0),
                    layout_of_type(emitter, type.type));
        break;
    case IR_FORM_SCALAR:
        set_result(emitter, op, load_operand(emitter, op, 0));
        break;
    case IR_FORM_NOTHING:
        break;
    }
}

void emit_op_CONSTANT(Emitter *emitter, const IrOp *op) { set_constant(emitter, op); }

void emit_op_SINGLETON(Emitter *emitter, const IrOp *op) {
    static const char *const names[] = {
        [SINGLETON_NONE] = "_Py_NoneStruct",
        [SINGLETON_TRUE] = "_Py_TrueStruct",
        [SINGLETON_FALSE] = "_Py_FalseStruct",
        [SINGLETON_ELLIPSIS] = "_Py_EllipsisObject",
        [SINGLETON_NOT_IMPLEMENTED] = "_Py_NotImplementedStruct",
    };
    set_result(emitter, op, python_variable(emitter, names[op->aux.number]));
}

static void set_empty_view(Emitter *emitter, const IrOp *op, LLVMValueRef owner) {
    ViewValue view = {.owner = owner, .data = const_null(emitter)};
    LLVMValueRef *numbers[MOST_NUMBERS];
    uint32_t count = view_numbers(register_type(emitter, op->result), &view, numbers);
    for (uint32_t i = 0; i < count; i++)
        *numbers[i] = const_i64(emitter, 0);
    set_view(emitter, op->result, &view);
}

void emit_op_VIEW_NONE(Emitter *emitter, const IrOp *op) {
    set_empty_view(emitter, op, python_variable(emitter, "_Py_NoneStruct"));
}

void emit_op_UNBOUND(Emitter *emitter, const IrOp *op) {
    IrType type = register_type(emitter, op->result);
    if (type.kind == IR_DUAL) {
        set_dual(emitter, op->result,
                 (DualValue){const_i64(emitter, 0), const_tag(emitter, ZI_TAG_UNBOUND)});
    } else if (type.kind == IR_VIEW) {
        set_empty_view(emitter, op, const_null(emitter));
    } else {
        set_result(emitter, op, LLVMConstNull(type_of_register(emitter, type)));
    }
}

// What is counted of operand 0: the object, a dual's tag, a view's owner.
static LLVMValueRef load_counted(Emitter *emitter, const IrOp *op) {
    switch (ir_kind_form(operand_type(emitter, op, 0).kind)) {
    case IR_FORM_DUAL:
        return load_dual(emitter, op, 0).tag;
    case IR_FORM_VIEW:
        return load_view(emitter, op, 0).owner;
    case IR_FORM_SCALAR:
        return load_operand(emitter, op, 0);
    case IR_FORM_AGGREGATE:
    case IR_FORM_NOTHING:
        break;
    }
    internal_error("%s has no reference to count", ir_op_infos[op->code].text);
}

// Is it known to be null or the tag of a number?
static bool is_uncounted(const Emitter *emitter, LLVMValueRef counted) {
    for (int tag = 0; tag <= ZI_TAG_LAST; tag++)
        if (counted == const_tag(emitter, (unsigned)tag))
            return true;
    return false;
}

// Calls the runtime function that counts for operand 0's kind.
static void emit_count(Emitter *emitter, const IrOp *op, const char *for_object,
                       const char *for_dual) {
    bool is_dual = operand_type(emitter, op, 0).kind == IR_DUAL;
    bool ensures = !is_dual && (op->flags & IR_FLAG_NEEDS_ENSURE) != 0;
    LLVMValueRef counted = load_counted(emitter, op);
    if (is_uncounted(emitter, counted))
        return;
    LLVMValueRef token = ensures ? call_runtime(emitter, "zi_gil_ensure", NULL, 0) : NULL;
    if (emitter->options->sanitize_address)
        CALL_RUNTIME(emitter, "zi_check_alive", counted);
    CALL_RUNTIME(emitter, is_dual ? for_dual : for_object, counted);
    if (ensures)
        CALL_RUNTIME(emitter, "zi_gil_leave", token);
}

void emit_op_INCREF(Emitter *emitter, const IrOp *op) {
    emit_count(emitter, op, "zi_incref", "zi_dual_incref");
}

void emit_op_INCREF_NULLABLE(Emitter *emitter, const IrOp *op) {
    emit_count(emitter, op, "zi_incref_nullable", "zi_dual_incref");
}

void emit_op_DECREF(Emitter *emitter, const IrOp *op) {
    emit_count(emitter, op, "zi_decref", "zi_dual_decref");
}

void emit_op_DECREF_NULLABLE(Emitter *emitter, const IrOp *op) {
    emit_count(emitter, op, "zi_decref_nullable", "zi_dual_decref");
}

// --- Several releases ----------------------------------------------------------------------------

// Objects, null, and tags of duals: what zi_release_<n> takes.
enum { MOST_RELEASED_AT_ONCE = 4 };

bool can_release_together(const Emitter *emitter, const IrOp *op) {
    return ir_op_is_release(op) && emitter->function.fast_paths == FAST_PATHS_NONE &&
           (op->flags & IR_FLAG_NEEDS_ENSURE) == 0 && !emitter->options->sanitize_address;
}

static void release_at_once(Emitter *emitter, LLVMValueRef *released, uint32_t count) {
    if (count > 0)
        call_runtime(emitter, arena_format(emitter->arena, "zi_release_%u", count), released,
                     count);
}

void emit_releases(Emitter *emitter, const IrOp *const *ops, uint32_t count) {
    LLVMValueRef released[MOST_RELEASED_AT_ONCE];
    uint32_t taken = 0;
    if (count > 0 && !can_release_together(emitter, ops[0])) {
        for (uint32_t i = 0; i < count; i++)
            emit_op(emitter, ops[i]);
        return;
    }
    for (uint32_t i = 0; i < count; i++) {
        debug_set_place(emitter, ops[i]->span);
        LLVMValueRef counted = load_counted(emitter, ops[i]);
        if (is_uncounted(emitter, counted))
            continue;
        released[taken++] = counted;
        if (taken == MOST_RELEASED_AT_ONCE) {
            release_at_once(emitter, released, taken);
            taken = 0;
        }
    }
    release_at_once(emitter, released, taken);
}

void emit_op_KEEP_ALIVE(Emitter *emitter, const IrOp *op) {
    (void)emitter;
    (void)op;
}

// What describes the code that the entry names. The runtime makes the module's own code object
// without a description.
static LLVMValueRef info_of_traceback(Emitter *emitter, const IrOp *op) {
    const IrBody *body = emitter->function.ir;
    if (op->aux.number > 0)
        return inner_info(emitter, (uint32_t)op->aux.number - 1);
    return ir_is_module_code(body) ? const_null(emitter) : callable_info(emitter, body->callable);
}

LLVMValueRef line_in_code(Emitter *emitter, const IrOp *op, uint32_t inner_code) {
    const IrBody *body = emitter->function.ir;
    int64_t line = line_of_span(emitter, op->span);
    if (ir_is_module_code(body)) {
        const ModulePlan *plan = emitter->input->plan;
        return const_i32(emitter,
                         line - plan_anchor_line(plan, plan_anchor(plan, body, (uint32_t)line)));
    }
    Span first = body->callable->span;
    if (inner_code > 0) {
        const IrInnerCode *code = &emitter->module->inner_codes.items[inner_code - 1];
        first = code->inlined != NULL ? code->inlined->span : code->span;
        line = code->inlined != NULL ? line_of_span(emitter, code->span) : line;
    }
    return const_i32(emitter, line - line_of_span(emitter, first) + 1);
}

static LLVMValueRef line_of_entry(Emitter *emitter, const IrOp *op) {
    return line_in_code(emitter, op, (uint32_t)op->aux.number);
}

LLVMValueRef anchor_of_entry(Emitter *emitter, const IrOp *op) {
    const IrCallable *anchor =
        plan_anchor(emitter->input->plan, emitter->function.ir, line_of_span(emitter, op->span));
    return anchor == NULL ? const_null(emitter) : callable_info(emitter, anchor);
}

// Where NOTE_LINE leaves what the line is told from.
static LLVMValueRef noted_anchor(Emitter *emitter) {
    FunctionEmission *function = &emitter->function;
    if (has_regions(emitter))
        return frame_field(emitter, FRAME_NOTED_ANCHOR);
    if (function->noted_anchor == NULL)
        function->noted_anchor = build_alloca(emitter, emitter->types.pointer, "noted anchor");
    return function->noted_anchor;
}

// Volatile, so that it stays a store: a phi's constants would be put into a register before the
// branch, where nothing has failed yet.
static void note(Emitter *emitter, LLVMValueRef value, LLVMValueRef place) {
    LLVMSetVolatile(LLVMBuildStore(emitter->builder, value, place), true);
}

void emit_op_NOTE_LINE(Emitter *emitter, const IrOp *op) {
    note(emitter, line_of_entry(emitter, op), noted_line(emitter));
    if (ir_is_module_code(emitter->function.ir))
        note(emitter, anchor_of_entry(emitter, op), noted_anchor(emitter));
}

static LLVMValueRef load_noted(Emitter *emitter, LLVMTypeRef type, LLVMValueRef place) {
    return LLVMBuildLoad2(emitter->builder, type, place, "");
}

void emit_op_TRACEBACK(Emitter *emitter, const IrOp *op) {
    const CommonLlvmTypes *types = &emitter->types;
    bool is_noted = (op->flags & IR_FLAG_LINE_NOTED) != 0;
    const char *suffix = (op->flags & IR_FLAG_NEEDS_ENSURE) != 0 ? "_nogil" : "";
    LLVMValueRef state = emitter->function.state, info = info_of_traceback(emitter, op);
    LLVMValueRef line = is_noted ? load_noted(emitter, types->i32, noted_line(emitter))
                                 : line_of_entry(emitter, op);
    if (!ir_is_module_code(emitter->function.ir)) {
        CALL_RUNTIME(emitter, arena_format(emitter->arena, "zi_traceback%s", suffix), state, info,
                     line);
        return;
    }
    LLVMValueRef anchor = is_noted ? load_noted(emitter, types->pointer, noted_anchor(emitter))
                                   : anchor_of_entry(emitter, op);
    CALL_RUNTIME(emitter, arena_format(emitter->arena, "zi_module_traceback%s", suffix), state,
                 info, anchor, line);
}

// --- Frames that are shown -----------------------------------------------------------------------

// The module's body has a frame for as long as it runs: only the line is told to it.
static LLVMValueRef enter_frame(Emitter *emitter, const IrOp *op) {
    const IrBody *body = emitter->function.ir;
    LLVMValueRef state = emitter->function.state, line = line_in_code(emitter, op, 0);
    if (!ir_is_module_code(body))
        return CALL_RUNTIME(emitter, "zi_frame_enter", state,
                            callable_info(emitter, body->callable), line);
    CALL_RUNTIME(emitter, "zi_module_frame_line", state, anchor_of_entry(emitter, op), line);
    return NULL;
}

// The call is over, whether it failed or not: what comes of that is emitted after the op.
void emit_showing_frame(Emitter *emitter, const IrOp *op, OpHandler *emit) {
    LLVMValueRef frame = enter_frame(emitter, op);
    emit(emitter, op);
    if (frame != NULL)
        CALL_RUNTIME(emitter, "zi_frame_leave", frame);
}
