// class statements of Python.
//
// Takes: ClassDef nodes, at any level. Gives: the namespace, the body's statements run in it, the
// class, its decorators applied, its name bound. A method that uses `super()` or `__class__` finds
// the class in a cell that is filled once the class exists: it is the last cell of the method's
// closure.

#include "codegen/builder/internal.h"
#include <stdlib.h>
#include <string.h>

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

void set_in_namespace(Builder *builder, IrRegisterId namespace, const char *name, IrValue value) {
    IrValue key = add_constant(builder, constant_string(builder, name));
    ADD_RUNTIME(builder, set_item, ir_reg(namespace), key, value);
}

// A function in a comprehension of a class's body belongs to the class.
static bool is_in_body(const FunctionSymbol *function, const Scope *class_scope) {
    const Scope *scope = function->symbol.scope;
    while (scope != NULL && scope->kind == SCOPE_COMPREHENSION)
        scope = scope->parent;
    return scope == class_scope;
}

static bool needs_class_cell(const TypedModule *typed, const Scope *scope) {
    if (scope->needs_class_cell)
        return true;
    for (uint32_t i = 0; i < typed->functions.count; i++) {
        const FunctionSymbol *function = typed->functions.items[i];
        if (function->found.needs_class_cell && is_in_body(function, scope))
            return true;
    }
    return false;
}

// --- __static_attributes__ -----------------------------------------------------------------------

typedef VECTOR(const Name *) NameVector;

// The names that the functions of a class set on `self`. What stands in the body of a class inside
// is counted as well, what its functions set is not.
typedef struct StaticAttributes {
    Arena *arena;
    NameVector names;
    bool is_counted; // what stands here is
    bool in_inner_class;
    bool in_target; // among the elements of a target
} StaticAttributes;

static void note_attribute(StaticAttributes *found, const Node *target) {
    const Attribute *attribute = NODE_AS(Attribute, target);
    bool is_self = node_is(attribute->value, NODE_NameExpression) &&
                   strcmp(NODE_AS(NameExpression, attribute->value)->name->text, "self") == 0;
    for (uint32_t i = 0; is_self && i < found->names.count; i++)
        is_self = found->names.items[i] != attribute->name;
    if (is_self)
        vector_push(found->arena, &found->names, attribute->name);
}

static bool binds_nothing(const Node *node) {
    return node_is(node, NODE_AugmentedAssign) || node_is(node, NODE_Delete) ||
           (node_is(node, NODE_AnnotatedAssign) && NODE_AS(AnnotatedAssign, node)->value == NULL);
}

static void find_static_attributes(Node **child, NodeRole role, void *context) {
    StaticAttributes *found = context;
    Node *node = *child;
    if (binds_nothing(node))
        return;
    bool is_target = role == ROLE_TARGET || found->in_target;
    if (is_target && found->is_counted && node_is(node, NODE_Attribute))
        note_attribute(found, node);
    bool opens_code = node_is(node, NODE_FunctionDef) || node_is(node, NODE_ClassDef);
    if (opens_code && found->in_inner_class)
        return;
    StaticAttributes inner = *found;
    inner.is_counted |= opens_code;
    inner.in_target =
        is_target && (node_is(node, NODE_TupleExpression) || node_is(node, NODE_ListExpression) ||
                      node_is(node, NODE_Starred));
    inner.in_inner_class |= node_is(node, NODE_ClassDef);
    node_walk(node, find_static_attributes, &inner);
    found->names = inner.names;
}

static int compare_names(const void *left, const void *right) {
    return strcmp((*(const Name *const *)left)->text, (*(const Name *const *)right)->text);
}

static void set_static_attributes(Builder *builder, const NodeList *body) {
    StaticAttributes found = {.arena = builder->arena};
    for (uint32_t i = 0; i < body->count; i++)
        find_static_attributes(&body->items[i], ROLE_INNER, &found);
    if (found.names.count > 0)
        qsort(found.names.items, found.names.count, sizeof *found.names.items, compare_names);
    uint32_t *constants = ARENA_ARRAY(builder->arena, uint32_t, found.names.count + 1);
    for (uint32_t i = 0; i < found.names.count; i++)
        constants[i] = constant_name(builder, found.names.items[i]);
    uint32_t tuple = constant_tuple(builder, constants, found.names.count);
    set_in_namespace(builder, builder->namespace, "__static_attributes__",
                     add_constant(builder, tuple));
}

// --- The body ------------------------------------------------------------------------------------

static bool describes_itself(const Builder *builder) { return is_python_since(builder, 13); }

