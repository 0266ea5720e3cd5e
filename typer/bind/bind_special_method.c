// Special methods of cdef classes, which Python calls by a slot of the type, and the parts of
// properties: how many arguments they are called with is not theirs to say.

#include "typer/internal.h"
#include <string.h>

typedef enum SpecialArguments { TAKES_ANY, TAKES_FIXED, TAKES_OPTIONAL } SpecialArguments;

typedef struct SpecialMethod {
    const char *name;
    SpecialArguments takes;
    uint32_t count;
} SpecialMethod;

static const SpecialMethod *find_special_method(const Name *name) {
    static const SpecialMethod methods[] = {
#define SPECIAL_METHOD(name, TAKES, count) {#name, TAKES_##TAKES, count},
#include "typer/bind/special_method.def"
    };
    for (size_t i = 0; i < sizeof methods / sizeof *methods; i++)
        if (strcmp(methods[i].name, name->text) == 0)
            return &methods[i];
    return NULL;
}

bool is_special_method(const Name *name) { return find_special_method(name) != NULL; }

bool is_implicit_class_method(const Name *name) {
    return strcmp(name->text, "__init_subclass__") == 0 ||
           strcmp(name->text, "__class_getitem__") == 0;
}

// --- Default values ------------------------------------------------------------------------------
static void check_defaults(Typer *typer, const SpecialMethod *special,
                           const Parameters *parameters) {
    for (uint32_t i = 0; i < parameters->items.count; i++) {
        const Parameter *parameter = NODE_AS(Parameter, parameters->items.items[i]);
        bool may_be_none = special->takes == TAKES_OPTIONAL && i == 2;
        if (parameter->default_value == NULL ||
            (may_be_none && node_is(parameter->default_value, NODE_NoneLiteral)))
            continue;
        Diagnostic *message =
            report(typer, DIAG_E0525, parameter->node.span,
                   may_be_none ? "a default value other than None" : "a default value",
                   "in a method that Python calls by a slot");
        if (message != NULL)
            diag_add_note(message, "'%s' always gets all of its arguments", special->name);
    }
}

// --- How many arguments --------------------------------------------------------------------------
// What the parameters say of how a function may be called by position.
typedef struct Arity {
    uint32_t required, most;
    // the first that only a keyword gives a value
    const Parameter *keyword;
} Arity;

static Arity arity_of(const Parameters *parameters) {
    Arity arity = {0};
    for (uint32_t i = 0; i < parameters->items.count; i++) {
        const Parameter *parameter = NODE_AS(Parameter, parameters->items.items[i]);
        if (parameter->kind <= PARAMETER_NORMAL) {
            arity.most++;
            arity.required += !parameter_is_optional(parameter);
        } else if (parameter->kind == PARAMETER_STAR) {
            arity.most = UINT32_MAX;
        } else if (parameter->kind == PARAMETER_KEYWORD_ONLY && arity.keyword == NULL &&
                   !parameter_is_optional(parameter)) {
            arity.keyword = parameter;
        }
    }
    return arity;
}

static const char *arguments_text(Typer *typer, uint32_t count) {
    return arena_format(typer->arena, "%u argument%s", count, count == 1 ? "" : "s");
}

// Reports a function whose parameters do not fit `count` arguments, or `least` of them.
static void check_arity(Typer *typer, const char *what, const FunctionDef *node, uint32_t least,
                        uint32_t count) {
    Arity arity = arity_of((const Parameters *)node->parameters);
    const char *given = arguments_text(typer, count);
    if (arity.most == 0)
        return; // not even its object: E0519
    if (arity.keyword != NULL)
        report(typer, DIAG_E0544, arity.keyword->node.span, what, given,
               arena_format(typer->arena, "with a keyword '%s'", arity.keyword->name->text));
    else if (arity.required > count || arity.most < least)
        report(typer, DIAG_E0544, node->name_span, what, given,
               arena_format(
                   typer->arena, "with %s",
                   arguments_text(typer, arity.required > count ? arity.required : arity.most)));
}

static void check_property_part(Typer *typer, const FunctionSymbol *method,
                                const FunctionDef *node) {
    PropertyRole role = method->python.property_role;
    const char *part = role == PROPERTY_GET   ? "getter"
                       : role == PROPERTY_SET ? "setter"
                                              : "deleter";
    uint32_t count = role == PROPERTY_SET ? 2 : 1;
    check_arity(typer, arena_format(typer->arena, "the %s of '%s'", part, node->name->text), node,
                count, count);
}

void check_special_parameters(Typer *typer, const FunctionSymbol *method, const FunctionDef *node) {
    if (method->python.property_role != PROPERTY_NONE) {
        check_property_part(typer, method, node);
        return;
    }
    const SpecialMethod *special = find_special_method(node->name);
    if (special == NULL || special->takes == TAKES_ANY)
        return;
    check_defaults(typer, special, (const Parameters *)node->parameters);
    bool is_called_so = !method->python.is_static && !method->python.is_class_method &&
                        !method_is_of_slot(method); // what C calls has types too
    if (is_called_so)
        check_arity(typer, arena_format(typer->arena, "'%s' of a cdef class", special->name), node,
                    special->takes == TAKES_OPTIONAL ? special->count - 1 : special->count,
                    special->count);
}
