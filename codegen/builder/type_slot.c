// C functions for the slots of cdef classes' type objects: what Python's operators, len(),
// iteration and their like call without looking a method up.
//
// Takes: the special methods of the module's classes, as abi/slot.def lists them. Gives: for each
// slot whose method is a plain def a body of C's convention, which checks and converts the
// arguments as the method's wrapper does and calls its body.

#include "abi/abi.h"
#include "codegen/builder/internal.h"
#include <string.h>

typedef enum SlotKind {
    SLOT_UNARY,
    SLOT_NEXT,
    SLOT_BINARY,
    SLOT_TERNARY,
    SLOT_PLAIN,
    SLOT_HASH,
    SLOT_LENGTH,
    SLOT_TRUTH,
    SLOT_CONTAINS,
    SLOT_ASSIGN,
    SLOT_COMPARE,
    SLOT_BUFFER // buffer_slot.c
} SlotKind;

typedef struct Slot {
    enum zi_type_slot number;
    SlotKind kind;
    const char *text;
    const char *method, *second;
} Slot;

static const Slot slots[] = {
#define TYPE_SLOT(NAME, KIND, place, method, second)                                               \
    {ZI_SLOT_##NAME, SLOT_##KIND, #NAME, method, second},
#include "abi/slot.def"
};

// --- Methods -------------------------------------------------------------------------------------

// The class's own plain def of that name with so many parameters, or NULL. `is_there`: there is a
// method of that name, of whatever form.
static FunctionSymbol *find_plain(const ModuleBuilder *owner, const ClassSymbol *symbol,
                                  const char *name, uint32_t count, bool *is_there) {
    for (uint32_t i = 0; name != NULL && i < symbol->methods.count; i++) {
        FunctionSymbol *method = symbol->methods.items[i];
        if (strcmp(method->symbol.name->text, name) != 0)
            continue;
        *is_there = true;
        bool fits = method_is_plain(method) && method->parameter_symbols.count == count &&
                    function_body(owner, method) != NULL;
        for (uint32_t j = 0; fits && j < count; j++)
            fits = kind_of_parameter(method, j) < PARAMETER_KEYWORD_ONLY &&
                   !parameter_is_optional(NODE_AS(Parameter, method->parameters->items.items[j]));
        return fits ? method : NULL;
    }
    return NULL;
}

// --- Bodies --------------------------------------------------------------------------------------

typedef struct SlotBody {
    Builder builder;
    IrBody *body;
    ClassSymbol *class_symbol;
    IrRegisterId self, other, value; // parameters
} SlotBody;

static bool is_status(SlotKind kind) {
    return kind == SLOT_TRUTH || kind == SLOT_CONTAINS || kind == SLOT_ASSIGN;
}

static SlotBody declare_slot(ModuleBuilder *owner, ClassSymbol *symbol, const Slot *slot) {
    IrBody *body =
        declare_class_entry(owner, symbol->symbol.name->text, slot->text, symbol->symbol.span);
    bool gives_number = slot->kind == SLOT_HASH || slot->kind == SLOT_LENGTH;
    body->result.kind = is_status(slot->kind) ? IR_I32 : gives_number ? IR_I64 : IR_OBJECT;
    body->error = body->result.kind == IR_OBJECT ? IR_RETURNS_NULL : IR_RETURNS_VALUE;
    if (body->error == IR_RETURNS_VALUE)
        body->exception = (IrExceptionClause){.rule = EXCEPTION_RULE_VALUE, .integer = -1};
    SlotBody made = {.body = body, .class_symbol = symbol};
    IrType object = {.kind = IR_OBJECT};
    bool takes_other = slot->kind != SLOT_UNARY && slot->kind != SLOT_NEXT && !gives_number &&
                       slot->kind != SLOT_TRUTH;
    made.self = ir_parameter_create(body, object, NULL);
    if (takes_other)
        made.other = ir_parameter_create(body, object, NULL);
    if (slot->kind == SLOT_ASSIGN || slot->kind == SLOT_TERNARY)
        made.value = ir_parameter_create(body, object, NULL);
    if (slot->kind == SLOT_COMPARE)
        made.value = ir_parameter_create(body, (IrType){.kind = IR_I32}, NULL);
    made.builder = builder_create(owner, body, NULL);
    return made;
}

static void return_object(SlotBody *slot, IrValue object) {
    add_op(&slot->builder, IR_OP_RETURN, IR_NO_REGISTER, &object, 1);
}

IrValue call_plain_method(Builder *builder, FunctionSymbol *method, const IrValue *objects) {
    zi_assert(method != NULL);
    uint32_t count = method->parameter_symbols.count;
    IrValue arguments[3];
    zi_assert(count <= 3);
    arguments[0] = objects[0];
    for (uint32_t i = method_is_c_operator(method) ? 0 : 1; i < count; i++)
        arguments[i] = build_argument(builder, objects[i], method, i);
    Value result = add_native_call(builder, method, arguments, count);
    if (method->found.is_generator)
        result.type = builder->common->object;
    return to_object(builder, result);
}

static IrValue call_method(SlotBody *slot, FunctionSymbol *method, const IrValue *objects) {
    return call_plain_method(&slot->builder, method, objects);
}

static IrValue class_of_slot(SlotBody *slot) {
    return add_class_object(&slot->builder, slot->class_symbol);
}

// --- Kinds ---------------------------------------------------------------------------------------

static void return_number(SlotBody *slot, SlotKind kind, IrValue object) {
    Builder *builder = &slot->builder;
    IrValue result;
    if (kind == SLOT_HASH) {
        result = ir_reg(builder_new_ir_register(builder, IR_I64));
        ADD_RUNTIME(builder, slot_hash, object, result);
    } else if (kind == SLOT_LENGTH)
        result = ADD_RUNTIME(builder, slot_length, object);
    else
        result = build_conversion(
            builder,
            value_of(build_truth(builder, object_value(builder, object)), builder->common->bint),
            builder->common->int_);
    return_object(slot, result);
}

// if (is_instance(object)) { result = method(object, other); if (result is not NotImplemented)
// return result; }
static void try_operand(SlotBody *slot, FunctionSymbol *method, IrRegisterId object,
                        IrRegisterId other) {
    if (method == NULL)
        return;
    Builder *builder = &slot->builder;
    IrBlock *call = builder_new_block(builder, "own"), *next = builder_new_block(builder, "next");
    IrBlock *done = builder_new_block(builder, "done");
    add_branch(builder, ADD_RUNTIME(builder, slot_is_own, ir_reg(object), class_of_slot(slot)),
               call, next);
    builder_start_block(builder, call);
    IrValue objects[] = {ir_reg(object), ir_reg(other)};
    IrValue result = call_method(slot, method, objects);
    IrValue nothing = add_singleton(builder, SINGLETON_NOT_IMPLEMENTED);
    add_branch(builder, add_compare(builder, COMPARE_IS, result, nothing, false), next, done);
    builder_start_block(builder, done);
    return_object(slot, result);
    builder_start_block(builder, next);
}

static void build_binary(SlotBody *slot, FunctionSymbol *method, FunctionSymbol *reflected) {
    try_operand(slot, method, slot->self, slot->other);
    try_operand(slot, reflected, slot->other, slot->self);
    return_object(slot, add_singleton(&slot->builder, SINGLETON_NOT_IMPLEMENTED));
}

static void build_assign_part(SlotBody *slot, FunctionSymbol *method) {
    IrValue objects[] = {ir_reg(slot->self), ir_reg(slot->other), ir_reg(slot->value)};
    if (method != NULL) {
        call_method(slot, method, objects);
        return_object(slot, ir_int(IR_I32, 0));
        return;
    }
    IrValue status = ADD_RUNTIME(&slot->builder, slot_assign, class_of_slot(slot), objects[0],
                                 objects[1], objects[2]);
    return_object(slot, status);
}

static void build_assignment(SlotBody *slot, FunctionSymbol *set, FunctionSymbol *delete) {
    Builder *builder = &slot->builder;
    IrBlock *deletes = builder_new_block(builder, "delete");
    IrBlock *sets = builder_new_block(builder, "set");
    IrValue is_null =
        add_compare(builder, COMPARE_IS, ir_reg(slot->value), ir_null(IR_OBJECT), false);
    add_branch(builder, is_null, deletes, sets);
    builder_start_block(builder, deletes);
    build_assign_part(slot, delete);
    builder_start_block(builder, sets);
    build_assign_part(slot, set);
}

// --- Comparisons ---------------------------------------------------------------------------------

static const char *const comparisons[] = {ZI_COMPARISON_METHODS};
#define COMPARISON_COUNT (sizeof comparisons / sizeof *comparisons)

static void build_one_richcmp(SlotBody *slot, FunctionSymbol *method) {
    Builder *builder = &slot->builder;
    IrValue operation = to_object(builder, value_of(ir_reg(slot->value), builder->common->int_));
    IrValue objects[] = {ir_reg(slot->self), ir_reg(slot->other), operation};
    return_object(slot, call_method(slot, method, objects));
}

static void build_six(SlotBody *slot, FunctionSymbol *const methods[COMPARISON_COUNT]) {
    Builder *builder = &slot->builder;
    IrValue objects[] = {ir_reg(slot->self), ir_reg(slot->other)};
    for (size_t i = 0; i < COMPARISON_COUNT; i++) {
        if (methods[i] == NULL)
            continue;
        IrBlock *call = builder_new_block(builder, methods[i]->symbol.name->text);
        IrBlock *next = builder_new_block(builder, "next");
        IrValue is_asked = add_compare(builder, COMPARE_EQUAL, ir_reg(slot->value),
                                       ir_int(IR_I32, (int64_t)i), false);
        add_branch(builder, is_asked, call, next);
        builder_start_block(builder, call);
        return_object(slot, call_method(slot, methods[i], objects));
        builder_start_block(builder, next);
    }
    return_object(slot, ADD_RUNTIME(builder, slot_compare, class_of_slot(slot), objects[0],
                                    objects[1], ir_reg(slot->value)));
}

static bool find_comparisons(const ModuleBuilder *owner, const ClassSymbol *symbol,
                             FunctionSymbol *methods[COMPARISON_COUNT]) {
    bool has_any = false;
    for (size_t i = 0; i < COMPARISON_COUNT; i++) {
        bool is_there = false;
        methods[i] = find_plain(owner, symbol, comparisons[i], 2, &is_there);
        if (is_there && methods[i] == NULL)
            return false;
        has_any |= is_there;
    }
    return has_any;
}

// --- Classes -------------------------------------------------------------------------------------

static void add_slot(const SlotBody *made, enum zi_type_slot number, bool is_early) {
    IrClass *class_ = class_of(made->builder.owner, made->class_symbol);
    IrTypeSlot slot = {.slot = number, .body = made->body, .is_early = is_early};
    vector_push(made->builder.owner->module->arena, &class_->type_slots, slot);
}

static void build_compare_slot(ModuleBuilder *owner, ClassSymbol *symbol, const Slot *slot) {
    FunctionSymbol *methods[COMPARISON_COUNT];
    bool has_general = false;
    FunctionSymbol *general = find_plain(owner, symbol, "__richcmp__", 3, &has_general);
    bool has_six = !has_general && find_comparisons(owner, symbol, methods);
    if (general == NULL && !has_six)
        return;
    SlotBody made = declare_slot(owner, symbol, slot);
    if (general != NULL)
        build_one_richcmp(&made, general);
    else
        build_six(&made, methods);
    add_slot(&made, slot->number, false);
}

static void fill_slot(SlotBody *made, const Slot *slot, FunctionSymbol *method,
                      FunctionSymbol *second) {
    IrValue objects[] = {ir_reg(made->self), ir_reg(made->other), ir_reg(made->value)};
    switch (slot->kind) {
    case SLOT_UNARY:
    case SLOT_NEXT:
    case SLOT_TERNARY:
    case SLOT_PLAIN:
        return_object(made, call_method(made, method, objects));
        return;
    case SLOT_BINARY:
        build_binary(made, method, second);
        return;
    case SLOT_HASH:
    case SLOT_LENGTH:
    case SLOT_TRUTH:
    case SLOT_CONTAINS:
        return_number(made, slot->kind, call_method(made, method, objects));
        return;
    case SLOT_ASSIGN:
        build_assignment(made, method, second);
        return;
    case SLOT_COMPARE:
    case SLOT_BUFFER:
        break;
    }
    internal_error("comparisons and buffers have slots of their own");
}

static uint32_t parameters_of(SlotKind kind) {
    bool is_binary = kind == SLOT_BINARY || kind == SLOT_PLAIN || kind == SLOT_CONTAINS;
    return kind == SLOT_ASSIGN ? 3 : is_binary ? 2 : 1;
}

// With c_api_binop_methods the method is the slot. False: there is no such method.
static bool build_c_operator(ModuleBuilder *owner, ClassSymbol *symbol, const Slot *slot) {
    bool is_there = false;
    FunctionSymbol *method = NULL;
    for (uint32_t count = 2; count <= 3 && method == NULL; count++)
        method = find_plain(owner, symbol, slot->method, count, &is_there);
    if (method == NULL || !method_is_c_operator(method))
        return false;
    SlotBody made = declare_slot(owner, symbol, slot);
    IrValue objects[] = {ir_reg(made.self), ir_reg(made.other), ir_reg(made.value)};
    return_object(&made, call_method(&made, method, objects));
    add_slot(&made, slot->number, true);
    return true;
}

static void build_slot(ModuleBuilder *owner, ClassSymbol *symbol, const Slot *slot) {
    if (slot->kind == SLOT_BINARY || slot->kind == SLOT_TERNARY) {
        if (build_c_operator(owner, symbol, slot) || slot->kind == SLOT_TERNARY)
            return;
    }
    bool has_method = false, has_second = false;
    FunctionSymbol *method =
        find_plain(owner, symbol, slot->method, parameters_of(slot->kind), &has_method);
    FunctionSymbol *second = find_plain(owner, symbol, slot->second, 2, &has_second);
    bool is_plain = has_method == (method != NULL) && has_second == (second != NULL);
    // The base class may have the other of the two.
    bool is_shared = slot->kind == SLOT_BINARY && symbol->base != NULL;
    if (!is_plain || is_shared || (method == NULL && second == NULL))
        return;
    SlotBody made = declare_slot(owner, symbol, slot);
    fill_slot(&made, slot, method, second);
    add_slot(&made, slot->number, false);
}

static void build_class_slots(ModuleBuilder *owner, ClassSymbol *symbol) {
    for (size_t i = 0; i < sizeof slots / sizeof *slots; i++) {
        if (slots[i].kind == SLOT_COMPARE)
            build_compare_slot(owner, symbol, &slots[i]);
        else if (slots[i].kind != SLOT_BUFFER)
            build_slot(owner, symbol, &slots[i]);
    }
    build_buffer_slots(owner, symbol);
}

void build_type_slots(ModuleBuilder *owner) {
    for (uint32_t i = 0; i < owner->typed->classes.count; i++)
        build_class_slots(owner, owner->typed->classes.items[i]);
}
