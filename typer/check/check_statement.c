// Statements: dispatch, assignments, simple statements.

#include "typer/check/internal.h"

// --- Dispatch ------------------------------------------------------------------------------------
typedef void CheckStatement(Typer *typer, Node **slot);

#define TABLE_STATEMENT(Type, name) [NODE_##Type] = check_##name,
#define TABLE_MODULE(Type, name)
#define TABLE_EXPRESSION(Type, name)
#define TABLE_PATTERN(Type, name)
#define TABLE_DECLARATION(Type, name)
#define TABLE_PART(Type, name)
static CheckStatement *const statement_checks[NODE_COUNT] = {
#define NODE(Type, name, FAMILY, LANGUAGE, OPENS, GIL, fields) TABLE_##FAMILY(Type, name)
#include "frontend/node.def"
#undef NODE
};

// Does the branch that was chosen when compiling never come to what follows it? That is of other
// versions of a fused function then.
static bool leaves_for_good(const Node *statement) {
    if (node_is(statement, NODE_CompileTimeIf)) {
        const NodeList *body = &((const CompileTimeIf *)statement)->body;
        return body->count > 0 && leaves_for_good(body->items[body->count - 1]);
    }
    return node_is(statement, NODE_Return) || node_is(statement, NODE_Raise) ||
           node_is(statement, NODE_Break) || node_is(statement, NODE_Continue);
}

void check_statements(Typer *typer, NodeList *body) {
    for (uint32_t i = 0; i < body->count; i++) {
        Node **slot = &body->items[i];
        CheckStatement *check = statement_checks[(*slot)->kind];
        if (check == NULL)
            internal_error("%s is not a statement", node_kind_name((*slot)->kind));
        if (!depth_enter(&typer->depth, typer->diagnostics, (*slot)->span))
            return;
        check(typer, slot);
        depth_leave(&typer->depth);
        if (node_is(*slot, NODE_CompileTimeIf) && leaves_for_good(*slot))
            body->count = i + 1;
    }
}

// --- Targets -------------------------------------------------------------------------------------
static const char *describe_constant_symbol(const Symbol *symbol) {
    switch (symbol->kind) {
    case SYMBOL_FUNCTION:
        return function_is_c_property(symbol) ? "a property of a C header's class" : "a C function";
    case SYMBOL_CLASS:
        return "a cdef class";
    case SYMBOL_TYPE:
        return "a type";
    case SYMBOL_CONSTANT:
        return "a constant";
    case SYMBOL_MODULE:
        return "a cimported module";
    case SYMBOL_CYTHON:
        return "a name of cython";
    case SYMBOL_LOCAL:
    case SYMBOL_GLOBAL:
    case SYMBOL_C_GLOBAL:
    case SYMBOL_BUILTIN:
    case SYMBOL_PYTHON_CLASS:
    case SYMBOL_CLASS_ATTRIBUTE:
    case SYMBOL_FIELD:
    case SYMBOL_C_VARIABLE:
    case SYMBOL_PROPERTY:
        break;
    }
    return NULL;
}

// `view = classmethod(view)` in the body of a cdef class: the method is an attribute of the class.
static bool is_method_of_body(const Typer *typer, const Node *target, const Symbol *symbol) {
    return node_is(target, NODE_NameExpression) && symbol->kind == SYMBOL_FUNCTION &&
           ((const FunctionSymbol *)symbol)->kind == FUNCTION_DEF &&
           symbol->scope == typer->place.scope && symbol_is_of_cdef_class(symbol);
}

static bool is_assignable(Typer *typer, const Node *target) {
    const Symbol *symbol = symbol_of(target);
    if (symbol != NULL && is_method_of_body(typer, target, symbol))
        return true;
    const char *what = symbol != NULL ? describe_constant_symbol(symbol) : NULL;
    if (what != NULL)
        report(typer, DIAG_E0309, target->span, symbol->name->text, what);
    return what == NULL;
}

static bool holds_parts(const Type *type) {
    return type != NULL && (type->kind == TYPE_STRUCT || type->kind == TYPE_COMPLEX ||
                            type->kind == TYPE_CTUPLE || type->kind == TYPE_ARRAY);
}

