// Cython's own expressions: casts, addresses, sizes, and the functions of the module `cython`,
// which turn into those.

#include "typer/check/internal.h"

// --- Casts ---------------------------------------------------------------------------------------
static bool is_address_like(const Type *type) {
    return type->kind == TYPE_POINTER || type->kind == TYPE_NULL_POINTER ||
           type->kind == TYPE_ARRAY || type->kind == TYPE_FUNCTION;
}

// A cast does what a conversion does, and besides reinterprets pointers, objects and integers.
static bool can_cast(const Type *from, const Type *to) {
    if (type_conversion(from, to) != CONVERT_IMPOSSIBLE)
        return true;
    bool to_address = to->kind == TYPE_POINTER || to->kind == TYPE_FUNCTION;
    if (to_address && (is_address_like(from) || type_is_integral(from) || type_is_object(from)))
        return true;
    if (type_is_object(to) && (is_address_like(from) || type_is_object(from)))
        return true;
    if (type_is_integral(to) && is_address_like(from))
        return true;
    if (type_is_numeric(from) && type_is_numeric(to)) // of a complex number the real part
        return true;
    if (to->kind == TYPE_BINT && type_has_truth(from))
        return true;
    return to->kind == TYPE_VOID;
}

// `<void *>(<PyObject>object)`: no object is a struct, so the inner cast leaves the pointer as it
// is.
static void skip_cast_to_struct(Typer *typer, Cast *node, const Type *target) {
    if (!node_is(node->operand, NODE_Cast) || !is_address_like(target))
        return;
    Cast *inner = (Cast *)node->operand;
    const Type *between = resolve_c_type(typer, NODE_AS(CType, inner->target_type));
    if (between->kind != TYPE_STRUCT)
        return;
    report(typer, DIAG_W0112, inner->node.span, between->text);
    node->operand = inner->operand;
}

static bool points_to_value(const Type *type) {
    return type->kind == TYPE_POINTER && type->element->kind != TYPE_VOID &&
           type->element->kind != TYPE_STRUCT && type->element->kind != TYPE_FUNCTION;
}

// What is of C's own types does not lie in an object: only a void pointer or a struct may stand for
// one.
static bool hides_object(const Type *from, const Type *to) {
    bool is_hidden = (type_is_object(from) && points_to_value(to)) ||
                     (points_to_value(from) && type_is_object(to));
    return is_hidden && type_conversion(from, to) == CONVERT_IMPOSSIBLE;
}

static void refuse_hidden_object(Typer *typer, const Cast *node, const Type *from, const Type *to) {
    Diagnostic *message = report(typer, DIAG_E0418, node->node.span, from->text, to->text);
    if (message == NULL)
        return;
    diag_add_help(message,
                  type_is_object(from)
                      ? "for the object's own address cast it to `void *`; for a number in "
                        "it convert it first"
                      : "if the object lies there, cast the pointer to `void *` before; "
                        "for the value there read it: `p[0]`");
}

// A part of a C string that becomes a text, though nothing says by which encoding.
static bool is_undecoded_part(const Typer *typer, const Node *operand, const Type *to) {
    if (!is_c_slice(operand))
        return false;
    const Type *owner = ((const Subscript *)operand)->value->type;
    return type_is_c_string(owner) && lacks_encoding(typer, owner, to);
}

