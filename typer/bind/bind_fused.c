// Fused functions: what is declared with fused types, and has a version for each choice of them.
//
// Takes: a definition or declaration of a function. Gives: in its place a FusedDefinition with a
// copy for each choice. A copy is bound as any other function; `Place.specialization` says what
// fused types mean in it, from its declaration on. Tests of types (`if T is double`) are decided
// here, and what does not hold in a version is no part of it.

#include "typer/internal.h"
#include <string.h>

// --- Tests of types ------------------------------------------------------------------------------
// `np.ndarray[double, ndim=2]`, NULL: the brackets say something else.
static const Type *tested_buffer(Typer *typer, const Node *node) {
    const Subscript *subscript = (const Subscript *)node;
    const Type *object =
        node_is(node, NODE_Subscript) ? resolve_written_type(typer, subscript->value) : NULL;
    if (object == NULL || (object->kind != TYPE_EXTENSION && object->kind != TYPE_OBJECT))
        return NULL;
    NodeList single;
    Node *index = subscript->index;
    return resolve_buffer(typer, object, index_elements(&index, &single), node->span);
}

// The type that the expression names, NULL: it names none. Behind `in` a fused type is all it may
// be.
static const Type *tested_type(Typer *typer, const Node *node, bool is_chosen) {
    if (node_is(node, NODE_NoneLiteral))
        return NULL;
    const Specialization *saved = typer->place.specialization;
    if (!is_chosen)
        typer->place.specialization = NULL;
    typer->quiet++;
    const Type *buffer = tested_buffer(typer, node);
    const Type *type = buffer != NULL ? buffer : resolve_written_type(typer, node);
    typer->quiet--;
    typer->place.specialization = saved;
    // What is wrong with it, whoever checks the expression says.
    return type != NULL && type_is_error(type) ? NULL : type;
}

// (`unsigned long` and `unsigned long long` are two.) A buffer is also what its object is.
static bool is_same_type(Typer *typer, const Type *left, const Type *right) {
    if (left->kind == TYPE_BUFFER && right->kind == TYPE_BUFFER)
        return left->buffer.object == right->buffer.object &&
               left->buffer.view == right->buffer.view;
    if (right->kind != TYPE_BUFFER)
        left = type_without_buffer(left);
    return type_unqualified(typer->types, left) == type_unqualified(typer->types, right);
}

// Is it one of the types that the other one, made of fused types, may be?
static bool fused_has(Typer *typer, const Type *made_of_fused, const Type *type) {
    FusedItemVector single = {0};
    vector_push(typer->arena, &single, ((FusedItem){.type = made_of_fused}));
    const Type *all = type_fuse(typer->types, intern(typer->compilation, "in"), &single);
    for (uint32_t i = 0; i < all->members.count; i++)
        if (is_same_type(typer, all->members.items[i], type))
            return true;
    return false;
}

// `T is double`, `T in floating` and their opposites.
static bool fold_comparison(Typer *typer, Node **slot) {
    const CompareExpression *node = (const CompareExpression *)*slot;
    if (node->links.count != 1)
        return false;
    const CompareLink *link = NODE_AS(CompareLink, node->links.items[0]);
    CompareOperator operator= link->operator;
    bool is_member = operator== COMPARE_IN || operator== COMPARE_NOT_IN;
    bool is_same = operator== COMPARE_IS || operator== COMPARE_IS_NOT || operator==
        COMPARE_EQUAL || operator== COMPARE_NOT_EQUAL;
    if (!is_member && !is_same)
        return false;
    const Type *left = tested_type(typer, node->first, true);
    const Type *right = left == NULL ? NULL : tested_type(typer, link->operand, is_same);
    if (right == NULL)
        return false;
    bool is_negated = operator== COMPARE_NOT_IN || operator== COMPARE_IS_NOT || operator==
        COMPARE_NOT_EQUAL;
    bool is_fused = type_has_fused(typer->types, right);
    if (type_has_fused(typer->types, left))
        report(typer, DIAG_E0570, node->first->span, left->text);
    if (is_member && !is_fused)
        report(typer, DIAG_E0574, link->operand->span, right->text);
    bool holds =
        is_member ? is_fused && fused_has(typer, right, left) : is_same_type(typer, left, right);
    *slot = node_of_truth(typer, holds != is_negated, node->node.span);
    return true;
}

