// def, cpdef and lambda where they stand: function objects with defaults, closures, annotations,
// decorators.
//
// Guarantees: Python's order -- decorators, defaults, keyword defaults, annotations, then the
// decorators are applied from the innermost outwards.

#include "codegen/builder/code_object.h"
#include "codegen/builder/wrapper.h"
#include <string.h>

// --- Defaults ------------------------------------------------------------------------------------

static bool is_positional(const Parameter *parameter) {
    return parameter->kind == PARAMETER_NORMAL || parameter->kind == PARAMETER_POSITIONAL_ONLY;
}

// NULL is no object. `...` stands for it, which no pointer can be made of.
static Node *default_of(Builder *builder, const Parameter *parameter) {
    if (parameter->kept_default != NULL)
        return parameter->kept_default;
    if (!has_null_default(parameter))
        return parameter->default_value;
    EllipsisLiteral *ellipsis =
        NODE_NEW(builder->arena, EllipsisLiteral, parameter->default_value->span);
    ellipsis->node.type = builder->common->object;
    return &ellipsis->node;
}

void keep_defaults(Builder *builder, const FunctionSymbol *symbol) {
    const NodeList *parameters = &symbol->parameters->items;
    for (uint32_t i = 0; i < parameters->count; i++) {
        const Parameter *parameter = NODE_AS(Parameter, parameters->items[i]);
        if (parameter->kept_default == NULL)
            continue;
        Symbol *variable = NODE_AS(NameExpression, parameter->kept_default)->symbol;
        IrValue value = build_as(builder, parameter->default_value, variable->type);
        store_symbol(builder, variable, value_of(value, variable->type));
    }
}

static IrValue build_defaults(Builder *builder, const Parameters *parameters) {
    TupleExpression *tuple = NODE_NEW(builder->arena, TupleExpression, builder->span);
    tuple->node.type = builder->common->builtin[BUILTIN_TUPLE];
    tuple->elements.items = ARENA_ARRAY(builder->arena, Node *, parameters->items.count + 1);
    for (uint32_t i = 0; i < parameters->items.count; i++) {
        const Parameter *parameter = NODE_AS(Parameter, parameters->items.items[i]);
        if (is_positional(parameter) && parameter->default_value != NULL)
            tuple->elements.items[tuple->elements.count++] = default_of(builder, parameter);
    }
    if (tuple->elements.count == 0)
        return ir_null(IR_OBJECT);
    return build_object(builder, (Node *)tuple);
}

static IrValue build_keyword_defaults(Builder *builder, const Parameters *parameters) {
    IrValue *pairs = ARENA_ARRAY(builder->arena, IrValue, parameters->items.count * 2 + 1);
    uint32_t count = 0;
    for (uint32_t i = 0; i < parameters->items.count; i++) {
        const Parameter *parameter = NODE_AS(Parameter, parameters->items.items[i]);
        if (parameter->kind != PARAMETER_KEYWORD_ONLY || parameter->default_value == NULL)
            continue;
        pairs[count++] = add_constant(builder, constant_name(builder, parameter->symbol->name));
        pairs[count++] = build_object(builder, default_of(builder, parameter));
    }
    if (count == 0)
        return ir_null(IR_OBJECT);
    return add_runtime_list(builder, RUNTIME_dict_build, pairs, count);
}

// --- Annotations ---------------------------------------------------------------------------------

// `*args: *Names` (PEP 646): the one item that it unpacks to. Lists, calls and targets take their
// starred parts apart themselves.
Value build_starred(Builder *builder, Node *node) {
    IrValue value = build_object(builder, NODE_AS(Starred, node)->value);
    IrValue items = unpack_object(builder, value, 1, 1);
    return object_value(builder, ADD_RUNTIME(builder, tuple_item, items, ir_int(IR_I64, 0)));
}

// Python evaluates annotations where the function is defined; Cython's files keep their text.
IrValue build_annotation(Builder *builder, Node *annotation) {
    if (builder->typed->evaluates_annotations && annotation->type != NULL)
        return build_object(builder, annotation);
    const char *text = unparse_expression(builder->arena, annotation);
    return add_constant(builder, constant_string(builder, text));
}

static IrValue build_annotations(Builder *builder, const FunctionSymbol *symbol, Node *returns) {
    const NodeList *parameters = &symbol->parameters->items;
    IrValue *pairs = ARENA_ARRAY(builder->arena, IrValue, parameters->count * 2 + 3);
    uint32_t count = 0;
    for (uint32_t i = 0; i < parameters->count; i++) {
        const Parameter *parameter = NODE_AS(Parameter, parameters->items[i]);
        if (parameter->annotation == NULL || parameter->symbol == NULL)
            continue;
        pairs[count++] = add_constant(builder, constant_name(builder, parameter->symbol->name));
        pairs[count++] = build_annotation(builder, parameter->annotation);
    }
    if (returns != NULL) {
        pairs[count++] = add_constant(builder, constant_string(builder, "return"));
        pairs[count++] = build_annotation(builder, returns);
    }
    if (count == 0)
        return ir_null(IR_OBJECT);
    return add_runtime_list(builder, RUNTIME_dict_build, pairs, count);
}