static const Type *check_cast_to(Typer *typer, Cast *node, const Type *target) {
    skip_cast_to_struct(typer, node, target);
    (void)check_value(typer, &node->operand);
    fold_constant(typer, &node->operand, target);
    const Type *from = node->operand->type;
    if (type_is_error(from) || type_is_error(target))
        return target;
    bool is_address = from->kind == TYPE_POINTER || from->kind == TYPE_ARRAY;
    if (is_address && target->kind == TYPE_ARRAY) // it is not copied
        target = type_pointer(typer->types, target->array.element);
    if (type_is_builtin(target, BUILTIN_BOOL) && type_is_numeric(from) && from->kind != TYPE_BINT) {
        from = replace_with_cast(typer, &node->operand, typer->common->bint, node->operand, false);
        node->operand->type = from;
    }
    if (node->lengths.count > 0 || (target->kind == TYPE_MEMORYVIEW && from->kind == TYPE_ARRAY))
        return check_view_of_memory(typer, node, from, target);
    if (from->kind == TYPE_FUNCTION && target->kind == TYPE_OBJECT) {
        convert_value(typer, &node->operand, target);
        return target;
    }
    choose_version_for(node->operand, target);
    const FunctionSymbol *fused = fused_function(node->operand);
    if (fused != NULL) {
        report(typer, DIAG_E0572, node->node.span, fused->symbol.name->text, target->text);
        return typer->common->error;
    }
    bool is_literal =
        node_is(node->operand, NODE_IntLiteral) || node_is(node->operand, NODE_StringLiteral) ||
        node_is(node->operand, NODE_FloatLiteral) || node_is(node->operand, NODE_NullLiteral);
    bool is_text_to_other =
        node_is(node->operand, NODE_StringLiteral) &&
        !string_literal_fits(typer, (const StringLiteral *)node->operand, target);
    if (is_literal && !is_text_to_other && type_conversion(from, target) != CONVERT_IMPOSSIBLE) {
        convert_value(typer, &node->operand, target);
        return target;
    }
    if (node_is(node->operand, NODE_StringLiteral) && !is_text_to_other) {
        convert_value(typer, &node->operand, target);
        return target;
    }
    if (hides_object(from, target)) {
        refuse_hidden_object(typer, node, from, target);
        return typer->common->error;
    }
    if (!can_cast(from, target) || lacks_encoding(typer, from, target) ||
        is_undecoded_part(typer, node->operand, target)) {
        report(typer, DIAG_E0418, node->node.span, from->text, target->text);
        return typer->common->error;
    }
    if (is_c_slice(node->operand))
        convert_to_place(typer, node->operand, target);
    check_cast_source(typer, node->operand, target);
    return target;
}

const Type *check_cast(Typer *typer, Node **slot) {
    Cast *node = (Cast *)*slot;
    CType *target = NODE_AS(CType, node->target_type);
    const Type *type = target->resolved != NULL ? target->resolved : resolve_c_type(typer, target);
    return check_cast_to(typer, node, type);
}

// --- Addresses and sizes -------------------------------------------------------------------------
static bool has_address(const Node *operand) {
    switch (operand->kind) {
    case NODE_NameExpression: {
        const Symbol *symbol = ((const NameExpression *)operand)->symbol;
        return symbol != NULL && (symbol->kind == SYMBOL_LOCAL || symbol->kind == SYMBOL_C_GLOBAL ||
                                  symbol->kind == SYMBOL_C_VARIABLE);
    }
    case NODE_Attribute: {
        const Symbol *symbol = ((const Attribute *)operand)->symbol;
        return symbol != NULL && (symbol->kind == SYMBOL_FIELD || symbol->kind == SYMBOL_C_GLOBAL ||
                                  symbol->kind == SYMBOL_C_VARIABLE);
    }
    case NODE_Subscript: {
        TypeKind owner = ((const Subscript *)operand)->value->type->kind;
        return owner == TYPE_POINTER || owner == TYPE_ARRAY || owner == TYPE_MEMORYVIEW;
    }
    default:
        return false;
    }
}

