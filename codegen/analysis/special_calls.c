// The special methods behind operators, subscripts, loops and with statements. See special_calls.h.

#include "codegen/analysis/special_calls.h"

typedef struct SpecialNames {
    const char *names[MOST_SPECIAL_CALLS];
} SpecialNames;

// By the operator's number.
static const SpecialNames binary[] = {
#define BINARY_OPERATOR(NAME, name, function, inplace, slot, method, sign)                         \
    [BINARY_##NAME] = {{"__" method "__", "__r" method "__", "__i" method "__"}},
#include "abi/operator.def"
};

static const SpecialNames compare[] = {
    [COMPARE_LESS] = {{"__lt__", "__gt__"}},
    [COMPARE_LESS_EQUAL] = {{"__le__", "__ge__"}},
    [COMPARE_EQUAL] = {{"__eq__"}},
    [COMPARE_NOT_EQUAL] = {{"__ne__", "__eq__"}},
    [COMPARE_GREATER] = {{"__gt__", "__lt__"}},
    [COMPARE_GREATER_EQUAL] = {{"__ge__", "__le__"}},
};

static const SpecialNames unary[] = {
    [UNARY_NEGATE] = {{"__neg__"}},
    [UNARY_PLUS] = {{"__pos__"}},
    [UNARY_INVERT] = {{"__invert__"}},
};

static const SpecialNames truth = {{"__bool__", "__len__"}};
static const SpecialNames call = {{"__call__"}};

static const SpecialNames by_runtime[RUNTIME_COUNT] = {
    [RUNTIME_get_item] = {{"__getitem__"}},
    [RUNTIME_get_item_index] = {{"__getitem__"}},
    [RUNTIME_set_item] = {{"__setitem__"}},
    [RUNTIME_set_item_index] = {{"__setitem__"}},
    [RUNTIME_delete_item] = {{"__delitem__"}},
    [RUNTIME_contains] = {{"__contains__"}},
    [RUNTIME_length] = {{"__len__"}},
    [RUNTIME_iter_start] = {{"__iter__"}},
    [RUNTIME_iter_next] = {{"__next__"}},
    [RUNTIME_with_enter] = {{"__enter__"}},
    [RUNTIME_with_leave] = {{"__exit__"}},
    [RUNTIME_compare_with_text] = {{"__eq__", "__ne__"}},
    [RUNTIME_order_texts] = {{"__lt__", "__gt__"}},
};

static const SpecialNames *find_names(const IrOp *op) {
    switch (op->code) {
    case IR_OP_PYTHON_BINARY:
        return &binary[op->aux.number];
    case IR_OP_PYTHON_COMPARE:
    case IR_OP_PYTHON_COMPARE_TRUTH:
        return &compare[op->aux.number];
    case IR_OP_PYTHON_UNARY:
        return &unary[op->aux.number];
    case IR_OP_PYTHON_TRUTH:
        return &truth;
    case IR_OP_CALL_PYTHON:
        return &call;
    case IR_OP_CALL_RUNTIME:
        return &by_runtime[op->aux.runtime];
    default:
        return NULL;
    }
}

uint32_t special_calls_of(const IrOp *op, const char *names[MOST_SPECIAL_CALLS]) {
    const SpecialNames *found = find_names(op);
    uint32_t count = 0;
    while (found != NULL && count < MOST_SPECIAL_CALLS && found->names[count] != NULL) {
        names[count] = found->names[count];
        count++;
    }
    return count;
}
