// Variables: locals in registers or cells, globals in the module's dict or in C memory.
//
// Takes: symbols. Gives: their values, stores and deletions. A local that may be unbound is checked
// at each load; the undefined pass drops the checks that cannot fail.

#include "codegen/builder/code_object.h"
#include <string.h>

bool is_in_cell(const Symbol *symbol) {
    return symbol->kind == SYMBOL_LOCAL && symbol->is_captured;
}

bool is_in_c_cell(const Symbol *symbol) {
    return is_in_cell(symbol) && !type_is_object(symbol->type) && !is_view(symbol->type) &&
           !type_is_error(symbol->type);
}

bool has_register(const Builder *builder, const Symbol *symbol) {
    uint64_t found;
    return number_map_get(&builder->locals, symbol, &found);
}

IrRegisterId local_register(Builder *builder, Symbol *symbol) {
    uint64_t found;
    if (number_map_get(&builder->locals, symbol, &found))
        return (IrRegisterId)found;
    if (builder->outlined != NULL && symbol->scope->kind != SCOPE_COMPREHENSION)
        return lent_register(builder, symbol);
    // the view of a buffer is no variable of the source
    const Name *name = symbol->viewed == NULL ? symbol->name : NULL;
    IrRegisterId reg = builder_new_register(builder, symbol->type, name);
    IrRegister *entry = &builder->function->registers.items[reg];
    entry->is_debug_local = true;
    entry->is_inner = symbol->scope->kind == SCOPE_COMPREHENSION;
    if (entry->type.kind == IR_POINTER) // debuggers show what it points to
        entry->type.type = c_type_of(builder->owner, symbol->type);
    number_map_put(builder->arena, &builder->locals, symbol, reg);
    return reg;
}

IrRegisterId cell_register(Builder *builder, Symbol *symbol) {
    uint64_t found;
    bool is_known = number_map_get(&builder->cells, symbol, &found);
    if (!is_known && builder->outlined != NULL)
        return lent_cell(builder, symbol);
    if (!is_known)
        internal_error("the variable '%s' has no cell here", symbol->name->text);
    return (IrRegisterId)found;
}

// --- C memory ------------------------------------------------------------------------------------

Value load_from_memory(Builder *builder, IrValue address, const Type *type) {
    if (type->kind == TYPE_ARRAY)
        return value_of(address, type);
    IrValue value = add_load(builder, address, type);
    if (is_view(type))
        add_op(builder, IR_OP_CHECK_VIEW_SET, IR_NO_REGISTER, &value, 1);
    return value_of(value, type);
}

// Fills a C array from another one, from where a pointer points to, or from an iterable of as many
// items.
static void store_array(Builder *builder, IrValue target, const Type *type, Value value) {
    if (value.type->kind == TYPE_POINTER)
        value.type = type;
    if (value.type->kind != TYPE_ARRAY) {
        CPart part = whole_array(builder, target, type);
        fill_part(builder, &part, value);
        return;
    }
    // as a whole; a list that is written out may have fewer items
    add_store(builder, target, add_load(builder, value.ir, value.type), value.type);
}

void store_in_memory(Builder *builder, IrValue address, const Type *type, Value value) {
    if (type->kind == TYPE_ARRAY)
        store_array(builder, address, type, value);
    else
        add_store(builder, address, build_conversion(builder, value, type), type);
}

IrValue c_cell_new(Builder *builder, const Symbol *symbol) {
    IrOp *size = add_op_giving(builder, IR_OP_SIZE_OF, (IrType){.kind = IR_I64}, NULL, 0);
    size->aux.type = c_type_of(builder->owner, symbol->type);
    return ADD_RUNTIME(builder, c_cell_new, ir_reg(size->result));
}

IrValue c_cell_address(Builder *builder, Symbol *symbol) {
    IrValue cell = ir_reg(cell_register(builder, symbol));
    IrOp *op = add_op_giving(builder, IR_OP_CELL_ADDRESS, (IrType){.kind = IR_POINTER}, &cell, 1);
    op->aux.type = c_type_of(builder->owner, symbol->type);
    return ir_reg(op->result);
}

// --- Locals --------------------------------------------------------------------------------------