const Type *check_address_of(Typer *typer, Node **slot) {
    AddressOf *node = (AddressOf *)*slot;
    const Type *type = check_place(typer, &node->operand);
    if (type_is_error(type))
        return type;
    if (type->kind == TYPE_FUNCTION && !has_address(node->operand))
        return type;
    bool is_slice = type->kind == TYPE_MEMORYVIEW;
    if (!has_address(node->operand) || type_is_object(type) || is_slice) {
        Diagnostic *diagnostic = report(typer, DIAG_E0414, node->node.span);
        if (diagnostic != NULL && type_is_object(type)) {
            diag_add_note(diagnostic,
                          "it is a Python object; only C values have an address that lasts");
        }
        return typer->common->error;
    }
    return type_pointer(typer->types, type);
}

static const Type *check_size(Typer *typer, const Type *type, Span span) {
    bool has_size = type_is_complete(type) && type->kind != TYPE_MODULE &&
                    type->kind != TYPE_FUSED &&
                    (!type_is_object(type) || type->kind == TYPE_EXTENSION);
    if (!has_size) {
        report(typer, DIAG_E0419, span, type->text);
        return typer->common->error;
    }
    return typer->common->size_t_;
}

const Type *check_sizeof_type(Typer *typer, Node **slot) {
    SizeofType *node = (SizeofType *)*slot;
    CType *measured = NODE_AS(CType, node->measured);
    const Type *type =
        measured->resolved != NULL ? measured->resolved : resolve_c_type(typer, measured);
    return type_is_error(type) ? type : check_size(typer, type, node->node.span);
}

// A CType that is resolved already, for nodes that the typer makes.
static Node *make_c_type(Typer *typer, const Type *type, Span span) {
    CType *node = NODE_NEW(typer->arena, CType, span);
    CBaseName *base = NODE_NEW(typer->arena, CBaseName, span);
    base->name = intern(typer->compilation, type->text);
    node->base = (Node *)base;
    node->declarator = (Node *)NODE_NEW(typer->arena, DeclaratorName, span);
    node->resolved = type;
    return (Node *)node;
}

static const Type *replace_with_sizeof(Typer *typer, Node **slot, const Type *type) {
    SizeofType *node = NODE_NEW(typer->arena, SizeofType, (*slot)->span);
    node->measured = make_c_type(typer, type, (*slot)->span);
    *slot = (Node *)node;
    return check_size(typer, type, node->node.span);
}

static const Type *type_of_operand(Typer *typer, const Node *operand);

// `int *[3]`, which reads like a product.
static const Type *array_of_pointers(Typer *typer, const BinaryExpression *operand) {
    if (operand->operator!= BINARY_MULTIPLY || !node_is(operand->right, NODE_ListExpression))
        return NULL;
    const NodeList *lengths = &((const ListExpression *)operand->right)->elements;
    const Type *element = type_of_operand(typer, operand->left);
    int64_t length;
    bool is_array = element != NULL && lengths->count == 1 &&
                    constant_integer(typer, lengths->items[0], &length) && length >= 0;
    return is_array
               ? type_array(typer->types, type_pointer(typer->types, element), (uint64_t)length)
               : NULL;
}

// The C type that an operand of sizeof names, or NULL: `int` (C's, not Python's), `Pair`, `int[4]`.
static const Type *type_of_operand(Typer *typer, const Node *operand) {
    if (node_is(operand, NODE_Subscript)) {
        const Subscript *array = (const Subscript *)operand;
        const Type *element = type_of_operand(typer, array->value);
        int64_t length;
        bool is_array = element != NULL && constant_integer(typer, array->index, &length);
        return is_array && length >= 0 ? type_array(typer->types, element, (uint64_t)length) : NULL;
    }
    if (node_is(operand, NODE_BinaryExpression))
        return array_of_pointers(typer, (const BinaryExpression *)operand);
    if (!node_is(operand, NODE_NameExpression))
        return NULL;
    const NameExpression *name = (const NameExpression *)operand;
    Symbol *symbol = name->symbol;
    if (symbol == NULL || symbol->kind == SYMBOL_BUILTIN) {
        const Type *number =
            type_integer_words(typer->types, name->name, SIGNEDNESS_DEFAULT, false, 0);
        const Type *builtin = builtin_type_of_name(typer, name->name);
        return number != NULL || builtin == NULL ? number : declared_type(typer, builtin);
    }
    return symbol->kind == SYMBOL_CLASS || symbol->kind == SYMBOL_TYPE
               ? type_of_symbol_as_type(typer, symbol)
               : NULL;
}

