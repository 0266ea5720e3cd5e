// The emission of a module: groups of its bodies, each to an object of its own, and the module's
// data, in this order:
//
//     plan       which bodies go together
//     shim       what the module needs of C headers, compiled by clang
//     find       the objects of groups that were emitted before, in the cache
//     passes     those that look at one body, over the bodies of all other groups
//     emit       these groups, in several threads
//     data       descriptions, constants and the state, from what all groups say that they need;
//                a thread without a group makes it while LLVM is busy with the last ones
//
// The result does not depend on threads and cache: an object that is found is the one that would be
// made.

#include "codegen/llvm/internal.h"
#include "codegen/llvm/lines.h"
#include "support/cache.h"
#include "support/clock.h"
#include "support/file.h"
#include "support/hash.h"
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

// A search for so many groups is worth a second thread.
enum { MOST_THREADS = 64, THREAD_STACK = 64 << 20, LEAST_SHARED = 16 };

typedef struct Work {
    EmissionInput input;
    EmitStage stage;
    Arena *arena; // of the results
    const ModulePlan *plan;
    GroupResult *results; // by the group's number
    Cache cache;
    bool has_cache;
    CacheKey *keys; // by the group's number
    // groups that are to be emitted, the largest first
    VECTOR(const Group *) missing;
    atomic_uint next;
    CoreBudget *cores;
    pthread_mutex_t lock; // of the arena, the times and all below
    // when nothing is undescribed, or something has failed
    pthread_cond_t is_described;
    // missing groups whose pool is not known yet
    uint32_t undescribed;
    bool has_failed;
    bool has_data_maker;
    // by the group's number, while it is emitted
    StoredBytes *descriptions;
    // of the module's, before passes have added some
    uint32_t constant_count;
    StateOffsets offsets;
    GroupResult data;
    EmitTimes times;
} Work;

// --- What objects depend on ----------------------------------------------------------------------

// All that is not in the IR. The compiler is known by its file.
static const char *describe_environment(Arena *arena, const EmissionInput *input) {
    const CodegenOptions *options = input->options;
    struct stat own = {0};
    stat("/proc/self/exe", &own);
    const char *cpu = options->cpu == NULL ? "" : options->cpu;
    if (strcmp(cpu, "native") == 0) {
        char *name = LLVMGetHostCPUName(), *features = LLVMGetHostCPUFeatures();
        cpu = arena_format(arena, "%s %s", name, features);
        LLVMDisposeMessage(name);
        LLVMDisposeMessage(features);
    }
    uint64_t runtime = hash_bytes(input->runtime, input->runtime_length, HASH_SEED);
    return arena_format(arena, "%s %lld.%ld.%lld %016llx %s O%d %s %d %d %d", ZILANT_VERSION,
                        (long long)own.st_mtim.tv_sec, own.st_mtim.tv_nsec, (long long)own.st_size,
                        (unsigned long long)runtime, options->python.tag, options->optimization,
                        cpu, options->sanitize_address, options->debug_info,
                        input->module->shows_variables);
}

static const char *describe_shim(Arena *arena, const Shim *shim) {
    if (shim->bytes == NULL)
        return "";
    CacheKey key = cache_key_add(CACHE_KEY_START, shim->bytes, shim->length);
    return arena_format(arena, "%016llx%016llx", (unsigned long long)key.halves[0],
                        (unsigned long long)key.halves[1]);
}

// --- The cache -----------------------------------------------------------------------------------

// The search for the groups' objects, by several threads: what one of them finds is in its arena.
typedef struct Search {
    Work *work;
    const char *environment, *shim;
    const char **found; // by the group's number
    atomic_uint next;
} Search;

typedef struct Searcher {
    Search *search;
    Arena *arena;
    pthread_t thread;
} Searcher;

static void *search_objects(void *context) {
    const Searcher *searcher = context;
    Search *search = searcher->search;
    Work *work = search->work;
    const ModulePlan *plan = work->plan;
    for (uint32_t i; (i = atomic_fetch_add(&search->next, 1)) < plan->groups.count;) {
        work->keys[i] = group_key(plan, plan->groups.items[i], search->environment, search->shim);
        size_t length;
        search->found[i] = cache_find(searcher->arena, &work->cache, work->keys[i], &length);
    }
    return NULL;
}

// Constants come to the module in the order of the groups.
static void load_found(Work *work, const Search *search) {
    for (uint32_t i = 0; i < work->plan->groups.count; i++)
        if (search->found[i] != NULL)
            load_result(work->arena, work->input.module, search->found[i], &work->results[i]);
}

