// Types of expressions: dispatch, names, literals, collections, and making a value fit where it
// goes.
//
// check_value gives a node the type of the value that it produces. convert_value is for the place
// that takes the value: literals take that place's type at once, anything else is checked to be
// convertible.

#include "support/utf8.h"
#include "typer/check/internal.h"
#include <string.h>

// --- Dispatch ------------------------------------------------------------------------------------
typedef const Type *CheckExpression(Typer *typer, Node **slot);

#define TABLE_EXPRESSION(Type, name) [NODE_##Type] = check_##name,
#define TABLE_MODULE(Type, name)
#define TABLE_STATEMENT(Type, name)
#define TABLE_PATTERN(Type, name)
#define TABLE_DECLARATION(Type, name)
#define TABLE_PART(Type, name)
static CheckExpression *const expression_checks[NODE_COUNT] = {
#define NODE(Type, name, FAMILY, LANGUAGE, OPENS, GIL, fields) TABLE_##FAMILY(Type, name)
#include "frontend/node.def"
#undef NODE
};

// A value that is read is a copy, which is not const.
const Type *check_value(Typer *typer, Node **slot) {
    const Type *type = type_unqualified(typer->types, check_place(typer, slot));
    (*slot)->type = type;
    return type;
}

const Type *check_place(Typer *typer, Node **slot) {
    CheckExpression *check = expression_checks[(*slot)->kind];
    if (check == NULL)
        internal_error("%s is not an expression", node_kind_name((*slot)->kind));
    if (!depth_enter(&typer->depth, typer->diagnostics, (*slot)->span)) {
        (*slot)->type = typer->common->error;
        return typer->common->error;
    }
    const Type *type = check(typer, slot);
    depth_leave(&typer->depth);
    (*slot)->type = type;
    return type;
}

void check_value_for(Typer *typer, Node **slot, const Type *type) {
    typer->condition = type != NULL && type->kind == TYPE_BINT ? *slot : NULL;
    check_value(typer, slot);
    typer->condition = NULL;
}

void check_value_as(Typer *typer, Node **slot, const Type *type) {
    check_value_for(typer, slot, type);
    convert_value(typer, slot, type);
}

void check_object(Typer *typer, Node **slot) { check_value_as(typer, slot, typer->common->object); }

void check_object_list(Typer *typer, NodeList *list) {
    for (uint32_t i = 0; i < list->count; i++)
        check_object(typer, &list->items[i]);
}

void check_condition(Typer *typer, Node **slot) {
    const Type *bint = typer->common->bint;
    typer->tested = *slot;
    check_value_for(typer, slot, bint);
    typer->tested = NULL;
    fold_constant(typer, slot, bint);
    const Type *type = (*slot)->type;
    if (type_is_object(type))
        convert_value(typer, slot, type);
    else if (!type_has_truth(type) || type_is_integral(type))
        convert_value(typer, slot, bint);
}

// --- Conversions ---------------------------------------------------------------------------------
bool integer_literal_fits(const IntLiteral *literal, const Type *to) {
    uint64_t value = 0;
    for (uint32_t i = 0; i < literal->digits.length; i++) {
        char digit = literal->digits.bytes[i];
        if (digit < '0' || digit > '9')
            return false;
        if (__builtin_mul_overflow(value, 10, &value) ||
            __builtin_add_overflow(value, (uint64_t)(digit - '0'), &value)) {
            return false;
        }
    }
    if (to->kind == TYPE_FLOATING || to->kind == TYPE_COMPLEX)
        return true;
    if (to->kind != TYPE_INTEGER || to->integer.header_symbol != NULL)
        return false;
    unsigned bits = to->integer.bits - (to->integer.is_signed ? 1u : 0u);
    return bits >= 64 || value < (uint64_t)1 << bits;
}

