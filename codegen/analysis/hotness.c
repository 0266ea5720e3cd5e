// Static frequencies: loops of bodies, then calls from loops. See hotness.h.
//
// Loops are those of the CFG without its cold blocks. Calls of our own bodies are edges of the call
// graph; what is looked up by name (a method, a global) may be any callable of that name.

#include "codegen/analysis/hotness.h"
#include "codegen/analysis/analysis.h"
#include "codegen/analysis/components.h"
#include "codegen/analysis/special_calls.h"
#include "codegen/ir/ir_profile.h"
#include <string.h>

// Code that is as hot as a block: the innermost loop around it, or its body.
typedef struct Region {
    uint32_t size; // ops
    // those whose own work is large: calls, operators on objects
    uint32_t heavy;
    bool is_loop;
    // of a function: judged by its own size
    bool is_copy;
} Region;

// --- Loops of a body -----------------------------------------------------------------------------

// Does the op do so much that a fast path before or after it does not matter?
static bool is_heavy(const IrOp *op) {
    switch (op->code) {
    case IR_OP_CALL_RUNTIME: {
        unsigned effects = runtime_infos[op->aux.runtime].effects;
        return (effects & IR_NEEDS_GIL) != 0 && (effects & IR_FAST_PATH) == 0;
    }
    case IR_OP_CALL_PYTHON:
    case IR_OP_CALL_METHOD:
    case IR_OP_PYTHON_BINARY:
    case IR_OP_PYTHON_UNARY:
    case IR_OP_PYTHON_COMPARE:
    case IR_OP_PYTHON_COMPARE_TRUTH:
    case IR_OP_MAKE_FUNCTION:
    case IR_OP_DEFINE_FUNCTION:
    case IR_OP_VIEW_ACQUIRE:
    case IR_OP_BUFFER_ACQUIRE:
    case IR_OP_VIEW_OBJECT:
        return true;
    default:
        return false;
    }
}

static void add_block(Region *region, const IrBlock *block) {
    region->size += block->ops.count;
    for (uint32_t i = 0; i < block->ops.count; i++)
        region->heavy += is_heavy(block->ops.items[i]);
}

// The copies of other functions in the body.
static Region *find_copies(Arena *arena, const IrBody *body) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < body->blocks.count; i++)
        count = body->blocks.items[i]->inlined > count ? body->blocks.items[i]->inlined : count;
    Region *copies = ARENA_ARRAY(arena, Region, count + 1);
    for (uint32_t i = 0; i < body->blocks.count; i++)
        if (!body->blocks.items[i]->is_cold)
            add_block(&copies[body->blocks.items[i]->inlined], body->blocks.items[i]);
    return copies;
}

// The innermost loop of each block.
static Region *find_loops(Arena *arena, const IrBody *body) {
    DepthFirst walk = flow_depth_first_hot(arena, body);
    Predecessors predecessors = flow_find_predecessors(arena, body);
    LoopForest forest = loops_find(arena, body, &walk, &predecessors);
    Region *loops = ARENA_ARRAY(arena, Region, forest.count);
    Region *copies = find_copies(arena, body);
    for (uint32_t i = 0; i < body->blocks.count; i++)
        if (forest.innermost[i] != LOOP_NONE && body->blocks.items[i]->inlined == 0)
            add_block(&loops[forest.innermost[i]], body->blocks.items[i]);
    for (uint32_t i = forest.count; i-- > 0;) {
        loops[i].is_loop = true;
        uint32_t parent = forest.loops[i].parent;
        if (parent == LOOP_NONE)
            continue;
        loops[parent].size += loops[i].size;
        loops[parent].heavy += loops[i].heavy;
    }
    Region *regions = ARENA_ARRAY(arena, Region, body->blocks.count);
    for (uint32_t i = 0; i < body->blocks.count; i++) {
        uint32_t copy = body->blocks.items[i]->inlined;
        bool is_loop = forest.innermost[i] != LOOP_NONE;
        if (is_loop)
            regions[i] = loops[forest.innermost[i]];
        if (copy != 0)
            regions[i] = copies[copy];
        regions[i].is_loop = is_loop;
        regions[i].is_copy = copy != 0;
    }
    return regions;
}

