// Calls: what is called, which parameter each argument is for, and the types of arguments and
// result.
//
// Takes: Call nodes. Gives: their CallTarget, which is all that the builder goes by. Builtin
// functions are in check_builtin.c, what turns into other nodes (`cython.cast`, `int(x)` of a C
// type) in check_cython.c.

#include "typer/check/internal.h"
#include <string.h>

const char *callee_name(const Node *function) {
    if (node_is(function, NODE_NameExpression))
        return ((const NameExpression *)function)->name->text;
    return node_is(function, NODE_Attribute) ? ((const Attribute *)function)->name->text
                                             : "function";
}

Node **value_of_argument(Node **argument) {
    zi_assert(*argument != NULL);
    Node **value = node_is(*argument, NODE_Keyword) ? &((Keyword *)*argument)->value : argument;
    zi_assert(*value != NULL);
    return value;
}

// Arguments of a call through Python: keywords and stars too.
void check_python_arguments(Typer *typer, NodeList *arguments) {
    for (uint32_t i = 0; i < arguments->count; i++)
        check_object(typer, value_of_argument(&arguments->items[i]));
}

// --- C functions ---------------------------------------------------------------------------------
const char *argument_count_text(Typer *typer, uint32_t min, uint32_t max, bool is_variadic) {
    Arena *arena = typer->arena;
    const char *plural = (is_variadic || min == max ? min : max) == 1 ? "" : "s";
    if (is_variadic)
        return arena_format(arena, "at least %u argument%s", min, plural);
    if (min == max)
        return arena_format(arena, "%u argument%s", max, plural);
    return arena_format(arena, "%u to %u argument%s", min, max, plural);
}

// What a pointer points to is called with all arguments: no declaration says its defaults.
static uint32_t required_count(const CallTarget *target, const Type *type) {
    return type->function.count - (target->function != NULL ? type->function.optional_count : 0);
}

static const Type *report_count(Typer *typer, const Call *node, const Type *type,
                                const CallTarget *target) {
    uint32_t first = target->binds_self ? 1 : 0;
    uint32_t max = type->function.count - first;
    uint32_t min = required_count(target, type) - first;
    report(typer, DIAG_E0402, node->node.span, callee_name(node->function),
           argument_count_text(typer, min, max, type->function.is_variadic), node->arguments.count);
    return type->function.result;
}

// A signature is shared by all functions of its shape, so names come from the declaration of what
// is called.
static const Parameters *named_parameters(const Call *node, const CallTarget *target) {
    const Symbol *pointer = symbol_of(node->function);
    return target->function != NULL ? target->function->parameters
           : pointer != NULL        ? pointer->pointed
                                    : NULL;
}

static uint32_t find_parameter(const Parameters *named, const Type *type, uint32_t first,
                               const Name *name) {
    uint32_t count = named != NULL ? named->items.count : 0;
    for (uint32_t i = first; i < type->function.count && i < count; i++)
        if (parameter_name((const Parameter *)named->items.items[i]) == name)
            return i;
    return type->function.count;
}

