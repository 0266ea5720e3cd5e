// Inference: the types of local variables that nothing declares.
//
// Starts with no knowledge of any of them, asks each binding for its type, joins what the bindings
// of a variable give, and repeats until nothing changes. C integers are kept only where arithmetic
// cannot make them differ from Python's; what is left is an object, which codegen may still keep
// unboxed.

#include "typer/check/internal.h"

#define MAX_ROUNDS 10

typedef struct Inferred {
    Symbol *symbol;
    const Type *joined;
    bool may_be_none;
} Inferred;

static bool can_infer(const Symbol *symbol) {
    return symbol->kind == SYMBOL_LOCAL && !symbol->is_parameter && !symbol->is_declared;
}

// Is it a method of an object, which no C type tells from one without an object?
static bool is_bound_method(const Node *node) {
    if (!node_is(node, NODE_Attribute))
        return false;
    const Symbol *symbol = ((const Attribute *)node)->symbol;
    return symbol != NULL && symbol->kind == SYMBOL_FUNCTION && symbol_is_of_cdef_class(symbol);
}

// An item of bytes, which is an int as long as it has no variable.
static bool is_byte_item(const Node *node) {
    const Type *owner =
        node_is(node, NODE_Subscript) ? ((const Subscript *)node)->value->type : NULL;
    return owner != NULL && node->type->kind == TYPE_INTEGER &&
           (type_is_builtin(owner, BUILTIN_BYTES) || type_is_builtin(owner, BUILTIN_BYTEARRAY));
}

// What a method takes out of a container whose contents are known, or NULL.
static const Type *content_of_call(Typer *typer, const Node *node) {
    if (!node_is(node, NODE_Call) || !node_is(((const Call *)node)->function, NODE_Attribute))
        return NULL;
    const Call *call = (const Call *)node;
    const Attribute *method = (const Attribute *)call->function;
    return content_of_method(typer, method->value->type, method->name, &call->arguments, true);
}

// The type that an annotation of a variable of the module says its value to be, or NULL.
static const Type *annotated_type(Typer *typer, const Node *node) {
    const Symbol *symbol = node_is(node, NODE_NameExpression) ? symbol_of(node) : NULL;
    bool allows_none;
    bool is_annotated = symbol != NULL && symbol->kind == SYMBOL_GLOBAL &&
                        symbol->annotation != NULL && annotations_are_types(typer);
    const Type *type =
        is_annotated ? resolve_annotation(typer, symbol->annotation, &allows_none) : NULL;
    bool has_values = type != NULL && type->kind != TYPE_VOID && !allows_none;
    return has_values && becomes_object(typer, type) ? type : NULL;
}

// Is it a number made of a truth value that is known, as -True is -1?
static bool is_number_of_truth(Typer *typer, const UnaryExpression *node) {
    int64_t number;
    return node->operand->type->kind == TYPE_BINT && constant_integer(typer, &node->node, &number);
}

// For a variable ~x, -x and +x have the type of x, as in Cython, also where they are computed in a
// wider one.
static const Type *type_before_promotion(Typer *typer, const Node *node) {
    if (!type_is_integral(node->type))
        return node->type;
    const UnaryExpression *sign =
        node_is(node, NODE_UnaryExpression) ? (const UnaryExpression *)node : NULL;
    if (sign != NULL && sign->operator!= UNARY_NOT && !is_number_of_truth(typer, sign))
        return type_before_promotion(typer, sign->operand);
    if (node_is(node, NODE_ConditionalExpression)) {
        const ConditionalExpression *choice = (const ConditionalExpression *)node;
        return type_spanning(typer, type_before_promotion(typer, choice->body),
                             type_before_promotion(typer, choice->orelse));
    }
    return node->type;
}

// A tuple that is written out, `given`, has elements of known types: numbers and objects. With
// infer_types=True, one of C values alone is a C tuple.
static const Type *type_of_tuple(Typer *typer, const TupleExpression *tuple, const Type *given) {
    const NodeList *elements = &tuple->elements;
    const Type **types = ARENA_ARRAY(typer->arena, const Type *, elements->count + 1);
    const Type **contents = ARENA_ARRAY(typer->arena, const Type *, elements->count + 1);
    bool has_object = elements->count == 0;
    for (uint32_t i = 0; i < elements->count; i++) {
        const Type *type = type_unqualified(typer->types, elements->items[i]->type);
        if (node_is(elements->items[i], NODE_Starred))
            return given;
        if (type_is_error(type))
            return type;
        bool is_known = type_is_numeric(type) || type_is_object(type);
        has_object |= type_is_object(type);
        types[i] = type;
        contents[i] = is_known ? type : typer->common->object;
    }
    TypeList content = {contents, elements->count};
    if (has_object)
        return type_container(typer->types, BUILTIN_TUPLE, &content, false);
    return typer->place.directives.infer_types == INFER_ALL
               ? type_ctuple(typer->types, types, elements->count)
               : given;
}