// As in C a member of a struct or an array that is initialised may lose a fraction, or be a
// number's truth, unlike one that is assigned to.
void convert_member(Typer *typer, Node **slot, const Type *to) {
    const Type *from = (*slot)->type;
    if (from->kind == TYPE_FLOATING && (to->kind == TYPE_INTEGER || to->kind == TYPE_BINT)) {
        if (to->kind == TYPE_INTEGER)
            report(typer, DIAG_W0127, (*slot)->span, from->text, to->text);
        const Type *type = replace_with_cast(typer, slot, to, *slot, false);
        (*slot)->type = type;
    }
    convert_value(typer, slot, to);
}

static bool has_starred(const NodeList *elements) {
    for (uint32_t i = 0; i < elements->count; i++)
        if (node_is(elements->items[i], NODE_Starred))
            return true;
    return false;
}

// A collection's elements are converted one by one to those of a C aggregate.
static bool convert_elements(Typer *typer, NodeList *elements, Span span, const Type *to) {
    uint32_t count = elements->count;
    bool is_struct = to->kind == TYPE_STRUCT && !to->struct_symbol->is_union;
    bool is_array = to->kind == TYPE_ARRAY && to->array.header_length == NULL;
    uint32_t places = to->kind == TYPE_CTUPLE ? to->members.count
                      : is_array              ? (uint32_t)to->array.length
                      : is_struct             ? to->struct_symbol->fields.count
                                              : 0;
    bool has_places = to->kind == TYPE_CTUPLE || is_array || is_struct;
    if (!has_places || has_starred(elements))
        return false;
    if (is_struct ? count > places : count != places) {
        // (The conversion of objects reports what is too long for a struct.)
        if (!is_struct)
            report(typer, DIAG_E0416, span, count, places);
        return false;
    }
    if (is_struct && count < places)
        warn_of_left_out(typer, span, to, to->struct_symbol->fields.items[count]);
    for (uint32_t i = 0; i < count; i++) {
        const Type *member = to->kind == TYPE_CTUPLE  ? to->members.items[i]
                             : to->kind == TYPE_ARRAY ? to->array.element
                                                      : to->struct_symbol->fields.items[i]->type;
        if (to->kind == TYPE_CTUPLE)
            convert_value(typer, &elements->items[i], member);
        else
            convert_member(typer, &elements->items[i], member);
    }
    return true;
}

// Which field of the struct the key of a dict display names, or NULL.
static const Symbol *field_of_key(const StructSymbol *owner, const Node *key) {
    if (key == NULL || !node_is(key, NODE_StringLiteral) ||
        ((const StringLiteral *)key)->kind != STRING_STR)
        return NULL;
    const Text *text = &((const StringLiteral *)key)->value;
    for (uint32_t i = 0; i < owner->fields.count; i++) {
        const Name *name = owner->fields.items[i]->name;
        if (strlen(name->text) == text->length &&
            memcmp(name->text, text->bytes, text->length) == 0)
            return owner->fields.items[i];
    }
    return NULL;
}

// Which field of the struct or union the item of a dict display gives; reports a key that is none.
// NULL: the key is not known, or none.
static const Symbol *field_of_item(Typer *typer, const Type *to, const DictItem *item) {
    const Symbol *field = field_of_key(to->struct_symbol, item->key);
    if (field == NULL && item->key != NULL && node_is(item->key, NODE_StringLiteral))
        report(typer, DIAG_E0403, item->key->span, to->text,
               ((const StringLiteral *)item->key)->value.bytes);
    return field;
}

// Is the field given by one of the first items?
static bool is_given(const StructSymbol *owner, const NodeList *items, uint32_t count,
                     const Symbol *field) {
    for (uint32_t i = 0; i < count; i++)
        if (field_of_key(owner, ((const DictItem *)items->items[i])->key) == field)
            return true;
    return false;
}

void warn_of_left_out(Typer *typer, Span span, const Type *type, const Symbol *field) {
    Diagnostic *message = report(typer, DIAG_W0125, span, field->name->text, type->text);
    if (message != NULL)
        diag_add_label(message, field->span, "it is declared here");
}