static void check_bound(Builder *builder, const Symbol *symbol, IrRegisterId reg,
                        NameAccess access) {
    bool is_counted = ir_kind_is_counted(ir_type_of(builder->owner, symbol->type).kind);
    bool is_set = symbol->is_parameter && !symbol->is_deleted;
    // A view has no value as well where another buffer could not be taken.
    if (symbol->viewed != NULL)
        is_set = symbol->viewed->is_parameter && !symbol->viewed->is_deleted &&
                 !symbol->viewed->is_assigned;
    if (!is_counted || is_set)
        return;
    IrValue value = ir_reg(reg);
    IrOp *op = add_op(builder, IR_OP_CHECK_BOUND, IR_NO_REGISTER, &value, 1);
    op->aux.text = text_of_name(symbol->name);
    if (access == NAME_FREE)
        op->flags |= IR_FLAG_FREE;
    if (access == NAME_IN_COMPREHENSION)
        op->flags |= IR_FLAG_IN_COMPREHENSION;
}

static const RuntimeId cell_readers[] = {[NAME_OWN] = RUNTIME_cell_get_own,
                                         [NAME_IN_COMPREHENSION] = RUNTIME_cell_get_outer,
                                         [NAME_FREE] = RUNTIME_cell_get};
// In Cython's words; a comprehension is part of its function there.
static const RuntimeId unassigned_readers[] = {[NAME_OWN] = RUNTIME_cell_get_own_unassigned,
                                               [NAME_IN_COMPREHENSION] =
                                                   RUNTIME_cell_get_own_unassigned,
                                               [NAME_FREE] = RUNTIME_cell_get_unassigned};

bool local_lies_in_memory(Builder *builder, Symbol *symbol, IrValue *address) {
    if (has_register(builder, symbol))
        return false;
    if (is_in_c_cell(symbol)) {
        *address = c_cell_address(builder, symbol);
        return true;
    }
    return builder->outlined != NULL && !is_in_cell(symbol) &&
           find_shared_address(builder, symbol, address);
}

static Value load_in_memory(Builder *builder, Symbol *symbol, IrValue address, NameAccess access) {
    Value value = load_from_memory(builder, address, symbol->type);
    if (type_is_object(symbol->type))
        check_bound(builder, symbol, value.ir.reg, access);
    return value;
}

// A memoryview is an object there.
static Value load_cell(Builder *builder, Symbol *symbol, NameAccess access) {
    IrValue operands[] = {ir_reg(cell_register(builder, symbol)),
                          name_operand(builder, symbol->name)};
    const RuntimeId *readers =
        builder->module->has_python_texts ? cell_readers : unassigned_readers;
    IrValue object = add_runtime_list(builder, readers[access], operands, 2);
    Value value = object_value(builder, object);
    if (type_is_object(symbol->type))
        return value_of(object, symbol->type);
    if (symbol->viewed != NULL)
        return value_of(acquire_buffer(builder, symbol, object), symbol->type);
    return value_of(build_conversion(builder, value, symbol->type), symbol->type);
}

static Value load_local(Builder *builder, Symbol *symbol, NameAccess access) {
    IrValue address;
    if (local_lies_in_memory(builder, symbol, &address))
        return load_in_memory(builder, symbol, address, access);
    if (is_in_cell(symbol) && !has_register(builder, symbol))
        return load_cell(builder, symbol, access);
    IrRegisterId reg = local_register(builder, symbol);
    if (symbol->type->kind == TYPE_ARRAY)
        return value_of(add_pointer_to(builder, reg), symbol->type);
    check_bound(builder, symbol, reg, access);
    Value value = value_of(ir_reg(reg), symbol->type);
    return symbol->is_bound_in_expression ? add_saved_copy(builder, value) : value;
}

void store_in_cell(Builder *builder, Symbol *symbol, IrValue object) {
    ADD_RUNTIME(builder, cell_set, ir_reg(cell_register(builder, symbol)), object);
}

static void store_local(Builder *builder, Symbol *symbol, Value value) {
    if (symbol->view != NULL) {
        store_buffer(builder, symbol, value);
        return;
    }
    IrValue address;
    if (local_lies_in_memory(builder, symbol, &address)) {
        store_in_memory(builder, address, symbol->type, value);
        return;
    }
    if (is_in_cell(symbol) && !has_register(builder, symbol)) {
        IrValue object = to_object(
            builder, value_of(build_conversion(builder, value, symbol->type), symbol->type));
        store_in_cell(builder, symbol, object);
        return;
    }
    IrRegisterId reg = local_register(builder, symbol);
    if (symbol->type->kind == TYPE_ARRAY)
        store_array(builder, add_pointer_to(builder, reg), symbol->type, value);
    else
        add_copy(builder, reg, build_conversion(builder, value, symbol->type));
}

