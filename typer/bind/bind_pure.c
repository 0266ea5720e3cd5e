// Pure mode: declarations written as calls of cython.declare, struct, union and typedef, in files
// that the interpreter runs too.

#include "typer/internal.h"
#include <string.h>

// A declarator for a name that no C declaration names.
static Declared make_declared(Typer *typer, const Name *name, const Type *type, Span span) {
    DeclaratorName *node = NODE_NEW(typer->arena, DeclaratorName, span);
    node->name = name;
    return (Declared){.type = type, .name = name, .name_node = node};
}

Symbol *declare_typed_variable(Typer *typer, const Name *name, const Type *type, Span span) {
    Declared declared = make_declared(typer, name, type, span);
    return declare_variable(typer, &declared, VISIBILITY_PRIVATE);
}

static bool is_cython_call(Typer *typer, const Node *node, CythonName name) {
    return node_is(node, NODE_Call) && is_cython_name(typer, ((const Call *)node)->function, name);
}

static bool is_declare_call(Typer *typer, const Node *node) {
    return is_cython_call(typer, node, CYTHON_DECLARE);
}

static const Type *resolve_written(Typer *typer, const Node *written) {
    const Type *type = resolve_written_type(typer, written);
    if (type != NULL)
        return type;
    report(typer, DIAG_E0305, written->span, unparse_expression(typer->arena, written));
    return typer->common->error;
}

// --- Types ---------------------------------------------------------------------------------------

static void declare_fields(Typer *typer, StructSymbol *owner, const Call *call) {
    for (uint32_t i = 0; i < call->arguments.count; i++) {
        const Keyword *keyword = (const Keyword *)call->arguments.items[i];
        if (!node_is(call->arguments.items[i], NODE_Keyword) || keyword->name == NULL) {
            report(typer, DIAG_E0599, call->arguments.items[i]->span,
                   "a member without a name of a struct");
            continue;
        }
        const Type *type = resolve_written(typer, keyword->value);
        Declared declared = make_declared(typer, keyword->name, type, keyword->node.span);
        declare_struct_field(typer, owner, &declared);
    }
}

// Name = cython.struct(x=T, y=U), and union
static void declare_struct(Typer *typer, const Name *name, Node *node, const Call *call,
                           bool is_union) {
    StructSymbol *symbol = SYMBOL_NEW(typer, StructSymbol, SYMBOL_TYPE, name, node->span);
    symbol->symbol.declaration = node;
    symbol->symbol.type = type_struct(typer->types, symbol);
    symbol->is_union = is_union;
    symbol->is_complete = symbol->has_body = true;
    scope_declare(typer, typer->place.scope, &symbol->symbol);
    declare_fields(typer, symbol, call);
}

// Name = cython.typedef(T)
static void declare_typedef(Typer *typer, const Name *name, Node *node, const Call *call) {
    Symbol *symbol = SYMBOL_NEW(typer, Symbol, SYMBOL_TYPE, name, node->span);
    symbol->declaration = node;
    symbol->type = resolve_written(typer, call->arguments.items[0]);
    scope_declare(typer, typer->place.scope, symbol);
}

// Name = cython.fused_type(T, U)
static void declare_fused(Typer *typer, const Name *name, Node *node, const Call *call) {
    FusedItemVector items = {0};
    for (uint32_t i = 0; i < call->arguments.count; i++) {
        Node *argument = call->arguments.items[i];
        if (node_is(argument, NODE_Keyword))
            report(typer, DIAG_E0420, argument->span, "a keyword", "fused_type");
        else
            add_fused_item(typer, &items, resolve_written(typer, argument), argument);
    }
    declare_fused_type(typer, name, node, &items);
}

// Declares the type that the assignment names, if it is one, and leaves nothing.
static bool bind_pure_type(Typer *typer, Node **slot) {
    Assign *node = (Assign *)*slot;
    bool is_struct = is_cython_call(typer, node->value, CYTHON_STRUCT);
    bool is_union = is_cython_call(typer, node->value, CYTHON_UNION);
    bool is_typedef = is_cython_call(typer, node->value, CYTHON_TYPEDEF) &&
                      ((const Call *)node->value)->arguments.count > 0;
    bool is_fused = is_cython_call(typer, node->value, CYTHON_FUSED_TYPE);
    if (!(is_struct || is_union || is_typedef || is_fused) || node->targets.count != 1 ||
        !node_is(node->targets.items[0], NODE_NameExpression))
        return false;
    const Name *name = ((const NameExpression *)node->targets.items[0])->name;
    if (is_typedef)
        declare_typedef(typer, name, &node->node, (const Call *)node->value);
    else if (is_fused)
        declare_fused(typer, name, &node->node, (const Call *)node->value);
    else
        declare_struct(typer, name, &node->node, (const Call *)node->value, is_union);
    *slot = (Node *)NODE_NEW(typer->arena, Pass, node->node.span);
    return true;
}

// --- Variables -----------------------------------------------------------------------------------

static bool is_declaration_of(const Node *target, const Call *call) {
    return node_is(target, NODE_NameExpression) && call->arguments.count > 0;
}

// The value that a call of declare gives, or NULL.
static Node *declared_value(const Call *call) {
    bool has_value = call->arguments.count > 1 && !node_is(call->arguments.items[1], NODE_Keyword);
    return has_value ? call->arguments.items[1] : NULL;
}

