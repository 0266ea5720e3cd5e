// Calls of the methods of locks, and variables that are zero before anything else.
//
// Takes: calls with the target LOCK. Gives: calls of runtime functions with the lock's address.

#include "codegen/builder/internal.h"
#include <string.h>

static const struct {
    RuntimeId function;
    const char *signature;
} lock_calls[LOCK_METHOD_COUNT] = {
#define LOCK_METHOD(name, function, signature, RESULT)                                             \
    [LOCK_##function] = {RUNTIME_##function, signature},
#include "primitives/lock.def"
#undef LOCK_METHOD
};

static IrValue build_place_of_lock(Builder *builder, Node *lock) {
    return lock->type->kind == TYPE_POINTER ? build_expression(builder, lock).ir
                                            : build_address(builder, lock);
}

Value build_lock_call(Builder *builder, const Call *node) {
    LockMethod method = node->target->lock;
    IrValue operands[2] = {build_place_of_lock(builder, NODE_AS(Attribute, node->function)->value),
                           ir_null(IR_POINTER)};
    uint32_t count = (uint32_t)strlen(lock_calls[method].signature) - 1;
    if (node->arguments.count > 0)
        operands[1] = build_place_of_lock(builder, node->arguments.items[0]);
    IrValue result = add_runtime_list(builder, lock_calls[method].function, operands, count);
    return lock_calls[method].signature[0] == 'B'
               ? value_of(result, builder->common->bint)
               : value_of(ir_null(IR_VOID), builder->common->void_);
}

// --- Variables -----------------------------------------------------------------------------------

// What a thread's storage is before it has a key is zero too.
static bool starts_at_zero(const Type *type) {
    while (type->kind == TYPE_ARRAY)
        type = type->array.element;
    return type->kind == TYPE_STRUCT &&
           (type->struct_symbol->is_lock ||
            (type->struct_symbol->symbol.is_extern &&
             strcmp(type->struct_symbol->symbol.name->text, "Py_tss_t") == 0));
}

void clear_variables(Builder *builder, const Scope *scope) {
    for (uint32_t i = 0; i < scope->order.count; i++) {
        Symbol *symbol = scope->order.items[i];
        if (symbol->kind != SYMBOL_LOCAL || symbol->scope != scope || symbol->is_parameter ||
            is_in_cell(symbol) || !starts_at_zero(symbol->type))
            continue;
        IrOp *size = add_op_giving(builder, IR_OP_SIZE_OF, (IrType){.kind = IR_I64}, NULL, 0);
        size->aux.type = c_type_of(builder->owner, symbol->type);
        IrValue address = add_pointer_to(builder, local_register(builder, symbol));
        ADD_RUNTIME(builder, memory_clear, address, ir_reg(size->result));
    }
}
