// C functions for the slots of cdef classes' type objects: what Python's operators, len(),
// iteration and their like call without looking a method up.
//
// Takes: the special methods of the module's classes, as abi/slot.def lists them. Gives: for each
// slot whose method is a plain def a body of C's convention, which checks and converts the
// arguments as the method's wrapper does and calls its body.

#include "abi/abi.h"
#include "codegen/builder/wrapper.h"
#include <string.h>

typedef enum SlotKind {
    SLOT_UNARY,
    SLOT_NEXT,
    SLOT_BINARY,
    SLOT_TERNARY,
    SLOT_PLAIN,
    SLOT_POWER,
    SLOT_HASH,
    SLOT_LENGTH,
    SLOT_TRUTH,
    SLOT_CONTAINS,
    SLOT_ASSIGN,
    SLOT_DESCRIBE,
    SLOT_ITEM,
    SLOT_ASSIGN_ITEM,
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
#define TYPE_SLOT(NAME, KIND, table, member, method, second)                                       \
    {ZI_SLOT_##NAME, SLOT_##KIND, #NAME, method, second},
#include "abi/slot.def"
};

// --- Methods -------------------------------------------------------------------------------------

// (Only the modulus of a power has a default value: None, which the slot gives.)
static bool has_slot_parameters(const FunctionSymbol *method, uint32_t fewest, uint32_t most) {
    uint32_t count = method->parameter_symbols.count;
    for (uint32_t i = 0; i < count; i++)
        if (kind_of_parameter(method, i) >= PARAMETER_KEYWORD_ONLY)
            return false;
    return count >= fewest && count <= most;
}

// The class's own plain def of that name with so many parameters, or NULL. `is_there`: there is a
// method of that name, of whatever form.
static FunctionSymbol *find_plain(const ModuleBuilder *owner, const ClassSymbol *symbol,
                                  const char *name, uint32_t fewest, uint32_t most,
                                  bool *is_there) {
    for (uint32_t i = 0; name != NULL && i < symbol->methods.count; i++) {
        FunctionSymbol *method = symbol->methods.items[i];
        if (strcmp(method->symbol.name->text, name) != 0)
            continue;
        *is_there = true;
        bool fits = method_is_plain(method) && has_slot_parameters(method, fewest, most) &&
                    function_body(owner, method) != NULL;
        return fits ? method : NULL;
    }
    return NULL;
}

const Type *number_of_slot_method(const Builder *builder, const FunctionSymbol *method) {
    if (method->owner == NULL || method->kind != FUNCTION_DEF || method->symbol.name == NULL)
        return NULL;
    for (size_t i = 0; i < sizeof slots / sizeof *slots; i++) {
        if (slots[i].method == NULL || strcmp(slots[i].method, method->symbol.name->text) != 0)
            continue;
        if (slots[i].kind == SLOT_LENGTH || slots[i].kind == SLOT_HASH)
            return builder->common->ssize_t_;
        if (slots[i].kind == SLOT_TRUTH || slots[i].kind == SLOT_CONTAINS)
            return builder->common->bint;
    }
    return NULL;
}

// --- Bodies --------------------------------------------------------------------------------------

typedef struct SlotBody {
    Builder builder;
    IrBody *body;
    ClassSymbol *class_symbol;
    const Slot *slot;
    IrRegisterId self, other, value; // parameters
} SlotBody;

// Does it set or, if its third operand is NULL, delete?
static bool is_assigning(SlotKind kind) {
    return kind == SLOT_ASSIGN || kind == SLOT_ASSIGN_ITEM || kind == SLOT_DESCRIBE;
}

static bool is_status(SlotKind kind) {
    return kind == SLOT_TRUTH || kind == SLOT_CONTAINS || is_assigning(kind);
}

static bool takes_index(SlotKind kind) { return kind == SLOT_ITEM || kind == SLOT_ASSIGN_ITEM; }

static bool takes_third(SlotKind kind) {
    return is_assigning(kind) || kind == SLOT_TERNARY || kind == SLOT_POWER;
}

static SlotBody declare_slot(ModuleBuilder *owner, ClassSymbol *symbol, const Slot *slot) {
    IrBody *body =
        declare_class_entry(owner, symbol->symbol.name->text, slot->text, symbol->symbol.span);
    bool gives_number = slot->kind == SLOT_HASH || slot->kind == SLOT_LENGTH;
    body->result.kind = is_status(slot->kind) ? IR_I32 : gives_number ? IR_I64 : IR_OBJECT;
    body->error = body->result.kind == IR_OBJECT ? IR_RETURNS_NULL : IR_RETURNS_VALUE;
    if (body->error == IR_RETURNS_VALUE)
        body->exception = (IrExceptionClause){.rule = EXCEPTION_RULE_VALUE, .integer = -1};
    SlotBody made = {.body = body, .class_symbol = symbol, .slot = slot};
    IrType object = {.kind = IR_OBJECT};
    bool takes_other = slot->kind != SLOT_UNARY && slot->kind != SLOT_NEXT && !gives_number &&
                       slot->kind != SLOT_TRUTH;
    made.self = ir_parameter_create(body, object, NULL);
    if (takes_other)
        made.other = ir_parameter_create(
            body, takes_index(slot->kind) ? (IrType){.kind = IR_I64} : object, NULL);
    if (takes_third(slot->kind))
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
    memcpy(arguments, objects, count * sizeof *arguments);
    build_arguments(builder, arguments, method, method_is_c_operator(method) ? 0 : 1);
    Value result = add_native_call(builder, method, arguments, count);
    if (method->found.is_generator)
        result.type = builder->common->object;
    return to_object(builder, result);
}

// What the slot calls, Python sees as CPython's wrapper of the slot; the two late ones have none.
static IrValue call_method(SlotBody *slot, FunctionSymbol *method, const IrValue *objects) {
    if (slot->slot->kind != SLOT_HASH && slot->slot->kind != SLOT_COMPARE)
        callable_of(slot->builder.owner, method)->flags |= IR_CALLABLE_OF_SLOT;
    return call_plain_method(&slot->builder, method, objects);
}

static IrValue class_of_slot(SlotBody *slot) {
    return add_class_object(&slot->builder, slot->class_symbol);
}

static IrValue no_object(void) { return ir_null(IR_OBJECT); }

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

// A method without a third parameter takes no modulus.
static IrValue call_power(SlotBody *slot, FunctionSymbol *method, IrRegisterId object,
                          IrRegisterId other) {
    IrValue objects[] = {ir_reg(object), ir_reg(other), ir_reg(slot->value)};
    if (takes_third(slot->slot->kind) && method->parameter_symbols.count == 2)
        ADD_RUNTIME(&slot->builder, slot_no_modulus, class_of_slot(slot),
                    name_operand(&slot->builder, method->symbol.name), objects[2]);
    return call_method(slot, method, objects);
}

static IrValue ask_base(SlotBody *slot) {
    IrValue modulus = takes_third(slot->slot->kind) ? ir_reg(slot->value) : no_object();
    return ADD_RUNTIME(&slot->builder, slot_binary, class_of_slot(slot),
                       ir_int(IR_I64, slot->slot->number), ir_reg(slot->self), ir_reg(slot->other),
                       modulus);
}

static bool has_base(const ClassSymbol *symbol) {
    return symbol->base != NULL || symbol->builtin_base != NULL;
}

// if (is_instance(object)) { result = method(object, other); if (result is not NotImplemented)
// return result; }
static void try_operand(SlotBody *slot, FunctionSymbol *method, IrRegisterId object,
                        IrRegisterId other) {
    if (method == NULL && !has_base(slot->class_symbol))
        return;
    Builder *builder = &slot->builder;
    IrBlock *call = builder_new_block(builder, "own"), *next = builder_new_block(builder, "next");
    IrBlock *done = builder_new_block(builder, "done");
    add_branch(builder, ADD_RUNTIME(builder, slot_is_own, ir_reg(object), class_of_slot(slot)),
               call, next);
    builder_start_block(builder, call);
    IrValue result = method != NULL ? call_power(slot, method, object, other) : ask_base(slot);
    IrValue nothing = add_singleton(builder, SINGLETON_NOT_IMPLEMENTED);
    add_branch(builder, add_compare(builder, COMPARE_IS, result, nothing, false), next, done);
    builder_start_block(builder, done);
    return_object(slot, result);
    builder_start_block(builder, next);
}

// (What the class itself defines is asked before its base.)
static void build_binary(SlotBody *slot, FunctionSymbol *method, FunctionSymbol *reflected) {
    if (method == NULL)
        try_operand(slot, reflected, slot->other, slot->self);
    try_operand(slot, method, slot->self, slot->other);
    if (method != NULL)
        try_operand(slot, reflected, slot->other, slot->self);
    return_object(slot, add_singleton(&slot->builder, SINGLETON_NOT_IMPLEMENTED));
}

// The key, or the index that C gives.
static IrValue key_of_slot(SlotBody *slot) {
    Builder *builder = &slot->builder;
    IrValue key = ir_reg(slot->other);
    return takes_index(slot->slot->kind)
               ? to_object(builder, value_of(key, builder->common->ssize_t_))
               : key;
}

static void build_assign_part(SlotBody *slot, FunctionSymbol *method) {
    IrValue objects[] = {ir_reg(slot->self), key_of_slot(slot), ir_reg(slot->value)};
    if (method != NULL) {
        call_method(slot, method, objects);
        return_object(slot, ir_int(IR_I32, 0));
        return;
    }
    IrValue class_ = class_of_slot(slot);
    Builder *builder = &slot->builder;
    bool describes = slot->slot->kind == SLOT_DESCRIBE;
    return_object(
        slot, describes
                  ? ADD_RUNTIME(builder, slot_describe, class_, objects[0], objects[1], objects[2])
                  : ADD_RUNTIME(builder, slot_assign, class_, objects[0], objects[1], objects[2]));
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
        methods[i] = find_plain(owner, symbol, comparisons[i], 2, 2, &is_there);
        if (is_there && methods[i] == NULL)
            return false;
        has_any |= is_there;
    }
    return has_any;
}