// `sizeof(x)`: a type's name or a value.
static const Type *measured_type(Typer *typer, Node **operand) {
    const Type *named = type_of_operand(typer, *operand);
    if (named != NULL)
        return named;
    const Type *type = check_value(typer, operand);
    return type->kind == TYPE_TYPE ? type->named : type;
}

const Type *check_sizeof_expression(Typer *typer, Node **slot) {
    SizeofExpression *node = (SizeofExpression *)*slot;
    const Type *type = measured_type(typer, &node->operand);
    return type_is_error(type) ? type : replace_with_sizeof(typer, slot, type);
}

// --- C++ -----------------------------------------------------------------------------------------
const Type *check_new_expression(Typer *typer, Node **slot) {
    report(typer, DIAG_E0599, (*slot)->span, "C++'s new");
    return typer->common->error;
}

const Type *check_typeid_expression(Typer *typer, Node **slot) {
    report(typer, DIAG_E0599, (*slot)->span, "C++'s typeid");
    return typer->common->error;
}

// --- Calls of types ------------------------------------------------------------------------------
const Type *replace_with_cast(Typer *typer, Node **slot, const Type *type, Node *operand,
                              bool checked) {
    Cast *node = NODE_NEW(typer->arena, Cast, (*slot)->span);
    node->target_type = make_c_type(typer, type, (*slot)->span);
    node->operand = operand;
    node->checked = checked;
    *slot = (Node *)node;
    return check_cast_to(typer, node, type);
}

// The number of the field that an argument is for, by name or position; the count of fields if
// there is none.
static uint32_t find_field(const StructSymbol *owner, const Node *argument, uint32_t position) {
    uint32_t count = owner->fields.count;
    if (!node_is(argument, NODE_Keyword))
        return position < count ? position : count;
    uint32_t at = 0;
    while (at < count && owner->fields.items[at]->name != ((const Keyword *)argument)->name)
        at++;
    return at;
}

// Is one of the first arguments for the field?
static bool is_given_before(const CallTarget *target, uint32_t count, uint32_t field) {
    for (uint32_t i = 0; i < count; i++)
        if (target->positions[i] == field)
            return true;
    return false;
}

static void warn_of_missing_arguments(Typer *typer, const Call *node, const Type *type) {
    const StructSymbol *owner = type->struct_symbol;
    for (uint32_t field = 0; !owner->is_union && field < owner->fields.count; field++) {
        if (is_given_before(node->target, node->arguments.count, field))
            continue;
        warn_of_left_out(typer, node->node.span, type, owner->fields.items[field]);
        return;
    }
}

// Struct(1, 2), Struct(x=1, y=2): the call stays, its arguments have the fields' types.
static const Type *check_struct_call(Typer *typer, Call *node, const Type *type) {
    const StructSymbol *owner = type->struct_symbol;
    CallTarget *target = node->target;
    target->type = type;
    target->positions = ARENA_ARRAY(typer->arena, uint32_t, node->arguments.count + 1);
    bool fits = true;
    if (owner->is_union && node->arguments.count > 1)
        report(typer, DIAG_E0423, node->node.span, type->text, node->arguments.count);
    for (uint32_t i = 0; i < node->arguments.count; i++) {
        Node **argument = &node->arguments.items[i];
        uint32_t field = find_field(owner, *argument, i);
        bool is_found = field < owner->fields.count;
        if (node_is(*argument, NODE_Keyword)) {
            Keyword *keyword = (Keyword *)*argument;
            const char *name = keyword->name != NULL ? keyword->name->text : "**";
            if (!is_found)
                report(typer, DIAG_E0410, keyword->node.span, type->text, name);
            argument = &keyword->value;
        } else if (!is_found) {
            report(typer, DIAG_E0402, node->node.span, type->text, "fewer arguments",
                   node->arguments.count);
            return type;
        }
        zi_assert(*argument != NULL);
        bool is_repeated = is_found && is_given_before(target, i, field);
        if (is_repeated)
            report(typer, DIAG_E0417, (*argument)->span, owner->fields.items[field]->name->text);
        fits = fits && is_found && !is_repeated;
        target->positions[i] = field;
        check_value(typer, argument);
        if (is_found)
            convert_member(typer, argument, owner->fields.items[field]->type);
    }
    if (fits)
        warn_of_missing_arguments(typer, node, type);
    target->kind = fits ? CALL_STRUCT : CALL_INVALID;
    return type;
}