// `region`: of the block.
static bool is_hot(const IrBlock *block, const Region *region, Calls calls) {
    return !block->is_cold && (region->is_loop || calls != CALLS_ONCE);
}

// --- Graphs --------------------------------------------------------------------------------------

typedef struct GraphBuilder {
    Arena *arena;
    VECTOR(uint32_t) first, targets;
} GraphBuilder;

static void begin_node(GraphBuilder *builder) {
    vector_push(builder->arena, &builder->first, builder->targets.count);
}

static void add_edge(GraphBuilder *builder, uint32_t target) {
    vector_push(builder->arena, &builder->targets, target);
}

static Graph finish_graph(GraphBuilder *builder) {
    uint32_t count = builder->first.count;
    begin_node(builder);
    return (Graph){count, builder->first.items, builder->targets.items};
}

// --- Calls ---------------------------------------------------------------------------------------

typedef struct CallSearch {
    Arena *arena;
    const IrModule *module;
    NumberMap calls; // const IrBody * -> Calls
    // const IrBody * -> Region *, of each of its blocks
    Map regions;
    NameTable *names;
    Map callables; // callables_by_name
    VECTOR(const IrBody *) work;
} CallSearch;

static void raise_calls(CallSearch *search, const IrBody *body, Calls calls) {
    if (hotness_calls_of(&search->calls, body) >= calls)
        return;
    number_map_put(search->arena, &search->calls, body, calls);
    vector_push(search->arena, &search->work, body);
}

const Name *callable_class_of_init(NameTable *names, const IrCallable *callable) {
    const char *end = strrchr(callable->qualified_name, '.');
    if (strcmp(callable->name, "__init__") != 0 || end == NULL)
        return NULL;
    const char *start = end;
    while (start > callable->qualified_name && start[-1] != '.')
        start--;
    return name_intern(names, start, (size_t)(end - start));
}

static const Name *called_name(NameTable *names, const IrCallable *callable) {
    const Name *of_class = callable_class_of_init(names, callable);
    return of_class != NULL ? of_class : name_intern_string(names, callable->name);
}

Map callables_by_name(Arena *arena, NameTable *names, const IrModule *module) {
    Map found = {0};
    for (uint32_t i = 0; i < module->callables.count; i++) {
        const IrCallable *callable = module->callables.items[i];
        if (callable->entry == NULL)
            continue;
        const Name *name = called_name(names, callable);
        IrCallables *callables = map_get(&found, name);
        if (callables == NULL) {
            callables = ARENA_NEW(arena, IrCallables);
            map_put(arena, &found, name, callables);
        }
        vector_push(arena, callables, callable);
    }
    return found;
}

static void raise_named(CallSearch *search, const Name *name) {
    const IrCallables *callables = map_get(&search->callables, name);
    for (uint32_t i = 0; callables != NULL && i < callables->count; i++)
        raise_calls(search, callables->items[i]->entry, CALLS_BY_NAME);
}

static void raise_constant(CallSearch *search, uint32_t constant) {
    raise_named(search, ir_name_of_constant(search->names, search->module, constant));
}

// The op may be the business of methods of the operands' classes, or of a property.
static void follow_special_calls(CallSearch *search, const IrOp *op) {
    const char *names[MOST_SPECIAL_CALLS];
    uint32_t count = special_calls_of(op, names);
    for (uint32_t i = 0; i < count; i++)
        raise_named(search, name_intern_string(search->names, names[i]));
}