static void find_objects(Work *work) {
    const CodegenOptions *options = work->input.options;
    uint32_t count = work->plan->groups.count;
    work->keys = ARENA_ARRAY(work->arena, CacheKey, count);
    work->has_cache =
        work->stage == EMIT_OBJECT && options->cache_directory != NULL && !options->verify;
    if (!work->has_cache)
        return;
    work->cache = cache_open(work->arena, options->cache_directory);
    Search search = {.work = work,
                     .environment = describe_environment(work->arena, &work->input),
                     .shim = describe_shim(work->arena, work->input.shim),
                     .found = ARENA_ARRAY(work->arena, const char *, count)};
    Searcher first = {&search, arena_create(), 0}, second = {&search, arena_create(), 0};
    bool has_second = count >= LEAST_SHARED && work->cores != NULL && work->cores->limit > 1 &&
                      pthread_create(&second.thread, NULL, search_objects, &second) == 0;
    search_objects(&first);
    if (has_second)
        pthread_join(second.thread, NULL);
    load_found(work, &search);
    arena_destroy(first.arena);
    arena_destroy(second.arena);
}

static int compare_sizes(const void *left, const void *right) {
    const Group *a = *(Group *const *)left, *b = *(Group *const *)right;
    if (a->size != b->size)
        return a->size > b->size ? -1 : 1;
    return (a->number > b->number) - (a->number < b->number);
}

static void list_missing(Work *work) {
    for (uint32_t i = 0; i < work->plan->groups.count; i++)
        if (!work->results[i].is_good)
            vector_push(work->arena, &work->missing, work->plan->groups.items[i]);
    work->undescribed = work->missing.count;
    work->descriptions = ARENA_ARRAY(work->arena, StoredBytes, work->plan->groups.count);
    if (work->missing.count > 1)
        qsort(work->missing.items, work->missing.count, sizeof *work->missing.items, compare_sizes);
}

static void add_bodies(Work *work, const IrBodyVector *bodies, Map *seen, IrBodyVector *all) {
    for (uint32_t i = 0; i < bodies->count; i++) {
        if (map_has(seen, bodies->items[i]))
            continue;
        map_put(work->arena, seen, bodies->items[i], work);
        vector_push(work->arena, all, bodies->items[i]);
    }
}

// A body may be in one group and copied into others.
static void run_late_passes(Work *work) {
    IrBodyVector bodies = {0};
    Map seen = {0};
    for (uint32_t i = 0; i < work->missing.count; i++) {
        add_bodies(work, &work->missing.items[i]->bodies, &seen, &bodies);
        add_bodies(work, &work->missing.items[i]->copies, &seen, &bodies);
    }
    run_body_passes(work->input.module, &bodies, work->input.options->verify);
}

// --- Constants -----------------------------------------------------------------------------------

typedef VECTOR(IrConstant) ConstantVector;

// Passes add constants in the order in which groups are made; the module has them in that of the
// groups, and only those that are used.
typedef struct Renumbering {
    Work *work;
    const IrModule *module;
    uint32_t first;      // of those that passes added
    ConstantVector kept; // of them
    uint32_t *numbers;   // of each: 1 + its place among the kept
} Renumbering;

static uint32_t renumber(Renumbering *renumbering, uint32_t constant) {
    uint32_t first = renumbering->first;
    if (constant < first)
        return constant;
    uint32_t *number = &renumbering->numbers[constant - first];
    if (*number == 0) {
        IrConstant copy = renumbering->module->constants.items[constant];
        for (uint32_t i = 0; i < copy.item_count; i++)
            copy.items[i] = renumber(renumbering, copy.items[i]);
        vector_push(renumbering->work->arena, &renumbering->kept, copy);
        *number = renumbering->kept.count;
    }
    return first + *number - 1;
}

static void order_constants(Work *work) {
    IrModule *module = work->input.module;
    uint32_t first = work->constant_count;
    uint32_t added = module->constants.count - first;
    Renumbering renumbering = {.work = work,
                               .module = module,
                               .first = first,
                               .numbers = ARENA_ARRAY(work->arena, uint32_t, added + 1)};
    if (added == 0)
        return;
    for (uint32_t i = 0; i < work->plan->groups.count; i++) {
        GroupResult *result = &work->results[i];
        for (uint32_t j = 0; j < result->pool.count; j++) {
            PoolItem *item = &result->pool.items[j];
            item->constant = renumber(&renumbering, item->constant);
        }
    }
    module->constants.count = first;
    for (uint32_t i = 0; i < renumbering.kept.count; i++)
        vector_push(module->arena, &module->constants, renumbering.kept.items[i]);
    ir_constant_index(module);
}

// --- The module's data ---------------------------------------------------------------------------

// Returns whether all groups are described and nothing has failed.
static bool wait_for_descriptions(Work *work) {
    pthread_mutex_lock(&work->lock);
    while (work->undescribed > 0 && !work->has_failed)
        pthread_cond_wait(&work->is_described, &work->lock);
    bool good = !work->has_failed;
    pthread_mutex_unlock(&work->lock);
    return good;
}

