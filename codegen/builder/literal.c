// Literals, constants and f-strings.
//
// Takes: literal nodes. Gives: immediates where a C value is wanted, constants of the module where
// an object is. Guarantees: a constant is only what Python could not tell from a new object.

#include "codegen/builder/internal.h"
#include <ctype.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

// --- Constants -----------------------------------------------------------------------------------

// Python interns string literals that look like names.
static bool looks_like_name(Text text) {
    for (uint32_t i = 0; i < text.length; i++)
        if (!isalnum((unsigned char)text.bytes[i]) && text.bytes[i] != '_')
            return false;
    return true;
}

#define NO_CHARACTER INT64_MIN

// C's char is signed, unless the place of the literal says otherwise.
static int64_t single_byte(const StringLiteral *literal) {
    const unsigned char byte = (unsigned char)literal->value.bytes[0];
    const Type *type = literal->node.type;
    bool is_unsigned =
        type->kind == TYPE_INTEGER && type->integer.bits == 8 && !type->integer.is_signed;
    return literal->kind == STRING_STR || is_unsigned ? byte : (signed char)byte;
}

// What a literal of one character is in C: its byte or code point.
static int64_t single_character(const StringLiteral *literal) {
    const unsigned char *bytes = (const unsigned char *)literal->value.bytes;
    uint32_t length = literal->value.length;
    if (length == 1)
        return single_byte(literal);
    if (literal->kind != STRING_STR || length == 0 || length > 4)
        return NO_CHARACTER;
    uint32_t wanted = bytes[0] >= 0xF0 ? 4 : bytes[0] >= 0xE0 ? 3 : 2;
    if (bytes[0] < 0xC0 || wanted != length)
        return NO_CHARACTER;
    int64_t code = bytes[0] & (0xFF >> (length + 1));
    for (uint32_t i = 1; i < length; i++)
        code = code << 6 | (bytes[i] & 0x3F);
    return code;
}

// A text for a `char *` is bytes, and one for a `char` a number: the object of the default of a
// def's parameter too.
static IrConstant constant_of_string(const Builder *builder, const StringLiteral *literal) {
    IrConstant constant = {.text = literal->value};
    const Type *type = literal->node.type;
    bool is_for_c = type != NULL && type_is_c_string(type);
    if (type != NULL && type->kind == TYPE_INTEGER && !type->integer.is_unicode) {
        const char *digits = arena_format(builder->arena, "%" PRId64, single_character(literal));
        return (IrConstant){.kind = IR_CONSTANT_INT, .text = {digits, (uint32_t)strlen(digits)}};
    }
    if (literal->kind != STRING_STR || is_for_c)
        constant.kind = IR_CONSTANT_BYTES;
    else
        constant.kind = looks_like_name(literal->value) ? IR_CONSTANT_NAME : IR_CONSTANT_STR;
    return constant;
}

static IrConstant constant_of_float(const FloatLiteral *literal) {
    if (literal->is_imaginary)
        return (IrConstant){.kind = IR_CONSTANT_COMPLEX, .imaginary = literal->value};
    return (IrConstant){.kind = IR_CONSTANT_FLOAT, .real = literal->value};
}

// A number with a minus is one too, as the interpreter sees it.
static bool is_negative_number(const Node *node) {
    if (!node_is(node, NODE_UnaryExpression) ||
        NODE_AS(UnaryExpression, node)->operator!= UNARY_NEGATE)
        return false;
    const Node *operand = NODE_AS(UnaryExpression, node)->operand;
    return node_is(operand, NODE_IntLiteral) ||
           (node_is(operand, NODE_FloatLiteral) && !NODE_AS(FloatLiteral, operand)->is_imaginary);
}

bool are_constants(const NodeList *elements, uint32_t count) {
    for (uint32_t i = 0; i < count; i++)
        if (!is_constant(elements->items[i]))
            return false;
    return true;
}

static bool are_all_constants(const NodeList *elements) {
    return are_constants(elements, elements->count);
}

bool is_constant(const Node *node) {
    switch (node->kind) {
    case NODE_NoneLiteral:
    case NODE_EllipsisLiteral:
    case NODE_BoolLiteral:
    case NODE_IntLiteral:
    case NODE_FloatLiteral:
        return true;
    case NODE_StringLiteral:
        return NODE_AS(StringLiteral, node)->kind != STRING_CHAR;
    case NODE_TupleExpression:
        return are_all_constants(&NODE_AS(TupleExpression, node)->elements);
    default:
        return is_negative_number(node);
    }
}