// `and`, `or`: what is decided goes, and decides the rest where it stands first.
static bool fold_operands(Typer *typer, Node **slot) {
    BooleanExpression *node = (BooleanExpression *)*slot;
    uint32_t kept = 0;
    for (uint32_t i = 0; i < node->operands.count; i++) {
        Node **operand = &node->operands.items[i];
        bool is_decided = fold_type_test(typer, operand);
        if (is_decided && ((const BoolLiteral *)*operand)->value == node->is_or && kept == 0) {
            *slot = *operand;
            return true;
        }
        bool is_last = i + 1 == node->operands.count && kept == 0;
        bool says_nothing = is_decided && ((const BoolLiteral *)*operand)->value != node->is_or;
        if (!says_nothing || is_last)
            node->operands.items[kept++] = *operand;
    }
    node->operands.count = kept;
    if (kept == 1)
        *slot = node->operands.items[0];
    return node_is(*slot, NODE_BoolLiteral);
}

static bool fold_negation(Typer *typer, Node **slot) {
    UnaryExpression *node = (UnaryExpression *)*slot;
    if (node->operator!= UNARY_NOT || !fold_type_test(typer, &node->operand))
        return false;
    *slot = node_of_truth(typer, !((const BoolLiteral *)node->operand)->value, node->node.span);
    return true;
}

bool fold_type_test(Typer *typer, Node **slot) {
    if (typer->place.specialization == NULL)
        return false;
    switch ((*slot)->kind) {
    case NODE_BoolLiteral:
        return true;
    case NODE_CompareExpression:
        return fold_comparison(typer, slot);
    case NODE_BooleanExpression:
        return fold_operands(typer, slot);
    case NODE_UnaryExpression:
        return fold_negation(typer, slot);
    default:
        return false;
    }
}

// --- Which functions are fused -------------------------------------------------------------------
// A parameter that is declared with fused types.
typedef struct FusedParameter {
    const Type *type;
    const Parameter *node; // NULL: it is declared elsewhere
} FusedParameter;

typedef struct Maker {
    Typer *typer;
    const Node *original;
    const Name *name;
    Span name_span;
    VECTOR(FusedParameter) parameters;
    TypeVector fused_types; // of all parameters
    const Type *type;       // the signature as declared
    // those that Cython gives no meaning, which are evaluated once
    NodeList decorators;
    const Call *locals; // @cython.locals(...), or NULL
    DecoratorEffects effects;
    FunctionSymbol *fused;
    FusedDefinition *definition;
    NodeVector versions;
    VECTOR(FunctionSymbol *) functions;
} Maker;

// `nodes`: the parameters as declared, or NULL.
static void note_parameters(Maker *maker, const NodeList *nodes) {
    Arena *arena = maker->typer->arena;
    type_collect_fused(maker->typer->types, maker->type, &maker->fused_types);
    for (uint32_t i = 0; i < maker->type->function.count; i++) {
        const Type *type = maker->type->function.parameters[i].type;
        FusedParameter parameter = {type, NULL};
        if (nodes != NULL && i < nodes->count)
            parameter.node = (const Parameter *)nodes->items[i];
        if (type_has_fused(maker->typer->types, type))
            vector_push(arena, &maker->parameters, parameter);
    }
}

// What @cython.locals says of a parameter, or what its declaration says.
static const Type *type_of_parameter(const Maker *maker, const Name *name, const Type *declared) {
    for (uint32_t i = 0; maker->locals != NULL && i < maker->locals->arguments.count; i++) {
        const Keyword *keyword = (const Keyword *)maker->locals->arguments.items[i];
        if (!node_is(&keyword->node, NODE_Keyword) || keyword->name == NULL ||
            keyword->name != name)
            continue;
        const Type *type = resolve_written_type(maker->typer, keyword->value);
        return type != NULL ? type : declared;
    }
    return declared;
}

