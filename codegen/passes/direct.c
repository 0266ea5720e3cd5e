// Direct calls: where Python code calls what may be a function of this module, its body is called
// as long as it is that function.
//
// Expects: IR as the builder makes it. Leaves: behind each call of a global, a local function or a
// method whose name functions of the module have, the question whether the callee is one of these
// (the object that its def made last), and a CALL_NATIVE where it is; the Python call is what is
// left if it is none. So the callee's arguments are not taken apart, and may stay unboxed
// (unboxing). A call of a class whose __init__ the module has makes the instance and calls that.
// Names are only a guess: whatever they mean when the program runs, it does the same.
//
// Methods and classes are guessed in hot code alone, since the question makes it larger.

#include "codegen/analysis/hotness.h"
#include "codegen/passes/internal.h"
#include <string.h>

// A function of the module that a call may come to.
typedef struct Candidate {
    IrCallable *callable;
    IrBody *body;
    // the tuple of its default values, if that is a constant; or IR_NO_CONSTANT
    uint32_t defaults;
    bool is_made; // some op makes a function of it
} Candidate;

typedef VECTOR(Candidate *) CandidateVector;

typedef struct Direct {
    IrModule *module;
    Arena *arena;
    NameTable *names;
    // const Name * -> CandidateVector *; the second has the __init__ of classes by the class's name
    Map by_name, by_class;
    // const IrCallable * -> Candidate *
    Map by_callable;
    uint32_t init_name; // a constant
} Direct;

// --- Candidates ----------------------------------------------------------------------------------

// The body that does what the function does, if a call may give it objects as they come: C types
// are the entry's business.
static IrBody *find_body(const IrCallable *callable) {
    unsigned refused = IR_CALLABLE_HIDDEN | IR_CALLABLE_OF_SLOT | IR_CALLABLE_ANNOTATE;
    if (callable->entry == NULL || (callable->flags & refused) != 0)
        return NULL;
    for (uint32_t i = 0; i < callable->bodies.count; i++) {
        IrBody *body = callable->bodies.items[i];
        if (body->kind == IR_BODY_GENERIC && body->convention == IR_CONVENTION_NATIVE &&
            body->result.kind == IR_OBJECT && body->error == IR_RETURNS_NULL && !body->nogil &&
            body->parameter_count == callable->parameter_count)
            return body;
    }
    return NULL;
}

static bool takes_any_object(const IrBody *body, uint32_t parameter) {
    const IrType *type = &body->registers.items[body->parameters[parameter]].type;
    return type->kind == IR_OBJECT && (type->type == NULL || type->type->kind == IR_C_OBJECT);
}

static bool takes_plain_arguments(const IrCallable *callable, const IrBody *body) {
    for (uint32_t i = 0; i < callable->parameter_count; i++) {
        ParameterKind kind = callable->parameters[i].kind;
        if (kind == PARAMETER_STAR || kind == PARAMETER_DOUBLE_STAR || !takes_any_object(body, i))
            return false;
    }
    return true;
}

static void put_under(const Direct *pass, Map *map, const Name *name, Candidate *candidate) {
    CandidateVector *candidates = map_get(map, name);
    if (candidates == NULL) {
        candidates = ARENA_NEW(pass->arena, CandidateVector);
        map_put(pass->arena, map, name, candidates);
    }
    vector_push(pass->arena, candidates, candidate);
}

static void add_candidate(Direct *pass, IrCallable *callable) {
    IrBody *body = find_body(callable);
    if (body == NULL || !takes_plain_arguments(callable, body))
        return;
    Candidate *candidate = ARENA_NEW(pass->arena, Candidate);
    *candidate = (Candidate){callable, body, IR_NO_CONSTANT, false};
    map_put(pass->arena, &pass->by_callable, callable, candidate);
    put_under(pass, &pass->by_name, name_intern_string(pass->names, callable->name), candidate);
    const Name *class_name = callable_class_of_init(pass->names, callable);
    if (class_name != NULL)
        put_under(pass, &pass->by_class, class_name, candidate);
}

