// Types of operators: arithmetic, comparisons, and/or/not, conditional expressions.

#include "typer/check/internal.h"
#include <string.h>

// --- Joining types -------------------------------------------------------------------------------
static const ClassSymbol *common_base(const ClassSymbol *left, const ClassSymbol *right) {
    for (; left != NULL; left = left->base) {
        if (class_is_subclass(right, left))
            return left;
    }
    return NULL;
}

// Of other contents, or of exceptions what both extend: variables of these hold subclasses too.
static const Type *span_builtins(const Typer *typer, const Type *left, const Type *right) {
    BuiltinKind base = left->builtin;
    bool is_exact = builtin_info(base)->is_exact || builtin_info(right->builtin)->is_exact;
    while (!is_exact && !builtin_extends(right->builtin, base))
        base = builtin_info(base)->parent;
    return base == BUILTIN_OBJECT || (is_exact && base != right->builtin)
               ? typer->common->object
               : typer->common->builtin[base];
}

static const Type *span_objects(const Typer *typer, const Type *left, const Type *right) {
    if (left->kind == TYPE_BUILTIN && right->kind == TYPE_BUILTIN)
        return span_builtins(typer, left, right);
    if (left->kind != TYPE_EXTENSION || right->kind != TYPE_EXTENSION)
        return typer->common->object;
    const ClassSymbol *base = common_base(left->class_symbol, right->class_symbol);
    return base != NULL ? base->symbol.type : typer->common->object;
}

static bool is_pointer_like(const Type *type) {
    return type->kind == TYPE_POINTER || type->kind == TYPE_NULL_POINTER ||
           type->kind == TYPE_FUNCTION || type->kind == TYPE_ARRAY;
}

// Python's int, and a C integer that becomes one?
static bool is_int_beside_number(const Type *object, const Type *number) {
    return type_is_builtin(object, BUILTIN_INT) && number->kind == TYPE_INTEGER &&
           !number->integer.is_unicode;
}

const Type *type_spanning(Typer *typer, const Type *left, const Type *right) {
    left = type_unqualified(typer->types, left);
    right = type_unqualified(typer->types, right);
    if (left == right || type_is_error(right))
        return left;
    if (type_is_error(left))
        return right;
    if (type_is_object(left) && type_is_object(right))
        return span_objects(typer, left, right);
    bool are_ints = is_int_beside_number(left, right) || is_int_beside_number(right, left);
    if (are_ints && !typer->module->is_pure_python)
        return typer->common->builtin[BUILTIN_INT];
    if (type_is_object(left) || type_is_object(right))
        return typer->common->object;
    bool is_bint = left->kind == TYPE_BINT || right->kind == TYPE_BINT;
    bool is_text = (left->kind == TYPE_INTEGER && left->integer.is_unicode) ||
                   (right->kind == TYPE_INTEGER && right->integer.is_unicode);
    // In plain Python 1 stays an int where the other value is a float.
    bool differs = (left->kind == TYPE_FLOATING) != (right->kind == TYPE_FLOATING);
    if (differs && typer->module->is_pure_python)
        return typer->common->object;
    if (type_is_numeric(left) && type_is_numeric(right)) {
        // True stays True and 'x' stays a text when the other value is a number.
        return is_bint || is_text ? typer->common->object : type_wider(typer->types, left, right);
    }
    if (left->kind == TYPE_MEMORYVIEW && right->kind == TYPE_MEMORYVIEW) {
        if (type_conversion(left, right) == CONVERT_SAME)
            return right;
        if (type_conversion(right, left) == CONVERT_SAME)
            return left;
    }
    if (is_pointer_like(left) && is_pointer_like(right)) {
        if (type_conversion(left, right) != CONVERT_IMPOSSIBLE)
            return right;
        if (type_conversion(right, left) != CONVERT_IMPOSSIBLE)
            return left;
        if (type_element(left) != NULL && type_element(right) != NULL)
            return typer->common->void_pointer;
    }
    return typer->common->object;
}

// The type of `a if c else b`: None fits every object type.
static const Type *span_values(Typer *typer, const Node *left, const Node *right) {
    bool left_none = node_is(left, NODE_NoneLiteral);
    bool right_none = node_is(right, NODE_NoneLiteral);
    if (left_none && type_is_object(right->type))
        return right->type;
    if (right_none && type_is_object(left->type))
        return left->type;
    return type_spanning(typer, left->type, right->type);
}

