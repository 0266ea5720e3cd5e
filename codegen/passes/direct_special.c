// Special methods: operators and calls of what is most likely an instance of a class of the module.
//
// What an operator gets is not known, and mostly it is a number. So the question is only put where
// the code itself treats an operand, or the result, as an instance: it looks up an attribute of it,
// or has it from a call of a class, or from a method that returns such. All other operators stay
// what they are, and so does each in the case that the guess is wrong.

#include "codegen/analysis/special_calls.h"
#include "codegen/passes/direct.h"

struct SpecialSites {
    // of registers, when they were looked at
    uint32_t count;
    RegisterSets values; // registers that hold one value
    // of each root: is it an instance of some class, most likely
    bool *is_instance;
};

// --- What is an instance -------------------------------------------------------------------------

static void note(const SpecialSites *sites, IrValue value) {
    if (value.kind == IR_VALUE_REGISTER)
        sites->is_instance[register_sets_root(&sites->values, value.reg)] = true;
}

static bool is_instance(const SpecialSites *sites, IrValue value) {
    return value.kind == IR_VALUE_REGISTER && value.reg < sites->count &&
           sites->is_instance[register_sets_root(&sites->values, value.reg)];
}

static bool has_attribute(const IrOp *op) {
    if (op->code == IR_OP_CALL_RUNTIME)
        return op->aux.runtime == RUNTIME_load_attribute ||
               op->aux.runtime == RUNTIME_store_attribute;
    return op->code == IR_OP_LOAD_METHOD;
}

// Is it a call of a class, or of what returns what a call of a class gives?
static bool gives_instance(const Direct *pass, const IrBody *body, const Definition *definitions,
                           const IrOp *op) {
    if (op->code != IR_OP_CALL_PYTHON && op->code != IR_OP_CALL_METHOD)
        return false;
    const Name *name = direct_name_of_callee(pass, body, definitions, op->operands[0]);
    if (name == NULL)
        return false;
    if (map_has(&pass->by_class, name))
        return op->code == IR_OP_CALL_PYTHON;
    const CandidateVector *candidates = map_get(&pass->by_name, name);
    for (uint32_t i = 0; candidates != NULL && i < candidates->count; i++)
        if (candidates->items[i]->returns_instance)
            return true;
    return false;
}

bool direct_returns_instance(const Direct *pass, const IrBody *body) {
    Analyses *analyses = analyses_create((IrBody *)body);
    const Definition *definitions = analyses_definitions(analyses);
    bool any = false;
    for (uint32_t i = 0; i < body->blocks.count && !any; i++) {
        const IrOp *end = ir_block_terminator(body->blocks.items[i]);
        const IrOp *op =
            end->code == IR_OP_RETURN ? definition_of(definitions, end->operands[0]) : NULL;
        any = op != NULL && gives_instance(pass, body, definitions, op);
    }
    analyses_destroy(analyses);
    return any;
}

static bool is_operator_on_instance(const SpecialSites *sites, const IrOp *op) {
    if (op->code != IR_OP_PYTHON_BINARY)
        return false;
    return is_instance(sites, op->operands[0]) || is_instance(sites, op->operands[1]);
}

SpecialSites *direct_find_special_sites(const Direct *pass, const IrBody *body,
                                        const Definition *definitions) {
    SpecialSites *sites = ARENA_NEW(pass->arena, SpecialSites);
    uint32_t count = body->registers.count;
    *sites = (SpecialSites){.count = count,
                            .values = register_sets_create(pass->arena, count),
                            .is_instance = ARENA_ARRAY(pass->arena, bool, count)};
    for (uint32_t i = 0; i < body->blocks.count; i++) {
        const IrBlock *block = body->blocks.items[i];
        for (uint32_t j = 0; j < block->ops.count; j++) {
            const IrOp *op = block->ops.items[j];
            if (op->code == IR_OP_COPY && op_has_register(op, 0))
                register_sets_join(&sites->values, op->operands[0].reg, op->result);
        }
    }
    for (uint32_t i = 0; i < body->blocks.count; i++) {
        const IrBlock *block = body->blocks.items[i];
        for (uint32_t j = 0; j < block->ops.count; j++) {
            const IrOp *op = block->ops.items[j];
            if (has_attribute(op))
                note(sites, op->operands[0]);
            if (op->result != IR_NO_REGISTER &&
                (gives_instance(pass, body, definitions, op) || is_operator_on_instance(sites, op)))
                note(sites, ir_reg(op->result));
        }
    }
    return sites;
}

