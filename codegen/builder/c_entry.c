// C entries: how C calls a function of the module, through a vtable or a function pointer.
//
// Takes: cdef and cpdef functions. Gives: a body of Cython's convention for each method in a slot
// of a vtable and for each function that other modules get, and one of C's convention for each
// function whose address is taken. An entry gathers the arguments, hands over to a Python override
// where the caller has not looked for one, and calls the native body; exceptions are told by value.

#include "codegen/builder/internal.h"

// How an entry is called: as `model`, which is the function itself, or the method that opened the
// slot of a vtable that the entry is for.
typedef struct CEntry {
    FunctionSymbol *function;
    const FunctionSymbol *model;
    IrConvention convention;
    // calls what the vtable of its object holds, not the native body
    bool is_virtual;
    IrBody *body;
    struct CEntry *next; // of the same function
} CEntry;

static uint32_t required_count(const FunctionSymbol *model) {
    const Type *type = model->symbol.type;
    return type->function.count - type->function.optional_count;
}

const IrSignature *cython_signature_of(ModuleBuilder *owner, const FunctionSymbol *model) {
    IrSignature *signature = ARENA_NEW(owner->module->arena, IrSignature);
    *signature = *signature_of(owner, model->symbol.type, IR_CONVENTION_CYTHON);
    signature->has_skip_dispatch = model->kind == FUNCTION_CPDEF;
    signature->optional_count = model->symbol.type->function.optional_count;
    return signature;
}

// --- Declaring -----------------------------------------------------------------------------------

static IrBody *declare_c_entry(ModuleBuilder *owner, const CEntry *wanted) {
    IrModule *module = owner->module;
    const FunctionSymbol *function = wanted->function, *model = wanted->model;
    const IrBody *body = function_body(owner, function);
    const char *name =
        ir_unique_name(module, arena_format(module->arena, "%s.c_entry", body->link_name));
    IrBody *entry =
        ir_body_create(module, IR_BODY_C_ENTRY, wanted->convention, body->callable, name);
    const Type *type = model->symbol.type;
    bool is_cython = wanted->convention == IR_CONVENTION_CYTHON;
    uint32_t required = is_cython ? required_count(model) : type->function.count;
    for (uint32_t i = 0; i < type->function.count; i++) {
        const SignatureParameter *parameter = &type->function.parameters[i];
        if (i < required)
            ir_parameter_create(entry, ir_type_of(owner, parameter->type), parameter->name);
        else
            vector_push(entry->arena, &entry->optionals, full_type_of(owner, parameter->type));
    }
    entry->result = ir_type_of(owner, model->c.result_type);
    entry->error = error_convention_of(type, wanted->convention);
    entry->exception = exception_clause_of(type);
    entry->has_skip_dispatch = is_cython && model->kind == FUNCTION_CPDEF;
    entry->nogil = body->nogil;
    entry->span = body->span;
    return entry;
}

static IrBody *find_c_entry(const CEntry *entry, const CEntry *wanted) {
    for (; entry != NULL; entry = entry->next)
        if (entry->model == wanted->model && entry->convention == wanted->convention &&
            entry->is_virtual == wanted->is_virtual)
            return entry->body;
    return NULL;
}

static IrBody *ask_for_entry(ModuleBuilder *owner, const CEntry *wanted) {
    CEntry *first = map_get(&owner->c_entries, wanted->function);
    IrBody *known = find_c_entry(first, wanted);
    if (known != NULL || function_body(owner, wanted->function) == NULL)
        return known;
    CEntry *entry = ARENA_NEW(owner->module->arena, CEntry);
    *entry = *wanted;
    entry->next = first;
    entry->body = declare_c_entry(owner, entry);
    map_put(owner->module->arena, &owner->c_entries, wanted->function, entry);
    vector_push(owner->module->arena, &owner->c_entry_order, entry);
    // C calls it without a state.
    owner->module->state.is_static = true;
    return entry->body;
}

IrBody *c_entry_of(ModuleBuilder *owner, FunctionSymbol *function, const FunctionSymbol *model,
                   IrConvention convention) {
    return ask_for_entry(owner,
                         &(CEntry){.function = function, .model = model, .convention = convention});
}

IrBody *virtual_entry_of(ModuleBuilder *owner, FunctionSymbol *method) {
    return ask_for_entry(owner, &(CEntry){.function = method,
                                          .model = method,
                                          .convention = IR_CONVENTION_C,
                                          .is_virtual = true});
}

// --- Arguments -----------------------------------------------------------------------------------

// if count > i: the argument that is given, else: the default
static void build_optional(Builder *builder, const FunctionSymbol *function, IrValue count,
                           uint32_t position, uint32_t number, IrRegisterId target) {
    const Type *type = function->symbol.type->function.parameters[position].type;
    IrBlock *given = builder_new_block(builder, "given");
    IrBlock *missing = builder_new_block(builder, "default");
    IrBlock *after = builder_new_block(builder, "argument");
    IrValue is_given = add_compare(builder, COMPARE_GREATER, count, ir_int(IR_I32, number), false);
    add_branch(builder, is_given, given, missing);
    builder_start_block(builder, given);
    IrOp *op =
        add_op_giving(builder, IR_OP_OPTIONAL_ARGUMENT, ir_type_of(builder->owner, type), NULL, 0);
    op->aux.number = number;
    add_copy(builder, target, ir_reg(op->result));
    add_jump(builder, after);
    builder_start_block(builder, missing);
    add_copy(builder, target, build_default(builder, function, position, type));
    add_jump(builder, after);
    builder_start_block(builder, after);
}