const Type *check_type_call(Typer *typer, Node **slot, const Type *type) {
    Call *node = (Call *)*slot;
    if (type->kind == TYPE_STRUCT)
        return check_struct_call(typer, node, type);
    if (enum_is_python(type)) {
        check_python_arguments(typer, &node->arguments);
        node->target->kind = CALL_PYTHON;
        return typer->common->object;
    }
    bool is_single = node->arguments.count == 1 &&
                     !node_is(node->arguments.items[0], NODE_Keyword) &&
                     !node_is(node->arguments.items[0], NODE_Starred);
    bool can_convert = type_is_numeric(type) || type->kind == TYPE_POINTER || type_is_object(type);
    if (is_single && can_convert) {
        return replace_with_cast(typer, slot, type, node->arguments.items[0], false);
    }
    report(typer, DIAG_E0408, node->function->span, type->text);
    return typer->common->error;
}

// --- Functions of cython -------------------------------------------------------------------------
static const Type *argument_type(Typer *typer, const Call *node) {
    if (node->arguments.count == 0)
        return NULL;
    const Node *argument = node->arguments.items[0];
    const Type *type = resolve_written_type(typer, argument);
    if (type == NULL) {
        report(typer, DIAG_E0305, argument->span, unparse_expression(typer->arena, argument));
        return typer->common->error;
    }
    return type;
}

// cast(T, x, typecheck=True)
static const Type *check_cython_cast(Typer *typer, Node **slot) {
    Call *node = (Call *)*slot;
    const Type *type = argument_type(typer, node);
    if (type == NULL || node->arguments.count < 2) {
        report(typer, DIAG_E0402, node->node.span, "cast", "2 arguments", node->arguments.count);
        return typer->common->error;
    }
    // The call stays: it may have been asked for its type alone.
    if (type_is_error(type))
        return type;
    bool checked = false;
    if (node->arguments.count > 2) {
        const Node *option = node->arguments.items[2];
        if (node_is(option, NODE_Keyword))
            option = ((const Keyword *)option)->value;
        ConstantValue value = evaluate_constant(typer, option);
        checked = constant_truth(&value);
    }
    return replace_with_cast(typer, slot, type, node->arguments.items[1], checked);
}

// The only argument, or NULL if there is another number of them, which is reported.
static Node **only_argument(Typer *typer, Call *node, const char *name) {
    if (node->arguments.count == 1)
        return &node->arguments.items[0];
    report(typer, DIAG_E0402, node->node.span, name, "1 argument", node->arguments.count);
    return NULL;
}

static const Type *check_cython_address(Typer *typer, Node **slot) {
    Call *node = (Call *)*slot;
    Node **argument = only_argument(typer, node, "address");
    if (argument == NULL)
        return typer->common->error;
    AddressOf *address = NODE_NEW(typer->arena, AddressOf, node->node.span);
    address->operand = *argument;
    *slot = (Node *)address;
    return check_address_of(typer, slot);
}

