// Values known when compiling: array lengths, enum items, exception values, folded literals. What
// DEF and IF add to it is in compile_time.c.
//
// Takes an expression, gives its value or CONSTANT_NONE. Integers beyond 128 bits count as not
// known.

#include "typer/internal.h"
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>

ConstantValue constant_of_integer(WideInteger value) {
    return (ConstantValue){.kind = CONSTANT_INTEGER, .integer = value};
}

ConstantValue constant_of_truth(bool truth) {
    return (ConstantValue){.kind = CONSTANT_INTEGER, .integer = truth, .is_truth = true};
}

// C's char is signed here.
static ConstantValue constant_of_character(unsigned char character) {
    return constant_of_integer(character > 127 ? (int64_t)character - 256 : character);
}

ConstantValue constant_of_real(double value) {
    return (ConstantValue){.kind = CONSTANT_REAL, .real = value};
}

static ConstantValue constant_of_text(const char *text) {
    return (ConstantValue){.kind = CONSTANT_TEXT, .text = {text, (uint32_t)strlen(text)}};
}

enum { WIDE_BITS = 128 };
static const WideInteger WIDE_LEAST = (WideInteger)((unsigned __int128)1 << (WIDE_BITS - 1));

static const ConstantValue no_constant = {.kind = CONSTANT_NONE};

static ConstantValue evaluate_digits(const IntLiteral *node) {
    WideInteger value = 0;
    for (uint32_t i = 0; i < node->digits.length; i++) {
        char digit = node->digits.bytes[i];
        if (digit < '0' || digit > '9')
            return no_constant;
        if (__builtin_mul_overflow(value, 10, &value) ||
            __builtin_add_overflow(value, digit - '0', &value)) {
            return no_constant;
        }
    }
    return constant_of_integer(value);
}

static double as_real(const ConstantValue *value) {
    return value->kind == CONSTANT_REAL ? value->real : (double)value->integer;
}

bool constant_is_number(const ConstantValue *value) {
    return value->kind == CONSTANT_INTEGER || value->kind == CONSTANT_REAL;
}

bool constant_truth(const ConstantValue *value) {
    switch (value->kind) {
    case CONSTANT_INTEGER:
        return value->integer != 0;
    case CONSTANT_REAL:
        return value->real != 0;
    case CONSTANT_TEXT:
        return value->text.length != 0;
    case CONSTANT_OTHER:
        if (node_is(value->node, NODE_TupleExpression))
            return ((const TupleExpression *)value->node)->elements.count > 0;
        return !node_is(value->node, NODE_NoneLiteral);
    case CONSTANT_NONE: // not known
        break;
    }
    return false;
}

// --- Operators -----------------------------------------------------------------------------------
static ConstantValue power_integers(WideInteger base, WideInteger exponent) {
    if (exponent < 0)
        return no_constant; // a fraction
    WideInteger result = 1;
    for (WideInteger i = 0; i < exponent; i++) {
        if (__builtin_mul_overflow(result, base, &result))
            return no_constant;
        if (result == 0 || (i > WIDE_BITS && (result == 1 || result == -1))) {
            if (result == 0 || base == 1)
                return constant_of_integer(result);
            return constant_of_integer(exponent % 2 == 0 ? 1 : -1);
        }
    }
    return constant_of_integer(result);
}

static ConstantValue divide_integers(BinaryOperator operator, WideInteger left, WideInteger right) {
    if (right == 0 || (left == WIDE_LEAST && right == -1))
        return no_constant;
    WideInteger quotient = left / right;
    WideInteger rest = left % right;
    if (rest != 0 && (rest < 0) != (right < 0)) { // Python rounds down
        quotient--;
        rest += right;
    }
    return constant_of_integer(operator== BINARY_MODULO ? rest : quotient);
}

static ConstantValue shift_left(WideInteger left, WideInteger right) {
    WideInteger result;
    if (left == 0 && right >= 0)
        return constant_of_integer(0);
    if (right < 0 || right >= WIDE_BITS - 1 ||
        __builtin_mul_overflow(left, (WideInteger)1 << right, &result))
        return no_constant;
    return constant_of_integer(result);
}

static ConstantValue shift_right(WideInteger left, WideInteger right) {
    if (right < 0)
        return no_constant;
    return constant_of_integer(left >> (right < WIDE_BITS ? right : WIDE_BITS - 1));
}

