// Prints expressions as source text, for messages, signatures and annotations.
//
// Takes: an expression of the AST. Gives: text on one line that parses to the same expression, with
// no more parentheses than needed, spaced and quoted as Python's ast.unparse does.

#include "frontend/frontend.h"
#include "support/diag.h"
#include "support/vector.h"
#include <stdlib.h>
#include <string.h>

// How strongly the parts of an expression hold together.
typedef enum Precedence {
    PRECEDENCE_NAMED,
    PRECEDENCE_TUPLE,
    PRECEDENCE_YIELD,
    PRECEDENCE_TEST, // conditional expressions and lambda
    PRECEDENCE_OR,
    PRECEDENCE_AND,
    PRECEDENCE_NOT,
    PRECEDENCE_COMPARE,
    PRECEDENCE_BIT_OR,
    PRECEDENCE_BIT_XOR,
    PRECEDENCE_BIT_AND,
    PRECEDENCE_SHIFT,
    PRECEDENCE_SUM,
    PRECEDENCE_TERM,
    PRECEDENCE_FACTOR,
    PRECEDENCE_POWER,
    PRECEDENCE_AWAIT,
    PRECEDENCE_ATOM
} Precedence;

typedef struct Printer {
    Arena *arena;
    VECTOR(char) text;
} Printer;

static void print_node(Printer *printer, const Node *node, Precedence around);

// --- Text ----------------------------------------------------------------------------------------
static void print_bytes(Printer *printer, const char *bytes, size_t length) {
    for (size_t i = 0; i < length; i++) {
        vector_push(printer->arena, &printer->text, bytes[i]);
    }
}

static void print(Printer *printer, const char *text) { print_bytes(printer, text, strlen(text)); }

static void print_name(Printer *printer, const Name *name) {
    if (name != NULL) {
        print_bytes(printer, name->text, name->length);
    }
}

// Prints the items with ", " between them.
static void print_list(Printer *printer, const NodeList *list, Precedence around) {
    for (uint32_t i = 0; i < list->count; i++) {
        print(printer, i > 0 ? ", " : "");
        print_node(printer, list->items[i], around);
    }
}

// --- Literals ------------------------------------------------------------------------------------
static void print_escaped(Printer *printer, unsigned char byte, char quote, bool is_text) {
    switch (byte) {
    case '\n':
        print(printer, "\\n");
        break;
    case '\r':
        print(printer, "\\r");
        break;
    case '\t':
        print(printer, "\\t");
        break;
    default:
        if (byte < 0x20 || byte == 0x7f || (byte >= 0x80 && !is_text)) {
            print(printer, arena_format(printer->arena, "\\x%02x", byte));
        } else {
            if (byte == '\\' || byte == (unsigned char)quote) {
                print(printer, "\\");
            }
            print_bytes(printer, (const char *)&byte, 1);
        }
    }
}

static void print_string(Printer *printer, const StringLiteral *literal) {
    const Text *value = &literal->value;
    bool has_single = memchr(value->bytes, '\'', value->length) != NULL;
    bool has_double = memchr(value->bytes, '"', value->length) != NULL;
    char quote = has_single && !has_double ? '"' : '\'';
    print(printer, literal->kind == STRING_BYTES ? "b" : literal->kind == STRING_CHAR ? "c" : "");
    print_bytes(printer, &quote, 1);
    for (uint32_t i = 0; i < value->length; i++) {
        print_escaped(printer, (unsigned char)value->bytes[i], quote, literal->kind == STRING_STR);
    }
    print_bytes(printer, &quote, 1);
}

static void print_integer(Printer *printer, const IntLiteral *literal) {
    print_bytes(printer, literal->digits.bytes, literal->digits.length);
    print(printer, literal->suffix_unsigned ? "U" : "");
    for (uint32_t i = 0; i < literal->suffix_longs; i++) {
        print(printer, "L");
    }
}

// The shortest digits that read back as the same number.
static void print_float(Printer *printer, const FloatLiteral *literal) {
    char digits[40];
    int precision = 15;
    do {
        snprintf(digits, sizeof digits, "%.*g", precision, literal->value);
    } while (precision++ < 17 && strtod(digits, NULL) != literal->value);
    if (strcmp(digits, "inf") == 0) {
        snprintf(digits, sizeof digits, "1e309");
    }
    print(printer, digits);
    if (literal->is_imaginary) {
        print(printer, "j");
    } else if (strpbrk(digits, ".en") == NULL) {
        print(printer, ".0");
    }
}