static void warn_of_missing_items(Typer *typer, const DictExpression *node, const Type *to) {
    const StructSymbol *owner = to->struct_symbol;
    uint32_t at = 0;
    while (at < owner->fields.count &&
           is_given(owner, &node->items, node->items.count, owner->fields.items[at]))
        at++;
    if (at < owner->fields.count)
        warn_of_left_out(typer, node->node.span, to, owner->fields.items[at]);
}

// A dict display whose keys are fields of the struct becomes the struct. Another one is left to the
// conversion of objects, which says what is wrong when it runs.
static bool convert_dict(Typer *typer, DictExpression *node, const Type *to) {
    if (to->kind != TYPE_STRUCT)
        return false;
    const StructSymbol *owner = to->struct_symbol;
    bool fits = true;
    for (uint32_t i = 0; i < node->items.count; i++) {
        const Symbol *field = field_of_item(typer, to, (const DictItem *)node->items.items[i]);
        fits &= field != NULL && !is_given(owner, &node->items, i, field);
    }
    if (fits && owner->is_union && node->items.count > 1)
        report(typer, DIAG_E0423, node->node.span, to->text, node->items.count);
    if (!fits || owner->is_union)
        return false;
    warn_of_missing_items(typer, node, to);
    for (uint32_t i = 0; i < node->items.count; i++) {
        DictItem *item = (DictItem *)node->items.items[i];
        convert_member(typer, &item->value, field_of_key(owner, item->key)->type);
    }
    return true;
}

static bool convert_list(Typer *typer, ListExpression *node, const Type *to) {
    if (to->kind == TYPE_POINTER && node->elements.count > 0 && !type_is_object(to->element) &&
        to->element->kind != TYPE_VOID) {
        const Type *element = type_unqualified(typer->types, to->element);
        node->node.type = type_array(typer->types, element, node->elements.count);
        return convert_elements(typer, &node->elements, node->node.span, node->node.type);
    }
    return convert_elements(typer, &node->elements, node->node.span, to);
}

static Node *code_point_of(Typer *typer, const StringLiteral *character) {
    const Text *text = &character->value;
    uint32_t code = UINT32_MAX; // of what is no character
    (void)utf8_decode(text->bytes, text->bytes + text->length, &code);
    return node_of_integer(typer, code, character->node.span);
}

// A text for an array of Py_UCS4 or of integers that are no chars, or for a pointer to such, is the
// list of its characters.
static bool become_characters(Typer *typer, Node **slot, const Type *to) {
    const StringLiteral *literal = (const StringLiteral *)*slot;
    const Type *element = type_element(to);
    if (!node_is(*slot, NODE_StringLiteral) || literal->kind != STRING_STR || element == NULL ||
        element->kind != TYPE_INTEGER || element->integer.is_char || literal->value.length == 0)
        return false;
    ListExpression *list = NODE_NEW(typer->arena, ListExpression, literal->node.span);
    list->elements = characters_of(typer, literal);
    for (uint32_t i = 0; !element->integer.is_unicode && i < list->elements.count; i++)
        list->elements.items[i] =
            code_point_of(typer, (const StringLiteral *)list->elements.items[i]);
    *slot = &list->node;
    check_value(typer, slot);
    return true;
}

// Gives a literal the type of where it goes. Returns false if it has to be converted like any
// value.
static bool convert_literal(Typer *typer, Node *node, const Type *to) {
    switch (node->kind) {
    case NODE_IntLiteral:
        return integer_literal_fits((IntLiteral *)node, to);
    case NODE_FloatLiteral:
        if (((FloatLiteral *)node)->is_imaginary)
            return to->kind == TYPE_COMPLEX;
        return to->kind == TYPE_FLOATING;
    case NODE_StringLiteral:
        return become_c_text(typer, (StringLiteral *)node, to);
    case NODE_NullLiteral:
        return to->kind == TYPE_POINTER || to->kind == TYPE_FUNCTION;
    case NODE_NoneLiteral:
        return to->kind == TYPE_MEMORYVIEW;
    case NODE_TupleExpression:
        return to->kind != TYPE_ARRAY &&
               convert_elements(typer, &((TupleExpression *)node)->elements, node->span, to);
    case NODE_ListExpression:
        return to->kind != TYPE_CTUPLE && convert_list(typer, (ListExpression *)node, to);
    case NODE_DictExpression:
        return convert_dict(typer, (DictExpression *)node, to);
    default:
        return false;
    }
}

