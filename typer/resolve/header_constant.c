// Integers that only a C header knows: enum items and array lengths that are made of its constants.
//
// An item is kept as the expression that it is, with its names resolved where it stands; what is
// to be known before code is built, the length of an array, as the text of C that gives it.

#include "typer/internal.h"

// --- Items of enums ------------------------------------------------------------------------------

typedef struct NameBinder {
    Typer *typer;
    bool is_good;
    bool asks_c; // names something, or asks for a size
} NameBinder;

static void bind_constant_name(Node **child, void *context) {
    NameBinder *binder = context;
    bool is_size = node_is(*child, NODE_SizeofExpression); // of a type, maybe C's own
    binder->asks_c |= is_size || node_is(*child, NODE_NameExpression) ||
                      node_is(*child, NODE_SizeofType) || node_is(*child, NODE_Cast);
    if (node_is(*child, NODE_NameExpression)) {
        NameExpression *name = (NameExpression *)*child;
        name->symbol = scope_look_up(binder->typer->place.scope, name->name);
        bool has_value =
            name->symbol != NULL &&
            (name->symbol->kind == SYMBOL_CONSTANT || name->symbol->kind == SYMBOL_C_VARIABLE ||
             name->symbol->kind == SYMBOL_MODULE || name->symbol->kind == SYMBOL_TYPE);
        binder->is_good = binder->is_good && has_value;
    }
    bool was_good = binder->is_good;
    node_each_child(*child, bind_constant_name, context);
    binder->is_good = is_size ? was_good : binder->is_good;
}

static bool is_constant_operation(const Node *node) {
    return node_is(node, NODE_NameExpression) || node_is(node, NODE_Attribute) ||
           node_is(node, NODE_UnaryExpression) || node_is(node, NODE_BinaryExpression) ||
           node_is(node, NODE_Cast) || node_is(node, NODE_SizeofType) ||
           node_is(node, NODE_SizeofExpression) || node_is(node, NODE_ConditionalExpression);
}

Node *header_constant(Typer *typer, const Node *expression) {
    if (!is_constant_operation(expression))
        return NULL;
    NameBinder binder = {typer, true, false};
    Node *copy = node_copy(typer->arena, expression);
    bind_constant_name(&copy, &binder);
    return binder.is_good && binder.asks_c ? copy : NULL;
}

Node *successor_of_constant(Typer *typer, Symbol *item) {
    Span span = item->span;
    BinaryExpression *sum = NODE_NEW(typer->arena, BinaryExpression, span);
    sum->operator= BINARY_ADD;
    sum->left = new_name_of(typer, item, span);
    sum->right = node_of_integer(typer, 1, span);
    return (Node *)sum;
}

// --- Lengths of arrays ---------------------------------------------------------------------------

typedef struct LengthText {
    Typer *typer;
    const ExternHeader *header;
    Span span;
} LengthText;

static const char *text_of_length(LengthText *length, const Node *node);

static const char *text_of_number(Arena *arena, int64_t number) {
    return arena_format(arena, number < 0 ? "(%lld)" : "%lld", (long long)number);
}

static const char *text_of_constant(LengthText *length, const Symbol *symbol) {
    Arena *arena = length->typer->arena;
    bool is_variable = symbol != NULL && symbol->kind == SYMBOL_C_VARIABLE && symbol->is_extern &&
                       symbol->type->is_const;
    if (symbol == NULL || (symbol->kind != SYMBOL_CONSTANT && !is_variable))
        return NULL;
    if (symbol->constant_known)
        return text_of_number(arena, symbol->constant);
    if (symbol->constant_node != NULL)
        return text_of_length(length, symbol->constant_node);
    bool is_other_header = length->header != NULL && length->header != symbol->header;
    if (symbol->header == NULL || is_other_header)
        return NULL;
    length->header = symbol->header;
    length->span = symbol->span;
    return symbol->c_name != NULL ? symbol->c_name : symbol->name->text;
}

// `module.NAME`, `Enum.NAME`
static const Symbol *symbol_of_attribute(Typer *typer, const Attribute *node) {
    if (!node_is(node->value, NODE_NameExpression))
        return NULL;
    const NameExpression *name = (const NameExpression *)node->value;
    const Symbol *owner =
        name->symbol != NULL ? name->symbol : scope_look_up(typer->place.scope, name->name);
    if (owner == NULL)
        return NULL;
    if (owner->kind == SYMBOL_MODULE)
        return scope_find(((const ModuleSymbol *)owner)->scope, node->name);
    bool is_enum =
        owner->kind == SYMBOL_TYPE && owner->type != NULL && owner->type->kind == TYPE_ENUM;
    return is_enum ? scope_find(((const EnumSymbol *)owner)->scope, node->name) : NULL;
}

static const char *text_of_binary(LengthText *length, const BinaryExpression *node) {
    const char *left = text_of_length(length, node->left);
    const char *right = left == NULL ? NULL : text_of_length(length, node->right);
    bool is_division = node->operator== BINARY_DIVIDE || node->operator== BINARY_FLOOR_DIVIDE;
    bool is_known = node->operator!= BINARY_POWER && node->operator!= BINARY_MATRIX_MULTIPLY;
    if (right == NULL || !is_known)
        return NULL;
    return arena_format(length->typer->arena, "(%s %s %s)", left,
                        is_division ? "/" : BinaryOperator_text(node->operator), right);
}

static const char *text_of_length(LengthText *length, const Node *node) {
    Typer *typer = length->typer;
    int64_t known;
    if (constant_integer(typer, node, &known))
        return text_of_number(typer->arena, known);
    switch (node->kind) {
    case NODE_NameExpression: {
        const NameExpression *name = (const NameExpression *)node;
        return text_of_constant(length, name->symbol != NULL
                                            ? name->symbol
                                            : scope_look_up(typer->place.scope, name->name));
    }
    case NODE_Attribute:
        return text_of_constant(length, symbol_of_attribute(typer, (const Attribute *)node));
    case NODE_Cast:
        return text_of_length(length, ((const Cast *)node)->operand);
    case NODE_UnaryExpression: {
        const UnaryExpression *unary = (const UnaryExpression *)node;
        const char *operand =
            unary->operator== UNARY_NOT ? NULL : text_of_length(length, unary->operand);
        return operand == NULL ? NULL
                               : arena_format(typer->arena, "(%s%s)",
                                              UnaryOperator_text(unary->operator), operand);
    }
    case NODE_BinaryExpression:
        return text_of_binary(length, (const BinaryExpression *)node);
    default: // no constant
        return NULL;
    }
}

const Symbol *header_length(Typer *typer, const Node *expression) {
    LengthText length = {.typer = typer};
    const char *text = text_of_length(&length, expression);
    if (text == NULL || length.header == NULL)
        return NULL;
    const Name *key = intern(typer->compilation, text);
    Symbol *symbol = map_get(&typer->header_lengths, key);
    if (symbol != NULL && symbol->header == length.header)
        return symbol;
    symbol = SYMBOL_NEW(typer, Symbol, SYMBOL_CONSTANT,
                        intern(typer->compilation, arena_format(typer->arena, "length_%u",
                                                                typer->header_lengths.count)),
                        length.span);
    symbol->type = typer->common->long_;
    symbol->c_name = text;
    symbol->header = length.header;
    symbol->is_extern = true;
    map_put(typer->arena, &typer->header_lengths, key, symbol);
    return symbol;
}
