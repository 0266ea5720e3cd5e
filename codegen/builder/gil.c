// with nogil, with gil, and what has to take the GIL inside of code without it.
//
// Takes: With nodes. Gives: regions between giving up and taking back the GIL (or the reverse), put
// back on every exit. Memoryviews that a region reads stay alive until it is over,
// so that none is released without the GIL.

#include "codegen/builder/trace.h"

// Puts the GIL back as it was around the region.
void add_gil_change(Builder *builder, const Cleanup *cleanup) {
    IrValue token = ir_reg(cleanup->saved);
    if (cleanup->is_conditional) {
        ADD_RUNTIME(builder, gil_take_back, token);
        return;
    }
    add_op(builder, cleanup->releases ? IR_OP_GIL_RESTORE : IR_OP_GIL_LEAVE, IR_NO_REGISTER, &token,
           1);
    builder->without_gil = !cleanup->releases;
}

// --- Memoryviews that the region reads -----------------------------------------------------------

typedef struct UsedViews {
    Builder *builder;
    VECTOR(IrRegisterId) registers;
} UsedViews;

static void collect_views(Node **child, void *context) {
    UsedViews *used = context;
    if (node_is(*child, NODE_NameExpression)) {
        Symbol *symbol = NODE_AS(NameExpression, *child)->symbol;
        if (symbol != NULL && symbol->kind == SYMBOL_LOCAL && is_view(symbol->type) &&
            !is_in_cell(symbol))
            vector_push(used->builder->arena, &used->registers,
                        local_register(used->builder, symbol));
    }
    node_each_child(*child, collect_views, context);
}

static void keep_alive(Builder *builder, const UsedViews *used) {
    for (uint32_t i = 0; i < used->registers.count; i++)
        add_unary(builder, IR_OP_VIEW_DATA, IR_POINTER, ir_reg(used->registers.items[i]));
}

// --- Regions -------------------------------------------------------------------------------------

typedef struct GilRegion {
    Cleanup cleanup;
    IrBlock *failed;
} GilRegion;

// Is nothing known but that the GIL need not be held: in a nogil function, whose callers may hold
// it?
static bool may_hold_gil(const Builder *builder) {
    for (const Cleanup *cleanup = builder->cleanups; cleanup != NULL; cleanup = cleanup->outer)
        if (cleanup->kind == CLEANUP_GIL)
            return false;
    return builder->without_gil;
}

static void begin_region(Builder *builder, GilRegion *region, bool releases) {
    IrOpcode code = releases ? IR_OP_GIL_RELEASE : IR_OP_GIL_ENSURE;
    IrKind kind = releases ? IR_POINTER : IR_I32;
    region->failed = builder_new_block(builder, "gil failed");
    region->failed->is_cold = true;
    region->cleanup =
        (Cleanup){.kind = CLEANUP_GIL, .handler = builder->handler, .releases = releases};
    region->cleanup.is_conditional = releases && may_hold_gil(builder);
    if (region->cleanup.is_conditional)
        region->cleanup.saved = add_runtime_list(builder, RUNTIME_gil_give_up, NULL, 0).reg;
    else
        region->cleanup.saved =
            add_op_giving(builder, code, (IrType){.kind = kind}, NULL, 0)->result;
    builder->without_gil = releases;
    push_cleanup(builder, &region->cleanup);
    builder_set_handler(builder, region->failed, releases ? "nogil" : "gil");
}

static void end_region(Builder *builder, GilRegion *region, const UsedViews *used) {
    pop_cleanup(builder);
    builder_set_handler(builder, region->cleanup.handler, "gil end");
    add_gil_change(builder, &region->cleanup);
    keep_alive(builder, used);
    IrBlock *end = builder->block;
    builder_start_block(builder, region->failed);
    builder->without_gil = region->cleanup.releases || region->cleanup.is_conditional;
    add_gil_change(builder, &region->cleanup);
    keep_alive(builder, used);
    add_propagate(builder);
    builder_start_block(builder, end);
}

static void build_gil_region(Builder *builder, bool releases, const NodeList *body) {
    GilRegion region;
    UsedViews used = {.builder = builder};
    for (uint32_t i = 0; i < body->count; i++)
        collect_views(&body->items[i], &used);
    begin_region(builder, &region, releases);
    build_statements(builder, body);
    end_region(builder, &region, &used);
}

// Builds what needs the GIL: takes it first where it is not held.
void build_with_gil(Builder *builder, GilBuilder *build, void *context) {
    if (!builder->without_gil) {
        build(builder, context);
        return;
    }
    GilRegion region;
    UsedViews used = {.builder = builder};
    begin_region(builder, &region, false);
    build(builder, context);
    end_region(builder, &region, &used);
}

// --- The node ------------------------------------------------------------------------------------

void build_with(Builder *builder, Node *node) {
    With *with = NODE_AS(With, node);
    switch (with->rule) {
    case WITH_PYTHON:
        build_manager_with(builder, with);
        break;
    case WITH_NOGIL:
    case WITH_GIL: {
        bool releases = with->rule == WITH_NOGIL;
        if (builder->without_gil == releases && !(releases && may_hold_gil(builder)))
            build_statements(builder, &with->body); // it is so already
        else
            build_gil_region(builder, releases, &with->body);
        trace_line(builder, node->span);
        break;
    }
    case WITH_DIRECTIVES: {
        Directives outer = builder->directives;
        builder->directives = *with->directives;
        build_statements(builder, &with->body);
        builder->directives = outer;
        break;
    }
    case WITH_CRITICAL_SECTION:
        build_critical_section(builder, with);
        break;
    }
}
