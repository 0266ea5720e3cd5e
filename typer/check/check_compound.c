// Compound statements: if, loops, try.

#include "typer/check/internal.h"

void check_if(Typer *typer, Node **slot) {
    If *node = (If *)*slot;
    check_condition(typer, &node->test);
    check_statements(typer, &node->body);
    check_statements(typer, &node->orelse);
}

void check_while(Typer *typer, Node **slot) {
    While *node = (While *)*slot;
    check_condition(typer, &node->test);
    check_statements(typer, &node->body);
    check_statements(typer, &node->orelse);
}

// --- Iteration -----------------------------------------------------------------------------------
// What counting gives: the start, and whatever is below the stop. The step takes part too.
const Type *type_of_range(Typer *typer, Call *call) {
    const Type *result = NULL;
    for (uint32_t i = 0; i < call->arguments.count; i++) {
        const Type *type = call->arguments.items[i]->type;
        if (!type_is_integral(type))
            return type_is_builtin(type, BUILTIN_INT) ? type : typer->common->object;
        if (type->kind == TYPE_BINT)
            type = typer->common->int_;
        bool is_step = i == 2; // added to the start
        result = result == NULL ? type
                 : is_step      ? type_arithmetic_result(typer->types, result, type)
                                : type_spanning(typer, result, type);
    }
    if (result == NULL || call->arguments.count > 3)
        return typer->common->object;
    // range(stop) starts at a literal 0, which is a C long.
    return type_unqualified(typer->types, result);
}

// A pointer has no end of its own: `p[:n]` gives it one.
static bool has_no_stop(const Subscript *part) {
    return part->value->type->kind == TYPE_POINTER && ((const Slice *)part->index)->stop == NULL;
}

// A C string has an end of its own: `p[i:]` is the object that it becomes.
static bool is_whole_string(const Subscript *part) {
    return has_no_stop(part) && type_is_c_string(part->value->type);
}

// Which way a loop over C memory runs is decided here.
static void check_known_step(Typer *typer, const Subscript *part) {
    const Node *step = ((const Slice *)part->index)->step;
    int64_t value;
    if (step != NULL && !constant_integer(typer, step, &value))
        report(typer, DIAG_E0513, step->span, unparse_expression(typer->arena, step));
}

// A part of a C pointer or array.
static const Type *type_of_c_slice(Typer *typer, const Subscript *part) {
    if (has_no_stop(part)) {
        report(typer, DIAG_E0422, part->node.span, part->value->type->text);
        return typer->common->error;
    }
    check_known_step(typer, part);
    return type_unqualified(typer->types, type_element(part->value->type));
}

static const Type *element_of_view(Typer *typer, const Type *view) {
    if (view->memoryview.dimensions == 1)
        return type_unqualified(typer->types, view->memoryview.element);
    Type first = *view;
    first.memoryview.dimensions--;
    for (uint8_t i = 0; i < first.memoryview.dimensions; i++) {
        first.memoryview.packing[i] = view->memoryview.packing[i + 1];
        first.memoryview.access[i] = view->memoryview.access[i + 1];
    }
    // Without its first axis, a slice in Fortran's order is strided.
    bool was_fortran = view->memoryview.packing[0] == AXIS_CONTIGUOUS;
    for (uint8_t i = 0; was_fortran && i < first.memoryview.dimensions; i++) {
        first.memoryview.packing[i] = AXIS_STRIDED;
    }
    return type_memoryview(typer->types, &first);
}

const Type *type_of_iteration(Typer *typer, Node **iterable) {
    const Node *outer = typer->iterated;
    typer->iterated = *iterable;
    const Type *type = check_value(typer, iterable);
    typer->iterated = outer;
    zi_assert(*iterable != NULL);
    if (type_is_error(type))
        return type;
    if (is_call_of_form(*iterable, FORM_range))
        return type_of_range(typer, (Call *)*iterable);
    if (is_reversed_range(*iterable))
        return type_of_range(typer, (Call *)((Call *)*iterable)->arguments.items[0]);
    if (is_c_slice(*iterable) && !is_whole_string((const Subscript *)*iterable))
        return type_of_c_slice(typer, (const Subscript *)*iterable);
    switch (type->kind) {
    case TYPE_MEMORYVIEW:
        return element_of_view(typer, type);
    case TYPE_ARRAY:
        return type_unqualified(typer->types, type->array.element);
    case TYPE_BUILTIN:
        if (type->builtin == BUILTIN_STR)
            return type;
        if (type->builtin == BUILTIN_RANGE)
            return typer->common->builtin[BUILTIN_INT];
        break;
    case TYPE_ERROR:
    case TYPE_VOID:
    case TYPE_OBJECT:
    case TYPE_EXTENSION:
    case TYPE_BINT:
    case TYPE_INTEGER:
    case TYPE_FLOATING:
    case TYPE_COMPLEX:
    case TYPE_ENUM:
    case TYPE_POINTER:
    case TYPE_FUNCTION:
    case TYPE_STRUCT:
    case TYPE_CTUPLE:
    case TYPE_BUFFER:
    case TYPE_FUSED:
    case TYPE_TYPE:
    case TYPE_MODULE:
    case TYPE_NULL_POINTER:
    case TYPE_KIND_COUNT:
        break;
    }
    bool is_python = typer->module->is_pure_python; // there it is a TypeError when it runs
    if (type_conversion(type, typer->common->object) == CONVERT_IMPOSSIBLE ||
        (type_is_numeric(type) && !is_python)) {
        const char *text = type->kind == TYPE_TYPE ? type->named->text : type->text;
        report(typer, DIAG_E0409, (*iterable)->span, text);
        return typer->common->error;
    }
    convert_value(typer, iterable, typer->common->object);
    return typer->common->object;
}