// What a hot op calls.
static void follow_call(CallSearch *search, const IrOp *op, Calls direct) {
    follow_special_calls(search, op);
    switch (op->code) {
    case IR_OP_CALL_NATIVE:
        raise_calls(search, op->aux.body, direct);
        break;
    case IR_OP_CALL_VIRTUAL: {
        const IrMethod *method = &op->aux.method.class_->vtable[op->aux.method.slot];
        if (method->body != NULL)
            raise_calls(search, method->body, direct);
        break;
    }
    case IR_OP_LOAD_METHOD:
        raise_constant(search, op->aux.call.name);
        break;
    case IR_OP_CALL_RUNTIME:
        if (op->aux.runtime == RUNTIME_load_global)
            raise_constant(search, (uint32_t)op->operands[0].integer);
        if (op->aux.runtime == RUNTIME_load_attribute ||
            op->aux.runtime == RUNTIME_load_attribute_number)
            raise_constant(search, (uint32_t)op->operands[1].integer);
        break;
    default:
        break;
    }
}

static void follow_calls(CallSearch *search, const IrBody *body) {
    Calls calls = body->is_generator ? CALLS_DIRECT : hotness_calls_of(&search->calls, body);
    const Region *regions = map_get(&search->regions, body);
    for (uint32_t i = 0; i < body->blocks.count; i++) {
        const IrBlock *block = body->blocks.items[i];
        bool follows = is_hot(block, &regions[i], calls);
        Calls direct = regions[i].is_loop ? CALLS_DIRECT : calls;
        for (uint32_t j = 0; follows && j < block->ops.count; j++)
            follow_call(search, block->ops.items[j], direct);
    }
}

// `numbers`: of each body, its place in the module's.
static void add_callees(GraphBuilder *builder, const NumberMap *numbers, const IrBody *body) {
    for (uint32_t i = 0; i < body->blocks.count; i++) {
        const IrBlock *block = body->blocks.items[i];
        for (uint32_t j = 0; !block->is_cold && j < block->ops.count; j++) {
            const IrOp *op = block->ops.items[j];
            uint64_t callee;
            if (op->code == IR_OP_CALL_NATIVE && number_map_get(numbers, op->aux.body, &callee))
                add_edge(builder, (uint32_t)callee);
        }
    }
}

// Bodies that call themselves, or each other, those that Python cannot call: C functions are there
// for hot code; and those that are hot by the profile.
static void find_roots(CallSearch *search) {
    const IrModule *module = search->module;
    GraphBuilder builder = {.arena = search->arena};
    NumberMap numbers = {0};
    for (uint32_t i = 0; i < module->bodies.count; i++)
        number_map_put(search->arena, &numbers, module->bodies.items[i], i);
    for (uint32_t i = 0; i < module->bodies.count; i++) {
        begin_node(&builder);
        add_callees(&builder, &numbers, module->bodies.items[i]);
    }
    Graph graph = finish_graph(&builder);
    Components components = components_find(search->arena, &graph);
    for (uint32_t i = 0; i < module->bodies.count; i++) {
        const IrBody *body = module->bodies.items[i];
        bool is_recursive = components.is_cycle[components.number[i]];
        bool is_for_c = body->callable != NULL && body->callable->entry == NULL;
        bool is_hot = module->profile != NULL && ir_profile_has_hot_block(module, body);
        if (is_recursive || is_for_c || is_hot)
            raise_calls(search, body, CALLS_DIRECT);
    }
}

// --- The verdict ---------------------------------------------------------------------------------

static bool is_real(const IrBody *body, IrRegisterId reg) {
    if (reg == IR_NO_REGISTER)
        return false;
    IrKind kind = body->registers.items[reg].type.kind;
    return kind == IR_F32 || kind == IR_F64 || kind == IR_F80;
}

// Does it give a character of a text, as a C value?
static bool reads_character(const IrOp *op) {
    RuntimeId runtime = op->aux.runtime;
    return runtime == RUNTIME_str_read || runtime == RUNTIME_str_item ||
           runtime == RUNTIME_bytes_item;
}