// --- Format strings ------------------------------------------------------------------------------
static void print_joined_part(Printer *printer, const Node *part);

static void print_joined_parts(Printer *printer, const JoinedString *joined) {
    for (uint32_t i = 0; i < joined->values.count; i++) {
        print_joined_part(printer, joined->values.items[i]);
    }
}

// A specifier without fields is a text when the typer has seen it.
static void print_specifier(Printer *printer, const Node *specifier) {
    print(printer, ":");
    if (node_is(specifier, NODE_JoinedString)) {
        print_joined_parts(printer, NODE_AS(JoinedString, specifier));
    } else {
        print_joined_part(printer, specifier);
    }
}

static void print_formatted_value(Printer *printer, const FormattedValue *value) {
    print(printer, "{");
    print_node(printer, value->value, PRECEDENCE_TEST);
    if (value->conversion != CONVERSION_NONE) {
        print(printer, "!");
        print(printer, FormatConversion_text(value->conversion));
    }
    if (value->format_spec != NULL) {
        print_specifier(printer, value->format_spec);
    }
    print(printer, "}");
}

static void print_joined_part(Printer *printer, const Node *part) {
    if (node_is(part, NODE_FormattedValue)) {
        print_formatted_value(printer, NODE_AS(FormattedValue, part));
        return;
    }
    const Text *text = &NODE_AS(StringLiteral, part)->value;
    for (uint32_t i = 0; i < text->length; i++) {
        bool is_brace = text->bytes[i] == '{' || text->bytes[i] == '}';
        print_bytes(printer, &text->bytes[i], is_brace ? 1 : 0);
        print_escaped(printer, (unsigned char)text->bytes[i], '\'', true);
    }
}

static void print_joined(Printer *printer, const JoinedString *joined) {
    print(printer, joined->is_template ? "t'" : "f'");
    print_joined_parts(printer, joined);
    print(printer, "'");
}

// --- Operators -----------------------------------------------------------------------------------
static Precedence binary_precedence(BinaryOperator operator) {
    switch (operator) {
    case BINARY_BIT_OR:
        return PRECEDENCE_BIT_OR;
    case BINARY_BIT_XOR:
        return PRECEDENCE_BIT_XOR;
    case BINARY_BIT_AND:
        return PRECEDENCE_BIT_AND;
    case BINARY_LEFT_SHIFT:
    case BINARY_RIGHT_SHIFT:
        return PRECEDENCE_SHIFT;
    case BINARY_ADD:
    case BINARY_SUBTRACT:
        return PRECEDENCE_SUM;
    case BINARY_POWER:
        return PRECEDENCE_POWER;
    case BINARY_MULTIPLY:
    case BINARY_DIVIDE:
    case BINARY_FLOOR_DIVIDE:
    case BINARY_MODULO:
    case BINARY_MATRIX_MULTIPLY:
        break;
    }
    return PRECEDENCE_TERM;
}

static void print_binary(Printer *printer, const BinaryExpression *binary) {
    Precedence own = binary_precedence(binary->operator);
    bool is_power = own == PRECEDENCE_POWER;
    print_node(printer, binary->left, is_power ? own + 1 : own);
    print(printer, " ");
    print(printer, BinaryOperator_text(binary->operator));
    print(printer, " ");
    print_node(printer, binary->right, is_power ? PRECEDENCE_FACTOR : own + 1);
}

static void print_unary(Printer *printer, const UnaryExpression *unary) {
    print(printer, UnaryOperator_text(unary->operator));
    print(printer, unary->operator== UNARY_NOT ? " " : "");
    print_node(printer, unary->operand,
               unary->operator== UNARY_NOT ? PRECEDENCE_NOT : PRECEDENCE_FACTOR);
}

static void print_boolean(Printer *printer, const BooleanExpression *boolean) {
    Precedence own = boolean->is_or ? PRECEDENCE_OR : PRECEDENCE_AND;
    for (uint32_t i = 0; i < boolean->operands.count; i++) {
        print(printer, i == 0 ? "" : boolean->is_or ? " or " : " and ");
        print_node(printer, boolean->operands.items[i], own + 1);
    }
}