// --- Arithmetic on C numbers ---------------------------------------------------------------------
static bool is_constant_shape(const Node *node) {
    return node_is(node, NODE_IntLiteral) || node_is(node, NODE_UnaryExpression) ||
           node_is(node, NODE_BinaryExpression);
}

// Operators on literals are exact, however large the result: what is no C int is a Python int, as a
// literal is.
static bool constants_overflow(Typer *typer, BinaryOperator which, Node *left, Node *right,
                               const Type *result) {
    if (!is_constant_shape(left) || !is_constant_shape(right))
        return false;
    int64_t value;
    if (!constant_integer(typer, left, &value) || !constant_integer(typer, right, &value))
        return false;
    bool is_no_integer = which == BINARY_DIVIDE || (which == BINARY_POWER && value < 0);
    if (is_no_integer || (operator_is_of_bits(which) && value < 0))
        return false;
    bool divides_by_zero = (which == BINARY_FLOOR_DIVIDE || which == BINARY_MODULO) && value == 0;
    if (divides_by_zero)
        return false;
    BinaryExpression expression = {.left = left, .operator= which, .right = right};
    expression.node.kind = NODE_BinaryExpression;
    ConstantValue folded = evaluate_constant(typer, &expression.node);
    bool is_int = folded.kind == CONSTANT_INTEGER && folded.integer >= INT32_MIN &&
                  folded.integer <= INT32_MAX;
    return folded.kind == CONSTANT_NONE || (result == typer->common->long_ && !is_int);
}

// Does `/` of two integers give a quotient with a fraction? cdivision makes it C's operator.
static bool divides_truly(const Typer *typer) {
    const Directives *directives = &typer->place.directives;
    bool is_c = directives->cdivision && !typer->module->is_pure_python;
    return (directives->language_level >= 3 || typer->module->imports_division) && !is_c;
}

// Is the wider one of the two a truth value? It is as wide as an int for Cython, and the right one
// of two that are as wide counts.
static bool joins_truth_values(const Typer *typer, const Type *left, const Type *right) {
    if (left->kind != TYPE_BINT && right->kind != TYPE_BINT)
        return false;
    const Type *other = type_unqualified(typer->types, left->kind == TYPE_BINT ? right : left);
    bool is_narrower =
        other->kind == TYPE_ENUM || (other->kind == TYPE_INTEGER && other->integer.bits < 32);
    return other->kind == TYPE_BINT || is_narrower ||
           (other == typer->common->int_ && right->kind == TYPE_BINT);
}

static const Type *type_of_integers(Typer *typer, BinaryOperator which, Node *left, Node *right) {
    const Type *result = type_arithmetic_result(typer->types, left->type, right->type);
    bool is_exact_python = typer->module->is_pure_python; // nothing wraps there
    if (which == BINARY_DIVIDE) {
        return divides_truly(typer) ? typer->common->double_ : result;
    }
    if (constants_overflow(typer, which, left, right, result))
        return typer->common->builtin[BUILTIN_INT];
    bool is_logical = which == BINARY_BIT_AND || which == BINARY_BIT_OR || which == BINARY_BIT_XOR;
    if (is_logical && joins_truth_values(typer, left->type, right->type))
        return typer->common->bint;
    if (which == BINARY_POWER) {
        return is_exact_python ? typer->common->object : type_of_power(typer, left, right);
    }
    return is_exact_python ? typer->common->builtin[BUILTIN_INT] : result;
}

// A quotient or a power of integers is none.
static const Type *type_of_integer_complex(Typer *typer, BinaryOperator which, const Type *result) {
    if (which == BINARY_FLOOR_DIVIDE || which == BINARY_MODULO)
        return NULL;
    bool is_real = which == BINARY_POWER || (which == BINARY_DIVIDE && divides_truly(typer));
    return is_real ? typer->common->double_complex : result;
}

static const Type *type_of_numbers(Typer *typer, BinaryOperator which, Node *left, Node *right) {
    bool are_integers = type_is_integral(left->type) && type_is_integral(right->type);
    if (which == BINARY_MATRIX_MULTIPLY)
        return NULL;
    if (are_integers)
        return type_of_integers(typer, which, left, right);
    if (operator_is_of_bits(which))
        return NULL;
    const Type *result = type_arithmetic_result(typer->types, left->type, right->type);
    if (type_is_integer_complex(result))
        return type_of_integer_complex(typer, which, result);
    bool has_order = which != BINARY_FLOOR_DIVIDE && which != BINARY_MODULO;
    if (result->kind == TYPE_COMPLEX && !has_order)
        return NULL;
    bool is_real_power = which == BINARY_POWER && result->kind == TYPE_FLOATING;
    if (is_real_power && typer->module->is_pure_python && power_may_be_complex(typer, left, right))
        return typer->common->object;
    return result;
}