static bool is_none_to_c(const Node *node, const Type *to) {
    return node_is(node, NODE_NoneLiteral) && !type_is_object(to) && to->kind != TYPE_MEMORYVIEW;
}

// One character is an integer.
static bool is_long_text(const Node *node, const Type *to) {
    const StringLiteral *literal = (const StringLiteral *)node;
    if (!node_is(node, NODE_StringLiteral))
        return false;
    return to->kind == TYPE_INTEGER ? literal->kind != STRING_CHAR
                                    : to->kind == TYPE_BINT && literal->value.length != 1;
}

// What is written out is not None.
static bool is_other_display(const Node *node, const Type *to) {
    bool is_written = node_is_literal(node) || node_is(node, NODE_JoinedString) ||
                      displayed_elements((Node *)(uintptr_t)node) != NULL ||
                      node_is(node, NODE_DictExpression);
    return is_written && builtin_types_are_apart(node->type, to);
}

static bool is_list_to_bint(const Node *node, const Type *to) {
    return node_is(node, NODE_ListExpression) && to->kind == TYPE_BINT;
}

static void report_conversion(Typer *typer, const Node *node, const Type *from, const Type *to) {
    if (from->kind == TYPE_TYPE) {
        report(typer, DIAG_E0308, node->span, from->named->text);
    } else if (from->kind == TYPE_MODULE) {
        report(typer, DIAG_E0306, node->span, from->module->module_name->text);
    } else {
        report(typer, DIAG_E0401, node->span, node_is(node, NODE_NoneLiteral) ? "None" : from->text,
               to->text);
    }
}

// A tuple, list or dict that stays one holds objects.
static void convert_displayed_elements(Typer *typer, Node *node) {
    const NodeList *items =
        node_is(node, NODE_DictExpression) ? &((DictExpression *)node)->items : NULL;
    for (uint32_t i = 0; items != NULL && i < items->count; i++)
        convert_value(typer, &((DictItem *)items->items[i])->value, typer->common->object);
    NodeList *elements = node_is(node, NODE_TupleExpression)  ? &((TupleExpression *)node)->elements
                         : node_is(node, NODE_ListExpression) ? &((ListExpression *)node)->elements
                                                              : NULL;
    for (uint32_t i = 0; elements != NULL && i < elements->count; i++) {
        convert_value(typer, &elements->items[i], typer->common->object);
    }
}

// What takes the form that its place wants: powers, slices of C strings, attributes of views.
void convert_to_place(Typer *typer, Node *node, const Type *to) {
    if (node_is(node, NODE_BinaryExpression))
        convert_power(typer, (BinaryExpression *)node, to);
    convert_view_attribute(typer, node, to);
    bool is_c_slice = node_is(node, NODE_Subscript) && type_is_object(node->type) &&
                      type_is_c_string(((const Subscript *)node)->value->type);
    if (is_c_slice && type_conversion(typer->common->char_pointer, to) == CONVERT_BOX &&
        to->kind == TYPE_BUILTIN)
        node->type = to;
}

const Type *string_object_type(const Typer *typer) {
    static const BuiltinKind kinds[] = {[C_STRING_BYTES] = BUILTIN_BYTES,
                                        [C_STRING_BYTEARRAY] = BUILTIN_BYTEARRAY,
                                        [C_STRING_STR] = BUILTIN_STR};
    return typer->common->builtin[kinds[typer->place.directives.c_string_type]];
}