static bool is_own(const Builder *builder, const Symbol *symbol) {
    return builder->symbol != NULL && symbol->scope->function == builder->symbol;
}

static void delete_local(Builder *builder, Symbol *symbol) {
    if (symbol->view != NULL)
        delete_local(builder, symbol->view);
    IrValue address;
    if (local_lies_in_memory(builder, symbol, &address)) {
        load_in_memory(builder, symbol, address, NAME_OWN);
        add_store(builder, address, ir_null(IR_OBJECT), symbol->type);
        return;
    }
    if (is_in_cell(symbol)) {
        NameAccess access = is_own(builder, symbol) ? NAME_OWN : NAME_FREE;
        load_cell(builder, symbol, access); // raises if there is nothing to delete
        store_in_cell(builder, symbol, ir_null(IR_OBJECT));
        return;
    }
    IrRegisterId reg = local_register(builder, symbol);
    check_bound(builder, symbol, reg, NAME_OWN);
    add_op(builder, IR_OP_UNBOUND, reg, NULL, 0);
}

// --- Module variables ----------------------------------------------------------------------------

void report_foreign(Builder *builder, const char *what) {
    diag_report(builder->module->compilation->diagnostics, DIAG_E0613, builder->span,
                arena_format(builder->arena, "%s of another module", what));
}

IrValue c_global_address(Builder *builder, Symbol *symbol) {
    bool is_own = symbol->scope == builder->typed->scope;
    if (!is_own && is_exchangeable(symbol))
        return add_import_address(builder, import_of_variable(builder->owner, symbol));
    if (!is_own)
        report_foreign(builder, "a C variable without a name in C");
    IrOp *op = add_op_giving(builder, IR_OP_GLOBAL_ADDRESS, (IrType){.kind = IR_POINTER}, NULL, 0);
    op->aux.global = global_of(builder->owner, symbol);
    return ir_reg(op->result);
}

static Value load_c_global(Builder *builder, Symbol *symbol) {
    if (has_register(builder, symbol))
        return load_local(builder, symbol, NAME_OWN);
    return load_from_memory(builder, c_global_address(builder, symbol), symbol->type);
}

IrValue add_extern_address(Builder *builder, const Symbol *symbol) {
    IrOp *op = add_op_giving(builder, IR_OP_EXTERN_ADDRESS, (IrType){.kind = IR_POINTER}, NULL, 0);
    op->aux.external = extern_of(builder->owner, symbol);
    return ir_reg(op->result);
}

bool build_extern_statement(Builder *builder, const Node *node) {
    const Symbol *symbol = symbol_of(node);
    bool is_declared = symbol != NULL && symbol->is_extern &&
                       (symbol->kind == SYMBOL_FUNCTION || symbol->kind == SYMBOL_C_VARIABLE);
    if (!is_declared)
        return false;
    IrOp *op = add_op(builder, IR_OP_EXTERN_STATEMENT, IR_NO_REGISTER, NULL, 0);
    op->aux.external = extern_of(builder->owner, symbol);
    return true;
}

// By C's own assignment, where it is a number or an address: the variable may have another type
// than the declaration says.
static void store_extern(Builder *builder, const Symbol *symbol, Value value) {
    IrType type = ir_type_of(builder->owner, symbol->type);
    bool is_number = type.kind == IR_BOOL || (type.kind >= IR_I8 && type.kind <= IR_POINTER);
    if (!is_number && symbol->type->kind != TYPE_COMPLEX) {
        store_in_memory(builder, add_extern_address(builder, symbol), symbol->type, value);
        return;
    }
    IrValue converted = build_conversion(builder, value, symbol->type);
    IrOp *op = add_op(builder, IR_OP_EXTERN_STORE, IR_NO_REGISTER, &converted, 1);
    op->aux.external = extern_of(builder->owner, symbol);
}

static Value load_extern(Builder *builder, Symbol *symbol) {
    if (symbol->type->kind == TYPE_ARRAY)
        return value_of(add_extern_address(builder, symbol), symbol->type);
    IrOp *op = add_op_giving(builder, IR_OP_EXTERN_VALUE, ir_type_of(builder->owner, symbol->type),
                             NULL, 0);
    op->aux.external = extern_of(builder->owner, symbol);
    return value_of(ir_reg(op->result), symbol->type);
}