// p + i, p - i, p - q
static const Type *type_of_pointers(Typer *typer, BinaryOperator which, const Type *left,
                                    const Type *right) {
    const Type *left_pointer =
        left->kind == TYPE_ARRAY ? type_pointer(typer->types, left->array.element) : left;
    const Type *right_pointer =
        right->kind == TYPE_ARRAY ? type_pointer(typer->types, right->array.element) : right;
    bool is_sum = which == BINARY_ADD || which == BINARY_SUBTRACT;
    if (left_pointer->kind == TYPE_POINTER && type_is_integral(right) && is_sum)
        return left_pointer;
    if (right_pointer->kind == TYPE_POINTER && type_is_integral(left) && which == BINARY_ADD) {
        return right_pointer;
    }
    bool are_pointers = left_pointer->kind == TYPE_POINTER && right_pointer->kind == TYPE_POINTER;
    if (are_pointers && which == BINARY_SUBTRACT)
        return typer->common->ptrdiff_t_;
    return NULL;
}

// --- Arithmetic on objects -----------------------------------------------------------------------
static bool is_exact_integer(const Type *type) {
    return type_is_builtin(type, BUILTIN_INT) || type->kind == TYPE_INTEGER ||
           type->kind == TYPE_BINT;
}

static const Type *type_of_int_objects(const Typer *typer, BinaryOperator which) {
    bool stays_int =
        which != BINARY_DIVIDE && which != BINARY_POWER && which != BINARY_MATRIX_MULTIPLY;
    if (which == BINARY_DIVIDE && divides_truly(typer) && !typer->module->is_pure_python)
        return typer->common->double_;
    return stays_int ? typer->common->builtin[BUILTIN_INT] : typer->common->object;
}

static bool is_sequence(const Type *type) {
    return type_is_builtin(type, BUILTIN_STR) || type_is_builtin(type, BUILTIN_BYTES) ||
           type_is_builtin(type, BUILTIN_BYTEARRAY) || type_is_builtin(type, BUILTIN_LIST) ||
           type_is_builtin(type, BUILTIN_TUPLE);
}

// What an operator gives for operands that are exactly of builtin types; object if that is not
// known.
static const Type *type_of_objects(Typer *typer, BinaryOperator which, const Type *left,
                                   const Type *right) {
    const Type *object = typer->common->object;
    bool are_integers = is_exact_integer(left) && is_exact_integer(right);
    if (are_integers)
        return type_of_int_objects(typer, which);
    if (which == BINARY_ADD && left == right && is_sequence(left))
        return left;
    bool are_tuples = type_is_builtin(left, BUILTIN_TUPLE) && type_is_builtin(right, BUILTIN_TUPLE);
    if (which == BINARY_ADD && are_tuples)
        return typer->common->builtin[BUILTIN_TUPLE];
    bool adds_bytes = which == BINARY_ADD && type_is_builtin(left, BUILTIN_BYTEARRAY) &&
                      type_is_builtin(right, BUILTIN_BYTES);
    if (adds_bytes)
        return left;
    if (which == BINARY_MULTIPLY && is_sequence(left) && is_exact_integer(right))
        return left;
    if (which == BINARY_MULTIPLY && is_sequence(right) && is_exact_integer(left))
        return right;
    bool formats = which == BINARY_MODULO &&
                   (type_is_builtin(left, BUILTIN_STR) || type_is_builtin(left, BUILTIN_BYTES));
    // A text's % gives way to a subclass on the right.
    bool right_is_plain = !type_is_object(right) || type_is_builtin(right, BUILTIN_TUPLE) ||
                          type_is_builtin(right, BUILTIN_DICT) ||
                          type_is_builtin(right, BUILTIN_INT);
    if (formats && right_is_plain)
        return left;
    return object;
}

static bool can_be_object(const Typer *typer, const Type *type) {
    return type_conversion(type, typer->common->object) != CONVERT_IMPOSSIBLE;
}

static void report_name_of_no_value(Typer *typer, const Node *node) {
    if (node->type->kind == TYPE_TYPE) {
        report(typer, DIAG_E0308, node->span, node->type->named->text);
    } else {
        report(typer, DIAG_E0306, node->span, node->type->module->module_name->text);
    }
}

