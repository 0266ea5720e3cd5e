// Calls and bodies of C's and Cython's convention: function pointers, vtables, and the entries that
// C calls.
//
// Takes: signatures whose convention is C or CYTHON. Gives: values taken apart and put together as
// codegen/llvm/c_abi.h says; exceptions told by value, as the signature's clause says.

#include "codegen/llvm/c_abi.h"

// --- Values in parts and in memory ---------------------------------------------------------------

static LLVMValueRef address_of_part(Emitter *emitter, LLVMValueRef address, unsigned part) {
    return build_offset(emitter, address, 8 * (uint64_t)part);
}

// A copy in memory that the callee may change: LLVM makes it, since the parameter is byval.
static LLVMValueRef address_of_operand(Emitter *emitter, const IrOp *op, uint32_t operand) {
    IrType type = operand_type(emitter, op, operand);
    if (type.kind == IR_AGGREGATE)
        return load_address(emitter, op, operand);
    ViewValue view = load_view(emitter, op, operand);
    LLVMValueRef area = build_alloca(emitter, emitter->types.view, "");
    store_view_memory(emitter, type, area, &view);
    return area;
}

static unsigned add_c_argument(Emitter *emitter, const IrOp *op, uint32_t operand,
                               const CPass *pass, LLVMValueRef *arguments) {
    LLVMBuilderRef builder = emitter->builder;
    if (pass->kind == C_PASS_MEMORY) {
        arguments[0] = address_of_operand(emitter, op, operand);
        return 1;
    }
    if (pass->kind == C_PASS_PARTS) {
        LLVMValueRef address = load_address(emitter, op, operand);
        for (unsigned i = 0; i < pass->part_count; i++) {
            arguments[i] =
                LLVMBuildLoad2(builder, pass->parts[i], address_of_part(emitter, address, i), "");
            LLVMSetAlignment(arguments[i], 1);
        }
        return pass->part_count;
    }
    arguments[0] = load_operand(emitter, op, operand);
    if (LLVMTypeOf(arguments[0]) == emitter->types.i1)
        arguments[0] = build_integer_cast(emitter, arguments[0], pass->type, false);
    return 1;
}

static void store_parts(Emitter *emitter, const CPass *pass, LLVMValueRef whole,
                        LLVMValueRef address) {
    for (unsigned i = 0; i < pass->part_count; i++) {
        LLVMValueRef part =
            pass->part_count == 1 ? whole : LLVMBuildExtractValue(emitter->builder, whole, i, "");
        LLVMValueRef store =
            LLVMBuildStore(emitter->builder, part, address_of_part(emitter, address, i));
        LLVMSetAlignment(store, 1);
    }
}

// --- Exceptions by value -------------------------------------------------------------------------

// i1: the result has the value that the exception clause names.
static LLVMValueRef is_exception_value(Emitter *emitter, const IrExceptionClause *exception,
                                       LLVMValueRef value) {
    LLVMTypeRef type = LLVMTypeOf(value);
    if (LLVMGetTypeKind(type) == LLVMIntegerTypeKind) {
        LLVMValueRef number = LLVMConstInt(type, (unsigned long long)exception->integer, 1);
        return LLVMBuildICmp(emitter->builder, LLVMIntEQ, value, number, "");
    }
    if (LLVMGetTypeKind(type) == LLVMPointerTypeKind)
        return build_is_null(emitter, value);
    LLVMValueRef number = LLVMConstReal(type, exception->real);
    // NaN as an exception value means any NaN.
    LLVMRealPredicate predicate = exception->real != exception->real ? LLVMRealUNO : LLVMRealOEQ;
    return LLVMBuildFCmp(emitter->builder, predicate, value, number, "");
}

// i1: is an exception set in this thread? Where the GIL is not held, the current thread state is
// not this thread's, so it has to be looked up.
static LLVMValueRef exception_is_set(Emitter *emitter, const IrOp *op) {
    if ((op->flags & IR_FLAG_NEEDS_ENSURE) == 0)
        return python_error_is_set(emitter);
    LLVMValueRef set = call_runtime(emitter, "zi_exception_is_set_nogil", NULL, 0);
    return LLVMBuildICmp(emitter->builder, LLVMIntNE, set, const_i32(emitter, 0), "");
}