// A power that may be complex is Python's where no declaration makes it a C float.
static const Type *type_of_value(Typer *typer, Node **slot) {
    const Type *type = check_value(typer, slot);
    if (is_bound_method(*slot))
        return typer->common->object;
    if (is_byte_item(*slot))
        return typer->common->uchar;
    if (node_is(*slot, NODE_TupleExpression) && !typer->module->is_pure_python)
        return type_of_tuple(typer, (const TupleExpression *)*slot, type);
    const Type *known = annotated_type(typer, *slot);
    if (known == NULL)
        known = content_of_call(typer, *slot);
    if (known != NULL)
        return known;
    if (type_is_integral(type))
        return type_before_promotion(typer, *slot);
    if (type->kind == TYPE_ARRAY) // it is not copied
        return type_pointer(typer->types, type->array.element);
    if (!node_is(*slot, NODE_BinaryExpression) || type->kind != TYPE_FLOATING)
        return type;
    const BinaryExpression *power = (const BinaryExpression *)*slot;
    bool may_be_complex = power->operator== BINARY_POWER && !typer->place.directives.cpow &&
                          power_may_be_complex(typer, power->left, power->right);
    return may_be_complex ? typer->common->object : type;
}

// What all elements of a display are, or NULL.
static const Type *type_of_displayed(Node *display) {
    const NodeList *elements = displayed_elements(display);
    if (elements == NULL || elements->count == 0)
        return NULL;
    for (uint32_t i = 0; i < elements->count; i++) {
        const Node *element = elements->items[i];
        if (node_is(element, NODE_Starred) || element->type != elements->items[0]->type)
            return NULL;
    }
    return elements->items[0]->type;
}

// Of a text the loop variable is a character, and of bytes a number, as in Cython.
static const Type *type_of_loop_variable(Typer *typer, Node **iterable) {
    const Type *element = type_of_iteration(typer, iterable);
    const Type *type = (*iterable)->type;
    if (typer->module->is_pure_python || type == NULL)
        return element;
    const Type *content = content_element(typer, type);
    if (content == NULL)
        content = type_of_displayed(*iterable);
    if (content != NULL)
        return content;
    if (type_is_builtin(type, BUILTIN_STR))
        return typer->common->ucs4;
    bool has_bytes =
        type_is_builtin(type, BUILTIN_BYTES) || type_is_builtin(type, BUILTIN_BYTEARRAY);
    return has_bytes ? typer->common->uchar : element;
}

// What is taken apart gives objects, unless it is a C tuple.
static const Type *type_of_member(Typer *typer, const Binding *binding) {
    const Type *type = check_value(typer, binding->slot);
    if (type->kind == TYPE_CTUPLE && binding->member < type->members.count)
        return type->members.items[binding->member];
    return type_is_error(type) ? type : typer->common->object;
}

// What a binding gives; the poison type while that depends on what is not known yet.
static const Type *type_of_binding(Typer *typer, const Binding *binding, bool *is_none) {
    *is_none = false;
    switch (binding->source) {
    case BINDING_VALUE:
        *is_none = node_is(*binding->slot, NODE_NoneLiteral);
        return type_of_value(typer, binding->slot);
    case BINDING_MEMBER:
        return type_of_member(typer, binding);
    case BINDING_ELEMENT:
        return type_of_loop_variable(typer, binding->slot);
    case BINDING_AUGMENTED: {
        AugmentedAssign *node = NODE_AS(AugmentedAssign, *binding->slot);
        const Type *target = check_value(typer, &node->target);
        const Type *value = check_value(typer, &node->value);
        if (type_is_error(target) || type_is_error(value))
            return typer->common->error;
        return type_of_binary(typer, node->operator, node->target, node->value, node->node.span);
    }
    case BINDING_PARALLEL:
        return type_of_parallel_counter(typer, NODE_AS(ParallelFor, *binding->slot));
    case BINDING_EXCEPTION:
        return type_of_caught(typer, *binding->slot);
    case BINDING_RANGE: // treated before
    case BINDING_OBJECT:
        break;
    }
    return typer->common->object;
}