static bool has_value(Typer *typer, Node *node) {
    if (node->type->kind == TYPE_MODULE && become_python_module(typer, node))
        return true;
    bool is_value = node->type->kind != TYPE_TYPE && node->type->kind != TYPE_MODULE;
    if (!is_value)
        report_name_of_no_value(typer, node);
    return is_value;
}

// A memoryview has no arithmetic: there is an object beside it that may have some.
static bool has_arithmetic(const Type *left, const Type *right) {
    bool has_view = left->kind == TYPE_MEMORYVIEW || right->kind == TYPE_MEMORYVIEW;
    return !has_view || type_is_object(left) || type_is_object(right);
}

// C values that operators take as the objects that they become.
static bool acts_as_object(const Type *type) {
    return type->kind == TYPE_MEMORYVIEW || type->kind == TYPE_CTUPLE;
}

// A character takes part in arithmetic as the text that it is.
static const Type *type_of_operand(const Typer *typer, const Type *type) {
    bool is_character = type->kind == TYPE_INTEGER && type->integer.is_unicode;
    return is_character ? typer->common->builtin[BUILTIN_STR] : type;
}

const Type *type_of_binary(Typer *typer, BinaryOperator which, Node *left, Node *right, Span span) {
    if (type_is_error(left->type) || type_is_error(right->type))
        return typer->common->error;
    if (!has_value(typer, left) || !has_value(typer, right))
        return typer->common->error;
    const Type *result = NULL;
    const Type *left_type = type_of_operand(typer, left->type);
    const Type *right_type = type_of_operand(typer, right->type);
    if (type_is_object(left_type) || type_is_object(right_type)) {
        if (can_be_object(typer, left_type) && can_be_object(typer, right_type)) {
            result = type_of_objects(typer, which, left_type, right_type);
            if (which == BINARY_MODULO && node_is(left, NODE_StringLiteral) &&
                !typer->module->is_pure_python)
                result = left_type; // the builder checks it
        }
    } else if (type_is_numeric(left->type) && type_is_numeric(right->type)) {
        result = type_of_numbers(typer, which, left, right);
    } else {
        result = type_of_pointers(typer, which, left->type, right->type);
        bool has_number = type_is_numeric(left->type) || type_is_numeric(right->type);
        bool has_object = acts_as_object(left->type) || acts_as_object(right->type);
        bool are_objects = can_be_object(typer, left->type) && can_be_object(typer, right->type);
        // C strings, tuples and structs without arithmetic of their own have that of Python.
        if (result == NULL && are_objects && (has_object || !has_number) &&
            has_arithmetic(left->type, right->type))
            result = typer->common->object;
    }
    if (result != NULL)
        return result;
    if (typer->module->is_pure_python) // a TypeError when it runs
        return typer->common->object;
    report(typer, DIAG_E0404, span, BinaryOperator_text(which), left->type->text,
           right->type->text);
    return typer->common->error;
}

// What `a or b` chooses takes part in arithmetic and comparisons as the number that it is, and as
// its truth where the result is a truth value.
static void convert_chosen(Typer *typer, Node **slot, const Type *type) {
    if (node_is(*slot, NODE_BooleanExpression) && type->kind == TYPE_BINT)
        (void)convert_choice(typer, *slot, type);
    bool is_wider = type->kind == TYPE_FLOATING || type->kind == TYPE_INTEGER;
    if (node_is(*slot, NODE_BooleanExpression) && is_wider && type_is_numeric((*slot)->type) &&
        type_spanning(typer, (*slot)->type, type) == type)
        convert_value(typer, slot, type);
}

// A C function beside an object is the Python function that it becomes, and what is chosen from
// numbers the one that it is.
static void convert_beside_object(Typer *typer, Node **slot, const Type *other) {
    zi_assert(*slot != NULL);
    bool is_choice =
        node_is(*slot, NODE_ConditionalExpression) || node_is(*slot, NODE_BooleanExpression);
    bool becomes_object =
        (*slot)->type->kind == TYPE_FUNCTION || (is_choice && type_is_numeric((*slot)->type));
    if (becomes_object && type_is_object(other))
        convert_value(typer, slot, typer->common->object);
}

const Type *check_binary_expression(Typer *typer, Node **slot) {
    BinaryExpression *node = (BinaryExpression *)*slot;
    Node *formatted = format_as_joined_string(typer, node);
    if (formatted != NULL) {
        *slot = formatted;
        return check_value(typer, slot);
    }
    check_value(typer, &node->left);
    check_value(typer, &node->right);
    convert_beside_object(typer, &node->left, node->right->type);
    convert_beside_object(typer, &node->right, node->left->type);
    const Type *type =
        type_of_binary(typer, node->operator, node->left, node->right, node->node.span);
    convert_chosen(typer, &node->left, type);
    convert_chosen(typer, &node->right, type);
    return type;
}