// Reads a declaration without saying what is wrong with it: the versions will.
static void read_c_declaration(Maker *maker, const CFunctionDef *node) {
    Typer *typer = maker->typer;
    const Type *base = resolve_base_type(typer, node->base);
    typer->place.is_prototype = typer->in_declarations && !node->has_body;
    Declared declared = resolve_declarator(typer, base, node->declarator);
    typer->place.is_prototype = false;
    if (declared.name == NULL || declared.type->kind != TYPE_FUNCTION)
        return;
    maker->name = declared.name;
    maker->name_span = declared.name_node->node.span;
    maker->type = declared.type;
    note_parameters(maker, &declared.parameters->items);
}

// NULL: it is no C function.
static const NodeList *declared_parameters(const FunctionSymbol *function) {
    if (!node_is(function->node, NODE_CFunctionDef))
        return NULL;
    const DeclaratorFunction *declarator =
        NODE_AS(DeclaratorFunction, ((const CFunctionDef *)function->node)->declarator);
    return &((const Parameters *)declarator->parameters)->items;
}

static void read_definition(Maker *maker, const FunctionDef *node) {
    Typer *typer = maker->typer;
    const NodeList *items = &NODE_AS(Parameters, node->parameters)->items;
    const FunctionSymbol *promised = promised_function(typer, node->name);
    maker->name = node->name;
    maker->name_span = node->name_span;
    if (promised != NULL && promised->version_count > 0) {
        maker->type = promised->symbol.type;
        note_parameters(maker, declared_parameters(promised->versions[0]));
        return;
    }
    Type signature = {.kind = TYPE_FUNCTION};
    signature.function.result = typer->common->object;
    signature.function.parameters = ARENA_ARRAY(typer->arena, SignatureParameter, items->count + 1);
    signature.function.count = items->count;
    for (uint32_t i = 0; i < items->count; i++) {
        Parameter *parameter = NODE_AS(Parameter, items->items[i]);
        signature.function.parameters[i].type = type_of_parameter(
            maker, parameter_name(parameter), resolve_parameter_type(typer, parameter, true, NULL));
    }
    maker->type = type_function(typer->types, &signature);
    note_parameters(maker, NULL);
}

static NodeList *decorators_of(Node *node) {
    return node_is(node, NODE_FunctionDef) ? &((FunctionDef *)node)->decorators
                                           : &((CFunctionDef *)node)->decorators;
}

// Which decorators are evaluated, and what @cython.locals says of the parameters.
static void read_decorators(Maker *maker, const NodeList *decorators) {
    Typer *typer = maker->typer;
    if (decorators->count == 0)
        return;
    maker->decorators =
        (NodeList){ARENA_ARRAY(typer->arena, Node *, decorators->count), decorators->count};
    for (uint32_t i = 0; i < decorators->count; i++)
        maker->decorators.items[i] = decorators->items[i];
    Place saved = typer->place;
    maker->effects = take_decorators(typer, &maker->decorators, DECORATED_FUNCTION);
    maker->locals = maker->effects.locals;
    typer->place = saved;
}

// Leaves in the definition what each version has to know.
static void drop_plain_decorators(const Maker *maker, NodeList *decorators) {
    NodeList left = {ARENA_ARRAY(maker->typer->arena, Node *, decorators->count + 1), 0};
    for (uint32_t i = 0, next = 0; i < decorators->count; i++) {
        if (next < maker->decorators.count && maker->decorators.items[next] == decorators->items[i])
            next++;
        else
            left.items[left.count++] = decorators->items[i];
    }
    *decorators = left;
}

static void read_declaration(Maker *maker) {
    maker->typer->quiet++;
    read_decorators(maker, decorators_of((Node *)(uintptr_t)maker->original));
    if (node_is(maker->original, NODE_CFunctionDef))
        read_c_declaration(maker, (const CFunctionDef *)maker->original);
    else
        read_definition(maker, (const FunctionDef *)maker->original);
    maker->typer->quiet--;
}