// Integer additions and comparisons are in every counting loop.
static bool computes(const IrBody *body, const IrOp *op, FastPaths fast_paths) {
    switch (op->code) {
    case IR_OP_MULTIPLY:
    case IR_OP_DIVIDE:
    case IR_OP_REMAINDER:
    case IR_OP_FLOOR_DIVIDE:
    case IR_OP_FLOOR_MODULO:
    case IR_OP_AND:
    case IR_OP_OR:
    case IR_OP_XOR:
    case IR_OP_SHIFT_LEFT:
    case IR_OP_SHIFT_RIGHT:
    case IR_OP_LOAD:
    case IR_OP_STORE:
    case IR_OP_ELEMENT:
    case IR_OP_VIEW_ELEMENT:
    case IR_OP_CALL_EXTERN:
    case IR_OP_EXTERN_STORE:
        return true;
    // Of C, which may be inlined, or be a tail call.
    case IR_OP_CALL_NATIVE:
        return op->aux.body->error == IR_RETURNS_NO_ERROR;
    case IR_OP_CALL_RUNTIME:
        return fast_paths == FAST_PATHS_ALL && reads_character(op);
    case IR_OP_DUAL_BINARY:
    case IR_OP_DUAL_UNARY:
    case IR_OP_DUAL_COMPARE_TRUTH:
        return fast_paths == FAST_PATHS_ALL;
    default:
        return is_real(body, op->result);
    }
}

// Does the op leave the body a matter of C numbers and C memory?
static bool is_of_c(const IrBody *body, const IrOp *op) {
    if (is_heavy(op))
        return false;
    if (op->result == IR_NO_REGISTER || op->code == IR_OP_COPY)
        return true;
    IrKind kind = body->registers.items[op->result].type.kind;
    return kind != IR_OBJECT && kind != IR_DUAL;
}

// A function that makes no object unless it raises. However little it computes, what LLVM can do
// with the loops that call it is lost if it is not inlined there.
static bool is_c_function(const IrBody *body, Calls calls) {
    for (uint32_t i = 0; i < body->blocks.count; i++) {
        const IrBlock *block = body->blocks.items[i];
        for (uint32_t j = 0; j < block->ops.count && !block->is_cold; j++)
            if (!is_of_c(body, block->ops.items[j]))
                return false;
    }
    return calls == CALLS_DIRECT;
}

static Region whole_region(const IrBody *body) {
    Region region = {0};
    for (uint32_t i = 0; i < body->blocks.count; i++)
        if (!body->blocks.items[i]->is_cold && body->blocks.items[i]->inlined == 0)
            add_block(&region, body->blocks.items[i]);
    return region;
}

static FastPaths choose_fast_paths(Region region, Calls calls) {
    enum { SMALL = 64, LARGE = 512, OPS_A_HEAVY_ONE = 32 };
    bool is_light = region.heavy * OPS_A_HEAVY_ONE <= region.size;
    bool is_certain = region.is_loop || calls == CALLS_DIRECT;
    if (is_certain && is_light && region.size <= SMALL)
        return FAST_PATHS_ALL;
    if (is_certain && region.size <= LARGE)
        return FAST_PATHS_MEDIUM;
    return region.size <= SMALL ? FAST_PATHS_SHORT : FAST_PATHS_NONE;
}

// Inlining its fast paths makes a block several times as large: a body has this many ops of it, and
// is no hotter for more.
enum { MOST_ALL_OPS = 160, MOST_MEDIUM_OPS = 640 };

typedef struct Judge {
    const IrModule *module;
    const IrBody *body;
    const Region *loops; // of each block
    Region whole;
    Calls calls;
    bool by_profile;
    uint32_t inlined; // ops of blocks with these fast paths
} Judge;

static FastPaths judge_form(Judge *judge, const IrBlock *block) {
    Region loop = judge->loops[block->id];
    if (!is_hot(block, &loop, judge->calls))
        return FAST_PATHS_NONE;
    bool has_size = loop.is_loop || loop.is_copy; // of its own
    FastPaths fast_paths = choose_fast_paths(has_size ? loop : judge->whole, judge->calls);
    if (fast_paths < FAST_PATHS_MEDIUM)
        return fast_paths;
    judge->inlined += block->ops.count;
    if (judge->inlined > MOST_MEDIUM_OPS)
        return FAST_PATHS_SHORT;
    return judge->inlined > MOST_ALL_OPS ? FAST_PATHS_MEDIUM : fast_paths;
}

