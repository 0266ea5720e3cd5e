// The module: its body, its functions, what of it runs interpreted.

#include "codegen/builder/trace.h"
#include <string.h>

// Object variables of a cdef module are None until they are set.
static void set_up_c_globals(Builder *builder) {
    for (uint32_t i = 0; i < builder->typed->c_globals.count; i++) {
        Symbol *symbol = builder->typed->c_globals.items[i];
        if (!type_is_object(symbol->type) || symbol->is_extern)
            continue;
        IrOp *place =
            add_op_giving(builder, IR_OP_GLOBAL_ADDRESS, (IrType){.kind = IR_POINTER}, NULL, 0);
        place->aux.global = global_of(builder->owner, symbol);
        IrValue operands[] = {ir_reg(place->result), add_singleton(builder, SINGLETON_NONE)};
        add_op(builder, IR_OP_STORE, IR_NO_REGISTER, operands, 2)->aux.type =
            c_type_of(builder->owner, symbol->type);
    }
}

void build_interpreted_unit(Builder *builder, const Node *node, uint32_t number) {
    uint32_t condition = first_condition(node);
    builder->span = node->span;
    if (condition > 0)
        ADD_RUNTIME(builder, run_annotated, ir_int(IR_I64, number), ir_int(IR_I64, condition - 1));
    else
        ADD_RUNTIME(builder, run_interpreted, ir_int(IR_I64, number), namespace_operand(builder));
}

// Of the functions that .pxd files bring, whose definitions no statement of the module is.
static void keep_declared_defaults(Builder *builder) {
    for (uint32_t i = 0; i < builder->typed->functions.count; i++) {
        const FunctionSymbol *function = builder->typed->functions.items[i];
        if (function->symbol.from_pxd && function->c.has_body)
            keep_defaults(builder, function);
    }
}

static void store_header_functions(Builder *builder) {
    for (uint32_t i = 0; i < builder->typed->header_functions.count; i++) {
        const HeaderFunction *function = &builder->typed->header_functions.items[i];
        builder->span = function->object->span;
        ADD_RUNTIME(builder, store_global, name_operand(builder, function->name),
                    build_object(builder, function->object));
    }
}

static void build_module_body(ModuleBuilder *owner) {
    IrModule *module = owner->module;
    const char *name = arena_format(module->arena, "%s.<module>", owner->typed->name);
    module->module_body = ir_body_create(module, IR_BODY_MODULE, IR_CONVENTION_MODULE, NULL, name);
    module->module_body->error = IR_RETURNS_STATUS;
    module->module_body->fast_math = owner->typed->directives.fastmath;
    module->module_body->result = (IrType){.kind = IR_VOID};
    module->module_body->span = owner->typed->tree->node.span;
    Builder builder = builder_create(owner, module->module_body, NULL);
    begin_trace(&builder);
    set_up_c_globals(&builder);
    build_exchange_head(&builder);
    define_classes(&builder);
    build_imports(&builder);
    build_python_enums(&builder);
    keep_declared_defaults(&builder);
    store_header_functions(&builder);
    if (owner->typed->tree->scope != NULL)
        declare_cells(&builder, owner->typed->tree->scope);
    start_annotations(&builder, owner->typed->scope);
    build_module_annotate(&builder, owner->typed->tree);
    build_statements(&builder, &owner->typed->tree->body);
    build_test_dict(&builder);
    end_trace(&builder);
    build_default_return(&builder);
}

// What the module is told of the units that run interpreted.
static void declare_interpreted(ModuleBuilder *owner) {
    for (uint32_t i = 0; i < owner->units.interpreted.count; i++) {
        const Unit *unit = &owner->units.interpreted.items[i];
        IrInterpretedUnit interpreted = {unit->what,       unit->name,   unit->reason,
                                         unit->first_line, unit->source, unit->class_name};
        vector_push(owner->module->arena, &owner->module->interpreted, interpreted);
    }
}

static void describe_module(IrModule *module, const TypedModule *typed) {
    module->doc = docstring_of(&typed->tree->body);
    module->source = typed->file == NULL ? NULL : typed->file->source;
    module->state.is_static = typed->needs_static_state;
    module->has_python_texts = typed->is_pure_python;
    module->future_features = typed->future_features;
}

IrModule *build_module(TypedModule *typed) {
    ModuleBuilder owner = {.module = ir_module_create(typed->compilation, typed->name),
                           .typed = typed};
    describe_module(owner.module, typed);
    owner.units = find_units(owner.module->arena, typed);
    declare_interpreted(&owner);
    if (diag_error_count(typed->compilation->diagnostics) > 0)
        return owner.module;
    declare_headers(&owner);
    declare_header_floats(&owner);
    declare_bodies(&owner);
    declare_classes(&owner);
    declare_globals(&owner);
    declare_exports(&owner);
    build_module_body(&owner);
    for (uint32_t i = 0; i < typed->functions.count; i++)
        if (unit_function_is_native(&owner.units, typed->functions.items[i]))
            build_function(&owner, typed->functions.items[i]);
    build_accessors(&owner);
    build_properties(&owner);
    build_type_slots(&owner);
    build_c_entries(&owner);
    return owner.module;
}
