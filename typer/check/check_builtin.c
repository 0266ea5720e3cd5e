// Calls of builtin functions: the types of their arguments and results, and which of them are built
// without a look-up of the name. primitives/function.def lists them.

#include "typer/check/internal.h"
#include <stddef.h>
#include <string.h>

bool is_call_of_form(const Node *node, BuiltinForm form) {
    if (!node_is(node, NODE_Call))
        return false;
    const Call *call = (const Call *)node;
    return call->target != NULL && call->target->form == form && call_has_plain_arguments(call);
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

// --- Forms ---------------------------------------------------------------------------------------
// Each gives the type of the call's value, and says whether the builder makes it natively.

static const Type *check_builtin_len(Typer *typer, Call *node, bool *is_native) {
    check_any_arguments(typer, &node->arguments);
    const Type *type = node->arguments.items[0]->type;
    bool has_length =
        type->kind == TYPE_MEMORYVIEW || type->kind == TYPE_ARRAY || type_is_c_string(type);
    if (!has_length)
        convert_arguments(typer, &node->arguments, typer->common->object);
    *is_native = true;
    return typer->common->ssize_t_;
}

static bool is_c_number(const Type *type) {
    return type->kind == TYPE_INTEGER || type->kind == TYPE_FLOATING;
}

static const Type *check_builtin_abs(Typer *typer, Call *node, bool *is_native) {
    check_any_arguments(typer, &node->arguments);
    const Type *type = node->arguments.items[0]->type;
    if (type_is_error(type) || type_is_builtin(type, BUILTIN_INT))
        return type;
    bool keeps_python = typer->module->is_pure_python && type->kind == TYPE_INTEGER;
    if (keeps_python)
        return typer->common->builtin[BUILTIN_INT];
    *is_native = is_c_number(type) || type->kind == TYPE_COMPLEX;
    if (type->kind == TYPE_COMPLEX)
        return type_is_integer_complex(type) ? typer->common->double_ : type->element;
    if (*is_native)
        return type_arithmetic_result(typer->types, type, type);
    convert_arguments(typer, &node->arguments, typer->common->object);
    return typer->common->object;
}

// Of C numbers a C tuple of quotient and remainder.
static const Type *check_builtin_divmod(Typer *typer, Call *node, bool *is_native) {
    check_any_arguments(typer, &node->arguments);
    const Type *left = node->arguments.items[0]->type, *right = node->arguments.items[1]->type;
    *is_native = is_c_number(left) && is_c_number(right) && !typer->module->is_pure_python;
    if (*is_native) {
        const Type *number = type_arithmetic_result(typer->types, left, right);
        return type_ctuple(typer->types, (const Type *[]){number, number}, 2);
    }
    convert_arguments(typer, &node->arguments, typer->common->object);
    return typer->common->object;
}

static const Type *check_extreme(Typer *typer, Call *node, bool *is_native) {
    check_any_arguments(typer, &node->arguments);
    const Type *result = node->arguments.items[0]->type;
    bool are_numbers = true;
    for (uint32_t i = 0; i < node->arguments.count; i++) {
        const Type *type = node->arguments.items[i]->type;
        are_numbers &= is_c_number(type);
        result = type_spanning(typer, result, type);
    }
    bool keeps_python = typer->module->is_pure_python;
    *is_native = are_numbers && type_is_numeric(result) && !keeps_python;
    if (*is_native)
        return result;
    convert_arguments(typer, &node->arguments, typer->common->object);
    return typer->common->object;
}

static const Type *check_builtin_min(Typer *typer, Call *node, bool *is_native) {
    return check_extreme(typer, node, is_native);
}

static const Type *check_builtin_max(Typer *typer, Call *node, bool *is_native) {
    return check_extreme(typer, node, is_native);
}

// `ord("x")` and `ord(b"x")` are constants.
static bool become_character(Typer *typer, Node **argument) {
    if (!node_is(*argument, NODE_StringLiteral))
        return false;
    const StringLiteral *literal = (const StringLiteral *)*argument;
    const Type *type = literal->kind == STRING_STR ? typer->common->ucs4 : typer->common->uchar;
    bool is_one = string_literal_fits(typer, literal, type);
    if (is_one)
        convert_value(typer, argument, type);
    return is_one;
}

// Of a Py_UCS4 it is the number itself. In plain Python the builtin says what is wrong with an
// object.
static const Type *check_builtin_ord(Typer *typer, Call *node, bool *is_native) {
    Node **argument = &node->arguments.items[0];
    const Type *type = check_value(typer, argument);
    *is_native = become_character(typer, argument);
    if (*is_native)
        return typer->common->long_;
    bool is_ucs4 = type->kind == TYPE_INTEGER && type->integer.is_unicode;
    bool is_character = is_ucs4 || (type->kind == TYPE_INTEGER && type->integer.is_char);
    *is_native = is_ucs4 || (type_is_object(type) && !typer->module->is_pure_python);
    if (!is_character)
        convert_value(typer, argument, typer->common->object);
    return typer->common->long_;
}

// Of a Py_UCS4 and other C integers that an int holds it needs no Python.
static const Type *check_builtin_chr(Typer *typer, Call *node, bool *is_native) {
    enum { BITS_OF_INT = 32 };
    Node **argument = &node->arguments.items[0];
    const Type *type = check_value(typer, argument);
    *is_native = type->kind == TYPE_INTEGER &&
                 (type->integer.is_unicode || type->integer.bits <= BITS_OF_INT);
    if (!*is_native)
        convert_value(typer, argument, typer->common->object);
    return typer->common->builtin[BUILTIN_STR];
}

// range() takes C integers as they are: a loop over it then counts in C.
static const Type *check_builtin_range(Typer *typer, Call *node, bool *is_native) {
    // Python does it, on the types found here
    *is_native = false;
    check_any_arguments(typer, &node->arguments);
    for (uint32_t i = 0; i < node->arguments.count; i++) {
        Node **argument = &node->arguments.items[i];
        if (!type_is_integral((*argument)->type))
            convert_value(typer, argument,
                          becomes_c_number(typer, *argument) && type_is_object((*argument)->type)
                              ? typer->common->long_
                              : typer->common->object);
    }
    return typer->common->builtin[BUILTIN_RANGE];
}

// Loops over these make no tuples.
static const Type *check_builtin_zip(Typer *typer, Call *node, bool *is_native) {
    *is_native = false;
    check_python_arguments(typer, &node->arguments);
    return typer->common->object;
}

static const Type *check_builtin_enumerate(Typer *typer, Call *node, bool *is_native) {
    return check_builtin_zip(typer, node, is_native);
}

bool range_is_wide(const NodeList *arguments) {
    for (uint32_t i = 0; i < arguments->count; i++) {
        const Type *type = arguments->items[i]->type;
        if (type != NULL && type->kind == TYPE_INTEGER && type->integer.bits > 64)
            return true;
    }
    return false;
}

// Over a range of C integers it counts too.
static const Type *check_builtin_reversed(Typer *typer, Call *node, bool *is_native) {
    return check_builtin_zip(typer, node, is_native);
}

bool is_reversed_range(const Node *node) {
    return is_call_of_form(node, FORM_reversed) && ((const Call *)node)->arguments.count == 1 &&
           is_call_of_form(((const Call *)node)->arguments.items[0], FORM_range);
}

// float(x), int(x) and bool(x) of a C number are conversions.
static void check_number(Typer *typer, Call *node) {
    check_any_arguments(typer, &node->arguments);
    for (uint32_t i = 0; i < node->arguments.count; i++) {
        Node **argument = &node->arguments.items[i];
        if (!type_is_numeric((*argument)->type))
            convert_value(typer, argument, typer->common->object);
    }
}

static const Type *check_builtin_int(Typer *typer, Call *node, bool *is_native) {
    // Python does it, on the types found here, unless a C integer is wanted
    *is_native = false;
    check_number(typer, node);
    return typer->common->builtin[BUILTIN_INT];
}

void become_c_integer(Node *node, const Type *to) {
    enum { MOST_BITS = 64 };
    if (!is_call_of_form(node, FORM_int) || to->kind != TYPE_INTEGER || to->integer.is_unicode ||
        to->integer.bits > MOST_BITS)
        return;
    Call *call = (Call *)node;
    const Type *from = call->arguments.count == 1 ? call->arguments.items[0]->type : NULL;
    bool is_number = from != NULL && (from->kind == TYPE_FLOATING ? from->floating_bits <= MOST_BITS
                                                                  : type_is_integral(from));
    if (!is_number || (from->kind == TYPE_INTEGER && from->integer.is_unicode))
        return;
    call->target->kind = CALL_BUILTIN;
    node->type = to;
}

// A character is read, as any text.
static const Type *check_builtin_float(Typer *typer, Call *node, bool *is_native) {
    check_number(typer, node);
    const Type *type = node->arguments.items[0]->type;
    if (type->kind == TYPE_INTEGER && type->integer.is_unicode) {
        *is_native = true;
        const Type *text = typer->common->builtin[BUILTIN_STR];
        (void)replace_with_cast(typer, &node->arguments.items[0], text, node->arguments.items[0],
                                false);
        (void)check_value(typer, &node->arguments.items[0]);
        return typer->common->double_;
    }
    *is_native = node->arguments.items[0]->type->kind != TYPE_COMPLEX;
    return typer->common->double_;
}

static const Type *check_builtin_bool(Typer *typer, Call *node, bool *is_native) {
    check_number(typer, node);
    *is_native = true;
    return typer->common->bint;
}

static const Type *check_builtin_isinstance(Typer *typer, Call *node, bool *is_native) {
    check_python_arguments(typer, &node->arguments);
    *is_native = true;
    return typer->common->bint;
}

static const Type *check_builtin_type(Typer *typer, Call *node, bool *is_native) {
    check_python_arguments(typer, &node->arguments);
    *is_native = true;
    return typer->common->builtin[BUILTIN_TYPE];
}

static const Type *check_builtin_list(Typer *typer, Call *node, bool *is_native) {
    (void)node;
    *is_native = true;
    return typer->common->builtin[BUILTIN_LIST];
}

static const Type *check_builtin_dict(Typer *typer, Call *node, bool *is_native) {
    (void)node;
    *is_native = true;
    return typer->common->builtin[BUILTIN_DICT];
}

// Can the module keep the value, that everybody may have?
static bool is_kept_value(const Node *node) {
    if (node_is(node, NODE_UnaryExpression)) {
        const UnaryExpression *sign = (const UnaryExpression *)node;
        return sign->operator== UNARY_NEGATE &&(node_is(sign->operand, NODE_IntLiteral) ||
                                                node_is(sign->operand, NODE_FloatLiteral));
    }
    if (!node_is(node, NODE_TupleExpression))
        return node_is_literal(node);
    const NodeList *elements = &((const TupleExpression *)node)->elements;
    for (uint32_t i = 0; i < elements->count; i++)
        if (!is_kept_value(elements->items[i]))
            return false;
    return true;
}

static NodeList bytes_of(Typer *typer, const StringLiteral *literal) {
    NodeVector numbers = {0};
    for (uint32_t i = 0; i < literal->value.length; i++)
        vector_push(
            typer->arena, &numbers,
            node_of_integer(typer, (unsigned char)literal->value.bytes[i], literal->node.span));
    return node_list_finish(typer->arena, &numbers);
}

// What is in a collection that is written out, `*members`; false: that is not known.
static bool find_members(Typer *typer, const Node *node, NodeList *members) {
    const NodeList *elements = displayed_elements((Node *)(uintptr_t)node);
    if (elements != NULL)
        *members = *elements;
    else if (node_is(node, NODE_SetExpression))
        *members = ((const SetExpression *)node)->elements;
    else if (node_is(node, NODE_StringLiteral) && ((const StringLiteral *)node)->kind == STRING_STR)
        *members = characters_of(typer, (const StringLiteral *)node);
    else if (node_is(node, NODE_StringLiteral))
        *members = bytes_of(typer, (const StringLiteral *)node);
    else if (is_call_of_form(node, FORM_frozenset) &&
             ((const Call *)node)->target->kind == CALL_BUILTIN)
        return find_members(typer, ((const Call *)node)->arguments.items[0], members);
    else
        return false;
    for (uint32_t i = 0; i < members->count; i++)
        if (!is_kept_value(members->items[i]))
            return false;
    return true;
}

// `() * 3`
static bool is_empty_product(Typer *typer, const Node *node) {
    const BinaryExpression *product = (const BinaryExpression *)node;
    NodeList members = {0};
    return node_is(node, NODE_BinaryExpression) &&
           product->operator== BINARY_MULTIPLY && node_is(product->right, NODE_IntLiteral) &&
           find_members(typer, product->left, &members) && members.count == 0;
}

// A frozenset of values that are known is made once for the module: its argument becomes a tuple of
// them. (In plain Python each call makes a new one.)
static const Type *check_builtin_frozenset(Typer *typer, Call *node, bool *is_native) {
    const Type *type = typer->common->builtin[BUILTIN_FROZENSET];
    NodeList members = {0};
    check_python_arguments(typer, &node->arguments);
    if (typer->module->is_pure_python)
        return type;
    const Node *given = node->arguments.count > 0 ? node->arguments.items[0] : NULL;
    if (given != NULL && !find_members(typer, given, &members) && !is_empty_product(typer, given))
        return type;
    TupleExpression *tuple = NODE_NEW(typer->arena, TupleExpression, node->node.span);
    tuple->elements = members;
    node->arguments = node_list_of(typer->arena, &tuple->node);
    check_python_arguments(typer, &node->arguments);
    *is_native = true;
    return type;
}

static const Type *check_builtin_globals(Typer *typer, Call *node, bool *is_native) {
    (void)node;
    *is_native = true;
    return typer->common->object;
}

static const Type *check_builtin_locals(Typer *typer, Call *node, bool *is_native) {
    return check_builtin_globals(typer, node, is_native);
}

static const Type *check_builtin_vars(Typer *typer, Call *node, bool *is_native) {
    return check_builtin_globals(typer, node, is_native);
}

static const Type *check_builtin_dir(Typer *typer, Call *node, bool *is_native) {
    check_builtin_globals(typer, node, is_native);
    return typer->common->builtin[BUILTIN_LIST];
}

static const Type *check_builtin_eval(Typer *typer, Call *node, bool *is_native) {
    check_python_arguments(typer, &node->arguments);
    *is_native = true;
    return typer->common->object;
}

static const Type *check_builtin_next(Typer *typer, Call *node, bool *is_native) {
    return check_builtin_eval(typer, node, is_native);
}

static const Type *check_builtin_exec(Typer *typer, Call *node, bool *is_native) {
    return check_builtin_eval(typer, node, is_native);
}

static const Type *check_builtin_super(Typer *typer, Call *node, bool *is_native) {
    (void)node;
    *is_native = true;
    return typer->common->object;
}

// --- The table -----------------------------------------------------------------------------------

typedef const Type *CheckForm(Typer *typer, Call *node, bool *is_native);

typedef struct BuiltinFunction {
    const char *name;
    CheckForm *check; // NULL: the result is all that is known
    size_t result;    // where its type stands in CommonTypes
    BuiltinForm form;
    uint32_t min, max;
    bool reads_frame;
} BuiltinFunction;

static const BuiltinFunction builtin_functions[] = {
#define FUNCTION(name, form, min, max, RESULT)                                                     \
    {name, check_builtin_##form, offsetof(CommonTypes, RESULT), FORM_##form, min, max, false},
#define FUNCTION_OF_FRAME(name, form, min, max, RESULT)                                            \
    {name, check_builtin_##form, offsetof(CommonTypes, RESULT), FORM_##form, min, max, true},
#define FUNCTION_CHECKED(name, form, RESULT)                                                       \
    {name, check_builtin_##form, offsetof(CommonTypes, RESULT), FORM_##form, 0, UINT32_MAX, false},
#define FUNCTION_RESULT(name, RESULT)                                                              \
    {name, NULL, offsetof(CommonTypes, RESULT), FORM_none, 0, 0, false},
#include "primitives/function.def"
#undef FUNCTION
#undef FUNCTION_OF_FRAME
#undef FUNCTION_CHECKED
#undef FUNCTION_RESULT
};

static const BuiltinFunction *find_function(const Name *name) {
    for (size_t i = 0; i < sizeof builtin_functions / sizeof *builtin_functions; i++)
        if (strcmp(name->text, builtin_functions[i].name) == 0)
            return &builtin_functions[i];
    return NULL;
}

// In the body of a class only what reads its caller's frame is more than a call of what the
// namespace has: the builder asks there, and builds the builtin if that is what it finds.
const Symbol *builtin_called(const Symbol *symbol) {
    if (symbol != NULL && symbol->kind == SYMBOL_BUILTIN)
        return symbol;
    const Symbol *outer = symbol != NULL ? symbol->outer : NULL;
    if (outer == NULL || outer->kind != SYMBOL_BUILTIN)
        return NULL;
    const BuiltinFunction *function = find_function(outer->name);
    return function != NULL && function->reads_frame ? outer : NULL;
}

// In plain Python it is an error of the program when it runs.
static void check_argument_count(Typer *typer, const Call *node, const Name *name) {
    static const struct {
        const char *name;
        uint32_t fewest, most;
    } functions[] = {
#define ARGUMENTS(name, fewest, most) {name, fewest, most},
#include "primitives/builtin_arguments.def"
    };
    uint32_t count = node->arguments.count;
    if (typer->module->is_pure_python || !call_has_plain_arguments(node))
        return;
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
        if (strcmp(functions[i].name, name->text) != 0)
            continue;
        if (count < functions[i].fewest || count > functions[i].most)
            report(typer, DIAG_E0402, node->node.span, name->text,
                   argument_count_text(typer, functions[i].fewest, functions[i].most, false),
                   count);
        return;
    }
}

const Type *check_builtin_call(Typer *typer, Call *node, const Symbol *symbol, CallTarget *target) {
    check_argument_count(typer, node, symbol->name);
    const BuiltinFunction *function = find_function(symbol->name);
    target->kind = CALL_PYTHON;
    target->form = function != NULL ? function->form : FORM_none;
    uint32_t count = node->arguments.count;
    bool has_form = function != NULL && function->check != NULL && call_has_plain_arguments(node) &&
                    count >= function->min && count <= function->max;
    if (!has_form) {
        check_python_arguments(typer, &node->arguments);
        const Type *called = builtin_type_of_name(typer, symbol->name);
        return function != NULL ? type_common_at(typer->common, function->result)
               : called != NULL ? called
                                : typer->common->object;
    }
    bool is_native = false;
    const Type *type = function->check(typer, node, &is_native);
    if (is_native)
        target->kind = CALL_BUILTIN;
    return type;
}
