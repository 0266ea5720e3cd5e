// Fused functions where they stand: a function object for each version, and the one that Python
// calls, which chooses among them by the types of its arguments (runtime/fused.c).
//
// Takes: FusedDefinition nodes. Gives: for each fused type of the declaration the first parameter
// that is of it, and in the order of preference what an argument has to be for which of its types.
// The order and what is told apart are Cython's (FusedNode.make_fused_cpdef).

#include "codegen/builder/internal.h"
#include <string.h>

// --- Preference ----------------------------------------------------------------------------------
// The type of a parameter in the version for one of the fused type's members.
typedef struct Option {
    uint32_t member;
    const Type *type;
    bool is_typedef; // the source names it
    const Symbol *parameter;
} Option;
typedef VECTOR(Option) Options;

static int rank_of_number(const Type *type) {
    enum { ABOVE_INTEGERS = 10000 };
    return type->kind == TYPE_FLOATING ? ABOVE_INTEGERS + type->floating_bits
                                       : type_integer_rank(type);
}

static bool is_real_number(const Type *type) {
    return type->kind == TYPE_FLOATING || type->kind == TYPE_INTEGER || type->kind == TYPE_BINT;
}

// How much of a sign Cython sees: `signed char` says it, `int` does not.
static int sign_of_number(const Builder *builder, const Type *type) {
    bool is_said = type_unqualified(builder->typed->types, type) == builder->common->schar;
    return type_number_is_signed(type) + is_said;
}

// Larger numbers before smaller ones and before all else; an object last, since every argument is
// one. What a typedef names goes before what has no other name.
static bool goes_before(const Builder *builder, const Option *option, const Option *earlier) {
    const Type *left = option->type, *right = earlier->type;
    if (option->is_typedef)
        return !earlier->is_typedef;
    if (is_real_number(left) && (is_real_number(right) || right->kind == TYPE_COMPLEX))
        return right->kind == TYPE_COMPLEX ||
               (rank_of_number(left) > rank_of_number(right) &&
                sign_of_number(builder, left) >= sign_of_number(builder, right));
    if (left->kind == TYPE_COMPLEX && right->kind == TYPE_COMPLEX)
        return left->element->floating_bits > right->element->floating_bits;
    bool is_number = is_real_number(left) || left->kind == TYPE_COMPLEX;
    bool is_other = !is_real_number(right) && right->kind != TYPE_COMPLEX;
    return (is_number && is_other) || (left->kind != TYPE_OBJECT && right->kind == TYPE_OBJECT);
}

// Which of them go before which is no order, so that it counts how they are sorted: as Python sorts
// few items. First the run that they begin with, turned around if it descends.
static uint32_t start_run(const Builder *builder, Options *options) {
    if (options->count < 2)
        return options->count;
    Option *items = options->items;
    bool descends = goes_before(builder, &items[1], &items[0]);
    uint32_t run = 2;
    while (run < options->count && goes_before(builder, &items[run], &items[run - 1]) == descends)
        run++;
    for (uint32_t i = 0; descends && i < run / 2; i++) {
        Option moved = items[i];
        items[i] = items[run - 1 - i];
        items[run - 1 - i] = moved;
    }
    return run;
}

// Then each of the others at its place among those before it, found by halves.
static void sort_options(const Builder *builder, Options *options) {
    for (uint32_t i = start_run(builder, options); i < options->count; i++) {
        const Option moved = options->items[i];
        uint32_t low = 0, high = i;
        while (low < high) {
            uint32_t middle = low + (high - low) / 2;
            if (goes_before(builder, &moved, &options->items[middle]))
                high = middle;
            else
                low = middle + 1;
        }
        memmove(&options->items[low + 1], &options->items[low], (i - low) * sizeof moved);
        options->items[low] = moved;
    }
}

// --- What an argument has to be ------------------------------------------------------------------
// The type of Python's whose objects become such C values, or NULL.
static const Type *type_of_objects(const Builder *builder, const Type *type) {
    const CommonTypes *common = builder->common;
    switch (type->kind) {
    case TYPE_BINT:
        return common->builtin[BUILTIN_BOOL];
    case TYPE_INTEGER:
        return common->builtin[BUILTIN_INT];
    case TYPE_FLOATING:
        return common->builtin[BUILTIN_FLOAT];
    case TYPE_COMPLEX:
        return common->builtin[BUILTIN_COMPLEX];
    case TYPE_BUILTIN:
    case TYPE_EXTENSION:
        return type;
    case TYPE_POINTER:
        return type_is_c_string(type) ? common->builtin[BUILTIN_BYTES] : NULL;
    case TYPE_ERROR:
    case TYPE_VOID:
    case TYPE_OBJECT:
    case TYPE_ENUM:
    case TYPE_ARRAY:
    case TYPE_FUNCTION:
    case TYPE_STRUCT:
    case TYPE_CTUPLE:
    case TYPE_MEMORYVIEW:
    case TYPE_BUFFER:
    case TYPE_FUSED:
    case TYPE_TYPE:
    case TYPE_MODULE:
    case TYPE_NULL_POINTER:
    case TYPE_KIND_COUNT:
        break;
    }
    return NULL;
}

IrValue add_view_info(Builder *builder, const Type *view) {
    IrOp *op = add_op_giving(builder, IR_OP_VIEW_INFO, (IrType){.kind = IR_POINTER}, NULL, 0);
    op->aux.type = c_type_of(builder->owner, view);
    if (!view->memoryview.element->is_const)
        op->flags |= IR_FLAG_WRITABLE;
    return ir_reg(op->result);
}

