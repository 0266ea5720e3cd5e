// Functions: declaring their native bodies, and building these.
//
// Takes: the FunctionSymbols of the module. Gives: an IrBody each, whose parameters have the
// kinds of the C signature. All are declared before any is built, so that calls find them.

#include "codegen/builder/code_object.h"
#include "codegen/builder/trace.h"
#include "codegen/builder/wrapper.h"
#include <string.h>

// --- Declaring -----------------------------------------------------------------------------------

// In the types that a version of a fused function is named after stands what ends a name in the
// text of a module.
const char *name_in_text(Arena *arena, const char *name) {
    char *copy = arena_copy_string(arena, name);
    for (char *end = copy; *(end += strcspn(end, " ,(")) != '\0';)
        *end = '|';
    return copy;
}

// `module.outer.<locals>.inner`, with a number where two have the same.
static const char *make_link_name(ModuleBuilder *owner, const FunctionSymbol *symbol,
                                  const char *suffix) {
    const char *qualified =
        symbol->qualified_name != NULL ? symbol->qualified_name : symbol->symbol.name->text;
    IrModule *module = owner->module;
    const char *name =
        arena_format(module->arena, "%s.%s%s", owner->typed->name, qualified, suffix);
    return ir_unique_name(module, name_in_text(module->arena, name));
}

bool is_callable_from_python(const ModuleBuilder *owner, const FunctionSymbol *symbol) {
    return symbol->kind != FUNCTION_CDEF && symbol->kind != FUNCTION_GENERATOR_EXPRESSION &&
           !method_is_of_slot(symbol) && !property_is_descriptor(owner, symbol);
}

static void declare_function(ModuleBuilder *owner, FunctionSymbol *symbol) {
    IrModule *module = owner->module;
    const CommonTypes *common = type_common(owner->typed->types);
    const char *link_name = make_link_name(owner, symbol, "");
    IrCallable *callable = declare_callable(owner, symbol, link_name);
    IrBody *body =
        ir_body_create(module, IR_BODY_GENERIC, IR_CONVENTION_NATIVE, callable, link_name);
    for (uint32_t i = 0; i < symbol->parameter_symbols.count; i++) {
        const Symbol *parameter = symbol->parameter_symbols.items[i];
        ir_parameter_create(body, ir_type_of(owner, parameter->type), parameter->name);
    }
    body->result =
        ir_type_of(owner, symbol->found.is_generator ? common->object : symbol->c.result_type);
    body->has_closure = symbol->found.captures.count > 0 || symbol->found.needs_class_cell;
    body->nogil = symbol->c.nogil || symbol->c.with_gil;
    body->is_generator = symbol->found.is_generator;
    body->is_inline = symbol->c.is_inline;
    // Through a vtable, or from Python subclasses, it is called with the types that it declares.
    body->is_fixed = symbol->owner != NULL;
    body->fast_math = symbol->directives.fastmath;
    bool is_object = body->result.kind == IR_OBJECT;
    body->error = is_object ? IR_RETURNS_NULL
                            : error_convention_of(symbol->symbol.type, IR_CONVENTION_NATIVE);
    body->span = symbol->node != NULL ? symbol->node->span : symbol->symbol.span;
    map_put(module->arena, &owner->bodies, symbol, body);
    if (!is_callable_from_python(owner, symbol))
        return;
    IrBody *entry = ir_body_create(module, IR_BODY_ENTRY, IR_CONVENTION_VECTORCALL, callable,
                                   make_link_name(owner, symbol, ".wrapper"));
    entry->result = (IrType){.kind = IR_OBJECT};
    entry->error = IR_RETURNS_NULL;
    entry->has_closure = body->has_closure;
    entry->fast_math = body->fast_math;
    entry->span = body->span;
    callable->entry = entry;
}

IrBody *declare_class_entry(ModuleBuilder *owner, const char *holder, const char *name, Span span) {
    IrModule *module = owner->module;
    const char *qualified = arena_format(module->arena, "%s.%s", holder, name);
    const char *link_name =
        ir_unique_name(module, arena_format(module->arena, "%s.%s", owner->typed->name, qualified));
    IrCallable *callable = ir_callable_create(module, link_name, name);
    callable->qualified_name = qualified;
    callable->span = span;
    IrBody *body = ir_body_create(module, IR_BODY_C_ENTRY, IR_CONVENTION_C, callable, link_name);
    body->span = span;
    return body;
}

void declare_bodies(ModuleBuilder *owner) {
    for (uint32_t i = 0; i < owner->typed->functions.count; i++) {
        FunctionSymbol *symbol = owner->typed->functions.items[i];
        if (unit_function_is_native(&owner->units, symbol))
            declare_function(owner, symbol);
    }
}

IrBody *function_body(const ModuleBuilder *owner, const FunctionSymbol *symbol) {
    return map_get(&owner->bodies, symbol);
}

// --- Entry ---------------------------------------------------------------------------------------

// One of the function's own, which lives as long as its variables do, has the variable's name.
static void set_cell(Builder *builder, const Symbol *symbol, IrValue cell) {
    IrRegisterId reg = builder_new_ir_register(builder, IR_OBJECT);
    IrRegister *entry = &builder->function->registers.items[reg];
    entry->is_cell = builder->symbol != NULL && symbol->scope == builder->symbol->scope &&
                     symbol->viewed == NULL && !is_in_c_cell(symbol);
    entry->name = entry->is_cell ? symbol->name : NULL;
    add_copy(builder, reg, cell);
    number_map_put(builder->arena, &builder->cells, symbol, reg);
}

