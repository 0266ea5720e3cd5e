// Lowering of parameters (of def, cdef, lambda and C function types) and type parameters.

#include "frontend/internal.h"

// What the list said so far.
typedef struct ParameterReader {
    Lowering *lowering;
    NodeVector items;
    ParameterKind kind;      // of the next parameter without a star
    const Syntax *bare_star; // a `*` that no parameter followed yet
    bool has_ellipsis;
} ParameterReader;

static void push_parameter(ParameterReader *reader, Parameter *parameter) {
    lower_push(reader->lowering, &reader->items, (Node *)parameter);
}

// none_check: ('not' | 'or') 'None'
static NoneRule read_none_rule(const Lowering *lowering, const Syntax *syntax) {
    if (syntax == NULL) {
        return NONE_RULE_DEFAULT;
    }
    return *syntax_text(lowering, syntax) == 'n' ? NONE_RULE_NOT_NONE : NONE_RULE_OR_NONE;
}

static void read_default(Lowering *lowering, const Syntax *syntax, Parameter *parameter) {
    if (syntax == NULL) {
        return;
    }
    if (syntax->kind == SYNTAX_TOKEN) { // `=*` and `=?`
        parameter->default_unspecified = true;
    } else {
        parameter->default_value = lower_expression(lowering, syntax);
    }
}

// `lambda (a, b): ...` of Python 2
static void refuse_tuple_parameter(Lowering *lowering, const Syntax *name) {
    if (name != NULL && name->kind != SYNTAX_identifier) {
        diag_report(lowering->diagnostics, DIAG_E0111, syntax_span(lowering, name),
                    "Lambda expression");
    }
}

// In Python there are no typed parameters. `def f((a, b)):` is Python 2's.
static void report_python_parameter(Lowering *lowering, const Syntax *syntax, const Syntax *type) {
    if (type != NULL && type->kind == SYNTAX_c_tuple_type) {
        diag_report(lowering->diagnostics, DIAG_E0111, syntax_span(lowering, syntax), "Function");
    } else {
        lower_report_cython(lowering, syntax);
    }
}

// parameter: (name | type [declarator]) [none_check] [':' annotation] ['=' default]
static void read_parameter(ParameterReader *reader, const Syntax *syntax) {
    Lowering *lowering = reader->lowering;
    Parameter *parameter = LOWER_NEW(lowering, Parameter, syntax);
    const Syntax *name = syntax_child(syntax, SLOT_name);
    const Syntax *type = syntax_child(syntax, SLOT_type);
    parameter->kind = reader->kind;
    refuse_tuple_parameter(lowering, name);
    if (name != NULL && name->kind == SYNTAX_identifier) {
        parameter->name = syntax_name(lowering, name);
    }
    if (lowering->source->kind == SOURCE_PY &&
        (type != NULL || syntax_child(syntax, SLOT_none_check) != NULL)) {
        report_python_parameter(lowering, syntax, type);
    }
    if (type != NULL) {
        Span empty = span_of(lowering->source, type->end, type->end);
        parameter->declared_type = lower_c_base(lowering, type);
        parameter->declarator =
            lower_declarator(lowering, syntax_child(syntax, SLOT_declarator), empty);
        parameter->name = declarator_core(parameter->declarator)->name;
    }
    parameter->none_rule = read_none_rule(lowering, syntax_child(syntax, SLOT_none_check));
    parameter->annotation = lower_optional(lowering, syntax_child(syntax, SLOT_annotation));
    read_default(lowering, syntax_child(syntax, SLOT_default), parameter);
    reader->bare_star = NULL;
    push_parameter(reader, parameter);
}

// list_splat_parameter: '*' name [':' annotation]; dictionary_splat_parameter: '**' name [...]
static void read_splat(ParameterReader *reader, const Syntax *syntax, ParameterKind kind) {
    Lowering *lowering = reader->lowering;
    Parameter *parameter = LOWER_NEW(lowering, Parameter, syntax);
    parameter->kind = kind;
    parameter->name = syntax_name(lowering, syntax_child(syntax, SLOT_name));
    parameter->annotation = lower_optional(lowering, syntax_child(syntax, SLOT_annotation));
    if (kind == PARAMETER_STAR) {
        reader->kind = PARAMETER_KEYWORD_ONLY;
    }
    push_parameter(reader, parameter);
}