// --- Unary ---------------------------------------------------------------------------------------
const Type *check_unary_expression(Typer *typer, Node **slot) {
    UnaryExpression *node = (UnaryExpression *)*slot;
    if (node->operator== UNARY_NOT) {
        check_condition(typer, &node->operand);
        return typer->common->bint;
    }
    const Type *type = check_value(typer, &node->operand);
    if (type_is_error(type))
        return type;
    if (!has_value(typer, node->operand))
        return typer->common->error;
    if (type_is_object(type)) {
        return type_is_builtin(type, BUILTIN_INT) ? type : typer->common->object;
    }
    bool fits = type_is_numeric(type) && (node->operator!= UNARY_INVERT || type_is_integral(type));
    if (!fits && typer->module->is_pure_python) {
        convert_value(typer, &node->operand, typer->common->object);
        return typer->common->object;
    }
    if (!fits) {
        report(typer, DIAG_E0405, node->node.span, UnaryOperator_text(node->operator), type->text);
        return typer->common->error;
    }
    bool is_literal =
        node_is(node->operand, NODE_IntLiteral) || node_is(node->operand, NODE_FloatLiteral);
    if (is_literal)
        return type;
    bool is_promoted = type_is_integral(type) || type->kind == TYPE_COMPLEX;
    const Type *result = is_promoted ? type_arithmetic_result(typer->types, type, type) : type;
    bool is_exact_python = typer->module->is_pure_python && type_is_integral(type);
    return is_exact_python ? typer->common->builtin[BUILTIN_INT]
                           : type_unqualified(typer->types, result);
}

// --- and, or, if-else ----------------------------------------------------------------------------
// (Plain Python says how often each value is asked.)
static bool is_asked_for_truth(const Typer *typer, const Node *node) {
    return typer->condition == node && !typer->module->is_pure_python;
}

const Type *check_boolean_expression(Typer *typer, Node **slot) {
    BooleanExpression *node = (BooleanExpression *)*slot;
    const Type *result = NULL;
    if (is_asked_for_truth(typer, *slot)) { // then the parts need no type in common
        for (uint32_t i = 0; i < node->operands.count; i++)
            check_condition(typer, &node->operands.items[i]);
        return typer->common->bint;
    }
    for (uint32_t i = 0; i < node->operands.count; i++) {
        const Type *type = check_value(typer, &node->operands.items[i]);
        if (!has_value(typer, node->operands.items[i]))
            type = typer->common->error;
        result = result == NULL ? type : type_spanning(typer, result, type);
    }
    for (uint32_t i = 0; i < node->operands.count; i++) {
        convert_value(typer, &node->operands.items[i], result);
    }
    return result;
}

static bool is_any_object(const Node *node) {
    return type_is_object(node->type) && !node_is(node, NODE_NoneLiteral);
}

// The value goes into a bint. Beside an object a C value is one too, and has its truth.
static void check_chosen_bint(Typer *typer, ConditionalExpression *node) {
    const Type *bint = typer->common->bint;
    check_value_for(typer, &node->body, bint);
    check_value_for(typer, &node->orelse, bint);
    bool is_object = is_any_object(node->body) || is_any_object(node->orelse);
    Node **parts[] = {&node->body, &node->orelse};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (!is_object || !type_has_truth((*parts[i])->type))
            convert_value(typer, parts[i], bint);
}

const Type *check_conditional_expression(Typer *typer, Node **slot) {
    ConditionalExpression *node = (ConditionalExpression *)*slot;
    bool is_bint = is_asked_for_truth(typer, *slot), is_tested = typer->tested == *slot;
    check_condition(typer, &node->test);
    if (is_bint && is_tested) {
        check_condition(typer, &node->body);
        check_condition(typer, &node->orelse);
        return typer->common->bint;
    }
    if (is_bint) {
        check_chosen_bint(typer, node);
        return typer->common->bint;
    }
    check_value(typer, &node->body);
    check_value(typer, &node->orelse);
    if (!has_value(typer, node->body) || !has_value(typer, node->orelse))
        return typer->common->error;
    const Type *result = span_values(typer, node->body, node->orelse);
    if (type_is_numeric(result) && chooses_power(*slot))
        return result; // its place converts
    convert_value(typer, &node->body, result);
    convert_value(typer, &node->orelse, result);
    return result;
}