static uint32_t constant_of(Builder *builder, const Node *node);

static IrConstant constant_of_negative(Builder *builder, const Node *operand) {
    if (node_is(operand, NODE_FloatLiteral)) {
        IrConstant value = constant_of_float(NODE_AS(FloatLiteral, operand));
        value.real = -value.real;
        return value;
    }
    Text digits = NODE_AS(IntLiteral, operand)->digits;
    bool is_zero = digits.length == 1 && digits.bytes[0] == '0';
    const char *text = arena_format(builder->arena, "%s%s", is_zero ? "" : "-", digits.bytes);
    return (IrConstant){.kind = IR_CONSTANT_INT, .text = {text, (uint32_t)strlen(text)}};
}

static IrConstant constant_of_items(Builder *builder, IrConstantKind kind,
                                    const NodeList *elements) {
    uint32_t *items = ARENA_ARRAY(builder->arena, uint32_t, elements->count + 1);
    for (uint32_t i = 0; i < elements->count; i++)
        items[i] = constant_of(builder, elements->items[i]);
    return (IrConstant){.kind = kind, .items = items, .item_count = elements->count};
}

// Of a node that is_constant.
static uint32_t constant_of(Builder *builder, const Node *node) {
    IrConstant value = {.kind = IR_CONSTANT_NONE};
    switch (node->kind) {
    case NODE_EllipsisLiteral:
        value.kind = IR_CONSTANT_ELLIPSIS;
        break;
    case NODE_BoolLiteral:
        value.kind = NODE_AS(BoolLiteral, node)->value ? IR_CONSTANT_TRUE : IR_CONSTANT_FALSE;
        break;
    case NODE_IntLiteral:
        value.kind = IR_CONSTANT_INT;
        value.text = NODE_AS(IntLiteral, node)->digits;
        break;
    case NODE_FloatLiteral:
        value = constant_of_float(NODE_AS(FloatLiteral, node));
        break;
    case NODE_StringLiteral:
        value = constant_of_string(builder, NODE_AS(StringLiteral, node));
        break;
    case NODE_UnaryExpression:
        value = constant_of_negative(builder, NODE_AS(UnaryExpression, node)->operand);
        break;
    case NODE_TupleExpression:
        value = constant_of_items(builder, IR_CONSTANT_TUPLE,
                                  &NODE_AS(TupleExpression, node)->elements);
        break;
    default: // NODE_NoneLiteral
        break;
    }
    return ir_constant_add(builder->module, &value);
}

bool find_constant(Builder *builder, const Node *node, uint32_t *constant) {
    bool found = is_constant(node);
    if (found)
        *constant = constant_of(builder, node);
    return found;
}

uint32_t tuple_of_constants(Builder *builder, const NodeList *elements, uint32_t count) {
    const NodeList first = {.items = elements->items, .count = count};
    IrConstant value = constant_of_items(builder, IR_CONSTANT_TUPLE, &first);
    return ir_constant_add(builder->module, &value);
}

static int compare_indices(const void *left, const void *right) {
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    return (a > b) - (a < b);
}

// True, 1 and 1.0 are one member: the first counts.
static bool may_equal_other(const Builder *builder, uint32_t constant) {
    IrConstantKind kind = builder->module->constants.items[constant].kind;
    return kind == IR_CONSTANT_TRUE || kind == IR_CONSTANT_FALSE || kind == IR_CONSTANT_FLOAT ||
           kind == IR_CONSTANT_COMPLEX || kind == IR_CONSTANT_TUPLE;
}

// In one order and each member once, so that equal sets are one constant.
uint32_t constant_frozenset(Builder *builder, const NodeList *elements) {
    IrConstant value = constant_of_items(builder, IR_CONSTANT_FROZENSET, elements);
    uint32_t *items = (uint32_t *)(uintptr_t)value.items, count = 0;
    for (uint32_t i = 0; i < value.item_count; i++)
        if (may_equal_other(builder, items[i]))
            return ir_constant_add(builder->module, &value);
    qsort(items, value.item_count, sizeof *items, compare_indices);
    for (uint32_t i = 0; i < value.item_count; i++)
        if (i == 0 || items[i] != items[count - 1])
            items[count++] = items[i];
    value.item_count = count;
    return ir_constant_add(builder->module, &value);
}

