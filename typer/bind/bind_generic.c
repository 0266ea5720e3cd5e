// Type parameters of functions and classes, and `type` statements (PEP 695 and 696).
//
// Takes: a FunctionDef, ClassDef or TypeAlias that a Python from 3.12 on would read. Gives: in its
// place a GenericDefinition, whose `scope` is a function made here as syntax, and bound where the
// statement stands; as Python's own compiler does it:
//
//     def <generic parameters of f>(.default0):       # in a class it sees the class's names
//         .made = TypeParameterList(lambda: bound, ...)
//         .parameters = .made.__type_params__
//         T = .parameters[0]
//         def f(x: T = .default0): ...                # bound to .definition
//         .definition.__type_params__ = .parameters
//         return .definition
//
// A class has `__type_params__` in its body, and `.made.__orig_bases__[0]`, which is Generic[T], as
// its last base; of a `type` statement `.made` is the alias itself.

#include "support/vector.h"
#include "typer/internal.h"
#include <string.h>

#define MADE ".made"
#define PARAMETERS ".parameters"
#define DEFINITION ".definition"
#define TYPE_PARAMETERS "__type_params__"

typedef struct GenericMaker {
    Typer *typer;
    Span span;
    const NodeList *parameters; // TypeParameter nodes
    const Name *name;
    const Name *call_name; // of the evaluators
    VECTOR(char) source;   // of the TypeParameterList
    uint32_t line;         // in which the source goes on
    NodeVector evaluators;
    NodeVector body; // of the function
    // defaults of the definition, the parameters of the function that take them
    NodeVector arguments, taken;
} GenericMaker;

// --- Nodes ---------------------------------------------------------------------------------------
static Node *new_name(const GenericMaker *maker, const char *text) {
    NameExpression *name = NODE_NEW(maker->typer->arena, NameExpression, maker->span);
    name->name = intern(maker->typer->compilation, text);
    return &name->node;
}

static Node *new_attribute(const GenericMaker *maker, const char *text, const char *attribute) {
    Attribute *node = NODE_NEW(maker->typer->arena, Attribute, maker->span);
    node->value = new_name(maker, text);
    node->name = intern(maker->typer->compilation, attribute);
    return &node->node;
}

static Node *new_item(const GenericMaker *maker, Node *value, uint32_t index) {
    Subscript *item = NODE_NEW(maker->typer->arena, Subscript, maker->span);
    item->value = value;
    item->index = node_of_integer(maker->typer, index, maker->span);
    return &item->node;
}

static Node *new_assign(const GenericMaker *maker, Node *target, Node *value) {
    Assign *assign = NODE_NEW(maker->typer->arena, Assign, maker->span);
    assign->targets = node_list_of(maker->typer->arena, target);
    assign->value = value;
    return &assign->node;
}

static void push_statement(GenericMaker *maker, Node *statement) {
    vector_push(maker->typer->arena, &maker->body, statement);
}

static void push_return(GenericMaker *maker, const char *name) {
    Return *statement = NODE_NEW(maker->typer->arena, Return, maker->span);
    statement->value = new_name(maker, name);
    push_statement(maker, &statement->node);
}

// --- The interpreter's part ----------------------------------------------------------------------
static void write(GenericMaker *maker, const char *text) {
    vector_append(maker->typer->arena, &maker->source, text, (uint32_t)strlen(text));
}

static const Name *written_name_of(const TypeParameter *parameter) {
    return parameter->written != NULL ? parameter->written : parameter->name;
}

static bool is_taken(const GenericMaker *maker, const Name *name) {
    for (uint32_t i = 0; i < maker->parameters->count; i++)
        if (written_name_of(NODE_AS(TypeParameter, maker->parameters->items[i])) == name)
            return true;
    return maker->name == name;
}

// The first name of that form that means nothing else in the statement.
static const Name *choose_call_name(const GenericMaker *maker) {
    const Name *name = intern(maker->typer->compilation, "evaluators");
    while (is_taken(maker, name))
        name =
            intern(maker->typer->compilation, arena_format(maker->typer->arena, "%s_", name->text));
    return name;
}

static uint32_t line_of(const Typer *typer, Span span) {
    return source_line(typer->compilation->sources, span);
}