static ConstantValue combine_integers(BinaryOperator operator, WideInteger left,
                                      WideInteger right) {
    WideInteger result;
    switch (operator) {
    case BINARY_ADD:
        return __builtin_add_overflow(left, right, &result) ? no_constant
                                                            : constant_of_integer(result);
    case BINARY_SUBTRACT:
        return __builtin_sub_overflow(left, right, &result) ? no_constant
                                                            : constant_of_integer(result);
    case BINARY_MULTIPLY:
        return __builtin_mul_overflow(left, right, &result) ? no_constant
                                                            : constant_of_integer(result);
    case BINARY_DIVIDE:
        return right == 0 ? no_constant : constant_of_real((double)left / (double)right);
    case BINARY_FLOOR_DIVIDE:
    case BINARY_MODULO:
        return divide_integers(operator, left, right);
    case BINARY_POWER:
        return power_integers(left, right);
    case BINARY_LEFT_SHIFT:
        return shift_left(left, right);
    case BINARY_RIGHT_SHIFT:
        return shift_right(left, right);
    case BINARY_BIT_AND:
        return constant_of_integer(left & right);
    case BINARY_BIT_OR:
        return constant_of_integer(left | right);
    case BINARY_BIT_XOR:
        return constant_of_integer(left ^ right);
    case BINARY_MATRIX_MULTIPLY:
        break;
    }
    return no_constant;
}

static ConstantValue combine_reals(BinaryOperator operator, double left, double right) {
    switch (operator) {
    case BINARY_ADD:
        return constant_of_real(left + right);
    case BINARY_SUBTRACT:
        return constant_of_real(left - right);
    case BINARY_MULTIPLY:
        return constant_of_real(left * right);
    case BINARY_DIVIDE:
        return right == 0 ? no_constant : constant_of_real(left / right);
    case BINARY_FLOOR_DIVIDE:
    case BINARY_MODULO:
    case BINARY_POWER:
    case BINARY_MATRIX_MULTIPLY:
    case BINARY_LEFT_SHIFT:
    case BINARY_RIGHT_SHIFT:
    case BINARY_BIT_AND:
    case BINARY_BIT_OR:
    case BINARY_BIT_XOR:
        break;
    }
    return no_constant;
}

static ConstantValue concatenate(Typer *typer, const ConstantValue *left,
                                 const ConstantValue *right) {
    if (left->text_kind != right->text_kind)
        return no_constant;
    uint32_t length = left->text.length + right->text.length;
    char *bytes = arena_allocate(typer->arena, (size_t)length + 1);
    memcpy(bytes, left->text.bytes, left->text.length);
    memcpy(bytes + left->text.length, right->text.bytes, right->text.length);
    return (ConstantValue){
        .kind = CONSTANT_TEXT, .text = {bytes, length}, .text_kind = left->text_kind};
}

static ConstantValue evaluate_other(const Node *expression) {
    return (ConstantValue){.kind = CONSTANT_OTHER, .node = (Node *)(uintptr_t)expression};
}

static bool is_imaginary(const ConstantValue *value) {
    return value->kind == CONSTANT_OTHER && node_is(value->node, NODE_FloatLiteral);
}

ConstantValue combine_constants(BinaryOperator operator, const ConstantValue * left,
                                const ConstantValue *right) {
    if (!constant_is_number(left) || !constant_is_number(right))
        return no_constant;
    if (left->kind == CONSTANT_INTEGER && right->kind == CONSTANT_INTEGER)
        return combine_integers(operator, left->integer, right->integer);
    return combine_reals(operator, as_real(left), as_real(right));
}

static ConstantValue evaluate_binary(Typer *typer, const BinaryExpression *node) {
    ConstantValue left = evaluate_constant(typer, node->left);
    ConstantValue right = evaluate_constant(typer, node->right);
    if (left.kind == CONSTANT_TEXT && right.kind == CONSTANT_TEXT && node->operator== BINARY_ADD) {
        return concatenate(typer, &left, &right);
    }
    if (constant_is_number(&left) && is_imaginary(&right)) // 2 - 1j
        return evaluate_other(&node->node);
    return combine_constants(node->operator, & left, &right);
}