static Value load_constant_symbol(Builder *builder, Symbol *symbol) {
    if (symbol->constant_known)
        return value_of(ir_int(ir_type_of(builder->owner, symbol->type).kind, symbol->constant),
                        symbol->type);
    if (symbol->constant_node != NULL) {
        IrValue value = build_as(builder, symbol->constant_node, builder->common->long_);
        Value number = value_of(value, builder->common->long_);
        return value_of(build_conversion(builder, number, symbol->type), symbol->type);
    }
    return load_extern(builder, symbol);
}

// A pointer's callers know nothing of optional arguments and overrides.
static IrValue import_function_address(Builder *builder, FunctionSymbol *function) {
    bool is_plain =
        function->kind == FUNCTION_CDEF && function->symbol.type->function.optional_count == 0;
    if (is_plain && function->owner != NULL)
        return add_method_address(builder, function, NULL);
    if (is_plain && is_exchangeable(&function->symbol))
        return add_import_address(builder, import_of_function(builder->owner, function));
    report_foreign(builder, is_plain ? "a C function without a name in C"
                                     : "the address of a function with optional arguments");
    return ir_null(IR_POINTER);
}

// The entry of a method in its slot of the vtable, so that all pointers to it are equal; NULL: its
// callers pass more than those of a pointer.
static IrBody *slot_entry_of(ModuleBuilder *owner, FunctionSymbol *method) {
    const ClassSymbol *class_symbol = method->owner;
    bool is_plain =
        method->kind == FUNCTION_CDEF && method->symbol.type->function.optional_count == 0;
    for (uint32_t i = 0; is_plain && class_symbol != NULL && i < class_symbol->vtable.count; i++) {
        const FunctionSymbol *opener = class_symbol->slot_openers.items[i];
        if (class_symbol->vtable.items[i] == method &&
            type_is_called_alike(method->symbol.type, opener->symbol.type))
            return c_entry_of(owner, method, opener, IR_CONVENTION_CYTHON);
    }
    return NULL;
}

IrValue add_body_address(Builder *builder, IrBody *body) {
    IrOp *op =
        add_op_giving(builder, IR_OP_FUNCTION_ADDRESS, (IrType){.kind = IR_POINTER}, NULL, 0);
    op->aux.body = body;
    return ir_reg(op->result);
}

Value load_function_address(Builder *builder, Symbol *symbol) {
    FunctionSymbol *function = (FunctionSymbol *)symbol;
    if (function_body(builder->owner, function) != NULL) {
        IrBody *entry = slot_entry_of(builder->owner, function);
        if (entry == NULL)
            entry = c_entry_of(builder->owner, function, function, IR_CONVENTION_C);
        return value_of(add_body_address(builder, entry), symbol->type);
    }
    if (symbol->is_extern)
        return value_of(add_extern_address(builder, symbol), symbol->type);
    return value_of(import_function_address(builder, function), symbol->type);
}

IrValue load_by_name(Builder *builder, IrValue name, bool in_class) {
    if (!in_class || builder->namespace == IR_NO_REGISTER)
        return ADD_RUNTIME(builder, load_global, name);
    return ADD_RUNTIME(builder, load_class_name, ir_reg(builder->namespace), name);
}

IrValue add_class_object(Builder *builder, ClassSymbol *symbol) {
    IrOp *op = add_op_giving(builder, IR_OP_CLASS_OBJECT, (IrType){.kind = IR_OBJECT}, NULL, 0);
    op->aux.class_ = class_of(builder->owner, symbol);
    return ir_reg(op->result);
}

IrValue load_class_attribute(Builder *builder, ClassSymbol *symbol, const Name *name) {
    IrValue names = ADD_RUNTIME(builder, class_attributes, add_class_object(builder, symbol));
    return ADD_RUNTIME(builder, load_class_name, names, name_operand(builder, name));
}

// Builtins of Python 2 that Cython's language still has, which are in a module by now: NULL, or its
// name.
static const char *module_of_old_builtin(const Symbol *symbol) {
    if (symbol->kind != SYMBOL_BUILTIN)
        return NULL;
    if (strcmp(symbol->name->text, "intern") == 0)
        return "sys";
    return strcmp(symbol->name->text, "reload") == 0 ? "importlib" : NULL;
}

IrValue load_builtin(Builder *builder, const char *name) {
    return ADD_RUNTIME(builder, load_builtin, constant_operand(constant_string(builder, name)));
}