// The constant that the op before this place of the block gives as the operand; or IR_NO_CONSTANT.
static uint32_t find_constant(const IrBlock *block, uint32_t place, IrValue operand) {
    for (uint32_t i = place; i-- > 0 && operand.kind == IR_VALUE_REGISTER;) {
        const IrOp *op = block->ops.items[i];
        if (op->result == operand.reg)
            return op->code == IR_OP_CONSTANT ? op->aux.constant : IR_NO_CONSTANT;
    }
    return IR_NO_CONSTANT;
}

// What makes the function says what its defaults are.
static void note_makers(const Direct *pass, const IrBody *body) {
    for (uint32_t i = 0; i < body->blocks.count; i++) {
        const IrBlock *block = body->blocks.items[i];
        for (uint32_t j = 0; j < block->ops.count; j++) {
            const IrOp *op = block->ops.items[j];
            Candidate *candidate =
                ir_op_makes_function(op) ? map_get(&pass->by_callable, op->aux.callable) : NULL;
            if (candidate == NULL)
                continue;
            uint32_t defaults = op->code == IR_OP_DEFINE_FUNCTION ? 1 : 0; // after the namespace
            candidate->is_made = true;
            candidate->defaults = find_constant(block, j, op->operands[defaults]);
        }
    }
}

static void collect_candidates(Direct *pass) {
    for (uint32_t i = 0; i < pass->module->callables.count; i++)
        add_candidate(pass, pass->module->callables.items[i]);
    for (uint32_t i = 0; i < pass->module->bodies.count; i++)
        note_makers(pass, pass->module->bodies.items[i]);
}

// --- Arguments -----------------------------------------------------------------------------------

// A call of Python's as a pass sees it.
typedef struct PythonCall {
    IrValue callee;
    const Name *name;
    // what the call of a class makes: the first argument of its __init__; or none
    IrRegisterId instance;
    // a method: whether it takes the object, which is the first argument
    bool is_method;
    IrValue takes_self;
    IrValue *arguments;
    uint32_t count;
    const IrConstant *keyword_names; // or NULL
} PythonCall;

// What a call gives a candidate's parameters.
typedef struct Binding {
    const Candidate *candidate;
    bool takes_self;
    bool has_defaults; // some parameter gets one: a constant
    IrValue *values;
    // of each parameter: the default that it gets, or IR_NO_CONSTANT
    uint32_t *constants;
} Binding;

static uint32_t find_parameter(const IrCallable *callable, uint32_t name) {
    for (uint32_t i = 0; i < callable->parameter_count; i++)
        if (callable->parameters[i].name == name &&
            callable->parameters[i].kind != PARAMETER_POSITIONAL_ONLY)
            return i;
    return UINT32_MAX;
}

static uint32_t count_positional(const IrCallable *callable) {
    uint32_t count = 0;
    while (count < callable->parameter_count &&
           callable->parameters[count].kind != PARAMETER_KEYWORD_ONLY)
        count++;
    return count;
}

// The default of a positional parameter: a constant, or IR_NO_CONSTANT.
static uint32_t find_default(const Direct *pass, const Candidate *candidate, uint32_t parameter) {
    if (candidate->defaults == IR_NO_CONSTANT)
        return IR_NO_CONSTANT;
    const IrConstant *tuple = &pass->module->constants.items[candidate->defaults];
    uint32_t positional = count_positional(candidate->callable);
    uint32_t first = positional - tuple->item_count;
    return tuple->kind == IR_CONSTANT_TUPLE && parameter >= first && parameter < positional
               ? tuple->items[parameter - first]
               : IR_NO_CONSTANT;
}

