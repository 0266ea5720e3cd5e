// What runs without the GIL: nothing there may touch a Python object.
//
// Takes the typed tree; reports each operation that needs the GIL once, at its place, and why. What
// a node needs is said by the column GIL of node.def; a node that is in no table here goes by it
// alone.

#include "typer/check/internal.h"

typedef struct GilCheck {
    Typer *typer;
    bool without_gil;
    // inside a block that has released it, in the same function
    bool has_released;
    const Type *result_type; // of the function
    // some part of the tree may have no type
    bool has_errors;
    DepthGuard depth;
} GilCheck;

static void visit(Node **slot, void *context);

// What is wrong needs no second message.
static bool is_wrong(const GilCheck *check, const Node *node) {
    return check->has_errors && node_kind_family((NodeKind)node->kind) == FAMILY_EXPRESSION &&
           (node->type == NULL || type_is_error(node->type));
}

static void visit_list(GilCheck *check, NodeList *list) {
    for (uint32_t i = 0; i < list->count; i++)
        visit(&list->items[i], check);
}

// What the compiler reads is never run; annotations are evaluated with the GIL.
static void visit_child(Node **child, NodeRole role, void *context) {
    if (role != ROLE_CONSTANT && role != ROLE_ANNOTATION)
        visit(child, context);
}

static void visit_children(GilCheck *check, Node *node) { node_walk(node, visit_child, check); }

// What messages call the operation.
static const char *describe(const Node *node) {
    static const char *const phrases[NODE_COUNT] = {
        [NODE_TupleExpression] = "making a tuple",
        [NODE_ListExpression] = "making a list",
        [NODE_SetExpression] = "making a set",
        [NODE_DictExpression] = "making a dict",
        [NODE_Comprehension] = "a comprehension",
        [NODE_Lambda] = "making a function",
        [NODE_JoinedString] = "formatting a string",
        [NODE_StringLiteral] = "a Python string",
        [NODE_IntLiteral] = "a Python int",
        [NODE_NoneLiteral] = "using None",
        [NODE_Await] = "a generator",
        [NODE_Yield] = "a generator",
        [NODE_YieldFrom] = "a generator",
        [NODE_CompareExpression] = "comparing Python objects",
        [NODE_Try] = "a try statement with except",
        [NODE_Import] = "an import",
        [NODE_ImportFrom] = "an import",
        [NODE_Delete] = "a del statement",
        [NODE_SequencePattern] = "a sequence pattern",
        [NODE_MappingPattern] = "a mapping pattern",
        [NODE_ClassPattern] = "a class pattern",
        [NODE_ClassDef] = "making a class",
        [NODE_FunctionDef] = "making a function",
    };
    if (phrases[node->kind] != NULL)
        return phrases[node->kind];
    bool is_statement = node_kind_family((NodeKind)node->kind) == FAMILY_STATEMENT;
    return is_statement ? "this statement" : "an operation on Python objects";
}

static void report_python(GilCheck *check, const Node *node, const char *what) {
    report(check->typer, DIAG_E0701, node->span, what);
}

// --- Expressions ---------------------------------------------------------------------------------
static bool is_object_type(const Type *type) { return type != NULL && type_is_object(type); }

// Reading a C value of a name needs nothing; a Python variable needs a reference.
static void visit_name(GilCheck *check, Node *visited) {
    const NameExpression *node = (const NameExpression *)visited;
    const Symbol *symbol = node->symbol;
    if (symbol == NULL || !is_object_type(node->node.type) || symbol->kind == SYMBOL_CLASS)
        return;
    report_python(
        check, &node->node,
        arena_format(check->typer->arena, "using the Python object '%s'", node->name->text));
}

static bool is_field_of_object(const Node *visited) {
    if (!node_is(visited, NODE_Attribute))
        return false;
    const Attribute *node = (const Attribute *)visited;
    return node->symbol != NULL && node->symbol->kind == SYMBOL_FIELD &&
           node->value->type->kind == TYPE_EXTENSION;
}

// An object of which a field is read is only looked at: a variable, or a field of such an object.
static void visit_owner(GilCheck *check, Node **owner) {
    zi_assert(*owner != NULL);
    if (node_is(*owner, NODE_Cast))
        visit(&((Cast *)*owner)->operand, check);
    else if (is_field_of_object(*owner))
        visit_owner(check, &((Attribute *)*owner)->value);
    else if (!node_is(*owner, NODE_NameExpression))
        visit(owner, check);
}