// (Two types that the same objects become are one: the first that is preferred.)
static void add_option(Builder *builder, IrValue fused, const Option *option) {
    IrValue member = ir_int(IR_I64, option->member);
    const Type *objects = type_of_objects(builder, option->type);
    const Symbol *buffer = option->parameter->view;
    if (buffer != NULL || option->type->kind == TYPE_MEMORYVIEW)
        ADD_RUNTIME(builder, fused_take_view, fused, member,
                    buffer != NULL ? add_buffer_info(builder, buffer)
                                   : add_view_info(builder, option->type),
                    ir_int(IR_I64, !option->parameter->not_none));
    else if (option->type->kind == TYPE_OBJECT)
        ADD_RUNTIME(builder, fused_take_any, fused, member);
    else if (objects != NULL)
        ADD_RUNTIME(builder, fused_take_type, fused, member, add_type_object(builder, objects));
}

// --- Fused types ---------------------------------------------------------------------------------
// The parameter that is first declared with the fused type.
static uint32_t parameter_of(const Builder *builder, const FunctionSymbol *fused,
                             const Type *fused_type) {
    const Type *type = fused->symbol.type;
    for (uint32_t i = 0; i < type->function.count; i++) {
        TypeVector found = {0};
        type_collect_fused(builder->typed->types, type->function.parameters[i].type, &found);
        for (uint32_t j = 0; j < found.count; j++)
            if (found.items[j] == fused_type)
                return i;
    }
    internal_error("no parameter is of the fused type '%s'", fused_type->text);
}

// `stride`: how many versions there are for each of the type's members.
static void add_fused_type(Builder *builder, IrValue object, const FunctionSymbol *fused,
                           const Type *fused_type, uint32_t stride) {
    uint32_t parameter = parameter_of(builder, fused, fused_type);
    const Name *name = fused->versions[0]->parameter_symbols.items[parameter]->name;
    ADD_RUNTIME(builder, fused_add_type, object, ir_int(IR_I64, parameter),
                name_operand(builder, name), ir_int(IR_I64, fused_type->members.count));
    Options options = {0};
    for (uint32_t i = 0; i < fused_type->members.count; i++) {
        const FunctionSymbol *version = fused->versions[(size_t)i * stride];
        const Symbol *symbol = version->parameter_symbols.items[parameter];
        vector_push(
            builder->arena, &options,
            ((Option){i, symbol->type, fused_type->items[i].typedef_symbol != NULL, symbol}));
    }
    sort_options(builder, &options);
    for (uint32_t i = 0; i < options.count; i++)
        add_option(builder, object, &options.items[i]);
}

static void add_fused_types(Builder *builder, IrValue object, const FunctionSymbol *fused) {
    TypeVector types = {0};
    type_collect_fused(builder->typed->types, fused->symbol.type, &types);
    uint32_t stride = fused->version_count;
    for (uint32_t i = 0; i < types.count; i++) {
        stride /= types.items[i]->members.count;
        add_fused_type(builder, object, fused, types.items[i], stride);
    }
}

// --- Function objects ----------------------------------------------------------------------------
static uint32_t texts_of_choices(const Builder *builder, const FunctionSymbol *fused) {
    uint32_t *texts = ARENA_ARRAY(builder->arena, uint32_t, fused->version_count);
    for (uint32_t i = 0; i < fused->version_count; i++)
        texts[i] = constant_string(builder, fused->versions[i]->version->choice_text);
    return constant_tuple(builder, texts, fused->version_count);
}

// A cdef class has the versions of its methods too, under the names that they have in C.
static void store_versions(Builder *builder, const FunctionSymbol *fused, const IrValue *versions) {
    bool is_plain = fused->owner != NULL && fused->kind == FUNCTION_DEF &&
                    !fused->python.is_static && !fused->python.is_class_method;
    for (uint32_t i = 0; is_plain && i < fused->version_count; i++) {
        const char *name =
            arena_format(builder->arena, "%s%s", fused->versions[i]->version->c_prefix,
                         fused->symbol.name->text);
        store_class_attribute(builder, fused->owner, intern(builder->module->compilation, name),
                              object_value(builder, versions[i]));
    }
}

static IrValue build_fused_object(Builder *builder, const FunctionSymbol *fused) {
    IrValue *versions = ARENA_ARRAY(builder->arena, IrValue, fused->version_count);
    build_version_objects(builder, fused, versions);
    store_versions(builder, fused, versions);
    IrValue object =
        ADD_RUNTIME(builder, fused_new,
                    add_runtime_list(builder, RUNTIME_tuple_build, versions, fused->version_count),
                    constant_operand(texts_of_choices(builder, fused)),
                    name_operand(builder, fused->symbol.name),
                    constant_operand(constant_string(builder, fused->qualified_name)));
    add_fused_types(builder, object, fused);
    return object;
}

void build_fused_definition(Builder *builder, Node *node) {
    FusedDefinition *definition = NODE_AS(FusedDefinition, node);
    const FunctionSymbol *fused = definition->function;
    bool has_body = fused->kind == FUNCTION_DEF || fused->c.has_body;
    if (fused->version_count == 0 || !has_body)
        return;
    if (fused->kind == FUNCTION_CDEF) {
        build_statements(builder, &definition->versions);
        return;
    }
    IrValue *callables = build_decorators(builder, &definition->decorators);
    IrValue object = apply_decorators(builder, &definition->decorators, callables,
                                      build_fused_object(builder, fused));
    if (fused->owner != NULL)
        store_class_attribute(builder, fused->owner, fused->symbol.name,
                              object_value(builder, object));
    else
        store_definition(builder, fused, object);
}