// Gives the arguments their places; false: the call does not fit.
static bool place_arguments(const IrCallable *callable, const PythonCall *call, bool takes_self,
                            Binding *binding, bool *is_given) {
    uint32_t left_out = call->is_method && !takes_self ? 1 : 0;
    uint32_t keywords = call->keyword_names == NULL ? 0 : call->keyword_names->item_count;
    uint32_t positional = call->count - left_out - keywords;
    if (positional > count_positional(callable))
        return false;
    for (uint32_t i = 0; i < positional + keywords; i++) {
        uint32_t place = i;
        if (i >= positional)
            place = find_parameter(callable, call->keyword_names->items[i - positional]);
        if (place == UINT32_MAX || is_given[place])
            return false;
        is_given[place] = true;
        binding->values[place] = call->arguments[left_out + i];
        binding->constants[place] = IR_NO_CONSTANT;
    }
    return true;
}

// False: the call does not fit, or gets a default that is not known.
static bool bind(const Direct *pass, const PythonCall *call, const Candidate *candidate,
                 bool takes_self, Binding *binding) {
    uint32_t parameters = candidate->callable->parameter_count;
    *binding =
        (Binding){candidate, takes_self, false, ARENA_ARRAY(pass->arena, IrValue, parameters + 1),
                  ARENA_ARRAY(pass->arena, uint32_t, parameters + 1)};
    bool *is_given = ARENA_ARRAY(pass->arena, bool, parameters + 1);
    bool fits = place_arguments(candidate->callable, call, takes_self, binding, is_given);
    for (uint32_t i = 0; i < parameters && fits; i++) {
        if (is_given[i])
            continue;
        binding->constants[i] = find_default(pass, candidate, i);
        binding->has_defaults = true;
        fits = binding->constants[i] != IR_NO_CONSTANT;
    }
    return fits;
}

// A static method does not take the object.
static bool bind_any(const Direct *pass, const PythonCall *call, const Candidate *candidate,
                     Binding *binding) {
    bool takes_self = call->is_method || call->instance != IR_NO_REGISTER;
    return (takes_self && bind(pass, call, candidate, true, binding)) ||
           (call->instance == IR_NO_REGISTER && bind(pass, call, candidate, false, binding));
}

// --- Calls ---------------------------------------------------------------------------------------

// The name by which the callee is found: of a method, a global, or a variable. NULL: by none.
static const Name *name_of_callee(const Direct *pass, const IrBody *body,
                                  const Definition *definitions, IrValue callee) {
    if (callee.kind != IR_VALUE_REGISTER)
        return NULL;
    const Name *variable = body->registers.items[callee.reg].name;
    if (variable != NULL)
        return name_intern(pass->names, variable->text, strlen(variable->text));
    const IrOp *op = definition_of(definitions, callee);
    if (op != NULL && op->code == IR_OP_LOAD_METHOD)
        return ir_name_of_constant(pass->names, pass->module, op->aux.call.name);
    bool is_global =
        op != NULL && op->code == IR_OP_CALL_RUNTIME && op->aux.runtime == RUNTIME_load_global;
    return is_global
               ? ir_name_of_constant(pass->names, pass->module, (uint32_t)op->operands[0].integer)
               : NULL;
}

static bool read_call(const Direct *pass, const IrBody *body, const Definition *definitions,
                      const IrOp *op, PythonCall *call) {
    bool is_method = op->code == IR_OP_CALL_METHOD;
    if ((op->code != IR_OP_CALL_PYTHON && !is_method) || (op->flags & IR_FLAG_SHOWS_FRAME) != 0)
        return false;
    uint32_t first = is_method ? 2 : 1; // the object is an argument
    *call = (PythonCall){.callee = op->operands[0],
                         .instance = IR_NO_REGISTER,
                         .is_method = is_method,
                         .takes_self = op->operands[is_method ? 1 : 0],
                         .arguments = op->operands + first,
                         .count = op->operand_count - first};
    if (op->aux.call.keyword_names != IR_NO_CONSTANT)
        call->keyword_names = &pass->module->constants.items[op->aux.call.keyword_names];
    call->name = name_of_callee(pass, body, definitions, call->callee);
    return call->name != NULL;
}