// Is it a variable or field whose object stays where it is, of one of these types or None? The
// builder takes the GIL for the moment in which it is looked at.
static bool is_container_at_hand(const Node *node) {
    const Type *type = node->type;
    const Symbol *symbol = symbol_of(node);
    bool is_local = node_is(node, NODE_NameExpression) && symbol != NULL &&
                    symbol->kind == SYMBOL_LOCAL && !symbol->is_captured;
    if (!(is_local || is_field_of_object(node)) || type == NULL || type->kind != TYPE_BUILTIN)
        return false;
    static const bool are_containers[BUILTIN_KIND_COUNT] = {
        [BUILTIN_LIST] = true,  [BUILTIN_TUPLE] = true,     [BUILTIN_DICT] = true,
        [BUILTIN_SET] = true,   [BUILTIN_FROZENSET] = true, [BUILTIN_STR] = true,
        [BUILTIN_BYTES] = true, [BUILTIN_BYTEARRAY] = true};
    return are_containers[type->builtin];
}

// Whether a container is empty can be asked without the GIL.
static void visit_condition(GilCheck *check, Node **slot) {
    if (check->without_gil && node_is(*slot, NODE_BooleanExpression)) {
        NodeList *operands = &((BooleanExpression *)*slot)->operands;
        for (uint32_t i = 0; i < operands->count; i++)
            visit_condition(check, &operands->items[i]);
    } else if (check->without_gil && is_container_at_hand(*slot)) {
        visit_owner(check, slot);
    } else {
        visit(slot, check);
    }
}

// A part of C memory that is filled is no list.
static void visit_c_slice(GilCheck *check, Node *node) {
    Subscript *part = (Subscript *)node;
    visit(&part->value, check);
    visit_children(check, part->index); // its bounds
}

// What fills it: memory, or a display of C numbers.
static void visit_filling(GilCheck *check, Node **slot) {
    if (is_c_slice(*slot))
        visit_c_slice(check, *slot);
    else if (node_is(*slot, NODE_ListExpression))
        visit_list(check, &((ListExpression *)*slot)->elements);
    else
        visit(slot, check);
}

// Are attributes of the value parts of it, such as `view.shape` and `z.real`?
static bool has_c_parts(const Node *value) {
    return value->type->kind == TYPE_MEMORYVIEW || value->type->kind == TYPE_COMPLEX;
}

// A field of a cdef class is at a known place.
static void visit_attribute(GilCheck *check, Node *visited) {
    Attribute *node = (Attribute *)visited;
    const Symbol *symbol = node->symbol;
    if (is_field_of_object(visited)) {
        visit_owner(check, &node->value);
        if (!is_object_type(node->node.type))
            return;
    } else if (symbol != NULL || has_c_parts(node->value)) {
        bool is_module =
            node->value->type->kind == TYPE_MODULE || node->value->type->kind == TYPE_TYPE;
        if (!is_module)
            visit(&node->value, check);
        if (!is_object_type(node->node.type))
            return;
    }
    report_python(
        check, &node->node,
        arena_format(check->typer->arena, "using the Python attribute '%s'", node->name->text));
}

static void visit_receiver(GilCheck *check, Node *function) {
    if (!node_is(function, NODE_Attribute))
        return;
    Attribute *attribute = (Attribute *)function;
    bool is_plain = attribute->value->type == NULL ||
                    attribute->value->type->kind == TYPE_EXTENSION ||
                    attribute->value->type->kind == TYPE_MODULE;
    if (!is_plain)
        visit(&attribute->value, check);
}

// A C number of a text or bytes.
static bool is_item_at_hand(const Subscript *node) {
    return is_container_at_hand(node->value) && !is_object_type(node->node.type) &&
           node->index->type != NULL && node->index->type->kind == TYPE_INTEGER;
}

// One that is set to a C number, for which the builder takes the GIL too.
static bool is_byte_at_hand(const Node *target) {
    return is_bytearray_item(target) && is_container_at_hand(((const Subscript *)target)->value);
}

static void visit_item_parts(GilCheck *check, Subscript *item) {
    visit_owner(check, &item->value);
    visit(&item->index, check);
}