// `evaluators[0]()`, in the line in which the value stands: tracebacks show it, and between the
// brackets that are around it a line may end anywhere.
static void write_evaluation(GenericMaker *maker, Node *value) {
    Arena *arena = maker->typer->arena;
    for (; maker->line < line_of(maker->typer, value->span); maker->line++)
        write(maker, "\n");
    Lambda *evaluator = NODE_NEW(arena, Lambda, value->span);
    evaluator->parameters = &NODE_NEW(arena, Parameters, value->span)->node;
    evaluator->body = value;
    evaluator->is_evaluator = true;
    write(maker, arena_format(arena, "%s[%u]()", maker->call_name->text, maker->evaluators.count));
    vector_push(arena, &maker->evaluators, &evaluator->node);
}

static void write_parameter(GenericMaker *maker, const TypeParameter *parameter) {
    static const char *const stars[] = {"", "*", "**"};
    write(maker, stars[parameter->kind]);
    write(maker, written_name_of(parameter)->text);
    if (parameter->bound != NULL) {
        bool has_constraints = node_is(parameter->bound, NODE_TupleExpression);
        write(maker, has_constraints ? ": (*" : ": ");
        write_evaluation(maker, parameter->bound);
        write(maker, has_constraints ? ",)" : "");
    }
    if (parameter->default_value != NULL) {
        bool is_starred = node_is(parameter->default_value, NODE_Starred);
        write(maker, is_starred ? " = *" : " = ");
        write_evaluation(maker, is_starred ? NODE_AS(Starred, parameter->default_value)->value
                                           : parameter->default_value);
    }
}

static void write_parameters(GenericMaker *maker) {
    for (uint32_t i = 0; i < maker->parameters->count; i++) {
        write(maker, i == 0 ? "[" : ", ");
        write_parameter(maker, NODE_AS(TypeParameter, maker->parameters->items[i]));
    }
    write(maker, maker->parameters->count > 0 ? "]" : "");
}

// .made = ..., and the type parameters as variables
static void push_parameters(GenericMaker *maker, const char *name) {
    Typer *typer = maker->typer;
    TypeParameterList *list = NODE_NEW(typer->arena, TypeParameterList, maker->span);
    vector_push(typer->arena, &maker->source, '\0');
    list->source = (Text){maker->source.items, maker->source.count - 1};
    list->name = intern(typer->compilation, name);
    list->call_name = maker->call_name;
    list->evaluators = node_list_finish(typer->arena, &maker->evaluators);
    push_statement(maker, new_assign(maker, new_name(maker, MADE), &list->node));
    if (maker->parameters->count == 0)
        return;
    Node *parameters = new_attribute(maker, MADE, TYPE_PARAMETERS);
    push_statement(maker, new_assign(maker, new_name(maker, PARAMETERS), parameters));
    for (uint32_t i = 0; i < maker->parameters->count; i++) {
        const TypeParameter *parameter = NODE_AS(TypeParameter, maker->parameters->items[i]);
        Node *item = new_item(maker, new_name(maker, PARAMETERS), i);
        push_statement(maker, new_assign(maker, new_name(maker, parameter->name->text), item));
    }
}

// --- The function --------------------------------------------------------------------------------
static FunctionDef *new_scope(const GenericMaker *maker) {
    Typer *typer = maker->typer;
    FunctionDef *scope = NODE_NEW(typer->arena, FunctionDef, maker->span);
    Parameters *parameters = NODE_NEW(typer->arena, Parameters, maker->span);
    parameters->items = node_list_finish(typer->arena, &maker->taken);
    scope->name =
        intern(typer->compilation,
               arena_format(typer->arena, "<generic parameters of %s>", maker->name->text));
    scope->name_span = maker->span;
    scope->parameters = &parameters->node;
    scope->body = node_list_finish(typer->arena, &maker->body);
    return scope;
}

static void bind_scope(Typer *typer, FunctionDef *node) {
    FunctionSymbol *function = create_function(typer, FUNCTION_DEF, node->name, &node->node);
    function->python.is_type_scope = true;
    function->scope->sees_class = scope_is_class(typer->place.scope);
    bind_made_function(typer, function, node);
}