// Makes of the call of a class that of its __init__ for an instance.
static void read_construction(const Direct *pass, IrBody *body, PythonCall *call) {
    call->instance = edit_register_of(body, IR_OBJECT);
    IrValue *arguments = ARENA_ARRAY(pass->arena, IrValue, call->count + 1);
    arguments[0] = ir_reg(call->instance);
    for (uint32_t i = 0; i < call->count; i++)
        arguments[i + 1] = call->arguments[i];
    call->arguments = arguments;
    call->count++;
}

enum { MOST_CANDIDATES = 4 };

// The candidates that the call fits, with what each gets; 0: there are none, or too many.
static uint32_t find_bindings(const Direct *pass, const PythonCall *call,
                              Binding bindings[MOST_CANDIDATES]) {
    const CandidateVector *candidates =
        map_get(call->instance == IR_NO_REGISTER ? &pass->by_name : &pass->by_class, call->name);
    uint32_t count = 0;
    for (uint32_t i = 0; candidates != NULL && i < candidates->count; i++) {
        Binding binding;
        if (!candidates->items[i]->is_made || !bind_any(pass, call, candidates->items[i], &binding))
            continue;
        if (count == MOST_CANDIDATES)
            return 0;
        bindings[count++] = binding;
    }
    return count;
}

// --- Editing -------------------------------------------------------------------------------------

typedef struct Splitting {
    const Direct *pass;
    IrBody *body;
    const IrBlock *block; // that held the call
    const IrOp *call;
} Splitting;

static IrBlock *new_block(const Splitting *splitting, const char *label) {
    IrBlock *block = ir_block_create(splitting->body, label, splitting->block->handler);
    block->is_cold = splitting->block->is_cold;
    block->inner_code = splitting->block->inner_code;
    return block;
}

static IrOp *put(const Splitting *splitting, IrBlock *block, IrOpcode code, IrRegisterId result,
                 const IrValue *operands, uint32_t count) {
    return edit_append(splitting->body, &block->ops, code, splitting->call->span, result, operands,
                       count);
}

// The same, of an op that gives a register of its own.
static IrOp *put_giving(const Splitting *splitting, IrBlock *block, IrOpcode code, IrKind kind,
                        const IrValue *operands, uint32_t count) {
    return put(splitting, block, code, edit_register_of(splitting->body, kind), operands, count);
}

static IrOp *put_runtime(const Splitting *splitting, IrBlock *block, RuntimeId runtime, IrKind kind,
                         const IrValue *operands, uint32_t count) {
    return edit_append_runtime(splitting->body, &block->ops, runtime, splitting->call->span,
                               edit_register_of(splitting->body, kind), operands, count);
}

static IrValue put_constant(const Splitting *splitting, IrBlock *block, uint32_t constant) {
    IrOp *op = put_giving(splitting, block, IR_OP_CONSTANT, IR_OBJECT, NULL, 0);
    op->aux.constant = constant;
    return ir_reg(op->result);
}

// Ends the block: goes to the one that is returned if the condition is as `expected`, else to
// `otherwise`.
static IrBlock *put_branch(const Splitting *splitting, IrBlock *block, IrValue condition,
                           bool expected, IrBlock *otherwise) {
    IrBlock *next = new_block(splitting, "direct");
    IrBlock *targets[] = {expected ? next : otherwise, expected ? otherwise : next};
    IrOp *branch = put(splitting, block, IR_OP_BRANCH, IR_NO_REGISTER, &condition, 1);
    ir_op_set_targets(splitting->body, branch, targets, 2);
    return next;
}

static IrValue put_function(const Splitting *splitting, IrBlock *block,
                            const Candidate *candidate) {
    IrOp *function = put_giving(splitting, block, IR_OP_FUNCTION_OBJECT, IR_OBJECT, NULL, 0);
    function->aux.callable = candidate->callable;
    return ir_reg(function->result);
}