bool find_constant_container(Builder *builder, const Node *node, uint32_t *constant,
                             BuiltinKind *kind) {
    bool is_list = node_is(node, NODE_ListExpression);
    if (!is_list && !node_is(node, NODE_SetExpression))
        return false;
    const NodeList *elements = is_list ? &NODE_AS(ListExpression, node)->elements
                                       : &NODE_AS(SetExpression, node)->elements;
    if (!are_all_constants(elements))
        return false;
    *kind = is_list ? BUILTIN_TUPLE : BUILTIN_FROZENSET;
    IrConstant value =
        constant_of_items(builder, is_list ? IR_CONSTANT_TUPLE : IR_CONSTANT_FROZENSET, elements);
    *constant = ir_constant_add(builder->module, &value);
    return true;
}

// --- C values ------------------------------------------------------------------------------------

static bool integer_of_digits(Text digits, int64_t *value) {
    char *end;
    if (digits.length > 20)
        return false;
    unsigned long long number = strtoull(digits.bytes, &end, 10);
    bool fits =
        *end == '\0' && (digits.length < 20 || strcmp(digits.bytes, "18446744073709551615") <= 0);
    *value = (int64_t)number;
    return fits;
}

// What a literal is in C; one without a C value of the type makes an object.
typedef struct LiteralValue {
    enum {
        LITERAL_OBJECT,
        LITERAL_INTEGER,
        LITERAL_BOOL,
        LITERAL_REAL,
        LITERAL_COMPLEX,
        LITERAL_TEXT,
        LITERAL_NULL,
        LITERAL_VIEW // that holds nothing
    } kind;
    int64_t integer;
    double real, imaginary;
    Text text;
} LiteralValue;

static bool is_c_number(const Type *type) {
    return type_is_numeric(type) && type->kind != TYPE_COMPLEX;
}

static LiteralValue value_of_string(const StringLiteral *literal, const Type *type) {
    LiteralValue value = {.kind = LITERAL_OBJECT};
    bool is_memory = type->kind == TYPE_POINTER && type->element->kind == TYPE_VOID;
    if (type_is_integral(type)) {
        value.integer = single_character(literal);
        value.kind = value.integer == NO_CHARACTER ? LITERAL_OBJECT : LITERAL_INTEGER;
    } else if (type_is_c_string(type) || is_memory) {
        value.text = literal->value;
        value.kind = LITERAL_TEXT;
    }
    return value;
}

static LiteralValue value_of_integer(const IntLiteral *literal, const Type *type) {
    LiteralValue value = {.kind = LITERAL_OBJECT};
    if (!type_is_numeric(type) || !integer_of_digits(literal->digits, &value.integer))
        return value;
    bool is_huge = value.integer < 0; // above the largest int64_t
    value.kind = type->kind == TYPE_COMPLEX               ? LITERAL_COMPLEX
                 : is_huge && type->kind == TYPE_FLOATING ? LITERAL_REAL
                                                          : LITERAL_INTEGER;
    value.real = (double)(uint64_t)value.integer;
    return value;
}

static LiteralValue value_of_real(const FloatLiteral *literal, const Type *type) {
    LiteralValue value = {.kind = LITERAL_OBJECT};
    if (type->kind == TYPE_COMPLEX)
        value.kind = LITERAL_COMPLEX;
    else if (type->kind == TYPE_FLOATING && !literal->is_imaginary)
        value.kind = LITERAL_REAL;
    value.real = literal->is_imaginary ? 0 : literal->value;
    value.imaginary = literal->is_imaginary ? literal->value : 0;
    return value;
}

static LiteralValue value_of_negative(const UnaryExpression *node, const Type *type) {
    LiteralValue value = {.kind = LITERAL_OBJECT};
    if (node->operator!= UNARY_NEGATE || !is_c_number(type))
        return value;
    if (node_is(node->operand, NODE_FloatLiteral)) {
        value = value_of_real(NODE_AS(FloatLiteral, node->operand), type);
        value.real = -value.real;
        return value;
    }
    if (!node_is(node->operand, NODE_IntLiteral))
        return value;
    value = value_of_integer(NODE_AS(IntLiteral, node->operand), type);
    bool is_huge = value.integer < 0;
    // -0 is 0 before it becomes a float
    bool is_float_zero = type->kind == TYPE_FLOATING && value.integer == 0;
    if (is_huge || is_float_zero)
        value.kind = LITERAL_OBJECT;
    else
        value.integer = -value.integer;
    return value;
}

static LiteralValue value_of_truth(const BoolLiteral *literal, const Type *type) {
    return (LiteralValue){.kind = is_c_number(type)            ? LITERAL_BOOL
                                  : type->kind == TYPE_COMPLEX ? LITERAL_COMPLEX
                                                               : LITERAL_OBJECT,
                          .integer = literal->value ? 1 : 0,
                          .real = literal->value ? 1 : 0};
}