// --- Which ops -----------------------------------------------------------------------------------

// How the op comes to a special method of its first operand.
typedef struct SpecialCall {
    const char *name;
    // the method may say NotImplemented, and then the other operand is asked
    bool may_decline;
    uint32_t count; // of arguments, with the object
} SpecialCall;

static bool read_special(const SpecialSites *sites, const IrOp *op, SpecialCall *call) {
    const char *names[MOST_SPECIAL_CALLS];
    if (special_calls_of(op, names) == 0)
        return false;
    *call = (SpecialCall){names[0], false, op->operand_count};
    switch (op->code) {
    case IR_OP_PYTHON_BINARY:
        call->may_decline = true;
        return (op->flags & IR_FLAG_INPLACE) == 0 && op->aux.number != BINARY_POWER &&
               (is_operator_on_instance(sites, op) || is_instance(sites, ir_reg(op->result)));
    case IR_OP_PYTHON_COMPARE:
    case IR_OP_PYTHON_COMPARE_TRUTH:
        call->may_decline = true;
        return is_instance(sites, op->operands[0]);
    case IR_OP_PYTHON_UNARY:
        return is_instance(sites, op->operands[0]) || is_instance(sites, ir_reg(op->result));
    case IR_OP_CALL_PYTHON:
        return op->aux.call.keyword_names == IR_NO_CONSTANT &&
               (op->flags & IR_FLAG_SHOWS_FRAME) == 0;
    case IR_OP_CALL_RUNTIME:
        return op->aux.runtime == RUNTIME_get_item && is_instance(sites, op->operands[0]);
    default:
        return false;
    }
}

// Is what is called a function or a class most likely, which is found by a name of its own?
static bool has_own_name(const Definition *definitions, IrValue callee) {
    const IrOp *op = definition_of(definitions, callee);
    return op != NULL && op->code == IR_OP_CALL_RUNTIME && op->aux.runtime != RUNTIME_get_item &&
           op->aux.runtime != RUNTIME_get_item_index && op->aux.runtime != RUNTIME_load_attribute;
}

// --- Editing -------------------------------------------------------------------------------------

// What a call of the method gives, as the op's result.
static void put_result(const Splitting *splitting, IrBlock *block, IrValue given) {
    const IrOp *op = splitting->call;
    if (op->result == IR_NO_REGISTER)
        return;
    bool is_truth = op->code == IR_OP_PYTHON_COMPARE_TRUTH;
    direct_put(splitting, block, is_truth ? IR_OP_PYTHON_TRUTH : IR_OP_COPY, op->result, &given, 1);
}

// Goes on with the other operand where the method gave NotImplemented: the block that is returned
// has what one of them gave.
static IrBlock *put_declined(const Splitting *splitting, IrBlock *block, IrRegisterId given) {
    const IrOp *op = splitting->call;
    IrOp *singleton = direct_put_giving(splitting, block, IR_OP_SINGLETON, IR_OBJECT, NULL, 0);
    singleton->aux.number = SINGLETON_NOT_IMPLEMENTED;
    IrValue operands[] = {ir_reg(given), ir_reg(singleton->result)};
    IrOp *is = direct_put_giving(splitting, block, IR_OP_COMPARE, IR_BOOL, operands, 2);
    is->aux.number = COMPARE_IS;
    IrBlock *declined = direct_new_block(splitting, "declined");
    IrBlock *next = direct_put_branch(splitting, block, ir_reg(is->result), false, declined);
    declined->is_cold = true;
    bool is_binary = op->code == IR_OP_PYTHON_BINARY;
    int64_t operator= is_binary ? ir_operator_of_runtime((BinaryOperator)op->aux.number)
                                : ir_comparison_of_runtime((CompareOperator)op->aux.number);
    IrValue asked[] = {op->operands[0], op->operands[1], ir_int(IR_I32, operator)};
    RuntimeId runtime = is_binary ? RUNTIME_binary_declined : RUNTIME_compare_declined;
    edit_append_runtime(splitting->body, &declined->ops, runtime, op->span, given, asked, 3);
    edit_append_jump(splitting->body, &declined->ops, op->span, next);
    return next;
}

