// The regions of a huge body as functions: see region_plan.c for which there are.
//
//     int region(frame, state, closure)
//
// A region returns which of its exits was taken; 0: the body returns, with the result in the frame.
// Region 0, the body's own function, calls it and goes on there. What regions share is in the
// frame: the one that sets a register stores it, the others load it where they use it. A jump to
// another region stores what it gives the parameters, which are loaded where that begins. The CFG
// of region 0, with a call in the place of each other region, has the dominators that the body has.

#include "codegen/llvm/internal.h"

// A way out of a region.
typedef struct RegionExit {
    const IrBlock *target; // in another region
    // stores what the target's parameters get, and returns
    LLVMBasicBlockRef block;
    LLVMValueRef *phis; // the parts of these, in a row
} RegionExit;

struct RegionEmission {
    // what FunctionEmission has of the region while it is not at hand
    LLVMValueRef value, state, closure, frame, area, view_area, noted_line;
    LLVMBasicBlockRef entry;
    LLVMMetadataRef subprogram;
    LLVMBasicBlockRef call;     // in region 0
    VECTOR(RegionExit *) exits; // number 1 is the first
    // const IrBlock *, the target -> RegionExit *
    Map exits_by_target;
    Map kept; // a register, from 1 -> RegisterSlot *
};

enum { EXIT_RETURNS };

// --- The frame -----------------------------------------------------------------------------------

LLVMValueRef frame_field(Emitter *emitter, uint32_t field) {
    const FunctionEmission *function = &emitter->function;
    return LLVMBuildStructGEP2(emitter->builder, function->frame_type, function->frame, field, "");
}

// Void needs a field too.
static LLVMTypeRef type_of_returned(Emitter *emitter) {
    LLVMTypeRef type = LLVMGetReturnType(LLVMGlobalGetValueType(emitter->function.value));
    return LLVMGetTypeKind(type) == LLVMVoidTypeKind ? emitter->types.i8 : type;
}

static void lay_out_shared(Emitter *emitter) {
    FunctionEmission *function = &emitter->function;
    const RegionPlan *plan = &function->region_plan;
    VECTOR(LLVMTypeRef) fields = {0};
    vector_push(emitter->arena, &fields, emitter->types.i32);
    vector_push(emitter->arena, &fields, emitter->types.pointer);
    vector_push(emitter->arena, &fields, type_of_returned(emitter));
    zi_assert(fields.count == FRAME_FIRST);
    for (uint32_t reg = 0; reg < function->ir->registers.count; reg++) {
        RegisterSlot *slot = &function->registers[reg];
        LLVMTypeRef types[MOST_PARTS] = {slot->type, emitter->types.pointer};
        bool is_dual = function->ir->registers.items[reg].type.kind == IR_DUAL;
        unsigned count = lives_in_frame(emitter, reg) ? 0U
                         : slot->type != NULL         ? (is_dual ? 2U : 1U)
                         : plan->is_shared[reg]       ? types_of_parts(emitter, reg, types)
                                                      : 0;
        slot->field = count > 0 ? fields.count : 0;
        for (unsigned i = 0; i < count; i++)
            vector_push(emitter->arena, &fields, types[i]);
    }
    function->frame_type =
        LLVMStructTypeInContext(emitter->context, fields.items, fields.count, false);
}

RegisterSlot *region_kept(Emitter *emitter, IrRegisterId reg) {
    const FunctionEmission *function = &emitter->function;
    if (!region_keeps(&function->region_plan, function->region, reg))
        return NULL;
    RegionEmission *region = &function->regions[function->region];
    const void *key = (const void *)((uintptr_t)reg + 1);
    RegisterSlot *kept = map_get(&region->kept, key);
    if (kept == NULL) {
        kept = ARENA_NEW(emitter->arena, RegisterSlot);
        map_put(emitter->arena, &region->kept, key, kept);
    }
    return kept;
}

// --- One region at a time ------------------------------------------------------------------------

