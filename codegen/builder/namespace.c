// What reads the variables of the code that calls it: locals(), vars(), dir(), eval and exec.
//
// Takes: calls of these builtins, and exec statements. Gives: the module's dict, the namespace of a
// class body, or a dict that is filled with the variables of the function that have a value at this
// place and can be objects. Of a comprehension its own names belong to them, as in Python 3.12.

#include "codegen/builder/internal.h"

// --- A dict of variables -------------------------------------------------------------------------

static void set_name(Builder *builder, IrValue names, const Symbol *symbol, IrValue value) {
    ADD_RUNTIME(builder, names_set, names, name_operand(builder, symbol->name), value);
}

// Unbound variables are null: they have no entry.
static void add_variable(Builder *builder, IrValue names, Symbol *symbol) {
    if (symbol->kind != SYMBOL_LOCAL || symbol->viewed != NULL ||
        type_conversion(symbol->type, builder->common->object) == CONVERT_IMPOSSIBLE)
        return;
    if (is_in_cell(symbol) && !is_in_c_cell(symbol))
        ADD_RUNTIME(builder, names_set_cell, names, name_operand(builder, symbol->name),
                    ir_reg(cell_register(builder, symbol)));
    else if (type_is_object(symbol->type))
        set_name(builder, names, symbol, ir_reg(local_register(builder, symbol)));
    else
        set_name(builder, names, symbol, to_object(builder, load_symbol(builder, symbol)));
}

static void add_variables_of(Builder *builder, IrValue names, const SymbolVector *symbols) {
    for (uint32_t i = 0; i < symbols->count; i++)
        add_variable(builder, names, symbols->items[i]);
}

static void add_comprehension_variables(Builder *builder, IrValue names) {
    for (const Scope *scope = builder->comprehension_scope;
         scope != NULL && scope->kind == SCOPE_COMPREHENSION; scope = scope->parent)
        add_variables_of(builder, names, &scope->order);
}

static IrValue load_class_around(Builder *builder) {
    const FunctionSymbol *method = builder->symbol;
    while (method->owner == NULL)
        method = method->outer;
    return add_class_object(builder, method->owner);
}

static void add_class_around(Builder *builder, IrValue names) {
    IrValue name = constant_operand(constant_string(builder, "__class__"));
    if (builder->symbol->found.needs_class_cell)
        ADD_RUNTIME(builder, names_set_cell, names, name, class_cell_for(builder));
    if (builder->symbol->found.uses_class)
        ADD_RUNTIME(builder, names_set, names, name, load_class_around(builder));
}

// Up to Python 3.12 all calls in a function give one dict, so that what `exec` binds is there in
// the next one.
static IrValue start_names(Builder *builder) {
    bool is_kept = builder->typed->is_pure_python && is_python_before(builder, 13) &&
                   builder->comprehension_scope == NULL;
    if (!is_kept)
        return add_runtime_list(builder, RUNTIME_dict_build, NULL, 0);
    if (builder->names == IR_NO_REGISTER)
        builder->names = builder_new_ir_register(builder, IR_OBJECT);
    IrValue names = ADD_RUNTIME(builder, names_start, ir_reg(builder->names));
    add_copy(builder, builder->names, names);
    return ir_reg(builder->names);
}

static IrValue build_names_of_function(Builder *builder) {
    IrValue names = start_names(builder);
    add_variables_of(builder, names, &builder->symbol->scope->order);
    add_variables_of(builder, names, &builder->symbol->found.captures);
    add_class_around(builder, names);
    add_comprehension_variables(builder, names);
    return names;
}

// Called right before the op that calls: nothing that runs other code may come between the two.
void show_variables(Builder *builder) {
    bool has_variables = builder->symbol != NULL && builder->namespace == IR_NO_REGISTER;
    if (!builder->shows_variables || !has_variables)
        return;
    IrValue names = add_runtime_list(builder, RUNTIME_dict_build, NULL, 0);
    add_variables_of(builder, names, &builder->symbol->scope->order);
    add_variables_of(builder, names, &builder->symbol->found.captures);
    add_class_around(builder, names);
    ADD_RUNTIME(builder, frame_variables, names);
}

// The namespace at this place, whatever it is.
static IrValue build_names(Builder *builder) {
    if (is_in_class_body(builder))
        return ir_reg(builder->namespace);
    if (builder->namespace == IR_NO_REGISTER && builder->symbol != NULL)
        return build_names_of_function(builder);
    if (builder->comprehension_scope == NULL)
        return add_runtime_list(builder, RUNTIME_module_globals, NULL, 0);
    IrValue names = add_runtime_list(builder, RUNTIME_dict_build, NULL, 0);
    add_comprehension_variables(builder, names);
    return names;
}

// --- The builtins --------------------------------------------------------------------------------

Value build_builtin_locals(Builder *builder, Call *node) {
    (void)node;
    return object_value(builder, build_names(builder));
}

Value build_builtin_vars(Builder *builder, Call *node) {
    return build_builtin_locals(builder, node);
}

Value build_builtin_dir(Builder *builder, Call *node) {
    (void)node;
    IrValue sorted = ADD_RUNTIME(builder, sorted_names, build_names(builder));
    return value_of(sorted, builder->common->builtin[BUILTIN_LIST]);
}

static Value call_with_names(Builder *builder, const char *name, Node *code, bool sees_locals) {
    IrValue callee = load_builtin(builder, name);
    IrValue arguments[3] = {build_object(builder, code)};
    arguments[1] = add_runtime_list(builder, RUNTIME_module_globals, NULL, 0);
    if (sees_locals)
        arguments[2] = build_names(builder);
    return object_value(builder, add_python_call(builder, callee, arguments, sees_locals ? 3 : 2));
}

Value build_builtin_eval(Builder *builder, Call *node) {
    return call_with_names(builder, "eval", node->arguments.items[0], true);
}

// In Cython's language the function binds what it runs in the module, wherever it is called.
Value build_builtin_exec(Builder *builder, Call *node) {
    return call_with_names(builder, "exec", node->arguments.items[0],
                           builder->typed->is_pure_python);
}

void build_exec_here(Builder *builder, Node *code) { call_with_names(builder, "exec", code, true); }