// The value whose part the target is: `s` of `s.pair.x`; the target itself if it is no such part.
static Node *owner_of_part(Node *target) {
    for (;;) {
        Node *value = node_is(target, NODE_Attribute)   ? ((Attribute *)target)->value
                      : node_is(target, NODE_Subscript) ? ((Subscript *)target)->value
                                                        : NULL;
        if (value == NULL || !holds_parts(value->type))
            return target;
        target = value;
    }
}

// A part of a C value is changed where the value lies.
static bool is_assignable_part(Typer *typer, const Node *target, const Node *owner) {
    if (owner == target)
        return true;
    if (node_is(owner, NODE_Call)) {
        report(typer, DIAG_E0309, target->span, unparse_expression(typer->arena, target),
               "part of a value that is not kept");
        return false;
    }
    return true;
}

// A constant of the module that its declaration does not set gets its value from the module's body.
static bool is_constant_to_set(const Typer *typer, const Node *target) {
    const Symbol *symbol = node_is(target, NODE_NameExpression) ? symbol_of(target) : NULL;
    if (symbol == NULL || symbol->kind != SYMBOL_C_GLOBAL || typer->place.function != NULL ||
        symbol->declaration == NULL || !node_is(symbol->declaration, NODE_DeclaratorName))
        return false;
    return ((const DeclaratorName *)symbol->declaration)->default_value == NULL;
}

const Type *check_target(Typer *typer, Node **slot) {
    Node *target = *slot;
    zi_assert(target != NULL);
    if (node_is(target, NODE_Starred)) {
        const Type *list = typer->common->builtin[BUILTIN_LIST];
        const Type *rest = check_target(typer, &((Starred *)target)->value);
        if (!type_is_object(rest) && !type_is_error(rest))
            report(typer, DIAG_E0401, target->span, list->text, rest->text);
        target->type = list;
        return target->type;
    }
    if (node_is(target, NODE_TupleExpression) || node_is(target, NODE_ListExpression)) {
        assign_object_to_target(typer, slot, typer->common->object);
        return typer->common->object;
    }
    const Node *outer = typer->assigned;
    typer->assigned = target;
    const Type *type = check_place(typer, slot);
    typer->assigned = outer;
    // What fills in for a module that cannot be imported is a variable of Python's.
    if (type->kind == TYPE_MODULE && become_python_module(typer, *slot))
        return typer->common->object;
    // a constant's value may be in its slot by now
    if (!is_assignable(typer, target))
        return typer->common->error;
    if (type->kind == TYPE_FUNCTION && is_method_of_body(typer, target, symbol_of(target)))
        return (*slot)->type = typer->common->object;
    if (!is_assignable_part(typer, target, owner_of_part(target)))
        return typer->common->error;
    // A part of an object takes whatever its __setitem__ takes.
    bool is_object_part =
        node_is(*slot, NODE_Subscript) && type_is_object(((Subscript *)*slot)->value->type);
    if (is_object_part)
        return (*slot)->type = typer->common->object;
    if (is_constant_to_set(typer, *slot))
        return type_unqualified(typer->types, type);
    if (type->is_const) {
        report(typer, DIAG_E0406, target->span, type->text);
        return typer->common->error;
    }
    return type;
}

static void convert_type(Typer *typer, const Type *from, const Type *to, Span span) {
    if (lacks_encoding(typer, from, to) || type_conversion(from, to) == CONVERT_IMPOSSIBLE) {
        report(typer, DIAG_E0401, span, from->text, to->text);
    }
}

static NodeList *target_list(Node *target) {
    if (node_is(target, NODE_TupleExpression))
        return &((TupleExpression *)target)->elements;
    return node_is(target, NODE_ListExpression) ? &((ListExpression *)target)->elements : NULL;
}

static const Type *element_of_unpacking(Typer *typer, const Type *value, uint32_t index) {
    if (value->kind == TYPE_CTUPLE && index < value->members.count)
        return value->members.items[index];
    if (value->kind == TYPE_ARRAY)
        return value->array.element;
    return typer->common->object;
}

// Assigns a value of this type, of which there is no expression (an element of an iteration).
void assign_object_to_target(Typer *typer, Node **slot, const Type *value) {
    NodeList *targets = target_list(*slot);
    if (targets == NULL) {
        const Type *type = check_target(typer, slot);
        zi_assert(*slot != NULL);
        if (node_is(*slot, NODE_Starred))
            return;
        convert_type(typer, value, type, (*slot)->span);
        return;
    }
    (*slot)->type = typer->common->builtin[BUILTIN_TUPLE];
    for (uint32_t i = 0; i < targets->count; i++) {
        assign_object_to_target(typer, &targets->items[i], element_of_unpacking(typer, value, i));
    }
}