LLVMValueRef check_exception(Emitter *emitter, const IrOp *op, LLVMValueRef suspicious) {
    return ask_if(emitter, op, suspicious, exception_is_set);
}

// `value`: the result as C gives it; NULL where it has none that an exception could be told by.
void set_c_failure(Emitter *emitter, const IrOp *op, const IrSignature *signature,
                   LLVMValueRef value) {
    const IrExceptionClause *exception = &signature->exception;
    if (signature->result.kind == IR_OBJECT || signature->result.kind == IR_VIEW) {
        set_failure_if_null(emitter, value);
        return;
    }
    switch (exception->rule) {
    case EXCEPTION_RULE_VALUE:
        set_failure(emitter, value != NULL ? is_exception_value(emitter, exception, value) : NULL);
        break;
    case EXCEPTION_RULE_MAYBE_VALUE:
        set_failure(emitter, value != NULL
                                 ? check_exception(emitter, op,
                                                   is_exception_value(emitter, exception, value))
                                 : exception_is_set(emitter, op));
        break;
    case EXCEPTION_RULE_ALWAYS:
        set_failure(emitter, exception_is_set(emitter, op));
        break;
    case EXCEPTION_RULE_NEVER:
        set_failure(emitter, NULL);
        break;
    case EXCEPTION_RULE_DEFAULT:
    case EXCEPTION_RULE_CPP:
    case EXCEPTION_RULE_CPP_STAR:
        internal_error("a call of a '%s' function", ExceptionRule_text(exception->rule));
    }
}

// --- Calls ---------------------------------------------------------------------------------------

// Room for a result in memory: the result's own place, where there is one.
static LLVMValueRef result_room(Emitter *emitter, const IrOp *op, const CPass *pass) {
    bool has_place =
        op->result != IR_NO_REGISTER && register_type(emitter, op->result).kind == IR_AGGREGATE;
    return has_place ? place_of(emitter, op->result) : build_alloca(emitter, pass->type, "");
}

// Sets the op's result; returns the value that an exception is told by, or NULL.
static LLVMValueRef set_c_result(Emitter *emitter, const IrOp *op, const CPass *pass, IrType type,
                                 LLVMValueRef value, LLVMValueRef room) {
    if (pass->kind == C_PASS_NOTHING)
        return NULL;
    if (type.kind == IR_VIEW) {
        ViewValue view = load_view_memory(emitter, type, room);
        set_view(emitter, op->result, &view);
        return view.owner;
    }
    if (pass->kind == C_PASS_MEMORY)
        return NULL;
    if (pass->kind == C_PASS_PARTS) {
        if (op->result != IR_NO_REGISTER)
            store_parts(emitter, pass, value, place_of(emitter, op->result));
        return NULL;
    }
    set_result(emitter, op, value);
    return value;
}

// Makes the optional-argument struct of the operands from `first` on.
static LLVMValueRef make_optionals(Emitter *emitter, const IrOp *op, const IrSignature *signature,
                                   uint32_t first) {
    uint32_t given = op->operand_count - first;
    if (given == 0)
        return const_null(emitter);
    uint64_t *offsets = ARENA_ARRAY(emitter->arena, uint64_t, signature->optional_count);
    Layout layout = layout_of_optionals(emitter, signature, offsets);
    LLVMTypeRef type = LLVMArrayType2(emitter->types.i64, (layout.size + 7) / 8);
    LLVMValueRef area = build_alloca(emitter, type, "");
    build_store_offset(emitter, const_i32(emitter, given), area, 0);
    uint32_t required = signature->parameter_count - signature->optional_count;
    for (uint32_t i = 0; i < given; i++) {
        IrType own = operand_type(emitter, op, first + i);
        const IrCType *c_type = signature->parameters[required + i].type;
        LLVMValueRef place = build_offset(emitter, area, offsets[i]);
        if (own.kind == IR_AGGREGATE) {
            copy_memory(emitter, place, load_address(emitter, op, first + i),
                        layout_of_type(emitter, own.type));
        } else if (own.kind == IR_VIEW) {
            ViewValue view = load_view(emitter, op, first + i);
            store_view_memory(emitter, own, place, &view);
        } else {
            store_memory(emitter, own, c_type, NULL, place, load_operand(emitter, op, first + i));
        }
    }
    return area;
}