static ConstantValue evaluate_unary(Typer *typer, const UnaryExpression *node) {
    ConstantValue operand = evaluate_constant(typer, node->operand);
    if (operand.kind == CONSTANT_NONE)
        return operand;
    if (node->operator== UNARY_NOT)
        return constant_of_truth(!constant_truth(&operand));
    if (operand.kind == CONSTANT_REAL && node->operator== UNARY_NEGATE) {
        return constant_of_real(-operand.real);
    }
    if (operand.kind != CONSTANT_INTEGER)
        return no_constant;
    switch (node->operator) {
    case UNARY_NEGATE:
        return operand.integer == WIDE_LEAST ? no_constant : constant_of_integer(-operand.integer);
    case UNARY_INVERT:
        return constant_of_integer(~operand.integer);
    case UNARY_PLUS:
    case UNARY_NOT: // treated before
        break;
    }
    return operand;
}

int compare_constants(const ConstantValue *left, const ConstantValue *right, bool *comparable) {
    *comparable = true;
    if (left->kind == CONSTANT_INTEGER && right->kind == CONSTANT_INTEGER) {
        return (left->integer > right->integer) - (left->integer < right->integer);
    }
    if (constant_is_number(left) && constant_is_number(right)) {
        return (as_real(left) > as_real(right)) - (as_real(left) < as_real(right));
    }
    if (left->kind == CONSTANT_TEXT && right->kind == CONSTANT_TEXT) {
        uint32_t shorter =
            left->text.length < right->text.length ? left->text.length : right->text.length;
        int order = memcmp(left->text.bytes, right->text.bytes, shorter);
        if (order != 0)
            return order;
        return (left->text.length > right->text.length) - (left->text.length < right->text.length);
    }
    *comparable = false;
    return 1;
}

static bool order_satisfies(CompareOperator operator, int order) {
    switch (operator) {
    case COMPARE_LESS:
        return order < 0;
    case COMPARE_LESS_EQUAL:
        return order <= 0;
    case COMPARE_EQUAL:
    case COMPARE_IS:
        return order == 0;
    case COMPARE_NOT_EQUAL:
    case COMPARE_IS_NOT:
        return order != 0;
    case COMPARE_GREATER:
        return order > 0;
    case COMPARE_GREATER_EQUAL:
        return order >= 0;
    case COMPARE_IN:
    case COMPARE_NOT_IN:
        break;
    }
    internal_error("%s compares no order", CompareOperator_text(operator));
}

// `x in (1, 2)`: the elements are constants too.
static ConstantValue evaluate_membership(Typer *typer, const ConstantValue *value,
                                         const Node *container) {
    const NodeList *elements = NULL;
    if (node_is(container, NODE_TupleExpression)) {
        elements = &((const TupleExpression *)container)->elements;
    } else if (node_is(container, NODE_ListExpression)) {
        elements = &((const ListExpression *)container)->elements;
    } else {
        return no_constant;
    }
    for (uint32_t i = 0; i < elements->count; i++) {
        ConstantValue element = evaluate_constant(typer, elements->items[i]);
        bool comparable;
        if (compare_constants(value, &element, &comparable) == 0 && comparable) {
            return constant_of_truth(true);
        }
    }
    return constant_of_truth(false);
}

static ConstantValue evaluate_compare(Typer *typer, const CompareExpression *node) {
    ConstantValue left = evaluate_constant(typer, node->first);
    for (uint32_t i = 0; i < node->links.count; i++) {
        const CompareLink *link = (const CompareLink *)node->links.items[i];
        if (left.kind == CONSTANT_NONE)
            return no_constant;
        bool is_membership = link->operator== COMPARE_IN || link->operator== COMPARE_NOT_IN;
        if (is_membership) {
            ConstantValue found = evaluate_membership(typer, &left, link->operand);
            if (found.kind == CONSTANT_NONE || node->links.count > 1)
                return no_constant;
            return constant_of_truth(found.integer == (link->operator== COMPARE_IN));
        }
        ConstantValue right = evaluate_constant(typer, link->operand);
        if (right.kind == CONSTANT_NONE)
            return no_constant;
        bool comparable;
        int order = compare_constants(&left, &right, &comparable);
        bool is_equality = link->operator== COMPARE_EQUAL ||
                           link->operator== COMPARE_NOT_EQUAL || link->operator== COMPARE_IS ||
                           link->operator== COMPARE_IS_NOT;
        if (!comparable && !is_equality)
            return no_constant;
        if (!order_satisfies(link->operator, order))
            return constant_of_truth(false);
        left = right;
    }
    return constant_of_truth(true);
}

static ConstantValue evaluate_boolean(Typer *typer, const BooleanExpression *node) {
    ConstantValue value = no_constant;
    for (uint32_t i = 0; i < node->operands.count; i++) {
        value = evaluate_constant(typer, node->operands.items[i]);
        if (value.kind == CONSTANT_NONE || constant_truth(&value) == node->is_or)
            return value;
    }
    return value;
}