static const Type *check_cython_sizeof(Typer *typer, Node **slot) {
    Call *node = (Call *)*slot;
    Node **argument = only_argument(typer, node, "sizeof");
    if (argument == NULL)
        return typer->common->error;
    const Type *type = measured_type(typer, argument);
    return type_is_error(type) ? type : replace_with_sizeof(typer, slot, type);
}

// What the declaration calls the type of a variable; NULL: it is no variable, or called as it is.
static const char *name_of_declared(const Node *node) {
    if (node_is(node, NODE_Subscript)) {
        const Type *owner = ((const Subscript *)node)->value->type;
        return owner->kind == TYPE_POINTER ? owner->element->text : NULL;
    }
    const Symbol *symbol = symbol_of(node);
    if (symbol == NULL)
        return NULL;
    return symbol->view != NULL ? symbol->view->buffer->text : symbol->type_name;
}

// typeof(x): the type's name, as Cython writes it.
static const Type *check_cython_typeof(Typer *typer, Node **slot) {
    Call *node = (Call *)*slot;
    Node **argument = only_argument(typer, node, "typeof");
    if (argument == NULL)
        return typer->common->error;
    const Type *type = check_value(typer, argument);
    // It may be another one when all is known.
    if (type_is_error(type) || typer->quiet > 0)
        return typer->common->builtin[BUILTIN_STR];
    const char *text = name_of_declared(*argument);
    if (text == NULL)
        text = type->kind == TYPE_TYPE ? type->named->text : type_cython_text(typer->arena, type);
    *slot = node_of_text(typer, text, node->node.span);
    return typer->common->builtin[BUILTIN_STR];
}

// declare(T) and declare(T, x) where a value is expected: x as a T.
static const Type *check_cython_declare(Typer *typer, Node **slot) {
    Call *node = (Call *)*slot;
    const Type *type = argument_type(typer, node);
    bool has_value = node->arguments.count == 2 && !node_is(node->arguments.items[1], NODE_Keyword);
    check_declare_arguments(typer, node);
    if (type == NULL || !has_value) {
        if (node->arguments.count == 1)
            report(typer, DIAG_E0599, node->node.span, "cython.declare() here");
        return typer->common->error;
    }
    if (type_is_error(type))
        return type;
    return replace_with_cast(typer, slot, type, node->arguments.items[1], false);
}

// cdiv(a, b), cmod(a, b): C's operators
static const Type *check_c_division(Typer *typer, Node **slot, BinaryOperator which) {
    Call *node = (Call *)*slot;
    if (node->arguments.count != 2) {
        report(typer, DIAG_E0402, node->node.span, unparse_expression(typer->arena, node->function),
               "2 arguments", node->arguments.count);
        return typer->common->error;
    }
    BinaryExpression *division = NODE_NEW(typer->arena, BinaryExpression, node->node.span);
    division->left = node->arguments.items[0];
    division->right = node->arguments.items[1];
    division->operator= which;
    division->is_c = true;
    *slot = (Node *)division;
    return check_value(typer, slot);
}

// likely(x), unlikely(x): what the optimizer finds out by itself; x stays.
static const Type *check_likely(Typer *typer, Node **slot) {
    Call *node = (Call *)*slot;
    Node **argument = only_argument(typer, node, "likely");
    if (argument == NULL)
        return typer->common->error;
    *slot = *argument;
    check_condition(typer, slot);
    return (*slot)->type;
}

// dereference(p) is p[0].
static const Type *check_dereference(Typer *typer, Node **slot) {
    Call *node = (Call *)*slot;
    Node **pointer = only_argument(typer, node, "dereference");
    if (pointer == NULL)
        return typer->common->error;
    const Type *type = check_value(typer, pointer);
    if (type_is_error(type))
        return type;
    if (type->kind != TYPE_POINTER) {
        report(typer, DIAG_E0405, node->node.span, "dereference", type->text);
        return typer->common->error;
    }
    Subscript *subscript = NODE_NEW(typer->arena, Subscript, node->node.span);
    subscript->value = *pointer;
    subscript->index = node_of_integer(typer, 0, node->node.span);
    *slot = (Node *)subscript;
    return check_subscript(typer, slot);
}