// --- Assignments ---------------------------------------------------------------------------------
static bool has_star(const NodeList *list) {
    for (uint32_t i = 0; i < list->count; i++) {
        if (node_is(list->items[i], NODE_Starred))
            return true;
    }
    return false;
}

static bool is_memoryview_part(const Node *target) {
    return node_is(target, NODE_Subscript) && target->type != NULL &&
           target->type->kind == TYPE_MEMORYVIEW &&
           ((const Subscript *)target)->value->type->kind == TYPE_MEMORYVIEW;
}

// view[...] = x: a view of the same elements, or one value for all of them.
static void assign_to_memoryview_part(Typer *typer, const Node *target, Node **value) {
    zi_assert(target != NULL);
    const Type *element = target->type->memoryview.element;
    const Type *from = (*value)->type;
    if (element->is_const) {
        report(typer, DIAG_E0406, target->span, element->text);
    } else if (from->kind == TYPE_MEMORYVIEW) {
        if (type_unqualified(typer->types, from->memoryview.element) != element) {
            report(typer, DIAG_E0401, (*value)->span, from->text, target->type->text);
        }
    } else if (from->kind != TYPE_OBJECT) {
        convert_value(typer, value, element);
    }
}

// `shares`: the value goes to other targets as well, so a literal in it keeps its own type.
static void assign_value(Typer *typer, Node **target, Node **value, bool shares);

static void assign_elements(Typer *typer, Node *target, NodeList *targets, NodeList *values,
                            bool shares) {
    target->type = typer->common->builtin[BUILTIN_TUPLE];
    for (uint32_t i = 0; i < targets->count; i++) {
        assign_value(typer, &targets->items[i], &values->items[i], shares);
    }
}

// What a star takes of so many values, if it is a list of targets itself.
static void check_starred_list(Typer *typer, const NodeList *targets, uint32_t count) {
    for (uint32_t i = 0; i < targets->count; i++) {
        const Node *target = targets->items[i];
        const NodeList *inner =
            node_is(target, NODE_Starred) ? target_list(((const Starred *)target)->value) : NULL;
        uint32_t left = count + 1 - targets->count;
        if (inner != NULL && !has_star(inner) && inner->count != left)
            report(typer, typer->module->is_pure_python ? DIAG_W0207 : DIAG_E0416, target->span,
                   left, inner->count);
    }
}

// May the elements of a display be assigned to targets one by one? Another number of them is an
// error; in plain Python one of the program when it runs.
static bool are_matching(Typer *typer, const Node *target, const NodeList *targets,
                         const NodeList *values) {
    if (values == NULL || has_star(values))
        return false;
    bool takes_rest = has_star(targets);
    if (takes_rest && values->count + 1 >= targets->count) {
        check_starred_list(typer, targets, values->count);
        return false;
    }
    if (targets->count == values->count)
        return true;
    DiagCode code = typer->module->is_pure_python ? DIAG_W0207 : DIAG_E0416;
    report(typer, code, target->span, values->count, targets->count - takes_rest);
    return false;
}

static void assign_to_list(Typer *typer, Node **target, NodeList *targets, Node **value,
                           bool shares) {
    NodeList *values = target_list(*value);
    if (are_matching(typer, *target, targets, values)) {
        assign_elements(typer, *target, targets, values, shares);
        return;
    }
    if (!has_star(targets) && !shares)
        become_members(typer, value, targets->count);
    bool is_c_tuple = (*value)->type->kind == TYPE_CTUPLE;
    if (is_c_tuple && !has_star(targets) && (*value)->type->members.count != targets->count)
        report(typer, DIAG_E0416, (*target)->span, (*value)->type->members.count, targets->count);
    convert_value(typer, value, is_c_tuple ? (*value)->type : typer->common->object);
    assign_object_to_target(typer, target, (*value)->type);
}