// --- Comparisons ---------------------------------------------------------------------------------
static bool always_gives_bool(CompareOperator which) {
    return which == COMPARE_IS || which == COMPARE_IS_NOT || which == COMPARE_IN ||
           which == COMPARE_NOT_IN;
}

static bool compares_as_bool(const Type *type) {
    return type_is_builtin(type, BUILTIN_STR) || type_is_builtin(type, BUILTIN_BYTES) ||
           type_is_builtin(type, BUILTIN_INT) || type->kind == TYPE_INTEGER ||
           type->kind == TYPE_BINT;
}

bool is_character_of(const Typer *typer, const Node *node, const Type *other) {
    return other->kind == TYPE_INTEGER && node_is(node, NODE_StringLiteral) &&
           string_literal_fits(typer, (const StringLiteral *)node, other);
}

// A literal of one character compared with a C integer is that character.
static void convert_character(Typer *typer, Node **slot, const Type *other) {
    if (is_character_of(typer, *slot, other) &&
        become_c_text(typer, NODE_AS(StringLiteral, *slot), other))
        (*slot)->type = type_unqualified(typer->types, other);
}

NodeList *displayed_elements(Node *display) {
    return node_is(display, NODE_TupleExpression)  ? &((TupleExpression *)display)->elements
           : node_is(display, NODE_ListExpression) ? &((ListExpression *)display)->elements
           : node_is(display, NODE_SetExpression)  ? &((SetExpression *)display)->elements
                                                   : NULL;
}

// How many bytes the first character has.
static uint32_t length_of_character(const Text *text, StringKind kind) {
    uint32_t length = 1;
    while (kind == STRING_STR && length < text->length &&
           ((unsigned char)text->bytes[length] & 0xC0) == 0x80)
        length++;
    return length;
}

NodeList characters_of(Typer *typer, const StringLiteral *literal) {
    NodeVector parts = {0};
    for (Text rest = literal->value; rest.length > 0;) {
        uint32_t length = length_of_character(&rest, literal->kind);
        StringLiteral *part = NODE_NEW(typer->arena, StringLiteral, literal->node.span);
        part->kind = literal->kind;
        part->value = (Text){rest.bytes, length};
        vector_push(typer->arena, &parts, &part->node);
        rest = (Text){rest.bytes + length, rest.length - length};
    }
    return node_list_finish(typer->arena, &parts);
}

// `c in b'ab'` is `c in (b'a', b'b')`, and a character may be one of a text, as a C char may.
static void split_literal(Typer *typer, const Type *left, CompareLink *link) {
    if (!node_is(link->operand, NODE_StringLiteral) || left->kind != TYPE_INTEGER)
        return;
    StringLiteral *literal = NODE_AS(StringLiteral, link->operand);
    if (left->integer.is_char && become_c_text(typer, literal, typer->common->char_pointer))
        literal->kind = STRING_BYTES;
    if (literal->kind != (left->integer.is_unicode ? STRING_STR : STRING_BYTES))
        return;
    TupleExpression *tuple = NODE_NEW(typer->arena, TupleExpression, link->operand->span);
    tuple->elements = characters_of(typer, literal);
    link->operand = &tuple->node;
    check_value(typer, &link->operand);
}

// `c in (b'a', x)`: each element is compared with the integer.
static void convert_characters_of(Typer *typer, Node *container, const Type *other) {
    NodeList *elements = displayed_elements(container);
    bool is_text = other->kind == TYPE_INTEGER && other->integer.is_unicode;
    for (uint32_t i = 0; elements != NULL && !is_text && i < elements->count; i++) {
        if (!is_character_of(typer, elements->items[i], other))
            continue;
        StringLiteral *literal = NODE_AS(StringLiteral, elements->items[i]);
        (void)become_c_text(typer, literal, other);
        unsigned char byte = (unsigned char)literal->value.bytes[0];
        elements->items[i] = node_of_integer(typer, byte, elements->items[i]->span);
        check_value(typer, &elements->items[i]);
    }
}

// Python itself compares numbers with texts, and finds them different.
static void convert_characters(Typer *typer, Node **left, CompareLink *link) {
    if (typer->module->is_pure_python)
        return;
    if (link->operator== COMPARE_IN || link->operator== COMPARE_NOT_IN) {
        convert_characters_of(typer, link->operand, (*left)->type);
        return;
    }
    convert_character(typer, &link->operand, (*left)->type);
    convert_character(typer, left, link->operand->type);
}