// --- Classes -------------------------------------------------------------------------------------

static void add_slot(const SlotBody *made) {
    IrClass *class_ = class_of(made->builder.owner, made->class_symbol);
    IrTypeSlot slot = {.slot = made->slot->number, .body = made->body};
    vector_push(made->builder.owner->module->arena, &class_->type_slots, slot);
}

static void build_compare_slot(ModuleBuilder *owner, ClassSymbol *symbol, const Slot *slot) {
    FunctionSymbol *methods[COMPARISON_COUNT];
    bool has_general = false;
    FunctionSymbol *general = find_plain(owner, symbol, "__richcmp__", 3, 3, &has_general);
    bool has_six = !has_general && find_comparisons(owner, symbol, methods);
    if (general == NULL && !has_six)
        return;
    SlotBody made = declare_slot(owner, symbol, slot);
    if (general != NULL)
        build_one_richcmp(&made, general);
    else
        build_six(&made, methods);
    add_slot(&made);
}

static void fill_slot(SlotBody *made, FunctionSymbol *method, FunctionSymbol *second) {
    SlotKind kind = made->slot->kind;
    IrValue objects[] = {ir_reg(made->self), ir_reg(made->other)};
    switch (kind) {
    case SLOT_UNARY:
    case SLOT_NEXT:
    case SLOT_PLAIN:
        return_object(made, call_method(made, method, objects));
        return;
    case SLOT_POWER:
        return_object(made, call_power(made, method, made->self, made->other));
        return;
    case SLOT_BINARY:
    case SLOT_TERNARY:
        build_binary(made, method, second);
        return;
    case SLOT_HASH:
    case SLOT_LENGTH:
    case SLOT_TRUTH:
    case SLOT_CONTAINS:
        return_number(made, kind, call_method(made, method, objects));
        return;
    case SLOT_ITEM:
        objects[1] = key_of_slot(made);
        return_object(made, call_method(made, method, objects));
        return;
    case SLOT_ASSIGN:
    case SLOT_ASSIGN_ITEM:
    case SLOT_DESCRIBE:
        build_assignment(made, method, second);
        return;
    case SLOT_COMPARE:
    case SLOT_BUFFER:
        break;
    }
    internal_error("comparisons and buffers have slots of their own");
}