// The type as which the value fills a part of C memory: memory of such elements as it is, a list
// that is written out as an array of them, all else as an object.
static const Type *type_filling(Typer *typer, const Node *slice, Node *value) {
    const Type *element =
        type_unqualified(typer->types, type_element(((const Subscript *)slice)->value->type));
    const Type *memory = is_c_slice(value) ? ((const Subscript *)value)->value->type : value->type;
    if (type_element(memory) != NULL && same_value_type(type_element(memory), element))
        return value->type;
    if (node_is(value, NODE_StringLiteral) && element->kind == TYPE_INTEGER)
        return type_of_characters(typer, NODE_AS(StringLiteral, value), element);
    const NodeList *items = node_is(value, NODE_ListExpression) ? target_list(value) : NULL;
    return items != NULL && items->count > 0 && !has_star(items)
               ? type_array(typer->types, element, items->count)
               : typer->common->object;
}

// `p[:] = q[:]` asks for the items alone.
static bool is_part_for_part(const Assign *node) {
    const Node *target = node->targets.items[0];
    return node->targets.count == 1 && node_is(target, NODE_Subscript) &&
           node_is(((const Subscript *)target)->index, NODE_Slice);
}

// Does an item of a bytearray get a C byte of the value: of an object, or the one of a text that is
// written out? (C numbers are asked whether they fit.)
static bool takes_byte(const Typer *typer, const Node *target, const Node *value) {
    if (typer->module->is_pure_python || !is_bytearray_item(target))
        return false;
    if (node_is(value, NODE_StringLiteral))
        return string_literal_fits(typer, (const StringLiteral *)value, typer->common->uchar);
    return type_is_object(value->type) &&
           type_conversion(value->type, typer->common->uchar) != CONVERT_IMPOSSIBLE;
}

// Does only a C header know whether the arrays have the same length? Then `a = b` is `a[:] = b`,
// which asks when it runs.
static bool has_length_of_header(const Type *to, const Type *from) {
    return to->kind == TYPE_ARRAY && from->kind == TYPE_ARRAY &&
           to->array.header_length != from->array.header_length &&
           same_value_type(from->array.element, to->array.element);
}

static const Type *become_whole_part(Typer *typer, Node **target) {
    *target = whole_part_of(typer, *target);
    return check_target(typer, target);
}

static void assign_value(Typer *typer, Node **target, Node **value, bool shares) {
    zi_assert(*target != NULL && *value != NULL);
    NodeList *targets = target_list(*target);
    if (targets != NULL) {
        assign_to_list(typer, target, targets, value, shares);
        return;
    }
    const Type *type = check_target(typer, target);
    if (type_is_error(type))
        return;
    if (has_length_of_header(type, (*value)->type))
        type = become_whole_part(typer, target);
    zi_assert(*target != NULL && *value != NULL);
    if (is_c_slice(*target))
        type = (*target)->type = type_filling(typer, *target, *value);
    else if (is_c_slice(*value))
        check_part_as_list(typer, (Subscript *)*value);
    if (takes_byte(typer, *target, *value) && !shares)
        type = (*target)->type = typer->common->uchar;
    if (!shares)
        check_pointer_source(typer, *value, type);
    if (is_memoryview_part(*target)) {
        assign_to_memoryview_part(typer, *target, value);
    } else if (!shares) {
        convert_value(typer, value, type);
    } else if (!type_is_error((*value)->type)) {
        // a literal may fit without changing for all
        Node *copy = node_copy(typer->arena, *value);
        copy->type = (*value)->type;
        bool is_literal = node_is(copy, NODE_IntLiteral) || node_is(copy, NODE_StringLiteral) ||
                          node_is(copy, NODE_FloatLiteral) || node_is(copy, NODE_NullLiteral);
        convert_value(typer, is_literal ? &copy : value, type);
    }
}

// The one type that all targets have, or NULL: then a literal may take it.
static bool targets_share_type(const NodeList *targets) {
    for (uint32_t i = 1; i < targets->count; i++) {
        if (targets->items[i]->type != targets->items[0]->type)
            return false;
    }
    return true;
}

// What several targets share, the variables among them keep.
static void check_shared_source(Typer *typer, const Assign *node) {
    for (uint32_t i = 0; i < node->targets.count; i++) {
        const Type *type = node->targets.items[i]->type;
        if (type == NULL || type_is_object(type))
            return;
    }
    for (uint32_t i = 0; i < node->targets.count; i++)
        check_pointer_source(typer, node->value, node->targets.items[i]->type);
}