// --- Versions ------------------------------------------------------------------------------------
// What the type is for the choice, by the name that was written if it is a fused type, or
// a pointer to one.
static const char *text_of_chosen(Typer *typer, const Type *type, const Specialization *choice) {
    bool has_pointer = type->kind == TYPE_POINTER && !type->is_const &&
                       (type->element->kind == TYPE_FUSED || type->element->kind == TYPE_POINTER);
    if (has_pointer) {
        const char *element = text_of_chosen(typer, type->element, choice);
        bool is_pointer = element[strlen(element) - 1] == '*';
        return arena_format(typer->arena, is_pointer ? "%s*" : "%s *", element);
    }
    const FusedItem *item = type_chosen_item(type, choice);
    return item != NULL && item->text != NULL ? item->text
                                              : type_specialize(typer->types, type, choice)->text;
}

// `int|double`
static const char *choice_text(Typer *typer, const TypeVector *types,
                               const Specialization *choice) {
    const char *text = "";
    for (uint32_t i = 0; i < types->count; i++)
        text = arena_format(typer->arena, "%s%s%s", text, i > 0 ? "|" : "",
                            text_of_chosen(typer, types->items[i], choice));
    return text;
}

static const char *parameter_text(Typer *typer, const FusedParameter *parameter,
                                  const Specialization *choice) {
    Place saved = typer->place;
    typer->place.specialization = choice;
    const char *function =
        parameter->node != NULL ? function_parameter_text(typer, parameter->node) : NULL;
    typer->place = saved;
    return function != NULL ? function : text_of_chosen(typer, parameter->type, choice);
}

// `f[int,double]`: the types of the arguments that are declared with fused ones.
static const Name *name_of_version(const Maker *maker, const Specialization *choice) {
    Typer *typer = maker->typer;
    const char *text = "";
    for (uint32_t i = 0; i < maker->parameters.count; i++)
        text = arena_format(typer->arena, "%s%s%s", text, i > 0 ? "," : "",
                            parameter_text(typer, &maker->parameters.items[i], choice));
    return intern(typer->compilation,
                  arena_format(typer->arena, "%s[%s]", maker->name->text, text));
}

// A copy of the definition under the version's name. In C its name is Cython's.
static Node *copy_definition(const Maker *maker, const Name *name, const FusedVersion *version) {
    Typer *typer = maker->typer;
    Node *copy = node_copy(typer->arena, maker->original);
    if (node_is(copy, NODE_FunctionDef)) {
        ((FunctionDef *)copy)->name = name;
        ((FunctionDef *)copy)->version = version;
        return copy;
    }
    CFunctionDef *node = (CFunctionDef *)copy;
    node->version = version;
    DeclaratorName *core = (DeclaratorName *)(uintptr_t)declarator_core(node->declarator);
    const char *c_name = core->c_name != NULL ? core->c_name->text : maker->name->text;
    core->name = name;
    core->c_name =
        intern(typer->compilation, arena_format(typer->arena, "%s%s", version->c_prefix, c_name));
    return copy;
}

static FunctionSymbol *function_of_definition(const Node *node) {
    return node_is(node, NODE_FunctionDef) ? ((const FunctionDef *)node)->function
                                           : ((const CFunctionDef *)node)->function;
}

static void add_version(Maker *maker, const Specialization *choice, const char *number) {
    Typer *typer = maker->typer;
    Place saved = typer->place;
    FusedVersion *version = ARENA_NEW(typer->arena, FusedVersion);
    version->fused = maker->fused;
    version->declared = maker->type;
    version->choice_text = choice_text(typer, &maker->fused_types, choice);
    version->c_prefix = arena_format(typer->arena, "__pyx_fuse_%s", number);
    Node *copy = copy_definition(maker, name_of_version(maker, choice), version);
    typer->place.specialization = choice;
    bind_node(&copy, typer);
    typer->place = saved;
    FunctionSymbol *function = function_of_definition(copy);
    if (function == NULL)
        return;
    vector_push(typer->arena, &maker->versions, copy);
    vector_push(typer->arena, &maker->functions, function);
}