// Does the statement always set the variable?
static bool sets_variable(const Node *statement, const Symbol *symbol) {
    if (node_is(statement, NODE_AnnotatedAssign))
        return ((const AnnotatedAssign *)statement)->value != NULL &&
               symbol_of(((const AnnotatedAssign *)statement)->target) == symbol;
    const NodeList *targets =
        node_is(statement, NODE_Assign) ? &((const Assign *)statement)->targets : NULL;
    for (uint32_t i = 0; targets != NULL && i < targets->count; i++) {
        const NodeList *parts = displayed_elements(targets->items[i]);
        for (uint32_t j = 0; parts != NULL && j < parts->count; j++)
            if (symbol_of(parts->items[j]) == symbol)
                return true;
        if (symbol_of(targets->items[i]) == symbol)
            return true;
    }
    return false;
}

// Is a variable that inner functions share set before the first of them is made? Else they may find
// it without a value, which a C value never is.
static bool is_set_before_capture(const Symbol *symbol) {
    const FunctionSymbol *owner = symbol->scope->function;
    if (symbol->is_parameter)
        return true;
    const NodeList *body = owner != NULL ? statements_of_function(owner) : NULL;
    for (uint32_t i = 0; body != NULL && i < body->count; i++) {
        if (body->items[i]->span.start >= symbol->captured_from)
            return false;
        if (sets_variable(body->items[i], symbol))
            return true;
    }
    return false;
}

// What a number that may outgrow its C type, or a character that may grow, is an object of.
static const Type *object_of_number(const Typer *typer, const Type *type) {
    if (type->kind != TYPE_INTEGER)
        return typer->common->object;
    return typer->common->builtin[type->integer.is_unicode ? BUILTIN_STR : BUILTIN_INT];
}

// The type that the variable may have without a difference that the program could see.
static const Type *safe_type(const Typer *typer, const Symbol *symbol, const Type *type) {
    const Type *object = typer->common->object;
    if (symbol->is_captured && typer->module->is_pure_python)
        return object;
    if (type_is_builtin(type, BUILTIN_TYPE) || type_has_fused(typer->types, type))
        return object;
    if (type_is_object(type) || type_is_error(type))
        return type;
    if (typer->module->is_pure_python || symbol->is_deleted)
        return object;
    if (symbol->is_captured && !is_set_before_capture(symbol))
        return object;
    if (type->kind == TYPE_NULL_POINTER)
        return typer->common->void_pointer;
    if (type_can_be_inferred(type))
        return type;
    bool is_integer = type->kind == TYPE_INTEGER || type->kind == TYPE_ENUM;
    bool may_differ =
        symbol->might_overflow && symbol->scope->function->directives.infer_types == INFER_SAFE;
    return is_integer && !may_differ ? type : object_of_number(typer, type);
}

static const Type *finish_join(const Typer *typer, const Inferred *inferred) {
    const Type *type = inferred->joined;
    if (inferred->may_be_none && !type_is_error(type) && !type_is_object(type))
        return typer->common->object;
    return safe_type(typer, inferred->symbol, type_unqualified(typer->types, type));
}

// What is assigned more than once is no float of 32 bits, as in Cython: each would round. Python's
// ints beside C floats are floats.
static const Type *join_types(Typer *typer, const Type *joined, const Type *type) {
    if (type_is_error(joined))
        return type;
    bool has_int = type_is_builtin(joined, BUILTIN_INT) || type_is_builtin(type, BUILTIN_INT);
    bool has_float = joined->kind == TYPE_FLOATING || type->kind == TYPE_FLOATING;
    if (has_int && has_float && !typer->module->is_pure_python)
        return typer->common->double_;
    const Type *wider = type_spanning(typer, joined, type);
    return wider == typer->common->float_ ? typer->common->double_ : wider;
}

static void join_binding(Typer *typer, Inferred *inferred, const Binding *binding) {
    bool is_none;
    typer->place = binding->place;
    const Type *type = type_of_binding(typer, binding, &is_none);
    if (is_none) {
        inferred->may_be_none = true;
    } else if (!type_is_error(type)) {
        inferred->joined = join_types(typer, inferred->joined, type);
    }
}

