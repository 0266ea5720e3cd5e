// What people read of the type of a declared function, or of a pointer to one, in Cython's words:
// `int (*)(object, S *) except *`. Versions of fused functions are named by it, so modules find
// them only if it is Cython's text to the letter.
//
// Takes: declarations that can be resolved, with what fused types mean at the place. As in
// spell_c.c, a declarator is read from the outside in, and what has been read is the `entity`.

#include "typer/internal.h"

static const char *text_of_declarator(Typer *typer, const Node *base, const Node *declarator,
                                      const char *entity);

static const char *join(Typer *typer, const char *base, const char *entity) {
    return *entity == '\0' ? base : arena_format(typer->arena, "%s %s", base, entity);
}

static const char *text_of_base(Typer *typer, const Node *base, const char *entity) {
    if (node_is(base, NODE_CType)) {
        const CType *whole = (const CType *)base;
        return text_of_declarator(typer, whole->base, whole->declarator, entity);
    }
    const Type *type = resolve_base_type(typer, (Node *)(uintptr_t)base);
    const char *name = written_type_name(typer, base, type);
    if (name == NULL)
        name = type->kind == TYPE_BINT ? "bool" : type->text;
    return join(typer, name, entity);
}

static const char *text_of_parameter(Typer *typer, const Parameter *parameter) {
    if (parameter_is_type(typer, parameter)) {
        const CBaseName base = {.node = {.kind = NODE_CBaseName}, .name = parameter->name};
        return text_of_base(typer, &base.node, "");
    }
    const Node *base = parameter->declared_type, *declarator = parameter->declarator;
    if (base == NULL)
        return "object";
    bool is_plain = declarator == NULL || node_is(declarator, NODE_DeclaratorName);
    if (node_is(declarator, NODE_DeclaratorArray)) // passed as a pointer
        return text_of_declarator(typer, base, ((const DeclaratorArray *)declarator)->inner, "*");
    if (!is_plain)
        return text_of_declarator(typer, base, declarator, "");
    const Type *type = resolve_base_type(typer, (Node *)(uintptr_t)base);
    if (node_is(base, NODE_CBaseTemplate) && type->kind == TYPE_ARRAY)
        return text_of_base(typer, ((const CBaseTemplate *)base)->base, "*");
    return text_of_base(typer, base, "");
}

static const char *text_of_parameters(Typer *typer, const DeclaratorFunction *node) {
    const Parameters *parameters = (const Parameters *)node->parameters;
    const char *text = "";
    for (uint32_t i = 0; i < parameters->items.count; i++)
        text =
            arena_format(typer->arena, "%s%s%s", text, i == 0 ? "" : ", ",
                         text_of_parameter(typer, (const Parameter *)parameters->items.items[i]));
    if (parameters->has_ellipsis)
        text = arena_format(typer->arena, "%s%s...", text, *text == '\0' ? "" : ", ");
    return *text == '\0' ? "void" : text;
}

// --- Exceptions ----------------------------------------------------------------------------------

static const char *text_of_value(Typer *typer, const ExceptionSpec *spec, const Type *result,
                                 const Node *value) {
    Arena *arena = typer->arena;
    if (result->kind == TYPE_POINTER || result->kind == TYPE_FUNCTION)
        return "NULL";
    if (result->kind != TYPE_FLOATING || value == NULL)
        return node_is(value, NODE_StringLiteral)
                   ? arena_format(arena, "'%c'", (int)spec->integer_value)
                   : arena_format(arena, "%lld", (long long)spec->integer_value);
    bool is_whole = spec->real_value == (double)(int64_t)spec->real_value;
    const char *text = arena_format(arena, is_whole ? "%.1f" : "%.17g", spec->real_value);
    bool is_negated_real = node_is(value, NODE_UnaryExpression) &&
                           node_is(((const UnaryExpression *)value)->operand, NODE_FloatLiteral);
    return is_negated_real ? arena_format(arena, "(%s)", text) : text;
}

// The result as it is declared, with fused types in it: errors are told alike for all of these.
static const Type *declared_result(Typer *typer, const Node *base, const DeclaratorFunction *node) {
    Place saved = typer->place;
    typer->place.specialization = NULL;
    const Type *type = resolve_base_type(typer, (Node *)(uintptr_t)base);
    type = resolve_declarator(typer, type, node->inner).type;
    typer->place = saved;
    return type;
}