// With c_api_binop_methods the method is the slot. False: there is no such method.
static bool build_c_operator(ModuleBuilder *owner, ClassSymbol *symbol, const Slot *slot) {
    bool is_there = false;
    FunctionSymbol *method = find_plain(owner, symbol, slot->method, 2, 3, &is_there);
    if (method == NULL || !method_is_c_operator(method))
        return false;
    SlotBody made = declare_slot(owner, symbol, slot);
    IrValue objects[] = {ir_reg(made.self), ir_reg(made.other), ir_reg(made.value)};
    return_object(&made, call_method(&made, method, objects));
    add_slot(&made);
    return true;
}

typedef struct SlotMethods {
    FunctionSymbol *method, *second;
    // there is one of the two, of whatever form
    bool is_there;
    // and all that there are can be called by the slot
    bool is_plain;
} SlotMethods;

static SlotMethods find_methods(const ModuleBuilder *owner, const ClassSymbol *symbol,
                                const Slot *slot) {
    bool is_binary =
        slot->kind == SLOT_BINARY || slot->kind == SLOT_PLAIN || slot->kind == SLOT_CONTAINS;
    bool is_power = slot->kind == SLOT_TERNARY || slot->kind == SLOT_POWER;
    uint32_t most = is_assigning(slot->kind) || is_power   ? 3
                    : is_binary || slot->kind == SLOT_ITEM ? 2
                                                           : 1;
    bool has_method = false, has_second = false;
    SlotMethods found = {
        .method = find_plain(owner, symbol, slot->method, is_power ? 2 : most, most, &has_method),
        .second = find_plain(owner, symbol, slot->second, 2, is_power ? 3 : 2, &has_second)};
    found.is_there = has_method || has_second;
    found.is_plain = has_method == (found.method != NULL) && has_second == (found.second != NULL);
    return found;
}