// The function that sets the attribute, where the class of a C header has one; or NULL.
static Symbol *find_c_setter(Typer *typer, Node *target) {
    if (!typer->has_c_setters || !node_is(target, NODE_Attribute))
        return NULL;
    Attribute *attribute = (Attribute *)target;
    typer->quiet++;
    const Type *owner = check_value(typer, &attribute->value);
    typer->quiet--;
    return owner->kind == TYPE_EXTENSION
               ? class_find_member(owner->class_symbol, c_setter_name(typer, attribute->name))
               : NULL;
}

// `object.name = value`, where the class of a C header has a function for that: its call.
static bool become_setter_call(Typer *typer, Node **slot) {
    Assign *node = (Assign *)*slot;
    Attribute *target = (Attribute *)node->targets.items[0];
    Symbol *setter = node->targets.count == 1 ? find_c_setter(typer, node->targets.items[0]) : NULL;
    if (setter == NULL)
        return false;
    Call *call = NODE_NEW(typer->arena, Call, node->node.span);
    ExpressionStatement *statement = NODE_NEW(typer->arena, ExpressionStatement, node->node.span);
    target->symbol = setter;
    call->function = &target->node;
    call->arguments = node_list_of(typer->arena, node->value);
    statement->value = &call->node;
    *slot = &statement->node;
    check_expression_statement(typer, slot);
    return true;
}

void check_assign(Typer *typer, Node **slot) {
    Assign *node = (Assign *)*slot;
    if (become_setter_call(typer, slot))
        return;
    const Node *first = node->targets.items[0];
    const Symbol *variable = node->targets.count == 1 && node_is(first, NODE_NameExpression)
                                 ? ((const NameExpression *)first)->symbol
                                 : NULL;
    const Node *outer = typer->iterated;
    typer->iterated = is_part_for_part(node) ? node->value : NULL;
    check_value_for(typer, &node->value, variable != NULL ? variable->type : NULL);
    typer->iterated = outer;
    const Node *value = node->value; // as it is written
    for (uint32_t i = 0; i < node->targets.count; i++) {
        assign_value(typer, &node->targets.items[i], &node->value, node->targets.count > 1);
    }
    for (uint32_t i = 0; i < node->targets.count; i++)
        check_items_of_target(typer, node->targets.items[i], value);
    if (node->targets.count > 1)
        check_shared_source(typer, node);
    bool is_shared_literal =
        node->targets.count > 1 && target_list(node->targets.items[0]) == NULL &&
        targets_share_type(&node->targets) && node->targets.items[0]->type != NULL &&
        !is_memoryview_part(node->targets.items[0]) &&
        !type_is_object(node->targets.items[0]->type);
    if (is_shared_literal)
        convert_value(typer, &node->value, node->targets.items[0]->type);
}

// `count /= 2` of C integers is, as in Cython, the quotient without its fraction.
static bool divides_in_place(const AugmentedAssign *node) {
    return node->operator== BINARY_DIVIDE && type_is_integral(node->target->type) &&
           type_is_integral(node->value->type) && node->node.type->kind == TYPE_FLOATING;
}

// Is it a variable that nothing else sets meanwhile?
static bool is_own_variable(const Node *node) {
    const Symbol *symbol =
        node_is(node, NODE_NameExpression) ? ((const NameExpression *)node)->symbol : NULL;
    return symbol != NULL && symbol->kind == SYMBOL_LOCAL && !symbol->is_captured &&
           !symbol->is_bound_in_expression;
}

// `variable.name += value` of such an attribute sets it to what the operator gives.
static bool become_setter_of_result(Typer *typer, Node **slot) {
    AugmentedAssign *node = (AugmentedAssign *)*slot;
    if (find_c_setter(typer, node->target) == NULL ||
        !is_own_variable(((const Attribute *)node->target)->value))
        return false;
    BinaryExpression *result = NODE_NEW(typer->arena, BinaryExpression, node->node.span);
    Assign *assign = NODE_NEW(typer->arena, Assign, node->node.span);
    Attribute *read = NODE_NEW(typer->arena, Attribute, node->target->span);
    NameExpression *variable = NODE_NEW(typer->arena, NameExpression, read->node.span);
    *variable = *(const NameExpression *)((const Attribute *)node->target)->value;
    read->value = &variable->node;
    read->name = ((const Attribute *)node->target)->name;
    result->left = &read->node;
    result->operator= node->operator;
    result->right = node->value;
    result->is_in_place = true;
    assign->targets = node_list_of(typer->arena, node->target);
    assign->value = &result->node;
    *slot = &assign->node;
    check_assign(typer, slot);
    return true;
}

