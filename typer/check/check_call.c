// Types of calls: C functions and methods, cdef classes, builtins, Python objects.

#include "typer/internal.h"
#include <string.h>

static Symbol *callee_symbol(const Node *function) {
    if (node_is(function, NODE_NameExpression))
        return ((const NameExpression *)function)->symbol;
    return node_is(function, NODE_Attribute) ? ((const Attribute *)function)->symbol : NULL;
}

static const char *callee_name(const Node *function) {
    if (node_is(function, NODE_NameExpression))
        return ((const NameExpression *)function)->name->text;
    return node_is(function, NODE_Attribute) ? ((const Attribute *)function)->name->text
                                             : "function";
}

// Arguments of a call through Python: keywords and stars too.
static void check_python_arguments(Typer *typer, NodeList *arguments) {
    for (uint32_t i = 0; i < arguments->count; i++) {
        Node **argument = &arguments->items[i];
        if (node_is(*argument, NODE_Keyword)) {
            check_object(typer, &((Keyword *)*argument)->value);
        } else {
            check_object(typer, argument);
        }
    }
}

// --- C functions ---------------------------------------------------------------------------------
static const char *count_text(Typer *typer, uint32_t least, uint32_t most, bool is_variadic) {
    Arena *arena = typer->arena;
    const char *plural = (is_variadic || least == most ? least : most) == 1 ? "" : "s";
    if (is_variadic)
        return arena_format(arena, "at least %u argument%s", least, plural);
    if (least == most)
        return arena_format(arena, "%u argument%s", most, plural);
    return arena_format(arena, "%u to %u argument%s", least, most, plural);
}

static const Type *report_count(Typer *typer, const Call *node, const Type *type, uint32_t first) {
    uint32_t most = type->function.count - first;
    uint32_t least = most - type->function.optional_count;
    report(typer, DIAG_E0402, node->node.span, callee_name(node->function),
           count_text(typer, least, most, type->function.is_variadic), node->arguments.count);
    return type->function.result;
}

// A signature is shared by all functions of its shape, so names come from the declaration.
static const Name *name_of_parameter(const Call *node, uint32_t index) {
    const Symbol *symbol = callee_symbol(node->function);
    if (symbol == NULL || symbol->kind != SYMBOL_FUNCTION)
        return NULL;
    const Parameters *parameters = ((const FunctionSymbol *)symbol)->parameters;
    if (parameters == NULL || index >= parameters->items.count)
        return NULL;
    return parameter_name((const Parameter *)parameters->items.items[index]);
}

// Puts keyword arguments where the signature has them. Returns false after a report.
static bool place_keywords(Typer *typer, Call *node, const Type *type, uint32_t first) {
    uint32_t most = type->function.count - first;
    const char *name = callee_name(node->function);
    Node **placed = ARENA_ARRAY(typer->arena, Node *, most + node->arguments.count + 1);
    uint32_t count = 0;
    for (uint32_t i = 0; i < node->arguments.count; i++) {
        Node *argument = node->arguments.items[i];
        if (!node_is(argument, NODE_Keyword)) {
            placed[count++] = argument;
            continue;
        }
        const Keyword *keyword = (const Keyword *)argument;
        uint32_t at = 0;
        while (at < most && name_of_parameter(node, first + at) != keyword->name)
            at++;
        if (keyword->name == NULL || at == most) {
            report(typer, DIAG_E0410, argument->span, name,
                   keyword->name != NULL ? keyword->name->text : "**");
            return false;
        }
        if (placed[at] != NULL) {
            report(typer, DIAG_E0417, argument->span, keyword->name->text);
            return false;
        }
        placed[at] = keyword->value;
        if (at >= count)
            count = at + 1;
    }
    for (uint32_t i = 0; i < count; i++) {
        if (placed[i] != NULL)
            continue;
        bool is_optional = i >= most - type->function.optional_count;
        if (is_optional) {
            report(typer, DIAG_E0599, node->node.span,
                   "leaving out an optional argument before another");
        } else {
            report_count(typer, node, type, first);
        }
        return false;
    }
    node->arguments = (NodeList){placed, count};
    return true;
}