// Can what the class lacks of an operator be asked of its base's slot? (CPython's general function,
// which looks methods up by their names, would find those of the class again.)
static bool can_ask_base(ModuleBuilder *owner, const ClassSymbol *symbol, const Slot *slot) {
    if (symbol->has_python_bases)
        return false;
    const ClassSymbol *base = symbol->base;
    if (base == NULL)
        return true;
    if (class_of(owner, base)->import != NULL)
        return false;
    SlotMethods found = find_methods(owner, base, slot);
    return found.is_there ? found.is_plain : can_ask_base(owner, base, slot);
}

static bool takes_c_index(const FunctionSymbol *method) {
    return method == NULL || type_is_integral(method->parameter_symbols.items[1]->type);
}

// Items of a class are asked for as those of a mapping, unless it says that it is a sequence and
// takes C integers. (Its base may be a mapping.)
static bool is_sequence_alone(const ClassSymbol *symbol, const SlotMethods *found) {
    return symbol->traits.collection == COLLECTION_SEQUENCE && !has_base(symbol) &&
           takes_c_index(found->method) && takes_c_index(found->second);
}

static bool is_wanted(ModuleBuilder *owner, const ClassSymbol *symbol, const Slot *slot,
                      const SlotMethods *found) {
    bool lacks_one = slot->second != NULL && (found->method == NULL || found->second == NULL);
    if (!found->is_there || !found->is_plain || (lacks_one && !can_ask_base(owner, symbol, slot)))
        return false;
    bool is_mapping = slot->number == ZI_SLOT_SUBSCRIPT || slot->number == ZI_SLOT_ASS_SUBSCRIPT;
    if (is_mapping || takes_index(slot->kind))
        return is_sequence_alone(symbol, found) == takes_index(slot->kind);
    return true;
}

static void build_slot(ModuleBuilder *owner, ClassSymbol *symbol, const Slot *slot) {
    if (slot->kind == SLOT_BINARY || slot->kind == SLOT_TERNARY) {
        if (build_c_operator(owner, symbol, slot))
            return;
    }
    SlotMethods found = find_methods(owner, symbol, slot);
    if (!is_wanted(owner, symbol, slot, &found))
        return;
    SlotBody made = declare_slot(owner, symbol, slot);
    fill_slot(&made, found.method, found.second);
    add_slot(&made);
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