static size_t room_for_arguments(Emitter *emitter, const CCall *call, const IrOp *op,
                                 bool spreads) {
    enum { HIDDEN = 3 };
    return 2 * (size_t)op->operand_count + HIDDEN + (spreads ? c_room_for_views(emitter, call) : 0);
}

static LLVMTypeRef type_of_arguments(Emitter *emitter, LLVMTypeRef result, LLVMValueRef *arguments,
                                     unsigned count) {
    LLVMTypeRef *types = ARENA_ARRAY(emitter->arena, LLVMTypeRef, count + 1);
    for (unsigned i = 0; i < count; i++)
        types[i] = LLVMTypeOf(arguments[i]);
    return LLVMFunctionType(result, types, count, false);
}

// Calls `function` with the operands from `first` on; those behind the required ones are optional,
// or variadic. A cpdef method whose class the caller names looks for no override.
static void call_c(Emitter *emitter, const IrOp *op, const IrSignature *signature,
                   LLVMValueRef function, uint32_t first) {
    CCall call = c_call_of(emitter, signature);
    bool spreads = c_call_spreads_views(signature, &call);
    LLVMValueRef *arguments =
        ARENA_ARRAY(emitter->arena, LLVMValueRef, room_for_arguments(emitter, &call, op, spreads));
    LLVMValueRef room = NULL;
    unsigned count = 0;
    if (call.result.kind == C_PASS_MEMORY)
        arguments[count++] = room = result_room(emitter, op, &call.result);
    for (uint32_t i = 0; i < call.count; i++)
        if (!spreads || signature->parameters[i].kind != IR_VIEW)
            count += add_c_argument(emitter, op, first + i, &call.parameters[i], arguments + count);
    if (call.has_skip_dispatch)
        arguments[count++] = const_i32(emitter, op->code == IR_OP_CALL_SLOT);
    if (call.has_optionals)
        arguments[count++] = make_optionals(emitter, op, signature, first + call.count);
    for (uint32_t i = first + call.count; call.is_variadic && i < op->operand_count; i++)
        arguments[count++] = load_operand(emitter, op, i);
    LLVMTypeRef type = type_of_c_call(emitter, &call);
    IrSignature named = *signature;
    CCall named_call = call;
    if (spreads) {
        count += add_view_words(emitter, op, signature, &call, first, arguments + count);
        named_call = c_call_without_views(emitter, signature, &call, &named);
        type = type_of_arguments(emitter, LLVMGetReturnType(type), arguments, count);
    }
    LLVMValueRef value = LLVMBuildCall2(emitter->builder, type, function, arguments, count, "");
    add_c_attributes(emitter, &named_call, &named, value, true);
    value = set_c_result(emitter, op, &call.result, signature->result, value, room);
    set_c_failure(emitter, op, signature, value);
}

// What the vtable of operand 0 has in the op's slot.
static LLVMValueRef load_method(Emitter *emitter, const IrOp *op) {
    LLVMTypeRef pointer = emitter->types.pointer;
    const ClassLayout *layout = layout_of_class(emitter, op->aux.method.class_);
    LLVMValueRef object = load_operand(emitter, op, 0);
    LLVMValueRef vtable = build_load_offset(emitter, pointer, object, layout->vtable_offset);
    return build_load_offset(emitter, pointer, vtable, 8 * (uint64_t)op->aux.method.slot);
}

void emit_op_METHOD_ADDRESS(Emitter *emitter, const IrOp *op) {
    set_result(emitter, op, load_method(emitter, op));
}

void emit_op_CALL_VIRTUAL(Emitter *emitter, const IrOp *op) {
    const IrMethod *method = &op->aux.method.class_->vtable[op->aux.method.slot];
    call_c(emitter, op, method->signature, load_method(emitter, op), 0);
}

// What the vtable of the op's class, which is another module's, has in the op's slot.
static LLVMValueRef load_slot(Emitter *emitter, const IrOp *op) {
    LLVMValueRef vtable = import_slot(emitter, op->aux.method.class_->import);
    return build_load_offset(emitter, emitter->types.pointer, vtable,
                             8 * (uint64_t)op->aux.method.slot);
}

void emit_op_SLOT_ADDRESS(Emitter *emitter, const IrOp *op) {
    set_result(emitter, op, load_slot(emitter, op));
}