static bool has_keywords(const NodeList *arguments) {
    for (uint32_t i = 0; i < arguments->count; i++) {
        if (node_is(arguments->items[i], NODE_Keyword))
            return true;
    }
    return false;
}

static bool has_stars(Typer *typer, const Call *node) {
    for (uint32_t i = 0; i < node->arguments.count; i++) {
        const Node *argument = node->arguments.items[i];
        bool is_double =
            node_is(argument, NODE_Keyword) && ((const Keyword *)argument)->name == NULL;
        if (!is_double && !node_is(argument, NODE_Starred))
            continue;
        report(typer, DIAG_E0420, argument->span, is_double ? "'**'" : "'*'",
               callee_name(node->function));
        return true;
    }
    return false;
}

// What follows the declared parameters of printf and its like goes as it is, and has to be a C
// value.
static void check_variadic_argument(Typer *typer, Node **slot, const char *function) {
    const Type *type = check_value(typer, slot);
    zi_assert(*slot != NULL);
    if (node_is(*slot, NODE_StringLiteral)) {
        convert_value(typer, slot, typer->common->char_pointer);
    } else if (type_is_object(type) || type->kind == TYPE_TYPE || type->kind == TYPE_MODULE) {
        report(typer, DIAG_E0420, (*slot)->span, "a Python object", function);
    }
}

// `object.method(...)` passes the object first, `Class.method(object, ...)` does not.
static uint32_t count_bound_parameters(const Node *function, const Symbol *symbol) {
    if (!node_is(function, NODE_Attribute) || symbol == NULL || symbol->kind != SYMBOL_FUNCTION)
        return 0;
    const FunctionSymbol *method = (const FunctionSymbol *)symbol;
    if (!method->is_method || method->is_static)
        return 0;
    const Symbol *owner = callee_symbol(((const Attribute *)function)->value);
    return owner != NULL && owner->kind == SYMBOL_CLASS ? 0 : 1;
}

static void refuse_cpp_exception(Typer *typer, const Call *node, const Symbol *symbol) {
    Diagnostic *diagnostic =
        report(typer, DIAG_E0599, node->node.span,
               arena_format(typer->arena, "calling '%s', which may throw a C++ exception,",
                            callee_name(node->function)));
    if (diagnostic != NULL && symbol != NULL && symbol->kind == SYMBOL_FUNCTION)
        diag_add_label(diagnostic, symbol->span, "declared with 'except +' here");
}

static const Type *check_c_call(Typer *typer, Call *node, const Type *type) {
    const Symbol *symbol = callee_symbol(node->function);
    if (exception_is_cpp(&type->function.exception))
        refuse_cpp_exception(typer, node, symbol);
    uint32_t first = count_bound_parameters(node->function, symbol);
    if (has_stars(typer, node))
        return type->function.result;
    if (has_keywords(&node->arguments) && !place_keywords(typer, node, type, first)) {
        return type->function.result;
    }
    uint32_t most = type->function.count - first;
    uint32_t given = node->arguments.count;
    bool fits = given + type->function.optional_count >= most &&
                (given <= most || type->function.is_variadic);
    for (uint32_t i = 0; i < given; i++) {
        Node **argument = &node->arguments.items[i];
        if (i < most && fits) {
            check_value_as(typer, argument, type->function.parameters[first + i].type);
        } else if (fits) {
            check_variadic_argument(typer, argument, callee_name(node->function));
        } else {
            check_value(typer, argument);
        }
    }
    return fits ? type->function.result : report_count(typer, node, type, first);
}

// --- Builtins ------------------------------------------------------------------------------------
bool is_builtin_call(const Node *node, const char *name) {
    if (!node_is(node, NODE_Call))
        return false;
    const Symbol *symbol = callee_symbol(((const Call *)node)->function);
    return symbol != NULL && symbol->kind == SYMBOL_BUILTIN &&
           strcmp(symbol->name->text, name) == 0;
}

