// cdef classes.
//
// Takes: CClassDef nodes of the module. Gives: the type object, made where the statement stands;
// its methods as function objects set on it; its name bound in the module. The runtime makes
// layout, allocation and collection from the class's description; `__cinit__` and `__dealloc__` are
// function objects that only it calls.

#include "codegen/builder/internal.h"
#include <string.h>

// Does only the runtime call the method?
static bool is_hidden_method(const FunctionSymbol *method) {
    const char *name = method->symbol.name->text;
    return strcmp(name, "__cinit__") == 0 || strcmp(name, "__dealloc__") == 0;
}

static void set_on_class(Builder *builder, ClassSymbol *symbol, const Name *name, IrValue value) {
    ADD_RUNTIME(builder, class_set, add_class_object(builder, symbol), name_operand(builder, name),
                value);
}

static IrValue first_base(Builder *builder, const ClassSymbol *symbol) {
    if (symbol->base != NULL)
        return add_class_object(builder, symbol->base);
    const Type *object = builder->common->object;
    return add_type_object(builder, symbol->builtin_base != NULL ? symbol->builtin_base : object);
}

// The tuple of bases, where the class's description does not say all of them; or null.
static IrValue build_bases(Builder *builder, const ClassSymbol *symbol) {
    // The others' type objects have addresses, which stand in the description.
    bool is_exception = symbol->builtin_base != NULL &&
                        builtin_extends(symbol->builtin_base->builtin, BUILTIN_BASE_EXCEPTION);
    if (!is_exception && !symbol->has_python_bases)
        return ir_null(IR_OBJECT);
    const NodeList *nodes = &symbol->node->bases;
    IrValue *bases = ARENA_ARRAY(builder->arena, IrValue, nodes->count + 1);
    uint32_t count = 0;
    bases[count++] = first_base(builder, symbol);
    for (uint32_t i = 1; symbol->has_python_bases && i < nodes->count; i++)
        if (!node_is(nodes->items[i], NODE_Keyword))
            bases[count++] = build_object(builder, nodes->items[i]);
    return add_runtime_list(builder, RUNTIME_tuple_build, bases, count);
}

// (Without a reference, which add_store would take: the module keeps the class.)
static void store_type_pointer(Builder *builder, const ClassSymbol *symbol, IrValue type) {
    IrOp *place =
        add_op_giving(builder, IR_OP_GLOBAL_ADDRESS, (IrType){.kind = IR_POINTER}, NULL, 0);
    place->aux.global = type_pointer_of(builder->owner, symbol);
    IrValue operands[] = {ir_reg(place->result), type};
    add_op(builder, IR_OP_STORE, IR_NO_REGISTER, operands, 2)->aux.type = place->aux.global->type;
}

// The type object is made with its C fields, then the body runs: each def and cpdef method and each
// assignment sets an attribute.
static void define_class(Builder *builder, ClassSymbol *symbol) {
    const IrClass *entry = class_of(builder->owner, symbol);
    if (entry->base != NULL)
        build_base_import(builder, entry->base);
    IrValue bases = build_bases(builder, symbol);
    IrValue type = ADD_RUNTIME(builder, class_define, ir_int(IR_I64, entry->number), bases);
    if (symbol->type_pointer_name != NULL)
        store_type_pointer(builder, symbol, type);
    if (!symbol->traits.is_internal)
        ADD_RUNTIME(builder, store_global, name_operand(builder, symbol->symbol.name), type);
}

// Is there a class in the line whose bases are known only when its statement runs?
static bool waits_for_bases(const ClassSymbol *symbol) {
    for (; symbol != NULL; symbol = symbol->base)
        if (symbol->has_python_bases)
            return true;
    return false;
}

// --- Properties ----------------------------------------------------------------------------------

// Is there a function of the same property before this one?
static bool is_first_of_property(const FunctionSymbol *method) {
    const FunctionVector *all = &method->owner->properties;
    for (uint32_t i = 0; i < all->count && all->items[i] != method; i++)
        if (all->items[i]->symbol.name == method->symbol.name)
            return false;
    return true;
}

