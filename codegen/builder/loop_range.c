// for over range(), and for-from.
//
// Where the bounds are C integers, or the target is, the loop counts in C with a counter of its
// own: what the body does to the variable does not change the count, and after the loop the
// variable has its last value. Over Python's ints the loop counts in C too if start, stop and step
// fit, else it iterates over a range object: one body for both.

#include "codegen/builder/loop.h"
#include <string.h>

// --- C bounds ------------------------------------------------------------------------------------

static const NodeList *range_arguments(const Node *iterable) {
    if (!is_call_of_form(iterable, FORM_range))
        return NULL;
    const Call *call = (const Call *)iterable;
    bool counts = call->arguments.count >= 1 && call->arguments.count <= 3;
    return counts ? &call->arguments : NULL;
}

// (A string of one character could be a C char, but is no bound.)
bool literal_integer(Builder *builder, Node *node, int64_t *value) {
    const Type *type = builder->common->long_;
    if (node_is(node, NODE_StringLiteral) || !is_literal_of(node, type))
        return false;
    IrValue literal = build_literal_as(builder, node, type);
    *value = literal.integer;
    return literal.kind == IR_VALUE_INTEGER;
}

static bool is_c_integer(Builder *builder, Node *node) {
    int64_t value;
    return (node->type != NULL && type_is_integral(node->type)) ||
           literal_integer(builder, node, &value);
}

// reversed(range(...)): the call of range; else the iterable itself
static const Node *without_reversal(const Node *iterable) {
    return is_reversed_range(iterable) ? NODE_AS(Call, iterable)->arguments.items[0] : iterable;
}

bool counts_in_c(Builder *builder, const Node *target, const Node *iterable) {
    const NodeList *arguments = range_arguments(without_reversal(iterable));
    const Type *type = target->type;
    if (arguments == NULL || range_is_wide(arguments))
        return false;
    if (node_is(target, NODE_NameExpression) && type != NULL && type_is_integral(type))
        return true;
    for (uint32_t i = 0; i < arguments->count; i++)
        if (!is_c_integer(builder, arguments->items[i]))
            return false;
    return true;
}

static bool is_unsigned_64(const Node *node) {
    return node->type != NULL && node->type->kind == TYPE_INTEGER && is_unsigned(node->type) &&
           node->type->integer.bits == 64;
}

// A bound in a register of its own. An object is converted to the type of the target.
static IrValue build_bound(Builder *builder, Node *node, const Type *target) {
    int64_t known;
    if (literal_integer(builder, node, &known))
        return ir_int(IR_I64, known);
    Value value = build_expression(builder, node);
    if (type_is_object(value.type)) {
        const Type *type =
            target != NULL && type_is_integral(target) && target->kind == TYPE_INTEGER
                ? target
                : builder->common->long_;
        value = value_of(build_conversion(builder, value, type), type);
    }
    value.ir = to_index(builder, value);
    return add_saved_copy(builder, value).ir;
}

// A step of zero is Python's own ValueError.
void check_range_step(Builder *builder, IrValue step) {
    if (step.kind == IR_VALUE_INTEGER && step.integer != 0)
        return;
    IrBlock *zero = builder_new_block(builder, "zero step");
    IrBlock *after = builder_new_block(builder, "range");
    zero->is_cold = true;
    add_branch(builder, add_compare(builder, COMPARE_EQUAL, step, ir_int(IR_I64, 0), false), zero,
               after);
    builder_start_block(builder, zero);
    add_runtime_list(builder, RUNTIME_raise_range_step, NULL, 0);
    builder_start_block(builder, after);
}

void advance_range(Builder *builder, const RangeLoop *range) {
    IrValue next[] = {ir_reg(range->counter), range->step};
    IrOp *op = add_op(builder, IR_OP_ADD, range->counter, next, 2);
    if (range->unit != 0 && !range->is_unsigned)
        op->flags |= IR_FLAG_NO_WRAP; // it stops before the bound
    if (range->unit != 0)
        return;
    IrValue left[] = {ir_reg(range->remaining), ir_int(IR_I64, -1)};
    add_op(builder, IR_OP_ADD, range->remaining, left, 2)->flags |= IR_FLAG_NO_WRAP;
}