typedef VECTOR(Inferred) InferredVector;

static InferredVector collect_variables(Typer *typer, const BindingVector *bindings) {
    InferredVector variables = {0};
    Map seen = {0};
    for (uint32_t i = 0; i < bindings->count; i++) {
        Symbol *symbol = bindings->items[i].symbol;
        if (!can_infer(symbol))
            continue;
        if (bindings->items[i].place.function != symbol->scope->function)
            symbol->might_overflow |= symbol->might_overflow_inside;
        if (map_has(&seen, symbol))
            continue;
        symbol->type = typer->common->error;
        Inferred inferred = {symbol, typer->common->error, false};
        vector_push(typer->arena, &variables, inferred);
        map_put(typer->arena, &seen, symbol, symbol);
    }
    // So that each binding finds its variable.
    for (uint32_t i = 0; i < variables.count; i++)
        variables.items[i].symbol->inference_index = i;
    return variables;
}

// One round over all bindings. Returns whether a type changed.
static bool infer_round(Typer *typer, InferredVector *variables, const BindingVector *bindings) {
    for (uint32_t i = 0; i < variables->count; i++)
        variables->items[i].joined = typer->common->error;
    for (uint32_t i = 0; i < bindings->count; i++) {
        const Binding *binding = &bindings->items[i];
        if (!can_infer(binding->symbol))
            continue;
        join_binding(typer, &variables->items[binding->symbol->inference_index], binding);
    }
    bool changed = false;
    for (uint32_t i = 0; i < variables->count; i++) {
        const Type *type = finish_join(typer, &variables->items[i]);
        changed |= type != variables->items[i].symbol->type;
        variables->items[i].symbol->type = type;
    }
    return changed;
}

// Types are likely, in plain Python; those of variables that only get displays and literals are
// sure.
static void mark_exact_variables(const InferredVector *variables, const BindingVector *bindings) {
    for (uint32_t i = 0; i < variables->count; i++)
        variables->items[i].symbol->is_exact =
            variables->items[i].symbol->type->kind == TYPE_BUILTIN;
    for (uint32_t i = 0; i < bindings->count; i++) {
        const Binding *binding = &bindings->items[i];
        bool is_exact = binding->source == BINDING_VALUE && makes_exact_type(*binding->slot);
        binding->symbol->is_exact = binding->symbol->is_exact && is_exact;
    }
}

// What `*` and `**` collect is a tuple and a dict, as long as nothing else is put there.
static void infer_collected(const Typer *typer, const FunctionSymbol *function) {
    uint32_t count = function->parameters != NULL ? function->parameters->items.count : 0;
    for (uint32_t i = 0; i < count; i++) {
        const Parameter *parameter = NODE_AS(Parameter, function->parameters->items.items[i]);
        ParameterKind kind = parameter->kind;
        Symbol *symbol = function->parameter_symbols.items[i];
        bool is_collected = kind == PARAMETER_STAR || kind == PARAMETER_DOUBLE_STAR;
        if (!is_collected || parameter->annotation != NULL || symbol->is_assigned ||
            symbol->is_deleted)
            continue;
        bool is_tuple = kind == PARAMETER_STAR;
        symbol->type = typer->common->builtin[is_tuple ? BUILTIN_TUPLE : BUILTIN_DICT];
        symbol->is_exact = true;
    }
}

void infer_locals(Typer *typer, FunctionSymbol *function) {
    if (function->directives.infer_types != INFER_NONE)
        infer_collected(typer, function);
    const BindingVector *bindings = map_get(&typer->function_bindings, function);
    if (bindings == NULL || function->directives.infer_types == INFER_NONE)
        return;
    Place saved = typer->place;
    typer->quiet++;
    InferredVector variables = collect_variables(typer, bindings);
    int rounds = 0;
    bool changed = variables.count > 0;
    while (changed && rounds < MAX_ROUNDS) {
        changed = infer_round(typer, &variables, bindings);
        rounds++;
    }
    typer->quiet--;
    typer->place = saved;
    for (uint32_t i = 0; i < variables.count; i++) {
        Symbol *symbol = variables.items[i].symbol;
        if (changed || type_is_error(symbol->type))
            symbol->type = typer->common->object;
    }
    mark_exact_variables(&variables, bindings);
}
