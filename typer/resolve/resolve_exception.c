// How a C function signals an exception: its except clause, or what its result implies ->
// ExceptionSpec.
//
// Takes: the clause and the type of the result. Reports values that the result cannot have.

#include "typer/internal.h"
#include <stdlib.h>

// Is the class, or one that it extends, known to other modules?
static bool is_shared_class(const ClassSymbol *symbol) {
    for (; symbol != NULL; symbol = symbol->base)
        if (symbol->has_declaration)
            return true;
    return false;
}

// A function that is asked for an exception after every call need not be asked if its result, which
// may be any, is not the value that stands for one. But callees whose values differ may stand where
// a .pxd, a pointer or a method of a class that others may extend is all that the caller knows.
ExceptionSpec checked_exception(const Typer *typer, const Type *result, bool is_pointed) {
    ExceptionSpec spec = {.rule = EXCEPTION_RULE_ALWAYS};
    const Place *place = &typer->place;
    bool is_shared_method =
        place->scope->kind == SCOPE_C_CLASS && is_shared_class(place->class_symbol);
    if (is_pointed || place->is_prototype || place->header != NULL || is_shared_method)
        return spec;
    if (result->kind == TYPE_POINTER || result->kind == TYPE_FUNCTION) {
        spec.rule = EXCEPTION_RULE_MAYBE_VALUE;
    } else if (type_is_numeric(result) && result->kind != TYPE_COMPLEX &&
               result->kind != TYPE_ENUM) {
        spec.rule = EXCEPTION_RULE_MAYBE_VALUE;
        spec.integer_value = -1;
        spec.real_value = -1;
    }
    return spec;
}

// What a function without a clause does: objects and memoryviews signal by NULL, all others are
// asked.
ExceptionSpec default_exception(const Typer *typer, const Type *result, bool is_pointed) {
    if (type_is_object(result) || result->kind == TYPE_MEMORYVIEW)
        return (ExceptionSpec){.rule = EXCEPTION_RULE_VALUE};
    if (typer->place.header != NULL || typer->place.directives.legacy_implicit_noexcept)
        return (ExceptionSpec){.rule = EXCEPTION_RULE_NEVER};
    return checked_exception(typer, result, is_pointed);
}

// A number is an address only if it is 0 or cast to one.
static void check_exception_address(Typer *typer, const Node *value, const Type *result) {
    ConstantValue number = {0};
    if (!node_is(value, NODE_Cast))
        number = evaluate_constant(typer, value);
    if (number.kind == CONSTANT_INTEGER && number.integer != 0)
        report(typer, DIAG_E0502, value->span, result->text);
}

ExceptionSpec resolve_exception(Typer *typer, const ExceptionClause *clause, const Type *result,
                                bool is_pointed) {
    ExceptionSpec spec = {.rule = clause->rule};
    if (exception_is_cpp(&spec)) // calls say that they cannot be
        return spec;
    if (clause->value != NULL && (type_is_object(result) || result->kind == TYPE_VOID))
        report(typer, DIAG_E0525, clause->node.span, "an exception value",
               "where no C value is returned");
    if (type_is_object(result) && clause->rule == EXCEPTION_RULE_NEVER &&
        typer->place.header == NULL)
        report(typer, DIAG_W0114, clause->node.span, result->text);
    if (type_is_object(result) || clause->rule == EXCEPTION_RULE_DEFAULT)
        return default_exception(typer, result, is_pointed);
    if (clause->rule == EXCEPTION_RULE_ALWAYS)
        return checked_exception(typer, result, is_pointed);
    if (clause->value == NULL)
        return spec;
    bool is_address = result->kind == TYPE_POINTER || result->kind == TYPE_FUNCTION;
    if (is_address) {
        check_exception_address(typer, clause->value, result);
        return spec;
    }
    ConstantValue value = evaluate_constant(typer, clause->value);
    if (constant_fits_c(&value)) {
        spec.integer_value = (int64_t)value.integer;
        spec.real_value = (double)value.integer;
    } else if (node_is(clause->value, NODE_IntLiteral) && result->kind == TYPE_FLOATING) {
        const Text *digits = &((const IntLiteral *)clause->value)->digits;
        const char *text = arena_format(typer->arena, "%.*s", (int)digits->length, digits->bytes);
        spec.real_value = strtod(text, NULL);
    } else if (value.kind == CONSTANT_REAL && result->kind == TYPE_FLOATING) {
        spec.real_value = value.real;
    } else if (value.kind == CONSTANT_TEXT && value.text.length == 1 && type_is_integral(result)) {
        spec.integer_value = (unsigned char)value.text.bytes[0];
    } else {
        // A value that only the C header knows: ask after every call instead.
        spec.rule = EXCEPTION_RULE_ALWAYS;
        if (header_constant(typer, clause->value) == NULL) {
            report(typer, DIAG_E0502, clause->value->span, result->text);
        }
    }
    return spec;
}