int64_t range_unit(IrValue step, bool is_unsigned) {
    bool is_unit = step.kind == IR_VALUE_INTEGER &&
                   (step.integer == 1 || (step.integer == -1 && !is_unsigned));
    return is_unit ? step.integer : 0;
}

static IrValue count_numbers(Builder *builder, const RangeLoop *range, IrValue start) {
    if (!range->is_unsigned)
        return ADD_RUNTIME(builder, range_count, start, range->stop, range->step);
    // (Then the step is 1.)
    IrRegisterId count = builder_new_ir_register(builder, IR_I64);
    IrBlock *some = builder_new_block(builder, "numbers");
    IrBlock *after = builder_new_block(builder, "counted");
    add_copy(builder, count, ir_int(IR_I64, 0));
    add_branch(builder, add_compare(builder, COMPARE_LESS, start, range->stop, true), some, after);
    builder_start_block(builder, some);
    add_copy(builder, count, add_binary(builder, IR_OP_SUBTRACT, IR_I64, range->stop, start));
    add_jump(builder, after);
    builder_start_block(builder, after);
    return ir_reg(count);
}

// The last number comes first.
static void reverse_range(Builder *builder, RangeLoop *range, IrValue start) {
    IrValue left =
        add_binary(builder, IR_OP_ADD, IR_I64, ir_reg(range->remaining), ir_int(IR_I64, -1));
    IrValue distance = add_binary(builder, IR_OP_MULTIPLY, IR_I64, left, range->step);
    add_copy(builder, range->counter, add_binary(builder, IR_OP_ADD, IR_I64, start, distance));
    range->step = range->step.kind == IR_VALUE_INTEGER
                      ? ir_int(IR_I64, -range->step.integer)
                      : add_binary(builder, IR_OP_SUBTRACT, IR_I64, ir_int(IR_I64, 0), range->step);
}

static void count_range(Builder *builder, RangeLoop *range, IrValue start, bool is_reversed) {
    if (!is_reversed)
        range->unit = range_unit(range->step, range->is_unsigned);
    range->counter = builder_new_ir_register(builder, IR_I64);
    add_copy(builder, range->counter, start);
    if (range->unit != 0)
        return;
    check_range_step(builder, range->step);
    range->remaining = builder_new_ir_register(builder, IR_I64);
    add_copy(builder, range->remaining, count_numbers(builder, range, start));
    if (is_reversed)
        reverse_range(builder, range, start);
}

IrValue range_goes_on(Builder *builder, const RangeLoop *range) {
    if (range->unit == 0)
        return add_compare(builder, COMPARE_GREATER, ir_reg(range->remaining), ir_int(IR_I64, 0),
                           false);
    return add_compare(builder, range->unit > 0 ? COMPARE_LESS : COMPARE_GREATER,
                       ir_reg(range->counter), range->stop, range->is_unsigned);
}

RangeBounds build_range_bounds(Builder *builder, Node *start, Node *stop, Node *step,
                               const Type *target) {
    RangeBounds bounds = {.start = ir_int(IR_I64, 0), .step = ir_int(IR_I64, 1)};
    bounds.is_unsigned = (start != NULL && is_unsigned_64(start)) || is_unsigned_64(stop);
    if (start != NULL)
        bounds.start = build_bound(builder, start, target);
    bounds.stop = build_bound(builder, stop, target);
    if (step != NULL)
        bounds.step = build_bound(builder, step, NULL);
    return bounds;
}

RangeLoop begin_range_between(Builder *builder, const RangeBounds *bounds, bool is_reversed) {
    RangeLoop range = {
        .stop = bounds->stop, .step = bounds->step, .is_unsigned = bounds->is_unsigned};
    count_range(builder, &range, bounds->start, is_reversed);
    return range;
}