static bool is_gil_free_builtin(const Call *node) {
    if (node->target == NULL || node->target->kind != CALL_BUILTIN)
        return false;
    switch (node->target->form) {
    case FORM_len:
    case FORM_float:
    case FORM_int:
    case FORM_bool:
    case FORM_ord:
        return !is_object_type(node->arguments.items[0]->type);
    case FORM_abs:
    case FORM_divmod:
    case FORM_min:
    case FORM_max:
        return true;
    case FORM_none:
    case FORM_chr:
    case FORM_isinstance:
    case FORM_type:
    case FORM_list:
    case FORM_dict:
    case FORM_frozenset:
    case FORM_range:
    case FORM_enumerate:
    case FORM_zip:
    case FORM_reversed:
    case FORM_next:
    case FORM_globals:
    case FORM_locals:
    case FORM_vars:
    case FORM_dir:
    case FORM_eval:
    case FORM_exec:
    case FORM_super:
    case FORM_COUNT:
        break;
    }
    return false;
}

// `<object>pointer`
static bool is_object_of_pointer(const Node *node) {
    return node_is(node, NODE_Cast) && ((const Cast *)node)->lengths.count == 0 &&
           type_class(((const Cast *)node)->operand->type) == CLASS_ADDRESS &&
           !type_is_c_string(((const Cast *)node)->operand->type);
}

// Does the argument hand on as it is what a local variable or a field of an object refers to? That
// keeps the object meanwhile.
static bool is_borrowed(const CallTarget *target, uint32_t position, const Node *argument) {
    const Symbol *symbol = symbol_of(argument);
    bool is_local = node_is(argument, NODE_NameExpression) && symbol != NULL &&
                    symbol->kind == SYMBOL_LOCAL && !symbol->is_captured;
    bool is_kept = is_local || is_field_of_object(argument) || is_object_of_pointer(argument);
    if (!is_kept || target->type == NULL || target->type->kind != TYPE_FUNCTION ||
        position >= target->type->function.count || !is_object_type(argument->type))
        return false;
    const Type *to = target->type->function.parameters[position].type;
    Conversion conversion = type_conversion(argument->type, to);
    return conversion == CONVERT_SAME || conversion == CONVERT_UPCAST;
}

static void visit_c_arguments(GilCheck *check, Call *node) {
    for (uint32_t i = 0; i < node->arguments.count; i++) {
        Node **argument = value_of_argument(&node->arguments.items[i]);
        if (!is_borrowed(node->target, node->target->positions[i], *argument))
            visit(argument, check);
        else
            visit_owner(check, argument);
    }
}

static void visit_call(GilCheck *check, Node *visited) {
    Call *node = (Call *)visited;
    if (call_asks_number(node->target)) {
        visit(&((Attribute *)node->function)->value, check);
        return;
    }
    const Type *callee = node->function->type;
    const Symbol *symbol = symbol_of(node->function);
    if (callee != NULL && callee->kind == TYPE_FUNCTION) {
        if (!callee->function.nogil) {
            Diagnostic *diagnostic =
                report(check->typer, DIAG_E0702, node->node.span, callee_name(node->function));
            bool is_own = symbol != NULL && !symbol->is_extern && symbol->kind == SYMBOL_FUNCTION;
            if (diagnostic != NULL && is_own) {
                diag_add_label(diagnostic, symbol->span, "add nogil to its declaration");
            }
        }
        visit_receiver(check, node->function);
        visit_c_arguments(check, node);
        return;
    }
    bool is_type = callee != NULL && callee->kind == TYPE_TYPE;
    if (!is_type && !is_gil_free_builtin(node)) {
        report_python(check, &node->node, "calling a Python object");
        return;
    }
    visit_list(check, &node->arguments);
}

static void visit_subscript(GilCheck *check, Node *visited) {
    Subscript *node = (Subscript *)visited;
    if (is_item_at_hand(node)) {
        visit_item_parts(check, node);
        return;
    }
    if (is_object_type(node->value->type)) {
        report_python(check, &node->node, "indexing a Python object");
        return;
    }
    if (node->value->type->kind != TYPE_TYPE)
        visit(&node->value, check);
    bool is_list = node_is(node->index, NODE_TupleExpression);
    NodeList single = {&node->index, 1};
    NodeList *indices = is_list ? &((TupleExpression *)node->index)->elements : &single;
    for (uint32_t i = 0; i < indices->count; i++) {
        if (node_is(indices->items[i], NODE_Slice)) {
            node_walk(indices->items[i], visit_child, check);
        } else if (!node_is(indices->items[i], NODE_EllipsisLiteral) &&
                   !node_is(indices->items[i], NODE_NoneLiteral)) {
            visit(&indices->items[i], check);
        }
    }
    if (is_object_type(node->node.type))
        report_python(check, &node->node, "making a Python object");
}