// Between a text and a C string there is a conversion only where c_string_encoding says which.
bool lacks_encoding(const Typer *typer, const Type *from, const Type *to) {
    const char *encoding = typer->place.directives.c_string_encoding;
    if (type_is_c_string(from) && type_is_builtin(to, BUILTIN_STR))
        return encoding[0] == '\0';
    return type_is_builtin(from, BUILTIN_STR) && type_is_c_string(to) &&
           !typer->place.directives.c_string_encodes;
}

// A literal that is too large for an int is Python's, unless it goes into a C integer, of which it
// has the lower bits.
static void become_wide_literal(Typer *typer, Node *node, const Type *to) {
    if (!node_is(node, NODE_IntLiteral) || !type_is_object(node->type) || to->kind != TYPE_INTEGER)
        return;
    const IntLiteral *literal = (const IntLiteral *)node;
    if (integer_literal_fits(literal, typer->common->long_))
        node->type = typer->common->long_;
    else if (integer_literal_fits(literal, typer->common->ulong))
        node->type = typer->common->ulong;
}

void convert_value(Typer *typer, Node **slot, const Type *to) {
    fold_constant(typer, slot, to);
    Node *node = *slot;
    if (node->type->kind == TYPE_MODULE)
        (void)become_python_module(typer, node);
    if (type_is_error(node->type) || type_is_error(to))
        return;
    if (to->kind == TYPE_FUSED) {
        report(typer, DIAG_E0570, node->span, to->text);
        return;
    }
    convert_to_place(typer, node, to);
    choose_version_for(node, to);
    if (node->type->kind == TYPE_FUNCTION && to->kind == TYPE_OBJECT) {
        if (!convert_choice(typer, node, to) && !become_function_object(typer, slot))
            report_conversion(typer, node, node->type, to);
        return;
    }
    if (type_is_lock(node->type) && type_is_lock(to)) {
        report(typer, DIAG_E0543, node->span, node->type->text);
        return;
    }
    if (convert_choice_of_numbers(typer, node, to))
        return;
    if (become_characters(typer, slot, to))
        node = *slot;
    become_wide_literal(typer, node, to);
    become_c_integer(node, type_unqualified(typer->types, to));
    const Type *from = node->type;
    if (convert_literal(typer, node, to)) {
        // A list for a pointer is a C array, whose address is taken.
        bool is_array = node_is(node, NODE_ListExpression) && to->kind == TYPE_POINTER;
        if (!is_array)
            node->type = type_unqualified(typer->types, to);
        return;
    }
    if (type_is_object(to))
        convert_displayed_elements(typer, node);
    if (is_long_text(node, to) || is_none_to_c(node, to) || is_list_to_bint(node, to) ||
        is_other_display(node, to) || lacks_encoding(typer, from, to) ||
        type_conversion(from, to) == CONVERT_IMPOSSIBLE || !may_have_buffer(typer, node, to)) {
        report_conversion(typer, node, from, to);
        node->type = typer->common->error;
    } else if (pointer_drops_const(from, to)) {
        report(typer, DIAG_W0110, node->span, from->text, to->text);
    }
}

// --- Names ---------------------------------------------------------------------------------------
const Type *type_of_symbol(Typer *typer, const Symbol *symbol) {
    const Type *type;
    switch (symbol->kind) {
    case SYMBOL_CLASS:
        return typer->common->builtin[BUILTIN_TYPE];
    case SYMBOL_TYPE:
        type = type_of_symbol_as_type(typer, (Symbol *)(uintptr_t)symbol);
        return type_is_error(type) ? type : type_named(typer->types, type);
    case SYMBOL_PROPERTY:
        return typer->common->object;
    case SYMBOL_LOCAL:
    case SYMBOL_GLOBAL:
    case SYMBOL_C_GLOBAL:
    case SYMBOL_BUILTIN:
    case SYMBOL_FUNCTION:
    case SYMBOL_PYTHON_CLASS:
    case SYMBOL_CLASS_ATTRIBUTE:
    case SYMBOL_FIELD:
    case SYMBOL_CONSTANT:
    case SYMBOL_C_VARIABLE:
    case SYMBOL_MODULE:
    case SYMBOL_CYTHON:
        break;
    }
    return symbol->type;
}

