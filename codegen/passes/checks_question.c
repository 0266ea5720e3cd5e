// What ops ask of a value, and which answers follow from which.
//
// A type of Python's own is the type of an object for ever: no object becomes a list, or ceases to
// be one. `isinstance` asks the object as well, which may lie about its class, and in another way
// the next time; but not if its type is exactly one of Python's own.

#include "codegen/passes/checks.h"

// --- Types ---------------------------------------------------------------------------------------

#define IR_BUILTIN_OBJECT IR_BUILTIN_COUNT

static const IrBuiltin parents[] = {
#define BUILTIN_TYPE(KIND, name, c_name, PARENT, exact, BASE, size, container)                     \
    [IR_BUILTIN_##KIND] = IR_BUILTIN_##PARENT,
#include "primitives/builtin_type.def"
#undef BUILTIN_TYPE
};

static bool extends(IrBuiltin type, IrBuiltin other) {
    while (type != other && type != IR_BUILTIN_OBJECT)
        type = parents[type];
    return type == other;
}

// --- Questions -----------------------------------------------------------------------------------

static bool is_none(const Definition *definitions, IrValue value) {
    const IrOp *op = definition_of(definitions, value);
    return op != NULL && op->code == IR_OP_SINGLETON && op->aux.number == SINGLETON_NONE;
}

// `x is None` and `x is not None`.
static bool find_identity(const Definition *definitions, const IrOp *op, Question *question,
                          bool *is_negated) {
    if (op->aux.number != COMPARE_IS && op->aux.number != COMPARE_IS_NOT)
        return false;
    *is_negated = op->aux.number == COMPARE_IS_NOT;
    for (uint32_t i = 0; i < 2; i++) {
        if (!definition_is_value(definitions, op->operands[i]) ||
            !is_none(definitions, op->operands[1 - i]))
            continue;
        *question = (Question){.kind = ASKS_NONE, .reg = op->operands[i].reg};
        return true;
    }
    return false;
}

static bool find_type_test(const Definition *definitions, const IrOp *op, Question *question) {
    bool is_exact = op->aux.runtime == RUNTIME_has_type;
    if (!is_exact && op->aux.runtime != RUNTIME_is_instance)
        return false;
    const IrOp *type = definition_of(definitions, op->operands[1]);
    if (type == NULL || type->code != IR_OP_BUILTIN_TYPE || type->aux.type->kind != IR_C_BUILTIN ||
        !definition_is_value(definitions, op->operands[0]))
        return false;
    *question = (Question){.kind = is_exact ? ASKS_EXACT : ASKS_INSTANCE,
                           .reg = op->operands[0].reg,
                           .type = type->aux.type->builtin};
    return true;
}

bool checks_find_question(const Definition *definitions, const IrOp *op, Question *question,
                          bool *is_negated) {
    *is_negated = false;
    if (op->code == IR_OP_COMPARE)
        return find_identity(definitions, op, question, is_negated);
    return op->code == IR_OP_CALL_RUNTIME && find_type_test(definitions, op, question);
}

// --- Answers -------------------------------------------------------------------------------------

// Of a value whose type is exactly this one.
static Answer answer_for_exact(IrBuiltin type, const Question *question) {
    switch (question->kind) {
    case ASKS_NONE:
        return ANSWER_NO;
    case ASKS_EXACT:
        return answer_of(type == question->type);
    case ASKS_INSTANCE:
        return answer_of(extends(type, question->type));
    case ASKS_CHECK:
        break;
    }
    bool passes =
        question->check->code == IR_OP_CHECK_NOT_NONE || question->check->code == IR_OP_CHECK_BOUND;
    return passes ? ANSWER_YES : ANSWER_UNKNOWN;
}

static Answer answer_for_none(const Question *question) {
    switch (question->kind) {
    case ASKS_NONE:
        return ANSWER_YES;
    case ASKS_EXACT:
    case ASKS_INSTANCE:
        return ANSWER_NO;
    case ASKS_CHECK:
        break;
    }
    const IrOp *check = question->check;
    bool passes = check->code == IR_OP_CHECK_BOUND ||
                  (check->code == IR_OP_CHECK_TYPE && (check->flags & IR_FLAG_NOT_NONE) == 0);
    return passes ? ANSWER_YES : ANSWER_UNKNOWN;
}

static Answer answer_for_not_none(const Question *question) {
    if (question->kind == ASKS_NONE)
        return ANSWER_NO;
    bool passes = question->kind == ASKS_CHECK && question->check->code == IR_OP_CHECK_NOT_NONE;
    return passes ? ANSWER_YES : ANSWER_UNKNOWN;
}

// An exact type is no lie: an instance of one type is not exactly another, and what is no instance
// of a type is not exactly that, nor one that extends it.
static Answer answer_for_instance(const Fact *fact, const Question *question, bool is_fresh) {
    IrBuiltin type = fact->question.type;
    bool is_narrower = extends(question->type, type);
    switch (question->kind) {
    case ASKS_EXACT:
        return fact->answer != is_narrower ? ANSWER_NO : ANSWER_UNKNOWN;
    case ASKS_INSTANCE:
        if (!is_fresh)
            return ANSWER_UNKNOWN;
        if (fact->answer)
            return extends(type, question->type) ? ANSWER_YES : ANSWER_UNKNOWN;
        return is_narrower ? ANSWER_NO : ANSWER_UNKNOWN;
    case ASKS_NONE:
    case ASKS_CHECK:
        break;
    }
    return fact->answer ? answer_for_not_none(question) : ANSWER_UNKNOWN;
}

// CHECK_TYPE passes exactly that type, but for exceptions and with SUBTYPE; and None, unless the
// flag says no.
static Answer answer_for_type_check(const IrOp *known, const Question *question) {
    bool is_not_none = (known->flags & IR_FLAG_NOT_NONE) != 0;
    const IrCType *type = known->aux.type;
    bool is_exact = type->kind == IR_C_BUILTIN && (known->flags & IR_FLAG_SUBTYPE) == 0 &&
                    !extends(type->builtin, IR_BUILTIN_BASE_EXCEPTION);
    if (!is_exact)
        return is_not_none ? answer_for_not_none(question) : ANSWER_UNKNOWN;
    Answer exact = answer_for_exact(type->builtin, question);
    return is_not_none || exact == answer_for_none(question) ? exact : ANSWER_UNKNOWN;
}

static Answer answer_for_check(const IrOp *known, const Question *question) {
    Answer answer = ANSWER_UNKNOWN;
    if (known->code == IR_OP_CHECK_NOT_NONE)
        answer = answer_for_not_none(question);
    else if (known->code == IR_OP_CHECK_TYPE)
        answer = answer_for_type_check(known, question);
    if (question->kind != ASKS_CHECK || known->code != question->check->code ||
        answer != ANSWER_UNKNOWN)
        return answer;
    const IrOp *op = question->check;
    bool passes = op->code != IR_OP_CHECK_TYPE ||
                  (known->aux.type == op->aux.type &&
                   (known->flags & IR_FLAG_NOT_NONE) >= (op->flags & IR_FLAG_NOT_NONE) &&
                   (known->flags & IR_FLAG_SUBTYPE) <= (op->flags & IR_FLAG_SUBTYPE));
    return passes ? ANSWER_YES : ANSWER_UNKNOWN;
}

Answer checks_answer_by_fact(const Fact *fact, const Question *question, bool is_fresh) {
    switch (fact->question.kind) {
    case ASKS_CHECK:
        return answer_for_check(fact->question.check, question);
    case ASKS_NONE:
        return fact->answer ? answer_for_none(question) : answer_for_not_none(question);
    case ASKS_EXACT:
        if (fact->answer)
            return answer_for_exact(fact->question.type, question);
        return question->kind == ASKS_EXACT && question->type == fact->question.type
                   ? ANSWER_NO
                   : ANSWER_UNKNOWN;
    case ASKS_INSTANCE:
        return answer_for_instance(fact, question, is_fresh);
    }
    return ANSWER_UNKNOWN;
}

// --- What sets a value ---------------------------------------------------------------------------

// The exact type of what a runtime function gives; false: it may be any.
static bool find_result_type(RuntimeId id, IrBuiltin *type) {
    static const struct {
        RuntimeId id;
        IrBuiltin type;
    } results[] = {
        {RUNTIME_tuple_build, IR_BUILTIN_TUPLE}, {RUNTIME_list_to_tuple, IR_BUILTIN_TUPLE},
        {RUNTIME_list_build, IR_BUILTIN_LIST},   {RUNTIME_set_build, IR_BUILTIN_SET},
        {RUNTIME_dict_build, IR_BUILTIN_DICT},   {RUNTIME_string_build, IR_BUILTIN_STR},
        {RUNTIME_slice_new, IR_BUILTIN_SLICE},
    };
    for (size_t i = 0; i < sizeof results / sizeof *results; i++) {
        *type = results[i].type;
        if (results[i].id == id)
            return true;
    }
    return false;
}

// IR_BUILTIN_OBJECT: of no type that is asked about.
static IrBuiltin type_of_constant(IrConstantKind kind) {
    switch (kind) {
    case IR_CONSTANT_INT:
        return IR_BUILTIN_INT;
    case IR_CONSTANT_FLOAT:
        return IR_BUILTIN_FLOAT;
    case IR_CONSTANT_COMPLEX:
        return IR_BUILTIN_COMPLEX;
    case IR_CONSTANT_STR:
    case IR_CONSTANT_NAME:
        return IR_BUILTIN_STR;
    case IR_CONSTANT_BYTES:
        return IR_BUILTIN_BYTES;
    case IR_CONSTANT_TUPLE:
        return IR_BUILTIN_TUPLE;
    case IR_CONSTANT_FROZENSET:
        return IR_BUILTIN_FROZENSET;
    case IR_CONSTANT_TRUE:
    case IR_CONSTANT_FALSE:
        return IR_BUILTIN_BOOL;
    case IR_CONSTANT_NONE:
    case IR_CONSTANT_ELLIPSIS:
        break;
    }
    return IR_BUILTIN_OBJECT;
}

static bool find_exact_type(const IrModule *module, const IrOp *op, IrBuiltin *type) {
    switch (op->code) {
    case IR_OP_CONSTANT:
        *type = type_of_constant(module->constants.items[op->aux.constant].kind);
        return *type != IR_BUILTIN_OBJECT;
    case IR_OP_BOX_INT:
        *type = IR_BUILTIN_INT;
        return true;
    case IR_OP_BOX_FLOAT:
        *type = IR_BUILTIN_FLOAT;
        return true;
    case IR_OP_BOX_BOOL:
        *type = IR_BUILTIN_BOOL;
        return true;
    case IR_OP_CALL_RUNTIME:
        return find_result_type(op->aux.runtime, type);
    default:
        return false;
    }
}

Answer checks_answer_by_definition(const IrModule *module, const Definition *definitions,
                                   const Question *question) {
    const IrOp *op = definition_of(definitions, ir_reg(question->reg));
    IrBuiltin type;
    if (op == NULL || op->result != question->reg)
        return ANSWER_UNKNOWN;
    if (op->code == IR_OP_SINGLETON && op->aux.number == SINGLETON_NONE)
        return answer_for_none(question);
    return find_exact_type(module, op, &type) ? answer_for_exact(type, question) : ANSWER_UNKNOWN;
}