static bool has_plain_arguments(const NodeList *arguments) {
    for (uint32_t i = 0; i < arguments->count; i++) {
        if (node_is(arguments->items[i], NODE_Keyword) ||
            node_is(arguments->items[i], NODE_Starred)) {
            return false;
        }
    }
    return true;
}

// Checks the arguments without asking for objects: len() of a C array, abs() of a C number.
static void check_any_arguments(Typer *typer, NodeList *arguments) {
    for (uint32_t i = 0; i < arguments->count; i++)
        check_value(typer, &arguments->items[i]);
}

static void convert_arguments(Typer *typer, NodeList *arguments, const Type *type) {
    for (uint32_t i = 0; i < arguments->count; i++)
        convert_value(typer, &arguments->items[i], type);
}

static const Type *check_len(Typer *typer, Call *node) {
    check_any_arguments(typer, &node->arguments);
    if (node->arguments.count != 1)
        return typer->common->ssize_t_;
    const Type *type = node->arguments.items[0]->type;
    bool has_length =
        type->kind == TYPE_MEMORYVIEW || type->kind == TYPE_ARRAY || type_is_c_string(type);
    if (!has_length)
        convert_arguments(typer, &node->arguments, typer->common->object);
    return typer->common->ssize_t_;
}

static const Type *check_abs(Typer *typer, Call *node) {
    check_any_arguments(typer, &node->arguments);
    if (node->arguments.count != 1)
        return typer->common->object;
    const Type *type = node->arguments.items[0]->type;
    if (type_is_error(type) || type_is_builtin(type, BUILTIN_INT))
        return type;
    bool is_c =
        type->kind == TYPE_INTEGER || type->kind == TYPE_FLOATING || type->kind == TYPE_COMPLEX;
    if (is_c && typer->module->is_pure_python && type->kind == TYPE_INTEGER) {
        return typer->common->builtin[BUILTIN_INT];
    }
    if (type->kind == TYPE_COMPLEX)
        return type->element;
    if (is_c)
        return type_arithmetic_result(typer->types, type, type);
    convert_arguments(typer, &node->arguments, typer->common->object);
    return typer->common->object;
}

static const Type *check_min_max(Typer *typer, Call *node) {
    if (!has_plain_arguments(&node->arguments) || node->arguments.count < 2) {
        check_python_arguments(typer, &node->arguments);
        return typer->common->object;
    }
    check_any_arguments(typer, &node->arguments);
    const Type *result = node->arguments.items[0]->type;
    bool are_numbers = true;
    for (uint32_t i = 0; i < node->arguments.count; i++) {
        const Type *type = node->arguments.items[i]->type;
        are_numbers &= type->kind == TYPE_INTEGER || type->kind == TYPE_FLOATING;
        result = type_spanning(typer, result, type);
    }
    bool keeps_python = typer->module->is_pure_python;
    if (are_numbers && type_is_numeric(result) && !keeps_python) {
        convert_arguments(typer, &node->arguments, result);
        return result;
    }
    convert_arguments(typer, &node->arguments, typer->common->object);
    return typer->common->object;
}

static const Type *check_ord(Typer *typer, Call *node) {
    check_any_arguments(typer, &node->arguments);
    if (node->arguments.count == 1) {
        Node **argument = &node->arguments.items[0];
        const Type *type = (*argument)->type;
        bool is_character =
            type->kind == TYPE_INTEGER && (type->integer.is_unicode || type->integer.is_char);
        if (!is_character)
            convert_value(typer, argument, typer->common->object);
    }
    return typer->common->long_;
}