// The typer has found out what is looked up in a class's namespace first.
static Value load_python_name(Builder *builder, const Symbol *symbol) {
    IrValue name = name_operand(builder, symbol->name);
    const char *module = module_of_old_builtin(symbol);
    if (module != NULL) {
        IrValue imported =
            ADD_RUNTIME(builder, import_name, constant_operand(constant_string(builder, module)),
                        ir_null(IR_OBJECT), ir_int(IR_I64, 0), ir_int(IR_I32, 0));
        return object_value(builder, ADD_RUNTIME(builder, import_from, imported, name));
    }
    if (symbol_is_of_cdef_class(symbol))
        return object_value(
            builder, load_class_attribute(builder, symbol->scope->class_symbol, symbol->name));
    return object_value(builder,
                        load_by_name(builder, name, symbol->kind == SYMBOL_CLASS_ATTRIBUTE));
}

static Value load_class(Builder *builder, Symbol *symbol) {
    return value_of(add_class_object(builder, (ClassSymbol *)symbol),
                    builder->common->builtin[BUILTIN_TYPE]);
}

static IrValue class_cell_of_closure(Builder *builder) {
    IrOp *op = add_op_giving(builder, IR_OP_CLOSURE_CELL, (IrType){.kind = IR_OBJECT}, NULL, 0);
    op->aux.number = class_cell_position(builder->symbol);
    return ir_reg(op->result);
}

// In a class body its own cell; in a method one of its closure.
IrValue class_cell_for(Builder *builder) {
    return builder->class_cell != IR_NO_REGISTER ? ir_reg(builder->class_cell)
                                                 : class_cell_of_closure(builder);
}

// That of the method's class, which in the body of a class inside is not the body's own.
static IrValue cell_of_method(Builder *builder) {
    return is_in_class_body(builder) ? class_cell_of_closure(builder) : class_cell_for(builder);
}

// What `__class__` means to who has the cell.
static IrValue load_class_cell(Builder *builder, IrValue cell) {
    IrValue name = constant_operand(constant_string(builder, "__class__"));
    return ADD_RUNTIME(builder, cell_get, cell, name);
}

static bool is_of_other_module(const Builder *builder, const Symbol *symbol) {
    return symbol->scope != NULL && symbol->scope->kind == SCOPE_MODULE &&
           symbol->scope != builder->typed->scope;
}

Value load_symbol(Builder *builder, Symbol *symbol) {
    switch (symbol->kind) {
    case SYMBOL_LOCAL:
        return load_local(builder, symbol, is_own(builder, symbol) ? NAME_OWN : NAME_FREE);
    case SYMBOL_C_GLOBAL:
        return load_c_global(builder, symbol);
    case SYMBOL_C_VARIABLE:
        return load_extern(builder, symbol);
    case SYMBOL_CONSTANT:
        return load_constant_symbol(builder, symbol);
    case SYMBOL_CLASS:
        return load_class(builder, symbol);
    case SYMBOL_FUNCTION:
        if (((FunctionSymbol *)symbol)->kind != FUNCTION_CDEF)
            return is_of_other_module(builder, symbol) ? load_from_module(builder, symbol)
                                                       : load_python_name(builder, symbol);
        return load_function_address(builder, symbol);
    case SYMBOL_GLOBAL:
    case SYMBOL_BUILTIN:
    case SYMBOL_PYTHON_CLASS:
    case SYMBOL_CLASS_ATTRIBUTE:
    case SYMBOL_MODULE:
    case SYMBOL_PROPERTY:
    case SYMBOL_FIELD:
    case SYMBOL_CYTHON:
        break;
    case SYMBOL_TYPE: // of an enum that Python sees
        if (is_of_other_module(builder, symbol))
            return load_from_module(builder, symbol);
        break;
    }
    return load_python_name(builder, symbol);
}

Value load_named(Builder *builder, const Node *node, Symbol *symbol) {
    bool is_address =
        symbol->kind == SYMBOL_FUNCTION && node->type != NULL && node->type->kind == TYPE_FUNCTION;
    return is_address ? load_function_address(builder, symbol) : load_symbol(builder, symbol);
}