static void print_compare(Printer *printer, const CompareExpression *compare) {
    print_node(printer, compare->first, PRECEDENCE_COMPARE + 1);
    for (uint32_t i = 0; i < compare->links.count; i++) {
        const CompareLink *link = NODE_AS(CompareLink, compare->links.items[i]);
        print(printer, " ");
        print(printer, CompareOperator_text(link->operator));
        print(printer, " ");
        print_node(printer, link->operand, PRECEDENCE_COMPARE + 1);
    }
}

static void print_conditional(Printer *printer, const ConditionalExpression *conditional) {
    print_node(printer, conditional->body, PRECEDENCE_TEST + 1);
    print(printer, " if ");
    print_node(printer, conditional->test, PRECEDENCE_TEST + 1);
    print(printer, " else ");
    print_node(printer, conditional->orelse, PRECEDENCE_TEST);
}

// --- Collections, calls --------------------------------------------------------------------------
static void print_tuple(Printer *printer, const TupleExpression *tuple, bool parenthesized) {
    print(printer, parenthesized ? "(" : "");
    print_list(printer, &tuple->elements, PRECEDENCE_TEST);
    print(printer, tuple->elements.count == 1 ? "," : "");
    print(printer, parenthesized ? ")" : "");
}

static void print_dict(Printer *printer, const DictExpression *dict) {
    print(printer, "{");
    for (uint32_t i = 0; i < dict->items.count; i++) {
        const DictItem *item = NODE_AS(DictItem, dict->items.items[i]);
        print(printer, i > 0 ? ", " : "");
        if (item->key != NULL) {
            print_node(printer, item->key, PRECEDENCE_TEST);
            print(printer, ": ");
        } else {
            print(printer, "**");
        }
        print_node(printer, item->value, item->key != NULL ? PRECEDENCE_TEST : PRECEDENCE_BIT_OR);
    }
    print(printer, "}");
}

static void print_clause(Printer *printer, const Node *node) {
    const NodeList *conditions;
    if (node_is(node, NODE_ComprehensionFor)) {
        const ComprehensionFor *clause = NODE_AS(ComprehensionFor, node);
        print(printer, clause->is_async ? " async for " : " for ");
        print_node(printer, clause->target, PRECEDENCE_TUPLE);
        print(printer, " in ");
        print_node(printer, clause->iterable, PRECEDENCE_TEST + 1);
        conditions = &clause->conditions;
    } else {
        const ComprehensionForFrom *clause = NODE_AS(ComprehensionForFrom, node);
        const ForFrom *bounds = NODE_AS(ForFrom, clause->bounds);
        print(printer, " for ");
        print_node(printer, bounds->start, PRECEDENCE_BIT_OR);
        print(printer,
              arena_format(printer->arena, " %s ", CompareOperator_text(bounds->start_operator)));
        print_node(printer, bounds->target, PRECEDENCE_BIT_OR);
        print(printer,
              arena_format(printer->arena, " %s ", CompareOperator_text(bounds->stop_operator)));
        print_node(printer, bounds->stop, PRECEDENCE_BIT_OR);
        conditions = &clause->conditions;
    }
    for (uint32_t i = 0; i < conditions->count; i++) {
        print(printer, " if ");
        print_node(printer, conditions->items[i], PRECEDENCE_TEST + 1);
    }
}

static void print_comprehension(Printer *printer, const Comprehension *comprehension) {
    static const char *const brackets[] = {"[]", "{}", "{}", "()"};
    const char *pair = brackets[comprehension->kind];
    print_bytes(printer, &pair[0], 1);
    if (comprehension->kind == COMPREHENSION_DICT && comprehension->value == NULL) {
        print(printer, "**");
    }
    print_node(printer, comprehension->element, PRECEDENCE_TEST);
    if (comprehension->value != NULL) {
        print(printer, ": ");
        print_node(printer, comprehension->value, PRECEDENCE_TEST);
    }
    for (uint32_t i = 0; i < comprehension->clauses.count; i++) {
        print_clause(printer, comprehension->clauses.items[i]);
    }
    print_bytes(printer, &pair[1], 1);
}

