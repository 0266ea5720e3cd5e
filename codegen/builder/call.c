// Calls through Python: functions, methods, keywords, `*args` and `**kwargs`.
//
// Takes: Call nodes. Gives: what the callee gives. Guarantees: Python's order of evaluation --
// callee (a method is looked up), positional arguments, keywords. What is called the typer has
// decided; calls of C functions are built in call_native.c, of builtins in call_builtin.c.

#include "codegen/builder/internal.h"

// --- Adding calls --------------------------------------------------------------------------------

void mark_frame(const Builder *builder, IrOp *op) {
    if (builder->shows_frame)
        op->flags |= IR_FLAG_SHOWS_FRAME;
}

static IrValue add_call_op(Builder *builder, IrOpcode code, const IrValue *operands, uint32_t count,
                           uint32_t keyword_names) {
    show_variables(builder);
    IrOp *op = add_op_giving(builder, code, (IrType){.kind = IR_OBJECT}, operands, count);
    op->aux.call.keyword_names = keyword_names;
    mark_frame(builder, op);
    return ir_reg(op->result);
}

static IrValue *join(Builder *builder, const IrValue *first, uint32_t first_count,
                     const IrValue *rest, uint32_t rest_count) {
    IrValue *operands = ARENA_ARRAY(builder->arena, IrValue, first_count + rest_count);
    for (uint32_t i = 0; i < first_count; i++)
        operands[i] = first[i];
    for (uint32_t i = 0; i < rest_count; i++)
        operands[first_count + i] = rest[i];
    return operands;
}

static IrValue add_call_of(Builder *builder, IrValue callee, const IrValue *arguments,
                           uint32_t count, uint32_t keyword_names) {
    return add_call_op(builder, IR_OP_CALL_PYTHON, join(builder, &callee, 1, arguments, count),
                       count + 1, keyword_names);
}

IrValue add_python_call(Builder *builder, IrValue callee, const IrValue *arguments,
                        uint32_t count) {
    return add_call_of(builder, callee, arguments, count, IR_NO_CONSTANT);
}

Method load_method(Builder *builder, IrValue object, const Name *name) {
    IrRegisterId *results = ARENA_ARRAY(builder->arena, IrRegisterId, 2);
    results[0] = builder_new_ir_register(builder, IR_OBJECT);
    results[1] = builder_new_ir_register(builder, IR_BOOL);
    IrOp *op = add_op(builder, IR_OP_LOAD_METHOD, IR_NO_REGISTER, &object, 1);
    op->results = results;
    op->result_count = 2;
    op->owned_results = 1;
    op->aux.call.name = constant_name(builder, name);
    op->aux.call.keyword_names = IR_NO_CONSTANT;
    return (Method){ir_reg(results[0]), ir_reg(results[1]), object};
}

Method load_method_if(Builder *builder, IrValue condition, IrValue object, const Name *name) {
    IrRegisterId callable = builder_new_ir_register(builder, IR_OBJECT);
    IrRegisterId takes_self = builder_new_ir_register(builder, IR_BOOL);
    IrBlock *look_up = builder_new_block(builder, "look_up");
    IrBlock *after = builder_new_block(builder, "looked_up");
    look_up->is_cold = true;
    // Else what a loop's last turn found would live until it is looked up again.
    add_op(builder, IR_OP_UNBOUND, callable, NULL, 0);
    add_copy(builder, takes_self, ir_int(IR_BOOL, 0));
    add_branch(builder, condition, look_up, after);
    builder_start_block(builder, look_up);
    Method found = load_method(builder, object, name);
    add_copy(builder, callable, found.callable);
    add_copy(builder, takes_self, found.takes_self);
    add_jump(builder, after);
    builder_start_block(builder, after);
    return (Method){ir_reg(callable), ir_reg(takes_self), object};
}

IrValue add_method_call(Builder *builder, const Method *method, const IrValue *arguments,
                        uint32_t count, uint32_t keyword_names) {
    IrValue found[] = {method->callable, method->takes_self, method->object};
    return add_call_op(builder, IR_OP_CALL_METHOD, join(builder, found, 3, arguments, count),
                       count + 3, keyword_names);
}

// --- Arguments -----------------------------------------------------------------------------------

