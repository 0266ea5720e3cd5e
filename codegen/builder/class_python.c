// class statements of Python.
//
// Takes: ClassDef nodes, at any level. Gives: the namespace, the body's statements run in it, the
// class, its decorators applied, its name bound. A method that uses `super()` or `__class__` finds
// the class in a cell that is filled once the class exists: it is the last cell of the method's
// closure.

#include "codegen/builder/internal.h"

// The builder's place while a class body is built.
typedef struct ClassPlace {
    IrRegisterId namespace, class_cell;
    Scope *class_scope;
} ClassPlace;

static ClassPlace enter_class(Builder *builder, IrRegisterId namespace, Scope *scope) {
    ClassPlace outer = {builder->namespace, builder->class_cell, builder->class_scope};
    builder->namespace = namespace;
    builder->class_scope = scope;
    builder->class_cell = IR_NO_REGISTER;
    return outer;
}

static void leave_class(Builder *builder, ClassPlace outer) {
    builder->namespace = outer.namespace;
    builder->class_cell = outer.class_cell;
    builder->class_scope = outer.class_scope;
}

static void set_in_namespace(Builder *builder, IrRegisterId namespace, const char *name,
                             IrValue value) {
    IrValue key = add_constant(builder, constant_string(builder, name));
    ADD_RUNTIME(builder, set_item, ir_reg(namespace), key, value);
}

static bool needs_class_cell(const TypedModule *typed, const Scope *scope) {
    for (uint32_t i = 0; i < typed->functions.count; i++) {
        const FunctionSymbol *function = typed->functions.items[i];
        if (function->found.needs_class_cell && function->symbol.scope == scope)
            return true;
    }
    return false;
}

static void build_class_body(Builder *builder, const ClassDef *node, const char *qualified_name) {
    IrValue name = add_constant(builder, constant_string(builder, qualified_name));
    set_in_namespace(builder, builder->namespace, "__qualname__", name);
    const NodeList *body = &node->body;
    const Node *first = body->count > 0 ? body->items[0] : NULL;
    if (node_is(first, NODE_ExpressionStatement)) {
        Node *value = NODE_AS(ExpressionStatement, first)->value;
        if (node_is(value, NODE_StringLiteral) && NODE_AS(StringLiteral, value)->kind == STRING_STR)
            set_in_namespace(builder, builder->namespace, "__doc__", build_object(builder, value));
    }
    if (needs_class_cell(builder->typed, node->scope)) {
        IrRegisterId cell = builder_new_ir_register(builder, IR_OBJECT);
        add_copy(builder, cell, ADD_RUNTIME(builder, cell_new, ir_null(IR_OBJECT)));
        builder->class_cell = cell;
    }
    build_statements(builder, body);
}

static IrValue build_class_object(Builder *builder, const ClassDef *node) {
    const char *qualified_name = node->scope->qualified_name;
    // `metaclass=` and what goes to __prepare__ and __init_subclass__ are keywords.
    IrValue none = add_singleton(builder, SINGLETON_NONE);
    IrValue bases = build_argument_tuple(builder, &node->arguments, none);
    IrValue keywords = build_keyword_dict(builder, &node->arguments, none);
    IrValue name = name_operand(builder, node->name);
    builder->span = node->node.span;
    IrRegisterId namespace = builder_new_ir_register(builder, IR_OBJECT);
    add_copy(builder, namespace, ADD_RUNTIME(builder, class_namespace, name, bases, keywords));
    Span first = node->decorators.count > 0 ? node->decorators.items[0]->span : node->node.span;
    InnerCode code = enter_inner_code(builder, node->scope, first);
    ClassPlace outer = enter_class(builder, namespace, node->scope);
    build_class_body(builder, node, qualified_name);
    IrRegisterId class_cell = builder->class_cell;
    leave_class(builder, outer);
    leave_inner_code(builder, &code);
    builder->span = code.span;
    IrValue qualified = constant_operand(constant_string(builder, qualified_name));
    IrValue made =
        ADD_RUNTIME(builder, class_create, name, qualified, bases, ir_reg(namespace), keywords);
    if (class_cell != IR_NO_REGISTER)
        ADD_RUNTIME(builder, cell_set, ir_reg(class_cell), made);
    return made;
}

// class_def: decorators "class" NAME ["(" arguments ")"] ":" block
void build_class_def(Builder *builder, Node *node) {
    const ClassDef *class_def = NODE_AS(ClassDef, node);
    IrValue *decorators = build_decorators(builder, &class_def->decorators);
    IrValue made = build_class_object(builder, class_def);
    made = apply_decorators(builder, &class_def->decorators, decorators, made);
    store_symbol(builder, class_def->symbol, object_value(builder, made));
}
