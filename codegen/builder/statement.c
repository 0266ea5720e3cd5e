// Simple statements, if, return, raise and assert.

#include "codegen/builder/trace.h"

void build_statements(Builder *builder, const NodeList *statements) {
    uint32_t line = line_of_trace(builder);
    for (uint32_t i = 0; i < statements->count && builder->block != NULL; i++) {
        Node *node = statements->items[i];
        uint32_t unit;
        if (unit_is_interpreted(&builder->owner->units, node, &unit))
            build_interpreted_unit(builder, node, unit);
        else
            build_statement(builder, node);
    }
    set_line_of_trace(builder, line);
}

void build_nothing(Builder *builder, Node *node) {
    (void)builder;
    (void)node;
}

void build_expression_statement(Builder *builder, Node *node) {
    Node *value = NODE_AS(ExpressionStatement, node)->value;
    // else a docstring, or a constant without effect
    if (!is_constant(value) && !build_extern_statement(builder, value))
        build_discarded(builder, value);
}

void build_cdef_block(Builder *builder, Node *node) {
    build_statements(builder, &NODE_AS(CdefBlock, node)->body);
}

void build_extern_block(Builder *builder, Node *node) {
    build_statements(builder, &NODE_AS(ExternBlock, node)->body);
}

void build_include(Builder *builder, Node *node) {
    build_statements(builder, &NODE_AS(Include, node)->body);
}

// The typer has chosen the branch.
void build_compile_time_if(Builder *builder, Node *node) {
    build_statements(builder, &NODE_AS(CompileTimeIf, node)->body);
}

void build_if(Builder *builder, Node *node) {
    If *statement = NODE_AS(If, node);
    IrBlock *then = builder_new_block(builder, "then");
    IrBlock *after = builder_new_block(builder, "if end");
    IrBlock *otherwise = statement->orelse.count > 0 ? builder_new_block(builder, "else") : after;
    build_branch(builder, statement->test, then, otherwise);
    builder_start_block(builder, then);
    build_statements(builder, &statement->body);
    add_jump(builder, after);
    if (statement->orelse.count > 0) {
        builder_start_block(builder, otherwise);
        build_statements(builder, &statement->orelse);
        add_jump(builder, after);
    }
    builder_start_block(builder, after);
}

// --- return --------------------------------------------------------------------------------------

const Type *result_type(const Builder *builder) {
    const FunctionSymbol *symbol = builder->symbol;
    if (symbol == NULL)
        return builder->common->void_;
    return symbol->found.is_generator ? builder->common->object : symbol->c.result_type;
}

void add_return(Builder *builder, Value value) {
    bool has_value = builder_value_type(builder, value.ir).kind != IR_VOID;
    trace_return(builder, value);
    add_op(builder, IR_OP_RETURN, IR_NO_REGISTER, &value.ir, has_value ? 1 : 0);
    builder->block = NULL;
}

// (Special methods of a cdef class whose slot gives a number end with zero, as C functions do.)
static IrValue build_default_object(Builder *builder) {
    const FunctionSymbol *symbol = builder->symbol;
    const Type *type = symbol->found.is_generator ? NULL : number_of_slot_method(builder, symbol);
    return type != NULL
               ? to_object(builder, value_of(ir_zero(ir_type_of(builder->owner, type).kind), type))
               : add_singleton(builder, SINGLETON_NONE);
}

// What a function gives that ends without a return: None, or zero.
void build_default_return(Builder *builder) {
    const Type *type = result_type(builder);
    IrType held = ir_type_of(builder->owner, type);
    Value value = value_of(ir_zero(held.kind), type);
    if (held.kind == IR_OBJECT)
        value.ir = build_default_object(builder);
    if (held.kind == IR_VIEW) {
        ADD_RUNTIME(builder, raise_unset_view);
        add_unreachable(builder);
        return;
    }
    if (held.kind == IR_AGGREGATE)
        value.ir = ir_reg(builder_new_register(builder, type, NULL));
    add_return(builder, value);
}

// --- Exceptions by value -------------------------------------------------------------------------
// A cdef function may set an exception by C functions and return the value of its except clause.

typedef struct ReturnedValue {
    ExceptionRule rule;
    IrRegisterId is_error;
} ReturnedValue;

static void build_is_set(Builder *builder, void *context) {
    const ReturnedValue *returned = context;
    IrValue is_certain = ir_int(IR_I32, returned->rule == EXCEPTION_RULE_VALUE);
    add_copy(builder, returned->is_error, ADD_RUNTIME(builder, exception_is_set, is_certain));
}

// The clause's value in the form of the result; no value if it cannot be the result.
static IrValue value_of_clause(const ExceptionSpec *clause, IrKind kind) {
    if (kind >= IR_I8 && kind <= IR_I64)
        return ir_int(kind, clause->integer_value);
    if (kind == IR_POINTER && clause->integer_value == 0)
        return ir_null(IR_POINTER);
    return ir_null(IR_VOID);
}