// `x is None` only looks at the pointer.
static bool is_identity_test(const CompareExpression *node) {
    for (uint32_t i = 0; i < node->links.count; i++) {
        CompareOperator operator=((const CompareLink *)node->links.items[i])->operator;
        if (operator!= COMPARE_IS && operator!= COMPARE_IS_NOT)
            return false;
    }
    return true;
}

static bool compares_objects(const CompareExpression *node) {
    bool found = is_object_type(node->first->type);
    for (uint32_t i = 0; i < node->links.count; i++) {
        found |= is_object_type(((const CompareLink *)node->links.items[i])->operand->type);
    }
    return found;
}

static bool holds_objects(Node *display) {
    const NodeList *elements = displayed_elements(display);
    bool found = false;
    for (uint32_t i = 0; elements != NULL && i < elements->count; i++) {
        const Node *element = elements->items[i];
        found |= is_object_type(element->type) && !node_is(element, NODE_IntLiteral);
    }
    return found;
}

static void visit_compare(GilCheck *check, Node *visited) {
    CompareExpression *node = (CompareExpression *)visited;
    CompareLink *link = NODE_AS(CompareLink, node->links.items[0]);
    if (link->compares_each && !holds_objects(link->operand)) {
        visit(&node->first, check);
        if (is_c_slice(link->operand))
            visit_c_slice(check, link->operand);
        else if (displayed_elements(link->operand) != NULL)
            visit_children(check, link->operand);
        else
            visit(&link->operand, check);
    } else if (link->compares_each) {
        report_python(check, &node->node, describe(visited));
    } else if (!compares_objects(node)) {
        visit_children(check, visited);
    } else if (!is_identity_test(node)) {
        report_python(check, &node->node, describe(visited));
    }
}

static void visit_by_need(GilCheck *check, Node *node);

static void visit_unary(GilCheck *check, Node *visited) {
    UnaryExpression *node = (UnaryExpression *)visited;
    if (node->operator== UNARY_NOT)
        visit_condition(check, &node->operand);
    else
        visit_by_need(check, visited);
}

static void visit_conditional(GilCheck *check, Node *visited) {
    ConditionalExpression *node = (ConditionalExpression *)visited;
    if (is_object_type(node->node.type)) {
        visit_by_need(check, visited);
        return;
    }
    visit_condition(check, &node->test);
    visit(&node->body, check);
    visit(&node->orelse, check);
}

// The keys of a C struct's display are names of its fields.
static void visit_dict(GilCheck *check, Node *visited) {
    const NodeList *items = &((DictExpression *)visited)->items;
    if (is_object_type(visited->type)) {
        visit_by_need(check, visited);
        return;
    }
    for (uint32_t i = 0; i < items->count; i++)
        visit(&((DictItem *)items->items[i])->value, check);
}

static void visit_cast(GilCheck *check, Node *visited) {
    Cast *node = (Cast *)visited;
    bool looks_only = is_object_type(node->operand->type) && !is_object_type(node->node.type) &&
                      node->node.type != NULL && node->node.type->kind == TYPE_POINTER;
    if (looks_only)
        return;
    if (is_object_type(node->node.type)) {
        report_python(check, &node->node, "making a Python object");
        return;
    }
    visit(&node->operand, check);
}

// --- Patterns ------------------------------------------------------------------------------------
// Items of C memory are no objects.
static void visit_sequence_pattern(GilCheck *check, Node *node) {
    if (pattern_takes_c_items((const SequencePattern *)node))
        visit_children(check, node);
    else
        report_python(check, node, describe(node));
}

static void visit_as_pattern(GilCheck *check, Node *visited) {
    const AsPattern *node = (const AsPattern *)visited;
    bool has_object = node->symbol != NULL &&
                      (is_object_type(node->subject->type) || is_object_type(node->symbol->type));
    if (has_object)
        report_python(check, visited, "binding a Python object");
    visit_children(check, visited);
}

// It only looks which object it is.
static void visit_singleton_pattern(GilCheck *check, Node *node) {
    (void)check;
    (void)node;
}