// Returns whether this thread, and no other one, is to make the data.
static bool claim_data(Work *work) {
    pthread_mutex_lock(&work->lock);
    bool claims = !work->has_failed && !work->has_data_maker;
    work->has_data_maker |= claims;
    pthread_mutex_unlock(&work->lock);
    return claims;
}

static void make_data(Work *work) {
    IrModule *module = work->input.module;
    double since = clock_seconds();
    pthread_mutex_lock(&work->lock);
    if (!module->state.is_complete) {
        order_constants(work);
        ir_state_complete(module);
    }
    pthread_mutex_unlock(&work->lock);
    // Other threads use the module's arena.
    Arena *arena = work->offsets.arena = arena_create();
    work->offsets.names = name_table_create(arena);
    emit_data(&work->input, work->results, work->stage, &work->offsets, &work->data,
              &(EmitTimes){0});
    pthread_mutex_lock(&work->lock);
    work->times.data = clock_seconds() - since;
    pthread_mutex_unlock(&work->lock);
}

// --- Threads -------------------------------------------------------------------------------------

// With all of it in memory of its own.
static FrameSize frame_copy(Arena *arena, const FrameSize *frame) {
    FrameSize copy = {.callable = frame->callable,
                      .resume = frame->resume,
                      .object_slots = frame->object_slots,
                      .value_slots = frame->value_slots};
    vector_append(arena, &copy.variables, frame->variables.items, frame->variables.count);
    vector_append(arena, &copy.lines, frame->lines.items, frame->lines.count);
    return copy;
}

// The group's pool and frames are known: all that the module's data needs of it.
static void note_description(void *emission, const Group *group, const GroupResult *result) {
    Work *work = emission;
    GroupResult *kept = &work->results[group->number];
    pthread_mutex_lock(&work->lock);
    for (uint32_t i = 0; i < result->pool.count; i++)
        vector_push(work->arena, &kept->pool, result->pool.items[i]);
    for (uint32_t i = 0; i < result->frames.count; i++) {
        FrameSize frame = frame_copy(work->arena, &result->frames.items[i]);
        vector_push(work->arena, &kept->frames, frame);
    }
    kept->has_levels = result->has_levels;
    if (work->has_cache)
        work->descriptions[group->number] =
            store_description(work->arena, work->input.module, result);
    if (--work->undescribed == 0)
        pthread_cond_broadcast(&work->is_described);
    pthread_mutex_unlock(&work->lock);
}

static void add_times(EmitTimes *total, const EmitTimes *times) {
    total->emit += times->emit;
    total->link_runtime += times->link_runtime;
    total->optimize += times->optimize;
    total->object += times->object;
}

static void note_object(Work *work, const Group *group, const GroupResult *result) {
    GroupResult *kept = &work->results[group->number];
    kept->bytes = arena_copy_bytes(work->arena, result->bytes, result->length);
    kept->length = result->length;
    kept->is_good = result->is_good;
    if (!result->is_good) {
        work->has_failed = true;
        pthread_cond_broadcast(&work->is_described);
    }
}

static void emit_one(Work *work, const Group *group) {
    Arena *arena = arena_create();
    GroupResult result = {0};
    EmitTimes times = {0};
    emit_group(&work->input, group, work->stage, arena, &result, &times);
    if (result.is_good && work->has_cache) {
        StoredBytes bytes = store_result(arena, work->descriptions[group->number], &result);
        cache_keep(&work->cache, work->keys[group->number], bytes.items, bytes.count);
    }
    pthread_mutex_lock(&work->lock);
    note_object(work, group, &result);
    add_times(&work->times, &times);
    pthread_mutex_unlock(&work->lock);
    arena_destroy(arena);
}

// Returns false if there are no more groups.
static bool emit_next(Work *work) {
    uint32_t next = atomic_fetch_add(&work->next, 1);
    if (next >= work->missing.count)
        return false;
    emit_one(work, work->missing.items[next]);
    return true;
}

static bool take_core(CoreBudget *cores) {
    int busy = atomic_load(&cores->busy);
    while (busy < cores->limit)
        if (atomic_compare_exchange_weak(&cores->busy, &busy, busy + 1))
            return true;
    return false;
}

// A thread beside the first: it works while a core is free.
static void *run_helper(void *context) {
    Work *work = context;
    const struct timespec pause = {.tv_nsec = 2000000};
    bool goes_on = true;
    while (goes_on && atomic_load(&work->next) < work->missing.count) {
        if (!take_core(work->cores)) {
            nanosleep(&pause, NULL);
            continue;
        }
        goes_on = emit_next(work);
        atomic_fetch_sub(&work->cores->busy, 1);
    }
    // The first thread makes the data where no core is free.
    if (wait_for_descriptions(work) && take_core(work->cores)) {
        if (claim_data(work))
            make_data(work);
        atomic_fetch_sub(&work->cores->busy, 1);
    }
    return NULL;
}

