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
// Operators and calls of what is most likely an instance of such a class come to its special
// methods in the same way (direct_special.c).
//
// Methods and classes are guessed in hot code alone, since the question makes it larger.

#include "codegen/passes/direct.h"
#include "codegen/analysis/hotness.h"
#include <string.h>

// --- Calls ---------------------------------------------------------------------------------------

const Name *direct_name_of_callee(const Direct *pass, const IrBody *body,
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
    call->name = direct_name_of_callee(pass, body, definitions, call->callee);
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

// --- Editing -------------------------------------------------------------------------------------

// Is the callee a class whose instances are made by that __init__ and nothing else?
static IrValue put_class_question(const Splitting *splitting, IrBlock *block, IrValue callee,
                                  IrValue init) {
    IrValue operands[] = {callee, ir_int(IR_I64, splitting->pass->init_name), init};
    return ir_reg(
        direct_put_runtime(splitting, block, RUNTIME_class_calls, IR_BOOL, operands, 3)->result);
}

// Goes from the block to the one that is returned if the callee is the binding's function, of a
// method taken with or without the object as bound, and with the defaults that it was made with;
// else to `otherwise`.
static IrBlock *put_question(const Splitting *splitting, IrBlock *block, const PythonCall *call,
                             const Binding *binding, IrBlock *otherwise) {
    const Candidate *candidate = binding->candidate;
    IrValue is = call->instance == IR_NO_REGISTER
                     ? direct_put_identity(splitting, block, call->callee, candidate)
                     : put_class_question(splitting, block, call->callee,
                                          direct_put_function(splitting, block, candidate));
    block = direct_put_branch(splitting, block, is, true, otherwise);
    if (call->is_method)
        block =
            direct_put_branch(splitting, block, call->takes_self, binding->takes_self, otherwise);
    return direct_put_defaults_question(splitting, block, binding, otherwise);
}

// Makes an instance, and it is the call's result once its __init__ has returned None.
static void put_construction(const Splitting *splitting, IrBlock *block, const PythonCall *call,
                             const Binding *binding) {
    edit_append_runtime(splitting->body, &block->ops, RUNTIME_instance_new, splitting->call->span,
                        call->instance, &call->callee, 1);
    IrValue returned = ir_reg(edit_register_of(splitting->body, IR_OBJECT));
    direct_put_native_call(splitting, block, binding, returned.reg);
    direct_put_runtime(splitting, block, RUNTIME_check_init_result, IR_I32, &returned, 1);
    IrValue instance = ir_reg(call->instance);
    if (splitting->call->result != IR_NO_REGISTER)
        direct_put(splitting, block, IR_OP_COPY, splitting->call->result, &instance, 1);
}

static void make_direct(const Direct *pass, IrBody *body, IrBlock *block, uint32_t place,
                        const PythonCall *call, const Binding *bindings, uint32_t count) {
    IrOp *op = block->ops.items[place];
    Splitting splitting = {pass, body, block, op};
    IrBlock *after = direct_split_after(&splitting, block, place);
    IrBlock *question = block;
    for (uint32_t i = 0; i < count; i++) {
        IrBlock *otherwise = direct_new_block(&splitting, "rebound");
        IrBlock *direct = put_question(&splitting, question, call, &bindings[i], otherwise);
        if (call->instance == IR_NO_REGISTER)
            direct_put_native_call(&splitting, direct, &bindings[i], op->result);
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

// What an edit of a body rests on: how it was before.
typedef struct Editing {
    const Direct *pass;
    IrBody *body;
    const Definition *definitions;
    const SpecialSites *sites;
} Editing;

static bool edit_call(const Editing *editing, IrBlock *block, uint32_t place, bool is_hot) {
    const Direct *pass = editing->pass;
    const IrOp *op = block->ops.items[place];
    PythonCall call;
    Binding bindings[MOST_CANDIDATES];
    bool is_wanted = op->code == IR_OP_CALL_PYTHON || (op->code == IR_OP_CALL_METHOD && is_hot);
    if (!is_wanted || !read_call(pass, editing->body, editing->definitions, op, &call))
        return false;
    if (is_hot && !call.is_method && map_has(&pass->by_class, call.name))
        read_construction(pass, editing->body, &call);
    uint32_t count = direct_find_bindings(pass, &call, bindings);
    if (count > 0 &&
        !(call.is_method && direct_edit_method(pass, editing->body, block, place, bindings, count)))
        make_direct(pass, editing->body, block, place, &call, bindings, count);
    return count > 0;
}

static bool edit_block(const Editing *editing, IrBlock *block, bool is_hot) {
    for (uint32_t i = 0; i < block->ops.count; i++)
        if (edit_call(editing, block, i, is_hot) ||
            (is_hot && direct_edit_special(editing->pass, editing->sites, editing->body,
                                           editing->definitions, block, i)))
            return true;
    return false;
}

static void edit_body(const Direct *pass, IrBody *body, Calls calls) {
    Analyses *analyses = analyses_create(body);
    const Definition *definitions = analyses_definitions(analyses);
    const BodyHotness *hotness = hotness_of_body(pass->arena, pass->module, body, calls);
    Editing editing = {pass, body, definitions, direct_find_special_sites(pass, body, definitions)};
    uint32_t count = body->blocks.count;
    for (uint32_t i = 0; i < count; i++) {
        bool is_hot = hotness->blocks[i] != FAST_PATHS_NONE;
        for (IrBlock *block = body->blocks.items[i]; block != NULL;) {
            uint32_t known = body->blocks.count;
            // What followed the call is in the first block that was made.
            block = edit_block(&editing, block, is_hot) ? body->blocks.items[known] : NULL;
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
    direct_collect(&pass);
    if (pass.by_name.count > 0)
        edit_bodies(&pass);
    arena_destroy(arena);
}
