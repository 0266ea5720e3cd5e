// Calls of cdef classes: which `__cinit__` and `__init__` methods run, and what each argument is
// for.
//
// Takes: Call nodes whose callee is a cdef class, or `Class.__new__`. Gives: the Construction of
// those that need no Python in between: all classes of the line are of this module, their methods
// take what the call gives by position and name, and what it leaves out has a literal as its
// default. A cdef class cannot be changed, so what its body says of `__init__` holds for good.

#include "typer/check/internal.h"
#include <string.h>

// --- Methods -------------------------------------------------------------------------------------

static bool stands_in_body(const ClassSymbol *symbol, const Node *node) {
    const NodeList *body = &symbol->node->body;
    uint32_t i = 0;
    while (i < body->count && body->items[i] != node)
        i++;
    return i < body->count;
}

static bool is_only_one(const FunctionSymbol *method) {
    const FunctionVector *methods = &method->owner->methods;
    uint32_t count = 0;
    for (uint32_t i = 0; i < methods->count; i++)
        count += methods->items[i]->symbol.name == method->symbol.name;
    return count == 1;
}

// (Its decorators, other definitions of the name and closures are what can make a difference.)
bool method_is_plain(const FunctionSymbol *method) {
    if (method->kind != FUNCTION_DEF || !node_is(method->node, NODE_FunctionDef) ||
        method->python.is_static || method->python.is_class_method || method->python.is_property)
        return false;
    const FunctionDef *node = (const FunctionDef *)method->node;
    return node->decorators.count == 0 && !method->is_async && !method->found.is_generator &&
           method->found.captures.count == 0 && !method->found.needs_class_cell &&
           stands_in_body(method->owner, method->node) && is_only_one(method);
}

static bool is_literal_default(const Node *node) {
    if (node_is(node, NODE_UnaryExpression))
        node = ((const UnaryExpression *)node)->operand;
    return node_is_literal(node);
}

// --- Placing arguments ---------------------------------------------------------------------------

static const Parameter *parameter_at(const FunctionSymbol *method, uint32_t index) {
    return (const Parameter *)method->parameters->items.items[index];
}

static bool takes_only_self(const FunctionSymbol *method) {
    return method->parameters->items.count == 1 && parameter_at(method, 0)->kind < PARAMETER_STAR;
}

static bool takes_stars(const FunctionSymbol *method) {
    for (uint32_t i = 0; i < method->parameters->items.count; i++) {
        ParameterKind kind = parameter_at(method, i)->kind;
        if (kind == PARAMETER_STAR || kind == PARAMETER_DOUBLE_STAR)
            return true;
    }
    return false;
}

static uint32_t find_by_name(const FunctionSymbol *method, const Name *name) {
    uint32_t at = 1;
    while (at < method->parameters->items.count &&
           (parameter_at(method, at)->kind == PARAMETER_POSITIONAL_ONLY ||
            parameter_name(parameter_at(method, at)) != name))
        at++;
    return at;
}

static bool takes_position(const FunctionSymbol *method, uint32_t index) {
    return index < method->parameters->items.count &&
           parameter_at(method, index)->kind != PARAMETER_KEYWORD_ONLY;
}

// Which parameter each argument from `first` on is for. NULL if the call does not fit; the error is
// one of run time.
static uint32_t *place(Typer *typer, const Call *node, const FunctionSymbol *method,
                       uint32_t first) {
    uint32_t parameters = method->parameters->items.count;
    uint32_t *positions = ARENA_ARRAY(typer->arena, uint32_t, node->arguments.count + 1);
    bool *is_given = ARENA_ARRAY(typer->arena, bool, parameters + 1);
    for (uint32_t i = first; i < node->arguments.count; i++) {
        const Node *argument = node->arguments.items[i];
        bool is_keyword = node_is(argument, NODE_Keyword);
        uint32_t position =
            is_keyword ? find_by_name(method, ((const Keyword *)argument)->name) : i - first + 1;
        bool fits = is_keyword ? position < parameters : takes_position(method, position);
        if (!fits || is_given[position])
            return NULL;
        is_given[position] = true;
        positions[i] = position;
    }
    for (uint32_t i = 1; i < parameters; i++)
        if (!is_given[i] && !is_literal_default(parameter_at(method, i)->default_value))
            return NULL;
    return positions;
}

// --- The classes of the line ---------------------------------------------------------------------

static bool add_initializer(Typer *typer, const Call *node, Construction *construction,
                            FunctionSymbol *method, bool may_ignore) {
    Initializer *initializer = &construction->initializers[construction->count++];
    initializer->method = method;
    if (!method_is_plain(method))
        return false;
    // A __cinit__ that takes nothing but self is called so, whatever the arguments are.
    if (may_ignore && takes_only_self(method))
        return true;
    if (takes_stars(method))
        return false;
    initializer->positions = place(typer, node, method, construction->first_argument);
    return initializer->positions != NULL;
}

static bool add_cinits(Typer *typer, const Call *node, Construction *construction,
                       const ClassSymbol *symbol) {
    if (symbol->base != NULL && !add_cinits(typer, node, construction, symbol->base))
        return false;
    const Symbol *cinit = scope_find(symbol->scope, intern(typer->compilation, "__cinit__"));
    return cinit == NULL ||
           (cinit->kind == SYMBOL_FUNCTION &&
            add_initializer(typer, node, construction, (FunctionSymbol *)(uintptr_t)cinit, true));
}