void check_augmented_assign(Typer *typer, Node **slot) {
    AugmentedAssign *node = (AugmentedAssign *)*slot;
    if (become_setter_of_result(typer, slot))
        return;
    const Type *target = check_target(typer, &node->target);
    check_value(typer, &node->value);
    if (type_is_error(target))
        return;
    if (takes_byte(typer, node->target, node->value))
        target = node->target->type = typer->common->uchar;
    const Type *result =
        type_of_binary(typer, node->operator, node->target, node->value, node->node.span);
    if (type_is_error(result))
        return;
    node->node.type = result;
    if (!type_is_object(target) && type_is_object(result)) {
        convert_type(typer, result, target, node->node.span);
    } else if (!type_is_object(target)) {
        if (divides_in_place(node))
            report(typer, DIAG_W0127, node->node.span, result->text, target->text);
        else
            convert_type(typer, result, target, node->node.span);
        bool is_number = type_is_numeric(target) && type_is_numeric(node->value->type);
        bool is_shift = node->operator== BINARY_LEFT_SHIFT ||
                        node->operator== BINARY_RIGHT_SHIFT || node->operator== BINARY_POWER;
        bool is_literal =
            node_is(node->value, NODE_IntLiteral) || node_is(node->value, NODE_FloatLiteral);
        if (is_number && is_literal && !is_shift) {
            convert_value(typer, &node->value,
                          type_arithmetic_result(typer->types, target, node->value->type));
        }
    } else {
        convert_value(typer, &node->value, typer->common->object);
        convert_type(typer, result, target, node->node.span);
    }
}

// A target that is annotated and not set: Python evaluates the parts of it.
static void check_bare_target(Typer *typer, Node **target) {
    if (node_is(*target, NODE_NameExpression)) {
        check_value(typer, target);
    } else if (typer->module->is_pure_python && node_is(*target, NODE_Attribute)) {
        check_object(typer, &((Attribute *)*target)->value);
    } else if (typer->module->is_pure_python && node_is(*target, NODE_Subscript)) {
        check_object(typer, &((Subscript *)*target)->value);
        check_object(typer, &((Subscript *)*target)->index);
    }
}

void check_annotated_assign(Typer *typer, Node **slot) {
    AnnotatedAssign *node = (AnnotatedAssign *)*slot;
    if (annotation_is_evaluated(typer))
        check_object(typer, &node->annotation);
    if (annotates_only(typer, node))
        return;
    if (node->value == NULL) {
        check_bare_target(typer, &node->target);
        return;
    }
    check_value(typer, &node->value);
    assign_value(typer, &node->target, &node->value, false);
}

// --- Simple statements ---------------------------------------------------------------------------
void check_expression_statement(Typer *typer, Node **slot) {
    ExpressionStatement *node = (ExpressionStatement *)*slot;
    bool is_format = node_is(node->value, NODE_JoinedString);
    const Type *type = check_value(typer, &node->value);
    if (is_format && node_is(node->value, NODE_StringLiteral)) {
        *slot = (Node *)NODE_NEW(typer->arena, Pass, node->node.span); // it documents nothing
        return;
    }
    bool is_name = type->kind == TYPE_TYPE || type->kind == TYPE_MODULE;
    if (is_name)
        convert_value(typer, &node->value, typer->common->object);
}