// Makes empty cells for the captured variables of a function's or comprehension's scope.
void declare_cells(Builder *builder, const Scope *scope) {
    for (uint32_t i = 0; i < scope->order.count; i++) {
        Symbol *symbol = scope->order.items[i];
        if (!is_in_cell(symbol) || symbol->scope != scope || symbol->is_parameter)
            continue;
        set_cell(builder, symbol,
                 is_in_c_cell(symbol) ? c_cell_new(builder, symbol)
                                      : ADD_RUNTIME(builder, cell_new, ir_null(IR_OBJECT)));
        if (symbol->view != NULL)
            set_cell(builder, symbol->view, ADD_RUNTIME(builder, cell_new, ir_null(IR_OBJECT)));
    }
}

static void open_closure(Builder *builder) {
    for (uint32_t i = 0; i < closure_size(builder->symbol); i++) {
        const Symbol *variable = closure_variable(builder->symbol, i);
        if (variable == NULL)
            continue;
        IrOp *op = add_op_giving(builder, IR_OP_CLOSURE_CELL, (IrType){.kind = IR_OBJECT}, NULL, 0);
        op->aux.number = i;
        number_map_put(builder->arena, &builder->cells, variable, op->result);
    }
}

// Arguments are never assigned: what the body may change lives in a register of its own, or in a
// cell.
static void enter_parameter(Builder *builder, Symbol *symbol, IrRegisterId argument) {
    IrValue value = ir_reg(argument);
    if (is_in_c_cell(symbol)) {
        set_cell(builder, symbol, c_cell_new(builder, symbol));
        store_symbol(builder, symbol, value_of(value, symbol->type));
        return;
    }
    if (is_in_cell(symbol)) {
        IrValue object = to_object(builder, value_of(value, symbol->type));
        set_cell(builder, symbol, ADD_RUNTIME(builder, cell_new, object));
        return;
    }
    bool is_counted = ir_kind_is_counted(ir_type_of(builder->owner, symbol->type).kind);
    if (!is_counted || symbol->is_assigned || symbol->is_deleted) {
        add_copy(builder, local_register(builder, symbol), value);
        return;
    }
    builder->function->registers.items[argument].is_debug_local = true;
    number_map_put(builder->arena, &builder->locals, symbol, argument);
}

// A parameter that is declared as a buffer: its buffer is taken before anything else is done.
static void enter_view(Builder *builder, Symbol *view, IrRegisterId argument) {
    IrValue acquired = acquire_buffer(builder, view, ir_reg(argument));
    if (!is_in_cell(view)) {
        add_copy(builder, local_register(builder, view), acquired);
        return;
    }
    IrValue object = to_object(builder, value_of(acquired, view->type));
    set_cell(builder, view, ADD_RUNTIME(builder, cell_new, object));
}

static void enter_function(Builder *builder) {
    FunctionSymbol *symbol = builder->symbol;
    open_closure(builder);
    mark_likely_parameters(builder);
    for (uint32_t i = 0; i < symbol->parameter_symbols.count; i++)
        enter_parameter(builder, symbol->parameter_symbols.items[i],
                        builder->function->parameters[i]);
    for (uint32_t i = 0; i < symbol->parameter_symbols.count; i++)
        if (symbol->parameter_symbols.items[i]->view != NULL)
            enter_view(builder, symbol->parameter_symbols.items[i]->view,
                       builder->function->parameters[i]);
    if (symbol->scope != NULL) {
        declare_cells(builder, symbol->scope);
        clear_variables(builder, symbol->scope);
    }
}

// --- Bodies --------------------------------------------------------------------------------------

static void build_lambda_body(Builder *builder, Lambda *node) {
    const Type *type = builder->symbol->c.result_type;
    builder->span = node->body->span;
    if (builder->symbol->found.is_generator) { // a yield inside
        add_return(builder, object_value(builder, build_object(builder, node->body)));
        return;
    }
    add_return(builder, value_of(build_as(builder, node->body, type), type));
}

static void build_node(Builder *builder, Node *node) {
    switch (node->kind) {
    case NODE_FunctionDef:
        build_statements(builder, &NODE_AS(FunctionDef, node)->body);
        break;
    case NODE_CFunctionDef:
        build_statements(builder, &NODE_AS(CFunctionDef, node)->body);
        break;
    case NODE_Lambda:
        build_lambda_body(builder, NODE_AS(Lambda, node));
        break;
    case NODE_Comprehension:
        build_generator_body(builder, NODE_AS(Comprehension, node));
        break;
    default:
        internal_error("a %s is no function", node_kind_name(node->kind));
    }
}

static void build_body(Builder *builder, void *node) {
    begin_trace(builder);
    build_node(builder, node);
    end_trace(builder);
}

static void build_body_with_gil(Builder *builder, Node *node) {
    builder->without_gil = true;
    build_with_gil(builder, build_body, node);
}

void build_function(ModuleBuilder *owner, FunctionSymbol *symbol) {
    IrBody *body = function_body(owner, symbol);
    Builder builder = builder_create(owner, body, symbol);
    enter_function(&builder);
    start_lazy_scope(&builder);
    if (symbol->c.with_gil)
        build_body_with_gil(&builder, symbol->node);
    else
        build_body(&builder, symbol->node);
    builder.span = body->span;
    if (builder.block != NULL)
        build_default_return(&builder);
    if (body->callable->entry != NULL)
        build_wrapper(owner, symbol);
}