// Which parameter each argument is for. Returns false after a report.
static bool place_arguments(Typer *typer, const Call *node, const Type *type, CallTarget *target) {
    uint32_t first = target->binds_self ? 1 : 0;
    uint32_t count = node->arguments.count;
    bool *is_given = ARENA_ARRAY(typer->arena, bool, type->function.count + count + 1);
    target->positions = ARENA_ARRAY(typer->arena, uint32_t, count + 1);
    uint32_t next = first;
    for (uint32_t i = 0; i < count; i++) {
        const Node *argument = node->arguments.items[i];
        uint32_t position = next;
        if (node_is(argument, NODE_Keyword)) {
            const Name *name = ((const Keyword *)argument)->name;
            position = find_parameter(named_parameters(node, target), type, first, name);
            if (position == type->function.count) {
                report(typer, DIAG_E0410, argument->span, callee_name(node->function), name->text);
                return false;
            }
            if (is_given[position]) {
                report(typer, DIAG_E0417, argument->span, name->text);
                return false;
            }
        } else {
            next++;
        }
        is_given[position] = true;
        target->positions[i] = position;
    }
    bool fits = next <= type->function.count || type->function.is_variadic;
    for (uint32_t i = first; i < required_count(target, type); i++)
        fits = fits && is_given[i];
    if (!fits)
        report_count(typer, node, type, target);
    return fits;
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

const Type *variadic_type(const CommonTypes *common, const Node *argument) {
    const Type *type = argument->type;
    if (node_is(argument, NODE_StringLiteral) || type_is_builtin(type, BUILTIN_BYTES) ||
        type_is_builtin(type, BUILTIN_BYTEARRAY))
        return common->char_pointer;
    if (type_is_builtin(type, BUILTIN_FLOAT) ||
        (type->kind == TYPE_FLOATING && type->floating_bits == 32))
        return common->double_;
    if (type_is_builtin(type, BUILTIN_BOOL) || type->kind == TYPE_BINT ||
        (type->kind == TYPE_INTEGER && type->integer.bits < 32))
        return common->int_;
    bool has_none = type_is_object(type) || type->kind == TYPE_TYPE || type->kind == TYPE_MODULE;
    return has_none ? NULL : type;
}

// What follows the declared parameters of printf and its like goes as it is, and has to be a C
// value.
static void check_variadic_argument(Typer *typer, Node **slot, const char *function) {
    const Type *type = check_value(typer, slot);
    zi_assert(*slot != NULL);
    const Type *c_type = variadic_type(typer->common, *slot);
    if (c_type == NULL)
        report(typer, DIAG_E0420, (*slot)->span, "a Python object", function);
    else if (node_is(*slot, NODE_StringLiteral) || type_is_object(type))
        convert_value(typer, slot, c_type);
}

// What is given for a variable that a function sets is passed by its address.
static void pass_place(Typer *typer, Node **argument) {
    if (node_is(*argument, NODE_AddressOf)) // from a check before
        return;
    AddressOf *address = NODE_NEW(typer->arena, AddressOf, (*argument)->span);
    address->operand = *argument;
    *argument = &address->node;
}

// Gives the arguments the types of their parameters.
static void check_placed_arguments(Typer *typer, Call *node, const Type *type,
                                   const CallTarget *target) {
    for (uint32_t i = 0; i < node->arguments.count; i++) {
        Node **argument = value_of_argument(&node->arguments.items[i]);
        const SignatureParameter *parameter = target->positions[i] < type->function.count
                                                  ? &type->function.parameters[target->positions[i]]
                                                  : NULL;
        if (parameter != NULL && parameter->is_place)
            pass_place(typer, argument);
        if (parameter != NULL)
            check_value_as(typer, argument, parameter->type);
        else
            check_variadic_argument(typer, argument, callee_name(node->function));
    }
}

// What the arguments are for is not known: they are looked at, but need not become anything.
static void check_misplaced_arguments(Typer *typer, Call *node) {
    for (uint32_t i = 0; i < node->arguments.count; i++)
        check_value(typer, value_of_argument(&node->arguments.items[i]));
}

// --- C functions: which one ----------------------------------------------------------------------
// Is the callee `object.name`, which Python looks up?
static bool is_looked_up(const Node *function) {
    if (!node_is(function, NODE_Attribute))
        return false;
    const Attribute *attribute = (const Attribute *)function;
    const Symbol *symbol = attribute->symbol;
    if (symbol == NULL)
        return true;
    return symbol->kind == SYMBOL_FUNCTION && ((const FunctionSymbol *)symbol)->owner != NULL &&
           ((const FunctionSymbol *)symbol)->kind == FUNCTION_DEF;
}

static bool is_view_method(const Node *function) {
    return view_attribute_group(view_attribute_of(function)) == VIEW_GROUP_METHOD;
}

static FunctionSymbol *c_function_of(const Symbol *symbol) {
    if (symbol == NULL || symbol->kind != SYMBOL_FUNCTION)
        return NULL;
    FunctionSymbol *function = (FunctionSymbol *)(uintptr_t)symbol;
    return function->kind == FUNCTION_CDEF || function->kind == FUNCTION_CPDEF ? function : NULL;
}

// `object.method(...)` passes the object first, `Class.method(object, ...)` does not, and calls
// just that method.
static void resolve_c_method(const Call *node, CallTarget *target) {
    const FunctionSymbol *method = target->function;
    const Type *owner = ((const Attribute *)node->function)->value->type;
    bool through_class = owner == NULL || owner->kind != TYPE_EXTENSION;
    target->binds_self = !through_class && !method->python.is_static;
    bool is_final = (method->owner->is_final || method->c.is_inline) && method->c.has_body;
    target->kind = !target->binds_self || is_final ? CALL_C_METHOD : CALL_VIRTUAL;
}

static void resolve_c_call(const Call *node, const Symbol *symbol, const Type *type,
                           CallTarget *target) {
    target->type = type;
    target->function = c_function_of(symbol);
    if (is_view_method(node->function))
        target->kind = CALL_VIEW;
    else if (target->function == NULL)
        target->kind = CALL_POINTER;
    else if (target->function->owner == NULL)
        target->kind = CALL_C_FUNCTION;
    else
        resolve_c_method(node, target);
}

static void refuse_cpp_exception(Typer *typer, const Call *node, const Symbol *symbol) {
    Diagnostic *diagnostic =
        report(typer, DIAG_E0599, node->node.span,
               arena_format(typer->arena, "calling '%s', which may throw a C++ exception,",
                            callee_name(node->function)));
    if (diagnostic != NULL && symbol != NULL && symbol->kind == SYMBOL_FUNCTION)
        diag_add_label(diagnostic, symbol->span, "declared with 'except +' here");
}

// Does the callee leave an exception set, as PyErr_SetString does, that no one looks for?
static bool is_unchecked(const Type *type, const CallTarget *target) {
    bool is_foreign = target->function == NULL || target->function->symbol.is_extern;
    return is_foreign && type->function.exception.rule == EXCEPTION_RULE_NEVER &&
           !type->function.nogil;
}

static const Type *check_c_call(Typer *typer, Call *node, const Symbol *symbol, const Type *type,
                                CallTarget *target) {
    if (exception_is_cpp(&type->function.exception))
        refuse_cpp_exception(typer, node, symbol);
    if (has_stars(typer, node)) {
        target->kind = CALL_INVALID;
        return type->function.result;
    }
    resolve_c_call(node, symbol, type, target);
    if (typer->place.function != NULL && is_unchecked(type, target))
        typer->place.function->found.calls_unchecked = true;
    if (place_arguments(typer, node, type, target)) {
        check_placed_arguments(typer, node, type, target);
    } else {
        target->kind = CALL_INVALID;
        check_misplaced_arguments(typer, node);
    }
    return type->function.result;
}

// --- Python objects ------------------------------------------------------------------------------

bool arguments_have_spread(const NodeList *arguments) {
    for (uint32_t i = 0; i < arguments->count; i++) {
        const Node *argument = arguments->items[i];
        if (node_is(argument, NODE_Starred) ||
            (node_is(argument, NODE_Keyword) && ((const Keyword *)argument)->name == NULL))
            return true;
    }
    return false;
}

static void resolve_object_call(const Call *node, CallTarget *target) {
    bool is_method = is_looked_up(node->function) && !arguments_have_spread(&node->arguments);
    target->kind = is_method ? CALL_METHOD : CALL_PYTHON;
}

// --- All calls -----------------------------------------------------------------------------------
static const Type *check_object_call(Typer *typer, Call *node, CallTarget *target) {
    resolve_object_call(node, target);
    if (node_is(node->function, NODE_Attribute))
        return check_primitive_call(typer, node, (const Attribute *)node->function, target);
    check_python_arguments(typer, &node->arguments);
    return typer->common->object;
}

static const Type *report_not_callable(Typer *typer, Call *node, const Type *type,
                                       CallTarget *target) {
    check_python_arguments(typer, &node->arguments);
    if (typer->module->is_pure_python && type_is_numeric(type)) { // a TypeError when it runs
        convert_value(typer, &node->function, typer->common->object);
        target->kind = CALL_PYTHON;
        return typer->common->object;
    }
    report(typer, DIAG_E0408, node->function->span, type->text);
    return typer->common->error;
}

static const Type *check_class_call(Typer *typer, Call *node, const Symbol *symbol,
                                    CallTarget *target) {
    target->kind = CALL_CLASS;
    target->construction = resolve_construction(typer, node, (const ClassSymbol *)symbol);
    if (target->construction == NULL)
        check_python_arguments(typer, &node->arguments);
    else
        check_construction(typer, node, target->construction);
    return symbol->type;
}

// Class.__new__(Class, ...)
static const Type *check_class_new(Typer *typer, Call *node, const ClassSymbol *symbol,
                                   CallTarget *target) {
    target->construction = resolve_new(typer, node, symbol);
    if (target->construction == NULL)
        return check_object_call(typer, node, target);
    target->kind = CALL_CLASS;
    check_construction(typer, node, target->construction);
    return symbol->symbol.type;
}

// z.conjugate()
static bool is_conjugate(const Call *node) {
    if (!node_is(node->function, NODE_Attribute) || node->arguments.count > 0)
        return false;
    const Attribute *attribute = (const Attribute *)node->function;
    return attribute->value->type->kind == TYPE_COMPLEX &&
           strcmp(attribute->name->text, "conjugate") == 0;
}

bool call_asks_number(const CallTarget *target) {
    return target != NULL && (target->kind == CALL_CONJUGATE || target->kind == CALL_CHARACTER);
}

const char *call_kind_text(CallKind kind) {
    static const char *const texts[CALL_KIND_COUNT] = {
#define X(NAME, text) text,
        CALL_KINDS(X)
#undef X
    };
    return texts[kind];
}

// A call of a fused C function is one of a version; while types are only asked for, another one may
// still be the right one.
static const Type *check_fused_call(Typer *typer, Call *node, FunctionSymbol *fused,
                                    CallTarget *target) {
    FunctionSymbol *version = has_stars(typer, node) ? NULL : choose_version(typer, node, fused);
    if (version == NULL)
        return typer->common->error;
    if (version->symbol.type->kind == TYPE_FUNCTION &&
        type_is_error(version->symbol.type->function.result))
        report(typer, DIAG_E0570, node->node.span, fused->c.result_type->text);
    set_function(node->function, version);
    const Type *type = check_c_call(typer, node, &version->symbol, version->symbol.type, target);
    if (typer->quiet > 0)
        set_function(node->function, fused);
    return type;
}

static const Type *check_callee(Typer *typer, Node **slot) {
    const Type *type = check_value(typer, slot);
    return is_view_method(*slot) ? check_view_method(typer, (Attribute *)*slot) : type;
}

// What is called for its type: C functions, types and objects.
static const Type *check_call_of_type(Typer *typer, Node **slot, const Symbol *symbol,
                                      const Type *type) {
    Call *node = (Call *)*slot;
    switch (type->kind) {
    case TYPE_ERROR:
        check_misplaced_arguments(typer, node);
        return type;
    case TYPE_FUNCTION:
        return check_c_call(typer, node, symbol, type, node->target);
    case TYPE_TYPE:
        return check_type_call(typer, slot, type->named);
    case TYPE_OBJECT:
    case TYPE_BUILTIN:
    case TYPE_EXTENSION:
        return check_object_call(typer, node, node->target);
    case TYPE_VOID:
    case TYPE_BINT:
    case TYPE_INTEGER:
    case TYPE_FLOATING:
    case TYPE_COMPLEX:
    case TYPE_ENUM:
    case TYPE_POINTER:
    case TYPE_ARRAY:
    case TYPE_STRUCT:
    case TYPE_CTUPLE:
    case TYPE_MEMORYVIEW:
    case TYPE_BUFFER:
    case TYPE_FUSED:
    case TYPE_MODULE:
    case TYPE_NULL_POINTER:
    case TYPE_KIND_COUNT:
        break;
    }
    return report_not_callable(typer, node, type, node->target);
}

const Type *check_call(Typer *typer, Node **slot) {
    Call *node = (Call *)*slot;
    LockMethod lock_method;
    if (is_lock_call(typer, node, &lock_method))
        return check_lock_call(typer, node, lock_method);
    bind_method_of_type(typer, node);
    const Type *type = check_callee(typer, &node->function);
    const Symbol *symbol = symbol_of(node->function);
    const ClassSymbol *allocated = class_of_new(node);
    if (symbol != NULL && symbol->kind == SYMBOL_CYTHON)
        return check_cython_call(typer, slot, (CythonName)symbol->constant);
    CallTarget *target = ARENA_NEW(typer->arena, CallTarget);
    target->kind = CALL_INVALID;
    node->target = target;
    if (symbol != NULL && symbol->kind == SYMBOL_CLASS && symbol->type->kind == TYPE_EXTENSION)
        return check_class_call(typer, node, symbol, target);
    if (allocated != NULL)
        return check_class_new(typer, node, allocated, target);
    if (is_conjugate(node)) {
        target->kind = CALL_CONJUGATE;
        return ((const Attribute *)node->function)->value->type;
    }
    if (find_character_method(node, &target->character)) {
        target->kind = CALL_CHARACTER;
        return typer->common->bint;
    }
    const Symbol *builtin = builtin_called(symbol);
    if (builtin != NULL)
        return check_builtin_call(typer, node, builtin, target);
    FunctionSymbol *fused = fused_function(node->function);
    if (fused != NULL && fused->kind != FUNCTION_DEF)
        return check_fused_call(typer, node, fused, target);
    return check_call_of_type(typer, slot, symbol, type);
}