// --- Names ---------------------------------------------------------------------------------------
// What Cython says of the machine that compiles.
static ConstantValue evaluate_predefined(Typer *typer, const char *name) {
    struct utsname system;
    if (strncmp(name, "UNAME_", 6) != 0 || uname(&system) != 0)
        return no_constant;
    const char *text = NULL;
    if (strcmp(name, "UNAME_SYSNAME") == 0)
        text = system.sysname;
    if (strcmp(name, "UNAME_NODENAME") == 0)
        text = system.nodename;
    if (strcmp(name, "UNAME_RELEASE") == 0)
        text = system.release;
    if (strcmp(name, "UNAME_VERSION") == 0)
        text = system.version;
    if (strcmp(name, "UNAME_MACHINE") == 0)
        text = system.machine;
    return text == NULL ? no_constant : constant_of_text(arena_copy_string(typer->arena, text));
}

static ConstantValue evaluate_name(Typer *typer, const NameExpression *node) {
    const Symbol *symbol = node->symbol;
    if (symbol == NULL)
        symbol = scope_look_up(typer->place.scope, node->name);
    if (symbol == NULL)
        return evaluate_predefined(typer, node->name->text);
    if (symbol->kind != SYMBOL_CONSTANT)
        return no_constant;
    if (symbol->constant_known)
        return constant_of_integer(symbol->constant);
    return symbol->constant_node != NULL ? evaluate_constant(typer, symbol->constant_node)
                                         : no_constant;
}

// `Color.RED`, `module.CONSTANT`
static ConstantValue evaluate_attribute(Typer *typer, const Attribute *node) {
    if (!node_is(node->value, NODE_NameExpression))
        return no_constant;
    Symbol *owner = scope_look_up(typer->place.scope, ((const NameExpression *)node->value)->name);
    const Symbol *symbol = NULL;
    if (owner != NULL && owner->kind == SYMBOL_MODULE) {
        symbol = scope_find(((const ModuleSymbol *)owner)->scope, node->name);
    } else if (owner != NULL && owner->kind == SYMBOL_TYPE && owner->type != NULL &&
               owner->type->kind == TYPE_ENUM) {
        symbol = scope_find(((const EnumSymbol *)owner->type->enum_symbol)->scope, node->name);
    }
    bool is_known = symbol != NULL && symbol->kind == SYMBOL_CONSTANT && symbol->constant_known;
    return is_known ? constant_of_integer(symbol->constant) : no_constant;
}

static ConstantValue evaluate_conditional(Typer *typer, const ConditionalExpression *node) {
    ConstantValue test = evaluate_constant(typer, node->test);
    if (test.kind == CONSTANT_NONE)
        return test;
    return evaluate_constant(typer, constant_truth(&test) ? node->body : node->orelse);
}

// Of what is alike wherever it is compiled for; 0: not known.
static int64_t size_of_scalar(const Type *type) {
    enum { BYTE = 8, SIZE_OF_INT = 4, SIZE_OF_LONG_DOUBLE = 16 };
    if (type->kind == TYPE_COMPLEX)
        return 2 * size_of_scalar(type->element);
    if (type->kind == TYPE_INTEGER && type->integer.header_symbol == NULL)
        return type->integer.bits / BYTE;
    if (type->kind == TYPE_FLOATING)
        return type->floating_bits > 64 ? SIZE_OF_LONG_DOUBLE : type->floating_bits / BYTE;
    if (type->kind == TYPE_BINT)
        return SIZE_OF_INT;
    return type->kind == TYPE_POINTER ? (int64_t)sizeof(void *) : 0;
}

// sizeof(int), also where no check has been yet
static ConstantValue evaluate_size(Typer *typer, const Node *node) {
    const Type *type = NULL;
    const Node *operand =
        node_is(node, NODE_SizeofExpression) ? ((const SizeofExpression *)node)->operand : NULL;
    if (operand != NULL && node_is(operand, NODE_NameExpression))
        type = type_integer_words(typer->types, ((const NameExpression *)operand)->name,
                                  SIGNEDNESS_DEFAULT, false, 0);
    typer->quiet++;
    if (type == NULL)
        type = operand != NULL
                   ? resolve_type_expression(typer, operand)
                   : resolve_c_type(typer, NODE_AS(CType, ((const SizeofType *)node)->measured));
    typer->quiet--;
    int64_t size = type != NULL ? size_of_scalar(type) : 0;
    return size > 0 ? constant_of_integer(size) : no_constant;
}