static bool add_init(Typer *typer, const Call *node, Construction *construction,
                     const ClassSymbol *symbol) {
    const Symbol *init = class_find_member(symbol, intern(typer->compilation, "__init__"));
    return init == NULL ||
           (init->kind == SYMBOL_FUNCTION &&
            add_initializer(typer, node, construction, (FunctionSymbol *)(uintptr_t)init, false));
}

static uint32_t length_of_line(const ClassSymbol *symbol) {
    uint32_t length = 0;
    for (; symbol != NULL; symbol = symbol->base)
        length++;
    return length;
}

// Is everything about its objects known here?
static bool is_known_line(const ClassSymbol *symbol) {
    for (; symbol != NULL; symbol = symbol->base)
        if (!symbol->is_defined_here || symbol->node == NULL || symbol->node->is_extern ||
            symbol->builtin_base != NULL || symbol->has_python_bases)
            return false;
    return true;
}

static Construction *start(Typer *typer, const Call *node, const ClassSymbol *symbol) {
    if (!is_known_line(symbol) || arguments_have_spread(&node->arguments))
        return NULL;
    Construction *construction = ARENA_NEW(typer->arena, Construction);
    construction->class_symbol = (ClassSymbol *)(uintptr_t)symbol;
    construction->initializers = ARENA_ARRAY(typer->arena, Initializer, length_of_line(symbol) + 1);
    return construction;
}

const Construction *resolve_construction(Typer *typer, const Call *node,
                                         const ClassSymbol *symbol) {
    Construction *construction = start(typer, node, symbol);
    bool is_direct = construction != NULL && add_cinits(typer, node, construction, symbol) &&
                     add_init(typer, node, construction, symbol);
    return is_direct ? construction : NULL;
}

// --- Class.__new__(Class, ...) -------------------------------------------------------------------

static const ClassSymbol *named_class(const Node *node) {
    const Symbol *symbol =
        node_is(node, NODE_NameExpression) ? ((const NameExpression *)node)->symbol : NULL;
    return symbol != NULL && symbol->kind == SYMBOL_CLASS ? (const ClassSymbol *)symbol : NULL;
}

const ClassSymbol *class_of_new(const Call *node) {
    if (!node_is(node->function, NODE_Attribute) || node->arguments.count == 0)
        return NULL;
    const Attribute *attribute = (const Attribute *)node->function;
    const ClassSymbol *symbol = named_class(attribute->value);
    bool is_new = symbol != NULL && strcmp(attribute->name->text, "__new__") == 0;
    return is_new && named_class(node->arguments.items[0]) == symbol ? symbol : NULL;
}

const Construction *resolve_new(Typer *typer, const Call *node, const ClassSymbol *symbol) {
    Construction *construction = start(typer, node, symbol);
    if (construction == NULL)
        return NULL;
    construction->first_argument = 1;
    return add_cinits(typer, node, construction, symbol) ? construction : NULL;
}

// --- Types of the arguments ----------------------------------------------------------------------

static bool widens(const Type *from, const Type *to) {
    if (from->integer.header_symbol != NULL || to->integer.header_symbol != NULL ||
        from->integer.is_unicode || to->integer.is_unicode)
        return false;
    bool keeps_sign = from->integer.is_signed == to->integer.is_signed;
    return keeps_sign ? from->integer.bits <= to->integer.bits
                      : !from->integer.is_signed && from->integer.bits < to->integer.bits;
}

bool passes_as_c_value(const Type *from, const Type *to) {
    if (type_is_object(from) || type_is_object(to))
        return false;
    if (from->kind == TYPE_INTEGER && to->kind == TYPE_INTEGER)
        return from == to || widens(from, to);
    bool is_plain_integer = from->kind == TYPE_INTEGER && from->integer.header_symbol == NULL &&
                            !from->integer.is_unicode && from->integer.bits <= 64;
    if (to->kind == TYPE_FLOATING)
        return from->kind == TYPE_BINT || is_plain_integer ||
               (from->kind == TYPE_FLOATING && from->floating_bits <= to->floating_bits);
    return from == to && type_is_numeric(from);
}

bool literal_passes(const Node *node, const Type *to) {
    if (!type_is_numeric(to))
        return false;
    if (node_is(node, NODE_BoolLiteral))
        return true;
    if (node_is(node, NODE_FloatLiteral))
        return to->kind == TYPE_FLOATING;
    if (node_is(node, NODE_IntLiteral))
        return integer_literal_fits((const IntLiteral *)node, to);
    if (!node_is(node, NODE_UnaryExpression))
        return false;
    const UnaryExpression *negative = (const UnaryExpression *)node;
    bool is_signed =
        to->kind == TYPE_FLOATING || (to->kind == TYPE_INTEGER && to->integer.is_signed);
    return negative->operator== UNARY_NEGATE &&
           is_signed && !node_is(negative->operand, NODE_BoolLiteral) &&
           literal_passes(negative->operand, to);
}

static bool passes_to_all(const Construction *construction, uint32_t argument, const Node *node) {
    for (uint32_t i = 0; i < construction->count; i++) {
        const Initializer *initializer = &construction->initializers[i];
        if (initializer->positions == NULL)
            continue;
        uint32_t position = initializer->positions[argument];
        const Type *type = initializer->method->parameter_symbols.items[position]->type;
        if (!passes_as_c_value(node->type, type) && !literal_passes(node, type))
            return false;
    }
    return true;
}

void check_construction(Typer *typer, Call *node, const Construction *construction) {
    for (uint32_t i = construction->first_argument; i < node->arguments.count; i++) {
        Node **argument = value_of_argument(&node->arguments.items[i]);
        check_value(typer, argument);
        if (!passes_to_all(construction, i, *argument))
            convert_value(typer, argument, typer->common->object);
    }
}