// --- Statements ----------------------------------------------------------------------------------
static void refuse_buffers(GilCheck *check, const FunctionSymbol *function) {
    for (uint32_t i = 0; i < function->parameter_symbols.count; i++) {
        const Symbol *parameter = function->parameter_symbols.items[i];
        Diagnostic *message =
            parameter->view != NULL
                ? report(check->typer, DIAG_E0584, parameter->span, parameter->name->text)
                : NULL;
        if (message != NULL)
            diag_add_help(message, "a memoryview is taken by the caller, such as `int[:]`");
    }
}

static void visit_function(GilCheck *check, FunctionSymbol *function, NodeList *body) {
    if (function == NULL)
        return;
    bool saved = check->without_gil, has_released = check->has_released;
    bool is_c = function->kind == FUNCTION_CDEF || function->kind == FUNCTION_CPDEF;
    check->without_gil = is_c && function->c.nogil && !function->c.with_gil;
    const Type *result_type = check->result_type;
    check->has_released = false;
    check->result_type = function->c.result_type;
    if (check->without_gil && is_object_type(function->c.result_type) && body->count > 0)
        report(check->typer, DIAG_E0701, function->symbol.span, "returning a Python object");
    if (check->without_gil)
        refuse_buffers(check, function);
    visit_list(check, body);
    check->without_gil = saved;
    check->has_released = has_released;
    check->result_type = result_type;
}

// Nobody knows what holds in the block then.
static bool has_wrong_item(const With *node) {
    for (uint32_t i = 0; i < node->items.count; i++) {
        const Type *type = NODE_AS(WithItem, node->items.items[i])->context->type;
        if (type != NULL && type_is_error(type))
            return true;
    }
    return false;
}

static void visit_with(GilCheck *check, Node *visited) {
    With *node = (With *)visited;
    bool saved = check->without_gil, has_released = check->has_released;
    if (has_wrong_item(node))
        return;
    if (node->rule == WITH_PYTHON) {
        if (check->without_gil)
            report_python(check, &node->node, "a with statement");
        visit_list(check, &node->items);
    }
    if (node->rule == WITH_CRITICAL_SECTION) {
        if (check->without_gil)
            report_python(check, &node->node, "a critical section");
        else
            visit_list(check, &node->items);
    }
    if (node->rule == WITH_NOGIL) {
        if (check->has_released)
            report(check->typer, DIAG_E0704, node->items.items[0]->span);
        check->without_gil = check->has_released = true;
    }
    if (node->rule == WITH_GIL) {
        if (!check->without_gil)
            report(check->typer, DIAG_E0703, node->items.items[0]->span);
        check->without_gil = check->has_released = false;
    }
    visit_list(check, &node->body);
    check->without_gil = saved;
    check->has_released = has_released;
}

static const NodeList *target_parts(const Node *target, uint32_t count) {
    const NodeList *parts =
        node_is(target, NODE_TupleExpression)  ? &((const TupleExpression *)target)->elements
        : node_is(target, NODE_ListExpression) ? &((const ListExpression *)target)->elements
                                               : NULL;
    return parts != NULL && parts->count == count ? parts : NULL;
}

static void visit_iteration(GilCheck *check, Node **target, Node **iterable);

// enumerate(iterable, start), zip(iterable, iterable): each steps beside the others. False: it is
// neither, or makes tuples.
static bool visit_side_by_side(GilCheck *check, Node *target, Node *iterable) {
    bool is_enumeration = is_call_of_form(iterable, FORM_enumerate);
    if (!is_enumeration && !is_call_of_form(iterable, FORM_zip))
        return false;
    NodeList *arguments = &((Call *)iterable)->arguments;
    uint32_t streams = is_enumeration ? 1 : arguments->count;
    const NodeList *parts = target_parts(target, is_enumeration ? 2 : streams);
    if (parts == NULL || streams == 0 || arguments->count < streams)
        return false;
    if (is_enumeration)
        visit(&parts->items[0], check);
    for (uint32_t i = 0; i < streams; i++)
        visit_iteration(check, &parts->items[is_enumeration ? i + 1 : i], &arguments->items[i]);
    for (uint32_t i = streams; i < arguments->count; i++)
        visit(&arguments->items[i], check);
    return true;
}