static void convert_compared(Typer *typer, Node **left, CompareLink *link) {
    convert_beside_object(typer, left, link->operand->type);
    convert_beside_object(typer, &link->operand, (*left)->type);
    convert_characters(typer, left, link);
}

static Node **compared_operand(CompareExpression *node, uint32_t position) {
    return position == 0 ? &node->first
                         : &NODE_AS(CompareLink, node->links.items[position - 1])->operand;
}

// In a chain the literals of one character before one that is compared with a C integer are
// characters as well: `'a' < 'b' < c`.
static void convert_earlier_characters(Typer *typer, CompareExpression *node) {
    for (uint32_t i = node->links.count; i-- > 0 && !typer->module->is_pure_python;) {
        const CompareLink *link = NODE_AS(CompareLink, node->links.items[i]);
        convert_character(typer, compared_operand(node, i), link->operand->type);
    }
}

// Does `a if c else 1` choose a literal, which takes a type that is asked for?
static bool chooses_literal(const Node *node) {
    if (!node_is(node, NODE_ConditionalExpression))
        return false;
    const ConditionalExpression *choice = (const ConditionalExpression *)node;
    return node_is(choice->body, NODE_IntLiteral) || node_is(choice->orelse, NODE_IntLiteral);
}

static const Type *type_compared(Typer *typer, const Type *left, const Type *right) {
    return joins_truth_values(typer, left, right)
               ? typer->common->bint
               : type_arithmetic_result(typer->types, left, right);
}

// What is chosen beside other numbers gets the type that all of the comparison have in common.
static void convert_compared_numbers(Typer *typer, CompareExpression *node) {
    const Type *type = node->first->type;
    for (uint32_t i = 0; i <= node->links.count; i++) {
        const Type *next = (*compared_operand(node, i))->type;
        if (!type_is_numeric(type) || !type_is_numeric(next))
            return;
        type = i == 0 ? type : type_compared(typer, type, next);
    }
    for (uint32_t i = 0; i <= node->links.count; i++) {
        Node **slot = compared_operand(node, i);
        convert_chosen(typer, slot, type);
        if (chooses_literal(*slot) && type_is_numeric((*slot)->type))
            (void)convert_choice(typer, *slot, type);
    }
}

static bool c_values_compare(const Type *left, const Type *right, CompareOperator which) {
    bool is_equality = which == COMPARE_EQUAL || which == COMPARE_NOT_EQUAL ||
                       which == COMPARE_IS || which == COMPARE_IS_NOT;
    if (type_is_numeric(left) && type_is_numeric(right)) {
        return is_equality || (left->kind != TYPE_COMPLEX && right->kind != TYPE_COMPLEX);
    }
    return is_pointer_like(left) && is_pointer_like(right) &&
           (type_conversion(left, right) != CONVERT_IMPOSSIBLE ||
            type_conversion(right, left) != CONVERT_IMPOSSIBLE);
}

static bool is_number_like(const Typer *typer, const Node *element, const Type *left) {
    bool is_literal = node_is(element, NODE_IntLiteral) &&
                      integer_literal_fits((const IntLiteral *)element, typer->common->long_);
    return is_literal || type_is_numeric(element->type) || is_character_of(typer, element, left);
}

// `x in (1, y)`: is one of these a C number, as x is, and each other one an object?
static bool has_numbers_like(const Typer *typer, const NodeList *elements, const Type *left) {
    bool has_number = false;
    for (uint32_t i = 0; i < elements->count; i++) {
        const Node *element = elements->items[i];
        bool is_number = is_number_like(typer, element, left);
        if (!is_number && (node_is(element, NODE_Starred) || !type_is_object(element->type)))
            return false;
        has_number |= is_number;
    }
    return has_number;
}

// Is what the container holds compared one by one, with the C numbers in C?
static bool compares_each(Typer *typer, const Node *left, CompareLink *link) {
    bool is_containment = link->operator== COMPARE_IN || link->operator== COMPARE_NOT_IN;
    if (!is_containment || typer->module->is_pure_python || !type_is_numeric(left->type))
        return false;
    split_literal(typer, left->type, link);
    const NodeList *elements = displayed_elements(link->operand);
    if (elements == NULL || !has_numbers_like(typer, elements, left->type))
        return false;
    for (uint32_t i = 0; i < elements->count; i++)
        convert_character(typer, &elements->items[i], left->type);
    return true;
}