// range() takes C integers as they are: a loop over it then counts in C.
static const Type *check_range(Typer *typer, Call *node) {
    if (!has_plain_arguments(&node->arguments)) {
        check_python_arguments(typer, &node->arguments);
        return typer->common->builtin[BUILTIN_RANGE];
    }
    check_any_arguments(typer, &node->arguments);
    for (uint32_t i = 0; i < node->arguments.count; i++) {
        Node **argument = &node->arguments.items[i];
        if (!type_is_integral((*argument)->type))
            convert_value(typer, argument, typer->common->object);
    }
    return typer->common->builtin[BUILTIN_RANGE];
}

// float(x), int(x) and bool(x) of a C number are conversions.
static const Type *check_number_call(Typer *typer, Call *node, const Type *result) {
    check_any_arguments(typer, &node->arguments);
    for (uint32_t i = 0; i < node->arguments.count; i++) {
        Node **argument = &node->arguments.items[i];
        if (!type_is_numeric((*argument)->type))
            convert_value(typer, argument, typer->common->object);
    }
    return result;
}

static const Type *check_builtin_call(Typer *typer, Call *node, const Symbol *symbol) {
    const char *name = symbol->name->text;
    bool is_plain = has_plain_arguments(&node->arguments);
    if (is_plain && strcmp(name, "len") == 0)
        return check_len(typer, node);
    if (is_plain && strcmp(name, "abs") == 0)
        return check_abs(typer, node);
    if (is_plain && strcmp(name, "ord") == 0)
        return check_ord(typer, node);
    if (strcmp(name, "min") == 0 || strcmp(name, "max") == 0)
        return check_min_max(typer, node);
    if (strcmp(name, "range") == 0)
        return check_range(typer, node);
    const Type *result = builtin_call_result(typer, name);
    bool is_number =
        strcmp(name, "float") == 0 || strcmp(name, "int") == 0 || strcmp(name, "bool") == 0;
    if (is_number && is_plain && node->arguments.count == 1)
        return check_number_call(typer, node, result);
    check_python_arguments(typer, &node->arguments);
    return result != NULL ? result : typer->common->object;
}

// --- All calls -----------------------------------------------------------------------------------
static const Type *check_object_call(Typer *typer, Call *node) {
    check_python_arguments(typer, &node->arguments);
    if (!node_is(node->function, NODE_Attribute))
        return typer->common->object;
    const Attribute *method = (const Attribute *)node->function;
    const Type *result = builtin_method_result(typer, method->value->type, method->name->text);
    return result != NULL ? result : typer->common->object;
}

static const Type *report_not_callable(Typer *typer, Call *node, const Type *type) {
    check_python_arguments(typer, &node->arguments);
    if (typer->module->is_pure_python && type_is_numeric(type)) { // a TypeError when it runs
        convert_value(typer, &node->function, typer->common->object);
        return typer->common->object;
    }
    report(typer, DIAG_E0408, node->function->span, type->text);
    return typer->common->error;
}

const Type *check_call(Typer *typer, Node **slot) {
    Call *node = (Call *)*slot;
    const Type *type = check_value(typer, &node->function);
    const Symbol *symbol = callee_symbol(node->function);
    if (symbol != NULL && symbol->kind == SYMBOL_CYTHON) {
        return check_cython_call(typer, slot, (CythonName)symbol->constant);
    }
    if (symbol != NULL && symbol->kind == SYMBOL_CLASS && symbol->type->kind == TYPE_EXTENSION) {
        check_python_arguments(typer, &node->arguments);
        return symbol->type;
    }
    if (symbol != NULL && symbol->kind == SYMBOL_BUILTIN)
        return check_builtin_call(typer, node, symbol);
    switch (type->kind) {
    case TYPE_ERROR:
        check_python_arguments(typer, &node->arguments);
        return type;
    case TYPE_FUNCTION:
        return check_c_call(typer, node, type);
    case TYPE_TYPE:
        return check_type_call(typer, slot, type->named);
    case TYPE_OBJECT:
    case TYPE_BUILTIN:
    case TYPE_EXTENSION:
        return check_object_call(typer, node);
    default:
        return report_not_callable(typer, node, type);
    }
}