static void check_returned(Builder *builder, Value value) {
    const FunctionSymbol *symbol = builder->symbol;
    if (symbol == NULL || symbol->kind == FUNCTION_DEF || !symbol->found.calls_unchecked)
        return;
    const ExceptionSpec *clause = &symbol->symbol.type->function.exception;
    IrKind kind = builder_value_type(builder, value.ir).kind;
    IrValue sign = value_of_clause(clause, kind);
    bool has_value =
        clause->rule == EXCEPTION_RULE_VALUE || clause->rule == EXCEPTION_RULE_MAYBE_VALUE;
    if (!has_value || builder_value_type(builder, sign).kind == IR_VOID)
        return;
    IrBlock *suspicious = builder_new_block(builder, "suspicious");
    IrBlock *failed = builder_new_block(builder, "failed");
    IrBlock *good = builder_new_block(builder, "good");
    suspicious->is_cold = failed->is_cold = true;
    add_branch(builder, add_compare(builder, COMPARE_EQUAL, value.ir, sign, false), suspicious,
               good);
    builder_start_block(builder, suspicious);
    ReturnedValue returned = {clause->rule, builder_new_ir_register(builder, IR_BOOL)};
    build_with_gil(builder, build_is_set, &returned);
    add_branch(builder, ir_reg(returned.is_error), failed, good);
    builder_start_block(builder, failed);
    add_propagate(builder);
    builder_start_block(builder, good);
}

void return_value(Builder *builder, Value value) {
    if (builder->block != NULL)
        check_returned(builder, value);
    add_return(builder, value);
}

// What is returned, before the cleanups. A number becomes an object where the GIL is held: on the
// way out, if it is released here.
static Value build_returned(Builder *builder, Node *node, const Type *declared) {
    if (builder->without_gil && type_is_object(declared) && !type_is_object(node->type))
        return build_expression(builder, node);
    return value_of(build_as(builder, node, declared), declared);
}

void build_return(Builder *builder, Node *node) {
    Return *statement = NODE_AS(Return, node);
    const Type *type = result_type(builder);
    if (statement->value == NULL || type->kind == TYPE_VOID) {
        if (statement->value != NULL)
            build_discarded(builder, statement->value);
        build_cleanups(builder, NULL);
        if (builder->outlined != NULL)
            leave_section(builder, NULL);
        else if (builder->block != NULL)
            build_default_return(builder);
        return;
    }
    const Type *declared = builder->symbol->c.result_type; // of coroutines too
    Value value = build_returned(builder, statement->value, declared);
    if (builder->cleanups != NULL)
        // a finally body may assign to the variable
        value = add_saved_copy(builder, value);
    value = build_cleanups_with_result(builder, value, declared);
    if (builder->outlined != NULL)
        leave_section(builder, &value);
    else
        return_value(builder, value);
}

// --- raise and assert ----------------------------------------------------------------------------

static void build_raise_with_gil(Builder *builder, void *node) {
    Raise *raise = NODE_AS(Raise, node);
    if (raise->exception == NULL) {
        add_runtime_list(builder, RUNTIME_check_handled, NULL, 0);
        add_runtime_list(builder, RUNTIME_reraise, NULL, 0);
        return;
    }
    IrValue exception = build_object(builder, raise->exception);
    if (raise->value != NULL) {
        IrValue value = build_object(builder, raise->value);
        IrValue traceback =
            raise->traceback == NULL ? ir_null(IR_OBJECT) : build_object(builder, raise->traceback);
        ADD_RUNTIME(builder, raise_parts, exception, value, traceback);
        return;
    }
    if (node_is(raise->cause, NODE_NoneLiteral)) {
        ADD_RUNTIME(builder, raise_from_none, exception);
        return;
    }
    IrValue cause = raise->cause == NULL ? ir_null(IR_OBJECT) : build_object(builder, raise->cause);
    ADD_RUNTIME(builder, raise, exception, cause);
}

void build_raise(Builder *builder, Node *node) {
    build_with_gil(builder, build_raise_with_gil, node);
}

static void build_assertion_failure(Builder *builder, void *node) {
    Node *message = NODE_AS(Assert, node)->message;
    ADD_RUNTIME(builder, raise_assertion,
                message == NULL ? ir_null(IR_OBJECT) : build_object(builder, message));
}

void build_assert(Builder *builder, Node *node) {
    IrBlock *failed = builder_new_block(builder, "assertion");
    IrBlock *after = builder_new_block(builder, "asserted");
    failed->is_cold = true;
    build_branch(builder, NODE_AS(Assert, node)->test, after, failed);
    builder_start_block(builder, failed);
    build_with_gil(builder, build_assertion_failure, node);
    builder_start_block(builder, after);
}