// declare(T, visibility="public"), of an attribute
static CVisibility declared_visibility(const Call *call) {
    for (uint32_t i = 1; i < call->arguments.count; i++) {
        const Keyword *keyword = (const Keyword *)call->arguments.items[i];
        bool is_visibility = node_is(call->arguments.items[i], NODE_Keyword) &&
                             keyword->name != NULL &&
                             strcmp(keyword->name->text, "visibility") == 0;
        if (!is_visibility || !node_is(keyword->value, NODE_StringLiteral))
            continue;
        const char *text = ((const StringLiteral *)keyword->value)->value.bytes;
        return strcmp(text, "public") == 0     ? VISIBILITY_PUBLIC
               : strcmp(text, "readonly") == 0 ? VISIBILITY_READONLY
                                               : VISIBILITY_PRIVATE;
    }
    return VISIBILITY_PRIVATE;
}

// The type, a value, and of attributes `visibility`.
void check_declare_arguments(Typer *typer, const Call *call) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < call->arguments.count; i++)
        count += !node_is(call->arguments.items[i], NODE_Keyword);
    if (count == 0 || count > 2)
        report(typer, DIAG_E0402, call->node.span, "declare", "1 or 2 arguments", count);
    for (uint32_t i = count; i < call->arguments.count; i++) {
        const Keyword *keyword = (const Keyword *)call->arguments.items[i];
        bool is_known = node_is(&keyword->node, NODE_Keyword) && keyword->name != NULL &&
                        strcmp(keyword->name->text, "visibility") == 0;
        if (node_is(&keyword->node, NODE_Keyword) && !is_known)
            report(typer, DIAG_E0410, keyword->node.span, "declare",
                   keyword->name != NULL ? keyword->name->text : "**");
    }
}

static void declare_target(Typer *typer, const Node *target, const Call *call) {
    check_declare_arguments(typer, call);
    const Type *type = resolve_written(typer, call->arguments.items[0]);
    const Name *name = ((const NameExpression *)target)->name;
    if (typer->place.scope->kind == SCOPE_C_CLASS)
        declare_class_field(typer, name, type, declared_visibility(call), target->span);
    else
        declare_typed_variable(typer, name, type, target->span);
}

// a, b = cython.declare(T), cython.declare(U, value): what has a value stays an assignment.
static bool bind_declared_tuple(Typer *typer, Node **slot) {
    Assign *node = (Assign *)*slot;
    if (node->targets.count != 1 || !node_is(node->targets.items[0], NODE_TupleExpression) ||
        !node_is(node->value, NODE_TupleExpression))
        return false;
    NodeList *targets = &((TupleExpression *)node->targets.items[0])->elements;
    NodeList *values = &((TupleExpression *)node->value)->elements;
    bool are_all = targets->count == values->count;
    for (uint32_t i = 0; are_all && i < values->count; i++)
        are_all = is_declare_call(typer, values->items[i]) &&
                  is_declaration_of(targets->items[i], (const Call *)values->items[i]);
    if (!are_all)
        return false;
    uint32_t left = 0;
    for (uint32_t i = 0; i < targets->count; i++) {
        const Call *call = (const Call *)values->items[i];
        declare_target(typer, targets->items[i], call);
        if (declared_value(call) == NULL)
            continue;
        targets->items[left] = targets->items[i];
        values->items[left++] = declared_value(call);
    }
    targets->count = values->count = left;
    if (left == 0)
        *slot = (Node *)NODE_NEW(typer->arena, Pass, node->node.span);
    return left == 0;
}

// x = y = cython.declare(T[, value])
bool bind_pure_declaration(Typer *typer, Node **slot) {
    Assign *node = (Assign *)*slot;
    if (bind_pure_type(typer, slot) || bind_declared_tuple(typer, slot))
        return true;
    if (!is_declare_call(typer, node->value))
        return false;
    const Call *call = (const Call *)node->value;
    for (uint32_t i = 0; i < node->targets.count; i++)
        if (!is_declaration_of(node->targets.items[i], call))
            return false;
    for (uint32_t i = 0; i < node->targets.count; i++)
        declare_target(typer, node->targets.items[i], call);
    if (declared_value(call) == NULL) {
        *slot = (Node *)NODE_NEW(typer->arena, Pass, node->node.span);
        return true;
    }
    node->value = declared_value(call);
    // the assignment that is left is bound like any other
    return false;
}

// `x: T = cython.declare(T)` is a declaration alone: no value is left.
void drop_empty_declaration(Typer *typer, Node **value) {
    if (*value != NULL && is_declare_call(typer, *value) &&
        ((const Call *)*value)->arguments.count == 1)
        *value = NULL;
}

// `x: T = cython.declare(T[, value])` declares x.
void bind_declared_value(Typer *typer, const Node *target, Node **value) {
    drop_empty_declaration(typer, value);
    if (*value == NULL || !is_declare_call(typer, *value) ||
        !is_declaration_of(target, (const Call *)*value))
        return;
    declare_target(typer, target, (const Call *)*value);
    *value = declared_value((const Call *)*value);
}

// cython.declare(x=T, y=U)
bool bind_pure_declarations(Typer *typer, Node **slot) {
    const ExpressionStatement *node = (const ExpressionStatement *)*slot;
    if (!is_declare_call(typer, node->value))
        return false;
    const Call *call = (const Call *)node->value;
    for (uint32_t i = 0; i < call->arguments.count; i++) {
        if (!node_is(call->arguments.items[i], NODE_Keyword))
            return false;
    }
    for (uint32_t i = 0; i < call->arguments.count; i++) {
        const Keyword *keyword = (const Keyword *)call->arguments.items[i];
        if (keyword->name == NULL)
            continue;
        const Type *type = resolve_written(typer, keyword->value);
        declare_typed_variable(typer, private_name(typer, keyword->name), type, keyword->node.span);
    }
    *slot = (Node *)NODE_NEW(typer->arena, Pass, node->node.span);
    return true;
}