// `cython.compiled`, `cython.NULL` and what DEF names: constants that stand for themselves.
static bool replace_constant(Typer *typer, Node **slot, const Symbol *symbol) {
    if (symbol->kind == SYMBOL_CONSTANT && symbol->constant_node != NULL && symbol->type == NULL) {
        Node *copy = copy_constant(typer, symbol);
        copy->span = (*slot)->span;
        *slot = copy;
        return true;
    }
    if (symbol->kind != SYMBOL_CYTHON)
        return false;
    if (symbol->constant == CYTHON_COMPILED) {
        *slot = node_of_truth(typer, true, (*slot)->span);
        return true;
    }
    if (symbol->constant == CYTHON_NULL) {
        *slot = (Node *)NODE_NEW(typer->arena, NullLiteral, (*slot)->span);
        return true;
    }
    return false;
}

// The expression that an enum's item is, once.
void check_enum_item_value(Typer *typer, Symbol *item) {
    bool is_new = item->constant_node != NULL && item->type != NULL && !item->is_value_checked;
    item->is_value_checked = true;
    if (is_new && !type_is_error(item->type))
        check_value_as(typer, &item->constant_node, typer->common->long_);
}

const Type *check_symbol_value(Typer *typer, Node **slot, const Symbol *symbol) {
    if (symbol->kind == SYMBOL_CONSTANT)
        check_enum_item_value(typer, (Symbol *)(uintptr_t)symbol);
    if (replace_constant(typer, slot, symbol))
        return check_value(typer, slot);
    return type_of_symbol(typer, symbol);
}

const Type *check_name_expression(Typer *typer, Node **slot) {
    NameExpression *node = (NameExpression *)*slot;
    if (node->symbol != NULL)
        return check_symbol_value(typer, slot, node->symbol);
    const Type *word = type_integer_words(typer->types, node->name, SIGNEDNESS_DEFAULT, false, 0);
    if (word != NULL)
        return type_named(typer->types, word);
    report(typer, DIAG_E0301, node->node.span, node->name->text);
    return typer->common->error;
}

// --- Literals ------------------------------------------------------------------------------------
const Type *check_none_literal(Typer *typer, Node **slot) {
    (void)slot;
    return typer->common->object;
}

const Type *check_bool_literal(Typer *typer, Node **slot) {
    (void)slot;
    return typer->common->bint;
}

const Type *check_ellipsis_literal(Typer *typer, Node **slot) {
    (void)slot;
    return typer->common->object;
}

const Type *check_null_literal(Typer *typer, Node **slot) {
    (void)slot;
    return typer->common->null_pointer;
}

const Type *check_error_expression(Typer *typer, Node **slot) {
    (void)slot;
    return typer->common->error;
}

// Small integers are C longs, as in Cython; large ones are Python's unless a suffix makes them C's.
const Type *check_int_literal(Typer *typer, Node **slot) {
    const IntLiteral *node = (const IntLiteral *)*slot;
    Signedness sign = node->suffix_unsigned ? SIGNEDNESS_UNSIGNED : SIGNEDNESS_DEFAULT;
    if (node->suffix_longs > 0 || node->suffix_unsigned)
        return type_integer_words(typer->types, NULL, sign, false,
                                  node->suffix_longs > 0 ? node->suffix_longs : 1);
    return integer_literal_fits(node, typer->common->int_) ? typer->common->long_
                                                           : typer->common->builtin[BUILTIN_INT];
}

const Type *check_float_literal(Typer *typer, Node **slot) {
    const FloatLiteral *node = (const FloatLiteral *)*slot;
    if (!node->is_imaginary)
        return typer->common->double_;
    // Arithmetic on C complex numbers differs from Python's in infinities and the signs of zeros.
    return typer->module->is_pure_python ? typer->common->builtin[BUILTIN_COMPLEX]
                                         : typer->common->double_complex;
}

