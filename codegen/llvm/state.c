// The module's state, as code finds it.
//
// A state that there is once in the process is one variable, and what is in it are symbols, which
// the module's data defines. Of one state a module object the symbols stand for how far into it a
// thing lies: absolute symbols, which code adds to the state's address as a part of its
// instructions. No linker puts such numbers into a shared object, so that offsets.c does.
//
// Constants and inline caches of a group lie together in the group's pool, in the order in which
// its code first asks for them: so they are the group's own affair.

#include "codegen/llvm/internal.h"
#include <string.h>

static bool is_static(const Emitter *emitter) { return emitter->module->state.is_static; }

void declare_state(Emitter *emitter) {
    if (!is_static(emitter))
        return;
    LLVMTypeRef type = LLVMArrayType2(emitter->types.i8, 0);
    emitter->static_state = LLVMAddGlobal(emitter->llvm, type, "zi_static_state");
    LLVMSetVisibility(emitter->static_state, LLVMHiddenVisibility);
}

// --- References ----------------------------------------------------------------------------------

// An absolute symbol fits into the 32 bits that an instruction has for it.
static void make_absolute(Emitter *emitter, LLVMValueRef symbol) {
    LLVMMetadataRef range[] = {
        LLVMValueAsMetadata(const_i64(emitter, 0)),
        LLVMValueAsMetadata(const_i64(emitter, INT32_MAX)),
    };
    unsigned kind = LLVMGetMDKindIDInContext(emitter->context, "absolute_symbol",
                                             (unsigned)strlen("absolute_symbol"));
    LLVMGlobalSetMetadata(symbol, kind, LLVMMDNodeInContext2(emitter->context, range, 2));
}

// Variable or alias.
static LLVMValueRef find_symbol(const Emitter *emitter, const char *name) {
    LLVMValueRef variable = LLVMGetNamedGlobal(emitter->llvm, name);
    return variable != NULL ? variable : LLVMGetNamedGlobalAlias(emitter->llvm, name, strlen(name));
}

static LLVMValueRef symbol(Emitter *emitter, const char *kind, const char *name) {
    const char *whole = arena_format(emitter->arena, "zi_%s.%s", kind, name);
    LLVMValueRef known = find_symbol(emitter, whole);
    if (known != NULL)
        return known;
    known = LLVMAddGlobal(emitter->llvm, LLVMArrayType2(emitter->types.i8, 0), whole);
    LLVMSetVisibility(known, LLVMHiddenVisibility);
    if (!is_static(emitter))
        make_absolute(emitter, known);
    return known;
}

// One sum of symbol and offset, so that no register is taken for the symbol alone.
static LLVMValueRef place_in_state(Emitter *emitter, const char *kind, const char *name,
                                   uint64_t offset) {
    LLVMValueRef found = symbol(emitter, kind, name);
    if (is_static(emitter))
        return build_offset(emitter, found, offset);
    LLVMValueRef start = LLVMConstPtrToInt(found, emitter->types.i64);
    LLVMValueRef sum = LLVMConstAdd(start, const_i64(emitter, (int64_t)offset));
    return LLVMBuildInBoundsGEP2(emitter->builder, emitter->types.i8, emitter->function.state, &sum,
                                 1, "");
}

LLVMValueRef state_item(Emitter *emitter, const char *kind, const char *name) {
    return place_in_state(emitter, kind, name, 0);
}

// Other code may define the symbol anew, as a program does that the library is linked to: so it is
// found through the table of addresses.
LLVMValueRef global_address(Emitter *emitter, const IrGlobal *global) {
    if (global->c_symbol == NULL)
        return state_item(emitter, "global", global->name);
    LLVMValueRef known = find_symbol(emitter, global->c_symbol);
    if (known != NULL)
        return known;
    TypeLayout layout = layout_of_type(emitter, global->type);
    LLVMTypeRef type = LLVMArrayType2(emitter->types.i8, layout.size);
    known = LLVMAddGlobal(emitter->llvm, type, global->c_symbol);
    LLVMSetAlignment(known, (unsigned)layout.alignment);
    return known;
}

// --- The pool ------------------------------------------------------------------------------------

static LLVMValueRef place_in_pool(Emitter *emitter, uint64_t offset) {
    return place_in_state(emitter, "pool", emitter->group->name, offset);
}

static uint64_t add_to_pool(Emitter *emitter, PoolItem item, uint64_t size) {
    uint64_t place = emitter->pool_size;
    vector_push(emitter->arena, &emitter->result->pool, item);
    emitter->pool_size += size;
    return place;
}

LLVMValueRef constant_object(Emitter *emitter, uint32_t constant) {
    zi_assert(constant < emitter->module->constants.count);
    const IrConstant *key = &emitter->module->constants.items[constant];
    uint64_t place;
    if (!number_map_get(&emitter->pool_places, key, &place)) {
        place = add_to_pool(emitter, (PoolItem){constant, false}, 8);
        number_map_put(emitter->arena, &emitter->pool_places, key, place);
    }
    LLVMValueRef object =
        build_load_offset(emitter, emitter->types.pointer, place_in_pool(emitter, place), 0);
    // Constants are there before any code of the module runs and never change. Where the code is
    // not hot they are loaded anew rather than kept in registers, of which there are too few.
    if (emitter->function.fast_paths != FAST_PATHS_NONE)
        LLVMSetMetadata(object, emitter->invariant_kind, emitter->empty_metadata);
    return object;
}