static IrOp *put_identity(const Splitting *splitting, IrBlock *block, IrValue callee,
                          IrValue function) {
    IrValue operands[] = {callee, function};
    IrOp *is = put_giving(splitting, block, IR_OP_COMPARE, IR_BOOL, operands, 2);
    is->aux.number = COMPARE_IS;
    return is;
}

// Is the callee a class whose instances are made by that __init__ and nothing else?
static IrOp *put_class_question(const Splitting *splitting, IrBlock *block, IrValue callee,
                                IrValue init) {
    IrValue operands[] = {callee, ir_int(IR_I64, splitting->pass->init_name), init};
    return put_runtime(splitting, block, RUNTIME_class_calls, IR_BOOL, operands, 3);
}

// Goes from the block to the one that is returned if the callee is the binding's function, of a
// method taken with or without the object as bound, and with the defaults that it was made with;
// else to `otherwise`.
static IrBlock *put_question(const Splitting *splitting, IrBlock *block, const PythonCall *call,
                             const Binding *binding, IrBlock *otherwise) {
    const Candidate *candidate = binding->candidate;
    IrValue function = put_function(splitting, block, candidate);
    IrOp *is = call->instance == IR_NO_REGISTER
                   ? put_identity(splitting, block, call->callee, function)
                   : put_class_question(splitting, block, call->callee, function);
    block = put_branch(splitting, block, ir_reg(is->result), true, otherwise);
    if (call->is_method)
        block = put_branch(splitting, block, call->takes_self, binding->takes_self, otherwise);
    if (!binding->has_defaults)
        return block;
    IrValue defaults[] = {put_function(splitting, block, candidate),
                          put_constant(splitting, block, candidate->defaults)};
    const IrOp *has =
        put_runtime(splitting, block, RUNTIME_function_has_defaults, IR_BOOL, defaults, 2);
    return put_branch(splitting, block, ir_reg(has->result), true, otherwise);
}

static void put_native_call(const Splitting *splitting, IrBlock *block, const Binding *binding,
                            IrRegisterId result) {
    IrBody *callee = binding->candidate->body;
    uint32_t parameters = callee->parameter_count;
    IrValue *operands = ARENA_ARRAY(splitting->body->arena, IrValue, parameters + 1);
    uint32_t count = 0;
    if (callee->has_closure) {
        IrValue function = put_function(splitting, block, binding->candidate);
        operands[count++] = ir_reg(
            put_giving(splitting, block, IR_OP_FUNCTION_CLOSURE, IR_OBJECT, &function, 1)->result);
    }
    for (uint32_t i = 0; i < parameters; i++)
        operands[count++] = binding->constants[i] != IR_NO_CONSTANT
                                ? put_constant(splitting, block, binding->constants[i])
                                : binding->values[i];
    put(splitting, block, IR_OP_CALL_NATIVE, result, operands, count)->aux.body = callee;
}

// Makes an instance, and it is the call's result once its __init__ has returned None.
static void put_construction(const Splitting *splitting, IrBlock *block, const PythonCall *call,
                             const Binding *binding) {
    edit_append_runtime(splitting->body, &block->ops, RUNTIME_instance_new, splitting->call->span,
                        call->instance, &call->callee, 1);
    IrValue returned = ir_reg(edit_register_of(splitting->body, IR_OBJECT));
    put_native_call(splitting, block, binding, returned.reg);
    put_runtime(splitting, block, RUNTIME_check_init_result, IR_I32, &returned, 1);
    IrValue instance = ir_reg(call->instance);
    if (splitting->call->result != IR_NO_REGISTER)
        put(splitting, block, IR_OP_COPY, splitting->call->result, &instance, 1);
}