static void print_call(Printer *printer, const Node *function, const NodeList *arguments) {
    print_node(printer, function, PRECEDENCE_ATOM);
    bool is_generator =
        arguments->count == 1 && node_is(arguments->items[0], NODE_Comprehension) &&
        NODE_AS(Comprehension, arguments->items[0])->kind == COMPREHENSION_GENERATOR;
    print(printer, is_generator ? "" : "(");
    print_list(printer, arguments, PRECEDENCE_TEST);
    print(printer, is_generator ? "" : ")");
}

static void print_keyword(Printer *printer, const Keyword *keyword) {
    print_name(printer, keyword->name);
    print(printer, keyword->name != NULL ? "=" : "**");
    print_node(printer, keyword->value, PRECEDENCE_TEST);
}

static void print_attribute(Printer *printer, const Attribute *attribute) {
    bool is_number = node_is(attribute->value, NODE_IntLiteral);
    print(printer, is_number ? "(" : "");
    print_node(printer, attribute->value, PRECEDENCE_ATOM);
    print(printer, is_number ? ")." : ".");
    print_name(printer, attribute->name);
}

static void print_subscript(Printer *printer, const Subscript *subscript) {
    print_node(printer, subscript->value, PRECEDENCE_ATOM);
    print(printer, "[");
    bool is_bare = node_is(subscript->index, NODE_TupleExpression) &&
                   NODE_AS(TupleExpression, subscript->index)->elements.count > 0;
    if (is_bare) {
        print_tuple(printer, NODE_AS(TupleExpression, subscript->index), false);
    } else {
        print_node(printer, subscript->index, PRECEDENCE_NAMED);
    }
    print(printer, "]");
}

static void print_slice(Printer *printer, const Slice *slice) {
    if (slice->start != NULL) {
        print_node(printer, slice->start, PRECEDENCE_TEST);
    }
    print(printer, ":");
    if (slice->stop != NULL) {
        print_node(printer, slice->stop, PRECEDENCE_TEST);
    }
    if (slice->step != NULL) {
        print(printer, ":");
        print_node(printer, slice->step, PRECEDENCE_TEST);
    }
}

// --- Functions -----------------------------------------------------------------------------------
static void print_parameter(Printer *printer, const Parameter *parameter) {
    print(printer, parameter->kind == PARAMETER_STAR          ? "*"
                   : parameter->kind == PARAMETER_DOUBLE_STAR ? "**"
                                                              : "");
    print_name(printer, parameter->name);
    if (parameter->default_value != NULL) {
        print(printer, "=");
        print_node(printer, parameter->default_value, PRECEDENCE_TEST);
    }
}

static void print_lambda(Printer *printer, const Lambda *lambda) {
    const NodeList *items = &NODE_AS(Parameters, lambda->parameters)->items;
    print(printer, items->count > 0 ? "lambda " : "lambda");
    ParameterKind before = PARAMETER_NORMAL;
    for (uint32_t i = 0; i < items->count; i++) {
        const Parameter *parameter = NODE_AS(Parameter, items->items[i]);
        print(printer, i > 0 ? ", " : "");
        if (before == PARAMETER_POSITIONAL_ONLY && parameter->kind != before) {
            print(printer, "/, ");
        }
        if (parameter->kind == PARAMETER_KEYWORD_ONLY && before != parameter->kind &&
            before != PARAMETER_STAR) {
            print(printer, "*, ");
        }
        print_parameter(printer, parameter);
        before = parameter->kind;
    }
    print(printer, before == PARAMETER_POSITIONAL_ONLY ? ", /: " : ": ");
    print_node(printer, lambda->body, PRECEDENCE_TEST);
}

static void print_yield(Printer *printer, const Node *node) {
    const Node *value =
        node_is(node, NODE_Yield) ? NODE_AS(Yield, node)->value : NODE_AS(YieldFrom, node)->value;
    print(printer, node_is(node, NODE_Yield) ? "yield" : "yield from");
    if (value != NULL) {
        print(printer, " ");
        print_node(printer, value, PRECEDENCE_TEST);
    }
}