// --- Closures ------------------------------------------------------------------------------------

// The cells that the function uses, in the order of their names.
IrValue build_closure(Builder *builder, const FunctionSymbol *symbol) {
    uint32_t count = closure_size(symbol);
    IrValue *cells = ARENA_ARRAY(builder->arena, IrValue, count + 1);
    for (uint32_t i = 0; i < count; i++) {
        Symbol *variable = closure_variable(symbol, i);
        cells[i] =
            variable != NULL ? ir_reg(cell_register(builder, variable)) : class_cell_for(builder);
    }
    if (count == 0)
        return ir_null(IR_OBJECT);
    return add_runtime_list(builder, RUNTIME_tuple_build, cells, count);
}

// The function that evaluates the annotations when asked for them; NULL: there is none.
static FunctionSymbol *annotate_of(const FunctionSymbol *symbol) {
    if (!node_is(symbol->node, NODE_FunctionDef))
        return NULL;
    return annotate_function(NODE_AS(FunctionDef, symbol->node)->annotate);
}

// --- Function objects ----------------------------------------------------------------------------

// What a function object is made of.
typedef struct FunctionParts {
    IrValue defaults, keyword_defaults, closure, annotations;
} FunctionParts;

static FunctionParts build_parts(Builder *builder, const FunctionSymbol *symbol) {
    IrValue null = ir_null(IR_OBJECT);
    FunctionParts parts = {null, null, null, null};
    if (symbol->parameters != NULL) {
        keep_defaults(builder, symbol);
        parts.defaults = build_defaults(builder, symbol->parameters);
        parts.keyword_defaults = build_keyword_defaults(builder, symbol->parameters);
        Node *returns = node_is(symbol->node, NODE_FunctionDef)
                            ? NODE_AS(FunctionDef, symbol->node)->returns
                            : NULL;
        FunctionSymbol *annotate = annotate_of(symbol);
        parts.annotations = annotate != NULL ? build_function_object(builder, annotate)
                                             : build_annotations(builder, symbol, returns);
    }
    parts.closure = build_closure(builder, symbol);
    return parts;
}

static IrValue make_function(Builder *builder, FunctionSymbol *symbol, const FunctionParts *parts) {
    IrValue operands[] = {parts->defaults, parts->keyword_defaults, parts->closure,
                          parts->annotations};
    IrOp *op =
        add_op_giving(builder, IR_OP_MAKE_FUNCTION, (IrType){.kind = IR_OBJECT}, operands, 4);
    op->aux.callable = callable_of(builder->owner, symbol);
    return ir_reg(op->result);
}

IrValue build_function_object(Builder *builder, FunctionSymbol *symbol) {
    FunctionParts parts = build_parts(builder, symbol);
    return make_function(builder, symbol, &parts);
}

// The defaults and annotations of the first version are those of all.
void build_version_objects(Builder *builder, const FunctionSymbol *fused, IrValue *objects) {
    FunctionParts parts = build_parts(builder, fused->versions[0]);
    for (uint32_t i = 0; i < fused->version_count; i++) {
        if (i > 0) {
            keep_defaults(builder, fused->versions[i]);
            parts.closure = build_closure(builder, fused->versions[i]);
        }
        objects[i] = make_function(builder, fused->versions[i], &parts);
    }
}

IrValue *build_decorators(Builder *builder, const NodeList *decorators) {
    IrValue *callables = ARENA_ARRAY(builder->arena, IrValue, decorators->count + 1);
    for (uint32_t i = 0; i < decorators->count; i++)
        callables[i] = build_object(builder, decorators->items[i]);
    return callables;
}

// The calls stand in the lines of the decorators; before Python 3.11 in that of the definition.
IrValue apply_decorators(Builder *builder, const NodeList *decorators, const IrValue *callables,
                         IrValue object) {
    for (uint32_t i = decorators->count; i-- > 0;) {
        if (builder->typed->python_minor >= 11)
            builder->span = decorators->items[i]->span;
        object = add_python_call(builder, callables[i], &object, 1);
    }
    return object;
}