static FastPaths judge_block(Judge *judge, const IrBlock *block) {
    if (!judge->by_profile)
        return judge_form(judge, block);
    bool is_hot = !block->is_cold && ir_profile_is_hot(judge->module, block);
    return is_hot ? FAST_PATHS_ALL : FAST_PATHS_NONE;
}

static void conclude(Judge *judge, BodyHotness *hotness) {
    const IrBody *body = judge->body;
    hotness->has_number_loops = is_c_function(body, hotness->calls);
    for (uint32_t i = 0; i < body->blocks.count; i++) {
        const IrBlock *block = body->blocks.items[i];
        FastPaths fast_paths = judge_block(judge, block);
        if (fast_paths == FAST_PATHS_NONE && !is_hot(block, &judge->loops[i], judge->calls))
            continue;
        hotness->blocks[i] = fast_paths;
        hotness->has_fast_paths |= fast_paths != FAST_PATHS_NONE;
        for (uint32_t j = 0; j < block->ops.count; j++) {
            const IrOp *op = block->ops.items[j];
            hotness->has_number_loops |= computes(body, op, fast_paths);
            hotness->has_view_loops |= judge->loops[i].is_loop && op->code == IR_OP_VIEW_ELEMENT;
        }
    }
}

// Where the CFG edge to the block ends, past a block that gives parameters.
static uint32_t edge_end(const IrBlock *target) {
    const IrOp *first = target->ops.items[0];
    return first->code == IR_OP_JUMP ? first->aux.targets.blocks[0]->id : target->id;
}

// The block that enters a loop sets up its iterator and counters: if the loop has them in
// registers, so must it. (A block ends at each op that may raise, so it is small.)
static void conclude_preheaders(const IrBody *body, const Region *loops, BodyHotness *hotness) {
    for (uint32_t i = 0; i < body->blocks.count; i++) {
        const IrBlock *block = body->blocks.items[i];
        const IrOp *terminator = ir_block_terminator(block);
        for (uint32_t t = 0; !block->is_cold && t < ir_op_target_count(terminator); t++) {
            uint32_t target = edge_end(terminator->aux.targets.blocks[t]);
            if (loops[target].is_loop && hotness->blocks[target] > hotness->blocks[i])
                hotness->blocks[i] = hotness->blocks[target];
        }
    }
}

BodyHotness *hotness_of_body(Arena *arena, const IrModule *module, const IrBody *body,
                             Calls calls) {
    BodyHotness *hotness = ARENA_NEW(arena, BodyHotness);
    hotness->blocks = ARENA_ARRAY(arena, FastPaths, body->blocks.count);
    hotness->calls = calls;
    const Region *loops = find_loops(arena, body);
    Judge judge = {.module = module,
                   .body = body,
                   .loops = loops,
                   .whole = whole_region(body),
                   .calls = calls,
                   .by_profile = module->profile != NULL && ir_profile_has_run(module, body)};
    conclude(&judge, hotness);
    conclude_preheaders(body, loops, hotness);
    return hotness;
}

// --- The module as a whole -----------------------------------------------------------------------

NumberMap hotness_find_calls(Arena *arena, const IrModule *module) {
    CallSearch search = {.arena = arena, .module = module, .names = name_table_create(arena)};
    for (uint32_t i = 0; i < module->bodies.count; i++) {
        const IrBody *body = module->bodies.items[i];
        number_map_put(arena, &search.calls, body, CALLS_ONCE);
        map_put(arena, &search.regions, body, find_loops(arena, body));
        vector_push(arena, &search.work, body);
    }
    search.callables = callables_by_name(arena, search.names, module);
    find_roots(&search);
    for (uint32_t i = 0; i < search.work.count; i++)
        follow_calls(&search, search.work.items[i]);
    return search.calls;
}

Calls hotness_calls_of(const NumberMap *calls, const IrBody *body) {
    if (body->kind == IR_BODY_RESUME)
        return CALLS_DIRECT; // loops elsewhere resume it
    uint64_t found = CALLS_ONCE;
    number_map_get(calls, body, &found);
    return (Calls)found;
}
