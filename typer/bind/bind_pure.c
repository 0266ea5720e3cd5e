// Pure mode: declarations written as calls of cython.declare, in files that the interpreter runs
// too.

#include "typer/internal.h"

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

static bool is_declare_call(Typer *typer, const Node *node) {
    return node_is(node, NODE_Call) &&
           is_cython_name(typer, ((const Call *)node)->function, CYTHON_DECLARE);
}

// x = y = cython.declare(T[, value])
bool bind_pure_declaration(Typer *typer, Node **slot) {
    Assign *node = (Assign *)*slot;
    if (!is_declare_call(typer, node->value))
        return false;
    Call *call = (Call *)node->value;
    if (call->arguments.count == 0)
        return false;
    const Node *written = call->arguments.items[0];
    const Type *type = resolve_type_expression(typer, written);
    if (type == NULL) {
        report(typer, DIAG_E0305, written->span, unparse_expression(typer->arena, written));
        type = typer->common->error;
    }
    bool has_value = call->arguments.count > 1 && !node_is(call->arguments.items[1], NODE_Keyword);
    for (uint32_t i = 0; i < node->targets.count; i++) {
        if (!node_is(node->targets.items[i], NODE_NameExpression))
            return false;
        const NameExpression *target = (const NameExpression *)node->targets.items[i];
        declare_typed_variable(typer, target->name, type, target->node.span);
    }
    if (!has_value) {
        *slot = (Node *)NODE_NEW(typer->arena, Pass, node->node.span);
        return true;
    }
    node->value = call->arguments.items[1];
    // the assignment that is left is bound like any other
    return false;
}

// `x: T = cython.declare(T)` is a declaration alone: no value is left.
void drop_empty_declaration(Typer *typer, Node **value) {
    if (*value != NULL && is_declare_call(typer, *value) &&
        ((const Call *)*value)->arguments.count == 1)
        *value = NULL;
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
        const Type *type = resolve_type_expression(typer, keyword->value);
        if (type == NULL) {
            report(typer, DIAG_E0305, keyword->value->span,
                   unparse_expression(typer->arena, keyword->value));
            type = typer->common->error;
        }
        declare_typed_variable(typer, keyword->name, type, keyword->node.span);
    }
    *slot = (Node *)NODE_NEW(typer->arena, Pass, node->node.span);
    return true;
}
