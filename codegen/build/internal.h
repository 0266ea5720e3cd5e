// The builder: typed AST -> IR. This header is for the files of codegen/build only.
//
// Builders emit ops at the builder's current block and ignore reference counts and error branches.
// After a jump or return there is no current block (`block` is NULL) until the next builder_start_block:
// ops emitted then go nowhere, so builders need not ask whether code is reachable.
#ifndef LINDWORM_CODEGEN_BUILD_INTERNAL_H
#define LINDWORM_CODEGEN_BUILD_INTERNAL_H

#include "codegen/codegen.h"

// An IR value and the typer's type that it has.
typedef struct Value {
    IrValue ir;
    const Type *type;
} Value;

// What a `break`, `continue` or `return` must run on its way out, innermost first.
typedef enum CleanupKind {
    CLEANUP_LOOP,      // a loop: the goal of break and continue
    CLEANUP_FINALLY,   // a finally body, built again for this exit
    CLEANUP_EXCEPT,    // leaving a handler: exception_pop of `saved`
    CLEANUP_WITH,      // __exit__(None, None, None)
    CLEANUP_GIL        // `with nogil` or `with gil`: take or give back
} CleanupKind;

typedef struct Cleanup {
    CleanupKind kind;
    struct Cleanup *outer;
    IrBlock *break_target, *continue_target; // LOOP
    const NodeList *finally_body;            // FINALLY
    IrBlock *handler;                        // handler in force outside of it
    IrRegisterId saved;                      // EXCEPT, WITH, GIL
    bool releases;                           // GIL: true for `with nogil`
} Cleanup;

typedef struct Builder {
    IrModule *module;
    TypedModule *typed;
    TypeTable *types;
    const CommonTypes *common;
    Arena *arena;
    IrFunction *function;
    FunctionSymbol *symbol;  // NULL in the module body
    Scope *scope;            // whose names NameExpressions mean
    Directives directives;
    IrBlock *block;          // where ops go; NULL: unreachable
    IrBlock *handler;        // the exception handler in force
    Cleanup *cleanups;       // innermost first
    Span span;               // of the statement or expression being built
    Map locals;              // const Symbol * -> (void *)(uintptr_t)(register + 1)
    Map cells;               // captured const Symbol * -> register of its cell + 1
    IrRegisterId state_namespace; // of a class body being built: its namespace object, or IR_NO_REGISTER
    bool without_gil;
} Builder;

// --- builder.c: emitting -------------------------------------------------------------------------------
IrBlock *builder_new_block(Builder *builder, const char *label); // with the handler in force
void builder_start_block(Builder *builder, IrBlock *block);
IrRegisterId builder_new_register(Builder *builder, const Type *type, const Name *name);
IrRegisterId builder_new_ir_register(Builder *builder, IrKind kind);
// Emits an op whose result is a new register of `type` (or none for void) and returns the result.
IrOp *builder_emit(Builder *builder, IrOpcode code, IrRegisterId result, const IrValue *operands, uint32_t count);
IrValue emit_unary_op(Builder *builder, IrOpcode code, IrKind result, IrValue operand);
IrValue emit_binary_op(Builder *builder, IrOpcode code, IrKind result, IrValue left, IrValue right);
void emit_copy(Builder *builder, IrRegisterId target, IrValue value);
void emit_jump(Builder *builder, IrBlock *target);
void emit_branch(Builder *builder, IrValue condition, IrBlock *if_true, IrBlock *if_false);
void emit_return(Builder *builder, IrValue value);
// Calls a runtime function; operands as its signature wants them. The result is a new register, or
// ir_null(IR_VOID).
IrValue emit_runtime(Builder *builder, RuntimeId id, const IrValue *operands, uint32_t count);
#define EMIT_RUNTIME(builder, name, ...)                                                           \
    emit_runtime((builder), RUNTIME_##name, (IrValue[]){__VA_ARGS__},                              \
                 sizeof((IrValue[]){__VA_ARGS__}) / sizeof(IrValue))
IrValue emit_constant(Builder *builder, uint32_t constant); // object
IrValue emit_singleton(Builder *builder, IrSingleton singleton);
IrValue constant_index(const Builder *builder, const Name *name); // the immediate operand of a `k` argument

// --- expression*.c: each gives the value as node->type says ----------------------------------------------
Value build_expression(Builder *builder, Node *node);
// Gives the value converted to `type`.
Value build_expression_as(Builder *builder, Node *node, const Type *type);
Value build_object(Builder *builder, Node *node); // converted to object
IrValue build_condition(Builder *builder, Node *node); // BOOL; `and`, `or`, `not` as branches inside
// One for each EXPRESSION node in node.def that is built natively: build_binary_expression and so on.

// --- convert.c ---------------------------------------------------------------------------------------------
Value convert_value(Builder *builder, Value value, const Type *target);
IrValue convert_to_condition(Builder *builder, Value value); // BOOL

// --- name.c: variables, globals, cells -----------------------------------------------------------------------
Value load_symbol(Builder *builder, Symbol *symbol, Node *where);
void store_symbol(Builder *builder, Symbol *symbol, Value value, Node *where);
void delete_symbol(Builder *builder, Symbol *symbol, Node *where);

// --- assign.c: targets ------------------------------------------------------------------------------------------
void assign_target(Builder *builder, Node *target, Value value);

// --- statement*.c -----------------------------------------------------------------------------------------------
void build_statements(Builder *builder, const NodeList *statements);
void build_statement(Builder *builder, Node *node);

// --- function.c, wrapper.c, class.c, module.c -----------------------------------------------------------------------
// Builds body and wrapper of a function and of nothing inside it; inner ones are built from typed->functions.
void build_function(IrModule *module, FunctionSymbol *symbol);
IrFunction *function_body(IrModule *module, const FunctionSymbol *symbol); // declared before any body is built

// --- interpreted.c: what runs interpreted -------------------------------------------------------------------------
// Finds for each unit (module-level function, class, method or statement) whether the builders can do all of it;
// reports W0001 or, where a unit must not fall back, an error.
void find_interpreted_units(TypedModule *typed);

#endif
