// What break, continue and return run on exit: finally bodies, the end of handlers,
// __exit__.
//
// Takes: the builder's list of cleanups. Gives: their code, innermost first, each with the handler
// that is in force outside of it.

#include "codegen/builder/internal.h"

void push_cleanup(Builder *builder, Cleanup *cleanup) {
    cleanup->outer = builder->cleanups;
    builder->cleanups = cleanup;
}

void pop_cleanup(Builder *builder) { builder->cleanups = builder->cleanups->outer; }

static void build_cleanup(Builder *builder, const Cleanup *cleanup) {
    switch (cleanup->kind) {
    case CLEANUP_LOOP:
        break;
    case CLEANUP_FINALLY:
        build_statements(builder, cleanup->finally_body);
        break;
    case CLEANUP_EXCEPT:
        add_exception_pop(builder, cleanup);
        break;
    case CLEANUP_WITH:
        if (cleanup->place != NULL)
            builder->span = cleanup->place->span;
        add_leave(builder, cleanup->is_async, cleanup->saved);
        break;
    case CLEANUP_TARGET:
        unbind_target(builder, cleanup->target);
        break;
    case CLEANUP_GIL:
        add_gil_change(builder, cleanup);
        break;
    case CLEANUP_CRITICAL_SECTION:
        leave_critical_section(builder, cleanup);
        break;
    case CLEANUP_ROUNDS:
        leave_rounds(builder, cleanup);
        break;
    }
}

// What is returned where the GIL is released: a C value that becomes an object.
typedef struct Result {
    Value value;
    const Type *type; // the object's
    IrRegisterId converted;
} Result;

static void convert_result(Builder *builder, void *context) {
    Result *result = context;
    IrValue converted = build_conversion(builder, result->value, result->type);
    add_copy(builder, result->converted, converted);
    result->value = value_of(ir_reg(result->converted), result->type);
}

// The cleanups up to this one; the result, if there is one, is converted as soon as the GIL is
// held.
static void leave_cleanups(Builder *builder, const Cleanup *until, Result *result) {
    Cleanup *innermost = builder->cleanups;
    IrBlock *handler = builder->handler;
    bool without_gil = builder->without_gil;
    Span span = builder->span;
    for (Cleanup *cleanup = innermost; cleanup != until; cleanup = cleanup->outer) {
        if (cleanup->kind == CLEANUP_LOOP)
            continue;
        builder->cleanups = cleanup->outer;
        builder_set_handler(builder, cleanup->handler, "cleanup");
        build_cleanup(builder, cleanup);
        if (result != NULL && !builder->without_gil && result->value.type != result->type)
            convert_result(builder, result);
    }
    builder->cleanups = innermost;
    builder->handler = handler;
    builder->without_gil = without_gil;
    builder->span = span;
}

void build_cleanups(Builder *builder, const Cleanup *until) {
    leave_cleanups(builder, until, NULL);
}

Value build_cleanups_with_result(Builder *builder, Value value, const Type *type) {
    if (value.type == type) {
        build_cleanups(builder, NULL);
        return value;
    }
    Result result = {value, type, builder_new_ir_register(builder, IR_OBJECT)};
    leave_cleanups(builder, NULL, &result);
    if (result.value.type != type) // in a thread of a parallel section
        build_with_gil(builder, convert_result, &result);
    return result.value;
}

static Cleanup *innermost_loop(const Builder *builder) {
    Cleanup *cleanup = builder->cleanups;
    while (cleanup->kind != CLEANUP_LOOP)
        cleanup = cleanup->outer;
    return cleanup;
}

void build_break(Builder *builder, Node *node) {
    (void)node;
    Cleanup *loop = innermost_loop(builder);
    build_cleanups(builder, loop);
    add_jump(builder, loop->break_target);
}

void build_continue(Builder *builder, Node *node) {
    (void)node;
    Cleanup *loop = innermost_loop(builder);
    build_cleanups(builder, loop);
    add_jump(builder, loop->continue_target);
}