void emit_op_CALL_SLOT(Emitter *emitter, const IrOp *op) {
    const IrMethod *method = &op->aux.method.class_->vtable[op->aux.method.slot];
    call_c(emitter, op, method->signature, load_slot(emitter, op), 0);
}

void emit_op_CALL_IMPORT(Emitter *emitter, const IrOp *op) {
    const IrImport *import = op->aux.import;
    call_c(emitter, op, import->signature, import_slot(emitter, import), 0);
}

void emit_op_CALL_POINTER(Emitter *emitter, const IrOp *op) {
    call_c(emitter, op, op->aux.type->signature, load_operand(emitter, op, 0), 1);
}

// --- Bodies --------------------------------------------------------------------------------------

static void bind_c_parameter(Emitter *emitter, IrRegisterId reg, const CPass *pass,
                             unsigned *next) {
    LLVMValueRef function = emitter->function.value;
    IrType type = register_type(emitter, reg);
    LLVMValueRef first = LLVMGetParam(function, *next);
    *next += pass->kind == C_PASS_PARTS ? pass->part_count : 1;
    if (pass->kind == C_PASS_PARTS) {
        LLVMValueRef place = place_of(emitter, reg);
        for (unsigned i = 0; i < pass->part_count; i++) {
            LLVMValueRef part = LLVMGetParam(function, *next - pass->part_count + i);
            LLVMSetAlignment(
                LLVMBuildStore(emitter->builder, part, address_of_part(emitter, place, i)), 1);
        }
    } else if (type.kind == IR_VIEW) {
        ViewValue view = load_view_memory(emitter, type, first);
        set_view(emitter, reg, &view);
    } else if (pass->kind == C_PASS_MEMORY) {
        copy_memory(emitter, place_of(emitter, reg), first, layout_of_type(emitter, type.type));
    } else {
        set_register(emitter, reg, first);
    }
}

void bind_c_parameters(Emitter *emitter) {
    const IrBody *ir = emitter->function.ir;
    IrSignature signature = ir_signature_of(emitter->arena, ir);
    CCall call = c_call_of(emitter, &signature);
    unsigned next = call.result.kind == C_PASS_MEMORY ? 1 : 0;
    for (uint32_t i = 0; i < call.count; i++)
        bind_c_parameter(emitter, ir->parameters[i], &call.parameters[i], &next);
    if (call.has_skip_dispatch)
        emitter->function.skip_dispatch = LLVMGetParam(emitter->function.value, next++);
    if (call.has_optionals)
        emitter->function.optionals = LLVMGetParam(emitter->function.value, next++);
}

// What a caller gets on an exception, by the signature's exception clause.
static LLVMValueRef c_error_value(const Emitter *emitter, LLVMTypeRef type) {
    const IrExceptionClause *exception = &emitter->function.ir->exception;
    if (exception->rule != EXCEPTION_RULE_VALUE && exception->rule != EXCEPTION_RULE_MAYBE_VALUE)
        return LLVMConstNull(type);
    LLVMTypeKind kind = LLVMGetTypeKind(type);
    if (kind == LLVMIntegerTypeKind)
        return LLVMConstInt(type, (unsigned long long)exception->integer, 1);
    if (kind == LLVMFloatTypeKind || kind == LLVMDoubleTypeKind || kind == LLVMX86_FP80TypeKind)
        return LLVMConstReal(type, exception->real);
    return LLVMConstNull(type);
}

void return_c_error(Emitter *emitter) {
    LLVMTypeRef type = LLVMGetReturnType(LLVMGlobalGetValueType(emitter->function.value));
    if (LLVMGetTypeKind(type) != LLVMVoidTypeKind) {
        LLVMBuildRet(emitter->builder, c_error_value(emitter, type));
        return;
    }
    // A view that holds nothing says that there is an exception.
    if (emitter->function.ir->result.kind == IR_VIEW)
        LLVMBuildStore(emitter->builder, const_null(emitter),
                       LLVMGetParam(emitter->function.value, 0));
    LLVMBuildRetVoid(emitter->builder);
}

static LLVMValueRef load_parts(Emitter *emitter, const CPass *pass, LLVMValueRef address,
                               LLVMTypeRef type) {
    LLVMValueRef whole = LLVMGetUndef(type);
    for (unsigned i = 0; i < pass->part_count; i++) {
        LLVMValueRef part = LLVMBuildLoad2(emitter->builder, pass->parts[i],
                                           address_of_part(emitter, address, i), "");
        LLVMSetAlignment(part, 1);
        if (pass->part_count == 1)
            return part;
        whole = LLVMBuildInsertValue(emitter->builder, whole, part, i, "");
    }
    return whole;
}