// Puts the whole into the statement's place, and binds it there.
static void replace_statement(GenericMaker *maker, Node **slot, NodeList decorators, Node *target) {
    Typer *typer = maker->typer;
    GenericDefinition *definition = NODE_NEW(typer->arena, GenericDefinition, (*slot)->span);
    definition->decorators = decorators;
    definition->arguments = node_list_finish(typer->arena, &maker->arguments);
    FunctionDef *scope = new_scope(maker);
    definition->scope = &scope->node;
    definition->target = target;
    *slot = &definition->node;
    for (uint32_t i = 0; i < decorators.count; i++)
        bind_node(&decorators.items[i], typer);
    for (uint32_t i = 0; i < definition->arguments.count; i++)
        bind_node(&definition->arguments.items[i], typer);
    bind_scope(typer, scope);
    bind_target(typer, &definition->target, BINDING_OBJECT, NULL);
}

// What binds the definition's name, where the statement stands.
static Node *target_of(const GenericMaker *maker, Span span) {
    NameExpression *target = NODE_NEW(maker->typer->arena, NameExpression, span);
    target->name = private_name(maker->typer, maker->name);
    return &target->node;
}

// --- What is defined -----------------------------------------------------------------------------
static bool means_the_same_anywhere(const Node *value) {
    return node_is(value, NODE_NoneLiteral) || node_is(value, NODE_BoolLiteral) ||
           node_is(value, NODE_EllipsisLiteral) || node_is(value, NODE_IntLiteral) ||
           node_is(value, NODE_FloatLiteral) || node_is(value, NODE_StringLiteral);
}

// Defaults are evaluated where the statement stands, and do not see its type parameters.
static void take_defaults(GenericMaker *maker, const Parameters *parameters) {
    Typer *typer = maker->typer;
    for (uint32_t i = 0; i < parameters->items.count; i++) {
        Parameter *parameter = NODE_AS(Parameter, parameters->items.items[i]);
        if (parameter->default_value == NULL || means_the_same_anywhere(parameter->default_value))
            continue;
        const char *name = arena_format(typer->arena, ".default%u", maker->arguments.count);
        Parameter *taken = NODE_NEW(typer->arena, Parameter, maker->span);
        taken->name = intern(typer->compilation, name);
        taken->kind = PARAMETER_POSITIONAL_ONLY;
        vector_push(typer->arena, &maker->taken, &taken->node);
        vector_push(typer->arena, &maker->arguments, parameter->default_value);
        parameter->default_value = new_name(maker, name);
    }
}

// Takes the decorators away that are called; those that are cython's own stay with the definition.
static NodeList take_called(const GenericMaker *maker, NodeList *decorators) {
    Typer *typer = maker->typer;
    NodeVector called = {0}, kept = {0};
    for (uint32_t i = 0; i < decorators->count; i++) {
        Node *decorator = decorators->items[i];
        const Node *name =
            node_is(decorator, NODE_Call) ? NODE_AS(Call, decorator)->function : decorator;
        if (find_cython_symbol(typer, name) != NULL)
            vector_push(typer->arena, &kept, decorator);
        else
            vector_push(typer->arena, &called, decorator);
    }
    *decorators = node_list_finish(typer->arena, &kept);
    return node_list_finish(typer->arena, &called);
}

// Writes a definition that has the type parameters and nothing else.
static void write_bare_definition(GenericMaker *maker, const char *keyword, const char *name,
                                  const char *end) {
    write(maker, keyword);
    write(maker, name);
    write_parameters(maker);
    write(maker, end);
    push_parameters(maker, name);
}

static void make_function(GenericMaker *maker, Node **slot) {
    FunctionDef *node = (FunctionDef *)*slot;
    NodeList decorators = take_called(maker, &node->decorators);
    write_bare_definition(maker, "def ", "function", "(): pass");
    take_defaults(maker, NODE_AS(Parameters, node->parameters));
    node->type_parameters = (NodeList){0};
    node->bound_name = intern(maker->typer->compilation, DEFINITION);
    push_statement(maker, &node->node);
    push_statement(maker, new_assign(maker, new_attribute(maker, DEFINITION, TYPE_PARAMETERS),
                                     new_name(maker, PARAMETERS)));
    push_return(maker, DEFINITION);
    replace_statement(maker, slot, decorators, target_of(maker, node->name_span));
}