RangeLoop begin_range(Builder *builder, const Node *target, const Node *iterable) {
    const NodeList *arguments = range_arguments(without_reversal(iterable));
    bool has_start = arguments->count > 1;
    Node *start = has_start ? arguments->items[0] : NULL;
    Node *step = arguments->count > 2 ? arguments->items[2] : NULL;
    RangeBounds bounds =
        build_range_bounds(builder, start, arguments->items[has_start ? 1 : 0], step, target->type);
    bounds.is_unsigned &= step == NULL;
    return begin_range_between(builder, &bounds, is_reversed_range(iterable));
}

Value range_number(const Builder *builder, const RangeLoop *range) {
    return value_of(ir_reg(range->counter),
                    range->is_unsigned ? builder->common->ulong : builder->common->long_);
}

// --- Bounds that are objects ---------------------------------------------------------------------

typedef struct ObjectRange {
    IrRegisterId counter, step, remaining, position, iterator, item, fits;
} ObjectRange;

// Of the numbers that are left, the last comes first. Of so many that their count is not known, the
// range object knows it.
static void reverse_object_range(Builder *builder, const ObjectRange *range, IrBlock *generic) {
    IrBlock *known = builder_new_block(builder, "reversed");
    IrValue count = ir_reg(range->remaining);
    add_copy(builder, range->fits,
             add_compare(builder, COMPARE_NOT_EQUAL, count, ir_int(IR_I64, INT64_MAX), false));
    add_branch(builder, ir_reg(range->fits), known, generic);
    builder_start_block(builder, known);
    RangeLoop numbers = {
        .counter = range->counter, .remaining = range->remaining, .step = ir_reg(range->step)};
    reverse_range(builder, &numbers, ir_reg(range->counter));
    add_copy(builder, range->step, numbers.step);
}

static IrValue constant_integer(Builder *builder, const char *digits) {
    IrConstant constant = {.kind = IR_CONSTANT_INT, .text = {digits, (uint32_t)strlen(digits)}};
    return add_constant(builder, ir_constant_add(builder->module, &constant));
}

// Finds the loop's direction, and prepares it.
static ObjectRange start_object_range(Builder *builder, const Node *iterable, IrBlock *header) {
    const NodeList *arguments = range_arguments(without_reversal(iterable));
    bool is_reversed = is_reversed_range(iterable);
    IrValue bounds[] = {constant_integer(builder, "0"), ir_null(IR_OBJECT),
                        constant_integer(builder, "1")};
    if (arguments->count == 1) {
        bounds[1] = build_object(builder, arguments->items[0]);
    } else {
        for (uint32_t i = 0; i < arguments->count; i++)
            bounds[i] = build_object(builder, arguments->items[i]);
    }
    ObjectRange range;
    IrRegisterId *numbers[] = {&range.counter, &range.step, &range.remaining, &range.position};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        *numbers[i] = builder_new_ir_register(builder, IR_I64);
    range.iterator = builder_new_ir_register(builder, IR_OBJECT);
    range.item = builder_new_ir_register(builder, IR_OBJECT);
    range.fits = builder_new_ir_register(builder, IR_BOOL);
    IrRegisterId stop = builder_new_ir_register(builder, IR_I64);
    IrValue fits = ADD_RUNTIME(builder, range_start, bounds[0], bounds[1], bounds[2],
                               ir_reg(range.counter), ir_reg(stop), ir_reg(range.step));
    add_copy(builder, range.fits,
             add_compare(builder, COMPARE_NOT_EQUAL, fits, ir_int(IR_I32, 0), false));
    IrBlock *native = builder_new_block(builder, "native range");
    IrBlock *generic = builder_new_block(builder, "range object");
    generic->is_cold = true;
    add_branch(builder, ir_reg(range.fits), native, generic);
    builder_start_block(builder, native);
    add_copy(
        builder, range.remaining,
        ADD_RUNTIME(builder, range_count, ir_reg(range.counter), ir_reg(stop), ir_reg(range.step)));
    if (is_reversed)
        reverse_object_range(builder, &range, generic);
    add_jump(builder, header);
    builder_start_block(builder, generic);
    IrValue object = ADD_RUNTIME(builder, range_object, bounds[0], bounds[1], bounds[2]);
    if (is_reversed)
        object = ADD_RUNTIME(builder, reversed_iterator, object);
    add_copy(builder, range.iterator,
             ADD_RUNTIME(builder, iter_start, object, ir_reg(range.position)));
    add_jump(builder, header);
    return range;
}