void return_c_value(Emitter *emitter, const IrOp *op) {
    IrSignature signature = ir_signature_of(emitter->arena, emitter->function.ir);
    CCall call = c_call_of(emitter, &signature);
    LLVMTypeRef type = LLVMGetReturnType(LLVMGlobalGetValueType(emitter->function.value));
    LLVMValueRef room =
        call.result.kind == C_PASS_MEMORY ? LLVMGetParam(emitter->function.value, 0) : NULL;
    switch (call.result.kind) {
    case C_PASS_NOTHING:
        LLVMBuildRetVoid(emitter->builder);
        break;
    case C_PASS_VALUE: {
        LLVMValueRef value = load_operand(emitter, op, 0);
        if (LLVMTypeOf(value) != type)
            value = build_integer_cast(emitter, value, type, false);
        LLVMBuildRet(emitter->builder, value);
        break;
    }
    case C_PASS_PARTS:
        LLVMBuildRet(emitter->builder,
                     load_parts(emitter, &call.result, load_address(emitter, op, 0), type));
        break;
    case C_PASS_MEMORY:
        if (signature.result.kind == IR_VIEW) {
            ViewValue view = load_view(emitter, op, 0);
            store_view_memory(emitter, signature.result, room, &view);
        } else {
            copy_memory(emitter, room, load_address(emitter, op, 0),
                        layout_of_type(emitter, signature.result.type));
        }
        LLVMBuildRetVoid(emitter->builder);
        break;
    }
}

// --- What the convention passes beside the required arguments ------------------------------------

void emit_op_SKIP_DISPATCH(Emitter *emitter, const IrOp *op) {
    LLVMValueRef flag = emitter->function.skip_dispatch;
    set_result(emitter, op,
               LLVMBuildICmp(emitter->builder, LLVMIntNE, flag, const_i32(emitter, 0), ""));
}

// Without any, the pointer is null.
void emit_op_OPTIONAL_COUNT(Emitter *emitter, const IrOp *op) {
    LLVMBuilderRef builder = emitter->builder;
    LLVMValueRef optionals = emitter->function.optionals;
    LLVMBasicBlockRef from = LLVMGetInsertBlock(builder);
    LLVMBasicBlockRef some = build_block(emitter, "given"), next = build_block(emitter, "");
    LLVMBuildCondBr(builder, build_is_null(emitter, optionals), next, some);
    LLVMPositionBuilderAtEnd(builder, some);
    LLVMValueRef count = build_load_offset(emitter, emitter->types.i32, optionals, 0);
    LLVMBuildBr(builder, next);
    LLVMPositionBuilderAtEnd(builder, next);
    LLVMValueRef given = LLVMBuildPhi(builder, emitter->types.i32, "");
    LLVMValueRef values[] = {const_i32(emitter, 0), count};
    LLVMBasicBlockRef blocks[] = {from, some};
    LLVMAddIncoming(given, values, blocks, 2);
    set_result(emitter, op, given);
}

void emit_op_OPTIONAL_ARGUMENT(Emitter *emitter, const IrOp *op) {
    IrSignature signature = ir_signature_of(emitter->arena, emitter->function.ir);
    uint64_t *offsets = ARENA_ARRAY(emitter->arena, uint64_t, signature.optional_count);
    layout_of_optionals(emitter, &signature, offsets);
    LLVMValueRef place =
        build_offset(emitter, emitter->function.optionals, offsets[op->aux.number]);
    IrType type = register_type(emitter, op->result);
    uint32_t required = signature.parameter_count - signature.optional_count;
    const IrCType *c_type = signature.parameters[required + (uint32_t)op->aux.number].type;
    if (type.kind == IR_AGGREGATE) {
        copy_memory(emitter, place_of(emitter, op->result), place,
                    layout_of_type(emitter, type.type));
    } else if (type.kind == IR_VIEW) {
        ViewValue view = load_view_memory(emitter, type, place);
        set_view(emitter, op->result, &view);
    } else {
        set_result(emitter, op, load_memory(emitter, type, c_type, NULL, place));
    }
}