static void leave_region(Emitter *emitter) {
    FunctionEmission *function = &emitter->function;
    RegionEmission *region = &function->regions[function->region];
    region->value = function->value;
    region->state = function->state;
    region->closure = function->closure;
    region->frame = function->frame;
    region->area = function->area;
    region->view_area = function->view_area;
    region->noted_line = function->noted_line;
    region->entry = function->entry;
    region->subprogram = function->subprogram;
}

void region_enter(Emitter *emitter, uint32_t number) {
    FunctionEmission *function = &emitter->function;
    if (!has_regions(emitter) || function->region == number)
        return;
    leave_region(emitter);
    const RegionEmission *region = &function->regions[number];
    function->region = number;
    function->value = region->value;
    function->state = region->state;
    function->closure = region->closure;
    function->frame = region->frame;
    function->area = region->area;
    function->view_area = region->view_area;
    function->noted_line = region->noted_line;
    function->entry = region->entry;
    function->subprogram = region->subprogram;
    debug_set_place(emitter, function->ir->span);
}

static void open_region(Emitter *emitter, uint32_t number) {
    FunctionEmission *function = &emitter->function;
    const IrBody *ir = function->ir;
    LLVMTypeRef pointer = emitter->types.pointer;
    LLVMTypeRef parameters[] = {pointer, pointer, pointer};
    const char *name = arena_format(emitter->arena, "%s.region.%u", ir->link_name, number);
    LLVMValueRef value =
        declare_part(emitter, ir, name, LLVMFunctionType(emitter->types.i32, parameters, 3, false));
    keep_apart(emitter, value);
    function->regions[number] = (RegionEmission){
        .value = value,
        .frame = LLVMGetParam(value, 0),
        .state = emitter->static_state != NULL ? emitter->static_state : LLVMGetParam(value, 1),
        .closure = LLVMGetParam(value, 2),
        .call = build_block(emitter, "region"),
    };
}

void regions_open(Emitter *emitter) {
    FunctionEmission *function = &emitter->function;
    if (!has_regions(emitter))
        return;
    uint32_t count = function->region_plan.count;
    function->regions = ARENA_ARRAY(emitter->arena, RegionEmission, count);
    lay_out_shared(emitter);
    function->frame = build_alloca(emitter, function->frame_type, "frame");
    for (uint32_t i = 1; i < count; i++)
        open_region(emitter, i);
    for (uint32_t i = 1; i < count; i++) {
        region_enter(emitter, i);
        function->entry = build_block(emitter, "entry");
        debug_start_function(emitter);
    }
    region_enter(emitter, 0);
}

// Lines are noted at many places of a region, and shared where control comes in or leaves.
static void copy_noted_line(Emitter *emitter, LLVMValueRef from, LLVMValueRef to) {
    LLVMValueRef line = LLVMBuildLoad2(emitter->builder, emitter->types.i32, from, "");
    LLVMBuildStore(emitter->builder, line, to);
}

LLVMValueRef noted_line(Emitter *emitter) {
    FunctionEmission *function = &emitter->function;
    if (has_regions(emitter) && function->region == 0)
        return frame_field(emitter, FRAME_NOTED_LINE);
    if (function->noted_line != NULL)
        return function->noted_line;
    function->noted_line = build_alloca(emitter, emitter->types.i32, "noted line");
    if (!has_regions(emitter))
        return function->noted_line;
    LLVMBasicBlockRef current = LLVMGetInsertBlock(emitter->builder);
    LLVMPositionBuilderAtEnd(emitter->builder, function->entry);
    copy_noted_line(emitter, frame_field(emitter, FRAME_NOTED_LINE), function->noted_line);
    LLVMPositionBuilderAtEnd(emitter->builder, current);
    return function->noted_line;
}

// In the region at hand, when all of it is there.
static void share_noted_line(Emitter *emitter) {
    const FunctionEmission *function = &emitter->function;
    const RegionEmission *region = &function->regions[function->region];
    if (function->noted_line == NULL)
        return;
    for (uint32_t i = 0; i < region->exits.count; i++) {
        LLVMBasicBlockRef block = region->exits.items[i]->block;
        LLVMPositionBuilderBefore(emitter->builder, LLVMGetBasicBlockTerminator(block));
        copy_noted_line(emitter, function->noted_line, frame_field(emitter, FRAME_NOTED_LINE));
    }
}