// Counting over a range of C integers makes no object, nor does a loop over C values.
static void visit_iteration(GilCheck *check, Node **target, Node **iterable) {
    if (check->without_gil && visit_side_by_side(check, *target, *iterable))
        return;
    Node *range =
        is_reversed_range(*iterable) ? ((Call *)*iterable)->arguments.items[0] : *iterable;
    bool is_range = is_call_of_form(range, FORM_range);
    if (check->without_gil && is_range && !range_is_wide(&((Call *)range)->arguments)) {
        visit_list(check, &((Call *)range)->arguments);
    } else if (is_c_slice(*iterable)) {
        visit_c_slice(check, *iterable);
    } else {
        visit(iterable, check);
    }
    visit(target, check);
}

static void visit_for(GilCheck *check, Node *visited) {
    For *node = (For *)visited;
    if (is_wrong(check, node->iterable))
        return;
    visit_iteration(check, &node->target, &node->iterable);
    visit_list(check, &node->body);
    visit_list(check, &node->orelse);
}

// The threads of a section that keeps the GIL wait for each other.
static void warn_of_gil(GilCheck *check, const Node *node, const ParallelSection *section,
                        const char *what) {
    if (!check->without_gil && section != NULL && section->opens)
        report(check->typer, DIAG_W0130, node->span, what);
}

static void visit_parallel_for(GilCheck *check, Node *node) {
    warn_of_gil(check, node, ((const ParallelFor *)node)->section, "the parallel loop");
    visit_children(check, node);
}

static void visit_parallel_block(GilCheck *check, Node *node) {
    warn_of_gil(check, node, ((const ParallelBlock *)node)->section, "the parallel block");
    visit_children(check, node);
}

static void visit_if(GilCheck *check, Node *visited) {
    If *node = (If *)visited;
    visit_condition(check, &node->test);
    visit_list(check, &node->body);
    visit_list(check, &node->orelse);
}

// The message is made with the GIL.
static void visit_assert(GilCheck *check, Node *visited) {
    Assert *node = (Assert *)visited;
    visit_condition(check, &node->test);
    if (node->message != NULL && !check->without_gil)
        visit(&node->message, check);
}

static void visit_while(GilCheck *check, Node *visited) {
    While *node = (While *)visited;
    visit_condition(check, &node->test);
    visit_list(check, &node->body);
    visit_list(check, &node->orelse);
}

// The targets for the members of a C tuple, which are C values as well.
static NodeList *member_targets(Node *target, const Node *value) {
    bool is_c = value->type != NULL && value->type->kind == TYPE_CTUPLE;
    NodeList *targets = is_c ? displayed_elements(target) : NULL;
    return targets != NULL && targets->count == value->type->members.count ? targets : NULL;
}

// `a, b = b, a` on C values makes no tuple, nor does `a, b = pair`.
static void visit_assign(GilCheck *check, Node *visited) {
    Assign *node = (Assign *)visited;
    bool takes_object = false;
    if (is_wrong(check, node->value))
        return;
    for (uint32_t i = 0; i < node->targets.count; i++) {
        Node *target = node->targets.items[i];
        if (check->without_gil && is_c_slice(target) && node->targets.count == 1) {
            visit_c_slice(check, target);
            visit_filling(check, &node->value);
            return;
        }
        if (check->without_gil && node_is(target, NODE_TupleExpression) &&
            node_is(node->value, NODE_TupleExpression)) {
            visit_list(check, &((TupleExpression *)target)->elements);
            visit_list(check, &((TupleExpression *)node->value)->elements);
            return;
        }
        if (check->without_gil && is_byte_at_hand(target)) {
            visit_item_parts(check, (Subscript *)target);
            continue;
        }
        NodeList *targets = check->without_gil ? member_targets(target, node->value) : NULL;
        if (targets != NULL) {
            visit_list(check, targets);
            continue;
        }
        visit(&node->targets.items[i], check);
        takes_object |= is_object_type(target->type);
    }
    // What takes an object has been reported; its value is no second mistake.
    if (check->without_gil && takes_object)
        return;
    visit(&node->value, check);
}

// Handlers need the GIL: which exception it is, is a question to Python objects.
static void visit_try(GilCheck *check, Node *node) {
    if (check->without_gil && ((const Try *)node)->handlers.count > 0)
        report_python(check, node, describe(node));
    else
        visit_children(check, node);
}

static void visit_delete(GilCheck *check, Node *node) {
    const NodeList *targets = &((const Delete *)node)->targets;
    for (uint32_t i = 0; i < targets->count; i++)
        if (is_wrong(check, targets->items[i]))
            return;
    visit_by_need(check, node);
}