static IrValue *gather_arguments(Builder *builder, const FunctionSymbol *function,
                                 const IrBody *entry) {
    uint32_t total = function->symbol.type->function.count;
    IrValue *arguments = ARENA_ARRAY(builder->arena, IrValue, total + 1);
    for (uint32_t i = 0; i < entry->parameter_count; i++)
        arguments[i] = ir_reg(entry->parameters[i]);
    uint32_t known = entry->parameter_count + entry->optionals.count;
    IrValue count = ir_null(IR_VOID);
    if (entry->optionals.count > 0) {
        IrType type = {.kind = IR_I32};
        count = ir_reg(add_op_giving(builder, IR_OP_OPTIONAL_COUNT, type, NULL, 0)->result);
    }
    for (uint32_t i = entry->parameter_count; i < total; i++) {
        const Type *type = function->symbol.type->function.parameters[i].type;
        if (i >= known) { // the slot's callers do not know of it
            arguments[i] = build_default(builder, function, i, type);
            continue;
        }
        IrRegisterId target = builder_new_register(builder, type, NULL);
        build_optional(builder, function, count, i, i - entry->parameter_count, target);
        arguments[i] = ir_reg(target);
    }
    return arguments;
}

// --- Overrides in Python -------------------------------------------------------------------------

// `arguments` begin with the object.
static Value call_override(Builder *builder, const Type *signature, const Method *override,
                           const IrValue *arguments) {
    uint32_t count = signature->function.count - 1;
    IrValue *objects = ARENA_ARRAY(builder->arena, IrValue, count + 1);
    for (uint32_t i = 0; i < count; i++)
        objects[i] = to_object(
            builder, value_of(arguments[i + 1], signature->function.parameters[i + 1].type));
    return object_value(builder,
                        add_method_call(builder, override, objects, count, IR_NO_CONSTANT));
}

typedef struct Dispatch {
    FunctionSymbol *function;
    IrValue *arguments;
    IrRegisterId result;    // of the override, as the body gives it
    IrRegisterId is_called; // BOOL: there was one
} Dispatch;

// With the GIL: calls what a Python subclass has put in the method's place, if it has.
static void build_dispatch(Builder *builder, void *context) {
    const Dispatch *dispatch = context;
    const FunctionSymbol *function = dispatch->function;
    // Python knows the versions of a fused method by one name.
    const Name *name =
        function->version != NULL ? function->version->fused->symbol.name : function->symbol.name;
    IrValue self = dispatch->arguments[0];
    IrBlock *python = builder_new_block(builder, "overridden");
    python->is_cold = true;
    IrBlock *after = builder_new_block(builder, "looked_up");
    IrValue is_overridden =
        ADD_RUNTIME(builder, has_python_override, self, name_operand(builder, name));
    add_copy(builder, dispatch->is_called, is_overridden);
    add_branch(builder, is_overridden, python, after);
    builder_start_block(builder, python);
    Method override = load_method(builder, self, name);
    Value object = call_override(builder, function->symbol.type, &override, dispatch->arguments);
    if (dispatch->result != IR_NO_REGISTER)
        add_copy(builder, dispatch->result,
                 build_conversion(builder, object, function->c.result_type));
    add_jump(builder, after);
    builder_start_block(builder, after);
}

// Returns the override's result; goes on in the current block if there is no override.
static void try_override(Builder *builder, FunctionSymbol *function, IrValue *arguments,
                         bool may_skip) {
    bool has_result = function->c.result_type->kind != TYPE_VOID;
    Dispatch dispatch = {
        .function = function,
        .arguments = arguments,
        .result = has_result ? builder_new_register(builder, function->c.result_type, NULL)
                             : IR_NO_REGISTER,
        .is_called = builder_new_ir_register(builder, IR_BOOL),
    };
    IrBlock *look = builder_new_block(builder, "look_up");
    IrBlock *native = builder_new_block(builder, "native");
    IrBlock *called = builder_new_block(builder, "called");
    if (may_skip) {
        IrOp *skip =
            add_op_giving(builder, IR_OP_SKIP_DISPATCH, (IrType){.kind = IR_BOOL}, NULL, 0);
        add_branch(builder, ir_reg(skip->result), native, look);
    } else {
        add_jump(builder, look);
    }
    builder_start_block(builder, look);
    build_with_gil(builder, build_dispatch, &dispatch);
    add_branch(builder, ir_reg(dispatch.is_called), called, native);
    builder_start_block(builder, called);
    IrValue given = has_result ? ir_reg(dispatch.result) : ir_null(IR_VOID);
    add_return(builder, value_of(given, function->c.result_type));
    builder_start_block(builder, native);
}

// --- Building ------------------------------------------------------------------------------------

static void build_c_entry(ModuleBuilder *owner, const CEntry *wanted) {
    IrBody *entry = wanted->body;
    FunctionSymbol *function = wanted->function;
    Builder builder = builder_create(owner, entry, function);
    IrValue *arguments = gather_arguments(&builder, function, entry);
    uint32_t count = function->symbol.type->function.count;
    if (wanted->is_virtual) {
        add_return(&builder, add_virtual_call(&builder, function, arguments, count));
        return;
    }
    bool is_in_vtable = wanted->convention == IR_CONVENTION_CYTHON && function->owner != NULL &&
                        !function->python.is_static;
    if (is_in_vtable && function->kind == FUNCTION_CPDEF)
        try_override(&builder, function, arguments, entry->has_skip_dispatch);
    add_return(&builder, add_native_call(&builder, function, arguments, count));
}

// Building one may ask for another.
void build_c_entries(ModuleBuilder *owner) {
    for (uint32_t i = 0; i < owner->c_entry_order.count; i++)
        build_c_entry(owner, owner->c_entry_order.items[i]);
}