static LiteralValue value_of_literal(const Node *node, const Type *type) {
    LiteralValue value = {.kind = LITERAL_OBJECT};
    switch (node->kind) {
    case NODE_IntLiteral:
        return value_of_integer((const IntLiteral *)node, type);
    case NODE_BoolLiteral:
        return value_of_truth((const BoolLiteral *)node, type);
    case NODE_FloatLiteral:
        return value_of_real((const FloatLiteral *)node, type);
    case NODE_StringLiteral:
        return value_of_string((const StringLiteral *)node, type);
    case NODE_UnaryExpression:
        return value_of_negative((const UnaryExpression *)node, type);
    case NODE_NullLiteral:
        value.kind = type_is_object(type) ? LITERAL_OBJECT : LITERAL_NULL;
        return value;
    case NODE_NoneLiteral:
        value.kind = type->kind == TYPE_MEMORYVIEW ? LITERAL_VIEW : LITERAL_OBJECT;
        return value;
    default: // no literal
        return value;
    }
}

bool is_literal_of(const Node *node, const Type *type) {
    return value_of_literal(node, type).kind != LITERAL_OBJECT;
}

IrValue build_literal_as(Builder *builder, const Node *node, const Type *type) {
    LiteralValue value = value_of_literal(node, type);
    switch (value.kind) {
    case LITERAL_INTEGER:
        return build_conversion(
            builder, value_of(ir_int(IR_I64, value.integer), builder->common->long_), type);
    case LITERAL_BOOL:
        return build_conversion(
            builder, value_of(ir_int(IR_BOOL, value.integer), builder->common->bint), type);
    case LITERAL_REAL:
        return ir_real(ir_type_of(builder->owner, type).kind,
                       type->floating_bits == 32 ? (float)value.real : value.real);
    case LITERAL_COMPLEX:
        return build_complex_constant(builder, value.real, value.imaginary, type);
    case LITERAL_TEXT:
        return add_string_address(builder, value.text); // a C array is its address
    case LITERAL_NULL:
        return ir_null(IR_POINTER);
    case LITERAL_VIEW:
        return ir_reg(
            add_op_giving(builder, IR_OP_VIEW_NONE, ir_type_of(builder->owner, type), NULL, 0)
                ->result);
    case LITERAL_OBJECT:
        break;
    }
    internal_error("a literal has no value of type %s", type->text);
}

// --- The nodes -----------------------------------------------------------------------------------

Value build_literal(Builder *builder, Node *node) {
    uint32_t constant;
    if (!type_is_object(node->type) && is_literal_of(node, node->type))
        return value_of(build_literal_as(builder, node, node->type), node->type);
    if (!find_constant(builder, node, &constant))
        internal_error("a literal of type %s has no value", node->type->text);
    return object_value(builder, add_constant(builder, constant));
}

// --- f-strings -----------------------------------------------------------------------------------

// From Python 3.13 on a value is converted before the fields of its specifier are evaluated.
static bool converts_first(const Builder *builder, const FormattedValue *formatted) {
    bool has_fields = formatted->format_spec != NULL &&
                      node_is(formatted->format_spec, NODE_JoinedString); // else the typer's text
    if (formatted->conversion == CONVERSION_NONE || !has_fields || !is_python_since(builder, 13))
        return false;
    const NodeList *parts = &NODE_AS(JoinedString, formatted->format_spec)->values;
    for (uint32_t i = 0; i < parts->count; i++) {
        if (!node_is(parts->items[i], NODE_StringLiteral))
            return true;
    }
    return false;
}

static IrValue conversion_of(const FormattedValue *formatted) {
    static const char characters[] = {[CONVERSION_NONE] = 0,
                                      [CONVERSION_STR] = 's',
                                      [CONVERSION_REPR] = 'r',
                                      [CONVERSION_ASCII] = 'a'};
    return ir_int(IR_I32, characters[formatted->conversion]);
}

static IrValue build_specifier(Builder *builder, const FormattedValue *formatted) {
    return formatted->format_spec == NULL ? ir_null(IR_OBJECT)
                                          : build_object(builder, formatted->format_spec);
}

static Value build_formatted(Builder *builder, const FormattedValue *formatted) {
    IrValue conversion = conversion_of(formatted);
    IrValue value = build_object(builder, formatted->value);
    if (converts_first(builder, formatted)) {
        value = ADD_RUNTIME(builder, convert_value, value, conversion);
        conversion = ir_int(IR_I32, 0);
    }
    IrValue specifier = build_specifier(builder, formatted);
    return object_value(builder, ADD_RUNTIME(builder, format_value, value, conversion, specifier));
}