// Positional arguments, then keywords' values, each in the order of the source. Returns the
// constant of the keywords' names.
static uint32_t build_plain_arguments(Builder *builder, const NodeList *arguments,
                                      IrValue *values) {
    uint32_t *names = ARENA_ARRAY(builder->arena, uint32_t, arguments->count + 1);
    uint32_t count = 0;
    uint32_t keywords = 0;
    for (uint32_t i = 0; i < arguments->count; i++)
        if (!node_is(arguments->items[i], NODE_Keyword))
            values[count++] = build_object(builder, arguments->items[i]);
    for (uint32_t i = 0; i < arguments->count; i++) {
        if (!node_is(arguments->items[i], NODE_Keyword))
            continue;
        Keyword *keyword = NODE_AS(Keyword, arguments->items[i]);
        names[keywords++] = constant_name(builder, keyword->name);
        values[count++] = build_object(builder, keyword->value);
    }
    return keywords == 0 ? IR_NO_CONSTANT : constant_tuple(builder, names, keywords);
}

static NodeList positional_arguments(Builder *builder, const NodeList *arguments) {
    NodeList positional = {ARENA_ARRAY(builder->arena, Node *, arguments->count + 1), 0};
    for (uint32_t i = 0; i < arguments->count; i++)
        if (!node_is(arguments->items[i], NODE_Keyword))
            positional.items[positional.count++] = arguments->items[i];
    return positional;
}

// What `*` stands before if that is all there is of positional arguments, or NULL.
static Node *lone_iterable(const NodeList *positional) {
    if (positional->count != 1 || !node_is(positional->items[0], NODE_Starred))
        return NULL;
    return NODE_AS(Starred, positional->items[0])->value;
}

// The positional arguments as a tuple, `*` ones spread out.
IrValue build_argument_tuple(Builder *builder, const NodeList *arguments, IrValue callee) {
    NodeList positional = positional_arguments(builder, arguments);
    Node *iterable = lone_iterable(&positional);
    if (iterable != NULL)
        return ADD_RUNTIME(builder, call_tuple, build_object(builder, iterable), callee);
    TupleExpression *tuple = NODE_NEW(builder->arena, TupleExpression, builder->span);
    tuple->elements = positional;
    tuple->node.type = builder->common->builtin[BUILTIN_TUPLE];
    return build_object(builder, (Node *)tuple);
}

// The keywords as a new dict, or null. A name given twice is the callee's TypeError.
IrValue build_keyword_dict(Builder *builder, const NodeList *arguments, IrValue callee) {
    IrValue *pairs = ARENA_ARRAY(builder->arena, IrValue, arguments->count * 2 + 1);
    uint32_t count = 0;
    uint32_t i = 0;
    for (; i < arguments->count; i++) {
        if (!node_is(arguments->items[i], NODE_Keyword))
            continue;
        Keyword *keyword = NODE_AS(Keyword, arguments->items[i]);
        if (keyword->name == NULL)
            break;
        pairs[count++] = add_constant(builder, constant_name(builder, keyword->name));
        pairs[count++] = build_object(builder, keyword->value);
    }
    if (count == 0 && i == arguments->count)
        return ir_null(IR_OBJECT);
    IrValue dict = add_runtime_list(builder, RUNTIME_dict_build, pairs, count);
    for (; i < arguments->count; i++) {
        if (!node_is(arguments->items[i], NODE_Keyword))
            continue;
        Keyword *keyword = NODE_AS(Keyword, arguments->items[i]);
        IrValue mapping = build_object(builder, keyword->value);
        if (keyword->name != NULL) {
            IrValue pair[] = {add_constant(builder, constant_name(builder, keyword->name)),
                              mapping};
            mapping = add_runtime_list(builder, RUNTIME_dict_build, pair, 2);
        }
        ADD_RUNTIME(builder, dict_merge_keywords, dict, mapping, callee);
    }
    return dict;
}

// --- The node ------------------------------------------------------------------------------------