static bool can_increment(const Type *type) {
    return type->kind == TYPE_INTEGER || type->kind == TYPE_FLOATING ||
           (type->kind == TYPE_POINTER && type->element->kind != TYPE_VOID);
}

// It reads and sets a C variable, and gives what it held before or holds then.
const Type *check_increment(Typer *typer, Node **slot) {
    Increment *node = (Increment *)*slot;
    const Type *type = check_value(typer, &node->place);
    if (type_is_error(type))
        return type;
    if (!can_increment(type) || !has_address(node->place)) {
        const char *name = arena_format(typer->arena, "%s%s", node->is_postfix ? "post" : "pre",
                                        node->is_decrement ? "decrement" : "increment");
        report(typer, DIAG_E0405, node->node.span, name,
               can_increment(type) ? unparse_expression(typer->arena, node->place) : type->text);
        return typer->common->error;
    }
    // What is read before it in the same expression keeps its value.
    if (node_is(node->place, NODE_NameExpression))
        ((NameExpression *)node->place)->symbol->is_bound_in_expression = true;
    return check_target(typer, &node->place);
}

static const Type *check_cython_increment(Typer *typer, Node **slot, bool is_decrement,
                                          bool is_postfix) {
    Call *node = (Call *)*slot;
    Node **place = only_argument(typer, node, unparse_expression(typer->arena, node->function));
    if (place == NULL)
        return typer->common->error;
    Increment *increment = NODE_NEW(typer->arena, Increment, node->node.span);
    increment->place = *place;
    increment->is_decrement = is_decrement;
    increment->is_postfix = is_postfix;
    *slot = (Node *)increment;
    return check_increment(typer, slot);
}

const Type *check_cython_call(Typer *typer, Node **slot, CythonName name) {
    switch ((unsigned)name) {
    case CYTHON_CAST:
        return check_cython_cast(typer, slot);
    case CYTHON_ADDRESS:
    case CYTHON_OPERATOR_ADDRESS:
        return check_cython_address(typer, slot);
    case CYTHON_SIZEOF:
        return check_cython_sizeof(typer, slot);
    case CYTHON_TYPEOF:
        return check_cython_typeof(typer, slot);
    case CYTHON_DECLARE:
        return check_cython_declare(typer, slot);
    case CYTHON_LIKELY:
    case CYTHON_UNLIKELY:
        return check_likely(typer, slot);
    case CYTHON_CDIV:
        return check_c_division(typer, slot, BINARY_FLOOR_DIVIDE);
    case CYTHON_CMOD:
        return check_c_division(typer, slot, BINARY_MODULO);
    case CYTHON_OPERATOR_DEREFERENCE:
        return check_dereference(typer, slot);
    case CYTHON_PARALLEL_PRANGE:
    case CYTHON_PARALLEL_PARALLEL:
    case CYTHON_PARALLEL_THREADID:
        return check_parallel_call(typer, slot, name);
    case CYTHON_OPERATOR_PREINCREMENT:
        return check_cython_increment(typer, slot, false, false);
    case CYTHON_OPERATOR_PREDECREMENT:
        return check_cython_increment(typer, slot, true, false);
    case CYTHON_OPERATOR_POSTINCREMENT:
        return check_cython_increment(typer, slot, false, true);
    case CYTHON_OPERATOR_POSTDECREMENT:
        return check_cython_increment(typer, slot, true, true);
    default: {
        const Call *node = (const Call *)*slot;
        report(
            typer, DIAG_E0599, node->node.span,
            arena_format(typer->arena, "%s()", unparse_expression(typer->arena, node->function)));
        return typer->common->error;
    }
    }
}