// What CPython sets before the statements of the body run.
static void set_up_namespace(Builder *builder, const ClassDef *node, Span first) {
    IrRegisterId namespace = builder->namespace;
    IrValue name = constant_operand(constant_string(builder, "__name__"));
    set_in_namespace(builder, namespace, "__module__",
                     load_by_name(builder, name, node->scope->may_be_prepared));
    set_in_namespace(builder, namespace, "__qualname__",
                     add_constant(builder, constant_string(builder, node->scope->qualified_name)));
    if (describes_itself(builder)) {
        uint32_t line = source_line(builder->module->compilation->sources, first);
        Value number = value_of(ir_int(IR_I64, line), builder->common->long_);
        set_in_namespace(builder, namespace, "__firstlineno__", to_object(builder, number));
    }
    start_annotations(builder, node->scope);
    start_class_annotate(builder, node);
}

static void build_class_body(Builder *builder, const ClassDef *node, Span first_line) {
    set_up_namespace(builder, node, first_line);
    const NodeList *body = &node->body;
    StringLiteral *docstring = docstring_literal(body);
    if (docstring != NULL)
        set_in_namespace(builder, builder->namespace, "__doc__",
                         build_object(builder, &docstring->node));
    if (needs_class_cell(builder->typed, node->scope)) {
        IrRegisterId cell = builder_new_ir_register(builder, IR_OBJECT);
        add_copy(builder, cell, ADD_RUNTIME(builder, cell_new, ir_null(IR_OBJECT)));
        builder->class_cell = cell;
    }
    build_statements(builder, body);
    build_class_annotate(builder, node);
    if (describes_itself(builder))
        set_static_attributes(builder, body);
    finish_class_annotate(builder, node);
    if (builder->class_cell != IR_NO_REGISTER && builder->typed->is_pure_python)
        set_in_namespace(builder, builder->namespace, "__classcell__", ir_reg(builder->class_cell));
}

// In Python type.__new__ fills the cell; Cython's metaclasses do not see it.
static void fill_class_cell(Builder *builder, IrRegisterId cell, IrValue made, IrValue name) {
    if (cell == IR_NO_REGISTER)
        return;
    if (builder->typed->is_pure_python)
        ADD_RUNTIME(builder, class_check_cell, ir_reg(cell), made, name);
    else
        ADD_RUNTIME(builder, cell_set, ir_reg(cell), made);
}

// Language level 2: a class without keywords may name its metaclass in its body.
static bool names_old_metaclass(const Builder *builder, const ClassDef *node) {
    for (uint32_t i = 0; i < node->arguments.count; i++)
        if (node_is(node->arguments.items[i], NODE_Keyword))
            return false;
    const Name *name = intern(builder->module->compilation, "__metaclass__");
    return builder->typed->directives.language_level == 2 && scope_find(node->scope, name) != NULL;
}

static IrValue build_class_object(Builder *builder, const ClassDef *node) {
    // `metaclass=` and what goes to __prepare__ and __init_subclass__ are keywords.
    IrValue none = add_singleton(builder, SINGLETON_NONE);
    IrValue written = build_argument_tuple(builder, &node->arguments, none);
    IrValue keywords = build_keyword_dict(builder, &node->arguments, none);
    IrValue name = name_operand(builder, node->name);
    builder->span = node->node.span;
    IrValue bases = ADD_RUNTIME(builder, class_bases, written);
    IrValue metaclass = ADD_RUNTIME(builder, class_metaclass, bases, keywords);
    IrRegisterId namespace = builder_new_ir_register(builder, IR_OBJECT);
    add_copy(builder, namespace,
             ADD_RUNTIME(builder, class_namespace, metaclass, name, bases, keywords));
    Span first = node->decorators.count > 0 ? node->decorators.items[0]->span : node->node.span;
    InnerCode code = enter_inner_code(builder, node->scope, first);
    ClassPlace outer = enter_class(builder, namespace, node->scope);
    build_class_body(builder, node, first);
    IrRegisterId class_cell = builder->class_cell;
    leave_class(builder, outer);
    leave_inner_code(builder, &code);
    builder->span = code.span;
    if (names_old_metaclass(builder, node))
        metaclass = ADD_RUNTIME(builder, class_old_metaclass, metaclass, bases, ir_reg(namespace));
    IrValue made = ADD_RUNTIME(builder, class_create, metaclass, name, bases, written,
                               ir_reg(namespace), keywords);
    fill_class_cell(builder, class_cell, made, name);
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