const Type *check_string_literal(Typer *typer, Node **slot) {
    const StringLiteral *node = (const StringLiteral *)*slot;
    if (node->kind == STRING_CHAR)
        return typer->common->char_;
    return typer->common->builtin[node->kind == STRING_BYTES ? BUILTIN_BYTES : BUILTIN_STR];
}

// Without fields it is the text that it says.
static bool become_plain_text(Typer *typer, Node **slot) {
    const JoinedString *node = (const JoinedString *)*slot;
    Node *first = node->values.count > 0 ? node->values.items[0] : NULL;
    if (node->is_template || node->values.count > 1 ||
        (first != NULL && !node_is(first, NODE_StringLiteral)))
        return false;
    *slot = first != NULL ? first : node_of_text(typer, "", node->node.span);
    return true;
}

const Type *check_joined_string(Typer *typer, Node **slot) {
    JoinedString *node = (JoinedString *)*slot;
    if (become_plain_text(typer, slot))
        return check_value(typer, slot);
    check_object_list(typer, &node->values);
    return node->is_template ? typer->common->object : typer->common->builtin[BUILTIN_STR];
}

const Type *check_formatted_value(Typer *typer, Node **slot) {
    FormattedValue *node = (FormattedValue *)*slot;
    check_object(typer, &node->value);
    if (node->format_spec != NULL)
        check_object(typer, &node->format_spec);
    return formatted_is_interpolation(node) ? typer->common->object
                                            : typer->common->builtin[BUILTIN_STR];
}

// --- Collections ---------------------------------------------------------------------------------
static const Type *check_elements(Typer *typer, NodeList *elements, BuiltinKind kind) {
    for (uint32_t i = 0; i < elements->count; i++)
        check_value(typer, &elements->items[i]);
    return typer->common->builtin[kind];
}

// The elements of a tuple or list keep their own types: the literal may become a C aggregate. Those
// that cannot be objects are reported by whoever takes the collection as one.
const Type *check_tuple_expression(Typer *typer, Node **slot) {
    return check_elements(typer, &((TupleExpression *)*slot)->elements, BUILTIN_TUPLE);
}

const Type *check_list_expression(Typer *typer, Node **slot) {
    return check_elements(typer, &((ListExpression *)*slot)->elements, BUILTIN_LIST);
}

const Type *check_set_expression(Typer *typer, Node **slot) {
    check_object_list(typer, &((SetExpression *)*slot)->elements);
    return typer->common->builtin[BUILTIN_SET];
}

const Type *check_dict_expression(Typer *typer, Node **slot) {
    DictExpression *node = (DictExpression *)*slot;
    for (uint32_t i = 0; i < node->items.count; i++) {
        DictItem *item = NODE_AS(DictItem, node->items.items[i]);
        if (item->key != NULL)
            check_object(typer, &item->key);
        check_value(typer, &item->value); // see check_tuple_expression
    }
    return typer->common->builtin[BUILTIN_DICT];
}

const Type *check_starred(Typer *typer, Node **slot) {
    check_object(typer, &((Starred *)*slot)->value);
    return typer->common->object;
}

const Type *check_slice(Typer *typer, Node **slot) {
    Slice *node = (Slice *)*slot;
    if (node->start != NULL)
        check_object(typer, &node->start);
    if (node->stop != NULL)
        check_object(typer, &node->stop);
    if (node->step != NULL)
        check_object(typer, &node->step);
    return typer->common->builtin[BUILTIN_SLICE];
}

// --- Functions as expressions --------------------------------------------------------------------
static void check_defaults(Typer *typer, Parameters *parameters) {
    for (uint32_t i = 0; i < parameters->items.count; i++) {
        Parameter *parameter = NODE_AS(Parameter, parameters->items.items[i]);
        if (parameter->default_value != NULL)
            check_object(typer, &parameter->default_value);
    }
}