static void put_special_call(const Splitting *splitting, IrBlock *block, const Binding *binding,
                             bool may_decline, IrBlock *after) {
    IrRegisterId given = edit_register_of(splitting->body, IR_OBJECT);
    direct_put_native_call(splitting, block, binding, given);
    if (may_decline)
        block = put_declined(splitting, block, given);
    put_result(splitting, block, ir_reg(given));
    edit_append_jump(splitting->body, &block->ops, splitting->call->span, after);
}

static IrValue put_look_up(const Splitting *splitting, IrBlock *block, const SpecialCall *call) {
    const IrOp *op = splitting->call;
    const Direct *pass = splitting->pass;
    uint32_t name = ir_constant_name(pass->module, name_intern_string(pass->names, call->name));
    IrValue object[] = {op->operands[0], ir_int(IR_I64, name)};
    IrValue objects[] = {op->operands[0], op->operands[1], ir_int(IR_I64, name)};
    const IrOp *found =
        call->may_decline
            ? direct_put_runtime(splitting, block, RUNTIME_special_of_left, IR_OBJECT, objects, 3)
            : direct_put_runtime(splitting, block, RUNTIME_special_method, IR_OBJECT, object, 2);
    return ir_reg(found->result);
}

static void make_special(const Direct *pass, IrBody *body, IrBlock *block, uint32_t place,
                         const SpecialCall *call, const Binding *bindings, uint32_t count) {
    IrOp *op = block->ops.items[place];
    Splitting splitting = {pass, body, block, op};
    IrBlock *after = direct_split_after(&splitting, block, place);
    IrValue found = put_look_up(&splitting, block, call);
    // The method is borrowed, for as long as nothing else runs: it is compared at once.
    IrValue is[MOST_CANDIDATES];
    for (uint32_t i = 0; i < count; i++)
        is[i] = direct_put_identity(&splitting, block, found, bindings[i].candidate);
    IrBlock *question = block;
    for (uint32_t i = 0; i < count; i++) {
        IrBlock *otherwise = direct_new_block(&splitting, "other");
        IrBlock *direct = direct_put_branch(&splitting, question, is[i], true, otherwise);
        direct = direct_put_defaults_question(&splitting, direct, &bindings[i], otherwise);
        put_special_call(&splitting, direct, &bindings[i], call->may_decline, after);
        question = otherwise;
    }
    vector_push(body->arena, &question->ops, op);
    edit_append_jump(body, &question->ops, op->span, after);
}

bool direct_edit_special(const Direct *pass, const SpecialSites *sites, IrBody *body,
                         const Definition *definitions, IrBlock *block, uint32_t place) {
    const IrOp *op = block->ops.items[place];
    SpecialCall special;
    if (!read_special(sites, op, &special) ||
        (op->code == IR_OP_CALL_PYTHON && has_own_name(definitions, op->operands[0])))
        return false;
    PythonCall call = {.instance = IR_NO_REGISTER,
                       .is_special = true,
                       .name = name_intern_string(pass->names, special.name),
                       .arguments = op->operands,
                       .count = special.count};
    Binding bindings[MOST_CANDIDATES];
    uint32_t count = direct_find_bindings(pass, &call, bindings);
    if (count > 0)
        make_special(pass, body, block, place, &special, bindings, count);
    return count > 0;
}