static IrValue build_part(Builder *builder, Node *part) {
    const FormattedValue *formatted =
        node_is(part, NODE_FormattedValue) ? NODE_AS(FormattedValue, part) : NULL;
    if (formatted == NULL || formatted->format_spec != NULL)
        return build_object(builder, part);
    IrValue value = build_object(builder, formatted->value);
    Span outer = builder->span;
    builder->span = part->span;
    IrValue made = ADD_RUNTIME(builder, format_part, value, conversion_of(formatted));
    builder->span = outer;
    return made;
}

// The parts are joined when all are formatted; a single one is already the string.
static Value build_joined(Builder *builder, const JoinedString *joined) {
    uint32_t count = joined->values.count;
    if (count == 0) {
        IrConstant empty = {.kind = IR_CONSTANT_NAME, .text = {"", 0}};
        return object_value(builder,
                            add_constant(builder, ir_constant_add(builder->module, &empty)));
    }
    IrValue *parts = ARENA_ARRAY(builder->arena, IrValue, count);
    for (uint32_t i = 0; i < count; i++)
        parts[i] = count == 1 ? build_object(builder, joined->values.items[i])
                              : build_part(builder, joined->values.items[i]);
    if (count == 1)
        return object_value(builder, parts[0]);
    return object_value(builder, add_runtime_list(builder, RUNTIME_string_build, parts, count));
}

// --- t-strings -----------------------------------------------------------------------------------

// Nothing is converted or formatted here: that is for whoever takes the template.
static Value build_interpolation(Builder *builder, const FormattedValue *formatted) {
    IrConstant text = {.kind = IR_CONSTANT_STR, .text = formatted->source_text};
    IrValue value = build_object(builder, formatted->value);
    IrValue specifier = build_specifier(builder, formatted);
    IrValue expression = add_constant(builder, ir_constant_add(builder->module, &text));
    return object_value(builder, ADD_RUNTIME(builder, interpolation_build, value, expression,
                                             conversion_of(formatted), specifier));
}

static uint32_t constant_of_text(Builder *builder, const Node *part) {
    static const IrConstant empty = {.kind = IR_CONSTANT_NAME, .text = {"", 0}};
    return part != NULL ? constant_of(builder, part) : ir_constant_add(builder->module, &empty);
}

// Takes the parts of a template apart: its interpolations, and the texts between them and around.
static IrValue split_template(Builder *builder, const NodeList *parts, NodeVector *interpolations) {
    uint32_t *texts = ARENA_ARRAY(builder->arena, uint32_t, parts->count + 1), count = 0;
    const Node *text = NULL;
    for (uint32_t i = 0; i < parts->count; i++) {
        if (node_is(parts->items[i], NODE_StringLiteral)) {
            text = parts->items[i];
            continue;
        }
        texts[count++] = constant_of_text(builder, text);
        text = NULL;
        vector_push(builder->arena, interpolations, parts->items[i]);
    }
    texts[count++] = constant_of_text(builder, text);
    IrConstant tuple = {.kind = IR_CONSTANT_TUPLE, .items = texts, .item_count = count};
    return add_constant(builder, ir_constant_add(builder->module, &tuple));
}

static Value build_template(Builder *builder, const JoinedString *joined) {
    NodeVector interpolations = {0};
    IrValue texts = split_template(builder, &joined->values, &interpolations);
    TupleExpression *fields = NODE_NEW(builder->arena, TupleExpression, joined->node.span);
    fields->elements = node_list_finish(builder->arena, &interpolations);
    fields->node.type = builder->common->builtin[BUILTIN_TUPLE];
    IrValue values = build_object(builder, &fields->node);
    return object_value(builder, ADD_RUNTIME(builder, template_build, texts, values));
}

// --- Both ----------------------------------------------------------------------------------------

Value build_formatted_value(Builder *builder, Node *node) {
    const FormattedValue *formatted = NODE_AS(FormattedValue, node);
    return formatted_is_interpolation(formatted) ? build_interpolation(builder, formatted)
                                                 : build_formatted(builder, formatted);
}

Value build_joined_string(Builder *builder, Node *node) {
    const JoinedString *joined = NODE_AS(JoinedString, node);
    return joined->is_template ? build_template(builder, joined) : build_joined(builder, joined);
}