// --- C types -------------------------------------------------------------------------------------
static void print_base_name(Printer *printer, const CBaseName *base) {
    const char *words[8];
    uint32_t count = 0;
    if (base->is_const) {
        words[count++] = "const";
    }
    if (base->is_volatile) {
        words[count++] = "volatile";
    }
    if (base->signedness != SIGNEDNESS_DEFAULT) {
        words[count++] = Signedness_text(base->signedness);
    }
    if (base->is_short) {
        words[count++] = "short";
    }
    for (uint32_t i = 0; i < base->longs && i < 2; i++) {
        words[count++] = "long";
    }
    if (base->name != NULL) {
        words[count++] = base->name->text;
    }
    for (uint32_t i = 0; i < count; i++) {
        print(printer, i > 0 ? " " : "");
        print(printer, words[i]);
    }
    print(printer, base->is_complex ? " complex" : "");
}

static void print_bracketed(Printer *printer, const Node *base, const NodeList *list) {
    print_node(printer, base, PRECEDENCE_ATOM);
    print(printer, "[");
    print_list(printer, list, PRECEDENCE_TEST);
    print(printer, "]");
}

// Prints what a declarator adds to a base, in C's order: pointers before the name, the rest after
// it.
static void print_declarator(Printer *printer, const Node *node) {
    switch (node->kind) {
    case NODE_DeclaratorPointer:
        print_declarator(printer, NODE_AS(DeclaratorPointer, node)->inner);
        print(printer, "*");
        break;
    case NODE_DeclaratorReference:
        print_declarator(printer, NODE_AS(DeclaratorReference, node)->inner);
        print(printer, NODE_AS(DeclaratorReference, node)->is_rvalue ? "&&" : "&");
        break;
    case NODE_DeclaratorArray: {
        const DeclaratorArray *array = NODE_AS(DeclaratorArray, node);
        print_declarator(printer, array->inner);
        print(printer, "[");
        if (array->size != NULL) {
            print_node(printer, array->size, PRECEDENCE_TEST);
        }
        print(printer, "]");
        break;
    }
    case NODE_DeclaratorFunction:
        print_declarator(printer, NODE_AS(DeclaratorFunction, node)->inner);
        print(printer, "(...)");
        break;
    default:
        print_name(printer, NODE_AS(DeclaratorName, node)->name);
    }
}

// Prints a part of a C type; false if the node is none.
static bool print_type(Printer *printer, const Node *node) {
    switch (node->kind) {
    case NODE_CType:
        print_node(printer, NODE_AS(CType, node)->base, PRECEDENCE_ATOM);
        print_declarator(printer, NODE_AS(CType, node)->declarator);
        return true;
    case NODE_CBaseName:
        print_base_name(printer, NODE_AS(CBaseName, node));
        return true;
    case NODE_CBaseTemplate:
        print_bracketed(printer, NODE_AS(CBaseTemplate, node)->base,
                        &NODE_AS(CBaseTemplate, node)->arguments);
        return true;
    case NODE_CBaseMemoryview:
        print_bracketed(printer, NODE_AS(CBaseMemoryview, node)->base,
                        &NODE_AS(CBaseMemoryview, node)->axes);
        return true;
    case NODE_CBaseMember:
        print_node(printer, NODE_AS(CBaseMember, node)->base, PRECEDENCE_ATOM);
        print(printer, ".");
        print_name(printer, NODE_AS(CBaseMember, node)->name);
        return true;
    case NODE_CBaseTuple:
        print(printer, "(");
        print_list(printer, &NODE_AS(CBaseTuple, node)->elements, PRECEDENCE_TEST);
        print(printer, ")");
        return true;
    default:
        return false;
    }
}

// The type of a view of memory, with the lengths of its axes.
static void print_view_of_memory(Printer *printer, const Cast *cast) {
    const CBaseMemoryview *view = NODE_AS(CBaseMemoryview, NODE_AS(CType, cast->target_type)->base);
    print_node(printer, view->base, PRECEDENCE_ATOM);
    for (uint32_t i = 0; i < cast->lengths.count; i++) {
        print(printer, i == 0 ? "[:" : ", :");
        print_node(printer, cast->lengths.items[i], PRECEDENCE_TEST);
    }
    print(printer, "]");
}

static void print_cast(Printer *printer, const Cast *cast) {
    print(printer, "<");
    if (cast->lengths.count > 0)
        print_view_of_memory(printer, cast);
    else
        print_node(printer, cast->target_type, PRECEDENCE_ATOM);
    print(printer, cast->checked ? "?>" : ">");
    print_node(printer, cast->operand, PRECEDENCE_FACTOR);
}