bool loops_over_addresses(const Node *target, const Node *iterable, const Type *element) {
    if (!node_is(target, NODE_NameExpression) ||
        !(is_c_slice(iterable) || iterable->type->kind == TYPE_ARRAY))
        return false;
    const Symbol *symbol = ((const NameExpression *)target)->symbol;
    const Type *type = symbol != NULL ? symbol->type : NULL;
    return type != NULL && type->kind == TYPE_POINTER && same_value_type(type->element, element) &&
           type_conversion(element, type) == CONVERT_IMPOSSIBLE;
}

void check_for(Typer *typer, Node **slot) {
    For *node = (For *)*slot;
    if (node->is_async) {
        check_suspension(typer, node->node.span, "async for");
        check_object(typer, &node->iterable);
        assign_object_to_target(typer, &node->target, typer->common->object);
    } else {
        const Type *element = type_of_iteration(typer, &node->iterable);
        if (loops_over_addresses(node->target, node->iterable, element))
            element = type_pointer(typer->types, element);
        assign_object_to_target(typer, &node->target, element);
        check_content_of_loop(typer, node->target, node->iterable->type);
    }
    check_statements(typer, &node->body);
    check_statements(typer, &node->orelse);
}

static bool has_order(const Type *type) {
    TypeClass class = type_class(type);
    return class == CLASS_INTEGRAL || class == CLASS_FLOATING;
}

// What counts if the variable cannot: a C number that holds all bounds that are C numbers.
static const Type *widen_counter(Typer *typer, const Type *counter, const Type *bound) {
    return has_order(bound) ? type_arithmetic_result(typer->types, counter, bound) : counter;
}

void check_for_from_bounds(Typer *typer, ForFrom *node) {
    const Type *target = check_target(typer, &node->target);
    Node **bounds[] = {&node->start, &node->stop, &node->step};
    uint32_t count = node->step != NULL ? 3 : 2;
    node->counter = typer->common->long_;
    for (uint32_t i = 0; i < count; i++)
        node->counter = widen_counter(typer, node->counter, check_value(typer, bounds[i]));
    if (type_is_numeric(target))
        node->counter = target;
    for (uint32_t i = 0; i < count; i++) {
        // C compares the counter with a bound of another type as it is.
        bool stays = bounds[i] == &node->stop && has_order(node->stop->type);
        if (!stays)
            convert_value(typer, bounds[i], node->counter);
    }
}

void check_for_from(Typer *typer, Node **slot) {
    ForFrom *node = (ForFrom *)*slot;
    check_for_from_bounds(typer, node);
    check_statements(typer, &node->body);
    check_statements(typer, &node->orelse);
}

// --- try -----------------------------------------------------------------------------------------
const Type *type_of_caught(Typer *typer, const Node *exception) {
    const NodeList alone = {.items = (Node **)&exception, .count = 1};
    const NodeList *classes = node_is(exception, NODE_TupleExpression)
                                  ? &((const TupleExpression *)exception)->elements
                                  : &alone;
    const Type *type = typer->common->error;
    for (uint32_t i = 0; i < classes->count; i++) {
        const Symbol *symbol = symbol_of(classes->items[i]);
        const Type *caught = symbol != NULL && symbol->kind == SYMBOL_BUILTIN
                                 ? builtin_type_of_name(typer, symbol->name)
                                 : NULL;
        bool is_exception = caught != NULL && caught->kind == TYPE_BUILTIN &&
                            builtin_extends(caught->builtin, BUILTIN_BASE_EXCEPTION);
        if (!is_exception)
            return typer->common->builtin[BUILTIN_BASE_EXCEPTION];
        type = type_spanning(typer, type, caught);
    }
    return type_is_error(type) ? typer->common->builtin[BUILTIN_BASE_EXCEPTION] : type;
}

void check_try(Typer *typer, Node **slot) {
    Try *node = (Try *)*slot;
    check_statements(typer, &node->body);
    for (uint32_t i = 0; i < node->handlers.count; i++) {
        ExceptHandler *handler = NODE_AS(ExceptHandler, node->handlers.items[i]);
        if (handler->exception != NULL)
            check_object(typer, &handler->exception);
        if (handler->target != NULL) {
            handler->caught =
                node->is_star ? typer->common->object : type_of_caught(typer, handler->exception);
            assign_object_to_target(typer, &handler->target, handler->caught);
        }
        check_statements(typer, &handler->body);
    }
    check_statements(typer, &node->orelse);
    check_statements(typer, &node->finalbody);
}