// One version for each choice of the fused types from `at` on.
static void add_versions(Maker *maker, uint32_t at, const Specialization *choice,
                         const char *number) {
    if (at == maker->fused_types.count) {
        add_version(maker, choice, number);
        return;
    }
    Arena *arena = maker->typer->arena;
    const Type *fused = maker->fused_types.items[at];
    for (uint32_t i = 0; i < fused->members.count; i++) {
        Specialization *next = ARENA_NEW(arena, Specialization);
        *next = (Specialization){fused, fused->members.items[i], i, choice};
        add_versions(maker, at + 1, next,
                     arena_format(arena, at == 0 ? "%s%u" : "%s_%u", number, i));
    }
}

// --- The function itself -------------------------------------------------------------------------
// The symbol that an earlier declaration made, or a new one.
static FunctionSymbol *find_or_create_fused(const Maker *maker) {
    Typer *typer = maker->typer;
    Symbol *earlier = scope_find(typer->place.scope, maker->name);
    bool is_known = earlier != NULL && earlier->scope == typer->place.scope &&
                    earlier->kind == SYMBOL_FUNCTION &&
                    ((const FunctionSymbol *)earlier)->version_count > 0;
    if (is_known)
        return (FunctionSymbol *)earlier;
    FunctionSymbol *fused =
        SYMBOL_NEW(typer, FunctionSymbol, SYMBOL_FUNCTION, maker->name, maker->name_span);
    fused->symbol.scope = typer->place.scope;
    fused->symbol.declaration = &maker->definition->node;
    fused->symbol.type = maker->type;
    fused->qualified_name = qualify_name(typer, maker->name);
    fused->node = &maker->definition->node;
    return fused;
}

// What is known of the versions is known of the whole.
static void take_from_version(FunctionSymbol *fused, const FunctionSymbol *version) {
    fused->kind = version->kind;
    fused->owner = version->owner;
    fused->python.is_method = version->python.is_method;
    fused->python.is_static = version->python.is_static;
    fused->python.is_class_method = version->python.is_class_method;
    fused->c = version->c;
    fused->c.result_type = fused->symbol.type->function.result;
    fused->symbol.from_pxd = version->symbol.from_pxd;
    fused->parameters = version->parameters;
}

static void declare_once(Typer *typer, Symbol *symbol) {
    const Symbol *earlier = find_earlier_symbol(typer->place.scope, symbol->name);
    if (earlier == NULL) {
        scope_declare(typer, typer->place.scope, symbol);
        return;
    }
    report_earlier(typer, earlier, symbol->name, symbol->span);
}

static void declare_fused_function(const Maker *maker) {
    Typer *typer = maker->typer;
    FunctionSymbol *fused = maker->fused;
    take_from_version(fused, maker->functions.items[0]);
    fused->versions = maker->functions.items;
    fused->version_count = maker->functions.count;
    bool is_variable = fused->kind == FUNCTION_DEF && fused->owner == NULL;
    if (is_variable)
        bind_fused_variable(typer, fused, maker->name_span);
    else if (scope_find(typer->place.scope, maker->name) != &fused->symbol)
        declare_once(typer, &fused->symbol);
}

bool bind_fused_function(Typer *typer, Node **slot) {
    Maker maker = {.typer = typer, .original = *slot};
    read_declaration(&maker);
    if (maker.fused_types.count == 0)
        return false;
    maker.definition = NODE_NEW(typer->arena, FusedDefinition, (*slot)->span);
    maker.definition->decorators = maker.decorators;
    drop_plain_decorators(&maker, decorators_of(*slot));
    for (uint32_t i = 0; i < maker.definition->decorators.count; i++)
        bind_node(&maker.definition->decorators.items[i], typer);
    maker.fused = find_or_create_fused(&maker);
    add_versions(&maker, 0, typer->place.specialization, "");
    maker.definition->function = maker.fused;
    maker.definition->versions = node_list_finish(typer->arena, &maker.versions);
    *slot = &maker.definition->node;
    if (maker.functions.count == 0)
        return true;
    declare_fused_function(&maker);
    if (becomes_ufunc(typer, &maker.effects, maker.functions.items[0]))
        make_ufunc(typer, slot, maker.functions.items, maker.functions.count, maker.name);
    return true;
}