// Does the definition bind a name of the module or of a class body, and the one that the function
// object has as its own? (It has not if that is private.)
static bool is_bound_by_name(Builder *builder, FunctionSymbol *symbol) {
    const Symbol *variable = symbol->python.variable;
    const Name *name = variable != NULL ? variable->name : symbol->symbol.name;
    if (strcmp(name->text, callable_of(builder->owner, symbol)->name) != 0)
        return false;
    if (variable == NULL || variable->kind == SYMBOL_GLOBAL)
        return true;
    return variable->kind == SYMBOL_CLASS_ATTRIBUTE && builder->namespace != IR_NO_REGISTER &&
           builder->class_scope->kind == SCOPE_PYTHON_CLASS;
}

static void add_definition(Builder *builder, FunctionSymbol *symbol, const FunctionParts *parts) {
    const Symbol *variable = symbol->python.variable;
    bool in_class = variable != NULL && variable->kind == SYMBOL_CLASS_ATTRIBUTE;
    IrValue operands[] = {in_class ? namespace_operand(builder) : ir_null(IR_OBJECT),
                          parts->defaults, parts->keyword_defaults, parts->closure};
    IrOp *op = add_op(builder, IR_OP_DEFINE_FUNCTION, IR_NO_REGISTER, operands, 4);
    op->aux.callable = callable_of(builder->owner, symbol);
}

void store_definition(Builder *builder, const FunctionSymbol *symbol, IrValue object) {
    if (symbol->python.variable != NULL)
        store_symbol(builder, symbol->python.variable, object_value(builder, object));
    else
        ADD_RUNTIME(builder, store_global, name_operand(builder, symbol->symbol.name), object);
}

static void define_function(Builder *builder, FunctionSymbol *symbol, const NodeList *decorators) {
    if (symbol->owner != NULL) {
        build_extension_method(builder, symbol, decorators);
        return;
    }
    IrValue *callables = build_decorators(builder, decorators);
    FunctionParts parts = build_parts(builder, symbol);
    bool is_plain = decorators->count == 0 && parts.annotations.kind == IR_VALUE_NULL;
    if (is_plain && is_bound_by_name(builder, symbol)) {
        add_definition(builder, symbol, &parts);
        return;
    }
    IrValue object = make_function(builder, symbol, &parts);
    store_definition(builder, symbol, apply_decorators(builder, decorators, callables, object));
}

void build_function_def(Builder *builder, Node *node) {
    FunctionDef *definition = NODE_AS(FunctionDef, node);
    if (definition->function->kind != FUNCTION_CDEF)
        define_function(builder, definition->function, &definition->decorators);
    else
        keep_defaults(builder, definition->function);
}

// What Python calls with the defaults is made, called and gone.
void build_generic_definition(Builder *builder, Node *node) {
    GenericDefinition *definition = NODE_AS(GenericDefinition, node);
    const NodeList *arguments = &definition->arguments;
    IrValue *callables = build_decorators(builder, &definition->decorators);
    IrValue *values = ARENA_ARRAY(builder->arena, IrValue, arguments->count + 1);
    for (uint32_t i = 0; i < arguments->count; i++)
        values[i] = build_object(builder, arguments->items[i]);
    IrValue scope =
        build_function_object(builder, NODE_AS(FunctionDef, definition->scope)->function);
    IrValue made = add_python_call(builder, scope, values, arguments->count);
    made = apply_decorators(builder, &definition->decorators, callables, made);
    store_symbol(builder, NODE_AS(NameExpression, definition->target)->symbol,
                 object_value(builder, made));
}

Value build_type_parameter_list(Builder *builder, Node *node) {
    const TypeParameterList *list = NODE_AS(TypeParameterList, node);
    uint32_t count = list->evaluators.count;
    IrValue *evaluators = ARENA_ARRAY(builder->arena, IrValue, count + 1);
    for (uint32_t i = 0; i < count; i++)
        evaluators[i] = build_object(builder, list->evaluators.items[i]);
    uint32_t line = source_line(builder->module->compilation->sources, node->span);
    IrValue made = ADD_RUNTIME(
        builder, type_parameters, constant_operand(constant_string(builder, list->source.bytes)),
        name_operand(builder, list->name), name_operand(builder, list->call_name),
        add_runtime_list(builder, RUNTIME_tuple_build, evaluators, count), ir_int(IR_I64, line));
    return object_value(builder, made);
}

void build_c_function_def(Builder *builder, Node *node) {
    CFunctionDef *definition = NODE_AS(CFunctionDef, node);
    if (!definition->has_body || definition->function == NULL)
        return;
    if (definition->function->kind != FUNCTION_CDEF)
        define_function(builder, definition->function, &definition->decorators);
    else
        keep_defaults(builder, definition->function);
}

Value build_lambda(Builder *builder, Node *node) {
    return object_value(builder, build_function_object(builder, NODE_AS(Lambda, node)->function));
}