static void visit_function_def(GilCheck *check, Node *node) {
    FunctionDef *function = (FunctionDef *)node;
    if (check->without_gil)
        report_python(check, node, describe(node));
    visit_function(check, function->function, &function->body);
}

static void visit_c_function_def(GilCheck *check, Node *node) {
    visit_function(check, ((CFunctionDef *)node)->function, &((CFunctionDef *)node)->body);
}

// A view of a C array is made with the GIL.
static void visit_return(GilCheck *check, Node *node) {
    const Node *value = ((const Return *)node)->value;
    visit_children(check, node);
    if (check->without_gil && value != NULL && value->type != NULL &&
        value->type->kind == TYPE_ARRAY && check->result_type != NULL &&
        check->result_type->kind == TYPE_MEMORYVIEW)
        report_python(check, value, "making a memoryview of a C array");
}

static void visit_expression_statement(GilCheck *check, Node *node) {
    const Node *value = ((const ExpressionStatement *)node)->value;
    if (node_is(value, NODE_StringLiteral)) // a docstring
        return;
    visit_children(check, node);
    if (check->without_gil && node_is(value, NODE_Call) && is_object_type(value->type))
        report_python(check, value, "releasing a Python object");
}

// --- Dispatch ------------------------------------------------------------------------------------
typedef void GilVisitor(GilCheck *check, Node *node);

static GilVisitor *const visitors[NODE_COUNT] = {
    [NODE_FunctionDef] = visit_function_def,
    [NODE_CFunctionDef] = visit_c_function_def,
    [NODE_With] = visit_with,
    [NODE_If] = visit_if,
    [NODE_While] = visit_while,
    [NODE_Assert] = visit_assert,
    [NODE_For] = visit_for,
    [NODE_ParallelFor] = visit_parallel_for,
    [NODE_ParallelBlock] = visit_parallel_block,
    [NODE_Assign] = visit_assign,
    [NODE_Try] = visit_try,
    [NODE_Delete] = visit_delete,
    [NODE_ExpressionStatement] = visit_expression_statement,
    [NODE_Return] = visit_return,
};

// Where the GIL is not held: expressions and patterns that need it less often than their type says,
// or more often.
static GilVisitor *const expression_visitors[NODE_COUNT] = {
    [NODE_NameExpression] = visit_name,
    [NODE_Attribute] = visit_attribute,
    [NODE_Call] = visit_call,
    [NODE_Subscript] = visit_subscript,
    [NODE_CompareExpression] = visit_compare,
    [NODE_UnaryExpression] = visit_unary,
    [NODE_ConditionalExpression] = visit_conditional,
    [NODE_DictExpression] = visit_dict,
    [NODE_Cast] = visit_cast,
    [NODE_SequencePattern] = visit_sequence_pattern,
    [NODE_AsPattern] = visit_as_pattern,
    [NODE_SingletonPattern] = visit_singleton_pattern,
};

static void visit_by_need(GilCheck *check, Node *node) {
    NodeGil gil = check->without_gil ? node_kind_gil((NodeKind)node->kind) : GIL_FREE;
    switch (gil) {
    case GIL_VALUE:
        if (is_object_type(node->type))
            report_python(check, node, describe(node));
        else
            visit_children(check, node);
        break;
    case GIL_NEEDED:
        report_python(check, node, describe(node));
        break;
    case GIL_TAKEN:
        break;
    case GIL_FREE:
        visit_children(check, node);
        break;
    }
}

static void visit_kind(GilCheck *check, Node *node) {
    GilVisitor *visitor = visitors[node->kind];
    if (visitor == NULL && check->without_gil)
        visitor = expression_visitors[node->kind];
    (visitor != NULL ? visitor : visit_by_need)(check, node);
}

static void visit(Node **slot, void *context) {
    GilCheck *check = context;
    zi_assert(*slot != NULL);
    if (is_wrong(check, *slot))
        return;
    if (!depth_enter(&check->depth, check->typer->diagnostics, (*slot)->span))
        return;
    visit_kind(check, *slot);
    depth_leave(&check->depth);
}

void check_nogil(Typer *typer) {
    GilCheck check = {.typer = typer,
                      .has_errors = diag_error_count(typer->diagnostics) > 0,
                      .depth = {.limit = DEPTH_LIMIT}};
    visit_list(&check, &typer->module->tree->body);
}