// --- From region to region -----------------------------------------------------------------------

static void build_exit(Emitter *emitter, uint32_t number) {
    LLVMBuildRet(emitter->builder, const_i32(emitter, number));
}

// Fills the block of an exit: all jumps of the region to the target share its stores.
static void build_exit_block(Emitter *emitter, RegionExit *leave, uint32_t number) {
    const IrRegisterVector *parameters = &leave->target->parameters;
    LLVMTypeRef types[MOST_PARTS] = {NULL};
    VECTOR(LLVMValueRef) phis = {0};
    LLVMPositionBuilderAtEnd(emitter->builder, leave->block);
    for (uint32_t i = 0; i < parameters->count; i++) {
        if (lives_in_frame(emitter, parameters->items[i]))
            continue;
        unsigned count = types_of_parts(emitter, parameters->items[i], types);
        for (unsigned j = 0; j < count; j++)
            vector_push(emitter->arena, &phis, LLVMBuildPhi(emitter->builder, types[j], ""));
    }
    leave->phis = phis.items;
    const LLVMValueRef *parts = phis.items;
    for (uint32_t i = 0; i < parameters->count; i++)
        if (!lives_in_frame(emitter, parameters->items[i]))
            parts += store_register(emitter, parameters->items[i], parts);
    build_exit(emitter, number);
}

static RegionExit *find_exit(Emitter *emitter, const IrBlock *target) {
    RegionEmission *region = &emitter->function.regions[emitter->function.region];
    RegionExit *leave = map_get(&region->exits_by_target, target);
    if (leave != NULL)
        return leave;
    leave = ARENA_NEW(emitter->arena, RegionExit);
    leave->target = target;
    leave->block = build_block(emitter, "leave");
    vector_push(emitter->arena, &region->exits, leave);
    map_put(emitter->arena, &region->exits_by_target, target, leave);
    LLVMBasicBlockRef current = LLVMGetInsertBlock(emitter->builder);
    build_exit_block(emitter, leave, region->exits.count);
    LLVMPositionBuilderAtEnd(emitter->builder, current);
    return leave;
}

static bool leaves_region(const Emitter *emitter, const IrBlock *target) {
    const FunctionEmission *function = &emitter->function;
    return has_regions(emitter) && function->region != 0 &&
           function->region_plan.of_block[target->id] != function->region;
}

LLVMValueRef *region_exit_phis(Emitter *emitter, const IrBlock *target) {
    return leaves_region(emitter, target) ? find_exit(emitter, target)->phis : NULL;
}

LLVMBasicBlockRef region_target(Emitter *emitter, const IrBlock *block) {
    const FunctionEmission *function = &emitter->function;
    if (!has_regions(emitter) || function->region_plan.of_block[block->id] == function->region)
        return function->blocks[block->id];
    if (leaves_region(emitter, block))
        return find_exit(emitter, block)->block;
    uint32_t region = function->region_plan.of_block[block->id];
    zi_assert(function->region_plan.entries[region] == block);
    return function->regions[region].call;
}

// A value and a status, or the two parts of a dual.
static bool is_pair(LLVMTypeRef type) {
    return LLVMGetTypeKind(type) == LLVMStructTypeKind && LLVMCountStructElementTypes(type) == 2;
}

static void open_return_block(Emitter *emitter, LLVMTypeRef type) {
    FunctionEmission *function = &emitter->function;
    LLVMBuilderRef builder = emitter->builder;
    function->return_block = build_block(emitter, "return");
    LLVMPositionBuilderAtEnd(builder, function->return_block);
    for (unsigned i = 0; i < 2; i++)
        function->returned[i] = LLVMBuildPhi(builder, LLVMStructGetTypeAtIndex(type, i), "");
    LLVMValueRef pair = LLVMGetUndef(type);
    for (unsigned i = 0; i < 2; i++)
        pair = LLVMBuildInsertValue(builder, pair, function->returned[i], i, "");
    LLVMBuildRet(builder, pair);
}