void store_symbol(Builder *builder, Symbol *symbol, Value value) {
    if (symbol->kind == SYMBOL_LOCAL || has_register(builder, symbol)) {
        store_local(builder, symbol, value);
        return;
    }
    if (symbol->kind == SYMBOL_C_GLOBAL) {
        store_in_memory(builder, c_global_address(builder, symbol), symbol->type, value);
        return;
    }
    if (symbol->kind == SYMBOL_C_VARIABLE) {
        store_extern(builder, symbol, value);
        return;
    }
    IrValue object = to_object(builder, value);
    IrValue name = name_operand(builder, symbol->name);
    if (builder->class_scope != NULL && builder->class_scope->kind == SCOPE_C_CLASS &&
        symbol->scope == builder->class_scope)
        store_class_attribute(builder, builder->class_scope->class_symbol, symbol->name, value);
    else if (symbol->kind == SYMBOL_CLASS_ATTRIBUTE && builder->namespace != IR_NO_REGISTER)
        ADD_RUNTIME(builder, set_item, ir_reg(builder->namespace),
                    add_constant(builder, constant_name(builder, symbol->name)), object);
    else
        ADD_RUNTIME(builder, store_global, name, object);
}

void delete_symbol(Builder *builder, Symbol *symbol) {
    if (symbol->kind == SYMBOL_LOCAL)
        delete_local(builder, symbol);
    else if (symbol_is_of_cdef_class(symbol))
        ADD_RUNTIME(builder, delete_attribute,
                    add_class_object(builder, symbol->scope->class_symbol),
                    name_operand(builder, symbol->name));
    else if (symbol->kind == SYMBOL_CLASS_ATTRIBUTE && builder->namespace != IR_NO_REGISTER)
        ADD_RUNTIME(builder, delete_class_name, ir_reg(builder->namespace),
                    name_operand(builder, symbol->name));
    else
        ADD_RUNTIME(builder, delete_global, name_operand(builder, symbol->name));
}

// Is it the implicit `__class__` of a method, which nothing binds?
static bool is_class_cell(const Builder *builder, const NameExpression *name) {
    if (strcmp(name->name->text, "__class__") != 0)
        return false;
    if (builder->symbol == NULL || !builder->symbol->found.needs_class_cell)
        return false;
    return name->symbol == NULL ||
           (name->symbol->kind == SYMBOL_LOCAL && name->symbol->binding_count == 0 &&
            !name->symbol->is_parameter);
}

// Is it `__class__` in a comprehension of a class's body?
static bool is_class_of_body(const NameExpression *name) {
    return name->symbol != NULL && name->symbol->kind == SYMBOL_LOCAL &&
           name->symbol->scope->kind == SCOPE_COMPREHENSION && name->symbol->binding_count == 0 &&
           strcmp(name->name->text, "__class__") == 0;
}

// A variable of a function. In a class body the namespace comes first, which a metaclass may have
// prepared; what else is in it, the typer knows.
static Value load_name_of_function(Builder *builder, const NameExpression *name) {
    if (!is_in_class_body(builder) || !builder->class_scope->may_be_prepared)
        return load_local(builder, name->symbol, name->access);
    IrRegisterId result = builder_new_ir_register(builder, IR_OBJECT);
    IrRegisterId item = builder_new_ir_register(builder, IR_OBJECT);
    IrValue found = ADD_RUNTIME(builder, find_class_name, ir_reg(builder->namespace),
                                name_operand(builder, name->name), ir_reg(item));
    IrBlock *prepared = builder_new_block(builder, "prepared");
    IrBlock *missing = builder_new_block(builder, "not prepared");
    IrBlock *after = builder_new_block(builder, "name found");
    add_branch(builder, add_compare(builder, COMPARE_NOT_EQUAL, found, ir_int(IR_I32, 0), false),
               prepared, missing);
    builder_start_block(builder, prepared);
    add_copy(builder, result, ir_reg(item));
    add_jump(builder, after);
    builder_start_block(builder, missing);
    add_copy(builder, result, to_object(builder, load_local(builder, name->symbol, name->access)));
    add_jump(builder, after);
    builder_start_block(builder, after);
    return object_value(builder, ir_reg(result));
}

Value build_name_expression(Builder *builder, Node *node) {
    NameExpression *name = NODE_AS(NameExpression, node);
    if (is_class_of_body(name))
        return object_value(builder, load_class_cell(builder, ir_reg(builder->class_cell)));
    if (is_class_cell(builder, name))
        return object_value(builder, load_class_cell(builder, cell_of_method(builder)));
    // an unknown name in a .py file: a NameError when it runs
    if (name->symbol == NULL)
        return object_value(builder,
                            load_by_name(builder, name_operand(builder, name->name), false));
    if (name->symbol->kind == SYMBOL_LOCAL)
        return load_name_of_function(builder, name);
    return load_named(builder, node, name->symbol);
}