const Type *check_lambda(Typer *typer, Node **slot) {
    Lambda *node = (Lambda *)*slot;
    if (typer->quiet > 0)
        return typer->common->object; // its body is checked once
    check_defaults(typer, (Parameters *)node->parameters);
    Place saved = typer->place;
    infer_locals(typer, node->function);
    typer->place.scope = node->function->scope;
    typer->place.function = node->function;
    typer->place.critical_section = NULL;
    typer->place.parallel = NULL;
    check_object(typer, &node->body);
    typer->place = saved;
    return typer->common->object;
}

static void check_clause(Typer *typer, Node *node) {
    if (node_is(node, NODE_ComprehensionForFrom)) {
        ComprehensionForFrom *clause = (ComprehensionForFrom *)node;
        check_for_from_bounds(typer, NODE_AS(ForFrom, clause->bounds));
        for (uint32_t i = 0; i < clause->conditions.count; i++) {
            check_condition(typer, &clause->conditions.items[i]);
        }
        return;
    }
    ComprehensionFor *clause = NODE_AS(ComprehensionFor, node);
    const Type *element =
        clause->is_async ? typer->common->object : type_of_iteration(typer, &clause->iterable);
    if (clause->is_async) {
        check_suspension(typer, clause->node.span, "async for");
        check_object(typer, &clause->iterable);
    } else if (loops_over_addresses(clause->target, clause->iterable, element)) {
        element = type_pointer(typer->types, element);
    }
    assign_object_to_target(typer, &clause->target, element);
    check_content_of_loop(typer, clause->target, clause->iterable->type);
    for (uint32_t i = 0; i < clause->conditions.count; i++) {
        check_condition(typer, &clause->conditions.items[i]);
    }
}

static const Type *type_of_comprehension(const Typer *typer, const Comprehension *node) {
    switch (node->kind) {
    case COMPREHENSION_LIST:
        return typer->common->builtin[BUILTIN_LIST];
    case COMPREHENSION_SET:
        return typer->common->builtin[BUILTIN_SET];
    case COMPREHENSION_DICT:
        return typer->common->builtin[BUILTIN_DICT];
    case COMPREHENSION_GENERATOR:
        break;
    }
    return node->consumer == CONSUMER_CALLEE ? typer->common->builtin[BUILTIN_LIST]
                                             : typer->common->object;
}

const Type *check_comprehension(Typer *typer, Node **slot) {
    Comprehension *node = (Comprehension *)*slot;
    if (typer->quiet > 0)
        return type_of_comprehension(typer, node);
    Place saved = typer->place;
    typer->place.scope = node->scope;
    if (node->function != NULL) {
        typer->place.function = node->function;
        infer_locals(typer, node->function);
    }
    for (uint32_t i = 0; i < node->clauses.count; i++)
        check_clause(typer, node->clauses.items[i]);
    check_object(typer, &node->element);
    if (node->value != NULL)
        check_object(typer, &node->value);
    typer->place = saved;
    return type_of_comprehension(typer, node);
}

const Type *check_await(Typer *typer, Node **slot) {
    check_suspension(typer, (*slot)->span, "await");
    check_object(typer, &((Await *)*slot)->value);
    return typer->common->object;
}

const Type *check_yield(Typer *typer, Node **slot) {
    Yield *node = (Yield *)*slot;
    check_suspension(typer, node->node.span, "yield");
    if (node->value != NULL)
        check_object(typer, &node->value);
    return typer->common->object;
}

const Type *check_yield_from(Typer *typer, Node **slot) {
    check_suspension(typer, (*slot)->span, "yield from");
    check_object(typer, &((YieldFrom *)*slot)->value);
    return typer->common->object;
}

const Type *check_named_expression(Typer *typer, Node **slot) {
    NamedExpression *node = (NamedExpression *)*slot;
    check_value(typer, &node->value);
    const Type *target = check_target(typer, &node->target);
    convert_value(typer, &node->value, target);
    return target;
}

const Type *check_backquote(Typer *typer, Node **slot) {
    check_object(typer, &((Backquote *)*slot)->value);
    return typer->common->builtin[BUILTIN_STR];
}