// Prints `word(operand)`.
static void print_wrapped(Printer *printer, const char *word, const Node *operand) {
    print(printer, word);
    print(printer, "(");
    print_node(printer, operand, PRECEDENCE_NAMED);
    print(printer, ")");
}

// --- Dispatch ------------------------------------------------------------------------------------
static Precedence precedence_of(const Node *node) {
    switch (node->kind) {
    case NODE_Yield:
    case NODE_YieldFrom:
        return PRECEDENCE_YIELD;
    case NODE_NamedExpression:
        return PRECEDENCE_NAMED;
    case NODE_ConditionalExpression:
    case NODE_Lambda:
        return PRECEDENCE_TEST;
    case NODE_BooleanExpression:
        return NODE_AS(BooleanExpression, node)->is_or ? PRECEDENCE_OR : PRECEDENCE_AND;
    case NODE_CompareExpression:
        return PRECEDENCE_COMPARE;
    case NODE_UnaryExpression:
        return NODE_AS(UnaryExpression, node)->operator== UNARY_NOT ? PRECEDENCE_NOT
                                                                    : PRECEDENCE_FACTOR;
    case NODE_BinaryExpression:
        return binary_precedence(NODE_AS(BinaryExpression, node)->operator);
    case NODE_Cast:
    case NODE_AddressOf:
        return PRECEDENCE_FACTOR;
    case NODE_Await:
        return PRECEDENCE_AWAIT;
    default:
        return PRECEDENCE_ATOM;
    }
}

// --- One function a kind of expression -----------------------------------------------------------
#define PRINTED_BY(name, Type, print)                                                              \
    static void unparse_##name(Printer *printer, const Node *node) {                               \
        print(printer, NODE_AS(Type, node));                                                       \
    }
PRINTED_BY(binary_expression, BinaryExpression, print_binary)
PRINTED_BY(unary_expression, UnaryExpression, print_unary)
PRINTED_BY(boolean_expression, BooleanExpression, print_boolean)
PRINTED_BY(compare_expression, CompareExpression, print_compare)
PRINTED_BY(conditional_expression, ConditionalExpression, print_conditional)
PRINTED_BY(lambda, Lambda, print_lambda)
PRINTED_BY(cast, Cast, print_cast)
PRINTED_BY(int_literal, IntLiteral, print_integer)
PRINTED_BY(float_literal, FloatLiteral, print_float)
PRINTED_BY(string_literal, StringLiteral, print_string)
PRINTED_BY(joined_string, JoinedString, print_joined)
PRINTED_BY(dict_expression, DictExpression, print_dict)
PRINTED_BY(comprehension, Comprehension, print_comprehension)
PRINTED_BY(attribute, Attribute, print_attribute)
PRINTED_BY(subscript, Subscript, print_subscript)
PRINTED_BY(slice, Slice, print_slice)

#define PRINTED_AS(name, text)                                                                     \
    static void unparse_##name(Printer *printer, const Node *node) {                               \
        (void)node;                                                                                \
        print(printer, text);                                                                      \
    }
PRINTED_AS(none_literal, "None")
PRINTED_AS(null_literal, "NULL")
PRINTED_AS(ellipsis_literal, "...")
PRINTED_AS(error_expression, "<error>")
PRINTED_AS(formatted_value, "<error>") // stands in a joined string alone

#define PRINTED_WRAPPED(name, Type, word, operand)                                                 \
    static void unparse_##name(Printer *printer, const Node *node) {                               \
        print_wrapped(printer, word, NODE_AS(Type, node)->operand);                                \
    }
PRINTED_WRAPPED(backquote, Backquote, "repr", value)
PRINTED_WRAPPED(sizeof_type, SizeofType, "sizeof", measured)
PRINTED_WRAPPED(sizeof_expression, SizeofExpression, "sizeof", operand)
PRINTED_WRAPPED(typeid_expression, TypeidExpression, "typeid", operand)

static void unparse_bool_literal(Printer *printer, const Node *node) {
    print(printer, NODE_AS(BoolLiteral, node)->value ? "True" : "False");
}

static void unparse_name_expression(Printer *printer, const Node *node) {
    print_name(printer, NODE_AS(NameExpression, node)->name);
}

static void unparse_yield(Printer *printer, const Node *node) { print_yield(printer, node); }