static IrValue new_property(Builder *builder, const IrValue *arguments, uint32_t count) {
    return add_python_call(builder, load_builtin(builder, "property"), arguments, count);
}

// property(getter), or the property so far with one more function.
static IrValue extend_property(Builder *builder, const FunctionSymbol *method, IrValue function) {
    bool is_first = is_first_of_property(method);
    if (is_first && method->python.property_role == PROPERTY_GET)
        return new_property(builder, &function, 1);
    IrValue before = is_first ? new_property(builder, NULL, 0)
                              : load_class_attribute(builder, method->owner, method->symbol.name);
    const char *change = method->python.property_role == PROPERTY_GET   ? "getter"
                         : method->python.property_role == PROPERTY_SET ? "setter"
                                                                        : "deleter";
    Method changer = load_method(builder, before, intern(builder->module->compilation, change));
    return add_method_call(builder, &changer, &function, 1, IR_NO_CONSTANT);
}

// property name: "docstring" def __get__(self): ...
void build_property_def(Builder *builder, Node *node) {
    const PropertyDef *property = NODE_AS(PropertyDef, node);
    build_statements(builder, &property->body);
    if (property->body.count > 0 &&
        property_is_descriptor(builder->owner,
                               NODE_AS(FunctionDef, property->body.items[0])->function))
        return;
    if (property->docstring.bytes == NULL || builder->class_scope == NULL || builder->block == NULL)
        return;
    ClassSymbol *owner = builder->class_scope->class_symbol;
    IrValue before = load_class_attribute(builder, owner, property->name);
    static const char *const parts[] = {"fget", "fset", "fdel"};
    IrValue arguments[4];
    for (uint32_t i = 0; i < 3; i++)
        arguments[i] =
            load_attribute(builder, before, intern(builder->module->compilation, parts[i]));
    IrConstant text = {.kind = IR_CONSTANT_STR, .text = property->docstring};
    arguments[3] = add_constant(builder, ir_constant_add(builder->module, &text));
    set_on_class(builder, owner, property->name, new_property(builder, arguments, 4));
}

// Makes the function object of a method whose def statement has been reached.
void build_extension_method(Builder *builder, FunctionSymbol *method, const NodeList *decorators) {
    if (!is_callable_from_python(builder->owner, method))
        return;
    IrValue *callables = build_decorators(builder, decorators);
    IrValue function = build_function_object(builder, method);
    if (is_hidden_method(method))
        return;
    function = apply_decorators(builder, decorators, callables, function);
    if (method->python.is_property)
        function = extend_property(builder, method, function);
    set_on_class(builder, method->owner, method->symbol.name, function);
}

// A name that the body of a cdef class binds is an attribute of the type.
void store_class_attribute(Builder *builder, ClassSymbol *symbol, const Name *name, Value value) {
    set_on_class(builder, symbol, name, to_object(builder, value));
}

// The types are there before the first statement of the module runs, bases first; but for those
// that extend classes of Python's.
void define_classes(Builder *builder) {
    for (uint32_t i = 0; i < builder->typed->classes.count; i++) {
        ClassSymbol *symbol = builder->typed->classes.items[i];
        if (symbol->node == NULL || symbol->node->is_extern || waits_for_bases(symbol))
            continue;
        builder->span = symbol->symbol.span;
        define_class(builder, symbol);
    }
}

// cclass: "cdef" "class" NAME ["(" bases ")"] ":" block
void build_c_class_def(Builder *builder, Node *node) {
    const CClassDef *class_def = NODE_AS(CClassDef, node);
    if (!class_def->has_body || class_def->is_extern)
        return;
    ClassSymbol *symbol = (ClassSymbol *)class_def->symbol;
    if (symbol->node == class_def && waits_for_bases(symbol))
        define_class(builder, symbol);
    Scope *outer = builder->class_scope;
    builder->class_scope = symbol->scope;
    build_statements(builder, &class_def->body);
    builder->class_scope = outer;
    if (builder->block != NULL && symbol->node == class_def)
        ADD_RUNTIME(builder, class_complete,
                    ir_int(IR_I64, class_of(builder->owner, symbol)->number));
}
