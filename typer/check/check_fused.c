// Fused functions in expressions: which version a call, an index or a place asks for.
//
// Takes: names and attributes that mean fused C functions. Gives: the same that mean a version.
// What Python calls chooses when the program runs (runtime/fused.c).
//
// Source of the rules of calls: Cython's PyrexTypes.best_match.

#include "typer/check/internal.h"
#include <string.h>

FunctionSymbol *fused_function(const Node *node) {
    Symbol *symbol = symbol_of(node);
    bool is_fused = symbol != NULL && symbol->kind == SYMBOL_FUNCTION &&
                    ((const FunctionSymbol *)symbol)->version_count > 0;
    return is_fused ? (FunctionSymbol *)symbol : NULL;
}

void set_function(Node *node, FunctionSymbol *function) {
    if (node_is(node, NODE_NameExpression))
        ((NameExpression *)node)->symbol = &function->symbol;
    else
        NODE_AS(Attribute, node)->symbol = &function->symbol;
    node->type = function->symbol.type;
}

// --- Calls ---------------------------------------------------------------------------------------
// How far a version is from what a call gives it, from the worst kind of difference to the least.
typedef struct Distance {
    uint32_t of_objects, of_others, of_numbers, of_width, to_void, of_pointers;
} Distance;

static int compare_distances(const Distance *left, const Distance *right) {
    const uint32_t pairs[][2] = {
        {left->of_objects, right->of_objects}, {left->of_others, right->of_others},
        {left->of_numbers, right->of_numbers}, {left->of_width, right->of_width},
        {left->to_void, right->to_void},       {left->of_pointers, right->of_pointers},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (pairs[i][0] != pairs[i][1])
            return pairs[i][0] < pairs[i][1] ? -1 : 1;
    return 0;
}

// Twice the rank that Cython gives the number: what lies between long and long long has half a one.
static int rank_of(const Type *type) {
    enum { INT = 4, LONG = 6, FLOAT = 10, DOUBLE = 12, LONG_DOUBLE = 14, RANKS_OF_A_WIDTH = 4 };
    if (type->kind == TYPE_FLOATING)
        return type->floating_bits == 32 ? FLOAT : type->floating_bits == 64 ? DOUBLE : LONG_DOUBLE;
    if (type->kind != TYPE_INTEGER || type->integer.bits == 32)
        return INT;
    return type->integer.bits < 32 ? type->integer.bits / 8 * 2 - 2
                                   : LONG + type_integer_rank(type) % RANKS_OF_A_WIDTH;
}

static int rank_with_sign(const Type *type) {
    return rank_of(type) + (type_number_is_signed(type) ? 0 : 2);
}

static bool is_plain_integer(const Type *type) {
    return type->kind == TYPE_INTEGER || type->kind == TYPE_BINT;
}

static bool is_promotion(const Typer *typer, const Type *from, const Type *to) {
    if (to == typer->common->int_)
        return from->kind == TYPE_ENUM ||
               (is_plain_integer(from) && rank_with_sign(from) < rank_of(to));
    return to == typer->common->double_ && from->kind == TYPE_FLOATING &&
           from->floating_bits <= to->floating_bits;
}

static void add_number(Distance *distance, const Type *from, const Type *to) {
    int left = rank_with_sign(from), right = rank_with_sign(to);
    distance->of_numbers += (uint32_t)(left < right ? right - left : left - right) + 2;
    distance->of_width += (rank_of(to) < rank_of(from) ? 2U : 0U) +
                          (type_number_is_signed(from) != type_number_is_signed(to));
}

// A literal is a long, or longer, unless it is too large for C.
static const Type *literal_type(const Typer *typer, const IntLiteral *literal) {
    const Type *type = literal->node.type;
    bool is_short = type->kind == TYPE_INTEGER && type->integer.bits < 64;
    return is_short && integer_literal_fits(literal, typer->common->long_) ? typer->common->long_
                                                                           : type;
}

// A tuple that is written there is a C tuple, if all that is in it is C's.
static const Type *tuple_type(const Typer *typer, const TupleExpression *tuple) {
    const Type **items = ARENA_ARRAY(typer->arena, const Type *, tuple->elements.count + 1);
    for (uint32_t i = 0; i < tuple->elements.count; i++) {
        items[i] = tuple->elements.items[i]->type;
        if (type_is_object(items[i]))
            return tuple->node.type;
    }
    return type_ctuple(typer->types, items, tuple->elements.count);
}

// What the argument is to the parameter: an array is given as the pointer to its first element.
static const Type *given_type(const Typer *typer, const Node *argument, const Type *to) {
    if (node_is(argument, NODE_IntLiteral))
        return literal_type(typer, (const IntLiteral *)argument);
    if (node_is(argument, NODE_TupleExpression) && to->kind == TYPE_CTUPLE)
        return tuple_type(typer, (const TupleExpression *)argument);
    bool decays = argument->type->kind == TYPE_ARRAY && to->kind == TYPE_POINTER;
    return decays ? type_pointer(typer->types, argument->type->array.element) : argument->type;
}

// Adds how far the type is from the argument; false: the argument cannot be one.
static bool add_distance(const Typer *typer, Distance *distance, const Node *argument,
                         const Type *to) {
    const Type *from = given_type(typer, argument, to);
    bool is_text = node_is(argument, NODE_StringLiteral) &&
                   string_literal_fits(typer, (const StringLiteral *)argument, to);
    if (!is_text &&
        (type_conversion(from, to) == CONVERT_IMPOSSIBLE || builtin_types_are_apart(from, to)))
        return false;
    if (type_unqualified(typer->types, from) == type_unqualified(typer->types, to))
        return true;
    if (is_promotion(typer, from, to))
        distance->of_numbers += 2;
    else if ((is_plain_integer(from) && is_plain_integer(to)) ||
             (from->kind == TYPE_FLOATING && to->kind == TYPE_FLOATING))
        add_number(distance, from, to);
    else if (from->kind == TYPE_POINTER && to->kind == TYPE_POINTER)
        *(to->element->kind == TYPE_VOID ? &distance->to_void : &distance->of_pointers) += 1;
    // of a view of the same items less is known
    else if (from->kind == TYPE_MEMORYVIEW && to->kind == TYPE_MEMORYVIEW &&
             type_conversion(from, to) == CONVERT_SAME)
        distance->of_pointers++;
    else if (!type_is_object(from))
        distance->of_others++;
    else
        distance->of_objects++;
    return true;
}

static uint32_t first_parameter(const Call *node, const FunctionSymbol *fused) {
    if (fused->owner == NULL || fused->python.is_static)
        return 0;
    const Type *owner = NODE_AS(Attribute, node->function)->value->type;
    return owner != NULL && owner->kind == TYPE_EXTENSION ? 1 : 0;
}

// The parameter that an argument of a call is for; the number of parameters: there is none.
static uint32_t parameter_for(const Call *node, const FunctionSymbol *version, uint32_t argument) {
    uint32_t count = version->symbol.type->function.count;
    if (!node_is(node->arguments.items[argument], NODE_Keyword))
        return first_parameter(node, version) + argument;
    const Name *name = ((const Keyword *)node->arguments.items[argument])->name;
    for (uint32_t i = 0; i < count && i < version->parameters->items.count; i++)
        if (parameter_name((const Parameter *)version->parameters->items.items[i]) == name)
            return i;
    return count;
}

// A variable that is declared as a buffer is one for a parameter of the same items alone.
static bool buffer_fits(const Node *argument, const FunctionSymbol *version, uint32_t parameter) {
    const Symbol *given = symbol_of(argument);
    const Symbol *taken = parameter < version->parameter_symbols.count
                              ? version->parameter_symbols.items[parameter]
                              : NULL;
    if (given == NULL || given->view == NULL || taken == NULL || taken->view == NULL)
        return true;
    const Type *left = given->view->type, *right = taken->view->type;
    return left->memoryview.element == right->memoryview.element &&
           left->memoryview.dimensions == right->memoryview.dimensions;
}

static bool measure(const Typer *typer, const Call *node, const FunctionSymbol *version,
                    Distance *distance) {
    const Type *type = version->symbol.type;
    if (type->kind != TYPE_FUNCTION)
        return false;
    for (uint32_t i = 0; i < node->arguments.count; i++) {
        uint32_t parameter = parameter_for(node, version, i);
        if (parameter >= type->function.count)
            return true; // the call reports that
        const Node *argument = *value_of_argument(&node->arguments.items[i]);
        if (!buffer_fits(argument, version, parameter) ||
            !add_distance(typer, distance, argument, type->function.parameters[parameter].type))
            return false;
    }
    return true;
}

// `(int, double)`: the types of what a call gives.
static const char *text_of_arguments(const Typer *typer, const Call *node) {
    const char *text = "";
    for (uint32_t i = 0; i < node->arguments.count; i++)
        text = arena_format(typer->arena, "%s%s%s", text, i > 0 ? ", " : "",
                            (*value_of_argument(&node->arguments.items[i]))->type->text);
    return arena_format(typer->arena, "(%s)", text);
}

FunctionSymbol *choose_version(Typer *typer, Call *node, FunctionSymbol *fused) {
    for (uint32_t i = 0; i < node->arguments.count; i++)
        check_value(typer, value_of_argument(&node->arguments.items[i]));
    FunctionSymbol *best = NULL;
    Distance least = {0};
    bool is_ambiguous = false;
    for (uint32_t i = 0; i < fused->version_count; i++) {
        Distance distance = {0};
        if (!measure(typer, node, fused->versions[i], &distance))
            continue;
        int order = best == NULL ? -1 : compare_distances(&distance, &least);
        is_ambiguous = order == 0 || (order > 0 && is_ambiguous);
        if (order < 0) {
            best = fused->versions[i];
            least = distance;
        }
    }
    if (best == NULL || is_ambiguous) {
        report(typer, best == NULL ? DIAG_E0572 : DIAG_E0573, node->node.span,
               fused->symbol.name->text, text_of_arguments(typer, node));
        return NULL;
    }
    return best;
}

// --- Indices -------------------------------------------------------------------------------------
// The fused types that the function has versions for, in order.
static TypeVector fused_types_of(const Typer *typer, const FunctionSymbol *fused) {
    TypeVector types = {0};
    type_collect_fused(typer->types, fused->symbol.type, &types);
    return types;
}

// What the version's choice says of the fused type.
static const Type *choice_of(const Typer *typer, const FunctionSymbol *version, const Type *fused) {
    return type_specialize(typer->types, fused, version->specialization);
}

static FunctionSymbol *find_version(const Typer *typer, const FunctionSymbol *fused,
                                    const TypeVector *types, const TypeVector *asked) {
    for (uint32_t i = 0; i < fused->version_count; i++) {
        bool fits = true;
        for (uint32_t j = 0; fits && j < asked->count; j++)
            fits = choice_of(typer, fused->versions[i], types->items[j]) == asked->items[j];
        if (fits)
            return fused->versions[i];
    }
    return NULL;
}

// Adds the type that an index names. false: it names none, which has been reported or, of a
// function that Python has too, is looked up when the program runs.
static bool add_asked_type(Typer *typer, const Node *index, bool has_object, TypeVector *asked) {
    const Type *type = resolve_written_type(typer, index);
    if (type != NULL && !type_is_error(type)) {
        vector_push(typer->arena, asked, type);
        return true;
    }
    const Symbol *symbol = symbol_of(index);
    bool is_unknown = symbol != NULL && symbol->type != NULL && type_is_error(symbol->type);
    if (type == NULL && !has_object && !is_unknown)
        report(typer, DIAG_E0305, index->span, unparse_expression(typer->arena, index));
    return false;
}

static void report_no_version(Typer *typer, const FunctionSymbol *fused, Span span,
                              const TypeVector *types, const TypeVector *asked) {
    const char *text = "";
    for (uint32_t i = 0; i < asked->count; i++)
        text = arena_format(typer->arena, "%s%s%s", text, i > 0 ? ", " : "", asked->items[i]->text);
    Diagnostic *message = report(typer, DIAG_E0572, span, fused->symbol.name->text,
                                 arena_format(typer->arena, "[%s]", text));
    for (uint32_t i = 0; message != NULL && i < types->count; i++)
        diag_add_note(message, "its fused types are, in order, '%s'", types->items[i]->text);
}

const Type *check_fused_index(Typer *typer, Node **slot, FunctionSymbol *fused) {
    Subscript *node = (Subscript *)*slot;
    NodeList single;
    const NodeList *indices = index_elements(&node->index, &single);
    bool has_object = has_python_function(node->value);
    TypeVector types = fused_types_of(typer, fused), asked = {0};
    for (uint32_t i = 0; i < indices->count; i++)
        if (!add_asked_type(typer, indices->items[i], has_object, &asked))
            return has_object ? NULL : typer->common->error;
    FunctionSymbol *version =
        asked.count == types.count ? find_version(typer, fused, &types, &asked) : NULL;
    if (version == NULL) {
        report_no_version(typer, fused, node->node.span, &types, &asked);
        return typer->common->error;
    }
    *slot = node->value;
    set_function(*slot, version);
    return version->symbol.type;
}

// --- Places --------------------------------------------------------------------------------------
static bool same_signature(const Type *left, const Type *right) {
    if (left->function.count != right->function.count ||
        !same_value_type(left->function.result, right->function.result))
        return false;
    for (uint32_t i = 0; i < left->function.count; i++)
        if (!same_value_type(left->function.parameters[i].type, right->function.parameters[i].type))
            return false;
    return true;
}

void choose_version_for(Node *node, const Type *to) {
    FunctionSymbol *fused = to->kind == TYPE_FUNCTION ? fused_function(node) : NULL;
    for (uint32_t i = 0; fused != NULL && i < fused->version_count; i++) {
        FunctionSymbol *version = fused->versions[i];
        if (version->symbol.type->kind == TYPE_FUNCTION &&
            same_signature(version->symbol.type, to)) {
            set_function(node, version);
            return;
        }
    }
}