// Takes what follows the op out of its block, into one of its own.
static IrBlock *split_after(const Splitting *splitting, IrBlock *block, uint32_t place) {
    IrBlock *after = new_block(splitting, "called");
    for (uint32_t i = place + 1; i < block->ops.count; i++)
        vector_push(splitting->body->arena, &after->ops, block->ops.items[i]);
    block->ops.count = place;
    return after;
}

static void make_direct(const Direct *pass, IrBody *body, IrBlock *block, uint32_t place,
                        const PythonCall *call, const Binding *bindings, uint32_t count) {
    IrOp *op = block->ops.items[place];
    Splitting splitting = {pass, body, block, op};
    IrBlock *after = split_after(&splitting, block, place);
    IrBlock *question = block;
    for (uint32_t i = 0; i < count; i++) {
        IrBlock *otherwise = new_block(&splitting, "rebound");
        IrBlock *direct = put_question(&splitting, question, call, &bindings[i], otherwise);
        if (call->instance == IR_NO_REGISTER)
            put_native_call(&splitting, direct, &bindings[i], op->result);
        else
            put_construction(&splitting, direct, call, &bindings[i]);
        edit_append_jump(body, &direct->ops, op->span, after);
        question = otherwise;
    }
    question->is_cold = true;
    vector_push(body->arena, &question->ops, op);
    edit_append_jump(body, &question->ops, op->span, after);
}

// --- The pass ------------------------------------------------------------------------------------

static bool edit_block(const Direct *pass, IrBody *body, IrBlock *block, bool is_hot,
                       const Definition *definitions) {
    for (uint32_t i = 0; i < block->ops.count; i++) {
        PythonCall call;
        Binding bindings[MOST_CANDIDATES];
        const IrOp *op = block->ops.items[i];
        bool is_wanted = op->code == IR_OP_CALL_PYTHON || (op->code == IR_OP_CALL_METHOD && is_hot);
        if (!is_wanted || !read_call(pass, body, definitions, op, &call))
            continue;
        if (is_hot && !call.is_method && map_has(&pass->by_class, call.name))
            read_construction(pass, body, &call);
        uint32_t count = find_bindings(pass, &call, bindings);
        if (count == 0)
            continue;
        make_direct(pass, body, block, i, &call, bindings, count);
        return true;
    }
    return false;
}

static void edit_body(const Direct *pass, IrBody *body, Calls calls) {
    Analyses *analyses = analyses_create(body);
    const Definition *definitions = analyses_definitions(analyses);
    const BodyHotness *hotness = hotness_of_body(pass->arena, pass->module, body, calls);
    uint32_t count = body->blocks.count;
    for (uint32_t i = 0; i < count; i++) {
        bool is_hot = hotness->blocks[i] != FAST_PATHS_NONE;
        for (IrBlock *block = body->blocks.items[i]; block != NULL;) {
            uint32_t known = body->blocks.count;
            // What followed the call is in the first block that was made.
            block = edit_block(pass, body, block, is_hot, definitions) ? body->blocks.items[known]
                                                                       : NULL;
        }
    }
    analyses_destroy(analyses);
}

static void edit_bodies(Direct *pass) {
    IrModule *module = pass->module;
    if (pass->by_class.count > 0)
        pass->init_name = ir_constant_name(module, name_intern_string(pass->names, "__init__"));
    NumberMap calls = hotness_find_calls(pass->arena, module);
    for (uint32_t i = 0; i < module->bodies.count; i++) {
        IrBody *body = module->bodies.items[i];
        if (!body->nogil && body->kind != IR_BODY_ENTRY)
            edit_body(pass, body, hotness_calls_of(&calls, body));
    }
}

void pass_direct(IrModule *module) {
    Arena *arena = arena_create();
    Direct pass = {.module = module, .arena = arena, .names = name_table_create(arena)};
    collect_candidates(&pass);
    if (pass.by_name.count > 0)
        edit_bodies(&pass);
    arena_destroy(arena);
}