// `/`: all before it are positional-only.
static void read_slash(ParameterReader *reader, const Syntax *syntax) {
    Diagnostics *diagnostics = reader->lowering->diagnostics;
    Span span = syntax_span(reader->lowering, syntax);
    if (reader->items.count == 0) {
        diag_report(diagnostics, DIAG_E0204, span, "at least one parameter must precede /");
    }
    for (uint32_t i = 0; i < reader->items.count; i++) {
        Parameter *parameter = NODE_AS(Parameter, reader->items.items[i]);
        if (parameter->kind == PARAMETER_POSITIONAL_ONLY) {
            diag_report(diagnostics, DIAG_E0204, span, "/ may appear only once");
            return;
        }
        if (parameter->kind != PARAMETER_NORMAL) {
            diag_report(diagnostics, DIAG_E0204, span, "/ must be ahead of *");
            return;
        }
    }
    for (uint32_t i = 0; i < reader->items.count; i++) {
        NODE_AS(Parameter, reader->items.items[i])->kind = PARAMETER_POSITIONAL_ONLY;
    }
}

static void read_bare_star(ParameterReader *reader, const Syntax *syntax) {
    if (reader->kind == PARAMETER_KEYWORD_ONLY) {
        diag_report(reader->lowering->diagnostics, DIAG_E0204,
                    syntax_span(reader->lowering, syntax), "* may appear only once");
    }
    reader->kind = PARAMETER_KEYWORD_ONLY;
    reader->bare_star = syntax;
}

static void read_any_parameter(ParameterReader *reader, const Syntax *syntax) {
    switch (syntax->kind) {
    case SYNTAX_keyword_separator:
        read_bare_star(reader, syntax);
        break;
    case SYNTAX_positional_separator:
        read_slash(reader, syntax);
        break;
    case SYNTAX_ellipsis:
        reader->has_ellipsis = true;
        break;
    case SYNTAX_list_splat_parameter:
        read_splat(reader, syntax, PARAMETER_STAR);
        break;
    case SYNTAX_dictionary_splat_parameter:
        read_splat(reader, syntax, PARAMETER_DOUBLE_STAR);
        break;
    default:
        read_parameter(reader, syntax);
    }
}

// parameters: '(' [parameter (',' parameter)*] ')'; lambda_parameters the same without parentheses
Node *lower_parameters(Lowering *lowering, const Syntax *syntax, Span empty) {
    if (syntax == NULL) {
        return (Node *)NODE_NEW(lowering->arena, Parameters, empty);
    }
    Parameters *parameters = LOWER_NEW(lowering, Parameters, syntax);
    ParameterReader reader = {lowering, {0}, PARAMETER_NORMAL, NULL, false};
    for (const Syntax *child = syntax_first_named(syntax); child != NULL;
         child = syntax_next_named(child)) {
        read_any_parameter(&reader, child);
    }
    if (reader.bare_star != NULL && lowering->source->kind == SOURCE_PY) { // Cython takes it
        diag_report(lowering->diagnostics, DIAG_E0204, syntax_span(lowering, reader.bare_star),
                    "named parameters must follow bare *");
    }
    parameters->items = lower_finish_list(lowering, &reader.items);
    parameters->has_ellipsis = reader.has_ellipsis;
    return (Node *)parameters;
}

// --- Type parameters -----------------------------------------------------------------------------
// type_parameter: ['*' | '**'] name [':' bound] ['=' default]
static Node *lower_type_parameter(Lowering *lowering, const Syntax *syntax) {
    TypeParameter *parameter = LOWER_NEW(lowering, TypeParameter, syntax);
    const Syntax *star = syntax_child(syntax, SLOT_kind);
    parameter->name = syntax_name(lowering, syntax_child(syntax, SLOT_name));
    parameter->kind = star == NULL               ? TYPE_PARAMETER_NORMAL
                      : syntax_length(star) == 1 ? TYPE_PARAMETER_STAR
                                                 : TYPE_PARAMETER_DOUBLE_STAR;
    parameter->bound = lower_optional(lowering, syntax_child(syntax, SLOT_bound));
    parameter->default_value = lower_optional(lowering, syntax_child(syntax, SLOT_default));
    return (Node *)parameter;
}

// type_parameters: '[' type_parameter (',' type_parameter)* ']'
NodeList lower_type_parameters(Lowering *lowering, const Syntax *syntax) {
    NodeVector parameters = {0};
    const Syntax *child = syntax != NULL ? syntax_first_named(syntax) : NULL;
    for (; child != NULL; child = syntax_next_named(child)) {
        lower_push(lowering, &parameters, lower_type_parameter(lowering, child));
    }
    return lower_finish_list(lowering, &parameters);
}