LLVMValueRef cache_address(Emitter *emitter, const IrOp *op) {
    PoolItem item = {.is_cache = true};
    if (!ir_op_cache_name(op, &item.constant))
        internal_error("%s has no inline cache", ir_op_infos[op->code].text);
    uint64_t place = add_to_pool(emitter, item, abi_size(emitter, ABI_cache));
    return place_in_pool(emitter, place);
}

// --- Definitions ---------------------------------------------------------------------------------

static void define(Emitter *emitter, const char *kind, const char *name, uint64_t offset) {
    const char *whole = arena_format(emitter->arena, "zi_%s.%s", kind, name);
    if (!is_static(emitter)) {
        StateOffsets *offsets = emitter->offsets;
        number_map_put(offsets->arena, &offsets->by_name, name_intern_string(offsets->names, whole),
                       offset);
        return;
    }
    LLVMValueRef place = const_i64(emitter, (int64_t)offset);
    LLVMValueRef address = LLVMConstGEP2(emitter->types.i8, emitter->static_state, &place, 1);
    LLVMValueRef defined = LLVMAddAlias2(emitter->llvm, emitter->types.i8, 0, address, whole);
    LLVMSetVisibility(defined, LLVMHiddenVisibility);
}

static void define_exported(Emitter *emitter, const IrGlobal *global) {
    LLVMValueRef variable = global_address(emitter, global);
    LLVMSetInitializer(variable, LLVMConstNull(LLVMGlobalGetValueType(variable)));
}

static uint64_t pool_size_of(const Emitter *emitter, const GroupResult *result) {
    uint64_t size = 0;
    for (uint32_t i = 0; i < result->pool.count; i++)
        size += result->pool.items[i].is_cache ? abi_size(emitter, ABI_cache) : 8;
    return size;
}

// The arrays of abi/state.def, the pools, then the C globals.
static StateLayout lay_out_state(Emitter *emitter, const GroupResult *groups) {
    const IrState *state = &emitter->module->state;
    zi_assert(state->is_complete);
    StateLayout layout = {.c_globals_size = lay_out_globals(emitter)};
    uint64_t offset = abi_size(emitter, ABI_state);
#define STATE_ARRAY(name, c_type, count)                                                           \
    layout.name = offset;                                                                          \
    offset += 8 * (uint64_t)state->count;
#include "abi/state.def"
    layout.pools = offset;
    for (uint32_t i = 0; i < emitter->input->plan->groups.count; i++)
        offset += pool_size_of(emitter, &groups[i]);
    layout.pools_size = offset - layout.pools;
    layout.c_globals = layout_padded((Layout){offset, ZI_C_GLOBALS_ALIGNMENT}).size;
    layout.size = layout.c_globals + layout.c_globals_size;
    return layout;
}

static void define_static_state(Emitter *emitter, const StateLayout *layout) {
    LLVMTypeRef type = LLVMArrayType2(emitter->types.i8, layout->size);
    emitter->static_state = LLVMAddGlobal(emitter->llvm, type, "zi_static_state");
    LLVMSetInitializer(emitter->static_state, LLVMConstNull(type));
    LLVMSetVisibility(emitter->static_state, LLVMHiddenVisibility);
    LLVMSetAlignment(emitter->static_state, ZI_C_GLOBALS_ALIGNMENT);
}

static void define_pools(Emitter *emitter, const GroupResult *groups, uint64_t offset) {
    const ModulePlan *plan = emitter->input->plan;
    for (uint32_t i = 0; i < plan->groups.count; i++) {
        define(emitter, "pool", plan->groups.items[i]->name, offset);
        offset += pool_size_of(emitter, &groups[i]);
    }
}

StateLayout define_state(Emitter *emitter, const GroupResult *groups) {
    const IrModule *module = emitter->module;
    StateLayout layout = lay_out_state(emitter, groups);
    if (is_static(emitter))
        define_static_state(emitter, &layout);
    define_pools(emitter, groups, layout.pools);
    for (uint32_t i = 0; i < module->callables.count; i++)
        define(emitter, "function", module->callables.items[i]->link_name,
               layout.functions + (8 * (uint64_t)i));
    for (uint32_t i = 0; i < module->classes.count; i++)
        define(emitter, "class", module->classes.items[i]->name,
               layout.classes + (8 * (uint64_t)i));
    for (uint32_t i = 0; i < module->imports.count; i++)
        define(emitter, "import", module->imports.items[i]->link_name,
               layout.imports + (8 * (uint64_t)i));
    for (uint32_t i = 0; i < module->globals.count; i++) {
        uint64_t offset = 0;
        if (module->globals.items[i]->c_symbol != NULL) {
            define_exported(emitter, module->globals.items[i]);
            continue;
        }
        number_map_get(&emitter->globals, module->globals.items[i], &offset);
        define(emitter, "global", module->globals.items[i]->name, layout.c_globals + offset);
    }
    return layout;
}