// Emits the missing groups and the data.
static void emit_all(Work *work) {
    pthread_t helpers[MOST_THREADS];
    uint32_t count = 0, limit = work->cores == NULL ? 1 : (uint32_t)work->cores->limit;
    if (limit > work->missing.count + 1)
        limit = work->missing.count + 1;
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, THREAD_STACK);
    while (count + 1 < limit && count < MOST_THREADS &&
           pthread_create(&helpers[count], &attributes, run_helper, work) == 0)
        count++;
    while (emit_next(work))
        ;
    if (wait_for_descriptions(work) && claim_data(work))
        make_data(work);
    for (uint32_t i = 0; i < count; i++)
        pthread_join(helpers[i], NULL);
    pthread_attr_destroy(&attributes);
}

// --- The whole -----------------------------------------------------------------------------------

static void resolve_lines(const Work *work, const Group *group, const GroupResult *result) {
    if (!work->input.lines_are_relative)
        return;
    uint32_t *anchors = ARENA_ARRAY(work->arena, uint32_t, group->anchors.count);
    for (uint32_t i = 0; i < group->anchors.count; i++)
        anchors[i] = plan_anchor_line(work->plan, group->anchors.items[i]);
    lines_resolve(result->bytes, result->length, anchors, group->anchors.count);
}

static void add_file(Work *work, Emission *emission, const char *name, const GroupResult *result) {
    EmittedFile file = {name, result->bytes, result->length};
    vector_push(work->arena, &emission->files, file);
}

static void collect_files(Work *work, Emission *emission) {
    for (uint32_t i = 0; i < work->plan->groups.count; i++) {
        const Group *group = work->plan->groups.items[i];
        const GroupResult *result = &work->results[i];
        resolve_lines(work, group, result);
        if (work->stage == EMIT_OBJECT)
            offsets_resolve(&work->offsets, result->bytes, result->length);
        add_file(work, emission, group->name, result);
    }
    work->data.bytes = arena_copy_bytes(work->arena, work->data.bytes, work->data.length);
    add_file(work, emission, "data", &work->data);
}

static bool run_work(Work *work, Emission *emission) {
    IrModule *module = work->input.module;
    uint32_t errors = diag_error_count(module->compilation->diagnostics);
    double since = clock_seconds();
    work->input.shim = shim_make(&work->input, work->arena);
    work->times.shim = clock_seconds() - since;
    if (work->input.shim == NULL)
        return false;
    for (uint32_t i = 0; i < work->input.shim->files.count; i++)
        vector_push(work->arena, &emission->headers, work->input.shim->files.items[i]);
    work->constant_count = module->constants.count;
    since = clock_seconds();
    find_objects(work);
    work->times.search = clock_seconds() - since;
    list_missing(work);
    since = clock_seconds();
    run_late_passes(work);
    work->times.passes = clock_seconds() - since;
    since = clock_seconds();
    emit_all(work);
    work->times.groups = clock_seconds() - since;
    bool good = !work->has_failed && work->data.is_good;
    if (good)
        collect_files(work, emission);
    return good && diag_error_count(module->compilation->diagnostics) == errors;
}

bool check_headers(IrModule *module, const CodegenOptions *options) {
    EmissionInput input = {.module = module, .options = options};
    Arena *arena = arena_create();
    bool good = shim_make(&input, arena) != NULL;
    arena_destroy(arena);
    return good;
}

bool emit_module(IrModule *module, const CodegenOptions *options, EmitStage stage,
                 Emission *emission) {
    initialize_llvm();
    if (options->remarks != NULL)
        enable_remarks();
    Work work = {.input = {.module = module, .options = options},
                 .stage = stage,
                 .arena = module->arena,
                 .cores = options->cores};
    work.input.group_is_described = note_description;
    work.input.emission = &work;
    pthread_mutex_init(&work.lock, NULL);
    pthread_cond_init(&work.is_described, NULL);
    bool are_large = options->optimization == 0;
    work.plan = work.input.plan = plan_groups(work.arena, module, are_large);
    work.input.lines_are_relative =
        stage == EMIT_OBJECT && work.plan->lines_are_relative && options->remarks == NULL;
    work.results = ARENA_ARRAY(work.arena, GroupResult, work.plan->groups.count);
    bool good = runtime_read(&work.input, work.arena) && run_work(&work, emission);
    emission->times = work.times;
    if (work.offsets.arena != NULL)
        arena_destroy(work.offsets.arena);
    pthread_cond_destroy(&work.is_described);
    pthread_mutex_destroy(&work.lock);
    return good;
}