// Where a function of several returns is inlined, LLVM has a phi of pairs, and does not take it
// apart; so what is returned are two phis.
static void join_return(Emitter *emitter, LLVMValueRef pair) {
    FunctionEmission *function = &emitter->function;
    LLVMBasicBlockRef current = LLVMGetInsertBlock(emitter->builder);
    if (function->return_block == NULL)
        open_return_block(emitter, LLVMTypeOf(pair));
    LLVMPositionBuilderAtEnd(emitter->builder, current);
    for (unsigned i = 0; i < 2; i++) {
        LLVMValueRef part = LLVMBuildExtractValue(emitter->builder, pair, i, "");
        LLVMAddIncoming(function->returned[i], &part, &current, 1);
    }
    LLVMBuildBr(emitter->builder, function->return_block);
}

static void build_return(Emitter *emitter, LLVMValueRef value) {
    if (value == NULL)
        LLVMBuildRetVoid(emitter->builder);
    else if (emitter->function.hotness->has_number_loops && is_pair(LLVMTypeOf(value)))
        join_return(emitter, value);
    else
        LLVMBuildRet(emitter->builder, value);
}

void region_return(Emitter *emitter, LLVMValueRef value) {
    if (emitter->function.region == 0) {
        build_return(emitter, value);
        return;
    }
    if (value != NULL)
        LLVMBuildStore(emitter->builder, value, frame_field(emitter, FRAME_RESULT));
    build_exit(emitter, EXIT_RETURNS);
}

// --- The ends ------------------------------------------------------------------------------------

// In region 0: returns what a region left in the frame.
static LLVMBasicBlockRef create_return(Emitter *emitter) {
    LLVMBasicBlockRef block = build_block(emitter, "return");
    LLVMPositionBuilderAtEnd(emitter->builder, block);
    LLVMTypeRef type = LLVMGetReturnType(LLVMGlobalGetValueType(emitter->function.value));
    bool is_void = LLVMGetTypeKind(type) == LLVMVoidTypeKind;
    build_return(emitter, is_void ? NULL
                                  : LLVMBuildLoad2(emitter->builder, type,
                                                   frame_field(emitter, FRAME_RESULT), ""));
    return block;
}

static void call_region(Emitter *emitter, uint32_t number, LLVMBasicBlockRef returns) {
    const FunctionEmission *function = &emitter->function;
    const RegionEmission *region = &function->regions[number];
    LLVMBuilderRef builder = emitter->builder;
    LLVMPositionBuilderAtEnd(builder, region->call);
    debug_set_place(emitter, function->region_plan.entries[number]->ops.items[0]->span);
    LLVMValueRef arguments[] = {function->frame, function->state, function->closure};
    LLVMValueRef exit = LLVMBuildCall2(builder, LLVMGlobalGetValueType(region->value),
                                       region->value, arguments, 3, "");
    LLVMValueRef branch = LLVMBuildSwitch(builder, exit, returns, region->exits.count);
    for (uint32_t i = 0; i < region->exits.count; i++)
        LLVMAddCase(branch, const_i32(emitter, i + 1),
                    region_target(emitter, region->exits.items[i]->target));
}

void regions_close(Emitter *emitter) {
    FunctionEmission *function = &emitter->function;
    if (!has_regions(emitter))
        return;
    for (uint32_t i = 1; i < function->region_plan.count; i++) {
        const IrBlock *first = function->region_plan.entries[i];
        region_enter(emitter, i);
        debug_set_place(emitter, first->ops.items[0]->span);
        share_noted_line(emitter);
        LLVMPositionBuilderAtEnd(emitter->builder, function->entry);
        LLVMBuildBr(emitter->builder, function->blocks[first->id]);
    }
    region_enter(emitter, 0);
    debug_set_place(emitter, function->ir->span);
    LLVMBasicBlockRef returns = create_return(emitter);
    for (uint32_t i = 1; i < function->region_plan.count; i++)
        call_region(emitter, i, returns);
}