// The next number into `item`, or on to `exhausted`.
static void step_object_range(Builder *builder, const ObjectRange *range, const Loop *loop) {
    IrBlock *native = builder_new_block(builder, "count");
    IrBlock *counted = builder_new_block(builder, "counted");
    IrBlock *generic = builder_new_block(builder, "iterate");
    generic->is_cold = true;
    add_branch(builder, ir_reg(range->fits), native, generic);
    builder_start_block(builder, native);
    add_branch(
        builder,
        add_compare(builder, COMPARE_GREATER, ir_reg(range->remaining), ir_int(IR_I64, 0), false),
        counted, loop->exhausted);
    builder_start_block(builder, counted);
    Value number = value_of(ir_reg(range->counter), builder->common->long_);
    add_copy(builder, range->item, to_object(builder, number));
    IrValue next[] = {ir_reg(range->counter), ir_reg(range->step)};
    add_op(builder, IR_OP_ADD, range->counter, next, 2);
    IrValue left[] = {ir_reg(range->remaining), ir_int(IR_I64, -1)};
    add_op(builder, IR_OP_ADD, range->remaining, left, 2)->flags |= IR_FLAG_NO_WRAP;
    add_jump(builder, loop->body);
    builder_start_block(builder, generic);
    IrValue found =
        add_next_item(builder, ir_reg(range->iterator), range->position, loop->exhausted);
    builder->block->is_cold = true;
    add_copy(builder, range->item, found);
    add_jump(builder, loop->body);
}

void build_object_range(Builder *builder, For *node) {
    Loop loop = begin_loop(builder, "range");
    const EnteredComprehension *entered = begin_iterable(builder);
    Span outer = builder->span;
    builder->span = without_reversal(node->iterable)->span; // of the call
    ObjectRange range = start_object_range(builder, node->iterable, loop.header);
    builder->span = outer;
    end_iterable(builder, entered);
    builder_start_block(builder, loop.header);
    step_object_range(builder, &range, &loop);
    builder_start_block(builder, loop.body);
    assign_target(builder, node->target, object_value(builder, ir_reg(range.item)));
    finish_loop(builder, &loop, &node->body, &node->orelse, NULL, NULL);
}

bool is_range_loop(const For *node) {
    return range_arguments(without_reversal(node->iterable)) != NULL;
}

// --- for i from a <= i < b by s ------------------------------------------------------------------

typedef struct FromLoop {
    ForFrom *node;
    const Type *type;
    IrRegisterId counter;
    IrValue step;
    // An unsigned counter that counts down is a step ahead of the body's value when it is compared,
    // so that it can come to 0.
    bool is_ahead;
    // the counter is another variable than the target, which is a name
    bool reads_target;
} FromLoop;

static bool counts_up(const ForFrom *node) {
    return node->stop_operator == COMPARE_LESS || node->stop_operator == COMPARE_LESS_EQUAL;
}

static Value add_to_counter(Builder *builder, const FromLoop *loop, IrValue amount, bool up) {
    return build_binary_values(builder, up ? BINARY_ADD : BINARY_SUBTRACT,
                               value_of(ir_reg(loop->counter), loop->type),
                               value_of(amount, loop->type), loop->type, false);
}

static void count(Builder *builder, const FromLoop *loop, bool up) {
    add_copy(builder, loop->counter, add_to_counter(builder, loop, loop->step, up).ir);
}