static NodeList with_base(const GenericMaker *maker, const NodeList *arguments) {
    Arena *arena = maker->typer->arena;
    NodeVector all = {0};
    uint32_t at = 0;
    while (at < arguments->count && !node_is(arguments->items[at], NODE_Keyword))
        vector_push(arena, &all, arguments->items[at++]);
    vector_push(arena, &all, new_item(maker, new_attribute(maker, MADE, "__orig_bases__"), 0));
    while (at < arguments->count)
        vector_push(arena, &all, arguments->items[at++]);
    return node_list_finish(arena, &all);
}

static NodeList with_parameters(const GenericMaker *maker, const NodeList *body) {
    Arena *arena = maker->typer->arena;
    NodeVector all = {0};
    uint32_t at = 0;
    if (docstring_literal(body) != NULL)
        vector_push(arena, &all, body->items[at++]);
    vector_push(arena, &all,
                new_assign(maker, new_name(maker, TYPE_PARAMETERS), new_name(maker, PARAMETERS)));
    while (at < body->count)
        vector_push(arena, &all, body->items[at++]);
    return node_list_finish(arena, &all);
}

static void make_class(GenericMaker *maker, Node **slot) {
    ClassDef *node = (ClassDef *)*slot;
    NodeList decorators = take_called(maker, &node->decorators);
    write_bare_definition(maker, "class ", "Class", ": pass");
    node->type_parameters = (NodeList){0};
    node->arguments = with_base(maker, &node->arguments);
    node->body = with_parameters(maker, &node->body);
    node->bound_name = intern(maker->typer->compilation, DEFINITION);
    push_statement(maker, &node->node);
    push_return(maker, DEFINITION);
    replace_statement(maker, slot, decorators, target_of(maker, node->name_span));
}

static void make_alias(GenericMaker *maker, Node **slot) {
    TypeAlias *node = (TypeAlias *)*slot;
    write(maker, "type ");
    write(maker, maker->name->text);
    write_parameters(maker);
    write(maker, " = (");
    write_evaluation(maker, node->value);
    write(maker, ")");
    push_parameters(maker, maker->name->text);
    push_return(maker, MADE);
    replace_statement(maker, slot, (NodeList){0}, node->name);
}

// --- Which statements ----------------------------------------------------------------------------
static const NodeList *type_parameters_of(const Node *node) {
    const NodeList *parameters = NULL;
    if (node_is(node, NODE_FunctionDef))
        parameters = &NODE_AS(FunctionDef, node)->type_parameters;
    else if (node_is(node, NODE_ClassDef))
        parameters = &NODE_AS(ClassDef, node)->type_parameters;
    else
        return &NODE_AS(TypeAlias, node)->type_parameters;
    return parameters->count > 0 ? parameters : NULL;
}

// The first minor version of Python that has such parameters.
static int first_minor(const NodeList *parameters) {
    enum { PEP_695 = 12, PEP_696 = 13 };
    for (uint32_t i = 0; i < parameters->count; i++)
        if (NODE_AS(TypeParameter, parameters->items[i])->default_value != NULL)
            return PEP_696;
    return PEP_695;
}

static const Name *name_of(const Node *node) {
    if (node_is(node, NODE_FunctionDef))
        return NODE_AS(FunctionDef, node)->name;
    if (node_is(node, NODE_ClassDef))
        return NODE_AS(ClassDef, node)->name;
    return NODE_AS(NameExpression, NODE_AS(TypeAlias, node)->name)->name;
}

bool bind_generic(Typer *typer, Node **slot) {
    Node *node = *slot;
    const NodeList *parameters = type_parameters_of(node);
    if (parameters == NULL || typer->module->python_minor < first_minor(parameters))
        return false;
    NodeList kept = *parameters; // the definition loses them
    GenericMaker maker = {
        .typer = typer, .span = node->span, .parameters = &kept, .name = name_of(node)};
    maker.line = line_of(typer, maker.span);
    maker.call_name = choose_call_name(&maker);
    if (node_is(node, NODE_FunctionDef)) {
        make_function(&maker, slot);
    } else if (node_is(node, NODE_ClassDef)) {
        make_class(&maker, slot);
    } else {
        make_alias(&maker, slot);
    }
    return true;
}