static ConstantValue evaluate_node(Typer *typer, const Node *expression) {
    switch (expression->kind) {
    case NODE_IntLiteral:
        return evaluate_digits((const IntLiteral *)expression);
    case NODE_BoolLiteral:
        return constant_of_truth(((const BoolLiteral *)expression)->value);
    case NODE_FloatLiteral:
        if (((const FloatLiteral *)expression)->is_imaginary)
            return evaluate_other(expression);
        return constant_of_real(((const FloatLiteral *)expression)->value);
    case NODE_StringLiteral: {
        const StringLiteral *literal = (const StringLiteral *)expression;
        if (literal->kind == STRING_CHAR && literal->value.length == 1) {
            return constant_of_character((unsigned char)literal->value.bytes[0]);
        }
        return (ConstantValue){
            .kind = CONSTANT_TEXT, .text = literal->value, .text_kind = literal->kind};
    }
    case NODE_NoneLiteral:
    case NODE_EllipsisLiteral:
    case NODE_TupleExpression:
        return evaluate_other(expression);
    case NODE_SizeofType:
    case NODE_SizeofExpression:
        return evaluate_size(typer, expression);
    case NODE_Call:
        return evaluate_builtin_call(typer, (const Call *)expression);
    case NODE_Subscript:
        return evaluate_subscript(typer, (const Subscript *)expression);
    case NODE_NameExpression:
        return evaluate_name(typer, (const NameExpression *)expression);
    case NODE_Attribute:
        return evaluate_attribute(typer, (const Attribute *)expression);
    case NODE_UnaryExpression:
        return evaluate_unary(typer, (const UnaryExpression *)expression);
    case NODE_BinaryExpression:
        return evaluate_binary(typer, (const BinaryExpression *)expression);
    case NODE_CompareExpression:
        return evaluate_compare(typer, (const CompareExpression *)expression);
    case NODE_BooleanExpression:
        return evaluate_boolean(typer, (const BooleanExpression *)expression);
    case NODE_ConditionalExpression:
        return evaluate_conditional(typer, (const ConditionalExpression *)expression);
    default:
        return no_constant;
    }
}

ConstantValue evaluate_constant(Typer *typer, const Node *expression) {
    if (!depth_enter(&typer->depth, typer->diagnostics, expression->span))
        return no_constant;
    ConstantValue value = evaluate_node(typer, expression);
    depth_leave(&typer->depth);
    return value;
}

bool constant_integer(Typer *typer, const Node *expression, int64_t *value) {
    ConstantValue constant = evaluate_constant(typer, expression);
    *value = (int64_t)constant.integer;
    return constant.kind == CONSTANT_INTEGER && constant.integer == *value;
}

bool constant_fits_c(const ConstantValue *value) {
    return value->kind == CONSTANT_INTEGER && value->integer >= INT64_MIN &&
           value->integer <= (WideInteger)UINT64_MAX;
}

Node *node_of_truth(Typer *typer, bool truth, Span span) {
    BoolLiteral *literal = NODE_NEW(typer->arena, BoolLiteral, span);
    literal->value = truth;
    return &literal->node;
}

Node *node_of_text(Typer *typer, const char *text, Span span) {
    StringLiteral *literal = NODE_NEW(typer->arena, StringLiteral, span);
    literal->kind = STRING_STR;
    literal->value = (Text){text, (uint32_t)strlen(text)};
    return &literal->node;
}

static Text digits_of(Typer *typer, unsigned __int128 size) {
    char digits[WIDE_BITS];
    uint32_t length = 0;
    do {
        digits[sizeof digits - ++length] = (char)('0' + (int)(size % 10));
        size /= 10;
    } while (size > 0);
    const char *first = digits + sizeof digits - length;
    return (Text){arena_format(typer->arena, "%.*s", (int)length, first), length};
}

Node *node_of_integer(Typer *typer, WideInteger value, Span span) {
    IntLiteral *literal = NODE_NEW(typer->arena, IntLiteral, span);
    unsigned __int128 bits = (unsigned __int128)value;
    literal->digits = digits_of(typer, value < 0 ? -bits : bits);
    if (value >= 0)
        return &literal->node;
    UnaryExpression *negative = NODE_NEW(typer->arena, UnaryExpression, span);
    negative->operator= UNARY_NEGATE;
    negative->operand = &literal->node;
    return &negative->node;
}