static void unparse_yield_from(Printer *printer, const Node *node) { print_yield(printer, node); }

static void unparse_named_expression(Printer *printer, const Node *node) {
    print_node(printer, NODE_AS(NamedExpression, node)->target, PRECEDENCE_ATOM);
    print(printer, " := ");
    print_node(printer, NODE_AS(NamedExpression, node)->value, PRECEDENCE_TEST);
}

static void unparse_await(Printer *printer, const Node *node) {
    print(printer, "await ");
    print_node(printer, NODE_AS(Await, node)->value, PRECEDENCE_ATOM);
}

static void unparse_address_of(Printer *printer, const Node *node) {
    print(printer, "&");
    print_node(printer, NODE_AS(AddressOf, node)->operand, PRECEDENCE_FACTOR);
}

static void unparse_increment(Printer *printer, const Node *node) {
    const Increment *increment = NODE_AS(Increment, node);
    print(printer, increment->is_postfix ? "post" : "pre");
    print_wrapped(printer, increment->is_decrement ? "decrement" : "increment", increment->place);
}

// The subject of a pattern has no name.
static void unparse_pattern_subject(Printer *printer, const Node *node) {
    (void)node;
    print(printer, "subject");
}

static void unparse_thread_number(Printer *printer, const Node *node) {
    (void)node;
    print(printer, "threadid()");
}

static void unparse_type_parameter_list(Printer *printer, const Node *node) {
    print(printer, NODE_AS(TypeParameterList, node)->source.bytes);
}

static void unparse_tuple_expression(Printer *printer, const Node *node) {
    print_tuple(printer, NODE_AS(TupleExpression, node), true);
}

static void unparse_list_expression(Printer *printer, const Node *node) {
    print(printer, "[");
    print_list(printer, &NODE_AS(ListExpression, node)->elements, PRECEDENCE_TEST);
    print(printer, "]");
}

static void unparse_set_expression(Printer *printer, const Node *node) {
    print(printer, "{");
    print_list(printer, &NODE_AS(SetExpression, node)->elements, PRECEDENCE_TEST);
    print(printer, "}");
}

static void unparse_call(Printer *printer, const Node *node) {
    print_call(printer, NODE_AS(Call, node)->function, &NODE_AS(Call, node)->arguments);
}

static void unparse_new_expression(Printer *printer, const Node *node) {
    print(printer, "new ");
    print_call(printer, NODE_AS(NewExpression, node)->target_type,
               &NODE_AS(NewExpression, node)->arguments);
}

static void unparse_starred(Printer *printer, const Node *node) {
    print(printer, "*");
    print_node(printer, NODE_AS(Starred, node)->value, PRECEDENCE_BIT_OR);
}

typedef void NodePrinter(Printer *printer, const Node *node);

#define TABLE_EXPRESSION(Type, name) [NODE_##Type] = unparse_##name,
#define TABLE_MODULE(Type, name)
#define TABLE_STATEMENT(Type, name)
#define TABLE_PATTERN(Type, name)
#define TABLE_DECLARATION(Type, name)
#define TABLE_PART(Type, name)
static NodePrinter *const printers[NODE_COUNT] = {
#define NODE(Type, name, FAMILY, LANGUAGE, OPENS, GIL, fields) TABLE_##FAMILY(Type, name)
#include "frontend/node.def"
#undef NODE
};

// Expressions, C types, and the keywords among arguments; what is neither is not printed.
static void print_unwrapped(Printer *printer, const Node *node) {
    if (printers[node->kind] != NULL)
        printers[node->kind](printer, node);
    else if (node_is(node, NODE_Keyword))
        print_keyword(printer, NODE_AS(Keyword, node));
    else if (!print_type(printer, node))
        print(printer, "<error>");
}

// Prints a node, in parentheses if it holds together less than what stands around it.
static void print_node(Printer *printer, const Node *node, Precedence around) {
    bool is_wrapped = precedence_of(node) < around;
    print(printer, is_wrapped ? "(" : "");
    print_unwrapped(printer, node);
    print(printer, is_wrapped ? ")" : "");
}

const char *unparse_expression(Arena *arena, const Node *expression) {
    Printer printer = {arena, {0}};
    print_node(&printer, expression, PRECEDENCE_TUPLE);
    vector_push(arena, &printer.text, '\0');
    return printer.text.items;
}