// In Python a lone `*iterable` is iterated over once the keywords have been evaluated.
static IrValue build_spread_call(Builder *builder, IrValue callee, const NodeList *arguments) {
    NodeList positional = positional_arguments(builder, arguments);
    Node *iterable = lone_iterable(&positional);
    IrValue tuple, keywords;
    if (iterable != NULL && builder->typed->is_pure_python) {
        IrValue items = build_object(builder, iterable);
        keywords = build_keyword_dict(builder, arguments, callee);
        tuple = ADD_RUNTIME(builder, call_tuple, items, callee);
    } else {
        tuple = build_argument_tuple(builder, arguments, callee);
        keywords = build_keyword_dict(builder, arguments, callee);
    }
    IrValue operands[] = {callee, tuple, keywords};
    show_variables(builder);
    IrOp *op = add_op_giving(builder, IR_OP_CALL_RUNTIME, (IrType){.kind = IR_OBJECT}, operands, 3);
    op->aux.runtime = RUNTIME_call_with;
    mark_frame(builder, op);
    return ir_reg(op->result);
}

IrValue build_python_call(Builder *builder, IrValue callee, const NodeList *arguments) {
    if (arguments_have_spread(arguments))
        return build_spread_call(builder, callee, arguments);
    IrValue *values = ARENA_ARRAY(builder->arena, IrValue, arguments->count + 1);
    uint32_t names = build_plain_arguments(builder, arguments, values);
    return add_call_of(builder, callee, values, arguments->count, names);
}

static Value build_method_call(Builder *builder, Call *call) {
    Attribute *attribute = NODE_AS(Attribute, call->function);
    IrValue object = build_object(builder, attribute->value);
    builder->span = span_of_attribute(builder, &attribute->node);
    if (attribute->is_unbound)
        check_receiver(builder, attribute, object);
    Method method = load_method(builder, object, attribute->name);
    IrValue *values = ARENA_ARRAY(builder->arena, IrValue, call->arguments.count + 1);
    uint32_t names = build_plain_arguments(builder, &call->arguments, values);
    if (names != IR_NO_CONSTANT && builder->typed->python_minor < 11)
        builder->span = call->node.span; // no method call there
    return object_value(builder,
                        add_method_call(builder, &method, values, call->arguments.count, names));
}

static Value build_object_call(Builder *builder, Call *call) {
    IrValue callee = build_object(builder, call->function);
    return object_value(builder, build_python_call(builder, callee, &call->arguments));
}

static Value build_call_of_kind(Builder *builder, Call *call) {
    Value known;
    switch (call->target->kind) {
    case CALL_PYTHON:
        return build_known_call(builder, call, &known) ? known : build_object_call(builder, call);
    case CALL_CLASS:
        return can_construct(builder, call) ? build_construction(builder, call)
                                            : build_object_call(builder, call);
    case CALL_METHOD:
        return build_known_call(builder, call, &known) ? known : build_method_call(builder, call);
    case CALL_BUILTIN:
        return build_builtin_call(builder, call);
    case CALL_PRIMITIVE:
        return build_primitive_call(builder, call);
    case CALL_C_FUNCTION:
        return build_function_call(builder, call);
    case CALL_C_METHOD:
    case CALL_VIRTUAL:
        return build_c_method_call(builder, call);
    case CALL_POINTER:
        return build_pointer_call(builder, call);
    case CALL_CONJUGATE:
        return build_conjugate(builder, NODE_AS(Attribute, call->function)->value);
    case CALL_STRUCT:
        return build_struct_call(builder, call);
    case CALL_CHARACTER:
        return build_character_call(builder, call);
    case CALL_VIEW:
        return build_view_call(builder, call);
    case CALL_LOCK:
        return build_lock_call(builder, call);
    case CALL_INVALID:
    case CALL_KIND_COUNT:
        break;
    }
    internal_error("a call without a target");
}

// The body of a module has a frame in any case, to which such calls tell their line.
static bool shows_frame(const Builder *builder, const Call *call) {
    ShowFrames shown =
        ir_is_module_code(builder->function) ? SHOW_FRAMES_ALWAYS : builder->directives.show_frames;
    return !builder->without_gil && call_shows_frame(builder->typed, call, shown);
}

Value build_call(Builder *builder, Node *node) {
    Call *call = NODE_AS(Call, node);
    bool outer_frame = builder->shows_frame, outer_variables = builder->shows_variables;
    builder->shows_frame = shows_frame(builder, call);
    builder->shows_variables = builder->shows_frame && call_shows_variables(builder->typed, call);
    Value result;
    if (!build_consuming_call(builder, call, &result))
        result = build_call_of_kind(builder, call);
    builder->shows_frame = outer_frame;
    builder->shows_variables = outer_variables;
    return result;
}