// What the body assigns to the variable counts, whether it is the counter itself or not.
static void advance_from(Builder *builder, void *context) {
    const FromLoop *loop = context;
    if (loop->reads_target)
        add_copy(builder, loop->counter, build_as(builder, loop->node->target, loop->type));
    if (!loop->is_ahead)
        count(builder, loop, counts_up(loop->node));
}

// The variable counts itself if it is a local C number, as in C's own for.
static bool counts_itself(const Node *target) {
    if (!node_is(target, NODE_NameExpression) || target->type == NULL)
        return false;
    const Symbol *symbol = NODE_AS(NameExpression, target)->symbol;
    return type_is_numeric(target->type) && symbol->kind == SYMBOL_LOCAL && !is_in_cell(symbol);
}

static IrValue build_bound_as(Builder *builder, Node *bound, const Type *type) {
    return add_saved_copy(builder, value_of(build_as(builder, bound, type), type)).ir;
}

// Sets the counter to the first value.
static void start_from(Builder *builder, const FromLoop *loop, IrValue start) {
    const ForFrom *node = loop->node;
    add_copy(builder, loop->counter, start);
    if (node->start_operator == COMPARE_LESS || node->start_operator == COMPARE_GREATER) {
        IrValue one = number_of_type(builder, loop->type, 1);
        add_copy(builder, loop->counter, add_to_counter(builder, loop, one, counts_up(node)).ir);
    }
    if (loop->is_ahead)
        count(builder, loop, true);
}

// What the counter is compared with, as C does it: in a type of its own.
static Value build_stop(Builder *builder, const FromLoop *loop) {
    Node *node = loop->node->stop;
    const Type *type = type_is_numeric(node->type) ? node->type : loop->type;
    Value stop = value_of(build_bound_as(builder, node, type), type);
    if (!loop->is_ahead)
        return stop;
    type = type_arithmetic_result(builder->types, type, loop->type);
    Value step = value_of(loop->step, loop->type);
    return build_binary_values(builder, BINARY_ADD, stop, step, type, false);
}

static void start_body(Builder *builder, const FromLoop *from, const Loop *loop) {
    builder_start_block(builder, loop->body);
    if (from->is_ahead)
        count(builder, from, false);
}

// Gives the counter to the variable: in each round, and when it has ended the loop.
static void assign_counter(Builder *builder, const FromLoop *from, const Loop *loop,
                           IrBlock *ended) {
    Value counter = value_of(ir_reg(from->counter), from->type);
    builder_start_block(builder, ended);
    assign_target(builder, from->node->target, counter);
    add_jump(builder, loop->exhausted);
    start_body(builder, from, loop);
    assign_target(builder, from->node->target, counter);
}

void build_for_from(Builder *builder, Node *node) {
    ForFrom *statement = NODE_AS(ForFrom, node);
    const Type *type = statement->counter;
    bool is_own = counts_itself(statement->target);
    FromLoop from = {.node = statement, .type = type};
    from.reads_target = !is_own && node_is(statement->target, NODE_NameExpression);
    from.is_ahead = is_unsigned(type) && !counts_up(statement);
    IrValue start = build_bound_as(builder, statement->start, type);
    from.step = statement->step == NULL ? number_of_type(builder, type, 1)
                                        : build_bound_as(builder, statement->step, type);
    Value stop = build_stop(builder, &from);
    from.counter = is_own
                       ? local_register(builder, NODE_AS(NameExpression, statement->target)->symbol)
                       : builder_new_register(builder, type, NULL);
    start_from(builder, &from, start);
    Loop loop = begin_loop(builder, "for from");
    add_jump(builder, loop.header);
    builder_start_block(builder, loop.header);
    IrValue more = compare_numbers(builder, statement->stop_operator,
                                   value_of(ir_reg(from.counter), type), stop)
                       .ir;
    IrBlock *ended = is_own ? loop.exhausted : builder_new_block(builder, "ended");
    add_branch(builder, more, loop.body, ended);
    if (is_own)
        start_body(builder, &from, &loop);
    else
        assign_counter(builder, &from, &loop, ended);
    finish_loop(builder, &loop, &statement->body, &statement->orelse, advance_from, &from);
}