// `x in part`, of C memory: is it searched as it lies there? (A text is searched as one.)
static bool searches_memory(const Typer *typer, const Node *left, const CompareLink *link) {
    bool is_part = is_c_slice(link->operand);
    const Type *memory =
        is_part ? ((const Subscript *)link->operand)->value->type : link->operand->type;
    bool is_memory = is_part || memory->kind == TYPE_ARRAY;
    return is_memory && !type_is_c_string(memory) && !typer->module->is_pure_python &&
           c_values_compare(left->type, type_element(memory), COMPARE_EQUAL);
}

static void check_operand(Typer *typer, const Node *left, CompareLink *link, bool is_only) {
    bool is_containment = link->operator== COMPARE_IN || link->operator== COMPARE_NOT_IN;
    const Node *outer = typer->iterated;
    typer->iterated = is_containment ? link->operand : NULL;
    check_value(typer, &link->operand);
    typer->iterated = outer;
    if (!has_value(typer, link->operand) || !is_containment)
        return;
    link->compares_each = is_only && searches_memory(typer, left, link);
    if (is_c_slice(link->operand) && !link->compares_each)
        check_part_as_list(typer, (Subscript *)link->operand);
}

// The type of one link, NULL if the operands cannot be compared.
static const Type *type_of_link(Typer *typer, const Type *left, CompareOperator which,
                                const Type *right) {
    bool is_c = !type_is_object(left) && !type_is_object(right);
    bool is_containment = which == COMPARE_IN || which == COMPARE_NOT_IN;
    if (is_c && !is_containment && c_values_compare(left, right, which))
        return typer->common->bint;
    if (!can_be_object(typer, left) && !(left->kind == TYPE_NULL_POINTER))
        return NULL;
    if (!can_be_object(typer, right))
        return NULL;
    if (is_c && !is_containment && !acts_as_object(left) && !acts_as_object(right))
        return NULL;
    if (always_gives_bool(which))
        return typer->common->bint;
    return compares_as_bool(left) && compares_as_bool(right) ? typer->common->bint
                                                             : typer->common->object;
}

// `view == None` and `None is view` ask what `view is None` does.
static void become_none_test(CompareExpression *node, CompareLink *link) {
    bool is_flipped = node_is(node->first, NODE_NoneLiteral);
    const Node *view = is_flipped ? link->operand : node->first;
    const Node *other = is_flipped ? node->first : link->operand;
    bool is_equality = link->operator== COMPARE_EQUAL || link->operator== COMPARE_NOT_EQUAL;
    bool is_identity = link->operator== COMPARE_IS || link->operator== COMPARE_IS_NOT;
    if (view->type->kind != TYPE_MEMORYVIEW || !node_is(other, NODE_NoneLiteral) ||
        !(is_equality || is_identity))
        return;
    if (is_equality)
        link->operator= link->operator== COMPARE_EQUAL ? COMPARE_IS : COMPARE_IS_NOT;
    if (is_flipped) {
        Node *none = node->first;
        node->first = link->operand;
        link->operand = none;
    }
}

const Type *check_compare_expression(Typer *typer, Node **slot) {
    CompareExpression *node = (CompareExpression *)*slot;
    check_value(typer, &node->first);
    bool is_error = !has_value(typer, node->first);
    const Type *result = typer->common->bint;
    Node **left = &node->first;
    for (uint32_t i = 0; i < node->links.count; i++) {
        CompareLink *link = NODE_AS(CompareLink, node->links.items[i]);
        link->compares_each = false;
        check_operand(typer, *left, link, node->links.count == 1);
        is_error |= !has_value(typer, link->operand);
        if (is_error || type_is_error((*left)->type) || type_is_error(link->operand->type)) {
            is_error = true;
            left = &link->operand;
            continue;
        }
        if (node->links.count == 1)
            become_none_test(node, link);
        link->compares_each |= node->links.count == 1 && compares_each(typer, *left, link);
        if (link->compares_each)
            break;
        convert_compared(typer, left, link);
        const Type *type = type_of_link(typer, (*left)->type, link->operator, link->operand->type);
        if (type == NULL) {
            report(typer, DIAG_E0404, span_join((*left)->span, link->operand->span),
                   CompareOperator_text(link->operator), (*left)->type->text,
                   link->operand->type->text);
            is_error = true;
        } else if (type->kind == TYPE_OBJECT) {
            result = type;
        }
        left = &link->operand;
    }
    if (node->links.count > 1)
        convert_earlier_characters(typer, node);
    if (!is_error && !NODE_AS(CompareLink, node->links.items[0])->compares_each)
        convert_compared_numbers(typer, node);
    // In an unfinished inference the comparison is known to be one, whatever its operands are.
    return is_error && typer->quiet == 0 ? typer->common->error : result;
}