void check_delete(Typer *typer, Node **slot) {
    Delete *node = (Delete *)*slot;
    for (uint32_t i = 0; i < node->targets.count; i++) {
        Node **target = &node->targets.items[i];
        NodeList *list = target_list(*target);
        if (list != NULL) {
            (*target)->type = typer->common->object;
            Delete inner = {.node = node->node, .targets = *list};
            Node *pointer = &inner.node;
            check_delete(typer, &pointer);
            continue;
        }
        const Type *type = check_value(typer, target);
        zi_assert(*target != NULL);
        bool is_element = node_is(*target, NODE_Subscript) || node_is(*target, NODE_Attribute);
        bool can_delete =
            type_is_object(type) || type->kind == TYPE_MEMORYVIEW || type_is_error(type);
        if (is_element && node_is(*target, NODE_Subscript)) {
            can_delete = type_is_object(((Subscript *)*target)->value->type) ||
                         typer->module->is_pure_python;
        }
        // A C global is no name that Python could lose.
        const Symbol *symbol = node_is(*target, NODE_NameExpression)
                                   ? ((const NameExpression *)*target)->symbol
                                   : NULL;
        can_delete &= symbol == NULL || symbol->kind != SYMBOL_C_GLOBAL;
        if (!can_delete) {
            report(typer, DIAG_E0411, (*target)->span, unparse_expression(typer->arena, *target));
        }
    }
}

void check_pass(Typer *typer, Node **slot) {
    (void)typer;
    (void)slot;
}
void check_break(Typer *typer, Node **slot) {
    (void)typer;
    (void)slot;
}
void check_continue(Typer *typer, Node **slot) {
    (void)typer;
    (void)slot;
}
void check_global(Typer *typer, Node **slot) {
    (void)typer;
    (void)slot;
}
void check_nonlocal(Typer *typer, Node **slot) {
    (void)typer;
    (void)slot;
}
void check_import(Typer *typer, Node **slot) {
    (void)typer;
    (void)slot;
}
void check_import_from(Typer *typer, Node **slot) {
    (void)typer;
    (void)slot;
}

void check_return(Typer *typer, Node **slot) {
    Return *node = (Return *)*slot;
    const FunctionSymbol *function = typer->place.function;
    const Type *result = function != NULL ? function->c.result_type : typer->common->object;
    if (node->value != NULL) {
        if (result->kind == TYPE_VOID) {
            check_value(typer, &node->value);
            bool is_none =
                node_is(node->value, NODE_NoneLiteral) || node->value->type->kind == TYPE_VOID;
            if (!is_none)
                report(typer, DIAG_E0413, node->value->span);
            return;
        }
        check_items_of_result(typer, node->value, result);
        check_value_as(typer, &node->value, result);
        return;
    }
    bool needs_value =
        result->kind != TYPE_VOID && result->kind != TYPE_ERROR && !type_is_object(result);
    if (needs_value)
        report(typer, DIAG_E0412, node->node.span, result->text);
}

void check_raise(Typer *typer, Node **slot) {
    Raise *node = (Raise *)*slot;
    if (node->exception != NULL)
        check_object(typer, &node->exception);
    if (node->cause != NULL)
        check_object(typer, &node->cause);
    if (node->value != NULL)
        check_object(typer, &node->value);
    if (node->traceback != NULL)
        check_object(typer, &node->traceback);
}

void check_assert(Typer *typer, Node **slot) {
    Assert *node = (Assert *)*slot;
    check_condition(typer, &node->test);
    if (node->message != NULL)
        check_object(typer, &node->message);
}

void check_type_alias(Typer *typer, Node **slot) {
    TypeAlias *node = (TypeAlias *)*slot;
    check_value(typer, &node->name);
    // its value is evaluated when somebody asks
    typer->quiet++;
    check_value(typer, &node->value);
    typer->quiet--;
}

void check_print_statement(Typer *typer, Node **slot) {
    PrintStatement *node = (PrintStatement *)*slot;
    if (node->stream != NULL)
        check_object(typer, &node->stream);
    check_object_list(typer, &node->values);
}

// exec(code, globals, locals) is the tuple of these in Python 2.
static void check_exec_tuple(Typer *typer, const ExecStatement *node) {
    if (!node_is(node->code, NODE_TupleExpression))
        return;
    uint32_t count = ((const TupleExpression *)node->code)->elements.count;
    if (count < 2 || count > 3)
        report(typer, DIAG_E0402, node->code->span, "exec", "2 or 3 arguments", count);
    if (node->globals != NULL)
        report(typer, DIAG_E0525, node->globals->span, "'in'",
               "after exec with more than one argument");
}

void check_exec_statement(Typer *typer, Node **slot) {
    ExecStatement *node = (ExecStatement *)*slot;
    check_exec_tuple(typer, node);
    check_object(typer, &node->code);
    if (node->globals != NULL)
        check_object(typer, &node->globals);
    if (node->locals != NULL)
        check_object(typer, &node->locals);
}