static const char *text_of_exception(Typer *typer, const Type *result,
                                     const DeclaratorFunction *node, bool is_pointed) {
    const ExceptionClause *clause = (const ExceptionClause *)node->exception;
    ExceptionSpec spec = clause != NULL ? resolve_exception(typer, clause, result, is_pointed)
                                        : default_exception(typer, result, is_pointed);
    const Node *value = clause != NULL ? clause->value : NULL;
    if (type_is_object(result))
        return "";
    switch (spec.rule) {
    case EXCEPTION_RULE_NEVER:
        return " noexcept";
    case EXCEPTION_RULE_ALWAYS:
        return " except *";
    case EXCEPTION_RULE_VALUE:
    case EXCEPTION_RULE_MAYBE_VALUE:
        return arena_format(typer->arena, " except%s %s",
                            spec.rule == EXCEPTION_RULE_MAYBE_VALUE ? "?" : "",
                            text_of_value(typer, &spec, result, value));
    case EXCEPTION_RULE_CPP:
    case EXCEPTION_RULE_CPP_STAR:
        return " except +";
    case EXCEPTION_RULE_DEFAULT:
        break;
    }
    return "";
}

// --- Declarators ---------------------------------------------------------------------------------

static const char *text_of_function(Typer *typer, const Node *base, const DeclaratorFunction *node,
                                    const char *entity) {
    bool is_pointed = *entity == '*';
    const Type *result = declared_result(typer, base, node);
    const char *parameters = text_of_parameters(typer, node);
    const char *exception = text_of_exception(typer, result, node, is_pointed);
    const char *gil = node->gil == GIL_RULE_NOGIL && !type_is_object(result) ? " nogil" : "";
    return text_of_declarator(typer, base, node->inner,
                              arena_format(typer->arena, is_pointed ? "(%s)(%s)%s%s" : "%s(%s)%s%s",
                                           entity, parameters, exception, gil));
}

static const char *text_of_array(Typer *typer, const Node *base, const DeclaratorArray *node,
                                 const char *entity) {
    int64_t length = 0;
    if (node->size != NULL)
        (void)constant_integer(typer, node->size, &length);
    const char *format = *entity == '*' ? "(%s)[%lld]" : "%s[%lld]";
    return text_of_declarator(typer, base, node->inner,
                              arena_format(typer->arena, format, entity, (long long)length));
}

static const char *text_of_declarator(Typer *typer, const Node *base, const Node *declarator,
                                      const char *entity) {
    if (!depth_enter(&typer->depth, typer->diagnostics, declarator->span))
        return "";
    const char *text;
    switch (declarator->kind) {
    case NODE_DeclaratorPointer:
        text = text_of_declarator(typer, base, ((const DeclaratorPointer *)declarator)->inner,
                                  arena_format(typer->arena, "*%s", entity));
        break;
    case NODE_DeclaratorArray:
        text = text_of_array(typer, base, (const DeclaratorArray *)declarator, entity);
        break;
    case NODE_DeclaratorFunction:
        text = text_of_function(typer, base, (const DeclaratorFunction *)declarator, entity);
        break;
    default: // references of C++ are refused
        text = text_of_base(typer, base, entity);
        break;
    }
    depth_leave(&typer->depth);
    return text;
}

static bool declares_function(const Node *declarator) {
    while (node_is(declarator, NODE_DeclaratorPointer) || node_is(declarator, NODE_DeclaratorArray))
        declarator = node_is(declarator, NODE_DeclaratorPointer)
                         ? ((const DeclaratorPointer *)declarator)->inner
                         : ((const DeclaratorArray *)declarator)->inner;
    return node_is(declarator, NODE_DeclaratorFunction);
}

const char *function_type_text(Typer *typer, const Node *base, const Node *declarator) {
    if (declarator == NULL || !declares_function(declarator))
        return NULL;
    typer->quiet++;
    const char *text = text_of_declarator(typer, base, declarator, "");
    typer->quiet--;
    return text;
}

const char *function_parameter_text(Typer *typer, const Parameter *parameter) {
    if (parameter->declarator == NULL || !declares_function(parameter->declarator))
        return NULL;
    typer->quiet++;
    const char *text = text_of_parameter(typer, parameter);
    typer->quiet--;
    return text;
}
